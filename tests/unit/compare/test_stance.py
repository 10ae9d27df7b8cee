"""Claims and headlines of many fields, all invented; each expectation has its reason in the language."""

from __future__ import annotations

import tomllib
from itertools import combinations
from pathlib import Path

import pytest
from at_once import accounts_in
from hypothesis import given
from hypothesis import strategies as st
from records import a_clause, a_record, said, told

from kb.compare.positions.stance import lexicon as lexicon_file
from kb.compare.positions.stance.accounts import attitude_between
from kb.compare.positions.stance.alignment import shared
from kb.compare.positions.stance.decision import Stance, attitude
from kb.compare.positions.stance.lexicon import forms
from kb.compare.positions.stance.lines import Line
from kb.compare.positions.stance.reading import Said
from kb.model import Voice

LEXICON = Path(lexicon_file.__file__).with_name("lexicon.toml")

MILL = "The Larsk paper mill will close in May"
SHARK = "A shark swam through a flooded shopping mall in Perth"
SINGER = "Singer Dora Venn died in a car crash"
MAYOR = "Mayor Ilse Krantz took bribes from a builder"
MERGER = "Northwind Airlines will buy its rival Calder Air"
COACH = "Coach Pim Ruiter has left Harlow United"
VIRUS = "Two nurses in Ostrava caught the Marlen virus"
TIGER = "A tiger is loose near a village in Kent"
PHONE = "Tallo will launch a folding phone in June"

ASSERTED = [
    (MILL, "Larsk paper mill to close in May"),
    (MILL, "Paper Mill Closing Ends Century of Work in Larsk"),
    (MILL, "CLOSING TIME: LARSK PAPER MILL SHUTS IN MAY"),
    (SHARK, "WATCH: Shark swims through flooded Perth mall"),
    (SHARK, "Not just rain: shark swims into Perth shopping mall"),
    (SINGER, "Dora Venn dies in car crash at 41"),
    (SINGER, "Dora Venn, voice of a generation, killed in crash"),
    (MAYOR, "Mayor Krantz took a builder's bribes for years"),
    (MAYOR, "Krantz admits taking bribes from builder"),
    (MAYOR, "Court confirms: Mayor Krantz took bribes"),
    (MERGER, "Northwind to Buy Calder Air in Cash Deal"),
    (MERGER, "It's official: Northwind Airlines buys Calder Air"),
    (COACH, "Ruiter leaves Harlow United"),
    (COACH, "Pim Ruiter no doubt relieved as he leaves Harlow United"),
    (VIRUS, "Two Ostrava nurses catch Marlen virus"),
    (TIGER, "Tiger on the loose near Kent village"),
    (PHONE, "Tallo launches folding phone in June"),
    ("The photo of the flooded stadium is fake", "Photo of flooded stadium is a fake"),
    ("The photo of the flooded stadium is fake", "Flooded stadium photo was doctored"),
    ("Police arrested a man over a hoax call to a school", "Man arrested over hoax call to school"),
    ("The striker did not sign for Lowmere", "Striker never signed for Lowmere"),
    ("Prosecutors say the banker may have fled", "Banker may have fled, prosecutors say"),
    ("A fake doctor treated patients in Ghent", "Fake doctor treated dozens of patients in Ghent"),
    ("A bridge in Tartu collapsed", "Bridge collapses in Tartu; nobody denies the damage is grave"),
    ("Storm Ada killed 12 people", "Storm Ada claims 12 lives"),
    ("Wheat harvest rose in Ukraine in 2019", "Ukraine's wheat harvest rises in 2019"),
    ("The strike will cost more than 300 jobs at Dorn Steel", "Strike costs 340 jobs at Dorn Steel"),
    ("Rowers crossed the Atlantic in 40 days", "Rowers cross Atlantic in 41 days"),
    ("A landlord denied tenants heating for a winter", "Landlord denied tenants heating all winter"),
    ("A refugee was denied entry at Dover", "Refugee turned away and denied entry at Dover"),
    ("A company buried toxic waste in a quarry", "Company did not only pollute river, it buried toxic waste in quarry"),
]

