"""Mentions and links found by their place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kb.model import AgentType, Mention, Span
from kb.resolve.agents.places import Links, Places

BODY = "abcdefghij" * 4
spans = st.tuples(st.integers(0, 39), st.integers(1, 12)).map(lambda at: Span.of(BODY, at[0], min(40, sum(at))))


@given(st.lists(spans, unique=True), spans)
def test_what_touches_a_stretch_is_found(known: list[Span], wanted: Span) -> None:
    links = Links()
    for span in known:
        links[span] = "agent/x"

    assert links.touching(wanted.start, wanted.end) == sorted(span for span in known if span.overlaps(wanted))
    assert list(links) == sorted(known)


@given(st.lists(spans, unique=True, min_size=1), st.data())
def test_what_is_taken_back_is_gone(known: list[Span], data: st.DataObject) -> None:
    links = Links()
    for span in known:
        links[span] = "agent/x"
    gone = data.draw(st.sampled_from(known))

    del links[gone]

    assert list(links) == sorted(set(known) - {gone})


@given(st.lists(spans, unique=True), spans)
def test_mentions_in_a_stretch_are_found(known: list[Span], wanted: Span) -> None:
    mentions = [Mention(span, AgentType.UNKNOWN) for span in sorted(known)]
    places = Places(mentions)

    assert [mentions[at].span for at in places.within([wanted])] == [s for s in sorted(known) if wanted.covers(s)]
    assert [mentions[at].span for at in places.touching(wanted.start, wanted.end)] == [
        span for span in sorted(known) if span.overlaps(wanted)
    ]
