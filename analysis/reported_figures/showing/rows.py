"""Place a chart's labelled rows: room is measured and reserved, so that no text overlaps.

From left to right: the labels; an axis from 0 in one unit; a strip, off the axis, for what has no
number. All lengths are in inches.
"""

from dataclasses import dataclass, field

from matplotlib.ticker import MaxNLocator

from reported_figures.formats import number
from reported_figures.showing.lettering import clip, drawable, width, wrap
from reported_figures.showing.marks import Mark, key

LABELS, STRIP, GAP, EDGE = 3.75, 1.8, 0.3, 0.08
BESIDE = 0.09  # between a mark and its words
HEADING, TEXT, DETAIL, TICK = 11, 10, 9.5, 9.5  # points
DENSE = 20  # rows above which labels are cut to fewer lines
LARGEST = 1e306


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
    def in_strip(self) -> bool:
        """Return whether something of the row stands in the strip for what has no number."""
        return bool(self.aside_words)

    @property
    def marks(self) -> list[Mark]:
        """Return the marks that sources make in this row."""
        shown = [self.mark] if self.on_axis and self.mark.stage is not None else []
        return shown + ([self.aside] if self.aside else [])


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


@dataclass(frozen=True)
class Placed:
    """A row with its text wrapped, and how far below the top of the rows it begins."""

    row: Row
    label: Block
    detail: Block
    words: Block
    aside: Block
    top: float
    height: float

    @property
    def middle(self) -> float:
        """Return how far below the top of the rows its mark stands."""
        return self.top + self.height / 2


def place(rows: list[Row], axis: float, strip: float) -> list[Placed]:
    """Return the rows with their text wrapped to the room that each column has."""
    placed, top = [], 0.0
    most = (2, 1) if len(rows) > DENSE else (3, 2)
    for row in rows:
        size, room = HEADING if row.heading else TEXT, LABELS - row.indent - 2 * EDGE
        label = block(row.label, room, size, "bold", lines=most[0])
        detail = block(row.detail, room, DETAIL, lines=most[1])
        words = block(row.words, axis * 0.52, TEXT, most=110)
        aside = block(row.aside_words, strip - 0.42, TEXT, most=110)
        top += row.lead if placed else 0.0
        height = max(label.height + detail.height, words.height, aside.height, 0.22)
        placed.append(Placed(row, label, detail, words, aside, top, height))
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
    longest = number(float(f"{end:.1g}"))  # of the numbers that stand on such an axis
    room = int(axis / (width(longest, TICK) * 1.25 + 0.1))
    return list(MaxNLocator(max(1, min(room, 6)), steps=[1, 2, 2.5, 5, 10]).tick_values(0, end))


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
        half = width(number(tick), TICK) / 2
        return 0 <= tick <= self.end and tick / self.inch + half < self.axis + GAP - 0.04

    def at(self, x: float, down: float) -> tuple[float, float]:
        """Return a place, from the left and below the top of the rows, as parts of the figure."""
        return x / self.across, (self.below + self.height - down) / self.total


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
