"""Each construct of SHACL that is compiled, on data of a theatre's season: found at all, and as pySHACL finds it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Quad

from kb.check.compiled import columns
from kb.check.compiled.running import faults_in
from kb.check.files import quads_in
from kb.check.results import Result, result_of
from kb.check.shapes import Rules
from kb.check.validation import Engine, graph_of_files, results_in
from kb.errors import InputError

HEADER = """
PREFIX ex: <urn:ex:>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
SEASON = """
ex:hamlet a ex:Play ; ex:title "Hamlet"@en, "Amleto"@it ; ex:length 190 ; ex:opens "2024-03-01"^^xsd:date ;
    ex:closes "2024-04-30"^^xsd:date ; ex:stage ex:main ; ex:cast ex:ana, ex:ben ; ex:code "HAM-01" .
ex:faust a ex:Tragedy ; ex:title "Faust"@de, "Doctor Faust"@de ; ex:length "long", 0.50, 7.5e0 ;
    ex:opens "2024-05-09"^^xsd:date ; ex:closes "2024-05-02"^^xsd:date, "2024-05-09Z"^^xsd:date ;
    ex:stage ex:cellar, ex:main ; ex:code "faust" ; ex:cast ex:ana, "nobody" ; ex:premiere true .
ex:lulu a ex:Play ; ex:title "Lulu" ; ex:length -4 ; ex:opens "2024-02-30"^^xsd:date ; ex:cast _:stranger, ex:faust ;
    ex:code "LUL-7", "LUL-08" ; ex:closes "soon" ; ex:premiere "maybe"^^xsd:boolean .
ex:Tragedy rdfs:subClassOf ex:Play .
ex:ana a ex:Actor ; ex:name "Ana" ; ex:knows ex:ben ; ex:alias "Ana", "A." .
ex:ben a ex:Actor ; ex:name "Ben", "Benedict" ; ex:knows ex:ana, ex:ben .
_:stranger ex:name "?" .
ex:main a ex:Stage ; ex:seats 700 . ex:cellar a ex:Stage ; ex:seats 60 ; ex:code "C" .
"""
PLAY = "ex:S a sh:PropertyShape ; sh:targetClass ex:Play ; sh:path {path} ; {rest} ."


