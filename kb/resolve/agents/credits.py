"""Agencies and documents that a sentence credits beside its source: "told Reuters", "according to AFP".

Such a credit is a link of the reporting chain, though it is neither the source nor the cue of the statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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


def credits_beside(cast: Cast, statement: Statement, cues: tuple[Span, ...]) -> list[Hop]:
    """Give the hops that a statement's sentence credits outside its own words, in order of the text.

    Args:
        cast: Who is who in the article.
        statement: A statement; one without a cue gives nothing.
        cues: The cues of all statements of the article: "telling CBS" credits the statement that it introduces.
    """
    if not statement.cue:
        return []
    within = _Sentence(cast, statement, cues)
    found = [*within.media(_ACCORDING), *within.media(_TOLD, foreign=True), *within.releases()]
    return [hop for _, hop in sorted(found, key=lambda each: each[0])]


def frames_sentence(body: str, start: int, end: int) -> bool:
    """Tell whether ``[start, end)``, an "according to", opens or ends its sentence outside quotation marks.

    There it covers all that the sentence says, whoever else speaks in it.
    """
    left, right = sentence(body, start, end)
    opens, ends = not body[left:start].strip(), re.fullmatch(r"\W*|[’']s\W*", body[end:right])
    return not is_quoted(body, start) and bool(opens or ends)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The sentence of a statement's cue, and the cues of all statements."""

    cast: Cast
    statement: Statement
    cues: tuple[Span, ...]

    def media(self, phrase: re.Pattern[str], *, foreign: bool = False) -> Iterator[tuple[int, Hop]]:
        """Give agencies and outlets behind a phrase; with ``foreign``, not behind another statement's cue."""
        body = self.cast.article.body
        for match in phrase.finditer(body, *self._bounds()):
            named = self._linked_at(match.end())
            if not named or self.cast.kind(self.cast.links[named]) not in MEDIA:
                continue
            if foreign:
                apart = not self._is_reported(match) and not any(
                    cue.start <= match.start() < cue.end and cue not in self.statement.cue for cue in self.cues
                )
            else:
                apart = not self._is_reported(match) or frames_sentence(body, match.start(), named.end)
            if apart:
                agent = self.cast.figures[self.cast.links[named]].agent
                cue = Span.of(body, *match.span("cue"))
                role = PUBLISHERS[MEDIA.index(self.cast.kind(agent.id))]
                yield match.start(), Hop(role, agent.name, agent.id, (named,), (cue,))

    def releases(self) -> Iterator[tuple[int, Hop]]:
        """Give "in a statement released by the ministry": a document between the body and the one who speaks."""
        for match in _RELEASED.finditer(self.cast.article.body, *self._bounds()):
            named = self._linked_at(match.end())
            if named and not self._is_reported(match):
                words = Span.of(self.cast.article.body, match.start("document"), named.end)
                name = without_article(plain(words.exact))
                yield match.start(), Hop(Role.DOCUMENT, name, self.cast.links[named], (words,), self.statement.cue)

    def _is_reported(self, match: re.Match[str]) -> bool:
        """Tell whether a phrase stands inside the reported words or the source, where others are told things."""
        return any(part.start <= match.start() < part.end for part in (*self.statement.content, *self.statement.source))

    def _bounds(self) -> tuple[int, int]:
        return sentence(self.cast.article.body, self.statement.cue[0].start, self.statement.cue[-1].end)

    def _linked_at(self, start: int) -> Span | None:
        """Give the longest linked mention that begins at a place, a leading article aside."""
        _, right = self._bounds()
        near = self.cast.links.touching(start, start + 1)
        nearby = [each for each in near if start - 4 <= each.start and each.end <= right]
        return max(nearby, key=lambda each: each.end, default=None)
