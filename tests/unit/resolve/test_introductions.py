"""How articles introduce people and bodies, where a recogniser took them for something else."""

import pytest
from readings import BODY, PERSON, PLACE, Page

from kb.model import Kind, Mention
from kb.resolve.agents.introductions import role_before


def test_a_name_in_apposition_to_a_role_is_the_speaker_whatever_a_recogniser_took_it_for() -> None:
    page = Page("The weaver, Ida Lund, told the court that looms were idle.")
    page.word("The weaver")
    page.name("Ida Lund", BODY)
    page.says("The weaver, Ida Lund", "told", "that looms were idle")

    page.resolved()

    assert page.speakers() == ["Ida Lund"]
    assert page.agents["agent/ida-lund"].type is PERSON


def test_a_name_in_apposition_to_a_subject_is_one_and_the_next_she_means_it() -> None:
    page = Page("Mayor Eva Holm spoke. The port's treasurer, Ida Lund, doubted that. She said funds were short.")
    page.name("Mayor Eva Holm", subject=True)
    page.word("The port's treasurer")
    page.name("Ida Lund")
    page.word("She")
    page.says("She", "said", "funds were short")

    assert page.resolved().speakers() == ["Ida Lund"]


def test_a_wife_is_a_woman_and_the_subject_of_her_sentence() -> None:
    page = Page("Noor Brandt left early. Okafor's wife, Grace Okafor, wept. “It is over,” she said.")
    page.name("Noor Brandt", subject=True)
    page.name("Grace Okafor")
    page.word("she")
    page.says("she", "said", "“It is over,”", kind=Kind.DIRECT)

    assert page.resolved().speakers() == ["Grace Okafor"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The weaver, Ida", "weaver"),
        ("He met a spokesman for the port, Ida", "spokesman"),
        ("a song about the violinist, Ida", "violinist"),
        ("Okafor's old tutor, Ida", "old tutor"),
    ],
)
def test_the_nearest_role_before_a_comma_introduces_a_name(text: str, role: str) -> None:
    found = role_before(text, text.index("Ida"))

    assert found is not None
    assert found[1] == role


@pytest.mark.parametrize("text", ["The lake, Ida", "Two weavers, Ida", "the weaver Ida", "In May, Ida"])
def test_other_words_before_a_name_are_no_role_in_apposition(text: str) -> None:
    assert role_before(text, text.index("Ida")) is None


def test_a_title_inside_a_name_is_parted_from_it() -> None:
    page = Page("Alderman Omar Haddad left. Mr. Haddad said rents would rise.")
    page._mark(Mention(page.span("Alderman Omar Haddad"), PERSON, "Councillor Omar Haddad", subject=True))
    page.name("Mr. Haddad", subject=True)
    page.says("Mr. Haddad", "said", "rents would rise")

    assert page.resolved().speakers() == ["Omar Haddad"]


def test_letters_after_a_name_and_the_other_authors_are_no_part_of_it() -> None:
    page = Page("Eva Holm KC rose. Holm et al. wrote that rents fell.")
    page.name("Eva Holm KC", subject=True)
    page.name("Holm et al", subject=True)
    page.says("Holm et al.", "wrote", "that rents fell")

    assert page.resolved().speakers() == ["Eva Holm"]


def test_an_interview_label_in_capitals_is_the_person_of_that_surname() -> None:
    page = Page("Eva Holm met us.\n\nHOLM: The quay will close.")
    page.name("Eva Holm", subject=True)
    page.name("HOLM", BODY)
    page.says("HOLM", "", "The quay will close.", kind=Kind.DIRECT)

    assert page.resolved().speakers() == ["Eva Holm"]


def test_a_label_that_nobody_answers_to_is_nobody() -> None:
    page = Page("Eva Holm met us.\n\nQ: Will the quay close?")
    page.name("Eva Holm", subject=True)
    page.says("Q", "", "Will the quay close?", kind=Kind.DIRECT)

    assert page.resolved().speakers() == [""]


def test_who_behind_a_body_asks_for_the_person_before_it() -> None:
    page = Page("“Stop,” said Ida Lund, of the charity Clearspring, who urged a ban.")
    page.name("Ida Lund", subject=True)
    page.name("Clearspring")
    page._mark(Mention(page.span("who"), PERSON, "Clearspring", subject=True))
    page.says("who", "urged", "a ban")

    assert page.resolved().speakers() == ["Ida Lund"]


