"""Write numbers, percentages, days, periods and lists: one form for sentences, tables and charts."""

import math
from collections.abc import Iterable
from datetime import date, timedelta

import pandas as pd


def number(value: float) -> str:
    """Return a number as it is printed: thousands separators, at most three decimals.

    Below 1 it has three significant digits, so that none is printed as nothing; from a thousand
    million million on it is written as a power.

    >>> number(12_000), number(36.5), number(0.004), number(float("inf")), number(3e20)
    ('12,000', '36.5', '0.004', 'any number', '3e+20')
    """
    if math.isinf(value):
        return "any number"
    if abs(value) >= 1e15:
        return f"{value:g}"
    if 0 < abs(value) < 1:
        decimals = 2 - math.floor(math.log10(abs(value)))
        return f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return f"{value:,.3f}".rstrip("0").rstrip(".")


def range_words(low: float, high: float) -> str:
    """Return an interval in words; an end that is 0, infinite or ``NaN`` says nothing.

    >>> range_words(0, 12_000), range_words(1_350, math.inf), range_words(1_350, 12_000)
    ('at most 12,000', 'at least 1,350', '1,350 to 12,000')
    >>> range_words(0, 0), range_words(0, math.inf)
    ('0', '')
    """
    if low == high and math.isfinite(low):
        return number(low)
    below, above = low > 0, high < math.inf
    if below and above:
        return f"{number(low)} to {number(high)}"
    return f"at least {number(low)}" if below else f"at most {number(high)}" if above else ""


def percent(share: float) -> str:
    """Return a share as a percentage, to three significant digits.

    >>> percent(0.125), percent(0.15), percent(2.5), percent(0.00036), percent(0.0)
    ('12.5 %', '15 %', '250 %', '0.036 %', '0 %')
    """
    shown = share * 100
    if shown == 0 or not math.isfinite(shown):
        return f"{shown:g} %"
    decimals = max(0, 2 - math.floor(math.log10(abs(shown))))
    text = f"{shown:,.{decimals}f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text} %"


def fold(ratio: float) -> str:
    """Return how many times one number is another.

    >>> fold(1.2), fold(316.47), fold(1.004)
    ('1.2-fold', '316-fold', '1.004-fold')
    """
    decimals = 0 if ratio >= 100 else 1 if ratio >= 1.05 else 3
    return f"{ratio:,.{decimals}f}-fold"


def day(date: pd.Timestamp) -> str:
    """Return a day as it is printed.

    >>> day(pd.Timestamp("2024-10-08"))
    '8 October 2024'
    """
    return f"{date.day} {date:%B} {date.year}"


def span(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """Return a day, or the month or year that two days are the first and the last of.

    >>> span(pd.Timestamp("2024-10-01"), pd.Timestamp("2024-10-31"))
    'October 2024'
    >>> span(pd.Timestamp("1883-01-01"), pd.Timestamp("1883-12-31"))
    '1883'
    """
    if pd.isna(last) or first == last:
        return day(first)
    starts = first.day == 1 and (date(last.year, last.month, last.day) + timedelta(1)).day == 1
    if starts and (first.year, first.month) == (last.year, last.month):
        return f"{first:%B} {first.year}"
    if starts and first.year == last.year and (first.month, last.month) == (1, 12):
        return f"{first.year}"
    shared = (first.year == last.year) + (first.year == last.year and first.month == last.month)
    return f"{day(first).rsplit(' ', shared)[0] if shared else day(first)} to {day(last)}"


def period(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """Return a period as it stands in a sentence, blank where neither day is known.

    >>> period(pd.Timestamp("2024-10-08"), pd.Timestamp("2024-10-13"))
    'between 8 and 13 October 2024'
    >>> period(pd.NaT, pd.Timestamp("2024-11-01"))
    'by 1 November 2024'
    >>> period(pd.Timestamp("2024-03-01"), pd.Timestamp("2024-03-31"))
    'in March 2024'
    """
    if pd.isna(first) or pd.isna(last):
        known = [("from", first), ("by", last)]
        return "".join(f"{word} {day(date)}" for word, date in known if pd.notna(date))
    words = span(first, last)
    if " to " in words:
        return f"between {' and '.join(words.split(' to '))}"
    return f"on {words}" if first == last else f"in {words}"


def count_of(number: int, noun: str, plural: str = "") -> str:
    """Return a count with its noun, right in number.

    >>> count_of(1, "figure"), count_of(0, "figure"), count_of(2, "country", "countries")
    ('1 figure', 'no figures', '2 countries')
    """
    word = noun if number == 1 else plural or f"{noun}s"
    return f"{number:,} {word}" if number else f"no {word}"


def listed(words: Iterable[str], most: int = 0) -> str:
    """Return words as a list in a sentence; beyond ``most`` of them, how many others there are.

    >>> listed(["a", "b", "c"]), listed(["a"]), listed([]), listed("abcdefg", most=5)
    ('a, b and c', 'a', 'none', 'a, b, c, d, e and 2 others')
    """
    words = list(words)
    if most and len(words) > most:
        words = [*words[:most], count_of(len(words) - most, "other")]
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words) or "none"
