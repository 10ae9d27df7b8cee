from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.extract import blending
from kb.extract.attribution import BESIDE, Attribution
from kb.extract.blending import LEAST, LONELY, PLAIN, RULES_ALONE, SURE, TELLING, UNSURE, Places
from kb.extract.fragments import Range

TEXT = "Lee said the mayor told him that the dam held. Kim denied it. According to the port, ships wait."
AS_IT_IS = {"agreed": (1.0, 0.0), "alone": (1.0, 0.0)}


def place(words: str) -> tuple[Range, ...]:
    start = TEXT.index(words)
    return ((start, start + len(words)),)


def an_attribution(source: str, cue: str, content: str, confidence: float = 0.95) -> Attribution:
    return Attribution(place(source) if source else (), place(cue), place(content), "x", confidence)


SAID = an_attribution("Lee", "said", "the mayor told him that the dam held", 0.6)
TOLD = an_attribution("the mayor", "told", "that the dam held", 0.5)
DENIED = an_attribution("Kim", "denied", "it")
PORT = an_attribution("the port", "According to", "ships wait")


def blended(tagged: list[Attribution], ruled: list[Attribution]) -> list[Attribution]:
    return list(blending.blended(tagged, ruled, AS_IT_IS))


def beside(attribution: Attribution) -> Attribution:
    return replace(attribution, shape=BESIDE)


def halved(attribution: Attribution) -> Attribution:
    return replace(attribution, confidence=round(attribution.confidence * RULES_ALONE, 4))


def test_what_both_found_is_as_the_tagger_has_it() -> None:
    shorter = an_attribution("Lee", "said", "the mayor told him")

    assert blended([SAID], [shorter]) == [SAID]


def test_agreement_and_the_tagger_alone_have_confidences_of_their_own() -> None:
    calibration = {"agreed": (1.0, 2.0), "alone": (1.0, -0.1)}

    agreed, alone = blending.blended([SAID, PORT], [SAID], calibration)

    assert agreed.confidence > SAID.confidence
    assert alone.confidence < PORT.confidence
    assert (replace(agreed, confidence=0.6), replace(alone, confidence=0.95)) == (SAID, beside(PORT))


@pytest.mark.parametrize("confidence", [LEAST - 0.01, LEAST + 0.01])
def test_what_the_tagger_alone_is_unsure_of_is_dropped_unless_the_rules_heard_it_too(confidence: float) -> None:
    unsure = an_attribution("Kim", "denied", "it", confidence)

    assert (beside(unsure) in blended([SAID, unsure], [SAID])) is (confidence > LEAST)
    assert [each.cue for each in blended([unsure], [DENIED])] == [DENIED.cue]


@pytest.mark.parametrize(("confidence", "kept"), [(UNSURE - 0.01, "rule"), (UNSURE + 0.01, "tagger")])
def test_where_the_tagger_is_unsure_a_plain_finding_of_the_rules_has_the_better_bounds(
    confidence: float, kept: str
) -> None:
    unsure = replace(an_attribution("Lee", "said", "the mayor", confidence), shape="tagged")
    rule = replace(SAID, confidence=PLAIN)

    (found,) = blended([unsure], [rule])

    assert found.content == (rule.content if kept == "rule" else unsure.content)
    assert found.confidence == pytest.approx(confidence)


def test_what_the_tagger_alone_heard_is_told_by_the_outlet_too() -> None:
    assert [each.shape for each in blended([SAID, DENIED], [SAID])] == [SAID.shape, BESIDE]


def test_what_the_tagger_alone_heard_inside_others_words_is_not_kept() -> None:
    assert blended([SAID, TOLD], [SAID]) == [SAID]


@pytest.mark.parametrize("confidence", [LONELY - 0.01, LONELY + 0.01])
def test_where_the_two_agree_on_nothing_the_tagger_has_to_be_surer(confidence: float) -> None:
    unsure = an_attribution("Kim", "denied", "it", confidence)

    assert (beside(unsure) in blended([unsure], [PORT])) is (confidence > LONELY)


def test_one_sure_finding_shows_that_a_text_reports() -> None:
    unsure, sure = an_attribution("Kim", "denied", "it", LEAST), an_attribution("Lee", "said", "the dam held", TELLING)

    assert blended([unsure, sure], []) == [beside(unsure), beside(sure)]


