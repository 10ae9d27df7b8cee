"""Mentions and the words of their articles → events."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from kb.resolve.same_event.decision import Weights, at_odds, likelihood, reasons, shipped
from kb.resolve.same_event.evidence import Setting, evidence
from kb.resolve.same_event.linkage import groups
from kb.resolve.same_event.pairing import pairs_of
from kb.resolve.same_event.stories import Stories, stories_of
from kb.resolve.same_event.told import Told, Words


@dataclass(frozen=True, slots=True)
class Link:
    """Two mentions of one event, how likely they are that, and why."""

    left: str
    right: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Mentions that tell of one occurrence.

    Attributes:
        mentions: Their identifiers, sorted; the first one names the event.
        links: The pairs among them that show it, by identifiers.
    """

    mentions: tuple[str, ...]
    links: tuple[Link, ...] = ()

    @property
    def id(self) -> str:
        """The least mention: a function of the partition, not of the order in which articles came."""
        return self.mentions[0]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A pair of mentions with its evidence."""

    left: Told
    right: Told
    figures: tuple[float, ...]

    def likelihood(self, weights: Weights) -> float:
        """Give the probability that it is one event; ``-inf`` where it cannot be."""
        return -inf if at_odds(self.left, self.right) else likelihood(self.figures, weights)


def same_events(
    mentions: Iterable[Told], articles: Iterable[Words], weights: Weights | None = None
) -> tuple[Event, ...]:
    """Group mentions by the event that they tell.

    Args:
        mentions: Each with an identifier of its own.
        articles: The words of every article that has a mention.
        weights: Others than those that are shipped.

    Returns:
        Events by identifier; every mention is in exactly one, most are alone.
    """
    known = weights or shipped()
    events: list[Event] = []
    stories = stories_of(articles)
    for members in in_stories(mentions, stories):
        pairs = {(pair.left.id, pair.right.id): pair for pair in weighed(members, stories)}
        likely = {key: pair.likelihood(known) for key, pair in pairs.items()}
        links = {
            key: Link(*key, round(likely[key], 4), reasons(pair.figures, known))
            for key, pair in pairs.items()
            if likely[key] >= known.least
        }
        found = groups((one.id for one in members), likely, known.least, known.apart)
        events.extend(_events(found, links))
    return tuple(sorted(events, key=lambda event: event.id))


def in_stories(mentions: Iterable[Told], stories: Stories) -> Iterator[list[Told]]:
    """Give the mentions of each story that has some, sorted; an article of which no words are known stands alone."""
    by_article: dict[str, list[Told]] = defaultdict(list)
    for mention in mentions:
        by_article[mention.article].append(mention)
    known = {article for story in stories.members for article in story}
    for story in (*stories.members, *((article,) for article in sorted(by_article.keys() - known))):
        members = sorted((one for article in story for one in by_article[article]), key=lambda one: one.id)
        if members:
            yield members


def weighed(members: Sequence[Told], stories: Stories) -> Iterator[Weighed]:
    """Give the pairs of a story that are worth it, with their evidence."""
    often = Counter((one.article, one.head) for one in members)
    for left, right in pairs_of(members):
        times = often[left.article, left.head], often[right.article, right.head]
        setting = Setting(stories.alike(left.article, right.article), times)
        yield Weighed(left, right, evidence(left, right, setting))


def _events(found: Sequence[tuple[str, ...]], links: Mapping[tuple[str, str], Link]) -> Iterator[Event]:
    """Give each group its links."""
    group = {name: at for at, names in enumerate(found) for name in names}
    inside: dict[int, list[Link]] = defaultdict(list)
    for (left, right), link in sorted(links.items()):
        if group[left] == group[right]:
            inside[group[left]].append(link)
    yield from (Event(names, tuple(inside[at])) for at, names in enumerate(found))
