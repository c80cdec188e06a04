"""What claims imply together on one day, and what a part comes to of its whole."""

import math

import pandas as pd
import pytest
from reported_figures.comparing.estimands import place
from reported_figures.comparing.shares import shares_of_wholes
from reported_figures.comparing.spread import spread_by_estimand, spread_by_quantity
from reported_figures.comparing.totals import joint_bounds

TOTAL = {"kind": "total"}


@pytest.fixture
def bound(build, quantities):
    """Return a function that gives the bounds of one quantity that some figures imply."""

    def bounds_of(quantity, *rows, known=quantities):
        return joint_bounds(place(build(*rows)), known).set_index("quantity_id").loc[quantity]

    return bounds_of


def said(wording, speaker="a", **more):
    return TOTAL | {"wording": wording, "speaker_id": speaker, "quantity_id": "sent"} | more


def running(wording, day, speaker="a", **more):
    date = f"2024-10-{day:02}"
    return {"kind": "cumulative", "quantity_id": "dead", "wording": wording, "speaker_id": speaker,
            "event_from": "2024-09-01", "event_to": date, "reported_on": date} | more  # fmt: skip


@pytest.mark.parametrize(
    ("wordings", "basis", "ends"),
    [
        (["100"], "bounds", (100, 100)),
        (["about 1,000"], "bounds", (900, 1_100)),
        (["up to 100"], "bounds", (0, 100)),
        (["at least 100"], "bounds", (100, math.inf)),
        (["100", "100"], "bounds", (100, 100)),
        (["about 1,000", "1,050"], "bounds", (1_050, 1_050)),
        (["between 900 and 1,100", "between 1,000 and 1,200"], "bounds", (1_000, 1_100)),
        (["100", "up to 120"], "span", (100, 120)),
        (["100", "200"], "span", (100, 200)),
        (["at least 100", "up to 200"], "span", (100, math.inf)),
        (["up to 80", "100"], "span", (0, 100)),
        (["between 45 and 54", "between 54 and 66"], "span", (45, 66)),
        (["zero", "10"], "span", (0, 10)),
    ],
)
def test_claims_are_intersected_only_where_each_two_agree(bound, wordings, basis, ends):
    row = bound("sent", *(said(words, f"s{n}") for n, words in enumerate(wordings)))
    assert (row["basis"], (row["low"], row["high"])) == (basis, ends)


def test_an_end_that_nobody_printed_is_marked_as_a_reading(bound):
    assert bound("sent", said("about 1,000"))[["low_read", "high_read"]].tolist() == [True, True]
    assert not bound("sent", said("1,000"))[["low_read", "high_read"]].any()
    both = bound("sent", said("about 1,000"), said("1,050", "b"))
    assert not both[["low_read", "high_read"]].any()
    assert (both["low_from"], both["high_from"]) == ("figure-1", "figure-1")


def test_a_running_total_is_at_least_each_earlier_figure_and_at_most_a_later_one(bound):
    row = bound("dead", running("100", 5), running("80", 9, "b"))
    assert (row["low"], row["high"]) == (80, 80)
    assert (row["larger"], row["smaller"]) == ("figure-0", "figure-1")
    row = bound("dead", running("100", 5), running("at least 120", 9, "b"))
    assert (row["low"], row["high"], row["low_from"]) == (120, math.inf, "figure-1")
    row = bound("dead", running("100", 5), running("at least 90", 9, "b"))
    assert (row["low"], row["high"], row["low_from"]) == (100, math.inf, "figure-0")


def test_a_source_s_later_lower_figure_withdraws_its_earlier_ones(bound):
    row = bound("dead", running("500", 5), running("471", 9))
    assert (row["low"], row["high"], row["larger"]) == (471, 471, "")
    row = bound("dead", running("500", 5), running("at least 471", 9))
    assert (row["low"], row["low_from"]) == (500, "figure-0")


def test_a_figure_out_of_line_bounds_nothing(bound):
    told = [running(f"{number}", day) for day, number in enumerate([100, 110, 1200, 120, 130], 1)]
    row = bound("dead", *told)
    assert (row["low"], row["high"], row["larger"]) == (130, 130, "")


