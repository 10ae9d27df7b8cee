"""Where the names in a parse begin and end.

The parser's entities are a start: an article or a sign may hang on their edges, a first name or a degree may have been
left out, titles may have been drawn in (:mod:`kb.extract.name_titles`). What names they are is told by
:mod:`kb.extract.name_types`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.extract.body_names import bodies_in
from kb.extract.first_names import with_first_names
from kb.extract.name_parts import PARTICLES, Name, is_name_word
from kb.extract.name_titles import with_titles
from kb.extract.roles import (
    is_body,
    is_honorific,
    is_role,
    is_sector,
    is_vessel,
    names_a_body,
    names_an_affair,
)
from kb.extract.words import Word, Words
from kb.model import AgentType

_TYPES = {
    "PERSON": AgentType.PERSON,
    "ORG": AgentType.ORGANIZATION,
    "GPE": AgentType.PLACE,
    "LOC": AgentType.PLACE,
    "FAC": AgentType.PLACE,
    "NORP": AgentType.GROUP,
}
_NUMBERS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"})
_DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
_MONTHS = frozenset(
    {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October"}
    | {"November", "December"}
)
_NO_NAMES = _DAYS | _MONTHS | {"Jr", "Sr", "II", "III", "IV"}
_SYLLABLE = re.compile(  # of a romanised Korean or Chinese name
    r"(?:[bcdfghjklmnprstwy]|ch|sh|zh|ts|[bghkmnpr]y|[ghk]w)?(?:[aeo]?[aeiou]{1,2})(?:ng|[bhklmnprt])?"
)
_JOINED_VERBS = frozenset({"run", "hit", "cut", "set"})
_TYPE = re.compile(r"[A-Z]{1,4}[a-z]?-\d+[A-Z]{0,2}")
_PREFIXES = frozenset({"USS", "HMS", "USNS", "RMS", "INS", "MV"})
_LONGEST_LABEL = 6  # words, small ones aside
_LONGEST_NAME = 4  # words; longer runs of capitals are headings and titles of works


def names_in(doc: Words) -> tuple[Name, ...]:
    """Give what may be the names of a paragraph, in order, without overlaps; not every one need be a name."""
    found = []
    parts = (part for entity in doc.doc.ents for part in _bracketed(doc, entity.label_, entity.start, entity.end))
    entities = list(with_first_names(doc, parts))
    labelled = {i for label, start, end in entities if label in _TYPES for i in range(start, end)}
    for label, start, end in entities:
        if label in _TYPES:
            name = _of_entity(doc, start, end, _TYPES[label], labelled)
            if name is not None:
                found.append(name)
    taken = labelled | {i for label, start, end in entities if label in _NUMBERS for i in range(start, end)}
    taken |= {i for name in found for i in range(name.core, name.right)}
    found.extend(_of_runs(doc, taken))
    whole = [Name(left, left, right, right, AgentType.ORGANIZATION, left) for left, right in bodies_in(doc)]
    covered = {i for name in whole for i in range(name.left, name.right)}
    found = [*_beside(doc, found, covered, labelled), *whole] if whole else found
    acting = (name for name in found if not _names_no_agent(doc, name))
    return tuple(sorted(acting, key=lambda name: (name.core, name.left)))


def _bracketed(doc: Words, label: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Part an entity where a bracket opens in it: "Alder Dairy Board | (ADB" are two printings of a name."""
    cut = next((at for at in range(start + 1, end - 1) if doc[at].text == "("), -1)
    if cut < 0 or label not in _TYPES:
        yield label, start, end
        return
    yield label, start, cut
    yield label, cut + 1, end


def _beside(doc: Words, names: list[Name], covered: set[int], labelled: set[int]) -> Iterator[Name]:
    """Give the names that share no word with longer ones; of one that runs into a longer one, what stands before it."""
    for name in names:
        shared = [at for at in range(name.core, name.stop) if at in covered]
        rest = _of_entity(doc, name.core, shared[0], name.type, labelled) if shared and name.labelled else None
        if not shared or rest is not None:
            yield rest or name


def _of_entity(doc: Words, left: int, right: int, kind: AgentType, labelled: set[int]) -> Name | None:
    """Give an entity with its edges put right, or None when it names nobody."""
    while left < right and (not doc[left].text[:1].isalnum() or doc[left].lower_ in ("the", "a", "an")):
        left += 1
    if right - left > 1 and doc[left].is_sent_start and is_sector(doc[left]) and not is_body(doc[right - 1]):
        left += 1  # "Retailer Ferrox", whose first word has its capital from the sentence
    while right > left and (doc[right - 1].is_punct or doc[right - 1].is_space or doc[right - 1].tag_ == "POS"):
        right -= 1
    right = _without_others(doc, left, right)
    if left >= right or not any(map(str.isupper, doc.printed(left, right))) or _is_adjective(doc, left, right, kind):
        return None
    if kind is AgentType.PERSON:
        left = _with_particles(doc, left)
        left = _with_first_name(doc, left, labelled) if right - left == 1 else left
    return _titled(doc, left, right, kind, labelled=True)


def _of_runs(doc: Words, taken: set[int]) -> Iterator[Name]:
    """Give the names that the parser has not labelled: runs of capitalised proper nouns."""
    position = 0
    while position < len(doc):
        if position in taken or not _capitalised(doc[position]):
            position += 1
            continue
        right = position + 1
        while right < len(doc) and right not in taken and _capitalised(doc[right]):
            right += 1
        stop = _without_others(doc, position, right)
        if stop > position and _may_be_name(doc, position, stop):
            name = _titled(doc, position, stop, AgentType.UNKNOWN, labelled=False)
            if name is not None and name.stop - name.core <= _LONGEST_NAME:
                yield name
        position = right


