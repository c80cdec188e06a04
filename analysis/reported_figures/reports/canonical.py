"""Notebooks in one canonical form, so that a re-run changes a file only where a result changed."""

import copy
import re
from pathlib import Path

from reported_figures.errors import ReadableError
from reported_figures.reports.surroundings import without_grammar

with without_grammar():
    import nbformat
    from nbformat import NotebookNode
    from nbformat.v4 import reads_json, writes_json

METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
TRACES = {  # what programs note of a run, or of how they show a notebook
    *("papermill", "widgets", "signature", "execution", "trusted", "collapsed", "scrolled"),
    *("ExecuteTime", "vscode", "pycharm", "colab", "outputId", "id", "toc", "varInspector"),
}
WIDGET = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
STREAMS = ("stdout", "stderr")
CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")


class NotebookError(ReadableError):
    """A file that is not a notebook."""


def read_notebook(path: Path) -> NotebookNode:
    """Return a notebook; refused with :class:`NotebookError`: a file that cannot be read as one."""
    try:
        return parse_notebook(path.read_bytes(), str(path))
    except OSError as error:
        raise NotebookError(f"{path}: {error.strerror or error}.") from None


def parse_notebook(content: bytes, name: str) -> NotebookNode:
    """Return the notebook that a file's content is; refused as by :func:`read_notebook`."""
    try:
        notebook = reads_json(content.decode())
        canonical(notebook)
    except (ValueError, KeyError, TypeError, AttributeError, nbformat.ValidationError) as error:
        reason = str(error).splitlines()[0]
        raise NotebookError(f"{name}: not a notebook of format 4 ({reason}).") from None
    return notebook


def canonical(notebook: NotebookNode) -> NotebookNode:
    """Return a notebook without traces of the machine, the time and the program that wrote it.

    Cells keep their ids, so that a new cell changes no other; a missing or repeated id is replaced
    by one from the cell's position. Titles, authors, slides and whatever else a person has noted
    stay. Of a widget, which lives in one kernel alone, what is shown without it stays, and what was
    shown in it.

    >>> noted = {"trusted": True, "slideshow": {"slide_type": "slide"}}
    >>> cell = nbformat.v4.new_code_cell("1 + 1", id="sum", metadata=noted)
    >>> canonical(nbformat.v4.new_notebook(cells=[cell])).cells[0].metadata
    {'slideshow': {'slide_type': 'slide'}}
    """
    notebook = copy.deepcopy(notebook)
    without_widgets(notebook)
    kept = {name: noted for name, noted in notebook.metadata.items() if name not in TRACES}
    kept["kernelspec"] = METADATA["kernelspec"] | kept.get("kernelspec", {})
    notebook.metadata = nbformat.from_dict(kept | {"language_info": METADATA["language_info"]})
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    taken: set[str] = set()
    for position, cell in enumerate(notebook.cells, 1):
        kept = {name: noted for name, noted in cell.metadata.items() if name not in TRACES}
        cell.metadata = nbformat.from_dict(kept)
        cell["id"] = _cell_id(cell.get("id", ""), position, taken)
        if cell.cell_type == "code":
            cell.outputs = _merged_streams(cell.outputs)
    nbformat.validate(notebook)
    return notebook


def _cell_id(own: str, position: int, taken: set[str]) -> str:
    """Return a cell's own id if it is good and new, else the first free one of its position."""
    name, turn = own, 0
    while name in taken or not CELL_ID.fullmatch(name):
        name = f"cell-{position:02}" + (f"-{turn}" if turn else "")
        turn += 1
    taken.add(name)
    return name


def without_widgets(notebook: NotebookNode) -> None:
    """Put in place of a notebook's widgets what is shown without them, and what they held."""
    held = _held_by_widgets(notebook.metadata)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = _outputs_alone(cell.outputs, held)


def _held_by_widgets(metadata: NotebookNode) -> dict[str, list[NotebookNode]]:
    """Return the outputs that went into widgets of a run, by the widgets' ids."""
    widgets = metadata.get("widgets", {}).get(STATE, {}).get("state", {})
    return {name: widget.get("state", {}).get("outputs", []) for name, widget in widgets.items()}


def _outputs_alone(
    outputs: list[NotebookNode], held: dict[str, list[NotebookNode]]
) -> list[NotebookNode]:
    """Return the outputs without the views of widgets; one that was nothing else is left out.

    In place of a widget that held outputs they stand.
    """
    found: list[NotebookNode] = []
    for output in outputs:
        views = [output[part].pop(WIDGET, None) for part in ("data", "metadata") if part in output]
        view = next((view for view in views if view is not None), None)
        if view is not None and (inside := held.get(view.get("model_id"))):
            found += _outputs_alone([nbformat.from_dict(one) for one in inside], held)
        elif view is None or output["data"]:
            found.append(output)
    return found


def _merged_streams(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Return the outputs with the pieces of each stream joined, and standard output before errors.

    The two come in no certain order.
    """
    merged: list[NotebookNode] = []
    streams: dict[str, NotebookNode] = {}
    for output in outputs:
        if output.output_type == "stream" and output.name in streams:
            streams[output.name].text += output.text
            continue
        if output.output_type == "stream":
            streams[output.name] = output
        merged.append(output)
    for stream in streams.values():
        stream.text = "\n".join(map(_overwritten, stream.text.split("\n")))
    if len(streams) == 2:
        out, err = (next(i for i, o in enumerate(merged) if o is streams[n]) for n in STREAMS)
        if out == err + 1:
            merged[err], merged[out] = merged[out], merged[err]
    return merged


def _overwritten(line: str) -> str:
    """Return what a terminal shows of a line that is written over, as bars of progress do.

    >>> _overwritten("10 %\\r100 %")
    '100 %'
    """
    return line[line.rfind("\r", 0, max(len(line) - 1, 0)) + 1 :]


def write_text(notebook: NotebookNode) -> str:
    """Return the text of a notebook's file: keys in order, one space of indent, a last newline."""
    return writes_json(notebook) + "\n"
