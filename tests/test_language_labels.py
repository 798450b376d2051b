"""Labels of figures: what is counted, in the words of the sentence."""

import re

import pytest
from newsroom import passage

from briefing.language.labels import MAX_CLAUSE, MAX_TAIL

WORD = r"[\w.]*\w"


def label(text: str) -> str:
    """The label of a sentence's first number."""
    return passage(text).quantities[0].what


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The flood killed 212 people in the northern valleys.", "The flood killed people in the northern valleys"),
        ("About 2,500 troops remain in the country.", "troops remain in the country"),
        ("At least 29 miners were injured in the blast.", "miners injured in the blast"),
        ("Twelve miners died in the collapse.", "miners died in the collapse"),
        ("More than a hundred villagers signed the petition.", "villagers signed the petition"),
        ("The United States has 2,500 troops in the country.", "The United States has troops in the country"),
        ("There are 2,500 troops in the country.", "troops in the country"),
        ("The book sold 1.5 million copies.", "The book sold copies"),
        ("The team of 12 engineers repaired the dam.", "team of engineers repaired the dam"),
        ("The deaths of three soldiers were confirmed.", "deaths of soldiers confirmed"),
        ("75 rebels killed in the raid, the ministry said.", "rebels killed in the raid"),
        ("The 329-seat parliament voted.", "seat parliament"),
    ],
)
def test_noun_and_verb(text: str, expected: str) -> None:
    """The label is the counted noun with its verb, without the number and its qualifier."""
    assert label(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Unemployment fell to 4.8 percent in the spring.", "Unemployment fell to 4.8 percent in the spring"),
        ("The death toll passed 80,000 on Monday.", "The death toll passed 80,000 on Monday"),
        ("The company paid £40m to its former workers.", "The company paid £40m to its former workers"),
        ("The number of soldiers fell to 2,500.", "The number of soldiers fell to 2,500"),
    ],
)
def test_clause(text: str, expected: str) -> None:
    """Where no noun is counted after the number, the clause tells what it measures."""
    assert label(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Between 20 and 30 houses burned down.", "houses burned down"),
        ("Exactly 300 children were vaccinated.", "children vaccinated"),
    ],
)
def test_words_that_belong_to_the_number(text: str, expected: str) -> None:
    """What belongs to the number is left out with it."""
    assert label(text) == expected


def test_counted_participle() -> None:
    """A number of injured or arrested says that they were."""
    assert label("Some 700 were injured in the fire.") == "were injured in the fire"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The raid hit a base in the valley, killing 12 soldiers.", "The raid killing soldiers"),
        ("The army signed a contract that costs $40 million a year.", "a contract that costs $40 million a year"),
        ("The firm, which employs 300 people, was sold.", "The firm which employs people"),
        ("Deputies of the 90-seat chamber sent 300 letters.", "Deputies of the 90-seat chamber sent letters"),
        ("Three mayors were never counted among 300 guests.", "mayors never counted among 300 guests"),
        ("Some 300 families may flee the valley.", "families may flee the valley"),
        ("About 300 people are homeless.", "people are homeless"),
        ("The plan brings the $30-60 million in yearly sales.", "The plan brings the $30-60 million in yearly sales"),
        ("The council didn't spend 3 million crowns on the bridge.", "The council didn't spend crowns on the bridge"),
        ("For context, that’s less than 3% of the yearly harvest.", "less than 3% of the yearly harvest"),
    ],
)
def test_who_did_it_and_how(text: str, expected: str) -> None:
    """A label names the doer, turns with the verb's sense, and keeps the numbers of other things."""
    assert expected in {quantity.what for quantity in passage(text).quantities}


def test_long_places_are_left_out() -> None:
    """What follows the verb is named only while it is short, so that a label does not read as a sentence."""
    text = "The flood killed 212 people in the remote northern valleys of the old eastern province of Estmark."

    assert label(text) == "The flood killed people"
    assert len(["in", "the", "remote", "northern", "valleys", "of", "the", "old", "eastern", "province"]) > MAX_TAIL


def test_long_clauses_are_shortened() -> None:
    """A clause keeps the verb and the number, and of the rest what fits."""
    text = (
        "The old company of the wealthy family from the northern shore of the great lake in the east paid £40m "
        "to its former workers from the mines and the mills and the ports of the whole country."
    )

    assert "paid" in label(text)
    assert "£40m" in label(text)
    assert len(label(text).split()) <= MAX_CLAUSE


@pytest.mark.parametrize(
    "text",
    [
        "The blast killed 12 people, including three children.",
        "Only 12 of the 40 buses were repaired.",
        "The firm sold 3 million cars for $20 billion.",
        "Members of the party, of whom 30 had left, lost 12 seats in the west.",
        "At 3.4 percent, inflation was lower than in 12 other countries.",
    ],
)
def test_words_stand_in_the_sentence(text: str) -> None:
    """A label has only words of its sentence, in their order."""
    for quantity in passage(text).quantities:
        words = iter(re.findall(WORD, text))

        assert quantity.what
        assert all(word in words for word in re.findall(WORD, quantity.what))
