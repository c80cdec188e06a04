"""Figures of different days: nothing is a dispute that only time explains."""

import re

import pytest
from compared import Compared
from made import after, counted, growing, polls, said, write_ledger
from pages_of import case, disputes, page, shapes, told_anywhere

TOLL = [counted("dead", "cumulative", "deaths from the flood", "deaths")]
MAIN = ("figures_by_source", "estimates", "timeline")


def names(sentences, *numbers):
    """Return the sentences that hold one of these numbers."""
    return [text for text in sentences if any(f" {number}" in f" {text}" for number in numbers)]


# A running total that rises


def test_a_toll_that_rises_is_told_as_a_dispute_on_no_page():
    assert disputes(case("toll-that-rises")) == {}


def test_a_toll_that_rises_is_bounded_by_its_last_day():
    found = Compared(case("toll-that-rises"))
    assert found.bound("dead") == (340, 340)
    assert found.verdict("a", "b") in ("", "not comparable")


@pytest.mark.parametrize(
    ("told", "tolerance"),
    [
        ([("police", "5", 0), ("mayor", "8", 2), ("union", "21", 8)], ""),
        ([("police", "at least 120", 0), ("union", "more than 3,400", 7)], 2),
        ([("clinic", "about 40", 0), ("mayor", "90 to 95", 1), ("clinic", "300", 30)], ""),
        ([("police", "120", 0), ("police", "180", 3), ("union", "340", 9)], 1),
    ],
)
def test_no_toll_that_rises_is_a_dispute(tmp_path, told, tolerance):
    quantities = [TOLL[0] | {"tolerance_days": tolerance}]
    ledger = write_ledger(tmp_path, [said(*one, "dead") for one in told], quantities)
    assert disputes(ledger, *MAIN) == {}
    found = Compared(ledger)
    assert found.disputed.empty
    assert not found.spread.loc["dead", "nothing_in_common"]


@pytest.mark.parametrize(
    ("told", "tolerance", "words"),
    [
        ([("police", "120", 0), ("union", "340", 1)], 2, "2.8-fold"),
        ([("police", "340", 0), ("union", "120", 7)], "", "340"),
        ([("police", "at least 900", 0), ("union", "300", 7), ("mayor", "901", 0)], 1, "300"),
    ],
)
def test_growth_explains_neither_the_same_day_nor_a_fall(tmp_path, told, tolerance, words):
    quantities = [TOLL[0] | {"tolerance_days": tolerance}]
    ledger = write_ledger(tmp_path, [said(*one, "dead") for one in told], quantities)
    assert "differ" in set(Compared(ledger).pairs["verdict"])
    assert [line for line in page("figures_by_source", ledger).disputes if words in line]


def test_growth_is_no_argument_between_two_sources_beyond_the_days_of_tolerance():
    found = Compared(case("eightfold-in-three-days"))
    assert found.verdict("u1", "o1") == "differ", "51,000 on 3 April, 7,000 on 7 April"
    assert found.verdict("u1", "o2") in ("", "not comparable"), "the later is the higher"
    told = told_anywhere(case("eightfold-in-three-days"))
    assert "8.1-fold" not in told
    assert [line for line in told.splitlines() if "51,000" in line and "7,000" in line]


@pytest.mark.parametrize(("tolerance", "verdict"), [("", False), (2, False), (3, True), (7, True)])
def test_within_the_tolerance_two_days_are_one(tmp_path, tolerance, verdict):
    told = [said("us", "7,000", 0, "dead"), said("osi", "57,000", 3, "dead")]
    quantities = [TOLL[0] | {"tolerance_days": tolerance}]
    ledger = write_ledger(tmp_path, told, quantities)
    assert (Compared(ledger).verdict("f0", "f1") == "differ") == verdict
    assert ("8.1-fold" in page("figures_by_source", ledger).told) == verdict


# One source's own history


