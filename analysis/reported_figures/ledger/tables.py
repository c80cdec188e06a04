"""Read one CSV against its Table Schema: every row that can be read, and every problem, located.

Nothing here needs pandas: a table is checked as text, cell by cell, before a frame is built.
"""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from reported_figures.formats import short_path
from reported_figures.ledger.cells import Fault, fold, read_cell, visible
from reported_figures.ledger.csv_text import Record, not_csv, read_records, read_text, wrong_width
from reported_figures.ledger.problems import LedgerError, Problem, Row, Table, column_letters
from reported_figures.ledger.schemas import header_problems, read_schemas, required, shifted

__all__ = ["LedgerError", "Problem", "Row", "Table", "read_schemas", "read_table"]


def read_table(name: str, path: Path, schema: dict) -> tuple[Table, list[Problem]]:
    """Return a table and its problems. Nothing is raised: a file that is no CSV is a problem too.

    A column of the schema that is not there is blank, unless it needs a value; one that the schema
    does not have is kept as text.
    """
    table = Table(name, short_path(path), schema)
    text, problem = read_text(path, table.file)
    if problem := problem or not_csv(text, table.file):
        table.sound = False
        return table, [problem]
    records = list(read_records(text, table.file))
    found = [*_read(table, records), *_repeated_keys(table)]
    return table, sorted(found, key=lambda problem: problem.line or 0)


def _read(table: Table, records: list[Record | Problem]) -> Iterator[Problem]:
    """Yield the problems of the records, and fill the table with those that can be read."""
    if isinstance(records[-1], Problem):
        table.sound = False
        yield records.pop()
    if records:
        yield from _read_header(table, *records)
        if table.columns:
            yield from _read_body(table, *records)


def _read_header(table: Table, header: Record, *body: Record) -> Iterator[Problem]:
    """Yield what is wrong with the header; a name that stands twice in it names no column."""
    fields = table.schema["fields"]
    known = [f["name"] for f in fields]
    needed = [f["name"] for f in fields if required(f) and not f.get("derived")]
    widths = {len(record.cells) for record in body}
    if len(body) > 1 and len(widths) == 1 and widths != {len(header.cells)}:
        found = [shifted(table.file, header, widths.pop(), known)]
    else:
        found = list(header_problems(table.file, header, table.schema, needed))
        names = [name if header.cells.count(name) == 1 else "" for name in header.cells]
        table.columns = names if set(names) & set(known) else []
    table.sound = table.sound and not found
    yield from found


def _read_body(table: Table, header: Record, *body: Record) -> Iterator[Problem]:
    """Yield what is wrong with the rows, and then with their cells."""
    width, sound, kept = len(header.cells), table.sound, []
    for record in body:
        if len(record.cells) != width:
            table.sound = False
            yield wrong_width(table.file, record, width)
        elif record.cells == header.cells:
            place = (record.line, f"A{record.number}")
            yield Problem(table.file, "repeats the header", *place, fix="delete the row")
        else:
            kept.append(record)
    yield from _read_cells(table, kept, sound)


class _Known(dict[str, Any]):
    """The values of a column by the text of their cells: each text is read once."""

    def __init__(self, field: dict[str, Any] | None, missing: Collection[str]) -> None:
        super().__init__()
        self._field, self._missing = field, missing

    def __missing__(self, text: str) -> Any:
        value = read_cell(text, self._field, self._missing) if self._field else text
        self[text] = value
        return value


def _read_cells(table: Table, records: list[Record], sound: bool) -> Iterator[Problem]:
    """Fill the table column by column, and yield the problems of the cells that have no value.

    Where the header is not ``sound``, the columns that it lacks are faulty in every row.
    """
    fields = {f["name"]: f for f in table.schema["fields"]}
    absent = set() if sound else fields.keys() - set(table.columns)
    missing = table.schema.get("missingValues", [""])
    table.rows = [Row(record.line, record.number, {}, set(absent)) for record in records]
    table.filled = set()
    for index, name in enumerate(table.columns):
        known = _Known(fields.get(name), missing)
        texts = [record.cells[index] for record in records]
        if name:
            for row, text in zip(table.rows, texts, strict=True):
                row.values[name] = known[text]
        if any(value is not None for value in known.values()):
            table.filled.add(name)
        if any(isinstance(value, Fault) for value in known.values()):
            yield from _faults(table, name, texts, known)
        if not name and sound:
            yield from _without_a_name(table, index, texts)


def _faults(table: Table, name: str, texts: list[str], known: _Known) -> Iterator[Problem]:
    for row, text in zip(table.rows, texts, strict=True):
        if isinstance(fault := known[text], Fault):
            row.values[name] = text.strip()
            yield table.problem(row, name, fault.reason, fault.fix, text)


def _without_a_name(table: Table, index: int, texts: list[str]) -> Iterator[Problem]:
    reason = "stands in a column that has no name"
    for row, text in zip(table.rows, texts, strict=True):
        if text.strip():
            cell = f"{column_letters(index)}{row.number}"
            yield Problem(table.file, reason, row.line, cell, value=visible(text))


def _repeated_keys(table: Table) -> Iterator[Problem]:
    """Yield a problem for each row that repeats the key, or a value that must be unique."""
    unique = [
        [f["name"]]
        for f in table.schema["fields"]
        if f.get("constraints", {}).get("unique") and [f["name"]] != table.schema["primaryKey"]
    ]
    for names in filter(None, [table.schema["primaryKey"], *unique]):
        seen: dict[tuple, Row] = {}
        for row in table.rows:
            if values := row.get(*names):
                earlier = seen.setdefault(tuple(fold(str(value)) for value in values), row)
                if earlier is not row:
                    yield table.problem(row, names[-1], _repeats(row, earlier, names))


def _repeats(row: Row, earlier: Row, names: list[str]) -> str:
    """Return which row another one repeats, and whether it does so to the letter.

    >>> _repeats(Row(3, 3, {"id": "A"}), Row(2, 2, {"id": "a"}), ["id"])
    'differs only in case or spacing from "a" in line 2'
    """
    before = earlier.values[names[-1]]
    if row.values[names[-1]] != before:
        return f"differs only in case or spacing from {visible(str(before))} in line {earlier.line}"
    same = f", with the same {' and '.join(names[:-1])}" if names[1:] else ""
    return f"stands in line {earlier.line} already{same}"
