"""A folder with files of the user's own, named as the suite's parts are, changes nothing."""

import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from reported_figures import EXAMPLE, NOTEBOOKS

HIDING = "raise SystemExit('the user\\'s own file was run')\n"
OWN = """\
figure_id,speaker_id,quantity_id,wording,reported_on
one,coroner,bodies,"about 40",2023-05-02
two,police,bodies,38,2023-05-02
"""


@pytest.fixture
def folder(tmp_path):
    """A user's folder: a script and a package named as the suite's folders are, and a ledger."""
    (tmp_path / "analysis.py").write_text(HIDING)
    for name in ("analysis", "ledger", "reading", "reports"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(HIDING)
    (tmp_path / "reported_figures.csv").write_text(OWN)
    return tmp_path


def command(folder, *arguments):
    program = shutil.which("reported-figures", path=str(Path(sys.executable).parent))
    assert program, "the package is installed without its command"
    return subprocess.run(
        [program, *arguments], cwd=folder, capture_output=True, text=True, timeout=300
    )


def test_the_command_is_the_suites(folder):
    ran = command(folder, "check", str(EXAMPLE))
    assert ran.returncode == 0, ran.stderr
    assert "11 figures, no problems" in ran.stdout


def test_the_command_checks_the_users_ledger(folder):
    ran = command(folder, "check", "reported_figures.csv")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "2 figures, no problems" in ran.stdout


def test_every_command_takes_the_ledger_of_its_folder(folder):
    ran = command(folder, "check")
    assert "2 figures, no problems" in ran.stdout, ran.stderr
    ran = command(folder, "report", "figures_by_source")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    page = (folder / "reports" / "figures_by_source.html").read_text(encoding="utf-8")
    assert "about 40" in page and "12,000" not in page


def test_there_a_notebook_without_a_ledger_is_made_too(folder):
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("6 * 7")]),
                   folder / "mine.ipynb")  # fmt: skip
    ran = command(folder, "report", "mine.ipynb", "figures_by_source")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "2 of 2 reports done" in ran.stdout


def test_a_notebook_runs_there_on_the_users_ledger(folder):
    shutil.copy(NOTEBOOKS / "figures_by_source.ipynb", folder)
    files = ("figures_by_source.ipynb", "run.ipynb", "-p", "ledger_path", "reported_figures.csv")
    ran = subprocess.run(
        [sys.executable, "-m", "papermill", "--no-progress-bar", *files],
        cwd=folder, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-2000:]
    notebook = nbformat.read(folder / "run.ipynb", as_version=4)
    shown = str([cell.get("outputs") for cell in notebook.cells])
    assert "about 40" in shown and "the user's own" not in shown
