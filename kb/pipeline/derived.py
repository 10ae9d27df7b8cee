"""The derived graphs of a store, kept current: which quads come and go when its articles do."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pyoxigraph import Quad

from kb.config import Settings
from kb.graph.comparison import Context, written
from kb.graph.lines import Lines, quads_of
from kb.graph.written import Sheets
from kb.model import (
    Article,
    Claim,
    Comparison,
    CompatiblePair,
    Discrepancy,
    Evidence,
    QuoteVariant,
    Record,
    Review,
    Statement,
)
from kb.pipeline.cast import Cast
from kb.pipeline.comparing import Decided, Delta
from kb.pipeline.deriving import comparing, registry_of
from kb.pipeline.known import Known
from kb.pipeline.sharing import Crew
from kb.pipeline.shelf import Shelf, View
from kb.pipeline.standing import Moves, Standing
from kb.resolve.identities.standing import Identities
from kb.tables import Tables, in_memory, under
from kb.verdicts import Verdicts, decided_pairs

Difference = TypeVar("Difference", Discrepancy, CompatiblePair)
GRAPHS = ("claims", "agents", "origins", "discrepancies", "identities")


@dataclass(frozen=True, slots=True)
class Rederived:
    """What an update of the derived graphs changed.

    Attributes:
        added, removed: Quads to add, and those to remove, as lines; they have none in common.
        delta: The nodes that these write.
        moves: How articles stand now, and stood before.
    """

    added: Lines = ()
    removed: Lines = ()
    delta: Delta = field(default_factory=Delta)
    moves: Moves = field(default_factory=Moves)

    @property
    def come(self) -> frozenset[Quad]:
        """Give the quads to add."""
        return frozenset(quads_of(self.added))

    @property
    def gone(self) -> frozenset[Quad]:
        """Give those to remove."""
        return frozenset(quads_of(self.removed))


class DerivedGraphs:
    """What the articles of a library give together, as quads; a function of articles and reviews, whatever their order.

    Attributes:
        standing: The articles, as read and as they stand.
        claim_of: The claim that each proposition expresses.
        claims: By identifier.
    """

    def __init__(
        self,
        chosen: Settings,
        known: Known,
        reviews: Iterable[Review],
        tables: Tables = in_memory,
        crew: Crew | None = None,
    ) -> None:
        """Begin with what the tables hold.

        Args:
            chosen: Which registry names the agencies, and what stands before every identifier.
            known: What was found earlier in texts that are not at hand.
            reviews: What people decided, for as long as these graphs are kept.
            tables: Where all that must be remembered lies; in memory, and empty, by default.
            crew: Shares the work of comparing; nobody by default.
        """
        reviews = tuple(reviews)
        joined, parted = decided_pairs(reviews)
        registry, self._base = registry_of(chosen), chosen.base_iri
        self.standing = Standing(reviews, registry, under(tables, "standing"))
        self._cast = Cast(self.standing, registry, self._base, under(tables, "cast"))
        decided = Decided(joined, parted, Identities(reviews).identity)
        self._state = comparing(chosen, decided, known, under(tables, "comparing"), crew)
        self.claim_of: Mapping[str, str] = self._state.claim_of
        self.claims: Mapping[str, Claim] = self._state.claims
        self._verdicts = Verdicts(reviews)
        self._sheets = Sheets(self._base, under(tables, "sheets"))

    def update(self, gone: Iterable[str] = (), come: Iterable[Record] = ()) -> Rederived:
        """Take articles out and in.

        Args:
            gone: Names of articles that are there no more.
            come: Articles as read that are new, or changed; one of a known name replaces the one that was there.
        """
        moves = self.standing.update(gone, come)
        ended = [before for before, _ in moves.records.values() if before]
        coming = [now for before, now in moves.records.values() if now and now != before]
        there = {now.article.id for _, now in moves.records.values() if now}
        past = _Past(ended, self._state.shelf)
        reprinted = _reprinted(ended, coming)
        whole = self._state.comparison() if reprinted else Comparison()
        delta = self._state.update(sorted({record.article.id for record in ended} - there), coming)
        again = _quoting(whole, reprinted, delta.gone, past.statements)
        before = {key: claim.id for claim in delta.gone.claims for key in claim.propositions}
        earlier = self._context(past, ChainMap(before, self.claim_of))  # type: ignore[arg-type]
        later = self._context(_Past((), self._state.shelf), self.claim_of)
        added, removed = self._sheets.change(
            [*written(delta.gone, earlier), *written(again, earlier)],
            [*written(delta.come, later), *written(again, later)],
        )
        come_too, gone_too = self._cast.update(moves, delta.gone, delta.come)
        return Rederived(added + come_too, removed + gone_too, delta, moves)

    def _context(self, at: _Past, claim_of: Mapping[str, str]) -> Context:
        return Context(self._base, at.articles, at.statements, at.statement_of, claim_of, self._verdicts)


class _Past:
    """Articles and their parts by identifier, with some as they were before."""

    def __init__(self, ended: Iterable[Record], shelf: Shelf) -> None:
        articles: dict[str, Article] = {}
        statements: dict[str, Statement] = {}
        statement_of: dict[str, Statement] = {}
        for record in ended:
            articles[record.article.id] = record.article
            for said in record.statements:
                statements[said.id] = said
                statement_of |= dict.fromkeys((clause.id for clause in said.propositions), said)
        self.articles: Mapping[str, Article] = ChainMap(articles, View(shelf.article))  # type: ignore[arg-type]
        self.statements: Mapping[str, Statement] = ChainMap(statements, View(shelf.statement))  # type: ignore[arg-type]
        self.statement_of: Mapping[str, Statement] = ChainMap(statement_of, View(shelf.maker))  # type: ignore[arg-type]


def _reprinted(before: Iterable[Record], come: Iterable[Record]) -> frozenset[str]:
    """Give the articles whose text came or went, or whose stated credit did, under the identifier that they had."""
    known = {record.article.id: record.article for record in before}
    pairs = ((known.get(record.article.id), record.article) for record in come)
    return frozenset(now.id for was, now in pairs if was and (was.body, was.credit) != (now.body, now.credit))


def _quoting(
    whole: Comparison, reprinted: Collection[str], gone: Comparison, statements: Mapping[str, Statement]
) -> Comparison:
    """Give what stays but quotes a reprinted article: what surrounds its words is written with them."""
    if not reprinted:
        return Comparison()

    def quotes(parts: Iterable[QuoteVariant | Evidence]) -> bool:
        return any(statements[part.statement].article in reprinted for part in parts)

    def differ(nodes: Iterable[Difference], away: Collection[Difference]) -> Iterator[Difference]:
        return (
            one for one in nodes if one not in away and quotes(given for side in one.sides for given in side.evidence)
        )

    return Comparison(
        credits=tuple(one for one in whole.credits if one.article in reprinted and one not in gone.credits),
        discrepancies=tuple(differ(whole.discrepancies, gone.discrepancies)),
        compatible=tuple(differ(whole.compatible, gone.compatible)),
        quotations=tuple(one for one in whole.quotations if one not in gone.quotations and quotes(one.variants)),
    )
