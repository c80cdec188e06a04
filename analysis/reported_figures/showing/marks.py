"""How a figure is drawn: the marks, and what they mean in words.

A number is a dot, a ceiling a heavy stop with a short arrow to the left, a floor the same to the
right, a range a bar with end caps. Filled is said to have happened, hollow any other stage, a cross
not confirmed or denied. Positions are in the unit along the axis, in inches down.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from itertools import product

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from reported_figures.formats import listed
from reported_figures.showing.lettering import DPI, FONT
from reported_figures.vocabulary import REFUSED, STAGES, STATUSES

# After Okabe & Ito 2008, "Color universal design". Thin rings of its light colours fade on white
# and grey, so green and purple are darker here, and brown and indigo stand for orange and sky blue.
COLOURS = ["#0072b2", "#d55e00", "#00936b", "#c0679b", "#7a3d00", "#000000", "#332288"]
MARKERS = ["o", "s", "^", "v", "p", "h"]
PHONE = 4.0  # inches
DARK, GREY, PALE = "#222222", "#5a5a5a", "#8c8c8c"
THEME = {
    "font.family": [FONT],
    "font.size": 10,
    "text.parse_math": False,
    "text.color": DARK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": GREY,
    "axes.labelcolor": DARK,
    "grid.color": "#e3e3e3",
    "grid.linewidth": 0.8,
    "xtick.color": GREY,
    "xtick.labelcolor": DARK,
    **{f"{axis}tick.labelsize": 9.5 for axis in "xy"},
    **{f"{axis}tick.major.size": 3 for axis in "xy"},
}


@dataclass(frozen=True)
class Style:
    """What marks one source: a colour, and a shape once the colours are used up."""

    colour: str = GREY
    marker: str = "o"


Colours = Mapping[str, Style]  # by the ids of sources


def source_colours(speakers: Iterable[str]) -> dict[str, Style]:
    """Return a style for each source, in the order in which they first appear.

    Give it the ``speaker_id`` column of all the ledger's figures, so that a speaker keeps a colour
    whatever is selected. Seven colours, then the same ones with another shape.

    >>> source_colours(["union", "police", "union"])["police"].colour
    '#d55e00'
    """
    styles = [Style(colour, marker) for marker, colour in product(MARKERS, COLOURS)]
    return {name: styles[i % len(styles)] for i, name in enumerate(dict.fromkeys(speakers))}


@contextmanager
def house_theme() -> Iterator[None]:
    """Apply the house theme within a ``with`` block, whatever the reader's own settings are."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(THEME)
        yield


def new_figure(width: float = 10.0) -> tuple[Figure, Axes]:
    """Return an empty figure, ``width`` inches wide, and its axes; a chart sets its own height.

    >>> fig, ax = new_figure()
    """
    with house_theme():
        fig = Figure(figsize=(width, 2), dpi=DPI, facecolor="white")
        FigureCanvasAgg(fig)  # a figure of no window, which pyplot does not show a second time
        return fig, fig.add_subplot()


def redrawable(plot: Callable[..., Axes]) -> Callable[..., Axes]:
    """Return a chart's function that draws in the house theme, and for :func:`narrowed` again."""

    @wraps(plot)
    def drawn(ax: Axes, *args, **keywords) -> Axes:
        ax.figure.drawn_by = lambda other: drawn(other, *args, **keywords)
        with house_theme():
            return plot(ax, *args, **keywords)

    return drawn


def is_laid_out(fig: Figure) -> bool:
    """Return whether a figure is one of the charts here, whose size is that of its page."""
    return hasattr(fig, "drawn_by")


def narrowed(fig: Figure) -> Figure | None:
    """Return the chart of a figure as a phone has room for it; nothing for one drawn otherwise."""
    if not is_laid_out(fig):
        return None
    narrow, ax = new_figure(PHONE)
    fig.drawn_by(ax)
    return narrow


ARROW = 0.30  # inches, of a ceiling or a floor
RADIUS = 0.065  # inches, of a dot


@dataclass(frozen=True)
class Mark:
    """One mark: its ``shape`` is number, ceiling, floor, range, span or none (off the axis).

    ``low`` and ``high`` are the same but for a range and a span, which figures that have nothing in
    common leave open. ``whisker`` is how a hedge is read. ``stage`` is what a source says of what
    is counted (``vocabulary.STAGES``); ``None`` is a mark that no source makes: what follows.
    """

    shape: str = "none"
    low: float = 0.0
    high: float = 0.0
    whisker: tuple[float, float] | None = None
    style: Style = field(default_factory=Style)
    stage: str | None = None

    @property
    def filled(self) -> bool:
        """Return whether it is filled: said to have happened, or what follows from all figures."""
        return self.stage in (None, "observed") and self.shape != "span"

    @property
    def crossed(self) -> bool:
        """Return whether it is crossed: not confirmed, or denied."""
        return self.stage in REFUSED

    @property
    def largest(self) -> float:
        """Return the largest number that the mark shows."""
        return max(self.high, self.whisker[1] if self.whisker else 0.0)

    def reach(self, inch: float) -> tuple[float, float]:
        """Return from where to where the mark goes, in inches; one inch is ``inch`` units."""
        left, right = self.low / inch, self.high / inch
        if self.shape == "ceiling":
            return max(right - ARROW - 0.06, -0.02), right + 0.03
        if self.shape == "floor":
            return left - 0.03, left + ARROW + 0.06
        if not self.has_whisker(inch):
            return left - RADIUS, right + RADIUS
        ends = [end / inch for end in self.whisker]
        return min(left - RADIUS, ends[0]), max(right + RADIUS, ends[1])

    def has_whisker(self, inch: float) -> bool:
        """Return whether the whisker is wider than the dot, which would hide it."""
        return bool(self.whisker) and self.whisker[1] - self.whisker[0] > 2.4 * RADIUS * inch


