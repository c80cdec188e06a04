"""Hold the header of a table against the columns that its schema describes."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from analysis.tables.cells import visible
from analysis.tables.csv_text import Record
from analysis.tables.problems import Problem, column_letters

MOST_NAMED = 3  # more columns than these with wrong names are one mistake, not many


def header_problems(
    file: str, record: Record, known: list[str], needed: list[str]
) -> Iterator[Problem]:
    """Yield the columns that the schema does not know or that stand twice, and those that lack.

    A header with nothing of the schema in it is no header, and one problem.
    """
    names = _without_blanks(record.cells)
    missing = [name for name in needed if name not in names]
    wrong = [i for i, name in enumerate(names) if name not in known or name in names[:i]]
    if len(wrong) > MOST_NAMED or len(wrong) == len(names):
        yield _many(file, record, [names[i] for i in wrong], missing)
        return
    for index in wrong:
        reason, fix = _wrong(names[index], names[:index], missing)
        if index == wrong[-1] and missing:
            reason, missing = f"{reason}; {', '.join(missing)} is missing", []
        cell = f"{column_letters(index)}{record.number}"
        yield Problem(file, reason, record.line, cell, value=visible(names[index]), fix=fix)
    if missing:
        yield Problem(file, f"has no column {', '.join(missing)}", record.line)


def shifted(file: str, record: Record, width: int, needed: list[str]) -> Problem:
    """Return the problem of a header that is longer or shorter than every row below it."""
    reason = f"the header has {len(record.cells)} cells, and every row has {width}"
    missing = [name for name in needed if name not in record.cells]
    reason += f"; missing: {', '.join(missing)}" if missing else ""
    return Problem(file, reason, record.line)


def _without_blanks(names: list[str]) -> list[str]:
    return names[: max(i for i, name in enumerate(names, 1) if name.strip())]


def _wrong(name: str, before: list[str], missing: list[str]) -> tuple[str, str]:
    """Return what is wrong with a column's name, and the fix; a name found is no longer missing."""
    if name in before:
        return "is the name of two columns", ""
    plain = re.sub(r"\W+", "_", name.strip().lower())
    reason, fix = "is not a column that the schema describes", ""
    if close := get_close_matches(plain, missing, 1):
        missing.remove(close[0])
        if close[0] == plain:
            return reason, f"rename it {plain}"
        reason += f"; {close[0]} is missing"
    return reason, fix


def _many(file: str, record: Record, wrong: list[str], missing: list[str]) -> Problem:
    """Return the one problem of a header that is in other words, or is a row of figures."""
    if len(wrong) == len(_without_blanks(record.cells)):
        reason = "is not the header: it names no column that the schema describes"
        return Problem(file, reason, record.line, f"A{record.number}", value=visible(wrong[0]))
    listed = ", ".join(visible(name) for name in wrong)
    reason = f"{len(wrong)} names in the header are not columns that the schema describes: {listed}"
    reason += f"; missing: {', '.join(missing)}" if missing else ""
    return Problem(file, reason, record.line)
