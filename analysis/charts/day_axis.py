"""The axis of days of a timeline."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.rows import TICK
from analysis.charts.said_on import DayRow
from analysis.lettering import width

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
    ax.tick_params(axis="x", labelsize=TICK, length=3, top=tall, labeltop=tall)
    ax.grid(axis="x", color="#ececec", lw=0.8)
    ax.set_axisbelow(True)
    ax.set_xlabel("day", size=10)
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
    most = across / (width("30 Sep", TICK) + 0.15)
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
