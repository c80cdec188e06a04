"""Make one report: run its notebook, and turn what came out into the parts of a report."""

import copy
import json
import tempfile
import time
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import Any
from urllib.parse import quote

import nbformat
import papermill
from nbformat import NotebookNode
from papermill.engines import NBClientEngine, papermill_engines
from papermill.execute import remove_error_markers
from papermill.parameterize import parameterize_notebook

from reported_figures import VECTOR
from reported_figures.reports.canonical import canonical, parse_notebook, write_text
from reported_figures.reports.markup import to_reports
from reported_figures.reports.page import first_picture, report_page, summarise
from reported_figures.reports.tasks import Made, Pin, Task, code_hash
from reported_figures.reports.warm.kernels import cell_error, own_kernel, why_stopped

OTHER_CODE = (
    "the helper code that made it is not the one that the run began with: run this again, and have "
    "the same version on every worker"
)


def make_report(task: Task) -> Made:
    """Run a task's notebook and return the parts of its report, or why there is none."""
    start = time.monotonic()
    try:
        made = _make(task)
    except Exception as problem:  # noqa: BLE001  one bad report does not stop the others
        made = {"error": f"the report could not be made: {why_stopped(problem, task.timeout)}"}
    return Made(time.monotonic() - start, **made)


def _make(task: Task) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="run-") as folder:
        notebook, error = _execute(task, Path(folder))
    if not error and task.hashes.get("code") not in (None, code_hash()):
        error = OTHER_CODE
    if error:
        return {"error": error, "partial": write_text(notebook).encode() if notebook else b""}
    summary = summarise(notebook, task.name)
    footer = task.footer | {"Made with": versions(), **_cited(summary.title, task)}
    page = report_page(_linked(notebook, task), task.show_code, footer, _beside(task), task.folder)
    parts = {".ipynb": write_text(notebook).encode(), ".html": page.encode()}
    if picture := first_picture(notebook):
        parts[".png"] = picture
    return {"parts": parts, **vars(summary)}


class WatchedEngine(NBClientEngine):
    """Papermill's own engine; it shows the notebook, which a run that ends early leaves nowhere."""

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, watch=None, **options):
        watch(nb_man.nb)
        return super().execute_managed_notebook(nb_man, kernel_name, **options)


papermill_engines.register("watched", WatchedEngine)


def _execute(task: Task, folder: Path) -> tuple[NotebookNode | None, str]:
    """Let papermill run the notebook; return it with what went wrong, by the word of the cells."""
    notebook = parse_notebook(task.source, task.notebook)
    pinned = {pin.parameter: str(_unpack(pin, folder)) for pin in task.pins}
    there = Path(task.folder) if task.folder and Path(task.folder).is_dir() else folder
    executed: list[NotebookNode] = []
    told = suppress(papermill.PapermillExecutionError)  # of what cells tell, expected errors, too
    with own_kernel(task.timeout, **{VECTOR: "yes"}) as run, told:
        papermill.execute_notebook(
            notebook,
            None,
            {**task.parameters, **pinned},
            engine_name="watched",
            watch=executed.append,
            kernel_name="python3",
            language="python",
            progress_bar=False,
            cwd=there,
            **run.options,
        )
    if not executed:
        return None, run.stopped
    error = cell_error(executed[0], run.stopped)
    notebook = executed[0] if error else remove_error_markers(executed[0])
    return _as_given(notebook, task, folder), error


def _unpack(pin: Pin, folder: Path) -> Path:
    for name, content in pin.files.items():
        place = folder / pin.parameter / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return folder / pin.parameter / pin.path


def _as_given(notebook: NotebookNode, task: Task, folder: Path) -> NotebookNode:
    """Return an executed notebook with the parameters as they were given, not as pinned."""
    counts = [cell.get("execution_count") for cell in notebook.cells if _injected(cell)]
    if task.parameters:
        notebook = parameterize_notebook(
            notebook, task.parameters, kernel_name="python3", language="python"
        )
        for cell, count in zip(filter(_injected, notebook.cells), counts, strict=False):
            cell.execution_count = count
    else:
        notebook.cells = [cell for cell in notebook.cells if not _injected(cell)]
    text = write_text(canonical(notebook))
    for pin in task.pins:
        pinned = folder / pin.parameter / pin.path
        text = text.replace(json.dumps(str(pinned))[1:-1], json.dumps(pin.shown)[1:-1])
    notebook = nbformat.reads(text, as_version=4)
    notebook.metadata["papermill"] = {"parameters": task.parameters}
    return notebook


def _injected(cell: NotebookNode) -> bool:
    return "injected-parameters" in cell.metadata.get("tags", [])


def _linked(notebook: NotebookNode, task: Task) -> NotebookNode:
    """Return a notebook whose links lead to reports."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = to_reports(cell.source, task.links)
    return notebook


def _beside(task: Task) -> dict[str, str]:
    """Return where the reports beside this one are, by the names of their notebooks."""
    others = {name: report for name, report in task.links.items() if report != task.name}
    return {name.replace("_", " "): f"{quote(report)}.html" for name, report in others.items()}


def _cited(title: str, task: Task) -> dict[str, str]:
    """Return how a report is cited: its title, what it was made from, and the day, in UTC.

    >>> task = Task("counts", "counts.ipynb", b"", hashes={"ledger": "3fa9c0de11"})
    >>> _cited("How many?", task)["To cite this page"].split(" Made ")[0]
    'How many? Report counts, of the ledger with SHA-256 3fa9c0de.'
    """
    ledger = task.hashes.get("ledger", "")[:8]
    source = f", of the ledger with SHA-256 {ledger}" if ledger else ""
    day = f"{datetime.now(UTC):%-d %B %Y}"
    made = f"Made with reported-figures {version('reported-figures')} on {day}."
    end = "" if title.endswith(("?", "!", ".")) else "."
    return {"To cite this page": f"{title}{end} Report {task.name}{source}. {made}"}


def versions() -> str:
    """Return the versions of what a report's numbers and pictures come from.

    >>> versions().startswith("Python 3")
    True
    """
    libraries = (f"{name} {version(name)}" for name in ("reported-figures", "pandas", "matplotlib"))
    return ", ".join([f"Python {python_version()}", *libraries])
