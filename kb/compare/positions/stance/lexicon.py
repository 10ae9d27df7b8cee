"""The words that show a stance (``lexicon.toml``), and how a printed word is matched with a lemma."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kb.remembering import remembered

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]
"""Phrases by their first word, longest first."""

_SHORTEST = 3  # letters of a stem


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything ``lexicon.toml`` knows; its comments and reasons say what each list is for.

    Attributes:
        refuting: Classes of what turns a claim round: always, denying, contesting, ending, quality, predicate.
        ended: What it is to end a rumour.
        grantable: What somebody can be denied without any claim being denied.
        things: Qualities that are nouns.
        behind: Words behind which a predicate denies.
        telling: What is told or shown.
        negator, harmless, withheld: Negators, and what behind them denies nothing.
        forward: First words of negators that deny what stands behind them, and never what stands before.
        transparent: Words behind a negator that let it through to the next.
        open, question: What leaves a claim open.
        planned: What tells of plans.
        grading: Of these, what grades the clause that it stands in: adverbs, auxiliaries, verbs of supposing.
        reported, deeds: Cues of saying, and the objects that make them deeds.
        confirming: Cues that presuppose what they introduce.
        speakers: Last words of labels that name a speaker.
        verdicts: Labels that judge what follows.
        refusing, affirming: Answers to a question.
        presupposing: Openings of questions that take for granted what they ask about.
        joining, auxiliary: What opens a clause of its own, and what shows that "and" does.
        linking: What links a cue with what it is about.
        dating: What stands before the name of a month.
        roomy: What stands beside a number that leaves room for others.
        opposites: Pairs of states that exclude one another, each way.
        converse: Words of doing and undergoing, whose opposites tell one thing of two parties.
        families: Words of one thing, by each of them.
        doing, needing: Verbs beside "without", and beside "not", that tell one thing of it.
        understood: Verbs, and the objects that are understood where one is used without any.
        idioms: Set phrases, and the word that each stands for.
        irregular: Irregular forms with their lemma.
    """

    refuting: Mapping[str, Phrases]
    ended: frozenset[str]
    grantable: frozenset[str]
    things: frozenset[str]
    behind: frozenset[str]
    telling: frozenset[str]
    negator: Phrases
    harmless: frozenset[str]
    withheld: frozenset[str]
    forward: frozenset[str]
    transparent: frozenset[str]
    open: Phrases
    planned: Phrases
    grading: Phrases
    question: frozenset[str]
    reported: Phrases
    deeds: frozenset[str]
    confirming: Phrases
    speakers: frozenset[str]
    verdicts: Phrases
    refusing: frozenset[str]
    affirming: frozenset[str]
    presupposing: frozenset[str]
    joining: frozenset[str]
    auxiliary: frozenset[str]
    linking: frozenset[str]
    dating: frozenset[str]
    roomy: frozenset[str]
    opposites: frozenset[tuple[str, ...]]
    converse: frozenset[str]
    families: Mapping[str, str]
    doing: frozenset[str]
    needing: frozenset[str]
    understood: Mapping[str, frozenset[str]]
    idioms: Mapping[tuple[str, ...], str]
    irregular: Mapping[str, str]


@cache
def lexicon() -> Lexicon:
    """Read the lexicon that comes with the package, once."""
    with Path(__file__).with_name("lexicon.toml").open("rb") as file:
        table = tomllib.load(file)
    refuting = table["refuting"]
    return Lexicon(
        refuting={name: phrases_of(entry["words"]) for name, entry in refuting.items()},
        ended=frozenset(refuting["ending"]["ended"]),
        grantable=frozenset(refuting["denying"]["unless"]),
        things=frozenset(refuting["quality"]["nouns"]),
        behind=frozenset(refuting["predicate"]["behind"]),
        telling=frozenset(table["telling"]["words"]),
        negator=phrases_of(table["negator"]["words"]),
        harmless=frozenset(table["negator"]["harmless"]),
        withheld=frozenset(table["negator"]["withheld"]),
        forward=frozenset(table["negator"]["forward"]),
        transparent=frozenset(table["negator"]["transparent"]),
        open=phrases_of(table["open"]["words"]),
        planned=phrases_of(table["open"]["planned"]),
        grading=phrases_of(word for word in table["open"]["words"] if word not in table["open"]["naming"]),
        question=frozenset(table["question"]["words"]),
        reported=phrases_of(table["reported"]["words"]),
        deeds=frozenset(table["reported"]["unless"]),
        confirming=phrases_of(table["confirming"]["words"]),
        speakers=frozenset(table["speakers"]["words"]),
        verdicts=phrases_of(table["verdicts"]["words"]),
        **{
            name: frozenset(words) for name, words in (table["reply"] | table["build"] | table["doing_without"]).items()
        },
        understood={verb: frozenset(objects) for verb, objects in table["understood"].items()},
        opposites=frozenset(pair for line in table["opposites"]["pairs"] for pair in _both_ways(line)),
        converse=frozenset(table["converse"]["words"]),
        families={word: name for name, words in table["families"].items() for word in words},
        idioms={tuple(phrase.split()): word for word, phrases in table["idioms"].items() for phrase in phrases},
        irregular=table["irregular"],
    )


