"""Replay what had been said by each day, and what each day changed.

The days are those on which the record says that something was said: not when it was known. The
order within a day is not known, so a day is one step, and long records go by weeks or months.
"""

from collections.abc import Iterator

import pandas as pd

from analysis.comparing.estimands import standing
from analysis.comparing.pairs import compare_pairs
from analysis.formats import recorded
from analysis.limits import MOST_STEPS


def steps(figures: pd.DataFrame, most: int = MOST_STEPS) -> tuple[list[pd.Timestamp], str]:
    """Return the days at which the replay stops, and whether one stands for a day, week or so.

    They are the days on which something was said; above ``most`` of them the last one in each week
    (from Monday to Sunday), else month, else year.

    >>> days = pd.to_datetime(["2024-10-07", "2024-10-09", "2024-10-14"])
    >>> [day.day for day in steps(pd.DataFrame({"reported_on": days}), most=2)[0]]
    [9, 14]
    """
    days = pd.Series(figures["reported_on"].unique()).sort_values(ignore_index=True)
    name = "day"
    for length, code in (("week", "W"), ("month", "M"), ("year", "Y")):
        if len(days) > most:
            name = length
            days = days.groupby(days.dt.to_period(code)).max().reset_index(drop=True)
    return days.tolist(), name


def each_step(
    figures: pd.DataFrame, days: list[pd.Timestamp]
) -> Iterator[tuple[pd.Timestamp, pd.DataFrame, pd.DataFrame]]:
    """Yield each day with the figures that stood before it and those that stood at its end."""
    before = figures[:0]
    for day in days:
        after = standing(figures, day)
        yield day, before, after
        before = after


def additions(figures: pd.DataFrame, days: list[pd.Timestamp]) -> pd.DataFrame:
    """Return one row for each step: what it added and replaced, and what stood at its end.

    ``since`` to ``until`` are the days on which what it added was said. Rows that say the same
    stand as one.
    """
    rows, last = [], pd.Timestamp.min
    for day in days:
        new = figures[(figures["reported_on"] > last) & (figures["reported_on"] <= day)]
        left = figures["left_on"].between(last, day, inclusive="right")
        speakers = new["speaker"].unique().tolist()
        ends = new["reported_on"].min(), new["reported_until"].max()
        rows.append(
            (
                ends[0],
                day,
                ends[1],
                len(new),
                int(left.sum()),
                len(standing(figures, day)),
                speakers,
            )
        )
        last = day
    columns = ["since", "day", "until", "added", "replaced", "standing", "added_by"]
    return pd.DataFrame(rows, columns=columns)


def new_verdicts(figures: pd.DataFrame, quantities: pd.DataFrame) -> pd.DataFrame:
    """Return the verdict of each pair that stands, by the day on which the later one was said.

    From that day on the pair has its verdict; ``since`` is it as the ledger records it, in words.
    """
    pairs = compare_pairs(figures, quantities)
    first = figures.set_index("figure_id")["first_said"]
    days = [first.loc[pairs[name]].reset_index(drop=True) for name in ("figure_a", "figure_b")]
    day = days[0].where(days[0] >= days[1], days[1])
    until = figures.groupby("first_said")["reported_until"].min().to_dict()
    since = [recorded(first, until[first]) for first in day]
    pairs = pairs.assign(day=day, since=pd.Series(since, pairs.index, dtype="str"))
    return pairs.sort_values("day", kind="stable").reset_index(drop=True)
