"""The real command in a process of its own, and what must hold of a folder however it ended."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

import nbformat
from pages import code, parameters, text, write
from reported_figures import DATA, PROJECT
from reported_figures.reports.warm.kernels import cell_error

SLEEP = "import time\ntime.sleep(600)"
MARK = "REPORTS_TESTED"
TOKEN = "import uuid\nprint('token', uuid.uuid4())"
WORDS = re.compile(r"token ([0-9a-f-]{36})")
ASIDE = re.compile(r"\..+\.[a-z0-9_]{8}")
PATIENCE = 10  # seconds for processes to go after their command has ended


class Place:
    """A folder of notebooks with a ledger, an output folder and temporary files of its own."""

    def __init__(self, folder, project=PROJECT):
        self.folder, self.project = folder, project
        self.notebooks, self.out, self.ledger = (folder / n for n in ("notes", "out", "ledger"))
        self.notebooks.mkdir(parents=True)
        shutil.copytree(DATA, self.ledger)

    def notebook(self, name, *sources, declared=""):
        """Write a notebook whose report carries a token that no other report has."""
        asked = [parameters(declared)] if declared else []
        cells = [text(f"# {name}"), *asked, code(TOKEN), *map(code, sources)]
        cells.append(code("print('the end')"))
        return write(self.notebooks / f"{name}.ipynb", *cells)

    def held(self, name, source=SLEEP):
        """Write a notebook that comes to a cell and stays there; return the file that tells so."""
        flag = self.folder / f"{name}.flag"
        self.notebook(name, f"open({str(flag)!r}, 'w').close()\n{source}")
        return flag

    def copy(self, folder):
        """Return a place elsewhere with the same notebooks and reports."""
        place = Place(folder, self.project)
        for mine, other in ((self.notebooks, place.notebooks), (self.out, place.out)):
            shutil.copytree(mine, other, dirs_exist_ok=True)
        return place

    def start(self, *arguments, environment=None, before=None, **options):
        """Start the command on this folder's notebooks, as a leader of a group of its own.

        Its processes are known by a mark in their environment.
        """
        mark = str(uuid.uuid4())
        temporary = Path(tempfile.mkdtemp(prefix="t"))  # short: a socket's name has to fit

        def prepare():
            # as a shell does for a command in the foreground
            signal.signal(signal.SIGINT, signal.default_int_handler)
            signal.signal(signal.SIGHUP, signal.SIG_DFL)
            if before:
                before()

        inherited = {k: v for k, v in os.environ.items() if k != "PYTEST_CURRENT_TEST"}
        own = {MARK: mark, "TMPDIR": str(temporary), "PYTHONPATH": str(self.project / "analysis")}
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
        notebooks = map(str, sorted(self.notebooks.glob("*.ipynb")))
        process = subprocess.Popen(
            [sys.executable, "-m", "reported_figures", "report", *notebooks, "--out", str(self.out)]
            + [str(argument) for argument in arguments],
            cwd=self.folder, env=inherited | own | (environment or {}), text=True,
            start_new_session=True, preexec_fn=prepare, **pipes,
        )  # fmt: skip
        process.mark, process.temporary = mark, temporary
        return process

    def run(self, *arguments, **options):
        """Run the command to its end."""
        return self.ended(self.start(*arguments, **options))

    def ended(self, process):
        """Wait for the end of a command, and hold what must hold of it and of its folder."""
        try:
            stdout, stderr = process.communicate(timeout=120)
        except subprocess.TimeoutExpired:
            for pid in running(process.mark):
                os.kill(pid, signal.SIGKILL)
            raise
        ran = subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)
        assert "Traceback" not in stderr, stderr
        self.check_folder()
        self.check_told(ran)
        left = left_over(process.mark)
        assert not left, f"processes left over: {left}"
        files = [str(path) for path in process.temporary.rglob("*")]
        assert not files, f"temporary files left over: {files}"
        process.temporary.rmdir()
        return ran

    def records(self):
        return {record["name"]: record for record in manifest(self.out)}

    def statuses(self):
        return {name: record["status"] for name, record in self.records().items()}

    def reports(self):
        """Return the bytes of the notebook and the page of each report."""
        pages = [p for p in self.out.glob("*.html") if p.name != "index.html" and p.is_file()]
        pairs = {p.stem: (p.with_name(f"{p.stem}.ipynb"), p) for p in pages}
        return {n: tuple(p.read_bytes() for p in pair) for n, pair in pairs.items()}

    def check_folder(self):
        """Every file is whole, pairs belong together, and what is called done is."""
        for path in self.out.glob("*.ipynb"):
            assert not path.is_file() or nbformat.read(path, as_version=4).cells
        for path in self.out.glob("*.html"):
            assert path.is_dir() or path.read_text().rstrip().endswith("</html>"), (
                f"{path.name}: a half"
            )
        for name, pair in self.reports().items():
            tokens = [WORDS.findall(part.decode()) for part in pair]
            assert tokens[0] == tokens[1], f"{name}: notebook and page are of two runs"
            assert len(tokens[0]) == 1, f"{name}: {tokens}"
        if not self.out.exists() or not (self.out / "manifest.json").exists():
            return
        for name, record in self.records().items():
            assert record["status"] in ("done", "failed", "unfinished")
            assert bool(record["error"]) == (record["status"] == "failed"), record
            if record["status"] == "done":
                notebook = nbformat.read(self.out / f"{name}.ipynb", as_version=4)
                assert not cell_error(notebook), f"{name} is called done"
                assert "the end" in (self.out / f"{name}.html").read_text()

    def check_told(self, ran):
        """The exit code and the printed summary say what the record says."""
        assert ran.returncode in (0, 1, 2, 75, 130, -signal.SIGKILL, -signal.SIGINT), ran
        if ran.returncode == 0:
            assert set(self.statuses().values()) == {"done"}
        summary = re.findall(r"^(\d+) of (\d+) reports? done", ran.stdout or "", re.M)
        if summary:
            done, of = map(int, summary[-1])
            assert (done == of) == (ran.returncode == 0)
            told = re.findall(r"^  (\S+): (done|failed)", ran.stdout, re.M)
            assert len(told) == of
            assert sum(state == "done" for _, state in told) == done
            assert {name: self.statuses()[name] for name, _ in told} == dict(told)
            self.check_index()

    def check_index(self):
        page = (self.out / "index.html").read_text()
        for name, record in self.records().items():
            assert (record["status"] != "done") or f'href="{name}.html"' in page
            assert record["error"].split(",")[0].split('"')[0] in page, record["error"]

    def asides(self):
        return [path.name for path in self.out.iterdir() if ASIDE.fullmatch(path.name)]


def manifest(out):
    return json.loads((out / "manifest.json").read_text())["reports"]


def left_over(mark):
    """Return the processes with a mark that do not go by themselves."""
    end = time.monotonic() + PATIENCE
    while (found := running(mark)) and time.monotonic() < end:
        time.sleep(0.1)
    return found


def running(mark):
    """Return the command lines of the processes that have a mark in their environment."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"{MARK}={mark}".encode() in (folder / "environ").read_bytes():
                found[int(folder.name)] = (folder / "cmdline").read_bytes().decode()[:200]
        except OSError:
            continue
    return found


def until(condition, seconds=60):
    """Wait until a condition holds, and return what it gave."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
    return found
