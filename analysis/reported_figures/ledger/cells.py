"""Turn the text of one cell into its value, or say why it has none.

Everything that depends on the column comes from its Table Schema field descriptor.
"""

import math
import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Collection, Iterable
from datetime import date
from difflib import get_close_matches
from operator import eq
from typing import Any, NamedTuple

from reported_figures.errors import code_point

ALPHABETS = {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN"}
JOINERS = "\u200c\u200d"  # they shape Persian words and emoji, and are no mistake there
EMPTY = "\u034f\u115f\u1160\u2800\u3164\uffa0"  # letters and signs that print as nothing
# not those inside a number, nor the wide space of Chinese and Japanese
SPECIAL_SPACE = re.compile("(?<![0-9])[^\\S \n\u3000]|[^\\S \n\u3000](?![0-9])")
NAMES = {"\0": "null", "\t": "tab", "\ufffd": "the mark of a lost letter"}
MOST_SEARCHES = 20  # for the name that was perhaps meant
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
    shown = "".join(c if c.isprintable() and c not in EMPTY else code_point(c) for c in short)
    return f'"{shown}"' + (f" ({len(text):,} characters)" if short != text else "")


class Nearest:
    """Find the known name that a wrong one was perhaps meant as.

    Each search goes through all that are known: after some twenty no more is made, for then the
    names are no slips of the pen.
    """

    def __init__(self, known: Collection[str]) -> None:
        self._known, self._searches = known, 0

    def to(self, name: str) -> str:
        """Return the nearest known name, or a blank.

        >>> Nearest(["police", "union"]).to("polise"), Nearest(["police"]).to("army")
        ('police', '')
        """
        self._searches += 1
        if self._searches > MOST_SEARCHES:
            return ""
        return next(iter(get_close_matches(name, self._known, 1)), "")


def fold(text: str) -> str:
    """Return what is left of a name without its case and spacing, to tell whether two are one.

    >>> fold(" Press  Conference") == fold("press conference")
    True
    """
    if text.isascii() and text.isprintable() and " " not in text:
        return text.casefold()
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def fold_all(texts: Iterable[str]) -> list[str]:
    """Return each text as :func:`fold` does; those of plain letters at once.

    >>> fold_all(["Kursk", "Press  Conference"])
    ['kursk', 'press conference']
    """
    texts = list(texts)
    together = "".join(texts)
    is_plain = together.isascii() and together.isprintable() and " " not in together
    return [*map(str.casefold if is_plain else fold, texts)]


def unseen(text: str, *, multiline: bool = False) -> Fault | None:
    """Return what is wrong with the characters of a text, ``None`` where nothing is.

    Refused: spaces around it, letters garbled by a wrong encoding, what prints as nothing,
    look-alike letters, and outside a ``multiline`` text line breaks and special spaces, but for the
    one inside a number.

    >>> unseen("Kur\u200bsk").reason
    'holds a stray character: \\\\u200b, zero width space'
    """
    if text.isascii() and text.isprintable() and text == text.strip():
        return None
    if text != text.strip():
        fix = f"write {visible(text.strip())}" if text.strip() else "leave it blank"
        return Fault("begins or ends with a space", fix)
    if "\n" in text and not multiline:
        return Fault("holds a line break, and the column takes a single line")
    spaces = None if multiline else _special_space(text)
    return _garbled(text) or _stray(text) or spaces or _mixed(text)


def _is_seen(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cf", "Co", "Zs", "Zl", "Zp") and (
        char not in EMPTY
    )


def _garbled(text: str) -> Fault | None:
    try:
        mended = text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None
    if mended == text:
        return None
    return Fault("is garbled: UTF-8 that was read as Windows-1252", f"write {visible(mended)}")


def _stray(text: str) -> Fault | None:
    for before, char in zip(" " + text, text, strict=False):
        expected = char == "\n" or unicodedata.category(char) == "Zs"
        expected |= char in JOINERS and not before.isascii()
        if char == "\ufffd" or not (expected or _is_seen(char)):
            name = NAMES.get(char) or unicodedata.name(char, "a control character").lower()
            return Fault(f"holds a stray character: {code_point(char)}, {name}")
    return None


def _special_space(text: str) -> Fault | None:
    plain = SPECIAL_SPACE.sub(" ", text)
    fix = f"write {visible(plain)}"
    return Fault("holds a space that is not a plain one", fix) if plain != text else None


def _mixed(text: str) -> Fault | None:
    for word in re.findall(r"[^\W\d_]+", text):
        scripts = {unicodedata.name(char, "").split(" ")[0] for char in word} & ALPHABETS
        if len(scripts) > 1:
            mixed = " and ".join(sorted(name.title() for name in scripts))
            return Fault(f"mixes {mixed} letters that look alike in the word {word!a}")
    return None


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
    is_plain = _are_plain(texts)
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


def _are_plain(texts: Collection[str]) -> bool:
    """Say whether nothing can be wrong with the characters of some texts."""
    together = "".join(texts)
    plain = together.isascii() and together.isprintable()
    return plain and all(map(eq, texts, map(str.strip, texts)))


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
