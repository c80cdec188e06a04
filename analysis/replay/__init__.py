"""Replay what had been said by each day, and what each day changed.

The days are those on which the record says that something was said: not when it was known. The
order within a day is not known, so a day is one step, and long records go by weeks or months.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from operator import attrgetter, itemgetter

import pandas as pd

from analysis import compare
from analysis.ledger import Ledger, select

MOST_STEPS = 20  # above this the replay goes by weeks, then months, then years


def said(
    ledger: Ledger, as_of: str = "", sources: Iterable[str] = (), quantities: Iterable[str] = ()
) -> pd.DataFrame:
    """Return every figure said by a day, those replaced since included, in the order of their days.

    ``left_on`` is the day on which a figure was replaced and ``replaced_by`` by which one; both are
    blank where it stands. Sources and quantities select as in :func:`analysis.ledger.select`.

    >>> from analysis.ledger import load_ledger
    >>> said(load_ledger(), as_of="2024-10-17")["reported_on"].dt.day.unique().tolist()
    [17]
    """
    everything = replace(ledger, figures=ledger.figures.assign(supersedes=""))
    figures = select(everything, as_of, sources, quantities)
    later = ledger.figures[["supersedes", "figure_id", "reported_on"]]
    own = later.set_index("figure_id")["supersedes"]
    if as_of:
        later = later[later["reported_on"] <= pd.Timestamp(as_of)]
    later = later[later["supersedes"] != ""].set_index("supersedes")
    later = later.rename(columns={"figure_id": "replaced_by", "reported_on": "left_on"})
    figures = figures.drop(columns="supersedes").join(own, on="figure_id")
    figures = figures.join(later, on="figure_id").fillna({"replaced_by": ""})
    return figures.sort_values("reported_on", kind="stable").reset_index(drop=True)


def standing(figures: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Return the figures that stood at the end of a day: said by then, and not yet replaced."""
    gone = figures["left_on"] <= day
    return figures[(figures["reported_on"] <= day) & ~gone]


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

    ``since`` is the first day on which the step has something. ``pairs`` are those that count the
    same quantity, both with an interval, and ``apart`` how many of them do not meet.
    """
    rows, last = [], pd.Timestamp.min
    for day, _, after in each_step(figures, days):
        new = figures[(figures["reported_on"] > last) & (figures["reported_on"] <= day)]
        left = figures["left_on"].between(last, day, inclusive="right")
        counts = compare.count_pairs(after)
        speakers = new["speaker"].unique().tolist()
        sums = int(counts["pairs"].sum()), int(counts["apart"].sum())
        since = new["reported_on"].min()
        rows.append((since, day, len(new), int(left.sum()), len(after), speakers, *sums))
        last = day
    columns = ["since", "day", "added", "replaced", "standing", "added_by", "pairs", "apart"]
    return pd.DataFrame(rows, columns=columns)


def new_verdicts(figures: pd.DataFrame, quantities: pd.DataFrame) -> pd.DataFrame:
    """Return the verdict of each pair that ever stood together, with the ``day`` that brought it.

    A pair's verdict does not change, so each pair is compared once, and only up to
    ``compare.COUNTED_BEYOND`` figures: above that there are no rows.
    """
    few = figures if len(figures) <= compare.COUNTED_BEYOND else figures[:0]
    pairs = compare.compare_pairs(few, quantities)
    known = few.set_index("figure_id")
    a, b = known.loc[pairs["figure_a"]], known.loc[pairs["figure_b"]]
    came = a["reported_on"].reset_index(drop=True), b["reported_on"].reset_index(drop=True)
    left = a["left_on"].reset_index(drop=True), b["left_on"].reset_index(drop=True)
    day = came[0].where(came[0] >= came[1], came[1])
    never = (left[0] <= day) | (left[1] <= day)
    pairs = pairs.assign(day=day)[~never]
    return pairs.sort_values("day", kind="stable").reset_index(drop=True)


def lowered(figures: pd.DataFrame) -> pd.DataFrame:
    """Return each figure that puts a running total below what had been said of an earlier day.

    One row is one figure of a cumulative quantity whose whole interval lies below that of a figure
    said by then of an earlier day; ``earlier_id`` is the highest of those, and ``gap`` the distance
    of the two intervals in the quantity's unit. The day is the last that a figure speaks of, else
    the one on which it was said.
    """
    claims = figures[(figures["stance"] == "asserts") & (figures["kind"] == "cumulative")]
    claims = claims.dropna(subset="interval_low")
    claims = claims.assign(of_day=claims["event_to"].fillna(claims["reported_on"]))
    used = ["figure_id", "quantity_id", "reported_on", "of_day", "interval_low", "interval_high"]
    claims = claims.sort_values("reported_on", kind="stable")[used]
    rows: list[tuple] = []
    for _, group in claims.groupby("quantity_id", sort=False):
        highest: list[tuple] = []  # by day, each higher than all of the days before it
        for _, on_day in groupby(group.itertuples(), attrgetter("reported_on")):
            said_together = list(on_day)
            for figure in said_together:
                _keep_highest(highest, figure)
            for figure in said_together:
                place = bisect_left(highest, figure.of_day, key=itemgetter(0))
                low, earlier_id = highest[place - 1][1:] if place else (0.0, "")
                if low > figure.interval_high:
                    rows.append((figure.figure_id, earlier_id, low - figure.interval_high))
    return pd.DataFrame(rows, columns=["figure_id", "earlier_id", "gap"])


def _keep_highest(highest: list[tuple], figure) -> None:
    """Put a figure among the highest by day, unless one up to its day is as high."""
    place = bisect_right(highest, figure.of_day, key=itemgetter(0))
    if place and highest[place - 1][1] >= figure.interval_low:
        return
    end = place
    while end < len(highest) and highest[end][1] <= figure.interval_low:
        end += 1
    if place and highest[place - 1][0] == figure.of_day:
        place -= 1
    highest[place:end] = [(figure.of_day, figure.interval_low, figure.figure_id)]
