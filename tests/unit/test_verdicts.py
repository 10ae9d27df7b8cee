"""What holds of links and discrepancies after the reviews, whatever their order, and what a decision stays attached to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from example_records import comparison_of, two_records
from hypothesis import given
from hypothesis import strategies as st

from kb import ids
from kb.model import Decision, Evidence, Review, Side, Span
from kb.resolve.identities.standing import Identities
from kb.verdicts import Verdicts, decided_pairs, is_over, surviving

RECORDS = two_records()
STATEMENTS = {said.id: said for record in RECORDS for said in record.statements}
WHOLE = comparison_of(*RECORDS)
(PORT,) = WHOLE.discrepancies
LINK = WHOLE.links[1]
AT = datetime(2024, 5, 4, 9, tzinfo=UTC)


def spans(discrepancy) -> tuple[str, ...]:
    return tuple(
        ids.span(STATEMENTS[given.statement].article, given.span)
        for side in discrepancy.sides
        for given in side.evidence
    )


def a_review(number: int, decision: Decision, *about: str, kind: str = "", withdraws: tuple[str, ...] = ()) -> Review:
    at = AT + timedelta(minutes=number)
    name = f"review/{number}"
    return Review(name, decision, tuple(sorted(about)), "", (), withdraws, "looked", "Ines Park", at, "", kind)


def of_port(number: int, decision: Decision) -> Review:
    return a_review(number, decision, PORT.id, *spans(PORT), kind=PORT.kind)


def of_link(number: int, decision: Decision) -> Review:
    return a_review(number, decision, LINK.id, LINK.left, LINK.right, kind=LINK.kind)


def grown(value: str = "closed"):
    """Give the discrepancy after a third statement took a side, or a side of its own."""
    third = Evidence(next(iter(STATEMENTS)), Span(1, 4, "abc"))
    sides = tuple(Side(one.value, (*one.evidence, third)) if one.value == value else one for one in PORT.sides)
    sides = sides if value in {one.value for one in PORT.sides} else (*PORT.sides, Side(value, (third,)))
    return replace(PORT, id="discrepancy/grown", sides=sides)


def test_the_last_decision_about_a_node_holds_until_it_is_withdrawn() -> None:
    accepted, rejected = of_port(1, Decision.ACCEPT), of_port(2, Decision.REJECT)
    undone = a_review(3, Decision.WITHDRAW, PORT.id, withdraws=("review/2",))

    assert Verdicts([accepted]).about_discrepancy(PORT, STATEMENTS) == accepted
    assert Verdicts([accepted, rejected]).about_discrepancy(PORT, STATEMENTS) == rejected
    assert Verdicts([accepted, rejected, undone]).about_discrepancy(PORT, STATEMENTS) == accepted
    assert Verdicts([]).about_discrepancy(PORT, STATEMENTS) is None


def test_a_withdrawal_can_be_withdrawn() -> None:
    rejected = of_port(1, Decision.REJECT)
    undone = a_review(2, Decision.WITHDRAW, PORT.id, withdraws=("review/1",))
    again = a_review(3, Decision.WITHDRAW, PORT.id, withdraws=("review/2",))

    assert surviving([rejected, undone]) == (undone,)
    assert Verdicts([rejected, undone, again]).about_discrepancy(PORT, STATEMENTS) == rejected


def test_a_decision_stays_with_a_discrepancy_that_others_repeat() -> None:
    rejected = of_port(1, Decision.REJECT)

    assert Verdicts([rejected]).about_discrepancy(grown(), STATEMENTS) == rejected


def test_a_discrepancy_with_another_value_or_of_another_kind_is_for_people_to_look_at_again() -> None:
    verdicts = Verdicts([of_port(1, Decision.REJECT)])

    assert verdicts.about_discrepancy(grown("half closed"), STATEMENTS) is None
    assert verdicts.about_discrepancy(replace(PORT, id="discrepancy/other", kind="date"), STATEMENTS) is None


def test_a_decision_about_a_link_joins_or_parts_its_propositions_both_ways() -> None:
    joined, parted = decided_pairs([of_link(1, Decision.ACCEPT)])

    assert joined == {LINK.left: frozenset([LINK.right]), LINK.right: frozenset([LINK.left])}
    assert parted == {}
    assert decided_pairs([of_link(1, Decision.ACCEPT), of_link(2, Decision.REJECT)]) == (parted, joined)


def test_a_link_that_says_more_joins_and_parts_nothing() -> None:
    refining = WHOLE.links[2]
    review = a_review(1, Decision.ACCEPT, refining.id, refining.left, refining.right, kind=refining.kind)

    assert decided_pairs([review]) == ({}, {})
    assert Verdicts([review]).about_link(refining) == review


def test_a_decision_about_a_link_holds_for_its_ends_whatever_the_link_is_called() -> None:
    review = of_link(1, Decision.ACCEPT)

    assert Verdicts([review]).about_link(replace(LINK, id="claim-link/other")) == review
    assert Verdicts([review]).about_link(replace(LINK, id="claim-link/other", kind="refines")) is None


def test_reviews_of_agents_and_of_other_nodes_do_not_see_each_other() -> None:
    merge = replace(a_review(1, Decision.MERGE, "agent/a"), into="agent/b")

    assert Identities([merge, of_port(2, Decision.REJECT), of_link(3, Decision.ACCEPT)]).surviving == (merge,)
    assert Verdicts([merge]).in_force == ()


def test_a_waiver_ends_after_its_last_day() -> None:
    waiver = replace(of_port(1, Decision.WAIVE), until=date(2024, 6, 30))

    assert not is_over(waiver.until, date(2024, 6, 30))
    assert is_over(waiver.until, date(2024, 7, 1))


DECISIONS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from([Decision.ACCEPT, Decision.REJECT, Decision.WAIVE]), st.booleans(), st.just(0)),
        st.tuples(st.just(Decision.WITHDRAW), st.booleans(), st.integers(0, 5)),
    ),
    max_size=6,
)


@given(DECISIONS, st.randoms(use_true_random=False))
def test_what_holds_does_not_depend_on_the_order_of_reviews(decisions, random) -> None:
    reviews = [
        a_review(place, decision, PORT.id, withdraws=(f"review/{target}",))
        if decision is Decision.WITHDRAW
        else (of_port if of_discrepancy else of_link)(place, decision)
        for place, (decision, of_discrepancy, target) in enumerate(decisions)
    ]
    shuffled = random.sample(reviews, len(reviews))

    ours, theirs = Verdicts(reviews), Verdicts(shuffled)

    assert ours.in_force == theirs.in_force
    assert ours.about_discrepancy(PORT, STATEMENTS) == theirs.about_discrepancy(PORT, STATEMENTS)
    assert ours.about_link(LINK) == theirs.about_link(LINK)
    assert decided_pairs(reviews) == decided_pairs(shuffled)
