"""Spellings: two full names in one story that differ by a letter or two, and never stand side by side.

"Marta Olsen" and "Marta Olson" may be one person misspelt, or two. A careful editor rings up; the texts do not tell.
So the two stay two, nothing that is said of the one contradicts what is said of the other, and the pair is listed, for
a person to decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb import ids
from kb.compare.finder import Difference, Finder
from kb.compare.people.likenesses import Name, may_be_one
from kb.compare.source import Source
from kb.compare.telling.outlets import outlet_of
from kb.compare.telling.stories import Traits, like_story, traits_of
from kb.groups import Groups
from kb.model import AgentType, CompatiblePair, CompatibleReason, Evidence, Side
from kb.neighbours import Key, Matching, Pair
from kb.wording import name_words

_INITIAL = 1  # letters with which a misprinted word still begins


@dataclass(frozen=True, slots=True)
class Spelt:
    """A person as one article prints the full name.

    Attributes:
        agent: Identifier.
        words: Of the name; ``name`` as printed.
        evidence: The first mention by this name.
        others: Words of the names of all other persons of the article.
        outlet: With the day, for an explanation.
        traits: What tells which story it belongs to.
    """

    agent: str
    words: Name
    name: str
    evidence: Evidence
    others: frozenset[Name]
    outlet: str
    traits: Traits


def _items(source: Source) -> dict[str, Spelt]:
    """Give the persons of an article whom no registry has."""
    record = source.record
    people = {one.id: one for one in record.agents if one.type is AgentType.PERSON and not one.registered}
    names = {agent: name_words(agent) for agent in sorted(people)}
    first: dict[str, Evidence] = {}
    for statement in record.statements:
        for mention in statement.mentions:
            if mention.name and mention.agent in names and name_words(ids.agent(mention.name)) == names[mention.agent]:
                found = Evidence(statement.id, mention.span)
                known = first.setdefault(mention.agent, found)
                if (found.span.start, found.statement) < (known.span.start, known.statement):
                    first[mention.agent] = found
    outlet = outlet_of(record)[1] or record.article.doc
    label = f"{outlet} ({record.article.published})" if record.article.published else outlet
    return {
        f"{record.article.id}:{agent}": Spelt(
            agent,
            names[agent],
            people[agent].name,
            first[agent],
            frozenset(names.values()) - {names[agent]},
            label,
            source.once(traits_of),
        )
        for agent in sorted(first)
        if len(names[agent]) > 1
    }


def _keys(spelt: Spelt) -> Iterator[Key]:
    for word in sorted(spelt.words):
        rest = tuple(sorted(spelt.words - {word}))
        yield from ((*rest, word[:_INITIAL], day) for day in (*spelt.traits.buckets, "any day"))


def _order(spelt: Spelt) -> tuple[list[str], str]:
    return sorted(spelt.words), str(spelt.traits.day or "")


def _link(one: Spelt, other: Spelt) -> bool | None:
    """Tell whether one name may be a slip for the other: an article that prints both knows of two people."""
    if not may_be_one(one.words, other.words) or one.words in other.others or other.words in one.others:
        return None
    return True if like_story(one.traits, other.traits) else None


def _outcome(people: Mapping[str, Spelt], links: Mapping[Pair, bool]) -> Iterator[Difference]:
    """Give one pair for each two spellings, with all who print them so."""
    sides: dict[tuple[str, str], set[str]] = {}
    for pair in links:
        sides.setdefault(tuple(sorted(people[one].agent for one in pair)), set()).update(pair)  # type: ignore[arg-type]
    for agents in sorted(sides):
        yield _pair([[people[one] for one in sorted(sides[agents]) if people[one].agent == agent] for agent in agents])


def _pair(spellings: list[list[Spelt]]) -> CompatiblePair:
    told = "; ".join(f"{', '.join(sorted({one.outlet for one in given}))}: {given[0].name}" for given in spellings)
    text = (
        f"Two names that differ by a letter or two ({told}): one may be a slip for the other, or they are two people."
        " Nothing that is said of the one is held against the other until a person has decided."
    )
    sides = tuple(
        Side(given[0].name, tuple(sorted({one.evidence for one in given}, key=lambda one: (one.statement, one.span))))
        for given in spellings
    )
    basis = sorted(f"{one.evidence.statement}:{one.evidence.span.start}" for given in spellings for one in given)
    reason = CompatibleReason.OTHER_REFERENT
    return CompatiblePair(ids.derived("pair", reason.value, "spelling", *basis), reason, sides, text)


SPELLINGS = Finder("spellings", _items, lambda: Groups(Matching(_keys, _link, _order), _outcome))