def test_a_source_that_raises_its_number_disputes_nothing():
    ledger = case("one-source-rising")
    assert disputes(ledger) == {}
    assert Compared(ledger).own_pairs.empty
    rose = [text for name in MAIN for text in page(name, ledger).says("1,000", "4,000")]
    assert [text for text in rose if re.search(r"\brose\b|\braised\b", text)]


@pytest.mark.parametrize("numbers", [["7", "9"], ["3,070", "3,070", "3,160"], ["232", "73,419"]])
@pytest.mark.parametrize("days", [1, 7])
def test_no_history_of_one_source_is_a_dispute(tmp_path, numbers, days):
    told = [said("ministry", text, days * n, "dead") for n, text in enumerate(numbers)]
    ledger = write_ledger(tmp_path, told, TOLL)
    assert disputes(ledger, *MAIN) == {}
    assert len(Compared(ledger).spread) == 1


def test_the_days_of_one_source_are_not_set_against_each_other():
    assert disputes(case("days-of-one-source")) == {}
    assert "10 to 30" not in told_anywhere(case("days-of-one-source"))


@pytest.mark.parametrize("kind", ["flow", "stock", "cumulative", ""])
def test_whatever_is_counted_the_weeks_of_one_source_are_no_dispute(tmp_path, kind):
    weeks = [{"event_from": after(7 * n), "event_to": after(7 * n + 6)} for n in range(3)]
    told = [said("ministry", f"{90 - 40 * n % 70}", 7 * n + 7, "out", **weeks[n]) for n in range(3)]
    ledger = write_ledger(tmp_path, told, [counted("out", kind, "people moved out")])
    assert Compared(ledger).disputed.empty
    assert "nothing in common" not in page("figures_by_source", ledger).told


@pytest.mark.parametrize("cells", [{}, {"event_from": "2024-05-01", "event_to": "2024-05-01"}])
@pytest.mark.parametrize("replaces", ["", "f0"])
@pytest.mark.parametrize(("before", "now"), [("500", "471"), ("about 9,000", "6,500")])
def test_a_toll_lowered_by_its_source_is_told_as_lowered(tmp_path, cells, replaces, before, now):
    told = [said("hosp", before, 0, "dead", **cells)]
    told += [said("hosp", now, 2, "dead", supersedes=replaces, **cells)]
    ledger = write_ledger(tmp_path, told, TOLL)
    sentences = page("timeline", ledger).says(before, now)
    assert [text for text in sentences if "lowered" in text]
    assert disputes(ledger, *MAIN) == {}
    assert "out of line" not in page("timeline", ledger).told


def test_the_case_of_a_lowered_toll_is_told_as_lowered():
    ledger = case("toll-lowered-by-its-source")
    assert [t for t in page("timeline", ledger).says("500", "471") if "lowered" in t]
    assert disputes(ledger) == {}
    assert Compared(ledger).bound("dead") == (471, 471)


def test_a_minister_who_corrects_the_ministry_is_named_with_it():
    ledger = case("minister-corrects-ministry")
    told = page("timeline", ledger).says("802", "279", "Ana Ruiz", "Interior Ministry")
    assert [text for text in told if "lowered" in text or "replace" in text]
    assert disputes(ledger) == {}
    assert Compared(ledger).verdict("a", "b") == ""


@pytest.mark.parametrize(("first", "then"), [("ministry", "minister"), ("minister", "spokesman")])
def test_any_two_of_one_organisation_may_correct_each_other(tmp_path, first, then):
    sources = [{"source_id": n, "name": n, "organisation_id": "ministry", "named": "true"}
               for n in ("ministry", "minister", "spokesman")]  # fmt: skip
    told = [said(first, "90", 0, "dead"), said(then, "70", 1, "dead", supersedes="f0")]
    found = Compared(write_ledger(tmp_path, told, TOLL, sources))
    assert found.pairs.empty
    assert found.bound("dead") == (70, 70)


