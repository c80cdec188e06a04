"""How long the outputs of the notebook ``explore`` take to follow each control.

The notebook runs in a kernel as it does in JupyterLab; a change is timed there, from the new value
of a control until the last output has been sent. There and back are counted alike.
"""

from collections.abc import Iterator
from pathlib import Path

from nbclient import NotebookClient
from nbformat.v4 import new_code_cell
from reported_figures.reports.canonical import read_notebook
from reported_figures.reports.warm.kernels import own_kernel

NOTEBOOK = Path(__file__).resolve().parents[1] / "notebooks" / "explore.ipynb"
TIMING = """
from statistics import median
from time import perf_counter

others = {"sources": ("nis",), "quantities": ("soldiers_committed",), "as_of": "2024-10-17",
          "rule_set": "round_bare", "vague_set": "acled", "group_by": "origin",
          "split_by_status": True}
for name, other in others.items():
    control, taken = panel.by_name[name], []
    start = control.value
    for value in [other, start] * 8:
        began = perf_counter()
        control.value = value
        panel.settle()
        taken.append(1000 * (perf_counter() - began))
    print(f"| `{name}` | {median(taken):.0f} ms | {max(taken):.0f} ms |")
"""


def lines() -> Iterator[str]:
    """Yield what was measured, as lines of Markdown."""
    notebook = read_notebook(NOTEBOOK)
    notebook.cells.append(new_code_cell(TIMING))
    where = {"metadata": {"path": str(NOTEBOOK.parent)}}
    with own_kernel(300) as run:
        NotebookClient(notebook, resources=where, **run.options).execute()
    yield from (
        "## The controls of `explore`",
        "",
        "From a new value until the last output is sent:",
    )
    yield from ("", "| control | median | longest |", "|---|--:|--:|")
    outputs = notebook.cells[-1].outputs
    yield "".join(output.text for output in outputs if output.output_type == "stream").rstrip()
