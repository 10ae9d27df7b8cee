"""Quotations: one utterance as several articles print it, and where its printed forms part.

Forms of one quotation (see :mod:`kb.compare.quotations.forms`) are grouped. The form that most articles print is the
reference; with as many for each, that with most words in common, then the earliest published, which says nothing about
which one is right.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from kb import ids
from kb.compare.finder import Difference, Finder
from kb.compare.quotations.forms import another_person, form_keys, form_order, one_utterance
from kb.compare.quotations.quoted import Printed, printed_in
from kb.compare.quotations.variants import Edit, Overlap
from kb.compare.source import Source
from kb.model import (
    Discrepancy,
    DiscrepancyKind,
    Evidence,
    Quotation,
    QuoteDifference,
    QuoteVariant,
    Severity,
    Side,
)
from kb.neighbours import Groups, Matching, Pair

_NO_SLOGAN = 8  # different words that only one person says; shorter sayings are on many lips
_BESIDE = 4  # words on either side of a difference that show which quotation it is


@dataclass(frozen=True, slots=True)
class _Difference:
    """A form, the reference, and one difference between them (``left`` is the form)."""

    form: Printed
    reference: Printed
    edit: Edit


def _items(source: Source) -> dict[str, Printed]:
    return {form.id: form for form in printed_in(source)}


def _groups() -> Groups[Printed, Overlap, Difference]:
    return Groups(Matching(keys=form_keys, link=one_utterance, order=form_order), _outcome)


def _outcome(forms: Mapping[str, Printed], overlaps: Mapping[Pair, Overlap]) -> Iterator[Difference]:
    members = list(forms.values())
    if len({form.article for form in members}) < 2:
        return
    found = _compared(members, overlaps)
    variants = _variants(found)
    if variants:
        speakers = Counter(form.speaker for form in members if form.speaker)
        speaker = min(speakers, key=lambda agent: (-speakers[agent], agent)) if speakers else ""
        yield Quotation(ids.derived("quotation", *forms), _claim_of(found), speaker, variants)
    yield from _discrepancies(found)


def _reference(forms: Sequence[Printed], overlaps: Mapping[tuple[str, str], Overlap]) -> Printed:
    """Give the form whose words most articles print: of such, the one that has most with them, then the earliest.

    One that names its speaker goes before one that names nobody, which less can be compared with.
    """
    agreeing: dict[str, set[str]] = {form.id: {form.article} for form in forms}
    common: Counter[str] = Counter()
    by_id = {form.id: form for form in forms}
    for (left, right), overlap in overlaps.items():
        if left in by_id and right in by_id and not any(edit.telling for edit in overlap.edits):
            agreeing[left].add(by_id[right].article)
            agreeing[right].add(by_id[left].article)
            length = min(overlap.left_end - overlap.left, overlap.right_end - overlap.right)
            common.update({left: length, right: length})
    return min(forms, key=lambda form: (-len(agreeing[form.id]), -common[form.id], not form.speaker, form.key))


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
        alike = [reference]
        for form in sorted(forms, key=lambda form: form.key):
            overlap = one_utterance(form, reference) if form.article != reference.article else None
            if overlap is None or any(
                start < overlap.left_end and overlap.left < end for start, end in compared[form.id]
            ):
                continue
            found += [_Difference(form, reference, edit) for edit in overlap.edits]
            alike.append(form)
            compared[form.id].append((overlap.left, overlap.left_end))
        found += _misattributed(alike)
        rest = [form for form in rest if not compared[form.id]]
    return found


def _misattributed(forms: Sequence[Printed]) -> Iterator[_Difference]:
    """Set forms under other persons' names against those under the name that most articles give, each at least once."""
    persons = sorted((form for form in forms if form.person), key=lambda form: form.key)
    if len({form.speaker for form in persons}) < 2:
        return
    behind = {form.id: {one.article for one in persons if not another_person(one, form)} for form in persons}
    first = min(persons, key=lambda form: (-len(behind[form.id]), form.key))
    named = [form for form in persons if not another_person(form, first)]
    others = [form for form in persons if another_person(form, first)]
    seen: set[str] = set()
    for form, reference in product(others, named):
        if form.article == reference.article or {form.id, reference.id} <= seen:
            continue
        overlap = one_utterance(form, reference) if len(form.utterance & reference.utterance) >= _NO_SLOGAN else None
        if overlap is not None:
            seen |= {form.id, reference.id}
            bounds = (overlap.left, overlap.left_end, overlap.right, overlap.right_end)
            yield _Difference(form, reference, Edit(QuoteDifference.ATTRIBUTION, *bounds, telling=True))


