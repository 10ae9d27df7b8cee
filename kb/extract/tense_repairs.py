"""Sentences whose main clause the small models do not see, though its verb stands there; a component of our pipeline.

What ends in a full stop is a clause, and a clause has a tense. Where a sentence is parsed as a noun with a participle
behind it, the participle is that verb, provided that it cannot be a passive one: a passive participle takes no object,
verbs of motion have none, and an apposition between commas ends where the verb comes. The repairs change nothing in a
sentence with a tense, in a headline or in a caption such as "A house destroyed by fire."

Source: Huddleston and Pullum, The Cambridge Grammar of the English Language (2002), chapter 17, section 4 (clauses
with participles as modifiers).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

TENSES = "sentences_with_a_tense"
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_NAMES = frozenset({"NNP", "NNPS"})
_ENDS = frozenset({".", "!"})
# Verbs that take no object, so that their participle never stands behind a noun as a passive.
_INTRANSITIVE = frozenset(
    verb
    for verbs in (
        ("arrived", "climbed", "departed", "hiked", "marched", "paddled", "raced", "sailed", "slipped", "strolled"),
        ("travelled", "traveled", "walked", "wandered", "assembled", "converged", "gathered", "lingered", "waited"),
        ("clashed", "collapsed", "collided", "crashed", "died", "erupted", "exploded", "fainted", "resigned"),
        ("appeared", "disappeared", "emerged", "occurred", "vanished"),
    )
    for verb in verbs
)
# Verbs that take none before these words. "Called on Monday", "put into law", "turned back" stay: they may be passives.
_INTRANSITIVE_BEFORE = {
    "called": frozenset({"at the"}),
    "crossed": frozenset({"from", "into", "to", "over"}),
    "put": frozenset({"in at"}),
    "passed": frozenset({"through"}),
    "landed": frozenset({"at", "in", "on", "near"}),
    "headed": frozenset({"for", "to", "towards", "toward", "into", "out", "back", "home"}),
}
_BESIDE = frozenset({"prep", "punct", "advmod", "npadvmod", "advcl"})  # a noun or, before and behind both, its verb
_DETERMINERS = frozenset({"the", "a", "an", "its", "their", "his", "her", "our"})


@dataclass(frozen=True, slots=True)
class _Clause:
    """A verb, the noun or number that is its subject, and its object where the parse describes that by the verb."""

    verb: Token
    subject: Token
    thing: Token | None = None


def sentences_with_a_tense(doc: Doc) -> Doc:
    """Give the sentences that have a full stop, and no verb with a tense as their top, the verb they have."""
    for sentence in list(doc.sents):
        _free_from_date(sentence.root)
        if sentence.root.tag_[:2] not in ("NN", "CD") or sentence[-1].text not in _ENDS:
            continue
        tensed = [word for word in sentence if word.tag_ in _FINITE]
        if not tensed:
            clause = _active_participle(sentence.root)
            if clause is not None:
                _raise(sentence.root, clause)
        elif len(tensed) == 1:
            _raise_behind_office(sentence.root, tensed[0])
    return doc


def _active_participle(root: Token) -> _Clause | None:
    """Find the participle that is the verb of a sentence whose parse has a noun as its top."""
    for word in root.doc[root.left_edge.i : root.right_edge.i + 1]:
        if word.tag_ != "VBN" or word.i == root.sent.start or any(c.dep_ in ("agent", "aux") for c in word.children):
            continue
        before = word.nbor(-1)
        if word.dep_ == "acl" and word.head == root:
            taken = any(child.dep_ == "dobj" and child.i > word.i for child in word.children)
            if _ends_apposition(word) or (before.text != "," and (taken or _is_intransitive(word))):
                return _Clause(word, root)
        elif word.dep_ == "amod" and word.head == root and root.tag_ in _NAMES and before.tag_ == "CD":
            return _Clause(word, before, root)  # "Some 900 watched Lund Rovers."
        elif word.dep_ == "amod" and word.head != root and _ends_apposition(word):
            return _Clause(word, root, word.head)  # "Ana Ruiz, the mayor, visited families in May."
    return None


def _is_intransitive(participle: Token) -> bool:
    """Tell a participle that its meaning, or the word behind it, keeps from being a passive one."""
    after = [word.lower_ for word in participle.doc[participle.i + 1 : participle.i + 3]]
    known = _INTRANSITIVE_BEFORE.get(participle.lower_, frozenset())
    return participle.lower_ in _INTRANSITIVE or not known.isdisjoint((after[0], " ".join(after)))


def _ends_apposition(participle: Token) -> bool:
    """Tell whether an apposition ends right before a participle: "Ana Ruiz, the coach, visited …"."""
    doc, closing, start = participle.doc, participle.i - 1, participle.sent.start
    opening = next((i for i in range(closing - 1, start, -1) if doc[i].text == ","), None)
    if doc[closing].text != "," or opening is None or opening + 1 == closing:
        return False
    inside, before = doc[opening + 1 : closing], doc[opening - 1]
    named = all(word.tag_ in _NAMES for word in inside) and before.tag_.startswith("NN") and before.ent_type_ != "DATE"
    described = inside[0].lower_ in _DETERMINERS and before.tag_ in _NAMES
    return before.i >= start and (named or described)


def _raise(root: Token, clause: _Clause) -> None:
    """Make a participle the top of its sentence, and give it what stands beside its subject."""
    verb, subject, thing = clause.verb, clause.subject, clause.thing
    phrase = min(word.left_edge.i for word in (subject, *(w for w in subject.lefts if w.dep_ not in _BESIDE)))
    beside = [word for word in root.children if word.i < phrase or (word.i > verb.i and word.dep_ in _BESIDE)]
    dated = [word for word in thing.rights if _is_date(word)] if thing is not None else []
    verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
    subject.head, subject.dep_ = verb, "nsubj"
    if thing is not None:
        thing.head, thing.dep_ = verb, "dobj"
    for word in (*beside, *dated):
        word.head = verb


def _is_date(phrase: Token) -> bool:
    return phrase.dep_ == "prep" and any(word.ent_type_ == "DATE" for word in phrase.children)


def _raise_behind_office(root: Token, verb: Token) -> None:
    """Repair "The election of Ana Ruiz as mayor took place in May": an office behind "as" is no subject.

    "As" opens a clause with a subject, and a count noun in the singular that is one has an article.
    """
    if verb.dep_ != "advcl" or verb.head != root:
        return
    mark = next((word for word in verb.children if word.dep_ == "mark" and word.lower_ == "as"), None)
    office = next((word for word in verb.children if word.dep_ == "nsubj"), None)
    if mark is None or office is None or office.tag_ != "NN" or office.left_edge.i != mark.i + 1:
        return
    if any(word.dep_ in ("det", "poss", "nummod") for word in office.children):
        return
    _raise(root, _Clause(verb, root))
    mark.head, mark.dep_ = root, "prep"
    office.head, office.dep_ = mark, "pobj"


def _free_from_date(copula: Token) -> None:
    """Repair "It was on 9 May that Peru signed the pact", where the clause is taken for a relative of the date.

    A relative clause has a gap for its noun; where "that" is neither subject nor object, nothing is missing, so the
    clause is what the copula points into.
    """
    if copula.lower_ not in ("was", "is") or not any(c.lower_ == "it" and c.dep_ == "nsubj" for c in copula.children):
        return
    for phrase in [word for word in copula.rights if word.dep_ == "prep"]:
        for verb in [inner for word in phrase.children for inner in word.rights if inner.dep_ == "relcl"]:
            that = next((word for word in verb.lefts if word.lower_ == "that" and word.dep_ == "advmod"), None)
            if that is not None and any(word.dep_ in ("nsubj", "nsubjpass") for word in verb.lefts):
                that.tag_, that.dep_ = "IN", "mark"
                verb.head, verb.dep_ = copula, "ccomp"
