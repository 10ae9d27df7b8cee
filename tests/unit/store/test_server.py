"""How a store on a server is asked, and what is said when the server does not answer as it should.

The server here follows a script; the suite of every store (tests/contract/test_stores.py) runs on a real one.
"""

from __future__ import annotations

import gc
import socket
import threading
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kb.config import ServerSettings
from kb.errors import KBError, LimitError, QueryError, StoreError
from kb.query.rows import rows_from
from kb.store.address import address_of
from kb.store.remote import open_server
from kb.store.server import ServerStore
from kb.store.updates import Layout
from kb.store.wire import Wire

JSON, TRIPLES = "application/sparql-results+json", "application/n-triples"
EMPTY = b'{"head":{"vars":["s"]},"results":{"bindings":[]}}'
BASE = "https://kb.example/id/"
Step = tuple[int, dict[str, str], bytes]


class Script(ThreadingHTTPServer):
    """A server that gives prepared answers, one after the other, and remembers what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.steps: list[Step] = []
        self.asked: list[tuple[str, dict[str, str], bytes]] = []
        self.waiting = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Script

    def do_POST(self) -> None:
        self.follow()

    def do_GET(self) -> None:
        self.follow()

    def follow(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append((self.path, dict(self.headers), content))
        status, headers, body = self.server.steps.pop(0)
        if status == 0:  # silence
            self.server.waiting.wait(5)
            self.close_connection = True
            return
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = "Content-Length" in headers  # a lie: the body is shorter

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def script() -> Iterator[Script]:
    server = Script()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.waiting.set()
    server.shutdown()
    server.server_close()
    thread.join()


def rows(body: bytes = EMPTY) -> Step:
    return 200, {"Content-Type": JSON}, body


def a_store(script: Script, *steps: Step, retries: int = 2, timeout: float = 5.0, **environment: str) -> ServerStore:
    script.steps = list(steps)
    wire = Wire(
        address_of(script.address, ServerSettings(), environment),
        timeout=timeout,
        retries=retries,
        sleep=pauses.append,
    )
    pauses.clear()
    return ServerStore(wire, Layout(BASE), name=script.address)


pauses: list[float] = []


def a_quad(graph: str = "graph/article/1") -> Quad:
    return Quad(NamedNode(BASE + "a"), NamedNode("http://schema.org/text"), Literal("words"), NamedNode(BASE + graph))


def fields(asked: tuple[str, dict[str, str], bytes]) -> dict[str, list[str]]:
    return parse_qs(asked[2].decode())


@pytest.mark.parametrize("status", [502, 503, 504])
def test_an_overloaded_server_is_asked_again_after_growing_pauses(script: Script, status: int) -> None:
    with a_store(script, (status, {}, b""), (status, {}, b""), rows()) as store:
        found = list(store.query("SELECT ?s { ?s ?p ?o }"))  # type: ignore[arg-type]

    assert found == []
    assert len(script.asked) == 3
    assert pauses[1] == 2 * pauses[0] > 0


def test_a_server_that_names_a_pause_is_given_it(script: Script) -> None:
    with a_store(script, (503, {"Retry-After": "7"}, b""), rows()) as store:
        store.query("SELECT ?s { ?s ?p ?o }")

        assert pauses == [7.0]


def test_a_server_that_stays_overloaded_is_given_up_with_what_it_said(script: Script) -> None:
    busy = (503, {}, b"too many requests at once")

    with a_store(script, busy, busy, busy) as store, pytest.raises(StoreError, match="too many requests") as error:
        store.query("SELECT ?s { ?s ?p ?o }")

    assert error.value.hint
    assert len(script.asked) == 3


def test_an_update_that_the_server_lost_is_made_again_word_for_word(script: Script) -> None:
    with a_store(script, (502, {}, b""), (204, {}, b"")) as store:
        store.update(add=[a_quad()], remove=[a_quad("graph/article/2")])

    assert script.asked[0][2] == script.asked[1][2]
    assert script.asked[0][1]["Content-Type"] == "application/sparql-update"


@pytest.mark.parametrize("status", [500, 400, 401, 403, 404, 405, 413, 301])
def test_what_will_not_change_is_not_asked_again(script: Script, status: int) -> None:
    with a_store(script, (status, {}, b"no")) as store, pytest.raises(KBError):
        store.query("SELECT ?s { ?s ?p ?o }")

    assert len(script.asked) == 1


def test_nobody_there_is_said_with_the_address() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/"
        chosen = ServerSettings(retries=0)

        with pytest.raises(StoreError, match=f"No server answers at {address}") as error:
            open_server(address, server=chosen, environment={})

    assert error.value.hint


def test_a_silent_server_is_given_up_and_not_asked_again(script: Script) -> None:
    with a_store(script, (0, {}, b""), timeout=0.2) as store, pytest.raises(LimitError, match=r"silent for 0\.2 s"):
        store.query("SELECT ?s { ?s ?p ?o }")

    assert len(script.asked) == 1


def test_an_answer_that_breaks_off_is_an_error_and_no_shorter_answer(script: Script) -> None:
    cut = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"urn:x:a"}},'

    with (
        a_store(script, (200, {"Content-Type": JSON, "Content-Length": "5000"}, cut)) as store,
        pytest.raises(StoreError, match="hung up in the middle"),
    ):
        list(rows_from(store.query("SELECT ?s { ?s ?p ?o }")).cells)
    gc.collect()  # the engine's rows have to go in the thread that they were made in


def test_a_page_for_people_is_no_answer(script: Script) -> None:
    page = (200, {"Content-Type": "text/html; charset=utf-8"}, b"<html>Welcome</html>")

    with a_store(script, page) as store, pytest.raises(StoreError, match="text/html") as error:
        store.query("SELECT ?s { ?s ?p ?o }")

    assert "SPARQL" in error.value.hint


def test_a_request_that_the_server_does_not_understand_is_the_question_s_fault(script: Script) -> None:
    with a_store(script, (400, {}, b"error at 1:7")) as store, pytest.raises(QueryError, match="error at 1:7"):
        store.query("SELECT ?s { ?s ?p ?o }")


def test_an_update_that_the_server_does_not_understand_is_not(script: Script) -> None:
    with a_store(script, (400, {}, b"error at 1:7")) as store, pytest.raises(StoreError, match="Nothing was written"):
        store.update(add=[a_quad()])


@pytest.mark.parametrize(
    ("environment", "header"),
    [
        ({"KB_STORE_USER": "ana", "KB_STORE_PASSWORD": "pass:word"}, "Basic YW5hOnBhc3M6d29yZA=="),
        ({"KB_STORE_TOKEN": "t0ken"}, "Bearer t0ken"),
        ({"KB_STORE_TOKEN": "t0ken", "KB_STORE_USER": "ana"}, "Bearer t0ken"),
        ({}, None),
    ],
)
def test_who_asks_stands_in_the_environment(script: Script, environment: dict[str, str], header: str | None) -> None:
    with a_store(script, rows(), **environment) as store:
        store.query("SELECT ?s { ?s ?p ?o }")

    assert script.asked[0][1].get("Authorization") == header


@pytest.mark.parametrize("status", [401, 403, 500, 503, 404])
def test_no_error_repeats_a_password(script: Script, status: int) -> None:
    script.steps = [(status, {}, b"no")]
    address = script.address.replace("http://", "sparql+http://ana:s3cret@")

    with pytest.raises(StoreError) as error:
        open_server(address, server=ServerSettings(retries=0), environment={})

    assert script.asked[0][1]["Authorization"].startswith("Basic ")
    assert "s3cret" not in f"{error.value} {error.value!r} {error.value.__cause__!r}"


@pytest.mark.parametrize(
    "address",
    [
        "ftp://x.example/",
        "http://",
        "http://ana:s3cret@x.example:port/",
        "http://ana:s3cret@x.example/?a=b",
        "s3cret://x/",
    ],
)
def test_what_is_no_address_of_a_server_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(StoreError) as error:
        address_of(address, ServerSettings(), {})

    assert error.value.hint
    assert "@" not in str(error.value)


def test_services_of_another_server_never_get_the_password() -> None:
    with pytest.raises(StoreError, match="another server"):
        address_of("http://ana:s3cret@x.example/", ServerSettings(update="http://elsewhere.example/update"), {})


def test_services_may_lie_anywhere_on_the_server() -> None:
    found = address_of("https://x.example/repositories/news", ServerSettings(update="statements", query="/sparql"), {})

    assert found.name == "https://x.example/repositories/news/"
    assert (found.query, found.update) == ("https://x.example/sparql", "https://x.example/repositories/news/statements")


def test_a_query_names_the_union_as_its_default_graph_and_no_other_graph(script: Script) -> None:
    with a_store(script, rows()) as store:
        store.query(  # in strings, IRIs, names and comments the words mean nothing
            "PREFIX from: <urn:x:from> SELECT ?from { ?from from:graph 'GRAPH FROM' , <urn:x:graph> } # FROM a GRAPH"
        )

    asked = fields(script.asked[0])
    assert asked["default-graph-uri"] == [f"{BASE}store/union"]
    assert "named-graph-uri" not in asked


def test_a_query_that_says_graph_may_reach_the_current_graphs_alone(script: Script) -> None:
    listed = b",".join(
        b'{"graph":{"type":"uri","value":"%s"}}' % (BASE + name).encode()
        for name in ("graph/claims", "store/archive/graph/archive/1", "graph/article/1")
    )
    graphs = rows(b'{"head":{"vars":["graph"]},"results":{"bindings":[%s]}}' % listed)

    with a_store(script, graphs, rows()) as store:
        store.query("SELECT ?s { GRAPH ?g { ?s ?p ?o } }")

    assert fields(script.asked[1])["named-graph-uri"] == [f"{BASE}graph/article/1", f"{BASE}graph/claims"]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * FROM <urn:x> { ?s ?p ?o }",
        "SELECT * from named <urn:x> { GRAPH ?g { ?s ?p ?o } }",
        "DROP ALL",
        "SELECT",
    ],
)
def test_what_may_not_be_asked_never_reaches_the_server(script: Script, text: str) -> None:
    with a_store(script) as store, pytest.raises(QueryError):
        store.query(text)

    assert not script.asked


def test_a_store_that_is_read_only_sends_no_update(script: Script) -> None:
    script.steps = []
    wire = Wire(address_of(script.address, ServerSettings(), {}), timeout=5, retries=0)

    with ServerStore(wire, Layout(BASE), name="x", read_only=True) as store, pytest.raises(StoreError, match="reading"):
        store.update(add=[a_quad()])

    assert not script.asked


@pytest.mark.parametrize("graph", ["store/union", "store/about", "other"])
def test_graphs_that_are_not_current_ones_are_never_written(script: Script, graph: str) -> None:
    with a_store(script) as store, pytest.raises(StoreError, match="is not under"):
        store.update(add=[a_quad(), a_quad(graph)])

    assert not script.asked


def test_one_connection_serves_requests_that_were_read_to_their_ends(script: Script) -> None:
    with a_store(script, (204, {}, b""), (204, {}, b"")) as store:
        store.update(add=[a_quad()])
        store.update(add=[a_quad("graph/article/2")])

        assert len(store._wire._idle) == 1


def marked(*bases: str, mark: str = "claimgraph store 1") -> Step:
    bindings = ",".join(
        f'{{"about":{{"type":"uri","value":"{base}store/about"}},"base":{{"type":"literal","value":"{base}"}},'
        f'"mark":{{"type":"literal","value":"{mark}"}}}}'
        for base in bases
    )
    return rows(f'{{"head":{{"vars":["about","base","mark"]}},"results":{{"bindings":[{bindings}]}}}}'.encode())


def opened(script: Script, *steps: Step, base_iri: str | None = None, create: bool = False) -> ServerStore:
    script.steps = list(steps)
    return open_server(script.address, create=create, base_iri=base_iri, environment={})


def test_the_one_store_of_a_server_is_found_by_its_mark(script: Script) -> None:
    with opened(script, marked("https://a.example/")) as store:
        assert store.base_iri == "https://a.example/"


def test_no_store_is_made_for_a_reader(script: Script) -> None:
    with pytest.raises(StoreError, match="There is no store at"):
        opened(script, marked())

    assert len(script.asked) == 1


@pytest.mark.parametrize(
    ("found", "base", "said"),
    [
        (("https://a.example/", "https://b.example/"), None, "holds several stores"),
        (("https://a.example/",), "https://c.example/", "was created with the base https://a.example/"),
    ],
)
def test_a_store_that_is_not_the_one_meant_is_refused(
    script: Script, found: Sequence[str], base: str | None, said: str
) -> None:
    with pytest.raises(StoreError, match=said):
        opened(script, marked(*found), base_iri=base)


def test_a_store_of_another_version_is_refused(script: Script) -> None:
    with pytest.raises(StoreError, match="has version 2; this is version 1"):
        opened(script, marked("https://a.example/", mark="claimgraph store 2"))


def test_a_new_store_is_marked_in_one_update(script: Script) -> None:
    with opened(script, marked(), (204, {}, b""), base_iri="https://a.example/", create=True) as store:
        assert store.base_iri == "https://a.example/"

    assert b"GRAPH <https://a.example/store/about>" in script.asked[1][2]
