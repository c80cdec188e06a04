"""How a notebook's cells become those of a page: by their tags, each picture once in words.

Its headings are what leads to its title, its finding and its parts.
"""

import copy
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from urllib.parse import quote

from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_markdown_cell

from reported_figures.reports.markup import clean, embedded, markdown, plain, words

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


# what a kernel may show, best first: neither scripts nor widgets
SHOWN = ["text/html", "text/markdown", "image/svg+xml", "image/png", "image/jpeg", "text/plain"]
NO_ROWS = '<table class="figures no-rows'  # how a table that has none begins
METHOD = "How this was done"  # the heading of what is tagged "method", which a page has last


def arranged(notebook: NotebookNode, method_last: bool = True) -> NotebookNode:
    """Return a notebook as a page has it.

    What the cells' tags keep from a page goes, as with Jupyter's tools. Cells tagged ``method``
    come last, under a heading of their own, unless ``method_last`` is false: code is read in order.
    The words that a notebook shows of a picture go to the picture: they are not read twice.

    >>> from nbformat.v4 import new_notebook
    >>> method = new_markdown_cell("Counted.", metadata={"tags": ["method"]})
    >>> cells = [method, new_markdown_cell("## Result")]
    >>> [cell.source for cell in arranged(new_notebook(cells=cells)).cells]
    ['## Result', '## How this was done', 'Counted.']
    """
    notebook = copy.deepcopy(notebook)
    cells = [cell for cell in notebook.cells if not tagged(cell, "remove-cell")]
    for cell in cells:
        if tagged(cell, "remove-input", "hide-input"):
            cell.metadata["transient"] = {"remove_source": True}
        if tagged(cell, "remove-output", "hide-output") and "outputs" in cell:
            cell.outputs = []
        if "outputs" in cell:
            cell.outputs = _with_words([_shown(output) for output in cell.outputs])
    parts: dict[bool, list[NotebookNode]] = {False: [], True: []}
    for cell in cells:
        parts[method_last and tagged(cell, "method")].append(cell)
    heading = [new_markdown_cell(f"## {METHOD}")] if parts[True] else []
    notebook.cells = parts[False] + heading + _below(parts[True])
    return notebook


def _shown(output: NotebookNode) -> NotebookNode:
    """Return an output with words in place of what no page can show."""
    data = output.get("data", {})
    if data and not any(kind in data for kind in SHOWN):
        data["text/plain"] = f"An output that a page cannot show: {', '.join(data)}"
    return output


def without_empty(cells: list[NotebookNode]) -> list[NotebookNode]:
    """Return a page's cells without tables that have no rows, and texts that lead to nothing.

    The title always stays. Another text goes, with the notes under it, if cells follow it up to
    the next text and none shows anything else; a heading, if that holds of all that stands under
    it.

    >>> from nbformat.v4 import new_code_cell, new_output
    >>> texts = ("# Many?", "## Falls", "## Rows")
    >>> title, falls, rows = (new_markdown_cell(text) for text in texts)
    >>> said = new_output("stream", text="Two.")
    >>> table = new_output("display_data", {"text/html": '<table class="figures no-rows">'})
    >>> silent, told = new_code_cell(outputs=[table]), new_code_cell(outputs=[said])
    >>> kept = without_empty([title, silent, falls, silent, rows, told])
    >>> [cell.source for cell in kept if cell.cell_type == "markdown"]
    ['# Many?', '## Rows']
    """
    cells = [_with_rows(cell) for cell in cells]
    starts = [0, *(n for n, cell in enumerate(cells) if n and cell.cell_type == "markdown")]
    blocks = [cells[start:end] for start, end in pairwise([*starts, len(cells)])]
    return [
        cell for n, block in enumerate(blocks) if _leads(block, blocks[n + 1 :]) for cell in block
    ]


def _leads(block: list[NotebookNode], later: list[list[NotebookNode]]) -> bool:
    """Return whether something stands under a text, or it is a text that nothing should follow."""
    level = _level(block)
    below = list(takewhile(lambda other: not 0 < _level(other) <= level, later)) if level else []
    follow = [cell for one in [block, *below] for cell in one if cell.cell_type != "markdown"]
    alone = any(len(one) == 1 for one in below)
    return level == 1 or not follow or alone or any(_shows(cell) for cell in follow)


def _level(block: list[NotebookNode]) -> int:
    """Return the level of the first heading in a text, 0 where it has none."""
    first = block[0] if block else {}
    found = re.search(r"^(#+) ", first.source if first.get("cell_type") == "markdown" else "", re.M)
    return len(found[1]) if found else 0


def _shows(cell: NotebookNode) -> bool:
    return any(not is_note(output) for output in cell.get("outputs", []))


def _with_rows(cell: NotebookNode) -> NotebookNode:
    """Return a cell without those of its tables that have no rows."""
    if "outputs" not in cell:
        return cell
    outputs = [output for output in cell.outputs if not _begins(output, NO_ROWS)]
    return NotebookNode({**cell, "outputs": outputs})


def is_note(output: NotebookNode) -> bool:
    """Return whether an output is a note beside what is shown: a box of the class ``note``."""
    return _begins(output, '<div class="note')


def _begins(output: NotebookNode, start: str) -> bool:
    return output.get("data", {}).get("text/html", "").startswith(start)


def tagged(cell: NotebookNode, *names: str) -> bool:
    """Return whether a cell has one of these tags, written with dashes or underscores."""
    return any(tag.replace("_", "-") in names for tag in cell.metadata.get("tags", []))


def _below(cells: list[NotebookNode]) -> list[NotebookNode]:
    """Return the cells with their headings of level 2 one level deeper."""
    for cell in cells:
        if cell.cell_type == "markdown":
            cell.source = re.sub(r"^## ", "### ", cell.source, flags=re.M)
    return cells


def _with_words(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Return the outputs without those that only say a picture's alternative text again."""
    kept: list[NotebookNode] = []
    for output in outputs:
        noted = kept[-1].get("metadata", {}).get("image/png", {}) if kept else {}
        alt, text = noted.get("alt"), plain(output.get("data", {}).get("text/plain", ""))
        if alt and text.endswith(alt) and "image/png" not in output.get("data", {}):
            noted["in_words"] = True
        else:
            kept.append(output)
    return kept
