"""A ledger is begun, and the example of another field goes through every notebook."""

import csv
import stat

import pytest
from reported_figures import DATA, NOTEBOOKS, commands
from reported_figures.__main__ import main
from reported_figures.ledger import load_ledger

PROTEST = DATA / "protest"
TABLES = ("reported_figures", "sources", "quantities", "documents")


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_new_ledger_has_one_row_in_each_table_and_no_problem(tmp_path, capsys):
    folder = tmp_path / "deep" / "mine"
    assert main(["new", str(folder)]) == 0
    assert {name: len(rows(folder / f"{name}.csv")) for name in TABLES} == dict.fromkeys(TABLES, 1)
    assert main(["check", str(folder)]) == 0
    assert "1 figure, no problems" in capsys.readouterr().out
    assert "check ." in (folder / "README.md").read_text()


def test_its_tables_have_every_column_of_the_schema(tmp_path):
    main(["new", str(tmp_path)])
    own = load_ledger(tmp_path)
    assert own.figures.loc[0, "wording"] == "around 30,000"
    assert {"stands_until", "possible_origin_id"} <= rows(tmp_path / "reported_figures.csv")[
        0
    ].keys()


@pytest.mark.parametrize("name", [*(f"{table}.csv" for table in TABLES), "README.md"])
def test_nothing_is_overwritten(tmp_path, capsys, name):
    (tmp_path / name).write_text("mine")
    assert main(["new", str(tmp_path)]) == 2
    assert f"{name} is there already" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "mine"


def test_a_file_in_place_of_the_folder_is_told(tmp_path, capsys):
    (tmp_path / "taken").write_text("mine")
    assert main(["new", str(tmp_path / "taken")]) == 2
    assert "taken" in capsys.readouterr().err


def test_its_files_can_be_read_by_others_of_the_group(tmp_path):
    main(["new", str(tmp_path)])
    assert (tmp_path / "sources.csv").stat().st_mode & stat.S_IRGRP


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    out = tmp_path_factory.mktemp("protest")
    assert main(["report", "--ledger", str(PROTEST), "--out", str(out)]) == 0
    return {path.stem: path.read_text() for path in out.glob("*.html")}


def test_the_example_of_another_field_makes_every_page(pages):
    assert set(pages) == {"index", *(path.stem for path in NOTEBOOKS.glob("*.ipynb"))} - {"explore"}
    assert "up to 200,000" in pages["figures_by_source"]


@pytest.mark.parametrize("word", ["soldier", "detected", "sighting", "seen or", "troops", "Kursk"])
def test_its_pages_have_no_word_of_the_projects_own_field(pages, word):
    assert [name for name, page in pages.items() if word in page] == []


def test_a_revised_range_is_told_with_the_days_on_which_it_was_said(pages):
    assert (
        "from between 62,000 and 68,000 (15 March 2025) to 65,400 (16 March 2025)"
        in pages["overview"]
    )


def test_claims_that_exclude_one_another_have_no_bound(pages):
    assert (
        "Under every reading, the claims exclude one another: the bounds of arrests"
        in (pages["sensitivity"])
    )


def test_a_ledger_in_the_folder_where_one_is_is_the_one_that_is_checked(
    tmp_path, capsys, monkeypatch
):
    main(["new", str(tmp_path / "mine")])
    monkeypatch.chdir(tmp_path / "mine")
    capsys.readouterr()
    assert main(["check"]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'mine'}: 1 figure, no problems.\n"


def test_the_notebooks_of_an_installed_package_are_not_rewritten(capsys, monkeypatch):
    monkeypatch.setattr(commands, "PACKAGE", NOTEBOOKS.parent)
    before = {path: path.read_bytes() for path in NOTEBOOKS.glob("*.ipynb")}
    assert main(["refresh", "overview"]) == 2
    assert "is not rewritten; copy it" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in before} == before
