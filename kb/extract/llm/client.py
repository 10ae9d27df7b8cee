"""The OpenAI-compatible protocol over HTTP: one request, one answer, patience in between."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from kb.config import LlmSettings
from kb.errors import EndpointError, InputError, KBError, LimitError, PluginError
from kb.extract.llm import counters as count
from kb.extract.llm.address import KEY, SEE, is_here, key_for
from kb.extract.llm.completions import Completion, complaint_in, completion_in
from kb.extract.llm.counters import Counters
from kb.extract.llm.waiting import MOST_PATIENCE, pause_before

if TYPE_CHECKING:
    import httpx

MOST_BYTES = 4_000_000  # of one answer; a longer one has run away
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_TURNED_AWAY = frozenset({401, 403, 404, 405})


class _Passing(Exception):  # noqa: N818 - it never leaves this module
    """A failure that may not happen again.

    Attributes:
        error: What to raise when patience is at its end.
        retry_after: How long the endpoint asks to wait, in its own words, or empty.
    """

    def __init__(self, error: KBError, retry_after: str = "") -> None:
        super().__init__()
        self.error, self.retry_after = error, retry_after


class Client:
    """Asks one endpoint; safe to share between threads; closes its connections when left."""

    def __init__(
        self,
        chosen: LlmSettings,
        counters: Counters,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Prepare to ask; nothing is sent yet.

        Args:
            chosen: Checked settings.
            counters: What requests and tokens are added to.
            sleep: How to wait.
            clock: Seconds that only ever grow.

        Raises:
            UsageError: the key cannot be used, or would be sent unencrypted.
            PluginError: httpx is not installed.
        """
        self._chosen, self._counters, self._sleep, self._clock = chosen, counters, sleep, clock
        self._httpx = _httpx()
        self._key = key_for(chosen.endpoint)
        self._url = f"{chosen.endpoint.rstrip('/')}/chat/completions"
        headers = {"Content-Type": "application/json", "User-Agent": "claimgraph"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        # Redirects are not followed, as is the default of httpx; and what is on this machine needs no proxy.
        near = is_here(chosen.endpoint)
        self._http = self._httpx.Client(headers=headers, timeout=chosen.timeout, trust_env=not near)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def completion(self, request: Mapping[str, Any]) -> Completion:
        """Give the answer to a request; what fails in passing is asked again, as often as the settings allow.

        Raises:
            EndpointError: nothing answers there, or it turns us away: no other request would fare better.
            LimitError: it has had too many requests, and still has.
            InputError: this request fails time and again, or is refused.
            UnusableAnswer: what came is no answer.
        """
        body = json.dumps(request, separators=(",", ":")).encode("ascii")
        attempt = 0
        while True:
            try:
                return self._answer(body)
            except _Passing as passing:
                pause = pause_before(attempt, passing.retry_after, datetime.now(UTC))
                if attempt >= self._chosen.retries or pause > MOST_PATIENCE:
                    raise passing.error from passing.__cause__
            self._counters.add(count.REPEATED)
            self._sleep(pause)
            attempt += 1

    def _answer(self, body: bytes) -> Completion:
        self._counters.add(count.REQUESTS)
        try:
            with self._http.stream("POST", self._url, content=body) as response:
                raw = self._whole(response)
        except (self._httpx.ConnectError, self._httpx.ConnectTimeout, self._httpx.UnsupportedProtocol) as error:
            hint = "Start it, or correct endpoint under [llm] in kb.toml."
            raise _Passing(EndpointError(f"{self._url} cannot be reached: {self._said(error)}.", hint=hint)) from error
        except self._httpx.TimeoutException as error:
            raise _Passing(self._too_slow()) from error
        except (self._httpx.HTTPError, self._httpx.InvalidURL) as error:
            raise _Passing(InputError(f"{self._url} broke off: {self._said(error)}.", hint="Try again.")) from error
        if response.status_code != self._httpx.codes.OK:
            raise self._failure(response.status_code, response.headers.get("Retry-After", ""), raw)
        completion = completion_in(raw)
        self._counters.add(count.PROMPT, completion.prompt_tokens)
        self._counters.add(count.COMPLETION, completion.completion_tokens)
        return completion

    def _whole(self, response: httpx.Response) -> bytes:
        """Read an answer; one that trickles in is cut off as surely as one that does not come."""
        deadline = self._clock() + self._chosen.timeout
        raw = bytearray()
        for piece in response.iter_bytes():
            raw += piece
            if len(raw) > MOST_BYTES:
                raise InputError(f"{self._url} sent more than {MOST_BYTES} bytes.", hint="Ask another model.")
            if self._clock() > deadline:
                raise _Passing(self._too_slow())
        return bytes(raw)

    def _too_slow(self) -> InputError:
        return InputError(
            f"{self._url} gave no whole answer within {self._chosen.timeout:g} seconds.",
            hint="Set a longer timeout or a smaller chunk under [llm] in kb.toml.",
            see=SEE,
        )

    def _failure(self, status: int, retry_after: str, raw: bytes) -> KBError | _Passing:
        """Give the error that an answer with this status means."""
        said = f"HTTP {status} {self._redacted(complaint_in(raw))}".strip()
        if status in _TURNED_AWAY or 300 <= status < 400:  # a redirect would take our key along
            hint = f"Check {KEY}, and endpoint and model under [llm] in kb.toml."
            return EndpointError(f"{self._url} turned us away: {said}.", hint=hint, see=SEE)
        if status == 429:
            hint = "Go on later: finished answers stand in the cache, and are not asked for again."
            return _Passing(LimitError(f"{self._url} takes no more requests: {said}.", hint=hint), retry_after)
        if status in _PASSING:
            return _Passing(InputError(f"{self._url} failed: {said}.", hint="Try again later."), retry_after)
        return InputError(
            f"{self._url} refused the request: {said}.",
            hint="Set a smaller chunk under [llm] if it was too long, or choose a model with structured output.",
            see=SEE,
        )

    def _said(self, error: Exception) -> str:
        return self._redacted(str(error)) or type(error).__name__

    def _redacted(self, text: str) -> str:
        """Give foreign words without our key, which some endpoints repeat."""
        return text.replace(self._key, "…") if self._key else text


def _httpx() -> Any:
    try:
        import httpx  # noqa: PLC0415 - only who asks a model needs it
    except ImportError as error:
        raise PluginError(
            "The extractor 'llm' needs a package that is not installed: httpx.",
            hint="pip install 'claimgraph[llm]'",
            see=SEE,
        ) from error
    return httpx
