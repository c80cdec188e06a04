"""Audit documents: every number that one prints is a figure of the ledger, or set aside.

Without the text of a document what can be is held against the ledger, and the rest is listed.
"""

import os
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from reported_figures import SEEDS
from reported_figures.documents import inventory as audit_checks
from reported_figures.documents import texts as audit_text
from reported_figures.documents.additions import files_of
from reported_figures.documents.inventory import (
    FIGURE,
    Claims,
    count_fates,
    inventory_folder,
    inventory_sentence,
    read_inventory,
    unaccounted_sentence,
)
from reported_figures.documents.moves import let_go, moves, write_aside, write_moves
from reported_figures.documents.paragraphs import COUNTS, Text, read_text
from reported_figures.documents.prose import Found
from reported_figures.documents.texts import Place, numbers_of
from reported_figures.errors import ReadableError, harmless
from reported_figures.formats import count_of, listed, short_path
from reported_figures.ledger.checks import FIGURES, Checked, check_ledger
from reported_figures.ledger.problems import Problem, Row, merged

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

    @cached_property
    def numbers(self) -> dict[Place, Found]:
        """The numbers of the text by their place: none where it is not at hand."""
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
    for row in one.claims.numbers:
        place = row.values["paragraph"], row.values["position"]
        lines.append((not _troubled(one, row), *place, row.values["token"], _fate(one, row)))
    known = {line[1:3] for line in lines}
    for place, number in one.numbers.items():
        if place not in known:
            lines.append((False, *place, number.token, f"is not in the inventory{_unread(number)}"))
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
    number = one.numbers.get((row.values["paragraph"], row.values["position"]))
    doubtful = number and number.kind in COUNTS and reason not in (*COUNTS, *UNREAD)
    return fate + ((_unread(number) or " (it reads as a count)") if doubtful else "")


def _unread(number: Found) -> str:
    """Return that a number is not understood, with the words around it that are not."""
    unread = number.kind in COUNTS and number.reading.hedge == "none"
    words = f' in "{number.wording}"' if number.wording else ""
    return f" (it is not understood{words}: read it yourself)" if unread else ""


def _sum(one: Audit) -> str:
    """Return what became of the numbers and, with the text, how many are unaccounted for."""
    rows = one.claims.numbers
    counts = count_fates(rows)
    sentence = inventory_sentence(counts)
    if one.text is None:
        return sentence
    known = {(row.values["paragraph"], row.values["position"]) for row in rows}
    left = counts.unaccounted + len(one.numbers.keys() - known)
    return f"{sentence} {unaccounted_sentence(left)}"


WITHOUT = (
    audit_checks.check_fates,
    audit_checks.check_paragraphs,
    audit_checks.check_tokens,
    audit_checks.check_claimed,
)
WITH = (audit_text.check_text, audit_text.check_inventory, audit_text.check_wordings)


class AuditError(ReadableError):
    """An audit that cannot be made."""


def audit(options: Namespace) -> int:
    """Print the audit of documents; return 2 where there are problems, or a text is needed."""
    folder = texts_folder(options.texts)
    checked = check_ledger(options.ledger)
    inventory, problems = read_inventory(inventory_folder(checked.path))
    problems = [*checked.problems, *problems]
    if inventory.sound:
        problems += audit_checks.check_documents(checked.tables["documents"], inventory)
    if problems:
        print(*merged(problems), "Nothing was audited: the tables come first.", sep="\n")
        return 2
    rows = _documents(checked, options.documents)
    claims = [Claims(row, inventory, checked.tables[FIGURES]) for row in rows]
    if options.fix and _fix(checked, claims, folder):
        options.fix = False
        return audit(options)
    audits = [audit_document(one, folder) for one in claims]
    print(*map(harmless, report(audits, folder)), sep="\n")
    failed = any(one.problems for one in audits)
    lacking = options.require_text and any(one.text is None for one in audits)
    return 2 if failed or lacking else 0


def _fix(checked: Checked, claims: list[Claims], folder: Path) -> bool:
    """Write where the numbers of changed texts stand now, and set those of deleted rows aside.

    Refused with :class:`AuditError`: a text that is not at hand, or a ledger that does not keep
    which text its numbers are from.
    """
    paths = {one.document_id: folder / f"{one.document_id}.txt" for one in claims}
    if missing := [name for name, path in paths.items() if not path.is_file()]:
        raise AuditError(f"{short_path(folder)} has no text of {', '.join(missing)}: it is needed.")
    texts = {name: read_text(path) for name, path in paths.items()}
    changed = [
        moves(one, texts[one.document_id])
        for one in claims
        if one.document.values.get("sha256") != texts[one.document_id].sha256
    ]
    gone = {one.document_id: names for one in claims if (names := let_go(one))}
    documents, numbers = files_of(checked.path)
    if changed and not documents.is_file():
        reason = "is not there: it keeps the sha256 of each text, by which a changed one is known"
        raise AuditError(
            f"{short_path(documents)} {reason}. Begin it with a row for each document."
        )
    if gone:
        write_aside(gone, numbers)
    if changed:
        write_moves(changed, documents, checked.path / f"{FIGURES}.csv", numbers)
    for name, names in gone.items():
        told = f"{count_of(len(names), 'figure')} deleted, set aside: {listed(sorted(names))}"
        print(harmless(f"{name}: {told}."))
    for one in changed:
        print(harmless(f"{one.document_id}: {count_of(one.count, 'number')} moved."))
    return bool(changed or gone)


def texts_folder(texts: str = "") -> Path:
    """Return the folder of the texts: the one given, that of ``SEEDS_TEXTS``, or ``seeds``.

    Refused with :class:`AuditError`: a folder that is named and is not there.
    """
    named = texts or os.environ.get(VARIABLE, "")
    folder = Path(named).expanduser() if named else SEEDS
    if not folder.is_dir():
        by = "--texts" if texts else VARIABLE
        raise AuditError(f"{folder}: no such folder, named by {by}. Name the one with the texts.")
    return folder


def audit_document(claims: Claims, folder: Path) -> Audit:
    """Return the audit of a document, whose text is ``<document_id>.txt`` if the folder has it."""
    path = folder / f"{claims.document_id}.txt"
    text = read_text(path) if path.is_file() else None
    problems = [problem for check in WITHOUT for problem in check(claims)]
    if text:
        problems += [problem for check in WITH for problem in check(claims, text)]
    return Audit(claims, text, problems)


def _documents(checked: Checked, names: list[str]) -> list[Row]:
    """Return the rows of documents. Refused with :class:`AuditError`: one that is not there."""
    known = checked.tables["documents"].by("document_id")
    wrong = []
    for name in names:
        if name not in known:
            close = get_close_matches(name, known, 1)
            hint = f"did you mean {close[0]}?" if close else "add it to documents.csv first."
            wrong.append(f"{name}: no such document: {hint}")
    if wrong:
        raise AuditError("\n".join(wrong))
    return [known[name] for name in names or known]
