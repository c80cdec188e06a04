"""Files that are either the old one or the whole new one, never a half."""

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file aside and move it into place, with the permissions that it had.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "a.txt"
    >>> write_whole(path, "figures")
    >>> path.read_text(), len(list(path.parent.iterdir()))
    ('figures', 1)
    """
    content = content.encode() if isinstance(content, str) else content
    mode = path.stat().st_mode if path.exists() else 0o666 & ~_umask()
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(aside).chmod(mode)
        Path(aside).replace(path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
