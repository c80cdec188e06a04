"""Warm kernels: nothing is shared between reports, and all is as in a kernel that starts cold."""

import json
import os
import re
import subprocess
import sys

import nbformat
import pytest
from commands import Place
from reported_figures import PROJECT

ASKS = 'ledger_path: str = ""  # a folder'
SPOIL = """
import os, random, sys, tempfile, warnings
import matplotlib as mpl, numpy as np, pandas as pd
import reported_figures.showing.display
mpl.rcParams["figure.dpi"] = 17
random.seed(1); np.random.seed(1)
reported_figures.showing.display.spoilt = pd.options.display.max_rows = 17
os.environ["SPOILT"] = "yes"
os.chdir("/")
sys.path.insert(0, "/spoilt")
sys.setrecursionlimit(5_000)
warnings.simplefilter("error")
open(os.path.join(tempfile.gettempdir(), "spoilt"), "w").close()
import builtins, decimal, locale, socket
builtins.spoilt = 17
decimal.getcontext().prec = 3
socket.setdefaulttimeout(0.5)
"""
# each line of what a kernel is told, as a name and a value
LOOK = """
import multiprocessing, os, signal, sys, tempfile, threading, warnings
import decimal, logging, socket
import matplotlib as mpl, matplotlib.pyplot as plt, numpy as np, pandas as pd
import reported_figures.showing.display
seen = {
    "dpi": mpl.rcParams["figure.dpi"],
    "backend": mpl.get_backend(),
    "interactive": mpl.is_interactive(),
    "figures": plt.get_fignums(),
    "rows": pd.options.display.max_rows,
    "spoilt": [hasattr(reported_figures.showing.display, "spoilt"), "spoilt" in dir(__builtins__)],
    "environment": sorted(set(os.environ) - {"TMPDIR"}),
    "values": [os.environ.get(n) for n in ("MPLBACKEND", "PYTHONPATH", "CLICOLOR")],
    "folder": os.getcwd(),
    "path": sys.path,
    "limit": sys.getrecursionlimit(),
    "filters": sorted(str(f) for f in warnings.filters),
    "temporary": os.path.basename(tempfile.gettempdir())[:7],
    "files": [n for n in os.listdir(tempfile.gettempdir()) if n == "spoilt"],
    "argv": sys.argv[:2],
    "name": __name__,
    "main": [sys.modules["__main__"].__name__, hasattr(sys.modules["__main__"], "__file__")],
    "process": multiprocessing.current_process().name,
    "parent": multiprocessing.parent_process() is None,
    "method": multiprocessing.get_start_method(allow_none=True),
    "signals": [str(signal.getsignal(n)) for n in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD)],
    "blocked": sorted(map(int, signal.pthread_sigmask(signal.SIG_BLOCK, []))),
    "thread": [threading.current_thread().name, threading.main_thread().name],
    "session": os.getsid(0) == os.getpid() == os.getpgid(0),
    "precision": decimal.getcontext().prec,
    "timeout": socket.getdefaulttimeout(),
    "umask": os.umask(0o22),
    "input": os.read(0, 10).decode(),
    "encoding": [sys.stdout.encoding, sys.getfilesystemencoding(), sys.flags.utf8_mode],
    "hooks": [sys.displayhook.__class__.__name__, sys.excepthook.__name__],
    "logging": [logging.root.level, logging.root.manager.disable],
}
import json
import os
print(json.dumps(seen, default=str))
"""
DRAW = """
import random, numpy as np, uuid
new = np.random.default_rng().random()
print(json.dumps([random.random(), np.random.rand(), new, str(uuid.uuid4())]))
"""
USES = {
    "picture": "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
    "left open": "plt.plot([2, 1]);",
    "inline": "%matplotlib inline\nplt.plot([3, 1])\nplt.show()",
    "shell": "!echo from the shell",
    "child": "import subprocess\nsubprocess.run(['echo', 'from a child']).returncode",
    "low": "import os, time\n_ = os.write(1, b'to the first file\\n')\ntime.sleep(1)",
    "asks": "try:\n    input('? ')\nexcept Exception as error:\n    print(type(error).__name__)",
    "waits": "import asyncio\nawait asyncio.sleep(0.01)\nprint('waited')",
    "warns": "import warnings\nwarnings.warn('take care')",
    "thread": "t = threading.Thread(target=print, args=['from a thread'])\nt.start()\nt.join()",
    "sets": "import multiprocessing as mp\nmp.set_start_method('fork')\n"
    "print(mp.get_start_method())",
    "forks": "with mp.get_context('fork').Pool(2) as pool:\n    print(pool.map(abs, [-1, 2]))",
    "spawns": "import beside\nwith mp.get_context('spawn').Pool(1) as pool:\n"
    "    print(pool.map(beside.double, [1, 2]))",
    "errors": "print('in the end', file=sys.stderr)\nlogging.warning('of the log')",
    "alarm": "_ = signal.signal(signal.SIGALRM, lambda *_: print('alarm'))\n"
    "signal.setitimer(signal.ITIMER_REAL, 0.1)\nsignal.pause()",
}


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """The same two notebooks, one after the other, in warm kernels and in cold ones."""
    place = Place(tmp_path_factory.mktemp("isolation"))
    (place.notebooks / "beside.py").write_text("def double(x):\n    return 2 * x\n")
    place.notebook("a", SPOIL, "import json" + DRAW)
    place.notebook("b", LOOK, DRAW, *USES.values(), declared=ASKS)
    told = {}
    for kind in ("warm", "cold"):
        ran = place.run("--jobs", 1, "--force", "--timeout", 40, *["--cold"] * (kind == "cold"))
        assert ran.returncode == 0, ran.stdout
        assert ran.stderr == ""
        read = {name: nbformat.read(place.out / f"{name}.ipynb", as_version=4) for name in "ab"}
        cells = {n: [c for c in nb.cells if c.cell_type == "code"] for n, nb in read.items()}
        told[kind] = ran, cells
    return told


