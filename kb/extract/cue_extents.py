"""Which words beside a reporting verb are part of its cue: "has repeatedly said", "went on to deny", "hit back"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.cues import lexicon
from kb.extract.grammar import base, child, has_infinitive_marker, is_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

_HELPERS = frozenset({"aux", "auxpass", "neg"})
# Adverbs that tie the clause to another, or begin it, and say nothing of how or how often something was said.
_JOINING = frozenset({"when", "where", "why", "how", "however", "instead", "so", "here", "there", "meanwhile", "thus"})
_BEHIND = frozenset({"back", "again", "also"})  # and those of manner; any other may open the content
_CHANNELS = frozenset({"twitter", "facebook", "instagram"})
_DEEPEST = 4  # "was quick to try to explain": nobody goes deeper


def cue_words(verb: Token) -> tuple[int, ...]:
    """Give the positions of a reporting verb with all that makes one act of it, as far as they touch.

    An act of saying is denied, dated and repeated by its auxiliaries, negation and adverbs, and carried by verbs that
    say how it went ("went on to say", "issued a statement saying"): without them it would be another cue. Words parted
    from the verb by its source ("has Ruiz said") stay out: a cue is in one piece.
    """
    first, last = _group(verb)
    at = verb
    for _ in range(_DEEPEST):
        carrier = _carrier(at, first)
        if carrier is None:
            break
        at, first = carrier, _group(carrier)[0]
    return tuple(range(first, _with_channel(verb, last) + 1))


def with_prepositions(words: tuple[int, ...], verb: Token, others: tuple[int, ...]) -> tuple[int, ...]:
    """Give a cue with words of it that stand apart, and the adverbs between: "spoke warmly about"."""
    between = (
        i
        for other in others
        for i in range(words[-1] + 1, other)
        if all(verb.doc[j].dep_ in ("advmod", "prt") and verb.doc[j].head == verb for j in range(words[-1] + 1, other))
    )
    return tuple(sorted({*words, *others, *between}))


def _group(verb: Token) -> tuple[int, int]:
    """Give the first and last position of a verb with its auxiliaries, negation, adverbs and particle."""
    doc, first, last = verb.doc, verb.i, verb.i
    while first > 0 and _belongs(doc[first - 1], verb):
        first -= 1
    while first < verb.i and doc[first].lower_ in _JOINING:
        first += 1
    while last + 1 < len(doc) and _follows(doc[last + 1], verb):
        last += 1
    return first, last


def verb_group(verb: Token) -> tuple[int, ...]:
    """Give the positions of a verb with its auxiliaries, negation, adverbs and particle."""
    first, last = _group(verb)
    return tuple(range(first, last + 1))


def _belongs(word: Token, verb: Token) -> bool:
    """Tell whether a word before a verb is its auxiliary or its adverb; adverbs of adverbs are, too."""
    if word.head == verb and word.dep_ in _HELPERS:
        return True
    adverb = word.dep_ in ("advmod", "neg") and word.pos_ in ("ADV", "PART")
    return adverb and word.lower_ not in _JOINING and verb in (word.head, word.head.head)


def _follows(word: Token, verb: Token) -> bool:
    if word.head != verb:
        return False
    manner = word.lower_ in _BEHIND or (word.lower_.endswith("ly") and word.lower_ != "only")
    return word.dep_ == "prt" or (word.dep_ == "advmod" and manner)


def _carrier(verb: Token, first: int) -> Token | None:
    """Give the verb right before that carries an act of saying: "[went on] to say", "[issued] a statement saying"."""
    above = verb.head
    if above.i >= first:
        return None
    goes_on = verb.dep_ == "advcl" and above.lemma_ == "go" and has_infinitive_marker(verb)
    if (verb.dep_ == "xcomp" or goes_on) and (is_verb(above) or above.dep_ == "acomp"):
        known = lexicon().verbs.get(base(above)) if is_verb(above) else None
        reports = known is not None and bool(known.frames.keys() - {"quote"})  # "refused to say": two acts
        carrier = above.head if above.dep_ == "acomp" else above  # "was quick to say"
        touches = all(word == above or word.dep_ in ("prt", "prep", "advmod") for word in verb.doc[above.i : first])
        return carrier if touches and not reports and is_verb(carrier) and carrier.i + 1 >= above.left_edge.i else None
    issued = verb.dep_ == "acl" and verb.tag_ == "VBG" and above.dep_ == "dobj" and above.i == first - 1
    if issued and above.lemma_.lower() in lexicon().nouns["issued"] and above.head.i + 1 == above.left_edge.i:
        return above.head
    return None


def _with_channel(verb: Token, last: int) -> int:
    """Give where a cue ends that goes on with "in a statement" or "on Twitter"."""
    prep = verb.nbor(last + 1 - verb.i) if last + 1 < len(verb.doc) else verb
    noun = child(prep, "pobj") if prep.dep_ == "prep" and prep.head == verb else None
    if noun is None:
        return last
    statement = prep.lower_ == "in" and noun.lemma_ == "statement" and noun.right_edge.i == noun.i
    channel = prep.lower_ == "on" and noun.lower_ in _CHANNELS
    return int(noun.i) if statement or channel else last
