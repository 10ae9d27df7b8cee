"""Captions of agencies' pictures: no claims, but evidence of whose words they are."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from builders import an_article
from records import a_record, body_regions, told

from kb.compare.source import Source
from kb.compare.sources.credits import picture_credits_in
from kb.compare.sources.origins import Cited, Origins
from kb.model import Discrepancy, Origin, Record, Reuse

AGENCIES = {"ap": "agent/associated-press", "associated press": "agent/associated-press", "reuters": "agent/reuters"}
NAMES = {"agent/associated-press": "Associated Press", "agent/reuters": "Reuters"}
WORDS = (
    "Villagers in Skalina have carried sandbags to the river for three nights in a race against the melting snow that"
    " still lies deep on the slopes above the valley."
)
CREDIT = " Above, a boy rests on the dyke. (AP Photo/Mara Lund)"
FLOOD = "The mayor of Skalina warned that the dyke would hardly last until the weekend."
FEAST = "The orchestra opened its season with a symphony that nobody had heard for a century."


def pictured(*sentences: str, caption: str, outlet: str, published: str = "2021-03-02") -> Record:
    """A record whose last paragraph is a caption, in which nothing was read."""
    record = a_record(*map(told, (*sentences, caption)), outlet=outlet, published=published)
    regions = body_regions(record.article.body, caption)
    return replace(record, article=replace(record.article, regions=regions), statements=record.statements[:-1])


def found_in(*records: Record) -> tuple[tuple[Origin, ...], tuple[Reuse, ...], tuple[Discrepancy, ...]]:
    origins = Origins(NAMES, AGENCIES.values())
    origins.update(
        come=[Cited(Source(record, {}), pictures=picture_credits_in(record.article, AGENCIES)) for record in records]
    )
    return origins.outcome()


@pytest.mark.parametrize(
    ("caption", "agencies"),
    [
        ("The dyke at noon. (AP Photo/Mara Lund)", ["agent/associated-press"]),
        ("The dyke at noon. Mara Lund/Associated Press", ["agent/associated-press"]),
        ("The dyke at noon. Photograph: Mara Lund, Reuters", ["agent/reuters"]),
        ("The dyke at noon. Picture by the Associated Press", ["agent/associated-press"]),
        ("The dyke at noon. Mara Lund via AP | Reuters file", ["agent/associated-press", "agent/reuters"]),
        ("Reuters staff leave the newsroom at noon.", []),
        ("The dyke at noon. Photo: Mara Lund", []),
    ],
)
def test_a_caption_credits_whoever_its_picture_is_from(caption: str, agencies: list[str]) -> None:
    text = f"The dyke held.\n\n{caption}"

    found = picture_credits_in(an_article(text, regions=body_regions(text, caption)), AGENCIES)

    assert [one.agency for one in found] == agencies
    assert {one.span.exact for one in found if one.span} <= {caption}


def test_words_of_an_agencys_caption_are_the_agencys_where_another_prints_them_without_a_credit() -> None:
    silent = a_record(told(WORDS), told(FLOOD), outlet="Morning Post", published="2021-03-03")
    open_ = pictured(FEAST, caption=WORDS + CREDIT, outlet="Evening Star")

    origins, (reuse,), (missing,) = found_in(silent, open_)

    (origin,) = (one for one in origins if silent.statements[0].id in one.statements)
    assert (origin.kind, origin.name, origin.articles) == ("agency", "Associated Press", (silent.article.id,))
    assert {reuse.left.exact, reuse.right.exact} == {WORDS.rstrip(".")}
    assert reuse.because == (
        "Evening Star (2021-03-02) prints it as the caption of a picture that it credits to Associated Press:"
        " both may have the text from there."
    )
    assert "credits Associated Press for a picture with these words as its caption" in missing.explanation
    assert "was found in this text; one may stand elsewhere on the page" in missing.explanation
    assert [side.evidence[0].span.exact for side in missing.sides] == [WORDS + CREDIT, WORDS.rstrip(".")]


def test_the_rest_of_both_articles_stays_their_own() -> None:
    silent = a_record(told(WORDS), told(FLOOD), outlet="Morning Post", published="2021-03-03")
    open_ = pictured(FEAST, caption=WORDS + CREDIT, outlet="Evening Star")

    origins, _, _ = found_in(silent, open_)

    own = {one.agent: one.statements for one in origins if one.kind == "outlet"}
    assert own == {
        "agent/morning-post": (silent.statements[1].id,),
        "agent/evening-star": (open_.statements[0].id,),
    }


def test_a_caption_that_credits_no_agency_shows_no_copy() -> None:
    silent = a_record(told(WORDS), told(FLOOD), outlet="Morning Post", published="2021-03-03")
    other = pictured(FEAST, caption=WORDS + " (Photo: Mara Lund)", outlet="Evening Star")

    assert found_in(silent, other)[1:] == ((), ())


def test_one_picture_in_two_papers_shows_no_copy() -> None:
    both = (
        pictured(FEAST, caption=WORDS + CREDIT, outlet="Evening Star"),
        pictured(FLOOD, caption=WORDS + CREDIT, outlet="Morning Post"),
    )

    assert found_in(*both)[1:] == ((), ())


def test_a_caption_that_repeats_the_article_leaves_the_text_to_whom_it_belongs() -> None:
    copied = a_record(told(WORDS), told(FLOOD), outlet="Morning Post", published="2021-03-03")
    own = pictured(WORDS, FEAST, caption=WORDS + CREDIT, outlet="Evening Star")

    origins, (reuse,), missing = found_in(copied, own)

    (origin,) = (one for one in origins if copied.statements[0].id in one.statements)
    assert (origin.agent, missing) == ("agent/evening-star", ())
    assert reuse.earlier == own.article.id


def test_the_order_of_the_articles_makes_no_difference() -> None:
    records = (
        a_record(told(WORDS), told(FLOOD), outlet="Morning Post", published="2021-03-03"),
        pictured(FEAST, caption=WORDS + CREDIT, outlet="Evening Star"),
        pictured(WORDS, caption=FLOOD + CREDIT, outlet="Noon Mail"),
    )

    outcomes = {repr(found_in(*order)) for order in permutations(records)}

    assert len(outcomes) == 1
