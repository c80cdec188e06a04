"""How far apart the numbers are that sources give for one thing: by time, and by quantity.

One thing is one estimand: nothing is set side by side here that does not speak of the same time.
"""

import numpy as np
import pandas as pd

from analysis.comparing.estimands import same_time, standing
from analysis.comparing.tally import tally

ESTIMAND = ["quantity_id", "side", "start", "end"]
ENDS = ["printed_low", "printed_high", "low_by", "high_by", "fold"]
JOINT = ["joint_low", "joint_high", "nothing_in_common"]
COUNTS = ["sources", "pairs", "meet", "differ"]


def spread_by_estimand(figures: pd.DataFrame, day: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return one row for each thing that has one true number, and that a figure numbers.

    Over time that is each day on which a figure ends, with each voice's latest standing figure in
    the tolerance before it. Expectations (``side``) are set against each other and against what is
    under way, never against what is said to have happened. ``start`` and ``end`` are days since
    1970, ``printed_low`` and ``printed_high`` in the quantity's unit, ``fold`` their ratio (none
    from zero); ``joint_low`` to ``joint_high`` is what all intervals have in common, if anything.
    """
    rows = standing(figures, day)
    rows = rows[(rows["stance"] == "asserts") & rows["interval_low"].notna()]
    found = []
    for quantity, group in rows.groupby("quantity_id", sort=True):
        for side, members in _sides(group):
            found += [
                (quantity, side, *_when(claims), *_measures(claims))
                for claims in _estimands(members)
            ]
    columns = [*ESTIMAND, *ENDS, *JOINT, *COUNTS, "figures"]
    return pd.DataFrame(found, columns=columns)


def _sides(group: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Return what can be set side by side: what is told, and what is expected with what is not
    yet over."""
    expected = group["expected"]
    forecasts = group[expected | (group["status"] == "under_way")]
    if not expected.any():
        return [("told", group)]
    told = group[~expected]
    nested = (told["status"] == "under_way").all()
    return [("expected", forecasts)] if nested else [("told", told), ("expected", forecasts)]


