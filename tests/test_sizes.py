"""The same figures give the same sentences in a ledger of any size, and no frame of all pairs."""

import tracemalloc

import pytest
from compared import Compared
from made import after, counted, running_totals, said, with_slips, write_ledger
from pages_of import page
from reported_figures.comparing.candidates import candidates
from reported_figures.comparing.estimands import standing
from reported_figures.comparing.series import histories, suspects
from reported_figures.comparing.spread import spread_by_estimand

PADDED = [12, 50, 51, 2_000]
TOLL = [counted("dead", "cumulative", "people killed by the flood")]


def story():
    """Return what sources say of a march, of arrests there, and of a toll that rises."""
    figures = [
        said("police", "about 35,000", 0, "marchers"),
        said("union", "up to 150,000", 1, "marchers"),
        said("drone", "between 48,000 and 62,000", 2, "marchers"),
        said("police", "142", 0, "arrests"),
        said("union", "142", 0, "arrests"),
        said("lawyers", "at least 180", 0, "arrests"),
        said("police", "31", 0, "minors"),
        said("ministry", "120", 0, "dead"),
        said("ministry", "340", 7, "dead"),
        said("clinic", "400", 7, "dead"),
    ]
    quantities = [
        counted("marchers", label="people who marched"),
        counted("arrests", label="arrests at the march", unit="arrests"),
        counted("minors", label="arrests of minors", unit="arrests", part_of="arrests"),
        *TOLL,
    ]
    return figures, quantities


def padded(folder, rows):
    """Return a ledger of the story with other quantities, by other sources, up to so many rows.

    The others dispute nothing, and come after the story: nothing of theirs is told before it.
    """
    figures, quantities = story()
    for n in range(rows - len(figures)):
        figures.append(said(f"other-{n % 11}", str(503 + n % 17), n % 5, f"other_{n % 17}"))
    others = [counted(f"other_{n}", "stock", f"lorries on road {n}", "lorries") for n in range(17)]
    return write_ledger(folder / str(rows), figures, [*quantities, *others])


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    return write_ledger(tmp_path_factory.mktemp("alone"), *story())


ABOUT = ("marched", "arrests at the march", "arrests of minors", "killed by the flood")


def about_the_story(ledger, notebook):
    """Return the sentences of a page that speak of the story's quantities, and not of others."""
    names = ABOUT[:3] if notebook == "sensitivity" else ABOUT
    found = [text for text in page(notebook, ledger).sentences if any(n in text for n in names)]
    return {text for text in found if "lorries" not in text and "chart" not in text}


@pytest.mark.parametrize("rows", PADDED)
@pytest.mark.parametrize("notebook", ["figures_by_source", "estimates", "sensitivity"])
def test_the_same_figures_are_told_alike_at_any_size(tmp_path, alone, notebook, rows):
    told = about_the_story(alone, notebook)
    assert told
    assert told - about_the_story(padded(tmp_path, rows), notebook) == set()


def records(table):
    return table.astype(object).where(table.notna(), "").to_dict("records")


@pytest.mark.parametrize("rows", PADDED)
def test_the_same_figures_have_the_same_findings_at_any_size(tmp_path, alone, rows):
    few, many = Compared(alone), Compared(padded(tmp_path, rows))
    own = few.spread.index.tolist()
    pairs = many.own_pairs[many.own_pairs["quantity_a"].isin(own)]
    assert records(pairs) == records(few.own_pairs)
    assert records(many.spread.loc[own]) == records(few.spread)
    assert records(many.bounds.loc[few.bounds.index]) == records(few.bounds)


@pytest.mark.parametrize("rows", PADDED)
def test_a_dispute_leads_whatever_stands_beside_it(tmp_path, rows):
    first = Compared(padded(tmp_path, rows)).spread.iloc[0]
    assert first.name == "marchers" and first["nothing_in_common"]


@pytest.mark.parametrize("voices", [59, 60, 61, 90])
def test_of_very_many_voices_all_are_counted_and_the_widest_are_paired(tmp_path, voices):
    told = [said(f"s{n}", str(1_000 + 7 * n * n % 997), of="marchers") for n in range(voices)]
    compared = Compared(write_ledger(tmp_path, told, [counted("marchers")]))
    spread, widest = compared.spread.loc["marchers"], compared.pairs.iloc[0]
    numbers = sorted(1_000 + 7 * n * n % 997 for n in range(voices))
    assert spread["pairs"] == voices * (voices - 1) // 2
    assert (spread["printed_low"], spread["printed_high"]) == (numbers[0], numbers[-1])
    assert (widest["verdict"], widest["gap"]) == ("differ", numbers[-1] - numbers[0])
    assert len(compared.pairs) <= 60 * voices


