"""Claim graphs of any size, streamed story by story: the same quads for the same seed, on every machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from pyoxigraph import Quad

from kb import ids
from kb.bench.claim_graphs import faults
from kb.bench.claim_graphs.comparing import comparison
from kb.bench.claim_graphs.faults import Fault
from kb.bench.claim_graphs.stories import Story, story
from kb.config import DEFAULT_BASE
from kb.graph.agents import agent_quads
from kb.graph.comparison import Context, written
from kb.graph.history import history_quads
from kb.graph.lines import quads_of
from kb.graph.record import record_quads
from kb.graph.review import review_quads
from kb.graph.run import run_quads
from kb.graph.tenure import occupation_lines
from kb.model import Comparison, Decision, Discrepancy, Review
from kb.verdicts import Verdicts

FAULTS = 2  # planted in each story, unless asked otherwise
_REVIEWED = 8  # one discrepancy in so many is reviewed
_DECISIONS = (Decision.ACCEPT, Decision.REJECT, Decision.WAIVE)
_DECIDED_AT = datetime(2025, 3, 3, 10, tzinfo=UTC)
_WAIVED_UNTIL = date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One story in the graph.

    Attributes:
        quads: Each once, in order of writing; those of runs and agents that other stories share are among them.
        faults: What shapes must find in them, and why.
        comparison: Claims, origins and discrepancies that the quads tell of.
        articles: Identifiers, in order of writing.
    """

    quads: tuple[Quad, ...]
    faults: tuple[Fault, ...]
    comparison: Comparison
    articles: tuple[str, ...]


def chapter(
    seed: str, number: int, *, base: str = DEFAULT_BASE, planted: int = FAULTS, articles: int | None = None
) -> Chapter:
    """Write the story of a number; each is a function of its arguments alone.

    Args:
        seed: Any text.
        number: From 0; stories share agents, and nothing else.
        base: What stands before every identifier.
        planted: How many faults to plant.
        articles: How many of its articles to tell of, from the first on; all by default, and -1 for all but the last.
            What one more article changes is the difference of two chapters.
    """
    told = story(seed, number)
    told = replace(told, reports=told.reports[:articles])
    found = comparison(told)
    quads = tuple(dict.fromkeys(_quads_of(told, found, number, base)))
    faulty, known = faults.planted(quads, number, planted, base)
    return Chapter(faulty, known, found, tuple(report.record.article.id for report in told.reports))


class ClaimGraph:
    """A graph of at least so many quads; iterate once for its chapters, or read :meth:`quads`.

    Attributes:
        faults: What was planted in the chapters given so far.
        size: Number of quads given so far; no two are the same.
        chapters: Number of chapters given so far; the story of that number is not in the graph yet.
    """

    def __init__(self, seed: str, quads: int, *, base: str = DEFAULT_BASE, planted: int = FAULTS) -> None:
        """Give nothing yet.

        Args:
            seed: Any text; the same text gives the same graph, and a smaller graph is part of a larger one.
            quads: How many at least; the last story is finished.
            base: What stands before every identifier.
            planted: How many faults to plant in each story.
        """
        self._seed, self._wanted, self._base, self._planted = seed, quads, base, planted
        self._shared: set[Quad] = set()
        self.faults: list[Fault] = []
        self.size = self.chapters = 0

    def __iter__(self) -> Iterator[Chapter]:
        """Give chapters; what an earlier one said of runs and agents is left out."""
        shared = tuple(f"{self._base}{kind}/" for kind in ("agent", "software", "reviewer"))
        while self.size < self._wanted:
            found = chapter(self._seed, self.chapters, base=self._base, planted=self._planted)
            quads = []
            for quad in found.quads:
                if quad.subject.value.startswith(shared):  # type: ignore[union-attr]
                    if quad in self._shared:
                        continue
                    self._shared.add(quad)
                quads.append(quad)
            self.faults += found.faults
            self.size += len(quads)
            self.chapters += 1
            yield Chapter(tuple(quads), found.faults, found.comparison, found.articles)

    def quads(self) -> Iterator[Quad]:
        """Give all quads, article by article."""
        return (quad for found in self for quad in found.quads)


def _quads_of(told: Story, found: Comparison, number: int, base: str) -> Iterator[Quad]:
    records = [report.record for report in told.reports]
    articles = {record.article.id: record.article for record in records}
    statements = {said.id: said for record in records for said in record.statements}
    reviews = tuple(_reviews(found.discrepancies, number))
    context = Context(
        base,
        articles,
        statements,
        {clause.id: said for said in statements.values() for clause in said.propositions},
        {clause: claim.id for claim in found.claims for clause in claim.propositions},
        Verdicts(reviews),
    )
    for record in records:
        yield from record_quads(record, base)
        yield from run_quads(record, base)
    yield from agent_quads([agent for record in records for agent in record.agents], articles.values(), base)
    yield from quads_of(sorted(occupation_lines(records, base)))
    yield from quads_of(line for _, lines in written(found, context) for line in lines)
    yield from review_quads(reviews, base)
    yield from sorted(history_quads(_superseded(found), _DECIDED_AT + timedelta(number), base), key=str)


def _reviews(discrepancies: Iterable[Discrepancy], number: int) -> Iterator[Review]:
    """Have somebody decide on some of the discrepancies, each way in turn."""
    for place, one in enumerate(discrepancies):
        if (number + place) % _REVIEWED == 0:
            decision = _DECISIONS[(number + place) // _REVIEWED % len(_DECISIONS)]
            waived = decision is Decision.WAIVE
            yield Review(
                ids.review(decision, one.id),
                decision,
                (one.id,),
                "",
                (),
                (),
                "Both articles were read again.",
                "Ines Park",
                _DECIDED_AT,
                kind=one.kind,
                until=_WAIVED_UNTIL if waived else None,
            )


def _superseded(found: Comparison) -> dict[str, tuple[str, ...]]:
    """Give the claims that stood before the last article of a claim came, for one claim of each story."""
    joined = [claim for claim in found.claims if len(claim.propositions) > 1]
    return {ids.claim(claim.propositions[1:]): (claim.id,) for claim in joined[:1]}
