"""The inventory of the numbers that documents print, ``seeds/numbers.csv``, without their texts."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from analysis import DATA, SEEDS
from analysis.checks import SCHEMA
from analysis.formats import count_of, listed, short_path
from analysis.tables import read_table
from analysis.tables.problems import LedgerError, Problem, report_problems
from analysis.tables.rows import Row, Table
from analysis.tables.schemas import read_schemas

NAME = "numbers"
FIGURE, ASIDE = "figure", "set_aside"
DUPLICATE = "duplicate"  # the reason of a number that tells another figure again
PLURALS = {"money": "sums of money", "other_matter": "numbers of other matters"}
SINGULARS = {"money": "sum of money", "other_matter": "number of another matter"}


@dataclass(frozen=True)
class Counts:
    """How many numbers a document prints, how many are figures, and why the others are none."""

    numbers: int
    figures: int
    set_aside: dict[str, int] = field(default_factory=dict)

    @property
    def unaccounted(self) -> int:
        """How many numbers are neither a figure nor set aside with a reason."""
        return self.numbers - self.figures - sum(self.set_aside.values())


def inventory_folder(path: Path) -> Path:
    """Return the folder of a ledger's inventory: its own, or ``seeds`` beside it."""
    own = path if path.is_dir() else path.parent
    return own if (own / f"{NAME}.csv").is_file() else own.parent / "seeds"


def read_inventory(folder: Path = SEEDS) -> tuple[Table, list[Problem]]:
    """Return the inventory that lies in a folder, and its problems."""
    file = folder / f"{NAME}.csv"
    if not file.is_file():
        reason = "is not there: the inventory of what the documents print"
        return Table(NAME, short_path(file), {}, sound=False), [Problem(short_path(file), reason)]
    return read_table(NAME, file, read_schemas(SEEDS / SCHEMA)[NAME])


def inventory_counts(path: Path = DATA, documents: Collection[str] = ()) -> Counts:
    """Return what became of the numbers that a ledger's documents print, all or those named.

    A ledger without an inventory has no numbers; a broken one is a :class:`LedgerError`.

    >>> counts = inventory_counts()
    >>> counts.numbers == counts.figures + sum(counts.set_aside.values())
    True
    """
    folder = inventory_folder(path)
    if not (folder / f"{NAME}.csv").is_file():
        return Counts(0, 0)
    table, problems = read_inventory(folder)
    if problems:
        raise LedgerError(report_problems(problems), problems)
    return count_fates(
        row for row in table.rows if not documents or row.values["document_id"] in documents
    )


def count_fates(numbers: Iterable[Row]) -> Counts:
    """Return how many rows of the inventory are figures, and how many were set aside and why."""
    rows = [row.values for row in numbers]
    figures = sum(row["fate"] == FIGURE and bool(row["figure_id"]) for row in rows)
    reasons = Counter(row["reason"] for row in rows if row["fate"] == ASIDE and row["reason"])
    return Counts(len(rows), figures, dict(reasons.most_common()))


def inventory_sentence(counts: Counts) -> str:
    """Return what became of the numbers, in a sentence.

    >>> inventory_sentence(Counts(5, 2, {"date": 2, "ordinal": 1}))
    'Of 5 numbers printed, 2 became figures and 3 were set aside: 2 dates and 1 ordinal.'
    """
    if not counts.numbers:
        return "There is no inventory of the numbers that are printed."
    aside = sum(counts.set_aside.values())
    became = f"{counts.figures} became {'a figure' if counts.figures == 1 else 'figures'}"
    were = f"{aside or 'none'} {'was' if aside == 1 else 'were'} set aside"
    why = [aside_words(number, reason) for reason, number in counts.set_aside.items()]
    told = f": {listed(why)}." if why else "."
    return f"Of {count_of(counts.numbers, 'number')} printed, {became} and {were}{told}"


def unaccounted_sentence(number: int) -> str:
    """Return how many numbers are unaccounted for, in a sentence.

    >>> unaccounted_sentence(0), unaccounted_sentence(2)
    ('None is unaccounted for.', '2 are unaccounted for.')
    """
    return f"{number or 'None'} {'are' if number > 1 else 'is'} unaccounted for."


def aside_words(number: int, reason: str) -> str:
    """Return how many numbers were set aside for a reason, in words.

    >>> aside_words(1, "date"), aside_words(2, "other_matter"), aside_words(3, "money")
    ('1 date', '2 numbers of other matters', '3 sums of money')
    """
    return count_of(number, SINGULARS.get(reason, reason), PLURALS.get(reason, f"{reason}s"))
