"""Same utterance: two outlets report what one speaker said, in words that differ because they are the reporters'.

One prints the words and the other puts them in its own, or neither quotes. Set side by side, the two may look at odds;
what differs is no matter of what was said. Reports meet under the speaker and their rarest words, and are one utterance
where they came out within days of each other and agree on most of what the shorter one says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from kb import ids
from kb.compare.finder import Difference, Finder
from kb.compare.quotations.excess import excess_of, of_one_matter
from kb.compare.quotations.remarks import Remark, remarks_of
from kb.compare.quotations.reported import (
    WEEK,
    Piece,
    one_voice,
    pieces_of,
    said_on_other_days,
    speaker_keys,
    word_order,
)
from kb.compare.source import Source
from kb.compare.telling.wordings import Alignment, Wording, aligned, in_one_order, inserted, one_word
from kb.groups import Groups
from kb.model import CompatiblePair, CompatibleReason, Side
from kb.neighbours import Matching, Pair
from kb.wording import opposed

_WITHIN = WEEK  # days between two prints of one utterance
_WEIGHT, _TOLD = 2.0, 1.4  # of what two reports of one utterance have in common, and of the words in it, names aside
_COVERAGE, _BREADTH = (
    0.5,
    0.3,
)  # its share of what the shorter one says, and the longer one; or, with a rare word in it, …
_MUCH, _LESS = 3.0, 0.36  # … so much in common, and this share


@dataclass(frozen=True, slots=True)
class Report:
    """A sentence, and apart from each other what it quotes and what it tells in a reporter's words."""

    piece: Piece
    quoted: tuple[Remark, ...]
    told: tuple[Remark, ...]


def _items(source: Source) -> dict[str, Report]:
    remarks: dict[str, list[Remark]] = defaultdict(list)
    for remark in source.once(remarks_of):
        remarks[remark.piece.id].append(remark)
    return {
        piece.id: Report(
            piece,
            tuple(one for one in remarks[piece.id] if one.quoted),
            tuple(one for one in remarks[piece.id] if not one.quoted),
        )
        for piece in source.once(pieces_of)
        if piece.wording.words and (piece.saying or piece.marked)
    }


def _link(left: Report, right: Report) -> Alignment | None:
    """Align two reports of one utterance; where one goes beyond what the other quotes, the difference is one."""
    found = same_utterance(left.piece, right.piece)
    if found is None or _inflated(left, right) or _inflated(right, left):
        return None
    return found


def _inflated(one: Report, other: Report) -> bool:
    for quoted, told in product(one.quoted, other.told):
        matter = of_one_matter(quoted, told)
        if matter and excess_of(quoted, told, matter):
            return True
    return False


def same_utterance(left: Piece, right: Piece) -> Alignment | None:
    """Align two pieces; ``None`` where they are not reports of one utterance."""
    voice = one_voice(left, right)
    if not voice or (left.day and right.day and abs((left.day - right.day).days) > _WITHIN):
        return None
    if said_on_other_days(left, right):
        return None
    found = aligned(left.wording, right.wording, voice)
    alike = found.weight >= _WEIGHT and found.told >= _TOLD
    least = _LESS if found.weight >= _MUCH and found.rare else _COVERAGE
    mostly = found.coverage >= least and found.breadth >= _BREADTH
    return found if alike and mostly and not _at_odds(found) else None


def _at_odds(found: Alignment) -> bool:
    """Other figures, or the opposite word, are no matter of wording."""
    figures = [{word for word in words if word[0].isdigit()} for words in (found.left, found.right)]
    return all(figures) or any(opposed(one, other) for one in found.left for other in found.right)


def _outcome(reports: Mapping[str, Report], links: Mapping[Pair, Alignment]) -> Iterator[Difference]:
    """Set pieces against the one that has most in common with others, then the rest against the one of theirs."""
    rest = sorted(reports)
    while len(rest) > 1:
        weights = dict.fromkeys(rest, 0.0)
        for (one, other), link in links.items():
            if one in weights and other in weights:
                weights[one] += link.weight
                weights[other] += link.weight
        first = min(rest, key=lambda key: (-weights[key], key))
        tied = [first, *(key for key in rest if key != first and (min(first, key), max(first, key)) in links)]
        yield from _pair([reports[key].piece for key in sorted(tied)])
        rest = [key for key in rest if key not in tied]


def _pair(pieces: Sequence[Piece]) -> Iterator[CompatiblePair]:
    wordings = _wordings(pieces)
    if len(wordings) < 2 or len({piece.article for piece in pieces}) < 2:
        return
    differing = sorted({word for one in wordings for other in wordings for word in _missing(one[0].own, other[0])})
    what = f"what differs ({', '.join(differing[:4])})" if differing else "the order of the words"
    quoted = sorted({piece.outlet for piece in pieces if piece.vouched})
    vouched = f"; quotation marks vouch for the words of {' and '.join(quoted)} alone" if quoted else ""
    text = (
        f"{' and '.join(sorted({piece.outlet for piece in pieces}))} report one utterance of"
        f" {' or '.join(sorted({piece.name for piece in pieces}))}; {what} is the reporters' wording{vouched}."
    )
    basis = sorted(f"{piece.statement}:{piece.span.start}-{piece.span.end}" for piece in pieces)
    sides = {
        wording[0].text: tuple(piece.evidence for piece in sorted(wording, key=lambda one: one.id))
        for wording in wordings
    }
    yield CompatiblePair(
        ids.derived("pair", CompatibleReason.SAME_UTTERANCE.value, *basis),
        CompatibleReason.SAME_UTTERANCE,
        tuple(Side(value, sides[value]) for value in sorted(sides)),
        text,
    )


def _wordings(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Put pieces together whose words differ in form alone, or of which one merely says less."""
    found: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: (-len(one.wording.words), one.id)):
        home = next((wording for wording in found if _alike(piece, wording[0])), None)
        if home is None:
            found.append([piece])
        else:
            home.append(piece)
    return found


def _alike(shorter: Piece, longer: Piece) -> bool:
    """Tell whether one merely says less, or what differs stands between quotation marks on both sides."""
    if shorter.vouched and longer.vouched:
        return True
    if not (shorter.marked or longer.marked or in_one_order(shorter.wording, longer.wording)):
        return False
    if not _missing(shorter.wording, longer):
        return not inserted(shorter.wording, longer.wording, longer.own.words)
    return not (_missing(shorter.own, longer) or _missing(longer.own, shorter))


def _missing(wording: Wording, other: Piece) -> list[str]:
    """Give the words that have no counterpart in a piece."""
    return [word for word in wording.words if not any(one_word(word, there) for there in other.wording.words)]


def _groups() -> Groups[Report, Alignment, Difference]:
    return Groups(
        Matching(
            keys=lambda report: speaker_keys(report.piece), link=_link, order=lambda report: word_order(report.piece)
        ),
        _outcome,
    )


PARAPHRASES = Finder("paraphrases", _items, _groups)
"""Reports of what somebody said → look-alikes of reason *same-utterance*."""
