"""Draw a timeline: each figure at the day on which it was said, with the days it speaks of."""

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from reported_figures.limits import MOST_DATED
from reported_figures.showing import sheet
from reported_figures.showing.days import DayRow, Dot, day_rows
from reported_figures.showing.lettering import printable, shorten, width
from reported_figures.showing.marks import (
    DARK,
    GREY,
    Colours,
    draw_mark,
    draw_point,
    redrawable,
    stage_key,
)
from reported_figures.vocabulary import BASES

LINES = {"stated": "solid", "inferred": "dashed", "document": "dotted", "": "thin"}


def timeline_key(rows: list[DayRow]) -> str:
    """Return what the marks of a timeline mean, in words; only of those that stand on it."""
    dots = [dot for row in rows for dot in row.dots]
    spans = {row.span.shape for row in rows if row.span}
    shown = {dot.basis for dot in dots}
    bases = [f"{line}, {BASES[basis]}" for basis, line in LINES.items() if basis in shown]
    marks = [dot.mark for dot in dots]
    said = [
        ("Each mark stands at the day on which it was said.", bool(dots)),
        (f"Line through a row, how that day is known: {'; '.join(bases)}.", bool(bases)),
        (stage_key(marks), bool(dots)),
        ("Filled marks stand higher in a row than hollow ones.", None in shown),
        ("Bar below: the days that it speaks of.", "range" in spans),
        (
            "Stop with an arrow to the left: a date given with it, by which something is to be.",
            "ceiling" in spans,
        ),
        ("Stop with an arrow to the right: a date given with it, from which on.", "floor" in spans),
        (
            "Slash: it stood no longer from the day at the end of the thin line.",
            any(dot.until is not None and dot.basis is not None for dot in dots),
        ),
    ]
    return " ".join(words for words, there in said if there)


ROOM = 0.42  # inches of the axis before its first and after its last mark


def number_days(ax: Axes, rows: list[DayRow], across: float, tall: bool) -> float:
    """Number the axis in days, and return how many days an inch stands for."""
    days = [day for row in rows for day in _days(row)]
    if not days:
        ax.set_xticks([])
        ax.spines["bottom"].set_visible(False)
        return 1.0
    first, last = min(days), max(days)
    if last - first < 6:
        first, last = (first + last) / 2 - 3, (first + last) / 2 + 3
    inch = (last - first) / (across - 2 * ROOM)
    ax.set_xlim(first - ROOM * inch, last + ROOM * inch)
    ticks, labels = day_ticks(first, last, across)
    ax.set_xticks(ticks, labels)
    ax.tick_params(axis="x", top=tall, labeltop=tall)
    ax.grid(axis="x", color="#ececec")
    ax.set_axisbelow(True)
    ax.set_xlabel("day")
    return inch


def _days(row: DayRow) -> list[float]:
    """Return the days at which something of a row is drawn."""
    said = [day for dot in row.dots for day in (dot.on, dot.until) if day is not None]
    span = row.span
    return said + ([] if span is None else [span.low, span.high])


def day_ticks(first: float, last: float, across: float) -> tuple[list[float], list[str]]:
    """Return the days to name on an axis, as many as have room, and their labels.

    The year stands under the first label of each year.

    >>> day_ticks(20_000, 20_006, 3.0)[1]
    ['4 Oct\\n2024', '6 Oct', '8 Oct', '10 Oct']
    """
    ends = [pd.Timestamp(day, unit="D").normalize() for day in (first, last)]
    steps = [(f"{step}D", "%d %b") for step in (1, 2, 4, 7, 14)]
    steps += [(f"{step}MS", "%b") for step in (1, 2, 3, 6)]
    steps += [(f"{step}YS", "") for step in (1, 2, 5, 10, 20, 50)]
    most = across / (width("30 Sep", sheet.TICK) + 0.15)
    fits = (step for step in steps if 0 < len(_ticks(ends, step[0])) <= most)
    freq, form = next(fits, steps[-1])
    days = _ticks(ends, freq)
    labels, year = [], None
    for day in days:
        lines = [day.strftime(form).lstrip("0"), f"{day:%Y}" if day.year != year else ""]
        labels.append("\n".join(filter(None, lines)))
        year = day.year
    return [day.timestamp() / 86_400 for day in days], labels


def _ticks(ends: list[pd.Timestamp], freq: str) -> pd.DatetimeIndex:
    return pd.date_range(ends[0], ends[1], freq=freq)


LABELS, WORDS, GAP = 3.1, 3.1, 0.12  # inches
STEMS = {"stated": "-", "inferred": (0, (4, 2.4)), "document": (0, (1, 1.9)), "": "-"}
THICK = {"": 0.5}  # of the line through a row; 1.3 points where it says how the day is known
SLASH = (2, 2, -55)  # a line, in degrees
NOTHING = "No figures are selected."


@dataclass(frozen=True)
class Item:
    """A row with its text wrapped, and how far below the top of the body each part begins.

    ``lane`` is where its marks are, ``high`` inches high.
    """

    row: DayRow
    left: list[sheet.Block]
    right: list[sheet.Block]
    top: float
    height: float
    lane: float
    high: float
    below: float


