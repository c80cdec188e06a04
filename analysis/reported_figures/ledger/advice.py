"""What a curator may want to look at again: advice, which never refuses a ledger."""

import math
from collections.abc import Callable, Iterator

from reported_figures.formats import listed, number
from reported_figures.ledger.characters import visible
from reported_figures.ledger.consistency import first_told
from reported_figures.ledger.problems import Problem, Row, Table
from reported_figures.ledger.references import DOCUMENTS, FIGURES
from reported_figures.ledger.running_totals import Step, out_of_line, stretches
from reported_figures.limits import MOST_NAMED
from reported_figures.reading.wording import parse
from reported_figures.vocabulary import KINDS, REFUSALS

NUMBERS = ("value", "low", "high")
WHAT = ("speaker_id", "quantity_id", "reported_on")
ONE_THING = (*WHAT, "origin_id", "event_from", "event_to", "status")
ALIKE = (*ONE_THING, "stance", "stance_on", "place", "area")  # in rows that say the same
Tables = dict[str, Table]


def advise(tables: Tables) -> list[Problem]:
    """Return the advice on the tables of a ledger, in the order of their rows."""
    given = [problem for look in LOOKS for problem in look(tables)]
    files = [table.file for table in tables.values()]
    return sorted(given, key=lambda problem: (files.index(problem.file), problem.line or 0))


def repeated(tables: Tables) -> Iterator[Problem]:
    """Yield the rows that say what an earlier one says, and do not name it as told again."""
    figures = tables[FIGURES]
    related = _relation(figures)
    for rows in _groups(_said(figures), ALIKE):
        first: dict[tuple, Row] = {}
        for row in rows:
            earlier = first.setdefault(_number(row), row)
            if earlier is not row and not related(row, earlier):
                name = earlier["figure_id"]
                reason = f"says what {name} says in line {earlier.line}, on the same day: "
                reason += f"name {name} in the column repeats, or leave one of them out"
                yield figures.problem(row, "figure_id", reason)


def several(tables: Tables) -> Iterator[Problem]:
    """Yield the sources that give several numbers for one thing on one day."""
    figures = tables[FIGURES]
    first = first_told(figures)
    counted = [
        row for row in _said(figures) if _asserts(row) and _on_one_day(row) and _printed(row)
    ]
    for rows in _groups(counted, ONE_THING):
        apart: dict[tuple, Row] = {}
        roots, names, replaced = set(), set(), set()  # of those apart: what is related to them
        for row in rows:
            name, replaces = row["figure_id"], row["supersedes"]
            root = first.get(name, name)
            if root in roots or replaces in names or name in replaced or _number(row) in apart:
                continue
            apart[_number(row)] = row
            roots.add(root), names.add(name), replaced.add(replaces)
        if len(apart) > 1:
            speaker, quantity, day = (rows[-1][name] for name in WHAT)
            reason = f"{speaker} gives {len(apart)} numbers for {quantity} on {day}: "
            told = (f"{row['figure_id']} ({_printed(row)})" for row in apart.values())
            reason += listed(told, MOST_NAMED)
            yield figures.problem(rows[-1], "quantity_id", f"is given several times: {reason}")


def early(tables: Tables) -> Iterator[Problem]:
    """Yield the figures said before their period begins that are not said to be expected."""
    figures = tables[FIGURES]
    for row, (start, said) in figures.having("event_from", "reported_on"):
        expected = row["status"] == "expected"
        if start.first > said.last and _asserts(row) and not expected:
            reason = f"of {row['figure_id']} is after it was said, on {said}, "
            reason += "though its status is not expected"
            yield figures.problem(row, "event_from", reason)


def late(tables: Tables) -> Iterator[Problem]:
    """Yield what is still expected of a period that was over when it was said."""
    figures = tables[FIGURES]
    for row, (status, end, said) in figures.having("status", "event_to", "reported_on"):
        if status == "expected" and end.last < said.first:
            reason = f"is before it was said, on {said}, though its status is expected"
            yield figures.problem(row, "event_to", reason)


def other_days(tables: Tables) -> Iterator[Problem]:
    """Yield the days that are said to be the document's own, and are not."""
    figures, documents = tables[FIGURES], tables[DOCUMENTS].by("document_id")
    columns = ("document_id", "reported_on_basis", "reported_on")
    for row, (name, basis, day) in figures.having(*columns):
        own = basis == "document" and name in documents and documents[name].get("published_on")
        if own and (day.first > own.last or day.last < own.first):
            reason = f"is said to be the document's own day, and that is {own}"
            yield figures.problem(row, "reported_on", reason)


def outlived(tables: Tables) -> Iterator[Problem]:
    """Yield the positions that are said to have stood longer than until they were replaced."""
    figures = tables[FIGURES]
    replaced = figures.by("supersedes")
    for row, (name, until) in figures.having("figure_id", "stands_until"):
        later = replaced.get(name)
        said = later and later.get("reported_on")
        if said and until.first > said.last:
            reason = f"is after {later['figure_id']} superseded it, on {said}"
            yield figures.problem(row, "stands_until", reason)


def before_the_start(tables: Tables) -> Iterator[Problem]:
    """Yield the days of running totals that lie before the total begins."""
    figures, quantities = tables[FIGURES], tables["quantities"].by("quantity_id")
    for row, (name, day) in figures.having("quantity_id", "event_to"):
        starts = name in quantities and quantities[name].get("starts_on")
        if starts and day.last < starts.first:
            reason = f"is before the total begins, on {starts}"
            yield figures.problem(row, "event_to", reason)


