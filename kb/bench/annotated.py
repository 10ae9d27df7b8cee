"""Compare what lies beneath statements with its annotations: mentions, times, their events, quantities.

Every layer is matched one to one by overlapping characters. What matches an optional annotation counts for nobody; an
annotation's ``also`` lists answers that are as good as its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kb.bench.matching import overlap
from kb.resolve.agents.names import key, title_words, without_article

Row = Mapping[str, Any]


@dataclass(slots=True)
class Agreement:
    """Counts over documents, and the rates they give.

    Attributes:
        wanted: Annotations that have to be found.
        found: Answers, without those that match an optional annotation.
        right: Answers that match an annotation and say the same.
        open: Answers that match one and decline to say.
        faults: Annotation and answer (``None`` where one is missing) of each that is not right.
    """

    wanted: int = 0
    found: int = 0
    right: int = 0
    open: int = 0
    faults: list[tuple[Row | None, Row | None]] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Give the harmonic mean of precision and recall in [0, 1]; 1.0 over nothing."""
        return 2 * self.right / (self.wanted + self.found) if self.wanted + self.found else 1.0

    @property
    def accuracy(self) -> float:
        """Give the share of what was wanted that is right; 1.0 over nothing."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def honest(self) -> float:
        """Give the share of what was wanted that is right, or left open."""
        return (self.right + self.open) / self.wanted if self.wanted else 1.0


def add_layer(
    score: Agreement,
    gold: Sequence[Row],
    found: Sequence[Row],
    same: Callable[[Row, Row], bool],
    is_open: Callable[[Row], bool] = lambda _: False,
) -> None:
    """Match one layer of one document and add to the counts.

    Args:
        score: What to add to.
        gold: Annotations with ``start``, ``end``, and perhaps ``optional``.
        found: Answers with ``start`` and ``end``.
        same: Tells whether an answer says what an annotation says.
        is_open: Tells whether an answer declines to say.
    """
    partner = aligned(gold, found)
    for at, one in enumerate(gold):
        answer = found[partner[at]] if at in partner else None
        if one.get("optional"):
            continue
        score.wanted += 1
        score.found += answer is not None
        if answer is not None and same(one, answer):
            score.right += 1
            continue
        score.open += answer is not None and is_open(answer)
        score.faults.append((one, answer))
    excused = [one for one in gold if one.get("optional")]
    extra = [
        answer
        for at, answer in enumerate(found)
        if at not in partner.values() and not any(_overlap(one, answer) for one in excused)
    ]
    score.found += len(extra)
    score.faults += [(None, answer) for answer in extra]


def aligned(gold: Sequence[Row], found: Sequence[Row]) -> dict[int, int]:
    """Pair annotations with answers, the most alike first.

    >>> aligned([{"start": 0, "end": 8}], [{"start": 4, "end": 8}, {"start": 0, "end": 7}])
    {0: 1}
    """
    pairs = sorted(
        (-overlap([[one["start"], one["end"]]], [[other["start"], other["end"]]]), left, right)
        for left, one in enumerate(gold)
        for right, other in enumerate(found)
        if _overlap(one, other)
    )
    partner: dict[int, int] = {}
    for _, left, right in pairs:
        if left not in partner and right not in partner.values():
            partner[left] = right
    return partner


def _overlap(one: Row, other: Row) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def by_annotation(gold: Sequence[Row], found: Sequence[Row]) -> list[Row]:
    """Give a time that runs over several annotated ones once for each of them: TIMEX3 has no ranges.

    "Tuesday and Wednesday" is one interval to us and two days to an annotator. It answers for each of them when it runs
    from the first to the last of their days.
    """
    rows: list[Row] = []
    for answer in found:
        inside = [one for one in gold if answer["start"] <= one["start"] and one["end"] <= answer["end"]]
        if len(inside) < 2:
            rows.append(answer)
            continue
        ends = min(str(one["earliest"]) for one in inside), max(str(one["latest"]) for one in inside)
        runs = ends == (str(answer["earliest"]), str(answer["latest"]))
        for one in inside:
            days = {bound: one[bound] for bound in ("earliest", "latest")} if runs else {}
            rows.append({**answer, "start": one["start"], "end": one["end"], **days})
    return rows


def same_agent(gold: Row, found: Row) -> bool:
    """Tell whether a mention was linked to the annotated agent, under any of its names."""
    meant = {key(without_article(name)) for name in (gold["agent"], *gold.get("also", ()))}
    return not meant.isdisjoint(key(without_article(name)) for name in found["names"])


def same_office(gold: Row, found: Row) -> bool:
    """Tell whether the annotated words of an office are among those found; "spokesman" is as good as "spokesperson"."""
    return title_words(gold["role"]["role"]) in map(title_words, found["offices"])


def same_time(gold: Row, found: Row) -> bool:
    """Tell whether a time was resolved to the annotated value, or to the same days."""
    if found["value"] in (gold["value"], *gold.get("also", ())):
        return True
    days = (gold["earliest"], gold["latest"])
    return days != (None, None) and days == (found["earliest"], found["latest"])


def is_open_time(found: Row) -> bool:
    """Tell whether a time is left open: digits unknown, or several readings given."""
    return "X" in found["value"] or not found["value"] or bool(found["candidates"])


def same_event(gold: Row, found: Row) -> bool:
    """Tell whether a time was bound to the annotated word, or to none where none is annotated."""
    words = [event for event in (gold.get("event"), *gold.get("also", ())) if event]
    if found.get("event") is None or not words:
        return found.get("event") is None and not words
    start, end = found["event"]
    return any(start < last and first < end for first, last in words)


def same_quantity(gold: Row, found: Row) -> bool:
    """Tell whether a number was understood as annotated: bounds, unit, and whether it is approximate."""
    units = {key(unit or "") for unit in (gold["unit"], *gold.get("also_unit", ()))}
    if gold["kind"] == "ordinal" == found["type"]:  # a rank has no unit, whatever is ranked
        return bool(gold["low"] == found["low"])
    bounds = all((gold[bound] or "") == (found[bound] or "") for bound in ("low", "high"))
    return (
        bounds
        and gold["kind"] == found["type"]
        and key(found["unit"] or "") in units
        and gold["approximate"] == found["approximate"]
    )
