"""Check what no schema can say: that the cells of a ledger's rows agree with one another."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from analysis import wording
from analysis.cells import visible
from analysis.tables import Problem, Row, Table

NUMBERS = ("value", "low", "high")
NEEDED = {  # the parameters of each reading: those it needs, and those that it may have
    "half_unit": ({"low"}, set()),
    "fraction": ({"low"}, set()),
    "from_zero": (set(), {"high"}),
    "fixed": ({"low", "high"}, set()),
}


def check_order(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield the rows whose low lies above their high, or whose period ends before it begins."""
    figures = tables["reported_figures"]
    for row in figures.rows:
        for first, last in (("low", "high"), ("event_from", "event_to")):
            start, end = row.values.get(first), row.values.get(last)
            if not row.faulty & {first, last} and None not in (start, end) and start > end:
                yield figures.problem(row, first, f"is above {last}, {_plain(end)}")


def check_wording(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield the rows whose wording does not print their value, low, high or hedge."""
    figures = tables["reported_figures"]
    for row in figures.rows:
        if not row.faulty & {"wording", "hedge", *NUMBERS}:
            check = _filled if row.values.get("hedge") else _parsed
            yield from check(figures, row)


def _parsed(figures: Table, row: Row) -> Iterator[Problem]:
    """Yield the first number that the wording does not print, where the parser reads the hedge."""
    text = row.values.get("wording") or ""
    reading = wording.parse(text)
    if text and reading.hedge == "none":
        reason = "holds no number that can be read with certainty; fill in hedge too, with a note"
        yield figures.problem(row, "wording", reason)
        return
    for name in NUMBERS:
        printed, given = getattr(reading, name), row.values.get(name)
        if printed != given:
            says = f"the wording {visible(text)} prints" if text else "a blank wording prints"
            number = "none" if printed is None else wording.format_number(printed)
            yield figures.problem(row, name, f"does not agree: {says} {number} here")
            return


def _filled(figures: Table, row: Row) -> Iterator[Problem]:
    """Yield what a curator's own reading lacks: a note, its numbers, or digits that are printed."""
    hedge, given = (
        row.values["hedge"],
        {n for n in NUMBERS if row.values.get(n) is not None},
    )
    plain = {
        "between": {"low", "high"},
        "vague": set(),
        "unknown": set(),
        "none": set(),
    }
    printed = {_digits(part) for part in re.findall("[0-9][0-9.,' \u00a0\u202f]*", _wording(row))}
    strange = [n for n in sorted(given) if printed and _digits(row.values[n]) not in printed]
    if not row.values.get("note"):
        yield figures.problem(row, "hedge", "is the curator's own reading, and needs a note")
    elif given != (needed := plain.get(hedge, {"value"})):
        yield figures.problem(
            row, "hedge", f"goes with {' and '.join(sorted(needed)) or 'no number'}"
        )
    elif strange:
        yield figures.problem(
            row, strange[0], f"is not printed by the wording {visible(_wording(row))}"
        )


def _wording(row: Row) -> str:
    return row.values.get("wording") or ""


def _digits(number: str | float) -> str:
    text = number if isinstance(number, str) else f"{number:.4f}"
    return re.sub(r"\D", "", text).strip("0")


def check_stance(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield the rows that give a status to something that their speaker does not assert."""
    figures = tables["reported_figures"]
    for row in figures.rows:
        silent = row.values.get("stance") in ("cannot_confirm", "denies")
        if silent and row.values.get("status") and not row.faulty & {"stance", "status"}:
            yield figures.problem(row, "status", "stands where nothing is asserted; leave it blank")


def check_documents(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield the figures that stand in no paragraph of their document, or were said after its day."""
    figures, documents = (
        tables["reported_figures"],
        tables["documents"].texts("document_id"),
    )
    name = Path(tables["documents"].file).name
    for row in figures.rows:
        document = documents.get(row.values.get("document_id"))
        known = document.values if document else {}
        paragraphs, day = known.get("paragraphs"), known.get("published_on")
        paragraph, said = row.values.get("paragraph"), row.values.get("reported_on")
        if paragraph and paragraphs and "paragraph" not in row.faulty and paragraph > paragraphs:
            yield figures.problem(
                row, "paragraph", f"is above {paragraphs}, the last one by {name}"
            )
        if said is None or "reported_on" in row.faulty:
            continue
        if said > date.today():
            yield figures.problem(row, "reported_on", "lies in the future")
        elif isinstance(day, date) and said > day:
            yield figures.problem(row, "reported_on", f"is after the document's own day, {day}")


def check_supersedes(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield the rows that replace a figure of another speaker or quantity, or a later one."""
    figures = tables["reported_figures"]
    rows = figures.texts("figure_id")
    for row in figures.rows:
        earlier = rows.get(row.values.get("supersedes"))
        if earlier is None or "supersedes" in row.faulty:
            continue
        for name in ("speaker_id", "quantity_id"):
            if row.values.get(name) != earlier.values.get(name) and name not in row.faulty:
                yield figures.problem(row, "supersedes", f"is a figure of another {name}")
                break
        else:
            days = [r.values.get("reported_on") for r in (earlier, row)]
            if all(isinstance(day, date) for day in days) and days[0] > days[1]:
                yield figures.problem(row, "supersedes", f"was said later, on {days[0]}")


def check_relations(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield the quantities that are part of, or drawn from, what is counted in another unit."""
    quantities = tables["quantities"]
    rows = quantities.texts("quantity_id")
    for row in quantities.rows:
        for name in ("part_of", "drawn_from"):
            other = rows.get(row.values.get(name))
            if (
                other
                and name not in row.faulty
                and row.values.get("unit") != other.values.get("unit")
            ):
                yield quantities.problem(row, name, f"is counted in {other.values.get('unit')}")


def check_rules(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield the readings that lack a parameter, and the rule sets that do not read every hedge."""
    rules = tables["hedge_rules"]
    sets: dict[str, dict[str, Row]] = {}
    for row in rules.rows:
        sets.setdefault(str(row.values.get("rule_set")), {})[str(row.values.get("hedge"))] = row
        given = {name for name in ("low", "high") if row.values.get(name) is not None}
        needed, allowed = NEEDED.get(row.values.get("reading"), (set(), set()))
        if row.faulty & {"low", "high", "reading"}:
            continue
        if not needed <= given <= needed | allowed:
            words = " and ".join(sorted(needed | allowed)) or "neither low nor high"
            yield rules.problem(row, "reading", f"goes with {words}")
        elif row.values["reading"] == "fixed" and row.values["low"] > row.values["high"]:
            yield rules.problem(row, "low", f"is above high, {_plain(row.values['high'])}")
    for hedges in sets.values():
        missing = set(wording.HEDGES) - set(hedges)
        if missing != set(wording.HEDGES) and missing and rules.sound:
            row = next(iter(hedges.values()))
            reason = f"does not say how to read {', '.join(sorted(missing))}"
            yield rules.problem(row, "rule_set", reason)


def _plain(value: float | date) -> str:
    return value.isoformat() if isinstance(value, date) else wording.format_number(value)


CHECKS = (
    *(check_order, check_wording, check_stance, check_documents),
    *(check_supersedes, check_relations, check_rules),
)
