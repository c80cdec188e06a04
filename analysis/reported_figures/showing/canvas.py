"""Draw placed rows on a figure that is made as high as they need."""

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter

from reported_figures.formats import number
from reported_figures.showing.lettering import drawable
from reported_figures.showing.marks import DARK, GREY, draw_mark, draw_numberless, house_theme
from reported_figures.showing.rows import (
    BESIDE,
    EDGE,
    LABELS,
    SMALL,
    STRIP,
    TICK,
    TITLE,
    Block,
    Page,
    Placed,
    Row,
    axis_ticks,
    block,
    measure,
    side,
    stack,
)


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
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
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


@dataclass(frozen=True)
class Canvas:
    """A page, in inches; ``over`` and ``under`` are the room between its text and its body."""

    across: float
    body: float
    head: Block
    foot: Block
    over: float = 0.0
    under: float = 0.0

    @property
    def above(self) -> float:
        """Return the room above the body."""
        return EDGE + (self.head.height + 0.14 if self.head.lines else 0.0) + self.over

    @property
    def total(self) -> float:
        """Return the height of the figure."""
        notes = self.foot.height + 0.1 if self.foot.lines else 0.0
        return self.above + self.body + self.under + notes + EDGE

    def at(self, x: float, down: float) -> tuple[float, float]:
        """Return a place, from the left and below the top of the body, as parts of the figure."""
        return x / self.across, 1 - (self.above + down) / self.total


def prepare(
    across: float, body: float, title: str, notes: list[str], over=0.0, under=0.0
) -> Canvas:
    """Return a page with its title and notes wrapped to its width."""
    room = across - 2 * EDGE
    foot = stack([block(text, room, SMALL, most=900) for text in notes])
    return Canvas(across, body, block(title, room, TITLE, "bold", most=400), foot, over, under)


def open_canvas(ax: Axes, canvas: Canvas, left: float, width: float) -> None:
    """Make the axes' figure as large as the page, put the axes on its body, and write around it.

    The axes counts inches down from the top of the body.
    """
    ax.clear()
    ax.figure.set_size_inches(canvas.across, canvas.total)
    height = canvas.body / canvas.total
    ax.set_position((*canvas.at(left, canvas.body), width / canvas.across, height))
    ax.set(ylim=(canvas.body, 0), yticks=[])
    ax.spines["left"].set_visible(False)
    head = ax.set_title("\n".join(canvas.head.lines), loc="left", y=1, va="top", size=TITLE,
                        weight="bold", linespacing=1.2)  # fmt: skip
    head.set_transform(ax.figure.transFigure)
    head.set_position(canvas.at(EDGE, EDGE - canvas.above))
    bottom = canvas.total - canvas.above - EDGE
    write(ax, canvas, EDGE, bottom, canvas.foot, color=GREY, va="bottom")


def write(ax: Axes, canvas: Canvas, x: float, down: float, text: Block, **keywords) -> None:
    """Write a block of text at ``x`` from the left, ``down`` below the top of the body."""
    if text.lines:
        look = {"color": DARK, "va": "top"} | keywords
        ax.text(*canvas.at(x, down), "\n".join(text.lines), size=text.size, weight=text.weight,
                linespacing=1.2, transform=ax.figure.transFigure, **look)  # fmt: skip