def text(cell):
    return "".join(output.get("text", "") for output in cell.outputs)


def seen(cells):
    return json.loads(text(cells["b"][2]))


def test_a_warm_report_sees_nothing_of_the_one_before(runs):
    warm = seen(runs["warm"][1])
    assert warm["spoilt"] == [False, False]
    assert warm["files"] == []
    assert "SPOILT" not in warm["environment"]
    assert "/spoilt" not in warm["path"]


NAMES = [line.split('"')[1] for line in LOOK.splitlines() if line.startswith('    "')]


@pytest.mark.parametrize("name", NAMES)
def test_a_warm_kernel_sees_what_a_cold_one_sees(runs, name):
    assert seen(runs["warm"][1])[name] == seen(runs["cold"][1])[name]


@pytest.mark.parametrize("kind", ["warm", "cold"])
def test_no_two_reports_draw_the_same_random_numbers(runs, kind):
    cells = runs[kind][1]
    first, second = json.loads(text(cells["a"][2])), json.loads(text(cells["b"][3]))
    assert first[0] == pytest.approx(0.13436424411240122), "the first is seeded with 1"
    assert not set(first) & set(second)


def test_two_warm_reports_of_unseeded_numbers_differ_from_a_cold_one(runs):
    drawn = [json.loads(text(runs[kind][1]["b"][3])) for kind in ("warm", "cold")]
    assert not set(drawn[0]) & set(drawn[1])


def plain(cell):
    """Return what a cell shows, but for the numbers of processes and the names of files.

    What a child writes comes before or after the cell's own result, as it happens.
    """
    shown = []
    for output in cell.outputs:
        data = output.get("data", {})
        kind = output.output_type, output.get("name"), sorted(data), data.get("text/plain")
        shown.append((*kind, _still(output.get("text", ""))))
    return sorted(shown, key=repr)


def _still(text):
    return re.sub(r"/\S+/(ipykernel_\d+/\d+)?|at 0x[0-9a-f]+", "", text)


@pytest.mark.parametrize("use", USES)
def test_what_works_in_a_cold_kernel_works_in_a_warm_one(runs, use):
    place = 4 + list(USES).index(use)
    warm, cold = (runs[kind][1]["b"][place] for kind in ("warm", "cold"))
    assert plain(warm) == plain(cold)
    assert warm.outputs


def test_pictures_are_shown(runs):
    for place in (4, 5, 6):
        for kind in ("warm", "cold"):
            data = [output.get("data", {}) for output in runs[kind][1]["b"][place].outputs]
            assert any("image/png" in each for each in data), (kind, place)


def test_the_command_is_quiet(runs):
    for ran, _ in runs.values():
        assert "NOTE" not in ran.stdout
        assert "from a child" not in ran.stdout


def test_the_history_of_the_user_is_left_alone(tmp_path):
    place = Place(tmp_path)
    place.notebook("a")
    folder = tmp_path / "ipython"
    place.run("--cold", environment={"IPYTHONDIR": str(folder)})
    assert not list(folder.rglob("history.sqlite*"))


BROKEN = {  # parts of the standard library that another Python may not have
    "the server": "import multiprocessing.forkserver as own\ndel own.ensure_running\n",
    "a process of it": "import multiprocessing.forkserver as own\n"
    "def fails(*_):\n    raise OSError('no more of them')\n"
    "own.connect_to_new_process = fails\n",
}


@pytest.mark.parametrize("part", BROKEN)
def test_where_no_kernel_starts_warm_ordinary_ones_are_used_and_that_is_said(tmp_path, part):
    place = Place(tmp_path)
    place.notebook("a", "print(17)")
    place.notebook("b", "print(18)")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "sitecustomize.py").write_text(BROKEN[part])
    path = os.pathsep.join([str(tmp_path / "broken"), str(PROJECT / "analysis")])
    ran = place.run("--timeout", 60, environment={"PYTHONPATH": path})
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert place.statuses() == {"a": "done", "b": "done"}
    assert ran.stderr.count("A warm kernel did not start (") == 1, ran.stderr


FAILING_FORK = """
import sys
from pathlib import Path
from nbformat.v4 import new_code_cell, new_notebook
from reported_figures.reports.refresh import execute
from reported_figures.reports.warm import forks

def fails(folder):
    raise AttributeError("no such part")

forks._forget_fork = fails
with forks.kernel_in_waiting():
    notebook, error = execute(new_notebook(cells=[new_code_cell("17 + 1")]), Path(sys.argv[1]), 60)
print([error, forks.failures, notebook.cells[0].outputs[0]["data"]["text/plain"]])
"""


def test_a_fork_that_cannot_become_a_kernel_is_replaced_by_an_ordinary_one(tmp_path):
    ran = subprocess.run(
        [sys.executable, "-c", FAILING_FORK, tmp_path], capture_output=True, text=True, timeout=90
    )
    assert ran.stdout == "['', ['AttributeError: no such part'], '18']\n", ran.stderr
