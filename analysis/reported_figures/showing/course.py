"""Draw how the numbers of one quantity changed: number against day, a line for each source."""

from types import SimpleNamespace

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.ticker import MaxNLocator

from reported_figures.formats import capital, count_of, large
from reported_figures.ledger.printed import as_printed
from reported_figures.limits import MOST_CHARTS, MOST_LINES
from reported_figures.showing import sheet
from reported_figures.showing.lettering import drawable, printable, shorten
from reported_figures.showing.marks import Colours, Style, redrawable
from reported_figures.showing.timeline import day_ticks
from reported_figures.vocabulary import CEILINGS, FLOORS

ACROSS, LEFT, NAMES, HEIGHT = 10.0, 1.25, 2.4, 3.6  # inches: a wide page, its columns, the axes
FEWEST = 3  # numbers, on two days or more: fewer are a sentence's work
MARKERS = "osD*Ppdh"  # one for each line, told apart in black and white; none looks like an arrow
LINE = 0.21  # inches from one name to the next
SHAPES = {
    "point": "A mark is a number",
    "floor": "an arrow upwards a floor",
    "ceiling": "an arrow downwards a ceiling",
    "range": "a bar a range",
    "period": "a line before it the days that it counts",
    "expected": "what is pale or dashed an expectation",
    "replaced": "a hollow mark a number that was replaced",
    "suspect": "a cross a number out of line with those before and after",
}


def with_course(figures: pd.DataFrame) -> list[str]:
    """Return the quantities that have a course to draw, those with the most numbers first.

    ``figures`` are placed and read; a course takes three numbers or more, on two days or more.
    """
    rows = drawn(figures)
    by = rows.groupby("quantity_id")
    days, numbers = by["at"].nunique(), by.size()
    enough = numbers[(numbers >= FEWEST) & (days > 1)]
    return enough.sort_values(ascending=False, kind="stable").index.tolist()[:MOST_CHARTS]


