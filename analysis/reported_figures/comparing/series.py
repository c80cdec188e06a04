"""What one source's own figures did over time: raised, lowered, confirmed, or out of line.

A source's earlier figure is history, never a dispute with itself. Figures of sources of which one
replaces the other's (``supersedes``) are one series.
"""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple

import numpy as np
import pandas as pd

from reported_figures.ledger.running_totals import Step, out_of_line, stretches
from reported_figures.limits import FEWEST_DAYS, LONG

COLUMNS = ["series", "figure_id", "earlier_id", "change", "one_of"]
CHANGES = {
    "first": "the first of its series",
    "raised": "above the one before it",
    "confirmed": "the same as the one before it",
    "lowered": "below the one before it, which the source does not return to",
    "begins anew": "counted from another start",
    "out of line": "above or below its neighbours, which fit each other without it",
    "beside": "told of the same day on the same day as another one, with which it stands",
}

REVISED = ("total", "cumulative")  # of which a later number is news of the same, not of another day
TURNS = ("lowered", "begins anew", "out of line")
TURNING = ["figure_id", "earlier_id", "change", "one_of", "days", "usual"]


def histories(figures: pd.DataFrame) -> pd.DataFrame:
    """Return what each source's figures with a number are to the one before, in the order of days.

    ``change`` is one of ``CHANGES``; ``earlier_id`` is the figure that it is measured against.
    ``one_of`` names all figures of which one must be out of line, where several may be. Only in a
    running total can a figure be out of line, because only that never falls: one is if leaving it
    out alone lets its neighbours not fall and another follows them. Several numbers of one day are
    one step, from the lowest to the highest: those ``beside`` its first change nothing.
    Expectations are series apart. A flow has no course: each of its periods is a number of its own.
    Nor has a number of some day of a month a place among those of days of that month.
    """
    rows = _in_order(figures)
    cells = zip(*(rows[name].tolist() for name in CELLS), strict=True)
    found: list[tuple] = []
    for (name, kind), group in groupby(cells, itemgetter(0, 1)):
        leads, beside = _by_day([Told(*row[2:5], Step(*row[5:])) for row in group])
        found += [(name, *row) for row in [*_changes(kind, leads), *beside]]
    return pd.DataFrame(found, columns=COLUMNS).astype(dict.fromkeys(COLUMNS, "str"))


ORDERED = ["figure_id", "quantity_id", "kind", "stance", "statement", "expected", "series_voice"]
ORDERED += ["at", "said", "start", "end_first", "interval_low", "interval_high", "replaced_by"]
CELLS = ["series", "kind", "at", "said", "replaced_by"]
CELLS += ["figure_id", "interval_low", "interval_high", "start"]


class Told(NamedTuple):
    """One figure of a series: when it was told, what replaced it, and its number."""

    at: float
    said: float
    replaced_by: str
    step: Step

    @property
    def time(self) -> tuple:
        """Return of what time it was told, and when; unknown starts are alike."""
        start = self.step.start
        return self.at, self.said, start if start == start else None


def _by_day(figures: list[Told]) -> tuple[list[Told], list[tuple]]:
    """Return the figures of one series with those of one day as one, and what stands beside them.

    What is replaced by another of its day is a figure of its own, before that one.
    """
    leads, beside = [], []
    for _, rows in groupby(figures, attrgetter("time")):
        day = list(rows)
        names = {figure.step.figure_id for figure in day}
        leads += [figure for figure in day if figure.replaced_by in names]
        first, *others = [figure for figure in day if figure.replaced_by not in names]
        low = min(figure.step.low for figure in (first, *others))
        high = max(figure.step.high for figure in (first, *others))
        leads.append(first._replace(step=first.step._replace(low=low, high=high)))
        beside += [(one.step.figure_id, first.step.figure_id, "beside", "") for one in others]
    return leads, beside


def _changes(kind: str, figures: list[Told]) -> list[tuple]:
    """Return the changes of one series, whose figures come in order."""
    steps = {figure.step.figure_id: figure.step for figure in figures}
    if kind == "total":
        return list(_told(list(steps.values())))
    revised = {
        figure.step.figure_id: figure.replaced_by
        for figure in figures
        if figure.replaced_by in steps
    }
    return _with_revisions(steps, revised, kind == "cumulative")


def _with_revisions(steps: dict[str, Step], revised: dict[str, str], running: bool) -> list[tuple]:
    """Return the changes of a series in time: those of figures that were revised come apart.

    A figure that replaces another is set against that one; that it is below the day before, too, is
    not told twice.
    """
    lasting = [step for name, step in steps.items() if name not in revised]
    told = list(_running(lasting) if running else _told(lasting))
    revisions = [(new, old, _change(steps[old], steps[new]), "") for old, new in revised.items()]
    new = {name: ("first", change) for name, _, change, _ in revisions}
    return [row for row in told if row[2] not in new.get(row[0], ())] + revisions


