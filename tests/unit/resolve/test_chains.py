"""Reporting chains, outermost first."""

from hypothesis import given
from hypothesis import strategies as st
from readings import BODY, PLACE, Page

from kb.model import Kind, Role


def test_a_spokesperson_follows_the_outlet() -> None:
    page = Page("Transport Ministry spokeswoman Ida Lund on Monday said “the line is safe.”", outlet="The Diplomat")
    page.name("Transport Ministry spokeswoman Ida Lund", subject=True)
    page.says("Transport Ministry spokeswoman Ida Lund", "said", "“the line is safe.”", kind=Kind.DIRECT)

    page.resolved()
    outlet, own = page.statements[0].chain

    assert page.chain() == ["outlet:The Diplomat", "spokesperson:Ida Lund"]
    assert (outlet.agent, outlet.source, outlet.cue) == ("agent/the-diplomat", (), ())
    assert [span.exact for span in own.source] == ["Transport Ministry spokeswoman Ida Lund"]
    assert [span.exact for span in own.cue] == ["said"]


def test_a_spokesperson_stays_one_when_printed_with_the_surname_only() -> None:
    page = Page("Spokesman Sam Opoku came. Opoku said trains would run.")
    page.name("Spokesman Sam Opoku")
    page.name("Opoku", nth=1, subject=True)
    page.says("Opoku", "said", "trains would run", nth=1)

    assert page.resolved().chain() == ["outlet:The Example", "spokesperson:Sam Opoku"]


def test_a_former_spokesperson_speaks_for_himself() -> None:
    page = Page("Sam Opoku, a former spokesman for the club, said trains would run.")
    page.name("Sam Opoku", subject=True)
    page.says("Sam Opoku, a former spokesman for the club", "said", "trains would run")

    assert page.resolved().chain() == ["outlet:The Example", "speaker:Sam Opoku"]


def test_nested_sources_line_up_from_outside_in() -> None:
    page = Page("The Spanish Embassy in Rome said Ms. Ruiz urged calm, according to Reuters.", outlet="Newsweek")
    page.name("The Spanish Embassy in Rome", BODY, subject=True)
    page.name("Ms. Ruiz", subject=True)
    page.name("Reuters", BODY)
    outer = page.says("Reuters", "according to", "The Spanish Embassy in Rome said Ms. Ruiz urged calm")
    middle = page.says("The Spanish Embassy in Rome", "said", "Ms. Ruiz urged calm", parent=outer)
    page.says("Ms. Ruiz", "urged", "calm", parent=middle)

    page.resolved()

    assert page.chain(0) == ["outlet:Newsweek", "agency:Reuters"]
    assert page.chain(1)[:2] == ["outlet:Newsweek", "agency:Reuters"]
    assert page.chain(2)[:2] == page.chain(1)[:2]
    assert [hop.name for hop in page.statements[2].chain[2:]] == ["Spanish Embassy in Rome", "Ruiz"]


def test_an_embassy_that_relays_its_ambassador_is_a_spokesperson_and_she_the_principal() -> None:
    page = Page("The Chinese Embassy in Washington said Ms. Ruiz urged calm.")
    page.name("The Chinese Embassy in Washington", BODY, subject=True)
    page.name("Ms. Ruiz", subject=True)
    outer = page.says("The Chinese Embassy in Washington", "said", "Ms. Ruiz urged calm")
    page.says("Ms. Ruiz", "urged", "calm", parent=outer)

    page.resolved()

    assert page.chain(0)[1:] == ["spokesperson:Chinese Embassy in Washington"]
    assert page.chain(1)[1:] == ["spokesperson:Chinese Embassy in Washington", "principal:Ruiz"]


def test_the_person_whom_a_spokesperson_serves_is_the_principal() -> None:
    page = Page("Mayor Eva Holm left. Holm's spokeswoman Ida Lund said the mayor was ill.")
    page.name("Mayor Eva Holm", subject=True)
    page.name("Holm's", nth=0)
    page.name("spokeswoman Ida Lund", subject=True)
    page.says("Holm's spokeswoman Ida Lund", "said", "the mayor was ill")

    page.resolved()

    assert page.chain()[1:] == ["spokesperson:Ida Lund", "principal:Eva Holm"]
    assert page.speakers() == ["Ida Lund"]


def test_a_spokesperson_who_quotes_another_state_has_no_principal() -> None:
    page = Page("German government spokesman Uwe Kranz said Italy had claimed the ship.")
    page.name("German government spokesman Uwe Kranz", subject=True)
    page.name("Italy", PLACE, subject=True)
    outer = page.says("German government spokesman Uwe Kranz", "said", "Italy had claimed the ship")
    page.says("Italy", "claimed", "the ship", parent=outer)

    assert page.resolved().chain()[1] == "spokesperson:Uwe Kranz"


