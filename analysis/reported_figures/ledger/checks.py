"""Read a whole ledger and find every mistake in it, without pandas.

Each table is held against its schema, the tables against each other, and each figure against its
own wording.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from reported_figures import DATA
from reported_figures.formats import short_path
from reported_figures.ledger import consistency, references
from reported_figures.ledger.problems import LedgerError, Problem, Table
from reported_figures.ledger.schemas import SCHEMA, project_schemas, read_schemas
from reported_figures.ledger.tables import read_table
from reported_figures.ledger.wordings import check_rules, check_wording

FIGURES = references.FIGURES
TABLES = (FIGURES, "sources", "quantities", "hedge_rules", "documents")
CHECKS = (
    references.check_empty,
    references.check_references,
    references.check_spelling,
    references.check_carried,
    references.check_cycles,
    consistency.check_order,
    check_wording,
    consistency.check_stance,
    consistency.check_days,
    consistency.check_documents,
    consistency.check_observed,
    consistency.check_quantities,
    consistency.check_relations,
    consistency.check_supersedes,
    consistency.check_repeats,
    consistency.check_standing,
    check_rules,
)


@dataclass
class Checked:
    """The tables of a ledger as typed columns, and what is wrong with them."""

    path: Path
    tables: dict[str, Table]
    problems: list[Problem]


class Place(NamedTuple):
    """A table's file and its schema."""

    file: Path
    schema: dict


def check_ledger(path: str | Path = "") -> Checked:
    """Read a ledger, a folder or a single CSV, and return its tables with every problem found.

    A blank path is the project's own ledger. Tables that are absent are derived from the figures'
    own columns (sources, quantities, documents) or are the project's (hedge rules); so is an absent
    schema. Refused with :class:`LedgerError`: a path where no ledger is.

    >>> check_ledger().problems
    []
    """
    figures = _figures_file(path)
    where = ledger_place(path)
    try:
        places = _places(where, figures)
    except LedgerError as error:  # without a schema nothing more can be said
        file = short_path(figures)
        nothing = {name: Table(name, file, {}, sound=False) for name in TABLES}
        return Checked(where, nothing, error.problems)
    tables, problems = {}, []
    for name, place in places.items():
        tables[name], found = read_table(name, place.file, place.schema)
        problems += found
    references.derive(tables)
    for check in CHECKS:
        problems += check(tables)
    files = [table.file for table in tables.values()]
    problems.sort(key=lambda problem: (files.index(problem.file), problem.line or 0))
    return Checked(where, tables, problems)


def ledger_place(path: str | Path) -> Path:
    """Return the folder of a ledger, or its file where it is a single CSV."""
    figures = _figures_file(path)
    return figures.parent if figures.name == f"{FIGURES}.csv" else figures


def _figures_file(path: str | Path) -> Path:
    try:
        folder = Path(path).expanduser().resolve() if str(path) else DATA
        figures = folder / f"{FIGURES}.csv" if folder.is_dir() else folder
        is_file = figures.is_file()
    except (OSError, RuntimeError, ValueError):  # too long, a home that is not known, a NUL
        folder = figures = Path(path)
        is_file = False
    if not is_file:
        at_all = "no such file or folder" if folder == figures else f"no {FIGURES}.csv in it"
        reason = f"{at_all}. A ledger is a folder with a {FIGURES}.csv, or one CSV"
        problem = Problem(str(folder), reason)
        raise LedgerError(str(problem), [problem])
    return figures


def _places(where: Path, figures: Path) -> dict[str, Place]:
    """Return where each table is that the ledger has or borrows, the figures first.

    A single CSV has no tables beside it; a folder's documents may stand in ``seeds`` next to it.
    """
    schemas, own, folder = project_schemas(), {}, figures.parent
    candidates: dict[str, list[Path]] = {name: [] for name in TABLES}
    if where == folder:
        if (folder / SCHEMA).is_file():
            own = read_schemas(folder / SCHEMA, short_path(folder / SCHEMA), schemas)
        candidates = {name: [folder / f"{name}.csv"] for name in TABLES}
        candidates["documents"].append(folder.parent / "seeds" / "documents.csv")
    candidates[FIGURES] = [figures]
    candidates["hedge_rules"].append(DATA / "hedge_rules.csv")
    places = {
        name: Place(file, references.completed(name, own.get(name, schemas[name])))
        for name in TABLES
        for file in [file for file in candidates[name] if file.is_file()][:1]
    }
    absent = [name for name in TABLES if name not in places]
    schema = references.carrying(places[FIGURES].schema, schemas, absent)
    return places | {FIGURES: Place(figures, schema)}
