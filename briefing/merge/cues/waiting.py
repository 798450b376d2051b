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
    owned,
    phrase,
    predicate,
    question,
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
ORDERS = lexicon.words(
    "order ban curfew embargo restriction suspension injunction moratorium emergency blockade freeze"
)
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
    """`a decision on the aid would await the ruling`, `the court reserved its judgment on the tax`."""
    tokens = passage.tokens
    word = tokens[verb].lemma.lower()
    if word not in AWAITING and word != "reserve":
        return
    if in_relative_clause(tokens, verb) or syntax.is_negated(tokens, verb):
        return
    if word in AWAITING:
        for subject in syntax.subjects(tokens, verb):
            yield from _decided_on(passage, subject)
    else:
        for decision in below(tokens, verb, "dobj"):
            yield from _decided_on(passage, decision)


def no_date(passage: Passage, verb: int) -> Iterator[Cue]:
    """`gave no date for a decision on the aid`, `set no date for the vote`."""
    tokens = passage.tokens
    word = tokens[verb].lemma.lower()
    if word in {"give", "set", "have", "name", "fix"}:
        for date in below(tokens, verb, "dobj"):
            is_none = any(tokens[i].text.lower() == "no" for i in syntax.children(tokens, date))
            if not is_none or tokens[date].lemma.lower() not in {"date", "timetable", "deadline", "timeline"}:
                continue
            for thing in (*_complements(tokens, date, {"for"}), *_complements(tokens, verb, {"for"})):
                noun = tokens[thing].lemma.lower()
                yield from _decided_on(passage, thing)
                if noun not in DECISIONS and (name := phrase(passage, thing)):
                    yield cue(passage, noun, "pending", f"When will {name} take place?", OPEN)


def _decided_on(passage: Passage, decision: int) -> Iterator[Cue]:
    tokens = passage.tokens
    if tokens[decision].lemma.lower() not in DECISIONS:
        return
    verb = tokens[decision].head  # "gave no date for a decision on the tax", "reserved its judgment on the tax"
    while tokens[verb].pos not in {"VERB", "AUX"} and tokens[verb].head != verb:
        verb = tokens[verb].head
    joint = {"on", "about", "over"}
    beside = _complements(tokens, verb, joint) if verb < decision else iter(())
    thing = next(_complements(tokens, decision, joint), None) or next(beside, None)
    name = phrase(passage, thing) if thing is not None and not _is_day(passage, thing) else None
    if thing is not None and name is not None:
        yield cue(passage, _noun(tokens, thing), "pending", f"What will be decided on {name}?", OPEN)


def _is_day(passage: Passage, noun: int) -> bool:
    """Whether "on Monday" tells when."""
    return any(e.first <= noun < e.last and e.label in {"DATE", "TIME"} for e in passage.sentence.entities)


def _noun(tokens: tuple[Token, ...], thing: int) -> str:
    """The noun that names a matter: the aid of "$38 million in aid"."""
    if tokens[thing].pos in NAMING:
        return tokens[thing].lemma.lower()
    return next((tokens[i].lemma.lower() for i in _complements(tokens, thing, {"in", "of"})), "sum")


def under_review(passage: Passage, verb: int) -> Iterator[Cue]:
    """`the permit remains under review`, `the fire is under investigation`."""
    tokens = passage.tokens
    if tokens[verb].lemma.lower() not in {"be", "remain", "stay"} or tokens[verb].tag == "VB":
        return
    if syntax.is_negated(tokens, verb) or in_relative_clause(tokens, verb):
        return
    nouns = {tokens[i].lemma.lower() for i in _complements(tokens, verb, {"under"})}
    for subject in noun_subjects(passage, verb) if nouns & (REVIEWS | INQUIRIES) else ():
        yield from _looked_at(passage, subject, is_inquiry=bool(nouns & INQUIRIES))


