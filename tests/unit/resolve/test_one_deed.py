"""One deed told without a verb in common."""

from __future__ import annotations

from records import Clause as Written
from records import a_clause, a_record, told

from kb.resolve.claims.clauses import Clause
from kb.resolve.claims.keys import keys
from kb.resolve.claims.one_deed import is_turned, why_one_deed
from kb.resolve.claims.reading import clauses_in
from kb.resolve.claims.verdicts import verdict

STORY = "The harbour board of Skagen met in the old customs house for the first time since the spring storm."
ELSEWHERE = "Voters in the hill country choose between nine candidates for the post of inspector of mills and weirs."
"""What the articles report beside the clause: on one event, and on another."""

TWO_DAYS = (("Monday and Tuesday", "2021-09-27", "2021-09-28"),)


def pair(left: Written, right: Written, beside: str = STORY) -> tuple[Clause, Clause]:
    days = ("2021-10-01", "2021-10-01" if beside == STORY else "2022-10-01")
    records = [
        a_record(told(f"{one.text}.", one), told(story), outlet=f"Paper {at}", published=day)
        for at, (one, story, day) in enumerate(zip((left, right), (STORY, beside), days, strict=True))
    ]
    one, other = (clauses_in(record)[record.statements[0].propositions[0].id] for record in records)
    return one, other


def joined(left: Clause, right: Clause) -> bool:
    found = verdict(left, right)
    return found is not None and found.joins


# -- calls ------------------------------------------------------------------------------------------------------------


def test_talks_through_a_wire_are_calls() -> None:
    calls = a_clause("The calls were held Monday and Tuesday", "", "call", times=TWO_DAYS)
    video = a_clause("The secure video conference was held Monday and Tuesday", "", "talk", times=TWO_DAYS)

    left, right = pair(calls, video)

    assert why_one_deed(left, right) == why_one_deed(right, left) == "talks from afar are calls"
    assert joined(left, right)
    assert not {*keys(left)}.isdisjoint(keys(right))


def test_talks_at_a_table_are_no_calls() -> None:
    calls = a_clause("The calls were held Monday and Tuesday", "", "call", times=TWO_DAYS)
    table = a_clause("The peace conference was held Monday and Tuesday", "", "talk", times=TWO_DAYS)

    left, right = pair(calls, table)

    assert not why_one_deed(left, right)
    assert not joined(left, right)


def test_a_few_words_without_a_day_are_not_compared() -> None:
    calls, video = a_clause("The calls were held", "", "call"), a_clause("The video talks were held", "", "talk")

    assert not joined(*pair(calls, video))


# -- beginnings and ends ----------------------------------------------------------------------------------------------


def refused(text: str, relation: str, **more: bool) -> Written:
    return a_clause(text, "Norway", relation, names=("Norway",), **more)


def test_who_does_not_resume_talks_does_not_talk() -> None:
    talk = refused("to engage in cod dialogue", "talk", negative=True)
    resume = refused("for the cod dialogue to be resumed", "resume", negative=True)

    left, right = pair(talk, resume)

    assert why_one_deed(left, right) == why_one_deed(right, left) == "what is not begun is not done"
    assert joined(left, right)
    assert not {*keys(left)}.isdisjoint(keys(right))


def test_who_resumes_talks_may_have_talked_before() -> None:
    talk, resume = refused("to engage in cod dialogue", "talk"), refused("for the cod dialogue to be resumed", "resume")

    assert why_one_deed(*pair(talk, resume)) != "what is not begun is not done"


def test_two_stories_know_two_refusals() -> None:
    talk = refused("to engage in cod dialogue", "talk", negative=True)
    resume = refused("for the cod dialogue to be resumed", "resume", negative=True)

    assert not why_one_deed(*pair(talk, resume, beside=ELSEWHERE))


def test_talks_that_ended_are_not_the_talks_that_were_held() -> None:
    monday = (("on Monday", "2021-09-27", "2021-09-27"),)
    ended = a_clause("Dialogue between Norway and Iceland ended in Oslo on Monday", "", "end", "dialogue", times=monday)
    held = a_clause("Norway and Iceland held a dialogue in Oslo on Monday", "Norway and Iceland", "talk", times=monday)

    left, right = pair(ended, held)

    assert is_turned(left, right)
    assert not joined(left, right)


def test_a_purchase_that_was_put_off_was_not_made() -> None:
    delayed = a_clause("The purchase of the mill by Acme was delayed in May", "", "delay", "purchase")
    bought = a_clause("Acme made its purchase of the mill in May", "Acme", "acquire", "mill")

    assert is_turned(*pair(delayed, bought))
    assert not joined(*pair(delayed, bought))


def test_a_purchase_that_was_completed_was_made() -> None:
    sealed = a_clause("The purchase of the mill by Acme was completed", "", "complete", "purchase")
    bought = a_clause("Acme bought the mill", "Acme", "acquire", "mill")

    assert why_one_deed(*pair(sealed, bought)) == "same relation, told by a noun"


def test_what_is_said_of_a_deed_is_not_the_deed_but_a_price_is() -> None:
    surprise = a_clause("The defeat of Rovers was a surprise", "defeat of Rovers", "be", "surprise")
    beaten = a_clause("Rovers were beaten", "", "beat", "Rovers")
    nine = (("9 million dollars", "9000000", "USD"),)
    priced = a_clause("The cost of the mill was 9 million dollars", "cost of the mill", "be", numbers=nine)
    cost = a_clause("The mill cost 9 million dollars", "", "cost", "mill", numbers=nine)

    assert not why_one_deed(*pair(surprise, beaten))
    assert why_one_deed(*pair(priced, cost)) == "same relation, told by a noun"
