"""Hold the inventory of a document's numbers against the ledger, without the document's text."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from analysis.audit.inventory import ASIDE, DUPLICATE, FIGURE
from analysis.tables.cells import visible
from analysis.tables.problems import Problem
from analysis.tables.rows import Row, Table
from analysis.wording import normalise


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


def check_documents(documents: Table, inventory: Table) -> Iterator[Problem]:
    """Yield the first number of each document that the ledger does not know."""
    known = documents.by("document_id")
    for name, row in inventory.by("document_id").items():
        if name not in known:
            reason = "is not a document_id of documents.csv"
            yield inventory.problem(row, "document_id", reason)


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
        elif figure and row.values.get("reason") == DUPLICATE:
            continue  # what it repeats may stand in another document
        elif figure and figure.values.get("document_id") != claims.document_id:
            reason = "is a figure of another document"
            yield claims.inventory.problem(row, "figure_id", reason)
        elif (
            figure and row.values["fate"] == FIGURE and figure.values.get("paragraph") != paragraph
        ):
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
        if wording and not tied[figure] and not _printed_elsewhere(claims, row):
            reason = "is tied to no number of the inventory"
            yield claims.figures.problem(row, "wording", reason)
        elif tied[figure] > most:
            reason = f"is tied to {tied[figure]} numbers of the inventory; set others aside"
            yield claims.figures.problem(row, "figure_id", f"{reason} as duplicates")


def _printed_elsewhere(claims: Claims, figure: Row) -> bool:
    """Say whether a number that another figure is tied to is this one's, too.

    One number of a text may be asserted by one source and denied by another.
    """
    place = figure.values.get("paragraph")
    return any(
        row.values["fate"] == FIGURE
        and row.values["paragraph"] == place
        and _prints(figure.values.get("wording") or "", row.values["token"])
        for row in claims.numbers()
    )


def _prints(wording: str, token: str) -> bool:
    whole = rf"(?<!\w){re.escape(normalise(token))}(?!\w|[.,]\d)"
    return bool(re.search(whole, normalise(wording)))
