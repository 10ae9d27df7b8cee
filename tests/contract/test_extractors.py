"""One suite for every extractor, registered under ``kb.extractors``."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from builders import an_article
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from model_server import serving

from kb import plugins
from kb.model import Kind, Reading, Span
from kb.ports import Extractor

STORY = """The harbour board met on Friday. “We will dredge,” said Marta Olsen, its chair, adding that work would begin in May.

According to the Harbour News, the board’s lawyer said two fishermen had accused it of haste. They reportedly want another survey."""

AWKWARD = (
    "",
    " \n\r\n\u00a0",
    "Tram",
    "“",
    "”“ ''`` «»",
    "He said: “Never closed.\n“Nor this.\nThe end.",
    "THE MINISTER SAID TAXES WILL RISE. “WE MUST,” HE SAID.",
    "- bread\n- milk, said Ana\n• “eggs”",
    "RUIZ: Will it rain?\nBERG: I think so.\nQ: Why?\nA: Clouds.",
    "said " * 300,
    "“said ”" * 60,
    "according to according to",
    "x" * 9_000,
    "\x00\u202e😀 said 😀",
)


@pytest.fixture(params=sorted(plugins.registered("kb.extractors")), scope="module")
def extractor(request: pytest.FixtureRequest) -> Iterator[Extractor]:
    if request.param != "llm":
        yield plugins.backend("kb.extractors", request.param)()
        return
    with serving() as server:  # asks an able and honest model
        yield plugins.backend("kb.extractors", request.param)(server.settings())


def spans_of(reading: Reading) -> list[Span]:
    spans = [mention.span for mention in reading.mentions]
    for each in reading.statements:
        spans += [*each.source, *each.cue, *each.content, *(mention.span for mention in each.mentions)]
        spans += [span for proposition in each.propositions for span in proposition.span]
    return spans


def test_it_keeps_the_protocol_and_tells_its_settings_as_json(extractor: Extractor) -> None:
    assert isinstance(extractor, Extractor)
    assert isinstance(json.loads(extractor.configuration), dict)


@pytest.mark.parametrize("text", [STORY, *AWKWARD])
def test_every_span_gives_its_words_again(extractor: Extractor, text: str) -> None:
    for span in spans_of(extractor.read(an_article(text))):
        assert text[span.start : span.end] == span.exact
        assert span.exact


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pieces=st.lists(
        st.sampled_from(
            [
                "said ",
                "he ",
                "Ruiz ",
                "“",
                "”",
                '"',
                "'",
                ", ",
                ". ",
                "that ",
                "according to ",
                "adding ",
                "\n",
                "(",
                "who ",
            ]
        ),
        max_size=40,
    )
)
def test_word_salad_is_read_without_harm(extractor: Extractor, pieces: list[str]) -> None:
    text = "".join(pieces)

    for span in spans_of(extractor.read(an_article(text))):
        assert text[span.start : span.end] == span.exact


def test_statements_come_in_order_with_distinct_identifiers(extractor: Extractor) -> None:
    statements = extractor.read(an_article(STORY)).statements

    starts = [each.content[0].start for each in statements]
    assert starts == sorted(starts)
    assert len({each.id for each in statements}) == len(statements) > 3


def test_parents_are_statements_of_the_same_reading_whose_content_holds_the_cue(extractor: Extractor) -> None:
    statements = {each.id: each for each in extractor.read(an_article(STORY)).statements}
    inner = [each for each in statements.values() if each.parent]

    assert inner or extractor.name == "tagger"  # which leaves what is said inside others' words to the parse
    for each in inner:
        assert any(span.covers(each.cue[0]) for span in statements[each.parent].content)


def test_the_narrator_is_nobody_and_others_have_a_cue(extractor: Extractor) -> None:
    for each in extractor.read(an_article(STORY)).statements:
        assert bool(each.cue) is (each.kind is not Kind.NARRATOR)


def test_a_second_reading_is_equal_to_the_first(extractor: Extractor) -> None:
    article = an_article(STORY)

    assert extractor.read(article) == extractor.read(article)


def test_nothing_is_linked_or_bound_yet(extractor: Extractor) -> None:
    for each in extractor.read(an_article(STORY)).statements:
        assert (each.speaker, each.chain, each.times, each.quantities) == ("", (), (), ())
        assert all(not mention.agent for mention in each.mentions)
        assert 0 < each.confidence <= 1
