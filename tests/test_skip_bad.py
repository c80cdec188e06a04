"""Rows with a mistake are left out by request alone, and every page says so."""

import json

import pytest
from reported_figures.__main__ import main
from reported_figures.ledger.pinned import pin_ledger
from reported_figures.ledger.problems import LedgerError, Problem, merged

HEADER = "figure_id,speaker_id,quantity_id,reported_on,wording,value,supersedes,note\n"
GOOD = 'a1,police,arrests,2024-03-01,12,12,,"a note\nof two lines"\n'
BAD_DAY = "a2,police,arrests,2024-13-02,14,14,,\n"
AFTER_IT = "a3,police,arrests,2024-03-03,15,15,a2,\n"
FLOOR = "a4,union,arrests,2024-03-03,at least 20,20,,\n"
WRONG_VALUE = "a5,union,arrests,2024-03-04,at least 20,21,,\n"


@pytest.fixture
def ledger(tmp_path):
    def written(*rows):
        path = tmp_path / "mine.csv"
        path.write_text(HEADER + "".join(rows), encoding="utf-8")
        return path

    return written


def left(path):
    return pin_ledger(path, skip_bad=True).remarks["Left out"]


def figures(path):
    rows = pin_ledger(path, skip_bad=True).checked.tables["reported_figures"].rows
    return [row.values["figure_id"] for row in rows]


def test_a_row_with_a_mistake_is_left_out_and_named(ledger):
    path = ledger(GOOD, WRONG_VALUE, FLOOR)
    assert figures(path) == ["a1", "a4"]
    assert left(path) == (
        '1 row of 3 with a mistake: line 4 (value "21" does not agree: the wording "at least 20" '
        "prints 20 here)"
    )


def test_a_row_that_rests_on_one_left_out_is_left_out_too(ledger):
    path = ledger(GOOD, BAD_DAY, AFTER_IT, FLOOR)
    assert figures(path) == ["a1", "a4"]
    assert left(path).startswith("2 rows of 4 with a mistake: line 4 (")
    assert "line 5 (supersedes" in left(path)


def test_by_default_nothing_is_left_out(ledger):
    with pytest.raises(LedgerError, match="a day of the calendar"):
        pin_ledger(ledger(GOOD, BAD_DAY))


def test_a_ledger_without_a_mistake_has_no_remark(ledger):
    assert pin_ledger(ledger(GOOD, FLOOR), skip_bad=True).remarks == {}


def test_what_is_no_mistake_of_a_row_is_refused(ledger, tmp_path):
    (tmp_path / "folder").mkdir()
    ledger(GOOD).rename(tmp_path / "folder" / "reported_figures.csv")
    (tmp_path / "folder" / "sources.csv").write_text("source_id,name,named\npolice,,true\n")
    with pytest.raises(LedgerError, match="is blank"):
        pin_ledger(tmp_path / "folder", skip_bad=True)
    with pytest.raises(LedgerError, match="calendar"):
        pin_ledger(ledger(BAD_DAY), skip_bad=True)


def test_the_command_and_each_page_say_so(ledger, tmp_path, capsys):
    path, out = ledger(GOOD, WRONG_VALUE, FLOOR), tmp_path / "out"
    asked = ["report", "figures_by_source", "provenance", "--ledger", str(path), "--out", str(out)]
    assert main(asked) == 2
    assert main([*asked, "--skip-bad"]) == 0
    assert capsys.readouterr().out.count("Left out: 1 row of 3 with a mistake: line 4 (") == 1
    for name in ("figures_by_source", "provenance"):
        page = (out / f"{name}.html").read_text()
        assert "1 row of 3 with a mistake: line 4 (" in page
        assert "--skip-bad" in page
    records = json.loads((out / "manifest.json").read_text())["reports"]
    assert {record["status"] for record in records} == {"done"}


def test_a_mistake_throughout_a_column_is_one_message():
    days = [
        Problem("a.csv", "is not a day", n, f"D{n}", "reported_on", f'"{n}"') for n in range(2, 62)
    ]
    other = Problem("a.csv", "is blank", 7, "B7", "name")
    assert merged([*days, other]) == [
        'a.csv:2, cell D2: reported_on "2" is not a day. So in 59 more rows, down to line 61.',
        "a.csv:7, cell B7: name is blank.",
    ]
    assert len(merged(days[:3])) == 3
