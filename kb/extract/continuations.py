"""Quotations without a cue of their own, and cues whose quotation stands in another sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kb.extract.attribution import Attribution
from kb.extract.fragments import Range
from kb.extract.sentences import Unit

Read = tuple[Unit, tuple[Attribution, ...]]


def joined(read: Iterable[Read]) -> Iterator[Read]:
    """Give units with their attributions; quotations that stand alone have gone to those who speak them.

    A cue without content takes the quotation before it in the paragraph (“Why?” Ruiz asked.), or the one after a
    colon (Ruiz said:). Any other unit that is nothing but quotation goes on with what was said in the unit before it.
    """
    units = [(unit, list(found)) for unit, found in read]
    taken = set(_taken_backwards(units))
    speaker: tuple[int, int] | None = None  # unit and attribution that a quotation would go on with
    for number, (unit, found) in enumerate(units):
        if _is_quotation(unit):
            if speaker is not None and number not in taken:
                at, which = speaker
                units[at][1][which] = _longer(units[at][1][which], unit)
            elif number in taken:
                speaker = None
        else:
            speaker = _speaker(number, unit, found)
    for unit, found in units:
        yield unit, tuple(attribution for attribution in found if attribution.content)


def _taken_backwards(units: list[tuple[Unit, list[Attribution]]]) -> Iterator[int]:
    """Give a cue that lacks a content the quotation right before it in the paragraph; yield the units taken."""
    for number in range(1, len(units)):
        (before, _), (unit, found) = units[number - 1], units[number]
        if before.paragraph is not unit.paragraph or not _is_quotation(before):
            continue
        waiting = [which for which, attribution in enumerate(found) if not attribution.content]
        if waiting and not unit.outside.endswith(":") and len(unit.tokens) <= 25:
            found[waiting[0]] = _longer(found[waiting[0]], before)
            yield number - 1


def _is_quotation(unit: Unit) -> bool:
    return bool(unit.quotations) and not any(sign.isalnum() for sign in unit.outside)


def _speaker(number: int, unit: Unit, found: list[Attribution]) -> tuple[int, int] | None:
    """Give the attribution that a quotation in the next unit would belong to."""
    offset = unit.paragraph.start
    colon = unit.tokens.text.endswith(":")
    outer = [
        (which, attribution)
        for which, attribution in enumerate(found)
        if unit.quotation_at(attribution.cue[0][0] - offset) is None and (attribution.content or colon)
    ]
    waiting = [which for which, attribution in outer if not attribution.content]
    quoting = [which for which, attribution in outer if _has_quotation(unit, attribution)]
    for chosen in (waiting, quoting, [which for which, _ in outer]):
        if chosen:
            return number, chosen[-1]
    return None


def _has_quotation(unit: Unit, attribution: Attribution) -> bool:
    offset = unit.paragraph.start
    return any(
        left < quoted.end + offset and quoted.start + offset < right
        for left, right in attribution.content
        for quoted in unit.quotations
    )


def _longer(attribution: Attribution, unit: Unit) -> Attribution:
    offset = unit.paragraph.start
    added: tuple[Range, ...] = tuple((quoted.start + offset, quoted.end + offset) for quoted in unit.quotations)
    return replace(attribution, content=tuple(sorted({*attribution.content, *added})))
