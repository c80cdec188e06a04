"""Write numbers, percentages, days, periods and lists: one form for sentences, tables and charts.

Days are ``date`` or pandas' ``Timestamp``; one that is not known is ``NaT``. Nothing heavy is
imported here: the check of a ledger writes numbers too.
"""

import calendar
import math
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

MONTHS = tuple(calendar.month_name)  # from 1 on


def number(value: float) -> str:
    """Return a number as it is printed: thousands separators, at most three decimals.

    Below 1 it has three significant digits, so that none is printed as nothing; from a thousand
    million million on it is written as a power.

    >>> number(12_000), number(36.5), number(0.004), number(float("inf")), number(3e20)
    ('12,000', '36.5', '0.004', 'any number', '3e+20')
    """
    if math.isinf(value):
        return "any number"
    if abs(value) > 1e15:
        return f"{value:g}"
    if 0 < abs(value) < 1:
        decimals = 2 - math.floor(math.log10(abs(value)))
        return f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return f"{value:,.3f}".rstrip("0").rstrip(".")


def large(value: float) -> str:
    """Return a number as it is said aloud, with the word for its scale where that drops no digit.

    >>> large(1_500_000), large(60e9), large(12_000), large(0), large(1_234_567)
    ('1.5 million', '60 billion', '12,000', '0', '1,234,567')
    """
    for name, scale in (("trillion", 10**12), ("billion", 10**9), ("million", 10**6)):
        if abs(value) >= scale:
            whole = math.isfinite(value) and (value * 1000 / scale).is_integer()
            return f"{number(value / scale)} {name}" if whole else number(value)
    return number(value)


def both_ends(low: float, high: float) -> tuple[str, str]:
    """Return two numbers as they are said aloud, alike: with all their digits if one needs them.

    >>> both_ends(2_000_000, 6_500_000), both_ends(2_000_000, 6_512_345)
    (('2 million', '6.5 million'), ('2,000,000', '6,512,345'))
    """
    aloud, in_full = (large(low), large(high)), (number(low), number(high))
    large_ends = (n for n, end in enumerate((low, high)) if abs(end) >= 10**6)
    return in_full if any(aloud[n] == in_full[n] for n in large_ends) else aloud


def range_words(low: float, high: float) -> str:
    """Return an interval in words; an end that is 0, infinite or ``NaN`` says nothing.

    >>> range_words(0, 12_000), range_words(1_350, math.inf), range_words(1_350, 12_000)
    ('at most 12,000', 'at least 1,350', '1,350 to 12,000')
    >>> range_words(0, 0), range_words(0, math.inf)
    ('0', '')
    """
    if low == high and math.isfinite(low):
        return large(low)
    below, above = low > 0, high < math.inf
    if below and above:
        return " to ".join(both_ends(low, high))
    return f"at least {large(low)}" if below else f"at most {large(high)}" if above else ""


