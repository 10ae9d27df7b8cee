from __future__ import annotations

from heard import read

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
