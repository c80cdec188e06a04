"""The executor of a Dask cluster, in place of the local one; needs the extra ``cluster``."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from analysis.errors import ReadableError

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