def draw_mark(ax: Axes, mark: Mark, y: float, inch: float) -> None:
    """Draw a mark at its number, ``y`` inches down; one inch along the axis is ``inch`` units."""
    colour = mark.style.colour
    if mark.has_whisker(inch):
        ax.plot(mark.whisker, [y, y], color=colour, lw=1.2, alpha=0.8, clip_on=False, zorder=2)
    if mark.shape == "number":
        draw_point(ax, mark, mark.low, y, "x" if mark.crossed else mark.style.marker, 9)
    elif mark.shape in ("range", "span"):
        _bar(ax, mark, y)
    else:
        _stop(ax, mark, y, inch)


def draw_point(
    ax: Axes, mark: Mark, x: float, y: float, shape: str, size: float, **keywords
) -> None:
    """Draw a point in the colour of a mark's source, filled or hollow as the mark is."""
    colour = mark.style.colour
    look = {"mfc": colour if mark.filled else "white", "mec": colour, "clip_on": False, "zorder": 3}
    look |= {"mew": 2.6 if shape == "x" else 2} | keywords
    ax.plot([x], [y], ls="none", marker=shape, ms=size, **look)


def _stop(ax: Axes, mark: Mark, y: float, inch: float) -> None:
    """Draw a heavy stop at the bound, and an arrow to the side on which the number may lie."""
    ceiling, colour = mark.shape == "ceiling", mark.style.colour
    bound = mark.high if ceiling else mark.low
    length = min(ARROW * inch, max(bound - RADIUS * inch, 0)) if ceiling else ARROW * inch
    tip = bound - length if ceiling else bound + length
    ax.plot([bound, bound], [y - 0.1, y + 0.1], color=colour, lw=4.5, solid_capstyle="butt",
            clip_on=False, zorder=3)  # fmt: skip
    ax.plot([bound, tip], [y, y], color=colour, lw=1.8, clip_on=False, zorder=2)
    if length > 0.1 * inch:
        draw_point(ax, mark, tip, y, "x" if mark.crossed else "<" if ceiling else ">", 6)


def _bar(ax: Axes, mark: Mark, y: float) -> None:
    """Draw a bar from the low to the high end, with a cap (or a cross) on each."""
    colour = mark.style.colour
    ax.plot([mark.low, mark.high], [y, y], color=colour, lw=7, solid_capstyle="butt",
            clip_on=False, zorder=2)  # fmt: skip
    if not mark.filled or mark.crossed:
        ax.plot([mark.low, mark.high], [y, y], color="white", lw=3.5, solid_capstyle="butt",
                clip_on=False, zorder=2.5)  # fmt: skip
    for end in (mark.low, mark.high):
        if mark.crossed:
            draw_point(ax, mark, end, y, "x", 7)
        else:
            ax.plot([end, end], [y - 0.1, y + 0.1], color=colour, lw=2, solid_capstyle="butt",
                    clip_on=False, zorder=3)  # fmt: skip


def draw_numberless(ax: Axes, mark: Mark, x: float, y: float) -> None:
    """Draw the mark of a figure without a number, off the axis: a place as parts of the figure."""
    shape = "x" if mark.crossed else "D"
    draw_point(ax, mark, x, y, shape, 7, transform=ax.figure.transFigure)


def key(marks: list[Mark], inch: float) -> str:
    """Return what the marks of a chart mean, in words; only of the marks that stand on it."""
    shapes = {mark.shape for mark in marks}
    without = any(mark.shape == "none" and not mark.crossed for mark in marks)
    said = [
        ("Stop with an arrow to the left: that or less.", "ceiling" in shapes),
        ("Stop with an arrow to the right: that or more.", "floor" in shapes),
        ("Bar: from the lower to the higher number.", "range" in shapes),
        ("Thin line: how the hedge is read.", any(mark.has_whisker(inch) for mark in marks)),
        ("Diamond: no number is given.", without),
    ]
    return " ".join(filter(None, [stage_key(marks), *(words for words, there in said if there)]))


def stage_key(marks: Iterable[Mark]) -> str:
    """Return which stages are filled, hollow and crossed, in words; only of those that there are.

    >>> stage_key([Mark(stage="expected"), Mark(stage="observed"), Mark(stage="")])
    'Filled: said to have happened. Hollow: expected or stage not recorded.'
    """
    there = {mark.stage for mark in marks}
    hollow = [name for name in STATUSES if name != "observed"]
    looks = {"Filled": ["observed"], "Hollow": hollow, "Cross": [*REFUSED]}
    shown = {look: [STAGES[n] for n in names if n in there] for look, names in looks.items()}
    told = [f"{look}: {listed(words, last='or')}." for look, words in shown.items() if words]
    return " ".join(told)
