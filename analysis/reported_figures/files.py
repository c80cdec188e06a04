"""Write files whole or not at all, and several of them together."""

import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from reported_figures.interrupts import undisturbed

ASIDE = re.compile(r"\..+\.(html|ipynb|json|png)\.[a-z0-9_]{8}")


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file aside and move it into place, with the permissions that it had.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "a.txt"
    >>> write_whole(path, "figures")
    >>> path.read_text(), len(list(path.parent.iterdir()))
    ('figures', 1)
    """
    write_together({path: content.encode() if isinstance(content, str) else content})


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Write files aside, and move them into place when all of them are written."""
    asides: dict[Path, Path] = {}
    path = None
    try:
        for path, content in contents.items():
            asides[path] = _write_aside(path, content)
        with undisturbed():
            for path, aside in asides.items():
                aside.replace(path)
    except OSError as error:  # by the name that is known, not by that of the file aside
        raise OSError(error.errno, error.strerror, str(path)) from None
    finally:
        for aside in asides.values():
            aside.unlink(missing_ok=True)


def clear_asides(folder: Path) -> None:
    """Take away what a run that was killed has left aside; nobody else may be writing there."""
    for path in folder.iterdir():
        if ASIDE.fullmatch(path.name):
            path.unlink(missing_ok=True)


def _write_aside(path: Path, content: bytes) -> Path:
    mode = path.stat().st_mode if path.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        aside.chmod(mode)
        if path.is_dir():
            raise IsADirectoryError(21, "Is a directory", str(path))
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    return aside


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
