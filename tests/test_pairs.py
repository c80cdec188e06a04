"""Verdicts of pairs (DESIGN, section 5): what two figures are to each other, and why."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reported_figures.comparing.candidates import candidates, relations, tree_order, wholes
from reported_figures.comparing.estimands import compared, place
from reported_figures.comparing.pairs import compare_pairs
from reported_figures.comparing.tallies import Ends, ends_of, tally
from reported_figures.limits import MOST_VOICES
from reported_figures.vocabulary import VERDICTS

TOTAL = {"kind": "total"}


def two(one, other):
    return TOTAL | {"speaker_id": "a"} | one, TOTAL | {"speaker_id": "b"} | other


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("100", "100", "same"),
        ("about 100", "about 100", "same"),
        ("about 100", "100", "overlap"),
        ("about 100", "about 105", "overlap"),
        ("between 90 and 110", "100", "overlap"),
        ("between 90 and 110", "90", "not ruled out"),
        ("between 45 and 54", "between 54 and 66", "not ruled out"),
        ("between 45 and 54", "between 55 and 66", "differ"),
        ("up to 200", "30", "not ruled out"),
        ("at most 200", "200", "not ruled out"),
        ("at least 200", "30", "differ"),
        ("at least 200", "more than 500", "not ruled out"),
        ("up to 20", "30", "differ"),
        ("100", "101", "differ"),
        ("zero", "10", "differ"),
        ("", "10", "no number"),
        ("dozens", "10", "no number"),
        ("an unknown number", "10", "no number"),
    ],
)
def test_two_numbers_for_one_thing_have_a_verdict(build, verdict_of, one, other, verdict):
    figures = build(*two({"wording": one}, {"wording": other}))
    assert verdict_of(figures).verdict == verdict
    assert verdict_of(figures[::-1]).verdict == verdict


@pytest.mark.parametrize(
    ("stances", "verdict"),
    [
        (("denies", "asserts"), "denied"),
        (("cannot_confirm", "asserts"), "not confirmed"),
        (("denies", "cannot_confirm"), "denied"),
    ],
)
def test_what_is_not_asserted_comes_before_any_number(build, verdict_of, stances, verdict):
    rows = two(*({"wording": "10", "stance": stance, "status": ""} for stance in stances))
    assert verdict_of(build(*rows)).verdict == verdict


@pytest.mark.parametrize(
    ("wordings", "gap", "fold"),
    [
        (("100", "250"), 150, 2.5),
        (("about 1,000", "2,000"), 900, 2_000 / 1_100),
        (("zero", "10"), 10, None),
    ],
)
def test_two_that_differ_are_so_far_apart(build, verdict_of, wordings, gap, fold):
    pair = verdict_of(build(*two(*({"wording": words} for words in wordings))))
    assert pair.gap == gap
    assert pd.isna(pair.fold) if fold is None else pair.fold == pytest.approx(fold)


def of(kind, wording, end, speaker, **more):
    day = f"2024-10-{end:02}"
    return {"kind": kind, "wording": wording, "speaker_id": speaker, "event_from": "2024-09-01",
            "event_to": day, "reported_on": day, "quantity_id": "dead", **more}  # fmt: skip


@pytest.mark.parametrize(
    ("early", "late", "verdict", "basis"),
    [
        ("100", "120", "not comparable", "different periods"),
        ("100", "100", "not comparable", "different periods"),
        ("120", "100", "differ", ""),
        ("about 110", "about 105", "not comparable", "different periods"),
        ("at least 120", "100", "differ", ""),
        ("up to 120", "100", "not comparable", "different periods"),
    ],
)
def test_a_running_total_never_falls_whoever_tells_it(
    build, verdict_of, early, late, verdict, basis
):
    figures = build(of("cumulative", early, 5, "a"), of("cumulative", late, 9, "b"))
    pair = verdict_of(figures)
    assert (pair.verdict, pair.basis) == (verdict, basis)


def test_within_the_tolerance_two_running_totals_are_of_one_day(build, verdict_of):
    near, far = (
        build(
            of("cumulative", "100", 5, "a", tolerance_days=3),
            of("cumulative", "120", day, "b", tolerance_days=3),
        )
        for day in (8, 9)
    )
    assert verdict_of(near).verdict == "differ"
    assert verdict_of(far).verdict == "not comparable"


def test_another_start_is_another_count(build, verdict_of):
    rows = of("cumulative", "500", 5, "a"), of("cumulative", "9", 9, "b", event_from="2024-10-08")
    assert verdict_of(build(*rows)).basis == "different starts"


@pytest.mark.parametrize(
    ("told_on", "verdict"), [("2024-10-04", "not comparable"), ("2024-10-06", "differ")]
)
def test_a_forecast_is_not_set_against_the_count(build, verdict_of, told_on, verdict):
    forecast = {"wording": "500", "status": "expected", "reported_on": told_on}
    count = {"wording": "300", "event_from": "2024-10-05", "event_to": "2024-10-05"}
    pair = verdict_of(build(*two(forecast, count)))
    assert pair.verdict == verdict
    assert pair.basis == ("forecast and count" if verdict == "not comparable" else "")


def test_what_is_under_way_is_set_against_both(build, verdict_of):
    for status in ("observed", "expected"):
        rows = two({"wording": "500", "status": "under_way"}, {"wording": "300", "status": status})
        assert verdict_of(build(*rows)).verdict == "differ"


def test_split_by_status_compares_only_within_one(build, verdict_of):
    rows = two({"wording": "500", "status": "under_way"}, {"wording": "300", "status": "observed"})
    pair = verdict_of(build(*rows), split_by_status=True)
    assert (pair.verdict, pair.basis) == ("not comparable", "different status")


def test_a_kind_that_is_not_recorded_is_compared_on_one_day_only(build, verdict_of):
    told = (("100", "05", "a"), ("200", "05", "b"), ("900", "09", "c"))
    days = [
        {"kind": "", "wording": number, "reported_on": f"2024-10-{day}", "speaker_id": who}
        for number, day, who in told
    ]
    assert verdict_of(build(*days[:2])).verdict == "differ"
    pair = verdict_of(build(*days[1:]))
    assert (pair.verdict, pair.basis) == ("not comparable", "kind not recorded")


@pytest.mark.parametrize(
    ("part", "whole", "verdict"),
    [
        ("100", "200", "not too large"),
        ("200", "200", "not too large"),
        ("300", "200", "too large"),
        ("300", "up to 200", "too large"),
        ("300", "at least 200", "not too large"),
        ("up to 300", "200", "not too large"),
    ],
)
def test_a_part_is_set_against_its_whole(build, verdict_of, part, whole, verdict):
    rows = two(
        {"quantity_id": "sent", "wording": whole}, {"quantity_id": "shipped", "wording": part}
    )
    pair = verdict_of(build(*rows))
    assert (pair.quantity_a, pair.quantity_b, pair.verdict) == ("shipped", "sent", verdict)


def test_one_draws_on_a_whole_of_which_the_other_is_a_part(build, verdict_of):
    rows = two(
        {"quantity_id": "front", "wording": "260"}, {"quantity_id": "shipped", "wording": "150"}
    )
    pair = verdict_of(build(*rows))
    assert (pair.quantity_a, pair.verdict, pair.gap) == ("front", "draws on", 110)


def test_those_drawn_cannot_come_from_a_later_count(build, verdict_of):
    drawn = {"quantity_id": "front", "wording": "260", "kind": "flow"}
    pool = {"quantity_id": "trained", "wording": "150", "kind": "stock"}
    days = [{"event_from": f"2024-10-{d}", "event_to": f"2024-10-{d}"} for d in ("05", "06")]
    early = build(*two(drawn | days[0], pool | days[1]))
    assert verdict_of(early).verdict == "not comparable"
    assert verdict_of(build(*two(drawn | days[1], pool | days[1]))).verdict == "draws on"


def test_a_period_within_another_of_the_same_flow_is_its_part(build, verdict_of):
    def flow(wording, first, last):
        return {"kind": "flow", "wording": wording, "event_from": f"2024-10-{first}",
                "event_to": f"2024-10-{last}", "reported_on": "2024-10-31"}  # fmt: skip

    week, month = flow("300", "07", "13"), flow("900", "01", "31")
    pair = verdict_of(build(*two(month, week)))
    assert pair.verdict == "not too large"
    assert verdict_of(build(*two(month, week | {"wording": "950"}))).verdict == "too large"
    assert verdict_of(build(*two(week, week))).verdict == "same"


def test_other_units_are_not_compared(build, verdict_of):
    rows = two({"wording": "5", "unit": "tons"}, {"wording": "5", "unit": "barrels"})
    assert verdict_of(build(*rows)).basis == "different units"


def test_one_speaker_is_no_pair_but_as_part_and_whole_where_asked(build, quantities):
    rows = [{"quantity_id": "sent", "wording": "200"}, {"quantity_id": "shipped", "wording": "100"},
            {"quantity_id": "sent", "wording": "250", "origin_id": "other"}]  # fmt: skip
    figures = place(build(*rows))
    assert compare_pairs(figures, quantities).empty
    own = compare_pairs(figures, quantities, parts_only=True)
    assert set(own["relation"]) == {"part"} and len(own) == 2


def test_the_widest_disputes_come_first(build, quantities):
    numbers = {"a": "100", "b": "100", "c": "130", "d": "900"}
    rows = [TOTAL | {"wording": number, "speaker_id": who} for who, number in numbers.items()]
    pairs = compare_pairs(place(build(*rows)), quantities)
    assert pairs["fold"].iloc[0] == pytest.approx(9)
    assert pairs["verdict"].tolist() == ["differ"] * 5 + ["same"]


def test_across_days_a_figure_meets_each_voice_s_current_one_only(build, quantities):
    rows = [of("cumulative", f"{100 + n}", n, who) for n in range(1, 20) for who in ("a", "b")]
    figures = compared(place(build(*rows)))
    found = candidates(figures, quantities)
    assert len(found) == 19  # of each day, not 19 times 19


def test_beyond_many_voices_the_widest_pairs_are_made(build, quantities):
    rows = [
        TOTAL | {"wording": f"{100 + n}", "speaker_id": f"s{n}"} for n in range(MOST_VOICES + 9)
    ]
    pairs = compare_pairs(place(build(*rows)), quantities)
    assert len(pairs) < len(rows) * (len(rows) - 1) / 2
    assert pairs["fold"].max() == pytest.approx((100 + MOST_VOICES + 8) / 100)


WORDINGS = ["10", "about 10", "12", "between 8 and 12", "between 10 and 15", "up to 11"]
WORDINGS += ["at least 9", "nearly 12", "20", "between 12 and 20"]


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(WORDINGS), st.sampled_from("abcd")), max_size=7))
def test_the_tally_counts_what_the_pairs_say(build, quantities, told):
    rows = [TOTAL | {"wording": wording, "speaker_id": who} for wording, who in told]
    placed = place(build(*rows, TOTAL | {"wording": "10", "speaker_id": "e"}))
    counts = tally(ends_of(compared(placed)))
    pairs = compare_pairs(placed, quantities)
    verdicts = pairs["verdict"].value_counts()
    assert counts.pairs == len(pairs)
    assert [counts.differ, counts.same, counts.overlap] == [
        verdicts.get(name, 0) for name in ("differ", "same", "overlap")
    ]


def test_one_claim_is_no_pair():
    assert tally(Ends(*[pd.Series([1.0]).to_numpy()] * 5)).pairs == 0


def test_each_verdict_has_its_meaning():
    assert all(VERDICTS.values()) and len(set(VERDICTS.values())) == len(VERDICTS)


def test_relations_lead_from_part_to_whole_and_to_what_is_drawn_from(quantities):
    related = {(a, b): relation for a, b, relation in relations(quantities)}
    assert related["shipped", "sent"] == "part" and ("sent", "shipped") not in related
    assert related["front", "shipped"] == related["front", "arrived"] == "draws on"
    assert related["front", "sent"] == "part"
    assert ("ships", "camps") not in related
    order = tree_order(wholes(quantities))
    assert order.index("sent") < order.index("arrived") < order.index("shipped")
