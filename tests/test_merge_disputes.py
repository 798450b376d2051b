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
        """Numbers as of one stated day are in dispute however far apart the articles are, but for victims."""
        text = "On 4 March 2024, the northern valley of Norvia had {} schools."
        killed = "The flood killed {} people in the northern valley of Norvia on 4 March 2024."

        assert len(found(a=f"2024-03-05: {text.format(30)}", b=f"2024-03-25: {text.format(45)}")) == 1
        assert found(a=f"2024-03-05: {killed.format(30)}", b=f"2024-03-25: {killed.format(45)}") == ()

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
            pytest.param(
                f"2024-03-05: {KILLED.format(30)}",
                f"2024-03-06: {KILLED.format(45)[:-1]}, and the toll is still rising.",
                id="running count",
            ),
            pytest.param(KILLED.format(30), KILLED.format(45).replace("killed", "could kill"), id="guess"),
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


class TestSideBySide:
    """Counts of two parties that one article gives."""

    SAID = "The ministry said that 30 people were killed in the mine."

    @pytest.mark.parametrize(
        ("other", "about"),
        [
            ("The union said that 45 people were killed in the mine.", "people killed in the mine"),
            ("The union put the number at 45.", "30 people were killed in the mine"),
            ("The union put it at 45.", "30 people were killed in the mine"),
        ],
    )
    def test_two_parties(self, other: str, about: str) -> None:
        """The number of one party and that of another are in dispute, each in its own sentence."""
        [dispute] = found(a=f"{self.SAID} {other}")

        assert (dispute.kind, dispute.about) == ("figure", about)
        assert sides(dispute) == [self.SAID, other]

    def test_shares(self) -> None:
        """Shares are compared where the second is said to be a count of the same."""
        said = "The ministry said that 60 percent of the miners had voted."
        for other in ("The union put the turnout at 31 percent.", "The union put it at 31 percent."):
            [dispute] = found(a=f"{said} {other}")

            assert sides(dispute) == [said, other]

    def test_a_sentence_between(self) -> None:
        """The second count may stand some sentences on, where it says what it counts."""
        other = "The union said that 45 people were killed in the mine."
        [dispute] = found(a=f"{self.SAID} Snow fell in the valley. {other}")

        assert sides(dispute) == [self.SAID, other]

    @pytest.mark.parametrize(
        "other",
        [
            pytest.param("The ministry said that 45 people were killed in the mine.", id="one party"),
            pytest.param("The union said that 45 people could be killed in the mine.", id="guess"),
            pytest.param("The union said that 45 people were injured in the mine.", id="other outcome"),
            pytest.param("The union said that at least 28 people were killed in the mine.", id="contained"),
            pytest.param("The union said that the mine sold 45 trucks.", id="other thing"),
            pytest.param("The mine has 45 miners.", id="nobody's count"),
            pytest.param(
                "Snow fell. Snow fell. Snow fell. Snow fell. Snow fell. The union said that 45 were killed.", id="far"
            ),
        ],
    )
    def test_no_dispute(self, other: str) -> None:
        """One party's numbers, guesses and numbers of other things are not against each other."""
        assert found(a=f"{self.SAID} {other}") == ()


class TestDenials:
    """A claim and what somebody says against it."""

    CLAIM = "The union said that guards had opened the gate of the mine."

    def test_both_sides(self) -> None:
        """Claim and denial stand side by side; what "that" is, the claim tells."""
        [dispute] = found(a=f"{self.CLAIM} The director denied that.")

        assert dispute.kind == "claim"
        assert sides(dispute) == [self.CLAIM, "The director denied that."]

    def test_a_bare_subject_that_the_claim_names(self) -> None:
        """Which "owner" denies it is told by the claim as well; the claim is not printed a second time."""
        claim = "The union said that a meeting with the owner took place on Monday."
        [dispute] = found(a=f"{claim} The owner said no such meeting had taken place.")

        assert sides(dispute) == [claim, "The owner said no such meeting had taken place."]

    @pytest.mark.parametrize(
        "said", ["“Nobody opened the gate on that day,” he said.", "“We were not there,” he said."]
    )
    def test_with_its_reason(self, said: str) -> None:
        """A denial of few words comes with the quotation that follows it."""
        [dispute] = found(a=f"{self.CLAIM} Tom Becker rejected this. {said}")

        assert sides(dispute) == [self.CLAIM, f"Tom Becker rejected this. {said}"]

    @pytest.mark.parametrize(
        "following",
        [
            pytest.param("Snow fell in the valley.", id="no quotation"),
            pytest.param("“Who opened it?” he asked.", id="question"),
            pytest.param("“Never?”", id="no sentence"),
        ],
    )
    def test_without_reason(self, following: str) -> None:
        """What follows and is no statement of the denier is left out."""
        [dispute] = found(a=f"{self.CLAIM} Tom Becker rejected this. {following}")

        assert sides(dispute)[1].startswith("Tom Becker rejected this.")
        assert "Snow" not in sides(dispute)[1]

    def test_a_long_denial_needs_none(self) -> None:
        """A denial that says enough is printed alone."""
        denial = "The director of the mine and its owner rejected the claim on Monday."
        [dispute] = found(a=f"{self.CLAIM} {denial} “It is wrong,” he said.")

        assert sides(dispute) == [self.CLAIM, denial]

    def test_what_cannot_be_printed(self) -> None:
        """Where one side says nothing alone there is no dispute."""
        assert found(a="They said that he had opened it. Tom Becker denied that.") == ()


class TestAbout:
    """What a dispute is about."""

    @pytest.mark.parametrize(
        ("claim", "about"),
        [
            pytest.param(
                "The union said that guards had opened the gate.", "Guards had opened the gate", id="what is said"
            ),
            pytest.param("“Guards opened the gate,” the union said.", "Guards opened the gate", id="quotation"),
            pytest.param(
                "According to the union, guards opened the gate.", "Guards opened the gate", id="without who says it"
            ),
            pytest.param(
                "The union accused the guards of theft.", "The union accused the guards of theft", id="accusation"
            ),
            pytest.param(
                "The union said that guards of the northern mine had opened the old gate for six trucks at night in "
                "the snow of March.",
                "Guards of the northern mine opened the old gate",
                id="cut to its subject, verb and object",
            ),
        ],
    )
    def test_claim(self, claim: str, about: str) -> None:
        """It is what is claimed, without who claims it, and not longer than a heading."""
        [dispute] = found(a=f"{claim} Tom Becker denied that.")

        assert dispute.about.startswith(about)


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
                "The Swedish army attacked the harbour of Malmo.",
                "The army attacked the harbour of Malmo, and the Swedish navy did not sail.",
                id="other deed denied",
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
    """The settings limit the disputes, and those whose sides are most salient come first."""
    texts = {
        "a": f"The Swedish army attacked the harbour of Malmo. {KILLED.format(30)}",
        "b": f"The Swedish army did not attack the harbour of Malmo. {KILLED.format(45)}",
    }

    assert [dispute.kind for dispute in found(**texts)] == ["claim", "figure"]
    assert [dispute.kind for dispute in found(1, **texts)] == ["claim"]


def test_between_sources_before_within_one() -> None:
    """Two articles that differ weigh more than two parties in one."""
    denied = "The union said that guards had opened the gate. Tom Becker denied that."
    within, between = f"{denied} {KILLED.format(30)}", KILLED.format(45)

    assert [dispute.kind for dispute in found(a=within, b=between)] == ["figure", "claim"]


def test_no_articles() -> None:
    """Where nothing is said nothing is disputed."""
    assert found() == ()
