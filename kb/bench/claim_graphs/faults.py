"""Faults planted in a sound graph: each breaks one shape at one node, so that what a check must find is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, Quad

from kb import ids
from kb.vocab import DCTERMS, KB, OA, PREFIXES, PROV, RDF, SCHEMA, SKOS, TIME, XSD

SHAPES = PREFIXES["kbsh"]
_CONTEXT = 40  # characters; more than a prefix may have


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One violation that a check must find.

    Attributes:
        kind: What was done, such as ``no run``.
        shape: The shape that it breaks, as an absolute IRI; ``focus``: the node that the finding is about.
    """

    kind: str
    shape: str
    focus: str


@dataclass(frozen=True, slots=True)
class Change:
    """What planting one fault does.

    Attributes:
        focus: The node that the finding is about, as an absolute IRI.
        remove, add: The quads that make it.
    """

    focus: str
    remove: tuple[Quad, ...] = ()
    add: tuple[Quad, ...] = ()


Planter = Callable[[Sequence[Quad], int, str], Change | None]


def planted(quads: Sequence[Quad], number: int, count: int, base: str) -> tuple[tuple[Quad, ...], tuple[Fault, ...]]:
    """Plant faults in the quads of one story.

    Args:
        quads: Sound ones.
        number: Of the story; which kinds are planted, and where, follows from it. No kind is planted twice.
        count: How many; fewer where the story has no node of that kind.
        base: What stands before every identifier.

    Returns:
        The quads, and what must be found in them.
    """
    kinds = tuple(_PLANTERS)
    known: list[Fault] = []
    removed: set[Quad] = set()
    added: list[Quad] = []
    for place in range(number * count, number * count + min(count, len(kinds))):
        kind = kinds[place % len(kinds)]
        shape, planter = _PLANTERS[kind]
        change = planter(quads, number, base)
        if change:
            known.append(Fault(kind, SHAPES + shape, change.focus))
            removed.update(change.remove)
            added += change.add
    return tuple(quad for quad in (*quads, *added) if quad not in removed), tuple(known)


def _one_of(quads: Sequence[Quad], number: int, predicate: str, value: str = "", of: str = "") -> Quad | None:
    """Give the quad that a number falls on, among those of a predicate (a value, a kind of subject, if named)."""
    found = [
        quad
        for quad in quads
        if quad.predicate.value == predicate
        and value in ("", quad.object.value)  # type: ignore[union-attr]
        and of in _name(quad)
    ]
    return found[number * 7919 % len(found)] if found else None


def _with_object(quad: Quad, term: NamedNode | Literal) -> Quad:
    return Quad(quad.subject, quad.predicate, term, quad.graph_name)


def _name(quad: Quad) -> str:
    return str(quad.subject.value)  # type: ignore[union-attr]


def _lost(predicate: str, of: str = "") -> Planter:
    """Take a quad away from a node of a kind."""

    def plant(quads: Sequence[Quad], number: int, _base: str) -> Change | None:
        quad = _one_of(quads, number, predicate, of=of)
        return None if quad is None else Change(_name(quad), remove=(quad,))

    return plant


def _replaced(predicate: str, term: NamedNode | Literal, value: str = "", of: str = "") -> Planter:
    """Put another object in a quad's place."""

    def plant(quads: Sequence[Quad], number: int, _base: str) -> Change | None:
        quad = _one_of(quads, number, predicate, value, of)
        return None if quad is None else Change(_name(quad), remove=(quad,), add=(_with_object(quad, term),))

    return plant


def _second_kind(quads: Sequence[Quad], number: int, _base: str) -> Change | None:
    """Call a statement indirect that is called mixed already."""
    quad = _one_of(quads, number, KB.kind, KB.Mixed)
    return None if quad is None else Change(_name(quad), add=(_with_object(quad, NamedNode(KB.Indirect)),))


def _foreign_alias(quads: Sequence[Quad], number: int, _base: str) -> Change | None:
    """Say in which language an agent is called something else."""
    quad = _one_of(quads, number, SKOS.altLabel)
    return (
        None
        if quad is None
        else Change(_name(quad), add=(_with_object(quad, Literal(f"alias {number}", language="en")),))
    )


def _other_digest(quads: Sequence[Quad], number: int, base: str) -> Change | None:
    """Give a quote the digest of other words; the finding is about its article."""
    exact = _one_of(quads, number, OA.exact)
    if exact is None:
        return None
    key = _name(exact).removeprefix(f"{base}span/").partition("-")[0]
    old = [quad for quad in quads if quad.subject == exact.subject and quad.predicate.value == KB.digest]
    new = {_with_object(quad, Literal(ids.digest_of("other words"))) for quad in old}
    return Change(f"{base}article/{key}", tuple(old), tuple(sorted(new, key=str)))