def _both_ways(line: str) -> tuple[tuple[str, ...], ...]:
    pair = tuple(line.split())
    return pair, pair[::-1]


def phrases_of(words: Iterable[str]) -> Phrases:
    """Give phrases by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in words:
        parts = tuple(phrase.split())
        found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(phrases, key=lambda one: (-len(one), one))) for first, phrases in found.items()}


def merged(lists: Iterable[Phrases]) -> Phrases:
    """Give the phrases of several lists as one list."""
    return phrases_of(" ".join(phrase) for phrases in lists for known in phrases.values() for phrase in known)


def phrase_at(words: Sequence[str], at: int, phrases: Phrases) -> int:
    """Give how many words the longest phrase that starts at a place has; 0 for none.

    >>> phrase_at(["officials", "shot", "down", "the", "rumours"], 1, lexicon().refuting["contesting"])
    2
    """
    longest = 0
    for form in forms(words[at]):
        for phrase in phrases.get(form, ()):
            length = len(phrase)
            if length > longest and (length == 1 or _goes_on(words, at, phrase)):
                longest = length
    return longest


def _goes_on(words: Sequence[str], at: int, phrase: tuple[str, ...]) -> bool:
    here = words[at : at + len(phrase)]
    return len(here) == len(phrase) and all(part in forms(word) for part, word in zip(phrase, here, strict=True))


def may_hold(lemmas: frozenset[str], phrases: Phrases) -> bool:
    """Tell whether words with all these forms can hold a phrase: for most lines and lists it is soon known."""
    return not phrases.keys().isdisjoint(lemmas)


def holds_any(words: Sequence[str], phrases: Phrases) -> bool:
    """Tell whether any phrase stands anywhere in words."""
    return any(phrase_at(words, at, phrases) for at in range(len(words)))


def idiom_at(words: Sequence[str], at: int) -> tuple[str, int]:
    """Give the word that the longest set phrase at a place stands for, and how many words it has; else ``("", 0)``.

    >>> idiom_at(["the", "dam", "gave", "way"], 2)
    ('collapse', 2)
    """
    length = phrase_at(words, at, idioms())
    if not length:
        return "", 0
    here = words[at : at + length]
    found = (
        word
        for phrase, word in lexicon().idioms.items()
        if len(phrase) == length and all(part in forms(one) for part, one in zip(phrase, here, strict=True))
    )
    return next(found, ""), length


@cache
def idioms() -> Phrases:
    """Give the set phrases that stand for one word."""
    return phrases_of(" ".join(phrase) for phrase in lexicon().idioms)


@remembered
def forms(word: str) -> frozenset[str]:
    """Give a word and the lemmas that it may be a regular form of; a wrong one does no harm, as no list has it.

    >>> sorted(forms("denies"))
    ['deni', 'denie', 'denies', 'deny']
    >>> "ban" in forms("banned"), "use" in forms("using"), "mayor" in forms("mayor's")
    (True, True, True)
    """
    plain = word.removesuffix("'s").removesuffix("'")
    found = {word, plain}
    if plain in lexicon().irregular:
        found.add(lexicon().irregular[plain])
    for ending, replacements in (
        ("ies", ("y",)),
        ("ied", ("y",)),
        ("es", ("", "e")),
        ("s", ("",)),
        ("ed", ("", "e")),
        ("ing", ("", "e")),
    ):
        stem = plain.removesuffix(ending)
        if stem == plain or (ending == "s" and stem.endswith("s")):
            continue
        found.update(stem + letters for letters in replacements if len(stem + letters) >= _SHORTEST)
        doubled = ending in ("ed", "ing") and len(stem) > _SHORTEST and stem[-1] == stem[-2]
        if doubled and stem[-1] not in "aeiou":
            found.add(stem[:-1])
    return frozenset(found)
