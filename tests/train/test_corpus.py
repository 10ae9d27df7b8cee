from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from taggers import MODEL

from kb.errors import InputError
from kb.extract.tagger.decoding import ROLES, TAGS, spans_of
from kb.train.corpus import Example, Gold, example_of, examples_in, tags_of

TEXT = "Mia Holm said the ferry was late. “It broke,” she added, “twice.”"


def spans(text: str, *parts: str) -> list[list[int]]:
    return [[text.index(part), text.index(part) + len(part)] for part in parts]


def a_document(text: str = TEXT, **attribution: list[list[int]]) -> dict[str, object]:
    parts = {"source": [], "cue": [], "content": []} | attribution
    return {"doc_id": "a", "text": text, "attributions": [parts], "publisher": "The Example"}


def printed(example: Example, role: str) -> list[str]:
    (gold,) = example.gold
    return [" ".join(example.words.texts[first:end]) for first, end in getattr(gold, role)]


@st.composite
def disjoint_gold(draw: st.DrawFn) -> tuple[list[Gold], int]:
    """Draw attributions no two stretches of which share a word, and the number of words."""
    steps = draw(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4), st.sampled_from(ROLES)), max_size=12))
    gold, at = [], 0
    for gap, length, role in steps:
        stretch = (at + gap, at + gap + length)
        gold.append(Gold(*((stretch,) if each == role else () for each in ROLES)))
        at = stretch[1]
    return draw(st.permutations(gold)), at + draw(st.integers(0, 3))


@given(disjoint_gold())
def test_the_spans_of_the_tags_are_the_annotated_ones(drawn: tuple[list[Gold], int]) -> None:
    gold, words = drawn

    tags = tags_of(gold, words)

    annotated = {(role, span) for each in gold for role in ROLES for span in getattr(each, role)}
    assert len(tags) == words
    assert set(spans_of(tags)) == annotated


def test_where_annotations_overlap_the_first_counts() -> None:
    outer = Gold(source=((0, 1),), cue=((1, 2),), content=((2, 9),))
    inner = Gold(source=((3, 4),), cue=((4, 5),), content=((5, 9),))

    tags = tags_of([outer, inner], 9)

    assert list(spans_of(tags)) == [("source", (0, 1)), ("cue", (1, 2)), ("content", (2, 9))]


def test_a_stretch_of_one_word_begins_and_ends_at_once() -> None:
    assert [TAGS[tag] for tag in tags_of([Gold((), ((1, 2),), ((2, 4),))], 4)] == [
        "O",
        "S-cue",
        "B-content",
        "E-content",
    ]


def test_annotations_are_moved_onto_words() -> None:
    document = a_document(
        source=spans(TEXT, "Mia Holm"), cue=spans(TEXT, "said"), content=spans(TEXT, "the ferry was late")
    )

    example = example_of(document, MODEL)

    assert (printed(example, "source"), printed(example, "cue")) == (["Mia Holm"], ["said"])
    assert printed(example, "content") == ["the ferry was late"]
    assert (example.name, example.publisher) == ("a", "The Example")
    assert len(example.tags) == len(example.words)


def test_outer_quotation_marks_and_punctuation_are_left_out() -> None:
    document = a_document(cue=spans(TEXT, "added"), content=spans(TEXT, "“It broke,” ", "“twice.”"))

    assert printed(example_of(document, MODEL), "content") == ["It broke", "twice"]


def test_an_annotation_that_cuts_a_word_takes_it_whole() -> None:
    assert printed(example_of(a_document(cue=spans(TEXT, "dde")), MODEL), "cue") == ["added"]


@pytest.mark.parametrize("nothing", [[[4, 4]], [[32, 35]], []])
def test_an_annotation_of_no_word_is_none(nothing: list[list[int]]) -> None:
    assert printed(example_of(a_document(content=nothing), MODEL), "content") == []


def test_texts_may_hold_line_separators_and_files_blank_lines(tmp_path: Path) -> None:
    text = "Mia Holm said so.\u2028The ferry was late."
    document = a_document(text, cue=spans(text, "said"))
    path = tmp_path / "corpus.jsonl"
    path.write_text("\n" + json.dumps(document, ensure_ascii=False) + "\n\n", encoding="utf-8")

    (example,) = examples_in(path, MODEL)

    assert printed(example, "cue") == ["said"]


@pytest.mark.parametrize(
    "line",
    ["{", "[]", "3", '{"doc_id": "a"}', '{"doc_id": "a", "text": "Hm.", "attributions": [{}]}',
     json.dumps(a_document("Hm.", cue=[[0, 99]])), json.dumps(a_document("Hm.", cue=[[0]])),
     json.dumps(a_document() | {"published": "May"})],
)  # fmt: skip
def test_a_line_that_is_no_document_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text(json.dumps(a_document()) + "\n" + line + "\n", encoding="utf-8")

    with pytest.raises(InputError, match=r"corpus\.jsonl:2") as caught:
        list(examples_in(path, MODEL))

    assert caught.value.hint


def test_a_corpus_that_is_not_there_is_reported_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read") as caught:
        list(examples_in(tmp_path / "train.jsonl", MODEL))

    assert "KB_EVAL" in caught.value.hint


def test_a_corpus_that_is_not_utf_8_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_bytes(b"\xff\xfe")

    with pytest.raises(InputError, match="cannot be read"):
        list(examples_in(path, MODEL))
