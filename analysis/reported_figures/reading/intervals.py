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
    return pd.Series(_half_unit(values.to_numpy(float), np.asarray(cap)), values.index)


def _half_unit(values: np.ndarray, cap: np.ndarray | float) -> np.ndarray:
    numbers = np.nan_to_num(values)
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
    return np.minimum(unit / 2, values * cap)


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
    low, high = _apply(figures, "hedge", hedge_rules[hedge_rules["rule_set"] == rule_set])
    if vague_set:
        worded = np.isnan(low) & (figures["vague_word"] != "").to_numpy()
        vague = hedge_rules[hedge_rules["rule_set"] == vague_set]
        low[worded], high[worded] = _apply(figures[worded], "vague_word", vague)
    whole = _whole(figures)
    low = np.where(whole, np.ceil(low - TINY), low) + 0.0  # no end is -0
    high = np.where(whole, np.floor(high + TINY), high)
    return figures.assign(interval_low=low, interval_high=high)


def _whole(figures: pd.DataFrame) -> np.ndarray:
    """Return which figures count whole things, and print a whole number of them."""
    if "unit_kind" not in figures:
        return np.zeros(len(figures), bool)
    counted, blank = ((figures["unit_kind"] == kind).to_numpy() for kind in ("count", ""))
    if blank.any():
        named = [figures[name] for name in ("unit", "wording") if name in figures]
        shares = [words.str.contains("percent|per cent|%", case=False) for words in named]
        counted = counted | (blank & ~np.logical_or.reduce(shares))
    printed = figures[["value", "low", "high"]].to_numpy(float)
    return counted & ((printed % 1 == 0) | np.isnan(printed)).all(axis=1)


def _apply(figures: pd.DataFrame, said: str, rules: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return the lower and upper ends that the rules give to what each figure has in ``said``."""
    rules = rules.set_index("hedge")
    rule = rules.index.get_indexer(figures[said])  # -1, the last, is of none
    low, high = (np.append(rules[name].to_numpy(float), np.nan)[rule] for name in ("low", "high"))
    value, first, last = (figures[name].to_numpy(float) for name in ("value", "low", "high"))
    dozens = figures["dozens"].to_numpy(bool) if "dozens" in figures else False
    rounded = np.where(dozens, HALF_DOZEN, _half_unit(value, low))
    floor = np.where(np.isnan(value), low, value)
    ends = {
        "exact": (np.where(np.isnan(first), value, first), np.where(np.isnan(last), value, last)),
        "half_unit": (value - rounded, value + rounded),
        "fraction": (value - value * low, value + value * low),
        "downward": (value - _of_about(rules, value, dozens), value),
        "above": (floor, floor * 0 + np.inf),
        "from_zero": (value * 0, value + _half_unit(value, np.nan_to_num(high))),
        "fixed": (low, high),
    }
    reads = [np.append(rules["reading"] == name, False)[rule] for name in ends]
    lower, upper = (np.select(reads, sides, np.nan) for sides in zip(*ends.values(), strict=True))
    return np.maximum(lower, 0), upper


def _of_about(rules: pd.DataFrame, value: np.ndarray, dozens: np.ndarray | bool) -> np.ndarray:
    """Return how far "about" goes below the number by the same rules; 0 where it is one-sided."""
    reading, fraction = rules["reading"].get("about"), rules["low"].get("about", np.nan)
    if reading == "half_unit":
        return np.where(dozens, HALF_DOZEN, _half_unit(value, fraction))
    return value * (fraction if reading == "fraction" else 0)


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
