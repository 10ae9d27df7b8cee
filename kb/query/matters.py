"""What people decide about (discrepancies, links between claims, doubts), what they decided, and the words to see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from pyoxigraph import NamedNode, QuerySolutions

from kb.concepts import TOKENS
from kb.errors import QueryError
from kb.ports import Store
from kb.query.binding import bound
from kb.terminal import shortened
from kb.verdicts import is_over
from kb.vocab import PREFIXES

_PROLOGUE = "\n".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in PREFIXES.items())
_DECIDED = """OPTIONAL {
    ?node kb:verdict ?verdict ; prov:wasInfluencedBy ?review .
    OPTIONAL { ?review schema:validThrough ?until }
  }"""
_DISCREPANCIES = f"""SELECT ?node ?kind ?weight ?text ?verdict ?review ?until {{
  ?node a kb:Discrepancy ; kb:kind ?kind ; kb:severity ?weight .
  OPTIONAL {{ ?node skos:note ?text }}
  {_DECIDED}
}}"""
_LINKS = f"""SELECT ?node ?kind ?status ?weight ?left ?right ?verdict ?review ?until {{
  ?node a kb:ClaimLink ; kb:kind ?kind ; kb:status ?status ; kb:score ?weight ; kb:left ?left ; kb:right ?right .
  {_DECIDED}
}}"""
_SUGGESTED = _LINKS.replace("?node a kb:ClaimLink ;", "?node kb:status kb:Suggested ; a kb:ClaimLink ;")
_DOUBTS = "SELECT ?node ?kind ?text { ?node a kb:Doubt ; kb:doubtKind ?kind ; skos:note ?text }"
_WORDS = """SELECT DISTINCT ?clause ?start ?words {
  ?clause kb:span/oa:hasSelector ?position, ?quote . ?position oa:start ?start . ?quote oa:exact ?words
} ORDER BY ?clause ?start"""
_SIDES = """SELECT DISTINCT ?part ?value ?evidence ?statement ?span ?doc ?start ?end ?words ?outlet {
  ?node kb:side ?part .
  ?part kb:evidence ?evidence .
  OPTIONAL { ?part kb:value ?value }
  ?evidence kb:statement ?statement ; kb:span ?span .
  ?span oa:hasSelector ?position, ?quote ; oa:hasSource ?article .
  ?position oa:start ?start ; oa:end ?end . ?quote oa:exact ?words .
  ?article dcterms:identifier ?doc .
  OPTIONAL { ?article schema:publisher/rdfs:label ?outlet }
}"""
_ENDS = """SELECT DISTINCT ?place ?clause ?statement ?span ?doc ?start ?end ?words ?outlet {
  { ?node kb:left ?clause BIND(1 AS ?place) } UNION { ?node kb:right ?clause BIND(2 AS ?place) }
  ?statement kb:proposition ?clause .
  ?clause kb:span ?span .
  ?span oa:hasSelector ?position, ?quote ; oa:hasSource ?article .
  ?position oa:start ?start ; oa:end ?end . ?quote oa:exact ?words .
  ?article dcterms:identifier ?doc .
  OPTIONAL { ?article schema:publisher/rdfs:label ?outlet }
}"""
_RESTING = """SELECT DISTINCT ?node ?kind ?part ?span ?review {
  { SELECT DISTINCT ?node { VALUES ?touched { %s } ?node kb:side/kb:evidence/kb:span ?touched ; a kb:Discrepancy } }
  ?node kb:kind ?kind ; kb:side ?part . ?part kb:evidence/kb:span ?span .
  OPTIONAL { ?node prov:wasInfluencedBy ?review }
}"""
_GROUNDS = "SELECT DISTINCT ?because { ?node kb:because|kb:shown ?because } ORDER BY ?because"
_ALL = """SELECT DISTINCT ?node {
  { ?node a kb:Discrepancy } UNION { ?node a kb:ClaimLink } UNION { ?node a kb:Doubt } UNION { ?node a kb:Review }
}"""
_MAX_LISTED = 8
_LEAST = 4  # characters of an identifier that stand for it: a bare 5 is rather the fifth row of a list


class Sort(StrEnum):
    """What there is to decide about, in the order in which people are shown it."""

    DISCREPANCY = "discrepancy"
    LINK = "link"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class Matter:
    """One node that people decide about.

    Attributes:
        id: Its identifier.
        sort: What it is.
        kind: Which kind of discrepancy, link or doubt, as a token.
        weight: Severity of a discrepancy, score of a link; empty for a doubt.
        text: What it says, in one line.
        status: Of a link: asserted or suggested; of what is there no more: gone.
        rests_on: Of a link its propositions, the left one first.
        verdict: What people made of it, as a token; empty while nobody decided.
        review: The review in force.
        until: Last day of a waiver.
    """

    id: str
    sort: Sort
    kind: str
    weight: str
    text: str
    status: str = ""
    rests_on: tuple[str, ...] = ()
    verdict: str = ""
    review: str = ""
    until: date | None = None

    def waits(self, today: date) -> bool:
        """Tell whether a person has yet to look: nobody decided, or a waiver is over; asserted links do not wait."""
        if self.status == "asserted":
            return False
        return not self.verdict or is_over(self.until, today)


def matters(store: Store, sorts: Iterable[Sort] = Sort, *, everything: bool = True) -> tuple[Matter, ...]:
    """Give what there is to decide about: severe discrepancies first, links with high scores first.

    Args:
        store: Where to look.
        sorts: Of which sorts.
        everything: Asserted links too.
    """
    wanted, found = set(sorts), list[Matter]()
    if Sort.DISCREPANCY in wanted:
        found += [_matter(store, Sort.DISCREPANCY, row) for row in _rows(store, _DISCREPANCIES)]
    if Sort.LINK in wanted:
        rows = list(_rows(store, _LINKS if everything else _SUGGESTED))
        words = _words_of(store, {row[end] for row in rows for end in ("left", "right")})
        found += [_matter(store, Sort.LINK, row, words) for row in rows]
    if Sort.DOUBT in wanted:
        found += [_matter(store, Sort.DOUBT, row) for row in _rows(store, _DOUBTS)]
    return tuple(sorted(found, key=_place))


def matter(store: Store, name: str) -> Matter:
    """Give one node that people decide about, by its identifier.

    Raises:
        QueryError: the store has no such discrepancy, link or doubt.
    """
    node = NamedNode(store.base_iri + name)
    for sort, sparql in ((Sort.DISCREPANCY, _DISCREPANCIES), (Sort.LINK, _LINKS), (Sort.DOUBT, _DOUBTS)):
        for row in _rows(store, bound(sparql, {"node": node})):
            words = _words_of(store, {row["left"], row["right"]}) if sort is Sort.LINK else {}
            return _matter(store, sort, row, words)
    raise QueryError(
        f"{name} is not in the store any more.",
        hint=f"`kb review show {name}` tells what was decided about it, `kb review undo {name}` takes it back.",
    )


def name_meant(store: Store, value: str, more: Iterable[str] = ()) -> str:
    """Find the discrepancy, link, doubt or review that somebody means, and give its identifier.

    Args:
        store: Where to look.
        value: An IRI, an identifier, or the beginning of one, with or without its kind (``discrepancy/5b1``, ``5b1``).
        more: Identifiers that count though the store describes no such node any more.

    Raises:
        QueryError: nothing has that name, or several things do.
    """
    base = store.base_iri
    known = sorted({row["node"].value.removeprefix(base) for row in _rows(store, _ALL)} | set(more))
    wanted = value.strip().removeprefix(base)
    if wanted in known:
        return wanted
    begun = [name for name in known if _begins(name, wanted)]
    if len(begun) == 1:
        return begun[0]
    if begun:
        listed = ", ".join(begun[:_MAX_LISTED]) + (", …" if len(begun) > _MAX_LISTED else "")
        raise QueryError(
            f"{shortened(value, 60)!r} may be any of {len(begun)}: {listed}.", hint="Give more of the identifier."
        )
    if 0 < len(wanted) < _LEAST:
        raise QueryError(
            f"{shortened(value, 60)!r} is too little of an identifier.",
            hint=f"Give {_LEAST} characters of it at least, or its sort and a beginning, such as claim-link/0c.",
        )
    near = get_close_matches(wanted, known, n=3, cutoff=0.6)
    hint = f"Did you mean {' or '.join(near)}?" if near else "`kb review list --all` lists all there is to review."
    raise QueryError(f"Nothing to review is called {shortened(value, 60)!r}.", hint=hint)


def evidence(store: Store, one: Matter) -> tuple[dict[str, Any], ...]:
    """Give the words that a matter rests on: per side of a discrepancy, per end of a link.

    Returns:
        Mappings of side (from 1), value, doc, start, end, quote, outlet, statement and ``node`` (the span, or the
        proposition, that a review of it names).
    """
    if one.sort is Sort.DOUBT:
        return ()
    node, base = NamedNode(store.base_iri + one.id), store.base_iri
    found = []
    for row in _rows(store, bound(_SIDES if one.sort is Sort.DISCREPANCY else _ENDS, {"node": node})):
        is_side = one.sort is Sort.DISCREPANCY
        side = int(row["part"].value.rpartition("/")[2]) if is_side else int(row["place"].value)
        value = row["value"] if is_side else None
        found.append(
            {
                "side": side,
                "value": value.value if value else "",
                "outlet": row["outlet"].value if row["outlet"] else "",
                "doc": row["doc"].value,
                "start": int(row["start"].value),
                "end": int(row["end"].value),
                "quote": row["words"].value,
                "statement": row["statement"].value.removeprefix(base),
                "node": (row["span"] if is_side else row["clause"]).value.removeprefix(base),
            }
        )
    return tuple(sorted(found, key=lambda each: (each["side"], each["doc"], each["start"], each["statement"])))


@dataclass(slots=True)
class Resting:
    """A discrepancy by the words that it rests on.

    Attributes:
        kind: As a token.
        review: The review in force about it, as stored; empty for none.
        sides: The spans of each side.
    """

    kind: str
    review: str = ""
    sides: dict[str, set[str]] = field(default_factory=dict)


def resting_on(store: Store, spans: Iterable[str]) -> dict[str, Resting]:
    """Give the discrepancies that rest on any of some spans, with all spans that they rest on; by identifier."""
    base, found = store.base_iri, dict[str, Resting]()
    touched = " ".join(str(NamedNode(base + span)) for span in sorted(spans))
    for row in _rows(store, _RESTING % touched):
        name = row["node"].value.removeprefix(base)
        review = row["review"].value.removeprefix(base) if row["review"] else ""
        one = found.setdefault(name, Resting(TOKENS.get(row["kind"].value, ""), review))
        one.sides.setdefault(row["part"].value, set()).add(row["span"].value.removeprefix(base))
    return dict(sorted(found.items()))


def grounds(store: Store, one: Matter) -> tuple[str, ...]:
    """Give on what a link's ends agree, or what was shown to be the same on all sides of a discrepancy."""
    rows = _rows(store, bound(_GROUNDS, {"node": NamedNode(store.base_iri + one.id)}))
    return tuple(row["because"].value for row in rows)


