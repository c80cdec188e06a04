"""What the claims imply together on one day, where one quantity is part of another.

Bounds follow from what was said; they are no estimate, and no mean of claims is taken.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.comparing.estimands import (
    compared,
    dates_of,
    days_of,
    inside,
    same_start,
    same_time,
)
from analysis.comparing.relations import tree_order, wholes
from analysis.comparing.series import suspects
from analysis.comparing.tally import ends_of, tally

BASES = {
    "bounds": "what its own figures allow together",
    "span": "from the lowest to the highest of its figures, which are not all alike or overlapping",
    "conflict": "a part is larger than its whole",
    "open": "nothing that was said numbers it",
}


class End(NamedTuple):
    """One end of a bound: its number, the figures that set it, and whether a reading made it."""

    at: float
    by: tuple[str, ...] = ()
    read: bool = False


NO_FLOOR, NO_CAP = End(0.0), End(np.inf)


class Own(NamedTuple):
    """What a quantity's own figures say: the ends to tell, and those that bind other quantities."""

    basis: str
    low: End
    high: End
    floor: End
    cap: End
    claims: pd.DataFrame


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
    year of which it is the last. ``larger`` and ``smaller`` are a part's figure and its
    whole's that exclude one another. Rows form a tree, with ``depth``.
    """
    rows = compared(figures, day)
    rows = rows[(rows["stance"] == "asserts") & rows["interval_low"].notna()]
    rows = rows[~rows["figure_id"].isin(suspects(figures))].reset_index(drop=True)
    chains = wholes(quantities)
    spoken = set(figures["quantity_id"])
    spoken |= {whole for quantity in spoken for whole in chains[quantity]}
    order = [q for q in tree_order(chains) if q in spoken]
    days = _days_of_trees(rows, chains, order)
    by_quantity = {q: rows[rows["quantity_id"] == q] for q in order}
    own = {q: _own(by_quantity[q], days[q]) for q in order}
    first = _first_days(rows)
    fits = _fits(own, chains, order, quantities, days)
    ends = {q: [own[q].low, own[q].high] for q in order}
    _up(own, ends, fits, quantities)
    clashes = _down(own, ends, fits)
    table = pd.DataFrame(
        [_row(q, own[q], ends[q], clashes.get(q, ("", "")), rows) for q in order],
        columns=list(ROW),
    ).astype(ROW)
    last = np.array([days[q] for q in order], float)
    begun = np.array([first.get(day, np.nan) for day in last], float)
    table = table.assign(day_first=dates_of(begun), day=dates_of(last))
    about = quantities.set_index("quantity_id")[["label", "unit", "unit_kind", "kind"]]
    depth = pd.Series([len(chains[q]) for q in order], table.index, dtype="int64")
    return table.join(about, on="quantity_id").assign(depth=depth)


ROW = {"quantity_id": "str", "low": float, "high": float, "low_from": "str", "high_from": "str"}
ROW |= {"stated": bool, "basis": "str", "low_read": bool, "high_read": bool}
ROW |= {"high_expected": bool, "larger": "str", "smaller": "str"}


def _first_days(rows: pd.DataFrame) -> dict[float, float]:
    """Return for each last day of some figures the first that it may be: of a month, the 1st."""
    first = rows["end_first"].where(rows["kind"] != "total").fillna(rows["said"])
    return first.groupby(rows["at"]).max().to_dict()


def _days_of_trees(rows: pd.DataFrame, chains: dict, order: list[str]) -> dict[str, float]:
    """Return for each quantity the last day that its tree speaks of, expectations apart."""
    root = rows["quantity_id"].map({q: (chains[q] or [q])[-1] for q in chains})
    last = rows["at"].groupby(root).max()
    told = rows["at"][~rows["expected"]].groupby(root[~rows["expected"]]).max()
    days = told.reindex(last.index).fillna(last).to_dict()
    return {q: days.get((chains[q] or [q])[-1], np.nan) for q in order}


def _own(rows: pd.DataFrame, day: float) -> Own:
    """Return what the figures of one quantity say of it on a day."""
    rows = rows[~rows["expected"]] if (rows["status"] == "observed").any() else rows
    now, floors, caps = _of_the_day(rows, day)
    claims = pd.concat([now, floors, caps]).drop_duplicates("figure_id")
    if claims.empty:
        return Own("open", NO_FLOOR, NO_CAP, NO_FLOOR, NO_CAP, claims)
    floor, cap = _end(floors, "interval_low", "max"), _end(caps, "interval_high", "min")
    if floor.at <= cap.at and tally(ends_of(now)).intersect:
        return Own("bounds", floor, cap, floor, cap, claims)
    ends = {*now["figure_id"], *(floor.by if floor.at > cap.at else ())}
    told = claims[claims["figure_id"].isin(ends)]
    widest = _end(told, "interval_low", "min"), _end(told, "interval_high", "max")
    return Own("span", *_span(told), *widest, told)


def _of_the_day(rows: pd.DataFrame, day: float) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return which figures speak of a day, which are a least number on it, and which a most.

    A running total is at least each earlier figure that its source has not lowered since, and at
    most each of that day or later; a flow is taken for its last period, at least by those within.
    """
    if rows.empty or rows["kind"].iloc[0] == "total":
        return rows, rows, rows
    slack = rows["tolerance_days"].fillna(0).to_numpy()
    if rows["kind"].iloc[0] == "flow":
        last = rows[rows["at"] == rows["at"].max()].sort_values("start", kind="stable").iloc[[0]]
        anchors = last.loc[[last.index[0]] * len(rows)]
        of_it = rows[same_time(rows, anchors)]
        return of_it, rows[inside(rows, anchors) | rows.index.isin(of_it.index)], of_it
    if rows["kind"].iloc[0] != "cumulative":
        now = rows[(rows["at"] >= day - slack) & (rows["start"] <= day)]
        return now, now, now
    newest = rows[rows["at"] == rows["at"].max()].iloc[[-1]]
    rows = rows[same_start(rows, newest.loc[[newest.index[0]] * len(rows)])]
    rows = _not_withdrawn(rows)
    recent = rows[rows["at"] >= day - rows["tolerance_days"].fillna(0)]
    now = recent[recent["at"] == recent.groupby("voice")["at"].transform("max")]
    return now, rows[rows["end"] <= day], recent


