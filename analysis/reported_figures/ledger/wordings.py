"""Check that each figure's wording prints its value, low, high and hedge."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from reported_figures import formats
from reported_figures.formats import number
from reported_figures.ledger.characters import visible
from reported_figures.ledger.problems import Problem, Row, Table
from reported_figures.reading import wording
from reported_figures.reading.shares import rounds_to, share_of
from reported_figures.reading.wording import parse
from reported_figures.vocabulary import HEDGES

NUMBERS = ("value", "low", "high")
NEEDED = {"between": {"low", "high"}, "vague": set(), "unknown": set(), "none": set()}
DIGITS = re.compile("[0-9][0-9.,' \u00a0\u202f]*")


def check_wording(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield the rows whose wording does not print their value, low, high or hedge.

    A row that gives no number, or has no column for it, is read from its wording; a number without
    a wording is as it was coded.
    """
    figures = tables["reported_figures"]
    said = ("wording", *NUMBERS)
    sound = set()  # what rows without a curator's reading say that is as it should be
    for row, (hedge, *cells) in figures.each("hedge", *said):
        text, *numbers = key = tuple(cells)
        if (key in sound and not hedge) or figures.is_faulty(row.at, ("hedge", *said)):
            continue
        check = _filled if hedge else _parsed
        check = check if text or numbers == [None] * len(numbers) else _coded
        found = list(check(figures, row))
        if not found and not hedge:
            sound.add(key)
        yield from found


def _coded(figures: Table, row: Row) -> Iterator[Problem]:
    """Yield what a number without a wording lacks: it is a value, or a low and a high, or both."""
    given, hedge = _given(row), row["hedge"]
    needed = NEEDED.get(hedge, {"value"}) if hedge else set()
    bounds = sorted(given & {"low", "high"})
    if len(bounds) == 1:
        lacking = "high" if bounds == ["low"] else "low"
        reason = f"stands alone: without a wording it goes with {lacking}"
        yield figures.problem(row, bounds[0], reason)
    elif hedge and not (needed and needed <= given):
        yield figures.problem(row, "hedge", f"goes with {_listed(needed)}")


def _parsed(figures: Table, row: Row) -> Iterator[Problem]:
    """Yield the first number that the wording does not print, where the parser reads the hedge."""
    text = _text(row)
    reading = wording.parse(text)
    if text and reading.hedge == "none":
        words = wording.not_understood(text)
        reason = "holds no number that can be read with certainty"
        reason += f", for {visible(words)} in it" if words else ""
        reason += "; fill in hedge too, with a note"
        yield figures.problem(row, "wording", reason)
        return
    for name in [name for name in NUMBERS if name in figures.filled and (_given(row) or not text)]:
        printed = getattr(reading, name)
        if printed != row[name]:
            says = f"the wording {visible(text)} prints" if text else "a blank wording prints"
            number = "none" if printed is None else formats.number(printed)
            yield figures.problem(row, name, f"does not agree: {says} {number} here")
            return


def _filled(figures: Table, row: Row) -> Iterator[Problem]:
    """Yield the first thing that a curator's own reading lacks, or that its wording contradicts."""
    hedge, text, given = row["hedge"], _text(row), _given(row)
    reading, needed = wording.parse(text), NEEDED.get(hedge, {"value"})
    strange = _not_printed(row, reading)
    if not row["note"]:
        yield figures.problem(row, "hedge", "is the curator's own reading, and needs a note")
    elif reading.hedge not in ("none", "bare", hedge):
        reason = f"does not agree: the wording {visible(text)} is read as {reading.hedge}"
        yield figures.problem(row, "hedge", f"{reason}; leave it blank")
    elif given != needed:
        yield figures.problem(row, "hedge", f"goes with {_listed(needed)}")
    elif not text and hedge != "none":
        yield figures.problem(row, "hedge", "stands without a wording")
    elif strange:
        reason = f"is not printed by the wording {visible(text)}"
        yield figures.problem(row, strange[0], reason)


