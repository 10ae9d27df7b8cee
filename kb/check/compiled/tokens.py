"""SPARQL's words, one by one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kb.check.compiled.refusal import Refused

_TOKEN = re.compile(
    r"""(?P<skip>\s+|\#[^\n]*)
      | (?P<iri><[^<>"{}|^`\\\s]*>)
      | (?P<string>\"\"\"(?:\\.|[^\\])*?\"\"\"|'''(?:\\.|[^\\])*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
      | (?P<var>[?$]\w+)
      | (?P<name>(?:[A-Za-z][\w.-]*)?:(?:[\w%](?:[\w.%-]*[\w%-])?)?)
      | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
      | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
      | (?P<word>[A-Za-z_]\w*)
      | (?P<mark>\^\^|&&|\|\||!=|<=|>=|[{}()\[\].,;/|^*+?!=<>-])""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a query.

    Attributes:
        kind: iri, string, var, name (with a prefix), number, language, word or mark.
        text: As written; the name of a variable without its mark, a word in upper case but for ``a``.
        start: Its first character.
        end: One past its last.
    """

    kind: str
    text: str
    start: int
    end: int


def tokens_of(query: str) -> list[Token]:
    """Take a query apart; comments are left out.

    Raises:
        Refused: something in it is not understood.
    """
    found: list[Token] = []
    place = 0
    while place < len(query):
        match = _TOKEN.match(query, place)
        if match is None:
            raise Refused("its query is written in a way that is not understood")
        kind, text, place = match.lastgroup or "", match.group(), match.end()
        if kind == "skip":
            continue
        if kind == "var":
            text = text[1:]
        elif kind == "word" and text != "a":
            text = text.upper()
        found.append(Token(kind, text, match.start(), match.end()))
    return found


def iri_of(token: Token, prefixes: Mapping[str, str]) -> str:
    """Give the IRI that a token stands for.

    Raises:
        Refused: it stands for none, or for one of a prefix that is not declared.
    """
    if token.kind == "iri":
        return token.text[1:-1]
    if token.kind == "name":
        prefix, _, local = token.text.partition(":")
        if prefix in prefixes and "%" not in local:
            return prefixes[prefix] + local
        raise Refused(f"its query uses the prefix {prefix}:, which sh:prefixes does not declare")
    if token.kind == "word" and token.text == "a":
        return "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    raise Refused("its query is written in a way that is not understood")