def _estimands(rows: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the figures that are set side by side at each time, each voice's latest ones."""
    rows = rows.sort_values(["at", "said", "figure_id"], kind="stable").reset_index(drop=True)
    first = rows["start"].where(rows["kind"].isin(["stock", ""])).fillna(rows["at"]).to_numpy()
    slack = rows["tolerance_days"].fillna(0).to_numpy()
    at, lasting = rows["at"].to_numpy(), (rows["kind"] == "total") & rows["tolerance_days"].isna()
    if lasting.all():
        return [rows]
    found: dict[tuple, pd.DataFrame] = {}
    for anchor in rows.drop_duplicates("estimand", keep="last").index:
        begin = np.searchsorted(at, first[anchor] - slack[anchor], side="left")
        stop = np.searchsorted(at, at[anchor], side="right")
        window = rows.iloc[begin:stop]
        if len(window) > 1:
            window = window[same_time(window, rows.loc[[anchor] * len(window)])]
            latest = window.groupby("voice")["at"].transform("max")
            window = window[window["at"] == latest]
        found.setdefault(tuple(window["figure_id"]), window)
    return list(found.values())


def _when(claims: pd.DataFrame) -> tuple[float, float]:
    """Return the period that the last of some figures speaks of; of a total when it was said."""
    last = claims.iloc[-1]
    if last["kind"] == "total" or np.isnan(last["end"]):
        return float(claims["said"].min()), float(claims["said_until"].max())
    running = last["kind"] == "cumulative"
    return float(last["end"] if running else last["start"]), float(last["end"])


def _measures(claims: pd.DataFrame) -> tuple:
    low, high = claims["printed_low"].min(), claims["printed_high"].max()
    names = claims["figure_id"]
    by = [", ".join(sorted(names[claims[end] == at])) for end, at in
          (("printed_low", low), ("printed_high", high))]  # fmt: skip
    speakers, counts = claims["speaker_id"].nunique(), tally(claims)
    fold = high / low if low > 0 and speakers > 1 else np.nan
    joint = float(claims["interval_low"].max()), float(claims["interval_high"].min())
    nothing = joint[0] > joint[1] and counts.differ > 0
    return (
        *(float(low), float(high), *by, fold),
        *(joint if joint[0] <= joint[1] else (np.nan, np.nan)),
        *(nothing, speakers, counts.pairs, counts.meet, counts.differ),
        ", ".join(sorted(names)),
    )


def spread_by_quantity(
    figures: pd.DataFrame, *, day: pd.Timestamp | None = None, split_by_status: bool = False
) -> pd.DataFrame:
    """Return one row for each quantity that is asserted, the widest dispute first.

    ``speaking`` counts the sources that speak of it, ``numbered`` those that give a number, on
    record (``on_record``) or ``unnamed``; ``origins`` the organisations whose information it is,
    ``origins_if_possible`` if each figure rests on its possible origin: never more than sources.
    The columns of :func:`spread_by_estimand` are those of the latest time at which two sources or
    more give a number, else of the latest; ``times`` is on how many times there is a number,
    ``contested`` on how many from several sources; ``fold_median`` and ``fold_widest`` are taken
    over these, the widest at ``widest_start`` to ``widest_end``. With ``split_by_status`` a row is
    one status of a quantity.
    """
    day = figures["reported_on"].max() if day is None else day
    if split_by_status and len(figures):
        tables = [
            spread_by_quantity(rows, day=day).assign(status=status)
            for status, rows in figures.groupby("status", sort=True)
        ]
        return _widest_first(pd.concat(tables, ignore_index=True))
    claims = standing(figures, day)
    claims = claims[claims["stance"] == "asserts"]
    estimands = spread_by_estimand(figures, day)
    table = _sources(claims).join(_over_time(estimands), on="quantity_id")
    latest = _latest(estimands).set_index("quantity_id")
    table = table.join(latest, on="quantity_id")
    nothing = table["nothing_in_common"].fillna(False).astype(bool)
    return _widest_first(table.assign(nothing_in_common=nothing))


def _widest_first(spread: pd.DataFrame) -> pd.DataFrame:
    wide = spread["fold"].where(spread["sources"] > 1).fillna(0)
    order = spread.assign(wide=-wide, silent=~spread["nothing_in_common"])
    order = order.sort_values(["silent", "wide", "quantity_id"], kind="stable")
    return order.drop(columns=["wide", "silent"]).reset_index(drop=True)


def _sources(claims: pd.DataFrame) -> pd.DataFrame:
    """Return for each quantity who speaks of it, who gives a number, and on whose information."""
    number = claims["interval_low"].notna()
    claims = claims.assign(
        numbered=claims["speaker_id"].where(number),
        on_record=claims["speaker_id"].where(number & claims["named"]),
        origin=claims["origin_organisation_id"].where(number),
        possible=claims["possible_organisation_id"].where(number),
    )
    table = claims.groupby("quantity_id", sort=True).agg(
        quantity=("quantity", "first"),
        unit=("unit", "first"),
        unit_kind=("unit_kind", "first"),
        kind=("kind", "first"),
        statements=("figure_id", "size"),
        speaking=("speaker_id", "nunique"),
        numbered=("numbered", "nunique"),
        on_record=("on_record", "nunique"),
        origins=("origin", "nunique"),
        origins_if_possible=("possible", "nunique"),
    )
    ceiling = table["numbered"]
    return table.assign(
        unnamed=ceiling - table["on_record"],
        origins=np.minimum(table["origins"], ceiling),
        origins_if_possible=np.minimum(table["origins_if_possible"], ceiling),
    ).reset_index()


def _over_time(estimands: pd.DataFrame) -> pd.DataFrame:
    """Return for each quantity at how many times there is a number, and how wide the folds are."""
    several = estimands[estimands["sources"] > 1]
    group = several.groupby("quantity_id")
    widest = several.dropna(subset="fold").sort_values("fold", kind="stable")
    widest = widest.groupby("quantity_id").tail(1).set_index("quantity_id")
    return pd.DataFrame(
        {
            "times": estimands.groupby("quantity_id").size(),
            "contested": group.size(),
            "disputed_times": group["nothing_in_common"].sum(),
            "fold_median": group["fold"].median(),
            "fold_widest": widest["fold"],
            "widest_start": widest["start"],
            "widest_end": widest["end"],
        }
    ).fillna({"contested": 0, "disputed_times": 0})


def _latest(estimands: pd.DataFrame) -> pd.DataFrame:
    """Return for each quantity the latest estimand that several sources number, else the latest."""
    order = estimands.assign(several=estimands["sources"] > 1, told=estimands["side"] == "told")
    order = order.sort_values(["quantity_id", "several", "end", "sources", "told"], kind="stable")
    return order.groupby("quantity_id").tail(1).drop(columns=["several", "told"])