RELAYED = [
    (MILL, "Larsk paper mill will close in May, union says"),
    (MILL, "Union: Larsk mill to close in May"),
    (MILL, "Larsk mill to close in May: report"),
    (MILL, "According to workers, Larsk paper mill will close in May"),
    (SHARK, "Witness claims shark swam through flooded mall"),
    (SINGER, "Singer Dora Venn dead after car crash - police"),
    (MAYOR, "Builder tells court mayor took bribes"),
    (MAYOR, "Prosecutor insists Krantz took bribes"),
    (MERGER, "Northwind will buy Calder Air, sources say"),
    (VIRUS, "HEALTH OFFICIAL: NURSES CAUGHT MARLEN VIRUS"),
    (VIRUS, "Two nurses caught Marlen virus, officials in Ostrava said on Friday"),
    (COACH, "Ruiter has left Harlow, agent says"),
    (PHONE, "Tallo to launch folding phone, analyst predicts"),
]

HEDGED = [
    (MILL, "Larsk paper mill may close in May"),
    (MILL, "Will the Larsk mill close in May?"),
    (MILL, "Fears that Larsk paper mill could close"),
    (SHARK, "Did a shark swim through a Perth mall"),
    (SHARK, "Shark allegedly swims through flooded mall"),
    (SHARK, "Real or fake? Shark in flooded mall puzzles Perth"),
    (SINGER, "Singer Dora Venn reportedly dead in car crash"),
    (SINGER, "Police cannot confirm death of singer Dora Venn in crash"),
    (SINGER, "Rumours swirl that Dora Venn died"),
    (MAYOR, "Mayor Krantz accused of taking bribes"),
    (MAYOR, "Police investigate whether mayor took bribes"),
    (MAYOR, "Prosecutors probe claims that mayor Krantz took bribes"),
    (MAYOR, "Unclear if Krantz took builder's bribes"),
    (MERGER, "Northwind in talks to buy Calder Air"),
    (MERGER, "Northwind considers buying rival Calder"),
    (VIRUS, "Nurses in Ostrava suspected of having Marlen virus"),
    (VIRUS, "Unconfirmed: two nurses have Marlen virus"),
    (TIGER, "Mystery as tiger believed loose near Kent village"),
    (PHONE, "Tallo likely to launch folding phone in June"),
    (PHONE, "Is Tallo about to launch a folding phone?"),
    (COACH, "Harlow will not say whether Ruiter has left"),
]

DENIED = [
    (MILL, "Owner denies Larsk paper mill will close"),
    (MILL, "Larsk mill will not close in May, owner says"),
    (MILL, "No, the Larsk paper mill is not closing"),
    (MILL, "Minister dismisses talk of mill closing as baseless"),
    (SHARK, "Shark in flooded mall is a hoax"),
    (SHARK, "That shark photo from the Perth mall? Fake"),
    (SHARK, "Photoshopped shark fools Perth shoppers"),
    (SHARK, "No shark swam through Perth mall"),
    (SHARK, "HOAX: Shark swims through Perth mall"),
    (SHARK, "Did a shark swim through a Perth mall? No"),
    (SINGER, "Dora Venn is alive and well, manager says"),
    (SINGER, "Singer Dora Venn not dead after all"),
    (SINGER, "Dora Venn death hoax spreads again"),
    (SINGER, "Family refutes reports of Dora Venn's death"),
    (MAYOR, "Mayor rejects bribery allegations by builder"),
    (MAYOR, "Krantz never took bribes, court finds"),
    (MAYOR, "No evidence mayor took bribes"),
    (MAYOR, "Newspaper retracts story on mayor's bribes"),
    (MERGER, "Northwind shoots down report it will buy Calder Air"),
    (MERGER, "Calder Air sale rumours untrue, says Northwind"),
    (COACH, "Ruiter hasn't left Harlow United"),
    (COACH, "Harlow quash rumours about Ruiter leaving"),
    (VIRUS, "Ministry: Reports of Marlen virus in Ostrava are false"),
    (VIRUS, "Nurses do not have Marlen virus, tests show"),
    (TIGER, "Kent tiger was a large house cat, not a tiger"),
    (TIGER, "Tiger story was made up, villager confesses"),
    (PHONE, "Tallo debunks folding phone claims"),
    ("Factory orders fell in March", "Factory orders rose sharply in March"),
    ("The striker signed for Lowmere in 2014", "Striker signed for Lowmere in 2016"),
    ("Three miners died in the Brask pit", "Nine miners died in Brask pit"),
    ("The photo of the flooded stadium is fake", "Photo of flooded stadium is real"),
    ("The photo of the flooded stadium is fake", "Photo of flooded stadium is not a fake"),
    ("The senator did not lie about her degree", "Senator lied about her degree"),
    ("The village school will close", "Village school to stay open after vote"),
    ("The letter from the minister is genuine", "Minister's letter is fake"),
    ("The comet will hit Earth in autumn", "Comet will miss Earth, do not believe the rumours"),
]


