"""Nouns that a time belongs to, and the verbs whose clauses it dates through them.

"Thursday's vote", "two days of talks", "the 1979 Act": the time is the noun's. The clause is dated as well where its
verb tells of the very event ("held two days of talks", "the talks ended"), or says what happened meanwhile ("at
Thursday's meeting"); in "criticised Thursday's ruling" it is not.
"""

from __future__ import annotations

from dataclasses import dataclass

from kb.model import Bearing
from kb.resolve.timing.event_nouns import names_an_event
from kb.resolve.timing.trees import Tree

_WHILE = frozenset({"during", "at", "on", "amid", "throughout"})  # the event is the time of what the clause tells
# With these verbs a noun says what happened: "the 2019 talks ended", "held two days of talks".
_HAPPENING = frozenset(
    form
    for forms in (
        "begin begins began begun start starts started end ends ended last lasts lasted open opens opened",
        "resume resumes resumed continue continues continued happen happened occur occurred conclude concluded",
        "take takes took taken held ran broke came went follow followed",
    )
    for form in forms.split()
)
_HOLDING = frozenset(
    form
    for forms in (
        "hold holds held holding have has had having conduct conducted host hosted hosting stage staged wage waged",
        "begin began begun start started open opened launch launched resume resumed end ended complete completed",
        "finish finished fight fought make makes made take takes took taken give gave given pay pays paid",
        "suffer suffered undergo underwent undergone spend spent",
    )
    for form in forms.split()
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """What a time belongs to.

    Attributes:
        word: Number of the word.
        bearing: What sort of word it is.
        dates: Words whose clauses it dates: the verb itself, one coordinated with it, the verb beside an event noun.
    """

    word: int
    bearing: Bearing
    dates: tuple[int, ...] = ()


def dated_noun(tree: Tree, time: range, noun: int, how: str, *, of_a_day: bool) -> Attachment:
    """Give a noun as what a time belongs to.

    Args:
        tree: The sentence.
        time: Numbers of the words of the time.
        noun: Head of its phrase.
        how: How the time stands to it: ``poss`` (its possessor), ``before``, ``behind``, or ``of`` (it measures the
            noun out, or tells it from others of its kind).
        of_a_day: The time is a day or finer.
    """
    event = is_event_noun(tree, noun) or tree.tag(noun) == "VBG"  # "weeks of sparring"
    measure = tree.head(tree.head(noun))
    top = measure if how == "of" and measure in time else noun  # "held two days of talks" has "days" for its object
    verb = _verb_beside(tree, top, how, event=event, of_a_day=of_a_day)
    return Attachment(noun, Bearing.EVENT if event else Bearing.NAME, () if verb is None else (verb,))


def is_event_noun(tree: Tree, word: int) -> bool:
    """Tell whether a word is a common noun that names what happens; names like "Beijing" only look like one."""
    return tree.tag(word) in ("NN", "NNS") and names_an_event(tree.form(word))


def _verb_beside(tree: Tree, noun: int, how: str, *, event: bool, of_a_day: bool) -> int | None:
    """Give the verb that tells of the very event that a noun names, or of what happened meanwhile."""
    label, head = tree.label(noun), tree.head(noun)
    if label == "pobj" and tree.is_verb(tree.head(head)):
        meanwhile = tree.form(head) in _WHILE or (tree.form(head) == "in" and event)
        return tree.predicate(tree.head(head)) if meanwhile else None
    if not event or not tree.is_verb(head):
        return None
    verb = tree.predicate(head)
    if label in ("nsubj", "nsubjpass"):
        itself = how == "poss" and of_a_day  # "Thursday's ruling closed the mine"
        over = how == "behind" and tree.tag(verb) == "VBD"  # "the attack on Saturday killed three"
        return verb if itself or over or tree.form(verb) in _HAPPENING else None
    holds = label == "dobj" and tree.form(verb) in _HOLDING
    there = label == "attr" and tree.child(verb, "expl") is not None
    return verb if holds or there else None
