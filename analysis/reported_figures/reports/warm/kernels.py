"""Kernels of this very Python, which nobody but the user can reach, and why a run was not whole."""

import math
import os
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty
from typing import Any

from ipykernel.kernelspec import get_kernel_dict
from jupyter_client import AsyncKernelClient, AsyncKernelManager
from jupyter_client.channels import AsyncZMQSocketChannel
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.provisioning import LocalProvisioner
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from traitlets import Dict, Type, default
from traitlets.config import Config

from reported_figures.reports.surroundings import surroundings_of_a_run
from reported_figures.reports.warm.forks import end_noted, failures, next_forked, note_group

ERRORS = "stderr"  # the file beside its connection file that a kernel's errors go to
MOMENT = 0.5  # seconds
LONGEST_SOCKET = 90  # characters of the 104 that macOS allows; "-ipc-5" comes after them


class WarmProvisioner(LocalProvisioner):
    """Give a kernel the process that waits for one; where none does, an ordinary one.

    What a cell has started ends with its kernel, whichever way that ends.
    """

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> dict[str, Any]:
        folder = kwargs.get("cwd") or str(Path.cwd())
        own = Path(self.parent.connection_file).parent
        kwargs["env"] = surroundings_of_a_run(kwargs.get("env") or os.environ, str(own / "ipython"))
        kwargs["env"] |= self.parent.settings
        self.process = next_forked()
        errors = str(own / ERRORS)
        if self.process and (why := self.process.start(cmd, folder, kwargs["env"], errors)):
            failures.append(why)
            self.process = None
        if self.process:
            connection, self.cwd = self.connection_info, folder
            self.pid = self.pgid = self.process.pid  # it leads a session of its own
        else:
            with Path(errors).open("wb") as stderr:
                kwargs |= {"stdout": subprocess.DEVNULL, "stderr": stderr}
                connection = await super().launch_kernel(cmd, **kwargs)
        note_group(own, self.pgid)
        return connection


class AskingChannel(AsyncZMQSocketChannel):
    """Ask every moment whether a message has come, for its sign can be lost.

    It is when another is sent meanwhile, as to a widget: the message was then found when the time
    of the whole run was over (https://github.com/jupyter/jupyter_client/pull/1059).
    """

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        end = math.inf if timeout is None else time.monotonic() + timeout
        while True:
            try:
                return await super().get_msg(min(max(end - time.monotonic(), 0), MOMENT))
            except Empty:
                if time.monotonic() >= end:
                    raise


class OwnKernelClient(AsyncKernelClient):
    """Hear a kernel's replies though something else is sent to it meanwhile."""

    shell_channel_class = Type(AskingChannel)


class OwnKernelManager(AsyncKernelManager):
    """Start kernels of the running Python, whatever kernels the user has installed.

    They are reached through sockets beside the connection file where the system has such sockets,
    elsewhere over encrypted TCP.
    """

    settings = Dict(help="what is set in a kernel's environment beside the user's own").tag(
        config=True
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        names = {"kernel_id": str(uuid.uuid4()), "kernel_spec": self.kernel_spec}
        self.provisioner = WarmProvisioner(parent=self, **names)

    @property
    def kernel_spec(self) -> KernelSpec:
        return KernelSpec(**get_kernel_dict())

    @default("client_factory")
    def _own_client(self) -> type:
        return OwnKernelClient

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
def own_kernel(seconds: float, **settings: str) -> Iterator[Run]:
    """Give a run a kernel of its own for some seconds, and note in it what stops it.

    ``settings`` are set in its environment. The kernel's sockets stand in a folder that only the
    user can enter, and that goes with it.
    """
    run, end = Run(), time.monotonic() + seconds
    with tempfile.TemporaryDirectory(prefix="kernel-", ignore_cleanup_errors=True) as folder:
        connection_file = str(Path(folder) / "kernel.json")
        manager = {"connection_file": connection_file, "settings": settings}
        run.options = {
            "config": Config(OwnKernelManager=manager),
            "kernel_manager_class": OwnKernelManager,
            "timeout_func": lambda _: max(end - time.monotonic(), 0.1),  # 0 would mean no limit
            # of outputs that are slow to come none is lost, and none is a reason to stop
            "iopub_timeout": math.ceil(seconds),
            "raise_on_iopub_timeout": True,
            "on_cell_execute": run.at,
            "shutdown_kernel": "immediate",
            # the user's history is not for the cells of reports, and locks while another is written
            "extra_arguments": ["--HistoryManager.hist_file=:memory:"],
        }
        try:
            yield run
        except Exception as error:  # noqa: BLE001  one bad notebook does not stop the others
            where = f', in the cell "{run.cell}"' if run.cell else " at its start"
            run.stopped = f"{why_stopped(error, seconds)}{where}{last_words(Path(folder) / ERRORS)}"
        finally:
            end_noted(Path(folder))


SKIPPED = "skip-execution"  # the tag of a cell that nbclient does not run
FAILING = "raises-exception"  # the tag of a cell whose error is what it shows


def why_stopped(error: Exception, timeout: float) -> str:
    """Return in words why a run ended before its last cell.

    >>> why_stopped(DeadKernelError("Kernel died"), timeout=300)
    'its kernel died'
    """
    if isinstance(error, CellTimeoutError):
        return f"it took longer than {timeout:g} seconds"
    if isinstance(error, DeadKernelError):
        return "its kernel died"
    if isinstance(error, CellExecutionError):
        return "a cell failed"
    return f"{type(error).__name__}: {error}".splitlines()[0]


def last_words(errors: Path) -> str:
    """Return the last line that a kernel has written to its errors, to stand behind a reason."""
    try:
        lines = errors.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    said = (line.strip() for line in reversed(lines))
    return next((f"; its last words: {line[:200]}" for line in said if line), "")


def cell_error(notebook: NotebookNode, stopped: str = "") -> str:
    """Return why a run was not whole, or blank: every code cell was run, and none has an error.

    ``stopped`` is why the run ended early, where that is known.

    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> cell_error(new_notebook(cells=[new_code_cell("x = 1")]))
    'it ended before the cell "x = 1"'
    """
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    code = [cell for cell in code if SKIPPED not in cell.metadata.get("tags", [])]
    for cell in code:
        for output in cell.outputs if FAILING not in cell.metadata.get("tags", []) else []:
            if output.output_type == "error":
                place = f'in the cell "{first_line(cell)}"'
                return f"{output.ename}, {place}: {output.evalue}".rstrip(": ")
        if cell.metadata.get("papermill", {}).get("exception"):  # one that has no output of its own
            said = [line for o in cell.outputs for line in o.get("text", "").splitlines() if line]
            return ": ".join([f'a cell failed, in the cell "{first_line(cell)}"', *said[-1:]])
    missed = [cell for cell in code if not cell.execution_count]
    if missed and not stopped:
        return f'it ended before the cell "{first_line(missed[0])}"'
    return stopped


def first_line(cell: NotebookNode) -> str:
    """Return the line by which a person knows a cell."""
    return cell.source.strip().split("\n")[0]