def _long_prefix(quads: Sequence[Quad], number: int, base: str) -> Change | None:
    """Give a quote more of the text before it than a prefix may have."""
    bodies = {
        _name(quad).removeprefix(f"{base}article/"): quad.object.value  # type: ignore[union-attr]
        for quad in quads
        if quad.predicate.value == SCHEMA.articleBody
    }
    places = []
    for quad in quads:
        if quad.predicate.value == OA.prefix:
            key, start, _ = _name(quad).removeprefix(f"{base}span/").split("/")[0].split("-")
            if int(start) > _CONTEXT:
                places.append((quad.subject, bodies[key][int(start) - _CONTEXT : int(start)]))
    if not places:
        return None
    node, longer = places[number * 7919 % len(places)]
    old = [quad for quad in quads if quad.subject == node and quad.predicate.value == OA.prefix]
    return Change(node.value, tuple(old), tuple(_with_object(quad, Literal(longer)) for quad in old))  # type: ignore[union-attr]


def _gap_in_chain(quads: Sequence[Quad], number: int, _base: str) -> Change | None:
    """Number the second hop of a chain as its ninth; the finding is about the article."""
    second = _one_of(quads, number, KB.position, "2")
    if second is None:
        return None
    ninth = _with_object(second, Literal("9", datatype=NamedNode(XSD.integer)))
    said = _name(second).rpartition("/hop/")[0]
    articles = [
        quad.object.value  # type: ignore[union-attr]
        for quad in quads
        if quad.predicate.value == PROV.wasQuotedFrom and _name(quad) == said
    ]
    return Change(articles[0], (second,), (ninth,))


def _narrator_with_cue(quads: Sequence[Quad], number: int, _base: str) -> Change | None:
    """Give the outlet's own voice a word of saying; the finding is about the article."""
    told = _one_of(quads, number, KB.kind, KB.Narrator)
    if told is None:
        return None
    of_it = {quad.predicate.value: quad for quad in quads if quad.subject == told.subject}
    content = of_it[KB.content]
    cue = Quad(told.subject, NamedNode(KB.cue), content.object, told.graph_name)
    return Change(of_it[PROV.wasQuotedFrom].object.value, add=(cue,))  # type: ignore[union-attr]


def _interval_backwards(quads: Sequence[Quad], number: int, base: str) -> Change | None:
    """Add an interval that ends before it begins; the finding is about the class."""
    article = _one_of(quads, number, DCTERMS.identifier)
    if article is None:
        return None
    name = NamedNode(f"{base}interval/backwards-{number}")
    said: list[tuple[NamedNode, str, NamedNode | Literal]] = []
    for bound in (date(2024, 5, 2), date(2024, 5, 1)):
        instant = NamedNode(f"{base}instant/{bound.isoformat()}")
        day = Literal(bound.isoformat(), datatype=NamedNode(XSD.date))
        said += [(instant, RDF.type, NamedNode(TIME.Instant)), (instant, TIME.inXSDDate, day)]
    said += [
        (name, RDF.type, NamedNode(TIME.Interval)),
        (name, KB.mode, NamedNode(KB.Throughout)),
        (name, TIME.hasBeginning, said[0][0]),
        (name, TIME.hasEnd, said[2][0]),
    ]
    add = (Quad(node, NamedNode(predicate), term, article.graph_name) for node, predicate, term in said)
    return Change(TIME.Interval, add=tuple(add))


_NOWHERE = NamedNode("https://nowhere.example/")
_TOO_SURE = Literal("1.5", datatype=NamedNode(XSD.decimal))
_PLANTERS: Mapping[str, tuple[str, Planter]] = MappingProxyType(
    {
        "no run": ("Statement-found-by-one-run", _lost(PROV.wasGeneratedBy)),
        "two kinds": ("Statement-kind-is-known", _second_kind),
        "confidence over one": ("Statement-has-one-confidence", _replaced(KB.confidence, _TOO_SURE, of="/statement/")),
        "other digest": ("Quote-matches-its-digest", _other_digest),
        "long prefix": ("Quote-prefix-is-short", _long_prefix),
        "gap in a chain": ("Statement-hops-count-from-one", _gap_in_chain),
        "unknown tense": ("Proposition-has-at-most-one-tense", _replaced(KB.tense, Literal("conditional"))),
        "narrator with a cue": ("Statement-narrator-names-no-source", _narrator_with_cue),
        "interval backwards": ("Interval-begins-before-it-ends", _interval_backwards),
        "no explanation": ("Discrepancy-is-explained", _lost(SKOS.note, "/discrepancy/")),
        "mention of nobody": ("Mention-is-linked-to-at-most-one-agent", _replaced(KB.agent, _NOWHERE, of="/mention/")),
        "alias in a language": ("Agent-aliases-are-words", _foreign_alias),
        "no score": ("Link-has-one-score", _lost(KB.score)),
        "reused nowhere": ("Origin-is-used-in-an-article", _replaced(KB.reusedIn, _NOWHERE)),
    }
)
"""By kind: the shape that it breaks, and how it is planted."""
