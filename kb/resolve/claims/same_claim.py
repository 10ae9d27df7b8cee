"""Claims: which propositions say the same thing, and in which voice each statement says it.

A function of the set of records: the order in which they came makes no difference. Clauses that are
the same word for word are taken together first; pairs found by an index are then decided by
:mod:`kb.resolve.claims.agreement` and joined, best first, as long as nothing at odds stands between
any two members: a chain of likenesses never glues together what is unlike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, product

from kb import ids
from kb.model import Certainty, Claim, Kind, Polarity, Proposition, Record, Statement, Voice
from kb.resolve.claims.agreement import FAR_APART, LINK, SHORT, agreement, facts_compatible
from kb.resolve.claims.candidates import candidate_pairs
from kb.resolve.claims.clauses import Around, Clause, clauses_of, nowhere

_CHECKED = 400  # pairs looked at, at most, before two groups are joined


def claims_from(records: Sequence[Record], around: Around = nowhere) -> tuple[tuple[Claim, ...], Mapping[str, Voice]]:
    """Give the claims that the records' propositions express, and each proposition's voice.

    Args:
        records: Resolved articles in any order, each once.
        around: What a place lies in, by identifiers; without it, places that differ keep clauses apart.

    Returns:
        Claims sorted by identifier, each proposition in exactly one; and the voice of each
        proposition towards its claim, by the proposition's identifier.
    """
    printed = {
        proposition.id: (statement, proposition)
        for record in records
        for statement in record.statements
        for proposition in statement.propositions
    }
    claims = tuple(sorted((_claim(group, printed) for group in _groups(records, around)), key=lambda claim: claim.id))
    voices = {key: _voice(*printed[key], claim.polarity) for claim in claims for key in claim.propositions}
    return claims, {key: voices[key] for key in sorted(voices)}


@dataclass(frozen=True, slots=True)
class _Group:
    propositions: tuple[str, ...]
    reasons: tuple[str, ...]


def _claim(group: _Group, printed: Mapping[str, tuple[Statement, Proposition]]) -> Claim:
    least = printed[min(group.propositions)][1]
    negative = sum(printed[key][1].polarity is Polarity.NEGATIVE for key in group.propositions)
    return Claim(
        id=ids.claim(group.propositions),
        text=" […] ".join(span.exact for span in least.span),
        polarity=Polarity.NEGATIVE if negative * 2 > len(group.propositions) else Polarity.POSITIVE,
        propositions=group.propositions,
        reasons=group.reasons,
    )


def _voice(statement: Statement, proposition: Proposition, polarity: Polarity) -> Voice:
    sourced = statement.kind is not Kind.NARRATOR
    nobody = sourced and not (statement.source or statement.speaker)  # "reportedly", "it is alleged that"
    return Voice.of(
        opposed=proposition.polarity is not polarity,
        sure=proposition.certainty is Certainty.CERTAIN and not nobody,
        sourced=sourced,
    )


def _groups(records: Sequence[Record], around: Around) -> list[_Group]:
    copies = _copies(clauses_of(records, around))
    clusters, reasons = _clusters([copy[0] for copy in copies])
    groups = []
    for root, members in clusters.items():
        propositions = tuple(sorted(clause.id for position in members for clause in copies[position]))
        found = set(reasons[root]) | (
            {"same wording"} if any(len(copies[position]) > 1 for position in members) else set()
        )
        groups.append(_Group(propositions, tuple(sorted(found))))
    return groups


def _copies(clauses: Sequence[Clause]) -> list[list[Clause]]:
    """Take together clauses that are the same word for word and fact for fact.

    A short undated one ("Shares rose") printed again after a long while is kept apart.
    """
    same: dict[tuple[Hashable, ...], list[Clause]] = defaultdict(list)
    for clause in clauses:
        same[clause.signature].append(clause)
    copies: list[list[Clause]] = []
    for members in same.values():
        if members[0].times or len(members[0].words) >= SHORT:
            copies.append(members)
        else:
            copies.extend(_by_occasion(members))
    return sorted(
        (sorted(members, key=lambda clause: clause.id) for members in copies), key=lambda members: members[0].id
    )


def _by_occasion(clauses: Sequence[Clause]) -> list[list[Clause]]:
    dated = sorted((clause for clause in clauses if clause.published), key=lambda clause: (clause.published, clause.id))
    undated = [clause for clause in clauses if not clause.published]
    runs: list[list[Clause]] = [dated[:1]] if dated else []
    for before, clause in pairwise(dated):
        if before.published and clause.published and (clause.published - before.published).days > FAR_APART:
            runs.append([])
        runs[-1].append(clause)
    return [*runs, undated] if undated else runs


def _clusters(clauses: Sequence[Clause]) -> tuple[dict[int, list[int]], dict[int, set[str]]]:
    """Join positions best pair first, wherever no two members of the union are at odds."""
    edges = []
    for one, other in candidate_pairs(clauses, LINK):
        found = agreement(clauses[one], clauses[other])
        if found:
            edges.append((-found.score, clauses[one].id, clauses[other].id, one, other, found.reasons))
    root = list(range(len(clauses)))
    members = {position: [position] for position in root}
    reasons: dict[int, set[str]] = {position: set() for position in root}
    for *_, one, other, why in sorted(edges):
        keep, join = sorted((root[one], root[other]))
        if keep != join:
            if not _joinable(clauses, members[keep], members[join]):
                continue
            for position in members[join]:
                root[position] = keep
            members[keep] += members.pop(join)
            reasons[keep] |= reasons.pop(join)
        reasons[keep].update(why)
    return members, reasons


def _joinable(clauses: Sequence[Clause], left: Sequence[int], right: Sequence[int]) -> bool:
    """Tell whether every pair across agrees; facts alone are asked of it where a pair is less alike."""
    pairs = list(islice(product(left, right), _CHECKED))
    if not all(facts_compatible(clauses[one], clauses[other]) for one, other in pairs):
        return False
    agreeing = Counter(agreement(clauses[one], clauses[other]) is not None for one, other in pairs)
    return agreeing[True] * 2 > agreeing[False]  # at least a third
