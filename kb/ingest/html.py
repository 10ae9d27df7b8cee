"""HTML pages: the article's text and what the page states, found by trafilatura under limits.

Offsets index the extracted text, which is stored. The extraction runs in a worker process that is
ended when its time is up: a page of 20 MB can keep trafilatura busy for minutes, and it cannot be
interrupted from within.
"""

from __future__ import annotations

import atexit
import multiprocessing
from collections.abc import Iterator
from multiprocessing.pool import Pool
from pathlib import Path

from kb import ids
from kb.errors import InputError, LimitError
from kb.ingest.decoding import Decoded, refuse_binary
from kb.ingest.facts import is_tag, with_facts
from kb.ingest.page_metadata import page_statements
from kb.ingest.plain import article_from
from kb.model import Article

MOST_BYTES = 5_000_000
MOST_SECONDS = 20.0
_pools: list[Pool] = []  # at most one worker, started when the first page comes


class HtmlReader:
    """Reads ``.html`` files: one article each."""

    suffixes = (".html", ".htm", ".xhtml")
    whole = True

    def articles(self, path: Path, doc: str) -> Iterator[Article]:
        """Give the one article of a page."""
        yield article_in(path.read_bytes(), doc, str(path))


def article_in(raw: bytes, doc: str, name: str) -> Article:
    """Find the article in the bytes of a page.

    Raises:
        InputError: it is empty, binary, larger than 5 MB, or has no article in it.
        LimitError: trafilatura needed more than 20 s.
    """
    if not raw.strip():
        raise InputError(f"{name} is empty.", hint="Check that the download or copy was complete.")
    if len(raw) > MOST_BYTES:
        raise InputError(
            f"{name} has {len(raw)} bytes of HTML; {MOST_BYTES} are allowed.",
            hint="Save the article alone (reader view), or as text.",
        )
    refuse_binary(raw, name)
    found, stated = _in_worker(raw, name)
    text = found.pop("text", "")
    if not text.strip():
        raise InputError(
            f"{name} has no article in it.", hint="Save the page with its text, or copy the text to a .txt."
        )
    if not is_tag(found.get("language", "")):
        found.pop("language", None)  # pages state anything there; the text tells its language too
    article = article_from(Decoded(text, "html"), doc, ids.digest_of(raw))
    told = {key for each in stated.values() for key in each}
    article = with_facts(article, {key: value for key, value in found.items() if key not in told}, "html", name)
    for ground, values in stated.items():
        article = with_facts(article, values, ground, name)
    return article


def _in_worker(raw: bytes, name: str) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    if not _pools:
        _pools.append(multiprocessing.get_context("spawn").Pool(1))
        atexit.register(_end_worker)
    try:
        return _pools[0].apply_async(_extracted, (raw,)).get(MOST_SECONDS)
    except multiprocessing.TimeoutError as error:
        _end_worker()
        raise LimitError(
            f"{name}: finding the article took more than {MOST_SECONDS:.0f} s.", hint="Save it as text instead."
        ) from error


def _end_worker() -> None:
    while _pools:
        pool = _pools.pop()
        pool.terminate()
        pool.join()


def _extracted(raw: bytes) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Run in the worker: the text and what the page shows of itself, empty values left out; and what it states."""
    import trafilatura  # noqa: PLC0415 - half a second that only pages need

    found = trafilatura.bare_extraction(
        raw,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    tree = trafilatura.load_html(raw)
    if found is None or tree is None:
        return {}, {}
    page = {"outlet": found.sitename, "published": found.date, "url": found.url, "author": found.author}
    page |= {"title": found.title, "language": found.language, "text": found.text}
    return {key: str(value) for key, value in page.items() if value}, page_statements(tree)
