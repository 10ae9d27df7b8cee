"""A record becomes the nodes that docs/reference/graph.md shows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import an_article
from example_records import BASE, PORT, RUIZ, TIDE_BODY, article_of, days, record_of, two_records
from pyoxigraph import BlankNode, NamedNode, Quad, Store

from kb import ids
from kb.graph.record import archived_quads, record_quads
from kb.graph.run import run_quads
from kb.model import Interval, Region, RegionKind, Span
from kb.vocab import DCTERMS, KB, OA, PROV, RDF, SCHEMA, TIME


def values(quads, subject: str, predicate: str) -> list[str]:
    return sorted(
        quad.object.value.removeprefix(BASE)
        for quad in quads
        if quad.subject.value == BASE + subject and quad.predicate.value == predicate
    )


def test_an_article_is_described_with_its_publisher_day_and_name() -> None:
    tide, _ = two_records()

    quads = record_quads(tide, BASE)

    assert values(quads, tide.article.id, DCTERMS.identifier) == ["tide.txt"]
    assert values(quads, tide.article.id, SCHEMA.publisher) == ["agent/the-tide"]
    assert values(quads, tide.article.id, SCHEMA.datePublished) == ["2022-05-04"]
    assert values(quads, tide.article.id, KB.publishedDuring) == ["interval/2022-05-04_2022-05-04"]
    assert values(quads, tide.article.id, KB.ground) == ["outlet: manifest", "published: manifest"]


def test_an_article_of_uncertain_day_has_an_interval_and_no_date() -> None:
    article = replace(an_article(), published=Interval(days("2022-05-01").earliest, None))

    quads = record_quads(record_of(article, ()), BASE)

    assert values(quads, article.id, SCHEMA.datePublished) == []
    assert values(quads, article.id, KB.publishedDuring) == ["interval/2022-05-01_open"]
    assert values(quads, "interval/2022-05-01_open", TIME.hasEnd) == []


def test_an_article_without_outlet_has_no_publisher() -> None:
    article = an_article(outlet="", published="")

    quads = record_quads(record_of(article, ()), BASE)

    assert not [quad for quad in quads if quad.predicate.value in (SCHEMA.publisher, KB.publishedDuring)]


def test_a_text_stands_alone_in_a_graph_of_its_own() -> None:
    tide, _ = two_records()
    key = tide.article.id.removeprefix("article/")

    quads = record_quads(tide, BASE)

    (text,) = [quad for quad in quads if quad.graph_name.value == f"{BASE}graph/text/{key}"]
    assert (text.predicate.value, text.object.value) == (SCHEMA.articleBody, TIDE_BODY)
    assert {quad.graph_name.value for quad in quads} == {f"{BASE}graph/{of}/{key}" for of in ("article", "text")}


def test_a_span_has_its_offsets_words_digest_and_32_characters_of_context() -> None:
    body = "x" * 40 + "The port closed." + "y" * 40
    article = an_article(body, regions=(Region(0, len(body), RegionKind.BODY),))
    _, told = two_records()[0].statements
    clause = Span.of(body, 40, 56)
    said = replace(told, article=article.id, content=(clause,), propositions=(), times=(), mentions=())

    quads = record_quads(record_of(article, (said,)), BASE)

    span = ids.span(article.id, clause)
    assert values(quads, span, OA.hasSelector) == [f"{span}/position", f"{span}/quote"]
    assert (values(quads, f"{span}/position", OA.start), values(quads, f"{span}/position", OA.end)) == (["40"], ["56"])
    assert values(quads, f"{span}/quote", OA.exact) == ["The port closed."]
    assert values(quads, f"{span}/quote", KB.digest) == [ids.digest_of("The port closed.")]
    assert values(quads, f"{span}/quote", OA.prefix) == ["x" * 32]
    assert values(quads, f"{span}/quote", OA.suffix) == ["y" * 32]


def test_a_quote_without_the_text_at_hand_has_no_context() -> None:
    tide, _ = two_records()

    quads = record_quads(replace(tide, article=replace(tide.article, body="")), BASE)

    assert not [quad for quad in quads if quad.predicate.value in (OA.prefix, OA.suffix, SCHEMA.articleBody)]
    assert [quad for quad in quads if quad.predicate.value == OA.exact]


def test_a_statement_points_at_its_words_speaker_run_and_chain() -> None:
    tide, _ = two_records()
    said = tide.statements[0]

    quads = record_quads(tide, BASE)

    assert values(quads, said.id, KB.kind) == [KB.Direct]
    assert values(quads, said.id, KB.speaker) == [RUIZ]
    assert values(quads, said.id, KB.confidence) == ["0.93"]
    assert values(quads, said.id, PROV.wasGeneratedBy) == [tide.run.id]
    assert values(quads, said.id, KB.hop) == [f"{said.id}/hop/{position}" for position in (1, 2, 3)]
    assert values(quads, f"{said.id}/hop/3", KB.role) == [KB.Principal]
    assert len(values(quads, said.id, KB.speechTime)) == len(values(quads, said.id, KB.contentTime)) == 1


def test_a_proposition_names_a_linked_object_by_node_and_words_and_an_unlinked_subject_by_words() -> None:
    tide, _ = two_records()
    clause = tide.statements[0].propositions[0]

    quads = record_quads(tide, BASE)

    assert values(quads, clause.id, KB.subject) == ["crane"]
    assert values(quads, clause.id, KB.subjectWords) == []
    assert values(quads, clause.id, KB.object) == [PORT]
    assert values(quads, clause.id, KB.objectWords) == ["Port of Larsk"]
    assert values(quads, clause.id, KB.occursDuring) == ["interval/2022-05-01_2022-05-31_within"]


def test_a_time_that_denotes_no_day_dates_nothing() -> None:
    tide, _ = two_records()
    said = tide.statements[1]
    undated = tuple(replace(time, interval=Interval(None, None)) for time in said.times)
    clauses = tuple(replace(clause, times=undated) for clause in said.propositions)

    quads = record_quads(replace(tide, statements=(replace(said, times=undated, propositions=clauses),)), BASE)

    assert values(quads, clauses[0].id, KB.occursDuring) == []
    assert values(quads, ids.time(tide.article.id, undated[0].span), KB.interval) == ["interval/open_open"]


def test_a_work_that_is_digested_is_named_by_its_digest() -> None:
    tide, _ = two_records()
    original = ids.original(tide.article.derived_from.digest)

    quads = record_quads(tide, BASE)

    assert values(quads, tide.article.id, PROV.wasDerivedFrom) == [original]
    assert values(quads, original, KB.publishedDuring) == ["interval/2022-05-01_2022-05-04"]


def test_a_revision_points_at_what_it_replaces() -> None:
    _, ledger = two_records()

    assert values(record_quads(ledger, BASE), ledger.article.id, PROV.wasRevisionOf) == [ledger.revises]


def test_an_outlet_known_by_an_alias_is_that_agent() -> None:
    article = article_of(TIDE_BODY, "t.txt", "CW")

    assert values(record_quads(record_of(article, ()), BASE), article.id, SCHEMA.publisher) == ["agent/coastal-wire"]


def test_there_are_no_blank_nodes_and_a_store_gives_back_what_was_written() -> None:
    quads = {quad for record in two_records() for quad in (*record_quads(record, BASE), *run_quads(record, BASE))}

    store = Store()
    store.extend(quads)

    assert set(store) == quads
    assert not [quad for quad in quads if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)]


def test_a_run_tells_extractor_version_configuration_and_both_times() -> None:
    tide, _ = two_records()

    quads = run_quads(tide, BASE)

    assert values(quads, tide.run.id, PROV.used) == [tide.article.id]
    assert values(quads, tide.run.id, PROV.startedAtTime) == ["2022-05-05T09:00:00.25Z"]
    assert values(quads, tide.run.id, PROV.wasAssociatedWith) == ["software/rules-0-1-0"]
    assert values(quads, "software/rules-0-1-0", SCHEMA.softwareVersion) == ["0.1.0"]
    assert {quad.graph_name.value for quad in quads} == {f"{BASE}graph/runs"}


def test_archiving_moves_two_graphs_of_one_article_and_nothing_else() -> None:
    tide, ledger = two_records()
    own = record_quads(tide, BASE)

    archived = archived_quads([*own, *record_quads(ledger, BASE), *run_quads(tide, BASE)], tide.article.id, BASE)

    key = tide.article.id.removeprefix("article/")
    names = {
        f"{BASE}graph/article/{key}": f"{BASE}graph/archive/{key}",
        f"{BASE}graph/text/{key}": f"{BASE}graph/archive-text/{key}",
    }
    assert list(archived) == [
        Quad(quad.subject, quad.predicate, quad.object, NamedNode(names[quad.graph_name.value])) for quad in own
    ]


@pytest.mark.parametrize("base", ["https://kb.example/id/", "https://news.example/kb#", "urn:kb:"])
def test_every_node_of_ours_begins_with_the_base(base: str) -> None:
    tide, _ = two_records()

    quads = record_quads(tide, base)

    assert all(quad.subject.value.startswith(base) for quad in quads)
    assert {
        quad.object.value for quad in quads if quad.predicate.value == RDF.type and quad.object.value.startswith(base)
    } == set()
