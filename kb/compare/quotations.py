"""Quotations: one utterance as several articles print it, and where its printed forms part.

Forms of one quotation are found by the runs of words they share, aligned in pairs, and grouped. The
form that most articles print is the reference; with as many for each, the earliest published, which
says nothing about which one is right.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from kb import ids
from kb.compare.groups import groups_of
from kb.compare.outlets import outlet_of
from kb.compare.quoted import Printed, printed_in
from kb.compare.variants import Edit, Overlap, overlap_of
from kb.model import (
    Claim,
    Discrepancy,
    DiscrepancyKind,
    Evidence,
    Quotation,
    QuoteDifference,
    QuoteVariant,
    Record,
    Severity,
    Side,
    Span,
)

_SHINGLE = 3  # words of a run that two forms of one quotation share
_CROWD = 30  # forms with one run that are compared all with all; beyond, each with its neighbours


@dataclass(frozen=True, slots=True)
class _Difference:
    """A form, the reference, and one difference between them (``left`` is the form)."""

    form: Printed
    reference: Printed
    edit: Edit


def quotations_in(
    records: Sequence[Record], claims: Sequence[Claim]
) -> tuple[tuple[Quotation, ...], tuple[Discrepancy, ...]]:
    """Give the quotations that several articles print in different ways, and what a reader should know of that.

    Args:
        records: In any order.
        claims: For the claim that a quotation expresses.

    Returns:
        Quotations with a variant for each way in which a form departs from the reference, and for the
        place in the reference that it departs from; discrepancies of kind *quotation* where a word that
        carries meaning was changed, or a negation came or went, and of kind *attribution* where two
        persons are named as the speaker.
    """
    forms = {
        form.id: form for record in records for form in printed_in(record, outlet_of(record)[1] or record.article.doc)
    }
    claim_of = {key: claim.id for claim in claims for key in claim.propositions}
    overlaps = _aligned(forms)
    quotations, discrepancies = [], []
    for group in groups_of(sorted(forms), list(overlaps)):
        if len({forms[key].article.id for key in group}) < 2:
            continue
        reference = _reference([forms[key] for key in group], overlaps)
        found = _differences([forms[key] for key in group], reference)
        variants = _variants(found)
        if variants:
            speakers = Counter(forms[key].speaker for key in group if forms[key].speaker)
            speaker = min(speakers, key=lambda agent: (-speakers[agent], agent)) if speakers else ""
            claim = _claim_of(reference, found, claim_of)
            quotations.append(Quotation(ids.derived("quotation", *group), claim, speaker, variants))
        discrepancies += _discrepancies(reference, found)
    return (
        tuple(sorted(quotations, key=lambda quotation: quotation.id)),
        tuple(sorted(discrepancies, key=lambda discrepancy: discrepancy.id)),
    )


def _aligned(forms: Mapping[str, Printed]) -> dict[tuple[str, str], Overlap]:
    index: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for key, form in forms.items():
        texts = [word.text for word in form.words]
        for at in range(len(texts) - _SHINGLE + 1):
            index[tuple(texts[at : at + _SHINGLE])].add(key)
    pairs: set[tuple[str, str]] = set()
    for members in index.values():
        ordered = sorted(members)
        pairs.update(combinations(ordered, 2) if len(ordered) <= _CROWD else pairwise(ordered))
    found = {}
    for left, right in sorted(pairs):
        overlap = overlap_of(forms[left], forms[right])
        if overlap:
            found[left, right] = overlap
    return found


def _reference(forms: Sequence[Printed], overlaps: Mapping[tuple[str, str], Overlap]) -> Printed:
    """Give the form whose words most articles print: the longest such, then the earliest."""
    agreeing: dict[str, set[str]] = {form.id: {form.article.id} for form in forms}
    by_id = {form.id: form for form in forms}
    for (left, right), overlap in overlaps.items():
        if left in by_id and right in by_id and not any(edit.telling for edit in overlap.edits):
            agreeing[left].add(by_id[right].article.id)
            agreeing[right].add(by_id[left].article.id)
    return min(forms, key=lambda form: (-len(agreeing[form.id]), form.key))


def _differences(forms: Sequence[Printed], reference: Printed) -> list[_Difference]:
    found = []
    for form in sorted(forms, key=lambda form: form.key):
        overlap = overlap_of(form, reference) if form.article.id != reference.article.id else None
        if overlap is None:
            continue
        found += [_Difference(form, reference, edit) for edit in overlap.edits]
        if _another_person(form, reference):
            bounds = (overlap.left, overlap.left_end, overlap.right, overlap.right_end)
            found.append(_Difference(form, reference, Edit(QuoteDifference.ATTRIBUTION, *bounds, telling=True)))
    return found


def _another_person(form: Printed, reference: Printed) -> bool:
    """Two persons of different names; a body and its spokesman are one voice."""
    if not (form.person and reference.person) or form.speaker == reference.speaker:
        return False
    names = [set(speaker.removeprefix("agent/").split("-")) for speaker in (form.speaker, reference.speaker)]
    return names[0].isdisjoint(names[1])


def _variants(found: Sequence[_Difference]) -> tuple[QuoteVariant, ...]:
    variants = set()
    for difference in found:
        kind = difference.edit.kind
        for form in (difference.form, difference.reference):
            variants.add((form.key, form.statement.id, form.span(0, len(form.words)), kind))
    return tuple(QuoteVariant(statement, span, kind) for _, statement, span, kind in sorted(variants))


def _claim_of(reference: Printed, found: Sequence[_Difference], claim_of: Mapping[str, str]) -> str:
    """Give the claim of the reference's clause at the weightiest difference, else of any clause in it."""
    weighty = min(found, key=lambda one: (not one.edit.telling, one.form.key, one.edit.right))
    last = max(weighty.edit.right + 1, weighty.edit.right_end)
    places = [
        reference.span(weighty.edit.right, min(last, len(reference.words))),
        reference.span(0, len(reference.words)),
    ]
    for place in places:
        clauses = [
            (span.end - span.start, proposition.id)
            for proposition in reference.statement.propositions
            for span in proposition.span
            if span.overlaps(place) and proposition.id in claim_of
        ]
        if clauses:
            return claim_of[min(clauses)[1]]
    return ""


