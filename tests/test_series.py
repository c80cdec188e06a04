"""What one source's own figures did over time, and the sentences that tell it."""

import pytest
from reported_figures.comparing.estimands import place
from reported_figures.comparing.series import histories, suspects, turns
from reported_figures.ledger.running_totals import Step, out_of_line, stretches
from reported_figures.showing.tables import turns_table
from reported_figures.telling.courses import course_lines, leading_courses


def series(*numbers, kind="cumulative", first=1, **more):
    """Return a source's figures, one a day."""
    about = {"kind": kind, "quantity_id": "dead", "quantity": "jobs lost", "speaker": "the firm"}
    told = enumerate(f"{number:,}" for number in numbers)
    return [
        {"wording": number, "reported_on": f"2024-10-{first + n:02}", "figure_id": f"d{n}"}
        | about
        | more
        for n, number in told
    ]


def changes(build, *rows):
    told = histories(place(build(*rows)))
    return dict(zip(told["figure_id"], told["change"], strict=True))


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ([100, 110, 1_200, 120, 130], {"d2": ""}),
        ([100, 110, 12, 120, 130], {"d2": ""}),
        ([1_000, 1_100, 400, 410], {}),
        ([500, 471], {}),
        ([100, 110, 105], {}),
        ([100, 120, 110, 130], {"d1": "d1, d2", "d2": "d1, d2"}),
        ([100, 100, 110], {}),
        ([1_200, 100, 110, 120], {}),
        ([100, 110, 1_200, 1_210, 120, 130], {}),
        ([100], {}),
        ([], {}),
    ],
)
def test_a_figure_is_out_of_line_if_its_neighbours_fit_without_it(numbers, found):
    steps = [Step(f"d{place}", number, number) for place, number in enumerate(numbers)]
    assert out_of_line(steps) == found


def test_a_new_start_begins_a_stretch_and_an_unknown_one_goes_on():
    steps = [Step("a", 5, 5, 0.0), Step("b", 6, 6), Step("c", 1, 1, 9.0), Step("d", 2, 2, 9.0)]
    assert [[step.figure_id for step in part] for part in stretches(steps)] == [
        ["a", "b"],
        ["c", "d"],
    ]


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ([100, 110], ["first", "raised"]),
        ([100, 100], ["first", "confirmed"]),
        ([1_000, 1_100, 400, 410], ["first", "raised", "lowered", "raised"]),
        ([100, 110, 1_200, 120], ["first", "raised", "raised", "lowered"]),
        ([100, 110, 1_200, 120, 130], ["first", "raised", "out of line", "raised", "raised"]),
    ],
)
def test_each_figure_of_a_running_total_has_its_change(build, numbers, told):
    assert list(changes(build, *series(*numbers)).values()) == told


def test_only_a_running_total_has_figures_out_of_line(build):
    for kind in ("stock", "", "total"):
        assert suspects(place(build(*series(100, 110, 1_200, 120, 130, kind=kind)))) == []
    assert suspects(place(build(*series(100, 110, 1_200, 120, 130)))) == ["d2"]


def test_a_flow_has_no_course(build):
    assert histories(place(build(*series(10, 20, 30, kind="flow")))).empty


def test_expectations_are_a_series_of_their_own(build):
    rows = series(100, 110) + [
        row | {"status": "expected", "figure_id": f"e{row['figure_id']}"}
        for row in series(900, 800)
    ]
    assert changes(build, *rows) == {
        "d0": "first",
        "d1": "raised",
        "ed0": "first",
        "ed1": "lowered",
    }


def test_a_figure_that_is_replaced_is_set_against_what_replaces_it(build):
    rows = series(500, 471)
    rows = [rows[0] | {"replaced_by": "d1", "left_on": "2024-10-02"}, rows[1]]
    assert changes(build, *rows) == {"d1": "lowered"}
    days = {"event_to": "2024-10-01"}
    revised = [row | days for row in series(500, 471)]
    assert changes(build, *revised)["d1"] == "lowered"


MONTHS = {
    month: {"event_from": f"2024-0{month}-01", "event_to": f"2024-0{month}-{last}"}
    for month, last in ((1, 31), (2, 29), (3, 31))
}
DAY = {"event_from": "2024-01-01", "event_to": "2024-01-01"}


