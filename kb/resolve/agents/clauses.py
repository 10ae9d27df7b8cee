"""What the parse tells of a pronoun: whom it cannot mean, whom its clause is about, whether it means anything.

"Ana Ruiz thanked her" is about two women, "It rained" about nothing; and in "Osk accused Moss of hiding what it owed"
those who hide are Moss. Without a parse nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.model import Span, Syntax

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_LOOSE = frozenset({"advcl", "pcomp", "xcomp"})  # clauses that borrow their subject
_VERBS = ("VB", "MD")
# Verbs that say why of their object: in "Osk blames Moss, as it …" the talk is of Moss.
# Source: Garvey and Caramazza, Implicit causality in verbs (1974).
_OF_OBJECTS = (
    "accus",
    "blam",
    "critici",
    "condemn",
    "denounc",
    "prais",
    "punish",
    "fined",
    "sanction",
    "rebuk",
    "thank",
)
_SINGULAR = frozenset({"NN", "NNP"})
# Verbs that say something of a whole clause when "it" is their subject: "it seems that", "it took years".
# Source: Lappin and Leass, An algorithm for pronominal anaphora resolution (1994), section 2.2.
_IMPERSONAL = frozenset(
    {"appear", "appears", "appeared", "seem", "seems", "seemed", "take", "takes", "took", "rain", "rained", "rains"}
    | {"snow", "snowed", "happen", "happens", "happened", "turn", "turns", "turned", "matter", "matters", "mattered"}
    | {"follow", "follows", "followed", "emerge", "emerged", "emerges", "remain", "remains", "remained", "mean"}
    | {"means", "meant", "come", "comes", "came", "depend", "depends", "depended", "feel", "feels", "felt", "sound"}
    | {"sounds", "sounded", "look", "looks", "looked", "cost", "costs", "is", "was", "be", "been", "being", "'s", "’s"}
    | {"became", "become", "becomes", "are", "were"}
)


class Clauses:
    """The clauses of one article, asked about words in them."""

    def __init__(self, body: str, syntax: Syntax | None) -> None:
        """Take a text and its parse."""
        self._body, self._parse = body, syntax or Syntax()
        self._children: dict[int, list[int]] = {}
        self._known: set[int] = set()

    def __bool__(self) -> bool:
        """Tell whether there is a parse."""
        return len(self._parse) > 0

    def barred(self, pronoun: Span) -> list[Span]:
        """Give the words that stand for others than a pronoun: of an object, the subject of its clause.

        The subject that a clause borrows counts: in "Ruiz called to thank her" Ruiz thanks.
        Source: Chomsky, Lectures on Government and Binding (1981), principle B.
        """
        word = self._word(pronoun)
        if word is None or (self._parse.labels[word] in _SUBJECTS and not self._is_raised(word)):
            return []
        verb = self._verb_above(word)
        found = self._borrowed(verb) if verb is not None else None
        return [self._span(found)] if found is not None and found != word else []

    def subjects_before(self, pronoun: Span) -> Iterator[Span]:
        """Give the heads of what a pronoun's clauses are about, innermost first, then of the sentence before.

        Of a clause that borrows its subject from one with an object, the object comes first.
        """
        word = self._word(pronoun)
        if word is None:
            return
        seen: set[int] = {word}
        verb = self._verb_above(word)
        while verb is not None:
            for found in self._about(verb, word):
                if found not in seen:
                    seen.add(found)
                    yield self._span(found)
            if self._parse.labels[verb] == "relcl":
                seen.add(self._parse.heads[verb])  # "the port, which it owns": the port is no owner
            verb = self._verb_above(verb)
        here = self._parse.sentence(word)
        if here.start:
            before = self._parse.sentence(here.start - 1)
            for number in before:
                if self._parse.heads[number] == number:
                    yield from (
                        self._span(each) for each in self._kids(number) if self._parse.labels[each] in _SUBJECTS
                    )

    def subject_behind(self, pronoun: Span) -> Span | None:
        """Give the subject that follows a clause in front with a pronoun in it: "After he resigned, Ruiz wept"."""
        word = self._word(pronoun)
        verb = self._verb_above(word) if word is not None else None
        if word is None or verb is None or self._parse.labels[verb] not in ("advcl", "pcomp"):
            return None
        above = self._verb_above(verb)
        kids = self._kids(above) if above is not None else []
        return next((self._span(each) for each in kids if self._parse.labels[each] in _SUBJECTS and each > word), None)

    def is_noun(self, span: Span) -> bool:
        """Tell whether a word is somebody by itself, and qualifies nothing: "the American's", "a Briton said"."""
        word = self._word(span)
        return word is not None and self._parse.labels[word] in (*_SUBJECTS, "poss", "dobj", "pobj", "dative")

    def is_singular(self, head: Span) -> bool:
        """Tell whether a noun is one thing: "it" may mean it."""
        word = self._word(head)
        return word is not None and self._parse.tags[word] in _SINGULAR

    def is_empty(self, pronoun: Span) -> bool:
        """Tell whether an "it" means no thing: "it is clear that", "it rained", "made it hard to"."""
        word = self._word(pronoun)
        if word is None:
            return False
        verb = self._parse.heads[word]
        if self._parse.labels[word] not in _SUBJECTS:
            return any(
                self._parse.tags[each].startswith("JJ") for each in (word + 1, word + 2) if each < len(self._parse)
            )
        if self._text(verb).casefold() in _IMPERSONAL or self._parse.labels[word] == "expl":
            return True
        passive = self._parse.labels[word] == "nsubjpass"
        return passive and any(self._parse.labels[each] in ("ccomp", "csubj", "xcomp") for each in self._kids(verb))

    def governors(self, name: Span) -> tuple[str, str, tuple[str, ...]]:
        """Give the relation of a name to the word above it, that word, and those above that up to a verb.

        A name joined to another by "and" has the other's.
        """
        word = self._word(name)
        if word is None:
            return "", "", ()
        while self._parse.labels[word] == "conj" and self._parse.heads[word] != word:
            word = self._parse.heads[word]
        relation, above = self._parse.labels[word], self._parse.heads[word]
        chain: list[str] = []
        at = above
        while self._parse.heads[at] != at and not (chain and self._parse.tags[at].startswith(_VERBS)):
            at = self._parse.heads[at]
            chain.append(self._text(at).casefold())
        return relation, self._text(above).casefold(), tuple(chain)

    def _about(self, verb: int, pronoun: int) -> list[int]:
        kids = self._kids(verb)
        objects = [each for each in kids if self._parse.labels[each] == "dobj" and each < pronoun]
        subjects = [each for each in kids if self._parse.labels[each] in _SUBJECTS and each < pronoun]
        lends = any(self._lends(each, pronoun) for each in kids)
        return [*objects, *subjects] if lends or self._text(verb).casefold().startswith(_OF_OBJECTS) else subjects

    def _lends(self, child: int, pronoun: int) -> bool:
        """Tell whether a clause around a pronoun borrows its subject: "accused Moss of hiding what it owed"."""
        below = next((each for each in self._kids(child) if self._parse.labels[each] == "pcomp"), child)
        if self._parse.labels[below] not in ("pcomp", "xcomp") or not below < pronoun:
            return False
        inside = self._verb_above(pronoun)
        while inside is not None and inside != below:
            inside = self._verb_above(inside)
        return inside == below and not any(self._parse.labels[each] in _SUBJECTS for each in self._kids(below))

    def _is_raised(self, word: int) -> bool:
        """Tell whether an object form is the subject of an infinitive: "wanted him to leave"."""
        return self._text(word).casefold() in ("him", "them") or (
            self._text(word).casefold() == "her" and self._parse.labels[word] in _SUBJECTS
        )

    def _borrowed(self, verb: int) -> int | None:
        """Give the subject of a clause, its own or the one that it borrows."""
        for _ in range(4):
            own = [each for each in self._kids(verb) if self._parse.labels[each] in _SUBJECTS]
            raised = [each for each in own if self._text(each).casefold() in ("him", "her", "them")]
            if own and not raised:
                return own[0]
            above = self._verb_above(verb)
            if above is None or (not raised and self._parse.labels[verb] not in (*_LOOSE, "conj")):
                return None
            verb = above
        return None

    def _verb_above(self, word: int) -> int | None:
        """Give the nearest verb over a word, or nothing."""
        for _ in range(24):
            above = self._parse.heads[word]
            if above == word:
                return None
            word = above
            if self._parse.tags[word].startswith(_VERBS) and self._parse.labels[word] not in ("aux", "auxpass"):
                return word
        return None

    def _kids(self, word: int) -> list[int]:
        """Give the words that depend on a word, in order; a sentence is looked through once."""
        if word not in self._known:
            for each in self._parse.sentence(word):
                self._known.add(each)
                if self._parse.heads[each] != each:
                    self._children.setdefault(self._parse.heads[each], []).append(each)
        return self._children.get(word, [])

    def _word(self, span: Span) -> int | None:
        """Give the word of a span that the others in it depend on; nothing without a parse."""
        words = self._parse.words(span.start, span.end)
        if not words:
            return None
        return next(
            (each for each in words if self._parse.heads[each] not in words or self._parse.heads[each] == each), None
        )

    def _text(self, word: int) -> str:
        return self._body[self._parse.starts[word] : self._parse.ends[word]]

    def _span(self, word: int) -> Span:
        return Span.of(self._body, self._parse.starts[word], self._parse.ends[word])
