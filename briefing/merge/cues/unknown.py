"""What nobody knows or tells: indirect questions, things called unclear, the missing, tolls that rise, who did it."""

from collections.abc import Iterator
from typing import Final

from briefing.language import lexicon, syntax
from briefing.merge import pronouns
from briefing.merge.cues.matter import TOPICS, Cue, cue
from briefing.merge.cues.wording import NAMING, below, direct, in_relative_clause, modal, phrase, referent, worded
from briefing.merge.passages import Passage
from briefing.records import Token

UNKNOWN = lexicon.words("unclear unknown uncertain unsure unresolved undecided unanswered")
CERTAIN = lexicon.words("clear known certain sure evident obvious")
TELLING = lexicon.words(
    "know say tell specify establish determine confirm disclose reveal indicate explain announce clarify give state "
    "ascertain verify understand decide comment answer settle resolve"
)
OPEN_VERBS = lexicon.words("wonder question debate doubt investigate examine dodge weigh consider study probe discuss")
REFUSING = lexicon.words("decline refuse fail")
DOUBTS = lexicon.words("confusion doubt uncertainty speculation mystery question signal debate rumour rumor")
ASKED_AFTER = lexicon.words("whether if who what when where how why which")
SAID: Final = 0.5
IMPLIED: Final = 0.3


def indirect(passage: Passage, word: int) -> Iterator[Cue]:
    """`it is unclear whether …`, `declined to say how many …`, `a decision on whether to …`."""
    tokens = passage.tokens
    asks = tokens[word].text.lower()
    if asks not in ASKED_AFTER or (word and tokens[word - 1].text.lower() in {"of", "matter"} and asks == "whether"):
        return
    clause = _clause(tokens, word)
    if clause is None or tokens[clause].dep == "relcl" or word > clause:
        return
    if tokens[clause].lemma.lower() in HOLDING:  # what somebody thinks is no matter
        return
    if tokens[clause].lemma.lower() in TAKING and not _takes_something(tokens, clause):
        return  # accept what?
    weight = _openness(passage, clause, asks)
    if asks == "where" and tokens[clause].lemma == "be":
        yield from _where(passage, clause, weight)
    elif weight and (text := direct(passage, word, clause)) is not None and len(text.split()) > MIN_WORDS:
        below_it = [i for i in syntax.subtree(tokens, clause) if i > word and tokens[i].lemma.lower() in TOPICS]
        topic = tokens[below_it[0] if below_it else clause].lemma.lower()
        yield cue(passage, topic, "open", text, weight)


def _takes_something(tokens: tuple[Token, ...], verb: int) -> bool:
    """Whether it is said what is accepted or signed."""
    said = {"dobj", "prep", "xcomp", "ccomp", "auxpass"}
    return any(tokens[i].dep in said for i in syntax.children(tokens, verb))


def _where(passage: Passage, clause: int, weight: float) -> Iterator[Cue]:
    for subject in syntax.subjects(passage.tokens, clause) if weight else ():
        if (name := phrase(passage, subject)) is not None:
            yield cue(passage, "whereabouts", "open", f"Where is {name}?", weight)


TAKING = lexicon.words("accept approve sign reject allow grant endorse ratify permit authorise authorize adopt")
HOLDING = lexicon.words("consider think believe regard feel")
MIN_WORDS = 3  # "What happened?" asks about nothing


def _clause(tokens: tuple[Token, ...], word: int) -> int | None:
    """The verb of the clause that a question word opens."""
    for above in syntax.ancestors(tokens, word):
        if tokens[above].pos in {"VERB", "AUX"}:
            return above
        if above < word:
            return None
    return None


