"""Replay what had been said by each day, and what each day changed.

The days are those on which the record says that something was said, or first no longer held: not
when it was known. What was said in a month or a year counts as said by its last day. The order
within a day is not known, so a day is one step, and long records go by weeks or months.
"""

from collections.abc import Iterator

import pandas as pd

from reported_figures.comparing.candidates import wholes
from reported_figures.comparing.estimands import standing
from reported_figures.comparing.pairs import compare_pairs
from reported_figures.comparing.totals import joint_bounds
from reported_figures.formats import recorded
from reported_figures.limits import MOST_STEPS


def steps(figures: pd.DataFrame, most: int = MOST_STEPS) -> tuple[list[pd.Timestamp], str]:
    """Return the days at which the replay stops, and whether one stands for a day, week or so.

    They are the days on which something was said, or first no longer held; above ``most`` of them
    the last one in each week (from Monday to Sunday), else month, else year.

    >>> said = pd.to_datetime(["2024-10-07", "2024-10-09", "2024-10-14"])
    >>> left = pd.to_datetime([None, "2024-10-10", None])
    >>> figures = pd.DataFrame({"reported_until": said, "left_on": left, "replaced_by": ""})
    >>> [day.day for day in steps(figures, most=2)[0]]
    [10, 14]
    """
    ended = figures.loc[figures["replaced_by"] == "", "left_on"].dropna()
    turns = pd.concat([figures["reported_until"], ended])
    said = pd.Series(turns.unique()).sort_values(ignore_index=True)
    days, name = said, "day"
    for length, code in (("week", "W"), ("month", "M"), ("year", "Y")):
        if len(days) > most:
            name = length
            days = said.groupby(said.dt.to_period(code)).max().reset_index(drop=True)
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
    stand as one. ``ended`` counts positions that their sources held no longer, without a new one.
    """
    rows, last = [], pd.Timestamp.min
    for day in days:
        new = figures[figures["reported_until"].between(last, day, inclusive="right")]
        left = figures["left_on"].between(last, day, inclusive="right")
        replaced = left & (figures["replaced_by"] != "")
        names = new["printed_as"].where(new["printed_as"] != "", new["speaker"])
        ends = new["reported_on"].min(), new["reported_until"].max()
        ends = ends if len(new) else (day, day)
        rows.append(
            (
                ends[0],
                day,
                ends[1],
                len(new),
                int(replaced.sum()),
                int((left & ~replaced).sum()),
                len(standing(figures, day)),
                names.unique().tolist(),
            )
        )
        last = day
    columns = ["since", "day", "until", "added", "replaced", "ended", "standing"]
    columns += ["added_by"]
    return pd.DataFrame(rows, columns=columns)


def new_verdicts(figures: pd.DataFrame, quantities: pd.DataFrame) -> pd.DataFrame:
    """Return the verdict of each pair that stands, by the day on which the later one was said.

    From that day on the pair has its verdict; ``since`` is it as the ledger records it, in words.
    """
    pairs = compare_pairs(figures, quantities)
    first = figures.set_index("figure_id")["first_said"]
    days = [first.loc[pairs[name]].reset_index(drop=True) for name in ("figure_a", "figure_b")]
    day = days[0].where(days[0] >= days[1], days[1])
    begun = figures.groupby("reported_until")["reported_on"].max().to_dict()
    since = [recorded(begun[last], last) for last in day]
    pairs = pairs.assign(day=day, since=pd.Series(since, pairs.index, dtype="str"))
    return pairs.sort_values("day", kind="stable").reset_index(drop=True)


ENDS = ["low", "high", "low_read", "high_read", "basis"]
MOVES = ["before_low", "before_high", *ENDS, "by", "without"]


def what_changed(
    figures: pd.DataFrame, quantities: pd.DataFrame, days: list[pd.Timestamp]
) -> pd.DataFrame:
    """Return one row for each range of printed numbers, and each bound, that a step changed.

    ``measure`` is ``printed`` (the lowest and highest number in print for a whole matter, which
    alone is told again and revised) or ``bounds`` (:func:`comparing.totals.joint_bounds`,
    of such a quantity or of one that no one numbers), in the quantity's unit. ``by`` names the
    figures that did it: those of the step that set a new end; where an end went with a figure that
    was replaced, its replacement; else those of the step that have a number. ``without`` names the
    figures with which an end went that their sources no longer held.
    """
    rows: list[tuple] = []
    was: dict[str, dict] = {measure: {} for measure in MEASURES}
    before_day = None
    replaced_by = figures.set_index("figure_id")["replaced_by"].to_dict()
    labels = quantities.set_index("quantity_id")["label"]
    lasting = set(quantities.loc[quantities["kind"] == "total", "quantity_id"])
    figures = _that_can_change(figures, quantities, lasting)
    for day, before, after in each_step(figures, days):
        spoken = figures[figures["first_said"] <= day]
        new = after[~after["figure_id"].isin(before["figure_id"])]
        left = before.loc[~before["figure_id"].isin(after["figure_id"]), "figure_id"]
        replaced = {name: replaced_by[name] for name in left}
        for measure, read in MEASURES.items():
            now = read(spoken, quantities, day, lasting)
            fresh = now.keys() - was[measure].keys()
            if fresh and before_day is not None:  # what bound them before anyone spoke of them
                earlier = read(spoken, quantities, before_day, lasting)
                was[measure] |= {key: earlier[key] for key in fresh & earlier.keys()}
            for key in dict.fromkeys([*now, *was[measure]]):
                old = _before(was[measure], key, NOTHING[measure])
                this = now.get(key, NOTHING[measure])
                others = any(name == key[0] for name, _ in now)
                gone = this is NOTHING[measure] and (others or not replaced)  # told with others
                if not (_same(old, this) or gone):
                    name = labels[key[0]] + (" (expected)" if key[1] == "expected" else "")
                    rows.append((day, measure, key[0], name, *_move(old, this, new, replaced)))
            was[measure] = now
        before_day = day
    return pd.DataFrame(rows, columns=["day", "measure", "quantity_id", "quantity", *MOVES])


def _that_can_change(
    figures: pd.DataFrame, quantities: pd.DataFrame, lasting: set[str]
) -> pd.DataFrame:
    """Return the figures of whole matters, and of quantities that are parts of others.

    Of all others each day has its own number, and a replay changes none.
    """
    chains = wholes(quantities)
    related = {quantity for part, above in chains.items() if above for quantity in (part, *above)}
    return figures[figures["quantity_id"].isin(lasting | related)]


_BLANK = {"low_from": "", "high_from": "", "basis": "", "low_read": False, "high_read": False}
NOTHING = {
    "printed": {"low": float("nan"), "high": float("nan"), **_BLANK},
    "bounds": {"low": 0.0, "high": float("inf"), **_BLANK},
}


TOGETHER = "under way or expected"


def _before(was: dict, key: tuple[str, str], nothing: dict) -> dict:
    """Return what stood of one side before: what is told together goes on from what was under way.

    It does not go on from expectations alone, and no side goes on from what was told together.
    """
    side = "" if key[1] == TOGETHER and key not in was else key[1]
    return was.get((key[0], side), nothing)


def _printed(figures: pd.DataFrame, quantities: pd.DataFrame, day, lasting: set) -> dict:
    """Return for each whole matter the lowest and highest number in print, and who prints them.

    What is only expected is apart from what is told, unless all of that is under way: then they
    are told together, and apart again once something is said to have happened.
    """
    rows = standing(figures[figures["quantity_id"].isin(lasting)], day)
    rows = rows[(rows["stance"] == "asserts") & rows["interval_low"].notna()]
    ranges: dict[tuple[str, str], dict] = {}
    for quantity, group in rows.groupby("quantity_id", sort=True):
        told = group[~group["expected"]]
        open_still = len(told) > 0 and (told["status"] == "under_way").all()
        expected = group[group["expected"]]
        both = open_still and len(expected)
        parts = {TOGETHER: group} if both else {"": told, "expected": expected}
        ranges |= {(quantity, side): _range(part) for side, part in parts.items() if len(part)}
    return ranges


def _range(rows: pd.DataFrame) -> dict:
    low, high, names = rows["printed_low"].min(), rows["printed_high"].max(), rows["figure_id"]
    by = [", ".join(names[rows[end] == at]) for end, at in
          (("printed_low", low), ("printed_high", high))]  # fmt: skip
    return _BLANK | {"low": low, "high": high, "low_from": by[0], "high_from": by[1]}


def _bounds(figures: pd.DataFrame, quantities: pd.DataFrame, day, lasting: set) -> dict:
    """Return for each quantity the bounds that all claims imply, and who sets them."""
    bounds = joint_bounds(figures, quantities, day)
    told = bounds["quantity_id"].isin(lasting) | ~bounds["stated"]
    return {(row["quantity_id"], ""): row for row in bounds[told].to_dict("records")}


MEASURES = {"printed": _printed, "bounds": _bounds}


def _same(old: dict, new: dict) -> bool:
    """Return whether a range is as it was; two blank ends are the same."""
    ends = ((old[end], new[end]) for end in ("low", "high"))
    return all(a == b or (a != a and b != b) for a, b in ends)


def _move(old: dict, new: dict, added: pd.DataFrame, replaced: dict[str, str]) -> tuple:
    """Return a range before and after a step, and which figures moved it.

    ``replaced`` are those that left, each with what replaced it, if anything did.
    """
    ids, names, ended = set(added["figure_id"]), [], []
    for end in ("low", "high"):
        if old[end] != new[end]:
            setters = new[f"{end}_from"].split(", ")
            left = [name for name in old[f"{end}_from"].split(", ") if name in replaced]
            names += [name for name in setters if name in ids] or [
                replaced[name] for name in left if replaced[name]
            ]
            ended += [name for name in left if not replaced[name]]
    numbered = added[(added["stance"] == "asserts") & added["interval_low"].notna()]
    without = ", ".join(dict.fromkeys(ended))
    by = ", ".join(dict.fromkeys(names)) or ("" if without else ", ".join(numbered["figure_id"]))
    return old["low"], old["high"], *(new[name] for name in ENDS), by, without
