"""What figures of speed depend on: the machine, and the versions of what ran on it."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

from kb.extract.parse import model_version

_PACKAGES = ("claimgraph", "spacy", "pyoxigraph", "rdflib", "pyshacl")


def machine() -> dict[str, str]:
    """Give processor, cores, memory, system, and how busy it was; nothing that names the machine itself."""
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": _memory(),
        "system": f"{platform.system()} {platform.machine()}",
        "load at the start": f"{os.getloadavg()[0]:.1f}",
    }


def versions(model: str) -> dict[str, str]:
    """Give the versions of Python, of ours and of the peers, and of the language model."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return {"python": python} | {name: version(name) for name in _PACKAGES} | {model: model_version(model)}


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:  # only Linux has that file
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "") or platform.processor() or platform.machine()


def _memory() -> str:
    try:
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"
    except (ValueError, OSError):  # not told on every system
        return "unknown"