def drawn(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures with a number, each statement once, by the day that they speak of."""
    numbered = (figures["stance"] == "asserts") & figures["interval_low"].notna()
    lead = figures["statement"] == figures["figure_id"]
    rows = figures[numbered & lead & figures["printed_low"].notna()]
    rows = rows.assign(at=rows["at"].fillna(rows["said_until"]))
    return rows.sort_values(["at", "said", "figure_id"], kind="stable")


def suspects(changes: pd.DataFrame) -> set[str]:
    """Return the figures that alone are out of line, of :func:`comparing.series.histories`.

    Where it may be one of several none of them is crossed.
    """
    alone = (changes["change"] == "out of line") & (changes["one_of"] == "")
    return set(changes.loc[alone, "figure_id"])


def shape_of(figure) -> str:
    """Return how a figure's number is drawn: a point, a range, or a side that is open."""
    if figure.hedge in FLOORS:
        return "floor"
    if figure.hedge in CEILINGS:
        return "ceiling"
    return "range" if figure.printed_high > figure.printed_low else "point"


@redrawable
def plot_course(
    ax: Axes,
    figures: pd.DataFrame,
    crossed: set[str],
    colours: Colours,
    title: str = "",
    source: str = "",
) -> Axes:
    """Draw the figures of one quantity (:func:`drawn`) on days and numbers, and return the axes.

    ``crossed`` are ids of figures that are out of line: they are crossed, and no line goes through
    them. Running totals go in steps, and each source has a mark of its own. Of many sources those
    with the most numbers have a line, and the chart says so. The axes must have its figure to
    itself.
    """
    names = figures.groupby("speaker_id", sort=False).size()
    kept = names.sort_values(ascending=False, kind="stable").index[:MOST_LINES]
    rows = figures[figures["speaker_id"].isin(kept)]
    rest = len(names) - len(kept)
    more = f"{count_of(rest, 'more source')} with fewer numbers not drawn." if rest else ""
    notes = [f"{_key(rows, crossed)} {more}", source]
    across = sheet.page_width(ax, ACROSS)
    left, right, under = LEFT, NAMES, 0.75
    if sheet.narrow(across):  # the names stand under the axis
        left, right, under = 0.9, 2 * sheet.EDGE, 0.75 + LINE * len(kept)
    page, axis = (across, HEIGHT), (left, across - left - right)
    canvas = sheet.open_canvas(ax, page, axis, capital(title), notes, 0.1, under)
    top = _axes(ax, rows, axis[1])
    ends = []
    for speaker, marker in zip(kept, MARKERS, strict=False):
        own, style = rows[rows["speaker_id"] == speaker], Style(colours[speaker].colour, marker)
        _draw_source(ax, own, crossed, style, top)
        last = own[~own["figure_id"].isin(crossed)].iloc[-1:]
        height = float(last["printed_high"].iloc[0]) if len(last) else 0.0
        ends.append((height, own["speaker"].iloc[0], style))
    _write_names(canvas, ends, top, axis)
    return ax


def _begun(rows: pd.DataFrame) -> pd.Series:
    """Return the first day that each figure counts: of a flow that of its period, else its day."""
    return rows["start"].where(rows["kind"] == "flow").fillna(rows["at"])


def _key(rows: pd.DataFrame, crossed: set[str]) -> str:
    """Return what the marks mean; only of those that stand in the chart."""
    there = {shape_of(figure) for figure in rows.itertuples()}
    there |= {"period"} if (_begun(rows) < rows["at"]).any() else set()
    there |= {"expected"} if rows["expected"].any() else set()
    there |= {"replaced"} if rows["replaced_by"].ne("").any() else set()
    there |= {"suspect"} if rows["figure_id"].isin(crossed).any() else set()
    return ", ".join(words for shape, words in SHAPES.items() if shape in {"point", *there}) + "."


def _axes(ax: Axes, rows: pd.DataFrame, room: float) -> float:
    """Number the axes in days and in the unit, and return the number at the top."""
    unit, days = rows["unit"].iloc[0], [_begun(rows).min(), rows["at"].iloc[-1]]
    top = max(float(rows["printed_high"].max()), 1.0) * 1.12
    ax.set(ylim=(0, top))
    ticks = MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]).tick_values(0, top)
    ax.set_yticks([tick for tick in ticks if 0 <= tick <= top])
    ax.yaxis.set_major_formatter(lambda value, _: large(value))
    ax.grid(axis="y")
    ax.set_axisbelow(True)
    ax.spines["left"].set_visible(True)
    ax.set_ylabel(drawable(unit, 40))
    pad = max((days[-1] - days[0]) * 0.03, 0.5)
    first, last = days[0] - pad, days[-1] + pad
    ax.set_xlim(first, last)
    ax.set_xticks(*day_ticks(first, last, room))
    return top


def _draw_source(ax: Axes, rows: pd.DataFrame, crossed: set[str], style: Style, top: float) -> None:
    """Draw a source's numbers, and a line through those that are in line and stand.

    Its expectations have a line of their own.
    """
    _draw_lines(ax, rows[~rows["figure_id"].isin(crossed) & rows["replaced_by"].eq("")], style)
    arrow = top * 0.07
    for figure in rows.assign(begun=_begun(rows)).itertuples():
        x, low, high = figure.at, figure.printed_low, figure.printed_high
        shape = shape_of(figure)
        face = _pale(style.colour) if figure.expected else style.colour
        if figure.begun < x:
            ax.plot([figure.begun, x], [(low + high) / 2] * 2, lw=2, color=face, zorder=2)
        if shape == "range":
            ax.plot([x, x], [low, high], lw=4, solid_capstyle="butt", zorder=3, color=face)
            continue
        if shape != "point":
            end = high + arrow if shape == "floor" else max(high - arrow, 0)
            look = {"arrowstyle": "-|>", "color": style.colour, "lw": 1.4}
            ax.annotate("", (x, end), (x, high), arrowprops=look, zorder=3)
        look = {"marker": style.marker, "ms": 5.5}
        if figure.figure_id in crossed:
            look = {"marker": "x", "ms": 7, "mew": 1.8}
        face = "white" if figure.replaced_by else face
        ax.plot([x], [high], ls="none", mfc=face, mec=style.colour, zorder=4, **look)


