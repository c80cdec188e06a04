"""Do a piece of work for each item, in as many processes as there are cores."""

import logging
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import Any, TypeVar

Item, Result = TypeVar("Item"), TypeVar("Result")


def each(work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[tuple[Item, Result]]:
    """Yield every item with what the work made of it, in the order in which they are done.

    On an interrupt the processes end what they have open (kernels, temporary files) before this
    returns.
    """
    if not items:
        return
    size = min(len(items), os.cpu_count() or 1)
    with ProcessPoolExecutor(size, initializer=_await_orders) as pool:
        try:
            futures = {pool.submit(work, item): item for item in items}
            for future in as_completed(futures):
                yield futures[future], future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in multiprocessing.active_children():
                process.terminate()
            raise


def _await_orders() -> None:
    """Leave a keyboard's interrupt to the parent, and unwind when it says to stop.

    What the libraries log of a run is silenced: the result of the work tells it.
    """
    logging.disable()
    signal.signal(signal.SIGINT, _nothing)  # not SIG_IGN: kernels would inherit that
    signal.signal(signal.SIGTERM, _unwind)


def _nothing(*_: Any) -> None:
    """Wait for the parent's word."""


def _unwind(*_: Any) -> None:
    sys.exit(128 + signal.SIGTERM)
