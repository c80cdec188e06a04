"""The frame of figures at each stage: its columns, their types, and what a blank in one means.

A helper that needs a stage calls :func:`require` first, so that whoever hands it the frame of an
earlier one is told what to call. The columns of the tables come from their schemas.
"""

from collections.abc import Collection, Iterator
from functools import cache
from typing import Any, NamedTuple

from reported_figures.errors import ReadableError
from reported_figures.ledger.schemas import project_schemas

TABLES = ("reported_figures", "sources", "quantities", "hedge_rules", "documents")
DTYPES = {"number": "float64", "integer": "float64", "boolean": "bool", "date": "datetime64[s]"}
UNTIL = {  # a day, and the last day of the month or year that it may be
    "reported_on": "reported_until",
    "published_on": "published_until",
    "event_from": "event_from_until",
    "starts_on": "starts_until",
}
NEVER, UNRECORDED = "never blank", "not recorded"


class Column(NamedTuple):
    """A column of a frame: its dtype, what a blank in it means, and what it holds."""

    dtype: str
    blank: str
    meaning: str


class Stage(NamedTuple):
    """The helper that makes a frame, and the columns that it adds or fills."""

    helper: str
    columns: dict[str, Column]


class StageError(ReadableError):
    """A frame of another stage than a helper needs: ``column`` is missing, or of a wrong type."""

    def __init__(self, message: str, column: str = "") -> None:
        super().__init__(message)
        self.column = column


def _text(meaning: str, blank: str = NEVER) -> Column:
    return Column("str", blank, meaning)


FILLED = {  # what loading fills of the columns of the tables, and adds to them
    "reported_figures": {
        "hedge": _text("How the number is hedged: the curator's reading, else the wording's."),
        "stance": _text("Whether the speaker asserts it, cannot confirm it or denies it."),
        "vague_word": _text("The vague word that stands for the number.", "none does"),
        "dozens": Column("bool", NEVER, "Whether the number is printed in dozens."),
    },
    "sources": {
        "organisation_id": _text("The organisation that it belongs to or speaks for, else itself.")
    },
    "quantities": {
        "label": _text("What is counted, in print; with its unit or id where labels are the same.")
    },
}
DESCRIBED = {
    "speaker": _text("The speaker's name in print."),
    "role": _text("The speaker's office or kind of body.", UNRECORDED),
    "named": Column("bool", NEVER, "Whether the document names the speaker."),
    "country": _text("The country of the speaker's organisation.", "none, or not recorded"),
    "source_kind": _text("The speaker's kind: person, body, group or text.", UNRECORDED),
    "plural": Column("bool", NEVER, "Whether the speaker's name takes a verb in the plural."),
    "printed_as": _text("The speaker's name inside a sentence.", "the name alone"),
    "organisation_id": _text("The speaker's organisation: its id. The speaker's own, if none."),
    "organisation": _text("The name of that organisation."),
    "origin_source_id": _text("Whose information it is: the origin's id, else the speaker's."),
    "origin": _text("The name of that origin."),
    "origin_printed_as": _text("That origin's name inside a sentence.", "the name alone"),
    "origin_organisation_id": _text("The organisation of that origin: its id."),
    "origin_organisation": _text("The name of that organisation."),
    "origin_country": _text("The country of that origin.", "none, or not recorded"),
    "possible_origin": _text("The name of the possible origin.", "none is known"),
    "possible_organisation_id": _text("The possible origin's organisation, else the origin's."),
    "possible_country": _text("The country of the same.", "none, or not recorded"),
    "quantity": _text("The quantity's label."),
    "unit": _text("The quantity's unit."),
    "kind": _text("The quantity's kind: total, stock, flow or cumulative.", UNRECORDED),
    "starts_on": Column("datetime64[s]", UNRECORDED, "From when the quantity's total runs."),
    "starts_until": Column("datetime64[s]", UNRECORDED, "The last day of the same, if a month."),
    "tolerance_days": Column("float64", "none; for a total no limit", "The quantity's tolerance."),
    "unit_kind": _text("What its number is: count, percent, money or measure.", UNRECORDED),
    "one": _text("The quantity's noun for one.", "the label"),
    "many": _text("The quantity's noun for several.", "the label"),
    "observed_as": _text("The verb for what is said to have happened.", "neutral words"),
    "part_of": _text("The whole that the quantity is a part of: its id.", "of none"),
    "parts": _text("How it lies among the parts of that whole.", "read as overlapping"),
    "drawn_from": _text("Where those counted must first have been counted: its id.", "nowhere"),
    "printed_low": Column("float64", "it prints none", "The lowest number that a figure prints."),
    "printed_high": Column("float64", "it prints none", "The highest number that it prints."),
    "replaced_by": _text("The figure that supersedes it, by the day asked for.", "none does"),
    "left_on": Column("datetime64[s]", "none does", "The day by which that one had been said."),
}
READ = {
    "interval_low": Column("float64", "no interval", "Lower end of what the hedge allows."),
    "interval_high": Column(
        "float64", "no interval", "Upper end of the same; infinite where it is open above."
    ),
}
PLACED = {
    "voice": _text("The speaker with the origin: of one voice the last word stands."),
    "series_voice": _text("The voice that began its series, which another may have gone on with."),
    "expected": Column("bool", NEVER, "Whether it is an expectation, a series of its own."),
    "start": Column("float64", "unknown", "First day of what it speaks of, in days since 1970."),
    "end_first": Column("float64", "unknown", "Its last day at the earliest, in days since 1970."),
    "end": Column("float64", "unknown", "Its last day at the latest, in days since 1970."),
    "said": Column("float64", NEVER, "The first day on which it may have been said, likewise."),
    "said_until": Column("float64", NEVER, "The last such day, likewise."),
    "at": Column("float64", NEVER, "The day by which figures are ordered, likewise."),
    "estimand": Column("int64", NEVER, "The number of the estimand: of a quantity in a period."),
    "statement": _text("The figure that leads all rows that say the same: its id."),
    "first_said": Column("datetime64[s]", NEVER, "The day on which it was first said."),
}
STAGES = {
    "loaded": Stage("load_ledger", FILLED["reported_figures"]),
    "described": Stage("select", DESCRIBED),
    "read": Stage("read_intervals", READ),
    "placed": Stage("place", PLACED),
}