TAKEN_FOR = [
    ("A clown led the parade", "Clown leads parade instead of mayor"),
    ("The mill closed", "Why did the mill close?"),
    ("Lowmere will not play in the cup final", "Lowmere pull out of cup final"),
    ("A gunman killed three people in a mall in Torvik", "Gunman kills three in Torvik mall"),
    ("The storm left thousands without power", "Thousands without power after storm"),
    ("Tenor Ugo Pask married his manager", "Ugo Pask weds manager without fanfare"),
    ("A dog found its way home after two years", "Dog comes home two years after it went missing"),
    ("The bank will cut 900 jobs", "Bank to slash 900 jobs"),
    ("Police shot a man outside a bank in Gullen", "Man shot dead by police outside Gullen bank was not armed"),
    ("A teacher was fired for a tweet", "Teacher sacked over tweet"),
    ("Scientists found water on the moon Rhea", "Water on Rhea: what scientists found"),
    ("A drone hit an airliner over Leeds", "Drone hits airliner over Leeds, no one hurt"),
    ("The bakery refused to serve the couple", "Bakery refused to serve couple, court rules"),
    ("Customs seized a fake Rembrandt in Basel", "Fake Rembrandt seized in Basel"),
    ("The company recalled 3 million cars", "Company recalls 3 million cars over airbags"),
    ("A pilot fell asleep during a flight", "Pilot asleep at controls: airline apologises to passengers"),
    ("A boy survived a fall from a cliff", "Boy survives cliff fall"),
    ("Minister Olm resigned over the leak", "Olm quits over leak"),
    ("Archaeologists discovered a Roman bath in Trier", "Roman bath unearthed in Trier"),
    ("A whale was stranded in the Elbe", "Whale stuck in Elbe dies despite rescue"),
    ("A tiger is loose near a village in Kent", "Zoo denies negligence as tiger roams Kent village"),
    ("Mayor Krantz resigned", "Mayor Krantz resigns amid allegations of fraud"),
    ("Mayor Krantz resigned", "Mayor accused of fraud resigns"),
    ("The river Ulm burst its banks", "River Ulm bursts banks as fears of flooding grow"),
    ("A trawler sank off Iceland", "Trawler sinks off Iceland, crew of nine missing"),
    ("The museum bought a forged Vermeer", "Museum bought forged Vermeer, experts dismayed"),
    ("Police raided the newspaper", "Police raid newspaper, editor rejects bail"),
    ("Inflation rose to 9 percent", "Inflation hits 9 percent, bank blames energy"),
    ("A man was jailed for faking his own death", "Man jailed after faking own death"),
    ("The court acquitted the nurse", "Nurse acquitted: court clears her of all charges"),
    ("The tenor collapsed on stage", "Shock as tenor collapses on stage"),
    ("The ferry hit a pier", "Ferry hits pier; captain denies he was drunk"),
    ("The queen visited the island", "Queen visits island for first time, not last"),
    ("Two climbers died on Mount Sarek", "Two climbers dead on Sarek after avalanche"),
    ("Chemist Ulla Brand won the prize", "Ulla Brand wins prize, could retire"),
]

