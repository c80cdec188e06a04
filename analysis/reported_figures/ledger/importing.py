"""Take a table over as a ledger, by a mapping: no row and no number of it is lost in silence."""

import re
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from reported_figures.errors import ReadableError
from reported_figures.formats import count_of, short_path
from reported_figures.ledger.characters import visible
from reported_figures.ledger.checks import check_ledger
from reported_figures.ledger.csv_text import write_csv
from reported_figures.ledger.entries import NUMBER, Entry, Left, entry_of, join_ends, left_of, long
from reported_figures.ledger.foreign import Line, read_table
from reported_figures.ledger.mapping import (
    EVERY,
    NUMBERS,
    Mapping,
    MappingError,
    columns_in,
    did_you_mean,
)
from reported_figures.ledger.problems import LedgerError, report_problems
from reported_figures.ledger.references import FIGURES
from reported_figures.ledger.schemas import project_schemas

LEFT_OUT = "left_out.csv"
LONGEST_ID = 80


class ImportingError(ReadableError):
    """A table that cannot be taken over."""


@dataclass(frozen=True)
class Report:
    """What became of a table: its rows and numbers, the figures made, and what was left out."""

    table: str
    rows: int
    figures: int
    sources: int
    quantities: int
    taken: int
    kept: Counter
    columns: Counter  # of the table, with numbers in them that are not taken
    reasons: dict[str, str]  # why not, by column
    left: list[Left]

    def lines(self, out: Path) -> Iterator[str]:
        """Yield what a person reads of it."""
        yield (
            f"{self.table}: {count_of(self.rows, 'row')}. {short_path(out)}: "
            f"{count_of(self.figures, 'figure')}, {count_of(self.sources, 'source')}, "
            f"{count_of(self.quantities, 'quantity', 'quantities')}."
        )
        total = self.taken + sum(self.kept.values()) + sum(self.columns.values())
        total += sum(bool(NUMBER.fullmatch(one.value)) for one in self.left)
        yield f"Of {count_of(total, 'number')} in the table {self.taken:,} stand in figures."
        for name, count in self.kept.items():
            yield f"  kept beside them: {name} ({count_of(count, 'number')})"
        for name, count in self.columns.items():
            if name in self.reasons:
                yield f"  left out: {name} ({count_of(count, 'number')}): {self.reasons[name]}"
        reasons = Counter(f"{one.column}: {one.reason}" for one in self.left)
        for reason, count in reasons.most_common():
            yield f"  left out: {count_of(count, 'cell')}, {reason}"
        if self.left:
            yield f"Each of these stands in {LEFT_OUT}, with its line."
        if silent := [name for name in self.columns if name not in self.reasons]:
            named = ", ".join(f"{name} ({self.columns[name]:,})" for name in silent)
            yield f"Not taken, and no reason given under [left_out]: {named}."


def import_table(table: Path, mapping: Mapping, out: Path) -> Report:
    """Write a table as a ledger in a folder, and return what became of each row and number.

    What cannot be taken over is left out, and listed in ``left_out.csv``. Refused with a
    :class:`ReadableError`: a table that cannot be read, a mapping that does not fit it, and a
    folder that has a ledger already.
    """
    if any((out / name).exists() for name in (f"{FIGURES}.csv", LEFT_OUT)):
        raise ImportingError(
            f"{short_path(out)}: a ledger is there already, and nothing is overwritten."
        )
    rows = read_table(table)
    if not rows:
        raise ImportingError(f"{short_path(table)}: it has no rows.")
    lines = list(long(rows, mapping))
    _check(mapping, lines[0])
    made = [entry_of(line, n, mapping) for line in lines for n in range(len(mapping.figures))]
    entries = [one for one in made if isinstance(one, Entry)]
    left = [cell for one in made if not isinstance(one, Entry) for cell in one]
    entries, alone = join_ends(entries, mapping)
    left += alone
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".import-") as folder:
        draft = Path(folder) / "ledger"
        draft.mkdir()
        entries, refused = _accepted(draft, entries, mapping)
        left = sorted([*left, *refused], key=lambda one: one.line)
        if not entries:
            first = f"line {left[0].line}: {left[0].reason}" if left else "no cell has a number"
            raise ImportingError(f"{short_path(table)}: no row can be taken over. {first}.")
        write_csv(
            draft / LEFT_OUT, ["line", "column", "value", "reason"], (one._asdict() for one in left)
        )
        out.mkdir(exist_ok=True)
        for file in sorted(draft.iterdir()):
            file.replace(out / file.name)
    return _report(table, rows, entries, left, mapping)


def _check(mapping: Mapping, line: Line) -> None:
    """Refuse a mapping that names a column which the table does not have."""
    for place, text in mapping.texts():
        for name in columns_in(text, line.cells):
            if name not in line.cells:
                raise MappingError(
                    f"{mapping.file}: {place}: the table has no column {visible(name)}"
                    f"{did_you_mean(name, line.cells)}."
                )
    given = set(mapping.columns) | set(mapping.constants)
    for number, one in enumerate(mapping.figures, 1):
        lacks = [
            name
            for name in ("speaker_id", "reported_on")
            if name not in given | set(one.columns) | set(one.constants)
            and not (name == "speaker_id" and one.computed)
        ]
        if lacks:
            raise MappingError(
                f"{mapping.file}: [[figures]] {number}: nothing says {lacks[0]}; name a column "
                "under [columns], or the same for all under [constants]."
            )