def test_somebody_told_an_agency_which_is_a_hop_between() -> None:
    page = Page("Ida Lund told Reuters that the mine would close.", outlet="Newsweek")
    page.name("Ida Lund", subject=True)
    page.name("Reuters", BODY)
    page.says("Ida Lund", "told", "that the mine would close")

    page.resolved()
    agency = page.statements[0].chain[1]

    assert page.chain() == ["outlet:Newsweek", "agency:Reuters", "speaker:Ida Lund"]
    assert (agency.source[0].exact, agency.cue[0].exact) == ("Reuters", "told")


def test_whoever_told_the_outlet_itself_was_heard_directly() -> None:
    page = Page("Ida Lund told Newsweek that the mine would close.", outlet="Newsweek")
    page.name("Ida Lund", subject=True)
    page.name("Newsweek", BODY)
    page.says("Ida Lund", "told", "that the mine would close")

    assert page.resolved().chain() == ["outlet:Newsweek", "speaker:Ida Lund"]


def test_what_was_told_within_the_words_reported_is_no_hop() -> None:
    page = Page("Ida Lund said the owner told Reuters a lie.", outlet="Newsweek")
    page.name("Ida Lund", subject=True)
    page.name("Reuters", BODY)
    page.says("Ida Lund", "said", "the owner told Reuters a lie")

    assert page.resolved().chain() == ["outlet:Newsweek", "speaker:Ida Lund"]


def test_an_agency_credited_beside_the_source_is_a_hop_even_if_it_is_no_statement() -> None:
    page = Page("Ida Lund said the mine would close, according to the AP. Sam Opoku said it would not.")
    page.name("Ida Lund", subject=True)
    page.name("AP", BODY)
    page.name("Sam Opoku", subject=True)
    page.says("Ida Lund", "said", "the mine would close")
    page.says("Sam Opoku", "said", "it would not", cue_nth=1)

    page.resolved()

    assert page.chain(0) == ["outlet:The Example", "agency:Associated Press", "speaker:Ida Lund"]
    assert page.chain(1) == ["outlet:The Example", "speaker:Sam Opoku"]


def test_a_statement_that_somebody_else_released_is_a_document_hop() -> None:
    page = Page("In a statement released by the Riverside Trust, Ida Lund said the park would open.")
    page.name("Riverside Trust", BODY)
    page.name("Ida Lund", subject=True)
    page.says("Ida Lund", "said", "the park would open")

    page.resolved()
    document = page.statements[0].chain[1]

    assert page.chain()[1:] == ["document:statement released by the Riverside Trust", "speaker:Ida Lund"]
    assert document.agent == "agent/riverside-trust"
    assert document.source[0].exact == "a statement released by the Riverside Trust"


def test_readouts_are_documents_and_an_agency_report_is_the_agency() -> None:
    page = Page("According to readouts from both camps, talks went well. A Reuters report said otherwise.")
    page.name("Reuters", BODY)
    page.says("readouts from both camps", "According to", "talks went well")
    page.says("A Reuters report", "said", "otherwise")

    page.resolved()

    assert page.chain(0)[1:] == ["document:readouts"]
    assert page.chain(1)[1:] == ["agency:Reuters"]


def test_a_report_with_an_author_is_a_document_and_a_speaker() -> None:
    page = Page("A World Bank report said growth slowed.")
    page.name("World Bank", BODY)
    page.says("A World Bank report", "said", "growth slowed")

    assert page.resolved().chain()[1:] == ["document:World Bank report", "speaker:World Bank"]


def test_whoever_speaks_of_his_own_words_is_one_hop() -> None:
    page = Page("Ida Lund said she had urged calm.")
    page.name("Ida Lund", subject=True)
    page.word("she")
    outer = page.says("Ida Lund", "said", "she had urged calm")
    page.says("she", "urged", "calm", parent=outer)

    assert page.resolved().chain(1)[1:] == ["speaker:Ida Lund"]


def test_the_outlet_citing_itself_stays_one_hop_with_its_words() -> None:
    page = Page("Newsweek reported that the mine would close.", outlet="Newsweek")
    page.name("Newsweek", BODY, subject=True)
    page.says("Newsweek", "reported", "that the mine would close")

    page.resolved()
    (outlet,) = page.statements[0].chain

    assert (outlet.role, outlet.cue[0].exact) == (Role.OUTLET, "reported")


def test_narration_has_the_outlet_alone_and_an_unknown_outlet_says_so() -> None:
    page = Page("Rain fell.", outlet="")
    page.says("", "", "Rain fell.", kind=Kind.NARRATOR)

    assert page.resolved().chain() == ["outlet:unknown"]


@given(st.integers(min_value=1, max_value=6))
def test_every_attributing_hop_has_a_source_and_a_cue_however_deep(depth: int) -> None:
    people = ["Ana Ruiz", "Sam Opoku", "Ida Lund", "Eva Holm", "Omar Haddad", "Noor Brandt"][:depth]
    page = Page(" said ".join(people) + " said rain fell.")
    parent, rest = "", page.article.body.removesuffix(".")
    for nth, person in enumerate(people):
        page.name(person, subject=True)
        rest = rest.removeprefix(f"{person} said ")
        parent = page.says(person, "said", rest, parent=parent, cue_nth=nth)

    page.resolved()
    chain = page.statements[-1].chain

    assert [hop.name for hop in chain[1:]] == people
    assert all(hop.source and hop.cue for hop in chain[1:])
    assert all(page.article.body[s.start : s.end] == s.exact for hop in chain for s in (*hop.source, *hop.cue))


