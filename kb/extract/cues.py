"""The lexicon of reporting cues, read from ``cues.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

# Ways of taking a content that are a bare noun phrase after a preposition.
PREPOSITIONS = frozenset({"of", "for", "about", "against", "to", "on", "with", "over"})


@dataclass(frozen=True, slots=True)
class Cue:
    """How one verb reports.

    Attributes:
        frames: Way of taking a content → confidence that this shape is an attribution.
        frames_of: The same, for subjects of one kind of noun: ``document`` ("the poll shows"), ``hearing`` ("the court
            heard").
        bare: It takes a quotation without a comma before it.
        afar: Its quotation may stand in the sentence before or after.
        outermost: The frames that make no statement of their own inside what somebody else says.
    """

    frames: Mapping[str, float]
    frames_of: Mapping[str, Mapping[str, float]]
    bare: bool
    afar: bool
    outermost: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that ``cues.toml`` says.

    Attributes:
        verbs: Base form, with its particle where it has one → how it reports.
        led: First words of the verbs that have a particle.
        lemmas: Forms that the parser's lemmatizer gets wrong → their base form.
        nouns: Kind of noun (``that``, ``of``, ``for``, ``document``, ``venue``, ``issued``, ``hearing``) → base forms.
        adjectives: What a state of mind takes (``that``, ``infinitive``, a preposition) → adjectives.
        phrases: Fixed expression → confidence.
        adverbs: Attributing adverb → confidence.
    """

    verbs: Mapping[str, Cue]
    led: frozenset[str]
    lemmas: Mapping[str, str]
    nouns: Mapping[str, frozenset[str]]
    adjectives: Mapping[str, frozenset[str]]
    phrases: Mapping[str, float]
    adverbs: Mapping[str, float]


@cache
def lexicon() -> Lexicon:
    """Read the lexicon, once per process; a verb in several groups has the frames of all, the surest of each."""
    raw = tomllib.loads(Path(__file__).with_name("cues.toml").read_text(encoding="utf-8"))
    frames: dict[str, dict[str, float]] = {}
    frames_of: dict[str, dict[str, dict[str, float]]] = {}
    quoting: dict[str, set[str]] = {}
    anywhere: dict[str, set[str]] = {}
    for group in raw["group"]:
        for verb in group["verbs"]:
            if not group.get("outermost") and not group.get("subjects"):
                anywhere.setdefault(verb, set()).update(group["frames"])
            quoting.setdefault(verb, set()).add(group.get("quoting", ""))
            kind = group.get("subjects")
            known = frames_of.setdefault(verb, {}).setdefault(kind, {}) if kind else frames.setdefault(verb, {})
            for frame, confidence in group["frames"].items():
                known[frame] = max(confidence, known.get(frame, 0.0))
    phrases = dict(raw["phrases"])
    adverbs = phrases.pop("adverbs")
    return Lexicon(
        verbs={
            verb: Cue(
                frames=MappingProxyType(frames.get(verb, {})),
                frames_of=MappingProxyType(
                    {kind: MappingProxyType(own) for kind, own in sorted(frames_of.get(verb, {}).items())}
                ),
                bare="bare" in quoting[verb],
                afar=bool({"bare", "set off"} & quoting[verb]),
                outermost=frozenset(frames.get(verb, {})) - anywhere.get(verb, set()),
            )
            for verb in sorted({*frames, *frames_of})
        },
        led=frozenset(verb.partition(" ")[0] for verb in (*frames, *frames_of) if " " in verb),
        lemmas=MappingProxyType(raw["lemmas"]),
        nouns=MappingProxyType({kind: frozenset(nouns) for kind, nouns in raw["nouns"].items()}),
        adjectives=MappingProxyType({kind: frozenset(words) for kind, words in raw["adjectives"].items()}),
        phrases=MappingProxyType(phrases),
        adverbs=MappingProxyType(adverbs),
    )
