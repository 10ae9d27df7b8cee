"""The ledger of origins: the records as the rules look them up, and who got which origin so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kb.compare.outlets import outlet_of
from kb.model import Article, Claim, Credit, Record, Statement


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What makes an origin the one it is."""

    kind: str
    agent: str
    basis: str = ""  # what tells it from others of the same kind and agent
    name: str = field(default="", compare=False)  # for people to read


@dataclass(slots=True)
class Ledger:
    """Who got which origin so far."""

    of: dict[str, Key] = field(default_factory=dict)
    reuses: dict[Key, set[str]] = field(default_factory=lambda: defaultdict(set))


@dataclass(frozen=True, slots=True)
class Corpus:
    """The records by what the rules look up."""

    articles: Mapping[str, Article]
    statements: Mapping[str, Statement]
    claims: Mapping[str, frozenset[str]]  # claim → statements
    outlets: Mapping[str, Key]  # article → its own reporting
    credits: Mapping[str, tuple[Credit, ...]]  # article → credits
    names: Mapping[str, str]

    def agency(self, agent: str) -> Key:
        """Give the origin that an agency is."""
        return Key("agency", agent, name=self.names.get(agent, agent.removeprefix("agent/")))

    def first_day(self, article: str) -> str:
        """Give the first day of publication (ISO), the end of time where nobody knows it."""
        published = self.articles[article].published
        return published.earliest.isoformat() if published and published.earliest else "9999-12-31"


def corpus_of(
    records: Sequence[Record], claims: Sequence[Claim], credits_: Sequence[Credit], names: Mapping[str, str]
) -> Corpus:
    """Arrange records, claims and credits for the rules."""
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
        outlets[record.article.id] = Key("outlet", agent, "" if agent else name or record.article.id, label)
    return Corpus(
        articles={record.article.id: record.article for record in ordered},
        statements={key: statements[key] for key in sorted(statements)},
        claims={
            claim.id: frozenset(stated_by[key] for key in claim.propositions if key in stated_by) for claim in claims
        },
        outlets=outlets,
        credits={article: tuple(found) for article, found in credited.items()},
        names=names,
    )
