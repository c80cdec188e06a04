"""Read a whole ledger and find every mistake in it, without pandas.

Each table is held against its schema, the tables against each other, and each figure against its
own wording.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from analysis.cells import visible
from analysis.consistency import CHECKS
from analysis.tables import LedgerError, Problem, Row, Table, read_schemas, read_table

PROJECT = Path(__file__).resolve().parent.parent
DATA, SEEDS = PROJECT / "data", PROJECT / "seeds"
SCHEMA = "datapackage.json"
FIGURES = "reported_figures"
RELATIONS = (
    (FIGURES, "figure_id", "supersedes"),
    ("quantities", "quantity_id", "part_of"),
    ("quantities", "quantity_id", "drawn_from"),
)


@dataclass
class Checked:
    """The tables of a ledger as typed rows, and what is wrong with them."""

    path: Path
    tables: dict[str, Table]
    problems: list[Problem]


def check_ledger(path: str | Path = "") -> Checked:
    """Read a ledger, a folder or a single CSV, and return its tables with every problem found.

    A blank path is the project's own ledger. Tables that are absent are derived from the figures'
    own columns (sources, quantities, documents) or are the project's (hedge rules); so is an absent
    schema. Refused with :class:`LedgerError`: a path where no ledger is.

    >>> check_ledger().problems
    []
    """
    figures = _figures_file(Path(path).expanduser().resolve() if str(path) else DATA)
    tables, problems = {}, []
    for name, file, schema, exact in _files(figures.parent, figures):
        tables[name], found = read_table(name, file, schema, exact=exact)
        problems += found
    _derive(tables)
    for check in (_references, _cycles, *CHECKS):
        problems += check(tables)
    where = figures.parent if figures.name == f"{FIGURES}.csv" else figures
    return Checked(where, tables, problems)


def _figures_file(path: Path) -> Path:
    figures = path / f"{FIGURES}.csv" if path.is_dir() else path
    if not figures.is_file():
        what = f"no {FIGURES}.csv in this folder" if path.is_dir() else "no such file or folder"
        raise LedgerError(f"{path}: {what}. A ledger is a folder with a {FIGURES}.csv, or one CSV.")
    return figures


def _files(folder: Path, figures: Path) -> Iterator[tuple[str, Path, dict, bool]]:
    """Yield each table that is there: its name, file and schema, and whether it needs all columns."""
    alone = figures.name != f"{FIGURES}.csv"
    own = {} if alone or not (folder / SCHEMA).is_file() else read_schemas(folder / SCHEMA)
    places = {name: [folder / f"{name}.csv"] for name in ("sources", "quantities")}
    places["documents"] = [
        folder / "documents.csv",
        folder.parent / "seeds" / "documents.csv",
    ]
    places["hedge_rules"] = [folder / "hedge_rules.csv"]
    places = {} if alone else places
    places[FIGURES] = [figures]
    places["hedge_rules"] = [*places.get("hedge_rules", []), DATA / "hedge_rules.csv"]
    for name, schema in {
        **read_schemas(DATA / SCHEMA),
        **read_schemas(SEEDS / SCHEMA),
    }.items():
        for file in [file for file in places.get(name, []) if file.is_file()][:1]:
            yield name, file, own.get(name, schema), name in own


def _derive(tables: dict[str, Table]) -> None:
    """Add the tables that the ledger does without, from the columns of its figures."""
    for name, (columns, make) in DERIVED.items():
        if name not in tables:
            found: dict[str, Row] = {}
            for column in columns:
                found = {**tables[FIGURES].texts(column), **found}
            rows = [Row(row.line, row.number, make(text)) for text, row in found.items()]
            tables[name] = Table(name, tables[FIGURES].file, {}, rows=rows)


def _source(name: str) -> dict[str, Any]:
    return {"source_id": name, "name": name, "named": True}


def _quantity(name: str) -> dict[str, Any]:
    # its name is its unit: nothing says that two quantities count the same kind of thing
    return {"quantity_id": name, "label": name, "unit": name, "kind": "stock"}


def _document(name: str) -> dict[str, Any]:
    return {"document_id": name, "title": name}


DERIVED = {
    "sources": (("speaker_id", "origin_id", "possible_origin_id"), _source),
    "quantities": (("quantity_id",), _quantity),
    "documents": (("document_id",), _document),
}


def _references(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield one problem for each value that should name a row of a table and names none."""
    for table in tables.values():
        links = [
            (
                link["fields"],
                link["reference"]["resource"] or table.name,
                link["reference"]["fields"],
            )
            for link in table.schema.get("foreignKeys", [])
        ]
        if table.name == FIGURES:  # the documents are a data package of their own
            links.append(("document_id", "documents", "document_id"))
        for column, resource, key in links:
            if tables[resource].sound:
                yield from _dangling(table, column, tables[resource], key)


def _dangling(table: Table, column: str, target: Table, key: str) -> Iterator[Problem]:
    known = target.texts(key)
    mistyped = {name.casefold() for name, row in known.items() if key in row.faulty}
    for name, row in table.texts(column).items():
        if name in known or column in row.faulty or name.casefold() in mistyped:
            continue
        reason = f"is not a {key} of {Path(target.file).name}"
        if close := get_close_matches(name, known, 1):
            reason += f"; the nearest there is {visible(close[0])}"
        if (rows := sum(other.values.get(column) == name for other in table.rows)) > 1:
            reason += f"; {rows} rows have it"
        yield table.problem(row, column, reason)


def _cycles(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield a problem for each relation that leads back to where it began."""
    for name, key, column in RELATIONS:
        rows = tables[name].texts(key)
        done: set[str] = set()
        for start in rows:
            path: dict[str, None] = {}
            at = start
            while at in rows and at not in done and at not in path:
                path[at] = None
                at = rows[at].values.get(column)
            if at in path:
                loop = [*list(path)[list(path).index(at) :], at]
                reason = f"leads in a circle: {' > '.join(loop)}"
                yield tables[name].problem(rows[at], column, reason)
            done.update(path)
