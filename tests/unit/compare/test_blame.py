"""Two accounts of one mishap name different parties that are to blame."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from builders import an_article
from finding import found_by, found_in_every_order

from kb import ids
from kb.compare.blame.blame import BLAME
from kb.compare.blame.blaming import accusations_in, head_of
from kb.model import (
    Agent,
    AgentType,
    Discrepancy,
    DiscrepancyKind,
    Hop,
    Kind,
    Mention,
    Record,
    Role,
    Run,
    Severity,
    Span,
    Statement,
)

_WHEN = datetime(2024, 1, 1, tzinfo=UTC)
PLACES = "The ferry Aurora sank off Holm. "


def a_report(
    sentence: str,
    *,
    outlet: str,
    names: tuple[str, ...] = ("Aurora",),
    speaker: str = "",
    content: str = "",
    day: str = "2021-10-01",
    opening: str = PLACES,
) -> Record:
    """Give an article of two sentences; the second is told by the outlet, or said by somebody in it."""
    body = f"{opening}{sentence}"
    article = an_article(body, doc=f"{outlet}-{day}.txt", outlet=outlet, published=day)
    mentions = tuple(
        Mention(Span(at, at + len(name), name), AgentType.UNKNOWN, name, agent=ids.agent(name))
        for name in names
        for at in _places(body, name)
    )
    chain = (Hop(Role.OUTLET, outlet, ids.agent(outlet)),)
    statements = [_statement(article.id, body, opening.strip() or sentence, Kind.NARRATOR, chain)]
    if speaker:
        said = (*chain, Hop(Role.SPEAKER, speaker, ids.agent(speaker)))
        statements.append(_statement(article.id, body, content or sentence, Kind.INDIRECT, said, speaker))
    elif opening:
        statements.append(_statement(article.id, body, sentence, Kind.NARRATOR, chain))
    agents = tuple(
        Agent(ids.agent(name), name, AgentType.UNKNOWN) for name in sorted({*names, *filter(None, [speaker])})
    )
    run = Run(ids.run(article.id, "hand", "1", "{}"), article.id, "hand", "1", "{}", _WHEN, _WHEN)
    return Record(article, tuple(statements), mentions, agents, run)


def _places(body: str, name: str) -> list[int]:
    return [at for at in range(len(body)) if body.startswith(name, at)]


def _statement(article: str, body: str, words: str, kind: Kind, chain: tuple[Hop, ...], speaker: str = "") -> Statement:
    at = body.index(words)
    content = (Span(at, at + len(words), words),)
    return Statement(
        ids.statement(article, (), (), content),
        article,
        kind,
        content,
        speaker=ids.agent(speaker) if speaker else "",
        chain=chain,
    )


def blamed(*records: Record) -> tuple[Discrepancy, ...]:
    return tuple(one for one in found_by(BLAME, *records) if isinstance(one, Discrepancy))


def values(one: Discrepancy) -> set[str]:
    return {side.value for side in one.sides}


def test_outlets_that_name_different_causes_contradict_each_other() -> None:
    (one,) = blamed(
        a_report("The wreck of the Aurora was caused by a drunken helmsman.", outlet="Morning Post"),
        a_report("A loose hatch caused the wreck of the Aurora.", outlet="Evening Star", day="2021-10-02"),
    )

    assert (one.kind, one.severity) == (DiscrepancyKind.BLAME, Severity.WARNING)
    assert values(one) == {"a drunken helmsman", "A loose hatch"}
    assert one.shown == ("the mishap (the wreck, Aurora)",)
    assert "Morning Post (2021-10-01)" in one.explanation


@pytest.mark.parametrize(
    "pair",
    [("Tarn", "Ulm"), ("Aurora", "Beryl"), ("Orkney", "Vik"), ("Lund", "Malmo"), ("Cadiz", "Rota"), ("Nome", "Teller")],
)
def test_of_several_names_of_a_mishap_the_first_by_the_alphabet_is_shown(pair: tuple[str, str]) -> None:
    of_both = f"the collapse of the talks between {pair[1]} and {pair[0]}"

    (one,) = blamed(
        a_report(f"A drunken helmsman caused {of_both}.", outlet="Morning Post", names=pair, opening=""),
        a_report(f"A loose hatch caused {of_both}.", outlet="Evening Star", names=pair, opening=""),
    )

    assert one.shown == (f"the mishap (the collapse, {pair[0]})",)


def test_a_mishap_in_the_same_words_is_one_though_its_names_were_read_apart() -> None:
    opening = "Ottoline Brandt led the Kelby choir out of the smoking arcade of Selwick. "
    sung = ("Ottoline Brandt", "Kelby", "Selwick")

    def reports(other: str) -> tuple[Record, Record]:
        first = "The fire at Holm Arches was caused by a torch."
        second = f"{other} was caused by a heater."
        return (
            a_report(first, outlet="Morning Post", names=(*sung, "Holm"), opening=opening),
            a_report(second, outlet="Evening Star", names=(*sung, "Arches", "Crypt"), opening=opening),
        )

    (found,) = blamed(*reports("The fire at Holm Arches"))

    assert values(found) == {"a torch", "a heater"}
    assert blamed(*reports("The fire at the Crypt")) == ()


def test_speakers_who_blame_different_parties_disagree() -> None:
    (one,) = blamed(
        a_report(
            "The union blamed the owner for the wreck of the Aurora.",
            outlet="Morning Post",
            speaker="Harbour Union",
            content="the owner for the wreck of the Aurora",
        ),
        a_report(
            "The pilot was to blame for the wreck of the Aurora, according to the ministry.",
            outlet="Evening Star",
            speaker="Ministry of Ports",
            content="The pilot was to blame for the wreck of the Aurora",
        ),
    )

    assert one.severity is Severity.INFO
    assert one.explanation.startswith("They disagree")
    assert values(one) == {"the owner", "The pilot"}


def test_whoever_is_blamed_blames_somebody_else() -> None:
    (one,) = blamed(
        a_report(
            "Bolt Shipping blamed the supplier for the wreck of the Aurora.",
            outlet="Morning Post",
            names=("Aurora", "Bolt Shipping"),
            speaker="Bolt Shipping",
            content="the supplier for the wreck of the Aurora",
        ),
        a_report(
            "The ministry blamed Bolt Shipping for the wreck of the Aurora.",
            outlet="Evening Star",
            names=("Aurora", "Bolt Shipping"),
            speaker="Ministry of Ports",
            content="Bolt Shipping for the wreck of the Aurora",
        ),
    )

    assert values(one) == {"the supplier", "Bolt Shipping"}


ONE = "The wreck of the Aurora was caused by a drunken helmsman."


@pytest.mark.parametrize(
    "other",
    [
        "The helmsman was to blame for the wreck of the Aurora.",  # the same
        "The company was to blame for the wreck of the Aurora.",  # whoever that is
        "They caused the wreck of the Aurora.",
        "A loose hatch may have caused the wreck of the Aurora.",  # left open
        "A loose hatch was not to blame for the wreck of the Aurora.",
        "Divers asked whether a loose hatch caused the wreck of the Aurora.",
        "A loose hatch was partly to blame for the wreck of the Aurora.",
        "A loose hatch caused the delay of the Aurora.",  # another mishap
        "The harbour board is responsible for the timetable of the Aurora.",  # no mishap
    ],
)
def test_what_names_no_other_party_for_the_same_mishap_is_none(other: str) -> None:
    assert blamed(a_report(ONE, outlet="Morning Post"), a_report(other, outlet="Evening Star")) == ()


def test_whoever_is_blamed_by_nobody_named_is_not_blamed_by_the_outlet() -> None:
    (one,) = blamed(
        a_report(ONE, outlet="Morning Post"),
        a_report("A loose hatch has been blamed for the wreck of the Aurora.", outlet="Evening Star"),
    )

    assert one.severity is Severity.INFO
    assert "somebody unnamed in Evening Star" in one.explanation


def test_the_wreck_of_another_ship_is_another_mishap() -> None:
    other = "A loose hatch caused the wreck of the Cormorant."

    assert (
        blamed(
            a_report(ONE, outlet="Morning Post"),
            a_report(other, outlet="Evening Star", names=("Cormorant",), opening="The Cormorant sank off Lund. "),
        )
        == ()
    )


def test_a_wreck_years_later_is_another_mishap() -> None:
    other = "A loose hatch caused the wreck of the Aurora."

    assert blamed(a_report(ONE, outlet="Post"), a_report(other, outlet="Star", day="2023-10-01")) == ()


def test_a_name_and_a_role_may_be_one_party() -> None:
    other = "Mara Lund caused the wreck of the Aurora."

    assert blamed(a_report(ONE, outlet="Post"), a_report(other, outlet="Star", names=("Aurora", "Mara Lund"))) == ()


def test_one_voice_that_blames_two_contradicts_nobody() -> None:
    body = f"{ONE} A loose hatch caused the wreck of the Aurora."

    assert blamed(a_report(body, outlet="Morning Post")) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "The strike caused the shortage.",
        "The shortage was caused by the strike.",
        "The shortage was due to the strike.",
        "The shortage came about because of the strike.",
        "The shortage was the result of the strike.",
        "The shortage was the fault of the strike.",
        "The strike is to blame for the shortage.",
        "Bakers blamed the strike for the shortage.",
        "Bakers blamed the shortage on the strike.",
        "Bakers held the strike responsible for the shortage.",
        "Bakers put the blame for the shortage on the strike.",
        "Bakers pinned the blame on the strike for the shortage.",
        "Bakers accused the strike of causing the shortage.",
        "Bakers attributed the shortage to the strike.",
        "The strike has been blamed for the shortage.",
        "The shortage has been blamed on the strike.",
        "It was the strike that caused the shortage.",
        "Responsibility for the shortage lies with the strike.",
        "The strike was the main cause of the shortage.",
    ],
)
def test_english_says_it_in_many_ways(sentence: str) -> None:
    (one,) = accusations_in(sentence)

    assert head_of(sentence[slice(*one.party)]) == "strike"
    assert head_of(sentence[slice(*one.mishap)]) == "shortage"


def test_the_order_of_the_articles_makes_no_difference() -> None:
    records = [
        a_report(ONE, outlet="Morning Post"),
        a_report("A loose hatch caused the wreck of the Aurora.", outlet="Evening Star"),
        a_report("The wreck of the Aurora was the fault of the helmsman.", outlet="Daily Echo", day="2021-10-03"),
        a_report("The wreck of the Aurora was due to a loose hatch.", outlet="Northern Sun"),
    ]

    (once,) = found_in_every_order(BLAME, records)

    assert once == found_by(BLAME, *records)
    assert len(once) == 1
