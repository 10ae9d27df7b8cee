"""Who reads the articles: this process, several others, or a cluster. The writer stays here, and is one.

Articles go out in chunks and come back in the order in which they went, so that a command does the same whoever reads.
No more than a few chunks are on their way at any time, so that memory does not grow with the corpus.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context, parent_process
from typing import Protocol, TypeVar

from kb.errors import LimitError
from kb.pipeline.extractors import extractor_for
from kb.pipeline.garbage import look_seldom
from kb.pipeline.taking import Batch, Job, Task, taken_in

CHUNK = 8
"""Articles that go out together: about a second of reading, so that little is lost when a command is killed."""

AHEAD = 6
"""Chunks on their way for each reader: enough for it to go on while the writer writes."""

_MODEST = 5  # of 19: by how much readers give way; many read, one writes

Result = TypeVar("Result")
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class Executor(Protocol):
    """Reads articles somewhere."""

    def batches(self, tasks: Iterable[Task], job: Job) -> Generator[Batch, None, None]:
        """Give what became of all tasks, in their order; tasks are taken only as they are needed.

        Raises:
            LimitError: a reader ended before its time.
            EndpointError: a cluster does not answer.
        """


class Here:
    """Reads in this process, one article after the other."""

    def batches(self, tasks: Iterable[Task], job: Job) -> Generator[Batch, None, None]:
        """Read each when it is asked for."""
        for task in tasks:
            yield taken_in((task,), job)


class Processes:
    """Reads in several processes of this machine; each loads its model once."""

    def __init__(self, jobs: int) -> None:
        """Plan for a number of processes."""
        self._jobs = jobs

    def batches(self, tasks: Iterable[Task], job: Job) -> Generator[Batch, None, None]:
        """Start the processes, keep them busy, and end them, whatever happens here."""
        pool = ProcessPoolExecutor(
            self._jobs,
            mp_context=get_context("spawn"),  # a fork would take over the store's locks and threads
            initializer=_begin,
            initargs=(job,),
        )
        try:
            yield from in_order(
                chunks_of(tasks),
                lambda chunk: pool.submit(taken_in, chunk, job),
                Future[Batch].result,
                AHEAD * self._jobs,
            )
        except BrokenProcessPool as error:
            raise LimitError(
                "A process that read articles ended before its time, perhaps for lack of memory.",
                hint="Do it again with fewer --jobs: what is stored is not read twice.",
            ) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def chunks_of(tasks: Iterable[Task], size: int = CHUNK) -> Iterator[tuple[Task, ...]]:
    """Give tasks in chunks of one size; the last one may be smaller."""
    waiting = iter(tasks)
    while chunk := tuple(islice(waiting, size)):
        yield chunk


def in_order(
    chunks: Iterable[tuple[Task, ...]],
    send: Callable[[tuple[Task, ...]], Result],
    received: Callable[[Result], Batch],
    ahead: int,
) -> Generator[Batch, None, None]:
    """Send chunks out, never more than some ahead of what has come back; give the answers in the order of sending."""
    under_way: deque[Result] = deque()
    for chunk in chunks:
        under_way.append(send(chunk))
        if len(under_way) >= ahead:
            yield received(under_way.popleft())
    while under_way:
        yield received(under_way.popleft())


def _begin(job: Job) -> None:
    """Get a process ready to read, and load the model; it leaves the first place to the writer, who is alone."""
    attend()
    os.nice(_MODEST)
    extractor_for(job.chosen)
    look_seldom()


def attend() -> None:
    """Get a process ready to work for the writer: leave Ctrl+C to it, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    for name in _THREADS:
        os.environ.setdefault(name, "1")  # there is a process for each core


def _end_with_parent() -> None:
    """Wait until the writer is gone, killed perhaps, and go, too."""
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)