def printed_range(low: float, high: float) -> str:
    """Return two numbers that are printed in words; 0 is a number like any other here.

    >>> printed_range(0, 5), printed_range(8_500, 9_000), printed_range(7, 7)
    ('0 to 5', '8,500 to 9,000', '7')
    >>> printed_range(math.nan, 9_000), printed_range(math.nan, math.nan)
    ('at most 9,000', '')
    """
    both = math.isfinite(low) and math.isfinite(high) and low != high
    return " to ".join(both_ends(low, high)) if both else range_words(low, high)


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
    """Return how many times one number is another, with as many digits as tell it from one.

    >>> fold(1.2), fold(316.47), fold(2.25), fold(3), fold(1.004), fold(34 / 33)
    ('1.2-fold', '316-fold', '2.3-fold', '3-fold', '1.004-fold', '1.03-fold')
    """
    decimals = 0 if ratio >= 100 or ratio % 1 == 0 else 1
    if 1 < ratio < 1.05:
        decimals = -math.floor(math.log10(ratio - 1))
    rounded = Decimal(repr(float(ratio))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{rounded:,}-fold"


def day(on: date) -> str:
    """Return a day as it is printed.

    >>> day(date(2024, 10, 8))
    '8 October 2024'
    """
    return f"{on.day} {month(on)} {on.year}"


def month(on: date) -> str:
    """Return the name of a day's month."""
    return MONTHS[on.month]


def span(first: date, last: date) -> str:
    """Return a day, or the months or years that two days are the first and the last of.

    >>> span(date(2024, 10, 1), date(2024, 10, 31)), span(date(1883, 1, 1), date(1883, 12, 31))
    ('October 2024', '1883')
    >>> span(date(2024, 1, 1), date(2024, 3, 31)), span(date(1832, 1, 1), date(1849, 12, 31))
    ('January to March 2024', '1832 to 1849')
    """
    if not is_known(last) or first == last:
        return day(first)
    starts = first.day == 1 and (date(last.year, last.month, last.day) + timedelta(1)).day == 1
    if starts and (first.year, first.month) == (last.year, last.month):
        return f"{month(first)} {first.year}"
    if starts and first.year == last.year and (first.month, last.month) == (1, 12):
        return f"{first.year}"
    if starts and (first.month, last.month) == (1, 12):
        return f"{first.year} to {last.year}"
    if starts:
        year = f" {first.year}" if first.year != last.year else ""
        return f"{month(first)}{year} to {month(last)} {last.year}"
    shared = (first.year == last.year) + (first.year == last.year and first.month == last.month)
    return f"{day(first).rsplit(' ', shared)[0] if shared else day(first)} to {day(last)}"


def recorded(first: date, last: date) -> str:
    """Return a day, month or year as a ledger records it, to stand in a table.

    Of a longer period it is the last day.

    >>> recorded(date(2024, 10, 1), date(2024, 10, 31)), recorded(date(883, 5, 1), date(883, 5, 1))
    ('2024-10', '0883-05-01')
    """
    words = span(first, last)
    first, words = (last, day(last)) if " to " in words else (first, words)
    parts = [f"{first.year:04}", f"{first.month:02}", f"{first.day:02}"]
    return "-".join(parts[: 1 + words.count(" ")])


def period(first: date | None, last: date | None) -> str:
    """Return a period as it stands in a sentence, blank where neither day is known.

    >>> period(date(2024, 10, 8), date(2024, 10, 13)), period(None, date(2024, 11, 1))
    ('between 8 and 13 October 2024', 'by 1 November 2024')
    >>> period(date(2024, 3, 1), date(2024, 3, 31)), period(date(2024, 3, 1), date(2024, 3, 1))
    ('in March 2024', 'on 1 March 2024')
    """
    if not (is_known(first) and is_known(last)):
        ends = [("from", first), ("by", last)]
        return "".join(f"{word} {day(on)}" for word, on in ends if is_known(on))
    words = span(first, last)
    if " to " in words:
        return f"between {' and '.join(words.split(' to '))}"
    return f"on {words}" if first == last else f"in {words}"


def is_known(on: date | None) -> bool:
    """Say whether a day is one: neither ``None`` nor ``NaT``, which is not equal to itself."""
    return on is not None and on == on


def count_of(number: int, noun: str, plural: str = "") -> str:
    """Return a count with its noun, right in number.

    >>> count_of(1, "figure"), count_of(0, "figure"), count_of(2, "country", "countries")
    ('1 figure', 'no figures', '2 countries')
    """
    word = noun if number == 1 else plural or f"{noun}s"
    return f"{number:,} {word}" if number else f"no {word}"


def listed(words: Iterable[str], most: int = 0, last: str = "and") -> str:
    """Return words as a list in a sentence; beyond ``most`` of them, how many others there are.

    >>> listed(["a", "b", "c"]), listed(["a"]), listed([]), listed("abcdefg", most=5)
    ('a, b and c', 'a', 'none', 'a, b, c, d, e and 2 others')
    >>> listed("abc", last="or")
    'a, b or c'
    """
    words = list(words)
    if most and len(words) > most:
        words = [*words[:most], count_of(len(words) - most, "other")]
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words) or "none"


def capital(text: str) -> str:
    """Return a text with a capital at its beginning, the rest as it is.

    >>> capital("said by the NIS"), capital("")
    ('Said by the NIS', '')
    """
    return text[:1].upper() + text[1:]


def with_remark(text: str, remark: str) -> str:
    """Return a text with a remark in brackets; brackets at its end take it in.

    >>> with_remark("12", "the police"), with_remark("94% (89% to 97%)", "the maker")
    ('12 (the police)', '94% (89% to 97%; the maker)')
    """
    return f"{text[:-1]}; {remark})" if text.endswith(")") else f"{text} ({remark})"


def in_brackets(text: str) -> str:
    """Return a text that is to stand in brackets without brackets of its own.

    >>> in_brackets("94% (89% to 97%)")
    '94%, 89% to 97%'
    """
    return text.replace(" (", ", ").replace(")", "")


def told_apart(names: Iterable[str], *marks: Iterable[str]) -> list[str]:
    """Return names; where several are the same, each with what tells them apart in brackets.

    That is the first of the ``marks`` in which all of them differ, else the last one.

    >>> told_apart(["hurt", "hurt", "dead"], ["people", "police", "people"], ["q1", "q2", "q3"])
    ['hurt (people)', 'hurt (police)', 'dead']
    >>> told_apart(["hurt", "hurt"], ["people", "people"], ["q1", "q2"])
    ['hurt (q1)', 'hurt (q2)']
    """
    names = list(names)
    shown = names
    for mark in marks:
        times = Counter(shown)
        same = {name for name, words in zip(names, shown, strict=True) if times[words] > 1}
        rows = zip(names, mark, shown, strict=True)
        shown = [f"{name} ({word})" if name in same else words for name, word, words in rows]
    return shown


def short_path(path: Path) -> str:
    """Return a path as seen from the working folder, where it lies in it."""
    path, here = path.resolve(), Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
