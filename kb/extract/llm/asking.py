"""Chunk → attributions in the model's words: from the cache, or from the endpoint, and asked once more if need be."""

from __future__ import annotations

from typing import Any

from kb.config import LlmSettings
from kb.errors import InputError
from kb.extract.llm import counters as count
from kb.extract.llm.address import SEE
from kb.extract.llm.answers import RESPONSE_FORMAT, Named, UnusableAnswer, named_in
from kb.extract.llm.cache import AnswerCache
from kb.extract.llm.chunks import Chunk
from kb.extract.llm.client import Client
from kb.extract.llm.counters import Counters
from kb.extract.llm.prompt import messages_for

_SEED = 0
_ATTEMPTS = 2  # at an answer of use: a model that cannot keep to the schema twice will not the third time
_CUT = "cut"  # kept for a chunk whose answer grew too long, so that the next run asks for its halves at once

Answered = tuple[tuple[Chunk, tuple[Named, ...]], ...]


class Asker:
    """Asks one endpoint about chunks of articles."""

    def __init__(self, chosen: LlmSettings, client: Client, cache: AnswerCache, counters: Counters) -> None:
        """Put together who is asked, and where answers are kept."""
        self._chosen, self._client, self._cache, self._counters = chosen, client, cache, counters

    def answered(self, chunk: Chunk) -> Answered:
        """Give what the model names in a chunk, or in its halves where an answer about the whole grows too long.

        Raises:
            KBError: as :meth:`Client.completion`; an InputError too if no answer is of use.
        """
        request = self._request(chunk)
        name = self._cache.name_of(self._chosen.endpoint, request)
        kept = self._cache.get(name)
        halves = chunk.halves()
        if kept == _CUT and halves:
            return self._of(halves)
        try:
            found = named_in(kept or "")
        except UnusableAnswer:  # none is kept, or not one that this version would have kept
            return self._asked(chunk, request, name)
        self._counters.add(count.CACHED)
        return ((chunk, found),)

    def _of(self, halves: tuple[Chunk, Chunk]) -> Answered:
        return tuple(each for half in halves for each in self.answered(half))

    def _asked(self, chunk: Chunk, request: dict[str, Any], name: str) -> Answered:
        problem = ""
        for attempt in range(_ATTEMPTS):
            if attempt:
                self._counters.add(count.REPEATED)
            try:
                completion = self._client.completion(request)
                if completion.cut:
                    halves = chunk.halves()
                    if halves:
                        self._cache.put(name, _CUT)
                        return self._of(halves)
                    raise UnusableAnswer("it ran into the limit of its length")
                found = named_in(completion.answer)
            except UnusableAnswer as unusable:
                problem = str(unusable)
                continue
            self._cache.put(name, completion.answer)
            return ((chunk, found),)
        raise InputError(
            f"{self._chosen.model} gave no answer of use: {problem}.",
            hint="Choose a model with structured output (JSON schema), or a smaller chunk under [llm] in kb.toml.",
            see=SEE,
        )

    def _request(self, chunk: Chunk) -> dict[str, Any]:
        sampling = {"temperature": 0, "seed": _SEED} if self._chosen.deterministic else {}
        messages = messages_for(chunk.text)
        return {
            "model": self._chosen.model,
            "messages": messages,
            "response_format": dict(RESPONSE_FORMAT),
            **sampling,
        }
