"""Which propositions say the same, and in which voice."""

from __future__ import annotations

from itertools import permutations

from claims_at_once import claims_from
from hypothesis import given, settings
from hypothesis import strategies as st
from records import Said, a_clause, a_record, said, told

from kb.model import Certainty, Claim, Kind, Polarity, Record, Voice


def claims_of(*records: Record) -> tuple[Claim, ...]:
    return claims_from(records)[0]


def two_outlets(left: Said, right: Said, *, apart: str = "2021-10-01") -> tuple[Claim, ...]:
    return claims_of(a_record(left, outlet="Morning Post"), a_record(right, outlet="Evening Star", published=apart))


def test_copied_text_is_one_claim() -> None:
    sentence = "The merger of Acme and Bolt closes a decade of rivalry between the two toolmakers"

    (claim,) = two_outlets(told(sentence), told(sentence))

    assert len(claim.propositions) == 2
    assert "same wording" in claim.reasons


def test_a_misprinted_word_does_not_split_a_claim() -> None:
    right = "The shareholders will quell the unrest of patient and steady investment"
    wrong = "The shareholders will quill the unrest of patient and steady investment"

    claims = two_outlets(
        told(right, a_clause(right, "shareholders", "quell")), told(wrong, a_clause(wrong, "shareholders", "quill"))
    )

    assert len(claims) == 1


def test_a_slip_in_the_verb_does_not_split_a_copied_sentence() -> None:
    right = "Our rights, our honour and our fishing grounds brook no insult"
    wrong = "Our rights, our honour and our fishing grounds broke no insult"
    sentences = [
        said(
            f"“{words},” said Mara Lund.",
            "Mara Lund",
            f"“{words},”",
            a_clause(words, "rights", relation),
            kind=Kind.DIRECT,
        )
        for words, relation in ((right, "brook"), (wrong, "break"))
    ]

    assert len(two_outlets(*sentences)) == 1


def test_a_shared_date_and_shared_persons_carry_a_paraphrase() -> None:
    names, times = ("Mara Lund", "Ivo Petrak"), (("on Monday", "2021-09-27", "2021-09-27"),)
    one = a_clause(
        "The secret meeting held on Monday was headed by Deputy Harbour Minister Mara Lund and Ivo Petrak of the Fishermen's Office for Foreign Quotas",
        "Mara Lund and Ivo Petrak",
        "headed",
        names=names,
        times=times,
    )
    other = a_clause(
        "The calls were held on Monday, headed by Ivo Petrak of the Fishermen's Office for Foreign Quotas and Deputy Harbour Minister Mara Lund",
        "",
        "call",
        names=names,
        times=times,
    )
    records = [
        a_record(told(clause.text, clause), outlet=f"Paper {at}", people=names)
        for at, clause in enumerate((one, other))
    ]

    (claim,) = claims_of(*records)

    assert "same time" in claim.reasons


def test_active_and_passive_voice_are_one_claim() -> None:
    active = a_clause(
        "Acme bought the toolmaker Bolt for 40 million dollars",
        "Acme",
        "acquire",
        "Bolt",
        names=("Bolt",),
        numbers=(("40 million dollars", "40000000", "USD"),),
    )
    passive = a_clause(
        "The toolmaker Bolt was bought by Acme for 40 million dollars",
        "Acme",
        "acquire",
        "Bolt",
        names=("Bolt",),
        numbers=(("40 million dollars", "40000000", "USD"),),
    )

    claims = two_outlets(told(active.text + ".", active), told(passive.text + ".", passive))

    assert len(claims) == 1


