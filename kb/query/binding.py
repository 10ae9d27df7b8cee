"""Parameters of a stored query: what they are called, what they take, and how a value takes its place.

A value becomes a typed RDF term, which refuses what it cannot be, and the term is bound by ``VALUES`` in every
group that mentions the variable. It is never pasted into the query, so nothing in it can be read as syntax.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pyoxigraph import Literal, NamedNode

from kb.errors import QueryError
from kb.query.scan import Group, GroupKind, Sort, groups_of, tokens_of
from kb.terminal import shortened
from kb.vocab import XSD

Term = NamedNode | Literal
_VARIABLE = re.compile(r"(?P<mark>__?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?:_(?:xsd_)?(?P<type>[a-z]+))?")
_INTEGER = re.compile(r"[+-]?\d{1,18}", re.ASCII)  # what fits the 64 bits of Oxigraph's xsd:integer
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Type(StrEnum):
    """What a parameter takes, by the ending of its variable (grlc)."""

    IRI = "iri"
    STRING = "string"
    INTEGER = "integer"
    DATE = "date"


_EXAMPLES = {
    "claim": "claim/0123456789abcdef0123",
    Type.IRI: "agent/wu-qian",
    Type.STRING: "words",
    Type.INTEGER: "10",
    Type.DATE: "2021-10-01",
}
_EXPECTED = {
    Type.IRI: "an IRI, an identifier or an exact label",
    Type.STRING: "text",
    Type.INTEGER: "a whole number",
    Type.DATE: "a day as YYYY-MM-DD",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: ``?_speaker_iri`` is ``speaker``; ``?__from_date`` is ``from``, which may be left out."""

    name: str
    variable: str
    type: Type
    optional: bool
    example: str = ""

    @property
    def expected(self) -> str:
        """Say what it takes, with an example: ``a day as YYYY-MM-DD, such as from=2021-10-01``."""
        example = self.example or _EXAMPLES.get(self.name) or _EXAMPLES[self.type]
        return f"{_EXPECTED[self.type]}, such as {self.name}={example}"


def parameters_in(sparql: str, examples: Mapping[str, str] | None = None) -> tuple[Parameter, ...]:
    """Find the parameters of a query, in the order in which it mentions them.

    Args:
        sparql: The query.
        examples: A value to show for each, by name.

    Raises:
        QueryError: a variable has an ending that is no type, or one name has two variables.
    """
    found: dict[str, Parameter] = {}
    for token in tokens_of(sparql):
        if token.sort is not Sort.VARIABLE or not (match := _VARIABLE.fullmatch(token.text[1:])):
            continue
        name, ending = match["name"], match["type"] or Type.STRING.value
        if ending not in tuple(Type):
            raise QueryError(
                f"The variable {token.text} has the ending {ending!r}, which is no type.",
                hint="End it in _iri, _integer or _date, or in nothing for text.",
            )
        one = Parameter(name, token.text[1:], Type(ending), match["mark"] == "__", (examples or {}).get(name, ""))
        if found.setdefault(name, one).variable != one.variable:
            raise QueryError(f"Two variables are called {name}.", hint="Spell a parameter the same everywhere.")
    return tuple(found.values())


def literal_of(parameter: Parameter, value: str) -> Literal:
    """Read the value of a parameter that is no IRI.

    Raises:
        QueryError: the value is not of the parameter's type.
    """
    try:
        match parameter.type:
            case Type.INTEGER:
                return _integer(value)
            case Type.DATE:
                return _day(value)
            case _:
                return Literal(value)
    except ValueError as error:
        raise mistyped(parameter, value) from error


def mistyped(parameter: Parameter, value: str) -> QueryError:
    """Give the error for a value that is not what the parameter takes."""
    return QueryError(
        f"The parameter {parameter.name} cannot be {shortened(value, 60)!r}.", hint=f"Give {parameter.expected}."
    )


def _integer(value: str) -> Literal:
    if not _INTEGER.fullmatch(value):  # int() reads 1_000 and the digits of every script as well
        raise ValueError(value)
    return Literal(str(int(value)), datatype=NamedNode(XSD.integer))


def _day(value: str) -> Literal:
    if not _DAY.fullmatch(value):  # fromisoformat reads 20211001 and 2021-W39-5 as well
        raise ValueError(value)
    return Literal(date.fromisoformat(value).isoformat(), datatype=NamedNode(XSD.date))


def bound(sparql: str, values: Mapping[str, Term | None]) -> str:
    """Put a ``VALUES`` block for its term at the start of every group that mentions a variable.

    Args:
        sparql: The query.
        values: Term by variable; ``None`` binds nothing (``UNDEF``), for a parameter that was left out.

    Returns:
        The query to run.
    """
    if not values:
        return sparql
    tokens = tokens_of(sparql)
    root = groups_of(tokens, len(sparql))
    insertions: dict[int, list[str]] = {}
    for group, names in _places(root, frozenset(values)):
        blocks = "".join(f" VALUES ?{name} {{ {_written(values[name])} }}" for name in names)
        if group.kind is GroupKind.SELECT:  # { SELECT … } takes nothing beside it, so it becomes a group within one
            insertions.setdefault(group.start, []).append(f"{blocks} {{")
            insertions.setdefault(group.end, []).append("}")
        else:
            insertions.setdefault(group.start, []).append(f"{blocks} ")
    pieces, last = [], 0
    for place in sorted(insertions):
        pieces += [sparql[last:place], *insertions[place]]
        last = place
    return "".join([*pieces, sparql[last:]])


def _places(root: Group, names: frozenset[str]) -> Iterator[tuple[Group, tuple[str, ...]]]:
    """Give the groups to bind in; what stands around a WHERE group is bound within it."""
    wanted: dict[int, tuple[Group, set[str]]] = {}
    pending = [root]
    while pending:
        group = pending.pop()
        pending += group.inner
        templates = (inner.variables for inner in group.inner if inner.kind is GroupKind.OTHER)
        mentioned = names.intersection(group.variables.union(*templates))
        target = group.where() if group.kind is GroupKind.SELECT else group
        if mentioned and target is not None and group.kind is not GroupKind.OTHER:
            wanted.setdefault(id(target), (target, set()))[1].update(mentioned)
    for group, bound_here in wanted.values():
        yield group, tuple(sorted(bound_here))


def _written(term: Term | None) -> str:
    return "UNDEF" if term is None else str(term)
