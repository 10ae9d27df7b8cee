"""The speaker of every statement, read as a reader does: once, from the top.

What "he" means depends on who spoke before, and who speaks depends on what "he" means; so mentions and sources are
taken together, in the order of the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Set

from kb.model import Kind, Mention, Span, Statement, Syntax
from kb.resolve.agents.cast import Cast
from kb.resolve.agents.references import Discourse
from kb.resolve.agents.sources import Voiced, quoted_in, voiced_by


def speakers_in(
    cast: Cast, statements: tuple[Statement, ...], mentions: tuple[Mention, ...], syntax: Syntax | None = None
) -> Mapping[str, Voiced]:
    """Read an article once, from the top: settle pronouns and role nouns, and give the speaker of each statement.

    The links of pronouns, role nouns and described groups are added to ``cast.links``.
    """
    discourse = Discourse(cast, statements, syntax)
    unnamed = {each.span for each in mentions if not each.name}
    voiced: dict[str, Voiced] = {}
    events: list[tuple[int, int, Mention | Statement]] = [(each.span.start, 0, each) for each in mentions]
    events += [(_heard_at(cast.article.body, each), 1, each) for each in statements]
    for at, _, event in sorted(events, key=lambda each: (each[0], each[1], _extent(each[2]))):
        if isinstance(event, Mention):
            known = cast.links.get(event.span, "")
            agent = discourse.named(event, known) if event.name else discourse.meant(event)
            if known and not agent:
                del cast.links[event.span]
            if agent:
                cast.links[event.span] = agent
                discourse.notice(event, agent)
            else:
                discourse.pass_by(event)
        elif event.source:
            if principal := discourse.principal(event):
                cast.principals[event.id] = principal
            found = voiced[event.id] = voiced_by(
                cast, event, nested=_speaks_inside(cast.article.body, event, statements)
            )
            discourse.hear(event, "" if found.document else found.agent)
            _link_description(cast, event, found, unnamed)
        elif not event.cue and event.kind is Kind.DIRECT:  # a quotation that goes on without a cue
            agent = discourse.last_speaker(at)
            voiced[event.id] = Voiced(agent, cast.figures[agent].agent.name if agent else "")
    return voiced


def _speaks_inside(body: str, statement: Statement, others: tuple[Statement, ...]) -> bool:
    """Tell whether whoever is quoted in a statement has a statement of their own."""
    quoted = quoted_in(body, statement)
    return quoted is not None and any(
        each is not statement and each.source and quoted.start("who") <= each.source[0].start < quoted.end("who")
        for each in others
    )


def _heard_at(body: str, statement: Statement) -> int:
    quoted = quoted_in(body, statement)
    if quoted:
        return quoted.end("who")
    return statement.source[-1].end if statement.source else statement.content[0].start


def _extent(event: Mention | Statement) -> tuple[int, int]:
    return (event.span.start, event.span.end) if isinstance(event, Mention) else (event.content[0].start, 0)


def _link_description(cast: Cast, statement: Statement, found: Voiced, unnamed: Set[Span]) -> None:
    """Link the mention that is the whole of a source ("Pentagon officials") to the group that it became."""
    for span in statement.source:
        if found.agent and span in unnamed:
            cast.links.setdefault(span, found.agent)
