"""A content that is a mere thing makes no proposition, and the outlet tells the deed in its own voice."""

from __future__ import annotations

import pytest
from heard import read

from kb.model import Certainty, Kind, Polarity, Proposition


def attributed(text: str) -> list[Proposition]:
    """Give the propositions of what somebody is said to say."""
    return [told for each in read(text).statements if each.kind is not Kind.NARRATOR for told in each.propositions]


def narrated(text: str) -> list[str]:
    """Give the wording of the outlet's own clauses."""
    found = (told for each in read(text).statements if each.kind is Kind.NARRATOR for told in each.propositions)
    return [" … ".join(span.exact for span in told.span) for told in found]


@pytest.mark.parametrize(
    "text",
    [
        "The board rejected the bid of a rival.",
        "The widow thanked the divers for their courage.",
        "The aid group asked for tents after the quake.",
        "The central bank urged caution.",
        "The goalkeeper denied him in the last minute.",
        "Arvenia declared war on its neighbour.",
        "Halden Steel reported a profit of $45 million for the second quarter.",
        "The trade group praised the decision to lower the tax.",
        "Residents complained about the smell.",
        "The trawler's owner pleaded not guilty.",
        "The two sides accused each other of breaking the truce.",
        "The reform was rejected by voters in May.",
        "Her friends criticised the author, who had moved abroad, for her silence.",
    ],
)
def test_a_thing_is_no_proposition_and_the_sentence_tells_the_deed(text: str) -> None:
    told = narrated(text)

    assert attributed(text) == []
    assert told[0].split()[-1] in text
    assert text.split(maxsplit=1)[0] in told[0]


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        ("The firm denied claims that the dam had burst.", ("", "explode", "dam")),
        ("The airline announced a plan to sell four ships.", ("airline", "sell", "four ships")),
        ("The union urged its members to strike.", ("members", "strike", "")),
        ("Officials blamed the flood on a blocked drain.", ("", "accuse", "flood")),
        ("The critic called it a folly.", ("critic", "describe", "it folly")),
    ],
)
def test_what_says_something_of_a_thing_is_a_proposition(text: str, triple: tuple[str, str, str]) -> None:
    (found, *_) = attributed(text)

    assert (found.subject, found.relation, found.object) == triple


def test_an_event_with_its_arguments_is_a_proposition() -> None:
    (found,) = attributed("Students demanded the resignation of the dean.")

    assert (found.subject, found.relation) == ("dean", "resign")
    assert found.certainty is not Certainty.CERTAIN


def test_quoted_words_are_kept_whatever_they_name() -> None:
    (found,) = attributed("The envoy voiced “grave concern” on Monday.")

    assert [span.exact for span in found.span] == ["grave concern"]


def test_a_denied_claim_is_negative() -> None:
    (found, *_) = attributed("The firm denied claims that the dam had burst.")

    assert found.polarity is Polarity.NEGATIVE


def test_two_deeds_of_one_sentence_are_both_told() -> None:
    text = "The mayor thanked the crews and said that the bridge was safe."

    assert narrated(text) == ["The mayor thanked the crews"]
    assert [told.relation for told in attributed(text)] == ["be"]