def _openness(passage: Passage, clause: int, asks: str) -> float:
    """How plainly the words above an indirect question say that it has no answer, 0 where they do not."""
    tokens = passage.tokens
    above = tokens[clause].head
    if above == clause:
        return 0.0
    while tokens[above].pos == "ADP" or tokens[above].dep == "prep":  # "on whether", "as to how"
        above = tokens[above].head
    lemma = tokens[above].lemma.lower()
    if tokens[above].pos == "AUX":  # "it is unclear when", "whether it will is unclear"
        states = {tokens[i].lemma.lower() for i in syntax.children(tokens, above) if tokens[i].dep in {"acomp", "attr"}}
        is_said = bool(states & UNKNOWN) or (bool(states & CERTAIN) and syntax.is_negated(tokens, above))
        return SAID if is_said else 0.0
    if lemma in TELLING and any(_tells_nothing(passage, i) for i in syntax.subjects(tokens, above)):
        return 0.0
    is_denied = _is_denied(tokens, above)
    in_doubt = (tokens[i].lemma.lower() for p in below(tokens, above, "prep") for i in below(tokens, p, "pobj"))
    if asks in {"whether", "if"} and "doubt" in in_doubt:  # "leaving in doubt whether"
        return SAID
    if (
        lemma in UNKNOWN | DOUBTS
        or (lemma in CERTAIN | TELLING and is_denied)
        or (lemma == "see" and asks == "whether")
    ):
        return SAID
    is_settled = tokens[above].tag in {"VBD", "VBN"} and lemma in SETTLING and not is_denied
    is_left = asks == "whether" and not is_settled and tokens[clause].dep != "advcl"
    return IMPLIED if is_left or (lemma in OPEN_VERBS and tokens[above].pos == "VERB") else 0.0


def _tells_nothing(passage: Passage, subject: int) -> bool:
    """Whether the subject of "did not say" is no speaker: "the law did not say what it had claimed"."""
    token = passage.tokens[subject]
    if token.pos != "NOUN" or pronouns.is_person(token):
        return False
    return token.lemma.lower() in RULES


RULES = lexicon.words("law act bill rule clause treaty contract agreement deal constitution text article provision")
SETTLING = lexicon.words("decide determine rule learn find establish ask")


def _is_denied(tokens: tuple[Token, ...], verb: int) -> bool:
    """`did not say`, `would not say`, `declined to say`, `is not known`, `has yet to say`, `nor is it settled`."""
    above = tokens[verb].head
    around = {tokens[i].text.lower() for i in syntax.children(tokens, verb)}
    if syntax.is_negated(tokens, verb) or "nor" in around:
        return True
    around |= {tokens[i].text.lower() for i in syntax.children(tokens, above)}
    if tokens[verb].dep == "xcomp" and "yet" in around:  # "has yet to say"
        return True
    if tokens[verb].pos == "ADJ" and syntax.is_negated(tokens, above):
        return True
    refuses = tokens[above].lemma.lower() in REFUSING or (
        tokens[above].lemma == "be" and syntax.is_negated(tokens, above)
    )
    return tokens[verb].dep == "xcomp" and refuses


def called_unclear(passage: Passage, word: int) -> Iterator[Cue]:
    """`its motives are unclear`, `police are unsure of its role`, `confusion over the whereabouts of …`."""
    tokens = passage.tokens
    lemma = tokens[word].lemma.lower()
    if lemma in UNKNOWN and tokens[word].dep in {"acomp", "oprd"}:
        thing = _unclear_thing(tokens, word)
    elif lemma in DOUBTS and tokens[word].pos == "NOUN":
        thing = _doubted_thing(tokens, word)
    else:
        return
    if thing is not None and tokens[thing].pos in NAMING and not in_relative_clause(tokens, word):
        yield from _what_is(passage, thing, named=lemma in UNKNOWN)


def _unclear_thing(tokens: tuple[Token, ...], word: int) -> int | None:
    """What is unclear, None where that is a clause."""
    above = tokens[word].head
    if any(tokens[i].dep in {"ccomp", "csubj"} for i in syntax.children(tokens, above)):
        return None
    of = (p for i in below(tokens, word, "prep") for p in below(tokens, i, "pobj"))
    return next(of, None) or next(iter(syntax.subjects(tokens, above)), None)


def _doubted_thing(tokens: tuple[Token, ...], word: int) -> int | None:
    """What the confusion is over: "confusion over X", "confusion remains over X"."""
    preps = [*below(tokens, word, "prep")]
    if tokens[word].dep == "nsubj":
        preps.extend(below(tokens, tokens[word].head, "prep"))
    about = (i for i in preps if tokens[i].text.lower() in {"over", "about", "surrounding"})
    return next((p for i in about for p in below(tokens, i, "pobj")), None)


