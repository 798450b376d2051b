"""The timeline: what happened when, told once."""

import pytest
from newsroom import passages

from briefing.merge.timeline import PER_DATE, timeline
from briefing.merge.timing import timed
from briefing.records import Claim, Event


def events(count: int = 30, /, **texts: str) -> tuple[Event[Claim], ...]:
    """The timeline of some texts."""
    return timeline(timed(passages(**texts)), count)


def dates(**texts: str) -> list[str]:
    """The dates of some texts' timeline."""
    return [event.date for event in events(**texts)]


class TestEntries:
    """What enters, and under which date."""

    @pytest.mark.parametrize(
        ("text", "date", "precision"),
        [
            ("The parliament of Norvia passed the harbour law on Sunday.", "2024-03-03", "day"),
            ("In January, the council closed the old harbour of Port Ellis.", "2024-01", "month"),
            ("The council will open the new harbour of Port Ellis in October.", "2024-10", "month"),
            ("In 2020, the council closed the harbour.", "2020", "year"),
            ("Last month, the council closed the bridge.", "2024-02", "month"),
        ],
    )
    def test_date_and_precision(self, text: str, date: str, precision: str) -> None:
        """An event stands under the date that its sentence gives, as exactly as it gives it."""
        [event] = events(a=text)

        assert (event.date, event.precision, event.statement.text) == (date, precision, text)

    def test_never_under_the_day_it_was_printed(self) -> None:
        """A sentence without a date is no entry."""
        assert events(a="The council closed the old harbour of Port Ellis.") == ()

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("Today there are 2,500 troops in Norvia.", id="how things stand"),
            pytest.param("Norvia now has 2,500 troops in the country today.", id="how things are"),
            pytest.param("Will the council close the harbour on Sunday?", id="question"),
            pytest.param("A law of 2020 bans smoking in bars.", id="year of a thing"),
            pytest.param("A few days ago the council closed the harbour.", id="vague"),
            pytest.param("If the council meets on Sunday, the harbour will be closed.", id="condition"),
            pytest.param("He closed the harbour on Sunday.", id="not alone"),
            pytest.param("The May 7 attackers were sentenced to death in Sweden.", id="name of a thing"),
        ],
    )
    def test_no_event(self, text: str) -> None:
        """States, questions, conditions, names of things, vague dates and open pronouns are no events."""
        assert events(a=text) == ()

    def test_what_is_remembered_is_no_event(self) -> None:
        """A date that only names what is remembered on another day is no entry."""
        assert dates(a="The farmers will meet on 12 May to remember the flood of 3 May.") == ["2024-05-12"]

    def test_following_day(self) -> None:
        """A sequel is an entry of its own, under the day after."""
        assert dates(a="On Sunday, the council met in Port Ellis. The following day, farmers blocked the road.") == [
            "2024-03-03",
            "2024-03-04",
        ]


class TestJoining:
    """One event, one entry."""

    def test_two_articles(self) -> None:
        """What two articles tell of one day is one entry, which rests on both."""
        [event] = events(
            a="2024-03-05: On 4 March, the council closed the harbour.",
            b="2024-03-06: On Monday, the council closed the harbour of Port Ellis.",
        )

        assert event.date == "2024-03-04"
        assert {span.article for span in event.statement.spans} == {"a", "b"}

    @pytest.mark.parametrize("when", ["on 4 March", "on Monday"])
    def test_expected_and_happened(self, when: str) -> None:
        """What was announced for a day and then happened on it is one entry, told by what happened."""
        [event] = events(
            a=f"2024-03-01: The talks between Sweden and Norway will begin in Paris {when}.",
            b=f"2024-03-06: The talks between Sweden and Norway began in Paris {when}.",
        )

        assert event.statement.text == f"The talks between Sweden and Norway began in Paris {when}."
        assert {span.article for span in event.statement.spans} == {"a", "b"}

    def test_the_finer_date_wins(self) -> None:
        """What one article dates to the month and another to the day is one entry under the day."""
        [event] = events(
            a="The flood hit the valley in February 2024.", b="On 12 February 2024, the flood hit the valley."
        )

        assert (event.date, event.precision) == ("2024-02-12", "day")

    def test_other_events_of_one_day(self) -> None:
        """Two things that happened on one day are two entries."""
        text = "On Sunday, the council closed the harbour. On Sunday, wolves killed many sheep in the hills."

        assert dates(a=text) == ["2024-03-03", "2024-03-03"]

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (
                "On 4 March, the flood killed 30 people in the valley.",
                "On 4 March, the flood killed 45 people in the valley.",
            ),
            ("The council closed the harbour on 4 March.", "The council did not close the harbour on 4 March."),
            (
                "Talks between Sweden and Norway were suspended on 4 March.",
                "Talks between Sweden and Norway resumed on 4 March.",
            ),
        ],
    )
    def test_what_contradicts_is_no_evidence(self, one: str, other: str) -> None:
        """A sentence that says otherwise is not cited for an event."""
        assert all(len(event.statement.spans) == 1 for event in events(a=one, b=other))


class TestChoice:
    """What is printed of all entries."""

    def test_order_of_time(self) -> None:
        """Entries stand in order of time, whichever article tells them; a month before its days."""
        assert dates(
            a="2024-03-05: On Sunday, the council closed the harbour. In 2020, the council opened the harbour.",
            b="2024-03-09: In March, snow fell in the valley. On 12 May 2019, wolves killed many sheep.",
        ) == ["2019-05-12", "2020", "2024-03", "2024-03-03"]

    def test_no_day_takes_all(self) -> None:
        """Of one day at most three entries are printed."""
        text = (
            "On Sunday, the council closed the harbour. On Sunday, wolves killed many sheep in the hills. "
            "On Sunday, doctors went on strike over wages. On Sunday, Elena Marsh opened a museum in Paris. "
            "On Sunday, farmers sold apples at the fair."
        )

        assert len(events(a=text)) == PER_DATE

    def test_no_more_than_asked_for(self) -> None:
        """The settings limit the entries."""
        text = "On Sunday, the council closed the harbour. In 2020, the council opened the harbour."

        assert len(events(1, a=text)) == 1

    def test_nothing_said_twice_of_a_date(self) -> None:
        """A sentence is printed once under a date."""
        found = events(a="On Sunday, the council met.", b="On Sunday, the council met.")

        assert len({(event.date, event.statement.text) for event in found}) == len(found)
