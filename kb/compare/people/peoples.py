"""Peoples: "Chinese" is of China. A name and the adjective made from it tell one body."""

from __future__ import annotations

from collections.abc import Mapping

_FEWEST = 4  # letters that both must begin with; "Spain" and "Spanish" have three, but so have "Harlow" and "Harwick"
_ENDINGS: Mapping[str, frozenset[str]] = {
    "": frozenset({"y"}),
    "n": frozenset({"", "a", "o", "y"}),
    "an": frozenset({"", "a", "o", "y", "e", "es", "um"}),
    "ian": frozenset({"", "a", "e", "y", "ia"}),
    "ean": frozenset({"", "a", "e"}),
    "vian": frozenset({""}),
    "egian": frozenset({"ay"}),
    "ese": frozenset({"", "a", "o", "al"}),
    "uese": frozenset({"al"}),
    "ish": frozenset({"", "ain", "and", "en", "ey", "land"}),
    "tish": frozenset({"land"}),
    "i": frozenset({"", "a"}),
    "ic": frozenset({""}),
}
"""Endings of adjectives of peoples, and those of the names that they are made from."""


def of_one_name(one: str, other: str) -> bool:
    """Tell whether two folded words are one name, or one the adjective of the other.

    >>> of_one_name("china", "chinese"), of_one_name("turkey", "turkish"), of_one_name("larkwade", "larkwick")
    (True, True, False)
    """
    if one == other:
        return True
    same = next((at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right), None)
    longest = min(len(one), len(other)) if same is None else same
    return any(
        theirs[at:] in _ENDINGS.get(ours[at:], ())
        for at in range(_FEWEST, longest + 1)
        for ours, theirs in ((one, other), (other, one))
    )
