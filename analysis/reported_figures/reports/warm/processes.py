"""Do pieces of work in processes of their own, forked from one that has imported what they need."""

import logging
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor, as_completed
from contextlib import contextmanager, nullcontext
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, TypeVar

from tqdm import tqdm

from reported_figures.interrupts import ignore_keyboard, keyboard_blocked, undisturbed
from reported_figures.reports.surroundings import is_usual
from reported_figures.reports.warm.forks import end_noted, failures, kernel_in_waiting

Item, Result = TypeVar("Item"), TypeVar("Result")
WARM = "forkserver" in multiprocessing.get_all_start_methods() and is_usual()
CONTEXT = multiprocessing.get_context("forkserver" if WARM else "spawn")
PRELOADED = ["reported_figures.reports.warm.preload"]
LONGEST_FOLDER = 70  # bytes, of the 104 that a socket's name has on macOS
MOMENT = 0.5  # seconds
QUIET = "ignore:resource_tracker:UserWarning"  # kernels leave to it what they have not cleared
PATIENCE = 10  # seconds for a process to end what it has open
_told: set[str] = set()  # why kernels were not warm, as far as it has been told


class ProcessEndedError(Exception):
    """A process that was ended before its work was done."""


def each(
    work: Callable[[Item], Result], items: Sequence[Item]
) -> Iterator[tuple[Item, Result | Exception]]:
    """Yield every item with what the work made of it, in the order in which they are done."""
    with local_executor(len(items)) as executor:
        futures = {executor.submit(in_own_process, work, item): item for item in items}
        for future in as_completed(futures):
            yield futures[future], future.exception() or future.result()


@contextmanager
def local_executor(most: int, jobs: int = 0) -> Iterator[Executor]:
    """Yield an executor for so many pieces of work at once; by default as suits the cores.

    On an interrupt the processes end what they have open (kernels, temporary files) before this
    returns.
    """
    warm_up()
    jobs = jobs or (os.cpu_count() or 1) + 1  # one more than cores, for each waits a while
    executor = ThreadPoolExecutor(max(min(most, jobs), 1))
    try:
        yield executor
    except BaseException:
        with undisturbed():
            _end_all(executor)
        raise
    finally:
        executor.shutdown()


def warm_up() -> None:
    """Begin to import what is needed, in the process that the others are forked from.

    Where that cannot be, each process imports it by itself.
    """
    global CONTEXT, WARM
    if not WARM:
        return
    try:
        _start_server()
    except Exception as error:  # noqa: BLE001  what is warm is an aid, and nothing more
        CONTEXT, WARM = multiprocessing.get_context("spawn"), False
        _tell_cold(f"{type(error).__name__}: {error}".splitlines()[0])


def _start_server() -> None:
    from multiprocessing import forkserver, resource_tracker

    _fit_socket()
    sys.warnoptions.append(QUIET)
    resource_tracker.ensure_running()  # its start would unblock the keyboard
    sys.warnoptions.remove(QUIET)
    with keyboard_blocked():
        CONTEXT.set_forkserver_preload(PRELOADED)
        forkserver.ensure_running()


def _fit_socket() -> None:
    """Have the folder of multiprocessing's sockets made where their names are short enough."""
    from multiprocessing.util import get_temp_dir

    before = tempfile.gettempdir()
    if len(os.fsencode(before)) > LONGEST_FOLDER:
        tempfile.tempdir = "/tmp"  # it makes a folder in there that is the user's own
        try:
            get_temp_dir()
        finally:
            tempfile.tempdir = before


def _end_all(executor: ThreadPoolExecutor) -> None:
    """End the processes of an executor, those too that a thread is about to start."""
    ending = threading.Thread(target=executor.shutdown, kwargs={"cancel_futures": True})
    ending.start()
    while ending.is_alive():
        _end_processes()
        ending.join(MOMENT)


def _end_processes() -> None:
    """Tell the processes to end what they have open; those that do not are ended."""
    processes = multiprocessing.active_children()
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(PATIENCE)
        process.kill()


def in_own_process(work: Callable[[Item], Result], item: Item, cold: bool = False) -> Result:
    """Return what the work makes of an item in a new process, with a kernel ready for it.

    Its temporary files stand in a folder that goes with it, however it ends. Refused with
    :class:`ProcessEndedError`: a process that is ended from outside.
    """
    warm_up()
    multiprocessing.current_process().daemon = False  # a cluster's worker may be one
    answer, answered = CONTEXT.Pipe(duplex=False)
    with tempfile.TemporaryDirectory(prefix="report-", ignore_cleanup_errors=True) as folder:
        order = (work, item, folder, answered, WARM and not cold)
        process = _started(order)
        answered.close()
        wait([answer, process.sentinel])
        try:
            done, result, cold = answer.recv() if answer.poll() else (False, None, ())
        except (EOFError, OSError):
            done, result, cold = False, None, ()
        process.join()
        end_noted(Path(folder))
    for why in cold:
        _tell_cold(why)
    if done:
        return result
    how = f"signal {-process.exitcode}" if process.exitcode < 0 else f"exit code {process.exitcode}"
    raise ProcessEndedError(f"its process was ended from outside ({how})")


def _tell_cold(why: str) -> None:
    """Tell once that kernels do not start warm, and why; nothing else differs."""
    if why not in _told:
        _told.add(why)
        tqdm.write(
            f"A warm kernel did not start ({why}): ordinary ones are used, which take a second or "
            "two longer.",
            file=sys.stderr,
        )


def _started(order: tuple) -> multiprocessing.Process:
    """Return a process that has begun with an order, forked from the warm one where that can be.

    It is tried twice: the warm one may have been lost at that very moment, and is then made anew.
    """
    with keyboard_blocked():
        for pause in (MOMENT, 0) if WARM else ():
            try:
                process = CONTEXT.Process(target=_serve, args=order)
                process.start()
                return process
            except (OSError, EOFError) as error:
                why = f"{type(error).__name__}: {error}"
                time.sleep(pause)  # for it to be gone wholly
        if WARM:
            _tell_cold(why)
        process = multiprocessing.get_context("spawn").Process(target=_serve, args=order)
        process.start()
        return process


def _serve(
    work: Callable[[Item], Result], item: Item, folder: str, answer: Connection, warm: bool
) -> None:
    """Do the work, and say what it made; end with the parent, and leave nothing behind.

    What the libraries log of a run is silenced: the result of the work tells it.
    """
    ignore_keyboard()
    tempfile.tempdir = os.environ["TMPDIR"] = folder
    try:
        with kernel_in_waiting() if warm else nullcontext():
            signal.signal(signal.SIGTERM, _unwind)  # not before: a fork would swallow its exception
            threading.Thread(target=_end_with_parent, daemon=True).start()
            logging.disable()
            answer.send((True, work(item), failures))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _end_with_parent() -> None:
    wait([multiprocessing.parent_process().sentinel])
    os.kill(os.getpid(), signal.SIGTERM)


def _unwind(*_: Any) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(128 + signal.SIGTERM)
