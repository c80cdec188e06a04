"""What the code must find in the article, with the numbers that the article prints.

The rows are chosen by their document, so that a reader's own rows change nothing here.
"""

import pytest
from reported_figures.comparing.estimands import place
from reported_figures.comparing.pairs import compare_pairs
from reported_figures.comparing.shares import shares_of_wholes
from reported_figures.comparing.spread import spread_by_quantity
from reported_figures.comparing.totals import joint_bounds
from reported_figures.ledger import load_ledger, select
from reported_figures.reading.intervals import read_intervals
from reported_figures.telling.estimates import drawn, implied, shares_told, without_any_number
from reported_figures.telling.figures_by_source import printed_ranges, verdict_counts
from reported_figures.telling.reasons import with_reasons

DOCUMENT = "000_17f1a6c54d4db435"
LEDGER = load_ledger()


def figures(**selection):
    rows = select(LEDGER, **selection)
    rows = rows[rows["document_id"] == DOCUMENT].reset_index(drop=True)
    return place(read_intervals(rows, LEDGER.hedge_rules))


def pair(one: str, other: str):
    pairs = with_reasons(compare_pairs(figures(), LEDGER.quantities), figures())
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
        ("nis-training", "zelensky-total", "no number", ["gives no number"]),
        ("rutte-combat", "zelensky-total", "not confirmed", ["Mark Rutte cannot confirm"]),
        ("rutte-combat", "budanov-kursk", "not confirmed", ["Mark Rutte cannot confirm"]),
    ],
)
def test_a_pair_of_the_article_has_its_verdict(one, other, verdict, words):
    found = pair(one, other)
    assert found["verdict"] == verdict, f"{one} against {other}"
    assert [word for word in words if word not in found["reason"]] == []


def test_only_figures_on_the_same_or_related_things_are_pairs():
    pairs = compare_pairs(figures(), LEDGER.quantities)
    assert not {"nis-landing-ships", "diu-officers"} & {*pairs["figure_a"], *pairs["figure_b"]}
    words = verdict_counts(pairs, figures())
    assert words.startswith("Of 17 pairs on the same or related things, 6 can be set against each")


def test_positions_without_a_number_are_neither_dropped_nor_zero():
    rows = figures().set_index("figure_id").loc[["diu-officers", "rutte-combat"]]
    assert rows[["value", "interval_low", "interval_high"]].isna().all(axis=None)


def test_the_printed_totals_are_1_2_fold_apart():
    spread = spread_by_quantity(figures()).set_index("quantity_id").loc["soldiers_committed"]
    assert (spread["printed_low"], spread["printed_high"], spread["fold"]) == (10_000, 12_000, 1.2)
    assert (spread["sources"], spread["origins"], spread["unnamed"]) == (2, 2, 1)
    assert "from 10,000 to 12,000, 1.2-fold" in " ".join(
        printed_ranges(spread_by_quantity(figures()), figures())
    )


def test_the_sealifted_are_about_15_percent_or_at_least_an_eighth_of_the_total():
    shares = shares_of_wholes(figures(), LEDGER.quantities)
    ends = shares.set_index("whole_figure")[["low", "high"]]
    assert ends.loc["zelensky-total"].tolist() == [0.15, 0.15]
    assert ends.loc["nis-source-total", "low"] == 0.125
    assert ends.loc["nis-source-total"].isna().tolist() == [False, True]
    (words,) = shares_told(shares, figures())
    assert "about 15 % of 10,000" in words
    assert "at least about 12.5 % of as many as 12,000" in words


def test_the_two_totals_span_10_000_to_12_000_and_bound_nothing_together():
    bounds = joint_bounds(figures(), LEDGER.quantities)
    total = bounds.set_index("quantity_id").loc["soldiers_committed"]
    assert (total["basis"], total["low"], total["high"]) == ("span", 10_000, 12_000)
    told = implied(bounds, LEDGER.quantities, figures(), without_any_number(LEDGER))
    assert "span 10,000 to 12,000" in told[0]
    assert told[1].startswith("No one gives a number for soldiers who have arrived")
    assert "its lower end as read" in told[1] and "an expectation" in told[1]


def test_the_difference_of_2_600_and_1_500_is_no_shortfall():
    sentences = drawn(compare_pairs(figures(), LEDGER.quantities), figures())
    assert len(sentences) == 1
    assert "about 1,100 below" in sentences[0] and "no shortfall follows" in sentences[0]


def test_nobody_numbers_the_arrived_but_their_parts_and_whole_bound_them():
    bounds = joint_bounds(figures(), LEDGER.quantities).set_index("quantity_id")
    arrived = bounds.loc["soldiers_arrived"]
    assert not arrived["stated"]
    assert (arrived["low"], arrived["low_from"]) == (1_350, "nis-sealift")
    assert (arrived["high"], arrived["high_from"]) == (12_000, "nis-source-total")
    assert (arrived["low_read"], arrived["high_read"]) == (True, False)
    assert arrived["high_expected"]


def test_split_by_status_undoes_the_decision_to_compare_the_two_totals():
    pairs = compare_pairs(figures(), LEDGER.quantities, split_by_status=True)
    pairs = pairs.set_index(["figure_a", "figure_b"])
    found = pairs.loc[("zelensky-total", "nis-source-total")]
    assert (found["verdict"], found["basis"]) == ("not comparable", "different status")


def test_by_17_october_only_ukrainian_speakers_had_spoken():
    assert set(figures(as_of="2024-10-17")["country"]) == {"Ukraine"}
    assert len(figures(as_of="2024-10-18")) == 12
    assert figures(as_of="2024-10-16").empty
