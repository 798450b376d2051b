"""What waits: decisions that hang on others, orders in force, people who had to leave, records not shown."""

from collections.abc import Iterator
from typing import Final

from briefing.language import lexicon, syntax
from briefing.merge.cues.matter import Cue, cue, is_bare
from briefing.merge.cues.wording import (
    NAMING,
    below,
    in_relative_clause,
    modal,
    noun_subjects,
    phrase,
    predicate,
    worded,
)
from briefing.merge.passages import Passage
from briefing.records import Token

OPEN: Final = 0.5
LOOMING: Final = 0.35
DECISIONS = lexicon.words("decision ruling verdict judgment judgement approval")
AWAITING = lexicon.words("await wait depend hinge")
REVIEWS = lexicon.words("review consideration discussion study examination")
INQUIRIES = lexicon.words("investigation inquiry scrutiny")
ORDERS = lexicon.words("order ban curfew embargo restriction suspension injunction moratorium emergency blockade freeze")
HOMES = lexicon.words("home house village town building area flat apartment")
PROSECUTIONS = {
    "prosecution": "prosecutions", "arrest": "arrests", "charge": "charges", "trial": "trials",
    "resignation": "resignations", "sanction": "sanctions", "conviction": "convictions",
}  # fmt: skip
RECORDS = lexicon.words(
    "log record document file footage tape recording transcript evidence letter archive ledger datum sample"
)
INVESTIGATORS = lexicon.words(
    "prosecutor police investigator inquiry commission court tribunal detective authority panel regulator magistrate"
)


def awaits(passage: Passage, verb: int) -> Iterator[Cue]:
    """`a decision on the aid would await the ruling`, `gave no date for a decision on the aid`."""
    tokens = passage.tokens
    word = tokens[verb].lemma.lower()
    if word in AWAITING and not in_relative_clause(tokens, verb) and not syntax.is_negated(tokens, verb):
        for subject in syntax.subjects(tokens, verb):
            yield from _decided_on(passage, subject)
    if word in {"give", "set", "have", "name", "fix"}:
        for date in below(tokens, verb, "dobj"):
            if tokens[date].lemma.lower() not in {"date", "timetable", "deadline", "timeline"}:
                continue
            if any(tokens[i].text.lower() == "no" for i in syntax.children(tokens, date)):
                for thing in _complements(tokens, date, {"for"}):
                    yield from _decided_on(passage, thing)
                    if tokens[thing].lemma.lower() not in DECISIONS and (name := phrase(passage, thing)):
                        yield cue(
                            passage, tokens[thing].lemma.lower(), "pending", f"When will {name} take place?", OPEN
                        )


def _decided_on(passage: Passage, decision: int) -> Iterator[Cue]:
    tokens = passage.tokens
    if tokens[decision].lemma.lower() not in DECISIONS:
        return
    for thing in _complements(tokens, decision, {"on", "about", "over"}):
        if (name := phrase(passage, thing)) is not None:
            yield cue(passage, _noun(tokens, thing), "pending", f"What will be decided on {name}?", OPEN)


def _noun(tokens: tuple[Token, ...], thing: int) -> str:
    """The noun that names a matter: the aid of "$38 million in aid"."""
    if tokens[thing].pos in NAMING:
        return tokens[thing].lemma.lower()
    return next((tokens[i].lemma.lower() for i in _complements(tokens, thing, {"in", "of"})), "sum")


def under_review(passage: Passage, verb: int) -> Iterator[Cue]:
    """`the permit remains under review`, `the fire is under investigation`, `the death was being investigated`."""
    tokens = passage.tokens
    word = tokens[verb].lemma.lower()
    if syntax.is_negated(tokens, verb) or in_relative_clause(tokens, verb) or tokens[verb].tag == "VB":
        return
    if word in {"be", "remain", "stay"}:
        for prep in below(tokens, verb, "prep"):
            nouns = {tokens[i].lemma.lower() for i in below(tokens, prep, "pobj")}
            if tokens[prep].text.lower() != "under" or not nouns & (REVIEWS | INQUIRIES):
                continue
            for subject in noun_subjects(passage, verb):
                yield from _looked_at(passage, subject, is_inquiry=bool(nouns & INQUIRIES))
    elif word in {"investigate", "probe"}:
        around = {tokens[i].text.lower() for i in syntax.children(tokens, verb)}
        is_on = "being" in around or (tokens[verb].tag == "VBG" and around & {"is", "are", "were", "was"})
        for thing in syntax.children(tokens, verb) if is_on else ():
            if tokens[thing].dep == ("nsubjpass" if "being" in around else "dobj") and tokens[thing].pos in NAMING:
                yield from _looked_at(passage, thing, is_inquiry=True)
    elif word == "review" and tokens[verb].tag == "VBG":
        for thing in below(tokens, verb, "dobj"):
            if tokens[thing].pos == "NUM":
                yield from _sum_reviewed(passage, verb, thing)


