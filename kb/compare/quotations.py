"""Quotations: one utterance as several articles print it, and where its printed forms part.

Forms of one quotation are found by the runs of words they share, aligned in pairs, and grouped. Speeches are built
alike ("you cannot build a … across a …"), so shared words alone make no utterance: other words from another mouth
are another one, and so is what was printed months later without the same name under it. The form that most articles
print is the reference; with as many for each, that with most words in common, then the earliest published, which says
nothing about which one is right.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
from kb.wording import name_words, words_in

_SHINGLE = 3  # words of a run that two forms of one quotation share
_CROWD = 30  # forms with one run; each is compared with so many that were published next
_IN_THE_NEWS = 30  # days in which several papers print what was said; later, only who said it makes it the same


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
        members = [forms[key] for key in group]
        found = _compared(members, overlaps)
        variants = _variants(found)
        if variants:
            speakers = Counter(forms[key].speaker for key in group if forms[key].speaker)
            speaker = min(speakers, key=lambda agent: (-speakers[agent], agent)) if speakers else ""
            quotations.append(
                Quotation(ids.derived("quotation", *group), _claim_of(found, claim_of), speaker, variants)
            )
        discrepancies += _discrepancies(found)
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
        ordered = sorted(members, key=lambda key: forms[key].key)
        for at, one in enumerate(ordered):
            pairs.update((min(one, other), max(one, other)) for other in ordered[at + 1 : at + _CROWD])
    found = {}
    for left, right in sorted(pairs):
        overlap = _one_utterance(forms[left], forms[right])
        if overlap:
            found[left, right] = overlap
    return found


def _one_utterance(left: Printed, right: Printed) -> Overlap | None:
    """Align two forms, unless who says it and when it was printed make two utterances of them."""
    if not _in_the_news(left, right) and not _one_voice(left, right):
        return None
    overlap = overlap_of(left, right)
    if overlap is None or not any(edit.telling for edit in overlap.edits):
        return overlap
    dated = left.article.day and right.article.day
    return overlap if _one_voice(left, right) or (dated and not _another_person(left, right)) else None


def _in_the_news(left: Printed, right: Printed) -> bool:
    days = left.article.day, right.article.day
    return not (days[0] and days[1]) or abs((days[0] - days[1]).days) <= _IN_THE_NEWS


def _reference(forms: Sequence[Printed], overlaps: Mapping[tuple[str, str], Overlap]) -> Printed:
    """Give the form whose words most articles print: of such, the one that has most with them, then the earliest."""
    agreeing: dict[str, set[str]] = {form.id: {form.article.id} for form in forms}
    common: Counter[str] = Counter()
    by_id = {form.id: form for form in forms}
    for (left, right), overlap in overlaps.items():
        if left in by_id and right in by_id and not any(edit.telling for edit in overlap.edits):
            agreeing[left].add(by_id[right].article.id)
            agreeing[right].add(by_id[left].article.id)
            length = min(overlap.left_end - overlap.left, overlap.right_end - overlap.right)
            common.update({left: length, right: length})
    return min(forms, key=lambda form: (-len(agreeing[form.id]), -common[form.id], form.key))


def _compared(forms: Sequence[Printed], overlaps: Mapping[tuple[str, str], Overlap]) -> list[_Difference]:
    """Give how forms depart from the reference.

    Papers print one half of an utterance, the other, or both: a form that has no word of the reference is compared
    with the reference of those that have none of it either, and no word of a form is compared twice.
    """
    found: list[_Difference] = []
    compared: dict[str, list[tuple[int, int]]] = defaultdict(list)
    rest = sorted(forms, key=lambda form: form.key)
    while rest:
        reference = _reference(rest, overlaps)
        compared[reference.id].append((0, len(reference.words)))
        for form in sorted(forms, key=lambda form: form.key):
            overlap = _one_utterance(form, reference) if form.article.id != reference.article.id else None
            if overlap is None or any(
                start < overlap.left_end and overlap.left < end for start, end in compared[form.id]
            ):
                continue
            found += _differences(form, reference, overlap)
            compared[form.id].append((overlap.left, overlap.left_end))
        rest = [form for form in rest if not compared[form.id]]
    return found


def _differences(form: Printed, reference: Printed, overlap: Overlap) -> list[_Difference]:
    found = [_Difference(form, reference, edit) for edit in overlap.edits]
    if _another_person(form, reference):
        bounds = (overlap.left, overlap.left_end, overlap.right, overlap.right_end)
        found.append(_Difference(form, reference, Edit(QuoteDifference.ATTRIBUTION, *bounds, telling=True)))
    return found


def _another_person(form: Printed, reference: Printed) -> bool:
    """Two persons of different names; a body and its spokesman may be one voice."""
    return form.person and reference.person and not _one_voice(form, reference)


def _one_voice(form: Printed, reference: Printed) -> bool:
    """One name, whole or in part ("Lund", "M. Lund"), or the office and its holder; a first name alone is no name."""
    ours, theirs = name_words(form.speaker), name_words(reference.speaker)
    if not (ours and theirs):
        return False
    if ours <= theirs or theirs <= ours or ours <= _source(reference) or theirs <= _source(form):
        return True
    shared = ours & theirs
    return bool(shared) and any(_family_name(one) in shared for one in (form, reference))


def _family_name(form: Printed) -> str:
    name = _speaker_name(form)
    return words_in(name)[-1].text if words_in(name) else ""


def _source(form: Printed) -> frozenset[str]:
    """Give the words that name the speaker, titles and appositions among them."""
    return frozenset(word.text for span in form.statement.source for word in words_in(span.exact))


def _variants(found: Sequence[_Difference]) -> tuple[QuoteVariant, ...]:
    variants = set()
    for difference in found:
        kind = difference.edit.kind
        for form in (difference.form, difference.reference):
            variants.add((form.key, form.statement.id, form.span(0, len(form.words)), kind))
    return tuple(QuoteVariant(statement, span, kind) for _, statement, span, kind in sorted(variants))


def _claim_of(found: Sequence[_Difference], claim_of: Mapping[str, str]) -> str:
    """Give the claim of the reference's clause at the weightiest difference, else of any clause in it."""
    weighty = min(found, key=lambda one: (not one.edit.telling, one.form.key, one.edit.right))
    reference = weighty.reference
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


def _discrepancies(found: Sequence[_Difference]) -> list[Discrepancy]:
    """Give one discrepancy per place of a reference, with every other reading as a side; one for the speaker."""
    places: dict[tuple[QuoteDifference, str, int, int], list[_Difference]] = defaultdict(list)
    for difference in found:
        edit = difference.edit
        if edit.telling and edit.kind is QuoteDifference.ATTRIBUTION:
            places[edit.kind, "", -1, -1].append(difference)
        elif edit.telling:
            key = (QuoteDifference.CHANGED_WORD, difference.reference.id, edit.right, edit.right_end)
            places[key].append(difference)
    return [_discrepancy(kind, differences) for (kind, *_), differences in sorted(places.items())]


def _discrepancy(kind: QuoteDifference, differences: Sequence[_Difference]) -> Discrepancy:
    attribution = kind is QuoteDifference.ATTRIBUTION
    sides: dict[str, dict[Evidence, str]] = defaultdict(dict)
    for difference in differences:
        edit, reference = difference.edit, difference.reference
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
