"""What a reader can choose, and that choice in a sentence."""

import shlex
from dataclasses import dataclass, fields
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pandas as pd

from reported_figures.errors import ReadableError
from reported_figures.formats import day, listed
from reported_figures.ledger import Ledger
from reported_figures.limits import MOST_NAMED
from reported_figures.showing.display import save_csv


@dataclass(frozen=True)
class Choice:
    """The parameters of a selection and of how it is read; the defaults are the notebooks' own.

    >>> Choice().rule_set
    'rounding'
    """

    since: str = ""
    as_of: str = ""
    rule_set: str = "rounding"
    vague_set: str = ""
    sources: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()
    group_by: str = "speaker"
    split_by_status: bool = False


def choice_of(chosen: SimpleNamespace, ledger: Ledger) -> Choice:
    """Return the choice that a notebook's checked parameters make, its lists in the ledger's order.

    >>> from reported_figures.ledger import load_ledger
    >>> choice_of(SimpleNamespace(sources=["diu", "nis"], quantities=[]), load_ledger()).sources
    ('nis', 'diu')
    """
    known = {"sources": ledger.sources["source_id"], "quantities": ledger.quantities["quantity_id"]}
    lists = {
        name: tuple(ids[ids.isin(getattr(chosen, name))].tolist()) for name, ids in known.items()
    }
    return Choice(**vars(chosen) | lists)


def in_words(choice: Choice, ledger: Ledger) -> str:
    """Return a choice as a sentence, with the names of sources and quantities.

    >>> from reported_figures.ledger import load_ledger
    >>> print(in_words(Choice(sources=("nis",), as_of="2024-10-17"), load_ledger()))
    Chosen: all quantities, from National Intelligence Service, reported by 17 October 2024, grouped
    by speaker; hedges are read by rounding and vague words not at all; figures of one quantity are
    compared whatever their status.
    """
    sources = ledger.sources.set_index("source_id")["name"]
    quantities = ledger.quantities.set_index("quantity_id")["label"]
    days = [("from", choice.since), ("by", choice.as_of)]
    given = [f"{word} {day(pd.Timestamp(on))}" for word, on in days if on]
    reported = f", reported {listed(given)}" if given else ""
    split = "only within one status" if choice.split_by_status else "whatever their status"
    return (
        f"Chosen: {_named(choice.quantities, quantities, 'all quantities')}, "
        f"from {_named(choice.sources, sources, 'all sources')}{reported}, "
        f"grouped by {choice.group_by}; hedges are read by {choice.rule_set} and vague words "
        f"{f'by {choice.vague_set}' if choice.vague_set else 'not at all'}; "
        f"figures of one quantity are compared {split}."
    )


def _named(ids: tuple[str, ...], names: pd.Series, every: str) -> str:
    """Return the names of what is chosen; of many, how many others there are."""
    return listed(names[list(ids)], most=MOST_NAMED) if ids else every


STEM = "selected_figures"


class SavingError(ReadableError):
    """A folder or disk that takes no file."""


def save_rows(figures: pd.DataFrame, folder: str | Path = ".") -> Path:
    """Write the figures to a new CSV in a folder and return its path; no file is overwritten.

    A cell that begins like a formula is neutralised. Refused with :class:`SavingError`: no rows,
    and a folder that cannot be written.

    >>> import tempfile
    >>> folder = tempfile.mkdtemp()
    >>> rows = pd.DataFrame({"figure_id": ["nis-sealift"]})
    >>> [save_rows(rows, folder).name for _ in range(2)]
    ['selected_figures.csv', 'selected_figures-2.csv']
    """
    if figures.empty:
        raise SavingError("Nothing was saved: no figures match this selection.")
    folder = Path(folder).absolute()
    try:
        path = _new_file(folder)
        _fill(path, figures)
    except OSError as error:
        raise SavingError(
            f"Nothing was saved: {folder}: {error.strerror or error}. Give this notebook a folder "
            "that can be written, or copy the table from the page."
        ) from None
    return path


def _new_file(folder: Path) -> Path:
    """Return the path of a file that was just made, empty, under the first free name."""
    for turn in count(1):
        path = folder / (f"{STEM}-{turn}.csv" if turn > 1 else f"{STEM}.csv")
        try:
            path.touch(exist_ok=False)
        except FileExistsError:
            continue
        return path
    raise AssertionError  # the count has no end


def _fill(path: Path, figures: pd.DataFrame) -> None:
    try:
        save_csv(figures, path)
    except OSError:
        path.unlink(missing_ok=True)
        raise


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
