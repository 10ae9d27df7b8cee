"""Statement records, as `kb extract` prints them, read back from the graph with claims and voices filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kb.concepts import TOKENS
from kb.export.index import Index
from kb.vocab import DCTERMS, KB, PROV, RDF, SCHEMA

_AGENT_TYPES: Mapping[str, str] = {
    SCHEMA.Person: "person",
    SCHEMA.Organization: "organization",
    SCHEMA.Place: "place",
    KB.Group: "group",
}
Fragments = list[list[int]]


def statement_records(index: Index) -> Iterator[dict[str, Any]]:
    """Give a record for each statement, by article and in the order of the text."""
    ordered = []
    for statement in index.of_class(KB.Statement):
        content = index.spans(statement, KB.content)
        ordered.append((index.value(statement, PROV.wasQuotedFrom, DCTERMS.identifier), content[:1], statement))
    for _, _, statement in sorted(ordered):
        yield statement_record(index, statement)


def statement_record(index: Index, statement: str) -> dict[str, Any]:
    """Give the record of one statement; lists of spans are lists of ``[start, end)``."""
    speaker = index.value(statement, KB.speaker)
    hops = sorted(index.values(statement, KB.hop), key=lambda hop: int(index.value(hop, KB.position) or 0))
    times = [("speech", time) for time in index.values(statement, KB.speechTime)]
    times += [("content", time) for time in index.values(statement, KB.contentTime)]
    return {
        "doc": index.value(statement, PROV.wasQuotedFrom, DCTERMS.identifier),
        "id": statement,
        "parent": index.value(statement, KB.parent) or None,
        "kind": _token(index, statement, KB.kind),
        "source": _fragments(index, statement, KB.source),
        "cue": _fragments(index, statement, KB.cue),
        "content": _fragments(index, statement, KB.content),
        "speaker": _speaker(index, speaker) if speaker else None,
        "chain": [_hop(index, hop) for hop in hops],
        "times": _in_order([_time(index, time, of) for of, time in times]),
        "quantities": _in_order([_quantity(index, one) for one in index.values(statement, KB.quantity)]),
        "entities": _in_order([_entity(index, one) for one in index.values(statement, KB.mention)]),
        "propositions": _propositions(index, statement),
        "confidence": float(index.value(statement, KB.confidence) or 1),
    }


def type_of(index: Index, agent: str) -> str:
    """Give what sort of thing an agent is."""
    return next((_AGENT_TYPES[iri] for iri in index.values(agent, RDF.type) if iri in _AGENT_TYPES), "unknown")


def _token(index: Index, node: str, predicate: str) -> str:
    return TOKENS.get(index.value(node, predicate), "")


def _fragments(index: Index, node: str, predicate: str) -> Fragments:
    return [[start, end] for start, end, _ in index.spans(node, predicate)]


def _where(index: Index, node: str) -> dict[str, Any]:
    start, end, words = next(iter(index.spans(node, KB.span)), (None, None, ""))
    return {"start": start, "end": end, "text": words}


def _in_order(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(records, key=lambda record: (record["start"] or 0, record["end"] or 0, str(record)))


def _speaker(index: Index, agent: str) -> dict[str, Any]:
    return {"name": index.label(agent), "iri": agent, "type": type_of(index, agent)}


def _hop(index: Index, hop: str) -> dict[str, Any]:
    return {
        "role": _token(index, hop, KB.role),
        "name": index.value(hop, SCHEMA.name),
        "iri": index.value(hop, KB.agent) or None,
        "source": _fragments(index, hop, KB.source) or None,
        "cue": _fragments(index, hop, KB.cue) or None,
    }


def _time(index: Index, time: str, of: str) -> dict[str, Any]:
    interval = index.value(time, KB.interval)
    earliest, latest = index.days(interval)
    return _where(index, time) | {
        "type": index.value(time, KB.timexType),
        "value": index.value(time, KB.timexValue),
        "earliest": earliest,
        "latest": latest,
        "mode": _token(index, interval, KB.mode),
        "grain": index.value(time, KB.grain),
        "of": of,
        "anchor": index.value(time, KB.anchor),
        "rule": index.value(time, KB.rule),
        "event": next(iter(_fragments(index, time, KB.eventWord)), None),
        "bearing": index.value(time, KB.bearing) or None,
    }


def _base(index: Index, quantity: str) -> dict[str, Any] | None:
    unit = index.value(quantity, KB.baseUnit)
    bounds = {"low": KB.baseMinValue, "high": KB.baseMaxValue}
    return (
        {name: index.value(quantity, bound) or None for name, bound in bounds.items()} | {"unit": unit}
        if unit
        else None
    )


def _quantity(index: Index, quantity: str) -> dict[str, Any]:
    return _where(index, quantity) | {
        "type": index.value(quantity, KB.quantityKind),
        "low": index.value(quantity, SCHEMA.minValue) or None,
        "high": index.value(quantity, SCHEMA.maxValue) or None,
        "unit": index.value(quantity, SCHEMA.unitText),
        "approximate": index.value(quantity, KB.approximate) == "true",
        "comparator": index.value(quantity, KB.comparator) or None,
        "base": _base(index, quantity),
    }


def _entity(index: Index, mention: str) -> dict[str, Any]:
    agent = index.value(mention, KB.agent)
    kind = index.value(mention, KB.mentionType) or (type_of(index, agent) if agent else "unknown")
    literal, candidates = index.value(mention, KB.literally), index.values(mention, KB.mayMean)
    known = {"iri": agent or None, "type": kind}
    known |= {"literal": literal} if literal else {}
    return _where(index, mention) | known | ({"candidates": candidates} if candidates else {})


def _propositions(index: Index, statement: str) -> list[dict[str, Any]]:
    propositions = [
        {
            "id": one,
            "span": _fragments(index, one, KB.span),
            "subject": index.value(one, KB.subjectWords) or index.value(one, KB.subject),
            "relation": index.label(index.value(one, KB.relation)),
            "object": index.value(one, KB.objectWords) or index.value(one, KB.object),
            "polarity": _token(index, one, KB.polarity),
            "certainty": _token(index, one, KB.certainty),
            "claim": index.value(one, KB.expresses) or None,
            "voice": _token(index, one, KB.voice) or None,
        }
        for one in index.values(statement, KB.proposition)
    ]
    return sorted(propositions, key=lambda record: (record["span"], record["id"]))
