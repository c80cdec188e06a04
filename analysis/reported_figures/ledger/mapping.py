"""The mapping by which a table becomes a ledger, in TOML: what it may say, what is wrong in one.

A *text* in it is the name of a column, or words with columns in braces: ``"{Question}, {Group}"``.
"""

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args, get_origin

from reported_figures.errors import ReadableError
from reported_figures.formats import listed, short_path
from reported_figures.ledger.references import FIGURES
from reported_figures.ledger.schemas import project_schemas

MOST_NAMED = 12  # places still to fill, in one message
TO_FILL = "?"  # what a suggested mapping leaves to a person
IN_BRACES = re.compile(r"\{([^{}]*)\}")
NUMBERS = ("value", "low", "high", "wording")
GIVEN = ("quantity_id", "value", "low", "high", "wording")  # by [[figures]], not by [columns]
Plain = str | int | float | bool | date
Texts, Cells = dict[str, str], dict[str, Plain]
IN_WORDS = {str: "a text", dict: "a table", list: "a list", Plain: "a text, a number or a day"}
EVERY = "*"  # in [sources] and [quantities]: what holds for all that say nothing else


class MappingError(ReadableError):
    """A mapping that cannot be followed."""


@dataclass(frozen=True)
class FigureMap:
    """One figure that each row of the table holds: of what, and in which columns its number is.

    ``computed`` names who worked the number out where no source claims it.
    """

    quantity: str
    value: str = ""
    low: str = ""
    high: str = ""
    wording: str = ""
    unit: str = ""
    computed: str = ""
    columns: Texts = field(default_factory=dict)
    constants: Cells = field(default_factory=dict)


@dataclass(frozen=True)
class Wide:
    """Columns that are values themselves, such as one for each day: each becomes a row."""

    columns: str  # a pattern that their whole names match
    name: str  # the column that gets their name
    value: str  # the column that gets what stands in them


@dataclass(frozen=True)
class Ranges:
    """Rows that are the two ends of one range: those alike in the columns of the key."""

    key: list[str]
    end: str
    low: str
    high: str


