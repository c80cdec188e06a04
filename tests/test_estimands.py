"""Of what time a figure speaks, and which of a source's figures stand (DESIGN, section 5)."""

import pandas as pd
import pytest
from reported_figures.comparing.estimands import (
    DESCRIBED,
    NEEDED,
    compared,
    days_of,
    inside,
    place,
    same_time,
    standing,
)
from reported_figures.ledger.frames import StageError


def on(day: str | None) -> str | None:
    return day and f"2024-10-{day}"


def told(kind, said="20", start=None, end=None, **more):
    """Return a figure of one kind, said on a day of October 2024, of a period."""
    days = {"reported_on": on(said), "event_from": on(start), "event_to": on(end)}
    return {"kind": kind, "wording": "10", **days, **more}


@pytest.fixture
def speak_of_the_same(build):
    def together(one, other):
        figures = place(build(one | {"speaker_id": "a"}, other | {"speaker_id": "b"}))
        sides = figures.iloc[[0]], figures.iloc[[1]]
        found = {bool(same_time(*pair)[0]) for pair in (sides, sides[::-1])}
        assert len(found) == 1, "it is not the same both ways"
        return found.pop()

    return together


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        # a total is the same whenever it is said, or within its tolerance
        (told("total", "01"), told("total", "30"), True),
        (told("total", "01", tolerance_days=5), told("total", "06", tolerance_days=5), True),
        (told("total", "01", tolerance_days=5), told("total", "07", tolerance_days=5), False),
        # a stock is one of a moment: its period, else the day it was said
        (told("stock", "10"), told("stock", "10"), True),
        (told("stock", "10"), told("stock", "11"), False),
        (told("stock", "10", tolerance_days=1), told("stock", "11", tolerance_days=1), True),
        (told("stock", "10", tolerance_days=1), told("stock", "12", tolerance_days=1), False),
        (told("stock", "20", "01", "05"), told("stock", "25", "05", "09"), True),
        (told("stock", "20", "01", "05"), told("stock", "25", "06", "09"), False),
        # a flow is one of a period, each end within tolerance; half a period is not recorded
        (told("flow", "20", "01", "07"), told("flow", "28", "01", "07"), True),
        (told("flow", "20", "01", "07"), told("flow", "28", "01", "08"), False),
        (told("flow", "20", "01", "07", tolerance_days=1),
         told("flow", "28", "02", "08", tolerance_days=1), True),
        (told("flow", "20", "01", "07", tolerance_days=1),
         told("flow", "28", "03", "08", tolerance_days=1), False),
        (told("flow", "20"), told("flow", "20"), True),
        (told("flow", "20"), told("flow", "21"), False),
        (told("flow", "20", "01", None), told("flow", "20"), True),
        (told("flow", "20", "01", "20"), told("flow", "20"), False),
        # a running total is one of a start and a day; an unknown start fits any
        (told("cumulative", "20", "01", "10"), told("cumulative", "25", "01", "10"), True),
        (told("cumulative", "20", "01", "10"), told("cumulative", "25", "01", "11"), False),
        (told("cumulative", "20", "01", "10", tolerance_days=2),
         told("cumulative", "25", "01", "12", tolerance_days=2), True),
        (told("cumulative", "20", "01", "10", tolerance_days=2),
         told("cumulative", "25", "01", "13", tolerance_days=2), False),
        (told("cumulative", "20", "01", "10"), told("cumulative", "25", "03", "10"), False),
        (told("cumulative", "10"), told("cumulative", "25", "03", "10"), True),
        # where the kind is not recorded, only one day is one day
        (told("", "10"), told("", "10"), True),
        (told("", "10"), told("", "11"), False),
        (told("", "10", tolerance_days=5), told("", "11", tolerance_days=5), False),
    ],
)  # fmt: skip
def test_two_figures_speak_of_the_same(speak_of_the_same, one, other, same):
    assert speak_of_the_same(one, other) == same


def test_a_month_is_that_whole_interval(speak_of_the_same):
    month = told("stock") | {"reported_on": "2024-10-01", "reported_until": "2024-10-31"}
    assert speak_of_the_same(month, told("stock", "17"))
    later = told("stock") | {"reported_on": "2024-11-01"}
    assert not speak_of_the_same(month, later)