def _pale(colour: str) -> tuple[float, ...]:
    """Return a colour as it is with two parts of white: a line behind it does not shine through."""
    return tuple((2 + part) / 3 for part in to_rgb(colour))


def _draw_lines(ax: Axes, rows: pd.DataFrame, style: Style) -> None:
    if rows["kind"].isin(["flow"]).any():
        return  # each of its periods has a number of its own
    for is_expected, line in rows.groupby("expected"):
        middle = (line["printed_low"] + line["printed_high"]) / 2
        steps = "steps-post" if line["kind"].iloc[0] == "cumulative" else "default"
        look = {"lw": 1.5, "ls": "--" if is_expected else "-", "drawstyle": steps}
        ax.plot(line["at"], middle, color=style.colour, zorder=2, **look)


def _write_names(
    canvas: sheet.Canvas, ends: list[tuple[float, str, Style]], top: float, axis: tuple
) -> None:
    """Write the sources' names at the right, beside their last numbers and clear of each other.

    On a narrow page they stand in that order under the axes.
    """
    left, room = axis
    ends = sorted(ends, key=lambda end: -end[0])
    if canvas.narrow:
        down, x = [HEIGHT + 0.75 + LINE * n for n in range(len(ends))], 2 * sheet.EDGE
    else:
        down = _beside([HEIGHT * (1 - height / top) for height, *_ in ends])
        x = left + room + sheet.EDGE
    for place, (_, name, style) in zip(down, ends, strict=True):
        at = [(x - left) / room], [1 - place / HEIGHT]
        look = {"marker": style.marker, "color": style.colour, "ms": 5.5, "ls": "none"}
        canvas.ax.plot(*at, transform=canvas.ax.transAxes, clip_on=False, **look)
        label = sheet.block(name, canvas.across - x - 2 * sheet.EDGE, sheet.TEXT, lines=1)
        canvas.write(x + 0.12, place, label, va="center")


def _beside(down: list[float]) -> list[float]:
    """Return where names go that are to stand clear of each other, and above the axis."""
    for n in range(1, len(down)):
        down[n] = max(down[n], down[n - 1] + LINE)
    over = max(0.0, down[-1] - HEIGHT) if down else 0.0
    down = [place - over for place in down]
    for n in range(len(down) - 2, -1, -1):
        down[n] = min(down[n], down[n + 1] - LINE)
    return down


def describe_course(figures: pd.DataFrame, crossed: set[str]) -> str:
    """Return the chart in words: each source's first and last number, and what is out of line."""
    told = []
    for _, own in figures.groupby("speaker_id", sort=False):
        ends = [as_printed(SimpleNamespace(**own.iloc[place])) for place in (0, -1)]
        ends = f"{ends[0]} at first, {ends[1]} at last" if len(own) > 1 else ends[0]
        expected = int(own["expected"].sum())
        which = f"{expected:,} of them " if expected < len(own) else "all " if expected > 1 else ""
        some = f", {which}expected" if expected else ""
        told.append(
            f"{capital(own['speaker'].iloc[0])}: {count_of(len(own), 'number')}{some}, {ends}."
        )
    out = int(figures["figure_id"].isin(crossed).sum())
    told += [f"{count_of(out, 'number')} out of line."] if out else []
    unit = printable(figures["unit"].iloc[0]) if len(figures) else ""
    return shorten(f"Number against day, in {unit}, by source. {' '.join(told)}", 4_000)
