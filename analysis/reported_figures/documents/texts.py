"""Hold the inventory and the ledger against the text of a document."""

import re
from collections.abc import Iterator
from functools import lru_cache

from reported_figures.documents.inventory import FIGURE, Claims
from reported_figures.documents.paragraphs import COUNTS, Text, fold
from reported_figures.documents.prose import Found, find
from reported_figures.ledger.characters import visible
from reported_figures.ledger.problems import Problem, Row
from reported_figures.reading.numerals import normalise
from reported_figures.reading.wording import parse

Place = tuple[int, int]  # of a number: its paragraph, and its position there, both from 1


def check_text(claims: Claims, text: Text) -> Iterator[Problem]:
    """Yield how a text is not the one that the tables were made from."""
    table = claims.document
    for column, found in (("sha256", text.sha256), ("paragraphs", len(text.paragraphs))):
        said = table.values.get(column)
        if said and said != found:
            reason = f"the text is not the one that was read: its {column} is {found}, not {said}"
            yield Problem(claims.document_id, reason)


def check_inventory(claims: Claims, text: Text) -> Iterator[Problem]:
    """Yield the numbers of the text that are not in the inventory, and the other way round."""
    found = numbers_of(text)
    rows = {(row.values["paragraph"], row.values["position"]): row for row in claims.numbers}
    for place, number in found.items():
        if place not in rows:
            yield Problem(
                claims.inventory.file,
                f"has no row for {visible(number.token)} in paragraph {place[0]}, position "
                f"{place[1]} of {claims.document_id}; it reads as {_article(number.kind)}",
            )
    for (paragraph, position), row in rows.items():
        token, number = row.values["token"], found.get((paragraph, position))
        if number and normalise(number.token) != normalise(token):
            reason = f"is not the number printed there, which is {visible(number.token)}"
            yield claims.inventory.problem(row, "token", reason)
        elif not number and not _stands(text, paragraph, position, token):
            yield claims.inventory.problem(row, "token", _elsewhere(found, row))
        elif not number and not row.values.get("note"):
            reason = "is not read as a number; if it is one, a note has to say so"
            yield claims.inventory.problem(row, "token", reason)


def check_wordings(claims: Claims, text: Text) -> Iterator[Problem]:
    """Yield the figures whose wording does not stand around their number, or lacks its hedge."""
    found = numbers_of(text)
    for row in claims.numbers:
        number = found.get((row.values["paragraph"], row.values["position"]))
        figure = claims.figure(row)
        if not number or not figure or row.values["fate"] != FIGURE:
            continue
        paragraph = text.paragraphs[row.values["paragraph"] - 1]
        wording = figure.values.get("wording") or ""
        if "wording" in figure.faulty:
            continue
        if not _stands_around(paragraph, wording, number):
            reason = f"does not stand around {visible(number.token)} in paragraph "
            yield claims.figures.problem(figure, "wording", f"{reason}{row.values['paragraph']}")
        elif lost := _lost_hedge(wording, number):
            reason = f"leaves out the hedge next to it: the text has {visible(lost)}"
            yield claims.figures.problem(figure, "wording", reason)


@lru_cache(maxsize=4)
def numbers_of(text: Text) -> dict[Place, Found]:
    """Return the numbers of a text by their place."""
    return {
        (number, found.start + 1): found
        for number, paragraph in enumerate(text.paragraphs, 1)
        for found in find(paragraph)
    }


def _stands(text: Text, paragraph: int, position: int, token: str) -> bool:
    line = text.paragraphs[paragraph - 1] if paragraph <= len(text.paragraphs) else ""
    return line.startswith(token, position - 1)


def _elsewhere(found: dict[Place, Found], row: Row) -> str:
    token = normalise(row.values["token"])
    same = [place for place, number in found.items() if normalise(number.token) == token]
    paragraph = row.values["paragraph"]
    near = [place for place in same if place[0] == paragraph] or same
    where = f"; it stands in paragraph {near[0][0]}, position {near[0][1]}" if near else ""
    return f"does not stand in paragraph {paragraph}, position {row.values['position']}{where}"


def _stands_around(paragraph: str, wording: str, number: Found) -> bool:
    folded, words = fold(paragraph), normalise(wording)
    for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", folded.lower):
        start, end = folded.span(*match.span())
        if start <= number.start and number.end <= end:
            return True
    return False


def _lost_hedge(wording: str, number: Found) -> str:
    """Return the words of the text that hedge a number and are not in its wording, or a blank."""
    reading, printed = parse(wording), number.reading
    if printed.hedge in ("none", "bare") or printed.hedge == reading.hedge:
        return ""
    return "" if normalise(number.wording) in normalise(wording) else number.wording


def _article(kind: str) -> str:
    if kind in COUNTS:
        kind = {"figure": "figure", "money": "sum of money", "percentage": "percentage"}[kind]
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
