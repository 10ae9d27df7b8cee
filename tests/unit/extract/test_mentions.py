from __future__ import annotations

import pytest
from heard import read
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.model import AgentType, Mention


def mention(text: str, printed: str) -> Mention:
    return next(each for each in read(text).mentions if each.span.exact == printed)


def test_titles_are_joined_to_the_name_and_kept_apart_from_it() -> None:
    found = mention(
        "Spanish Trade Ministry spokesman Ivo Berg left early.", "Spanish Trade Ministry spokesman Ivo Berg"
    )

    assert (found.name, found.titles, found.type) == (
        "Ivo Berg",
        "Spanish Trade Ministry spokesman",
        AgentType.PERSON,
    )


def test_the_office_in_a_title_is_no_body() -> None:
    text = "Secretary of State Ana Ruiz met the press."

    assert mention(text, "Secretary of State Ana Ruiz").name == "Ana Ruiz"
    assert "State" not in [each.name for each in read(text).mentions]


def test_a_surname_is_the_person_introduced_with_a_first_name() -> None:
    text = "Gen. Mark Fowler spoke first. Fowler then sat down."

    assert mention(text, "Fowler").type is AgentType.PERSON


def test_an_honorific_makes_a_person_of_what_follows() -> None:
    found = mention("The envoy met Mr. Xu on Monday.", "Mr. Xu")

    assert (found.name, found.titles, found.type) == ("Xu", "Mr.", AgentType.PERSON)


def test_a_possessive_is_no_part_of_a_name() -> None:
    assert mention("Ana Ruiz’s lawyer left.", "Ana Ruiz").name == "Ana Ruiz"


def test_role_nouns_are_mentions_without_a_name() -> None:
    text = "The secretary left, and two officials of the ministry stayed."
    found = {each.span.exact: (each.name, each.type) for each in read(text).mentions}

    assert found["The secretary"] == ("", AgentType.PERSON)
    assert found["two officials"] == ("", AgentType.GROUP)
    assert found["the ministry"] == ("", AgentType.ORGANIZATION)


def test_pronouns_tell_whether_they_are_subjects() -> None:
    text = "She met them at noon."

    assert (mention(text, "She").subject, mention(text, "them").subject) == (True, False)


def test_a_relative_pronoun_carries_the_name_it_stands_for() -> None:
    text = "The board thanked Siegfried Oppenheimer, who said the roof was safe."

    assert mention(text, "who").name == "Siegfried Oppenheimer"


def test_statements_carry_the_mentions_in_their_source_and_content() -> None:
    (found,) = read("Ana Ruiz said that Ivo Berg had left.").statements

    assert [each.span.exact for each in found.mentions] == ["Ana Ruiz", "Ivo Berg"]


def typed(text: str) -> dict[str, AgentType]:
    """Give the type of each name of a text, by the name."""
    return {
        each.name: each.type for each in read(text).mentions if each.name and each.span.exact not in ("who", "which")
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The glazier, Odd Brenner, told the inquiry that the frame was loose.", "Odd Brenner"),
        ("Her dentist, Pia Rusk, closed early.", "Pia Rusk"),
        ("Vinter's coach, Tor Askeland, denied it.", "Tor Askeland"),
        ("A spokesman for the harbour board, Lars Quill, said no.", "Lars Quill"),
        ("Ulf Daner, a retired ferry pilot, said the fog was thick.", "Ulf Daner"),
        ("Kai Renko, 52, of Varde, said he heard nothing.", "Kai Renko"),
        ("“It was luck,” admitted Siv Tarn, who found the ring.", "Siv Tarn"),
        ("The camp was toured by Oskin Vale, the deputy returning officer of the county.", "Oskin Vale"),
    ],
)
def test_words_beside_a_name_make_a_person_of_it(text: str, name: str) -> None:
    assert typed(text)[name] is AgentType.PERSON


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The ferry's operator, Skerry Sound Lines, said it was sorry.", "Skerry Sound Lines"),
        ("Fish producer Mallow Group said it would close a plant.", "Mallow Group"),
        ("The grant came from the charity Seabright.", "Seabright"),
        ("Harbour Voices, a residents' group, called it a shame.", "Harbour Voices"),
        ("Shares in General Electric rose.", "General Electric"),
        ("Chipmaker Reed will cut jobs.", "Reed"),
        ("The retailer Reed will cut jobs.", "Reed"),
        ("Reed shares fell on Monday.", "Reed"),
    ],
)
def test_firms_and_charities_are_bodies_whatever_their_names_look_like(text: str, name: str) -> None:
    assert typed(text)[name] is AgentType.ORGANIZATION


