"""Key figures: which numbers measure the same thing, and as of when."""

import pytest
from newsroom import article, passages, passages_from

from briefing.merge import figures
from briefing.merge.figures import Counted
from briefing.merge.passages import Passage
from briefing.merge.timing import timed
from briefing.records import Claim, Figure


def groups(several: tuple[Passage, ...]) -> list[list[Counted]]:
    """The measures of some passages."""
    return figures.groups(figures.counted(several, timed(several)))


def rows(count: int = 24, /, **texts: str) -> tuple[Figure[Claim], ...]:
    """The figures of some texts."""
    return figures.figures(groups(passages(**texts)), count)


def values(**texts: str) -> list[tuple[float, str | None]]:
    """Numbers and groups of some texts' figures."""
    return [(row.number, row.group) for row in rows(**texts)]


KILLED = "The flood killed {} people in the northern valley of Norvia."
TROOPS = "The United States has {} troops in Iraq."


class TestOneMeasure:
    """Numbers of the same thing."""

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (TROOPS.format("2,500"), "The United States has 2,500 soldiers in Iraq."),
            (KILLED.format("30"), "Thirty people died in the flood in the northern valley of Norvia."),
            (KILLED.format("about 30"), KILLED.format("30")),
            (
                "Some 700 were injured in the flood in the northern valley.",
                "700 people were injured in the flood in the northern valley.",
            ),
            ("The 329-seat parliament of Norvia voted.", "The parliament of Norvia, a 329-member assembly, voted."),
        ],
    )
    def test_equal_numbers_are_one_row(self, one: str, other: str) -> None:
        """A number that two articles give is one figure with two sources."""
        [row] = rows(a=one, b=other)

        assert {span.article for span in row.statement.spans} == {"a", "b"}
        assert row.group is None

    def test_other_numbers_are_a_group(self) -> None:
        """Other values of the same measure stand together, each in its own row."""
        assert values(a=TROOPS.format("2,500"), b=TROOPS.format("3,000")) == [(2500, "G1"), (3000, "G1")]

    def test_groups_stand_in_order_of_time(self) -> None:
        """A number that changed stands in order of time, whichever article comes first."""
        found = rows(
            a=f"2024-03-15: {KILLED.format(45)}",
            b=f"2024-03-05: {KILLED.format(30)}",
            c=f"2024-03-25: {KILLED.format(52)}",
        )

        assert [(row.number, row.as_of, row.group) for row in found] == [
            (30, "2024-03-05", "G1"),
            (45, "2024-03-15", "G1"),
            (52, "2024-03-25", "G1"),
        ]

    def test_groups_are_numbered_as_they_are_printed(self) -> None:
        """The first group on the page is G1."""
        found = rows(
            a=f"{KILLED.format(30)} {TROOPS.format('2,500')}", b=f"{KILLED.format(45)} {TROOPS.format('3,000')}"
        )

        assert [row.group for row in found] == ["G1", "G1", "G2", "G2"]


class TestOtherMeasure:
    """Numbers of other things."""

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            pytest.param(KILLED.format(30), KILLED.format(45).replace("killed", "injured"), id="other verb"),
            pytest.param(KILLED.format(30), KILLED.format(30).replace("killed", "injured"), id="equal, other verb"),
            pytest.param(KILLED.format(30), KILLED.format(30).replace("people", "cows"), id="other unit"),
            pytest.param(
                "The flood killed 30 people in Sweden.", "The flood killed 45 people in Norway.", id="other place"
            ),
            pytest.param(
                KILLED.format(30), "An attack on a market in the capital killed 45 people.", id="other happening"
            ),
            pytest.param(
                "The bank of Sweden lent $40 million to farmers.",
                "The bank of Sweden lent $50 million to the army for new aircraft.",
                id="other money",
            ),
            pytest.param(
                "Swedish exports rose by 3 percent in the spring.",
                "Swedish exports fell by 3 percent in the spring.",
                id="rose and fell",
            ),
        ],
    )
    def test_no_group(self, one: str, other: str) -> None:
        """What was counted elsewhere, of other things, or with another outcome, is another figure."""
        assert [row.group for row in rows(a=one, b=other)] == [None, None]

    def test_one_article_does_not_contradict_itself(self) -> None:
        """Two numbers in one article are two things, or it would not give both."""
        assert all(len(group) == 1 for group in groups(passages(a=f"{KILLED.format(30)} {KILLED.format(45)}")))

    @pytest.mark.parametrize(
        "text",
        [
            "Two ministers met in the capital.",
            "The council bought two buses in May.",
            "The council published a nine-page report in May.",
            "Three officials said that the council met in May.",
            "The strike began in 2019.",
        ],
    )
    def test_trivial_numbers_are_no_figures(self, text: str) -> None:
        """Nobody asks how many "two" are, where nobody was harmed."""
        assert rows(a=text) == ()

    def test_two_dead_are_a_figure(self) -> None:
        """Two people killed are worth a row."""
        assert values(a="Two people were killed in the flood.") == [(2, None)]