def test_a_surname_before_the_full_name_belongs_to_it() -> None:
    page = Page("Haddad warned of floods.\n\nIt was Omar Haddad, a hydrologist, who came.")
    page.name("Haddad", subject=True)
    page.name("Omar Haddad", BODY)
    page.says("Haddad", "warned", "of floods")

    assert page.resolved().speakers() == ["Omar Haddad"]


def test_the_last_word_of_a_club_stands_for_it() -> None:
    page = Page("Vale Rangers won. Rangers said the coach would stay.")
    page.name("Vale Rangers")
    page.name("Rangers", nth=1, subject=True)
    page.says("Rangers", "said", "the coach would stay", nth=1)

    page.resolved()

    assert page.speakers() == ["Vale Rangers"]
    assert page.agents["agent/vale-rangers"].type is BODY


def test_an_adjective_before_a_thing_is_no_short_form_of_a_body() -> None:
    page = Page("The Nordine Ice Trust met. Under Nordine glaciers the water is warm.")
    page.name("Nordine Ice Trust", BODY, subject=True)
    page.name("Nordine", BODY, nth=1)

    assert page.resolved().agent_of("Nordine", 1) == ""


def test_a_source_that_is_a_name_as_a_whole_is_a_body_though_only_its_end_was_read() -> None:
    page = Page("The Friends of Tansy Mill said the wheel would turn.")
    page.name("Tansy Mill", PLACE)
    page.says("The Friends of Tansy Mill", "said", "the wheel would turn")

    assert page.resolved().speakers() == ["Friends of Tansy Mill"]


def test_the_operator_named_behind_a_comma_is_the_speaker() -> None:
    page = Page("The ferry's operator, Tansy Lines, said crews were safe. It denied any delay.")
    page.name("Tansy Lines", BODY)
    page.says("The ferry's operator, Tansy Lines", "said", "crews were safe")
    page.word("It")
    page.says("It", "denied", "any delay")

    assert page.resolved().speakers() == ["Tansy Lines", "Tansy Lines"]


def test_a_noun_with_an_article_is_no_surname() -> None:
    page = Page("Ida Lund laughed. The quiet Dane left. “Fine,” she said.")
    page.name("Ida Lund", subject=True)
    page.name("Dane", subject=True)
    page.word("she")
    page.says("she", "said", "“Fine,”", kind=Kind.DIRECT)

    assert page.resolved().speakers() == ["Ida Lund"]


def test_the_spokespeople_of_a_council_are_not_the_council() -> None:
    page = Page("A spokeswoman for Tansy Borough Council said no. Later the council said rules had changed.")
    page.name("Tansy Borough Council", BODY)
    page.says("A spokeswoman for Tansy Borough Council", "said", "no")
    page.word("the council")
    page.says("the council", "said", "rules had changed", cue_nth=1)

    assert page.resolved().speakers()[1] == "Tansy Borough Council"


def test_german_marks_close_with_what_opens_elsewhere() -> None:
    page = Page("Ida Lund was unsure. „Ink fades,“ she warned.")
    page.name("Ida Lund", subject=True)
    page.word("she")
    page.says("she", "warned", "„Ink fades,“", kind=Kind.DIRECT)

    assert page.resolved().speakers() == ["Ida Lund"]


def test_an_according_to_source_goes_on_in_its_paragraph_where_there_is_no_subject() -> None:
    page = Page("Eva Holm founded the mill.\n\nAccording to Ida Lund, it was sold. The wheel was kept, she said.")
    page.name("Eva Holm", subject=True)
    page.name("Ida Lund")
    page.says("Ida Lund", "According to", "it was sold")
    page.word("she")
    page.says("she", "said", "The wheel was kept")

    assert page.resolved().speakers() == ["Ida Lund", "Ida Lund"]


def test_lines_wrapped_by_hand_do_not_part_paragraphs() -> None:
    line = "The old water mill by the river was sold last week for a price that\r\nMs. Lund called fair."
    page = Page(f"Eva Holm bid.\r\n\r\n{line} It will reopen, she said.")
    page.name("Eva Holm", subject=True)
    page.name("Ms. Lund", subject=True)
    page.word("she")
    page.says("she", "said", "It will reopen")

    assert page.resolved().speakers() == ["Lund"]
