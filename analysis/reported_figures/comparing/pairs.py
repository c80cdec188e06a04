"""Compare figures two by two: one verdict for each pair that is about the same or related things.

No verdict is a corroboration: two figures that agree may come from one origin.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from reported_figures.comparing.candidates import candidates, crowded
from reported_figures.comparing.estimands import (
    compared,
    forecast_and_count,
    inside,
    same_start,
    same_time,
)
from reported_figures.vocabulary import CEILINGS, VERDICTS

PAIRS = ["figure_a", "figure_b", "quantity_a", "quantity_b"]


def compare_pairs(
    figures: pd.DataFrame,
    quantities: pd.DataFrame,
    *,
    day: pd.Timestamp | None = None,
    split_by_status: bool = False,
    parts_only: bool = False,
) -> pd.DataFrame:
    """Return a row for each pair of figures that stand on a day: its ``verdict``, and the distance.

    ``figures`` come from :func:`reading.intervals.read_intervals` and
    :func:`comparing.estimands.place`. ``figure_a`` is the part (of two periods of one flow the
    one within), or the one that draws on the other. ``basis`` says in a few words why two figures
    are not comparable, ``gap`` is the distance between intervals that do not meet (between the
    printed numbers, where one draws on the other), in the unit of both, ``fold`` the same as a
    ratio. The widest disputes come first. With ``split_by_status`` figures of one quantity compare
    only within one status; with ``parts_only`` there are only parts with their wholes, a speaker's
    own, too.
    """
    rows = compared(figures, day)
    related = relate(rows, quantities, split_by_status=split_by_status, parts_only=parts_only)
    return _widest_first(_judged(rows, related)).reset_index(drop=True)


def verdicts_under(
    readings: list[pd.DataFrame], quantities: pd.DataFrame, *, split_by_status: bool = False
) -> pd.DataFrame:
    """Return the verdict of each pair of the same figures under each reading, a column for each.

    Each reading is a frame for :func:`compare_pairs`. Rows are known by ``figure_a`` and
    ``figure_b``, the widest disputes of the first reading first; a verdict is blank where a reading
    does not make the pair.
    """
    names = readings[0]["figure_id"].array if readings else pd.array([], "str")
    place = pd.Index(names)
    every = pd.Index([], dtype="int64")
    found: list[tuple[int, np.ndarray]] = []
    codes: list[pd.Index] = []
    for way, rows, related in relate_each(readings, quantities, split_by_status=split_by_status):
        if way == len(codes):
            at = place.get_indexer(rows["figure_id"])
            codes.append(pd.Index(at[related.left] * len(place) + at[related.right]))
            order = _widest_first(_judged(rows, related)).index
            every = every.append(codes[way][order]).drop_duplicates()
        found.append((way, judge(related, rows)[0]))
    wide = np.full((len(every), len(found)), "", dtype=object)
    for column, (way, verdict) in enumerate(found):
        wide[every.get_indexer(codes[way]), column] = verdict
    ends = [names[every // max(len(place), 1)], names[every % max(len(place), 1)]]
    return pd.DataFrame(wide, pd.MultiIndex.from_arrays(ends, names=["figure_a", "figure_b"]))


class Related(NamedTuple):
    """Pairs of rows, the part first, and all of their verdict that hangs on no reading.

    ``left`` and ``right`` are row numbers. ``basis`` is why two cannot be compared, whatever their
    numbers; of running totals ``earlier`` tells whether the left or the right one can only be the
    lower. ``refused`` is the verdict where one of the two asserts nothing; ``alike`` are those that
    print the same with the same hedge.
    """

    left: np.ndarray
    right: np.ndarray
    relation: np.ndarray
    basis: np.ndarray
    earlier: tuple[np.ndarray, np.ndarray]
    refused: np.ndarray
    is_part: np.ndarray
    alike: np.ndarray


def relate_each(
    readings: Iterable[pd.DataFrame], quantities: pd.DataFrame, **choice: bool
) -> Iterator[tuple[int, pd.DataFrame, Related]]:
    """Yield the rows of each reading of the same figures, their relations, and which these are.

    Readings that number the same figures relate them alike, unless so many speak of one thing
    that only its widest pairs are made. Relations that differ are counted from 0.
    """
    ways: dict[tuple[bytes, ...], tuple[int, Related]] = {}
    for figures in readings:
        rows = compared(figures)
        ends = rows[ENDS] if crowded(rows) else rows["interval_low"].notna()
        hangs_on = "\n".join(rows["figure_id"]).encode(), ends.to_numpy().tobytes()
        if hangs_on not in ways:
            ways[hangs_on] = len(ways), relate(rows, quantities, **choice)
        way, related = ways[hangs_on]
        yield way, rows, related


def relate(
    rows: pd.DataFrame,
    quantities: pd.DataFrame,
    *,
    split_by_status: bool = False,
    parts_only: bool = False,
) -> Related:
    """Return which of the rows that stand are about the same or related things."""
    looked_at = rows[RELATED_BY]
    found = _part_first(candidates(rows, quantities, parts_only=parts_only), looked_at)
    left, right = (looked_at.iloc[found[s]].reset_index(drop=True) for s in ("left", "right"))
    relation = found["relation"].to_numpy()
    same = relation == "same"
    stances = {"denies": "denied", "cannot_confirm": "not confirmed"}
    refuses = [(left["stance"] == s) | (right["stance"] == s) for s in stances]
    alike = [(left[name] == right[name]).to_numpy() for name in SAYS]
    return Related(
        left=found["left"].to_numpy(),
        right=found["right"].to_numpy(),
        relation=relation,
        basis=_basis(left, right, relation, split_by_status),
        earlier=tuple(same & _earlier(*sides) for sides in ((left, right), (right, left))),
        refused=np.select(refuses, list(stances.values()), default=""),
        is_part=(relation == "part") | (same & ~_one_estimand(left, right)),
        alike=np.logical_and.reduce(alike),
    )


def _part_first(found: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Return pairs of rows with the part first: of two periods of one flow, the one within."""
    left, right = (rows.iloc[found[side]] for side in ("left", "right"))
    swap = (found["relation"] == "same").to_numpy() & (left["kind"] == "flow").to_numpy()
    swap &= inside(right, left) & ~inside(left, right)
    ends = {"left": ("right", "left"), "right": ("left", "right")}
    return found.assign(**{at: np.where(swap, found[a], found[b]) for at, (a, b) in ends.items()})


