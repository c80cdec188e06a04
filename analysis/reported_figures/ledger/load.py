"""Load a ledger as frames, and select the figures that a question is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from reported_figures.formats import told_apart
from reported_figures.ledger.cells import Days
from reported_figures.ledger.checks import check_ledger
from reported_figures.ledger.consistency import first_told
from reported_figures.ledger.frames import DTYPES, UNTIL
from reported_figures.ledger.problems import LedgerError, Table, report_problems
from reported_figures.ledger.schemas import project_schemas
from reported_figures.reading import wording

ENDS = ("event_to", "stands_until")  # days of which a month or a year stands for its last
OF_SPEAKER = {  # columns of a described figure, and of the table of sources
    "speaker": "name",
    "role": "role",
    "named": "named",
    "country": "country",
    "source_kind": "kind",
    "plural": "plural",
    "printed_as": "printed_as",
}
OF_QUANTITY = {  # and of the table of quantities
    "quantity": "label",
    **{
        name: name
        for name in (
            *("unit", "kind", "starts_on", "starts_until", "tolerance_days", "unit_kind"),
            *("one", "many", "observed_as", "part_of", "parts", "drawn_from"),
        )
    },
}
NUMBERS = ("value", "low", "high")
PARTIES = ("speaker_id", "origin_id", "organisation_id", "origin_organisation_id")


@dataclass(frozen=True)
class Ledger:
    """The tables of a ledger as frames.

    A blank text is ``""``, a blank number ``NaN`` and a blank day ``NaT``. ``figures`` has one row
    for each figure or position; its ``hedge`` is filled, by the curator or from the wording.
    """

    figures: pd.DataFrame
    sources: pd.DataFrame
    quantities: pd.DataFrame
    hedge_rules: pd.DataFrame
    documents: pd.DataFrame
    path: Path


def load_ledger(path: str | Path = "") -> Ledger:
    """Return the ledger in a folder, or in a single CSV; a blank path is the project's own.

    Refused with :class:`LedgerError`: a ledger with any mistake in it. The message lists all of
    them, each with its file, line and cell, and ``problems`` holds them.

    >>> from reported_figures import EXAMPLE
    >>> len(load_ledger(EXAMPLE).figures)
    11
    """
    checked = check_ledger(path)
    if checked.problems:
        raise LedgerError(report_problems(checked.problems), checked.problems)
    schemas = project_schemas()
    frames = {name: _frame(table, schemas[name]) for name, table in checked.tables.items()}
    sources, quantities = frames["sources"], frames["quantities"]
    blank = sources["organisation_id"] == ""
    sources["organisation_id"] = sources["organisation_id"].mask(blank, sources["source_id"])
    names = [quantities[name] for name in ("label", "unit", "quantity_id")]
    return Ledger(
        figures=_as_told(frames["reported_figures"], checked.tables["reported_figures"]),
        sources=sources,
        quantities=quantities.assign(label=pd.Series(told_apart(*names), dtype="str")),
        hedge_rules=frames["hedge_rules"],
        documents=frames["documents"],
        path=checked.path,
    )


def _frame(table: Table, default: dict[str, Any]) -> pd.DataFrame:
    """Return a table's rows with the columns of its schema and of the project's, and its own."""
    fields = {f["name"]: f for schema in (default, table.schema) for f in schema.get("fields", [])}
    fields |= {name: {} for name in table.columns if name and name not in fields}
    data: dict[str, pd.Series] = {}
    for name, field in fields.items():
        if field.get("carried"):  # it went to the table that the ledger does without
            continue
        dtype = DTYPES.get(field.get("type", "string"), "str")
        cells = table.cells.get(name, [])
        columns = _days(name, cells) if field.get("type") == "date" else {name: cells}
        for column, values in columns.items():
            data[column] = _series(values, dtype, len(table.lines))
    return pd.DataFrame(data)


def _days(name: str, cells: list[Days | None]) -> dict[str, list[date | None]]:
    """Return the column of days: the first that each cell stands for, or the last, or both."""
    first, last = ([days and days[end] for days in cells] for end in (0, 1))
    columns = {name: last if name in ENDS else first}
    return columns | ({UNTIL[name]: last} if name in UNTIL else {})


def _series(values: list[Any], dtype: str, rows: int) -> pd.Series:
    """Return a column of a frame; without values it is blank in each row."""
    blank = {"str": "", "bool": False}.get(dtype)
    if not values:
        return pd.Series(blank, range(rows), dtype=dtype)
    return pd.Series([blank if value is None else value for value in values], dtype=dtype)


def _as_told(figures: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return the figures with what their cells leave to be read: number, hedge and stance.

    Where a row gives no number, or has no column for it, it is read from the wording; one without
    a wording is bare, or a range; and where a number stands and no stance, it is taken as asserted.
    A row that repeats a repeat repeats the first of them.
    """
    wordings = figures["wording"].tolist()
    known = {text: wording.parse(text) for text in dict.fromkeys(wordings)}
    readings = [known[text] for text in wordings]
    silent = figures[[*NUMBERS]].isna().all(axis=1) & (figures["hedge"] == "")
    for name in NUMBERS:
        printed = pd.Series([getattr(r, name) for r in readings], figures.index, dtype="float64")
        given = figures[name].mask(silent, printed) if name in table.filled else printed
        figures = figures.assign(**{name: given})
    parsed = pd.Series([reading.hedge for reading in readings], figures.index, dtype="str")
    vague = pd.Series([reading.vague_word for reading in readings], figures.index, dtype="str")
    coded = (figures["wording"] == "") & figures[[*NUMBERS]].notna().any(axis=1)
    parsed = parsed.mask(coded, "bare").mask(coded & figures["low"].notna(), "between")
    hedge = figures["hedge"].mask(figures["hedge"] == "", parsed)
    told = (figures["stance"] == "") & (coded | (figures["wording"] != ""))
    firsts = first_told(table)
    repeats = [firsts.get(name) or "" for name in figures["figure_id"].tolist()]
    return figures.assign(
        hedge=hedge,
        vague_word=vague.where(hedge == "vague", ""),
        dozens=pd.Series([*map(wording.in_dozens, wordings)], figures.index, dtype=bool),
        stance=figures["stance"].mask(told, "asserts"),
        repeats=pd.Series(repeats, figures.index, dtype="str"),
    )


