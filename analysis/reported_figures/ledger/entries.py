"""Make figures of the rows of a table, by a mapping, or say of each cell why it makes none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from reported_figures.ledger.characters import visible
from reported_figures.ledger.foreign import Line
from reported_figures.ledger.mapping import NUMBERS, FigureMap, Mapping, MappingError, columns_in
from reported_figures.reading import wording

NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d+)?|[+-]?\.\d+")


class Cell(NamedTuple):
    """A cell of the table: its line, or its number among the records, its column and its text."""

    line: int
    column: str
    value: str


class Left(NamedTuple):
    """A cell that was not taken over, and why."""

    line: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Entry:
    """A row of the ledger in the making, and the cells of the table that its number is from."""

    line: Line
    row: dict[str, str]
    cells: tuple["Cell", ...]
    number: int  # of the figure in the mapping
    end: str = ""


class NotTakenError(Exception):
    """Why a row is left out; with the column of the table, and what stands in it."""


def long(rows: list[Line], mapping: Mapping) -> Iterator[Line]:
    """Yield the rows, or one for each cell of those columns that are values themselves."""
    if not mapping.wide:
        yield from rows
        return
    try:
        pattern = re.compile(mapping.wide.columns)
    except re.error as error:
        raise MappingError(f"{mapping.file}: [wide] columns is no pattern: {error}.") from None
    spread = [name for name in rows[0].cells if pattern.fullmatch(name)]
    if not spread:
        raise MappingError(f"{mapping.file}: [wide] columns: no column of the table matches it.")
    for row in rows:
        others = {name: cell for name, cell in row.cells.items() if name not in spread}
        for name in spread:
            cells = {mapping.wide.name: name, mapping.wide.value: row.cells[name]}
            yield Line(row.number, others | cells, {mapping.wide.value: name})


def entry_of(line: Line, number: int, mapping: Mapping) -> Entry | list[Left]:
    """Return the figure of a row, or its cells with why they make none; of blank ones nothing."""
    figure = mapping.figures[number]
    texts = {name: text for name in NUMBERS if (text := getattr(figure, name))}
    names = [name for text in texts.values() for name in columns_in(text, line.cells)]
    cells = tuple(
        Cell(line.number, line.of.get(name, name), line.cells[name])
        for name in dict.fromkeys(names)
        if not _blank(line.cells[name], mapping)
    )
    if not cells:
        return []
    try:
        row = _read(line.text(texts.pop("wording"))) if figure.wording else {}
        row |= {name: _number(line.text(text), mapping) for name, text in texts.items()}
        row |= _described(line, figure, mapping)
    except NotTakenError as error:
        return [Left(*cell, str(error)) for cell in cells]
    return Entry(line, row, cells, number, line.cells[mapping.ranges.end] if mapping.ranges else "")


def _blank(text: str, mapping: Mapping) -> bool:
    return not text or text in mapping.blank


def _number(text: str, mapping: Mapping) -> str:
    if _blank(text, mapping):
        return ""
    plain = text.removesuffix("%").strip()
    if not NUMBER.fullmatch(plain):
        raise NotTakenError(f"{visible(text)} is no number")
    return plain.replace(",", "").removeprefix("+")


def _read(text: str) -> dict[str, str]:
    """Return a wording with the numbers that it prints."""
    reading = wording.parse(text)
    numbers = {name: getattr(reading, name) for name in ("value", "low", "high")}
    return {"wording": text} | {n: "" if v is None else f"{v:.15g}" for n, v in numbers.items()}


def _described(line: Line, figure: FigureMap, mapping: Mapping) -> dict[str, str]:
    """Return the other cells of a figure: from columns, constants and values, days in ISO form."""
    texts = {name: line.text(text) for name, text in (mapping.columns | figure.columns).items()}
    row = {name: "" if _blank(text, mapping) else text for name, text in texts.items()}
    row |= {name: str(text) for name, text in (mapping.constants | figure.constants).items()}
    row["quantity_id"] = line.filled(figure.quantity)
    for name, known in mapping.values.items():
        row[name] = str(known.get(row.get(name, ""), row.get(name, "")))
    for name, form in mapping.dates.items():
        row[name] = _iso(row.get(name, ""), form, name)
    if figure.computed:
        row["speaker_id"] = figure.computed
        by = f"Computed by {figure.computed}; no source claims it."
        row["note"] = " ".join(filter(None, [row.get("note", ""), by]))
    for name in ("speaker_id", "quantity_id", "reported_on"):
        if not row[name]:
            raise NotTakenError(f"{name} is blank")
    return row | {name: line.text(text) for name, text in mapping.keep.items()}


def _iso(text: str, form: str, name: str) -> str:
    """Return a day of some form in ISO form; a form without days gives a month, or a year."""
    if not text:
        return ""
    try:
        day = datetime.strptime(text, form)
    except ValueError:
        raise NotTakenError(f"{name}: {visible(text)} is no day of the form {form}") from None
    known = 10 if re.search("%[dejxDF]", form) else 7 if re.search("%[mbB]", form) else 4
    return f"{day.date()}"[:known]


def join_ends(entries: list[Entry], mapping: Mapping) -> tuple[list[Entry], list[Left]]:
    """Return the figures with the two ends of each range as one, and the ends that stand alone."""
    if not mapping.ranges:
        return entries, []
    ranges, joined, left = mapping.ranges, [], []
    groups: dict[tuple, list[Entry]] = {}
    for one in entries:
        if one.end in (ranges.low, ranges.high):
            key = (one.number, *(one.line.cells[name] for name in ranges.key))
            groups.setdefault(key, []).append(one)
        else:
            joined.append(one)
    for group in groups.values():
        ends = {one.end: one for one in group}
        if len(group) == 2 and len(ends) == 2:
            low, high = ends[ranges.low], ends[ranges.high]
            row = low.row | {"value": "", "low": low.row["value"], "high": high.row["value"]}
            joined.append(replace(low, row=row, cells=low.cells + high.cells))
        else:
            why = "its other end is not there" if len(group) == 1 else "several rows have its key"
            left += [cell for one in group for cell in left_of(one, why)]
    return joined, left


def left_of(entry: Entry, why: str) -> list[Left]:
    return [Left(*cell, why) for cell in entry.cells]
