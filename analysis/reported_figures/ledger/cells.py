"""Turn the text of one cell into its value, or say why it has none.

Everything that depends on the column comes from its Table Schema field descriptor.
"""

import math
import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Collection
from datetime import date
from typing import Any, NamedTuple

from reported_figures.ledger.characters import Fault, are_plain, unseen

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


BLANK = Fault("is blank, and the column needs a value")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
LIKE_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
DAYS_OR_LONGER = "any"  # the format of a date that may be only a month or a year


def read_cell(text: str, field: dict[str, Any], missing: Collection[str] = ("",)) -> Any:
    """Return the cell's value by its field descriptor, ``None`` for a blank, or a :class:`Fault`.

    >>> read_cell("1500", {"name": "value", "type": "number"})
    1500.0
    >>> read_cell("1,500", {"name": "value", "type": "number"}).reason
    'is not a plain number: digits, with a point before decimals'
    """
    return read_cells([text], field, missing)[text]


def read_cells(
    texts: Collection[str], field: dict[str, Any], missing: Collection[str] = ("",)
) -> dict[str, Any]:
    """Return the value of each of a column's texts, as :func:`read_cell` does."""
    constraints = field.get("constraints", {})
    blank = BLANK if constraints.get("required") else None
    longest, multiline = constraints.get("maxLength", math.inf), field.get("multiline", False)
    read, constrain = READERS[field.get("type", "string")], _constraint(field)
    is_plain = are_plain(texts)
    values: dict[str, Any] = {}
    for text in texts:
        if text.strip(" ") in missing:
            value = blank
        elif len(text) > longest:
            value = Fault(f"has {len(text):,} characters; {longest:,} are allowed")
        else:
            fault = None if is_plain else unseen(text, multiline=multiline)
            value = fault or constrain(text, read(text, field))
        values[text] = value
    return values


def _string(text: str, field: dict) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _number(text: str, field: dict) -> float | Fault:
    if not NUMBER.fullmatch(text):
        reason = "is not a plain number: digits, with a point before decimals"
        return Fault(reason + _foreign(text))
    if LIKE_THOUSANDS.fullmatch(text):
        return Fault("may be a decimal or a number of thousands: write it without three decimals")
    value = float(text)
    return Fault("is too large a number") if math.isinf(value) else value


def _integer(text: str, field: dict) -> float | Fault:
    value = _number(text, field)
    if isinstance(value, Fault) or not value.is_integer():
        return Fault("is not a whole number in plain digits")
    return int(value)


def _boolean(text: str, field: dict) -> bool | Fault:
    yes, no = field.get("trueValues", ["true"]), field.get("falseValues", ["false"])
    return text in yes if text in (*yes, *no) else Fault("is neither true nor false")


def _date(text: str, field: dict) -> Days | Fault:
    return read_days(text) if field.get("format") == DAYS_OR_LONGER else read_day(text)


READERS = {
    "string": _string,
    "number": _number,
    "integer": _integer,
    "boolean": _boolean,
    "date": _date,
}
TYPES = tuple(READERS)


def _constraint(field: dict[str, Any]) -> Callable[[str, Any], Any]:
    """Return a function of a text and its value that gives the value, or a :class:`Fault`.

    It is the value's own, or says which of the field's constraints it does not keep to.
    """
    constraints = field.get("constraints", {})
    allowed, pattern = constraints.get("enum"), re.compile(constraints.get("pattern", "(?s:.*)"))
    bounded = not constraints.keys().isdisjoint({"minimum", "maximum"})

    def constrain(text: str, value: Any) -> Any:
        if isinstance(value, Fault):
            return value
        if allowed and text not in allowed:
            fix = f"write {text.casefold()}" if text.casefold() in allowed else ""
            return Fault(f"is not one of {', '.join(allowed)}{_foreign(text)}", fix)
        if not pattern.fullmatch(text):
            form = field.get("form", f"text that matches {pattern.pattern}")
            return Fault(f"is not {form}{_foreign(text)}")
        return _bounded(value, constraints) if bounded else value

    return constrain


def _bounded(value: Any, constraints: dict[str, Any]) -> Any:
    first, last = value if isinstance(value, Days) else (value, value)
    read = date.fromisoformat if isinstance(value, Days) else float
    if "minimum" in constraints and first < read(constraints["minimum"]):
        return Fault(f"is below {constraints['minimum']}")
    if "maximum" in constraints and last > read(constraints["maximum"]):
        return Fault(f"is above {constraints['maximum']}")
    return value


def _foreign(text: str) -> str:
    return "" if text.isascii() else f"; spelt out, it is {text!a}"
