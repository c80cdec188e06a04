"""Run a notebook's cells in this process, and say what a reader of its page sees.

No kernel is started, and pictures are laid out but not painted: their words are kept instead.
"""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
import nbformat
import pytest
from matplotlib.text import Text
from reported_figures import PROJECT
from reported_figures.showing import display

mpl.use("Agg")

NOTEBOOKS = ("overview", "figures_by_source", "estimates", "timeline", "provenance", "sensitivity",
             "source_tendency")  # fmt: skip
CASES = Path(__file__).parent / "cases"
ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z\d])")  # of a sentence, within what is told at once
# the words by which a page tells a dispute
DISPUTE = re.compile(
    r"-fold|nothing in common|\bdiffers?\b|exclude one another|(?<!not )\btoo large\b"
)


@dataclass(frozen=True)
class Page:
    """What stands on a page, as plain text with single spaces.

    ``text`` is all of it; ``told`` only what was computed (sentences, tables without captions,
    the words of charts): a page must not be blamed for its method's words. ``frames`` are the
    notebook's names, and ``html`` its outputs as a browser gets them.
    """

    text: str
    sentences: tuple[str, ...]
    tables: tuple[str, ...]
    pictures: tuple[str, ...]
    html: str
    frames: dict[str, Any] = field(repr=False)

    @property
    def told(self) -> str:
        return "\n".join([*self.sentences, *self.tables, *self.pictures])

    @property
    def disputes(self) -> list[str]:
        """Return the lines in which the page tells a dispute."""
        return [line for line in self.told.splitlines() if DISPUTE.search(line)]

    def says(self, *pieces: str) -> list[str]:
        """Return the sentences that hold all of these pieces, with capitals or without."""
        small = [piece.casefold() for piece in pieces]
        return [said for said in self.sentences if all(piece in said.casefold() for piece in small)]


def case(name: str) -> Path:
    """Return where the ledger of a case is."""
    return CASES / name


def page(notebook: str, ledger: Path | str, **parameters: Any) -> Page:
    """Return the page that a notebook makes of a ledger; each is made once."""
    return _page(notebook, str(ledger), tuple(sorted(parameters.items())))


def all_pages(ledger: Path | str, **parameters: Any) -> dict[str, Page]:
    """Return the pages that all notebooks but ``explore`` make of a ledger."""
    return {name: page(name, ledger, **parameters) for name in NOTEBOOKS}


def told_anywhere(ledger: Path | str, **parameters: Any) -> str:
    """Return what all pages tell of a ledger."""
    return "\n".join(one.told for one in all_pages(ledger, **parameters).values())


def disputes(ledger: Path | str, *notebooks: str) -> dict[str, list[str]]:
    """Return the lines that tell a dispute, by the page; none where no page does."""
    pages = {name: page(name, ledger) for name in notebooks or NOTEBOOKS}
    return {name: one.disputes for name, one in pages.items() if one.disputes}


def shapes(one: Page) -> set[str]:
    """Return the sentences of a page with # for each number, day and name that has a number."""
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    plain = (re.sub(months, "May", sentence) for sentence in one.sentences)
    return {re.sub(r"\d[\d,.]*(?<=\d)", "#", sentence) for sentence in plain}


@cache
def _cells(notebook: str) -> tuple[tuple[str, str, bool], ...]:
    """Return a notebook's cells: the kind, the source, and whether its parameters stand there."""
    path = PROJECT / "notebooks" / f"{notebook}.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    return tuple(
        (cell.cell_type, cell.source, "parameters" in cell.metadata.get("tags", []))
        for cell in cells
    )


@cache
def _page(notebook: str, ledger: str, parameters: tuple[tuple[str, Any], ...]) -> Page:
    given = {"ledger_path": ledger, **dict(parameters)}
    frames: dict[str, Any] = {"__name__": notebook}
    texts: list[str] = []
    bundles: list[dict] = []
    drawn: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(display, "png", lambda fig, **options: drawn.append(_words(fig)) or b"")
        for number, (kind, source, declares) in enumerate(_cells(notebook)):
            if kind != "code":
                texts.append(source)
                continue
            with display.kept() as outputs:
                exec(compile(source, f"{notebook}, cell {number}", "exec"), frames)
            frames |= given if declares else {}
            made = [bundle for bundle, _ in outputs]
            texts += [bundle.get("text/plain", "") for bundle in made]
            bundles += made
    return Page(
        text=_plain("\n".join(texts)),
        sentences=tuple(_sentences(bundles)),
        tables=tuple(_plain(b["text/csv"]) for b in bundles if "text/csv" in b),
        pictures=tuple(_plain(words) for words in drawn),
        html="\n".join(bundle.get("text/html", "") for bundle in bundles),
        frames=frames,
    )


def _words(fig) -> str:
    return "\n".join(
        text.get_text().replace("\n", " ") for text in fig.findobj(Text) if text.get_text().strip()
    )


def _sentences(bundles: Iterable[dict]) -> list[str]:
    """Return each sentence, and each item of a list, that is shown; notes and captions are none.

    Of a list that is shown in part all items are in its CSV.
    """
    found = []
    for bundle in bundles:
        html = bundle.get("text/html", "")
        if html.startswith('<div class="sentence') or html.startswith('<div class="listing'):
            items = bundle["text/plain"].split("\n- ")
            if "text/csv" in bundle:
                items = [row["sentence"] for row in csv.DictReader(io.StringIO(bundle["text/csv"]))]
            found += [_plain(item.removeprefix("- ")) for item in items]
    return [sentence for item in found for sentence in ENDS.split(item)]


def _plain(text: str) -> str:
    """Return text with single spaces, and without marks that nobody sees."""
    text = re.sub(r"[\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufe0f]", "", text)
    text = text.replace("\u2013", "-").replace("\u2212", "-")
    return re.sub(r"[ \t\u00a0\u2009]+", " ", text)
