"""Whom somebody speaks for: "his lawyer", "Olsen's agent", and whom a lawyer calls "my client".

Whoever is introduced as another's lawyer or spokesman speaks of that other: in "her lawyer said she would appeal" it
is not the lawyer who appeals. A lawyer's client is whose lawyer the article calls them; else the only person of the
article that holds no office at the trial, and so is "the defendant".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kb.model import AgentType, Span, Statement
from kb.resolve.agents.cast import Cast
from kb.resolve.agents.figures import Figure
from kb.resolve.agents.names import title_words

CLIENT = "client"
_LAWYERS = frozenset({"lawyer", "attorney", "solicitor", "barrister", "counsel", "advocate", "defender"})
_SPEAK_FOR = _LAWYERS | {"spokesman", "spokeswoman", "spokesperson", "agent", "publicist", "representative"}
_AT_COURT = _LAWYERS | {  # in the form of title_words
    *("judge", "justice", "magistrate", "prosecutor", "coroner", "juror", "clerk", "witness", "victim", "plaintiff"),
    *("police", "constable", "officer", "detective", "inspector", "sergeant", "expert", "spokesperson", "professor"),
    *("analyst", "reporter", "journalist", "correspondent", "minister", "president", "governor"),
}
_OWNED = re.compile(
    r"(?P<whose>(?:his|her|their)(?=\s)|(?:[A-Z][\w.-]*\s+){0,3}[A-Z][\w.-]*[’'](?:s\b)?)\s+(?:[a-z-]+\s+){0,2}?"
    rf"(?P<noun>{'|'.join(sorted(_SPEAK_FOR))})s?\b"
)
_BEFORE = re.compile(r"[A-Za-z-]+ $")
_SEXES = {"his": "m", "her": "f"}


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose lawyer or spokesman a source is.

    Attributes:
        span: The words for them.
        sex: What a pronoun tells, or empty.
        lawyer: The source is a lawyer.
    """

    span: Span
    sex: str
    lawyer: bool

    @property
    def is_pronoun(self) -> bool:
        """Tell "his lawyer" from "Olsen's lawyer"."""
        return self.span.exact.casefold() in ("his", "her", "their")


def owner_of(statement: Statement) -> Owner | None:
    """Give for whom the source of a statement speaks, or nothing."""
    for source in statement.source:
        text = source.exact[:1].lower() + source.exact[1:] if source.exact.startswith(("His", "Her")) else source.exact
        if found := _OWNED.match(text):
            span = Span(source.start, source.start + found.end("whose"), source.exact[: found.end("whose")])
            return Owner(span, _SEXES.get(found["whose"], ""), found["noun"] in _LAWYERS)
    return None


def client_of(cast: Cast, statement: Statement, speaker: str, statements: Iterable[Statement]) -> str:
    """Give the person whom the lawyer that speaks here calls a client, or nothing.

    Args:
        cast: Who appears in the article; it has been read, so that all its mentions are linked.
        statement: What the lawyer says.
        speaker: The lawyer's agent, if it is known.
        statements: All of the article.
    """
    figure = cast.figures.get(speaker)
    told = title_words(" ".join(source.exact for source in statement.source))
    lawyer = bool(_LAWYERS & (told | (figure.titles if figure else frozenset())))
    for each in (statement, *statements):
        owner = owner_of(each)
        if owner is not None and owner.lawyer and (each is statement or (speaker and _names(cast, each, speaker))):
            lawyer = True
            if principal := cast.principals.get(each.id, ""):
                return principal
    return tried_in(cast, but=speaker) if lawyer else ""


def tried_in(cast: Cast, *, but: str = "") -> str:
    """Give the only person of an article that holds no office at a trial, or nothing.

    Args:
        cast: Who appears in the article.
        but: An agent that is not meant.
    """
    found = [
        figure.agent.id
        for figure in cast.figures.values()
        if figure.agent.type is AgentType.PERSON and figure.agent.id != but and not _holds_office(cast, figure)
    ]
    return found[0] if len(found) == 1 else ""


def _holds_office(cast: Cast, figure: Figure) -> bool:
    """Tell whether somebody is at a trial by their office; "judge Ana Kerr" need not be printed with a capital."""
    words = (_BEFORE.search(cast.article.body, max(0, span.start - 40), span.start) for span in figure.seen)
    told = figure.titles | title_words(" ".join(found[0] for found in words if found))
    return bool(told & _AT_COURT) and not figure.former & _AT_COURT


def _names(cast: Cast, statement: Statement, agent: str) -> bool:
    return any(
        cast.links[span] == agent for part in statement.source for span in cast.links.touching(part.start, part.end)
    )
