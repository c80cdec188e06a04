"""Find the shares that are printed as a part of a whole: "half of them", "one in five"."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from reported_figures.reading.nouns import COUNTED, WORD
from reported_figures.reading.numerals import PARTS, SMALL, find_numbers

_DIGIT = "one|two|three|four|five|six|seven|eight|nine|ten"
_WHOLE = (  # what it is a part of: no number, no single thing, and nothing that it compares with
    r" of (?!an?\b|what\b|[a-z]+ (?:million|billion)s?\b)|"
    r" (?:all|its|their|his|her|our|the) "
    r"(?!(?:age|amount|cost|distance|height|length|level|number|price|rate|size|time|value|way)s?\b)"
)
_PERIOD = r"(?:second|minute|hour|day|week|month|year|decade)s?\b"
MANY = (  # what a share may be out of, but for a period
    rf"(?:(?:an?|{SMALL}|[1-9][0-9.,]*)[ -](?:hundred thousand|hundred|thousand|[mb]illion)"
    r"|[1-9][0-9]*(?:\.[0-9]+)?(?:k|m|bn)"
    rf"|(?<=every )(?:hundred|thousand)|{SMALL}|[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})*|[1-9]0+)"
    rf"(?![\w-]|[.,][0-9]| (?:hundred|thousand|[mb]illion)\b| (?:{WORD} )?{_PERIOD})"
)
_SHARE = re.compile(
    rf"(?<![\w-])(?:(?:(?P<count>an?|{_DIGIT})[ -])?(?P<part>{'|'.join(PARTS)})s?(?={_WHOLE})"
    rf"|(?P<some>{SMALL}|[1-9][0-9]?)(?P<noun>(?: {WORD}){{1,2}})?"
    rf"(?: in | out of | of (?=every )|-in-)(?:every )?(?P<all>{MANY})(?(noun)(?!{COUNTED})))"
)
_NO_SHARE = re.compile(  # the last two: one end of a range of shares
    r"\b(?:first|second|other|another|latter|last|next|each|and an?|by|"
    rf"between|between [0-9a-z]+ and|(?:{'|'.join(PARTS)})s? (?:to|or|and)|"
    rf"(?:{_DIGIT}|[0-9]+) (?:to|or)) $"
)


class Share(NamedTuple):
    """A share in a normalised text: its place, without a hedge, and its size in percent."""

    start: int
    end: int
    percent: float


def find_shares(text: str) -> Iterator[Share]:
    """Yield the shares of a normalised text; an ordinal, or half of a size, is none.

    >>> text = "nearly half of the crews, and two out of three boats; by half, a third quarter"
    >>> [(text[start:end], percent) for start, end, percent in find_shares(text)]
    [('half', 50.0), ('two out of three', 66.67)]
    """
    for match in _SHARE.finditer(text):
        before = text[max(0, match.start() - 20) : match.start()]
        size = _size(match)
        if size and size < 1 and not _NO_SHARE.search(before):
            yield Share(*match.span(), float(f"{float(size * 100):.4g}"))


def share_of(wording: str) -> float | None:
    """Return the percentage that a normalised wording prints as a share, or ``None``.

    >>> share_of("more than half"), share_of("1 in 5"), share_of("500")
    (50.0, 20.0, None)
    """
    found = [share.percent for share in find_shares(f"{wording} of them")]
    return found[0] if len(found) == 1 else None


def rounds_to(share: float, number: float) -> bool:
    """Say whether a number is a share, both in percent, as a person rounds it.

    >>> [rounds_to(66.67, number) for number in (67, 66.7, 66.667, 66)]
    [True, True, True, False]
    """
    return any(float(f"{number:.4g}") == float(f"{share:.{digits}g}") for digits in (2, 3, 4))


def _size(match: re.Match) -> Fraction | None:
    """Return a share as a fraction; "quarter" alone, unlike "half", is none."""
    if not match["part"]:
        return Fraction(_whole(match["some"]), _whole(match["all"]))
    if not match["count"] and match["part"] != "half":
        return None
    return Fraction(_whole(match["count"] or "one"), PARTS[match["part"]])


def _whole(word: str) -> int:
    if word in ("a", "an"):
        return 1
    return int((find_numbers(word) or find_numbers(f"a {word}"))[0].value)  # "every hundred"
