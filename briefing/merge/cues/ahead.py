"""What is to come: expected, announced, intended, asked for, still to be approved."""

from collections.abc import Iterator
from typing import Final

from briefing.language import lexicon, syntax
from briefing.merge import pronouns
from briefing.merge.cues.matter import RIGHTS, TOPICS, Cue, cue
from briefing.merge.cues.states import PAUSED, PUT_OFF
from briefing.merge.cues.wording import (
    NAMING,
    REPORTING,
    acted_on,
    below,
    in_relative_clause,
    lemma,
    modal,
    noun_subjects,
    phrase,
    predicate,
    question,
    worded,
)
from briefing.merge.passages import Passage
from briefing.records import Status, Token

ASKING = lexicon.words("call push demand seek urge ask request propose want insist press petition campaign")
REFERRED = lexicon.words("refer submit direct order instruct task")
AIMED = lexicon.words("call push press petition campaign")  # for something; what is called or pushed is not wanted
EXPECTED = lexicon.words("expect schedule plan due set slate suppose")
INTENDING = lexicon.words("vow threaten pledge promise plan intend agree")
VOWED = lexicon.words("vow threaten pledge promise")
APPROVING = lexicon.words("approve clear authorise authorize ratify sign endorse confirm decide agree permit")
# A forecast says what somebody reckons, and leaves nothing to be decided.
RECKONING = lexicon.words("project estimate predict forecast calculate reckon fear warn believe think argue claim hope")
# How a thing of this kind comes about: "Will the law be passed?"
COMES_ABOUT = {
    "law": "be passed", "bill": "be passed", "legislation": "be passed", "amendment": "be passed",
    "resolution": "be implemented", "decision": "be implemented", "motion": "be adopted",
    "petition": "succeed", "request": "be granted", "demand": "be met", "appeal": "be heard",
    "deal": "be reached", "agreement": "be reached", "accord": "be reached", "treaty": "be signed", "pact": "be signed",
    "truce": "hold", "ceasefire": "hold", "cease-fire": "hold",
    "inquiry": "be held", "enquiry": "be held", "investigation": "be held", "probe": "be held",
    "talk": "continue", "negotiation": "continue", "dialogue": "continue", "discussion": "continue",
    "meeting": "be held",
    "election": "be held", "referendum": "be held",
    "timetable": "be agreed", "withdrawal": "take place", "departure": "take place", "expulsion": "take place",
    "removal": "take place", "reduction": "take place", "pullout": "take place", "exit": "take place",
    "release": "take place", "amnesty": "be granted",
}  # fmt: skip
HAPPENING = (frozenset(TOPICS) - RIGHTS) | lexicon.words(
    "vote auction sale hearing debate session summit ballot visit strike"
)
PLANNED: Final = 0.35
WANTED: Final = 0.2
INTENDED: Final = 0.15
DEPTH = 3  # "directed committees to discuss a petition" is two steps down; what lies deeper is not what is asked for


def expected(passage: Passage, verb: int) -> Iterator[Cue]:
    """`the talks are expected to be resumed`, `the report is due in May`, `a ruling is not expected before May`."""
    tokens = passage.tokens
    if tokens[verb].lemma.lower() not in EXPECTED or tokens[verb].tag not in {"VBN", "JJ", "VBD"}:
        return
    above = tokens[verb].head if tokens[verb].dep == "acomp" else verb  # "is due to be signed"
    if not _is_passive_or_adjective(tokens, verb) or in_relative_clause(tokens, above) or _was_due(tokens, above, verb):
        return
    subject = next((i for i in syntax.subjects(tokens, above) if tokens[i].pos in NAMING), None)
    if subject is None:
        return
    to_do = next((i for i in below(tokens, verb, "xcomp") if tokens[i].pos in {"VERB", "AUX"}), None)
    negated = syntax.is_negated(tokens, above)
    noun = tokens[subject].lemma.lower()
    if to_do is not None and not negated:
        if (text := _reports(passage, subject, to_do) or question(passage, "Will", subject, to_do)) is not None:
            yield cue(passage, noun, "pending", text, PLANNED)
    elif to_do is None and noun in AWAITED:
        if (name := phrase(passage, subject)) is not None:
            yield cue(passage, noun, "pending", AWAITED[noun].format(name), PLANNED)
    elif to_do is None and noun in HAPPENING and (name := phrase(passage, subject)) is not None:
        yield cue(passage, noun, "pending", f"Will {name} take place?", PLANNED)


