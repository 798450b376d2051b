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

    def test_what_is_told_in_a_clause(self) -> None:
        """A clause that tells what was done in a year is an entry; one that only says who somebody is is none."""
        assert dates(
            a="The state still owns the bank, which it rescued in 2012.",
            b="Elena Marsh, who lost an election last year, closed the harbour on Sunday.",
        ) == ["2012", "2024-03-03"]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            pytest.param(
                "The watchdog said on Monday that rebels attacked the harbour on Sunday.",
                ["2024-03-03"],
                id="of another day",
            ),
            pytest.param("The newspaper reported on Monday that the harbour was unsafe.", [], id="a report"),
            pytest.param("An analyst said on Monday that prices were too high.", [], id="a looker-on"),
            pytest.param("The government said on Monday that it had closed the harbour.", ["2024-03-04"], id="a doer"),
            pytest.param("Elena Marsh said that he had told her on Monday that the road was unsafe.", [], id="hearsay"),
            pytest.param("The minister said in a statement on Monday that it was safe.", ["2024-03-04"], id="occasion"),
        ],
    )
    def test_saying(self, text: str, expected: list[str]) -> None:
        """The day of saying counts where the speaker has a say and nothing that is said has a day of its own."""
        assert dates(a=text) == expected

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param('"Today I found no bread in the market," said Elena Marsh.', id="talk"),
            pytest.param("Prices in Norvia have continued to rise this month.", id="goes on"),
            pytest.param("The talks in Norvia broke down earlier this year.", id="this year"),
            pytest.param("The bank projects that the law will cut wages by 2030.", id="projection"),
            pytest.param("The talks between Norvia and Sweden could be moved to next year.", id="possibility"),
            pytest.param("Without the law, farmers would have waited until 2026.", id="not so"),
            pytest.param("Shares of the bank have lost a third since Thursday.", id="since"),
            pytest.param("Exports of Norvia fell to 9 million, from 19 million in 2017.", id="base"),
            pytest.param("The law lets the president extend his rule in 2027.", id="what may come"),
        ],
    )
    def test_what_is_not_told_to_happen(self, text: str) -> None:
        """Talk, what goes on, what is held possible and the ends of a stretch of time are no events."""
        assert dates(a=text) == []

    @pytest.mark.parametrize(
        ("text", "date"),
        [
            ("The party chose Elena Marsh as its candidate for the April 26 election.", "2024-04-26"),
            ("Ministers want to talk about the scheduled 26 March vote.", "2024-03-26"),
            ("Despite the 1 March announcement of a deal, nothing was signed.", "2024-03-01"),
            ("The council approved the gift at a 1 March meeting.", "2024-03-01"),
            ("The river has been closed to boats since 2012.", "2012"),
        ],
    )
    def test_dates_of_nouns(self, text: str, date: str) -> None:
        """A vote that is fixed, a thing that was done and the occasion of one give their day."""
        assert dates(a=text) == [date]

    def test_a_condition_around_a_clause(self) -> None:
        """What a relative clause announces is announced, even inside a question."""
        text = "Firms do not know whether a tax that the council has planned to impose on 1 April will be high."

        assert dates(a=text) == ["2024-04-01"]

    def test_with_the_sentence_before(self) -> None:
        """An event whose sentence points back is told with the sentence before."""
        text = "Talks between Sweden and Norway broke off. The decision was taken on Sunday."

        assert [event.statement.text for event in events(a=text)] == [text]


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

    def test_what_is_named_again(self) -> None:
        """Where an event is told, sentences that only name it by its date are no entries."""
        found = events(
            a="2024-03-06: Shells struck a market in Port Ellis on Sunday, killing 17 people.",
            b="2024-03-07: The 3 March shelling of the market in Port Ellis shocked many farmers.",
            c="2024-03-08: Police showed films of the men who attacked the market in Port Ellis on 3 March.",
        )

        assert found[0].statement.text.startswith("Shells struck")
        assert len(found) <= 2

    def test_other_numbers(self) -> None:
        """Two counts of the victims of one event are no two events."""
        [event] = events(
            a="On 4 March, the flood killed 30 people in the valley.",
            b="2024-03-07: On 4 March, the flood killed 45 people in the valley.",
        )

        assert event.date == "2024-03-04"

    def test_awaited_in_other_words(self) -> None:
        """What a board was to meet for is told by what it did."""
        found = events(
            a="2024-03-01: The board of the bank is to meet on Monday.",
            b="2024-03-06: The board of the bank turned down the offer on 4 March.",
        )

        assert [event.statement.text for event in found] == ["The board of the bank turned down the offer on 4 March."]

    def test_any_order_of_articles(self) -> None:
        """The entries do not hang on the order in which articles come."""
        texts = {
            "a": "On 4 March, the council closed the harbour.",
            "b": "2024-03-06: On Monday, the council closed the harbour of Port Ellis.",
            "c": "2024-03-07: In March, the council closed the harbour of Port Ellis for good.",
        }
        backwards = dict(reversed(texts.items()))

        assert events(**texts) == events(**backwards)

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
        """Of one day at most so many entries are printed, however much was told of it."""
        text = (
            "On Sunday, the council closed the harbour. On Sunday, wolves killed many sheep in the hills. "
            "On Sunday, doctors went on strike over wages. On Sunday, Elena Marsh opened a museum in Paris. "
            "On Sunday, farmers sold apples at the fair. On Sunday, a fire destroyed the old theatre of Port Ellis."
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
