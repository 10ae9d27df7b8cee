"""What two clauses show of each other: the same claim, perhaps the same, more than the other, or nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from records import Clause as Written
from records import Said, a_clause, a_record, said, told

from kb.model import Kind, LinkKind, LinkStatus, Record
from kb.resolve.claims.clauses import Clause, Figure
from kb.resolve.claims.reading import clauses_in
from kb.resolve.claims.verdicts import Verdict, verdict

STORY = "The harbour board of Skagen met in the old customs house for the first time since the spring storm."
"""What both articles report beside the clause, so that they are on one event."""

FRIDAY = (("on Friday", "2021-10-01", "2021-10-01"),)
ACME, BOLT = "Acme", "Bolt"


def clause_of(sentence: Said, outlet: str, published: str = "2021-10-02", beside: str = STORY) -> Clause:
    record = a_record(sentence, told(beside), outlet=outlet, published=published)
    return clauses_in(record)[record.statements[0].propositions[0].id]


def between(left: Written, right: Written, **more: str) -> Verdict | None:
    one = clause_of(told(left.text + ".", left), "Morning Post")
    other = clause_of(told(right.text + ".", right), "Evening Star", **more)
    return verdict(one, other)


def is_same(found: Verdict | None) -> bool:
    return found is not None and found.joins


SAME = {
    "passive": (
        a_clause("The regulator fined the brewery on Friday", "regulator", "fine", "brewery", times=FRIDAY),
        a_clause("The brewery was fined by the regulator on Friday", "regulator", "fine", "brewery", times=FRIDAY),
    ),
    "nominalisation": (
        a_clause("Judges convicted the banker of fraud on Friday", "Judges", "convict", "banker", times=FRIDAY),
        a_clause("The conviction of the banker for fraud came on Friday", "conviction", "come", times=FRIDAY),
    ),
    "cleft": (
        a_clause("Divers discovered the wreck of the frigate on Friday", "Divers", "discover", "wreck", times=FRIDAY),
        a_clause("that divers found the wreck of the frigate", "divers", "discover", "wreck", times=FRIDAY[:0]),
    ),
    "count": (
        a_clause("Vets treated 46 seals on the beach", "Vets", "treat", "seals", numbers=(("46", "46", "seal"),)),
        a_clause(
            "The number of seals that vets treated on the beach stood at 46",
            "number",
            "stand",
            numbers=(("46", "46", ""),),
        ),
    ),
    "bought and sold": (
        a_clause("Acme sold the paper mill to Bolt on Friday", ACME, "sell", "mill", names=(BOLT,), times=FRIDAY),
        a_clause(
            "Bolt bought the paper mill from Acme on Friday", BOLT, "acquire", "mill", names=(ACME,), times=FRIDAY
        ),
    ),
    "either first": (
        a_clause("Acme signed the ferry contract with Bolt on Friday", ACME, "sign", BOLT, times=FRIDAY),
        a_clause("Bolt signed the ferry contract with Acme on Friday", BOLT, "sign", ACME, times=FRIDAY),
    ),
    "light verb": (
        a_clause("The union has the backing of the rail minister", "union", "have", "backing"),
        a_clause("The rail minister supported the union", "minister", "support", "union"),
    ),
    "denied": (
        a_clause("The goalkeeper did not touch the ball at the corner flag", "goalkeeper", "touch", negative=True),
        a_clause("The goalkeeper touched the ball at the corner flag", "goalkeeper", "touch"),
    ),
}


@pytest.mark.parametrize("pair", SAME.values(), ids=SAME)
def test_one_thing_told_in_two_ways_is_one_claim(pair: tuple[Written, Written]) -> None:
    assert is_same(between(*pair))


APART = {
    "two deeds of one day": (
        a_clause("Police arrested the ferry owner on Friday", "Police", "arrest", "owner", times=FRIDAY),
        a_clause("Police praised the ferry owner on Friday", "Police", "praise", "owner", times=FRIDAY),
    ),
    "one is first": (
        a_clause("Mara Lund was the first woman to command the frigate", "Mara Lund", "be", "woman"),
        a_clause("Mara Lund was a woman who commanded the frigate", "Mara Lund", "be", "woman"),
    ),
    "superlatives": (
        a_clause("The Alster is the longest river in the county", "Alster", "be", "river"),
        a_clause("The Alster is the cleanest river in the county", "Alster", "be", "river"),
    ),
    "lengths of time": (
        a_clause(
            "The court jailed the banker for fraud in 51 cases", "court", "sentence", numbers=(("51", "51", "case"),)
        ),
        a_clause(
            "The court jailed the banker for fraud in 26 cases", "court", "sentence", numbers=(("26", "26", "case"),)
        ),
    ),
    "names that begin alike": (
        a_clause("Rain softened the pitch of Blackstead since dawn", "Rain", "soften", names=("Blackstead",)),
        a_clause("Rain softened the pitch of Blackfleet since dawn", "Rain", "soften", names=("Blackfleet",)),
    ),
    "names that end alike": (
        a_clause("The works council of Ember Telecom backed the sale", "council", "support", names=("Ember Telecom",)),
        a_clause(
            "The works council of Jasper Telecom backed the sale", "council", "support", names=("Jasper Telecom",)
        ),
    ),
    "each says more": (
        a_clause("Drivers of the tram began a strike on Friday", "Drivers", "begin", "strike", times=FRIDAY),
        a_clause(
            "At the tram 311 drivers began a strike", "drivers", "begin", "strike", numbers=(("311", "311", "driver"),)
        ),
    ),
}


@pytest.mark.parametrize("pair", APART.values(), ids=APART)
def test_two_things_in_like_words_are_two_claims(pair: tuple[Written, Written]) -> None:
    assert not is_same(between(*pair))


def test_the_same_words_with_another_noun_are_another_matter_in_an_article_on_something_else() -> None:
    one = a_clause("the last striped ladder left the building before the verse was read", "ladder", "leave", "building")
    other = a_clause("the last dusty violin left the building before the verse was read", "violin", "leave", "building")
    elsewhere = " ".join(
        f"Growers near {town} sold their apples, pears and plums at {price} a crate after a wet and windy autumn."
        for town, price in (("Ardenby", 12), ("Wexcombe", 14), ("Tolmark", 19), ("Osterlund", 23))
    )
    here = " ".join(
        f"The actor {name} recited a poem about bees, bridges and barges at the theatre by the canal."
        for name in ("Ilse Perrin", "Juno Narvel", "Halina Dalm", "Tilde Jorvan")
    )

    found = verdict(
        clause_of(told(one.text, one), "Morning Post", beside=here),
        clause_of(told(other.text, other), "Evening Star", beside=elsewhere),
    )

    assert not is_same(found)


def test_a_verdict_is_the_same_from_both_sides() -> None:
    for left, right in (*SAME.values(), *APART.values()):
        one, other = (
            clause_of(told(left.text, left), "Morning Post"),
            clause_of(told(right.text, right), "Evening Star"),
        )

        there, back = verdict(one, other), verdict(other, one)

        assert (there is None) == (back is None)
        assert (
            there is None
            or back is None
            or (there.kind, there.status, there.score) == (back.kind, back.status, back.score)
        )


# -- what one says more -----------------------------------------------------------------------------------------------


def test_a_day_refines_its_month() -> None:
    day = a_clause(
        "The bridge over the Alster opened on 12 March 2021",
        "bridge",
        "open",
        times=(("12 March 2021", "2021-03-12", "2021-03-12"),),
    )
    month = a_clause(
        "The bridge over the Alster opened in March 2021",
        "bridge",
        "open",
        times=(("March 2021", "2021-03-01", "2021-03-31"),),
    )

    found, turned = between(day, month), between(month, day)

    assert found is not None
    assert (found.kind, found.status, found.turned) == (LinkKind.REFINES, LinkStatus.ASSERTED, False)
    assert "one time lies in the other" in found.reasons
    assert turned is not None
    assert turned.turned


def test_an_exact_number_refines_a_bound() -> None:
    exact = a_clause("The museum sold 340 tickets", "museum", "sell", "tickets", numbers=(("340", "340", "ticket"),))
    bound = a_clause(
        "The museum sold more than 300 tickets", "museum", "sell", "tickets", numbers=(("300", "300", "ticket"),)
    )
    over = frozenset({Figure("300", "")})

    found = verdict(
        clause_of(told(exact.text, exact), "Morning Post"),
        replace(clause_of(told(bound.text, bound), "Evening Star"), figures=over),
    )

    assert found is not None
    assert found.kind is LinkKind.REFINES
    assert not found.turned


def test_what_is_less_alike_is_suggested_and_does_not_join() -> None:
    one = a_clause("The president of Elmovia was present at the launch ceremony", "president", "be", names=("Elmovia",))
    other = a_clause("The president of Elmovia watched the launch", "president", "watch", "launch", names=("Elmovia",))

    found = between(one, other)

    assert found is not None
    assert (found.kind, found.status, found.joins) == (LinkKind.SAME, LinkStatus.SUGGESTED, False)


# -- what is said -----------------------------------------------------------------------------------------------------


def quoted(words: str, speaker: str, written: Written, outlet: str, published: str) -> Clause:
    return clause_of(
        said(f"“{words},” said {speaker}.", speaker, f"“{words},”", written, kind=Kind.DIRECT), outlet, published
    )


def test_tonight_in_a_quotation_is_one_day_whenever_it_is_printed() -> None:
    words = "tonight even a broken rudder looks like a trophy"
    clauses = [
        quoted(words, "Mara Lund", a_clause(words, "rudder", "look", times=(("tonight", day, day),)), outlet, day)
        for outlet, day in (("Morning Post", "2021-10-01"), ("Evening Star", "2021-10-03"))
    ]

    assert is_same(verdict(*clauses))


def test_a_date_in_a_quotation_is_not_counted_from_the_print() -> None:
    words = "the trawlers come home on {} with empty nets"
    clauses = [
        quoted(
            words.format(printed),
            "Mara Lund",
            a_clause(words.format(printed), "trawlers", "come", times=((printed, day, day),)),
            outlet,
            day,
        )
        for outlet, printed, day in (
            ("Morning Post", "1 October", "2021-10-01"),
            ("Evening Star", "3 October", "2021-10-03"),
        )
    ]

    assert not is_same(verdict(*clauses))


def test_it_in_one_quotation_printed_twice_is_one_claim() -> None:
    words = "it takes more than a leaky bucket to stop a tide of this size"
    clauses = [
        quoted(words, "Mara Lund", a_clause(words, "it", "take"), outlet, "2021-10-01")
        for outlet in ("Morning Post", "Evening Star")
    ]

    assert is_same(verdict(*clauses))


# -- reviews ----------------------------------------------------------------------------------------------------------


def decided(record: Record, **ids: frozenset[str]) -> Clause:
    (clause,) = [one for one in clauses_in(record).values() if "ferry" in one.text]
    return replace(clause, **ids)


def test_a_review_joins_what_the_words_do_not_and_parts_what_they_join() -> None:
    one = a_record(told("The ferry sank off the island"), outlet="Morning Post")
    same = a_record(told("The ferry sank off the island"), outlet="Evening Star")
    other = a_record(told("All hands of the ferry were lost in a gale"), outlet="Weekly")
    ids = {name: record.statements[0].propositions[0].id for name, record in (("same", same), ("other", other))}

    joined = verdict(decided(one, joined=frozenset({ids["other"]})), decided(other))
    parted = verdict(decided(one, parted=frozenset({ids["same"]})), decided(same))

    assert is_same(joined)
    assert parted is None


CUP = a_clause("Rovers beat Athletic in the cup final at Skagen", "Rovers", "beat", "Athletic", names=("Athletic",))


@pytest.mark.parametrize(
    ("tense", "days", "same"),
    [
        ("past", ("2019-05-20", "2023-05-20"), False),
        ("past", ("2023-05-20", "2023-05-24"), True),
        ("present", ("2019-05-20", "2023-05-20"), True),
    ],
)
def test_an_undated_deed_is_another_one_in_another_year(tense: str, days: tuple[str, str], same: bool) -> None:
    left, right = (
        replace(clause_of(told(CUP.text + ".", CUP), outlet, day), tense=tense)
        for outlet, day in zip(("Morning Post", "Evening Star"), days, strict=True)
    )

    assert is_same(verdict(left, right)) is same


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The envoys must withdraw the harbour treaty", "The envoys would withdraw the harbour treaty"),
        ("The envoys will withdraw the harbour treaty", "The envoys had withdrawn the harbour treaty"),
        ("The envoys should withdraw the harbour treaty", "The envoys had withdrawn the harbour treaty"),
    ],
)
def test_a_deed_a_plan_and_a_duty_are_three_claims(left: str, right: str) -> None:
    assert not is_same(between(*(a_clause(words, "envoys", "withdraw", "treaty") for words in (left, right))))


def test_one_guard_is_not_two() -> None:
    one = a_clause("A guard was injured at the harbour gate", "guard", "injure")
    two = a_clause("Two guards were injured at the harbour gate", "guards", "injure", numbers=(("Two", "2", "guard"),))

    assert between(one, two) is None