OBSERVED = [
    ("The shroud of Malm is Roman", "Doubts over origin of Roman shroud"),
    ("The king will abdicate", "King 'to abdicate', palace insiders claim"),
    ("The king will abdicate", "Palace declines to comment on abdication report"),
    ("A meteor caused the blast in Orsk", "Scientists examine whether meteor caused Orsk blast"),
    ("A meteor caused the blast in Orsk", "Was Orsk blast a meteor?"),
    ("Rebels shot down the helicopter", "Army says rebels shot down helicopter"),
    ("Rebels shot down the helicopter", "Helicopter apparently shot down by rebels"),
    ("Rebels shot down the helicopter", "Rebels claim to have shot down helicopter"),
    ("The hacker is a teenager", "Hacker thought to be a teenager"),
    ("Fintech firm Quill will list in Oslo", "Quill said to plan Oslo listing"),
    ("Fintech firm Quill will list in Oslo", "Quill weighs Oslo listing, Bloomberg reports"),
    ("The court acquitted the nurse", "Nurse expected to be acquitted"),
    ("The river Ulm burst its banks", "River Ulm bursts its banks, residents say"),
    ("A trawler sank off Iceland", "Coastguard checks reports that trawler sank off Iceland"),
    ("Police raided the newspaper", "Newspaper says police raided its offices"),
    ("Two climbers died on Mount Sarek", "Two climbers feared dead on Sarek"),
    ("Two climbers died on Mount Sarek", "Two climbers missing, presumed dead on Mount Sarek"),
    ("Chemist Ulla Brand won the prize", "Ulla Brand could win prize"),
]

REFUSED = [
    ("The mayor led the parade", "Clown led parade instead of mayor"),
    ("The king will abdicate", "Palace: king has no plans to abdicate"),
    ("The king will abdicate", "King won't abdicate, palace insists"),
    ("The king will abdicate", "Palace scotches abdication rumours"),
    ("A meteor caused the blast in Orsk", "Orsk blast was gas leak, not meteor"),
    ("A meteor caused the blast in Orsk", "Scientists rule out meteor in Orsk blast"),
    ("Rebels shot down the helicopter", "Helicopter was not shot down, rebels say"),
    ("Actress Lene Bau is pregnant", "Lene Bau isn't pregnant: 'I just ate a lot'"),
    ("Actress Lene Bau is pregnant", "Lene Bau laughs off pregnancy rumours"),
    ("Actress Lene Bau is pregnant", "Lene Bau's rep denies pregnancy report"),
    ("A town banned the word Christmas", "That town never banned Christmas"),
    ("A town banned the word Christmas", "Viral story about town banning Christmas is satire"),
    ("A couple named their baby Hashtag", "Sorry, internet: No baby was named Hashtag"),
    ("A couple named their baby Hashtag", "Baby named Hashtag? It was a prank"),
    ("A spider lived in a man's ear for a year", "Expert casts doubt on claim spider lived in man's ear"),
    ("A spider lived in a man's ear for a year", "Spider in ear story debunked"),
    ("The plane was hijacked", "Hijack alert was false alarm"),
    ("The plane was hijacked", "Plane not hijacked, airline confirms"),
    ("The striker failed a drug test", "Striker passed drug test, club says"),
    ("The striker failed a drug test", "Club denies striker failed drug test"),
    ("Gold was found under the lake", "There is no gold under the lake"),
    ("The vaccine contains a chip", "Why the vaccine chip theory is nonsense"),
    ("The vaccine contains a chip", "Fact check: vaccine contains no chip"),
    ("Author Ben Cort plagiarised his novel", "Publisher stands by Cort, calls plagiarism claim baseless"),
    ("The airport will reopen on Monday", "Airport to remain closed on Monday"),
    ("Police raided the newspaper", "Police: we did not raid newspaper"),
    ("Police raided the newspaper", "Police say raid on newspaper never happened"),
    ("A trawler sank off Iceland", "Coastguard dismisses trawler report as false alarm"),
    ("The river Ulm burst its banks", "River Ulm has not burst its banks, mayor says"),
    ("Inflation rose to 9 percent", "Inflation fell to 6 percent"),
    ("The tenor collapsed on stage", "Tenor did not collapse, opera house says after viral video"),
    ("The tenor collapsed on stage", "Opera house: stories of tenor's collapse are nonsense"),
    ("Nordbank is insolvent", "Nordbank calls insolvency rumours 'absurd and false'"),
    ("Nordbank is insolvent", "Nordbank is not insolvent, regulator says"),
    ("Nordbank is insolvent", "Regulator: no truth in Nordbank insolvency talk"),
    ("Two climbers died on Mount Sarek", "Climbers found alive on Mount Sarek"),
    ("Chemist Ulla Brand won the prize", "Prize goes to Hale; Ulla Brand loses"),
]


