"""Kernels of this very Python, which nobody but the user can reach.

A warm kernel is a process forked from one that has imported what every notebook imports. It is
forked before the process that drives it opens a socket or starts a thread, and waits for the word.
"""

import logging
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from ipykernel.kernelspec import get_kernel_dict
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.provisioning import LocalProvisioner
from nbformat import NotebookNode
from traitlets import default
from traitlets.config import Config

from analysis.publish.groups import end_noted, note_group
from analysis.publish.outcome import first_line, why_stopped

LONGEST_SOCKET = 90  # characters of the 104 that macOS allows; "-ipc-5" comes after them
_waiting: list["Forked"] = []  # the process forked for the next kernel, if there is one


class Forked:
    """A process that was forked early: a kernel as soon as it gets its orders.

    It has what jupyter_client asks of a process of the standard library's ``subprocess``.
    """

    stdin = stdout = stderr = None

    def __init__(self) -> None:
        orders, self._orders = multiprocessing.Pipe(duplex=False)
        fork = multiprocessing.get_context("fork")
        self._process = fork.Process(target=_wait_for_orders, args=(orders, self._orders))
        self._process.start()
        orders.close()
        self.pid = self._process.pid

    def start(self, cmd: list[str], cwd: str, env: dict[str, str]) -> None:
        self._orders.send((cmd, cwd, {**env, "JPY_PARENT_PID": str(os.getpid())}))

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
    process = Forked()
    _waiting.append(process)
    try:
        yield
    finally:
        _waiting.clear()
        process.end()


def _wait_for_orders(orders: Connection, other_end: Connection) -> None:
    """Become a kernel like any other: its own session, folder, environment and random numbers."""
    other_end.close()
    os.setsid()
    try:
        command, folder, environment = orders.recv()
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
    name, *arguments = command[command.index("-m") + 1 :]
    sys.argv = [find_spec(name).origin, *arguments]
    _forget_fork(folder)
    for stream in (1, 2):  # what is written there is in the report
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    from ipykernel.kernelapp import IPKernelApp

    # ipykernel read it from the environment when it was imported
    handle = f"--IPKernelApp.parent_handle={os.getppid()}"
    IPKernelApp.launch_instance(argv=[*arguments, handle])


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


class WarmProvisioner(LocalProvisioner):
    """Give a kernel the process that waits for one; where none does, an ordinary one.

    What a cell has started ends with its kernel, whichever way that ends.
    """

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> dict[str, Any]:
        if not _waiting:
            kwargs |= dict.fromkeys(("stdout", "stderr"), subprocess.DEVNULL)
            connection = await super().launch_kernel(cmd, **kwargs)
        else:
            connection = self.connection_info
            self.process = _waiting.pop()
            self.pid = self.pgid = self.process.pid  # it leads a session of its own
            self.cwd = kwargs.get("cwd") or str(Path.cwd())
            self.process.start(cmd, self.cwd, kwargs.get("env") or dict(os.environ))
        note_group(Path(self.parent.connection_file).parent, self.pgid)
        return connection


class OwnKernelManager(AsyncKernelManager):
    """Start kernels of the running Python, whatever kernels the user has installed.

    They are reached through sockets beside the connection file where the system has such sockets,
    elsewhere over encrypted TCP.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        names = {"kernel_id": str(uuid.uuid4()), "kernel_spec": self.kernel_spec}
        self.provisioner = WarmProvisioner(parent=self, **names)

    @property
    def kernel_spec(self) -> KernelSpec:
        return KernelSpec(**get_kernel_dict())

    @default("transport")
    def _private_transport(self) -> str:
        fits = len(self.connection_file) < LONGEST_SOCKET
        return "ipc" if os.name == "posix" and fits else "tcp"

    @default("transport_encryption")
    def _private_tcp(self) -> str:
        return "disabled" if self.transport == "ipc" else "auto"


@dataclass
class Run:
    """One run of a notebook: what nbclient needs for it, where it is, and why it ended early."""

    options: dict[str, Any] = field(default_factory=dict)
    cell: str = ""
    stopped: str = ""

    def at(self, cell: NotebookNode, cell_index: int) -> None:
        """Note the cell that is about to run: one that ends its kernel leaves no other trace."""
        self.cell = first_line(cell)


@contextmanager
def own_kernel(seconds: float) -> Iterator[Run]:
    """Give a run a kernel of its own for some seconds, and note in it what stops it.

    The kernel's sockets stand in a folder that only the user can enter, and that goes with it.
    """
    run, end = Run(), time.monotonic() + seconds
    with tempfile.TemporaryDirectory(prefix="kernel-", ignore_cleanup_errors=True) as folder:
        connection_file = str(Path(folder) / "kernel.json")
        run.options = {
            "config": Config(OwnKernelManager={"connection_file": connection_file}),
            "kernel_manager_class": OwnKernelManager,
            "timeout_func": lambda _: max(end - time.monotonic(), 0.1),  # 0 would mean no limit
            "on_cell_execute": run.at,
            "shutdown_kernel": "immediate",
            # the user's history is not for the cells of reports, and locks while another is written
            "extra_arguments": ["--HistoryManager.hist_file=:memory:"],
        }
        try:
            yield run
        except Exception as error:  # noqa: BLE001  one bad notebook does not stop the others
            run.stopped = f'{why_stopped(error, seconds)}, in the cell "{run.cell}"'
        finally:
            end_noted(Path(folder))