def test_a_counter_that_starts_anew_is_named_once_and_compared_across_with_nothing():
    ledger = case("counter-reset")
    told = page("timeline", ledger)
    assert len(told.says("begins anew")) == 1
    assert "lowered" not in told.told and "out of line" not in told.told
    assert disputes(ledger) == {}
    assert not re.search(r"4,047 to (123|217)|(123|217) to 4,047", told_anywhere(ledger))
    assert Compared(ledger).bound("killed") == (217, 217)


def test_another_start_is_another_count_for_other_sources_too(tmp_path):
    since = {"event_from": "2023-10-08"}, {"event_from": "2024-05-01"}
    told = [
        said("ministry", "4,000", 0, "dead", **since[0]),
        said("ministry", "30", 3, "dead", **since[1]),
        said("union", "4,100", 1, "dead", **since[0]),
        said("union", "30", 3, "dead", **since[1]),
    ]
    ledger = write_ledger(tmp_path, told, TOLL)
    found = Compared(ledger)
    assert found.disputed.empty
    assert found.verdict("f1", "f3") == "same"
    assert disputes(ledger, *MAIN) == {}


def test_one_slip_is_named_and_the_figures_after_it_are_not():
    sentences = [
        text
        for text in page("timeline", case("one-slip")).sentences
        if re.search(r"out of line|suspect|\bslip", text)
    ]
    assert names(sentences, "1,200")
    assert not names(sentences, "130", "140", "150", "160")
    assert "lowered" not in page("timeline", case("one-slip")).told
    assert Compared(case("one-slip")).bound("killed") == (160, 160)


@pytest.mark.parametrize(
    ("numbers", "out_of_line"),
    [
        (["10", "11", "110", "12", "13"], ["110"]),
        (["1,000", "1,010", "1,020", "104", "1,050", "1,060"], ["104"]),
        (["7", "8", "9", "10"], []),
        (["1,000", "1,100", "400", "410"], []),
    ],
)
def test_what_is_out_of_line_is_told_by_its_number(tmp_path, numbers, out_of_line):
    told = [said("ministry", text, n, "dead") for n, text in enumerate(numbers)]
    ledger = write_ledger(tmp_path, told, TOLL)
    sentences = [text for text in page("timeline", ledger).sentences if "out of line" in text]
    assert len(names(sentences, *out_of_line)) == len(sentences)
    assert bool(sentences) == bool(out_of_line)


# Periods, and parts of wholes, at different times


def test_days_of_a_flow_are_never_mixed():
    ledger = case("days-and-parts")
    told = told_anywhere(ledger)
    assert disputes(ledger) == {}
    assert "150 %" not in told
    assert "75 %" in page("estimates", ledger).told, "1.5 of 2 million on 8 May"
    found = Compared(ledger)
    assert found.verdict("b", "c") == "not too large"
    assert found.verdict("a", "c") in ("", "not comparable")


@pytest.mark.parametrize("days", [1, 7, 30])
@pytest.mark.parametrize("others", [["police"], ["union"], ["union", "mayor"]])
def test_a_part_belongs_to_the_whole_of_its_own_period(tmp_path, days, others):
    periods = [
        {"event_from": after(n * days), "event_to": after(n * days + days - 1)} for n in range(2)
    ]
    told = [said("police", "1,000", days, "all", **periods[0])]
    told += [said("police", "6,000", 2 * days, "all", **periods[1])]
    told += [said(who, "4,500", 2 * days, "city", **periods[1]) for who in others]
    quantities = [counted("all", "flow", "arrests", "arrests")]
    quantities += [counted("city", "flow", "arrests in the city", "arrests", part_of="all")]
    ledger = write_ledger(tmp_path, told, quantities)
    assert disputes(ledger, *MAIN) == {}
    assert set(re.findall(r"(\d[\d.]*) %", page("estimates", ledger).told)) <= {"75"}
    assert Compared(ledger).verdict("f1", "f2") == "not too large"


