"""What each rule set makes of each hedge: the table of readings, and the properties behind it."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reported_figures.reading.intervals import half_unit, read, read_intervals

INF = math.inf
LITERAL = {
    "1,500": (1_500, 1_500),
    "around 1,500": (1_500, 1_500),
    "nearly 1,500": (1_500, 1_500),
    "at least 1,500": (1_500, INF),
    "more than 1,500": (1_500, INF),
    "as many as 12,000": (0, 12_000),
    "fewer than 12,000": (0, 12_000),
    "between 8,500 and 9,000": (8_500, 9_000),
}
ROUNDING = LITERAL | {
    "around 1,500": (1_350, 1_650),
    "about 12,000": (11_500, 12_500),
    "about 10,000": (9_000, 11_000),
    "about 8,500": (8_250, 8_750),
    "about 40": (36, 44),
    "about 37": (36.5, 37.5),
    "nearly 1,500": (1_350, 1_500),
    "nearly 12,000": (11_500, 12_000),
    "10,000": (10_000, 10_000),
}
TEN_PERCENT = LITERAL | {
    "around 1,500": (1_350, 1_650),
    "about 12,000": (10_800, 13_200),
    "about 37": (33.3, 40.7),
    "nearly 12,000": (10_800, 12_000),
    "nearly 1,500": (1_350, 1_500),
}
ROUND_BARE = ROUNDING | {
    "1,500": (1_350, 1_650),
    "12,000": (11_500, 12_500),
    "10,000": (9_000, 11_000),
    "as many as 12,000": (0, 12_500),
    "up to 37": (0, 37.5),
    "fewer than 12,000": (0, 12_500),
}
TABLE = {
    "literal": LITERAL,
    "rounding": ROUNDING,
    "ten_percent": TEN_PERCENT,
    "round_bare": ROUND_BARE,
}
READINGS = [(name, text, ends) for name, rows in TABLE.items() for text, ends in rows.items()]
SETS = list(TABLE)
ORDERED = ["bare", "about", "nearly", "at_least", "more_than", "at_most", "fewer_than"]
numbers = st.one_of(
    st.integers(1, 10**12),
    st.integers(1, 99).flatmap(lambda n: st.integers(0, 9).map(lambda power: n * 10**power)),
)


@pytest.mark.parametrize(("rule_set", "wording", "ends"), READINGS)
def test_a_hedge_is_read_as_the_table_has_it(ledger, rule_set, wording, ends):
    assert read(wording, ledger.hedge_rules, rule_set) == pytest.approx(ends)


@pytest.mark.parametrize("rule_set", SETS)
@pytest.mark.parametrize("wording", ["", "an unknown number", "dozens", "no figures at all"])
def test_where_no_number_is_given_there_is_no_interval(ledger, rule_set, wording):
    assert np.isnan(read(wording, ledger.hedge_rules, rule_set)).all()


@pytest.mark.parametrize(
    ("vague_set", "wording", "ends"),
    [
        ("acled", "tens", (10, np.inf)),
        ("acled", "dozens", (12, np.inf)),
        ("acled", "hundreds", (100, np.inf)),
        ("ccc", "hundreds", (200, np.inf)),
        ("ccc", "thousands", (2_000, np.inf)),
        ("ccc", "tens of thousands", (20_000, np.inf)),
        ("ccc", "hundreds of thousands", (200_000, np.inf)),
        ("airwars", "several", (2, 2)),
        ("airwars", "a number of", (2, 2)),
        ("airwars", "dozens", (12, 24)),
        ("airwars", "hundreds", (100, 200)),
    ],
)
def test_a_vague_word_is_read_only_by_the_set_that_is_chosen(ledger, vague_set, wording, ends):
    assert read(wording, ledger.hedge_rules, vague_set=vague_set) == ends
    assert np.isnan(read(wording, ledger.hedge_rules)).all()


@pytest.mark.parametrize(
    ("vague_set", "wording"),
    [("acled", "thousands"), ("acled", "several"), ("ccc", "dozens"), ("airwars", "thousands")],
)
def test_a_vague_word_that_a_set_does_not_hold_stays_unread(ledger, vague_set, wording):
    assert np.isnan(read(wording, ledger.hedge_rules, vague_set=vague_set)).all()


@pytest.mark.parametrize("rule_set", SETS)
def test_a_vague_set_changes_no_figure_with_a_number(build, rule_set):
    rows = [{"wording": wording} for wording in TABLE[rule_set]]
    names = ["interval_low", "interval_high"]
    plain, read_too = (build(*rows, rule_set=rule_set, vague_set=v) for v in ("", "airwars"))
    pd.testing.assert_frame_equal(plain[names], read_too[names])


@pytest.mark.parametrize("rule_set", SETS)
@pytest.mark.parametrize("hedge", ["at least", "more than"])
def test_a_floor_of_zero_is_open_above(ledger, rule_set, hedge):
    assert read(f"{hedge} 0", ledger.hedge_rules, rule_set) == (0, INF)


@pytest.mark.parametrize("names", [("precise", ""), ("rounding", "unheard")])
def test_a_set_that_the_rules_do_not_hold_is_refused(ledger, build, names):
    strange = next(name for name in names if name not in ("", "rounding"))
    with pytest.raises(ValueError, match=f"'{strange}' is not one of literal, rounding,"):
        read_intervals(build({"wording": "40"}), ledger.hedge_rules, *names)


@pytest.mark.parametrize(
    ("number", "half"),
    [
        *[(1_500, 150), (12_000, 500), (10_000, 1_000), (8_500, 250), (40, 4), (37, 0.5)],
        *[(1, 0.1), (5, 0.5), (7, 0.5), (35, 2.5), (100, 10), (36.5, 0.25), (1.2, 0.05)],
        *[(1.25, 0.025), (0.125, 0.0025), (0, 0), (2.000001, 0.0000005)],
        *[(1_234_567_890_123, 0.5), (123_456_789_012_345, 2.5), (999_999_999_999_999, 0.5)],
        *[(7_000_000_000.5, 0.25), (10**15, 10**14), (1_200_000_000_000, 50_000_000_000)],
    ],
)
def test_half_of_the_largest_unit_that_divides_a_number(number, half):
    """The unit is 1 or 5 times a power of ten; its half is at most a tenth of the number."""
    assert half_unit(pd.Series([number], dtype=float), 0.1)[0] == pytest.approx(half, abs=1e-12)


def test_a_slip_of_the_computer_in_the_last_decimal_is_no_unit():
    assert half_unit(pd.Series([1_100_000.0000000002]), 0.1)[0] == 50_000


def test_without_a_number_there_is_no_unit():
    found = half_unit(pd.Series([np.nan, 40.0], index=["none", "forty"]), 0.1)
    assert np.isnan(found["none"]) and found["forty"] == 4


def test_each_number_may_have_a_cap_of_its_own():
    found = half_unit(pd.Series([10_000.0, 10_000.0]), pd.Series([0.1, 0.2]))
    assert found.tolist() == [1_000, 2_000]


@pytest.mark.parametrize("rule_set", SETS)
@pytest.mark.parametrize("hedge", ["", "about ", "nearly ", "up to ", "fewer than "])
def test_zero_is_zero(ledger, rule_set, hedge):
    assert read(f"{hedge}0", ledger.hedge_rules, rule_set) == (0, 0)


def test_the_curators_hedge_is_the_one_that_is_read(ledger):
    figures = pd.DataFrame(
        {"hedge": ["about"], "vague_word": [""], "value": [1_500.0], "low": [np.nan]}
    ).assign(high=np.nan)
    found = read_intervals(figures, ledger.hedge_rules).iloc[0]
    assert (found["interval_low"], found["interval_high"]) == (1_350, 1_650)
    assert list(figures) == ["hedge", "vague_word", "value", "low", "high"], "the frame was changed"


def test_a_rule_set_is_its_rows_and_may_be_added(ledger, build):
    own = [
        ("wide", "about", "fraction", 0.5, np.nan),
        ("wide", "nearly", "downward", np.nan, np.nan),
        ("wide", "at_most", "from_zero", np.nan, 0.05),
        ("wide", "bare", "fixed", 1.0, 2.0),
        ("wide", "vague", "none", np.nan, np.nan),
    ]
    rules = pd.DataFrame(own, columns=["rule_set", "hedge", "reading", "low", "high"])
    rows = [{"wording": text} for text in ("about 100", "nearly 100", "at most 200", "7", "dozens")]
    found = read_intervals(build(*rows), pd.concat([ledger.hedge_rules, rules]), "wide")
    assert found["interval_low"].tolist()[:4] == [50, 50, 0, 1]
    assert found["interval_high"].tolist()[:4] == [150, 100, 210, 2]
    assert found.loc[4, ["interval_low", "interval_high"]].isna().all()


def test_nearly_has_no_width_where_about_has_none(ledger, build):
    readings = {"about": "exact", "nearly": "downward"}
    own = [{"rule_set": "own", "hedge": hedge, "reading": how} for hedge, how in readings.items()]
    rules = pd.concat([ledger.hedge_rules, pd.DataFrame(own)])
    found = read_intervals(build({"wording": "nearly 100"}), rules, "own").iloc[0]
    assert (found["interval_low"], found["interval_high"]) == (100, 100)


def test_an_about_of_more_than_the_number_stops_at_zero(build, ledger):
    rule = {"rule_set": "wide", "hedge": "about", "reading": "fraction", "low": 1.5}
    rules = pd.concat([ledger.hedge_rules, pd.DataFrame([rule])])
    found = read_intervals(build({"wording": "about 100"}), rules, "wide").iloc[0]
    assert (found["interval_low"], found["interval_high"]) == (0, 250)


@pytest.mark.parametrize("rule_set", SETS)
def test_no_figures_have_no_intervals(ledger, build, rule_set):
    found = read_intervals(build({"wording": "40"})[:0], ledger.hedge_rules, rule_set)
    assert found.empty and {"interval_low", "interval_high"} <= {*found}


def intervals(ledger, hedges, values, rule_set):
    """Return the two ends that a rule set gives to numbers with these hedges."""
    figures = pd.DataFrame({"hedge": hedges, "value": np.array(values, dtype=float)})
    figures = figures.assign(vague_word="", low=np.nan, high=np.nan)
    found = read_intervals(figures, ledger.hedge_rules, rule_set)
    return found["interval_low"].to_numpy(), found["interval_high"].to_numpy()


@pytest.mark.parametrize("rule_set", SETS)
@given(number=numbers)
@settings(max_examples=15)
def test_an_interval_holds_its_number_and_no_negative_one(ledger, rule_set, number):
    low, high = intervals(ledger, ORDERED, [number] * len(ORDERED), rule_set)
    assert (low >= 0).all() and (low <= number).all() and (number <= high).all()


@pytest.mark.parametrize("rule_set", SETS)
@given(number=numbers)
@settings(max_examples=15)
def test_nearly_is_the_lower_half_of_about(ledger, rule_set, number):
    low, high = intervals(ledger, ["about", "nearly"], [number] * 2, rule_set)
    assert low[0] == low[1]
    assert high[1] == number


@pytest.mark.parametrize("rule_set", ["literal", "ten_percent"])
@given(few=numbers, more=numbers)
@settings(max_examples=15)
def test_sets_that_do_not_look_at_digits_keep_the_order_of_numbers(ledger, rule_set, few, more):
    fewer, many = (
        intervals(ledger, ORDERED, [number] * len(ORDERED), rule_set)
        for number in (few, few + more)
    )
    assert (fewer[0] <= many[0]).all() and (fewer[1] <= many[1]).all()


@given(number=st.integers(1, 10**8), power=st.integers(-3, 3))
@settings(max_examples=60)
def test_the_unit_moves_with_the_decimal_point(number, power):
    halves = half_unit(pd.Series([float(number), number * 10.0**power]), 1.0)
    assert halves[1] == pytest.approx(halves[0] * 10.0**power)


@given(number=st.integers(1, 10**15))
@settings(max_examples=60)
def test_the_unit_is_the_largest_that_leaves_no_rest(number):
    unit = round(half_unit(pd.Series([float(number)]), 1.0)[0] * 2)
    assert number % unit == 0
    larger = [step * 10**power for power in range(16) for step in (1, 5)]
    assert [size for size in larger if size > unit and number % size == 0] == []


def read_one(ledger, rule_set="ten_percent", **cells):
    """Return the interval of one figure, of a ledger that has its columns."""
    row = {"hedge": "about", "vague_word": "", "value": np.nan, "low": np.nan, "high": np.nan}
    table = pd.DataFrame([row | cells]).astype({"value": float, "low": float, "high": float})
    read_row = read_intervals(table, ledger.hedge_rules, rule_set).iloc[0]
    return read_row["interval_low"], read_row["interval_high"]


@pytest.mark.parametrize(
    ("cells", "ends"),
    [
        ({"unit": "people", "unit_kind": "count"}, (4, 4)),
        ({"unit": "people", "unit_kind": ""}, (4, 4)),
        ({"unit": "people", "unit_kind": "", "wording": "about 4 people"}, (4, 4)),
        ({"unit": "tonnes", "unit_kind": "measure"}, (3.6, 4.4)),
        ({"unit": "percent", "unit_kind": ""}, (3.6, 4.4)),
        ({"unit": "Per cent of voters", "unit_kind": ""}, (3.6, 4.4)),
        ({"unit": "voters", "unit_kind": "", "wording": "about 4%"}, (3.6, 4.4)),
        ({"unit": "percent", "unit_kind": "count"}, (4, 4)),  # as its ledger has it
        ({"unit": "people"}, (3.6, 4.4)),  # a frame that has no kinds
    ],
)
def test_what_counts_whole_things_stays_whole(ledger, cells, ends):
    assert read_one(ledger, value=4, **cells) == pytest.approx(ends)


def test_whole_ends_lie_inside_and_a_printed_fraction_stays_one(ledger):
    about = {"unit": "people", "unit_kind": "count"}
    assert read_one(ledger, value=37, **about) == (34, 40)  # of 33.3 to 40.7
    assert read_one(ledger, value=30, **about) == (27, 33)  # in binary numbers 33.000000000000004
    assert read_one(ledger, value=3.7, **about) == pytest.approx((3.33, 4.07))
    between = about | {"hedge": "between", "low": 3, "high": 9}
    assert read_one(ledger, **between) == (3, 9)


@pytest.mark.parametrize(
    ("number", "half"),
    [(1, 0.5), (5, 2.5), (7, 0.5), (10, 5), (0.35, 0.025), (2.5, 0.25), (0.001, 0.0005),
     (123_456, 0.5), (15_000, 2_500), (10**15, 10**15 / 2), (2.000001, 0.0000005),
     (2.0000001, 0.5)],
)  # fmt: skip
def test_half_of_the_largest_unit_without_a_cap(number, half):
    beside = pd.Series([float(number), 0.5, 3.0])  # what stands in other rows changes nothing
    assert half_unit(beside, 1.0)[0] == pytest.approx(half)
    assert half_unit(beside[:1], 1.0)[0] == pytest.approx(half)
