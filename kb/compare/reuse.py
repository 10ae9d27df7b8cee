"""Text reuse: stretches of body text that two articles share, word for word or lightly edited.

Runs of five words that occur in two articles are found through an inverted index, chained where they
follow one another in both, and widened over single changed words. Quotations say nothing about copying:
independent reporters at one briefing print the same quoted sentences. So articles count as sharing
text only when they share enough of the *narrator's* wording, outside quotation marks; once they do,
the quotations that run along with it belong to the stretches.

Source: Broder, On the resemblance and containment of documents (1997); seeds, chaining and
extension as in Altschul et al., Basic local alignment search tool (1990).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import Indel

from kb import ids
from kb.model import Article, RegionKind, Reuse
from kb.wording import quoted_stretches, words_in

SHINGLE = 5  # words per seed
_SHORTEST = 12  # words of a stretch
_NARRATED = 12  # words outside quotation marks that one stretch of the pair must have …
_NARRATED_IN_ALL = 24  # … and that all stretches of the pair must have together
_IN_THE_NEWS = 60  # days in which a text is edited and sent again; what comes later is copied unchanged or not at all
_UNCHANGED = 0.95  # least similarity of a stretch that comes again later
_GAP = 6  # words that may be edited between two seeds
_ALIKE = 0.75  # least similarity of a stretch, in words
_CROWD = 8  # articles with one seed that are paired all with all; beyond, each with the earliest


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    block: int  # body text on two sides of a caption is not one stretch
    quoted: bool


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words ``[left, left_end)`` of one article beside ``[right, right_end)`` of another."""

    left: int
    left_end: int
    right: int
    right_end: int


def reuses_between(articles: Sequence[Article], known: Sequence[Reuse] = ()) -> tuple[Reuse, ...]:
    """Give the stretches of body text that two articles share, sorted.

    Args:
        articles: In any order, each once.
        known: Reuse found earlier; kept where the text of an article is absent.

    Returns:
        Aligned stretches with ``left_article < right_article`` and their similarity (the share of
        words kept in order, 0 to 1).
    """
    tokens = {article.id: _tokens(article) for article in articles}
    absent = {article.id for article in articles if not article.body}
    published = {article.id: _first_day(article) for article in articles}
    bodies = {article.id: article for article in articles}
    found = [
        reuse
        for reuse in known
        if {reuse.left_article, reuse.right_article} <= set(bodies)
        and not absent.isdisjoint((reuse.left_article, reuse.right_article))
    ]
    for (left, right), seeds in _seeds(tokens, published).items():
        found += _reuses(bodies[left], bodies[right], tokens[left], tokens[right], seeds)
    return tuple(sorted(found, key=lambda reuse: (reuse.left_article, reuse.right_article, reuse.left, reuse.right)))


def _first_day(article: Article) -> str:
    return article.published.earliest.isoformat() if article.published and article.published.earliest else "9999"


def _tokens(article: Article) -> tuple[_Token, ...]:
    tokens: list[_Token] = []
    block = 0
    for region in article.regions if article.body else ():
        if region.kind is not RegionKind.BODY:
            block += 1
            continue
        quoted = quoted_stretches(article.body, region.start, region.end)
        for word in words_in(article.body, region.start, region.end):
            inside = any(start <= word.start < end for start, end in quoted)
            tokens.append(_Token(word.text, word.start, word.end, block, inside))
    return tuple(tokens)


