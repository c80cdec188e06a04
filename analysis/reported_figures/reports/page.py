"""Notebooks as pages that stand alone: no script runs in them and no other host is asked."""

import base64
import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from itertools import takewhile
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode

from reported_figures.files import write_whole
from reported_figures.reports.arguments import text_of
from reported_figures.reports.arrangement import (
    SHOWN,
    Heading,
    arranged,
    finding_in,
    is_note,
    nested,
    rendered,
    title_of,
    without_empty,
)
from reported_figures.reports.canonical import read_notebook
from reported_figures.reports.markup import (
    caption,
    clean,
    embedded,
    markdown,
    plain,
    seen,
    taken_along,
    words,
)
from reported_figures.reports.tasks import COMMAND, INDEX, LEDGER

ROW = re.compile(r'<tr id="([^"]+)">(.*?)</tr>', re.S)
CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.S)
MOST_LINES = 5  # of a finding that stands before the report


@dataclass(frozen=True)
class Summary:
    """The question that a notebook asks, what it found, and what its first picture shows.

    ``rows`` are those of its tables that have an address on the page: the address, and the words.
    """

    title: str
    finding: str = ""
    alt: str = ""
    rows: list[tuple[str, str]] = field(default_factory=list)


def summarise(notebook: NotebookNode, name: str = "") -> Summary:
    """Return a notebook's title, its first text under "Finding", its picture's words.

    The title is the first heading, or what is noted in the metadata, or ``name``.

    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> summarise(new_notebook(cells=[new_markdown_cell("# Who says what?")])).title
    'Who says what?'
    """
    titles = (title_of(markdown(cell.source)) for cell in notebook.cells if _is_text(cell))
    noted = (out.get("metadata", {}).get("image/png", {}) for out in _pictures(notebook))
    alt = next(noted, {}).get("alt", "")
    title = next(filter(None, titles), str(notebook.metadata.get("title") or name))
    return Summary(title, " ".join(_finding(notebook)), alt, list(_addressed(notebook)))


def lead(notebook: NotebookNode) -> tuple[list[str], int]:
    """Return the first lines of a notebook's finding, and how many there are beyond them.

    >>> from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
    >>> said = new_output("stream", text="- From 10,000 to 12,000.\\n- None is confirmed.")
    >>> cells = [new_markdown_cell("## Finding"), new_code_cell("x", outputs=[said])]
    >>> lead(new_notebook(cells=cells))
    (['From 10,000 to 12,000.', 'None is confirmed.'], 0)
    """
    lines = _finding(notebook)
    return lines[:MOST_LINES], len(lines[MOST_LINES:])


def set_parameters(notebook: NotebookNode) -> dict[str, str]:
    """Return the parameters that a report was run with, as text.

    >>> from nbformat.v4 import new_notebook
    >>> papermill = {"parameters": {"sources": ["police", "union"]}}
    >>> set_parameters(new_notebook(metadata={"papermill": papermill}))
    {'sources': 'police, union'}
    """
    values = notebook.metadata.get("papermill", {}).get("parameters", {})
    return {name: text_of(value, ", ") for name, value in values.items()}


def first_picture(notebook: NotebookNode) -> bytes:
    """Return the first picture of a notebook as PNG; a notebook without one gives no bytes."""
    pictures = (base64.b64decode(output["data"]["image/png"]) for output in _pictures(notebook))
    return next(pictures, b"")


def save_picture(notebook: str | Path, picture: str | Path) -> None:
    """Write the first picture of a notebook to a file of its own."""
    Path(picture).parent.mkdir(parents=True, exist_ok=True)
    write_whole(Path(picture), first_picture(read_notebook(Path(notebook))))


