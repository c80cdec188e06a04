"""What the commands ``check`` and ``audit`` say of the cases: what is accepted, what is named."""

import re

import pytest
from made import after, counted, said, write_ledger
from pages_of import case
from reported_figures.__main__ import main
from reported_figures.ledger.checks import check_ledger

TOLL = [counted("dead", "cumulative", "people killed")]


@pytest.fixture
def run(capsys):
    """Return a function that runs a command and returns its exit code and what it prints."""

    def command(*arguments):
        code = main([*map(str, arguments)])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return command


@pytest.fixture
def advice(run):
    """Return a function that returns what ``check`` says of a ledger that it accepts."""

    def checked(ledger):
        code, words = run("check", ledger)
        assert code == 0, words
        return words

    return checked


ACCEPTED = ["minister-corrects-ministry", "range-of-billions", "prewar", "nostatus", "linked"]


@pytest.mark.parametrize("name", ACCEPTED)
def test_check_accepts_it(name):
    assert [str(problem) for problem in check_ledger(case(name)).problems] == []


@pytest.mark.parametrize(
    ("wording", "low", "high"),
    [
        ("between $134.7 and $175.3 billion", 134_700_000_000, 175_300_000_000),
        ("between £0.29 and £1.13 million", 290_000, 1_130_000),
        ("8.1 to 16.4 million", 8_100_000, 16_400_000),
    ],
)
def test_check_accepts_ranges_of_millions_to_the_last_digit(tmp_path, wording, low, high):
    ledger = write_ledger(tmp_path, [said("bank", wording, low=low, high=high)])
    assert [str(problem) for problem in check_ledger(ledger).problems] == []


@pytest.mark.parametrize("day", ["1863-07-01", "1863-07", "1863", "0793-06-08"])
def test_check_accepts_any_year(tmp_path, day):
    row = said("chronicle", "2,834", "1883", event_from=day, event_to=day)
    assert [str(p) for p in check_ledger(write_ledger(tmp_path, [row])).problems] == []


@pytest.mark.parametrize(
    ("organisation", "accepted"), [("ministry", True), ("", False), ("court", False)]
)
def test_only_within_one_organisation_a_figure_replaces_another_s(tmp_path, organisation, accepted):
    sources = [
        {"source_id": "ministry", "name": "Ministry", "named": "true"},
        {"source_id": "court", "name": "Court", "named": "true"},
        {"source_id": "minister", "name": "Minister", "named": "true",
         "organisation_id": organisation},
    ]  # fmt: skip
    rows = [said("ministry", "802", 0, "dead"), said("minister", "279", 1, "dead", supersedes="f0")]
    problems = check_ledger(write_ledger(tmp_path, rows, TOLL, sources)).problems
    assert (problems == []) == accepted


AUDITED = ["asserted-and-denied", "far-fewer-than-nearly", "number-repeated-by-second-document"]


@pytest.mark.parametrize("name", AUDITED)
def test_audit_accepts_it(run, name):
    code, words = run("audit", "--ledger", case(name), "--texts", case(name) / "texts")
    assert code == 0, words
    assert re.search(r"documents?: no problems", words)


def test_both_rows_stand_on_the_one_number_that_is_asserted_and_denied(run):
    name = "asserted-and-denied"
    _, words = run("audit", "--ledger", case(name), "--texts", case(name) / "texts")
    assert "tied to no number" not in words
    assert "None is unaccounted for" in words


def test_a_number_that_a_second_document_repeats_adds_no_claim(run):
    name = "number-repeated-by-second-document"
    _, words = run("audit", "--ledger", case(name), "--texts", case(name) / "texts")
    second = words[words.index("late\n") :]
    assert "set aside: duplicate, see m1" in second
    assert "1 became a figure and 1 was set aside" in second


# Advice, which refuses nothing


def test_check_names_a_row_that_stands_twice(advice):
    words = advice(case("duplicates"))
    assert "x1" in words and "x2" in words


@pytest.mark.parametrize("copies", [2, 3])
def test_check_names_each_exact_repeat(tmp_path, advice, copies):
    rows = [said("m", "100", 0, "dead") for _ in range(copies)] + [said("m", "120", 3, "dead")]
    words = advice(write_ledger(tmp_path, rows, TOLL))
    lines = [line for line in words.splitlines() if re.search(r"repeat|twice|same", line)]
    assert lines and "f0" in " ".join(lines) and f"f{copies - 1}" in " ".join(lines)
    assert f"f{copies}" not in " ".join(lines)


def test_check_asks_what_kind_daily_counts_are(advice):
    assert re.search(r"\bkind\b", advice(case("single-csv-of-daily-counts.csv")))


@pytest.mark.parametrize("days", [1, 7])
def test_check_asks_for_a_kind_only_where_a_source_reports_again(tmp_path, advice, days):
    again = [said("ministry", str(90 + n), days * n) for n in range(3)]
    assert re.search(r"\bkind\b", advice(write_ledger(tmp_path / "again", again)))
    once = [said(f"s{n}", str(90 + n), days * n) for n in range(3)]
    assert not re.search(r"\bkind\b", advice(write_ledger(tmp_path / "once", once)))
    kinds = [row | {"kind": "cumulative"} for row in again]
    assert not re.search(r"\bkind\b", advice(write_ledger(tmp_path / "kinds", kinds)))


def test_check_names_the_one_slip(advice):
    named = [line for line in advice(case("one-slip")).splitlines() if "o2" in line]
    assert named
    words = advice(case("one-slip"))
    assert not [name for name in ("o3", "o4", "o5", "o6", "o7") if re.search(rf"\b{name}\b", words)]


def test_check_names_several_numbers_of_one_source_for_one_thing(tmp_path, advice):
    rows = [said("m", "100", 0, "dead"), said("m", "140", 0, "dead"), said("n", "90", 0, "dead")]
    words = advice(write_ledger(tmp_path, rows, TOLL))
    assert re.search(r"\bf0\b", words) and re.search(r"\bf1\b", words)
    assert not re.search(r"\bf2\b", words)


def test_check_names_what_was_said_before_it_began(tmp_path, advice):
    days = {"event_from": after(5), "event_to": after(9)}
    rows = [said("m", "100", 0, "out", **days, status="under_way")]
    rows += [said("n", "100", 0, "out", **days, status="expected")]
    words = advice(write_ledger(tmp_path, rows, [counted("out", "flow")]))
    assert re.search(r"\bf0\b", words) and not re.search(r"\bf1\b", words)


# Wordings with more in them than is read

REFUSED = ["a", "b", "c", "e", "f", "g", "i", "n", "p"]  # a number is given that they do not print


def test_no_word_of_a_wording_is_dropped_in_silence():
    checked = check_ledger(case("wordings"))
    table = checked.tables["reported_figures"]
    lines = {problem.line for problem in checked.problems}
    named = {row.values["figure_id"] for row in table.rows if row.line in lines}
    assert set(REFUSED) - named == set()


@pytest.mark.parametrize(
    ("wording", "value"),
    [
        ("60 k/h/d", 60),
        ("fewer than half of the 900 members", 900),
        ("dozens; about 300", 300),
        ("twice that number", 2),
        ("3-Mar", 3),
        ("1000's", 1000),
        ("crowds filled the 80,000 seat ground", 80_000),
        ("several women and at least two men", 2),
        ("40 tents, each of six", 40),
    ],
)
def test_any_wording_with_more_in_it_is_refused(tmp_path, wording, value):
    ledger = write_ledger(tmp_path, [said("police", wording, value=value)])
    assert check_ledger(ledger).problems
