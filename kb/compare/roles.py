"""Roles change hands: one office, two holders, in texts of different times."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

from kb import ids
from kb.compare.outlets import outlet_of
from kb.model import AgentType, CompatiblePair, CompatibleReason, Evidence, Mention, Record, Side, Span, Statement
from kb.wording import FUNCTION_WORDS, house_form, name_words, words_in

_LISTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_OFFICES, _SHARED, _PAST, _RANKS = (frozenset(_LISTS[name].split()) for name in ("offices", "shared", "past", "ranks"))
_APPOSITION = re.compile(r",\s+(?P<title>(?:the\s+)?[^,.;:“”\"()\n]{4,70})(?=[,.])")
_APART = 90  # days between two texts in which an office may have changed hands
_STEM = 4  # letters that "China", "China's" and "Chinese" have in common


@dataclass(frozen=True, slots=True)
class _Held:
    office: frozenset[str]
    holder: frozenset[str]
    name: str
    title: str
    article: str
    outlet: str
    day: date
    statement: str
    span: Span


def changed_roles(records: Sequence[Record]) -> list[CompatiblePair]:
    """Give pairs of holders of one office whom articles of different times name; one pair per office and holders."""
    offices: dict[frozenset[str], dict[frozenset[str], _Held]] = defaultdict(dict)
    for record in records:
        for held in _held(record):
            known = offices[held.office].get(held.holder)
            if known is None or (held.day, held.statement, held.span) < (known.day, known.statement, known.span):
                offices[held.office][held.holder] = held
    pairs = []
    for office in sorted(offices, key=sorted):
        holders = sorted(offices[office].values(), key=lambda held: (held.day, held.statement, held.span))
        pairs += [_pair(one, other) for one, other in combinations(holders, 2) if _changed(one, other)]
    return pairs


def _held(record: Record) -> Iterator[_Held]:
    day = record.article.published.earliest if record.article.published else None
    if day is None:
        return
    outlet = outlet_of(record)[1] or record.article.doc
    for statement in record.statements:
        for mention, title in _titled(statement, record.article.body):
            office = _office(title)
            if office:
                key = (office, name_words(mention.agent), mention.name, " ".join(title.split()))
                yield _Held(*key, record.article.id, outlet, day, statement.id, mention.span)


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


def _office(titles: str) -> frozenset[str]:
    """Give the stems of an office that one person holds at a time; none for ranks and shared offices."""
    words = [house_form(word.text.removesuffix("'s")) for word in words_in(titles)]
    if not _PAST.isdisjoint(words) or any(word.startswith(("then-", "ex-")) for word in words):
        return frozenset()
    if _OFFICES.isdisjoint(set(words) - _RANKS) or not _SHARED.isdisjoint(words):
        return frozenset()
    stems = frozenset(word[:_STEM] for word in words if word not in FUNCTION_WORDS | _RANKS or word == "us")
    return stems if len(stems) > 1 else frozenset()  # "the minister" alone may be any


def _changed(one: _Held, other: _Held) -> bool:
    if one.article == other.article or one.holder <= other.holder or other.holder <= one.holder:
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
