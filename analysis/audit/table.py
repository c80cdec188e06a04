"""Say what an audit found: the problems, what became of each number, what could not be checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.audit.checks import Claims
from analysis.audit.inventory import (
    FIGURE,
    count_fates,
    inventory_sentence,
    unaccounted_sentence,
)
from analysis.audit.text import Place, numbers_of
from analysis.formats import count_of, short_path
from analysis.prose import Found
from analysis.prose.contexts import COUNTS
from analysis.prose.paragraphs import Text
from analysis.tables.problems import Problem
from analysis.tables.rows import Row

VARIABLE = "SEEDS_TEXTS"
UNREAD = ("duplicate", "other_matter")  # reasons that no reader of numbers can see
NOT_MADE = (
    "that the text is the one that was read (its SHA-256)",
    "that each number in it is in the inventory, and the other way round",
    "that each figure's wording stands around its number, with the hedge next to it",
)


@dataclass
class Audit:
    """What the audit of one document found; ``text`` is missing where it was not at hand."""

    claims: Claims
    text: Text | None
    problems: list[Problem]

    def numbers(self) -> dict[Place, Found]:
        """Return the numbers of the text by their place: none where it is not at hand."""
        return numbers_of(self.text) if self.text else {}


def report(audits: list[Audit], folder: Path) -> Iterator[str]:
    """Yield the lines of a report: the problems, each document's numbers, what was not checked."""
    problems = [problem for one in audits for problem in one.problems]
    yield from map(str, problems)
    for one in audits:
        yield from ("", one.claims.document_id, *table(one))
        yield _sum(one)
    without = [one.claims.document_id for one in audits if one.text is None]
    if without:
        yield f"\nNot checked, since {short_path(folder)} has no text of {', '.join(without)}:"
        yield from (f"  - {what}" for what in NOT_MADE)
        yield f"Name the folder that has it as <document_id>.txt: --texts FOLDER, or {VARIABLE}."
    yield f"\n{count_of(len(audits), 'document')}: {count_of(len(problems), 'problem')}."


def table(one: Audit) -> Iterator[str]:
    """Yield a line for each number of a document: those with a problem first, marked with ``!``."""
    lines = []
    for row in one.claims.numbers():
        place = row.values["paragraph"], row.values["position"]
        lines.append((not _troubled(one, row), *place, row.values["token"], _fate(one, row)))
    known = {line[1:3] for line in lines}
    for place, number in one.numbers().items():
        if place not in known:
            lines.append((False, *place, number.token, "is not in the inventory"))
    width = max((len(line[3]) for line in lines), default=0)
    if lines:
        yield f"  {'par.':>4} {'pos.':>5}  {'number':{width}}  what became of it"
    for sound, paragraph, position, token, fate in sorted(lines):
        yield f"{' ' if sound else '!'} {paragraph:>4} {position:>5}  {token:{width}}  {fate}"


def _troubled(one: Audit, row: Row) -> bool:
    figure = one.claims.figure(row)
    return bool(row.faulty or (figure and figure.faulty and row.values["fate"] == FIGURE))


def _fate(one: Audit, row: Row) -> str:
    """Return in words what became of a number, and if the text says otherwise, that it does."""
    figure, reason = row.values.get("figure_id"), row.values.get("reason")
    if row.values["fate"] == FIGURE:
        known = one.claims.figure(row)
        wording = known and known.values.get("wording")
        return f"figure {figure}" + (f': "{wording}"' if wording else "")
    fate = f"set aside: {reason}".replace("_", " ") + (f", see {figure}" if figure else "")
    number = one.numbers().get((row.values["paragraph"], row.values["position"]))
    doubtful = number and number.kind in COUNTS and reason not in (*COUNTS, *UNREAD)
    return fate + (" (it reads as a count)" if doubtful else "")


def _sum(one: Audit) -> str:
    """Return what became of the numbers and, with the text, how many are unaccounted for."""
    rows = one.claims.numbers()
    counts = count_fates(rows)
    sentence = inventory_sentence(counts)
    if one.text is None:
        return sentence
    known = {(row.values["paragraph"], row.values["position"]) for row in rows}
    left = counts.unaccounted + len(one.numbers().keys() - known)
    return f"{sentence} {unaccounted_sentence(left)}"
