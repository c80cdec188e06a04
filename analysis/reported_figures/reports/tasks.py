"""What is to be made and what became of it: plain data that travels between processes."""

from dataclasses import dataclass, field
from typing import Any, Protocol

INDEX = "index.html"  # the page that leads to the reports of a folder
PARTIAL = ".failed.ipynb"  # how the name of a notebook ends that ran but in part
LEDGER = "ledger_path"  # the parameter of a notebook that reads one
COMMAND = "To make it again"  # the entry of a footer that is a command


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