@pytest.fixture(params=[columns._MOST, 6, -1], ids=["read", "read in parts", "asked"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Suspects are found in columns; in a few at a time, where they have no room; by queries, where one alone has none."""
    monkeypatch.setattr(columns, "_MOST", request.param)


def rules(folder: Path, shapes: str) -> Rules:
    (folder / "shapes.ttl").write_text(HEADER + shapes, "utf-8")
    return Rules.of([folder / "shapes.ttl"])


def season(folder: Path, more: str = "") -> list[Quad]:
    (folder / "season.ttl").write_text(HEADER + SEASON + more, "utf-8")
    return list(quads_in([folder / "season.ttl"]))


def found(folder: Path, shapes: str, *, more: str = "", handed: bool = False) -> set[Result]:
    """Apply shapes with both engines; give what they agree on."""
    ours = rules(folder, shapes)
    assert bool(ours.compiled.handed) is handed, ours.compiled.handed
    compiled, reference = (
        results_in(graph_of_files(season(folder, more)), ours, engine) for engine in (Engine.COMPILED, Engine.PYSHACL)
    )
    assert compiled == reference
    return compiled


def focus(results: set[Result]) -> list[str]:
    return sorted({result.focus.value.removeprefix("urn:ex:") for result in results})


@pytest.mark.parametrize(
    ("path", "rest", "at_fault"),
    [
        ("ex:stage", "sh:minCount 1", ["lulu"]),
        ("ex:cast", "sh:minCount 3", ["faust", "hamlet", "lulu"]),
        ("ex:stage", "sh:maxCount 0", ["faust", "hamlet"]),
        ("ex:stage", "sh:maxCount 1", ["faust"]),
        ("ex:length", "sh:maxCount 2", ["faust"]),
        ("ex:stage", "sh:minCount 1 ; sh:maxCount 1 ; sh:class ex:Stage", ["faust", "lulu"]),
        ("ex:cast", "sh:class ex:Actor", ["faust", "lulu"]),
        ("ex:cast", "sh:class ex:Play", ["faust", "hamlet", "lulu"]),
        ("ex:length", "sh:datatype xsd:integer", ["faust"]),
        ("ex:length", "sh:datatype xsd:decimal", ["faust", "hamlet", "lulu"]),
        ("ex:length", "sh:datatype xsd:double", ["faust", "hamlet", "lulu"]),
        ("ex:opens", "sh:datatype xsd:date", ["lulu"]),
        ("ex:closes", "sh:datatype xsd:date", ["lulu"]),
        ("ex:premiere", "sh:datatype xsd:boolean", ["lulu"]),
        ("ex:title", "sh:datatype rdf:langString", ["lulu"]),
        ("ex:title", "sh:datatype xsd:string", ["faust", "hamlet"]),
        ("ex:code", "sh:datatype ex:code", ["faust", "hamlet", "lulu"]),
        ("ex:cast", "sh:nodeKind sh:IRI", ["faust", "lulu"]),
        ("ex:cast", "sh:nodeKind sh:BlankNodeOrIRI", ["faust"]),
        ("ex:cast", "sh:nodeKind sh:IRIOrLiteral", ["lulu"]),
        ("ex:length", "sh:in ( 190 0.5 0.50 )", ["faust", "lulu"]),
        ("ex:length", "sh:in ( 190 -4 0.5 'long' 7.5e0 )", ["faust"]),
        ("ex:stage", "sh:in ( ex:main )", ["faust"]),
        ("ex:stage", "sh:hasValue ex:main", ["lulu"]),
        ("rdf:type", "sh:hasValue ex:Play", ["faust"]),
        ("rdf:type", "sh:hasValue ex:Play, ex:Tragedy", ["faust", "hamlet", "lulu"]),
        ("rdf:type", "sh:hasValue ex:Play ; sh:maxCount 0", ["faust", "hamlet", "lulu"]),
        ("ex:length", "sh:hasValue 0.5", ["faust", "hamlet", "lulu"]),
        ("ex:length", "sh:hasValue 0.50", ["hamlet", "lulu"]),
        ("ex:code", 'sh:pattern "^[A-Z]{3}-[0-9]+$"', ["faust"]),
        ("ex:code", 'sh:pattern "^[a-z]{3}-\\\\d\\\\d$" ; sh:flags "i"', ["faust", "lulu"]),
        ("ex:cast", 'sh:pattern "ex"', ["faust", "lulu"]),
        ("ex:code", "sh:minLength 6", ["faust", "lulu"]),
        ("ex:code", "sh:maxLength 5", ["hamlet", "lulu"]),
        ("ex:cast", "sh:minLength 0", []),
        ("ex:cast", "sh:maxLength 100", ["lulu"]),
        ("ex:length", "sh:minInclusive 0", ["faust", "lulu"]),
        ("ex:length", "sh:minExclusive 7.5", ["faust", "lulu"]),
        ("ex:length", "sh:maxInclusive 190", ["faust"]),
        ("ex:length", "sh:maxExclusive 190", ["faust", "hamlet"]),
        ("ex:opens", 'sh:minInclusive "2024-03-02"^^xsd:date', ["hamlet", "lulu"]),
        ("ex:closes", 'sh:maxExclusive "2024-05-09"^^xsd:date', ["faust", "lulu"]),
        ("ex:opens", "sh:lessThan ex:closes", ["faust", "lulu"]),
        ("ex:opens", "sh:lessThanOrEquals ex:closes", ["faust", "lulu"]),
        ("ex:length", "sh:lessThan ex:opens", None),
        ("ex:stage", "sh:equals ex:stage", []),
        ("ex:stage", "sh:equals ex:cast", ["faust", "hamlet", "lulu"]),
        ("ex:code", "sh:disjoint ex:title", []),
        ("( ex:cast ex:name )", "sh:disjoint ex:title", []),
        ("ex:title", "sh:uniqueLang true", ["faust"]),
        ("ex:title", "sh:uniqueLang false", []),
        ("ex:title", 'sh:languageIn ( "en" "it" )', ["faust", "lulu"]),
        ("ex:title", 'sh:languageIn ( "*" )', ["lulu"]),
        ("ex:cast", "sh:node [ sh:property [ sh:path ex:name ; sh:maxCount 1 ] ]", ["hamlet"]),
        ("ex:cast", "sh:not [ sh:class ex:Actor ]", ["faust", "hamlet"]),
        ("ex:cast", "sh:not [ sh:path ex:name ; sh:datatype xsd:string ; sh:maxCount 1 ]", ["faust", "hamlet", "lulu"]),
        ("ex:cast", "sh:and ( [ sh:nodeKind sh:IRI ] [ sh:class ex:Actor ] )", ["faust", "lulu"]),
        ("ex:cast", "sh:or ( [ sh:class ex:Actor ] [ sh:nodeKind sh:Literal ] )", ["lulu"]),
        ("ex:length", "sh:or ( [ sh:datatype xsd:integer ] [ sh:datatype xsd:decimal ] )", ["faust"]),
        ("ex:cast", "sh:xone ( [ sh:class ex:Actor ] [ sh:nodeKind sh:IRI ] )", ["faust", "hamlet", "lulu"]),
        (
            "ex:cast",
            "sh:xone ( [ sh:nodeKind sh:IRI ] [ sh:path ex:name ; sh:minLength 1 ] )",
            ["faust", "hamlet", "lulu"],
        ),
        ("ex:cast", "sh:property [ sh:path ex:name ; sh:maxCount 1 ]", ["ben"]),
        ("ex:cast", "sh:qualifiedValueShape [ sh:class ex:Actor ] ; sh:qualifiedMinCount 2", ["faust", "lulu"]),
        ("ex:cast", "sh:qualifiedValueShape [ sh:class ex:Actor ] ; sh:qualifiedMaxCount 1", ["hamlet"]),
        ("[ sh:inversePath ex:cast ]", "sh:maxCount 0", ["faust"]),
        ("( ex:cast ex:name )", "sh:minCount 2", ["faust", "lulu"]),
        ("( ex:cast ex:knows )", "sh:maxCount 1", ["hamlet"]),
        ("[ sh:alternativePath ( ex:stage ex:cast ) ]", "sh:class ex:Stage", ["faust", "hamlet", "lulu"]),
        ("[ sh:alternativePath ( ex:stage ex:premiere ) ]", "sh:minCount 2", ["hamlet", "lulu"]),
        ("[ sh:zeroOrMorePath ex:cast ]", "sh:nodeKind sh:IRI", ["faust", "lulu"]),
        ("[ sh:oneOrMorePath ex:cast ]", "sh:maxCount 2", ["lulu"]),
        ("[ sh:zeroOrOnePath ex:stage ]", "sh:minCount 2", ["lulu"]),
        ("( [ sh:zeroOrMorePath ex:cast ] ex:name )", "sh:minCount 2", ["faust"]),
    ],
)
def test_a_construct_is_compiled_and_finds_what_pyshacl_finds(
    tmp_path: Path, path: str, rest: str, at_fault: list[str] | None
) -> None:
    results = found(tmp_path, PLAY.format(path=path, rest=rest))

    assert at_fault is None or focus(results) == at_fault


@pytest.mark.parametrize(
    ("shape", "at_fault"),
    [
        ("sh:targetNode ex:hamlet, ex:nowhere ; sh:property [ sh:path ex:stage ; sh:minCount 1 ]", ["nowhere"]),
        ("sh:targetNode 7, 'seven' ; sh:datatype xsd:integer", ["seven"]),
        ("sh:targetSubjectsOf ex:seats ; sh:property [ sh:path ex:code ; sh:minCount 1 ]", ["main"]),
        ("sh:targetObjectsOf ex:cast ; sh:class ex:Actor", ["faust", "nobody", "stranger"]),
        ("sh:targetClass ex:Stage ; sh:targetObjectsOf ex:knows ; sh:class ex:Actor", ["cellar", "main"]),
        ("a rdfs:Class ; sh:property [ sh:path ex:name ; sh:minCount 1 ]", ["odd"]),
        ("a owl:Class ; sh:property [ sh:path ex:name ; sh:minCount 1 ]", ["odd"]),
        ("sh:targetClass ex:Stage ; sh:closed true ; sh:property [ sh:path ex:seats ]", ["cellar", "cellar", "main"]),
        ("sh:targetClass ex:Stage ; sh:closed true ; sh:ignoredProperties ( rdf:type ex:seats )", ["cellar"]),
        ("sh:targetClass ex:Stage ; sh:closed true", ["cellar", "cellar", "cellar", "main", "main"]),
        ("sh:targetClass ex:Stage ; sh:closed false", []),
        ("sh:targetClass ex:Stage ; sh:hasValue ex:main", ["cellar"]),
        ("sh:targetClass ex:Stage ; sh:in ( ex:main ex:side )", ["cellar"]),
        ("sh:targetClass ex:Stage ; sh:equals ex:seats", ["cellar", "cellar", "main", "main"]),
        ("sh:targetObjectsOf ex:knows ; sh:disjoint ex:knows", ["ben"]),
        ("sh:targetClass ex:Stage ; sh:pattern 'cellar$'", ["main"]),
        ("sh:targetClass ex:Stage ; sh:node ex:T . ex:T sh:property [ sh:path ex:code ; sh:maxCount 0 ]", ["cellar"]),
        ("sh:targetClass ex:Stage ; sh:deactivated true ; sh:in ( ex:main )", []),
        ("sh:targetClass ex:Stage ; sh:not [ sh:deactivated true ; sh:in ( ex:main ) ]", ["cellar", "main"]),
        ("sh:targetClass ex:Stage ; sh:property [ sh:path ex:code ; sh:maxCount 0 ; sh:deactivated true ]", []),
    ],
)
def test_a_node_shape_finds_what_pyshacl_finds(tmp_path: Path, shape: str, at_fault: list[str]) -> None:
    results = found(tmp_path, f"ex:S a sh:NodeShape ; {shape} .", more="ex:odd a ex:S .")

    names = ("stranger" if str(one.focus).startswith("_:") else one.focus.value for one in results)
    assert sorted(name.removeprefix("urn:ex:") for name in names) == at_fault


ASKING = """ex:S a sh:NodeShape ; {target} ; sh:severity sh:Info ; sh:message "Too long: {{?long}} for {{$this}} and {{?value}}"@en ;
    sh:sparql [ sh:prefixes ex: ; sh:select \"\"\"{query}\"\"\" ] .
ex: a owl:Ontology ; sh:declare [ sh:prefix "ex" ; sh:namespace "urn:ex:"^^xsd:anyURI ] ."""
STAGES = "ex:g a ex:Hall ; ex:seats 40 ; ex:next ex:h . ex:h a ex:Hall ; ex:seats 90 ; ex:next ex:i . ex:i a ex:Hall ."


@pytest.mark.parametrize(
    ("query", "at_fault"),
    [
        ("SELECT $this ?value WHERE { $this ex:seats ?value . FILTER(?value > 50) }", ["h"]),
        ("SELECT DISTINCT $this (?x) WHERE { $this ex:seats ?x }", None),
        ("SELECT $this ?long WHERE { $this ex:seats ?long . FILTER NOT EXISTS { ?a ex:next $this } }", ["g"]),
        ("SELECT $this WHERE { FILTER NOT EXISTS { $this ex:seats ?any } }", ["i"]),
        ("SELECT $this ?value WHERE { $this ex:next ?n . OPTIONAL { ?n ex:seats ?value } }", ["g", "h"]),
        ("SELECT $this ?value WHERE { $this ex:seats ?s . BIND(?s * 2 AS ?value) }", None),
        ("SELECT $this ?twice WHERE { $this ex:seats ?s . BIND(?s * 2 AS ?twice) }", ["g", "h"]),
        ("SELECT $this ?value WHERE { ?value ex:next+ $this }", ["h", "i", "i"]),
        ("SELECT $this WHERE { $this ex:seats ?s ; ^ex:next|ex:next ?o } GROUP BY $this HAVING (COUNT(?o) > 1)", ["h"]),
        ("SELECT $this ?path WHERE { $this ?path 40 }", ["g"]),
        ("SELECT $this ?value WHERE { { $this ex:next ?value } UNION { ?value ex:next $this } }", None),
        ("SELECT ?value WHERE { ?value ex:next $this }", None),
        ("SELECT $this WHERE { $this ex:seats ?s } ORDER BY ?s LIMIT 1", None),
        ("SELECT $this WHERE { $this ex:seats ?s FILTER(NOW() > '2020-01-01T00:00:00Z'^^xsd:dateTime) }", None),
    ],
)
@pytest.mark.parametrize("target", ["sh:targetClass ex:Hall", "sh:targetNode ex:g, ex:h, ex:i"])
def test_a_query_is_asked_of_all_focus_nodes_at_once_or_handed_over(
    tmp_path: Path, query: str, at_fault: list[str] | None, target: str
) -> None:
    if "ex:seats" not in query:
        target = "sh:targetSubjectsOf rdf:type"
    ours = rules(tmp_path, ASKING.format(target=target, query=query))
    (tmp_path / "season.ttl").write_text(HEADER + STAGES, "utf-8")

    answers = []
    for engine in Engine:
        try:
            answers.append(results_in(graph_of_files(quads_in([tmp_path / "season.ttl"])), ours, engine))
        except InputError as error:
            answers.append(error.problem)

    assert answers[0] == answers[1]
    assert bool(ours.compiled.handed) is (at_fault is None)
    if at_fault is not None:
        assert sorted(one.focus.value.removeprefix("urn:ex:") for one in answers[0]) == at_fault


def test_a_message_is_filled_with_what_the_query_found(tmp_path: Path) -> None:
    query = "SELECT $this ?value ?long WHERE { $this ex:title ?value ; ex:length ?long . FILTER(LANG(?value) = 'it') }"

    (result,) = found(tmp_path, ASKING.format(target="sh:targetClass ex:Play", query=query))

    assert result.message == "Too long: 190 for urn:ex:hamlet and Amleto"


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        ("ex:S sh:targetClass ex:Play ; sh:node ex:S", "it refers to itself"),
        ("ex:S sh:targetClass ex:Play ; sh:rule [ sh:subject sh:this ]", "sh:rule is not compiled"),
        (
            "ex:S sh:targetClass ex:Play ; sh:property [ sh:path [ sh:inversePath ( ex:a ex:b ) ] ; sh:minCount 1 ]",
            "its path",
        ),
    ],
)
def test_what_is_not_compiled_is_handed_over_with_its_reason(tmp_path: Path, shape: str, reason: str) -> None:
    (handed,) = rules(tmp_path, f"{shape} .").compiled.handed

    assert handed.reason.startswith(reason)
    assert handed.name == "urn:ex:S"


def test_only_the_shape_that_is_not_compiled_is_handed_over(tmp_path: Path) -> None:
    shapes = """ex:S sh:targetClass ex:Stage ; sh:in ( ex:main ) . ex:R sh:targetClass ex:Actor ; sh:node ex:R ;
        sh:property [ sh:path ex:name ; sh:maxCount 1 ] ."""

    results = found(tmp_path, shapes, handed=True)

    assert set(focus(results)) == {"ben", "cellar"}


def test_blank_nodes_are_not_compared(tmp_path: Path) -> None:
    shapes = "ex:S a sh:PropertyShape ; sh:targetClass ex:Play ; sh:path ex:cast ; sh:lessThan ex:opens ."

    for engine in Engine:
        with pytest.raises(InputError, match="BlankNode"):
            results_in(graph_of_files(season(tmp_path)), rules(tmp_path, shapes), engine)


def test_what_a_query_finds_is_told_once_whatever_has_room(tmp_path: Path) -> None:
    shapes = """ex:S a sh:NodeShape ; sh:targetClass ex:Play ; sh:property [ sh:path ex:cast ; sh:minCount 3 ] ;
    sh:sparql [ sh:prefixes ex: ; sh:select "SELECT $this ?value WHERE { $this ex:code ?value }" ] .
ex: a owl:Ontology ; sh:declare [ sh:prefix "ex" ; sh:namespace "urn:ex:"^^xsd:anyURI ] ."""
    ours = rules(tmp_path, shapes)

    faults = [result_of(one) for one in faults_in(graph_of_files(season(tmp_path)).beside, ours.compiled.units)]

    by_query = [str(one.value) for one in faults if one.component.endswith("#SPARQLConstraintComponent")]
    assert sorted(by_query) == ['"HAM-01"', '"LUL-08"', '"LUL-7"', '"faust"']
