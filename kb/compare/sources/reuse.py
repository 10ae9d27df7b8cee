"""Text reuse: stretches that two articles share, word for word, lightly edited, or retold.

They stand in the body of both; of one, they may stand in a caption that credits an agency.

What a speaker said, quoted or reported, says nothing about copying: independent reporters at one briefing print the
same words. So articles count as sharing text only when they share enough of the *narrator's* wording; once they do,
what runs along with it belongs to the stretches, and so do the narrator's sentences that tell the same in other
words.

Two texts that credit one agency within days say themselves that they have one source; there, less has to agree.

Source: Broder, On the resemblance and containment of documents (1997).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from kb import ids
from kb.compare.sources.alignment import Stretch, agreement, similarity, stretches_of
from kb.compare.sources.retold import sentences_retold
from kb.compare.sources.texts import Text, fingerprints
from kb.model import Reuse, ReuseMode
from kb.neighbours import Key, Matching

_NARRATED = 24  # words of the narrator's that all stretches of a pair have together …
_PLAIN = 12  # … of which so many are no names or numbers, …
_IN_ONE = 12  # … and so many of the narrator's stand in one stretch, …
_SENTENCES = 3  # … or there are so many, short ones being whole sentences; or
_PART = 0.5  # the share of what the narrator of the shorter text tells, …
_PLAIN_PART = 16  # … of which so many words are no names or numbers
_LITTLE = 8  # words of the narrator's that do where both credit one agency, …
_ALL = 0.85  # … or this share of a text stands in the other: what to tell, and in which order, is the narrator's choice
_OTHER_NAME = 12  # words that another name in the same place outweighs: it speaks for a set phrase about others
_RETOLD = 2  # sentences told in other words that show a copy where both credit one agency, and one for the whole
_NAMES = 6  # names under which texts that credit an agency meet
_ONE_DISPATCH = 4  # days in which outlets print a dispatch and its updates
_IN_THE_NEWS = 60  # days in which a text is edited and sent again; what comes later is copied unchanged or not at all
_UNCHANGED = 0.95  # least similarity of a stretch that comes again later
_ALIKE = 0.75  # least similarity of an edited stretch, in words


def known_of(article: str, known: Iterable[Reuse]) -> tuple[Reuse, ...]:
    """Give what is known of one article."""
    return tuple(one for one in known if article in (one.left_article, one.right_article))


def place(reuse: Reuse) -> tuple[object, ...]:
    """Give a key that sorts reuse by articles and stretches."""
    return (reuse.left_article, reuse.right_article, reuse.left, reuse.right)


def _keys(text: Text) -> Iterator[Key]:
    yield from fingerprints(text)
    for one in text.known:
        yield one.left_article, one.right_article
    if text.credits and text.day:
        week = text.day.toordinal() // 7
        yield from product(sorted(text.credits), (week, week + 1), _main_names(text))


def _main_names(text: Text) -> list[str]:
    """Give the names that a text has most often, which a retold one keeps."""
    counted = Counter(word for word, named in zip(text.words, text.named, strict=True) if named and word.isalpha())
    return sorted(counted, key=lambda word: (-counted[word], -len(word), word))[:_NAMES]


def _linked(left: Text, right: Text) -> tuple[Reuse, ...] | None:
    if not (left.words and right.words):
        pair = (left.id, right.id)
        return tuple(one for one in left.known if (one.left_article, one.right_article) == pair) or None
    one_credit = _one_credit(left, right)
    apart = _days_apart(left, right)
    least = _ALIKE if apart is None or apart <= _IN_THE_NEWS else _UNCHANGED
    found = [(stretch, similarity(stretch, left, right)) for stretch in stretches_of(left, right)]
    found = [(stretch, alike) for stretch, alike in found if alike >= least]
    retold: list[Stretch] = []
    if found or one_credit:
        retold = sentences_retold(left, right, [stretch for stretch, _ in found])
    copied = _copied(found, left, right, one_credit)
    if not copied and not (one_credit and len(retold) >= _RETOLD and _whole(left, right)):
        return None
    found += [(stretch, similarity(stretch, left, right)) for stretch in retold]
    return tuple(sorted((_reuse(stretch, alike, left, right) for stretch, alike in found), key=place))


def _copied(found: Sequence[tuple[Stretch, float]], left: Text, right: Text, one_credit: bool) -> bool:
    """Tell whether the stretches that two texts have in common, each with its similarity, show a copy."""
    told = [agreement(stretch, left, right) for stretch, _ in found]
    plain = sum(one.plain for one in told)
    words = sum(one.told * alike for one, (_, alike) in zip(told, found, strict=True))
    words -= _OTHER_NAME * sum(one.renamed for one in told)
    if words < _LITTLE:
        return False
    kept = sum(len(stretch) * alike for stretch, alike in found)
    if one_credit or kept >= _ALL * min(left.own, right.own):
        return True
    if words >= _NARRATED and plain >= _PLAIN:
        return max(one.told for one in told) >= _IN_ONE or len(told) >= _SENTENCES
    return plain >= _PLAIN_PART and words >= _PART * min(left.narrated, right.narrated)


def _one_credit(left: Text, right: Text) -> bool:
    """Tell whether both have their text from one agency, or one from the other, within days."""
    if left.outlet and left.outlet == right.outlet:
        return False
    apart = _days_apart(left, right)
    ours, theirs = left.credits | {left.outlet} - {""}, right.credits | {right.outlet} - {""}
    return not ours.isdisjoint(theirs) and (apart is None or apart <= _ONE_DISPATCH)


def _whole(left: Text, right: Text) -> bool:
    """Tell whether one of the two has all of its text from an agency that the other has some from, too."""
    ours, theirs = left.credits | left.wholes, right.credits | right.wholes
    return bool(left.wholes & theirs or right.wholes & ours)


def _days_apart(left: Text, right: Text) -> int | None:
    return abs((left.day - right.day).days) if left.day and right.day else None


def _reuse(stretch: Stretch, alike: float, left: Text, right: Text) -> Reuse:
    one, other = left.span(stretch.left, stretch.left_end), right.span(stretch.right, stretch.right_end)
    mode = ReuseMode.VERBATIM if alike == 1 else ReuseMode.EDITED if alike >= _ALIKE else ReuseMode.REWRITTEN
    key = ids.reuse(left.id, one, right.id, other)
    return Reuse(key, left.id, one, right.id, other, round(alike, 3), mode=mode)


TEXTS: Matching[Text, tuple[Reuse, ...]] = Matching(
    keys=_keys, link=_linked, order=lambda text: text.first, crowd=12, reach=2
)
"""Texts meet under fingerprints; of a text that many print, each meets those that were published next to it."""
