"""What the claims imply together on one day, where one quantity is part of another.

Bounds follow from what was said; they are no estimate, and no mean of claims is taken.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from reported_figures.comparing.candidates import tree_order, wholes
from reported_figures.comparing.estimands import (
    compared,
    dates_of,
    days_of,
    inside,
    same_start,
    same_time,
)
from reported_figures.comparing.pairs import SIDES, told_ends
from reported_figures.comparing.series import suspects
from reported_figures.comparing.tallies import NOBODY, Ends, ends_of, tally

BASES = {
    "bounds": "what its own figures allow together",
    "span": "from the lowest to the highest of its figures, which are not all alike or overlapping",
    "conflict": "what was said of it, its parts or its whole excludes one another",
    "open": "nothing that was said numbers it",
}


class End(NamedTuple):
    """One end of a bound: its number, the figures that set it, and whether a reading made it."""

    at: float
    by: tuple[str, ...] = ()
    read: bool = False


NO_FLOOR, NO_CAP = End(0.0), End(np.inf)


class Own(NamedTuple):
    """What a quantity's own figures say: the ends to tell, and those that bind other quantities.

    ``claims`` are the places of its figures among those compared. ``clash`` is a figure that should
    not be larger than another and is: of a day before it, or of a period within its own. ``tight``
    are the highest floor and the lowest cap, which exclude one another in a span.
    """

    basis: str
    low: End
    high: End
    floor: End
    cap: End
    claims: np.ndarray
    tight: tuple[End, End]
    clash: tuple[str, str] = ("", "")


class Claims(NamedTuple):
    """The figures that bound something, column by column, and what a tally needs of them."""

    columns: dict[str, np.ndarray]
    ends: Ends

    def take(self, rows: np.ndarray) -> dict[str, np.ndarray]:
        """Return the columns of some of the figures."""
        return {name: column[rows] for name, column in self.columns.items()}


def joint_bounds(
    figures: pd.DataFrame, quantities: pd.DataFrame, day: pd.Timestamp | None = None
) -> pd.DataFrame:
    """Return the bounds of each quantity on one day, and the figures that set them.

    The day is the last that a figure of the quantity's own tree of parts speaks of, expectations
    apart, of what had been said by ``day``. Within a quantity the intervals are intersected only
    where each two are the same or overlap; else ``basis`` is ``span``, and ``low`` and ``high`` are
    the lowest and the highest number printed. Then a whole is at least its largest part, and a part
    at most its whole, where the part's period lies inside the whole's. ``low_from`` and
    ``high_from`` are figure ids, blank where nothing said bounds that side; ``low_read`` and
    ``high_read`` tell that nobody printed that end: it is a reading of a hedge. ``high_expected``
    tells that it rests on an expectation. ``day_first`` to ``day`` is that day, or the month or
    year of which it is the last; of a flow it is the period. ``larger`` and ``smaller`` are a
    part's figure (or several, that together come to more) and its whole's that exclude one another;
    ``smaller`` are several where together they are the whole and come to less. Rows form a tree,
    with ``depth``.
    """
    rows = compared(figures, day)
    rows = rows[(rows["stance"] == "asserts") & rows["interval_low"].notna()]
    rows = rows[~rows["figure_id"].isin(suspects(figures))].reset_index(drop=True)
    claims = Claims({name: rows[name].to_numpy() for name in USED}, ends_of(rows))
    chains = wholes(quantities)
    spoken = set(figures["quantity_id"])
    spoken |= {whole for quantity in spoken for whole in chains[quantity]}
    order = [q for q in tree_order(chains) if q in spoken]
    root = {q: (chains[q] or [q])[-1] for q in chains}
    days = _days_of_trees(rows, root)
    places = rows.groupby("quantity_id").indices
    own = {q: _own(claims, places.get(q, NOBODY), days[q]) for q in order}
    first = _first_days(rows, root)
    fits = _fits(own, claims, chains, quantities, days)
    ends = {q: [own[q].low, own[q].high] for q in order}
    clashes = {q: own[q].clash for q in order if own[q].clash[0]}
    clashes |= _up(own, ends, fits, quantities, claims) | _down(own, ends, fits, claims)
    expected = set(rows.loc[rows["expected"], "figure_id"])
    table = pd.DataFrame(
        [_row(q, own[q], ends[q], clashes.get(q, ("", "")), expected) for q in order],
        columns=list(ROW),
    ).astype(ROW)
    when = {q: (first.get((root[q], days[q]), np.nan), days[q]) for q in order}
    when |= {q: period for q in order if (period := _period(claims, own[q].claims))}
    begun, last = np.array(list(when.values()), float).reshape(-1, 2).T
    table = table.assign(day_first=dates_of(begun), day=dates_of(last))
    about = quantities.set_index("quantity_id")[["label", "unit", "unit_kind", "kind"]]
    depth = pd.Series([len(chains[q]) for q in order], table.index, dtype="int64")
    return table.join(about, on="quantity_id").assign(depth=depth)


USED = ["figure_id", "quantity_id", "kind", "status", "expected", "tolerance_days", "series_voice"]
USED += ["start", "end_first", "end", "at", "said", "said_until", "event_from", "event_to"]
USED += SIDES
ROW = {"quantity_id": "str", "low": float, "high": float, "low_from": "str", "high_from": "str"}
ROW |= {"stated": bool, "basis": "str", "low_read": bool, "high_read": bool}
ROW |= {"high_expected": bool, "larger": "str", "smaller": "str"}


def _first_days(rows: pd.DataFrame, root: dict[str, str]) -> dict[tuple[str, float], float]:
    """Return by tree, for each last day of its figures, the first that it may be: a month's 1st."""
    level = rows["kind"].isin(["stock", ""])
    first = rows["end_first"].mask(level, rows["start"]).where(rows["kind"] != "total")
    first = first.fillna(rows["said"])
    return first.groupby([rows["quantity_id"].map(root), rows["at"]]).max().to_dict()


