"""One utterance in the words of several reporters: what differs is theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from finding import found_by, found_in_every_order, found_without
from records import a_clause, a_record, said

from kb.compare.quotations.paraphrases import PARAPHRASES
from kb.model import CompatiblePair, CompatibleReason, Interval, Kind, Mode, Record, Span, TimeExpression, TimeOf

SPEAKER = "Mara Lund"


def reported(words: str, *, outlet: str, speaker: str = SPEAKER, day: str = "2021-10-01") -> Record:
    return a_record(
        said(f"{speaker} said {words}.", speaker, words, a_clause(words)),
        outlet=outlet,
        published=day,
        people=(speaker,),
    )


def quoted(words: str, *, outlet: str, speaker: str = SPEAKER, day: str = "2021-10-01") -> Record:
    content = f"“{words}”"
    sentence = said(f"{content} said {speaker}.", speaker, content, a_clause(content), kind=Kind.DIRECT)
    return a_record(sentence, outlet=outlet, published=day, people=(speaker,))


def pairs(*records: Record) -> tuple[CompatiblePair, ...]:
    return tuple(one for one in found_by(PARAPHRASES, *records) if isinstance(one, CompatiblePair))


def test_a_quotation_and_a_paraphrase_of_it_are_one_utterance() -> None:
    own = "We will keep the lighthouse museum open through the winter"
    told = "the museum in the lighthouse was to stay open all winter, with fewer guides"

    (pair,) = pairs(quoted(own, outlet="Morning Post"), reported(told, outlet="Evening Star", day="2021-10-02"))

    assert pair.reason is CompatibleReason.SAME_UTTERANCE
    assert [evidence.span.exact for side in pair.sides for evidence in side.evidence] == [told, f"“{own}”"]
    assert "Mara Lund" in pair.explanation
    assert "quotation marks vouch for the words of Morning Post (2021-10-01) alone" in pair.explanation


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "the orchestra would rehearse in the old brewery until spring",
            "until spring, the old brewery would host rehearsals of the orchestra",
        ),
        ("the council had closed three swimming baths", "three swimming baths had been shut by the council"),
        (
            "doctors would test every goat on the island for anthrax",
            "anthrax tests were planned for every goat on the island",
        ),
    ],
)
def test_two_paraphrases_of_one_utterance_are_one(one: str, other: str) -> None:
    (pair,) = pairs(reported(one, outlet="Morning Post"), reported(other, outlet="Evening Star"))

    assert len(pair.sides) == 2


def test_whoever_quotes_half_of_it_differs_in_nothing() -> None:
    whole = "the museum in the lighthouse was to stay open all winter, with fewer guides"

    assert (
        pairs(reported(whole, outlet="Morning Post"), reported(whole.split(",", maxsplit=1)[0], outlet="Evening Star"))
        == ()
    )


def test_a_change_of_tense_and_person_is_no_other_wording() -> None:
    own, told = "We closed three swimming baths", "they had closed three swimming baths"

    assert pairs(quoted(own, outlet="Morning Post"), reported(told, outlet="Evening Star")) == ()


def test_two_quotations_are_no_matter_of_the_reporters_wording() -> None:
    own = "We will keep the lighthouse museum open through the winter"

    assert (
        pairs(quoted(own, outlet="Morning Post"), quoted(own.replace("winter", "water"), outlet="Evening Star")) == ()
    )


@pytest.mark.parametrize(
    "other",
    [
        {"speaker": "Ivo Petrak"},
        {"day": "2021-11-20"},
    ],
)
def test_another_speaker_or_month_is_another_utterance(other: dict[str, str]) -> None:
    one = "the orchestra would rehearse in the old brewery until spring"
    told = "until spring, the old brewery would host rehearsals of the orchestra"

    assert pairs(reported(one, outlet="Morning Post"), reported(told, outlet="Evening Star", **other)) == ()


@pytest.mark.parametrize(
    "other",
    [
        "the orchestra would sell its harps to a school",
        "the brewery would pay for a new roof by Easter",
    ],
)
def test_something_else_about_the_same_things_is_another_utterance(other: str) -> None:
    one = "the orchestra would rehearse in the old brewery until spring"

    assert pairs(reported(one, outlet="Morning Post"), reported(other, outlet="Evening Star")) == ()


def test_other_figures_and_opposites_are_no_matter_of_wording() -> None:
    one = "the port would hire 40 divers for the wreck of the ferry"

    assert pairs(reported(one, outlet="Post"), reported(one.replace("40", "70"), outlet="Star")) == ()
    assert (
        pairs(
            reported("prices of barley would rise at the Lund grain market", outlet="Post"),
            reported("at the Lund grain market, prices of barley would fall", outlet="Star"),
        )
        == ()
    )


def test_what_goes_beyond_the_quoted_words_is_no_mere_wording() -> None:
    own = "Some of the older bridges over the canal may have to close"
    told = "all the older bridges over the canal would be closed soon"

    assert pairs(quoted(own, outlet="Morning Post"), reported(told, outlet="Evening Star")) == ()


def test_an_article_is_not_set_against_itself() -> None:
    one = "the orchestra would rehearse in the old brewery until spring"
    other = "until spring, the old brewery would host rehearsals of the orchestra"
    record = a_record(*(said(f"{SPEAKER} said {words}.", SPEAKER, words, a_clause(words)) for words in (one, other)))

    assert pairs(record) == ()


def test_the_order_of_the_articles_makes_no_difference() -> None:
    records = [
        quoted("We will keep the lighthouse museum open through the winter", outlet="Morning Post"),
        reported("the museum in the lighthouse was to stay open all winter, with fewer guides", outlet="Evening Star"),
        reported(
            "through winter, visitors would find the lighthouse museum open", outlet="Daily Echo", day="2021-10-03"
        ),
        reported("the harbour would get a second crane", outlet="Northern Sun"),
    ]

    (found,) = found_in_every_order(PARAPHRASES, records)

    assert found == found_by(PARAPHRASES, *records)
    assert found


def test_an_article_that_leaves_takes_its_wording_along() -> None:
    records = [
        quoted("We will keep the lighthouse museum open through the winter", outlet="Morning Post"),
        reported("the museum in the lighthouse was to stay open all winter, with fewer guides", outlet="Evening Star"),
    ]

    assert found_by(PARAPHRASES, *records)
    assert found_without(PARAPHRASES, records, records[1]) == ()


def said_on(record: Record, first: str, last: str) -> Record:
    when = TimeExpression(
        Span(0, 4, SPEAKER[:4]),
        "DATE",
        first,
        Interval(date.fromisoformat(first), date.fromisoformat(last)),
        Mode.WITHIN,
        "day",
        of=TimeOf.SPEECH,
    )
    return replace(record, statements=tuple(replace(one, times=(when,)) for one in record.statements))


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [("2021-09-29", "2021-09-29", 1), ("2021-09-01", "2021-09-30", 1), ("2021-06-01", "2021-06-30", 0)],
)
@pytest.mark.parametrize("dated", [True, False])
def test_what_was_said_on_other_days_is_another_utterance(first: str, last: str, count: int, *, dated: bool) -> None:
    words = "the council had closed three swimming baths"
    one = reported(words, outlet="Morning Post")
    other = reported("three swimming baths had been shut by the council", outlet="Evening Star")

    found = pairs(said_on(one, "2021-09-29", "2021-09-29") if dated else one, said_on(other, first, last))

    assert len(found) == count
