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
from operator import itemgetter

from kb import ids
from kb.compare.finder import Difference, Finder
from kb.compare.quotations.forms import another_person, form_keys, form_order, one_utterance
from kb.compare.quotations.quoted import Printed, printed_in
from kb.compare.quotations.variants import Edit, Overlap
from kb.compare.source import Source
from kb.groups import Groups
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
from kb.neighbours import Matching, Pair

_NO_SLOGAN = 8  # different words that only one person says; shorter sayings are on many lips
_LISTED = 4  # outlets that are named, for one side
_BESIDE = 4  # words on either side of a difference that show which quotation it is

Agreement = tuple[Printed, int, int]
"""A form, and from which up to, not including, which of its words it prints a place."""

_Reading = tuple[str, tuple[str, ...], tuple[str, ...]]
"""A form by its identifier, its words at a place, and those of the reference."""


@dataclass(frozen=True, slots=True)
class _Difference:
    """A form, the reference, and one difference between them (``left`` is the form).

    ``agreeing`` are the other forms that print the place as the reference does, each with the range of its words.
    """

    form: Printed
    reference: Printed
    edit: Edit
    agreeing: tuple[Agreement, ...] = ()


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
        alike: dict[str, tuple[Printed, Overlap]] = {}
        for form in sorted(forms, key=lambda form: form.key):
            overlap = one_utterance(form, reference) if form.article != reference.article else None
            if overlap is None or any(
                start < overlap.left_end and overlap.left < end for start, end in compared[form.id]
            ):
                continue
            alike[form.id] = (form, overlap)
            compared[form.id].append((overlap.left, overlap.left_end))
        found += [
            _Difference(form, reference, edit, tuple(_agreeing(reference, edit, alike)) if edit.telling else ())
            for form, overlap in alike.values()
            for edit in overlap.edits
        ]
        found += _misattributed([reference, *(form for form, _ in alike.values())])
        rest = [form for form in rest if not compared[form.id]]
    return found


def _agreeing(reference: Printed, edit: Edit, alike: Mapping[str, tuple[Printed, Overlap]]) -> Iterator[Agreement]:
    """Give the forms that print a place as the reference does; of words left out, those that print both beside it."""
    empty = edit.right == edit.right_end
    first, last = (max(0, edit.right - 1), edit.right_end + 1) if empty else (edit.right, edit.right_end)
    for form, overlap in alike.values():
        if overlap.right <= edit.right and edit.right_end <= overlap.right_end:
            ahead = [one for one in overlap.edits if one.right_end <= edit.right]
            longer = sum(one.left_end - one.left - (one.right_end - one.right) for one in ahead)
            shift = overlap.left - overlap.right + longer
            if first + shift >= 0 and form.texts(first + shift, last + shift) == reference.texts(first, last):
                yield form, edit.right + shift, edit.right_end + shift


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
    """Give one discrepancy per place of a reference, with every other reading as a side; one for the speaker.

    A word that is printed twice in one quotation, and another one for it both times, is one difference.
    """
    places: dict[tuple[QuoteDifference, str, int, int], list[_Difference]] = defaultdict(list)
    for difference in found:
        edit = difference.edit
        if edit.telling and edit.kind is QuoteDifference.ATTRIBUTION:
            places[edit.kind, "", -1, -1].append(difference)
        elif edit.telling:
            key = (QuoteDifference.CHANGED_WORD, difference.reference.id, edit.right, edit.right_end)
            places[key].append(difference)
    once: dict[tuple[QuoteDifference, str, frozenset[_Reading]], list[_Difference]] = defaultdict(list)
    for (kind, reference, *_), differences in sorted(places.items(), key=itemgetter(0)):
        once[kind, reference, frozenset(map(_reading, differences))] += differences
    return [_discrepancy(kind, differences) for (kind, *_), differences in once.items()]


def _reading(difference: _Difference) -> _Reading:
    form, reference, edit = difference.form, difference.reference, difference.edit
    ours, theirs = form.texts(edit.left, edit.left_end), reference.texts(edit.right, edit.right_end)
    return form.id, tuple(ours), tuple(theirs)


def _discrepancy(kind: QuoteDifference, differences: Sequence[_Difference]) -> Discrepancy:
    attribution = kind is QuoteDifference.ATTRIBUTION
    sides: dict[str, dict[Evidence, str]] = defaultdict(dict)
    spelled: dict[str, str] = {}  # of a place with a capital and one without, the first
    for difference in differences:
        edit, reference = difference.edit, difference.reference
        ours = ((difference.form, edit.left, edit.left_end),)
        theirs = ((reference, edit.right, edit.right_end), *difference.agreeing)
        for stands in (ours, theirs):
            for form, start, end in stands:
                first, at, until = stands[0]
                value = form.name if attribution else first.between(at, until) if until > at else ""
                value = spelled.setdefault(value.casefold(), value)
                sides[value][form.evidence(form.place(start, end))] = form.outlet
    values = sorted(sides)
    outlets = {value: _listed(sorted(set(sides[value].values()))) for value in values}
    many = {value: len(set(sides[value].values())) > 1 for value in values}
    if attribution:
        told = "; ".join(f"{outlets[value]} {'name' if many[value] else 'names'} {value}" for value in values)
        text = f"The same quoted words are given to different persons: {told}."
    else:
        told = "; ".join(
            f"{outlets[value]} {'print' if many[value] else 'prints'} “{value}”"
            if value
            else f"{outlets[value]} {'leave' if many[value] else 'leaves'} it out"
            for value in values
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


def _listed(outlets: Sequence[str]) -> str:
    """Put names into words: "A", "A and B", "A, B and C", "A, B, C and 9 others"."""
    named = [*outlets] if len(outlets) <= _LISTED else [*outlets[: _LISTED - 1], f"{len(outlets) - _LISTED + 1} others"]
    return " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))


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
