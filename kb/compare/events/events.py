"""The same event: on what grounds two accounts of different articles are held to be about one occasion.

Two dates clash only when subject, relation, object and occasion are shown to be one; most false
contradictions come from skipping one of these. An event that can happen again and again (talks,
visits, suspensions) is the same only when the accounts also share what set it off, or nearly every
word within days of each other, or are what both articles open with (:mod:`kb.compare.events.openings`). What
names nobody ("the branch will close") is the same in one story only, see :mod:`kb.compare.telling.stories`,
and where no other event of its kind is meant. Where the dates agree, less will do.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from kb.compare.events.openings import knows_both_days, opened_with, told_first
from kb.compare.telling.accounts import Account, Name
from kb.compare.telling.stories import one_story
from kb.wording import CALENDAR, LIGHT, ONCE, aligned_share, alike, opposites_among, relation_classes, unmatched

_NEARLY_ALL = 0.8  # aligned words that make up for an occasion that is not told
_ALIKE = 0.6  # share of words that two tellings of one thing have in common
_ONE_OCCASION = 0.3  # share of telling words of two sentences about one occasion
_STATES = frozenset(  # acts of speech and states are no occurrences that are dated
    ["ask", "be", "do", "get", "have", "know", "like", "make", "praise", "say", "take", "tell", "think", "want"]
)
_WITHIN = 14  # days between two publications about one fresh event
_FEWEST = 2  # telling words of a clause that names nobody
_COMING = re.compile(r"\b(?:will|shall|(?:is|are) (?:due|expected|going|scheduled|set|to))\b", re.IGNORECASE)
_SINGULAR = re.compile(r"\b(?:first|last|latest|only|final|next)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shown:
    """On what ground two accounts are held to be about one event.

    Attributes:
        ground: Words for an explanation: "the same occasion (Nancy Pelosi, Taiwan, visit)".
        strict: It holds even where the dates have no day in common.
    """

    ground: str
    strict: bool


def same_event(left: Account, right: Account) -> Shown | None:
    """Show that two accounts of different articles are about one event, or give nothing."""
    if left.article == right.article:
        return None
    one_claim = bool(left.claim) and left.claim == right.claim  # its parties were held against each other: "A beat B"
    at_odds = not one_claim and (_subjects_differ(left, right) or names_at_odds(left, right))
    at_odds = at_odds or opposites_among(left.words, right.words)
    two = _apart(left, right) and (_past_and_coming(left, right) or knows_both_days(left, right))
    if not two:
        ground = ("" if at_odds else _strict_ground(left, right)) or told_first(left, right)
        if ground:
            return Shown(ground, strict=True)
    if two or _apart(left, right):
        return None
    ground = opened_with(left, right) if at_odds else _loose_ground(left, right)
    return Shown(ground, strict=False) if ground else None


def _strict_ground(left: Account, right: Account) -> str:
    relations = sorted((left.classes & right.classes) - _STATES)
    ground = ""
    if relations:
        ground = _occasion(left, right) or _once(left, right, relations) or _wording(left, right)
    if not ground and one_story(left.traits, right.traits):
        ground = _same_words(left, right) if relations else ""
        ground = ground or _same_day_of_year(left, right)
    return ground


def _loose_ground(left: Account, right: Account) -> str:
    """What is enough where the dates agree: one claim, most of the words, or a doing of one subject in one story."""
    if left.claim and left.claim == right.claim:
        return "the claim"
    if left.times and right.times and (opened := opened_with(left, right)):
        return opened
    if not _common_days(left, right):
        return ""
    if aligned_share(left.words, right.words) >= _ALIKE:
        return "the day of the year, and most words"
    subjects = (left.subject & right.subject) - LIGHT
    if subjects and left.classes & right.classes and one_story(left.traits, right.traits):
        return f"the story, the day, the subject ({', '.join(sorted(subjects))})"
    return ""


def _apart(left: Account, right: Account) -> bool:
    """Tell whether the dates have no day in common, as far as they are known."""
    ours = [time for time in left.times if time.interval.earliest]
    theirs = [time for time in right.times if time.interval.earliest]
    return bool(ours and theirs) and not any(one.meets(other) for one in ours for other in theirs)


def _past_and_coming(left: Account, right: Account) -> bool:
    """Tell whether one clause is about what lay behind both articles, and the other about what lay ahead of both."""
    printed = [one.published for one in (left, right) if one.published]
    days = [time.interval.earliest for one in (left, right) for time in one.times if time.interval.earliest]
    return bool(printed and days) and min(days) < min(printed) and max(days) > max(printed)


def _common_days(left: Account, right: Account) -> set[str]:
    return ({time.day_of_year for time in left.times} & {time.day_of_year for time in right.times}) - {""}


def _subjects_differ(left: Account, right: Account) -> bool:
    """Two subjects that were both linked, and to different agents."""
    return (
        left.subject_known
        and right.subject_known
        and not (left.subject <= right.subject or right.subject <= left.subject)
    )


def names_at_odds(left: Account, right: Account) -> bool:
    """Tell whether each clause has an argument, linked to an agent, whom the other sentence nowhere names.

    One side alone may leave its subject out: "talks were halted".
    """
    return all(_strangers(one, other) for one, other in ((left, right), (right, left)))


def _strangers(one: Account, other: Account) -> bool:
    known = {word for name in other.names for word in name} | other.around
    linked = ((one.subject, one.subject_known), (one.object, one.object_known))
    return any(is_known and name.isdisjoint(known) for name, is_known in linked)


def shared_names(left: Account, right: Account) -> list[Name]:
    """Give the names that both sentences have, the shorter form of each, persons first."""
    shared = {min(one, other, key=len) for one in left.names for other in right.names if one <= other or other <= one}
    shared |= {name for name in left.names if _is_told(name, right)} | {
        name for name in right.names if _is_told(name, left)
    }
    shared -= {name for name in shared if any(name < other for other in shared)}
    persons = left.persons | right.persons
    return sorted(shared, key=lambda name: (not _among(name, persons), sorted(name)))


def _is_told(name: Name, account: Account) -> bool:
    """Tell whether a sentence has a name, not pieces of it in several: "Acme Air" in "Acme Steel bought Polar Air"."""
    if not name <= account.around:
        return False
    return any(name <= other for other in account.names) or not name <= frozenset().union(*account.names)


def _occasion(left: Account, right: Account) -> str:
    """What set the event off: a person and another name beside the subject, a doing of theirs, and a common matter."""
    subject = _linked_subject(left) | _linked_subject(right)
    shared = [name for name in shared_names(left, right) if not name <= subject]
    persons = [name for name in shared if _among(name, left.persons | right.persons)]
    if not persons or len(shared) < 2:
        return ""
    relations = left.classes | right.classes
    named = {word for one in (left, right) for name in one.persons | one.places for word in name} | subject
    matters = _telling(_matter(left), relations | named) & _telling(_matter(right), relations | named)
    everybody = {word for one in (left, right) for name in one.names for word in name} | named | CALENDAR
    around = _telling(right.around, relations | everybody)
    common = [word for word in sorted(_telling(left.around, relations | everybody)) if _alike_any(word, around)]
    common = sorted({*common, *matters})
    if not matters or len(common) < 2 or _alike_share(left, right) < _ONE_OCCASION:
        return ""
    labels = ", ".join(_label(name, left, right) for name in shared[:3])
    return f"the matter ({', '.join(sorted(matters)[:3])}), the occasion ({labels}; {', '.join(common[:4])})"


def _alike_share(left: Account, right: Account) -> float:
    """Give the share of telling words that both sentences have (Dice)."""
    ours, theirs = _telling(left.around, CALENDAR), _telling(right.around, CALENDAR)
    common = sum(_alike_any(word, theirs) for word in ours)
    return 2 * common / (len(ours) + len(theirs)) if common else 0.0


def _matter(account: Account) -> frozenset[str]:
    return account.words | account.object


def _telling(words: Iterable[str], known: Collection[str]) -> frozenset[str]:
    """Leave out light words, names, and what only repeats the relation."""
    return frozenset(word for word in words if word not in LIGHT and {word, *relation_classes(word)}.isdisjoint(known))


def _alike_any(word: str, others: Iterable[str]) -> bool:
    return any(word == other or alike(word, other) for other in others)


def _linked_subject(account: Account) -> Name:
    return account.subject if account.subject_known else frozenset()


def _among(name: Name, others: Iterable[Name]) -> bool:
    return any(name <= other for other in others)


def _once(left: Account, right: Account, relations: Sequence[str]) -> str:
    """An event that its arguments have once: A bought B, A was born."""
    if ONCE.isdisjoint(relations) or not (left.subject_known and right.subject_known):
        return ""
    both = left.object_known and right.object_known and (left.object <= right.object or right.object <= left.object)
    alone = relations[0] in ("bear", "die") and _among(left.subject, left.persons)
    if not (both or alone):
        return ""
    names = ", ".join(_label(name, left, right) for name in dict.fromkeys((left.subject, left.object)) if name)
    return f"the parties ({names}), between whom it happens once"


def _wording(left: Account, right: Account) -> str:
    """A fresh event told in nearly the same words."""
    apart = left.days_from(right)
    if apart is None or apart > _WITHIN or len(shared_names(left, right)) < 2:
        return ""
    days = [(one.interval.earliest, other.interval.earliest) for one in left.times for other in right.times]
    close = all(first and second and abs((first - second).days) <= 31 for first, second in days)
    once = not ONCE.isdisjoint(left.classes & right.classes)
    if not (close or once) or aligned_share(left.words, right.words) < _NEARLY_ALL:
        return ""
    return "nearly all words, within days of each other"


def _same_words(left: Account, right: Account) -> str:
    """One story tells an event in the same words, and it is the only one of its kind.

    "She was arrested in March" and "in June" may be two arrests. But what is still to come ("will close")
    comes once, and so does what is called the first or the last.
    """
    if not told_alike(left, right) or _figures(left) != _figures(right):
        return ""
    coming = _to_come(left) and _to_come(right)
    called = _called(left)
    if not (coming or (called and called == _called(right)) or not ONCE.isdisjoint(left.classes & right.classes)):
        return ""
    return f"the story, and all telling words ({', '.join(sorted(left.words - LIGHT)[:4])})"


def told_alike(left: Account, right: Account) -> bool:
    """Tell whether all telling words of each clause have a counterpart in the other; times and figures aside."""
    ours, theirs = unmatched(left.words, right.words)
    return min(len(left.words - LIGHT), len(right.words - LIGHT)) >= _FEWEST and not (ours | theirs) - LIGHT


def _figures(account: Account) -> frozenset[tuple[str, str, str]]:
    return frozenset((one.low, one.high, one.unit) for one in account.proposition.quantities)


def _to_come(account: Account) -> bool:
    return account.proposition.tense == "future" or bool(_COMING.search(account.text))


def _called(account: Account) -> str:
    text = account.text
    for time in account.times:
        text = text.replace(time.text, " ")
    found = _SINGULAR.search(text)
    return found[0].casefold() if found else ""


def _same_day_of_year(left: Account, right: Account) -> str:
    """One story tells of a doing of the same persons on one day of two years: a slip in the year.

    Two texts agree in day and month by chance once in a year of days; what happens every year on a day
    (a parade) is seldom the doing of two persons at one place.
    """
    happenings = sorted(left.happenings & right.happenings)
    people = [name for name in shared_names(left, right) if _among(name, left.persons | right.persons)]
    if not (_common_days(left, right) and happenings and len(people) >= 2):
        return ""
    named = {word for one in (left, right) for name in one.names for word in name}
    apart = {*named, *happenings, *CALENDAR}
    theirs = _telling(right.words, apart)
    common = [word for word in sorted(_telling(left.words, apart)) if _alike_any(word, theirs)]
    if not common:
        return ""
    labels = ", ".join(_label(name, left, right) for name in people[:3])
    doing = f"{', '.join(happenings[:2])}; {', '.join(common[:3])}"
    return f"the persons ({labels}), what they did ({doing}), the day of the year"


def _label(name: Name, left: Account, right: Account) -> str:
    labels = {**right.labels, **left.labels}
    full = [labels[known] for known in labels if name <= known]
    return labels.get(name) or min(full, key=lambda label: (len(label), label), default=" ".join(sorted(name)).title())
