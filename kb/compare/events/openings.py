"""What two articles of one story open with is one event: it is the news that both bring.

Told in whatever grammar ("drivers went on strike", "the strike of drivers started"), the openings agree in a kind of
doing and in who and what is in it. Dates that differ then are a slip, unless one of the articles could not know of the
other's day, or tells of that day too: news goes on, and what happened on Monday may happen again on Wednesday.
"""

from __future__ import annotations

import re
from datetime import timedelta

from kb.compare.positions.stance.lexicon import forms
from kb.compare.telling.accounts import Account
from kb.compare.telling.rarity import RAREST, rank
from kb.compare.telling.stories import WITHIN, one_story
from kb.model import Interval
from kb.wording import CALENDAR, LIGHT, event_classes, relation_classes, unmatched, words_in

_OTHER = re.compile(
    r"\b(?:again|another|anew|earlier|fourth|latest|new|once more|other|previous|second|separate|third)\b",
    re.IGNORECASE,
)
_FEWEST = 3  # telling words that both openings of one story have
_SHARE = 0.5  # of the telling words of both (Dice)
_MANY = 5  # telling words, one of them rare, that make up for a story; one less where two are rare
_LARGE_SHARE = 0.65
_OUTCOMES = {"dead": "die", "guilty": "convict", "innocent": "acquit"}  # "found her guilty" convicts
_WHERE = frozenset({"at", "from", "in", "near", "of", "off", "on", "outside"})
_SIDES = frozenset(
    frozenset(pair.split())
    for pair in ("acquire sell", "agree sign", "beat lose", "crash hit", "elect win", "give receive", "hire join")
)
_NEWS = 14  # days that news is fresh
_BEFALLS = frozenset({"bear", "capsize", "crash", "derail", "die", "sink"})  # what befalls one ship or person once


def told_first(left: Account, right: Account) -> str:
    """Give the ground on which two openings are about one event whatever their dates, in words; empty without one."""
    doings = _common_doings(left, right)
    if not (doings or _light(left) or _light(right) or _two_sides(left, right) or _one_day_of_year(left, right)):
        return ""
    ground = opened_with(left, right)
    if not ground or not _fresh(left, right) or not (_both_known(left, right) or _befell_once(left, right)):
        return ""
    return f"{ground}, the doing ({', '.join(sorted(doings)[:2])})" if doings else ground


def _common_doings(left: Account, right: Account) -> frozenset[str]:
    """Give what both do: the relation of one is that of the other, or a word of it names it ("the strike began")."""
    ours, theirs = _relations(left), _relations(right)
    return (ours & theirs) | (ours & _named(right)) | (theirs & _named(left))


def _relations(account: Account) -> frozenset[str]:
    return account.classes | event_classes(account.proposition.relation.casefold())


def _named(account: Account) -> frozenset[str]:
    """Give the classes of relations that any word of the clause can name."""
    named = account.happenings.union(*(event_classes(word) for word in account.words))
    return named | {doing for word, doing in _OUTCOMES.items() if word in account.words}


def _two_sides(left: Account, right: Account) -> bool:
    """Tell whether the relations tell one deed from two sides: who beat, and who lost."""
    return any(frozenset((one, other)) in _SIDES for one in left.classes for other in right.classes)


def _one_day_of_year(left: Account, right: Account) -> bool:
    """Tell whether the dates differ in the year alone; two texts agree in day and month seldom by chance."""
    days = {time.day_of_year for time in left.times} & {time.day_of_year for time in right.times}
    return bool(days - {""})


def opened_with(left: Account, right: Account) -> str:
    """Give the ground on which two openings are about one event if their dates agree, whatever the verbs."""
    apart = left.days_from(right)
    if left.sentence or right.sentence or apart is None or apart > WITHIN or not _of_one_matter(left, right):
        return ""
    return f"the news that both articles open with ({', '.join(sorted(_common(left, right))[:4])})"


def _of_one_matter(left: Account, right: Account) -> bool:
    """Tell whether who and what is in both openings is the same, as far as both tell it."""
    common = _common(left, right)
    if not (_like(left, right, common) or (_related(left, right, common) and one_story(left.traits, right.traits))):
        return False
    if _another(left) or _another(right) or _exchanged(left, right) or _figures_clash(left, right):
        return False
    if _otherwise_named(left, right):
        return False
    return not (_strangers(left, right) and _strangers(right, left))


def _like(left: Account, right: Account, common: frozenset[str]) -> bool:
    """Tell whether two openings are so much alike that they need no story around them."""
    rare = sum(rank(word) == RAREST for word in common)
    enough = (len(common) >= _MANY and rare >= 1) or (len(common) == _MANY - 1 and rare >= 2)
    return enough and _share(left, right, common) >= _LARGE_SHARE


def _related(left: Account, right: Account, common: frozenset[str]) -> bool:
    named = {word for name in (*left.names, *right.names) for word in name}
    return len(common) >= _FEWEST and not common <= named and _share(left, right, common) >= _SHARE


