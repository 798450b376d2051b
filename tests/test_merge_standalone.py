"""Sentences that stand alone: what an editor leaves out, puts in brackets, or does not print."""

import re

import pytest
from newsroom import article, articles, passage, passages, passages_from, quotes

from briefing.merge.standalone import in_context, stand_alone, stand_beside
from briefing.records import Claim


def edited(text: str) -> str | None:
    """The last sentence of a text as it is printed alone."""
    claim = stand_alone(passage(text))
    return claim.text if claim else None


@pytest.mark.parametrize(
    "text",
    [
        "The council of Port Ellis rejected the plan.",
        "There were protests in the capital on Monday.",
        "John Carver, who was arrested on Monday, denied the charge.",
        "Arrested on Monday, John Carver denied the charge.",
        "The US will pay for the bridge.",
        "This week the farmers will vote.",
        "So far, the council has rejected three plans.",
        "Too many bridges are old.",
        "The council met on Monday, but it did not vote.",
        "“We will open the bridge on Monday,” Elena Marsh said.",
        '"We will open the bridge on Monday," Elena Marsh said.',
        "The mayor called the bridge “safe”.",
        "A coal mine in Norvia was closed on Monday.",
    ],
)
def test_what_stands_alone_is_left_as_it_is(text: str) -> None:
    """A sentence that needs no other is printed word for word."""
    claim = stand_alone(passage(text))

    assert claim is not None
    assert (claim.text, claim.kind, len(claim.spans)) == (text, "verbatim", 1)


@pytest.mark.parametrize(
    "text",
    [
        "Will the bridge open on Monday?",
        "“Will the bridge open on Monday?”",
        "Opening hours of the museum:",
        "Killed: three men.",
        "To be continued in the spring edition.",
        "Read the full report in the evening edition.",
        "Farmers, fishermen and miners.",
        "Yes.",
    ],
)
def test_what_is_no_sentence_is_refused(text: str) -> None:
    """Questions, captions, calls and fragments state nothing."""
    assert edited(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "We will open the bridge on Monday.",
        "The government will pay us 3 million dollars.",
        "My view is that the mayor is wrong.",
        "You should boil the water before use.",
        "“The bridge is safe,” the mayor told me on Monday.",
    ],
)
def test_the_first_person_is_refused_outside_quotations(text: str) -> None:
    """Who "we" and "you" are is known to the writer and the reader of the article only."""
    assert edited(text) is None


