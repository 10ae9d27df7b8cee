"""Mentions, propositions and the agents that they refer to."""

from hypothesis import given
from hypothesis import strategies as st
from readings import BODY, GROUP, PERSON, PLACE, Page

from kb.model import Agent, AgentType, Kind, Mention, Span
from kb.resolve.registry import Entry, Office, Registry


def test_full_names_are_minted_for_all_articles_and_bare_surnames_for_their_own() -> None:
    page = Page("Ana Ruiz called Mr. Vance.")
    page.name("Ana Ruiz")
    page.name("Mr. Vance")

    page.resolved()
    full, bare = (each.agent for each in page.mentions)

    assert full == "agent/ana-ruiz"
    assert bare.startswith("agent/vance-")
    assert page.agents[bare].type is AgentType.PERSON


def test_a_mr_and_a_mrs_of_one_name_are_two() -> None:
    page = Page("Mr. Vance sued Mrs. Vance.")
    page.name("Mr. Vance")
    page.name("Mrs. Vance")

    first, second = (each.agent for each in page.resolved().mentions)

    assert first != second


def test_a_family_name_comes_first_where_the_article_uses_it_so() -> None:
    page = Page("Skater Zhang Meiling won. Zhang beat Lee Hughes. Hughes cried.")
    page.name("Skater Zhang Meiling")
    page.name("Zhang", nth=1)
    page.name("Lee Hughes")
    page.name("Hughes", nth=1)

    page.resolved()

    assert page.agent_of("Zhang", nth=1) == "Zhang Meiling"
    assert page.agent_of("Hughes", nth=1) == "Lee Hughes"


def test_a_surname_that_the_parser_took_for_a_place_is_the_person() -> None:
    page = Page("The Kerr budget passed. Treasurer Fiona Kerr smiled.")
    page.name("Kerr", PLACE)
    page.name("Treasurer Fiona Kerr")

    assert page.resolved().agent_of("Kerr") == "Fiona Kerr"


def test_a_name_is_not_known_before_its_bearer_is_introduced_when_two_share_it() -> None:
    page = Page("Tom Reyes ran. Reyes won. Then Eva Reyes ran. Reyes fell.")
    page.name("Tom Reyes")
    page.name("Reyes", nth=1)
    page.name("Eva Reyes")
    page.name("Reyes", nth=3)

    page.resolved()

    assert page.agent_of("Reyes", nth=1) == "Tom Reyes"
    assert page.agent_of("Reyes", nth=3) == ""


def test_acronyms_in_parentheses_and_of_initials_lead_back_to_the_body() -> None:
    page = Page(
        "The Institute of Polar Research (IPR) and the Baltic Ferry Union met. The IPR spoke first, the BFU last."
    )
    page.name("The Institute of Polar Research", BODY)
    page.name("the Baltic Ferry Union", BODY)
    page.name("IPR", BODY, nth=1)
    page.name("BFU", BODY)

    page.resolved()

    assert page.agent_of("IPR", nth=1) == "Institute of Polar Research"
    assert page.agent_of("BFU") == "Baltic Ferry Union"


def test_a_firm_is_shortened_to_the_beginning_of_its_name() -> None:
    page = Page("Acme Robotics Inc. grew. Acme hired.")
    page.name("Acme Robotics Inc.", BODY)
    page.name("Acme", BODY, nth=1)

    assert page.resolved().agent_of("Acme", nth=1) == "Acme Robotics Inc."


def test_the_wording_of_a_country_does_not_matter_for_an_unknown_body() -> None:
    page = Page("Chile's Fisheries Board met. The Chilean Fisheries Board agreed.")
    page.name("Chile's Fisheries Board", BODY)
    page.name("The Chilean Fisheries Board", BODY)

    page.resolved()
    first, second = page.mentions

    assert first.agent == second.agent == "agent/chilean-fisheries-board"
    assert page.agents[first.agent].part_of == ("agent/chile",)
    assert "agent/chile" in page.agents


