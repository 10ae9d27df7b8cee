"""The derived graphs of a store, kept current: which quads come and go when its records do."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeVar

from pyoxigraph import Quad

from kb.config import Settings
from kb.graph.agents import agent_quads
from kb.graph.comparison import Context, written
from kb.graph.tenure import occupation_quads
from kb.graph.written import Sheets
from kb.model import Article, Comparison, CompatiblePair, Discrepancy, Evidence, QuoteVariant, Record, Review, Statement
from kb.pipeline.comparing import Decided
from kb.pipeline.deriving import agents_of, comparing
from kb.pipeline.known import Known
from kb.pipeline.standing import Standing
from kb.resolve.identities.standing import Identities
from kb.verdicts import Verdicts, decided_pairs

Difference = TypeVar("Difference", Discrepancy, CompatiblePair)
GRAPHS = ("claims", "agents", "origins", "discrepancies", "identities")


class DerivedGraphs:
    """What the records of a library give together, as quads; a function of records and reviews, whatever their order.

    Claims, origins and discrepancies are looked at where a change touches them. Agents and identities cost little, and
    are written anew each time.

    Attributes:
        comparison: What the records give together.
    """

    def __init__(self, chosen: Settings, known: Known, reviews: Iterable[Review]) -> None:
        """Begin without records.

        Args:
            chosen: Which registry names the agencies, and what stands before every identifier.
            known: What was found earlier in texts that are not at hand.
            reviews: What people decided, for as long as these graphs are kept.
        """
        reviews = tuple(reviews)
        joined, parted = decided_pairs(reviews)
        self._chosen, self._base = chosen, chosen.base_iri
        self._state = comparing(chosen, Decided(joined, parted, Identities(reviews).identity), known)
        self._verdicts = Verdicts(reviews)
        self._sheets = Sheets(self._base)
        self._records: dict[str, Record] = {}
        self._statements: dict[str, Statement] = {}
        self._statement_of: dict[str, Statement] = {}
        self._articles: dict[str, Article] = {}
        self._others: frozenset[Quad] = frozenset()
        self.comparison = Comparison()

    def update(self, standing: Standing) -> tuple[frozenset[Quad], frozenset[Quad]]:
        """Bring the graphs to what the records give as they stand.

        Returns:
            The quads to add, and those to remove; they have none in common.
        """
        now = {record.article.id: record for record in standing.records}
        come = [record for one, record in now.items() if not _same(self._records.get(one), record)]
        gone = sorted(self._records.keys() - now.keys())
        ended = [self._records[one] for one in (*gone, *(record.article.id for record in come)) if one in self._records]
        claim_of = self._state.claim_of
        delta = self._state.update(gone, come)
        again = self._quoting(_reprinted(self._articles, come), delta.gone)
        before = {key: claim.id for claim in delta.gone.claims for key in claim.propositions}
        earlier = self._context(ChainMap(before, claim_of))
        old = [*written(delta.gone, earlier), *written(again, earlier)]
        self._turn(ended, come, now)
        later = self._context(claim_of)
        added, removed = self._sheets.change(old, [*written(delta.come, later), *written(again, later)])
        self.comparison = self._state.comparison()
        others = self._beside(standing)
        come_too, gone_too = others - self._others, self._others - others
        self._others = others
        return added | come_too, removed | gone_too

    def _quoting(self, reprinted: Collection[str], gone: Comparison) -> Comparison:
        """Give what stays but quotes a reprinted article: what surrounds its words is written with them."""
        if not reprinted:
            return Comparison()

        def quotes(parts: Iterable[QuoteVariant | Evidence]) -> bool:
            return any(self._statements[part.statement].article in reprinted for part in parts)

        def differ(nodes: Iterable[Difference], away: Collection[Difference]) -> Iterator[Difference]:
            return (
                one
                for one in nodes
                if one not in away and quotes(given for side in one.sides for given in side.evidence)
            )

        whole = self.comparison
        return Comparison(
            credits=tuple(one for one in whole.credits if one.article in reprinted and one not in gone.credits),
            discrepancies=tuple(differ(whole.discrepancies, gone.discrepancies)),
            compatible=tuple(differ(whole.compatible, gone.compatible)),
            quotations=tuple(one for one in whole.quotations if one not in gone.quotations and quotes(one.variants)),
        )

    def _beside(self, standing: Standing) -> frozenset[Quad]:
        """Give the graphs of agents and identities."""
        agents = standing.agents(agents_of(standing.records, self.comparison, self._chosen))
        found = agent_quads(agents, self._articles.values(), self._base)
        return frozenset(found) | standing.quads(agents, self._base) | occupation_quads(standing.records, self._base)

    def _context(self, claim_of: Mapping[str, str]) -> Context:
        return Context(self._base, self._articles, self._statements, self._statement_of, claim_of, self._verdicts)

    def _turn(self, ended: Iterable[Record], come: Iterable[Record], now: dict[str, Record]) -> None:
        for record in ended:
            self._articles.pop(record.article.id, None)
            for statement in record.statements:
                self._statements.pop(statement.id, None)
                for clause in statement.propositions:
                    self._statement_of.pop(clause.id, None)
        for record in come:
            self._articles[record.article.id] = record.article
            for statement in record.statements:
                self._statements[statement.id] = statement
                self._statement_of |= dict.fromkeys((clause.id for clause in statement.propositions), statement)
        self._records = now


def _reprinted(before: Mapping[str, Article], come: Iterable[Record]) -> frozenset[str]:
    """Give the articles whose text came or went, or whose stated credit did, under the identifier that they had."""
    known = ((before.get(record.article.id), record.article) for record in come)
    return frozenset(now.id for was, now in known if was and (was.body, was.credit) != (now.body, now.credit))


def _same(before: Record | None, record: Record) -> bool:
    return before is record or before == record
