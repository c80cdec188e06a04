"""Re-execute a notebook in place, and say what changed."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nbclient import NotebookClient
from nbformat import NotebookNode

from analysis.publish.canonical import canonical, read_notebook, write_text
from analysis.publish.files import write_whole
from analysis.publish.kernels import own_kernel
from analysis.publish.outcome import cell_error
from analysis.publish.pictures import JUST_NOTICEABLE, difference

PNG = "image/png"


@dataclass(frozen=True)
class Refreshed:
    """What a re-execution changed, cell by cell, or why it failed."""

    changes: list[str] = field(default_factory=list)
    error: str = ""


def refresh(path: Path, check: bool = False, timeout: float = 300) -> Refreshed:
    """Re-execute a notebook with its own parameters and write it back in canonical form.

    A picture that looks as before keeps its bytes. A notebook that fails is left as it was, and
    with ``check`` so is every other.
    """
    before = read_notebook(path)
    after, error = execute(before, path.parent, timeout)
    if error:
        return Refreshed(error=error)
    keep_pictures(before, after)
    text = write_text(after)
    if text == path.read_text(encoding="utf-8"):
        return Refreshed()
    changes = list(compare(before, after)) or ["the file is not in canonical form"]
    if not check:
        write_whole(path, text)
    return Refreshed(changes)


def execute(notebook: NotebookNode, folder: Path, timeout: float) -> tuple[NotebookNode, str]:
    """Return a notebook as re-executed in a folder, in canonical form, and what went wrong."""
    notebook = canonical(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    where = {"metadata": {"path": str(folder)}}
    with own_kernel(timeout) as run:
        NotebookClient(notebook, resources=where, record_timing=False, **run.options).execute()
    return canonical(notebook), cell_error(notebook, run.stopped)


def _outputs(before: NotebookNode, after: NotebookNode) -> Iterator[tuple[str, dict, dict]]:
    """Yield the place and both versions of each output that the two notebooks have in common."""
    for position, (old, new) in enumerate(zip(before.cells, after.cells, strict=True), 1):
        pairs = zip(old.get("outputs", []), new.get("outputs", []), strict=False)
        for one, other in pairs:
            yield f"cell {position} ({new.id})", one, other


def keep_pictures(before: NotebookNode, after: NotebookNode) -> None:
    """Put the old bytes back for each picture in ``after`` that looks as it did."""
    for _, old, new in _outputs(before, after):
        if PNG in new.get("data", {}) and _delta(old, new) <= JUST_NOTICEABLE:
            new["data"][PNG] = old["data"][PNG]


def _delta(old: dict, new: dict) -> float:
    """Return the difference of two outputs' pictures; 0 where neither has one."""
    pictures = [output.get("data", {}).get(PNG) for output in (old, new)]
    if None in pictures:
        return 0.0 if pictures == [None, None] else float("inf")
    return difference(*(base64.b64decode(picture) for picture in pictures))


def compare(before: NotebookNode, after: NotebookNode) -> Iterator[str]:
    """Yield what changed in the outputs from one version of a notebook to another."""
    for position, (old, new) in enumerate(zip(before.cells, after.cells, strict=True), 1):
        was, now = len(old.get("outputs", [])), len(new.get("outputs", []))
        if was != now:
            yield f"cell {position} ({new.id}): {was} outputs are now {now}"
    for place, old, new in _outputs(before, after):
        if (delta := _delta(old, new)) > JUST_NOTICEABLE:
            yield f"{place}: the picture changed (delta E {delta:.1f}, seen from {JUST_NOTICEABLE})"
        for was, now in _changed_line(_words(old), _words(new)):
            yield f"{place}: {was!r} is now {now!r}"


def _words(output: dict) -> list[str]:
    """Return the lines of an output that are not a picture."""
    data = [text for kind, text in sorted(output.get("data", {}).items()) if kind != PNG]
    texts = [output.get("text", ""), *data, *output.get("metadata", {}).values()]
    return [line for text in texts for line in str(text).splitlines()]


def _changed_line(was: list[str], now: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the first line that changed, if one did."""
    length = max(len(was), len(now))
    was, now = was + [""] * (length - len(was)), now + [""] * (length - len(now))
    yield from [pair for pair in zip(was, now, strict=True) if pair[0] != pair[1]][:1]
