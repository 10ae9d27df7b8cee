"""JSON Lines: one article a line, in ``text``; offsets index that field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from kb import ids
from kb.errors import InputError
from kb.ingest.decoding import Decoded
from kb.ingest.facts import with_facts
from kb.ingest.plain import article_from
from kb.model import Article

MOST_BYTES = 10_000_000  # of one line; the file may be of any size
_HINT = 'Write one object a line: {"id": "a1", "text": "…", "outlet": "…", "published": "2021-10-01"}.'


class JsonlReader:
    """Reads ``.jsonl`` files as streams: any number of articles each."""

    suffixes = (".jsonl", ".ndjson")
    whole = False

    def articles(self, path: Path, doc: str) -> Iterator[Article | InputError]:
        """Give an article, or an error, for each line that is not blank."""
        seen: set[str] = set()
        empty = True
        with path.open("rb") as lines:
            number = 0
            while line := lines.readline(MOST_BYTES + 1):
                number += 1
                if number == 1:
                    line = line.removeprefix(b"\xef\xbb\xbf")
                if not line.strip():
                    continue
                empty = False
                try:
                    if len(line) > MOST_BYTES:
                        while line and not line.endswith(b"\n"):  # skip the rest of it
                            line = lines.readline(MOST_BYTES)
                        raise InputError(f"{path}:{number} is longer than {MOST_BYTES} bytes.", hint=_HINT)
                    yield _article(line, path, number, doc, seen)
                except InputError as error:
                    yield error
        if empty:
            raise InputError(f"{path} is empty.", hint=_HINT)


def _article(line: bytes, path: Path, number: int, doc: str, seen: set[str]) -> Article:
    where = f"{path}:{number}"
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where} is no JSON: {error}.", hint=_HINT) from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or not row["text"].strip():
        raise InputError(f"{where} has no text.", hint=_HINT)
    stated = row.get("id") or row.get("doc_id") or number
    if not isinstance(stated, (str, int, float)):
        raise InputError(f"{where} has an id that is neither a text nor a number.", hint=_HINT)
    key = str(stated)
    if key in seen:
        raise InputError(f"{where} has the id {key!r} of an earlier line.", hint="Give each line its own id.")
    seen.add(key)
    article = article_from(Decoded(row["text"], "json"), f"{doc}#{key}", ids.digest_of(line.strip()))
    return with_facts(article, row, "record", where)
