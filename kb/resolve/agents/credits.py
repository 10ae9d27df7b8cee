"""Agencies and documents that a sentence credits beside its source: "told Reuters", "according to AFP".

Such a credit is a link of the reporting chain, though it is neither the source nor the cue of the statement.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from kb.model import Hop, Role, Span, Statement
from kb.resolve.agents.cast import Cast
from kb.resolve.agents.names import plain, without_article
from kb.resolve.agents.passages import is_quoted, sentence
from kb.resolve.registry import MEDIA

PUBLISHERS = (Role.AGENCY, Role.OUTLET)  # in the order of MEDIA

_ACCORDING = re.compile(r"\b(?P<cue>[Aa]ccording to|[Aa]s reported by)\s+(?:an?\s+|the\s+)?")
_TOLD = re.compile(
    r"\b(?P<cue>told|tells?|telling|(?:spoke|speaking|spoken|said|talking|talked) (?:to|with)"
    r"|(?:interviews?|conversation) (?:with|on)|(?:comments?|remarks|e-?mail|letter|message|statement)s? (?:to|for))"
    r"\s+(?:the\s+|an?\s+)?"
)
_RELEASED = re.compile(
    r"\b(?:[Ii]n|[Aa]ccording to)\s+(?P<document>(?:an?|the|its|their)\s+(?:[a-z]+\s+){0,3}?"
    r"(?:statement|press release|release|readout|report|communiqu[eé]|notice|filing)"
    r"(?:\s+(?:released|issued|published|put out|sent))?\s+(?:by|from)\s+(?:the\s+)?)"
)


class Credits:
    """The credits of one article, each looked for once, however many statements their sentence makes."""

    def __init__(self, cast: Cast, cues: Iterable[Span]) -> None:
        """Take who is who, and the cues of all statements: "telling CBS" credits the statement that it introduces."""
        body = cast.article.body
        self._cast = cast
        self._according, self._told, self._released = (
            _Matches(body, phrase) for phrase in (_ACCORDING, _TOLD, _RELEASED)
        )
        self._cues = _Cues(cues)

    def beside(self, statement: Statement) -> list[Hop]:
        """Give the hops that a statement's sentence credits outside its own words, in order of the text.

        A statement without a cue has none.
        """
        if not statement.cue:
            return []
        bounds = sentence(self._cast.article.body, statement.cue[0].start, statement.cue[-1].end)
        according, told, released = (each.within(*bounds) for each in (self._according, self._told, self._released))
        if not (according or told or released):
            return []
        within = _Sentence(self._cast, statement, bounds[1])
        foreign = [match for match in told if not self._cues.over(match.start(), statement.cue)]
        found = [*within.media(according, framing=True), *within.media(foreign), *within.releases(released)]
        return [hop for _, hop in sorted(found, key=lambda each: each[0])]


class _Matches:
    """Where a phrase stands in a text."""

    def __init__(self, body: str, phrase: re.Pattern[str]) -> None:
        """Look for it once."""
        self._found = list(phrase.finditer(body))
        self._starts = [match.start() for match in self._found]

    def within(self, start: int, end: int) -> list[re.Match[str]]:
        """Give those that lie in ``[start, end)``."""
        near = self._found[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [match for match in near if match.end() <= end]


class _Cues:
    """The cues of an article, found by a place in them."""

    def __init__(self, cues: Iterable[Span]) -> None:
        """Sort them."""
        self._cues = sorted(cues, key=lambda cue: cue.start)
        self._starts = [cue.start for cue in self._cues]
        self._longest = max((cue.end - cue.start for cue in self._cues), default=0)

    def over(self, at: int, own: Collection[Span]) -> bool:
        """Tell whether a character stands in a cue that is not of one's own."""
        near = self._cues[bisect_left(self._starts, at - self._longest) : bisect_right(self._starts, at)]
        return any(at < cue.end and cue not in own for cue in near)


def frames_sentence(body: str, start: int, end: int) -> bool:
    """Tell whether ``[start, end)``, an "according to", opens or ends its sentence outside quotation marks.

    There it covers all that the sentence says, whoever else speaks in it.
    """
    left, right = sentence(body, start, end)
    opens, ends = not body[left:start].strip(), re.fullmatch(r"\W*|[’']s\W*", body[end:right])
    return not is_quoted(body, start) and bool(opens or ends)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The sentence of a statement's cue, which ends at ``right``."""

    cast: Cast
    statement: Statement
    right: int

    def media(self, matches: Iterable[re.Match[str]], *, framing: bool = False) -> Iterator[tuple[int, Hop]]:
        """Give agencies and outlets behind phrases outside the reported words; ``framing`` ones may frame them, too."""
        body = self.cast.article.body
        for match in matches:
            named = self._linked_at(match.end())
            if not named or self.cast.kind(self.cast.links[named]) not in MEDIA:
                continue
            if not self._is_reported(match) or (framing and frames_sentence(body, match.start(), named.end)):
                agent = self.cast.figures[self.cast.links[named]].agent
                cue = Span.of(body, *match.span("cue"))
                role = PUBLISHERS[MEDIA.index(self.cast.kind(agent.id))]
                yield match.start(), Hop(role, agent.name, agent.id, (named,), (cue,))

    def releases(self, matches: Iterable[re.Match[str]]) -> Iterator[tuple[int, Hop]]:
        """Give "in a statement released by the ministry": a document between the body and the one who speaks."""
        for match in matches:
            named = self._linked_at(match.end())
            if named and not self._is_reported(match):
                words = Span.of(self.cast.article.body, match.start("document"), named.end)
                name = without_article(plain(words.exact))
                yield match.start(), Hop(Role.DOCUMENT, name, self.cast.links[named], (words,), self.statement.cue)

    def _is_reported(self, match: re.Match[str]) -> bool:
        """Tell whether a phrase stands inside the reported words or the source, where others are told things."""
        return any(part.start <= match.start() < part.end for part in (*self.statement.content, *self.statement.source))

    def _linked_at(self, start: int) -> Span | None:
        """Give the longest linked mention that begins at a place, a leading article aside."""
        near = self.cast.links.touching(start, start + 1)
        nearby = [each for each in near if start - 4 <= each.start and each.end <= self.right]
        return max(nearby, key=lambda each: each.end, default=None)
