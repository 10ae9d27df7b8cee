"""Reviews that change no claim → the quads that they change: themselves, and verdicts beside discrepancies.

To accept a link makes one claim of two, so all that rests on claims is derived anew. To settle a discrepancy changes
what is said of it, and of others that rest on the same words; on a large store that is a hundred times less work.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import Quad

from kb.graph.discrepancy import GRAPH
from kb.graph.review import review_quads
from kb.graph.verdict import verdict_quads
from kb.model import LinkKind, Review
from kb.pipeline.checking import CheckedWrites
from kb.ports import Store
from kb.query.matters import resting_on
from kb.verdicts import Verdicts


def leave_claims_alone(reviews: Iterable[Review]) -> bool:
    """Tell whether reviews are about discrepancies and doubts alone."""
    return not any(one.kind in tuple(LinkKind) for one in reviews)


def settle(store: Store, writes: CheckedWrites, known: Sequence[Review], new: Sequence[Review]) -> None:
    """Write reviews about discrepancies and doubts, with the verdicts that follow, in one update.

    What is written is what deriving everything anew would write.

    Args:
        store: What is reviewed.
        writes: Where to write.
        known: The reviews that it holds.
        new: Those to add.
    """
    base, reviews = store.base_iri, {one.id: one for one in (*known, *new)}
    verdicts = Verdicts(reviews.values())
    spans = {name for one in new for name in one.about if name.startswith("span/")}
    gone: set[Quad] = set()
    come = set(review_quads(new, base))
    for node, one in resting_on(store, spans).items() if spans else ():
        gone.update(verdict_quads(node, reviews.get(one.review), GRAPH, base))
        come.update(verdict_quads(node, verdicts.about_words(node, one.kind, list(one.sides.values())), GRAPH, base))
    writes.update(add=come - gone, remove=gone - come)
