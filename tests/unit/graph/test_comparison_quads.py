"""What is derived from all articles goes into the four derived graphs, whatever the order it comes in."""

from __future__ import annotations

from dataclasses import replace

from example_records import AGENTS, BASE, LEDGER, PORT, TIDE, WIRE, comparison_of, two_records
from graphs import comparison_quads
from hypothesis import given
from hypothesis import strategies as st

from kb import ids
from kb.graph.agents import merged, publisher
from kb.model import Agent, AgentType, Comparison
from kb.vocab import DCTERMS, KB, OA, PROV, RDF, RDFS, SCHEMA, SH, SKOS


def derived(change=lambda comparison: comparison, agents=None):
    records = two_records()
    comparison = change(comparison_of(*records))
    articles = {record.article.id: record.article for record in records}
    statements = {said.id: said for record in records for said in record.statements}
    everyone = [agent for record in records for agent in record.agents] if agents is None else agents
    return records, comparison, comparison_quads(everyone, comparison, articles, statements, BASE)


def values(quads, subject: str, predicate: str) -> list[str]:
    return sorted(
        quad.object.value.removeprefix(BASE)
        for quad in quads
        if quad.subject.value == BASE + subject and quad.predicate.value == predicate
    )


def graph_names(quads) -> set[str]:
    return {quad.graph_name.value.removeprefix(BASE) for quad in quads}


def test_derived_quads_lie_in_the_graphs_of_claims_agents_origins_and_discrepancies() -> None:
    _, _, quads = derived()

    assert graph_names(quads) == {"graph/claims", "graph/agents", "graph/origins", "graph/discrepancies"}


def test_a_claim_appears_in_the_articles_of_its_propositions_with_their_voices() -> None:
    (tide, ledger), comparison, quads = derived()
    closed = comparison.claims[1]

    assert values(quads, closed.id, SCHEMA.appearance) == sorted([tide.article.id, ledger.article.id])
    assert values(quads, closed.id, SCHEMA.text) == ["the port closed"]
    assert values(quads, ledger.statements[1].propositions[0].id, KB.expresses) == [closed.id]
    assert values(quads, ledger.statements[1].propositions[0].id, KB.voice) == [KB.Denies]
    assert values(quads, ledger.statements[1].id, KB.voice) == [KB.Denies]


def test_every_statement_has_its_origin_and_origins_show_their_evidence() -> None:
    (tide, ledger), comparison, quads = derived()
    wire = comparison.origins[0]

    assert [values(quads, said.id, KB.origin) for said in (tide.statements[0], ledger.statements[0])] == [[wire.id]] * 2
    assert values(quads, wire.id, KB.evidence) == [comparison.reuses[0].id]
    assert values(quads, tide.article.id, KB.credits) == [WIRE]


def test_reused_text_is_shown_by_offsets_and_digest_and_never_by_its_words() -> None:
    (tide, _), comparison, quads = derived()
    reuse = comparison.reuses[0]
    left = ids.span(tide.article.id, reuse.left)

    in_origins = [quad for quad in quads if quad.graph_name.value == f"{BASE}graph/origins"]

    assert values(in_origins, reuse.id, KB.left) == [left]
    assert values(in_origins, left, KB.digest) == [ids.digest_of(reuse.left.exact)]
    assert values(in_origins, left, OA.hasSelector) == [f"{left}/position"]
    assert reuse.left.exact not in {quad.object.value for quad in in_origins}


def test_a_reuse_read_without_its_text_keeps_the_digest_it_had() -> None:
    digest = ids.digest_of("what it was")

    (tide, _), comparison, quads = derived(
        lambda comparison: replace(comparison, reuses=(replace(comparison.reuses[0], left_digest=digest),))
    )

    left = ids.span(tide.article.id, comparison.reuses[0].left)
    assert values(quads, left, KB.digest) == [digest]


