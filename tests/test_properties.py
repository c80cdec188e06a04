"""What must hold of any ledger: the properties of verdicts, spread and bounds."""

import random
import tempfile
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from compared import Compared, verdicts
from hypothesis import given, note, settings
from hypothesis import strategies as st
from made import counted, said, write_ledger
from pages_of import disputes
from reported_figures.comparing.readings import readings
from reported_figures.ledger import Ledger, load_ledger, select
from reported_figures.telling.sensitivity import outcomes

SOURCES = ("ann", "ben", "cat", "dan")
KINDS = ("total", "stock", "flow", "cumulative", "")
HEDGES = ("{}", "about {}", "nearly {}", "at least {}", "more than {}", "up to {}", "at most {}",
          "fewer than {}")  # fmt: skip
NUMBERS = ("0", "40", "45", "100", "120", "1,500")
RANGES = ("1 to 40", "between 40 and 45", "40 to 100", "100 to 120", "between 90 and 1,500")
SILENT = ("hundreds", "an unknown number", "")
WORDINGS = [*(hedge.format(number) for hedge in HEDGES for number in NUMBERS), *RANGES * 3, *SILENT]
DAYS = (0, 0, 0, 0, 1, 2, 3, 7, 13)  # within two weeks, and often the same one
MEETS = ("same", "overlap", "not ruled out", "not too large")
ENDS = ["interval_low", "interval_high"]

few = settings(max_examples=14, derandomize=True, deadline=None)
fewer = settings(max_examples=4, derandomize=True, deadline=None)  # where pages are made


@st.composite
def rows(draw, sources=SOURCES, quantities=("q0", "q0", "q1", "q2")):
    """Return a row: someone speaks within two weeks, often of days before."""
    day = draw(st.sampled_from(DAYS))
    stance = draw(st.sampled_from(["asserts"] * 20 + ["denies", "cannot_confirm"]))
    status = draw(st.sampled_from(["observed", "observed", "under_way", "expected", ""]))
    days = draw(st.sampled_from([None, None, (day, day), (0, day), (day - 2, day - 1)]))
    cells = dict(zip(("event_from", "event_to"), map(on, days), strict=True)) if days else {}
    cells |= {"stance": stance, "status": status if stance == "asserts" else ""}
    of, who = draw(st.sampled_from(quantities)), draw(st.sampled_from(sources))
    return said(who, draw(st.sampled_from(WORDINGS)), on(day), of, **cells)


def on(day: int) -> str:
    return (date(2024, 5, 2) + timedelta(days=day)).isoformat()


@st.composite
def tables(draw, parts=True, kinds=KINDS):
    """Return up to three quantities of any kind, of which one may be part of another."""
    table = []
    for place in range(3):
        above = [""] + ([f"q{n}" for n in range(place)] if parts else [])
        cells = {"part_of": draw(st.sampled_from(above)), "drawn_from": ""}
        if parts and not cells["part_of"] and place and draw(st.integers(0, 3)) == 0:
            cells["drawn_from"] = f"q{place - 1}"
        cells["tolerance_days"] = draw(st.sampled_from(["", "", 0, 1, 3]))
        table.append(counted(f"q{place}", draw(st.sampled_from(kinds)), **cells))
    return table


def ledger_of(figures, quantities) -> Ledger:
    """Return a ledger of these rows; a failure shows them in short."""
    for table in (figures, quantities):
        note("\n".join(" | ".join(map(str, row.values())) for row in table))
    with tempfile.TemporaryDirectory() as folder:
        return load_ledger(write_ledger(Path(folder) / "ledger", figures, quantities))


def numbered(figures):
    return [{"figure_id": f"f{place}", **row} for place, row in enumerate(figures)]


def found(compared: Compared, quantities=("q0", "q1", "q2"), days: int = 0):
    """Return all that is found of some quantities, in an order of its own, without days moved."""
    pairs = compared.own_pairs
    pairs = pairs[pairs["quantity_a"].isin(quantities) & pairs["quantity_b"].isin(quantities)]
    numbers = {
        frozenset((row.figure_a, row.figure_b)): (row.verdict, row.basis, row.gap, row.fold)
        for row in pairs.itertuples()
    }
    spread, bounds = (
        table[table.index.isin(quantities)].sort_index()
        for table in (compared.spread, compared.bounds)
    )
    moved = ["start", "end", "widest_start", "widest_end", "gap_start", "gap_end"]
    spread = spread.assign(**{name: spread[name] - days for name in moved})
    ago = pd.Timedelta(days=days)
    bounds = bounds.assign(**{name: bounds[name] - ago for name in ("day", "day_first")})
    return _plain(numbers), _plain(spread.T.to_dict()), _plain(bounds.T.to_dict())


