"""Who an article says its text is from."""

from __future__ import annotations

import pytest
from builders import an_article

from kb.compare.sources.credits import credits_in, whole_text
from kb.model import Region, RegionKind

AGENCIES = {
    "ap": "agent/associated-press",
    "associated press": "agent/associated-press",
    "reuters": "agent/reuters",
    "afp": "agent/agence-france-presse",
}


@pytest.mark.parametrize(
    ("text", "agency", "words"),
    [
        ("OSLO (Reuters) - The ferry sank.", "agent/reuters", "(Reuters)"),
        ("OSLO, Norway (AP) — The ferry sank.", "agent/associated-press", "(AP)"),
        (
            "The ferry sank on Friday.\n\nThe Associated Press contributed to this report.",
            "agent/associated-press",
            "The Associated Press contributed to this report",
        ),
        (
            "The ferry sank.\n\nReuters and Mara Lund contributed to this story.",
            "agent/reuters",
            "Reuters and Mara Lund contributed to this story",
        ),
        (
            "The ferry sank, the Associated Press reported.\n\nMore follows.",
            "agent/associated-press",
            "the Associated Press reported",
        ),
        (
            "The ferry sank.\n\nFor more reporting from the Associated Press, see below.",
            "agent/associated-press",
            "more reporting from the Associated Press",
        ),
        ("The ferry sank.\n\nWith material from AFP", "agent/agence-france-presse", "With material from AFP"),
        (
            "The ferry sank.\n\nThis story is based in part on reports by Reuters.",
            "agent/reuters",
            "This story is based in part on reports by Reuters",
        ),
        ("The ferry sank. (AFP)", "agent/agence-france-presse", "(AFP)"),
    ],
)
def test_a_printed_credit_names_the_agency_and_its_place(text: str, agency: str, words: str) -> None:
    (credit,) = credits_in(an_article(text), AGENCIES)

    assert credit.agency == agency
    assert credit.span is not None
    assert credit.span.exact == words
    assert text[credit.span.start : credit.span.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sank, according to Reuters.",
        "The ferry sank.\n\nA survivor was found, Reuters reported.",
        "Reuters reported that the ferry sank.",
        "The ferry before it sank. (AP Photo/Mara Lund)",
        "The ferry. Getty Images",
        "The Associated Press (AP) said it would open an office in Oslo.",
        "This article draws partly on dispatches of news agencies.",
        "He took a wrap of apples by the pier.",
    ],
)
def test_attributions_and_photo_credits_are_no_credits_of_the_text(text: str) -> None:
    assert credits_in(an_article(text), AGENCIES) == ()


def test_metadata_credits_the_whole_text() -> None:
    (credit,) = credits_in(an_article("The ferry sank.", credit="The Associated Press"), AGENCIES)

    assert (credit.agency, credit.span) == ("agent/associated-press", None)
    assert whole_text(credit)


def test_a_contribution_does_not_claim_the_whole_text() -> None:
    (credit,) = credits_in(an_article("The ferry sank.\n\nReuters contributed to this report."), AGENCIES)

    assert not whole_text(credit)


def test_captions_credit_pictures() -> None:
    text = "The ferry sank.\n\nOSLO (AP) — The ferry in better days."
    regions = (Region(0, 15, RegionKind.BODY), Region(17, len(text), RegionKind.CAPTION))

    assert credits_in(an_article(text, regions=regions), AGENCIES) == ()


def test_a_byline_names_the_agency() -> None:
    text = "By Mara Lund, Reuters\n\nThe ferry sank."
    regions = (Region(0, 21, RegionKind.BYLINE), Region(23, len(text), RegionKind.BODY))

    (credit,) = credits_in(an_article(text, regions=regions), AGENCIES)

    assert credit.agency == "agent/reuters"


def test_a_short_alias_is_no_part_of_another_word() -> None:
    assert credits_in(an_article("x", credit="Chap & Co"), AGENCIES) == ()
    assert [credit.agency for credit in credits_in(an_article("x", credit="AFP"), AGENCIES)] == [
        "agent/agence-france-presse"
    ]
