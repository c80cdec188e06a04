"""A mistake in a ledger: where it stands, what it is and how to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.errors import ReadableError
from analysis.formats import count_of
from analysis.limits import MOST_PROBLEMS


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

    def __str__(self) -> str:
        place = self.file + (f":{self.line}" if self.line else "")
        place += f", cell {self.cell}" if self.cell else ""
        message = " ".join(part for part in (self.column, self.value, self.reason) if part)
        return f"{place}: {message}." + (f" Fix: {self.fix}." if self.fix else "")


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
    count = len(problems)
    lines = [f"The ledger has {count_of(count, 'problem')}:"]
    lines += [f"- {problem}" for problem in problems[:MOST_PROBLEMS]]
    if count > MOST_PROBLEMS:
        lines.append(f"... and {count - MOST_PROBLEMS:,} more.")
    return "\n".join(lines)


def column_letters(index: int) -> str:
    """Return a spreadsheet's name of a column, counted from 0.

    >>> column_letters(0), column_letters(25), column_letters(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    while index >= 0:
        letters, index = chr(65 + index % 26) + letters, index // 26 - 1
    return letters
