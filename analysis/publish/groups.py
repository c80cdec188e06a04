"""Groups of processes: a kernel leads one, and what its cells start belongs to it."""

import os
import signal
import tempfile
from contextlib import suppress
from pathlib import Path


def note_group(leader: int | None) -> None:
    """Note in the folder of temporary files that a group is to be ended with this process."""
    if leader:
        Path(tempfile.gettempdir(), f"{leader}.group").touch()


def end_noted(folder: str) -> None:
    """End the groups that a process has noted and could not end: it was ended from outside."""
    for note in Path(folder).glob("*.group"):
        end_group(int(note.stem))


def end_group(leader: int | None) -> None:
    """End a group of processes, whether its leader is still there or not."""
    if leader and hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(leader, signal.SIGKILL)
