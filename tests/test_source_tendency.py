"""Which source reports higher: on ledgers whose factors are known, because they were made so."""

import math
import random

import numpy as np
import pandas as pd
import pytest
from compared import Compared
from legible import assert_legible
from made import counted, said, write_ledger
from matplotlib.figure import Figure
from pages_of import page
from reported_figures.comparing.tendency import (
    higher_first,
    same_numbers,
    source_factors,
    source_tendency,
    votes_of_pairs,
)
from reported_figures.ledger.frames import StageError
from reported_figures.showing.source_tendency import fold_words, plot_ratios
from reported_figures.telling import source_tendency as told

TROOPS = [counted("troops", "stock")]


def weekly(values, of="troops", hedge=""):
    """Return rows: each week each source says its number; None is no number."""
    return [
        said(source, f"{hedge}{value:,}", 7 * week, of)
        for source, numbers in values.items()
        for week, value in enumerate(numbers)
        if value is not None
    ]


def tendency(folder, rows, quantities=TROOPS, sources=()):
    made = Compared(write_ledger(folder, rows, quantities, sources))
    return (
        source_tendency(made.figures, made.quantities),
        source_factors(made.figures, made.quantities).set_index("source"),
        votes_of_pairs(made.figures),
    )


def noisy(seed, factors, weeks=24, noise=0.1, floors=0.0):
    """Return rows of sources that report a rising level times their factor, and some noise."""
    draw, level, rows = random.Random(seed), 1_000.0, []
    for week in range(weeks):
        level *= 1 + 0.03 * draw.random()
        for source, factor in factors.items():
            if draw.random() < 0.15:
                continue
            value = level * factor * math.exp(draw.gauss(0, noise))
            floor = draw.random() < floors
            value *= math.exp(-abs(draw.gauss(0, 0.2))) if floor else 1
            rows.append(
                said(source, f"{'at least ' if floor else ''}{value:,.0f}", 7 * week, "troops")
            )
    return rows


def test_a_source_that_says_twice_as_much_each_time(tmp_path):
    one = [100, 130, 170, 200, 260, 300, 310, 350, 400, 480]
    rows = weekly({"army": [2 * value for value in one], "observers": one})
    pairs, factors, votes = tendency(tmp_path, rows)
    (row,) = pairs.to_dict("records")
    assert (row["source_a"], row["source_b"], row["estimands"]) == ("army", "observers", 10)
    assert (row["higher"], row["same"], row["enough"], row["tends"]) == (10, 0, True, "army")
    assert row["median"] == row["low_quartile"] == row["high_quartile"] == 2
    assert factors.loc["army", "factor"] == pytest.approx(2)
    assert factors.loc["observers", "factor"] == pytest.approx(0.5)
    assert votes["ratio"].tolist() == [2.0] * 10


def test_the_higher_one_comes_first_where_it_is_asked_for(tmp_path):
    values = {"army": [100] * 10, "observers": [200] * 9 + [100]}
    (row,) = higher_first(tendency(tmp_path, weekly(values))[0]).to_dict("records")
    assert (row["source_a"], row["source_b"]) == ("observers", "army")
    assert (row["higher"], row["same"], row["median"]) == (9, 1, 2)


@pytest.mark.parametrize(("weeks", "enough"), [(7, False), (8, True)])
def test_below_eight_times_nothing_is_said(tmp_path, weeks, enough):
    numbers = [100, 103, 101, 106, 104, 109, 107, 112][:weeks]
    rows = weekly({"army": [2 * value for value in numbers], "observers": numbers})
    pairs, factors, _ = tendency(tmp_path, rows)
    assert pairs["estimands"].tolist() == [weeks] and pairs["enough"].tolist() == [enough]
    assert factors["factor"].notna().tolist() == [enough] * 2
    assert bool(pairs["tends"].iloc[0]) == enough


