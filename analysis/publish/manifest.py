"""The record of a folder of reports: what each was made from, and what became of it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Record:
    """One report: what it was made from, what became of it, and what it found."""

    name: str  # of its files, without their endings; unique in the folder
    notebook: str
    parameters: dict[str, Any]
    hashes: dict[str, str]  # of "ledger", "notebook", "code", "lock"
    status: str  # "done", "failed" or "unfinished"
    seconds: float = 0.0
    finished: str = ""  # ISO time in UTC, to the second
    error: str = ""  # one line
    title: str = ""
    finding: str = ""
    alt: str = ""