def test_two_verbs_of_one_class_are_one_claim() -> None:
    sacked = a_clause(
        "Rovers sacked head coach Ivo Petrak on Monday",
        "Rovers",
        "sack",
        "Ivo Petrak",
        names=("Ivo Petrak",),
        times=(("Monday", "2021-09-27", "2021-09-27"),),
    )
    dismissed = a_clause(
        "Rovers on Monday dismissed coach Ivo Petrak",
        "Rovers",
        "dismiss",
        "Ivo Petrak",
        names=("Ivo Petrak",),
        times=(("Monday", "2021-09-27", "2021-09-27"),),
    )

    claims = two_outlets(told(sacked.text, sacked), told(dismissed.text, dismissed))

    assert len(claims) == 1


def test_two_years_are_two_claims_however_alike_the_words() -> None:
    first = a_clause(
        "Acme suspended all trade with the dealers in August 2021",
        "Acme",
        "suspend",
        times=(("August 2021", "2021-08-01", "2021-08-31"),),
    )
    second = a_clause(
        "Acme suspended all trade with the dealers in August 2022",
        "Acme",
        "suspend",
        times=(("August 2022", "2022-08-01", "2022-08-31"),),
    )

    claims = two_outlets(told(first.text, first), told(second.text, second))

    assert len(claims) == 2


def test_a_date_without_its_year_joins_only_the_same_day() -> None:
    full = a_clause(
        "Doctor Mara Lund made a call to the laboratory on October 30, 2020",
        "Mara Lund",
        "call",
        times=(("October 30, 2020", "2020-10-30", "2020-10-30"),),
    )
    short = a_clause(
        "Doctor Mara Lund made a call to the laboratory on October 30",
        "Mara Lund",
        "call",
        times=(("October 30", "--10-30", ""),),
    )
    other = a_clause(
        "Doctor Mara Lund made a call to the laboratory on October 31",
        "Mara Lund",
        "call",
        times=(("October 31", "--10-31", ""),),
    )

    assert len(two_outlets(told(full.text, full), told(short.text, short))) == 1
    assert len(two_outlets(told(full.text, full), told(other.text, other))) == 2


def test_a_bridge_without_a_date_does_not_join_two_dates() -> None:
    text = "The central bank of Arcadia raised its key interest rate to fight inflation"
    dated = [
        a_clause(f"{text} in {year}", "Arcadia", "raise", times=((str(year), f"{year}-01-01", f"{year}-12-31"),))
        for year in (2021, 2022)
    ]
    plain = a_clause(text, "Arcadia", "raise")

    claims = claims_of(
        *(a_record(told(one.text, one), outlet=f"Paper {at}") for at, one in enumerate([dated[0], plain, dated[1]]))
    )

    apart = [claim for claim in claims if len(claim.propositions) == 1]
    assert len(claims) == 2
    assert len(apart) == 1


def test_different_numbers_never_merge() -> None:
    twelve = a_clause(
        "The fire at the Harbour mill killed 12 workers and closed the port",
        "fire",
        "kill",
        numbers=(("12 workers", "12", "worker"),),
    )
    fourteen = a_clause(
        "The fire at the Harbour mill killed 14 workers and closed the port",
        "fire",
        "kill",
        numbers=(("14 workers", "14", "worker"),),
    )

    assert len(two_outlets(told(twelve.text, twelve), told(fourteen.text, fourteen))) == 2


def test_numbers_that_the_reader_did_not_understand_still_count() -> None:
    assert (
        len(
            two_outlets(
                told("The new XR7 engine passed the last safety test in Arcadia"),
                told("The new XR9 engine passed the last safety test in Arcadia"),
            )
        )
        == 2
    )


def test_different_names_never_merge() -> None:
    one = a_clause(
        "Rovers beat Harriers in a dramatic cup final after extra time", "Rovers", "beat", names=("Harriers",)
    )
    other = a_clause(
        "Rovers beat Wanderers in a dramatic cup final after extra time", "Rovers", "beat", names=("Wanderers",)
    )

    assert len(two_outlets(told(one.text, one), told(other.text, other))) == 2


