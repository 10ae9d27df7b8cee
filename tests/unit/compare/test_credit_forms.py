"""Credits in the styles of many agencies and outlets, on lines as ingest divides them."""

from __future__ import annotations

import pytest
from builders import an_article

from kb.compare.sources.credits import credits_in, is_from_outlet, unnamed_wires, whole_text
from kb.model import Article, Credit, Region, RegionKind

AGENCIES = {
    "ap": "ap",
    "associated press": "ap",
    "reuters": "reuters",
    "afp": "afp",
    "agence france-presse": "afp",
    "dpa": "dpa",
    "pa": "pa",
    "pa media": "pa",
    "press association": "pa",
    "xinhua": "xinhua",
    "tass": "tass",
    "kyodo news": "kyodo",
    "ani": "ani",
    "ians": "ians",
    "pti": "pti",
    "yonhap": "yonhap",
    "anadolu": "anadolu",
    "bloomberg": "bloomberg",
    "prnewswire": "pr-newswire",
    "business wire": "business-wire",
    "harbour courier": "harbour-courier",
}
STORY = "The ferry ran aground on Friday with forty people on board."


def lines(*printed: str) -> Article:
    """An article with a region for each line."""
    body, regions = "", []
    for line in printed:
        regions.append(Region(len(body), len(body) + len(line), RegionKind.BODY))
        body += line + "\n\n"
    return an_article(body, regions=tuple(regions))


def credited(*printed: str) -> list[Credit]:
    return list(credits_in(lines(*printed), AGENCIES))


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        (f"OSLO (Reuters) - {STORY}", ["reuters"]),
        (f"OSLO, Norway (AP) — {STORY}", ["ap"]),
        (f"BEIJING, May 3 (Xinhua) -- {STORY}", ["xinhua"]),
        (f"SEOUL, May 3 (Yonhap) -- {STORY}", ["yonhap"]),
        (f"MOSCOW, May 3. /TASS/. {STORY}", ["tass"]),
        (f"BERLIN (dpa) - {STORY}", ["dpa"]),
        (f"TULSA, Okla., May 3, 2024 /PRNewswire/ -- {STORY}", ["pr-newswire"]),
        (f"BOSTON--(BUSINESS WIRE)--{STORY}", ["business-wire"]),
        (f"ANKARA (Anadolu) - {STORY}", ["anadolu"]),
        (f"PARIS (AP/AFP) — {STORY}", ["afp", "ap"]),
        (f"(Reuters) {STORY}", ["reuters"]),
        (f"{STORY} (Kyodo News)", ["kyodo"]),
        (f"{STORY} [AFP]", ["afp"]),
        (f"{STORY} (AFP, Reuters)", ["afp", "reuters"]),
        (f"{STORY} — Reuters", ["reuters"]),
        (f"{STORY} -- ANI", ["ani"]),
        (f"{STORY} – IANS", ["ians"]),
    ],
)
def test_a_tag_in_or_after_the_text_claims_all_of_it(line: str, agencies: list[str]) -> None:
    found = credited(line)

    assert sorted(credit.agency for credit in found) == agencies
    assert all(map(whole_text, found))


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("By Reuters", ["reuters"]),
        ("By the Associated Press", ["ap"]),
        ("PA Media", ["pa"]),
        ("By Press Association", ["pa"]),
        ("AFP/Reuters", ["afp", "reuters"]),
        ("© 2024 Reuters", ["reuters"]),
        ("Copyright 2024 The Associated Press. All rights reserved.", ["ap"]),
        ("This story was provided by AFP.", ["afp"]),
        ("This article was originally published by the Harbour Courier.", ["harbour-courier"]),
        ("Republished with permission from Bloomberg.", ["bloomberg"]),
        ("This story is published from a Reuters feed.", ["reuters"]),
    ],
)
def test_a_byline_a_copyright_or_a_notice_claims_all_of_it(line: str, agencies: list[str]) -> None:
    found = credited(line, STORY)

    assert sorted(credit.agency for credit in found) == agencies
    assert all(map(whole_text, found))


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("AFP contributed to this report.", ["afp"]),
        ("Mara Lund in Oslo and the Associated Press contributed to this report.", ["ap"]),
        ("Reuters, AFP and Jo Bo contributed to this article.", ["afp", "reuters"]),
        ("The Associated Press contributed reporting.", ["ap"]),
        ("(With inputs from PTI and ANI)", ["ani", "pti"]),
        ("With files from The Associated Press", ["ap"]),
        ("With material from AFP", ["afp"]),
        ("with reporting by dpa-AFX", ["dpa"]),
        ("Additional reporting by Reuters", ["reuters"]),
        ("This story is based in part on reports by Reuters.", ["reuters"]),
        ("Compiled from dispatches by AFP and Reuters", ["afp", "reuters"]),
        ("Staff and AP", ["ap"]),
    ],
)
def test_a_contribution_claims_a_part_of_it(line: str, agencies: list[str]) -> None:
    found = credited(STORY, line)

    assert sorted({credit.agency for credit in found}) == agencies
    assert not any(map(whole_text, found))


