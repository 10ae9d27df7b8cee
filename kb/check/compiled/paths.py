"""Property paths: read as SHACL has them, written as SPARQL has them, and walked from node to node."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from pyoxigraph import BlankNode, NamedNode

from kb.check.compiled.graph import FIRST, ShapesGraph
from kb.check.compiled.refusal import Refused
from kb.check.compiled.terms import Term
from kb.vocab import compact

_DEEPEST = 10  # pySHACL follows no path further


@dataclass(frozen=True, slots=True)
class Predicate:
    """One step, forward."""

    iri: str


@dataclass(frozen=True, slots=True)
class Inverse:
    """One step, backward. What pySHACL makes of the inverse of a sequence is not what SPARQL does, so it is refused."""

    iri: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """One path after the other."""

    steps: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Any of several paths."""

    choices: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """A path taken any number of times.

    Attributes:
        mark: ``*``, ``+`` or ``?``.
    """

    step: Path
    mark: str


Path = Predicate | Inverse | Sequence | Alternative | Repeated

_MARKS = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}


def path_at(shapes: ShapesGraph, node: Term, depth: int = 0) -> Path:
    """Read the path that a node of the shapes graph stands for.

    Raises:
        Refused: it is malformed, deeper than pySHACL goes, or means two things.
    """
    if depth >= _DEEPEST:
        raise Refused("its path is too deep")
    if isinstance(node, NamedNode):
        return Predicate(node.value)
    kind = _kind_at(shapes, node)
    if kind == "list":
        steps = tuple(path_at(shapes, step, depth + 1 + n) for n, step in enumerate(shapes.members(node)))
        if len(steps) < 2:
            raise Refused("its path is a sequence of one")
        return Sequence(steps)
    value = shapes.only(node, kind)
    if kind == "alternativePath":
        choices = tuple(path_at(shapes, choice, depth + 1) for choice in shapes.members(value))
        if len(choices) < 2:
            raise Refused("its path has one choice only")
        return Alternative(choices)
    if kind == "inversePath":
        if not isinstance(value, NamedNode):
            raise Refused("its path inverts more than one step")
        return Inverse(value.value)
    return Repeated(path_at(shapes, value, depth + 1), _MARKS[kind])


def _kind_at(shapes: ShapesGraph, node: Term) -> str:
    kinds = [kind for kind in ("inversePath", "alternativePath", *_MARKS) if shapes.values(node, kind)]
    if shapes.objects(node, FIRST):
        kinds.append("list")
    if len(kinds) != 1 or not isinstance(node, BlankNode):
        raise Refused("its path is none of the standard's, or several in one")
    return kinds[0]


def text_of(path: Path) -> str:
    """Write a path for people, as in a query: ``kb:kind``, ``^kb:hop``, ``oa:hasSelector/oa:start``."""
    match path:
        case Predicate(iri):
            short = compact(iri)
            return short if short != iri else f"<{iri}>"
        case Inverse(iri):
            return f"^{text_of(Predicate(iri))}"
        case Sequence(steps):
            return "/".join(map(_part, steps))
        case Alternative(choices):
            return "|".join(map(_part, choices))
        case Repeated(step, mark):
            return f"{_part(step)}{mark}"


def _part(path: Path) -> str:
    return text_of(path) if isinstance(path, Predicate) else f"({text_of(path)})"


class Variables:
    """Gives variables that nothing else in a query uses."""

    def __init__(self) -> None:
        """Begin with the first."""
        self._numbers = count()

    def __call__(self) -> str:
        """Give the next one."""
        return f"?_{next(self._numbers)}"


def pattern(path: Path, start: str, end: str, fresh: Variables) -> str:
    """Write a graph pattern that holds where a path leads from one term to another.

    Args:
        path: The path.
        start: A variable that is bound before, or a term.
        end: A variable, or a term.
        fresh: Gives variables for what lies between.

    Raises:
        Refused: a part is repeated; as a pattern, a path of no step would hold of every node of the graph.
    """
    match path:
        case Predicate(iri):
            return f"{start} <{iri}> {end} ."
        case Inverse(iri):
            return f"{end} <{iri}> {start} ."
        case Sequence(steps):
            stops = [start, *(fresh() for _ in steps[1:]), end]
            return " ".join(pattern(step, stops[n], stops[n + 1], fresh) for n, step in enumerate(steps))
        case Alternative(choices):
            return " UNION ".join(f"{{ {pattern(choice, start, end, fresh)} }}" for choice in choices)
        case Repeated(step, mark):
            raise Refused(f"{text_of(step)}{mark} is walked, not asked")


def predicates_of(path: Path) -> frozenset[str]:
    """Give the predicates that a path follows, either way."""
    match path:
        case Predicate(iri) | Inverse(iri):
            return frozenset({iri})
        case Sequence(parts) | Alternative(parts):
            return frozenset().union(*map(predicates_of, parts))
        case Repeated(step):
            return predicates_of(step)


def single_steps(path: Path) -> Iterator[Path]:
    """Give the choices of a path when each of them is one step; nothing when one is not."""
    choices = path.choices if isinstance(path, Alternative) else (path,)
    if all(isinstance(choice, Predicate | Inverse) for choice in choices):
        yield from choices


def in_query(path: Path) -> str:
    """Write a path as a query has it, with whole IRIs."""
    match path:
        case Predicate(iri):
            return f"<{iri}>"
        case Inverse(iri):
            return f"^<{iri}>"
        case Sequence(steps):
            return "/".join(f"({in_query(step)})" for step in steps)
        case Alternative(choices):
            return "|".join(f"({in_query(choice)})" for choice in choices)
        case Repeated(step, mark):
            return f"({in_query(step)}){mark}"
