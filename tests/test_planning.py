"""What the command report is asked to make: grids, names, refusals, and what need not be made."""

import json
import shutil
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pages import code, parameters, text, write

from analysis.__main__ import main
from analysis.checks import DATA, PROJECT
from analysis.planning import RequestError, plan_reports
from analysis.publish.grid import report_name, slug
from analysis.publish.manifest import read_manifest

DECLARED = (
    'ledger_path: str = ""  # a folder\nas_of: str = ""  # ISO date\nmost: int = 3  # number\n'
    "split_by_status: bool = False  # or not\nsources: list[str] = []  # ids"
)
TELL = "print(as_of, most, split_by_status, sources)"
HEAVY = {"papermill", "pandas", "nbconvert", "nbformat", "numpy", "matplotlib", "IPython"}


@pytest.fixture
def notebook(tmp_path):
    return write(tmp_path / "asks.ipynb", text("# What?"), parameters(DECLARED), code(TELL))


def plan(notebook, *each, **options):
    """Return the tasks of a request."""
    given = {"parameters": [], "ledger": None, "timeout": 300, "show_code": False} | options
    return plan_reports(Namespace(notebooks=[str(notebook)], each=list(each), **given))


def refused(notebook, *each, **options):
    with pytest.raises(RequestError) as error:
        plan(notebook, *each, **options)
    return str(error.value).splitlines()


# grids


def test_without_values_a_dimension_has_every_one_of_the_ledger(notebook):
    """The days are those of the article: Thursday 17 and Friday 18 October 2024."""
    tasks = plan(notebook, "as_of", "split_by_status")
    assert [task.parameters for task in tasks] == [
        {"as_of": day, "split_by_status": split}
        for day in ("2024-10-17", "2024-10-18")
        for split in (False, True)
    ]


def test_values_are_typed_by_the_annotation_and_repeated_ones_count_once(notebook):
    tasks = plan(notebook, "most=07, 7,8,", "sources=nis,zelensky")
    assert [tuple(task.parameters.values()) for task in tasks] == [
        (most, [source]) for most in (7, 8) for source in ("nis", "zelensky")
    ]
    assert tasks[0].name == "asks--most-7--sources-nis"


def test_fixed_values_stand_beside_a_grid_and_not_in_its_names(notebook):
    (task,) = plan(notebook, "most=1", parameters=[["as_of", "2024-10-17"]])
    assert task.parameters == {"as_of": "2024-10-17", "most": 1}
    assert task.name == "asks--most-1"


def test_every_problem_is_told_at_once(notebook):
    told = refused(
        notebook,
        *("as_off", "most", "most=x", "sources=zelenski", "ledger_path=a,b", "as_of=2024-10-18"),
        parameters=[["as_of", "2024-10-17"], ["split_by_status", "perhaps"]],
    )
    for words in (
        "as_off is not a parameter: did you mean as_of?",
        "--each most: give its values, as in --each most=A,B",
        'most: "x" is not a whole number.',
        'sources: "zelenski" is not known: did you mean zelensky?',
        "--each ledger_path=a,b: make the reports on each ledger in a folder of its own.",
        "as_of is given with -p, too.",
        'split_by_status: "perhaps" is not true or false.',
    ):
        assert any(words in line for line in told), words


def test_a_name_that_is_taken_is_refused(tmp_path):
    index = write(tmp_path / "index.ipynb", text("# What?"), code("1"))
    assert refused(index) == ["index: two reports would have this name. Rename a notebook."]


@pytest.mark.parametrize(
    "change, words",
    [
        (lambda n: n.update(nbformat=3), "it is of format 3"),
        (lambda n: n["metadata"]["kernelspec"].update(language="R"), "written in R"),
        (lambda n: n["cells"][1].update(source="%matplotlib"), "not plain Python"),
        (lambda n: n.pop("cells"), "it has no 'cells'"),
    ],
)
def test_a_notebook_that_cannot_be_run_is_refused(notebook, change, words):
    content = json.loads(notebook.read_text())
    change(content)
    notebook.write_text(json.dumps(content))
    assert words in refused(notebook)[0]


# names

VALUES = st.one_of(
    st.text(max_size=60), st.booleans(), st.integers(), st.lists(st.text(max_size=8), max_size=3)
)


@given(VALUES, VALUES)
def test_two_values_never_share_a_file_whatever_its_system_does_to_case(one, other):
    assume(type(one) is type(other) and one != other)
    assume(",".join(one) != ",".join(other) if isinstance(one, list) else True)
    assert slug(one).casefold() != slug(other).casefold()


