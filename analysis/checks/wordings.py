"""Check that each figure's wording prints its value, low, high and hedge."""

import re
from collections.abc import Iterator

from analysis import wording
from analysis.tables.cells import visible
from analysis.tables.problems import Problem
from analysis.tables.rows import Row, Table

NUMBERS = ("value", "low", "high")
NEEDED = {"between": {"low", "high"}, "vague": set(), "unknown": set(), "none": set()}
DIGITS = re.compile("[0-9][0-9.,' \u00a0\u202f]*")


def check_wording(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield the rows whose wording does not print their value, low, high or hedge."""
    figures = tables["reported_figures"]
    lacking = list(_lacking(figures))
    yield from lacking
    for row in figures.rows if not lacking else ():
        if not row.faulty & {"wording", "hedge", *NUMBERS}:
            check = _filled if row.values.get("hedge") else _parsed
            yield from check(figures, row)


def _lacking(figures: Table) -> Iterator[Problem]:
    """Yield the columns that a ledger does without although a wording in it prints their number."""
    for name in [name for name in NUMBERS if name not in figures.columns and figures.sound]:
        for row in figures.rows:
            if getattr(wording.parse(_text(row)), name) is not None:
                reason = f"has no column {name}, and a wording prints one: {visible(_text(row))}"
                yield Problem(figures.file, reason, row.line)
                break


def _parsed(figures: Table, row: Row) -> Iterator[Problem]:
    """Yield the first number that the wording does not print, where the parser reads the hedge."""
    text = _text(row)
    reading = wording.parse(text)
    if text and reading.hedge == "none":
        reason = "holds no number that can be read with certainty; fill in hedge too, with a note"
        yield figures.problem(row, "wording", reason)
        return
    for name in NUMBERS:
        printed = getattr(reading, name)
        if printed != row.values.get(name):
            says = f"the wording {visible(text)} prints" if text else "a blank wording prints"
            number = "none" if printed is None else wording.format_number(printed)
            yield figures.problem(row, name, f"does not agree: {says} {number} here")
            return


def _filled(figures: Table, row: Row) -> Iterator[Problem]:
    """Yield the first thing that a curator's own reading lacks, or that its wording contradicts."""
    hedge, text, given = row.values["hedge"], _text(row), _given(row)
    reading, needed = wording.parse(text), NEEDED.get(hedge, {"value"})
    strange = _not_printed(row, reading)
    if not row.values.get("note"):
        yield figures.problem(row, "hedge", "is the curator's own reading, and needs a note")
    elif reading.hedge not in ("none", "bare", hedge):
        reason = f"does not agree: the wording {visible(text)} is read as {reading.hedge}"
        yield figures.problem(row, "hedge", f"{reason}; leave it blank")
    elif given != needed:
        numbers = " and ".join(sorted(needed, reverse=True)) or "no number"
        yield figures.problem(row, "hedge", f"goes with {numbers}")
    elif not text and hedge != "none":
        yield figures.problem(row, "hedge", "stands without a wording")
    elif strange:
        reason = f"is not printed by the wording {visible(text)}"
        yield figures.problem(row, strange[0], reason)


def _not_printed(row: Row, reading: wording.Reading) -> list[str]:
    """Return the numbers of a row that its wording does not print, as far as it can be read."""
    read = {getattr(reading, name) for name in NUMBERS} - {None}
    if read:
        return [name for name in sorted(_given(row)) if row.values[name] not in read]
    printed = {_digits(part) for part in DIGITS.findall(_text(row))}
    given = sorted(_given(row)) if printed else []
    return [name for name in given if _digits(f"{row.values[name]:.4f}") not in printed]


def _given(row: Row) -> set[str]:
    return {name for name in NUMBERS if row.values.get(name) is not None}


def _text(row: Row) -> str:
    return row.values.get("wording") or ""


def _digits(number: str) -> str:
    """Return the digits of a number without the zeros around them, which "1.2 Millionen" omits."""
    return re.sub(r"\D", "", number).strip("0")
