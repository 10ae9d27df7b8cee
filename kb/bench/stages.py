"""What reading an article costs beside the parse that it rests on: whole, by stage, and what comes after reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kb.bench.race import Race, Runner, per_second
from kb.bench.shipped import ShippedCorpus
from kb.extract.mentions import mentions_in
from kb.extract.parse import paragraphs_of
from kb.model import Article, Reading
from kb.pipeline.extractors import extractor_for
from kb.pipeline.reading import quantities_of, record_of, times_of
from kb.resolve.agents.linking import linked
from kb.resolve.agents.tenures import tenures_in
from kb.resolve.article_facts import inferred
from kb.resolve.registry import Registry
from kb.resolve.timing.binding import bound

_PARSE = "spaCy, the parse alone"


def extraction(corpus: ShippedCorpus) -> Iterator[Race]:
    """Reading with everything loaded, beside the parse that it rests on, and the share of each stage."""
    import spacy

    chosen, articles = corpus.chosen, corpus.articles
    nlp = spacy.load(chosen.model)
    extractor = extractor_for(chosen)
    steps = _Steps(corpus)
    words = sum(len(text.split()) for text in corpus.paragraphs)
    whole = _for_each(articles, lambda article: record_of(article, chosen))

    def parse() -> None:
        _exhaust(nlp.pipe(corpus.paragraphs))

    size = f"{len(articles)} digests, {words:,} words"
    runners = {
        f"kb, the extractor {extractor.name!r}": _for_each(articles, extractor.read),
        "kb, the whole record": whole,
        _PARSE: parse,
    }
    yield Race("extraction", size, runners, _PARSE, rate=per_second(words, "words"))
    understood: dict[str, Runner] = {
        "kb, dates and their events": _for_each(articles, steps.dates),
        "kb, numbers": _for_each(articles, steps.numbers),
        "kb, mentions of agents": _for_each(articles, steps.mentions),
        "kb, agents": _for_each(articles, steps.agents),
        "kb, the three together": _for_each(articles, steps.all_three),
        "kb, facts about the article": _for_each(articles, steps.facts),
        _PARSE: parse,
    }
    job = "dates, numbers and agents, with their mentions, beside the parse"
    yield Race("extraction", job, understood, _PARSE, rate=per_second(words, "words"))
    stages = {
        "parse": _for_each(articles, lambda article: _exhaust(paragraphs_of(article, chosen.model))),
        "attributions and propositions": _for_each(articles, extractor.read),
        "agents": _for_each(articles, steps.agents),
        "dates and numbers": _for_each(articles, steps.dates_and_numbers),
        "the whole record": whole,
    }
    note = "the ratio is the share of the whole"
    without = {"attributions and propositions": "parse"}  # reading an article parses it first
    yield Race("extraction", "by stage", stages, "the whole record", without, note=note)


class _Steps:
    """What is done with a reading, each step by itself; what a step starts from is made beforehand."""

    def __init__(self, corpus: ShippedCorpus) -> None:
        chosen = corpus.chosen
        extractor = extractor_for(chosen)
        self._registry = Registry.load(Path(chosen.registry) if chosen.registry else None)
        self._readings: dict[str, Reading] = {article.id: extractor.read(article) for article in corpus.articles}
        self._parsed = {article.id: tuple(paragraphs_of(article, chosen.model)) for article in corpus.articles}
        self._times = {article.id: times_of(article) for article in corpus.articles}

    def dates(self, article: Article) -> None:
        """Find times, and bind them to their events."""
        reading = self._readings[article.id]
        bound(article, reading.statements, times_of(article), (), reading.syntax)

    def numbers(self, article: Article) -> None:
        """Find quantities; the times that they are no part of are known."""
        quantities_of(article, self._times[article.id])

    def facts(self, article: Article) -> None:
        """Infer what the text tells of outlet, day and author."""
        inferred(article, self._registry)

    def mentions(self, article: Article) -> None:
        """Find who and what is mentioned in what is parsed; the extractor does it, whoever finds the attributions."""
        mentions_in(article.body, self._parsed[article.id])

    def agents(self, article: Article) -> None:
        """Find out who is who, and who holds which office, the mentions known."""
        _, mentions, agents = linked(article, self._readings[article.id], self._registry)
        tenures_in(article, mentions, agents, self._registry)

    def dates_and_numbers(self, article: Article) -> None:
        """Find times and quantities, and bind both."""
        reading, times = self._readings[article.id], times_of(article)
        bound(article, reading.statements, times, quantities_of(article, times), reading.syntax)

    def all_three(self, article: Article) -> None:
        """Do all of it, as for a record."""
        self.mentions(article)
        self.agents(article)
        self.dates_and_numbers(article)


def _for_each(articles: Iterable[Article], read: Callable[[Article], object]) -> Runner:
    def run() -> None:
        for article in articles:
            read(article)

    return run


def _exhaust(found: Iterable[object]) -> None:
    for _ in found:
        pass
