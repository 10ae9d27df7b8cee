"""Roles change hands: one office, two holders, in texts of different times.

An office is one only where the body is: "the chief executive" of one firm is not that of another. Whose office
it is, the title tells ("Arcadia's fisheries minister"), or the subject of the sentence ("Rovers … their captain"),
or the place: the sentence names it with the one holder ("the fire chief spoke in Ashford"), the article with the other.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, product
from pathlib import Path

from kb import ids
from kb.compare.outlets import outlet_of
from kb.model import AgentType, CompatiblePair, CompatibleReason, Evidence, Mention, Record, Side, Span, Statement
from kb.wording import FUNCTION_WORDS, house_form, name_words, words_in

_LISTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_OFFICES, _SHARED, _PAST, _RANKS, _SORTS = (
    frozenset(_LISTS[name].split()) for name in ("offices", "shared", "past", "ranks", "sorts")
)
_POSSESSIVES = frozenset({"its", "their"})
_APPOSITION = re.compile(r",\s+(?P<title>(?:the\s+)?[^,.;:“”\"()\n]{4,70})(?=[,.])")
_APART = 90  # days between two texts in which an office may have changed hands
_STEM = 4  # letters that "China", "China's" and "Chinese" have in common


@dataclass(frozen=True, slots=True)
class _Office:
    """Stems of the words that tell which office, and of those that tell whose; ``meant``: a pronoun stood for it."""

    sort: frozenset[str]
    body: frozenset[str]
    meant: bool = False

    def same(self, other: _Office) -> bool:
        """Tell whether both are one office; a body that a pronoun stood for may have a longer name."""
        if self.sort != other.sort:
            return False
        if self.meant or other.meant:
            return self.body <= other.body or other.body <= self.body
        return self.body == other.body


@dataclass(frozen=True, slots=True)
class _Held:
    office: _Office
    holder: frozenset[str]
    name: str
    title: str
    article: str
    outlet: str
    day: date
    statement: str
    span: Span
    near: bool = True  # the title or the sentence tells whose office it is, and not the article alone


def changed_roles(records: Sequence[Record]) -> list[CompatiblePair]:
    """Give pairs of holders of one office whom articles of different times name; one pair per office and holders."""
    offices: dict[_Office, dict[frozenset[str], _Held]] = defaultdict(dict)
    for record in records:
        for held in _held(record):
            known = offices[held.office].get(held.holder)
            if known is None or _order(held) < _order(known):
                offices[held.office][held.holder] = held
    found: dict[tuple[frozenset[str], ...], tuple[_Held, _Held]] = {}
    for one, other in _one_office(offices):
        early, late = sorted((one, other), key=lambda held: (held.day, held.statement, held.span))
        key = (early.office.sort, early.holder, late.holder)
        if _changed(early, late):
            first = found.get(key, (early, late))
            found[key] = min(first, (early, late), key=lambda pair: [_order(held) for held in pair])
    return [_pair(*found[key]) for key in sorted(found, key=lambda key: [sorted(words) for words in key])]


def _one_office(offices: Mapping[_Office, Mapping[frozenset[str], _Held]]) -> Iterator[tuple[_Held, _Held]]:
    """Pair the holders of each office, and of those whose body is named more fully elsewhere."""
    kin: dict[tuple[frozenset[str], str], list[_Office]] = defaultdict(list)
    for office in offices:
        for stem in office.body:
            kin[office.sort, stem].append(office)
    for office, holders in offices.items():
        yield from combinations(holders.values(), 2)
        others = {other for stem in office.body for other in kin[office.sort, stem]} if office.meant else set()
        for other in others - {office}:
            if office.same(other):
                yield from product(holders.values(), offices[other].values())


def _order(held: _Held) -> tuple[bool, date, str, Span]:
    return not held.near, held.day, held.statement, held.span


def _held(record: Record) -> Iterator[_Held]:
    day = record.article.day
    if day is None:
        return
    outlet = outlet_of(record)[1] or record.article.doc
    places = sorted(agent.id for agent in record.agents if agent.type is AgentType.PLACE)
    bare: list[_Held] = []
    owned: set[tuple[frozenset[str], frozenset[str]]] = set()
    for statement in record.statements:
        for mention, title in _titled(statement, record.article.body):
            office = _office(title, statement, mention)
            if not office:
                continue
            held = _Held(
                office,
                name_words(mention.agent),
                mention.name,
                " ".join(title.split()),
                record.article.id,
                outlet,
                day,
                statement.id,
                mention.span,
            )
            if office.body:
                owned.add((office.sort, held.holder))
                yield held
                continue
            near = {one.agent for one in statement.mentions}
            bare += [
                replace(held, office=_Office(office.sort, name_words(place)), near=place in near) for place in places
            ]
    yield from (held for held in bare if (held.office.sort, held.holder) not in owned)


def _titled(statement: Statement, body: str) -> Iterator[tuple[Mention, str]]:
    """Give named persons with their titles: before the name, in an apposition before it, or in one behind it."""
    bare: Mention | None = None
    for mention in sorted(statement.mentions, key=lambda mention: mention.span):
        if mention.type is not AgentType.PERSON:
            continue
        if not mention.name:
            bare = mention
            continue
        if mention.agent:
            gap = body[bare.span.end : mention.span.start].strip() if bare and body else ""
            before = bare.span.exact if bare and gap == "," and bare.span.end <= mention.span.start else ""
            behind = _APPOSITION.match(body, mention.span.end) if body else None
            for title in (mention.titles, before, behind["title"] if behind else ""):
                if title:
                    yield mention, title


def _office(title: str, statement: Statement, holder: Mention) -> _Office | None:
    """Give an office that one person holds at a time, with its body or an empty one; none for ranks and shared offices.

    A body has a name, with a capital: "the parks director" is of any town.
    """
    printed = [word.text for word in words_in(title)]
    words = [house_form(word.removesuffix("'s")) for word in printed]
    if not _PAST.isdisjoint(words) or any(word.startswith(("then-", "ex-")) for word in words):
        return None
    meant = frozenset(_body_meant(statement, holder)) if not _POSSESSIVES.isdisjoint(words) else frozenset()
    owned = bool(meant) or any(word.endswith("'s") for word in printed) or "of" in printed
    ranks = _RANKS - _OFFICES if owned else _RANKS  # "Captain Lund" is a rank, "Rovers' captain" an office
    if _OFFICES.isdisjoint(set(words) - ranks) or not _SHARED.isdisjoint(words):
        return None
    telling = [word for word in words if word not in FUNCTION_WORDS | ranks or word == "us"]
    owners = {word.removesuffix("'s") for word in printed if word.endswith("'s")}
    sorts = (_OFFICES | _SORTS) - owners
    sort = frozenset(word[:_STEM] for word in telling if word in sorts)
    body = [word for word in telling if word not in sorts]
    named = {house_form(word.text.removesuffix("'s")) for word in words_in(title) if title[word.start].isupper()}
    if not (meant or named.isdisjoint(body)):
        return _Office(sort, frozenset(word[:_STEM] for word in body))
    return _Office(sort, meant | {word[:_STEM] for word in body}, bool(meant)) if meant or not body else None


def _body_meant(statement: Statement, holder: Mention) -> Iterator[str]:
    """Give the stems of the body that "its" or "their" stands for: the last subject before the holder's name."""
    before = [
        one
        for one in statement.propositions
        if one.subject_agent and one.span[0].start <= holder.span.start and one.subject_agent != holder.agent
    ]
    if before:
        nearest = max(before, key=lambda one: (one.span[0].start, one.id))
        yield from (word[:_STEM] for word in name_words(nearest.subject_agent))


def _changed(one: _Held, other: _Held) -> bool:
    if one.article == other.article or not (one.near or other.near):
        return False
    if one.holder <= other.holder or other.holder <= one.holder:
        return False
    return abs((one.day - other.day).days) > _APART


def _pair(one: _Held, other: _Held) -> CompatiblePair:
    early, late = sorted((one, other), key=lambda held: (held.day, held.statement))
    sides = tuple(Side(held.name, (Evidence(held.statement, held.span),)) for held in (early, late))
    text = (
        f"One office, two holders. {early.outlet} ({early.day.isoformat()}) names {early.name} ({early.title});"
        f" {late.outlet} ({late.day.isoformat()}) names {late.name} ({late.title}). Offices change hands."
    )
    basis = sorted(f"{held.statement}:{held.span.start}-{held.span.end}" for held in (early, late))
    return CompatiblePair(
        ids.derived("pair", CompatibleReason.ROLE_CHANGED.value, *basis), CompatibleReason.ROLE_CHANGED, sides, text
    )
