"""The queries of sh:sparql: which of them mean the same to Oxigraph, asked of all focus nodes at once.

pySHACL asks a query once for each focus node, with ``$this`` bound beforehand. Asked once, with the targets joined in,
it gives the same rows as long as ``$this`` is not used out of sight: inside a subquery, a UNION, a BIND of an inner
group. What is accepted is SELECT over triples, paths, FILTER, [NOT] EXISTS, OPTIONAL, BIND, GROUP BY and HAVING; the
rest is refused, and so is what pySHACL itself refuses (MINUS, VALUES, SERVICE).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Store as Database

from kb.check.compiled.paths import Alternative, Inverse, Path, Predicate, Repeated, Sequence
from kb.check.compiled.refusal import Refused
from kb.check.compiled.tokens import Token, iri_of, tokens_of

_CHANCE = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE"})
_NOTHING = Database()  # what a query can be asked of to see whether it parses
_RESERVED = frozenset({"PATH", "shapesGraph", "currentShape", "failure"})


@dataclass(frozen=True, slots=True)
class Node:
    """A subject or object of a triple pattern.

    Attributes:
        text: A variable's name, or a term as written.
        variable: It is a variable.
    """

    text: str
    variable: bool


@dataclass(frozen=True, slots=True)
class TriplePattern:
    """A triple pattern of a query.

    Attributes:
        subject: Where the path starts.
        path: The path; ``None`` when the predicate is a variable.
        object: Where it ends.
        required: It stands in the outermost group, so each row has it.
        group: Number of the group that it stands in, the outermost being 0.
    """

    subject: Node
    path: Path | None
    object: Node
    required: bool
    group: int = 0


@dataclass(frozen=True, slots=True)
class Select:
    """A query that can be asked of all focus nodes at once.

    Attributes:
        prefixes: What its names begin with.
        variables: What it selects, in order, with ``this`` among them.
        distinct: Equal rows are one.
        body: What stands between the outermost braces.
        tail: What follows them.
        patterns: Its triple patterns, inner groups included.
        tests: The words between the parentheses of each filter of the outermost group that asks for no triples.
    """

    prefixes: tuple[tuple[str, str], ...]
    variables: tuple[str, ...]
    distinct: bool
    body: str
    tail: str
    patterns: tuple[TriplePattern, ...]
    tests: tuple[tuple[Token, ...], ...] = ()

    def about(self, focus: str) -> str:
        """Write the query about some focus nodes.

        Args:
            focus: A pattern that binds ``?this``, or another variable, to the ones meant; or nothing.
        """
        used = f"{self.body} {self.tail}"  # a name that stands in a text only is declared for nothing
        head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in self.prefixes if f"{prefix}:" in used)
        chosen = " ".join(f"?{name}" for name in self.variables)
        return (
            f"{head}SELECT {'DISTINCT ' if self.distinct else ''}{chosen} WHERE {{ {focus} {self.body} }} {self.tail}"
        )


def select_of(query: str, prefixes: Mapping[str, str], path: str = "") -> Select:
    """Read a query.

    Args:
        query: As sh:select has it.
        prefixes: What sh:prefixes declares, and what is known anyway.
        path: What stands for ``$PATH``: the path of the property shape, as SPARQL writes it.

    Raises:
        Refused: it does not mean the same when it is asked of all focus nodes at once, or is not understood.
    """
    if path:
        for token in reversed(tokens_of(query)):
            if token.kind == "var" and token.text == "PATH":
                query = f"{query[: token.start]}{path}{query[token.end :]}"
    found = _Reader(query, prefixes).select()
    try:
        _NOTHING.query(found.about(""))
    except SyntaxError as error:
        raise Refused("its query does not parse") from error  # pySHACL says so in its own words
    return found


class _Reader:
    """Reads a query from left to right."""

    def __init__(self, query: str, prefixes: Mapping[str, str]) -> None:
        self._query, self._prefixes = query, dict(prefixes)
        self._tokens = tokens_of(query)
        self._place = 0
        self._groups, self._number = 1, 0  # groups so far, and the one that is being read
        self._patterns: list[TriplePattern] = []
        self._tests: list[tuple[Token, ...]] = []
        for token in self._tokens:
            if token.kind == "var" and token.text in _RESERVED:
                raise Refused(f"its query uses ${token.text}")
            if token.kind == "word" and token.text in _CHANCE:
                raise Refused(f"its query uses {token.text}, which gives another value each time")

    def select(self) -> Select:
        self._expect("SELECT")
        distinct = self._skipped("DISTINCT")
        variables: list[str] = []
        while self._here.kind == "var":
            variables.append(self._take().text)
        if "this" not in variables:
            raise Refused("its query does not select $this")
        self._skipped("WHERE")
        start = self._here.end
        self._group(required=True)
        end = self._tokens[self._place - 1].start
        tail_at = self._here.start if not self._is_over else len(self._query)
        self._tail()
        return Select(
            tuple(sorted(self._prefixes.items())),
            tuple(dict.fromkeys(variables)),
            distinct,
            self._query[start:end],
            self._query[tail_at:],
            tuple(self._patterns),
            tuple(self._tests),
        )

    def _tail(self) -> None:
        """Read GROUP BY and HAVING; rows that are left out or in order are not the same for all focus nodes."""
        if self._is_over:
            return
        self._expect("GROUP")
        self._expect("BY")
        grouped: list[str] = []
        while not self._is_over and self._here.kind == "var":
            grouped.append(self._take().text)
        if "this" not in grouped:
            raise Refused("its query groups rows of several focus nodes")
        if not self._is_over:
            self._expect("HAVING")
            self._parenthesis()
        if not self._is_over:
            raise Refused("its query orders or limits its rows")

    def _inner(self) -> None:
        """Read a group within a group."""
        around, self._number = self._number, self._groups
        self._groups += 1
        self._group(required=False)
        self._number = around

    def _group(self, *, required: bool) -> None:
        self._expect("{")
        while not self._skipped("}"):
            token = self._here
            if self._skipped("FILTER"):
                self._filter(required=required)
            elif self._skipped("OPTIONAL"):
                self._inner()
            elif token.text == "BIND" and token.kind == "word":
                if not required:
                    raise Refused("its query binds a variable in an inner group")
                self._take()
                self._parenthesis(binding=True)
            elif self._skipped("."):
                continue
            else:
                self._triples(required=required)

    def _filter(self, *, required: bool) -> None:
        if self._here.text in ("EXISTS", "NOT") and self._here.kind == "word":
            self._skipped("NOT")
            self._expect("EXISTS")
            self._inner()
            return
        if self._here.kind in ("word", "name", "iri"):
            self._take()
            required = False  # a function without a comparison
        start = self._place + 1
        self._parenthesis()
        if required:
            self._tests.append(tuple(self._tokens[start : self._place - 1]))

    def _parenthesis(self, *, binding: bool = False) -> None:
        """Read an expression in parentheses, and the groups in it."""
        self._expect("(")
        depth = 1
        while depth:
            token = self._take()
            if token.text in ("(", ")") and token.kind == "mark":
                depth += 1 if token.text == "(" else -1
            elif token.text == "EXISTS" and token.kind == "word":
                self._inner()
            elif token.kind == "name":
                iri_of(token, self._prefixes)
            elif token.text == "AS" and token.kind == "word" and (not binding or self._here.text in ("this", "value")):
                raise Refused("its query names a variable again")
            elif (token.text in ("{", "}") and token.kind == "mark") or (
                token.text == "SELECT" and token.kind == "word"
            ):
                raise Refused("its query has a query inside")

    def _triples(self, *, required: bool) -> None:
        subject = self._node()
        while True:
            path = self._verb()
            self._patterns.append(TriplePattern(subject, path, self._node(), required, self._number))
            while self._skipped(","):
                self._patterns.append(TriplePattern(subject, path, self._node(), required, self._number))
            if not self._skipped(";"):
                return
            if self._here.text in (".", "}") and self._here.kind == "mark":
                return

    def _node(self) -> Node:
        token = self._take()
        if token.kind == "var":
            return Node(token.text, variable=True)
        if token.kind in ("iri", "name"):
            return Node(f"<{iri_of(token, self._prefixes)}>", variable=False)
        if token.kind == "string":
            text = token.text
            if not self._is_over and self._here.kind == "language":
                text += self._take().text
            elif self._skipped("^^"):
                text += f"^^<{iri_of(self._take(), self._prefixes)}>"
            return Node(text, variable=False)
        if token.kind == "number" or (token.kind == "word" and token.text in ("TRUE", "FALSE")):
            return Node(token.text.lower(), variable=False)
        raise Refused(f"its query has {token.text}, which is not compiled")

    def _verb(self) -> Path | None:
        if self._here.kind == "var":
            self._take()
            return None
        return self._alternative()

    def _alternative(self) -> Path:
        choices = [self._sequence()]
        while self._skipped("|"):
            choices.append(self._sequence())
        return choices[0] if len(choices) == 1 else Alternative(tuple(choices))

    def _sequence(self) -> Path:
        steps = [self._step()]
        while self._skipped("/"):
            steps.append(self._step())
        return steps[0] if len(steps) == 1 else Sequence(tuple(steps))

    def _step(self) -> Path:
        inverted = self._skipped("^")
        if self._skipped("("):
            path = self._alternative()
            self._expect(")")
        else:
            path = Predicate(iri_of(self._take(), self._prefixes))
        if inverted:
            if not isinstance(path, Predicate):
                raise Refused("its query inverts more than one step")
            path = Inverse(path.iri)
        if not self._is_over and self._here.kind == "mark" and self._here.text in ("*", "+", "?"):
            path = Repeated(path, self._take().text)
        return path

    @property
    def _is_over(self) -> bool:
        return self._place >= len(self._tokens)

    @property
    def _here(self) -> Token:
        if self._is_over:
            raise Refused("its query ends too early")
        return self._tokens[self._place]

    def _take(self) -> Token:
        token = self._here
        self._place += 1
        return token

    def _skipped(self, text: str) -> bool:
        """Pass over a word or mark when it is the next one, and tell whether it was."""
        if self._is_over or self._here.text != text or self._here.kind not in ("word", "mark"):
            return False
        self._place += 1
        return True

    def _expect(self, text: str) -> None:
        if not self._skipped(text):
            raise Refused(f"its query has {self._here.text} where {text} is understood")