@pytest.mark.parametrize(
    ("part", "whole", "lies"),
    [
        (told("stock", "01"), told("total", "30"), True),
        (told("flow", "01"), told("total", "30"), True),
        (told("cumulative", "10"), told("cumulative", "20"), True),
        (told("cumulative", "20"), told("cumulative", "20"), True),
        (told("cumulative", "21"), told("cumulative", "20"), False),
        (told("cumulative", "21", tolerance_days=1), told("cumulative", "20"), True),
        (told("stock", "15"), told("cumulative", "20", "10", "20"), True),
        (told("stock", "09"), told("cumulative", "20", "10", "20"), False),
        (told("flow", "20", "12", "14"), told("cumulative", "20", "10", "20"), True),
        (told("flow", "20", "09", "14"), told("cumulative", "20", "10", "20"), False),
        (told("flow", "20"), told("cumulative", "20", "10", "20"), False),
        (told("stock", "10"), told("stock", "10"), True),
        (told("stock", "10"), told("stock", "11"), False),
        (told("flow", "10", "10", "10"), told("stock", "10"), False),
        (told("cumulative", "10"), told("stock", "10"), False),
        (told("flow", "20", "12", "14"), told("flow", "20", "12", "14"), True),
        (told("flow", "20", "12", "15"), told("flow", "20", "12", "14"), False),
        (told("flow", "20", "11", "14"), told("flow", "20", "12", "14"), False),
        (told("flow", "20"), told("flow", "20"), True),
        (told("flow", "20"), told("flow", "21"), False),
        (told("total", "20", "12", "14"), told("cumulative", "20", "10", "20"), True),
        (told("total", "20"), told("cumulative", "20", "10", "20"), False),
        (told("flow", "20", "10", "14", tolerance_days=1), told("flow", "20", "10", "20"), True),
        (told("flow", "20", "09", "14", tolerance_days=1), told("flow", "20", "10", "20"), True),
        (told("flow", "20", "12", "14"), told("flow", "20"), False),
        # a running total whose start is unknown takes what ends before its day, and fits likewise
        (told("flow", "20", "12", "14"), told("cumulative", "20"), True),
        (told("flow", "20", "12", "21"), told("cumulative", "20"), False),
        (told("cumulative", "15"), told("flow", "20", "10", "20"), True),
        (told("cumulative", "21"), told("flow", "20", "10", "20"), False),
        # where the kind of the whole is not recorded, only levels of one day lie in it
        (told("cumulative", "20"), told("", "20"), False),
        (told("", "20"), told("", "20"), True),
        (told("stock", "20"), told("", "20"), True),
        (told("stock", "20"), told("", "21"), False),
        (told("", "10"), told("stock", "10"), False),
    ],
)
def test_a_part_lies_inside_its_whole(build, part, whole, lies):
    figures = place(build(part | {"quantity_id": "ships"}, whole))
    sides = ({name: figures[name].to_numpy()[[n]] for name in figures} for n in (0, 1))
    assert bool(inside(*sides)[0]) == lies


def test_the_start_of_a_running_total_is_its_own_the_quantity_s_or_the_only_one(build):
    own = told("cumulative", "20", "03", "20")
    figures = place(build(own, told("cumulative", "21"), told("cumulative", "22", starts_on=None)))
    assert figures["start"].tolist() == days_of(["2024-10-03"] * 3).tolist()
    declared = place(build(told("cumulative", "20", starts_on="2024-10-02"), own))
    assert declared["start"].tolist() == days_of(["2024-10-02", "2024-10-03"]).tolist()
    apart = place(build(own, told("cumulative", "20", "05", "20"), told("cumulative", "21")))
    assert apart["start"].isna().tolist() == [False, False, True]


def names(figures):
    return figures["figure_id"].tolist()


def test_of_one_voice_the_last_said_stands(build):
    figures = place(build(told("total", "01"), told("total", "05", wording="12")))
    assert names(standing(figures)) == ["figure-1"]
    assert names(standing(figures, pd.Timestamp("2024-10-04"))) == ["figure-0"]
    assert figures["replaced_by"].tolist() == ["figure-1", ""]


def test_several_numbers_of_one_day_all_stand(build):
    figures = place(build(told("total", "05"), told("total", "05", wording="12")))
    assert names(standing(figures)) == ["figure-0", "figure-1"]


