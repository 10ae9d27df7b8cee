"""A reconciliation service over HTTP: a request, an answer of limited size in limited time, patience in between."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from email.message import Message
from typing import IO
from urllib.parse import urlsplit

from kb.config import ReconcileSettings
from kb.errors import EndpointError, UsageError
from kb.model import Agent
from kb.resolve.reconciliation.protocol import AT_ONCE, Candidate, candidates_in, form_of

MOST_BYTES = 2_000_000  # of one answer: ten queries with a few candidates take some ten thousand
_LONGEST_PAUSE = 20.0  # seconds
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_SEE = "docs/howto/registry.md"


class Service:
    """Asks one service for candidates."""

    def __init__(
        self,
        chosen: ReconcileSettings,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Prepare to ask; nothing is sent yet.

        Args:
            chosen: Which service, and how patiently.
            sleep: How to wait.
            clock: Seconds that only ever grow.

        Raises:
            UsageError: no service is named, or names would travel readable by all.
        """
        self._address = _checked(chosen.service)
        self._chosen, self._sleep, self._clock = chosen, sleep, clock
        near = urlsplit(self._address).hostname in _HERE
        handlers: list[urllib.request.BaseHandler] = [_NoRedirects()]
        if near:  # what is on this machine needs no proxy
            handlers.append(urllib.request.ProxyHandler({}))
        self._opener = urllib.request.build_opener(*handlers)

    def proposals(self, agents: Sequence[Agent]) -> Iterator[tuple[Agent, tuple[Candidate, ...]]]:
        """Give each agent with its candidates, best first; ten agents a request.

        Raises:
            EndpointError: nothing answers there, it turns us away, or what it says cannot be read.
        """
        for first in range(0, len(agents), AT_ONCE):
            some = agents[first : first + AT_ONCE]
            raw = self._answer(form_of(some, self._chosen.limit))
            yield from zip(some, candidates_in(raw, len(some), self._chosen.limit), strict=True)

    def _answer(self, form: bytes) -> bytes:
        attempt = 0
        while True:
            try:
                return self._asked(form)
            except _PassingError as passing:
                pause = passing.pause if passing.pause is not None else min(0.5 * 2**attempt, _LONGEST_PAUSE)
                if attempt >= self._chosen.retries or pause > _LONGEST_PAUSE:
                    raise passing.error from passing.__cause__
            self._sleep(pause)
            attempt += 1

    def _asked(self, form: bytes) -> bytes:
        request = urllib.request.Request(self._address, data=form, method="POST")  # noqa: S310 - https, or this machine
        request.add_header("Content-Type", "application/x-www-form-urlencoded")
        request.add_header("Accept", "application/json")
        request.add_header("User-Agent", "claimgraph")
        deadline = self._clock() + self._chosen.timeout
        try:
            with self._opener.open(request, timeout=self._chosen.timeout) as answer:
                return self._whole(answer, deadline)
        except urllib.error.HTTPError as error:
            with error:
                raise self._failure(error.code, error.headers) from error
        except TimeoutError as error:
            raise self._too_slow() from error
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, TimeoutError):
                raise self._too_slow() from error
            raise _PassingError(
                EndpointError(f"{self._address} cannot be reached: {reason}.", hint="Check the address, and try again.")
            ) from error

    def _whole(self, answer: http.client.HTTPResponse, deadline: float) -> bytes:
        """Read an answer; one that trickles in is cut off as surely as one that does not come."""
        raw = bytearray()
        while piece := answer.read1(65_536):
            raw += piece
            if len(raw) > MOST_BYTES:
                raise EndpointError(f"{self._address} sent more than {MOST_BYTES} bytes.", hint="Ask another service.")
            if self._clock() > deadline:
                raise self._too_slow()
        return bytes(raw)

    def _too_slow(self) -> _PassingError:
        return _PassingError(
            EndpointError(
                f"{self._address} gave no whole answer within {self._chosen.timeout:g} seconds.",
                hint="Try again, or set a longer timeout under [reconcile] in kb.toml.",
            )
        )

    def _failure(self, status: int, headers: Message) -> EndpointError | _PassingError:
        """Give the error that an answer with this status means."""
        if 300 <= status < 400:  # names were to go to one address, not to any that it likes
            return EndpointError(
                f"{self._address} sends us elsewhere (HTTP {status}).",
                hint=f"If you trust {headers.get('Location', 'that address')[:200]!r}, name it as the service.",
                see=_SEE,
            )
        error = EndpointError(f"{self._address} failed: HTTP {status}.", hint="Check the address, or try again later.")
        if status not in _PASSING:
            return error
        asked = headers.get("Retry-After", "")
        return _PassingError(error, float(asked[:6]) if asked.isascii() and asked.isdigit() else None)


class _PassingError(Exception):
    """A failure that may not happen again; ``pause`` is how long the service asks to wait, in seconds."""

    def __init__(self, error: EndpointError, pause: float | None = None) -> None:
        super().__init__()
        self.error, self.pause = error, pause


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Lets a redirect be the error that it is."""

    def redirect_request(  # noqa: PLR0917 - as the standard library has it
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        """Follow none."""


def _checked(service: str) -> str:
    """Give the address of a service that names may be sent to.

    Raises:
        UsageError: there is none, or it is no plain address that only its owner can read.
    """
    if not service:
        raise UsageError(
            "No reconciliation service is named, and nothing is sent unless one is.",
            hint='Write [reconcile] and service = "https://…" into kb.toml, or give --service.',
            see=_SEE,
        )
    try:
        parts = urlsplit(service)
        usable = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable or parts.username or parts.password or parts.fragment or not service.isascii() or " " in service:
        raise UsageError(
            "The reconciliation service is no plain address.",  # not shown: it may hold a password
            hint="Give https://host/path alone.",
            see=_SEE,
        )
    if parts.scheme == "http" and parts.hostname not in _HERE:
        raise UsageError(
            f"Names would be sent to {parts.hostname} unencrypted.", hint="Give an address with https.", see=_SEE
        )
    return service
