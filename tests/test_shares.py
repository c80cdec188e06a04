"""Shares that are printed as a part of a whole: what they come to, and what is none."""

import pytest
from reported_figures.reading.shares import find_shares, share_of


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("half of the crews left", [("half", 50)]),
        ("half the crews left", [("half", 50)]),
        ("a third of its people", [("a third", 33.33)]),
        ("two-thirds of them", [("two-thirds", 66.67)]),
        ("three quarters of voters", [("three quarters", 75)]),
        ("one in five adults", [("one in five", 20)]),
        ("1 in 4,900 births", [("1 in 4,900", 0.02041)]),
        ("three out of every four boats", [("three out of every four", 75)]),
        ("half of the men and one in ten women", [("half", 50), ("one in ten", 10)]),
        ("four fifths of all homes", [("four fifths", 80)]),
        ("one case in three", [("one case in three", 33.33)]),
        ("two patients in five relapse", [("two patients in five", 40)]),
        ("seven out of every hundred", [("seven out of every hundred", 7)]),
        ("four of every ten homes", [("four of every ten", 40)]),
        ("one soldier in every four deserted", [("one soldier in every four", 25)]),
        ("one in twelve", [("one in twelve", 8.333)]),
        ("one in two million people", [("one in two million", 0.00005)]),
    ],
)
def test_a_share_is_found_with_its_size_in_percent(text, shares):
    found = [(text[share.start : share.end], share.percent) for share in find_shares(text)]
    assert found == shares


@pytest.mark.parametrize(
    "text",
    [
        "quarter of the year",  # a period, unlike "half of the year"
        "the first half of the match",
        "the second third of the book",
        "half of a million people",  # a number
        "half the size of the town",  # a comparison
        "up by half of it",
        "between a third and half of them",  # the ends of a range
        "a third to half of them",
        "one in five days",  # a time that it took
        "one death in every 12 households",  # of other things
        "two men in five cars",
        "between two and four in ten homes",
        "three in two",  # more than the whole
        "five out of five",
        "halfway of it",
        "a half-hearted third of",
    ],
)
def test_what_is_no_share_of_a_whole_is_not_found(text):
    assert not list(find_shares(text))


@pytest.mark.parametrize(
    ("wording", "percent"),
    [("half", 50), ("more than half", 50), ("a third", 33.33), ("1 in 5", 20), ("two in 3", 66.67),
     ("500", None), ("", None), ("half of it and a third", None)],
)  # fmt: skip
def test_a_wording_prints_one_share_or_none(wording, percent):
    assert share_of(wording) == percent
