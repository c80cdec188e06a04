"""What a chart shows of a quantity's joint bounds: their mark, their words and who sets them."""

import math

import pandas as pd

from analysis.charts.figures import range_words
from analysis.charts.marks import Mark
from analysis.charts.style import DARK, PALE, Style


def joint_mark(bound) -> Mark:
    """Return the mark of a quantity's bounds; paler where no figure numbers the quantity itself."""
    style = Style(DARK if bound.stated else PALE)
    below, above = bound.low > 0, bound.high < math.inf
    if below and above and bound.low <= bound.high:
        return Mark("range", bound.low, bound.high, style=style, claim=False)
    if above and not below:
        return Mark("ceiling", bound.high, bound.high, style=style, claim=False)
    if below and not above:
        return Mark("floor", bound.low, bound.low, style=style, claim=False)
    return Mark(style=style, claim=False)


def bound_words(bound) -> str:
    """Return a quantity's bounds in words; where its bounds contradict each other, that."""
    if bound.low > bound.high:
        return f"{range_words(bound.low, math.inf)}, yet {range_words(0, bound.high)}"
    words = range_words(bound.low, bound.high) or "no bound follows"
    return f"{words}; the figures do not meet" if getattr(bound, "disputed", False) else words


def bound_sources(bound, figures: pd.DataFrame) -> str:
    """Return who sets the low and the high end of a quantity's bounds."""
    speaker = figures.drop_duplicates("figure_id").set_index("figure_id")["speaker"]
    low, high = (
        ", ".join(dict.fromkeys(speaker.get(name, name) for name in text.split(", ") if name))
        for text in (bound.low_from, bound.high_from)
    )
    ends = [f"{low} (at least)" if low else "", f"{high} (at most)" if high else ""]
    setters = low if low == high else " and ".join(filter(None, ends))
    verb = "set by" if bound.stated else "follows from"
    return f"{verb} {setters}" if setters else ""
