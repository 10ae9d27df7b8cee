"""Markdown with YAML front matter: the front matter counts in offsets, and makes no statements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from kb import ids
from kb.errors import InputError
from kb.ingest.decoding import decoded
from kb.ingest.facts import source_of, with_facts
from kb.ingest.plain import article_from
from kb.ingest.regions import headline_in
from kb.model import Article, Region, RegionKind

_FRONT = re.compile(r"---[ \t]*\r?\n(.*?\r?\n)?---[ \t]*(?=\r?\n|$)", re.DOTALL)
_HEADING = re.compile(r"#{1,6} |\S[^\n]*\n(?:=+|-+)\s*$")
_PICTURE = re.compile(r"!\[")
_FRONT_BYTES = 65_536  # YAML of foreign origin: small, and without aliases that could unfold


class _PlainLoader(yaml.SafeLoader):
    """YAML without aliases, which can unfold a few lines into gigabytes, and with days left as text for us to check."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - the name and shape that PyYAML looks for
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not allowed")
        return super().compose_node(parent, index)


class MarkdownReader:
    """Reads ``.md`` files: one article each."""

    suffixes = (".md", ".markdown")
    whole = True

    def articles(self, path: Path, doc: str) -> Iterator[Article]:
        """Give the one article of a Markdown file, with what its front matter states."""
        raw = path.read_bytes()
        found = decoded(raw, str(path))
        front = _FRONT.match(found.text)
        region = Region(0, front.end(), RegionKind.FRONT_MATTER) if front else None
        article = article_from(found, doc, ids.digest_of(raw), region)
        article = replace(article, regions=tuple(_marked(article, one) for one in article.regions))
        article = replace(article, title=headline_in(article.body, article.regions).lstrip("# "))
        if front:
            where = f"{path} (front matter)"
            stated = _stated(front[1] or "", where)
            article = with_facts(article, stated, "front matter", where)
            article = replace(article, derived_from=source_of(stated.get("digest_of"), where))
        yield article


def _stated(text: str, where: str) -> Mapping[str, Any]:
    if len(text) > _FRONT_BYTES:
        raise InputError(f"{where} has {len(text)} characters.", hint=f"At most {_FRONT_BYTES} are read.")
    try:
        stated = yaml.load(text, Loader=_PlainLoader)  # noqa: S506 - a SafeLoader, made safer
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        line = f", line {mark.line + 2}" if (mark := getattr(error, "problem_mark", None)) else ""
        raise InputError(
            f"{where}{line} is no YAML: {getattr(error, 'problem', None) or error}.",
            hint='Quote values that contain a colon: title: "Talks: a start".',
        ) from error
    if stated is None:
        return {}
    if not isinstance(stated, Mapping):
        raise InputError(f"{where} is no list of key: value lines.", hint="Write outlet: The Diplomat, and so on.")
    return {str(key): value for key, value in stated.items()}


def _marked(article: Article, region: Region) -> Region:
    """Correct the kind where Markdown's own marks tell it."""
    words = article.body[region.start : region.end]
    if region.kind is RegionKind.FRONT_MATTER:
        return region
    if words.startswith("# "):
        return replace(region, kind=RegionKind.HEADLINE)
    if _HEADING.match(words):
        return replace(region, kind=RegionKind.HEADING)
    if _PICTURE.match(words):
        return replace(region, kind=RegionKind.CAPTION)
    return region