@pytest.mark.parametrize(("claim", "text"), ASSERTED)
def test_plain_or_confirmed_words_assert_the_claim(claim: str, text: str) -> None:
    assert attitude(claim, text).voice is Voice.ASSERTS


@pytest.mark.parametrize(("claim", "text"), RELAYED)
def test_words_that_name_who_says_so_relay_the_claim(claim: str, text: str) -> None:
    assert attitude(claim, text).voice is Voice.RELAYS


@pytest.mark.parametrize(("claim", "text"), HEDGED)
def test_doubt_and_questions_hedge_the_claim(claim: str, text: str) -> None:
    assert attitude(claim, text).voice is Voice.HEDGES


@pytest.mark.parametrize(("claim", "text"), DENIED)
def test_refutations_and_contrary_facts_deny_the_claim(claim: str, text: str) -> None:
    assert attitude(claim, text).voice is Voice.DENIES


@pytest.mark.parametrize(("claim", "text"), TAKEN_FOR)
def test_other_denials_and_doubts_in_a_line_leave_the_claim_asserted(claim: str, text: str) -> None:
    assert attitude(claim, text).stance is Stance.FOR


@pytest.mark.parametrize(("claim", "text"), OBSERVED)
def test_what_is_relayed_or_hedged_takes_no_side(claim: str, text: str) -> None:
    assert attitude(claim, text).stance is Stance.OBSERVING


@pytest.mark.parametrize(("claim", "text"), REFUSED)
def test_refutations_by_other_words_take_the_other_side(claim: str, text: str) -> None:
    assert attitude(claim, text).stance is Stance.AGAINST


def test_every_decision_but_a_plain_assertion_has_its_words_as_reason() -> None:
    plain, hoax = attitude(SHARK, "Shark swims through mall"), attitude(SHARK, "Shark in mall is a hoax")

    assert plain.reasons == ()
    assert hoax.reasons == ("“hoax” turns it round",)
    assert attitude(MILL, "Mill to close, union says").reasons == ("“says”: somebody else says it",)
    assert attitude(MILL, "Mill could close in June").reasons == ("“could” leaves it open",)
    assert attitude("The photo is fake", "The photo is real").reasons == ("“fake” stands in the claim alone",)


def test_a_line_about_something_else_has_little_in_common_with_the_claim() -> None:
    assert attitude(MILL, "Larsk paper mill to close in May").common > 0.9
    assert attitude(MILL, "Rowers cross the Atlantic").common == 0


def test_a_name_before_a_colon_speaks_only_if_it_can() -> None:
    text = "Ostrava: Two nurses catch Marlen virus"
    known = {"Ostrava": False, "Medipress": True}

    place = attitude("Two nurses caught the Marlen virus", text, speaks=lambda name: known[name])
    paper = attitude(VIRUS, text.replace("Ostrava", "Medipress"), speaks=lambda name: known[name])

    assert (place.voice, paper.voice) == (Voice.ASSERTS, Voice.RELAYS)


def test_what_a_statement_adds_counts_beside_the_words() -> None:
    clause = "the mill will close"

    voices = [
        attitude(clause, clause, said=said).voice
        for said in (Said(), Said(sourced=True), Said(sure=False, sourced=True), Said(denied=True, sourced=True))
    ]

    assert voices == [Voice.ASSERTS, Voice.RELAYS, Voice.HEDGES, Voice.DENIES]
    assert attitude(clause, clause, held=Said(denied=True), said=Said(denied=True)).voice is Voice.ASSERTS


