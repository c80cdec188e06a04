"""Sentences of ledgers that vary in kind, number, time and stage, as an editor reads them."""

import pytest
from compared import Compared
from made import after, counted, refused, said, write_ledger
from pages_of import all_pages, page
from reported_figures.ledger import load_ledger, select
from reported_figures.reading.intervals import read_intervals
from reported_figures.telling import timeline

SHIPS = [counted("crowd", "total", "ships sunk", "ships")]
BOTH_SIDES = [
    said("a", "50"),
    said("b", "80", status="under_way"),
    said("c", "120", status="expected"),
]


def told(folder, rows, quantities=(), notebook="figures_by_source", sources=(), **parameters):
    """Return all sentences of a page in one text."""
    ledger = write_ledger(folder, rows, quantities, sources)
    return " ".join(page(notebook, ledger, **parameters).sentences)


# Stages and times


def test_numbers_of_two_stages_are_told_with_the_stage(tmp_path):
    text = told(tmp_path, [*BOTH_SIDES, said("d", "100", status="expected")], SHIPS)
    assert "for ships sunk, expected or under way, run from 80 to 120" in text
    assert "two sources or more" not in text  # two stages are no two times


def test_counts_beside_an_expectation_are_told_without_it(tmp_path):
    rows = [said("a", "50"), said("b", "80"), said("c", "900", status="expected")]
    text = told(tmp_path, rows, SHIPS)
    assert "for ships sunk, expectations apart, run from 50 to 80" in text
    assert "on 2 May 2024 run" not in text


def test_expectations_alone_are_told_as_expected(tmp_path):
    toll = [counted("crowd", "cumulative", "ships sunk", "ships", starts_on="2024-01-01")]
    rows = [said(who, number, status="expected", event_to="2024-12-31")
            for who, number in (("a", "50"), ("b", "80"))]  # fmt: skip
    assert "as of 31 December 2024, expected, run from 50 to 80" in told(tmp_path, rows, toll)


def test_a_quantity_split_by_status_is_named_with_it(tmp_path):
    rows = [*BOTH_SIDES, said("d", "100", status="expected")]
    ledger = write_ledger(tmp_path, rows, SHIPS)
    one = page("figures_by_source", ledger, split_by_status=True)
    assert "ships sunk (expected) run from 100 to 120" in " ".join(one.sentences)
    assert any(
        "Numbers for ships sunk (expected): from 100 to 120" in words for words in one.pictures
    )


def test_a_flow_of_an_unknown_period_has_no_day_of_its_own(tmp_path):
    text = told(tmp_path, [said("a", "40"), said("b", "60")], [counted("crowd", "flow", "calls")])
    assert "for calls, said on 2 May 2024, run from 40 to 60" in text


def test_years_are_not_told_as_days(tmp_path):
    rows = [said("a", "44,781", "1872"), said("b", "28,000", "1895")]
    ledger = write_ledger(tmp_path, rows, SHIPS)
    texts = [page(name, ledger) for name in ("figures_by_source", "timeline", "overview")]
    words = " ".join(one.told for one in texts)
    assert "reported in 1872 and in 1895" in words and "said between 1872 and 1895" in words
    assert "said at 2 times" in words and "2 times with news" in words
    assert "days apart" not in words and "31 December" not in words


@pytest.mark.parametrize("kind", ["stock", "cumulative"])
def test_a_span_is_told_with_its_day(tmp_path, kind):
    rows = [said("a", "50"), said("b", "80")]
    text = told(tmp_path, rows, [counted("crowd", kind, "troops")], "estimates")
    assert "figures for troops as of 2 May 2024 span 50 to 80" in text


def test_a_span_of_a_flow_is_told_with_its_period(tmp_path):
    may = {"event_from": "2024-05-01", "event_to": "2024-05-31"}
    rows = [said(who, number, "2024-06-01", **may) for who, number in (("a", "50"), ("b", "80"))]
    text = told(tmp_path, rows, [counted("crowd", "flow", "calls")], "estimates")
    assert "figures for calls in May 2024 span 50 to 80" in text


def test_a_running_total_with_a_start_comes_with_no_open_date(tmp_path):
    toll = [counted("crowd", "cumulative", "deaths")]
    rows = [said("a", "50", event_from="2024-01-01"), said("b", "80", event_to="2024-05-02")]
    ledger = write_ledger(tmp_path, rows, toll)
    assert "date goes with it" not in page("figures_by_source", ledger).told
    assert "with a date but without a period" not in page("timeline", ledger).told