@pytest.mark.parametrize(
    ("text", "name", "titles"),
    [
        ("Deputy Governor Ester Falk left on Monday.", "Ester Falk", "Deputy Governor"),
        ("Councillor Ravi Menon objected.", "Ravi Menon", "Councillor"),
        ("Shopper Jill Harrow, 60, said prices had doubled.", "Jill Harrow", "Shopper"),
        ("Chief Executive Nora Blythe resigned.", "Nora Blythe", "Chief Executive"),
        ("Priya Nair KC, defending, said he was at home.", "Priya Nair", "KC"),
        ("Ruth Calder, MP, asked for a vote.", "Ruth Calder", "MP"),
    ],
)
def test_titles_before_and_after_a_name_are_no_part_of_it(text: str, name: str, titles: str) -> None:
    (found,) = [each for each in read(text).mentions if each.name == name]

    assert (found.titles, found.type) == (titles, AgentType.PERSON)
    assert found.span.exact.startswith(titles) or found.span.exact.endswith(titles)


def test_a_first_name_that_is_a_trade_stays_a_first_name() -> None:
    assert "Hunter Lowell" in typed("Hunter Lowell said the race was over. Lowell went home.")


def test_a_name_that_gets_mr_later_was_a_person_from_the_start() -> None:
    text = "Questioned by Tobias Crake, she wept. Mr Crake sat down. Crake did not look up."
    found = typed(text)

    assert (found["Tobias Crake"], found["Crake"]) == (AgentType.PERSON, AgentType.PERSON)


def test_a_firm_that_shares_its_founders_name_is_meant_where_the_paper_says_ms_for_the_person() -> None:
    text = (
        "Tessel Group sold a mill. Chief executive Ida Tessel signed. “We are happy,” Ms Tessel said.\n\n"
        "Tessel says it has no debts."
    )
    found = [each.type for each in read(text).mentions if each.name == "Tessel" and each.titles == ""]

    assert set(found) == {AgentType.ORGANIZATION}


def test_who_is_the_person_and_not_the_body_between() -> None:
    text = "Greta Voll, of the charity Seabright, who urged the council to wait, left."

    assert mention(text, "who").name == "Greta Voll"


def test_an_adjective_of_place_is_no_name() -> None:
    assert not typed("Alpine meadows bloom late, and Alpine rivers run dry.")


def test_co_authors_are_no_part_of_the_name_of_the_first() -> None:
    found = typed("Dr Ines Falk led the work. The results of Falk et al. were doubted.")

    assert set(found) == {"Ines Falk", "Falk"}


def test_a_label_in_capitals_is_the_person_of_that_family_name() -> None:
    text = "Hanne Moen has run the port since May.\n\nQ: Will it close?\n\nMOEN: No. It will not close this year."

    found = mention(text, "MOEN")

    assert (found.name, found.type) == ("Moen", AgentType.PERSON)
    assert "Q" not in typed(text)


def test_days_and_peoples_are_no_persons() -> None:
    found = typed("Ana Ruiz told reporters Tuesday that many Danes, who vote in May, were tired.")

    assert found.get("Danes") is not AgentType.PERSON
    assert "Tuesday" not in found


def test_a_former_minister_of_state_is_no_body() -> None:
    assert typed("The former secretary of state Ana Ruiz said so.")["Ana Ruiz"] is AgentType.PERSON


def test_a_role_before_a_place_that_qualifies_another_noun_is_no_title() -> None:
    assert typed("He hired two veteran Berlin lawyers.").get("Berlin") is not AgentType.PERSON


def test_a_country_called_a_rival_stays_a_place() -> None:
    found = typed("France is the main rival of Spain at sea. France said no. France lost.")

    assert found["France"] is AgentType.PLACE


