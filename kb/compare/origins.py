"""Origins: whose text each statement is, so that corroboration counts sources and not outlets.

Every statement has one origin, found by the first of these that applies:

1. its own chain names an agency ("according to Reuters");
2. it stands in a passage that other articles share: the agency that one of them credits, else the
   outlet that printed the passage first;
3. two articles share passages, and the statement's claim: what both say, they have from there;
4. its article credits an agency for the whole text;
5. other outlets relay the same utterance (one claim, one speaker, within days): the utterance;
6. its chain names a document, such as an official readout: that document;
7. else it is the outlet's own reporting.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kb import ids
from kb.compare.credits import whole_text
from kb.compare.groups import groups_of
from kb.compare.outlets import outlet_of
from kb.model import Article, Claim, Credit, Kind, Origin, Record, Reuse, Role, Span, Statement, TimeOf

_ONE_UTTERANCE = 7  # days between reports of one utterance; later, the speaker may have said it again
_COVERED = 0.5  # share of a statement's content that lies in a shared passage


@dataclass(frozen=True, slots=True, order=True)
class _Key:
    """What makes an origin the one it is."""

    kind: str
    agent: str
    name: str
    basis: str = ""


@dataclass(slots=True)
class _Ledger:
    """Who got which origin so far."""

    of: dict[str, _Key] = field(default_factory=dict)
    reuses: dict[_Key, set[str]] = field(default_factory=lambda: defaultdict(set))


@dataclass(frozen=True, slots=True)
class _Corpus:
    """The records by what the rules look up."""

    articles: Mapping[str, Article]
    statements: Mapping[str, Statement]
    claims: Mapping[str, frozenset[str]]  # claim → statements
    outlets: Mapping[str, _Key]  # article → its own reporting
    credits: Mapping[str, tuple[Credit, ...]]  # article → credits
    names: Mapping[str, str]

    def agency(self, agent: str) -> _Key:
        return _Key("agency", agent, self.names.get(agent, agent.removeprefix("agent/")))

    def first_day(self, article: str) -> str:
        published = self.articles[article].published
        return published.earliest.isoformat() if published and published.earliest else "9999-12-31"


def origins_of(
    records: Sequence[Record],
    claims: Sequence[Claim],
    reuses: Sequence[Reuse],
    credits_: Sequence[Credit],
    names: Mapping[str, str],
) -> tuple[Origin, ...]:
    """Give the origins, sorted; each statement of the records stands in exactly one of them.

    Args:
        records: In any order, each article once.
        claims: As :func:`kb.resolve.same_claim.claims_from` gives them.
        reuses: Text that articles share.
        credits_: Agencies that articles credit.
        names: Identifier of an agent → its name.
    """
    corpus = _corpus(records, claims, credits_, names)
    known = [
        reuse for reuse in reuses if reuse.left_article in corpus.articles and reuse.right_article in corpus.articles
    ]
    ledger = _Ledger()
    for statement in corpus.statements.values():
        agency = _hop_agency(statement, corpus)
        if agency:
            ledger.of[statement.id] = agency
    _assign_passages(corpus, known, ledger)
    _assign_whole_texts(corpus, ledger)
    _assign_utterances(corpus, ledger)
    for statement in corpus.statements.values():
        if statement.id not in ledger.of:
            ledger.of[statement.id] = _readout(statement, corpus) or corpus.outlets[statement.article]
    return _origins(corpus, ledger)


def _corpus(
    records: Sequence[Record], claims: Sequence[Claim], credits_: Sequence[Credit], names: Mapping[str, str]
) -> _Corpus:
    ordered = sorted(records, key=lambda record: record.article.id)
    statements = {statement.id: statement for record in ordered for statement in record.statements}
    stated_by = {
        proposition.id: statement.id for statement in statements.values() for proposition in statement.propositions
    }
    credited: dict[str, list[Credit]] = defaultdict(list)
    for credit in credits_:
        credited[credit.article].append(credit)
    outlets = {}
    for record in ordered:
        agent, name = outlet_of(record)
        label = names.get(agent) or name or record.article.doc
        outlets[record.article.id] = _Key("outlet", agent, label, "" if agent or name else record.article.id)
    return _Corpus(
        articles={record.article.id: record.article for record in ordered},
        statements={key: statements[key] for key in sorted(statements)},
        claims={
            claim.id: frozenset(stated_by[key] for key in claim.propositions if key in stated_by) for claim in claims
        },
        outlets=outlets,
        credits={article: tuple(found) for article, found in credited.items()},
        names=names,
    )


def _hop_agency(statement: Statement, corpus: _Corpus) -> _Key | None:
    hop = next((hop for hop in statement.chain if hop.role is Role.AGENCY), None)
    if hop is None:
        return None
    return corpus.agency(hop.agent) if hop.agent else _Key("agency", "", hop.name)


# -- shared passages --------------------------------------------------------------------------------------------------


def _assign_passages(corpus: _Corpus, reuses: Sequence[Reuse], ledger: _Ledger) -> None:
    by_id = {reuse.id: reuse for reuse in reuses}
    origin_of: dict[str, _Key] = {}
    for passage in groups_of(sorted(by_id), _overlapping(reuses)):
        key = _passage_origin(corpus, [by_id[one] for one in passage])
        for one in passage:
            origin_of[one] = key
            ledger.reuses[key].add(one)
    stretches: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    pairs: dict[tuple[str, str], list[Reuse]] = defaultdict(list)
    for reuse in by_id.values():
        stretches[reuse.left_article].append((reuse.left, reuse.id))
        stretches[reuse.right_article].append((reuse.right, reuse.id))
        pairs[reuse.left_article, reuse.right_article].append(reuse)
    for statement in corpus.statements.values():
        passage_id = _passage_around(statement, stretches.get(statement.article, ()))
        if passage_id and statement.id not in ledger.of:
            ledger.of[statement.id] = origin_of[passage_id]
    longest = {
        pair: max(found, key=lambda reuse: (reuse.left.end - reuse.left.start, reuse.id))
        for pair, found in pairs.items()
    }
    _assign_shared_claims(corpus, {pair: origin_of[reuse.id] for pair, reuse in longest.items()}, ledger)


def _overlapping(reuses: Sequence[Reuse]) -> list[tuple[str, str]]:
    """Give pairs of reuses that touch the same words of one article."""
    sides: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for reuse in reuses:
        sides[reuse.left_article].append((reuse.left.start, reuse.left.end, reuse.id))
        sides[reuse.right_article].append((reuse.right.start, reuse.right.end, reuse.id))
    pairs = []
    for stretches in sides.values():
        reach, holder = -1, ""
        for start, end, key in sorted(stretches):
            if start < reach:
                pairs.append((holder, key))
            if end > reach:
                reach, holder = end, key
    return pairs


def _passage_origin(corpus: _Corpus, passage: Iterable[Reuse]) -> _Key:
    articles = sorted({article for reuse in passage for article in (reuse.left_article, reuse.right_article)})
    crediting: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        for credit in corpus.credits.get(article, ()):
            crediting[credit.agency].add(article)
    if crediting:
        return corpus.agency(min(crediting, key=lambda agency: (-len(crediting[agency]), agency)))
    return corpus.outlets[min(articles, key=lambda article: (corpus.first_day(article), article))]


def _passage_around(statement: Statement, stretches: Iterable[tuple[Span, str]]) -> str:
    length = sum(span.end - span.start for span in statement.content)
    shares: dict[str, int] = defaultdict(int)
    for stretch, key in stretches:
        for span in statement.content:
            shares[key] += max(0, min(span.end, stretch.end) - max(span.start, stretch.start))
    if sum(shares.values()) < _COVERED * length:
        return ""
    return min(shares, key=lambda key: (-shares[key], key))


def _assign_shared_claims(corpus: _Corpus, pairs: Mapping[tuple[str, str], _Key], ledger: _Ledger) -> None:
    partners: dict[str, set[str]] = defaultdict(set)
    for left, right in pairs:
        partners[left].add(right)
        partners[right].add(left)
    shared: dict[str, _Key] = {}
    for claim in sorted(corpus.claims):
        statements = [key for key in sorted(corpus.claims[claim]) if corpus.statements[key].article in partners]
        articles = {corpus.statements[key].article for key in statements}
        for key in statements:
            article = corpus.statements[key].article
            for other in sorted(articles & partners[article]):
                shared.setdefault(key, pairs[min(article, other), max(article, other)])
    for key, origin in shared.items():
        ledger.of.setdefault(key, origin)


def _assign_whole_texts(corpus: _Corpus, ledger: _Ledger) -> None:
    whole = {
        article: corpus.agency(min(credit.agency for credit in found if whole_text(credit)))
        for article, found in corpus.credits.items()
        if any(map(whole_text, found))
    }
    for statement in corpus.statements.values():
        if statement.article in whole:
            ledger.of.setdefault(statement.id, whole[statement.article])


# -- utterances and readouts ------------------------------------------------------------------------------------------


def _assign_utterances(corpus: _Corpus, ledger: _Ledger) -> None:
    links: list[tuple[str, str]] = []
    for claim in sorted(corpus.claims):
        relays: dict[str, list[str]] = defaultdict(list)
        for key in sorted(corpus.claims[claim]):
            statement = corpus.statements[key]
            if statement.speaker and statement.kind is not Kind.NARRATOR and key not in ledger.of:
                relays[statement.speaker].append(key)
        for reports in relays.values():
            dated = sorted(reports, key=lambda key: (corpus.first_day(corpus.statements[key].article), key))
            links += [
                (one, other) for one, other in pairwise(dated) if _days_apart(corpus, one, other) <= _ONE_UTTERANCE
            ]
    for group in groups_of(sorted({key for link in links for key in link}), links):
        if len({corpus.outlets[corpus.statements[key].article] for key in group}) > 1:
            speaker = corpus.statements[group[0]].speaker
            origin = _Key("utterance", speaker, corpus.names.get(speaker, speaker.removeprefix("agent/")), group[0])
            for key in group:
                ledger.of[key] = origin


def _days_apart(corpus: _Corpus, one: str, other: str) -> int:
    left, right = (corpus.articles[corpus.statements[key].article].published for key in (one, other))
    if not (left and right and left.earliest and right.earliest):
        return 0
    return abs((left.earliest - right.earliest).days)


def _readout(statement: Statement, corpus: _Corpus) -> _Key | None:
    """Give the document that a chain names: one per issuer and day, or per article where no day is told.

    A document without a known issuer ("reports") is no origin that could be told from another.
    """
    at = next((at for at, hop in enumerate(statement.chain) if hop.role is Role.DOCUMENT), None)
    if at is None:
        return None
    issuer = next((hop for hop in statement.chain[at:] if hop.agent), None)
    if issuer is None:
        return None
    days = sorted(
        time.interval.earliest.isoformat()
        for time in statement.times
        if time.of is TimeOf.SPEECH and time.interval.earliest and time.interval.earliest == time.interval.latest
    )
    name = corpus.names.get(issuer.agent) or issuer.name
    return _Key("readout", issuer.agent, name, days[0] if days else statement.article)


def _origins(corpus: _Corpus, ledger: _Ledger) -> tuple[Origin, ...]:
    statements: dict[_Key, list[str]] = defaultdict(list)
    for key in sorted(ledger.of):
        statements[ledger.of[key]].append(key)
    return tuple(
        Origin(
            id=ids.derived("origin", origin.kind, origin.agent or origin.name, origin.basis),
            kind=origin.kind,
            name=origin.name,
            agent=origin.agent,
            articles=tuple(sorted({corpus.statements[key].article for key in statements[origin]})),
            statements=tuple(statements[origin]),
            reuses=tuple(sorted(ledger.reuses.get(origin, ()))),
        )
        for origin in sorted(statements)
    )
