"""A valid row that the project's ledger gains breaks nothing but what ``make refresh`` mends."""

import os
import shutil
import subprocess
import sys

import pytest
from reported_figures import PROJECT

ROW = 'added-row,,,zelensky,,,,,asserts,,expected,,soldiers_committed,"about 9,000",9000,,,,'
ROW += "2024-11-02,stated,,,,,,,,\n"
PARTS = ("analysis", "data", "seeds", "notebooks", "tests", "docs")
FILES = ("README.md", "pyproject.toml")
# the doctests, and the tests of what is made of a ledger, but for slow ones of charts
MODULES = ("provenance", "frames", "article", "series", "pairs")
SOME = "not chart and not tally"
RUN = ("analysis", *(f"tests/test_{name}.py" for name in MODULES))


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("copy")
    ignored = shutil.ignore_patterns("__pycache__", "browser", "*.egg-info")
    for name in PARTS:
        shutil.copytree(PROJECT / name, folder / name, ignore=ignored)
    for name in FILES:
        shutil.copy(PROJECT / name, folder)
    with (folder / "data" / "reported_figures.csv").open("a", encoding="utf-8") as table:
        table.write(ROW)
    return folder


def run(copy, *command):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "SEEDS_"))}
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=copy, capture_output=True, text=True, timeout=600,
        env=kept | {"PYTHONPATH": str(copy / "analysis")},
    )  # fmt: skip


def test_the_row_is_valid(copy):
    ran = run(copy, "reported_figures", "check")
    assert ran.stdout.startswith("data: 13 figures, no problems"), ran.stdout + ran.stderr


def test_the_tests_of_helpers_pass_with_it(copy):
    ran = run(copy, "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *RUN, "-k", SOME)
    assert ran.returncode == 0, ran.stdout[-3000:]
