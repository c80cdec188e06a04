"""How a figure is drawn: the marks, and what they mean in words.

A number is a dot, a ceiling a heavy stop with a short arrow to the left, a floor the same to the
right, a range a bar with end caps. Filled is said to have been detected, hollow said to be under
way or coming, a cross not confirmed. Positions are in the unit along the axis, in inches down.
"""

from dataclasses import dataclass, field

from matplotlib.axes import Axes

from analysis.charts.style import Style

ARROW = 0.30  # inches, of a ceiling or a floor
RADIUS = 0.065  # inches, of a dot


@dataclass(frozen=True)
class Mark:
    """One mark: its ``shape`` is number, ceiling, floor, range or none (no number, off the axis).

    ``low`` and ``high`` are the same but for a range. ``whisker`` is how a hedge is read. A mark
    that no source makes (what follows from all of them) is no ``claim``.
    """

    shape: str = "none"
    low: float = 0.0
    high: float = 0.0
    whisker: tuple[float, float] | None = None
    style: Style = field(default_factory=Style)
    filled: bool = True
    crossed: bool = False
    claim: bool = True

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
        """Return whether the whisker is wider than the dot, so that it can be seen."""
        return bool(self.whisker) and self.whisker[1] - self.whisker[0] > 2.4 * RADIUS * inch


def draw_mark(ax: Axes, mark: Mark, y: float, inch: float) -> None:
    """Draw a mark at its number, ``y`` inches down; one inch along the axis is ``inch`` units."""
    colour = mark.style.colour
    if mark.has_whisker(inch):
        ax.plot(mark.whisker, [y, y], color=colour, lw=1.2, alpha=0.8, clip_on=False, zorder=2)
    if mark.shape == "number":
        _point(ax, mark, mark.low, y, "x" if mark.crossed else mark.style.marker, 9)
    elif mark.shape == "range":
        _bar(ax, mark, y)
    else:
        _stop(ax, mark, y, inch)


def _point(ax: Axes, mark: Mark, x: float, y: float, shape: str, size: float, **keywords) -> None:
    colour = mark.style.colour
    face = colour if mark.filled else "white"
    edge = 2.6 if shape == "x" else 2
    ax.plot([x], [y], ls="none", marker=shape, ms=size, mfc=face, mec=colour, mew=edge,
            clip_on=False, zorder=3, **keywords)  # fmt: skip


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
        _point(ax, mark, tip, y, "x" if mark.crossed else "<" if ceiling else ">", 6)


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
            _point(ax, mark, end, y, "x", 7)
        else:
            ax.plot([end, end], [y - 0.1, y + 0.1], color=colour, lw=2, solid_capstyle="butt",
                    clip_on=False, zorder=3)  # fmt: skip


def draw_numberless(ax: Axes, mark: Mark, x: float, y: float) -> None:
    """Draw the mark of a figure without a number, off the axis: a place as parts of the figure."""
    shape = "x" if mark.crossed else "D"
    _point(ax, mark, x, y, shape, 7, transform=ax.figure.transFigure)


def key(marks: list[Mark], inch: float) -> str:
    """Return what the marks of a chart mean, in words; only of the marks that stand on it."""
    claims = [mark for mark in marks if not mark.crossed]
    shapes = {mark.shape for mark in marks}
    said = [
        ("Filled: said to have been detected.", any(mark.filled for mark in claims)),
        ("Hollow: said to be under way or coming.", not all(mark.filled for mark in claims)),
        ("Cross: not confirmed.", len(claims) < len(marks)),
        ("Stop with an arrow to the left: no more than that.", "ceiling" in shapes),
        ("Stop with an arrow to the right: no fewer than that.", "floor" in shapes),
        ("Bar: from the lower to the higher number.", "range" in shapes),
        ("Thin line: how the hedge is read.", any(mark.has_whisker(inch) for mark in marks)),
        ("Diamond: no number is given.", any(mark.shape == "none" for mark in claims)),
    ]
    return " ".join(words for words, there in said if there)
