"""Read the Table Schemas of a ``datapackage.json``, the only description of the tables.

A ledger's own schema may add columns, and change lengths, words and descriptions. What is the
project's in it keeps its type, and its columns that need a value keep needing one.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.tables.cells import DAYS_OR_LONGER, TYPES, Fault, read_cell
from analysis.tables.problems import LedgerError, Problem, report_problems

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
