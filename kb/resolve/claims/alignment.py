"""Two clauses aligned: how each facet fits, and what follows from it.

First everything that both clauses state must agree (times, numbers, names, roles, scope): similar wording decides
nothing, "in August 2021" and "in August 2022" are nearly one string. Then the wording is weighed, the words
of one clause that no word of the other stands for against all of them; and the less the facts support it, the closer
it must be. Two articles on one event need less of it than two that have nothing to do with each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel, Levenshtein

from kb.resolve.claims.asides import OCCASION
from kb.resolve.claims.clauses import FAR_APART, TELLING, Clause, Name
from kb.resolve.claims.facets import Facet, Fit
from kb.resolve.claims.figures import figures_of
from kb.resolve.claims.lazy import once
from kb.resolve.claims.lists import ASKED, CARRIERS, PLACE_KINDS
from kb.resolve.claims.names import aside_words, names_of
from kb.resolve.claims.relating import arguments_of, by_tool, opposed, relation_of
from kb.resolve.claims.setting import ONE_STORY, likeness
from kb.resolve.claims.times import times_of
from kb.resolve.claims.words import heft, unmatched
from kb.wording import LIGHT, event_classes, misprint, relation_words

_SENTENCE = 3  # content words of a quotation that nobody else would say alike
_READ_TWICE = 0.85  # share of words, from which on two overlapping clauses are one that was read twice
_COPIED = 0.85  # share of words kept in order, from which on one clause is a copy of the other


@dataclass(frozen=True)
class Alignment:
    """Two clauses side by side.

    Attributes:
        left, right: The clauses.
        mine, yours: Content words of each, but for those that the other may leave out.
        ours, theirs: Those of them that no word of the other stands for.
    """

    left: Clause
    right: Clause
    mine: frozenset[str]
    yours: frozenset[str]
    ours: frozenset[str]
    theirs: frozenset[str]

    @classmethod
    def of(cls, left: Clause, right: Clause) -> Alignment:
        """Align the words of two clauses; a place that lies in the other's counts as that."""
        mine, yours = left.words - _optional(left, right), right.words - _optional(right, left)
        nested = not (left.places.isdisjoint(right.around) and right.places.isdisjoint(left.around))
        apart = frozenset(word for name in (*left.places, *right.places) if nested for word in name)
        ours, theirs = unmatched(mine - apart, yours - apart, left.signs, right.signs)
        if left.relation == right.relation:
            verbs = relation_words(left.relation)
            ours, theirs = ours - verbs, theirs - verbs
        ours, theirs = _unnamed(ours, left, right), _unnamed(theirs, right, left)
        for kind in (PLACE_KINDS, ASKED, CARRIERS):  # "the city of Lyon" may be "Lyon"
            named = kind is not PLACE_KINDS or nested or not left.agents.isdisjoint(right.agents)
            if named and (ours.isdisjoint(kind) or theirs.isdisjoint(kind)):
                ours, theirs = ours - kind, theirs - kind
        return cls(left, right, mine, yours, ours, theirs)

    # -- facets ---------------------------------------------------------------------------------------------------

    @once
    def times(self) -> Facet:
        """Compare when it happened."""
        return times_of(self.left, self.right)

    @once
    def figures(self) -> Facet:
        """Compare the numbers."""
        return figures_of(self.left, self.right)

    @once
    def names(self) -> Facet:
        """Compare who is named."""
        return names_of(self.left, self.right)

    @once
    def relation(self) -> Facet:
        """Compare what is done."""
        return relation_of(self.left, self.right)

    @once
    def arguments(self) -> Facet:
        """Compare who does it to whom."""
        return arguments_of(self.left, self.right)

    @once
    def scope(self) -> Facet:
        """Compare what makes it one among many; an ordinal that only one gives ("a second count") is a detail."""
        if self.left.ranks and self.right.ranks and self.left.ranks != self.right.ranks:
            return Facet(Fit.CLASH, "another ordinal")
        if self.left.reach and self.right.reach and self.left.reach != self.right.reach:
            return Facet(Fit.CLASH, "all, some or most")
        if _of_all(self.left, self.right, self.theirs) or _of_all(self.right, self.left, self.ours):
            return Facet(Fit.CLASH, "all, or those of a kind")
        if self.left.scope == self.right.scope:
            return Facet(Fit.SAME if self.left.scope else Fit.ABSENT, "same scope" if self.left.scope else "")
        return Facet(Fit.CLASH, "another scope")

    @once
    def cover(self) -> tuple[float, float]:
        """Give the share of each clause's words that the other one has."""
        return _share(self.mine, self.ours), _share(self.yours, self.theirs)

    @once
    def shared(self) -> float:
        """Give the share of all words of both that have a counterpart."""
        total = heft(self.mine) + heft(self.yours)
        return 1 - (heft(self.ours) + heft(self.theirs)) / total if total else 0.0

    @once
    def replaced(self) -> bool:
        """Tell whether subjects, objects or occasions are other things: "schools closed", "churches closed"."""
        left, right = self.left, self.right
        if _other(left.asides.get(OCCASION, frozenset()), right.asides.get(OCCASION, frozenset()), self):
            return True
        if by_tool(left, right):
            return _other(left.object, right.object, self)
        return _other(left.subject, right.subject, self) or _other(left.object, right.object, self)

    @once
    def substituted(self) -> bool:
        """Tell whether each has a word for a thing that the other lacks: one thing may stand for another."""
        return any(map(_thing, self.ours)) and any(map(_thing, self.theirs))

    @once
    def copied(self) -> bool:
        """Tell whether one is a copy of the other but for a few words."""
        return _kept(self.left, self.right) >= _COPIED

    @once
    def contained(self) -> bool:
        """Tell whether one stands inside the other, word for word: a partial quotation."""
        short, long = sorted((self.left, self.right), key=lambda clause: len(clause.tokens))
        if short.tokens == long.tokens or len(short.words) < _SENTENCE:
            return False
        run = len(short.tokens)
        return any(long.tokens[at : at + run] == short.tokens for at in range(len(long.tokens) - run + 1))

    @once
    def alike(self) -> float:
        """Give how alike the two articles are."""
        return likeness(self.left.setting, self.right.setting)

    @once
    def one_utterance(self) -> bool:
        """Tell whether both quote one sentence, word for word, in articles on one event.

        No two people say it in the same words: a long one is the same whoever is named for it, a shorter one where
        nobody is named for it twice. Whom its "we" or "tonight" stands for may have been understood otherwise.
        """
        left, right = self.left, self.right
        if not (left.quoted and right.quoted and left.tokens == right.tokens and self.alike >= ONE_STORY):
            return False
        one_speaker = left.speaker == right.speaker or not (left.speaker and right.speaker)
        return len(left.words) >= (_SENTENCE if one_speaker else TELLING)

    @property
    def other_mood(self) -> bool:
        """Tell whether one tells a deed, and the other that it is to come or ought to be done.

        What is announced for a day may be carried out that day.
        """
        moods = {self.left.mood, self.right.mood}
        verbs = self.left.words & self.right.words & relation_words(self.left.relation)
        if "" in moods or len(moods) == 1 or self.left.relation != self.right.relation or not verbs:
            return False  # who was sentenced "must go to prison"
        return "duty" in moods or not (self.left.times or self.right.times)

    @once
    def at_odds(self) -> str:
        """Give what keeps the two apart whatever the rest says, or the empty string."""
        return next(self._odds(), "")

    def _odds(self) -> Iterator[str]:
        left, right = self.left, self.right
        if self.one_utterance:
            return
        twice = left.relation == right.relation and min(self.cover) >= _READ_TWICE
        if _overlap(left, right) and not twice:
            yield "one is part of the other"
        if left.deixis and right.deixis and left.deixis != right.deixis:
            yield "other speakers say I"
        yield from (facet.reason for facet in (self.times, self.figures, self.names) if facet.fit is Fit.CLASH)
        if self.arguments.fit is Fit.CLASH:
            yield self.arguments.reason
        if self.scope.fit is Fit.CLASH:
            yield self.scope.reason
        if opposed(left, right):
            yield "opposite words"
        if _of_two_occasions(left, right):
            yield "another occasion"
        if self.other_mood:
            yield "done, to come, or a duty"


