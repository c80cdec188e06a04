"""What a notebook is about, read from its cells: its question, its finding, its first picture."""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import bleach
from nbconvert.filters import markdown2html
from nbformat import NotebookNode

from analysis.publish.canonical import read_notebook
from analysis.publish.files import write_whole


@dataclass(frozen=True)
class Summary:
    """The question that a notebook asks, what it found, and what its first picture shows."""

    title: str
    finding: str = ""
    alt: str = ""


def summarise(notebook: NotebookNode, name: str = "") -> Summary:
    """Return a notebook's first heading, its first output under "Finding", its picture's words.

    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> summarise(new_notebook(cells=[new_markdown_cell("# Who says what?")])).title
    'Who says what?'
    """
    headings = [re.search(r"^# (.+)", cell.source, re.M) for cell in _markdown(notebook)]
    title = next((heading[1].strip() for heading in headings if heading), name)
    alt = next((_alt(output) for output in _pictures(notebook)), "")
    return Summary(title, next(_under_finding(notebook), ""), alt)


def set_parameters(notebook: NotebookNode) -> dict[str, str]:
    """Return the parameters that a report was run with, as text.

    >>> from nbformat.v4 import new_notebook
    >>> papermill = {"parameters": {"sources": ["nis", "zelensky"]}}
    >>> set_parameters(new_notebook(metadata={"papermill": papermill}))
    {'sources': 'nis, zelensky'}
    """
    values = notebook.metadata.get("papermill", {}).get("parameters", {})
    listed = {name: value if isinstance(value, list) else [value] for name, value in values.items()}
    return {name: ", ".join(map(str, value)) for name, value in listed.items()}


def first_picture(notebook: NotebookNode) -> bytes:
    """Return the first picture of a notebook as PNG; a notebook without one gives no bytes."""
    pictures = (base64.b64decode(output["data"]["image/png"]) for output in _pictures(notebook))
    return next(pictures, b"")


def save_picture(notebook: str | Path, picture: str | Path) -> None:
    """Write the first picture of a notebook to a file of its own."""
    Path(picture).parent.mkdir(parents=True, exist_ok=True)
    write_whole(Path(picture), first_picture(read_notebook(Path(notebook))))


def _markdown(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "markdown"]


def _pictures(notebook: NotebookNode) -> Iterator[dict[str, Any]]:
    for cell in notebook.cells:
        yield from (out for out in cell.get("outputs", []) if "image/png" in out.get("data", {}))


def _alt(output: dict[str, Any]) -> str:
    return output.get("metadata", {}).get("image/png", {}).get("alt", "")


def _under_finding(notebook: NotebookNode) -> Iterator[str]:
    """Yield the text of each output after the heading "Finding"."""
    found = False
    for cell in notebook.cells:
        found = found or bool(re.search(r"^#+ Findings?\b", cell.source, re.M | re.I))
        for output in cell.get("outputs", []) if found else []:
            yield _words(output)


def _words(output: dict[str, Any]) -> str:
    """Return an output as plain text."""
    data = output.get("data", {})
    text = data.get("text/plain", output.get("text", ""))
    if text.startswith("<"):  # an object of Python's
        html = data.get("text/html") or markdown2html(data.get("text/markdown", ""))
        text = unescape(bleach.clean(html, tags=[], strip=True))
    return " ".join(re.sub(r"^- ", "", text, flags=re.M).split())
