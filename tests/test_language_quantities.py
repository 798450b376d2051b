"""Numbers that count or measure something: how many, of what, under which verb, and what is no figure at all."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsroom import passage, sentence

from briefing.language import quantities
from briefing.language.quantities import QUALIFIERS, Quantity, unit_class


def wrong(reason: str) -> pytest.MarkDecorator:
    """Marks what is not read as it should be."""
    return pytest.mark.xfail(strict=True, reason=reason)


def find(text: str) -> tuple[Quantity, ...]:
    """The quantities of a sentence."""
    return quantities.find(*sentence(text))


def counts(text: str) -> list[tuple[float, str]]:
    """How many of what, one pair a quantity."""
    return [(quantity.number, quantity.unit) for quantity in find(text)]


def only(text: str) -> Quantity:
    """The one quantity of a sentence."""
    [quantity] = find(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("The flood killed 212 people in the northern valleys.", 212, "people"),
        ("2.5m people live in the city.", 2_500_000, "people"),
        ("Half a million people left their homes.", 500_000, "people"),
        ("Two hundred and five passengers boarded the ferry.", 205, "passengers"),
        ("Twenty-five boats sank.", 25, "boats"),
        ("The book sold 1.5 million copies.", 1_500_000, "copies"),
        ("Four thousand five hundred pilgrims crossed the bridge.", 4500, "pilgrims"),
        ("The team of 12 engineers repaired the dam.", 12, "engineers"),
        ("A total of 75 people were evacuated.", 75, "people"),
        ("The number of soldiers fell to 2,500.", 2500, "soldiers"),
        ("The death toll passed 80,000 on Monday.", 80_000, "toll"),
        ("Some 700 were injured in the fire.", 700, "injured"),
        ("The storm killed two fishermen.", 2, "fishermen"),
        ("The 12 members of the council voted.", 12, "members"),
        pytest.param(
            "About one million people fled the flood.", 1e6, "people", marks=wrong("a number that begins with one")
        ),
        pytest.param(
            "One hundred and twenty students passed the exam.", 120, "students", marks=wrong("begins with one")
        ),
        pytest.param("A million people fled the flood.", 1e6, "people", marks=wrong("a million is not found")),
        pytest.param(
            "The council runs twelve two-room schools.", 12, "schools", marks=wrong("twelve and two are added")
        ),
        pytest.param(
            "Of the 75 passengers, 30 were children.", 75, "passengers", marks=wrong("a number without a noun of its own")
        ),
    ],
)
def test_what_is_counted(text: str, number: float, unit: str) -> None:
    """A number is read in full and stands with the noun that it counts."""
    assert counts(text) == [(number, unit)]
