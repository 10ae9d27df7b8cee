"""A claim has the days that those who tell it date it to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from example_records import BASE
from pyoxigraph import Store
from records import a_clause, a_record, told

from kb.config import Settings
from kb.graph.claim import claim_lines
from kb.graph.lines import quads_of
from kb.model import Claim, Interval, Polarity, Record, Statement, TimeOf, Voice
from kb.pipeline.stores import opened
from kb.vocab import KB

TELLING = "The port closed on Monday and stays shut until June."
MAY = ("on Monday", "2022-05-02", "2022-05-02")
JUNE = ("until June", "2022-06-01", "2022-06-30")
DATED = """
PREFIX kb: <https://w3id.org/claimgraph/terms#>
PREFIX time: <http://www.w3.org/2006/time#>
"""


def the_claim(*records: Record, **voices: Voice) -> tuple[str, str]:
    """Give the first and last day that is written of a claim which all clauses of some records express."""
    clauses = {clause.id: said for record in records for said in record.statements for clause in said.propositions}
    claim = Claim("claim/1", "The port closed", Polarity.POSITIVE, tuple(sorted(clauses)))
    of_outlet = {said.id: record.article.outlet for record in records for said in record.statements}
    heard = {key: voices.get(of_outlet[said.id], Voice.ASSERTS) for key, said in clauses.items()}
    return _days(claim, heard, clauses)


def _days(claim: Claim, heard: dict[str, Voice], clauses: dict[str, Statement]) -> tuple[str, str]:
    quads = quads_of(claim_lines(claim, heard, clauses, BASE))
    days = {quad.predicate.value: quad.object.value for quad in quads if quad.subject.value == BASE + claim.id}
    return days.get(KB.earliest, ""), days.get(KB.latest, "")


def days_of(clause: str, record: Record) -> tuple[str, str]:
    """Give the first and last day of a claim that one clause of a record expresses."""
    said = {one.id: statement for statement in record.statements for one in statement.propositions}
    claim = Claim("claim/1", "The port closed", Polarity.POSITIVE, (clause,))
    return _days(claim, {clause: Voice.ASSERTS}, said)


def dated(outlet: str, *times: tuple[str, str, str]) -> Record:
    return a_record(told(TELLING, a_clause(TELLING.rstrip("."), times=times)), outlet=outlet)


def within(record: Record, **changes: object) -> Record:
    """Give a record with all times of its clauses changed so."""
    statements = tuple(
        replace(
            said,
            propositions=tuple(
                replace(clause, times=tuple(replace(time, **changes) for time in clause.times))  # type: ignore[arg-type]
                for clause in said.propositions
            ),
        )
        for said in record.statements
    )
    return replace(record, statements=statements)


def test_the_first_of_the_first_days_and_the_last_of_the_last() -> None:
    assert the_claim(dated("Herald", JUNE), dated("Ledger", MAY)) == ("2022-05-02", "2022-06-30")


def test_one_clause_may_have_several_days() -> None:
    assert the_claim(dated("Herald", JUNE, MAY)) == ("2022-05-02", "2022-06-30")


def test_without_days_nothing_is_written() -> None:
    assert the_claim(dated("Herald")) == ("", "")


def test_who_leaves_the_day_open_takes_nothing_from_who_tells_it() -> None:
    assert the_claim(dated("Herald"), dated("Ledger", MAY)) == ("2022-05-02", "2022-05-02")


def test_another_clause_of_the_same_statement_has_days_of_its_own() -> None:
    halves = (
        a_clause("The port closed on Monday", times=(MAY,)),
        a_clause("stays shut until June", times=(JUNE,)),
    )
    record = a_record(told(TELLING, *halves), outlet="Herald")
    first, second = record.statements[0].propositions

    assert days_of(first.id, record) == ("2022-05-02", "2022-05-02")
    assert days_of(second.id, record) == ("2022-06-01", "2022-06-30")


def test_an_open_end_says_nothing_of_that_end() -> None:
    since = within(dated("Herald", MAY), interval=Interval(date(2022, 5, 2), None))

    assert the_claim(since) == ("2022-05-02", "")
    assert the_claim(since, dated("Ledger", JUNE)) == ("2022-05-02", "2022-06-30")


def test_when_somebody_spoke_is_not_when_it_happened() -> None:
    assert the_claim(within(dated("Herald", MAY), of=TimeOf.SPEECH)) == ("", "")


def test_who_denies_it_does_not_date_it() -> None:
    records = dated("Herald", JUNE), dated("Ledger", MAY)

    assert the_claim(*records, Ledger=Voice.DENIES) == ("2022-06-01", "2022-06-30")
    assert the_claim(*records, Ledger=Voice.HEDGES) == ("2022-05-02", "2022-06-30")


@pytest.mark.parametrize(("term", "bound", "which"), [("earliest", "hasBeginning", "MIN"), ("latest", "hasEnd", "MAX")])
def test_in_a_store_they_are_what_its_propositions_say(shipped_store, term: str, bound: str, which: str) -> None:
    with opened(Settings(store=str(shipped_store))) as store:
        graph = Store()
        graph.extend(store.quads())
    told_so = graph.query(
        f"""{DATED} SELECT ?claim ({which}(?day) AS ?known) {{
            ?proposition kb:expresses ?claim ; kb:voice ?voice ; kb:occursDuring/time:{bound}/time:inXSDDate ?day .
            FILTER(?voice != kb:Denies) }} GROUP BY ?claim""",
        use_default_graph_as_union=True,
    )
    written = graph.query(
        f"{DATED} SELECT ?claim ?known {{ ?claim kb:{term} ?known }}", use_default_graph_as_union=True
    )
    days = [{row["claim"].value: row["known"].value for row in rows} for rows in (told_so, written)]  # type: ignore[union-attr]

    assert days[0] == days[1]
    assert len(days[0]) > 10
