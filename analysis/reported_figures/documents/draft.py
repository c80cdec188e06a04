"""Draft a new document: print the rows that it proposes, and say what a person must fill."""

import csv
import re
import sys
from argparse import Namespace
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from reported_figures import DATA, SEEDS
from reported_figures.documents import attribution, neighbours
from reported_figures.documents.additions import add_rows, document_row
from reported_figures.documents.cautions import caution
from reported_figures.documents.dates import dates_in
from reported_figures.documents.inventory import ASIDE, FIGURE, NAME
from reported_figures.documents.known import Known
from reported_figures.documents.language import is_english
from reported_figures.documents.paragraphs import COUNTS, Text, TextError, read_text
from reported_figures.documents.prose import Found, find, find_ones
from reported_figures.formats import count_of, short_path
from reported_figures.ledger.checks import FIGURES, check_ledger
from reported_figures.ledger.csv_text import no_formula
from reported_figures.ledger.schemas import SCHEMA, read_schemas
from reported_figures.ledger.tables import read_table
from reported_figures.reading.money import SIGNS
from reported_figures.reading.wording import parse

PROPOSALS = (
    "reads_as",
    "caution",
    "unit_word",
    "dates",
    "dates_to_settle",
    "name_nearby",
    "to_fill",
)
SHARE = "A share of a whole, in percent."  # the note of a figure that prints one
ONE = "In words: nobody, or one person."
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_FAR = 200  # characters after a number, within which what it counts is named
Row = dict[str, Any]


def figure_rows(
    text: Text, document_id: str = "", known: Known | None = None, ones: bool = False
) -> Iterator[Row]:
    """Yield a candidate row of the ledger for each figure that a text prints.

    Its columns are the ledger's, those that a person must fill blank, and after them the proposals:
    how the wording reads, the word counted, the dates of the sentence, who says it, and what is to
    be filled. What is ``known`` by a ledger fills its other cells, too. With ``ones``, "nobody" and
    "a man was killed" have a row, too.
    """
    for number, paragraph in enumerate(text.paragraphs, 1):
        places = set()
        for found in _found(paragraph, ones):
            place = found.wording_at if found.wording else found.start
            if is_drafted(found) and place not in places:  # the ends of a range share a place
                places.add(place)
                row = dict.fromkeys(ledger_fields(), "")
                row |= {"document_id": document_id, "paragraph": number}
                row |= _printed(found) | _quoted(paragraph, found)
                row = known.fill(row, paragraph, found) if known else row
                yield row | _proposals(paragraph, found, row)


def _found(paragraph: str, ones: bool) -> list[Found]:
    return sorted([*find(paragraph), *(find_ones(paragraph) if ones else ())])


def _note(found: Found) -> str:
    """Return why the wording of a figure is read by a person: a blank where ``check`` reads it."""
    if not found.wording or parse(found.wording) == found.reading:
        return ""
    return ONE if found.kind in COUNTS else SHARE


def is_drafted(found: Found) -> bool:
    """Say whether a number gets a row: it counts something, or is of a share of a whole."""
    return found.kind in COUNTS or bool(found.wording)


def number_rows(
    text: Text, document_id: str, figures: Sequence[Row] = (), ones: bool = False
) -> Iterator[Row]:
    """Yield a row of the inventory for each number that a text prints, tied to drafted figures.

    Of a share like "one in five" the first number stands for it, and the second is set aside.

    >>> text = Text(("On 3 May, 12 came.",), "")
    >>> [(row["position"], row["token"], row["fate"]) for row in number_rows(text, "letter")]
    [(4, '3', 'set_aside'), (11, '12', 'figure')]
    """
    columns = inventory_columns()
    drafted = iter([row["figure_id"] for row in figures])
    ids: dict[tuple[int, int], str] = {}
    for number, paragraph in enumerate(text.paragraphs, 1):
        for found in _found(paragraph, ones):
            place = (number, found.wording_at if found.wording else found.start)
            counts = found.kind in COUNTS or (is_drafted(found) and place not in ids)
            if counts and place not in ids:  # as in figure_rows
                ids[place] = next(drafted, "")
            yield dict.fromkeys(columns, "") | {
                "document_id": document_id,
                "paragraph": number,
                "position": found.start + 1,
                "token": _INVISIBLE.sub("", found.token),
                "fate": FIGURE if counts else ASIDE,
                "figure_id": ids.get(place, "") if counts else "",
                "reason": "" if counts else found.kind,
                "note": ONE if _note(found) == ONE else "",
            }


def inventory_columns() -> list[str]:
    return [field["name"] for field in read_schemas(SEEDS / SCHEMA)[NAME]["fields"]]


def to_fill(row: Row) -> list[str]:
    """Return the columns of a row that a person must still fill: those that the schema requires."""
    fields = ledger_fields().items()
    needed = [name for name, field in fields if field.get("constraints", {}).get("required")]
    return [name for name in ("document_id", *needed) if row[name] == ""]


@lru_cache(maxsize=1)
def ledger_fields() -> dict[str, dict]:
    return {field["name"]: field for field in read_schemas(DATA / SCHEMA)[FIGURES]["fields"]}


