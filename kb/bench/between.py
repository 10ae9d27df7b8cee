"""How well what lies between articles is found on the texts of ``corpus/gold``: same claims, origins, what differs.

Only a few cases of each kind are annotated, so the listing of what is missed and wrong says more than the rates:
``python -m kb.bench.between --examples 9``.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from kb.bench.mentions import Told, mentions_told, pairs_joined
from kb.bench.synthetic.alignment import Read
from kb.bench.synthetic.matching import Ground, differences_matched
from kb.bench.synthetic.tally import COLUMNS, Tallies, Tally, examples_of, rows_of
from kb.bench.synthetic.truth import Mention, Place, Planted
from kb.config import Settings, settings
from kb.model import Comparison, CompatiblePair, Discrepancy, Record
from kb.pipeline.deriving import comparison_of
from kb.pipeline.reading import Extraction, extraction
from kb.resources import resource

Row = Mapping[str, Any]
Pair = tuple[int, int]

_INSIDE = 0.5  # share of a mention that a passage covers for the mention to come from there


@dataclass(frozen=True, slots=True)
class Annotated:
    """The annotations of one folder.

    Attributes:
        mentions: Each annotated clause once, in the order of articles and offsets.
        same: Pairs of positions in ``mentions`` that say the same thing.
        open: Pairs of which careful editors would differ whether they do.
        origin: Position → the annotated origin whose passages cover it; ``doubted``: it may have that one or its own.
        planted: What differs or seems to, in the form in which an invented corpus has it.
    """

    mentions: tuple[Mention, ...]
    same: frozenset[Pair]
    open: frozenset[Pair]
    origin: Mapping[int, int]
    doubted: frozenset[int]
    planted: tuple[Planted, ...]

    @classmethod
    def read(cls, folder: Path) -> Annotated:
        """Read claims, origins, discrepancies and compatible look-alikes; each file may be absent."""
        clusters = [
            [(_place(one), bool(one.get("optional"))) for one in row["mentions"]] for row in _rows(folder, "claims")
        ]
        places = sorted({place for cluster in clusters for place, _ in cluster})
        at = {place: number for number, place in enumerate(places)}
        same, arguable = set[Pair](), set[Pair]()
        for row, cluster in zip(_rows(folder, "claims"), clusters, strict=True):
            for (one, first), (other, second) in combinations(sorted(cluster), 2):
                sure = not (row.get("optional") or first or second)
                (same if sure else arguable).add((at[one], at[other]))
        covered = [
            (at[place], number, bool(row.get("optional")))
            for number, row in enumerate(_rows(folder, "origins"))
            for place in places
            if any(_covers(_place(passage), place) for passage in row["passages"])
        ]
        origin = {place: number for place, number, doubtful in covered if not doubtful}
        doubted = frozenset(place for place, _, doubtful in covered if doubtful)
        planted = [_planted(row, row["kind"], compatible=False) for row in _rows(folder, "discrepancies")]
        planted += [_planted(row, row["reason"], compatible=True) for row in _rows(folder, "compatible")]
        mentions = (Mention(doc, ((start, end),), "", "", "") for doc, start, end in places)
        return cls(tuple(mentions), frozenset(same), frozenset(arguable - same), origin, doubted, tuple(planted))

    @property
    def docs(self) -> list[str]:
        """Give the names of all annotated articles."""
        named = {mention.doc for mention in self.mentions}
        return sorted(named | {place[0] for one in self.planted for _, places in one.sides for place in places})


def between(annotations: Path, articles: Path, manifest: Path | None, chosen: Settings) -> Tallies:
    """Read the annotated articles, compare them, and hold the outcome against the annotations.

    Args:
        annotations: A folder of ``corpus/gold``.
        articles: Folder with the texts it points into.
        manifest: Their outlets and days.
        chosen: Which extractor, which model.

    Returns:
        ``same claims`` (between articles), those in one article, ``origins``, ``discrepancies`` and ``look-alikes``.

    Raises:
        KBError: an article cannot be used.
    """
    gold = Annotated.read(annotations)
    records = []
    for one in extraction([str(articles / doc) for doc in gold.docs], manifest, chosen):
        if not isinstance(one, Extraction):
            raise one
        records.append(one.record)
    return agreement(gold, records, comparison_of(records, chosen))


def agreement(gold: Annotated, records: Sequence[Record], comparison: Comparison) -> Tallies:
    """Hold a comparison against annotations.

    A mention is told by every proposition that was read from its words, and two mentions are held the same if any two
    of their propositions express one claim (:mod:`kb.bench.mentions`). An arguable pair counts neither way; so does
    whatever the tool says of clauses that nobody annotated. For its origin a mention is read as the one proposition
    that is closest to it.
    """
    docs = {record.article.id: Path(record.article.doc).name for record in records}
    read = Read.of(gold.mentions, records, comparison, docs)
    statements = {one.id: docs[record.article.id] for record in records for one in record.statements}
    outlets = {docs[record.article.id]: record.article.outlet for record in records}
    told = mentions_told(gold.mentions, records, comparison, docs)
    found = {
        name: _claims(gold, told, read, far=far)
        for name, far in (("same claims", True), ("same claims, one article", False))
    }
    found |= {"origins": _origins(gold, read, outlets)}
    sorts: dict[str, tuple[bool, Sequence[tuple[str, Discrepancy | CompatiblePair]]]] = {
        "discrepancies": (False, [(one.kind.value, one) for one in comparison.discrepancies]),
        "look-alikes": (True, [(one.reason.value, one) for one in comparison.compatible]),
    }
    nothing = Ground.of((), statements)
    for name, (compatible, given_all) in sorts.items():
        planted = [one for one in gold.planted if one.compatible is compatible]
        found[name] = Tally()
        for kind in sorted({one.kind for one in planted} | {kind for kind, _ in given_all}):
            wanted = [one for one in planted if one.kind == kind]
            given = [one for given_kind, one in given_all if given_kind == kind]
            _add(found[name], kind, differences_matched(wanted, given, statements, nothing))
    return found


def figures_of(found: Tallies) -> dict[str, float]:
    """Give precision and recall of each, and F1 of the same claims; what cannot be divided is left out."""
    figures = {f"{name} {rate}": value for name, tally in found.items() for rate, value in tally.rates().items()}
    claims = found["same claims"]
    if of_all := 2 * claims.right + claims.wrong + claims.missed:
        figures["same claims F1"] = 2 * claims.right / of_all
    return figures


def _claims(gold: Annotated, told: Told, read: Read, *, far: bool) -> Tally:
    """Score pairs of mentions in different articles, or, where not ``far``, those in one."""
    tally = Tally()
    joined = pairs_joined(told, gold.same | gold.open)
    known = frozenset[int]().union(*(some for clauses in told.values() for some in clauses.values()))
    for pair in sorted((gold.same | joined) - gold.open):
        apart = gold.mentions[pair[0]].doc != gold.mentions[pair[1]].doc
        if apart is not far:
            continue
        if pair in gold.same & joined:
            tally.right += 1
        else:
            unread = [f"[{at} unread] " for at, end in zip(("left", "right"), pair, strict=True) if end not in known]
            tally.add("missed" if pair in gold.same else "wrong", "".join(unread) + read.pair(*pair))
    return tally


def _origins(gold: Annotated, read: Read, outlets: Mapping[str, str]) -> Tally:
    """Of two mentions of one claim in two articles, tell whether they are one witness.

    What an outlet reports twice is its own, and one witness or two as one likes; only passages in common are asked for.
    """
    tally = Tally()
    for one, other in sorted(gold.same | gold.open):
        left, right = (gold.mentions[at].doc for at in (one, other))
        wanted, given = _one(gold.origin, one, other), _one(read.origins, one, other)
        if left == right or not {one, other} <= read.origins.keys() or not gold.doubted.isdisjoint((one, other)):
            continue
        if outlets[left] == outlets[right] and not wanted:
            continue
        if wanted and given:
            tally.right += 1
        elif wanted or given:
            tally.add("missed" if wanted else "wrong", read.pair(one, other))
    return tally


def _one(groups: Mapping[int, Any], one: int, other: int) -> bool:
    return one in groups and other in groups and bool(groups[one] == groups[other])


def _add(total: Tally, kind: str, tally: Tally) -> None:
    for name in ("right", "again", "wrong", "missed"):
        setattr(total, name, getattr(total, name) + getattr(tally, name))
    total.examples += [(outcome, f"{kind}: {words}") for outcome, words in tally.examples]


# -- annotations ------------------------------------------------------------------------------------------------------


def _rows(folder: Path, name: str) -> list[dict[str, Any]]:
    path = folder / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.is_file() else []


def _place(row: Row) -> Place:
    return row["doc"], row["start"], row["end"]


def _covers(passage: Place, place: Place) -> bool:
    shared = min(passage[2], place[2]) - max(passage[1], place[1])
    return passage[0] == place[0] and shared >= _INSIDE * (place[2] - place[1])


def _planted(row: Row, kind: str, *, compatible: bool) -> Planted:
    """Give one line; places of one value are one side, unless all have it (a day with and without its year)."""
    sides: dict[str, list[Place]] = defaultdict(list)
    alone = len({side["value"] for side in row["sides"]}) == 1
    for number, side in enumerate(row["sides"]):
        sides[str(number) if alone else side["value"]].append(_place(side))
    told = tuple((value, tuple(places)) for value, places in sides.items())
    return Planted(kind, compatible, told, bool(row.get("optional")))


# -- the listing ------------------------------------------------------------------------------------------------------


def corpora() -> Iterator[tuple[str, Path, Path, Path | None]]:
    """Give name, annotations, articles and manifest of the corpora at hand; originals where ``KB_ORIGINALS`` is set."""
    yield "digests", resource("corpus", "gold", "digests"), resource("corpus", "articles"), None
    if originals := os.environ.get("KB_ORIGINALS"):
        folder = Path(originals)
        yield "originals", resource("corpus", "gold", "originals"), folder, folder / "manifest.jsonl"


def main() -> None:
    """Print a table for each corpus at hand, and examples of what is missed and wrong."""
    options = argparse.ArgumentParser(description="Same claims, origins, discrepancies and look-alikes on corpus/gold.")
    options.add_argument("--examples", type=int, default=0, help="How many to show of each kind of error.")
    options.add_argument("--extractor", default=settings().extractor, help="Which one reads the articles.")
    asked = options.parse_args()
    for name, folder, articles, manifest in corpora():
        found = between(folder, articles, manifest, Settings(extractor=asked.extractor))
        print(name)
        for row in (COLUMNS, *rows_of(found)):
            print("  {:24} {:>9} {:>9} {:>6} {:>6} {:>6}".format(*row))
        for figure, value in figures_of(found).items():
            if figure.endswith("F1"):
                print(f"  {figure} {value:.3f}")
        for kind, outcome, words in examples_of(found, asked.examples):
            print(f"  {kind} | {outcome} | {words}")


if __name__ == "__main__":
    main()
