"""Roles: one office with two holders.

Months apart, an office has changed hands, and nothing is at odds. On one day, two outlets of one story cannot both be
right on who is fire chief, unless the office is changing hands just then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kb import ids
from kb.compare.events.places import capitals_where
from kb.compare.finder import Difference, Finder
from kb.compare.people.likenesses import may_be_one
from kb.compare.people.offices import Office, office_in, sort_words
from kb.compare.people.titles import Titled, basis, titles_of
from kb.compare.source import Source
from kb.compare.telling.outlets import outlet_of
from kb.compare.telling.stories import Traits, like_story, traits_of
from kb.groups import Groups
from kb.model import (
    AgentType,
    CompatiblePair,
    CompatibleReason,
    Discrepancy,
    DiscrepancyKind,
    Record,
    Severity,
    Side,
)
from kb.neighbours import Key, Matching, Pair
from kb.wording import misprint, name_words, words_in

_HANDOVER = re.compile(
    r"\b(?:succeed\w*|success(?:or|ion)|replac\w+|predecessor|outgoing|incoming|interim|acting|sworn in|appointed"
    r"|appointment|designate|resign\w*|(?:step|stepp|stood|stand)\w* (?:down|aside)|ousted|sacked|dismissed|retir\w+"
    r"|former|(?:take|taken|took|taking) over (?:as|from|the)"
    r"|new (?:\w+ ){0,2}(?:chief|coach|director|head|leader|mayor|minister))\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_GOES_ON = re.compile(r"\s[A-Z][a-z]")
_STEM = 4  # letters by which the names of bodies meet; "China" and "Chinese" have them in common
_APART = 90  # days between two texts in which an office may have changed hands


@dataclass(frozen=True, slots=True)
class Held:
    """A person with an office, as one article gives it.

    Attributes:
        titled: The mention and the title.
        office: With its body, or an empty one: then it is that of one of the ``places``.
        places: Name words of places that the article names; ``near``: those in the same statement.
        outlet, day: Of the article.
        traits: What tells which story it belongs to.
        changes: Words of the sentences in which the article speaks of offices that change hands.
    """

    titled: Titled
    office: Office
    places: frozenset[frozenset[str]]
    near: frozenset[frozenset[str]]
    outlet: str
    day: date | None
    traits: Traits
    changes: tuple[frozenset[str], ...]

    @property
    def holder(self) -> frozenset[str]:
        """Give the words of the holder's name."""
        return self.titled.words

    @property
    def order(self) -> tuple[bool, date, str, int]:
        """Sort what tells whose office it is first, then by day, an unknown one last."""
        near = bool(self.office.body or self.near)
        return not near, self.day or date.max, self.titled.statement.id, self.titled.span.start

    @property
    def where(self) -> str:
        """Name outlet and day, for an explanation."""
        return f"{self.outlet} ({self.day.isoformat()})" if self.day else self.outlet


def _items(source: Source) -> dict[str, Held]:
    """Give one item for each office and holder of an article, the first that tells most."""
    record = source.record
    day = record.article.day
    traits, outlet = source.once(traits_of), outlet_of(record)[1] or record.article.doc
    places, changes = _places(record), _changes(record.article.body)
    found: dict[tuple[Office, frozenset[str]], Held] = {}
    for titled in source.once(titles_of):
        office = office_in(titled)
        if office:
            near = {name_words(one.agent) for one in titled.statement.mentions} | _named(titled)
            held = Held(titled, office, places, frozenset(places & near), outlet, day, traits, changes)
            known = found.get((office, held.holder))
            if known is None or held.order < known.order:
                found[office, held.holder] = held
    owned = {(office.sort, holder) for office, holder in found if office.body}
    kept = [held for (office, holder), held in found.items() if office.body or (office.sort, holder) not in owned]
    return {f"{held.titled.statement.id}:{held.titled.span.start}:{_sort(held)}": held for held in kept}


def _sort(held: Held) -> str:
    return "-".join(sorted(held.office.sort | held.office.body))


def _places(record: Record) -> frozenset[frozenset[str]]:
    places = [agent for agent in record.agents if agent.type is AgentType.PLACE]
    known = {name_words(agent.id) for agent in places if _printed_whole(agent.name, record.article.body)}
    return frozenset(known | {_folded(name) for name in capitals_where(record.article.body)})


def _printed_whole(name: str, body: str) -> bool:
    """Tell whether a name stands anywhere without more of it behind: "North", read off "North Ayr", is no place."""
    ends = [match.end() for match in re.finditer(rf"\b{re.escape(name)}\b", body)]
    return not ends or not all(_GOES_ON.match(body, end) for end in ends)


def _named(titled: Titled) -> set[frozenset[str]]:
    return {_folded(name) for span in titled.statement.content for name in capitals_where(span.exact)}


def _folded(name: str) -> frozenset[str]:
    return name_words(ids.agent(name))