def _not_withdrawn(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of a running total that their own voice has not lowered since."""
    ordered = rows.sort_values(["voice", "at", "said"], ascending=[True, False, False])
    later = ordered.groupby("voice")["interval_high"].transform(
        lambda ends: ends.cummin().shift(fill_value=np.inf)
    )
    return rows[(ordered["interval_low"] <= later).reindex(rows.index)]


def _end(rows: pd.DataFrame, name: str, which: str) -> End:
    """Return the lowest or highest of some ends, with the figures that set it."""
    if rows.empty:
        return NO_FLOOR if name == "interval_low" else NO_CAP
    at = float(getattr(rows[name], which)())
    setters = rows[rows[name] == at]
    if at == (0.0 if name == "interval_low" else np.inf):
        return End(at, tuple(setters["figure_id"]) if _printed(setters, at) else ())
    return End(at, tuple(setters["figure_id"]), not _printed(setters, at))


def _printed(rows: pd.DataFrame, at: float) -> bool:
    return bool((rows[["printed_low", "printed_high"]] == at).any().any())


def _span(rows: pd.DataFrame) -> tuple[End, End]:
    """Return the lowest and the highest number printed; an open side stays open."""
    low, high = rows["printed_low"].min(), rows["printed_high"].max()
    lowest, highest = rows[rows["printed_low"] == low], rows[rows["printed_high"] == high]
    unbounded = np.isinf(rows["interval_high"]).any()
    below = float(low) if (lowest["interval_low"] > 0).any() or low == 0 else 0.0
    return (
        End(below, tuple(lowest["figure_id"])),
        End(np.inf if unbounded else float(high), tuple(highest["figure_id"])),
    )


def _fits(
    own: dict[str, Own],
    chains: dict[str, list[str]],
    order: list[str],
    quantities: pd.DataFrame,
    days: dict[str, float],
) -> list[tuple[str, str]]:
    """Return each part with each of its wholes in whose period, as of the day, it lies."""
    pairs = [(part, whole) for part in order for whole in chains[part]]
    table = quantities.set_index("quantity_id")
    pairs = [(a, b) for a, b in pairs if table["unit"][a] == table["unit"][b]]
    if not pairs:
        return []
    spoken = {q: _as_of(own[q].claims, table.loc[q], days[q]) for q in {*sum(pairs, ())}}
    part, whole = (pd.DataFrame([spoken[pair[side]] for pair in pairs]) for side in (0, 1))
    return [pair for pair, fits in zip(pairs, inside(part, whole), strict=True) if fits]


def _as_of(claims: pd.DataFrame, quantity: pd.Series, day: float) -> dict:
    """Return the period of a quantity on a day: that of its last figure, if it has any."""
    blank = dict.fromkeys(["start", "end", "end_first"], np.nan) | {"said": day, "said_until": day}
    blank |= {"event_from": pd.NaT, "event_to": pd.NaT, "at": day}
    period = blank | (claims.iloc[-1][list(blank)].to_dict() if len(claims) else {})
    if quantity["kind"] == "cumulative":
        declared = days_of(pd.Series([quantity["starts_on"]], dtype="datetime64[s]"))[0]
        start = declared if np.isnan(period["start"]) else period["start"]
        period |= {"start": start, "end": day, "end_first": day}
    elif quantity["kind"] in ("stock", ""):
        period |= dict.fromkeys(["start", "end", "end_first"], day)
    return period | {"kind": quantity["kind"], "tolerance_days": quantity["tolerance_days"]}


def _up(own: dict, ends: dict, fits: list, quantities: pd.DataFrame) -> None:
    """Raise each whole to its largest part, and to the sum of parts that exclude one another."""
    table = quantities.set_index("quantity_id")
    for whole in dict.fromkeys(whole for _, whole in fits):
        below = [part for part, of in fits if of == whole]
        apart = [q for q in below if table["part_of"][q] == whole]
        apart = [q for q in apart if table["parts"][q] in ("disjoint", "complete")]
        found = [*(own[q].floor for q in below), _sum([own[q] for q in apart if own[q].floor.by])]
        largest = max(found, key=lambda end: end.at)
        if largest.at > own[whole].floor.at and own[whole].basis != "span":
            ends[whole][0] = largest


def _sum(parts: list[Own]) -> End:
    """Return what parts that exclude one another come to, if they are of one status and day."""
    if len(parts) < 2:
        return NO_FLOOR
    rows = pd.concat([part.claims for part in parts])
    if rows["status"].nunique() > 1 or rows["at"].nunique() > 1:
        return NO_FLOOR
    setters = tuple(name for part in parts for name in part.floor.by)
    return End(sum(part.floor.at for part in parts), setters, any(p.floor.read for p in parts))


def _down(own: dict, ends: dict, fits: list) -> dict[str, tuple[str, str]]:
    """Lower each part to its wholes; return the two figures where a part is larger than one."""
    clashes: dict[str, tuple[str, str]] = {}
    for part, whole in fits:
        cap, largest = own[whole].cap, _end(own[part].claims, "interval_low", "max")
        if largest.at > cap.at and largest.by and cap.by:
            clashes[part] = clashes[whole] = (largest.by[0], cap.by[0])
        elif cap.at < ends[part][1].at and own[part].basis != "span":
            ends[part][1] = cap
    return clashes


def _row(quantity, own: Own, ends: list[End], clash, rows: pd.DataFrame) -> tuple:
    low, high = ends
    expected = rows.loc[rows["figure_id"].isin(high.by), "expected"]
    basis = own.basis
    if basis != "span" and (clash[0] or low.at > high.at):
        basis = "conflict"
    elif basis == "open" and (low.by or high.by):
        basis = "bounds"
    return (
        quantity, low.at, high.at, ", ".join(low.by), ", ".join(high.by), len(own.claims) > 0,
        basis, low.read, high.read, bool(len(expected) and expected.all()), *clash,
    )  # fmt: skip
