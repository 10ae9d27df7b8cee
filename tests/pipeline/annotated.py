"""The stories' annotations, made by reading before anything was run on them, and how they are compared with answers."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

STORIES = Path(__file__).parent / "stories"
ARTICLES = STORIES / "articles"
MANIFEST = ARTICLES / "manifest.jsonl"
Row = Mapping[str, Any]

EXPECTED: dict[str, list[Any]] = json.loads((STORIES / "expected.json").read_text(encoding="utf-8"))


def annotated_statements() -> dict[str, list[dict[str, Any]]]:
    """Give the annotated statements of each article."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (STORIES / "statements.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found[row["doc"]].append(row)
    return found


def needed(name: str) -> list[Any]:
    """Give the expectations of a kind on which careful editors would agree."""
    return [one for one in EXPECTED[name] if not one.get("optional")]


def touch(row: Row, place: Row) -> bool:
    """Tell whether two places of articles share a character."""
    return bool(row["doc"] == place["doc"] and row["start"] < place["end"] and place["start"] < row["end"])


def grouped(rows: Iterable[Row], key: str) -> dict[Any, list[Row]]:
    """Give the rows of each value of a column, in order."""
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return found


def shows(rows: Sequence[Row], sides: Sequence[Row]) -> bool:
    """Tell whether two of the expected sides stand on different sides of what was found."""
    met: dict[int, set[int]] = {
        wanted: {row["side"] for row in rows for place in side["places"] if touch(row, place)}
        for wanted, side in enumerate(sides)
    }
    return any(met[one] != met[other] and met[one] and met[other] for one in met for other in met if one < other)


def claims_at(mentions: Sequence[Row], place: Row) -> set[Any]:
    """Give the claims of the clauses that lie, for the better part, where a claim was annotated."""
    return {row["claim"] for row in mentions if row["doc"] == place["doc"] and _shared(row, place) > 0.5}


def _shared(row: Row, place: Row) -> float:
    common: int = min(row["end"], place["end"]) - max(row["start"], place["start"])
    shorter: int = min(row["end"] - row["start"], place["end"] - place["start"])
    return max(0, common) / shorter
