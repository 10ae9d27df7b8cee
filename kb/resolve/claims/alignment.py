"""Two clauses aligned: how each facet fits, and what follows from it.

First everything that both clauses state must agree (times, numbers, names, roles, scope): similar wording decides
nothing, "in August 2021" and "in August 2022" are nearly one string. Then the wording is weighed, the words
of one clause that no word of the other stands for against all of them; and the less the facts support it, the closer
it must be. Two articles on one event need less of it than two that have nothing to do with each other.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import Indel, Levenshtein

from kb.resolve.claims.asides import OCCASION
from kb.resolve.claims.clauses import TELLING, Clause, Name
from kb.resolve.claims.facets import Facet, Fit, one_sided
from kb.resolve.claims.figures import figures_of
from kb.resolve.claims.lazy import once
from kb.resolve.claims.lists import ASKED, CARRIERS, PLACE_KINDS
from kb.resolve.claims.names import aside_words, names_of
from kb.resolve.claims.one_deed import shared_naming
from kb.resolve.claims.relating import arguments_of, by_tool, in_the_place, relation_of
from kb.resolve.claims.scope import scope_between
from kb.resolve.claims.setting import ONE_STORY, likeness
from kb.resolve.claims.times import times_of
from kb.resolve.claims.words import heft, unmatched
from kb.wording import CALENDAR, LIGHT, content_words, event_classes, misprint

_SENTENCE = 3  # content words of a quotation that nobody else would say alike
_COPIED = 0.85  # share of words kept in order, from which on one clause is a copy of the other


@dataclass(frozen=True)
class AlignedClauses:
    """Two clauses side by side.

    Attributes:
        left, right: The clauses.
    """

    left: Clause
    right: Clause

    @once
    def told(self) -> tuple[frozenset[str], frozenset[str]]:
        """Give the content words of each, but for those that the other may leave out."""
        left, right = self.left, self.right
        aside = _optional(left, right), _optional(right, left)
        return left.words - aside[0] if aside[0] else left.words, right.words - aside[1] if aside[1] else right.words

    @once
    def lacking(self) -> tuple[frozenset[str], frozenset[str]]:
        """Give those of them that no word of the other stands for; a place that lies in the other's counts as that."""
        left, right = self.left, self.right
        mine, yours = self.told
        nested = not (left.places.isdisjoint(right.around) and right.places.isdisjoint(left.around))
        apart = frozenset(word for name in (*left.places, *right.places) if nested for word in name)
        ours, theirs = unmatched(mine - apart, yours - apart, left.signs, right.signs)
        verbs = shared_naming(left, right)
        ours, theirs = ours - verbs, theirs - verbs
        ours, theirs = _unnamed(ours, left, right), _unnamed(theirs, right, left)
        for kind in (PLACE_KINDS, ASKED, CARRIERS):  # "the city of Lyon" may be "Lyon"
            named = kind is not PLACE_KINDS or nested or not left.agents.isdisjoint(right.agents)
            if named and (ours.isdisjoint(kind) or theirs.isdisjoint(kind)):
                ours, theirs = ours - kind, theirs - kind
        return ours, theirs

    @property
    def ours(self) -> frozenset[str]:
        """Give words of the left clause that no word of the other stands for."""
        return self.lacking[0]

    @property
    def theirs(self) -> frozenset[str]:
        """Give words of the right clause that no word of the other stands for."""
        return self.lacking[1]

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
        """Compare what makes it one among many."""
        return scope_between(self.left, self.right, self.ours, self.theirs)

    @once
    def cover(self) -> tuple[float, float]:
        """Give the share of each clause's words that the other one has."""
        whole, lacking = self._hefts
        shares = [1 - less / all_ if all_ else 0.0 for all_, less in zip(whole, lacking, strict=True)]
        return shares[0], shares[1]

    @once
    def shared(self) -> float:
        """Give the share of all words of both that have a counterpart."""
        whole, lacking = map(sum, self._hefts)
        return 1 - lacking / whole if whole else 0.0

    @once
    def _hefts(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Give how much the words of each say, and those of them that have no counterpart."""
        (mine, yours), left, right = self.told, self.left, self.right
        whole = (
            left.heft if mine is left.words else heft(mine),
            right.heft if yours is right.words else heft(yours),
        )
        return whole, (heft(self.ours), heft(self.theirs))

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
    def narrower(self) -> Fit:
        """Tell which of two deeds is done to something in the place to which the other is done."""
        sides = in_the_place(self.right, self.left), in_the_place(self.left, self.right)
        return one_sided(*sides).fit if any(sides) else Fit.ABSENT

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
        printed = frozenset(content_words(short.tokens)) - CALENDAR
        if short.tokens == long.tokens or min(len(short.words), len(printed)) < _SENTENCE:
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


def _thing(word: str) -> bool:
    return word not in LIGHT and not event_classes(word)


def _other(ours: Name, theirs: Name, aligned: AlignedClauses) -> bool:
    """Tell whether no word of two arguments has a counterpart anywhere in the other clause."""
    mine, yours = ours & aligned.left.words, theirs & aligned.right.words
    return bool(mine and yours) and mine <= aligned.ours and yours <= aligned.theirs


def _unnamed(words: frozenset[str], one: Clause, other: Clause) -> frozenset[str]:
    """Leave out the words of names whose bearer the other clause names in other words."""
    return frozenset(
        word for word in words if one.naming.get(word, "") not in other.agents and word not in other.spelled
    )


def _optional(one: Clause, other: Clause) -> frozenset[str]:
    """Give the words of a clause that another telling of the same may leave out.

    These are asides, titles of those whom the other names too, and the tool where it names who used it.
    """
    titles = [
        word
        for word, agent in one.naming.items()
        if agent in other.agents and word not in one.named.get(agent, ()) and word not in other.words
    ]
    return aside_words(one, other).union(titles, one.subject if by_tool(one, other) else ())


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