@redrawable
def plot_timeline(
    ax: Axes, figures: pd.DataFrame, colours: Colours, title: str = "", source: str = ""
) -> Axes:
    """Draw the figures of :func:`comparing.replay.said` on an axis of days, and return the axes.

    The upper mark of a row is the day on which it was said, the lower one the days it speaks of;
    the line through a row shows how its day is known. Of many figures the rows are those of
    :func:`showing.days.day_rows`, and the chart says so. The axes must have its figure
    to itself: its height is set.
    """
    rows, rule = day_rows(figures, colours)
    across = sheet.page_width(ax, LABELS + WORDS + 2.0)
    items = _place(rows or [DayRow(NOTHING)], across)
    body = items[-1].top + items[-1].height
    over, under = (0.45 if body > sheet.TALL else 0.0), (0.68 if rows else 0.0)
    middle = (figures["reported_on"] < figures["reported_until"]).any()
    months = "Of a month or a year it stands in the middle." if middle else ""
    notes = [" ".join(filter(None, [timeline_key(rows), months, rule])), source]
    left, right = (sheet.EDGE, sheet.EDGE) if sheet.narrow(across) else (LABELS, WORDS + GAP)
    days = across - left - right
    canvas = sheet.open_canvas(ax, (across, body), (left, days), title, notes, over, under)
    inch = number_days(ax, rows, days, tall=body > sheet.TALL)
    for item in items:
        _draw(canvas, item, inch)
    return ax


def _place(rows: list[DayRow], across: float) -> list[Item]:
    """Return the rows with their text wrapped to the room that each column has."""
    items, top = [], 0.0
    single = sum(not row.heading for row in rows) <= MOST_DATED
    most = (2, 2, 2, 3) if single else (1, 1, 1, 1)
    whole, columns = across - 2 * sheet.EDGE, (LABELS - 2 * sheet.EDGE, WORDS - sheet.EDGE)
    rooms = (whole, whole) if sheet.narrow(across) else columns
    for row in rows:
        size = sheet.HEADING if row.heading else sheet.TEXT
        label = whole if row.heading else rooms[0]
        left = [sheet.block(row.label, label, size, "bold", lines=most[0]),
                sheet.block(row.detail, rooms[0], sheet.DETAIL, lines=most[1])]  # fmt: skip
        right = [sheet.block(row.words, rooms[1], sheet.TEXT, lines=most[2]),
                 sheet.block(row.remark, rooms[1], sheet.DETAIL, lines=most[3])]  # fmt: skip
        texts = [sum(text.height for text in side) for side in (left, right)]
        lane = 0.42 if row.span else 0.28
        top += 0.1 if row.heading and items else 0.0
        if sheet.narrow(across):
            lane = 0.0 if row.heading else lane + 0.12
            height = sum(texts) + lane + 0.12
            at = (top + texts[0] + 0.04, lane, top + texts[0] + lane + 0.04)
        else:
            height = max(*texts, lane) + 0.12
            at = (top, height, top + 0.04)
        items.append(Item(row, left, right, top, height, *at))
        top += height
    return items


def _draw(canvas: sheet.Canvas, item: Item, inch: float) -> None:
    """Draw a row: its label, its marks on the axis, and what was said beside them."""
    right = sheet.EDGE if canvas.narrow else canvas.across - WORDS
    canvas.write(sheet.EDGE, item.top + 0.04, *item.left)
    canvas.write(right, item.below, *item.right)
    span = item.row.span
    upper = item.lane + (item.high / 2 if span is None else 0.14)
    for dot in item.row.dots:
        _draw_dot(canvas.ax, item, dot, upper + dot.off, inch)
    if span is not None:
        draw_mark(canvas.ax, span, item.lane + 0.38, inch)


def _draw_dot(ax: Axes, item: Item, dot: Dot, y: float, inch: float) -> None:
    """Draw a day on which something was said, the line of its basis, and how long it stood."""
    if dot.basis is None:
        _draw_many(ax, dot, y)
        return
    ends = [item.lane, item.lane + item.high]
    ax.plot([dot.on, dot.on], ends, color=GREY, lw=THICK.get(dot.basis, 1.3), ls=STEMS[dot.basis],
            zorder=1.5)  # fmt: skip
    if dot.until is not None:
        colour = dot.mark.style.colour
        ax.plot([dot.on, dot.until], [y, y], color=colour, lw=1, zorder=1.8)
        ax.plot([dot.until, dot.until], [y - 0.07, y + 0.07], color=colour, lw=1, zorder=1.8)
    draw_mark(ax, dot.mark, y, inch)
    if dot.until is not None:
        ax.plot([dot.on], [y], ls="none", marker=SLASH, ms=20, mec="white", mew=2.8, zorder=4)
        ax.plot([dot.on], [y], ls="none", marker=SLASH, ms=20, mec=DARK, mew=1.3, zorder=5)


def _draw_many(ax: Axes, dot: Dot, y: float) -> None:
    """Draw a mark of a row that has many, larger where it stands for more figures."""
    size = min(4.5 + 1.5 * dot.stands_for**0.5, 11)
    shape = "x" if dot.mark.crossed else dot.mark.style.marker
    draw_point(ax, dot.mark, dot.on, y, shape, size, mew=1.4, clip_on=True)


def describe_timeline(figures: pd.DataFrame) -> str:
    """Return the timeline in words: each row with what was said, as the chart has them."""
    if figures.empty:
        return NOTHING
    rows, rule = day_rows(figures, {})
    parts = ["Timeline, by the day on which it was said.", rule]
    for row in rows:
        told = f"{row.words} ({row.label}: {row.detail}; {row.remark})."
        parts.append(f"{row.label}:" if row.heading else shorten(told, 400))
    return printable(" ".join(filter(None, parts)))