@dataclass(frozen=True)
class Mapping:
    """How a table becomes a ledger; ``file`` is where that stands."""

    file: str
    figures: list[FigureMap]
    columns: Texts = field(default_factory=dict)  # of the ledger: a text
    constants: Cells = field(default_factory=dict)  # of the ledger: the same in every row
    dates: Texts = field(default_factory=dict)  # of the ledger: the form of its days in the table
    values: dict[str, Cells] = field(
        default_factory=dict
    )  # of the ledger: what the table's values are there
    keep: Texts = field(default_factory=dict)  # further columns: a text
    left_out: Texts = field(default_factory=dict)  # of the table: why it is not taken
    blank: list[str] = field(
        default_factory=lambda: ["NA", "N/A", "n/a", "nan", "null", "None", "-"]
    )
    wide: Wide | None = None
    ranges: Ranges | None = None
    sources: dict[str, Cells] = field(default_factory=dict)  # by name: their columns in sources.csv
    quantities: dict[str, Cells] = field(
        default_factory=dict
    )  # by name: their columns in quantities.csv
    document: Cells = field(default_factory=dict)  # its columns in documents.csv

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield every text that names columns, with the place where it stands."""
        for name, text in self.columns.items():
            yield f"[columns] {name}", text
        for name, text in self.keep.items():
            yield f"[keep] {name}", text
        for number, one in enumerate(self.figures, 1):
            place = f"[[figures]] {number}"
            yield from ((f"{place} {name}", text) for name, text in one.columns.items())
            yield from ((f"{place} {n}", getattr(one, n)) for n in NUMBERS if getattr(one, n))
            if IN_BRACES.search(one.quantity):
                yield f"{place} quantity", one.quantity
        for name in [*self.ranges.key, self.ranges.end] if self.ranges else []:
            yield "[ranges]", name


def read_mapping(path: Path) -> Mapping:
    """Return a mapping from its file.

    Refused with :class:`MappingError`: a file that is no TOML, an unknown or missing name, a value
    of the wrong kind, a figure without a number, and what a suggestion left to fill.
    """
    file = short_path(path)
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise MappingError(f"{file}: {error.strerror or error}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MappingError(f"{file}: not TOML in UTF-8: {error}.") from None
    if blanks := list(_to_fill(given)):
        verb = "is" if len(blanks) == 1 else "are"
        raise MappingError(f"{file}: {listed(blanks, most=MOST_NAMED)} {verb} still to fill.")
    figures = given.get("figures")
    if not isinstance(figures, list) or not figures:
        raise MappingError(f"{file}: it has no [[figures]]: which column holds a number of what?")
    for name, kind in (("wide", Wide), ("ranges", Ranges)):
        if name in given:
            given[name] = _made(kind, file, f"[{name}]", given[name])
    made = [_made(FigureMap, file, f"[[figures]] {n}", one) for n, one in enumerate(figures, 1)]
    mapping = _made(Mapping, file, "the top", given | {"figures": made, "file": file})
    _check_columns(mapping)
    return mapping


def _to_fill(given: dict) -> Iterator[str]:
    """Yield the places of a mapping in which a suggestion left something to fill.

    >>> list(_to_fill({"figures": [{"unit": "?"}], "quantities": {"arrests": {"kind": "?"}}}))
    ['[[figures]] 1 unit', '[quantities.arrests] kind']
    """
    for name, value in given.items():
        tables = enumerate(value, 1) if isinstance(value, list) else ()
        tables = value.items() if isinstance(value, dict) else tables
        for key, inner in tables:
            if inner == TO_FILL:
                yield f"[{name}] {key}"
            for last, cell in inner.items() if isinstance(inner, dict) else ():
                place = f"[[{name}]] {key}" if isinstance(value, list) else f"[{name}.{key}]"
                yield from [f"{place} {last}"] if cell == TO_FILL else []


def _made(kind: type, file: str, place: str, given: Any) -> Any:
    """Return a table of the mapping as a dataclass, or say which of its names cannot be."""
    if not isinstance(given, dict):
        raise MappingError(f"{file}: {place} must be a table.")
    known = {one.name: one for one in fields(kind)}
    for name, value in given.items():
        if name not in known:
            raise MappingError(f"{file}: {place} has no {name}{did_you_mean(name, known)}.")
        own = f"[{name}]" if isinstance(value, dict) else name
        at = own if kind is Mapping else f"{place} {name}"
        for misfit in _misfits(at, value, known[name].type):
            raise MappingError(f"{file}: {misfit}.")
    try:
        return kind(**given)
    except TypeError as error:
        lacks = re.findall(r"'(\w+)'", str(error))
        raise MappingError(f"{file}: {place} lacks {', '.join(lacks)}.") from None


def _misfits(place: str, value: Any, wanted: Any) -> Iterator[str]:
    """Yield what in a value is not of the kind that is wanted of it, with its place.

    >>> list(_misfits("[columns]", {"outlet": 3}, Texts))
    ['[columns] outlet must be a text']
    """
    kind, inner = get_origin(wanted), get_args(wanted)
    kind = kind if kind in (dict, list) else wanted
    if kind in IN_WORDS and not isinstance(value, kind):
        yield f"{place} must be {IN_WORDS[kind]}"
    elif kind in (dict, list) and inner:
        cells = value.items() if kind is dict else enumerate(value, 1)
        for name, cell in cells:
            yield from _misfits(f"{place} {name}", cell, inner[-1])


def _check_columns(mapping: Mapping) -> None:
    """Refuse names that are no columns of the tables that are written, and figures without one."""
    tables = {
        name: {one["name"] for one in schema["fields"]}
        for name, schema in project_schemas().items()
    }
    figures = tables[FIGURES] - set(GIVEN)
    checked = [
        *((f"[{name}]", getattr(mapping, name), figures) for name in ("columns", "constants")),
        *((f"[{name}]", getattr(mapping, name), tables[FIGURES]) for name in ("dates", "values")),
        *((f'[sources."{n}"]', one, tables["sources"]) for n, one in mapping.sources.items()),
        *(
            (f'[quantities."{n}"]', one, tables["quantities"])
            for n, one in mapping.quantities.items()
        ),
        ("[document]", mapping.document, tables["documents"]),
    ]
    for number, one in enumerate(mapping.figures, 1):
        place = f"[[figures]] {number}"
        checked += [(f"{place} columns", one.columns, figures)]
        checked += [(f"{place} constants", one.constants, figures)]
        if not any(getattr(one, name) for name in NUMBERS):
            raise MappingError(f"{mapping.file}: {place} names no column with a number.")
    for place, names, known in checked:
        for name in names:
            if name not in known:
                given = " ([[figures]] gives it)" if name in GIVEN else did_you_mean(name, known)
                raise MappingError(f"{mapping.file}: {place} {name} is no column there{given}.")
    if clash := set(mapping.keep) & tables[FIGURES]:
        raise MappingError(f"{mapping.file}: [keep] {clash.pop()} is a column of the ledger.")


def columns_in(text: str, known: Collection[str]) -> list[str]:
    """Return the columns that a text of a mapping names.

    >>> columns_in("Group", ["Group"]), columns_in("{Question}, {Group}", ["Group", "Question"])
    (['Group'], ['Question', 'Group'])
    """
    return [text] if text in known else IN_BRACES.findall(text) or [text]


def did_you_mean(name: str, known: Collection[str]) -> str:
    """Return the name that was perhaps meant, for the end of a message.

    >>> did_you_mean("columms", ["columns", "dates"]), did_you_mean("x", ["columns"])
    ('; did you mean columns?', '')
    """
    near = get_close_matches(name, list(known), 1)
    return f"; did you mean {near[0]}?" if near else ""
