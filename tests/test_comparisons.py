"""The sentences on what figures come to side by side, for none, one and many, in several fields."""

import math

import pandas as pd
import pytest
from reported_figures.comparing.estimands import place
from reported_figures.comparing.pairs import compare_pairs
from reported_figures.comparing.shares import shares_of_wholes
from reported_figures.comparing.spread import spread_by_quantity
from reported_figures.comparing.totals import joint_bounds
from reported_figures.telling import estimates, figures_by_source
from reported_figures.telling.reasons import distance, with_reasons

FIELDS = {  # of a label, its unit and the kind of it
    "crowd": ("people at the march", "people", "count"),
    "money": ("damage to shops", "dollars", "money"),
    "poll": ("approval", "percent", "percent"),
    "deaths": ("deaths from the flood", "deaths", "count"),
}


def said(wording, speaker="police", field="crowd", **more):
    label, unit, unit_kind = FIELDS[field]
    return {"kind": "total", "wording": wording, "speaker_id": speaker, "speaker": speaker,
            "quantity": label, "unit": unit, "unit_kind": unit_kind} | more  # fmt: skip


@pytest.fixture
def ranges(build):
    def told(*rows):
        figures = place(build(*rows))
        return figures_by_source.printed_ranges(spread_by_quantity(figures), figures)

    return told


def test_no_figures_say_so(build):
    assert "No figures match" in figures_by_source.who_says_how_much(build(said("1"))[:0])


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([said("10")], "1 row from 1 source: 1 figure with a number."),
        (
            [said("10"), said("", "union"), said("", "mayor", stance="denies", status="")],
            "3 rows from 3 sources: 1 figure with a number, 2 positions without one; 1 of them "
            "asserts nothing.",
        ),
        (
            [said("10", named=False), said("20", "b", named=False)],
            "2 rows from 2 unnamed sources: 2 figures with a number.",
        ),
    ],
)
def test_who_says_how_much(build, rows, words):
    assert figures_by_source.who_says_how_much(build(*rows)) == words


def test_one_source_has_no_range(ranges):
    assert ranges(said("10")) == ranges(said("10"), said("12")) == []


@pytest.mark.parametrize(
    ("field", "numbers", "words"),
    [
        (
            "crowd",
            ("30,000", "up to 200,000"),
            "run from 30,000 to 200,000, 6.7-fold, by 2 sources",
        ),
        (
            "money",
            ("$2.4 million", "$6 million"),
            "run from 2.4 million to 6 million dollars, 2.5-fold",
        ),
        ("poll", ("45%", "52%"), "run from 45 to 52 percent, 7 points, by 2 sources"),
        ("deaths", ("120", "120"), "are all 120, by 2 sources"),
        ("deaths", ("zero", "10"), "run from 0 to 10, by 2 sources"),
    ],
)
def test_a_range_is_told_in_the_words_of_its_field(ranges, field, numbers, words):
    rows = [
        said(number, who, field) for number, who in zip(numbers, ("police", "union"), strict=True)
    ]
    (told,) = ranges(*rows)
    assert words in told and FIELDS[field][0] in told
    assert ("-fold" in told) == ("-fold" in words)


def test_a_range_counts_who_speaks_and_who_gives_a_number(ranges):
    rows = [said("10"), said("12", "union"), said("", "paper"), said("", "radio")]
    assert "by 2 sources (4 speak of it); at most 2 independent" in ranges(*rows)[0]


def test_a_range_of_many_days_says_on_how_many_there_are_several(ranges):
    about = {"kind": "cumulative", "event_from": "2024-09-01"}
    told = (("01", 100, "a"), ("01", 150, "b"), ("05", 160, "a"), ("05", 182, "b"))
    days = [
        said(f"{number}", who, "deaths", reported_on=f"2024-10-{day}", **about)
        for day, number, who in told
    ]
    (told,) = ranges(*days)
    assert "as of 5 October 2024 run from 160 to 182, 1.1-fold" in told
    assert "two sources or more give a number at 2 of 2 times" in told
    assert "at the widest 1.5-fold, on 1 October 2024" in told


def test_of_many_quantities_the_others_are_counted(ranges):
    names = ("sent", "arrived", "shipped", "trained", "front", "camps", "dead", "ships")
    rows = [said(f"{n + 10}", who, quantity_id=name) for name in names
            for n, who in enumerate(("a", "b"))]  # fmt: skip
    assert len(ranges(*rows)) == 8


