"""pyoxigraph's quads → an rdflib graph, which is what pySHACL reads."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as Value
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from kb.errors import InputError
from kb.vocab import PREFIXES, XSD


class UnionGraph(Graph):
    """A graph that parses each query once, and answers none that reaches beyond it.

    pySHACL asks the same query of every focus node; parsing it takes rdflib some 20 ms each time.
    """

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:
        """Answer a query, as :meth:`rdflib.Graph.query` does.

        Raises:
            InputError: it would read a file or an address (``FROM``, ``SERVICE``).
        """
        prepared = _prepared(_in_order(query_object)) if isinstance(query_object, str) else query_object
        return super().query(prepared, *args, **kwargs)


def _in_order(text: str) -> str:
    """Sort the prefixes, which pySHACL puts before a query in no fixed order."""
    lines = text.split("\n")
    count = next((place for place, line in enumerate(lines) if not line.startswith("PREFIX ")), len(lines))
    return "\n".join(sorted(lines[:count]) + lines[count:])


@lru_cache(maxsize=256)
def _prepared(text: str) -> Query:
    try:
        query = prepareQuery(text, initNs=dict(PREFIXES))
    except Exception as error:  # pyparsing's own, and a bare Exception for an unknown prefix
        raise InputError(
            f"A query in the shapes does not parse: {error}",
            hint="Correct sh:select; declare its prefixes in sh:prefixes.",
        ) from error
    waiting: list[Any] = [query.algebra]
    while waiting:
        part = waiting.pop()
        if isinstance(part, CompValue):
            if part.name in {"DatasetClause", "ServiceGraphPattern"}:
                raise InputError(
                    "A query in the shapes reads files or addresses with FROM or SERVICE, and nothing is fetched.",
                    hint="Ask about the graph that is checked only; remove FROM and SERVICE from the query.",
                )
            waiting += part.values()
        elif isinstance(part, list | tuple):
            waiting += part
    return query


def graph_of(quads: Iterable[Quad]) -> UnionGraph:
    """Build the union of all graphs, their names dropped.

    Strings carry no datatype, which in RDF 1.1 is the same and in rdflib compares equal to what shapes say.

    Raises:
        InputError: a quad holds a triple as a term, which RDF 1.1 does not have.
    """
    graph = UnionGraph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    known: dict[Any, Any] = {}
    add = graph.store.add
    with quiet():
        for quad in quads:
            triple = (quad.subject, quad.predicate, quad.object)
            for term in triple:
                if term not in known:
                    known[term] = _term(term)
            add((known[triple[0]], known[triple[1]], known[triple[2]]), graph)
    return graph


def written(term: Node) -> str:
    """Write a term as N-Triples do, on one line."""
    if isinstance(term, Value):
        datatype = NamedNode(str(term.datatype)) if term.datatype else None
        return str(
            Literal(str(term), language=term.language) if term.language else Literal(str(term), datatype=datatype)
        )
    return f"_:{term}" if isinstance(term, BNode) else f"<{term}>"


def _term(term: object) -> URIRef | BNode | Value:
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if isinstance(term, Literal):
        if term.language or term.datatype.value == XSD.string:
            return Value(term.value, lang=term.language)
        return Value(term.value, datatype=URIRef(term.datatype.value), normalize=False)
    raise InputError(
        f"A triple stands where a node or literal belongs: {str(term)[:200]}",
        hint="Only RDF 1.1 is read; write the triple's subject, predicate and object as nodes of their own.",
    )


@contextmanager
def quiet() -> Iterator[None]:
    """Keep rdflib and pySHACL from commenting on ill-typed values; those are findings, and reported as such."""
    loggers = [logging.getLogger(name) for name in ("rdflib", "pyshacl")]
    levels = [logger.level for logger in loggers]
    loud = logging.getLogger("pyshacl-validate")  # pySHACL gives it a level and the terminal each time
    was_disabled = loud.disabled
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    loud.disabled = True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        loud.disabled = was_disabled
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
