"""What denies an event: "not" and its like beside the verb, nobody and nothing among its arguments.

Three kinds of words look like denials and are none. *Not only* adds. *Nobody but Ruiz* says that Ruiz did. *Did not
open until May* says that it opened in May.

Source: Huddleston and Pullum, The Cambridge Grammar of the English Language (2002), chapter 9; Karttunen, Until (1974).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.grammar import child, children, is_verb
from kb.extract.hedges import lexicon
from kb.extract.lemmas import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "attr")
_NEAR_MISSES = frozenset({"nearly", "almost"})
_ADDING = frozenset({"only", "just", "merely", "simply", "solely"})  # behind "not"
_SPARSE = frozenset({"few", "little"})  # sizes and small numbers behind a determiner: "a few", "this little boy"
_APPROXIMATE = frozenset({"hardly", "scarcely"})
_SINGLE = frozenset({"a", "an", "one", "any", "single"})
_PRONOUNS = frozenset({"nothing", "nobody", "none", "noone", "no-one", "one"})
_INSTEAD = frozenset({("rather", "than"), ("instead", "of")})
_PREMODIFIERS = frozenset({"det", "amod", "poss", "compound", "nummod"})
_UNTIL = frozenset({"until", "till"})


def denied_directly(event: Token) -> bool:
    """Tell whether the words beside an event turn it round: "not", "never", "no longer"; two of them do not."""
    return sum(_negates(word, event) for word in event.children) % 2 == 1


def denied_by_argument(verb: Token) -> bool:
    """Tell whether a clause is denied by its subject or object: "nobody came", "gave no reason"."""
    return sum(_empties_clause(noun) for noun in children(verb, *_ARGUMENTS)) % 2 == 1


def is_empty(noun: Token) -> bool:
    """Tell whether a noun phrase is nobody or nothing; the clause around it is denied."""
    if _is_exceptive(noun):
        return False
    if noun.lower_ == "anything":  # "anything but certain" is not certain
        return _follows(noun, "but")
    return _is_emptied(noun)


def is_without_referent(noun: Token) -> bool:
    """Tell whether a determiner denies an event noun: "no strike", "few talks"."""
    empty = lexicon().empty
    determiners = children(noun, "det", "amod")
    return not _is_exceptive(noun) and any(word.lower_ in empty and not _is_size(word, noun) for word in determiners)


def is_replaced(event: Token) -> bool:
    """Tell whether an event is what was not done: "rather than raise taxes", "instead of a strike"."""
    inside = [word.i for word in event.children if word.i < event.i and word.dep_ in _PREMODIFIERS]
    first = min((*inside, event.i))
    return first > 1 and (event.doc[first - 2].lower_, event.doc[first - 1].lower_) in _INSTEAD


def _empties_clause(noun: Token) -> bool:
    """Leave out "said little": he did say something; "did little" and "had few friends" come close to a denial."""
    sparse = noun.lower_ in _SPARSE or any(word.lower_ in _SPARSE for word in children(noun, "det", "amod"))
    return is_empty(noun) and not (sparse and noun.dep_ == "dobj" and lemma_of(noun.head) not in ("do", "have"))


def _is_emptied(noun: Token) -> bool:
    empty = lexicon().empty
    if noun.lower_ in empty and not _is_size(noun, noun):
        return True
    for word in children(noun, "det", "neg", "preconj", "amod", "advmod", "nummod"):
        if word.lower_ in empty and not _is_size(word, noun):
            return True
        if word.lower_ in _APPROXIMATE:  # "hardly anyone"
            return True
        if word.lower_ == "one" and any(inner.dep_ == "neg" for inner in word.children):  # "not one club"
            return True
    negated = child(noun, "neg")  # "not a single club"; "not all clubs" leaves some
    return negated is not None and negated.nbor().lower_ in _SINGLE


def _is_size(word: Token, noun: Token) -> bool:
    """Tell "a few", "the little boy", "Little Rock" from "few" and "little"."""
    if word.lower_ not in _SPARSE:
        return False
    if word.is_title and _opens_name(word, noun):
        return True
    others = (*children(noun, "det", "poss", "quantmod"), *children(word, "det", "quantmod", "advmod"))
    return any(other != word and other.i < word.i and other.lower_ not in ("very", "so", "too") for other in others)


def _opens_name(word: Token, noun: Token) -> bool:
    """Tell a capitalized word right before the further words of a name: no mass noun follows it that it could count."""
    return bool(word != noun and noun.tag_.startswith("NNP") and word.nbor().tag_.startswith("NNP"))


def _is_exceptive(noun: Token) -> bool:
    """Tell whether an exception is named: of the exception, the clause holds."""
    behind = [word for word in noun.children if word.i > noun.i]
    if any(word.lower_ in ("except", "save", "besides") for word in behind):
        return True
    if any(word.lower_ == "other" and word.nbor().lower_ == "than" for word in behind if word.i + 1 < len(word.doc)):
        return True
    return noun.lower_ in _PRONOUNS and _follows(noun, "but")


def _follows(noun: Token, form: str) -> bool:
    return noun.i + 1 < len(noun.doc) and bool(noun.nbor().lower_ == form)


def _negates(word: Token, event: Token) -> bool:
    form = word.lower_
    if word.dep_ not in ("neg", "advmod", "preconj", "cc"):
        return False
    if _follows_adding(word) or _waits(event):
        return False
    if word.dep_ == "neg":
        return True
    if form in ("longer", "more"):  # "no longer"
        return any(inner.lower_ == "no" for inner in word.children)
    if form in _NEAR_MISSES:
        return bool(word.i == event.i - 1 and event.pos_ == "VERB")
    return form in lexicon().negators


def _follows_adding(word: Token) -> bool:
    """Tell whether "only" or "just" stands right behind a "not"."""
    return word.i + 1 < len(word.doc) and word.lower_ != "no" and word.nbor().lower_ in _ADDING


def _waits(event: Token) -> bool:
    """Tell whether a past event is put off, not denied: "did not open until May"."""
    past = event.tag_ == "VBD" or any(aux.tag_ == "VBD" for aux in children(event, "aux", "auxpass"))
    if not past or not is_verb(event):
        return False
    return any(word.i > event.i and word.lower_ in _UNTIL for word in _openings(event))


def _openings(event: Token) -> list[Token]:
    clauses = [mark for clause in children(event, "advcl") for mark in children(clause, "mark")]
    return [*children(event, "prep"), *clauses]
