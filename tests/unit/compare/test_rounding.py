"""Figures that only say less than others."""

from __future__ import annotations

from dataclasses import replace

import pytest
from finding import found_by
from records import Said, a_clause, a_record, told

from kb.compare.numbers.figures import NUMBERS
from kb.model import CompatiblePair, CompatibleReason, Discrepancy, Record

OPENING = told(
    "A storm tore the copper roof off the covered market of Selwick, and trams between Kelby and Marrow stood still.",
    a_clause("A storm tore the copper roof off the covered market of Selwick", "storm", "tear", names=("Selwick",)),
)


def hurt(words: str, low: str, high: str, outlet: str, *, about: bool = False) -> Record:
    text = f"The storm of Selwick injured {words}"
    said: Said = told(
        f"{text}.",
        a_clause(
            text, "storm", "injure", "passengers", names=("Selwick",), numbers=((words, low or high, "passenger"),)
        ),
    )
    record = a_record(OPENING, said, outlet=outlet, published="2021-05-05")
    clause = record.statements[1].propositions[0]
    quantity = replace(
        clause.quantities[0], low=low, high=high, approximate=about, comparator="" if low == high else ">"
    )
    statement = replace(
        record.statements[1], propositions=(replace(clause, quantities=(quantity,)),), quantities=(quantity,)
    )
    return replace(record, statements=(record.statements[0], statement))


EXACT = hurt("38 passengers", "38", "38", "Morning Post")


@pytest.mark.parametrize(
    "vague",
    [
        hurt("some 40 passengers", "40", "40", "Evening Star", about=True),
        hurt("more than 30 passengers", "30", "", "Evening Star"),
    ],
    ids=["some", "more than"],
)
def test_a_figure_that_leaves_room_is_less_precise(vague: Record) -> None:
    (pair,) = found_by(NUMBERS, EXACT, vague)

    assert isinstance(pair, CompatiblePair)
    assert pair.reason is CompatibleReason.LESS_PRECISE
    assert "38 passengers" in {side.value for side in pair.sides}


def test_a_figure_that_leaves_no_room_is_at_odds() -> None:
    (found,) = found_by(NUMBERS, EXACT, hurt("some 60 passengers", "60", "60", "Evening Star", about=True))

    assert isinstance(found, Discrepancy)


def test_two_exact_figures_that_agree_are_no_pair() -> None:
    assert found_by(NUMBERS, EXACT, hurt("38 passengers", "38", "38", "Evening Star")) == ()