def test_winner_and_loser_changing_places_are_two_claims() -> None:
    one = a_clause("Rovers beat Harriers in a dramatic cup final", "Rovers", "beat", "Harriers", names=("Harriers",))
    other = a_clause("Harriers beat Rovers in a dramatic cup final", "Harriers", "beat", "Rovers", names=("Rovers",))

    assert len(two_outlets(told(one.text, one), told(other.text, other))) == 2


def test_opposite_words_keep_claims_apart() -> None:
    one = a_clause("Profits of the Arcadian shipping line will rise sharply in the coming quarter", "profits", "rise")
    other = a_clause("Profits of the Arcadian shipping line will fall sharply in the coming quarter", "profits", "fall")

    assert len(two_outlets(told(one.text, one), told(other.text, other))) == 2


def test_agreeing_and_not_agreeing_are_one_claim_with_a_denial() -> None:
    agreed = a_clause("Acme agreed to sell the Leeds plant to its workers", "Acme", "agree")
    refused = a_clause("Acme did not agree to sell the Leeds plant to its workers", "Acme", "agree", negative=True)
    records = [
        a_record(told(one.text, one), outlet=outlet)
        for one, outlet in ((agreed, "Morning Post"), (refused, "Evening Star"))
    ]

    (claim,), voices = claims_from(records)

    assert claim.polarity is Polarity.POSITIVE
    assert [voices[record.statements[0].propositions[0].id] for record in records] == [Voice.ASSERTS, Voice.DENIES]


def test_a_claim_takes_the_majority_polarity() -> None:
    refused = a_clause("Acme did not agree to sell the Leeds plant to its workers", "Acme", "agree", negative=True)
    agreed = a_clause("Acme agreed to sell the Leeds plant to its workers", "Acme", "agree")
    records = [a_record(told(one.text, one), outlet=f"Paper {at}") for at, one in enumerate((refused, refused, agreed))]

    (claim,), voices = claims_from(records)

    assert claim.polarity is Polarity.NEGATIVE
    assert voices[records[2].statements[0].propositions[0].id] is Voice.DENIES


def test_voices_follow_certainty_and_source() -> None:
    words = "the goalkeeper Tomas Brandl will join the Harriers next season"
    clause = a_clause(words, "Tomas Brandl", "join", names=("Harriers",))
    likely = a_clause(words, "Tomas Brandl", "join", names=("Harriers",), certainty=Certainty.PROBABLE)
    sentences = [
        told(f"So {words}.", clause),
        said(f"Ana Ruiz said {words}.", "Ana Ruiz", words, clause),
        told(f"Probably {words}.", likely),
        Said(f"It is reported that {words}.", (clause,), content=words, kind=Kind.INDIRECT),
    ]
    records = [a_record(sentence, outlet=f"Paper {at}") for at, sentence in enumerate(sentences)]

    (claim,), voices = claims_from(records)

    found = [voices[record.statements[0].propositions[0].id] for record in records]
    assert found == [Voice.ASSERTS, Voice.RELAYS, Voice.HEDGES, Voice.HEDGES]
    assert len(claim.propositions) == 4


def test_speaker_and_certainty_are_no_part_of_a_claim() -> None:
    words = "the vaccine protects nine in ten children of Skalina against the fever"
    one = said(f"Mara Lund said {words}.", "Mara Lund", words, a_clause(words, "vaccine", "protect"))
    other = said(
        f"Ivo Petrak doubts that {words}.",
        "Ivo Petrak",
        words,
        a_clause(words, "vaccine", "protect", certainty=Certainty.POSSIBLE),
    )

    assert len(two_outlets(one, other)) == 1


def test_the_first_person_belongs_to_its_speaker() -> None:
    words = "I will resign when the inquiry into the ferry disaster ends"
    one = said(f"“{words},” said Mara Lund.", "Mara Lund", words, a_clause(words, "I", "resign"), kind=Kind.DIRECT)
    other = said(f"“{words},” said Ivo Petrak.", "Ivo Petrak", words, a_clause(words, "I", "resign"), kind=Kind.DIRECT)

    assert len(two_outlets(one, other)) == 2
    assert len(two_outlets(one, one)) == 1


