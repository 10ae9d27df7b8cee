"""One full name in several articles: kept apart where evidence speaks against one person, and joined by what is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from builders import an_article
from hypothesis import given
from hypothesis import strategies as st

from kb import ids
from kb.extract.rules import RuleExtractor
from kb.model import Agent, AgentType, Decision, DoubtKind, Mention, Parting, Record, Review, Run, Span
from kb.resolve.agents.linking import linked
from kb.resolve.identities.partings import partings_of
from kb.resolve.identities.portraits import Portrait, portraits_in
from kb.resolve.identities.standing import Identities
from kb.resolve.registry import Registry

DAY = datetime(2020, 1, 1, tzinfo=UTC)
MOSS = "agent/sam-moss"


def read(text: str, doc: str, year: int = 2020) -> Record:
    article = an_article(text, doc=doc, outlet="", published=f"{year}-05-01")
    statements, mentions, agents = linked(article, RuleExtractor().read(article), Registry.load())
    return Record(article, statements, mentions, agents, Run("run/x", article.id, "rules", "1", "{}", DAY, DAY))


def parted(records: Iterable[Record], *reviews: Review) -> tuple[Parting, ...]:
    found = partings_of(records, Registry.load(), Identities(reviews))
    return tuple(one for one in found if one.agent == MOSS)


def groups(records: Iterable[Record], *reviews: Review) -> list[tuple[str, ...]]:
    return [one.docs for one in parted(records, *reviews)]


def review(decision: Decision, *about: str, into: str, docs: tuple[str, ...] = ()) -> Review:
    return Review(f"review/{into}", decision, about, into, docs, (), "seen", "Ines Park", DAY)


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("Sheriff Sam Moss spoke.", "Banker Sam Moss spoke.", DoubtKind.TRADE),
        ("Mr. Sam Moss spoke.", "Mrs. Sam Moss spoke.", DoubtKind.SEX),
        ("Dutch minister Sam Moss spoke.", "Peruvian minister Sam Moss spoke.", DoubtKind.STATE),
    ],
)
def test_words_that_do_not_go_together_part_two_of_one_name(left: str, right: str, kind: DoubtKind) -> None:
    first, second = parted([read(left, "a.txt"), read(right, "b.txt")])

    assert (first.into, first.docs) == (MOSS, ("a.txt",))
    assert (second.into, second.docs) == (ids.split_agent(MOSS, ("b.txt",)), ("b.txt",))
    assert [one.kind for one in first.doubts] == [kind]
    assert first.doubts == second.doubts


def test_two_generations_are_hardly_one_person() -> None:
    first, second = parted([read("Sam Moss spoke.", "z.txt", 1905), read("Sam Moss spoke.", "a.txt", 1999)])

    assert first.docs == ("z.txt",)
    assert [(one.kind, one.told) for one in second.doubts] in (
        [(DoubtKind.TIME, ("1905", "1999"))],
        [(DoubtKind.TIME, ("1999", "1905"))],
    )


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Sheriff Sam Moss spoke.", "Sam Moss spoke."),
        ("Sheriff Sam Moss spoke.", "Former sheriff Sam Moss spoke."),
        ("Sheriff Sam Moss spoke.", "Sheriff Ana Moss spoke."),
        ("Lieutenant Sam Moss spoke.", "General Sam Moss spoke."),
        ("Senator Sam Moss spoke.", "Secretary Sam Moss spoke."),
        ("President Joe Biden spoke.", "Senator Joe Biden spoke."),
        ("Sheriff Moss spoke.", "Banker Moss spoke."),
    ],
)
def test_nobody_is_parted_where_nothing_speaks_against_one_person(left: str, right: str) -> None:
    assert parted([read(left, "a.txt"), read(right, "b.txt")]) == ()


def test_a_bare_surname_is_somebody_of_its_article_alone() -> None:
    left, right = read("Sheriff Moss spoke.", "a.txt"), read("Sheriff Moss spoke.", "b.txt")

    assert {one.id for one in left.agents}.isdisjoint(one.id for one in right.agents)


def test_another_trade_in_the_same_company_is_the_same_person() -> None:
    company = " Wren Lowell agreed."

    assert parted([read("Sheriff Sam Moss spoke.", "a.txt"), read("Banker Sam Moss spoke." + company, "b.txt")])
    both = [read("Sheriff Sam Moss spoke." + company, "a.txt"), read("Banker Sam Moss spoke." + company, "b.txt")]
    assert parted(both) == ()
    other_sex = [read("Mr. Sam Moss spoke." + company, "a.txt"), read("Mrs. Sam Moss spoke." + company, "b.txt")]
    assert parted(other_sex)


def test_articles_are_joined_by_what_they_tell_and_those_that_tell_nothing_are_nobodys() -> None:
    records = [
        read("Sheriff Sam Moss spoke.", "1.txt"),
        read("Banker Sam Moss spoke. Wren Lowell agreed.", "2.txt"),
        read("Sam Moss met Wren Lowell.", "3.txt"),
        read("Detective Sam Moss left.", "4.txt"),
        read("Sam Moss sang.", "5.txt"),
        read("Sam Moss slept.", "6.txt"),
    ]

    found = parted(records)

    assert [one.docs for one in found] == [("1.txt", "4.txt"), ("2.txt", "3.txt"), ("5.txt", "6.txt")]
    assert {one.kind for one in found[2].doubts} == {DoubtKind.UNCLEAR}
    assert all("1.txt" in one.reason or "2.txt" in one.reason for one in found[2].doubts)


def test_the_earliest_article_keeps_the_plain_identifier_whatever_it_is_called() -> None:
    early, late = read("Banker Sam Moss spoke.", "z.txt", 2001), read("Sheriff Sam Moss spoke.", "a.txt", 2002)

    assert {one.docs[0]: one.into == MOSS for one in parted([late, early])} == {"z.txt": True, "a.txt": False}


def test_a_merge_goes_before_a_doubt_and_settles_it_for_those_that_told_nothing() -> None:
    records = [
        read("Sheriff Sam Moss spoke.", "1.txt"),
        read("Banker Sam Moss spoke.", "2.txt"),
        read("Sam Moss slept.", "3.txt"),
    ]
    other = ids.split_agent(MOSS, ("2.txt",))

    assert groups(records) == [("1.txt",), ("2.txt",), ("3.txt",)]
    assert groups(records, review(Decision.MERGE, other, into=MOSS)) == []


def test_a_merge_holds_when_an_earlier_article_comes_to_light() -> None:
    records = [
        read("Sheriff Sam Moss spoke.", "1.txt", 2001),
        read("Banker Sam Moss spoke.", "2.txt", 2002),
        read("Mrs. Sam Moss spoke.", "3.txt", 2003),
    ]
    merge = review(Decision.MERGE, ids.split_agent(MOSS, ("2.txt",)), into=ids.split_agent(MOSS, ("3.txt",)))
    found = [read("Treasurer Sam Moss, a banker, spoke. Broker Sam Moss left.", "0.txt", 2000), *records]

    partings = partings_of(found, Registry.load(), Identities([merge]))
    identities = Identities([merge], partings)

    assert len({identities.identity(MOSS, doc) for doc in ("0.txt", "2.txt", "3.txt")}) == 1
    assert identities.identity(MOSS, "1.txt") != identities.identity(MOSS, "2.txt")


def test_a_split_takes_an_article_and_its_evidence_out_of_the_question() -> None:
    records = [
        read("Sheriff Sam Moss spoke.", "1.txt"),
        read("Banker Sam Moss spoke.", "2.txt"),
        read("Sam Moss slept.", "3.txt"),
    ]
    split = review(Decision.SPLIT, MOSS, into="agent/sam-moss-other", docs=("2.txt",))

    assert groups(records, split) == []
    identities = Identities([split], parted(records, split))
    assert [identities.identity(MOSS, f"{at}.txt") for at in (1, 2, 3)] == [MOSS, "agent/sam-moss-other", MOSS]


def test_a_parted_person_can_be_split_further() -> None:
    records = [read(f"{trade} Sam Moss spoke.", f"{at}.txt") for at, trade in enumerate(("Judge", "Chef", "Farmer"))]
    partings = parted(records)
    cook = partings[1].into  # and farmer: both have a craft
    split = review(Decision.SPLIT, cook, into=f"{cook}-2", docs=("2.txt",))

    identities = Identities([split], partings_of(records, Registry.load(), Identities([split])))

    assert [identities.identity(MOSS, f"{at}.txt") for at in range(3)] == [MOSS, cook, f"{cook}-2"]
    assert identities.origin(cook) == MOSS
    assert identities.behind(MOSS, "1.txt") == tuple(sorted(ids.doubt(one) for one in partings[1].doubts))
    assert identities.behind(MOSS, "0.txt") == ()


def test_texts_in_any_order_are_parted_alike() -> None:
    texts = ("Sheriff Sam Moss spoke.", "Banker Sam Moss spoke.", "Dutch minister Sam Moss spoke.", "Sam Moss slept.")
    records = [read(text, f"{at}.txt") for at, text in enumerate(texts)]

    assert len({parted(order) for order in permutations(records)}) == 1


@st.composite
def stories(draw: st.DrawFn) -> list[Record]:
    """Draw articles that name Sam Moss, with titles, company and days as they come."""
    found = []
    for at in range(draw(st.integers(2, 7))):
        day = date(1930, 1, 1) + timedelta(days=draw(st.integers(0, 3)) * 365 * 25)
        title = draw(st.sampled_from(["", "Sheriff", "Banker", "Chef", "Mr.", "Mrs.", "Dutch banker", "Peruvian chef"]))
        others = draw(st.sets(st.sampled_from(["Wren Lowell", "Ivo Banks", "Una Frey"]), max_size=2))
        body = f"{title} Sam Moss. {' '.join(sorted(others))}".strip()
        article = an_article(body, doc=f"{at}.txt", outlet="", published=day.isoformat())
        named = [Mention(Span.of(body, 0, 1), AgentType.PERSON, "Sam Moss", title, agent=MOSS)]
        named += [
            Mention(Span.of(body, 0, 2), AgentType.PERSON, name, agent=ids.agent(name)) for name in sorted(others)
        ]
        agents = [Agent(MOSS, "Sam Moss", AgentType.PERSON)]
        agents += [Agent(ids.agent(name), name, AgentType.PERSON) for name in sorted(others)]
        run = Run("run/x", article.id, "hand", "1", "{}", DAY, DAY)
        found.append(Record(article, (), tuple(named), tuple(agents), run))
    return found


def contradict(left: Portrait, right: Portrait) -> bool:
    return next(left.against(right), None) is not None


@given(stories(), st.randoms(use_true_random=False))
def test_whatever_the_order_no_group_contradicts_itself_and_every_article_is_in_one(records, random) -> None:
    found = parted(records)
    portraits = {one.article.doc: portraits_in(one, Registry.load())[MOSS] for one in records}

    assert found == parted(random.sample(records, len(records)))
    assert sorted(doc for one in found for doc in one.docs) in ([], sorted(portraits))
    assert not any(contradict(portraits[a], portraits[b]) for one in found for a in one.docs for b in one.docs)
    assert bool(found) == any(contradict(a, b) for a in portraits.values() for b in portraits.values())
    assert all(one.doubts for one in found)
    assert len({one.into for one in found}) == len(found)
    assert [one.into for one in found].count(MOSS) == bool(found)


@given(stories(), st.data())
def test_merging_all_parts_leaves_one_person_and_nothing_to_doubt(records, data) -> None:
    found = parted(records)
    names = data.draw(st.permutations([one.into for one in found]))
    merges = [review(Decision.MERGE, one, into=names[0]) for one in names[1:]]
    merges = [Review(f"review/{at}", *_rest(one)) for at, one in enumerate(merges)]

    assert parted(records, *merges) == ()
    assert parted(records) == found


def _rest(one: Review) -> tuple[object, ...]:
    return one.decision, one.about, one.into, one.docs, one.withdraws, one.reason, one.by, one.at