def test_bounds_are_no_votes_but_count_against_the_others(tmp_path):
    exact = weekly({"army": range(200, 300, 10), "observers": range(100, 150, 5)})
    floors = weekly({"relief": range(400, 500, 10)}, hedge="at least ")
    pairs, factors, votes = tendency(tmp_path, exact + floors)
    assert set(zip(pairs["source_a"], pairs["source_b"], strict=True)) == {("army", "observers")}
    assert "relief" not in {*votes["source_a"], *votes["source_b"]}
    assert factors.loc["relief", "factor"] > factors.loc["army", "factor"]


def test_numbers_of_one_origin_are_not_set_against_each_other(tmp_path):
    rows = weekly({"spokesman": [200] * 10, "ministry": [100] * 10})
    rows = [{**row, "wording": f"{int(row['wording']) + n}"} for n, row in enumerate(rows)]
    sources = [
        {"source_id": "ministry", "name": "Ministry", "organisation_id": "", "named": "true"},
        {"source_id": "spokesman", "name": "Aide", "organisation_id": "ministry", "named": "true"},
    ]  # fmt: skip
    assert tendency(tmp_path, rows, sources=sources)[0].empty


def test_no_day_is_compared_with_another(tmp_path):
    rows = [said("army", f"{200 + n}", 14 * n, "troops") for n in range(10)]
    rows += [said("observers", f"{100 + n}", 14 * n + 7, "troops") for n in range(10)]
    assert tendency(tmp_path, rows)[0].empty


def test_one_whole_matter_has_one_vote_however_often_it_is_revised(tmp_path):
    rows = weekly({"army": range(200, 300, 10), "observers": range(100, 200, 10)})
    pairs = tendency(tmp_path, rows, [counted("troops", "total")])[0]
    assert pairs["estimands"].tolist() == [1] and not pairs["enough"].any()


def test_zero_has_no_ratio(tmp_path):
    rows = weekly({"army": [0, 0, *range(10, 18)], "observers": [0, 5, *range(20, 28)]})
    pairs, factors, _ = tendency(tmp_path, rows)
    assert pairs["estimands"].tolist() == [8]
    assert np.isfinite(factors["factor"]).all()


def test_a_different_unit_changes_nothing(tmp_path):
    rows = noisy(3, {"army": 1.2, "observers": 1.0, "union": 0.9})
    larger = [
        {**row, "wording": f"{int(row['wording'].replace(',', '')) * 1000:,}"} for row in rows
    ]
    some, many = (tendency(tmp_path / name, r) for name, r in (("a", rows), ("b", larger)))
    for one, other in zip(some[:2], many[:2], strict=True):
        for name in one.select_dtypes("number"):
            assert other[name].to_numpy() == pytest.approx(one[name].to_numpy(), rel=1e-6)


def test_known_factors_lie_in_their_intervals_and_without_any_there_is_no_claim(tmp_path):
    factors = {"army": 1.3, "observers": 1.0, "union": 0.8}
    covered, claims, wrong, measured = 0, 0, 0, []
    for seed in range(12):
        rows = noisy(seed, factors, floors=0.1)
        pairs, found, _ = tendency(tmp_path / f"with-{seed}", rows)
        for source, factor in factors.items():
            others = math.prod(value for name, value in factors.items() if name != source) ** 0.5
            row = found.loc[source]
            covered += row["low"] <= factor / others <= row["high"]
            measured.append(math.log(row["factor"] / (factor / others)))
        for row in higher_first(pairs[pairs["tends"] != ""]).to_dict("records"):
            wrong += factors[row["source_a"]] < factors[row["source_b"]]
        none = noisy(seed, dict.fromkeys(factors, 1.0))
        claims += (tendency(tmp_path / f"without-{seed}", none)[0]["tends"] != "").any()
    assert covered >= 0.75 * len(measured)  # of 90 percent, as far as 12 ledgers can say
    assert abs(np.mean(measured)) < 0.02
    assert wrong == 0 and claims <= 2


def test_figures_of_an_earlier_stage_are_told_what_to_call():
    made = Compared("tests/article")
    with pytest.raises(StageError, match="place"):
        source_tendency(made.read, made.quantities)


def test_the_title_claims_no_absence_of_a_tendency():
    pairs = pd.DataFrame({"enough": [True, True, False], "tends": ""})
    assert told.headline(pairs) == "In both pairs of sources no tendency can be told from chance"
    assert told.headline(pairs[:1]).startswith("In the one pair of sources no tendency")
    pairs["tends"] = ["a", "", ""]
    assert told.headline(pairs) == "In 1 of 2 pairs one source tends to report higher"


