"""Verb or noun in a parsed sentence → is it said to have happened, and how surely?

The grade of an event is composed along the path from the top of the sentence down to it. Each governor passes on what
its class lets through (``hedges.toml``): *failed to* turns its complement round, *may want to* leaves it open, *knew
that* vouches for it whatever stands above; then the event's own negation, auxiliary and adverbs apply.

FactBank has two axes, certainty (CT certain, PR probable, PS possible, U underspecified) and polarity (+, -). Ours:

=============== ======== ==============================================================================================
certainty       FactBank printed as
=============== ======== ==============================================================================================
certain         CT       plain clauses; what somebody says (certain for them); *will*, and *would* seen from the past
probable        PR       *likely*, *must*, *would*; *is expected to*, *is believed to*, *plans to*; purpose clauses
possible        PS       *may*, *might*, *can*, *could*, *perhaps*, *allegedly*; *it is feared that*
underspecified  U        questions, *if*, *whether*; wishes, orders, attempts; *should*
=============== ======== ==============================================================================================

Source: Saurí and Pustejovsky, FactBank: a corpus annotated with event factuality (2009).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from kb.extract.grammar import child, children, has_infinitive_marker
from kb.extract.hedges import Signature, lexicon
from kb.extract.lemmas import lemma_of
from kb.extract.modifiers import is_empty, is_inverted, is_question, limited, modified
from kb.model import Certainty, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEAST = ((Certainty.CERTAIN, 2.6), (Certainty.PROBABLE, 1.75), (Certainty.POSSIBLE, 1.4))  # grades, without their sign
_STEPS = {Certainty.CERTAIN: 3.0, Certainty.PROBABLE: 2.0, Certainty.POSSIBLE: 1.0, Certainty.UNDERSPECIFIED: 0.0}
_DENIED = 0.7  # what readers leave of the grade of a denied event: "not" sounds less sure than its absence
_DEEPEST = 60  # governors to climb; only a broken parse has more
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
_ORDINALS = frozenset({"first", "second", "third", "last", "latest", "only"})
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")


def score_of(polarity: Polarity, certainty: Certainty) -> float:
    """Give the FactBank number of a pair, from -3 (certainly not) over 0 (unknown) to 3 (certainly so).

    >>> score_of(Polarity.NEGATIVE, Certainty.PROBABLE)
    -2.0
    """
    return _STEPS[certainty] * (-1 if polarity is Polarity.NEGATIVE else 1)


def factuality_of(token: Token, *, top: Collection[int] = ()) -> tuple[Polarity, Certainty]:
    """Tell whether the event that a token names is affirmed, and how surely.

    Args:
        token: A verb, or a noun or adjective that names an event or state.
        top: Indices of the tokens of a cue. Its own words count ("denied", "did not say"), what stands above does not.
    """
    grade = grade_of(token, top=top)
    polarity = Polarity.NEGATIVE if grade < 0 else Polarity.POSITIVE
    return polarity, next((step for step, least in _LEAST if abs(grade) >= least), Certainty.UNDERSPECIFIED)


def grade_of(token: Token, *, top: Collection[int] = ()) -> float:
    """Give the grade behind :func:`factuality_of`, from -3 to 3; it has more levels than FactBank has steps."""
    return _Path(top).grade(token)


def reading_of(token: Token) -> float:
    """Give the score that crowd readers would, from -3 to 3: the grade, with denials a little less sure.

    Source: Lee, Artzi, Choi, Zettlemoyer, Event detection and factuality assessment with non-expert supervision (2015).
    """
    grade = grade_of(token)
    return grade if grade >= 0 else grade * _DENIED


class _Path:
    """The way down from the top of a sentence, or from a cue, to an event."""

    def __init__(self, top: Collection[int]) -> None:
        self.top = top
        self.words = lexicon()
        self.level = self.words.levels
        self.contexts: dict[str, Callable[[Token, int], float]] = {
            "ROOT": lambda token, _: self._clause(token),
            "conj": self._coordinated,
            "xcomp": self._complement,
            "ccomp": self._complement,
            "csubj": self._complement,
            "csubjpass": self._complement,
            "pcomp": self._gerund,
            "acl": self._adnominal,
            "advcl": self._adverbial,
            "relcl": self._relative,
            "acomp": lambda token, depth: self.grade(token.head, depth + 1),
            "amod": lambda token, _: self._attributive(token),
        }

    def grade(self, token: Token, depth: int = 0) -> float:
        """Compose what the context leaves of an event with its own modifiers."""
        if depth > _DEEPEST:
            return self.level["open"]
        if token.i in self.top:  # a cue counts by its own words alone
            return modified(token, self.level["certain"])
        if token.dep_ in ("aux", "auxpass", "prt"):
            return self.grade(token.head, depth + 1)
        return modified(token, self._context(token, depth))

    def _context(self, token: Token, depth: int) -> float:
        if token.head == token or depth > _DEEPEST:
            return self._clause(token)
        if token.dep_ in ("attr", "oprd") and lemma_of(token.head) == "be":
            return self.grade(token.head, depth + 1)
        if (context := self.contexts.get(token.dep_)) is not None:
            return context(token, depth)
        return self._nominal(token, depth) if token.pos_ in _NOMINAL else self.level["certain"]

    def _clause(self, verb: Token) -> float:
        """Grade a clause that depends on nothing: a plain one, a question, an order."""
        order = verb.tag_ == "VB" and child(verb, "aux", *_SUBJECTS) is None
        return self.level["open" if order or is_question(verb) else "certain"]

    def _coordinated(self, token: Token, depth: int) -> float:
        """Grade a coordinated word: as the first one if it shares its auxiliary, else as its place."""
        first = token.head
        own = child(token, "aux", "auxpass", *_SUBJECTS) is not None
        modal = any(word.tag_ == "MD" for word in children(first, "aux"))
        tenses = (
            ("VBD", "VBZ") if modal else ("VBD", "VBZ", "VBP")
        )  # "may come and go": taggers take "go" for a present
        finite = token.tag_ in tenses and not any(word.lower_ in ("or", "nor") for word in first.children)
        if token.pos_ in ("VERB", "AUX") and (own or finite):
            return self._context(first, depth + 1)
        return self.grade(first, depth + 1)

    def _complement(self, token: Token, depth: int) -> float:
        governor = token.head
        if governor.i in self.top and _quoted(token):
            return self._clause(token)  # "I never left," he denied
        if any(mark.lower_ in ("if", "whether") for mark in children(token, "mark")):
            return self.level["unknown"]
        above = self.grade(governor, depth + 1)
        if any(word.lower_ in ("unsuccessfully", "vainly") for word in governor.children):
            return -abs(limited(above, self.level["scheduled"]))
        signature = self._signature(governor, token)
        if signature is None:
            return self._bare_complement(token, governor, above)
        if lemma_of(governor) in self.words.speech and is_question(token):
            return self.level["unknown"]
        return signature.under(above)

    def _signature(self, governor: Token, dependent: Token) -> Signature | None:
        """Look a governor up; "it is likely that" is looked up by its adjective or noun."""
        found = self.words.complement(*_keys(governor, dependent))
        predicate = child(governor, "acomp", "attr") if lemma_of(governor) == "be" and found is None else None
        return self.words.complement(*_keys(predicate, dependent)) if predicate is not None else found

    def _bare_complement(self, token: Token, governor: Token, above: float) -> float:
        """Grade the complement of a governor that the lexicon does not know."""
        if governor.pos_ == "ADJ" and any(word.lower_ == "too" for word in governor.children):
            return -abs(limited(above, self.level["scheduled"]))  # "too weak to win"
        if not has_infinitive_marker(token):
            return above
        if lemma_of(governor) in ("be", "have"):
            if any(word.lower_ == "yet" for word in governor.children):
                return -above  # "has yet to reply"
            return limited(above, self.level["scheduled" if lemma_of(governor) == "be" else "tentative"])
        return limited(above, self.level["purposed"])

    def _gerund(self, token: Token, depth: int) -> float:
        preposition = token.head
        governor = preposition.head
        for word in (preposition, governor):  # "without", "instead of"
            if (fixed := self.words.prepositions.get(word.lower_)) is not None:
                return fixed.under(self.grade(governor, depth + 1))
        signature = self.words.complement(f"{lemma_of(governor)} {preposition.lower_}")
        if signature is None and preposition.lower_ in ("of", "about", "on", "for", "from"):
            signature = self.words.complement(lemma_of(governor))
        return signature.under(self.grade(governor, depth + 1)) if signature is not None else self.level["conveyed"]

    def _adnominal(self, token: Token, depth: int) -> float:
        """Grade a clause that hangs on a noun: "a plan to build", "the claim that …", "a video made there"."""
        noun = token.head
        infinitive = has_infinitive_marker(token)
        if not infinitive and not any(mark.lower_ == "that" for mark in children(token, "mark")):
            return -self.level["tentative"] if is_empty(noun) else self.level["certain"]
        above = self.level["certain"]
        if noun.head != noun:
            above = modified(noun, above if noun.i in self.top else self._nominal(noun, depth))
        signature = self.words.complement(*((f"{lemma_of(noun)} to",) if infinitive else ()), lemma_of(noun))
        if signature is not None:
            return signature.under(above)
        return limited(above, self.level["purposed"]) if infinitive else self.level["certain"]

    def _adverbial(self, token: Token, depth: int) -> float:
        for mark in children(token, "mark", "advmod"):
            if mark.lower_ in self.words.markers and not (mark.lower_ == "until" and token.tag_ == "VBD"):
                return self.words.markers[mark.lower_]
        if is_inverted(token):
            return self.level["unknown"]
        if has_infinitive_marker(token):
            above = self.grade(token.head, depth + 1)
            return limited(above, self.level["purposed"]) if above > 0 else self.level["open"]
        return self.level["certain"]

    def _relative(self, token: Token, _depth: int) -> float:
        if is_empty(token.head):
            return -self.level["tentative"]  # "no plan that would work"
        if not has_infinitive_marker(token) or any(word.lower_ in _ORDINALS for word in token.head.children):
            return self.level["certain"]  # "the first woman to win"
        return self.level["scheduled" if token.head.pos_ == "PROPN" else "tentative"]  # "Ruiz to lead bank"

    def _attributive(self, token: Token) -> float:
        return -self.level["tentative"] if is_empty(token.head) else self.level["certain"]

    def _nominal(self, noun: Token, depth: int) -> float:
        """Grade an event noun by what governs it.

        A definite one is taken to exist, "a strike" shares the doubt of its verb; a rejected "demand" was still made.
        """
        governor = noun.head
        signature, shares = None, False
        if noun.dep_ in ("dobj", "nsubjpass", "attr", "oprd"):
            raised = noun.dep_ == "nsubjpass" and child(governor, "xcomp") is not None
            if raised:  # it is the subject of the infinitive
                return self.level["certain"]
            signature, shares = self.words.nominal(*_keys(governor, noun)), True
        elif noun.dep_ == "nsubj" and lemma_of(governor) in ("occur", "happen", "exist"):
            signature = self.words.nominal(lemma_of(governor))
        elif noun.dep_ == "pobj" and governor.head != governor:
            preposition, governor = governor, governor.head
            if (fixed := self.words.prepositions.get(preposition.lower_)) is not None:
                return fixed.under(self.grade(governor, depth + 1))
            signature = self.words.nominal(f"{lemma_of(governor)} {preposition.lower_}")
            shares = governor.pos_ == "VERB"
        if signature is not None:
            words_only = signature.name == "contesting" and lemma_of(noun) in self.words.complements
            return self.level["certain"] if words_only else signature.under(self.grade(governor, depth + 1))
        above = self.grade(governor, depth + 1) if shares and _indefinite(noun) else self.level["certain"]
        if above >= self.level["purposed"]:
            return self.level["certain"]
        return above if above < 0 else max(above, self.level["tentative"])


def _keys(governor: Token, dependent: Token) -> tuple[str, ...]:
    """Give the keys under which a governor may stand, most specific first: with opening, with particle, alone."""
    lemma = lemma_of(governor)
    openings = [word.lower_ for word in children(dependent, "aux", "mark") if word.i < dependent.i]
    particles = [word.lower_ for word in children(governor, "prt", "prep")]
    return (*(f"{lemma} {word}" for word in (*openings, *particles)), lemma)


def _indefinite(noun: Token) -> bool:
    """Tell whether a noun phrase introduces its referent ("a strike", "talks") rather than take it as known."""
    return not any(
        word.dep_ == "poss" or (word.dep_ == "det" and word.lower_ in ("the", "this", "that", "these", "those"))
        for word in noun.children
    )


def _quoted(verb: Token) -> bool:
    """Tell whether a clause with a subject of its own opens a quotation: its words are the speaker's, cue or no cue."""
    first = verb.left_edge
    opens = first.is_quote or (first.i > 0 and first.nbor(-1).is_quote)
    return opens and child(verb, *_SUBJECTS) is not None
