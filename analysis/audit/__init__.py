"""Audit documents: every number that one prints is a figure of the ledger, or set aside.

Without the text of a document what can be is held against the ledger, and the rest is listed.
"""

import os
from argparse import Namespace
from difflib import get_close_matches
from pathlib import Path

from analysis import SEEDS
from analysis.audit import checks as audit_checks
from analysis.audit import text as audit_text
from analysis.audit.checks import Claims
from analysis.audit.inventory import inventory_folder, read_inventory
from analysis.audit.table import VARIABLE, Audit, report
from analysis.checks import FIGURES, Checked, check_ledger
from analysis.errors import ReadableError
from analysis.prose.paragraphs import read_text
from analysis.tables.rows import Row

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
        print(*problems, "Nothing was audited: the tables come first.", sep="\n")
        return 2
    audits = [
        audit_document(Claims(row, inventory, checked.tables[FIGURES]), folder)
        for row in _documents(checked, options.documents)
    ]
    print(*report(audits, folder), sep="\n")
    failed = any(one.problems for one in audits)
    lacking = options.require_text and any(one.text is None for one in audits)
    return 2 if failed or lacking else 0


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
