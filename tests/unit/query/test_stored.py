from __future__ import annotations

from pathlib import Path

import pytest

from kb.errors import QueryError
from kb.query.stored import catalogue

GOOD = """#+ summary: Names of agents
#+ returns:
#+   - name: what it is called
SELECT ?name WHERE { ?agent <http://www.w3.org/2000/01/rdf-schema#label> ?name } ORDER BY ?name
"""


def written(folder: Path, **queries: str) -> Path:
    for name, text in queries.items():
        (folder / f"{name}.rq").write_text(text, encoding="utf-8")
    return folder


def test_queries_of_the_users_folder_stand_beside_ours(tmp_path: Path) -> None:
    found = catalogue([written(tmp_path, names=GOOD)])

    assert found.query("names").summary == "Names of agents"
    assert found.query("timeline").columns
    assert not found.problems


def test_a_query_of_the_user_may_replace_one_of_ours(tmp_path: Path) -> None:
    found = catalogue([written(tmp_path, timeline=GOOD)])

    assert found.query("timeline").summary == "Names of agents"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD.replace("SELECT", "SELEKT"), "begins with SELEKT"),
        (GOOD.replace("ORDER BY ?name", "ORDER"), "does not parse"),
        (GOOD.replace("name: what", "label: what"), "selects name"),
        (GOOD.replace("#+ summary: Names of agents\n", ""), "summary"),
        (GOOD.replace("Names of agents", "[one, {two"), "header does not parse"),
        (GOOD.replace("#+   - name: what it is called", "#+   name"), "list of pairs"),
        (GOOD + "#+ tokens: [voice]\n", "voice"),
        (GOOD + "#+ tags: 3\n", "tags"),
        (GOOD.replace("?agent <", "SERVICE <urn:x> { } ?agent <"), "SERVICE"),
        ("#+ summary: Empty it\nDROP ALL", "DROP"),
        ("#+ summary: Too deep\nASK " + "{" * 200 + "}" * 200, "inside one another"),
        (GOOD.replace("?agent", "?_agent_colour"), "no type"),
        ("\xff\xfe", "UTF-8"),
    ],
)
def test_a_broken_query_is_told_of_with_its_file_and_the_rest_still_works(tmp_path: Path, text: str, said: str) -> None:
    folder = written(tmp_path, names=GOOD)
    (folder / "broken.rq").write_bytes(text.encode("latin-1"))

    found = catalogue([folder])

    (problem,) = found.problems
    assert "broken.rq" in problem.problem
    assert said in problem.problem + problem.hint
    assert found.query("names")
    with pytest.raises(QueryError, match="broken"):
        found.query("broken")


def test_an_unknown_query_is_answered_with_all_there_are() -> None:
    with pytest.raises(QueryError) as refusal:
        catalogue().query("weather")

    assert "corroboration" in refusal.value.hint


def test_a_missing_folder_is_reported(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="no folder"):
        catalogue([tmp_path / "elsewhere"])


def test_ask_and_construct_need_no_columns(tmp_path: Path) -> None:
    ask = "#+ summary: Is anything there\nASK { ?s ?p ?o }"
    construct = "#+ summary: Everything\nCONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"

    found = catalogue([written(tmp_path, anything=ask, everything=construct)])

    assert not found.problems
    assert found.query("anything").columns == ()
