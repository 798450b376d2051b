"""Disputes: accounts that cannot both be true, and quiet where they can."""

import pytest
from newsroom import passages

from briefing.merge import disputes, figures
from briefing.merge.timing import timed
from briefing.records import Claim, Dispute


def found(count: int = 10, /, **texts: str) -> tuple[Dispute[Claim], ...]:
    """The disputes between some texts."""
    several = passages(**texts)
    return disputes.disputes(several, figures.groups(figures.counted(several, timed(several))), count)


def sides(dispute: Dispute[Claim]) -> list[str]:
    """What each side says."""
    return [claim.text for claim in dispute.sides]


KILLED = "The flood killed {} people in the northern valley of Norvia."


class TestFigures:
    """Numbers of one measure at one time."""

    def test_other_value_at_the_same_time(self) -> None:
        """Two articles of one day that give other numbers are in dispute, each in its own words."""
        [dispute] = found(a=KILLED.format(30), b=KILLED.format(45))

        assert dispute.kind == "figure"
        assert sides(dispute) == [KILLED.format(30), KILLED.format(45)]
        assert dispute.about == "The flood killed people in the northern valley of Norvia"

    def test_three_sides(self) -> None:
        """Every value has a side, and two articles that agree share one."""
        [dispute] = found(a=KILLED.format(30), b=KILLED.format(45), c=KILLED.format(60), d=KILLED.format(45))

        assert sides(dispute) == [KILLED.format(30), KILLED.format(45), KILLED.format(60)]

    def test_stated_date(self) -> None:
        """Numbers as of one stated day are in dispute however far apart the articles are."""
        text = "The flood killed {} people in the northern valley of Norvia on 4 March 2024."

        assert len(found(a=f"2024-03-05: {text.format(30)}", b=f"2024-03-25: {text.format(45)}")) == 1

    def test_a_month_holds_its_days(self) -> None:
        """A number of a month and one of a day in it may be of one time, those of two months are not."""
        text = "In January 2024, the United States had {} troops in Iraq."
        day = "The United States has 2,500 troops in Iraq."

        assert len(found(a=f"2024-01-05: {day}", b=f"2024-02-05: {text.format('3,000')}")) == 1
        assert found(a=f"2024-03-05: {day}", b=f"2024-02-05: {text.format('3,000')}") == ()

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            pytest.param(KILLED.format(30), KILLED.format(30), id="equal"),
            pytest.param(KILLED.format("at least 29"), KILLED.format(30), id="at least"),
            pytest.param(KILLED.format("more than 25"), KILLED.format(30), id="more than"),
            pytest.param(KILLED.format("about 30"), KILLED.format(31), id="about"),
            pytest.param(KILLED.format("nearly 30"), KILLED.format(29), id="nearly"),
            pytest.param(KILLED.format("up to 50"), KILLED.format(30), id="up to"),
            pytest.param(KILLED.format("between 30 and 40"), KILLED.format(35), id="range"),
            pytest.param(f"2024-03-05: {KILLED.format(30)}", f"2024-03-15: {KILLED.format(45)}", id="later"),
            pytest.param(f"undated: {KILLED.format(30)}", KILLED.format(45), id="no date"),
            pytest.param(KILLED.format(30), KILLED.format(45).replace("killed", "injured"), id="other verb"),
            pytest.param(
                "The flood killed 30 people in Sweden.", "The flood killed 45 people in Norway.", id="other place"
            ),
        ],
    )
    def test_no_dispute(self, one: str, other: str) -> None:
        """Numbers that may both be right, or are of another time or thing, are in no dispute."""
        assert found(a=one, b=other) == ()

    @pytest.mark.parametrize(
        ("one", "other"),
        [("at least 29", "75"), ("about 30", "45"), ("up to 50", "60"), ("between 30 and 40", "45"), ("only 30", "31")],
    )
    def test_qualified_numbers_that_cannot_both_be_right(self, one: str, other: str) -> None:
        """A qualifier stretches a number, but not without end."""
        assert len(found(a=KILLED.format(one), b=KILLED.format(other))) == 1

    def test_within_one_article(self) -> None:
        """One article is not in dispute with itself."""
        assert found(a=f"{KILLED.format(30)} {KILLED.format(45)}") == ()


