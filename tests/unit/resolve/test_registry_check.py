"""What a registry of one's own must not get wrong, and ours does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.check.files import quads_in
from kb.check.validation import report_on
from kb.errors import InputError
from kb.resolve.registry import Registry
from kb.resources import resource

HEAD = """
@prefix agent: <https://kb.example/id/agent/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kb: <https://w3id.org/claimgraph/terms#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <http://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
SOUND = 'agent:norvia a schema:Place ; rdfs:label "Norvia" ; skos:altLabel "Kingdom of Norvia" .\n'


def load(folder: Path, turtle: str) -> Registry:
    path = folder / "own.ttl"
    path.write_text(HEAD + turtle, encoding="utf-8")
    return Registry.load(path)


def test_the_shipped_registry_conforms_to_the_shapes_of_registries() -> None:
    report = report_on(quads_in([resource("ontology", "agents.ttl")]))

    assert report.findings == ()
    assert "https://w3id.org/claimgraph/shapes#Registered-name-is-its-own" in report.checked


def test_a_small_registry_of_ones_own_takes_the_place_of_ours(tmp_path: Path) -> None:
    registry = load(tmp_path, SOUND)

    assert [agent.id for agent in registry.lookup("the Kingdom of Norvia")] == ["agent/norvia"]
    assert registry.lookup("China") == ()


@pytest.mark.parametrize(
    ("turtle", "told_of"),
    [
        ("", "it names no agent"),
        ('<https://kb.example/people/ana> rdfs:label "Ana" .', "does not end in /agent/ and a slug"),
        ('<https://kb.example/id/agent/Ana_Ruiz> rdfs:label "Ana" .', "does not end in /agent/ and a slug"),
        ("agent:ana a schema:Person .", "agent/ana has no labels"),
        ('agent:ana rdfs:label "Ana", "Anna" .', "agent/ana has 2 labels"),
        (SOUND + 'agent:port rdfs:label "Port" ; dcterms:isPartOf agent:norvai .', "refers to agent/norvai"),
        (SOUND + 'agent:paper rdfs:label "Paper" ; schema:location agent:norvai .', "refers to agent/norvai"),
        ('agent:a rdfs:label "A" ; dcterms:isPartOf agent:a .', "agent/a is part of itself"),
        (
            'agent:a rdfs:label "A" ; dcterms:isPartOf agent:b . agent:b rdfs:label "B" ; dcterms:isPartOf agent:a .',
            "agent/a is part of itself",
        ),
        (SOUND + 'agent:other rdfs:label "kingdom of  Norvia" .', "names both agent/norvia and agent/other"),
        (
            SOUND + 'agent:norvia schema:hasOccupation agent:r . agent:r a schema:Role ; schema:startDate "May" .',
            "'May'",
        ),
        (SOUND + 'agent:r a schema:Role ; schema:startDate "2021-02-30" .', "'2021-02-30'"),
        (
            SOUND + 'agent:r a schema:Role ; schema:startDate "2021-05" ; schema:endDate "2020" .',
            "ends before it begins",
        ),
    ],
)
def test_what_would_break_linking_is_refused_with_a_remedy(tmp_path: Path, turtle: str, told_of: str) -> None:
    with pytest.raises(InputError) as caught:
        load(tmp_path, turtle)

    assert told_of in caught.value.problem
    assert "kb validate" in caught.value.hint


@pytest.mark.parametrize(("start", "end"), [("2020", "2020-05-01"), ("2020-05", "2020"), ("2020-05-04", "2020-05-04")])
def test_an_office_may_end_in_the_year_month_or_day_in_which_it_began(tmp_path: Path, start: str, end: str) -> None:
    role = f'agent:r a schema:Role ; schema:startDate "{start}" ; schema:endDate "{end}" .'

    assert len(load(tmp_path, SOUND + role)) == 1


def test_a_hidden_name_may_be_shared(tmp_path: Path) -> None:
    turtle = (
        SOUND + 'agent:a rdfs:label "A" ; skos:hiddenLabel "Navy" . agent:b rdfs:label "B" ; skos:hiddenLabel "Navy" .'
    )

    assert [one.name for one in load(tmp_path, turtle).ambiguous("the Navy")] == ["A", "B"]


def test_many_faults_are_counted_and_the_first_few_told(tmp_path: Path) -> None:
    turtle = "".join(f"agent:a{number} a schema:Person .\n" for number in range(9))

    with pytest.raises(InputError, match=r"\(and 4 more\)"):
        load(tmp_path, turtle)