def _discrepancies(reference: Printed, found: Sequence[_Difference]) -> list[Discrepancy]:
    """Give one discrepancy per place of the reference, with every other reading as a side."""
    places: dict[tuple[QuoteDifference, int, int], list[_Difference]] = defaultdict(list)
    for difference in found:
        if difference.edit.telling:
            kind = (
                QuoteDifference.ATTRIBUTION
                if difference.edit.kind is QuoteDifference.ATTRIBUTION
                else QuoteDifference.CHANGED_WORD
            )
            key = (
                (kind, -1, -1)
                if kind is QuoteDifference.ATTRIBUTION
                else (kind, difference.edit.right, difference.edit.right_end)
            )
            places[key].append(difference)
    return [_discrepancy(reference, kind, differences) for (kind, *_), differences in sorted(places.items())]


def _discrepancy(reference: Printed, kind: QuoteDifference, differences: Sequence[_Difference]) -> Discrepancy:
    attribution = kind is QuoteDifference.ATTRIBUTION
    sides: dict[str, dict[Evidence, str]] = defaultdict(dict)
    for difference in differences:
        edit = difference.edit
        for form, start, end in ((difference.form, edit.left, edit.left_end), (reference, edit.right, edit.right_end)):
            place = _place(form, start, end)
            value = _speaker_name(form) if attribution else _value(form, start, end)
            sides[value][Evidence(form.statement.id, place)] = form.outlet
    values = sorted(sides)
    outlets = {value: " and ".join(sorted(set(sides[value].values()))) for value in values}
    if attribution:
        told = "; ".join(f"{outlets[value]} names {value}" for value in values)
        text = f"The same quoted words are given to different persons: {told}."
    else:
        told = "; ".join(
            f"{outlets[value]} prints “{value}”" if value else f"{outlets[value]} leaves it out" for value in values
        )
        text = f"One quotation, of one speaker, is printed in different words: {told}."
    evidence = {value: tuple(sorted(sides[value], key=lambda one: (one.statement, one.span))) for value in values}
    basis = [f"{one.statement}:{one.span.start}-{one.span.end}" for value in values for one in evidence[value]]
    return Discrepancy(
        ids.derived("discrepancy", "attribution" if attribution else "quotation", *sorted(basis)),
        DiscrepancyKind.ATTRIBUTION if attribution else DiscrepancyKind.QUOTATION,
        Severity.WARNING,
        tuple(Side(value or "(left out)", evidence[value]) for value in values),
        text,
    )


def _speaker_name(form: Printed) -> str:
    names = [hop.name for hop in form.statement.chain if hop.agent == form.speaker and hop.name]
    return names[-1] if names else form.speaker.removeprefix("agent/")


def _value(form: Printed, start: int, end: int) -> str:
    return form.between(start, end) if end > start else ""


def _place(form: Printed, start: int, end: int) -> Span:
    """Give the differing words; for words left out, those on both sides of the gap."""
    if end > start:
        return form.span(start, end)
    return form.span(max(0, start - 1), min(len(form.words), end + 1))
