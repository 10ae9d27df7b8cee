from __future__ import annotations

from kb.extract.cues import PREPOSITIONS, lexicon

FRAMES = {"quote", "clause", "infinitive", "object", "as", "name", "passive"} | PREPOSITIONS | {"at", "raising"}


def test_every_verb_has_known_frames_with_a_probability() -> None:
    for verb, cue in lexicon().verbs.items():
        of_nouns = [pair for own in cue.frames_of.values() for pair in own.items()]
        for frame, confidence in (*cue.frames.items(), *of_nouns):
            assert frame in FRAMES, verb
            assert 0 < confidence < 1, verb


def test_a_verb_in_two_groups_has_the_frames_of_both() -> None:
    frames = lexicon().verbs["describe"].frames

    assert {"as", "object", "quote"} <= set(frames)


def test_verbs_are_lower_case_base_forms_with_at_most_one_particle() -> None:
    assert all(verb == verb.lower() and len(verb.split()) <= 2 for verb in lexicon().verbs)


def test_only_plain_verbs_of_saying_take_a_bare_quotation() -> None:
    verbs = lexicon().verbs

    assert (verbs["say"].bare, verbs["hold"].bare) == (True, False)
