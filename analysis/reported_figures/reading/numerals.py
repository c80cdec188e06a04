"""Find the numbers in English text, in digits or in words."""

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from text_to_num import text2num

from reported_figures.reading import money

SCALES = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9}
SCALES |= {"trillion": 10**12, "lakh": 10**5, "crore": 10**7}
LETTERS = {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "tn": 10**12}
LETTERS |= {"mio": 10**6, "bln": 10**9, "mrd": 10**9, "trn": 10**12}
LETTERS_OF_SUMS = {"b": 10**9, "t": 10**12, "mm": 10**6, "cr": 10**7}  # only of sums: "$2B"
PARTS = {"half": 2, "quarter": 4, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7}
PARTS |= {"eighth": 8, "ninth": 9, "tenth": 10}
VULGAR = {"\u00bc": ".25", "\u00bd": ".5", "\u00be": ".75"}  # one quarter, half, three quarters
SEPARATORS = {"\u066b": ".", "\u066c": ","}  # of Arabic digits
COLUMNS = r"(?<=[\d\u00bc-\u00be])(?:\t|\s\s+)(?=\d)"
MARKS = dict.fromkeys([*range(0x2010, 0x2014), 0x2212], "-")
MARKS |= dict.fromkeys([0x201C, 0x201D], '"') | {0x2019: "'"}

_ONE = "one|two|three|four|five|six|seven|eight|nine"
_TEN = "ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
_TENS = "(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
SMALL = rf"(?:{_TEN}|{_TENS}(?:[ -](?:{_ONE}))?|{_ONE})"  # 1 to 99
_HUNDRED = rf"(?:(?:{SMALL}|a)[ -]hundred|hundred(?= and {SMALL}))"
_WORDS = rf"{_HUNDRED}(?:(?: and)?[ -]{SMALL})?|{SMALL}|zero"
_SCALE = (
    r"[ -](?:dozen|(?<=[0-9][ -])hundred|thousand|million|billion|trillion|lakh|crore)s?"
    r"| \[(?:thousand|million|billion|trillion)\]"
)
_SCALE = f"(?:{_SCALE})"
_NTH_PARTS = f"(?:{'|'.join(name for name in PARTS if name not in ('half', 'quarter'))})s?"
_PART = rf"(?:a|{_ONE})[ -](?:half|quarters?|{_NTH_PARTS})|half|quarter"
_PART = rf"{_PART}|[1-9]/(?:1[0-6]|[2-9])|[\u00bc-\u00be]"  # of a scale: "two-thirds of a million"
_AND_PART = r"[ -]and[ -](?:(?:a|one|two|three)[ -](?:half|quarters?|thirds?))"
_MIXED = r"[0-9]{1,2}[ -][1-9]/(?:1[0-6]|[2-9])(?![/0-9])"  # "2 1/2"
_GROUPS = r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3}){1,9}|(?: [0-9]{3}){1,9}|(?:'[0-9]{3}){1,9})"
_LAKHS = r"[1-9][0-9]?(?:,[0-9]{2}){1,9},[0-9]{3}"  # 1,50,000 in India
_DOTTED = r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,9}"  # 1.500.000 in much of Europe
_DIGITS = rf"{_DOTTED}|(?:{_GROUPS}|{_LAKHS}|[0-9]{{1,30}})(?:\.[0-9]{{1,30}})?"
_BROKEN = (  # "forty-odd thousand"
    rf"(?:[ -]?(?:odd|plus|\+|something|-some)| or so| \([^()]{{1,12}}\)|\)){_SCALE}"
)
_CURRENCY = "|".join(
    rf"(?<=\b{prefix}{dot})"
    for prefix in f"{money.PREFIXES}|{money.LETTERS}".split("|")
    for dot in ("", r"\.")
)
_NUMBER = (
    r"(?:(?<![\w.,'])|(?<=\.)(?:(?<=\bc\.)|(?<=\bca\.)|(?<=approx\.))"
    rf"|(?P<currency>(?=[0-9])(?<=[a-z.])(?:{_CURRENCY})))"
    r"(?<!\bno )(?<!\bno\. )(?<!#)(?<!\bscore and )(?!(?<=\bhalf )a )"
    rf"(?:(?P<part>{_PART})(?:(?:[ -]of)?[ -]an?)?(?={_SCALE})"
    rf"|(?:(?P<mixed>{_MIXED})|(?P<digits>{_DIGITS}))"
    rf"(?P<letters>m|[bt]| ?(?:k|mn|mln|mio|bn|bln|mrd|tn|trn|mm|cr))?"
    rf"|(?P<words>{_WORDS}|a(?={_SCALE})|(?=point(?: (?:{_ONE}))+{_SCALE}))"
    rf"(?P<point> ?point(?: (?:zero|{_ONE}))+)?)"
    rf"(?P<more>{_AND_PART})?"
    rf"(?P<scales>{_SCALE}{{0,2}})(?P<rest>{_AND_PART})?"
    rf"(?!(?!ish\b)\w|[.,'][0-9]|{_SCALE}|[ -](?:hundred|score)|{_BROKEN})"
)
_ANY = re.compile(_NUMBER)
_BEHIND_SUM = re.compile(rf"[{money.SIGNS}] ?$|\b(?:{money.PREFIXES})\.? ?$")
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
    """Return the text in lower case, with one kind of space, dash, apostrophe and digit.

    Invisible characters go; a raised or circled digit stays as it is, since it is no part of the
    number that it follows. A tab or two blanks between digits divide columns: a bar stands there.

    >>> normalise("  Up  TO 12\\u2009000 ")
    'up to 12 000'
    """
    text = re.sub(r"(?<=[0-9])\s?([\u00bc-\u00be])", lambda part: VULGAR[part[1]], text)
    text = re.sub(COLUMNS, " | ", text)
    text = re.sub(r"[^\x00-\x7f]", lambda match: plain(match[0]), text).casefold()
    text = re.sub("[\u2014\u2015]|--+", " - ", text)
    return " ".join(text.translate(MARKS).split())


