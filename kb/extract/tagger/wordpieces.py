"""Words → the pieces that the network knows, as its vocabulary cuts them.

The greedy WordPiece of BERT, without its pre-tokenizer: our words are cut already. Own code because the library for it
brings an HTTP client and a model hub with it, for twenty lines (``docs/decisions/0011-tagger.md``).

Source: Devlin et al., BERT (2019); Wu et al., Google's neural machine translation system (2016), section 4.1.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from kb.remembering import remembered

_LONGEST = 100  # characters; anything longer is no word
_UNKNOWN, _BEGIN, _END = "[UNK]", "[CLS]", "[SEP]"


class WordPieces:
    """A vocabulary of word pieces, without case and accents."""

    def __init__(self, path: Path) -> None:
        """Read a vocabulary: one piece a line, numbered from 0; ``##`` starts a piece inside a word."""
        self._numbers = {piece: number for number, piece in enumerate(path.read_text("utf-8").splitlines())}
        self.begin, self.end = self._numbers[_BEGIN], self._numbers[_END]
        self.of = remembered(self._of)

    def __len__(self) -> int:
        """Count the pieces."""
        return len(self._numbers)

    def _of(self, word: str) -> tuple[int, ...]:
        """Give the numbers of the longest pieces that make up a word, from the left; one "unknown" if none do."""
        plain = "".join(sign for sign in unicodedata.normalize("NFD", word.lower()) if not _is_mark(sign))
        unknown = (self._numbers[_UNKNOWN],)
        if len(plain) > _LONGEST:
            return unknown
        pieces: list[int] = []
        at = 0
        while at < len(plain):
            for end in range(len(plain), at, -1):
                number = self._numbers.get(("##" if at else "") + plain[at:end])
                if number is not None:
                    pieces.append(number)
                    at = end
                    break
            else:
                return unknown
        return tuple(pieces) or unknown


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign) == "Mn"
