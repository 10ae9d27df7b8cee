"""The vocabulary in code, the ontology, and the JSON-LD context say the same."""

from __future__ import annotations

import json
from collections import defaultdict

import pytest
from pyoxigraph import RdfFormat, parse

from kb import model, vocab
from kb.concepts import CONCEPTS, SCHEMES, TOKENS
from kb.resources import resource
from kb.vocab import KB, ONTOLOGY, PREFIXES, RDF, RDFS, SKOS, compact, terms_of

SKOS_NS = PREFIXES["skos"]
STANDARDS = (vocab.DCTERMS, vocab.OA, vocab.PROV, vocab.RDFS, vocab.SCHEMA, vocab.SKOS, vocab.TIME)


@pytest.fixture(scope="module")
def ontology() -> dict[str, dict[str, list[str]]]:
    nodes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in parse(resource("ontology", "kb.ttl").read_bytes(), RdfFormat.TURTLE):
        nodes[quad.subject.value][quad.predicate.value].append(quad.object.value)
    return {iri: dict(known) for iri, known in nodes.items()}


@pytest.fixture(scope="module")
def context() -> dict[str, object]:
    return json.loads(resource("ontology", "context.jsonld").read_text("utf-8"))["@context"]


def test_every_term_in_code_is_in_the_ontology_and_the_other_way_round(ontology) -> None:
    defined = set(ontology) - {ONTOLOGY}

    assert defined == terms_of(KB)


@pytest.mark.parametrize("term", sorted(terms_of(KB)), ids=compact)
def test_every_term_is_written_for_a_reader(ontology, term: str) -> None:
    known = ontology[term]

    for needed in (RDFS.label, SKOS_NS + "definition", SKOS_NS + "example"):
        assert len(known.get(needed, [])) == 1, f"{compact(term)} needs one {compact(needed)}"
    assert known[PREFIXES["rdfs"] + "isDefinedBy"] == [ONTOLOGY]
    assert known[SKOS_NS + "definition"][0].endswith(".")


def test_every_concept_carries_its_token_and_its_list(ontology) -> None:
    written = {
        (known[SKOS_NS + "inScheme"][0], known[SKOS.notation][0], iri)
        for iri, known in ontology.items()
        if SKOS_NS + "Concept" in known[RDF.type]
    }

    in_code = {(SCHEMES[of], token, iri) for of in SCHEMES for token, iri in CONCEPTS[of].items()}
    assert written == in_code


@pytest.mark.parametrize(
    ("of", "enumeration"),
    [
        ("kind", model.Kind),
        ("polarity", model.Polarity),
        ("certainty", model.Certainty),
        ("mode", model.Mode),
        ("role", model.Role),
        ("discrepancy", model.DiscrepancyKind),
        ("compatible", model.CompatibleReason),
        ("difference", model.QuoteDifference),
        ("link", model.LinkKind),
        ("status", model.LinkStatus),
        ("reuse", model.ReuseMode),
        ("decision", model.Decision),
        ("verdict", model.Verdict),
        ("severity", model.Severity),
    ],
)
def test_a_list_has_the_tokens_of_the_model(of: str, enumeration: type) -> None:
    assert list(CONCEPTS[of]) == [member.value for member in enumeration]


def test_voices_are_those_of_the_model_and_omission_which_only_queries_find() -> None:
    assert list(CONCEPTS["voice"]) == [*(voice.value for voice in model.Voice), "omits"]


def test_a_concept_leads_back_to_its_token() -> None:
    assert all(TOKENS[iri] == token for pairs in CONCEPTS.values() for token, iri in pairs.items())


def test_schema_org_is_spelled_with_http() -> None:
    assert PREFIXES["schema"] == "http://schema.org/"


def test_the_context_has_every_property_that_we_write_and_no_other(ontology, context) -> None:
    notions = {"ConceptScheme", "Concept", "AnnotationProperty"}
    ours = {iri for iri in terms_of(KB) if not notions & {kind.rsplit("#")[-1] for kind in ontology[iri][RDF.type]}}
    standard = {iri for namespace in STANDARDS for iri in terms_of(namespace)} - {SKOS.notation, vocab.SCHEMA.Claim}

    meanings = {
        name: value if isinstance(value, str) else value["@id"]
        for name, value in context.items()
        if name[0] != "@" and name not in PREFIXES
    }

    assert {expanded(meaning) for meaning in meanings.values()} == ours | standard
    assert len(set(meanings.values())) == len(meanings)


def test_the_context_knows_the_prefixes_of_the_code(context) -> None:
    assert {name: context[name] for name in context if name in PREFIXES}.items() <= PREFIXES.items()


def test_no_name_in_the_context_hides_a_prefix(context) -> None:
    assert not [name for name, value in context.items() if name in PREFIXES and value != PREFIXES[name]]


def expanded(short: str) -> str:
    prefix, _, local = short.partition(":")
    return PREFIXES[prefix] + local
