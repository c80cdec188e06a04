"""Compare figures two by two: one verdict for each pair that is about the same or related things.

No verdict is a corroboration: two figures that agree may come from one origin.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from reported_figures.comparing.candidates import candidates
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
    found = _part_first(candidates(rows, quantities, parts_only=parts_only), rows)
    left, right = (rows.iloc[found[side]].reset_index(drop=True) for side in ("left", "right"))
    sides = {
        f"{name}_{side}": table[f"{name}_id"]
        for name in ("figure", "quantity")
        for side, table in (("a", left), ("b", right))
    }
    pairs = pd.DataFrame(sides).assign(relation=found["relation"].to_numpy())
    basis = _basis(left, right, pairs["relation"].to_numpy(), split_by_status)
    verdict = _verdict(left, right, pairs["relation"].to_numpy(), basis)
    basis = np.where(verdict == "not comparable", basis, "")
    pairs = pairs.assign(verdict=verdict, basis=basis, **_distance(left, right, verdict))
    return _widest_first(pairs.astype({"verdict": "str", "basis": "str", "relation": "str"}))


def _part_first(found: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Return pairs of rows with the part first: of two periods of one flow, the one within."""
    left, right = (rows.iloc[found[side]] for side in ("left", "right"))
    swap = (found["relation"] == "same").to_numpy() & (left["kind"] == "flow").to_numpy()
    swap &= inside(right, left) & ~inside(left, right)
    ends = {"left": ("right", "left"), "right": ("left", "right")}
    return found.assign(**{at: np.where(swap, found[a], found[b]) for at, (a, b) in ends.items()})


