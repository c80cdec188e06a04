"""Read each figure's hedge as an interval, by a rule set: "around 1,500" as 1,350 to 1,650.

What a hedge means in numbers is not settled in published work, so each reading is a row of
``hedge_rules.csv`` with its basis, and the rule set is a parameter. Intervals are closed;
``inf`` stands for an open upper end and ``NaN`` for no interval.
"""

import numpy as np
import pandas as pd

from reported_figures.reading import wording

HALF_DOZEN = 3.0  # to either side: who counts in dozens rounds to half a dozen
TINY = 1e-9  # of binary numbers beside whole ones
PLACES = 6  # decimals of a printed number that are looked at for its unit
DIGITS = 16  # and its digits before the point: no whole number beyond these is exact


def half_unit(values: pd.Series, cap: pd.Series | float) -> pd.Series:
    """Return half of the largest unit of 1 or 5 times a power of ten that divides each number.

    It is at most ``cap`` times the number. After Jansen & Pollmann 2001 on round numbers, who find
    that multiples of such units are what a hedge before a number rounds to.

    >>> half_unit(pd.Series([1_500, 12_000, 37]), 0.1).tolist()
    [150.0, 500.0, 0.5]
    """
    numbers = values.fillna(0).to_numpy(dtype=float)
    whole = np.rint(numbers)
    numbers = np.where(np.abs(numbers - whole) * 10**PLACES < 0.5, whole, numbers)
    small = np.round(numbers % 1 * 10**PLACES)  # apart, so that long whole numbers stay exact
    unit = np.full_like(numbers, 10.0**-PLACES)
    least = -PLACES if small.any() else 0
    most = len(f"{numbers.max(initial=0):.0f}")
    for power in range(least, min(most, DIGITS)):
        part, scale = (small, 10.0 ** (PLACES + power)) if power < 0 else (numbers, 10.0**power)
        for step in (1, 5):
            unit = np.where(part % (step * scale) == 0, step * 10.0**power, unit)
    return np.minimum(pd.Series(unit / 2, values.index), values * cap)


def read_intervals(
    figures: pd.DataFrame,
    hedge_rules: pd.DataFrame,
    rule_set: str = "rounding",
    vague_set: str = "",
) -> pd.DataFrame:
    """Return the figures with ``interval_low`` and ``interval_high``, in each quantity's unit.

    A figure without a number has no interval, and a vague word has one only if ``vague_set`` reads
    that word. Counts of whole things (``unit_kind`` is ``count`` or not recorded) stay whole, so
    "about four" is four; a measure or a percentage need not. Refused with ``ValueError``: a set
    that the rules do not hold.
    """
    for name in filter(None, (rule_set, vague_set)):
        if name not in set(hedge_rules["rule_set"]):
            known = ", ".join(hedge_rules["rule_set"].unique())
            raise ValueError(f"rule set {name!r} is not one of {known}")
    rules = hedge_rules[hedge_rules["rule_set"] == rule_set].set_index("hedge")
    low, high = _apply(figures, figures["hedge"], rules)
    if vague_set:
        vague = hedge_rules[hedge_rules["rule_set"] == vague_set].set_index("hedge")
        worded = figures[low.isna() & (figures["vague_word"] != "")]
        vague_low, vague_high = _apply(worded, worded["vague_word"], vague)
        low, high = low.fillna(vague_low), high.fillna(vague_high)
    whole = _whole(figures)
    low, high = low.mask(whole, np.ceil(low - TINY)), high.mask(whole, np.floor(high + TINY))
    return figures.assign(interval_low=low + 0.0, interval_high=high)  # no end is -0


def _whole(figures: pd.DataFrame) -> pd.Series:
    """Return which figures count whole things, and print a whole number of them."""
    if "unit_kind" not in figures:
        return pd.Series(False, figures.index)
    words = figures["unit"] + " " + figures["wording"] if "wording" in figures else figures["unit"]
    share = words.str.contains("percent|per cent|%", case=False)
    counted = figures["unit_kind"].eq("count") | (figures["unit_kind"].eq("") & ~share)
    printed = figures[["value", "low", "high"]]
    return counted & ((printed % 1 == 0) | printed.isna()).all(axis=1)


def _apply(
    figures: pd.DataFrame, hedge: pd.Series, rules: pd.DataFrame
) -> tuple[pd.Series, pd.Series]:
    """Return the lower and upper ends that the rules give to each figure's hedge."""
    reading, low, high = (hedge.map(rules[name]) for name in ("reading", "low", "high"))
    about = rules["reading"].get("about"), rules["low"].get("about", np.nan)
    value, first, last = figures["value"], figures["low"], figures["high"]
    dozens = figures["dozens"] if "dozens" in figures else pd.Series(False, value.index)
    as_about = (pd.Series(one, value.index) for one in about)
    nearly = _width(value, *as_about, dozens)
    width = _width(value, reading, low, dozens).mask(reading == "downward", nearly)
    floor = value.fillna(low)
    raised = half_unit(value, high.fillna(0.0))
    ends = {
        "exact": (first.fillna(value), last.fillna(value)),
        "half_unit": (value - width, value + width),
        "fraction": (value - width, value + width),
        "downward": (value - width, value),
        "above": (floor, floor * 0 + np.inf),
        "from_zero": (value * 0, value + raised),
        "fixed": (low, high),
    }
    lower, upper = (pd.Series(np.nan, figures.index) for _ in range(2))
    for name, (start, end) in ends.items():
        lower, upper = (
            lower.mask(reading == name, start),
            upper.mask(reading == name, end),
        )
    return lower.clip(lower=0), upper


def _width(
    value: pd.Series, reading: pd.Series, fraction: pd.Series, dozens: pd.Series
) -> pd.Series:
    """Return how far a two-sided reading goes to either side of the number; else 0."""
    rounded = half_unit(value, fraction).mask(dozens, HALF_DOZEN)
    width = (value * 0).mask(reading == "half_unit", rounded)
    return width.mask(reading == "fraction", value * fraction)


def read(
    text: str,
    hedge_rules: pd.DataFrame,
    rule_set: str = "rounding",
    vague_set: str = "",
) -> tuple[float, float]:
    """Return the interval of one wording, for trying a rule set out by hand.

    >>> from reported_figures.ledger import load_ledger
    >>> read("around 1,500", load_ledger().hedge_rules)
    (1350.0, 1650.0)
    """
    row = wording.parse(text)._asdict() | {"dozens": wording.in_dozens(text)}
    figures = pd.DataFrame([row]).astype({"value": float, "low": float, "high": float})
    row = read_intervals(figures, hedge_rules, rule_set, vague_set).iloc[0]
    return float(row["interval_low"]), float(row["interval_high"])