# Withdrawn


def test_what_is_withdrawn_is_not_told_as_replaced(tmp_path):
    rows = [said("a", "700", stands_until="2024-05-05"), said("b", "300", 8)]
    ledger = write_ledger(tmp_path, rows, SHIPS)
    text = " ".join(page("timeline", ledger).sentences)
    assert "1 figure or position is no longer held, without a new number." in text
    assert "replaced by" not in text
    traced = " ".join(page("provenance", ledger).sentences)
    assert "700, a position held until 5 May 2024, traces to" in traced


# Numbers


def test_a_vague_word_that_is_read_is_told_with_what_it_is_read_as(tmp_path):
    rows = [said("a", "dozens"), said("b", "hundreds"), said("c", "45")]
    ledger = write_ledger(tmp_path, rows, SHIPS)
    text = " ".join(page("overview", ledger, vague_set="acled").sentences)
    assert "for ships sunk, vague words as read, run from 12 to 100" in text
    assert "span 12 to 100, from dozens (a) to hundreds (b)" in text
    assert "are all 45" not in text and "span 45 to 45" not in text


def test_ceilings_are_open_below(tmp_path):
    rows = [said("a", "no more than 40"), said("b", "fewer than 30")]
    text = told(tmp_path, rows, SHIPS, "estimates")
    assert "one or more of them are open below." in text


def test_a_distance_of_one_has_no_plural(tmp_path):
    rows = [said("a", "three"), said("b", "four")]
    ledger = write_ledger(tmp_path, rows, SHIPS)
    table = "".join(page("figures_by_source", ledger).tables)
    assert "are 1 apart, 1.3-fold" in table and "1 ships" not in table


def test_zero_is_a_number_in_print(tmp_path):
    rows = [said("a", "0"), said("b", "12", 1)]
    text = told(tmp_path, rows, SHIPS, "timeline")
    assert "the numbers in print run from 0 to 12 for ships sunk; before: 0" in text


def test_no_end_of_an_interval_is_a_negative_zero(tmp_path):
    ledger = load_ledger(write_ledger(tmp_path, [said("a", "up to 40")], SHIPS))
    low = read_intervals(select(ledger), ledger.hedge_rules)["interval_low"]
    assert str(low.iloc[0]) == "0.0"


# Words


@pytest.mark.parametrize(
    ("label", "verb", "words"),
    [
        ("people killed", "killed", "says that 40 people were killed"),
        ("people killed in the fire", "killed", "says that 40 people were killed in the fire"),
        ("people in the square", "counted", "says that 40 people in the square were counted"),
    ],
)
def test_a_verb_is_said_once(tmp_path, label, verb, words):
    quantities = [counted("crowd", "total", label, observed_as=verb)]
    assert words in told(tmp_path, [said("a", "40")], quantities)


def test_what_is_measured_is_refused_as_a_figure(tmp_path):
    turnout = [counted("crowd", "total", "turnout", "percent", unit_kind="percent")]
    text = told(tmp_path, [said("a", "60%"), refused("b", "cannot_confirm")], turnout)
    assert "cannot confirm the figure for turnout" in text and "reports of turnout" not in text


def test_a_ledger_of_one_source_has_one(tmp_path):
    text = told(tmp_path, [said("a", "40")], SHIPS, "overview")
    assert "The ledger has 1 source, 1 quantity, 1 day with news" in text
    assert "There are 1" not in text


def test_readings_that_are_all_alike_leave_nothing_to_point_at(tmp_path):
    text = told(tmp_path, [said("a", "100 to 200"), said("b", "150 to 300")], SHIPS)
    assert "There is one reading of these hedges, so no finding hangs on it." in text
    assert "sensitivity has them" not in text


# Parts that together are the whole


def halves(*numbers, of_all=""):
    """Return the rows of two complete parts, and of their whole."""
    rows = [said("a", number, of=part) for part, number in zip("mf", numbers, strict=False)]
    return rows + ([said("c", of_all, of="all")] if of_all else [])


def parts_of(folder, rows, kind="total"):
    quantities = [counted("all", kind, "detainees")]
    quantities += [counted(q, kind, f"{q} detained", part_of="all", parts="complete") for q in "mf"]
    return write_ledger(folder, rows, quantities)