@cache
def columns(stage: str) -> dict[str, Column]:
    """Return the columns of the frame of figures at a stage, by name.

    >>> columns("read")["interval_low"].blank
    'no interval'
    """
    names = list(STAGES)
    found = table_columns("reported_figures")
    for name in names[: names.index(stage) + 1]:
        found = found | STAGES[name].columns
    return found


@cache
def table_columns(table: str) -> dict[str, Column]:
    """Return the columns of a table's frame, as its schema describes them and loading fills them.

    >>> table_columns("documents")["published_until"].dtype
    'datetime64[s]'
    """
    found: dict[str, Column] = {}
    for field in project_schemas()[table]["fields"]:
        found |= _described(field)
    return found | FILLED.get(table, {})


def _described(field: dict[str, Any]) -> Iterator[tuple[str, Column]]:
    """Yield the columns that a field of a schema becomes in a frame."""
    name, dtype = field["name"], DTYPES.get(field.get("type", "string"), "str")
    meaning, _, blank = field["description"].partition(" Blank: ")
    required = field.get("constraints", {}).get("required")
    blank = NEVER if required or dtype == "bool" else blank.rstrip(".") or UNRECORDED
    yield name, Column(dtype, blank, meaning)
    if until := UNTIL.get(name):
        told = f"The last day of {name}; the same day unless it is a month or a year."
        yield until, Column(dtype, blank, told)


def added() -> set[str]:
    """Return the names that helpers give to columns of their own: no table may have them.

    >>> "speaker" in added(), "place" in added()
    (True, False)
    """
    described = {field["name"] for field in project_schemas()["reported_figures"]["fields"]}
    return set(columns("placed")) - described


def require(frame: Any, stage: str, names: Collection[str] = ()) -> None:
    """Say what to call first where a frame has not the columns of a stage, or of another type.

    ``names`` are those that a helper needs, if it does not need all of them. Refused with
    :class:`StageError`: a frame that lacks one, or has one of another type.

    >>> from reported_figures.ledger import load_ledger, select
    >>> require(select(load_ledger()), "read")
    Traceback (most recent call last):
        ...
    reported_figures...StageError: Call read_intervals first: the column interval_low is missing.
    """
    known = columns(stage)
    for name in names or known:
        if name not in frame:
            message = f"Call {_maker(name)} first: the column {name} is missing."
            raise StageError(message, name)
        if not _fits(frame[name].dtype, known[name].dtype):
            right, wrong = known[name].dtype, frame[name].dtype
            raise StageError(f"The column {name} has to be {right}, and is {wrong}.", name)


def _maker(name: str) -> str:
    """Return the helper that a column comes from."""
    makers = [stage.helper for stage in STAGES.values() if name in stage.columns]
    return makers[0] if makers else STAGES["loaded"].helper


def _fits(dtype: Any, wanted: str) -> bool:
    """Say whether a column's type will do; a whole number does for a number."""
    if wanted == "str":
        return str(dtype) in ("str", "string")
    kinds = {"float64": "fiu", "int64": "iu", "bool": "b", "datetime64[s]": "M"}
    return dtype.kind in kinds[wanted]


def columns_page() -> str:
    """Return the page that lists every column.

    ``python -m reported_figures.ledger.frames > docs/columns.md`` writes it.
    """
    parts = [
        "# Columns",
        "What each frame holds. A frame of figures gains columns at each stage; a helper that is "
        'given one of an earlier stage says what to call first. Blank texts are `""`, blank '
        "numbers `NaN`, blank days `NaT`. This page is made from the code: "
        "`python -m reported_figures.ledger.frames > docs/columns.md`.",
    ]
    titles = {"The figures as loaded": table_columns("reported_figures")}
    later = list(STAGES.values())[1:]
    titles |= {f"Added by `{stage.helper}`": stage.columns for stage in later}
    titles |= {f"The table `{name}`": table_columns(name) for name in TABLES[1:]}
    for title, found in titles.items():
        parts += [f"## {title}", "\n".join(_rows(found))]
    return "\n\n".join(parts) + "\n"


def _rows(found: dict[str, Column]) -> Iterator[str]:
    yield from ("| column | type | a blank | holds |", "| --- | --- | --- | --- |")
    for name, (dtype, blank, meaning) in found.items():
        yield f"| `{name}` | {dtype} | {blank} | {meaning} |"


if __name__ == "__main__":
    print(columns_page(), end="")
