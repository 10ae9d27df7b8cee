"""Names of bodies that run over small words: "Campaign for Real Ale", "Friends of the Earth", "Kerr administration".

A recogniser of names tends to stop at "of" and "for", and to see only the person in whose name a government acts.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.extract.roles import is_body, is_honorific, is_role
from kb.extract.words import Word, Words

_JOINTS = frozenset({"of", "for", "on", "against", "without"})
_GATHERED = frozenset(  # people whose plural, with a cause behind it, names a body
    {"citizens", "doctors", "friends", "lawyers", "mothers", "parents", "physicians", "reporters", "scientists"}
    | {"students", "veterans", "women", "workers"}
)
_IN_NAME_OF = frozenset({"administration", "campaign"})
_LONGEST_CAUSE = 5  # words behind "for": "Campaign for the Protection of Rural England" has two causes


def bodies_in(doc: Words) -> Iterator[tuple[int, int]]:
    """Give where such names begin and end, as ranges of words in order, without overlaps."""
    stop = 0
    words = [token.lower_ for token in doc]
    for at, following in enumerate([*words[1:], ""]):
        if at < stop or not (following in _JOINTS or words[at] in _IN_NAME_OF):
            continue
        token = doc[at]
        if words[at] in _IN_NAME_OF and token.text.islower():
            left = _in_name_of(doc, token, stop)
            if left < at:
                stop = at + 1
                yield left, stop
        elif token.text[:1].isupper() and (_is_head(token) or words[at] in _GATHERED):
            right = _cause_end(doc, at + 1)
            if right > at + 1 and not (words[at] in _GATHERED and _are_somebodys(doc, at + 1)):
                left, stop = _modified(doc, at, stop), right
                yield left, right


def _is_head(token: Word) -> bool:
    return is_body(token) and token.lower_ not in ("side", "state", "country", "nation")


def _cause_end(doc: Words, start: int) -> int:
    """Give the end of "of the Earth" behind a body's noun; ``start`` where no name follows."""
    end = start
    while end + 1 < len(doc) and doc[end].lower_ in _JOINTS:
        first = end + 1
        while first < len(doc) and doc[first].lower_ in ("the", "its"):
            first += 1
        stop = first
        while stop < len(doc) and stop - first < _LONGEST_CAUSE and _continues(doc, stop, first):
            stop += 1
        if stop == first or is_honorific(doc[first]) or (is_role(doc[first]) and doc[first].tag_ == "NNP"):
            break
        again = end > start and doc[end].lower_ == "of"
        if again and (doc[start].lower_ == "of" or any(is_body(doc[at]) for at in range(first, stop))):
            break  # "Faculty of Law of Lund University": the second one is another body
        end = stop
    return end


def _continues(doc: Words, at: int, first: int) -> bool:
    """Tell whether a word goes on with a cause: capitals, and an "and" or "&" between them."""
    word = doc[at]
    if at > first and (is_honorific(word) or (is_role(word) and word.tag_ == "NNP")):
        return False  # "House of Representatives | Speaker Ana Ruiz"
    if word.text[:1].isupper() and word.is_alpha:
        return True
    joins = word.text in ("-", "&") or (word.lower_ == "and" and doc[first].tag_ in ("NNP", "NNPS"))
    follows = at + 1 < len(doc) and doc[at + 1].text[:1].isupper()
    return bool(joins and follows and at > first and doc[first - 1].lower_ != "the" and doc[at].ent_type_ != "PERSON")


def _modified(doc: Words, head: int, least: int) -> int:
    """Give where the capitalised words before a body's noun begin: "Royal National | Institute"."""
    left = head
    while (
        left > least
        and doc[left - 1].text[:1].isupper()
        and doc[left - 1].is_alpha
        and not _begins_other(doc[left - 1])
    ):
        left -= 1
    return left


def _begins_other(word: Word) -> bool:
    return bool(word.lower_ in ("the", "a", "an") or is_honorific(word) or word.pos_ not in ("PROPN", "ADJ", "NOUN"))


def _are_somebodys(doc: Words, joint: int) -> bool:
    """Tell "friends of Ana Ruiz" from Friends of the Earth."""
    return bool(doc[joint].lower_ == "of" and doc[joint + 1].lower_ != "the")


def _in_name_of(doc: Words, noun: Word, least: int) -> int:
    """Give where the name of who heads an administration begins: "Kerr", "Kerr-Vale"; ``noun.i`` without one."""
    at: int = noun.i
    left = at
    while left > least and (doc[left - 1].tag_ in ("NNP", "NNPS") or (doc[left - 1].text in "-–" and left < at)):
        if doc[left - 1].ent_type_ in ("GPE", "NORP", "DATE") and left == at:
            return at  # "the U.S. administration" is named by its state
        if is_honorific(doc[left - 1]):
            break
        left -= 1
    return left