@pytest.mark.parametrize(
    ("numbers", "periods", "told"),
    [
        ((40, 90), (MONTHS[1], MONTHS[2]), "went from 40 (January 2024) to 90 (February 2024)."),
        ((40, 9, 70), MONTHS.values(), "from 40 (January 2024) to 70 (March 2024), over 3 figures"),
        ((40, 40), (MONTHS[1], MONTHS[2]), "stayed at 40 from January 2024 to February 2024"),
        ((40, 90), (MONTHS[1], MONTHS[1] | {"event_to": "2024-06-30"}), ""),  # of other lengths
        ((40, 90), (MONTHS[1], {"event_from": "2024-01-10", "event_to": "2024-02-09"}), ""),
        ((40, 90), (DAY, {"event_from": "2024-01-02", "event_to": "2024-01-04"}), ""),
        ((40, 90), ({}, {}), ""),
    ],
)
def test_like_periods_of_a_flow_are_told_from_the_first_to_the_last(build, numbers, periods, told):
    rows = [row | days for row, days in zip(series(*numbers, kind="flow"), periods, strict=True)]
    lines = course_lines(place(build(*rows)))
    assert len(lines) == bool(told) and told in " ".join(lines)


def test_one_that_replaces_another_s_figure_goes_on_with_its_series(build):
    ministry, minister = series(802, 279)
    ministry |= {"replaced_by": "d1", "left_on": "2024-10-02", "speaker": "the ministry"}
    minister |= {"speaker_id": "minister", "speaker": "the minister", "supersedes": "d0"}
    (words,) = course_lines(place(build(ministry, minister)))
    assert words.startswith("The minister lowered the number that the ministry gave for jobs lost")


@pytest.mark.parametrize(
    ("numbers", "pieces"),
    [
        ([100, 160], ["rose from 100 (1 October 2024) to 160 (2 October 2024)."]),
        ([500, 471], ["lowered its own number", "500", "471", "so far without a follow-up"]),
        ([1_000, 1_100, 400, 410], ["lowered its own number", "1,100", "400"]),
        ([100, 130, 160], ["rose from 100", "to 160 (3 October 2024), over 3 figures."]),
        ([100, 110, 1_200, 120, 130], ["1,200 (3 October 2024) is out of line"]),
        ([100, 120, 110, 130], ["One of 120", "110", "is out of line"]),
        ([7, 7], ["stayed at 7 from 1 October 2024 to 2 October 2024"]),
    ],
)
def test_a_course_is_told_with_its_numbers_and_days(build, numbers, pieces):
    told = " ".join(course_lines(place(build(*series(*numbers)))))
    assert [piece for piece in pieces if piece not in told] == []


def told_by(build, *rows):
    return " ".join(course_lines(place(build(*rows))))


@pytest.mark.parametrize("kind", ["total", "cumulative", "stock"])
@pytest.mark.parametrize("numbers", [(100, 120), (120, 100)])
def test_two_numbers_of_one_day_are_no_course(build, kind, numbers):
    rows = [row | {"reported_on": "2024-10-01"} for row in series(*numbers, kind=kind)]
    assert list(changes(build, *rows).values()) == ["first", "beside"]
    assert told_by(build, *rows) == ""


def test_a_course_names_all_numbers_of_its_days(build):
    rows = series(90, 100, 120)
    told = told_by(build, *rows[:2], rows[2] | {"reported_on": "2024-10-02"})
    assert "rose from 90 (1 October 2024) to 100 and 120 (2 October 2024)" in told


def test_one_that_replaces_another_of_its_day_is_set_against_it(build):
    rows = [row | {"reported_on": "2024-10-01"} for row in series(500, 471, kind="total")]
    old = rows[0] | {"replaced_by": "d1", "left_on": "2024-10-01"}
    assert changes(build, old, rows[1]) == {"d0": "first", "d1": "lowered"}


def test_two_counts_told_on_one_day_are_two_steps(build):
    starts = ("2023-01-01", "2024-09-01")
    told = zip(series(4_000, 12), starts, strict=True)
    rows = [row | {"reported_on": "2024-10-01", "event_from": start} for row, start in told]
    assert list(changes(build, *rows).values()) == ["first", "begins anew"]


def test_a_source_stands_in_a_course_as_it_is_printed(build):
    as_printed = {"speaker": "Houthis", "printed_as": "the Houthis", "plural": True}
    lowered = told_by(build, *series(500, 471, **as_printed))
    assert lowered.startswith("The Houthis lowered their own number for jobs lost")
    assert told_by(build, *series(100, 160, **as_printed)).startswith("According to the Houthis, ")
    slip = told_by(build, *series(100, 110, 1_200, 120, 130, **as_printed))
    assert "with what the Houthis say of" in slip


def test_a_level_of_a_year_is_told_of_that_year(build):
    years = [{"event_from": f"{year}-01-01", "event_to": f"{year}-12-31"} for year in (1881, 1891)]
    rows = [row | year for row, year in zip(series(12, 14, kind="stock"), years, strict=True)]
    assert "went from 12 (1881) to 14 (1891)" in told_by(build, *rows)


