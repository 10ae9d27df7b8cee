from __future__ import annotations

import pytest
from pyoxigraph import Store

from kb.store.keywords import says_from, says_graph


@pytest.mark.parametrize(
    "pattern",
    [
        "GRAPH ?g { ?s ?p ?o }",
        "{ graph<urn:x:g>{ ?s ?p ?o } }",
        "# graph\nGRAPH ?g { ?s ?p 'x' }",
        '?s ?p """it"s don\'t""" . GRAPH ?g { ?s ?p \'x\' }',
        "?s ?p '''so 'it' \"is''' . GRAPH ?g { ?s ?p \"x\" }",
        "?s ?p 'it\\'s' . GRAPH ?g { ?s ?p 'x' }",
        "?s ?p x:it\\'s . GRAPH ?g { ?s ?p 'x' }",
        "?s ?p <urn:x:#'> . GRAPH ?g { ?s ?p 'x' }",
    ],
)
def test_a_query_of_named_graphs_is_known(pattern: str) -> None:
    query = f"PREFIX x: <urn:x:> SELECT * {{ {pattern} }}"
    Store().query(query)  # it is one

    assert says_graph(query)
    assert not says_from(query)


@pytest.mark.parametrize(
    "pattern",
    [
        "?graph ?p ?from",
        "?s <urn:x:graph> <urn:x/from/graph>",
        "?s ?p 'graph' , \"from\" , '''graph 'from' it''' , \"\"\"from \"a\" graph\"\"\"",
        "?s x:graph from:it # the graph\n",
        "?s ?p ?o FILTER(?o <5 && 3> ?o)",
    ],
)
def test_words_and_names_that_look_so_are_no_keywords(pattern: str) -> None:
    query = f"PREFIX x: <urn:x:> PREFIX from: <urn:x:> SELECT * {{ {pattern} }}"
    Store().query(query)

    assert not says_graph(query)
    assert not says_from(query)


def test_a_query_that_chooses_its_graphs_is_known() -> None:
    assert says_from("SELECT * FROM <urn:x:g> { ?s ?p ?o }")
    assert says_from("SELECT * from named <urn:x:g> { GRAPH ?g { ?s ?p ?o } }")
