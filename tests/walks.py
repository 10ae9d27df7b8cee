"""Small graphs of four nodes, paths through them, and literals of all kinds."""

from __future__ import annotations

from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from kb.check.compiled.paths import Alternative, Inverse, Predicate, Sequence
from kb.vocab import PREFIXES, XSD

NODES = [NamedNode(f"urn:ex:{name}") for name in "abcd"]
LINKS = ["urn:ex:knows", "urn:ex:owns"]
STEPS = st.one_of(st.builds(Predicate, st.sampled_from(LINKS)), st.builds(Inverse, st.sampled_from(LINKS)))
PATHS = st.recursive(
    STEPS,
    lambda inner: st.one_of(
        st.builds(Sequence, st.tuples(inner, inner)), st.builds(Alternative, st.tuples(inner, inner))
    ),
    max_leaves=4,
)
TRIPLES = st.lists(
    st.tuples(st.sampled_from(NODES), st.sampled_from(LINKS), st.sampled_from(NODES)), max_size=12, unique=True
)


def a_graph(triples: list[tuple[NamedNode, str, NamedNode | BlankNode | Literal]]) -> Store:
    store = Store()
    store.extend(Quad(subject, NamedNode(link), value, DefaultGraph()) for subject, link, value in triples)
    return store


LITERALS = st.one_of(
    st.text().map(Literal),
    st.sampled_from(['tab\t, line\n, return\r, mark", back\\slash \b\f', "", "9", "\ufffe", "?x\tnine"]).map(Literal),
    st.text(max_size=8).map(lambda text: Literal(text, language="en-gb")),
    st.tuples(
        st.sampled_from(
            ["9", "-0.5", "+7", "0.50", "1e3", "1.0E0", "true", "1", "NaN", "2024-02-30", "2024-02-03", "nine", ""]
        ),
        st.sampled_from([XSD.integer, XSD.decimal, PREFIXES["xsd"] + "double", XSD.boolean, XSD.date, "urn:ex:metre"]),
    ).map(lambda pair: Literal(pair[0], datatype=NamedNode(pair[1]))),
)
