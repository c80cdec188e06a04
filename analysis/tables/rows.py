"""A table in memory: its rows, and problems placed in its cells."""

from dataclasses import dataclass, field
from typing import Any

from analysis.tables.characters import visible
from analysis.tables.problems import Problem, column_letters


@dataclass
class Row:
    """One record: its values by column, and its places in the text and in a spreadsheet."""

    line: int
    number: int
    values: dict[str, Any]
    faulty: set[str] = field(default_factory=set)

    def get(self, *columns: str) -> list[Any] | None:
        """Return the values of columns, or ``None`` where one of them is blank or faulty."""
        values = [self.values.get(column) for column in columns]
        return None if self.faulty & set(columns) or None in values else values


@dataclass
class Table:
    """The rows of one file. ``sound`` is false where its structure could not be read to the end."""

    name: str
    file: str
    schema: dict[str, Any]
    columns: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    sound: bool = True

    def by(self, column: str) -> dict[str, Row]:
        """Return the first row of each value of a column, blanks left out."""
        found: dict[str, Row] = {}
        for row in self.rows:
            if text := row.values.get(column):
                found.setdefault(text, row)
        return found

    def problem(
        self, row: Row, column: str, reason: str, fix: str = "", value: Any = None
    ) -> Problem:
        """Return a problem of one cell, and mark the cell so that nothing else is said about it."""
        row.faulty.add(column)
        at = column in self.columns and column_letters(self.columns.index(column))
        shown = row.values.get(column) if value is None else value
        text = "" if shown is None else visible(_as_text(shown))
        return Problem(
            self.file, reason, row.line, f"{at}{row.number}" if at else "", column, text, fix
        )


def _as_text(value: Any) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value)
