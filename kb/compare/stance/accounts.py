"""How one account stands to the claim of another: the words decide as in a headline, with what their statements add."""

from __future__ import annotations

from kb.compare.accounts import Account
from kb.compare.stance.decision import Attitude, attitude
from kb.compare.stance.lexicon import lexicon, phrase_at
from kb.compare.stance.reading import Said
from kb.model import Certainty, Kind, Polarity
from kb.wording import words_in


def attitude_between(claim: Account, account: Account) -> Attitude:
    """Tell how an account stands to what another claims ("the reports that the mine reopened are false").

    The two need not express one claim; where :attr:`Attitude.common` is low, they may be about different things.
    """
    return attitude(claim.text, account.text, held=_said(claim), said=_said(account))


def _said(account: Account) -> Said:
    proposition, narrated = account.proposition, account.statement.kind is Kind.NARRATOR
    nobody = not narrated and not (account.statement.source or account.statement.speaker)
    return Said(
        denied=proposition.polarity is Polarity.NEGATIVE and not _negates(account.text),
        sure=proposition.certainty is Certainty.CERTAIN and not nobody,
        sourced=not narrated,
    )


def _negates(text: str) -> bool:
    """Tell whether the denial stands in the clause itself; then its words tell it."""
    words = [word.text for word in words_in(text)]
    return any(phrase_at(words, at, lexicon().negator) for at in range(len(words)))