class TestConnectives:
    """Words that tie a sentence to the one before it."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("However, the council rejected the plan.", "The council rejected the plan."),
            ("But the council rejected the plan.", "The council rejected the plan."),
            ("And yet the council rejected the plan.", "The council rejected the plan."),
            ("But then, on Monday, the council rejected the plan.", "On Monday, the council rejected the plan."),
            ("At the same time, Estmark closed the border.", "Estmark closed the border."),
            ("For his part, John Carver denied the report.", "John Carver denied the report."),
            ("In addition, the firm also hired 20 nurses.", "The firm hired 20 nurses."),
            ("Meanwhile in Port Ellis, farmers blocked the road.", "In Port Ellis, farmers blocked the road."),
        ],
    )
    def test_dropped_at_the_start(self, text: str, expected: str) -> None:
        """A connective at the start goes, one or several, and the sentence begins with a capital."""
        assert edited(text) == expected

    def test_an_edited_sentence_is_marked_as_such(self) -> None:
        """A sentence from which something was dropped is no quotation word for word."""
        claim = stand_alone(passage("However, the council rejected the plan."))

        assert claim is not None
        assert claim.kind == "condensed"

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("The minister, however, rejected the plan.", "The minister rejected the plan."),
            ("The council also rejected the second plan.", "The council rejected the second plan."),
            ("Smoking is also banned in the bars of Port Ellis.", "Smoking is banned in the bars of Port Ellis."),
            ("John Carver denied the report, however.", "John Carver denied the report."),
            ("The council met on Monday; however, it did not vote.", "The council met on Monday; it did not vote."),
        ],
    )
    def test_dropped_inside_at_the_main_verb(self, text: str, expected: str) -> None:
        """What points back inside the sentence goes with its commas."""
        assert edited(text) == expected

    @pytest.mark.parametrize(
        "text",
        [
            "The council rejected the plan, which also covers the harbour.",
            "The council rejected plans that too many people opposed.",
            "“However, we will also pay,” Elena Marsh said.",
        ],
    )
    def test_kept_elsewhere(self, text: str) -> None:
        """In a clause and in a quotation the same words belong to what is said."""
        assert edited(text) == text

    @pytest.mark.parametrize(
        "text",
        [
            "But for the snow, the road would be open.",
            "Still waters run deep in the northern valley.",
            "Instead of a bridge, the council wants a tunnel.",
            "Besides the bridge, the council wants a tunnel.",
            "In addition to the plan, the council rejected the law.",
            "In contrast to Norvia, Estmark closed the border.",
            "As a result of the storm, the road was closed.",
            "At the same time as Norvia, Estmark closed the border.",
            "Similarly priced houses were sold on Monday.",
            "So did the farmers in the valley.",
            "Then President John Carver signed the law.",
        ],
    )
    def test_words_that_are_no_connectives(self, text: str) -> None:
        """A word that begins a phrase of its own is never cut off: the rest would say something else."""
        assert edited(text) in {text, None}


class TestPronouns:
    """Words that stand for a name in an earlier sentence."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("John Carver arrived on Monday. He opened the new bridge.", "[John Carver] opened the new bridge."),
            ("Elena Marsh arrived on Monday. She opened the new bridge.", "[Elena Marsh] opened the new bridge."),
            (
                "President John Carver met ministers on Monday. Meanwhile, he is expected to leave.",
                "[John Carver] is expected to leave.",
            ),
            (
                "John Carver arrived on Monday. He said he was tired. He opened the new bridge.",
                "[John Carver] opened the new bridge.",
            ),
            ("The Norvian parliament met on Monday. It passed the law.", "[The Norvian parliament] passed the law."),
            (
                "Norvia closed its border on Monday. It also recalled its ambassador.",
                "[Norvia] recalled its ambassador.",
            ),
            (
                "Elena Marsh met farmers. “They will win,” she said.",
                "“They will win,” [Elena Marsh] said.",
            ),
        ],
    )
    def test_the_name_in_brackets(self, text: str, expected: str) -> None:
        """A pronoun gives way to the one name that it can stand for."""
        assert edited(text) == expected

    def test_the_name_joins_the_evidence(self) -> None:
        """Where the name stands in the article is part of what the claim rests on."""
        [one] = articles(a="John Carver arrived on Monday. He opened the new bridge.")
        claim = stand_alone(passages_from((one,))[-1])

        assert claim is not None
        assert claim.kind == "condensed"
        assert quotes(claim, (one,)) == ["He opened the new bridge.", "John Carver"]

    @pytest.mark.parametrize(
        "text",
        [
            "He opened the new bridge.",
            "Farmers met John Carver on Monday. He opened the new bridge.",
            "John Carver arrived on Monday. Snow fell in the valley. He opened the new bridge.",
            "John Carver arrived on Monday. His death shocked the country.",
            "John Carver died on Monday. The country mourned his death.",
            "John Carver's car was found on Monday. He was arrested.",
            "On Monday the body of John Carver was found. He was buried in May.",
            "The talks between Norvia and Estmark began on Monday. He left the talks.",
            "He would resign, John Carver said.",
            "The mayor of Port Ellis closed the bridge. Its repair will take a year.",
            "John Carver and Tom Becker arrived on Monday. He opened the new bridge.",
            "Elena Marsh said that Tom Becker had resigned. He will leave in May.",
            "The ministry closed the school. It will open again in May.",
            "The farmers built a bridge. John Carver arrived. He opened it on Monday.",
            "John Carver came to Port Ellis on Monday. The mayor thanked him.",
        ],
    )
    def test_refused_where_it_is_not_clear(self, text: str) -> None:
        """Where no name is near, or more than one, or it is another's, the sentence is not printed."""
        assert edited(text) is None

    def test_all_of_several(self) -> None:
        """What "they" stands for is all of them, or the sentence is not printed."""
        text = "Norvia and Estmark closed the border on Monday. They recalled their ambassadors."

        assert edited(text) in {"[Norvia and Estmark] recalled their ambassadors.", None}

    @pytest.mark.parametrize(
        "text",
        [
            "John Carver said he would resign.",
            "Farmers blocked the road in their village.",
            "The council said its members had voted.",
            "A spokesman said he was tired.",
            "It was unclear whether the bridge would open.",
            "It is likely that the bridge will open in May.",
        ],
    )
    def test_kept_where_it_is_explained(self, text: str) -> None:
        """A pronoun whose noun stands before it in the sentence, or that stands for nothing, is left."""
        assert edited(f"Snow fell in the valley. {text}") == text

    @pytest.mark.parametrize(
        "text",
        [
            "This angered the farmers.",
            "These troops will leave in the spring.",
            "That plan was rejected by the council.",
            "Many people said that this plan was bad.",
            "Since then, prices have doubled.",
            "In this case, the mayor was wrong.",
        ],
    )
    def test_demonstratives_are_refused(self, text: str) -> None:
        """What points to the sentence before is not printed without it."""
        assert edited(f"Snow fell in the valley. {text}") is None


