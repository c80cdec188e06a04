"""What a user has set for IPython, matplotlib and warnings does not reach reports, nor messages."""

import os
import subprocess
import sys
from types import SimpleNamespace

import nbformat
import pytest
from commands import Place
from hypothesis import given
from hypothesis import strategies as st
from reported_figures import PROJECT
from reported_figures.errors import ReadableError, harmless
from reported_figures.ledger import parameters
from reported_figures.ledger.problems import Problem
from reported_figures.reports.arguments import read_arguments
from reported_figures.reports.source import AnnotationError, kind_of
from reported_figures.reports.warm.kernels import last_words

STARTUP = "print('from a startup file')\nleft = 1\n"
CONFIG = """
c = get_config()
c.InteractiveShell.ast_node_interactivity = "all"
c.InteractiveShellApp.exec_lines = ["print('from the profile')"]
"""
ASKS = """
import os, sys, warnings
import matplotlib
warnings.warn("an old way of doing things", DeprecationWarning, stacklevel=2)
print("options", sys.warnoptions, "backend", os.environ.get("MPLBACKEND", ""))
print("grid", matplotlib.rcParams["axes.grid"], "checks", __debug__, "dev", sys.flags.dev_mode)
1; 2
"left" in globals()
"""


def told(place, name):
    """Return what the cells of a report show, but for its token."""
    notebook = nbformat.read(place.out / f"{name}.ipynb", as_version=4)
    cells = [cell for cell in notebook.cells if "warnings.warn" in cell.source]
    shown = [output for cell in cells for output in cell.outputs]
    return [o.get("text") or o["data"]["text/plain"] for o in shown if o.get("name") != "stderr"]


@pytest.fixture
def users(tmp_path):
    """The environment of someone who has set IPython, matplotlib and warnings to their liking."""
    profile = tmp_path / "home" / ".ipython" / "profile_default"
    (profile / "startup").mkdir(parents=True)
    (profile / "startup" / "00-mine.py").write_text(STARTUP)
    (profile / "ipython_config.py").write_text(CONFIG)
    (profile / "ipython_kernel_config.py").write_text(CONFIG)
    (tmp_path / "home" / "matplotlibrc").write_text("axes.grid: True\n")
    return {
        "HOME": str(tmp_path / "home"),
        "IPYTHONDIR": str(tmp_path / "home" / ".ipython"),
        "MPLBACKEND": "no-such-backend",
        "MATPLOTLIBRC": str(tmp_path / "home"),
        "PYTHONWARNINGS": "error",
        "PYTHONSTARTUP": str(profile / "startup" / "00-mine.py"),
    }


@pytest.mark.parametrize(
    ("arguments", "modes"),
    [([], {}), (["--cold"], {}), ([], {"PYTHONOPTIMIZE": "2"}), ([], {"PYTHONDEVMODE": "1"})],
    ids=["warm", "cold", "without checks", "with more checks"],
)
def test_a_report_knows_nothing_of_its_users_settings(tmp_path, users, arguments, modes):
    place = Place(tmp_path / "place")
    place.notebook("a", ASKS)
    ran = place.run(*arguments, environment=users | modes)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ("Each kernel starts cold" in ran.stdout) == bool(arguments or modes)
    options, left = told(place, "a")
    assert options.startswith("options [] backend ") and "no-such-backend" not in options
    assert "grid False checks True dev False" in options
    assert left == "False"


@pytest.mark.parametrize("arguments", [[], ["--cold"]], ids=["warm", "cold"])
def test_a_style_beside_the_notebook_is_its_own(tmp_path, arguments):
    place = Place(tmp_path / "place")
    place.notebook("a", ASKS)
    (place.notebooks / "matplotlibrc").write_text("axes.grid: True\n")
    (place.folder / "matplotlibrc").write_text("axes.grid: False\n")  # where the command is given
    ran = place.run(*arguments)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "grid True" in told(place, "a")[0]


