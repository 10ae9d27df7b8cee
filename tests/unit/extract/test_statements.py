"""Who says what, by which words: one test per construction of the language."""

from __future__ import annotations

import pytest
from builders import an_article, words
from heard import read, statement, voices
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.extract.rules import RuleExtractor
from kb.model import Kind, Region, RegionKind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Rates will fall,” said Ana Ruiz.", ("Ana Ruiz", "said", "“Rates will fall,”")),
        ("“Rates will fall,” Ana Ruiz said.", ("Ana Ruiz", "said", "“Rates will fall,”")),
        ("Ana Ruiz said, “Rates will fall.”", ("Ana Ruiz", "said", "“Rates will fall.”")),
        ("Ana Ruiz told reporters: “Rates will fall.”", ("Ana Ruiz", "told", "“Rates will fall.”")),
        ("“Will rates fall?” Ana Ruiz asked.", ("Ana Ruiz", "asked", "“Will rates fall?”")),
        ("Ana Ruiz said that rates would fall.", ("Ana Ruiz", "said", "that rates would fall")),
        ("Ana Ruiz said rates would fall.", ("Ana Ruiz", "said", "rates would fall")),
        ("Rates would fall, Ana Ruiz said on Monday.", ("Ana Ruiz", "said", "Rates would fall")),
        ("The bank, she said, is safe.", ("she", "said", "The bank […] is safe")),
        ("She asked whether the bank was safe.", ("She", "asked", "whether the bank was safe")),
        ("Ana Ruiz told the board on Monday that rates would fall.", ("Ana Ruiz", "told", "that rates would fall")),
    ],
)
def test_saying_direct_or_indirect_yields_source_cue_and_content(text: str, expected: tuple[str, str, str]) -> None:
    assert voices(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The union accused the firm of hiding losses.", ("The union", "accused", "the firm of hiding losses")),
        ("The union criticized the new rota.", ("The union", "criticized", "the new rota")),
        ("The union urged drivers to stay home.", ("The union", "urged", "drivers to stay home")),
        ("The union vowed to fight the cuts.", ("The union", "vowed", "to fight the cuts")),
        ("The union called the offer an insult.", ("The union", "called", "the offer an insult")),
        ("The union described the offer as an insult.", ("The union", "described", "the offer as an insult")),
        ("The union denied the report.", ("The union", "denied", "the report")),
        ("The union warned of long delays.", ("The union", "warned of", "long delays")),
        ("The union called for the board to resign.", ("The union", "called for", "the board to resign")),
        ("The union admitted losing the files.", ("The union", "admitted", "losing the files")),
        ("The union attributed its success to patience.", ("The union", "attributed", "its success to patience")),
        ("The union called for a boycott.", ("The union", "called for", "a boycott")),
        ("The union believes that the firm is bankrupt.", ("The union", "believes", "that the firm is bankrupt")),
        ("The union placed the blame on the firm.", ("The union", "placed the blame", "on the firm")),
        ("A survey shows that most drivers are tired.", ("A survey", "shows", "that most drivers are tired")),
    ],
)
def test_other_acts_of_speech_take_their_content_in_their_own_way(text: str, expected: tuple[str, str, str]) -> None:
    assert voices(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("According to the ministry, exports rose.", ("the ministry", "According to", "exports rose")),
        ("Exports rose, according to the ministry.", ("the ministry", "according to", "Exports rose")),
        ("Exports, according to the ministry, rose.", ("the ministry", "according to", "Exports […] rose")),
        ("In the words of the judge, the law is dead.", ("the judge", "In the words of", "the law is dead")),
        ("The thief reportedly fled.", ("", "reportedly", "The thief […] fled")),
        ("It was reported that the thief had fled.", ("", "was reported", "that the thief had fled")),
        ("The thief is believed to have fled.", ("", "is believed", "The thief […] to have fled")),
        ("The firm was accused of fraud by two clients.", ("two clients", "was accused", "The firm […] of fraud")),
        ("The mayor rejects the claim that the tram leaks.", ("", "claim", "that the tram leaks")),
    ],
)
def test_phrases_passives_adverbs_and_nouns_attribute_too(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in voices(text)


def test_a_split_quotation_is_one_statement_in_two_fragments() -> None:
    assert voices("“Rates,” said Ana Ruiz, “will fall.”") == [("Ana Ruiz", "said", "“Rates,” […] “will fall.”")]


def test_sentences_that_one_quotation_covers_belong_to_one_statement() -> None:
    text = "“The dam held. We were lucky. Next time we may not be,” said Ivo Berg, an engineer."

    assert voices(text) == [
        ("Ivo Berg, an engineer", "said", "“The dam held. We were lucky. Next time we may not be,”"),
    ]


def test_a_participle_has_the_subject_of_the_main_clause_as_source() -> None:
    text = "The coach praised the keeper, adding that the team had slept well."

    assert voices(text)[-1] == ("The coach", "adding", "that the team had slept well")


def test_an_added_report_belongs_to_the_speaker_not_to_a_clause_of_what_is_said() -> None:
    text = "Ana Ruiz argued that a tax would keep lorries away, saying the roads were full."

    assert voices(text) == [
        ("Ana Ruiz", "argued", "that a tax would keep lorries away"),
        ("Ana Ruiz", "saying", "the roads were full"),
    ]


def test_a_quotation_in_an_added_report_is_not_the_first_reports() -> None:
    text = "“The vote stands,” the clerk said, adding that it was “close but clear.”"

    assert voices(text) == [
        ("the clerk", "said", "“The vote stands,”"),
        ("the clerk", "adding", "that it was “close but clear.”"),
    ]


def test_an_inverted_verb_and_its_participle_share_their_source() -> None:
    text = "“The virus is old,” said Mia Holm, noting that it was found in 1998."

    assert voices(text) == [
        ("Mia Holm", "said", "“The virus is old,”"),
        ("Mia Holm", "noting", "that it was found in 1998"),
    ]


def test_joined_verbs_share_their_subject_and_part_their_contents() -> None:
    text = "The court criticized the law and ordered the state to pay."

    assert voices(text) == [
        ("The court", "criticized", "the law"),
        ("The court", "ordered", "the state to pay"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“It leaks,” the plumber said in a statement on Friday.",
        "On Friday, the plumber said in a statement, “It leaks.”",
    ],
)
def test_where_and_when_it_was_said_stay_out_of_the_content(text: str) -> None:
    ((source, cue, content),) = voices(text)

    assert (source, cue.removesuffix(" in a statement"), content.strip("“”.,")) == ("the plumber", "said", "It leaks")


def test_the_source_keeps_titles_appositions_and_postmodifiers() -> None:
    text = "Finance Minister Ana Ruiz, a former banker who leads the party, said the budget was sound."

    assert voices(text)[0][0] == "Finance Minister Ana Ruiz, a former banker who leads the party"


def test_a_past_tense_joined_to_an_infinitive_goes_back_to_the_writer() -> None:
    ((_, _, content),) = voices("The coach urged fans to stay calm and left the stadium.")

    assert content == "fans to stay calm"


def test_words_about_somebody_are_scare_quotes_and_no_statement() -> None:
    assert voices("The firm sold its “smart” kettles at a loss.") == []


@pytest.mark.parametrize("verb", ["held", "opened", "closed"])
def test_a_quoted_object_of_a_verb_of_doing_is_no_utterance(verb: str) -> None:
    assert voices(f"The two sides {verb} “a frank discussion” in Geneva.") == []


def test_a_speaker_inside_a_quotation_who_says_i_is_the_speaker_outside() -> None:
    text = "“I think it will rain,” said the farmer."

    assert [cue for _, cue, _ in voices(text)] == ["said"]


def test_a_relay_contains_what_it_relays() -> None:
    text = "According to Reuters, the embassy said the envoy urged the bank to cut rates."
    agency, embassy, envoy = (statement(text, cue) for cue in ("According to", "said", "urged"))

    assert (agency.parent, embassy.parent, envoy.parent) == ("", agency.id, embassy.id)
    assert words(agency.content) == ("the embassy said the envoy urged the bank to cut rates",)


def test_a_relay_named_last_contains_the_whole_sentence() -> None:
    text = "The embassy said the envoy had urged the bank to cut rates, according to Reuters."

    assert statement(text, "said").parent == statement(text, "according to").id
    assert words(statement(text, "said").content) == ("the envoy had urged the bank to cut rates",)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“It rains,” she said.", Kind.DIRECT),
        ("She said the rain was “biblical.”", Kind.MIXED),
        ("She said it rained.", Kind.INDIRECT),
        ("It rained.", Kind.NARRATOR),
    ],
)
def test_the_kind_follows_from_how_much_is_quoted(text: str, kind: Kind) -> None:
    assert [each.kind for each in read(text).statements] == [kind]


