"""Where something happened, told more and less narrowly: one claim, and a look-alike with its reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.config import Settings
from kb.model import CompatibleReason
from kb.pipeline.deriving import Comparison, comparison_of
from kb.pipeline.reading import article_of, record_of


def compared(*texts: str) -> Comparison:
    articles = [
        replace(article_of(text, f"{at}.txt", "2024-03-05"), outlet=f"Outlet {at}") for at, text in enumerate(texts)
    ]
    return comparison_of([record_of(each, Settings()) for each in articles], Settings())


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("off South Carolina", "in the Atlantic Ocean"),
        ("off the coast of Texas", "in the Gulf of Mexico"),
        ("in Madrid", "in Spain"),
    ],
)
def test_a_place_and_what_it_lies_in_are_one_claim_told_less_narrowly(narrow: str, wide: str) -> None:
    found = compared(
        f"The tanker Alder burned with all its freight {narrow} on Monday.",
        f"The tanker Alder burned with all its freight {wide} on Monday.",
    )

    assert [len(each.propositions) for each in found.claims] == [2]
    (pair,) = found.compatible
    assert pair.reason is CompatibleReason.PART_OF
    assert {side.value for side in pair.sides} == {
        narrow.split(" ", 1)[1].removeprefix("the coast of "),
        wide.split(" ", 1)[1].removeprefix("the "),
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [("off South Carolina", "in the Pacific Ocean"), ("in Madrid", "in France"), ("in Oslo", "in Oslo")],
)
def test_places_apart_and_one_place_are_no_look_alike(one: str, other: str) -> None:
    found = compared(
        f"The tanker Alder burned with all its freight {one} on Monday.",
        f"The tanker Alder burned with all its freight {other} on Monday.",
    )

    assert found.compatible == ()
    assert len(found.claims) == 1 + (one != other)


def test_a_state_and_its_region_as_parties_are_two() -> None:
    found = compared(
        "Texas sued the tanker firm Alder over the spill.",
        "The United States sued the tanker firm Alder over the spill.",
    )

    assert len(found.claims) == 2
    assert found.compatible == ()