def _printed(found: Found) -> Row:
    """Return the cells that the text fills: none where the number is not read for certain."""
    reading = found.reading
    if reading.hedge == "none":
        return {}
    ends = {name: _plain(getattr(reading, name)) for name in ("value", "low", "high")}
    own = {"hedge": reading.hedge, "note": note} if (note := _note(found)) else {}
    return {"wording": _INVISIBLE.sub("", found.wording)} | ends | own


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:.10f}".rstrip("0").rstrip(".")


def _quoted(paragraph: str, found: Found) -> Row:
    places, inside = _quotations(paragraph)
    marks = bisect_left(places, found.start)
    return {"quoted": "direct" if marks and inside[marks - 1] else "paraphrase"}


@lru_cache(maxsize=8)
def _quotations(paragraph: str) -> tuple[list[int], list[bool]]:
    """Return where quotation marks stand in a paragraph, and whether each begins a quotation."""
    places, inside, straight, curly = [], [], 0, 0
    for mark in re.finditer('["\u201c\u201d]', paragraph):
        straight += mark[0] == '"'
        curly += {"\u201c": 1, "\u201d": -1}.get(mark[0], 0)
        places.append(mark.start())
        inside.append(curly > 0 or straight % 2 == 1)
    return places, inside


def _proposals(paragraph: str, found: Found, row: Row) -> Row:
    dates = dates_in(paragraph[slice(*neighbours.sentence_at(paragraph, found.start))])
    end = max(found.end, found.wording_at + len(found.wording))
    missing = to_fill(row)
    if found.reading.hedge == "none":
        missing = [f'wording and value ("{found.token}" is not read for certain)', *missing]
    return {
        "reads_as": found.reading.hedge,
        "caution": caution(paragraph, found),
        "unit_word": _unit(paragraph, found, end),
        "dates": "; ".join(dates.certain),
        "dates_to_settle": "; ".join(dates.unsettled),
        "name_nearby": attribution.speaker_near(paragraph, found.start),
        "to_fill": "; ".join(missing),
    }


def _unit(paragraph: str, found: Found, end: int) -> str:
    currency = re.search(rf"(?:\b[A-Za-z]{{1,3}})?[{SIGNS}](?=[^{SIGNS}]*$)", found.wording)
    if found.kind not in COUNTS:
        return "percent"
    after = paragraph[found.end : found.end + _FAR]
    currency = currency or re.match(rf" ?[{SIGNS}]", after)
    if found.kind == "money" and currency:
        return currency[0].strip()
    return neighbours.unit_word(after) or neighbours.unit_word(paragraph[end : end + _FAR])


def draft(options: Namespace) -> int:
    """Print a text's candidate rows as a CSV and, on standard error, what is left to do."""
    path = Path(options.text).expanduser()
    text = read_text(path)
    if not is_english(" ".join(text.paragraphs)):
        raise TextError(
            f"{short_path(path)}: does not look like English, and draft reads English only. Enter "
            "its figures by hand (hedge takes your reading of a wording), or draft a translation."
        )
    if options.ledger:
        return add_document(options, text, path)
    known = known_documents()
    if options.numbers:
        rows = list(number_rows(text, path.stem, ones=options.ones))
        columns = inventory_columns()
    else:
        rows = list(figure_rows(text, path.stem if path.stem in known else "", ones=options.ones))
        columns = [*ledger_fields(), *PROPOSALS]
    _print(columns, rows)
    if path.stem not in known:
        print(_document(text, path.stem), file=sys.stderr)
    print(*_summary(rows, options.numbers, path), sep="\n", file=sys.stderr)
    return 0


def _print(columns: Iterable[str], rows: Iterable[Row]) -> None:
    writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: no_formula(str(cell)) for name, cell in row.items()} for row in rows)


def add_document(options: Namespace, text: Text, path: Path) -> int:
    """Draft a document for a ledger, and with ``--write`` add its rows, whole or not at all."""
    checked = check_ledger(options.ledger)
    document = document_row(checked, text, path.stem, options)
    published = document["published_on"]
    known = Known(checked, date.fromisoformat(published) if _is_day(published) else None)
    figures = list(figure_rows(text, path.stem, known, options.ones))
    if not options.write:
        _print([*ledger_fields(), *PROPOSALS], figures)
        print(*_summary(figures, False, path), sep="\n", file=sys.stderr)
        return 0
    numbers = list(number_rows(text, path.stem, figures, options.ones))
    added = add_rows(checked, document, figures, numbers)
    for file, count in added:
        print(f"{short_path(file)}: {count_of(count, 'row')} added.")
    for row in figures:
        name = row["name_nearby"]
        who = f" (said by {name}?)" if name and not row["speaker_id"] else ""
        if row["to_fill"]:
            print(f"  {row['figure_id']}, {row['wording']!r}: to fill: {row['to_fill']}{who}")
    print("What is no figure of the ledger: delete its row; audit --fix sets its number aside.")
    return 0


def _is_day(text: str) -> bool:
    return len(text) == len("2024-10-18")


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
    blanks = dict.fromkeys(name for row in rows for name in row["to_fill"].split("; ") if name)
    return [
        f"{count} for reported_figures.csv; to fill: {', '.join(blanks) or 'nothing'}.",
        f"The columns from {PROPOSALS[0]} on are proposals: leave them out of the ledger.",
        f"For the rows of numbers.csv: reported-figures draft {path} --numbers",
    ]
