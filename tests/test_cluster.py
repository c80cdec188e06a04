"""Reports made by a Dask cluster: a scheduler and two workers that have only the package."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import uuid
from pathlib import Path

import nbformat
import psutil
import pytest
from pages import code, parameters, text, write
from reported_figures import DATA, PROJECT
from reported_figures.__main__ import main
from reported_figures.reports.tasks import code_hash

SCHEDULER = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1"]
WORKER = [sys.executable, "-m", "distributed.cli.dask_worker", "--host", "127.0.0.1"]
QUIET = ["--no-dashboard", "--nthreads", "1"]
LEFT = [".git", ".venv", "reports", "mutants", "build", "*.egg-info", ".hypothesis", "artefacts"]
NAMES = {f"asks--turn-{turn}" for turn in range(8)}
ASKS = [
    text("# Who works?"),
    parameters('ledger_path: str = ""  # a folder\nturn: int = 0  # which'),
    code("import time\ntime.sleep(1)\nimport reported_figures as own\nprint(turn, own.__file__)"),
    code(
        "from reported_figures import ledger\nprint(len(ledger.load_ledger(ledger_path).figures))"
    ),
]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The package as it is installed where there is no repository."""
    folder = tmp_path_factory.mktemp("installed")
    left = shutil.ignore_patterns(*LEFT)

    def ignored(of, names):  # below the top every name is the project's own
        return left(of, names) if Path(of) == PROJECT else []

    shutil.copytree(PROJECT, folder / "source", ignore=ignored)
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    options = ["--no-deps", "--no-build-isolation", "--target", folder / "site"]
    subprocess.run([*install, *options, folder / "source"], check=True)
    return folder / "site"


@pytest.fixture(scope="module")
def cluster(installed, tmp_path_factory):
    """The address of a scheduler, and its two workers, which work in folders of their own."""
    folder = tmp_path_factory.mktemp("cluster")
    mark, at = uuid.uuid4().hex, folder / "scheduler.json"
    inherited = {key: value for key, value in os.environ.items() if key != "SEEDS_TEXTS"}
    environment = inherited | {"PYTHONPATH": str(installed), "OF_THIS_TEST": mark}

    def start(command, name):
        (folder / name).mkdir()
        log = (folder / f"{name}.log").open("w")
        options = {"cwd": folder / name, "env": environment, "stdout": log, "stderr": log}
        return subprocess.Popen([str(part) for part in command], **options)

    scheduler = start([*SCHEDULER, "--port", "0", "--scheduler-file", at, "--no-dashboard"], "s")
    started = [scheduler]
    try:
        wait_for(lambda: address_in(at))
        address = address_in(at)
        workers = [start([*WORKER, *QUIET, address], name) for name in ("one", "two")]
        started += workers
        wait_for(
            lambda: all("Registered" in (folder / f"{n}.log").read_text() for n in ("one", "two"))
        )
        yield address, workers
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(30)
    wait_for(lambda: not of_this_test(mark))


def address_in(path):
    """Return the address that a scheduler has written down, once it is written whole."""
    try:
        return json.loads(path.read_text())["address"]
    except (FileNotFoundError, json.JSONDecodeError):
        return None


def wait_for(happened, seconds=60):
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.1)


def of_this_test(mark):
    """Return the processes that were started with a mark in their environment."""
    found = []
    for process in psutil.process_iter():
        try:
            found += [process] if process.environ().get("OF_THIS_TEST") == mark else []
        except psutil.Error:
            continue
    return found


@pytest.fixture(scope="module")
def made(cluster, tmp_path_factory):
    """Eight reports, during which one of the workers is killed, and what the command told."""
    address, workers = cluster
    folder = tmp_path_factory.mktemp("made")
    shutil.copytree(DATA, folder / "mine")
    path = write(folder / "asks.ipynb", *ASKS)
    turns = ",".join(str(turn) for turn in range(8))
    command = [sys.executable, "-m", "reported_figures", "report", path, "--each", f"turn={turns}"]
    command += ["--ledger", folder / "mine", "--out", folder / "out", "--scheduler", address]
    run = subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    told = [run.stdout.readline() for _ in range(4)]  # what it will do, and three reports
    for process in [*psutil.Process(workers[0].pid).children(), workers[0]]:
        process.kill()
    out, errors = run.communicate(timeout=120)
    return folder / "out", "".join(told) + out, errors, run.returncode


def test_every_report_is_made_once_though_a_worker_was_killed(made):
    out, told, errors, code = made
    assert (code, errors) == (0, "")
    done = re.findall(r"^  (\S+): done", told, re.M)
    assert (sorted(done), set(done)) == (sorted(NAMES), NAMES)
    assert "8 of 8 reports done" in told
    for ending in (".html", ".ipynb"):
        assert {path.stem for path in out.glob(f"*{ending}")} - {"index"} == NAMES


def test_the_record_has_every_report_and_its_true_state(made):
    reports = json.loads((made[0] / "manifest.json").read_text())["reports"]
    assert {report["name"]: report["status"] for report in reports} == dict.fromkeys(NAMES, "done")
    assert {report["hashes"]["code"] for report in reports} == {code_hash()}


def test_workers_need_the_installed_package_alone(made, installed):
    for turn in range(8):
        cells = nbformat.read(made[0] / f"asks--turn-{turn}.ipynb", as_version=4).cells
        printed = "".join(o.text for cell in cells for o in cell.get("outputs", []))
        assert printed == f"{turn} {installed / 'reported_figures' / '__init__.py'}\n12\n"


def test_the_installed_package_makes_the_projects_reports_by_itself(installed, tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-m", "reported_figures", "report", "estimates"]
    options = {"cwd": tmp_path, "env": environment, "capture_output": True, "text": True}
    done = subprocess.run(command, check=False, **options)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "reports" / "estimates.html").is_file()


def test_where_no_scheduler_is_the_message_says_how_to_start_one(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("reported_figures.reports.batch.PATIENCE", 1)
    path = write(tmp_path / "asks.ipynb", *ASKS)
    out = tmp_path / "out"
    given = ["report", str(path), "--out", str(out), "--scheduler", "tcp://127.0.0.1:9"]
    assert main(given) == 2
    assert "tcp://127.0.0.1:9: no Dask scheduler answers there" in capsys.readouterr().err
    assert not (out / "manifest.json").exists()
