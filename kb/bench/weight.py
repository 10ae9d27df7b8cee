"""How much memory a long text takes, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path

from kb.bench.race import Race
from kb.bench.shipped import ShippedCorpus

WORDS = 100_000  # a novel
_UNIT = 1 if sys.platform == "darwin" else 1024  # what the system counts a process's memory in, in bytes


def memory(corpus: ShippedCorpus, words: int = WORDS) -> Iterator[Race]:
    """Reading a text of many words: its most memory at any time, start-up and loaded models included."""
    peaks: list[int] = []

    def read() -> None:
        peaks.append(_peak(_long_text(corpus, words)))

    def rate(seconds: float) -> str:
        return f"{words / seconds:,.0f} words/s, {max(peaks) / 2**20:,.0f} MB at its peak"

    note = "no peer does this; the digests over and over"
    yield Race("memory", f"kb extract, {words:,} words", {"kb": read}, rate=rate, note=note, at_most=1)


def _long_text(corpus: ShippedCorpus, words: int) -> Path:
    """Write the paragraphs of the corpus over and over, until there are enough words."""
    path = corpus.folder / f"{words}-words.txt"
    if not path.exists():
        written, paragraphs = 0, []
        for paragraph in cycle(corpus.paragraphs):
            paragraphs.append(paragraph)
            written += len(paragraph.split())
            if written >= words:
                break
        path.write_text("\n\n".join(paragraphs), "utf-8")
    return path


def _peak(path: Path) -> int:
    """Read a text in a new process and give the bytes of memory that it had at most.

    Raises:
        CalledProcessError: the process failed.
    """
    command: Sequence[str] = (sys.executable, "-m", "kb.cli.app", "extract", str(path), "--format", "jsonl")
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - our own command line
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return used.ru_maxrss * _UNIT
