r"""RDF terms in Turtle: short where that is safe, escaped where a character would not show.

>>> Names("https://kb.example/id/").iri("https://kb.example/id/claim/1")
'<claim/1>'
>>> Names("https://kb.example/id/").literal(Literal("a\tb", language="en"))
'"a\\tb"@en'
"""

from __future__ import annotations

import re
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from kb.vocab import PREFIXES, RDF, XSD

Term = NamedNode | Literal

# What the grammar wants escaped; what a terminal or editor would obey or hide (controls, bidi marks,
# line separators, noncharacters) is escaped as well, so that an export shows all that it holds.
_ESCAPED = re.compile(
    r"[\"\\\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff"
    r"\U0001fffe-\U0001ffff\U000e0000-\U000e0fff\U0010fffe-\U0010ffff]"
)
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_RELATIVE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*(?:/[A-Za-z0-9_-]+)*")
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_BARE = {
    XSD.integer: re.compile(r"[+-]?[0-9]+"),
    XSD.decimal: re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD.boolean: re.compile(r"true|false"),
}


class Names:
    """How IRIs and literals are written in one file."""

    def __init__(self, base: str) -> None:
        """Shorten by ``@base`` where the base allows it, and by the prefixes of the vocabulary."""
        self.base = base
        self._relative = base.endswith("/")  # else a relative IRI would replace part of the base
        self.iri = lru_cache(maxsize=100_000)(self._iri)

    def header(self) -> str:
        """Give the ``@base`` and ``@prefix`` lines, always the same ones, so that exports compare line by line."""
        base = [f"@base <{self.base}> ."] if self._relative else []
        return "\n".join([*base, *(f"@prefix {prefix}: <{iri}> ." for prefix, iri in sorted(PREFIXES.items()))]) + "\n"

    def predicate(self, iri: str) -> str:
        """Write a predicate; ``a`` for ``rdf:type``."""
        return "a" if iri == RDF.type else self.iri(iri)

    def term(self, term: Term) -> str:
        """Write the object of a triple."""
        return self.literal(term) if isinstance(term, Literal) else self.iri(term.value)

    def literal(self, literal: Literal) -> str:
        """Write a literal; numbers and truth values bare where Turtle reads them back as the same."""
        datatype = literal.datatype.value
        if (bare := _BARE.get(datatype)) and bare.fullmatch(literal.value):
            return literal.value
        quoted = f'"{escaped(literal.value)}"'
        if literal.language:
            return f"{quoted}@{literal.language}"
        return quoted if datatype == XSD.string else f"{quoted}^^{self.iri(datatype)}"

    def _iri(self, iri: str) -> str:
        if self._relative and iri.startswith(self.base):
            local = iri.removeprefix(self.base)
            return f"<{local}>" if _RELATIVE.fullmatch(local) else f"<{iri}>"
        for prefix, namespace in PREFIXES.items():
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                return f"{prefix}:{iri[len(namespace) :]}"
        return f"<{iri}>"


def escaped(text: str) -> str:
    """Escape a text for a Turtle string in double quotes."""
    return _ESCAPED.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    code = ord(character)
    return _SHORT.get(character) or (f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}")
