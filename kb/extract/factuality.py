"""Verb or noun in a parsed sentence → is it said to have happened, and how surely?

The grade of an event is composed along the path from the top of the sentence down to it (:mod:`kb.extract.governors`);
then its own negation (:mod:`kb.extract.denials`), auxiliary and adverbs apply (:mod:`kb.extract.modifiers`).

FactBank has two axes, certainty (CT certain, PR probable, PS possible, U underspecified) and polarity (+, -). Ours:

=============== ======== ==============================================================================================
certainty       FactBank printed as
=============== ======== ==============================================================================================
certain         CT       plain clauses; what somebody says (certain for them); *will*, and *would* seen from the past;
                         *had to*; how something came out ("rose to close at 9")
probable        PR       *likely*, *must*, *would*; *is expected to*, *is said to*, *plans to*; purpose clauses; *allow*
possible        PS       *may*, *might*, *can*, *could*, *perhaps*, *allegedly*; *it is feared that*
underspecified  U        questions, *if*, *whether*; wishes, demands, orders, attempts; *should*; what was put off
=============== ======== ==============================================================================================

Source: Saurí and Pustejovsky, FactBank: a corpus annotated with event factuality (2009).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from kb.extract.governors import Governors
from kb.extract.hedges import lexicon
from kb.model import Certainty, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEAST = ((Certainty.CERTAIN, 2.6), (Certainty.PROBABLE, 1.75), (Certainty.POSSIBLE, 1.4))  # grades, without their sign
_STEPS = {Certainty.CERTAIN: 3.0, Certainty.PROBABLE: 2.0, Certainty.POSSIBLE: 1.0, Certainty.UNDERSPECIFIED: 0.0}


def score_of(polarity: Polarity, certainty: Certainty) -> float:
    """Give the FactBank number of a pair, from -3 (certainly not) over 0 (unknown) to 3 (certainly so).

    >>> score_of(Polarity.NEGATIVE, Certainty.PROBABLE)
    -2.0
    """
    return _STEPS[certainty] * (-1 if polarity is Polarity.NEGATIVE else 1)


def factuality_of(token: Token, *, top: Collection[int] = ()) -> tuple[Polarity, Certainty]:
    """Tell whether the event that a token names is affirmed, and how surely.

    Args:
        token: A verb, or a noun or adjective that names an event or state.
        top: Indices of the tokens of a cue. Its own words count ("denied", "did not say"), what stands above does not.
    """
    grade = grade_of(token, top=top)
    polarity = Polarity.NEGATIVE if grade < 0 else Polarity.POSITIVE
    return polarity, next((step for step, least in _LEAST if abs(grade) >= least), Certainty.UNDERSPECIFIED)


def grade_of(token: Token, *, top: Collection[int] = ()) -> float:
    """Give the grade behind :func:`factuality_of`, from -3 to 3; it has more levels than FactBank has steps."""
    return Governors(top).grade(token)


def reading_of(token: Token) -> float:
    """Give the score that readers would, from -3 to 3: the grade, through the table ``[reading]`` of ``hedges.toml``.

    Source: Lee, Artzi, Choi, Zettlemoyer, Event detection and factuality assessment with non-expert supervision (2015);
    Minard et al., MEANTIME, the NewsReader multilingual event and time corpus (2016).
    """
    return lexicon().read(grade_of(token))
