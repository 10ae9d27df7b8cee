"""Long articles are cut between paragraphs, and every paragraph is somebody's own."""

from __future__ import annotations

from builders import an_article
from hypothesis import given
from hypothesis import settings as thoroughness
from hypothesis import strategies as st

from kb.config import Settings
from kb.extract.llm.chunks import Chunk, chunks_of
from kb.extract.parse import Paragraph, paragraphs_of


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(paragraphs_of(an_article("\n".join(texts)), Settings().model))


def owned(chunks: list[Chunk]) -> list[str]:
    return [paragraph.text for chunk in chunks for paragraph in chunk.own]


def test_paragraphs_share_a_chunk_while_they_fit_and_see_the_one_before() -> None:
    chunks = list(chunks_of(paragraphs("Snow fell.", "Trains stood.", "Roads closed."), 25))

    assert [chunk.text for chunk in chunks] == ["Snow fell.\n\nTrains stood.", "Trains stood.\n\nRoads closed."]
    assert [chunk.start for chunk in chunks] == [0, 25]


def test_a_paragraph_that_is_too_long_is_a_chunk_by_itself() -> None:
    assert owned(list(chunks_of(paragraphs("Snow fell on the old town.", "So."), 5))) == [
        "Snow fell on the old town.",
        "So.",
    ]


def test_text_without_letters_is_not_asked_about() -> None:
    assert list(chunks_of(paragraphs("* * *", "—"), 100)) == []
    assert list(chunks_of((), 100)) == []


def test_halves_share_out_the_own_paragraphs_and_one_has_none() -> None:
    (chunk,) = chunks_of(paragraphs("Snow fell.", "Trains stood.", "Roads closed."), 1_000)

    halves = chunk.halves()

    assert halves is not None
    assert owned(list(halves)) == owned([chunk])
    assert halves[1].context == halves[0].own
    assert halves[0].halves() is None


@thoroughness(deadline=None)
@given(
    st.lists(st.sampled_from(["Snow fell.", "Trains stood still all night.", "No."]), max_size=9), st.integers(1, 60)
)
def test_every_paragraph_is_own_once_and_in_order(texts: list[str], longest: int) -> None:
    assert owned(list(chunks_of(paragraphs(*texts), longest))) == texts