def test_an_unresolved_pronoun_is_never_merged() -> None:
    assert (
        len(
            two_outlets(
                told(
                    "He refused to comment on the court ruling",
                    a_clause("He refused to comment on the court ruling", "He", "refuse"),
                ),
                told(
                    "He refused to comment on the court ruling",
                    a_clause("He refused to comment on the court ruling", "He", "refuse"),
                ),
            )
        )
        == 2
    )


def test_a_partial_quotation_joins_the_longer_one() -> None:
    long = a_clause(
        "the trial showed a clear and lasting benefit for patients with the severe form of asthma", "trial", "show"
    )
    short = a_clause("the trial showed a clear and lasting benefit for patients with severe asthma", "trial", "show")

    assert len(two_outlets(told(long.text, long), told(short.text, short))) == 1


def test_a_fragment_joins_only_the_identical_fragment() -> None:
    assert len(two_outlets(told("A miracle"), told("A miracle"))) == 1
    assert len(two_outlets(told("A miracle"), told("A real miracle"))) == 2


def test_an_undated_report_repeated_years_later_is_another_claim() -> None:
    clause = a_clause("Acme shares rose sharply", "Acme", "rise")

    assert len(two_outlets(told(clause.text, clause), told(clause.text, clause), apart="2021-10-03")) == 1
    assert len(two_outlets(told(clause.text, clause), told(clause.text, clause), apart="2023-10-03")) == 2


def test_a_clause_and_its_part_are_two_claims() -> None:
    whole = "The court ruled that the harbour tax on the fishing fleet of Arcadia was void"
    part = "the harbour tax on the fishing fleet of Arcadia was void"

    claims = claims_of(a_record(told(whole, a_clause(whole, "court", "rule"), a_clause(part, "tax", "be"))))

    assert len(claims) == 2


def test_a_claim_is_named_and_worded_by_its_least_proposition() -> None:
    sentence = "The merger of Acme and Bolt closes a decade of rivalry between the two toolmakers"

    (claim,) = two_outlets(told(sentence), told(sentence + " at last"))

    assert claim.id.removeprefix("claim/") == min(claim.propositions).removeprefix("proposition/")


SENTENCES = (
    "Acme bought the toolmaker Bolt for a price nobody would name",
    "Acme bought toolmaker Bolt for a price that nobody would name",
    "Acme sold the toolmaker Bolt for a price nobody would name",
    "The toolmaker Bolt went to Acme for a price nobody would name",
    "Rovers signed the goalkeeper Tomas Brandl from Harriers",
    "Rovers signed goalkeeper Tomas Brandl from rivals Harriers",
)


def test_the_order_of_the_records_makes_no_difference() -> None:
    records = [a_record(told(sentence), outlet=f"Paper {at}") for at, sentence in enumerate(SENTENCES)]
    expected = claims_from(records)

    assert all(claims_from(order) == expected for order in permutations(records))


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=12), st.randoms())
def test_every_proposition_expresses_exactly_one_claim(sentences: list[str], order: object) -> None:
    records = [a_record(told(sentence), outlet=f"Paper {at}") for at, sentence in enumerate(sentences)]
    shuffled = sorted(records, key=lambda record: order.random())  # type: ignore[attr-defined]

    claims, voices = claims_from(shuffled)

    expressed = [key for claim in claims for key in claim.propositions]
    assert sorted(expressed) == sorted(voices)
    assert len(set(expressed)) == len(expressed) == len(sentences)
    assert (claims, voices) == claims_from(records)


def open_ended(words: str, day: str) -> Said:
    text = f"The owners want to keep the northern ferry pier open {words}"
    return told(f"{text}.", a_clause(text, "owners", "keep", times=((words, day, ""),)))


