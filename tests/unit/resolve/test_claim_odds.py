"""What keeps clauses apart, though their words are alike."""

from __future__ import annotations

from dataclasses import replace

import pytest
from records import Clause as Written
from records import Said, a_clause, a_record, said, told

from kb.model import Certainty, LinkKind, LinkStatus
from kb.resolve.claims.alignment import AlignedClauses
from kb.resolve.claims.clauses import Clause
from kb.resolve.claims.odds import facts_at_odds, odds_between
from kb.resolve.claims.reading import clauses_in
from kb.resolve.claims.verdicts import verdict

STORY = "The harbour board of Skagen met in the old customs house for the first time since the spring storm."
"""What both articles report beside the clause, so that they are on one event."""

MONDAY = (("on Monday", "2021-09-27", "2021-09-27"),)
SAYS_NOTHING = Certainty.UNDERSPECIFIED


def pair(left: Said, right: Said) -> tuple[Clause, Clause]:
    records = [a_record(one, told(STORY), outlet=f"Paper {at}") for at, one in enumerate((left, right))]
    one, other = (clauses_in(record)[record.statements[0].propositions[0].id] for record in records)
    return one, other


def odds(left: Said, right: Said) -> str:
    return odds_between(AlignedClauses(*pair(left, right)))


def plainly(clause: Written) -> Said:
    return told(f"{clause.text}.", clause)


def by(speaker: str, clause: Written) -> Said:
    return said(f"{speaker} said {clause.text}.", speaker, clause.text, clause)


# -- what is soon known -----------------------------------------------------------------------------------------------


def test_another_time_or_number_is_known_to_be_at_odds_before_the_words_are_aligned() -> None:
    tuesday = (("on Tuesday", "2021-09-28", "2021-09-28"),)
    closed = a_clause("Schools closed on Monday", "schools", "close", times=MONDAY)
    later = a_clause("Schools closed on Tuesday", "schools", "close", times=tuesday)
    kept_open = a_clause("Schools did not close on Monday", "schools", "close", times=MONDAY)

    apart, agreeing = (AlignedClauses(*pair(plainly(closed), plainly(one))) for one in (later, kept_open))

    assert facts_at_odds(apart)
    assert odds_between(apart) == "other times"
    assert not facts_at_odds(agreeing)


# -- whose claims -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("the claims were baseless", "claims"),
        ("these allegations are an invention", "allegations"),
        ("the lawsuit has no merit", "lawsuit"),
    ],
)
def test_two_opponents_who_answer_the_claims_answer_each_other(words: str, subject: str) -> None:
    clause = a_clause(words, subject, "be", "baseless")

    assert odds(by("The brewery", clause), by("The maltster", clause)) == "each answers other claims"
    assert not odds(by("The brewery", clause), by("The brewery", clause))


def test_claims_that_are_told_from_others_may_be_the_same_whoever_answers_them() -> None:
    clause = a_clause("the claims about the spoiled hops were baseless", "claims", "be", "baseless")

    assert not odds(by("The brewery", clause), by("The maltster", clause))


def test_what_two_speakers_say_of_a_thing_of_the_story_is_the_same() -> None:
    clause = a_clause("the old footbridge was unsafe", "footbridge", "be", "unsafe")

    assert not odds(by("The mayor", clause), by("The engineer", clause))


# -- a phrase whose verb stands outside -------------------------------------------------------------------------------


def test_a_phrase_is_what_its_own_subject_does() -> None:
    def approved(who: str, certainty: Certainty = Certainty.CERTAIN) -> Said:
        act = a_clause("the Harbour Dues Act", who, "approve", "Harbour Dues Act", certainty=certainty)
        return said(f"The {who} approved the Harbour Dues Act.", "", "the Harbour Dues Act", act)

    assert odds(approved("senate"), approved("committee")) == "somebody else does it"
    assert odds(approved("senate"), approved("senate", SAYS_NOTHING)) == "done, or not yet"
    assert not odds(approved("senate"), approved("senate"))


def test_a_phrase_is_done_by_whoever_the_whole_sentence_says() -> None:
    act = a_clause("the Harbour Dues Act", "senate", "approve", "Harbour Dues Act")
    phrase = said("The senate approved the Harbour Dues Act.", "", "the Harbour Dues Act", act)
    whole = a_clause("The senate approved the Harbour Dues Act", "senate", "approve", "Harbour Dues Act")
    other = a_clause("The board approved the Harbour Dues Act", "board", "approve", "Harbour Dues Act")

    assert not odds(phrase, plainly(whole))
    assert odds(phrase, plainly(other)) == "somebody else does it"


