"""Whether a query speaks of graphs by name."""

from __future__ import annotations

import re

_NO_KEYWORD = re.compile(  # IRIs, long strings, strings, comments, variables, prefixed names
    r"<[^<>\s]*>"
    r'|"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|#[^\n]*|[?$]\w+|[\w.-]*:(?:[\w.:%-]|\\.)*"
)
_FROM, _GRAPH = (re.compile(rf"\b{word}\b", re.IGNORECASE) for word in ("FROM", "GRAPH"))


def says_from(sparql: str) -> bool:
    """Tell whether a query chooses its own dataset; sometimes also of one that does not, never the other way round."""
    return _says(_FROM, sparql)


def says_graph(sparql: str) -> bool:
    """Tell whether a query looks into named graphs; sometimes also of one that does not, never the other way round."""
    return _says(_GRAPH, sparql)


def _says(word: re.Pattern[str], sparql: str) -> bool:
    """Look for a word as a keyword; first for the word at all, since most queries are without."""
    return word.search(sparql) is not None and word.search(_NO_KEYWORD.sub(" ", sparql)) is not None
