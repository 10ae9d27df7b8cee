"""What another telling of a claim may leave out: asides, titles, kinds of places, the tool beside who used it."""

from __future__ import annotations

import pytest
from records import Clause as Written
from records import a_clause, a_record, said, told

from kb.model import Kind
from kb.resolve.claims.asides import asides_in
from kb.resolve.claims.clauses import Clause
from kb.resolve.claims.keys import keys
from kb.resolve.claims.reading import clauses_in
from kb.resolve.claims.verdicts import verdict

STORY = "The harbour board of Skagen met in the old customs house for the first time since the spring storm."


def clause_of(written: Written, outlet: str) -> Clause:
    record = a_record(told(written.text + ".", written), told(STORY), outlet=outlet, published="2021-10-02")
    return clauses_in(record)[record.statements[0].propositions[0].id]


def is_same(left: Written, right: Written) -> bool:
    found = verdict(clause_of(left, "Morning Post"), clause_of(right, "Evening Star"))
    return found is not None and found.joins


@pytest.mark.parametrize(
    ("text", "words", "kind", "aside"),
    [
        ("The board closed the mill during a visit to Lund", "board close mill visit lund", "occasion", "visit lund"),
        (
            "The board closed the mill in order to save fuel",
            "board close mill order save fuel",
            "purpose",
            "save fuel",
        ),
        (
            "The board closed the old mill, raising fears of shortages",
            "board close old mill raise fear shortage",
            "comment",
            "fear shortage",
        ),
    ],
)
def test_an_aside_holds_the_words_that_stand_nowhere_else(text: str, words: str, kind: str, aside: str) -> None:
    found = asides_in([text], frozenset(words.split()))

    assert found[kind] >= {*aside.split()}
    assert not found[kind] & {"board", "close", "mill"}


@pytest.mark.parametrize(
    "text",
    [
        "The board closed the mill, the bakery, the old spring and the well",  # no word in -ing begins an aside
        "The board met on Friday, morning and evening alike",
    ],
)
def test_a_list_or_a_time_of_day_is_no_comment(text: str) -> None:
    assert asides_in([text], frozenset({"board", "close", "mill", "bakery", "spring", "meet", "evening"})) == {}


def test_what_says_little_beside_its_aside_is_taken_whole() -> None:
    assert asides_in(["rose during the strike of the pilots"], frozenset({"rise", "strike", "pilot"})) == {}


SAME = {
    "occasion": (
        a_clause("The abbot rejected an offer for the vineyard", "abbot", "reject", "offer"),
        a_clause(
            "The abbot rejected an offer for the vineyard during a recent harvest fair", "abbot", "reject", "offer"
        ),
    ),
    "comment": (
        a_clause("The glacier lost nine caves, alarming guides across the valley", "glacier", "lose", "caves"),
        a_clause("The glacier lost nine caves", "glacier", "lose", "caves"),
    ),
    "what was asked": (
        a_clause("Ember turned down a merger with Jasper", "Ember", "reject", "merger", names=("Jasper",)),
        a_clause("Ember rejected a proposal of a merger with Jasper", "Ember", "reject", "proposal", names=("Jasper",)),
    ),
    "kind of place": (
        a_clause("Mara Lund toured Wexcombe with the brewers", "Mara Lund", "visit", "Wexcombe"),
        a_clause(
            "Mara Lund visited the town of Wexcombe with the brewers",
            "Mara Lund",
            "visit",
            "town of Wexcombe",
            names=("Wexcombe",),
        ),
    ),
    "carrier": (
        a_clause("Divers suspended the rescue of the trawler", "Divers", "suspend", "rescue"),
        a_clause("Divers suspended the rescue operation of the trawler", "Divers", "suspend", "operation"),
    ),
    "tool": (
        a_clause("Skagen Ports lifted the sunken barge off the reef", "Skagen Ports", "raise", "barge"),
        a_clause("The sunken barge was lifted by a crane off the reef", "crane", "raise", "barge"),
    ),
    "model": (
        a_clause("Arden Rescue found the lost yacht off the reef", "Arden Rescue", "discover", "yacht"),
        a_clause("The lost yacht was found by an H-145 off the reef", "an H-145", "discover", "yacht"),
    ),
}


