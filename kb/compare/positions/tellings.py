"""Tellings: a clause, read for what it says of its matter: surely or perhaps, as planned, turned round or not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kb.compare.positions.stance.accounts import is_deed, words_of
from kb.compare.positions.stance.alignment import is_telling
from kb.compare.positions.stance.doubts import grades
from kb.compare.positions.stance.lexicon import (
    Phrases,
    forms,
    holds_any,
    lexicon,
    may_hold,
    merged,
    phrase_at,
)
from kb.compare.positions.stance.lines import Line
from kb.compare.source import Source
from kb.compare.telling.accounts import Account, accounts_of
from kb.compare.telling.dated import Dated, dated_in
from kb.compare.telling.sentences import Sentences, sentences_of
from kb.model import Certainty, Kind, Polarity, Span
from kb.wording import words_in

_YEAR = re.compile(r"(?<![\d.,$€£])(?:1[5-9]|20)\d\d(?!,?\d)")
_HEARSAY = frozenset(
    {
        "allege",
        "believe",
        "fear",
        "report",
        "rumor",
        "rumour",
        "say",
        "said",
        "suspect",
        "think",
        "thought",
        "understand",
    }
)
_TITLE = 2  # words with capitals that may be one name
_SPOKEN = frozenset({"say", "tell", "according"})  # in a clause that holds who says it, no outlet speaks alone
_DETERMINERS = frozenset({"a", "an", "another", "her", "his", "its", "my", "our", "the", "their", "this", "these"})
_OTHER_EVIDENCE = re.compile(
    r"\b(?:another|different|earlier|older|past|previous|prior|second|separate|last\s+year[’']s)\s+(?:[\w-]+\s+){0,2}"
    r"(?:analys[ei]s|audits?|census|experiments?|inquir(?:y|ies)|inspections?|investigations?|polls?|reports?|research"
    r"|reviews?|stud(?:y|ies)|surveys?|tests?|trials?)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"(?:that|which|who)\b")
_LEAD = 8  # words before a clause that can grade or deny it: "it is possible that"


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """A clause, read for what it says of its matter.

    Attributes:
        account: The clause.
        line: Its words, without those that only name who says it.
        lemmas: Lemmas of its telling words.
        named: Words of the names in its sentence.
        firm: Whoever says it has no doubt ("denied that it would close" is firm, "may close" is not).
        sure: The outlet says in its own voice that it is so.
        graded: Numbers of the parts of the line with a word that grades it ("may"); -1 for one before the clause,
            and for hearsay ("is said to").
        planned: It is told as what somebody means to do ("plans to").
        marked: It has words that can turn a claim round.
        plain: Whether it is denied is told by its words, or by those before it; a parse alone does not show it.
        turned: A word of the clause itself denies ("not", "no", "without").
        recalled: It is what another study or report found, of which the text says that it is another one.
        dates: Times that its sentence gives; ``years``: it names a year.
    """

    account: Account
    line: Line
    lemmas: frozenset[str]
    named: frozenset[str]
    firm: bool
    sure: bool
    graded: tuple[int, ...]
    planned: bool
    marked: bool
    plain: bool
    turned: bool
    recalled: bool = False
    dates: tuple[Dated, ...] = ()
    years: bool = False

    @property
    def says(self) -> bool:
        """Tell whether it says anything: a bare name ("Norrland") is no position, whatever is heard around it."""
        text = self.line.text
        printed = [text[word.start] for word in words_in(text) if is_telling(word.text)]
        in_words = any(map(str.islower, printed)) or len(printed) > _TITLE  # a headline has a capital everywhere
        return in_words and not self.lemmas <= self.named

    @property
    def hedged(self) -> bool:
        """Tell whether it is left open by nobody in particular."""
        nobodys = not self.account.statement.speaker or is_deed(self.account)
        return bool(self.graded) and (nobodys or self.planned)  # what somebody plans is told by others


def tellings_of(source: Source) -> Mapping[str, Telling]:
    """Give the clauses of an article that say something, by their proposition's identifier."""
    sentences = source.once(sentences_of)
    accounts = source.once(accounts_of)
    beside = {
        one: (account.sentence, "" if source.record.article.body else account.statement.id)
        for one, account in accounts.items()
    }
    dates: dict[tuple[int, str], tuple[Dated, ...]] = {}
    for one, account in accounts.items():
        dates[beside[one]] = (*dates.get(beside[one], ()), *dated_in(account.proposition))
    tellings = {one: _telling(account, sentences, dates[beside[one]]) for one, account in accounts.items()}
    return {one: telling for one, telling in tellings.items() if telling.says}


