"""When the things happened that a sentence tells of, and which way it looks."""

import pytest
from newsroom import passages

from briefing.merge.timing import Timed, timed


def times(text: str) -> list[Timed]:
    """All dates of a text, in order; it appeared on Tuesday, 5 March 2024, if it says nothing else."""
    return [one for row in timed(passages(a=text)).values() for one in row]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The talks began on Sunday.", "2024-03-03"),
        ("The talks will begin on Sunday.", "2024-03-10"),
        ("The talks are expected to resume on Sunday.", "2024-03-10"),
        ("The talks are scheduled for Sunday.", "2024-03-10"),
        ("The council is set to meet on Sunday.", "2024-03-10"),
        ("The next round, on Sunday, will be short.", "2024-03-10"),
        ("In January, the council closed the harbour.", "2024-01"),
        ("In October, the council closed the harbour.", "2023-10"),
        ("The council will open the harbour in October.", "2024-10"),
        ("On 12 May 2019, the council closed the harbour.", "2019-05-12"),
        ("The council is to meet on Sunday.", "2024-03-10"),
        ("The council plans to meet on Sunday.", "2024-03-10"),
        ("The council may meet on Sunday.", "2024-03-10"),
    ],
)
def test_date(text: str, date: str) -> None:
    """A date without a year is the last one before the article, or the next one where the verb looks ahead."""
    assert [one.when.date for one in times(text)] == [date]


def test_a_date_soon_to_come() -> None:
    """A day without a year that lies weeks ahead, and would be many months ago, is the one to come."""
    [soon] = times("2024-03-05: The spring fair opens on 6 April.")
    [past] = times("2024-03-05: The spring fair opened on 6 April.")
    [far] = times("2024-03-05: The spring fair opens on 6 February.")

    assert [one.when.date for one in (soon, past, far)] == ["2024-04-06", "2023-04-06", "2024-02-06"]
    assert [one.ahead for one in (soon, past, far)] == [True, False, False]


def test_each_date_follows_its_own_verb() -> None:
    """Of two weekdays in a sentence, one may lie behind and the other ahead."""
    past, future = times("The council met on Sunday and will meet again on Friday.")

    assert (past.when.date, past.ahead) == ("2024-03-03", False)
    assert (future.when.date, future.ahead) == ("2024-03-08", True)


def test_the_following_day_hangs_on_the_date_before() -> None:
    """A sequel follows the last date that the article named, in the sentence before."""
    assert [one.when.date for one in times("Snow fell on 3 February 2023. The next day the road was closed.")] == [
        "2023-02-03",
        "2023-02-04",
    ]


def test_a_sequel_does_not_cross_articles() -> None:
    """The date before is one of the same article."""
    found = timed(passages(a="Snow fell on 3 February 2023.", b="The next day the road was closed."))

    assert found["b", 0] == ()


def test_undated_article() -> None:
    """In an article of unknown date a weekday means nothing, and a date with its year still does."""
    found = times("undated: The council met on Sunday. The council met on 3 February 2023.")

    assert [one.when.date for one in found] == ["2023-02-03"]


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The council met on Sunday.", "met"),
        ("The mayor said the council had met on Sunday.", "met"),
        ("On Sunday, the mayor said, the council voted.", "voted"),
        ("The law that was passed on Sunday pleased the doctors.", "passed"),
    ],
)
def test_verb(text: str, verb: str) -> None:
    """A date belongs to the verb nearest above it."""
    [one] = times(text)

    assert one.verb is not None
    assert one.passage.tokens[one.verb].text == verb


def test_a_date_under_no_verb() -> None:
    """A line without a verb has a date, and nothing that happened on it."""
    [one] = times("Port Ellis, 3 February 2023")

    assert (one.verb, one.ahead) == (None, False)


def test_offsets_refer_to_the_article() -> None:
    """The words of a date stand at its offsets in the whole text, under the index of their sentence."""
    found = timed(passages(a="Snow fell in the valley. The council met on 3 February 2023."))
    [one] = found["a", 1]

    assert one.passage.article.text[one.start : one.end] == "3 February 2023"
    assert found["a", 0] == ()


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The party named a candidate for the 6 April vote.", "2024-04-06"),
        ("Sunday has been declared a day of mourning.", "2024-03-10"),
        ("The mandate ends in early June.", "2024-06"),
        ("A ruling is not expected before late April.", "2024-04"),
        ("A bus was attacked on this day last year.", "2023-03-05"),
    ],
)
def test_which_side(text: str, date: str) -> None:
    """A date that belongs to a noun, one that is set aside and the month of a present verb may lie ahead."""
    assert [one.when.date for one in times(text)] == [date]


def test_a_sequel_follows_the_story() -> None:
    """A year later counts from the date of the verb it goes on from, not from one that a clause about a noun names."""
    text = "The bank opened in 2011 out of a fund founded in 1878, and failed the following year."

    assert [one.when.date for one in times(text)] == ["2011", "1878", "2012"]


def test_a_sequel_does_not_reach_far() -> None:
    """The date before must stand within some sentences."""
    between = "The mayor spoke. " * 6

    assert len(times(f"Snow fell on 3 February 2023. {between}The next day the road was closed.")) == 1


def test_another_clock() -> None:
    """The same hour by another clock is no date of its own."""
    assert [one.when.date for one in times("The mine burned at 2:40 a.m. on Sunday (2040 GMT on Saturday).")] == [
        "2024-03-03"
    ]
