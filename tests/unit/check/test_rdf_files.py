"""RDF files of any origin are read, or refused with file, line and remedy; nothing is fetched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, serialize

from kb.check.files import FORMATS, quads_in
from kb.errors import InputError
from kb.vocab import CONTEXT

TURTLE = '<urn:a> <urn:p> "é" .'


def written(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_is_read_by_its_ending(tmp_path: Path, ending: str) -> None:
    triples = list(quads_in([written(tmp_path, "a.ttl", TURTLE)]))
    content = serialize((quad.triple for quad in triples), format=FORMATS[ending])

    assert list(quads_in([written(tmp_path, f"b{ending.upper()}", content)])) == triples


def test_a_byte_order_mark_is_removed(tmp_path: Path) -> None:
    (quad,) = quads_in([written(tmp_path, "a.ttl", b"\xef\xbb\xbf" + TURTLE.encode())])

    assert quad.object.value == "é"


def test_blank_nodes_are_named_alike_in_every_reading_and_apart_in_every_file(tmp_path: Path) -> None:
    paths = [written(tmp_path, name, "[] <urn:p> [ <urn:q> _:x ] .") for name in ("a.ttl", "b.ttl")]

    first, second = list(quads_in(paths)), list(quads_in(paths))

    assert first == second
    assert len({quad.subject for quad in first} | {quad.object for quad in first}) == 6


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.ttl", "<urn:a> <urn:p> 1 .\n<urn:a> .", "a.ttl, line 2"),
        ("a.nq", "<urn:a> <urn:p> <urn:o> <urn:g> .\nnonsense\n", "a.nq, line 2"),
        ("a.ttl", b"<urn:a> <urn:p> '\xff' .", "a.ttl, line 1"),
        ("a.jsonld", "{", "no JSON"),
        ("a.jsonld", "[" * 100_000, "a.jsonld"),
        ("a.txt", TURTLE, "ending '.txt'"),
        ("a", TURTLE, "(none)"),
        ("a.rdf", "<!DOCTYPE r [<!ENTITY a 'b'>]><r/>", "DOCTYPE"),
        ("a.rdf", "\ufeff<!doctype r><r/>", "DOCTYPE"),
        ("a.rdf", "<unclosed", "a.rdf"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_name_and_remedy(
    tmp_path: Path, name: str, content: bytes | str, told: str
) -> None:
    with pytest.raises(InputError) as caught:
        list(quads_in([written(tmp_path, name, content)]))

    assert told in caught.value.problem
    assert caught.value.hint


def test_a_utf16_file_with_a_doctype_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        list(quads_in([written(tmp_path, "a.rdf", "<!DOCTYPE r [<!ENTITY a 'b'>]><r/>".encode("utf-16"))]))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.ttl"):
        list(quads_in([tmp_path / "none.ttl"]))


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").mkdir()

    with pytest.raises(InputError, match=r"a\.ttl"):
        list(quads_in([tmp_path / "a.ttl"]))


@pytest.mark.parametrize(
    "document",
    [
        {"@context": "https://elsewhere.example/c", "@id": "urn:a"},
        {"@context": [{"p": "urn:p"}, "https://elsewhere.example/c"]},
        {"@graph": [{"p": {"@context": "https://elsewhere.example/c"}}]},
        {"@context": {"@import": "https://elsewhere.example/c"}},
        {"@context": {"p": {"@id": "urn:p", "@context": "https://elsewhere.example/c"}}},
    ],
)
def test_a_foreign_context_is_refused_and_not_fetched(tmp_path: Path, document: dict) -> None:
    with pytest.raises(InputError, match=r"elsewhere\.example"):
        list(quads_in([written(tmp_path, "a.jsonld", json.dumps(document))]))


@pytest.mark.parametrize("context", [CONTEXT, [{"@base": "https://kb.example/id/"}, CONTEXT]])
def test_our_own_context_is_known_without_fetching(tmp_path: Path, context: object) -> None:
    document = {
        "@context": context,
        "@id": "https://kb.example/id/statement/1",
        "speaker": "https://kb.example/id/agent/a",
    }

    (quad,) = quads_in([written(tmp_path, "a.jsonld", json.dumps(document))])

    assert quad.predicate.value == "https://w3id.org/claimgraph/terms#speaker"
    assert quad.object.value == "https://kb.example/id/agent/a"


def test_relative_names_do_not_tell_where_the_file_lies(tmp_path: Path) -> None:
    (quad,) = quads_in([written(tmp_path, "a b.ttl", "<> <urn:p> <c> .")])

    assert (quad.subject.value, quad.object.value) == ("file:///a%20b.ttl", "file:///c")


def test_formats_cover_what_we_export() -> None:
    assert {RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.N_QUADS, RdfFormat.JSON_LD} <= set(FORMATS.values())
