"""The command line: exit codes, and messages instead of tracebacks."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import nbformat
import pytest
from pages import code, parameters, text, write
from reported_figures import DATA, PROJECT
from reported_figures.__main__ import main
from reported_figures.reports.source import read_source
from reported_figures.reports.tasks import read_manifest

DECLARED = (
    'ledger_path: str = ""  # a folder\nas_of: str = ""  # ISO date\nn: int = 3  # number\n'
    "split: bool = False  # or not\nsources: list[str] = []  # ids"
)
TELL = "print([ledger_path, as_of, n, split, sources])"


@pytest.fixture
def notebook(tmp_path):
    return write(tmp_path / "asks.ipynb", text("# What?"), parameters(DECLARED), code(TELL))


RUN = ["-m", "reported_figures"]


def told(out):
    """Return the parameters that the notebook saw."""
    cells = nbformat.read(out / "asks.ipynb", as_version=4).cells
    return cells[-1].outputs[0].text.strip()


def run(*arguments, **options):
    command = [sys.executable, *RUN, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


# check


def test_a_good_ledger(capsys):
    assert main(["check"]) == 0
    assert "no problems" in capsys.readouterr().out


@pytest.fixture
def broken(tmp_path):
    folder = shutil.copytree(DATA, tmp_path / "data")
    figures = folder / "reported_figures.csv"
    figures.write_text(figures.read_text().replace(",1500,", ",1600,", 1))
    return folder


def test_a_mistake_is_named_and_counted(broken, capsys):
    assert main(["check", str(broken)]) == 2
    problem, summary = capsys.readouterr().out.splitlines()
    assert "reported_figures.csv" in problem
    assert "1600" in problem
    assert "1 problem." in summary


def test_problems_as_json(broken, capsys):
    assert main(["check", str(broken), "--format", "json"]) == 2
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert problem["column"]
    assert problem["line"]


def test_no_ledger_there(capsys):
    assert main(["check", "nowhere"]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_no_ledger_there_as_json(capsys):
    assert main(["check", "nowhere", "--format", "json"]) == 2
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert problem["file"].endswith("nowhere")
    assert "no such file or folder" in problem["reason"]


def test_check_imports_nothing_heavy():
    source = "import sys; from reported_figures.__main__ import main; main(['check'])\n"
    source += "print({'pandas', 'numpy', 'papermill', 'nbconvert'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", source], cwd=PROJECT, capture_output=True)
    assert told.stdout.decode().splitlines()[-1] == "set()"


# report


def test_parameters_keep_the_types_of_the_notebook(notebook, tmp_path, capsys):
    given = ["-p", "n", "007", "-p", "split", "True", "-p", "sources", "nis, zelensky"]
    given += ["-p", "as_of", "2024-10-17"]
    assert main(["report", str(notebook), "--out", str(tmp_path / "out"), *given]) == 0
    # a ledger is read from a copy, which a report shows by the name of the original
    assert told(tmp_path / "out") == "['data', '2024-10-17', 7, True, ['nis', 'zelensky']]"
    assert "1 of 1 report done" in capsys.readouterr().out


def test_the_ledger_option_wins_and_is_found_from_any_folder(notebook, tmp_path, monkeypatch):
    shutil.copytree(DATA, tmp_path / "mine")
    monkeypatch.chdir(tmp_path)
    given = ["--ledger", "mine", "-p", "ledger_path", "other"]
    assert main(["report", notebook.name, *given]) == 0
    assert told(tmp_path / "reports").startswith(f"['{tmp_path / 'mine'}'")


def test_every_bad_parameter_is_told_before_anything_runs(notebook, tmp_path, capsys):
    out = tmp_path / "out"
    given = ["-p", "as_off", "2024-10-17", "-p", "n", "3x", "-p", "split", "perhaps"]
    assert main(["report", str(notebook), "--out", str(out), *given]) == 2
    message = capsys.readouterr().err
    assert "as_off is not a parameter: did you mean as_of?" in message
    assert 'n: "3x" is not a whole number.' in message
    assert 'split: "perhaps" is not true or false.' in message
    assert not out.exists()


def test_a_value_that_the_ledger_does_not_know(notebook, capsys):
    assert main(["report", str(notebook), "-p", "sources", "zelenski"]) == 2
    assert "did you mean zelensky?" in capsys.readouterr().err


def test_a_parameter_of_only_some_of_the_notebooks(notebook, tmp_path, capsys):
    other = write(tmp_path / "other.ipynb", parameters('as_of: str = ""  # ISO date'))
    assert main(["report", str(notebook), str(other), "-p", "n", "3"]) == 2
    assert "n is a parameter of asks, but not of other." in capsys.readouterr().err


def test_no_code_is_run_from_a_parameter(notebook, tmp_path, capsys):
    assert main(["report", str(notebook), "-p", "n=1;open('x','w')", "1"]) == 2
    value = "'''];open('x','w');['''"
    out = tmp_path / "out"
    given = ["-p", "n", "1", "-p", "as_of", value]
    assert main(["report", str(notebook), "--out", str(out), *given]) == 2
    capsys.readouterr()
    assert not [path for path in tmp_path.rglob("x") if path.is_file()]


def test_an_argument_that_no_page_can_hold_is_refused(notebook, capsys):
    assert main(["report", str(notebook), "-p", "as_of", "a\udcffb"]) == 2
    assert capsys.readouterr().err == "a\\udcffb: this argument is not text in UTF-8.\n"


def test_a_default_that_is_reckoned_has_a_type(tmp_path):
    asks = "seconds = 60 * 60\nshare = 1 / 3\nname = 'a' + 'b'\npath = HOME + 1"
    source = read_source(write(tmp_path / "a.ipynb", parameters(asks)))
    expected = {"seconds": "int", "share": "float", "name": "str", "path": "str"}
    assert source.parameters == expected


def test_every_notebook_that_is_none_is_named(tmp_path, capsys):
    (tmp_path / "bad.ipynb").write_text("{")
    assert main(["report", "estimats", str(tmp_path / "bad.ipynb")]) == 2
    message = capsys.readouterr().err
    assert "estimats: no such notebook: did you mean estimates?" in message
    assert "bad.ipynb: not a notebook" in message


def test_one_bad_report_does_not_stop_the_others(notebook, tmp_path, capsys):
    bad = write(tmp_path / "bad.ipynb", text("# Bad"), code("raise KeyError('x')"))
    out = tmp_path / "out"
    assert main(["report", str(notebook), str(bad), "--out", str(out)]) == 1
    told = capsys.readouterr().out
    assert "bad: failed" in told
    assert "bad.failed.ipynb" in told
    index = (out / "index.html").read_text()
    assert 'href="asks.html"' in index
    assert "Failed: KeyError" in index
    assert "://" not in index


def test_a_link_to_a_notebook_leads_to_its_report_at_the_same_point(notebook, tmp_path, capsys):
    leads = text("# Where?\n\n[first](asks.ipynb), [second](other.ipynb)")
    write(tmp_path / "leads.ipynb", leads, parameters(DECLARED), code("n"))
    out, paths = tmp_path / "out", [str(notebook), str(tmp_path / "leads.ipynb")]
    assert main(["report", *paths, "--each", "n=1,2", "--out", str(out)]) == 0
    page = (out / "leads--n-2.html").read_text()
    assert '<a href="asks--n-2.html">first</a>, second' in page
    assert (out / "asks--n-2.html").exists()


def test_a_report_never_overwrites_the_notebook_that_it_is_made_from(notebook, capsys):
    before = notebook.read_bytes()
    assert main(["report", str(notebook), "--out", str(notebook.parent)]) == 2
    assert "asks.ipynb: its report would overwrite it." in capsys.readouterr().err
    assert notebook.read_bytes() == before
    assert [path.name for path in notebook.parent.iterdir()] == ["asks.ipynb"]


def test_an_output_folder_that_cannot_be(notebook, tmp_path, capsys):
    (tmp_path / "file").touch()
    assert main(["report", str(notebook), "--out", str(tmp_path / "file" / "out")]) == 2
    assert "output folder" in capsys.readouterr().err


def test_an_index_that_cannot_be_written(notebook, tmp_path, capsys):
    (tmp_path / "out" / "index.html").mkdir(parents=True)
    assert main(["report", str(notebook), "--out", str(tmp_path / "out")]) == 1
    assert "Is a directory" in capsys.readouterr().err


@pytest.mark.parametrize("seconds", ["0", "-3", "soon"])
def test_a_time_limit_that_is_none(seconds, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["report", "--timeout", seconds])
    assert "not a whole number above 0" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_an_interrupt_leaves_nothing_behind(tmp_path, name):
    waits = f"open({str(tmp_path / 'running')!r}, 'w')\nimport time\ntime.sleep(600)"
    path = write(tmp_path / "waits.ipynb", code(waits))
    environment = {**os.environ, "TMPDIR": str(tmp_path / "t")}
    (tmp_path / "t").mkdir()
    process = subprocess.Popen(
        [sys.executable, *RUN, "report", str(path), "--out", str(tmp_path / "out")],
        env=environment, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    for _ in range(600):
        if (tmp_path / "running").exists():
            break
        time.sleep(0.1)
    process.send_signal(getattr(signal, name))
    _, error = process.communicate(timeout=30)
    assert process.returncode == 130
    assert error == "Interrupted.\n"
    left = {path.name for path in (tmp_path / "out").iterdir()}
    assert left == {".lock", "index.html", "manifest.json"}
    assert read_manifest(tmp_path / "out")["waits"].status == "unfinished"
    assert not list((tmp_path / "t").iterdir())


# refresh


def test_refresh_writes_and_its_check_only_tells(notebook, capsys):
    before = notebook.read_bytes()
    assert main(["refresh", "--check", str(notebook)]) == 1
    assert notebook.read_bytes() == before
    assert "would change" in capsys.readouterr().out
    assert main(["refresh", str(notebook)]) == 0
    assert main(["refresh", "--check", str(notebook)]) == 0
    assert "unchanged" in capsys.readouterr().out


def test_refresh_of_a_notebook_that_fails(tmp_path, capsys):
    path = write(tmp_path / "bad.ipynb", code("1 / 0"))
    assert main(["refresh", str(path)]) == 1
    assert 'failed: ZeroDivisionError, in the cell "1 / 0"' in capsys.readouterr().out


def test_a_run_prints_no_warning_of_the_kernel(notebook, tmp_path):
    ran = run("report", notebook, "--out", tmp_path / "out")
    assert ran.returncode == 0
    assert ran.stderr == ""
