"""The timeline and the place and time strip: days, status and basis can be told apart."""

import pandas as pd
import pytest
from built import ARTICLE
from large_ledger import write_large_ledger
from legible import assert_legible
from reported_figures.ledger import load_ledger, select
from reported_figures.limits import MOST_AREAS
from reported_figures.reading.intervals import read_intervals
from reported_figures.showing import charts
from reported_figures.showing.days import day_number
from reported_figures.showing.places import describe_place_and_time, plot_place_and_time, strip_of
from reported_figures.showing.timeline import STEMS, day_ticks, describe_timeline, plot_timeline
from test_charts import all_words

TITLE = "12 figures and positions, said between 17 and 18 October 2024, and more words to wrap"
DRAWN = {"timeline": plot_timeline, "strip": plot_place_and_time}


def said(ledger, **selection) -> pd.DataFrame:
    return read_intervals(select(ledger, **selection), ledger.hedge_rules)


def article() -> pd.DataFrame:
    return said(load_ledger(ARTICLE))


@pytest.fixture(scope="module")
def large(large) -> pd.DataFrame:
    return said(large)


@pytest.fixture(scope="module")
def speakers(tmp_path_factory) -> pd.DataFrame:
    """Return figures of more speakers than a chart has rows."""
    folder = tmp_path_factory.mktemp("speakers")
    return said(load_ledger(write_large_ledger(folder, sources=60, days=800, seed=1)))


def timeline(figures: pd.DataFrame):
    _, ax = charts.new_figure()
    return drawn("timeline", ax, figures)


def drawn(chart: str, ax, figures: pd.DataFrame):
    colours = charts.source_colours(figures["speaker_id"])
    return DRAWN[chart](ax, figures, colours, TITLE, "Source: the record.")


def entries_of(strip) -> list:
    """Return the entries of all cells of a strip."""
    return [entry for row in strip.rows.values() for cell in row.values() for entry in cell]


def at_day(ax, day: str) -> list:
    """Return the marks of a chart that stand at a day of October 2024."""
    on = day_number(pd.Timestamp(f"2024-10-{day}"))
    return [line for line in ax.lines if list(line.get_xdata()) == [on]]


@pytest.mark.parametrize("chart", DRAWN)
@pytest.mark.parametrize("name", ["article", "one", "none", "24", "300", "60 speakers"])
def test_text_never_overlaps(chart, name, large, speakers):
    figures = {
        "article": article(), "one": article()[:1], "none": article()[:0], "24": large[:24],
        "300": large, "60 speakers": speakers,
    }[name]  # fmt: skip
    _, ax = charts.new_figure()
    assert_legible(drawn(chart, ax, figures), off_marks=True)


def test_each_figure_of_the_article_stands_at_its_day():
    ax = timeline(article())
    assert len(at_day(ax, "17")) == 4
    assert len(at_day(ax, "18")) == 8


def test_filled_has_happened_hollow_is_expected_and_a_cross_is_not_confirmed():
    marks = at_day(timeline(article()), "18")
    crosses = [mark for mark in marks if mark.get_marker() == "x"]
    hollow = [mark for mark in marks if mark.get_markerfacecolor() == "white"]
    assert len(crosses) == 1  # the Secretary General
    assert len([mark for mark in hollow if mark not in crosses]) == 2  # sealift, 12,000


def test_a_day_of_which_nothing_is_recorded_has_a_thin_line_and_says_so():
    ax = timeline(article()[:1].assign(reported_on_basis=""))
    (line,) = [line for line in ax.lines if line.get_color() == "#5a5a5a"]
    assert line.get_linewidth() < 1
    assert "day: not recorded" in all_words(ax) and "thin, not recorded" in all_words(ax)


@pytest.mark.parametrize("basis", [basis for basis in STEMS if basis])
def test_the_basis_of_a_day_has_a_line_of_its_own(basis):
    figures = article()[:1].assign(reported_on_basis=basis)
    (stem,) = [line for line in timeline(figures).lines if line.get_color() == "#5a5a5a"]
    patterns = {name: timeline(figures.assign(reported_on_basis=name)) for name in STEMS if name}
    drawn = {
        name: next(line for line in ax.lines if line.get_color() == "#5a5a5a")
        for name, ax in patterns.items()
    }
    same = [name for name, line in drawn.items() if pattern(line) == pattern(stem)]
    assert same == [basis]


def pattern(line) -> tuple:
    return line._dash_pattern


def test_the_period_is_a_bar_and_a_date_by_which_is_a_stop():
    ax = timeline(article())
    first, last = (day_number(pd.Timestamp(f"2024-10-{day}")) for day in ("08", "13"))
    bars = [line for line in ax.lines if line.get_linewidth() == 7]
    assert len(bars) == 3  # the ships and those shipped
    for bar in bars:
        assert bar.get_xdata()[0] == pytest.approx(first, abs=0.5)
        assert bar.get_xdata()[1] == pytest.approx(last, abs=0.5)
    by = day_number(pd.Timestamp("2024-11-01"))
    assert [line for line in ax.lines if list(line.get_xdata()) == [by, by]]


