"""What a registry of agents says, read from Turtle into plain objects."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pyoxigraph as ox

from kb.errors import InputError
from kb.model import Agent, AgentType, Interval
from kb.resolve.registry.check import refuse_broken
from kb.resources import resource
from kb.vocab import DCTERMS, PREFIXES, RDF, RDFS, SKOS

_KB, _SCHEMA = PREFIXES["kb"], PREFIXES["schema"]
_TYPES = {
    _SCHEMA + "Person": AgentType.PERSON,
    _SCHEMA + "Organization": AgentType.ORGANIZATION,
    _SCHEMA + "Place": AgentType.PLACE,
    _KB + "Group": AgentType.GROUP,
}
_ALWAYS = Interval(None, None)


@dataclass(frozen=True, slots=True)
class Office:
    """A role that somebody holds: ``secretary of state``, in which body, during which days."""

    name: str
    body: str = ""
    days: Interval = _ALWAYS


@dataclass(frozen=True, slots=True)
class Entry:
    """An agent, and what the registry knows of it beyond the model.

    Attributes:
        agent: The agent; its aliases are those that link wherever they stand.
        kind: ``outlet``, ``agency``, ``state``, ``city``, ``government``, ``ministry``, ``person``…
        hidden: Ambiguous labels, which link only together with a state.
        demonyms: Adjectives and nouns of a state or party: ``Chinese``. The first one is used in names of groups.
        metonyms: Identifiers of places that stand for the state.
        home: Identifier of the state that an outlet appears in, or empty.
        family_name: Family name of a person, or empty.
        gender: ``m``, ``f`` or empty.
        offices: Roles of a person, in the order of the file.
        domains: Internet domains that an outlet or agency publishes under, without ``www.``.
        touches: Identifiers of the seas that a place has a coast on.
    """

    agent: Agent
    kind: str = ""
    hidden: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    home: str = ""
    family_name: str = ""
    gender: str = ""
    offices: tuple[Office, ...] = field(default=())
    domains: tuple[str, ...] = ()
    touches: tuple[str, ...] = ()


def entries_in(path: Path) -> Iterator[Entry]:
    """Read a registry.

    Raises:
        InputError: the file cannot be read, is not Turtle, or breaks a rule of registries.
    """
    about = _triples_by_subject(path)
    if path != resource("ontology", "agents.ttl"):  # ours is checked by tests
        refuse_broken(about, path)
    for subject, values in about.items():
        kinds = values.get(RDF.type, [])
        if _SCHEMA + "Role" in kinds:
            continue
        name = _first(values, RDFS.label)
        agent = Agent(
            id=subject,
            name=name,
            type=next((_TYPES[kind] for kind in kinds if kind in _TYPES), AgentType.UNKNOWN),
            aliases=tuple(values.get(SKOS.altLabel, ())),
            same_as=_first(values, _SCHEMA + "sameAs"),
            part_of=tuple(values.get(DCTERMS.isPartOf, ())),
            registered=True,
        )
        if not name:
            raise InputError(f"{path}: <{subject}> has no rdfs:label.", hint="Give every agent exactly one label.")
        yield Entry(
            agent,
            kind=_first(values, _KB + "agentKind"),
            hidden=tuple(values.get(PREFIXES["skos"] + "hiddenLabel", ())),
            demonyms=tuple(values.get(_KB + "demonym", ())),
            metonyms=tuple(values.get(_KB + "metonym", ())),
            home=_first(values, _SCHEMA + "location"),
            family_name=_first(values, _SCHEMA + "familyName"),
            gender={"Male": "m", "Female": "f"}.get(_first(values, _SCHEMA + "gender").rpartition("/")[2], ""),
            offices=tuple(_office(about.get(role, {})) for role in values.get(_SCHEMA + "hasOccupation", ())),
            touches=tuple(values.get(_SCHEMA + "geoTouches", ())),
            domains=tuple(_domain(address) for address in values.get(_SCHEMA + "url", ())),
        )


def _domain(address: str) -> str:
    """Give the domain of an address.

    >>> _domain("https://www.bbc.co.uk/")
    'bbc.co.uk'
    """
    return re.sub(r"^[a-z]+://(?:www\.)?", "", address.casefold()).split("/", 1)[0]


def _office(values: Mapping[str, list[str]]) -> Office:
    start, end = (_first(values, _SCHEMA + bound) for bound in ("startDate", "endDate"))
    return Office(
        name=_first(values, _SCHEMA + "roleName"),
        body=_first(values, _SCHEMA + "memberOf"),
        days=Interval(_day(start) if start else None, _day(end, last=True) if end else None),
    )


def _day(text: str, *, last: bool = False) -> date:
    """Read a year, month or day; give its first or last day.

    >>> _day("2022-02", last=True)
    datetime.date(2022, 2, 28)
    """
    year, month, day = (*(int(part) for part in text.split("-")), 0, 0)[:3]
    if day or not last:
        return date(year, month or 1, day or 1)
    return (date(year + 1, 1, 1) if not month or month == 12 else date(year, month + 1, 1)) - timedelta(days=1)


def _triples_by_subject(path: Path) -> dict[str, dict[str, list[str]]]:
    about: dict[str, dict[str, list[str]]] = {}
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, (ox.BlankNode, ox.Triple)):
                values = about.setdefault(_local(quad.subject.value), {})
                values.setdefault(quad.predicate.value, []).append(_local(quad.object.value))
    except (OSError, SyntaxError, ValueError) as error:
        raise InputError(
            f"The registry of agents cannot be read: {path}: {error}.",
            hint="It must be a Turtle file in the shape of ontology/agents.ttl.",
        ) from error
    return about


def _local(iri: str) -> str:
    """Keep ``agent/wu-qian`` of an agent's IRI, so that one registry serves every base."""
    start = iri.find("/agent/") if iri.startswith(("http://", "https://")) else -1
    return iri[start + 1 :] if start >= 0 else iri


def _first(values: Mapping[str, list[str]], predicate: str) -> str:
    return next(iter(values.get(predicate, ())), "")
