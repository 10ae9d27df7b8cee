"""Our shapes, compiled and by pySHACL: the same report, whatever is wrong with a graph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from graphs import harbour
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kb.check.compiled import columns
from kb.check.compiled.neighbours import Place
from kb.check.compiled.terms import is_odd
from kb.check.files import quads_in
from kb.check.report import Report
from kb.check.shapes import rules_in
from kb.check.validation import Engine, report_on, report_on_store
from kb.errors import InputError
from kb.store.memory import MemoryStore
from kb.vocab import PREFIXES

HERE = Path(__file__).parent
TODAY = date(2024, 6, 1)
XSD = PREFIXES["xsd"]


QUADS = harbour()
PLACES = st.integers(0, len(QUADS) - 1)
DAY_OF_AN_INSTANT = next(place for place, quad in enumerate(QUADS) if quad.predicate.value.endswith("#inXSDDate"))
IN_SPARQL = "SPARQLConstraintComponent"
ODD = [  # values that are ill-typed, unusual, or written in another way than a store writes them
    *(Literal(text, datatype=NamedNode(XSD + "date")) for text in ("2021-02-30", "2021-10-01Z", "12021-01-01", "soon")),
    *(Literal(text, datatype=NamedNode(XSD + "decimal")) for text in ("0.50", "1.5", "-0.0", "many", "1e3")),
    *(Literal(text, datatype=NamedNode(XSD + "integer")) for text in ("007", "-3", "1.0", "99999999999999999999")),
    *(
        Literal(text, datatype=NamedNode(XSD + "dateTime"))
        for text in ("2021-10-01T10:00:00", "2021-10-01T12:00:00+02:00")
    ),
    *(Literal(text, datatype=NamedNode(XSD + "boolean")) for text in ("true", "1", "perhaps")),
    *(Literal(text) for text in ("", "en\n", "sha256:" + "0" * 64, "sha256:" + "0" * 64 + "\n", "“", "x" * 40)),
    Literal("Hafen", language="de"),
    Literal("harbour", language="en-GB"),
    Literal("2.5e0", datatype=NamedNode(XSD + "double")),
    Literal("?", datatype=NamedNode("urn:ex:unit")),
    NamedNode("urn:ex:nowhere"),
]
SOUND = [value for value in ODD if not (isinstance(value, Literal) and is_odd(value))]  # see docs, validation.md


def faults(values: list[Literal | NamedNode]) -> st.SearchStrategy[list[tuple[str, int, Literal | NamedNode]]]:
    """Choose faults: a triple missing, with an odd or a borrowed object, or twice with one."""
    objects = st.sampled_from(values) | PLACES.map(lambda place: QUADS[place].object)
    kinds = st.sampled_from(["missing", "instead", "beside"])
    return st.lists(st.tuples(kinds, PLACES, objects), min_size=1, max_size=6)


def with_faults(planted: list[tuple[str, int, Literal | NamedNode]]) -> list[Quad]:
    quads = dict.fromkeys(QUADS)
    for kind, place, value in planted:
        quad = QUADS[place]
        if kind != "beside":
            quads.pop(quad, None)
        if kind != "missing":
            quads[Quad(quad.subject, quad.predicate, value, quad.graph_name)] = None
    return list(quads)


def told(report: Report) -> tuple[object, ...]:
    return report.findings, report.settled, report.not_checked, report.checked


def unless_refused(report: Callable[[], Report]) -> Report:
    """Give a report; leave out graphs over which rdflib fails: it lets SUBSTR of a wrong type end the whole check."""
    try:
        return report()
    except InputError:
        assume(False)
        raise


def test_all_our_shapes_are_compiled() -> None:
    assert rules_in().compiled.handed == ()


@pytest.mark.parametrize("noun", sorted(path.name for path in HERE.iterdir() if (path / "invalid").is_dir()))
def test_the_examples_of_all_shapes_give_one_report(noun: str) -> None:
    for path in sorted((HERE / noun / "invalid").glob("*.ttl")):
        quads = list(quads_in([path]))

        compiled, reference = (report_on(quads, today=TODAY, engine=engine) for engine in Engine)

        assert told(compiled) == told(reference), path.name


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(planted=faults(ODD))
def test_planted_faults_give_one_report(planted: list[tuple[str, int, Literal | NamedNode]]) -> None:
    quads = with_faults(planted)

    reference = unless_refused(lambda: report_on(quads, today=TODAY, engine=Engine.PYSHACL))
    compiled = report_on(quads, today=TODAY)

    assert told(compiled) == told(reference)


def is_of_another_kind(place: int, value: Literal | NamedNode) -> bool:
    """Tell whether a literal is planted where one of another datatype belongs."""
    own = QUADS[place].object
    return isinstance(own, Literal) and isinstance(value, Literal) and own.datatype != value.datatype


def but_for_queries(report: Report) -> Report:
    return replace(
        report, findings=tuple(one for one in report.findings if one.component != PREFIXES["sh"] + IN_SPARQL)
    )


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(planted=faults(SOUND))
@example(planted=[("instead", DAY_OF_AN_INSTANT, Literal("0.50", datatype=NamedNode(XSD + "decimal")))])
def test_planted_faults_in_a_store_give_one_report(planted: list[tuple[str, int, Literal | NamedNode]]) -> None:
    store = MemoryStore()
    store.update(add=with_faults(planted))

    reference = unless_refused(lambda: report_on_store(store.query, store.quads, today=TODAY, engine=Engine.PYSHACL))
    compiled = report_on_store(store.query, store.quads, today=TODAY)

    if any(kind != "missing" and is_of_another_kind(place, value) for kind, place, value in planted):
        compiled, reference = but_for_queries(compiled), but_for_queries(reference)  # see docs, validation.md
    assert told(compiled) == told(reference)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(planted=faults(SOUND))
def test_a_store_that_is_read_and_one_that_is_asked_give_one_report(
    planted: list[tuple[str, int, Literal | NamedNode]],
) -> None:
    store = MemoryStore()
    store.update(add=with_faults(planted))

    read = report_on_store(store.query, store.quads, today=TODAY)
    asked = report_on_store(lambda text: list(store.query(text)), store.quads, today=TODAY)  # as one too large is
    texts: list[str] = []

    def query(text: str) -> object:
        texts.append(text)
        return store.query(text)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(columns, "_MANY", 0)
        ahead = report_on_store(query, store.quads, today=TODAY, place=Place.DISK)  # as a large one on disk is
        in_columns = [text for text in texts if text.endswith(f"LIMIT {columns._MOST + 1}")]
        patched.setattr(columns, "_MOST", 300)
        partly = report_on_store(store.query, store.quads, today=TODAY, place=Place.DISK)  # as a very large one is

    assert told(read) == told(asked) == told(ahead) == told(partly)
    assert in_columns
    assert len(in_columns) == len(set(in_columns))  # nothing is read twice because it was read ahead