def _share(left: Account, right: Account, common: frozenset[str]) -> float:
    telling = len(left.words - LIGHT - CALENDAR) + len(right.words - LIGHT - CALENDAR)
    return 2 * len(common) / telling if telling else 0.0


def _strangers(one: Account, other: Account) -> bool:
    """Tell whether a person of one sentence is not named in the other."""
    known = {word for name in other.names for word in name} | other.around
    return any(name.isdisjoint(known) for name in one.persons)


def _otherwise_named(left: Account, right: Account) -> bool:
    """Tell whether each opening names more that is its own than both do: "Saint Ann in Ayr", "Saint Roch in Elm"."""
    ours, theirs = unmatched(_names_of(left), _names_of(right))
    common = len(_names_of(left) - ours)
    return min(len(ours), len(theirs)) > common


def _names_of(account: Account) -> frozenset[str]:
    """Give the words of a clause that are names: of agents, and what has a capital inside it."""
    text = account.text
    capitals = {word.text.removesuffix("'s") for word in words_in(text) if word.start and text[word.start].isupper()}
    return account.words & frozenset(capitals.union(*account.names)) - CALENDAR


def _common(left: Account, right: Account) -> frozenset[str]:
    ours, _ = unmatched(left.words, right.words)
    return left.words - ours - LIGHT - CALENDAR


def _another(account: Account) -> bool:
    """Tell whether the clause says that it is about one more event of its kind."""
    text = account.text
    for name in account.labels.values():
        text = text.replace(name, " ")  # "New Harbour" is no other harbour
    return bool(_OTHER.search(text))


def _light(account: Account) -> bool:
    """Tell whether the verb says nothing of what was done: "made her mayor", "got it back"."""
    words = account.proposition.relation.casefold().split()
    return not words or (words[0] in LIGHT and not relation_classes(" ".join(words)))


def _exchanged(left: Account, right: Account) -> bool:
    """Tell whether one relation has its parties the other way round: A beat B, and B beat A."""
    same = bool(left.classes & right.classes)
    known = left.subject_known and right.subject_known
    return same and known and not (left.subject <= right.subject or right.subject <= left.subject)


def _figures_clash(left: Account, right: Account) -> bool:
    """Tell whether both count the same sort of thing, and differently: that may be two events."""
    ours = {(one.kind, one.unit): (one.low, one.high) for one in left.proposition.quantities}
    theirs = {(one.kind, one.unit): (one.low, one.high) for one in right.proposition.quantities}
    return any(ours[sort] != theirs[sort] for sort in ours.keys() & theirs.keys())


def _fresh(left: Account, right: Account) -> bool:
    """Tell whether one of them dates it shortly before its article came out, or after: only then is it the news."""
    news = timedelta(days=_NEWS)
    return any(
        one.published and first and one.published - first <= news
        for one in (left, right)
        for first in (time.interval.earliest for time in one.times)
    )


def _both_known(left: Account, right: Account) -> bool:
    """Tell whether both dates lay behind, or both ahead, when the first article came out.

    Of what happened on that day or later, it may not have known.
    """
    if len(left.times) != 1 or len(right.times) != 1:
        return False
    ours, theirs = left.times[0].interval, right.times[0].interval
    if not (ours.earliest and theirs.earliest) or ours.overlaps(theirs):
        return True
    days = [one.published for one in (left, right) if one.published]
    behind = [first < min(days) for first in (ours.earliest, theirs.earliest)]
    ahead = [first > max(days) for first in (ours.earliest, theirs.earliest)]
    return all(behind) or all(ahead)


def _befell_once(left: Account, right: Account) -> bool:
    """Tell whether both tell, word for word, of what one named thing undergoes once: "the ferry Petrel sank"."""
    ours, theirs = unmatched(left.words, right.words)
    if (ours | theirs) - LIGHT - CALENDAR or not left.classes & right.classes & _BEFALLS:
        return False
    return not _bearers(left).isdisjoint(_bearers(right))


def _bearers(account: Account) -> frozenset[str]:
    """Give the names of what a clause tells of, which stand before its verb: not "Ayr" in "a bus near Ayr crashed"."""
    text = account.text
    known, places = ({word for name in names for word in name} for names in (account.names, account.places))
    found = set()
    for word in words_in(text):
        if word.text in _WHERE or account.proposition.relation in forms(word.text):
            break
        if text[word.start].isupper() and (word.start or word.text in known):
            found.add(word.text)
    return (account.words & found) - places - CALENDAR


def knows_both_days(left: Account, right: Account) -> bool:
    """Tell whether one article tells of such a doing on the other's day as well: then it knows of two."""
    doings = _relations(left) | _relations(right)
    pairs = ((left, right), (right, left))
    return any(_told(time.interval, doings, one) for one, other in pairs for time in other.times)


def _told(days: Interval, doings: frozenset[str], account: Account) -> bool:
    """Tell whether the article of an account tells of such a doing in some days."""
    return any(doing in doings and days.covers(one) for one, doing in account.traits.days)
