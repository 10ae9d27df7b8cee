"""Records that come and go → everything derived from all of them together, kept current.

Claims are first: which propositions say the same. Then every article is given to the finders of differences and to the
origins, with the claims that its propositions express; an article is given again when one of these became another. What
a change does not touch is not looked at, and the outcome is a function of the set of records, whatever their order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kb.compare.finders import FINDERS
from kb.compare.source import Source
from kb.compare.sources.credits import credits_in, picture_credits_in
from kb.compare.sources.origins import Cited, Origins
from kb.compare.sources.reuse import known_of
from kb.compare.sources.unregistered import unregistered_credits_in
from kb.groups import Change
from kb.model import (
    Article,
    Claim,
    ClaimLink,
    Comparison,
    CompatiblePair,
    Credit,
    Discrepancy,
    Event,
    Origin,
    Quotation,
    Record,
    Reuse,
    Voice,
)
from kb.pipeline.known import Known, Remembered, remembered
from kb.pipeline.looking import CLAIMS, Asked, Here, Looker
from kb.pipeline.shelf import Shelf, said_in
from kb.resolve.claims.same_claim import claim_groups, voice_of
from kb.resolve.registry import Registry
from kb.resolve.registry.parties import parties
from kb.tables import Tables, in_memory, under

Node = Claim | ClaimLink | Event | Credit | Reuse | Origin | Quotation | Discrepancy | CompatiblePair
Pairs = Mapping[str, frozenset[str]]
"""Propositions that people decided about, each with the others of its pairs."""

AgencyOf = Callable[[str, str], str]
"""Gives the agent that an agency is after reviews, by its identifier and the name of the article."""


def as_read(agency: str, _: str) -> str:
    """Say that no review changed an agency."""
    return agency


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided that bears on comparing.

    Attributes:
        joined, parted: Propositions that say the same, or do not, whatever the evidence.
        agency_of: Which agent a credited agency is.
    """

    joined: Pairs = field(default_factory=dict)
    parted: Pairs = field(default_factory=dict)
    agency_of: AgencyOf = as_read


@dataclass(frozen=True, slots=True)
class Delta:
    """What an update changed: what holds no more, and what is new. What is in neither stays as it was."""

    gone: Comparison = field(default_factory=Comparison)
    come: Comparison = field(default_factory=Comparison)