@pytest.mark.parametrize(
    ("rows", "kind", "bound"),
    [
        (halves("300", "200"), "total", (500, 500)),
        (halves("300", "200"), "stock", (500, 500)),
        (halves("300", "200"), "cumulative", (500, float("inf"))),
        (halves("300", "at least 200"), "total", (500, float("inf"))),
        (halves("300"), "total", (300, float("inf"))),
        (halves("300", "200", of_all="at least 450"), "total", (500, 500)),
    ],
)
def test_complete_parts_bound_their_whole_on_both_sides(tmp_path, rows, kind, bound):
    assert Compared(parts_of(tmp_path, rows, kind)).bound("all") == bound


def test_a_whole_larger_than_all_its_parts_is_a_contradiction(tmp_path):
    ledger = parts_of(tmp_path, halves("300", "150", of_all="500"))
    text = " ".join(page("estimates", ledger).sentences)
    assert "together come to at most 450, less than 500 (c, 2 May 2024) for detainees" in text


def test_a_bound_that_parts_set_is_told_as_theirs(tmp_path):
    ledger = parts_of(tmp_path, halves("300", "200", of_all="up to 600"))
    text = " ".join(page("estimates", ledger).sentences)
    assert "If every figure for detainees, its whole and its parts holds, the number is 500" in text


# Computed numbers in the style of those that are printed


@pytest.mark.parametrize(
    ("numbers", "unit", "kind", "words"),
    [
        (("£44.6 billion", "£66 billion"), "pounds", "money", "44.6 billion to 66 billion pounds"),
        (("£44.6 billion", "£66 billion"), "£", "money", "£44.6 billion to £66 billion"),
        (("$1,234,567", "$2 million"), "$", "money", "$1,234,567 to $2,000,000"),
        (("29%", "34 percent"), "percent", "percent", "29 to 34 percent"),
        (("3,200 tonnes", "5,000 tonnes"), "tonnes", "measure", "3,200 to 5,000 tonnes"),
        (("3,200", "5,000"), "people", "count", "3,200 to 5,000"),
    ],
)
@pytest.mark.parametrize("notebook", ["figures_by_source", "estimates", "timeline"])
def test_a_range_stands_in_its_unit(tmp_path, numbers, unit, kind, words, notebook):
    quantities = [counted("crowd", "total", "what is measured", unit, unit_kind=kind)]
    rows = [said(who, number, day) for who, number, day in zip("ab", numbers, (0, 1), strict=True)]
    text = told(tmp_path, rows, quantities, notebook)
    assert f"{words}," in text or f"{words} for" in text


def test_a_bound_stands_in_its_unit(tmp_path):
    euros = {"unit": "euros", "unit_kind": "money"}
    quantities = [counted("all", label="costs", **euros),
                  counted("crowd", label="costs of the roof", part_of="all", **euros)]  # fmt: skip
    text = told(tmp_path, [said("a", "1.5 million euros")], quantities, "estimates")
    assert "it is at least 1.5 million euros, set by" in text


# What was said later, elsewhere, and beyond its day


def test_what_was_held_no_longer_is_not_replaced_by_what_its_source_said_later(tmp_path):
    rows = [said("a", "50", stands_until="2024-05-05"), said("b", "55", 5), said("a", "60", 7)]
    ledger = write_ledger(tmp_path, rows, SHIPS)
    text = " ".join(page("figures_by_source", ledger).sentences)
    assert "a position held until 5 May 2024" in text and "since replaced" not in text
    text = " ".join(page("timeline", ledger).sentences)
    assert "is no longer held" in text and "been replaced by" not in text


def test_a_repeat_is_told_with_its_channel(tmp_path):
    rows = [said("a", "about 1,200", outlet="BBC"),
            said("a", "1,200", 1, outlet="press conference in Oslo", repeats="f0")]  # fmt: skip
    text = told(tmp_path, rows, SHIPS)
    assert "told again as \u201c1,200\u201d at a press conference in Oslo" in text


def test_a_number_that_was_lowered_and_raised_is_told_with_its_last(tmp_path):
    rows = [said("a", number, day) for number, day in (("100", 0), ("80", 2), ("120", 5))]
    text = told(tmp_path, rows, SHIPS)
    assert "from 100 (2 May 2024) to 80 (4 May 2024); the last is 120 (7 May 2024)" in text