def _looked_at(passage: Passage, thing: int, *, is_inquiry: bool) -> Iterator[Cue]:
    name = phrase(passage, thing)
    person = any(
        e.first <= thing < e.last and e.label in {"PERSON", "ORG", "GPE"} for e in passage.sentence.entities
    )
    if name is None or is_bare(f"Will {name} succeed?"):  # "the death": whose?
        return
    if is_inquiry and not person:
        yield cue(passage, "inquiry", "pending", f"What will the investigation into {name} find?", LOOMING)
    elif not is_inquiry:
        noun = passage.tokens[thing].lemma.lower()
        yield cue(passage, noun, "pending", f"What will be decided on {name}?", LOOMING)


def _sum_reviewed(passage: Passage, verb: int, amount: int) -> Iterator[Cue]:
    """`was reviewing $38m in aid`: the aid hangs on the verb."""
    tokens = passage.tokens
    for prep in (*below(tokens, amount, "prep"), *below(tokens, verb, "prep")):
        for thing in below(tokens, prep, "pobj") if tokens[prep].text.lower() in {"in", "of"} else ():
            chosen = [*syntax.noun_phrase(tokens, amount), prep, *syntax.noun_phrase(tokens, thing)]
            if text := worded(passage, sorted(set(chosen))):
                yield cue(passage, tokens[thing].lemma.lower(), "pending", f"What will be decided on {text}?", LOOMING)
                return


def in_force(passage: Passage, verb: int) -> Iterator[Cue]:
    """`the evacuation order stands`, `the ban remains in force`, `the curfew could be extended`."""
    tokens = passage.tokens
    word = tokens[verb].lemma.lower()
    if in_relative_clause(tokens, verb) or syntax.is_negated(tokens, verb):
        return
    in_place = any(
        tokens[i].text.lower() in {"force", "place", "effect"}
        for p in below(tokens, verb, "prep")
        for i in below(tokens, p, "pobj")
    )
    stands = word == "stand" or (word in {"remain", "stay"} and in_place)
    may_be = modal(tokens, verb) in {"could", "might", "may"} and word in {"extend", "prolong", "lift", "renew"}
    for subject in noun_subjects(passage, verb) if (stands and not modal(tokens, verb)) or may_be else ():
        name = phrase(passage, subject)
        is_order = tokens[subject].lemma.lower() in ORDERS
        if name and stands and is_order:
            yield cue(passage, tokens[subject].lemma.lower(), "open", f"When will {name} be lifted?", LOOMING)
        elif name and may_be and (is_order or tokens[subject].pos == "PRON"):
            rest = predicate(passage, verb, subject)
            noun = name.split()[1] if name.startswith("the ") and len(name.split()) > 1 else name.split()[0]
            topic = noun if tokens[subject].pos == "PRON" else tokens[subject].lemma.lower()
            if rest:
                yield cue(passage, topic, "open", f"Will {name} {rest}?", LOOMING)


def had_to_leave(passage: Passage, verb: int) -> Iterator[Cue]:
    """`500 people were told to leave their homes`."""
    tokens = passage.tokens
    if tokens[verb].lemma.lower() not in {"tell", "order", "force", "ask", "warn"} or tokens[verb].tag != "VBN":
        return
    if in_relative_clause(tokens, verb) or syntax.is_negated(tokens, verb) or modal(tokens, verb):
        return
    leaves = any(
        tokens[deed].lemma.lower() in {"leave", "evacuate", "flee"}
        and any(tokens[i].lemma.lower() in HOMES for i in below(tokens, deed, "dobj"))
        for deed in below(tokens, verb, "xcomp")
    )
    for subject in syntax.subjects(tokens, verb) if leaves else ():
        name = phrase(passage, subject) if tokens[subject].tag == "NNS" else None
        if name and len(name.split()) > 2:  # noqa: PLR2004 - "people": which?
            yield cue(passage, "evacuation", "open", f"When can {name} return to their homes?", LOOMING)


def resigned(passage: Passage, verb: int) -> Iterator[Cue]:
    """`submitted his resignation`, `offered to resign`: it has to be accepted."""
    tokens = passage.tokens
    word = tokens[verb].lemma.lower()
    if modal(tokens, verb) or syntax.is_negated(tokens, verb) or tokens[verb].tag not in {"VBD", "VBN", "VBZ"}:
        return
    handed = word in {"submit", "tender", "offer", "hand", "present"} and any(
        tokens[i].lemma.lower() == "resignation" for i in below(tokens, verb, "dobj")
    )
    offers = word == "offer" and any(tokens[i].lemma.lower() == "resign" for i in below(tokens, verb, "xcomp"))
    for subject in noun_subjects(passage, verb) if handed or offers else ():
        if (name := phrase(passage, subject)) is not None:
            owner = f"{name}’" if name.endswith("s") else f"{name}’s"
            yield cue(passage, "resignation", "pending", f"Will {owner} resignation be accepted?", LOOMING)


