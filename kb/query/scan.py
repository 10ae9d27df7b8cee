r"""Tokens and groups of a SPARQL query: enough to count, refuse and bind, with no parser.

The scan is linear and knows strings, IRIs and comments, so that nothing inside them is taken for syntax.
Oxigraph decodes ``\u`` escapes within strings and IRIs only, so they cannot hide a brace or a keyword.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kb.errors import QueryError

_TOKEN = re.compile(
    r"""
    (?P<blank>\s+|\#[^\n\r]*)
  | (?P<string>\"{3}(?:[^"\\]|\\.|\"(?!\"\"))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}
             |\"(?!\"\")(?:[^"\\\n\r]|\\.)*\"|'(?!'')(?:[^'\\\n\r]|\\.)*')
  | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
  | (?P<variable>[?$]\w+)
  | (?P<name>(?:\w[\w.\-]*)?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*(?<!\.))
  | (?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)
  | (?P<language>@[A-Za-z][A-Za-z0-9\-]*)
  | (?P<word>\w+)
  | (?P<sign>\^\^|&&|\|\||!=|<=|>=|[{}()\[\].;,=<>!+\-*/^|?])
    """,
    re.VERBOSE | re.DOTALL,
)


class Sort(StrEnum):
    """What a token is; blanks and comments are dropped."""

    STRING = "string"
    IRI = "iri"
    VARIABLE = "variable"
    NAME = "name"
    NUMBER = "number"
    LANGUAGE = "language"
    WORD = "word"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Token:
    """One token: ``query[start:end]``, keywords in upper case."""

    sort: Sort
    text: str
    start: int
    end: int


def tokens_of(query: str) -> list[Token]:
    """Split a query into tokens.

    Raises:
        QueryError: a character that begins no token, such as an open quote, with its line.
    """
    found: list[Token] = []
    place = 0
    while place < len(query):
        match = _TOKEN.match(query, place)
        if match is None:
            line = query.count("\n", 0, place) + 1
            raise QueryError(
                f"The query does not parse: line {line} goes on with {query[place : place + 20]!r}.",
                hint="Look for an open quotation mark or a stray character there.",
            )
        if match.lastgroup != "blank":
            sort = Sort(match.lastgroup or "")
            text = match[0].upper() if sort is Sort.WORD else match[0]
            found.append(Token(sort, text, place, match.end()))
        place = match.end()
    return found


class GroupKind(StrEnum):
    """What stands between two braces."""

    PATTERN = "pattern"  # a group graph pattern
    SELECT = "select"  # a group that is one sub-select
    OTHER = "other"  # the rows of VALUES, the template of CONSTRUCT


@dataclass(slots=True)
class Group:
    """What stands between two braces: ``query[start:end]``, the braces left out; the root is the whole query."""

    kind: GroupKind
    start: int
    end: int
    inner: list[Group] = field(default_factory=list)
    variables: set[str] = field(default_factory=set)  # those that stand here, and in no inner group

    def where(self) -> Group | None:
        """Give the WHERE group of the select that this group is."""
        return next((group for group in self.inner if group.kind is not GroupKind.OTHER), None)


def groups_of(tokens: Sequence[Token], length: int) -> Group:
    """Give the tree of groups of a query.

    Raises:
        QueryError: the braces do not pair.
    """
    root = Group(GroupKind.SELECT, 0, length)
    open_groups = [root]
    for number, token in enumerate(tokens):
        if token.sort is Sort.VARIABLE:
            open_groups[-1].variables.add(token.text[1:])
        elif token.text == "{" and token.sort is Sort.SIGN:
            group = Group(kind_of(tokens, number), token.end, length)
            open_groups[-1].inner.append(group)
            open_groups.append(group)
        elif token.text == "}" and token.sort is Sort.SIGN:
            if len(open_groups) == 1:
                raise _unpaired()
            open_groups.pop().end = token.start
    if len(open_groups) > 1:
        raise _unpaired()
    return root


def _unpaired() -> QueryError:
    return QueryError("The query does not parse: its braces do not pair.", hint="Count the { and the }.")


def kind_of(tokens: Sequence[Token], brace: int) -> GroupKind:
    """Tell what the brace at an index opens, from its neighbours."""
    after = tokens[brace + 1].text if brace + 1 < len(tokens) else ""
    if after == "SELECT":
        return GroupKind.SELECT
    before = brace - 1
    if before >= 0 and tokens[before].text == "CONSTRUCT":
        return GroupKind.OTHER
    if before >= 0 and tokens[before].text == ")":  # VALUES (?a ?b) {
        before -= 1
        while before >= 0 and tokens[before].sort is Sort.VARIABLE:
            before -= 1
        before -= 1  # the opening parenthesis
    elif before >= 0 and tokens[before].sort is Sort.VARIABLE:  # VALUES ?a {
        before -= 1
    return GroupKind.OTHER if before >= 0 and tokens[before].text == "VALUES" else GroupKind.PATTERN
