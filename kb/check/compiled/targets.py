"""Which nodes a shape looks at: as a pattern that finds them all."""

from __future__ import annotations

from kb.check.compiled.neighbours import Neighbours
from kb.check.compiled.paths import Inverse, Predicate
from kb.check.compiled.select import Select
from kb.check.compiled.shapes import Targets
from kb.vocab import RDF


def found_by(targets: Targets, beside: Neighbours) -> str:
    """Write a pattern that binds ``?this`` to the focus nodes, each at least once."""
    classes = [one for iri in targets.classes for one in sorted(beside.classes_below(iri))]
    choices = [f"?this <{RDF.type}> <{iri}> ." for iri in dict.fromkeys(classes)]
    choices += [f"VALUES ?this {{ {' '.join(map(str, targets.nodes))} }}"] if targets.nodes else []
    choices += [f"{{ SELECT DISTINCT ?this WHERE {{ ?this <{iri}> ?_o }} }}" for iri in targets.subjects_of]
    choices += [f"{{ SELECT DISTINCT ?this WHERE {{ ?_s <{iri}> ?this }} }}" for iri in targets.objects_of]
    return choices[0] if len(choices) == 1 else " UNION ".join(f"{{ {one} }}" for one in choices)


def implied_by(select: Select, targets: Targets) -> bool:
    """Tell whether every row of a query is about a target anyway, so that the targets need not be joined in."""
    if targets.nodes or len(targets.classes) + len(targets.subjects_of) + len(targets.objects_of) != 1:
        return False
    for pattern in select.patterns:
        if not pattern.required:
            continue
        of_this = pattern.subject.variable and pattern.subject.text == "this"
        to_this = pattern.object.variable and pattern.object.text == "this"
        for iri in targets.subjects_of:
            if (of_this and pattern.path == Predicate(iri)) or (to_this and pattern.path == Inverse(iri)):
                return True
        for iri in targets.objects_of:
            if (to_this and pattern.path == Predicate(iri)) or (of_this and pattern.path == Inverse(iri)):
                return True
        for iri in targets.classes:
            if of_this and pattern.path == Predicate(RDF.type) and pattern.object.text == f"<{iri}>":
                return True
    return False
