"""Inflation: a report that says more than the speaker's own quoted words.

"Some of our schools may close early", she said; the report: she said that all schools would. The words in quotation
marks and a paraphrase, by whoever, stand in one article or in two of the same days. A paraphrase is held against the
quoted sentence it has most in common with, and only where no other quoted words of the speaker bear it out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter

from kb import ids
from kb.compare.finder import Difference, Finder
from kb.compare.quotations.excess import Excess, Matter, excess_of, of_one_matter
from kb.compare.quotations.remarks import Remark, remark_keys, remark_order, remarks_of
from kb.compare.source import Source
from kb.compare.telling.stories import WITHIN
from kb.compare.telling.wordings import aligned
from kb.groups import Groups
from kb.model import Discrepancy, DiscrepancyKind, Evidence, Severity, Side
from kb.neighbours import Matching, Pair

_AS_NEAR = 0.8  # share of what the nearest quotation has in common, from which another may bear a report out

_Found = tuple[Remark, Remark, Excess]
"""The quoted remark, the paraphrase, and in what it goes beyond."""


def _items(source: Source) -> dict[str, Remark]:
    return {remark.id: remark for remark in source.once(remarks_of)}


def _link(left: Remark, right: Remark) -> Matter | None:
    """Align a quotation and a paraphrase of one speaker and the same days."""
    if left.quoted == right.quoted or left.overlaps(right):
        return None
    days = left.piece.day, right.piece.day
    if days[0] and days[1] and abs((days[0] - days[1]).days) > WITHIN:
        return None
    return of_one_matter(left, right) if left.quoted else of_one_matter(right, left)


def _outcome(remarks: Mapping[str, Remark], links: Mapping[Pair, Matter]) -> Iterator[Difference]:
    partners: dict[str, list[tuple[float, str, Matter]]] = defaultdict(list)
    for (one, other), link in links.items():
        said, report = (one, other) if remarks[one].quoted else (other, one)
        partners[report].append((-link.score, said, link))
    found: dict[tuple[str, str, str], list[_Found]] = defaultdict(list)
    for report in sorted(partners):
        told = remarks[report]
        ranked = sorted(partners[report], key=itemgetter(0, 1))
        ranked = [one for one in ranked if -one[0] >= _AS_NEAR * -ranked[0][0]]
        beyond = [(remarks[said], excess_of(remarks[said], told, matter)) for _, said, matter in ranked]
        quoted, excess = beyond[0]
        if excess is not None and all(other is not None for _, other in beyond):
            found[excess.scale, excess.weak, excess.strong].append((quoted, told, excess))
    for key in sorted(found):
        yield _discrepancy(found[key])


def _discrepancy(found: Sequence[_Found]) -> Discrepancy:
    _, _, excess = found[0]
    sides = (
        (f"quoted: {excess.weak}", {quoted.id: quoted for quoted, _, _ in found}),
        (f"reported: {excess.strong}", {told.id: told for _, told, _ in found}),
    )
    speakers = " or ".join(sorted({quoted.piece.name for quoted, _, _ in found}))
    outlets = [" and ".join(sorted({remark.piece.outlet for remark in members.values()})) for _, members in sides]
    text = (
        f"A report says more than the quoted words of {speakers}: {outlets[0]} quotes “{excess.weak}”,"
        f" {outlets[1]} reports “{excess.strong}” ({excess.why})."
    )
    shared = sorted({word for quoted, told, _ in found for word in aligned(quoted.wording, told.wording).words})
    basis = sorted(
        f"{remark.piece.statement}:{remark.span.start}-{remark.span.end}"
        for _, members in sides
        for remark in members.values()
    )
    return Discrepancy(
        ids.derived("discrepancy", DiscrepancyKind.INFLATION.value, *basis),
        DiscrepancyKind.INFLATION,
        Severity.INFO,
        tuple(Side(value, tuple(_evidence(members[key]) for key in sorted(members))) for value, members in sides),
        text,
        (f"the speaker ({speakers})", f"what is spoken of ({', '.join(shared[:5])})"),
    )


def _evidence(remark: Remark) -> Evidence:
    return Evidence(remark.piece.statement, remark.span, remark.piece.proposition)


INFLATION = Finder("inflation", _items, lambda: Groups(Matching(remark_keys, _link, remark_order), _outcome))
"""Quoted words and paraphrases of them → discrepancies of kind *inflation*."""
