"""Warm kernels: processes forked from one that has imported what every notebook imports.

Each is forked before the process that drives it opens a socket or starts a thread, and waits for
the word. A kernel leads a group of processes, to which what its cells start belongs.
"""

import logging
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from multiprocessing.connection import Connection, wait
from pathlib import Path

PATIENCE = 60  # seconds for a kernel to start, as long as nbclient gives an ordinary one
_waiting: list["Forked"] = []  # the process forked for the next kernel, if there is one
failures: list[str] = []  # why kernels of this process were not warm


class Forked:
    """A process that was forked early: a kernel as soon as it gets its orders.

    It has what jupyter_client asks of a process of the standard library's ``subprocess``.
    """

    stdin = stdout = stderr = None

    def __init__(self) -> None:
        self._orders, orders = multiprocessing.Pipe()
        fork = multiprocessing.get_context("fork")
        self._process = fork.Process(target=_wait_for_orders, args=(orders, self._orders))
        self._process.start()
        orders.close()
        self.pid = self._process.pid

    def start(self, cmd: list[str], cwd: str, env: dict[str, str], errors: str) -> str:
        """Have it become a kernel; return why it did not, or blank as soon as it is one."""
        try:
            own = {**env, "JPY_PARENT_PID": str(os.getpid())}
            self._orders.send((cmd, cwd, own, errors))
            answered = self._orders.poll(PATIENCE)
            return self._orders.recv() if answered else f"no answer in {PATIENCE} seconds"
        except (EOFError, OSError):
            return "the process ended"

    def end(self) -> None:
        """End the process, whether it has its orders or not."""
        self._orders.close()
        self._process.kill()
        self._process.join()

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self) -> int | None:
        self._process.join()
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def kill(self) -> None:
        self._process.kill()

    def terminate(self) -> None:
        self._process.terminate()


@contextmanager
def kernel_in_waiting() -> Iterator[None]:
    """Fork the process of the next kernel now, while this one has neither sockets nor threads."""
    try:
        process = Forked()
    except Exception as error:  # noqa: BLE001  an ordinary kernel does as well
        failures.append(_in_a_line(error))
        yield
        return
    _waiting.append(process)
    try:
        yield
    finally:
        _waiting.clear()
        process.end()


def next_forked() -> Forked | None:
    """Return the process that waits to be a kernel, if one does."""
    return _waiting.pop() if _waiting else None


def _wait_for_orders(orders: Connection, other_end: Connection) -> None:
    """Become a kernel like any other: its own session, folder, environment and random numbers."""
    other_end.close()
    os.setsid()
    try:
        command, folder, environment, errors = orders.recv()
    except EOFError:
        return
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    logging.disable(logging.NOTSET)
    parent = multiprocessing.parent_process().sentinel
    threading.Thread(target=_end_with_parent, args=(parent,), daemon=True).start()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None  # ask the environment anew
    if "numpy" in sys.modules:  # Python's own generator is seeded at the fork
        sys.modules["numpy"].random.seed()
    if matplotlib := sys.modules.get("matplotlib"):  # the notebook's own style, if it has one
        matplotlib.rc_file(matplotlib.matplotlib_fname())
    name, *arguments = command[command.index("-m") + 1 :]
    sys.argv = [find_spec(name).origin, *arguments]
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is written there is in the report
    try:
        own_errors = os.open(errors, os.O_WRONLY | os.O_CREAT, 0o600)
    except FileNotFoundError:  # the run was interrupted, and took its folder with it
        return
    os.dup2(own_errors, 2)  # its last words, if it dies
    # ipykernel read it from the environment when it was imported
    handle = f"--IPKernelApp.parent_handle={os.getppid()}"
    try:
        _forget_fork(folder)
        from ipykernel.kernelapp import IPKernelApp

        kernel = IPKernelApp.instance()
        kernel.initialize([*arguments, handle])
    except (Exception, SystemExit) as error:  # noqa: BLE001  whatever it is, an ordinary kernel does as well
        orders.send(_in_a_line(error))
        raise SystemExit(1) from None
    orders.send("")
    kernel.start()


def _in_a_line(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0].rstrip(": ")


def _forget_fork(folder: str) -> None:
    """Let the modules know of no other process and no other folder, as at Python's start.

    What a notebook does with multiprocessing hangs on it; the names are the library's internals.
    """
    process = multiprocessing.process
    if sys.path[0] == process.ORIGINAL_DIR:  # where the command was given
        del sys.path[0]
    process.ORIGINAL_DIR = folder
    this, process._parent_process = process.current_process(), None
    this.name, this._identity = "MainProcess", ()
    multiprocessing.set_start_method(None, force=True)


def _end_with_parent(sentinel: int) -> None:
    """End a kernel, and what its cells have started, when the process that drives it ends."""
    wait([sentinel])
    os.killpg(0, signal.SIGKILL)


def note_group(folder: Path, leader: int | None) -> None:
    """Note in a folder that a group of processes is to be ended when the folder goes."""
    if leader:
        (folder / f"{leader}.group").touch()


def end_noted(folder: Path) -> None:
    """End the groups that are noted in a folder or in one below it."""
    for note in folder.rglob("*.group"):
        with suppress(ProcessLookupError):
            os.killpg(int(note.stem), signal.SIGKILL)
