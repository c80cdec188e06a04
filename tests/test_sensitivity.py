"""Which findings hang on how a hedge is read."""

import csv
import io

import pandas as pd
import pytest
from legible import assert_legible
from made import counted, said, write_ledger
from matplotlib.image import imread
from reported_figures import PROJECT
from reported_figures.comparing.readings import (
    Reading,
    chosen_reading,
    readings,
    settle,
    side_by_side,
)
from reported_figures.ledger import load_ledger, select
from reported_figures.limits import MOST_FINDINGS, MOST_READINGS
from reported_figures.showing import charts, display
from reported_figures.showing.lettering import DPI
from reported_figures.showing.sensitivity import (
    describe_ranges,
    describe_sensitivity,
    drawn_readings,
    marks_of,
    plot_ranges,
    plot_sensitivity,
)
from reported_figures.showing.tables import basis_of_readings, intervals_by_set
from reported_figures.telling.sensitivity import (
    by_reading,
    changing,
    moved_bounds,
    outcomes,
    pointer,
    stability,
    steady,
    vague_words,
)

CHOSEN = Reading("rounding")
HEAD = (
    "figure_id,speaker_id,quoted,stance,status,quantity_id,wording,value,reported_on,"
    "reported_on_basis\n"
)


def studied(ledger, rule_set="rounding", vague_set="", **selection):
    """Return the outcomes of a selection under every reading, and what they settle."""
    figures = select(ledger, **selection)
    known = readings(ledger, figures, rule_set, vague_set)
    table = outcomes(ledger, figures, known)
    return table, settle(table, chosen_reading(known, rule_set, vague_set))


def chosen_of(table):
    """Return the reading in a table of outcomes that the set ``rounding`` belongs to."""
    for name in table["reading"].unique():
        first, *alike = name.split(", ")
        if "rounding" in name.split(", "):
            return Reading(first, alike=tuple(alike))
    return CHOSEN


