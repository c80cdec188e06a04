"""What each day of a replay changed: the numbers in print, and the bounds that follow from them."""

import pandas as pd

from analysis.comparing.bounds import joint_bounds
from analysis.comparing.relations import wholes
from analysis.comparing.spread import spread_by_estimand
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
    was = {measure: {} for measure in MEASURES}
    replaced_by = figures.set_index("figure_id")["replaced_by"].to_dict()
    labels = quantities.set_index("quantity_id")["label"]
    lasting = set(quantities.loc[quantities["kind"] == "total", "quantity_id"])
    figures = _that_can_change(figures, quantities, lasting)
    sides = spread_by_estimand(figures).groupby("quantity_id")["side"].nunique()
    forecasts = {(quantity, "expected") for quantity in sides.index[sides > 1]}
    for day, before, after in each_step(figures, days):
        new = after[~after["figure_id"].isin(before["figure_id"])]
        left = before.loc[~before["figure_id"].isin(after["figure_id"]), "figure_id"]
        replaced = {name: replaced_by[name] for name in left if replaced_by[name]}
        for measure, read in MEASURES.items():
            now = read(figures, quantities, day, lasting)
            for key in dict.fromkeys([*now, *was[measure]]):
                old = was[measure].get(key, NOTHING[measure])
                this = now.get(key, NOTHING[measure])
                if not _same(old, this):
                    name = labels[key[0]] + (", as expected" if key in forecasts else "")
                    rows.append((day, measure, key[0], name, *_move(old, this, new, replaced)))
            was[measure] = now
    return pd.DataFrame(rows, columns=["day", "measure", "quantity_id", "quantity", *MOVES])


def _that_can_change(
    figures: pd.DataFrame, quantities: pd.DataFrame, lasting: set[str]
) -> pd.DataFrame:
    """Return the figures of a whole matter, of what no one numbers, and of their wholes and parts.

    Of all others each day has its own number, and a replay changes none.
    """
    chains = wholes(quantities)
    numbered = set(figures.loc[figures["interval_low"].notna(), "quantity_id"])
    spoken = set(figures["quantity_id"])
    spoken |= {whole for quantity in spoken for whole in chains[quantity]}
    roots = {(chains[q] or [q])[-1] for q in spoken if q in lasting or q not in numbered}
    return figures[figures["quantity_id"].map(lambda q: (chains[q] or [q])[-1]).isin(roots)]


_BLANK = {"low_from": "", "high_from": "", "basis": "", "low_read": False, "high_read": False}
NOTHING = {
    "printed": {"low": float("nan"), "high": float("nan"), **_BLANK},
    "bounds": {"low": 0.0, "high": float("inf"), **_BLANK},
}


def _printed(figures: pd.DataFrame, quantities: pd.DataFrame, day, lasting: set) -> dict:
    """Return for each whole matter the lowest and highest number in print, and who prints them."""
    own = figures[figures["quantity_id"].isin(lasting)]
    ranges: dict[tuple[str, str], dict] = {}
    for row in spread_by_estimand(own, day).itertuples():
        ends = {"low": row.printed_low, "high": row.printed_high}
        by = _BLANK | {"low_from": row.low_by, "high_from": row.high_by}
        known = ranges.setdefault((row.quantity_id, row.side), ends | by)
        if row.printed_low < known["low"]:
            known |= {"low": row.printed_low, "low_from": row.low_by}
        if row.printed_high > known["high"]:
            known |= {"high": row.printed_high, "high_from": row.high_by}
    return ranges


def _bounds(figures: pd.DataFrame, quantities: pd.DataFrame, day, lasting: set) -> dict:
    """Return for each quantity the bounds that all claims imply, and who sets them."""
    bounds = joint_bounds(figures[figures["first_said"] <= day], quantities, day)
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
