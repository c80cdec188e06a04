"""What each day of a replay changed: the numbers in print, and the bounds that follow from them."""

import pandas as pd

from analysis.comparing.bounds import joint_bounds
from analysis.comparing.estimands import standing
from analysis.comparing.relations import wholes
from analysis.replay import each_step

ENDS = ["low", "high", "low_read", "high_read", "basis"]
MOVES = ["before_low", "before_high", *ENDS, "by"]


def what_changed(
    figures: pd.DataFrame, quantities: pd.DataFrame, days: list[pd.Timestamp]
) -> pd.DataFrame:
    """Return one row for each range of printed numbers, and each bound, that a step changed.

    ``measure`` is ``printed`` (the lowest and highest number in print for a whole matter, which
    alone is told again and revised) or ``bounds`` (:func:`analysis.comparing.bounds.joint_bounds`,
    of such a quantity or of one that no one numbers), in the quantity's unit. ``by`` names the
    figures that did it: those of the step that set a new end; where an end went with a figure that
    was replaced, its replacement; else those of the step that have a number.
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
        replaced = {name: replaced_by[name] for name in left if replaced_by[name]}
        for measure, read in MEASURES.items():
            now = read(spoken, quantities, day, lasting)
            fresh = now.keys() - was[measure].keys()
            if fresh and before_day is not None:  # what bound them before anyone spoke of them
                earlier = read(spoken, quantities, before_day, lasting)
                was[measure] |= {key: earlier[key] for key in fresh & earlier.keys()}
            for key in dict.fromkeys([*now, *was[measure]]):
                old = was[measure].get(key, NOTHING[measure])
                this = now.get(key, NOTHING[measure])
                gone = this is NOTHING[measure] and not replaced  # told with others from now on
                if not (_same(old, this) or gone):
                    name = labels[key[0]] + (", as expected" if key[1] == "expected" else "")
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


def _printed(figures: pd.DataFrame, quantities: pd.DataFrame, day, lasting: set) -> dict:
    """Return for each whole matter the lowest and highest number in print, and who prints them.

    What is only expected is apart from what is told, unless that is under way.
    """
    rows = standing(figures[figures["quantity_id"].isin(lasting)], day)
    rows = rows[(rows["stance"] == "asserts") & rows["interval_low"].notna()]
    ranges: dict[tuple[str, str], dict] = {}
    for quantity, group in rows.groupby("quantity_id", sort=True):
        told = group[~group["expected"]]
        open_still = len(told) > 0 and (told["status"] == "under_way").all()
        parts = {"": group if open_still else told}
        parts["expected"] = group[group["expected"]] if not open_still else group[:0]
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
    """Return a range before and after a step, and which figures moved it."""
    ids, names = set(added["figure_id"]), []
    for end in ("low", "high"):
        if old[end] != new[end]:
            setters = new[f"{end}_from"].split(", ")
            names += [name for name in setters if name in ids] or [
                replaced[name] for name in old[f"{end}_from"].split(", ") if name in replaced
            ]
    numbered = added[(added["stance"] == "asserts") & added["interval_low"].notna()]
    by = ", ".join(dict.fromkeys(names)) or ", ".join(numbered["figure_id"])
    return old["low"], old["high"], *(new[name] for name in ENDS), by
