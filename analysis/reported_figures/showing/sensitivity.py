"""Draw which findings never move, which move and which flip as hedges are read otherwise."""

import math
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from reported_figures.comparing.readings import Reading, interval_words, outcome_words
from reported_figures.formats import count_of
from reported_figures.limits import MOST_DESCRIBED, MOST_FINDINGS, MOST_MOVED, MOST_READINGS
from reported_figures.showing import sheet
from reported_figures.showing.figures import one_unit
from reported_figures.showing.lettering import printable, shorten, width
from reported_figures.showing.marks import DARK, GREY, Mark, Style, redrawable
from reported_figures.showing.rows import Row, draw_rows

UPRIGHT, MOST_ACROSS = 0.3, 4.3  # inches: of a column with its name upright, of all others


def drawn_readings(table: pd.DataFrame, chosen: Reading) -> tuple[list[str], str]:
    """Return the names of the readings that are drawn, and a sentence if those are not all."""
    names = table["reading"].unique().tolist()
    if len(names) <= MOST_READINGS:
        return names, ""
    wide = table.pivot(index="key", columns="reading", values="outcome")
    changed = wide.ne(wide[chosen.name], axis=0).sum().reindex(names)
    changed[chosen.name] = len(wide) + 1
    kept = set(changed.nlargest(MOST_READINGS).index)
    rule = f"Of {len(names):,} readings the {MOST_READINGS} that say the most otherwise are drawn."
    return [name for name in names if name in kept], rule


def column_width(names: list[str], across: float) -> float:
    """Return how wide a column is: as wide as the longest name where all have room, else narrow."""
    widest = max((width(name, sheet.DETAIL, "bold") for name in names), default=0.0) + 0.1
    if not sheet.narrow(across):
        return widest if widest * len(names) <= MOST_ACROSS else UPRIGHT
    room = across - 2 * sheet.EDGE
    return widest if widest * len(names) <= room else min(UPRIGHT, room / len(names))


def room_over(names: list[str], column: float) -> float:
    """Return the room that the names of the readings take above the rows."""
    upright = max((width(name, sheet.DETAIL, "bold") for name in names), default=0.0)
    return 0.0 if not names else 0.3 if column > UPRIGHT else upright + 0.2


def marks_of(table: pd.DataFrame, chosen: Reading) -> dict[tuple[str, str], str]:
    """Return the mark of each finding under each reading: same, number or verdict."""
    base = table[table["reading"] == chosen.name].set_index("key")
    marks = {}
    for row in table.itertuples():
        own = base.loc[row.key]
        other = "number" if row.state == own["state"] else "verdict"
        marks[row.key, row.reading] = "same" if row.outcome == own["outcome"] else other
    return marks


LABELS, WORDS, ACROSS = 3.2, 2.8, 10.0  # inches
DENSE = 14  # findings of one grade beyond which a row has two lines at most
HEADINGS = {
    "flips": "Flips: another verdict under another reading",
    "moves": "Moves: the same verdict, with other numbers",
    "never moves": "Never moves: the same under every reading",
}
KINDS = {"verdict": "Verdict", "pairs": "Pairs", "bound": "Bounds", "share": "Share"}
KEY = (
    "One column is one reading, the chosen one grey. Dot: as under the chosen reading. Hollow "
    "diamond: other numbers. Black square: another verdict, or a bound on another side."
)
NOTHING = "There is no finding to draw."


@dataclass(frozen=True)
class Item:
    """A row with its text wrapped: a heading, or a finding with a mark for each reading."""

    label: sheet.Block
    words: sheet.Block
    marks: tuple[str, ...]
    top: float
    height: float
    start: float  # where its text begins, then its marks, and its words
    lane: float
    below: float


