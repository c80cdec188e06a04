"""Groups of processes: a kernel leads one, and what its cells start belongs to it."""

import os
import signal
from contextlib import suppress
from pathlib import Path


def note_group(folder: Path, leader: int | None) -> None:
    """Note in a folder that a group of processes is to be ended when the folder goes."""
    if leader:
        (folder / f"{leader}.group").touch()


def end_noted(folder: Path) -> None:
    """End the groups that are noted in a folder or in one below it."""
    for note in folder.rglob("*.group"):
        with suppress(ProcessLookupError):
            os.killpg(int(note.stem), signal.SIGKILL)