def title_of(figures):
    placed = place(figures)
    return figures_by_source.headline(spread_by_quantity(placed), placed)


def test_a_title_is_the_widest_dispute_or_says_that_there_is_none(build):
    rows = [said("100"), said("150", "union")]
    title = title_of(build(*rows))
    assert title == "Numbers for people at the march: from 100 to 150, 1.5-fold"
    assert title_of(build(rows[0])) == "One source gives a number for people at the march"
    apart = build(rows[0], said("30", "union", "deaths", quantity_id="sent"))
    assert title_of(apart) == "Each number is from one source alone"
    assert title_of(build(said("", "union"))) == "No source gives a number"


def test_the_two_that_cannot_both_hold_are_named_and_a_ceiling_is_none_of_them(ranges):
    rows = [said("around 100"), said("up to 900", "union"), said("400", "council")]
    assert "they cannot all hold, as around 100 (" in ranges(*rows)[0]
    assert ") and 400 (" in ranges(*rows)[0] and ") have nothing in common" in ranges(*rows)[0]
    assert (
        "they cannot all hold, as the lowest and the highest have nothing" in ranges(*rows[::2])[0]
    )
    one_slip = [said("100"), said("400", reported_on="2024-10-02"), said("200", "union")]
    assert "have nothing in common" in ranges(*one_slip)[0]


def test_verdicts_are_counted_with_the_reasons_of_those_that_say_nothing(build, quantities):
    rows = [said("10"), said("10", "b"), said("30", "c"), said("", "d")]
    rows += [said("9", "e", stance="denies", status=""), said("5", "f", status="expected")]
    figures = place(build(*rows))
    words = figures_by_source.verdict_counts(compare_pairs(figures, quantities), figures)
    assert words.startswith("Of 15 pairs on the same or related things, 3 can be set against each")
    assert "in 1 the two print the same" in words and "in 2 the two differ" in words
    assert "5 denied" in words and "(forecast and count in 3)" in words
    alone = place(build(*rows[:1]))
    none = figures_by_source.verdict_counts(compare_pairs(alone, quantities), alone)
    assert none == "No two sources speak of the same or of related things."


def test_of_very_many_voices_it_is_told_that_not_all_pairs_are_counted(build, quantities):
    for many, told in ((60, False), (61, True)):
        figures = place(build(*(said(str(100 + n), f"s{n}") for n in range(many))))
        words = figures_by_source.verdict_counts(compare_pairs(figures, quantities), figures)
        assert ("More than 60 speak of" in words) is told


def test_what_has_no_number_is_told_as_it_stands(build):
    rows = [
        said("10"),
        said("", "b"),
        said("dozens", "c"),
        said("5", "d", stance="denies", status=""),
    ]
    told = figures_by_source.without_number(build(*rows))
    assert told["position"].tolist() == ["no number", "dozens", "denies"]
    assert figures_by_source.without_number(build(rows[0])).empty


@pytest.mark.parametrize("titles", [[], ["One"], ["One", "Two"]])
def test_a_source_line_names_one_document_and_counts_several(build, titles):
    names = [f"doc{n}" for n in range(len(titles))] or [""]
    rows = [said("10", f"s{n}", document_id=name) for n, name in enumerate(names)]
    documents = pd.DataFrame({"document_id": names[: len(titles)], "title": titles}, dtype="str")
    line = figures_by_source.source_line(build(*rows), documents)
    assert line.startswith(
        {0: "Figures as", 1: "Source: One;", 2: "Source: 2 documents;"}[len(titles)]
    )
    assert line.endswith("18 October 2024.")
    assert figures_by_source.source_line(build(*rows)[:0], documents) == ""


# Reasons


