"""The headings of a notebook: its title, its finding, and what leads to each."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from nbformat import NotebookNode, from_dict

from reported_figures.reports.markup import clean, markdown, words
from reported_figures.reports.pictures import embedded

HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.S)


@dataclass(frozen=True)
class Heading:
    """A heading: how deep it is, what it says, and the anchor by which a link finds it."""

    level: int
    text: str
    anchor: str

    @property
    def link(self) -> str:
        """Where a link to it leads.

        >>> Heading(2, "How many?", "How-many?").link
        '#How-many%3F'
        """
        return f"#{quote(self.anchor)}"


def rendered(notebook: NotebookNode, folder: str = "") -> tuple[NotebookNode, list[Heading]]:
    """Return a notebook whose Markdown cells hold harmless HTML, and the headings in all of them.

    The first heading of level 1 is in neither: it is the title, which stands apart. Pictures that
    the text shows, attached to it or in ``folder``, stand in it.

    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> cells = [new_markdown_cell("# How many?\\n\\nSome."), new_markdown_cell("## Finding")]
    >>> [cell.source for cell in rendered(new_notebook(cells=cells))[0].cells]
    ['<p>Some.</p>', '<h2 id="Finding">Finding</h2>']
    """
    headings: list[Heading] = []
    cells, untitled = [], True
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            html = embedded(markdown(cell.source), folder, cell.get("attachments"))
            if untitled and title_of(html):
                html, untitled = re.sub(r"<h1>.*?</h1>", "", html, count=1, flags=re.S), False
            cell = from_dict({**cell, "source": clean(_anchored(html, headings)).strip()})
        cells.append(cell)
    return NotebookNode({**notebook, "cells": cells}), headings


def title_of(html: str) -> str:
    """Return the text of the first heading of level 1, or blank.

    >>> title_of("<p>Some.</p><h1>How <em>many</em>?</h1>")
    'How many?'
    """
    return next((words(text) for level, text in HEADING.findall(html) if level == "1"), "")


def _anchored(html: str, headings: list[Heading]) -> str:
    """Return HTML whose headings have anchors like JupyterLab's; add them to the headings."""

    def with_anchor(found: re.Match[str]) -> str:
        text = words(found[2])
        anchor, turn = re.sub(r"\s+", "-", text), 1
        while anchor in {heading.anchor for heading in headings}:
            turn += 1
            anchor = re.sub(r"\s+", "-", f"{text} {turn}")
        headings.append(Heading(int(found[1]), text, anchor))
        name = anchor.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
        return f'<h{found[1]} id="{name}">{found[2]}</h{found[1]}>'

    return HEADING.sub(with_anchor, html)


Entry = tuple[Heading, list["Entry"]]


def nested(headings: Iterable[Heading]) -> list[Entry]:
    """Return headings as a tree: each with those that stand below it.

    >>> tree = nested([Heading(2, "Data", "a"), Heading(3, "Rows", "b"), Heading(2, "End", "c")])
    >>> [(heading.text, [below.text for below, _ in children]) for heading, children in tree]
    [('Data', ['Rows']), ('End', [])]
    """
    tree: list[Entry] = []
    above: list[tuple[int, list[Entry]]] = [(0, tree)]
    for heading in headings:
        while above[-1][0] >= heading.level:
            above.pop()
        entry: Entry = (heading, [])
        above[-1][1].append(entry)
        above.append((heading.level, entry[1]))
    return tree


def finding_in(headings: Sequence[Heading]) -> Heading | None:
    """Return the heading under which the finding stands, if there is one."""
    return next((h for h in headings if re.match(r"findings?\b", h.text, re.I)), None)
