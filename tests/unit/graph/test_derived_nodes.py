"""What each derived node says, by itself: links, events, modes of reuse, clauses at odds, and verdicts beside them."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest
from example_records import BASE, UNION, comparison_of, two_records
from graphs import comparison_quads, events_from, links_from

from kb.graph.differences_reader import differences_from
from kb.graph.discrepancy import discrepancy_lines
from kb.graph.lines import quads_of as read
from kb.graph.link import event_lines, link_lines
from kb.graph.origin import origin_lines, reuse_lines
from kb.graph.reader import reuses_from
from kb.model import ClaimLink, Comparison, Decision, LinkKind, LinkStatus, Review
from kb.vocab import KB, PROV, RDF, SCHEMA

RECORDS = two_records()
ARTICLES = {record.article.id: record.article for record in RECORDS}
STATEMENTS = {said.id: said for record in RECORDS for said in record.statements}
WHOLE = comparison_of(*RECORDS)
CLAIM_OF = {clause: claim.id for claim in WHOLE.claims for clause in claim.propositions}
NODES = [
    (part.name, node) for part in fields(Comparison) if part.name != "voices" for node in getattr(WHOLE, part.name)
]


def quads_of(comparison: Comparison, reviews: tuple[Review, ...] = ()):
    return comparison_quads((), comparison, ARTICLES, STATEMENTS, BASE, reviews=reviews)


def said_of(quads, subject: str) -> set[tuple[str, str]]:
    return {
        (quad.predicate.value, quad.object.value.removeprefix(BASE))
        for quad in quads
        if quad.subject.value == BASE + subject
    }


def decided(decision: Decision, *about: str, kind: str = "") -> Review:
    at = datetime(2024, 5, 4, tzinfo=UTC)
    return Review("review/1", decision, tuple(sorted(about)), "", (), (), "looked at both", "Ines Park", at, "", kind)


def test_what_is_written_is_the_union_of_what_each_node_gives_in_any_order() -> None:
    frame = Comparison(voices=WHOLE.voices)
    whole = quads_of(WHOLE)

    shuffled = random.Random(7).sample(NODES, len(NODES))
    parts = [
        quads_of(replace(frame, **{name: (node,)} | ({"claims": WHOLE.claims} if name == "links" else {})))
        for name, node in shuffled
    ]

    assert frozenset().union(*parts, quads_of(frame)) == whole


def test_no_two_nodes_say_different_things_of_one_span() -> None:
    sources = [quad for quad in quads_of(WHOLE) if quad.predicate.value.endswith("#hasSource")]

    assert len({quad.subject for quad in sources}) == len({quad.triple for quad in sources})


def test_an_asserted_link_joins_propositions_and_says_nothing_of_the_one_claim_that_they_express() -> None:
    same = WHOLE.links[0]

    quads = read(link_lines(same, CLAIM_OF, BASE))

    assert said_of(quads, same.id) == {
        (RDF.type, KB.ClaimLink),
        (KB.kind, KB.SameClaim),
        (KB.status, KB.Asserted),
        (KB.left, same.left),
        (KB.right, same.right),
        (KB.score, "0.97"),
        (KB.because, "same object"),
        (KB.because, "same subject"),
    }
    assert {quad.subject.value for quad in quads} == {BASE + same.id}


@pytest.mark.parametrize(
    ("kind", "status", "decision", "relation"),
    [
        (LinkKind.SAME, LinkStatus.SUGGESTED, None, KB.maySayTheSameAs),
        (LinkKind.REFINES, LinkStatus.SUGGESTED, None, KB.mayRefine),
        (LinkKind.REFINES, LinkStatus.ASSERTED, None, KB.refines),
        (LinkKind.REFINES, LinkStatus.SUGGESTED, Decision.ACCEPT, KB.refines),
        (LinkKind.REFINES, LinkStatus.ASSERTED, Decision.REJECT, None),
        (LinkKind.SAME, LinkStatus.SUGGESTED, Decision.REJECT, None),
    ],
)
def test_a_link_relates_claims_as_far_as_evidence_and_people_say(kind, status, decision, relation) -> None:
    link = replace(WHOLE.links[1], kind=kind, status=status)

    quads = read(link_lines(link, CLAIM_OF, BASE, decided(decision, link.id) if decision else None))

    found = said_of(quads, CLAIM_OF[link.left])
    assert found == ({(relation, CLAIM_OF[link.right])} if relation else set())


def test_propositions_are_about_their_event() -> None:
    (event,) = WHOLE.events

    quads = read(event_lines(event, BASE))

    assert {(RDF.type, KB.Event), (RDF.type, SCHEMA.Event), (KB.because, "same week")} <= said_of(quads, event.id)
    assert all(said_of(quads, clause) == {(KB.aboutEvent, event.id)} for clause in event.propositions)


def test_reused_text_says_how_much_was_changed_and_whose_it_is() -> None:
    (reuse,) = WHOLE.reuses

    found = said_of(read(reuse_lines(reuse, BASE)), reuse.id)

    assert {
        (KB.reuseMode, KB.Edited),
        (KB.earlier, reuse.left_article),
        (KB.because, "The Tide names the agency"),
    } <= found


def test_an_origin_names_who_has_an_interest_in_it() -> None:
    assert (KB.party, UNION) in said_of(read(origin_lines(WHOLE.origins[0], BASE)), WHOLE.origins[0].id)
    assert KB.party not in dict(said_of(read(origin_lines(WHOLE.origins[1], BASE)), WHOLE.origins[1].id))


def test_a_discrepancy_says_what_was_shown_which_clause_is_at_odds_and_what_people_made_of_it() -> None:
    (port,) = WHOLE.discrepancies

    plain = read(discrepancy_lines(port, ARTICLES, STATEMENTS, BASE))
    waived = read(discrepancy_lines(port, ARTICLES, STATEMENTS, BASE, decided(Decision.WAIVE, port.id)))

    assert {value for term, value in said_of(plain, port.id) if term == KB.shown} == set(port.shown)
    assert (KB.clause, port.sides[0].evidence[0].proposition) in said_of(plain, f"{port.id}/1/1")
    assert set(waived) - set(plain) == {
        quad for quad in waived if quad.predicate.value in (KB.verdict, PROV.wasInfluencedBy)
    }
    assert {(KB.verdict, KB.Waived), (PROV.wasInfluencedBy, "review/1")} <= said_of(waived, port.id)


def test_what_was_decided_stands_beside_links_and_discrepancies() -> None:
    (port,), link = WHOLE.discrepancies, WHOLE.links[1]
    reviews = (decided(Decision.REJECT, port.id), replace(decided(Decision.ACCEPT, link.id), id="review/2"))

    quads = quads_of(WHOLE, reviews)

    assert (KB.verdict, KB.Rejected) in said_of(quads, port.id)
    assert (KB.verdict, KB.Accepted) in said_of(quads, link.id)


def test_links_events_reuse_and_discrepancies_are_read_back_the_same() -> None:
    quads = quads_of(WHOLE, (decided(Decision.REJECT, WHOLE.discrepancies[0].id),))

    assert links_from(quads, BASE) == tuple(sorted(WHOLE.links, key=lambda one: one.id))
    assert events_from(quads, BASE) == WHOLE.events
    (reuse,) = reuses_from(quads, BASE)
    assert (reuse.mode, reuse.earlier, reuse.because) == (
        WHOLE.reuses[0].mode,
        WHOLE.reuses[0].earlier,
        WHOLE.reuses[0].because,
    )
    (port,), _ = differences_from(quads, BASE)
    assert port == replace(WHOLE.discrepancies[0], shown=tuple(sorted(WHOLE.discrepancies[0].shown)))


def test_a_link_to_a_proposition_that_expresses_no_claim_relates_none() -> None:
    link = ClaimLink(
        "claim-link/1", LinkKind.REFINES, LinkStatus.ASSERTED, "proposition/1", "proposition/2", 1.0, ("x",)
    )

    assert {quad.subject.value for quad in read(link_lines(link, {}, BASE))} == {BASE + "claim-link/1"}