def prosecuted(passage: Passage, verb: int) -> Iterator[Cue]:
    """`may face prosecution under the new law`, `expected a number of prosecutions against hunters`."""
    tokens = passage.tokens
    word = tokens[verb].lemma.lower()
    faces = word == "face" and modal(tokens, verb) in {"may", "could", "might", "will"}
    expects = word in {"expect", "anticipate", "foresee"} and not modal(tokens, verb)
    if not (faces or expects) or in_relative_clause(tokens, verb) or syntax.is_negated(tokens, verb):
        return
    for top in below(tokens, verb, "dobj"):
        thing = next((i for i in (top, *_complements(tokens, top, {"of"})) if _is_prosecution(tokens, i)), None)
        if thing is None:
            continue
        prep = next((i for i in below(tokens, thing, "prep")), None) or next(below(tokens, verb, "prep"), None)
        is_told = prep is not None and tokens[prep].text.lower() in {"against", "under", "over", "of", "for", "on"}
        rest = (worded(passage, syntax.subtree(tokens, prep), opens=False) or "") if is_told and prep else ""
        subject = next(iter(syntax.subjects(tokens, verb)), None)
        # Of "police say they may face prosecution" grammar cannot tell who is meant.
        who = phrase(passage, subject) if faces and subject is not None and tokens[subject].pos in NAMING else None
        if who:
            text = f"Will {who} {predicate(passage, verb, subject)}?"
        else:
            text = f"Will there be {PROSECUTIONS[tokens[thing].lemma.lower()]} {rest}".strip() + "?"
        if who or rest:
            yield cue(passage, "prosecution", "open", text, LOOMING)


def _is_prosecution(tokens: tuple[Token, ...], index: int) -> bool:
    return tokens[index].lemma.lower() in PROSECUTIONS


def records(passage: Passage, verb: int) -> Iterator[Cue]:
    """`has handed its logs to nobody`, `offered to hand over its logs`, `gave its logs to the prosecutors`."""
    tokens = passage.tokens
    if tokens[verb].lemma.lower() not in HANDING or in_relative_clause(tokens, verb) or modal(tokens, verb):
        return
    things = [i for i in below(tokens, verb, "dobj") if tokens[i].lemma.lower() in RECORDS]
    if not things or not any(tokens[i].dep in {"poss", "compound"} for i in syntax.children(tokens, things[0])):
        return
    to = {i for p in below(tokens, verb, "prep dative") for i in (p, *below(tokens, p, "pobj"))}
    words = {tokens[i].lemma.lower() for i in to}
    above = tokens[verb].head
    top = above if tokens[verb].dep == "xcomp" else verb
    is_withheld = bool(words & {"nobody", "noone"}) or syntax.is_negated(tokens, verb)
    if tokens[verb].dep == "xcomp":
        is_withheld = tokens[above].lemma.lower() in {"offer", "refuse", "decline", "fail", "promise"}
    subject = next(noun_subjects(passage, top), None)
    nobody = subject is not None and any(tokens[i].text.lower() == "no" for i in syntax.children(tokens, subject))
    who = phrase(passage, subject) if subject is not None and not nobody else None
    kept = [i for i in syntax.noun_phrase(tokens, things[0]) if tokens[i].dep != "poss" and tokens[i].pos != "DET"]
    name = syntax.join(tokens, kept)
    if who and is_withheld:
        owner = f"{who}’" if who.endswith("s") else f"{who}’s"
        yield cue(passage, tokens[things[0]].lemma.lower(), "open", f"Will {owner} {name} be handed over?", LOOMING)
    elif who and words & INVESTIGATORS and tokens[verb].tag in {"VBD", "VBN"}:
        owner = f"{who}’" if who.endswith("s") else f"{who}’s"
        yield cue(passage, tokens[things[0]].lemma.lower(), "pending", f"What will {owner} {name} show?", LOOMING)


HANDING = lexicon.words("hand give release publish disclose surrender produce turn provide submit")


def _complements(tokens: tuple[Token, ...], noun: int, words: set[str]) -> Iterator[int]:
    """Nouns and sums that some prepositions hang on a noun."""
    for prep in below(tokens, noun, "prep"):
        if tokens[prep].text.lower() in words:
            yield from (i for i in below(tokens, prep, "pobj") if tokens[i].pos in NAMING | {"NUM"})
