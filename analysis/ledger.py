"""Load a ledger as frames, and select the figures that a question is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import wording
from analysis.checks import PROJECT, check_ledger, project_schemas
from analysis.tables.problems import LedgerError, report_problems
from analysis.tables.rows import Table

__all__ = ["PROJECT", "Ledger", "LedgerError", "load_ledger", "select"]
DTYPES = {
    "number": "float64",
    "integer": "float64",
    "boolean": "bool",
    "date": "datetime64[s]",
}


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

    >>> len(load_ledger().figures)
    12
    """
    checked = check_ledger(path)
    if checked.problems:
        raise LedgerError(report_problems(checked.problems), checked.problems)
    schemas = project_schemas()
    frames = {name: _frame(table, schemas[name]) for name, table in checked.tables.items()}
    sources = frames["sources"]
    blank = sources["organisation_id"] == ""
    sources["organisation_id"] = sources["organisation_id"].mask(blank, sources["source_id"])
    return Ledger(
        figures=_with_hedges(frames["reported_figures"]),
        sources=sources,
        quantities=frames["quantities"],
        hedge_rules=frames["hedge_rules"],
        documents=frames["documents"],
        path=checked.path,
    )


def _frame(table: Table, default: dict[str, Any]) -> pd.DataFrame:
    """Return a table's rows with the columns of its schema and of the project's."""
    fields = {f["name"]: f for schema in (default, table.schema) for f in schema.get("fields", [])}
    data = {}
    for name, field in fields.items():
        values = [row.values.get(name) for row in table.rows]
        dtype = DTYPES.get(field.get("type", "string"), "str")
        blank = {"str": "", "bool": False}.get(dtype)
        data[name] = pd.Series([blank if v is None else v for v in values], dtype=dtype)
    return pd.DataFrame(data)


def _with_hedges(figures: pd.DataFrame) -> pd.DataFrame:
    readings = [wording.parse(text) for text in figures["wording"]]
    parsed = pd.Series([reading.hedge for reading in readings], figures.index, dtype="str")
    vague = pd.Series([reading.vague_word for reading in readings], figures.index, dtype="str")
    hedge = figures["hedge"].mask(figures["hedge"] == "", parsed)
    return figures.assign(hedge=hedge, vague_word=vague.where(hedge == "vague", ""))


def select(
    ledger: Ledger,
    as_of: str = "",
    sources: Iterable[str] = (),
    quantities: Iterable[str] = (),
) -> pd.DataFrame:
    """Return the figures that had been said by a day, by given sources, on given quantities.

    Each row comes with the names of its sources and quantity (:func:`describe`). Blanks select all.
    A source matches as speaker, as origin or as the organisation of either. A figure that another
    one supersedes is left out from the day on which its replacement was reported.

    >>> select(load_ledger(), as_of="2024-10-17")["speaker_id"].unique().tolist()
    ['ukraine_government', 'zelensky', 'budanov']
    """
    figures = said_by(describe(ledger), as_of)
    sources, quantities = list(sources), list(quantities)
    if sources:
        parties = [
            "speaker_id",
            "origin_id",
            "organisation_id",
            "origin_organisation_id",
        ]
        figures = figures[figures[parties].isin(sources).any(axis=1)]
    if quantities:
        figures = figures[figures["quantity_id"].isin(quantities)]
    return figures.reset_index(drop=True)


def said_by(figures: pd.DataFrame, as_of: str = "") -> pd.DataFrame:
    """Return the figures that stood on a day: reported by then, and not yet superseded."""
    if as_of:
        figures = figures[figures["reported_on"] <= pd.Timestamp(as_of)]
    return figures[~figures["figure_id"].isin(figures["supersedes"])]


def describe(ledger: Ledger) -> pd.DataFrame:
    """Return every figure with the names of its speaker, organisation, origin and quantity.

    ``origin`` is the speaker where the document names no other; its id is in ``origin_source_id``.
    ``possible_organisation_id`` and ``possible_country`` are the origin's too, but those of the
    row's ``possible_origin_id`` (``possible_origin`` is its name) where it has one.
    """
    figures, sources = ledger.figures, ledger.sources.set_index("source_id")
    quantities = ledger.quantities.set_index("quantity_id")
    origin = figures["origin_id"].mask(figures["origin_id"] == "", figures["speaker_id"])
    possible = origin.mask(figures["possible_origin_id"] != "", figures["possible_origin_id"])
    organisation = figures["speaker_id"].map(sources["organisation_id"])
    return figures.assign(
        speaker=figures["speaker_id"].map(sources["name"]),
        role=figures["speaker_id"].map(sources["role"]),
        named=figures["speaker_id"].map(sources["named"]).astype(bool),
        organisation_id=organisation,
        organisation=organisation.map(sources["name"]),
        country=figures["speaker_id"].map(sources["country"]),
        origin_source_id=origin,
        origin=origin.map(sources["name"]),
        origin_organisation_id=origin.map(sources["organisation_id"]),
        origin_country=origin.map(sources["country"]),
        possible_origin=figures["possible_origin_id"].map(sources["name"]).fillna(""),
        possible_organisation_id=possible.map(sources["organisation_id"]),
        possible_country=possible.map(sources["country"]),
        quantity=figures["quantity_id"].map(quantities["label"]),
        unit=figures["quantity_id"].map(quantities["unit"]),
        kind=figures["quantity_id"].map(quantities["kind"]),
    )
