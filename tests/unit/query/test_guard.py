from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import KBError, LimitError, QueryError
from kb.query.guard import MAX_PATTERNS, refuse_unfit
from kb.query.scan import Sort, tokens_of


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p ?o }",
        'PREFIX kb: <https://w3id.org/claimgraph/terms#> ASK { ?s a kb:Claim ; kb:voice \'LOAD\', """a " b""" . }',
        "construct { ?s ?p ?o } where { ?s ?p ?o filter(?o < 3 && ?o > 1.5e3 || strlen(?o) != 2) } # SERVICE",
        "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s (<urn:a>/^<urn:b>|!<urn:c>)* ?o } } GROUP BY ?g",
        "SELECT * FROM <https://kb.example/id/graph/claims> { ?s ?p 'x'@en-GB, 'y'^^<urn:t> }",
        "SELECT * { VALUES ?x { " + "1 " * 500 + "} VALUES (?a ?b) { " + "(1 2) " * 200 + "} }",
    ],
)
def test_an_ordinary_query_passes(text: str) -> None:
    assert refuse_unfit(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("INSERT DATA { <urn:a> <urn:b> 1 }", "INSERT"),
        ("PREFIX a: <urn:a> DELETE WHERE { ?s ?p ?o }", "DELETE"),
        ("LOAD <http://news.example/x>", "LOAD"),
        ("drop all", "DROP"),
        ("WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH"),
        ("DESCRIBE <urn:a>", "DESCRIBE"),
        ("SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { { { service ?where { ?s ?p ?o } } } }", "SERVICE"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "file"),
        ("SELECT * FROM NAMED <FILE:/etc/passwd> { ?s ?p ?o }", "file"),
        ("", "nothing"),
        ("# only a comment", "nothing"),
        ('SELECT * { ?s ?p "open }', "line 1"),
        ("SELECT *\n{ ?s ?p \\u007B }", "line 2"),
    ],
)
def test_what_writes_or_reaches_outside_is_refused(text: str, said: str) -> None:
    with pytest.raises(QueryError) as refusal:
        refuse_unfit(text)

    assert said in refusal.value.problem
    assert refusal.value.hint


DEEP = 3000


@pytest.mark.parametrize(
    "text",
    [
        "ASK " + "{" * DEEP + "}" * DEEP,
        "ASK { FILTER(" + "(" * DEEP + "1" + ")" * DEEP + ") }",
        "ASK { FILTER(" + "!" * DEEP + "true) }",
        "ASK { FILTER(" + "||".join(["true"] * DEEP) + ") }",
        "ASK { FILTER(1" + "+1" * DEEP + " > 0) }",
        "ASK { " + " UNION ".join(["{}"] * DEEP) + " }",
        "ASK { " + "OPTIONAL {} " * DEEP + "}",
        "SELECT * { " + "BIND(1 AS ?x) " * DEEP + "}",
        "ASK { ?s " + "/".join(["<urn:p>"] * 100) + " ?o }",
        "ASK { " + "?s ?p ?o . " * 100 + "}",
        "ASK { ?s ?p " + ", ".join(["?o"] * 100) + " }",
        "ASK { ?s ?p (" + "1 " * 100 + ") }",
        "ASK { ?s ?p " + "[ ?p " * 60 + "1" + " ]" * 60 + " }",
        "ASK { ?s ?p '" + "x" * 40_000 + "' }",
    ],
)
def test_what_would_crash_or_stall_the_parser_is_refused_before_it(text: str) -> None:
    with pytest.raises(LimitError) as refusal:
        refuse_unfit(text)

    assert refusal.value.exit_code == 5


def test_as_many_patterns_as_allowed_pass() -> None:
    assert refuse_unfit("ASK { " + "?s ?p ?o . " * (MAX_PATTERNS - 1) + "}")


def test_words_in_strings_iris_and_comments_are_no_keywords() -> None:
    sorts = [token.sort for token in tokens_of("ASK { <urn:SERVICE> ?p 'SERVICE' } # SERVICE")]

    assert sorts.count(Sort.WORD) == 1


@given(st.text(alphabet="{}()[]<>\"'\\#.;,?$:/|!^&=+-*@ \n\tASKk:_09é", max_size=60))
def test_any_text_passes_or_is_refused_on_purpose(text: str) -> None:
    with contextlib.suppress(KBError):
        assert refuse_unfit(f"ASK {{ {text} }}")[0].text == "ASK"


@given(st.text(alphabet="{}\"'\\#<>?a \n", max_size=40))
def test_tokens_cover_the_text_in_order(text: str) -> None:
    try:
        tokens = tokens_of(text)
    except QueryError:
        return
    ends = [0, *(token.end for token in tokens)]

    assert all(token.start >= end for token, end in zip(tokens, ends, strict=False))
    assert all(text[token.start : token.end].upper() == token.text.upper() for token in tokens)
