"""Events told inside a clause without a finite verb of their own.

Two kinds. A participle says in passing what a clause could say: "the bridge, built by Acme, …", "having met the union,
…", "… before leaving the valley". A noun takes for granted that its event has happened: "Peru's suspension of the talks
surprised Chile". Each is a clause inside the clause that it stands in, only where it is certain and somebody or
something takes part in it: "they want the closure of the mine" tells of no closure, and "the attack" tells nothing new.

Source: Kiparsky and Kiparsky, Fact (1970), on what takes its complement for granted; Quirk et al., A Comprehensive
Grammar of the English Language (1985), 15.60 and 17.28-29, on participles.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from kb.extract.clauses import Clause, is_set_off
from kb.extract.event_nouns import arguments_in, relation_name
from kb.extract.factuality import factuality_of
from kb.extract.grammar import child, children, has_infinitive_marker, is_verb
from kb.extract.hedges import lexicon
from kb.extract.lemmas import lemma_of
from kb.extract.relation_lexicon import relations
from kb.extract.relations import object_of, predicate_of, relation_of
from kb.extract.tenses import tense_of
from kb.model import Certainty

if TYPE_CHECKING:
    from spacy.tokens import Token

_AFTERWARDS = frozenset({"after", "since", "following", "despite", "during", "amid", "upon", "by", "in", "before"})
_QUANTIFIERS = frozenset({"any", "no", "every", "each", "either", "neither", "few"})
_DETERMINERS = frozenset({"the", "this", "that", "these", "those", "a", "an"})
_PLACING = frozenset({"in", "on", "at", "near", "off", "during", "since", "after", "before"})
_OPEN_MARKS = frozenset({"than", "as", "if", "unless", "though", "although", "whether"})
_SUBJECTS = ("nsubj", "nsubjpass")
_TIMES = frozenset({"DATE", "TIME"})


def inner_clauses(clause: Clause, apart: Collection[int] = ()) -> Iterator[Clause]:
    """Give the events inside a clause as clauses of their own, in order; their words stay the outer clause's too.

    Args:
        clause: A clause with a verb.
        apart: Tokens that are no part of what is said: those of a cue.
    """
    within = {token.i for token in clause.tokens}
    added = {word.i for verb in clause.tokens if verb.head == clause.head and is_set_off(verb) for word in verb.subtree}
    if added:  # "Talks were held, led by Ana Ruiz": the first half is told by itself too
        yield Clause(clause.head, tuple(word for word in clause.tokens if word.i not in added))
    for token in clause.tokens:
        if token == clause.head or token.i in apart:
            continue
        if (_is_participle(token) and _tells(token)) or (_is_event(token) and _has_happened(token)):
            tokens = tuple(word for word in token.subtree if word.i in within)
            if len(tokens) > 1 and factuality_of(token)[1] is Certainty.CERTAIN:
                yield Clause(token, tokens)


def _is_participle(token: Token) -> bool:
    """Tell a participle or gerund that is neither the main verb of a clause nor an adjective."""
    if token.tag_ not in ("VBN", "VBG") or token.dep_ not in ("acl", "advcl", "pcomp"):
        return False
    if child(token, *_SUBJECTS) is not None or has_infinitive_marker(token):
        return False
    if any(word.lower_ in _OPEN_MARKS for word in children(token, "mark", "advmod")):
        return False
    if token.dep_ == "pcomp":
        return token.head.lower_ in ("after", "before", "since", "without") and is_verb(token.head.head)
    return True


def _tells(verb: Token) -> bool:
    """Tell whether a participle says something that a reader would call a fact of its own."""
    lemma, words = lemma_of(verb), lexicon()
    if lemma in relations().idle or lemma in words.speech or lemma in words.denials:
        return False
    noun = verb.head
    if verb.dep_ == "acl" and any(word.lower_ in _QUANTIFIERS for word in children(noun, "det")):
        return False
    known, relation = relations(), relation_of(predicate_of(verb)).name
    if verb.dep_ == "pcomp" or child(verb, "aux") is not None:  # "before leaving the valley", "having met the union"
        return object_of(verb) is not None or (relation in known.names and child(verb, "prep") is not None)
    if verb.tag_ == "VBN":
        return child(verb, "agent") is not None or (relation in known.names and _is_placed(verb))
    return (
        relation in known.events and object_of(verb) is not None
    )  # "…, killing six"; "citizens owning cars" only describes


def _is_placed(verb: Token) -> bool:
    """Tell whether a phrase behind a participle may tell when or where: "the talks suspended in May", "held Monday"."""
    dated = any(word.ent_type_ in _TIMES and word.i > verb.i for word in children(verb, "npadvmod"))
    return dated or any(word.lower_ in _PLACING and word.i > verb.i for word in children(verb, "prep"))


def _is_event(token: Token) -> bool:
    """Tell a noun that names an event in which its phrase names somebody or something."""
    if token.pos_ != "NOUN" or relation_name(token) not in relations().events:
        return False
    owner = child(token, "poss")
    if owner is not None and owner.pos_ == "PRON" and child(token, "prep") is None:
        return False  # "its release": of whom or by whom, the sentence before may tell
    named = owner is not None or any(word.lower_ in _DETERMINERS for word in children(token, "det"))
    return named and any(arguments_in(token))


def _has_happened(noun: Token) -> bool:
    """Tell whether the sentence takes for granted that the event of a noun has happened."""
    if noun.dep_ == "pobj":
        return noun.head.lower_ in _AFTERWARDS
    verb = noun.head
    if not is_verb(verb):
        return False
    relation = relation_of(predicate_of(verb))
    if relation.event == noun:
        return False  # "the arrest took place" says so itself
    if noun.dep_ == "nsubj":
        told = tense_of(verb) == "past" and relation.name not in relations().left_open
        return told and factuality_of(verb)[1] is Certainty.CERTAIN
    return noun.dep_ in ("dobj", "nsubjpass") and relation.name in relations().taken_for_granted
