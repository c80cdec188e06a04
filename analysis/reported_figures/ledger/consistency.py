"""Check what no schema can say: that the cells of a ledger's rows agree with one another."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from reported_figures.formats import number
from reported_figures.ledger.cells import Days
from reported_figures.ledger.problems import Problem, Row, Table
from reported_figures.vocabulary import REFUSALS

SAYING = ("wording", "value", "low", "high")  # what a row may give a number in


def check_order(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield the rows whose low lies above their high, or whose period ends before it begins."""
    figures = tables["reported_figures"]
    for row, (low, high) in figures.having("low", "high"):
        if low > high:
            yield figures.problem(row, "low", f"is above high, {number(high)}")
    for row, (start, end) in figures.having("event_from", "event_to"):
        if start.first > end.last:
            yield figures.problem(row, "event_from", f"is after event_to, {end}")


def check_observed(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield what is said to have happened in a period that ends after it was said."""
    figures = tables["reported_figures"]
    for row, (status, end, said) in figures.having("status", "event_to", "reported_on"):
        if status == "observed" and end.first > said.last:
            reason = f"is after it was said, on {said}, though it is said to be observed"
            yield figures.problem(row, "event_to", reason)


def check_stance(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield the rows that say nothing, and those that do not assert what they give a status to."""
    figures = tables["reported_figures"]
    columns, nothing = ("stance", *SAYING), [None] * len(SAYING)
    for row, (status, about, stance, *said) in figures.each("status", "stance_on", *columns):
        silent = not stance and said == nothing
        if not (silent or status or about) or figures.is_faulty(row.at, columns):
            continue
        if silent:
            reason = f"says nothing: it needs a number ({', '.join(SAYING)}) or a stance"
            yield figures.problem(row, "figure_id", reason)
        elif stance in REFUSALS and status and "status" not in row.faulty:
            yield figures.problem(row, "status", "stands where nothing is asserted; leave it blank")
        elif about and stance not in REFUSALS and "stance_on" not in row.faulty:
            reason = f"goes with a stance that is {' or '.join(REFUSALS)}"
            yield figures.problem(row, "stance_on", reason)


def check_days(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield the days in the future: nothing has been said, published, read or ended by then yet."""
    days = {
        "reported_figures": ["reported_on", "stands_until"],
        "documents": ["published_on", "accessed_on"],
    }
    today = date.today()
    for table, columns in ((tables[name], columns) for name, columns in days.items()):
        for column in columns:
            different = {day for day in table.cells.get(column, ()) if isinstance(day, Days)}
            late = {day for day in different if day.first > today}
            for row, (day,) in table.having(column) if late else ():
                if day in late:
                    blank = "; blank while the position stands" * (column == "stands_until")
                    yield table.problem(row, column, f"lies in the future{blank}")
    for row, (published, read) in tables["documents"].having("published_on", "accessed_on"):
        if published.first > read.last:
            reason = f"is before the day of its publication, {published}"
            yield tables["documents"].problem(row, "accessed_on", reason)


def check_documents(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield the figures that stand in no paragraph of their document, or were said after its day.

    Where that holds for most of a document's figures, it is the document's own row that is wrong.
    """
    figures, documents = tables["reported_figures"], tables["documents"]
    name = Path(documents.file).name
    standing: dict[str, list[Row]] = {}
    for row, (document,) in figures.each("document_id") if "document_id" in figures.filled else ():
        standing.setdefault(document or "", []).append(row)
    for key, document in documents.by("document_id").items():
        rows = standing.get(key, [])
        for column, limit, text, verb in (
            ("paragraph", "paragraphs", f"is above {{}}, the last one by {name}", "stand below"),
            (
                "reported_on",
                "published_on",
                "is after the document's own day, {}",
                "were said after",
            ),
        ):
            last = document.get(limit)
            over = [row for row in rows if last is not None and _exceeds(row.get(column), last)]
            if len(over) > 2 and len(over) * 2 > len(rows):
                reason = f"does not agree: {len(over)} of its {len(rows)} figures {verb} it"
                yield documents.problem(document, limit, reason)
            else:
                reason = text.format(document[limit])
                yield from [figures.problem(row, column, reason) for row in over]


def _exceeds(value: Any, last: Any) -> bool:
    """Say whether a paragraph, or all of some days, come after the last one."""
    return value is not None and (
        value.first > last.last if isinstance(value, Days) else value > last
    )


def check_quantities(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield the quantities with a start that do not run from one, or parts of no whole."""
    quantities = tables["quantities"]
    for row in quantities.rows:
        kind = row["kind"] or "not recorded"
        if row.get("starts_on") and kind != "cumulative" and "kind" not in row.faulty:
            reason = f"goes with the kind cumulative, and the kind is {kind}"
            yield quantities.problem(row, "starts_on", reason)
        if row.get("parts") and not row["part_of"]:
            yield quantities.problem(row, "parts", "goes with part_of, which is blank")


def check_relations(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield the quantities that are part of, or drawn from, what is counted in another unit."""
    quantities = tables["quantities"]
    rows = quantities.by("quantity_id")
    for name in ("part_of", "drawn_from"):
        for row, (of, unit) in quantities.having(name, "unit"):
            other = of in rows and rows[of].get("unit")
            if other and other != unit:
                reason = f"is counted in {other}, and this one in {unit}"
                yield quantities.problem(row, name, reason)


FIGURES = "reported_figures"


def check_supersedes(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield the rows that replace a figure of other parties or another quantity, or a later one."""
    figures, sources = tables[FIGURES], tables["sources"].by("source_id")
    rows = figures.by("figure_id") if "supersedes" in figures.filled else {}
    for row, (name,) in figures.having("supersedes"):
        earlier = rows.get(name)
        if earlier and (reason := _not_replaced(row, earlier, sources)):
            yield figures.problem(row, "supersedes", reason)


def _not_replaced(row: Row, earlier: Row, sources: dict[str, Row]) -> str:
    if reason := _of_another_quantity(row, earlier):
        return reason
    speaker = earlier.get("speaker_id")
    if not speaker or speaker != row.get("speaker_id"):
        own, other = parties(row, sources), parties(earlier, sources)
        if own and other and not own & other:
            return f"is of another speaker, organisation and origin: it is a figure of {speaker}"
    said, before = row.get("reported_on"), earlier.get("reported_on")
    later = said and before and before.first > said.last
    return f"was said later, on {before}" if later else ""


def _of_another_quantity(row: Row, other: Row) -> str:
    counts, counted = row.get("quantity_id"), other.get("quantity_id")
    differ = counts and counted and counts != counted
    return f"is a figure of another quantity, {counted}" if differ else ""


def parties(row: Row, sources: dict[str, Row]) -> set[str]:
    """Return who a figure comes from: its speaker and its origin, with the organisation of each."""
    names = {row.get("speaker_id"), row.get("origin_id")} - {None}
    known = {sources[name].get("organisation_id") for name in names if name in sources}
    return names | known - {None}


def first_told(figures: Table) -> dict[str, str]:
    """Return for each figure that tells another again the one that was told first.

    >>> first_told(Table.of([{"figure_id": n, "repeats": r} for n, r in [("b", "a"), ("c", "b")]]))
    {'b': 'a', 'c': 'a'}
    """
    told = dict(names for _, names in figures.having("figure_id", "repeats"))
    first: dict[str, str] = {}
    for name in told:
        path, at = {}, name
        while at in told and at not in first and at not in path:
            path[at], at = at, told[at]
        first |= dict.fromkeys(path, first.get(at, at))
    return first


def check_repeats(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield the rows that tell a figure of another quantity again, or one that they replace."""
    figures = tables[FIGURES]
    rows = figures.by("figure_id") if "repeats" in figures.filled else {}
    for row, (name,) in figures.having("repeats"):
        told = rows.get(name)
        if told and (reason := _of_another_quantity(row, told)):
            yield figures.problem(row, "repeats", reason)
        elif told and row.get("repeats") == row.get("supersedes"):
            reason = "is what this row supersedes: it cannot tell it again too"
            yield figures.problem(row, "repeats", reason)


def check_standing(tables: dict[str, Table]) -> Iterator[Problem]:
    """Yield the rows that stopped being a position before they were said."""
    figures = tables[FIGURES]
    for row, (said, until) in figures.having("reported_on", "stands_until"):
        if until.last < said.first:
            yield figures.problem(row, "stands_until", f"is before it was said, on {said}")
