"""Decisions about agents → reviews in the store, with everything that follows from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kb import ids
from kb.config import Settings
from kb.errors import UsageError
from kb.model import Decision, Review
from kb.pipeline.clock import Clock, now
from kb.pipeline.library import Library
from kb.pipeline.reviewing import Outcome, Pen, recorded
from kb.pipeline.stores import opened
from kb.pipeline.whom import Whom
from kb.resolve.identities.strangers import difference_between
from kb.resolve.registry import Registry

WIKIDATA = "http://www.wikidata.org/entity/"
_QID = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d{0,14})", re.ASCII)


def merge(
    chosen: Settings, names: Sequence[str], into: str | None, reason: str, *, force: bool = False, clock: Clock = now
) -> Outcome:
    """Make agents one.

    Args:
        chosen: Which store, and who reviews.
        names: The agents: IRIs, identifiers or exact labels.
        into: Which of them, or which other, stays; by default a registered one, else the one most often mentioned.
        reason: Why.
        force: Also where the agents' types, entries elsewhere or the registry say that they are two.
        clock: Tells the time of the review.

    Raises:
        UsageError: no reason, fewer than two agents, or agents that cannot be one.
        QueryError: a name means nobody, or several.
        StoreError: the store cannot be written.
    """
    pen = Pen.of(chosen, reason, clock)
    wanted = [*names, *([into] if into else [])]
    if len({name.strip() for name in wanted}) < 2:
        raise UsageError("An agent cannot be merged with itself.", hint="Name two agents or more.")
    with _library(chosen, clock) as (library, whom):
        pen = pen.after(library.reviews)
        typed = [whom.meant(name) for name in wanted]
        found = tuple(dict.fromkeys(map(whom.identities.canonical, typed)))
        target = whom.identities.canonical(typed[-1]) if into else whom.foremost(found)
        others = [one for one in found if one != target]
        for other in others if not force else ():
            if difference := difference_between(whom.agent(other), whom.agent(target)):
                raise UsageError(
                    f"These cannot be one: {difference}.", hint="Merge others, or insist with --force if they are."
                )
        reviews = [
            pen.review(Decision.MERGE, (one,), f"{whom.named(one)} is {whom.named(target)}", into=target)
            for one in others
        ]
        nothing = f"They are one already, {whom.named(target)}; nothing changed."
        return recorded(reviews, library.review, nothing)


def split(
    chosen: Settings, name: str, parts: Sequence[str], docs: Sequence[str], reason: str, *, clock: Clock = now
) -> Outcome:
    """Take merged agents apart again, or tell that an agent of some articles is somebody else.

    Args:
        chosen: Which store, and who reviews.
        name: The agent.
        parts: Agents that were merged with it and are not it.
        docs: Articles that mean somebody else by its name; they get a new agent.
        reason: Why.
        clock: Tells the time of the review.

    Raises:
        UsageError: no reason, neither parts nor articles or both, parts that were never merged, or articles that do
            not mention the agent.
        QueryError: a name means nothing, or several.
        StoreError: the store cannot be written.
    """
    pen = Pen.of(chosen, reason, clock)
    if bool(parts) == bool(docs):
        raise UsageError(
            "A split needs either the agents to take out, or the articles that mean somebody else.",
            hint="kb agents split A B --reason …, or kb agents split A --article DOC --reason ….",
        )
    with _library(chosen, clock) as (library, whom):
        pen = pen.after(library.reviews)
        reviews = _split_off(whom, pen, name, docs) if docs else _taken_apart(whom, pen, name, parts)
        return recorded(reviews, library.review, "These articles mean somebody else already; nothing changed.")


def identify(
    chosen: Settings, entries: Sequence[tuple[str, str]], reason: str, *, force: bool = False, clock: Clock = now
) -> Outcome:
    """Record which Wikidata items agents are.

    Args:
        chosen: Which store, and who reviews.
        entries: Agent and item (``Q42``, or its address), in pairs.
        reason: Why.
        force: Also where the agent has another item, or another agent has this one.
        clock: Tells the time of the review.

    Raises:
        UsageError: no reason, no item, or an item that contradicts what is known.
        QueryError: a name means nobody, or several.
        StoreError: the store cannot be written.
    """
    pen, items = Pen.of(chosen, reason, clock), [(name, _entry(item)) for name, item in entries]
    with _library(chosen, clock) as (library, whom):
        pen = pen.after(library.reviews)
        reviews = []
        for name, entry in items:
            agent = whom.identities.canonical(whom.meant(name))
            known = whom.same_as(agent)
            if known == entry:
                continue
            if not force:
                _refuse_second_entry(whom, agent, entry, known)
            summary = f"{whom.named(agent)} is {entry.removeprefix(WIKIDATA)} of Wikidata"
            reviews.append(pen.review(Decision.IDENTIFY, (agent,), summary, into=entry))
        return recorded(reviews, library.review, "That is known already; nothing changed.")


def _split_off(whom: Whom, pen: Pen, name: str, docs: Sequence[str]) -> tuple[Review, ...]:
    agent = whom.identities.canonical(whom.meant(name))
    articles = tuple(sorted({whom.doc(doc) for doc in docs}))
    other = ids.split_agent(agent, articles)
    if any(one.into == other for one in whom.identities.surviving):  # split before, and perhaps merged again
        joined = whom.identities.joining(agent, other)
        return (_undone(whom, pen, agent, other, joined),) if joined else ()
    strange = [doc for doc in articles if agent not in whom.present(doc)]
    if strange:
        raise UsageError(
            f"{strange[0]} does not mention {whom.named(agent)}.",
            hint=f"`kb agents show {agent}` lists the articles that do.",
        )
    summary = f"{whom.named(agent)} in {', '.join(articles)} is somebody else, {other}"
    return (pen.review(Decision.SPLIT, (agent,), summary, into=other, docs=articles),)


def _taken_apart(whom: Whom, pen: Pen, name: str, parts: Sequence[str]) -> tuple[Review, ...]:
    standing = whom.meant(name)
    reviews: list[Review] = []
    for part in parts:
        found = whom.meant(part, among=standing)
        whole = standing if found != standing else whom.meant(name, among=standing)  # a merged one's label leads there
        joined = whom.identities.joining(whole, found)
        if not joined:
            raise UsageError(
                f"No review made {whom.named(whole)} and {whom.named(found)} one.",
                hint=f"`kb agents show {whole}` lists what was merged; --article DOC splits mentions off.",
            )
        withdrawn = {one for review in reviews for one in review.withdraws}
        if not {one.id for one in joined} <= withdrawn:
            reviews.append(_undone(whom, pen, whole, found, joined))
    return tuple(reviews)


def _undone(whom: Whom, pen: Pen, whole: str, part: str, joined: Iterable[Review]) -> Review:
    summary = f"{whom.named(part)} is not {whom.named(whole)}"
    about = tuple(sorted({whole, part}))
    return pen.review(Decision.UNDO, about, summary, withdraws=tuple(sorted(one.id for one in joined)))


def _refuse_second_entry(whom: Whom, agent: str, entry: str, known: str) -> None:
    if known:
        raise UsageError(f"{whom.named(agent)} is {known} already.", hint="Leave it so, or insist with --force.")
    if holder := whom.holder(entry):
        raise UsageError(
            f"{entry} is {whom.named(holder)} already.", hint=f"`kb agents merge {agent} {holder}` makes them one."
        )


def _entry(item: str) -> str:
    found = _QID.fullmatch(item.strip())
    if not found:
        raise UsageError(f"{item!r} is no Wikidata item.", hint="Write AGENT=Q42.")
    return WIKIDATA + found[1]


@contextmanager
def _library(chosen: Settings, clock: Clock) -> Iterator[tuple[Library, Whom]]:
    """Open the store under its lock, with everybody in it."""
    registry = Registry.load(Path(chosen.registry) if chosen.registry else None)
    with opened(chosen, writing=True, creating=False) as store, Library(store, chosen, clock) as library:
        yield library, Whom(store, library.standing, registry)
