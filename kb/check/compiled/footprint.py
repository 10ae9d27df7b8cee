"""Which triples a shape reads, and the way from each of them back to the nodes that it is read for.

When a triple comes or goes, the nodes at the end of these ways are all that a shape may judge differently. A way leads
through other triples, and some of those may be gone too; but then the one that is nearest to the node at the end has
its own way left, and finds it. So the ways can be gone after the change, without the graph as it was before.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kb.check.compiled.neighbours import Neighbours
from kb.check.compiled.paths import Alternative, Inverse, Path, Predicate, Repeated, Sequence
from kb.check.compiled.refusal import Refused
from kb.check.compiled.select import Node, Select, TriplePattern, select_of
from kb.check.compiled.shapes import Asked, Closed, OfClass, Pair, Shape, Targets, Unit
from kb.check.compiled.targets import implied_by
from kb.vocab import RDF

_THIS, _VALUE = "this", "value"
_A_VALUE = Node(_VALUE, variable=True)
_LOOKS = re.compile(r"\b(?:OPTIONAL|BIND)\b", re.IGNORECASE)


class Underivable(Exception):  # noqa: N818 - it is an answer: the shape is applied as a whole
    """Some triples that a shape reads have no way back to a node."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A kind of triple that a shape reads.

    Attributes:
        predicate: Of the triple; ``None`` for any.
        forward: The way starts at the triple's subject, else at its object.
        way: From there to the nodes that the shape may judge differently.
        objects: What the triple's object must be, as N-Triples terms; ``None`` for anything.
        having: Predicates that the triple's subject must have, for the triple to matter. One that lost them together
            with the triple had them.
    """

    predicate: str | None
    forward: bool
    way: tuple[Path, ...] = ()
    objects: frozenset[str] | None = None
    having: frozenset[str] = frozenset()


def traces_of(unit: Unit, beside: Neighbours) -> frozenset[Trace]:
    """Give all that a unit reads; the ways end at focus nodes, or at the values of a query about a fixed node.

    Raises:
        Underivable: it cannot be told.
    """
    if anchored_at_value(unit):
        return frozenset(_to_value(unit))
    found = set(_of_shape(unit.shape, (), beside))
    for constraint in unit.shape.constraints:
        if isinstance(constraint, Asked):
            found.update(_of_query(constraint.select, _THIS, {}))
    return frozenset(found | set(_of_targets(unit.targets, beside)))


def anchored_at_value(unit: Unit) -> bool:
    """Tell whether a unit is a query about fixed nodes: then its values are looked at, not its focus nodes."""
    targets, required = unit.targets, _required_in(unit)
    fixed = bool(targets.nodes) and not (targets.classes or targets.subjects_of or targets.objects_of)
    return fixed and any(_A_VALUE in (one.subject, one.object) for one in required)


def traces_to_value(unit: Unit) -> frozenset[Trace]:
    """Give all that a unit reads, by ways that end at values, where that can be looked at in place of its focus nodes.

    So it is where it is one plain query that itself asks for what makes a node a target. Else there are none.
    """
    if not _required_in(unit):
        return frozenset()
    select = _query_of(unit).select
    if not implied_by(select, unit.targets) or not _binds_first(select):
        return frozenset()
    try:
        return frozenset(_to_value(unit))
    except Underivable:
        return frozenset()


def _is_plain(patterns: Iterable[TriplePattern]) -> bool:
    """Tell whether inner groups are tied to a row by what it has already, and to each other by nothing else.

    A variable of two inner groups has the same name in both, and other values; one of an inner group that stands before
    the row has it takes any.
    """
    known, groups = set[str](), dict[str, set[int]]()
    early = set[str]()
    for one in patterns:
        names = _names(one)
        if one.required:
            if names & early:
                return False
            known |= names
        else:
            early |= names - known
            for name in names - known:
                groups.setdefault(name, set()).add(one.group)
    return all(len(some) == 1 for some in groups.values())


def _names(pattern: TriplePattern) -> set[str]:
    return {node.text for node in (pattern.subject, pattern.object) if node.variable}


def _binds_first(select: Select) -> bool:
    """Tell whether a query has its value from a triple's subject before anything looks whether it has one.

    A subject is no number, which can be written in several ways.
    """
    found = _LOOKS.search(select.body)
    before = select.body[: found.start()] if found else select.body
    try:
        begun = select_of(f"SELECT $this ?value WHERE {{ {before} }}", dict(select.prefixes))
    except Refused:
        return False
    return any(one.required and one.subject == _A_VALUE and isinstance(one.path, Predicate) for one in begun.patterns)


def _required_in(unit: Unit) -> list[TriplePattern]:
    """Give what each row of a unit has that is one query with values, and nothing else."""
    if len(unit.shape.constraints) != 1 or unit.shape.properties:
        return []
    (only,) = unit.shape.constraints
    if not isinstance(only, Asked) or _VALUE not in only.select.variables or only.select.tail.strip():
        return []
    return [one for one in only.select.patterns if one.required]


def _query_of(unit: Unit) -> Asked:
    """Give the query of a unit that is one."""
    (asked,) = (one for one in unit.shape.constraints if isinstance(one, Asked))
    return asked


def _to_value(unit: Unit) -> Iterator[Trace]:
    nodes = frozenset(map(str, unit.targets.nodes))
    return _of_query(_query_of(unit).select, _VALUE, {_THIS: nodes} if nodes else {})


def inverted(path: Path) -> Path:
    """Give the way back along a path."""
    match path:
        case Predicate(iri):
            return Inverse(iri)
        case Inverse(iri):
            return Predicate(iri)
        case Sequence(steps):
            return Sequence(tuple(inverted(step) for step in reversed(steps)))
        case Alternative(choices):
            return Alternative(tuple(map(inverted, choices)))
        case Repeated(step, mark):
            return Repeated(inverted(step), mark)


def _of_targets(targets: Targets, beside: Neighbours) -> Iterator[Trace]:
    for iri in targets.classes:
        yield Trace(RDF.type, forward=True, objects=_classes(iri, beside))
    for iri in targets.subjects_of:
        yield Trace(iri, forward=True)
    for iri in targets.objects_of:
        yield Trace(iri, forward=False)


def _of_shape(shape: Shape, way: tuple[Path, ...], beside: Neighbours) -> Iterator[Trace]:
    """Give what a shape reads of a node from which a way leads to the focus node."""
    to_value = way
    if shape.path is not None:
        yield from _along(shape.path, way)
        to_value = (inverted(shape.path), *way)
    for constraint in shape.constraints:
        match constraint:
            case OfClass(iri):
                yield Trace(RDF.type, forward=True, way=to_value, objects=_classes(iri, beside))
            case Pair(_, predicate):
                yield Trace(predicate, forward=True, way=way)
            case Closed():
                yield Trace(None, forward=True, way=to_value)
    for inner in shape.inside:
        yield from _of_shape(inner, to_value, beside)


def _along(path: Path, way: tuple[Path, ...]) -> Iterator[Trace]:
    """Give the triples of a path, each with the way from it to the path's start, and on."""
    match path:
        case Predicate(iri):
            yield Trace(iri, forward=True, way=way)
        case Inverse(iri):
            yield Trace(iri, forward=False, way=way)
        case Alternative(choices):
            for choice in choices:
                yield from _along(choice, way)
        case Sequence(steps):
            for number, step in enumerate(steps):
                before = tuple(inverted(one) for one in reversed(steps[:number]))
                yield from _along(step, (*before, *way))
        case Repeated(step):
            yield from _along(step, (Repeated(inverted(step), "*"), *way))


