"""The dates that a text prints: those that are certain as days, the others as they are printed."""

import calendar
import re
from datetime import date
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from reported_figures.documents.paragraphs import fold
from reported_figures.documents.written_forms import DAY, MONTH, TO, YEAR

_WEEKDAY = rf"(?-i:(?:{'|'.join(calendar.day_name)})\b)"
_MONTH_DAY = rf"{MONTH} {DAY}(?:{TO}{DAY}(?=,? {YEAR}|$|[^\w ]))?"
_DAY_MONTH = rf"(?<![\w-]){DAY}(?:(?:, |{TO}){DAY})*(?: of)? {MONTH}"
_NUMERIC = r"\b[0-9]{1,4}([/.-])[0-9]{1,2}\1[0-9]{2,4}\b"
_DATE = re.compile(
    rf"(?:{_MONTH_DAY}|{_DAY_MONTH}|{MONTH})(?:,? {YEAR})?|{_NUMERIC}|{_WEEKDAY}", re.IGNORECASE
)
_YEAR = re.compile(rf" ({YEAR})$")
_MONTHS = {name[:3].casefold(): number for number, name in enumerate(calendar.month_name) if name}


class Dates(NamedTuple):
    """The dates of a text: in ISO form where they are certain, otherwise as printed."""

    certain: tuple[str, ...]
    unsettled: tuple[str, ...]


@lru_cache(maxsize=64)
def dates_in(text: str) -> Dates:
    """Return the dates that a text prints. A year also serves the day that is linked to its own.

    >>> dates_in("On Friday, between 30 September and 2 October 2024, or from May 8")
    Dates(certain=('2024-09-30', '2024-10-02'), unsettled=('Friday', 'May 8'))
    """
    folded = fold(text).cased
    matches = list(_DATE.finditer(folded))
    certain, unsettled = [], []
    for match, after in zip_longest(matches, matches[1:]):
        linked = after and re.fullmatch(TO, folded[match.end() : after.start()])
        found = _days(match[0], after[0] if linked else "")
        certain += found
        printed = match[0].removesuffix(".")
        unsettled += [] if found or printed in ("May", "March") else [printed]
    return Dates(tuple(dict.fromkeys(certain)), tuple(dict.fromkeys(unsettled)))


def _days(printed: str, linked: str) -> list[str]:
    """Return the days that a printed date names for certain, or its month: "October 2024"."""
    if re.fullmatch(_NUMERIC, printed):
        return _numeric(printed)
    month = re.search(MONTH, printed)
    year = _YEAR.search(printed) or _YEAR.search(linked)
    if not month or not year:
        return []
    number = _MONTHS[month[0][:3].casefold()]
    rest = _YEAR.sub("", printed)
    days = re.findall(r"[0-9]+", rest)
    later = re.search(MONTH, linked)
    if not _YEAR.search(printed) and later and number > _MONTHS[later[0][:3].casefold()]:
        return []  # "28 December to 3 January 2024"
    if not days:
        return [f"{year[1]}-{number:02}"] if _YEAR.search(printed) else []
    return [day for text in days if (day := _iso(int(year[1]), number, int(text)))]


def _numeric(printed: str) -> list[str]:
    """Return the day of "2024-10-08" or "13/10/2024", and none of "1/11/2024"."""
    parts = [int(part) for part in re.split(r"[/.-]", printed)]
    if len(re.split(r"[/.-]", printed)[0]) == 4:
        return [day for day in [_iso(*parts)] if day]
    readings = {day for day in (_iso(parts[2], *parts[1::-1]), _iso(parts[2], *parts[:2])) if day}
    return sorted(readings) if len(readings) == 1 and parts[2] > 999 else []


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