def _not_printed(row: Row, reading: wording.Reading) -> list[str]:
    """Return the numbers of a row that its wording does not print, as far as it can be read."""
    read = {getattr(reading, name) for name in NUMBERS} - {None}
    share = share_of(wording.normalise(_text(row)))
    if read or share:
        return [
            name
            for name in sorted(_given(row))
            if row[name] not in read and not (share and rounds_to(share, row[name]))
        ]
    text = _text(row)
    printed = {_digits(part) for part in DIGITS.findall(text)}
    found = [number.value for number in wording.find_numbers(wording.normalise(text))]
    least = {_digits(f"{number:.4f}"): number for number in found}
    strange = []
    for name in sorted(_given(row)) if printed else []:
        number = row[name]
        digits = _digits(f"{number:.4f}")
        if digits not in printed or number < least.get(digits, 0):  # a word may only enlarge it
            strange.append(name)
    return strange


def _given(row: Row) -> set[str]:
    return {name for name in NUMBERS if row[name] is not None}


def _listed(numbers: set[str]) -> str:
    return " and ".join(sorted(numbers, reverse=True)) or "no number"


def _text(row: Row) -> str:
    return row["wording"] or ""


def _digits(number: str) -> str:
    """Return the digits of a number without the zeros around them, which "1.2 Millionen" omits."""
    return re.sub(r"\D", "", number).strip("0")


PARAMETERS = {  # of each reading: those that it needs, and those that it may have
    "half_unit": ({"low"}, {"low"}),
    "fraction": ({"low"}, {"low"}),
    "from_zero": (set(), {"high"}),
    "above": (set(), {"low"}),
    "fixed": ({"low", "high"}, {"low", "high"}),
}

IN_UNITS = ("above", "fixed")  # readings whose parameters are numbers in the unit, no fractions


def check_rules(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield the readings that cannot be made, and the rule sets that do not read every hedge."""
    rules = tables["hedge_rules"]
    sets: dict[str, list[Row]] = {}
    for row in rules.rows:
        yield from _reading(rules, row)
        yield from _hedge(rules, row)
        if name := row.get("rule_set"):
            sets.setdefault(name, []).append(row)
    for rows in sets.values() if rules.sound else ():
        yield from _incomplete(rules, rows)


def _reading(rules: Table, row: Row) -> Iterator[Problem]:
    reading = row["reading"]
    if row.faulty & {"low", "high", "reading"}:
        return
    given = {name for name in ("low", "high") if row[name] is not None}
    needed, allowed = PARAMETERS.get(reading, (set(), set()))
    above = [name for name in sorted(given) if reading not in IN_UNITS and row[name] > 1]
    if not needed <= given <= allowed:
        words = " and ".join(sorted(allowed, reverse=True)) or "neither low nor high"
        yield rules.problem(row, "reading", f"goes with {words}")
    elif reading == "fixed" and row["low"] > row["high"]:
        yield rules.problem(row, "low", f"is above high, {number(row['high'])}")
    elif above:
        yield rules.problem(row, above[0], "is a fraction in this reading, and cannot be above 1")


def _hedge(rules: Table, row: Row) -> Iterator[Problem]:
    name = row.get("hedge")
    if name and name not in HEDGES and parse(name).vague_word != name:
        close = get_close_matches(name, HEDGES, 1)
        reason = "is neither a class of hedges nor a vague word"
        reason += f"; the nearest class is {close[0]}" if close else ""
        yield rules.problem(row, "hedge", reason)


def _incomplete(rules: Table, rows: list[Row]) -> Iterator[Problem]:
    """Yield the hedges that a rule set does not read; a set of vague words need not read any."""
    missing = [hedge for hedge in HEDGES if hedge not in {row["hedge"] for row in rows}]
    mistyped = sum("hedge" in row.faulty for row in rows)
    if mistyped < len(missing) < len(HEDGES):
        reason = f"does not say how to read {', '.join(missing)}"
        yield rules.problem(rows[0], "rule_set", reason)