def _in_order(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures with a number by series, in the order of the days that they speak of."""
    figures = figures[ORDERED]
    lead = figures["statement"] == figures["figure_id"]
    numbered = (figures["stance"] == "asserts") & figures["interval_low"].notna()
    rows = figures[lead & numbered & (figures["kind"] != "flow")]
    about = rows["quantity_id"].mask(rows["expected"], rows["quantity_id"] + " | expected")
    rows = rows.assign(series=about + " | " + rows["series_voice"])
    rows = rows.sort_values(["series", "at", "said", "start", "figure_id"], kind="stable")
    return rows[_surely_after(rows)]


def series_voices(rows: pd.DataFrame) -> pd.Series:
    """Return for each figure the voice that began the series which it continues.

    ``rows`` have a ``voice``, and the day on which each was ``said``. A voice that replaced another
    one's figure of a quantity goes on with the series of that one.
    """
    voice = dict(zip(rows["figure_id"].tolist(), rows["voice"].tolist(), strict=True))
    earlier = rows["supersedes"].map(voice).fillna("").astype("str")
    links = rows.assign(earlier=earlier)[(earlier != "") & (earlier != rows["voice"])]
    links = links.sort_values(["said", "figure_id"])[["quantity_id", "voice", "earlier"]]
    began: dict[tuple[str, str], str] = {}
    for quantity, who, first in links.itertuples(index=False):
        first = began.get((quantity, first), first)
        if first != who:
            began[quantity, who] = first
    if not began:
        return rows["voice"]
    keys = zip(rows["quantity_id"].tolist(), rows["voice"].tolist(), strict=True)
    told = [began.get((quantity, who), who) for quantity, who in keys]
    return pd.Series(told, rows.index, dtype="str")


def _surely_after(rows: pd.DataFrame) -> np.ndarray:
    """Return which figures of a series surely speak of a later day than the one before them.

    ``rows`` come in the order of the last day that each may speak of.
    """
    first = rows["end_first"].where(rows["kind"] != "total", rows["said"]).fillna(rows["at"])
    days = rows[["series", "at"]].drop_duplicates()
    days = days.assign(before=days.groupby("series")["at"].shift())
    before = rows[["series", "at"]].merge(days, how="left")["before"].to_numpy()
    return ~(first.to_numpy() <= before)


def _told(steps: list[Step]) -> Iterator[tuple]:
    """Yield the changes of what is told again: each figure against the one before."""
    for place, step in enumerate(steps):
        earlier = steps[place - 1] if place else None
        yield step.figure_id, earlier.figure_id if earlier else "", _change(earlier, step), ""


def _change(earlier: Step | None, step: Step) -> str:
    if earlier is None:
        return "first"
    if step.high < earlier.low:
        return "lowered"
    return "raised" if step.low > earlier.high else "confirmed"


def _running(steps: list[Step]) -> Iterator[tuple]:
    """Yield the changes of a running total; each new start begins anew."""
    for place, stretch in enumerate(stretches(steps)):
        suspects = out_of_line(stretch)
        earlier: Step | None = None
        for step in stretch:
            if step.figure_id in suspects:
                before = earlier.figure_id if earlier else ""
                yield step.figure_id, before, "out of line", suspects[step.figure_id]
                continue
            anew = place > 0 and earlier is None
            change = "begins anew" if anew else _change(earlier, step)
            yield step.figure_id, earlier.figure_id if earlier else "", change, ""
            earlier = step


def suspects(figures: pd.DataFrame) -> list[str]:
    """Return the figures that are out of line in their own source's running total."""
    running = figures.loc[figures["kind"] == "cumulative", ORDERED]
    told = histories(running) if len(running) else pd.DataFrame(columns=COLUMNS)
    return told.loc[told["change"] == "out of line", "figure_id"].tolist()


def turns(figures: pd.DataFrame) -> pd.DataFrame:
    """Return where a source's own numbers fall, begin anew, are out of line, or come after a gap.

    A row is a figure with its ``change``, one of ``CHANGES`` or ``gap``, and the ``earlier_id``
    that it is set against, by the days that they speak of. A level that goes down is none. At a gap
    ``days`` lie between the two, ``usual`` is the median of such times in the series: ``LONG``
    times that is a gap, where a series has ``FEWEST_DAYS`` days or more.
    """
    about = figures.set_index("figure_id")
    told = histories(figures)
    revised = told["figure_id"].map(about["kind"]).isin(REVISED)
    changed = told[revised & told["change"].isin(TURNS)].assign(days=np.nan, usual=np.nan)
    found = pd.concat([changed, _gaps(figures)], ignore_index=True)
    order = about.loc[found["figure_id"], ["at", "said"]].reset_index(drop=True)
    places = order.sort_values(["at", "said"], kind="stable").index
    return found.loc[places, TURNING].reset_index(drop=True)


def _gaps(figures: pd.DataFrame) -> pd.DataFrame:
    rows = _in_order(figures).dropna(subset="at").drop_duplicates(["series", "at"])
    series = rows["series"]
    days = rows.groupby(series)["at"].diff()
    usual = days.groupby(series).transform("median")
    often = series.groupby(series).transform("size") >= FEWEST_DAYS
    earlier = rows.groupby(series)["figure_id"].shift().fillna("").astype("str")
    found = rows.assign(earlier_id=earlier, change="gap", one_of="", days=days, usual=usual)
    return found.loc[often & (days >= LONG * usual), TURNING]
