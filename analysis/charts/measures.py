"""Measure a chart before it is drawn: how much room its rows and the text around them take."""

from dataclasses import dataclass

from analysis.charts.marks import key
from analysis.charts.rows import (
    EDGE,
    GAP,
    LABELS,
    STRIP,
    TICK,
    Block,
    Placed,
    Row,
    axis_end,
    block,
    place,
    stack,
)
from analysis.formats import number
from analysis.lettering import width

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