@given(st.dictionaries(st.sampled_from(["as_of", "sources", "most"]), VALUES))
def test_a_name_is_good_on_any_file_system(point):
    name = report_name("figures_by_source", point)
    assert len(name) < 200
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-~")


# what need not be made again


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder of two reports, and the options that made them."""
    folder = tmp_path_factory.mktemp("made")
    shutil.copytree(DATA, folder / "mine")
    path = write(folder / "asks.ipynb", text("# What?"), parameters(DECLARED), code(TELL))
    options = ["--ledger", str(folder / "mine"), "--out", str(folder / "out")]
    assert main(["report", str(path), *options, "--each", "most=1,2"]) == 0
    return folder, ["report", str(path), *options]


@pytest.fixture
def again(made, tmp_path):
    """A copy of that folder, which a test may change."""
    folder = shutil.copytree(made[0], tmp_path / "again")
    return folder, [argument.replace(str(made[0]), str(folder)) for argument in made[1]]


def times(folder):
    return {page.name: page.stat().st_mtime_ns for page in (folder / "out").glob("asks*.html")}


def test_with_nothing_changed_nothing_is_made_and_nothing_heavy_imported(made):
    before = times(made[0])
    source = f"import sys; from analysis.__main__ import main\nprint(main({made[1]!r} + "
    source += f"['--each', 'most=1,2']))\nprint(sorted({HEAVY!r} & set(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", source], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    told = run.stdout.splitlines()
    assert told[0] == "2 of 2 reports unchanged since made; --force makes them anew."
    assert told[-2:] == ["0", "[]"]
    assert times(made[0]) == before


def rows(folder):
    return folder / "mine" / "reported_figures.csv"


CHANGES = {
    "ledger": lambda folder: rows(folder).write_text(
        rows(folder).read_text().replace("Yonhap", "The agency Yonhap")
    ),
    "notebook": lambda folder: write(
        folder / "asks.ipynb", text("# Why?"), parameters(DECLARED), code(TELL)
    ),
    "page gone": lambda folder: [page.unlink() for page in (folder / "out").glob("asks*.html")],
    "record gone": lambda folder: (folder / "out" / "manifest.json").unlink(),
    "record broken": lambda folder: (folder / "out" / "manifest.json").write_text("{"),
}


@pytest.mark.parametrize("name", [*CHANGES, "code shown", "force"])
def test_what_has_changed_is_made_anew(again, made, name, capsys):
    folder, command = again
    if name not in CHANGES:  # the same folder, lest its path counts as a change
        folder, command = made
    before = times(folder)
    CHANGES.get(name, lambda _: None)(folder)
    more = {"code shown": ["--show-code"], "force": ["--force"]}.get(name, [])
    assert main([*command, "--each", "most=1,2", *more]) == 0
    assert "2 of 2 reports done" in capsys.readouterr().out
    after = times(folder)
    assert set(after) == set(before)
    assert all(after[page] > before[page] for page in before)


def test_another_grid_keeps_the_records_of_the_first(again, capsys):
    folder, command = again
    assert main([*command, "--each", "most=2,3"]) == 0
    records = read_manifest(folder / "out")
    assert {record.status for record in records.values()} == {"done"}
    assert set(records) == {f"asks--most-{most}" for most in (1, 2, 3)}
    index = (folder / "out" / "index.html").read_text()
    assert all(f'href="asks--most-{most}.html"' in index for most in (1, 2, 3))


def test_a_failed_report_is_made_again_and_no_other(tmp_path, capsys):
    fails = f"assert most == 1 or {str(tmp_path / 'mended')!r} in map(str, __import__('pathlib')"
    fails += f".Path({str(tmp_path)!r}).iterdir())"
    path = write(tmp_path / "asks.ipynb", text("# What?"), parameters("most: int = 1"), code(fails))
    command = ["report", str(path), "--each", "most=1,2", "--out", str(tmp_path / "out")]
    assert main(command) == 1
    (tmp_path / "mended").touch()
    capsys.readouterr()
    assert main(command) == 0
    told = capsys.readouterr().out
    assert "1 of 2 reports unchanged" in told
    assert "asks--most-2: done" in told
    assert "asks--most-1: done" not in told
    assert not Path(tmp_path / "out" / "asks--most-2.failed.ipynb").exists()