def test_a_lowered_number_that_is_followed_up_does_not_say_so_far(build):
    told = " ".join(course_lines(place(build(*series(1_000, 1_100, 400, 410)))))
    assert "so far" not in told and "rose" not in told


def test_a_new_start_is_told_once(build):
    old = series(4_047, event_from="2023-10-08")
    new = [row | {"figure_id": f"n{row['figure_id']}", "event_from": "2024-10-02"}
           for row in series(123, 217, first=5)]  # fmt: skip
    told = course_lines(place(build(*old, *new)))
    assert len([words for words in told if "begins anew from 2 October 2024" in words]) == 1
    assert not [words for words in told if "lowered" in words]


def test_a_level_goes_from_one_number_to_another(build):
    (words,) = course_lines(place(build(*series(45, 40, kind="stock"))))
    assert "went from 45" in words and "lowered" not in words


@pytest.mark.parametrize("numbers", [[], [100]])
def test_one_figure_or_none_has_no_course(build, numbers):
    figures = build(*series(*numbers)) if numbers else build(*series(1))[:0]
    assert course_lines(place(figures)) == []


def test_of_many_courses_the_others_are_counted(build):
    rows = [row | {"speaker_id": f"s{n}", "figure_id": f"{row['figure_id']}-{n}"}
            for n in range(14) for row in series(100, 110)]  # fmt: skip
    told = course_lines(place(build(*rows)))
    assert len(told) == 11 and "4 more sentences" in told[-1]


def told_turns(build, *rows):
    found = turns(place(build(*rows)))
    return list(zip(found["figure_id"], found["earlier_id"], found["change"], strict=True))


def test_turns_are_falls_new_starts_and_what_is_out_of_line(build):
    assert told_turns(build, *series(100, 110, 1_200, 120, 130)) == [("d2", "d1", "out of line")]
    assert told_turns(build, *series(500, 471)) == [("d1", "d0", "lowered")]
    assert told_turns(build, *series(500, 471, kind="total")) == [("d1", "d0", "lowered")]
    assert told_turns(build, *series(500, 471, kind="stock")) == []
    assert told_turns(build, *series(100, 110, 120)) == []


@pytest.mark.parametrize(("last", "days"), [(9, None), (12, None), (13, 5), (28, 20)])
def test_a_gap_is_far_longer_than_a_source_is_usually_silent(build, last, days):
    """Numbers on the 1st to the 8th, one a day, and one more: long is five times a day."""
    rows = series(*range(100, 180, 10))
    rows += series(200)
    rows[-1] |= {"figure_id": "d8", "reported_on": f"2024-10-{last:02}"}
    found = turns(place(build(*rows)))[["figure_id", "earlier_id", "days", "usual"]]
    assert found.values.tolist() == ([["d8", "d7", days, 1]] if days else [])


def test_few_numbers_show_no_habit_and_so_no_gap(build):
    rows = series(100, 110, 120)
    rows[-1] |= {"reported_on": "2024-12-30"}
    assert told_turns(build, *rows) == []


def test_turns_are_told_in_words_with_what_stood_before(build):
    figures = place(build(*series(100, 120, 110, 130)))
    table = turns_table(turns(figures), figures)
    assert table["turn"].tolist() == ["one of d1, d2 is out of line"] * 2
    assert table[["before", "wording"]].values.tolist() == [["100", "120"], ["100", "110"]]
    rows = series(*range(100, 190, 10))
    rows[-1] |= {"reported_on": "2024-10-28"}
    figures = place(build(*rows))
    [told] = turns_table(turns(figures), figures)["turn"]
    assert told == "20 days after the one before; usual: 1"


def test_an_expectation_is_told_as_one(build):
    rose = told_by(build, *series(100, 160, status="expected", kind="total"))
    assert rose.startswith("The firm raised its own expectation for jobs lost from 100")
    fell = told_by(build, *series(160, 100, status="expected", kind="total"))
    assert fell.startswith("The firm lowered its own expectation for jobs lost from 160")


def test_an_answer_has_the_courses_of_all_sources_on_its_first_quantity(build):
    rows = [
        row | {"quantity_id": quantity, "speaker_id": who, "speaker": who}
        | {"figure_id": f"{quantity}-{who}-{row['figure_id']}"}
        for quantity, sources in (("dead", "abc"), ("sent", "ab"))
        for who in sources
        for row in series(100, 110)
    ]  # fmt: skip
    figures = place(build(*rows))
    leading, others = leading_courses(figures)
    assert [line.split()[2] for line in leading] == ["a,", "b,", "c,"]
    assert sorted([*leading, *others]) == sorted(course_lines(figures))
    assert leading_courses(figures[:0]) == ([], [])