def _reports(passage: Passage, subject: int, verb: int) -> str | None:
    """What an inquiry that is to report will tell; that it reports is not in question."""
    tokens = passage.tokens
    is_inquiry = TOPICS.get(tokens[subject].lemma.lower()) == TOPICS["inquiry"]
    if not is_inquiry or tokens[verb].lemma.lower() not in {"report", "publish", "conclude", "finish"}:
        return None
    name = phrase(passage, subject)
    return None if name is None else f"What will {name} find when it reports?"


AWAITED = {
    **dict.fromkeys(["decision", "ruling", "verdict", "judgment", "judgement", "answer"], "When will {} be given?"),
    **dict.fromkeys(
        ["report", "study", "review", "finding", "result", "inquiry", "investigation"], "What will {} show?"
    ),
}


def _is_passive_or_adjective(tokens: tuple[Token, ...], verb: int) -> bool:
    return tokens[verb].dep == "acomp" or any(tokens[i].dep == "auxpass" for i in syntax.children(tokens, verb))


def _was_due(tokens: tuple[Token, ...], above: int, verb: int) -> bool:
    """`had been due to`, `was supposed to`: it did not come about."""
    forms = {tokens[i].text.lower() for i in (above, *syntax.children(tokens, above), *syntax.children(tokens, verb))}
    return "had" in forms or (bool(forms & {"was", "were"}) and tokens[verb].lemma.lower() in {"due", "suppose"})


def is_to(passage: Passage, verb: int) -> Iterator[Cue]:
    """`the rebels are to withdraw within 60 days`."""
    tokens = passage.tokens
    if tokens[verb].lemma != "be" or tokens[verb].tag not in {"VBP", "VBZ"} or in_relative_clause(tokens, verb):
        return
    to_do = next((i for i in below(tokens, verb, "xcomp") if tokens[i].tag in {"VB", "VBN"}), None)
    if to_do is None or tokens[verb + 1].tag not in {"TO", "RB"} or syntax.is_negated(tokens, verb):
        return
    if any(tokens[i].dep in {"acomp", "attr"} and i < to_do for i in syntax.children(tokens, verb)):
        return
    if any(token.text.lower() == "yet" for token in tokens[verb:to_do]):
        return
    for subject in noun_subjects(passage, verb):
        if tokens[to_do].lemma.lower() in {"head", "lead", "chair", "host", "attend"}:
            continue  # who does it is told
        if any(tokens[i].lemma.lower() == "office" for i in below(tokens, to_do, "dobj")):
            continue  # the end of a process, not a matter
        is_weighty = _is_actor(passage, subject) or tokens[subject].lemma.lower() in HAPPENING
        if is_weighty and (text := question(passage, "Will", subject, to_do)) is not None:
            yield cue(passage, _matter(passage, subject, to_do), "pending", text, PLANNED)


def announced(passage: Passage, verb: int) -> Iterator[Cue]:
    """`a timetable will be drawn up`, `the company said that it would appeal`."""
    tokens = passage.tokens
    auxiliary = modal(tokens, verb)
    if auxiliary not in {"will", "would", "'ll"} or in_relative_clause(tokens, verb):
        return
    above = tokens[tokens[syntax.first_conjunct(tokens, verb)].head]
    is_told = tokens[syntax.first_conjunct(tokens, verb)].dep == "ccomp" and above.lemma.lower() in REPORTING
    if above.lemma.lower() in RECKONING or tokens[verb].dep in {"advcl", "acl", "csubj", "pcomp"}:
        return
    if (auxiliary == "would" and not _reported(passage, verb)) or _asks(tokens, verb):
        return
    subject = next(noun_subjects(passage, verb), None)
    if subject is None or (name := phrase(passage, subject)) is None or syntax.is_negated(tokens, verb):
        return
    rest = predicate(passage, verb, subject)
    noun = _matter(passage, subject, verb)
    deed = next((tokens[i] for i in below(tokens, verb, "xcomp")), tokens[verb])  # "will have to be expanded"
    is_act = deed.lemma.lower() in ACTS
    is_matter = noun in TOPICS or tokens[subject].lemma.lower() in TOPICS
    if auxiliary == "would" and not is_act:
        return  # "would cost jobs" tells what would come of it
    if not rest or lemma(tokens, verb) in PAUSED | PUT_OFF or not (is_matter or (is_told and is_act)):
        return
    is_public = (is_matter and auxiliary != "would") or deed.lemma.lower() in LEGAL
    weight = PLANNED if is_public else INTENDED
    yield cue(passage, noun, "pending", f"Will {name} {rest}?", weight)