def plain(character: str) -> str:
    """Return a character as rules are written for it: a digit of any script as one of ASCII.

    >>> plain("\uff11"), plain("\u0663"), plain("\u200b")
    ('1', '3', '')
    """
    if unicodedata.category(character) == "Cf":
        return ""
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if character in SEPARATORS:
        return SEPARATORS[character]
    return character if character.isnumeric() else unicodedata.normalize("NFKC", character)


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
        if found and _continues(text, found[-1], number, bool(match["words"])):
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
    """Return the number that a match spells, or None where readers would differ or none is meant.

    Fractions, since floats would make 1.1 million 1100000.0000000002.
    """
    digits, letters = match["digits"] or "", (match["letters"] or "").strip()
    if letters in LETTERS_OF_SUMS and not _is_sum(match):
        millimetres = match["letters"] == " mm" and not _AMBIGUOUS.fullmatch(digits)
        end = match.start("letters")
        return Number(match.start(), end, float(_count(match)), 1) if millimetres else None
    scale = (LETTERS | LETTERS_OF_SUMS).get(letters, 1)
    for word in re.findall("[a-z]+", match["scales"]):
        scale *= SCALES[word.removesuffix("s")]
    if scale == 1 and (
        _AMBIGUOUS.fullmatch(digits) or (match["currency"] == "" and len(digits) < 3)
    ):
        return None
    if not digits and not match["mixed"] and _ORDINAL.match(match.string, match.end()):
        return None
    value = (_count(match) + _part(match["more"] or match["rest"])) * scale
    if (match["words"] or "").endswith("hundred"):
        scale *= 100
    return Number(*match.span(), float(value), scale)


def _is_sum(match: re.Match) -> bool:
    """Say whether a currency stands directly before a number: "$2B"."""
    before = match.string[max(0, match.start() - 6) : match.start()]
    return match["currency"] == "" or bool(_BEHIND_SUM.search(before))


def _part(words: str | None) -> Fraction:
    """Return the fraction that words end with: "and a half", "two-thirds", "1/2"; 0 for none."""
    if not words:
        return Fraction(0)
    if not words[-1].isalpha():
        return Fraction(f"0{VULGAR[words]}") if words in VULGAR else Fraction(words)
    *_, count, name = ["a", *re.split("[ -]", words)]
    return Fraction(
        1 if count == "a" else int(text2num(count, "en")), PARTS[name.removesuffix("s")]
    )


def _count(match: re.Match) -> Fraction:
    if digits := match["digits"]:
        marks = "[ ,'.]" if digits.count(".") > 1 else "[ ,']"
        return Fraction(re.sub(marks, "", digits))
    if part := match["part"]:
        return _part(part)
    if mixed := match["mixed"]:
        return sum(map(Fraction, re.split("[ -]", mixed)))
    return Fraction(_spelt(match["words"]) + _decimals(match["point"]))


def _spelt(words: str) -> str:
    words = re.sub("^a( |$)", "one ", words.replace("-", " ")).strip()
    return str(text2num(words, "en")) if words else "0"


def _decimals(point: str | None) -> str:
    """Return the decimals that words spell: "point two five" is ".25"."""
    digits = [text2num(word, "en") for word in (point or "").split()[1:]]
    return "".join([".", *map(str, digits)]) if digits else ""


def starts_with_number(text: str, position: int) -> bool:
    """Say whether a number begins at a position of a normalised text."""
    return bool(_ANY.match(text, position))


def _is_designation(text: str, start: int, end: int) -> bool:
    """Say whether letters lead up to a number: "An-124", but not "5k-10k" or "two-to-three"."""
    before = text[max(start - 2, 0) : start]
    named = before[:1].isalpha() and before[1:] == "-"
    return named and start > end + 1 and not text.endswith(("-to-", "-or-"), 0, start)


def _continues(text: str, last: Number, number: Number, spelt: bool) -> bool:
    """Say whether two numbers are one: "two thousand, five hundred", "2 million 500 thousand"."""
    scale = SCALES.get(text[last.start : last.end].replace("-", " ").split()[-1], 1)
    if scale < SCALES["thousand"] or number.value >= scale:
        return False
    gap = text[last.end : number.start]
    if not spelt:
        return gap == " " and number.scale > 1
    return gap in (" ", " and ") or (gap in (", ", ", and ") and number.value >= 100)
