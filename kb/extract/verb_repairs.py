"""Verbs that the small models take for participles, adjectives or nouns; a component of our pipeline.

Each repair rests on a rule of English that the parse breaks, so that it changes nothing where the parse is sound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.cues import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

VERBS = "finite_verbs"
_CLOSING_MARKS = frozenset("\"”’»“'") | {"''"}
_QUOTATION_ENDS = frozenset({",", "?", "!"})
_SUBJECTS = ("nsubj", "nsubjpass")
_SAID = {"said": "say", "says": "say", "told": "tell", "tells": "tell", "wrote": "write", "adds": "add"}
_ADVERBS = frozenset(
    [
        "also",
        "later",
        "then",
        "never",
        "once",
        "just",
        "even",
        "only",
        "previously",
        "earlier",
        "afterwards",
        "afterward",
        "again",
        "always",
        "often",
        "ever",
        "soon",
        "now",
        "today",
        "yesterday",
        "still",
        "yet",
        "already",
        "there",
        "here",
        "first",
        "next",
        "last",
        "however",
        "instead",
        "meanwhile",
        "further",
        "furthermore",
        "moreover",
        "nevertheless",
        "nonetheless",
        "therefore",
        "thus",
        "hence",
        "so",
        "too",
        "not",
        "perhaps",
        "maybe",
        "sometimes",
        "nearby",
        "elsewhere",
        "second",
        "third",
        "more",
        "most",
        "many",
        "several",
        "few",
        "some",
        "other",
        "others",
    ]
)


def finite_verbs(doc: Doc) -> Doc:
    """Give back their tense to verbs that cannot be what the parser took them for."""
    for sentence in list(doc.sents):
        _opening_participle(sentence)
        _main_verb(sentence.root)
        _bare_main_verb(sentence)
        _surname_like_an_adverb(sentence)
        for token in sentence:
            _inverted_verb(token)
    return doc


def _children(token: Token, *labels: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in labels]


def _main_verb(root: Token) -> None:
    """Repair "The line reopened in May", "Street folk reckon the price is fair".

    A main clause has a tense: a participle with an active subject and no auxiliary is a past tense. And a noun takes
    no clause without "that": one that does, with a plural or collective noun before it, is a verb of saying.
    """
    if root.tag_ == "VBN" and _children(root, "nsubj") and not _children(root, "aux", "auxpass", "nsubjpass"):
        root.tag_ = "VBD"
        return
    cue = lexicon().verbs.get(root.lower_)
    clause = next((c for c in _children(root, "ccomp") if c.i > root.i and c.left_edge.i == root.i + 1), None)
    if root.tag_ != "NN" or cue is None or "clause" not in cue.frames or clause is None:
        return
    noun = next((child for child in _children(root, "compound") if child.i == root.i - 1), None)
    if noun is not None and _children(clause, *_SUBJECTS) and not _children(clause, "mark"):
        for before in list(root.lefts):
            if before != noun:
                before.head = noun
        root.tag_, noun.dep_ = "VBP", "nsubj"


def _bare_main_verb(sentence: Span) -> None:
    """Repair "The kitchens feed the schools", "Old sailors tell tales".

    A statement has a tense. Where its top word is tagged as an infinitive or a noun and has a plural subject before it,
    and nothing else in the sentence has a tense, that word is a verb in the present.
    """
    root, doc = sentence.root, sentence.doc
    if root.tag_ not in ("VB", "NN", "JJ") or doc[sentence.end - 1].text not in (".", ".”", '."'):
        return
    if any(word.tag_ in ("VBD", "VBZ", "VBP", "MD", "TO") for word in sentence) or _children(
        root, "aux", "det", "poss"
    ):
        return
    subject = next((word for word in _children(root, "nsubj") if word.i < root.i), None)
    if subject is not None and subject.tag_ in ("NNS", "NNPS") and root.text.islower() and not root.text.endswith("s"):
        root.tag_ = "VBP"


def _surname_like_an_adverb(sentence: Span) -> None:
    """Repair "Long added that the season was too long", "Short later said it rained".

    A clause with a tense has a subject. Where a verb of saying with a clause lacks one and one word opens the sentence
    before it, which is no common adverb, that word is a name.
    """
    root, word = sentence.root, sentence[0]
    cue = lexicon().verbs.get(_stem(root.lower_), lexicon().verbs.get(_SAID.get(root.lower_, "")))
    if cue is None or cue.frames.get("quote", 0) < 0.9 or root.tag_ not in ("VBD", "VBN", "VBZ") or len(word) < 3:
        return
    if word.head != root or word.dep_ not in ("advmod", "amod", "acomp", "npadvmod", "nmod", "compound", "dep"):
        return
    if not word.is_title or word.tag_[:2] not in ("RB", "JJ") or word.lower_.endswith("ly") or word.lower_ in _ADVERBS:
        return
    helpers = all(t.head == root and t.dep_ in ("aux", "advmod") for t in sentence.doc[word.i + 1 : root.i])
    clause = next((c for c in _children(root, "ccomp") if c.i > root.i and _children(c, *_SUBJECTS)), None)
    if helpers and clause is not None and not _children(root, *_SUBJECTS, "expl", "csubj", "auxpass"):
        word.tag_, word.dep_ = "NNP", "nsubj"
        if root.tag_ == "VBN" and not _children(root, "aux"):
            root.tag_ = "VBD"


def _inverted_verb(verb: Token) -> None:
    """Repair “…,” joked Ana Ruiz: what stands between a quotation with a comma and a bare name is a verb of saying."""
    name = verb.head
    bare = all(child == verb or child.i > verb.i or not child.text[0].isalnum() for child in name.lefts)
    if verb.tag_ != "VBN" or verb.dep_ != "amod" or verb.i < 2 or not name.tag_.startswith("NNP") or not bare:
        return
    before = verb.doc[verb.i - 2 : verb.i]
    marked = before[1].text in _CLOSING_MARKS and before[0].text in _QUOTATION_ENDS
    cue = lexicon().verbs.get(_stem(verb.lower_))
    if marked and cue is not None and "quote" in cue.frames and name.head != name:
        verb.tag_, verb.dep_ = "VBD", "parataxis"
        verb.head = name.head
        name.head, name.dep_ = verb, "nsubj"


def _stem(form: str) -> str:
    """Give the base form of a regular past tense that the lexicon knows; this runs before the lemmatizer.

    >>> _stem("joked"), _stem("added"), _stem("replied")
    ('joke', 'add', 'reply')
    """
    known = lexicon().verbs
    plain = form.removesuffix("ed")
    return next((base for base in (plain, f"{plain}e", f"{plain[:-1]}y", plain[:-1]) if base in known), form)


def dictionary_form(form: str) -> str:
    """Give the base form under which the lexicon may know a verb in any tense, before the lemmatizer has run.

    >>> dictionary_form("said"), dictionary_form("maintained"), dictionary_form("reports")
    ('say', 'maintain', 'report')
    """
    told = _SAID.get(form) or _stem(form)
    return form[:-1] if told == form and form.endswith("s") and form[:-1] in lexicon().verbs else told


def _opening_participle(sentence: Span) -> None:
    """Repair "Cross-examined by Ana Ruiz, Mr Lee agreed …".

    A sentence has one subject; where a hyphenated participle opens it and a subject stands behind, the participle
    describes that subject.
    """
    root = sentence.root
    if len(sentence) < 4 or sentence[1].text != "-" or sentence[2].tag_ != "VBN" or root.i <= sentence[2].i:
        return
    prefix, hyphen, participle = sentence[0], sentence[1], sentence[2]
    if not any(child.i > participle.i for child in _children(root, *_SUBJECTS)):
        return
    participle.head, participle.dep_ = root, "advcl"
    for part in (prefix, hyphen):
        part.head, part.dep_ = participle, "punct" if part == hyphen else "compound"
    hyphen.tag_, prefix.tag_ = "HYPH", "AFX"