def test_accounts_are_read_with_the_polarity_certainty_and_source_of_their_statements() -> None:
    records = [
        a_record(told("The Orlo mine has reopened."), outlet="Post"),
        a_record(told("The reports that the Orlo mine reopened are false."), outlet="Mail"),
        a_record(
            said("Ana Ruiz said the Orlo mine has reopened.", "Ana Ruiz", "the Orlo mine has reopened"), outlet="Sun"
        ),
        a_record(
            said(
                "Ana Ruiz denied that the Orlo mine had reopened.",
                "Ana Ruiz",
                "the Orlo mine had reopened",
                a_clause("the Orlo mine had reopened", negative=True),
            ),
            outlet="Times",
        ),
        a_record(
            told("The Orlo mine has not reopened.", a_clause("The Orlo mine has not reopened", negative=True)),
            outlet="Echo",
        ),
        a_record(
            told(
                "The report about the Orlo mine reopening is not a hoax.",
                a_clause("The report about the Orlo mine reopening is not a hoax", negative=True),
            ),
            outlet="Star",
        ),
    ]
    by_outlet = {account.outlet: account for account in accounts_in(records, ())}

    voices = {outlet: attitude_between(by_outlet["Post"], account).voice for outlet, account in by_outlet.items()}

    assert voices == {
        "Post": Voice.ASSERTS,
        "Mail": Voice.DENIES,
        "Sun": Voice.RELAYS,
        "Times": Voice.DENIES,
        "Echo": Voice.DENIES,
        "Star": Voice.ASSERTS,
    }
    assert attitude_between(by_outlet["Times"], by_outlet["Echo"]).voice is Voice.ASSERTS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bribes", "bribery"),
        ("abdicate", "abdication"),
        ("died", "death"),
        ("closing", "shutdown"),
        ("buys", "takeover"),
        ("fell", "falls"),
    ],
)
def test_forms_derivations_and_words_for_one_thing_count_as_shared(one: str, other: str) -> None:
    assert shared(Line.of(one), Line.of(other)) == (True,)


@pytest.mark.parametrize(
    ("one", "other"), [("port", "portrait"), ("mayor", "mill"), ("contest", "content"), ("the", "the")]
)
def test_words_that_only_begin_alike_or_say_nothing_are_not_shared(one: str, other: str) -> None:
    assert shared(Line.of(one), Line.of(other)) == (False,)


def test_no_word_stands_in_two_lists_that_decide_differently() -> None:
    with LEXICON.open("rb") as file:
        table = tomllib.load(file)
    lists = {name: set(table[name]["words"]) for name in ("open", "reported", "confirming")}
    lists |= {f"refuting.{name}": set(entry["words"]) for name, entry in table["refuting"].items()}

    doubles = {(one, other): lists[one] & lists[other] for one, other in combinations(lists, 2)}

    assert {pair: words for pair, words in doubles.items() if words} == {}
    assert all(word == word.casefold() for words in lists.values() for word in words)
    assert all(entry["why"] for entry in (*table["refuting"].values(), table["open"], table["reported"]))


PLAIN_WORDS = st.lists(
    st.sampled_from(
        [
            "baker",
            "bridge",
            "carpet",
            "doctor",
            "ferry",
            "garden",
            "harbour",
            "ladder",
            "market",
            "painted",
            "repaired",
            "sold",
            "visited",
        ]
    ),
    min_size=3,
    max_size=8,
)


@given(PLAIN_WORDS)
def test_a_plain_claim_asserts_itself_and_its_negation_and_doubts_do_not(words: list[str]) -> None:
    claim = f"The {' '.join(words)}"

    assert attitude(claim, claim).voice is Voice.ASSERTS
    assert attitude(claim, claim.upper()).voice is Voice.ASSERTS
    assert attitude(claim, f"{claim}, officials say").voice is Voice.RELAYS
    assert attitude(claim, f"{claim}?").voice is Voice.HEDGES
    assert attitude(claim, f"Allegedly {claim}").voice is Voice.HEDGES
    assert attitude(claim, f"Hoax: {claim}").voice is Voice.DENIES
    assert attitude(claim, f"Reports that {claim} are untrue").voice is Voice.DENIES
    assert attitude(f"Hoax: {claim}", claim).voice is Voice.DENIES


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_have_an_attitude(claim: str, text: str) -> None:
    found = attitude(claim, text)

    assert found == attitude(claim, text)
    assert 0 <= found.common <= 1


@given(st.sampled_from(("ban", "close", "retract", "deny", "use", "stop")))
def test_regular_forms_lead_back_to_their_lemma(lemma: str) -> None:
    stem = lemma[:-1] if lemma.endswith(("e", "y")) else lemma
    doubled = lemma + lemma[-1] if lemma in ("ban", "stop") else stem

    past = f"{lemma[:-1]}ied" if lemma.endswith("y") else f"{doubled}ed"
    present = f"{lemma[:-1]}ies" if lemma.endswith("y") else f"{lemma}s"

    assert lemma in forms(past)
    assert lemma in forms(present)
