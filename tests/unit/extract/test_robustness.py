"""Every extractor on texts that are no articles, and on articles in forms that are no prose.

``llm`` asks a server and is tested with one of its own; any other extractor that is registered is read here.
"""

from __future__ import annotations

from functools import cache

import pytest
from builders import words

from kb import plugins
from kb.config import Settings
from kb.errors import PluginError
from kb.model import Kind, Reading, Span, Statement
from kb.pipeline.reading import article_of
from kb.ports import Extractor

NAMES = [name for name in plugins.registered("kb.extractors") if name != "llm"]
SAID = "“We will dredge the channel,” said Marta Olsen, its chair."

HOSTILE = {
    "empty": "",
    "blank": " \t\r\n\u00a0\u2028\u3000",
    "one word": "Tram",
    "punctuation": "… !? ;: -- —— () [] {} … ### *** /// ' \" ` ´ « » , . ,",
    "emoji": "😀😀🏳️‍🌈👩‍👩‍👧‍👦🇳🇴 ⚓️ 1️⃣ 👍🏽",
    "right to left": f"قالت الوزيرة: «سنبني الجسر». אמר השר: ”לא“. \u202e{SAID}\u202c \u2067{SAID}\u2069",
    "combining": "“Je\u0301 vais”, said Zoe\u0308 Du\u0308rr. Z\u0351\u036b\u0343\u036a\u0302a\u0320\u0301\u034dl\u034fgo said: “N\u0303o.”",
    "zero width": "“We\u200b will\u200d dredge,\u200c”\u200b said\u2060 Marta\ufeff Olsen\u200b,\u00ad its chair.",
    "controls": "\x00“We will\x00 dredge,\x07” said\x1b[31m Marta\x08 Olsen.\x7f\x85He\x0b said\x0c no\x1a.",
    "beyond the first plane": f"𝐓𝐡𝐞 𝐛𝐨𝐚𝐫𝐝 said no. 𠜎𠜱 {SAID} 🜁",
    "long word": "a" * 100_000,
    "long word that speaks": f"Marta Olsen said {'a' * 20_000} would come. {SAID}",
    "quotation marks": '"' * 5_000,
    "opening marks": "“" * 5_000,
    "alternating marks": "“”‘’«»" * 100,
    "apostrophes": "'" * 500,
    "no full stop": "the board met and " * 5_000,
    "speech without a full stop": "she said that he told them " * 200,
    "nested marks": "“‘" * 100 + "no" + "’”" * 100 + " said Marta Olsen.",
    "nested speech": "He said: “She said: ‘" * 20 + "no." + "’”" * 20,
    "nested brackets": "(" * 300 + "said Marta Olsen" + ")" * 300,
    "unbalanced": 'Olsen said: “We will dredge.\n\n”No,“ said Berg. "It is too early, he told them.\n\n‘Why’ he asked’',
    "carriage returns": f"The board met.\r{SAID}\rThe union said that it was too early.\r",
    "every line end": f"The board met.\n{SAID}\r\n{SAID}\r{SAID}\x85{SAID}\u2028{SAID}\u2029{SAID}",
    "capitals": "THE BOARD MET. “WE WILL DREDGE,” SAID MARTA OLSEN. ACCORDING TO THE UNION, IT IS TOO EARLY.",
    "bullets": "• Bread\n- milk, said Ana\n* “eggs”\n1) salt\n(a) He said: no\n— Why? she asked\n▪\n•\n- \n",
    "transcript": "Q: Why?\nA: Clouds.\nQ. And then?\nA. Rain.\nRUIZ: So?\nMS. BERG: So nothing.\nSPEAKER 2: [inaudible]\n:\nA:\n",
    "markup": "<p>“We &ldquo;will&rdquo; dredge,” said <b>Marta Olsen</b>.</p><script>said('x')</script> [said](http://a.example)",
    "links": "http://a.example/said/that?x=“y” https://b.example/" + "said/" * 500 + " said ana@c.example",
    "French": "« Nous allons draguer le chenal », a déclaré Marta Olsen. Selon le syndicat, il est trop tôt, dit-il.",
    "Chinese": "港务局周五开会。奥尔森说：“我们将疏浚航道。”工会表示：『为时过早』。",
    "one kind of word": "said " * 600,
    "according": "according to " * 300,
    "tabs": "\t".join(["Olsen", "said", "no"]) * 300,
    "digits": "1" * 10_000 + " said 2. " + "3.14 " * 2_000,
}