def _basis(left: pd.DataFrame, right: pd.DataFrame, relation: np.ndarray, split: bool):
    """Return why each pair cannot be compared, in a few words to count by, or a blank."""
    same = relation == "same"
    flow = ((left["kind"] == "flow") & (right["kind"] == "flow")).to_numpy()
    unknown = left["start"].isna().to_numpy() != right["start"].isna().to_numpy()
    nested = same & flow & (inside(left, right) | inside(right, left))
    in_time = np.where(same, same_time(left, right) | nested, inside(left, right))
    in_time = np.where(relation == "draws on", _allowed(left, right), in_time)
    unrecorded = same & (left["kind"] == "").to_numpy() & ~in_time
    status = (left["status"] != right["status"]).to_numpy()
    reasons = {
        "different units": (left["unit"] != right["unit"]).to_numpy(),
        "forecast and count": same & forecast_and_count(left, right),
        "different status": same & split & status,
        "kind not recorded": unrecorded,
        "period not recorded": flow & unknown & (relation != "draws on"),
        "different starts": same & (left["kind"] == "cumulative").to_numpy()
        & ~same_start(left, right),
        OTHER_PERIODS: ~in_time,
    }  # fmt: skip
    return np.select(list(reasons.values()), list(reasons), default="")


def _earlier(early: pd.DataFrame, late: pd.DataFrame) -> np.ndarray:
    """Return where a running total is of an earlier day than another from the same start."""
    running = (early["kind"] == "cumulative") & (early["end"] < late["end_first"])
    return running.to_numpy() & same_start(early, late)


def _allowed(drawn: pd.DataFrame, pool: pd.DataFrame) -> np.ndarray:
    """Return where those drawn can have come from a count: it does not speak of a later time."""
    return ~(drawn["end"] < pool["start"]).to_numpy()


def _one_estimand(left: pd.DataFrame, right: pd.DataFrame) -> np.ndarray:
    """Return which pairs of one quantity are about the same, not about a period and one within."""
    return same_time(left, right) | (left["kind"] != "flow").to_numpy()


