"""Shards in other processes of this machine."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from kb.config import Settings
from kb.errors import LimitError
from kb.pipeline.executors import attend
from kb.pipeline.shard import Shard


class LocalCrew:
    """Processes of this machine that start when they are first asked, and stay for as long as the command."""

    def __init__(self, number: int, chosen: Settings) -> None:
        """Plan for a number of processes."""
        self.number, self._chosen = number, chosen
        self._pools: list[ProcessPoolExecutor] = []

    def ask(self, requests: Mapping[int, bytes]) -> Mapping[int, bytes]:
        """Ask several at once."""
        try:
            under_way = {shard: self._pool(shard).submit(_answered, request) for shard, request in requests.items()}
            return {shard: future.result() for shard, future in under_way.items()}
        except BrokenProcessPool as error:
            raise LimitError(
                "A process that compared articles ended before its time, perhaps for lack of memory.",
                hint="Do it again with fewer --shards: what is stored is not read twice.",
            ) from error

    def close(self) -> None:
        """End the processes, once they have answered."""
        for pool in self._pools:
            pool.shutdown(wait=True, cancel_futures=True)
        self._pools.clear()

    def _pool(self, shard: int) -> ProcessPoolExecutor:
        """Give the process of a shard: a pool of its own, so that it alone gets what is for it."""
        while len(self._pools) < self.number:
            context = get_context("spawn")  # a fork would take over the store's locks and threads
            self._pools.append(ProcessPoolExecutor(1, context, initializer=_begin, initargs=(self._chosen,)))
        return self._pools[shard]


_own: list[Shard] = []  # of this process


def _begin(chosen: Settings) -> None:
    attend()
    _own.append(Shard(chosen))


def _answered(request: bytes) -> bytes:
    return _own[0].answer(request)