@redrawable
def plot_sensitivity(
    ax: Axes,
    table: pd.DataFrame,
    settled: pd.DataFrame,
    chosen: Reading,
    title: str = "",
    source: str = "",
) -> Axes:
    """Draw a row for each finding and a column for each reading, and return the axes.

    ``table`` and ``settled`` come from :mod:`comparing.readings`. Of many findings those that
    flip are drawn first, then those that move, and the rest is counted; of many readings those that
    say the most otherwise. The axes must have its figure to itself.
    """
    names, rule = drawn_readings(table, chosen)
    across = sheet.page_width(ax, ACROSS)
    column = column_width(names, across)
    labels = sheet.EDGE if sheet.narrow(across) else LABELS
    beside = labels + column * len(names)
    across = max(across, beside + (sheet.EDGE if sheet.narrow(across) else WORDS))
    items = _place(table, settled, chosen, names, across, across - beside)
    body = items[-1].top + items[-1].height
    over = room_over(names, column)
    left = len(settled) - MOST_FINDINGS
    more = f"{left:,} more findings are in the table." if left > 0 else ""
    notes = [" ".join(filter(None, [KEY, rule, more])) if names else "", source]
    room = max(column * len(names), 0.1)
    canvas = sheet.open_canvas(ax, (across, body), (labels, room), title, notes, over)
    ax.set(xlim=(0, room), xticks=[])
    ax.spines["bottom"].set_visible(False)
    _write_names(canvas, names, chosen, column, labels)
    for item in items:
        _draw(canvas, item, column, labels)
    return ax


def _place(
    table: pd.DataFrame,
    settled: pd.DataFrame,
    chosen: Reading,
    names: list[str],
    across: float,
    beside: float,
) -> list[Item]:
    """Return the rows under the heading of their grade; a grade that no finding has says so.

    ``beside`` is the room right of the marks.
    """
    rooms = (
        (across - 2 * sheet.EDGE, 0.0)
        if sheet.narrow(across)
        else (LABELS - 2 * sheet.EDGE, beside - 3 * sheet.EDGE)
    )
    if settled.empty:
        return [_heading(NOTHING, 0.0, across)]
    shown = settled.head(MOST_FINDINGS)
    marks = marks_of(table[table["key"].isin(shown["key"])], chosen)
    items: list[Item] = []
    for grade, heading in HEADINGS.items():
        number, rows = int((settled["grade"] == grade).sum()), shown[shown["grade"] == grade]
        top = items[-1].top + items[-1].height + 0.14 if items else 0.0
        items.append(_heading(f"{heading} ({_count(number)})", top, across))
        lines = 2 if len(rows) > DENSE else 4
        for row in rows.itertuples():
            top = items[-1].top + items[-1].height + 0.08
            cells = tuple(marks[row.key, name] for name in names)
            label = f"{KINDS[row.kind]}: {row.finding}"
            items.append(_item(label, outcome_words(row), cells, top, lines, rooms))
    return items


def _count(number: int) -> str:
    return f"{number:,}" if number else "none"


def _heading(text: str, top: float, across: float) -> Item:
    label = sheet.block(text, across - 2 * sheet.EDGE, sheet.HEADING, "bold")
    return Item(label, sheet.Block([], sheet.TEXT), (), top, label.height, top, top, top)


def _item(
    label: str,
    words: str,
    marks: tuple[str, ...],
    top: float,
    lines: int,
    rooms: tuple[float, float],
) -> Item:
    """Return a row with its text wrapped to the rooms left and right of its marks.

    Where there is none on the right, its words stand under them.
    """
    left = sheet.block(label, rooms[0], sheet.DETAIL, most=300, lines=lines)
    right = sheet.block(words, rooms[1] or rooms[0], sheet.TEXT, most=300, lines=lines)
    if not rooms[1]:
        lane, below = top + left.height + 0.14, top + left.height + 0.28
        return Item(left, right, marks, top, below + right.height - top, top, lane, below)
    height = max(left.height, right.height, 0.24)
    middle = top + height / 2
    at = (middle - left.height / 2, middle, middle - right.height / 2)
    return Item(left, right, marks, top, height, *at)


def _write_names(
    canvas: sheet.Canvas, names: list[str], chosen: Reading, column: float, labels: float
) -> None:
    """Write the name of each reading above its column; the chosen one is bold, on a grey band."""
    upright = column <= UPRIGHT
    for place, name in enumerate(names):
        weight = "bold" if name == chosen.name else "normal"
        if weight == "bold":
            canvas.ax.axvspan(place * column, (place + 1) * column, color="#ececec", lw=0, zorder=0)
        x = labels + (place + 0.5) * column
        look = {"rotation": 90} if upright else {}
        text = sheet.Block([shorten(name, 40)], sheet.DETAIL, weight)
        canvas.write(x, -0.06, text, ha="center", va="bottom", **look)