def judge(related: Related, rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return the verdict on each pair of rows as they are read, and why they do not compare."""
    ends = np.stack([rows[name].to_numpy(dtype=float) for name in ENDS])
    (a_low, a_high), (b_low, b_high) = ends[:, related.left], ends[:, related.right]
    first_falls, second_falls = related.earlier  # never true of a running total, whoever tells it
    fell = (first_falls & (a_low > b_high)) | (second_falls & (b_low > a_high))
    basis = np.where(fell & (related.basis == OTHER_PERIODS), "", related.basis)
    closed = ~np.logical_or(*open_sides(rows))
    both_closed = closed[related.left] & closed[related.right]
    fits = a_low <= b_high
    verdicts = {
        "denied": related.refused == "denied",
        "not confirmed": related.refused == "not confirmed",
        "no number": np.isnan(a_low) | np.isnan(b_low),
        "not comparable": basis != "",
        "draws on": related.relation == "draws on",
        "not too large": related.is_part & fits,
        "too large": related.is_part,
        "same": related.alike,
        "overlap": both_closed & _share_more_than_an_end(a_low, a_high, b_low, b_high),
        "not ruled out": fits & (b_low <= a_high),
    }
    names = np.array([*verdicts, "differ"], dtype=object)
    first = np.select(list(verdicts.values()), range(len(verdicts)), default=len(verdicts))
    verdict = names[first]
    return verdict, np.where(verdict == "not comparable", basis, "")


RELATED_BY = ["kind", "unit", "stance", "status", "expected", "hedge", "tolerance_days", "start"]
RELATED_BY += ["end_first", "end", "said", "said_until", "printed_low", "printed_high"]
OTHER_PERIODS = "different periods"
ENDS = ["interval_low", "interval_high"]
SAYS = ["hedge", "printed_low", "printed_high"]
SIDES = [*SAYS[1:], *ENDS]


def told_ends(columns) -> tuple[np.ndarray, np.ndarray]:
    """Return the lowest and the highest number of figures as printed, else as their words are read.

    A word that is read as open above is told by its lower end alone.
    """
    low, high = (np.asarray(columns[f"printed_{end}"], float) for end in ("low", "high"))
    read_low, read_high = (np.asarray(columns[f"interval_{end}"]) for end in ("low", "high"))
    unprinted = np.isnan(low) & np.isnan(high)
    low = np.where(unprinted, read_low, low)
    return low, np.where(unprinted, np.where(np.isinf(read_high), read_low, read_high), high)


def open_sides(figures: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return which figures leave open how few, and which how many, by what was said."""
    vague = (figures["hedge"] == "vague").to_numpy()
    from_zero = (
        figures["hedge"].isin(CEILINGS).to_numpy() & (figures["interval_low"] == 0).to_numpy()
    )
    return vague | from_zero, vague | np.isinf(figures["interval_high"].to_numpy())


def _share_more_than_an_end(a_low, a_high, b_low, b_high) -> np.ndarray:
    """Return which closed intervals share more than an end.

    A number strictly within the other's range is more than an end, and so are two numbers alike.
    """
    a_point, b_point = a_low == a_high, b_low == b_high
    shared = np.maximum(a_low, b_low) < np.minimum(a_high, b_high)
    shared |= a_point & (b_low < a_low) & (a_low < b_high)
    shared |= b_point & (a_low < b_low) & (b_low < a_high)
    return shared | (a_point & b_point & (a_low == b_low))


def _judged(rows: pd.DataFrame, related: Related) -> pd.DataFrame:
    """Return the related pairs with their verdicts, and how far apart the two of a pair lie."""
    verdict, basis = judge(related, rows)
    ends = rows[["figure_id", "quantity_id", *SIDES]]
    left, right = (ends.iloc[side].reset_index(drop=True) for side in related[:2])
    sides = {
        f"{name}_{side}": table[f"{name}_id"]
        for name in ("figure", "quantity")
        for side, table in (("a", left), ("b", right))
    }
    told = {"relation": related.relation, "verdict": verdict, "basis": basis}
    pairs = pd.DataFrame(sides).assign(**told).astype(dict.fromkeys(told, "str"))
    return pairs.assign(**_distance(left, right, verdict))


def _distance(left: pd.DataFrame, right: pd.DataFrame, verdict: np.ndarray) -> dict:
    """Return how far apart two figures are that do not meet, or of which one draws on the other."""
    lower = np.minimum(left["interval_high"], right["interval_high"])
    upper = np.maximum(left["interval_low"], right["interval_low"])
    apart = np.isin(verdict, ["differ", "too large"]) & (upper > lower)
    numbers = [side["printed_low"].where(side["printed_low"] == side["printed_high"])
               for side in (left, right)]  # fmt: skip
    printed = (numbers[0] - numbers[1]).abs().where(verdict == "draws on")
    return {
        "gap": (upper - lower).where(apart, printed),
        "fold": (upper / lower.where(lower > 0)).where(apart),
    }


def _widest_first(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs with the widest disputes first; those that say nothing come last."""
    order = ["differ", "too large", "not ruled out", "overlap", "same", "not too large"]
    order += [name for name in reversed(VERDICTS) if name not in order]
    rank = pairs["verdict"].map({name: place for place, name in enumerate(order)})
    zero = (pairs["gap"] > 0) & pairs["fold"].isna()  # no multiple of zero reaches a number
    wide = -pairs["fold"].mask(zero, np.inf).fillna(0)
    ordered = pairs.assign(rank=rank, wide=wide)
    ordered = ordered.sort_values(["rank", "wide", "figure_a", "figure_b"], kind="stable")
    return ordered.drop(columns=["rank", "wide"])