def test_a_number_of_another_day_is_a_number(tmp_path):
    quantities = [counted("all", "stock", "prisoners"),
                  counted("crowd", "stock", "prisoners of war", part_of="all")]  # fmt: skip
    rows = [said("a", "5,000", of="all"), said("b", "4,000", 18)]
    text = told(tmp_path, rows, quantities, "estimates")
    assert "No figure numbers prisoners as of 20 May 2024" in text
    assert "of this selection numbers" not in text


def test_no_share_is_above_the_whole(tmp_path):
    quantities = [counted("all", label="jobs"), counted("crowd", label="posts", part_of="all")]
    rows = [said("a", "5,000", of="all"), said("b", "5,200")]
    ledger = write_ledger(tmp_path, rows, quantities)
    assert "104 %" not in page("sensitivity", ledger).told
    assert "104 %" not in page("estimates", ledger, rule_set="round_bare").told


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (("10 to 20", "at most 15", "at least 18"), "span 10 to 20, both in 10 to 20 (a);"),
        (("nearly 9,000", "over 9,000"), "all print 9,000: nearly 9,000 (a) and over 9,000 (b);"),
    ],
)
def test_a_span_names_no_figure_twice(tmp_path, numbers, words):
    rows = [said(who, number) for who, number in zip("abc", numbers, strict=False)]
    assert words in told(tmp_path, rows, SHIPS, "estimates")


# What has ended, was replaced, or is of another period


@pytest.mark.parametrize(("as_of", "disputed"), [("", False), ("2024-05-04", True)])
def test_what_was_withdrawn_last_is_in_no_dispute(tmp_path, as_of, disputed):
    rows = [said("a", "700", stands_until="2024-05-05"), said("b", "300", 1)]
    ledger = write_ledger(tmp_path, rows, SHIPS)
    one = page("figures_by_source", ledger, as_of=as_of)
    assert bool(one.disputes) == disputed
    assert ("a position held until 5 May 2024" in one.told) == (not disputed)
    if not disputed:
        assert "1 figure or position is no longer held" in page("timeline", ledger).told


def test_what_replaces_a_figure_replaces_what_tells_it_again(tmp_path):
    rows = [said("a", "about 80", quoted="paraphrase"),
            said("a", "80", 3, quoted="direct", repeats="f0"),
            said("a", "65", 3, supersedes="f0"),
            said("b", "90", 3)]  # fmt: skip
    ledger = write_ledger(tmp_path, rows, SHIPS)
    text = " ".join(page("figures_by_source", ledger).sentences)
    assert "span 65 to 90" in " ".join(page("estimates", ledger).sentences)
    assert "lowered its own number for ships sunk from about 80 (2 May 2024) to 65 (5 May" in text
    for notebook in ("overview", "provenance"):
        assert "For ships sunk: 2 figures, 2 distinct origins" in page(notebook, ledger).told


def test_a_series_of_two_speakers_has_both_names(tmp_path):
    rows = [said("a", "30", origin_id="b"), said("b", "44", 2, supersedes="f0")]
    text = told(tmp_path, rows, SHIPS)
    assert "B raised the number that a gave for ships sunk from 30 (2 May 2024) to 44" in text


def test_the_shorter_period_is_the_part(tmp_path):
    rows = [said("a", "700", 3, event_from="2024-05-02", event_to="2024-05-04"),
            said("b", "900", 3, event_from="2024-05-04", event_to="2024-05-04")]  # fmt: skip
    ledger = write_ledger(tmp_path, rows, [counted("crowd", "flow", "arrests", "arrests")])
    table = "".join(page("figures_by_source", ledger).tables)
    assert "900 (b, 5 May 2024) is too large to be a part of 700 (a, 5 May 2024)" in table


@pytest.mark.parametrize("numbers", [("300", "150"), ("300", "at most 150")])
def test_no_part_is_called_larger_where_the_parts_are_too_few(tmp_path, numbers):
    text = page("timeline", parts_of(tmp_path, halves(*numbers, of_all="500"))).told
    assert "500; the claims exclude one another" in text
    assert "larger than its whole" not in text


# Years and months


