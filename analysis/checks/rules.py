"""Check that the rule sets can be read: each hedge known, with the parameters of its reading."""

from collections.abc import Iterator
from difflib import get_close_matches

from analysis.formats import number
from analysis.tables.problems import Problem
from analysis.tables.rows import Row, Table
from analysis.vocabulary import HEDGES
from analysis.wording import parse

PARAMETERS = {  # of each reading: those that it needs, and those that it may have
    "half_unit": ({"low"}, {"low"}),
    "fraction": ({"low"}, {"low"}),
    "from_zero": (set(), {"high"}),
    "fixed": ({"low", "high"}, {"low", "high"}),
}


def check_rules(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield the readings that cannot be made, and the rule sets that do not read every hedge."""
    rules = tables["hedge_rules"]
    sets: dict[str, list[Row]] = {}
    for row in rules.rows:
        yield from _reading(rules, row)
        yield from _hedge(rules, row)
        if names := row.get("rule_set"):
            sets.setdefault(names[0], []).append(row)
    for rows in sets.values() if rules.sound else ():
        yield from _incomplete(rules, rows)


def _reading(rules: Table, row: Row) -> Iterator[Problem]:
    reading = row.values.get("reading")
    if row.faulty & {"low", "high", "reading"}:
        return
    given = {name for name in ("low", "high") if row.values.get(name) is not None}
    needed, allowed = PARAMETERS.get(reading, (set(), set()))
    above = [name for name in sorted(given) if reading != "fixed" and row.values[name] > 1]
    if not needed <= given <= allowed:
        words = " and ".join(sorted(allowed, reverse=True)) or "neither low nor high"
        yield rules.problem(row, "reading", f"goes with {words}")
    elif reading == "fixed" and row.values["low"] > row.values["high"]:
        yield rules.problem(row, "low", f"is above high, {number(row.values['high'])}")
    elif above:
        yield rules.problem(row, above[0], "is a fraction in this reading, and cannot be above 1")


def _hedge(rules: Table, row: Row) -> Iterator[Problem]:
    names = row.get("hedge")
    if names and names[0] not in HEDGES and parse(names[0]).vague_word != names[0]:
        close = get_close_matches(names[0], HEDGES, 1)
        reason = "is neither a class of hedges nor a vague word"
        reason += f"; the nearest class is {close[0]}" if close else ""
        yield rules.problem(row, "hedge", reason)


def _incomplete(rules: Table, rows: list[Row]) -> Iterator[Problem]:
    """Yield the hedges that a rule set does not read; a set of vague words need not read any."""
    missing = [hedge for hedge in HEDGES if hedge not in {row.values["hedge"] for row in rows}]
    mistyped = sum("hedge" in row.faulty for row in rows)
    if mistyped < len(missing) < len(HEDGES):
        reason = f"does not say how to read {', '.join(missing)}"
        yield rules.problem(rows[0], "rule_set", reason)
