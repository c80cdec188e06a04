"""Kernels of this very Python, which nobody but the user can reach."""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ipykernel.kernelspec import get_kernel_dict
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec
from nbformat import NotebookNode
from traitlets import default
from traitlets.config import Config

from analysis.publish.outcome import first_line, why_stopped

LONGEST_SOCKET = 90  # characters of the 104 that macOS allows; "-ipc-5" comes after them


class OwnKernelManager(AsyncKernelManager):
    """Start kernels of the running Python, whatever kernels the user has installed.

    They are reached through sockets beside the connection file where the system has such sockets,
    elsewhere over encrypted TCP.
    """

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
    with tempfile.TemporaryDirectory(prefix="kernel-") as folder:
        connection_file = str(Path(folder) / "kernel.json")
        run.options = {
            "config": Config(OwnKernelManager={"connection_file": connection_file}),
            "kernel_manager_class": OwnKernelManager,
            "timeout_func": lambda _: max(end - time.monotonic(), 0.1),  # 0 would mean no limit
            "on_cell_execute": run.at,
            "shutdown_kernel": "immediate",
            "coalesce_streams": True,
        }
        try:
            yield run
        except Exception as error:  # noqa: BLE001  one bad notebook does not stop the others
            run.stopped = f'{why_stopped(error, seconds)}, in the cell "{run.cell}"'
