"""Which agents are one, as a function of the reviews that hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from builders import an_article, span_of
from hypothesis import given
from hypothesis import strategies as st

from kb.model import Agent, AgentType, Decision, Mention, Record, Review, Run, Tenure
from kb.resolve.identities.curation import People, curated
from kb.resolve.identities.standing import Identities
from kb.resolve.identities.strangers import difference_between

START = datetime(2024, 5, 4, 9, 0, tzinfo=UTC)
NAMES = [f"agent/{letter}" for letter in "abcdef"]


def a_review(decision: Decision, *about: str, at: int = 0, **more: object) -> Review:
    given = {"into": "", "docs": (), "withdraws": (), "reason": "seen", "by": "Ines Park"} | more
    number = f"{at}-{decision}-{'-'.join(about)}-{given['into']}".replace("/", "")
    return Review(f"review/{number}", decision, about, at=START + timedelta(minutes=at), **given)  # type: ignore[arg-type]


def merged(one: str, into: str, at: int = 0) -> Review:
    return a_review(Decision.MERGE, f"agent/{one}", into=f"agent/{into}", at=at)


def undone(*taken: Review, at: int = 9) -> Review:
    return a_review(Decision.UNDO, "agent/a", at=at, withdraws=tuple(sorted(one.id for one in taken)))


def split(one: str, other: str, *docs: str, at: int = 0) -> Review:
    return a_review(Decision.SPLIT, f"agent/{one}", into=f"agent/{other}", docs=docs, at=at)


def test_without_reviews_everybody_is_who_they_are() -> None:
    identities = Identities()

    assert identities.canonical("agent/a") == "agent/a"
    assert identities.identity("agent/a", "a.txt") == "agent/a"
    assert identities.members("agent/a") == ("agent/a",)


def test_a_chain_of_merges_leads_to_the_name_that_the_last_one_chose() -> None:
    identities = Identities([merged("a", "b", at=1), merged("b", "c", at=2), merged("d", "c", at=3)])

    assert {identities.canonical(f"agent/{one}") for one in "abcd"} == {"agent/c"}
    assert identities.members("agent/a") == ("agent/a", "agent/b", "agent/c", "agent/d")


def test_a_withdrawn_merge_holds_no_longer_and_a_withdrawn_undo_lets_it_hold_again() -> None:
    merge = merged("a", "b", at=1)
    undo = undone(merge, at=2)

    assert Identities([merge, undo]).canonical("agent/a") == "agent/a"
    assert Identities([merge, undo, undone(undo, at=3)]).canonical("agent/a") == "agent/b"


def test_merging_again_after_an_undo_is_a_new_merge() -> None:
    first = merged("a", "b", at=1)

    identities = Identities([first, undone(first, at=2), merged("a", "b", at=3)])

    assert identities.canonical("agent/a") == "agent/b"


def test_a_split_holds_in_its_articles_alone() -> None:
    identities = Identities([split("smith", "smith-2", "court.txt")])

    assert identities.identity("agent/smith", "court.txt") == "agent/smith-2"
    assert identities.identity("agent/smith", "match.txt") == "agent/smith"
    assert identities.origin("agent/smith-2") == "agent/smith"


def test_a_split_takes_along_whoever_was_merged_before_and_can_be_merged_back() -> None:
    reviews = [merged("jon-smith", "smith", at=1), split("smith", "smith-2", "court.txt", at=2)]

    assert Identities(reviews).identity("agent/jon-smith", "court.txt") == "agent/smith-2"
    assert (
        Identities([*reviews, merged("smith-2", "smith", at=3)]).identity("agent/smith", "court.txt") == "agent/smith"
    )


def test_what_a_split_made_can_be_split_again() -> None:
    identities = Identities([split("a", "b", "1.txt", "2.txt", at=1), split("b", "c", "2.txt", at=2)])

    assert [identities.identity("agent/a", doc) for doc in ("0.txt", "1.txt", "2.txt")] == [
        "agent/a",
        "agent/b",
        "agent/c",
    ]


def test_the_merge_to_undo_is_the_one_next_to_the_part_so_that_the_part_leaves() -> None:
    first, second, third = merged("a", "b", at=1), merged("c", "b", at=2), merged("d", "a", at=3)
    identities = Identities([first, second, third])

    assert identities.joining("agent/b", "agent/a") == (first,)
    assert identities.joining("agent/c", "agent/a") == (first,)
    assert identities.joining("agent/a", "agent/c") == (second,)
    assert identities.joining("agent/b", "agent/e") == ()


def test_of_merges_made_at_once_the_one_next_to_the_part_is_undone() -> None:
    kept, undone_one = merged("a", "c", at=1), merged("b", "c", at=1)

    assert Identities([kept, undone_one]).joining("agent/a", "agent/b") == (undone_one,)


def test_the_last_item_that_anybody_named_for_a_class_stands() -> None:
    items = [
        a_review(Decision.IDENTIFY, "agent/a", into="http://www.wikidata.org/entity/Q1", at=1),
        a_review(Decision.IDENTIFY, "agent/b", into="http://www.wikidata.org/entity/Q2", at=2),
    ]

    assert Identities([*items, merged("a", "b", at=3)]).elsewhere("agent/a") == "http://www.wikidata.org/entity/Q2"
    assert Identities(items).elsewhere("agent/a") == "http://www.wikidata.org/entity/Q1"


Edit = tuple[int, int, bool]  # two agents, and whether to merge them or to take them apart
edits = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.booleans()), max_size=12)


def written(sequence: list[Edit]) -> list[Review]:
    """Record a sequence of merges and splits as the command does: no merge of what is one, no split of what is two."""
    reviews: list[Review] = []
    for at, (left, right, joins) in enumerate(sequence):
        one, other = NAMES[left], NAMES[right]
        identities = Identities(reviews)
        if joins and identities.canonical(one) != identities.canonical(other):
            target = identities.canonical(other)
            reviews.append(a_review(Decision.MERGE, identities.canonical(one), into=target, at=at))
        elif not joins and one != other and (taken := identities.joining(one, other)):
            reviews.append(undone(*taken, at=at))
    return reviews


def partition(identities: Identities) -> set[frozenset[str]]:
    classes: dict[str, set[str]] = {}
    for name in NAMES:
        classes.setdefault(identities.canonical(name), set()).add(name)
    return {frozenset(one) for one in classes.values()}


def union_find(reviews: list[Review]) -> set[frozenset[str]]:
    withdrawn = {one for review in reviews for one in review.withdraws}
    classes = [{name} for name in NAMES]
    for review in reviews:
        if review.decision is Decision.MERGE and review.id not in withdrawn:
            joined = [one for one in classes if one & {*review.about, review.into}]
            classes = [one for one in classes if one not in joined] + [set().union(*joined)]
    return {frozenset(one) for one in classes}


@given(edits, st.randoms(use_true_random=False))
def test_merges_and_splits_in_any_order_give_the_classes_of_a_union_find(sequence, random) -> None:
    reviews = written(sequence)
    shuffled = random.sample(reviews, len(reviews))

    first, second = Identities(reviews), Identities(shuffled)

    assert partition(first) == partition(second) == union_find(reviews)
    assert [first.canonical(name) for name in NAMES] == [second.canonical(name) for name in NAMES]


@given(edits, st.integers(0, 5), st.integers(0, 5))
def test_after_a_split_two_agents_are_two_and_every_class_names_one_of_its_own(sequence, left, right) -> None:
    reviews = written([*sequence, (left, right, False)])
    identities = Identities(reviews)

    assert left == right or identities.canonical(NAMES[left]) != identities.canonical(NAMES[right])
    assert all(identities.canonical(name) in identities.members(name) for name in NAMES)


@given(edits)
def test_undoing_every_merge_leaves_everybody_who_they_were(sequence) -> None:
    reviews = written(sequence)
    merges = Identities(reviews).merges

    identities = Identities([*reviews, undone(*merges, at=99)]) if merges else Identities(reviews)

    assert partition(identities) == {frozenset([name]) for name in NAMES}


def people(known: list[Agent], identities: Identities) -> People:
    return People({one.id: one for one in known}.get, identities)


def test_a_split_names_its_agent_like_the_other_and_shares_nothing_else() -> None:
    smith = Agent("agent/smith", "John Smith", AgentType.PERSON, ("Smith",), "http://www.wikidata.org/entity/Q1")

    found = people([smith], Identities([split("smith", "smith-2", "court.txt")]))

    assert found["agent/smith-2"] == Agent("agent/smith-2", "John Smith", AgentType.PERSON)


def test_what_an_agent_is_part_of_follows_a_merge() -> None:
    ward = Agent("agent/ward", "Ward 3", AgentType.PLACE, part_of=("agent/old-town",))

    found = people([ward], Identities([merged("old-town", "city")]))

    assert found["agent/ward"].part_of == ("agent/city",)


def test_only_a_person_cannot_be_what_is_none() -> None:
    def agent(kind: AgentType, **more: object) -> Agent:
        return Agent(f"agent/{kind}", "N", kind, **more)  # type: ignore[arg-type]

    kinds = [one for one in AgentType if one not in (AgentType.PERSON, AgentType.UNKNOWN)]

    assert all(difference_between(agent(AgentType.PERSON), agent(kind)) for kind in kinds)
    assert not any(difference_between(agent(one), agent(other)) for one in kinds for other in kinds)
    assert not difference_between(agent(AgentType.PERSON), agent(AgentType.UNKNOWN))


def test_two_entries_elsewhere_or_in_the_registry_are_two() -> None:
    first = Agent("agent/a", "A", AgentType.PERSON, same_as="http://www.wikidata.org/entity/Q1")
    second = Agent("agent/b", "B", AgentType.PERSON, same_as="http://www.wikidata.org/entity/Q2")
    known = [Agent(f"agent/{one}", one, AgentType.PERSON, registered=True) for one in "cd"]

    assert "Q1" in difference_between(first, second)
    assert "registry" in difference_between(*known)
    assert not difference_between(first, known[0])


def test_a_merge_reaches_literal_places_candidates_and_offices() -> None:
    article = an_article("Oslo sent Mayor Moss.", doc="a.txt")
    city, moss, other, ministry = "agent/b", "agent/a", "agent/c", "agent/d"
    agents = tuple(Agent(name, name, AgentType.UNKNOWN) for name in (moss, city, other, ministry))
    oslo = Mention(span_of(article.body, "Oslo"), AgentType.PLACE, "Oslo", agent=ministry, literal=city)
    open_one = Mention(span_of(article.body, "Moss"), AgentType.PERSON, "Moss", candidates=(moss, other))
    mayor = Tenure(span_of(article.body, "Mayor"), moss, "mayor", city)
    run = Run("run/x", article.id, "hand", "1", "{}", START, START)
    record = Record(article, (), (oslo, open_one), agents, run, tenures=(mayor,))
    identities = Identities([merged("b", "f", at=1), merged("a", "c", at=2), split("c", "e", "a.txt", at=3)])

    found = curated(record, identities, people([*agents, Agent("agent/f", "F", AgentType.PLACE)], identities))

    assert (found.mentions[0].agent, found.mentions[0].literal) == (ministry, "agent/f")
    assert found.mentions[1].candidates == ("agent/e",)
    assert found.tenures == (replace(mayor, agent="agent/e", body="agent/f"),)
    assert {one.id for one in found.agents} == {"agent/d", "agent/e", "agent/f"}
