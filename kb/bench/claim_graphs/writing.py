"""Claim graphs as files: N-Quads for stores, JSON Lines for the faults in them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import BinaryIO

from pyoxigraph import RdfFormat, serialize

from kb.bench.claim_graphs.faults import Fault
from kb.bench.claim_graphs.graphs import ClaimGraph


def written_to(out: BinaryIO, graph: ClaimGraph) -> None:
    """Write a graph as N-Quads, one story in memory at a time; the same bytes for the same seed and size."""
    for chapter in graph:
        serialize(chapter.quads, out, format=RdfFormat.N_QUADS)


def lines_of(faults: Iterable[Fault]) -> str:
    """Give faults as JSON Lines: kind, shape, focus."""
    return "".join(json.dumps(asdict(fault)) + "\n" for fault in faults)
