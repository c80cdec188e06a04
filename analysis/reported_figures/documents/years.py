"""Tell counts from years, clock times and ages that are written as they are."""

import re

from reported_figures.documents.written_forms import YEAR
from reported_figures.reading.hedges import hedges_before
from reported_figures.reading.nouns import PLURAL, is_counted

_MANY = re.compile(  # what may follow a count, and no year
    r"[ -](?:strong|still|others|who|dead|missing|injured|wounded|killed|detained|arrested|"
    r"displaced|homeless|people|men|women|children|or so|or more|died|fled|were|are|have|came|"
    r"joined|marched|left)\b"
)
_COUNTS = re.compile(r"\b(?:count(?:s|ed|ing)?|total(?:s|led|ling)?(?: of)?|tall(?:y|ied)|all) $")
_TOPICAL_YEAR = re.compile(r"(?:19[5-9]|20[0-4])[1-9]|20[1-4]0")  # "complained about 2020 ballots"
_SURELY_YEAR = re.compile(
    r"\b(?:in|since|until|till|during|the|early|late|mid|year|election|spring|summer|autumn|winter|"
    r"fiscal|fy|an?|end of|start of|middle of|quarter of|half of|months of|weeks of|days of)[ -]$"
)
_WHOSE = re.compile(r"[a-z](?:'s|s') $")
_PEOPLE = re.compile(r"(?: [a-z'-]+)?? [a-z]{2,}(?:ee|er|or|ant|ent|ian|ist|mate)s\b")
_IN_BRACKETS = re.compile(  # "Ahmed (34)", but not "in Ahwaz (34)"
    r"(?<!\bin )(?<!\bat )(?<!\bof )(?<!\bnear )(?<!\bfrom )(?<![\w'-])[A-Z][\w'-]+ \($"
)
_OF_A_YEAR = re.compile(  # "above 2019 levels"
    r" (?:levels?|prices|figures|results|terms|standards|rules|estimates|accounts|budgets?|"
    r"elections?|dollars)\b"
)
_AGED = re.compile(r"\b(?:all|many|most|mostly|were|are) (?:under|over|below) $")
_ANY_PLURAL = re.compile(f" {PLURAL}")
_NOTHING = re.compile(r"$|[.,;](?![0-9])")


def is_year(text: str, start: int, end: int) -> bool:
    """Say whether four digits are a year: not in "about 2000", nor in "2000 new recruits"."""
    if not re.fullmatch(rf"{YEAR}(?:(?:-| to | or ){YEAR})?", text[start:end]):
        return False
    before = text[max(0, start - 60) : start].casefold()
    surely = _SURELY_YEAR.search(before)
    if surely and surely[0] not in ("the ", "a ", "an "):
        return True
    if _TOPICAL_YEAR.fullmatch(text[start:end]) and _OF_A_YEAR.match(text, end):
        return True
    if _MANY.match(text, end) or _COUNTS.search(before):
        return False
    if surely:
        own = text[start:end]
        many = _PEOPLE.match(text, end)  # "the 1600 evacuees", but "the 1900 riots"
        many = many or (not own.endswith("00") and _ANY_PLURAL.match(text, end))
        return not (surely[0] == "the " and many and not _TOPICAL_YEAR.fullmatch(own))
    if before.endswith("about ") and not hedges_before(before)[0]:
        return bool(_TOPICAL_YEAR.fullmatch(text[start:end]))
    return not hedges_before(before)[0] and not is_counted(text, end)


def is_doubtful(text: str, start: int, end: int) -> bool:
    """Say whether a number that looks like a count may be a name, an hour, a year or a measure.

    So may "the 6.15 train", "at 21.30" and "the 1650 evacuees", but not "the 1600 evacuees".

    >>> text = "the 6.15 train and the 1600 evacuees"
    >>> is_doubtful(text, 4, 8), is_doubtful(text, 23, 27)
    (True, False)
    """
    own, before = text[start:end], text[max(0, start - 60) : start].casefold()
    if _AGED.search(before) and _NOTHING.match(text, end):
        return len(own) < 3 and own.isdigit()
    if _IN_BRACKETS.search(text, max(0, start - 40), start) and text.startswith(")", end):
        return own.isdigit() and len(own) < 3
    if re.fullmatch("2[12]00", own) and before.endswith("by "):
        return True  # "to rise by 2100": by so many, or in that year
    if re.fullmatch(YEAR, own):
        if _WHOSE.search(before):  # "the firm's 2015 losses"
            return not (_MANY.match(text, end) or (own.endswith("00") and _PEOPLE.match(text, end)))
        counted = before.endswith("the ") and not _TOPICAL_YEAR.fullmatch(own)
        counted = counted and not _MANY.match(text, end)
        return counted and not (own.endswith("00") and _PEOPLE.match(text, end))
    fraction = re.fullmatch(r"[0-9]+\.[0-9]+", own)  # of a degree, of a percentage or an hour
    return bool(fraction and not is_counted(text, end))
