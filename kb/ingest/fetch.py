"""Pages by URL: fetched with limits on size and time, then read as HTML or text."""

from __future__ import annotations

import urllib.error
import urllib.request
from urllib.parse import urlsplit

from kb import ids
from kb.errors import InputError
from kb.ingest.decoding import decoded
from kb.ingest.facts import with_facts
from kb.ingest.html import MOST_BYTES, article_in
from kb.ingest.plain import article_from
from kb.model import Article

MOST_SECONDS = 20.0


def is_url(name: str) -> bool:
    """Tell whether an input is a web address rather than a path."""
    return urlsplit(name).scheme in {"http", "https"}


def fetched(url: str) -> Article:
    """Fetch one article; its ``doc`` is the URL as given.

    Raises:
        InputError: nothing answers, it is no text or page, or it is larger than 5 MB.
    """
    request = urllib.request.Request(url, headers={"User-Agent": "claimgraph", "Accept": "text/html, text/plain"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=MOST_SECONDS) as answer:  # noqa: S310 - http and https only, see is_url
            kind = answer.headers.get_content_type()
            raw = answer.read(MOST_BYTES + 1)
    except (OSError, ValueError, urllib.error.URLError) as error:
        raise InputError(
            f"{url} cannot be fetched: {error}.", hint="Check the address, or save the page and ingest the file."
        ) from error
    if kind in {"text/html", "application/xhtml+xml"}:
        return with_facts(article_in(raw, url, url), {"url": url}, "address", url)
    if kind.startswith("text/"):
        if len(raw) > MOST_BYTES:
            raise InputError(f"{url} has more than {MOST_BYTES} bytes.", hint="Save it, and ingest the file.")
        return with_facts(article_from(decoded(raw, url), url, ids.digest_of(raw)), {"url": url}, "address", url)
    raise InputError(
        f"{url} is {kind}, not a page or a text.", hint="Save it, convert it to text, and ingest the file."
    )
