"""The record of a folder of reports, ``manifest.json``: what each is, and what became of it."""

import hashlib
import json
import sys
import sysconfig
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from reported_figures import PACKAGE
from reported_figures.files import write_whole
from reported_figures.reports.tasks import Task

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


NAME = "manifest.json"
ON_THE_PAGE = ("title", "finding", "alt", "rows")  # what a record has of what its page says
DONE, FAILED, UNFINISHED = "done", "failed", "unfinished"


@dataclass(frozen=True)
class Record:
    """One report: what it was made from, and what became of it.

    ``hashes`` has the SHA-256 of its ledger, its notebook, the helper code and what is installed
    (``lock``). ``status`` is ``done``, ``failed``, or ``unfinished`` where a run was interrupted;
    ``seconds`` is how long it took, ``finished`` when it ended (ISO, UTC), ``error`` one line.
    ``rows`` are the addresses and the words of rows on its page.
    """

    name: str
    notebook: str
    parameters: dict[str, Any]
    hashes: dict[str, str]
    status: str
    seconds: float = 0.0
    finished: str = ""
    error: str = ""
    title: str = ""
    finding: str = ""
    alt: str = ""
    rows: list[tuple[str, str]] = field(default_factory=list)

    def stands(self, out: Path) -> bool:
        """Return whether the report was made and is still in its folder."""
        parts = [out / f"{self.name}{part}" for part in (".ipynb", ".html")]
        return self.status == DONE and all(part.is_file() for part in parts)

    def same_input(self, other: "Record") -> bool:
        """Return whether another record is of a report made from the same."""
        return (self.parameters, self.hashes) == (other.parameters, other.hashes)


def read_manifest(out: Path) -> dict[str, Record]:
    """Return the records of a folder by name; a folder without any, or with none to read, has none.

    >>> read_manifest(Path("nowhere"))
    {}
    """
    try:
        reports = json.loads((out / NAME).read_text(encoding="utf-8"))["reports"]
        records = [Record(**report) for report in reports]
        return {record.name: record for record in records}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def write_manifest(out: Path, records: Iterable[Record]) -> None:
    """Write the records of a folder, whole or not at all."""
    reports = [asdict(record) for record in records]
    content = json.dumps({"version": 1, "reports": reports}, indent=1, ensure_ascii=False)
    write_whole(out / NAME, content + "\n")


def planned(task: Task, before: Record | None = None) -> Record:
    """Return the record of a report that is yet to be made, with what its page said so far."""
    page = {name: getattr(before, name) for name in ON_THE_PAGE} if before else {}
    notebook = Path(task.notebook).stem
    return Record(task.name, notebook, task.parameters, task.hashes, UNFINISHED, **page)


def open_tasks(out: Path, tasks: Sequence[Task]) -> list[Task]:
    """Return the tasks whose reports are missing, failed, or were made from something else."""
    records = read_manifest(out)
    kept = {name for name, record in records.items() if record.stands(out)}
    return [
        task
        for task in tasks
        if task.name not in kept or not records[task.name].same_input(planned(task))
    ]
