"""Read a day, or a month or a year that stands for all of its days."""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from analysis.tables.characters import Fault

DAYS = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
LOOSE_DAY = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})([T ]00:00(:00)?)?")
NOT_IN_CALENDAR = "is not a day of the calendar"


class Days(NamedTuple):
    """The first and the last day of what was written: a day, a month or a year.

    >>> print(Days(date(2024, 10, 1), date(2024, 10, 31)), Days(date(1883, 7, 1), date(1883, 7, 1)))
    2024-10 1883-07-01
    """

    first: date
    last: date

    def __str__(self) -> str:
        text = self.first.isoformat()
        if self.first == self.last:
            return text
        return text[:4] if self.first.month != self.last.month else text[:7]


def read_day(text: str) -> Days | Fault:
    """Return the day that is written as year-month-day.

    >>> read_day("2024/10/18").fix, read_day("2024-10").fix
    ('write 2024-10-18', '')
    """
    return read_days(text) if len(text) == len("2024-10-18") else _not_a_day(text)


def read_days(text: str) -> Days | Fault:
    """Return the days that are written as year-month-day, or as a year and month, or as a year.

    >>> read_days("2024-02").last, read_days("0044").first
    (datetime.date(2024, 2, 29), datetime.date(44, 1, 1))
    """
    written = DAYS.fullmatch(text)
    if not written:
        return _not_a_day(text)
    year, month, day = (int(part) if part else 0 for part in written.groups())
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return Fault(NOT_IN_CALENDAR)
    last = first.replace(month=month or 12)
    return Days(first, first if day else last.replace(day=monthrange(year, last.month)[1]))


def _not_a_day(text: str) -> Fault:
    """Return why a text is not a day, and the day that it is where that is certain."""
    reason = "is not a day written as year-month-day, such as 2024-10-18"
    if re.fullmatch("[0-9]{5}", text):
        return Fault(f"{reason}; it looks like a spreadsheet's serial number")
    loose = LOOSE_DAY.fullmatch(text)
    try:
        day = date(*map(int, loose.groups()[:3])) if loose else None
    except ValueError:
        return Fault(NOT_IN_CALENDAR)
    return Fault(reason, f"write {day.isoformat()}" if day else "")