def test_a_phrase_with_its_number_tells_all_by_itself() -> None:
    def price(who: str) -> Said:
        words = "the price of the mill at 9 million dollars"
        numbers = (("9 million dollars", "9000000", "USD"),)
        clause = a_clause(words, who, "measure", "price of the mill", numbers=numbers)
        return said(f"The {who} put {words}.", "", words, clause)

    assert not odds(price("deal"), price("contract"))


# -- studies ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("A study of 4,500 drivers", "A study of 900 drivers", True),
        ("A study of 4,500 drivers", "An earlier study", True),
        ("A study of 4,500 drivers", "A study of 4,500 commuters", False),
        ("A study of 4,500 drivers", "The study", False),
        ("The ministry", "An earlier study", False),
    ],
)
def test_what_two_studies_found_is_told_of_those_they_studied(one: str, other: str, apart: bool) -> None:
    found = a_clause("tea did not keep drivers awake", "tea", "keep", "drivers", negative=True)
    kept = a_clause("tea kept drivers awake", "tea", "keep", "drivers")
    left = said(f"{one} found tea kept drivers awake.", "", "tea kept drivers awake", kept)
    right = said(f"{other} found tea did not keep drivers awake.", "", "tea did not keep drivers awake", found)

    told_apart = odds(*(Said(sentence.sentence, sentence.clauses, "", source, sentence.content)
                        for sentence, source in ((left, one), (right, other))))  # fmt: skip

    assert (told_apart == "another study") is apart


# -- what is denied ---------------------------------------------------------------------------------------------------


def test_what_is_denied_of_a_time_may_have_happened_before() -> None:
    since = (("since May 2020", "2020-05-01", ""),)
    text = "The dockers have held no talks with the port since May 2020"
    denial = a_clause(text, "dockers", "talk", "port", negative=True, times=since)
    affirmed = a_clause("The dockers held talks with the port", "dockers", "talk", "port")

    assert odds(plainly(denial), plainly(affirmed)) == "only a part of it is denied"


def test_what_is_denied_with_a_detail_may_have_happened_without_it() -> None:
    denial = a_clause("The dockers did not strike for higher pay", "dockers", "strike", negative=True)
    affirmed = a_clause("The dockers went on strike", "dockers", "strike")
    bluntly = a_clause("The dockers did not strike", "dockers", "strike", negative=True)

    assert odds(plainly(denial), plainly(affirmed)) == "only a part of it is denied"
    assert not odds(plainly(bluntly), plainly(affirmed))


def test_what_was_kept_is_not_denied_by_what_never_will_be() -> None:
    kept = a_clause("the rebels had respected the truce", "rebels", "respect", "truce")
    never = a_clause("The rebels will never respect the truce", "rebels", "respect", "truce", negative=True)

    assert odds(by("A monk", kept), plainly(never)) == "done, to come, or a duty"


def test_all_of_a_kind_are_not_those_that_a_phrase_behind_them_picks_out() -> None:
    every = a_clause("All schools closed on Monday", "schools", "close", times=MONDAY)
    some = a_clause("Schools south of the railway closed on Monday", "schools", "close", times=MONDAY)
    plain = a_clause("Schools closed on Monday after heavy snow", "schools", "close", times=MONDAY)

    assert odds(plainly(every), plainly(some)) == "all, or those of a kind"
    assert not odds(plainly(every), plainly(plain))


def test_two_names_of_one_family_are_two() -> None:
    grey = a_clause("The pilots grounded the planes of the Grey Heron type", "pilots", "ground", "planes")
    white = a_clause("The pilots grounded the planes of the White Heron type", "pilots", "ground", "planes")

    assert odds(plainly(grey), plainly(white)) == "other names"


def test_a_saint_is_the_same_however_abbreviated() -> None:
    long = a_clause("The nurses of Saint Brigid Hospital won a raise", "nurses", "win", "raise")
    short = a_clause("The nurses of St Brigid Hospital won a raise", "nurses", "win", "raise")

    assert not odds(plainly(long), plainly(short))


# -- a place and what stands in it ------------------------------------------------------------------------------------


def test_what_is_done_to_something_in_a_place_may_refine_what_is_done_to_the_place() -> None:
    whole = a_clause("Raiders burned Tarn on Monday", "Raiders", "burn", "Tarn", names=("Tarn",), times=MONDAY)
    text = "Raiders burned the granary in Tarn on Monday"
    part = a_clause(text, "Raiders", "burn", "granary", names=("Tarn",), times=MONDAY)
    left, right = pair(plainly(whole), plainly(part))

    found = verdict(left, replace(right, places=frozenset({frozenset({"tarn"})})))  # the builder knows no places

    assert found is not None
    assert (found.kind, found.status) == (LinkKind.REFINES, LinkStatus.SUGGESTED)
    assert found.turned


def clause_in_place(clause: Clause) -> Clause:
    from dataclasses import replace

    return replace(clause, places=frozenset({frozenset({"tarn"})}))