def test_a_level_is_bounded_on_its_last_day_only(bound):
    told = (("900", "a", "2024-10-01"), ("100", "b", "2024-10-09"))
    days = [
        {"quantity_id": "camps", "wording": words, "speaker_id": who, "reported_on": day}
        for words, who, day in told
    ]
    row = bound("camps", *days)
    assert (row["basis"], row["low"], row["high"]) == ("bounds", 100, 100)
    assert row["day"] == pd.Timestamp("2024-10-09")


def test_a_flow_is_taken_for_its_last_period_at_least_those_within(bound):
    def flow(wording, first, last, who):
        return {"kind": "flow", "quantity_id": "camps", "wording": wording, "speaker_id": who,
                "event_from": f"2024-10-{first}", "event_to": f"2024-10-{last}",
                "reported_on": "2024-10-31"}  # fmt: skip

    row = bound("camps", flow("at least 500", "01", "31", "a"), flow("700", "07", "13", "b"))
    assert (row["low"], row["high"], row["low_from"]) == (700, math.inf, "figure-1")
    assert [f"{row[day]:%d}" for day in ("day_first", "day")] == ["01", "31"]  # not b's days
    row = bound("camps", flow("500", "01", "31", "a"), flow("700", "07", "13", "b"))
    assert (row["low"], row["larger"], row["smaller"]) == (500, "figure-1", "figure-0")


def test_a_whole_is_at_least_its_part_and_a_part_at_most_its_whole(bound):
    rows = said("at least 100"), said("300", "b", quantity_id="shipped")
    assert bound("sent", *rows)[["low", "low_from"]].tolist() == [300, "figure-1"]
    rows = said("400"), said("at least 300", "b", quantity_id="shipped")
    assert bound("shipped", *rows)[["high", "high_from"]].tolist() == [400, "figure-0"]
    middle = bound("arrived", *rows)
    assert (middle["low"], middle["high"], middle["stated"]) == (300, 400, False)


def test_an_upper_end_from_an_expectation_is_told_as_one(bound):
    rows = said("400", status="expected"), said("at least 300", "b", quantity_id="shipped")
    assert bound("shipped", *rows)["high_expected"]
    assert not bound("shipped", said("400"), rows[1])["high_expected"]


def test_a_part_larger_than_its_whole_is_named_with_both_figures(bound):
    rows = said("400"), said("500", "b", quantity_id="shipped")
    for quantity in ("sent", "shipped"):
        row = bound(quantity, *rows)
        assert (row["basis"], row["larger"], row["smaller"]) == ("conflict", "figure-1", "figure-0")


def test_figures_with_nothing_in_common_keep_their_span_unclipped(bound):
    rows = [said("400"), said("100", "b", quantity_id="shipped"),
            said("900", "c", quantity_id="shipped")]  # fmt: skip
    row = bound("shipped", *rows)
    assert (row["basis"], row["low"], row["high"]) == ("span", 100, 900)
    assert (row["larger"], row["smaller"]) == ("figure-2", "figure-0")


def test_a_part_of_a_later_day_says_nothing_of_a_level(bound, quantities):
    known = quantities.assign(part_of=quantities["part_of"].mask(
        quantities["quantity_id"] == "ships", "camps"), unit="things")  # fmt: skip
    level = {"quantity_id": "camps", "unit": "things", "reported_on": "2024-10-01"}
    part = {"quantity_id": "ships", "unit": "things", "reported_on": "2024-10-09"}
    row = bound("camps", level | {"wording": "10"}, part | {"wording": "90"}, known=known)
    assert row["larger"] == ""


