from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.ingest.regions import headline_in, regions_of
from kb.model import Region, RegionKind

PROSE = "The harbour board met on Friday. It agreed to dredge the channel."


def kinds_in(text: str) -> list[tuple[str, str]]:
    return [(region.kind.value, text[region.start : region.end]) for region in regions_of(text)]


def test_a_headline_stands_before_the_prose_and_a_heading_inside_it() -> None:
    text = f"Board to dredge channel\n\n{PROSE}\n\nThe long view\n\nWork starts in May."

    found = kinds_in(text)

    assert found == [
        ("headline", "Board to dredge channel"),
        ("body", PROSE),
        ("heading", "The long view"),
        ("body", "Work starts in May."),
    ]
    assert headline_in(text, regions_of(text)) == "Board to dredge channel"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("SEE ALSO: Ferry prices rise again, says union", "see-also"),
        ("Read more: What the board wants", "see-also"),
        ("By Marta Olsen and Kim Lee", "byline"),
        ("• Marta Olsen can be reached at m.olsen@harbour.example.", "byline"),
        ("Marta Olsen is a reporter for the Harbour News.", "byline"),
        ("Please read our comment policy before commenting.", "notice"),
        ("© 2024 Harbour News. All rights reserved.", "notice"),
        ("Sign up for our daily letter.", "notice"),
        ("• Parts of this article draw on wire service reports.", "credit"),
        ("Reuters contributed to this report.", "credit"),
        ("Photo: Marta Olsen", "credit"),
        ("A dredger at work in the harbour in 2019. (AP Photo/Marta Olsen)", "caption"),
        ("A dredger at work in the harbour. Marta Olsen/Reuters", "caption"),
        ("Advertisement", "notice"),
    ],
)
def test_furniture_between_paragraphs_is_no_body(line: str, kind: str) -> None:
    text = f"{PROSE}\n{line}\n{PROSE}"

    found = kinds_in(text)

    assert found[1] == (kind, line)


@pytest.mark.parametrize(
    "line",
    [
        "She signed up for the rescue service when she was nineteen.",
        "“Subscribers left us,” the publisher of the newsletter business said, and he gave the board thirty reasons "
        "why they would not be coming back any time soon, whatever the price and whatever the paper prints tomorrow.",
        "The photo shows the harbour as it was before the war, he said.",
        "OLSEN: We never promised a date",
        "• A new crane for the container terminal",
        "The board by its own account follows the law.",
    ],
)
def test_prose_that_resembles_furniture_stays_body(line: str) -> None:
    assert ("body", line) in kinds_in(f"{PROSE}\n{line}\n{PROSE}")


@pytest.mark.parametrize(
    "dateline",
    [
        "OSLO (AP) —",
        "OSLO, Norway, Oct. 3 (Reuters) -",
        "(AFP) –",
        "OSLO —",
        "HAMBURG, May 3, 2022 -",
        "LARSK, N.H., Sept. 5, 1905 (AP) —",
        "LARSK, 3 May 2022:",
        "LARSK, May 3 (Northwire) --",
    ],
)
def test_a_dateline_is_cut_off_the_first_sentence(dateline: str) -> None:
    assert kinds_in(f"{dateline} {PROSE}") == [("credit", dateline), ("body", PROSE)]


def test_a_heading_glued_to_its_paragraph_is_cut_off() -> None:
    text = "Signals from belowThe meeting ended early. Nobody spoke."

    assert kinds_in(text)[0] == ("heading", "Signals from below")


def test_names_with_inner_capitals_are_not_taken_for_glued_headings() -> None:
    text = "Senator McCain and WikiLeaks disagreed. The matter rests."

    assert kinds_in(text) == [("body", text)]


def test_a_heading_without_a_stop_before_a_sentence_adverb_is_cut_off() -> None:
    text = "Doubts remain However, the board voted for the plan."

    assert kinds_in(text)[0] == ("heading", "Doubts remain")


def test_a_hard_wrapped_paragraph_is_one_region() -> None:
    text = (
        "The harbour board met on Friday and agreed to dredge the\n"
        "channel before the winter, although two of its members\n"
        "had asked for another survey of the bed and of the old\n"
        "wrecks that lie in it.\n\nWork starts in May."
    )

    assert [kind for kind, _ in kinds_in(text)] == ["body", "body"]


def test_a_short_paragraph_of_a_hard_wrapped_text_is_joined_too() -> None:
    text = (
        "The old opera house is to open again in the spring, the\r\n"
        "town council said, after nine years behind scaffolding\r\n"
        "and two lawsuits over its leaking roof and its stage.\r\n\r\n"
        "Greta Holm, who sang there first, died in 1963. Her part\r\n"
        "was never recorded.\r\n"
    )

    assert [kind for kind, _ in kinds_in(text)] == ["body", "body"]


@pytest.mark.parametrize(
    "text",
    [
        "The harbour board voted by nine to four to dredge the narrow\nchannel before the winter storms come back.\n",
        "The bakers of Marwick won the regional cup on Saturday after\nan hour of extra time. Nobody had expected it.\n",
    ],
)
def test_a_text_of_two_lines_that_a_program_cut_is_one_paragraph(text: str) -> None:
    assert regions_of(text) == (Region(0, len(text) - 1, RegionKind.BODY),)


def test_a_headline_right_above_its_text_stays_one() -> None:
    text = "Harbour board votes by nine to four to dredge\nThe channel will be closed for a month in spring.\n"

    assert [one.kind for one in regions_of(text)] == [RegionKind.HEADLINE, RegionKind.BODY]


def test_a_signature_is_not_joined_with_the_office_below_it() -> None:
    text = "The board met on Friday and agreed on the plan.\n\nMarta Olsen\nchair of the board\n"

    assert len(regions_of(text)) == 3


def test_single_lines_of_a_list_are_not_joined() -> None:
    text = f"{PROSE}\n\nWhat the board wants:\n• a deeper channel\n• a new crane\n• more berths\n\n{PROSE}"

    assert len(kinds_in(text)) == 6


def test_a_text_without_any_stop_is_body_not_headlines() -> None:
    assert {kind for kind, _ in kinds_in("first we sail\nthen we sing\nthen the sea")} == {"body"}


def test_a_line_above_a_picture_credit_is_its_caption() -> None:
    text = f"{PROSE}\nThe old crane\nCredit: Marta Olsen\n{PROSE}"

    assert kinds_in(text)[1] == ("caption", "The old crane")


@given(st.text(alphabet=st.sampled_from("aB. \n\r\u00a0\u2028:“\"'—(AP)")), st.integers(0, 5))
def test_regions_are_in_order_and_cover_every_character_that_is_not_blank(text: str, start: int) -> None:
    regions = regions_of(text, min(start, len(text)))

    covered = {position for region in regions for position in range(region.start, region.end)}
    assert all(left.end <= right.start for left, right in itertools.pairwise(regions))
    assert all(position in covered for position in range(min(start, len(text)), len(text)) if text[position].strip())
    assert all(region.kind in RegionKind for region in regions)
