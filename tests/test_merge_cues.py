"""Sentences that leave a matter open, and the question that each leaves."""

import re

import pytest
from newsroom import passage

from briefing.merge.cues import Cue, cues


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
        ("The treaty with Norway has yet to be signed.", "pending", "Will the treaty with Norway be signed?"),
        (
            "The parliament has not ratified the treaty with Norway.",
            "stalled",
            "Will the treaty with Norway be ratified?",
        ),
        ("The law was never enforced.", "stalled", "Will the law be enforced?"),
        ("The speaker referred the harbour bill to a committee.", "pending", "Will the harbour bill be passed?"),
        ("The speaker submitted the harbour bill to a committee.", "pending", "Will the harbour bill be passed?"),
        ("The talks are expected to resume on Sunday.", "pending", "Will the talks resume?"),
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
            "Will the bridge open in May?",
        ),
        ("It is unknown who attacked the harbour.", "open", "Who attacked the harbour?"),
        ("The talks on the border resumed on Friday.", "resumed", "What will the talks on the border lead to?"),
        (
            "Norway and Sweden took up their talks again.",
            "resumed",
            "What will the talks between Norway and Sweden lead to?",
        ),
        ("The talks on the border have stalled.", "stalled", "How will the talks on the border go on?"),
        ("The mayor asked the council to rescind the decision.", "open", "Will the council rescind the decision?"),
        ("The opening of the old bridge was put off.", "paused", "When will the opening of the old bridge take place?"),
        (
            "The ministry suspended the licence of the ferry company.",
            "paused",
            "Will the suspension of the licence of the ferry company be lifted?",
        ),
        (
            "The truce between Sweden and Norway broke down.",
            "stalled",
            "Will the truce between Sweden and Norway be revived?",
        ),
        ("The coast road remains closed.", "open", "When will the coast road reopen?"),
        (
            "The two councils have been unable to agree on a new date for the fair.",
            "stalled",
            "Will the two councils agree on a new date for the fair?",
        ),
        (
            "The harbour board has yet to approve the ferry plan.",
            "pending",
            "Will the harbour board approve the ferry plan?",
        ),
        ("The harbour board must approve the ferry plan.", "pending", "Will the harbour board approve the ferry plan?"),
        ("The harbour report is due in May.", "pending", "What will the harbour report show?"),
        (
            "A ruling on the ferry tax is not expected before May.",
            "pending",
            "When will a ruling on the ferry tax be given?",
        ),
        (
            "The farmers are to leave the valley within 60 days.",
            "pending",
            "Will the farmers leave the valley within 60 days?",
        ),
        (
            "Norvia Shipping said that it would appeal the harbour fine.",
            "pending",
            "Will Norvia Shipping appeal the harbour fine?",
        ),
        (
            "Norvia Shipping has vowed to sue the harbour board.",
            "pending",
            "Will Norvia Shipping sue the harbour board?",
        ),
        (
            "Norvia Shipping has sued the harbour board.",
            "pending",
            "Will Norvia Shipping win the suit against the harbour board?",
        ),
        (
            "The bank asked Norvia Shipping to repay a loan of 3 million euros.",
            "open",
            "Will Norvia Shipping repay a loan of 3 million euros?",
        ),
        ("The council told the mayor that he should postpone the fair.", "open", "Will the mayor postpone the fair?"),
        ("John Berg was charged with arson.", "pending", "Will John Berg be convicted of arson?"),
        ("The mayor did not say when the harbour would reopen.", "open", "When will the harbour reopen?"),
        ("The board declined to say how many ferries would be sold.", "open", "How many ferries would be sold?"),
        ("The board has not decided whether to sell the ferries.", "open", "Will the board sell the ferries?"),
        (
            "It remains to be seen whether the council will sell the ferries.",
            "open",
            "Will the council sell the ferries?",
        ),
        ("Confusion remains over the whereabouts of John Berg.", "open", "Where is John Berg?"),
        ("The cause of the harbour fire is unknown.", "open", "What is the cause of the harbour fire?"),
        ("Nine Norwegian sailors are still missing.", "open", "What has become of the missing Norwegian sailors?"),
        ("The death toll could climb beyond 90.", "open", "How far will the death toll rise?"),
        (
            "There were deaths among the crew, but the company had no toll.",
            "open",
            "How many deaths were there among the crew?",
        ),
        (
            "No group has claimed responsibility for the harbour bombing.",
            "open",
            "Who carried out the harbour bombing?",
        ),
        (
            "Prosecutors opened an investigation into the harbour fire.",
            "pending",
            "What will an investigation into the harbour fire find?",
        ),
        (
            "The request of the farmers is being reviewed.",
            "pending",
            "What will be decided on the request of the farmers?",
        ),
        ("The question of the harbour tax remains open.", "open", "What will be decided on the harbour tax?"),
        ("The tunnel plan could be pushed into next year.", "open", "Could the tunnel plan be pushed?"),
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
        "The ministry projects that the tariffs will reduce the output of the farms.",
        "If the mayor had voted, the motion would have carried.",
        "The farmers took up arms again.",
        "The farmers would suspend the talks.",
        "The snow threatens to close the road.",
        "The police ordered the farmers to leave the valley.",
        "The police asked the public to call the station.",
        "The council decided whether to sell the ferries.",
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
