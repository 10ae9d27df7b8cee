"""Where the articles of a story differ, where they only seem to, and how they print one quotation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from kb import ids
from kb.bench.claim_graphs.printing import Printed
from kb.bench.claim_graphs.sheet import in_words
from kb.bench.claim_graphs.stories import Story
from kb.bench.claim_graphs.tellings import Form
from kb.model import (
    Certainty,
    Claim,
    CompatiblePair,
    CompatibleReason,
    Discrepancy,
    DiscrepancyKind,
    Evidence,
    Polarity,
    Quotation,
    QuoteDifference,
    QuoteVariant,
    Severity,
    Side,
    Span,
    Statement,
)

Told = tuple[Printed, Statement]
Key = TypeVar("Key", bound=Hashable)
Sides = Mapping[str, Sequence[Told]]


def disputes_in(told: Iterable[Told]) -> Iterator[Discrepancy]:
    """Give what the articles tell differently of each point: number, day, whether it is so, how sure it is."""
    for number, group in _by(told, lambda pair: pair[0].telling.point.number).items():
        dated = [pair for pair in group if not pair[0].telling.month]
        for kind, severity, sides, words in (
            (_number_kind(group), Severity.WARNING, _by(group, _amount), _amount_words),
            (DiscrepancyKind.DATE, Severity.WARNING, _by(dated, _day), _day_words),
            (_denial_kind(group), Severity.WARNING, _by(group, _polarity), _verb_words),
            (DiscrepancyKind.MODALITY, Severity.INFO, _by(group, _certainty), _verb_words),
            (DiscrepancyKind.QUOTATION, Severity.INFO, _by(filter(_is_direct, group), _last_word), _content),
        ):
            if len(sides) > 1:
                yield _discrepancy(kind, severity, sides, words, f"point {number}")


def missing_credits(story: Story) -> Iterator[Discrepancy]:
    """Give the copies that do not say whose text they are, beside one that does."""
    copies = [report for report in story.reports if report.copied]
    silent = [report for report in copies if report.credit is None]
    if silent and len(silent) < len(copies):
        sides = {
            f"credits {story.agency.name}": [report.printed[0] for report in copies if report.credit],
            "credits nobody": [report.printed[0] for report in silent],
        }
        yield _discrepancy(DiscrepancyKind.MISSING_CREDIT, Severity.INFO, sides, _content, "the dispatch")


def compatible_in(told: Iterable[Told]) -> Iterator[CompatiblePair]:
    """Give what only looks at odds: a month beside a day in it."""
    for group in _by(told, lambda pair: pair[0].telling.point.number).values():
        sides = _by(group, _day)
        if len(sides) > 1 and any(pair[0].telling.month for pair in group):
            found = _sides(dict(list(sides.items())[:2]), _day_words)
            yield CompatiblePair(
                ids.derived("pair", *_words_of(found)),
                CompatibleReason.LESS_PRECISE,
                found,
                "One tells the month, the other a day in it.",
            )


def quotations_in(groups: Iterable[Sequence[Told]], claims: Mapping[tuple[object, ...], Claim]) -> Iterator[Quotation]:
    """Give the quotations that several articles print, with how each print departs from the first."""
    for group in groups:
        direct = [pair for pair in group if _is_direct(pair)]
        if len(direct) > 1:
            claim = claims[direct[0][0].telling.meaning].id
            usual = direct[0][0].telling.last_word
            yield Quotation(
                ids.derived("quotation", claim),
                claim,
                direct[0][1].speaker,
                tuple(
                    QuoteVariant(
                        said.id,
                        said.content[0],
                        QuoteDifference.TYPOGRAPHY
                        if printed.telling.last_word == usual
                        else QuoteDifference.CHANGED_WORD,
                    )
                    for printed, said in direct
                ),
            )


def _discrepancy(
    kind: DiscrepancyKind, severity: Severity, sides: Sides, words: Callable[[Told], Span], about: str
) -> Discrepancy:
    found = _sides(sides, words)
    return Discrepancy(
        ids.derived("discrepancy", kind, *_words_of(found)),
        kind,
        severity,
        found,
        f"The articles differ on {about}: {' or '.join(sides)}.",
        ("the subject", "the relation"),
    )


def _sides(groups: Sides, words: Callable[[Told], Span]) -> tuple[Side, ...]:
    return tuple(
        Side(value, tuple(Evidence(pair[1].id, words(pair), pair[1].propositions[0].id) for pair in group))
        for value, group in groups.items()
    )


def _words_of(sides: Iterable[Side]) -> list[str]:
    return sorted(f"{given.statement} {given.span.start}" for side in sides for given in side.evidence)


def _by(told: Iterable[Told], key: Callable[[Told], Key]) -> dict[Key, list[Told]]:
    found: dict[Key, list[Told]] = defaultdict(list)
    for pair in told:
        found[key(pair)].append(pair)
    return dict(found)


def _number_kind(group: Iterable[Told]) -> DiscrepancyKind:
    inflated = any(pair[0].telling.amount == 10 * pair[0].telling.point.amount for pair in group)
    return DiscrepancyKind.INFLATION if inflated else DiscrepancyKind.NUMBER


def _denial_kind(group: Iterable[Told]) -> DiscrepancyKind:
    told = any(
        pair[0].telling.form is Form.NARRATED and pair[0].telling.polarity is Polarity.NEGATIVE for pair in group
    )
    return DiscrepancyKind.REFUTATION if told else DiscrepancyKind.POLARITY


def _amount(pair: Told) -> str:
    return str(pair[0].telling.amount)


def _amount_words(pair: Told) -> Span:
    return pair[0].clause.quantity.span


def _day(pair: Told) -> str:
    return in_words(pair[0].telling.day, pair[0].telling.month)


def _day_words(pair: Told) -> Span:
    return pair[0].clause.time.span


def _polarity(pair: Told) -> str:
    return pair[0].telling.polarity.value


def _certainty(pair: Told) -> str:
    return "certain" if pair[0].telling.certainty is Certainty.CERTAIN else "not certain"


def _verb_words(pair: Told) -> Span:
    return pair[0].clause.verb


def _is_direct(pair: Told) -> bool:
    return pair[0].telling.form is Form.DIRECT


def _last_word(pair: Told) -> str:
    return pair[0].telling.last_word


def _content(pair: Told) -> Span:
    return pair[1].content[0]
