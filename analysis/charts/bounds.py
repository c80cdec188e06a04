"""What a chart shows of a quantity's joint bounds: their mark, their words and who sets them.

``bound`` is a row of :func:`analysis.comparing.bounds.joint_bounds`.
"""

import math

import pandas as pd

from analysis.charts.marks import Mark
from analysis.charts.style import DARK, PALE, Style
from analysis.formats import listed, number, range_words
from analysis.telling.implications import marked_range

SHAPES = {"span": "span", "conflict": "span"}  # of a bar; the figures do not bound the number


def joint_mark(bound) -> Mark:
    """Return the mark of a quantity's bounds; paler where no figure numbers the quantity itself."""
    style = Style(DARK if bound.stated else PALE)
    below, above = bound.low > 0, bound.high < math.inf
    if below and above and bound.low <= bound.high:
        return Mark(SHAPES.get(bound.basis, "range"), bound.low, bound.high, style=style)
    if above and not below:
        return Mark("ceiling", bound.high, bound.high, style=style)
    if below and not above:
        return Mark("floor", bound.low, bound.low, style=style)
    return Mark(style=style)


def bound_words(bound) -> str:
    """Return a quantity's bounds in words, by their basis; an end that nobody printed says so.

    >>> from types import SimpleNamespace
    >>> print(bound_words(SimpleNamespace(low=9_000, high=12_000, basis="span")))
    the figures span 9,000 to 12,000
    """
    if bound.basis == "span":
        return _span_words(bound.low, bound.high)
    if bound.low > bound.high:
        low, high = range_words(bound.low, math.inf), range_words(0, bound.high)
        return f"{_as_read(low, bound.low_read)}, yet {_as_read(high, bound.high_read)}"
    unbounded = bound.low <= 0 and bound.high == math.inf
    words = "no bound follows" if unbounded else marked_range(bound)
    return f"{words}; a part is larger than its whole" if bound.basis == "conflict" else words


def _span_words(low: float, high: float) -> str:
    """Return from where to where figures go that do not bound the number together."""
    if low > 0 and high < math.inf:
        return f"the figures span {range_words(low, high)}"
    if low > 0 or high < math.inf:
        end = f"from {number(low)} up" if low > 0 else f"up to {number(high)}"
        return f"the figures span all numbers {end}"
    return "the figures span any number"


def _as_read(words: str, is_read: bool) -> str:
    return f"{words} (as read)" if is_read else words


def bound_sources(bound, figures: pd.DataFrame) -> str:
    """Return who sets the low and the high end of a quantity's bounds."""
    speaker = figures.drop_duplicates("figure_id").set_index("figure_id")["speaker"]
    low, high = (
        list(dict.fromkeys(speaker.get(name, name) for name in text.split(", ") if name))
        for text in (bound.low_from, bound.high_from)
    )
    if not low + high:
        return ""
    is_span, expected = bound.basis == "span", ", as expected" if bound.high_expected else ""
    verb = "printed by" if is_span else "set by" if bound.stated else "follows from"
    if low == high:
        return f"{verb} {listed(low)}{expected}"
    words = ("lowest", "highest") if is_span else ("at least", f"at most{expected}")
    ends = [f"{listed(who)} ({end})" for who, end in zip((low, high), words, strict=True) if who]
    return f"{verb} {' and '.join(ends)}"
