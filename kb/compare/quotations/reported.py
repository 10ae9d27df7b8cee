"""Pieces: what somebody is reported to have said, sentence by sentence, and what quotation marks vouch for in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from kb.compare.positions.stance.lexicon import Phrases, phrase_at, phrases_of
from kb.compare.source import Source
from kb.compare.telling.outlets import outlet_of
from kb.compare.telling.sentences import Sentences, sentences_of
from kb.compare.telling.wordings import Name, Wording, named_in
from kb.model import AgentType, Certainty, Evidence, Interval, Kind, Record, Role, Span, Statement, TimeOf
from kb.neighbours import Key
from kb.wording import name_words, quoted_stretches, words_in

WEEK = 7
"""Days within which reports of one utterance meet."""

_WORDS = 8  # names and words of a piece under which it is looked for
_PAIRED = 4  # of these, as many in pairs, which need no day
_SPOKEN_FOR = re.compile(r"\bspokes|\bpress secretary\b|\bambassador\b", re.IGNORECASE)
_ON_BEHALF = (Role.SPOKESPERSON, Role.PRINCIPAL)


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence of what a statement says.

    Attributes:
        statement, article: Identifiers.
        outlet: For explanations, with the day of print.
        day: Of publication, where known well enough to count from.
        span: The sentence.
        marked: Ranges of the article in it that stand inside quotation marks.
        cue: The word of saying, folded.
        voices: Names of who says it: the speaker, and whom the speaker speaks for.
        callers: The last word of each of these names, sorted.
        name: How to call the speaker.
        wording: Of all of it; ``own`` has the words that stand outside quotation marks.
        proposition: The first clause in it, or empty.
        saying: The cue is a word of saying, and not of something done to somebody.
        asserted: A clause of it is told as so, or as likely.
        spoken: Days on which it was said, where the statement dates the saying.
    """

    statement: str
    article: str
    outlet: str
    day: date | None
    span: Span
    marked: tuple[tuple[int, int], ...]
    cue: str
    voices: frozenset[Name]
    callers: tuple[str, ...]
    name: str
    wording: Wording
    own: Wording
    proposition: str
    saying: bool
    asserted: bool
    spoken: tuple[Interval, ...] = ()

    @property
    def id(self) -> str:
        """Name it by its statement and place."""
        return f"{self.statement}:{self.span.start:09d}"

    @property
    def text(self) -> str:
        """Give the words on one line."""
        return " ".join(self.span.exact.split())

    @property
    def vouched(self) -> bool:
        """Tell whether all of it stands inside quotation marks."""
        letters = sum(map(str.isalpha, self.span.exact))
        inside = sum(
            map(
                str.isalpha, "".join(self.span.exact[s - self.span.start : e - self.span.start] for s, e in self.marked)
            )
        )
        return inside == letters

    @property
    def evidence(self) -> Evidence:
        """Give it as evidence."""
        return Evidence(self.statement, self.span, self.proposition)


def pieces_of(source: Source) -> tuple[Piece, ...]:
    """Give the sentences of all that somebody is reported to have said, in the order of the statements."""
    sentences = source.once(sentences_of)
    return tuple(piece for statement in source.record.statements for piece in _pieces(source, statement, sentences))


def _pieces(source: Source, statement: Statement, sentences: Sentences) -> Iterator[Piece]:
    record = source.record
    speaking = _speaking(statement, record)
    voices = frozenset(map(name_words, speaking)) - {frozenset()}
    if statement.kind is Kind.NARRATOR or not voices:
        return
    outlet = outlet_of(record)[1] or record.article.doc
    label = f"{outlet} ({record.article.published})" if record.article.published else outlet
    names = [hop.name for hop in statement.chain if hop.agent == statement.speaker and hop.name]
    spoken = tuple(
        time.interval
        for time in statement.times
        if time.of is TimeOf.SPEECH and time.interval.earliest and time.interval.latest
    )
    for content in statement.content:
        marked = tuple((content.start + s, content.start + e) for s, e in quoted_stretches(content.exact))
        if statement.kind is Kind.DIRECT and not marked:
            marked = ((content.start, content.end),)
        for span in _sentences(content, sentences):
            named = named_in(source, span)
            wording = Wording.of(span, named)
            yield Piece(
                statement=statement.id,
                article=record.article.id,
                outlet=label,
                day=record.article.day,
                span=span,
                marked=tuple(
                    (max(s, span.start), min(e, span.end)) for s, e in marked if s < span.end and span.start < e
                ),
                cue=" ".join(one.exact for one in statement.cue).casefold(),
                voices=voices,
                callers=tuple(sorted(set(filter(None, map(_last_word, speaking))))),
                name=names[-1] if names else statement.speaker.removeprefix("agent/"),
                wording=wording,
                own=Wording.of(span, named, without=marked) if marked else wording,
                proposition=_clause(statement, span),
                saying=_is_saying(" ".join(one.exact for one in statement.cue)),
                asserted=_is_asserted(statement, span),
                spoken=spoken,
            )


