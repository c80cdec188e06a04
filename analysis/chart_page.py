"""Draw placed rows on a figure that is made as high as they need."""

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter

from analysis.chart_rows import (
    BESIDE,
    EDGE,
    GAP,
    LABELS,
    STRIP,
    TICK,
    Block,
    Placed,
    Row,
    axis_end,
    axis_ticks,
    block,
    key,
    place,
    side,
    stack,
)
from analysis.lettering import drawable, thousands, width
from analysis.marks import DARK, GREY, draw_mark, draw_numberless, house_theme

TITLE, SMALL = 13, 8.8  # points
TALL = 7.0  # inches of rows above which the axis is numbered at the top too


@dataclass(frozen=True)
class Page:
    """A measured chart: the rows, the text around them, and the room that each takes, in inches."""

    placed: list[Placed]
    head: Block
    foot: Block
    across: float
    axis: float
    end: float

    @property
    def inch(self) -> float:
        """Return how many units an inch of the axis stands for."""
        return self.end / self.axis

    @property
    def numbered(self) -> bool:
        """Return whether any row has a number."""
        return any(item.row.on_axis for item in self.placed)

    @property
    def tall(self) -> bool:
        """Return whether the axis is numbered at the top too."""
        return self.numbered and self.height > TALL

    @property
    def has_strip(self) -> bool:
        """Return whether any row stands in the strip for what has no number."""
        return any(item.row.in_strip for item in self.placed)

    @property
    def strip(self) -> float:
        """Return where the strip begins, from the left."""
        return LABELS + self.axis + GAP

    @property
    def height(self) -> float:
        """Return how high all rows are together."""
        return self.placed[-1].top + self.placed[-1].height + 0.06

    @property
    def above(self) -> float:
        """Return the room above the rows."""
        title = self.head.height + 0.14 if self.head.lines else 0.0
        return EDGE + title + (0.3 if self.has_strip or self.tall else 0.0)

    @property
    def below(self) -> float:
        """Return the room below the rows."""
        foot = self.foot.height + 0.1 if self.foot.lines else 0.0
        return EDGE + foot + (0.52 if self.numbered else 0.0)

    @property
    def total(self) -> float:
        """Return the height of the figure."""
        return self.above + self.height + self.below

    def has_room(self, tick: float) -> bool:
        """Return whether a number lies on the axis, and its label ends before the strip."""
        half = width(thousands(tick), TICK) / 2
        return 0 <= tick <= self.end and tick / self.inch + half < self.axis + GAP - 0.04

    def at(self, x: float, down: float) -> tuple[float, float]:
        """Return a place, from the left and below the top of the rows, as parts of the figure."""
        return x / self.across, (self.below + self.height - down) / self.total


def draw_rows(
    ax: Axes, rows: list[Row], unit: str, title: str = "", note: str = "", source: str = ""
) -> Axes:
    """Draw the rows on an axes that has its figure to itself, and set the figure's height."""
    with house_theme():
        page = measure(rows, ax.figure.get_size_inches()[0], title, note, source)
        ax.clear()
        ax.figure.set_size_inches(page.across, page.total)
        ax.set_position((*page.at(LABELS, page.height), page.axis / page.across,
                         page.height / page.total))  # fmt: skip
        ax.set(xlim=(0, page.end), ylim=(page.height, 0), yticks=[])
        _number_axis(ax, page, unit)
        _write_around(ax, page)
        for item in page.placed:
            _draw_row(ax, page, item)
    return ax


def measure(rows: list[Row], across: float, title: str, note: str, source: str) -> Page:
    """Return the chart's measures: every text is wrapped, and the axis has room for each mark."""
    across = max(across, 7.0)
    strip = STRIP if any(row.in_strip for row in rows) else 0.0
    axis = across - LABELS - GAP - EDGE - (strip + GAP if strip else 0.0)
    axis = axis if any(row.on_axis for row in rows) else 0.1
    placed = place(rows, axis, strip)
    end = axis_end(placed, axis)
    marks = [mark for row in rows for mark in row.marks]
    room = across - 2 * EDGE
    notes = [f"{key(marks, end / axis)} {note}", source]
    foot = stack([block(text, room, SMALL, most=900) for text in notes])
    return Page(placed, block(title, room, TITLE, "bold", most=400), foot, across, axis, end)


def _write(ax: Axes, page: Page, x: float, down: float, text: Block, **keywords) -> None:
    """Write a block of text at ``x`` from the left, ``down`` below the top of the rows."""
    if text.lines:
        ax.text(*page.at(x, down), "\n".join(text.lines), size=text.size, weight=text.weight,
                linespacing=1.2, transform=ax.figure.transFigure, **keywords)  # fmt: skip


def _number_axis(ax: Axes, page: Page, unit: str) -> None:
    """Number the axis in its unit, with as many ticks as have room; without a number hide it."""
    ax.spines[["left", "bottom"]].set_visible(page.numbered)
    if not page.numbered:
        ax.set_xticks([])
        return
    ax.set_xticks([tick for tick in axis_ticks(page.end, page.axis) if page.has_room(tick)])
    ax.xaxis.set_major_formatter(FuncFormatter(lambda number, _: thousands(number)))
    ax.tick_params(axis="x", labelsize=TICK, length=3, top=page.tall, labeltop=page.tall)
    ax.grid(axis="x", color="#e3e3e3", lw=0.8)
    ax.set_axisbelow(True)
    ax.set_xlabel(drawable(unit, 60), size=10)


def _write_around(ax: Axes, page: Page) -> None:
    """Write the title over the rows, the key and the source under them; draw the strip."""
    head = page.head
    title = ax.set_title("\n".join(head.lines), loc="left", y=1, va="top", size=head.size,
                         weight=head.weight, linespacing=1.2)  # fmt: skip
    title.set_transform(ax.figure.transFigure)
    title.set_position(page.at(EDGE, EDGE - page.above))
    bottom = page.height + page.below - EDGE
    _write(ax, page, EDGE, bottom, page.foot, color=GREY, va="bottom")
    if page.has_strip:
        size = STRIP / page.across, page.height / page.total
        corner = page.at(page.strip, page.height)
        ax.add_patch(Rectangle(corner, *size, fc="#f1f1f1", ec="none", clip_on=False, zorder=0,
                               transform=ax.figure.transFigure))  # fmt: skip
        heading = block("no number (off the axis)" if page.numbered else "no number", STRIP, SMALL)
        _write(ax, page, page.strip, -0.07, heading, color=GREY, va="bottom")


def _draw_row(ax: Axes, page: Page, item: Placed) -> None:
    """Draw a row: its label and detail, its mark, and the words beside the mark."""
    row, left = item.row, EDGE + item.row.indent
    start = item.middle - (item.label.height + item.detail.height) / 2
    _write(ax, page, left, start, item.label, color=DARK, va="top")
    _write(ax, page, left, start + item.label.height, item.detail, color=GREY, va="top")
    if row.on_axis:
        draw_mark(ax, row.mark, item.middle, page.inch)
        start, end = row.mark.reach(page.inch)
        if side(item, page.axis, page.inch) == "left":
            x, towards = LABELS + start - BESIDE, "right"
        else:
            x, towards = LABELS + end + BESIDE, "left"
        _write(ax, page, x, item.middle, item.words, va="center", ha=towards)
    if row.aside:
        draw_numberless(ax, row.aside, *page.at(page.strip + 0.17, item.middle))
    _write(ax, page, page.strip + 0.34, item.middle, item.aside, va="center")
