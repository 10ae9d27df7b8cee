"""Whose article it is: the lines in which papers speak of themselves, and those that only look so."""

from __future__ import annotations

import pytest
from facts_of import facts, informed_text

PROSE = "The harbour board met on Friday. It agreed to dredge the channel, and to pay for it with a fee on every ship."


def outlet_of(text: str, **more: str) -> str:
    return informed_text(text, **more).outlet


@pytest.mark.parametrize(
    ("line", "outlet", "ground"),
    [
        ("Ana Ruiz can be reached at aruiz@washingtontimes.com.", "The Washington Times", "contact line"),
        ("Email the reporter at kim.lee@theguardian.com", "The Guardian", "contact line"),
        ("© 2023 The Larsk Ledger. All rights reserved.", "The Larsk Ledger", "copyright line"),
        ("Copyright 2019 Politico LLC", "Politico", "copyright line"),
        ("Ana Ruiz is a staff reporter at the Valley Observer.", "Valley Observer", "biography line"),
        ("Tom Okoye covers courts and prisons for The Boston Globe.", "The Boston Globe", "biography line"),
        ("Subscribe to The Hill for less than a coffee a week.", "The Hill", "house line"),
        ("The opinions expressed here are not the views of the Los Angeles Times.", "Los Angeles Times", "house line"),
    ],
)
def test_a_line_of_the_furniture_names_the_paper(line: str, outlet: str, ground: str) -> None:
    text = f"Board to dredge channel\n\n{PROSE}\n\nWork starts in May, it said.\n\n{line}\n"

    (found, *_) = facts(text, "outlet")

    assert (found.value, found.ground, found.used) == (outlet, ground, True)
    assert found.spans[0].exact in text
    assert found.reason


@pytest.mark.parametrize(
    ("sentence", "outlet"),
    [
        ("Newsweek has contacted the port authority for comment.", "Newsweek"),
        ("The minister did not immediately respond to Politico's request.", "Politico"),
        ("The Hill has reached out to the union for further information.", "The Hill"),
        ("The club did not reply to requests for comment from The Boston Globe.", "The Boston Globe"),
    ],
)
def test_who_asks_for_comment_is_the_paper(sentence: str, outlet: str) -> None:
    assert outlet_of(f"{PROSE}\n{PROSE}\n{PROSE}\n{PROSE}\n{sentence}\n{PROSE}\n{PROSE}\n{PROSE}") == outlet


def test_two_people_who_told_the_paper_are_enough_and_one_is_not() -> None:
    one = f"{PROSE}\nMarta Olsen, a pilot, told the Global Times that the channel was too shallow.\n{PROSE}"
    two = f"{one}\nKim Lee, who runs the ferry, told the Global Times on Monday that nobody had asked her.\n{PROSE}"

    assert outlet_of(one) == ""
    assert [fact.value for fact in facts(one, "outlet")] == ["Global Times", ""]
    assert "weak" in facts(one, "outlet")[1].reason
    assert outlet_of(two) == "Global Times"


def test_what_one_person_told_another_paper_twice_makes_it_no_publisher() -> None:
    text = f"{PROSE}\nOlsen told Politico that it was late. Olsen also told Politico that it was dear.\n{PROSE}"

    assert outlet_of(text) == ""


def test_an_outlet_that_the_article_cites_is_another_one() -> None:
    text = (
        f"{PROSE}\nMarta Olsen told Newsweek that the channel was too shallow.\n{PROSE}\n"
        f"Kim Lee told Newsweek on Monday that nobody had asked her.\nThe fee was fixed, according to Newsweek.\n{PROSE}"
    )

    assert outlet_of(text) == ""
    assert not any(fact.value for fact in facts(text, "outlet"))


def test_words_said_in_a_quotation_speak_for_nobody() -> None:
    text = (
        f"{PROSE}\n“I told Newsweek so, and Kim told Newsweek so,” Olsen said.\n“Ruiz told Newsweek as well.”\n{PROSE}"
    )

    assert outlet_of(text) == ""