def test_an_agency_at_the_end_of_a_sentence_frames_it_even_where_a_parser_nested_it() -> None:
    page = Page("The Chinese Embassy in Washington said Ms. Ruiz urged calm, according to Reuters.", outlet="Newsweek")
    page.name("The Chinese Embassy in Washington", BODY, subject=True)
    page.name("Ms. Ruiz", subject=True)
    page.name("Reuters", BODY)
    outer = page.says("The Chinese Embassy in Washington", "said", "Ms. Ruiz urged calm, according to Reuters")
    agency = page.says("Reuters", "according to", "Ms. Ruiz urged calm", parent=outer)
    page.says("Ms. Ruiz", "urged", "calm", parent=agency)

    page.resolved()

    assert page.chain(1) == ["outlet:Newsweek", "agency:Reuters"]
    assert page.chain(0) == ["outlet:Newsweek", "agency:Reuters", "spokesperson:Chinese Embassy in Washington"]
    assert page.chain(2) == [*page.chain(0), "principal:Ruiz"]
    assert page.statements[1].parent == outer


def test_an_agency_cited_in_the_middle_of_somebody_s_words_stays_inside_them() -> None:
    page = Page("Ida Lund said that according to Reuters the mine was closed.")
    page.name("Ida Lund", subject=True)
    page.name("Reuters", BODY)
    outer = page.says("Ida Lund", "said", "that according to Reuters the mine was closed")
    page.says("Reuters", "according to", "the mine was closed", parent=outer)

    page.resolved()

    assert page.chain(0) == ["outlet:The Example", "speaker:Ida Lund"]
    assert page.chain(1) == ["outlet:The Example", "speaker:Ida Lund", "agency:Reuters"]


def test_an_agency_that_quotes_somebody_is_the_outer_hop() -> None:
    page = Page("Reuters quoted Ida Lund as saying that the mine would close.", outlet="Newsweek")
    page.name("Reuters", BODY, subject=True)
    page.name("Ida Lund")
    page.says("Reuters", "quoted", "that the mine would close")

    page.resolved()

    assert page.speakers() == ["Ida Lund"]
    assert page.chain() == ["outlet:Newsweek", "agency:Reuters", "speaker:Ida Lund"]
    assert [hop.source[0].exact for hop in page.statements[0].chain[1:]] == ["Reuters", "Ida Lund"]


def test_her_whom_a_newspaper_quoted_is_the_woman_before() -> None:
    page = Page("Ms. Lund signed. The daily La Costa quoted her as saying that the sea was near.")
    page.name("Ms. Lund", subject=True)
    page.name("La Costa", BODY, subject=True)
    page.word("her", subject=False)
    page.says("The daily La Costa", "quoted", "that the sea was near")

    page.resolved()

    assert page.speakers() == ["Lund"]
    assert page.chain()[1:] == ["outlet:La Costa", "speaker:Lund"]


def test_an_agency_whose_quoted_person_has_a_statement_of_their_own_speaks_for_itself() -> None:
    page = Page("Reuters quoted a miner as saying that the pit was wet.")
    page.name("Reuters", BODY, subject=True)
    outer = page.says("Reuters", "quoted", "a miner as saying that the pit was wet")
    page.says("a miner", "saying", "that the pit was wet", parent=outer)

    page.resolved()

    assert page.chain(0)[1:] == ["agency:Reuters"]
    assert page.chain(1)[1:] == ["agency:Reuters", "speaker:a miner"]


def test_an_outlet_that_was_told_is_no_agency() -> None:
    page = Page("Ida Lund told CBS News that the mine would close.", outlet="Newsweek")
    page.name("Ida Lund", subject=True)
    page.name("CBS News", BODY)
    page.says("Ida Lund", "told", "that the mine would close")

    assert page.resolved().chain() == ["outlet:Newsweek", "outlet:CBS News", "speaker:Ida Lund"]


def test_documents_are_documents_with_a_participle_behind_them_and_their_readers_no_authors() -> None:
    page = Page("According to minutes reviewed by The Associated Press, rents rose. An email read out said so.")
    page.name("The Associated Press", BODY)
    page.says("records reviewed by The Associated Press".replace("records", "minutes"), "According to", "rents rose")
    page.says("An email read out", "said", "so")

    page.resolved()

    assert page.chain(1)[1:] == ["document:email"]
    assert page.speakers() == ["", ""]


def test_a_spokesman_introduced_in_apposition_stays_one_as_he() -> None:
    page = Page("Our spokesman, Sam Opoku, came. He said trains would run.")
    page.name("Sam Opoku")
    page.word("He")
    page.says("He", "said", "trains would run")

    assert page.resolved().chain()[1:] == ["spokesperson:Sam Opoku"]
