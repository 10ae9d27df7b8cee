"""Article → article that knows its own outlet, day and author: stated where somebody stated them, else inferred.

What is stated wins; an inference that contradicts it is kept, and marked. An inference is used only when it is sure
and close enough; else it stays a fact beside an empty value, so that nobody takes a guess for a statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kb.config import Settings
from kb.ingest.facts import SURE
from kb.model import Article, Fact, FactKind, Interval, RegionKind

if TYPE_CHECKING:
    from kb.resolve.registry import Registry

CONTRADICTS = 0.7  # an inference less sure than this does not speak against a statement
_WITHIN = {"outlet": FactKind.OUTLET, "published": FactKind.PUBLISHED, "author": FactKind.AUTHOR}
_STATED = {**_WITHIN, "language": FactKind.LANGUAGE, "credit": FactKind.CREDIT}
_REASONS = {
    "text": "told by script and function words",
    "html": "the page shows it",
    "meta": "the metadata of the page state it",
    "json-ld": "the linked data of the page state it",
    "front matter": "the front matter states it",
    "address": "it was fetched from there",
}
_ORDER = list(FactKind)


def informed(article: Article, chosen: Settings) -> Article:
    """Give the article with all facts about itself, and with inferred values where none is stated.

    The same article gives the same facts, whatever the time of day; an article that has been informed is given back.
    """
    from kb.resolve.article_facts import inferred
    from kb.resolve.registry import Registry

    if any(fact.used for fact in article.facts):
        return article
    registry = Registry.load(Path(chosen.registry) if chosen.registry else None)
    stated = [fact for key in _STATED if (fact := _stated(article, key))]
    found = [*inferred(article, registry), *_credited(article, registry)]
    values: dict[str, object] = {}
    facts = [fact for fact in found if fact.kind not in _WITHIN.values()]
    for key, kind in _STATED.items():
        given = next((fact for fact in stated if fact.kind is kind), None)
        inferred_too = found if key in _WITHIN else ()
        ours = [fact for fact in (*article.facts, *inferred_too) if fact.kind is kind]
        settled = _against(given, ours, registry) if given else _settled(kind, ours) if key in _WITHIN else []
        facts += settled
        used = next((fact for fact in settled if fact.used), None)
        if used and not given:
            values[key] = used.days if kind is FactKind.PUBLISHED else used.value
    grounds = {
        key: f"inferred ({fact.ground})" for key in values for fact in facts if fact.kind is _WITHIN[key] and fact.used
    }
    return replace(article, **values, grounds={**article.grounds, **grounds}, facts=_ordered(facts))  # type: ignore[arg-type]


def conflicts_in(article: Article) -> Iterator[str]:
    """Say which facts of an informed article contradict one another, for the person who ingests it."""
    for kind in _ORDER:
        against = [fact for fact in article.facts if fact.kind is kind and fact.conflict]
        used = next((fact for fact in article.facts if fact.kind is kind and fact.used), None)
        if against and not used:  # the article contradicts itself, or what should tell does not fit
            yield f"{article.doc}: {kind} is not known: {'; but '.join(fact.reason for fact in against)}."
            continue
        for fact in against:
            if used and fact is not used:
                ours = f"{fact.value} ({fact.ground})" if fact.value else fact.reason
                yield f"{article.doc}: {kind} is {used.value} ({used.ground}), but also {ours}: the former is kept."


def _stated(article: Article, key: str) -> Fact | None:
    value = getattr(article, key)
    if not value:
        return None
    ground = article.grounds.get(key, "")
    days = value if isinstance(value, Interval) else None
    reason = _REASONS.get(ground, f"the {ground} states it" if ground else "it was stated")
    return Fact(_STATED[key], str(value), ground or "stated", SURE.get(ground, 1.0), (), reason, days, used=True)


def _against(given: Fact, ours: Sequence[Fact], registry: Registry) -> list[Fact]:
    """Give what is stated, and what was inferred beside it; what contradicts it is marked on both sides."""
    marked = [
        replace(fact, conflict=fact.confidence >= CONTRADICTS and not _agree(given, fact, registry))
        if fact.value
        else fact
        for fact in ours
        if fact.value or fact.conflict
    ]
    return [replace(given, conflict=any(fact.conflict for fact in marked)), *marked]


def _agree(given: Fact, fact: Fact, registry: Registry) -> bool:
    from kb.resolve.article_facts.bylines import share_somebody

    if given.days and fact.days:
        return given.days.overlaps(fact.days)
    if given.kind is FactKind.OUTLET:
        return registry.outlet(given.value).id == registry.outlet(fact.value).id
    if given.kind is FactKind.AUTHOR:
        return share_somebody(given.value, fact.value)
    ours, other = given.value.casefold(), fact.value.casefold()
    return ours == other or ours.startswith(f"{other}-")  # "en" is "en-GB" seen from afar


def _settled(kind: FactKind, ours: Sequence[Fact]) -> list[Fact]:
    """Choose what to use of what was inferred, if anything, and say why not."""
    from kb.resolve.article_facts.bounds import usable
    from kb.resolve.article_facts.bylines import share_somebody
    from kb.resolve.article_facts.outlets import sure_outlet
    from kb.resolve.article_facts.signs import unknown

    if kind is FactKind.OUTLET:
        sure, why = sure_outlet(ours)
        chosen = [replace(fact, used=fact is sure) for fact in ours]
        return chosen if sure or not why else [*chosen, unknown(kind, why)]
    if kind is FactKind.PUBLISHED:
        return [*(replace(fact, used=True) if usable(fact) else _unused(fact) for fact in ours[:1]), *ours[1:]]
    others = [fact for fact in ours[1:] if not share_somebody(ours[0].value, fact.value)]
    chosen = [
        replace(fact, used=place == 0, conflict=bool(others) if place == 0 else fact in others)
        for place, fact in enumerate(ours)
    ]
    return chosen or [unknown(kind, "no line of the text names its author")]


def _unused(fact: Fact) -> Fact:
    if not fact.value:
        return fact
    open_end = fact.days is None or fact.days.earliest is None or fact.days.latest is None
    why = "an end is open" if open_end else "too wide or too unsure for a day of publication"
    return replace(fact, reason=f"{fact.reason}; not used: {why}")


def _credited(article: Article, registry: Registry) -> Iterator[Fact]:
    """Give the agencies that the text names as its source; pictures' credits are none."""
    from kb.compare.sources.credits import credits_in

    lowered = article.body.lower()
    agencies = {
        name: agent
        for name, agent in registry.agencies().items()
        if name in lowered and (len(name) > 3 or name.upper() in article.body)  # "ap" stands in "April"
    }
    if not agencies:
        return
    opening = article.stretches(RegionKind.BODY)[:1]  # where a story's main source is named
    naming = tuple(
        region
        for region in article.regions
        if region in opening or any(name in article.body[region.start : region.end].lower() for name in agencies)
    )
    for credit in credits_in(replace(article, credit="", regions=naming), agencies):
        agent = registry.agent(credit.agency)
        if agent and credit.span:
            reason = "the article names the agency as a source of its text"
            yield Fact(
                FactKind.CREDIT, agent.name, "printed credit", 0.9, (credit.span,), reason, used=not article.credit
            )


def _ordered(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Give each fact once, in the order in which a store gives them back."""
    return tuple(sorted(dict.fromkeys(facts), key=Fact.order))