def _of_two_occasions(left: Clause, right: Clause) -> bool:
    """Tell whether two undated deeds were printed so far apart that each is one of many: "won the cup final"."""
    if not (left.fleeting and right.fleeting and left.setting.published and right.setting.published):
        return False
    return abs((left.setting.published - right.setting.published).days) > FAR_APART


def _of_all(whole: Clause, part: Clause, more: frozenset[str]) -> bool:
    """Tell whether one says it of all, and the other of those that an added word picks out: "primary schools"."""
    return "all" in whole.reach and "all" not in part.reach and not more.isdisjoint(part.subject | part.object)


def _thing(word: str) -> bool:
    return word not in LIGHT and not event_classes(word)


def _other(ours: Name, theirs: Name, aligned: Alignment) -> bool:
    """Tell whether no word of two arguments has a counterpart anywhere in the other clause."""
    mine, yours = ours & aligned.left.words, theirs & aligned.right.words
    return bool(mine and yours) and mine <= aligned.ours and yours <= aligned.theirs


def _overlap(left: Clause, right: Clause) -> bool:
    """Tell whether one is a part of the other in one text; the same words may be read twice."""
    if left.setting.article != right.setting.article or left.tokens == right.tokens:
        return False
    return left.bounds[0] < right.bounds[1] and right.bounds[0] < left.bounds[1]


def _unnamed(words: frozenset[str], one: Clause, other: Clause) -> frozenset[str]:
    """Leave out the words of names whose bearer the other clause names in other words."""
    return frozenset(
        word for word in words if one.naming.get(word, "") not in other.agents and word not in other.spelled
    )


def _optional(one: Clause, other: Clause) -> frozenset[str]:
    """Give the words of a clause that another telling of the same may leave out.

    These are asides, titles of those whom the other names too, and the tool where it names who used it.
    """
    titles = (
        word
        for word, agent in one.naming.items()
        if agent in other.agents and word not in one.named.get(agent, ()) and word not in other.words
    )
    return aside_words(one, other).union(titles, one.subject if by_tool(one, other) else ())


def _share(words: frozenset[str], lacking: frozenset[str]) -> float:
    whole = heft(words)
    return 1 - heft(lacking) / whole if whole else 0.0


def _kept(left: Clause, right: Clause) -> float:
    """Give the share of words kept in order, slips of the pen taken as kept."""
    if left.tokens == right.tokens:
        return 1.0
    length = len(left.tokens) + len(right.tokens)
    kept = Indel.normalized_similarity(left.tokens, right.tokens)
    if kept < 0.6:
        return kept
    slips = sum(
        misprint(one, other)
        for edit in Levenshtein.opcodes(left.tokens, right.tokens)
        if edit.tag == "replace"
        for one, other in zip(
            left.tokens[edit.src_start : edit.src_end], right.tokens[edit.dest_start : edit.dest_end], strict=False
        )
    )
    return min(1.0, kept + 2 * slips / length)
