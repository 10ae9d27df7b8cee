"""Relations and arguments of two clauses: what is done, and who does it to whom."""

from __future__ import annotations

from kb.resolve.claims.clauses import Clause, Name
from kb.resolve.claims.facets import Facet, Fit
from kb.resolve.claims.lists import EMPTY, NEAR, SYMMETRIC, TOOLS
from kb.resolve.claims.names import is_designation, one_stem
from kb.resolve.claims.one_deed import from_two_sides, named_by, why_one_deed
from kb.resolve.claims.words import signs
from kb.wording import alike, event_classes, opposites_among


def relation_of(left: Clause, right: Clause) -> Facet:
    """Compare what two clauses say of their arguments."""
    one, other = left.relation, right.relation
    told = not named_by(left.words).isdisjoint(named_by(right.words))
    if not one or not other or (one == other and one in EMPTY and not told):
        return Facet(Fit.ABSENT)
    if reason := why_one_deed(left, right):
        return Facet(Fit.SAME, reason)
    if one == other or alike(one, other) or not signs(one).isdisjoint(signs(other)):
        return Facet(Fit.SAME, "same relation")
    return _apart(one, other)


def _apart(one: str, other: str) -> Facet:
    """Compare two relations that nothing shows to be one: a state and a deed, two deeds, or what is not known."""
    if (one in EMPTY) != (other in EMPTY):
        return Facet(Fit.RIGHT if one in EMPTY else Fit.LEFT)
    known = _known(one) and _known(other) and one not in EMPTY
    return Facet(Fit.CLASH, "another relation") if known and frozenset({one, other}) not in NEAR else Facet(Fit.OPEN)


def _known(relation: str) -> bool:
    return relation in event_classes(relation)


def arguments_of(left: Clause, right: Clause) -> Facet:
    """Compare who does it to whom."""
    if _swapped(left, right):
        return Facet(Fit.CLASH, "roles changed places")
    if from_two_sides(left, right):
        return Facet(Fit.SAME, "")
    fits = [_argument(left.subject, right.subject), _argument(left.object, right.object)]
    if fits == [True, True]:
        return Facet(Fit.SAME, "same subject and object")
    if True in fits and False not in fits:
        return Facet(Fit.SAME, "same subject" if fits[0] else "same object")
    if False in fits:
        return Facet(Fit.OPEN, "")
    return Facet(Fit.ABSENT)


def in_the_place(whole: Clause, part: Clause) -> bool:
    """Tell whether one does to a place what the other does to something in it: "hit the town", "hit its hospital"."""
    if whole.relation != part.relation or not whole.object or not part.object:
        return False
    return whole.object in part.places and whole.object.isdisjoint(part.object) and part.object.isdisjoint(whole.words)


def by_tool(left: Clause, right: Clause) -> bool:
    """Tell whether one deed is told once of who did it, once of the tool: "police stopped it", "a drone stopped it"."""
    if left.relation != right.relation or not _argument(left.object, right.object):
        return False
    tools = [bool(one.subject) and any(map(_is_tool, one.subject)) for one in (left, right)]
    owners = [one.subject in one.named.values() for one in (left, right)]
    return tools[0] != tools[1] and owners[0] != owners[1] and tools[0] != owners[0]


def _is_tool(word: str) -> bool:
    return word in TOOLS or is_designation(word)


def _argument(one: Name, other: Name) -> bool | None:
    """Tell whether two arguments share a word; ``None`` where one is missing."""
    if not one or not other:
        return None
    return bool(one & other) or any(one_stem(a, b) for a in one for b in other)


def _swapped(left: Clause, right: Clause) -> bool:
    """A beat B against B beat A; not A met B against B met A."""
    if left.relation != right.relation or left.relation in SYMMETRIC or not (left.subject and left.object):
        return False
    if left.subject != right.object or left.object != right.subject or left.subject == left.object:
        return False
    return all(any(argument <= name for name in left.named.values()) for argument in (left.subject, left.object))


def opposed(left: Clause, right: Clause) -> bool:
    """Tell whether a word of one clause is the opposite of a word of the other."""
    if from_two_sides(left, right):
        turned = frozenset({left.relation, right.relation})
        return opposites_among(_without(left.words, turned), _without(right.words, turned))
    ours, theirs = left.words - right.words, right.words - left.words
    ours, theirs = _unlike(ours, theirs), _unlike(theirs, ours)  # "a victory over", "defeated"
    return opposites_among(ours, theirs)


def _unlike(words: Name, others: Name) -> Name:
    """Leave out words that can name one event with a word of the others."""
    return frozenset(word for word in words if not any(alike(word, other) for other in others))


def _without(words: Name, relations: frozenset[str]) -> Name:
    return frozenset(word for word in words if relations.isdisjoint(event_classes(word)))
