"""What a reader of an article has in mind: who was named or meant, where, as what, and who spoke last.

Somebody whose words are reported stays in mind when their words end; a source in an "according to" clause is no
subject; and somebody whom nobody names ("the driver said") is in mind, too.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from kb.model import Kind, Mention, Span, Statement
from kb.resolve.agents.passages import paragraph

_SOMEBODY = re.compile(r"(?:the|an?|one|his|her|its|their|another)\s[^,]*?[^\Ws]", re.IGNORECASE)
_IN_MIND = 100  # agents
_OUT_OF_ORDER = 2000  # characters: a source is heard at its end, and its words may come first
NOBODY = ""  # the agent of somebody whom the article does not name


@dataclass(frozen=True, slots=True)
class Seen:
    """An agent named or meant at some place.

    Attributes:
        at: Where.
        agent: Whom; ``NOBODY`` for a person whom nobody names.
        strong: As a subject or source.
        reported: Inside the reported words of somebody.
        aside: As the source of an "according to".
    """

    at: int
    agent: str
    strong: bool
    reported: bool
    aside: bool = False


class _Stretches:
    """The stretches of some statements, found by a place that they touch."""

    def __init__(self, spans: Iterable[tuple[Span, int]]) -> None:
        """Take stretches with the position of their statement."""
        self._spans = sorted(spans, key=lambda each: each[0].start)
        self._starts = [span.start for span, _ in self._spans]
        self._longest = max((span.end - span.start for span, _ in self._spans), default=0)

    def near(self, place: Span) -> list[tuple[Span, int]]:
        """Give all that may touch a place."""
        first = bisect_left(self._starts, place.start - self._longest)
        return self._spans[first : bisect_right(self._starts, place.end)]


class Memory:
    """What has been read of an article, up to the place last read."""

    def __init__(self, body: str, statements: tuple[Statement, ...]) -> None:
        """Begin at the top."""
        self.body = body
        self.statements = [each for each in statements if each.kind is not Kind.NARRATOR]
        numbered = list(enumerate(self.statements))
        self.sources = _Stretches((span, at) for at, each in numbered for span in each.source)
        self._contents = _Stretches((span, at) for at, each in numbered for span in each.content)
        self._seen: list[Seen] = []
        self.latest: dict[str, int] = {}  # by agent: when it was seen last, counted in what was seen
        self.acted: dict[str, int] = {}  # likewise, as a subject or source
        self.speakers: list[tuple[int, str]] = []

    def notice(self, mention: Mention, agent: str) -> None:
        """Read past a mention that stands for an agent, or for a person without a name."""
        sourcing = self.sourcing(mention.span)
        strong = mention.subject and not sourcing  # of a source, only its speaker counts
        if agent or strong or sourcing:
            reported = bool(self.around(mention.span, sourcing))
            self._see(Seen(mention.span.start, agent, strong or not agent, reported))

    def hear(self, statement: Statement, agent: str) -> None:
        """Read past the source of a statement; without an agent, somebody unknown spoke."""
        at = statement.source[0]
        self.speakers.append((at.start, agent))
        aside = any("according" in cue.exact.lower() for cue in statement.cue)
        if agent or _SOMEBODY.fullmatch(at.exact):
            self._see(Seen(at.start, agent, not aside, bool(self.around(at, [statement])), aside))

    def last_speaker(self, at: int) -> str:
        """Give who spoke last before a place, in its paragraph or the one before."""
        start = self.paragraphs_back(at, 1)
        return next((agent for heard, agent in reversed(self.speakers) if start <= heard <= at), "")

    def around(self, span: Span, sourcing: list[Statement]) -> list[Statement]:
        """Give the statements in whose reported words a span stands, innermost first."""
        left_out = {each.id for each in sourcing}
        covering = sorted({at for part, at in self._contents.near(span) if part.covers(span)})
        found = [self.statements[at] for at in covering if self.statements[at].id not in left_out]
        return sorted(found, key=lambda each: sum(part.end - part.start for part in each.content))

    def sourcing(self, place: Span) -> list[Statement]:
        """Give the statements whose source touches a place."""
        touching = {at for span, at in self.sources.near(place) if span.overlaps(place)}
        return [self.statements[at] for at in sorted(touching)]

    def back_from(self, at: int, count: int) -> Iterator[Seen]:
        """Give what was seen before a place and at most some paragraphs back, latest first."""
        start = self.paragraphs_back(at, count)
        for seen in reversed(self._seen):
            if seen.at < start - _OUT_OF_ORDER:
                return
            if start <= seen.at < at:
                yield seen

    def in_mind(self) -> list[str]:
        """Give the agents seen last, latest first: no reader has all of a book in mind."""
        return list(islice(reversed(self.latest), _IN_MIND))

    def acted_after(self, at: int) -> bool:
        """Tell whether anybody was seen acting behind a place."""
        for seen in reversed(self._seen):
            if seen.at > at and seen.strong and seen.agent:
                return True
            if seen.at < at - _OUT_OF_ORDER:
                return False
        return False

    def paragraphs_back(self, at: int, count: int) -> int:
        """Give where the paragraph begins that lies some paragraphs before the one of a place."""
        start, _ = paragraph(self.body, at)
        for _ in range(count):
            while start > 0 and self.body[start - 1].isspace():
                start -= 1
            start, _ = paragraph(self.body, max(0, start - 1))
        return start

    def _see(self, seen: Seen) -> None:
        if seen.agent:
            self.latest.pop(seen.agent, None)
            self.latest[seen.agent] = len(self._seen)  # now the last one
            if seen.strong:
                self.acted[seen.agent] = len(self._seen)
        self._seen.append(seen)
