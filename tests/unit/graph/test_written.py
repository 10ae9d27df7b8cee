"""Which quads come and go with derived nodes: shared ones stay until the last node that needs them goes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kb.graph.written import Sheets

BASE = "https://desk.example/id/"


def quad(subject: str, value: str = "x") -> Quad:
    return Quad(NamedNode(BASE + subject), NamedNode("https://desk.example/says"), Literal(value))


def test_a_span_that_two_discrepancies_point_at_stays_when_one_goes() -> None:
    sheets = Sheets(BASE)
    span = quad("span/1")
    sheets.change([], [("discrepancy/a", [quad("discrepancy/a"), span]), ("discrepancy/b", [span])])

    added, removed = sheets.change([("discrepancy/a", [quad("discrepancy/a"), span])], [])

    assert (added, removed) == (frozenset(), {quad("discrepancy/a")})


def test_the_span_goes_with_the_last_of_them() -> None:
    sheets = Sheets(BASE)
    span = quad("span/1")
    sheets.change([], [("discrepancy/a", [span]), ("discrepancy/b", [span])])
    sheets.change([("discrepancy/a", [span])], [])

    added, removed = sheets.change([("discrepancy/b", [span])], [])

    assert (added, removed) == (frozenset(), {span})


def test_what_goes_and_comes_in_one_change_is_not_touched() -> None:
    sheets = Sheets(BASE)
    kept, old, new = quad("claim/a"), quad("claim/a", "old"), quad("claim/a", "new")
    sheets.change([], [("claim/a", [kept, old])])

    added, removed = sheets.change([("claim/a", [kept, old])], [("claim/a", [kept, new])])

    assert (added, removed) == ({new}, {old})


NODES = st.dictionaries(
    st.sampled_from(["claim/a", "claim/b", "event/c"]),
    st.lists(
        st.builds(quad, st.sampled_from(["claim/a", "span/1", "span/2", "claim/b"]), st.sampled_from("xy")), max_size=4
    ),
)


@given(st.lists(NODES, max_size=6))
def test_the_graph_is_always_the_union_of_what_its_nodes_write(states: list[dict[str, list[Quad]]]) -> None:
    sheets, graph, before = Sheets(BASE), set[Quad](), dict[str, list[Quad]]()

    for state in states:
        nodes = {
            node: [one for one in quads if node in one.subject.value or "span" in one.subject.value]
            for node, quads in state.items()
        }
        added, removed = sheets.change(before.items(), nodes.items())
        graph = (graph - removed) | added
        before = nodes
        assert graph == {one for quads in nodes.values() for one in quads}
