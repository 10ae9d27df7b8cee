"""Families: articles that shared text joins, and what each of them has from it.

Passages that overlap are one passage. It belongs to whom one of its articles credits, else to the agency to which one
credits a picture with it as its caption, else to the outlet that printed it first; its statements do too, and so do
claims that two articles share who share text: what both say, they have from there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kb.compare.groups import groups_of
from kb.compare.sources.memo import Memo
from kb.compare.sources.pages import LATE, Key, Page, Told
from kb.compare.sources.reuse import TEXTS, place
from kb.compare.sources.texts import Text
from kb.groups import Groups
from kb.model import Reuse, Span
from kb.neighbours import Pair

_COVERED = 0.5  # share of a statement's content that lies in a shared passage


@dataclass(frozen=True, slots=True)
class Family:
    """Articles that shared text joins, directly or through others, and the stretches; alone where nothing is shared."""

    articles: tuple[str, ...]
    reuses: tuple[Reuse, ...] = ()


def families() -> Groups[Text, tuple[Reuse, ...], Family]:
    """Give an empty set of families."""

    def outcome(texts: Mapping[str, Text], links: Mapping[Pair, tuple[Reuse, ...]]) -> Iterator[Family]:
        yield Family(tuple(texts), tuple(sorted((one for link in links.values() for one in link), key=place)))

    return Groups(TEXTS, outcome)


@dataclass(slots=True)
class Drawn:
    """What the articles of a family have from one another, or from one source.

    Attributes:
        origins: Article → statement → whose text it is.
        evidence: Article → origin → the reuse that shows it.
        partners: Article → those with which it shares text.
        passages: The family's reuse, with its direction where days or credits tell, by passage.
    """

    origins: dict[str, dict[str, Key]] = field(default_factory=lambda: defaultdict(dict))
    evidence: dict[str, dict[Key, set[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    partners: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    passages: list[tuple[Reuse, ...]] = field(default_factory=list)


def drawn_from(family: Family, pages: Mapping[str, Page], memo: Memo) -> Drawn:
    """Say which statements of a family stand in shared passages, and whose these are.

    Args:
        family: With its reuse.
        pages: Of its articles.
        memo: Of earlier looks at it.
    """
    drawn = Drawn()
    origin_of: dict[str, Key] = {}
    for passage in passages_in(family.reuses):
        key, credited = _passage_origin(passage, pages)
        drawn.passages.append(tuple(_remembered(one, pages, key, credited, memo) for one in passage))
        for one in passage:
            origin_of[one.id] = key
            for article, other in ((one.left_article, one.right_article), (one.right_article, one.left_article)):
                drawn.evidence[article][key].add(one.id)
                drawn.partners[article].add(other)
    stretches: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    pairs: dict[Pair, list[Reuse]] = defaultdict(list)
    for reuse in family.reuses:
        stretches[reuse.left_article].append((reuse.left, reuse.id))
        stretches[reuse.right_article].append((reuse.right, reuse.id))
        if not _in_caption(reuse, pages):  # whose a picture is says nothing of the text around it
            pairs[reuse.left_article, reuse.right_article].append(reuse)
    for article, shared in stretches.items():
        covered = memo.of(article, "covered", _covered, pages[article].told, shared)
        drawn.origins[article] = {told: origin_of[reuse] for told, reuse in covered.items()}
    longest = {
        pair: max(found, key=lambda one: (one.left.end - one.left.start, one.id)) for pair, found in pairs.items()
    }
    _draw_shared_claims({pair: origin_of[one.id] for pair, one in sorted(longest.items())}, pages, drawn)
    return drawn


def passages_in(reuses: Sequence[Reuse]) -> list[list[Reuse]]:
    """Divide reuse into passages: what touches the same words of one article is one."""
    by_id = {reuse.id: reuse for reuse in reuses}
    return [[by_id[one] for one in passage] for passage in groups_of(sorted(by_id), _overlapping(reuses))]


def _overlapping(reuses: Sequence[Reuse]) -> list[Pair]:
    """Give pairs of reuses that touch the same words of one article."""
    sides: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for reuse in reuses:
        sides[reuse.left_article].append((reuse.left.start, reuse.left.end, reuse.id))
        sides[reuse.right_article].append((reuse.right.start, reuse.right.end, reuse.id))
    pairs = []
    for stretches in sides.values():
        reach, holder = -1, ""
        for start, end, key in sorted(stretches):
            if start < reach:
                pairs.append((holder, key))
            if end > reach:
                reach, holder = end, key
    return pairs


def _passage_origin(passage: Iterable[Reuse], pages: Mapping[str, Page]) -> tuple[Key, bool]:
    """Give whose a passage is, and whether one of its articles credits it."""
    articles = sorted({article for reuse in passage for article in (reuse.left_article, reuse.right_article)})
    crediting: dict[Key, int] = defaultdict(int)
    for article in articles:
        for key in pages[article].credits:
            crediting[key] += 1
    if not crediting:
        captioned = {
            (article, key) for one in passage for article, span in _sides(one) for key in pages[article].pictured(span)
        }
        for _, key in captioned:
            crediting[key] += 1
    if crediting:
        return min(crediting, key=lambda key: (-crediting[key], key)), True
    first = min(articles, key=lambda article: (pages[article].own.kind != "agency", pages[article].first, article))
    return pages[first].own, False


def _sides(reuse: Reuse) -> tuple[tuple[str, Span], tuple[str, Span]]:
    return (reuse.left_article, reuse.left), (reuse.right_article, reuse.right)


def _in_caption(reuse: Reuse, pages: Mapping[str, Page]) -> bool:
    return any(pages[article].pictured(span) for article, span in _sides(reuse))


def _remembered(reuse: Reuse, pages: Mapping[str, Page], key: Key, credited: bool, memo: Memo) -> Reuse:
    left, right = pages[reuse.left_article], pages[reuse.right_article]
    return memo.of(left.id, reuse.id, _directed, reuse, left, right, key, credited)


def _directed(reuse: Reuse, left: Page, right: Page, key: Key, credited: bool) -> Reuse:
    """Say which of two articles has the other's text: not the source's own; where nobody credits any, the later."""
    for source, other in ((left, right), (right, left)):
        if (credited or key.kind == "agency") and source.own.agent == key.agent != other.own.agent:
            ground = ", which is credited" if credited else ""
            return replace(reuse, earlier=source.id, because=f"{source.label} is the text of {key.name}{ground}.")
    if credited:
        who = " and ".join(page.label for page in (left, right) if key in page.credits)
        named = f"{who} credit" + ("s" if who and " and " not in who else "") if who else "Others that print it credit"
        caption = next(
            (page.label for page, span in ((left, reuse.left), (right, reuse.right)) if key in page.pictured(span)), ""
        )
        if caption and not who:
            credit = f"{caption} prints it as the caption of a picture that it credits to {key.name}"
            return replace(reuse, because=f"{credit}: both may have the text from there.")
        return replace(reuse, because=f"{named} {key.name}: both may have the text from there.")
    for earlier, later in ((left, right), (right, left)):
        if earlier.last and later.first != LATE and earlier.last < later.first:
            return replace(reuse, earlier=earlier.id, because=f"{earlier.label} was published before {later.label}.")
    return reuse


def _covered(told: Mapping[str, Told], stretches: Sequence[tuple[Span, str]]) -> dict[str, str]:
    """Give the statements that stand in shared stretches, each with the stretch that covers most of it."""
    around = {key: _passage_around(one, stretches) for key, one in told.items()}
    return {key: found for key, found in around.items() if found}


def _passage_around(told: Told, stretches: Iterable[tuple[Span, str]]) -> str:
    length = sum(span.end - span.start for span in told.content)
    shares: dict[str, int] = defaultdict(int)
    covered: list[tuple[int, int]] = []
    for stretch, key in stretches:
        for span in told.content:
            first, end = max(span.start, stretch.start), min(span.end, stretch.end)
            if first < end:
                shares[key] += end - first
                covered.append((first, end))
    if not covered or _union(covered) < _COVERED * length:
        return ""
    return min(shares, key=lambda key: (-shares[key], key))


def _union(stretches: list[tuple[int, int]]) -> int:
    """Count what lies in at least one of several stretches."""
    total, reach = 0, -1
    for start, end in sorted(stretches):
        total += max(0, end - max(start, reach))
        reach = max(reach, end)
    return total


def _draw_shared_claims(pairs: Mapping[Pair, Key], pages: Mapping[str, Page], drawn: Drawn) -> None:
    sides = sorted({article for pair in pairs for article in pair})
    claims = {side: frozenset(claim for one in pages[side].told.values() for claim in one.claims) for side in sides}
    for (left, right), key in pairs.items():
        shared = claims[left] & claims[right]
        for article in (left, right):
            for told in pages[article].told.values():
                if not shared.isdisjoint(told.claims):
                    drawn.origins[article].setdefault(told.id, key)
