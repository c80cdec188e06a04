"""The number that a figure prints: in the wording's own words, or as a data set coded it."""

import pandas as pd

from reported_figures.formats import number
from reported_figures.ledger.frames import require
from reported_figures.vocabulary import HEDGE_WORDS

PRINTED = ["printed_low", "printed_high"]


def coded(figure) -> str:
    """Return the number or the range that a figure gives, in the words of its hedge."""
    low, high = figure.printed_low, figure.printed_high
    words = HEDGE_WORDS.get(figure.hedge, "")
    if pd.isna(low) or pd.isna(high):
        bound = words or ("at least" if pd.isna(high) else "at most")
        return f"{bound} {number(low if pd.isna(high) else high)}"
    if low != high:
        return f"between {number(low)} and {number(high)}"
    return f"{words} {number(low)}".strip()


def highest_printed(figures: pd.DataFrame) -> pd.Series:
    """Return the highest number that each figure prints, or its only end; ``NaN`` where none."""
    require(figures, "described", PRINTED)
    return figures[PRINTED].max(axis=1)


def as_printed(figure) -> str:
    """Return a figure's number as printed, as coded where it has no wording; blank for none."""
    known = pd.notna(figure.printed_low) or pd.notna(figure.printed_high)
    return figure.wording or (coded(figure) if known else "")
