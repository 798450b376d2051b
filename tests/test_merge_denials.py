"""Denials: who calls which claim untrue, and what sounds like a denial and is none."""

import pytest
from newsroom import passages

from briefing.merge.denials import Denied, denied, sayers


def wrong(reason: str) -> pytest.MarkDecorator:
    """Marks what is not read as it should be."""
    return pytest.mark.xfail(strict=True, reason=reason)


def found(*texts: str) -> list[Denied]:
    """The claims of some texts that are denied."""
    return denied(passages(**{f"t{number}": text for number, text in enumerate(texts)}))


def pairs(*texts: str) -> list[tuple[str, str]]:
    """Each claim with its denial."""
    return [(pair.claim.text, pair.denial.text) for pair in found(*texts)]


OPENED = "The union said that guards had opened the gate of the mine."
ACCUSED = "The union accused Tom Becker of opening the gate of the mine."


class TestWhatIsDenied:
    """Words that call the sentence before untrue."""

    @pytest.mark.parametrize(
        "denial",
        [
            "The director denied that.",
            "The director has denied this.",
            "The director denied the report.",
            "The claim was denied by the director.",
            "The director rejected the claim.",
            "The director, who owns the mine, disputed the account.",
            "The director called it a lie.",
            "The director called the claim “a lie”.",
            "The director said that the claim was false.",
            "The director dismissed the report as baseless.",
            "Denying the claim, the director left the mine.",
            "The director, denying the claim, left the mine.",
            "The director said it was the miners who opened the gate.",
            "A spokesman for the director denied this.",
            "The spokesman of the Swedish army denied this.",
        ],
    )
    def test_the_sentence_before(self, denial: str) -> None:
        """What "that", "it" and "the claim" stand for is what the sentence before says."""
        assert pairs(f"{OPENED} {denial}") == [(OPENED, denial)]

    @pytest.mark.parametrize(
        "denial",
        ["The owner said no such meeting had taken place.", "The owner said there had not been any such meeting."],
    )
    def test_no_such(self, denial: str) -> None:
        """Who speaks of "no such meeting" denies the meeting of the sentence before."""
        claim = "The union said that a meeting with the owner took place on Monday."

        assert pairs(f"{claim} {denial}") == [(claim, denial)]

    def test_forged(self) -> None:
        """Who says that a paper was forged denies what it is said to show."""
        claim = "The union said that a letter of the owner told the guards to open the gate of the mine."
        denial = "The owner said that the letter to the guards of the mine had been forged."

        assert pairs(f"{claim} {denial}") == [(claim, denial)]

    def test_words_that_point_to_the_claim(self) -> None:
        """The denial keeps which of its words the claim explains."""
        [pair] = found(f"{OPENED} The director rejected the claim.")

        assert [pair.denial.tokens[index].text for index in sorted(pair.given)] == ["the", "claim"]

    def test_a_denial_that_says_what_it_denies(self) -> None:
        """It is matched with the nearest sentence that says so, also where others stand between."""
        denial = "Tom Becker denied opening the gate."

        assert pairs(f"{ACCUSED} Snow fell in the valley. {denial}") == [(ACCUSED, denial)]

    def test_the_report_behind_another_sentence(self) -> None:
        """What somebody reported is denied, not the weather after it."""
        denial = "The director denied the meeting at the gate of the mine that guards opened."
        claim = "The union said that guards had opened the gate of the mine at a meeting."

        assert pairs(f"{claim} Snow fell. {denial}") == [(claim, denial)]

    @wrong("the sentence before is taken, though nobody claims it")
    def test_the_claim_behind_another_sentence(self) -> None:
        """What "the claim" means is what somebody claimed, also where another sentence stands between."""
        denial = "The director denied the claim."

        assert pairs(f"{OPENED} The road was closed. {denial}") == [(OPENED, denial)]


