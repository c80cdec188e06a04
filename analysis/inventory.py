"""The inventory of the numbers that documents print, ``seeds/numbers.csv``, without their texts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from analysis.checks import SCHEMA, SEEDS
from analysis.problems import LedgerError, Problem
from analysis.rows import Row, Table
from analysis.schemas import read_schemas
from analysis.tables import read_table, short_path

NAME = "numbers"
FIGURE, ASIDE = "figure", "set_aside"
PLURALS = {"money": "sums of money", "other_matter": "numbers of other matters"}
SINGULARS = {"money": "sum of money", "other_matter": "number of another matter"}


@dataclass(frozen=True)
class Counts:
    """How many numbers a document prints, how many are figures, and why the others are none."""

    numbers: int
    figures: int
    set_aside: dict[str, int] = field(default_factory=dict)


def read_inventory(seeds: Path = SEEDS) -> tuple[Table, list[Problem]]:
    """Return the inventory that lies beside a ``documents.csv``, and its problems."""
    file = seeds / f"{NAME}.csv"
    if not file.is_file():
        reason = "is not there: the inventory of what the documents print"
        return Table(NAME, short_path(file), {}, sound=False), [Problem(short_path(file), reason)]
    return read_table(NAME, file, read_schemas(SEEDS / SCHEMA)[NAME])


def inventory_counts(document_id: str = "", seeds: Path = SEEDS) -> Counts:
    """Return the counts of one document, or of all. A broken inventory is a :class:`LedgerError`.

    >>> counts = inventory_counts()
    >>> counts.numbers == counts.figures + sum(counts.set_aside.values())
    True
    """
    table, problems = read_inventory(seeds)
    if problems:
        raise LedgerError("\n".join(str(problem) for problem in problems))
    return count_fates(r for r in table.rows if document_id in ("", r.values["document_id"]))


def count_fates(numbers: Iterable[Row]) -> Counts:
    """Return how many rows of the inventory are figures, and how many were set aside and why."""
    fates = [(row.values["fate"], row.values["reason"]) for row in numbers]
    reasons = Counter(reason for fate, reason in fates if fate == ASIDE)
    return Counts(len(fates), len(fates) - reasons.total(), dict(reasons.most_common()))


def inventory_sentence(counts: Counts) -> str:
    """Return what became of a document's numbers, in a sentence.

    >>> inventory_sentence(Counts(5, 2, {"date": 2, "ordinal": 1}))
    'Of 5 numbers printed, 2 became figures and 3 were set aside: 2 dates and 1 ordinal.'
    """
    aside = sum(counts.set_aside.values())
    if not counts.numbers:
        return "No number is in the inventory."
    became = f"{counts.figures} became {'a figure' if counts.figures == 1 else 'figures'}"
    were = f"{aside or 'none'} {'was' if aside == 1 else 'were'} set aside"
    numbers = f"{counts.numbers} {'number' if counts.numbers == 1 else 'numbers'}"
    why = [count_of(number, reason) for reason, number in counts.set_aside.items()]
    listed = " and ".join([*([", ".join(why[:-1])] if why[1:] else []), *why[-1:]])
    return f"Of {numbers} printed, {became} and {were}" + (f": {listed}." if listed else ".")


def count_of(number: int, reason: str) -> str:
    """Return how many numbers were set aside for a reason, in words.

    >>> count_of(1, "date"), count_of(2, "other_matter"), count_of(3, "money")
    ('1 date', '2 numbers of other matters', '3 sums of money')
    """
    if number == 1:
        return f"1 {SINGULARS.get(reason, reason)}"
    return f"{number} {PLURALS.get(reason, f'{reason}s')}"
