"""Every shape, on a graph that it lets pass and on one that differs from it in one detail."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, RDFS, SH

from kb.check.files import quads_in
from kb.check.graphs import graph_of, quiet
from kb.check.shapes import rules_in
from kb.check.validation import report_on
from kb.concepts import CONCEPTS, TOKENS
from kb.model import AgentType, FactKind, RegionKind, Severity
from kb.vocab import PREFIXES, compact

HERE = Path(__file__).parent
KBSH = PREFIXES["kbsh"]
# Every discrepancy is itself reported, so examples that hold one are read with these left out.
REPORTS = {"Discrepancy-none-to-weigh", "Discrepancy-none-to-note"}
RULES = rules_in()
NAMES = [name.removeprefix(KBSH) for name in RULES.names]
EXAMPLES = {path.stem: path for path in sorted(HERE.glob("*/valid/*.ttl"))}


def found_in(path: Path) -> set[str]:
    return {finding.shape.removeprefix(KBSH) for finding in report_on(quads_in([path])).findings}


def invalid(valid: Path) -> Path:
    return valid.parent.parent / "invalid" / valid.name


def objects(name: str, predicate: URIRef) -> list[object]:
    return list(RULES.graph.objects(URIRef(KBSH + name), predicate))


def test_every_shape_has_a_pair_of_examples_and_every_example_a_shape() -> None:
    assert sorted(EXAMPLES) == sorted(NAMES)
    assert {path.stem for path in HERE.glob("*/invalid/*.ttl")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_valid_example_conforms(name: str) -> None:
    assert found_in(EXAMPLES[name]) <= REPORTS - {name}


@pytest.mark.parametrize("name", NAMES)
def test_the_invalid_example_is_found_by_this_shape_alone(name: str) -> None:
    found = found_in(invalid(EXAMPLES[name]))

    assert found - (REPORTS - {name}) == {name}


@pytest.mark.parametrize("name", NAMES)
def test_a_pair_differs_in_one_detail(name: str) -> None:
    left, right = (path.read_text("utf-8").split() for path in (EXAMPLES[name], invalid(EXAMPLES[name])))

    changes = [
        code for code in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes() if code[0] != "equal"
    ]

    assert changes
    assert max(code[2] for code in changes) - min(code[1] for code in changes) <= 12


@pytest.mark.parametrize("name", NAMES)
def test_a_shape_has_severity_message_with_remedy_and_reason(name: str) -> None:
    (severity,) = objects(name, SH.severity)
    (message,) = objects(name, SH.message)
    (reason,) = objects(name, RDFS.comment)

    assert severity in (SH.Violation, SH.Warning, SH.Info)
    assert ";" in message, "a message says what must hold, then, after a semicolon, how to put it right"
    assert message.language == reason.language == "en"
    assert str(message).endswith(".")
    assert str(reason).endswith(".")
    assert message != reason


def test_a_shape_is_named_after_its_noun() -> None:
    assert all(name[0].isupper() and "-" in name for name in NAMES)


def test_the_shapes_are_well_formed_shacl() -> None:
    with quiet():
        conforms, _, text = validate(Graph(), shacl_graph=RULES.graph, meta_shacl=True)

    assert conforms, text


def test_lifting_targets_onto_property_shapes_changes_no_finding() -> None:
    for valid in EXAMPLES.values():
        graph = graph_of(quads_in([invalid(valid)]))

        with quiet():
            reports = [validate(graph, shacl_graph=shapes)[1] for shapes in (RULES.graph, RULES.lifted)]

        plain, lifted = (
            {
                (
                    report.value(result, SH.sourceShape),
                    report.value(result, SH.focusNode),
                    report.value(result, SH.value),
                )
                for result in report.subjects(RDF.type, SH.ValidationResult)
            }
            for report in reports
        )
        assert plain == lifted


def list_of(name: str) -> list[str]:
    (head,) = objects(name, SH["in"])
    return [str(member) for member in RULES.graph.items(head)]


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("Statement-kind-is-known", "kind"),
        ("Hop-role-is-known", "role"),
        ("Proposition-polarity-is-known", "polarity"),
        ("Proposition-certainty-is-known", "certainty"),
        ("Claim-polarity-is-known", "polarity"),
        ("Interval-mode-is-known", "mode"),
        ("Discrepancy-kind-is-known", "discrepancy"),
        ("Pair-reason-is-known", "compatible"),
        ("Variant-difference-is-known", "difference"),
        ("Link-kind-is-known", "link"),
        ("Link-status-is-known", "status"),
        ("Reuse-mode-is-known", "reuse"),
        ("Review-decision-is-known", "decision"),
        ("Discrepancy-verdict-is-known", "verdict"),
    ],
)
def test_a_shape_lists_the_concepts_of_the_vocabulary(name: str, of: str) -> None:
    assert set(list_of(name)) == set(CONCEPTS[of].values())


@pytest.mark.parametrize("name", ["Statement-voices-are-known", "Proposition-has-one-voice"])
def test_a_statement_has_any_voice_but_omission(name: str) -> None:
    assert [TOKENS[iri] for iri in list_of(name)] == ["asserts", "relays", "hedges", "denies"]


@pytest.mark.parametrize(
    ("name", "enumeration"),
    [("Region-kind-is-known", RegionKind), ("Mention-type-is-known", AgentType), ("Fact-kind-is-known", FactKind)],
)
def test_a_shape_lists_the_tokens_of_the_model(name: str, enumeration: type) -> None:
    assert list_of(name) == [member.value for member in enumeration]


def test_only_what_a_person_should_weigh_is_a_warning() -> None:
    lesser = {name for name in NAMES if objects(name, SH.severity) != [SH.Violation]}

    assert lesser == {
        "Claim-in-force-is-not-superseded",
        "Discrepancy-none-to-note",
        "Discrepancy-none-to-weigh",
        "Proposition-past-event-precedes-publication",
        "Statement-attribution-is-marked",
        "Statement-is-spoken-before-publication",
    }


def test_a_link_is_accepted_or_rejected_and_never_waived() -> None:
    assert [TOKENS[iri] for iri in list_of("Link-verdict-is-known")] == ["accepted", "rejected"]


def test_a_discrepancy_is_reported_with_its_own_severity_and_note() -> None:
    (finding,) = report_on(quads_in([invalid(EXAMPLES["Discrepancy-none-to-weigh"])])).findings

    assert finding.severity is Severity.WARNING
    assert finding.message.startswith("One outlet says May, the other June. ")
    assert compact(finding.shape) == "kbsh:Discrepancy-none-to-weigh"
