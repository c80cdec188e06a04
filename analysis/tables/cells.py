"""Turn the text of one cell into its value, or say why it has none.

Everything that depends on the column comes from its Table Schema field descriptor.
"""

import math
import re
import unicodedata
from collections.abc import Collection
from datetime import date
from typing import Any

from analysis.tables.characters import Fault, unseen, visible
from analysis.tables.days import Days, read_day, read_days

__all__ = ["TYPES", "Fault", "read_cell", "visible"]

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
    constraints = field.get("constraints", {})
    if text.strip(" ") in missing:
        needed = constraints.get("required")
        return Fault("is blank, and the column needs a value") if needed else None
    if len(text) > constraints.get("maxLength", len(text)):
        return Fault(f"has {len(text):,} characters; {constraints['maxLength']:,} are allowed")
    if fault := unseen(text, multiline=field.get("multiline", False)):
        return fault
    value = READERS[field.get("type", "string")](text, field)
    return value if isinstance(value, Fault) else _constrained(text, value, field)


def _string(text: str, field: dict) -> str:
    return unicodedata.normalize("NFC", text)


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


def _constrained(text: str, value: Any, field: dict[str, Any]) -> Any:
    """Return the value, or the first of the field's constraints that it does not keep to."""
    constraints = field.get("constraints", {})
    allowed, pattern = constraints.get("enum"), constraints.get("pattern")
    if allowed and text not in allowed:
        fix = f"write {text.casefold()}" if text.casefold() in allowed else ""
        return Fault(f"is not one of {', '.join(allowed)}{_foreign(text)}", fix)
    if pattern and not re.fullmatch(pattern, text):
        form = field.get("form", f"text that matches {pattern}")
        return Fault(f"is not {form}{_foreign(text)}")
    first, last = value if isinstance(value, Days) else (value, value)
    read = date.fromisoformat if isinstance(value, Days) else float
    if "minimum" in constraints and first < read(constraints["minimum"]):
        return Fault(f"is below {constraints['minimum']}")
    if "maximum" in constraints and last > read(constraints["maximum"]):
        return Fault(f"is above {constraints['maximum']}")
    return value


def _foreign(text: str) -> str:
    return "" if text.isascii() else f"; spelt out, it is {text!a}"