def _days_of_trees(rows: pd.DataFrame, root: dict[str, str]) -> dict[str, float]:
    """Return for each quantity the last day that its tree speaks of, expectations apart."""
    tree = rows["quantity_id"].map(root)
    last = rows["at"].groupby(tree).max()
    told = rows["at"][~rows["expected"]].groupby(tree[~rows["expected"]]).max()
    days = told.reindex(last.index).fillna(last).to_dict()
    return {quantity: days.get(top, np.nan) for quantity, top in root.items()}


def _period(claims: Claims, rows: np.ndarray) -> tuple[float, float] | None:
    """Return the last period that figures of a flow speak of, if they name one."""
    some = claims.take(rows)
    if not len(rows) or some["kind"][0] != "flow":
        return None
    newest = _newest(some)
    start, end = (float(some[name][newest]) for name in ("start", "end"))
    return None if np.isnan(start) else (start, end)


def _newest(some: dict[str, np.ndarray]) -> int:
    """Return the figure that speaks of the latest day, and from the earliest on."""
    return int(np.lexsort((-np.nan_to_num(some["start"]), some["at"]))[-1])


def _own(claims: Claims, rows: np.ndarray, day: float) -> Own:
    """Return what the figures of one quantity say of it on a day."""
    columns = claims.columns
    if (columns["status"][rows] == "observed").any():
        rows = rows[~columns["expected"][rows]]
    now, floors, caps = _of_the_day(columns, rows, day)
    told = np.unique(np.concatenate([now, floors, caps]))
    if not len(told):
        return Own("open", NO_FLOOR, NO_CAP, NO_FLOOR, NO_CAP, told, (NO_FLOOR, NO_CAP))
    floor = _end(columns, floors, "interval_low", np.max)
    cap = _end(columns, caps, "interval_high", np.min)
    highest = _end(columns, now, "interval_low", np.max)
    clash = ("", "")
    if floor.at > max(cap.at, highest.at) and cap.by:
        clash, floor = (floor.by[0], cap.by[0]), highest
    if floor.at <= cap.at and tally(claims.ends.take(now)).intersect:
        return Own("bounds", floor, cap, floor, cap, told, (floor, cap), clash)
    widest = (
        _end(columns, now, "interval_low", np.min),
        _end(columns, now, "interval_high", np.max),
    )
    tight = highest, _end(columns, now, "interval_high", np.min)
    return Own("span", *_span(columns, now), *widest, told, tight, clash)