@pytest.mark.parametrize(
    ("cells", "start"),
    [({}, {"starts_on": "1832"}), ({"event_from": "1832"}, {}), ({}, {"starts_on": "1832-03"})],
)
def test_a_total_that_runs_since_a_year_is_told_so(tmp_path, cells, start):
    cholera = [counted("crowd", "cumulative", "cholera deaths", "deaths", **start)]
    text = told(tmp_path, [said("a", "18,402", "1833", **cells)], cholera)
    month = "March 1832" if start.get("starts_on") == "1832-03" else "1832"
    assert f"the number of cholera deaths since {month} at 18,402, as of 1833" in text


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [("1914", "1918", "between 1914 and 1918"),
     ("2023-11", "2024-01", "between November 2023 and January 2024"),
     ("2024-01", "2024-03", "between January and March 2024")],
)  # fmt: skip
def test_a_period_of_years_or_months_has_no_days(tmp_path, first, last, words):
    rows = [said("a", "120", "2024-05", event_from=first, event_to=last)]
    text = told(tmp_path, rows, [counted("crowd", "flow", "evictions", "evictions")])
    assert f"the number of evictions {words} at 120, as of May 2024" in text


def test_a_level_of_a_year_is_told_as_of_it(tmp_path):
    rows = [said("a", "40,000", "1870"), said("b", "55,000", "1870")]
    text = told(tmp_path, rows, [counted("crowd", "stock", "men under arms", "men")], "estimates")
    assert "The figures for men under arms as of 1870 span 40,000 to 55,000" in text


# Where the highest number comes from


def test_a_forecast_is_traced_as_one(tmp_path):
    rows = [said("a", "500,000", status="expected"), said("b", "120,000", 9)]
    text = told(tmp_path, rows, SHIPS, "provenance")
    assert "The highest number for ships sunk, 500,000, an expectation, traces to" in text


def test_a_highest_number_in_two_wordings_has_both(tmp_path):
    rows = [said("a", "between 20 and 30"), said("b", "30 or more")]
    text = told(tmp_path, rows, SHIPS, "provenance")
    assert "30 (in \u201cbetween 20 and 30\u201d and \u201c30 or more\u201d), traces to" in text


def test_a_distance_in_money_has_its_scale(tmp_path):
    quantities = [counted("crowd", "total", "debt", "dollars", unit_kind="money")]
    rows = [said("a", "$31.4 trillion"), said("b", "$33.5 trillion")]
    table = "".join(page("figures_by_source", write_ledger(tmp_path, rows, quantities)).tables)
    assert "are 2.1 trillion dollars apart, 1.1-fold" in table


def test_each_sentence_begins_with_a_capital(tmp_path):
    quantities = [counted("pool", label="reservists trained"),
                  counted("crowd", label="reservists sent", drawn_from="pool")]  # fmt: skip
    rows = [said("a", "up to 4,000"), said("b", "3,000", of="pool")]
    text = told(tmp_path, rows, quantities, "estimates")
    assert "Up to 4,000 (a) is drawn from" in text


# Who says what, and whether all of it can hold

TOLL = [counted("crowd", "cumulative", "birds found", "birds", starts_on="2024-05-01")]


def test_a_range_names_its_ends_and_says_whether_all_can_hold(tmp_path):
    rows = [said("army", "340"), said("union", "112"), said("watch", "300"),
            refused("mayor", "denies", 1), refused("clinic", "cannot_confirm", 1)]  # fmt: skip
    text = told(tmp_path / "a", rows, SHIPS)
    assert "the lowest is from union, the highest from army; they cannot all hold" in text
    assert "; what is said of it is not confirmed by clinic and denied by mayor." in text
    text = told(tmp_path / "b", [said("army", "340"), said("union", "up to 500")], SHIPS)
    assert "the highest from union (up to 500); they can all hold." in text


def test_of_one_number_alone_it_is_told_who_gives_it(tmp_path):
    text = told(tmp_path / "a", [said("police", "nearly 300")], SHIPS)
    assert "For ships sunk only police gives a figure: nearly 300." in text
    text = told(tmp_path / "b", [refused("police", "denies")], SHIPS)
    assert "No source gives a number." in text


@pytest.mark.parametrize("notebook", ["overview", "figures_by_source"])
def test_a_running_total_that_fell_is_told_beside_the_latest_ones(tmp_path, notebook):
    rows = [said("ngo", "900", 3), said("council", "400", 10), said("ngo", "950", 12),
            said("fire", "940", 12)]  # fmt: skip
    text = told(tmp_path, rows, TOLL, notebook)
    assert "run from 940 to 950" in text
    assert "900 (ngo, 5 May 2024) and 400 (council, 12 May 2024) are 500 birds apart, 2.3-fold; "\
        "the later running total is the lower one" in text  # fmt: skip