class Comparing:
    """All current records, and what they give together.

    Attributes:
        claim_of: The claim that each proposition expresses.
        claims: By identifier.
        shelf: The records.
    """

    def __init__(
        self,
        registry: Registry,
        decided: Decided | None = None,
        known: Known | None = None,
        tables: Tables = in_memory,
        looker: Looker | None = None,
    ) -> None:
        """Begin with what the tables hold.

        Args:
            registry: Names agencies, and what a place lies in.
            decided: What people decided.
            known: What was found in texts that are not at hand any more.
            tables: Where everything lies; in memory and empty by default. What they hold must have come about with the
                same registry and decisions, and nothing known.
            looker: Looks at articles and at pairs; this process by default.
        """
        self._registry, self._decided, self._known = registry, decided or Decided(), known or Known()
        self._agencies = registry.agencies()
        self._looker = looker or Here(registry.around)
        self.claim_of: MutableMapping[str, str] = tables("claim of")
        self.shelf = Shelf(tables)
        self.claims: MutableMapping[str, Claim] = tables("claims")
        self._claims = claim_groups()
        self._claims.lie_in(under(tables, CLAIMS))
        self._links: MutableMapping[str, dict[str, ClaimLink]] = tables("links")  # by proposition, then by identifier
        self._finders = [(finder, finder.groups()) for finder in FINDERS]
        for finder, groups in self._finders:
            groups.lie_in(under(tables, finder.name))
        self._items: MutableMapping[str, dict[str, frozenset[str]]] = tables("items")  # article → finder → identifiers
        self._shown = _Shown(tables)
        self._credits: MutableMapping[str, tuple[Credit, ...]] = tables("credits")
        names = {entry.agent.id: entry.agent.name for entry in registry}
        self._origins = Origins(names, self._agencies.values(), parties(registry))
        self._origins.lie_in(under(tables, "origins"))
        self._remembered = Remembered()

    def update(self, gone: Iterable[str] = (), come: Iterable[Record] = ()) -> Delta:
        """Take records out and in; a record of an article that is known replaces the one that was there.

        Args:
            gone: Identifiers of articles to leave out.
            come: Records that are new, or that changed.
        """
        coming = {record.article.id: record for record in come}
        leaving = sorted(one for one in {*gone, *coming} if one in self.shelf.records)
        outdated = said_in(self.shelf.records[one] for one in leaving)
        said = said_in(coming.values())
        claims = self._claimed(coming.values(), outdated.keys() | said.keys())
        voices_before = self._voices_of(claims.gone)
        for one in leaving:
            self.shelf.remove(one)
        for record in coming.values():
            self.shelf.put(record)
        touched = self._reassigned(claims) | coming.keys()
        away = set(leaving) - coming.keys()
        found = [claims, *self._different(away, touched), *self._sourced(away, touched, coming.keys())]
        if self._known.differences:
            found = self._with_memories(found)
        return Delta(
            comparison_from((node for change in found for node in change.gone), voices_before),
            comparison_from((node for change in found for node in change.come), self._voices_of(claims.come)),
        )

    def comparison(self) -> Comparison:
        """Give everything that the current records give together."""
        origins, reuses, missing = self._origins.outcome()
        credited = (one for article in self._credits for one in self._credits[article])
        nodes = (*self._claims.outcomes(), *self._found(), *credited, *origins, *reuses, *missing)
        shown = (one for one in nodes if one not in self._remembered.parts) if self._remembered.parts else nodes
        claims = (self.claims[one] for one in self.claims)
        return comparison_from((*shown, *self._remembered.kept), self._voices_of(claims))

    # -- claims -------------------------------------------------------------------------------------------------------

    def _claimed(self, coming: Collection[Record], stated: Collection[str]) -> Change[Node]:
        """Bring the claims up to date.

        A claim counts as changed, too, when a record that tells it was read anew; a link, when one of its claims did.
        """
        clauses = self._clauses(coming)
        begun = self._claims.begin([key for key in stated if key not in clauses], clauses)
        links = self._looker.links({CLAIMS: Asked(self._claims.neighbours, begun.meeting)})
        change = self._claims.end(begun, links[CLAIMS])
        moved = {one.id for one in (*change.gone, *change.come) if isinstance(one, Claim)}
        reread = {claim for key in stated if (claim := self.claim_of.get(key))} - moved
        again = [self.claims[one] for one in sorted(reread)]
        affected = {
            key for one in (*change.gone, *change.come, *again) if isinstance(one, Claim) for key in one.propositions
        }
        return self._with_links(change, again, affected)

    def _with_links(self, change: Change[Any], again: Sequence[Claim], affected: Collection[str]) -> Change[Node]:
        """Add the links that stay, but between other claims than before."""
        for one in change.gone:
            if isinstance(one, ClaimLink):
                for key in (one.left, one.right):
                    self._unlink(key, one.id)
        stay = {link.id: link for key in affected for link in self._links.get(key, {}).values()}
        for one in change.come:
            if isinstance(one, ClaimLink):
                for key in (one.left, one.right):
                    self._links[key] = {**self._links.get(key, {}), one.id: one}
        kept = (*again, *(stay[one] for one in sorted(stay)))
        return Change((*change.gone, *kept), (*change.come, *kept))

    def _unlink(self, proposition: str, link: str) -> None:
        known = self._links.get(proposition, {})
        if left := {name: one for name, one in known.items() if name != link}:
            self._links[proposition] = left
        elif known:
            del self._links[proposition]

    def _clauses(self, records: Collection[Record]) -> Mapping[str, Any]:
        """Give the clauses of records, with what people decided about them."""
        clauses = {key: clause for found in self._looker.clauses(tuple(records)) for key, clause in found.items()}
        joined, parted = self._decided.joined, self._decided.parted
        for key in clauses.keys() & (joined.keys() | parted.keys()):
            clauses[key] = replace(
                clauses[key], joined=joined.get(key, frozenset()), parted=parted.get(key, frozenset())
            )
        return clauses

    def _reassigned(self, claims: Change[Node]) -> set[str]:
        """Note which claim each proposition expresses now; give the articles of those that express another one."""
        before: dict[str, str] = {}
        for one in claims.gone:
            if isinstance(one, Claim):
                del self.claims[one.id]
                before |= {key: self.claim_of.pop(key) for key in one.propositions}
        after = {key: one.id for one in claims.come if isinstance(one, Claim) for key in one.propositions}
        self.claims.update({one.id: one for one in claims.come if isinstance(one, Claim)})
        self.claim_of.update(after)
        return {self.shelf.said(key)[0].article for key, claim in after.items() if before.get(key) != claim}

    def _voices_of(self, nodes: Iterable[Node]) -> dict[str, Voice]:
        claims = (one for one in nodes if isinstance(one, Claim))
        return {key: voice_of(*self.shelf.said(key), one) for one in claims for key in one.propositions}

    # -- differences and origins --------------------------------------------------------------------------------------

    def _different(self, gone: Collection[str], touched: Collection[str]) -> Iterator[Change[Node]]:
        sources = [self._source(self.shelf.records[one]) for one in sorted(touched)]
        known = {one: dict(self._items.get(one, {})) for one in touched}
        left = [self._items.pop(one, {}) for one in sorted(gone)]
        turned: dict[str, tuple[set[str], dict[str, Any]]] = {
            finder.name: ({key for items in left for key in items.get(finder.name, ())}, {})
            for finder, _ in self._finders
        }
        for source, made in zip(sources, self._looker.items(sources), strict=True):
            article = source.record.article.id
            for finder, groups in self._finders:
                items, (away, come) = made[finder.name], turned[finder.name]
                away |= known[article].pop(finder.name, frozenset()) - items.keys()
                if items:
                    known[article][finder.name] = frozenset(items)
                come |= {key: item for key, item in items.items() if groups.items.get(key) != item}
        begun = {
            finder.name: (groups, groups.begin(*turned[finder.name]))
            for finder, groups in self._finders
            if any(turned[finder.name])
        }
        links = self._looker.links(
            {name: Asked(groups.neighbours, meeting) for name, (groups, meeting) in begun.items()}
        )
        for name, (groups, meeting) in begun.items():
            yield self._shown.after(groups.end(meeting, links[name]))
        for article, items_of in known.items():
            if self._items.get(article) != items_of:
                self._items[article] = items_of

    def _found(self) -> Iterator[Node]:
        return self._shown.nodes()

    def _sourced(self, gone: Collection[str], touched: Collection[str], new: Collection[str]) -> Iterator[Change[Any]]:
        before = [one for article in {*gone, *new} for one in self._credits.pop(article, ())]
        for article in new:
            self._credits[article] = self._credited(self.shelf.records[article].article)
        cited = [
            Cited(
                self._source(self.shelf.records[one]),
                self._credits[one],
                () if self.shelf.records[one].article.body else known_of(one, self._known.reuses),
                self._pictured(self.shelf.records[one].article),
            )
            for one in sorted(touched)
        ]
        change = self._origins.update(gone, cited)
        yield Change.net(before, (one for article in new for one in self._credits[article]))
        yield from (change.origins, change.reuses, change.missing)

    def _credited(self, article: Article) -> tuple[Credit, ...]:
        """Give the credits of an article, every agency replaced by the agent that it is."""
        found = (
            *credits_in(article, self._agencies),
            *unregistered_credits_in(article, lambda name: _is_registered(name, self._registry)),
        )
        if not article.body:
            found += tuple(one for one in self._known.credits if one.article == article.id and one.span)
        named = (replace(one, agency=self._decided.agency_of(one.agency, article.doc)) for one in found)
        return tuple(dict.fromkeys(named))

    def _pictured(self, article: Article) -> tuple[Credit, ...]:
        """Give the captions of an article that credit an agency, every agency replaced by the agent that it is."""
        found = picture_credits_in(article, self._agencies)
        return tuple(replace(one, agency=self._decided.agency_of(one.agency, article.doc)) for one in found)

    def _with_memories(self, found: Sequence[Change[Any]]) -> list[Change[Any]]:
        """Add what rests on texts that are not at hand, in place of what is found of it now."""
        before = self._remembered
        whole = [*self._found(), *self._origins.outcome()[2]]
        self._remembered = now = remembered(self._known, whole, map(self.shelf.records.__getitem__, self.shelf.records))
        came = {one for change in found for one in change.come} & now.parts
        went = {one for change in found for one in change.gone} & before.parts
        shown = [
            Change(
                tuple(one for one in change.gone if one not in went),
                tuple(one for one in change.come if one not in came),
            )
            for change in found
        ]
        hidden = (now.parts - before.parts) - came
        bared = (before.parts - now.parts) - went
        return [*shown, Change.net((*before.kept, *hidden), (*now.kept, *bared))]

    def _source(self, record: Record) -> Source:
        claims = {key: self.claim_of[key] for key in said_in([record])}
        return Source(record, claims, self._registry.around)