def test_a_discrepancy_has_numbered_sides_that_point_at_statements_and_words() -> None:
    (tide, _), comparison, quads = derived()
    name = comparison.discrepancies[0].id

    assert values(quads, name, KB.kind) == [KB.PolarityDiscrepancy]
    assert values(quads, name, KB.severity) == [SH.Warning]
    assert values(quads, name, KB.side) == [f"{name}/1", f"{name}/2"]
    assert values(quads, f"{name}/1", KB.value) == ["closed"]
    assert (
        values(quads, f"{name}/1/1", KB.statement)
        == values(quads, f"{name}/1", KB.statement)
        == [tide.statements[1].id]
    )
    assert values(quads, f"{name}/1/1", KB.span) == values(quads, f"{name}/1", KB.span)


def test_a_compatible_pair_says_why() -> None:
    _, comparison, quads = derived()

    assert values(quads, comparison.compatible[0].id, KB.reason) == [KB.LessPrecise]
    assert values(quads, comparison.compatible[0].id, SKOS.note) == ["One names the month only."]


def test_a_quotation_lists_its_printed_forms() -> None:
    _, comparison, quads = derived()
    name = comparison.quotations[0].id

    assert values(quads, name, KB.variant) == [f"{name}/1", f"{name}/2"]
    assert values(quads, f"{name}/2", KB.difference) == [KB.ChangedWord]


def test_agents_have_names_kinds_and_identities() -> None:
    _, _, quads = derived()

    assert values(quads, PORT, RDF.type) == sorted([PROV.Agent, SCHEMA.Place])
    assert values(quads, WIRE, SKOS.altLabel) == ["CW"]
    assert values(quads, "agent/ana-ruiz", SCHEMA.sameAs) == ["http://www.wikidata.org/entity/Q1"]
    assert values(quads, "agent/ana-ruiz", DCTERMS.isPartOf) == ["agent/dockers-union"]
    assert values(quads, TIDE, KB.registered) == ["true"]


def test_a_publisher_that_no_text_mentions_is_an_agent_too() -> None:
    _, _, quads = derived(agents=[agent for agent in AGENTS if agent.id != LEDGER])

    assert values(quads, LEDGER, RDFS.label) == ["Ledger"]
    assert values(quads, LEDGER, KB.registered) == ["false"]


def test_nothing_compared_gives_the_agents_alone() -> None:
    quads = comparison_quads(AGENTS, Comparison(), {}, {}, BASE)

    assert graph_names(quads) == {"graph/agents"}


NAMES = st.sampled_from(["Ruiz", "RUIZ", "ruiz"])


@given(
    st.lists(
        st.builds(
            Agent,
            st.just("agent/ruiz"),
            NAMES,
            st.sampled_from(AgentType),
            aliases=st.lists(NAMES, max_size=2).map(tuple),
            registered=st.booleans(),
        ),
        min_size=1,
        max_size=5,
    ),
    st.randoms(use_true_random=False),
)
def test_agents_merge_to_the_same_one_in_any_order(agents: list[Agent], random) -> None:
    shuffled = random.sample(agents, len(agents))

    (one,) = merged(agents)

    assert merged(shuffled) == (one,)
    assert {one.name, *one.aliases} == {name for agent in agents for name in (agent.name, *agent.aliases)}
    assert one.name not in one.aliases


def test_a_registered_agent_speaks_for_its_namesakes() -> None:
    agents = [
        Agent("agent/a", "A", AgentType.PERSON),
        Agent("agent/a", "A.", AgentType.PERSON),
        Agent("agent/a", "B", AgentType.ORGANIZATION, registered=True),
    ]

    (one,) = merged(agents)

    assert (one.name, one.type, one.aliases) == ("B", AgentType.ORGANIZATION, ("A", "A."))


def test_an_outlets_name_is_looked_up_before_its_aliases() -> None:
    agents = [
        Agent("agent/post-abroad", "Post Abroad", AgentType.ORGANIZATION, ("Post",)),
        Agent("agent/z", "Post", AgentType.ORGANIZATION),
    ]

    assert publisher("Post", agents) == "agent/z"
    assert publisher("Post Abroad", agents) == "agent/post-abroad"
    assert publisher("New Post", agents) == "agent/new-post"
