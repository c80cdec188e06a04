"""What reports and their kernels use, imported and tried once: each is forked from here.

Nothing of what it does here is seen in a report: no figure is open, and no setting is changed.
"""

import ast
import atexit
import gc
import json
import os
import shutil
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from multiprocessing import forkserver
from pathlib import Path

from reported_figures import NOTEBOOKS
from reported_figures.reports.surroundings import without_grammar

IMPORTED = [
    *("encodings.utf_8_sig", "sqlite3", "IPython.core.completerlib", "IPython.core.oinspect"),
    *("ipykernel.debugger", "ipykernel.kernelapp", "ipykernel.zmqshell"),
    *("matplotlib.backends.backend_agg", "matplotlib.figure", "matplotlib.style", "pandas"),
]
STARTER = os.getppid()
DRIVERS = [
    "reported_figures.reports.refresh",
    "reported_figures.reports.runner",
]  # which no notebook imports
TABLE = {"text/html": "<table><tr><td>1,500</td></tr></table>", "text/plain": "1,500"}


def imported_by_several(folder: Path) -> list[str]:
    """Return the modules that two or more notebooks of a folder import."""
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.ipynb")):
        with suppress(Exception):  # the run of that notebook says what is wrong with it
            cells = json.loads(path.read_bytes())["cells"]
            code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
            counts.update([*dict.fromkeys(name for source in code for name in _imported(source))])
    return [name for name, count in counts.items() if count > 1]


def _imported(source: str) -> Iterator[str]:
    """Yield the modules that a cell imports; what it takes from one may be a module itself."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))


def import_all(names: list[str]) -> None:
    """Import modules as a kernel would."""
    # as ipykernel does before matplotlib is imported
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # else the debugger warns of frozen modules
    with without_grammar():
        for name in names:
            if os.getppid() == STARTER:  # else nobody is there who needs it
                with suppress(Exception):  # the report that needs it says what is wrong with it
                    import_module(name)
    del os.environ["PYDEVD_DISABLE_FILE_VALIDATION"]


def try_out() -> None:
    """Make a page of a little notebook: its patterns and templates are compiled but once."""
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

    from reported_figures.reports.canonical import canonical
    from reported_figures.reports.page import report_page

    shown = [new_output("display_data", TABLE), new_output("stream", text="1,500")]
    cells = [new_markdown_cell("# Figures\n\n## Finding"), new_code_cell("figures", outputs=shown)]
    report_page(canonical(new_notebook(cells=cells)))


def leave_no_socket() -> None:
    """Take this process's socket away where whoever made it was killed and cannot."""
    # of the standard library's internals: nothing else in this process knows the place
    address = forkserver._forkserver._forkserver_address
    if address and (os.getppid() != STARTER or STARTER == 1):  # killed since, or before
        shutil.rmtree(Path(address).parent, ignore_errors=True)


atexit.register(leave_no_socket)
import_all([*IMPORTED, *imported_by_several(NOTEBOOKS)])
with warnings.catch_warnings():  # the filters that these set are not for notebooks
    import_all(DRIVERS)
    if os.getppid() == STARTER:
        with suppress(Exception):
            try_out()
gc.freeze()
