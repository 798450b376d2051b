"""Questions: what is still open, and how the newest article decides where it stands."""

from newsroom import article, passages, passages_from

from briefing.merge.questions import questions
from briefing.merge.timing import timed
from briefing.records import Claim, Question


def asked(count: int = 10, /, **texts: str) -> tuple[Question[Claim], ...]:
    """The questions that some texts leave."""
    several = passages(**texts)
    return questions(several, timed(several), count)


PAUSED = "The talks between Sweden and Norway were paused on Monday."
RESUMED = "Sweden and Norway resumed the talks on the border on Friday."
CALLED_FOR = "The Swedish opposition is calling for a law on smoking."
PASSED = "The Swedish parliament passed a law on smoking on Friday."


class TestStatus:
    """Where a matter stands."""

    def test_paused(self) -> None:
        """What was paused is open since it was."""
        [question] = asked(a=f"2024-03-01: {PAUSED}")

        assert (question.status, question.since) == ("paused", "2024-02-26")
        assert question.text == "When will the talks between Sweden and Norway resume?"
        assert [claim.text for claim in question.statements] == [PAUSED]

    def test_paused_then_resumed(self) -> None:
        """The newest article decides: what was paused and then resumed is resumed, told in order of time."""
        [question] = asked(b=f"2024-03-09: {RESUMED}", a=f"2024-03-01: {PAUSED}")

        assert (question.status, question.since) == ("resumed", "2024-03-08")
        assert [claim.text for claim in question.statements] == [PAUSED, RESUMED]

    def test_not_from_a_day_to_come(self) -> None:
        """What a sentence announces is no beginning: the matter is open since the article told of it."""
        [question] = asked(
            a="2024-03-01: It is unclear whether the Swedish parliament will vote on the law before 15 March."
        )

        assert (question.status, question.since) == ("open", "2024-03-01")

    def test_resumed_then_paused(self) -> None:
        """The same two sentences the other way round leave the matter paused."""
        [question] = asked(a=f"2024-03-01: {RESUMED}", b=f"2024-03-09: {PAUSED}")

        assert (question.status, question.since) == ("paused", "2024-03-04")
        assert [claim.text for claim in question.statements] == [RESUMED, PAUSED]

    def test_resumed_by_themselves(self) -> None:
        """Talks that "resumed" are resumed, as those that somebody resumed."""
        [question] = asked(
            a=f"2024-03-01: {PAUSED}", b="2024-03-09: The talks between Sweden and Norway resumed on Friday."
        )

        assert question.status == "resumed"

    def test_a_count_that_was_completed(self) -> None:
        """A count that was suspended, allowed to go on and completed is answered, and asked as what it was."""
        [question] = asked(
            a="2024-03-01: The high court of Sweden suspended the recount of the votes.",
            b="2024-03-09: The recount of the votes, which the high court suspended, was completed on Friday.",
        )

        assert (question.status, question.text) == ("answered", "Will the recount of the votes be completed?")

    def test_refused_but_not_over(self) -> None:
        """After a refusal a matter is open where the same article says that judges can still hear it."""
        [question] = asked(
            a="2024-03-01: Norvia Shipping filed an appeal against the harbour fine.",
            b="2024-03-09: The appeal of Norvia Shipping against the harbour fine was dismissed. "
            "The high court of Sweden can still hear the appeal of Norvia Shipping against the harbour fine.",
        )

        assert question.status == "pending"

    def test_one_sum_told_twice(self) -> None:
        """A sum in aid is the same with its number written out."""
        found = asked(
            a="2024-03-01: The Swedish ministry gave no date for a decision on $40m in harbour assistance.",
            b="2024-03-09: A decision on $40 million in suspended harbour aid would await the ruling, Norway said.",
        )

        assert len(found) == 1

    def test_not_implemented(self) -> None:
        """What was decided and not carried out has stalled."""
        [question] = asked(a="The decision of the Swedish parliament was not implemented.")

        assert question.status == "stalled"

    def test_referred_to_a_committee(self) -> None:
        """What lies with a committee is pending."""
        [question] = asked(a="The speaker of the Swedish parliament referred the harbour bill to a committee.")

        assert question.status == "pending"

    def test_unclear_whether(self) -> None:
        """What is called unclear is asked directly, in the same words."""
        [question] = asked(a="It is unclear whether the talks between Sweden and Norway will resume.")

        assert question.text == "Will the talks between Sweden and Norway resume?"

    def test_unclear_whatever_it_is(self) -> None:
        """What is called unclear is open, whatever the matter."""
        assert len(asked(a="It is unclear whether the old bridge of Malmo will open in May.")) == 1


class TestAnswers:
    """Decisions that close a matter."""

    def test_answered_by_a_later_decision(self) -> None:
        """A decision after the matter was open answers it, and its sentence stands last."""
        [question] = asked(a=f"2024-03-01: {CALLED_FOR}", b=f"2024-03-09: {PASSED}")

        assert (question.status, question.since) == ("answered", "2024-03-08")
        assert [claim.text for claim in question.statements] == [CALLED_FOR, PASSED]

    def test_not_answered_by_an_older_decision(self) -> None:
        """A law passed years ago is no answer to today's call for one."""
        [question] = asked(
            a=f"2024-03-01: {CALLED_FOR}", b="2024-03-09: The Swedish parliament passed a law on smoking in 2019."
        )

        assert question.status == "open"

    def test_a_decision_alone_is_no_question(self) -> None:
        """Where nothing was open nothing is answered."""
        assert asked(a=PASSED) == ()

    def test_not_ratified_then_ratified(self) -> None:
        """What had stalled and is then carried out is answered."""
        [question] = asked(
            a="2024-03-01: The parliament of Sweden has not ratified the treaty with Norway.",
            b="2024-03-09: The parliament of Sweden ratified the treaty with Norway on Friday.",
        )

        assert question.status == "answered"


