"""A verb that may report, with all that finding its source and content needs to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.extract.cues import Cue, lexicon
from kb.extract.grammar import RELATIVES, after_comma, base, children, extent, is_finite, is_verb, subject_of
from kb.extract.imperatives import is_imperative
from kb.extract.mentioned import is_alone, is_title
from kb.extract.quotations import Quotation
from kb.extract.roles import is_body, is_role, is_trade
from kb.extract.sentences import Unit
from kb.extract.unsaid import unsaid

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOMINAL = frozenset({"DET", "ADJ", "PROPN", "NOUN", "NUM", "PRON"})
_ADJUNCTS = frozenset({"aux", "neg", "advmod", "prt", "det", "appos", "dative", "dobj", "npadvmod"})
_LIGHT = Cue(frames={}, frames_of={}, bare=False, afar=False)  # reports by its noun alone


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """A verb of the lexicon in its sentence.

    Attributes:
        unit: The sentence.
        token: The verb.
        form: Its base form, with a particle where the lexicon has the two as one.
        frames: Way of taking a content → confidence.
        subject: Head of the subject, or of the noun that stands in for it; None when there is none.
        around: The quotation that the verb stands in.
        outermost: Ways of taking a content that make no statement inside what somebody else says.
    """

    unit: Unit
    token: Token
    form: str
    frames: Mapping[str, float]
    subject: Token | None
    around: Quotation | None
    outermost: frozenset[str] = frozenset()

    @property
    def doc(self) -> Doc:
        """The paragraph's parse."""
        return self.unit.paragraph.doc

    @property
    def left(self) -> int:
        """Position where "X said" begins: subject, auxiliaries and adverbs before the verb included."""
        first: int = self.token.i
        for word in self.token.lefts:
            if word.dep_ in ("aux", "neg", "advmod", "auxpass") and word.right_edge.i == first - 1:
                first = word.left_edge.i
        if self.subject is not None and self.subject.i < first:
            first = min(first, self.subject.left_edge.i)
        return int(first)

    @property
    def scope(self) -> range:
        """Positions the content may come from: the verb's own clause, within its quotation."""
        whole = extent(self.token)
        left, right = whole.start, whole.stop
        if self.around is not None:
            while left < self.token.i and self.doc[left].idx <= self.around.start:
                left += 1
            while right > self.token.i + 1 and self.doc[right - 1].idx >= self.around.end - self.around.closed:
                right -= 1
        return range(max(left, self.unit.tokens.start), min(right, self.unit.tokens.end))

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """Quotations that the verb does not stand in; of those within quotations the ones in its own."""
        around = self.around
        within = (
            quoted
            for quoted in self.unit.marks
            if around is not None and quoted.depth == 1 and around.start < quoted.start and quoted.end <= around.end
        )
        return (*(quoted for quoted in self.unit.quotations if quoted is not around), *within)

    def positions_in(self, quoted: Quotation) -> tuple[int, ...]:
        """Give the positions of the tokens of a quotation."""
        return tuple(token.i for token in self.unit.tokens if quoted.start <= token.idx < quoted.end)

    def is_beside(self, quoted: Quotation) -> bool:
        """Tell whether nothing but subject, adjuncts and punctuation stands between the verb and a quotation."""
        if quoted.start >= self.token.idx:
            between = [t for t in self.unit.tokens if self.token.i < t.i and t.idx < quoted.start]
            most = 8  # "told reporters in the capital on Monday: “…”"
        else:
            between = [t for t in self.unit.tokens if quoted.end <= t.idx and t.i < self.token.i]
            most = 1
        subject = extent(self.subject) if self.subject is not None else range(0)
        if quoted.end <= self.token.idx and between and between[0].dep_ == "cc":
            return False  # called it “risky,” and said …: the quotation is the first verb's
        rest = [t for t in between if not (t.is_punct or t.is_space or t.i in subject or t.dep_ in _ADJUNCTS)]
        if any(t.text == "." or is_verb(t) for t in between if t.i not in subject):
            return False
        return len(rest) <= most

    @property
    def quoted_before(self) -> Quotation | None:
        """The quotation that ends right before "X said" in a comma, a question mark or the like: “…,” X said."""
        for quoted in reversed(self.quotations):
            inner = self.unit.paragraph.text[quoted.start : quoted.end].rstrip("\"'”’»“ ")
            if quoted.closed and quoted.end <= self.token.idx and inner.endswith((",", "?", "!", "…", "-", "—", "–")):
                return quoted if self.is_beside(quoted) or self._names_only(quoted) else None
        return None

    def _names_only(self, quoted: Quotation) -> bool:
        """Tell whether only a noun phrase with its appositions stands between a quotation and the verb."""
        between = [t for t in self.unit.tokens if quoted.end <= t.idx and t.i < self.token.i]
        return bool(between) and all(
            t.pos_ in _NOMINAL or t.is_punct or t.dep_ in ("prep", "case", "cc") for t in between
        )


