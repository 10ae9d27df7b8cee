"""Ranks that cannot both hold: "its third strike" in one text, "the fourth strike at Dorn Steel" in another.

A rank counts occurrences, so both texts must speak of one sort of occurrence, of the same parties, and within the same
scope: the third this year may be the eighth since 2019.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb.compare.finder import Difference, Finder
from kb.compare.numbers.fields import counted
from kb.compare.positions.stance.alignment import is_telling
from kb.compare.positions.stance.lexicon import forms
from kb.compare.source import Source
from kb.compare.telling.accounts import Account, Name, accounts_of
from kb.compare.telling.meeting import Key, labelled, shared, story_keys
from kb.compare.telling.rarity import RAREST, rarest
from kb.compare.telling.rarity import rank as commonness
from kb.compare.telling.sentences import Sentences, sentences_of
from kb.compare.telling.sides import Stand, disagreement, discrepancy, told
from kb.compare.telling.stories import like_story
from kb.groups import Groups
from kb.model import Discrepancy, DiscrepancyKind, Quantity, Severity, Span
from kb.neighbours import Matching, Pair
from kb.wording import CALENDAR, FUNCTION_WORDS, LIGHT, name_words, relation_classes, words_in

_AGAIN = re.compile(r"\bfor\s+(?:the|a|an|his|her|its|their)\s+$", re.IGNORECASE)
_TIME_THAT = re.compile(r"\s+time\s+(?:in|since|that|this)\b", re.IGNORECASE)
_UNDATED = 6  # rare names under which a rank meets those of articles of no known day
_NOUN = 4  # words behind a rank among which its noun stands: "third straight win"
_OF_STORY = re.compile(r"[“\"']?(?:it|this|that|\w+day's)\s+(?:\w+\s+)?(?:is|was|marked|would be)\b", re.IGNORECASE)
_OWNED = re.compile(r"(?:['’]s?|\b(?:her|his|its|their))\s+$", re.IGNORECASE)
_NO_NOUN = re.compile(r"\s*(?:[.,;:)]|$|\b(?:in|of|since|this|under|within)\b)", re.IGNORECASE)
_SCOPE = re.compile(
    r"\b(?:(?:this|last|next|a|each)\s+(?P<span>year|season|month|week|decade|century|summer|winter|spring|autumn|term|campaign)\b"
    r"|(?P<from>since|under|during|within|among)\s+(?P<what>[^.,;:()“”\"]{2,60})"
    r"|in\s+(?P<long>[^.,;:()“”\"]{0,20}?(?:years|months|weeks|days|decades|history))\b"
    r"|of\s+the\s+(?P<whole>year|season|campaign|series|tournament|tour|century)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank in an article.

    Attributes:
        account: The clause that it stands in.
        quantity: As read.
        what: Lemmas and classes of the sort of occurrence; of "for the third time", of the whole clause.
        names: Whom the sentence names but for who says it.
        words: Telling words of the sentence.
        scope: Words of the set within which it counts; empty where none is told.
        of_story: What is ranked is what the text is about, which needs no name: "It was the third strike this year".
    """

    account: Account
    quantity: Quantity
    what: frozenset[str]
    names: frozenset[Name]
    words: frozenset[str]
    scope: frozenset[str]
    of_story: bool = False

    @property
    def id(self) -> str:
        """Name it by its clause and its place."""
        return f"{self.account.id}:{self.quantity.span.start}"


@dataclass(frozen=True, slots=True)
class OneSet:
    """Two ranks of one set: what was shown, whether they differ, and whether the days of both texts are known."""

    shown: tuple[str, ...]
    clash: bool
    dated: bool


def ranks_of(source: Source) -> Mapping[str, Rank]:
    """Give the ranks of an article that count occurrences."""
    sentences = source.once(sentences_of)
    found: dict[int, tuple[int, Rank]] = {}
    for account in source.once(accounts_of).values():
        length = sum(len(span.exact) for span in account.proposition.span)
        for quantity in {*account.proposition.quantities, *account.statement.quantities}:
            inside = any(
                span.start <= quantity.span.start and quantity.span.end <= span.end for span in account.proposition.span
            )
            if quantity.kind != "ordinal" or not inside:
                continue
            rank = _rank(sentences, account, quantity)
            known = found.get(quantity.span.start)
            if rank and (known is None or (length, account.id) < (known[0], known[1].account.id)):
                found[quantity.span.start] = (length, rank)
    return {rank.id: rank for _, (_, rank) in sorted(found.items())}


