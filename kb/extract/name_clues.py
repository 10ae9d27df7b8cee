"""What the words around a name tell of whom it names: a person, or a body, a place, a thing.

Each clue has a weight: about how many times as good as the parser's own label of an unknown name it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from kb.extract.grammar import SUBJECTS, base, children, is_verb
from kb.extract.name_parts import Name, has_small_words, is_name_word
from kb.extract.roles import is_body, is_honorific, is_sector, is_trade, names_a_body, noun_lists
from kb.extract.words import Word, Words
from kb.model import AgentType

_STRONG, _GOOD, _FAIR, _WEAK = 4.0, 3.0, 2.0, 1.0
_SPEAKS = 1.5  # more than a label, less than any word that tells
_FULL_NAME = (2, 3)  # words of a first and a family name
_AGES = range(5, 111)
_DETERMINERS = frozenset({"a", "an", "the", "his", "her", "their", "its", "my", "our", "former", "one"})
_ENDS = frozenset({",", ".", ";", "—", "–", ")", "of", "for", "at", "in", "from", "with", "who", "whose", "and", "on"})
_APPOSITION = 9  # tokens within which its noun comes: "a retired Peruvian deep-sea diver"
_TRADED = frozenset({"shares", "stock", "shareholders"})  # "Fenwick shares fell"; a person's are "Fenwick's shares"
_CLIMBS = 3  # "a member of the board of the bank": nouns above nouns


@dataclass(frozen=True, slots=True)
class Clues:
    """How strongly a text speaks for a person (``person``), and against one (``other``; ``body``: for a body)."""

    person: float = 0.0
    other: float = 0.0
    body: float = 0.0

    def __add__(self, more: Clues) -> Clues:
        """Give both together; most words tell nothing."""
        if more is NONE or self is NONE:
            return self if more is NONE else more
        return Clues(self.person + more.person, self.other + more.other, self.body + more.body)


NONE = Clues()
_PERSON = Clues(person=_GOOD)
_BODY = Clues(other=_GOOD, body=_GOOD)


def clues_at(doc: Words, name: Name) -> Clues:
    """Weigh the words in and around one name."""
    head = doc.root(name.core, name.stop)
    found = _in_name(doc, name) + _in_titles(doc, name) + _before(doc, name, head) + _speaking(doc, name, head)
    apposed = _described(head.head) if head.dep_ == "appos" else NONE
    found += _BODY if head.dep_ == "compound" and head.head.lower_ in _TRADED else NONE
    return found + (apposed if apposed != NONE else _comma_before(doc, name)) + _after(doc, name, head)


def _in_name(doc: Words, name: Name) -> Clues:
    """Weigh the words of the name itself: "Osk Valley Lines", "Reed & Co", "Friends of the Park"."""
    words = doc[name.core : name.stop]
    if len(words) > 2 and words[1].lower_ in ("of", "for") and is_body(words[0]):
        return _BODY  # "University of Vale"
    if len(words) > 1 and names_a_body(words[-1]):
        place = words[-1].lower_ in noun_lists().sites or name.type is AgentType.PLACE
        return Clues(other=_GOOD) if place else _BODY
    if any(token.text == "&" or any(map(str.isdigit, token.text)) for token in words):
        return _BODY
    if len(words) > 1 and has_small_words(name.words(doc)):
        return Clues(other=_FAIR)
    plural = len(words) > 1 and words[-1].tag_ in ("NNS", "NNPS") and name.type is not AgentType.PERSON
    return Clues(other=_WEAK) if plural else NONE


def is_titled(doc: Words, name: Name) -> bool:
    """Tell whether words that go with persons alone stand before or after a name."""
    return _in_titles(doc, name).person >= _GOOD


def _in_titles(doc: Words, name: Name) -> Clues:
    """Weigh what stands before the name: "Mr.", "coach", "food producer"; and "KC" after it."""
    if name.left == name.core and name.right == name.stop:
        return NONE
    titles = doc[name.left : name.core]
    if name.right > name.stop or any(is_honorific(token) for token in titles):
        return Clues(person=_STRONG)
    if len(titles) == 0:
        return NONE
    if is_sector(titles[-1]):
        return _BODY  # "the chipmaker Fenn"
    return Clues(person=_WEAK) if titles[-1].lemma_.lower() in noun_lists().either else _PERSON


def _before(doc: Words, name: Name, head: Word) -> Clues:
    """Weigh the words in front: "the charity Tern", "the Courier", "in Vale"."""
    if name.left == 0:
        return NONE
    word = doc[name.left - 1]
    if is_sector(word) and (word.text.islower() or word.is_sent_start):
        return _BODY
    if is_body(word) and word.text.islower() and word.tag_ == "NN" and word.dep_ not in SUBJECTS:
        return _described(word)  # "the charity Tern"; in "secretary of state Ana Ruiz" it is the secretary that counts
    qualifies = head.dep_ in ("compound", "poss", "nmod", "amod")
    if word.lower_ == "the" and not qualifies and name.left == name.core:
        told = head.dep_ in ("dobj", "dative", "pobj", *SUBJECTS) and _says(head.head)
        return Clues(other=_FAIR, body=_FAIR if told else 0.0)
    return Clues(other=_WEAK / 2) if word.lower_ in ("in", "at") and head.dep_ == "pobj" else NONE


def _comma_before(doc: Words, name: Name) -> Clues:
    """Weigh the noun just before a comma: "the club's physician, Ana Ruiz"."""
    if name.left < 2 or doc[name.left - 1].text != ",":
        return NONE
    noun = doc[name.left - 2]
    return _described(noun) if noun.tag_ == "NN" else NONE


def _described(noun: Word) -> Clues:
    """Weigh a noun that a name is set beside; in "an aide to the board" it is the aide that counts."""
    above = noun
    for _ in range(_CLIMBS):
        if is_trade(above):
            return Clues(person=_WEAK) if above.lemma_.lower() in noun_lists().either else _PERSON
        if above.dep_ != "pobj":
            break
        above = above.head.head
    return _BODY if is_body(noun) and noun.tag_ == "NN" else NONE


def _after(doc: Words, name: Name, head: Word) -> Clues:
    """Weigh what follows: an age, "who", "which", "a nurse"."""
    if name.right + 1 >= len(doc):
        return NONE
    comma = doc[name.right].text == ","
    following = name.right + 1 if comma else name.right
    word = doc[following]
    if word.lower_ == "who":
        return NONE if _only_places(head) or doc[name.stop - 1].tag_ == "NNPS" else Clues(person=_FAIR)
    if word.lower_ == "which":
        return Clues(other=_FAIR)
    if doc[name.right].text in (",", "(") and _is_age(doc, name.right + 1):
        return _PERSON
    found = _attribute(head)
    return found + _comma_after(doc, following, head) if comma else found


def _only_places(name: Word) -> bool:
    """Tell whether a name says where a person belongs, whom "who" then means: "the chairman of Vale, who left"."""
    above = name.head.head if name.dep_ == "pobj" else None
    return above is not None and (is_trade(above) or above.pos_ == "PROPN")


def _attribute(head: Word) -> Clues:
    """Weigh what a name is said to be: "Ana Ruiz is a nurse"."""
    if head.dep_ in SUBJECTS and head.head.lemma_ == "be":
        for noun in children(head.head, "attr"):
            return _described(noun) if any(word.lower_ in ("a", "an") for word in noun.children) else NONE
    return NONE


def _is_age(doc: Words, position: int) -> bool:
    text = doc[position].text
    closed = position + 1 == len(doc) or not doc[position + 1].text[:1].isalnum()
    return text.isdecimal() and int(text) in _AGES and (closed or doc[position + 1].lower_ in _ENDS)


def _comma_after(doc: Words, start: int, head: Word) -> Clues:
    """Weigh an apposition behind a name: ", a retired nurse,"; in "In Bremen, the mayor said" there is none.

    Who does something is no place that the sentence begins with: "was visited by Ana Ruiz, the nurse".
    """
    placed = head.dep_ == "pobj" and head.head.dep_ != "agent"
    if (placed and doc[start].lower_ == "the") or _only_places(head):
        return NONE
    if doc[start].lower_ not in _DETERMINERS and not (doc[start].text.islower() and doc[start].tag_ in ("NN", "JJ")):
        return NONE
    for position in range(start, min(start + _APPOSITION, len(doc) - 1)):
        noun, following = doc[position], doc[position + 1]
        if (is_verb(noun) and noun.dep_ != "amod") or (noun.is_punct and noun.tag_ not in ("POS", "HYPH")):
            return NONE
        led = noun.dep_ in ("nmod", "compound") and following.tag_ == "VBG"  # "the deputy returning officer"
        if noun.tag_ == "NN" and not led and following.tag_ not in ("NN", "NNP", "NNS", "POS", "HYPH"):
            ends = following.lower_ in _ENDS
            return _described(noun) if ends else NONE
    return NONE


def _speaking(doc: Words, name: Name, head: Word) -> Clues:
    """Weigh how a name speaks: "Ana Ruiz said"; "said he"; "said it"."""
    verb = head.head
    behind = name.left > 0 and doc[name.left - 1].tag_ == "VBD" and _says(doc[name.left - 1])
    if not behind and not (head.dep_ in SUBJECTS and _says(verb)):
        return NONE
    words = name.words(doc)
    full = len(words) in _FULL_NAME and all(is_name_word(word) and not word.isupper() for word in words)
    bare = name.left == 0 or doc[name.left - 1].lower_ != "the"
    return Clues(person=_SPEAKS if full and bare else 0.0) + _told_of(verb)


def _told_of(verb: Word) -> Clues:
    """Weigh the subject of what is said, which is the speaker more often than not."""
    for clause in children(verb, "ccomp"):
        for subject in children(clause, *SUBJECTS):
            if subject.lower_ in ("he", "she"):
                return Clues(person=_WEAK)
            if subject.lower_ == "it":
                return Clues(other=_WEAK, body=_WEAK)
    return NONE


def _says(verb: Word) -> bool:
    return base(verb) in noun_lists().voices
