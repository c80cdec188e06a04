"""Draft the rows of a document: its figures for the ledger, its numbers for the inventory."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from analysis import DATA, SEEDS
from analysis.audit.inventory import ASIDE, FIGURE, NAME
from analysis.checks import FIGURES, SCHEMA
from analysis.draft import neighbours
from analysis.draft.dates import dates_in
from analysis.prose import Found, find
from analysis.prose.contexts import COUNTS
from analysis.prose.paragraphs import Text
from analysis.tables.schemas import read_schemas

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