def test_the_article_says_in_one_sentence_why_nothing_can_be_said():
    found = page("source_tendency", "tests/article")
    (sentence,) = found.says("nothing can be said of a tendency")
    assert "8 times or more" in sentence
    assert not found.pictures and not found.tables


def test_a_page_says_who_is_higher_how_often_and_by_how_much(tmp_path):
    names = [
        {"source_id": "army", "name": "Army", "organisation_id": "", "named": "true"},
        {"source_id": "watch", "name": "Watch", "organisation_id": "", "named": "true"},
    ]
    rows = weekly({"army": range(100, 112), "watch": range(200, 224, 2)})
    found = page("source_tendency", write_ledger(tmp_path, rows, TROOPS, names))
    assert found.says("watch is higher than that of army at 12 of 12 times", "2-fold")
    assert found.says("watch are 2 times the middle", "from 12 times")
    assert len(found.pictures) == 2
    assert "first higher" in found.pictures[0] and "Watch : Army" in found.pictures[0]


@pytest.mark.parametrize("sources", [2, 5])
def test_no_words_of_the_picture_lie_on_others(tmp_path, sources):
    factors = {f"the committee for observation no. {n}": 1 + n / 3 for n in range(sources)}
    made = Compared(write_ledger(tmp_path, noisy(1, factors), TROOPS))
    pairs = higher_first(source_tendency(made.figures, made.quantities))
    figure = Figure(figsize=(10, 4))
    axes = figure.add_subplot()
    plot_ratios(axes, told.named(pairs, made.figures), votes_of_pairs(made.figures), "A title")
    assert_legible(axes)


def test_ratios_in_words():
    assert [fold_words(ratio) for ratio in (2, 0.25, 1.001)] == [
        "2-fold higher",
        "4-fold lower",
        "the same",
    ]


def copying(weeks, same, rounded=1):
    """Return rows of an agency that prints the ministry's number so often, and of observers."""
    draw, rows = random.Random(7), []
    for week in range(weeks):
        level = 1_000 + 37 * week
        ministry = rounded * round(level / rounded)
        other = ministry if week < same else rounded * round(level * 1.06 / rounded)
        seen = rounded * round(level * (1 + draw.choice([-0.08, -0.05, 0.05, 0.08])) / rounded)
        for source, value in (("agency", other), ("ministry", ministry), ("observers", seen)):
            rows.append(said(source, f"{value:,}", 7 * week, "troops"))
    return rows


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        (copying(12, 11), [("agency", "ministry", 12, 11)]),
        (copying(7, 7), []),  # too few
        (copying(12, 2), []),
        (copying(12, 12, rounded=1_000), []),  # round numbers are the same by themselves
    ],
    ids=["copies", "seven times", "by chance", "round numbers"],
)
def test_numbers_that_are_the_same_too_often_are_a_question(tmp_path, rows, named):
    copies = same_numbers(tendency(tmp_path, rows)[2])
    found = copies[["source_a", "source_b", "estimands", "same"]]
    assert list(found.itertuples(index=False, name=None)) == named
    ledger = write_ledger(tmp_path / "page", rows, TROOPS)
    told = page("provenance", ledger).says("they may rest on one origin")
    assert len(told) == len(named)
    assert all("11 of 12 times" in sentence for sentence in told)


def test_of_intervals_on_one_side_it_is_said_how_many_chance_alone_would_put_there():
    factors = pd.DataFrame(
        [(f"s{n}", f"s{n}", "calls", factor, factor * 0.9, factor * 1.1, 12)
         for n, factor in enumerate([2.0, 1.0, 1.05])],
        columns=["source", "source_name", "quantity", "factor", "low", "high", "estimands"],
    )  # fmt: skip
    chance = "By chance alone about one in ten of the 3 intervals here would lie on one side."
    assert chance in told.against_others(factors)
    assert not any("chance" in words for words in told.against_others(factors[1:]))
