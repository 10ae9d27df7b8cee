"""Yes and no: one claim that some assert and others deny.

Two outlets that contradict each other in their own voices are a warning; two speakers who do, each through
another outlet, disagree, which is news and no fault of the reporting.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kb.compare.accounts import Account
from kb.compare.sides import discrepancy, told
from kb.model import Certainty, Discrepancy, DiscrepancyKind, Kind, Polarity, Severity

_FRESH = 7  # days between two publications in which nothing undated can have changed


def polarity_discrepancies(accounts: Sequence[Account]) -> list[Discrepancy]:
    """Give one discrepancy per claim that outlets contradict each other on, and per claim that speakers do."""
    claims: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        if account.claim:
            claims[account.claim].append(account)
    found = []
    for claim in sorted(claims):
        if len({account.proposition.polarity for account in claims[claim]}) > 1:
            found += [*_between_outlets(claims[claim]), *_between_speakers(claims[claim])]
    return found


def _between_outlets(accounts: Sequence[Account]) -> list[Discrepancy]:
    yes, no = _split([account for account in accounts if account.own_voice])
    if not any(one.outlet != other.outlet and _at_one_time(one, other) for one in yes for other in no):
        return []
    text = "One text asserts in its own voice what another denies in its own."
    return [_discrepancy([*yes, *no], Severity.WARNING, text)]


def _between_speakers(accounts: Sequence[Account]) -> list[Discrepancy]:
    """Known speakers, each sure of it, in different articles; one who is reported both ways is left out."""
    yes, no = _split([account for account in accounts if _spoken(account)])
    wavering = {account.statement.speaker for account in yes} & {account.statement.speaker for account in no}
    yes, no = ([account for account in side if account.statement.speaker not in wavering] for side in (yes, no))
    if not any(one.article != other.article and _at_one_time(one, other) for one in yes for other in no):
        return []
    text = f"The speakers disagree: {_speakers(yes)} affirms what {_speakers(no)} denies. No outlet says either itself."
    return [_discrepancy([*yes, *no], Severity.INFO, text)]


def _spoken(account: Account) -> bool:
    statement = account.statement
    certain = account.proposition.certainty is Certainty.CERTAIN
    return bool(statement.speaker) and statement.kind is not Kind.NARRATOR and certain


def _speakers(accounts: Sequence[Account]) -> str:
    return " and ".join(sorted({account.speaker for account in accounts}))


def _split(accounts: Sequence[Account]) -> tuple[list[Account], list[Account]]:
    yes = [account for account in accounts if account.proposition.polarity is Polarity.POSITIVE]
    return yes, [account for account in accounts if account.proposition.polarity is Polarity.NEGATIVE]


def _discrepancy(accounts: Sequence[Account], severity: Severity, text: str) -> Discrepancy:
    stands = [(account.proposition.polarity.value, account, account.proposition.span[0]) for account in accounts]
    return discrepancy(DiscrepancyKind.POLARITY, severity, stands, f"{text} {told(stands)}.")


def _at_one_time(left: Account, right: Account) -> bool:
    """Dated alike, or published so close together that nothing will have changed."""
    if left.times and right.times:
        return any(one.interval == other.interval for one in left.times for other in right.times)
    apart = left.days_from(right)
    return apart is not None and apart <= _FRESH
