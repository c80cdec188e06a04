"""Read the number and the hedge that a few printed words hold: "as many as 12,000".

This module says what was *printed*; :mod:`analysis.intervals` says what a rule set makes of it.
"""

import math
import re
import unicodedata
from typing import NamedTuple

from text_to_num import text2num

HEDGES = (
    *("bare", "about", "nearly", "at_least", "more_than", "at_most", "fewer_than"),
    *("between", "vague", "unknown", "none"),
)
LONGEST = 200  # characters; a wording is a few words, and a longer text is not read at all


class Reading(NamedTuple):
    """What a wording prints: a value, or the two ends of a range, and the class of its hedge."""

    hedge: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    vague_word: str = ""


class Number(NamedTuple):
    """A number and where it stands in a text; ``scale`` is 1,000 in "two thousand", else 1."""

    start: int
    end: int
    value: float
    scale: float


UNREADABLE = Reading("none")

# What may lead up to a number, or follow it.
BEFORE = {
    "at_most": r"as (?:many|much|high) as|up to|at (?:the )?most|(?:a )?max(?:imum|\.)?(?: of)?|"
    r"(?:no|not) (?:more|greater|larger) than|not (?:exceeding|over|above)|≤|<=",
    "at_least": r"at (?:the (?:very )?)?least|(?:no|not) (?:fewer|less) than|"
    r"(?:a )?min(?:imum|\.)?(?: of)?|as few as|not (?:under|below)|≥|>=",
    "more_than": r"(?:(?:well|far|just|slightly|a little) )?(?:more than|over|above)|greater than|"
    r"upwards? of|exceeding|in excess of|>",
    "fewer_than": r"(?:(?:well|far) )?(?:fewer than|less than|under|below)|<",
    "nearly": r"nearly|almost|not quite|approaching|close on|just short of|"
    r"(?:just|slightly|a little) (?:fewer than|less than|under|below)",
    "about": r"around|about|some|roughly|approximately|approx\.?|circa|ca?\.|~|≈|"
    r"(?:an )?estimated|an approximate|in the (?:region|order|neighbou?rhood) of|"
    r"on the order of|close to|more or less|give or take",
}
AFTER = {  # up to three words of what is counted may stand between
    "at_least": r"or more|or above|or over|and more|at (?:the )?least|minimum|plus|\+",
    "at_most": r"or fewer|or less|or under|at (?:the )?most|max(?:imum|\.)?|tops",
    "about": r"or so|odd|or thereabouts|more or less|give or take|approximately|roughly",
}
FILLER = r"the|an?|another|additional|further|other|its|their|(?:a )?total of|anywhere|from|[$€£(]"
BOUNDS = ("at_most", "at_least", "more_than", "fewer_than")

UNKNOWN = r"unknown|unspecified|undisclosed|undetermined|indeterminate|untold"
VAGUE = (
    r"(?:hundreds|tens) of (?:thousands|millions)|dozens|scores|tens|hundreds|thousands|millions|"
    r"(?:several|a few|a couple of|many) (?:hundred thousand|hundred|thousand|million|dozen)|"
    r"several|a few|few|a handful|a couple|numerous|multiple|countless|many|some|various|"
    r"a (?:large |small |great |certain |growing |significant |limited )?number|(?:large )?numbers"
)

SCALES = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
}
LETTERS = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9}
FRACTIONS = {"half": 0.5, "a quarter": 0.25, "quarter": 0.25, "three quarters": 0.75}
_SCALE = "|".join(SCALES)
_WORD = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    "fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    f"ninety|{_SCALE}|half|quarters?"
)
_ORDINAL = re.compile(
    r"[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|(?:hundred|thousand)th)"
)
_DIGITS = (
    r"[0-9]{1,3}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+|(?:'[0-9]{3})+)(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
)
_NUMBER = re.compile(
    rf"(?<![\w.,'])(?<!\bno )(?:(?<![^\W\d]-)"
    rf"(?P<digits>{_DIGITS})(?:(?P<letter>[km])| ?(?P<short>mn|mln|bn)|[ -](?P<scale>{_SCALE}))?"
    rf"|(?P<words>(?:an? (?={_SCALE}|half|quarter))?(?:{_WORD})"
    rf"(?:(?: and a | and | of an? | an? |[ -])(?:{_WORD}))*)"
    rf")(?!\w|[.,'][0-9])"
)
# "1.500" is 1.5 to one reader and 1,500 to another: it is not read unless a scale follows it.
_STRAY_AND = re.compile(r"(?<!hundred)(?<!thousand)(?<!million)(?<!billion) and (?!a )")
_AMBIGUOUS = re.compile(r"[0-9]{1,3}\.[0-9]{3}")
_RANGE = re.compile(
    r" ?(?:-|to|or|through|up to)(?: (?:perhaps|possibly|maybe|even|as many as))* ?"
)
_PART = {
    "\u00bc": ".25",
    "\u00bd": ".5",
    "\u00be": ".75",
}  # one quarter, half, three quarters


