"""What a sentence says of its number: asserted or denied, on which day, and up to which one."""

import calendar
import re
from datetime import date, timedelta

from reported_figures.documents.dates import dates_in

NEAR = 4  # words between a reporting verb and the day on which it was said
_DENIES = re.compile(r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)|disput(?:es|ed))\b")
_UNSURE = re.compile(
    r"\b(?:can ?not|could not|couldn.t|can.t|did not|unable to|not able to|no way to)"
    r"(?: independently)? (?:confirm|verify)"
)
_OF_NUMBER = re.compile(r"\b(?:figures?|numbers?|toll|count|estimate|tally|claim) (?:of|that)\b")
_UP_TO = re.compile(r"\b(?:[Aa]s of|[Bb]y|[Uu]ntil|[Uu]p to) (?=[A-Z0-9]|yesterday)")
_TO_COME = re.compile(
    r"\b(?:will|would|expects?|expected|plans?|planned|(?:is|are|was|were) to|forecasts?|predicts?|"
    r"predicted|due to)\b"
)
_RELATIVE = {"today": 0, "yesterday": 1}
_DAY = re.compile(rf"\b(?:{'|'.join(calendar.day_name)}|today|yesterday)\b")
_REPORTS = re.compile(r"\b(?:sa(?:id|ys?)|told|statement|announced|reported|wrote|put|confirmed)\b")


def stance(sentence: str, the_number: bool = False) -> dict[str, str]:
    """Return what a sentence says of its number: asserted, denied, or not confirmed.

    It is the number that is refused where it is called one, or stands for itself: "the 400".

    >>> stance("The mayor denied the figure of 400.")
    {'stance': 'denies', 'status': '', 'stance_on': 'number'}
    """
    refused = "denies" if _DENIES.search(sentence) else ""
    refused = "cannot_confirm" if _UNSURE.search(sentence) else refused
    if refused:
        on = "number" if the_number or _OF_NUMBER.search(sentence) else ""
        return {"stance": refused, "status": "", "stance_on": on}
    return {"stance": "asserts", "status": "expected" if _TO_COME.search(sentence) else ""}


def day_said(sentence: str, published: date | None) -> dict[str, str]:
    """Return when a sentence says that it was said: a day beside the verb, else its document's.

    >>> day_said("The union said on Friday that 12 had left.", date(2024, 10, 19))["reported_on"]
    '2024-10-18'
    """
    for place in _beside_verb(sentence):
        certain = dates_in(place).certain
        if len(certain) == 1 and len(certain[0]) == len("2024-10-18"):
            return {"reported_on": certain[0], "reported_on_basis": "stated"}
        if published and (named := _DAY.search(place)):
            on = _resolved(named[0], published)
            note = f"{named[0].capitalize()} is taken as {on}, by the document's day."
            return {"reported_on": on, "reported_on_basis": "inferred", "note": note}
    if not published:
        return {}
    return {"reported_on": published.isoformat(), "reported_on_basis": "document"}


def last_day(sentence: str, published: date | None) -> str:
    """Return the day up to which a level is told, or a blank.

    >>> last_day("By Thursday evening, 12 had left.", date(2024, 10, 19))
    '2024-10-17'
    """
    place = _UP_TO.search(sentence)
    told = " ".join(sentence[place.end() :].split()[:NEAR]) if place else ""
    certain, named = dates_in(told).certain, _DAY.match(told)
    if named and published:
        return _resolved(named[0], published)
    return certain[0] if len(certain) == 1 and len(certain[0]) == len("2024-10-18") else ""


def _beside_verb(sentence: str) -> list[str]:
    """Return the few words to either side of each reporting verb, and what opens its sentence."""
    places = []
    for verb in _REPORTS.finditer(sentence):
        before = sentence[: verb.start()].rpartition(",")[2].split()[-NEAR:]
        after = re.split(r"[,;]|\bthat\b", sentence[verb.end() :])[0].split()[:NEAR]
        places += [" ".join(after), " ".join(before)]
        opening = re.match(
            r"(?!By |As of |Until |Since |Up to )[^,]{3,25},", sentence[: verb.start()]
        )
        places += [opening[0]] if opening and len(places) == 2 else []
    return places


def _resolved(named: str, published: date) -> str:
    """Return the last such day up to that of the document.

    >>> _resolved("Friday", date(2024, 10, 19)), _resolved("yesterday", date(2024, 10, 19))
    ('2024-10-18', '2024-10-18')
    """
    if named in _RELATIVE:
        return (published - timedelta(_RELATIVE[named])).isoformat()
    back = (published.weekday() - [*calendar.day_name].index(named)) % 7
    return (published - timedelta(back)).isoformat()
