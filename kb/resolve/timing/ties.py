"""The word of each time, told by the parse and by what the statements are known to say.

The parser alone may give a time to a verb on the other side of "said". What was found to be said settles it: a time
within a content dates something of that content, and one between the cue and the content dates the saying.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kb.model import Bearing, Kind, Span, Statement, Syntax, TimeExpression
from kb.resolve.dates.tense import is_to_come
from kb.resolve.timing.attachments import attached
from kb.resolve.timing.dated_nouns import Attachment, is_event_noun
from kb.resolve.timing.event_nouns import names_an_utterance
from kb.resolve.timing.trees import SUBJECTS, Tree

_OWN_CLAUSE = frozenset({"relcl", "acl"})


@dataclass(frozen=True, slots=True)
class Tie:
    """What a time belongs to.

    Attributes:
        event: The word.
        bearing: What sort of word it is.
        dates: Words whose clauses it dates; none for a time that only tells which thing is meant.
        apart: The word heads a clause or phrase beside the one that it stands in, so that the time dates no saying.
    """

    event: Span
    bearing: Bearing
    dates: tuple[Span, ...] = ()
    apart: bool = False


def ties_of(
    body: str, syntax: Syntax | None, statements: Sequence[Statement], times: Iterable[TimeExpression]
) -> Mapping[Span, Tie]:
    """Give the words that times belong to, by the span of the time.

    Args:
        body: The text.
        syntax: Its parse; without one there are no ties.
        statements: All statements of the article.
        times: Times of the article.
    """
    if syntax is None or not len(syntax):
        return {}
    found: dict[Span, Tie] = {}
    near = _Nearby(statements)
    trees: dict[int, Tree] = {}
    for time in times:
        words = syntax.words(time.span.start, time.span.end)
        if not words:
            continue
        sentence = syntax.sentence(words[0])
        if sentence.start not in trees:
            trees[sentence.start] = Tree(body, syntax, sentence)
        tree = trees[sentence.start]
        tied = attached(tree, words, of_a_day=time.grain in ("day", "hour"), of_several=_is_of_several_days(time))
        settled = _settled(body, tree, time, tied, near) if tied is not None else None
        if settled is not None:
            found[time.span] = _tie(body, tree, settled)
    return _without_doubles(found)


class _Nearby:
    """Statements by the place of their contents and cues."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        attributed = (one for one in statements if one.kind is not Kind.NARRATOR and (one.cue or one.source))
        self._statements = sorted(attributed, key=lambda one: _place(one)[0])
        self._starts = [_place(one)[0] for one in self._statements]
        self._reach = max((end - start for start, end in map(_place, self._statements)), default=0)

    def about(self, start: int, end: int) -> Iterator[Statement]:
        """Give the attributed statements that reach into a stretch."""
        for at in range(bisect_left(self._starts, start - self._reach), bisect_left(self._starts, end)):
            if _place(self._statements[at])[1] > start:
                yield self._statements[at]


def _place(statement: Statement) -> tuple[int, int]:
    spans = (*statement.content, *statement.cue, *statement.source)
    return min(span.start for span in spans), max(span.end for span in spans)


def _settled(body: str, tree: Tree, when: TimeExpression, tied: Attachment, near: _Nearby) -> Attachment | None:
    """Correct what the parse says by what is known to be said."""
    time = when.span
    statements = list(near.about(tree.start(tree.words[0]), tree.end(tree.words[-1])))
    around = [one for one in statements if _inside(time.start, one.content)]
    place = tree.start(tied.word)
    if around:
        content = min((one.content for one in around), key=_length)
        if not _inside(place, content):
            return _within(tree, time, content)
    holding = [one for one in statements if one not in around and one.cue and _inside(place, one.content)]
    if holding:
        nearest = min(holding, key=lambda one: _length(one.content))
        if not _is_beside_cue(time, nearest):
            return tied
        cue = next((word for word in tree.words if _inside(tree.start(word), nearest.cue)), None)
        return tied if cue is None else Attachment(cue, Bearing.SAYING, (cue,))
    for one in statements:
        if one in around:
            continue
        said = next((word for word in tied.dates if _inside(tree.start(word), one.cue)), None)
        if said is not None:  # "said in a letter on Monday" dates the saying; "said at the summit in May", the summit
            noun = said != tied.word and (time.start < place or not names_an_utterance(tree.form(tied.word)))
            beside = tied if noun else replace(tied, word=said, bearing=Bearing.SAYING)
            return _within(tree, time, one.content) if _is_planned(body, when, one) else beside
        heads_source = _inside(place, one.source) and not _inside(tree.start(tree.head(tied.word)), one.source)
        if heads_source and tied.bearing is Bearing.EVENT and tree.is_noun(tied.word):
            return replace(tied, bearing=Bearing.SAYING)
    return tied