def _of_query(select: Select, anchor: str, fixed: Mapping[str, frozenset[str]]) -> Iterator[Trace]:
    """Give the triples that a query reads, with the shortest way from each to the variable that matters.

    Args:
        select: The query.
        anchor: Name of that variable.
        fixed: All that other variables can be.
    """
    if not _is_plain(select.patterns):
        raise Underivable
    ways = _ways(select.patterns, anchor)
    for pattern in select.patterns:
        name = pattern.object.text
        objects = fixed.get(name) if pattern.object.variable else frozenset({name})
        subject, target = _way_at(pattern.subject, ways), _way_at(pattern.object, ways)
        if subject is None and target is None:
            raise Underivable
        # of two ends the nearer one: the way from the other one may lead through the very triple that is gone
        forward = target is None or (subject is not None and len(subject) <= len(target))
        start, far = (pattern.subject, pattern.object) if forward else (pattern.object, pattern.subject)
        way = subject if forward else target
        assert way is not None
        if pattern.path is None:
            yield Trace(None, forward=forward, way=way)
            continue
        only = objects if isinstance(pattern.path, Predicate) and _is_exact(objects) else None
        for trace in _along(pattern.path if forward else inverted(pattern.path), way):
            node = start if trace.forward else far if _is_one_step(pattern.path) else None
            having = _required_of(node, select.patterns) if node and trace.way == way else frozenset()
            yield replace(trace, objects=only, having=having)


def _is_one_step(path: Path) -> bool:
    return isinstance(path, Predicate | Inverse) or (
        isinstance(path, Alternative) and all(map(_is_one_step, path.choices))
    )


def _required_of(node: Node, patterns: Iterable[TriplePattern]) -> frozenset[str]:
    """Give the predicates that a node of each row has: of a triple whose node lacks them nothing follows."""
    return frozenset(
        one.path.iri for one in patterns if one.required and one.subject == node and isinstance(one.path, Predicate)
    )


_Ways = dict[str, tuple[Path, ...]]


def _ways(patterns: Iterable[TriplePattern], anchor: str) -> _Ways:
    """Give the shortest way from each variable to the one that matters, through the patterns of a query.

    What each row has gives the ways; what it need not have, only those to variables that stand nowhere else.

    Raises:
        Underivable: a pattern that each row has is tied to the others by such as it need not have.
    """
    patterns = list(patterns)
    ways: _Ways = {anchor: ()}
    required = [one for one in patterns if one.required]
    _extend(ways, required)
    if any(_way_at(one.subject, ways) is None and _way_at(one.object, ways) is None for one in required):
        raise Underivable
    _extend(ways, patterns)
    return ways


def _extend(ways: _Ways, patterns: Iterable[TriplePattern]) -> None:
    """Add the ways that lead on through some patterns."""
    waiting = deque(sorted(ways, key=lambda name: len(ways[name])))
    while waiting:
        here = waiting.popleft()
        for pattern in patterns:
            if pattern.path is None:
                continue
            ends = ((pattern.subject, pattern.object, False), (pattern.object, pattern.subject, True))
            for near, far, forward in ends:
                if near == Node(here, variable=True) and far.variable and far.text not in ways:
                    # from the far end to the near one, and on
                    step = pattern.path if forward else inverted(pattern.path)
                    ways[far.text] = (step, *ways[here])
                    waiting.append(far.text)


def _way_at(node: Node, ways: _Ways) -> tuple[Path, ...] | None:
    return ways.get(node.text) if node.variable else None


def _is_exact(objects: frozenset[str] | None) -> bool:
    """Tell whether an object is written as a store writes it: IRIs are, numbers may not be."""
    return objects is not None and all(one.startswith("<") for one in objects)


def _classes(iri: str, beside: Neighbours) -> frozenset[str]:
    return frozenset(f"<{one}>" for one in beside.classes_below(iri))
