"""Plain text: offsets address the decoded file, unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kb import ids
from kb.ingest.decoding import Decoded, decoded
from kb.ingest.language import language_of
from kb.ingest.regions import headline_in, regions_of
from kb.model import Article, Region


class PlainReader:
    """Reads ``.txt`` files: one article each."""

    suffixes = (".txt", ".text")
    whole = True

    def articles(self, path: Path, doc: str) -> Iterator[Article]:
        """Give the one article of a text file."""
        raw = path.read_bytes()
        yield article_from(decoded(raw, str(path)), doc, ids.digest_of(raw))


def article_from(found: Decoded, doc: str, digest: str, front: Region | None = None) -> Article:
    """Build an article from a decoded text, with nothing stated yet.

    Args:
        found: The text, and the encoding it was in.
        doc: The article's name.
        digest: Digest of the bytes it came from.
        front: The region of its front matter, if it has one.
    """
    regions = regions_of(found.text, front.end if front else 0)
    grounds = {"language": "text"}
    if found.guessed:
        grounds["encoding"] = f"guessed {found.encoding}"
    return Article(
        id=ids.article(doc, digest),
        doc=doc,
        digest=digest,
        body=found.text,
        language=language_of(found.text[front.end :] if front else found.text),
        title=headline_in(found.text, regions),
        regions=((front,) if front else ()) + regions,
        grounds=grounds,
    )
