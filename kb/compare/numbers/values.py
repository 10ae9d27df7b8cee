"""Values: what articles give one of for one thing (a score, an age), set against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.compare.source import Source
from kb.compare.telling.accounts import Account, Name, accounts_of
from kb.compare.telling.rarity import RAREST, rank
from kb.compare.telling.sentences import sentences_of
from kb.compare.telling.sides import Stand, disagreement, discrepancy, told
from kb.model import Discrepancy, DiscrepancyKind, Severity, Span
from kb.neighbours import Pair
from kb.wording import CALENDAR, words_in


@dataclass(frozen=True, slots=True)
class Given:
    """A value that an article gives for something.

    Attributes:
        account: The clause that it stands in, or that its sentence begins with.
        value: As printed, but for marks.
        span: Its words.
        names: Whom or what its sentence names, linked or not.
        words: What tells for what it is given; each sort of value reads its own.
        sort: Values of other sorts are of other things.
    """

    account: Account
    value: str
    span: Span
    names: frozenset[Name]
    words: frozenset[str]
    sort: str = ""

    @property
    def id(self) -> str:
        """Name it by its clause and its place."""
        return f"{self.account.id}:{self.span.start}"


@dataclass(frozen=True, slots=True)
class OneThing:
    """Two values of one thing: what was shown, whether they differ, and what more there is to say."""

    shown: tuple[str, ...]
    clash: bool
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its clauses: where it begins, its words, and the accounts that begin in it, in text order."""

    start: int
    text: str
    accounts: tuple[Account, ...]

    @property
    def names(self) -> frozenset[Name]:
        """Give whom the sentence names: agents, and rare words with a capital that are of no agent."""
        linked = frozenset(name for one in self.accounts for name in one.names)
        named = frozenset(frozenset(word for word in name if not word[0].isdigit()) for name in linked) - {frozenset()}
        known = {word for name in named for word in name}
        capitals = (word for word in words_in(self.text) if word.start and self.text[word.start].isupper())
        rare = {word.text.removesuffix("'s") for word in capitals if word.text not in CALENDAR}
        return named | {frozenset({word}) for word in rare - known if rank(word) == RAREST}

    def account_at(self, start: int, end: int) -> Account:
        """Give the narrowest clause that holds a place of the article, else the sentence's first one."""
        holding = [
            one for one in self.accounts for span in one.proposition.span if span.start <= start and end <= span.end
        ]
        return min(holding, key=lambda one: (len(one.text), one.id), default=self.accounts[0])

    def span(self, start: int, end: int) -> Span:
        """Give a stretch of the sentence as a span of the article."""
        return Span(self.start + start, self.start + end, self.text[start:end])


def lines_of(source: Source) -> tuple[Line, ...]:
    """Give the sentences of an article in which something is told; none where the text is absent.

    Ask for them through ``source.once(lines_of)``.
    """
    sentences = source.once(sentences_of)
    found: dict[int, list[Account]] = {}
    for account in source.once(accounts_of).values():
        found.setdefault(sentences.at(account.proposition.span[0].start), []).append(account)
    return tuple(
        Line(
            sentences.start(number),
            sentences.text(number),
            tuple(sorted(found[number], key=lambda one: (one.proposition.span[0].start, one.id))),
        )
        for number in sorted(found)
        if number >= 0
    )


def clashes(
    kind: DiscrepancyKind, heading: str, *, spoken: bool = True
) -> Callable[[Mapping[str, Given], Mapping[Pair, OneThing]], Iterator[Discrepancy]]:
    """Make the outcome of a group: one discrepancy for all values of one thing of which some differ.

    Args:
        kind: Of the discrepancy.
        heading: What to say of it where outlets contradict each other.
        spoken: Who is said to tell the sentence vouches for the value, and not the outlet that adds it.
    """

    def outcome(values: Mapping[str, Given], links: Mapping[Pair, OneThing]) -> Iterator[Discrepancy]:
        clashing = {pair: same for pair, same in links.items() if same.clash}
        if not clashing:
            return
        parties = {one for pair in clashing for one in pair}
        parties |= {one for pair, same in links.items() if not same.clash for one in pair if parties.intersection(pair)}
        members = [values[one] for one in sorted(parties)]
        yield _discrepancy(kind, heading, members, tuple(clashing.values()), spoken=spoken)

    return outcome


def _discrepancy(
    kind: DiscrepancyKind, heading: str, members: Sequence[Given], clashing: Sequence[OneThing], *, spoken: bool
) -> Discrepancy:
    stands: list[Stand] = [(one.value, one.account, one.span) for one in members]
    disagree = disagreement(stands) if spoken else ""
    shown, doubt = clashing[0].shown, clashing[0].doubt
    text = f"{disagree or heading} {told(stands)}. Shown to be the same: {', '.join(shown)}.{doubt}"
    severity = Severity.INFO if disagree or doubt else Severity.WARNING
    return discrepancy(kind, severity, stands, text, shown)