def test_nor_does_a_test_of_a_notebook(users):
    options = ["--nbval", "--nbval-current-env", "-p", "no:cacheprovider", "-q"]
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "notebooks/source_tendency.ipynb"],
        cwd=PROJECT, env=os.environ | users, capture_output=True, text=True,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_a_home_that_cannot_be_written_to_is_not_needed(tmp_path):
    home = tmp_path / "home"
    home.write_text("a file, below which not even root can write")
    place = Place(tmp_path / "place")
    place.notebook("a")
    ran = place.run(environment={"HOME": str(home)})
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_last_words_of_a_kernel_are_in_the_message(tmp_path):
    place = Place(tmp_path / "place")
    place.notebook("a")
    broken = tmp_path / "broken" / "ipykernel_launcher.py"
    broken.parent.mkdir()
    broken.write_text("import sys\nsys.exit('no room on the device \\x1b[31m')\n")
    paths = os.pathsep.join([str(broken.parent), str(place.project / "analysis")])
    ran = place.run("--cold", environment={"PYTHONPATH": paths})
    assert ran.returncode == 1
    assert "its last words: no room on the device \\u001b[31m" in ran.stdout
    assert "\x1b" not in ran.stdout


def test_nothing_was_written_where_no_file_is(tmp_path):
    assert last_words(tmp_path / "none") == ""


@given(st.text())
def test_no_message_steers_a_terminal(text):
    for message in (str(ReadableError(text)), str(Problem("a.csv", text)), harmless(text)):
        assert all(c.isprintable() or c in "\n\t\xa0" for c in message)


@pytest.mark.parametrize(
    ("annotation", "text", "value"),
    [
        ("int|None", "3", 3),
        ("int|None", "none", None),
        ("int|None", "", None),
        ("Optional[int]", "None", None),
        ("typing.Optional[float]", "2.5", 2.5),
        ("Union[int,str]", "3", 3),
        ("Union[int,str]", "three", "three"),
        ("str|None", "", ""),
        ("str|None", "none", None),
        ("bool|None", "yes", True),
        ("list[int]", "1, 2", [1, 2]),
        ("List[str]", "a,b", ["a", "b"]),
        ("list", "a,b", ["a", "b"]),
        ("list[int]|None", "none", None),
        ("dict", '{"a": [1]}', {"a": [1]}),
        ("dict[str,int]", '{"a": 1}', {"a": 1}),
        ("Literal['low','high']", "low", "low"),
        ("Literal[1,2]", "2", 2),
        ("'int|None'", "4", 4),
        ("NoneType", "text", "text"),
    ],
)
def test_a_parameter_is_typed_as_it_is_annotated(annotation, text, value):
    values, problems = read_arguments({"notes": {"most": annotation}}, [("most", text)])
    assert problems == []
    assert values["notes"]["most"] == value and type(values["notes"]["most"]) is type(value)


@pytest.mark.parametrize(
    ("annotation", "text", "words"),
    [
        ("int|None", "three", '"three" is not a whole number or none.'),
        ("dict", "[1]", "is not an object of JSON"),
        ("dict", "{a}", "is not an object of JSON"),
        ("Literal['low','high']", "mid", "is not one of low, high."),
        ("date", "2024-10-18", "notes annotates it as date"),
        ("set[int]", "1", "notes annotates it as set[int]"),
        ("list[dict]", "{}", "notes annotates it as list[dict]"),
    ],
)
def test_what_is_no_value_of_its_annotation_is_refused_in_a_line(annotation, text, words):
    _, (problem,) = read_arguments({"notes": {"most": annotation}}, [("most", text)])
    assert words in problem and "\n" not in problem


def test_an_annotation_that_is_no_type_is_refused():
    with pytest.raises(AnnotationError):
        kind_of("1 +")


def test_a_name_that_was_corrected_in_jupyterlab_is_accepted(monkeypatch):
    history = ["# Parameters\nas_off = '2024-10-17'", "1 + 1", "# Parameters\nas_of = '2024-10-17'"]
    shell = SimpleNamespace(user_ns={"In": history[:1]})
    monkeypatch.setitem(
        parameters.sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell)
    )
    assert parameters._strangers(["as_of"]) == ["as_off"]
    shell.user_ns["In"] = history
    assert parameters._strangers(["as_of"]) == []