@pytest.mark.parametrize("pair", SAME.values(), ids=SAME)
def test_what_one_telling_leaves_out_does_not_divide_a_claim(pair: tuple[Written, Written]) -> None:
    assert is_same(*pair)


APART = {
    "two occasions": (
        a_clause("The referee stopped play during the gale", "referee", "stop", "play"),
        a_clause("The referee stopped play during the brawl", "referee", "stop", "play"),
    ),
    "two things asked": (
        a_clause("The court rejected the appeal of Ember", "court", "reject", "appeal", names=("Ember",)),
        a_clause("The court rejected the bid of Ember", "court", "reject", "bid", names=("Ember",)),
    ),
    "two models": (
        a_clause("The lost yacht was found by an H-145 off the reef", "an H-145", "discover", "yacht"),
        a_clause("The lost yacht was found by an AW-139 off the reef", "an AW-139", "discover", "yacht"),
    ),
    "a tool on another thing": (
        a_clause("Skagen Ports lifted the sunken barge", "Skagen Ports", "raise", "barge"),
        a_clause("The broken signal mast was lifted by a crane", "crane", "raise", "mast"),
    ),
}


@pytest.mark.parametrize("pair", APART.values(), ids=APART)
def test_what_both_tell_in_their_own_way_divides_claims(pair: tuple[Written, Written]) -> None:
    assert not is_same(*pair)


def test_titles_beside_the_name_of_one_person_may_be_left_out() -> None:
    names = ("Ilse Perrin",)
    long = a_clause("then-dockside inspector Ilse Perrin visited the ferry", "Ilse Perrin", "visit", "ferry")
    short = a_clause("Ilse Perrin visited the ferry", "Ilse Perrin", "visit", "ferry")
    titled = told(long.text + ".", long, titles=((names[0], "then-dockside inspector"),))
    records = [
        a_record(titled, told(STORY), outlet="Morning Post"),
        a_record(told(short.text + ".", short, titles=((names[0], ""),)), told(STORY), outlet="Evening Star"),
    ]

    one, other = (clauses_in(record)[record.statements[0].propositions[0].id] for record in records)
    found = verdict(one, other)

    assert found is not None
    assert found.joins
    assert found.score > 0.9


# -- short sayings ----------------------------------------------------------------------------------------------------


def saying(words: str, speaker: str, outlet: str) -> Clause:
    sentence = said(f"“{words},” said {speaker}.", speaker, f"“{words},”", a_clause(words, "", "try"), kind=Kind.DIRECT)
    record = a_record(sentence, told(STORY), outlet=outlet, published="2021-10-02")
    return clauses_in(record)[record.statements[0].propositions[0].id]


def test_a_few_words_of_one_speaker_meet_and_are_one_claim_be_it_with_we_or_they() -> None:
    one = saying("we are going to keep trying", "Tilde Jorvan", "Morning Post")
    other = saying("they will keep trying", "Tilde Jorvan", "Evening Star")

    found = verdict(one, other)

    assert one.trivial
    assert {*keys(one)} & {*keys(other)}
    assert found is not None
    assert found.joins


@pytest.mark.parametrize(
    ("words", "speaker"), [("they will keep trying", "Juno Narvel"), ("they will keep talking", "Tilde Jorvan")]
)
def test_a_few_words_of_another_speaker_or_other_words_are_another_claim(words: str, speaker: str) -> None:
    one = saying("we are going to keep trying", "Tilde Jorvan", "Morning Post")

    found = verdict(one, saying(words, speaker, "Evening Star"))

    assert found is None or not found.joins
