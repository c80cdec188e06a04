"""What a run is to make: grids and their names, everything wrong at once, and nothing twice."""

import json
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import nbformat
import pytest
from built import ARTICLE
from commands import Place
from hypothesis import given
from hypothesis import strategies as st
from pages import code, parameters, text, write
from reported_figures import PROJECT
from reported_figures.__main__ import _parser
from reported_figures.ledger.pinned import pin_ledger
from reported_figures.reports.arguments import LONGEST_NAME, report_name
from reported_figures.reports.request import RequestError, plan_reports
from reported_figures.reports.tasks import (
    DONE,
    FAILED,
    MANIFEST,
    UNFINISHED,
    Record,
    open_tasks,
    planned,
    read_manifest,
    write_manifest,
)

DECLARED = """
ledger_path: str = ""  # a folder
as_of: str = ""  # ISO date
sources: list[str] = []  # ids
most: int = 3  # a number
share: float = 0.5  # a number
split_by_status: bool = False  # or not
least = -3
"""


@pytest.fixture
def notebook(tmp_path):
    return write(tmp_path / "asks.ipynb", text("# What?"), parameters(DECLARED), code("1"))


def plan(*arguments):
    return plan_reports(_parser().parse_args(["report", *map(str, arguments)]), pin_ledger)


def test_what_is_for_a_person_at_its_controls_has_a_page_only_by_name():
    assert "explore" not in {task.name for task in plan()}
    assert [task.name for task in plan("explore", "timeline")] == ["explore", "timeline"]


def points(tasks, *names):
    return [tuple(task.parameters.get(name) for name in names) for task in tasks]


def problems(*arguments):
    with pytest.raises(RequestError) as refused:
        plan(*arguments)
    return str(refused.value).splitlines()


# grids


def test_each_without_values_takes_those_of_the_ledger(notebook):
    """The article's figures were reported on a Thursday and a Friday."""
    tasks = plan(notebook, "--ledger", str(ARTICLE), "--each", "as_of")
    assert points(tasks, "as_of") == [("2024-10-17",), ("2024-10-18",)]
    assert [task.name for task in tasks] == ["asks--as_of-2024-10-17", "asks--as_of-2024-10-18"]


def test_each_of_a_list_takes_one_at_a_time(notebook):
    tasks = plan(notebook, "--each", "sources=nis,zelensky,nis")
    assert points(tasks, "sources") == [(["nis"],), (["zelensky"],)]


def test_several_multiply(notebook):
    grid = ("--each", "as_of", "--each", "split_by_status", "--each", "most=1,2,3")
    tasks = plan(notebook, "--ledger", str(ARTICLE), *grid)
    assert len(tasks) == 2 * 2 * 3
    assert len({task.name for task in tasks}) == 12
    assert ("2024-10-18", True, 3) in points(tasks, "as_of", "split_by_status", "most")


@pytest.mark.parametrize(
    "given, value",
    [
        (("most", "007"), 7),
        (("most", "-1"), -1),
        (("share", "1e-1"), 0.1),
        (("split_by_status", "yes"), True),
        (("sources", "nis, zelensky"), ["nis", "zelensky"]),
        (("as_of", "2024-10-17"), "2024-10-17"),
        (("least", "-5"), -5),
    ],
)
def test_a_value_has_the_type_that_the_notebook_declares(notebook, given, value):
    (task,) = plan(notebook, "-p", *given)
    assert task.parameters[given[0]] == value
    assert type(task.parameters[given[0]]) is type(value)


@pytest.mark.parametrize("value", ["nan", "inf", "half", ""])
def test_a_number_that_the_record_could_not_hold_is_none(notebook, value):
    assert problems(notebook, "-p", "share", value) == [f'share: "{value}" is not a number.']


# everything wrong at once


def test_all_that_is_wrong_is_told_at_once(notebook, tmp_path):
    (tmp_path / "half.ipynb").write_text('{"cells": [')
    told = problems(
        notebook, "estimats", tmp_path / "half.ipynb", "--ledger", tmp_path / "nowhere",
        "-p", "as_off", "2024", "-p", "most", "x", "-p", "most", "4", "-p", "share", "1",
        "--each", "share=1,2", "--each", "least=1,y", "--each", "least=2", "--each", "as_of",
        "--each", "split_by_status=", "--each", "ledger_path=a,b",
    )  # fmt: skip
    expected = [
        "estimats: no such notebook: did you mean estimates?",
        "half.ipynb: not a notebook",
        "nowhere",
        "as_off is not a parameter: did you mean as_of?",
        'most: "x" is not a whole number',
        "most is given 2 times",
        "share is given with -p, too",
        'least: "y" is not a whole number',
        "--each least is given twice",
        "--each split_by_status=: give its values",
        "make the reports on each ledger in a folder of its own",
    ]
    for words in expected:
        assert len([line for line in told if words in line]) == 1, (words, told)


