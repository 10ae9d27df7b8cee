"""What comparing the articles of a story gives: known from how they were written, not found by comparing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kb import ids
from kb.bench.claim_graphs.disputes import compatible_in, disputes_in, missing_credits, quotations_in
from kb.bench.claim_graphs.printing import Printed
from kb.bench.claim_graphs.stories import Report, Story
from kb.bench.claim_graphs.tellings import Form
from kb.model import (
    Certainty,
    Claim,
    ClaimLink,
    Comparison,
    Event,
    Kind,
    LinkKind,
    LinkStatus,
    Origin,
    Polarity,
    Proposition,
    Reuse,
    ReuseMode,
    Statement,
    Voice,
)

Told = tuple[Printed, Statement]


def comparison(story: Story) -> Comparison:
    """Give claims, origins and discrepancies of one story."""
    told = [pair for report in story.reports for pair in report.printed]
    meanings: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    for pair in told:
        meanings[pair[0].telling.meaning].append(pair)
    claims = {meaning: _claim(group) for meaning, group in meanings.items()}
    reuses = tuple(_reuses(story.reports))
    return Comparison(
        claims=tuple(claims.values()),
        voices={_clause(pair).id: _voice(pair, claims[pair[0].telling.meaning]) for pair in told},
        credits=tuple(report.credit for report in story.reports if report.credit),
        reuses=reuses,
        origins=tuple(_origins(story, reuses)),
        quotations=tuple(quotations_in(meanings.values(), claims)),
        discrepancies=(*disputes_in(told), *missing_credits(story)),
        compatible=tuple(compatible_in(told)),
        links=tuple(_links(meanings, claims)),
        events=tuple(_events(told)),
    )


def _clause(pair: Told) -> Proposition:
    return pair[1].propositions[0]


def _claim(group: Sequence[Told]) -> Claim:
    clauses = {_clause(pair).id: _clause(pair) for pair in group}
    least = clauses[min(clauses)]
    votes = Counter(clause.polarity for clause in clauses.values())
    negative = votes[Polarity.NEGATIVE] > votes[Polarity.POSITIVE]
    return Claim(
        ids.claim(clauses),
        least.span[0].exact,
        Polarity.NEGATIVE if negative else Polarity.POSITIVE,
        tuple(sorted(clauses)),
        ("same subject, relation and object",) if len(clauses) > 1 else (),
    )


def _voice(pair: Told, claim: Claim) -> Voice:
    printed, said = pair
    clause = _clause(pair)
    nobody = said.kind is not Kind.NARRATOR and not said.speaker
    return Voice.of(
        opposed=clause.polarity is not claim.polarity,
        sure=printed.telling.certainty is Certainty.CERTAIN and not nobody,
        sourced=bool(said.source),
    )


def _links(
    meanings: dict[tuple[object, ...], list[Told]], claims: dict[tuple[object, ...], Claim]
) -> Iterator[ClaimLink]:
    """Link the propositions of each claim in a row, and the claims about one point by suggestion."""
    for claim in claims.values():
        for left, right in pairwise(claim.propositions):
            yield _link(LinkKind.SAME, LinkStatus.ASSERTED, left, right, 0.97)
    for one, other in pairwise(sorted(meanings, key=lambda meaning: tuple(map(str, meaning)))):
        if one[0] == other[0]:
            left, right = claims[one].propositions[0], claims[other].propositions[0]
            if one[3] != other[3]:
                precise, vague = (right, left) if one[3] else (left, right)
                yield _link(LinkKind.REFINES, LinkStatus.ASSERTED, precise, vague, 0.9)
            else:
                yield _link(LinkKind.SAME, LinkStatus.SUGGESTED, left, right, 0.6)


def _link(kind: LinkKind, status: LinkStatus, left: str, right: str, score: float) -> ClaimLink:
    reasons = ("same subject and relation", "same day or month")
    return ClaimLink(ids.derived("claim-link", kind, left, right), kind, status, left, right, score, reasons)


def _events(told: Iterable[Told]) -> Iterator[Event]:
    """Give what two propositions or more are about."""
    about: dict[int, list[str]] = defaultdict(list)
    for pair in told:
        about[pair[0].telling.point.number].append(_clause(pair).id)
    for clauses in about.values():
        if len(clauses) > 1:
            ordered = tuple(sorted(clauses))
            yield Event(ids.derived("event", ordered[0]), ordered, ("same participants, relation and day",))


def _reuses(reports: Iterable[Report]) -> Iterator[Reuse]:
    copies = [(report.record.article.id, report.copied) for report in reports if report.copied]
    for (left, ours), (right, theirs) in pairwise(copies):
        same = ours.exact == theirs.exact
        yield Reuse(
            ids.reuse(left, ours, right, theirs),
            left,
            ours,
            right,
            theirs,
            1.0 if same else 0.93,
            mode=ReuseMode.VERBATIM if same else ReuseMode.EDITED,
        )


def _origins(story: Story, reuses: Sequence[Reuse]) -> Iterator[Origin]:
    """Give every statement one origin: the dispatch, an utterance, or the outlet itself."""
    rests: dict[tuple[str, str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for report in story.reports:
        article = report.record.article
        for printed, said in report.printed:
            if printed.copied:
                of = ("agency", story.agency.name, story.agency.id, "")
            elif said.speaker:
                point = printed.telling.point
                speaker = point.doer if printed.telling.form is Form.DOCUMENT else point.witness
                of = ("utterance", speaker.name, speaker.id, str(point.number))
            else:
                publisher = article.outlet and ids.agent(article.outlet)
                of = ("outlet", article.outlet or article.doc, publisher, "")
            rests[of].append((article.id, said.id))
    for (kind, name, agent, matter), found in rests.items():
        yield Origin(
            ids.derived("origin", story.key, kind, name, matter),
            kind,
            name,
            agent,
            tuple(sorted({article for article, _ in found})),
            tuple(sorted(statement for _, statement in found)),
            tuple(reuse.id for reuse in reuses) if kind == "agency" else (),
        )
