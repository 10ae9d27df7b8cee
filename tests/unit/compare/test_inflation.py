"""Reports that say more than the speaker's own quoted words."""

from __future__ import annotations

import pytest
from finding import found_by, found_in_every_order
from records import a_clause, a_record, said

from kb.compare.quotations.inflation import INFLATION
from kb.model import Discrepancy, DiscrepancyKind, Kind, Record, Severity

SPEAKER = "Mara Lund"


def quotation(words: str, speaker: str = SPEAKER):  # type: ignore[no-untyped-def]
    content = f"“{words}”"
    return said(f"{content} said {speaker}.", speaker, content, a_clause(content), kind=Kind.DIRECT)


def paraphrase(words: str, speaker: str = SPEAKER):  # type: ignore[no-untyped-def]
    return said(f"{speaker} said {words}.", speaker, words, a_clause(words))


def found(quoted: str, told: str, *, speaker: str = SPEAKER, day: str = "2021-10-02") -> tuple[Discrepancy, ...]:
    """Set a quotation in one paper beside a paraphrase in another one, a day later."""
    records = (
        a_record(quotation(quoted), outlet="Morning Post", people=(SPEAKER,)),
        a_record(paraphrase(told, speaker), outlet="Evening Star", published=day, people=(speaker,)),
    )
    return tuple(one for one in found_by(INFLATION, *records) if isinstance(one, Discrepancy))


def test_a_dropped_hedge_says_more_than_the_words() -> None:
    quoted, told = "I may have to close the theatre in Port Victoria", "she would close the theatre in Port Victoria"

    (one,) = found(quoted, told)

    assert (one.kind, one.severity) == (DiscrepancyKind.INFLATION, Severity.INFO)
    assert [evidence.span.exact for side in one.sides for evidence in side.evidence] == [quoted, told]
    assert "Morning Post (2021-10-01) quotes “I may have to”" in one.explanation
    assert "Evening Star (2021-10-02) reports" in one.explanation
    assert one.shown[0] == "the speaker (Mara Lund)"


@pytest.mark.parametrize(
    ("quoted", "told"),
    [
        # how many
        ("Some of our nurses were never paid for the night shifts", "all nurses had gone unpaid for the night shifts"),
        ("A few players could train on the frozen lake", "every player trained on the frozen lake"),
        ("We lost several beehives to the frost in April", "hundreds of beehives had been lost to the frost in April"),
        ("One or two players want to leave the club this summer", "the whole team wanted to leave the club this summer"),
        # how sure
        ("Perhaps the comet will be seen from the lighthouse", "the comet would certainly be seen from the lighthouse"),
        ("We are looking at a merger with Bolt Ceramics", "a merger with Bolt Ceramics was settled"),
        ("It is likely that the dam leaks at the northern gate", "the dam leaked at the northern gate beyond doubt"),
        # in how strong terms
        ("I am concerned about the state of the Holm bridge", "she was alarmed by the state of the Holm bridge"),
        ("It was a mistake in the ledger of the orphanage", "there had been a fraud in the ledger of the orphanage"),
        ("We discussed a fishing treaty with our neighbours", "a fishing treaty with the neighbours had been agreed"),
        ("The price of barley fell at the Lund market", "the price of barley had plunged at the Lund market"),
    ],
)  # fmt: skip
def test_a_stronger_word_on_the_same_scale_says_more(quoted: str, told: str) -> None:
    (one,) = found(quoted, told)

    assert [side.value.split(":")[0] for side in one.sides] == ["quoted", "reported"]


