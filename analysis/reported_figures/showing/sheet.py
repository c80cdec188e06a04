"""The sheet that a chart stands on: its title, body and notes, with room so that no text overlaps.

All lengths are in inches. A page that is :func:`narrow` is one for a phone: what stands beside its
marks on a wide one stands above and below them.
"""

from dataclasses import dataclass

from matplotlib.axes import Axes

from reported_figures.showing.lettering import clip, drawable, width, wrap
from reported_figures.showing.marks import DARK, GREY

EDGE = 0.08
HEADING, TEXT, DETAIL, TICK, TITLE, SMALL = 11, 10, 9.5, 9.5, 13, 8.8  # points
TALL = 7.0  # of a body above which its axis is numbered at the top too
NARROW = 6.0


@dataclass(frozen=True)
class Block:
    """Text that has been wrapped: its lines, and how it is set."""

    lines: list[str]
    size: float
    weight: str = "normal"

    @property
    def height(self) -> float:
        """Return how much height the lines take."""
        return len(self.lines) * self.size * 1.28 / 72

    @property
    def width(self) -> float:
        """Return how wide the widest line is."""
        return max((width(line, self.size, self.weight) for line in self.lines), default=0.0)


def block(
    text: str, room: float, size: float, weight: str = "normal", most: int = 160, lines: int = 99
) -> Block:
    """Return a text of at most ``most`` characters in ``lines`` that are at most ``room`` wide."""
    wrapped = wrap(drawable(text, most), room, size, weight)
    if len(wrapped) > lines:
        wrapped = [*wrapped[: lines - 1], clip(" ".join(wrapped[lines - 1 :]), room, size, weight)]
    return Block(wrapped, size, weight)


def stack(blocks: list[Block]) -> Block:
    """Return blocks of one size under each other."""
    return Block([line for one in blocks for line in one.lines], blocks[0].size)


def page_width(ax: Axes, least: float) -> float:
    """Return how wide the page of an axes is: as its figure, and a wide one at least ``least``."""
    across = float(ax.figure.get_size_inches()[0])
    return across if narrow(across) else max(across, least)


def narrow(across: float) -> bool:
    """Return whether a page is too narrow for texts beside its marks."""
    return across < NARROW


@dataclass(frozen=True)
class Canvas:
    """A page; ``over`` and ``under`` are the room between its text and its body."""

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
    size = HEADING if narrow(across) else TITLE
    return Canvas(across, body, block(title, room, size, "bold", most=400), foot, over, under)


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
    head = ax.set_title("\n".join(canvas.head.lines), loc="left", y=1, va="top",
                        size=canvas.head.size, weight="bold", linespacing=1.2)  # fmt: skip
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