def _of_the_day(columns: dict, rows: np.ndarray, day: float) -> tuple[np.ndarray, ...]:
    """Return which figures speak of a day, which are a least number on it, and which a most.

    A running total is at least each earlier figure that its source has not lowered since, and at
    most each of that day or later; a flow is taken for its last period, at least by those within.
    """
    kind = columns["kind"][rows[0]] if len(rows) else "total"
    if kind == "total":
        return rows, rows, rows
    some = {name: column[rows] for name, column in columns.items()}
    slack = np.nan_to_num(some["tolerance_days"])
    anchor = {name: column[[_newest(some)] * len(rows)] for name, column in some.items()}
    if kind == "flow":
        of_it = same_time(some, anchor)
        return rows[of_it], rows[of_it | inside(some, anchor)], rows[of_it]
    if kind != "cumulative":
        now = rows[(some["at"] >= day - slack) & (some["start"] <= day)]
        return now, now, now
    counts = same_start(some, anchor) & _not_withdrawn(some)
    recent = counts & (some["at"] >= day - slack)
    now = rows[recent]
    told = list(zip(columns["series_voice"][now], columns["at"][now], strict=True))
    last = dict(told)
    latest = [last[who] == at for who, at in told]
    return now[np.array(latest, bool)], rows[counts & (some["end"] <= day)], now


def _not_withdrawn(some: dict) -> np.ndarray:
    """Return the figures of a running total that their own source has not lowered since."""
    lowest: dict[str, float] = {}
    stands = np.ones(len(some["at"]), bool)
    for row in np.lexsort((some["said"], some["at"]))[::-1]:
        who, low, high = (some[n][row] for n in ("series_voice", "interval_low", "interval_high"))
        stands[row] = low <= lowest.get(who, np.inf)
        lowest[who] = min(high, lowest.get(who, np.inf))
    return stands


def _end(columns: dict, rows: np.ndarray, name: str, which) -> End:
    """Return the lowest or highest of some ends, with the figures that set it."""
    if not len(rows):
        return NO_FLOOR if name == "interval_low" else NO_CAP
    ends = columns[name][rows]
    at = float(which(ends))
    setters = rows[ends == at]
    names = tuple(columns["figure_id"][setters])
    printed = any((columns[n][setters] == at).any() for n in ("printed_low", "printed_high"))
    if at == (0.0 if name == "interval_low" else np.inf):
        return End(at, names if printed else ())
    return End(at, names, not printed)


def _span(columns: dict, rows: np.ndarray) -> tuple[End, End]:
    """Return the lowest and the highest number told; an open side stays open."""
    lows, highs = told_ends({name: columns[name][rows] for name in SIDES})
    low, high = float(np.fmin.reduce(lows)), float(np.fmax.reduce(highs))
    lowest, highest = rows[lows == low], rows[highs == high]
    unbounded = np.isinf(columns["interval_high"][rows]).any()
    bounded = low == 0 or (columns["interval_low"][lowest] > 0).any()
    return (
        End(low if bounded else 0.0, tuple(columns["figure_id"][lowest])),
        End(np.inf if unbounded else high, tuple(columns["figure_id"][highest])),
    )


def _fits(
    own: dict[str, Own],
    claims: Claims,
    chains: dict[str, list[str]],
    quantities: pd.DataFrame,
    days: dict[str, float],
) -> list[tuple[str, str]]:
    """Return each part with each of its wholes in whose period, as of the day, it lies."""
    table = quantities.set_index("quantity_id")
    unit = table["unit"].to_dict()
    pairs = [(a, b) for a in own for b in chains[a] if unit[a] == unit[b]]
    if not pairs:
        return []
    known = table[["kind", "tolerance_days"]].assign(starts_on=days_of(table["starts_on"]))
    known = known.to_dict("index")
    spoken = {q: _as_of(claims, own[q].claims, known[q], days[q]) for q in {*sum(pairs, ())}}
    part, whole = (pd.DataFrame([spoken[pair[side]] for pair in pairs]) for side in (0, 1))
    return [pair for pair, fits in zip(pairs, inside(part, whole), strict=True) if fits]


def _as_of(claims: Claims, rows: np.ndarray, quantity: dict, day: float) -> dict:
    """Return the period of a quantity on a day: that of its last figure, if it has any."""
    period = dict.fromkeys(["start", "end", "end_first"], np.nan) | {"said": day, "said_until": day}
    period |= {"event_from": np.datetime64("NaT", "s"), "event_to": np.datetime64("NaT", "s")}
    if len(rows):
        period |= {name: claims.columns[name][rows[-1]] for name in period}
    if quantity["kind"] == "cumulative":
        start = quantity["starts_on"] if np.isnan(period["start"]) else period["start"]
        period |= {"start": start, "end": day, "end_first": day}
    elif quantity["kind"] in ("stock", ""):
        period |= dict.fromkeys(["start", "end", "end_first"], day)
    return period | {"kind": quantity["kind"], "tolerance_days": quantity["tolerance_days"]}


