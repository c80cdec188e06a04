"""Draft a new document: print the rows that it proposes, and say what a person must fill."""

import csv
import sys
from argparse import Namespace
from pathlib import Path

from analysis import SEEDS
from analysis.audit.inventory import NAME
from analysis.checks import SCHEMA
from analysis.draft.rows import PROPOSALS, Row, figure_rows, ledger_fields, number_rows
from analysis.formats import count_of
from analysis.prose.paragraphs import Text, read_text
from analysis.tables import read_table
from analysis.tables.csv_text import no_formula
from analysis.tables.schemas import read_schemas


def draft(options: Namespace) -> int:
    """Print a text's candidate rows as a CSV and, on standard error, what is left to do."""
    path = Path(options.text).expanduser()
    text = read_text(path)
    known = known_documents()
    if options.numbers:
        rows = list(number_rows(text, path.stem))
        columns = [field["name"] for field in read_schemas(SEEDS / SCHEMA)[NAME]["fields"]]
    else:
        rows = list(figure_rows(text, path.stem if path.stem in known else ""))
        columns = [*ledger_fields(), *PROPOSALS]
    writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: no_formula(str(cell)) for name, cell in row.items()} for row in rows)
    if path.stem not in known:
        print(_document(text, path.stem), file=sys.stderr)
    print(*_summary(rows, options.numbers, path), sep="\n", file=sys.stderr)
    return 0


def known_documents() -> set[str]:
    """Return the documents that the project has a row for."""
    schema = read_schemas(SEEDS / SCHEMA)["documents"]
    return set(read_table("documents", SEEDS / "documents.csv", schema)[0].by("document_id"))


def _document(text: Text, document_id: str) -> str:
    return (
        f"Add a row to seeds/documents.csv first: document_id {document_id}, "
        f"paragraphs {len(text.paragraphs)}, sha256 {text.sha256}."
    )


def _summary(rows: list[Row], numbers: bool, path: Path) -> list[str]:
    """Return what is left to do: the blanks to fill, each named once."""
    count = count_of(len(rows), "row")
    if numbers:
        blank = sum(row["fate"] == "figure" for row in rows)
        return [f"{count} for numbers.csv; to fill: figure_id in {blank}, or set them aside."]
    blanks = dict.fromkeys(name for row in rows for name in row["to_fill"].split("; "))
    return [
        f"{count} for reported_figures.csv; to fill: {', '.join(blanks) or 'nothing'}.",
        f"The columns from {PROPOSALS[0]} on are proposals: leave them out of the ledger.",
        f"For the rows of numbers.csv: python -m analysis draft {path} --numbers",
    ]
