"""Faults: no half report, no good one lost, nothing falsely called done, nothing left over."""

import asyncio
import ctypes
import os
import resource
import shutil
import threading

import pytest
import zmq
import zmq.asyncio
from commands import SLEEP, Place, manifest, until
from jupyter_client.session import Session
from reported_figures.reports.warm.kernels import AskingChannel

LIMIT = 12
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
def made(tmp_path_factory):
    """Three good reports."""
    place = Place(tmp_path_factory.mktemp("made"))
    for name in "abc":
        place.notebook(name)
    assert place.run().returncode == 0
    return place


@pytest.fixture(scope="module")
def faults(made, tmp_path_factory):
    """Run notebooks most of which fail, where each has a good report already."""
    place = Place(tmp_path_factory.mktemp("faults"))
    place.out.mkdir()
    for name in (*FAULTS, *GOOD):
        for ending in (".ipynb", ".html"):
            shutil.copy(made.out / f"a{ending}", place.out / f"{name}{ending}")
    good = place.reports()
    for name, (source, *_) in FAULTS.items():
        place.notebook(name, source)
    for name, source in GOOD.items():
        place.notebook(name, source)
    read = Reader(place.out)
    process = place.start("--timeout", LIMIT, "--jobs", 4)
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
            except FileNotFoundError:
                continue  # not yet there
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
    assert read.times > 50


# what is lost from outside


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
def killed(made, tmp_path_factory):
    """A run that has made one report of three is killed while a second run wants its folder."""
    place = made.copy(tmp_path_factory.mktemp("killed"))
    good = place.reports()
    for name in "ac":
        place.notebook(name, "1 + 1")
    flag = place.held("b")
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


# folders and disks


def small_files(size):
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.fixture(scope="module")
def full(made, tmp_path_factory):
    """Three reports; then one of them outgrows the disk, and then the record does, too."""
    place = made.copy(tmp_path_factory.mktemp("full"))
    runs = [(None, place.reports(), place.records())]
    place.notebook("b", "print('x' * 400_000)")
    for size in (200_000, 1_000):
        ran = place.run("--force", before=small_files(size))
        runs.append((ran, place.reports(), place.records()))
    return runs


def test_a_long_line_of_output_takes_no_longer_than_others(full):
    """A search for what a bar of progress has written over took a minute for this line."""
    assert full[1][2]["b"]["seconds"] < 15


def test_a_report_for_which_the_disk_is_too_small(full):
    (_, good, _), (ran, reports, records), _ = full
    assert ran.returncode == 1
    assert "2 of 3 reports done" in ran.stdout
    assert records["b"]["error"] == "the report could not be written: File too large"
    assert reports["b"] == good["b"]
    assert reports["a"] != good["a"]


def test_a_record_for_which_the_disk_is_too_small(full):
    _, (_, good, before), (ran, reports, records) = full
    assert ran.returncode == 1
    assert "manifest.json: File too large" in ran.stderr
    assert (reports, records) == (good, before)


def without_rights():
    """Let the permissions of files hold for the superuser, too."""
    if os.geteuid() == 0:
        for capability in (1, 2, 3):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER
            drop = ctypes.CDLL(None, use_errno=True).prctl(24, capability, 0, 0, 0)
            assert drop == 0, os.strerror(ctypes.get_errno())


def test_an_output_folder_that_is_read_only(made, tmp_path):
    place = made.copy(tmp_path)
    good, record = place.reports(), place.records()
    place.out.chmod(0o555)
    ran = place.run("--force", before=without_rights)
    assert ran.returncode == 2
    assert ran.stderr == f"{place.out}: the output folder: Permission denied.\n"
    assert (place.reports(), place.records()) == (good, record)
    assert place.run("--force", "--out", place.out / "more", before=without_rights).returncode == 2


def test_a_reply_is_heard_though_something_is_sent_meanwhile():
    """What is sent to a widget takes away the sign of the message that has come."""

    async def heard() -> str:
        session = Session()
        with zmq.asyncio.Context() as context:
            there, here = context.socket(zmq.DEALER), context.socket(zmq.DEALER)
            there.bind("inproc://kernel")
            here.connect("inproc://kernel")
            waiting = asyncio.create_task(AskingChannel(here, session).get_msg())
            await asyncio.sleep(0.1)
            session.send(there, "execute_reply")
            session.send(here, "comm_msg")
            message = await asyncio.wait_for(waiting, 60)
            there.close(0)
            here.close(0)
        return message["msg_type"]

    assert asyncio.run(heard()) == "execute_reply"
