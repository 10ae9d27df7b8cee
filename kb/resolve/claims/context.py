"""What a clause leans on: the same words may tell of other things, since what they point to stands outside of them.

English leaves three things outside. Who answers "the claims" means those that were made against himself, so that two
opponents who call them baseless contradict each other. Where only a phrase was read ("approved [the Harbour Act]"), who
did it, and whether it was done, stands beside it. And what a study found is told of the people it studied: an earlier
study that found the opposite does not deny it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.model import Certainty, Kind, Proposition, Statement
from kb.resolve.claims.lists import ACCUSATIONS, EMPTY, OTHER_STUDIES, STUDIES
from kb.wording import event_classes, relation_words, words_in

if TYPE_CHECKING:
    from kb.resolve.claims.clauses import Clause

_POINTED_AT = re.compile(
    rf"\b(?:the|these|those|this|that|such|his|her|its|their|our|my) (?:{'|'.join(sorted(ACCUSATIONS))})\b"
    r"(?! (?:about|against|by|concerning|from|in|made|of|over|that)\b)"
)


@dataclass(frozen=True, slots=True)
class Context:
    """What stands outside of a clause and tells what it is about.

    Attributes:
        answers: It speaks of "the claims" or the like, and names nobody.
        phrase: Its verb stands outside of it.
        sure: It is told as certain.
        studied: Numbers, and words such as "earlier", in the name of the study that found it.
        found: A study found it.
    """

    answers: bool = False
    phrase: bool = False
    sure: bool = True
    studied: frozenset[str] = frozenset()
    found: bool = False


def context_of(statement: Statement, proposition: Proposition, tokens: Sequence[str]) -> Context:
    """Read what a clause leans on off its statement."""
    source = {word.text for span in statement.source for word in words_in(span.exact)}
    found = not source.isdisjoint(STUDIES)
    return Context(
        answers=not proposition.participants and _POINTED_AT.search(" ".join(tokens)) is not None,
        phrase=statement.kind is not Kind.NARRATOR and _is_phrase(proposition, tokens),
        sure=proposition.certainty is Certainty.CERTAIN,
        studied=frozenset(word for word in source if word in OTHER_STUDIES or word.isdigit()) if found else frozenset(),
        found=found,
    )


def _is_phrase(proposition: Proposition, tokens: Sequence[str]) -> bool:
    """Tell whether a clause has its object's words, and neither its verb's nor its subject's."""
    relation = proposition.relation.casefold().replace("_", " ")
    ends = [{word.text for word in words_in(end)} for end in (proposition.subject, proposition.object)]
    if not relation or relation in EMPTY or not all(ends):
        return False
    words = {word.casefold() for word in proposition.words}
    naming = relation_words(relation) | set(relation.split())
    told = not naming.isdisjoint(words) or any(relation in event_classes(word) for word in words)
    return not told and ends[0].isdisjoint(tokens) and ends[1] <= {*tokens}


def told_apart(left: Clause, right: Clause) -> str:
    """Give why two clauses are about two things, whatever their words; the empty string where nothing shows it."""
    ours, theirs = left.context, right.context
    if ours.answers and theirs.answers and not (left.speaker and left.speaker == right.speaker):
        return "each answers other claims"
    counted = not left.figures.isdisjoint(right.figures)  # "put [the price at 9 dollars]" tells all by itself
    if (ours.phrase or theirs.phrase) and not counted:
        if left.relation != right.relation or (left.subject and right.subject and left.subject != right.subject):
            return "somebody else does it"
        if ours.sure != theirs.sure:
            return "done, or not yet"
    return "another study" if ours.found and theirs.found and _two_studies(ours.studied, theirs.studied) else ""


def _two_studies(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether two studies differ in their numbers, or, where these do not tell, only one is "earlier"."""
    numbers = [frozenset(filter(str.isdigit, words)) for words in (ours, theirs)]
    if all(numbers):
        return numbers[0].isdisjoint(numbers[1])
    return (ours & OTHER_STUDIES) != (theirs & OTHER_STUDIES)
