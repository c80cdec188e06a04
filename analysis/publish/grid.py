"""A grid of reports: every combination of the values that are given for parameters."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any

from analysis.publish.arguments import text_of

PLAIN = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
LONGEST = 40  # characters of a value in a name
LONGEST_NAME = 150  # bytes of a name; file systems allow 255 with the ending


def combinations(each: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    """Return every combination of values, the last parameter changing first.

    >>> combinations({"as_of": ["2024-10-17"], "split_by_status": [False, True]})
    [{'as_of': '2024-10-17', 'split_by_status': False},
     {'as_of': '2024-10-17', 'split_by_status': True}]
    """
    return [dict(zip(each, values, strict=True)) for values in product(*each.values())]


def report_name(notebook: str, point: Mapping[str, Any]) -> str:
    """Return the name of the report at a point of the grid, good for a file on any system.

    >>> report_name("estimates", {"as_of": "2024-10-17", "sources": ["nis"]})
    'estimates--as_of-2024-10-17--sources-nis'
    """
    along = (f"{slug(name)}-{slug(value)}" for name, value in point.items())
    name = "--".join([notebook, *along])
    if len(name.encode()) <= LONGEST_NAME:
        return name
    return name.encode()[:LONGEST_NAME].decode(errors="ignore") + f"~{_mark(name)}"


def slug(value: Any) -> str:
    """Return a value as part of a file's name; two values never share one.

    A value that is not plain already carries a mark of its own.

    >>> slug("nis_source"), slug(["nis", "diu"]), slug(True)
    ('nis_source', 'nis-diu~db2a3b53d651', 'true')
    """
    text = text_of(value)
    text = text.lower() if isinstance(value, bool) else text
    if PLAIN.fullmatch(text) and len(text) <= LONGEST:
        return text
    words = re.findall(r"[a-z0-9]+", text.lower())
    return "-".join(words)[:LONGEST].rstrip("-") + f"~{_mark(text)}"


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def repeated(names: Iterable[str]) -> list[str]:
    """Return the names that would be one file on a system that ignores case.

    >>> repeated(["estimates", "Estimates", "timeline"])
    ['Estimates']
    """
    seen: set[str] = set()
    return [name for name in names if (same := _same(name)) in seen or seen.add(same)]


def _same(name: str) -> str:
    """Return what a name has in common with those that some file system takes for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
