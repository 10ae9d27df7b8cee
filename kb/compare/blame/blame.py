"""Blame: two accounts of one mishap name different parties that are to blame for it.

Where speakers do, they disagree, and nobody is wrong yet; where outlets do in their own voice, they contradict each
other. The mishap is one where its noun is, and the names beside it are or the articles tell one story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from kb import ids
from kb.compare.blame.blames import Blame, blames_of
from kb.compare.finder import Difference, Finder
from kb.compare.source import Source
from kb.compare.telling.meeting import story_keys
from kb.compare.telling.stories import one_story
from kb.compare.telling.wordings import Name, lemmas, one_word
from kb.groups import Groups
from kb.model import Discrepancy, DiscrepancyKind, Severity, Side
from kb.neighbours import Key, Matching, Pair

_WITHIN = 7  # days between accounts of a mishap that names make one


_OPENS = re.compile(r"^(?:An?|The|This|That|His|Her|Its|Their)\b")  # a sentence began with it


def _items(source: Source) -> dict[str, Blame]:
    return {blame.id: blame for blame in source.once(blames_of)}


def _keys(blame: Blame) -> Iterator[Key]:
    """Give the mishap's noun with a name beside it, and with the names of the article, days by days."""
    noun = min(lemmas(blame.mishap), key=lambda form: (len(form), form))[:5]
    for name in blame.mishap_names:
        yield (noun, *sorted(name))
    for key in story_keys(blame.traits):
        yield (noun, "story", *key)


def _link(left: Blame, right: Blame) -> str | None:
    """Give what shows that two mishaps are one."""
    if not one_word(left.mishap, right.mishap):
        return None
    ours, theirs = left.mishap_names, right.mishap_names
    shared = sorted((name for name in ours if any(name <= other or other <= name for other in theirs)), key=sorted)
    alike = left.mishap_text.casefold() == right.mishap_text.casefold()  # whatever its names were taken for
    if ours and theirs and not (shared or alike):
        return None
    near = not (left.day and right.day) or abs((left.day - right.day).days) <= _WITHIN
    if shared and near:
        return f"the mishap (the {left.mishap}, {' '.join(sorted(shared[0])).title()})"
    if left.article == right.article or one_story(left.traits, right.traits):
        return f"the mishap (the {left.mishap} of one story)"
    return None


def _outcome(blames: Mapping[str, Blame], links: Mapping[Pair, str]) -> Iterator[Difference]:
    sides: list[list[Blame]] = []
    for blame in sorted(blames.values(), key=lambda one: one.id):
        home = next((side for side in sides if all(_one_party(blame, one) for one in side)), None)
        if home is not None:
            home.append(blame)
        elif all(_other_party(blame, one) for side in sides for one in side):
            sides.append([blame])
    linked = [
        links[pair]
        for ours, theirs in combinations(sides, 2)
        for one, other in product(ours, theirs)
        if (pair := (min(one.id, other.id), max(one.id, other.id))) in links and _two_voices(one, other)
    ]
    if linked:
        yield _discrepancy(sides, min(linked))


def _one_party(one: Blame, other: Blame) -> bool:
    if one.agents or other.agents:
        return _share(one.agents, other.agents)
    alike = any(one_word(head, there) for head in one.heads for there in other.heads)
    return alike and not _of_two(one, other)


def _other_party(one: Blame, other: Blame) -> bool:
    """Tell whether two parties are surely two: a name may stand for a role, and a part for the whole."""
    if _named_in(one, other) or _named_in(other, one) or _share(one.kin, other.agents) or _share(other.kin, one.agents):
        return False
    if one.agents and other.agents:
        return not _share(one.agents, other.agents)
    if one.agents or other.agents:
        named, role = (one, other) if one.agents else (other, one)
        return _share(named.agents, role.voices)  # nobody blames himself
    return not any(one_word(head, there) for head in one.heads for there in other.heads) or _of_two(one, other)


def _of_two(one: Blame, other: Blame) -> bool:
    """Tell the owner of one ship from that of another."""
    return bool(one.owners and other.owners) and not _share(one.owners, other.owners)


def _named_in(one: Blame, other: Blame) -> bool:
    return any(
        name <= other.words or (not name.isdisjoint(other.words) and len(name) > 1) for name in one.agents
    ) or _share(one.agents, other.owners)


def _share(ours: frozenset[Name], theirs: frozenset[Name]) -> bool:
    return any(name <= other or other <= name for name in ours for other in theirs)


def _two_voices(one: Blame, other: Blame) -> bool:
    """Tell whether two speak: two outlets, or two speakers, or one of each."""
    if one.own and other.own:
        return one.outlet != other.outlet
    if one.own or other.own:
        return True
    if one.voices and other.voices:
        return not _share(one.voices, other.voices)
    return one.voice.casefold() != other.voice.casefold()


def _discrepancy(sides: Sequence[Sequence[Blame]], shown: str) -> Discrepancy:
    own = sum(any(blame.own for blame in side) for side in sides) > 1
    values = [min((blame.party for blame in side), key=lambda text: (len(text), text)) for side in sides]
    told = "; ".join(
        f"{value}: {', '.join(sorted({blame.teller for blame in side}))}"
        for value, side in zip(values, sides, strict=True)
    )
    mishap = min((blame.mishap_text for side in sides for blame in side), key=lambda text: (len(text), text))
    mishap = _OPENS.sub(lambda article: article[0].casefold(), mishap)
    text = (
        f"Outlets name different causes of {mishap} in their own voice. {told}."
        if own
        else f"They disagree on who is to blame for {mishap}. {told}. Both may be reported right."
    )
    basis = sorted(f"{blame.statement}:{blame.span.start}-{blame.span.end}" for side in sides for blame in side)
    return Discrepancy(
        ids.derived("discrepancy", DiscrepancyKind.BLAME.value, *basis),
        DiscrepancyKind.BLAME,
        Severity.WARNING if own else Severity.INFO,
        tuple(
            Side(value, tuple(blame.evidence for blame in side))
            for value, side in sorted(zip(values, sides, strict=True), key=lambda one: one[0])
        ),
        text,
        (shown,),
    )


def _groups() -> Groups[Blame, str, Difference]:
    return Groups(
        Matching(keys=_keys, link=_link, order=lambda blame: (sorted(map(sorted, blame.mishap_names)), str(blame.day))),
        _outcome,
    )


BLAME = Finder("blame", _items, _groups)
"""Who is blamed for a mishap → discrepancies of kind *blame*."""