# What a body or a person decides or does in public, and others wait for.
ACTS = lexicon.words(
    "appeal sue resign sign vote decide veto challenge contest withdraw launch publish release appoint close reopen "
    "open build expand extend lift impose raise cut hold meet return deploy send pay repay compensate hand investigate "
    "prosecute extradite quit nationalise nationalize sell buy merge ban limit recognise"
)


LEGAL = lexicon.words("appeal sue challenge contest resign veto")  # of these others wait for the outcome


def _reported(passage: Passage, verb: int) -> bool:
    """Whether "would" is the "will" of reported speech, not what comes of a condition."""
    tokens = passage.tokens
    at = syntax.first_conjunct(tokens, verb)
    above = tokens[tokens[at].head]
    conditional = any(token.text.lower() in {"if", "unless"} for token in tokens)
    return tokens[at].dep == "ccomp" and above.tag in {"VBD", "VBN"} and not conditional


def _asks(tokens: tuple[Token, ...], verb: int) -> bool:
    """Whether the clause is an indirect question."""
    return any(
        tokens[i].text.lower() in {"whether", "if", "when", "how", "where", "why"}
        for i in syntax.children(tokens, verb)
    )


def pushed_back(passage: Passage, verb: int) -> Iterator[Cue]:
    """`the deal could be pushed into next year`, `when these troops might withdraw`."""
    tokens = passage.tokens
    if modal(tokens, verb) not in {"could", "might", "may"} or in_relative_clause(tokens, verb) or _asks(tokens, verb):
        return
    subject = next((i for i in syntax.subjects(tokens, verb) if tokens[i].lemma.lower() in TOPICS), None)
    if not any(tokens[i].dep == "auxpass" for i in syntax.children(tokens, verb)):
        return
    if subject is None or tokens[tokens[verb].head].lemma.lower() in RECKONING:
        return
    if (text := question(passage, "Could", subject, verb)) is not None:
        yield cue(passage, tokens[subject].lemma.lower(), "open", text, WANTED)


def intended(passage: Passage, verb: int) -> Iterator[Cue]:
    """`has vowed to sue`, `threatened legal action`."""
    tokens = passage.tokens
    if tokens[verb].lemma.lower() not in INTENDING or tokens[verb].pos != "VERB" or syntax.is_negated(tokens, verb):
        return
    if modal(tokens, verb) or tokens[verb].tag == "VB" or in_relative_clause(tokens, verb):
        return
    subject = next(noun_subjects(passage, verb), None)
    if subject is None or any(tokens[i].dep == "auxpass" for i in syntax.children(tokens, verb)):
        return
    if not _is_actor(passage, subject):
        return
    is_vow = tokens[verb].lemma.lower() in VOWED
    weight = WANTED if is_vow else INTENDED
    for to_do in below(tokens, verb, "xcomp"):
        if not (is_vow or tokens[to_do].lemma.lower() in ACTS) or _goes_on_as_before(tokens, to_do):
            continue
        if tokens[to_do].tag == "VB" and (text := question(passage, "Will", subject, to_do)) is not None:
            yield cue(passage, _matter(passage, subject, to_do), "pending", text, weight)
    for thing in below(tokens, verb, "dobj"):
        name = phrase(passage, subject)
        threat = phrase(passage, thing)
        if tokens[verb].lemma.lower() == "threaten" and tokens[thing].lemma.lower() == "action" and name and threat:
            yield cue(passage, "case", "pending", f"Will {name} take {threat}?", weight)


