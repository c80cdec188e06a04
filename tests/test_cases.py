"""What hedges and ranges leave open, what follows from parts, and what counts as one."""

import math
import re

import pytest
from compared import Compared
from made import battle, counted, drawn_by_many, said, write_ledger
from pages_of import case, disputes, page, shapes, told_anywhere

CROWD = [counted("crowd", label="people at the march")]
ALL = [
    counted("all", label="tanks to be delivered", unit="tanks"),
    counted("some", label="tanks delivered", unit="tanks", part_of="all"),
]


def crowd(folder, *told):
    """Return a ledger of what sources say of one crowd on one day."""
    return write_ledger(folder, [said(*one) for one in told], CROWD)


# A ceiling against a number


def test_up_to_against_a_number_leads_with_what_is_printed():
    told = page("figures_by_source", case("up-to-against-number"))
    assert told.says("30,000 to 200,000", "6.7-fold")
    assert "30,000 to 30,000" not in told_anywhere(case("up-to-against-number"))


def test_up_to_against_a_number_is_bounded_by_what_is_printed():
    low, high = Compared(case("up-to-against-number")).bound("crowd")
    assert (low, high) in ((0, 200_000), (30_000, 200_000))


@pytest.mark.parametrize(
    ("told", "flips"),
    [
        ([("police", "30,000"), ("union", "up to 200,000")], True),
        ([("police", "about 700"), ("union", "as many as 5,000"), ("mayor", "750")], True),
        ([("police", "9,900"), ("union", "up to 10,000")], False),
    ],
)
def test_the_verdict_on_a_ceiling_flips_once_it_is_read_near_its_top(tmp_path, told, flips):
    ledger = crowd(tmp_path, *told)
    assert Compared(ledger).verdict("f0", "f1") == "not ruled out"
    peak = Compared(ledger, "peak").verdict("f0", "f1")
    assert (peak == "differ") == flips
    sentences = page("sensitivity", ledger).says("peak")
    assert bool([text for text in sentences if "differ" in text]) == flips


@pytest.mark.parametrize(
    ("one", "other", "fold"),
    [("2,000", "up to 9,000", "4.5-fold"), ("about 300", "as many as 7,000", "23.3-fold")],
)
def test_any_ceiling_and_number_lead_with_the_printed_range(tmp_path, one, other, fold):
    ledger = crowd(tmp_path, ("police", one), ("union", other))
    told = page("figures_by_source", ledger).says(fold)
    assert [text for text in told if one.split()[-1] in text and other.split()[-1] in text]


# Ranges that meet, and ranges that do not


def test_ranges_that_touch_never_agree():
    ledger = case("ranges-that-touch")
    assert Compared(ledger).verdict("a", "b") == "not ruled out"
    assert not re.search(r"\bagrees?\b|\boverlaps?\b", told_anywhere(ledger))
    assert Compared(ledger).bound("cost") == (45, 66)


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("between 10 and 20", "20 to 30", "not ruled out"),
        ("between 10 and 20", "20", "not ruled out"),
        ("between 10 and 20", "15", "overlap"),
        ("between 45 and 54", "between 53 and 66", "overlap"),
        ("between 45 and 54", "between 55 and 66", "differ"),
        ("about 10", "about a dozen", "not ruled out|overlap"),
        ("about 100", "about eight dozen", "overlap"),
        ("at least 500", "at least 1,000", "not ruled out"),
        ("at least 1,000", "up to 400", "differ"),
        ("1,500", "1,500", "same"),
        ("about 1,500", "1,500", "overlap"),
        ("dozens", "40", "no number"),
    ],
)
def test_two_wordings_have_their_verdict(tmp_path, one, other, verdict):
    ledger = crowd(tmp_path, ("police", one), ("union", other))
    assert re.fullmatch(verdict, Compared(ledger).verdict("f0", "f1"))


def test_about_ten_and_about_a_dozen_meet():
    ledger = case("dozen")
    assert Compared(ledger).verdict("a", "b") in ("overlap", "not ruled out")
    for notebook in ("overview", "figures_by_source", "timeline"):
        told = page(notebook, ledger).told
        assert "nothing in common" not in told and "differ" not in told


def test_a_range_of_billions_is_told_as_printed():
    ledger = case("range-of-billions")
    assert page("figures_by_source", ledger).says("between $134.7 and $175.3 billion")
    found = Compared(ledger).figures.iloc[0]
    assert (found["printed_low"], found["printed_high"]) == (134_700_000_000, 175_300_000_000)


def test_floors_bound_nothing_from_above():
    ledger = case("floors")
    assert Compared(ledger).bound("q1")[1] == math.inf
    assert not re.search(r"at most (400|500|1,000)", " ".join(page("estimates", ledger).sentences))


