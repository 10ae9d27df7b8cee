"""Identifiers: same kind and same values, same identifier, on every machine.

An identifier is the part of an IRI after the configured base: ``article/3f2a…``. Content-addressed
ones end in the first 20 hexadecimal digits of a SHA-256 (80 bits: one expected collision among
10^12 nodes), over the values joined by U+001F, which no offset, path or digest contains.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256

from kb.model import Doubt, Interval, Mode, Span


def digest_of(content: bytes | str) -> str:
    """Give ``sha256:…`` of bytes, or of a text in UTF-8."""
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return f"sha256:{sha256(raw).hexdigest()}"


def _hash(*values: str) -> str:
    return sha256("\x1f".join(values).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _key(identifier: str) -> str:
    return identifier.split("/", 1)[1]


def _offsets(spans: Iterable[Span]) -> str:
    return ",".join(f"{span.start}-{span.end}" for span in spans)


def article(doc: str, digest: str) -> str:
    """Give an article's identifier, a function of its name and its bytes."""
    return f"article/{_hash('article', doc, digest)}"


def original(digest: str) -> str:
    """Give the identifier of a work that an article digests."""
    return f"original/{_hash('original', digest)}"


def span(article_id: str, where: Span) -> str:
    """Give a span's identifier: the article's key and the offsets."""
    return f"span/{_key(article_id)}-{where.start}-{where.end}"


def region(article_id: str, start: int, end: int) -> str:
    """Give a region's identifier."""
    return f"region/{_key(article_id)}-{start}-{end}"


def mention(article_id: str, where: Span) -> str:
    """Give a mention's identifier."""
    return f"mention/{_key(article_id)}-{where.start}-{where.end}"


def time(article_id: str, where: Span) -> str:
    """Give a time expression's identifier."""
    return f"time/{_key(article_id)}-{where.start}-{where.end}"


def quantity(article_id: str, where: Span) -> str:
    """Give a quantity's identifier."""
    return f"quantity/{_key(article_id)}-{where.start}-{where.end}"


def fact(article_id: str, kind: str, value: str, ground: str, spans: Iterable[Span]) -> str:
    """Give the identifier of something known of an article, a function of what it says and where that stands."""
    return f"fact/{_hash('fact', article_id, kind, value, ground, _offsets(spans))}"


def statement(article_id: str, source: Iterable[Span], cue: Iterable[Span], content: Iterable[Span]) -> str:
    """Give a statement's identifier, a function of its article and spans."""
    return f"statement/{_hash('statement', article_id, _offsets(source), _offsets(cue), _offsets(content))}"


def hop(statement_id: str, position: int) -> str:
    """Give a hop's identifier; positions count from 1."""
    return f"{statement_id}/hop/{position}"


def proposition(statement_id: str, where: Iterable[Span]) -> str:
    """Give a proposition's identifier, a function of its statement and span."""
    return f"proposition/{_hash('proposition', statement_id, _offsets(where))}"


def claim(propositions: Iterable[str]) -> str:
    """Give a claim's identifier: that of its least proposition."""
    return f"claim/{_key(min(propositions))}"


def run(article_id: str, extractor: str, version: str, configuration: str) -> str:
    """Give a run's identifier; the time of day is no part of it."""
    return f"run/{_hash('run', article_id, extractor, version, configuration)}"


def software(name: str, version: str) -> str:
    """Give the identifier of one version of an extractor."""
    return f"software/{slug(name)}-{slug(version)}"


def review(decision: str, *values: str) -> str:
    """Give a review's identifier, a function of what was decided, why, by whom and when."""
    return f"review/{_hash('review', decision, *values)}"


def reviewer(name: str) -> str:
    """Give the identifier of a person who reviews."""
    return f"reviewer/{slug(name)}"


def split_agent(agent_id: str, docs: Iterable[str]) -> str:
    """Give the identifier of the other one that some articles mean by an agent's name."""
    return f"{agent_id}-{_hash('split', agent_id, *sorted(docs))}"


def doubt(about: Doubt) -> str:
    """Give a doubt's identifier, a function of whom it keeps apart, and by which evidence."""
    return f"doubt/{_hash('doubt', about.kind, *about.agents, *about.docs, *about.told)}"


def tenure(article_id: str, where: Span, office: str) -> str:
    """Give the identifier of an office that an article gives somebody, whoever that is: reviews leave it as it is."""
    return f"tenure/{_key(article_id)}-{where.start}-{where.end}-{slug(office)}"


def link(node: str, predicate: str, value: str) -> str:
    """Give the identifier of a triple as it was read, once a review has replaced it."""
    return f"link/{_hash('link', node, predicate, value)}"


def slug(name: str) -> str:
    """Give lower-case ASCII words joined by hyphens; a hash where nothing of the name is left.

    >>> slug("Łukasz O’Neill, Jr.")
    'lukasz-oneill-jr'
    """
    folded = unicodedata.normalize("NFKD", name.replace("ł", "l").replace("Ł", "L").replace("’", "").replace("'", ""))
    ascii_only = folded.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-") or _hash("slug", name)


def agent(name: str, article_id: str = "") -> str:
    """Give an agent's identifier; with an article, one that no other article shares (a bare surname)."""
    return f"agent/{slug(name)}" + (f"-{_key(article_id)}" if article_id else "")


def relation(name: str) -> str:
    """Give a relation's identifier."""
    return f"relation/{slug(name)}"


def interval(days: Interval, mode: Mode) -> str:
    """Give an interval's identifier: its bounds, and its mode unless the event filled it."""
    bounds = "_".join(day.isoformat() if day else "open" for day in (days.earliest, days.latest))
    return f"interval/{bounds}" + ("" if mode is Mode.THROUGHOUT else "_within")


def reuse(left_article: str, left: Span, right_article: str, right: Span) -> str:
    """Give the identifier of a pair of aligned stretches."""
    return f"reuse/{_hash('reuse', left_article, _offsets([left]), right_article, _offsets([right]))}"


def derived(kind: str, *values: str) -> str:
    """Give the identifier of a derived node (origin, discrepancy, pair, quotation) from what it rests on."""
    return f"{kind}/{_hash(kind, *values)}"


def graph(of: str) -> str:
    """Give the name of a graph: ``graph/article/3f2a…``, ``graph/claims``."""
    return f"graph/{of}"
