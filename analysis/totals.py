"""What the claims imply together, where one quantity is part of another or drawn from it."""

import numpy as np
import pandas as pd

from analysis.relations import wholes


def joint_bounds(figures: pd.DataFrame, quantities: pd.DataFrame) -> pd.DataFrame:
    """Return the bounds of each quantity that all claims imply, and the figures that set them.

    Within a quantity the intervals are intersected; where they have nothing in common the quantity
    is ``disputed`` and their whole span is kept. Then a whole is at least its largest part, and a
    part at most its whole. ``low_from`` and ``high_from`` are figure ids, blank where nothing said
    bounds that side; ``stated`` tells whether any figure numbers the quantity itself, and
    ``conflict`` whether a part is larger than its whole. Rows form a tree, with ``depth``.
    """
    claims = figures[figures["stance"] == "asserts"].dropna(subset="interval_low")
    chains = wholes(quantities)
    concerned = set(figures["quantity_id"]) | {
        q for f in set(figures["quantity_id"]) for q in chains[f]
    }
    order = [q for q in _tree_order(chains) if q in concerned]
    stated = dict(list(claims.groupby("quantity_id")))
    bounds = {q: _own_bounds(stated.get(q, claims[:0])) for q in order}
    for quantity in sorted(order, key=lambda q: -len(chains[q])):  # up: the parts into their wholes
        for whole in chains[quantity][:1]:
            if bounds[quantity]["low"] > bounds[whole]["low"]:
                bounds[whole] |= {k: bounds[quantity][k] for k in ("low", "low_from")}
    for quantity in sorted(
        order, key=lambda q: len(chains[q])
    ):  # down: the wholes into their parts
        for whole in chains[quantity][:1]:
            if bounds[whole]["high"] < bounds[quantity]["high"]:
                bounds[quantity] |= {k: bounds[whole][k] for k in ("high", "high_from")}
    table = pd.DataFrame([bounds[q] for q in order], columns=[*COLUMNS]).astype(COLUMNS)
    table.insert(0, "quantity_id", pd.Series(order, dtype="str"))
    label = quantities.set_index("quantity_id")[["label", "unit"]]
    table = table.join(label, on="quantity_id")
    return table.assign(
        depth=[len(chains[q]) for q in order], conflict=table["low"] > table["high"]
    )


COLUMNS = {"low": float, "high": float, "low_from": "str", "high_from": "str"}
COLUMNS |= {"stated": bool, "disputed": bool}


def _own_bounds(claims: pd.DataFrame) -> dict:
    """Return the bounds that the figures of one quantity set by themselves."""
    bounds = {"low": 0.0, "high": np.inf, "low_from": "", "high_from": ""}
    bounds |= {"stated": not claims.empty, "disputed": False}
    if claims.empty:
        return bounds
    lows, highs = claims["interval_low"], claims["interval_high"]
    disputed = bool(lows.max() > highs.min())
    low = lows.min() if disputed else lows.max()
    high = highs.max() if disputed else highs.min()
    names = claims["figure_id"]
    bounds |= {"low": float(low), "high": float(high), "disputed": disputed}
    bounds["low_from"] = ", ".join(names[lows == low]) if low > 0 else ""
    bounds["high_from"] = ", ".join(names[highs == high]) if np.isfinite(high) else ""
    return bounds


def _tree_order(chains: dict[str, list[str]]) -> list[str]:
    """Return the quantities with each part after its whole, otherwise as the ledger has them."""
    place = {quantity: index for index, quantity in enumerate(chains)}
    return sorted(chains, key=lambda q: [place[step] for step in [*reversed(chains[q]), q]])


def detected_share(figures: pd.DataFrame, quantities: pd.DataFrame) -> pd.DataFrame:
    """Return the largest observed part as a ``share`` of each printed number of its whole.

    Numbers are as printed. One row is one number of a whole that has an observed part with a
    number. The wholes are the outermost that anyone numbers. No row means that nobody gives such a
    number, which is not a share of zero. Zero wholes are left out.
    """
    chains = wholes(quantities)
    claims = figures[figures["stance"] == "asserts"]
    claims = claims.assign(printed=claims["value"].fillna(claims["high"])).dropna(subset="printed")
    numbered = set(claims["quantity_id"])
    seen = claims[claims["status"] == "observed"].copy()
    seen["whole"] = [
        next((q for q in reversed(chains[part]) if q in numbered), "")
        for part in seen["quantity_id"]
    ]
    largest = seen[seen["whole"] != ""].sort_values("printed", ascending=False, kind="stable")
    rows = []
    for part in largest.drop_duplicates("whole").itertuples():
        for whole in claims[claims["quantity_id"] == part.whole].itertuples():
            rows += [_share(part, whole, name) for name in _printed(whole)]
    return pd.DataFrame(rows, columns=SHARE)


SHARE = ["part_figure", "whole_figure", "part", "whole", "part_wording", "part_quantity", "share"]


def _printed(figure) -> list[float]:
    """Return the numbers that a figure prints: one, or the two ends of its range."""
    numbers = [figure.value] if pd.notna(figure.value) else [figure.low, figure.high]
    return [number for number in numbers if number > 0]


def _share(part, whole, number: float) -> tuple:
    names = part.figure_id, whole.figure_id
    return (*names, part.printed, number, part.wording, part.quantity, part.printed / number)