def _seeds(
    tokens: Mapping[str, tuple[_Token, ...]], published: Mapping[str, str]
) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """Give, for each pair of articles with enough common seeds, where these stand."""
    index: dict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
    for article in sorted(tokens):
        texts = [token.text for token in tokens[article]]
        for at in range(len(texts) - SHINGLE + 1):
            index[tuple(texts[at : at + SHINGLE])].setdefault(article, at)
    pairs: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for places in index.values():
        for left, right in _paired(sorted(places), published):
            pairs[left, right].append((places[left], places[right]))
    least = _SHORTEST - SHINGLE - 1  # a stretch of the shortest length with one changed word has at least so many
    return {pair: sorted(seeds) for pair, seeds in sorted(pairs.items()) if len(seeds) >= least // 2}


def _paired(articles: Sequence[str], published: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if len(articles) <= _CROWD:
        yield from combinations(articles, 2)
        return
    first = min(articles, key=lambda article: (published[article], article))
    for other in articles:
        if other != first:
            yield (first, other) if first < other else (other, first)


def _reuses(
    left: Article,
    right: Article,
    ours: tuple[_Token, ...],
    theirs: tuple[_Token, ...],
    seeds: Sequence[tuple[int, int]],
) -> list[Reuse]:
    stretches = [_widened(stretch, ours, theirs) for stretch in _chains(seeds, ours, theirs)]
    long = [
        stretch
        for stretch in _apart(stretches)
        if min(stretch.left_end - stretch.left, stretch.right_end - stretch.right) >= _SHORTEST
    ]
    scored = [(stretch, _similarity(stretch, ours, theirs)) for stretch in long]
    least = _ALIKE if _in_the_news(left, right) else _UNCHANGED
    kept = [(stretch, similarity) for stretch, similarity in scored if similarity >= least]
    narrated = [_narrated(stretch, ours, theirs) for stretch, _ in kept] or [0]
    if sum(narrated) < _NARRATED_IN_ALL or max(narrated) < _NARRATED:
        return []
    reuses = []
    for stretch, similarity in kept:
        one = left.span(ours[stretch.left].start, ours[stretch.left_end - 1].end)
        other = right.span(theirs[stretch.right].start, theirs[stretch.right_end - 1].end)
        reuses.append(
            Reuse(ids.reuse(left.id, one, right.id, other), left.id, one, right.id, other, round(similarity, 3))
        )
    return reuses


def _in_the_news(left: Article, right: Article) -> bool:
    return not (left.day and right.day) or abs((left.day - right.day).days) <= _IN_THE_NEWS


def _chains(seeds: Sequence[tuple[int, int]], ours: tuple[_Token, ...], theirs: tuple[_Token, ...]) -> list[_Stretch]:
    """Join seeds that follow one another in both articles with small gaps."""
    open_: list[_Stretch] = []
    done: list[_Stretch] = []
    for left, right in seeds:
        done += [stretch for stretch in open_ if left - stretch.left_end > _GAP]
        open_ = [stretch for stretch in open_ if left - stretch.left_end <= _GAP]
        nearest = [
            stretch
            for stretch in open_
            if stretch.right < right
            and right - stretch.right_end <= _GAP
            and right + SHINGLE > stretch.right_end
            and ours[left].block == ours[stretch.left].block
            and theirs[right].block == theirs[stretch.right].block
        ]
        if nearest:
            last = min(nearest, key=lambda stretch: (abs(right - stretch.right_end), stretch.left, stretch.right))
            open_.remove(last)
            open_.append(_Stretch(last.left, left + SHINGLE, last.right, right + SHINGLE))
        else:
            open_.append(_Stretch(left, left + SHINGLE, right, right + SHINGLE))
    return done + open_


def _widened(stretch: _Stretch, ours: tuple[_Token, ...], theirs: tuple[_Token, ...]) -> _Stretch:
    """Take in the words beside a stretch that agree, over one changed word if two agree behind it."""

    def agree(left: int, right: int) -> bool:
        if not (0 <= left < len(ours) and 0 <= right < len(theirs)):
            return False
        same_block = ours[left].block == ours[stretch.left].block and theirs[right].block == theirs[stretch.right].block
        return same_block and ours[left].text == theirs[right].text

    def reach(left: int, right: int, step: int) -> tuple[int, int]:
        while True:
            if agree(left + step, right + step):
                left, right = left + step, right + step
            elif agree(left + 2 * step, right + 2 * step) and agree(left + 3 * step, right + 3 * step):
                left, right = left + 3 * step, right + 3 * step
            else:
                return left, right

    first, first_right = reach(stretch.left, stretch.right, -1)
    last, last_right = reach(stretch.left_end - 1, stretch.right_end - 1, 1)
    return _Stretch(first, last + 1, first_right, last_right + 1)


def _apart(stretches: Sequence[_Stretch]) -> list[_Stretch]:
    """Leave out stretches that overlap a longer one in either article."""
    kept: list[_Stretch] = []
    for stretch in sorted(stretches, key=lambda one: (one.left - one.left_end, one.left, one.right)):
        if all(_clear(stretch, other) for other in kept):
            kept.append(stretch)
    return kept


def _clear(one: _Stretch, other: _Stretch) -> bool:
    left = one.left_end <= other.left or other.left_end <= one.left
    return left and (one.right_end <= other.right or other.right_end <= one.right)


def _texts(stretch: _Stretch, ours: tuple[_Token, ...], theirs: tuple[_Token, ...]) -> tuple[list[str], list[str]]:
    left = [token.text for token in ours[stretch.left : stretch.left_end]]
    return left, [token.text for token in theirs[stretch.right : stretch.right_end]]


def _similarity(stretch: _Stretch, ours: tuple[_Token, ...], theirs: tuple[_Token, ...]) -> float:
    return Indel.normalized_similarity(*_texts(stretch, ours, theirs))


def _narrated(stretch: _Stretch, ours: tuple[_Token, ...], theirs: tuple[_Token, ...]) -> int:
    """Count the shared words that stand outside quotation marks in both articles."""
    blocks = Indel.opcodes(*_texts(stretch, ours, theirs))
    return sum(
        not ours[stretch.left + block.src_start + step].quoted
        and not theirs[stretch.right + block.dest_start + step].quoted
        for block in blocks
        if block.tag == "equal"
        for step in range(block.src_end - block.src_start)
    )