def _widest_first(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs with the widest disputes first; those that say nothing come last."""
    order = ["differ", "too large", "not ruled out", "overlap", "same", "not too large"]
    order += [name for name in reversed(VERDICTS) if name not in order]
    rank = pairs["verdict"].map({name: place for place, name in enumerate(order)})
    zero = (pairs["gap"] > 0) & pairs["fold"].isna()  # no multiple of zero reaches a number
    wide = -pairs["fold"].mask(zero, np.inf).fillna(0)
    ordered = pairs.assign(rank=rank, wide=wide)
    ordered = ordered.sort_values(["rank", "wide", "figure_a", "figure_b"], kind="stable")
    return ordered.drop(columns=["rank", "wide"]).reset_index(drop=True)


def _basis(left: pd.DataFrame, right: pd.DataFrame, relation: np.ndarray, split: bool):
    """Return why each pair cannot be compared, in a few words to count by, or a blank."""
    same = relation == "same"
    flow = ((left["kind"] == "flow") & (right["kind"] == "flow")).to_numpy()
    unknown = left["start"].isna().to_numpy() != right["start"].isna().to_numpy()
    nested = same & flow & (inside(left, right) | inside(right, left))
    in_time = np.where(same, same_time(left, right) | nested, inside(left, right))
    in_time = np.where(relation == "draws on", _allowed(left, right), in_time)
    fell = same & _fell(left, right)
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
        "different periods": ~in_time & ~fell,
    }  # fmt: skip
    return np.select(list(reasons.values()), list(reasons), default="")


def _fell(left: pd.DataFrame, right: pd.DataFrame) -> np.ndarray:
    """Return where a running total of a later day lies below one of an earlier day.

    That never happens to a running total, whoever tells it.
    """
    fell = np.zeros(len(left), bool)
    for early, late in ((left, right), (right, left)):
        days = (early["end"] < late["end_first"]).to_numpy()
        fell |= days & (early["interval_low"] > late["interval_high"]).to_numpy()
    return fell & (left["kind"] == "cumulative").to_numpy() & same_start(left, right)


def _allowed(drawn: pd.DataFrame, pool: pd.DataFrame) -> np.ndarray:
    """Return where those drawn can have come from a count: it does not speak of a later time."""
    return ~(drawn["end"] < pool["start"]).to_numpy()


def _verdict(left: pd.DataFrame, right: pd.DataFrame, relation: np.ndarray, basis: np.ndarray):
    sides = (left, right)
    denies, silent = (
        np.logical_or(*(side["stance"] == stance for side in sides))
        for stance in ("denies", "cannot_confirm")
    )
    numbered = np.logical_and(*(side["interval_low"].notna() for side in sides))
    fits = left["interval_low"] <= right["interval_high"]
    meets = (left["interval_low"] <= right["interval_high"]) & (
        right["interval_low"] <= left["interval_high"]
    )
    is_part = (relation == "part") | ((relation == "same") & ~_one_estimand(left, right))
    first = {
        "denied": denies,
        "not confirmed": silent,
        "no number": ~numbered,
        "not comparable": basis != "",
        "draws on": relation == "draws on",
        "not too large": is_part & fits,
        "too large": is_part,
        "same": _prints_the_same(left, right),
        "overlap": _overlap(left, right),
        "not ruled out": meets,
    }
    return np.select(list(first.values()), list(first), default="differ").astype(str)


def _one_estimand(left: pd.DataFrame, right: pd.DataFrame) -> np.ndarray:
    """Return which pairs of one quantity are about the same, not about a period and one within."""
    return same_time(left, right) | (left["kind"] != "flow").to_numpy()


def _prints_the_same(left: pd.DataFrame, right: pd.DataFrame) -> np.ndarray:
    ends = [(left[name] == right[name]).to_numpy() for name in ("printed_low", "printed_high")]
    return ends[0] & ends[1] & (left["hedge"] == right["hedge"]).to_numpy()


SIDES = ["printed_low", "printed_high", "interval_low", "interval_high"]


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


def _overlap(left: pd.DataFrame, right: pd.DataFrame) -> np.ndarray:
    """Return which pairs are closed on both sides and share more than an end.

    A number strictly within the other's range is more than an end, and so are two numbers alike.
    """
    closed = ~np.logical_or.reduce([*open_sides(left), *open_sides(right)])
    a_low, a_high, b_low, b_high = (
        side[name].to_numpy()
        for side in (left, right)
        for name in ("interval_low", "interval_high")
    )
    a_point, b_point = a_low == a_high, b_low == b_high
    shared = np.maximum(a_low, b_low) < np.minimum(a_high, b_high)
    shared |= a_point & (b_low < a_low) & (a_low < b_high)
    shared |= b_point & (a_low < b_low) & (b_low < a_high)
    return closed & (shared | (a_point & b_point & (a_low == b_low)))


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


class Ends(NamedTuple):
    """What a tally needs of figures, as arrays: who says it, its interval, and what is alike."""

    speaker: np.ndarray
    low: np.ndarray
    high: np.ndarray
    says: np.ndarray
    closed: np.ndarray

    def take(self, rows: np.ndarray) -> "Ends":
        """Return the same of some of the rows."""
        return Ends(*(column[rows] for column in self))


class Tally(NamedTuple):
    """How many pairs of figures of different speakers there are, and how they meet."""

    pairs: int = 0
    differ: int = 0
    same: int = 0
    overlap: int = 0

    @property
    def intersect(self) -> bool:
        """Return whether each agrees with each, so that what all of them share can be told."""
        return self.same + self.overlap == self.pairs


def ends_of(figures: pd.DataFrame) -> Ends:
    """Return what a tally needs of figures with an interval."""
    alike = figures.groupby(["printed_low", "printed_high", "hedge"], dropna=False, sort=False)
    low, high = (figures[name].to_numpy() for name in ("interval_low", "interval_high"))
    speaker = pd.factorize(figures["speaker_id"])[0]
    closed = ~np.logical_or(*open_sides(figures))
    return Ends(speaker, low, high, alike.ngroup().to_numpy(), closed)


def tally(ends: Ends) -> Tally:
    """Return how the figures of one estimand meet; those of one speaker are no pair.

    >>> bare = np.array([10.0, 10.0, 12.0])
    >>> tally(Ends(np.arange(3), bare, bare, np.array([0, 0, 1]), np.ones(3, bool)))
    Tally(pairs=3, differ=2, same=1, overlap=0)
    """
    if len(ends.low) < 2:
        return Tally()
    total = _tally(ends)
    speakers, count = np.unique(ends.speaker, return_counts=True)
    for speaker in speakers[count > 1]:
        total = total - _tally(ends.take(ends.speaker == speaker))
    return Tally(*total.tolist())


def _tally(ends: Ends) -> np.ndarray:
    """Return pairs, those that differ, that are the same and that overlap, whoever says it."""
    differ = np.searchsorted(np.sort(ends.high), ends.low, side="left").sum()
    low, high = ends.low[ends.closed], ends.high[ends.closed]
    overlap = _pairs(len(low)) - _separate(low, high) - _alike(ends.says[ends.closed])
    return np.array([_pairs(len(ends.low)), differ, _alike(ends.says), overlap], dtype="int64")


def _pairs(number):
    return number * (number - 1) // 2


def _alike(says: np.ndarray) -> int:
    return int(_pairs(np.unique(says, return_counts=True)[1]).sum())


def _separate(low: np.ndarray, high: np.ndarray) -> int:
    """Return how many pairs of closed intervals share nothing, or an end at most.

    Two numbers that are alike share all that they have.
    """
    touching = np.searchsorted(np.sort(high), low, side="right").sum()
    points = np.unique(low[low == high], return_counts=True)[1]
    return int(touching - (points**2).sum())
