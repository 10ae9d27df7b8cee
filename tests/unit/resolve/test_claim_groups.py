"""Claims kept current: adding and taking out, in any order, gives what all at once gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from claims_at_once import claim_links, claims_from
from hypothesis import given, settings
from hypothesis import strategies as st
from records import Clause as Written
from records import a_clause, a_record, told

from kb.model import Claim, ClaimLink, LinkKind, LinkStatus, Record
from kb.resolve.claims.clauses import Clause
from kb.resolve.claims.groups import ClaimGroups, Outcome
from kb.resolve.claims.reading import clauses_in

DAYS = {
    "on 12 March": ("2021-03-12", "2021-03-12"),
    "in March": ("2021-03-01", "2021-03-31"),
    "on 13 March": ("2021-03-13",) * 2,
}


def opened(words: str, relation: str, when: str) -> Written:
    times = ((when, *DAYS[when]),) if when else ()
    return a_clause(words.format(when).strip(), "bridge", relation, times=times)


SENTENCES = (
    opened("The bridge over the Alster opened {}", "open", "on 12 March"),
    opened("The bridge over the Alster opened {}", "open", "on 13 March"),
    opened("The bridge over the Alster opened {}", "open", "in March"),
    opened("The opening of the bridge over the Alster came {}", "come", "on 12 March"),
    opened("The bridge over the Alster was inaugurated {}", "open", "on 12 March"),
    a_clause("Shares rose", "Shares", "rise"),
    a_clause("The mayor cut the ribbon of the bridge", "mayor", "cut", "ribbon"),
    a_clause("The mayor did not cut the ribbon of the bridge", "mayor", "cut", "ribbon", negative=True),
)


def records_of(choice: list[int]) -> list[Record]:
    """One article for each number, with three sentences from there on."""
    return [
        a_record(
            *(
                told(SENTENCES[(at + step) % len(SENTENCES)].text, SENTENCES[(at + step) % len(SENTENCES)])
                for step in range(3)
            ),
            outlet=f"Paper {number}",
            published="2021-03-14",
        )
        for number, at in enumerate(choice)
    ]


def together(*parts: Mapping[str, Clause]) -> list[Outcome]:
    groups = ClaimGroups()
    groups.update(come={key: clause for part in parts for key, clause in part.items()})
    return list(groups.outcomes())


@settings(max_examples=25, deadline=None)
@given(
    choice=st.lists(st.integers(0, len(SENTENCES) - 1), min_size=1, max_size=7),
    order=st.randoms(use_true_random=False),
)
def test_articles_one_by_one_in_any_order_give_what_all_at_once_give(choice: list[int], order: object) -> None:
    parts = [dict(clauses_in(record)) for record in records_of(choice)]
    expected = together(*parts)
    shuffled = parts[:]
    order.shuffle(shuffled)  # type: ignore[attr-defined]

    groups, current = ClaimGroups(), set[Outcome]()
    for part in (*shuffled, *shuffled[:2]):  # two of them a second time
        change = groups.update(come=part)
        current = (current - {*change.gone}) | {*change.come}

    assert list(groups.outcomes()) == expected
    assert current == {*expected}


@settings(max_examples=25, deadline=None)
@given(choice=st.lists(st.integers(0, len(SENTENCES) - 1), min_size=2, max_size=7), leaving=st.integers(0, 6))
def test_an_article_that_is_taken_out_leaves_no_trace(choice: list[int], leaving: int) -> None:
    parts = [dict(clauses_in(record)) for record in records_of(choice)]
    gone = parts[leaving % len(parts)]
    groups = ClaimGroups()
    before = groups.update(come={key: clause for part in parts for key, clause in part.items()})

    change = groups.update(gone=[*gone])

    assert {*change.gone} <= {*before.come}
    assert list(groups.outcomes()) == together(*(part for part in parts if part is not gone))
    assert ({*before.come} - {*change.gone}) | {*change.come} == {*groups.outcomes()}


def test_copies_are_one_claim_with_a_link_to_the_least() -> None:
    records = [a_record(told(SENTENCES[0].text, SENTENCES[0]), outlet=f"Paper {at}") for at in range(5)]

    (claim,), links = claims_from(records)[0], claim_links(records)

    assert len(claim.propositions) == 5
    assert [(link.left, link.score, link.reasons) for link in links] == [
        (claim.propositions[0], 1.0, ("same wording",))
    ] * 4
    assert sorted(link.right for link in links) == [*claim.propositions[1:]]


def test_a_change_names_only_what_it_changes() -> None:
    first, second, third = records_of([0, 5, 1])
    groups = ClaimGroups()
    groups.update(come={**clauses_in(first), **clauses_in(second)})

    change = groups.update(come=clauses_in(third))
    again = groups.update(come=clauses_in(third))

    touched = {one.id for one in change.gone if isinstance(one, Claim)}
    assert touched
    assert touched < {one.id for one in groups.outcomes() if isinstance(one, Claim)} | touched
    assert (again.gone, again.come) == ((), ())


@settings(max_examples=10, deadline=None)
@given(order=st.randoms(use_true_random=False))
def test_one_that_is_at_odds_with_the_last_of_many_wordings_is_kept_out_in_any_order(order: object) -> None:
    told_by = ("", "yesterday evening ", "at last ", "with some pride ", "to cheers ", "in light rain ")
    texts = [f"The bridge over the Alster in Skalina opened {how}{when}" for how in told_by for when in DAYS]
    clauses = [
        a_clause(text, "bridge", "open", times=((when, *DAYS[when]),))
        for text in texts
        for when in DAYS
        if when in text
    ]
    records = [
        a_record(told(one.text, one), outlet=f"Paper {at}", published="2021-03-14") for at, one in enumerate(clauses)
    ]
    parts = [dict(clauses_in(record)) for record in records]
    days = {key: [time.days for time in clause.times] for part in parts for key, clause in part.items()}
    order.shuffle(parts)  # type: ignore[attr-defined]

    groups = ClaimGroups()
    for part in parts:
        groups.update(come=part)

    claims = [one for one in groups.outcomes() if isinstance(one, Claim)]
    assert all(len({str(days[key]) for key in one.propositions}) == 1 for one in claims)
    assert list(groups.outcomes()) == together(*parts[::-1])


def test_the_more_exact_claim_stands_left_in_a_link_between_two_claims() -> None:
    day, month = SENTENCES[0], SENTENCES[2]
    records = [a_record(told(one.text, one), outlet=outlet) for one, outlet in ((day, "Post"), (month, "Star"))]
    printed = {record.statements[0].propositions[0].id: record.article.outlet for record in records}

    claims, links = claims_from(records)[0], claim_links(records)

    assert len(claims) == 2
    assert [(link.kind, link.status, printed[link.left]) for link in links] == [
        (LinkKind.REFINES, LinkStatus.ASSERTED, "Post")
    ]


def decided(record: Record, **ids: frozenset[str]) -> dict[str, Clause]:
    return {key: replace(clause, **ids) for key, clause in clauses_in(record).items()}


def test_what_a_review_parts_never_meets_through_a_third() -> None:
    records = [a_record(told(SENTENCES[0].text, SENTENCES[0]), outlet=f"Paper {at}") for at in range(3)]
    first, second, third = (record.statements[0].propositions[0].id for record in records)

    found = together(
        decided(records[0], parted=frozenset({second})),
        decided(records[1], parted=frozenset({first})),
        clauses_in(records[2]),
    )

    claims = [one for one in found if isinstance(one, Claim)]
    assert len(claims) == 2
    assert not any({first, second} <= {*claim.propositions} for claim in claims)
    assert sum(len(claim.propositions) for claim in claims) == len({first, second, third})


def test_what_a_review_joins_is_one_claim_whatever_the_words() -> None:
    records = [a_record(told(SENTENCES[at].text, SENTENCES[at]), outlet=f"Paper {at}") for at in (0, 6)]
    first, second = (record.statements[0].propositions[0].id for record in records)

    found = together(decided(records[0], joined=frozenset({second})), decided(records[1], joined=frozenset({first})))

    (claim,) = [one for one in found if isinstance(one, Claim)]
    (link,) = [one for one in found if isinstance(one, ClaimLink)]
    assert {*claim.propositions} == {first, second}
    assert link.reasons == ("accepted in review",)


def test_what_a_review_joins_brings_all_that_says_the_same_along() -> None:
    opening, ribbon = SENTENCES[0], SENTENCES[6]
    records = [
        a_record(told(one.text, one), outlet=f"Paper {at}") for at, one in enumerate([opening] * 2 + [ribbon] * 2)
    ]
    keys = [record.statements[0].propositions[0].id for record in records]

    found = together(
        decided(records[0], joined=frozenset({keys[2]})),
        decided(records[2], joined=frozenset({keys[0]})),
        clauses_in(records[1]),
        clauses_in(records[3]),
    )

    (claim,) = [one for one in found if isinstance(one, Claim)]
    assert set(claim.propositions) == set(keys)


def test_a_pair_that_a_review_joins_is_one_claim_though_another_is_kept_out() -> None:
    opening, ribbon = SENTENCES[0], SENTENCES[6]
    records = [a_record(told(one.text, one), outlet=f"Paper {at}") for at, one in enumerate([opening, opening, ribbon])]
    first, second, third = (record.statements[0].propositions[0].id for record in records)

    found = together(
        decided(records[0], joined=frozenset({third})),
        decided(records[1], parted=frozenset({third})),
        decided(records[2], joined=frozenset({first}), parted=frozenset({second})),
    )

    claims = {claim.propositions for claim in found if isinstance(claim, Claim)}
    assert claims == {tuple(sorted((first, third))), (second,)}


def test_copies_of_an_undated_deed_are_one_claim_within_days_and_two_across_years() -> None:
    written = a_clause("Rovers beat Athletic in the cup final at Skagen", "Rovers", "beat", "Athletic")
    parts: dict[str, Clause] = {}
    for number, day in enumerate(("2019-05-20", "2019-05-22", "2023-05-20")):
        record = a_record(told(written.text + ".", written), outlet=f"Paper {number}", published=day)
        parts |= {key: replace(one, tense="past") for key, one in clauses_in(record).items()}

    claims = [found for found in together(parts) if isinstance(found, Claim)]

    assert sorted(len(claim.propositions) for claim in claims) == [1, 2]