def test_an_address_of_a_source_or_of_everybody_names_no_paper() -> None:
    text = (
        f"{PROSE}\nAnyone who saw the ship can write to harbour.police@larsk.example or to the board.\n"
        f"Ana Ruiz can be reached at ana.ruiz@gmail.com.\n"
    )

    (found,) = facts(text, "outlet")

    assert (found.value, found.confidence, found.used) == ("", 0.0, False)
    assert found.reason == "no line of the text names its publisher"


def test_a_domain_that_nobody_knows_is_told_and_not_used() -> None:
    text = f"{PROSE}\n{PROSE}\nAna Ruiz can be reached at ana@larskledger.example.\n"

    found, why = facts(text, "outlet")

    assert (found.value, found.used) == ("larskledger.example", False)
    assert why.value == ""


def test_two_publishers_of_one_strength_leave_it_unknown() -> None:
    text = f"© 2023 Newsweek. All rights reserved.\n\n{PROSE}\n\n{PROSE}\n\nCopyright 2023 Politico. All rights reserved.\n"

    *named, why = facts(text, "outlet")

    assert {fact.value for fact in named} == {"Newsweek", "Politico"}
    assert not any(fact.used for fact in named)
    assert why.reason == "two publishers are named: Newsweek and Politico"


def test_text_of_an_agency_does_not_tell_who_printed_it() -> None:
    text = (
        f"LARSK, July 13 (Reuters) - {PROSE}\n{PROSE}\nOlsen told Reuters that it was late.\n{PROSE}\n"
        "Kim told Reuters that it was dear.\n\nReporting by Ana Ruiz; Editing by Tom Okoye\n"
    )

    assert outlet_of(text) == ""
    (found, *_) = facts(text, "outlet")
    assert (found.value, found.used) == ("Reuters", False)
    assert [fact.value for fact in facts(text, "credit")] == ["Reuters"] * len(facts(text, "credit"))
    assert facts(text, "credit")


def test_who_printed_it_first_need_not_be_who_printed_it() -> None:
    text = f"{PROSE}\n\n{PROSE}\n\nThis article was first published in The Larsk Ledger.\n"

    found = facts(text, "outlet")[0]

    assert (found.value, found.used, found.ground) == ("The Larsk Ledger", False, "first printed elsewhere")


@pytest.mark.parametrize(
    ("doc", "url", "outlet"),
    [
        ("a.txt", "https://www.theguardian.com/world/2023/may/04/port", "The Guardian"),
        ("https://www.bbc.co.uk/news/1", "", "BBC"),
        ("2023-05-04-newsweek.txt", "", "Newsweek"),
        ("the-hill/2023-05-04.txt", "", "The Hill"),
        ("2023-05-04-port.txt", "", ""),
        ("newsweek-cover-story.txt", "", ""),
    ],
)
def test_addresses_and_file_names_tell_the_paper(doc: str, url: str, outlet: str) -> None:
    assert outlet_of(PROSE, doc=doc, url=url) == outlet


def test_what_is_stated_stays_and_what_contradicts_it_is_marked() -> None:
    text = f"{PROSE}\n\n{PROSE}\n\nAna Ruiz can be reached at aruiz@washingtontimes.com.\n"

    article = informed_text(text, outlet="Newsweek", grounds={"outlet": "manifest"})

    stated, inferred = [fact for fact in article.facts if fact.kind == "outlet"]
    assert (article.outlet, article.grounds["outlet"]) == ("Newsweek", "manifest")
    assert (stated.value, stated.ground, stated.used, stated.conflict) == ("Newsweek", "manifest", True, True)
    assert (inferred.value, inferred.used, inferred.conflict) == ("The Washington Times", False, True)


def test_the_same_paper_under_another_name_contradicts_nothing() -> None:
    text = f"{PROSE}\n\n{PROSE}\n\nAna Ruiz can be reached at aruiz@washingtontimes.com.\n"

    article = informed_text(text, outlet="Washington Times", grounds={"outlet": "manifest"})

    assert not any(fact.conflict for fact in article.facts)
