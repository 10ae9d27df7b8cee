"""Texts as text reuse sees them."""

from __future__ import annotations

from builders import an_article
from hypothesis import given
from hypothesis import strategies as st
from records import a_record, said, text_in, told

from kb.compare.sources.texts import fingerprints, text_of
from kb.model import Role

WORDS = st.lists(
    st.sampled_from(["oak", "elm", "ash", "fir", "yew", "box", "bay", "fig", "sage", "mint", "rue", "dill"]),
    min_size=12,
    max_size=40,
)
PROSE = st.lists(st.from_regex(r"[a-z]{3,7}", fullmatch=True), max_size=60)


def narrated(text: object, words: str) -> set[int]:
    wanted = words.casefold().split()
    at = next(n for n in range(len(text.words)) if list(text.words[n : n + len(wanted)]) == wanted)  # type: ignore[attr-defined]
    return set(text.told[at : at + len(wanted)])  # type: ignore[attr-defined]


@given(WORDS, PROSE, PROSE, PROSE, PROSE)
def test_texts_that_share_twelve_words_meet_under_a_key(
    shared: list[str], before: list[str], behind: list[str], ahead: list[str], after: list[str]
) -> None:
    left = text_in(an_article(" ".join([*before, *shared, *behind])))
    right = text_in(an_article(" ".join([*ahead, *shared, *after])))

    assert not fingerprints(left).isdisjoint(fingerprints(right))


@given(PROSE)
def test_keys_are_fewer_than_words(prose: list[str]) -> None:
    text = text_in(an_article(" ".join(prose)))

    assert len(fingerprints(text)) <= len(text.words)


def test_quoted_and_reported_words_are_not_the_narrators() -> None:
    record = a_record(
        told("The toolmaker Bolt will close its last factory."),
        said("Mara Lund said the presses were worn out.", "Mara Lund", "the presses were worn out"),
        told("Workers shouted “give us time” at the gate."),
    )

    text = text_of(record)

    assert narrated(text, "toolmaker bolt will close") == {1}
    assert narrated(text, "the presses were worn out") == {0}
    assert narrated(text, "give us time") == {0}
    assert narrated(text, "at the gate") == {1}


def test_what_an_agency_reports_is_the_text_of_the_agency() -> None:
    hops = ((Role.AGENCY, "Reuters"),)
    record = a_record(said("Bolt will close a factory, Reuters reported.", "", "Bolt will close a factory", hops=hops))

    assert narrated(text_of(record), "bolt will close a factory") == {1}


def test_keys_of_texts_that_only_quote_the_same_words_differ() -> None:
    quote = "“This is the darkest day in the long history of our company and of everybody who ever worked for it,”"
    left = text_in(an_article(f"{quote} said Mara Lund before the gates were shut on Friday evening in the rain."))
    right = text_in(an_article(f"In a hall that smelt of paint Lund told the workers who had come from far: {quote}"))

    assert fingerprints(left).isdisjoint(fingerprints(right))


def test_names_and_numbers_are_told_from_words_that_open_a_sentence() -> None:
    text = text_in(an_article("Lorries left. Mr. Lund counted 40 presses in Brno."))

    assert [word for word, named in zip(text.words, text.named, strict=True) if named] == ["lund", "40", "brno"]