@cache
def built(name: str) -> Extractor:
    """Build an extractor once; only the default one has to be installed."""
    try:
        found: Extractor = plugins.backend("kb.extractors", name)()
        assert found.configuration  # some look for their model only now
    except PluginError as error:
        if name == Settings().extractor:
            raise
        pytest.skip(error.problem)
    return found


@cache
def read(name: str, text: str) -> Reading:
    return built(name).read(article_of(text, "a.txt"))


def spans_of(reading: Reading) -> list[Span]:
    found = [mention.span for mention in reading.mentions]
    for each in reading.statements:
        found += [*each.source, *each.cue, *each.content, *(mention.span for mention in each.mentions)]
        found += [span for proposition in each.propositions for span in proposition.span]
    return found


def attributed(name: str, text: str) -> list[Statement]:
    """Give the outermost attributed statements, in order of their cues."""
    found = [each for each in read(name, text).statements if each.kind is not Kind.NARRATOR and not each.parent]
    return sorted(found, key=lambda each: each.cue)


@pytest.fixture(params=NAMES)
def extractor(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    built(name)
    return name


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_every_span_of_a_hostile_text_lies_in_it_and_gives_its_words_again(extractor: str, text: str) -> None:
    for span in spans_of(read(extractor, text)):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.exact


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_read_alike_twice(extractor: str, text: str) -> None:
    again = built(extractor).read(article_of(text, "a.txt"))

    assert again == read(extractor, text)


@pytest.mark.parametrize("name", ["empty", "blank", "one word", "punctuation", "emoji", "long word", "Chinese"])
def test_where_nothing_is_reported_in_english_nobody_is_heard(extractor: str, name: str) -> None:
    assert attributed(extractor, HOSTILE[name]) == []


def test_a_speaker_between_characters_of_no_width_or_from_right_to_left_is_heard_whole(extractor: str) -> None:
    text = f"The board met.\n\n\u202e{SAID}\u202c\n\n\u2067{SAID}\u2069\n"

    found = attributed(extractor, text)

    assert [words(each.cue) for each in found] == [("said",), ("said",)]
    assert all("Marta Olsen" in words(each.source)[0] for each in found)
    assert [words(each.content)[0].strip("\u202e\u2067") for each in found] == ["“We will dredge the channel,”"] * 2


@pytest.mark.parametrize("newline", ["\r", "\r\n", "\n\n", "\x85", "\u2028", "\u2029"])
def test_lines_end_where_any_system_ends_them(extractor: str, newline: str) -> None:
    text = newline.join(["The board met on Friday.", SAID, "The union said that it was too early.", ""])

    found = attributed(extractor, text)

    assert [words(each.cue, each.content) for each in found] == [
        ("said", "“We will dredge the channel,”"),
        ("said", "that it was too early"),
    ]


def heard(name: str, text: str) -> list[tuple[str, str]]:
    """Give who is named as the source, and what is said without the marks around it."""
    return [
        (" ".join(words(each.source)), " ".join(words(each.content)).strip('“”".,:;!• '))
        for each in attributed(name, text)
    ]


def test_reports_without_quotation_marks_have_speaker_and_content(extractor: str) -> None:
    text = (
        "The harbour board met on Friday.\n\nThe channel will be dredged in May, said Marta Olsen.\n\n"
        "Jonas Berg told members that the work would cost nine million.\n\n"
        "According to the union, forty jobs are at risk.\n"
    )

    assert heard(extractor, text) == [
        ("Marta Olsen", "The channel will be dredged in May"),
        ("Jonas Berg", "that the work would cost nine million"),
        ("the union", "forty jobs are at risk"),
    ]


def test_capitals_do_not_hide_who_says_what(extractor: str) -> None:
    text = (
        "THE MINISTER RESIGNED ON TUESDAY.\n\n“I HAVE FAILED THE VALLEY,” SAID ELENA MORAR.\n\n"
        "THE MAYOR OF TARNOVA SAID THAT THE DAM WOULD BE REBUILT.\n"
    )

    assert heard(extractor, text) == [
        ("ELENA MORAR", "I HAVE FAILED THE VALLEY"),
        ("THE MAYOR OF TARNOVA", "THAT THE DAM WOULD BE REBUILT"),
    ]


@pytest.mark.parametrize("bullet", ["- ", "* ", "• ", "– ", "1. ", "2) ", "▪ "])
def test_the_bullet_of_a_list_belongs_to_nobody_and_to_nothing_that_is_said(extractor: str, bullet: str) -> None:
    lines = [
        "Police said two men were arrested in Leeds.",
        "The ferry will sail on Sunday, the operator told passengers.",
        "“Nobody was hurt,” said Ivy Marsh, a nurse.",
    ]
    text = "What we know so far.\n\n" + "".join(f"{bullet}{line}\n" for line in lines)

    found = attributed(extractor, text)

    assert [words(each.source, each.cue, each.content) for each in found] == [
        ("Police", "said", "two men were arrested in Leeds"),
        ("the operator", "told", "The ferry will sail on Sunday"),
        ("Ivy Marsh, a nurse", "said", "“Nobody was hurt,”"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("RUIZ", "BERG"),
        ("MS RUIZ", "MR BERG"),
        ("Ana Ruiz", "Jonas Berg"),
        ("Q", "A"),
        ("THE CHAIR", "A MEMBER"),
        ("SPEAKER 1", "SPEAKER 2"),
    ],
)
def test_each_turn_of_a_transcript_is_said_by_the_name_before_its_colon(
    extractor: str, first: str, second: str
) -> None:
    if extractor == "tagger":
        pytest.skip("the tagger was trained on reports; turns are read by the rules, and so by the default")
    turns = [
        (first, "Will the bridge open in June?"),
        (second, "It will not open before the autumn, because the steel came late."),
        (first, "And who pays for the delay?"),
        (second, "The builder pays for the first month and the city for the rest."),
    ]
    text = "".join(f"{name}: {turn}\n" for name, turn in turns)

    found = [(who.rstrip(":"), what.rstrip("?")) for who, what in heard(extractor, text)]

    assert found == [(name, turn.rstrip("?.")) for name, turn in turns]


def test_an_open_quotation_does_not_swallow_the_speakers_after_it(extractor: str) -> None:
    text = (
        "Marta Olsen said: “We will dredge the channel in May.\n\n"
        "The union said that it was too early.\n\n“It is never too late,” said Ivy Marsh.\n"
    )

    found = heard(extractor, text)

    assert [who for who, _ in found] == ["Marta Olsen", "The union", "Ivy Marsh"]
    assert [what for _, what in found] == [
        "We will dredge the channel in May",
        "that it was too early",
        "It is never too late",
    ]


@pytest.mark.parametrize(
    "quotation",
    [
        "“The mayor told me, ‘We will pay,’ and left the room,”",
        "‘The mayor told me, “We will pay,” and left the room,’",
        "\"The mayor told me, 'We will pay,' and left the room,\"",
        "“The mayor told me, ‘Nobody said “never” to the plan,’ and left the room,”",
    ],
    ids=["American", "British", "typewritten", "three deep"],
)
def test_a_quotation_within_a_quotation_leaves_the_outer_one_to_its_speaker(extractor: str, quotation: str) -> None:
    text = f"The board met on Friday.\n\n{quotation} said Ana Ruiz.\n"

    found = attributed(extractor, text)

    assert [words(each.source, each.cue, each.content) for each in found] == [("Ana Ruiz", "said", quotation)]
