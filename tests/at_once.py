"""What the stages of comparing give for a few articles at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from records import text_in

from kb.compare.finders import FINDERS
from kb.compare.quotations.quotations import QUOTATIONS
from kb.compare.source import Around, Source, nowhere
from kb.compare.sources.credits import is_from_outlet
from kb.compare.sources.families import passages_in
from kb.compare.sources.memo import Memo
from kb.compare.sources.origins import Cited, Origins
from kb.compare.sources.pages import page_of, whole_body
from kb.compare.sources.reuse import TEXTS, known_of, place
from kb.compare.sources.uncredited import missing_in
from kb.compare.telling.accounts import Account, accounts_of
from kb.model import (
    Article,
    Claim,
    CompatiblePair,
    Credit,
    Discrepancy,
    Origin,
    Proposition,
    Quotation,
    Record,
    Reuse,
)
from kb.neighbours import Neighbours


def differences(
    records: Sequence[Record], claims: Sequence[Claim], around: Around = nowhere
) -> tuple[tuple[Discrepancy, ...], tuple[CompatiblePair, ...]]:
    """Give what differs between articles, and what only looks as if it did.

    Args:
        records: In any order, each article once.
        claims: As :func:`claims_at_once.claims_from` gives them.
        around: What a place lies in, by identifiers; without it, places that differ are one only where a text says so.

    Returns:
        Discrepancies and compatible pairs, each sorted.
    """
    claim_of = {key: claim.id for claim in claims for key in claim.propositions}
    sources = [Source(record, claim_of, around) for record in records]
    apart: set[Discrepancy] = set()
    alike: set[CompatiblePair] = set()
    for finder in FINDERS:
        if finder.name == QUOTATIONS.name:
            continue
        groups = finder.groups()
        groups.update(come={one: item for source in sources for one, item in finder.items(source).items()})
        for found in groups.outcomes():
            if isinstance(found, Discrepancy):
                apart.add(found)
            elif isinstance(found, CompatiblePair):
                alike.add(found)
    return (
        tuple(sorted(apart, key=lambda one: (one.kind, one.id))),
        tuple(sorted(alike, key=lambda pair: (pair.reason, pair.id))),
    )


def quotations_in(
    records: Sequence[Record], claims: Sequence[Claim]
) -> tuple[tuple[Quotation, ...], tuple[Discrepancy, ...]]:
    """Give the quotations that several articles print in different ways, and what a reader should know of that.

    Args:
        records: In any order.
        claims: For the claim that a quotation expresses.

    Returns:
        Quotations with a variant for each way in which a form departs from the reference, and for the
        place in the reference that it departs from; discrepancies of kind *quotation* where a word that
        carries meaning was changed, or a negation came or went, and of kind *attribution* where two
        persons are named as the speaker.
    """
    claim_of = {key: claim.id for claim in claims for key in claim.propositions}
    groups = QUOTATIONS.groups()
    groups.update(
        come={key: form for record in records for key, form in QUOTATIONS.items(Source(record, claim_of)).items()}
    )
    found = sorted(groups.outcomes(), key=lambda one: one.id)
    return (
        tuple(one for one in found if isinstance(one, Quotation)),
        tuple(one for one in found if isinstance(one, Discrepancy)),
    )


def accounts_in(records: Sequence[Record], claims: Sequence[Claim]) -> tuple[Account, ...]:
    """Give an account of every proposition of several articles, sorted by the proposition's identifier."""
    claim_of = {key: claim.id for claim in claims for key in claim.propositions}
    found = (account for record in records for account in accounts_of(Source(record, claim_of)).values())
    return tuple(sorted(found, key=lambda account: account.id))


def reuses_between(articles: Sequence[Article], known: Sequence[Reuse] = ()) -> tuple[Reuse, ...]:
    """Give the stretches of body text that two articles share, sorted.

    Args:
        articles: In any order, each once.
        known: Reuse found earlier; kept where the text of an article is absent.

    Returns:
        Aligned stretches with ``left_article < right_article`` and their similarity (the share of
        words kept in order, 0 to 1).
    """
    neighbours = Neighbours(TEXTS)
    neighbours.update(come={article.id: text_in(article, known_of(article.id, known)) for article in articles})
    links = neighbours.links(sorted(neighbours.items))
    return tuple(sorted((reuse for link in links.values() for reuse in link), key=place))


def missing_credits(
    records: Sequence[Record], reuses: Sequence[Reuse], credits_: Sequence[Credit], names: Mapping[str, str]
) -> tuple[Discrepancy, ...]:
    """Give articles that share text with one that credits an agency, and credit that agency nowhere; sorted.

    Args:
        records: In any order.
        reuses: Text that articles share.
        credits_: Agencies that articles credit.
        names: Identifier of an agent → its name.

    Returns:
        Discrepancies of severity *info*, one for each such article and agency. The agency's own
        article needs no credit.
    """
    credited: dict[str, list[Credit]] = defaultdict(list)
    for credit in credits_:
        credited[credit.article].append(credit)
    pages = {
        one.article.id: page_of(Source(one, {}), credited[one.article.id], names, frozenset(), whole_body)
        for one in records
    }
    known = [one for one in reuses if one.left_article in pages and one.right_article in pages]
    return tuple(sorted(missing_in(passages_in(known), pages, Memo()), key=lambda one: one.id))


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
        claims: As :func:`claims_at_once.claims_from` gives them.
        reuses: Text that articles share, where the text of one is not at hand; what is at hand is read.
        credits_: Agencies that articles credit.
        names: Identifier of an agent → its name.
    """
    expressed = {key: claim.id for claim in claims for key in claim.propositions}
    credited: dict[str, list[Credit]] = defaultdict(list)
    for credit in credits_:
        credited[credit.article].append(credit)
    origins = Origins(names, {credit.agency for credit in credits_ if not is_from_outlet(credit)})
    origins.update(
        come=[
            Cited(
                Source(record, {one.id: expressed[one.id] for one in _propositions(record) if one.id in expressed}),
                tuple(credited[record.article.id]),
                known_of(record.article.id, reuses) if not record.article.body else (),
            )
            for record in records
        ]
    )
    return tuple(sorted(origins.outcome()[0], key=lambda one: (one.kind, one.agent, one.id)))


def _propositions(record: Record) -> Iterator[Proposition]:
    return (proposition for statement in record.statements for proposition in statement.propositions)
