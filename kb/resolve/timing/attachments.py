"""The word that a time belongs to, in the parse of its sentence.

The parser says what depends on what; where it is known to err, a rule of English decides. What follows a verb at once
is its own. A thing or a person has no date, so that "the mayor in May resigned" dates the resigning. A time at the head
of a sentence is the main verb's, one at the end is that of the last of coordinated verbs. Source: Quirk et al., A
Comprehensive Grammar of the English Language (1985), 8.51-8.80 (adjuncts of time), 17.37-17.59 (postmodification).
"""

from __future__ import annotations

from kb.model import Bearing
from kb.resolve.timing.dated_nouns import Attachment, dated_noun, is_event_noun
from kb.resolve.timing.trees import SUBJECTS, Tree

_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "’s", "am"})
_NOUN_LINKS = frozenset({"nummod", "amod", "nmod", "compound", "poss", "det", "quantmod", "npadvmod", "advmod"})
_DATING = frozenset(
    {"in", "on", "at", "by", "since", "until", "till", "from", "during", "for", "before", "after", "between"}
)
_KEEPING = frozenset({"of", "from", "since", "until", "till"})  # "Act of 1979", "a photo from May", "head since 2019"
_MEASURED_BY = frozenset({"after", "before", "since", "until", "following", "amid", "despite"})
_TIMED = frozenset(
    {"due", "overdue", "effective", "valid", "available", "payable", "eligible"}
)  # adjectives with dates


def attached(tree: Tree, time: range, *, of_a_day: bool = False, of_several: bool = False) -> Attachment | None:
    """Give what a time belongs to; ``None`` where the sentence has nothing that could be dated.

    Args:
        tree: The sentence.
        time: Numbers of the words of the time.
        of_a_day: The time is a day or finer: what it owns at the head of a clause is the event itself.
        of_several: It names several days: behind a noun for what lasts ("his trip to Oslo on Sunday and Monday") it is
            the noun's, since one act takes one day.
    """
    words = [word for word in time if word in tree.words and not tree.is_punctuation(word)]
    if not words:
        return None
    return _Search(tree, range(words[0], words[-1] + 1), of_a_day, of_several).result()


