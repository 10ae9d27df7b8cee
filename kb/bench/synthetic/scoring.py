"""How much of what was planted is found, and how much of what is found was planted: precision and recall per kind.

Claims and origins are scored by pairs of mentions from different articles, discrepancies and look-alikes each as one.
What the generator cannot know (whether an account that says less is the same claim) counts neither way.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from kb.bench.synthetic.alignment import Read
from kb.bench.synthetic.corpus import corpus, write
from kb.bench.synthetic.matching import Ground, differences_matched, filed
from kb.bench.synthetic.tally import Tallies, Tally
from kb.bench.synthetic.truth import Mention, Story
from kb.config import Settings
from kb.model import Comparison, CompatiblePair, Discrepancy, Record
from kb.pipeline.deriving import comparison_of
from kb.pipeline.reading import Extraction, extraction


def scored(seed: str, articles: int, chosen: Settings) -> Tallies:
    """Write a corpus, read it, compare its articles, and hold the outcome against the truth.

    Args:
        seed: Of the corpus.
        articles: Its size.
        chosen: Which extractor reads it.
    """
    stories = list(corpus(seed, articles))
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), iter(stories))
        records = records_in(Path(folder), chosen)
    return tallies(stories, records, comparison_of(records, chosen))


def records_in(folder: Path, chosen: Settings) -> list[Record]:
    """Read a written corpus without a store.

    Raises:
        KBError: an article cannot be used.
    """
    found = []
    for one in extraction([str(folder)], folder / "manifest.jsonl", chosen):
        if not isinstance(one, Extraction):
            raise one
        found.append(one.record)
    return found


def tallies(stories: Sequence[Story], records: Sequence[Record], comparison: Comparison) -> Tallies:
    """Hold a comparison against the truth.

    Returns:
        ``claims``, ``origins``, ``copies``, then every kind of discrepancy and of look-alike that was planted or found.
    """
    docs = {record.article.id: record.article.doc for record in records}
    mentions = [mention for story in stories for mention in story.mentions]
    read = Read.of(mentions, records, comparison, docs)
    found = {"claims": _claims(mentions, read), "origins": _origins(mentions, read)}
    found["copies"] = _copies(stories, comparison, docs)
    planted = [one for story in stories for one in story.planted]
    decoys = [one for story in stories for one in story.decoys]
    statements = {one.id: docs[record.article.id] for record in records for one in record.statements}
    differing = [(one.kind.value, one) for one in comparison.discrepancies]
    alike = [(one.reason.value, one) for one in comparison.compatible]
    told: tuple[tuple[bool, Sequence[tuple[str, Discrepancy | CompatiblePair]]], ...] = (
        (False, filed(differing, planted, statements)),
        (True, alike),
    )
    ground = Ground.of(decoys, statements)
    for compatible, all_given in told:
        of_sort = [one for one in planted if one.compatible is compatible]
        for kind in sorted({one.kind for one in of_sort} | {kind for kind, _ in all_given}):
            wanted = [one for one in of_sort if one.kind == kind]
            given = [one for name, one in all_given if name == kind]
            found[kind] = differences_matched(wanted, given, statements, ground)
    return found


# -- claims and origins -----------------------------------------------------------------------------------------------


def _claims(mentions: Sequence[Mention], read: Read) -> Tally:
    wanted = _pairs((mention.claim, at) for at, mention in enumerate(mentions) if not mention.loose)
    given = _pairs((claim, at) for at, claim in read.claims.items())
    tally = Tally()
    for one, other in sorted(wanted | given):
        left, right = mentions[one], mentions[other]
        if left.doc == right.doc or (left.matter == right.matter and (left.loose or right.loose)):
            continue
        if left.matter != right.matter and _run_together(mentions, read, one, other):
            continue
        _count(tally, (one, other), wanted, given, f"{left.form} & {right.form}: {read.pair(one, other)}")
    return tally


def _run_together(mentions: Sequence[Mention], read: Read, one: int, other: int) -> bool:
    """Tell whether two clauses of different matters were merged since one was read in a breath with its neighbour."""
    left = {mentions[at].matter for at in (one, *read.beside[one])}
    return not left.isdisjoint(mentions[at].matter for at in (other, *read.beside[other]))


def _origins(mentions: Sequence[Mention], read: Read) -> Tally:
    """Score pairs that tell of one matter: whether they are one witness or two."""
    matters = _pairs((mention.matter, at) for at, mention in enumerate(mentions) if at in read.origins)
    tally = Tally()
    wanted = {pair for pair in matters if mentions[pair[0]].origin == mentions[pair[1]].origin}
    given = {pair for pair in matters if read.origins[pair[0]] == read.origins[pair[1]]}
    for one, other in sorted(wanted | given):
        if mentions[one].doc != mentions[other].doc:
            form = f"{mentions[one].form} & {mentions[other].form}: {read.pair(one, other)}"
            _count(tally, (one, other), wanted, given, form)
    return tally


def _pairs(members: Iterable[tuple[str, int]]) -> set[tuple[int, int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for key, at in members:
        groups[key].append(at)
    return {pair for group in groups.values() for pair in combinations(sorted(group), 2)}


def _count(
    tally: Tally, pair: tuple[int, int], wanted: set[tuple[int, int]], given: set[tuple[int, int]], example: str
) -> None:
    if pair in wanted and pair in given:
        tally.right += 1
    else:
        tally.add("missed" if pair in wanted else "wrong", example)


def _copies(stories: Sequence[Story], comparison: Comparison, docs: Mapping[str, str]) -> Tally:
    """Score pairs of articles that have text in common: the prints of one dispatch."""
    families: dict[str, dict[str, str]] = defaultdict(dict)
    for story in stories:
        for copy in story.copies:
            families[copy.source] |= {copy.source: "first", copy.doc: copy.mode}
    modes = {doc: mode for family in families.values() for doc, mode in family.items()}
    wanted = {pair for family in families.values() for pair in combinations(sorted(family), 2)}
    given = set()
    for reuse in comparison.reuses:
        left, right = sorted((docs[reuse.left_article], docs[reuse.right_article]))
        given.add((left, right))
    tally = Tally(right=len(wanted & given))
    for outcome, pairs in (("missed", wanted - given), ("wrong", given - wanted)):
        for one, other in sorted(pairs):
            tally.add(outcome, f"{modes.get(one, 'own')} & {modes.get(other, 'own')}: {one} | {other}")
    return tally
