"""How well mentions, times, their events and quantities are read, on the texts of ``corpus/gold``."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.bench.annotated import (
    Agreement,
    Row,
    add_layer,
    by_annotation,
    is_open_time,
    same_agent,
    same_event,
    same_office,
    same_quantity,
    same_time,
)
from kb.config import Settings
from kb.model import Hold, Mention, Span
from kb.pipeline.reading import Extraction, extraction


@dataclass(frozen=True, slots=True)
class Layer:
    """One annotated layer.

    Attributes:
        file: Its annotations in a folder of ``corpus/gold``.
        found: Gives the answers in one text.
        same: Tells whether an answer says what an annotation says.
        figures: Name of a figure → the property of :class:`Agreement` that gives it.
        is_open: Tells whether an answer declines to say.
        asked: Tells whether an annotation is one of this layer.
    """

    file: str
    found: Callable[[Extraction], list[dict[str, Any]]]
    same: Callable[[Row, Row], bool]
    figures: Mapping[str, str]
    is_open: Callable[[Row], bool] = lambda _: False
    asked: Callable[[Row], bool] = lambda _: True


def _linked_mentions(read: Extraction) -> list[dict[str, Any]]:
    """Give the mentions that were linked, each with all names of its agent."""
    names = {agent.id: (agent.name, *agent.aliases) for agent in read.record.agents}
    return [
        {"start": _start(one), "end": one.span.end, "names": names[one.agent]}
        for one in read.record.mentions
        if one.agent
    ]


def _offices(read: Extraction) -> list[dict[str, Any]]:
    """Give the names that the text gives an office, each with the offices next to it."""
    rows = []
    for one in read.record.mentions:
        near = [held for held in read.record.tenures if held.agent == one.agent and _is_beside(held.span, one.span)]
        if one.name and near:
            former = [f"former {held.office}" for held in near if held.hold is Hold.FORMER]
            offices = [*former, *(held.office for held in near)]
            rows.append({"start": _start(one), "end": one.span.end, "offices": offices})
    return rows


def _is_beside(one: Span, other: Span) -> bool:
    left, right = sorted((one, other))
    return right.start - left.end <= len(", 54, the ")


def _start(mention: Mention) -> int:
    """Give where the name begins, behind its titles, as it was annotated."""
    titled = mention.name and mention.span.exact.endswith(mention.name)
    return mention.span.end - len(mention.name) if titled else mention.span.start


def _times(read: Extraction) -> list[dict[str, Any]]:
    return read.layer("times")


LAYERS = {
    "mentions": Layer("mentions.jsonl", _linked_mentions, same_agent, {"agent linking F1": "f1"}),
    "roles": Layer(
        "mentions.jsonl", _offices, same_office, {"roles of names": "accuracy"}, asked=lambda row: "role" in row
    ),
    "times": Layer(
        "times.jsonl", _times, same_time, {"times right": "accuracy", "times right or open": "honest"}, is_open_time
    ),
    "bindings": Layer("bindings.jsonl", _times, same_event, {"time to event": "accuracy"}),
    "quantities": Layer(
        "quantities.jsonl", lambda read: read.layer("quantities"), same_quantity, {"quantities F1": "f1"}
    ),
}


def layers_on(annotations: Path, articles: Path, manifest: Path | None, chosen: Settings) -> dict[str, Agreement]:
    """Score every layer that a folder of annotations has.

    Args:
        annotations: A folder of ``corpus/gold``.
        articles: Folder with the texts it points into.
        manifest: Their outlets and days.
        chosen: Which extractor, which model.
    """
    gold = {name: _by_doc(annotations / layer.file, layer.asked) for name, layer in LAYERS.items()}
    scores = {name: Agreement() for name, wanted in gold.items() if wanted}
    for doc in sorted({doc for wanted in gold.values() for doc in wanted}):
        read = _read(articles / Path(doc).name, manifest, chosen)
        for name, score in scores.items():
            layer = LAYERS[name]
            wanted, found = gold[name].get(doc, []), layer.found(read)
            answers = by_annotation(gold["times"].get(doc, []), found) if layer.found is _times else found
            if layer.found is _linked_mentions:
                answers = _in_running_text(read.record.article.body, wanted, answers)
            add_layer(score, wanted, answers, layer.same, layer.is_open)
    return scores


def rates_of(scores: Mapping[str, Agreement]) -> dict[str, float]:
    """Give the figures of the layers scored."""
    return {
        figure: float(getattr(score, measure))
        for name, score in scores.items()
        for figure, measure in LAYERS[name].figures.items()
    }


def _in_running_text(body: str, gold: Sequence[Row], found: Sequence[Row]) -> list[Row]:
    """Leave out mentions in lines without an annotated one: headlines, captions and notices were not annotated."""

    def line(row: Row) -> int:
        return body.rfind("\n", 0, row["start"])

    lines = {line(row) for row in gold}
    return [row for row in found if line(row) in lines]


def _read(path: Path, manifest: Path | None, chosen: Settings) -> Extraction:
    (found,) = (one for one in extraction([str(path)], manifest, chosen) if isinstance(one, Extraction))
    return found


def _by_doc(path: Path, asked: Callable[[Row], bool]) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {}
    if path.is_file():
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            if not asked(row):
                continue
            if number := row.get("number"):  # how far the words around a number count is a matter of taste
                row["start"], row["end"] = number
            rows.setdefault(row["doc"], []).append(row)
    return rows
