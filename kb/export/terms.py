r"""RDF terms in Turtle: short where that is safe, escaped where a character would not show.

Terms come and go as text: in as N-Triples, which the engine writes, out as Turtle.

>>> Names("https://kb.example/id/").term("<https://kb.example/id/claim/1>")
'<claim/1>'
>>> Names("https://kb.example/id/").term(r'"a\tb"@en')
'"a\\tb"@en'
>>> Names("https://kb.example/id/").term('"7"^^<http://www.w3.org/2001/XMLSchema#integer>')
'7'
"""

from __future__ import annotations

import re

from kb.remembering import remembered
from kb.vocab import PREFIXES, RDF, XSD

# What the grammar wants escaped; what a terminal or editor would obey or hide (controls, bidi marks,
# line separators, noncharacters) is escaped as well, so that an export shows all that it holds.
_ESCAPED = re.compile(
    r"[\"\\\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff"
    r"\U0001fffe-\U0001ffff\U000e0000-\U000e0fff\U0010fffe-\U0010ffff]"
)
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_LONG = {short[1]: character for character, short in _SHORT.items()}
_RELATIVE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*(?:/[A-Za-z0-9_-]+)*")
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_BARE = {
    f"^^<{XSD.integer}>": re.compile(r"[+-]?[0-9]+"),
    f"^^<{XSD.decimal}>": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"^^<{XSD.boolean}>": re.compile(r"true|false"),
}


class Names:
    """How IRIs and literals are written in one file."""

    def __init__(self, base: str) -> None:
        """Shorten by ``@base`` where the base allows it, and by the prefixes of the vocabulary."""
        self.base = base
        self._relative = base.endswith("/")  # else a relative IRI would replace part of the base
        self._ours = f"<{base}"
        self._foreign = remembered(self._prefixed)  # terms of vocabularies recur with every node

    def header(self) -> str:
        """Give the ``@base`` and ``@prefix`` lines, always the same ones, so that exports compare line by line."""
        base = [f"@base <{self.base}> ."] if self._relative else []
        return "\n".join([*base, *(f"@prefix {prefix}: <{iri}> ." for prefix, iri in sorted(PREFIXES.items()))]) + "\n"

    def is_ours(self, term: str) -> bool:
        """Tell whether a term is an IRI that begins with the base."""
        return term.startswith(self._ours)

    def predicate(self, term: str) -> str:
        """Write a predicate; ``a`` for ``rdf:type``."""
        return "a" if term == f"<{RDF.type}>" else self.term(term)

    def term(self, term: str) -> str:
        """Write a term."""
        if term[0] != "<":
            return self._literal(term)
        if self._relative and term.startswith(self._ours):
            local = term[len(self._ours) : -1]
            return f"<{local}>" if _RELATIVE.fullmatch(local) else term
        return self._foreign(term)

    def _literal(self, term: str) -> str:
        """Write a literal; numbers and truth values bare where Turtle reads them back as the same."""
        words, _, kind = term[1:].rpartition('"')
        if kind.startswith("^"):
            if (bare := _BARE.get(kind)) and bare.fullmatch(words):
                return words
            kind = f"^^{self._foreign(kind[2:])}"
        return f'"{_shown(words)}"{kind}' if _ESCAPED.search(words) else f'"{words}"{kind}'

    def _prefixed(self, term: str) -> str:
        iri = term[1:-1]
        for prefix, namespace in PREFIXES.items():
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                return f"{prefix}:{iri[len(namespace) :]}"
        return term


def _shown(words: str) -> str:
    """Escape the text of a literal, which is escaped already as N-Triples wants it, for a Turtle string."""
    plain = _ESCAPE.sub(_meant, words)
    return _ESCAPED.sub(_escape, plain)


def _meant(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _LONG.get(found[3], found[3])


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    code = ord(character)
    return _SHORT.get(character) or (f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}")
