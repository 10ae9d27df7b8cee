"""Who speaks, on short texts of several kinds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import BODY, GROUP, PLACE, Page

from kb.model import AgentType, Kind


def test_a_bare_surname_is_the_person_introduced_before() -> None:
    page = Page("Coach Ida Lund praised her side. “We ran more,” Lund said.")
    page.name("Coach Ida Lund", subject=True)
    page.name("Lund", nth=1)
    page.says("Lund", "said", "“We ran more,”", kind=Kind.DIRECT, nth=1)

    assert page.resolved().speakers() == ["Ida Lund"]


def test_a_pronoun_is_whoever_spoke_last_and_not_who_was_spoken_about() -> None:
    page = Page("Judge Omar Haddad said Mr. Vance had lied. The fine would stand, he said.")
    page.name("Judge Omar Haddad", subject=True)
    page.name("Mr. Vance", subject=True)
    page.says("Judge Omar Haddad", "said", "Mr. Vance had lied")
    page.word("he")
    page.says("he", "said", "The fine would stand", cue_nth=1)

    assert page.resolved().speakers() == ["Omar Haddad", "Omar Haddad"]


def test_an_agency_does_not_change_whom_he_means() -> None:
    page = Page("Sam Opoku left the club on Friday, according to Reuters. He wanted a new start, he said.")
    page.name("Sam Opoku", subject=True)
    page.name("Reuters", BODY)
    page.says("Reuters", "according to", "Sam Opoku left the club on Friday")
    page.word("He")
    page.word("he")
    page.says("he", "said", "He wanted a new start")

    assert page.resolved().speakers() == ["Reuters", "Sam Opoku"]


def test_a_source_in_an_according_to_clause_yields_to_the_subject() -> None:
    page = Page("Mr. Ruiz resigned, according to Mr. Okafor. “It was time,” he said.")
    page.name("Mr. Ruiz", subject=True)
    page.name("Mr. Okafor")
    page.says("Mr. Okafor", "according to", "Mr. Ruiz resigned")
    page.says("he", "said", "“It was time,”", kind=Kind.DIRECT)

    assert page.resolved().speakers() == ["Okafor", "Ruiz"]


def test_she_skips_a_man_named_later() -> None:
    page = Page("Ms. Ida Lund won. Mr. Ruiz came second. “I trained,” she said.")
    page.name("Ms. Ida Lund", subject=True)
    page.name("Mr. Ruiz", subject=True)
    page.says("she", "said", "“I trained,”", kind=Kind.DIRECT)

    assert page.resolved().speakers() == ["Ida Lund"]


def test_a_pronoun_before_its_name_waits_for_it() -> None:
    page = Page("Mr. Vance left. He was never asked, Omar Haddad said.")
    page.name("Mr. Vance", subject=True)
    page.word("He")
    page.name("Omar Haddad", subject=True)
    page.says("Omar Haddad", "said", "He was never asked")

    assert page.resolved().agent_of("He") == "Omar Haddad"


def test_a_pronoun_inside_a_quotation_is_left_open() -> None:
    page = Page("Ana Ruiz scored. “He passed well,” Ruiz said.")
    page.name("Ana Ruiz", subject=True)
    page.word("He")
    page.name("Ruiz", nth=1, subject=True)
    page.says("Ruiz", "said", "“He passed well,”", kind=Kind.DIRECT, nth=1)

    assert page.resolved().agent_of("He") == ""


def test_role_nouns_mean_the_holder_of_the_title() -> None:
    page = Page(
        "Finance Minister Noor Haddad met Adm. Lucia Brandt. The admiral said the port was open. "
        "The minister said the money was there."
    )
    page.name("Finance Minister Noor Haddad", subject=True)
    page.name("Adm. Lucia Brandt")
    page.says("The admiral", "said", "the port was open")
    page.says("The minister", "said", "the money was there", cue_nth=1)

    assert page.resolved().speakers() == ["Lucia Brandt", "Noor Haddad"]


def test_a_role_named_after_a_comma_counts_as_a_title() -> None:
    page = Page("Ola Nkemelu, a surgeon at the Riverside hospital, arrived late. The surgeon said traffic was bad.")
    page.name("Ola Nkemelu", subject=True)
    page.says("The surgeon", "said", "traffic was bad")

    assert page.resolved().speakers() == ["Ola Nkemelu"]


def test_the_ministry_and_the_news_agency_are_bodies_named_before() -> None:
    page = Page(
        "The Japanese Foreign Ministry met envoys, Kyodo said. The news agency said the ministry agreed. "
        "The ministry said no date was set."
    )
    page.name("The Japanese Foreign Ministry", BODY, subject=True)
    page.name("Kyodo", BODY)
    page.says("Kyodo", "said", "The Japanese Foreign Ministry met envoys")
    page.says("The news agency", "said", "the ministry agreed", cue_nth=1)
    page.says("The ministry", "said", "no date was set", cue_nth=2)

    assert page.resolved().speakers() == ["Kyodo News", "Kyodo News", "Ministry of Foreign Affairs of Japan"]


def test_a_description_with_a_name_in_it_means_that_body_only() -> None:
    page = Page(
        "The Baltic Ferry Union met. The French military sailed. The union sang. The Polish Union left. The union stayed."
    )
    page.name("The Baltic Ferry Union", BODY, subject=True)
    page.word("The French military")
    page.word("The union")
    page.word("The Polish Union")
    page.word("The union", nth=1)

    page.resolved()

    assert page.agent_of("The French military") == ""
    assert page.agent_of("The union") == "Baltic Ferry Union"
    assert page.agent_of("The Polish Union") == ""
    assert page.agent_of("The union", nth=1) == ""


def test_the_military_of_a_state_is_its_armed_forces_even_in_a_quotation() -> None:
    page = Page("“The Israeli military and the Dutch side agreed.”")
    page.word("The Israeli military")
    page.word("the Dutch side")

    page.resolved()

    assert page.agent_of("The Israeli military") == "Israel Defense Forces"
    assert page.agent_of("the Dutch side") == "Netherlands"


def test_the_union_stays_open_between_two_unions_that_did_nothing() -> None:
    page = Page("Talks of the Ferry Union and the Miners Union failed. The union regrets it.")
    page.name("Ferry Union", BODY)
    page.name("Miners Union", BODY)
    page.word("The union")

    assert page.resolved().agent_of("The union") == ""


def test_two_people_with_one_surname_stay_apart() -> None:
    page = Page("Gen. Paul Reyes met Dr. Maria Reyes. Gen. Reyes said it was a reunion. Reyes said so too.")
    page.name("Gen. Paul Reyes", subject=True)
    page.name("Dr. Maria Reyes")
    page.name("Gen. Reyes", subject=True)
    page.name("Reyes", nth=3, subject=True)
    page.says("Gen. Reyes", "said", "it was a reunion")
    page.says("Reyes", "said", "so too", nth=3, cue_nth=1)

    assert page.resolved().speakers() == ["Paul Reyes", ""]


def test_a_capital_speaks_for_its_government() -> None:
    page = Page("Madrid said the strait was closed. Ships waited near Madrid.", outlet="")
    page.name("Madrid", PLACE, subject=True)
    page.name("Madrid", PLACE, nth=1)
    page.says("Madrid", "said", "the strait was closed")

    page.resolved()

    assert page.speakers() == ["Spain"]
    assert page.agent_of("Madrid", nth=1) == "Madrid"


@pytest.mark.parametrize(
    ("source", "body", "kind", "name"),
    [
        ("Pentagon officials", "Pentagon", BODY, "Pentagon officials"),
        ("two senior officials at the Pentagon", "Pentagon", BODY, "Pentagon officials"),
        ("A spokesman for Acme Robotics", "Acme Robotics", BODY, "Acme Robotics spokespeople"),
        ("Italian diplomats", "Italian", GROUP, "Italian diplomats"),
    ],
)
def test_described_members_of_a_body_are_a_group_of_it(source: str, body: str, kind: AgentType, name: str) -> None:
    page = Page(f"On Monday, {source} said talks failed.")
    page.name(body, kind)
    page.says(source, "said", "talks failed")

    page.resolved()
    speaker = page.agents[page.statements[0].speaker]

    assert (speaker.name, speaker.type) == (name, AgentType.GROUP)
    assert len(speaker.part_of) == 1


@pytest.mark.parametrize(
    "source", ["analysts", "a senior official", "Defense sources", "People familiar with the plan"]
)
def test_unnamed_sources_have_no_speaker(source: str) -> None:
    page = Page(f"{source} said rates would fall.")
    page.says(source, "said", "rates would fall")

    assert page.resolved().speakers() == [""]


def test_the_people_of_a_state_are_not_the_state() -> None:
    page = Page("Many Italians said no. The Italians' ally agreed.")
    page.name("Italians", GROUP, subject=True)
    page.says("Many Italians", "said", "no")

    page.resolved()
    speaker = page.agents[page.statements[0].speaker]

    assert (speaker.name, speaker.type, speaker.part_of) == ("Italians", AgentType.GROUP, ("agent/italy",))


def test_the_one_holder_of_an_office_is_no_group() -> None:
    page = Page("The Dutch minister said no. A Dutch minister said yes.")
    page.name("Dutch", GROUP)
    page.name("Dutch", GROUP, nth=1)
    page.says("The Dutch minister", "said", "no")
    page.says("A Dutch minister", "said", "yes", cue_nth=1)

    assert page.resolved().speakers() == ["", "Dutch ministers"]


def test_her_demand_is_hers() -> None:
    page = Page("Ms. Ida Lund won. Her demand that fees fall was met.")
    page.name("Ms. Ida Lund", subject=True)
    page.says("Her", "demand", "that fees fall")

    assert page.resolved().speakers() == ["Ida Lund"]


def test_a_place_that_only_dates_or_places_a_source_is_none() -> None:
    page = Page("Rome-based doctors said no. Doctors agreed.")
    page.name("Rome", PLACE)
    page.says("Rome-based doctors", "said", "no")

    assert page.resolved().speakers() == [""]


def test_two_names_at_once_have_no_single_speaker() -> None:
    page = Page("Ana Ruiz and Sam Opoku said they would sing.")
    page.name("Ana Ruiz", subject=True)
    page.name("Sam Opoku", subject=True)
    page.says("Ana Ruiz and Sam Opoku", "said", "they would sing")

    assert page.resolved().speakers() == [""]


@pytest.mark.parametrize("source", ["the Dutch side", "the Dutch government"])
def test_the_side_of_a_state_is_the_state(source: str) -> None:
    page = Page(f"In the evening {source} said it was content.")
    page.name("Dutch", GROUP)
    page.says(source, "said", "it was content")

    assert page.resolved().speakers() == ["Netherlands"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Ana Ruiz of the farmers' union", "Ana Ruiz"),
        ("Spain's envoy to Peru, Ana Ruiz", "Ana Ruiz"),
        ("Secretary of State Ana Ruiz", "Ana Ruiz"),
        ("Ana Ruiz, who won twice", "Ana Ruiz"),
        ("supporters of Ana Ruiz", ""),
        ("Ana Ruiz's lawyer", ""),
        ("Ana Ruiz supporters", ""),
    ],
)
def test_only_the_head_of_the_source_speaks(source: str, name: str) -> None:
    page = Page(f"Later {source} said the vote was fair.")
    page.name("Ana Ruiz")
    page.says(source, "said", "the vote was fair")

    assert page.resolved().speakers() == [name]


def test_a_report_speaks_for_its_author() -> None:
    page = Page("A World Bank report said growth slowed. Reports said otherwise.")
    page.name("World Bank", BODY)
    page.says("A World Bank report", "said", "growth slowed")
    page.says("Reports", "said", "otherwise", cue_nth=1)

    assert page.resolved().speakers() == ["World Bank", ""]


def test_a_quotation_without_a_cue_goes_on_with_the_last_speaker() -> None:
    page = Page("“We won,” Ida Lund said.\n\n“Next year too.”")
    page.name("Ida Lund", subject=True)
    page.says("Ida Lund", "said", "“We won,”", kind=Kind.DIRECT)
    page.says("", "", "“Next year too.”", kind=Kind.DIRECT)

    assert page.resolved().speakers() == ["Ida Lund", "Ida Lund"]


def test_they_go_on_for_a_group_but_not_for_unnamed_experts() -> None:
    page = Page("Italian diplomats said no. They added nothing. Experts said maybe. They added more.")
    page.name("Italian", GROUP)
    page.says("Italian diplomats", "said", "no")
    page.says("They", "added", "nothing")
    page.says("Experts", "said", "maybe", cue_nth=1)
    page.says("They", "added", "more", nth=1, cue_nth=1)

    assert page.resolved().speakers() == ["Italian diplomats", "Italian diplomats", "", ""]


def test_a_source_that_no_mention_covers_is_read_all_the_same() -> None:
    page = Page("Capt. Lucia Brandt sailed. “Calm seas,” said Brandt.")
    page.name("Capt. Lucia Brandt", subject=True)
    page.says("Brandt", "said", "“Calm seas,”", kind=Kind.DIRECT, nth=1)

    assert page.resolved().speakers() == ["Lucia Brandt"]


@given(st.permutations(range(4)))
def test_the_order_in_which_an_extractor_lists_things_does_not_matter(order: list[int]) -> None:
    page = Page("Ms. Ana Ruiz said yes. Mr. Sam Opoku said no. She said more. He said less.")
    page.name("Ms. Ana Ruiz", subject=True)
    page.name("Mr. Sam Opoku", subject=True)
    page.word("She")
    page.word("He")
    page.says("Ms. Ana Ruiz", "said", "yes")
    page.says("Mr. Sam Opoku", "said", "no", cue_nth=1)
    page.says("She", "said", "more", cue_nth=2)
    page.says("He", "said", "less", cue_nth=3)
    page.mentions = [page.mentions[i] for i in order]
    listed = [page.statements[i] for i in order]
    expected = {each.id: each.speaker for each in page.resolved().statements}
    page.statements = listed

    assert {each.id: each.speaker for each in page.resolved().statements} == expected


def test_it_is_the_body_that_speaks_when_it_is_the_first_subject_of_its_words() -> None:
    page = Page("The Baltic Ferry Union said it would strike. Fares rose and it rained.")
    page.name("The Baltic Ferry Union", BODY, subject=True)
    page.word("it")
    page.word("it", nth=1)
    page.says("The Baltic Ferry Union", "said", "it would strike")

    page.resolved()

    assert page.agent_of("it") == "Baltic Ferry Union"
    assert page.agent_of("it", nth=1) == ""


def test_the_first_of_several_authors_speaks() -> None:
    page = Page("Ms. Lund led the survey. Lund et al. wrote that ice was thin.")
    page.name("Ms. Lund", subject=True)
    page.name("Lund", nth=1)
    page.says("Lund et al.", "wrote", "that ice was thin")

    assert page.resolved().speakers() == ["Lund"]
