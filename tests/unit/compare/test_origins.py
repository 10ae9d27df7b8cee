"""Whose text each statement is."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from at_once import origins_of, reuses_between
from claims_at_once import claims_from
from records import Said, a_clause, a_record, said, told

from kb.compare.sources.credits import credits_in
from kb.model import Hop, Kind, Origin, Record, Role

AGENCIES = {"ap": "agent/associated-press", "associated press": "agent/associated-press", "reuters": "agent/reuters"}
NAMES = {"agent/associated-press": "Associated Press", "agent/reuters": "Reuters"}
LONG = (
    "The toolmaker Bolt will close its last factory in the valley next spring, ending a century of work at the site and leaving four"
    " hundred families without a wage."
)
SECOND = "Lorries carried the first presses away before dawn while union leaders warmed their hands over oil drums outside the gates."
OWN = "Evening Star reporters saw three police cars parked behind the canteen on the morning of the announcement."
TALKS = "Owner Acme and the union held two days of talks in Brno on the fate of the presses"
RETOLD = "Acme, the owner, and the union held talks over two days in Brno on the fate of the presses"
CREDIT = told(
    "Staff was told on Friday, the Associated Press reported.", a_clause("Staff was told on Friday", "staff", "tell")
)


def origins(*records: Record) -> tuple[Origin, ...]:
    claims, _ = claims_from(records)
    articles = [record.article for record in records]
    found = [credit for article in articles for credit in credits_in(article, AGENCIES)]
    return origins_of(records, claims, reuses_between(articles), found, NAMES)


def origin_of(record: Record, at: int, found: tuple[Origin, ...]) -> Origin:
    (origin,) = (one for one in found if record.statements[at].id in one.statements)
    return origin


def test_a_copied_passage_belongs_to_the_agency_that_one_of_the_articles_credits() -> None:
    silent = a_record(told(LONG), told(SECOND), outlet="Morning Post")
    open_ = a_record(CREDIT, told(LONG), told(SECOND), outlet="Evening Star")

    found = origins(silent, open_)

    assert origin_of(silent, 0, found) == origin_of(open_, 1, found)
    assert (origin_of(silent, 0, found).kind, origin_of(silent, 0, found).name) == ("agency", "Associated Press")
    assert origin_of(silent, 0, found).reuses != ()


def test_what_a_paper_adds_to_a_copy_is_its_own() -> None:
    silent = a_record(told(LONG), told(SECOND), outlet="Morning Post")
    open_ = a_record(CREDIT, told(LONG), told(SECOND), told(OWN), outlet="Evening Star")

    own = origin_of(open_, 3, origins(silent, open_))

    assert (own.kind, own.name, own.agent) == ("outlet", "Evening Star", "agent/evening-star")


def test_a_claim_that_two_users_of_one_dispatch_share_comes_from_it_even_reworded() -> None:
    silent = a_record(
        told(LONG), told(SECOND), told(TALKS, a_clause(TALKS, "Acme", "hold", names=("Brno",))), outlet="Morning Post"
    )
    open_ = a_record(
        CREDIT,
        told(RETOLD, a_clause(RETOLD, "Acme", "hold", names=("Brno",))),
        told(LONG),
        told(SECOND),
        outlet="Evening Star",
    )

    found = origins(silent, open_)

    assert origin_of(silent, 2, found) == origin_of(open_, 1, found)
    assert origin_of(open_, 1, found).name == "Associated Press"


def test_a_copy_without_any_credit_belongs_to_whoever_printed_it_first() -> None:
    first = a_record(told(LONG), told(SECOND), outlet="Morning Post", published="2021-10-01")
    later = a_record(told(LONG), told(SECOND), outlet="Evening Star", published="2021-10-02")

    origin = origin_of(later, 0, origins(first, later))

    assert (origin.kind, origin.name) == ("outlet", "Morning Post")
    assert origin.articles == tuple(sorted((first.article.id, later.article.id)))


def test_independent_reports_that_share_only_a_quotation_have_two_origins() -> None:
    quote = "This is the darkest day in the long history of our company and of everybody who worked for it"
    spoken = said(
        f"“{quote},” said Mara Lund.", "Mara Lund", f"“{quote},”", a_clause(quote, "this", "be"), kind=Kind.DIRECT
    )
    one = a_record(told("Bolt is closing the valley works"), spoken, outlet="Morning Post")
    other = a_record(told("Four hundred jobs go as Bolt shuts its valley works"), spoken, outlet="Evening Star")

    found = origins(one, other)

    assert {origin_of(record, 0, found).name for record in (one, other)} == {"Morning Post", "Evening Star"}
    assert origin_of(one, 1, found) == origin_of(other, 1, found)
    assert (origin_of(one, 1, found).kind, origin_of(one, 1, found).agent) == ("utterance", "agent/mara-lund")


def test_a_third_paper_that_heard_what_two_copied_adds_no_origin() -> None:
    quote = "Every closure starts with a promise about new jobs"
    spoken = said(
        f"“{quote},” said Mara Lund.", "Mara Lund", f"“{quote},”", a_clause(quote, "closure", "start"), kind=Kind.DIRECT
    )
    silent = a_record(told(LONG), spoken, told(SECOND), outlet="Morning Post")
    open_ = a_record(CREDIT, told(LONG), spoken, told(SECOND), outlet="Evening Star")
    third = a_record(told(OWN), spoken, outlet="The Courier")

    found = origins(silent, open_, third)

    spoken_by = {origin_of(record, at, found).id for record, at in ((silent, 1), (open_, 2), (third, 1))}
    assert len(spoken_by) == 1
    assert origin_of(third, 1, found).kind == "utterance"
    assert origin_of(silent, 0, found).name == "Associated Press"


def test_what_only_copies_quote_stays_with_the_text_they_copy() -> None:
    quote = "Every closure starts with a promise about new jobs"
    spoken = said(
        f"“{quote},” said Mara Lund.", "Mara Lund", f"“{quote},”", a_clause(quote, "closure", "start"), kind=Kind.DIRECT
    )
    silent = a_record(told(LONG), spoken, told(SECOND), outlet="Morning Post")
    open_ = a_record(CREDIT, told(LONG), spoken, told(SECOND), outlet="Evening Star")

    found = origins(silent, open_)

    assert origin_of(silent, 1, found).name == origin_of(open_, 2, found).name == "Associated Press"


def test_the_same_words_a_year_later_are_another_utterance() -> None:
    quote = "the valley works will never close as long as I draw breath"
    spoken = said(
        f"“{quote},” said Mara Lund.", "Mara Lund", f"“{quote},”", a_clause(quote, "works", "close"), kind=Kind.DIRECT
    )

    found = origins(
        a_record(spoken, outlet="Morning Post"), a_record(spoken, outlet="Evening Star", published="2022-10-01")
    )

    assert {origin.kind for origin in found} == {"outlet"}


def test_a_statement_that_names_an_agency_comes_from_it() -> None:
    reported = said(
        "According to Reuters, the works will close.", "", "the works will close", hops=((Role.AGENCY, "Reuters"),)
    )
    record = a_record(reported, told(OWN), outlet="Morning Post")

    found = origins(record)

    assert [origin_of(record, at, found).name for at in (0, 1)] == ["Reuters", "Morning Post"]


def test_an_official_document_is_an_origin() -> None:
    readout = said(
        "In a press release the ministry said the works will close.",
        "",
        "the works will close",
        hops=((Role.DOCUMENT, "Labour Ministry"),),
    )

    (origin,) = origins(a_record(readout, outlet="Morning Post"))

    assert (origin.kind, origin.name) == ("readout", "Labour Ministry")


def test_unknown_outlets_are_not_one_outlet() -> None:
    found = origins(a_record(told(OWN), outlet="", doc="a.txt"), a_record(told(LONG), outlet="", doc="b.txt"))

    assert [(origin.kind, origin.name) for origin in found] != []
    assert len(found) == 2


def test_metadata_that_credits_an_agency_gives_it_the_whole_text() -> None:
    record = a_record(told(OWN), outlet="Morning Post", credit="Reuters")

    (origin,) = origins(record)

    assert (origin.kind, origin.name) == ("agency", "Reuters")


def corpus() -> list[Record]:
    bold: list[Said] = [told(LONG), told(SECOND)]
    return [
        a_record(*bold, outlet="Morning Post"),
        a_record(CREDIT, *bold, told(OWN), outlet="Evening Star"),
        a_record(told(TALKS), told(OWN), outlet="The Courier"),
        a_record(*bold, told(RETOLD), outlet="Weekly", published="2021-09-30"),
    ]


def test_every_statement_has_exactly_one_origin_in_every_order() -> None:
    expected = origins(*corpus())

    statements = [key for origin in expected for key in origin.statements]
    assert sorted(statements) == sorted(statement.id for record in corpus() for statement in record.statements)
    assert len({origin.id for origin in expected}) == len(expected)
    assert all(origins(*order) == expected for order in permutations(corpus()))


def test_dispatches_of_one_agency_in_different_years_are_different_origins() -> None:
    words = "The harbour will be dredged"
    early = a_record(
        said(f"{words}, Olsen told Reuters.", "Olsen", words, hops=((Role.AGENCY, "Reuters"),)),
        outlet="Morning Post",
        published="2019-05-04",
    )
    late = a_record(
        said(
            "The tram will be extended, Lind told Reuters.",
            "Lind",
            "The tram will be extended",
            hops=((Role.AGENCY, "Reuters"),),
        ),
        outlet="Evening Star",
        published="2023-01-09",
    )

    found = origins(early, late)

    assert [origin.name for origin in found] == ["Reuters", "Reuters"]
    assert origin_of(early, 0, found) != origin_of(late, 0, found)


def test_one_dispatch_told_by_two_outlets_stays_one_origin() -> None:
    words = "The harbour will be dredged before the winter storms"
    hops = ((Role.AGENCY, "Reuters"),)
    one = a_record(said(f"{words}, Olsen told Reuters.", "Olsen", words, hops=hops), outlet="Morning Post")
    other = a_record(said(f"{words}, Olsen told Reuters.", "Olsen", words, hops=hops), outlet="Evening Star")

    found = origins(one, other)

    assert origin_of(one, 0, found) == origin_of(other, 0, found)


def test_words_inside_words_add_no_origin_to_the_claim_they_share() -> None:
    outer = a_record(
        said("Critics said the plan, in a note by Lind, is dead.", "Critics", "the plan, in a note by Lind, is dead")
    )
    statement = outer.statements[0]
    inner = replace(
        statement,
        id="statement/inner",
        parent=statement.id,
        speaker="agent/lind",
        chain=(*statement.chain, Hop(Role.DOCUMENT, "note", "agent/lind")),
        propositions=(replace(statement.propositions[0], id="proposition/inner"),),
    )

    found = origins(replace(outer, statements=(statement, inner)))

    assert len(found) == 1