def _names_no_agent(doc: Words, name: Name) -> bool:
    """Tell whether a name is one of a thing: a war, a law, a prize, a ship, a type of aircraft or missile.

    The last word of a name of several says what bears it, a number behind it aside ("World War II"); a ship is called
    one, or has a prefix. Letters and digits around a hyphen are types: "F-16", "DF-21D".
    """
    words = doc[name.whole : name.right]
    printed = doc.printed(name.whole, name.right)
    last = next((word for word in reversed(words) if word.text not in _NO_NAMES and not word.is_digit), words[-1])
    headed = next((words[at - 1] for at in range(1, len(words)) if words[at].lower_ in ("of", "for", "in", "on")), last)
    if len(words) > 1 and any(names_an_affair(word) and not word.text.isupper() for word in (last, headed)):
        return True
    if len(words) > _LONGEST_LABEL and not any(word.text.islower() for word in words):
        return True  # a headline in capitals
    if _TYPE.fullmatch(printed) and not printed.startswith("G-"):
        return True
    before = doc[name.whole - 1] if name.whole else words[0]
    ship = is_vessel(before) and before.text.islower() and not names_a_body(last)
    return ship or before.text in _PREFIXES or (words[0].text in _PREFIXES and len(words) > 1)


def _may_be_name(doc: Words, left: int, stop: int) -> bool:
    """Tell whether capitalised words that the parser passed over are fit to be a name."""
    last = doc[stop - 1]
    if not all(is_name_word(token.text) for token in doc[left:stop]) or is_honorific(last):
        return False
    if stop - left > 1:
        return True
    plural_role = is_role(last) and last.tag_ in ("NNS", "NNPS")
    unfit = last.text.rstrip(".") in _NO_NAMES or len(last.text.rstrip(".")) == 1 or plural_role
    return not unfit and not _is_adjective(doc, left, stop, AgentType.UNKNOWN)


def _titled(doc: Words, left: int, right: int, kind: AgentType, *, labelled: bool) -> Name | None:
    """Give what may be a person's name with all its syllables, and any name with its titles; none for a title alone."""
    person = kind in (AgentType.PERSON, AgentType.UNKNOWN)
    return with_titles(doc, left, _with_syllable(doc, left, right) if person else right, kind, labelled=labelled)


def _without_others(doc: Words, left: int, right: int) -> int:
    """Leave the others out of "Larsen et al."."""
    for position in range(left + 1, right):
        if doc[position].lower_ == "et" and position + 1 < len(doc) and doc[position + 1].lower_.rstrip(".") == "al":
            return position
    return right


def _with_syllable(doc: Words, left: int, right: int) -> int:
    """Take in what a hyphen ties to a name: "Han Min | -jae", "Ana Ruiz | -Lund"; "the Han-led side" has nothing."""
    if not (right - left > 1 and right + 1 < len(doc) and doc[right].text == "-"):
        return right
    first, sign, second = doc[right - 1], doc[right], doc[right + 1]
    if not (first.end == sign.start and sign.end == second.start):
        return right
    shaped = _SYLLABLE.fullmatch(first.lower_) and _SYLLABLE.fullmatch(second.lower_)
    double = second.text.istitle() and not (right + 2 < len(doc) and doc[right + 2].pos_ in ("NOUN", "PROPN", "NUM"))
    return right + 2 if double or (shaped and second.lower_ not in _JOINED_VERBS) else right


def _with_particles(doc: Words, left: int) -> int:
    """Take in "van der" before a family name; it has a capital where a sentence begins."""
    start = left
    while (
        start and doc[start - 1].lower_ in PARTICLES and (doc[start - 1].text.islower() or doc[start - 1].is_sent_start)
    ):
        start -= 1
    return (
        start
        if doc.printed(start, left).lower() not in ("", "la", "de", "da", "di", "le", "al") or start == left
        else left
    )


def _with_first_name(doc: Words, left: int, labelled: set[int]) -> int:
    """Take in a first name that the parser saw as part of the name, and left out of the entity."""
    before = doc[left - 1] if left else None
    if (
        before is not None
        and left - 1 not in labelled
        and _capitalised(before)
        and before.tag_ == "NNP"
        and before.dep_ == "compound"
        and before.head.i == left
        and doc[left].dep_ != "compound"
        and is_name_word(before.text)
        and not (is_honorific(before) or is_role(before) or is_body(before))
        and not before.text.isupper()
    ):
        return left - 1
    return left


def _is_adjective(doc: Words, left: int, right: int, kind: AgentType) -> bool:
    """Tell whether a word only says of what sort a thing is: "Alpine meadows" are no body's, nor anybody's."""
    word = doc[left]
    if right - left > 1 or kind not in (AgentType.ORGANIZATION, AgentType.UNKNOWN) or not word.text.istitle():
        return False
    qualifies = word.dep_ in ("amod", "compound") and word.head.i > word.i and word.head.text.islower()
    return qualifies and (word.tag_ == "JJ" or word.lower_.endswith(("ine", "ic", "ean", "ese")))


def _capitalised(token: Word) -> bool:
    return bool(token.pos_ == "PROPN" and token.text[:1].isupper())