@pytest.mark.parametrize(
    ("quoted", "told"),
    [
        # what says as much, or less
        ("I may have to close the theatre in Port Victoria", "she might close the theatre in Port Victoria"),
        ("I will close the theatre in Port Victoria", "she would close the theatre in Port Victoria"),
        ("I will certainly close the theatre in Port Victoria", "she may close the theatre in Port Victoria"),
        ("All of our nurses were unpaid for the night shifts", "some nurses had gone unpaid for the night shifts"),
        ("I am furious about the state of the Holm bridge", "she was concerned about the state of the Holm bridge"),
        # what is about something else
        ("Some of our nurses were never paid for the night shifts", "all doctors had gone unpaid for the night shifts"),
        ("I may have to close the theatre in Port Victoria", "the theatre in Port Victoria was built by her mother"),
        ("I am concerned about the state of the Holm bridge", "she was outraged by the price of bread in Lund"),
        # no hedge, though it looks like one
        ("In May we will close the theatre in Port Victoria", "she would close the theatre in Port Victoria"),
        ("We could not save the theatre in Port Victoria", "she had not saved the theatre in Port Victoria"),
        ("There is no doubt we close the theatre in Port Victoria", "she would close the theatre in Port Victoria"),
        # the reporter keeps the doubt
        ("Perhaps the comet will be seen from the lighthouse", "she hoped that the comet would be seen from the lighthouse"),
        # at all, all but
        ("Some nurses were not paid for the night shifts", "nurses had not been paid at all for the night shifts"),
    ],
)  # fmt: skip
def test_what_only_looks_stronger_is_none(quoted: str, told: str) -> None:
    assert found(quoted, told) == ()


def test_other_words_of_the_speaker_may_bear_the_report_out() -> None:
    told = "she would close the theatre in Port Victoria"
    records = (
        a_record(quotation("I may have to close the theatre in Port Victoria"), outlet="Morning Post"),
        a_record(quotation("I will close the theatre in Port Victoria, and that is that"), outlet="Daily Echo"),
        a_record(paraphrase(told), outlet="Evening Star"),
    )

    assert found_by(INFLATION, *records) == ()


def test_another_speaker_or_week_is_no_report_of_these_words() -> None:
    quoted, told = "I may have to close the theatre in Port Victoria", "she would close the theatre in Port Victoria"

    assert found(quoted, told, speaker="Ivo Petrak") == ()
    assert found(quoted, told, day="2021-10-20") == ()


def test_one_article_may_go_beyond_its_own_quotation() -> None:
    record = a_record(
        paraphrase("she would close the theatre in Port Victoria"),
        quotation("I may have to close the theatre in Port Victoria"),
        people=(SPEAKER,),
    )

    (one,) = found_by(INFLATION, record)

    assert isinstance(one, Discrepancy)


def test_the_order_of_the_articles_makes_no_difference() -> None:
    records: list[Record] = [
        a_record(quotation("Some of our nurses were never paid for the night shifts"), outlet="Morning Post"),
        a_record(paraphrase("all nurses had gone unpaid for the night shifts"), outlet="Evening Star"),
        a_record(paraphrase("every nurse had been unpaid for night shifts"), outlet="Daily Echo"),
        a_record(paraphrase("some nurses were unpaid for night shifts"), outlet="Northern Sun"),
    ]

    (once,) = found_in_every_order(INFLATION, records)

    assert once == found_by(INFLATION, *records)
    assert once


def test_a_rest_that_may_come_is_no_decision_not_to_play() -> None:
    (one,) = found("I might give Ivo Petrak a rest next spring", "Ivo Petrak would not play at all next spring")

    assert "“might” is left out" in one.explanation


@pytest.mark.parametrize(
    ("quoted", "told"),
    [
        (
            "One road to Port Victoria could open before Easter",
            "the opening of nine stations between Kelby and Port Victoria was part of the plan",
        ),
        (
            "No horse ran as far as ours could, and the rule of Port Victoria is the rule",
            "Port Victoria ruled that no horse ran as far",
        ),
    ],
    ids=["of another thing", "of what stands behind a comma"],
)
def test_a_hedge_about_something_else_is_not_left_out(quoted: str, told: str) -> None:
    assert found(quoted, told) == ()
