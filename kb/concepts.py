"""The tokens of every list of the ontology, and the concepts that they are in the graph.

A token ("relays") is what formats, queries and the command line print; its concept (``kb:Relays``) is what the graph
holds, in the concept scheme of its list (``kb:Voices``).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kb.vocab import KB, SH


def _concepts(**lists: str) -> Mapping[str, Mapping[str, str]]:
    """Read lists of ``token=Term`` pairs; severities are SHACL's own terms, all others ours."""
    concepts: dict[str, Mapping[str, str]] = {}
    for name, pairs in lists.items():
        split = (pair.split("=") for pair in pairs.split())
        concepts[name] = MappingProxyType(
            {token: getattr(SH if name == "severity" else KB, term) for token, term in split}
        )
    return MappingProxyType(concepts)


CONCEPTS: Mapping[str, Mapping[str, str]] = _concepts(
    kind="direct=Direct mixed=Mixed indirect=Indirect narrator=Narrator",
    voice="asserts=Asserts relays=Relays hedges=Hedges denies=Denies omits=Omits",
    polarity="positive=Positive negative=Negative",
    certainty="certain=Certain probable=Probable possible=Possible underspecified=Underspecified",
    mode="throughout=Throughout within=Within",
    role=(
        "outlet=Outlet agency=Agency document=Document spokesperson=Spokesperson principal=Principal"
        " speaker=SpeakerRole"
    ),
    discrepancy=(
        "date=DateDiscrepancy number=NumberDiscrepancy polarity=PolarityDiscrepancy modality=ModalityDiscrepancy"
        " scope=ScopeDiscrepancy count=CountDiscrepancy role=RoleDiscrepancy quotation=QuotationDiscrepancy"
        " attribution=AttributionDiscrepancy blame=BlameDiscrepancy supersession=SupersessionDiscrepancy"
        " inflation=InflationDiscrepancy missing-credit=MissingCreditDiscrepancy refutation=RefutationDiscrepancy"
    ),
    compatible=(
        "year-missing=YearMissing less-precise=LessPrecise role-changed=RoleChanged part-of=PartOf"
        " other-referent=OtherReferent other-scope=OtherScope other-event=OtherEvent same-utterance=SameUtterance"
    ),
    difference=(
        "typography=Typography house-style=HouseStyle dropped-word=DroppedWord added-word=AddedWord"
        " changed-word=ChangedWord merged=Merged attribution=AttributionDifference"
    ),
    link="same=SameClaim refines=MoreSpecific",
    status="asserted=Asserted suggested=Suggested",
    reuse="verbatim=Verbatim edited=Edited rewritten=Rewritten",
    decision=(
        "merge=MergeAgents split=SplitAgent undo=UndoMerge identify=IdentifyAgent"
        " accept=Accept reject=Reject waive=Waive withdraw=Withdraw"
    ),
    verdict="accepted=Accepted rejected=Rejected waived=Waived",
    severity="violation=Violation warning=Warning info=Info",
)
"""The concept of every token, by the name of its list: ``CONCEPTS["voice"]["relays"]``."""

SCHEMES: Mapping[str, str] = MappingProxyType(
    {
        "kind": KB.StatementKinds,
        "voice": KB.Voices,
        "polarity": KB.Polarities,
        "certainty": KB.Certainties,
        "mode": KB.IntervalModes,
        "role": KB.HopRoles,
        "discrepancy": KB.DiscrepancyKinds,
        "compatible": KB.CompatibilityReasons,
        "difference": KB.QuoteDifferences,
        "link": KB.LinkKinds,
        "status": KB.LinkStatuses,
        "reuse": KB.ReuseModes,
        "decision": KB.ReviewDecisions,
        "verdict": KB.Verdicts,
    }
)
"""The concept scheme of every list of ours; severities belong to SHACL."""

TOKENS: Mapping[str, str] = MappingProxyType(
    {iri: token for pairs in CONCEPTS.values() for token, iri in pairs.items()}
)
"""The token of every concept: ``TOKENS[KB.Relays] == "relays"``."""