def test_a_later_total_that_is_higher_is_not_told_as_lower(tmp_path):
    quantities = [TOLL[0] | {"tolerance_days": "3"}]
    ledger = write_ledger(tmp_path, [said("a", "100", 3), said("b", "300", 5)], quantities)
    table = "".join(page("figures_by_source", ledger).tables)
    assert "are 200 birds apart, 3-fold; reported 2 days apart" in table


def test_the_distance_of_two_numbers_is_that_of_their_printed_ends(tmp_path):
    rows = [said("a", "800"), said("b", "nearly 1,000"), said("c", "between 1,500 and 2,000")]
    table = "".join(page("figures_by_source", write_ledger(tmp_path, rows, SHIPS)).tables)
    assert "are 200 ships apart, 1.3-fold" in table
    assert "are 500 ships apart, 1.5-fold" in table


def test_percentages_tell_when_they_lay_widest_apart(tmp_path):
    poll = [counted("crowd", "stock", "support", "percent", unit_kind="percent")]
    rows = [said("a", "48%", 1), said("b", "30%", 1), said("a", "41%", 30), said("b", "43%", 30)]
    text = told(tmp_path, rows, poll)
    assert "run from 41 to 43 percent, 2 points" in text
    assert "at the widest 18 points apart, on 3 May 2024" in text


def test_a_running_total_of_a_month_has_no_day(tmp_path):
    rows = [said("a", "900", "2024-07"), said("b", "700", "2024-07")]
    assert "as of July 2024 run from 700 to 900" in told(tmp_path, rows, TOLL)


def test_who_refused_a_number_did_not_say_it_before_giving_another(tmp_path):
    rows = [said("customs", "300", 1, stance="cannot_confirm", status="", stance_on="number"),
            said("customs", "about 40", 4)]  # fmt: skip
    ledger = write_ledger(tmp_path, rows, SHIPS)
    assert "replaced" not in " ".join(page("figures_by_source", ledger).sentences)
    timeline = page("timeline", ledger)
    assert not timeline.says("been replaced by") and timeline.says("none of them", "replaced")


def test_a_highest_number_that_another_source_still_holds_is_not_over(tmp_path):
    rows = [said("watch", "340", stands_until="2024-05-05"), said("agency", "340", 1)]
    assert "a position held until" not in told(tmp_path, rows, SHIPS, "provenance")
    assert "340, a position held until 5 May 2024," in told(
        tmp_path / "one", rows[:1], SHIPS, "provenance"
    )


def test_a_person_has_no_number_of_its_own(tmp_path):
    rows = [said("ana", "500", 1), said("ana", "400", 5)]
    people = [{"source_id": "ana", "name": "Ana Duarte", "kind": "person", "named": "true"}]
    text = told(tmp_path, rows, TOLL, sources=people)
    assert "Ana Duarte lowered the number for birds found" in text


def test_in_a_chart_a_source_that_says_it_twice_has_its_days(tmp_path):
    rows = [said("a", "500", 1), said("a", "700", 5), said("b", "650", 5)]
    (chart, *_) = page("figures_by_source", write_ledger(tmp_path, rows, TOLL)).pictures
    assert "birds found, 3 May 2024" in chart and "birds found, 7 May 2024" in chart
    assert "b:\nbirds found\n650" in chart


def test_counts_and_forecasts_each_tell_their_own_widest_time(tmp_path):
    sales = [counted("crowd", "flow", "cars sold", "cars")]
    year = [{"event_from": f"{y}-01-01", "event_to": f"{y}-12-31"} for y in (2023, 2024)]
    rows = [said("a", "100", 1, **year[0]), said("b", "104", 1, **year[0]),
            said("a", "100", 2, status="expected", **year[1]),
            said("b", "150", 2, status="expected", **year[1])]  # fmt: skip
    text = told(tmp_path, rows, sales)
    assert "1.5-fold" in text and "2 of 2 times" not in text


def test_nothing_is_put_at_an_unknown_amount(tmp_path):
    leak = [counted("crowd", "total", "solvent leaked", "tonnes", unit_kind="measure")]
    text = told(tmp_path, [said("council", "an unknown amount"), said("union", "300")], leak)
    assert "Council speaks of an unknown amount for solvent leaked" in text