@pytest.mark.parametrize(
    ("name", "percents"),
    [
        ("part-and-whole-over-time", {"40"}),
        ("part-later-than-whole", set()),
        ("part-of-flow-in-another-month", {"33.3", "40"}),
    ],
)
def test_a_part_of_one_time_is_no_part_of_a_whole_of_another(name, percents):
    told = page("overview", case(name)).told + page("estimates", case(name)).told
    assert disputes(case(name)) == {}
    assert set(re.findall(r"(\d[\d.]*) %", told)) <= percents
    assert Compared(case(name)).disputed.empty


def test_two_other_times_are_the_reason_why_there_is_no_verdict():
    assert Compared(case("part-later-than-whole")).verdict("children-feb", "killed-nov-un") in (
        "",
        "not comparable",
    )


@pytest.mark.parametrize(("tolerance", "verdict"), [("", ""), (3, "too large")])
def test_a_level_bounds_its_part_only_on_its_day(tmp_path, tolerance, verdict):
    told = [said("un", "1,000", 0, "camp"), said("moh", "2,000", 3, "kids")]
    quantities = [counted("camp", "stock", tolerance_days=tolerance)]
    quantities += [counted("kids", "stock", part_of="camp", tolerance_days=tolerance)]
    found = Compared(write_ledger(tmp_path, told, quantities))
    assert found.verdict("f0", "f1").replace("not comparable", "") == verdict
    assert found.bound("camp")[1] == (1_000 if tolerance else float("inf"))


# Kinds that are not recorded


def test_daily_counts_without_a_kind_are_no_dispute_across_days():
    ledger = case("single-csv-of-daily-counts.csv")
    told = told_anywhere(ledger)
    assert "900 to 1,050" not in told and "1.2-fold" not in told
    found = Compared(ledger)
    assert found.verdict("a3", "b1") in ("", "not comparable")
    assert found.verdict("a2", "b1") == "differ", "of one day, whatever the kind is"


def test_without_a_kind_only_one_day_is_compared(tmp_path):
    told = [said("ministry", "1,000", 0), said("un", "900", 1), said("ministry", "1,050", 2)]
    ledger = write_ledger(tmp_path, told)
    assert disputes(ledger, *MAIN) == {}
    assert "kind" in page("figures_by_source", ledger).told


def test_a_part_is_not_too_large_for_a_whole_of_another_day_whose_kind_is_blank(tmp_path):
    since = {"event_from": after(0), "event_to": after(3)}
    told = [said("ann", "at least 120", 3, "some", **since), said("ben", "40", 12, "all")]
    quantities = [counted("all", ""), counted("some", "cumulative", part_of="all")]
    ledger = write_ledger(tmp_path, told, quantities)
    found = Compared(ledger)
    assert found.disputed.empty
    assert found.bounds["larger"].tolist() == ["", ""]
    assert disputes(ledger, "estimates") == {}


@pytest.mark.parametrize("kind", ["stock", ""])
def test_two_days_that_only_a_third_figure_joins_are_not_set_against_each_other(tmp_path, kind):
    while_both = {"event_from": after(0), "event_to": after(3)}
    told = [said("ann", "40", 0), said("ben", "90", 2), said("cat", "60", 3, **while_both)]
    found = Compared(write_ledger(tmp_path, told, [counted("crowd", kind)]))
    spread = found.spread.loc["crowd"]
    assert found.verdict("f0", "f1") in ("", "not comparable")
    assert spread["fold"] != 90 / 40
    assert spread["differ"] <= (found.pairs["verdict"] == "differ").sum()


# The same at any size


@pytest.mark.parametrize("rule", [polls, growing], ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("notebook", ["figures_by_source", "estimates", "sensitivity"])
def test_time_is_told_alike_at_50_and_51_rows(tmp_path, rule, notebook):
    pages = [page(notebook, write_ledger(tmp_path / str(n), *rule(n))) for n in (50, 51)]
    assert shapes(pages[0]) == shapes(pages[1])
    assert [one.disputes for one in pages] == [[], []]