def test_values_that_the_ledger_does_not_know(notebook):
    told = problems(notebook, "-p", "as_of", "yesterday", "--each", "sources=nis,zelenski")
    assert len(told) == 2
    assert '"yesterday" is not a day' in told[0]
    assert "did you mean zelensky?" in told[1]


def test_a_parameter_of_one_notebook_alone(notebook, tmp_path):
    other = write(tmp_path / "other.ipynb", text("# Other"), code("1"))
    (told,) = problems(notebook, other, "--each", "most=1,2")
    assert told == "most is a parameter of asks, but not of other."


# names


@pytest.mark.parametrize("name", ["index", "Index", "manifest", "asks.failed"])
def test_a_notebook_whose_reports_would_take_the_name_of_another_file(tmp_path, name):
    path = write(tmp_path / f"{name}.ipynb", text("# Index"))
    (told,) = problems(path)
    assert name in told
    assert "Rename" in told


def test_notebooks_of_one_name(tmp_path):
    (tmp_path / "more").mkdir()
    paths = [write(tmp_path / n, text("# A")) for n in ("a.ipynb", "more/A.ipynb")]
    assert "two notebooks have this name" in problems(*paths)[0]


def test_a_point_of_a_grid_and_a_notebook_of_the_same_name(notebook, tmp_path):
    other = write(tmp_path / "asks--most-1.ipynb", parameters("most: int = 1"), code("1"))
    names = [task.name for task in plan(notebook, other, "--each", "most=1,2")]
    assert len(set(names)) == 4


values = st.one_of(
    st.text(max_size=60), st.integers(), st.booleans(), st.floats(allow_nan=False),
    st.sampled_from(["NIS", "nis", "n-i-s", "n_i_s", "ß", "ss", "é", "e\u0301", "a/b", "..", ""]),
)  # fmt: skip
SAFE = re.compile(r"asks--[a-z0-9_~.-]+")


@given(st.lists(values.map(lambda value: (str(type(value)), value)), min_size=2, max_size=6))
def test_different_values_never_share_a_name(typed):
    """Not even on a file system that ignores case; along a parameter all are of one type."""
    kind = typed[0][0]
    different = list(dict.fromkeys(str(value) for own, value in typed if own == kind))
    names = [report_name("asks", {"most": value}) for value in different]
    assert len({name.casefold() for name in names}) == len(different)


@given(values, values)
def test_names_are_short_and_safe(first, second):
    name = report_name("asks", {"most": first, "as_of": second})
    assert SAFE.fullmatch(name)
    assert len(f".{name}.failed.ipynb.12345678".encode()) < 255
    assert len(name.encode()) < 200


@given(st.text(min_size=1, max_size=200), values)
def test_names_of_notebooks_are_cut_by_bytes(notebook, value):
    name = report_name(notebook, {"most": value})
    assert len(name.encode()) <= LONGEST_NAME + 13
    assert name != report_name(notebook + "x", {"most": value})


# resume


@pytest.fixture
def stood(notebook, tmp_path):
    """A folder where all that is planned has been made."""
    out = tmp_path / "out"
    out.mkdir()

    def make(tasks, status=DONE):
        records = read_manifest(out)
        for task in tasks:
            for part in (".ipynb", ".html"):
                (out / f"{task.name}{part}").write_text("made")
            record = {**vars(planned(task)), "status": status}
            records[task.name] = Record(**record)
        write_manifest(out, records.values())

    make(plan(notebook, "--each", "most=1,2"))
    return out, make


def open_names(out, *arguments):
    return [task.name for task in open_tasks(out, plan(*arguments, "--each", "most=1,2"))]


BOTH = ["asks--most-1", "asks--most-2"]


def test_nothing_changed_nothing_to_make(stood, notebook):
    assert open_names(stood[0], notebook) == []


def change_notebook(notebook, *_):
    write(notebook, text("# What now?"), parameters(DECLARED), code("1"))


def change_helper(_, monkeypatch, tmp_path):
    (tmp_path / "helpers").mkdir()
    (tmp_path / "helpers" / "new.py").write_text("1")
    monkeypatch.setattr("reported_figures.reports.tasks.PACKAGE", tmp_path / "helpers")