class TestAsOf:
    """As of when a number holds."""

    @pytest.mark.parametrize(
        ("text", "as_of"),
        [
            (f"2024-03-15: {KILLED.format(30)}", "2024-03-15"),
            (f"undated: {KILLED.format(30)}", None),
            ("The flood killed 30 people in Norvia on 4 March 2024.", "2024-03-04"),
            ("In 2020, the United States had 5,000 troops in Iraq.", "2020"),
            ("In January, the United States had 5,000 troops in Iraq.", "2024-01"),
            ("On Sunday, the mayor said that in 2020 the army had 5,000 troops in Iraq.", "2020"),
        ],
    )
    def test_date(self, text: str, as_of: str | None) -> None:
        """The date in the sentence counts, that of the number's own verb first, else the day of the article."""
        [row] = rows(a=text)

        assert row.as_of == as_of

    def test_newest_of_equal_numbers(self) -> None:
        """A number that two articles give on different days holds as of the newer one."""
        [row] = rows(a=f"2024-03-05: {TROOPS.format('2,500')}", b=f"2024-03-15: {TROOPS.format('2,500')}")

        assert row.as_of == "2024-03-15"

    def test_a_stated_date_before_a_printed_one(self) -> None:
        """A date that one of the sentences gives counts more than the day on which another was printed."""
        [row] = rows(
            a="2024-03-15: The flood killed 30 people in Norvia on 4 March.",
            b="2024-03-20: The flood killed 30 people in Norvia.",
        )

        assert row.as_of == "2024-03-04"


class TestRows:
    """What is printed of a figure."""

    def test_row(self) -> None:
        """A row has the number as it is written, its qualifier, unit and label, and a sentence that shows it."""
        [row] = rows(a=KILLED.format("at least 30"))

        assert (row.number, row.text, row.qualifier, row.unit) == (30, "at least 30", "at least", "people")
        assert row.what == "The flood killed people in the northern valley of Norvia"
        assert row.text in row.statement.text

    def test_the_sentence_stands_alone(self) -> None:
        """Of two sentences with a number, the one that needs no other is printed."""
        [row] = rows(a=f"However, {KILLED.format(30).replace('The', 'the')}", b=KILLED.format(30))

        assert row.statement.kind == "verbatim"

    def test_the_sentence_before_goes_with_it(self) -> None:
        """A number whose sentence points back stands with the sentence before, word for word."""
        text = "The army of Norvia bought grain in the valley. Some of that grain fed 3,000 refugees in the north."
        [row] = rows(a=text)

        assert row.number == 3000
        assert row.statement.text == text

    def test_amounts_in_brackets_are_no_rows(self) -> None:
        """An amount in another currency is no figure of its own, and neither are those who told of it."""
        assert values(a="The firm paid $20bn (£10bn) to the state, two ministers said.") == [(20e9, None)]

    def test_headline_and_harm_before_trivia(self) -> None:
        """A number of the title comes first, three cars last."""
        text = "The mayor of Norvia sold three cars in May. The mayor of Norvia sold 40 paintings in May."
        found = rows(a=text)

        assert [row.number for row in found] == [40, 3]

    def test_none_without_a_sentence(self) -> None:
        """A number of which no sentence can be printed is no row."""
        assert rows(a="He killed 30 people in the valley.") == ()

    def test_several_sources_come_first(self) -> None:
        """Figures of several origins come before others."""
        found = rows(
            a=f"The firm sold 300 cars in the northern valley of Norvia. {KILLED.format(30)}", b=KILLED.format(30)
        )

        assert [row.number for row in found] == [30, 300]

    def test_harm_comes_first(self) -> None:
        """Of two figures that are equally salient, that of people killed comes before that of people counted."""
        found = rows(
            a="The flood killed 30 people in the valley.", b="The flood reached 3,000 people in the valley of Estmark."
        )

        assert [row.number for row in found] == [30, 3000]

    def test_no_more_than_asked_for(self) -> None:
        """The settings limit the rows, and a group of which one row is left is none."""
        [row] = rows(1, a=KILLED.format(30), b=KILLED.format(45))

        assert row.group is None

    def test_any_order_of_articles(self) -> None:
        """The same figures come from the articles in any order."""
        several = tuple(
            article(key, text)
            for key, text in {
                "a": f"{KILLED.format(30)} {TROOPS.format('2,500')}",
                "b": f"2024-03-15: {KILLED.format(45)} {TROOPS.format('2,500')}",
                "c": f"2024-03-15: {KILLED.format('at least 45')} {TROOPS.format('3,000')}",
            }.items()
        )

        assert figures.figures(groups(passages_from(several[::-1])), 24) == figures.figures(
            groups(passages_from(several)), 24
        )