def _accepted(
    folder: Path, entries: list[Entry], mapping: Mapping
) -> tuple[list[Entry], list[Left]]:
    """Write the ledger without the rows that its check refuses, and return both."""
    refused: list[Left] = []
    while entries:
        _write(folder, entries, mapping)
        problems = [replace(one, file=Path(one.file).name) for one in check_ledger(folder).problems]
        faulty: dict[int, str] = {}
        for one in problems:
            place = re.search(r"\d+$", one.cell)
            if place and one.file == f"{FIGURES}.csv" and int(place[0]) > 1:
                words = " ".join(filter(None, [one.column, one.value, one.reason]))
                faulty.setdefault(int(place[0]) - 2, words)
        if problems and not faulty:
            raise LedgerError(report_problems(problems), problems)
        if not faulty:
            break
        refused += [cell for at, why in faulty.items() for cell in left_of(entries[at], why)]
        entries = [one for place, one in enumerate(entries) if place not in faulty]
    return entries, refused


def _write(folder: Path, entries: list[Entry], mapping: Mapping) -> None:
    """Write the tables of a ledger; names become ids, and each has its row."""
    sources, quantities, figures = _Ids(), _Ids(), _Ids(LONGEST_ID, "-")
    units: dict[str, str] = {}
    rows = []
    document = mapping.document and {"document_id": "table"} | mapping.document
    for one in entries:
        row = dict(one.row)
        names = row["speaker_id"], row["quantity_id"]
        units.setdefault(names[1], mapping.figures[one.number].unit)
        row |= {name: sources.of(row[name]) for name in SPEAKERS if row.get(name)}
        row["quantity_id"] = quantities.of(row["quantity_id"])
        asked = [row["figure_id"]] if row.get("figure_id") else [*names, row["reported_on"]]
        row["figure_id"] = figures.new(*asked)
        if document:
            row.setdefault("document_id", document["document_id"])
        rows.append(row)
    known = [field["name"] for field in project_schemas()[FIGURES]["fields"]]
    used = {name for row in rows for name, text in row.items() if text}
    columns = [n for n in known if n in used] + [n for n in mapping.keep if n in used]
    write_csv(
        folder / f"{FIGURES}.csv", columns, ({n: r.get(n, "") for n in columns} for r in rows)
    )
    about = _rows(sources, "source_id", "name", mapping.sources, {"named": "true"})
    _write_all(folder / "sources.csv", about)
    about = _rows(quantities, "quantity_id", "label", mapping.quantities, {})
    for row, name in zip(about, quantities.known, strict=True):
        row.setdefault("unit", units[name] or name)
    _write_all(folder / "quantities.csv", about)
    if document:
        _write_all(folder / "documents.csv", [document])


SPEAKERS = ("speaker_id", "origin_id", "possible_origin_id")


def _rows(ids: "_Ids", key: str, name: str, given: dict, default: dict) -> list[dict[str, str]]:
    every = default | given.get(EVERY, {})
    return [
        {key: one, name: text} | {n: _cell(v) for n, v in (every | given.get(text, {})).items()}
        for text, one in ids.known.items()
    ]


def _cell(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _write_all(path: Path, rows: list[dict[str, str]]) -> None:
    write_csv(path, list(dict.fromkeys(name for row in rows for name in row)), rows)


class _Ids:
    """Ids for names: the same for the same name, and another for another."""

    def __init__(self, longest: int = 120, mark: str = "_") -> None:
        self.known: dict[str, str] = {}
        self._turns: Counter = Counter()
        self._used: set[str] = set()
        self._longest, self._mark = longest - len("-999999"), mark

    def of(self, name: str) -> str:
        if name not in self.known:
            self.known[name] = self.new(name)
        return self.known[name]

    def new(self, *names: str) -> str:
        """Return an id that nothing has yet; the longest name is cut where all do not fit."""
        slugs = [_slug(name, self._mark) for name in names]
        while (over := len(self._mark.join(slugs)) - self._longest) > 0:
            place = slugs.index(max(slugs, key=len))
            slugs[place] = slugs[place][: max(len(slugs[place]) - over, 8)].strip(self._mark)
        slug = made = self._mark.join(slugs)
        while made in self._used:
            self._turns[slug] += 1
            made = f"{slug}{self._mark}{self._turns[slug] + 1}"
        self._used.add(made)
        return made


def _slug(name: str, mark: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", mark, plain).strip(mark) or "row"


def _report(
    table: Path, rows: list[Line], entries: list[Entry], left: list[Left], mapping: Mapping
) -> Report:
    """Return the account of every number of a table."""
    header = rows[0].cells
    taken = {cell[:2] for one in entries for cell in one.cells}
    done = taken | {one[:2] for one in left}
    texts = {
        name
        for place, text in mapping.texts()
        if not place.startswith("[keep]") and place.rpartition(" ")[2] not in NUMBERS
        for name in columns_in(text, header)
    }
    kept = {name for text in mapping.keep.values() for name in columns_in(text, header)}
    beside, others = Counter(), Counter()
    for row in rows:
        for name, text in row.cells.items():
            if name not in texts and (row.number, name) not in done and NUMBER.fullmatch(text):
                (beside if name in kept else others)[name] += 1
    return Report(
        short_path(table),
        len(rows),
        len(entries),
        len({one.row["speaker_id"] for one in entries}),
        len({one.row["quantity_id"] for one in entries}),
        len(taken),
        beside,
        others,
        mapping.left_out,
        left,
    )
