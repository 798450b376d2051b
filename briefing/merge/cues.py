"""Sentences that leave a matter open, and the question that each leaves.

Each pattern reads one verb with its grammar. All patterns are tried on every verb and the wordings ranked
later: overgenerate and rank (Heilman and Smith 2010).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from briefing.language import lexicon, syntax
from briefing.merge.passages import Passage
from briefing.records import Status, Token

# Nouns that news uses by turns for one matter.
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
        lexicon.words("aid donation funding relief"),
        lexicon.words("tariff duty sanction"),
    )
    for noun in group
}
# Verbs that tell where a matter stands, with the question that is left.
STATES: Final[dict[str, tuple[Status, str]]] = {
    **dict.fromkeys(
        ["pause", "suspend", "halt", "freeze", "adjourn"],
        ("paused", "When will {} resume?"),
    ),
    # What is put off has not begun: it does not resume, it takes place.
    **dict.fromkeys(["postpone", "delay", "shelve"], ("paused", "When will {} take place?")),
    **dict.fromkeys(["resume", "restart", "renew"], ("resumed", "What will {} lead to?")),
    **dict.fromkeys(["stall", "deadlock", "block"], ("stalled", "How will {} go on?")),
}
CARRIED_OUT = lexicon.words(
    "implement enact enforce adopt ratify approve sign apply carry pass fulfil fulfill honor honour execute "
    "complete agree"
)
ASKING = lexicon.words("call push demand seek urge ask request propose want insist press petition campaign")
REFERRED = lexicon.words("refer submit direct order instruct task")
EXPECTED = lexicon.words("expect schedule plan due set slate")
DECIDED = lexicon.words("pass approve adopt sign enact ratify implement reject defeat conclude reach")
UNKNOWN = lexicon.words("unclear unknown uncertain unsure unresolved")
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
    "election": "be held", "referendum": "be held", "trial": "be held",
    "timetable": "be agreed", "withdrawal": "take place", "departure": "take place", "expulsion": "take place",
    "removal": "take place", "reduction": "take place", "pullout": "take place", "exit": "take place",
}  # fmt: skip
MAX_TOPIC = 18  # words of a noun phrase in a question; a longer one cannot be read
ASKED_AFTER = lexicon.words("whether if who what when where how why which")


@dataclass(frozen=True)
class Cue:
    """A sentence that leaves something open."""

    passage: Passage
    topic: str
    """The matter, folded: `discussion` for talks and negotiations."""
    status: Status
    text: str
    """The question."""
    quality: int
    """How good the wording is: a named thing before a bare one."""


Pattern = Callable[[Passage, int], Iterator[Cue]]


def cues(passage: Passage) -> Iterator[Cue]:
    """Everything in a sentence that leaves a matter open."""
    if passage.text.rstrip(" \"”’').").endswith("?"):
        return
    for index, token in enumerate(passage.tokens):
        if token.pos in {"VERB", "AUX", "ADJ"}:
            for pattern in PATTERNS:
                yield from pattern(passage, index)


def _state(passage: Passage, verb: int) -> Iterator[Cue]:
    """`talks were paused`, `the government resumed talks`."""
    tokens = passage.tokens
    thing = _acted_on(tokens, verb)
    if thing is None:  # "the talks resumed"
        thing = next((i for i in syntax.subjects(tokens, verb) if tokens[i].lemma.lower() in TOPICS), None)
    state = STATES.get(tokens[verb].lemma.lower())
    if any(tokens[i].lemma.lower() == "again" for i in syntax.children(tokens, verb)):
        state = STATES["resume"]  # "took up their talks again"
    to_come = _auxiliary(tokens, verb) in {"will", "would"} or _upper(tokens, verb) in EXPECTED
    if state is None or thing is None or to_come or tokens[verb].pos != "VERB" or syntax.is_negated(tokens, verb):
        return
    if (name := _phrase(passage, thing)) is not None:
        yield _cue(passage, thing, state[0], state[1].format(name))


def _not_carried_out(passage: Passage, verb: int) -> Iterator[Cue]:
    """`the decision was not implemented`, `has yet to be signed`."""
    tokens = passage.tokens
    if tokens[verb].lemma.lower() not in CARRIED_OUT or not (syntax.is_negated(tokens, verb) or _yet_to(tokens, verb)):
        return
    thing = _acted_on(tokens, verb)
    if thing is not None and (name := _phrase(passage, thing)) is not None:
        passive = tokens[verb].tag == "VBN"
        particles = (tokens[i].text for i in syntax.children(tokens, verb) if tokens[i].dep == "prt")
        done = " ".join([tokens[verb].text, *particles])  # "carried out"
        yield _cue(passage, thing, "stalled", f"Will {name} {f'be {done}' if passive else 'come about'}?")


def _decided(passage: Passage, verb: int) -> Iterator[Cue]:
    """`parliament passed the law`: a matter that was open until then is answered."""
    tokens = passage.tokens
    is_done = (
        tokens[verb].tag in {"VBD", "VBN"} and not _auxiliary(tokens, verb) and not syntax.is_negated(tokens, verb)
    )
    if tokens[verb].lemma.lower() not in DECIDED or not is_done:
        return
    thing = _acted_on(tokens, verb)
    lemma = tokens[thing].lemma.lower() if thing is not None else ""
    if thing is not None and lemma in TOPICS and lemma != "petition" and tokens[verb].dep in {"ROOT", "conj", "ccomp"}:
        yield _cue(passage, thing, "answered", "")


def _asked_for(passage: Passage, verb: int) -> Iterator[Cue]:
    """`is calling for a law`, `asked the cabinet to speed up a resolution`, `told committees to discuss a petition`."""
    tokens = passage.tokens
    if (
        tokens[verb].lemma.lower() not in ASKING | REFERRED
        or tokens[verb].pos != "VERB"
        or syntax.is_negated(tokens, verb)
    ):
        return
    for thing in _objects_below(tokens, verb):
        lemma = tokens[thing].lemma.lower()
        name = _phrase(passage, thing)
        if lemma in COMES_ABOUT and name is not None and " " in name and tokens[thing].tag in {"NN", "NNP"}:
            status: Status = "pending" if tokens[verb].lemma.lower() in REFERRED else "open"
            yield _cue(passage, thing, status, f"Will {name} {COMES_ABOUT[lemma]}?")
            return


def _expected(passage: Passage, verb: int) -> Iterator[Cue]:
    """`the talks are expected to be resumed on Sunday`."""
    tokens = passage.tokens
    if tokens[verb].lemma.lower() not in EXPECTED or tokens[verb].tag not in {"VBN", "JJ"}:
        return
    above = tokens[verb].head if tokens[verb].dep == "acomp" else verb  # "is due to be signed"
    subject = next((i for i in syntax.subjects(tokens, above) if tokens[i].pos in {"NOUN", "PROPN"}), None)
    below = next(
        (
            i
            for i in syntax.children(tokens, verb)
            if tokens[i].dep == "xcomp" and i > verb and tokens[i].pos in {"VERB", "AUX"}
        ),
        None,
    )
    if subject is None or below is None:
        return
    name, rest = _phrase(passage, subject), _verb_phrase(tokens, below)
    if name is not None and rest:
        yield _cue(passage, subject, "pending", f"Will {name} {rest}?")


def _announced(passage: Passage, verb: int) -> Iterator[Cue]:
    """`a timetable will be drawn up`, `when these troops might withdraw`."""
    tokens = passage.tokens
    auxiliary = _auxiliary(tokens, verb)
    subject = next((i for i in syntax.subjects(tokens, verb) if tokens[i].pos in {"NOUN", "PROPN"}), None)
    if auxiliary not in {"will", "might", "could", "may", "would"}:
        return
    if subject is None or _in_relative_clause(tokens, verb):
        return
    name, rest = _phrase(passage, subject), _verb_phrase(tokens, verb)
    known = tokens[subject].lemma.lower() in TOPICS or _below(tokens, verb) & set(TOPICS)
    if name is None or not rest or not known:
        return
    below = (tokens[i].text.lower() for i in syntax.children(tokens, verb))
    asked = next((word for word in below if word in {"when", "how", "where"}), "")
    opening = f"{asked} {'could' if auxiliary == 'may' else auxiliary}".strip().capitalize()
    yield _cue(passage, subject, "pending" if auxiliary == "will" else "open", f"{opening} {name} {rest}?")


def _unknown(passage: Passage, word: int) -> Iterator[Cue]:
    """`it is unclear whether …`."""
    tokens = passage.tokens
    if tokens[word].lemma.lower() not in UNKNOWN:
        return
    clause = next(
        (
            i
            for i in (*syntax.children(tokens, word), *syntax.children(tokens, tokens[word].head))
            if tokens[i].dep in {"ccomp", "csubj", "pcomp", "advcl"} and i > word
        ),
        None,
    )
    if clause is None:
        return
    indices = [i for i in syntax.subtree(tokens, clause) if i > word]
    if indices and tokens[indices[0]].text.lower() in ASKED_AFTER and len(indices) <= MAX_TOPIC:
        subject = next(iter(syntax.subjects(tokens, clause)), clause)
        yield _cue(passage, subject, "open", f"Is it known {syntax.join(tokens, indices)}?")


def _cue(passage: Passage, thing: int, status: Status, text: str) -> Cue:
    lemma = passage.tokens[thing].lemma.lower()
    words = len(text.split())
    return Cue(
        passage, TOPICS.get(lemma, lemma), status, " ".join(text.split()), (lemma in TOPICS) * 4 + min(words, 12)
    )


# --- parts of a sentence --------------------------------------------------------------------------


def _acted_on(tokens: Sequence[Token], verb: int) -> int | None:
    """The noun that is paused or resumed: the object of an active verb, the subject of a passive one."""
    for label in ("dobj", "nsubjpass"):
        for child in syntax.children(tokens, verb):
            if tokens[child].dep == label and tokens[child].pos in {"NOUN", "PROPN"}:
                return child
    passive = any(tokens[i].dep == "auxpass" for i in syntax.children(tokens, verb))
    for subject in syntax.subjects(tokens, verb) if passive else ():  # "the talks opened and were paused"
        if tokens[subject].pos == "NOUN":
            return subject
    return None


def _objects_below(tokens: Sequence[Token], verb: int) -> Iterator[int]:
    """Nouns that a verb of asking aims at: its object, that of its preposition or of its infinitive."""
    for index in syntax.subtree(tokens, verb):
        if index > verb and tokens[index].dep in {"dobj", "pobj"} and tokens[index].pos in {"NOUN", "PROPN"}:
            above = list(syntax.ancestors(tokens, index))
            between = above[: above.index(verb)]
            if len(between) <= DEPTH and not any(tokens[i].dep in {"relcl", "conj", "acl", "advcl"} for i in between):
                yield index


DEPTH = 3  # "directed committees to discuss a petition" is two steps down; what lies deeper is not what is asked for


def _phrase(passage: Passage, head: int) -> str | None:
    """The noun phrase with the complements that make it readable, None where it is a bare pronoun or too long.

    Dates are left out: "the departure in January" asks about January, not about the departure.
    """
    tokens = passage.tokens
    dated = _dated(passage)
    wide = [i for i in syntax.subtree(tokens, head) if not _after_comma(tokens, head, i) and i not in dated]
    narrow = [i for i in syntax.noun_phrase(tokens, head) if i not in dated]
    for chosen in (wide, narrow, [i for i in narrow if i <= head]):
        if chosen and len(chosen) <= MAX_TOPIC and chosen[-1] - chosen[0] == len(chosen) - 1:
            return _worded(passage, chosen)
    return None


def _worded(passage: Passage, chosen: Sequence[int]) -> str | None:
    """The words at consecutive indices as they stand inside a sentence, None where they point elsewhere."""
    owned = passage.tokens[chosen[0]].text.lower() in lexicon.POSSESSIVE and len(chosen) > 1
    chosen = chosen[1:] if owned else chosen  # "their talks": whose they are is not said in the question
    first, last = passage.tokens[chosen[0]], passage.tokens[chosen[-1]]
    text = passage.article.text[first.start : last.end].strip(" ,;:")
    points_away = first.text.lower() in lexicon.DEMONSTRATIVES or first.pos == "PRON"
    if points_away or any(mark in text for mark in '“”"('):
        return None
    is_name = first.pos == "PROPN" or first.tag == "JJ" or first.text.isupper()
    worded = text if is_name and first.pos != "DET" else text[:1].lower() + text[1:]
    return f"the {worded}" if owned else worded


def _dated(passage: Passage) -> frozenset[int]:
    """Indices of the words of dates, with the prepositions before them."""
    found: set[int] = set()
    for entity in passage.sentence.entities:
        if entity.label in {"DATE", "TIME"}:
            found.update(range(entity.first, entity.last))
            if entity.first and passage.tokens[entity.first - 1].pos == "ADP":
                found.add(entity.first - 1)
    return frozenset(found)


def _after_comma(tokens: Sequence[Token], head: int, index: int) -> bool:
    return any(tokens[i].text == "," for i in range(head, index)) if index > head else False


def _verb_phrase(tokens: Sequence[Token], verb: int) -> str:
    """`be resumed on Sunday`: the verb with what follows it, without its subject and auxiliary."""
    kept = [
        i for i in syntax.subtree(tokens, verb) if i >= verb or (tokens[i].dep == "auxpass" and tokens[i].head == verb)
    ]
    kept = [i for i in kept if tokens[i].dep != "punct" or tokens[i].text == "-"]
    text = syntax.join(tokens, kept)
    return text if 0 < len(kept) <= MAX_TOPIC and not any(mark in text for mark in '“”"') else ""


def _auxiliary(tokens: Sequence[Token], verb: int) -> str:
    return next(
        (
            tokens[i].text.lower()
            for i in syntax.children(tokens, verb)
            if tokens[i].dep == "aux" and tokens[i].tag == "MD"
        ),
        "",
    )


def _upper(tokens: Sequence[Token], verb: int) -> str:
    return tokens[tokens[verb].head].lemma.lower() if tokens[verb].dep == "xcomp" else ""


def _yet_to(tokens: Sequence[Token], verb: int) -> bool:
    """`has yet to be signed`."""
    return tokens[verb].dep == "xcomp" and any(token.text.lower() == "yet" for token in tokens[:verb])


def _in_relative_clause(tokens: Sequence[Token], verb: int) -> bool:
    return tokens[verb].dep in {"relcl", "acl"} or any(tokens[i].dep == "relcl" for i in syntax.ancestors(tokens, verb))


def _below(tokens: Sequence[Token], verb: int) -> set[str]:
    return {tokens[i].lemma.lower() for i in syntax.subtree(tokens, verb)}


PATTERNS: Final[tuple[Pattern, ...]] = (
    _state,
    _not_carried_out,
    _decided,
    _asked_for,
    _expected,
    _announced,
    _unknown,
)