def _what_is(passage: Passage, thing: int, *, named: bool) -> Iterator[Cue]:
    tokens = passage.tokens
    noun = tokens[thing].lemma.lower()
    if noun == "whereabouts":
        owner = _owner(passage, thing)
        if owner is not None:
            yield cue(passage, noun, "open", f"Where is {owner}?", SAID)
        return
    name = phrase(passage, thing)
    if name is None or len(name.split()) < 2:  # noqa: PLR2004 - "What is unrest?"
        return
    many = pronouns.is_plural(tokens, thing)
    if named and not _is_somebody(passage, thing):
        yield cue(passage, noun, "open", f"What {'are' if many else 'is'} {name}?", SAID)


def _is_somebody(passage: Passage, noun: int) -> bool:
    named = any(e.first <= noun < e.last and e.label in {"PERSON", "ORG", "GPE"} for e in passage.sentence.entities)
    return named or pronouns.is_person(passage.tokens[noun])


def _owner(passage: Passage, thing: int) -> str | None:
    """Whose whereabouts."""
    tokens = passage.tokens
    for child in syntax.children(tokens, thing):
        if tokens[child].dep == "poss":
            if tokens[child].pos == "PRON":
                return referent(passage, child) or _only_person(passage, child)
            return worded(passage, syntax.noun_phrase(tokens, child))
        if tokens[child].text.lower() == "of":
            for owner in below(tokens, child, "pobj"):
                return worded(passage, syntax.noun_phrase(tokens, owner))
    return None


def _only_person(passage: Passage, before: int) -> str | None:
    people = [e for e in passage.sentence.entities if e.label == "PERSON" and e.last <= before]
    if len(people) != 1 or passage.tokens[before].text.lower() not in lexicon.SINGULAR_PERSON:
        return None
    return worded(passage, list(range(people[0].first, people[0].last)))


def missing(passage: Passage, word: int) -> Iterator[Cue]:
    """`19 miners are unaccounted for`, `two tourists have been declared missing`."""
    tokens = passage.tokens
    if tokens[word].text.lower() not in {"missing", "unaccounted"} or tokens[word].dep not in PREDICATES:
        return
    above = word if tokens[word].dep in {"ROOT", "conj", "ccomp"} else tokens[word].head
    for subject in syntax.subjects(tokens, above):
        if tokens[subject].tag == "NNS":
            name = _kind_of_people(tokens, subject)
            yield cue(passage, "missing", "open", f"What has become of the missing {name}?", IMPLIED)


PREDICATES = frozenset({"acomp", "oprd", "xcomp", "ROOT", "conj", "ccomp", "attr"})


def _kind_of_people(tokens: tuple[Token, ...], noun: int) -> str:
    """`foreign nationals`, without how many."""
    before = [i for i in syntax.children(tokens, noun) if i < noun and tokens[i].dep in {"amod", "compound"}]
    kinds = [i for i in before if tokens[i].tag in {"JJ", "NN", "NNP"} and tokens[i].text.lower() not in HOW_MANY]
    return syntax.join(tokens, [*kinds, noun])


HOW_MANY = lexicon.words("many more other least several few most further")


def toll(passage: Passage, verb: int) -> Iterator[Cue]:
    """`the death toll could climb beyond 150`."""
    tokens = passage.tokens
    if tokens[verb].lemma.lower() not in RISING or not (modal(tokens, verb) or tokens[verb].dep == "xcomp"):
        return
    for subject in syntax.subjects(tokens, verb):
        if tokens[subject].lemma.lower() == "toll":
            kinds = [tokens[i].text for i in syntax.children(tokens, subject) if tokens[i].dep == "compound"]
            yield cue(passage, "toll", "open", f"How far will the {' '.join([*kinds, 'toll'])} rise?", IMPLIED)


def no_toll(passage: Passage, verb: int) -> Iterator[Cue]:
    """`there were deaths among the crew, but it had no toll`."""
    tokens = passage.tokens
    if tokens[verb].lemma.lower() not in {"have", "give"}:
        return
    counted = (i for i in below(tokens, verb, "dobj") if tokens[i].lemma.lower() in {"toll", "figure"})
    if not any(tokens[j].text.lower() == "no" for i in counted for j in syntax.children(tokens, i)):
        return
    told = (i for i in range(verb) if any(tokens[j].dep == "expl" for j in syntax.children(tokens, i)))
    for thing in (j for i in told for j in below(tokens, i, "attr") if tokens[j].tag == "NNS"):
        where = next(below(tokens, thing, "prep"), None)
        rest = worded(passage, syntax.subtree(tokens, where), opens=False) if where is not None else None
        if rest:
            yield cue(passage, "toll", "open", f"How many {tokens[thing].text} were there {rest}?", SAID)


