"""A mistake in a ledger: where it stands, what it is and how to mend it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from reported_figures.errors import ReadableError, harmless
from reported_figures.formats import count_of
from reported_figures.ledger.cells import visible
from reported_figures.limits import MOST_ALIKE, MOST_PROBLEMS


@dataclass(frozen=True)
class Problem:
    """One mistake, placed as a line of the text and as a cell of a spreadsheet.

    ``dataclasses.asdict`` turns it into what JSON can hold. A ``fix`` is there only where it is
    certain.

    >>> print(Problem("sources.csv", "is blank", 3, "B3", "name", fix="restore it"))
    sources.csv:3, cell B3: name is blank. Fix: restore it.
    """

    file: str
    reason: str
    line: int | None = None
    cell: str = ""
    column: str = ""
    value: str = ""
    fix: str = ""

    @property
    def told(self) -> str:
        """What is wrong, without its place."""
        return " ".join(part for part in (self.column, self.value, self.reason) if part)

    def __str__(self) -> str:
        place = self.file + (f":{self.line}" if self.line else "")
        place += f", cell {self.cell}" if self.cell else ""
        return harmless(f"{place}: {self.told}." + (f" Fix: {self.fix}." if self.fix else ""))


class LedgerError(ReadableError):
    """A ledger that cannot be loaded: ``problems`` holds every mistake that was found in it."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = list(problems)


def report_problems(problems: Sequence[Problem | str]) -> str:
    """Return the problems of a ledger as one message; beyond 50 they are counted.

    >>> report_problems(["data/sources.csv:3, cell B3: name is blank."])
    'The ledger has 1 problem:\\n- data/sources.csv:3, cell B3: name is blank.'
    """
    told = merged(problems)
    lines = [f"The ledger has {count_of(len(problems), 'problem')}:"]
    lines += [f"- {problem}" for problem in told[:MOST_PROBLEMS]]
    if len(told) > MOST_PROBLEMS:
        lines.append(f"... and {len(told) - MOST_PROBLEMS:,} more.")
    return "\n".join(lines)


def merged(problems: Sequence[Problem | str]) -> list[str]:
    """Return the problems as lines; one mistake throughout a column is one line, with a count.

    >>> blank = [Problem("a.csv", "is blank", line, f"B{line}", "name") for line in range(2, 9)]
    >>> merged(blank)
    ['a.csv:2, cell B2: name is blank. So in 6 more rows, down to line 8.']
    """
    groups: dict[Any, list[Problem | str]] = {}
    for one in problems:
        alike = isinstance(one, Problem) and one.column and one.line
        key = (one.file, one.column, one.reason) if alike else len(groups)
        groups.setdefault(key, []).append(one)
    lines = []
    for group in groups.values():
        if len(group) < MOST_ALIKE:
            lines += [str(one) for one in group]
        else:
            more = count_of(len(group) - 1, "more row")
            lines.append(f"{group[0]} So in {more}, down to line {group[-1].line}.")
    return lines


def column_letters(index: int) -> str:
    """Return a spreadsheet's name of a column, counted from 0.

    >>> column_letters(0), column_letters(25), column_letters(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    while index >= 0:
        letters, index = chr(65 + index % 26) + letters, index // 26 - 1
    return letters


@dataclass
class Row:
    """One record: its values by column, and its places in the text and in a spreadsheet."""

    line: int
    number: int
    values: dict[str, Any]
    faulty: set[str] = field(default_factory=set)

    def get(self, *columns: str) -> list[Any] | None:
        """Return the values of columns, or ``None`` where one of them is blank or faulty."""
        values = list(map(self.values.get, columns))
        faulty = self.faulty and not self.faulty.isdisjoint(columns)
        return None if faulty or None in values else values


@dataclass
class Table:
    """The rows of one file. ``sound`` is false where its structure could not be read to the end."""

    name: str
    file: str
    schema: dict[str, Any]
    columns: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    sound: bool = True

    @cached_property
    def filled(self) -> set[str]:
        """The columns in which any row has a value."""
        cells = (cell for row in self.rows for cell in row.values.items())
        return {name for name, value in cells if value is not None}

    def having(self, *columns: str) -> Iterator[tuple[Row, list[Any]]]:
        """Yield the rows that have a value in each of some columns, none of it faulty, with those.

        >>> rows = [Row(2, 2, {"low": 1, "high": 3}), Row(3, 3, {"low": 1, "high": None})]
        >>> table = Table("", "", {}, rows=rows)
        >>> [(row.line, values) for row, values in table.having("low", "high")]
        [(2, [1, 3])]
        """
        if self.filled.issuperset(columns):
            for row in self.rows:
                if values := row.get(*columns):
                    yield row, values

    def by(self, column: str) -> dict[str, Row]:
        """Return the first row of each value of a column, blanks left out."""
        found: dict[str, Row] = {}
        for row in self.rows if column in self.filled else ():
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
