"""The claims of a list of articles, found in one go; the pipeline adds articles one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kb.model import Claim, ClaimLink, Record, Voice
from kb.resolve.claims.groups import Outcome
from kb.resolve.claims.reading import Around, clauses_in, nowhere
from kb.resolve.claims.same_claim import claim_groups, voice_of


def claims_from(records: Sequence[Record], around: Around = nowhere) -> tuple[tuple[Claim, ...], Mapping[str, Voice]]:
    """Give the claims that the records' propositions express, and each proposition's voice.

    Args:
        records: Resolved articles in any order, each once.
        around: What a place lies in, by identifiers; without it, places that differ keep clauses apart.

    Returns:
        Claims sorted by identifier, each proposition in exactly one; and the voice of each
        proposition towards its claim, by the proposition's identifier.
    """
    claims = tuple(one for one in _outcomes(records, around) if isinstance(one, Claim))
    voices = {key: voice for record in records for key, voice in voices_in(record, claims).items()}
    return claims, {key: voices[key] for key in sorted(voices)}


def voices_in(record: Record, claims: Iterable[Claim]) -> Mapping[str, Voice]:
    """Give the voice of each proposition of an article towards its claim, by the proposition's identifier.

    Args:
        record: The article.
        claims: Those that its propositions express; others are ignored.
    """
    printed = {key.id: (one, key) for one in record.statements for key in one.propositions}
    return {key: voice_of(*printed[key], claim) for claim in claims for key in claim.propositions if key in printed}


def claim_links(records: Sequence[Record], around: Around = nowhere) -> tuple[ClaimLink, ...]:
    """Give the links between propositions, sorted by identifier: those that show a claim, suggest or refine one."""
    return tuple(one for one in _outcomes(records, around) if isinstance(one, ClaimLink))


def _outcomes(records: Sequence[Record], around: Around) -> Iterable[Outcome]:
    groups = claim_groups()
    groups.update(come={key: clause for record in records for key, clause in clauses_in(record, around).items()})
    return groups.outcomes()
