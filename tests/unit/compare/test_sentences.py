"""Where a sentence begins and ends."""

from __future__ import annotations

from builders import an_article

from kb.compare.telling.sentences import Sentences

TEXT = "Mr. Lund met the U.S. envoy. “We agree,” he said. Then\nA new line. Prices fell 1.5 percent."


def sentences(text: str) -> list[str]:
    found = Sentences(an_article(text))
    return [found.text(number).strip() for number in sorted({found.at(offset) for offset in range(len(text))})]


def test_marks_and_line_breaks_end_sentences_and_abbreviations_do_not() -> None:
    assert sentences(TEXT) == [
        "Mr. Lund met the U.S. envoy.",
        "“We agree,” he said.",
        "Then",
        "A new line.",
        "Prices fell 1.5 percent.",
    ]


def test_without_a_text_there_are_no_sentences() -> None:
    assert Sentences(an_article("")).at(5) == -1
    assert Sentences(an_article("")).text(-1) == ""
