"""Draft a new document: print the rows that it proposes, and say what a person must fill."""

import calendar
import csv
import re
import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from reported_figures import DATA, SEEDS
from reported_figures.documents import neighbours
from reported_figures.documents.inventory import ASIDE, FIGURE, NAME
from reported_figures.documents.paragraphs import COUNTS, Text, fold, read_text
from reported_figures.documents.prose import Found, find
from reported_figures.documents.written_forms import DAY, MONTH, TO, YEAR
from reported_figures.formats import count_of
from reported_figures.ledger.checks import FIGURES
from reported_figures.ledger.csv_text import no_formula
from reported_figures.ledger.schemas import SCHEMA, read_schemas
from reported_figures.ledger.tables import read_table

_WEEKDAY = rf"(?-i:(?:{'|'.join(calendar.day_name)})\b)"
_MONTH_DAY = rf"{MONTH} {DAY}(?:{TO}{DAY}(?=,? {YEAR}|$|[^\w ]))?"
_DAY_MONTH = rf"(?<![\w-]){DAY}(?:(?:, |{TO}){DAY})*(?: of)? {MONTH}"
_NUMERIC = r"\b[0-9]{1,4}([/.-])[0-9]{1,2}\1[0-9]{2,4}\b"
_DATE = re.compile(
    rf"(?:{_MONTH_DAY}|{_DAY_MONTH}|{MONTH})(?:,? {YEAR})?|{_NUMERIC}|{_WEEKDAY}", re.IGNORECASE
)
_YEAR = re.compile(rf" ({YEAR})$")
_MONTHS = {name[:3].casefold(): number for number, name in enumerate(calendar.month_name) if name}


class Dates(NamedTuple):
    """The dates of a text: in ISO form where they are certain, otherwise as printed."""

    certain: tuple[str, ...]
    unsettled: tuple[str, ...]


@lru_cache(maxsize=64)
def dates_in(text: str) -> Dates:
    """Return the dates that a text prints. A year also serves the day that is linked to its own.

    >>> dates_in("On Friday, between 30 September and 2 October 2024, or from May 8")
    Dates(certain=('2024-09-30', '2024-10-02'), unsettled=('Friday', 'May 8'))
    """
    folded = fold(text).cased
    matches = list(_DATE.finditer(folded))
    certain, unsettled = [], []
    for match, after in zip_longest(matches, matches[1:]):
        linked = after and re.fullmatch(TO, folded[match.end() : after.start()])
        found = _days(match[0], after[0] if linked else "")
        certain += found
        printed = match[0].removesuffix(".")
        unsettled += [] if found or printed in ("May", "March") else [printed]
    return Dates(tuple(dict.fromkeys(certain)), tuple(dict.fromkeys(unsettled)))


def _days(printed: str, linked: str) -> list[str]:
    """Return the days that a printed date names for certain, or its month: "October 2024"."""
    if re.fullmatch(_NUMERIC, printed):
        return _numeric(printed)
    month = re.search(MONTH, printed)
    year = _YEAR.search(printed) or _YEAR.search(linked)
    if not month or not year:
        return []
    number = _MONTHS[month[0][:3].casefold()]
    rest = _YEAR.sub("", printed)
    days = re.findall(r"[0-9]+", rest)
    later = re.search(MONTH, linked)
    if not _YEAR.search(printed) and later and number > _MONTHS[later[0][:3].casefold()]:
        return []  # "28 December to 3 January 2024"
    if not days:
        return [f"{year[1]}-{number:02}"] if _YEAR.search(printed) else []
    return [day for text in days if (day := _iso(int(year[1]), number, int(text)))]


def _numeric(printed: str) -> list[str]:
    """Return the day of "2024-10-08" or "13/10/2024", and none of "1/11/2024"."""
    parts = [int(part) for part in re.split(r"[/.-]", printed)]
    if len(re.split(r"[/.-]", printed)[0]) == 4:
        return [day for day in [_iso(*parts)] if day]
    readings = {day for day in (_iso(parts[2], *parts[1::-1]), _iso(parts[2], *parts[:2])) if day}
    return sorted(readings) if len(readings) == 1 and parts[2] > 999 else []


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


PROPOSALS = ("reads_as", "unit_word", "dates", "dates_to_settle", "name_nearby", "to_fill")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
Row = dict[str, Any]


def figure_rows(text: Text, document_id: str = "") -> Iterator[Row]:
    """Yield a candidate row of the ledger for each figure that a text prints.

    Its columns are the ledger's, those that a person must fill blank, and after them the proposals:
    how the wording reads, the word counted, the dates of the sentence, a name nearby, and what is
    to be filled.
    """
    for number, paragraph in enumerate(text.paragraphs, 1):
        places = set()
        for found in find(paragraph):
            place = found.wording_at if found.wording else found.start
            if found.kind in COUNTS and place not in places:  # the ends of a range share a place
                places.add(place)
                row = dict.fromkeys(ledger_fields(), "")
                row |= {"document_id": document_id, "paragraph": number}
                row |= _printed(found) | _quoted(paragraph, found)
                yield row | _proposals(paragraph, found, row)


def number_rows(text: Text, document_id: str) -> Iterator[Row]:
    """Yield a row of the inventory for each number that a text prints.

    >>> text = Text(("On 3 May, 12 came.",), "")
    >>> [(row["position"], row["token"], row["fate"]) for row in number_rows(text, "letter")]
    [(4, '3', 'set_aside'), (11, '12', 'figure')]
    """
    columns = [field["name"] for field in read_schemas(SEEDS / SCHEMA)[NAME]["fields"]]
    for number, paragraph in enumerate(text.paragraphs, 1):
        for found in find(paragraph):
            counts = found.kind in COUNTS
            yield dict.fromkeys(columns, "") | {
                "document_id": document_id,
                "paragraph": number,
                "position": found.start + 1,
                "token": _INVISIBLE.sub("", found.token),
                "fate": FIGURE if counts else ASIDE,
                "reason": "" if counts else found.kind,
            }


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
    return {"wording": _INVISIBLE.sub("", found.wording)} | ends


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:.10f}".rstrip("0").rstrip(".")


def _quoted(paragraph: str, found: Found) -> Row:
    before = paragraph[: found.start]
    curly = before.count("\u201c") > before.count("\u201d")
    return {"quoted": "direct" if curly or before.count('"') % 2 else "paraphrase"}


def _proposals(paragraph: str, found: Found, row: Row) -> Row:
    dates = dates_in(paragraph[slice(*neighbours.sentence_at(paragraph, found.start))])
    end = max(found.end, found.wording_at + len(found.wording))
    missing = to_fill(row)
    if found.reading.hedge == "none":
        missing = [f'wording and value ("{found.token}" is not read for certain)', *missing]
    return {
        "reads_as": found.reading.hedge,
        "unit_word": _unit(paragraph, found, end),
        "dates": "; ".join(dates.certain),
        "dates_to_settle": "; ".join(dates.unsettled),
        "name_nearby": neighbours.speaker_near(paragraph, found.start),
        "to_fill": "; ".join(missing),
    }


def _unit(paragraph: str, found: Found, end: int) -> str:
    currency = re.search(r"(?:\b[A-Za-z]{1,3})?[$€£¥₩₹₽₴](?=[^$€£¥₩₹₽₴]*$)", found.wording)
    if found.kind == "money" and currency:
        return currency[0]
    word = neighbours.unit_word(paragraph[found.end :])
    return word or neighbours.unit_word(paragraph[end:])


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
        f"For the rows of numbers.csv: reported-figures draft {path} --numbers",
    ]
