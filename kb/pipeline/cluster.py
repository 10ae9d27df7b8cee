"""Articles read on a Dask cluster: its workers read, this process writes.

The workers need the same release of this package and the same model, and find the registry under the same path. All
else goes with the articles.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from importlib.metadata import version
from typing import Any

from kb.errors import EndpointError, LimitError, PluginError, UsageError
from kb.pipeline.executors import AHEAD, chunks_of, in_order
from kb.pipeline.taking import Batch, Job, Task, taken_in

_PATIENCE = 10  # seconds to wait for a scheduler, and then for its first worker
SEE = "https://distributed.dask.org/en/stable/"


class Cluster:
    """Reads on the workers of a scheduler; a chunk of a worker that is lost goes to another one."""

    def __init__(self, address: str) -> None:
        """Plan for the scheduler at an address, such as ``tcp://10.0.0.1:8786``.

        Raises:
            PluginError: the packages are not installed.
        """
        try:
            import distributed
        except ImportError as error:
            raise PluginError(
                "Reading on a cluster needs packages that are not installed.", hint="pip install 'claimgraph[dask]'"
            ) from error
        self._address = address
        self._library: Any = distributed

    def batches(self, tasks: Iterable[Task], job: Job) -> Generator[Batch, None, None]:
        """Keep the workers busy; what they still have when this ends is called off.

        Raises:
            EndpointError: no scheduler or no worker answers.
            UsageError: a worker has another release.
            LimitError: workers died over one chunk again and again.
        """
        try:
            client = self._library.Client(self._address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise EndpointError(
                f"No Dask scheduler answers at {self._address}.",
                hint="Start one with `dask scheduler`, and name its address: --scheduler tcp://HOST:8786.",
                see=SEE,
            ) from error
        with client:
            readers = self._readers(client)
            try:
                yield from in_order(
                    chunks_of(tasks),
                    send=lambda chunk: client.submit(taken_in, chunk, job, pure=False),
                    received=self._received,
                    ahead=AHEAD * readers,
                )
            except self._library.KilledWorker as error:
                raise LimitError(
                    "Workers ended over the same articles again and again, perhaps for lack of memory.",
                    hint="Give the workers more memory, and do it again: what is stored is not read twice.",
                ) from error

    def _readers(self, client: Any) -> int:
        """Count the threads that read, and see that all have this release."""
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            raise EndpointError(
                f"The scheduler at {self._address} has no workers.",
                hint=f"Start some: `dask worker {self._address} --nthreads 1`.",
                see=SEE,
            ) from error
        ours = release()
        for worker, theirs in sorted(client.run(release).items()):
            if theirs != ours:
                raise UsageError(
                    f"The worker {worker} has claimgraph {theirs}; this is {ours}.",
                    hint="Install the same release on all machines: what is read must not depend on who reads it.",
                )
        return max(1, sum(map(int, client.nthreads().values())))

    @staticmethod
    def _received(future: Any) -> Batch:
        found: Batch = future.result()
        return found


def release() -> str:
    """Give the release of this package on the machine that is asked."""
    return version("claimgraph")
