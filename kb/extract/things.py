"""Contents that are a mere thing: "help" of "asked for help", "defeat" of "conceded defeat".

Whoever rejects an offer, thanks a crew or asks for help does something by it, and the outlet tells the deed in its own
voice: "the board rejected the offer" can be true or false, "the offer" cannot. So such a content makes no proposition.
It is more than a thing where it says something of one:

- a verb: "to sell the mill", "claims that the dam leaked", but for what only tells which thing is meant ("the offer
  that they made");
- what the thing is said to be, after a verb that takes two of them: "called it a folly", "blamed the loss on the rain",
  "put its losses at £3 million";
- an event with its arguments: "the closure of the mine". Where the verb is a light one, the sentence as a whole
  tells the event: "reported a loss of £3 million".

Source: Vendler, Facts and Events (1967), and Quirk et al., A Comprehensive Grammar of the English Language (1985),
16.20-59, on which verbs take a clause, an object, or an object and what it is said to be.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from kb.extract.arguments import subject_of
from kb.extract.cues import lexicon
from kb.extract.event_nouns import arguments_in, relation_name
from kb.extract.grammar import children, has_infinitive_marker, is_finite, is_verb
from kb.extract.hedges import lexicon as hedges
from kb.extract.lemmas import lemma_of
from kb.extract.relation_lexicon import relations
from kb.extract.relations import predicate_of, relation_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "DET", "ADJ"})
_OBJECTS = frozenset({"dobj", "pobj", "dative", "nsubjpass", "npadvmod"})
_STATES = frozenset({"acomp", "oprd"})  # "pleaded guilty"
_ADJUNCTS = frozenset({"prep", "npadvmod", "advmod", "dative", "agent", "det", "neg", "cc", "prt"})  # beside an object


def is_thing(content: Sequence[Token], cue: Collection[int]) -> bool:
    """Tell whether a content names a thing that the sentence itself says something of.

    Args:
        content: Its tokens, in order.
        cue: Indices of the tokens of its cue.
    """
    words = [token for token in content if not (token.is_punct or token.is_space)]
    inside = {token.i for token in words}
    tops = [token for token in words if token.head == token or token.head.i not in inside]
    objects = [noun for top in tops if (noun := _object(top, cue)) is not None]
    others = [top for top in tops if top.dep_ not in _ADJUNCTS]
    if len(tops) > 1 and any(top.dep_ in _STATES for top in tops):
        return False  # "called it a folly"
    if not objects or any(_object(top, cue) is None for top in others) or _predicates(tops, cue):
        return False
    return not any(_says(token) for token in words) and not any(_tells_event(noun, cue) for noun in objects)


def _object(top: Token, cue: Collection[int]) -> Token | None:
    """Give the noun that the cue has as its object, behind a preposition or not."""
    if top.pos_ == "ADP" and top.dep_ == "prep" and top.head.i in cue:
        return next(children(top, "pobj"), None)
    behind = top.head.i in cue or (top.head.dep_ == "prep" and top.head.head.i in cue)
    subject = top.dep_ == "nsubj" and lemma_of(top.head) not in hedges().speech  # "the plan angered the board"
    fits = subject or top.dep_ in _OBJECTS | _STATES
    return top if behind and fits and top.pos_ in _NOMINAL and not is_verb(top) else None


def _predicates(tops: Sequence[Token], cue: Collection[int]) -> bool:
    """Tell whether the cue takes a thing and what is said of it: "blamed it on the rain", "described it as risky"."""
    verbs = [tops[0].doc[i] for i in cue]
    if any(lemma_of(verb) in lexicon().nouns["predicating"] for verb in verbs):
        return True
    return any(top.lower_ == "as" for top in tops) or any(
        word.lower_ == "as" for top in tops for word in children(top, "prep")
    )


def _says(word: Token) -> bool:
    """Tell a verb with which something is said: finite or an infinitive, but not in a relative clause.

    A gerund behind the object tells what the deed is about ("accused the firm of failing to pay"). The infinitive of a
    noun says something where it is known who would do it: "praised the decision to sell" does not.
    """
    if not is_verb(word) or word.dep_ in ("amod", "compound", "aux", "auxpass"):
        return False
    told = is_finite(word) or (has_infinitive_marker(word) and not _only_names(word))
    return told and not any(above.dep_ in ("relcl", "pcomp") for above in (word, *word.ancestors))


def _only_names(infinitive: Token) -> bool:
    return infinitive.dep_ in ("acl", "relcl") and subject_of(infinitive, infinitive) is None


def clause_within(noun: Token) -> Token | None:
    """Give the verb of the clause that a noun only introduces: "claims that it leaked", "a plan to sell the mill"."""
    for verb in children(noun, "acl"):
        if is_finite(verb) and any(mark.lower_ == "that" for mark in children(verb, "mark")):
            return verb
        if has_infinitive_marker(verb) and not _only_names(verb):
            return verb
    return None


def _tells_event(noun: Token, cue: Collection[int]) -> bool:
    """Tell whether an object names an event and who or what takes part in it, and the verb is no light one for it."""
    if noun.pos_ != "NOUN" or relation_name(noun) not in relations().events or not any(arguments_in(noun)):
        return False
    return not any(
        relation_of(predicate_of(verb)).event == noun for verb in map(noun.doc.__getitem__, cue) if is_verb(verb)
    )
