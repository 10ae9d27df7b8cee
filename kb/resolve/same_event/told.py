"""What is known of a mention of an event, and of the article that it stands in, free of any parser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.model import Interval

Bag = frozenset[str]
"""Lower-case lemmas, words of names, or figures."""


@dataclass(frozen=True, slots=True)
class Told:
    """One mention of an event.

    Attributes:
        id: Its own, in whatever form the caller uses; mentions are ordered by it.
        article: Identifier of the article.
        head: Lemma of the word that names the event, with its particle ("sign", "earthquake", "check out").
        relations: Classes of relations that its words can stand for, as propositions name them.
        words: Content lemmas of the words that name it, the head's among them.
        nominal: Told by a noun ("the signing"), not by a verb.
        subject: Who does it, as lemmas and words of names; empty where nobody is told.
        object: Whom or what it is done to.
        figures: Times and numbers of its sentence, in any form that is equal for equal ones.
        which: Ordinals and years that tell it from others of its kind ("the sixth round", "the 2016 vote").
        days: When it happened, where that is known.
    """

    id: str
    article: str
    head: str
    relations: Bag = frozenset()
    words: Bag = frozenset()
    nominal: bool = False
    subject: Bag = frozenset()
    object: Bag = frozenset()
    figures: Bag = frozenset()
    which: Bag = frozenset()
    days: Interval | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """How often an article uses its content words.

    Attributes:
        article: Its identifier.
        common: Word → occurrences, names and numbers left out.
        names: Word of a name, or number → occurrences.
    """

    article: str
    common: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, int] = field(default_factory=dict)
