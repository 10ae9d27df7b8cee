"""Shapes as values: what pySHACL reads from a graph each time, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.check.compiled.components import ValueTest
from kb.check.compiled.joining import Join
from kb.check.compiled.paths import Path
from kb.check.compiled.select import Select
from kb.check.compiled.terms import Term
from kb.model import Severity


@dataclass(frozen=True, slots=True)
class Message:
    """What a shape says of a fault, with its language tag or none."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Targets:
    """Which nodes a shape looks at; it looks at all that any of these names.

    Attributes:
        nodes: sh:targetNode.
        classes: sh:targetClass, and the shape itself where it is a class.
        subjects_of: sh:targetSubjectsOf.
        objects_of: sh:targetObjectsOf.
    """

    nodes: tuple[Term, ...] = ()
    classes: tuple[str, ...] = ()
    subjects_of: tuple[str, ...] = ()
    objects_of: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self.nodes or self.classes or self.subjects_of or self.objects_of)


@dataclass(frozen=True, slots=True)
class OfClass:
    """sh:class: an instance of the class, or of one below it."""

    iri: str
    component = "ClassConstraintComponent"


@dataclass(frozen=True, slots=True)
class Conforms:
    """sh:node, sh:and, sh:or, sh:xone, sh:not: how many of some shapes each value conforms to.

    Attributes:
        name: Which of them.
        shapes: Those that are named.
    """

    name: str
    shapes: tuple[Shape, ...]

    @property
    def component(self) -> str:
        """Give the name of the component."""
        return f"{self.name[0].upper()}{self.name[1:]}ConstraintComponent"

    def accepts(self, conforming: int) -> bool:
        """Tell whether a value that conforms to so many of the shapes is sound."""
        match self.name:
            case "node" | "and":
                return conforming == len(self.shapes)
            case "or":
                return conforming > 0
            case "xone":
                return conforming == 1
            case _:
                return conforming == 0


@dataclass(frozen=True, slots=True)
class Count:
    """sh:minCount and sh:maxCount."""

    bound: int
    least: bool

    @property
    def component(self) -> str:
        """Give the name of the component."""
        return f"{'Min' if self.least else 'Max'}CountConstraintComponent"


@dataclass(frozen=True, slots=True)
class HasValue:
    """sh:hasValue of a property shape."""

    term: Term
    component = "HasValueConstraintComponent"


@dataclass(frozen=True, slots=True)
class UniqueLang:
    """sh:uniqueLang."""

    component = "UniqueLangConstraintComponent"


@dataclass(frozen=True, slots=True)
class Pair:
    """sh:equals, sh:disjoint, sh:lessThan, sh:lessThanOrEquals: the values beside those of another predicate."""

    name: str
    predicate: str

    @property
    def component(self) -> str:
        """Give the name of the component."""
        return f"{self.name[0].upper()}{self.name[1:]}ConstraintComponent"


@dataclass(frozen=True, slots=True)
class Qualified:
    """sh:qualifiedValueShape: how many values conform to a shape, and to none of its siblings.

    Attributes:
        shape: The shape.
        siblings: Those that a counted value must not conform to.
        least: sh:qualifiedMinCount.
        most: sh:qualifiedMaxCount.
    """

    shape: Shape
    siblings: tuple[Shape, ...]
    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Closed:
    """sh:closed: no predicates but these."""

    predicates: frozenset[str]
    component = "ClosedConstraintComponent"


@dataclass(frozen=True, slots=True)
class Asked:
    """sh:sparql: a query whose rows are faults.

    Attributes:
        select: The query.
        messages: Its own; those of the shape are given too.
        join: The query in steps, where most of its rows can be told to be sound by these.
    """

    select: Select
    messages: tuple[Message, ...]
    join: Join | None = None
    component = "SPARQLConstraintComponent"


Constraint = ValueTest | OfClass | Conforms | Count | HasValue | UniqueLang | Pair | Qualified | Closed | Asked


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape, or a property shape when it has a path.

    Attributes:
        node: As it stands in the shapes graph.
        name: IRI of the shape, or of the nearest one around it that has one.
        path: Leads from a focus node to its values; without one the focus node is its own value.
        constraints: What must hold.
        properties: Property shapes that look at the values in turn (sh:property).
        severity: How bad a fault is.
        messages: What to say of one.
        deactivated: It finds nothing, and everything conforms to it.
    """

    node: Term
    name: str
    path: Path | None = None
    constraints: tuple[Constraint, ...] = ()
    properties: tuple[Shape, ...] = ()
    severity: Severity = Severity.VIOLATION
    messages: tuple[Message, ...] = ()
    deactivated: bool = False

    @property
    def asks(self) -> bool:
        """Tell whether a query is among the constraints."""
        return any(isinstance(one, Asked) for one in self.constraints)

    @property
    def inside(self) -> tuple[Shape, ...]:
        """Give the shapes that look at its values in turn."""
        found = list(self.properties)
        for one in self.constraints:
            if isinstance(one, Conforms):
                found += one.shapes
            elif isinstance(one, Qualified):
                found += (one.shape, *one.siblings)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Unit:
    """A shape with the targets that it is applied to by itself.

    Attributes:
        targets: What it is applied to.
        shape: The shape.
        owner: The shape that has the targets, as it stands in the shapes graph: itself, or the one it is a property of.
    """

    targets: Targets
    shape: Shape
    owner: Term


@dataclass(frozen=True, slots=True)
class Handed:
    """A shape that is not compiled.

    Attributes:
        node: As it stands in the shapes graph.
        name: IRI of the shape, or of the nearest one around it that has one.
        reason: Why, in words that end a sentence.
    """

    node: Term
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Compiled:
    """All shapes of a graph.

    Attributes:
        units: Those that are compiled, with what they are applied to.
        handed: Those that go to pySHACL.
        targets: What each shape is applied to, by its IRI.
    """

    units: tuple[Unit, ...] = ()
    handed: tuple[Handed, ...] = ()
    targets: Mapping[str, Targets] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Keep the order of names, so that notes read alike."""
        object.__setattr__(self, "handed", tuple(sorted(self.handed, key=lambda one: (one.name, one.reason))))