def change_versions(_, monkeypatch, tmp_path):
    (tmp_path / "pandas-99.0.dist-info").mkdir()
    monkeypatch.setattr(sysconfig, "get_path", lambda _: str(tmp_path))


@pytest.mark.parametrize("change", [change_notebook, change_helper, change_versions])
def test_a_change_of_what_reports_are_made_from(stood, notebook, change, monkeypatch, tmp_path):
    change(notebook, monkeypatch, tmp_path)
    assert open_names(stood[0], notebook) == BOTH


@pytest.mark.parametrize("given", [("-p", "share", "0.75"), ("--show-code",)])
def test_a_change_of_what_is_asked(stood, notebook, given):
    assert open_names(stood[0], notebook, *given) == BOTH


def test_a_change_of_the_ledger(stood, notebook, tmp_path):
    place = Place(tmp_path / "place")
    out, make = stood
    asked = (notebook, "--ledger", place.ledger)
    make(plan(*asked, "--each", "most=1,2"))
    assert open_names(out, *asked) == []
    sources = place.ledger / "sources.csv"
    sources.write_text(sources.read_text().replace("intelligence service", "secret service"))
    assert open_names(out, *asked) == BOTH


@pytest.mark.parametrize("part", [".html", ".ipynb"])
def test_a_part_that_is_missing(stood, notebook, part):
    (stood[0] / f"asks--most-2{part}").unlink()
    assert open_names(stood[0], notebook) == ["asks--most-2"]


@pytest.mark.parametrize("status", [FAILED, UNFINISHED])
def test_what_failed_or_was_interrupted(stood, notebook, status):
    out, make = stood
    make(plan(notebook, "--each", "most=2"), status)
    assert open_names(out, notebook) == ["asks--most-2"]


@pytest.mark.parametrize("record", ["", "{", "[]", "3", '{"reports": 3}', '{"reports": [[]]}'])
def test_a_record_that_cannot_be_read_is_none(stood, notebook, record):
    (stood[0] / MANIFEST).write_text(record)
    assert open_names(stood[0], notebook) == BOTH


HEAVY = ("papermill", "pandas", "nbconvert", "nbformat", "matplotlib", "numpy", "jupyter_client")


@pytest.fixture(scope="module")
def again(tmp_path_factory):
    """Two grids made in one folder; then the first once more, and then with --force."""
    place = Place(tmp_path_factory.mktemp("again"))
    place.notebook("a", declared="most: int = 1")
    runs = [place.run("--each", f"most={values}") for values in ("1,2", "3", "1,2")]
    files = {path.name: path.stat().st_mtime_ns for path in place.out.iterdir()}
    source = (
        "import sys; from reported_figures.__main__ import main\n"
        f"code = main({['report', str(place.notebooks / 'a.ipynb'), '--each', 'most=1,2']}"
        f" + {['--out', str(place.out)]})\n"
        f"print([code, sorted(set({HEAVY}) & set(sys.modules))])"
    )
    light = subprocess.run(
        [sys.executable, "-c", source], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    runs.append(place.run("--each", "most=1", "--force"))
    return place, runs, light, files


def test_a_run_with_nothing_to_do_says_so_and_imports_nothing_heavy(again):
    _, runs, light, _ = again
    assert runs[2].stdout.startswith("2 of 2 reports unchanged since made")
    assert light.stdout.splitlines()[-1] == "[0, []]"


def test_a_second_grid_keeps_the_first(again):
    place, runs, _, _ = again
    assert all(ran.returncode == 0 for ran in runs)
    assert set(place.statuses()) == {"a--most-1", "a--most-2", "a--most-3"}
    assert [record["parameters"] for record in place.records().values()] == [
        {"most": 1}, {"most": 2}, {"most": 3}
    ]  # fmt: skip


def test_force_makes_anew_what_has_not_changed(again):
    place, runs, _, files = again
    assert "1 of 1 report done" in runs[3].stdout
    now = {path.name: path.stat().st_mtime_ns for path in place.out.iterdir()}
    changed = {name for name in files if now[name] != files[name]} - {".lock"}
    pair = {"a--most-1.html", "a--most-1.ipynb"}
    assert changed == pair | {"manifest.json", "index.html"}


def test_a_report_says_what_it_was_asked(again):
    place = again[0]
    notebook = nbformat.read(place.out / "a--most-2.ipynb", as_version=4)
    assert any("most = 2" in cell.source for cell in notebook.cells)
    assert json.loads(Path(place.out / "manifest.json").read_text())["version"] == 1
