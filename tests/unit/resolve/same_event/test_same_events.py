"""Which mentions tell of one event."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from kb.model import Interval
from kb.resolve.same_event import Told, Words, same_events
from kb.resolve.same_event.decision import at_odds, likelihood, shipped
from kb.resolve.same_event.evidence import NAMES, Setting, evidence

_STORY = {"kolva": 4, "brenn": 3, "ostrel": 2, "6.1": 1}


def an_article(name: str, **names: int) -> Words:
    return Words(name, {"earthquake": 3, "rubble": 1}, names or _STORY)


def a_mention(article: str, head: str, number: int = 0, **more: object) -> Told:
    return Told(f"{article}#{number}", article, head, words=frozenset({head}), **more)  # type: ignore[arg-type]


def bag(*words: str) -> frozenset[str]:
    return frozenset(words)


def events_of(*mentions: Told) -> set[tuple[str, ...]]:
    articles = sorted({one.article for one in mentions})
    return {event.mentions for event in same_events(mentions, [an_article(name) for name in articles])}


def day(text: str) -> Interval:
    return Interval(date.fromisoformat(text), date.fromisoformat(text))


def test_one_word_in_two_articles_of_a_story_is_one_event() -> None:
    assert events_of(a_mention("morning", "collapse"), a_mention("evening", "collapse")) == {("evening#0", "morning#0")}


def test_one_word_in_two_stories_is_two_events() -> None:
    here, there = a_mention("here", "collapse"), a_mention("there", "collapse")

    found = same_events((here, there), (an_article("here"), an_article("there", tarre=4, quill=3, mendry=2)))

    assert {event.mentions for event in found} == {("here#0",), ("there#0",)}


def test_a_verb_and_a_noun_of_one_class_with_the_same_participants_are_one_event() -> None:
    verb = a_mention("morning", "quit", subject=bag("ines", "roth"), relations=bag("resign"))
    noun = a_mention("evening", "departure", subject=bag("roth"), relations=bag("resign"), nominal=True)

    assert len(events_of(verb, noun)) == 1


def test_words_that_have_nothing_in_common_are_two_events() -> None:
    assert len(events_of(a_mention("morning", "collapse"), a_mention("evening", "rescue"))) == 2


def test_what_each_speaker_said_is_an_event_of_its_own() -> None:
    mayor = a_mention("morning", "say", subject=bag("mayor"))
    nurse = a_mention("evening", "say", subject=bag("nurse"))

    assert at_odds(mayor, nurse)
    assert len(events_of(mayor, nurse)) == 2


def test_an_act_of_speech_is_known_by_its_class_too() -> None:
    mayor = a_mention("morning", "reaffirm", subject=bag("mayor"), relations=bag("confirm"))

    assert at_odds(mayor, replace(mayor, subject=bag("nurse")))
    assert not at_odds(mayor, replace(mayor, subject=bag()))


def test_an_ordinal_or_a_year_tells_two_events_apart() -> None:
    third = a_mention("morning", "round", nominal=True, which=bag("third"))

    assert len(events_of(third, a_mention("evening", "round", nominal=True, which=bag("fourth")))) == 2
    assert len(events_of(third, a_mention("evening", "round", nominal=True))) == 1


def test_a_link_tells_its_reasons_and_its_score() -> None:
    pair = [a_mention(name, "collapse", subject=bag("bridge")) for name in ("morning", "evening")]

    (event,) = same_events(pair, [an_article("morning"), an_article("evening")])

    (link,) = event.links
    assert (link.left, link.right) == ("evening#0", "morning#0")
    assert 0.5 < link.score < 1
    assert {"same word", "alike articles", "shared arguments"} <= set(link.reasons)


def test_occurrences_months_apart_are_two_events() -> None:
    may, august = day("2022-05-03"), day("2022-08-19")

    assert (
        len(events_of(a_mention("morning", "collapse", days=may), a_mention("evening", "collapse", days=august))) == 2
    )


def test_days_that_differ_as_a_slip_does_leave_one_event_to_be_compared() -> None:
    told = a_mention("morning", "collapse", days=day("2022-05-03"))

    for other in ("2022-05-04", "2021-05-03"):
        assert len(events_of(told, a_mention("evening", "collapse", days=day(other)))) == 1


def test_open_intervals_are_at_odds_with_nothing() -> None:
    told = a_mention("morning", "collapse", days=Interval(None, date(2020, 1, 1)))
    open_end = a_mention("evening", "collapse", days=Interval(date(2022, 5, 3), None))

    assert not at_odds(told, a_mention("evening", "collapse"))
    assert at_odds(told, open_end)
    assert not at_odds(replace(told, days=Interval(None, None)), open_end)


def test_a_mention_of_an_article_without_words_is_not_lost() -> None:
    (event,) = same_events([a_mention("unknown", "collapse")], [])

    assert event.id == "unknown#0"


def test_the_order_of_articles_and_mentions_makes_no_difference() -> None:
    mentions = [
        a_mention("morning", "collapse"),
        a_mention("evening", "collapse", subject=bag("bridge")),
        a_mention("weekly", "fall", relations=bag("collapse")),
        a_mention("weekly", "say", 1),
    ]
    articles = [an_article(name) for name in ("morning", "evening", "weekly")]

    found = {same_events(order, articles[::way]) for order in permutations(mentions) for way in (1, -1)}

    assert len(found) == 1


_BAGS = st.frozensets(st.sampled_from(["bridge", "roth", "say", "mayor", "vote"]))
_MENTIONS = st.builds(
    Told,
    id=st.sampled_from("abc"),
    article=st.sampled_from("xy"),
    head=st.sampled_from(["collapse", "say", "be", "announce", "announcement"]),
    relations=_BAGS,
    words=_BAGS,
    nominal=st.booleans(),
    subject=_BAGS,
    object=_BAGS,
    figures=_BAGS,
)


@given(left=_MENTIONS, right=_MENTIONS)
def test_evidence_is_the_same_both_ways_and_its_likelihood_a_probability(left: Told, right: Told) -> None:
    figures = evidence(left, right, Setting(0.4, (2, 3)))

    assert figures == evidence(right, left, Setting(0.4, (2, 3)))
    assert len(figures) == len(NAMES)
    assert 0 < likelihood(figures, shipped()) < 1


def test_more_in_common_is_never_less_likely() -> None:
    left = a_mention("morning", "collapse", subject=bag("bridge"), figures=bag("12"))
    right = a_mention("evening", "collapse", subject=bag("bridge"), figures=bag("12"))
    bare = replace(right, subject=bag(), figures=bag())

    alike, less = (likelihood(evidence(left, one, Setting(0.4)), shipped()) for one in (right, bare))

    assert alike > less