def _plain(value):
    """Return a value in which numbers that are not there equal each other."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    return "" if pd.isna(value) else value


@few
@given(st.lists(rows(), min_size=1, max_size=9), tables())
def test_a_week_later_nothing_has_changed(figures, quantities):
    days = ("reported_on", "event_from", "event_to")
    later = [
        row
        | {
            name: str(date.fromisoformat(row[name]) + timedelta(days=7))
            for name in days
            if name in row
        }
        for row in figures
    ]
    before, after = (Compared(ledger_of(told, quantities)) for told in (figures, later))
    assert found(before) == found(after, days=7)


@few
@given(st.lists(rows(), min_size=4, max_size=12), tables(), st.integers(0, 99))
def test_the_order_of_rows_changes_nothing(figures, quantities, seed):
    figures = numbered(figures)
    mixed = random.Random(seed).sample(figures, len(figures))
    assert found(Compared(ledger_of(figures, quantities))) == found(
        Compared(ledger_of(mixed, quantities))
    )


@few
@given(st.lists(rows(), min_size=4, max_size=12), tables(parts=False))
def test_a_quantity_alone_is_told_as_among_others(figures, quantities):
    figures = numbered(figures)
    together = Compared(ledger_of(figures, quantities))
    for quantity in {row["quantity_id"] for row in figures}:
        own = [row for row in figures if row["quantity_id"] == quantity]
        alone = Compared(ledger_of(own, quantities))
        assert found(alone, [quantity]) == found(together, [quantity])


@pytest.mark.parametrize("more", [1, 200])
@settings(parent=few, max_examples=15)
@given(st.lists(rows(), min_size=4, max_size=9), tables(), st.data())
def test_another_quantity_changes_nothing(more, figures, quantities, data):
    others = [said(f"x{n % 9}", str(100 + n), on(n % 14), "other", figure_id=f"x{n}")
              for n in range(more)]  # fmt: skip
    kind = data.draw(st.sampled_from(KINDS))
    before = Compared(ledger_of(numbered(figures), quantities))
    after = Compared(
        ledger_of([*numbered(figures), *others], [*quantities, counted("other", kind)])
    )
    assert found(before) == found(after)


@few
@given(st.lists(rows(), min_size=4, max_size=9), tables(), st.sampled_from([0.5, 3, 250]))
def test_a_larger_scale_widens_gaps_and_leaves_verdicts(figures, quantities, scale):
    ledger = ledger_of(figures, quantities)
    plain = Compared(ledger)
    columns = ["value", "low", "high", "printed_low", "printed_high", *ENDS]
    scaled = Compared(
        ledger, read=plain.read.assign(**{name: plain.read[name] * scale for name in columns})
    )
    assert verdicts(scaled.own_pairs) == verdicts(plain.own_pairs)
    for name, factor in (("gap", scale), ("fold", 1)):
        one, other = (by_pair(side.own_pairs, name) for side in (plain, scaled))
        np.testing.assert_allclose(other, one * factor, equal_nan=True)


def by_pair(pairs: pd.DataFrame, column: str) -> np.ndarray:
    return pairs.sort_values(["figure_a", "figure_b"])[column].to_numpy(float)


@few
@given(st.lists(rows(SOURCES[:2]), min_size=2, max_size=2), tables())
def test_two_figures_that_change_places_keep_their_verdict(figures, quantities):
    one, other = numbered(figures)
    turned = [one | {"figure_id": "f1"}, other | {"figure_id": "f0"}]
    pairs = [
        verdicts(Compared(ledger_of(told, quantities)).own_pairs) for told in ([one, other], turned)
    ]
    assert pairs[0] == pairs[1]


@few
@given(st.lists(rows(), min_size=2, max_size=6), tables(), st.data())
def test_a_wider_interval_parts_no_pair_that_meets(figures, quantities, data):
    ledger = ledger_of(figures, quantities)
    plain = Compared(ledger)
    place = data.draw(st.integers(0, len(figures) - 1))
    less, more = data.draw(st.tuples(st.floats(0, 1), st.floats(1, 4)))
    wider = plain.read.copy()
    wider.loc[place, ENDS] *= [less, more]
    after = verdicts(Compared(ledger, read=wider).own_pairs)
    for pair, verdict in verdicts(plain.own_pairs).items():
        if verdict in MEETS:
            assert after[pair] in MEETS, (sorted(pair), verdict)


@few
@given(st.lists(rows(SOURCES[:1]), min_size=1, max_size=8), tables(parts=False))
def test_no_history_of_one_source_is_a_dispute(figures, quantities):
    compared = Compared(ledger_of(figures, quantities))
    assert compared.pairs.empty
    assert not compared.spread["nothing_in_common"].any()
    assert compared.spread["fold"].isna().all()


@fewer
@given(st.lists(rows(SOURCES[:1]), min_size=2, max_size=6), tables(parts=False))
def test_no_page_tells_the_history_of_one_source_as_a_dispute(figures, quantities):
    with tempfile.TemporaryDirectory() as folder:
        assert disputes(write_ledger(Path(folder) / "ledger", figures, quantities)) == {}


@few
@given(st.lists(rows(), min_size=4, max_size=12), tables())
def test_spread_and_pairs_say_the_same(figures, quantities):
    compared = Compared(ledger_of(figures, quantities))
    pairs = compared.pairs
    for quantity, row in compared.spread.dropna(subset="printed_low").iterrows():
        members = set(row["figures"].split(", "))
        same = pairs[(pairs["relation"] == "same") & (pairs["quantity_a"] == quantity)]
        within = same[same["figure_a"].isin(members) & same["figure_b"].isin(members)]
        told = within[~within["verdict"].isin(["denied", "not confirmed", "no number"])]
        assert len(told) == row["pairs"], quantity
        assert (told["verdict"] == "differ").sum() == row["differ"], quantity
        assert told["verdict"].isin(MEETS).sum() == row["meet"], quantity
        assert not row["nothing_in_common"] or "differ" in set(told["verdict"])
        assert row["origins"] <= row["numbered"] <= row["speaking"]


@few
@given(st.lists(rows(), min_size=4, max_size=12), tables())
def test_bounds_and_pairs_say_the_same(figures, quantities):
    compared = Compared(ledger_of(figures, quantities))
    pairs = compared.own_pairs
    assert (compared.bounds["low"] >= 0).all()
    for quantity, row in compared.bounds.iterrows():
        setters = {name for end in ("low_from", "high_from") for name in row[end].split(", ")}
        same = pairs[(pairs["relation"] == "same") & (pairs["quantity_a"] == quantity)]
        between = same[same["figure_a"].isin(setters) & same["figure_b"].isin(setters)]
        if row["basis"] == "bounds":
            assert row["low"] <= row["high"]
            told = between["verdict"].isin(["same", "overlap", "not comparable", "not too large"])
            assert told.all(), f"{quantity} is intersected, and {set(between['verdict'])}"
        if row["larger"]:
            sides = {row["larger"], row["smaller"]}
            clash = pairs[pairs["figure_a"].isin(sides) & pairs["figure_b"].isin(sides)]
            told = set(clash["verdict"])  # a running total of a later day that is lower differs
            assert told <= {"too large", "differ"}, f"{row['larger']} is larger than its whole"


@settings(parent=few, max_examples=10)
@given(st.lists(rows(), min_size=4, max_size=9), tables())
def test_sensitivity_and_pairs_say_the_same_under_every_reading(figures, quantities):
    ledger = ledger_of(figures, quantities)
    chosen = select(ledger)
    known = readings(ledger, chosen)
    told = outcomes(ledger, chosen, known)
    for reading in known:
        pairs = verdicts(Compared(ledger, reading.rule_set, vague_set=reading.vague_set).own_pairs)
        rows = told[(told["kind"] == "verdict") & (told["reading"] == reading.name)]
        for row in rows.itertuples():
            assert pairs.get(frozenset(row.key.split(", "))) == row.state, (row.key, reading.name)


@few
@given(st.lists(rows(), min_size=4, max_size=12), tables())
def test_of_two_figures_there_is_one_verdict(figures, quantities):
    pairs = Compared(ledger_of(figures, quantities)).own_pairs
    assert len(verdicts(pairs)) == len(pairs)
    assert (pairs["verdict"] != "differ").all() or pairs.loc[
        pairs["verdict"] == "differ", "gap"
    ].gt(0).all()
