"""Who bears a name and what office a text gives them: what is read of persons beyond the link."""

from __future__ import annotations

from dataclasses import dataclass

from kb.model.text import Span
from kb.model.tokens import DoubtKind, Hold


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office that a text gives somebody; on which days it was printed, the article tells.

    Attributes:
        span: The words around the name that tell: "spokesperson of the Fisheries Ministry".
        agent: Identifier of who holds, held or will hold it.
        office: Words of the office without body and articles, in lower case: "spokesperson", "deputy director".
        body: Identifier of the body or state it is an office of, or empty.
        hold: Whether it is held, was held before, or is about to be taken.
    """

    span: Span
    agent: str
    office: str
    body: str = ""
    hold: Hold = Hold.HELD


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """Why two agents of one name are not taken for one person.

    Attributes:
        kind: Which evidence speaks against it.
        agents: Identifiers of the two, sorted.
        docs: The two articles that the evidence stands in, that of the first agent first.
        told: What each tells, in the same order; empty where nothing tells.
        reason: All of it in a sentence.
    """

    kind: DoubtKind
    agents: tuple[str, str]
    docs: tuple[str, str]
    told: tuple[str, str]
    reason: str


@dataclass(frozen=True, slots=True)
class Parting:
    """One of several persons of one name: what the articles that mean this one link to.

    Attributes:
        agent: Identifier of the agent that the name alone gives, as read.
        into: Identifier of the person whom these articles mean; the same for those who keep it.
        docs: Names of the articles, sorted by day and name.
        doubts: What keeps this person apart from others of the name.
    """

    agent: str
    into: str
    docs: tuple[str, ...]
    doubts: tuple[Doubt, ...]