def _telling(account: Account, sentences: Sentences, dates: tuple[Dated, ...]) -> Telling:
    proposition, statement = account.proposition, account.statement
    line = line_of(account)
    start = proposition.span[0].start
    number = sentences.at(start)
    lead = sentences.text(number)[: start - sentences.start(number)] if number >= 0 else ""
    leading = (lead, *(_with_particle(cue, sentences, number) for cue in statement.cue))
    before = tuple(word.text for text in leading for word in words_in(text))[-_LEAD:]
    lemmas = frozenset(form for word in line.words for form in forms(word))
    plans = _parts_that(line, lemmas, lexicon().planned, _plans)
    graded = _parts_that(line, lemmas, lexicon().grading, grades)
    deed = is_deed(account)
    nobodys = statement.kind is not Kind.NARRATOR and not (statement.source or statement.speaker)
    hearsay = nobodys and any(not forms(word).isdisjoint(_HEARSAY) for word in before[-2:])
    graded = (*((-1,) if hearsay or grades(before) else ()), *graded)
    planned = (*((-1,) if _plans(before) else ()), *plans)
    able = proposition.certainty is Certainty.POSSIBLE and "can" in line.words
    certain = able or proposition.certainty is Certainty.CERTAIN
    turned = may_hold(lemmas, lexicon().negator) and holds_any(line.words, lexicon().negator)
    marked = turned or (may_hold(lemmas, _turning()) and _turns(line.words))
    narrows = line.words[:1] in (("which",), ("who",))  # tells who is meant, and nothing of its own
    spoken = not lemmas.isdisjoint(_SPOKEN)
    return Telling(
        account=account,
        line=line,
        lemmas=frozenset(form for word in line.words if is_telling(word) for form in forms(word)),
        named=frozenset(word for name in account.names for word in name),
        firm=proposition.certainty is Certainty.CERTAIN or (proposition.certainty is Certainty.PROBABLE and not graded),
        sure=(statement.kind is Kind.NARRATOR or deed) and certain and not (graded or planned or spoken or narrows),
        graded=tuple(sorted({*graded, *planned})),
        planned=bool(planned),
        marked=marked,
        plain=proposition.polarity is not Polarity.NEGATIVE or marked or _turns(before),
        turned=turned,
        recalled=any(_OTHER_EVIDENCE.search(text) for text in (lead, *(span.exact for span in statement.source))),
        dates=dates,
        years=bool(_YEAR.search(sentences.text(number))),
    )


def _parts_that(
    line: Line, lemmas: frozenset[str], phrases: Phrases, tell: Callable[[tuple[str, ...]], bool]
) -> tuple[int, ...]:
    """Give the numbers of the parts of a line whose words tell something, which takes one of some phrases."""
    if not may_hold(lemmas, phrases):
        return ()
    return tuple(at for at, part in enumerate(line.parts) if tell(line.within(part)))


def _with_particle(cue: Span, sentences: Sentences, number: int) -> str:
    """Give a cue, with the "to" behind it: "appears to" grades, "appears" tells who was there."""
    if number < 0 or sentences.at(cue.start) != number:
        return cue.exact
    behind = sentences.text(number)[cue.end - sentences.start(number) :]
    return f"{cue.exact} to" if behind.startswith(" to ") else cue.exact


def _plans(words: tuple[str, ...]) -> bool:
    """Tell whether words tell of a plan: "is due to open"; "due to a storm" gives a cause."""
    found = ((at, phrase_at(words, at, lexicon().planned)) for at in range(len(words)))
    return any(length and not _is_noun(words[at + length :]) for at, length in found)


def _is_noun(behind: tuple[str, ...]) -> bool:
    """Tell whether a noun follows: "due to the storm"."""
    return bool(behind) and behind[0] in _DETERMINERS


def _turns(words: tuple[str, ...]) -> bool:
    """Tell whether words hold some that can turn a claim round."""
    return holds_any(words, _turning())


@cache
def _turning() -> Phrases:
    return merged((lexicon().negator, *lexicon().refuting.values()))


def line_of(account: Account) -> Line:
    """Give the words of a clause, without those that only name who says it."""
    if is_deed(account):
        return Line.of(words_of(account))
    saying = (*account.statement.source, *account.statement.cue)
    spans = (*account.proposition.span, *_narrowing(account))
    return Line.of(" ".join(" ".join(_without(span, saying)) for span in spans))


def _narrowing(account: Account) -> Iterator[Span]:
    """Give the clause right behind that tells who is meant, with no comma before it: "the man [who led the strike]"."""
    end = account.proposition.span[-1].end
    for other in account.statement.propositions:
        span = other.span[0]
        if span.start == end + 1 and len(other.span) == 1 and _RELATIVE.match(span.exact):
            yield span


def _without(span: Span, others: tuple[Span, ...]) -> Iterator[str]:
    """Give the words of a span that lie outside others."""
    start = span.start
    for other in sorted(others):
        if start <= other.start < span.end:
            yield span.exact[start - span.start : other.start - span.start]
            start = max(start, other.end)
    yield span.exact[min(start, span.end) - span.start :]
