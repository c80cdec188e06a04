"""Hold the tables of a ledger against each other: every name that is used has its row."""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from reported_figures.ledger import frames
from reported_figures.ledger.characters import Nearest, fold, fold_all, visible
from reported_figures.ledger.problems import Problem, Row, Table
from reported_figures.ledger.schemas import Schemas

FIGURES, DOCUMENTS = "reported_figures", "documents"
RELATIONS = (
    (FIGURES, "figure_id", "supersedes"),
    (FIGURES, "figure_id", "repeats"),
    ("sources", "source_id", "organisation_id"),
    ("quantities", "quantity_id", "part_of"),
    ("quantities", "quantity_id", "drawn_from"),
)


class Use(NamedTuple):
    """A cell that names a row of another table."""

    table: Table
    row: Row
    column: str


def derive(tables: dict[str, Table]) -> None:
    """Add the tables and columns that a ledger does without, from the columns of its figures."""
    figures = tables[FIGURES]
    for name, (columns, make) in DERIVED.items():
        if name in tables:
            _complete(tables[name], make)
        else:
            found: dict[str, Row] = {}
            for column in columns:
                found = {**figures.by(column), **found}
            carried = _carried(figures, columns[0], CARRIED.get(name, ()))
            table = Table.of([make(t) | carried.get(t, {}) for t in found], name, figures.file)
            table.lines = [row.line for row in found.values()]
            table.numbers = [row.number for row in found.values()]
            table.sound = figures.sound
            tables[name] = table


def _complete(table: Table, make: Callable[[str], dict[str, Any]]) -> None:
    """Fill the columns that a table does without, as they are where all of it is absent."""
    keys = table.cells.get(table.schema["primaryKey"][0], [None] * len(table.lines))
    for column in make("").keys() - set(table.columns):
        table.cells[column] = [make(str(key))[column] for key in keys]


def completed(name: str, schema: dict) -> dict:
    """Return a table's schema with the columns marked that it may do without.

    >>> schema = {"fields": [{"name": "quantity_id"}, {"name": "label"}, {"name": "kind"}]}
    >>> [one.get("derived", False) for one in completed("quantities", schema)["fields"]]
    [False, True, False]
    """
    _, make = DERIVED.get(name, ((), dict))
    derived = list(make(""))[1:]  # the first is the key
    fields = [f | {"derived": True} if f["name"] in derived else f for f in schema["fields"]]
    return schema | {"fields": fields}


def _carried(figures: Table, key: str, columns: Collection[str]) -> dict[str, dict[str, Any]]:
    """Return what the figures say of each thing that they name: the first value of each column."""
    found: dict[str, dict[str, Any]] = {}
    for column in columns:
        for _, (name, said) in figures.having(key, column):
            found.setdefault(name, {}).setdefault(column, said)
    return found


def carrying(figures: dict, schemas: Schemas, absent: Collection[str]) -> dict:
    """Return the figures' schema with the columns that they may carry for tables that are absent.

    Names that the helpers give to columns of their own are ``reserved``.

    >>> schemas = {"quantities": {"fields": [{"name": "kind"}, {"name": "part_of"}]}}
    >>> carrying({"fields": []}, schemas, ["quantities"])["fields"]
    [{'name': 'kind', 'carried': True, 'constraints': {'required': False}}]
    """
    fields = {field["name"]: field for field in figures["fields"]}
    names: set[str] = set()
    for table in absent:
        for field in schemas[table]["fields"]:
            if (name := field["name"]) in CARRIED.get(table, ()):
                names.add(name)
                field = fields.get(name, field)
                optional = field.get("constraints", {}) | {"required": False}
                fields[name] = field | {"carried": True, "constraints": optional}
    reserved = sorted(frames.added() - names)
    return figures | {"fields": [*fields.values()], "reserved": reserved}


def _source(name: str) -> dict[str, Any]:
    return {"source_id": name, "name": name, "named": True}


def _quantity(name: str) -> dict[str, Any]:
    # its name is its unit: nothing says that two quantities count the same kind of thing
    words = name.replace("_", " ")
    return {"quantity_id": name, "label": words, "unit": words}


def _document(name: str) -> dict[str, Any]:
    return {"document_id": name, "title": name}


DERIVED = {
    "sources": (("speaker_id", "origin_id", "possible_origin_id"), _source),
    "quantities": (("quantity_id",), _quantity),
    DOCUMENTS: (("document_id",), _document),
}
CARRIED = {  # columns of a table that the figures may carry where it is absent; relations need it
    "sources": ("country", "role", "named", "plural", "printed_as"),
    "quantities": (
        *("label", "unit", "counts", "kind", "starts_on", "tolerance_days", "unit_kind"),
        *("one", "many", "observed_as"),
    ),
}


