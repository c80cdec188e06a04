"""Read one CSV against its Table Schema: every row that can be read, and every problem, located.

Nothing here needs pandas: a table is checked as text, cell by cell, before a frame is built.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from analysis.cells import Fault, read_cell, visible
from analysis.errors import ReadableError

SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods, .xls
UTF16 = (b"\xff\xfe", b"\xfe\xff")
MERGE_MARKER = re.compile(r"^(<<<<<<<|=======$|>>>>>>>|\|\|\|\|\|\|\|)")


class LedgerError(ReadableError):
    """A ledger that cannot be loaded, with every problem that was found in it."""


@dataclass(frozen=True)
class Problem:
    """One mistake: where it stands as text line and spreadsheet cell, what it is, how to mend it."""

    file: str
    reason: str
    line: int | None = None
    cell: str = ""
    column: str = ""
    value: str = ""
    fix: str = ""

    def __str__(self) -> str:
        place = self.file + (f":{self.line}" if self.line else "")
        place += f", cell {self.cell}" if self.cell else ""
        subject = f"{self.column} {self.value}".strip()
        message = f"{place}: {subject} {self.reason}" if subject else f"{place}: {self.reason}"
        return message + (f". Fix: {self.fix}." if self.fix else ".")


@dataclass
class Row:
    """One record: its values by column, and its places in the text and in a spreadsheet."""

    line: int
    number: int
    values: dict[str, Any]
    faulty: set[str] = field(default_factory=set)


@dataclass
class Table:
    """The rows of one file. ``sound`` is false where its structure could not be read to the end."""

    name: str
    file: str
    schema: dict[str, Any]
    columns: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    sound: bool = True

    def texts(self, column: str) -> dict[str, Row]:
        """Return the first row of each value of a column, blanks left out."""
        return {row.values[column]: row for row in reversed(self.rows) if row.values.get(column)}

    def problem(
        self, row: Row, column: str, reason: str, fix: str = "", value: Any = None
    ) -> Problem:
        """Return a problem of one cell, and mark the cell so that nothing else is said about it."""
        row.faulty.add(column)
        cell = (
            f"{column_letters(self.columns.index(column))}{row.number}"
            if column in self.columns
            else ""
        )
        shown = row.values.get(column) if value is None else value
        text = "" if shown is None else visible(_as_text(shown))
        return Problem(self.file, reason, row.line, cell, column, text, fix)


def _as_text(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) and value < 1e6 else str(value)


def column_letters(index: int) -> str:
    """Return a spreadsheet's name of a column, counted from 0.

    >>> column_letters(0), column_letters(25), column_letters(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    while index >= 0:
        letters, index = chr(65 + index % 26) + letters, index // 26 - 1
    return letters


def read_schemas(path: Path) -> dict[str, dict[str, Any]]:
    """Return the Table Schemas of a ``datapackage.json``, by the name of the resource.

    Refused with :class:`LedgerError`: a file that is no JSON, or describes no tables.
    """
    try:
        package = json.loads(path.read_text(encoding="utf-8-sig"))
        return {resource["name"]: resource["schema"] for resource in package["resources"]}
    except OSError as error:
        raise LedgerError(f"{path}: cannot be read ({error.strerror}).") from error
    except (ValueError, TypeError, KeyError) as error:
        raise LedgerError(
            f"{path}: is not a data package that describes tables ({error}). "
            "Restore it, or delete it to use the project's own."
        ) from error


def read_table(
    name: str, path: Path, schema: dict, *, exact: bool = True
) -> tuple[Table, list[Problem]]:
    """Return a table and its problems. Nothing is raised: a file that is no CSV is a problem too.

    ``exact`` asks for every column of the schema; otherwise only for those that need a value.
    """
    file = _short(path)
    table = Table(name, file, schema)
    text, problem = _read_text(path, file)
    problem = problem or _not_csv(file, text)
    if problem:
        table.sound = False
        return table, [problem]
    fields = {column["name"]: column for column in schema["fields"]}
    problems = [
        *_read_rows(table, text, fields, exact),
        *_repeated_keys(table, schema, fields),
    ]
    return table, problems


def _short(path: Path) -> str:
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _read_text(path: Path, file: str) -> tuple[str, Problem | None]:
    try:
        data = path.read_bytes()
    except OSError as error:
        return "", Problem(file, f"cannot be read ({error.strerror})")
    if data.startswith(SPREADSHEETS):
        fix = "open it in the spreadsheet and save it as CSV in UTF-8"
        return "", Problem(file, "is a spreadsheet, not a CSV", fix=fix)
    if data.startswith(UTF16) or b"\x00" in data[:200:2] or b"\x00" in data[1:200:2]:
        return "", Problem(
            file, "is not in UTF-8 (UTF-16, it seems)", fix="save it as CSV in UTF-8"
        )
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n|\r|\n", data[: error.start])) + 1
        bad = data[error.start : error.end].hex(" ")
        return "", Problem(
            file,
            f"is not in UTF-8: byte {bad} cannot be read",
            line,
            fix="save it as CSV in UTF-8",
        )


def _not_csv(file: str, text: str) -> Problem | None:
    """Return the problem of a text that is no comma-separated table at all, or was left half merged."""
    lines = re.split(r"\r\n|\r|\n", text)
    header = next((line for line in lines if line.strip()), "")
    if not header:
        return Problem(file, "is empty", fix="restore its header line")
    for number, line in enumerate(lines, 1):
        if MERGE_MARKER.match(line):
            return Problem(file, "holds an unfinished merge", number, value=visible(line))
    if header.lower().startswith("sep="):
        return Problem(
            file,
            "begins with a sep= line",
            1,
            fix="delete that line and separate by commas",
        )
    if "," not in header:
        for mark, word in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
            if mark in header:
                fix = "save it as CSV with commas"
                return Problem(file, f"is separated by {word}, not by commas", 1, fix=fix)
    return None


def _records(text: str) -> Iterator[tuple[int, int, list[str] | None]]:
    """Yield each record with its first line and its row in a spreadsheet; ``None`` ends in an error."""
    csv.field_size_limit(max(len(text), csv.field_size_limit()))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line, number = 1, 0
    while True:
        number += 1
        try:
            yield line, number, next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield line, number, None
            return
        line = reader.line_num + 1


def _read_rows(table: Table, text: str, fields: dict, exact: bool) -> Iterator[Problem]:
    width, file = 0, table.file
    for line, number, cells in _records(text):
        if cells is None:
            table.sound = False
            reason = "has a quotation mark that is not closed, or is not doubled inside a cell"
            yield Problem(file, reason, line, f"A{number}")
        elif not any(cell.strip() for cell in cells):
            continue
        elif not width:
            width = len(cells)
            yield from _read_header(table, line, cells, fields, exact)
        elif len(cells) != width:
            table.sound = False
            reason = f"has {len(cells)} cells where the header has {width}"
            if len(cells) > width:
                reason += "; a text with a comma in it must stand in quotation marks"
            yield Problem(file, reason, line, f"A{number}", value=visible(cells[0]))
        elif cells[: len(table.columns)] == table.columns:
            yield Problem(file, "repeats the header", line, f"A{number}", fix="delete the row")
        else:
            yield from _read_row(table, Row(line, number, {}), cells, fields)
    if table.sound and not table.rows:
        yield Problem(file, "has a header but no rows")


def _read_header(
    table: Table, line: int, cells: list[str], fields: dict, exact: bool
) -> Iterator[Problem]:
    table.columns = cells[: max((i for i, cell in enumerate(cells, 1) if cell), default=0)]
    needed = [n for n, f in fields.items() if exact or f.get("constraints", {}).get("required")]
    missing = [name for name in needed if name not in table.columns]
    for index, name in enumerate(table.columns):
        cell = f"{column_letters(index)}1"
        where = {"file": table.file, "line": line, "cell": cell, "value": visible(name)}
        if name in table.columns[:index]:
            yield Problem(reason="is the name of two columns", **where)
        elif name not in fields:
            plain = re.sub(r"\W+", "_", name.strip().lower())
            close = get_close_matches(plain, missing, 1)
            if close:
                missing.remove(close[0])
            fix = f"rename it {close[0]}" if close and close[0] == plain else ""
            hint = f"; {close[0]} is missing" if close and not fix else ""
            yield Problem(
                reason="is not a column that the schema describes" + hint,
                fix=fix,
                **where,
            )
    if missing:
        yield Problem(table.file, f"has no column {', '.join(missing)}", line)


def _read_row(table: Table, row: Row, cells: list[str], fields: dict) -> Iterator[Problem]:
    table.rows.append(row)
    for name, text in zip(table.columns, cells, strict=False):
        if name not in fields:
            continue
        value = read_cell(text, fields[name])
        if isinstance(value, Fault):
            row.values[name] = text.strip()
            yield table.problem(row, name, value.reason, value.fix, text)
        else:
            row.values[name] = value
    if spare := [cell for cell in cells[len(table.columns) :] if cell.strip()]:
        reason = "stands to the right of the last column that has a name"
        yield Problem(table.file, reason, row.line, value=visible(spare[0]))


def _repeated_keys(table: Table, schema: dict, fields: dict) -> Iterator[Problem]:
    """Yield a problem for each row that repeats the key, or a value that must be unique."""
    unique = [[name] for name, f in fields.items() if f.get("constraints", {}).get("unique")]
    key = schema.get("primaryKey", [])
    key = [key] if isinstance(key, str) else key
    for names in [*unique, *([key] if key and key not in unique else [])]:
        seen: dict[tuple, int] = {}
        for row in table.rows:
            values = tuple(row.values.get(name) for name in names)
            if row.faulty & set(names) or None in values:
                continue
            if values in seen:
                reason = f"stands in line {seen[values]} already"
                yield table.problem(row, names[-1], reason)
            seen.setdefault(values, row.line)
