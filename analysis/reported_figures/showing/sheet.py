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

    ax: Axes
    across: float
    body: float
    head: Block
    foot: Block
    over: float = 0.0
    under: float = 0.0

    @property
    def narrow(self) -> bool:
        """Return whether it is too narrow for texts beside its marks."""
        return narrow(self.across)

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

    def write(self, x: float, down: float, *blocks: Block, **keywords) -> None:
        """Write blocks of text under each other, those after the first in grey.

        They begin ``x`` from the left, and ``down`` below the top of the body.
        """
        for place, text in enumerate(blocks):
            look = {"color": GREY if place else DARK, "va": "top"} | keywords
            if text.lines:
                self.ax.text(*self.at(x, down), "\n".join(text.lines), size=text.size,
                             weight=text.weight, linespacing=1.2,
                             transform=self.ax.figure.transFigure, **look)  # fmt: skip
            down += text.height


def open_canvas(
    ax: Axes,
    page: tuple[float, float],
    axis: tuple[float, float],
    title: str,
    notes: list[str],
    over: float = 0.0,
    under: float = 0.0,
) -> Canvas:
    """Make the axes' figure as large as a page, put the axes on its body, and write around it.

    ``page`` is how wide it is and how high its body, ``axis`` where the axes begins and how wide it
    is. The axes counts inches down from the top of the body.
    """
    (across, body), (left, width) = page, axis
    room, size = across - 2 * EDGE, HEADING if narrow(across) else TITLE
    lines = [line for text in notes for line in block(text, room, SMALL, most=900).lines]
    head = block(title, room, size, "bold", most=400)
    canvas = Canvas(ax, across, body, head, Block(lines, SMALL), over, under)
    ax.clear()
    ax.figure.set_size_inches(across, canvas.total)
    ax.set_position((*canvas.at(left, body), width / across, body / canvas.total))
    ax.set(ylim=(body, 0), yticks=[])
    ax.spines["left"].set_visible(False)
    title = ax.set_title("\n".join(head.lines), loc="left", y=1, va="top",
                         size=head.size, weight="bold", linespacing=1.2)  # fmt: skip
    title.set_transform(ax.figure.transFigure)
    title.set_position(canvas.at(EDGE, EDGE - canvas.above))
    bottom = canvas.total - canvas.above - EDGE
    canvas.write(EDGE, bottom, canvas.foot, color=GREY, va="bottom")
    return canvas
