"""Decisions about discrepancies, links between claims and doubts → reviews in the store, with all that follows."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from kb import ids
from kb.config import Settings
from kb.errors import UsageError
from kb.graph.review import GRAPH, reviews_from
from kb.model import Decision, DiscrepancyKind, DoubtKind, LinkKind, Review
from kb.pipeline.checking import CheckedWrites
from kb.pipeline.clock import Clock, now
from kb.pipeline.library import Library
from kb.pipeline.reviewing import Outcome, Pen, recorded
from kb.pipeline.settling import leave_claims_alone, settle
from kb.pipeline.stores import opened
from kb.ports import Store
from kb.query.matters import Matter, Sort, evidence, grounds, matter, matters, name_meant
from kb.terminal import shortened
from kb.verdicts import VERDICTS, Verdicts, surviving

_KINDS = (*map(str, (*Sort, *DiscrepancyKind, *LinkKind, *DoubtKind)),)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_BACK, _AGAIN = "taken back: ", "holds again: "
_SORTS = {"discrepancy": Sort.DISCREPANCY, "claim-link": Sort.LINK, "doubt": Sort.DOUBT}
_LONGEST = 160  # characters of an explanation in the one line of a review


def waiting(
    chosen: Settings,
    kinds: Sequence[str] = (),
    *,
    everything: bool = False,
    limit: int | None = None,
    clock: Clock = now,
) -> tuple[Matter, ...]:
    """Give what waits for a person: discrepancies and doubts that nobody decided about, and suggested links.

    Args:
        chosen: Which store.
        kinds: Only these sorts (``discrepancy``, ``link``, ``doubt``) or kinds (``date``, ``same``, ``trade`` …).
        everything: Also what was decided, of nodes that are gone, too, and links that stand by their evidence.
        limit: Most to give.
        clock: Tells today, for waivers end.

    Raises:
        UsageError: there is no such kind.
    """
    wanted = set(kinds)
    if strange := sorted(wanted - {*_KINDS}):
        raise UsageError(
            f"There is nothing of the kind {strange[0]!r} to review.", hint=f"Choose of: {', '.join(_KINDS)}."
        )
    with opened(chosen) as store:
        verdicts = Verdicts(_reviews(store))
        found = [_with_verdict(one, verdicts) for one in matters(store, everything=everything)]
        found += _gone(found, verdicts) if everything else ()
    today = clock().date()
    kept = [
        one
        for one in found
        if (not wanted or one.sort in wanted or one.kind in wanted) and (everything or one.waits(today))
    ]
    return tuple(kept[:limit])


def examined(chosen: Settings, name: str, *, clock: Clock = now) -> dict[str, Any]:
    """Give all there is to see before one decides: what it says, the words on each side, what was decided so far.

    Raises:
        QueryError: nothing has that name, or several things do.
    """
    with opened(chosen) as store:
        reviews = _reviews(store)
        found = name_meant(store, name, _spoken_of(reviews))
        history = [one for one in reviews if found in {one.id, *one.about}]
        holding = {one.id for one in surviving(reviews)}
        told = {
            "id": found,
            "reviews": [_told(one, withdrawn=one.id not in holding) for one in history],
        }
        if found.startswith("review/") or not _is_there(store, found):
            return told
        one = _with_verdict(matter(store, found), Verdicts(reviews))
        return {
            "id": one.id,
            "sort": one.sort.value,
            "kind": one.kind,
            "weight": one.weight,
            "status": one.status,
            "verdict": one.verdict,
            "until": one.until.isoformat() if one.until else "",
            "waits": one.waits(clock().date()),
            "text": one.text,
            "because": list(grounds(store, one)),
            "evidence": list(evidence(store, one)),
            "reviews": told["reviews"],
        }


def accept(chosen: Settings, names: Sequence[str], reason: str, *, clock: Clock = now) -> Outcome:
    """Record that discrepancies or links are such indeed, or that people whom a doubt keeps apart are two.

    A link joins its propositions from then on, whatever its evidence; a discrepancy stays a finding.

    Raises:
        UsageError: no reason.
        QueryError: a name means nothing, or several things.
        StoreError: the store cannot be written.
    """
    return _decided(chosen, names, Decision.ACCEPT, reason, clock=clock)


def reject(chosen: Settings, names: Sequence[str], reason: str, *, clock: Clock = now) -> Outcome:
    """Record that discrepancies or links are none. They stay in the graph; what is rejected is no finding.

    Raises:
        UsageError: no reason, or a doubt: a merge of the two agents overrules it.
        QueryError: a name means nothing, or several things.
        StoreError: the store cannot be written.
    """
    return _decided(chosen, names, Decision.REJECT, reason, clock=clock)


def waive(chosen: Settings, names: Sequence[str], reason: str, until: str, *, clock: Clock = now) -> Outcome:
    """Record that discrepancies are known, and are no findings until a day.

    Args:
        chosen: Which store, and who reviews.
        names: The discrepancies.
        reason: Why.
        until: The last day, as YYYY-MM-DD.
        clock: Tells the time of the review.

    Raises:
        UsageError: no reason, no day that is still to come, or what is no discrepancy.
        QueryError: a name means nothing, or several things.
        StoreError: the store cannot be written.
    """
    return _decided(chosen, names, Decision.WAIVE, reason, until=_day(until, clock().date()), clock=clock)


def undo(chosen: Settings, names: Sequence[str], reason: str, *, clock: Clock = now) -> Outcome:
    """Take acceptances, rejections and waivers back; what was decided before them holds again.

    Args:
        chosen: Which store, and who reviews.
        names: The reviews, or what they are about.
        reason: Why.
        clock: Tells the time of the review.

    Raises:
        UsageError: no reason, or a review about agents.
        QueryError: a name means nothing, or several things.
        StoreError: the store cannot be written.
    """

    def undone(store: Store, name: str, pen: Pen, reviews: Sequence[Review]) -> Review | None:
        found = name_meant(store, name, _spoken_of(reviews))
        known = {one.id: one for one in reviews}
        meant = known.get(found) or _in_force(store, found, reviews)
        if meant is None or meant.id not in {one.id for one in surviving(reviews)}:
            return None
        if meant.decision not in {*VERDICTS, Decision.WITHDRAW}:
            raise UsageError(
                f"{meant.id} is about agents: {meant.summary}.", hint="`kb agents split` takes merges back."
            )
        summary = _taken_back(meant.summary)
        return pen.review(Decision.WITHDRAW, meant.about, summary, withdraws=(meant.id,), kind=meant.kind)

    pen = Pen.of(chosen, reason, clock)
    return _recorded(chosen, names, undone, pen, "Nothing holds that could be taken back; nothing changed.")


def _decided(
    chosen: Settings, names: Sequence[str], decision: Decision, reason: str, *, until: date | None = None, clock: Clock
) -> Outcome:
    def decided(store: Store, name: str, pen: Pen, reviews: Sequence[Review]) -> Review | None:
        known = {node for node in _spoken_of(reviews) if not node.startswith("review/")}
        one = _subject(store, name_meant(store, name, known), Verdicts(reviews))
        _refuse_unfit(one, decision)
        if (one.verdict, one.until) == (VERDICTS[decision], until):
            return None
        spans = {str(each["node"]) for each in evidence(store, one)} if one.sort is Sort.DISCREPANCY else set()
        about = (one.id, *sorted({*one.rests_on, *spans}))
        kind = "" if one.sort is Sort.DOUBT else one.kind
        return pen.review(decision, about, _summary(one, decision, until), kind=kind, until=until)

    pen = Pen.of(chosen, reason, clock)
    return _recorded(chosen, names, decided, pen, "That was decided already; nothing changed.")


def _recorded(
    chosen: Settings,
    names: Sequence[str],
    review_of: Callable[[Store, str, Pen, Sequence[Review]], Review | None],
    pen: Pen,
    nothing: str,
) -> Outcome:
    """Make one review of each name, and write them with all that follows from them, or nothing."""
    with opened(chosen, writing=True, creating=False) as store:
        known = _reviews(store)
        pen = pen.after(known)
        made = [review_of(store, name, pen, known) for name in dict.fromkeys(names)]

        def write(reviews: Sequence[Review]) -> None:
            if leave_claims_alone(reviews):
                settle(store, CheckedWrites(store, chosen), known, reviews)
            else:
                with Library(store, chosen, lambda: pen.at) as library:
                    library.review(reviews)

        return recorded((one for one in made if one is not None), write, nothing)


def _refuse_unfit(one: Matter, decision: Decision) -> None:
    if decision is Decision.WAIVE and one.sort is not Sort.DISCREPANCY:
        raise UsageError(
            f"{one.id} is no finding, so there is nothing to waive.", hint="`kb review accept` or `reject` settles it."
        )
    if decision is Decision.REJECT and one.sort is Sort.DOUBT:
        raise UsageError(
            f"{one.id} is a doubt; whoever has none makes the two agents one.",
            hint=f"`kb review show {one.id}` names them, `kb agents merge A B --reason …` joins them.",
        )


def _summary(one: Matter, decision: Decision, until: date | None) -> str:
    says = shortened(one.text.rstrip("."), _LONGEST)
    verdict = {
        Decision.ACCEPT: "it is so",
        Decision.REJECT: "it is not so",
        Decision.WAIVE: f"waived until {until}",
    }[decision]
    return f"{one.id} ({one.kind}), {verdict}: {says}"


def _taken_back(summary: str) -> str:
    """Give the summary of a withdrawal; whoever takes one back lets hold again what it took back."""
    for said, now_said in ((_BACK, _AGAIN), (_AGAIN, _BACK)):
        if summary.startswith(said):
            return now_said + summary.removeprefix(said)
    return _BACK + summary


def _subject(store: Store, name: str, verdicts: Verdicts) -> Matter:
    """Give what a decision is about; that a link stands no more because people rejected it is no reason to refuse."""
    held = verdicts.about(name)
    if held is not None and held.kind == LinkKind.SAME and not _is_there(store, name):
        ends = [end for end in held.about if end.startswith("proposition/") and _is_there(store, end)]
        if len(ends) == 2:
            verdict = VERDICTS[held.decision].value
            return Matter(
                name, Sort.LINK, held.kind, "", _says(held), rests_on=(*ends,), verdict=verdict, review=held.id
            )
    return _with_verdict(matter(store, name), verdicts)


def _gone(found: Iterable[Matter], verdicts: Verdicts) -> Iterable[Matter]:
    """Give what people decided about nodes that are there no more, neither by that name nor by what they rest on."""
    there = {name for one in found for name in (one.id, one.review)}
    for one in verdicts.in_force:
        for name in one.about:
            sort = _SORTS.get(name.partition("/")[0])
            if sort and name not in there and one.id not in there and verdicts.about(name) == one:
                verdict = VERDICTS[one.decision].value
                yield Matter(name, sort, one.kind, "", _says(one), "gone", (), verdict, one.id, one.until)


def _says(review: Review) -> str:
    """Give what the node said that a review is about, as the summary has it."""
    return review.summary.partition(": ")[2]


def _with_verdict(one: Matter, verdicts: Verdicts) -> Matter:
    """Give a doubt what was decided about it; discrepancies and links carry it in the graph."""
    decided = verdicts.about(one.id) if one.sort is Sort.DOUBT else None
    return replace(one, verdict=VERDICTS[decided.decision].value, review=decided.id) if decided else one


def _in_force(store: Store, name: str, reviews: Sequence[Review]) -> Review | None:
    """Give the review in force about a node, also where it was made under an earlier name of the node."""
    named = Verdicts(reviews).about(name)
    held = matter(store, name).review if _is_there(store, name) else ""
    return next((one for one in reviews if one.id == held), named)


def _is_there(store: Store, name: str) -> bool:
    return bool(store.query(f"ASK {{ <{store.base_iri}{name}> a ?type }}"))


def _spoken_of(reviews: Iterable[Review]) -> Collection[str]:
    """Give the nodes that reviews decided about, also those that are gone."""
    rests = ("proposition/", "span/")
    return {
        name
        for one in reviews
        if one.decision in VERDICTS
        for name in (*one.about, one.id)
        if not name.startswith(rests)
    }


def _day(until: str, today: date) -> date:
    told = until.strip()
    try:  # Python reads weeks and days without hyphens, too, which somebody may have meant otherwise
        day = date.fromisoformat(told if _DAY.fullmatch(told) else "")
    except ValueError:
        raise UsageError(f"{shortened(until, 60)!r} is no day.", hint="Write --until YYYY-MM-DD.") from None
    if day < today:
        raise UsageError(f"{day} is past.", hint="A waiver holds until a day that is still to come, that day included.")
    return day


def _told(one: Review, *, withdrawn: bool) -> dict[str, Any]:
    return {
        "review": one.id,
        "decision": one.decision.value,
        "summary": one.summary,
        "until": one.until.isoformat() if one.until else "",
        "reason": one.reason,
        "by": one.by,
        "at": one.at.isoformat(),
        "withdrawn": withdrawn,
    }


def _reviews(store: Store) -> tuple[Review, ...]:
    return reviews_from(store.quads(store.base_iri + ids.graph(GRAPH)), store.base_iri)
