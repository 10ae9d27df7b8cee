"""The words above an event → what they leave of it: the path from the top of a sentence down to a verb or noun.

Each governor passes on what its class lets through (``hedges.toml``): *failed to* turns its complement round, *may want
to* leaves it open, *knew that* vouches for it whatever stands above.

Source: Saurí and Pustejovsky, Are you sure that this happened? (2012); Nairn, Condoravdi and Karttunen, Computing
relative polarity for textual inference (2006).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from kb.extract.denials import is_empty, is_replaced
from kb.extract.grammar import (
    child,
    children,
    coordinated_with,
    has_infinitive_marker,
    is_finite_clause,
    is_mandative,
    is_present,
)
from kb.extract.hedges import Signature, lexicon
from kb.extract.lemmas import lemma_of
from kb.extract.modifiers import is_inverted, is_question, limited, modified

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEEPEST = 60  # governors to climb; only a broken parse has more
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
_ORDINALS = frozenset({"first", "second", "third", "last", "latest", "only"})
_NEVER_FINITE = frozenset({"ending", "failing", "implicative", "plan"})  # classes whose complement has no tense
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")


class Governors:
    """The way down from the top of a sentence, or from a cue, to an event.

    Attributes:
        top: Indices of the tokens of a cue; what stands above them does not count.
    """

    def __init__(self, top: Collection[int]) -> None:
        self.top = top
        self.words = lexicon()
        self.level = self.words.levels
        self.known: dict[int, float] = {}  # a governor is asked for more than once; nested ones would double the work
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
        if token.i not in self.known:
            self.known[token.i] = self._composed(token, depth)
        return self.known[token.i]

    def _composed(self, token: Token, depth: int) -> float:
        if token.i in self.top:  # a cue counts by its own words alone
            return modified(token, self.level["certain"])
        if token.dep_ in ("aux", "auxpass", "prt"):
            return self.grade(token.head, depth + 1)
        return modified(token, self._context(token, depth))

    def _context(self, token: Token, depth: int) -> float:
        if token.head == token or depth > _DEEPEST:
            return self._clause(token)
        if is_replaced(token):
            return -self.level["emptied"]
        if token.dep_ in ("attr", "oprd") and lemma_of(token.head) == "be":
            return self.grade(token.head, depth + 1)
        if (context := self.contexts.get(token.dep_)) is not None:
            return context(token, depth)
        return self._nominal(token, depth) if token.pos_ in _NOMINAL else self.level["certain"]

    def _clause(self, verb: Token) -> float:
        """Grade a clause that depends on nothing: a plain one, question, order, or headline "Ruiz to lead bank"."""
        if has_infinitive_marker(verb):
            return self.level["scheduled"]
        order = verb.tag_ == "VB" and child(verb, "aux", *_SUBJECTS) is None
        return self.level["open" if order or is_question(verb) else "certain"]

    def _coordinated(self, token: Token, depth: int) -> float:
        """Grade a coordinated word: as the first one if it shares its auxiliary, else as its place."""
        first = coordinated_with(token)
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
        if is_mandative(token):
            return limited(above, self.level["open"])
        if any(word.lower_ in ("unsuccessfully", "vainly") for word in governor.children):
            return -abs(limited(above, self.level["scheduled"]))
        signature = self._signature(governor, token)
        if signature is None:
            return self._bare_complement(token, governor, above)
        return self._told(token, signature, above) if signature.name == "report" else signature.under(above)

    def _told(self, token: Token, signature: Signature, above: float) -> float:
        """Grade what is reported: certain for who says it, unless it is a question or nobody vouches for it."""
        if is_question(token):
            return self.level["unknown"]
        hearsay = has_infinitive_marker(token) and child(token.head, "nsubjpass") is not None
        if hearsay and token.head.i not in self.top:
            return limited(above, self.level["probable"])  # "is said to be ill"
        return signature.under(above)

    def _signature(self, governor: Token, dependent: Token) -> Signature | None:
        """Look a governor up; "it is likely that" is looked up by its adjective or noun."""
        found = self.words.complement(*_keys(governor, dependent))
        if found is not None and found.name in _NEVER_FINITE and is_finite_clause(dependent):
            return None  # "they were tired, so they stopped the race": no complement, whatever the parse says
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
            if governor.tag_ == "VBD" and lemma_of(governor) == "have" and above > 0:
                return limited(above, self.level["scheduled"])  # who "had to leave" left
            return limited(above, self.level["scheduled" if lemma_of(governor) == "be" else "tentative"])
        return above if self.words.is_outcome(governor, token) else limited(above, self.level["purposed"])

    def _gerund(self, token: Token, depth: int) -> float:
        preposition = token.head
        governor = preposition.head
        if any(mark.lower_ in ("if", "whether") for mark in children(token, "mark")):
            return self.level["unknown"]
        for word in (preposition, governor):  # "without", "instead of"
            if (fixed := self.words.prepositions.get(word.lower_)) is not None:
                return fixed.under(self.grade(governor, depth + 1))
        opening = (
            f"{preposition.nbor(-1).lower_} {preposition.lower_}" if preposition.i > 0 else ""
        )  # "stopped short of"
        signature = self.words.complement(f"{lemma_of(governor)} {preposition.lower_}", opening)
        if signature is None and preposition.lower_ in ("of", "about", "on", "for", "from"):
            signature = self.words.complement(lemma_of(governor))
        return signature.under(self.grade(governor, depth + 1)) if signature is not None else self.level["conveyed"]

    def _adnominal(self, token: Token, depth: int) -> float:
        """Grade a clause that hangs on a noun: "a plan to build", "the claim that …", "a video made there"."""
        noun = token.head
        if is_mandative(token):
            return self.level["open"]
        infinitive = has_infinitive_marker(token)
        if not infinitive and not any(mark.lower_ == "that" for mark in children(token, "mark")):
            return -self.level["tentative"] if is_empty(noun) else self.level["certain"]
        above = self.level["certain"]
        if noun.head != noun:
            above = modified(noun, above if noun.i in self.top else self._nominal(noun, depth))
        signature = self.words.complement(*((f"{lemma_of(noun)} to",) if infinitive else ()), lemma_of(noun))
        if signature is not None:
            return signature.under(above) if infinitive else self._rejected(noun, signature.under(above), depth)
        if infinitive:
            return self._clause(token) if _is_title(noun) else limited(above, self.level["purposed"])
        return self.level["certain"]

    def _rejected(self, noun: Token, said: float, depth: int) -> float:
        """Turn round what a rejected claim says: who "dismissed the claim that …" holds the contrary."""
        governor = noun.head
        rejecting = self.words.nominal(*_keys(governor, noun)) if noun.dep_ in ("dobj", "nsubjpass") else None
        if rejecting is None or rejecting.name not in ("denying", "contesting"):
            return said
        if self.grade(governor, depth + 1) >= 0:
            return -limited(abs(said), self.level["probable"])
        return limited(abs(said), self.level["tentative"])

    def _adverbial(self, token: Token, depth: int) -> float:
        for mark in children(token, "mark", "advmod"):
            if mark.lower_ in self.words.markers and not (mark.lower_ == "until" and token.tag_ == "VBD"):
                return self.words.markers[mark.lower_]
        if is_inverted(token):
            return self.level["unknown"]
        if has_infinitive_marker(token):
            return self._purpose(token, depth)
        if is_present(token) and any(mark.lower_ in self.words.times for mark in children(token, "mark", "advmod")):
            above = self.grade(token.head, depth + 1)  # "when the audit ends" lies as far off as what it dates
            return limited(abs(above), self.level["probable"]) if abs(above) < self.level["conveyed"] else above
        return self.level["certain"]

    def _purpose(self, token: Token, depth: int) -> float:
        """Grade an infinitive that depends on a clause: an end in view, or, after "fell to close at 9", the outcome."""
        governor = token.head
        above = self.grade(governor, depth + 1)
        if _is_title(governor):
            return self._clause(token)
        if above <= 0:
            return self.level["open"]
        if self.words.is_outcome(governor, token):
            return above
        signature = self.words.complement(lemma_of(governor))
        named = child(governor, "oprd") is not None  # "called him a thief to win votes" calls upon nobody
        if signature is not None and signature.name == "open" and not named:  # "fight in court to keep it"
            return signature.under(above)
        return limited(above, self.level["purposed"])

    def _relative(self, token: Token, _depth: int) -> float:
        if is_empty(token.head):
            return -self.level["tentative"]  # "no plan that would work"
        if is_mandative(token):
            return self.level["open"]
        if not has_infinitive_marker(token) or any(word.lower_ in _ORDINALS for word in token.head.children):
            return self.level["certain"]  # "the first woman to win"
        headline = token.head.pos_ == "PROPN" or _is_title(token.head)
        return self._clause(token) if headline else self.level["probable"]

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


def _is_title(noun: Token) -> bool:
    """Tell the noun that heads a line without a verb."""
    return noun.head == noun and noun.pos_ in ("NOUN", "PROPN")


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
