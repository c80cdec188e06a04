"""From origin over speaker to channel: every figure goes one way, and no name lies on another."""

import pandas as pd
import pytest
from built import ARTICLE
from legible import assert_legible
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from pages_of import page
from reported_figures.comparing.origins import attribution_chains
from reported_figures.ledger import load_ledger, select
from reported_figures.showing.provenance import SHADES, describe_flow, flow, headline, plot_flow


def chains(*ways):
    return pd.DataFrame(ways, columns=["origin", "speaker", "channel"])


def ways_of(path):
    ledger = load_ledger(path)
    return attribution_chains(select(ledger), ledger.documents, ledger.sources)


def test_one_service_is_behind_seven_of_the_articles_rows():
    found = ways_of(ARTICLE)
    assert headline(found) == "7 of 12 rows trace to National Intelligence Service"
    assert flow(found)["origin"].value_counts().tolist() == [7, 2, 2, 1]
    title = "7 of 12 rows trace to National Intelligence Service"
    assert any(title in words for words in page("provenance", ARTICLE).pictures)


def test_a_possible_origin_is_no_origin_of_its_own():
    found = chains(("Army; perhaps Navy", "a", "x"), ("Army", "b", "x"))
    assert flow(found)["origin"].tolist() == ["Army", "Army"]


def test_where_no_origin_leads_none_is_named():
    tied = chains(("A", "a", "x"), ("B", "b", "x"))
    assert headline(tied) == "2 rows trace to 2 origins"
    axes = Figure(figsize=(10, 4)).add_subplot()
    plot_flow(axes, tied)
    shades = {to_hex(band.get_facecolor()[0][:3]) for band in axes.collections}
    assert SHADES[0] not in shades  # the dark one


def test_those_that_are_joined_are_no_origin():
    found = chains(*[(f"office {n}", "a", "x") for n in range(20)], ("Army", "a", "x"))
    assert headline(found) == "21 rows trace to 21 origins"
    led = headline(
        chains(*[(f"office {n}", "a", "x") for n in range(20)], *[("Army", "a", "x")] * 2)
    )
    assert led == "2 of 22 rows trace to Army"


def test_names_with_few_figures_are_joined():
    found = chains(*[(f"office {n}", f"speaker {n}", "a statement") for n in range(12)])
    assert flow(found)["origin"].value_counts().to_dict()["5 others"] == 5
    assert len(flow(found)) == 12


@pytest.mark.parametrize("rows", [1, 7, 12, 300])
def test_no_name_lies_on_another_and_none_is_cut_off(rows):
    names = ("the commission for statistics and records no.", "spokesman of the ministry no.")
    found = chains(*[(f"{names[0]} {n % 9}", f"{names[1]} {n % 7}", f"an interview {n % 5}")
                     for n in range(rows)])  # fmt: skip
    figure = Figure(figsize=(10, 4))
    axes = figure.add_subplot()
    plot_flow(axes, found, "A title", "Source: a document.")
    assert_legible(axes)
    assert figure.get_size_inches()[1] < 9


def test_bands_are_as_high_as_what_goes_through_them():
    found = chains(*[("A", "a", "x")] * 3, ("B", "a", "y"))
    axes = Figure(figsize=(10, 4)).add_subplot()
    plot_flow(axes, found)
    bars = [c.get_paths()[0].get_extents() for c in axes.collections]
    heights = sorted(round(bar.height, 4) for bar in bars if bar.width < 0.2)
    unit = heights[0]
    assert [round(height / unit) for height in heights] == [1, 1, 3, 3, 4]


def test_it_is_described_way_by_way():
    words = describe_flow(chains(("A", "a", "x"), ("A", "a", "x"), ("B", "b", "y")))
    assert "A to a to x: 2 figures." in words and "B to b to y: 1 figure." in words