@pytest.mark.parametrize(
    ("one", "other", "pieces"),
    [
        (said("10"), said("10", "union"), ["print the same number"]),
        (said("about 1,000"), said("1,050", "union"), ["share 1,050"]),
        (said("30"), said("up to 200", "union"), ["meet only because up to 200 is a ceiling"]),
        (said("45 to 54"), said("54 to 66", "union"), ["they meet at one end only"]),
        (said("30", field="money"), said("40", "union", "money"), ["10 dollars apart, 1.3-fold"]),
        (said("30%", field="poll"), said("40%", "union", "poll"), ["10 points apart"]),
        (said("30"), said("40", "union", status="under_way"), ["said to have happened, under way"]),
        (said("30", reported_on="2024-10-01"), said("40", "union", reported_on="2024-10-08"),
         ["reported 7 days apart", "1 October 2024"]),
        (said("30"), said("", "union"), ["union gives no number for people at the march"]),
        (said("30"), said("dozens", "union"), ["union says \u201cdozens\u201d"]),
        (said("30"), said("30", "union", stance="denies", status=""),
         ["union denies: the number 30"]),
        (said("30"), said("", "union", stance="cannot_confirm", status="", stance_on="number"),
         ["union cannot confirm: the number for people at the march"]),
        (said("30"), said("", "union", stance="denies", status="", stance_on="fact"),
         ["union denies: the report of people at the march"]),
        (said("30", status="expected"), said("20", "union"), ["forecast and count"]),
    ],
)  # fmt: skip
def test_a_pair_has_its_reason_in_words(build, quantities, one, other, pieces):
    figures = place(build(one, other))
    (row,) = with_reasons(compare_pairs(figures, quantities), figures).itertuples()
    assert [piece for piece in pieces if piece not in row.reason] == []


def test_both_days_stand_in_the_reason_of_figures_of_other_days(build, quantities):
    rows = [said("100", who, "deaths", kind="cumulative", reported_on=f"2024-10-{day}",
                 event_to=f"2024-10-{day}", quantity_id="dead")
            for who, day in (("a", "01"), ("b", "08"))]  # fmt: skip
    figures = place(build(*rows))
    (row,) = with_reasons(compare_pairs(figures, quantities), figures).itertuples()
    assert "1 October 2024" in row.reason and "8 October 2024" in row.reason


def test_no_pairs_have_no_reasons(build, quantities):
    figures = place(build(said("1")))
    assert with_reasons(compare_pairs(figures, quantities), figures).empty


def test_a_distance_from_zero_has_no_fold():
    assert distance(10, math.nan, "people", "count") == "10 people"


# Bounds and shares


@pytest.fixture
def implied(build, quantities):
    def told(*rows, unsaid=frozenset()):
        figures = place(build(*rows))
        return estimates.implied(joint_bounds(figures, quantities), quantities, figures, unsaid)

    return told


def test_figures_that_do_not_agree_are_told_by_their_span(implied):
    (words,) = implied(said("569", "wiki"), said("46,440", "fox"))
    assert words.startswith(
        "The figures for soldiers in other camps as of 18 October 2024 span 569"
    )
    assert words.endswith("from 569 (wiki) to 46,440 (fox).")


def test_a_span_says_on_which_sides_it_is_open(implied):
    rows = said("at least 500"), said("at least 1,000", "b"), said("up to 400", "c")
    (words,) = implied(*rows)
    assert "span 400 to 1,000" in words
    assert words.endswith("; one or more of them are open below or above.")


def test_a_span_with_a_range_at_its_end_is_told_without_a_row_of_tos(implied):
    (words,) = implied(said("10 to 30"), said("30", "b"), said("50", "c"))
    assert "span 10 to 50; the lowest: 10 to 30 (" in words and "; the highest: 50 (" in words


def test_one_figure_implies_nothing_and_none_does_neither(implied, build):
    assert implied(said("100")) == []


def test_that_no_one_gives_a_number_is_said_of_the_whole_ledger_only(implied):
    rows = said("400", quantity_id="sent"), said("100", "b", quantity_id="shipped")
    told = implied(*rows, unsaid={"arrived"})
    assert [words for words in told if words.startswith("No one gives a number for soldiers who")]
    told = implied(*rows)
    assert [words for words in told if words.startswith("No figure of this selection numbers")]


def test_a_part_larger_than_its_whole_is_told_once_with_both_figures_and_days(implied):
    rows = said("400", quantity_id="sent"), said("500", "b", quantity_id="shipped")
    clashes = [words for words in implied(*rows) if "exclude one another" in words]
    assert len(clashes) == 1
    assert (
        "500 (b, 18 October 2024)" in clashes[0] and "400 (police, 18 October 2024)" in clashes[0]
    )


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        ("900", "2.5 million", "comes to 0.036 % of 2.5 million"),
        ("between 100 and 400", "more than 1,000", "comes to at most 40 % of more than 1,000"),
        ("about 150", "1,000", "comes to about 15 % of 1,000"),
    ],
)
def test_a_share_is_told_with_what_is_open(build, quantities, part, whole, words):
    rows = said(whole, quantity_id="sent"), said(part, "b", quantity_id="shipped")
    figures = place(build(*rows))
    shares = shares_of_wholes(figures, quantities)
    assert words in estimates.shares_told(shares, figures)[0]
    assert estimates.shares_told(shares[:0], figures) == []


