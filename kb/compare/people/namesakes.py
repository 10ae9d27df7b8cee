"""Namesakes: two people of one full name, whom the same weeks' papers give trades that hardly go together.

"The mayor, Ana Lund" and "the cellist Ana Lund" may be one person with two trades. But where the articles have no other
person or body in common, they are two, and what is said of the one does not contradict what is said of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kb import ids
from kb.compare.finder import Difference, Finder
from kb.compare.people.offices import is_office, sort_of_body, words_of_title
from kb.compare.people.titles import Titled, basis, titles_of
from kb.compare.source import Source
from kb.compare.telling.outlets import outlet_of
from kb.compare.telling.stories import Traits, one_story, traits_of
from kb.groups import Groups
from kb.model import AgentType, CompatiblePair, CompatibleReason, Record, Side
from kb.neighbours import Key, Matching, Pair
from kb.trades import fields_of
from kb.wording import name_words

_MONTH = 30  # days within which nobody changes trades
_IN = re.compile(r"\bin\s+(?P<place>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)?)")  # towns may have been read as people
_COMMON = 3  # telling words besides that two texts of one story have in common at least
_OFFICE = "office"  # the field of an office that no field has


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody with a full name and a trade, as one article has it.

    Attributes:
        titles: All titles with which the article prints the name, of a known field.
        fields: The fields of work that they belong to.
        company: Name words of the other people and bodies of the article, its outlet aside.
        outlet, day: Of the article.
        traits: What tells which story it belongs to.
    """

    titles: tuple[Titled, ...]
    fields: frozenset[str]
    company: frozenset[frozenset[str]]
    outlet: str
    day: date
    traits: Traits

    @property
    def title(self) -> str:
        """Give the first title, without article."""
        return self.titles[0].title.removeprefix("the ").removeprefix("The ")


def _items(source: Source) -> dict[str, Bearer]:
    record = source.record
    day = record.article.day
    titles: dict[str, list[Titled]] = {}
    for titled in source.once(titles_of):
        if len(titled.words) > 1 and day and _fields(titled.title):
            titles.setdefault(titled.agent, []).append(titled)
    outlet_id, outlet = outlet_of(record)
    return {
        f"{record.article.id}:{agent}": Bearer(
            tuple(titles[agent]),
            frozenset().union(*(_fields(titled.title) for titled in titles[agent])),
            _company(record, titles[agent][0].words | name_words(outlet_id)),
            outlet or record.article.doc,
            day,
            source.once(traits_of),
        )
        for agent in titles
        if day
    }


def _fields(title: str) -> frozenset[str]:
    """Give the fields of a title; the director of a museum makes no films, and offices of no field are one."""
    words = words_of_title(title)
    known = fields_of(words)
    if known and sort_of_body(title):
        known -= {"stage"}
    return known or (frozenset({_OFFICE}) if is_office(title) else frozenset())


def _company(record: Record, known: frozenset[str]) -> frozenset[frozenset[str]]:
    kinds = (AgentType.PERSON, AgentType.ORGANIZATION)
    names = {name_words(agent.id) for agent in record.agents if agent.type in kinds}
    places = {name_words(ids.agent(match["place"])) for match in _IN.finditer(record.article.body)}
    return frozenset(name for name in names - places if name and not name <= known)


def _keys(bearer: Bearer) -> Iterator[Key]:
    week = bearer.day.toordinal() // _MONTH
    name = tuple(sorted(bearer.titles[0].words))
    yield from ((name, week), (name, week + 1))


def _order(bearer: Bearer) -> tuple[list[str], date]:
    return sorted(bearer.fields), bearer.day


def _link(one: Bearer, other: Bearer) -> bool | None:
    """Tell two people apart: no field, nobody else and no story in common."""
    if one.traits.article == other.traits.article or not one.fields.isdisjoint(other.fields):
        return None
    if abs((one.day - other.day).days) > _MONTH or _of_one_story(one, other):
        return None
    return True if one.company.isdisjoint(other.company) else None


def _of_one_story(one: Bearer, other: Bearer) -> bool:
    """Tell whether the articles have a story in common; that both print the name, or a day, does not show one."""
    name = one.titles[0].words | other.titles[0].words
    words = (one.traits.words & other.traits.words) - name
    return sum(map(str.isalpha, words)) >= _COMMON and one_story(one.traits, other.traits)


def _outcome(bearers: Mapping[str, Bearer], links: Mapping[Pair, bool]) -> Iterator[Difference]:
    """Give one pair for each two trades of a name, with all who print it so."""
    sides: dict[tuple[str, str], dict[str, set[str]]] = {}
    for pair in links:
        first, second = sorted(pair, key=lambda one: (bearers[one].title.casefold(), one))
        titles = bearers[first].title.casefold(), bearers[second].title.casefold()
        given = sides.setdefault(titles, {titles[0]: set(), titles[1]: set()})
        given[titles[0]].add(first)
        given[titles[1]].add(second)
    for titles in sorted(sides):
        yield _pair({title: [bearers[one] for one in sorted(sides[titles][title])] for title in titles})


def _pair(bearers: Mapping[str, list[Bearer]]) -> CompatiblePair:
    name = next(iter(bearers.values()))[0].titles[0].name
    told = "; ".join(
        f"{', '.join(sorted({f'{one.outlet} ({one.day.isoformat()})' for one in given}))}: {title}"
        for title, given in bearers.items()
    )
    text = (
        f"One name, two people. {name} is given trades that hardly go together ({told}), and the texts have no other"
        " person or body in common."
    )
    sides = tuple(
        Side(
            f"{name}, {title}",
            tuple(sorted({one.titles[0].evidence for one in given}, key=lambda one: (one.statement, one.span))),
        )
        for title, given in bearers.items()
    )
    reason = CompatibleReason.OTHER_REFERENT
    every = basis(*(one.titles[0] for given in bearers.values() for one in given))
    return CompatiblePair(ids.derived("pair", reason.value, *every), reason, sides, text)


NAMESAKES = Finder("namesakes", _items, lambda: Groups(Matching(_keys, _link, _order), _outcome))
