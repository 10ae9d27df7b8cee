"""Copies without a credit, named carefully: what is said is that none was found in this text.

What a speaker said, quoted or reported, any outlet may have heard: such words alone show no copy. Who says that a
text is from agencies, without naming any, has declared that it is a copy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kb import ids
from kb.compare.sources.memo import Memo
from kb.compare.sources.pages import Key, Page, Told
from kb.model import (
    Discrepancy,
    DiscrepancyKind,
    Evidence,
    Reuse,
    ReuseMode,
    Severity,
    Side,
    Span,
)

_NARRATED = 60  # characters, about a dozen words, that the narrator of both texts has in common

Shared = tuple[Span, Span]
"""Words of the article without a credit, and of the one with."""

_Beside = tuple[Span, str, Span]  # words of an article, and which other one has which words beside them


def missing_in(passages: Iterable[Sequence[Reuse]], pages: Mapping[str, Page], memo: Memo) -> Iterator[Discrepancy]:
    """Give the copies without a credit among articles that share passages.

    Where many print a text, each is aligned with a few others only; then a credit of any of those that print the
    passage tells whose it is.

    Args:
        passages: Text reuse that touches the same words, passage by passage.
        pages: The articles.
        memo: Of earlier looks at these passages.
    """
    shared: dict[tuple[str, Key], dict[str, list[Shared]]] = defaultdict(lambda: defaultdict(list))
    for passage in passages:
        printed = _printed(one for one in passage if one.mode is not ReuseMode.REWRITTEN)
        crediting = _crediting(printed, pages)
        for key in sorted(one for one in crediting if one.kind == "agency"):
            example = crediting[key][0], max(map(_by_length, printed[crediting[key][0]]))[-1]
            for article, page in ((one, pages[one]) for one in sorted(printed)):
                if page.wires or article in crediting[key] or page.own.agent == key.agent:
                    continue
                beside = [one for one in printed[article] if one[1] in crediting[key]]
                # Where none of those aligned with it credits anybody, any other that prints the passage may.
                for ours, other, theirs in beside or [(max(map(_by_length, printed[article]))[-1], *example)]:
                    shared[article, key][other].append((ours, theirs))
    for (silent, key), others in sorted(shared.items(), key=lambda one: one[0]):
        given = [(pages[other], stretches) for other, stretches in sorted(others.items())]
        yield from memo.of(silent, ("missing", key), _missing, pages[silent], key, given)


def _crediting(printed: Mapping[str, Sequence[_Beside]], pages: Mapping[str, Page]) -> Mapping[Key, list[str]]:
    """Give who credits whom for a passage: for the text or, where nobody does, for a picture with it as caption."""
    credited = {article: frozenset(pages[article].credits) for article in sorted(printed)}
    if not any(credited.values()):
        credited = {
            article: frozenset(key for ours, _, _ in printed[article] for key in pages[article].pictured(ours))
            for article in credited
        }
    found: dict[Key, list[str]] = defaultdict(list)
    for article, keys in credited.items():
        for key in keys:
            found[key].append(article)
    return found


def _missing(silent: Page, key: Key, others: Sequence[tuple[Page, Sequence[Shared]]]) -> tuple[Discrepancy, ...]:
    """Hold an article without a credit against those with one: against the one with which it shares most."""
    told = [
        min(
            sum(_narrated(silent, ours) for ours, _ in stretches),
            sum(_narrated(other, theirs) for _, theirs in stretches),
        )
        for other, stretches in others
    ]
    most = max(told)
    open_, stretches = others[told.index(most)]
    return tuple(_discrepancy(silent, open_, key, stretches)) if most >= _NARRATED else ()


def _printed(passage: Iterable[Reuse]) -> dict[str, list[_Beside]]:
    """Give, for each article that prints a passage, its words, and which other article has which words beside them."""
    found: dict[str, list[_Beside]] = defaultdict(list)
    for one in passage:
        found[one.left_article].append((one.left, one.right_article, one.right))
        found[one.right_article].append((one.right, one.left_article, one.left))
    return found


def _by_length(stretch: _Beside) -> tuple[int, Span]:
    return stretch[0].end - stretch[0].start, stretch[0]


def _narrated(page: Page, stretch: Span) -> int:
    """Count the characters of a stretch that the narrator tells, or that a caption has."""
    told = [span for one in page.told.values() if one.narrator for span in one.content]
    told += {span for span, _ in page.pictures}
    return sum(max(0, min(span.end, stretch.end) - max(span.start, stretch.start)) for span in told)


def _discrepancy(silent: Page, open_: Page, key: Key, stretches: Sequence[Shared]) -> Iterator[Discrepancy]:
    ours, theirs = max(stretches, key=lambda pair: (pair[0].end - pair[0].start, pair[0]))
    copy, source = _told_in(silent, ours), _told_in(open_, theirs) or _told_beside(open_, theirs)
    if copy is None or source is None:
        return
    for_text = key in open_.credits
    credits_ = (
        f"credits {key.name}" if for_text else f"credits {key.name} for a picture with these words as its caption"
    )
    length = sum(one.end - one.start for one, _ in stretches)  # words may be absent
    passages = f"{len(stretches)} passage" + ("s" if len(stretches) > 1 else "")
    text = (
        f"{silent.label} shares {length:,} characters in {passages} with {open_.label}, which"
        f" {credits_}. No credit to {key.name} was found in this text; one may stand elsewhere on the page."
    )
    yield Discrepancy(
        id=ids.derived("discrepancy", DiscrepancyKind.MISSING_CREDIT.value, silent.id, key.agent),
        kind=DiscrepancyKind.MISSING_CREDIT,
        severity=Severity.INFO,
        sides=(
            Side(f"credits {key.name}", (_evidence(open_, key, source, theirs),)),
            Side("no credit in this text", (Evidence(copy.id, copy.content[0]),)),
        ),
        explanation=text,
        shown=(f"the text ({length:,} characters)",),
    )


def _evidence(page: Page, key: Key, copied: Told, stretch: Span) -> Evidence:
    """Give the words of the credit, with the statement that holds them, else the one whose words they are about.

    A caption holds no statement; it is shown with the one that stands next to it.
    """
    credit = next((one for one in page.printed if one.agency == key.agent), None)
    if credit is None:
        return Evidence(copied.id, next(span for span, one in page.pictures if one == key and span.overlaps(stretch)))
    for told in page.told.values():
        if credit.span and any(part.overlaps(credit.span) for part in (*told.around, *told.content)):
            return Evidence(told.id, credit.span)
    return Evidence(copied.id, credit.span or copied.content[0])


def _told_beside(page: Page, stretch: Span) -> Told | None:
    """Give the statement next to a stretch."""
    return min(page.told.values(), key=lambda told: (abs(told.content[0].start - stretch.start), told.id), default=None)


def _told_in(page: Page, stretch: Span) -> Told | None:
    """Give the statement that has most words in common with a stretch."""

    def shared(told: Told) -> int:
        return sum(max(0, min(span.end, stretch.end) - max(span.start, stretch.start)) for span in told.content)

    inside = [told for told in page.told.values() if shared(told)]
    return min(inside, key=lambda told: (-shared(told), told.id), default=None)
