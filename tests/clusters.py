"""Dask clusters that tests start."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[str]:
    """Start a scheduler and workers, each a process of its own; give the address."""
    file = folder / "scheduler.json"
    where = ["--scheduler-file", str(file), "--no-dashboard"]
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", *where]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    started = [subprocess.Popen(command, **quiet)]
    try:
        while not file.exists():
            assert started[0].poll() is None, "the scheduler did not start"
            time.sleep(0.1)
        time.sleep(0.2)
        one = [sys.executable, "-m", "distributed.cli.dask_worker", *where, "--nthreads", "1", "--no-nanny"]
        started += [subprocess.Popen(one, **quiet) for _ in range(workers)]
        yield json.loads(file.read_text(encoding="utf-8"))["address"]
    finally:
        for process in reversed(started):
            process.kill()
        for process in started:
            process.wait(timeout=30)
