"""Make many reports, here or on a cluster: only those that are missing, failed or changed."""

import os
import shlex
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from errno import EACCES
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from tqdm import tqdm

from reported_figures.errors import BusyError, ReadableError, harmless
from reported_figures.files import clear_asides, write_together, write_whole
from reported_figures.formats import short_path
from reported_figures.interrupts import undisturbed
from reported_figures.reports.index import write_index
from reported_figures.reports.tasks import (
    DONE,
    FAILED,
    ON_THE_PAGE,
    PARTIAL,
    Made,
    Record,
    Task,
    planned,
    read_manifest,
    write_manifest,
)

WIDEST = 70  # characters of what is told beside the bar
BAR = "{desc}{percentage:3.0f} %|{bar}| {n_fmt} of {total_fmt} ended, {remaining} left{postfix}"


class Progress:
    """Tell of reports as they begin and end; in a terminal with a bar under what was told."""

    def __init__(self, total: int) -> None:
        self._failed = 0
        self._bar = tqdm(total=total, bar_format=BAR, disable=not sys.stderr.isatty(), leave=False)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: Any) -> None:
        self._bar.close()

    def at_work(self, names: Iterable[str]) -> None:
        """Show which reports are being made."""
        failed = f"{self._failed} failed; " if self._failed else ""
        self._bar.set_postfix_str(f"{failed}at work: {', '.join(names)}"[:WIDEST])

    def ended(self, line: str, failed: bool) -> None:
        """Tell what became of a report."""
        self._failed += failed
        tqdm.write(harmless(line), file=sys.stdout)
        sys.stdout.flush()
        self._bar.update()


PATIENCE = 10  # seconds for a scheduler to answer


class ClusterError(ReadableError):
    """A cluster that cannot be reached, or has nobody who works."""


@contextmanager
def cluster_executor(address: str) -> Iterator[Executor]:
    """Yield the executor of a cluster by the address of its scheduler, such as tcp://host:8786.

    What a worker that is lost had in hand is done by another one. Refused with
    :class:`ClusterError`: an address where no scheduler answers, and one without workers.
    """
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError("--scheduler needs Dask: pip install distributed") from None
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise ClusterError(
            f"{address}: no Dask scheduler answers there ({reason}). Start one: dask scheduler"
        ) from None
    with client:
        if not client.scheduler_info()["workers"]:
            raise ClusterError(
                f"{address}: the scheduler has no workers. Start some: dask worker {address}"
            )
        executor = client.get_executor(pure=False)
        try:
            yield executor
        finally:
            executor.shutdown(wait=False)


LOCK = ".lock"
OFTEN = 1.0  # seconds between two writings of the record
LOOK = 0.2  # seconds between two looks at what is at work


class FolderError(ReadableError):
    """A folder that reports cannot be written to."""


class FolderBusyError(BusyError):
    """A folder that another run is writing to."""


@contextmanager
def own_folder(out: Path) -> Iterator[None]:
    """Hold an output folder for one run. The system ends the hold with the process."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        if not os.access(out, os.W_OK | os.X_OK):
            raise PermissionError(EACCES, os.strerror(EACCES))
        hold = FileLock(out / LOCK, blocking=False)
        hold.acquire()
    except Timeout:
        raise FolderBusyError(
            f"{out}: another run is writing there. Wait for its end, or name another --out."
        ) from None
    except OSError as error:
        raise FolderError(f"{out}: the output folder: {error.strerror or error}.") from None
    try:
        clear_asides(out)
        yield
    finally:
        hold.release()


def make(task: Task) -> Made:
    """Make a report, in a process that has imported what that takes."""
    from reported_figures.reports.runner import make_report

    return make_report(task)


def make_reports(
    out: Path, tasks: Sequence[Task], executor: Executor, work: Callable[[Task], Made]
) -> dict[str, Record]:
    """Make reports in a folder that is held for this, and return the records of all in it.

    What is interrupted stays ``unfinished`` in the record. The last good report of each name stays
    in place until a new one takes it.
    """
    before = read_manifest(out)
    records = before | {task.name: planned(task, before.get(task.name)) for task in tasks}
    write_manifest(out, records.values())
    written = time.monotonic()
    with Progress(len(tasks)) as progress:
        try:
            futures = {executor.submit(work, task): task for task in tasks}
            for future in _as_they_end(futures, progress):
                task = futures[future]
                record = _keep(out, task, _made(future), records[task.name])
                records[task.name] = record
                progress.ended("\n".join(_told(out, record)), record.status == FAILED)
                if time.monotonic() - written > OFTEN:
                    write_manifest(out, records.values())
                    written = time.monotonic()
        finally:
            with undisturbed():
                write_manifest(out, records.values())
                write_index(out, list(records.values()))
    return records


def _as_they_end(futures: dict[Future, Task], progress: Progress) -> Iterator[Future]:
    pending = set(futures)
    while pending:
        ended, pending = wait(pending, LOOK, FIRST_COMPLETED)
        yield from ended
        progress.at_work([futures[future].name for future in pending if future.running()])


def _made(future: Future) -> Made:
    """Return what a task came to, or that its process or its cluster was lost."""
    try:
        return future.result()
    except CancelledError:
        return Made(0.0, "the cluster was lost")
    except Exception as error:  # noqa: BLE001  one lost report does not stop the others
        return Made(0.0, str(error).splitlines()[0] if str(error) else type(error).__name__)


def _keep(out: Path, task: Task, made: Made, record: Record) -> Record:
    """Put what was made in its place, and return the record of it."""
    error, partial = made.error, out / f"{task.name}{PARTIAL}"
    try:
        if made.parts:
            write_together({out / f"{task.name}{part}": made.parts[part] for part in made.parts})
            # of an earlier run
            old = [partial] + [out / f"{task.name}.png"] * (".png" not in made.parts)
            for path in filter(Path.is_file, old):
                path.unlink()
        elif made.partial:
            write_whole(partial, made.partial)
    except OSError as problem:
        error = error or f"the report could not be written: {problem.strerror or problem}"
    record = replace(
        record,
        status=FAILED if error else DONE,
        seconds=round(made.seconds, 2),
        finished=datetime.now(UTC).isoformat(timespec="seconds"),
        error=" ".join(error.split()),
    )
    page = {} if error else {name: getattr(made, name) for name in ON_THE_PAGE}
    return replace(record, **page)


def _told(out: Path, record: Record) -> Iterator[str]:
    """Yield the lines that tell a person at the terminal what became of a report."""
    if record.status == DONE:
        yield f"  {record.name}: done in {record.seconds:.1f} s"
        return
    yield f"  {record.name}: failed after {record.seconds:.1f} s: {record.error}"
    partial = out / f"{record.name}{PARTIAL}"
    if partial.is_file():
        yield f"    as far as it ran: jupyter lab {shlex.quote(short_path(partial))}"
    if (out / f"{record.name}.html").is_file():
        yield "    the last good report is still there"