# A year of running totals


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """What follows from 5,000 figures of seven sources on fifty quantities, in a year.

    With it the most memory that was taken to find it.
    """
    compared = Compared(write_ledger(tmp_path_factory.mktemp("large"), *running_totals(5_000)))
    tracemalloc.start()
    try:
        assert len(compared.pairs) and len(compared.spread) and len(compared.bounds)
        return compared, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_no_frame_has_all_pairs(large):
    compared, _ = large
    most = len(compared.figures) * compared.figures["speaker_id"].nunique()
    found = {
        "candidates": len(candidates(standing(compared.figures), compared.quantities)),
        "pairs": len(compared.pairs),
        "estimands": len(spread_by_estimand(compared.figures)),
        "histories": len(histories(compared.figures)),
        "spread": len(compared.spread),
        "bounds": len(compared.bounds),
    }
    assert {name: rows for name, rows in found.items() if rows > most} == {}


def test_no_column_of_all_pairs_is_ever_made(large):
    compared, peak = large
    all_pairs = len(compared.figures) * (len(compared.figures) - 1) // 2
    assert peak < 8 * all_pairs, "as much as one number for each pair of figures"


def test_a_year_of_running_totals_is_no_dispute_of_a_source_with_itself(large):
    compared, _ = large
    speaker = compared.figures.set_index("figure_id")["speaker_id"]
    sides = [speaker.loc[compared.pairs[f"figure_{side}"]].to_numpy() for side in "ab"]
    assert (sides[0] != sides[1]).all()


# Slips, falls, new starts and repeats in a running total

SEEDS = range(8)


def test_nearly_every_slip_is_named_and_hardly_anything_else(tmp_path):
    slips = named = wrongly = others = 0
    for seed in SEEDS:
        numbers, slipped = with_slips(365, seed)
        rows = [said("ministry", f"{number:,}", n, "dead") for n, number in enumerate(numbers)]
        ledger = write_ledger(tmp_path / str(seed), rows, TOLL)
        told = {int(name.removeprefix("f")) for name in suspects(Compared(ledger).figures)}
        slips, named = slips + len(slipped), named + len(slipped & told)
        wrongly, others = wrongly + len(told - slipped), others + len(numbers) - len(slipped)
    assert slips > 20
    assert named >= 0.95 * slips
    assert wrongly <= 0.01 * others


def changes(folder, numbers, **cells):
    """Return what each figure of one source's running total is to the one before."""
    rows = [said("ministry", text, n, "dead", **{name: values[n] for name, values in cells.items()})
            for n, text in enumerate(numbers)]  # fmt: skip
    told = histories(Compared(write_ledger(folder, rows, TOLL)).figures)
    return told.set_index("figure_id")["change"].to_dict()


@pytest.mark.parametrize("scale", [1, 7, 100])
def test_a_fall_by_the_source_itself_is_lowered(tmp_path, scale):
    numbers = [f"{number * scale:,}" for number in (1_000, 1_100, 400, 410)]
    found = changes(tmp_path, numbers)
    assert found == {"f0": "first", "f1": "raised", "f2": "lowered", "f3": "raised"}


@pytest.mark.parametrize("numbers", [["900", "950", "20"], ["900", "950", "940"]])
def test_a_last_fall_is_lowered_so_far(tmp_path, numbers):
    assert changes(tmp_path, numbers)["f2"] == "lowered"


@pytest.mark.parametrize("new", [2, 3])
def test_a_new_start_begins_anew(tmp_path, new):
    starts = ["2024-01-01"] * new + ["2024-05-01"] * (5 - new)
    numbers = ["900", "950", "955"][:new] + ["7", "12", "30"][: 5 - new]
    found = changes(tmp_path, numbers, event_from=starts, event_to=[after(n) for n in range(5)])
    assert [name for name, change in found.items() if change == "begins anew"] == [f"f{new}"]
    assert "lowered" not in found.values() and "out of line" not in found.values()


def test_an_exact_repeat_changes_nothing(tmp_path):
    rows = [said("ministry", "40", 0, "dead"), said("ministry", "40", 0, "dead"),
            said("ministry", "52", 1, "dead")]  # fmt: skip
    compared = Compared(write_ledger(tmp_path, rows, TOLL))
    assert histories(compared.figures)["change"].tolist() == ["first", "raised"]
    assert compared.figures["statement"].nunique() == 2


def test_a_number_that_stays_is_confirmed_from_day_to_day(tmp_path):
    found = changes(tmp_path, ["40", "40", "41"])
    assert (found["f1"], found["f2"]) == ("confirmed", "raised")


@pytest.mark.parametrize("voices", [60, 90])
def test_of_very_many_current_figures_the_latest_and_the_widest_are_paired(tmp_path, voices):
    told = [said(f"s{n}", str(1_000 + n), n, of="camp") for n in range(voices)]
    told += [said("early", "9", 0, of="camp"), said("north", "2,000", voices - 1, of="part")]
    camp = counted("camp", "cumulative", "people in camps")
    part = counted("part", "cumulative", "people in one camp", part_of="camp")
    compared = Compared(write_ledger(tmp_path, told, [camp, part]))
    pairs = compared.pairs[compared.pairs["quantity_a"] == "part"]
    assert (pairs["verdict"] == "too large").any(), "the latest whole of all is smaller"
    last = compared.figures.set_index("speaker_id").loc[f"s{voices - 1}", "figure_id"]
    assert last in set(pairs["figure_b"])
    assert len(pairs) <= (12 if voices > 60 else 1 + voices), "old figures of every voice"