def test_a_label_names_the_speaker_of_its_paragraph() -> None:
    text = "RUIZ: The tram will run by June.\nBERG: That is what you said last year."

    assert ("RUIZ", ":", "The tram will run by June.") in voices(text)


def test_a_dateline_is_no_part_of_what_is_said() -> None:
    text = "LISBON (Reuters) — Exports rose, the ministry said."

    assert voices(text) == [("the ministry", "said", "Exports rose")]


def test_only_body_regions_make_statements() -> None:
    text = "Mayor says tram will run\nPhoto: the mayor said no.\nThe tram runs."
    first, second = text.index("Photo"), text.index("The tram runs")
    regions = (
        Region(0, first - 1, RegionKind.HEADLINE),
        Region(first, second - 1, RegionKind.CAPTION),
        Region(second, len(text), RegionKind.BODY),
    )

    reading = RuleExtractor().read(an_article(text, regions=regions))

    assert [words(each.content) for each in reading.statements] == [("The tram runs",)]


def test_a_title_with_a_full_stop_ends_no_sentence() -> None:
    text = "According to the harbour board, Navy Capt. Olaf Lund said the channel was clear."

    assert words(statement(text, "According to").content) == ("Navy Capt. Olaf Lund said the channel was clear",)


def test_no_break_spaces_and_mixed_marks_do_no_harm() -> None:
    text = '“Rates\u00a0will fall,”\u00a0said\u00a0Ana Ruiz. "So will prices," she said.'

    assert [cue for _, cue, _ in voices(text)] == ["said", "said"]


