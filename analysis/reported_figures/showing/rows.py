"""Draw labelled rows: a mark in each on one axis from 0, and a strip for what has no number.

From left to right: the labels, the axis, the strip. On a narrow page a row's label stands above its
mark, and what has no number below it. All lengths are in inches.
"""

from dataclasses import dataclass, field

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from reported_figures.formats import large
from reported_figures.showing import sheet
from reported_figures.showing.lettering import drawable, width
from reported_figures.showing.marks import GREY, Mark, draw_mark, draw_numberless, key

LABELS, STRIP, GAP = 3.75, 1.8, 0.3
BESIDE = 0.09  # between a mark and its words
LEAST = 0.22  # of a row's lane
DENSE = 20  # rows above which labels are cut to fewer lines
LARGEST = 1e306
OVER_GRID = {"facecolor": "white", "edgecolor": "none", "pad": 1}  # no line runs through words


@dataclass(frozen=True)
class Row:
    """One row: a label with a detail under it, a mark with words beside it on the axis, or both in
    the strip for what has no number.

    ``aside`` is the mark in the strip, with ``aside_words``; ``lead`` is the room above the row.
    """

    label: str = ""
    detail: str = ""
    indent: float = 0.0
    heading: bool = False
    mark: Mark = field(default_factory=Mark)
    words: str = ""
    aside: Mark | None = None
    aside_words: str = ""
    lead: float = 0.0

    @property
    def on_axis(self) -> bool:
        """Return whether the row has a number."""
        return self.mark.shape != "none"

    @property
    def marks(self) -> list[Mark]:
        """Return the marks that sources make in this row."""
        shown = [self.mark] if self.on_axis and self.mark.stage is not None else []
        return shown + ([self.aside] if self.aside else [])


@dataclass(frozen=True)
class Layout:
    """Where the axis begins and how wide it is, and where the strip begins, of a width or of 0."""

    across: float
    left: float
    axis: float
    strip: float
    strip_width: float

    @property
    def narrow(self) -> bool:
        """Return whether labels stand above their marks."""
        return sheet.narrow(self.across)


def lay_out(rows: list[Row], across: float) -> Layout:
    """Return the columns that the rows need on a page of a width."""
    aside, numbered = any(row.aside_words for row in rows), any(row.on_axis for row in rows)
    if sheet.narrow(across):
        edge = 2 * sheet.EDGE
        return Layout(across, edge, across - 2 * edge, edge, across - 2 * edge if aside else 0.0)
    strip = STRIP if aside else 0.0
    axis = across - LABELS - GAP - sheet.EDGE - (strip + GAP if strip else 0.0) if numbered else 0.1
    return Layout(across, LABELS, axis, LABELS + axis + GAP, strip)


@dataclass(frozen=True)
class Placed:
    """A row with its text wrapped: how far below the top of the rows it begins, and what is where.

    ``lane`` is where its mark stands, ``aside_lane`` where its mark in the strip does.
    """

    row: Row
    label: sheet.Block
    detail: sheet.Block
    words: sheet.Block
    aside: sheet.Block
    top: float
    height: float
    start: float
    lane: float
    aside_lane: float


def place(rows: list[Row], layout: Layout) -> list[Placed]:
    """Return the rows with their text wrapped to the room that each column has."""
    placed, top = [], 0.1 if layout.narrow else 0.0
    most = (2, 1) if len(rows) > DENSE else (3, 3)
    for row in rows:
        size = sheet.HEADING if row.heading else sheet.TEXT
        room = (layout.across if layout.narrow else layout.left) - row.indent - 2 * sheet.EDGE
        label = sheet.block(row.label, room, size, "bold", lines=most[0])
        detail = sheet.block(row.detail, room, sheet.DETAIL, lines=most[1])
        words = sheet.block(row.words, layout.axis * 0.52, sheet.TEXT, most=110)
        aside = sheet.block(row.aside_words, layout.strip_width - 0.42, sheet.TEXT, most=110)
        top += row.lead if placed else 0.0
        texts = label.height + detail.height
        if layout.narrow:
            lane = max(words.height, LEAST) if row.on_axis else 0.0
            below = max(aside.height, LEAST) if aside.lines else 0.0
            height = texts + lane + below + (0.04 if lane or below else 0.0)
            at = (top, top + texts + lane / 2 + 0.02, top + height - below / 2)
        else:
            height = max(texts, words.height, aside.height, LEAST)
            middle = top + height / 2
            at = (middle - texts / 2, middle, middle)
        placed.append(Placed(row, label, detail, words, aside, top, height, *at))
        top += height + 0.1
    return placed


def side(item: Placed, axis: float, inch: float) -> str:
    """Return on which side of its mark a row's words have room: right, left or neither (blank)."""
    start, end = item.row.mark.reach(inch)
    words = item.words.width + BESIDE
    if end > axis + 0.05:
        return ""
    return "right" if end + words <= axis else "left" if start >= words else ""