def _rank(sentences: Sentences, account: Account, quantity: Quantity) -> Rank | None:
    whole = _whole(sentences, account, quantity.span)
    before, behind = whole.exact[: quantity.span.start - whole.start], whole.exact[quantity.span.end - whole.start :]
    what = _occurrence(account, before, behind)
    scope = _scope(whole.exact)
    everywhere = quantity.low == "1" and not _dated(scope)  # "first" is said of much, and of other scopes
    if behind[:1] in ("-", "‑") or not what or everywhere:
        return None
    saying = _only_saying(account, whole)
    return Rank(
        account=account,
        quantity=quantity,
        what=what,
        names=account.names - saying | _unlinked(account, whole.exact),
        words=frozenset(word.text for word in words_in(whole.exact) if is_telling(word.text)),
        scope=scope,
        of_story=bool(scope) and bool(_OF_STORY.match(whole.exact)),
    )


def _only_saying(account: Account, whole: Span) -> frozenset[Name]:
    """Give who says it, unless the sentence names them besides: "it was Kelby's first title, the club said"."""
    spoken = {account.statement.speaker, *(hop.agent for hop in account.statement.chain)} - {""}
    source = account.statement.source
    besides = {
        word.text.removesuffix("'s")
        for word in words_in(whole.exact)
        if not any(span.start <= whole.start + word.start < span.end for span in source)
    }
    return frozenset(name for name in map(name_words, sorted(spoken)) if name.isdisjoint(besides))


def _unlinked(account: Account, text: str) -> frozenset[Name]:
    """Give rare words with a capital that are of no name of the sentence: places that were linked to nothing."""
    known = {word for name in account.names for word in name}
    printed = (word for word in words_in(text) if word.start and text[word.start].isupper())
    plain = (word.text.removesuffix("'s") for word in printed)
    rare = (word for word in plain if word not in CALENDAR and all(map(_is_rarest, forms(word))))
    return frozenset(frozenset({word}) for word in rare if word not in known)


def _is_rarest(form: str) -> bool:
    return commonness(form) == RAREST


def _whole(sentences: Sentences, account: Account, span: Span) -> Span:
    """Give the sentence; where the text is absent, the clause."""
    number = sentences.at(span.start)
    if number < 0:
        return next(one for one in account.proposition.span if one.start <= span.start and span.end <= one.end)
    return Span(sentences.start(number), sentences.start(number) + len(sentences.text(number)), sentences.text(number))


def _occurrence(account: Account, before: str, behind: str) -> frozenset[str]:
    """Give the lemmas of what is counted; nothing where it is no occurrence."""
    nouns: list[str] = []
    if _NO_NOUN.match(behind):  # "The title was the club's second since 1987"
        subject = [word.text for word in words_in(account.proposition.subject)]
        nouns = subject[-1:] if _OWNED.search(before) else []
        behind = ""
    for word in words_in(behind)[:_NOUN]:
        if nouns and word.text == "of":  # "the fourth change of owner"
            continue
        if behind[word.start].isupper():
            if nouns:
                break
            continue  # "the 81st Academy Awards" is a name, "their first Harbour Cup title" is a title
        if word.text in FUNCTION_WORDS or word.text in CALENDAR or re.search(r"[.,;:()“”\"]", behind[: word.start]):
            break
        nouns.append(word.text)
    if not nouns or any(not forms(noun).isdisjoint(counted().barred) for noun in nouns):
        return frozenset()
    lemmas = {form for noun in nouns for form in forms(noun)}
    if nouns[0] == "time":
        if not (_AGAIN.search(before) or _TIME_THAT.match(behind)):  # "the third time is the charm"
            return frozenset()
        named = {word for name in account.names for word in name}
        told = {word for word in account.around - named if is_telling(word) and word not in CALENDAR}
        lemmas = {form for word in told for form in forms(word)} - counted().barred - counted().light - LIGHT
    sorts = {f"sort {counted().occurrences[lemma]}" for lemma in lemmas & counted().occurrences.keys()}
    return frozenset(lemmas | sorts | {one for lemma in lemmas for one in relation_classes(lemma)})