def test_what_is_open_on_one_side_spans_nothing(tmp_path):
    rows = [said("council", "0"), said("union", "about a dozen"), said("mayor", "up to 30")]
    told_there = page("sensitivity", write_ledger(tmp_path, rows, SHIPS)).told
    assert "the figures are at most" in told_there and "span at most" not in told_there


# Days known as a month or a year, several figures of one whole, and marks of a chart

NESTS = [counted("crowd", "stock", "nests", "nests")]
MONTH = {"event_from": "2024-05", "event_to": "2024-05"}


def test_a_month_is_that_whole_interval(tmp_path):
    rows = [said("club", "40", 30, **MONTH), said("park", "90", 7)]
    text = told(tmp_path / "a", rows, NESTS)
    assert "the two differ" in text or "nothing in common" in text
    both = told(tmp_path / "b", [rows[0], said("park", "90", 30, **MONTH)], NESTS)
    assert "for nests in May 2024 run from 40 to 90" in both


def test_a_number_of_some_day_of_a_month_has_no_place_in_its_course(tmp_path):
    rows = [said("park", "90", 7), said("park", "70", 30, **MONTH), said("park", "80", 40)]
    text = told(tmp_path, rows, NESTS, "timeline")
    assert (
        "According to park, the number of nests went from 90 (9 May 2024) to 80 (11 June 2024)."
        in text
    )


def test_what_was_said_in_a_month_comes_by_its_end(tmp_path):
    rows = [said("park", "90", 7), said("club", "40", "2024-05"), said("farm", "10", 29)]
    shown = page("timeline", write_ledger(tmp_path, rows, NESTS))
    assert timeline.day_lines(shown.frames["additions"]) == [
        "On 9 May 2024: 1 figure or position, from park; 1 then stands.",
        "By the end of May 2024: 2 figures and positions, from club and farm; 3 then stand.",
    ]


@pytest.mark.parametrize(
    ("parts", "numbers", "wholes", "words"),
    [
        ("disjoint", ("300", "200"), ("450", "1,500"),
         "together come to at least 500, more than 450 (c, 2 May 2024)"),
        ("complete", ("300", "150"), ("400", "over 600"),
         "together come to at most 450, less than \u201cover 600\u201d (d, 2 May 2024)"),
    ],
)  # fmt: skip
def test_parts_and_one_of_several_numbers_of_their_whole_exclude_one_another(
    tmp_path, parts, numbers, wholes, words
):
    rows = [said("a", number, 2 * place, of=part)
            for place, (part, number) in enumerate(zip("mf", numbers, strict=True))]  # fmt: skip
    rows += [said(who, number, of="all") for who, number in zip("cd", wholes, strict=True)]
    quantities = [counted("all", "total", "detainees")]
    quantities += [counted(q, "total", f"{q} detained", part_of="all", parts=parts) for q in "mf"]
    assert words in told(tmp_path / "a", rows, quantities, "estimates")
    fits = [said("e", "490", of="all"), said("f", "up to 505", of="all")]
    fitting = told(tmp_path / "b", rows[:2] + fits[parts == "disjoint" :], quantities, "estimates")
    assert "together come to at least" not in fitting


def test_a_bound_of_a_flow_names_its_period(tmp_path):
    june = {"event_from": "2024-06", "event_to": "2024-06"}
    rows = [said("a", "over 100", 60, **june), said("b", "40", 60, "part", **june)]
    calls = [counted("crowd", "flow", "calls"), counted("part", "flow", "p", part_of="crowd")]
    text = told(tmp_path, rows, calls, "estimates")
    assert "If every figure for calls in June 2024 holds" in text


def test_the_highest_number_has_its_time_and_whose_it_is(tmp_path):
    rows = [said("mara", "40", 30, **MONTH), said("park", "90", 7, origin_id="club")]
    sources = [{"source_id": name, "name": f"{name} x", "kind": "person"} for name in ("mara",)]
    sources += [{"source_id": "park", "name": "the park"}, {"source_id": "club", "name": "club"}]
    text = told(tmp_path / "a", rows, NESTS, "provenance", sources)
    assert "number for nests, 90, traces to club, through the park (said on 9 May 2024; " in text
    rows = [rows[0], said("park", "30", 7)]
    text = told(tmp_path / "b", rows, NESTS, "provenance", sources)
    assert "number for nests, 40 in May 2024, traces to mara x (" in text


