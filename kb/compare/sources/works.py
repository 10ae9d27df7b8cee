"""Works: an origin is one dispatch of an agency, or one piece of an outlet's reporting, not all that either ever wrote.

Years of dispatches are not one witness. Articles have one dispatch of an agency when they share its text, or make one
claim on its word within days. Articles of one outlet that make one claim are one witness whenever they appear. A speech
or a document is one by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kb import ids
from kb.compare.sources.pages import Key
from kb.groups import Groups
from kb.model import Origin
from kb.neighbours import Matching, Pair

_ONE_DISPATCH = 4  # days between the first and the last outlet that print a dispatch and its updates
_WRITTEN = frozenset({"agency", "outlet"})


@dataclass(frozen=True, slots=True)
class Share:
    """What one article has from one source.

    Attributes:
        key: The source; ``name`` is what it is called here.
        first: First day of publication (ISO).
        statements: Identifiers, sorted.
        claims: What these say.
        partners: Articles with which it shares text.
        reuses: What shows it.
        parties: Who has an interest in what each statement says, or empty.
    """

    article: str
    key: Key
    name: str
    first: str
    day: date | None
    statements: tuple[str, ...]
    claims: frozenset[str]
    partners: frozenset[str]
    reuses: frozenset[str]
    parties: frozenset[str]


def works() -> Groups[Share, bool, Origin]:
    """Give an empty set of works."""
    return Groups(Matching(keys=_keys, link=_linked, order=lambda share: share.first), _outcome)


def share_id(article: str, key: Key) -> str:
    """Give the identifier of a share among all."""
    return "\n".join((key.kind, key.agent, key.basis, article))


def _keys(share: Share) -> Iterator[tuple[object, ...]]:
    if share.key.kind not in _WRITTEN:
        yield (share.key,)
        return
    for claim in share.claims:
        yield share.key, claim
    for partner in share.partners:
        yield share.key, min(share.article, partner), max(share.article, partner)


def _linked(one: Share, other: Share) -> bool | None:
    if one.key != other.key:
        return None
    if one.key.kind not in _WRITTEN or other.article in one.partners:
        return True
    apart = abs((one.day - other.day).days) if one.day and other.day else 0
    near = one.key.kind == "outlet" or apart <= _ONE_DISPATCH
    return True if near and not one.claims.isdisjoint(other.claims) else None


def _outcome(shares: Mapping[str, Share], _: Mapping[Pair, bool]) -> Iterator[Origin]:
    members = list(shares.values())
    key = members[0].key
    articles = tuple(sorted({share.article for share in members}))
    basis = f"{key.basis} {articles[0]}".strip() if key.kind in _WRITTEN else key.basis
    parties = frozenset(party for share in members for party in share.parties)
    shown = Counter(reuse for share in members for reuse in share.reuses)
    yield Origin(
        id=ids.derived("origin", key.kind, key.agent, basis),
        kind=key.kind,
        name=min(share.name for share in members),
        agent=key.agent,
        articles=articles,
        statements=tuple(sorted(one for share in members for one in share.statements)),
        reuses=tuple(sorted(reuse for reuse, sides in shown.items() if sides > 1)),
        party=next(iter(parties)) if len(parties) == 1 else "",
    )
