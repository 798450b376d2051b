"""Where a matter stands: paused, resumed, stalled, not yet done, decided."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from briefing.language import lexicon, syntax
from briefing.merge.cues.matter import ACTIVITIES, TOPICS, Cue, cue
from briefing.merge.cues.wording import (
    acted_on,
    below,
    in_relative_clause,
    lemma,
    modal,
    noun_subjects,
    phrase,
    question,
)
from briefing.merge.passages import Passage
from briefing.records import Status, Token

PAUSED = frozenset({"pause", "suspend", "halt", "freeze", "adjourn", "break off"})
# What is put off has not begun: it does not resume, it takes place.
GIVEN = lexicon.words("decision ruling verdict judgment judgement answer sentence")
PUT_OFF = frozenset({"postpone", "delay", "shelve", "put off", "defer"})
RESUMED = frozenset({"resume", "restart", "renew"})
RESUMED_AGAIN: Final = "resume"  # "took up their talks again"
AGAIN = frozenset({"take up", "begin", "start", "open", "take"})
STALLED = frozenset({"stall", "deadlock", "block"})
BROKEN = frozenset({"break down", "collapse", "fall apart", "founder"})
STANDING = PAUSED | PUT_OFF | RESUMED | STALLED | BROKEN
TALKS = frozenset({"discussion", "dialogue"}) | {TOPICS["talk"]}
CARRIED_OUT = lexicon.words(
    "implement enact enforce adopt ratify approve sign apply carry pass fulfil fulfill honor honour execute "
    "complete agree"
)
DECIDED = lexicon.words("pass approve adopt sign enact ratify implement reject defeat conclude reach")
SAYS_SO: Final = 0.5  # the sentence is about nothing else than where the matter stands
OPINIONS = lexicon.words("expect want hope fear plan threaten refuse agree offer try seek vow consider")


def state(passage: Passage, verb: int) -> Iterator[Cue]:
    """`talks were paused`, `the government resumed talks`."""
    tokens = passage.tokens
    word = lemma(tokens, verb)
    again = word in AGAIN and any(tokens[i].lemma.lower() == "again" for i in syntax.children(tokens, verb))
    if not again and word not in STANDING:
        return
    if not _has_happened(passage, verb):
        return
    thing = acted_on(tokens, verb)
    if thing is None:  # "the talks resumed"
        thing = next((i for i in noun_subjects(passage, verb) if tokens[i].lemma.lower() in ACTIVITIES), None)
    if thing is None or _is_time(passage, thing) or (name := phrase(passage, thing)) is None:
        return
    noun = matter_of(tokens, thing)
    name += _between(passage, verb, thing)
    for status, text in _standing(RESUMED_AGAIN if again else word, noun, name):
        yield replace(cue(passage, noun, status, text, SAYS_SO), thing=name if noun in ACTIVITIES else "")


def _is_time(passage: Passage, thing: int) -> bool:
    """Whether "delayed an hour", "delayed a minimum of 15 minutes" tells how long, not what."""
    times = lexicon.words("minute hour day week month year second minimum maximum")
    return passage.tokens[thing].lemma.lower() in times


def _between(passage: Passage, verb: int, thing: int) -> str:
    """Whose talks "their talks" are, where two sides are the subject."""
    tokens = passage.tokens
    if not any(tokens[i].text.lower() == "their" for i in syntax.children(tokens, thing)):
        return ""
    for subject in noun_subjects(passage, verb):
        sides = phrase(passage, subject)
        if sides and syntax.is_coordinated(tokens, subject):
            return f" between {sides}"
    return ""


def _standing(word: str, noun: str, name: str) -> Iterator[tuple[Status, str]]:
    """Where a verb leaves a thing, and the question that is left."""
    is_activity = noun in ACTIVITIES
    if word in RESUMED and is_activity:
        yield "resumed", ask("resumed", noun, name)
    elif word in STALLED and noun in TOPICS:
        yield "stalled", ask("stalled", noun, name)
    elif word in BROKEN and noun in TOPICS:
        yield "stalled", f"Will {name} be revived?"
    elif word in PUT_OFF and noun in GIVEN:
        yield "paused", f"When will {name} be given?"
    elif word in PUT_OFF:
        yield "paused", f"When will {name} take place?"
    elif word in PAUSED and is_activity:
        yield "paused", ask("paused", noun, name)
    elif word == "suspend":
        yield "paused", f"Will the suspension of {name} be lifted?"


def ask(status: Status, noun: str, name: str) -> str:
    """The question that is left where a thing is paused, goes on or has stalled."""
    if status == "paused":
        return f"When will {name} resume?"
    if status == "answered":
        return f"Will {name} be completed?"
    return (_outcome(noun) if status == "resumed" else "How will {} go on?").format(name)


def matter_of(tokens: tuple[Token, ...], thing: int) -> str:
    """The noun that names the matter: the talks of "participation in the talks"."""
    noun = tokens[thing].lemma.lower()
    if noun in LIGHT:
        inner = (i for p in below(tokens, thing, "prep") for i in below(tokens, p, "pobj"))
        return next((tokens[i].lemma.lower() for i in inner if tokens[i].lemma.lower() in ACTIVITIES), noun)
    return noun


LIGHT = lexicon.words("participation part resumption involvement continuation round")


def goes_on(passage: Passage, verb: int) -> Iterator[Cue]:
    """`allowed the recount to resume`, `told the board to carry on counting`: what was paused goes on."""
    tokens = passage.tokens
    if tokens[verb].lemma.lower() not in ALLOWING or tokens[verb].tag not in {"VBD", "VBN"}:
        return
    if modal(tokens, verb) or syntax.is_negated(tokens, verb):
        return
    for deed in below(tokens, verb, "xcomp ccomp"):
        if tokens[deed].tag != "VB" or lemma(tokens, deed) not in GOING_ON:
            continue
        near = [*syntax.subjects(tokens, deed), *below(tokens, verb, "dobj"), *below(tokens, deed, "dobj xcomp")]
        near += [i for p in below(tokens, deed, "prep") for i in below(tokens, p, "pobj pcomp")]
        thing = next((i for i in near if tokens[i].lemma.lower() in ACTIVITIES), None)
        if thing is None and any(tokens[i].text.lower() == "it" for i in near):  # the last one named before
            thing = next((i for i in range(verb, -1, -1) if tokens[i].lemma.lower() in ACTIVITIES), None)
        if thing is not None:
            yield cue(passage, tokens[thing].lemma.lower(), "resumed", "", 0.0)


ALLOWING = lexicon.words("allow tell order permit let clear authorise authorize instruct")
GOING_ON = frozenset({"resume", "continue", "proceed", "restart", "carry on", "go on", "go ahead", "keep", "finish"})


def finished(passage: Passage, verb: int) -> Iterator[Cue]:
    """`the recount was completed`: it has gone on, and is over."""
    tokens = passage.tokens
    if tokens[verb].lemma.lower() not in {"complete", "finish", "conclude"} or tokens[verb].tag not in {"VBD", "VBN"}:
        return
    if modal(tokens, verb) or syntax.is_negated(tokens, verb) or tokens[verb].dep in {"xcomp", "amod", "acl"}:
        return
    if any(tokens[i].tag == "TO" for i in syntax.children(tokens, verb)):
        return
    thing = acted_on(tokens, verb)
    if thing is None and tokens[verb].dep == "relcl":  # "the count, which was completed"
        thing = tokens[verb].head
    if thing is not None and tokens[thing].lemma.lower() in UNDER_WAY:
        yield cue(passage, tokens[thing].lemma.lower(), "answered", "", 0.0)


def lifted(passage: Passage, verb: int) -> Iterator[Cue]:
    """`lifted the suspension of the licence`, `the freeze on the talks was lifted`."""
    tokens = passage.tokens
    if tokens[verb].lemma.lower() not in {"lift", "end", "reverse"} or tokens[verb].tag not in {"VBD", "VBN"}:
        return
    thing = acted_on(tokens, verb)
    if modal(tokens, verb) or syntax.is_negated(tokens, verb) or tokens[verb].dep not in {"ROOT", "conj", "ccomp"}:
        return
    if thing is None or tokens[thing].lemma.lower() not in {"suspension", "freeze", "halt", "moratorium", "injunction"}:
        return
    for prep in below(tokens, thing, "prep"):
        for stopped in below(tokens, prep, "pobj"):
            noun = tokens[stopped].lemma.lower()
            yield cue(passage, noun, "resumed" if noun in ACTIVITIES else "answered", "", 0.0)


UNDER_WAY = lexicon.words("count recount counting search rescue evacuation operation withdrawal audit tally")


def _outcome(noun: str) -> str:
    """What is asked of an activity that goes on."""
    if TOPICS.get(noun) in TALKS:
        return "What will {} lead to?"
    return "What will {} find?" if noun == "search" or TOPICS.get(noun) == TOPICS["inquiry"] else "How will {} go on?"


def _has_happened(passage: Passage, verb: int) -> bool:
    """Whether the verb tells what came about: not what is denied, to come, asked for or only describes a thing."""
    tokens = passage.tokens
    token = tokens[verb]
    if token.pos != "VERB" or modal(tokens, verb) or syntax.is_negated(tokens, verb):
        return False
    if token.tag == "VB" or (token.dep in {"xcomp", "amod", "pcomp", "advcl"} and token.tag != "VBD"):
        return False
    if any(
        tokens[i].dep == "mark" and tokens[i].text.lower() in {"if", "unless", "since"}
        for i in syntax.children(tokens, verb)
    ):
        return False
    if in_relative_clause(tokens, verb) and token.dep != "relcl":
        return False
    return tokens[token.head].lemma.lower() not in OPINIONS or token.head == verb


def not_carried_out(passage: Passage, verb: int) -> Iterator[Cue]:
    """`the decision was not implemented`, `the council has not ratified the treaty`."""
    tokens = passage.tokens
    if tokens[verb].lemma.lower() not in CARRIED_OUT or not syntax.is_negated(tokens, verb):
        return
    is_past = _did_not(passage, verb) if tokens[verb].tag == "VB" else not modal(tokens, verb)
    if not is_past:
        return
    thing = acted_on(tokens, verb)
    if thing is None or (name := phrase(passage, thing)) is None or in_relative_clause(tokens, verb):
        return
    if tokens[verb].tag == "VBN":
        particles = (tokens[i].text for i in syntax.children(tokens, verb) if tokens[i].dep == "prt")
        done = " ".join([tokens[verb].text, *particles])  # "carried out"
        yield cue(passage, tokens[thing].lemma.lower(), "stalled", f"Will {name} be {done}?", SAYS_SO)


def _did_not(passage: Passage, verb: int) -> bool:
    return any(passage.tokens[i].text.lower() == "did" for i in syntax.children(passage.tokens, verb))


def yet_to(passage: Passage, verb: int) -> Iterator[Cue]:
    """`the treaty has yet to be signed`, `the regulator has yet to authorise it`."""
    tokens = passage.tokens
    above = tokens[verb].head
    is_waiting = (
        tokens[verb].dep == "xcomp"
        and tokens[above].lemma in {"have", "be"}
        and any(
            tokens[i].text.lower() == "yet" for i in (*syntax.children(tokens, above), *syntax.children(tokens, verb))
        )
    )
    if not is_waiting or in_relative_clause(tokens, above):
        return
    if tokens[verb].lemma.lower() in lexicon.SAYING and any(below(tokens, verb, "ccomp")):
        return  # "has yet to say whether": what it has to say is the question
    for subject in noun_subjects(passage, above):
        if (text := question(passage, "Will", subject, verb)) is not None:
            yield cue(passage, _matter(passage, subject, verb), "pending", text, SAYS_SO)


def _matter(passage: Passage, subject: int, verb: int) -> str:
    """The noun that names the matter: what is done, or who does it."""
    tokens = passage.tokens
    thing = acted_on(tokens, verb)
    return tokens[subject if thing is None else thing].lemma.lower()


def decided(passage: Passage, verb: int) -> Iterator[Cue]:
    """`parliament passed the law`: a matter that was open until then is answered."""
    tokens = passage.tokens
    if tokens[verb].lemma.lower() not in DECIDED or tokens[verb].tag not in {"VBD", "VBN"}:
        return
    if modal(tokens, verb) or syntax.is_negated(tokens, verb):
        return
    thing = acted_on(tokens, verb)
    noun = tokens[thing].lemma.lower() if thing is not None else ""
    if noun in TOPICS and noun != "petition" and tokens[verb].dep in {"ROOT", "conj", "ccomp"}:
        status: Status = "answered"
        yield cue(passage, noun, status, "", 0.0)


def closed(passage: Passage, verb: int) -> Iterator[Cue]:
    """`the road remains closed`."""
    tokens = passage.tokens
    if tokens[verb].lemma.lower() not in {"remain", "stay"} or syntax.is_negated(tokens, verb) or modal(tokens, verb):
        return
    if not any(tokens[i].text.lower() in SHUT for i in below(tokens, verb, "acomp oprd xcomp advcl")):
        return
    for subject in noun_subjects(passage, verb):
        if (name := phrase(passage, subject)) is not None:
            yield cue(passage, tokens[subject].lemma.lower(), "open", f"When will {name} reopen?", SAYS_SO)


SHUT = frozenset({"closed", "shut", "blocked", "sealed"})


def unable_to(passage: Passage, verb: int) -> Iterator[Cue]:
    """`have been unable to reschedule a meeting`, `failed to agree on a date`."""
    tokens = passage.tokens
    above = tokens[verb].head
    is_unable = tokens[above].lemma.lower() in {"unable", "fail"} or (
        tokens[above].text.lower() == "able" and _not(passage, above)
    )
    if tokens[verb].dep != "xcomp" or not is_unable or tokens[verb].lemma.lower() not in AGREEING:
        return
    top = tokens[above].head if tokens[above].dep == "acomp" else above
    if in_relative_clause(tokens, top) or tokens[top].tag not in {"VBP", "VBZ", "VBN", "VBD"}:
        return
    for subject in noun_subjects(passage, top):
        if (text := question(passage, "Will", subject, verb)) is not None:
            yield cue(passage, _matter(passage, subject, verb), "stalled", text, SAYS_SO)


AGREEING = lexicon.words(
    "agree reach reschedule schedule sign form resolve settle conclude secure set fix approve pass elect"
)


def _not(passage: Passage, word: int) -> bool:
    return syntax.is_negated(passage.tokens, passage.tokens[word].head)