def check_carried(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield the rows that say otherwise of a source or a quantity than an earlier row does."""
    figures = tables[FIGURES]
    for name, columns in CARRIED.items():
        key = DERIVED[name][0][0]
        for column in columns if not tables[name].schema else ():
            first: dict[str, tuple[Any, Row]] = {}
            for row, (of, told) in figures.having(key, column):
                said, other = first.setdefault(of, (told, row))
                if said != told:
                    reason = f"is {visible(str(said))} for the same {key} in line {other.line}"
                    yield figures.problem(row, column, reason)


def check_empty(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield the tables without rows; a ledger may name no documents."""
    for table in tables.values():
        if table.sound and not table.rows and table.name != DOCUMENTS:
            table.sound = False
            yield Problem(table.file, "has a header but no rows")


def check_references(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield one problem for each name that is used and has no row, however often it is used.

    As many names as there are mistyped keys in the table are held back: mending those may do.
    """
    for (resource, key), uses in _uses(tables).items():
        target = tables[resource]
        known = target.by(key)
        missing = [name for name in uses if name not in known]
        mistyped = sum(key in row.faulty for row in target.rows)
        if target.sound and len(missing) > mistyped:
            names = {fold(text): text for text in known}
            near = Nearest(names)
            for name in missing:
                yield _dangling(uses[name], name, key, target, names, near)


def _uses(tables: dict[str, Table]) -> dict[tuple[str, str], dict[str, list[Use]]]:
    """Return the cells that name a row, by the table and key that they refer to and by name.

    Columns of which each name has its row are left out.
    """
    found: dict[tuple[str, str], dict[str, list[Use]]] = {}
    for table in tables.values():
        links = [link for link in _links(table) if _dangles(table, tables, *link)]
        for row in table.rows if links else ():
            for column, *target in links:
                if name := row.get(column):
                    uses = found.setdefault(tuple(target), {}).setdefault(name, [])
                    uses.append(Use(table, row, column))
    return found


def _dangles(table: Table, tables: dict[str, Table], column: str, target: str, key: str) -> bool:
    """Say whether a column names anything that has no row."""
    used = set(table.cells[column]) - {None} if column in table.filled else set()
    return not used.issubset(tables[target].cells.get(key, ()))


def _links(table: Table) -> Iterator[tuple[str, str, str]]:
    for link in table.schema.get("foreignKeys", []):
        target = link["reference"]
        yield link["fields"], target["resource"] or table.name, target["fields"]
    if table.name == FIGURES:  # the documents are a data package of their own
        yield "document_id", DOCUMENTS, "document_id"


def _dangling(
    uses: list[Use], name: str, key: str, target: Table, known: dict[str, str], near: Nearest
) -> Problem:
    reason, fix = f"is not a {key} of {Path(target.file).name}", ""
    if same := known.get(fold(name)):
        fix = f"write {same}"
    elif close := near.to(fold(name)):
        reason += f"; the nearest there is {visible(known[close])}"
    if len(uses) > 1:
        reason += f"; {len(uses)} cells name it"
    for table, row, column in uses[1:]:
        table.problem(row, column, reason)
    table, row, column = uses[0]
    return table.problem(row, column, reason, fix)


def check_spelling(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield names that differ only in case or spacing, where no table of their own lists them."""
    figures = tables[FIGURES]
    for name, (columns, _) in DERIVED.items():
        used = [{} if tables[name].schema else figures.by(column) for column in columns]
        names = set().union(*used)
        if len({*fold_all(names)}) < len(names):
            yield from _other_spellings(figures, columns)


def _other_spellings(figures: Table, columns: Collection[str]) -> Iterator[Problem]:
    seen: dict[str, tuple[str, Row]] = {}
    for row, names in figures.each(*columns):
        for column, text in zip(columns, names, strict=True):
            first, other = seen.setdefault(fold(text), (text, row)) if text else (text, row)
            if first != text and not figures.is_faulty(row.at, (column,)):
                where = f"{visible(first)} in line {other.line}"
                reason = f"differs only in case or spacing from {where}"
                yield figures.problem(row, column, reason)


def check_cycles(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield a problem for each relation that leads back to where it began.

    An organisation may name itself.
    """
    for name, key, column in RELATIONS:
        table = tables[name]
        rows = table.by(key) if column in table.filled else {}
        done: set[str] = set()
        for start in rows:
            loop = _loop(rows, column, start, done)
            if loop and not (column == "organisation_id" and len(loop) == 1):
                reason = f"leads in a circle: {' > '.join([*loop, loop[0]])}"
                yield table.problem(rows[loop[0]], column, reason)
                for at in loop:
                    table.spoil(rows[at], column)


def _loop(rows: dict[str, Row], column: str, start: str, done: set[str]) -> list[str]:
    """Return the circle that a relation leads into from a row, if it does; note where it went."""
    path: dict[str, int] = {}
    at = start
    while at in rows and at not in done and at not in path:
        path[at] = len(path)
        at = rows[at][column]
    done.update(path)
    return [*path][path[at] :] if at in path else []
