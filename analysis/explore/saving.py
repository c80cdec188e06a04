"""Save rows as CSV under a name that is still free."""

from itertools import count
from pathlib import Path

import pandas as pd

from analysis.display import save_csv
from analysis.errors import ReadableError

STEM = "selected_figures"


class SavingError(ReadableError):
    """A folder or disk that takes no file."""


def save_rows(figures: pd.DataFrame, folder: str | Path = ".") -> Path:
    """Write the figures to a new CSV in a folder and return its path; no file is overwritten.

    A cell that begins like a formula is neutralised. Refused with :class:`SavingError`: no rows,
    and a folder that cannot be written.

    >>> import tempfile
    >>> folder = tempfile.mkdtemp()
    >>> rows = pd.DataFrame({"figure_id": ["nis-sealift"]})
    >>> [save_rows(rows, folder).name for _ in range(2)]
    ['selected_figures.csv', 'selected_figures-2.csv']
    """
    if figures.empty:
        raise SavingError("Nothing was saved: no figures match this selection.")
    folder = Path(folder).absolute()
    try:
        path = _new_file(folder)
        _fill(path, figures)
    except OSError as error:
        raise SavingError(
            f"Nothing was saved: {folder}: {error.strerror or error}. Give this notebook a folder "
            "that can be written, or copy the table from the page."
        ) from None
    return path


def _new_file(folder: Path) -> Path:
    """Return the path of a file that was just made, empty, under the first free name."""
    for turn in count(1):
        path = folder / (f"{STEM}-{turn}.csv" if turn > 1 else f"{STEM}.csv")
        try:
            path.touch(exist_ok=False)
        except FileExistsError:
            continue
        return path
    raise AssertionError  # the count has no end


def _fill(path: Path, figures: pd.DataFrame) -> None:
    try:
        save_csv(figures, path)
    except OSError:
        path.unlink(missing_ok=True)
        raise
