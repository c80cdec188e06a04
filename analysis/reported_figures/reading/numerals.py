"""Find the numbers in English text, in digits or in words."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from text_to_num import text2num

SCALES = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9}
SCALES |= {"trillion": 10**12, "lakh": 10**5, "crore": 10**7}
LETTERS = {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "tn": 10**12}
FRACTIONS = {"half": "0.5", "quarter": "0.25", "three quarters": "0.75"}
VULGAR = {"\u00bc": ".25", "\u00bd": ".5", "\u00be": ".75"}  # one quarter, half, three quarters
MARKS = dict.fromkeys([*range(0x2010, 0x2014), 0x2212], "-")
MARKS |= dict.fromkeys([0x201C, 0x201D], '"') | {0x2019: "'"}

_ONE = "one|two|three|four|five|six|seven|eight|nine"
_TEN = "ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
_TENS = "(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
_SMALL = rf"(?:{_TEN}|{_TENS}(?:[ -](?:{_ONE}))?|{_ONE})"  # 1 to 99
_HUNDRED = rf"(?:(?:{_SMALL}|a)[ -]hundred|hundred(?= and {_SMALL}))"
_WORDS = rf"{_HUNDRED}(?:(?: and)?[ -]{_SMALL})?|{_SMALL}|zero"
_SCALE = r"[ -](?:dozen|(?<=[0-9][ -])hundred|thousand|million|billion|trillion|lakh|crore)s?"
_GROUPS = r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3}){1,9}|(?: [0-9]{3}){1,9}|(?:'[0-9]{3}){1,9})"
_LAKHS = r"[1-9][0-9]?(?:,[0-9]{2}){1,9},[0-9]{3}"  # 1,50,000 in India
_DOTTED = r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,9}"  # 1.500.000 in much of Europe
_DIGITS = rf"{_DOTTED}|(?:{_GROUPS}|{_LAKHS}|[0-9]{{1,30}})(?:\.[0-9]{{1,30}})?"
_NUMBER = (
    r"(?:(?<![\w.,'])|(?<=\bc\.)|(?<=\bca\.)|(?<=approx\.))(?<!\bno )(?<!\bno\. )(?<!#)"
    rf"(?:(?P<digits>{_DIGITS})(?P<letters>m| ?(?:k|mn|mln|bn|tn))?"
    rf"|(?:a )?(?P<fraction>half|quarter|three[ -]quarters)(?:(?:[ -]of)?[ -]a)?(?={_SCALE})"
    rf"|(?P<words>{_WORDS}|a(?={_SCALE})))"
    r"(?P<more> and (?:a half|a quarter|three quarters))?"
    rf"(?P<scales>(?:{_SCALE}){{0,2}})(?P<rest> and (?:a half|a quarter))?"
    rf"(?!\w|[.,'][0-9]|{_SCALE}|[ -](?:hundred|score))"
)
_ANY = re.compile(_NUMBER)
_FIRST_OF_TWO = re.compile(rf"{_NUMBER}(?= and )")  # "between one hundred and two thousand"
# "1.500" is 1.5 to one reader and 1,500 to another: it is not read unless a scale follows it.
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_NTH = (
    "third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[a-z]{3,5}teenth|"
    "[a-z]{3,5}tieth"
)
_ORDINAL = re.compile(  # what makes an ordinal or a fraction of the number word before it
    rf"(?:(?<=ty)|(?<=red)|(?<=sand)|(?<=lion))[ -](?:and )?(?:{_TENS}-)?(?:first|second|{_NTH})\b"
    rf"|[ -](?:halves|quarters|(?:{_NTH})s)\b"
    rf"|(?<=one)[ -](?:half|quarter|{_NTH})\b"
)


class Number(NamedTuple):
    """A number and where it stands in a text; ``scale`` is 1,000 in "two thousand", else 1."""

    start: int
    end: int
    value: float
    scale: int = 1


def normalise(text: str) -> str:
    """Return the text in lower case, with one kind of space, dash and apostrophe.

    Invisible characters go; a raised or circled digit stays as it is, since it is no part of the
    number that it follows.

    >>> normalise("  Up  TO 12\\u2009000 ")
    'up to 12 000'
    """
    text = re.sub("(?<=[0-9])[\u00bc-\u00be]", lambda part: VULGAR[part[0]], text)
    text = re.sub(r"[^\x00-\x7f]", _plain, text).casefold()
    text = re.sub("[\u2014\u2015]|--+", " - ", text)
    return " ".join(text.translate(MARKS).split())


def _plain(match: re.Match) -> str:
    character = match[0]
    if unicodedata.category(character) == "Cf":
        return ""
    raised = character.isnumeric() and not character.isdecimal()
    return character if raised else unicodedata.normalize("NFKC", character)


def find_numbers(text: str) -> list[Number]:
    """Return the numbers of a normalised text, in order, in digits or in words.

    Designations ("An-124", "No. 5"), ordinals and what two readers would read apart ("1.500")
    are left out.

    >>> [number.value for number in find_numbers("half a million, or 12k and twenty-four")]
    [500000.0, 12000.0, 24.0]
    """
    found: list[Number] = []
    for match in _matches(text):
        number = _read(match)
        end = found[-1].end if found else 0
        if number is None or _is_designation(text, number.start, end):
            continue
        if found and match["words"] and _continues(text, found[-1], number):
            number = Number(found[-1].start, number.end, found.pop().value + number.value)
        found.append(number)
    return found


def _matches(text: str) -> Iterator[re.Match]:
    position = 0
    while match := _ANY.search(text, position):
        if text.endswith("between ", 0, match.start()):
            match = _FIRST_OF_TWO.match(text, match.start()) or match
        yield match
        position = match.end()


def _read(match: re.Match) -> Number | None:
    """Return the number that a match spells; floats would make 1.1 million 1100000.0000000002."""
    more = re.sub("^ and (a )?", "", match["more"] or match["rest"] or "")
    scale = LETTERS.get((match["letters"] or "").strip(), 1)
    for word in re.findall("[a-z]+", match["scales"]):
        scale *= SCALES[word.removesuffix("s")]
    if match["digits"] and scale == 1 and _AMBIGUOUS.fullmatch(match["digits"]):
        return None
    if not match["digits"] and _ORDINAL.match(match.string, match.end()):
        return None
    value = (_count(match) + Decimal(FRACTIONS.get(more, 0))) * scale
    if (match["words"] or "").endswith("hundred"):
        scale *= 100
    return Number(*match.span(), float(value), scale)


def _count(match: re.Match) -> Decimal:
    if digits := match["digits"]:
        marks = "[ ,'.]" if digits.count(".") > 1 else "[ ,']"
        return Decimal(re.sub(marks, "", digits))
    if fraction := match["fraction"]:
        return Decimal(FRACTIONS[fraction.replace("-", " ")])
    words = re.sub("^a( |$)", "one ", match["words"].replace("-", " "))
    return Decimal(text2num(words.strip(), "en"))


def starts_with_number(text: str, position: int) -> bool:
    """Say whether a number begins at a position of a normalised text."""
    return bool(_ANY.match(text, position))


def _is_designation(text: str, start: int, end: int) -> bool:
    """Say whether letters lead up to a number: "An-124", but not "5k-10k" or "two-to-three"."""
    before = text[max(start - 2, 0) : start]
    named = before[:1].isalpha() and before[1:] == "-"
    return named and start > end + 1 and not text.endswith(("-to-", "-or-"), 0, start)


def _continues(text: str, last: Number, number: Number) -> bool:
    """Say whether two numbers are one: "two thousand" and "five hundred"."""
    scale = SCALES.get(text[last.start : last.end].replace("-", " ").split()[-1], 1)
    joined = text[last.end : number.start] in (" ", " and ")
    return joined and number.value < scale and scale >= SCALES["thousand"]
