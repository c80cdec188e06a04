"""The inventory of the numbers that documents print, ``seeds/numbers.csv``, without their texts."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from reported_figures import DATA, SEEDS
from reported_figures.formats import count_of, listed, short_path
from reported_figures.ledger.characters import Nearest, visible
from reported_figures.ledger.problems import LedgerError, Problem, Row, Table, report_problems
from reported_figures.ledger.schemas import SCHEMA, read_schemas
from reported_figures.ledger.tables import read_table
from reported_figures.reading.numerals import normalise

NAME = "numbers"
FIGURE, ASIDE = "figure", "set_aside"
OTHER = "other_matter"  # the reason of a number that is read and not used
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
    """Return the folder of a ledger's inventory: its own, or ``seeds`` beside it if it is there."""
    own = path if path.is_dir() else path.parent
    beside = own.parent / "seeds"
    return beside if not _lies_in(own) and _lies_in(beside) else own


def _lies_in(folder: Path) -> bool:
    return (folder / f"{NAME}.csv").is_file()


def read_inventory(folder: Path = SEEDS) -> tuple[Table, list[Problem]]:
    """Return the inventory that lies in a folder, and its problems."""
    file = folder / f"{NAME}.csv"
    if not file.is_file():
        reason = (
            "is not there: the inventory of what the documents print. "
            "reported-figures draft TEXT --ledger FOLDER --write begins it"
        )
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
    rows = list(numbers)
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


@dataclass(frozen=True)
class Claims:
    """The document that an audit is about, and the tables that it holds against each other."""

    document: Row
    inventory: Table
    figures: Table

    @property
    def document_id(self) -> str:
        return self.document.values["document_id"]

    @cached_property
    def numbers(self) -> list[Row]:
        """The rows of the inventory that are the document's."""
        return [r for r in self.inventory.rows if r.values["document_id"] == self.document_id]

    @cached_property
    def tokens(self) -> dict[int, list[str]]:
        """The numbers that are figures, by paragraph."""
        found: dict[int, list[str]] = {}
        for row in self.numbers:
            if row.values["fate"] == FIGURE:
                found.setdefault(row.values["paragraph"], []).append(row.values["token"])
        return found

    def own_figures(self) -> list[Row]:
        """Return the ledger's rows that stand in the document."""
        return [r for r in self.figures.rows if r.values.get("document_id") == self.document_id]

    @cached_property
    def _by_id(self) -> dict[str, Row]:
        return {row.values["figure_id"]: row for row in self.figures.rows}

    def figure(self, number: Row) -> Row | None:
        """Return the ledger's row that a number of the inventory is tied to."""
        return self._by_id.get(number.values.get("figure_id"))


def check_documents(documents: Table, inventory: Table) -> Iterator[Problem]:
    """Yield the first number of each document that the ledger does not know."""
    known = documents.by("document_id")
    for name, row in inventory.by("document_id").items():
        if name not in known:
            reason = "is not a document_id of documents.csv"
            yield inventory.problem(row, "document_id", reason)


def check_fates(claims: Claims) -> Iterator[Problem]:
    """Yield the numbers that are neither a figure nor set aside with a reason, or are both."""
    known = claims.figures.by("figure_id")
    near = Nearest(known)
    for row in claims.numbers:
        fate, figure, reason = (row.values.get(n) for n in ("fate", "figure_id", "reason"))
        if fate == FIGURE and not figure:
            yield claims.inventory.problem(row, "figure_id", "is blank: which figure is it?")
        elif fate == FIGURE and reason:
            yield claims.inventory.problem(row, "reason", "stands where the number is a figure")
        elif fate == ASIDE and not reason:
            yield claims.inventory.problem(row, "reason", "is blank: why is it set aside?")
        if figure and figure not in known:
            close = near.to(figure)
            nearest = f"; the nearest there is {visible(close)}" if close else ""
            what = "is not a figure_id of the ledger" + nearest
            yield claims.inventory.problem(row, "figure_id", what)


def check_paragraphs(claims: Claims) -> Iterator[Problem]:
    """Yield the numbers whose paragraph is not their figure's, or is not in the document."""
    last = claims.document.values.get("paragraphs")
    for row in claims.numbers:
        paragraph, figure = row.values["paragraph"], claims.figure(row)
        if last and paragraph > last:
            yield claims.inventory.problem(row, "paragraph", f"is above {last}, the last one")
        elif figure and row.values.get("reason") == DUPLICATE:
            continue  # what it repeats may stand in another document
        elif figure and figure.values.get("document_id") != claims.document_id:
            reason = "is a figure of another document"
            yield claims.inventory.problem(row, "figure_id", reason)
        elif (
            figure and row.values["fate"] == FIGURE and figure.values.get("paragraph") != paragraph
        ):
            token = visible(row.values["token"])
            reason = f"is not where the inventory has its number {token}: paragraph {paragraph}"
            yield claims.figures.problem(figure, "paragraph", reason)


def check_tokens(claims: Claims) -> Iterator[Problem]:
    """Yield the figures whose wording does not print the number that is tied to them.

    That the wording prints their value is for :func:`ledger.checks.check_ledger` to say.
    """
    for row in claims.numbers:
        figure = claims.figure(row)
        if figure is None or row.values["fate"] != FIGURE:
            continue
        token, wording = row.values["token"], figure.values.get("wording") or ""
        if not _prints(wording, token):
            reason = f"does not print {visible(token)}, the number that the inventory ties to it"
            yield claims.figures.problem(figure, "wording", reason)


def check_claimed(claims: Claims) -> Iterator[Problem]:
    """Yield the ledger's numbers that none of the document's is tied to, or too many are."""
    tied = Counter(
        row.values.get("figure_id") for row in claims.numbers if row.values["fate"] == FIGURE
    )
    for row in claims.own_figures():
        figure, wording = row.values.get("figure_id"), row.values.get("wording")
        ends = [row.values.get(name) for name in ("value", "low", "high")]
        most = max(1, sum(end is not None for end in ends))
        if wording and not tied[figure] and not _printed_elsewhere(claims, row):
            reason = "is tied to no number of the inventory"
            yield claims.figures.problem(row, "wording", reason)
        elif tied[figure] > most:
            reason = f"is tied to {tied[figure]} numbers of the inventory; set others aside"
            yield claims.figures.problem(row, "figure_id", f"{reason} as duplicates")


def _printed_elsewhere(claims: Claims, figure: Row) -> bool:
    """Say whether a number that another figure is tied to is this one's, too.

    One number of a text may be asserted by one source and denied by another.
    """
    wording = figure.values.get("wording") or ""
    return any(
        _prints(wording, token) for token in claims.tokens.get(figure.values.get("paragraph"), ())
    )


def _prints(wording: str, token: str) -> bool:
    whole = rf"(?<!\w){re.escape(normalise(token))}(?!\w|[.,]\d)"
    return bool(re.search(whole, normalise(wording)))
