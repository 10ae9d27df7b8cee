"""Agencies that no registry knows."""

from __future__ import annotations

import pytest
from at_once import missing_credits, origins_of, reuses_between
from builders import an_article
from records import a_clause, a_record, told

from kb.compare.sources.credits import whole_text
from kb.compare.sources.unregistered import printed_name, unregistered_credits_in
from kb.model import Credit, DiscrepancyKind, Region, RegionKind

KNOWN = frozenset({"Reuters", "Norway", "NATO"})
STORY = "The ferry ran aground on Friday with forty people on board."


def credited(text: str, outlet: str = "Harbour Daily") -> tuple[Credit, ...]:
    return unregistered_credits_in(an_article(text, outlet=outlet), KNOWN.__contains__)


@pytest.mark.parametrize(
    ("text", "agency", "printed"),
    [
        (f"LARSK (Northwire) - {STORY}", "agent/northwire", ["Northwire"]),
        (f"LARSK, May 3 (Meridian) -- {STORY}", "agent/meridian", ["Meridian"]),
        (f"LARSK, 3 May 2024 (ZNP) — {STORY}", "agent/znp", ["ZNP"]),
        (f"PORT LARSK (Eastern News Agency) – {STORY}", "agent/eastern-news-agency", ["Eastern News Agency"]),
        (f"Larsk (Northwire) - {STORY}\n\n- Northwire", "agent/northwire", ["Northwire", "Northwire"]),
        (f"LARSK (ZNP) - {STORY}\n\nReporting by Ida Holm; ZNP", "agent/znp", ["ZNP", "ZNP"]),
        (f"{STORY}\n\nReporting by Ida Holm; Editing by Per Dahl; Northwire", "agent/northwire", ["Northwire"]),
    ],
)
def test_a_form_that_leaves_no_doubt_credits_an_agency_that_nobody_knows(
    text: str, agency: str, printed: list[str]
) -> None:
    found = credited(text)

    assert {credit.agency for credit in found} == {agency}
    assert [credit.span.exact for credit in found if credit.span] == printed
    assert all(text[one.span.start : one.span.end] == one.span.exact for one in found if one.span)
    assert all(whole_text(credit) for credit in found)


@pytest.mark.parametrize(
    "text",
    [
        f"LARSK (Reuters) - {STORY}",  # the registry knows it
        f"LARSK (Norway) - {STORY}",
        f"LARSK (Tarn Valley) - {STORY}",
        f"LARSK (Larsk) - {STORY}",
        f"LARSK (Friday) - {STORY}",
        f"LARSK (Sept) - {STORY}",
        f"LARSK (Update) - {STORY}",
        f"LARSK (Press Release) - {STORY}",
        f"LARSK (News) - {STORY}",
        f"LARSK (Ida Holm) - {STORY}",
        f"LARSK (Harbour Daily) - {STORY}",
        f"FERROX (NYSE: FRX) - {STORY}",
        f"FERROX (FRX) - {STORY}",
        f"HOLM (R-Texas) - {STORY}",
        f"HOLM (LIB) - {STORY}",
        f"Larsk (Meridian) - {STORY}",
        f"Ida Holm (Meridian) - {STORY}",
        f"HOLM (Rovers) - {STORY}\n\nDAHL (United) - He had a quiet evening.",
        f"{STORY}\n\nDAHL (United) - He had a quiet evening.",
        f"{STORY}\n\nReporting by Ida Holm; Per Dahl",
        f"{STORY}\n\nReporting by Ida Holm; Editing by Per Dahl",
        f"{STORY}\n\n- Meridian",
        f"{STORY} Investors of Meridian (Northwire) - a start-up - were told.",
    ],
)
def test_what_else_stands_in_brackets_or_below_a_text_is_no_agency(text: str) -> None:
    assert credited(text) == ()


def test_an_agency_s_own_dispatch_credits_nobody() -> None:
    assert credited(f"LARSK (Northwire) - {STORY}", outlet="Northwire") == ()


def test_a_caption_credits_no_text() -> None:
    text = f"LARSK (Northwire) - {STORY}"

    assert (
        unregistered_credits_in(
            an_article(text, regions=(Region(0, len(text), RegionKind.CAPTION),)), KNOWN.__contains__
        )
        == ()
    )


def test_an_agent_is_called_what_is_printed_whatever_the_house_style() -> None:
    (capitals,) = credited(f"LARSK (NORTHWIRE) - {STORY}")
    (acronym,) = credited(f"LARSK, May 3 (ZNP) - {STORY}")

    assert [printed_name(one) for one in (capitals, acronym)] == ["Northwire", "ZNP"]
    assert printed_name(Credit(capitals.article, "agent/reuters", capitals.span)) == ""


def test_the_copy_without_the_credit_is_no_origin_and_is_named_with_care() -> None:
    opening = "LARSK (Northwire) - The toolmaker Bolt spoke."
    long = (
        "The toolmaker Bolt will close its last factory in the valley next spring, ending a century of work at the"
        " site and leaving four hundred families without a wage."
    )
    open_ = a_record(told(opening, a_clause("The toolmaker Bolt spoke", "bolt", "speak")), told(long), outlet="Star")
    silent = a_record(told(long), outlet="Morning Post")
    records = (silent, open_)
    articles = [record.article for record in records]
    credits_ = [one for article in articles for one in unregistered_credits_in(article, KNOWN.__contains__)]
    reuses = reuses_between(articles)

    (discrepancy,) = missing_credits(records, reuses, credits_, {})
    origins = origins_of(records, [], reuses, credits_, {})

    assert discrepancy.kind is DiscrepancyKind.MISSING_CREDIT
    assert "which credits Northwire. No credit to Northwire was found in this text" in discrepancy.explanation
    assert {(one.kind, one.agent, one.name) for one in origins if silent.statements[0].id in one.statements} == {
        ("agency", "agent/northwire", "Northwire")
    }
