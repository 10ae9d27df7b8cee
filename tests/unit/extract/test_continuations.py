from __future__ import annotations

from heard import voices


def test_an_uncued_quotation_goes_on_with_the_speaker_before_it() -> None:
    text = "“We won,” said Ivo Berg. “It took ten years.”"

    assert voices(text) == [("Ivo Berg", "said", "“We won,” […] “It took ten years.”")]


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = "“We won,” said Ivo Berg.\n\n“It took ten years.”\n\nThe crowd went home."

    assert voices(text) == [("Ivo Berg", "said", "“We won,” […] “It took ten years.”")]


def test_a_paragraph_may_reopen_a_quotation_that_the_last_left_open() -> None:
    text = "Ivo Berg said: “We won. It took ten years.\n\n“Now we rest.”"

    assert voices(text) == [("Ivo Berg", "said", "“We won. It took ten years. […] “Now we rest.”")]


def test_a_colon_announces_the_quotation_of_the_next_paragraph() -> None:
    text = "Ivo Berg said:\n\n“We won. It took ten years.”"

    assert voices(text) == [("Ivo Berg", "said", "“We won. It took ten years.”")]


def test_a_cue_in_a_sentence_of_its_own_takes_the_question_before_it() -> None:
    text = "“Who won?” Mia Holm asked. “Berg did,” said the clerk."

    assert voices(text) == [("Mia Holm", "asked", "“Who won?”"), ("the clerk", "said", "“Berg did,”")]


def test_narration_between_two_quotations_ends_the_speakers_turn() -> None:
    text = "“We won,” said Ivo Berg.\n\nThe crowd sang.\n\n“Long live the club.”"

    assert voices(text) == [("Ivo Berg", "said", "“We won,”")]