def test_the_title_of_wholes_and_parts_speaks_of_what_is_shown(build, quantities):
    rows = [said("1,000", quantity_id="sent", status="expected", quantity="seats to be cut"),
            said("150", "b", quantity_id="shipped", quantity="seats cut")]  # fmt: skip
    figures = place(build(*rows))
    bounds, shares = joint_bounds(figures, quantities), shares_of_wholes(figures, quantities)
    title = estimates.share_headline(shares, bounds, figures)
    assert title == "150 seats cut: 15 % of 1,000 (police)"
    assert estimates.share_headline(shares, bounds[:0], figures) == "No quantity is selected"
    none = estimates.share_headline(shares[:0], bounds, figures)
    assert none == "Soldiers sent in all and its parts"


def test_what_is_drawn_is_told_without_a_shortfall(build, quantities):
    rows = said("260", quantity_id="front"), said("about 150", "b", quantity_id="shipped")
    figures = place(build(*rows))
    pairs = compare_pairs(figures, quantities)
    (words,) = estimates.drawn(pairs, figures)
    assert "about 110 below the first" in words and "no shortfall follows" in words
    assert estimates.drawn(pairs[:0], figures) == []


def test_what_is_disputed_most_comes_first_and_what_no_longer_stands_last(build):
    rows = [
        {"figure_id": "lone", "quantity_id": "ships", "wording": "3"},
        {"figure_id": "old", "speaker_id": "a", "wording": "90", "reported_on": "2024-10-01"},
        {"figure_id": "other", "speaker_id": "b", "wording": "10", "reported_on": "2024-10-02"},
        {"figure_id": "new", "speaker_id": "a", "wording": "80", "reported_on": "2024-10-03"},
    ]
    figures = place(build(*(row | {"kind": "total"} for row in rows)))
    spread = spread_by_quantity(figures)
    ordered = figures_by_source.most_disputed_first(figures, spread)
    assert ordered["figure_id"].tolist() == ["other", "new", "old", "lone"]
    backwards = figures_by_source.most_disputed_first(figures[::-1], spread)
    assert backwards["figure_id"].tolist() == ["new", "other", "old", "lone"]


def test_numbers_of_one_source_each_are_told_with_who_gives_them(build, quantities):
    rows = [said("up to 100"), said("30", "union", "deaths", quantity_id="sent")]
    figures = place(build(*rows))
    pairs = compare_pairs(figures, quantities)
    (told,) = figures_by_source.answers(spread_by_quantity(figures), pairs, figures)
    assert told.startswith("Each number is from one source alone: up to 100 for people at the ")
    assert told.endswith(f"30 for {FIELDS['deaths'][0]} (union).")


def test_a_pair_of_one_origin_says_whose_information_both_are(build, quantities):
    rows = [said("100"), said("100", "agency", origin_id="police", origin_organisation_id="police")]
    figures = place(build(*rows))
    (told,) = with_reasons(compare_pairs(figures, quantities), figures)["reason"]
    assert told.endswith(
        "print the same number; both are information of one organisation: the police"
    )
    rows[1] |= {"origin_id": "", "origin_organisation_id": ""}
    figures = place(build(*rows))
    (told,) = with_reasons(compare_pairs(figures, quantities), figures)["reason"]
    assert told.endswith("print the same number")


def test_numbers_of_no_common_time_are_told_with_their_days(build, quantities):
    about = {"kind": "cumulative", "event_from": "2024-09-01"}
    rows = [
        said("nine", "ministry", "deaths", reported_on="2024-10-01", **about),
        said("at least 40", "clinic", "deaths", reported_on="2024-10-02", **about),
    ]
    figures = place(build(*rows))
    pairs = compare_pairs(figures, quantities)
    (told,) = figures_by_source.answers(spread_by_quantity(figures), pairs, figures)
    assert told.startswith(f"No two sources give a number for {FIELDS['deaths'][0]} at the same")
    assert told.endswith(
        "nine (ministry, 1 October 2024) and at least 40 (clinic, 2 October 2024)."
    )
    rows.append(rows[0] | {"speaker_id": "mayor", "speaker": "mayor", "status": "expected"})
    figures = place(build(*rows))
    pairs = compare_pairs(figures, quantities, split_by_status=True)
    spread = spread_by_quantity(figures, split_by_status=True)
    assert "mayor" not in figures_by_source.answers(spread, pairs, figures)[0]
