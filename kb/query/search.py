"""Claims and statements by their words: those that contain a text, then those that resemble it."""

from __future__ import annotations

from dataclasses import dataclass

from kb.ports import Store
from kb.query.rows import rows_from

ALIKE = 70.0  # token-set ratio in percent below which two wordings share little but function words
_CLAIMS = """PREFIX kb: <https://w3id.org/claimgraph/terms#>
PREFIX schema: <http://schema.org/>
SELECT ?id ?text { ?id a kb:Claim ; schema:text ?text } ORDER BY ?id"""
_STATEMENTS = """PREFIX kb: <https://w3id.org/claimgraph/terms#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?id ?doc ?start ?end ?text {
  ?id a kb:Statement ; kb:content ?span ; prov:wasQuotedFrom/dcterms:identifier ?doc .
  ?span oa:hasSelector [ oa:start ?start ; oa:end ?end ], [ oa:exact ?text ] .
} ORDER BY ?doc ?start ?id"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A claim or a fragment of a statement, and how well it fits (100 contains the text)."""

    what: str
    id: str
    score: int
    doc: str
    start: int | None
    end: int | None
    text: str


def hits_for(store: Store, text: str, limit: int) -> list[Hit]:
    """Give at most ``limit`` hits, best first, claims before statements.

    Args:
        store: Where to look.
        text: Words; case, quotation marks and dashes do not matter.
        limit: Most hits of each sort together.
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - no other command needs it

    from kb.wording import folded  # noqa: PLC0415

    wanted = folded(text).strip()
    if not wanted:
        return []
    found = [
        Hit("claim", str(row["id"]), 0, "", None, None, str(row["text"]))
        for row in rows_from(store.query(_CLAIMS)).plain()
    ]
    for row in rows_from(store.query(_STATEMENTS)).plain():
        place = (str(row["doc"]), int(str(row["start"])), int(str(row["end"])))
        found.append(Hit("statement", str(row["id"]), 0, *place, str(row["text"])))
    wordings = [folded(hit.text) for hit in found]
    alike = dict.fromkeys((number for number, wording in enumerate(wordings) if wanted in wording), 100.0)
    close = process.extract(wanted, wordings, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE, limit=None)
    alike = {number: min(score, 99.0) for _, score, number in close} | alike  # 100 is for what contains it
    ranked = sorted(alike.items(), key=lambda one: (-round(one[1]), found[one[0]].what, one[0]))
    return [_scored(found[number], score) for number, score in ranked[:limit]]


def _scored(hit: Hit, score: float) -> Hit:
    return Hit(hit.what, hit.id, round(score), hit.doc, hit.start, hit.end, hit.text)