@given(st.text(alphabet="AaRr. ,:’'\nKC-é", max_size=60))
@settings(max_examples=40, deadline=None)
def test_mentions_quote_the_text_and_titles_and_name_lie_in_the_span(text: str) -> None:
    for each in read(f"Ana Ruiz said: {text}").mentions:
        assert each.span.exact == f"Ana Ruiz said: {text}"[each.span.start : each.span.end]
        assert each.name.casefold() in each.span.exact.casefold() or each.span.exact in ("who", "which", "that")


@pytest.mark.parametrize(
    ("text", "printed", "name"),
    [
        ("President Cho Min-jae said he would go.", "President Cho Min-jae", "Cho Min-jae"),
        ("Actor Cha Do-hyun sang.", "Actor Cha Do-hyun", "Cha Do-hyun"),
        ("Then-chancellor Ida Moss said she would cut taxes.", "Then-chancellor Ida Moss", "Ida Moss"),
        ("Singer Eva Lund-Moss left.", "Singer Eva Lund-Moss", "Eva Lund-Moss"),
    ],
)
def test_a_hyphen_cuts_no_name_or_title_in_two(text: str, printed: str, name: str) -> None:
    assert mention(text, printed).name == name


def test_what_a_hyphen_makes_of_a_name_is_no_part_of_it() -> None:
    assert not [each for each in read("Tom Vale joined the Merkel-led party.").mentions if each.name.endswith("-led")]


def test_a_name_ends_before_its_acronym_in_parentheses() -> None:
    names = [each.name for each in read("The Alder Dairy Board (ADB) met Ana Ruiz.").mentions]

    assert "Alder Dairy Board" in names
    assert not any("(" in name for name in names)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ships will sail on Tuesday. Trains will stop.", []),
        ("Banks will open on Monday.", []),
        ("The family would sell the house.", []),
        ("The publishing house grew.", [""]),
    ],
)
def test_common_nouns_are_no_names_for_their_capital(text: str, names: list[str]) -> None:
    assert [each.name for each in read(text).mentions] == names


def test_a_plural_that_is_a_name_inside_a_sentence_is_one_at_the_beginning() -> None:
    text = "Ana Ruiz sold the software firm Ships. Ships will sail on Tuesday."

    assert [each.name for each in read(text).mentions].count("Ships") == 2


def test_a_name_in_capitals_has_the_type_that_its_usual_printing_has() -> None:
    found = [
        each.type
        for each in read("OXFORD is old. Ana Ruiz was born in Oxford, England.").mentions
        if each.name.casefold() == "oxford"
    ]

    assert set(found) == {AgentType.PLACE}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Harbour Master", "Lev Anders"),
        ("Chief Constable", "Brena Tolvik"),
        ("Fire Chief", "Jarl Ombrey"),
        ("Tram Director", "Ivo Kernach"),
        ("Court Clerk", "Mia Stensholt"),
        ("Station Master", "Jon Valebrook"),
        ("Union Registrar", "Ida Holmquist"),
        ("Returning Officer", "Tade Fallor"),
    ],
)
@pytest.mark.parametrize(
    "frame", ["{} said the road was shut.", "“The road is shut,” said {}.", "According to {}, it rained."]
)
def test_an_office_of_two_words_is_no_part_of_a_name(title: str, name: str, frame: str) -> None:
    found = [each for each in read(frame.format(f"{title} {name}")).mentions if each.name]

    assert [(each.name, each.titles, each.type) for each in found] == [(name, title, AgentType.PERSON)]


def test_the_harbour_master_is_a_person_and_a_master_copy_is_not() -> None:
    assert mention("The harbour master left early.", "The harbour master").type is AgentType.PERSON
    assert read("The master was kept in a vault.").mentions == ()


@pytest.mark.parametrize("name", ["Florian Vask", "Adrian Tolm", "Ossian Berk"])
def test_a_first_name_that_ends_like_a_people_begins_the_name_of_an_officer(name: str) -> None:
    found = mention(f"According to {name}, the museum director, a lamp was stolen.", name)

    assert (found.name, found.type) == (name, AgentType.PERSON)


def test_a_people_before_a_body_stays_one() -> None:
    assert "Russian Orel" not in [
        each.name
        for each in read("Russian Orel, the steel maker, will close.").mentions
        if each.type is AgentType.PERSON
    ]