class TestWorth:
    """Which questions are worth a line."""

    def test_a_day_that_has_passed(self) -> None:
        """What was to come on a day before the newest article is no question any more."""
        found = asked(
            a="2024-03-01: The harbour board is to vote on the ferry plan on 4 March.",
            b="2024-03-20: The bridge of Malmo collapsed.",
        )

        assert found == ()

    def test_resumed_is_asked_as_resumed(self) -> None:
        """Talks that are named only where they were paused are not asked about as paused once they go on."""
        [question] = asked(a=f"2024-03-01: {PAUSED}", b="2024-03-09: Sweden and Norway resumed the talks.")

        assert (question.status, question.text) == (
            "resumed",
            "What will the talks between Sweden and Norway lead to?",
        )

    def test_a_bare_matter_is_not_asked(self) -> None:
        """Nobody knows which decision is meant."""
        assert asked(a="The decision was not implemented.") == ()

    def test_a_bare_matter_of_several_sources(self) -> None:
        """Talks that several sources call just "the talks" are asked about in these words."""
        [question] = asked(
            a="2024-03-01: Sweden and Norway paused the talks.", b="2024-03-09: Sweden and Norway resumed the talks."
        )

        assert (question.status, question.text) == ("resumed", "What will the talks lead to?")

    def test_wishes_give_way(self) -> None:
        """What somebody merely wants comes after what a source calls unknown."""
        found = asked(
            a="The farmers urged Norvia Shipping to lower the ferry fares. It is unclear who owns the ferry company."
        )

        assert found[0].text == "Who owns the ferry company?"

    def test_one_sentence_two_matters(self) -> None:
        """A sentence that leaves two things open raises two questions."""
        found = asked(
            a="The harbour board has yet to approve the ferry plan, "
            "and a ruling on the fish tax is not expected before May."
        )

        assert {question.text for question in found} == {
            "Will the harbour board approve the ferry plan?",
            "When will a ruling on the fish tax be given?",
        }


class TestGroups:
    """One matter, one question."""

    def test_two_articles(self) -> None:
        """What two articles say of one matter is one question with both sentences."""
        [question] = asked(a=PAUSED, b="The talks between Sweden and Norway were suspended on Monday.")

        assert len(question.statements) == 2

    def test_talks_of_others(self) -> None:
        """Talks between other countries are another matter, and do not resume the first ones."""
        found = asked(a=f"2024-03-01: {PAUSED}", b="2024-03-09: Italy and Spain resumed the talks on fish in Rome.")

        assert {question.status for question in found} == {"paused", "resumed"}
        assert all(len(question.statements) == 1 for question in found)

    def test_only_what_can_be_printed(self) -> None:
        """A sentence that nobody understands alone raises no question."""
        assert asked(a="He paused the talks between Sweden and Norway.") == ()

    def test_more_sources_come_first(self) -> None:
        """What several origins leave open comes before what one does."""
        found = asked(
            a="The decision of the Swedish parliament was not implemented.",
            b=PAUSED,
            c="The talks between Sweden and Norway were suspended on Monday.",
        )

        assert [question.status for question in found] == ["paused", "stalled"]

    def test_no_question_twice(self) -> None:
        """Two matters that would be asked in one wording are asked once."""
        found = asked(a=PAUSED, b="2023-03-05: The talks between Sweden and Norway were paused on fish and oil.")

        assert len({question.text for question in found}) == len(found)

    def test_british_and_american_spelling(self) -> None:
        """A licence and a license are one."""
        found = asked(
            a="The ministry suspended the ferry licence of Norvia Shipping on Monday.",
            b="The ministry suspended Norvia Shipping's ferry license on Monday.",
        )

        assert len(found) == 1

    def test_no_more_than_asked_for(self) -> None:
        """The settings limit the questions."""
        assert len(asked(1, a=f"{PAUSED} The decision of the Swedish parliament was not implemented.")) == 1

    def test_any_order_of_articles(self) -> None:
        """The same questions come from the articles in any order."""
        several = (
            article("a", f"2024-03-01: {PAUSED} {CALLED_FOR}"),
            article("b", f"2024-03-09: {RESUMED}"),
            article("c", f"2024-03-09: {PASSED} The decision of the Swedish parliament was not implemented."),
        )
        one, other = passages_from(several), passages_from(several[::-1])

        assert questions(one, timed(one), 10) == questions(other, timed(other), 10)


class TestUnderWay:
    """Processes that are named and not concluded come after what is said to be open."""

    FILED = "Norvia Shipping answered on Monday with a lawsuit against the Bergen pilots."

    def test_a_process_is_asked_about(self) -> None:
        """A lawsuit that nothing is said to have come of is pending."""
        [question] = asked(a=f"2024-03-01: {self.FILED}")

        assert (question.text, question.status) == ("Will the lawsuit against the Bergen pilots succeed?", "pending")

    def test_until_it_has_ended(self) -> None:
        """A later article that tells its end answers it."""
        [question] = asked(
            a=f"2024-03-01: {self.FILED}",
            b="2024-03-09: Norvia Shipping dropped the lawsuit against the Bergen pilots on Friday.",
        )

        assert question.status == "answered"

    def test_one_question_a_matter(self) -> None:
        """Talks that were paused are not asked about again as talks."""
        [question] = asked(
            a=f"2024-03-01: {PAUSED}", b="2024-03-02: The mayor watched the talks between Sweden and Norway."
        )

        assert question.status == "paused"
