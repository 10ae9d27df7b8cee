"""Pages: one article as the rules of origins look at it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kb.compare.source import Source
from kb.compare.sources.credits import is_from_outlet, unnamed_wires, whole_text
from kb.compare.sources.unregistered import printed_name
from kb.compare.telling.outlets import outlet_of
from kb.model import Agent, AgentType, Credit, Hold, Kind, Record, Role, Span, Statement, TimeOf
from kb.wording import content_words, words_in

_STEM = 5  # letters by which "closing", "closed" and "closure" are one word
LATE = "9999-12-31"  # where nobody knows the day

Party = Callable[[str, Mapping[str, Agent]], str]
"""Gives the interested party that somebody belongs to: himself, where he belongs to nobody.

Takes an identifier, and the agents that the article refers to.
"""


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What makes an origin the one it is."""

    kind: str
    agent: str
    basis: str = ""  # what tells it from others of the same kind and agent
    name: str = field(default="", compare=False)  # for people to read


@dataclass(frozen=True, slots=True)
class Told:
    """A statement.

    Attributes:
        around: Source and cue.
        claims: What its propositions express.
        speaker: Whose words it reports, by identifier and ``name``; empty for the narrator, and where nobody knows.
        words: Stems of what is said by anybody but the narrator.
        agency: The agency that its own chain names.
        document: The readout, press release or transcript that its chain names.
        parent: The statement inside which it was made.
        party: Who has an interest in what it says, or empty.
    """

    id: str
    content: tuple[Span, ...]
    around: tuple[Span, ...]
    claims: frozenset[str]
    narrator: bool
    speaker: str = ""
    name: str = ""
    words: frozenset[str] = frozenset()
    agency: Key | None = None
    document: Key | None = None
    parent: str = ""
    party: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One article.

    Attributes:
        own: The origin that its own reporting is.
        first: First day of publication (ISO), the end of time where nobody knows it; ``last`` the last, or empty.
        credits: Whom it names as a source of its text, sorted; ``printed`` where it does.
        pictures: Captions, and whom each credits.
        wires: It says that it is from agencies, without naming any.
        whole: The origin that it credits for the whole text.
        told: Its statements, by identifier.
        label: Its outlet and day, for people to read.
    """

    id: str
    own: Key
    first: str
    last: str
    day: date | None
    credits: tuple[Key, ...]
    printed: tuple[Credit, ...]
    pictures: tuple[tuple[Span, Key], ...]
    wires: bool
    whole: Key | None
    told: Mapping[str, Told]
    label: str

    def pictured(self, stretch: Span) -> frozenset[Key]:
        """Give whom captions credit that hold words of a stretch."""
        return frozenset(key for span, key in self.pictures if span.overlaps(stretch))


def whole_body(agent: str, known: Mapping[str, Agent]) -> str:
    """Give the largest body that an agent is part of, as far as an article's own agents tell; states are no bodies."""
    seen = {agent}
    while whole := next((one for one in _wholes(agent, known) if one not in seen), ""):
        agent = whole
        seen.add(whole)
    return agent


def _wholes(agent: str, known: Mapping[str, Agent]) -> list[str]:
    parts = known[agent].part_of if agent in known else ()
    return sorted(one for one in parts if one in known and known[one].type is AgentType.ORGANIZATION)