def _matter(store: Store, sort: Sort, row: Any, words: Mapping[NamedNode, str] | None = None) -> Matter:
    base = store.base_iri
    name, kind = row["node"].value.removeprefix(base), TOKENS.get(row["kind"].value, row["kind"].value)
    if sort is Sort.DOUBT:
        return Matter(name, sort, kind, "", row["text"].value)
    decided = row["verdict"] is not None
    ends = (row["left"], row["right"]) if sort is Sort.LINK else ()
    text = "" if ends or row["text"] is None else row["text"].value
    says = "says the same as" if kind == "same" else "says more than"
    return Matter(
        id=name,
        sort=sort,
        kind=kind,
        weight=TOKENS.get(row["weight"].value, row["weight"].value),
        text=text or f" {says} ".join(f"“{shortened((words or {}).get(end, '…'), 80)}”" for end in ends),
        status=TOKENS[row["status"].value] if sort is Sort.LINK else "",
        rests_on=tuple(end.value.removeprefix(base) for end in ends),
        verdict=TOKENS.get(row["verdict"].value, "") if decided else "",
        review=row["review"].value.removeprefix(base) if decided else "",
        until=date.fromisoformat(row["until"].value) if decided and row["until"] else None,
    )


def _place(one: Matter) -> tuple[object, ...]:
    likely = -float(one.weight) if one.sort is Sort.LINK else 0.0
    severity = ("violation", "warning", "info").index(one.weight) if one.sort is Sort.DISCREPANCY else 0
    return (list(Sort).index(one.sort), severity, likely, one.kind, one.id)


def _words_of(store: Store, clauses: Iterable[NamedNode]) -> dict[NamedNode, str]:
    """Give the words of propositions, fragments joined."""
    found: dict[NamedNode, list[str]] = {}
    ordered = sorted(clauses, key=lambda clause: clause.value)
    for at in range(0, len(ordered), 500):  # more at once makes the query long, not faster
        values = " ".join(str(clause) for clause in ordered[at : at + 500])
        for row in _rows(store, _WORDS.replace("{", f"{{ VALUES ?clause {{ {values} }}", 1)):
            found.setdefault(row["clause"], []).append(row["words"].value)
    return {clause: " […] ".join(words) for clause, words in found.items()}


def _begins(name: str, wanted: str) -> bool:
    """Tell whether a name, or its key, begins so; a few characters alone are no name."""
    if len(wanted) < _LEAST and "/" not in wanted:
        return False
    return name.startswith(wanted) or name.partition("/")[2].startswith(wanted)


def _rows(store: Store, sparql: str) -> QuerySolutions:
    return store.query(f"{_PROLOGUE}\n{sparql}")  # type: ignore[return-value]