def _variants(found: Sequence[_Difference]) -> tuple[QuoteVariant, ...]:
    variants = set()
    for difference in found:
        kind = difference.edit.kind
        for form in (difference.form, difference.reference):
            variants.add((form.key, form.statement, form.span(0, len(form.words)), kind))
    return tuple(QuoteVariant(statement, span, kind) for _, statement, span, kind in sorted(variants))


def _claim_of(found: Sequence[_Difference]) -> str:
    """Give the claim of the reference's clause at the weightiest difference, else of any clause in it."""
    weighty = min(found, key=lambda one: (not one.edit.telling, one.form.key, one.edit.right))
    reference = weighty.reference
    last = min(max(weighty.edit.right + 1, weighty.edit.right_end), len(reference.words))
    for place in (reference.span(weighty.edit.right, last), reference.span(0, len(reference.words))):
        clause = reference.clause(place)
        if clause and clause[3]:
            return clause[3]
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
            value = form.name if attribution else form.between(start, end) if end > start else ""
            sides[value][form.evidence(form.place(start, end))] = form.outlet
    values = sorted(sides)
    outlets = {value: " and ".join(sorted(set(sides[value].values()))) for value in values}
    if attribution:
        told = "; ".join(f"{outlets[value]} names {value}" for value in values)
        text = f"The same quoted words are given to different persons: {told}."
    else:
        told = "; ".join(
            f"{outlets[value]} prints “{value}”" if value else f"{outlets[value]} leaves it out" for value in values
        )
        text = f"One quotation{_of(differences)} is printed in different words: {told}."
    evidence = {value: tuple(sorted(sides[value], key=lambda one: (one.statement, one.span))) for value in values}
    basis = [f"{one.statement}:{one.span.start}-{one.span.end}" for value in values for one in evidence[value]]
    return Discrepancy(
        ids.derived("discrepancy", "attribution" if attribution else "quotation", *sorted(basis)),
        DiscrepancyKind.ATTRIBUTION if attribution else DiscrepancyKind.QUOTATION,
        Severity.WARNING,
        tuple(Side(value or "(left out)", evidence[value]) for value in values),
        text,
        _shown(differences, attribution=attribution),
    )


def _of(differences: Sequence[_Difference]) -> str:
    name = differences[0].reference.name
    return f" of {name}" if name else ""


def _shown(differences: Sequence[_Difference], *, attribution: bool) -> tuple[str, ...]:
    """Say what is one on all sides: the speaker, words beside the difference, when it was printed."""
    reference = differences[0].reference
    first = min(one.edit.right for one in differences)
    start = 0 if attribution else max(0, first - _BESIDE)
    words = reference.between(start, min(start + 2 * _BESIDE, len(reference.words)))
    days = sorted({form.published for one in differences for form in (one.form, reference)} - {"9999"})
    speaker = () if attribution or not reference.name else (f"the speaker ({reference.name})",)
    printed = f"the days of print ({' to '.join(dict.fromkeys((days[0], days[-1])))})" if days else ""
    return (*speaker, f"the other words (“{' '.join(words.split())}”)", *filter(None, [printed]))


QUOTATIONS = Finder("quotations", _items, _groups)
"""Printed quotations → variants, and discrepancies of wording and of the speaker."""
