"""List what a writer has to settle, or to say, before printing."""

import pandas as pd

from analysis.formats import listed, span
from analysis.limits import MOST_IDS
from analysis.vocabulary import SILENT


def to_check(figures: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return what a writer has to check, one row for each reason, with the figures concerned.

    What a ledger does not record is told as not recorded; of many figures the first are named.
    """
    rows = [
        (why, listed(figures.loc[where, "figure_id"], most=MOST_IDS))
        for why, where in _reasons(figures).items()
        if where.any()
    ]
    used = documents[documents["document_id"].isin(figures["document_id"])]
    for document in used.itertuples():
        rows += _of_document(document, f"{document.document_id}: " if len(used) > 1 else "")
    return pd.DataFrame(rows, columns=["to check", "where"])


def _reasons(figures: pd.DataFrame) -> dict[str, pd.Series]:
    """Return each reason to check with the figures that it concerns."""
    basis, asserts = figures["reported_on_basis"], figures["stance"] == "asserts"
    hedged = ~figures["hedge"].isin(["bare", *SILENT])
    return {
        "The day is inferred": basis == "inferred",
        "Only the document's own day is known": basis == "document",
        "How the day is known is not recorded": basis == "",
        "The hedge stands in a paraphrase and may be the writer's": hedged
        & (figures["quoted"] == "paraphrase"),
        "The source is not named": ~figures["named"],
        "The document does not say whose information it is": figures["possible_origin_id"] != "",
        "The channel is not recorded": figures["outlet"] == "",
        "The stage is not recorded": asserts & (figures["status"] == ""),
        "A later figure has replaced it": figures["replaced_by"] != "",
        "A date goes with it, but no period: see the note": figures["event_from"].isna()
        & figures["event_to"].notna(),
    }


def _of_document(document, name: str) -> list[tuple[str, str]]:
    """Return what is open about a document: whom it does not quote, and its own day."""
    on, until = document.published_on, document.published_until
    rows = []
    if document.silent_parties:
        rows.append(("Parties that the document does not quote", name + document.silent_parties))
    if document.published_on_basis == "inferred" and pd.notna(on):
        rows.append(("The document's own day is inferred", name + span(on, until)))
    return rows