def axis_end(placed: list[Placed], axis: float) -> float:
    """Return an end of the axis at which each mark has room, and its words on one of its sides."""
    marks = [item for item in placed if item.row.on_axis]
    end = min(max((item.row.mark.largest for item in marks), default=1.0) * 1.02, LARGEST) or 1.0
    while end < LARGEST and not _all_fit(marks, axis, end):
        end *= 1.04
    rounded = next((tick for tick in axis_ticks(end, axis) if tick >= end), end)
    return rounded if rounded < end * 1.07 and _all_fit(marks, axis, rounded) else end


def _all_fit(marks: list[Placed], axis: float, end: float) -> bool:
    return all(side(item, axis, end / axis) for item in marks)


def axis_ticks(end: float, axis: float) -> list[float]:
    """Return round numbers from 0 to past the end of an axis, as many as have room for labels."""
    longest = large(float(f"{end:.1g}"))  # of the numbers that stand on such an axis
    room = int(axis / (width(longest, sheet.TICK) * 1.25 + 0.1))
    return list(MaxNLocator(max(1, min(room, 6)), steps=[1, 2, 2.5, 5, 10]).tick_values(0, end))


def draw_rows(
    ax: Axes, rows: list[Row], unit: str, title: str = "", note: str = "", source: str = ""
) -> Axes:
    """Draw the rows on an axes that has its figure to itself, and set the figure's height."""
    layout = lay_out(rows, sheet.page_width(ax, 7.0))
    placed = place(rows, layout)
    end = axis_end(placed, layout.axis)
    inch = end / layout.axis
    body = placed[-1].top + placed[-1].height + 0.06
    numbered = any(row.on_axis for row in rows)
    tall, strip = numbered and body > sheet.TALL, layout.strip_width and not layout.narrow
    notes = [f"{key([mark for row in rows for mark in row.marks], inch)} {note}", source]
    over, under = 0.3 if strip or tall else 0.0, 0.52 if numbered else 0.0
    page, axis = (layout.across, body), (layout.left, layout.axis)
    canvas = sheet.open_canvas(ax, page, axis, title, notes, over, under)
    ax.set_xlim(0, end)
    _number_axis(ax, layout, end, unit if numbered else None, tall)
    if strip:
        _draw_strip(canvas, layout, numbered)
    for item in placed:
        _draw_row(canvas, layout, item, inch)
    return ax


def _number_axis(ax: Axes, layout: Layout, end: float, unit: str | None, tall: bool) -> None:
    """Number the axis in its unit, with as many ticks as have room; without a number hide it."""
    ax.spines["bottom"].set_visible(unit is not None)
    ax.spines["left"].set_visible(unit is not None and not layout.narrow)
    if unit is None:
        ax.set_xticks([])
        return
    room = layout.axis + (sheet.EDGE if layout.narrow else GAP - 0.04)
    ax.set_xticks([
        tick for tick in axis_ticks(end, layout.axis)
        if 0 <= tick <= end and tick * layout.axis / end + width(large(tick), sheet.TICK) / 2 < room
    ])  # fmt: skip
    ax.xaxis.set_major_formatter(lambda value, _: large(value))
    ax.tick_params(axis="x", top=tall, labeltop=tall)
    ax.grid(axis="x")
    ax.set_axisbelow(True)
    ax.set_xlabel(drawable(unit, 60))


def _draw_strip(canvas: sheet.Canvas, layout: Layout, numbered: bool) -> None:
    """Draw the ground of the strip, and what it is for."""
    size = STRIP / canvas.across, canvas.body / canvas.total
    ground = Rectangle(canvas.at(layout.strip, canvas.body), *size, fc="#f1f1f1", ec="none")
    ground.set(clip_on=False, zorder=0, transform=canvas.ax.figure.transFigure)
    canvas.ax.add_patch(ground)
    words = "no number (off the axis)" if numbered else "no number"
    heading = sheet.block(words, STRIP, sheet.SMALL)
    canvas.write(layout.strip, -0.07, heading, color=GREY, va="bottom")


def _draw_row(canvas: sheet.Canvas, layout: Layout, item: Placed, inch: float) -> None:
    """Draw a row: its label and detail, its mark, and the words beside the mark."""
    row, left = item.row, sheet.EDGE + item.row.indent
    canvas.write(left, item.start, item.label, item.detail)
    if row.on_axis:
        draw_mark(canvas.ax, row.mark, item.lane, inch)
        start, end = row.mark.reach(inch)
        if side(item, layout.axis, inch) == "left":
            x, towards = layout.left + start - BESIDE, "right"
        else:
            x, towards = layout.left + end + BESIDE, "left"
        look = {"va": "center", "ha": towards, "bbox": OVER_GRID, "zorder": 1}
        canvas.write(x, item.lane, item.words, **look)
    if row.aside:
        draw_numberless(canvas.ax, row.aside, *canvas.at(layout.strip + 0.17, item.aside_lane))
    canvas.write(layout.strip + 0.34, item.aside_lane, item.aside, va="center")
