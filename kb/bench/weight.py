"""How much memory a long text takes, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path

from kb.bench.race import Race
from kb.bench.shipped import ShippedCorpus

WORDS = 100_000  # a novel
_UNIT = 1 if sys.platform == "darwin" else 1024  # what the system counts a process's memory in, in bytes
_BETWEEN = """
import os, sys
silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=silent)
_, status, used = os.wait4(child, 0)
print(used.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""


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
    return peak_of((sys.executable, "-m", "kb.cli.app", "extract", str(path), "--format", "jsonl"))


def peak_of(command: Sequence[str]) -> int:
    """Run a command in a new process and give the bytes of memory that it had at most.

    A process counts what its parent held when it began, as Linux has it. So a small one stands between.

    Raises:
        CalledProcessError: the process failed.
    """
    done = subprocess.run((sys.executable, "-S", "-c", _BETWEEN, *command), check=True, capture_output=True)  # noqa: S603
    return int(done.stdout) * _UNIT
