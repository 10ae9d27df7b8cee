"""How much memory there is: of the machine, or of the container or service that this process runs in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_ROOT = Path("/sys/fs/cgroup")
_MINE = Path("/proc/self/cgroup")
_FILES = {"": "memory.max", "memory": "memory.limit_in_bytes"}  # of the second and the first version of control groups


def memory(mine: Path = _MINE, root: Path = _ROOT) -> int | None:
    """Give the bytes of memory that this process may have, or nothing where the system does not tell.

    Args:
        mine: What tells the control groups of this process.
        root: Where they lie.

    Source: the kernel's ``cgroup-v2.rst`` and ``cgroup-v1/memory.rst``.
    """
    try:
        whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # not told on every system
        return None
    return min((whole, *(limit for limit in _limits(mine, root) if limit > 0))) if whole > 0 else None


def _limits(mine: Path, root: Path) -> Iterator[int]:
    """Give the limit of each group that the process is in, and of those around it; all are kept to."""
    try:
        lines = mine.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:  # no Linux, or nothing that we may read
        return
    for line in lines:
        _, _, told = line.partition(":")
        controllers, is_one, path = told.partition(":")
        for kind in _FILES.keys() & set(controllers.split(",")) if is_one else ():
            group = root / kind / path.lstrip("/")
            for place in (group, *group.parents):
                with suppress(OSError, ValueError):  # a group without a limit says "max"
                    yield int((place / _FILES[kind]).read_text(encoding="ascii"))
                if place == root / kind:
                    break
