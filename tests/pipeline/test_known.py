"""What is remembered of texts that are not at hand, beside what is found without them."""

from __future__ import annotations

from dataclasses import replace

from records import a_record, told

from kb.model import Discrepancy, DiscrepancyKind, Evidence, Record, Severity, Side
from kb.pipeline.known import Known, remembered

POST = a_record(told("The ferry carries ninety cars."), doc="post.txt")
ECHO = a_record(told("The ferry carries eighty cars."), doc="echo.txt")
MAIL = a_record(told("The ferry carries seventy cars."), doc="mail.txt")


def without_text(record: Record) -> Record:
    return replace(record, article=replace(record.article, body="", regions=()))


def between(*records: Record, kind: DiscrepancyKind = DiscrepancyKind.NUMBER) -> Discrepancy:
    sides = tuple(
        Side(said.content[0].exact, (Evidence(said.id, said.content[0]),))
        for record in records
        for said in record.statements
    )
    return Discrepancy(f"discrepancy/{len(sides)}{kind}", kind, Severity.WARNING, sides, "The papers differ.")


def test_a_found_part_of_what_is_remembered_does_not_stand_beside_it() -> None:
    whole, part = between(POST, ECHO, MAIL), between(POST, ECHO)

    weighed = remembered(Known(discrepancies=(whole,)), [part], [POST, ECHO, without_text(MAIL)])

    assert weighed.kept == (whole,)
    assert weighed.parts == {part}


def test_another_kind_on_the_same_words_is_no_part() -> None:
    whole, other = between(POST, ECHO, MAIL), between(POST, ECHO, kind=DiscrepancyKind.DATE)

    weighed = remembered(Known(discrepancies=(whole,)), [other], [POST, ECHO, without_text(MAIL)])

    assert weighed.parts == frozenset()


def test_what_is_found_with_more_replaces_what_is_remembered() -> None:
    whole, less = between(POST, ECHO, MAIL), between(POST, MAIL)

    weighed = remembered(Known(discrepancies=(less,)), [whole], [POST, ECHO, without_text(MAIL)])

    assert (weighed.kept, weighed.parts) == ((), frozenset())


def test_nothing_is_remembered_once_all_texts_are_at_hand() -> None:
    weighed = remembered(Known(discrepancies=(between(POST, MAIL),)), [], [POST, ECHO, MAIL])

    assert weighed.kept == ()