def _is_registered(name: str, registry: Registry) -> bool:
    return bool(registry.lookup(name) or registry.ambiguous(name) or registry.demonym(name))


class _Shown:
    """What finders give, each node once: two groups may come to the same one, or to two of the same name.

    Of several with one identifier the least stands for all, whichever came first.
    """

    def __init__(self, tables: Tables) -> None:
        self._given: MutableMapping[str, dict[Any, int]] = tables("shown")

    def after(self, change: Change[Any]) -> Change[Any]:
        """Take nodes out and in; give what is shown no more, and what is shown now."""
        names = sorted({one.id for one in (*change.gone, *change.come)})
        given = {name: Counter(self._given.get(name, {})) for name in names}
        before = {name: _least(given[name]) for name in names}
        for one in change.gone:
            given[one.id][one] -= 1
        for one in change.come:
            given[one.id][one] += 1
        after = {name: _least(+given[name]) for name in names}
        for name in names:
            if left := dict(+given[name]):
                self._given[name] = left
            elif name in self._given:
                del self._given[name]
        changed = [name for name in names if before[name] != after[name]]
        return Change(
            tuple(before[name] for name in changed if before[name]),
            tuple(after[name] for name in changed if after[name]),
        )

    def nodes(self) -> Iterator[Any]:
        """Give what is shown, by identifier."""
        return (_least(self._given[name]) for name in sorted(self._given))


def _least(given: Iterable[Any]) -> Any:
    return min(given, key=repr, default=None)


def comparison_from(nodes: Iterable[Node], voices: Mapping[str, Voice]) -> Comparison:
    """Arrange derived nodes by their sort, each once and in a fixed order."""
    by_sort: dict[type, set[Any]] = defaultdict(set)
    for node in nodes:
        by_sort[type(node)].add(node)
    ordered = {sort: tuple(sorted(found, key=_order)) for sort, found in by_sort.items()}
    return Comparison(
        claims=ordered.get(Claim, ()),
        voices={key: voices[key] for key in sorted(voices)},
        credits=ordered.get(Credit, ()),
        reuses=ordered.get(Reuse, ()),
        origins=ordered.get(Origin, ()),
        quotations=ordered.get(Quotation, ()),
        discrepancies=ordered.get(Discrepancy, ()),
        compatible=ordered.get(CompatiblePair, ()),
        links=ordered.get(ClaimLink, ()),
        events=ordered.get(Event, ()),
    )


def _order(node: Node) -> tuple[str, ...]:
    if isinstance(node, Credit):
        where = f"{node.span.start:09d}" if node.span else ""
        return (node.article, where, node.agency)
    return (node.id,)