def _addressed(notebook: NotebookNode) -> Iterator[tuple[str, str]]:
    """Yield the rows of tables that have an address, each with its cells' words."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            for address, row in ROW.findall(output.get("data", {}).get("text/html", "")):
                cells = (words(cell) for cell in CELL.findall(row))
                yield unescape(address), " · ".join(filter(None, cells))


def _is_text(cell: NotebookNode) -> bool:
    return cell.cell_type == "markdown"


def _pictures(notebook: NotebookNode) -> Iterator[dict[str, Any]]:
    for cell in notebook.cells:
        yield from (out for out in cell.get("outputs", []) if "image/png" in out.get("data", {}))


def _finding(notebook: NotebookNode) -> list[str]:
    """Return the lines of the first text that a notebook shows after the heading "Finding"."""
    return next((lines for *_, lines in _found(notebook)), [])


def _found(notebook: NotebookNode) -> Iterator[tuple[int, int, list[str]]]:
    """Yield the places, cell and output, of texts after the heading "Finding", with their lines."""
    found = False
    for place, cell in enumerate(notebook.cells):
        found = found or _heads_finding(cell)
        for number, output in enumerate(cell.get("outputs", []) if found else []):
            if lines := _lines(output):
                yield place, number, lines


def _heads_finding(cell: NotebookNode) -> bool:
    return _is_text(cell) and bool(re.search(r"^#+ Findings?\b", cell.source, re.M | re.I))


def _without_lead(notebook: NotebookNode) -> NotebookNode:
    """Return a notebook without the lines that stand before the report: nothing is told twice."""
    first = next(_found(notebook), None)
    if first is None:
        return notebook
    place, number, lines = first
    notebook = copy.deepcopy(notebook)
    outputs = notebook.cells[place].outputs
    if len(lines) > MOST_LINES:
        _shorten(outputs[number], len(lines))
        return notebook
    del outputs[number]
    return notebook


def _notes(notebook: NotebookNode) -> list[str]:
    """Return the notes under the heading "Finding" as HTML."""
    heads = (n for n, cell in enumerate(notebook.cells) if _heads_finding(cell))
    first = next(heads, len(notebook.cells)) + 1
    cells = takewhile(lambda cell: not _is_text(cell), notebook.cells[first:])
    outputs = (output for cell in cells for output in cell.get("outputs", []))
    return [output["data"]["text/html"] for output in outputs if is_note(output)]


def _shorten(output: dict[str, Any], count: int) -> None:
    """Take the lines of a list that stand before the report out of it, where it is a plain list."""
    data = output.get("data", {})
    entries = re.findall(r"<li>.*?</li>", data.get("text/html", ""), re.S)
    if len(entries) == count:
        for entry in entries[:MOST_LINES]:
            data["text/html"] = data["text/html"].replace(entry, "", 1)


def _lines(output: dict[str, Any]) -> list[str]:
    """Return an output's paragraphs, or the entries of its list; tables and pictures have none."""
    data = output.get("data", {})
    if any(kind.startswith("image/") for kind in data) or "<table" in data.get("text/html", ""):
        return []
    text = plain(data.get("text/plain", output.get("text", "")))
    if text.startswith("<"):  # an object of Python's
        text = words(seen(data.get("text/html") or markdown(data.get("text/markdown", ""))))
    entries = re.split(r"^- ", text, flags=re.M) if text.startswith("- ") else [text]
    return [" ".join(entry.split()) for entry in entries if entry.strip()]


TEMPLATES = Path(__file__).parent / "templates"
FILTERS = {"caption": caption, "clean": clean, "markdown": markdown, "plain": plain}
FILTERS |= {"decoded": base64.b64decode, "taken_along": taken_along}


def report_page(
    notebook: NotebookNode,
    show_code: bool = False,
    footer: Mapping[str, str] | None = None,
    links: Mapping[str, str] | None = None,
    folder: str = "",
) -> str:
    """Return an executed notebook as one page with all that it needs.

    The finding stands first, then the parameters that were set and the contents, and at the end
    the ``footer``: what the report was made from, label by label, with its entry :data:`COMMAND`
    as code. ``links`` lead to the reports beside this one, name by name; pictures that its text
    names stand in ``folder``. The same notebook, footer, links and pictures give the same bytes.
    """
    exporter = HTMLExporter(
        template_name="report",
        extra_template_basedirs=[str(TEMPLATES)],
        filters=FILTERS | {"embedded": partial(embedded, folder=folder)},
        exclude_input=not show_code,
    )
    exporter.config.NbConvertBase.display_data_priority = SHOWN
    notebook = arranged(notebook, method_last=not show_code)
    shown = _without_lead(notebook)
    if not show_code:  # which stands under its text
        shown.cells = without_empty(shown.cells)
    shown, headings = rendered(shown, folder)
    report = _summary(notebook, headings) | {"footer": footer or {}, "command": COMMAND}
    if footer:  # it has the ledger's name, and its path with the command
        report["parameters"].pop(LEDGER, None)
    sheets = (TEMPLATES / "page.css", TEMPLATES / "report.css")
    css = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    report |= {"links": links or {}, "index": INDEX, "css": css}
    page, _ = exporter.from_notebook_node(shown, {"report": report})
    return page.rstrip() + "\n"


def _summary(notebook: NotebookNode, headings: list[Heading]) -> dict[str, Any]:
    """Return what stands before the cells; notes too, where all of the finding stands there."""
    lines, more = lead(notebook)
    finding = finding_in(headings)
    return {
        "title": summarise(notebook).title or "Report",
        "lead": lines,
        "more": more,
        "finding": finding,
        "notes": [] if finding else _notes(notebook),
        "parameters": set_parameters(notebook),
        "contents": nested(headings) if len(headings) > 1 else [],
    }
