"""A page to draw on: a body of given height, with a title over it and notes under it."""

from dataclasses import dataclass

from matplotlib.axes import Axes

from analysis.charts.measures import SMALL, TITLE
from analysis.charts.rows import EDGE, Block, block, stack
from analysis.charts.style import DARK, GREY


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
