"""A Dask cluster: its workers read articles and have shards, this process writes.

The workers need the same release of this package and the same model, and find the registry under the same path. All
else goes with the articles.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from concurrent.futures import CancelledError
from contextlib import ExitStack, suppress
from importlib.metadata import version
from typing import Any
from uuid import uuid4

from kb.config import Settings
from kb.errors import EndpointError, LimitError, PluginError, UsageError
from kb.pipeline.executors import AHEAD, chunks_of, in_order
from kb.pipeline.shard import Shard
from kb.pipeline.taking import Batch, Job, Task, taken_in

_PATIENCE = 10  # seconds to wait for a scheduler, and then for its first worker
_LOOK = 1.0  # seconds after which it is seen whether a worker is still there
_FIRST = 100  # of articles that wait to be read, which have 0
SEE = "https://distributed.dask.org/en/stable/"


class Cluster:
    """Reads on the workers of a scheduler; a chunk of a worker that is lost goes to another one."""

    def __init__(self, address: str) -> None:
        """Plan for the scheduler at an address, such as ``tcp://10.0.0.1:8786``.

        Raises:
            PluginError: the packages are not installed.
            UsageError: what is named is no address of a scheduler.
        """
        try:
            import distributed
        except ImportError as error:
            raise PluginError(
                "Reading on a cluster needs packages that are not installed.", hint="pip install 'claimgraph[dask]'"
            ) from error
        self._address = address
        self._library: Any = distributed
        self._refuse_unfit()

    def batches(self, tasks: Iterable[Task], job: Job) -> Generator[Batch, None, None]:
        """Keep the workers busy; what they still have when this ends is called off.

        Raises:
            EndpointError: no scheduler or no worker answers.
            UsageError: a worker has another release, or Dask is not set up for such an address.
            LimitError: workers died over one chunk again and again.
        """
        with self.client() as client:
            readers = max(1, sum(map(int, client.nthreads().values())))
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

    def client(self) -> Any:
        """Give a client of a cluster that has workers, all of this release; whoever asks closes it.

        Raises:
            EndpointError, UsageError: as :meth:`batches`.
        """
        # `with` ends a client. One that could not begin has nothing to end, and would wait long to say so.
        kind = type("Client", (self._library.Client,), {"__del__": lambda _: None})
        try:
            client = kind(self._address, timeout=_PATIENCE, set_as_default=False)
        except TypeError as error:
            raise UsageError(
                f"Dask cannot use the address {self._address}: {error}",
                hint="tls:// and wss:// need certificates in Dask's configuration; a network of your own needs tcp://.",
                see=f"{SEE}tls.html",
            ) from error
        except (OSError, TimeoutError, ValueError) as error:
            raise EndpointError(
                f"No Dask scheduler answers at {self._address}.",
                hint="Start one with `dask scheduler`, and name its address: --scheduler tcp://HOST:8786.",
                see=SEE,
            ) from error
        with ExitStack() as unfit:
            unfit.callback(client.close)
            self._refuse_others(client)
            unfit.pop_all()
        return client

    def _refuse_unfit(self) -> None:
        """Refuse what no scheduler can answer at, before anything waits for it."""
        comm = self._library.comm
        known = sorted(set(comm.registry.backends) - {"inproc"})  # which leads to no other process
        scheme, place = comm.parse_address(self._address)
        if scheme not in known:
            problem = f"{scheme}:// is none of {', '.join(f'{one}://' for one in known)}."
        else:
            problem = self._fault_of(place) if scheme in ("tcp", "tls") else ""
        if problem:
            raise UsageError(
                f"No Dask scheduler can have the address {self._address!r}: {problem}",
                hint="Name it as `dask scheduler` prints it: --scheduler tcp://HOST:8786.",
                see=SEE,
            )

    def _fault_of(self, place: str) -> str:
        """Say what is wrong with a host and port; nothing where they are sound."""
        try:
            host, port = self._library.comm.parse_host_port(place)
        except ValueError:
            return "a host and a port are needed."
        return "" if host and 0 < port < 65536 else "the host or the port cannot be."

    def _refuse_others(self, client: Any) -> None:
        """See that there are workers, and that all have this release."""
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

    @staticmethod
    def _received(future: Any) -> Batch:
        found: Batch = future.result()
        return found


class ClusterCrew:
    """Shards on the workers of a scheduler, one after the other; each stays where it is for as long as the command."""

    def __init__(self, cluster: Cluster, number: int, chosen: Settings) -> None:
        """Plan for a number of shards; nothing is asked of the cluster before there is work."""
        self.number, self._cluster, self._chosen = number, cluster, chosen
        self._name = uuid4().hex  # tells these shards from those of other commands
        self._client: Any = None
        self._places: list[str] = []

    def ask(self, requests: Mapping[int, bytes]) -> Mapping[int, bytes]:
        """Ask several at once; they come before articles that wait to be read.

        Raises:
            EndpointError, UsageError: as :meth:`Cluster.batches`.
            LimitError: the worker of a shard ended; what it held is lost.
        """
        try:
            if self._client is None:
                self._begin()
            under_way = {shard: self._sent(shard, _answered, request) for shard, request in requests.items()}
            return {shard: self._answer(shard, future) for shard, future in under_way.items()}
        except (OSError, RuntimeError, LookupError, CancelledError) as error:
            raise LimitError(
                "A worker that compared articles ended before its time, perhaps for lack of memory.",
                hint="Give the workers more memory, and do it again: what is stored is not read twice.",
            ) from error

    def close(self) -> None:
        """Let the workers forget what they hold."""
        if self._client is not None:
            with suppress(OSError, RuntimeError, TimeoutError, CancelledError):
                self._client.run(_forget, self._name)
            self._client.close()
            self._client = None

    def _begin(self) -> None:
        self._client = self._cluster.client()
        workers = sorted(self._client.nthreads())
        self._places = [workers[shard % len(workers)] for shard in range(self.number)]
        begun = {shard: self._sent(shard, _begin, self._chosen) for shard in range(self.number)}
        for shard, future in begun.items():
            self._answer(shard, future)

    def _sent(self, shard: int, function: Callable[..., Any], about: object) -> Any:
        """Send a question to the worker of a shard, and to no other."""
        return self._client.submit(
            function, self._name, shard, about, workers=[self._places[shard]], pure=False, priority=_FIRST, retries=0
        )

    def _answer(self, shard: int, future: Any) -> Any:
        """Wait for an answer for as long as the worker is there: what is for it alone would wait for it for ever."""
        while True:
            try:
                return future.result(timeout=_LOOK)
            except TimeoutError:
                if self._places[shard] not in self._client.nthreads():
                    raise LookupError(shard) from None


_held: dict[tuple[str, int], Shard] = {}  # of this worker, by the name of a crew and the number of the shard


def _begin(name: str, number: int, chosen: Settings) -> None:
    _held[name, number] = Shard(chosen)


def _answered(name: str, number: int, request: bytes) -> bytes:
    return _held[name, number].answer(request)


def _forget(name: str) -> None:
    for key in [key for key in _held if key[0] == name]:
        del _held[key]


def release() -> str:
    """Give the release of this package on the machine that is asked."""
    return version("claimgraph")