def page_of(
    source: Source,
    credits_: Sequence[Credit],
    names: Mapping[str, str],
    agencies: frozenset[str],
    party: Party,
    *,
    pictures: Sequence[Credit] = (),
) -> Page:
    """Arrange an article for the rules.

    Args:
        source: Its record, and the claims of its propositions.
        credits_: Its credits, agencies being those that reviews say.
        names: Identifier of an agent → its name, where the record has none or another.
        agencies: Identifiers of news agencies: what they publish themselves is their dispatch.
        party: Who stands behind a body.
        pictures: Captions that credit an agency.
    """
    record = source.record
    article = record.article
    made = {one.agency: name for one in credits_ if (name := printed_name(one))}
    known = made | {agent.id: agent.name for agent in record.agents} | dict(names)
    agent, name = outlet_of(record)
    label = known.get(agent) or name or article.doc
    credited = {credit: _credited(credit, known) for credit in credits_}
    whole = sorted(key for credit, key in credited.items() if whole_text(credit))
    published = article.published
    return Page(
        id=article.id,
        own=Key("agency" if agent in agencies else "outlet", agent, "" if agent else name or article.id, label),
        first=published.earliest.isoformat() if published and published.earliest else LATE,
        last=published.latest.isoformat() if published and published.latest else "",
        day=article.day,
        credits=tuple(sorted(set(credited.values()))),
        printed=tuple(credits_),
        pictures=tuple(
            (one.span, Key("agency", one.agency, name=_name(one.agency, known))) for one in pictures if one.span
        ),
        wires=bool(unnamed_wires(article)),
        whole=whole[0] if whole else None,
        told={one.id: _told(one, source, known, party) for one in sorted(record.statements, key=lambda one: one.id)},
        label=f"{name or article.doc} ({published})" if published else name or article.doc,
    )


def _credited(credit: Credit, names: Mapping[str, str]) -> Key:
    kind = "outlet" if is_from_outlet(credit) else "agency"
    return Key(kind, credit.agency, name=_name(credit.agency, names))


def _name(agent: str, names: Mapping[str, str]) -> str:
    return names.get(agent, agent.removeprefix("agent/"))


def _told(statement: Statement, source: Source, names: Mapping[str, str], party: Party) -> Told:
    narrator = statement.kind is Kind.NARRATOR
    return Told(
        id=statement.id,
        content=statement.content,
        around=(*statement.source, *statement.cue),
        claims=frozenset(source.claims[one.id] for one in statement.propositions if one.id in source.claims),
        narrator=narrator,
        speaker="" if narrator else statement.speaker,
        name="" if narrator else _name(statement.speaker, names),
        words=frozenset() if narrator else _stems(statement),
        agency=_agency(statement, names),
        document=_document(statement, names),
        parent=statement.parent,
        party=party_behind(statement, source.record, party),
    )


def _stems(statement: Statement) -> frozenset[str]:
    words = tuple(word.text for span in statement.content for word in words_in(span.exact))
    return frozenset(word[:_STEM] for word in content_words(words))


def _agency(statement: Statement, names: Mapping[str, str]) -> Key | None:
    hop = next((hop for hop in statement.chain if hop.role is Role.AGENCY), None)
    if hop is None:
        return None
    return (
        Key("agency", hop.agent, name=_name(hop.agent, names)) if hop.agent else Key("agency", "", hop.name, hop.name)
    )


def _document(statement: Statement, names: Mapping[str, str]) -> Key | None:
    """Give the document that a chain names: one per issuer and day, or per article where no day is told.

    A document without a known issuer ("reports") is no origin that could be told from another.
    """
    at = next((at for at, hop in enumerate(statement.chain) if hop.role is Role.DOCUMENT), None)
    issuer = next((hop for hop in statement.chain[at:] if hop.agent), None) if at is not None else None
    if issuer is None:
        return None
    days = sorted(
        time.interval.earliest.isoformat()
        for time in statement.times
        if time.of is TimeOf.SPEECH and time.interval.earliest and time.interval.earliest == time.interval.latest
    )
    return Key("readout", issuer.agent, days[0] if days else statement.article, names.get(issuer.agent) or issuer.name)


def party_behind(statement: Statement, record: Record, party: Party) -> str:
    """Give who has an interest in what a statement says: whom its speaker speaks for, up to a government or company.

    Empty for the narrator, and where nobody is named.
    """
    if statement.kind is Kind.NARRATOR:
        return ""
    agents = {hop.role: hop.agent for hop in statement.chain if hop.agent}
    voice = (
        agents.get(Role.PRINCIPAL) or agents.get(Role.DOCUMENT) or agents.get(Role.SPOKESPERSON) or statement.speaker
    )
    if not voice:
        return ""
    bodies = {one.body for one in record.tenures if (one.agent, one.hold) == (voice, Hold.HELD) and one.body}
    known = {agent.id: agent for agent in record.agents}
    parties = {party(body, known) for body in bodies}
    return parties.pop() if len(parties) == 1 else party(voice, known)
