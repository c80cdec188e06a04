"""Interrupts of a run: from a keyboard, twice, from a system that shuts down, during the start."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest
from commands import Place, running, until


def to_all(process, number):
    """Signal every process of a run, as a system does that shuts down."""
    for pid in running(process.mark):
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def to_group(process, number):
    """Signal the group in the foreground, as a terminal does."""
    os.killpg(process.pid, number)


def twice(process, number):
    to_group(process, number)
    time.sleep(0.3)
    to_group(process, number)


INTERRUPTS = [
    (signal.SIGINT, to_group),
    (signal.SIGINT, twice),
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
            flag = place.held(name, "import subprocess\nsubprocess.run(['sleep', '600'])")
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


@pytest.mark.parametrize("moment", [0, 0.2, 0.7, 1.5, 2.5])
def test_an_interrupt_at_any_moment_of_the_start(tmp_path, moment):
    place = Place(tmp_path)
    for name in "ab":
        place.held(name)
    process = place.start("--jobs", 2)
    until(lambda: heeds(process))
    time.sleep(moment)
    to_group(process, signal.SIGINT)
    ran = place.ended(process)
    # Python itself ends by the signal where one came while it ran code from a text
    assert ran.returncode in (130, -signal.SIGINT)
    assert ran.stderr == "Interrupted.\n"
    assert not place.reports()


@pytest.mark.parametrize("moment", [0.5, 1, 2])
def test_a_kill_at_any_moment_of_the_start(tmp_path, moment):
    place = Place(tmp_path)
    place.held("a")
    process = place.start()
    until(lambda: heeds(process))
    time.sleep(moment)
    process.kill()
    assert place.ended(process).returncode == -signal.SIGKILL
    assert not place.reports()