def _is_of_several_days(time: TimeExpression) -> bool:
    """Tell whether a time names more days than one: "Sunday and Monday"."""
    first, last = time.interval.earliest, time.interval.latest
    return time.grain == "day" and first is not None and last is not None and first < last and "/" in time.value


def _is_planned(body: str, time: TimeExpression, statement: Statement) -> bool:
    """Tell whether a coming day beside a cue is that of what is planned: "On Tuesday, the guild plans to march"."""
    infinitive = any(span.exact.lower().startswith("to ") for span in statement.content)
    return "future" in time.rule and infinitive and any(is_to_come(body, cue.start, cue.end) for cue in statement.cue)


def _is_beside_cue(time: Span, statement: Statement) -> bool:
    """Tell whether nothing of what is said stands between a time and the cue."""
    return any(
        not any(time.end <= said.start < cue.start or cue.end <= said.start < time.start for said in statement.content)
        for cue in statement.cue
    )


def _within(tree: Tree, time: Span, content: Sequence[Span]) -> Attachment | None:
    """Give the verb of a content that a time in it follows; else the next one, else the nearest event noun."""
    words = [word for word in tree.words if _inside(tree.start(word), content)]
    outside = [word for word in words if not time.start <= tree.start(word) < time.end]
    verbs = [word for word in outside if tree.is_verb(word) and tree.label(word) not in ("aux", "auxpass", "amod")]
    before = [verb for verb in verbs if tree.start(verb) < time.start]
    if verbs:
        verb = before[-1] if before else verbs[0]
        return Attachment(verb, Bearing.EVENT, (verb,))
    nouns = [word for word in outside if is_event_noun(tree, word)]
    noun = min(nouns, key=lambda word: (abs(tree.start(word) - time.start), word), default=None)
    return None if noun is None else Attachment(noun, Bearing.EVENT)


def _tie(body: str, tree: Tree, found: Attachment) -> Tie:
    def span(word: int) -> Span:
        return Span.of(body, tree.start(word), tree.end(word))

    word = found.word
    beside = tree.is_verb(word) and (
        tree.label(word) in _OWN_CLAUSE or (tree.label(word) == "advcl" and tree.child(word, *SUBJECTS) is not None)
    )
    apart = beside or not found.dates
    return Tie(span(word), found.bearing, tuple(map(span, found.dates)), apart and found.bearing is not Bearing.SAYING)


def _without_doubles(ties: Mapping[Span, Tie]) -> Mapping[Span, Tie]:
    """Let no verb share its neighbour's time that has one of its own: "came on Monday and left on Tuesday"."""
    own: dict[Span, set[Span]] = {}
    for time, tie in ties.items():
        own.setdefault(tie.event, set()).add(time)
    return {
        time: replace(
            tie, dates=tuple(word for word in tie.dates if word == tie.event or not own.get(word, set()) - {time})
        )
        for time, tie in ties.items()
    }


def _inside(offset: int, spans: Iterable[Span]) -> bool:
    return any(span.start <= offset < span.end for span in spans)


def _length(spans: Iterable[Span]) -> int:
    return sum(span.end - span.start for span in spans)
