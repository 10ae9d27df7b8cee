"""Origins: whose text each statement is, so that corroboration counts sources and not outlets.

Every statement has one origin, found by the first of these that applies:

1. its own chain names an agency ("according to Reuters");
2. it stands in a passage that other articles share: the agency that one of them credits, else the
   outlet that printed the passage first;
3. two articles share passages, and the statement's claim: what both say, they have from there;
4. its article credits an agency for the whole text;
5. other outlets relay the same utterance (one claim, one speaker, within days): the utterance, in place
   of the origins by 2 to 4 too where these alone would count one utterance as several;
6. its chain names a document, such as an official readout: that document;
7. else it is the outlet's own reporting.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from kb import ids
from kb.compare.credits import whole_text
from kb.compare.dispatches import part_dispatches
from kb.compare.groups import groups_of
from kb.compare.ledger import Corpus, Key, Ledger, corpus_of
from kb.compare.passages import assign_passages
from kb.model import Claim, Credit, Kind, Origin, Record, Reuse, Role, Statement, TimeOf

_ONE_UTTERANCE = 7  # days between reports of one utterance; later, the speaker may have said it again


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
        claims: As :func:`kb.resolve.claims.same_claim.claims_from` gives them.
        reuses: Text that articles share.
        credits_: Agencies that articles credit.
        names: Identifier of an agent → its name.
    """
    corpus = corpus_of(records, claims, credits_, names)
    known = [
        reuse for reuse in reuses if reuse.left_article in corpus.articles and reuse.right_article in corpus.articles
    ]
    ledger = Ledger()
    for statement in corpus.statements.values():
        agency = _hop_agency(statement, corpus)
        if agency:
            ledger.of[statement.id] = agency
    told = frozenset(ledger.of)  # a text that says whence it has something is taken at its word
    assign_passages(corpus, known, ledger)
    _assign_whole_texts(corpus, ledger)
    _assign_utterances(corpus, ledger, told)
    for statement in corpus.statements.values():
        if statement.id not in ledger.of:
            ledger.of[statement.id] = _readout(statement, corpus) or corpus.outlets[statement.article]
    _follow_parents(corpus, ledger)
    part_dispatches(corpus, ledger, reuses)
    return _origins(corpus, ledger)


def _follow_parents(corpus: Corpus, ledger: Ledger) -> None:
    """Give what is said inside another statement the origin of that one, where both make one claim.

    A sentence about somebody's words is one witness, however many speakers it names.
    """
    for members in corpus.claims.values():
        outermost = {key for key in members if corpus.statements[key].parent not in members}
        for key in sorted(members - outermost):
            around = corpus.statements[key].parent
            while around not in outermost:
                around = corpus.statements[around].parent
            ledger.of[key] = ledger.of[around]


def _hop_agency(statement: Statement, corpus: Corpus) -> Key | None:
    hop = next((hop for hop in statement.chain if hop.role is Role.AGENCY), None)
    if hop is None:
        return None
    return corpus.agency(hop.agent) if hop.agent else Key("agency", "", hop.name, hop.name)


def _assign_whole_texts(corpus: Corpus, ledger: Ledger) -> None:
    whole = {
        article: corpus.agency(min(credit.agency for credit in found if whole_text(credit)))
        for article, found in corpus.credits.items()
        if any(map(whole_text, found))
    }
    for statement in corpus.statements.values():
        if statement.article in whole:
            ledger.of.setdefault(statement.id, whole[statement.article])


# -- utterances and readouts ------------------------------------------------------------------------------------------


def _assign_utterances(corpus: Corpus, ledger: Ledger, told: frozenset[str]) -> None:
    """Give relays of one utterance one origin.

    Where two outlets share a text and a third heard the same words itself, all three have them from the
    speaker; where all have them from one text, that text stays their origin.
    """
    links = [link for claim in sorted(corpus.claims) for link in _relays(corpus, ledger, claim, told)]
    for group in groups_of(sorted({key for link in links for key in link}), links):
        outlets = {corpus.outlets[corpus.statements[key].article] for key in group}
        before = {ledger.of.get(key) for key in group}
        if len(outlets) > 1 and (len(before) > 1 or None in before):
            speaker = next(corpus.statements[key].speaker for key in group if corpus.statements[key].speaker)
            origin = Key("utterance", speaker, group[0], corpus.names.get(speaker, speaker.removeprefix("agent/")))
            for key in group:
                ledger.of[key] = origin


def _relays(corpus: Corpus, ledger: Ledger, claim: str, told: frozenset[str]) -> list[tuple[str, str]]:
    """Link statements of a claim that relay one utterance: of one speaker within days, or copied from one text."""
    relays: dict[str, list[str]] = defaultdict(list)
    copies: dict[Key, list[str]] = defaultdict(list)
    for key in sorted(corpus.claims[claim] - told):
        statement = corpus.statements[key]
        if statement.kind is Kind.NARRATOR:
            continue
        if statement.speaker:
            relays[statement.speaker].append(key)
        if key in ledger.of:
            copies[ledger.of[key]].append(key)
    links = []
    for reports in relays.values():
        dated = sorted(reports, key=lambda key: (corpus.first_day(corpus.statements[key].article), key))
        links += [(one, other) for one, other in pairwise(dated) if _days_apart(corpus, one, other) <= _ONE_UTTERANCE]
    spoken = {key for link in links for key in link}
    for copied in copies.values():
        if not spoken.isdisjoint(copied):
            links += pairwise(copied)
    return links


def _days_apart(corpus: Corpus, one: str, other: str) -> int:
    left, right = (corpus.articles[corpus.statements[key].article].day for key in (one, other))
    return abs((left - right).days) if left and right else 0


def _readout(statement: Statement, corpus: Corpus) -> Key | None:
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
    return Key("readout", issuer.agent, days[0] if days else statement.article, name)


def _origins(corpus: Corpus, ledger: Ledger) -> tuple[Origin, ...]:
    statements: dict[Key, list[str]] = defaultdict(list)
    for key in sorted(ledger.of):
        statements[ledger.of[key]].append(key)
    return tuple(
        Origin(
            id=ids.derived("origin", origin.kind, origin.agent, origin.basis),
            kind=origin.kind,
            name=origin.name,
            agent=origin.agent,
            articles=tuple(sorted({corpus.statements[key].article for key in statements[origin]})),
            statements=tuple(statements[origin]),
            reuses=tuple(sorted(ledger.reuses.get(origin, ()))),
        )
        for origin in sorted(statements)
    )
