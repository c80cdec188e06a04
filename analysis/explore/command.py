"""A choice as a command that makes the same selection in another notebook."""

import shlex
from dataclasses import fields
from pathlib import Path

from analysis.explore.choice import Choice

NOTEBOOK = "notebooks/figures_by_source.ipynb"


def papermill_command(choice: Choice, ledger_path: str = "") -> str:
    """Return a command for a POSIX shell, to be run in the project's folder.

    It names only what differs from the defaults. Papermill's ``-p`` would take a text such as 007
    for a number, so texts that it would misread are given with ``-r``.

    >>> print(papermill_command(Choice(sources=("nis", "diu"), split_by_status=True)))
    papermill notebooks/figures_by_source.ipynb out.ipynb -p sources nis,diu
    -p split_by_status True
    """
    words = ["papermill", NOTEBOOK, "out.ipynb"]
    given = {field.name: getattr(choice, field.name) for field in fields(choice)}
    given = {name: value for name, value in given.items() if value != getattr(Choice(), name)}
    if ledger_path:  # papermill runs in the folder of the command, this notebook in its own
        given = {"ledger_path": str(Path(ledger_path).expanduser().absolute()), **given}
    for name, value in given.items():
        text = ",".join(value) if isinstance(value, tuple) else str(value)
        misread = isinstance(value, str | tuple) and _is_no_text(text)
        words += ["-r" if misread else "-p", name, text]
    return shlex.join(words)


def _is_no_text(text: str) -> bool:
    """Say whether ``papermill -p`` reads a text as something else.

    >>> _is_no_text("007"), _is_no_text("nan"), _is_no_text("None"), _is_no_text("2024-10-17")
    (True, True, True, False)
    """
    if text in ("True", "False", "None"):
        return True
    try:
        float(text)  # what int() takes, float() takes too
    except ValueError:
        return False
    return True
