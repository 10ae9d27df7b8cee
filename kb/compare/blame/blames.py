"""Blames: who is blamed for what in an article, by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from kb.compare.blame.blaming import Accusation, accusations_in, head_of, is_vague
from kb.compare.source import Source
from kb.compare.telling.outlets import outlet_of
from kb.compare.telling.sentences import sentences_of
from kb.compare.telling.stories import Traits, traits_of
from kb.compare.telling.wordings import Name
from kb.model import Evidence, Kind, Mention, Record, RegionKind, Span, Statement
from kb.wording import name_words, words_in


@dataclass(frozen=True, slots=True)
class Blame:
    """A party blamed for a mishap.

    Attributes:
        statement, article, proposition: Identifiers.
        outlet: Who prints it; ``teller`` is who says so, and where, for explanations.
        day: Of publication, where known well enough to count from.
        traits: What tells which story the article belongs to.
        span: The party as printed; ``party`` on one line.
        heads: Its nouns; none is vague.
        agents: Names that are its nouns; ``owners``: other names in it; ``kin``: what its agents belong to.
        words: All its words.
        mishap: The noun of the mishap; ``mishap_text`` as printed; ``mishap_names``: names in it.
        voices: Names of who says so; ``voice``: the same as printed, where no name is known.
        own: The outlet says so itself.
    """

    statement: str
    article: str
    proposition: str
    outlet: str
    teller: str
    day: date | None
    traits: Traits = field(compare=False)  # equal only to itself, and made anew each time
    span: Span
    heads: tuple[str, ...]
    agents: frozenset[Name]
    owners: frozenset[Name]
    kin: frozenset[Name]
    words: frozenset[str]
    mishap: str
    mishap_text: str
    mishap_names: frozenset[Name]
    voices: frozenset[Name]
    voice: str
    own: bool

    @property
    def id(self) -> str:
        """Name it by its statement and place."""
        return f"{self.statement}:{self.span.start:09d}"

    @property
    def party(self) -> str:
        """Give the party on one line."""
        return " ".join(self.span.exact.split())

    @property
    def evidence(self) -> Evidence:
        """Give it as evidence."""
        return Evidence(self.statement, self.span, self.proposition)


def blames_of(source: Source) -> tuple[Blame, ...]:
    """Give who is blamed for what in the body of an article, in the order of the text; nothing without the text."""
    record = source.record
    sentences = source.once(sentences_of)
    found: list[Blame] = []
    for region in record.article.regions:
        if region.kind is not RegionKind.BODY or not record.article.body:
            continue
        for number in range(sentences.at(region.start), sentences.at(region.end - 1) + 1):
            start = sentences.start(number)
            for accusation in accusations_in(sentences.text(number)):
                found += _blames(source, start, sentences.text(number), accusation)
    return tuple(found)


def _blames(source: Source, start: int, sentence: str, accusation: Accusation) -> Iterator[Blame]:
    record = source.record

    def place(bounds: tuple[int, int]) -> Span:
        return Span(start + bounds[0], start + bounds[1], sentence[slice(*bounds)])

    party, mishap = place(accusation.party), place(accusation.mishap)
    statement = _statement(record.statements, party)
    heads = tuple(_heads(party.exact))
    if statement is None or not heads or is_vague(party.exact):
        return
    agents = [one for one in _named(record.mentions, party) if _is_head(one, party)]
    others = frozenset(name_words(one.agent) for one in _named(record.mentions, party) if one not in agents)
    who = place(accusation.who) if accusation.who else None
    names = frozenset(name_words(one.agent) for one in _named(record.mentions, who)) if who else frozenset()
    spoken = statement.kind is not Kind.NARRATOR
    if not names and spoken and statement.speaker and (who is None or is_vague(who.exact)):
        names = frozenset({name_words(statement.speaker)})
    voice = who.exact if who else " ".join(one.exact for one in statement.source)
    outlet = outlet_of(record)[1] or record.article.doc
    label = f"{outlet} ({record.article.published})" if record.article.published else outlet
    own = not spoken and who is None and not accusation.unnamed
    yield Blame(
        statement=statement.id,
        article=record.article.id,
        proposition=_clause(statement, party),
        outlet=outlet,
        teller=label if own else f"{_speaker(statement, voice)} in {label}",
        day=record.article.day,
        traits=source.once(traits_of),
        span=party,
        heads=heads,
        agents=frozenset(name_words(one.agent) for one in agents) - {frozenset()},
        owners=others - {frozenset()},
        kin=_kin(record, [one.agent for one in agents]),
        words=frozenset(word.text.removesuffix("'s") for word in words_in(party.exact)),
        mishap=head_of(mishap.exact),
        mishap_text=" ".join(mishap.exact.split()),
        mishap_names=frozenset(name_words(one.agent) for one in _named(record.mentions, mishap)) - {frozenset()},
        voices=names - {frozenset()},
        voice=voice,
        own=own,
    )


def _statement(statements: Sequence[Statement], place: Span) -> Statement | None:
    """Give the innermost statement that says so."""
    around = [one for one in statements if any(span.start <= place.start < span.end for span in one.content)]
    return min(around, key=lambda one: (sum(len(span.exact) for span in one.content), one.id), default=None)


def _heads(phrase: str) -> Iterator[str]:
    """Give the nouns of "the owner and the pilot of the ferry"."""
    for part in phrase.split(" and "):
        head = head_of(part)
        if head:
            yield head


def _named(mentions: Sequence[Mention], place: Span) -> list[Mention]:
    return [one for one in mentions if one.agent and one.name and place.start <= one.span.start < place.end]


def _is_head(mention: Mention, place: Span) -> bool:
    """Tell whether a name is what a phrase is about: it is the phrase's last word, or that before what hangs on it."""
    head = head_of(place.exact)
    return bool(head) and head in {word.text.removesuffix("'s") for word in words_in(mention.span.exact)}


def _kin(record: Record, agents: Sequence[str]) -> frozenset[Name]:
    """Give what agents belong to, directly or through others, as far as the article knows."""
    part_of = {agent.id: agent.part_of for agent in record.agents}
    found: set[str] = set()
    waiting = [body for agent in agents for body in part_of.get(agent, ())]
    while waiting:
        body = waiting.pop()
        if body not in found:
            found.add(body)
            waiting += part_of.get(body, ())
    return frozenset(map(name_words, found)) - {frozenset()}


def _speaker(statement: Statement, voice: str) -> str:
    names = [hop.name for hop in statement.chain if hop.agent == statement.speaker and hop.name and hop.agent]
    return " ".join((voice or (names[-1] if names else "somebody unnamed")).split())


def _clause(statement: Statement, place: Span) -> str:
    inside = [
        (span.end - span.start, one.id) for one in statement.propositions for span in one.span if span.overlaps(place)
    ]
    return min(inside)[1] if inside else ""
