"""Why a run of a notebook was not whole, in a line."""

from pathlib import Path

from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

SKIPPED = "skip-execution"  # the tag of a cell that nbclient does not run
FAILING = "raises-exception"  # the tag of a cell whose error is what it shows


def why_stopped(error: Exception, timeout: float) -> str:
    """Return in words why a run ended before its last cell.

    >>> why_stopped(DeadKernelError("Kernel died"), timeout=300)
    'its kernel died'
    """
    if isinstance(error, CellTimeoutError):
        return f"it took longer than {timeout:g} seconds"
    if isinstance(error, DeadKernelError):
        return "its kernel died"
    if isinstance(error, CellExecutionError):
        return "a cell failed"
    return f"{type(error).__name__}: {error}".splitlines()[0]


def last_words(errors: Path) -> str:
    """Return the last line that a kernel has written to its errors, to stand behind a reason."""
    try:
        lines = errors.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    said = (line.strip() for line in reversed(lines))
    return next((f"; its last words: {line[:200]}" for line in said if line), "")


def cell_error(notebook: NotebookNode, stopped: str = "") -> str:
    """Return why a run was not whole, or blank: every code cell was run, and none has an error.

    ``stopped`` is why the run ended early, where that is known.

    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> cell_error(new_notebook(cells=[new_code_cell("x = 1")]))
    'it ended before the cell "x = 1"'
    """
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    code = [cell for cell in code if SKIPPED not in cell.metadata.get("tags", [])]
    for cell in code:
        for output in cell.outputs if FAILING not in cell.metadata.get("tags", []) else []:
            if output.output_type == "error":
                place = f'in the cell "{first_line(cell)}"'
                return f"{output.ename}, {place}: {output.evalue}".rstrip(": ")
        if cell.metadata.get("papermill", {}).get("exception"):  # one that has no output of its own
            said = [line for o in cell.outputs for line in o.get("text", "").splitlines() if line]
            return ": ".join([f'a cell failed, in the cell "{first_line(cell)}"', *said[-1:]])
    missed = [cell for cell in code if not cell.execution_count]
    if missed and not stopped:
        return f'it ended before the cell "{first_line(missed[0])}"'
    return stopped


def first_line(cell: NotebookNode) -> str:
    """Return the line by which a person knows a cell."""
    return cell.source.strip().split("\n")[0]