def test_an_institution_without_its_country_is_that_of_the_outlet() -> None:
    american = Page("The Senate met. The Navy sailed.", outlet="USA Today")
    american.name("The Navy", BODY)
    unknown = Page("The Navy sailed.", outlet="The Harbour Gazette")
    unknown.name("The Navy", BODY)

    assert american.resolved().agent_of("The Navy") == "United States Navy"
    assert unknown.resolved().mentions[0].agent.startswith("agent/navy-")


def test_an_institution_without_its_country_is_that_of_the_state_most_written_about() -> None:
    page = Page("Japan voted. The Foreign Ministry in Japan waited.", outlet="")
    page.name("Japan", PLACE)
    page.name("Japan", PLACE, nth=1)
    page.name("The Foreign Ministry", BODY)

    assert page.resolved().agent_of("The Foreign Ministry") == "Ministry of Foreign Affairs of Japan"


def test_a_name_that_a_parser_cut_is_completed_from_the_words_around_it() -> None:
    page = Page("The French Foreign Ministry and the Chinese Embassy in Washington wrote.", outlet="")
    page.name("Foreign Ministry", BODY)
    page.name("French", GROUP)
    page.name("the Chinese Embassy", BODY)
    page.name("Washington", PLACE)

    page.resolved()

    assert page.agent_of("French Foreign Ministry") == "Ministry for Europe and Foreign Affairs of France"
    assert page.agent_of("the Chinese Embassy in Washington") == "Chinese Embassy in Washington"
    assert len(page.mentions) == 2  # the longest name counts


def test_a_compound_of_two_parties_is_neither() -> None:
    page = Page("The Italy-Greece match was close.")
    page.name("Italy-Greece", GROUP)

    assert page.resolved().mentions[0].agent == ""


def test_a_person_in_the_name_of_a_body_is_the_body() -> None:
    page = Page("The Obama administration agreed.")
    page.name("Obama")

    assert page.resolved().agent_of("Obama") == "Obama administration"


def a_registry(name: str, *, alias: str = "", office: str = "mayor") -> Registry:
    agent = Agent(
        f"agent/{name.lower().replace(' ', '-')}", name, PERSON, tuple(filter(None, [alias])), registered=True
    )
    return Registry([Entry(agent, "person", family_name=name.rsplit(maxsplit=1)[-1], offices=(Office(office),))])


def test_a_namesake_with_another_trade_is_somebody_else() -> None:
    page = Page("Mayor Eva Holm spoke. Striker Eva Holm scored.")
    page.name("Striker Eva Holm")

    page.resolved(a_registry("Eva Holm"))

    assert page.mentions[0].agent.startswith("agent/eva-holm-")


def test_a_title_leads_a_bare_surname_to_the_registry_and_an_alias_needs_none() -> None:
    titled = Page("Mayor Holm spoke.")
    titled.name("Mayor Holm")
    bare = Page("Holm spoke.")
    bare.name("Holm")

    assert titled.resolved(a_registry("Eva Holm")).agent_of("Mayor Holm") == "Eva Holm"
    assert bare.resolved(a_registry("Eva Holm")).agent_of("Holm") == "Holm"
    assert bare.resolved(a_registry("Eva Holm", alias="Holm")).agent_of("Holm") == "Eva Holm"


def test_the_article_comes_before_the_registry() -> None:
    page = Page("Tom Holm ran. Holm won.")
    page.name("Tom Holm")
    page.name("Holm", nth=1)

    assert page.resolved(a_registry("Eva Holm", alias="Holm")).agent_of("Holm", nth=1) == "Tom Holm"


def test_a_capital_is_its_state_where_it_acts_and_a_place_elsewhere() -> None:
    page = Page("Rome backs a deal with Paris. The summit in Paris starts soon.")
    page.name("Rome", PLACE, subject=True)
    page.name("Paris", PLACE)
    page.name("Paris", PLACE, nth=1)

    page.resolved()

    assert [page.agent_of("Rome"), page.agent_of("Paris"), page.agent_of("Paris", nth=1)] == [
        "Italy",
        "France",
        "Paris",
    ]


