"""Whom "he", "the secretary" and "the ministry" mean.

A reader keeps in mind who was named last, subjects before others. Somebody whose words are reported stays in mind when
their words end, so what stands *inside* reported words does not change whom the next "he said" means; and a source in
an "according to" clause is no subject.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from kb.model import AgentType, Kind, Mention, Span, Statement
from kb.resolve.cast import Cast, Figure
from kb.resolve.names import BODY_NOUNS, FIRM_NOUNS, MEDIA_NOUNS, is_role_noun, key, plain, title_words, without_article
from kb.resolve.passages import is_quoted, paragraph, sentence
from kb.resolve.registry import MEDIA

PRONOUNS = {"he": "m", "his": "m", "himself": "m", "she": "f", "herself": "f", "they": "", "it": ""}
_NO_ANTECEDENT = frozenset({"him", "her", "hers", "them", "their", "its", "i", "we", "you", "who", "us", "me"})
_DEFINITE = re.compile(r"(?:the|this|that)\s+", re.IGNORECASE)
_TAIL = re.compile(r"\s(?:of|for|at|in|from|on|to|with|who|which|that)\s|,")
_REACH = 3  # paragraphs back that a pronoun reaches


@dataclass(frozen=True, slots=True)
class _Seen:
    """An agent named or meant at some place, as a subject or source, and inside reported words or not."""

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


class Discourse:
    """What a reader of an article has in mind, up to the place last read."""

    def __init__(self, cast: Cast, statements: tuple[Statement, ...]) -> None:
        """Begin at the top of the article."""
        self._cast, self._body = cast, cast.article.body
        self._statements = [each for each in statements if each.kind is not Kind.NARRATOR]
        numbered = list(enumerate(self._statements))
        self._sources = _Stretches((span, at) for at, each in numbered for span in each.source)
        self._contents = _Stretches((span, at) for at, each in numbered for span in each.content)
        self._seen: list[_Seen] = []
        self._latest: dict[str, int] = {}  # position in _seen, by agent
        self._acted: dict[str, int] = {}  # likewise, where it was strong
        self._speakers: list[tuple[int, str]] = []

    def notice(self, mention: Mention, agent: str) -> None:
        """Read past a mention that stands for an agent."""
        sourcing = self._sourcing(mention.span)
        strong = mention.subject and not sourcing  # of a source, only its speaker counts
        self._see(_Seen(mention.span.start, agent, strong, bool(self._around(mention.span, sourcing))))

    def hear(self, statement: Statement, agent: str) -> None:
        """Read past the source of a statement; without an agent, somebody unknown spoke."""
        at = statement.source[0]
        self._speakers.append((at.start, agent))
        aside = any("according" in cue.exact.lower() for cue in statement.cue)
        if agent:
            self._see(_Seen(at.start, agent, not aside, bool(self._around(at, [statement])), aside))

    def meant(self, mention: Mention) -> str:
        """Give the agent that a pronoun or role noun stands for, or nothing."""
        words = plain(mention.span.exact).casefold()
        if words == "her" and any(mention.span == span for span, _ in self._sources.near(mention.span)):
            words = "she"  # "her demand that …"
        if words in ("her", "him") and re.match(r"\s+as\s+\w+ing\b", self._body[mention.span.end :][:20]):
            words = {"her": "she", "him": "he"}[words]  # "quoted her as saying"
        if words in _NO_ANTECEDENT:
            return ""
        bare = without_article(mention.span.exact)
        if any(map(str.isupper, bare if bare != mention.span.exact else bare[1:])):
            named = self._cast.named(mention.span.exact) or self._side(mention.span.exact)
            if named:
                return named
        if is_quoted(self._body, mention.span.start):
            return ""
        if words in ("they", "it"):
            return self._speaking_body(mention, words)
        if words in PRONOUNS:
            return self._person(mention, PRONOUNS[words])
        return self._holder(mention) if _DEFINITE.match(words) else ""

    def last_speaker(self, at: int) -> str:
        """Give who spoke last before a place, in its paragraph or the one before."""
        start = self._paragraphs_back(at, 1)
        return next((agent for heard, agent in reversed(self._speakers) if start <= heard <= at), "")

    def _around(self, span: Span, sourcing: list[Statement]) -> list[Statement]:
        """Give the statements in whose reported words a span stands, innermost first."""
        left_out = {each.id for each in sourcing}
        covering = sorted({at for part, at in self._contents.near(span) if part.covers(span)})
        found = [self._statements[at] for at in covering if self._statements[at].id not in left_out]
        return sorted(found, key=lambda each: sum(part.end - part.start for part in each.content))

    def _sourcing(self, place: Span) -> list[Statement]:
        """Give the statements whose source touches a place."""
        touching = {at for span, at in self._sources.near(place) if span.overlaps(place)}
        return [self._statements[at] for at in sorted(touching)]

    def _see(self, seen: _Seen) -> None:
        self._latest[seen.agent] = len(self._seen)
        if seen.strong:
            self._acted[seen.agent] = len(self._seen)
        self._seen.append(seen)

    def _person(self, mention: Mention, sex: str) -> str:
        sourcing = self._sourcing(mention.span)
        around = self._around(mention.span, sourcing)
        later = self._announced(mention, around, sex)
        if later:
            return later
        start = self._paragraphs_back(mention.span.start, _REACH)
        recent = [
            seen
            for seen in reversed(self._seen)
            if start <= seen.at < mention.span.start and self._fits(self._cast.figures[seen.agent], sex)
        ]
        here, _ = paragraph(self._body, mention.span.start)
        foremost = [seen for seen in recent if seen.strong and (around or not seen.reported)]
        near = [seen for seen in recent if seen.at >= here]
        aside = [seen for seen in near if seen.aside] if sourcing and not any(seen.strong for seen in near) else []
        for subset in (
            [seen for seen in near if seen in foremost],
            aside,  # "According to Ruiz, the lake is clean. It was drained twice, she said."
            foremost,
            [seen for seen in recent if seen.strong],
            recent,
        ):
            if subset:
                if sourcing and subset[0] in near and len({seen.agent for seen in near}) == 1:
                    figure = self._cast.figures[subset[0].agent]
                    figure.gender = figure.gender or sex  # nobody else was there to be "she"
                return subset[0].agent
        return ""

    def _announced(self, mention: Mention, around: list[Statement], sex: str) -> str:
        """Give the named speaker who only comes after the words ("He was never asked, Mr. Ruiz said"), or nothing."""
        for statement in around:
            for source in statement.source:
                for span, agent in sorted(self._cast.links.items()):
                    if source.covers(span) and span.start > mention.span.end:
                        return agent if self._fits(self._cast.figures[agent], sex) else ""
        return ""

    @staticmethod
    def _fits(figure: Figure, sex: str) -> bool:
        return figure.agent.type is AgentType.PERSON and not (sex and figure.gender and figure.gender != sex)

    def _speaking_body(self, mention: Mention, pronoun: str) -> str:
        """Give the body or group that a "they" or "it" goes on for: as a source, or as the first subject of its words.

        "The union said it would strike. It added …" are read; "the strike, which it …" is left open.
        """
        at = mention.span.start
        heard = self._speakers[-1] if self._speakers else (-1, "")
        sourcing = bool(self._sourcing(mention.span))
        first = mention.subject and not any(seen.at > heard[0] and seen.strong for seen in self._seen)
        if not sourcing and not (first and self._around(mention.span, []) and self._one_sentence(heard[0], at)):
            return ""
        speaker = self._cast.figures.get(heard[1] if not sourcing else self.last_speaker(at))
        kinds = (AgentType.ORGANIZATION, AgentType.PLACE) if pronoun == "it" else (AgentType.GROUP,)
        return speaker.agent.id if speaker and speaker.agent.type in kinds else ""

    def _one_sentence(self, left: int, right: int) -> bool:
        return left >= 0 and sentence(self._body, left, left) == sentence(self._body, right, right)

    def _side(self, text: str) -> str:
        """Give the state that "the Dutch side" is."""
        words = without_article(plain(text)).split()
        state = self._cast.registry.demonym(" ".join(words[:-1])) if words[-1].casefold() == "side" else None
        return self._cast.add(state) if state else ""

    def _holder(self, mention: Mention) -> str:
        """Give the latest figure that "the …" describes by its office, its kind, or a word of its name.

        Of several bodies that fit, one must have acted ("the union said"); else the words are left open.
        """
        text = _TAIL.split(_DEFINITE.sub("", plain(mention.span.exact), count=1), maxsplit=1)[0]
        *before, head = text.split() or [""]
        state = next((found.id for word in before if (found := self._cast.registry.demonym(word))), "")
        proper = {key(word) for word in before if word[:1].isupper() and not self._cast.registry.demonym(word)}
        fitting = {
            agent
            for agent in self._latest
            if self._described(self._cast.figures[agent], head.casefold(), proper) and self._belongs(agent, state)
        }
        acted = fitting & self._acted.keys()
        bodies = [agent for agent in fitting if self._cast.figures[agent].agent.type is not AgentType.PERSON]
        if acted:
            return max(acted, key=self._acted.__getitem__)
        if fitting and len(bodies) < 2:
            return max(fitting, key=self._latest.__getitem__)
        return ""

    def _described(self, figure: Figure, head: str, proper: set[str]) -> bool:
        """Tell whether a noun, with the names that stand before it, may describe a figure."""
        agent, kind = figure.agent, self._cast.registry.kind(figure.agent.id)
        names = {word for name in (agent.name, *agent.aliases) for word in key(name).split()}
        if not proper <= names | figure.titles:
            return False
        if agent.type is AgentType.PERSON:
            held = figure.titles | ({"envoy"} if "ambassador" in figure.titles else set())
            return is_role_noun(head) and bool(title_words(head) & held)
        if head in MEDIA_NOUNS and kind in MEDIA:
            return kind == MEDIA_NOUNS[head]
        if head in FIRM_NOUNS:
            return agent.type is AgentType.ORGANIZATION and not kind
        body = agent.type is not AgentType.GROUP  # spokespeople of the council are not the council
        return body and head in BODY_NOUNS and (head in names or head == kind)

    def _belongs(self, agent: str, state: str) -> bool:
        """Tell whether an agent may belong to a state; a person of whom nothing is known may, a body may not."""
        entry = self._cast.registry.entry(agent)
        bodies = [agent, *(office.body for office in entry.offices)] if entry else []
        known = {found for body in bodies if (found := self._cast.registry.state_of(body))}
        unknown = not known and self._cast.figures[agent].agent.type is AgentType.PERSON
        return not state or unknown or state in known

    def _paragraphs_back(self, at: int, count: int) -> int:
        start, _ = paragraph(self._body, at)
        for _ in range(count):
            while start > 0 and self._body[start - 1].isspace():
                start -= 1
            start, _ = paragraph(self._body, max(0, start - 1))
        return start
