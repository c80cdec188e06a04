"""Draw placed rows on a figure that is made as high as they need."""

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter

from analysis.charts.marks import draw_mark, draw_numberless
from analysis.charts.measures import SMALL, Page, measure
from analysis.charts.rows import (
    BESIDE,
    EDGE,
    LABELS,
    STRIP,
    TICK,
    Block,
    Placed,
    Row,
    axis_ticks,
    block,
    side,
)
from analysis.charts.style import DARK, GREY, house_theme
from analysis.formats import number
from analysis.lettering import drawable


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