@settings(max_examples=30, deadline=None)
@given(before=st.text(alphabet="aé😀“”\"' .\n", max_size=20))
def test_spans_keep_pointing_at_their_words_whatever_comes_before(before: str) -> None:
    text = f"{before}\n\n“Oui,” said Zoé."

    for each in read(text).statements:
        for span in (*each.source, *each.cue, *each.content):
            assert text[span.start : span.end] == span.exact
    assert ("Zoé", "said") in [(source, cue) for source, cue, _ in voices(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vane is buying Mill Lane, it was announced today.", ("", "was announced", "Vane is buying Mill Lane")),
        ("Dorn sold the papers, a court heard on Monday.", ("", "heard", "Dorn sold the papers")),
        ("The inquest heard that the valve had failed.", ("", "heard", "that the valve had failed")),
        ("Ann Moore warned the jurors not to speak.", ("Ann Moore", "warned", "not to speak")),
        ("She accepted that the valve had failed.", ("She", "accepted", "that the valve had failed")),
        (
            "A friend of the seller put the price at £20 million, rising to £25 million.",
            ("A friend of the seller", "put", "the price at £20 million, rising to £25 million"),
        ),
        (
            'Mayor Ola Brandt called the rota "timidly arithmetic."',
            ("Mayor Ola Brandt", "called", 'the rota "timidly arithmetic."'),
        ),
    ],
)
def test_less_common_ways_of_saying_are_heard(text: str, expected: tuple[str, str, str]) -> None:
    assert voices(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Dr Hale has advised three ministers.",
        "The agency would publish the results.",
        "The group will ask a court to review the plan.",
        "Dorn did not agree to hand over the papers.",
        "The clerk had not reported the leak.",
        "The firm is to blame for the leak.",
        "The court heard a dog.",
        "The child put the cup at the edge.",
    ],
)
def test_what_is_not_said_or_not_yet_said_makes_no_statement(text: str) -> None:
    assert voices(text) == []


def test_a_profit_that_fell_blames_nobody() -> None:
    found = voices("Norlund reported that net profit fell 4% in June, blaming the price of oil.")

    assert found == [
        ("Norlund", "reported", "that net profit fell 4% in June"),
        ("Norlund", "blaming", "the price of oil"),
    ]


def test_a_semicolon_parts_two_reports() -> None:
    found = voices("One wrote that the opera „smelled of tar“; another claimed that half the crowd had slept.")

    assert [(source, content) for source, _, content in found] == [
        ("One", "that the opera „smelled of tar“"),
        ("another", "that half the crowd had slept"),
    ]


def test_a_quotation_within_german_marks_is_the_inner_speakers() -> None:
    found = voices("„My aunt said: ‚Look behind it first,‘“ he recalled.")

    assert ("My aunt", "said", "‚Look behind it first,‘") in found
