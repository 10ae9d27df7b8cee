"""What a command of curation recorded, as a table of reviews or as objects with all that each of them says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.cli.options import Listing
from kb.cli.output import Messages, print_listing

if TYPE_CHECKING:
    from kb.pipeline.reviewing import Outcome

_COLUMNS = ("review", "decision", "about", "into", "docs", "withdraws", "kind", "until", "reason", "by", "at")


def print_outcome(outcome: Outcome, form: Listing, messages: Messages) -> None:
    """Print the reviews; where none was made, say why."""
    reviews = outcome.reviews
    if form is Listing.TABLE:
        print_listing(
            ("review", "decision", "what"), [(one.id, one.decision.value, one.summary) for one in reviews], form
        )
        if not reviews:
            messages.note(outcome.message)
        return
    rows = [
        (
            one.id,
            one.decision.value,
            ", ".join(one.about),
            one.into,
            ", ".join(one.docs),
            ", ".join(one.withdraws),
            one.kind,
            one.until.isoformat() if one.until else "",
            one.reason,
            one.by,
            one.at.isoformat(),
        )
        for one in reviews
    ]
    print_listing(_COLUMNS, rows, form)
    messages.note(outcome.message)