def slips(tables: Tables) -> Iterator[Problem]:
    """Yield the figures that are out of line in their own source's running total."""
    figures, quantities = tables[FIGURES], tables["quantities"].by("quantity_id")
    running = {name for name, row in quantities.items() if row["kind"] == "cumulative"}
    counted = [row for row in _said(figures) if row["quantity_id"] in running]
    counted = [row for row in counted if _asserts(row) and _on_one_day(row) and _ends(row)]
    told = [row for row in counted if row["status"] != "expected"]
    replaced = figures.by("supersedes")
    told = [row for row in told if row["figure_id"] not in replaced]
    for rows in _groups(told, ("speaker_id", "origin_id", "quantity_id")):
        rows = sorted(rows, key=lambda row: (_day(row), row["figure_id"]))
        named = {row["figure_id"]: row for row in rows}
        for stretch in stretches([_step(row) for row in rows]):
            for name, one_of in out_of_line(stretch).items():
                which = f"one of {one_of} is" if one_of else f"{name} is"
                reason = f"{which} out of line with what its source says before and after"
                yield figures.problem(named[name], "figure_id", f"may be a slip: {reason}")


def _step(row: Row) -> Step:
    starts = row.get("event_from")
    start = float(starts.first.toordinal()) if starts else math.nan
    return Step(row["figure_id"], *_ends(row), start)


def _day(row: Row):
    """Return the last day that a running total counts: its own, else that on which it was said."""
    return (row.get("event_to") or row.get("reported_on")).last


def _ends(row: Row) -> tuple[float, float] | None:
    """Return the two ends of a number that is not hedged; none of one that is."""
    hedge, value, low, high = _number(row)
    if hedge not in ("bare", "between"):
        return None
    return (value, value) if value is not None and low is None else (low, high)


def of_no_kind(tables: Tables) -> Iterator[Problem]:
    """Yield the quantities without a kind of which a source reports more than once."""
    quantities = tables["quantities"]
    counted = [row for row in _said(tables[FIGURES]) if _asserts(row) and _printed(row)]
    told: dict[str, Row] = {}
    for rows in _groups(counted, ("quantity_id", "speaker_id")):
        told.setdefault(rows[0]["quantity_id"], rows)
    for name, row in quantities.by("quantity_id").items():
        if name in told and not row["kind"] and "kind" not in row.faulty:
            speaker, times = told[name][0]["speaker_id"], len(told[name])
            kinds = listed(filter(None, KINDS), last="or")
            reason = (
                f"is not recorded for {visible(name)}, of which {speaker} gives {times} numbers: "
            )
            reason += f"add a column kind ({kinds}); until then nothing across days is compared"
            yield quantities.problem(row, "kind", reason)


LOOKS: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
    repeated,
    several,
    early,
    late,
    other_days,
    outlived,
    before_the_start,
    slips,
    of_no_kind,
)


def _groups(rows: list[Row], columns: tuple[str, ...]) -> Iterator[list[Row]]:
    """Yield the rows that are alike in columns, where there are several and no cell is faulty."""
    groups: dict[tuple, list[Row]] = {}
    for row in rows:
        if not row.faulty.intersection(columns):
            key = tuple(row[column] for column in columns)
            groups.setdefault(key, []).append(row)
    yield from (alike for alike in groups.values() if len(alike) > 1)


def _relation(figures: Table) -> Callable[[Row, Row], bool]:
    """Return a function that says whether one of two rows replaces the other or tells it again."""
    first = first_told(figures)

    def related(one: Row, two: Row) -> bool:
        names = [row["figure_id"] for row in (one, two)]
        replaces = [row["supersedes"] for row in (two, one)]
        roots = {first.get(name, name) for name in names}
        return len(roots) == 1 or any(a == b for a, b in zip(names, replaces, strict=True))

    return related


def _said(figures: Table) -> list[Row]:
    """Return the rows of which each cell that says a number is as it should be."""
    columns = ("wording", "hedge", *NUMBERS)
    return [row for row in figures.rows if not figures.is_faulty(row.at, columns)]


def _asserts(row: Row) -> bool:
    return row["stance"] not in REFUSALS


def _on_one_day(row: Row) -> bool:
    day = row.get("reported_on")
    return bool(day) and day.first == day.last


def _number(row: Row) -> tuple:
    """Return what a row says in numbers: the class of its hedge, and each number."""
    reading = parse(row["wording"] or "")
    given = [row[name] for name in NUMBERS]
    printed = [getattr(reading, name) for name in NUMBERS]
    numbers = printed if given == [None, None, None] else given
    coded = not row["wording"] and numbers != [None] * len(NUMBERS)  # a number without words
    hedge = ("bare" if numbers[1] is None else "between") if coded else reading.hedge
    return (row["hedge"] or hedge, *numbers)


def _printed(row: Row) -> str:
    """Return the number of a row as it is printed, or as it was coded; a blank where none is."""
    low, high, coded = row.get("low"), row.get("high"), row["value"]
    ends = "" if low is None or high is None else f"{number(low)} to {number(high)}"
    return row["wording"] or (ends if coded is None else number(coded))