def test_a_replaced_figure_is_struck_through_and_says_until_when():
    figures = article()[1:2]
    figures = figures.assign(left_on=pd.Timestamp("2024-10-20"), replaced_by="later")
    ax = timeline(figures)
    assert [line for line in ax.lines if isinstance(line.get_marker(), tuple)]
    assert "replaced on 20 October 2024" in all_words(ax)


def test_a_position_that_ended_without_a_new_number_says_until_when():
    ended = article()[1:2].assign(left_on=pd.Timestamp("2024-10-20"), replaced_by="")
    words = all_words(timeline(ended))
    assert "stood until 19 October 2024" in words and "replaced" not in words


def test_what_was_said_in_a_month_stands_in_its_middle_and_says_the_month():
    first, last = pd.Timestamp("2024-10-01"), pd.Timestamp("2024-10-31")
    ax = timeline(article()[:1].assign(reported_on=first, reported_until=last))
    assert len(at_day(ax, "16")) == 1
    assert "Said in October 2024" in all_words(ax)


def test_the_key_names_only_what_is_drawn():
    words = all_words(timeline(article()[:1]))
    assert "dashed" in words
    assert not [word for word in ("dotted", "solid", "thin,", "Slash", "Cross") if word in words]


def test_three_hundred_figures_are_a_row_for_each_source(large):
    ax = timeline(large)
    words = all_words(ax)
    assert "300 figures are more than a chart can show" in words
    assert words.count("Spokesperson of ministry") == 40


def test_more_sources_than_rows_are_a_row_for_each_quantity(speakers):
    words = all_words(timeline(speakers))
    assert "a row stands for one quantity" in words
    assert "Spokesperson" not in words


def test_the_description_carries_the_numbers_and_days():
    words = describe_timeline(article())
    for part in ("10,000", "as many as 12,000", "around 1,500", "17 October 2024", "inferred",
                 "between 8 and 13 October 2024", "by 1 November 2024"):  # fmt: skip
        assert part in words


@pytest.mark.parametrize("days", [0, 1, 20, 90, 400, 3_000, 60_000])
def test_days_on_the_axis_have_room(days):
    ticks, labels = day_ticks(20_000, 20_000 + max(days, 6), 3.0)
    assert 0 < len(ticks) <= 8
    assert len(set(labels)) == len(labels)


def test_the_strip_of_the_article_has_its_four_areas():
    strip = strip_of(article(), {})
    assert set(strip.areas) == {"North Korea", "Russian Far East", "Russian-held Ukraine", "Kursk"}
    seen = strip.rows["between 8 and 13 October 2024"]
    assert [len(seen["North Korea"]), len(seen["Russian Far East"])] == [2, 1]
    (kursk,) = strip.rows["Date given: by 1 November 2024"]["Kursk"]
    assert not kursk.mark.filled
    assert "Budanov" in kursk.who


def test_only_what_is_said_to_have_happened_is_filled_in_the_strip():
    strip = strip_of(article(), {})
    filled = {
        area: {entry.mark.filled for row in strip.rows.values() for entry in row.get(area, [])}
        for area in strip.areas
    }
    assert filled == {"North Korea": {True}, "Russian Far East": {True},
                      "Russian-held Ukraine": {True}, "Kursk": {False}}  # fmt: skip


def test_figures_without_an_area_are_counted():
    assert "4 figures without an area are not here." in strip_of(article(), {}).rule


def test_a_large_strip_counts_every_figure_with_an_area(large):
    strip = strip_of(large, {})
    assert len(strip.areas) == MOST_AREAS
    counted = sum(int(entry.who.split()[0]) for entry in entries_of(strip))
    assert counted == (large["area"] != "").sum()


def test_what_gives_no_day_stands_last_in_a_large_strip(large):
    assert list(strip_of(large, {}).rows)[-1] == "No day given"


def test_the_strip_in_words_names_who_says_so():
    words = describe_place_and_time(article())
    assert "Kursk, expected: 2,600" in words
    assert "(Kyrylo Budanov, The War Zone)" in words


def test_a_large_strip_has_an_entry_for_each_stage_and_none_is_taken_for_a_refusal(large):
    blank = large.assign(status="", stance="asserts")
    entries = [
        e for row in strip_of(blank, {}).rows.values() for cell in row.values() for e in cell
    ]
    assert {entry.mark.stage for entry in entries} == {""}
    assert "stage not recorded" in describe_place_and_time(blank)
    assert "not confirmed" not in describe_place_and_time(blank)


def test_speakers_of_one_name_are_counted_apart_in_a_large_strip(large):
    strip = strip_of(large.assign(speaker="an official"), {})
    assert any("sources" in entry.what for entry in entries_of(strip))


def test_without_an_area_the_strip_says_so():
    assert "No figure" in describe_place_and_time(article().assign(area=""))
