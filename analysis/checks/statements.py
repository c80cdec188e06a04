"""Check how figures follow on one another: which replaces which, and which tells another again."""

from collections.abc import Iterator

from analysis.tables.problems import Problem
from analysis.tables.rows import Row, Table

FIGURES = "reported_figures"


def check_supersedes(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield the rows that replace a figure of other parties or another quantity, or a later one."""
    figures, sources = tables[FIGURES], tables["sources"].by("source_id")
    rows = figures.by("figure_id")
    for row in figures.rows:
        earlier = rows.get((row.get("supersedes") or [""])[0])
        if earlier and (reason := _not_replaced(row, earlier, sources)):
            yield figures.problem(row, "supersedes", reason)


def _not_replaced(row: Row, earlier: Row, sources: dict[str, Row]) -> str:
    if reason := _of_another_quantity(row, earlier):
        return reason
    own, other = parties(row, sources), parties(earlier, sources)
    if own and other and not own & other:
        speaker = earlier.get("speaker_id")[0]
        return f"is of another speaker, organisation and origin: it is a figure of {speaker}"
    said, before = row.get("reported_on"), earlier.get("reported_on")
    later = said and before and before[0].first > said[0].last
    return f"was said later, on {before[0]}" if later else ""


def _of_another_quantity(row: Row, other: Row) -> str:
    counts, counted = row.get("quantity_id"), other.get("quantity_id")
    differ = counts and counted and counts != counted
    return f"is a figure of another quantity, {counted[0]}" if differ else ""


def parties(row: Row, sources: dict[str, Row]) -> set[str]:
    """Return who a figure comes from: its speaker and its origin, with the organisation of each."""
    names = {name[0] for column in ("speaker_id", "origin_id") if (name := row.get(column))}
    known = [sources[name].get("organisation_id") for name in names if name in sources]
    return names | {organisation[0] for organisation in known if organisation}


def first_told(figures: Table) -> dict[str, str]:
    """Return for each figure that tells another again the one that was told first.

    >>> rows = [Row(2, 2, {"figure_id": "b", "repeats": "a"})]
    >>> rows += [Row(3, 3, {"figure_id": "c", "repeats": "b"})]
    >>> first_told(Table(FIGURES, "", {}, rows=rows))
    {'b': 'a', 'c': 'a'}
    """
    told = {
        names[0]: names[1] for row in figures.rows if (names := row.get("figure_id", "repeats"))
    }
    first = {}
    for name in told:
        path = [name]
        while path[-1] in told and told[path[-1]] not in path:
            path.append(told[path[-1]])
        first[name] = path[-1]
    return first


def check_repeats(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield the rows that tell a figure of another quantity again, or one that they replace."""
    figures = tables[FIGURES]
    rows = figures.by("figure_id")
    for row in figures.rows:
        told = rows.get((row.get("repeats") or [""])[0])
        if told and (reason := _of_another_quantity(row, told)):
            yield figures.problem(row, "repeats", reason)
        elif told and row.get("repeats") == row.get("supersedes"):
            reason = "is what this row supersedes: it cannot tell it again too"
            yield figures.problem(row, "repeats", reason)


def check_standing(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield the rows that stopped being a position before they were said."""
    figures = tables[FIGURES]
    for row in figures.rows:
        days = row.get("reported_on", "stands_until")
        if days and days[1].last < days[0].first:
            yield figures.problem(row, "stands_until", f"is before it was said, on {days[0]}")