def test_a_remark_goes_into_the_brackets_of_a_number(tmp_path):
    shots = [counted("crowd", "total", "efficacy", "percent", unit_kind="percent")]
    spread_of = said("maker", "94% (89% to 97%)", value="94", low="89", high="97")
    text = told(tmp_path, [spread_of, said("critics", "20%")], shots)
    assert ") (" not in text and "%))" not in text


def test_expectations_are_told_apart_in_a_chart_of_numbers_by_day(tmp_path):
    june = {"event_from": "2024-06-01", "event_to": "2024-06-01"}
    rows = [said("park", "90", 7), said("park", "95", 9)]
    rows += [said("park", "99", 9, status="expected", **june)]
    chart, *_ = page("timeline", write_ledger(tmp_path / "a", rows, NESTS)).pictures
    assert "dashed an expectation" in chart
    chart, *_ = page("timeline", write_ledger(tmp_path / "b", [*rows[:2], said("club", "9", 9)],
                                              NESTS)).pictures  # fmt: skip
    assert "expectation" not in chart


def test_a_chart_of_several_sources_of_other_times_does_not_say_one_source_alone(tmp_path):
    ledger = write_ledger(tmp_path, [said("park", "90", 7), said("club", "40", 9)], NESTS)
    (chart,) = page("figures_by_source", ledger).pictures
    assert "No two sources give a number for nests at the same time and stage" in chart


@pytest.mark.parametrize(("numbers", "says"), [(["90"], True), (["90", "40"], False)])
def test_estimates_without_a_bound_say_so(tmp_path, numbers, says):
    rows = [said(f"source {place}", number) for place, number in enumerate(numbers)]
    text = told(tmp_path, rows, SHIPS, "estimates")
    assert ("No figures of this selection together bound a number" in text) is says


def test_figures_that_bound_a_number_together_are_told_without_any_parts(tmp_path):
    text = told(
        tmp_path, [said("gov", "50 to 100"), said("union", "70 to 120")], SHIPS, "estimates"
    )
    assert "If every figure for ships sunk holds, the number is 70 to 100, set by" in text


def test_bounds_under_each_reading_are_told_in_their_unit(tmp_path):
    quantities = [counted("crowd", "total", "debt", "dollars", unit_kind="money")]
    rows = [said("bank", "at least $3.9 billion", 1), said("court", "more than $2 billion", 1)]
    text = told(tmp_path, rows, quantities, "sensitivity")
    assert "the figures are at least 2 billion dollars: the bounds of the debt" in text


def told_by_two(folder, days, replaced):
    """Write a toll told by a ministry and its government, a row a day; rows replace others."""
    rows = [
        said(who, number, day, "dead", event_to=after(day), supersedes=replaced.get(place, ""))
        for place, (who, number, day) in enumerate(days)
    ]
    names = {"ministry": "the ministry", "government": "the government"}
    sources = [
        {"source_id": name, "name": told, "organisation_id": "government", "named": "true"}
        for name, told in names.items()
    ]
    dead = [counted("dead", "cumulative", label="people killed")]
    return write_ledger(folder, rows, dead, sources)


def test_two_sources_tell_one_series_where_one_went_on_with_the_other_s(tmp_path):
    days = [("ministry", "560", 0), ("ministry", "612", 1), ("government", "471", 2)]
    ledger = told_by_two(tmp_path, [*days, ("government", "490", 3)], {2: "f1"})
    compared = Compared(ledger)
    assert compared.pairs.empty  # each is a step of one series
    assert compared.bound("dead") == (490, 490)  # and the ministry's 560 is withdrawn
    pages = all_pages(ledger)
    assert not any(shown.disputes for shown in pages.values())
    (told,) = pages["figures_by_source"].says("lowered")
    assert "lowered the number that the ministry gave for people killed from 612" in told


def test_two_sources_of_one_series_may_still_differ_on_one_day(tmp_path):
    days = [("ministry", "560", 0), ("government", "471", 1), ("government", "490", 2)]
    ledger = told_by_two(tmp_path, [*days, ("ministry", "620", 2)], {1: "f0"})
    assert Compared(ledger).verdict("f2", "f3") == "differ"