def made(folder, *numbers: tuple[str, str], rules=()):
    """Return a ledger of one quantity, from wordings with their values, and more rules if given."""
    rows = [
        f'f{place},s{place},direct,asserts,observed,troops,"{wording}",{value},2024-01-01,stated\n'
        for place, (wording, value) in enumerate(numbers)
    ]
    (folder / "reported_figures.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    if rules:
        known = (PROJECT / "data" / "hedge_rules.csv").read_text(encoding="utf-8")
        (folder / "hedge_rules.csv").write_text(known + "".join(rules), encoding="utf-8")
    return load_ledger(folder)


def copied_set(name: str, **changes: str) -> list[str]:
    """Return the rows of the set literal under another name, some with another reading and low."""
    rows = []
    with (PROJECT / "data" / "hedge_rules.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["rule_set"] == "literal":
                reading, low = changes.get(row["hedge"], f"{row['reading']},").split(",")
                rows.append(f"{name},{row['hedge']},{reading},{low},,a trial\n")
    return rows


def outcome_of(table, key):
    """Return what a finding says, by the name of each rule set."""
    said = table[table["key"] == key].set_index("reading")["outcome"]
    return {name: words for names, words in said.items() for name in names.split(", ")}


def test_two_findings_of_the_article_flip_one_moves_and_seven_never_move(ledger):
    _, settled = studied(ledger)
    grades = settled["grade"].value_counts().to_dict()
    assert grades == {"never moves": 7, "flips": 2, "moves": 1}


def test_the_two_totals_differ_only_where_up_to_is_read_as_a_number_near_its_top(ledger):
    table, settled = studied(ledger)
    totals = settled.set_index("key").loc["nis-source-total, zelensky-total"]
    assert (totals["as_chosen"], totals["grade"]) == ("neither rules the other out", "flips")
    said = outcome_of(table, "nis-source-total, zelensky-total")
    assert [name for name, words in said.items() if words == "the two differ"] == ["peak"]


@pytest.mark.parametrize(
    "key, rounding, other, words",
    [
        ("bound soldiers_arrived", "1,350 to 12,000", "round_bare", "1,350 to 12,500"),
        ("bound soldiers_arrived", "1,350 to 12,000", "literal", "1,500 to 12,000"),
        ("share nis-sealift, nis-source-total", "at least about 12.5 %", "peak", "about 12.5 %"),
        ("share nis-sealift, zelensky-total", "about 15 %", "literal", "about 15 %"),
    ],
)
def test_what_moves_in_the_article(ledger, key, rounding, other, words):
    said = outcome_of(studied(ledger)[0], key)
    assert (said["rounding"], said[other]) == (rounding, words)


def test_grades_do_not_hang_on_the_chosen_reading(ledger):
    grades = [studied(ledger, rule_set=name)[1].set_index("key")["grade"] for name in
              ("literal", "rounding", "ten_percent", "round_bare")]  # fmt: skip
    for other in grades[1:]:
        pd.testing.assert_series_equal(other.sort_index(), grades[0].sort_index())


def test_a_verdict_that_flips_is_named_with_the_readings_that_flip_it(tmp_path):
    _, settled = studied(made(tmp_path, ("around 1,000", "1000"), ("around 1,090", "1090")))
    verdict = settled.set_index("kind").loc["verdict"]
    assert verdict["grade"] == "flips"
    assert verdict["as_chosen"] == "the two overlap"  # 900 to 1,100 and 1,085 to 1,095
    assert verdict["otherwise"] == "the two differ (literal)"
    assert changing(settled, CHOSEN)[0] == (
        "The verdict on around 1,000 (s0) and around 1,090 (s1), by rounding: the two overlap, but "
        "the two differ (literal)."
    )


def test_a_rule_set_is_added_as_rows_without_code(tmp_path):
    wide = copied_set("half", about="fraction,0.5")
    figures = ("around 1,000", "1000"), ("around 2,000", "2000")
    ledger = made(tmp_path, *figures, rules=wide)
    table, settled = studied(ledger)
    assert "half" in [reading.name for reading in readings(ledger, select(ledger))]
    verdict = settled.set_index("kind").loc["verdict"]
    assert verdict["as_chosen"] == "the two differ"
    assert verdict["otherwise"] == "the two overlap (half)"  # 500 to 1,500 and 1,000 to 3,000
    intervals = intervals_by_set(ledger, select(ledger), CHOSEN).set_index("wording")
    assert intervals.loc["around 1,000", "half"] == "500 to 1,500"
    assert "a trial" in basis_of_readings(ledger, select(ledger))["basis"].tolist()
    assert "half changes 2 findings" in by_reading(table, chosen_of(table))


def test_a_set_that_lacks_a_hedge_is_refused_before_anything_is_read(tmp_path):
    with pytest.raises(ValueError, match="mine"):
        made(tmp_path, ("around 1,000", "1000"), rules=copied_set("mine")[:3])


def test_vague_sets_enter_only_with_a_vague_word_that_they_read(tmp_path, ledger):
    assert {reading.vague_set for reading in readings(ledger, select(ledger))} == {""}
    ledger = made(tmp_path, ("hundreds", ""), ("150", "150"), ("thousands", ""))
    figures = select(ledger)
    assert {r.vague_set for r in readings(ledger, figures)} == {"", "acled", "ccc", "airwars"}
    figures = figures[figures["vague_word"] == "thousands"]
    assert {r.vague_set for r in readings(ledger, figures)} == {"", "ccc"}
    assert chosen_reading(readings(ledger, figures), "rounding", "acled").vague_set == ""


def test_a_vague_word_flips_between_no_number_and_a_verdict(tmp_path):
    ledger = made(tmp_path, ("hundreds", ""), ("150", "150"))
    _, settled = studied(ledger)
    verdict = settled.set_index("kind").loc["verdict"]
    assert (verdict["grade"], verdict["as_chosen"]) == ("flips", "no number to compare")
    assert set(verdict["otherwise"].split("; ")) == {
        "the two differ (ccc)",
        "neither rules the other out (acled, airwars)",
    }
    words = intervals_by_set(ledger, select(ledger), CHOSEN, vague=True).set_index("wording")
    assert words.loc["hundreds", ["no vague set", "acled", "ccc", "airwars"]].tolist() == [
        "", "at least 100", "at least 200", "100 to 200",
    ]  # fmt: skip
    assert "acled, ccc and airwars" in vague_words(select(ledger), readings(ledger, select(ledger)))


def test_readings_that_are_alike_share_a_column(ledger):
    columns = intervals_by_set(ledger, select(ledger), CHOSEN).columns.tolist()
    assert columns[-4:] == ["literal", "rounding, ten_percent", "round_bare", "peak"]
    table, settled = studied(ledger)
    assert "rounding, ten_percent" in side_by_side(table, settled).columns


def test_each_reading_of_the_article_s_hedges_has_its_basis(ledger):
    basis = basis_of_readings(ledger, select(ledger))
    assert set(basis["hedge"]) == {"bare", "about", "up to"}
    assert basis["basis"].ne("").all()
    named = basis.groupby("hedge")["sets"].agg(", ".join)
    assert all(len(sets.split(", ")) == 5 for sets in named), named.to_dict()


@pytest.mark.parametrize(
    "grades, sentence",
    [
        (["flips"], "Of 1 finding, under 2 readings of the hedges, 1 flips, none moves only in its "
         "numbers and none is the same under every reading."),
        (["flips"] * 2 + ["moves"] + ["never moves"], "Of 4 findings, under 2 readings of the "
         "hedges, 2 flip, 1 moves only in its numbers and 1 is the same under every reading."),
        ([], "There is no verdict, bound or share here that could hang on how hedges are read."),
    ],
)  # fmt: skip
def test_the_count_is_right_in_number(grades, sentence):
    settled = pd.DataFrame({"grade": grades}, dtype="str")
    assert stability(settled, [CHOSEN, Reading("literal")]) == sentence


def test_one_reading_alone_says_so():
    settled = pd.DataFrame({"grade": ["never moves"]})
    assert "no finding hangs on it" in stability(settled, [CHOSEN])


@pytest.mark.parametrize("selection", [{"as_of": "2000-01-01"}, {"sources": ["rutte"]}])
def test_a_selection_without_findings_has_its_sentences_and_its_chart(ledger, selection):
    table, settled = studied(ledger, **selection)
    assert settled.empty
    assert changing(settled, CHOSEN) == steady(settled) == []
    assert side_by_side(table, settled).empty
    assert by_reading(table, chosen_of(table))
    assert drawn(table, settled).shape[0] > 0
    assert describe_sensitivity(settled, CHOSEN) == "There is no finding to draw."


def test_the_pointer_is_one_sentence(ledger):
    words = pointer(ledger, select(ledger), "rounding")
    assert words.startswith("Of 10 findings, under 4 readings of the hedges, 2 flip")
    assert words.count(". ") == 0
    assert pointer(ledger, select(ledger, sources=["rutte"]), "rounding").startswith("There is no")


def drawn(table, settled, title="A title"):
    """Return the chart as an array of pixels, as it is published."""
    fig, ax = charts.new_figure()
    plot_sensitivity(ax, table, settled, chosen_of(table), title, "Source: a document")
    return imread(io.BytesIO(display.png(fig)), "png")


@pytest.mark.parametrize("which", ["article", "one", "some", "large"])
def test_no_text_of_the_chart_overlaps_or_is_cut_off(ledger, large, tmp_path, which):
    table, settled = {
        "article": lambda: studied(ledger),
        "one": lambda: studied(made(tmp_path, ("around 40", "40"))),
        "some": lambda: studied(large, sources=["source-1", "source-2", "source-3"]),
        "large": lambda: studied(large),
    }[which]()
    _, ax = charts.new_figure()
    plot_sensitivity(ax, table, settled, chosen_of(table), "A title", "Source: a document")
    assert_legible(ax)


def test_the_chart_of_many_findings_stays_a_page(large):
    table, settled = studied(large)
    height, across = drawn(table, settled).shape[:2]
    assert len(settled) > MOST_FINDINGS
    assert height / DPI < 20 and across / DPI < 13


def test_marks_tell_another_number_from_another_verdict(tmp_path):
    table, settled = studied(made(tmp_path, ("around 1,000", "1000"), ("around 1,090", "1090")))
    marks = marks_of(table, chosen_of(table))
    key = settled.set_index("kind").loc["verdict", "key"]
    by_set = {(of, name): mark for (of, names), mark in marks.items() for name in names.split(", ")}
    assert by_set[key, "rounding"] == by_set[key, "peak"] == "same"
    assert by_set[key, "literal"] == "verdict"
    assert by_set["bound troops", "ten_percent"] == "number"


def test_of_many_readings_the_chosen_one_and_those_that_change_most_are_drawn(tmp_path):
    rules = [row for n in range(20) for row in copied_set(f"set{n}", about=f"fraction,0.{n + 20}")]
    rules += copied_set("wide", about="fraction,0.5")
    ledger = made(tmp_path, ("around 1,000", "1000"), ("around 2,000", "2000"), rules=rules)
    table, _ = studied(ledger)
    names, rule = drawn_readings(table, chosen_of(table))
    assert len(names) == MOST_READINGS
    drawn = {name for alike in names for name in alike.split(", ")}
    assert {"rounding", "wide"} <= drawn
    assert "23 readings" in rule  # four of the known sets read 100 and 200 to either side


def test_the_chart_is_the_same_on_each_run(ledger):
    assert (drawn(*studied(ledger)) == drawn(*studied(ledger))).all()


def test_the_description_has_the_numbers_and_the_readings(ledger):
    words = describe_sensitivity(studied(ledger)[1], CHOSEN)
    assert "1,500 to 12,000 (literal)" in words
    assert "neither rules the other out" in words


# ranges on an axis


def moved(ledger):
    figures = select(ledger)
    known = readings(ledger, figures)
    _, settled = studied(ledger)
    return moved_bounds(ledger, figures, known, settled)


def test_bounds_that_move_are_drawn_as_ranges_with_their_readings(ledger):
    """Around 1,500 begins the range; the article has it exact, to two figures or within a tenth."""
    found = moved(ledger)
    assert found["quantity"].unique().tolist() == [
        "soldiers who have arrived in Russia or Russian-held territory"
    ]
    ends = found.set_index("reading")[["low", "high"]].apply(tuple, axis=1)
    assert ends["literal"] == (1_500, 12_000)
    words = describe_ranges(found)
    assert "1,500 to 12,000 (literal" in words and "1,350 to 12,000 (rounding" in words


def test_each_range_that_moves_is_a_bar_from_end_to_end(ledger):
    _, ax = charts.new_figure()
    plot_ranges(ax, moved(ledger), "Bounds that move", "Source: one document.")
    bars = {tuple(map(float, line.get_xdata())) for line in ax.lines if line.get_linewidth() == 7}
    assert bars >= {(1_500, 12_000), (1_350, 12_000)}


def test_what_no_reading_moves_has_no_range(ledger):
    _, settled = studied(ledger)
    still = settled.assign(grade="never moves")
    assert moved_bounds(ledger, select(ledger), [CHOSEN], still).empty


@pytest.mark.parametrize("rule_set", ["literal", "rounding", "ten_percent"])
def test_readings_that_are_alike_go_by_the_name_of_the_chosen_one(rule_set, tmp_path):
    rows = [said("police", "300"), said("union", "900")]
    ledger = load_ledger(write_ledger(tmp_path, rows, [counted("crowd")]))
    names = [reading.short for reading in readings(ledger, select(ledger), rule_set, "acled")]
    assert rule_set in names and not {"literal", "rounding", "ten_percent"} - {rule_set} & {*names}