def _draw(canvas: sheet.Canvas, item: Item, column: float, labels: float) -> None:
    """Draw a row: its text, a line through its readings, and the mark of each."""
    canvas.write(sheet.EDGE, item.start, item.label)
    count = len(item.marks)
    right = sheet.EDGE if canvas.narrow else labels + column * count + 2 * sheet.EDGE
    canvas.write(right, item.below, item.words)
    if not count:
        return
    ends = column / 2, column * (count - 0.5)
    canvas.ax.plot(ends, [item.lane] * 2, color="#b5b5b5", lw=1.2, zorder=1)
    for place, mark in enumerate(item.marks):
        canvas.ax.plot([(place + 0.5) * column], [item.lane], ls="none", zorder=3, **LOOKS[mark])


@redrawable
def plot_ranges(ax: Axes, moved: pd.DataFrame, title: str = "", source: str = "") -> Axes:
    """Draw bounds that move (of one unit) on an axis from 0, a row for each range; return the axes.

    ``moved`` come from :func:`telling.sensitivity.moved_bounds`. The axes must have its figure to
    itself. Refused with ``ValueError``: several units.
    """
    rows, left = [], moved["quantity"].nunique() - MOST_MOVED
    for quantity, found in list(moved.groupby("quantity", sort=False))[:MOST_MOVED]:
        rows.append(Row(label=quantity, heading=True, lead=0.12))
        rows += [
            Row(names, mark=_range_mark(low, high), words=interval_words(low, high))
            for (low, high), names in _by_range(found).items()
        ]
    note = f"{count_of(left, 'more quantity', 'more quantities')} moved." if left > 0 else ""
    return draw_rows(ax, rows, one_unit(moved), title, note, source)


def _by_range(found: pd.DataFrame) -> dict[tuple[float, float], str]:
    """Return the ranges of one quantity, each with the readings that give it."""
    return found.groupby(["low", "high"], sort=False)["reading"].agg(", ".join).to_dict()


def _range_mark(low: float, high: float) -> Mark:
    style = Style(DARK)
    if low > 0 and high < math.inf:
        return Mark("range" if low < high else "number", low, high, style=style)
    if low <= 0 and high < math.inf:
        return Mark("ceiling", high, high, style=style)
    return Mark("floor", low, low, style=style) if low > 0 else Mark(style=style)


def describe_ranges(moved: pd.DataFrame) -> str:
    """Return the chart of bounds that move in words."""
    parts = [f"Bounds that move with the reading, in {printable(one_unit(moved))}, from 0."]
    for quantity, found in list(moved.groupby("quantity", sort=False))[:MOST_MOVED]:
        said = (f"{interval_words(*ends)} ({names})" for ends, names in _by_range(found).items())
        parts.append(f"{quantity}: {'; '.join(said)}.")
    return shorten(" ".join(parts), 6_000)


LOOKS = {
    "same": {"marker": "o", "ms": 5, "mfc": GREY, "mec": GREY},
    "number": {"marker": "D", "ms": 8.5, "mfc": "white", "mec": DARK, "mew": 1.8},
    "verdict": {"marker": "s", "ms": 12, "mfc": "black", "mec": "black"},
}


def describe_sensitivity(settled: pd.DataFrame, chosen: Reading) -> str:
    """Return the chart in words: each finding under its grade, as chosen and otherwise."""
    if settled.empty:
        return NOTHING
    parts = [f"Findings under each reading of the hedges, set against {chosen.short}."]
    for grade, heading in HEADINGS.items():
        rows = settled[settled["grade"] == grade]
        lines = [
            f"{KINDS[row.kind]}: {row.finding}: {outcome_words(row)}" for row in rows.itertuples()
        ]
        left = len(lines) - MOST_DESCRIBED
        lines[MOST_DESCRIBED:] = [f"{left:,} more"] if left > 0 else []
        count = f"{heading} ({_count(len(rows))})"
        parts.append(f"{count}: {'; '.join(lines)}." if lines else f"{count}.")
    return shorten(" ".join(parts), 6_000)