class TestSubjects:
    """Subjects such as "The talks", of which the article has said more before."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (
                "Talks between Norvia and Estmark began on Monday. The talks ended without a result.",
                "The talks [between Norvia and Estmark] ended without a result.",
            ),
            (
                "The talks between Norvia and Estmark began on Monday. Snow fell. The talks ended without a result.",
                "The talks [between Norvia and Estmark] ended without a result.",
            ),
            (
                "An attack on the harbour of Port Ellis killed two men. However, the attack was not the first.",
                "The attack [on the harbour of Port Ellis] was not the first.",
            ),
        ],
    )
    def test_completed(self, text: str, expected: str) -> None:
        """A bare subject gets what its noun had the last time, in brackets."""
        assert edited(text) == expected

    @pytest.mark.parametrize(
        "text",
        [
            "The talks ended without a result.",
            "The decision was welcomed by farmers.",
            "A bridge fell. The bridge was old.",
            "Four men fled. The three were arrested on Monday.",
            "The latter was arrested on Monday.",
        ],
    )
    def test_refused(self, text: str) -> None:
        """A bare subject of which nothing more is known, or that was named before, says too little."""
        assert edited(text) is None

    @pytest.mark.parametrize(
        "text",
        [
            "The government rejected the plan.",
            "The talks with Norvia ended without a result.",
            "The talks that began on Monday ended without a result.",
            "The farmers of the valley were arrested.",
        ],
    )
    def test_kept(self, text: str) -> None:
        """A body that everybody knows, and a noun that says which one, need nothing."""
        assert edited(text) == text

    def test_the_title_explains(self) -> None:
        """What the headline names is what the article is about, and needs no completion."""
        text = "The talks ended without a result."
        [under_title] = passages_from((article("a", text, title="Talks end without a result"),))

        assert edited(text) is None
        assert (stand_alone(under_title) or Claim("", ())).text == text


class TestQuotations:
    """Quotations that go on over several sentences."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (
                "“The bridge is safe,” said Elena Marsh. “It will open on Monday.”",
                "“It will open on Monday.” [said Elena Marsh]",
            ),
            (
                "“The bridge is safe,” Elena Marsh said. “It will open on Monday.”",
                "“It will open on Monday.” [Elena Marsh said]",
            ),
            (
                '"The bridge is safe," said the mayor of Port Ellis. "It will open on Monday."',
                '"It will open on Monday." [said the mayor of Port Ellis]',
            ),
        ],
    )
    def test_the_speaker_of_the_sentence_before(self, text: str, expected: str) -> None:
        """A quotation that goes on gets its speaker, in brackets."""
        assert edited(text) == expected

    @pytest.mark.parametrize(
        "text",
        [
            "“It will open on Monday.”",
            "“The bridge is safe,” he said. “It will open on Monday.”",
            "“The bridge is safe,” said the mayor. Snow fell on Monday. “It will open on Monday.”",
            "The mayor opened the bridge, “and nobody came.",
            "and nobody came,” the mayor of Port Ellis said.",
        ],
    )
    def test_refused_without_a_speaker(self, text: str) -> None:
        """A quotation of nobody, and one that is not closed, are not printed."""
        assert edited(text) is None


