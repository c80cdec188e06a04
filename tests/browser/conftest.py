"""A real Chromium for the tests of what shows in a browser: `make browser` runs them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hostile import write_hostile_ledger
from lab import serve
from playwright import sync_api
from visiting import Visit

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]


@pytest.fixture(scope="session")
def browser():
    """Chromium as the system has it; where it is missing, the tests say what to install."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.fail(
            "No Chromium was found. On Debian and Ubuntu: apt install chromium", pytrace=False
        )
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def visit(browser):
    """Return a function that opens a page once for the tests that only look at it."""
    visits = {}

    def look(path, width=1200):
        if (path, width) not in visits:
            visits[path, width] = Visit(browser, path, width)
        return visits[path, width]

    yield look
    for done in visits.values():
        done.page.close()


@pytest.fixture
def fresh_visit(browser):
    """Return a function that opens a page anew, for tests that operate it."""
    visits = []

    def look(path, width=1200, **options):
        visits.append(Visit(browser, path, width, **options))
        return visits[-1]

    yield look
    for done in visits:
        done.page.close()


@pytest.fixture(scope="session")
def jupyterlab(browser, tmp_path_factory):
    """JupyterLab on a copy of the project, for all tests together."""
    with serve(browser, tmp_path_factory.mktemp("jupyterlab")) as running:
        yield running


def make_reports(out: Path, *options: str) -> Path:
    """Run every notebook to a report, as a user would, and return the folder."""
    command = [sys.executable, "-m", "reported_figures", "report", "--out", str(out), *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="session")
def reports(tmp_path_factory) -> Path:
    """The reports on the project's own ledger."""
    return make_reports(tmp_path_factory.mktemp("reports"))


@pytest.fixture(scope="session")
def hostile_reports(tmp_path_factory) -> Path:
    """The reports on a ledger full of hostile text, with their code shown."""
    folder = write_hostile_ledger(tmp_path_factory.mktemp("hostile") / "ledger")
    out = tmp_path_factory.mktemp("hostile-reports")
    return make_reports(out, "--ledger", str(folder), "--show-code")
