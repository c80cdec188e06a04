"""Kernels of this very Python, which nobody but the user can reach."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from ipykernel.kernelspec import get_kernel_dict
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec
from traitlets import default

LONGEST_SOCKET_PATH = 90  # of the 104 bytes that macOS allows; jupyter_client adds "-ipc-5"


class OwnKernelManager(AsyncKernelManager):
    """Start kernels of the running Python, whatever kernels the user has installed.

    They are reached through sockets in a folder that only the user can enter, where the system has
    such sockets; elsewhere over encrypted TCP.
    """

    @property
    def kernel_spec(self) -> KernelSpec:
        return KernelSpec(**get_kernel_dict())

    @default("connection_file")
    def _private_connection_file(self) -> str:
        return str(Path(tempfile.mkdtemp(prefix="kernel-")) / "kernel.json")

    @default("transport")
    def _private_transport(self) -> str:
        fits = len(self.connection_file) < LONGEST_SOCKET_PATH
        return "ipc" if os.name == "posix" and fits else "tcp"

    def cleanup_resources(self, restart: bool = False) -> None:
        """Remove the sockets, and their folder with them when the kernel has ended."""
        super().cleanup_resources(restart=restart)
        if not restart:
            shutil.rmtree(Path(self.connection_file).parent, ignore_errors=True)


def kernel_options(deadline: Any) -> dict[str, Any]:
    """Return what nbclient needs to run a notebook in a kernel of its own until a deadline."""
    return {
        "kernel_manager_class": OwnKernelManager,
        "timeout_func": deadline,
        "shutdown_kernel": "immediate",
        "coalesce_streams": True,
    }
