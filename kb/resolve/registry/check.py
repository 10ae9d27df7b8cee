"""What in a registry of one's own would break linking, told before anything is linked by it.

``kb validate REGISTRY`` checks all that its shapes ask for; this is the part without which no answer could be trusted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from kb.errors import InputError
from kb.resolve.agents.names import key
from kb.vocab import DCTERMS, KB, RDF, RDFS, SCHEMA, SKOS

Described = Mapping[str, Mapping[str, Sequence[str]]]
_AGENT = re.compile(r"agent/[a-z0-9]+(?:-[a-z0-9]+)*")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)
_ROLE = SCHEMA.Person.removesuffix("Person") + "Role"
_NAMESPACE = SCHEMA.Person.removesuffix("Person")
_REFERENCES = (DCTERMS.isPartOf, KB.metonym, _NAMESPACE + "location")
_MOST_TOLD = 5


def refuse_broken(about: Described, path: Path) -> None:
    """Refuse a registry that would link names to nobody, or to the wrong one.

    Args:
        about: What the registry says: subject to predicate to values, agents as identifiers.
        path: Its file, for the message.

    Raises:
        InputError: with the first few faults.
    """
    faults = list(_faults(about))
    if faults:
        more = f" (and {len(faults) - _MOST_TOLD} more)" if len(faults) > _MOST_TOLD else ""
        raise InputError(
            f"The registry {path} would link names wrongly: {'; '.join(faults[:_MOST_TOLD])}{more}.",
            hint=f"Correct it; `kb validate {path}` tells all that a registry needs.",
            see="docs/howto/registry.md",
        )


def _faults(about: Described) -> Iterator[str]:
    agents = {name: known for name, known in about.items() if _ROLE not in known.get(RDF.type, ())}
    if not agents:
        yield "it names no agent"
    for name, known in agents.items():
        if not _AGENT.fullmatch(name):
            yield f"the IRI of {name} does not end in /agent/ and a slug"
        if len(known.get(RDFS.label, ())) != 1:
            yield f"{name} has {len(known.get(RDFS.label, ())) or 'no'} labels"
        if name in _wholes(name, agents):
            yield f"{name} is part of itself"
    for name, known in about.items():
        for target in (each for predicate in _REFERENCES for each in known.get(predicate, ())):
            if target not in agents:
                yield f"{name} refers to {target}, which it does not describe"
        yield from _office_faults(name, known)
    yield from _shared_names(agents)


def _office_faults(name: str, known: Mapping[str, Sequence[str]]) -> Iterator[str]:
    bounds = [next(iter(known.get(_NAMESPACE + bound, ())), "") for bound in ("startDate", "endDate")]
    wrong = [bound for bound in bounds if bound and not _is_day(bound)]
    for bound in wrong:
        yield f"{name} has the day {bound!r}, which is none"
    if not wrong and all(bounds) and bounds[1] < bounds[0][: len(bounds[1])]:
        yield f"{name} ends before it begins"


def _is_day(text: str) -> bool:
    year, month, day = (*text.split("-"), "01", "01")[:3]
    try:
        return bool(_DAY.fullmatch(text)) and bool(date(int(year), int(month), int(day)))
    except ValueError:
        return False


def _wholes(name: str, agents: Described) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        fresh = [whole for whole in agents.get(waiting.pop(), {}).get(DCTERMS.isPartOf, ()) if whole not in found]
        found.update(fresh)
        waiting += fresh
    return found


def _shared_names(agents: Described) -> Iterator[str]:
    holders: dict[str, str] = {}
    for name, known in agents.items():
        for label in dict.fromkeys(key(each) for each in (*known.get(RDFS.label, ()), *known.get(SKOS.altLabel, ()))):
            holder = holders.setdefault(label, name)
            if holder != name:
                yield f"{label!r} names both {holder} and {name}; make it a skos:hiddenLabel"
