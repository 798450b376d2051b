"""Word lists: countries with their adjectives, and what the lists promise each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language import lexicon
from briefing.language.lexicon import country_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norvian", "Norvia"),
        ("Norvia's", "Norvia"),
        ("Iraqis", "Iraq"),
        ("Canadian", "Canada"),
        ("Chilean", "Chile"),
        ("Maltese", "Malta"),
        ("Iranian", "Iran"),
        ("Sudanese", "Sudan"),
        ("Ukrainian", "Ukraine"),
        ("Belgian", "Belgium"),
        ("Mexican", "Mexico"),
        ("Hungarian", "Hungary"),
        ("Bangladeshi", "Bangladesh"),
        ("Turkish", "Turkey"),
        ("French", "France"),
        ("Dutch", "the Netherlands"),
        ("Swiss", "Switzerland"),
        ("American", "U.S."),
        ("USA’s", "United States"),
        ("British", "UK"),
        ("U.N.", "United Nations"),
        ("Saudi", "Saudi Arabia"),
        pytest.param("Portuguese", "Portugal", marks=pytest.mark.xfail(strict=True, reason="no ending `-guese`")),
        pytest.param("Icelandic", "Iceland", marks=pytest.mark.xfail(strict=True, reason="no ending `-ic`")),
    ],
)
def test_one_country(one: str, other: str) -> None:
    """A country, its adjective, its people and its short form are one."""
    assert country_key(one) == country_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Iran", "Iraq"),
        ("Austrian", "Australian"),
        ("Nigerian", "Nigerien"),
        ("Indian", "Indonesian"),
        ("Malian", "Maltese"),
        ("North Korea", "South Korea"),
        ("Chile", "China"),
        ("US", "UN"),
        ("US", "Russia"),
    ],
)
def test_two_countries(one: str, other: str) -> None:
    """Countries whose names begin alike stay apart."""
    assert country_key(one) != country_key(other)


@given(st.text(max_size=20))
def test_a_key_never_depends_on_capitals(name: str) -> None:
    """Any text has a key, the same in lower case."""
    assert country_key(name) == country_key(name.lower())


def test_forms_of_two_countries_do_not_mix() -> None:
    """No form stands for two countries."""
    forms = [form for group in lexicon.COUNTRY_FORMS for form in group]

    assert len(forms) == len(set(forms))


def test_longer_connectives_come_first() -> None:
    """A connective that begins with another one is tried before it, so that nothing of it is left behind."""
    order = lexicon.CONNECTIVES

    assert [
        (short, long)
        for long in order
        for short in order
        if long.startswith(f"{short} ") and order.index(short) < order.index(long)
    ] == []


def test_lists_are_lower_case() -> None:
    """Words are compared in lower case, so no list may hold a capital."""
    lists = (lexicon.HONORIFICS, lexicon.ROLES, lexicon.ORGANISATIONS, lexicon.STATE_BODIES, lexicon.SAYING)

    assert [word for words in (*lists, lexicon.CONNECTIVES) for word in words if word != word.lower()] == []


def test_state_bodies_are_organisations() -> None:
    """What a country's name can stand before is an organisation."""
    assert lexicon.STATE_BODIES <= lexicon.ORGANISATIONS


def test_pronouns_of_two_persons_do_not_mix() -> None:
    """A pronoun of the first or second person is none of the third."""
    assert not lexicon.FIRST_SECOND_PERSON & lexicon.THIRD_PERSON
    assert lexicon.SINGULAR_PERSON | lexicon.POSSESSIVE <= lexicon.THIRD_PERSON