def normalise(text: str) -> str:
    """Return the text in lower case, with one kind of space, dash and apostrophe.

    >>> normalise("  Up  TO 12\\u2009000 ")
    'up to 12 000'
    """
    text = re.sub("(?<=[0-9])[\u00bc-\u00be]", lambda part: _PART[part[0]], text)
    text = unicodedata.normalize("NFKC", text).casefold()
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text).replace("\u2019", "'")
    return " ".join(text.split())


def find_numbers(text: str) -> list[Number]:
    """Return the numbers of a normalised text, in order, in digits or in words.

    >>> [number.value for number in find_numbers("half a million, or 12k and twenty-four")]
    [500000.0, 12000.0, 24.0]
    """
    found, position = [], 0
    while match := _NUMBER.search(text, position):
        number = _from_words(match) if match["words"] else _from_digits(match)
        position = number.end if number else match.end()
        if number and math.isfinite(number.value) and not _ORDINAL.match(text, number.end):
            found.append(number)
    return found


def _from_digits(match: re.Match) -> Number | None:
    scale = SCALES.get(match["scale"]) or LETTERS.get(match["letter"] or match["short"], 1.0)
    if scale == 1.0 and _AMBIGUOUS.fullmatch(match["digits"]):
        return None
    value = float(re.sub("[ ,']", "", match["digits"]))
    # 1.1 * 1e6 would be 1100000.0000000002
    return Number(match.start(), match.end(), round(value * scale, 6), scale)


def _from_words(match: re.Match) -> Number | None:
    """Return the longest run of the words, from their start, that makes a number."""
    ends = [
        *(space.start() for space in re.finditer("[ -]", match["words"])),
        len(match["words"]),
    ]
    for end in reversed(ends):
        words = match["words"][:end]
        value = _words_value(words)
        if value is not None:
            scale = SCALES.get(re.split("[ -]", words)[-1], 1.0)
            return Number(match.start(), match.start() + end, value, scale)
    return None


def _words_value(words: str) -> float | None:
    if words in SCALES or _STRAY_AND.search(words):
        return None
    if part := re.fullmatch(rf"(.+?)(?: of)? an? ({_SCALE})", words):
        fraction = FRACTIONS.get(part[1].replace("-", " "))
        return None if fraction is None else fraction * SCALES[part[2]]
    if part := re.fullmatch(rf"(.+) and a (half|quarter)(?: ({_SCALE}))?", words):
        whole = _words_value(part[1])
        return None if whole is None else (whole + FRACTIONS[part[2]]) * SCALES.get(part[3], 1.0)
    if part := re.fullmatch(r"(.+) dozen", words):
        count = 1.0 if part[1] == "a" else _words_value(part[1])
        return None if count is None else 12.0 * count
    try:
        return float(text2num(re.sub("^an? ", "one ", words), "en"))
    except ValueError:
        return None


def hedge_before(text: str) -> str:
    """Return the class of the hedge that a normalised text ends with, or a blank.

    Hedges add up as they stand: a bound outranks an "about".

    >>> hedge_before("up to around "), hedge_before("they sent some "), hedge_before("sent ")
    ('at_most', 'about', '')
    """
    found: list[str] = []
    while text:
        hedges = [(match.start(), name) for name, match in _matches(_BEFORE, text)]
        filler = _FILLER.search(text)
        if not hedges and not filler:
            break
        start, name = min(hedges) if hedges else (filler.start(), "")
        found += [name] if name else []
        text = text[:start].rstrip(" ,-")
    return _strongest(found)