RISING = lexicon.words("rise climb grow increase exceed surpass pass reach top go")


def nobody_claimed(passage: Passage, verb: int) -> Iterator[Cue]:
    """`no group claimed responsibility for the blast`, `there was no immediate claim of responsibility`."""
    tokens = passage.tokens
    word = tokens[verb].lemma.lower()
    if word not in {"claim", "take", "be", "have"} or tokens[verb].dep in {"relcl", "acl"}:
        return
    thing = next((i for i, token in enumerate(tokens) if token.lemma.lower() == "responsibility"), None)
    if thing is None or verb not in syntax.ancestors(tokens, thing):
        return
    if word in {"claim", "take"}:
        denied = syntax.is_negated(tokens, verb)
    else:
        before = {token.lemma.lower() for token in tokens[:thing]}
        denied = {"no", "claim"} <= before
    for prep in (i for i in syntax.subtree(tokens, verb) if denied and i > thing and tokens[i].text.lower() == "for"):
        for deed in below(tokens, prep, "pobj"):
            if (name := phrase(passage, deed)) is not None:
                yield cue(passage, tokens[deed].lemma.lower(), "open", f"Who carried out {name}?", SAID)
                return


def looked_into(passage: Passage, verb: int) -> Iterator[Cue]:
    """`opened an inquiry into the blast`, `the request is being studied`, `is weighing an offer`."""
    tokens = passage.tokens
    word = tokens[verb].lemma.lower()
    if tokens[verb].pos != "VERB" or (word not in OPENING_UP and word not in STUDYING):
        return
    if syntax.is_negated(tokens, verb) or in_relative_clause(tokens, verb):
        return
    auxiliaries = {tokens[i].text.lower() for i in syntax.children(tokens, verb)}
    if word in OPENING_UP and not modal(tokens, verb):
        for thing in below(tokens, verb, "dobj"):
            is_inquiry = TOPICS.get(tokens[thing].lemma.lower()) == TOPICS["inquiry"]
            if is_inquiry and (name := phrase(passage, thing)):
                yield cue(passage, "inquiry", "pending", f"What will {name}{_into(passage, verb, name)} find?", IMPLIED)
    elif word in STUDYING and ("being" in auxiliaries or (tokens[verb].tag == "VBG" and auxiliaries & {"is", "are"})):
        for thing in syntax.children(tokens, verb):
            if tokens[thing].dep not in {"nsubjpass", "dobj"} or tokens[thing].pos not in NAMING:
                continue
            if (name := phrase(passage, thing)) is not None:
                yield cue(passage, tokens[thing].lemma.lower(), "pending", f"What will be decided on {name}?", IMPLIED)


def _into(passage: Passage, verb: int, name: str) -> str:
    """What an inquiry is into, where the sentence hangs that on the verb."""
    if " into " in name:
        return ""
    for prep in below(passage.tokens, verb, "prep"):
        for thing in below(passage.tokens, prep, "pobj") if passage.tokens[prep].text.lower() == "into" else ():
            if (object_ := phrase(passage, thing)) is not None:
                return f" into {object_}"
    return ""


OPENING_UP = lexicon.words("open launch order begin start announce promise demand establish set")
STUDYING = lexicon.words("study review consider weigh examine mull assess")


def question_of(passage: Passage, noun: int) -> Iterator[Cue]:
    """`the question of an amnesty remains open`."""
    tokens = passage.tokens
    if tokens[noun].lemma.lower() not in {"question", "issue"} or tokens[noun].pos != "NOUN":
        return
    if not any(
        token.text.lower() in {"open", "unresolved", "unsettled", "deferred", "undecided", "outstanding"}
        for token in tokens
    ):
        return
    for of in below(tokens, noun, "prep"):
        for thing in below(tokens, of, "pobj") if tokens[of].text.lower() == "of" else ():
            if (name := phrase(passage, thing)) is not None:
                yield cue(passage, tokens[thing].lemma.lower(), "open", f"What will be decided on {name}?", SAID)
