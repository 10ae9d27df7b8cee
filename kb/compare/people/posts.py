"""Posts: one person with two offices that hardly anybody holds at a time.

Whoever is fire chief to one outlet is hardly police chief, as another one of the same story has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from kb import ids
from kb.compare.finder import Difference, Finder
from kb.compare.people.offices import clash, is_office
from kb.compare.people.titles import Titled, basis, titles_of
from kb.compare.source import Source
from kb.compare.telling.outlets import outlet_of
from kb.compare.telling.stories import Traits, like_story, traits_of
from kb.groups import Groups
from kb.model import Discrepancy, DiscrepancyKind, Evidence, Severity, Side
from kb.neighbours import Key, Matching, Pair


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a full name, and all the titles that one article gives them."""

    titles: tuple[Titled, ...]
    outlet: str
    traits: Traits


def _people(source: Source) -> dict[str, Person]:
    titles: dict[str, list[Titled]] = {}
    for titled in source.once(titles_of):
        if len(titled.words) > 1 and is_office(titled.title):
            titles.setdefault(titled.agent, []).append(titled)
    record = source.record
    outlet = outlet_of(record)[1] or record.article.doc
    return {
        f"{record.article.id}:{agent}": Person(tuple(titles[agent]), outlet, source.once(traits_of)) for agent in titles
    }


def _person_keys(person: Person) -> Iterator[Key]:
    yield (person.titles[0].agent,)


def _person_order(person: Person) -> str:
    return str(person.traits.day or "")


def _two_offices(one: Person, other: Person) -> tuple[Titled, Titled] | None:
    """Give two titles in one story that clash, where no title of the one article agrees with one of the other."""
    if not like_story(one.traits, other.traits):
        return None
    pairs = list(product(one.titles, other.titles))
    if not pairs or not all(clash(left.title, right.title) for left, right in pairs):
        return None
    return pairs[0]


def _of_people(people: Mapping[str, Person], links: Mapping[Pair, tuple[Titled, Titled]]) -> Iterator[Difference]:
    """Give one discrepancy for all who name a person with offices that clash, each office with all its evidence."""
    if not links:
        return
    evidence: dict[str, dict[Evidence, Titled]] = {}
    told: dict[str, set[str]] = {}
    for pair, titles in links.items():
        for one, titled in zip(pair, titles, strict=True):
            value = titled.title.removeprefix("the ").casefold()
            evidence.setdefault(value, {})[titled.evidence] = titled
            told.setdefault(value, set()).add(f"{people[one].outlet} “{titled.title}”")
    sides = tuple(
        Side(value, tuple(sorted(evidence[value], key=lambda one: (one.statement, one.span))))
        for value in sorted(evidence)
    )
    every = [titled for given in evidence.values() for titled in given.values()]
    listed = "; ".join(f"{value}: {', '.join(sorted(told[value]))}" for value in sorted(told))
    text = f"One person, two offices. {every[0].name} is called: {listed}. Hardly anybody holds both at a time."
    yield Discrepancy(
        ids.derived("discrepancy", DiscrepancyKind.ROLE.value, *basis(*every)),
        DiscrepancyKind.ROLE,
        Severity.INFO,
        sides,
        text,
        (f"the person ({every[0].name})", "the story"),
    )


POSTS = Finder("posts", _people, lambda: Groups(Matching(_person_keys, _two_offices, _person_order), _of_people))
