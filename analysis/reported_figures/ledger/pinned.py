"""A ledger as it stands at one moment: the contents of its files, and one hash of them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reported_figures.ledger.checks import TABLES, Checked, check_ledger, ledger_place
from reported_figures.ledger.parameters import every_value, problems
from reported_figures.ledger.problems import LedgerError, report_problems
from reported_figures.ledger.schemas import SCHEMA

NUMBERS = "numbers.csv"
BESIDE = ("documents.csv", NUMBERS)  # what may stand in ``seeds`` next to a ledger


@dataclass(frozen=True)
class Pinned:
    """A ledger's files by their path below the folder that it stands in.

    ``path`` is where in there the ledger is, ``checked`` what its tables hold.
    """

    path: str
    files: dict[str, bytes]
    checked: Checked

    def every_value(self, name: str) -> list[str]:
        """Return every value that the ledger has for a parameter."""
        return every_value(self.checked, name)

    def bad_values(self, values: dict[str, Any]) -> list[str]:
        """Return what is wrong with the values of parameters, one message for each."""
        return problems(self.checked, values)


def pin_ledger(path: str | Path = "") -> Pinned:
    """Return a ledger as it stands now; a blank path is the project's own.

    Refused with :class:`LedgerError`: a ledger with any mistake in it, and one that changes while
    it is being read.

    >>> pinned = pin_ledger()
    >>> pinned.path, sorted(pinned.files)[0]
    ('data', 'data/datapackage.json')
    """
    place = ledger_place(path)
    files = _contents(place)
    checked = check_ledger(path)
    if checked.problems:
        raise LedgerError(report_problems(checked.problems), checked.problems)
    if _contents(place) != files:
        raise LedgerError(f"{place}: it changed while it was being read. Run this again.")
    alone = f"{place.parent.name}/{place.name}"
    return Pinned(place.name if place.is_dir() else alone, files, checked)


def _contents(place: Path) -> dict[str, bytes]:
    """Return the contents of the files that a ledger consists of."""
    folder = place if place.is_dir() else place.parent
    tables = [*(f"{name}.csv" for name in TABLES), SCHEMA] if place.is_dir() else [place.name]
    names = [f"{folder.name}/{name}" for name in (*tables, NUMBERS)]
    names += [f"seeds/{name}" for name in BESIDE]
    found = {name: folder.parent / name for name in names}
    found = {name: file for name, file in found.items() if file.is_file()}
    return {name: file.read_bytes() for name, file in found.items()}