def being_looked_at(passage: Passage, verb: int) -> Iterator[Cue]:
    """`the death was being investigated`, `are looking into the fire`, `was reviewing $40m in aid`."""
    tokens = passage.tokens
    word = tokens[verb].lemma.lower()
    around = {tokens[i].text.lower() for i in syntax.children(tokens, verb)}
    is_on = "being" in around or (tokens[verb].tag == "VBG" and bool(around & {"is", "are", "were", "was"}))
    if not is_on or syntax.is_negated(tokens, verb) or in_relative_clause(tokens, verb):
        return
    role = "nsubjpass" if "being" in around else "dobj"
    things = [i for i in syntax.children(tokens, verb) if tokens[i].dep == role]
    if word == "review":
        for thing in things:
            if tokens[thing].pos not in NAMING or tokens[thing].text.lower() in SCALES:
                yield from _sum_reviewed(passage, verb, thing)
    elif word in {"investigate", "probe", "look"}:
        for thing in _complements(tokens, verb, {"into"}) if word == "look" else things:
            if tokens[thing].pos in NAMING:
                yield from _looked_at(passage, thing, is_inquiry=True)


SCALES = lexicon.words("m bn million billion")


def _looked_at(passage: Passage, thing: int, *, is_inquiry: bool) -> Iterator[Cue]:
    name = phrase(passage, thing)
    person = any(e.first <= thing < e.last and e.label in {"PERSON", "ORG", "GPE"} for e in passage.sentence.entities)
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


STANDING = frozenset({"stand", "remain", "stay"})
CHANGING = frozenset({"extend", "prolong", "lift", "renew"})


def in_force(passage: Passage, verb: int) -> Iterator[Cue]:
    """`the evacuation order stands`, `the ban remains in force`, `the curfew could be extended`."""
    tokens = passage.tokens
    word = tokens[verb].lemma.lower()
    if word not in STANDING and word not in CHANGING:
        return
    if in_relative_clause(tokens, verb) or syntax.is_negated(tokens, verb):
        return
    in_place = any(
        tokens[i].text.lower() in {"force", "place", "effect"}
        for p in below(tokens, verb, "prep")
        for i in below(tokens, p, "pobj")
    )
    stands = word == "stand" or (word in STANDING and in_place)
    may_be = modal(tokens, verb) in {"could", "might", "may"} and word in CHANGING
    for subject in noun_subjects(passage, verb) if (stands and not modal(tokens, verb)) or may_be else ():
        name = phrase(passage, subject)
        is_order = any(tokens[i].lemma.lower() in ORDERS for i in syntax.noun_phrase(tokens, subject))
        is_order = is_order or any(tokens[i].lemma.lower() in ORDERS for i in _complements(tokens, subject, {"of"}))
        if name and stands and is_order:
            yield cue(passage, tokens[subject].lemma.lower(), "open", f"When will {name} be lifted?", LOOMING)
        elif name and may_be and (is_order or tokens[subject].pos == "PRON"):
            rest = predicate(passage, verb, subject)
            noun = name.split()[1] if name.startswith("the ") and len(name.split()) > 1 else name.split()[0]
            topic = noun if tokens[subject].pos == "PRON" else tokens[subject].lemma.lower()
            if rest:
                yield cue(passage, topic, "open", f"Will {name} {rest}?", LOOMING)


def had_to_leave(passage: Passage, verb: int) -> Iterator[Cue]:
    """`500 people were told to leave their homes`, `500 people have been evacuated from the valley`."""
    tokens = passage.tokens
    word = tokens[verb].lemma.lower()
    if word not in {"tell", "order", "force", "ask", "warn", "evacuate"} or tokens[verb].tag != "VBN":
        return
    if in_relative_clause(tokens, verb) or syntax.is_negated(tokens, verb) or modal(tokens, verb):
        return
    if not any(tokens[i].dep == "auxpass" for i in syntax.children(tokens, verb)):
        return
    leaves = any(tokens[i].lemma.lower() in HOMES for i in _complements(tokens, verb, {"from"})) or any(
        tokens[deed].lemma.lower() in {"leave", "evacuate", "flee"}
        and (
            tokens[deed].lemma.lower() == "evacuate"
            or any(tokens[i].lemma.lower() in HOMES for i in below(tokens, deed, "dobj"))
        )
        for deed in below(tokens, verb, "xcomp")
    )
    for subject in syntax.subjects(tokens, verb) if leaves else ():
        tells = any(tokens[i].dep in {"prep", "acl", "relcl", "compound"} for i in syntax.children(tokens, subject))
        name = phrase(passage, subject) if tells and tokens[subject].tag == "NNS" else None
        if name:  # of "600 people" nobody knows which
            yield cue(passage, "evacuation", "open", f"When can {name} return to their homes?", LOOMING)