def test_subject_object_and_participants_of_a_clause_are_linked() -> None:
    page = Page("Ida Lund said Acme Robotics bought the Dutch firm from Sam Opoku.")
    page.name("Ida Lund", subject=True)
    page.name("Acme Robotics", BODY, subject=True)
    page.name("Dutch", GROUP)
    page.name("Sam Opoku")
    page.says(
        "Ida Lund",
        "said",
        "Acme Robotics bought the Dutch firm from Sam Opoku",
        propositions=(("acme robotics", "the Dutch firm"),),
    )

    (clause,) = page.resolved().statements[0].propositions

    assert (clause.subject, clause.subject_agent) == ("Acme Robotics", "agent/acme-robotics")
    assert (clause.object, clause.object_agent) == ("the Dutch firm", "")
    assert clause.participants == ("agent/acme-robotics", "agent/netherlands", "agent/sam-opoku")


def test_a_subject_with_some_of_the_titles_is_the_person() -> None:
    page = Page("Former Deputy Mayor Ida Lund said Deputy Mayor Ida Lund existed.")
    page.name("Former Deputy Mayor Ida Lund")
    page.name("Deputy Mayor Ida Lund", nth=1)
    page.says("", "", "Deputy Mayor Ida Lund existed", kind=Kind.NARRATOR, propositions=(("Mayor Ida Lund", ""),))

    (clause,) = page.resolved().statements[0].propositions

    assert clause.subject == "Ida Lund"


def test_i_is_whoever_speaks() -> None:
    page = Page("“I saw it,” Ida Lund said.")
    page.name("Ida Lund", subject=True)
    page.says("Ida Lund", "said", "“I saw it,”", kind=Kind.DIRECT, propositions=(("I", "it"),))

    (clause,) = page.resolved().statements[0].propositions

    assert (clause.subject, clause.subject_agent) == ("Ida Lund", "agent/ida-lund")


def test_a_pronoun_subject_takes_the_name_of_its_agent() -> None:
    page = Page("Sam Opoku said he would stay.")
    page.name("Sam Opoku", subject=True)
    page.word("he")
    page.says("Sam Opoku", "said", "he would stay", propositions=(("he", ""),))

    (clause,) = page.resolved().statements[0].propositions

    assert clause.subject == "Sam Opoku"


def test_a_statement_holds_the_mentions_inside_its_spans_only() -> None:
    page = Page("Ida Lund said Rome was lost. Paris was not.")
    for words, kind in (("Ida Lund", PERSON), ("Rome", PLACE), ("Paris", PLACE)):
        page.name(words, kind)
    page.says("Ida Lund", "said", "Rome was lost")

    page.resolved()

    assert [each.span.exact for each in page.statements[0].mentions] == ["Ida Lund", "Rome"]


def test_all_agents_referred_to_are_given_sorted_and_with_what_they_are_part_of() -> None:
    page = Page("The PLA sailed.", outlet="Newsweek")
    page.name("PLA", BODY)
    page.says("", "", "The PLA sailed.", kind=Kind.NARRATOR)

    page.resolved()

    assert list(page.agents) == [
        "agent/asia",
        "agent/central-military-commission",
        "agent/china",
        "agent/newsweek",
        "agent/peoples-liberation-army",
    ]


WORDS = [
    "Ana Ruiz",
    "Ruiz",
    "Rome",
    "the ministry",
    "he",
    "Acme Robotics",
    "U.S.",
    "Mr. Vance",
    "\n\n",
    "said",
    "(AR)",
    "-",
]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_whatever_is_marked_every_agent_that_is_named_is_given(words: list[str], random: object) -> None:
    page = Page(" ".join(words) + ".")
    at = 0
    for word in words:
        kind = random.choice([PERSON, BODY, PLACE, GROUP])  # type: ignore[attr-defined]
        span = Span.of(page.article.body, at, at + len(word))
        at = span.end + 1
        if word[0].isalpha() and word != "said":
            page.mentions.append(Mention(span, kind, name=word if word[0].isupper() else "", subject=True))

    page.resolved()

    assert all(each.agent in page.agents for each in page.mentions if each.agent)
    assert all(part in page.agents for agent in page.agents.values() for part in agent.part_of)
