"""How one account stands to the claim of another: the words decide as in a headline, with what their statements add."""

from __future__ import annotations

from kb.compare.positions.stance.decision import Attitude, attitude
from kb.compare.positions.stance.lexicon import forms, holds_any, lexicon
from kb.compare.positions.stance.reading import Said
from kb.compare.telling.accounts import Account
from kb.model import Certainty, Kind, Polarity
from kb.wording import relation_classes, words_in

_DEEDS = frozenset({"refuse", "decline"})


def attitude_between(claim: Account, account: Account) -> Attitude:
    """Tell how an account stands to what another claims ("the reports that the mine reopened are false").

    The two need not express one claim; where :attr:`Attitude.common` is low, they may be about different things.
    """
    return attitude(words_of(claim), words_of(account), held=_said(claim), said=_said(account))


def words_of(account: Account) -> str:
    """Give the words of a clause as printed; of a deed, with who does it and the verb that says so."""
    return _whole(account) if is_deed(account) else account.text


def is_deed(account: Account) -> bool:
    """Tell what looks like saying and is a deed of the one who "says" it: "dismissed the coach", "refused to go"."""
    statement = account.statement
    if statement.kind is Kind.NARRATOR or not statement.source:
        return False
    cue = [word.text for span in statement.cue for word in words_in(span.exact)]
    relation = account.proposition.relation.casefold()
    own = any(relation in forms(word) | _classes_of(word) for word in cue)
    return bool(relation) and (own or any(not forms(word).isdisjoint(_DEEDS) for word in cue))


def _whole(account: Account) -> str:
    """Put source, cue and clause into the order of the text."""
    spans = sorted({*account.statement.source, *account.statement.cue, *account.proposition.span})
    return " ".join(span.exact for span in spans)


def _classes_of(word: str) -> frozenset[str]:
    return frozenset(name for form in forms(word) for name in relation_classes(form))


def _said(account: Account) -> Said:
    proposition = account.proposition
    narrated = account.statement.kind is Kind.NARRATOR or is_deed(account)
    nobody = not narrated and not (account.statement.source or account.statement.speaker)
    return Said(
        denied=proposition.polarity is Polarity.NEGATIVE and not _negates(words_of(account)),
        sure=proposition.certainty is Certainty.CERTAIN and not nobody,
        sourced=not narrated,
    )


def _negates(text: str) -> bool:
    """Tell whether the denial stands in the clause itself; then its words tell it."""
    words = [word.text for word in words_in(text)]
    return holds_any(words, lexicon().negator)
