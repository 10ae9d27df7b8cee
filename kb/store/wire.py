"""Requests to a server: kept connections, credentials, repeats, and errors in words.

Every request of ours may be made twice without harm (reading, and updates that add and remove named quads), so a
server that is starting, overloaded or behind a proxy that gives up (502, 503, 504) is asked again after a pause. A
request that takes too long is not: the server may well be at it still.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import urlsplit
from weakref import finalize

from kb.errors import KBError, LimitError, QueryError, StoreError
from kb.store.address import Address
from kb.terminal import shortened

_AGAIN = frozenset([502, 503, 504])
_FIRST_PAUSE = 0.25  # seconds; doubled each time
_LONGEST_PAUSE = 20.0
_TOLD = 2_000  # bytes of an error's text that are read
_GONE = (ConnectionError, HTTPException)


class Answer:
    """The body of an answer, read as it comes.

    At its end the connection is kept for the next request; an answer that nobody reads to its end hangs up.

    Attributes:
        type: Its media type.
    """

    def __init__(
        self, response: HTTPResponse, connection: HTTPConnection, idle: list[HTTPConnection], name: str, seconds: float
    ) -> None:
        """Take over what the server began to send."""
        self._response, self._name, self._seconds = response, name, seconds
        self._keep = partial(idle.append, connection)
        self._hang_up = finalize(self, connection.close)
        self.type = response.headers.get_content_type()
        if response.length == 0:
            self.read()

    def read(self, size: int = -1) -> bytes:
        """Give at most so many bytes, all that is left by default, none at the end.

        Raises:
            LimitError: the server stopped sending.
            StoreError: it hung up.
        """
        try:
            read = self._response.read(None if size < 0 else size)
        except TimeoutError as error:
            raise _too_long(self._name, self._seconds) from error
        except (HTTPException, OSError) as error:
            raise self._broken_off() from error
        if size != 0 and not read and self._response.length:  # fewer bytes came than were announced
            raise self._broken_off()
        self._keep_when_read()
        return read

    def _broken_off(self) -> StoreError:
        return StoreError(
            f"The store {self._name} hung up in the middle of an answer.",
            hint="Try again; the log of the server may tell why.",
        )

    def _keep_when_read(self) -> None:
        if self._response.isclosed() and self._hang_up.detach():
            self._keep()


class Wire:
    """All requests to one store on a server; threads may share it."""

    def __init__(
        self, address: Address, *, timeout: float, retries: int, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        """Connect to nothing yet.

        Args:
            address: Where to, and as whom.
            timeout: Seconds of silence after which a request is given up.
            retries: How often a request is made again.
            sleep: Waits for so many seconds.
        """
        self.address, self._timeout, self._retries, self._sleep = address, timeout, retries, sleep
        self._idle: list[HTTPConnection] = []  # append and pop are atomic, so threads may share it

    def ask(
        self, url: str, *, method: str = "POST", content: bytes = b"", type_: str = "", accept: str = "*/*"
    ) -> Answer | None:
        """Make one request; give the body of its answer, or ``None`` when there is nothing at that address (404).

        Raises:
            QueryError: the server does not understand what was asked.
            LimitError: it takes too long.
            StoreError: it cannot be reached, or turns us away.
        """
        headers = {"Accept": accept} | ({"Content-Type": type_} if type_ else {})
        if self.address.authorization:
            headers["Authorization"] = self.address.authorization
        for attempt in range(self._retries + 1):
            failure, pause = self._attempt(url, method, content, headers)
            if isinstance(failure, Answer) or failure is None:
                return failure
            if pause is None or attempt == self._retries:
                raise failure
            self._sleep(min(max(pause, _FIRST_PAUSE * 2**attempt), _LONGEST_PAUSE))
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Hang up."""
        while self._idle:
            self._idle.pop().close()

    def _attempt(
        self, url: str, method: str, content: bytes, headers: Mapping[str, str]
    ) -> tuple[Answer | KBError | None, float | None]:
        """Make the request once.

        Returns:
            The answer, or what went wrong, with the seconds to wait before another attempt (``None``: no use).
        """
        try:
            connection, response = self._sent(url, method, content, headers)
        except TimeoutError:
            return _too_long(self.address.name, self._timeout), None
        except _GONE as error:
            return self._unreachable(error), 0.0
        except OSError as error:  # no such host, no route, a certificate that nobody vouches for
            return self._unreachable(error), None
        answer = Answer(response, connection, self._idle, self.address.name, self._timeout)
        if response.status < 300:
            return answer, None
        told = b""
        with suppress(KBError):
            told = answer.read(_TOLD)
        if response.status == 404 and method == "GET":
            return None, None
        pause = response.headers.get("Retry-After", "")
        again = (float(pause) if pause.isdecimal() else 0.0) if response.status in _AGAIN else None
        return self._refused(response, told.decode("utf-8", "replace")), again

    def _sent(
        self, url: str, method: str, content: bytes, headers: Mapping[str, str]
    ) -> tuple[HTTPConnection, HTTPResponse]:
        """Send the request on a kept connection, or on a new one where the server has let the kept one go."""
        parts = urlsplit(url)
        target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
        body = content if method != "GET" else None
        with suppress(*_GONE, IndexError):
            return _exchanged(self._idle.pop(), method, target, body, headers)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        new = kind(str(parts.hostname), parts.port, timeout=self._timeout)
        return _exchanged(new, method, target, body, headers)

    def _unreachable(self, error: Exception) -> StoreError:
        why = getattr(error, "strerror", None) or str(error) or type(error).__name__
        return StoreError(
            f"No server answers at {self.address.name}: {why}.",
            hint="Check that it runs and that the address is right, or name another store.",
        )

    def _refused(self, response: HTTPResponse, told: str) -> KBError:
        """Say what the status means; a page of HTML tells people nothing here."""
        name, status = self.address.name, f"{response.status} {response.reason}".strip()
        said = "" if "<" in told[:200] else shortened(" ".join(told.split()), 160)
        if response.status == 400:
            return QueryError(f"The store {name} does not understand the request: {said or status}.")
        if response.status in (401, 403):
            return StoreError(
                f"The store {name} turns us away ({status}).",
                hint="Set KB_STORE_USER and KB_STORE_PASSWORD, or KB_STORE_TOKEN, to who may use it.",
            )
        if response.status in (404, 405) or 300 <= response.status < 400:
            return StoreError(
                f"The store {name} has no such service ({status}).",
                hint="Name the paths of its services under [server] in kb.toml: query, update, graphs.",
            )
        if response.status == 413:
            return StoreError(
                f"The store {name} takes no request of that size ({status}).",
                hint="Raise the limit of the server, or of the proxy before it.",
            )
        return StoreError(
            f"The store {name} failed: {said or status}.", hint="Try again; the log of the server may tell why."
        )


def _exchanged(
    connection: HTTPConnection, method: str, target: str, body: bytes | None, headers: Mapping[str, str]
) -> tuple[HTTPConnection, HTTPResponse]:
    try:
        connection.request(method, target, body, dict(headers))
        return connection, connection.getresponse()
    except BaseException:
        connection.close()
        raise


def _too_long(name: str, seconds: float) -> LimitError:
    return LimitError(
        f"The store {name} was silent for {seconds:g} s and was asked no longer.",
        hint="Ask for less, or raise timeout under [server] in kb.toml.",
    )
