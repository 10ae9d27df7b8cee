"""What the words around a name show it to be, where the name itself does not: a firm, a club.

"Ferrox" may be anything. An article that prints "the chip maker Ferrox", "Ferrox shares" or "Ferrox, the brewer," shows
a firm, and "Oldcastle lost to Marsten" shows two clubs; so "the company" and "the club" can mean them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_FIRM = (
    r"company|firm|[a-z]*maker|manufacturer|retailer|airline|carrier|brewer|insurer|lender|operator|publisher|start-?up|"
    r"supplier|utility|grocer|supermarket|conglomerate|chain|miner|exporter|shipper|builder|producer|developer|business"
)
_OF_FIRMS = r"shares?|stocks?|workers|employees|staff|customers|managers|shareholders|investors|executives"
_OF_CLUBS = r"striker|goalkeeper|defender|midfielder|winger|forward|captain|coach|manager|fans|players|supporters|squad"
_OVER = r"beat|defeated|lost to|drew with|thrashed|edged|hosted|face|faced|won|play|played|signed"
_SHOWN = {
    "firm": (
        rf"\b(?i:{_FIRM}) {{name}}\b",
        rf"\b{{name}}, (?:the|an?|its) (?:[\w-]+ ){{{{0,4}}}}(?:{_FIRM})\b",
        rf"\b{{name}}(?:[’']s?)? (?:{_OF_FIRMS})\b",
        r"\b(?:shares|stake) (?:in|of) {name}\b",
        r"\b{name} (?:has |had )?(?:reported|posted|made) (?:an? )?(?:[\w-]+ ){{0,3}}(?:loss|profit|revenue)\b",
    ),
    "club": (
        rf"\b{{name}}(?:[’']s?)? (?:[\w-]+ )?(?:{_OF_CLUBS})\b",
        rf"\b{{name}} (?:have |has |had )?(?:{_OVER})\b",
        rf"\b(?:{_OVER}|beating|to|against) {{name}} \d+[-–]\d+\b",
    ),
}
_NOUNS = {
    **dict.fromkeys(("company", "firm", "business", "manufacturer", "retailer", "airline", "carrier", "maker"), "firm"),
    **dict.fromkeys(("club", "team", "side"), "club"),
}


def is_shown(body: str, names: Iterable[str], noun: str) -> bool:
    """Tell whether an article shows that one of some names is what a noun says ("company", "club").

    Args:
        body: The text of the article.
        names: The printings of one name.
        noun: In small letters; of other nouns than these nothing is shown.
    """
    return noun in _NOUNS and any(_found(body, name, _NOUNS[noun]) for name in sorted(set(names)))


@lru_cache(maxsize=1 << 10)
def _found(body: str, name: str, kind: str) -> bool:
    return any(re.search(pattern.format(name=re.escape(name)), body) for pattern in _SHOWN[kind])