class _Search:
    """Looks for what one time belongs to."""

    def __init__(self, tree: Tree, time: range, of_a_day: bool, of_several: bool) -> None:
        self.tree, self.time, self.of_a_day, self.of_several = tree, time, of_a_day, of_several
        before = time.start - 1
        self.opens = before if tree.form(before) in _DATING and not tree.is_verb(before) else time.start

    def result(self) -> Attachment | None:
        """Look in the noun phrase that the time is part of, at what stands right before it, then up the tree."""
        top = self._top()
        found = self._in_phrase(top) or self._beside()
        if found is None:
            found = self._distance() or self._climbed(top)
            found = self._fronted(found) if self._is_first() else found
        return found

    def _in_phrase(self, top: int) -> Attachment | None:
        """Give the noun that a time stands before, or measures out."""
        measured = self._measured()
        if measured is not None:
            return self._noun(measured, "of")
        if not self._stands_before_noun(top):
            return None
        verb = self._verb_behind_year(top)
        if verb is not None:
            return self._verb(verb)
        return self._noun(
            self.tree.phrase_head(self.tree.head(top)), "poss" if self.tree.label(top) == "poss" else "before"
        )

    def _beside(self) -> Attachment | None:
        """Give what stands right before a time, where nothing else can have it."""
        tree, before = self.tree, self.opens - 1
        if tree.is_verb(before):  # nothing can stand closer to a verb than what follows it at once
            return self._verb(before)
        if tree.form(before) in _TIMED:  # "jets due by May", "the rent is due on Friday"
            told = (tree.head(before),) if tree.label(before) == "acomp" else ()
            return Attachment(before, Bearing.EVENT, told)
        noun = self._lasting_noun(before)
        return None if noun is None else self._noun(noun, "behind")

    def _top(self) -> int:
        """Give the word of the time that depends on something outside it."""
        tops = (word for word in self.time if self.tree.head(word) not in self.time or self.tree.head(word) == word)
        return next((top for top in tops if not self.tree.is_punctuation(top)), self.time.start)

    def _measured(self) -> int | None:
        """Give the noun that a length of time measures out: "two days of talks"."""
        tree, of = self.tree, self.time.stop
        if tree.form(of) != "of" or tree.head(of) not in self.time or tree.tag(of - 1) == "CD":
            return None  # a year measures nothing
        measured = tree.child(of, "pobj", "pcomp")  # "nine months of 1997" measures nothing out
        return None if measured is None or tree.tag(measured) == "CD" else measured

    def _stands_before_noun(self, top: int) -> bool:
        """Tell whether a time modifies a noun that follows: "Thursday's vote", "the 2018 sanctions".

        A year behind a preposition does not modify a name: "in 2017 Congress passed", but "in the 2017 Act".
        """
        tree, head = self.tree, self.tree.head(top)
        if tree.label(top) not in _NOUN_LINKS or head < self.time.stop or not tree.is_noun(head):
            return False
        if self.opens < self.time.start and tree.tag(top) == "CD" and tree.tag(head).startswith("NNP"):
            return False
        return not any(
            tree.text(word) in (",", ";", "—", "–")
            or (tree.is_verb(word) and (tree.tag(word) != "VBN" or self.opens < self.time.start))
            or (tree.tag(word) == "CC" and tree.tag(word + 1) != "CD")
            for word in range(self.time.stop, head)
        )

    def _verb_behind_year(self, year: int) -> int | None:
        """Give the verb of "In 2018 sanctions were imposed", where noun and year have been taken for one phrase.

        A finite verb has a subject: where none is left, it is the bare plural that follows the year at once. And a
        preposition has an object: where the plural is the subject of the main verb, it is the year.
        """
        tree, noun, preposition = self.tree, self.tree.head(year), self.time.start - 1
        if noun != self.time.stop or tree.tag(noun) != "NNS" or tree.form(preposition) not in _DATING:
            return None
        if tree.head(noun) == preposition:
            verb = tree.predicate(tree.head(preposition))
            alone = tree.is_finite(verb) and tree.child(verb, *SUBJECTS) is None
        else:
            verb = tree.predicate(tree.head(noun))
            alone = tree.label(noun) in SUBJECTS and tree.head(verb) == verb and not tree.children(preposition)
        return verb if tree.is_verb(verb) and verb > noun and alone else None

    def _lasting_noun(self, noun: int) -> int | None:
        """Give the event noun before a time, where a clause is dated by it: "quit after the strike in March".

        Between the two only what belongs to the noun may stand: "after his visit to Oslo last week".
        """
        tree, event = self.tree, None
        while tree.is_noun(noun):
            event = noun if event is None and is_event_noun(tree, noun) else event
            preposition = tree.head(noun)
            if event is not None and (self.of_several or tree.form(preposition) in _MEASURED_BY):
                return event
            if tree.label(noun) != "pobj" or tree.head(preposition) >= preposition:
                return None
            noun = tree.head(preposition)
        return None

    def _distance(self) -> Attachment | None:
        """Look beyond "after" in "two days after the mine closed": the distance dates what stands outside."""
        tree, after = self.tree, self.time.stop
        if tree.form(after) not in ("after", "before", "since") or tree.tag(after) not in ("IN", "RB"):
            return None
        if tree.label(after) == "mark":
            clause = tree.predicate(tree.head(after))
            return self._climbed(clause) if tree.head(clause) != clause and tree.label(clause) == "advcl" else None
        return self._climbed(after) if tree.label(after) == "prep" and tree.head(after) not in self.time else None

    def _climbed(self, at: int) -> Attachment | None:
        """Climb to the first verb or noun that a time can belong to."""
        tree, link = self.tree, ""
        for head in tree.above(at):
            if head in self.time:
                continue
            if tree.is_verb(head):
                return self._verb(head)
            if tree.is_noun(head) and head < self.time.start:
                return self._behind_noun(head, link)
            link = tree.form(head) if tree.tag(head) in ("IN", "TO") else link
        return self._fragment()

    def _behind_noun(self, noun: int, link: str) -> Attachment | None:
        """Decide about a time behind a noun; the verb has it unless the noun can be dated or is told by it."""
        tree = self.tree
        in_brackets = tree.text(self.opens - 1) in ("(", "[") if self.opens - 1 in tree.words else False
        if link == "of" or in_brackets:
            return self._noun(noun, "of")
        verb = next((above for above in tree.above(noun) if tree.is_verb(above)), None)
        if is_event_noun(tree, noun):
            loose = tree.label(noun) == "dobj" and link in ("on", "between", "by", "") and verb is not None
            return self._verb(verb) if loose and verb is not None else self._noun(noun, "behind")
        if link in _KEEPING and tree.label(noun) not in ("dobj", "attr") and tree.form(noun) != "time":
            return self._noun(noun, "of")
        for above in tree.above(noun):
            if tree.is_verb(above):
                return self._verb(above)
            if is_event_noun(tree, above):
                return self._noun(above, "behind")
        return (
            None if self._comma_between(noun, self.opens) else self._noun(noun, "of")
        )  # "Oslo, May 3 –" is a dateline

    def _verb(self, verb: int) -> Attachment:
        """Give a verb, or what it hands the time on to."""
        tree, verb = self.tree, self.tree.predicate(verb)
        verb = self._infinitive_before(verb)
        if tree.form(verb) in _BE:
            told = self._told_by_copula(verb)
            if told is not None:
                return told
        last = self._last_coordinated(verb)
        return Attachment(last, Bearing.EVENT, tuple(sorted({last, *self._companions(last, verb)})))

    def _infinitive_before(self, verb: int) -> int:
        """Give *meet* in "is set to meet on Friday": a time at the end belongs to the infinitive that it follows."""
        tree = self.tree
        for below in reversed(tree.children(verb, "xcomp")):
            if tree.is_verb(below) and below < self.opens and not self._comma_between(below, self.opens):
                return self._infinitive_before(below)
        return verb

    def _told_by_copula(self, verb: int) -> Attachment | None:
        """Give *vote* for "the vote was on Thursday", *signed* for "it was in 1979 that he signed", and adjectives."""
        tree = self.tree
        subject = tree.child(verb, *SUBJECTS)
        clause = next(
            (c for c in tree.children(verb, "ccomp", "advcl", "relcl", "acl") if c > self.time.stop - 1), None
        )
        if subject is not None and tree.form(subject) == "it" and clause is not None and self.opens == verb + 1:
            return self._verb(clause)
        adjective = next((word for word in tree.children(verb, "acomp") if word not in self.time), None)
        if adjective is not None:
            return Attachment(adjective, Bearing.EVENT, (verb,))
        beside = all(tree.label(word) == "advmod" for word in range(verb + 1, self.opens))
        if beside and subject is not None and is_event_noun(tree, subject):
            return Attachment(subject, Bearing.EVENT, (verb,))
        return None

    def _last_coordinated(self, verb: int) -> int:
        """Give the last verb before a time at the end of coordinated ones: "closed A and sold B in May"."""
        tree = self.tree
        for sister in tree.children(verb, "conj"):
            if tree.is_verb(sister) and verb < sister < self.opens and tree.child(sister, *SUBJECTS) is None:
                return self._last_coordinated(sister)
        return verb

    def _companions(self, verb: int, told: int) -> set[int]:
        """Give the verbs that share a time: all of "arrested and charged on Monday", of "On Monday he came and saw"."""
        tree, found = self.tree, {told}
        if self.opens > verb:
            while (
                tree.label(verb) == "conj"
                and tree.is_verb(tree.head(verb))
                and self._side_by_side(tree.head(verb), verb)
            ):
                verb = tree.head(verb)
                found.add(verb)
        elif self._is_first():
            sisters = [verb]
            while sisters:
                found.add(sisters[0])
                sisters = sisters[1:] + [
                    sister
                    for sister in tree.children(sisters[0], "conj")
                    if tree.is_verb(sister) and tree.child(sister, *SUBJECTS) is None
                ]
        return found

    def _side_by_side(self, first: int, second: int) -> bool:
        """Tell whether nothing but "and" and adverbs stands between two verbs."""
        tree = self.tree
        free = ("cc", "advmod", "neg", "aux", "auxpass")
        return all(tree.label(word) in free or tree.is_punctuation(word) for word in range(first + 1, second))

    def _noun(self, noun: int, how: str) -> Attachment:
        return dated_noun(self.tree, self.time, noun, how, of_a_day=self.of_a_day)

    def _is_first(self) -> bool:
        """Tell whether nothing but marks and "and" stands before a time in its sentence."""
        before = range(self.tree.words.start, self.opens)
        return all(self.tree.is_punctuation(word) or self.tree.tag(word) == "CC" for word in before)

    def _fronted(self, found: Attachment | None) -> Attachment | None:
        """Give the main verb to a time that opens its sentence, where the parse went beyond it.

        Where a quotation or report opens the sentence, the main verb is that of what is said there.
        """
        tree = self.tree
        main = next((word for word in tree.words if tree.head(word) == word and tree.is_verb(word)), None)
        if main is None or (found is not None and found.word <= main):
            return found
        inner: int | None = main
        while inner is not None:
            main = inner
            said = (c for c in tree.children(main, "ccomp", "parataxis") if c < main and tree.is_verb(c))
            inner = next((c for c in said if tree.left_edge(c) <= self.time.start), None)
        return found if found is not None and found.word in (main, *tree.children(main, "conj")) else self._verb(main)

    def _fragment(self) -> Attachment | None:
        """Give the nearest event noun of a stretch without a verb, as headlines are."""
        tree = self.tree
        nouns = [w for w in tree.words if w not in self.time and is_event_noun(tree, w)]
        nearest = min(nouns, key=lambda noun: (abs(noun - self.time.start), noun), default=None)
        return None if nearest is None else Attachment(nearest, Bearing.EVENT)

    def _comma_between(self, first: int, last: int) -> bool:
        return any(self.tree.text(word) in (",", ";", "—", "–") for word in range(first + 1, last))