class TestClaims:
    """Sentences that contradict each other."""

    def test_unanimous_against_did_not_support(self) -> None:
        """A vote that one article calls unanimous and another says somebody did not support is in dispute."""
        one = "The parliament of Sweden voted unanimously to close the border with Norway."
        other = "The parliament of Sweden voted to close the border with Norway."
        [dispute] = found(a=one, b=f"{other} Liberal members did not support the decision.")

        assert dispute.kind == "claim"
        assert sides(dispute) == [one, f"{other} Liberal members did not support the decision."]
        assert dispute.about.startswith("The parliament of Sweden voted")

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            pytest.param(
                "The Swedish army attacked the harbour of Malmo.",
                "The Swedish army did not attack the harbour of Malmo.",
                id="negation",
            ),
            pytest.param(
                "The Swedish parliament approved the law on Sunday.",
                "The Swedish parliament rejected the law on Sunday.",
                id="approved and rejected",
            ),
            pytest.param(
                "The Swedish government confirmed the attack on the harbour of Malmo.",
                "The Swedish government denied the attack on the harbour of Malmo.",
                id="confirmed and denied",
            ),
            pytest.param(
                "The Swedish party won the vote in Malmo on Sunday.",
                "The Swedish party lost the vote in Malmo on Sunday.",
                id="won and lost",
            ),
            pytest.param(
                "Sweden opened the border with Norway on Sunday.",
                "Sweden closed the border with Norway on Sunday.",
                id="opened and closed",
            ),
            pytest.param(
                "The Swedish government accepted the plan of the farmers.",
                "The Swedish government rejected the plan of the farmers.",
                id="accepted and rejected",
            ),
        ],
    )
    def test_contradiction(self, one: str, other: str) -> None:
        """What one says and the other denies is in dispute, whichever comes first."""
        for first, second in ((one, other), (other, one)):
            [dispute] = found(a=first, b=second)
            assert sides(dispute) == [first, second]

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            pytest.param(
                "The Swedish army attacked the harbour of Malmo.",
                "On Sunday, the Swedish army attacked the harbour of Malmo.",
                id="agreement",
            ),
            pytest.param(
                "The Swedish army did not attack the harbour of Malmo.",
                "The Swedish army never attacked the harbour of Malmo.",
                id="agreement in denial",
            ),
            pytest.param(
                "2024-03-05: The Swedish army did not attack the harbour of Malmo.",
                "2024-03-15: The Swedish army attacked the harbour of Malmo.",
                id="later",
            ),
            pytest.param(
                "The Swedish army attacked the harbour of Malmo.",
                "Norwegian farmers did not attack the harbour of Malmo.",
                id="other actor",
            ),
            pytest.param(
                "The Swedish army attacked the harbour of Malmo.",
                "The Swedish army did not sell its old ships to the museum.",
                id="other matter",
            ),
            pytest.param(
                "The parliament of Sweden voted unanimously to close the border with Norway.",
                "Doctors in Paris did not support the strike over wages.",
                id="other vote",
            ),
        ],
    )
    def test_quiet(self, one: str, other: str) -> None:
        """Articles that agree, speak of other times, actors or matters, are in no dispute."""
        assert found(a=one, b=other) == ()

    def test_within_one_article(self) -> None:
        """One article that tells both sides is not in dispute with itself."""
        text = "The Swedish army attacked the harbour of Malmo. The Swedish army did not attack the harbour of Malmo."

        assert found(a=text) == ()

    def test_a_sentence_is_in_one_dispute(self) -> None:
        """A sentence that two others contradict is printed once."""
        said = found(
            a="The Swedish army attacked the harbour of Malmo.",
            b="The Swedish army did not attack the harbour of Malmo.",
            c="The Swedish army never attacked the harbour of Malmo.",
        )

        assert len(said) == 1


def test_no_more_than_asked_for() -> None:
    """The settings limit the disputes, and those over figures come first."""
    texts = {
        "a": f"The Swedish army attacked the harbour of Malmo. {KILLED.format(30)}",
        "b": f"The Swedish army did not attack the harbour of Malmo. {KILLED.format(45)}",
    }

    assert [dispute.kind for dispute in found(**texts)] == ["figure", "claim"]
    assert [dispute.kind for dispute in found(1, **texts)] == ["figure"]


def test_no_articles() -> None:
    """Where nothing is said nothing is disputed."""
    assert found() == ()
