"""Units, days, joints and speakers of rewritten claims: what can be told from the words alone."""

import pytest

from briefing import gates
from briefing.records import Claim


def judged(text: str, *quotes: str) -> tuple[bool, str]:
    """Whether a rewritten claim passes all gates, and the gate that decided."""
    verdict = gates.judge(Claim(text, (), "merged"), quotes)
    return verdict.supported, verdict.gate


@pytest.mark.parametrize(
    ("text", "quote", "gate"),
    [
        ("The road is 40 miles long.", "The road is 40 kilometres long.", "units"),
        ("The road cost €12 million.", "The road cost $12 million.", "units"),
        ("The road took 12 months.", "The road took 12 weeks.", "units"),
        ("The road opens on 5 June.", "The road opens on 6 June, five days late, said 5 mayors.", "dates"),
        ("The road opens on June 4.", "The road opens on May 4 and closes on June 9.", "dates"),
    ],
)
def test_another_unit_or_day(text: str, quote: str, gate: str) -> None:
    """A number with another unit, and a day of another month, is withheld."""
    assert judged(text, quote) == (False, gate)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The road is 40 km long.", "The road is 40 kilometres long."),
        ("The road cost 12 million dollars.", "The road cost $12 million."),
        ("It opens on 5 June.", "It opens on June 5th."),
    ],
)
def test_the_same_unit_or_day(text: str, quote: str) -> None:
    """A unit and a day may be written otherwise."""
    assert judged(text, quote)[0]


FIRED, SPOKE = "Anna Holm was dismissed on Monday.", "Peter Dahl spoke of missing money."


def test_two_facts_are_no_third() -> None:
    """What two sentences tell is not joined by time or cause."""
    assert judged("Anna Holm was dismissed after Peter Dahl spoke of missing money.", FIRED, SPOKE)[1] == "joining"
    assert judged("Anna Holm was dismissed because Peter Dahl spoke of missing money.", FIRED, SPOKE)[1] == "joining"


def test_a_joint_of_other_facts_is_none() -> None:
    """That a source joins one of the two with something else does not help."""
    source = "Anna Holm was dismissed after a long dispute with her deputy."

    assert judged("Anna Holm was dismissed after Peter Dahl spoke of missing money.", source, SPOKE)[1] == "joining"


def test_a_joint_of_the_source_stands() -> None:
    """What one sentence joins may be told so, in another word of that kind."""
    source = "Anna Holm was dismissed after Peter Dahl spoke of missing money."

    assert judged("Anna Holm was dismissed following what Peter Dahl spoke of missing money.", source)[0]


TWO = ("“The bridge is safe,” Elena Marsh said.", "Tom Becker said it was “a trap”.")


@pytest.mark.parametrize(
    "text",
    [
        "Tom Becker said: “The bridge is safe.”",
        "According to Tom Becker, “the bridge is safe”.",
        "Elena Marsh said it was “a trap”.",
        "Elena Marsh said it was “a trap”, Tom Becker said “the bridge is safe”.",
    ],
)
def test_the_wrong_speaker(text: str) -> None:
    """Words of one speaker are not given to another whom the sources name too."""
    assert judged(text, *TWO) == (False, "quotation")


@pytest.mark.parametrize(
    "text",
    ["Elena Marsh said “the bridge is safe”.", "Tom Becker said it was “a trap”.", "Marsh said “the bridge is safe”."],
)
def test_the_right_speaker(text: str) -> None:
    """The speaker may go by the surname."""
    assert judged(text, *TWO)[0]


def test_only_rewritten_claims() -> None:
    """What stands word for word in a source needs no such look."""
    text = "She fell after he spoke on 5 June of 40 miles."

    assert gates.judge(Claim(text, (), "verbatim"), [text]).supported
