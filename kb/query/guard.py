"""What a query must not be before any parser may see it: too deep, too long, or reaching outside the store.

Oxigraph's parser crashes the process on about 2,000 nested brackets or chained operators, and its optimizer
takes half a minute over 200 triple patterns; neither can be stopped from within, so size is checked first.
"""

from __future__ import annotations

from collections.abc import Sequence

from kb.errors import LimitError, QueryError
from kb.query.scan import GroupKind, Sort, Token, kind_of, tokens_of
from kb.terminal import shortened

MAX_BYTES = 32 * 1024
MAX_DEPTH = 64
MAX_PATTERNS = 40
MAX_OPERATORS = 256

_UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD"])
_OPERATOR_WORDS = frozenset(["UNION", "OPTIONAL", "MINUS", "EXISTS", "SELECT", "FILTER", "BIND"])
_OPERATORS = frozenset(["||", "&&", "!", "+", "-", "*", "/", "^", "|", "?", "=", "<", ">", "!=", "<=", ">="])
_SEPARATORS = frozenset(".;,")
_TERMS = frozenset([Sort.STRING, Sort.IRI, Sort.VARIABLE, Sort.NAME, Sort.NUMBER])


def refuse_unfit(query: str, *, max_patterns: int = MAX_PATTERNS) -> list[Token]:
    """Scan a query of unknown origin and give its tokens.

    Raises:
        LimitError: longer, deeper or with more triple patterns than the limits above.
        QueryError: an update, DESCRIBE, SERVICE, a file as a graph, or no query at all.
    """
    size = len(query.encode("utf-8", "surrogatepass"))
    _within(size, MAX_BYTES, "bytes")
    tokens = tokens_of(query)
    _within(_depth(tokens), MAX_DEPTH, "brackets inside one another")
    _within(_patterns(tokens), max_patterns, "triple patterns and path steps")
    _within(_operators(tokens), MAX_OPERATORS, "operators")
    _refuse_outside(tokens)
    return tokens


def unparsed(error: SyntaxError) -> QueryError:
    """Give the error to raise for a query that the engine's parser refuses; it tells the line and the column."""
    said = shortened(str(error), 160)  # the engine lists every token that could have stood there
    return QueryError(f"The query does not parse: {said}", hint="Check it against SPARQL 1.1.")


def _within(number: int, limit: int, unit: str) -> None:
    if number > limit:
        raise LimitError(f"The query has {number} {unit}; {limit} are allowed.", hint="Ask in several smaller queries.")


def _depth(tokens: Sequence[Token]) -> int:
    depth = deepest = 0
    for token in tokens:
        if token.sort is Sort.SIGN:
            depth += (token.text in "{([") - (token.text in "})]")
            deepest = max(deepest, depth)
    return deepest


def _patterns(tokens: Sequence[Token]) -> int:
    """Count what ends a triple pattern or a step of a path; at least as many as the parser will make.

    Inside parentheses stand expressions and alternatives of a path, which make none, and collections, of
    which each member makes two: terms side by side give them away. The rows of VALUES make none.
    """
    number = 0
    within: list[str] = []
    for place, token in enumerate(tokens):
        here = within[-1] if within else ""
        if token.sort is not Sort.SIGN:
            side_by_side = place > 0 and token.sort in _TERMS and tokens[place - 1].sort in _TERMS
            number += 2 if side_by_side and here == "(" else 0
        elif token.text in "{([":
            rows = here == "rows" or (token.text == "{" and kind_of(tokens, place) is GroupKind.OTHER)
            within.append("rows" if rows else token.text)
            number += token.text == "["
        elif token.text in "})]":
            number += token.text == "}" and here != "rows"
            del within[-1:]
        else:
            number += (token.text in _SEPARATORS and here in ("{", "[", "")) or token.text == "/"
    return number


def _operators(tokens: Sequence[Token]) -> int:
    return sum(
        token.text in (_OPERATORS if token.sort is Sort.SIGN else _OPERATOR_WORDS if token.sort is Sort.WORD else ())
        for token in tokens
    )


def _refuse_outside(tokens: Sequence[Token]) -> None:
    """Refuse what writes, what opens connections, and what names files."""
    words = [(number, token.text) for number, token in enumerate(tokens) if token.sort is Sort.WORD]
    form = next((word for _, word in words if word not in ("BASE", "PREFIX", "VERSION")), "")
    if form in _UPDATES or form == "WITH":
        raise QueryError(f"{form} would change the store.", hint="Queries only read; use `kb ingest` or `kb import`.")
    if form not in ("SELECT", "ASK", "CONSTRUCT"):
        raise QueryError(
            f"The query begins with {form or 'nothing'}, which is not supported.",
            hint="Begin with SELECT, ASK or CONSTRUCT.",
        )
    for number, word in words:
        if word == "SERVICE":
            raise QueryError("SERVICE would send the query to another machine.", hint="Ask only this store.")
        following = [token.text.casefold() for token in tokens[number + 1 : number + 3]]
        if word == "FROM" and any(text.startswith("<file:") for text in following):
            raise QueryError("FROM names a file.", hint="Name a graph of the store, or leave FROM out.")
