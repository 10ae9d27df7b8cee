"""Propositions as the same-event layer sees them."""

from __future__ import annotations

from records import Clause, a_clause, a_record, told

from kb.model import Record
from kb.resolve.same_event import same_events, told_in, words_of

SENTENCE = "Acme shut its Lund mill on 3 May with 40 workers"


def a_mill(outlet: str, clause: Clause | None = None) -> Record:
    shut = clause or Clause(
        SENTENCE,
        subject="Acme",
        relation="close",
        object="mill",
        names=("Acme", "Lund"),
        times=(("3 May", "2021-05-03", "2021-05-03"),),
        numbers=(("40 workers", "40", "worker"),),
    )
    return a_record(told(SENTENCE, shut), outlet=outlet)


def test_a_proposition_is_told_with_its_arguments_its_figures_and_its_day() -> None:
    (mention,) = told_in([a_mill("Morning Post")])

    assert (mention.head, mention.relations) == ("close", frozenset({"close"}))
    assert "acme" in mention.subject
    assert mention.object == {"mill"}
    assert "40..40 worker" in mention.figures
    assert str(mention.days) == "2021-05-03"


def test_a_clause_without_a_relation_tells_no_event() -> None:
    assert told_in([a_mill("Morning Post", a_clause(SENTENCE))]) == ()


def test_what_merely_is_tells_no_event() -> None:
    assert told_in([a_mill("Morning Post", a_clause(SENTENCE, "Acme", "be"))]) == ()


def test_an_article_without_its_text_has_the_words_of_its_propositions() -> None:
    (words,) = words_of([a_record(told(SENTENCE), keep_text=False)])

    assert words.common["mill"] == 1


def test_names_and_numbers_of_an_article_are_counted_apart_from_its_words() -> None:
    (words,) = words_of([a_mill("Morning Post")])

    assert words.names["acme"] == words.names["40"] == 1
    assert words.common["mill"] == 1
    assert "may" not in words.common


def test_two_outlets_on_one_closure_tell_one_event() -> None:
    records = [a_mill("Morning Post"), a_mill("Evening Star")]

    (event,) = same_events(told_in(records), words_of(records))

    assert len(event.mentions) == 2