def _up(own: dict, ends: dict, fits: list, quantities: pd.DataFrame, claims: Claims) -> dict:
    """Raise each whole to its largest part, and to the sum of parts that exclude one another.

    Parts that together are the whole bound it above, too. Return the figures of such parts, and of
    the whole's the one that they exclude, whatever else is said of it.
    """
    clashes: dict[str, tuple[str, str]] = {}
    table = quantities.set_index("quantity_id")[["part_of", "parts", "kind"]].to_dict("index")
    for whole in dict.fromkeys(whole for _, whole in fits):
        below = [part for part, of in fits if of == whole]
        apart = [q for q in below if table[q]["part_of"] == whole and own[q].floor.by]
        apart = [own[q] for q in apart if table[q]["parts"] in ("disjoint", "complete")]
        together, (floor, cap) = _sum(apart, claims), own[whole].tight
        if together.at > cap.at and cap.by:
            clashes[whole] = (", ".join(together.by), cap.by[0])
        largest = max([*(own[q].floor for q in below), together], key=lambda end: end.at)
        if largest.at > own[whole].floor.at and own[whole].basis != "span":
            ends[whole][0] = largest
        most = _sum_of_all(whole, table, own, below, claims)
        if most.at < floor.at and floor.by:
            clashes[whole] = (floor.by[0], ", ".join(most.by))
        elif most.at < ends[whole][1].at and own[whole].basis != "span":
            ends[whole][1] = most
    return clashes


def _sum(parts: list[Own], claims: Claims) -> End:
    """Return what parts that exclude one another come to, if they are of one status and day."""
    if not _together(parts, claims):
        return NO_FLOOR
    setters = tuple(name for part in parts for name in part.floor.by)
    return End(sum(part.floor.at for part in parts), setters, any(p.floor.read for p in parts))


def _sum_of_all(whole: str, table: dict, own: dict, below: list[str], claims: Claims) -> End:
    """Return what all parts of a whole come to at most, where together they are the whole.

    A running total or a flow goes on after the day of its parts: of these nothing is said.
    """
    names = [q for q, row in table.items() if (row["part_of"], row["parts"]) == (whole, "complete")]
    parts = [own[q] for q in names if q in below]
    lasting = table[whole]["kind"] in ("total", "stock")
    if not lasting or len(parts) < len(names) or not _together(parts, claims):
        return NO_CAP
    setters = tuple(name for part in parts for name in part.cap.by)
    return End(sum(part.cap.at for part in parts), setters, any(p.cap.read for p in parts))


def _together(parts: list[Own], claims: Claims) -> bool:
    """Say whether figures of several parts are of one status, and of one day if they have any."""
    if len(parts) < 2:
        return False
    rows = np.concatenate([part.claims for part in parts])
    of = {name: claims.columns[name][rows] for name in ("status", "kind", "tolerance_days", "at")}
    dated = (of["kind"] != "total") | ~np.isnan(of["tolerance_days"])
    slack = np.nan_to_num(of["tolerance_days"][dated]).min(initial=np.inf)
    return len(set(of["status"])) == 1 and (~dated.any() or np.ptp(of["at"][dated]) <= slack)


def _down(own: dict, ends: dict, fits: list, claims: Claims) -> dict[str, tuple[str, str]]:
    """Lower each part to its wholes; return the two figures where a part is larger than one."""
    clashes: dict[str, tuple[str, str]] = {}
    for part, whole in fits:
        cap = own[whole].cap
        largest = _end(claims.columns, own[part].claims, "interval_low", np.max)
        if largest.at > cap.at and largest.by and cap.by:
            clashes[part] = clashes[whole] = (largest.by[0], cap.by[0])
        elif cap.at < ends[part][1].at and own[part].basis != "span":
            ends[part][1] = cap
    return clashes


def _row(quantity, own: Own, ends: list[End], clash, expected: set[str]) -> tuple:
    low, high = ends
    basis = own.basis
    if basis != "span" and (clash[0] or low.at > high.at):
        basis = "conflict"
    elif basis == "open" and (low.by or high.by):
        basis = "bounds"
    return (
        quantity, low.at, high.at, ", ".join(low.by), ", ".join(high.by), len(own.claims) > 0,
        basis, low.read, high.read, bool(high.by) and expected.issuperset(high.by), *clash,
    )  # fmt: skip
