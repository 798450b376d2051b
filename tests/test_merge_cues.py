"""Sentences that leave a matter open, and the question that each leaves."""

import re

import pytest
from newsroom import passage

from briefing.merge.cues import Cue, cues


def wrong(reason: str) -> pytest.MarkDecorator:
    """Marks what is not read as it should be."""
    return pytest.mark.xfail(strict=True, reason=reason)


def found(text: str) -> list[Cue]:
    """The cues of a sentence."""
    return list(cues(passage(text)))


@pytest.mark.parametrize(
    ("text", "status", "question"),
    [
        (
            "The talks between Sweden and Norway were paused on Monday.",
            "paused",
            "When will the talks between Sweden and Norway resume?",
        ),
        ("The government suspended the talks with Norway.", "paused", "When will the talks with Norway resume?"),
        (
            "The mayor said that talks with the farmers were suspended.",
            "paused",
            "When will talks with the farmers resume?",
        ),
        ("Norway resumed the talks on the border.", "resumed", "What will the talks on the border lead to?"),
        (
            "The two sides took up the talks on the border again.",
            "resumed",
            "What will the talks on the border lead to?",
        ),
        (
            "The decision of the council was not implemented.",
            "stalled",
            "Will the decision of the council be implemented?",
        ),
        ("The treaty with Norway has yet to be signed.", "stalled", "Will the treaty with Norway be signed?"),
        (
            "The parliament has not ratified the treaty with Norway.",
            "stalled",
            "Will the treaty with Norway be ratified?",
        ),
        ("The law was never enforced.", "stalled", "Will the law be enforced?"),
        ("The speaker referred the harbour bill to a committee.", "pending", "Will the harbour bill be passed?"),
        ("The speaker submitted the harbour bill to a committee.", "pending", "Will the harbour bill be passed?"),
        ("The talks are expected to resume on Sunday.", "pending", "Will the talks resume on Sunday?"),
        ("The election is scheduled to be held in May.", "pending", "Will the election be held in May?"),
        (
            "A timetable for the withdrawal will be drawn up in May.",
            "pending",
            "Will a timetable for the withdrawal be drawn up in May?",
        ),
        ("The opposition is calling for a law on smoking.", "open", "Will a law on smoking be passed?"),
        (
            "The government demanded the withdrawal of all troops.",
            "open",
            "Will the withdrawal of all troops take place?",
        ),
        (
            "The farmers asked the cabinet to speed up an inquiry into the flood.",
            "open",
            "Will an inquiry into the flood be held?",
        ),
        (
            "It is unclear whether the bridge will open in May.",
            "open",
            "Is it known whether the bridge will open in May?",
        ),
        ("It is unknown who attacked the harbour.", "open", "Is it known who attacked the harbour?"),
        ("The talks on the border resumed on Friday.", "resumed", "What will the talks on the border lead to?"),
        pytest.param(
            "The talks on the border stalled on Friday.",
            "stalled",
            "How will the talks on the border go on?",
            marks=wrong("only what is acted on is seen, not what stalls by itself"),
        ),
        (
            "The treaty is due to be signed by both sides in May.",
            "pending",
            "Will the treaty be signed by both sides in May?",
        ),
    ],
)
def test_question(text: str, status: str, question: str) -> None:
    """What a sentence leaves open is asked in its own words, with where the matter stands."""
    assert (status, question) in [(cue.status, cue.text) for cue in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Parliament passed the harbour law on Monday.",
        "The budget law was approved on Monday.",
        "The council rejected the harbour plan.",
    ],
)
def test_decided(text: str) -> None:
    """What was decided answers a question and leaves none."""
    assert [(cue.status, cue.text) for cue in found(text)] == [("answered", "")]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge collapsed on Monday.",
        "Will the talks on the border resume?",
        "The talks were not suspended.",
        "The farmers did not call for a law on smoking.",
        "The old bridge will open in May.",
        "They demanded this law.",
        "The party will win.",
    ],
)
def test_nothing_open(text: str) -> None:
    """What happened, was denied, is asked by the article itself or is no public matter leaves nothing open."""
    assert found(text) == []


def test_what_was_not_decided_is_no_answer() -> None:
    """A decision that was not taken answers nothing."""
    assert "answered" not in [cue.status for cue in found("The parliament has not ratified the treaty with Norway.")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The talks with Norway were halted.", "The negotiations with Norway were suspended."),
        ("The parliament has not ratified the treaty.", "The parliament has not ratified the agreement."),
        ("The opposition is calling for a law on smoking.", "The opposition is calling for legislation on smoking."),
    ],
)
def test_topic(one: str, other: str) -> None:
    """Nouns that news uses by turns for one matter are one topic."""
    assert {cue.topic for cue in found(one)} == {cue.topic for cue in found(other)} != set()


@pytest.mark.parametrize("text", ["The election was postponed to May.", "The council delayed the vote on the harbour."])
def test_a_postponed_election_does_not_resume(text: str) -> None:
    """An election or a vote that is put off has not begun, so it cannot resume."""
    assert all("resume" not in cue.text for cue in found(text))


@pytest.mark.parametrize("text", ["Her plan was not approved.", "The farmers suspended their strike."])
def test_a_question_is_grammatical(text: str) -> None:
    """A noun that is counted does not stand in a question without an article."""
    assert all(not re.search(r"[Ww]ill (plan|strike)\b", cue.text) for cue in found(text))


def test_may_does_not_open_a_question() -> None:
    """A question that begins with "May" reads as a wish."""
    assert all(not cue.text.startswith("May ") for cue in found("The ceasefire may end on Sunday."))


@pytest.mark.parametrize(
    "text",
    [
        "The talks between Sweden and Norway were paused on Monday.",
        "The treaty with Norway, signed in May, has yet to be ratified by the Swedish parliament.",
        "The opposition is calling for a new law on smoking in bars, and unions are pushing for a referendum.",
        "It is unclear whether the “old bridge” will open, or when the talks with Norway might resume.",
    ],
)
def test_words_of_a_question(text: str) -> None:
    """A question ends with its mark, opens with a capital, closes its quotations and names only what the text names."""
    words = text.replace(",", "").replace(".", "").split()
    for cue in found(text):
        if cue.text:
            assert cue.text.endswith("?")
            assert cue.text[0].isupper()
            assert cue.text.count("“") == cue.text.count("”")
            assert all(word in words for word in cue.text[:-1].split()[1:] if word[0].isupper())
