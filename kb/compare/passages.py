"""Shared passages: which origin the text has that several articles print, and what else they have from there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kb.compare.groups import groups_of
from kb.compare.ledger import Corpus, Key, Ledger
from kb.model import Reuse, Span, Statement

_COVERED = 0.5  # share of a statement's content that lies in a shared passage


def assign_passages(corpus: Corpus, reuses: Sequence[Reuse], ledger: Ledger) -> None:
    """Give an origin to statements in shared passages, and to claims that two users of one text share."""
    by_id = {reuse.id: reuse for reuse in reuses}
    origin_of: dict[str, Key] = {}
    for passage in groups_of(sorted(by_id), _overlapping(reuses)):
        key = _passage_origin(corpus, [by_id[one] for one in passage])
        for one in passage:
            origin_of[one] = key
            ledger.reuses[key].add(one)
    stretches: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    pairs: dict[tuple[str, str], list[Reuse]] = defaultdict(list)
    for reuse in by_id.values():
        stretches[reuse.left_article].append((reuse.left, reuse.id))
        stretches[reuse.right_article].append((reuse.right, reuse.id))
        pairs[reuse.left_article, reuse.right_article].append(reuse)
    for statement in corpus.statements.values():
        passage_id = _passage_around(statement, stretches.get(statement.article, ()))
        if passage_id and statement.id not in ledger.of:
            ledger.of[statement.id] = origin_of[passage_id]
    longest = {
        pair: max(found, key=lambda reuse: (reuse.left.end - reuse.left.start, reuse.id))
        for pair, found in pairs.items()
    }
    _assign_shared_claims(corpus, {pair: origin_of[reuse.id] for pair, reuse in longest.items()}, ledger)


def _overlapping(reuses: Sequence[Reuse]) -> list[tuple[str, str]]:
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


def _passage_origin(corpus: Corpus, passage: Iterable[Reuse]) -> Key:
    articles = sorted({article for reuse in passage for article in (reuse.left_article, reuse.right_article)})
    crediting: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        for credit in corpus.credits.get(article, ()):
            crediting[credit.agency].add(article)
    if crediting:
        return corpus.agency(min(crediting, key=lambda agency: (-len(crediting[agency]), agency)))
    return corpus.outlets[min(articles, key=lambda article: (corpus.first_day(article), article))]


def _passage_around(statement: Statement, stretches: Iterable[tuple[Span, str]]) -> str:
    length = sum(span.end - span.start for span in statement.content)
    shares: dict[str, int] = defaultdict(int)
    for stretch, key in stretches:
        for span in statement.content:
            shares[key] += max(0, min(span.end, stretch.end) - max(span.start, stretch.start))
    if sum(shares.values()) < _COVERED * length:
        return ""
    return min(shares, key=lambda key: (-shares[key], key))


def _assign_shared_claims(corpus: Corpus, pairs: Mapping[tuple[str, str], Key], ledger: Ledger) -> None:
    partners: dict[str, set[str]] = defaultdict(set)
    for left, right in pairs:
        partners[left].add(right)
        partners[right].add(left)
    shared: dict[str, Key] = {}
    for claim in sorted(corpus.claims):
        statements = [key for key in sorted(corpus.claims[claim]) if corpus.statements[key].article in partners]
        articles = {corpus.statements[key].article for key in statements}
        for key in statements:
            article = corpus.statements[key].article
            for other in sorted(articles & partners[article]):
                shared.setdefault(key, pairs[min(article, other), max(article, other)])
    for key, origin in shared.items():
        ledger.of.setdefault(key, origin)