@pytest.mark.parametrize("floors", [(500, 1_000), (7, 9, 30), (20_000, 20_000)])
def test_floors_alone_have_no_upper_bound(tmp_path, floors):
    wordings = ["at least {:,}", "more than {:,}", "no fewer than {:,}"]
    told = [(f"s{n}", wordings[n].format(floor)) for n, floor in enumerate(floors)]
    ledger = crowd(tmp_path, *told)
    assert Compared(ledger).bound("crowd")[1] == math.inf
    sentences = " ".join(page("estimates", ledger).sentences)
    assert not [f for f in floors if f"at most {f:,}" in sentences]


def test_a_claim_of_zero_is_told_like_any_other():
    ledger = case("zero")
    told = page("figures_by_source", ledger)
    assert told.says("ngo", "zero") and told.says("ministry", "10")
    assert not told.says("un ", "zero")
    assert not re.search(r"-fold|\binf\b|\bnan\b", told_anywhere(ledger))
    assert Compared(ledger).verdict("a", "c") == "differ"


@pytest.mark.parametrize("other", ["3", "about 400", "at least 12,000"])
def test_no_number_is_a_multiple_of_zero(tmp_path, other):
    ledger = crowd(tmp_path, ("police", "0"), ("union", other))
    assert "-fold" not in told_anywhere(ledger)
    assert Compared(ledger).verdict("f0", "f1") == "differ"


# Parts and wholes


def test_figures_for_a_part_that_exclude_one_another_keep_their_span():
    told = page("estimates", case("part-clipped-by-whole"))
    assert "9,000 to 12,000" in told.told and "9,000 to 10,000" not in told.told
    assert re.search("exclude one another|larger than its whole|too large", told.told)
    assert Compared(case("part-clipped-by-whole")).bound("arrived") == (9_000, 12_000)


@pytest.mark.parametrize(
    ("parts", "whole", "span"),
    [(("90", "120"), "100", (90, 120)), (("2,000", "about 7,000", "40"), "5,000", (40, 7_000))],
)
def test_no_whole_clips_a_span(tmp_path, parts, whole, span):
    told = [said("police", whole, of="all", status="expected")]
    told += [said(f"s{n}", part, of="some") for n, part in enumerate(parts)]
    found = Compared(write_ledger(tmp_path, told, ALL))
    assert found.bound("some") == span
    assert "too large" in set(found.own_pairs["verdict"])


def test_a_span_is_told_whole_beside_a_part_that_is_too_large():
    ledger = case("span")
    assert page("figures_by_source", ledger).says("569 to 46,440", "81.6-fold")
    told = page("estimates", ledger).told
    assert "569 to 46,440" in told and "569 to 5,995" not in told
    found = Compared(ledger)
    assert found.bound("killed") == (569, 46_440)
    assert found.verdict("killed-fox", "cas-phisterer") == "too large"
    assert found.verdict("killed-wiki", "cas-phisterer") == "not too large"
    assert [line for line in told_anywhere(ledger).splitlines() if "too large" in line or
            "larger than its whole" in line]  # fmt: skip


def test_a_share_of_a_floor_is_a_bound():
    told = " ".join(page("estimates", case("share-of-floor-and-range")).sentences)
    assert "at most 40 %" in told
    assert not re.search(r"(?<!at most )\b40 %|equals 40|10 %", told)


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        ("250", "at least 1,000", "at most 25 %"),
        ("at least 300", "up to 1,200", "at least 25 %"),
        ("300", "1,000", "30 %"),
        ("about 300", "1,000", "about 30 %"),
        ("between 100 and 200", "1,000", "10 % to 20 %"),
        ("up to 300", "1,000", "at most 30 %"),
        ("at least 300", "at least 1,000", ""),
        ("hundreds", "1,000", ""),
        ("1,400", "1,000", ""),
    ],
)
def test_a_share_says_what_is_open(tmp_path, part, whole, words):
    told = [said("police", whole, of="all", status="expected"), said("union", part, of="some")]
    sentences = " ".join(page("estimates", write_ledger(tmp_path, told, ALL)).sentences)
    assert words in sentences.replace("10 to 20 %", "10 % to 20 %")
    assert words or not re.search(r"\d %", sentences)
    if words.startswith(("at", "about")):
        assert words.rpartition("% ")[2] in sentences and f"equals {words}" not in sentences


@pytest.mark.parametrize(
    ("part", "whole", "words"), [("7", "9,000,000", "0.0000778 %"), ("1", "70,000", "0.00143 %")]
)
def test_no_share_is_rounded_to_nothing(tmp_path, part, whole, words):
    told = [said("police", whole, of="all", status="expected"), said("union", part, of="some")]
    told = page("estimates", write_ledger(tmp_path, told, ALL)).told
    assert words in told and not re.search(r"(?<![\d.,])0 %", told)


