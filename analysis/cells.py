"""Turn the text of one cell into its value, or say why it has none.

Everything that depends on the column comes from its Table Schema field descriptor.
"""

import re
import unicodedata
from datetime import date
from typing import Any, NamedTuple

NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
THREE_DECIMALS = re.compile(r"[0-9]{1,3}\.[0-9]{3}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LOOSE_DAY = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
JOINERS = "\u200c\u200d"  # they shape Persian words and emoji, and are no mistake in a text
SHOWN = 60  # characters of a value that a message repeats


class Fault(NamedTuple):
    """Why a cell cannot be taken, and what to write instead where that is certain."""

    reason: str
    fix: str = ""


def visible(text: str) -> str:
    r"""Return the text as a message can show it: shortened, and what cannot be seen as an escape.

    >>> visible("12\u00a0000")
    '"12\\u00a0000"'
    """
    short = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    shown = "".join(c if c == " " or c.isprintable() else code_point(c) for c in short)
    return f'"{shown}"' + (f" ({len(text):,} characters)" if short != text else "")


def code_point(char: str) -> str:
    """Return the escape that stands for a character."""
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


def unseen(text: str) -> Fault | None:
    """Return what a text holds that a reader of it cannot see, or would take for something else."""
    if text.isascii() and text.isprintable() and text == text.strip():
        return None
    if text != text.strip():
        return Fault("begins or ends with a space", f"write {visible(text.strip())}")
    for char in text:
        kind = unicodedata.category(char)
        if kind in ("Cc", "Cf", "Zl", "Zp", "Cn", "Co") and char not in "\n" + JOINERS:
            name = unicodedata.name(char, "a control character").lower()
            return Fault(f"holds a character that cannot be seen: {code_point(char)}, {name}")
    for word in re.findall(r"[^\W\d_]+", text):
        if not word.isascii() and len(scripts := {_script(char) for char in word} & ALPHABETS) > 1:
            mixed = " and ".join(sorted(name.title() for name in scripts))
            return Fault(f"mixes {mixed} letters that look alike in the word {word!a}")
    return None


ALPHABETS = {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN"}


def _script(char: str) -> str:
    return unicodedata.name(char, "").split(" ")[0]


def read_cell(text: str, field: dict[str, Any]) -> Any:
    """Return the cell's value by its field descriptor, ``None`` for a blank, or a :class:`Fault`.

    >>> read_cell("1500", {"name": "value", "type": "number"})
    1500.0
    >>> read_cell("1,500", {"name": "value", "type": "number"}).reason
    'is not a plain number: digits, with a point before decimals'
    """
    constraints = field.get("constraints", {})
    if not text.strip(" "):
        return (
            Fault("is blank, and the column needs a value") if constraints.get("required") else None
        )
    if len(text) > constraints.get("maxLength", len(text)):
        return Fault(f"has {len(text):,} characters; {constraints['maxLength']:,} are allowed")
    if fault := unseen(text):
        return fault
    value = READERS.get(field.get("type", "string"), _string)(text, field)
    return value if isinstance(value, Fault) else _constrained(text, value, constraints)


def _string(text: str, field: dict) -> str:
    return text


def _number(text: str, field: dict) -> float | Fault:
    if not NUMBER.fullmatch(text):
        return Fault("is not a plain number: digits, with a point before decimals")
    if THREE_DECIMALS.fullmatch(text):
        return Fault("may be a decimal or a number of thousands: write it without three decimals")
    return float(text)


def _integer(text: str, field: dict) -> int | Fault:
    value = _number(text, field)
    if isinstance(value, Fault) or value != int(value):
        return Fault("is not a whole number in plain digits")
    return int(value)


def _boolean(text: str, field: dict) -> bool | Fault:
    yes, no = field.get("trueValues", ["true"]), field.get("falseValues", ["false"])
    return text in yes if text in (*yes, *no) else Fault("is neither true nor false")


def _date(text: str, field: dict) -> date | Fault:
    reason = "is not a day written as year-month-day, such as 2024-10-18"
    loose = LOOSE_DAY.fullmatch(text)
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
        day = date(*map(int, loose.groups())) if loose else None
    except ValueError:
        return Fault("is not a day of the calendar")
    if re.fullmatch("[0-9]{5}", text):
        reason += "; it looks like a spreadsheet's serial number"
    return Fault(reason, f"write {day.isoformat()}" if day else "")


READERS = {
    "string": _string,
    "number": _number,
    "integer": _integer,
    "boolean": _boolean,
    "date": _date,
}


def _constrained(text: str, value: Any, constraints: dict[str, Any]) -> Any:
    allowed = constraints.get("enum")
    if allowed and text not in allowed:
        match = [word for word in allowed if word == text.casefold()]
        fix = f"write {match[0]}" if match else ""
        return Fault(f"is not one of {', '.join(allowed)}" + _foreign(text), fix)
    if (pattern := constraints.get("pattern")) and not re.fullmatch(pattern, text):
        return Fault(f"does not match {pattern}" + _foreign(text))
    bound = type(value) if not isinstance(value, date) else date.fromisoformat
    if "minimum" in constraints and value < bound(constraints["minimum"]):
        return Fault(f"is below {constraints['minimum']}")
    if "maximum" in constraints and value > bound(constraints["maximum"]):
        return Fault(f"is above {constraints['maximum']}")
    return value


def _foreign(text: str) -> str:
    return "" if text.isascii() else f"; in plain letters it is {text!a}"
