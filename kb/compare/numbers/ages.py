"""Ages of one person that cannot both hold: "Marsh, 61," in one text, "the 67-year-old Marsh" in another.

Within one story only, since years later people are older. Of ages a year apart, both may be right about different
days, so that is for information.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kb.compare.finder import Difference, Finder
from kb.compare.numbers.values import Given, OneThing, clashes, lines_of
from kb.compare.source import Source
from kb.compare.telling.accounts import Name
from kb.compare.telling.meeting import Key, labelled
from kb.compare.telling.stories import one_story
from kb.groups import Groups
from kb.model import AgentType, DiscrepancyKind, Mention, Span
from kb.neighbours import Matching
from kb.wording import name_words

_BEHIND = re.compile(
    r",\s+(?:who\s+(?:is|was)\s+|aged?\s+)?(?P<age>\d{1,3})(?=\s*(?:[,.;:)]|$|years?\s+old|and\b))|\s+\((?P<own>\d{1,3})\)"
)
_BEFORE = re.compile(r"(?P<age>\d{1,3})-year-old\s+(?:[\w-]+\s+){0,3}$")
_OLDEST, _BEFORE_IT = 110, 60


def _ages(source: Source) -> Mapping[str, Given]:
    kinds = {agent.id: agent.type for agent in source.record.agents}
    mentions = sorted(source.record.mentions, key=lambda one: one.span)
    found: dict[str, Given] = {}
    for line in source.once(lines_of):
        for mention in mentions:
            inside = line.start <= mention.span.start < line.start + len(line.text)
            if not (inside and mention.name and kinds.get(mention.agent) is AgentType.PERSON):
                continue
            span = _age_of(mention, line.start, line.text)
            if span and 0 < int(span.exact) < _OLDEST:
                account = line.account_at(span.start, span.end)
                one = Given(account, span.exact, span, frozenset({name_words(mention.agent)}), frozenset())
                found[one.id] = one
    return found


def _age_of(mention: Mention, start: int, text: str) -> Span | None:
    behind = _BEHIND.match(text, mention.span.end - start)
    if behind:
        group = "age" if behind["age"] else "own"
        return Span(start + behind.start(group), start + behind.end(group), behind[group])
    named = mention.span.start - start + max(0, mention.span.exact.find(mention.name))  # behind titles
    first = max(0, named - _BEFORE_IT)
    before = _BEFORE.search(text[first:named])
    if not before:
        return None
    at = start + first + before.start("age")
    return Span(at, at + len(before["age"]), before["age"])


def _keys(age: Given) -> Iterator[Key]:
    for bucket in age.account.traits.buckets:
        yield from ((bucket, "age", word) for word in sorted(_person(age)))


def _person(age: Given) -> Name:
    (name,) = age.names
    return name


def _link(left: Given, right: Given) -> OneThing | None:
    one, other = left.account, right.account
    ours, theirs = _person(left), _person(right)
    if one.outlet == other.outlet or not (ours <= theirs or theirs <= ours):
        return None
    if not one_story(one.traits, other.traits):
        return None
    near = abs(int(left.value) - int(right.value)) == 1
    doubt = " A birthday may lie between the two." if near else ""
    return OneThing(
        ("the story", f"the person ({'; '.join(labelled(left.names, one))})"), left.value != right.value, doubt
    )


def _groups() -> Groups[Given, OneThing, Difference]:
    return Groups(
        Matching(keys=_keys, link=_link, order=lambda age: (sorted(_person(age)), age.account.printed)),
        clashes(DiscrepancyKind.NUMBER, "Different ages for one person.", spoken=False),
    )


AGES = Finder("ages", _ages, _groups)