def reporting_verb(unit: Unit, token: Token) -> ReportingVerb | None:
    """Give the reporting verb that a token is, or None."""
    if not is_verb(token):
        return None
    form = base(token)
    cue = lexicon().verbs.get(form) or (_LIGHT if form in lexicon().nouns["light_verbs"] else None)
    if cue is None or _is_no_act(token, form):
        return None
    around = unit.quotation_at(token.idx)
    quoted = unit.paragraph.text[around.start : around.end] if around is not None else ""
    if is_imperative(token) or is_title(quoted) or is_alone(token.text, quoted):
        return None
    subject = _subject(unit, token)
    if around is not None and subject is not None and subject.lower_ in ("i", "we"):
        return None  # "I think" in a quotation: whose words they are is known already
    frames, outermost = _frames(cue, form, subject)
    left_out = unsaid(token, form, subject, outermost)
    frames = {shape: share for shape, share in frames.items() if shape not in left_out}
    return ReportingVerb(unit, token, form, frames, subject, around, outermost)


def _is_no_act(verb: Token, form: str) -> bool:
    """Tell verbs that are an attribute, a helper or a state of something else, so that nobody says anything by them."""
    if verb.dep_ in ("amod", "compound", "aux", "auxpass"):
        return True
    if verb.dep_ == "acomp":  # "is convinced": a state of mind
        return verb.lower_ in lexicon().adjectives["that"]
    if form == "blame" and verb.dep_ == "xcomp":  # "the firm is to blame": a judgement of the writer's
        return bool(verb.head.lemma_ == "be")
    if form == "deny" and any(held.lemma_.lower() in lexicon().nouns["granted"] for held in children(verb, "nsubj")):
        return True  # "entry denied": a passive without its auxiliary; what is granted or denied says nothing
    # "a plan announced in May" reports nothing, "a rule known as the guillotine" does
    return is_participle(verb) and form not in lexicon().nouns["naming"]


def _frames(cue: Cue, form: str, subject: Token | None) -> tuple[Mapping[str, float], frozenset[str]]:
    """Give the ways of taking a content with this subject, and those that count only outside others' words."""
    frames, outermost = dict(cue.frames), cue.outermost
    for kind, own in cue.frames_of.items():
        if subject is not None and subject.lemma_.lower() in lexicon().nouns[kind]:
            frames, outermost = frames | dict(own), outermost - own.keys()
    if form in lexicon().nouns["light_verbs"]:
        frames, outermost = frames | {"light": lexicon().phrases["light"]}, outermost | {"light"}
    return frames, outermost


