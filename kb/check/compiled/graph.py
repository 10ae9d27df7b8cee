"""The graph that shapes are written in, looked up by subject."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from kb.check.compiled.refusal import Refused
from kb.check.compiled.terms import Kept, Term
from kb.vocab import PREFIXES

SH = PREFIXES["sh"]
FIRST, REST, NIL = (PREFIXES["rdf"] + name for name in ("first", "rest", "nil"))


class ShapesGraph:
    """Triples of shapes; names after ``sh:`` are given without the prefix."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        """Take the union of all graphs; literals are as the data's would be stored."""
        quads = list(quads)
        kept = Kept(quad.object for quad in quads if isinstance(quad.object, Literal))
        self._known: dict[Term, dict[str, dict[Term, None]]] = {}
        self._pointing: dict[Term, dict[Term, None]] = {}
        for quad in quads:
            value = kept.stored(quad.object)  # type: ignore[arg-type]
            about = self._known.setdefault(quad.subject, {})  # type: ignore[arg-type]
            about.setdefault(quad.predicate.value, {})[value] = None
            self._pointing.setdefault(value, {})[quad.subject] = None  # type: ignore[index]

    def subjects(self) -> tuple[Term, ...]:
        """Give all subjects, in order of appearance."""
        return tuple(self._known)

    def pointing_at(self, node: Term) -> tuple[Term, ...]:
        """Give the subjects of all triples that a node is the object of."""
        return tuple(self._pointing.get(node, ()))

    def predicates(self, node: Term) -> tuple[str, ...]:
        """Give the predicates of a node."""
        return tuple(self._known.get(node, ()))

    def objects(self, node: Term, predicate: str) -> tuple[Term, ...]:
        """Give the values of any predicate."""
        return tuple(self._known.get(node, {}).get(predicate, ()))

    def values(self, node: Term, name: str) -> tuple[Term, ...]:
        """Give the values of a term of SHACL."""
        return self.objects(node, SH + name)

    def only(self, node: Term, name: str) -> Term:
        """Give the one value of a term of SHACL.

        Raises:
            Refused: it has none, or several.
        """
        found = self.values(node, name)
        if len(found) != 1:
            raise Refused(f"it needs exactly one sh:{name}")
        return found[0]

    def members(self, head: Term) -> tuple[Term, ...]:
        """Give the members of a list.

        Raises:
            Refused: it is no list.
        """
        found: list[Term] = []
        seen: set[Term] = set()
        while head != NamedNode(NIL):
            first, rest = self.objects(head, FIRST), self.objects(head, REST)
            if head in seen or len(first) != 1 or len(rest) != 1:
                raise Refused("a list in it is malformed")
            seen.add(head)
            found.append(first[0])
            head = rest[0]
        return tuple(found)
