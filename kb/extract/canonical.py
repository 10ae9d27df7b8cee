"""A phrase → its canonical words, as subjects and objects print them.

Without determiners, lower-cased unless a name; coordinated phrases are sorted, so that "Peru and Chile" and "Chile and
Peru" are the same; a role gives way to the name beside it ("the striker, Ana Ruiz"); what only measures out ("two days
of talks") is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb.extract.grammar import child, children, is_verb
from kb.extract.lemmas import lemma_of
from kb.extract.relation_lexicon import relations

if TYPE_CHECKING:
    from spacy.tokens import Token

_PARTS = frozenset({"compound", "amod", "nummod", "nmod", "poss", "quantmod"})


def phrase(noun: Token | None, *, alone: bool = False) -> str:
    """Give the canonical words of a phrase; the empty string for none.

    Args:
        noun: Its head.
        alone: Leave out what stands behind "of".
    """
    if noun is None:
        return ""
    parts = {_single(_named(other), depth=2 if alone else 0) for other in (noun, *_coordinated(noun))}
    return " and ".join(sorted(filter(None, parts), key=lambda words: (words.lower(), words)))


def clause_words(verb: Token) -> str:
    """Give the canonical words of a clause that is an argument: its verb, and the object of that."""
    return _single(verb)


def telling_words(noun: Token) -> list[Token]:
    """Give a noun and the words before it that tell which one, in order."""
    return [*_modifiers(noun), noun]


def _named(noun: Token) -> Token:
    """Give the name beside a role, else the word itself."""
    beside = child(noun, "appos")
    return beside if beside is not None and beside.pos_ == "PROPN" and noun.pos_ == "NOUN" else noun


def _coordinated(noun: Token) -> Iterator[Token]:
    """Give the sisters of a noun, in order; each hangs on the one before."""
    waiting = list(children(noun, "conj"))
    while waiting:
        sister = waiting.pop(0)
        if not (is_verb(sister) and child(sister, "nsubj", "nsubjpass") is not None):
            yield sister
            waiting[:0] = children(sister, "conj")


def _single(head: Token, depth: int = 0) -> str:
    """Give a phrase without its coordinated sisters, with one complement behind "of"."""
    if is_verb(head):
        inner = child(head, "dobj", "attr", "acomp")
        return " ".join(filter(None, (lemma_of(head), _single(inner, depth + 1) if inner and depth < 2 else "")))
    of = next((prep for prep in children(head, "prep") if prep.lower_ == "of"), None)
    inner = child(of, "pobj") if of is not None else None
    if inner is not None and lemma_of(head) in relations().measures and depth < 3:
        return phrase(inner) if depth == 0 else _single(inner, depth + 1)
    words = _joined(telling_words(head))
    return f"{words} of {_single(inner, depth + 1)}" if inner is not None and words and depth < 2 else words


def _modifiers(head: Token) -> list[Token]:
    """Give the words before a noun that tell which one, in order; hyphens between them stay."""
    found: list[Token] = []
    for part in head.lefts:
        if part.dep_ in _PARTS and part.pos_ not in ("PRON", "DET"):
            found += [word for word in part.subtree if not _is_idle(word)]
        elif part.text == "-":
            found.append(part)
    return found


def _is_name(word: Token) -> bool:
    """Tell whether capitals belong to a word, and do not come from opening a sentence."""
    if word.pos_ == "PROPN" or (len(word) > 1 and word.is_upper):
        return True
    if word.pos_ not in ("NOUN", "ADJ"):
        return False
    return bool(word.text[0].isupper() and (not word.is_sent_start or word.ent_type_))


def _is_idle(word: Token) -> bool:
    return word.pos_ in ("DET", "CCONJ", "ADV") or (word.is_punct and word.text != "-" and word.tag_ != "POS")


def _joined(words: list[Token]) -> str:
    """Join words by one space, none where the text has none ("in-depth", "China's")."""
    pieces: list[str] = []
    for number, word in enumerate(words):
        follows = number > 0 and words[number - 1].i == word.i - 1
        if number > 0 and not (follows and not words[number - 1].whitespace_):
            pieces.append(" ")
        pieces.append(word.text if _is_name(word) else word.lower_)
    return "".join(pieces).strip(" -")
