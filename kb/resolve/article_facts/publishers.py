"""Whose name is it: printed names and domains as publishers, by the registry or by the words papers call themselves."""

from __future__ import annotations

import re

from kb.model import Agent
from kb.resolve.agents.names import plain
from kb.resolve.registry import MEDIA, Registry

# Capitalised words, small ones between them: "The Washington Times", "Voice of Larsk", "Fish & Ships Weekly".
_CAPITAL = r"(?:(?:[A-Z]\.){2,}|[A-Z][\w’'-]*(?:\.[a-z]{2,3}\b)?)"
NAME = (
    rf"(?:[Tt]he\s+)?{_CAPITAL}(?:\s+(?:(?:of|and|&|the|for|in)\s+(?:the\s+)?)?(?:{_CAPITAL}|\d{{1,3}}(?!\d))){{0,5}}"
)
_PAPER = re.compile(
    r"\b(?:Times|Post|Herald|Gazette|Ledger|Tribune|News|Journal|Observer|Chronicle|Star|Globe|Guardian|Courier|Mail"
    r"|Daily|Weekly|Monthly|Press|Telegraph|Examiner|Bulletin|Dispatch|Echo|Argus|Mirror|Inquirer|Enquirer|Independent"
    r"|Standard|Sentinel|Register|Record|Review|Magazine|Mercury|Advertiser|Broadcasting|Television|Radio|TV|FM|Today"
    r"|Reporter|Messenger|Monitor|Express|Sun|Digest|Newspaper|Newsroom)\b"
)
_MAIL = re.compile(r"[\w.+-]+@(?P<domain>(?:[\w-]+\.)+[A-Za-z]{2,})")
# Anyone may have an address at these; they tell nothing about a paper.
_FREE_MAIL = re.compile(
    r"(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|icloud|me|mac|aol|gmx|proton|protonmail|pm|fastmail|zoho"
    r"|mail|inbox|tutanota|qq|163|126|yandex|web|t-online|orange|free|laposte|btinternet|comcast|verizon)"
    r"\.(?:[a-z]{2,4}|co\.[a-z]{2})",
    re.IGNORECASE,
)


def is_free_mail(domain: str) -> bool:
    """Tell whether everybody can have an address at a domain.

    >>> is_free_mail("yahoo.co.uk"), is_free_mail("larskledger.example")
    (True, False)
    """
    return _FREE_MAIL.fullmatch(domain) is not None


def mail_domains(text: str) -> list[tuple[str, tuple[int, int]]]:
    """Give the domains of the e-mail addresses in a text that are not anybody's, each with its bounds."""
    found = [(match["domain"].rstrip("."), match.span()) for match in _MAIL.finditer(text)]
    return [(domain, bounds) for domain, bounds in found if not is_free_mail(domain)]


def publisher_named(words: str, registry: Registry, *, strict: bool = True) -> str:
    """Give the publisher that some words begin with, as the registry names it; empty if they begin with none.

    Args:
        words: A name, perhaps with other capitalised words after it ("Global Times Friday").
        registry: Who is who.
        strict: Whether a name that the registry lacks must have the look of a paper's ("The Larsk Ledger").
    """
    parts = plain(words).split()
    for length in range(len(parts), 0, -1):
        agent = _medium(" ".join(parts[:length]), registry)
        if agent:
            return agent.name
    name = plain(words).removeprefix("the ").rstrip(".")
    return name if name and (not strict or _PAPER.search(name)) else ""


def is_agency(name: str, registry: Registry) -> bool:
    """Tell whether a publisher is a news agency, whose text others print."""
    agent = _medium(name, registry)
    return agent is not None and registry.kind(agent.id) == "agency"


def _medium(name: str, registry: Registry) -> Agent | None:
    """Give the outlet or agency of a name; an outlet may be printed with or without its article."""
    names = (name, name[4:]) if name.startswith("the ") else (name, f"The {name}")
    return next((agent for each in names for agent in registry.lookup(each) if registry.kind(agent.id) in MEDIA), None)
