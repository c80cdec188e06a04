"""Read one CSV against its Table Schema: every row that can be read, and every problem, located.

Nothing here needs pandas: a table is checked as text, cell by cell, before a frame is built.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reported_figures.formats import short_path
from reported_figures.ledger.cells import read_cells
from reported_figures.ledger.characters import Fault, fold, fold_all, visible
from reported_figures.ledger.csv_text import (
    Record,
    Records,
    not_csv,
    read_records,
    read_text,
    wrong_width,
)
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
    found = [*_read(table, read_records(text, table.file)), *_repeated_keys(table)]
    return table, sorted(found, key=lambda problem: problem.line or 0)


@dataclass
class _Body:
    """The records below a header that are as long as it, as columns, and those that are not.

    A text that stands several times in a column is held once; ``different`` has each of them.
    """

    different: list[dict[str, str]]
    texts: list[list[str]]
    others: list[Record | Problem] = field(default_factory=list)

    def take(self, table: Table, some: Records) -> None:
        """Append records to the columns, and their places to the table's."""
        table.lines += some.lines
        table.numbers += some.numbers
        columns = zip(*some.cells, strict=True)
        for texts, different, column in zip(self.texts, self.different, columns, strict=False):
            texts.extend(map(different.setdefault, column, column))


def _read(table: Table, found: Iterator[Records | Problem]) -> Iterator[Problem]:
    """Yield the problems of the records, and fill the table with those that can be read."""
    first = next(found, None)
    if not isinstance(first, Records):
        table.sound = False
        yield from [first] if first else []
        return
    header = next(first.each())
    body = _read_body(table, header, found)
    yield from _read_header(table, header, body)
    sound = table.sound
    if table.columns:
        yield from _other_records(table, header, body)
        yield from _fill(table, body, sound)
    else:
        table.lines, table.numbers = [], []


def _read_body(table: Table, header: Record, found: Iterator[Records | Problem]) -> _Body:
    """Return the records below a header; apart, those of another length or that repeat it."""
    width = len(header.cells)
    body = _Body([{} for _ in range(width)], [[] for _ in range(width)])
    for some in found:
        if isinstance(some, Problem):
            body.others.append(some)
            continue
        rows = [len(cells) == width and cells != header.cells for cells in some.cells]
        body.take(table, some.only(rows))
        if not all(rows):
            body.others += some.only([not row for row in rows]).each()
    return body


def _read_header(table: Table, header: Record, body: _Body) -> Iterator[Problem]:
    """Yield what is wrong with the header; a name that stands twice in it names no column."""
    fields = table.schema["fields"]
    known = [f["name"] for f in fields]
    needed = [f["name"] for f in fields if required(f) and not f.get("derived")]
    records = [record for record in body.others if isinstance(record, Record)]
    widths = {len(record.cells) for record in records} if not table.lines else set()
    if len(records) > 1 and len(widths) == 1 and len(header.cells) not in widths:
        found = [shifted(table.file, header, widths.pop(), known)]
    else:
        found = list(header_problems(table.file, header, table.schema, needed))
        names = [name if header.cells.count(name) == 1 else "" for name in header.cells]
        table.columns = names if set(names) & set(known) else []
    table.sound = table.sound and not found
    yield from found


def _other_records(table: Table, header: Record, body: _Body) -> Iterator[Problem]:
    """Yield what is wrong with the records that are no rows of the table."""
    for record in body.others:
        if isinstance(record, Problem):
            table.sound = False
            yield record
        elif len(record.cells) != len(header.cells):
            table.sound = False
            yield wrong_width(table.file, record, len(header.cells))
        else:
            place = (record.line, f"A{record.number}")
            yield Problem(table.file, "repeats the header", *place, fix="delete the row")


def _fill(table: Table, body: _Body, sound: bool) -> Iterator[Problem]:
    """Fill the table column by column, and yield the problems of the cells that have no value.

    Where the header is not ``sound``, the columns that it lacks are faulty in every row.
    """
    fields = {f["name"]: f for f in table.schema["fields"]}
    table.absent = frozenset() if sound else frozenset(fields.keys() - set(table.columns))
    table.filled = set()
    columns = zip(table.columns, body.texts, body.different, strict=True)
    for index, (name, texts, different) in enumerate(columns):
        if name:
            yield from _fill_column(table, name, texts, different, fields.get(name))
        elif sound:
            yield from _without_a_name(table, index, texts)


def _fill_column(
    table: Table, name: str, texts: list[str], different: dict[str, str], field: dict | None
) -> Iterator[Problem]:
    missing = table.schema.get("missingValues", [""])
    known = read_cells(different, field, missing) if field else different
    faults = {text: value for text, value in known.items() if isinstance(value, Fault)}
    values = known | {text: text.strip() for text in faults} if faults else known
    table.cells[name] = [*map(values.__getitem__, texts)]
    if any(value is not None for value in known.values()):
        table.filled.add(name)
    for row, text in zip(table.rows, texts, strict=True) if faults else ():
        if text in faults:
            yield table.problem(row, name, *faults[text], text)


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
        for row, values in table.having(*names) if _may_repeat(table, names) else ():
            earlier = seen.setdefault(tuple(fold(str(value)) for value in values), row)
            if earlier is not row:
                yield table.problem(row, names[-1], _repeats(row, earlier, names))


def _may_repeat(table: Table, names: list[str]) -> bool:
    """Say whether values of a column may be the same; those of several columns always may."""
    column = table.cells.get(names[0], [])
    values = fold_all(str(value) for value in column if value is not None)
    return len(names) > 1 or len(set(values)) < len(values)


def _repeats(row: Row, earlier: Row, names: list[str]) -> str:
    """Return which row another one repeats, and whether it does so to the letter.

    >>> _repeats(*reversed(Table.of([{"id": "a"}, {"id": "A"}]).rows), ["id"])
    'differs only in case or spacing from "a" in line 2'
    """
    before = earlier[names[-1]]
    if row[names[-1]] != before:
        return f"differs only in case or spacing from {visible(str(before))} in line {earlier.line}"
    same = f", with the same {' and '.join(names[:-1])}" if names[1:] else ""
    return f"stands in line {earlier.line} already{same}"
