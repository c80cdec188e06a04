"""What a report hangs on besides its notebook and its ledger: the helper code, the libraries."""

import hashlib
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

from analysis import PACKAGE

CODE = ("*.py", "*.j2", "*.css", "*.js", "conf.json")


def content_hash(files: Mapping[str, bytes]) -> str:
    """Return one SHA-256 of files by name.

    It is that of the lines "hash  name", by name, as ``sha256sum`` prints them.

    >>> content_hash({"a.csv": b""})[:12]
    '1a2f030293bd'
    """
    lines = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def code_hash() -> str:
    """Return the hash of the helper modules and templates, as they are installed."""
    files = [file for kind in CODE for file in PACKAGE.rglob(kind)]
    return content_hash({f.relative_to(PACKAGE).as_posix(): f.read_bytes() for f in files})


def lock_hash() -> str:
    """Return the hash of what is installed: Python and the distributions, each with its version."""
    places = {sysconfig.get_path(kind) for kind in ("purelib", "platlib")}
    names = {found.name for place in places for found in Path(place).glob("*.dist-info")}
    installed = "\n".join([sys.version, *sorted(names)])
    return hashlib.sha256(installed.encode()).hexdigest()