@pytest.mark.parametrize(
    ("parts", "status", "low"),
    [("disjoint", "observed", 110), ("complete", "observed", 110), ("overlapping", "observed", 60),
     ("", "observed", 60), ("disjoint", "under_way", 60)],
)  # fmt: skip
def test_disjoint_parts_add_up_with_one_status_at_one_day(build, quantities, parts, status, low):
    tree = {"shipped": "sent", "front": "sent"}
    known = quantities.assign(
        part_of=[tree.get(name, "") for name in quantities["quantity_id"]],
        parts=[parts if name in tree else "" for name in quantities["quantity_id"]],
    )
    rows = [said("at least 5"), said("60", "b", quantity_id="shipped"),
            said("50", "b", quantity_id="front", status=status)]  # fmt: skip
    row = joint_bounds(place(build(*rows)), known).set_index("quantity_id").loc["sent"]
    assert row["low"] == low


def test_parts_that_together_are_more_than_their_whole_are_named(build, quantities):
    known = quantities.assign(parts="disjoint").assign(
        part_of=quantities["part_of"].mask(quantities["quantity_id"] == "shipped", "sent")
    )
    rows = [said("100"), said("60", "b", quantity_id="shipped"),
            said("50", "b", quantity_id="front")]  # fmt: skip
    row = joint_bounds(place(build(*rows)), known).set_index("quantity_id").loc["sent"]
    assert (row["larger"], row["smaller"]) == ("figure-1, figure-2", "figure-0")


def test_nothing_said_bounds_nothing(bound, build, quantities):
    assert bound("sent", said(""))["basis"] == "open"
    assert joint_bounds(place(build(said("1"))[:0]), quantities).empty


# Shares


def shares(build, quantities, *rows):
    return shares_of_wholes(place(build(*rows)), quantities)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high", "about"),
    [
        ("150", "1,000", 0.15, 0.15, False),
        ("around 150", "1,000", 0.15, 0.15, True),
        ("150", "up to 1,200", 0.125, None, False),
        ("between 100 and 400", "more than 1,000", None, 0.4, False),
        ("between 100 and 400", "1,000", 0.1, 0.4, False),
        ("at least 150", "1,000", 0.15, None, False),
        ("up to 150", "at least 1,000", None, 0.15, False),
        ("9", "25,000", 0.00036, 0.00036, False),
    ],
)
def test_a_share_is_closed_where_what_was_said_closes_it(
    build, quantities, part, whole, low, high, about
):
    (row,) = shares(
        build, quantities, said(whole), said(part, "b", quantity_id="shipped")
    ).itertuples()
    for end, expected in ((row.low, low), (row.high, high)):
        assert pd.isna(end) if expected is None else end == pytest.approx(expected)
    assert row.about == about


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        (said("at least 150", quantity_id="shipped"), said("at least 1,000")),
        (said("300", quantity_id="shipped"), said("200")),
        (said("300", quantity_id="shipped", status="expected"), said("1,000")),
        (said("dozens", quantity_id="shipped"), said("1,000")),
        (said("300", quantity_id="shipped"), said("zero")),
    ],
)
def test_a_share_that_says_nothing_is_none(build, quantities, part, whole):
    assert shares(build, quantities, part, whole | {"speaker_id": "b"}).empty


def test_a_share_is_taken_at_one_time_and_the_last_one_is_told(build, quantities):
    known = quantities.assign(part_of=quantities["part_of"].mask(
        quantities["quantity_id"] == "camps", "dead"))  # fmt: skip
    whole = running("1,000", 1), running("5,000", 20)
    part = running("400", 1, quantity_id="camps"), running("2,500", 20, quantity_id="camps")
    (row,) = shares(build, known, *whole, *part).itertuples()
    assert (row.part, row.whole, row.low) == (2_500, 5_000, 0.5)
    assert shares(build, known, whole[1], part[0]).empty


def test_the_outermost_whole_is_taken_and_leads_where_it_is_still_open(build, quantities):
    rows = [said("1,000", status="expected"), said("500", "b", quantity_id="arrived"),
            said("100", "c", quantity_id="shipped")]  # fmt: skip
    found = shares(build, quantities, *rows)
    assert set(found["whole_quantity"]) == {"sent"} and found["leads"].all()
    assert not shares(build, quantities, *rows[1:])["leads"].any()


# Spread