class TestInContext:
    """Sentences that are printed with the one before them."""

    @pytest.mark.parametrize(
        "text",
        [
            "The council voted to close the harbour. The unions did not support the decision.",
            "The council voted to close the harbour. This angered the unions.",
            "The council voted to close the harbour. The decision was never applied.",
            "John Carver voted to close the harbour. He did not support the decision.",
            "The council voted to close the harbour. It did not explain the decision.",
        ],
    )
    def test_both_as_one_quotation(self, text: str) -> None:
        """What points back to the sentence before is printed with it, word for word, as one quotation."""
        claim = in_context(passage(text))

        assert claim is not None
        assert (claim.text, claim.kind) == (text, "verbatim")
        assert [(span.start, span.end) for span in claim.spans] == [(0, len(text))]

    @pytest.mark.parametrize(
        "text",
        [
            "The council voted to close the harbour. The unions did not support the decision of Monday.",
            "Will the council close the harbour? The unions did not support the decision.",
            "However, the council voted to close the harbour. The unions did not support the decision.",
            "The unions did not support the decision.",
        ],
    )
    def test_alone_where_that_is_enough_or_all(self, text: str) -> None:
        """A sentence that says what it means, or whose neighbour cannot be printed, is printed alone."""
        last = passage(text)
        claim = in_context(last)

        assert claim is not None
        assert claim.text == last.text

    def test_a_question_is_refused(self) -> None:
        """No sentence before it makes a question a statement."""
        assert in_context(passage("The council voted to close the harbour. Will the unions support it?")) is None

    @pytest.mark.parametrize(
        "text",
        [
            "“The bridge is safe.\nIt will open on Monday,” Elena Marsh said.",
            "“The bridge is safe.\n\nIt will open on Monday,” Elena Marsh said.",
            '"The bridge is safe.\nIt will open on Monday," Elena Marsh said.',
            "Elena Marsh said that “the bridge is safe.\nIt will open on Monday.”",
            'Elena Marsh said: "The bridge is safe.\nIt will open on Monday."',
            "“The bridge is safe.\nWe will open it on Monday,” Elena Marsh said.",
        ],
    )
    def test_a_quotation_over_two_sentences(self, text: str) -> None:
        """Each part of a quotation that names its speaker is printed with the whole of it."""
        for part in passages(a=text):
            claim = in_context(part)

            assert claim is not None
            assert (claim.text, claim.kind) == (" ".join(text.split()), "verbatim")
            assert [(span.start, span.end) for span in claim.spans] == [(0, len(text))]

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("“The bridge is safe.\nIt will open on Monday.”", id="nobody"),
            pytest.param("“The bridge is safe.\nIt will open on Monday,” he said.", id="pronoun"),
            pytest.param("“The bridge is safe.\nIt will open on Monday,” Elena Marsh told me.", id="first person"),
            pytest.param("“It is safe.\nSnow fell.\nIce fell.\nIt will open,” Elena Marsh said.", id="four sentences"),
            pytest.param("It will open\non Monday,” Elena Marsh said.", id="no opening mark"),
            pytest.param("The bridge is safe.\nIt will open on Monday,” Elena Marsh said.", id="no opening, sentence"),
            pytest.param("“The bridge is safe.\n“It will open on Monday, she said.", id="no closing mark"),
        ],
    )
    def test_a_quotation_of_nobody_is_refused(self, text: str) -> None:
        """Without its speaker, or its marks, or where it goes on and on, a part of a quotation is not printed."""
        assert in_context(passage(text)) is None

    def test_a_pronoun_that_stays_open_is_refused(self) -> None:
        """With a sentence before it that names nobody, "he" is still nobody."""
        assert in_context(passage("The council voted to close the harbour. He did not support the decision.")) is None
        assert in_context(passage("There was snow. It did not explain the decision.")) is None


class TestBeside:
    """Sentences that are printed with another one."""

    @pytest.mark.parametrize(
        ("text", "given"),
        [
            ("The union denied that.", {"that"}),
            ("It rejected the plan.", {"It"}),
            ("The decision was welcomed by farmers.", {"decision"}),
            ("The union rejected such plans.", {"such"}),
        ],
    )
    def test_words_that_the_other_explains(self, text: str, given: set[str]) -> None:
        """What points to the other sentence may stay open, word for word."""
        last = passage(f"Snow fell in the valley. The decision was late. {text}")
        claim = stand_beside(last, {index for index, token in enumerate(last.tokens) if token.text in given})

        assert claim is not None
        assert (claim.text, claim.kind) == (text, "verbatim")

    def test_other_words_stay_open(self) -> None:
        """What the other sentence does not explain is as open as without it."""
        assert stand_beside(passage("Snow fell. He denied that."), {2}) is None


CORPUS = (
    "Talks between Norvia and Estmark began on Monday. However, the talks ended without a result. "
    "President John Carver also left. “We will return,” said John Carver. “It was a good start.” He opened a bridge. "
    "The Norvian parliament met on Tuesday. It passed the law. They were late. Why? “And nobody came."
)


def test_every_edit_can_be_read_from_the_text() -> None:
    """What is not in brackets stands in the sentence in its order; what is stands at one of the claim's spans."""
    [one] = articles(a=CORPUS)
    for candidate in passages_from((one,)):
        claim = stand_alone(candidate)
        if claim is None:
            continue
        rest = iter(re.findall(r"\w+", candidate.text.lower()))
        assert all(word in rest for word in re.findall(r"\w+", re.sub(r"\[[^\]]*\]", "", claim.text).lower()))
        assert re.findall(r"\[([^\]]*)\]", claim.text) == quotes(claim, (one,))[1:]
        assert claim.spans[0] == candidate.span


def test_same_sentence_same_edit() -> None:
    """Editing a sentence does not depend on which sentences were edited before."""
    one = passages(a=CORPUS)
    forwards, backwards = [stand_alone(p) for p in one], [stand_alone(p) for p in reversed(one)]

    assert forwards == backwards[::-1]