def _subject(unit: Unit, verb: Token) -> Token | None:
    """Give the subject; where the parse looks for it inside a quotation, the noun next to the verb."""
    if verb.dep_ == "acl" and verb.head.dep_ == "dobj" and verb.head.lemma_.lower() in lexicon().nouns["issued"]:
        return subject_of(verb.head.head)  # "the board issued a statement saying …"
    added = is_added_report(verb) or is_added_judgement(verb)
    subject: Token | None = subject_of(_main_report(verb) if added else verb)
    if subject is not None and verb.dep_ == "conj" and not has_own_subject(verb) and not _speaks(subject):
        subject = subject_of(_main_report(verb)) or subject  # "said wages fell but said …": not the wages
    if subject is not None and subject.lower_ in RELATIVES and verb.dep_ == "relcl":  # a rule which he said hurts trade
        subject = next((c for c in children(verb, "nsubj") if subject.i < c.i < verb.i), subject)
    if added and subject is not None and not _speaks(subject):
        return None
    if subject is not None and unit.quotation_at(subject.idx) not in (unit.quotation_at(verb.idx), None):
        # “The guests paid for all,” Ana Ruiz said: the parse has seen two subjects, and one is quoted
        subject = next((c for c in children(verb, "nsubj") if not unit.quotation_at(c.idx)), subject)
    if subject is not None and unit.quotation_at(subject.idx) in (unit.quotation_at(verb.idx), None):
        return subject
    return _neighbour(unit, verb) if is_finite(verb) else None


def _neighbour(unit: Unit, verb: Token) -> Token | None:
    """Give the noun right before the verb, or right after it ("said Ana Ruiz")."""
    doc = unit.paragraph.doc
    before = verb.i - 1
    while before > unit.tokens.start and doc[before].dep_ in ("aux", "neg", "advmod"):
        before -= 1
    if (
        before >= unit.tokens.start
        and doc[before].pos_ in ("PROPN", "NOUN", "PRON")
        and not unit.quotation_at(doc[before].idx)
    ):
        return doc[before]
    after = verb.i + 1
    while after < unit.tokens.end and doc[after].pos_ in _NOMINAL and not unit.quotation_at(doc[after].idx):
        after += 1
    if after > verb.i + 1 and verb.i > unit.tokens.start and doc[after - 1].pos_ in ("PROPN", "NOUN", "PRON"):
        return doc[after - 1]
    return None


def is_participle(verb: Token) -> bool:
    """Tell the passive participle behind a noun: "a plan announced in May"."""
    return bool(verb.tag_ == "VBN" and verb.dep_ == "acl")


def has_own_subject(verb: Token) -> bool:
    """Tell whether a verb has a subject of its own, not one it shares."""
    return next(children(verb, "nsubj", "nsubjpass", "expl"), None) is not None


def is_added_report(word: Token) -> bool:
    """Tell participles that add to a report: "…, adding that", "…, noting that"; not "a sign saying no"."""
    if word.tag_ != "VBG" or word.dep_ not in ("advcl", "acl") or not after_comma(word):
        return False
    cue = lexicon().verbs.get(base(word))
    return cue is not None and cue.afar and "clause" in cue.frames


def is_added_judgement(word: Token) -> bool:
    """Tell ", blaming the weather" behind a clause whose subject cannot speak: "said that profit fell, blaming …"."""
    if word.tag_ != "VBG" or word.dep_ != "advcl" or not after_comma(word) or has_own_subject(word):
        return False
    cue, subject = lexicon().verbs.get(base(word)), subject_of(word)
    return cue is not None and {"object", "for"} <= cue.frames.keys() and subject is not None and not _speaks(subject)


def _speaks(noun: Token) -> bool:
    """Tell whether a noun can name who speaks: a person, a body or a document by its noun, a name, a pronoun."""
    if noun.pos_ in ("PROPN", "PRON") or noun.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return True
    document = noun.lemma_.lower() in lexicon().nouns["document"]
    return document or is_role(noun) or is_body(noun) or is_trade(noun)


def _main_report(participle: Token) -> Token:
    """Give the reporting verb that a participle adds to, whatever clause in between the parse has hung it on.

    In "Ruiz argued that a tax would help, saying …" it is Ruiz who says it, not the tax.
    """
    main, at = participle, participle
    while at.head != at and at.dep_ in ("advcl", "ccomp", "xcomp", "conj", "parataxis"):
        at = at.head
        if at.i < participle.i and base(at) in lexicon().verbs and has_own_subject(at):
            main = at
    return main