def _goes_on_as_before(tokens: tuple[Token, ...], verb: int) -> bool:
    """`to keep fighting`, `to stay vigilant`: nothing is to be done that could be seen."""
    word = tokens[verb].lemma.lower()
    doing = (i for i in below(tokens, verb, "xcomp dobj") if tokens[i].text.lower().endswith("ing"))
    if word == "keep":
        return any(True for _ in doing)
    return word in {"stay", "remain"} and any(True for _ in below(tokens, verb, "acomp"))


def _is_actor(passage: Passage, noun: int) -> bool:
    """Whether a noun names somebody who can intend: a person, a body, a country."""
    token = passage.tokens[noun]
    if token.pos in {"PRON", "PROPN"}:
        return True
    return pronouns.is_person(token) or token.lemma.lower() in lexicon.ORGANISATIONS


def asked_for(passage: Passage, verb: int) -> Iterator[Cue]:
    """`is calling for a law`, `asked the cabinet to speed up a resolution`, `told committees to discuss a petition`."""
    tokens = passage.tokens
    word = tokens[verb].lemma.lower()
    if (word not in ASKING and word not in REFERRED) or tokens[verb].pos != "VERB" or syntax.is_negated(tokens, verb):
        return
    found = False
    for thing in _objects_below(passage, verb):
        noun = tokens[thing].lemma.lower()
        name = phrase(passage, thing)
        if word in AIMED and not any(tokens[i].text.lower() == "for" for i in syntax.ancestors(tokens, thing)):
            continue
        if (word in REFERRED and tokens[thing].dep != "dobj") or _is_opposed(tokens, thing, verb):
            continue
        if noun in COMES_ABOUT and name is not None and " " in name and tokens[thing].tag in {"NN", "NNP"}:
            status: Status = "pending" if word in REFERRED else "open"
            yield cue(passage, noun, status, f"Will {name} {COMES_ABOUT[noun]}?", PLANNED)
            found = True
            break
    if not found:
        yield from _asked_to(passage, verb)


def _is_opposed(tokens: tuple[Token, ...], thing: int, verb: int) -> bool:
    """Whether what is asked for is that the thing be rescinded or put off, not that it come about."""
    between = (i for i in syntax.ancestors(tokens, thing) if verb < i < thing and tokens[i].tag == "VB")
    return any(tokens[i].lemma.lower() not in FURTHERING for i in between)


FURTHERING = lexicon.words(
    "accelerate speed discuss pass adopt hold implement approve open launch debate call convene set begin start order "
    "give grant allow ensure establish conduct make reach sign support vote resume draft introduce"
)
# Whoever is meant by "people are asked to keep away" decides nothing.
ANYBODY = lexicon.words("public people anyone anybody everyone citizen resident reader side party voter")


def _asked_to(passage: Passage, verb: int) -> Iterator[Cue]:
    """`asked the buyer to repay a loan`, `told the president that he should postpone the election`."""
    tokens = passage.tokens
    if in_relative_clause(tokens, verb) or tokens[verb].lemma.lower() in REFERRED | {"seek", "propose"}:
        return  # what is ordered is done
    for clause in below(tokens, verb, "xcomp ccomp advcl"):
        is_to = any(tokens[i].tag == "TO" for i in syntax.children(tokens, clause)) or tokens[clause].tag in {
            "VB",
            "VBN",
        }
        is_to = is_to or (tokens[verb].lemma.lower() == "want" and tokens[clause].tag == "VBD")
        if not is_to or _goes_on_as_before(tokens, clause) or modal(tokens, clause) not in {"", "should", "must"}:
            continue
        subject = next((i for i in syntax.children(tokens, clause) if tokens[i].dep in {"nsubj", "nsubjpass"}), None)
        if subject is None:
            subject = next((i for i in below(tokens, verb, "dobj") if i < clause), None)
        if subject is None:
            on = (
                p
                for i in below(tokens, verb, "prep")
                for p in below(tokens, i, "pobj")
                if i < clause and tokens[i].text.lower() in {"on", "upon", "to"}
            )
            subject = next(on, None)
        if subject is None or tokens[subject].pos not in NAMING or tokens[subject].lemma.lower() in ANYBODY:
            continue
        text = question(passage, "Will", subject, clause, owns=False)
        if text is not None and tokens[clause].tag in {"VBN", "VBD"} and " be " not in text:  # "want the date changed"
            text = text.replace(f" {tokens[clause].lemma.lower()} ", f" be {tokens[clause].text} ", 1)
        if text is not None:
            # "For the judge to be taken off the case" is about the judge.
            passive = any(tokens[i].dep == "auxpass" for i in syntax.children(tokens, clause))
            noun = tokens[subject].lemma.lower() if passive else _matter(passage, subject, clause)
            yield cue(passage, noun, "open", text, WANTED)
        return