@pytest.mark.parametrize(
    "later",
    [
        {"wording": ""},
        {"wording": "an unknown number"},
        {"wording": "12", "stance": "denies", "status": ""},
        {"wording": "12", "status": "expected"},
        {"wording": "12", "speaker_id": "another"},
        {"wording": "12", "quantity_id": "ships"},
    ],
)
def test_only_a_number_of_the_same_voice_on_the_same_replaces_a_number(build, later):
    figures = place(build(told("total", "01"), told("total", "05") | later))
    assert "figure-0" in names(standing(figures))


def test_a_position_without_a_number_is_replaced_by_what_its_voice_asserts_later(build):
    silent = told("total", "01", wording="", stance="cannot_confirm", status="")
    figures = place(build(silent, told("total", "05")))
    assert names(standing(figures)) == ["figure-1"]


def test_rows_that_say_the_same_are_one_statement_that_stands_from_its_first_day(build):
    figures = place(build(told("total", "01"), told("total", "03"), told("total", "05")))
    assert figures["statement"].tolist() == ["figure-0"] * 3
    assert names(standing(figures)) == ["figure-0"]
    assert figures["left_on"].isna().all()


def test_another_number_between_two_alike_makes_three_statements(build):
    rows = [told("total", "01"), told("total", "03", wording="12"), told("total", "05")]
    figures = place(build(*rows))
    assert figures["statement"].nunique() == 3
    assert figures["replaced_by"].tolist() == ["figure-1", "figure-2", ""]


def test_a_direct_quote_leads_what_repeats_it_else_the_wider_reading(build):
    first = told("total", "01", wording="about 100", quoted="paraphrase")
    again = {"repeats": "figure-0"}
    direct = place(build(first, told("total", "02", wording="100", quoted="direct") | again))
    assert direct["statement"].tolist() == ["figure-1"] * 2
    assert direct["first_said"].nunique() == 1
    other = {"quoted": "paraphrase"} | again
    wide = place(build(first, told("total", "02", wording="100") | other))
    assert wide["statement"].tolist() == ["figure-0"] * 2
    wider = place(build(told("total", "01"), told("total", "02", wording="about 10") | other))
    assert wider["statement"].tolist() == ["figure-1"] * 2
    known = place(
        build(told("total", "01", wording=""), told("total", "02", wording="100") | other)
    )
    assert known["statement"].tolist() == ["figure-1"] * 2


def test_before_hedges_are_read_the_wider_number_in_print_leads(build):
    wide = told("total", "02", wording="between 8 and 12", repeats="figure-0")
    described = build(told("total", "01"), wide).drop(columns=["interval_low", "interval_high"])
    assert place(described)["statement"].tolist() == ["figure-1"] * 2


def test_of_one_day_a_direct_quote_leads_what_says_the_same(build):
    paraphrase, direct = ({"quoted": how} for how in ("paraphrase", "direct"))
    figures = place(build(told("total", "01") | paraphrase, told("total", "01") | direct))
    assert figures["statement"].tolist() == ["figure-1"] * 2


def test_rows_without_a_number_that_say_the_same_are_one_statement(build):
    silent = {"wording": "", "stance": "cannot_confirm", "status": ""}
    figures = place(build(told("total", "01", **silent), told("total", "05", **silent)))
    assert figures["statement"].tolist() == ["figure-0"] * 2


def test_a_denial_between_two_alike_ends_no_statement(build):
    denial = told("total", "03", stance="denies", status="")
    figures = place(build(told("total", "01"), denial, told("total", "05")))
    assert figures["statement"].tolist() == ["figure-0", "figure-1", "figure-0"]


@pytest.mark.parametrize(
    ("figure", "at"),
    [
        (told("stock", "20", "05", None), "05"),
        (told("stock", "20", None, "05"), "05"),
        (told("stock", "20", "03", "05"), "05"),
        (told("flow", "20", "03", "05"), "05"),
        (told("flow", "20", "03", None), "20"),
        (told("cumulative", "20", "03", None), "20"),
        (told("total", "20", "03", "05"), "20"),
    ],
)
def test_a_figure_is_ordered_by_the_day_that_it_speaks_of_else_by_that_of_saying(build, figure, at):
    assert place(build(figure))["at"].tolist() == days_of([on(at)]).tolist()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (told("flow", "20"), told("flow", "20"), True),
        (told("flow", "20"), told("flow", "21"), False),
        (told("flow", "20", "01", "05"), told("flow", "21", "01", "05"), True),
        (told("total", "20", "01", "05"), told("total", "21", "02", "07"), True),
        (told("total", "20", tolerance_days=5), told("total", "21", tolerance_days=5), False),
        (told("total", "20", "01", "05", tolerance_days=5),
         told("total", "21", "01", "05", tolerance_days=5), False),
    ],
)  # fmt: skip
def test_figures_of_one_estimand_speak_of_the_same_to_the_day(build, one, other, same):
    assert (place(build(one, other))["estimand"].nunique() == 1) == same


