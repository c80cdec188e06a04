"""Run one notebook to one report: the report that was there, or a whole new one."""

import shutil
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import papermill

from analysis.publish.canonical import canonical, read_notebook, write_text
from analysis.publish.html import report_page
from analysis.publish.kernels import own_kernel
from analysis.publish.outcome import cell_error, why_stopped
from analysis.publish.summary import first_picture

PARTS = (".png", ".ipynb", ".html")


@dataclass(frozen=True)
class Job:
    """One report to be made: a notebook, its parameters, and the folder that it goes to."""

    notebook: Path
    out: Path
    parameters: dict[str, Any] = field(default_factory=dict)
    timeout: float = 300
    show_code: bool = False

    @property
    def name(self) -> str:
        return self.notebook.stem

    @property
    def partial(self) -> Path:
        """Where the notebook of a failed run is kept, as far as it ran."""
        return self.out / f"{self.name}.failed.ipynb"


@dataclass(frozen=True)
class Outcome:
    """What became of a job; ``error`` is blank where its report is in place."""

    seconds: float
    error: str = ""


def run_report(job: Job) -> Outcome:
    """Run a notebook and put its report in place: its first picture, the notebook, the page.

    After a failure the last good report is still there, and the notebook as far as it ran stands
    beside it under a name of its own.
    """
    start = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(dir=job.out, prefix=f".{job.name}.") as folder:
            aside = Path(folder) / job.notebook.name
            error = _execute(job, aside)
            if not error:
                _publish(job, aside)
            elif aside.exists():
                shutil.move(aside, job.partial)
    except Exception as problem:  # noqa: BLE001  a full disk, say, does not stop the others
        error = f"the report could not be written: {why_stopped(problem, job.timeout)}"
    return Outcome(time.monotonic() - start, error)


def _execute(job: Job, aside: Path) -> str:
    """Let papermill run the notebook; return what went wrong, by the word of the cells."""
    with own_kernel(job.timeout) as run:
        papermill.execute_notebook(
            read_notebook(job.notebook),
            str(aside).replace("{", "{{").replace("}", "}}"),  # papermill fills in braces
            job.parameters,
            kernel_name="python3",
            language="python",
            progress_bar=False,
            cwd=job.notebook.parent,
            **run.options,
        )
    return cell_error(read_notebook(aside), run.stopped) if aside.exists() else run.stopped


def _publish(job: Job, aside: Path) -> None:
    """Write the parts of a report aside, then move them into place."""
    notebook = canonical(read_notebook(aside))
    notebook.metadata["papermill"] = {"parameters": job.parameters}
    page = report_page(notebook, show_code=job.show_code)
    contents = (first_picture(notebook), write_text(notebook).encode(), page.encode())
    for part, content in zip(PARTS, contents, strict=True):
        aside.with_suffix(part).write_bytes(content)
    for part, content in zip(PARTS, contents, strict=True):
        place = job.out / f"{job.name}{part}"
        if content:
            aside.with_suffix(part).replace(place)
        else:  # a notebook without a picture: an earlier run may have had one
            place.unlink(missing_ok=True)
    job.partial.unlink(missing_ok=True)
