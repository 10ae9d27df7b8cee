"""Figures that only say less than others."""

from __future__ import annotations

from dataclasses import replace

import pytest
from finding import found_by
from records import Said, a_clause, a_record, told

from kb.compare.numbers.amounts import in_words
from kb.compare.numbers.figures import NUMBERS
from kb.model import CompatiblePair, CompatibleReason, Discrepancy, Quantity, Record, Span

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


@pytest.mark.parametrize(
    ("low", "high", "unit", "comparator", "words"),
    [
        ("2", "2", "executive", "", "2 executives"),
        ("1", "1", "executive", "", "1 executive"),
        ("38900", "38900", "person", "", "38,900 people"),
        ("40000", "", "person", ">", "more than 40,000 people"),
        ("", "60", "child", "", "up to 60 children"),
        ("1250.5", "1250.5", "USD", "", "1,250.5 USD"),
        ("12", "15", "company", "", "12–15 companies"),
        ("90", "90", "kilometer per hour", "", "90 kilometers per hour"),
        ("7", "7", "percent", "", "7 percent"),
        ("3", "3", "", "", "3"),
    ],
)
def test_an_amount_agrees_with_its_noun(low: str, high: str, unit: str, comparator: str, words: str) -> None:
    quantity = Quantity(Span(0, 1, "x"), "cardinal", low, high, unit, comparator=comparator)

    assert in_words(quantity) == words
