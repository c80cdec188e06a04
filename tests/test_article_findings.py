"""What the code must find in the article, with the numbers that the article prints.

The rows are chosen by their document, so that a reader's own rows change nothing here.
"""

import pytest
from analysis.compare import compare_pairs, spread_by_quantity
from analysis.findings import drawn, printed_ranges, shares_detected
from analysis.totals import detected_share, joint_bounds

from analysis.intervals import read_intervals
from analysis.ledger import load_ledger, select

DOCUMENT = "000_17f1a6c54d4db435"
LEDGER = load_ledger()


def figures(**selection):
    rows = select(LEDGER, **selection)
    rows = rows[rows["document_id"] == DOCUMENT].reset_index(drop=True)
    return read_intervals(rows, LEDGER.hedge_rules)


def pair(one: str, other: str):
    pairs = compare_pairs(figures(), LEDGER.quantities)
    found = pairs[pairs["figure_a"].isin([one, other]) & pairs["figure_b"].isin([one, other])]
    assert len(found) == 1, f"{one} and {other} have {len(found)} verdicts"
    return found.iloc[0]


@pytest.mark.parametrize(
    ("one", "other", "verdict", "words"),
    [
        ("zelensky-total", "nis-source-total", "not ruled out", ["ceiling", "status", "under way"]),
        ("nis-sealift", "nis-source-total", "not too large", ["1,500", "12,000"]),
        ("nis-sealift", "zelensky-total", "not too large", ["1,500", "10,000"]),
        ("budanov-kursk", "nis-source-total", "not too large", ["2,600", "12,000"]),
        ("budanov-kursk", "zelensky-total", "not too large", ["2,600", "10,000"]),
        ("budanov-kursk", "nis-sealift", "draws on", ["about 1,100", "no shortfall follows"]),
        ("nis-landing-ships", "nis-sealift", "not comparable", ["ships", "soldiers"]),
        ("nis-landing-ships", "nis-escort-ships", "not comparable", ["landing", "escort"]),
        ("diu-officers", "zelensky-total", "no number", ["an unknown number"]),
        ("rutte-combat", "nis-sealift", "not confirmed", ["Mark Rutte cannot confirm"]),
        ("rutte-combat", "diu-officers", "not confirmed", ["Mark Rutte cannot confirm"]),
    ],
)
def test_a_pair_of_the_article_has_its_verdict(one, other, verdict, words):
    found = pair(one, other)
    assert found["verdict"] == verdict, f"{one} against {other}"
    assert [word for word in words if word not in found["reason"]] == []


def test_positions_without_a_number_are_neither_dropped_nor_zero():
    rows = figures().set_index("figure_id").loc[["diu-officers", "rutte-combat"]]
    assert rows[["value", "interval_low", "interval_high"]].isna().all(axis=None)


def test_the_printed_totals_are_1_2_fold_apart():
    spread = spread_by_quantity(figures()).set_index("quantity_id").loc["soldiers_committed"]
    assert (spread["printed_low"], spread["printed_high"], spread["fold"]) == (10_000, 12_000, 1.2)
    assert (spread["figures"], spread["origins"], spread["unnamed"]) == (2, 2, 1)
    assert "from 10,000 to 12,000, 1.2-fold" in " ".join(
        printed_ranges(spread_by_quantity(figures()))
    )


def test_the_detected_share_is_an_eighth_of_the_highest_total():
    shares = detected_share(figures(), LEDGER.quantities)
    found = shares.set_index("whole_figure")["share"].to_dict()
    assert found == {"nis-source-total": 0.125, "zelensky-total": 0.15}
    assert "12.5 % of 12,000 and 15 % of 10,000" in shares_detected(shares)[0]


def test_the_difference_of_2_600_and_1_500_is_no_shortfall():
    sentences = drawn(compare_pairs(figures(), LEDGER.quantities))
    assert len(sentences) == 1
    assert "about 1,100 below" in sentences[0] and "no shortfall follows" in sentences[0]


def test_nobody_numbers_the_arrived_but_their_parts_and_whole_bound_them():
    bounds = joint_bounds(figures(), LEDGER.quantities).set_index("quantity_id")
    arrived = bounds.loc["soldiers_arrived"]
    assert not arrived["stated"]
    assert (arrived["low"], arrived["low_from"]) == (1_350, "nis-sealift")
    assert (arrived["high"], arrived["high_from"]) == (10_000, "zelensky-total")


def test_split_by_status_undoes_the_decision_to_compare_the_two_totals():
    pairs = compare_pairs(figures(), LEDGER.quantities, split_by_status=True)
    pairs = pairs.set_index(["figure_a", "figure_b"])
    found = pairs.loc[("nis-source-total", "zelensky-total")]
    assert (found["verdict"], found["basis"]) == ("not comparable", "different status")


def test_by_17_october_only_ukrainian_speakers_had_spoken():
    assert set(figures(as_of="2024-10-17")["country"]) == {"Ukraine"}
    assert len(figures(as_of="2024-10-18")) == 12
    assert figures(as_of="2024-10-16").empty