def _keys(held: Held) -> Iterator[Key]:
    sort = tuple(sorted(held.office.sort))
    if held.office.body:
        yield from ((sort, stem) for stem in sorted({word[:_STEM] for word in held.office.body}))
    else:
        yield from ((sort, *sorted(place)) for place in sorted(held.places, key=sorted))


def _order(held: Held) -> tuple[list[str], str]:
    return sorted(held.holder), str(held.day or "")


def _link(one: Held, other: Held) -> str | None:
    """Tell whether an office has ``changed`` hands, or whether two at a time ``both`` are said to hold it."""
    if one.traits.article == other.traits.article or _one_name(one.titled, other.titled):
        return None
    if one.day and other.day and abs((one.day - other.day).days) > _APART:
        return "changed" if _one_office(one, other) else None
    whose = one.office.body and other.office.body and one.office.same(other.office)
    if not whose or one.office.meant or other.office.meant or _changing(one, other):
        return None
    return "both" if like_story(one.traits, other.traits) else None


def _changes(body: str) -> tuple[frozenset[str], ...]:
    sentences = (sentence for sentence in _SENTENCE.split(body) if _HANDOVER.search(sentence))
    return tuple(frozenset(word.text for word in words_in(sentence)) for sentence in sentences)


def _changing(one: Held, other: Held) -> bool:
    """Tell whether one of the articles says of the office, or of a holder, that an office changes hands."""
    names = one.holder | other.holder
    return any(
        not names.isdisjoint(words) or one.office.sort <= sort_words(words) for words in (*one.changes, *other.changes)
    )


def _one_name(one: Titled, other: Titled) -> bool:
    """Tell whether two names may be one: a part left out, or misprinted, or the last word the same or nearly so."""
    if one.words <= other.words or other.words <= one.words or may_be_one(one.words, other.words):
        return True
    (*first, ours), (*given, theirs) = (titled.name.casefold().split() for titled in (one, other))
    return ours == theirs or (misprint(ours, theirs) and not _unlike(first, given))


def _unlike(first: Sequence[str], given: Sequence[str]) -> bool:
    """Tell whether both have first names in full, of which none may be one: "Ada Lund" and "Peter Lundt" are two."""
    pairs = [(one, other) for one in first for other in given]
    return bool(pairs) and not any(
        one.startswith(other.rstrip(".")) or other.startswith(one.rstrip(".")) or misprint(one, other)
        for one, other in pairs
    )


def _one_office(one: Held, other: Held) -> bool:
    if one.office.body and other.office.body:
        return one.office.same(other.office)
    if one.office.body or other.office.body or one.office.sort != other.office.sort or one.office.anywhere:
        return False
    return any(place in one.near or place in other.near for place in one.places & other.places)


def _outcome(offices: Mapping[str, Held], links: Mapping[Pair, str]) -> Iterator[Difference]:
    first: dict[tuple[str, frozenset[str], frozenset[str]], tuple[Held, Held]] = {}
    for pair, kind in links.items():
        early, late = sorted((offices[one] for one in pair), key=lambda held: held.order[1:])
        key = (kind, early.holder, late.holder)
        known = first.get(key)
        if known is None or (early.order, late.order) < (known[0].order, known[1].order):
            first[key] = (early, late)
    for kind, *holders in sorted(first, key=lambda key: (key[0], sorted(key[1]), sorted(key[2]))):
        early, late = first[kind, holders[0], holders[1]]
        yield _changed(early, late) if kind == "changed" else _both(early, late)


def _changed(early: Held, late: Held) -> CompatiblePair:
    text = (
        f"One office, two holders. {early.where} names {early.titled.name}"
        f" ({early.titled.title}); {late.where} names {late.titled.name}"
        f" ({late.titled.title}). Offices change hands."
    )
    sides = tuple(Side(held.titled.name, (held.titled.evidence,)) for held in (early, late))
    reason = CompatibleReason.ROLE_CHANGED
    return CompatiblePair(ids.derived("pair", reason.value, *basis(early.titled, late.titled)), reason, sides, text)


def _both(one: Held, other: Held) -> Discrepancy:
    disagree = one.titled.voice != other.titled.voice  # what speakers say otherwise is no contradiction of outlets
    text = "They disagree. " if disagree else ""
    text += (
        f"One office, two holders at a time. {one.where} names {one.titled.name}"
        f" ({one.titled.title}); {other.where} names {other.titled.name}"
        f" ({other.titled.title}). One person holds it at a time, and neither text tells of a change."
    )
    sides = sorted(
        (Side(held.titled.name, (held.titled.evidence,)) for held in (one, other)), key=lambda side: side.value
    )
    return Discrepancy(
        ids.derived("discrepancy", DiscrepancyKind.ROLE.value, *basis(one.titled, other.titled)),
        DiscrepancyKind.ROLE,
        Severity.INFO if disagree else Severity.WARNING,
        tuple(sides),
        text,
        (f"the office ({one.titled.title})", "the story", "the time"),
    )


OFFICES = Finder("offices", _items, lambda: Groups(Matching(_keys, _link, _order), _outcome))