def _dated(scope: frozenset[str]) -> bool:
    """Tell a scope that a year begins: "since 1987"."""
    return "since" in scope and any(word.isdigit() for word in scope)


def _scope(text: str) -> frozenset[str]:
    words = {
        word.text for match in _SCOPE.finditer(text) for group in match.groups() if group for word in words_in(group)
    }
    return frozenset(words - FUNCTION_WORDS | words & {"since", "under", "during", "within", "among"})


def _keys(rank: Rank) -> Iterator[Key]:
    for key in story_keys(rank.account.traits):
        yield (*key, "rank")
    yield from (("any day", name, "rank") for name in rarest(rank.account.traits.unusual, _UNDATED))


def _link(left: Rank, right: Rank) -> OneSet | None:
    one, other = left.account, right.account
    if left.scope != right.scope or one.proposition.polarity is not other.proposition.polarity:
        return None
    if {one.proposition.tense, other.proposition.tense} == {"past", "future"} or _on_other_days(one, other):
        return None
    common = left.what & right.what
    ours, theirs = shared(left.names, right.names, right.words), shared(right.names, left.names, left.words)
    names = ours | theirs
    if not common or (left.names - ours and right.names - theirs):
        return None
    known = bool(names) or (left.of_story and right.of_story) or _dated(left.scope)
    if not known or not like_story(one.traits, other.traits):
        return None
    what = min((word.removeprefix("sort ") for word in common), key=lambda word: (len(word), word))
    named = "; ".join(labelled(names, one))
    shown = ("the story", f"what is counted ({what})", *([f"the names ({named})"] if named else []))
    scope = " ".join(sorted(left.scope))
    all_shown = (*shown, f"the scope ({scope})") if scope else shown
    return OneSet(all_shown, left.quantity.low != right.quantity.low, one.days_from(other) is not None)


def _on_other_days(one: Account, other: Account) -> bool:
    ours, theirs = one.times, other.times
    return bool(ours and theirs) and not any(day.meets(night) for day in ours for night in theirs)


def _outcome(ranks: Mapping[str, Rank], links: Mapping[Pair, OneSet]) -> Iterator[Discrepancy]:
    """Give one discrepancy for all ranks of one set of which some differ; a text with two of them has two sets."""
    texts: dict[str, set[str]] = {}
    for rank in ranks.values():
        texts.setdefault(rank.account.article, set()).add(rank.quantity.low)
    clashing = {
        pair: same
        for pair, same in links.items()
        if same.clash and all(len(texts[ranks[one].account.article]) == 1 for one in pair)
    }
    if not clashing:
        return
    parties = {one for pair in clashing for one in pair}
    parties |= {one for pair, same in links.items() if not same.clash for one in pair if parties.intersection(pair)}
    members = [ranks[one] for one in sorted(parties)]
    stands: list[Stand] = [(one.quantity.low, one.account, one.quantity.span) for one in members]
    disagree = disagreement(stands)
    first = next(iter(clashing.values()))
    text = disagree or "Different ranks for one occurrence."
    undated = not all(same.dated for same in clashing.values())
    later = " The day of one text is not known, so one more may have happened since." if undated else ""
    text = f"{text} {told(stands)}. Shown to be the same: {', '.join(first.shown)}.{later}"
    severity = Severity.INFO if disagree or undated else Severity.WARNING
    yield discrepancy(DiscrepancyKind.COUNT, severity, stands, text, first.shown)


def _groups() -> Groups[Rank, OneSet, Difference]:
    return Groups(
        Matching(keys=_keys, link=_link, order=lambda rank: (sorted(rank.what), rank.account.printed)), _outcome
    )


RANKS = Finder("ranks", ranks_of, _groups)
