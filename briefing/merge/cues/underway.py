"""Matters that are under way: a process that news names by a noun is open until a sentence tells how it ended.

Whatever verb stands with "the inquiry into the fire", it has not found anything yet where nobody says so. The
verbs of news are without number, its nouns for what takes time are few: what is asked follows from the noun.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from briefing.language import lexicon, syntax
from briefing.merge.cues.matter import Cue, cue, is_bare
from briefing.merge.cues.states import PAUSED, PUT_OFF
from briefing.merge.cues.wording import NAMING, VERBAL, below, lemma, modal, owned, phrase
from briefing.merge.passages import Passage
from briefing.records import Status, Token

NAMED: Final = 0.0  # a noun alone says less plainly than any verb that a matter is open
AWAITED: Final = 0.2
ENOUGH: Final = 8  # words; of longer questions the one from the weightier sentence is better

# What is asked of a process, by the nouns that name it.
COMES_TO: Final = {
    noun: text
    for nouns, text in (
        ("inquiry enquiry investigation probe autopsy audit inquest post-mortem", "What will {} find?"),
        ("trial hearing retrial court-martial impeachment", "How will {} end?"),
        ("lawsuit suit", "Will {} succeed?"),
        ("appeal petition motion challenge", "Will {} succeed?"),
        ("bid", "Will {} succeed?"),
        ("bill amendment", "Will {} be passed?"),
        ("warrant", "Will {} be executed?"),
        ("talk negotiation mediation arbitration dialogue", "What will {} lead to?"),
        ("strike walkout siege blockade hunger-strike", "How will {} end?"),
        ("ceasefire cease-fire truce", "Will {} hold?"),
        ("merger takeover acquisition", "Will {} go through?"),
        ("extradition vaccination evacuation", "Will {} go ahead?"),
        ("outbreak epidemic", "Will {} be contained?"),
    )
    for noun in lexicon.words(nouns)
}
# These are named as often after they came as before: they are open only where the sentence says that they are to come.
TO_COME: Final = {
    noun: text
    for nouns, text in (
        ("result finding report", "What will {} show?"),
        ("verdict ruling judgment judgement sentence", "What will {} be?"),
        ("return", "Will {} take place?"),
        ("compensation", "Will {} be paid?"),
    )
    for noun in lexicon.words(nouns)
}
BODIES = lexicon.words("committee commission panel")
ENDING = lexicon.words(
    "pass approve adopt reject dismiss drop withdraw lift grant quash overturn convict acquit publish end conclude "
    "complete win lose defeat fail succeed cancel abandon close settle find show reveal refuse deny vote sign "
    "contain finish scrap clear revoke back uphold"
)
# One matter under several nouns; finer than the topics of what is said plainly, where a court's case is one thing.
KINDS: Final = {
    noun: min(group)
    for group in (
        lexicon.words("inquiry enquiry investigation probe inquest"),
        lexicon.words("autopsy post-mortem finding"),
        lexicon.words("trial hearing retrial court-martial"),
        lexicon.words("lawsuit suit"),
        lexicon.words("appeal petition motion challenge"),
        lexicon.words("bill amendment"),
        lexicon.words("talk negotiation dialogue mediation"),
        lexicon.words("strike walkout"),
        lexicon.words("ceasefire cease-fire truce"),
        lexicon.words("merger takeover acquisition bid"),
        lexicon.words("outbreak epidemic"),
        lexicon.words("verdict ruling judgment judgement sentence"),
    )
    for noun in group
}
COMING = lexicon.words("await expect wait publish know due release announce deliver give issue come pronounce")
POINTING = lexicon.words("any no another every each such some many several few previous earlier former past other")
ARTICLES = lexicon.words("a an")
WITHOUT_ARTICLE = lexicon.words("arbitration mediation dialogue extradition vaccination evacuation compensation")
VOTED_ON = lexicon.words("bill amendment motion")
LINKS = NAMING | VERBAL


def under_way(passage: Passage, noun: int) -> Iterator[Cue]:
    """`the inquiry into the fire`, `a suit against the union`, `the immunity of the mayor`."""
    tokens = passage.tokens
    word = tokens[noun].lemma.lower()
    if word == "immunity":
        yield from _immunity(passage, noun)
        return
    if word in BODIES:  # "the inquiry committee", "the commission of inquiry"
        inner = [tokens[i].lemma.lower() for i in syntax.subtree(tokens, noun) if abs(i - noun) <= 2]  # noqa: PLR2004
        word = next((w for w in inner if w in {"inquiry", "enquiry", "investigation"}), word)
    asks = COMES_TO.get(word) or TO_COME.get(word)
    if asks is None or not _is_named(tokens, noun):
        return
    if word in CONDITIONS and not CONDITIONS[word](tokens, noun):
        return
    verb, status = _standing(passage, noun)
    is_ahead = verb is not None and _is_ahead(tokens, verb)
    if word in TO_COME and not is_ahead and status == "pending":
        return
    if word in COMES_TO and verb is not None and _is_only_possible(tokens, verb):
        return
    name = phrase(passage, noun)
    if name is not None and not syntax.is_coordinated(tokens, noun) and not UNREADABLE & set(name.lower().split()):
        text = asks.format(_definite(passage, noun, name) + _against(passage, noun, word))
        yield _cue(passage, word, status, text, AWAITED if is_ahead else NAMED)


def _cue(passage: Passage, word: str, status: Status, text: str, weight: float = NAMED) -> Cue:
    made = cue(passage, word, status, text, weight)
    is_named = any(part[0].isupper() for part in text.split()[1:])
    quality = min(len(text.split()), ENOUGH) + is_named - is_bare(made.text) * ENOUGH
    return replace(made, topic=KINDS.get(word, word), quality=quality)


def _immunity(passage: Passage, noun: int) -> Iterator[Cue]:
    """`stripped the mayor of his immunity`, `lifting the immunity of the mayor`, `the mayor's immunity`."""
    tokens = passage.tokens
    below = list(syntax.children(tokens, noun))
    owner = next((i for i in below if tokens[i].dep == "poss" and tokens[i].pos in NAMING), None)
    for prep in below:
        if tokens[prep].text.lower() == "of" and owner is None:
            owner = next((i for i in syntax.children(tokens, prep) if tokens[i].pos in NAMING), None)
    verb, status = _standing(passage, noun)
    deed = next((i for i in syntax.ancestors(tokens, noun) if tokens[i].pos == "VERB"), None)
    if deed is not None and tokens[deed].lemma.lower() == "strip":
        objects = (i for i in syntax.children(tokens, deed) if tokens[i].dep in {"dobj", "nsubjpass"})
        owner = next(objects, owner)
    name = phrase(passage, owner) if owner is not None else None
    if name is None or verb is None:
        return
    name = name.removesuffix(" of immunity")
    yield _cue(passage, "immunity", status, f"Will {owned(name)} immunity be lifted?")


def _against(passage: Passage, noun: int, word: str) -> str:
    """Whom a warrant is for: "the mayor, wanted on a warrant"."""
    tokens = passage.tokens
    verb = tokens[tokens[noun].head].head
    if word != "warrant" or tokens[noun].dep != "pobj" or tokens[verb].dep != "acl":
        return ""
    name = phrase(passage, tokens[verb].head)
    return f" against {name}" if name else ""


def _is_named(tokens: tuple[Token, ...], noun: int) -> bool:
    """Whether a noun stands for one process that there is: not "no inquiry", "trial judge", "hearings"."""
    token = tokens[noun]
    if token.dep in {"compound", "amod", "nmod", "npadvmod", "poss"} or token.pos not in NAMING:
        return False
    if token.tag in {"NNS", "NNPS"} and token.lemma.lower() not in {"talk", "negotiation", "result", "finding"}:
        return False
    return not any(tokens[i].text.lower() in POINTING for i in syntax.children(tokens, noun))


def _is_at_court(tokens: tuple[Token, ...], noun: int) -> bool:
    """Whether an appeal goes to a court: nobody rules on an appeal to voters or for calm."""
    under = {tokens[i].lemma.lower() for i in syntax.subtree(tokens, noun)}
    near = {
        tokens[i].lemma.lower()
        for v in (syntax.governing_verb(tokens, noun),)
        if v is not None
        for i in syntax.subtree(tokens, v)
    }
    return tokens[noun].pos == "NOUN" and ("against" in under or bool(near & COURTS))


def _is_by_workers(tokens: tuple[Token, ...], noun: int) -> bool:
    """Whether a strike is one of workers; one by drones, or on a base, is over when it is told of."""
    return bool({token.lemma.lower() for token in tokens} & WORKERS) and not any(
        tokens[i].lemma.lower() in WEAPONS | {"on"} for i in syntax.children(tokens, noun)
    )


def _is_specific(tokens: tuple[Token, ...], noun: int) -> bool:
    """Whether it is said which talks are meant: "the talks", "talks with Norway", not "fresh talks"."""
    deps = {tokens[i].dep for i in syntax.children(tokens, noun)}
    complements = (i for prep in below(tokens, noun, "prep") for i in syntax.subtree(tokens, prep))
    return bool(deps & {"det", "poss"}) or any(tokens[i].pos == "PROPN" for i in complements)


def _is_hoped_for(tokens: tuple[Token, ...], noun: int) -> bool:
    """Whether a bid has not failed by its own words."""
    return not any(tokens[i].text.lower() in FAILED for i in syntax.children(tokens, noun))


def _is_of_illness(tokens: tuple[Token, ...], noun: int) -> bool:
    """Whether what broke out is a disease, not a war."""
    return not {tokens[i].lemma.lower() for i in syntax.subtree(tokens, noun)} & WARS


WARS = lexicon.words("war violence fighting hostility fire fight conflict protest unrest riot clash panic")
COURTS = lexicon.words("court tribunal judge lawyer ruling verdict sentence prosecutor")
WORKERS = lexicon.words(
    "union worker docker employee staff walkout pay wage picket driver nurse teacher miner labour labor"
)
WEAPONS = lexicon.words("air drone missile rocket artillery bomb military precision retaliatory counter pre-emptive")
FAILED = lexicon.words("failed unsuccessful abortive doomed rejected abandoned")
DECIDING = lexicon.words("vote agree decide")
UNREADABLE = lexicon.words("... … which who whom whose")
CONDITIONS: Final = {
    "appeal": _is_at_court, "petition": _is_at_court, "motion": _is_at_court, "challenge": _is_at_court,
    "strike": _is_by_workers, "talk": _is_specific, "negotiation": _is_specific, "dialogue": _is_specific,
    "bid": _is_hoped_for, "outbreak": _is_of_illness,
}  # fmt: skip


def _definite(passage: Passage, noun: int, name: str) -> str:
    """`a suit against the union` is, in the question, the one that was told of; headlines leave "the" out."""
    token = passage.tokens[noun]
    first, _, rest = name.partition(" ")
    if first.lower() in ARTICLES and rest:
        return f"the {rest}"
    is_plain = {passage.tokens[i].dep for i in syntax.children(passage.tokens, noun)}.isdisjoint({"det", "poss"})
    return f"the {name}" if is_plain and token.tag == "NN" and token.lemma.lower() not in WITHOUT_ARTICLE else name


def _standing(passage: Passage, noun: int) -> tuple[int | None, Status]:
    """The finite verb that a noun hangs on, through nouns and infinitives, and where it leaves the matter."""
    tokens = passage.tokens
    at = noun
    for above in syntax.ancestors(tokens, noun):
        token = tokens[above]
        if token.pos not in VERBAL:
            if token.pos not in LINKS and token.dep not in {"prep", "agent"}:
                break
            if token.pos in NAMING or tokens[at].dep == "pobj":
                at = above
            continue
        status = _left(tokens, noun, at, above)
        if (
            status == "pending"
            and token.tag in {"VBG", "VB"}
            and token.dep in OPEN_CLAUSES
            and not modal(tokens, above)
        ):
            at = above
            continue
        return above, status
    return None, "pending"


OPEN_CLAUSES = frozenset({"pcomp", "acl", "xcomp", "relcl"})


def _left(tokens: tuple[Token, ...], noun: int, at: int, verb: int) -> Status:
    """Where a verb leaves the process `noun`, which hangs on it by the word `at`."""
    token = tokens[verb]
    is_it = tokens[at].dep in {"dobj", "nsubj", "nsubjpass", "relcl"}
    if any(tokens[i].dep == "acl" and tokens[i].lemma.lower() in ENDING for i in syntax.children(tokens, noun)):
        return "answered"  # "with the amendment rejected by the council"
    if token.lemma.lower() == "vote" and token.tag == "VBD" and tokens[noun].lemma.lower() in VOTED_ON:
        return "answered"  # "voted in favour of an amendment"; an inquiry that was voted for begins
    ends = token.lemma.lower() in ENDING and is_it
    decider = tokens[token.head]
    if ends and token.tag == "VB" and decider.lemma.lower() in DECIDING and decider.tag in {"VBD", "VBN"}:
        return "answered"  # "voted to end the strike"
    is_done = token.tag in {"VBD", "VBN"} and not modal(tokens, verb) and not syntax.is_negated(tokens, verb)
    if ends and is_done:
        return "answered"
    return "paused" if is_it and is_done and lemma(tokens, verb) in PAUSED | PUT_OFF else "pending"


def _is_only_possible(tokens: tuple[Token, ...], verb: int) -> bool:
    """Whether the verb speaks of what might be: "could lead to an outbreak", "called for an inquiry"."""
    return modal(tokens, verb) in {"could", "may", "might", "would", "should"} or (
        tokens[verb].lemma.lower() in UNREAL and tokens[verb].dep != "acl"  # "wanted on a warrant"
    )


UNREAL = lexicon.words("fear risk prevent avoid threaten call demand urge warn consider rule want hope")


def _is_ahead(tokens: tuple[Token, ...], verb: int) -> bool:
    """Whether the verb speaks of what is to come."""
    word = tokens[verb].lemma.lower()
    near = {tokens[i].lemma.lower() for i in syntax.children(tokens, verb)} | {word}
    if (
        modal(tokens, verb) in {"will", "would", "wo"}
        or word in {"await", "expect"}
        or near & {"due", "yet", "pending"}
    ):
        return True
    return syntax.is_negated(tokens, verb) and bool(near & COMING)