def test_a_running_total_of_a_month_lies_anywhere_in_it(speak_of_the_same):
    month = told("cumulative") | {"reported_on": "2024-10-01", "reported_until": "2024-10-31"}
    assert speak_of_the_same(month, told("cumulative", "17"))
    assert not speak_of_the_same(month, told("cumulative") | {"reported_on": "2024-11-01"})


def test_placing_keeps_the_rows_and_their_index(build):
    rows = [told("cumulative", "20", "03", "20"), told("cumulative", "22"), told("total", "05")]
    figures = build(*rows, told("total", "08", wording="12"))
    expected = place(figures)
    for other in (figures.set_axis([7, 5, 3, 1]), figures.iloc[::-1]):
        placed = place(other)
        assert placed.index.equals(other.index)
        again = placed.set_index("figure_id").loc[
            expected["figure_id"], expected.columns.drop("figure_id")
        ]
        pd.testing.assert_frame_equal(again, expected.set_index("figure_id"))


def test_only_the_columns_that_time_and_comparison_rest_on_are_asked_for(build):
    figures = build(told("total", "01"), told("total", "05", wording="12"))
    placed = place(figures[[*DESCRIBED, "interval_low", "interval_high"]])
    assert placed["replaced_by"].tolist() == ["figure-1", ""]
    rows = compared(place(figures)[NEEDED], pd.Timestamp("2024-10-01"))
    assert (names(rows), rows.columns.tolist()) == (["figure-0"], NEEDED)
    assert names(compared(place(figures))) == ["figure-1"]


def test_what_stands_on_a_day_is_one_row_a_statement_in_order(build):
    figures = place(build(told("total", "05", speaker_id="b"), told("total", "01"),
                          told("total", "05")))  # fmt: skip
    for day, stands in (("01", ["figure-1"]), ("05", ["figure-1", "figure-0"])):
        rows = standing(figures, pd.Timestamp(on(day)))
        assert (names(rows), rows.index.tolist()) == (stands, [*range(len(stands))])
        assert "index" not in rows


def test_what_ended_before_its_source_spoke_again_was_replaced_by_nothing(build):
    later = told("total", "05", wording="12")
    for until, by, left in (("03", "", "04"), ("04", "figure-1", "05"), ("09", "figure-1", "05")):
        figures = place(build(told("total", "01", stands_until=on(until)), later))
        assert figures["replaced_by"].tolist() == [by, ""]
        assert figures["left_on"].iloc[0] == pd.Timestamp(on(left))


def test_a_position_ends_on_its_last_day(build):
    figures = place(build(told("total", "01", stands_until="2024-10-03")))
    assert names(standing(figures, pd.Timestamp("2024-10-03"))) == ["figure-0"]
    assert names(standing(figures, pd.Timestamp("2024-10-04"))) == []


def test_what_select_says_is_replaced_does_not_stand(build):
    gone = {"replaced_by": "elsewhere", "left_on": "2024-10-04"}
    figures = place(build(told("total", "01") | gone))
    assert names(standing(figures, pd.Timestamp("2024-10-03"))) == ["figure-0"]
    assert names(standing(figures, pd.Timestamp("2024-10-04"))) == []
    assert figures["replaced_by"].tolist() == ["elsewhere"]


def test_figures_that_were_not_read_are_told_what_to_call(build):
    figures = place(build(told("total")))
    with pytest.raises(StageError, match="Call read_intervals first"):
        compared(figures.drop(columns="interval_low"))
    with pytest.raises(StageError, match="Call place first"):
        compared(build(told("total")))


def test_no_figures_are_placed_as_none(build):
    empty = place(build(told("total"))[:0])
    assert standing(empty).empty and standing(empty, pd.Timestamp("2024-10-01")).empty