def select(
    ledger: Ledger,
    as_of: str = "",
    since: str = "",
    sources: Iterable[str] = (),
    quantities: Iterable[str] = (),
) -> pd.DataFrame:
    """Return the figures said by a day, and from a day on, by given sources, on given quantities.

    Each row comes with the names of its sources and quantity (:func:`describe`), and where another
    figure had superseded its statement by ``as_of``, with that one's id in ``replaced_by`` and its
    day in ``left_on``: a replaced figure stays in the frame. That a position ended is known only
    after its last day. Blanks select all. What was said in a month or a year counts as said by its
    last day, and from its first. A source matches as speaker, as origin or as the organisation of
    either.

    >>> from reported_figures import EXAMPLE
    >>> select(load_ledger(EXAMPLE), since="2025-03-16")["speaker_id"].tolist()
    ['counting_office', 'lindqvist', 'police', 'city']
    """
    figures = describe(ledger)
    if as_of:
        day = pd.Timestamp(as_of)
        figures = figures[figures["reported_until"] <= day]
        ended = figures["stands_until"].where(figures["stands_until"] < day)
        figures = figures.assign(stands_until=ended)
    figures = _with_replacements(figures)
    if since:
        figures = figures[figures["reported_on"] >= pd.Timestamp(since)]
    sources, quantities = list(sources), list(quantities)
    if sources:
        figures = figures[figures[[*PARTIES]].isin(sources).any(axis=1)]
    if quantities:
        figures = figures[figures["quantity_id"].isin(quantities)]
    return figures.reset_index(drop=True)


def _with_replacements(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures with the one of them that supersedes each, and the day it was said by.

    What supersedes a figure supersedes all rows that repeat it, or that it repeats.
    """
    first = figures["repeats"].mask(figures["repeats"] == "", figures["figure_id"])
    statements = first.set_axis(figures["figure_id"])
    later = figures[figures["supersedes"] != ""].sort_values("reported_until", kind="stable")
    later = later.assign(of=later["supersedes"].map(statements)).drop_duplicates("of")
    later = later.set_index("of").reindex(first).set_axis(figures.index)
    replaced_by = later["figure_id"].fillna("").astype("str")
    return figures.assign(replaced_by=replaced_by, left_on=later["reported_until"])


def describe(ledger: Ledger) -> pd.DataFrame:
    """Return every figure with the names of its speaker, organisation, origin and quantity.

    ``origin`` is the speaker where the document names no other; its id is in ``origin_source_id``.
    ``possible_organisation_id`` and ``possible_country`` are the origin's too, but those of the
    row's ``possible_origin_id`` (``possible_origin`` is its name) where it has one.
    ``printed_low`` and ``printed_high`` are the lowest and highest number that a figure prints.
    """
    figures, sources = ledger.figures, ledger.sources.set_index("source_id")
    quantities = ledger.quantities.set_index("quantity_id")
    origin = figures["origin_id"].mask(figures["origin_id"] == "", figures["speaker_id"])
    possible = origin.mask(figures["possible_origin_id"] != "", figures["possible_origin_id"])
    organisation = figures["speaker_id"].map(sources["organisation_id"])
    of_speaker = {name: figures["speaker_id"].map(sources[own]) for name, own in OF_SPEAKER.items()}
    of_quantity = {
        name: figures["quantity_id"].map(quantities[own]).astype(quantities[own].dtype)
        for name, own in OF_QUANTITY.items()
    }
    return figures.assign(
        **of_speaker,
        organisation_id=organisation,
        organisation=organisation.map(sources["name"]),
        origin_source_id=origin,
        origin=origin.map(sources["name"]),
        origin_printed_as=origin.map(sources["printed_as"]),
        origin_organisation_id=origin.map(sources["organisation_id"]),
        origin_organisation=origin.map(sources["organisation_id"]).map(sources["name"]),
        origin_country=origin.map(sources["country"]),
        possible_origin=figures["possible_origin_id"].map(sources["name"]).fillna(""),
        possible_organisation_id=possible.map(sources["organisation_id"]),
        possible_country=possible.map(sources["country"]),
        **of_quantity,
        printed_low=figures["value"].fillna(figures["low"]),
        printed_high=figures["value"].fillna(figures["high"]),
    )
