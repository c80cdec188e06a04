"""Hold the inventory of a document's numbers against the ledger, and both against the text."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from analysis.cells import visible
from analysis.inventory import ASIDE, FIGURE
from analysis.number_contexts import COUNTS
from analysis.paragraphs import Text, fold
from analysis.problems import Problem
from analysis.prose import Found, find
from analysis.rows import Row, Table
from analysis.wording import normalise, parse

Place = tuple[int, int]  # of a number: its paragraph, and its position there, both from 1


class Claims(NamedTuple):
    """The document that an audit is about, and the tables that it holds against each other."""

    document: Row
    inventory: Table
    figures: Table

    @property
    def document_id(self) -> str:
        return self.document.values["document_id"]

    def numbers(self) -> list[Row]:
        """Return the rows of the inventory that are the document's."""
        return [r for r in self.inventory.rows if r.values["document_id"] == self.document_id]

    def own_figures(self) -> list[Row]:
        """Return the ledger's rows that stand in the document."""
        return [r for r in self.figures.rows if r.values.get("document_id") == self.document_id]

    def figure(self, number: Row) -> Row | None:
        """Return the ledger's row that a number of the inventory is tied to."""
        name = number.values.get("figure_id")
        return next((r for r in self.figures.rows if r.values["figure_id"] == name), None)


def check_fates(claims: Claims) -> Iterator[Problem]:
    """Yield the numbers that are neither a figure nor set aside with a reason, or are both."""
    known = claims.figures.by("figure_id")
    for row in claims.numbers():
        fate, figure, reason = (row.values.get(n) for n in ("fate", "figure_id", "reason"))
        if fate == FIGURE and not figure:
            yield claims.inventory.problem(row, "figure_id", "is blank: which figure is it?")
        elif fate == FIGURE and reason:
            yield claims.inventory.problem(row, "reason", "stands where the number is a figure")
        elif fate == ASIDE and not reason:
            yield claims.inventory.problem(row, "reason", "is blank: why is it set aside?")
        if figure and figure not in known:
            close = get_close_matches(figure, known, 1)
            nearest = f"; the nearest there is {visible(close[0])}" if close else ""
            what = "is not a figure_id of the ledger" + nearest
            yield claims.inventory.problem(row, "figure_id", what)


def check_paragraphs(claims: Claims) -> Iterator[Problem]:
    """Yield the numbers whose paragraph is not their figure's, or is not in the document."""
    last = claims.document.values.get("paragraphs")
    for row in claims.numbers():
        paragraph, figure = row.values["paragraph"], claims.figure(row)
        if last and paragraph > last:
            yield claims.inventory.problem(row, "paragraph", f"is above {last}, the last one")
        elif figure and figure.values.get("document_id") != claims.document_id:
            reason = "is a figure of another document"
            yield claims.inventory.problem(row, "figure_id", reason)
        elif figure and row.values["fate"] == FIGURE and figure.values["paragraph"] != paragraph:
            token = visible(row.values["token"])
            reason = f"is not where the inventory has its number {token}: paragraph {paragraph}"
            yield claims.figures.problem(figure, "paragraph", reason)


def check_tokens(claims: Claims) -> Iterator[Problem]:
    """Yield the figures whose wording does not print the number that is tied to them.

    That the wording prints their value is for :func:`analysis.checks.check_ledger` to say.
    """
    for row in claims.numbers():
        figure = claims.figure(row)
        if figure is None or row.values["fate"] != FIGURE:
            continue
        token, wording = row.values["token"], figure.values.get("wording") or ""
        if not _prints(wording, token):
            reason = f"does not print {visible(token)}, the number that the inventory ties to it"
            yield claims.figures.problem(figure, "wording", reason)


def check_claimed(claims: Claims) -> Iterator[Problem]:
    """Yield the ledger's numbers that none of the document's is tied to, or too many are."""
    tied = Counter(
        row.values.get("figure_id") for row in claims.numbers() if row.values["fate"] == FIGURE
    )
    for row in claims.own_figures():
        figure, wording = row.values.get("figure_id"), row.values.get("wording")
        most = 2 if row.values.get("low") is not None else 1
        if wording and not tied[figure]:
            reason = "is tied to no number of the inventory"
            yield claims.figures.problem(row, "wording", reason)
        elif tied[figure] > most:
            reason = f"is tied to {tied[figure]} numbers of the inventory; set others aside"
            yield claims.figures.problem(row, "figure_id", f"{reason} as duplicates")


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
    rows = {(row.values["paragraph"], row.values["position"]): row for row in claims.numbers()}
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
    for row in claims.numbers():
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


def numbers_of(text: Text) -> dict[Place, Found]:
    """Return the numbers of a text by their place."""
    return {
        (number, found.start + 1): found
        for number, paragraph in enumerate(text.paragraphs, 1)
        for found in find(paragraph)
    }


def _prints(wording: str, token: str) -> bool:
    whole = rf"(?<!\w){re.escape(normalise(token))}(?!\w|[.,]\d)"
    return bool(re.search(whole, normalise(wording)))


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
