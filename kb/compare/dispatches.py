"""An origin is one dispatch of an agency, not the agency: years of dispatches are not one witness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from kb.compare.groups import groups_of
from kb.compare.ledger import Corpus, Key, Ledger
from kb.model import Reuse

_ONE_DISPATCH = 4  # days between the first and the last outlet that print a dispatch and its updates


def part_dispatches(corpus: Corpus, ledger: Ledger, reuses: Sequence[Reuse]) -> None:
    """Divide each agency's origin into its dispatches.

    Articles print one dispatch of an agency when they share its text, or make one claim on its word within days.
    """
    members: dict[Key, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for statement, origin in ledger.of.items():
        if origin.kind == "agency":
            members[origin][corpus.statements[statement].article].append(statement)
    copies = {(reuse.left_article, reuse.right_article) for reuse in reuses}
    for origin, articles in members.items():
        links = [pair for pair in copies if set(pair) <= set(articles)]
        links += _shared_claims(corpus, {statement for own in articles.values() for statement in own})
        for group in groups_of(sorted(articles), links):
            dispatch = replace(origin, basis=f"{origin.basis} {group[0]}".strip())
            for article in group:
                for statement in articles[article]:
                    ledger.of[statement] = dispatch
            found = {reuse.id for reuse in reuses if {reuse.left_article, reuse.right_article} <= set(group)}
            if own := ledger.reuses.get(origin, set()) & found:
                ledger.reuses[dispatch] = own


def _shared_claims(corpus: Corpus, statements: set[str]) -> list[tuple[str, str]]:
    """Link the articles of each claim that the statements make within days of each other."""
    links = set()
    for claim in corpus.claims.values():
        articles = sorted({corpus.statements[key].article for key in claim & statements})
        links |= {pair for pair in combinations(articles, 2) if _within_days(corpus, *pair)}
    return sorted(links)


def _within_days(corpus: Corpus, one: str, other: str) -> bool:
    left, right = corpus.articles[one].day, corpus.articles[other].day
    return not (left and right) or abs((left - right).days) <= _ONE_DISPATCH
