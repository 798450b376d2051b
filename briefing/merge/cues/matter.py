"""What a question is about: the record of a cue, and the nouns that news uses by turns for one matter."""

from dataclasses import dataclass

from briefing.language import lexicon
from briefing.merge.passages import Passage
from briefing.records import Status

TOPICS = {
    noun: min(group)
    for group in (
        lexicon.words("talk negotiation meeting dialogue discussion round"),
        lexicon.words("resolution decision motion"),
        lexicon.words("law bill legislation petition amendment"),
        lexicon.words("withdrawal departure pullout exit expulsion removal reduction drawdown timetable"),
        lexicon.words("deal agreement accord treaty pact"),
        lexicon.words("truce ceasefire cease-fire"),
        lexicon.words("inquiry enquiry investigation probe"),
        lexicon.words("election poll referendum"),
        lexicon.words("trial case appeal hearing"),
        lexicon.words("plan proposal project programme program scheme"),
        lexicon.words("aid assistance donation funding relief"),
        lexicon.words("tariff duty sanction"),
        lexicon.words("count recount counting tally"),
        lexicon.words("licence license"),
    )
    for noun in group
}
# What can be broken off and go on; anything else that is suspended is a right or a rule, and is given back.
RIGHTS = lexicon.words("licence license")  # suspended and given back
ACTIVITIES = (frozenset(TOPICS) - RIGHTS) | lexicon.words(
    "search rescue operation work production output mining drilling construction flight service traffic trade export "
    "import delivery shipment supply training activity exercise participation cooperation co-operation contact visit "
    "evacuation campaign offensive fighting strike protest session vote debate auction sale tender match season league "
    "tour launch mission patrol play racing race trading export payment transfer recount count"
)
FAR = 12  # words; a longer question gains nothing by its length


@dataclass(frozen=True)
class Cue:
    """A sentence that leaves something open."""

    passage: Passage
    topic: str
    """The matter, folded: `discussion` for talks and negotiations."""
    status: Status
    text: str
    """The question; empty where the sentence only answers one."""
    quality: int
    """How good the wording is: a named thing before a bare one."""
    weight: float
    """How plainly the sentence says that the matter is open, in [0, 1]."""
    thing: str = ""
    """What is paused or goes on, in the words of the question."""


def cue(passage: Passage, lemma: str, status: Status, text: str, weight: float) -> Cue:
    """A cue about the thing that `lemma` names."""
    clean = " ".join(text.split())
    quality = (lemma in TOPICS) * 4 + min(len(clean.split()), FAR) - is_bare(clean) * BARE
    return Cue(passage, TOPICS.get(lemma, lemma), status, clean[:1].upper() + clean[1:], quality, weight)


def is_bare(text: str) -> bool:
    """Whether a question names its matter by one common noun: "When will the talks resume?".

    >>> is_bare("Will the decision be implemented?"), is_bare("Will the peace talks resume?")
    (True, False)
    """
    words = content(text) - VAGUE
    return len(words) < 2 and not any(word[0].isupper() for word in text.split()[1:])  # noqa: PLR2004


def is_question(text: str) -> bool:
    """Whether the words begin as a question does: with an auxiliary or a question word.

    >>> is_question("Will the ferries be sold?"), is_question("Be the ferries sold?"), is_question("Which is how?")
    (True, False, False)
    """
    first, _, rest = text.lower().partition(" ")
    return first in OPENINGS and not (first == "which" and rest.split()[0] in {"is", "are", "was", "were"})


def is_cut(text: str) -> bool:
    """Whether a question ends in a number that counts nothing: the grammar took its noun for another word.

    >>> is_cut("Will the group keep its share of the 1.1trn?"), is_cut("Will the group pay $1.1bn?")
    (True, False)
    """
    last = text.rstrip("?").split()[-2:]
    return last[0].lower() == "the" and last[-1][:1].isdigit()


OPENINGS = lexicon.words(
    "will is are was were has have do does did can could should what who whom when where how why which at in to"
)


def content(text: str) -> frozenset[str]:
    """What a question is about: its words without those that only ask."""
    words = (word.strip("?.,'’\"“”").lower().removesuffix("'s").removesuffix("’s") for word in text.split())
    return frozenset(word for word in words if word and word not in ASKING_WORDS)


BARE = 12
# Words that tell nothing of what is meant: "Will the court take up the matter?", "Will the figures change?"
VAGUE = lexicon.words(
    "matter issue situation figure figures number numbers thing things step steps move change changed up out off over "
    "act action come go going happen remain stay"
)
ASKING_WORDS = lexicon.words(
    "will would could can is are was were has have had do does did what how why who where which when whether if "
    "the a an be been of to in on for from at by with and or its their his her any all some no not "
    "take place resume lead go ahead held reached passed implemented adopted succeed granted met heard signed hold "
    "continue reopen revived agreed lifted decided given show find become far many there shown "
    "end contained executed through paid"
)
