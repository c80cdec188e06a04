"""What a writer has to check before printing: what is inferred, not recorded, or not quoted."""

import pandas as pd
import pytest
from printed_sentences import (
    CANNOT,
    CROWD,
    OFFICIAL,
    build,
    documents,
)
from reported_figures.telling.estimates import to_check

SETTLED = CROWD | {"wording": "40", "outlet": "statement"}


@pytest.mark.parametrize(
    ("row", "point"),
    [
        ({"reported_on_basis": "inferred"}, "The day is inferred"),
        ({"reported_on_basis": "document"}, "Only the document's own day is known"),
        ({"reported_on_basis": ""}, "How the day is known is not recorded"),
        ({"wording": "around 40"}, "The hedge stands in a paraphrase and may be the writer's"),
        (OFFICIAL, "The source is not named"),
        ({"possible_origin_id": "army"}, "The document does not say whose information it is"),
        ({"outlet": ""}, "The channel is not recorded"),
        ({"status": ""}, "The stage is not recorded"),
        ({"replaced_by": "figure-9"}, "A later figure has replaced it"),
        ({"event_to": "2024-11-01"}, "A date goes with it, but no period: see the note"),
    ],
)
def test_what_is_to_be_checked(row, point):
    found = to_check(build(SETTLED, SETTLED | row, SETTLED | row), documents())
    assert found.to_numpy().tolist() == [[point, "figure-1 and figure-2"]]


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"wording": "an unknown number"},
        {"wording": ""},
        {"wording": "around 40", "quoted": "direct"},
        {"event_from": "2024-10-08", "event_to": "2024-10-13"},
        {"event_from": "2024-10-08"},
        {"evidence": "none"},
        CANNOT,
    ],
)
def test_what_needs_no_check(row):
    assert to_check(build(SETTLED | row), documents()).empty


def test_of_many_figures_the_first_are_named():
    rows = [SETTLED | {"outlet": ""}] * 5_000
    found = to_check(build(*rows), documents())
    assert found["where"].tolist() == [
        "figure-0, figure-1, figure-2, figure-3, figure-4, figure-5, figure-6, figure-7 "
        "and 4,992 others"
    ]


def test_what_a_document_leaves_open():
    figures = build(SETTLED)
    open_points = documents(silent_parties="Freedonia", published_on_basis="inferred")
    assert to_check(figures, open_points).to_numpy().tolist() == [
        ["Parties that the document does not quote", "Freedonia"],
        ["The document's own day is inferred", "3 May 2024"],
    ]
    assert to_check(figures, open_points.assign(document_id="another")).empty
    undated = open_points.assign(published_on=pd.NaT)
    assert len(to_check(figures, undated)) == 1
    assert list(to_check(figures[:0], open_points)) == ["to check", "where"]


def test_of_several_documents_each_is_named():
    figures = build(SETTLED, SETTLED | {"document_id": "other"})
    one = documents(silent_parties="Freedonia")
    both = pd.concat([one, one.assign(document_id="other", silent_parties="")])
    assert to_check(figures, both)["where"].tolist() == ["paper: Freedonia"]
