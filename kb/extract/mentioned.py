"""Words in quotation marks that are talked about, not spoken: titles of works, and words as words."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_][\w’']*")
_FEWEST = 3  # words of a title; two may open a sentence with a name
# Words that a title leaves small: articles, conjunctions and short prepositions.
# Source: The Chicago Manual of Style, 17th edition (2017), 8.159.
_SMALL = frozenset(
    {"a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "nor", "of", "on", "or", "the", "to", "with"}
)


def is_title(quoted: str) -> bool:
    """Tell a stretch in quotation marks all of whose main words begin with a capital.

    >>> is_title("“What He Told the Sea”"), is_title("“What he told Ana Ruiz”"), is_title("“NO, HE SAID”")
    (True, False, False)
    """
    words = [word for word in _WORD.findall(quoted) if word not in _SMALL]
    return len(words) >= _FEWEST and not quoted.isupper() and all(word[0].isupper() for word in words)


def is_alone(word: str, quoted: str) -> bool:
    """Tell whether a word is all that stands between quotation marks: "said" and "told" are verbs.

    >>> is_alone("said", '"said"'), is_alone("said", '"he said"')
    (True, False)
    """
    return _WORD.findall(quoted) == [word]
