"""The curated registry, ours and one made for the test."""

from pathlib import Path

import pytest

from kb import ids
from kb.errors import InputError
from kb.model import AgentType
from kb.resolve.registry import Registry

HEAD = """
@prefix agent: <https://kb.example/id/agent/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kb: <https://w3id.org/claimgraph/terms#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <http://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def registry_of(folder: Path, turtle: str) -> Registry:
    path = folder / "agents.ttl"
    path.write_text(HEAD + turtle, encoding="utf-8")
    return Registry.load(path)


def names(found: tuple[object, ...]) -> list[str]:
    return [agent.name for agent in found]  # type: ignore[attr-defined]


def test_every_identifier_is_the_slug_of_a_label() -> None:
    for entry in Registry.load():
        assert entry.agent.id in {ids.agent(name) for name in (entry.agent.name, *entry.agent.aliases)}


def test_every_reference_leads_to_an_agent() -> None:
    registry = Registry.load()

    for entry in registry:
        wanted = [*entry.agent.part_of, *entry.metonyms, *filter(None, [entry.home])]
        wanted += [office.body for office in entry.offices if office.body]
        assert all(registry.agent(each) for each in wanted), entry.agent.id


def test_no_two_agents_share_a_wikidata_item() -> None:
    items = [entry.agent.same_as for entry in Registry.load() if entry.agent.same_as]

    assert len(items) == len(set(items))
    assert all(item.startswith("http://www.wikidata.org/entity/Q") for item in items)


def test_no_alias_links_to_two_agents() -> None:
    registry = Registry.load()

    for entry in registry:
        for name in (entry.agent.name, *entry.agent.aliases):
            assert names(registry.lookup(name)) == [entry.agent.name], name


def test_every_person_has_a_family_name_and_every_office_runs_forward() -> None:
    for entry in Registry.load():
        if entry.agent.type is AgentType.PERSON:
            assert entry.family_name in entry.agent.name.split()
            assert all(office.name for office in entry.offices)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("the AP", "Associated Press"),
        ("Agence France-Presse’s", "Agence France-Presse"),
        ("the U.K.", "United Kingdom"),
        ("New York Times", "The New York Times"),
        ("Italy's government", "Italy"),
        ("the Dutch government", "Netherlands"),
        ("Japanese Defense Ministry", "Ministry of Defense of Japan"),
        ("Russia’s Foreign Ministry", "Ministry of Foreign Affairs of Russia"),
        ("Ministry of Defence of the United Kingdom", "Ministry of Defence of the United Kingdom"),
        ("US Senate", "United States Senate"),
        ("the European Union’s European Commission", "European Commission"),
        ("Congress's Senate", "United States Senate"),
    ],
)
def test_a_name_is_found_as_printed(printed: str, name: str) -> None:
    assert names(Registry.load().lookup(printed)) == [name]


@pytest.mark.parametrize(
    "printed", ["us", "who", "hill", "the hill", "Foreign Ministry", "Navy", "Brown", "", "France's Senate"]
)
def test_what_means_something_else_by_itself_is_not_found(printed: str) -> None:
    assert Registry.load().lookup(printed) == ()


def test_ambiguous_names_are_given_with_all_they_may_mean() -> None:
    found = names(Registry.load().ambiguous("the Foreign Ministry"))

    assert len(found) > 3
    assert "Ministry of Foreign Affairs of Japan" in found


def test_people_and_adjectives_lead_to_their_state() -> None:
    registry = Registry.load()

    assert [registry.demonym(word).name for word in ("Dutch", "Britons", "U.S.")] == [  # type: ignore[union-attr]
        "Netherlands",
        "United Kingdom",
        "United States",
    ]
    assert registry.demonym("Klingon") is None


def test_a_capital_is_a_place_and_stands_for_its_state() -> None:
    registry = Registry.load()
    (paris,) = registry.lookup("Paris")

    assert paris.type is AgentType.PLACE
    assert registry.governed(paris.id) == "agent/france"
    assert registry.governed("agent/france") == ""


def test_nested_bodies_lead_up_to_the_state() -> None:
    registry = Registry.load()

    assert registry.state_of("agent/peoples-liberation-army-navy") == "agent/china"
    assert registry.wholes("agent/united-states-senate") == (
        "agent/united-states-congress",
        "agent/united-states",
        "agent/north-america",
    )
    assert registry.state_of("agent/nato") == ""


def test_agencies_are_listed_in_lower_case_for_credits() -> None:
    agencies = Registry.load().agencies()

    assert agencies["ap"] == agencies["associated press"] == "agent/associated-press"
    assert agencies["dpa"] == "agent/deutsche-presse-agentur"
    assert all(name == name.lower() for name in agencies)
    assert "agent/newsweek" not in agencies.values()


def test_an_unknown_outlet_is_minted_and_a_known_one_is_not() -> None:
    registry = Registry.load()

    assert registry.outlet("The Harbour Gazette").id == "agent/the-harbour-gazette"
    assert not registry.outlet("The Harbour Gazette").registered
    assert registry.outlet("Guardian") == registry.agent("agent/the-guardian")


@pytest.mark.parametrize(
    ("domain", "name"),
    [
        ("reuters.com", "Reuters"),
        ("www.bbc.co.uk", "BBC"),
        ("NEWS.BBC.CO.UK", "BBC"),
        ("https://edition.cnn.com:443/2021/a.html", "CNN"),
        ("timesofindia.indiatimes.com", "The Times of India"),
        ("economictimes.indiatimes.com", "The Economic Times"),
    ],
)
def test_an_outlet_is_found_by_its_domain(domain: str, name: str) -> None:
    found = Registry.load().outlet_at(domain)

    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("domain", ["", "com", "co.uk", "indiatimes.com", "notreuters.com", "reuters.com.evil.example"])
def test_a_domain_that_belongs_to_nobody_known_gives_no_outlet(domain: str) -> None:
    assert Registry.load().outlet_at(domain) is None


def test_no_two_outlets_share_a_domain_and_every_domain_belongs_to_an_outlet() -> None:
    owned = [(domain, entry.kind) for entry in Registry.load() for domain in entry.domains]

    assert len({domain for domain, _ in owned}) == len(owned) > 200
    assert {kind for _, kind in owned} == {"agency", "outlet"}


@pytest.mark.parametrize(
    ("one", "other", "possible"),
    [
        ("south-carolina", "atlantic-ocean", True),
        ("atlantic-ocean", "south-carolina", True),
        ("spratly-islands", "pacific-ocean", True),
        ("madrid", "spain", True),
        ("madrid", "europe", True),
        ("madrid", "france", False),
        ("south-carolina", "pacific-ocean", False),
        ("texas", "atlantic-ocean", True),  # the Gulf of Mexico is a part of it
    ],
)
def test_a_place_lies_in_another_or_on_its_coast(one: str, other: str, possible: bool) -> None:
    assert Registry.load().may_be_at(f"agent/{one}", f"agent/{other}") is possible


def test_every_coast_is_one_of_a_registered_sea() -> None:
    registry = Registry.load()

    assert all(registry.agent(sea) for entry in registry for sea in entry.touches)


def test_a_building_is_found_by_who_works_there() -> None:
    registry = Registry.load()

    assert registry.building("agent/white-house", "white house").name == "White House building"  # type: ignore[union-attr]
    assert registry.building("agent/white-house", "oval office") is None


def test_all_sovereign_states_lie_on_a_continent() -> None:
    registry = Registry.load()
    states = [entry.agent.id for entry in registry if entry.kind == "state"]

    assert len(states) >= 195
    assert all(registry.wholes(state) for state in states)


def test_offices_have_their_days(tmp_path: Path) -> None:
    registry = registry_of(
        tmp_path,
        """agent:ida-lund a prov:Agent, schema:Person ; kb:agentKind "person" ; rdfs:label "Ida Lund" ;
            schema:familyName "Lund" ; schema:hasOccupation <https://kb.example/id/agent/ida-lund/role/1> .
        <https://kb.example/id/agent/ida-lund/role/1> a schema:Role ; schema:roleName "mayor" ;
            schema:startDate "2019-02"^^xsd:gYearMonth ; schema:endDate "2020"^^xsd:gYear ; schema:memberOf agent:oslo .""",
    )

    entry = registry.entry("agent/ida-lund")

    assert entry is not None
    assert [(office.name, str(office.days), office.body) for office in entry.offices] == [
        ("mayor", "2019-02-01/2020-12-31", "agent/oslo")
    ]
    assert names(registry.ambiguous("Lund")) == ["Ida Lund"]
    assert registry.lookup("Lund") == ()


def test_any_base_will_do_since_only_the_local_part_counts(tmp_path: Path) -> None:
    registry = registry_of(
        tmp_path,
        '<https://news.example/kb/agent/riverside-trust> a schema:Organization ; rdfs:label "Riverside Trust" .',
    )

    assert registry.agent("agent/riverside-trust") is not None


def test_the_same_file_is_read_once(tmp_path: Path) -> None:
    assert Registry.load() is Registry.load()


@pytest.mark.parametrize("turtle", ["agent:a rdfs:label", "agent:a a schema:Organization ."])
def test_a_broken_registry_says_where_and_how_to_fix_it(tmp_path: Path, turtle: str) -> None:
    with pytest.raises(InputError) as caught:
        registry_of(tmp_path, turtle)

    assert str(tmp_path) in caught.value.problem
    assert caught.value.hint


def test_a_missing_registry_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        Registry.load(tmp_path / "none.ttl")