class TestOtherArticles:
    """Accusations that another article denies."""

    DENIED = "Tom Becker denied opening the gate of the mine."

    def test_accusation(self) -> None:
        """An accusation in one article is denied in another."""
        assert pairs(ACCUSED, self.DENIED) == [(ACCUSED, self.DENIED)]

    def test_report(self) -> None:
        """So is what somebody said there."""
        claim = "The Swedish union said that guards of Norway had opened the gate of the mine."
        denial = "The Swedish ministry denied that guards of Norway had opened the gate of the mine."

        assert pairs(claim, denial) == [(claim, denial)]

    @pytest.mark.parametrize(
        ("claim", "denial"),
        [
            pytest.param(f"2024-03-01: {ACCUSED}", f"2024-04-05: {DENIED}", id="weeks later"),
            pytest.param(ACCUSED, "The director denied opening the gate of the mine.", id="nobody in common"),
            pytest.param(ACCUSED, "Tom Becker denied selling the museum to farmers.", id="other matter"),
            pytest.param("Tom Becker said that he opened the gate of the mine.", DENIED, id="his own words"),
            pytest.param("Tom Becker opened the gate of the mine.", DENIED, id="words of nobody"),
        ],
    )
    def test_no_answer(self, claim: str, denial: str) -> None:
        """A denial does not answer other times, other people, other matters, nor what the denier said."""
        assert pairs(claim, denial) == []


class TestNoDenial:
    """What sounds like a denial."""

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("The director denied entry to the reporters.", id="entry"),
            pytest.param("The director denied wrongdoing.", id="wrongdoing"),
            pytest.param("The director rejected an offer of the miners.", id="offer"),
            pytest.param("The director rejected the request.", id="request"),
            pytest.param("The director rejected the plan for the mine.", id="plan"),
            pytest.param("The director did not deny that.", id="not denied"),
            pytest.param("The director did not call the claim a lie.", id="not called a lie"),
            pytest.param("The director called the claim “true”.", id="true"),
            pytest.param("The director said the gate was a fake.", id="a thing that is false"),
            pytest.param("The director, asked about it, denied.", id="no object"),
            pytest.param("The director said there were such guards.", id="such"),
            pytest.param("The director said that any such claim was serious.", id="any such"),
            pytest.param("The director said it was the work of miners.", id="it was"),
            pytest.param("It was the miners who opened the gate.", id="the writer's own words"),
            pytest.param("No such thing happened.", id="no such, of the writer"),
            pytest.param("He denied that.", id="pronoun"),
            pytest.param("It was rejected.", id="by nobody"),
            pytest.param("The guards spoke of an amendment that was rejected.", id="clause"),
            pytest.param("“The director denied that,” the guards said.", id="in a quotation"),
            pytest.param("The union denied that.", id="by who said it"),
        ],
    )
    def test_quiet(self, text: str) -> None:
        """What is refused, not denied, or denied by nobody, contradicts nobody."""
        assert pairs(f"{OPENED} {text}") == []

    @pytest.mark.parametrize("before", ["Who opened the gate?", "The gate:", "The director denied the report."])
    def test_no_claim(self, before: str) -> None:
        """A question, a heading and a denial are no claims that could be denied."""
        assert (before, "The guards denied that.") not in pairs(f"{before} The guards denied that.")

    def test_a_denial_is_not_denied(self) -> None:
        """Who answers a denial claims again: the pair is the first claim and its denial."""
        text = f"{OPENED} The director denied it. The union denied that."

        assert pairs(text) == [(OPENED, "The director denied it.")]

    def test_a_claim_behind_three_sentences(self) -> None:
        """What was said long before is not what is denied."""
        text = f"{OPENED} The gate was old. The road was closed. Snow fell. The ministry denied opening the gate."

        assert pairs(text) == []

    def test_nothing(self) -> None:
        """Without sentences nothing is denied."""
        assert found() == []


def test_each_sentence_once() -> None:
    """A claim that two deny is printed with the denial that fits it best."""
    text = f"{ACCUSED} Tom Becker denied opening the gate. Tom Becker denied opening the gate of the mine."

    assert pairs(text) == [(ACCUSED, "Tom Becker denied opening the gate of the mine.")]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (OPENED, {"union"}),
        ("According to the union, guards opened the gate.", {"union"}),
        ("The union put the number at 45.", {"union"}),
        ("Elena Marsh said that prices rose.", {"marsh"}),
        ("A spokesman for Oxley said that prices rose.", {"oxley"}),
        ("A spokesman said that prices rose.", {"spokesman"}),
        ("Guards opened the gate, it was said by the union.", {"union"}),
        ("“The union said so,” the director told reporters.", {"director"}),
        ("He said that prices rose.", set()),
        ("Guards opened the gate.", set()),
    ],
)
def test_sayers(text: str, who: set[str]) -> None:
    """Who says what a sentence tells is its speaker, who a spokesman speaks for, or nobody but the writer."""
    [one] = passages(a=text)

    assert sayers(one) == who
