"""Words before a number that say how it compares with the number meant: "about", "more than", "at most".

The comparators are those of HL7 FHIR, which the field of data exchange knows; ``~`` is ours, for approximation.
Source: https://hl7.org/fhir/valueset-quantity-comparator.html
"""

from __future__ import annotations

from collections.abc import Mapping

from kb.resolve.numbers.numerals import GAP

NEAR = "~"
COMPARATORS: Mapping[str, str] = {
    words: comparator
    for comparator, phrases in {
        ">": (
            "more than", "greater than", "over", "well over", "just over", "slightly more than", "above", "just above",
            "in excess of", "upwards of", "upward of", "north of",
        ),
        ">=": (
            "at least", "no fewer than", "not fewer than", "no less than", "not less than", "as few as", "as little as",
            "a minimum of", "minimum of",
        ),
        "<": (
            "less than", "fewer than", "under", "just under", "well under", "slightly less than", "below", "just below",
            "just short of",
        ),
        "<=": (
            "at most", "up to", "no more than", "not more than", "as many as", "as much as", "as long as",
            "a maximum of", "maximum of",
        ),
        NEAR: (
            "about", "around", "approximately", "approx.", "roughly", "some", "nearly", "almost", "close to",
            "an estimated", "in the region of", "in the order of",
        ),
    }.items()
    for words in phrases
}  # fmt: skip
"""Phrase to comparator: what the number meant is, compared with the one printed."""

QUALIFIER = (
    "(?:"
    + "|".join(
        GAP.join(words.replace(".", r"\.").split())
        for words in sorted(COMPARATORS, key=lambda words: (-len(words), words))
    )
    + ")"
)
"""Any of the phrases. Use with ``re.IGNORECASE`` or inside ``(?i:…)``."""


def comparator_of(qualifier: str | None) -> str:
    """Give the comparator of a printed phrase; of none, nothing.

    >>> comparator_of("At least"), comparator_of("no more than"), comparator_of("nearly"), comparator_of(None)
    ('>=', '<=', '~', '')
    """
    return COMPARATORS[" ".join(qualifier.lower().split())] if qualifier else ""