@pytest.mark.parametrize(
    "line",
    [
        "The ferry before it sank. (AP Photo/Mara Lund)",
        "Image: © 2024 Reuters",
        "© Reuters",
        "Credit: AFP",
        "Mara Lund/AFP via Getty Images",
        "Video by Reuters",
        "Footage provided by AFP showed the ferry.",
        "She joined Reuters in 2004 and left it for the Courier.",
        "“We are glad,” he told AFP on the quay.",
        "According to the AP, the ferry was new.",
        "The Press Association of Oslo met on Friday.",
        "The firm was bought by Bloomberg.",
        "Pa said so, and ma agreed.",
        "The union, like Reuters, has a house there.",
        "The report was criticised by Xinhua and TASS.",
        "The poll was wrong. It was published by Reuters.",
        "His book was based on reporting by Reuters.",
        "The advertisement first appeared in Bloomberg in May.",
        "Traders saw the price on a Reuters feed.",
    ],
)
def test_pictures_sources_and_mentions_are_no_credits(line: str) -> None:
    assert credited(STORY, line, STORY) == []


def test_an_agency_that_reports_one_sentence_further_down_is_no_credit_of_the_text() -> None:
    assert credited(STORY, "A survivor was found, Reuters reported.") == []
    assert [one.agency for one in credited("A survivor was found, Reuters reported.", STORY)] == ["reuters"]


def test_who_published_a_text_first_is_told_from_an_agency_that_sends_texts() -> None:
    (first,), (sent,) = (
        credited("This article was originally published by the Harbour Courier.", STORY),
        credited("This article was provided by AFP.", STORY),
    )

    assert is_from_outlet(first)
    assert not is_from_outlet(sent)


@pytest.mark.parametrize(
    "line",
    [
        "Agencies",
        "Staff and agencies",
        "By our correspondent and agencies",
        "From our wire services",
        "News agencies",
        "This article is based partly on wire service reports.",
        "Compiled from agency reports",
        "(With agency inputs)",
        "With inputs from agencies",
        "Wire services contributed to this report.",
        "This story is auto-generated from a syndicated feed.",
    ],
)
def test_wires_without_a_name_are_told_and_credit_nobody(line: str) -> None:
    article = lines(STORY, line)

    assert [one.exact in line for one in unnamed_wires(article)] == [True]
    assert credits_in(article, AGENCIES) == ()


@pytest.mark.parametrize(
    "line",
    [
        "Aid agencies left the town.",
        "The wire was cut.",
        "Two agencies of the state deny it.",
        "An agency report is due in May.",
        "Her agency has three people.",
    ],
)
def test_other_agencies_and_wires_are_none(line: str) -> None:
    assert unnamed_wires(lines(STORY, line)) == ()


def test_letters_that_become_two_in_small_print_move_no_span() -> None:
    (credit,) = credited("İZMİR (AFP) - The ferry sank.")

    assert credit.span is not None
    assert credit.span.exact == "(AFP)"
