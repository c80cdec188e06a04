"""Re-execute a notebook in place, and say what changed, in its words and to the eye."""

import base64
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from pathlib import Path

import numpy as np
from nbclient import NotebookClient
from nbformat import NotebookNode
from PIL import Image

from reported_figures.files import write_whole
from reported_figures.reports.canonical import canonical, read_notebook, write_text
from reported_figures.reports.warm.kernels import cell_error, own_kernel

PNG = "image/png"
# Mahy, Van Eycken & Oosterlinck 1994, Evaluation of uniform color spaces developed after the
# adoption of CIELAB and CIELUV, Color Research & Application 19(2): a difference of 2.3 in CIELAB
# is just noticeable
JUST_NOTICEABLE = 2.3
BLOCK = 8  # pixels a side: an edge that is drawn a fraction of a pixel off averages out
# IEC 61966-2-1: linear sRGB to XYZ, each row divided by the white point D65
TO_XYZ = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
) / np.array([[0.9505], [1.0], [1.089]])


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
    """Yield what changed in the outputs of a notebook: of each text its first line that did."""
    for position, (old, new) in enumerate(zip(before.cells, after.cells, strict=True), 1):
        was, now = len(old.get("outputs", [])), len(new.get("outputs", []))
        if was != now:
            yield f"cell {position} ({new.id}): {was} outputs are now {now}"
    for place, old, new in _outputs(before, after):
        if (delta := _delta(old, new)) > JUST_NOTICEABLE:
            yield f"{place}: the picture changed (delta E {delta:.1f}, seen from {JUST_NOTICEABLE})"
        lines = zip_longest(_words(old), _words(new), fillvalue="")
        for was, now in islice((pair for pair in lines if pair[0] != pair[1]), 1):
            yield f"{place}: {was!r} is now {now!r}"


def _words(output: dict) -> list[str]:
    """Return the lines of an output that are not a picture."""
    data = [text for kind, text in sorted(output.get("data", {}).items()) if kind != PNG]
    texts = [output.get("text", ""), *data, *output.get("metadata", {}).values()]
    return [line for text in texts for line in str(text).splitlines()]


def difference(first: bytes, second: bytes) -> float:
    """Return the largest difference in colour (CIE 1976 delta E) between blocks of two pictures.

    Pictures of different sizes differ infinitely.

    >>> def plain(colour):
    ...     file = io.BytesIO()
    ...     Image.new("RGB", (20, 20), colour).save(file, "PNG")
    ...     return file.getvalue()
    >>> round(difference(plain("black"), plain("white")))
    100
    """
    if first == second:
        return 0.0
    one, other = _lab(first), _lab(second)
    if one.shape != other.shape:
        return math.inf
    return float(np.linalg.norm(_blocks(one - other), axis=-1).max())


def _lab(png: bytes) -> np.ndarray:
    """Return a picture on white in CIELAB (CIE 15): lightness 0 to 100, a and b."""
    with Image.open(io.BytesIO(png)) as image:
        picture = image.convert("RGBA")
    page = Image.new("RGBA", picture.size, "white")
    rgb = np.asarray(Image.alpha_composite(page, picture))[..., :3] / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    xyz = linear @ TO_XYZ.T
    x, y, z = np.moveaxis(
        np.where(xyz > 216 / 24389, np.cbrt(xyz), (841 * xyz / 108 + 4 / 29)), -1, 0
    )
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def _blocks(pixels: np.ndarray) -> np.ndarray:
    """Return the mean of each block; the last ones repeat the edge of the picture."""
    height, width, channels = pixels.shape
    rest = ((0, -height % BLOCK), (0, -width % BLOCK), (0, 0))
    padded = np.pad(pixels, rest, mode="edge")
    rows, columns = padded.shape[0] // BLOCK, padded.shape[1] // BLOCK
    return padded.reshape(rows, BLOCK, columns, BLOCK, channels).mean(axis=(1, 3))
