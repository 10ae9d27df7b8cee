"""Origins: whose text each statement is, so that corroboration counts sources and not outlets.

Every statement has one origin, found by the first of these that applies:

1. its own chain names an agency ("according to Reuters");
2. it stands in a passage that other articles share: the agency that one of them credits, else the
   outlet that printed the passage first; what is the caption of an agency's picture elsewhere is the agency's;
3. two articles share passages, and the statement's claim: what both say, they have from there;
4. its article credits an agency for the whole text;
5. other outlets relay the same utterance (one claim, or mostly the same words, of one speaker, within days): the
   utterance, in place of the origins by 2 to 4 too where these alone would count one utterance as several;
6. its chain names a document, such as an official readout: that document;
7. else it is the outlet's own reporting.

Each step looks at what it connects only: families of articles that share text (2, 3), reports of one utterance (5),
works of one agency or outlet (which dispatch, which piece of reporting). A change in one article travels from step to
step, and stops where nothing becomes different.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from kb.compare.source import Source
from kb.compare.sources.families import Drawn, Family, drawn_from, families
from kb.compare.sources.memo import Memo
from kb.compare.sources.pages import Key, Page, Party, Told, page_of, whole_body
from kb.compare.sources.texts import text_of
from kb.compare.sources.uncredited import missing_in
from kb.compare.sources.utterances import Relay, utterances
from kb.compare.sources.works import Share, share_id, works
from kb.groups import Change
from kb.model import Credit, Discrepancy, Origin, Record, Reuse
from kb.tables import Recent, Tables, in_memory, under

Node = TypeVar("Node", Origin, Reuse, Discrepancy)

_READ = 1_000  # articles of which it is remembered what their text follows from


@dataclass(frozen=True, slots=True)
class Cited:
    """An article, and what it says of its sources.

    Attributes:
        source: Its record, and the claims of its propositions.
        credits: Its credits, agencies being those that reviews say.
        known: Reuse of it that was found earlier, for where a text is not at hand.
        pictures: Captions that credit an agency.
    """

    source: Source
    credits: tuple[Credit, ...] = ()
    known: tuple[Reuse, ...] = ()
    pictures: tuple[Credit, ...] = ()

    @property
    def record(self) -> Record:
        """Give the record."""
        return self.source.record


@dataclass(frozen=True, slots=True)
class Sourced:
    """What an update of origins changed."""

    origins: Change[Origin] = field(default_factory=Change)
    reuses: Change[Reuse] = field(default_factory=Change)
    missing: Change[Discrepancy] = field(default_factory=Change)


@dataclass(frozen=True, slots=True)
class _Draw:
    """What an article has from its family."""

    origins: Mapping[str, Key] = field(default_factory=dict)
    evidence: Mapping[Key, frozenset[str]] = field(default_factory=dict)
    partners: frozenset[str] = frozenset()


class Origins:
    """Articles, and whose text their statements are; kept current as articles come and go."""

    def __init__(
        self, names: Mapping[str, str] | None = None, agencies: Iterable[str] = (), party: Party = whole_body
    ) -> None:
        """Begin without articles.

        Args:
            names: Identifier of an agent → its name, where it has one of its own; else articles tell.
            agencies: Identifiers of news agencies.
            party: Who stands behind a body.
        """
        self._names, self._agencies, self._party = names or {}, frozenset(agencies), party
        self._families, self._utterances, self._works = families(), utterances(), works()
        self._read: Recent[str, tuple[Any, ...]] = Recent(_READ)  # article → what its text follows from
        self._memo = Memo()
        self.lie_in(in_memory)

    def lie_in(self, tables: Tables) -> None:
        """Take other tables in place of those in memory, with what is in them."""
        self._families.lie_in(under(tables, "families"))
        self._utterances.lie_in(under(tables, "utterances"))
        self._works.lie_in(under(tables, "works"))
        self._pages: MutableMapping[str, Page] = tables("pages")
        self._shown: MutableMapping[str, tuple[tuple[Reuse, ...], tuple[Discrepancy, ...]]] = tables("shown")
        self._drawn: MutableMapping[str, _Draw] = tables("drawn")
        self._spoken: MutableMapping[str, Key] = tables("spoken")
        self._relays: MutableMapping[str, dict[str, Relay]] = tables("relays")
        self._teller: MutableMapping[str, str] = tables("teller")  # statement that relays → its article
        self._shares: MutableMapping[str, dict[str, Share]] = tables("shares")

    def update(self, gone: Iterable[str] = (), come: Iterable[Cited] = ()) -> Sourced:
        """Take articles out and in; one that comes under a known identifier replaces the one that was there.

        Args:
            gone: Identifiers of articles; unknown ones are ignored.
            come: Articles that are new, or of which record, claims or credits changed.
        """
        coming = {one.record.article.id: one for one in come}
        leaving = {one for one in gone if one in self._pages} - coming.keys()
        rewritten = self._turned(leaving, coming)
        change = self._families.update(leaving, rewritten)
        reuses, missing, restated = self._redrawn(leaving, change, coming.keys())
        restated |= coming.keys()
        restated |= self._reheard(leaving, restated)
        return Sourced(self._reworked(leaving, restated), reuses, missing)

    def outcome(self) -> tuple[tuple[Origin, ...], tuple[Reuse, ...], tuple[Discrepancy, ...]]:
        """Give all origins, reuse and missing credits, each sorted by identifier."""
        shown = [self._shown[least] for least in self._shown]
        found: tuple[list[Any], ...] = (
            list(self._works.outcomes()),
            [one for reuses, _ in shown for one in reuses],
            [one for _, missing in shown for one in missing],
        )
        origins, reuses, missing = (tuple(sorted(each, key=lambda one: one.id)) for each in found)
        return origins, reuses, missing

    def _turned(self, leaving: Iterable[str], coming: Mapping[str, Cited]) -> dict[str, Any]:
        """Turn the pages; give the texts that are new or changed."""
        texts = {}
        for article in leaving:
            del self._pages[article]
            self._read.drop(article)
        for article, cited in coming.items():
            self._pages[article] = page_of(
                cited.source, cited.credits, self._names, self._agencies, self._party, pictures=cited.pictures
            )
            basis = (cited.record, cited.credits, cited.known, cited.pictures)
            before = self._read.get(article)
            if before is None or before[0] is not basis[0] or before[1:] != basis[1:]:
                text = text_of(cited.record, cited.credits, cited.known, cited.pictures)
                if self._families.neighbours.items.get(article) != text:
                    texts[article] = text
                self._read.put(article, basis)
        return texts

    def _redrawn(
        self, leaving: Iterable[str], change: Change[Family], changed: Iterable[str]
    ) -> tuple[Change[Reuse], Change[Discrepancy], set[str]]:
        """Look at the families again that changed, or an article of which did; give whose draw is another now."""
        before = [self._shown.pop(family.articles[0]) for family in change.gone]
        for article in leaving:
            self._drawn.pop(article, None)
            self._memo.forget(article)
        families_of = (family for one in changed for family in self._families.of(one))
        touched = {family.articles[0]: family for family in (*change.come, *families_of)}
        after, restated = [], set()
        for least, family in sorted(touched.items()):
            if least in self._shown:
                before.append(self._shown[least])
            drawn = drawn_from(family, self._pages, self._memo)
            self._shown[least] = (
                tuple(one for passage in drawn.passages for one in passage),
                tuple(missing_in(drawn.passages, self._pages, self._memo)),
            )
            after.append(self._shown[least])
            for article in family.articles:
                draw = _draw_of(article, drawn)
                if self._drawn.get(article) != draw:
                    self._drawn[article] = draw
                    restated.add(article)
        reuses = Change.net((one for each, _ in before for one in each), (one for each, _ in after for one in each))
        missing = Change.net((one for _, each in before for one in each), (one for _, each in after for one in each))
        return reuses, missing, restated

    def _reheard(self, leaving: Iterable[str], restated: Iterable[str]) -> set[str]:
        """Bring the utterances up to date; give the articles that relay one now or did before."""
        away = {key for article in leaving for key in self._relays.pop(article, ())}
        come: dict[str, Relay] = {}
        for article in sorted(restated):
            relays = dict(self._relayed(article))
            known = self._relays.get(article, {})
            if relays == known:
                continue
            away |= known.keys() - relays.keys()
            come |= {key: relay for key, relay in relays.items() if known.get(key) != relay}
            self._relays[article] = relays
            self._teller.update(dict.fromkeys(relays.keys() - known.keys(), article))
        for key in away:
            del self._teller[key]
        if not away and not come:
            return set()
        change = self._utterances.update(away, come)
        after = dict(change.come)
        heard = {key for key, _ in change.gone} | after.keys()
        changed = {key for key in heard if self._spoken.get(key) != after.get(key)}
        for key in changed:
            if key in after:
                self._spoken[key] = after[key]
            else:
                del self._spoken[key]
        return {self._teller[key] for key in changed if key in self._teller}

    def _relayed(self, article: str) -> Iterator[tuple[str, Relay]]:
        page, drawn = self._pages[article], self._drawn[article]
        for key, told in page.told.items():
            if told.narrator or told.agency:  # a text that says whence it has something is taken at its word
                continue
            source = drawn.origins.get(key) or page.whole
            yield key, Relay(key, page.own, page.day, told.claims, told.speaker, told.name, told.words, source)

    def _reworked(self, leaving: Iterable[str], restated: Iterable[str]) -> Change[Origin]:
        away = {key for article in leaving for key in self._shares.pop(article, ())}
        come: dict[str, Share] = {}
        for article in sorted(restated):
            shares = self._shared(article)
            known = self._shares.get(article, {})
            if shares == known:
                continue
            away |= known.keys() - shares.keys()
            come |= {key: share for key, share in shares.items() if known.get(key) != share}
            self._shares[article] = shares
        change = self._works.update(away, come)
        return Change.net(change.gone, change.come)

    def _shared(self, article: str) -> dict[str, Share]:
        """Give what an article has from each of its sources."""
        page, drawn = self._pages[article], self._drawn[article]
        found = {key: self._origin(told, page, drawn) for key, told in page.told.items()}
        for key, told in page.told.items():
            around = _outermost(told, page.told)
            if around is not told:
                found[key] = found[around.id]
        members: dict[Key, list[Told]] = defaultdict(list)
        for key, origin in found.items():
            members[origin].append(page.told[key])
        shares = {}
        for origin, statements in members.items():
            shares[share_id(article, origin)] = Share(
                article=article,
                key=origin,
                name=min(found[one.id].name for one in statements),
                first=page.first,
                day=page.day,
                statements=tuple(sorted(one.id for one in statements)),
                claims=frozenset(claim for one in statements for claim in one.claims),
                partners=drawn.partners,
                reuses=drawn.evidence.get(origin, frozenset()),
                parties=frozenset(one.party for one in statements),
            )
        return shares

    def _origin(self, told: Told, page: Page, drawn: _Draw) -> Key:
        if told.agency:
            return told.agency
        spoken = self._spoken.get(told.id)
        return spoken or drawn.origins.get(told.id) or page.whole or told.document or page.own


def _draw_of(article: str, drawn: Drawn) -> _Draw:
    return _Draw(
        dict(drawn.origins.get(article, {})),
        {key: frozenset(found) for key, found in drawn.evidence.get(article, {}).items()},
        frozenset(drawn.partners.get(article, ())),
    )


def _outermost(told: Told, page: Mapping[str, Told]) -> Told:
    """Give the outermost statement around one that makes a claim of its own.

    A sentence about somebody's words is one witness, however many speakers it names.
    """
    around = told
    while around.parent in page and not page[around.parent].claims.isdisjoint(told.claims):
        around = page[around.parent]
    return around