def should(passage: Passage, verb: int) -> Iterator[Cue]:
    """`told the president that he should postpone the election`."""
    tokens = passage.tokens
    above = tokens[verb].head
    if (
        modal(tokens, verb) != "should"
        or tokens[verb].dep != "ccomp"
        or tokens[above].lemma.lower() not in {"tell", "urge", "demand"}
    ):
        return
    told = next((i for i in below(tokens, above, "dobj") if i < verb and tokens[i].pos in NAMING), None)
    subject = next((i for i in syntax.subjects(tokens, verb)), None)
    who = told if subject is not None and tokens[subject].pos == "PRON" else subject
    if who is not None and (text := question(passage, "Will", who, verb)) is not None:
        yield cue(passage, _matter(passage, who, verb), "open", text, WANTED)


def still_to_approve(passage: Passage, verb: int) -> Iterator[Cue]:
    """`the regulator must approve the prospectus`, `the merger has to be cleared by the ministry`."""
    tokens = passage.tokens
    if tokens[verb].lemma.lower() not in APPROVING or syntax.is_negated(tokens, verb):
        return
    above = tokens[verb].head
    if any(tokens[i].text.lower() == "yet" for i in syntax.children(tokens, above)):
        return
    has_to = (
        tokens[verb].dep == "xcomp" and tokens[above].lemma in {"have", "need"} and tokens[above].tag in {"VBZ", "VBP"}
    )
    if modal(tokens, verb) != "must" and not has_to:
        return
    top = above if has_to else verb
    subject = next((i for i in syntax.subjects(tokens, top)), None)
    if subject is not None and tokens[subject].tag in {"WDT", "WP"} and tokens[top].dep == "relcl":
        subject = tokens[top].head
    if (subject is not None and acted_on(tokens, verb) is not None) or (
        subject is not None and tokens[verb].tag == "VBN"
    ):
        name, rest = (narrow(passage, subject), predicate(passage, verb))
        if name and rest:
            yield cue(passage, _matter(passage, subject, verb), "pending", f"Will {name} {rest}?", PLANNED)


def narrow(passage: Passage, subject: int) -> str | None:
    """The name of a thing without the clause that hangs on it."""
    return worded(passage, syntax.noun_phrase(passage.tokens, subject))


def _matter(passage: Passage, subject: int, verb: int) -> str:
    """The noun that names the matter: what is done, or who does it."""
    tokens = passage.tokens
    if tokens[verb].lemma.lower() == "sue":
        return "suit"
    thing = acted_on(tokens, verb)
    if tokens[subject].lemma.lower() in TOPICS or thing is None:
        return tokens[subject].lemma.lower()
    return tokens[thing].lemma.lower()


def _objects_below(passage: Passage, verb: int) -> Iterator[int]:
    """Nouns that a verb of asking aims at: its object, that of its preposition or of its infinitive."""
    tokens = passage.tokens
    for index in syntax.subtree(tokens, verb):
        if index > verb and tokens[index].dep in {"dobj", "pobj"} and tokens[index].pos in NAMING:
            above = list(syntax.ancestors(tokens, index))
            between = above[: above.index(verb)]
            if len(between) <= DEPTH and not any(tokens[i].dep in {"relcl", "conj", "acl", "advcl"} for i in between):
                yield index