def test_a_tiny_share_is_not_nothing():
    told = page("estimates", case("tinyshare")).told
    assert "0.036 %" in told and not re.search(r"(?<![\d.,])0 %", told)


# What is counted once


def test_only_sources_that_give_a_number_are_counted():
    told = told_anywhere(case("silent"))
    assert "by 2 sources" in told and "by 5 sources" not in told
    spread = Compared(case("silent")).spread.loc["marchers"]
    assert (spread["speaking"], spread["numbered"]) == (5, 2)


@pytest.mark.parametrize(("numbered", "silent"), [(2, 1), (3, 6), (4, 0)])
def test_sources_without_a_number_are_in_no_count_of_numbers(tmp_path, numbered, silent):
    told = [(f"s{n}", f"{n + 4},000") for n in range(numbered)]
    told += [(f"t{n}", "") for n in range(silent)]
    words = page("figures_by_source", crowd(tmp_path, *told)).told
    assert f"by {numbered} sources" in words
    assert not silent or f"by {numbered + silent} sources" not in words


def test_one_source_is_one_however_many_origins_it_names(tmp_path):
    for ledger in (
        case("independent-of-one-source"),
        write_ledger(
            tmp_path,
            [said("police", "27", origin_id=o, possible_origin_id=p)
             for o, p in (("", "mayor"), ("union", ""), ("fire", "mayor"))],
        ),
    ):  # fmt: skip
        spread = Compared(ledger).spread.iloc[0]
        assert spread["origins"] <= spread["numbered"] == 1
        assert spread["origins_if_possible"] <= 1
        assert not re.search(r"\b[2-9] (independent|distinct)", told_anywhere(ledger))


def test_one_statement_in_two_outlets_is_one():
    ledger = case("one-statement-two-outlets")
    assert Compared(ledger).own_pairs.empty
    assert Compared(ledger).spread.loc["dead", "statements"] == 1
    assert page("figures_by_source", ledger).says("27", "Agency One", "Agency Two")
    assert disputes(ledger) == {}


def test_a_statement_told_again_with_another_hedge_is_one_statement(tmp_path):
    told = [
        said("police", "about 300", outlet="Agency One", quoted="paraphrase"),
        said("police", "300", outlet="Radio", quoted="direct", repeats="f0"),
        said("police", "some 300", 1, outlet="Agency Two", quoted="paraphrase", repeats="f0"),
        said("union", "900"),
    ]
    ledger = write_ledger(tmp_path, told, CROWD)
    assert len(Compared(ledger).pairs) == 1
    assert Compared(ledger).spread.loc["crowd", "statements"] == 2
    assert page("figures_by_source", ledger).says("300", "Agency One", "Radio", "Agency Two")


def test_a_row_that_stands_twice_is_counted_once():
    found = Compared(case("duplicates"))
    assert found.own_pairs.empty
    assert found.spread.loc["killed", "statements"] == 1
    assert disputes(case("duplicates")) == {}


def test_two_quantities_with_one_label_are_kept_apart():
    ledger = case("samelabel")
    found = Compared(ledger)
    assert found.own_pairs.empty or set(found.own_pairs["verdict"]) == {"not comparable"}
    assert len(found.spread) == 2
    assert disputes(ledger) == {} and "10 to 20" not in told_anywhere(ledger)


# What draws on what, at any size


@pytest.mark.parametrize("rule", [drawn_by_many, battle], ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("notebook", ["figures_by_source", "estimates", "sensitivity"])
def test_what_draws_on_what_is_told_alike_at_50_and_51_rows(tmp_path, rule, notebook):
    pages = [page(notebook, write_ledger(tmp_path / str(n), *rule(n))) for n in (50, 51)]
    assert shapes(pages[0]) == shapes(pages[1])


@pytest.mark.parametrize("rows", [12, 50, 51, 200])
def test_a_battle_has_the_same_findings_at_any_size(tmp_path, rows):
    ledger = write_ledger(tmp_path, *battle(rows))
    found = Compared(ledger)
    assert found.verdict("f0", "f1") == "draws on"
    assert found.verdict("f0", "f2") == "too large"
    told = page("estimates", ledger)
    assert told.says("9,000", "5,000", "4,000") and told.says("20,000", "9,000")


@pytest.mark.parametrize("rows", [12, 50, 51, 200])
def test_many_counts_draw_on_each_other_at_any_size(tmp_path, rows):
    ledger = write_ledger(tmp_path, *drawn_by_many(rows))
    deployed = f"f{rows - 1}"
    pairs = Compared(ledger).pairs
    drawn = pairs[(pairs["figure_a"] == deployed) | (pairs["figure_b"] == deployed)]
    assert set(drawn["verdict"]) == {"draws on"}
    assert page("estimates", ledger).says("1,300", "no shortfall")
