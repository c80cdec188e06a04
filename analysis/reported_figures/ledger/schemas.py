"""Read the Table Schemas of a ``datapackage.json``, the only description of the tables.

A ledger's own schema may add columns, and change lengths, words and descriptions. What is the
project's in it keeps its type, and its columns that need a value keep needing one.
"""

import json
import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from reported_figures import DATA, SEEDS
from reported_figures.ledger.cells import DAYS_OR_LONGER, TYPES, read_cell
from reported_figures.ledger.characters import Fault, visible
from reported_figures.ledger.csv_text import Record
from reported_figures.ledger.problems import LedgerError, Problem, column_letters, report_problems

Schemas = dict[str, dict[str, Any]]
FORMATS = {"date": ("default", DAYS_OR_LONGER)}  # those that are read


def read_schemas(path: Path, file: str = "", default: Schemas | None = None) -> Schemas:
    """Return the schemas of a data package, by the name of the table.

    Refused with :class:`LedgerError`, which shows ``file``: what is no data package, asks for what
    cannot be checked, or contradicts the ``default`` schemas.
    """
    file = file or str(path)
    schemas, problems = _read_package(path, file)
    for table, schema in schemas.items():
        found = _contradictions(schema, (default or {}).get(table))
        problems += [Problem(file, reason, column=f"{table}.{name}") for name, reason in found]
    if problems:
        raise LedgerError(report_problems(problems), problems)
    return schemas


def required(field: dict[str, Any]) -> bool:
    """Say whether a column needs a value in each row."""
    return bool(field.get("constraints", {}).get("required"))


def _read_package(path: Path, file: str) -> tuple[Schemas, list[Problem]]:
    fix = "restore it, or delete it to use the project's own"
    try:
        package = json.loads(path.read_text(encoding="utf-8-sig"))
        resources = [resource for resource in package["resources"] if "schema" in resource]
        schemas = {resource["name"]: resource["schema"] for resource in resources}
        faults = [(name, fault) for name, s in schemas.items() for fault in _faults(s, schemas)]
    except OSError as error:
        return {}, [Problem(file, f"cannot be read ({error.strerror})")]
    except json.JSONDecodeError as error:
        return {}, [Problem(file, f"is not JSON: {error.msg}", error.lineno, fix=fix)]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}, [Problem(file, "is not a data package that describes tables", fix=fix)]
    problems = [Problem(file, reason, column=f"{name}.{field}") for name, (field, reason) in faults]
    return {} if problems else schemas, problems


def _faults(schema: dict[str, Any], schemas: Schemas) -> Iterator[tuple[str, str]]:
    """Yield what cannot be checked of a schema, and bring its keys into one form."""
    for field in schema["fields"]:
        name = field["name"]  # a field without one describes nothing: that is no data package
        for reason in _field_faults(field):
            yield name, reason
    if isinstance(schema.setdefault("primaryKey", []), str):
        schema["primaryKey"] = [schema["primaryKey"]]
    for link in schema.setdefault("foreignKeys", []):
        target = link["reference"]
        link["fields"], target["fields"] = _single(link["fields"]), _single(target["fields"])
        if target["resource"] and target["resource"] not in schemas:
            yield link["fields"], f"refers to {target['resource']}, which has no schema"


def _single(names: str | list[str]) -> str:
    (name,) = [names] if isinstance(names, str) else names
    return str(name)


def _field_faults(field: dict[str, Any]) -> Iterator[str]:
    kind, limits = field.get("type", "string"), field.get("constraints", {})
    if kind not in TYPES:
        yield f"has the type {kind}, which is not read; use one of {', '.join(TYPES)}"
        return
    if field.get("format", "default") not in FORMATS.get(kind, ("default",)):
        yield f"has the format {field['format']}, which is not read"
    try:
        re.compile(limits.get("pattern", ""))
    except re.error as error:
        yield f"has a pattern that cannot be used: {error}"
    for name in ("minimum", "maximum"):
        bound = limits.get(name, "")
        if isinstance(read_cell(str(bound), {"type": kind}), Fault):
            yield f"has a {name} that is no {kind}"
    if not all(isinstance(word, str) for word in limits.get("enum", [])):
        yield "has an enum that is not a list of texts"
    if int(limits.get("maxLength", 1)) < 1:
        yield "has a maxLength that is not a positive number"


