"""What each day of a replay changed: the numbers in print, and the bounds that follow from them."""

import pandas as pd

from analysis import totals
from analysis.replay import each_step

MOVES = ["before_low", "before_high", "low", "high", "disputed", "conflict", "by"]
NUMBERS = ["value", "low", "high", "interval_low", "interval_high"]
USED = ["figure_id", "quantity_id", "quantity", "unit", "stance", "reported_on", "left_on"]


def what_changed(
    figures: pd.DataFrame, quantities: pd.DataFrame, days: list[pd.Timestamp]
) -> pd.DataFrame:
    """Return one row for each range of printed numbers, and each bound, that a step changed.

    ``measure`` is ``printed`` (the lowest and highest number in print, of the figures that stand)
    or ``bounds`` (:func:`analysis.totals.joint_bounds`), in the quantity's unit. ``by`` names the
    figures that did it: those of the step that set a new end; where an end went with a figure that
    was replaced, its replacement; else those of the step that have a number.
    """
    rows: list[tuple] = []
    for day, before, after in each_step(figures[[*USED, *NUMBERS, "replaced_by"]], days):
        either = pd.concat([before[~before["figure_id"].isin(after["figure_id"])], after])
        new = after[~after["figure_id"].isin(before["figure_id"])]
        left = either[~either["figure_id"].isin(after["figure_id"])]
        replaced = left.set_index("figure_id")["replaced_by"].to_dict()
        for measure, read in MEASURES.items():
            was, now = (read(_only(either, side), quantities) for side in (before, after))
            for quantity in dict.fromkeys([*now, *was]):
                old = was.get(quantity, NOTHING[measure])
                this = now.get(quantity, NOTHING[measure])
                if not _same(old, this):
                    name = this["quantity"] or old["quantity"]
                    rows.append((day, measure, quantity, name, *_move(old, this, new, replaced)))
    return pd.DataFrame(rows, columns=["day", "measure", "quantity_id", "quantity", *MOVES])


def _only(figures: pd.DataFrame, kept: pd.DataFrame) -> pd.DataFrame:
    """Return the figures with a number only where they are kept, so that quantities stay."""
    stays = figures["figure_id"].isin(kept["figure_id"])
    return figures.assign(**{name: figures[name].where(stays) for name in NUMBERS})


_BLANK = {"quantity": "", "low_from": "", "high_from": "", "disputed": False, "conflict": False}
NOTHING = {
    "printed": {"low": float("nan"), "high": float("nan"), **_BLANK},
    "bounds": {"low": 0.0, "high": float("inf"), **_BLANK},
}


def _printed(figures: pd.DataFrame, quantities: pd.DataFrame) -> dict[str, dict]:
    """Return for each quantity the lowest and highest number in print, and who prints them."""
    claims = figures[figures["stance"] == "asserts"]
    claims = claims.assign(
        low=claims["value"].fillna(claims["low"]), high=claims["value"].fillna(claims["high"])
    ).dropna(subset=["low", "high"])
    ranges = {}
    for quantity, group in claims.groupby("quantity_id", sort=False):
        low, high, names = group["low"].min(), group["high"].max(), group["figure_id"]
        setters = (", ".join(names[group[end] == at]) for end, at in (("low", low), ("high", high)))
        ends = dict(zip(("low_from", "high_from"), setters, strict=True))
        name = group["quantity"].iloc[0]
        ranges[quantity] = {**_BLANK, "quantity": name, "low": low, "high": high, **ends}
    return ranges


def _bounds(figures: pd.DataFrame, quantities: pd.DataFrame) -> dict[str, dict]:
    """Return for each quantity the bounds that all claims imply, and who sets them."""
    bounds = totals.joint_bounds(figures, quantities).rename(columns={"label": "quantity"})
    return {row["quantity_id"]: row for row in bounds.to_dict("records")}


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
    return old["low"], old["high"], new["low"], new["high"], new["disputed"], new["conflict"], by