HANDING_IN = frozenset({"submit", "tender", "offer", "hand", "present"})


def resigned(passage: Passage, verb: int) -> Iterator[Cue]:
    """`submitted his resignation`, `offered to resign`: it has to be accepted."""
    tokens = passage.tokens
    word = tokens[verb].lemma.lower()
    if word not in HANDING_IN or tokens[verb].tag not in {"VBD", "VBN", "VBZ"}:
        return
    if modal(tokens, verb) or syntax.is_negated(tokens, verb):
        return
    handed = any(tokens[i].lemma.lower() == "resignation" for i in below(tokens, verb, "dobj"))
    offers = word == "offer" and any(tokens[i].lemma.lower() == "resign" for i in below(tokens, verb, "xcomp"))
    for subject in noun_subjects(passage, verb) if handed or offers else ():
        if (name := phrase(passage, subject)) is not None:
            yield cue(passage, "resignation", "pending", f"Will {owned(name)} resignation be accepted?", LOOMING)


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


def may_be_charged(passage: Passage, verb: int) -> Iterator[Cue]:
    """`the mayor could be charged with fraud`."""
    tokens = passage.tokens
    if tokens[verb].lemma.lower() not in {"charge", "prosecute", "extradite", "impeach", "expel"}:
        return
    if modal(tokens, verb) not in {"could", "may", "might"} or in_relative_clause(tokens, verb):
        return
    for subject in syntax.subjects(tokens, verb):
        is_passive = tokens[subject].dep == "nsubjpass" and tokens[subject].pos in NAMING
        if is_passive and (text := question(passage, "Will", subject, verb)) is not None:
            yield cue(passage, "prosecution", "open", text, LOOMING)


def _is_prosecution(tokens: tuple[Token, ...], index: int) -> bool:
    return tokens[index].lemma.lower() in PROSECUTIONS


def records(passage: Passage, verb: int) -> Iterator[Cue]:
    """`has handed its logs to nobody`, `offered to hand over its logs`, `gave its logs to the prosecutors`."""
    tokens = passage.tokens
    if tokens[verb].lemma.lower() not in HANDING or in_relative_clause(tokens, verb) or modal(tokens, verb):
        return
    things = [i for i in below(tokens, verb, "dobj") if tokens[i].lemma.lower() in RECORDS]
    if not things or not any(
        tokens[i].dep == "poss" and tokens[i].pos == "PRON" for i in syntax.children(tokens, things[0])
    ):
        return  # whose records they are is told
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
        yield cue(
            passage, tokens[things[0]].lemma.lower(), "open", f"Will {owned(who)} {name} be handed over?", LOOMING
        )
    elif who and words & INVESTIGATORS and tokens[verb].tag in {"VBD", "VBN"}:
        yield cue(passage, tokens[things[0]].lemma.lower(), "pending", f"What will {owned(who)} {name} show?", LOOMING)


HANDING = lexicon.words("hand give release publish disclose surrender produce turn provide submit")


def _complements(tokens: tuple[Token, ...], noun: int, words: set[str]) -> Iterator[int]:
    """Nouns and sums that some prepositions hang on a noun."""
    for prep in below(tokens, noun, "prep"):
        if tokens[prep].text.lower() in words:
            yield from (i for i in below(tokens, prep, "pobj") if tokens[i].pos in NAMING | {"NUM"})