def test_beside_a_quotation_the_cue_is_as_the_rules_have_it() -> None:
    quoting = replace(an_attribution("Lee", "Lee said", "the dam held"), shape="quote")

    (found,) = blended([SAID], [quoting])

    assert (found.cue, found.content) == (quoting.cue, SAID.content)


def test_words_that_run_over_the_turns_of_two_speakers_are_nobodys() -> None:
    turns = [
        replace(an_attribution("", *each), shape="label") for each in (("Lee", "said the mayor"), ("Kim", "denied"))
    ]
    across = an_attribution("", "told", "said the mayor told him that the dam held. Kim denied")

    assert blended([across], turns) == turns


def test_an_attribution_inside_a_source_is_kept() -> None:
    who = an_attribution("Lee said the mayor told him that the dam held. Kim", "denied", "it")
    inside = an_attribution("mayor", "told", "that the dam held", 0.5)

    assert blended([who], [DENIED, inside]) == [who, inside]


def test_what_the_rules_alone_find_inside_others_words_is_added_however_unsure() -> None:
    assert blended([SAID], [SAID, TOLD]) == [SAID, TOLD]


def test_what_is_longer_than_the_words_around_it_is_not_inside_them() -> None:
    longer = an_attribution("", "told", "him that the dam held. Kim denied it. According to the port")

    assert blended([SAID], [SAID, longer]) == [SAID]


def test_a_plain_finding_elsewhere_is_added_though_less_sure() -> None:
    assert blended([SAID], [SAID, DENIED, PORT]) == [SAID, halved(DENIED), halved(PORT)]


@pytest.mark.parametrize(("confidence", "added"), [(PLAIN, True), (PLAIN - 0.01, False)])
def test_elsewhere_the_rules_must_be_sure(confidence: float, added: bool) -> None:
    unsure = an_attribution("Kim", "denied", "it", confidence)

    assert (halved(unsure) in blended([SAID], [SAID, unsure])) is added


@pytest.mark.parametrize(("confidence", "added"), [(SURE, True), (SURE - 0.01, False)])
def test_where_the_tagger_gave_the_words_to_another_the_rules_must_be_surer(confidence: float, added: bool) -> None:
    crossing = an_attribution("Kim", "denied", "the dam held. Kim", confidence)

    assert (halved(crossing) in blended([SAID], [SAID, crossing])) is added


def test_a_rule_that_takes_the_taggers_source_for_a_cue_is_not_heard() -> None:
    confused = an_attribution("", "Lee", "ships wait")

    assert blended([SAID], [SAID, confused]) == [SAID]


def test_without_the_tagger_only_plain_findings_are_left() -> None:
    assert blended([], [TOLD, DENIED]) == [halved(DENIED)]


RANGES = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda each: (each[0], each[0] + each[1]))
PARTS = st.lists(RANGES, min_size=1, max_size=2).map(tuple)
ATTRIBUTIONS = st.lists(
    st.builds(Attribution, st.one_of(st.just(()), PARTS), PARTS, PARTS, st.just("x"), st.floats(0.7, 1)), max_size=5
)


def touch(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@given(ATTRIBUTIONS, ATTRIBUTIONS)
def test_nothing_is_made_up_and_what_both_heard_is_kept(tagged: list[Attribution], ruled: list[Attribution]) -> None:
    found = blended(tagged, ruled)

    spans = [(each.source, each.cue, each.content) for each in found]
    known = [(each.source, each.cue, each.content) for each in (*tagged, *ruled)]
    assert all(each in known for each in spans)
    heard = [
        each for each in tagged if any(touch(one, other) for rule in ruled for one in rule.cue for other in each.cue)
    ]
    assert all((each.source, each.cue, each.content) in spans for each in heard)


@given(st.lists(RANGES, max_size=6), PARTS)
def test_places_are_found_as_by_looking_at_each(ranges: list[Range], places: tuple[Range, ...]) -> None:
    known = Places(ranges)

    def around(place: Range) -> list[Range]:
        return [each for each in ranges if each[0] <= place[0] and place[1] <= each[1]]

    assert known.touch(places) == any(touch(one, other) for one in ranges for other in places)
    assert known.hold(places) == all(around(place) for place in places)
    assert known.longest_around(places) == max((b - a for place in places for a, b in around(place)), default=0)
