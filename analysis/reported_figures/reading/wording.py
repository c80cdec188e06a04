"""Read the number and the hedge that a few printed words hold: "as many as 12,000".

This module says what was *printed*; :mod:`reading.intervals` says what a rule set makes of it.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from reported_figures.reading import hedges
from reported_figures.reading.hedges import hedge_after, hedge_before
from reported_figures.reading.numerals import Number, find_numbers, normalise
from reported_figures.vocabulary import CEILINGS, FLOORS, SOFT

__all__ = [
    "Reading",
    "find_numbers",
    "hedge_after",
    "hedge_before",
    "in_dozens",
    "normalise",
    "parse",
    "read_range",
]
MOST_WORDS = 3  # that are looked for as those that make a wording unreadable
WIDEST_OR = 3  # times the low end: "300 or 3,000" are two numbers, and no range
LONGEST = 200  # characters; a wording is a few words, and a longer text is not read at all

UNKNOWN = (
    r"unknown|unspecified|undisclosed|undetermined|indeterminate|uncertain|unclear|unstated|"
    r"not (?:known|specified|disclosed|given|stated)"
)
PLURALS = (
    r"(?:hundreds|tens) of (?:thousands|millions|billions)|"
    r"dozens|scores|tens|hundreds|thousands|millions|billions"
)
SOME = r"several|a few|few|a couple|many|some"
_VAGUE_WORD = (
    rf"{PLURALS}|(?:{SOME})(?: of)? (?:hundred thousand|hundred|thousand|million|billion|dozen)|"
    rf"(?:{SOME})(?!(?: of)? (?:{PLURALS}))|various|numerous|multiple|countless|untold|"
    r"a (?:handful|pair|score(?! of [0-9]))|an? (?:[a-z]+ ){0,2}number|(?:[a-z]+ )?numbers"
)
TO = rf"{hedges.MARK}?(?:[ -]{{0,2}}(?:-|~|to|or|through|up to)[ -]?"
TO += r"|, (?:or )?(?=(?:perhaps|maybe) ))"
VAGUE = rf"(?:{_VAGUE_WORD})(?:{TO}(?:{_VAGUE_WORD}))?"  # "dozens or hundreds" is one

OTHER_NUMBERS = {"times", "fold", "half", "third", "quarter", "twice", "double", "triple"}
OTHER_NUMBERS |= {"short", "shy", "thereabouts", "too", "times"}
_VAGUE_LEAD = re.compile(
    r"(?:(?:in|the|a|an|low|high|many|several|couple|few|some|of|literally) )*"
)
_WORD = r"(?:\d*[^\W\d_]+\d*(?:[-'][^\W_]+)*)"  # also "155mm" and "an-124s"
_WORDS = re.compile(
    rf"(?:-strong\b)?(?:{hedges.MARK}|[)\"'\]])*(?:[ ,.)\"\]]*[ \"]{_WORD})*[ ,.)\"'\]]*"
)

PLAIN = re.compile("[1-9][0-9]{0,2}(?:,[0-9]{3}){0,4}|[1-9][0-9]{0,14}")  # what needs no rule

_INSIDE = re.compile(r"\w")  # of a word, where one goes on
_UNIT = re.compile(
    rf"(?:{hedges.MARK}|(?: (?!to\b|or\b|and\b|up\b|through\b)[a-z][a-z'-]*){{1,3}})?"
)

CONFIDENCE = re.compile(  # the level of an interval, which is no number of what is counted
    r"(?<=[(\[])(?:\S{1,5} ?(?:%|percent) )?(?:confidence|credible|credibility|uncertainty|ci\b)"
    r"(?: (?:interval|range|limits?|bounds?))?[:,;]? ?(?:of )?"
)
_COUNTED = r"(?: (?!to\b|or\b|and\b)[a-z][a-z'-]*){0,3}"
OPENED = re.compile(rf"(?:{hedges.MARK}|{_COUNTED}) ?[(\[](?:from |between |range:? )?")
_COMMA = re.compile("[,;] ")  # between the ends of an interval: "(793, 8,498)"
CLOSED = re.compile(rf"(?:{hedges.MARK}|{_COUNTED})[)\]]")
ERROR = re.compile(rf"{hedges.MARK}? ?\(?(?:±|\+/-|\+ ?or ?-|plus or minus|,? give or take) ?")

_LINK = re.compile(rf"(?P<or> or )|{TO}|(?P<and> and )")
_UNKNOWN = re.compile(rf"\b(?:{UNKNOWN})\b")
_VAGUE = re.compile(rf"\b(?:{VAGUE})\b")
_OPEN_START = re.compile(rf"\b(?:{VAGUE}){TO}$")
_OPEN_END = re.compile(rf"(?!-some\b){TO}(?:{VAGUE}|{UNKNOWN})\b")
_OF_THEM = re.compile(r" of (?:(?:the|its|their|these|those) )?")
_STRAY = re.compile(r"(?<![\w-])[0-9]+(?!\w)")


class Reading(NamedTuple):
    """What a wording prints: a value, or the two ends of a range, and the class of its hedge."""

    hedge: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    vague_word: str = ""


UNREADABLE = Reading("none")


def parse(wording: str) -> Reading:
    """Return what a wording prints. Never raises: what it cannot read has the hedge ``none``.

    A range with an open end is the floor that it begins with ("between 8 and more than 30"). Not
    read are two numbers that are no range, a range under a ceiling ("up to 8,500 to 9,000"), what
    two readers would read apart ("1.500", "1 to 12,000") and a text of more than 200 characters.

    >>> parse("as many as 12,000")
    Reading(hedge='up_to', value=12000.0, low=None, high=None, vague_word='')
    >>> parse("between 8,500 and 9,000")[:4]
    ('between', None, 8500.0, 9000.0)
    >>> parse("tens of thousands").vague_word
    'tens of thousands'
    """
    if PLAIN.fullmatch(wording):
        return Reading("bare", float(wording.replace(",", "")))
    return _parse(wording)


@lru_cache(2**16)  # of a large ledger each wording is read once
def _parse(wording: str) -> Reading:
    text = CONFIDENCE.sub("", _folded(wording))
    numbers = find_numbers(text)
    first = numbers[0].start if numbers else len(text)
    if _UNKNOWN.search(text, 0, first):
        return Reading("unknown")
    vague = _VAGUE.search(text, 0, first)
    if vague and (not numbers or _OF_THEM.fullmatch(text, vague.end(), first)):
        return _vague(text, vague, first)
    if not numbers or text[:first].endswith("-") or _strays(text, numbers):
        return UNREADABLE
    if _OPEN_START.search(text, 0, first) or _OPEN_END.match(text, numbers[-1].end):
        return UNREADABLE  # "several hundred to 1,500"
    if len(numbers) == 3:
        return _with_interval(text, *numbers) or UNREADABLE
    if len(numbers) == 2:
        if hedges.hedges_before(text[:first])[1] or not _is_known(text[numbers[1].end :]):
            return UNREADABLE
        return _give_or_take(text, *numbers) or read_range(text, *numbers) or UNREADABLE
    return _single(text, *numbers) if len(numbers) == 1 else UNREADABLE


def not_understood(wording: str) -> str:
    """Return the fewest neighbouring words without which a wording is read: a blank for none.

    >>> not_understood("half of 200 to 300"), not_understood("arround 1,500 men")
    ('half of', 'arround')
    """
    words = wording.split() if _folded(wording) else []
    for count in range(1, min(len(words), MOST_WORDS + 1)):
        for start in range(len(words) - count + 1):
            if parse(" ".join(words[:start] + words[start + count :])).hedge != "none":
                return " ".join(words[start : start + count])
    return ""


def _folded(wording: str) -> str:
    """Return a normalised wording; of one that is too long, before or after, nothing is read."""
    text = normalise(wording) if len(wording) <= LONGEST else ""
    return text if len(text) <= 2 * LONGEST else ""


def in_dozens(wording: str) -> bool:
    """Say whether a number is printed in dozens.

    >>> in_dozens("about two dozen"), in_dozens("24"), in_dozens("dozens")
    (True, False, False)
    """
    if wording.isascii() and "dozen" not in wording.casefold():
        return False
    text = _folded(wording)
    return any(text[number.start : number.end].endswith("dozen") for number in find_numbers(text))


def _vague(text: str, vague: re.Match, first: int) -> Reading:
    """Return the reading of a vague word; a bound on it, or more than a noun after, is unread."""
    known = _VAGUE_LEAD.fullmatch(text, 0, vague.start()) and _WORDS.fullmatch(
        text, vague.end(), first
    )
    return Reading("vague", vague_word=vague[0]) if known else UNREADABLE


def _strays(text: str, numbers: list[Number]) -> bool:
    """Say whether digits stand beside the numbers that were not read as one: "1,500 (1.600)"."""
    ends = [0, *(number.end for number in numbers)]
    starts = [*(number.start for number in numbers), len(text)]
    return any(_STRAY.search(text, *gap) for gap in zip(ends, starts, strict=True))


def _single(text: str, number: Number) -> Reading:
    before, start = hedges.hedges_before(text[: number.start])
    after, rest = hedges.split_after(text[number.end :])
    hedge = hedges.strongest([*filter(None, [after]), *before]) or "bare"
    if hedge in ("between", "none") or start or not _is_counted(rest):
        return UNREADABLE
    return Reading(hedge, number.value)


def _is_known(after: str) -> bool:
    """Say whether a number is followed by a hedge and by what is counted, and by nothing else."""
    return _is_counted(hedges.split_after(after)[1])


def _is_counted(rest: str) -> bool:
    """Say whether what follows a number only names what is counted, or its unit."""
    rest = rest.replace("()", "")  # of a hedge in brackets
    words = [word.strip("()[].,\"'") for word in rest.split()]
    letters = any(len(word) == 1 and word.isalpha() and word != "a" for word in words)  # "1.2 M"
    return bool(_WORDS.fullmatch(rest)) and not letters and OTHER_NUMBERS.isdisjoint(words)


def _with_interval(text: str, value: Number, low: Number, high: Number) -> Reading | None:
    """Return the reading of a number with its interval in brackets: "4,645 (793 to 8,498)"."""
    opened = OPENED.fullmatch(text, value.end, low.start)
    closed = CLOSED.match(text, high.end)
    ends = find_numbers(text[low.start : high.end])
    inside = read_range(text[low.start : high.end], *ends) if len(ends) == 2 else None
    if _COMMA.fullmatch(text, low.end, high.start):
        inside = Reading("between", low=low.value, high=high.value)
    before = hedges.hedges_before(text[: value.start])
    if not (opened and closed and inside) or before[1] or {*before[0]} - {"about"}:
        return None
    if not inside.low <= value.value <= inside.high:
        return None
    return Reading("between", value.value, inside.low, inside.high)


def _give_or_take(text: str, value: Number, width: Number) -> Reading | None:
    """Return the reading of a number with its error: "40.5 ± 3.5"."""
    joined = ERROR.fullmatch(between(text, value, width))
    before = hedges.hedges_before(text[: value.start])
    if not joined or before[1] or {*before[0]} - {"about"} or not _is_counted(text[width.end :]):
        return None
    middle, error = (Decimal(str(number.value)) for number in (value, width))
    return Reading("between", value.value, float(max(middle - error, 0)), float(middle + error))


def read_range(text: str, first: Number, second: Number) -> Reading | None:
    """Return the range that two neighbouring numbers make of a normalised text, or None.

    >>> text = "at least 2,000 but fewer than 3,000"
    >>> read_range(text, *find_numbers(text))[:4]
    ('between', None, 2000.0, 3000.0)
    """
    before = hedges.hedges_before(text[max(0, first.start - 120) : first.start])[0]
    gap = between(text, first, second)
    if ";" in gap:
        return None  # two estimates
    link = _LINK.match(gap)
    inside, rest = hedges.hedges_before(gap[link.end() :]) if link else ([], 1)
    allowed = {*SOFT, "up_to", "at_most", *(FLOORS if "between" in before else ())}
    linked = rest == 0 and allowed.issuperset(inside)
    if linked and (not link["and"] or "between" in before):
        found = _linked(text, first, second, before, inside)
        apart = found and found.high and found.high > WIDEST_OR * found.low
        return None if apart and link["or"] else found
    return _bounded(text, first, second)


def between(text: str, first: Number, second: Number) -> str:
    """Return what links two numbers, without a unit that stands behind both of them.

    >>> text = "14 percent to 20 percent"
    >>> between(text, *find_numbers(text))
    ' to '
    """
    gap, after = text[first.end : second.start], text[second.end : second.end + 60]
    unit = _UNIT.match(gap)
    while unit and unit[0]:
        if after.startswith(unit[0]) and not _INSIDE.match(after, len(unit[0])):
            return gap[unit.end() :]
        unit = _UNIT.match(gap, 0, gap.rfind(" ", 0, unit.end()))
    return gap


def _linked(
    text: str, first: Number, second: Number, before: list[str], inside: list[str]
) -> Reading | None:
    """Return the range of "2 to 3 thousand"; under a ceiling, and "1 to 12,000", it is not read."""
    low, high = ends(first, second)
    after = hedge_after(text[second.end : second.end + 80])
    if low > high or {*CEILINGS, "nearly", "none"} & {*before, after}:
        return None
    floors = [name for name in before if name in FLOORS]
    open_end = "between" in before and inside[:1] and inside[0] in FLOORS
    if open_end or floors or after in FLOORS:
        return Reading(floors[0] if floors else "at_least", low)
    if 0 < low * 1000 < high:  # the 1 of "1 to 12,000" may mean 1,000
        return None
    return Reading("between", low=low, high=high)


def ends(first: Number, second: Number) -> tuple[float, float]:
    """Return the ends of a range: the scale of the second holds for both in "2 to 3 thousand".

    So it does in "11 to 12,000", where the first is then more than half of the second.
    """
    low, high = first.value, second.value
    if first.scale == 1 < second.scale and low < high / second.scale:
        return float(Decimal(str(low)) * second.scale), high  # 134.7 billion, to the last digit
    if first.scale == second.scale == 1 and high % 1000 == 0 and high < 2 * low * 1000 < 2 * high:
        return low * 1000, high
    return low, high


def _bounded(text: str, first: Number, second: Number) -> Reading | None:
    """Return the range of "at least 2 but fewer than 3", in either order."""
    sides = {}
    for start, number in ((max(0, first.start - 120), first), (first.end, second)):
        after = text[number.end : number.end + 80]
        hedge = hedge_before(text[start : number.start]) or hedge_after(after)
        side = "low" if hedge in FLOORS else "high" if hedge in CEILINGS else ""
        sides[side] = number.value
    if sides.keys() != {"low", "high"} or sides["low"] > sides["high"]:
        return None
    return Reading("between", **sides)