def hedge_after(text: str) -> str:
    """Return the class of the hedge that a normalised text begins with, or a blank.

    >>> hedge_after(" soldiers or more"), hedge_after(" soldiers")
    ('at_least', '')
    """
    found = sorted((match.start(1), name) for name, match in _matches(_AFTER, text))
    return found[0][1] if found else ""


def _matches(patterns: dict[str, re.Pattern], text: str) -> list[tuple[str, re.Match]]:
    return [(name, match) for name, pattern in patterns.items() if (match := pattern.search(text))]


def _strongest(found: list[str]) -> str:
    bounds = [name for name in found if name in BOUNDS]
    return (bounds or found or [""])[0]


_BEFORE = {name: re.compile(rf"(?<![\w-])(?:{phrases}) ?$") for name, phrases in BEFORE.items()}
_AFTER = {
    name: re.compile(rf"^[ ,-]*(?:[^\W\d]+ ){{0,3}}?({phrases})(?!\w)")
    for name, phrases in AFTER.items()
}
_FILLER = re.compile(rf"(?<!\w)(?:{FILLER}) ?$")
_UNKNOWN = re.compile(rf"\b(?:{UNKNOWN})\b")
_VAGUE = re.compile(rf"\b(?:{VAGUE})\b")


def parse(wording: str) -> Reading:
    """Return what a wording prints. Never raises: what it cannot read has the hedge ``none``.

    Not read are two numbers that are no range, a bounded range ("up to 8,500 to 9,000"), what two
    readers would read apart ("1.500", "10 to 12,000") and a text of more than 200 characters.

    >>> parse("as many as 12,000")
    Reading(hedge='at_most', value=12000.0, low=None, high=None, vague_word='')
    >>> parse("between 8,500 and 9,000")[:4]
    ('between', None, 8500.0, 9000.0)
    >>> parse("tens of thousands").vague_word
    'tens of thousands'
    """
    text = normalise(wording) if len(wording) <= LONGEST else ""
    for candidate in _splits(text):
        numbers = find_numbers(candidate)
        if len(numbers) == 2 and (reading := _range(candidate, *numbers)):
            return reading
    numbers = find_numbers(text)
    first = numbers[0].start if numbers else len(text)
    if (unknown := _UNKNOWN.search(text)) and unknown.start() < first:
        return Reading("unknown")
    if not numbers and (vague := _VAGUE.search(text)):
        return Reading("vague", vague_word=vague[0])
    if len(numbers) != 1 or text[:first].endswith("-"):
        return UNREADABLE
    hedge = hedge_before(text[:first]) or hedge_after(text[numbers[0].end :]) or "bare"
    return Reading(hedge, numbers[0].value)


def _splits(text: str) -> list[str]:
    """Return the ways to read "between ... and ..." as "... to ...", or the text itself."""
    head, between, tail = text.partition("between ")
    if not between:
        return [text]
    places = [match.span() for match in re.finditer(" and ", tail)]
    return [f"{head}{tail[:start]} to {tail[end:]}" for start, end in places]


def _range(text: str, first: Number, second: Number) -> Reading | None:
    """Return the range that two numbers make: "2 to 3 thousand", "at least 2 and at most 3"."""
    gap = text[first.end : second.start]
    before, after = hedge_before(text[: first.start]), hedge_after(text[second.end :])
    low, high = first.value, second.value
    if _RANGE.fullmatch(gap):
        if {before, after} & {*BOUNDS, "nearly"}:
            return None
        if first.scale == 1 and low < high / second.scale:  # "2 to 3 thousand"
            low *= second.scale
        if 0 < low * 1000 < high:  # "10 to 12,000" may mean 10,000
            return None
    else:
        sides = before or hedge_after(gap), hedge_before(gap) or after
        if sides[0] in ("at_most", "fewer_than"):
            (low, high), sides = (high, low), sides[::-1]
        if sides[0] not in ("at_least", "more_than") or sides[1] not in (
            "at_most",
            "fewer_than",
        ):
            return None
    return Reading("between", low=low, high=high) if low <= high else None


def format_number(value: float) -> str:
    """Return a number as reports print it, with at most two decimals.

    >>> format_number(12_000), format_number(36.5), format_number(float("inf"))
    ('12,000', '36.5', 'any number')
    """
    if math.isinf(value):
        return "any number"
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".")