def _contradictions(schema: dict, default: dict | None) -> Iterator[tuple[str, str]]:
    """Yield the columns that a schema lacks or describes otherwise than the notebooks need."""
    fields = {field["name"]: field for field in schema["fields"]}
    for field in (default or schema)["fields"]:
        name, kind = field["name"], field.get("type", "string")
        own = fields.get(name)
        if own is None and required(field):
            yield name, "is not described, and every ledger needs it"
        elif own and own.get("type", "string") != kind:
            yield name, f"has to be of type {kind}"
        elif own and required(field) and not required(own):
            yield name, "has to be required"


MOST_NAMED = 3  # more columns than these with wrong names are one mistake, not many
NEAR = 0.8  # how alike two names are, from 0 to 1, that are taken for one: "wording", "wordng"


def header_problems(
    file: str, record: Record, schema: dict[str, Any], needed: list[str]
) -> Iterator[Problem]:
    """Yield the columns that lack or stand twice, and those nearly called as one that lacks.

    Names that are ``reserved`` stand for columns that are added later. Other names are columns of
    the ledger's own. A header with nothing of the schema in it is no header, and one problem.
    """
    names = _without_blanks(record.cells)
    known, reserved = [f["name"] for f in schema["fields"]], schema.get("reserved", [])
    missing = [name for name in needed if name not in names]
    meant = [nearly(name, known, names) for name in names]
    wrong = [
        i
        for i, name in enumerate(names)
        if meant[i] or (name.strip() and name in (*names[:i], *reserved))
    ]
    if not set(names) & set(known) and not any(meant):
        reason = "is not the header: it names no column of the schema"
        cell = f"A{record.number}"
        yield Problem(file, reason, record.line, cell, value=visible(names[0]))
        return
    if len(wrong) > MOST_NAMED:
        yield _many(file, record, [names[i] for i in wrong], missing)
        return
    for index in wrong:
        reason, fix = _wrong(index, names, meant[index])
        missing = [name for name in missing if name != meant[index]]
        cell = f"{column_letters(index)}{record.number}"
        yield Problem(file, reason, record.line, cell, value=visible(names[index]), fix=fix)
    if missing:
        yield Problem(file, f"has no column {', '.join(missing)}", record.line)


def nearly(name: str, known: Collection[str], names: Collection[str]) -> str:
    """Return the column of the schema that a name is nearly called as, else a blank.

    One that the header has too is meant only if the two differ in nothing but case or spacing.

    >>> nearly("valeu", ["value"], []), nearly("Value", ["value"], ["value"])
    ('value', 'value')
    >>> nearly("note2", ["note"], ["note"]), nearly("weather", ["place"], []), nearly("", ["a"], [])
    ('', '', '')
    """
    plain = _plain(name)
    if name in known or not plain:
        return ""
    if plain in known:
        return plain
    free = [column for column in known if column not in names]
    swapped = [column for column in free if sorted(column) == sorted(plain)]
    return next(iter(swapped or get_close_matches(plain, free, 1, NEAR)), "")


def _plain(name: str) -> str:
    return re.sub(r"\W+", "_", name.strip().lower())


def shifted(file: str, record: Record, width: int, known: list[str]) -> Problem:
    """Return the problem of a header that is longer or shorter than every row below it."""
    reason = f"the header has {len(record.cells)} cells, and every row has {width}"
    missing = [name for name in known if name not in record.cells]
    reason += f"; missing: {', '.join(missing)}" if 0 < len(missing) <= MOST_NAMED else ""
    return Problem(file, reason, record.line)


def _without_blanks(names: list[str]) -> list[str]:
    return names[: max(i for i, name in enumerate(names, 1) if name.strip())]


def _wrong(index: int, names: list[str], meant: str) -> tuple[str, str]:
    """Return what is wrong with a column's name, and the fix where it is certain."""
    name = names[index]
    if name in names[:index]:
        return "is the name of two columns", ""
    if not meant:
        return "is the name of a column that is added later; choose another", ""
    if meant in names:
        return f"differs only in case or spacing from the column {meant}", ""
    if meant == _plain(name):
        return "is not a column of the schema", f"rename it {meant}"
    return f"is nearly the name of the column {meant}, which is not there", ""


def _many(file: str, record: Record, wrong: list[str], missing: list[str]) -> Problem:
    """Return the one problem of a header that is in other words."""
    listed = ", ".join(visible(name) for name in wrong)
    reason = f"{len(wrong)} names in the header are not columns of the schema: {listed}"
    reason += f"; missing: {', '.join(missing)}" if missing else ""
    return Problem(file, reason, record.line)


SCHEMA = "datapackage.json"


def project_schemas() -> Schemas:
    """Return the schemas of the project's own tables, by name."""
    return {**read_schemas(DATA / SCHEMA), **read_schemas(SEEDS / SCHEMA)}