def _speaking(statement: Statement, record: Record) -> frozenset[str]:
    """Give who speaks; with a spokesperson, also the body spoken for and what it belongs to, up to its country."""
    speaking = {
        hop.agent
        for hop in statement.chain
        if hop.agent and (hop.role in _ON_BEHALF or (hop.role is Role.SPEAKER and hop.agent == statement.speaker))
    }
    agents = {agent.id: agent for agent in record.agents}
    waiting = [one.body for one in record.tenures if one.agent in speaking and _SPOKEN_FOR.search(one.office)]
    while waiting:
        body = waiting.pop()
        if body and body not in speaking:
            speaking.add(body)
            known = agents.get(body)
            waiting += known.part_of if known and known.type is not AgentType.PLACE else ()
    return frozenset(speaking)


def _last_word(agent: str) -> str:
    """Give the word by which a person is called at second mention, and a body often."""
    known = name_words(agent)
    return next((word for word in reversed(agent.rsplit("/", maxsplit=1)[-1].split("-")) if word in known), "")


def _sentences(content: Span, sentences: Sentences) -> Iterator[Span]:
    """Cut content between sentences; without the text, it is one."""
    first, last = sentences.at(content.start), sentences.at(content.end - 1)
    bounds = [content.start, *(sentences.start(number) for number in range(first + 1, last + 1)), content.end]
    for start, end in pairwise(bounds):
        words = content.exact[start - content.start : end - content.start]
        yield Span(start, start + len(words.rstrip()), words.rstrip())


@lru_cache(maxsize=1 << 12)
def _is_saying(cue: str) -> bool:
    words = [word.text for word in words_in(cue)]
    return not words or any(phrase_at(words, at, _saying()) for at in range(len(words)))


@cache
def _saying() -> Phrases:
    table = tomllib.loads(Path(__file__).with_name("reported.toml").read_text(encoding="utf-8"))
    return phrases_of(table["saying"]["words"])


def _is_asserted(statement: Statement, span: Span) -> bool:
    """Tell whether it is told as so; "[wanted] to close the port" is not."""
    sure = (Certainty.CERTAIN, Certainty.PROBABLE)
    return not span.exact.startswith("to ") and any(
        one.certainty in sure and any(place.overlaps(span) for place in one.span) for one in statement.propositions
    )


def _clause(statement: Statement, span: Span) -> str:
    inside = [(place.start, one.id) for one in statement.propositions for place in one.span if place.overlaps(span)]
    return min(inside)[1] if inside else ""


# -- which pieces meet ------------------------------------------------------------------------------------------------


def one_voice(left: Piece, right: Piece) -> frozenset[Name]:
    """Give the names of a speaker that two pieces share; empty where two speak."""
    return frozenset(
        name for one in left.voices for other in right.voices if one <= other or other <= one for name in (one, other)
    )


def said_on_other_days(left: Piece, right: Piece) -> bool:
    """Tell whether the days of saying differ: "said in January", "said on Thursday".

    What is not dated was said in the week before it came out.
    """
    ours, theirs = _said_within(left), _said_within(right)
    dated = bool((left.spoken or right.spoken) and ours and theirs)
    return dated and not any(one.overlaps(other) for one in ours for other in theirs)


def _said_within(piece: Piece) -> tuple[Interval, ...]:
    return piece.spoken or ((Interval(piece.day - timedelta(days=WEEK), piece.day),) if piece.day else ())


def speaker_keys(piece: Piece) -> Iterator[Key]:
    """Give the speaker with each of the rarest words and the week of print, and with two of them, whatever the week."""
    words = piece.wording.keys(_WORDS, piece.voices)
    weeks = (piece.day.toordinal() // WEEK, piece.day.toordinal() // WEEK + 1) if piece.day else ()
    for speaker in piece.callers:
        yield from ((speaker, word, week) for word in words for week in weeks)
        few = sorted(words[:_PAIRED])
        yield from ((speaker, one, other) for at, one in enumerate(few) for other in few[at + 1 :])


def word_order(piece: Piece) -> tuple[list[str], str]:
    """Set pieces of like words beside each other, then those of like days."""
    return piece.wording.keys(2, piece.voices), str(piece.day or "")
