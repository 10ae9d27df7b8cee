"""Names as newspapers print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.resolve.agents.names import (
    answers_to,
    family_first,
    gender,
    initials,
    is_acronym,
    is_role_noun,
    key,
    plain,
    same_person,
    split_titles,
    surname,
    title_words,
)

CAPITALISED = st.from_regex(r"[A-Z][a-z]{2,9}", fullmatch=True)


@pytest.mark.parametrize(
    ("printed", "titles", "name"),
    [
        ("Mr. Okafor", "Mr.", "Okafor"),
        ("Rear Adm. Lucia Brandt", "Rear Adm.", "Lucia Brandt"),
        ("Chief Justice Noor Haddad", "Chief Justice", "Noor Haddad"),
        ("Norwegian Fisheries Ministry spokeswoman Ida Lund", "Norwegian Fisheries Ministry spokeswoman", "Ida Lund"),
        ("goalkeeper Sam Opoku", "goalkeeper", "Sam Opoku"),
        ("Ana Ruiz", "", "Ana Ruiz"),
        ("General", "", "General"),
    ],
)
def test_titles_in_front_of_a_name_come_off(printed: str, titles: str, name: str) -> None:
    assert split_titles(printed) == (titles, name)


@pytest.mark.parametrize(
    ("full", "family"),
    [
        ("Ana Ruiz", "Ruiz"),
        ("John Q. Smith Jr.", "Smith"),
        ("Zhang Meiling", "Zhang"),
        ("Park Ji-won", "Park"),
        ("Kim Brown", "Brown"),
        ("Martin Li", "Li"),
        ("Ludwig van der Berg", "van der Berg"),
        ("Pelé", "Pelé"),
    ],
)
def test_the_family_name_stands_where_the_language_puts_it(full: str, family: str) -> None:
    assert surname(full) == family


def test_a_name_used_alone_settles_which_end_is_the_family_name() -> None:
    assert surname("Nguyet Tran", used_alone={"nguyet"}) == "Nguyet"
    assert surname("Lin Dai", used_alone={"dai"}) == "Dai"
    assert surname("Lin Dai") == "Lin"


@pytest.mark.parametrize("name", ["Lee Hughes", "Miles Yu", "Kim Clark", "Long John Silver", "Mo Farah"])
def test_a_western_given_name_is_no_chinese_family_name(name: str) -> None:
    assert not family_first(name)


def test_either_half_of_a_double_family_name_will_do_but_no_given_name() -> None:
    assert answers_to("Pedro Ruiz Ortega", "Ruiz")
    assert answers_to("Pedro Ruiz Ortega", "Ortega")
    assert answers_to("Ludwig van der Berg", "Berg")
    assert not answers_to("Pedro Ruiz Ortega", "Pedro")


def test_initials_and_middle_names_come_and_go_within_one_person() -> None:
    assert same_person("Juan M. Ruiz", "Juan Ruiz")
    assert same_person("J. Ruiz", "Juan Ruiz")
    assert not same_person("Juan M. Ruiz", "Juan P. Ruiz")
    assert not same_person("Juan Ruiz", "Jorge Ruiz")


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("U.S. Navy’s", "US navy", True),
        ("The Hague", "Hague", False),
        ("WHO", "who", False),
        ("O’Neill", "O'Neill", True),
        ("Sri\u00a0Lanka", "Sri Lanka", True),
    ],
)
def test_keys_are_equal_for_printings_of_one_name_only(left: str, right: str, *, same: bool) -> None:
    assert (key(left) == key(right)) is same


def test_possessives_fall_off() -> None:
    assert [plain(name) for name in ("Ruiz’s", "the Netherlands'", "James", "Mr. Okafor's")] == [
        "Ruiz",
        "the Netherlands",
        "James",
        "Mr. Okafor",
    ]


def test_titles_compare_spelt_out_and_without_gender() -> None:
    assert title_words("Lt. Gen.") == title_words("lieutenant general")
    assert title_words("spokeswoman") == title_words("spokesman") == title_words("spokespeople")
    assert title_words("chairman of the board") == {"chair", "board"}


def test_honorifics_and_gendered_nouns_tell_the_gender() -> None:
    assert [gender(text) for text in ("Mrs.", "Sir", "spokeswoman", "chairman", "Dr.", "human")] == [
        "f",
        "m",
        "f",
        "m",
        "",
        "",
    ]


def test_role_nouns_are_told_from_other_words() -> None:
    assert all(map(is_role_noun, ("admiral", "lawyers", "Spokesman", "Gen.", "congresswoman")))
    assert not any(map(is_role_noun, ("table", "Ruiz", "news", "ministry")))


def test_initials_make_acronyms() -> None:
    assert initials("the European Southern Observatory") == "ESO"
    assert is_acronym("E.S.O.")
    assert not is_acronym("Eso")


@given(given_name=CAPITALISED, family=CAPITALISED)
def test_a_full_name_answers_to_its_own_surname(given_name: str, family: str) -> None:
    full = f"{given_name} {family}"

    assert answers_to(full, surname(full))


@given(st.text())
def test_any_text_has_a_stable_key(text: str) -> None:
    assert key(key(text)) == key(text) or not key(text).isascii()
    assert isinstance(surname(text), str)
    assert isinstance(split_titles(text), tuple)
