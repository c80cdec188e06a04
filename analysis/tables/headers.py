"""Hold the header of a table against the columns that its schema describes."""

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import Any

from analysis.tables.cells import visible
from analysis.tables.csv_text import Record
from analysis.tables.problems import Problem, column_letters

MOST_NAMED = 3  # more columns than these with wrong names are one mistake, not many
NEAR = 0.8  # how alike two names are, from 0 to 1, that are taken for one: "wording", "wordng"


def header_problems(
    file: str, record: Record, schema: dict[str, Any], needed: list[str]
) -> Iterator[Problem]:
    """Yield the columns that lack or stand twice, and those nearly called as one that lacks.

    Names that are ``reserved`` stand for columns that are added later. Other names are columns of
    the ledger's own. A header with nothing of the schema in it is no header, and one problem.
    """
    names = _without_blanks(record.cells)
    known, reserved = [f["name"] for f in schema["fields"]], schema.get("reserved", [])
    missing = [name for name in needed if name not in names]
    meant = [nearly(name, known, names) for name in names]
    wrong = [
        i
        for i, name in enumerate(names)
        if meant[i] or (name.strip() and name in (*names[:i], *reserved))
    ]
    if not set(names) & set(known) and not any(meant):
        reason = "is not the header: it names no column of the schema"
        cell = f"A{record.number}"
        yield Problem(file, reason, record.line, cell, value=visible(names[0]))
        return
    if len(wrong) > MOST_NAMED:
        yield _many(file, record, [names[i] for i in wrong], missing)
        return
    for index in wrong:
        reason, fix = _wrong(index, names, meant[index])
        missing = [name for name in missing if name != meant[index]]
        cell = f"{column_letters(index)}{record.number}"
        yield Problem(file, reason, record.line, cell, value=visible(names[index]), fix=fix)
    if missing:
        yield Problem(file, f"has no column {', '.join(missing)}", record.line)


def nearly(name: str, known: Collection[str], names: Collection[str]) -> str:
    """Return the column of the schema that a name is nearly called as, else a blank.

    One that the header has too is meant only if the two differ in nothing but case or spacing.

    >>> nearly("valeu", ["value"], []), nearly("Value", ["value"], ["value"])
    ('value', 'value')
    >>> nearly("note2", ["note"], ["note"]), nearly("weather", ["place"], []), nearly("", ["a"], [])
    ('', '', '')
    """
    plain = _plain(name)
    if name in known or not plain:
        return ""
    if plain in known:
        return plain
    free = [column for column in known if column not in names]
    swapped = [column for column in free if sorted(column) == sorted(plain)]
    return next(iter(swapped or get_close_matches(plain, free, 1, NEAR)), "")


def _plain(name: str) -> str:
    return re.sub(r"\W+", "_", name.strip().lower())


def shifted(file: str, record: Record, width: int, known: list[str]) -> Problem:
    """Return the problem of a header that is longer or shorter than every row below it."""
    reason = f"the header has {len(record.cells)} cells, and every row has {width}"
    missing = [name for name in known if name not in record.cells]
    reason += f"; missing: {', '.join(missing)}" if 0 < len(missing) <= MOST_NAMED else ""
    return Problem(file, reason, record.line)


def _without_blanks(names: list[str]) -> list[str]:
    return names[: max(i for i, name in enumerate(names, 1) if name.strip())]


def _wrong(index: int, names: list[str], meant: str) -> tuple[str, str]:
    """Return what is wrong with a column's name, and the fix where it is certain."""
    name = names[index]
    if name in names[:index]:
        return "is the name of two columns", ""
    if not meant:
        return "is the name of a column that is added later; choose another", ""
    if meant in names:
        return f"differs only in case or spacing from the column {meant}", ""
    if meant == _plain(name):
        return "is not a column of the schema", f"rename it {meant}"
    return f"is nearly the name of the column {meant}, which is not there", ""


def _many(file: str, record: Record, wrong: list[str], missing: list[str]) -> Problem:
    """Return the one problem of a header that is in other words."""
    listed = ", ".join(visible(name) for name in wrong)
    reason = f"{len(wrong)} names in the header are not columns of the schema: {listed}"
    reason += f"; missing: {', '.join(missing)}" if missing else ""
    return Problem(file, reason, record.line)