def test_from_now_on_is_no_date_that_keeps_copies_apart() -> None:
    claims = claims_of(
        a_record(open_ended("in future", "2021-10-01"), outlet="Morning Post", published="2021-10-01"),
        a_record(open_ended("in future", "2021-10-04"), outlet="Evening Star", published="2021-10-04"),
    )

    assert len(claims) == 1


def test_since_two_days_that_were_worked_out_are_two_claims() -> None:
    claims = claims_of(
        a_record(open_ended("since Monday", "2021-09-20"), outlet="Morning Post", published="2021-10-01"),
        a_record(open_ended("since Monday", "2021-09-27"), outlet="Evening Star", published="2021-10-04"),
    )

    assert len(claims) == 2


LONG_IT = "it would buy the toolmaker and close every workshop of the western valley before winter"


def announced(speaker: str) -> Said:
    return said(f"{speaker} said {LONG_IT}.", speaker, LONG_IT, a_clause(LONG_IT, "it", "buy"))


def test_a_long_sentence_about_it_printed_twice_is_one_claim_of_one_speaker() -> None:
    assert len(two_outlets(announced("Acme Works"), announced("Acme Works"))) == 1
    assert len(two_outlets(announced("Acme Works"), announced("Bolt Works"))) == 2


def test_the_same_degrees_in_two_house_styles_are_one_claim() -> None:
    long, short = (f"Lakes beneath northern forests have warmed by {degrees}" for degrees in ("0.6 degrees", "0.6C"))
    one = a_clause(long, "lakes", "warm", numbers=(("0.6 degrees", "0.6", "degree"),))

    assert len(two_outlets(told(long, one), told(short, a_clause(short, "lakes", "warm")))) == 1


def test_a_denial_that_adds_nothing_denies_the_fuller_claim() -> None:
    full = "Mara Lund agreed to lend the charts at a meeting with the pilot, Ivo Petrak, in a boathouse"
    short = "Mrs. Lund did not agree to lend the charts at that meeting"
    subject = "Mara Lund"
    yes = said(f"Dag Moen said {full}.", "Dag Moen", full, a_clause(full, subject, "agree", names=("Ivo Petrak",)))
    no = said(
        f"Jo Falk said {short}.",
        "Jo Falk",
        short,
        a_clause(short, subject, "agree", names=(subject,), negative=True),
    )

    claims, voices = claims_from([a_record(yes, outlet="Morning Post"), a_record(no, outlet="Evening Star")])

    assert len(claims) == 1
    assert sorted(voices.values()) == [Voice.DENIES, Voice.RELAYS]


def test_names_that_nothing_links_keep_claims_apart() -> None:
    words = "volunteers in {} baked four hundred loaves for the families of the miners"

    assert len(two_outlets(told(words.format("Ashford")), told(words.format("Selwick")))) == 2
    assert len(two_outlets(told(words.format("Ashford")), told(words.format("Ashfrod")))) == 1


def test_one_unlinked_name_beside_none_is_no_clash() -> None:
    longer = "volunteers from Ashford baked four hundred loaves for the grateful families of the trapped miners"

    assert len(two_outlets(told(longer), told(longer.replace("from Ashford ", "")))) == 1


def test_a_people_and_its_country_are_one_name() -> None:
    words = "volunteers from {} bakeries made four hundred loaves for the grateful families of the trapped miners"

    assert len(two_outlets(told(words.format("Arcadia")), told(words.format("Arcadian")))) == 1


def test_capitals_in_a_headline_make_no_names() -> None:
    one = "Volunteers Bake Four Hundred Fresh Loaves For Grateful Families Of Trapped Miners"

    assert len(two_outlets(told(one), told(one.replace("Fresh ", "Warm ")))) == 1


def test_two_names_that_end_in_different_words_are_two() -> None:
    words = "the boilers of {} are older than most of the doctors who walk its cold corridors"
    clauses = [a_clause(words.format(name), "boilers", "be", names=(name,)) for name in ("Saint Anne", "Saint Mark")]

    assert len(two_outlets(*(told(clause.text, clause) for clause in clauses))) == 2
