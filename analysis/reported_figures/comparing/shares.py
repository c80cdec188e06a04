"""How large a part is of its whole, at one time: a share as an interval, with its hedges."""

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from reported_figures.comparing.estimands import inside
from reported_figures.comparing.pairs import judge, open_sides, relate_each
from reported_figures.vocabulary import SOFT


def shares_of_wholes(figures: pd.DataFrame, quantities: pd.DataFrame) -> pd.DataFrame:
    """Return the latest share of each whole that a part of it makes, one row for two figures.

    A share is taken at one time only, from what stands: of a part that is not expected, and the
    outermost whole that anyone numbers. ``low`` and ``high`` are its ends from 0 to 1, from the
    printed numbers: the part's lowest over the whole's highest, and its highest over the whole's
    lowest; an end that what was said leaves open is ``NaN``. ``about`` tells that one of the two is
    hedged softly. ``leads`` tells that the whole is expected or under way. A share that says
    nothing (both ends open, or a part that is larger than its whole) is left out.
    """
    return next(shares_under([figures], quantities))


def shares_under(
    readings: Iterable[pd.DataFrame], quantities: pd.DataFrame
) -> Iterator[pd.DataFrame]:
    """Yield the :func:`shares_of_wholes` of the same figures under each reading."""
    timely: list[np.ndarray] = []
    for way, rows, related in relate_each(readings, quantities, parts_only=True):
        if way == len(timely):
            part, whole = (rows.iloc[side] for side in related[:2])
            timely.append(_at_one_time(part, whole) & ~part["expected"].to_numpy())
        fits = (judge(related, rows)[0] == "not too large") & timely[way]
        part, whole = (rows.iloc[side[fits]].reset_index(drop=True) for side in related[:2])
        shares = _ends(part, whole)
        shares = shares[shares[["low", "high"]].notna().any(axis=1)]
        yield _outermost_and_latest(shares, quantities).reset_index(drop=True)


def _at_one_time(part: pd.DataFrame, whole: pd.DataFrame) -> np.ndarray:
    """Return where part and whole are told of one time: each lies inside the other's period.

    What is told of a whole matter is of any time.
    """
    lasting = (whole["kind"] == "total").to_numpy()
    slack = np.fmax(*(side["tolerance_days"].fillna(0).to_numpy() for side in (part, whole)))
    together = np.abs(part["at"].to_numpy() - whole["at"].to_numpy()) <= slack
    level = (part["kind"] == "flow").to_numpy() == (whole["kind"] == "flow").to_numpy()
    periods = (part["kind"] != "flow").to_numpy() | inside(whole, part)
    return lasting | (together & level & periods)


def _ends(part: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """Return the two ends of each share, by what the two figures print and leave open."""
    few, many = open_sides(part)
    least, most = open_sides(whole)
    low = (part["printed_low"] / whole["printed_high"]).mask(few | most)
    high = part["printed_high"] / whole["printed_low"].where(whole["printed_low"] > 0)
    high = high.mask(many | least)
    return pd.DataFrame(
        {
            "part_figure": part["figure_id"],
            "whole_figure": whole["figure_id"],
            "part_quantity": part["quantity_id"],
            "whole_quantity": whole["quantity_id"],
            "part": part["printed_high"].mask(many, part["printed_low"]),
            "whole": whole["printed_high"].mask(most, whole["printed_low"]),
            "low": low.where(low <= 1),
            "high": high.where(high < 1),
            "about": part["hedge"].isin(SOFT) | whole["hedge"].isin(SOFT),
            "leads": whole["status"].isin(["expected", "under_way"]),
            "at": part["at"],
        }
    )


def _outermost_and_latest(shares: pd.DataFrame, quantities: pd.DataFrame) -> pd.DataFrame:
    """Return for each part its share of the outermost whole, at the last time there is one."""
    above = dict(zip(quantities["quantity_id"], quantities["part_of"], strict=True))
    depth = shares["whole_quantity"].map(lambda name: _depth(name, above))
    shares = shares[depth == depth.groupby(shares["part_quantity"]).transform("min")]
    last = shares.groupby("part_quantity")["at"].transform("max")
    order = ["leads", "part", "part_figure", "whole"]
    return shares[shares["at"] == last].sort_values(
        order, ascending=[False, False, True, False], kind="stable"
    )


def _depth(quantity: str, above: dict[str, str]) -> int:
    depth = 0
    while quantity := above.get(quantity, ""):
        depth += 1
    return depth
