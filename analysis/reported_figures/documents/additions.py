"""Add a drafted document to a ledger's tables: its row, its figures and its numbers, or nothing."""

import csv
import io
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reported_figures import SEEDS
from reported_figures.documents.inventory import NAME, inventory_folder
from reported_figures.documents.paragraphs import Text
from reported_figures.errors import ReadableError
from reported_figures.files import write_together
from reported_figures.formats import short_path
from reported_figures.ledger.cells import read_day
from reported_figures.ledger.characters import Fault
from reported_figures.ledger.checks import FIGURES, Checked
from reported_figures.ledger.csv_text import no_formula
from reported_figures.ledger.problems import LedgerError, report_problems
from reported_figures.ledger.schemas import SCHEMA, project_schemas, read_schemas

Row = dict[str, Any]
LONGEST_TITLE = 200


class DraftError(ReadableError):
    """A document that cannot be added to a ledger."""


def document_row(checked: Checked, text: Text, document_id: str, options: Namespace) -> Row:
    """Return the row of a document: that of the ledger, else a new one from its text and options.

    Refused with :class:`DraftError`: a ledger with mistakes, a document that has figures in it
    already, and a day that is none.
    """
    if any(row.values.get("document_id") == document_id for row in checked.tables[FIGURES].rows):
        raise DraftError(f"{short_path(checked.path)}: figures of {document_id} are in it already.")
    if checked.problems:
        raise LedgerError(report_problems(checked.problems), checked.problems)
    if options.published and isinstance(found := read_day(options.published), Fault):
        raise DraftError(f"--published {options.published}: {found.reason}.")
    row = dict.fromkeys((f["name"] for f in project_schemas()["documents"]["fields"]), "")
    known = checked.tables["documents"].by("document_id").get(document_id)
    if known:
        days = known.values.get("published_on")
        return row | {"document_id": document_id, "published_on": f"{days.first}" if days else ""}
    return row | {
        "document_id": document_id,
        "title": no_formula(text.paragraphs[0].strip()[:LONGEST_TITLE]),
        "publisher": options.publisher,
        "url": options.url,
        "published_on": options.published,
        "published_on_basis": "stated" if options.published else "",
        "sha256": text.sha256,
        "paragraphs": len(text.paragraphs),
    }


def add_rows(
    checked: Checked, document: Row, figures: Sequence[Row], numbers: Sequence[Row]
) -> list[tuple[Path, int]]:
    """Add rows to the tables of a ledger, and return each file with the rows that it gained."""
    folder = checked.path
    if not folder.is_dir():
        raise DraftError(f"{short_path(folder)}: a single CSV has no other tables; name a folder.")
    documents, inventory = files_of(folder)
    is_new = document["document_id"] not in checked.tables["documents"].by("document_id")
    schemas = project_schemas() | {NAME: read_schemas(SEEDS / SCHEMA)[NAME]}
    additions = [
        (documents, "documents", [document] if is_new else []),
        (folder / f"{FIGURES}.csv", FIGURES, figures),
        (inventory, NAME, numbers),
    ]
    texts = {}
    for file, table, rows in additions:
        known = [field["name"] for field in schemas[table]["fields"]]
        if rows:
            texts[file] = _with_rows(file, known, rows)
    write_together({file: text.encode() for file, text in texts.items()})
    return [(file, len(rows)) for file, _, rows in additions if rows]


def files_of(folder: Path) -> tuple[Path, Path]:
    """Return a ledger's files of documents and numbers: its own, or those in ``seeds`` beside."""
    beside = folder.parent / "seeds" / "documents.csv"
    own = folder / "documents.csv"
    documents = own if own.is_file() or not beside.is_file() else beside
    inventory = inventory_folder(folder) / f"{NAME}.csv"
    return documents, inventory if inventory.is_file() else documents.with_name(f"{NAME}.csv")


def _with_rows(file: Path, known: list[str], rows: Sequence[Row]) -> str:
    """Return a table's text with rows at its end; what stands in it stays as it is.

    A column that a row needs and the table does not have comes last in each of its rows.
    """
    text = file.read_bytes().decode("utf-8-sig") if file.is_file() else ""
    header = next(csv.reader(io.StringIO(text)), []) if text else known
    new = [name for name in known if name not in header and any(row.get(name) for row in rows)]
    if new or not text:
        old = list(csv.DictReader(io.StringIO(text, newline="")))
        return csv_text([*header, *new], [*old, *rows], True)
    end = "" if text.endswith(("\n", "\r")) else "\n"
    return text + end + csv_text(header, rows, False)


def csv_text(columns: list[str], rows: Sequence[Row], with_header: bool) -> str:
    """Return rows as the text of a CSV, with its header or without."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, columns, restval="", extrasaction="ignore", lineterminator="\n")
    if with_header:
        writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()
