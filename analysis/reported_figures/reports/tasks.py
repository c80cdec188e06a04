"""What is to be made and what became of it: tasks, and their record in ``manifest.json``.

A task and what is made of it are plain data that travels between processes.
"""

import hashlib
import json
import sys
import sysconfig
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

from reported_figures import PACKAGE
from reported_figures.files import write_whole

MANIFEST = "manifest.json"  # the record of a folder of reports
INDEX = "index.html"  # the page that leads to the reports of a folder
PARTIAL = ".failed.ipynb"  # how the name of a notebook ends that ran but in part
LEDGER = "ledger_path"  # the parameter of a notebook that reads one
COMMAND = "To make it again"  # the entry of a footer that is a command
DONE, FAILED, UNFINISHED = "done", "failed", "unfinished"
CODE = ("*.py", "*.j2", "*.css", "*.js", "conf.json")  # what makes reports


@dataclass(frozen=True)
class Task:
    """One report to be made: its notebook, its parameters, and the files that it reads.

    The contents travel with it, so that a change of a file during a run changes no report.
    """

    name: str
    notebook: str  # the path, for people
    source: bytes
    folder: str = ""  # where the notebook runs: its own folder, where there is one
    parameters: dict[str, Any] = field(default_factory=dict)
    pins: tuple["Pin", ...] = ()
    footer: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)  # from a notebook's name to its report's
    hashes: dict[str, str] = field(default_factory=dict)
    timeout: float = 300
    show_code: bool = False


@dataclass(frozen=True)
class Pin:
    """The files that a parameter names, as they were when the run began.

    ``files`` has their contents by their path below a folder; the parameter is set to ``path`` in
    there. The report shows ``shown`` for it.
    """

    parameter: str
    path: str
    shown: str
    files: dict[str, bytes]


class Input(Protocol):
    """What a parameter names, as it stands when the run begins, and the values that go with it.

    ``every_value`` has all that there are of another parameter, ``bad_values`` what is wrong with
    those that were given, ``remarks`` what every page says of it.
    """

    path: str
    files: dict[str, bytes]
    remarks: dict[str, str]

    def every_value(self, name: str) -> list[str]: ...

    def bad_values(self, values: dict[str, Any]) -> list[str]: ...


@dataclass(frozen=True)
class Made:
    """What became of a task; ``error`` is blank where there is a report.

    ``parts`` has the contents of its files by their endings. After a failure ``partial`` is the
    notebook as far as it ran.
    """

    seconds: float
    error: str = ""
    parts: dict[str, bytes] = field(default_factory=dict)
    partial: bytes = b""
    title: str = ""
    finding: str = ""
    alt: str = ""
    rows: list[tuple[str, str]] = field(default_factory=list)


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


ON_THE_PAGE = ("title", "finding", "alt", "rows")  # what a record has of what its page says


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
        reports = json.loads((out / MANIFEST).read_text(encoding="utf-8"))["reports"]
        records = [Record(**report) for report in reports]
        return {record.name: record for record in records}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def write_manifest(out: Path, records: Iterable[Record]) -> None:
    """Write the records of a folder, whole or not at all."""
    reports = [asdict(record) for record in records]
    content = json.dumps({"version": 1, "reports": reports}, indent=1, ensure_ascii=False)
    write_whole(out / MANIFEST, content + "\n")


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
