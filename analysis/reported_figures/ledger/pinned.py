"""A ledger as it stands at one moment: the contents of its files, and one hash of them."""

import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from reported_figures.formats import count_of, listed
from reported_figures.ledger.checks import FIGURES, TABLES, Checked, check_ledger, ledger_place
from reported_figures.ledger.csv_text import Records, read_records
from reported_figures.ledger.parameters import every_value, problems
from reported_figures.ledger.problems import LedgerError, Problem, report_problems
from reported_figures.ledger.schemas import SCHEMA
from reported_figures.limits import MOST_SKIPPED

NUMBERS = "numbers.csv"
SKIPPED = "Left out"  # the remark on rows that were
BESIDE = ("documents.csv", NUMBERS)  # what may stand in ``seeds`` next to a ledger


@dataclass(frozen=True)
class Pinned:
    """A ledger's files by their path below the folder that it stands in.

    ``path`` is where in there the ledger is, ``checked`` what its tables hold. ``remarks`` are what
    every page says of it: which rows were left out.
    """

    path: str
    files: dict[str, bytes]
    checked: Checked
    remarks: dict[str, str] = field(default_factory=dict)

    def every_value(self, name: str) -> list[str]:
        """Return every value that the ledger has for a parameter."""
        return every_value(self.checked, name)

    def bad_values(self, values: dict[str, Any]) -> list[str]:
        """Return what is wrong with the values of parameters, one message for each."""
        return problems(self.checked, values)


def pin_ledger(path: str | Path = "", skip_bad: bool = False) -> Pinned:
    """Return a ledger as it stands now; a blank path is the project's own.

    With ``skip_bad`` the figures that have a mistake are left out, and told in ``remarks``. Refused
    with :class:`LedgerError`: any other mistake, and a ledger that changes while it is being read.

    >>> pinned = pin_ledger()
    >>> pinned.path, sorted(pinned.files)[0]
    ('data', 'data/datapackage.json')
    """
    place = ledger_place(path)
    files = _contents(place)
    checked = check_ledger(path)
    if _contents(place) != files:
        raise LedgerError(f"{place}: it changed while it was being read. Run this again.")
    alone = f"{place.parent.name}/{place.name}"
    pinned = Pinned(place.name if place.is_dir() else alone, files, checked)
    if checked.problems and skip_bad:
        return _without_bad(pinned)
    if checked.problems:
        raise LedgerError(report_problems(checked.problems), checked.problems)
    return pinned


def _without_bad(pinned: Pinned) -> Pinned:
    """Return a ledger without the figures that have a mistake, nor those that then have one."""
    is_file = pinned.path.endswith(".csv") and pinned.path in pinned.files
    name = pinned.path if is_file else f"{pinned.path}/{FIGURES}.csv"
    lines, skipped = _lines(pinned.files[name]), {}
    while problems := pinned.checked.problems:
        faulty = {problem.line: problem for problem in reversed(problems)}
        elsewhere = any(Path(one.file).name != Path(name).name for one in problems)
        if elsewhere or not _rows(lines, faulty):
            raise LedgerError(report_problems(problems), problems)
        kept = [line for line in lines if line.at not in faulty]
        skipped |= {line.number: faulty[line.at].told for line in lines if line.at in faulty}
        text = "".join(line.text for line in kept)
        lines = [line._replace(at=at) for line, at in zip(kept, _starts(kept), strict=True)]
        files = pinned.files | {name: text.encode()}
        pinned = replace(pinned, files=files, checked=_checked(files, pinned.path))
    told = [f"line {number} ({why})" for number, why in sorted(skipped.items())]
    of = f"{count_of(len(skipped), 'row')} of {len(skipped) + len(lines) - 1:,} with a mistake"
    return replace(pinned, remarks={SKIPPED: f"{of}: {listed(told, most=MOST_SKIPPED)}"})


class _Line(NamedTuple):
    """A record of a table as text: the line that it began on, and the one it begins on now."""

    number: int
    at: int
    text: str


def _lines(content: bytes) -> list[_Line]:
    """Return the records of a table, each with all of its lines."""
    lines = content.decode("utf-8-sig").splitlines(keepends=True)
    starts: list[int] = []
    for found in read_records("".join(lines), ""):
        starts += found.lines if isinstance(found, Records) else [found.line]
    ends = [*starts[1:], len(lines) + 1]
    return [
        _Line(start, start, "".join(lines[start - 1 : end - 1]))
        for start, end in zip(starts, ends, strict=True)
    ]


def _starts(lines: list[_Line]) -> list[int]:
    lengths = [len(line.text.splitlines()) for line in lines]
    return [1 + sum(lengths[:place]) for place in range(len(lines))]


def _rows(lines: list[_Line], faulty: dict[int | None, Problem]) -> bool:
    """Say whether each mistake stands in a row, and a row is left when all of these go."""
    rows = {line.at for line in lines[1:]}
    return faulty.keys() <= rows and len(faulty) < len(rows)


def _checked(files: dict[str, bytes], path: str) -> Checked:
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            file = Path(folder) / name
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(content)
        return check_ledger(Path(folder) / path)


def _contents(place: Path) -> dict[str, bytes]:
    """Return the contents of the files that a ledger consists of."""
    folder = place if place.is_dir() else place.parent
    tables = [*(f"{name}.csv" for name in TABLES), SCHEMA] if place.is_dir() else [place.name]
    names = [f"{folder.name}/{name}" for name in (*tables, NUMBERS)]
    names += [f"seeds/{name}" for name in BESIDE]
    found = {name: folder.parent / name for name in names}
    found = {name: file for name, file in found.items() if file.is_file()}
    return {name: file.read_bytes() for name, file in found.items()}
