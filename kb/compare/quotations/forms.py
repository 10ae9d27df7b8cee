"""Forms: which printed quotations are of one utterance.

They meet under the runs of words they share, and are aligned. Speeches are built alike ("you cannot build a … across a
…"), so shared words alone make no utterance: other words from another mouth are another one, and so is what was
printed months later without the same name under it, or in articles that have nothing else in common. What comes back
with another figure ("we have 31 points", then 32) is another utterance too, unless both were said on one occasion.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.compare.people.likenesses import may_be_one
from kb.compare.quotations.house_styles import ORDINALS
from kb.compare.quotations.quoted import Printed
from kb.compare.quotations.variants import Edit, Overlap, overlap_of, resembling
from kb.compare.telling.rarity import rarest, telling_runs
from kb.model import QuoteDifference
from kb.neighbours import Key
from kb.wording import CALENDAR, NUMERALS, name_words, words_in

_IN_THE_NEWS = 30  # days in which several papers print what was said; later, only who said it makes it the same
_SHARED = 4  # words that two forms have in common, at least
_ONE_SPEECH = 0.6  # share of the shorter utterance's words that another speaker's one has
_DEICTIC = frozenset({"today", "tomorrow", "yesterday"})


def form_keys(form: Printed) -> Iterator[Key]:
    """Give telling runs of words; of a form in which all words are common, the whole of it, under its speaker."""
    runs = telling_runs(form.texts())
    yield from runs
    if not runs:
        yield (form.speaker, *form.texts())


def form_order(form: Printed) -> tuple[tuple[str, ...], str]:
    """Set forms of like words beside each other, then those of like days."""
    return rarest(form.texts(), 3), form.published


def one_utterance(left: Printed, right: Printed) -> Overlap | None:
    """Align two forms, unless who says it and when it was printed make two utterances of them."""
    ours, theirs = frozenset(left.texts()), frozenset(right.texts())
    if len(ours & theirs) < min(_SHARED, len(ours), len(theirs)):
        return None
    one_voice = _one_voice(left, right)
    if not one_voice and not (_in_the_news(left, right) and _one_speech(left, right)):
        return None
    overlap = overlap_of(left, right)
    if overlap is None or (not one_voice and _of_another_beside(left, right, overlap)):
        return None
    if not any(edit.telling for edit in overlap.edits):
        return overlap
    if _of_another(left, right, overlap) or (_of_figures(left, right, overlap) and not _one_occasion(left, right)):
        return None
    return overlap if one_voice or _may_be_one_voice(left, right) else None


def _may_be_one_voice(left: Printed, right: Printed) -> bool:
    """Tell whether nothing speaks against one speaker of two forms of known days: Olsen's words are not Olson's."""
    return bool(left.day and right.day) and not (
        may_be_one(_called(left), _called(right)) or another_person(left, right)
    )


def _in_the_news(left: Printed, right: Printed) -> bool:
    return not (left.day and right.day) or abs((left.day - right.day).days) <= _IN_THE_NEWS


def _one_speech(left: Printed, right: Printed) -> bool:
    """Articles that have a name in common quote, by and large, the same of two mouths; else it is a turn of phrase."""
    if left.named and right.named and left.named.isdisjoint(right.named):
        return False
    common = len(left.utterance & right.utterance)
    return common >= _ONE_SPEECH * min(len(left.utterance), len(right.utterance))


def _of_another(left: Printed, right: Printed, overlap: Overlap) -> bool:
    """Tell whether a sentence is said of two: a name in it gave way to another one, and neither article has both."""
    return any(_gives_way(left, right, edit) for edit in overlap.edits)


def _of_another_beside(left: Printed, right: Printed, overlap: Overlap) -> bool:
    """Tell whether one name stands right before, or behind, what two forms have in common, and another one there.

    A first word has its capital from where it stands, unless the article has it as a name elsewhere.
    """
    before = Edit(QuoteDifference.CHANGED_WORD, 0, overlap.left, 0, overlap.right, telling=True)
    bounds = overlap.left_end, len(left.words), overlap.right_end, len(right.words)
    behind = Edit(QuoteDifference.CHANGED_WORD, *bounds, telling=True)
    opened = all(
        any(not name.isdisjoint(form.texts(0, end)) for name in form.named)
        for form, end in ((left, overlap.left), (right, overlap.right))
    )
    edges = (behind, before) if opened else (behind,)
    return any(
        edge.left < edge.left_end and edge.right < edge.right_end and _gives_way(left, right, edge) for edge in edges
    )


def _gives_way(left: Printed, right: Printed, edit: Edit) -> bool:
    if edit.kind is not QuoteDifference.CHANGED_WORD:
        return False
    sides = (left, right, edit.left, edit.left_end), (right, left, edit.right, edit.right_end)
    printed = [form.between(start, end) for form, _, start, end in sides]
    if not all(word[:1].isupper() for words in printed for word in words.split()) or resembling(*printed):
        return False
    return not any(
        name <= frozenset(form.texts(start, end)) or name >= frozenset(form.texts(start, end))
        for form, other, start, end in sides
        for name in other.named
    )


def _of_figures(left: Printed, right: Printed, overlap: Overlap) -> bool:
    """Tell whether a number or a date gave way to another one."""
    return any(
        all(
            any(map(_is_figure, form.between(start, end).split()))
            for form, start, end in ((left, edit.left, edit.left_end), (right, edit.right, edit.right_end))
        )
        for edit in overlap.edits
        if edit.telling and edit.kind is QuoteDifference.CHANGED_WORD
    )


def _is_figure(printed: str) -> bool:
    """Tell numbers, ordinals and words of the calendar, "May" but not "may"."""
    if any(map(str.isdigit, printed)):
        return True
    parts = [word.text for word in words_in(printed.replace("-", " "))]
    if any(part in NUMERALS or part in ORDINALS for part in parts):
        return True
    return any(part in CALENDAR and (printed[:1].isupper() or part in _DEICTIC) for part in parts)


def _one_occasion(left: Printed, right: Printed) -> bool:
    """Tell whether something shows that two forms were said at once: the day of speaking, else that of print.

    Of two articles of one day that name nobody in common but the speaker, one is about this bridge, one about that.
    """
    if left.spoken and right.spoken:
        return any(one.overlaps(other) for one in left.spoken for other in right.spoken)
    if not left.day or left.day != right.day:
        return False
    ours, theirs = _others(left), _others(right)
    return not (ours and theirs) or any(one <= other or other <= one for one in ours for other in theirs)


def _others(form: Printed) -> set[frozenset[str]]:
    """Give whom an article names besides the speaker."""
    speaker = name_words(form.speaker)
    return {name for name in form.named if not (name <= speaker or speaker <= name)} if speaker else set(form.named)


def another_person(form: Printed, reference: Printed) -> bool:
    """Two persons of different family names; a body and its spokesman may be one voice, Bill and William Lund one.

    So may Olsen and Olson, one of them misprinted.
    """
    if not (form.person and reference.person) or _one_voice(form, reference):
        return False
    ours, theirs = name_words(form.speaker), name_words(reference.speaker)
    if may_be_one(ours, theirs) or ours <= reference.source or theirs <= form.source:
        return False
    names = ours & theirs
    return names.isdisjoint({_family_name(form), _family_name(reference)})


def _one_voice(form: Printed, reference: Printed) -> bool:
    """One name, whole or in part ("Lund", "M. Lund"), or the office and its holder; a first name alone is no name.

    Under a family name alone, nothing else that is said of whom may differ.
    """
    ours, theirs = _called(form), _called(reference)
    if not (ours and theirs):
        return False
    if 1 in (len(ours), len(theirs)):
        alike = _family_name(form) == _family_name(reference) and not ours.isdisjoint(theirs)
        return alike and (form.source <= reference.source or reference.source <= form.source)
    if ours <= theirs or theirs <= ours:
        return (form.person and reference.person) or _in_the_news(form, reference)
    if ours <= reference.source or theirs <= form.source:
        return _in_the_news(form, reference)  # many towns have a fire chief
    family = ours & theirs & {_family_name(form), _family_name(reference)}
    return bool(family) and _initials(ours - theirs, theirs - ours)


def _initials(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether first names may be the same, one of them being shortened to a letter."""
    return any(
        one.startswith(other) or other.startswith(one)
        for one in ours
        for other in theirs
        if 1 in (len(one), len(other))
    )


def _called(form: Printed) -> frozenset[str]:
    """Give the words of a speaker's name; a single word is the name of many things, unless it is a person's."""
    words = name_words(form.speaker)
    return words if len(words) > 1 or form.person else frozenset()


def _family_name(form: Printed) -> str:
    name = words_in(form.name)
    return name[-1].text if name else ""
