"""What goes wrong in a run: no half report, no good one lost, no false "done", nothing left over."""

import json
import threading
import time

import pytest
from commands import Place, manifest

LIMIT = 15
SLEEP = "import time\ntime.sleep(600)"
PARENT = "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\n" + SLEEP
# what a cell does, and what the record says of it
FAULTS = {
    "raises": ("raise ValueError('no such figure')", "ValueError", "no such figure"),
    "exits": ("import sys\nsys.exit(0)", "SystemExit"),
    "quits": ("import os\nos._exit(0)", "its kernel died"),
    "killed": ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "its kernel died"),
    "orphaned": (PARENT, "ended from outside (signal 9)"),
    "hangs": (SLEEP, f"longer than {LIMIT} seconds"),
    "stops": ("import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)", f"longer than {LIMIT} s"),
    "locked": ("import re\nre.match('(a+)+$', 'a' * 60 + 'b')", f"longer than {LIMIT} s"),
    "fills": (
        "import resource\nresource.setrlimit(resource.RLIMIT_AS, (2**32, 2**32))\n"
        "held = bytearray(2**33)",
        "MemoryError",
    ),
    "silent": ("import os\nos.closerange(3, 4096)", ""),
    "leaves": (
        "import subprocess, os\nsubprocess.Popen(['sleep', '600'])\nos._exit(1)",
        "its kernel died",
    ),
    "raises_base": ("raise BaseException('all the way')", "BaseException"),
    "interrupts": ("raise KeyboardInterrupt", "KeyboardInterrupt"),
}
GOOD = {
    "children": "import subprocess\nsubprocess.Popen(['sleep', '600'])",
    "plain": "1 + 1",
}


@pytest.fixture(scope="module")
def faults(tmp_path_factory):
    """Make a report of each notebook; then break most of them and make all anew."""
    place = Place(tmp_path_factory.mktemp("faults"))
    for name in (*FAULTS, *GOOD):
        place.notebook(name)
    first = place.run()
    assert first.returncode == 0, first.stdout
    good = place.reports()
    for name, (source, *_) in FAULTS.items():
        place.notebook(name, source)
    for name, source in GOOD.items():
        place.notebook(name, source)
    read = Reader(place.out)
    process = place.start("--timeout", LIMIT, "--jobs", 3)
    with read:
        process.wait(120)
    return place, place.ended(process), good, read


class Reader:
    """Read the record of a folder over and over: it is valid JSON at any moment."""

    def __init__(self, out):
        self.out, self.times, self.wrong = out, 0, []
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.read)

    def __enter__(self):
        self.thread.start()

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()

    def read(self):
        while not self.ended.wait(0.002):
            try:
                manifest(self.out)
                self.times += 1
            except (OSError, ValueError) as error:
                self.wrong.append(error)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_a_cell_is_told_and_takes_no_good_report(faults, name):
    place, _, good, _ = faults
    record = place.records()[name]
    assert record["status"] == "failed"
    for words in FAULTS[name][1:]:
        assert words in record["error"], record["error"]
    assert place.reports()[name] == good[name]


@pytest.mark.parametrize("name", GOOD)
def test_the_others_are_made(faults, name):
    place, _, good, _ = faults
    assert place.records()[name]["status"] == "done"
    assert place.reports()[name] != good[name]


def test_a_run_with_faults_says_so(faults):
    _, ran, _, read = faults
    assert ran.returncode == 1
    assert f"{len(GOOD)} of {len(GOOD) + len(FAULTS)} reports done" in ran.stdout
    assert ran.stderr == ""
    assert not read.wrong
    assert read.times > 100
