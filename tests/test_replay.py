"""The replay: what had been said by each day, and what each day changed."""

import csv
import shutil

import pandas as pd
import pytest
from built import ARTICLE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from large_ledger import FIGURE_COLUMNS, write_large_ledger
from reported_figures import PROJECT
from reported_figures.comparing import replay
from reported_figures.comparing.estimands import place, standing
from reported_figures.comparing.replay import what_changed
from reported_figures.ledger import load_ledger, select
from reported_figures.ledger.checks import check_ledger
from reported_figures.reading.intervals import read_intervals
from reported_figures.showing import tables as replay_tables
from reported_figures.telling import timeline as replay_findings
from reported_figures.telling import timeline as replay_sentences
from reported_figures.telling.courses import course_lines

UKRAINE = {"Ukraine's government", "Volodymyr Zelensky", "Kyrylo Budanov"}


def said(ledger, **selection) -> pd.DataFrame:
    figures = place(read_intervals(select(ledger, **selection), ledger.hedge_rules))
    return figures.sort_values("reported_on", kind="stable").reset_index(drop=True)


def article(**selection) -> pd.DataFrame:
    return said(load_ledger(ARTICLE), **selection)


def replayed(ledger) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return all that a replay by days gives: figures, additions, changes and verdicts."""
    figures = said(ledger)
    days = sorted(figures["reported_on"].unique())
    changes = what_changed(figures, ledger.quantities, days)
    verdicts = replay.new_verdicts(figures, ledger.quantities)
    return figures, replay.additions(figures, days), changes, verdicts


def ledger_of(folder, *rows: dict):
    """Return a ledger of the project's sources and quantities with the given figures."""
    blank = dict.fromkeys(FIGURE_COLUMNS, "")
    blank |= {"speaker_id": "nis", "stance": "asserts", "quoted": "paraphrase",
              "quantity_id": "soldiers_arrived", "reported_on_basis": "stated"}  # fmt: skip
    for table in ("sources", "quantities"):
        shutil.copy(PROJECT / "data" / f"{table}.csv", folder)
    with (folder / "reported_figures.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, FIGURE_COLUMNS)
        writer.writeheader()
        writer.writerows([blank | {"figure_id": f"f{n}"} | row for n, row in enumerate(rows)])
    return load_ledger(folder)


def number(value: int, day: int, **more) -> dict:
    """Return a row that gives a bare number on a day of October 2024."""
    return {"wording": f"{value:,}", "value": value, "reported_on": f"2024-10-{day:02}", **more}


def test_by_the_17th_only_the_ukrainian_speakers_had_spoken():
    assert set(article(as_of="2024-10-17")["speaker"]) == UKRAINE


def test_by_the_18th_all_twelve_had_been_said():
    figures = article(as_of="2024-10-18")
    assert len(figures) == 12
    assert not set(figures["speaker"]) <= UKRAINE


def test_the_18th_widened_the_printed_total_from_10000_to_12000():
    ledger = load_ledger(ARTICLE)
    _, _, changes, _ = replayed(ledger)
    (row,) = changes[
        (changes["measure"] == "printed")
        & (changes["quantity_id"] == "soldiers_committed")
        & (changes["day"] == pd.Timestamp("2024-10-18"))
    ].itertuples()
    assert (row.before_low, row.before_high, row.low, row.high) == (10000, 10000, 10000, 12000)
    assert row.by == "nis-source-total"


def test_the_sealift_sets_a_floor_for_those_who_have_arrived():
    _, _, changes, _ = replayed(load_ledger(ARTICLE))
    arrived = changes[changes["quantity_id"] == "soldiers_arrived"]
    assert arrived[["low", "high"]].values.tolist() == [[0, 10000], [1350, 12000]]
    assert arrived["by"].tolist() == ["zelensky-total", "nis-sealift, nis-source-total"]


def test_the_second_total_raises_the_bound_of_the_parts_that_no_one_numbers():
    _, _, changes, _ = replayed(load_ledger(ARTICLE))
    (row,) = changes[changes["quantity_id"] == "soldiers_in_combat"].itertuples()
    assert (row.before_high, row.high, row.by) == (10_000, 12_000, "nis-source-total")


def test_a_bound_that_was_there_is_no_change_when_its_quantity_is_first_spoken_of(tmp_path):
    rows = (
        number(10_000, 5, quantity_id="soldiers_committed"),
        {"quantity_id": "soldiers_in_combat", "reported_on": "2024-10-07"},
    )
    _, _, changes, _ = replayed(ledger_of(tmp_path, *rows))
    assert "soldiers_in_combat" not in set(changes["quantity_id"])


def test_the_two_totals_are_compared_on_the_day_of_the_second():
    _, _, _, verdicts = replayed(load_ledger(ARTICLE))
    (row,) = verdicts[
        (verdicts["figure_a"] == "zelensky-total") & (verdicts["figure_b"] == "nis-source-total")
    ].itertuples()
    assert (row.verdict, row.day.day) == ("not ruled out", 18)


def test_each_pair_of_the_article_has_its_verdict_once():
    _, _, _, verdicts = replayed(load_ledger(ARTICLE))
    assert len(verdicts) == 17  # on the same or related things
    assert not verdicts.duplicated(["figure_a", "figure_b"]).any()


def test_a_superseded_figure_leaves_on_the_day_of_its_replacement(tmp_path):
    ledger = ledger_of(tmp_path, number(500, 5), number(400, 9, supersedes="f0"))
    figures = said(ledger)
    stood = {
        day: standing(figures, pd.Timestamp(f"2024-10-{day:02}"))["figure_id"].tolist()
        for day in (4, 5, 8, 9)
    }
    assert stood == {4: [], 5: ["f0"], 8: ["f0"], 9: ["f1"]}
    assert figures["replaced_by"].tolist() == ["f1", ""]


def test_what_is_replaced_after_as_of_still_stands(tmp_path):
    ledger = ledger_of(tmp_path, number(500, 5), number(400, 9, supersedes="f0"))
    figures = said(ledger, as_of="2024-10-08")
    assert figures["replaced_by"].tolist() == [""]
    assert figures["left_on"].isna().all()


def test_a_replacement_changes_the_range_and_is_named(tmp_path):
    ledger = ledger_of(
        tmp_path,
        *(
            row | {"quantity_id": "soldiers_committed"}
            for row in (
                number(500, 5),
                number(450, 6, speaker_id="budanov"),
                number(470, 9, supersedes="f0"),
            )
        ),
    )
    _, _, changes, _ = replayed(ledger)
    last = changes[changes["measure"] == "printed"].iloc[-1]
    assert (last["before_high"], last["high"], last["by"]) == (500, 470, "f2")


def test_a_replacement_without_a_number_takes_the_number_out_of_print(tmp_path):
    of = {"quantity_id": "soldiers_committed"}
    replacement = {"reported_on": "2024-10-09", "supersedes": "f0", **of}
    ledger = ledger_of(tmp_path, number(500, 5, **of), replacement)
    figures, _, changes, _ = replayed(ledger)
    last = changes[changes["measure"] == "printed"].iloc[-1]
    assert pd.isna(last["high"])
    assert last["by"] == "f1"
    assert "no number is in print" in replay_findings.change_lines(changes, figures)[0]


def test_a_pair_that_never_stood_together_has_no_verdict(tmp_path):
    rows = number(500, 5), number(400, 7, supersedes="f0"), number(450, 9, speaker_id="budanov")
    _, _, _, verdicts = replayed(ledger_of(tmp_path, *rows))
    assert verdicts[["figure_a", "figure_b"]].values.tolist() == [["f1", "f2"]]


def test_a_source_that_lowers_its_running_total_is_told_as_such(tmp_path):
    figures = said(ledger_of(tmp_path, number(500, 5), number(400, 7), number(450, 9)))
    (words,) = course_lines(figures)
    assert "National Intelligence Service lowered its own number" in words
    assert "from 500 (5 October 2024) to 400 (7 October 2024)" in words


def test_what_stands_on_a_day_is_what_stands_of_what_had_been_said(large):
    figures = said(large)
    for day in figures["reported_on"].unique()[::10]:
        stands = set(standing(figures, day)["figure_id"])
        selected = set(standing(said(large, as_of=f"{day:%Y-%m-%d}"))["figure_id"])
        assert stands == selected, f"{day:%Y-%m-%d}: {stands ^ selected}"


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10_000), count=st.integers(2, 14))
def test_adding_later_figures_changes_no_earlier_day(tmp_path_factory, seed, count):
    folder = tmp_path_factory.mktemp("later")
    ledger = load_ledger(write_large_ledger(folder, figures=count, sources=3, days=5, seed=seed))
    shown = ["figure_id", "speaker", "wording", "interval_low", "interval_high"]
    whole = replayed(ledger)
    day = whole[0]["reported_on"].iloc[count // 2]
    as_of = f"{day:%Y-%m-%d}"
    earlier = said(ledger, as_of=as_of)
    pd.testing.assert_frame_equal(
        earlier[shown], whole[0].loc[whole[0]["reported_on"] <= day, shown]
    )
    days = sorted(earlier["reported_on"].unique())
    parts = (
        replay.additions(earlier, days),
        what_changed(earlier, ledger.quantities, days),
    )
    for then, now in zip(parts, whole[1:3], strict=True):
        now = now[now["day"] <= day].reset_index(drop=True)
        pd.testing.assert_frame_equal(then, now, check_dtype=False)


def test_the_steps_add_each_figure_once(large):
    figures = said(large)
    days, step = replay.steps(figures)
    assert step == "week"
    assert len(days) <= replay.MOST_STEPS
    assert replay.additions(figures, days)["added"].sum() == 300


@pytest.mark.parametrize("selection", [{"as_of": "2020-01-01"}, {"sources": ["nato"]}])
def test_an_empty_selection_runs_and_says_so(selection):
    ledger = load_ledger(ARTICLE)
    quantities = ["landing_ships"] if "sources" in selection else []
    figures = said(ledger, **selection, quantities=quantities)
    assert figures.empty
    days, _ = replay.steps(figures)
    additions = replay.additions(figures, days)
    changes = what_changed(figures, ledger.quantities, days)
    assert replay.new_verdicts(figures, ledger.quantities).empty
    assert "nothing to replay" in replay_sentences.opening(figures)
    assert replay_tables.change_table(changes, figures).empty
    assert replay_tables.added_table(additions).empty
    assert replay_tables.day_table(figures).empty
    assert course_lines(figures) == []


def test_the_bases_of_the_article_s_days_are_counted():
    assert replay_sentences.bases(article()) == (
        "How the days on which it was said are known: 10 are inferred and 2 are the document's own."
    )


@pytest.mark.parametrize(
    "count, words",
    [(1, "1 figure has been replaced by a later one: it no longer stands."),
     (2, "2 figures have been replaced by later ones: they no longer stand.")],
)  # fmt: skip
def test_replaced_figures_are_counted_in_words(count, words, tmp_path):
    rows = [number(500 + n, n + 1, supersedes=f"f{n - 1}" if n else "") for n in range(count + 1)]
    figures = said(ledger_of(tmp_path, *rows))
    assert replay_findings.replaced_sentence(figures) == words
    assert len(replay_tables.replaced_table(figures)) == count


def test_the_day_by_which_troops_are_to_be_ready_comes_with_its_note():
    (row,) = replay_tables.dates_given(article()).itertuples()
    assert row.date_given == "by 1 November 2024"
    assert "ready" in row.note


@pytest.mark.parametrize("figures, sources, days", [(1, 1, 1), (12, 3, 3), (300, 40, 90)])
def test_the_generated_ledger_is_valid_and_varied(tmp_path, figures, sources, days):
    write_large_ledger(tmp_path, figures, sources, days)
    checked = check_ledger(tmp_path)
    assert checked.problems == []
    rows = [row.values for row in checked.tables["reported_figures"].rows]
    assert len(rows) == figures
    if figures == 300:
        assert len({row["speaker_id"] for row in rows}) == sources
        assert sum(bool(row.get("supersedes")) for row in rows) > 10
        said_on = [row["reported_on"].first for row in rows]
        assert (max(said_on) - min(said_on)).days == days - 1


def test_what_is_no_longer_held_leaves_on_its_own_day(build, quantities):
    about = {"quantity_id": "sent", "wording": "40,000"}
    rows = [
        about | {"wording": "12,000", "speaker_id": "police", "reported_on": "2024-05-01"},
        about | {"speaker_id": "union", "reported_on": "2024-05-02", "stands_until": "2024-05-04"},
        about | {"wording": "20,000", "speaker_id": "council", "reported_on": "2024-08-01"},
    ]
    figures = place(build(*rows))
    days, _ = replay.steps(figures)
    assert [f"{day:%m-%d}" for day in days] == ["05-01", "05-02", "05-05", "08-01"]
    added = replay.additions(figures, days)
    assert added["standing"].tolist() == [1, 2, 1, 2] and added["ended"].tolist() == [0, 0, 1, 0]
    changes = replay.what_changed(figures, quantities, days)
    told = replay_sentences.change_lines(changes, figures)
    assert told[1].startswith("Since 5 May 2024, without 40,000 (the union), no longer")
    assert told[2].endswith("before: 12,000.") and "with 20,000 (the council), the" in told[2]
    assert "On 5 May 2024: 1 is no longer held; 1 then stands." in replay_sentences.day_lines(added)
    assert replay_sentences.how_it_left(figures) == ["", "stood until 4 May 2024", ""]
