"""Faults: no half report, no good one lost, nothing falsely called done, nothing left over."""

import os
import signal
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from commands import Place, manifest, running, until

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


# what is lost from outside


def held(place, name, source=SLEEP):
    """Write a notebook that says that it has come to a cell, and stays there."""
    flag = place.folder / f"{name}.flag"
    place.notebook(name, f"open({str(flag)!r}, 'w').close()\n{source}")
    return flag


KILL_WARM = """
import os, signal
from pathlib import Path
driver = os.getppid()
warm = int(Path(f"/proc/{driver}/stat").read_text().rpartition(")")[2].split()[1])
assert b"forkserver" in Path(f"/proc/{warm}/cmdline").read_bytes()
os.kill(warm, signal.SIGKILL)
"""


def test_the_warm_process_is_killed(tmp_path):
    place = Place(tmp_path)
    place.notebook("a", KILL_WARM + SLEEP)
    for name in "bcd":
        place.notebook(name)
    ran = place.run("--jobs", 1)
    assert ran.returncode == 1, ran
    done = dict.fromkeys("bcd", "done")
    assert place.statuses() == {"a": "failed"} | done, ran.stdout
    assert "ended from outside" in place.records()["a"]["error"]


@pytest.fixture(scope="module")
def killed(tmp_path_factory):
    """A run that has made one report of three is killed while a second run wants its folder."""
    place = Place(tmp_path_factory.mktemp("killed"))
    for name in "abc":
        place.notebook(name)
    assert place.run().returncode == 0
    good = place.reports()
    for name in "ac":
        place.notebook(name, "1 + 1")
    flag = held(place, "b")
    process = place.start("--jobs", 1)
    until(flag.exists)
    before = (place.out / "manifest.json").read_bytes()
    second = place.run("--force")
    assert (place.out / "manifest.json").read_bytes() == before
    (place.out / ".a.html.12345678").write_text("half a page")
    process.kill()
    first = place.ended(process)
    return place, good, first, second


def test_a_second_run_is_sent_away(killed):
    _, _, _, second = killed
    assert second.returncode == 75
    assert "another run is writing there" in second.stderr


def test_a_run_that_is_killed_loses_nothing(killed):
    place, good, first, _ = killed
    assert first.returncode == -9
    reports = place.reports()
    assert set(reports) == set(good)
    assert reports["a"] != good["a"]
    assert (reports["b"], reports["c"]) == (good["b"], good["c"])
    assert place.statuses()["b"] == place.statuses()["c"] == "unfinished"


def test_a_new_run_goes_on_where_the_killed_one_ended(killed):
    place, good, _, _ = killed
    made = place.reports()["a"]
    place.notebook("b")
    ran = place.run()
    assert ran.returncode == 0
    assert place.reports()["a"] == made
    assert place.reports()["b"] != good["b"]
    assert not place.asides()


# where it is run


def test_a_long_name_of_the_folder_of_temporary_files(tmp_path):
    place = Place(tmp_path)
    place.notebook("a")
    folder = tmp_path / ("long" * 25)
    folder.mkdir()
    ran = place.run(environment={"TMPDIR": str(folder)})
    assert ran.returncode == 0, ran
    assert not list(folder.iterdir())


# interrupts


def to_all(process, number):
    """Signal every process of a run, as a system does that shuts down."""
    for pid in running(process.mark):
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def to_group(process, number):
    """Signal the group in the foreground, as a terminal does."""
    os.killpg(process.pid, number)


def to_one(process, number):
    process.send_signal(number)


def twice(process, number):
    to_group(process, number)
    time.sleep(0.3)
    to_group(process, number)


INTERRUPTS = [
    (signal.SIGINT, to_one),
    (signal.SIGINT, to_group),
    (signal.SIGINT, twice),
    (signal.SIGTERM, to_one),
    (signal.SIGTERM, to_all),
    (signal.SIGHUP, to_group),
]


@pytest.fixture(scope="module")
def interrupted(tmp_path_factory):
    """One run for each kind of interrupt, at a time; each has made one report of three."""
    ran = []
    for number, send in INTERRUPTS:
        place = Place(tmp_path_factory.mktemp("interrupted"))
        place.notebook("a")
        for name in "bc":
            flag = held(place, name, "import subprocess\nsubprocess.run(['sleep', '600'])")
        process = place.start("--jobs", 2)
        until(flag.exists)
        send(process, number)
        ran.append((place, place.ended(process)))
    return ran


@pytest.mark.parametrize("place", range(len(INTERRUPTS)))
def test_an_interrupt_ends_a_run_in_order(interrupted, place):
    place, ran = interrupted[place]
    assert ran.returncode == 130, ran
    assert ran.stderr == "Interrupted.\n"
    assert not place.asides()
    assert place.statuses() == {"a": "done", "b": "unfinished", "c": "unfinished"}
    place.check_index()


def heeds(process):
    """Return whether a process has come so far as to heed SIGTERM."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    caught = int(status.partition("SigCgt:")[2].split()[0], 16)
    return caught >> (signal.SIGTERM - 1) & 1


@pytest.mark.parametrize("moment", [0, 0.1, 0.3, 0.6, 1, 1.5, 2, 3, 4])
def test_an_interrupt_at_any_moment_of_the_start(tmp_path, moment):
    place = Place(tmp_path)
    for name in "ab":
        held(place, name)
    process = place.start("--jobs", 2)
    until(lambda: heeds(process))
    time.sleep(moment)
    to_group(process, signal.SIGINT)
    start = time.monotonic()
    process.wait()
    took = time.monotonic() - start
    ran = place.ended(process)
    print(moment, took, time.monotonic() - start, ran.stdout)
    assert (ran.returncode, ran.stderr) == (130, "Interrupted.\n")
