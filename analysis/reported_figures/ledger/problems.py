"""The tables of a ledger as columns, and a mistake in one: where it is, and how to mend it."""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from reported_figures.errors import ReadableError, harmless
from reported_figures.formats import count_of
from reported_figures.ledger.characters import visible
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


class Row:
    """One record of a table: its values by column, and its places in the text and in a spreadsheet.

    It looks into the columns of its table, and holds no value itself.
    """

    __slots__ = ("at", "table")

    def __init__(self, table: "Table", at: int) -> None:
        self.table, self.at = table, at

    def __getitem__(self, column: str) -> Any:
        """Return the value in a column; ``None`` where it is blank, or the table has none such."""
        cells = self.table.cells.get(column)
        return cells[self.at] if cells else None

    @property
    def line(self) -> int:
        """The first line of the record in the text of its file."""
        return self.table.lines[self.at]

    @property
    def number(self) -> int:
        """The row of a spreadsheet in which it stands."""
        return self.table.numbers[self.at]

    @property
    def values(self) -> dict[str, Any]:
        """The values by column."""
        return {name: cells[self.at] for name, cells in self.table.cells.items()}

    @property
    def faulty(self) -> Set[str]:
        """The columns of which a problem was told already."""
        return self.table.absent | self.table.faults.get(self.at, set())

    def get(self, column: str) -> Any:
        """Return the value in a column, ``None`` where it is blank or faulty."""
        table = self.table
        faulty = (table.faults or table.absent) and table.is_faulty(self.at, (column,))
        return None if faulty else self[column]


@dataclass
class Table:
    """The columns of one file. ``sound`` is false where it could not be read to the end.

    ``cells`` has the values by column, ``lines`` and ``numbers`` the places of the records;
    ``absent`` are the columns that are faulty in each row, ``faults`` those of single ones.
    """

    name: str
    file: str
    schema: dict[str, Any]
    columns: list[str] = field(default_factory=list)
    cells: dict[str, list[Any]] = field(default_factory=dict)
    lines: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    absent: frozenset[str] = frozenset()
    faults: dict[int, set[str]] = field(default_factory=dict)
    sound: bool = True

    @classmethod
    def of(cls, records: Sequence[Mapping[str, Any]], name: str = "", file: str = "") -> "Table":
        """Return a table of some records, as they would stand below a header.

        >>> table = Table.of([{"low": 1, "high": 3}, {"low": 3}])
        >>> table.cells, table.rows[1].line
        ({'low': [1, 3], 'high': [3, None]}, 3)
        """
        names = dict.fromkeys(name for record in records for name in record)
        cells = {name: [record.get(name) for record in records] for name in names}
        lines = list(range(2, len(records) + 2))
        return cls(name, file, {}, cells=cells, lines=lines, numbers=lines)

    @cached_property
    def rows(self) -> list[Row]:
        """The records, each as a view of its cells."""
        return [Row(self, at) for at in range(len(self.lines))]

    @cached_property
    def filled(self) -> set[str]:
        """The columns in which any row has a value."""
        return {name for name, cells in self.cells.items() if any(v is not None for v in cells)}

    def is_faulty(self, at: int, columns: Collection[str]) -> bool:
        """Say whether any of some columns is faulty in a row."""
        faults = self.faults.get(at)
        return not self.absent.isdisjoint(columns) or bool(
            faults and not faults.isdisjoint(columns)
        )

    def each(self, *columns: str) -> Iterator[tuple[Row, tuple[Any, ...]]]:
        """Yield the rows with their values in some columns, ``None`` for a blank.

        >>> [values for _, values in Table.of([{"low": 1}, {"low": 3}]).each("low", "note")]
        [(1, None), (3, None)]
        """
        nothing = [None] * len(self.lines)
        values = zip(*(self.cells.get(column, nothing) for column in columns), strict=True)
        return zip(self.rows, values, strict=True)

    def having(self, *columns: str) -> Iterator[tuple[Row, tuple[Any, ...]]]:
        """Yield the rows that have a value in each of some columns, none of it faulty, with those.

        >>> table = Table.of([{"low": 1, "high": 3}, {"low": 3}])
        >>> [(row.line, values) for row, values in table.having("low", "high")]
        [(2, (1, 3))]
        """
        if self.filled.issuperset(columns):
            for row, values in self.each(*columns):
                faulty = (self.faults or self.absent) and self.is_faulty(row.at, columns)
                if None not in values and not faulty:
                    yield row, values

    def by(self, column: str) -> dict[str, Row]:
        """Return the first row of each value of a column, blanks left out."""
        if column not in self.filled:
            return {}
        texts = self.cells[column]
        first = dict(zip(reversed(texts), reversed(self.rows), strict=True))
        return {text: first[text] for text in dict.fromkeys(texts) if text}

    def spoil(self, row: Row, column: str) -> None:
        """Mark a cell as faulty, so that nothing else is said about it."""
        self.faults.setdefault(row.at, set()).add(column)

    def problem(
        self, row: Row, column: str, reason: str, fix: str = "", value: Any = None
    ) -> Problem:
        """Return a problem of one cell, and mark the cell so that nothing else is said about it."""
        self.spoil(row, column)
        at = column in self.columns and column_letters(self.columns.index(column))
        shown = row[column] if value is None else value
        text = "" if shown is None else visible(_as_text(shown))
        return Problem(
            self.file, reason, row.line, f"{at}{row.number}" if at else "", column, text, fix
        )


def _as_text(value: Any) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value)
