"""Sentences that leave a matter open, and the question that each leaves."""

import re

import pytest
from newsroom import passage

from briefing.merge.cues import Cue, cues, is_bare, under_way


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
        (
            "The farmers asked the tribunal to annul the harbour vote.",
            "pending",
            "Will the harbour vote be annulled?",
        ),
        (
            "The Norvia party filed a petition for the annulment of the harbour vote.",
            "pending",
            "Will the Norvia party’s petition for the annulment of the harbour vote succeed?",
        ),
        (
            "The union is seeking an injunction against the closure of the harbour.",
            "pending",
            "Will the union obtain an injunction against the closure of the harbour?",
        ),
        (
            "Norvia Shipping applied for leave to appeal.",
            "pending",
            "Will Norvia Shipping obtain leave to appeal?",
        ),
        (
            "Norvia Shipping won the right to appeal against yesterday's ruling on the harbour.",
            "pending",
            "Will Norvia Shipping’s appeal against the ruling on the harbour succeed?",
        ),
        (
            "Norvia Shipping was granted leave to appeal against the harbour fine.",
            "pending",
            "Will Norvia Shipping’s appeal against the harbour fine succeed?",
        ),
        (
            "Norvia Shipping has appealed against the fine.",
            "pending",
            "Will Norvia Shipping’s appeal against the fine succeed?",
        ),
        (
            "The union has challenged the harbour law in the constitutional court.",
            "pending",
            "Will the union’s challenge to the harbour law in the constitutional court succeed?",
        ),
        (
            "The Farmers Union vowed to fight on in the appeal court.",
            "pending",
            "Will the Farmers Union succeed in the appeal court?",
        ),
        (
            "The union will argue that the harbour ban infringes the constitution.",
            "pending",
            "Does the harbour ban infringe the constitution?",
        ),
        (
            "An extradition request for John Berg is pending.",
            "pending",
            "Will an extradition request for John Berg succeed?",
        ),
        (
            "The judges can still hear the case of the farmers.",
            "pending",
            "Will the judges hear the case of the farmers?",
        ),
        (
            "A decision on the harbour aid would await the ruling.",
            "pending",
            "What will be decided on the harbour aid?",
        ),
        (
            "The court gave no date for a decision on the harbour tax.",
            "pending",
            "What will be decided on the harbour tax?",
        ),
        (
            "The court has reserved its judgment on the harbour tax.",
            "pending",
            "What will be decided on the harbour tax?",
        ),
        (
            "The council postponed a decision on the ferry plan.",
            "paused",
            "When will a decision on the ferry plan be given?",
        ),
        (
            "The harbour permit remains under review.",
            "pending",
            "What will be decided on the harbour permit?",
        ),
        (
            "The death of the student was being investigated.",
            "pending",
            "What will the investigation into the death of the student find?",
        ),
        (
            "Prosecutors are looking into the harbour fire.",
            "pending",
            "What will the investigation into the harbour fire find?",
        ),
        (
            "The harbour inquiry is expected to report in May.",
            "pending",
            "What will the harbour inquiry find when it reports?",
        ),
        (
            "The evacuation order for Malmo stands.",
            "open",
            "When will the evacuation order for Malmo be lifted?",
        ),
        (
            "The curfew in Malmo could be extended.",
            "open",
            "Will the curfew in Malmo be extended?",
        ),
        (
            "The villagers below the dam were told to leave their homes.",
            "open",
            "When can the villagers below the dam return to their homes?",
        ),
        (
            "John Berg offered to resign on Monday.",
            "pending",
            "Will John Berg’s resignation be accepted?",
        ),
        (
            "John Berg submitted his resignation on Monday.",
            "pending",
            "Will John Berg’s resignation be accepted?",
        ),
        (
            "Police expected a number of prosecutions against smugglers.",
            "open",
            "Will there be prosecutions against smugglers?",
        ),
        (
            "The drivers may face prosecution under the new road law.",
            "open",
            "Will the drivers face prosecution under the new road law?",
        ),
        (
            "The police say that they may face prosecution under the new road law.",
            "open",
            "Will there be prosecutions under the new road law?",
        ),
        (
            "The mayor could be charged with fraud.",
            "open",
            "Will the mayor be charged with fraud?",
        ),
        (
            "Norvia Shipping has handed its logs to nobody.",
            "open",
            "Will Norvia Shipping’s logs be handed over?",
        ),
        (
            "Norvia Shipping offered to hand over its logs to the police.",
            "open",
            "Will Norvia Shipping’s logs be handed over?",
        ),
        (
            "Norvia Shipping has handed its logs to the prosecutors.",
            "pending",
            "What will Norvia Shipping’s logs show?",
        ),
        (
            "It is unclear whether the shots were aimed at the farmers or were fired in joy.",
            "open",
            "Were the shots aimed at the farmers?",
        ),
        (
            "The board will decide nothing before it knows whether the strikes in Malmo stop.",
            "open",
            "Will the strikes in Malmo stop?",
        ),
        (
            "It depends on whether the strikes in Malmo stop.",
            "open",
            "Will the strikes in Malmo stop?",
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
        "The law did not say what it had claimed.",
        "The prices were delayed a minimum of 15 minutes.",
        "The mayor urged the supporters to stay vigilant.",
        "The farmers vowed to keep fighting.",
        "He told them that they had one choice, whether fishing be banned sooner or later.",
        "The spokesman declined to say whether Norway considered that there had been errors.",
        "About 600 people were told to leave their homes.",
        "The mayor can go to court.",
    ],
)
def test_nothing_open(text: str) -> None:
    """What happened, was denied, is asked by the article itself or is no public matter leaves nothing open."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The court allowed the recount to resume.", "resumed"),
        ("The court told the board to carry on counting.", "resumed"),
        ("The court lifted the freeze on the talks.", "resumed"),
        ("The board lifted the suspension of the ferry licence.", "answered"),
        ("The recount was completed on Saturday.", "answered"),
        ("The union was denied an injunction against the ban.", "answered"),
        ("The court dismissed the petition of the farmers.", "answered"),
    ],
)
def test_went_on(text: str, status: str) -> None:
    """What tells that a matter went on or was ruled on asks nothing itself."""
    assert [(cue.status, cue.text) for cue in found(text)] == [(status, "")]


@pytest.mark.parametrize("text", ["It is unclear whether the figures will change.", "The court will hear the matter."])
def test_a_question_names_its_matter(text: str) -> None:
    """Figures and matters without a name are bare, and not asked alone."""
    assert all(is_bare(cue.text) for cue in found(text))


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


class TestUnderWay:
    """Processes that a sentence names, whatever verb stands with them."""

    @pytest.mark.parametrize(
        ("text", "status", "question"),
        [
            (
                "Relatives followed the inquiry into the ferry fire.",
                "pending",
                "What will the inquiry into the ferry fire find?",
            ),
            (
                "Norvia answered with a lawsuit against the pilots.",
                "pending",
                "Will the lawsuit against the pilots succeed?",
            ),
            (
                "The court suspended the trial of the mayor of Bergen.",
                "paused",
                "How will the trial of the mayor of Bergen end?",
            ),
            (
                "The parliament voted in favour of an amendment to the harbour bill.",
                "answered",
                "Will the amendment to the harbour bill be passed?",
            ),
            ("The parliament passed the harbour bill.", "answered", "Will the harbour bill be passed?"),
            ("The nurses voted to end the strike at the clinic.", "answered", "How will the strike at the clinic end?"),
            (
                "The parliament rejected a request to strip the mayor of immunity.",
                "answered",
                "Will the mayor’s immunity be lifted?",
            ),
            (
                "The interim results will not be known before May.",
                "pending",
                "What will the interim results show?",
            ),
        ],
    )
    def test_named(self, text: str, status: str, question: str) -> None:
        """What is asked follows from the noun, where it stands from the verb."""
        assert (status, question) in [(c.status, c.text) for c in under_way(passage(text))]

    @pytest.mark.parametrize(
        "text",
        [
            "No inquiry into the ferry fire was opened.",
            "The mayor called for an inquiry into the ferry fire.",
            "The floods could lead to an outbreak of cholera in Bergen.",
            "The mayor made an appeal to voters in Bergen.",
            "A drone strike destroyed the harbour in Bergen.",
            "The outbreak of the war surprised the mayor.",
            "The failed bid to reopen the harbour cost the mayor his office.",
        ],
    )
    def test_not_under_way(self, text: str) -> None:
        """What does not exist, is over by its own words or is no process of that kind is not asked about."""
        assert list(under_way(passage(text))) == []


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Norvia has yet to say if it will sell the ferries.", "Will Norvia sell the ferries?"),
        ("Doctors Across Fjords has yet to say if it will return.", "Will Doctors Across Fjords return?"),
        ("It is not settled who had fired at the ferry.", "Who had fired at the ferry?"),
        (
            "The quarrel left in doubt whether there will be a verdict on the ferry fire.",
            "Will there be a verdict on the ferry fire?",
        ),
    ],
)
def test_left_unsaid(text: str, question: str) -> None:
    """What somebody has yet to say is asked, not whether it will be said."""
    assert [cue.text for cue in found(text)] == [question]


@pytest.mark.parametrize(
    "text",
    [
        "The prime minister of Norway has not said whether he will accept.",
    ],
)
def test_accept_what(text: str) -> None:
    """A question without its object is not asked."""
    assert not [cue for cue in found(text) if cue.text.endswith("accept?")]
