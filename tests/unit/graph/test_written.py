"""Which quads come and go with derived nodes: shared ones stay until the last node that needs them goes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kb.graph.lines import Line
from kb.graph.written import Sheets

BASE = "https://desk.example/id/"


def line(subject: str, value: str = "x") -> Line:
    return f'<{BASE}{subject}> <https://desk.example/says> "{value}" <{BASE}graph/claims>'


def test_a_span_that_two_discrepancies_point_at_stays_when_one_goes() -> None:
    sheets = Sheets(BASE)
    span = line("span/1")
    sheets.change([], [("discrepancy/a", [line("discrepancy/a"), span]), ("discrepancy/b", [span])])

    added, removed = sheets.change([("discrepancy/a", [line("discrepancy/a"), span])], [])

    assert (added, removed) == ((), (line("discrepancy/a"),))


def test_the_span_goes_with_the_last_of_them() -> None:
    sheets = Sheets(BASE)
    span = line("span/1")
    sheets.change([], [("discrepancy/a", [span]), ("discrepancy/b", [span])])
    sheets.change([("discrepancy/a", [span])], [])

    added, removed = sheets.change([("discrepancy/b", [span])], [])

    assert (added, removed) == ((), (span,))


def test_what_goes_and_comes_in_one_change_is_not_touched() -> None:
    sheets = Sheets(BASE)
    kept, old, new = line("claim/a"), line("claim/a", "old"), line("claim/a", "new")
    sheets.change([], [("claim/a", [kept, old])])

    added, removed = sheets.change([("claim/a", [kept, old])], [("claim/a", [kept, new])])

    assert (added, removed) == ((new,), (old,))


NODES = st.dictionaries(
    st.sampled_from(["claim/a", "claim/b", "event/c"]),
    st.lists(
        st.builds(line, st.sampled_from(["claim/a", "span/1", "span/2", "claim/b"]), st.sampled_from("xy")), max_size=4
    ),
)


@given(st.lists(NODES, max_size=6))
def test_the_graph_is_always_the_union_of_what_its_nodes_write(states: list[dict[str, list[Line]]]) -> None:
    sheets, graph, before = Sheets(BASE), set[Line](), dict[str, list[Line]]()

    for state in states:
        nodes = {node: [one for one in lines if f"/{node}>" in one or "/span/" in one] for node, lines in state.items()}
        added, removed = sheets.change(before.items(), nodes.items())
        graph = (graph - {*removed}) | {*added}
        before = nodes
        assert graph == {one for lines in nodes.values() for one in lines}