def test_sources_that_give_a_number_are_counted_apart_from_those_that_speak(build):
    rows = [said("100"), said("120", "b"), said("", "c"), said("dozens", "d", named=False)]
    (row,) = spread_by_quantity(place(build(*rows))).itertuples()
    assert (row.speaking, row.numbered, row.sources, row.unnamed) == (4, 2, 2, 0)
    assert (row.printed_low, row.printed_high, row.fold) == (100, 120, 1.2)
    assert (row.pairs, row.meet, row.nothing_in_common) == (1, 0, True)


def test_origins_are_never_more_than_sources(build):
    rows = said("27", origin_organisation_id="union"), said("30", origin_organisation_id="police")
    (row,) = spread_by_quantity(place(build(*rows))).itertuples()
    assert (row.sources, row.origins) == (1, 1)
    joined = said("27", organisation_id="x"), said("30", "b", organisation_id="x")
    (row,) = spread_by_quantity(place(build(*joined))).itertuples()
    assert (row.sources, row.origins) == (2, 1)


def test_a_fold_is_none_from_zero_and_none_of_one_source(build):
    (row,) = spread_by_quantity(place(build(said("zero"), said("10", "b")))).itertuples()
    assert pd.isna(row.fold) and row.nothing_in_common
    (row,) = spread_by_quantity(place(build(said("27"), said("30")))).itertuples()
    assert pd.isna(row.fold) and not row.nothing_in_common


def test_over_time_each_day_stands_alone_and_the_last_contested_one_is_told(build):
    rows = [running("100", 1), running("150", 1, "b"), running("200", 5), running("220", 5, "b"),
            running("900", 9)]  # fmt: skip
    figures = place(build(*rows))
    assert spread_by_estimand(figures)["fold"].dropna().tolist() == [1.5, 1.1]
    (row,) = spread_by_quantity(figures).itertuples()
    assert (row.printed_low, row.printed_high, row.times, row.contested) == (200, 220, 3, 2)
    assert (row.fold_widest, row.fold_median) == (1.5, pytest.approx(1.3))


@pytest.mark.parametrize(("tolerance", "sources"), [(3, 2), (4, 2), (2, 1)])
def test_a_voice_counts_with_its_latest_figure_in_the_tolerance(build, tolerance, sources):
    told = (("100", 1, "a"), ("110", 2, "a"), ("150", 5, "b"))
    rows = [running(*one, tolerance_days=tolerance) for one in told]
    last = spread_by_estimand(place(build(*rows))).sort_values("end").iloc[-1]
    assert last["sources"] == sources
    assert last["printed_low"] == (110 if sources == 2 else 150)


def test_expectations_are_set_against_each_other_and_not_against_counts(build):
    rows = [said("100"), said("500", "b", status="expected"), said("600", "c", status="expected")]
    found = spread_by_estimand(place(build(*rows))).set_index("side")
    assert found.loc["told", ["printed_low", "sources"]].tolist() == [100, 1]
    assert found.loc["expected", ["printed_low", "printed_high"]].tolist() == [500, 600]
    under_way = [row | {"status": "under_way"} if row["wording"] == "100" else row for row in rows]
    (row,) = spread_by_estimand(place(build(*under_way))).itertuples()
    assert (row.side, row.printed_low, row.printed_high) == ("expected", 100, 600)


def test_the_widest_dispute_comes_first(build):
    rows = [said("100"), said("110", "b"), said("1", quantity_id="ships"),
            said("9", "b", quantity_id="ships"), said("5", quantity_id="front")]  # fmt: skip
    found = spread_by_quantity(place(build(*rows)))
    assert found["quantity_id"].tolist() == ["ships", "sent", "front"]


def test_split_by_status_is_one_row_for_each(build):
    rows = said("100"), said("500", "b", status="under_way")
    found = spread_by_quantity(place(build(*rows)), split_by_status=True)
    assert sorted(found["status"]) == ["observed", "under_way"]
    refused = said("", "c", stance="denies", status="")
    with_refusal = spread_by_quantity(place(build(*rows, refused)), split_by_status=True)
    assert sorted(with_refusal["status"]) == ["observed", "under_way"]
    assert spread_by_quantity(place(build(*rows))[:0]).empty
