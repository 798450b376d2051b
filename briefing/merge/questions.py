"""What is still open: questions that the sources leave unresolved, with where each stands.

Sentences are searched for what leaves a matter open (paused, not implemented, referred to a committee,
expected, unclear). Each names a topic, the noun phrase that is paused, expected or asked for. Sentences of one
topic make one question; the newest decides its status. The wording is made from the sentence's own parse by a
small set of patterns, overgenerated and ranked (Heilman and Smith 2010).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing.language import lexicon, syntax
from briefing.merge.passages import Passage
from briefing.merge.similarity import cosine
from briefing.merge.standalone import in_context
from briefing.merge.timing import Timed
from briefing.records import Claim, Question, Status, Token

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
PAUSED = lexicon.words("pause suspend halt freeze postpone delay adjourn shelve")
RESUMED = lexicon.words("resume restart renew")
STALLED = lexicon.words("stall deadlock block")
CARRIED_OUT = lexicon.words(
    "implement enact enforce adopt ratify approve sign apply carry pass fulfil fulfill honor honour execute complete agree"
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
    "talk": "continue", "negotiation": "continue", "dialogue": "continue", "discussion": "continue", "meeting": "be held",
    "election": "be held", "referendum": "be held", "trial": "be held",
    "timetable": "be agreed", "withdrawal": "take place", "departure": "take place", "expulsion": "take place",
    "removal": "take place", "reduction": "take place", "pullout": "take place", "exit": "take place",
}  # fmt: skip
MAX_TOPIC = 18  # words of a noun phrase in a question; a longer one cannot be read
SAME_TOPIC_HERE = 0.25  # within one article "the talks" are nearly always the ones named before
SAME_TOPIC = 0.42  # cosine: sentences on one matter, told with one word, lay above; "talks" of others below


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


def questions(
    passages: Sequence[Passage], times: Mapping[tuple[str, int], Sequence[Timed]], count: int
) -> tuple[Question[Claim], ...]:
    """At most `count` questions, those that most sources raise first."""
    groups = [group for group in _groups([cue for p in passages for cue in _cues(p)]) if _row(group, times) is not None]
    groups.sort(key=lambda g: (-_worth(g), g[0].passage.order))
    rows = [row for group in groups if (row := _row(group, times)) is not None]
    return tuple({row.text: row for row in reversed(rows)}.values())[::-1][:count]


# --- cues -----------------------------------------------------------------------------------------


def _cues(passage: Passage) -> Iterator[Cue]:
    """Everything in a sentence that leaves a matter open."""
    if passage.text.rstrip(" \"”’').").endswith("?"):
        return
    tokens = passage.tokens
    for verb, token in enumerate(tokens):
        if token.pos not in {"VERB", "AUX", "ADJ"}:
            continue
        lemma = token.lemma.lower()
        negated = syntax.is_negated(tokens, verb)
        if token.pos == "VERB" and lemma in PAUSED | RESUMED | STALLED and not negated:
            yield from _state(
                passage, verb, "paused" if lemma in PAUSED else "resumed" if lemma in RESUMED else "stalled"
            )
        elif token.pos == "VERB" and lemma in CARRIED_OUT and (negated or _yet_to(tokens, verb)):
            yield from _not_carried_out(passage, verb)
        elif token.pos == "VERB" and lemma in ASKING | REFERRED and not negated:
            yield from _asked_for(passage, verb)
        elif lemma in EXPECTED and token.tag in {"VBN", "JJ"}:
            yield from _expected(passage, verb)
        elif lemma in UNKNOWN:
            yield from _unknown(passage, verb)
        elif token.pos == "VERB" and lemma in DECIDED and token.tag in {"VBD", "VBN"} and not _auxiliary(tokens, verb):
            yield from _decided(passage, verb)
        elif token.tag in {"VB", "VBN"} and _auxiliary(tokens, verb) in {"will", "might", "could", "may", "would"}:
            yield from _announced(passage, verb)


def _state(passage: Passage, verb: int, status: Status) -> Iterator[Cue]:
    """`talks were paused`, `the government resumed talks`."""
    thing = _acted_on(passage.tokens, verb)
    if (
        thing is None
        or _auxiliary(passage.tokens, verb) in {"will", "would"}
        or _upper(passage.tokens, verb) in EXPECTED
    ):
        return
    name = _phrase(passage, thing)
    if name is None:
        return
    ask = {"paused": f"When will {name} resume?", "resumed": f"What will {name} lead to?"}.get(
        status, f"How will {name} go on?"
    )
    yield _cue(passage, thing, status, ask)


def _not_carried_out(passage: Passage, verb: int) -> Iterator[Cue]:
    """`the decision was not implemented`, `has yet to be signed`."""
    tokens = passage.tokens
    thing = _acted_on(tokens, verb)
    if thing is not None and (name := _phrase(passage, thing)) is not None and tokens[verb].tag in {"VBN", "VB"}:
        done = tokens[verb].text if tokens[verb].tag == "VBN" else f"{tokens[verb].text}"
        passive = tokens[thing].dep == "nsubjpass" or tokens[verb].tag == "VBN"
        yield _cue(passage, thing, "stalled", f"Will {name} be {done}?" if passive else f"Will {name} come about?")


def _decided(passage: Passage, verb: int) -> Iterator[Cue]:
    """`parliament passed the law`: a matter that was open until then is answered."""
    tokens = passage.tokens
    thing = _acted_on(tokens, verb)
    lemma = tokens[thing].lemma.lower() if thing is not None else ""
    if thing is not None and lemma in TOPICS and lemma != "petition" and tokens[verb].dep in {"ROOT", "conj", "ccomp"}:
        yield _cue(passage, thing, "answered", "")


def _asked_for(passage: Passage, verb: int) -> Iterator[Cue]:
    """`is calling for a law`, `asked the government to accelerate a resolution`, `ordered committees to discuss the petition`."""
    tokens = passage.tokens
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
    subject = next((i for i in syntax.subjects(tokens, verb) if tokens[i].pos in {"NOUN", "PROPN"}), None)
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
    """`a timetable will be formulated`, `when these troops might withdraw`."""
    tokens = passage.tokens
    subject = next((i for i in syntax.subjects(tokens, verb) if tokens[i].pos in {"NOUN", "PROPN"}), None)
    if subject is None or _in_relative_clause(tokens, verb):
        return
    name, rest = _phrase(passage, subject), _verb_phrase(tokens, verb)
    known = tokens[subject].lemma.lower() in TOPICS or _below(tokens, verb) & set(TOPICS)
    if name is None or not rest or not known:
        return
    asked = next(
        (
            tokens[i].text.lower()
            for i in syntax.children(tokens, verb)
            if tokens[i].text.lower() in {"when", "how", "where"}
        ),
        "",
    )
    auxiliary = _auxiliary(tokens, verb)
    opening = f"{asked} {auxiliary}".strip().capitalize()
    yield _cue(passage, subject, "pending" if auxiliary == "will" else "open", f"{opening} {name} {rest}?")


def _unknown(passage: Passage, word: int) -> Iterator[Cue]:
    """`it is unclear whether …`."""
    tokens = passage.tokens
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
    if (
        indices
        and tokens[indices[0]].text.lower() in {"whether", "if", "who", "what", "when", "where", "how", "why", "which"}
        and len(indices) <= MAX_TOPIC
    ):
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
    for subject in syntax.subjects(tokens, verb):
        if tokens[subject].pos == "NOUN" and tokens[subject].dep == "nsubjpass":
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
    """The noun phrase with the complements that make it readable, None where it is a bare pronoun or too long."""
    tokens = passage.tokens
    wide = [i for i in syntax.subtree(tokens, head) if not _after_comma(tokens, head, i)]
    narrow = syntax.noun_phrase(tokens, head)
    chosen = wide if len(wide) <= MAX_TOPIC else narrow
    if not chosen or len(chosen) > MAX_TOPIC or chosen[-1] - chosen[0] != len(chosen) - 1:
        chosen = [i for i in narrow if i <= head]
    if not chosen or chosen[-1] - chosen[0] != len(chosen) - 1 or tokens[head].pos == "PRON":
        return None
    text = passage.article.text[tokens[chosen[0]].start : tokens[chosen[-1]].end]
    first = tokens[chosen[0]]
    if any(mark in text for mark in '“”"(') or first.text.lower() in lexicon.DEMONSTRATIVES | lexicon.POSSESSIVE:
        return None
    return (
        text[:1].lower() + text[1:]
        if (first.pos in {"DET", "ADJ", "NOUN"} and not first.text.isupper() and first.tag != "JJ")
        or first.pos == "DET"
        else text
    )


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


# --- rows -----------------------------------------------------------------------------------------


def _groups(cues: Sequence[Cue]) -> list[list[Cue]]:
    """Cues of one matter together, in order of time."""
    groups: list[list[Cue]] = []
    for cue in sorted(cues, key=lambda c: c.passage.order):
        home = next(
            (g for g in groups if g[0].topic == cue.topic and any(_same_matter(cue, other) for other in g)), None
        )
        if home is None:
            groups.append([cue])
        else:
            home.append(cue)
    return groups


def _same_matter(a: Cue, b: Cue) -> bool:
    if a.passage.article.id == b.passage.article.id:
        return cosine(a.passage, b.passage) >= SAME_TOPIC_HERE
    shared = a.passage.who_and_where & b.passage.who_and_where
    return cosine(a.passage, b.passage) >= (SAME_TOPIC if shared else SAME_TOPIC + 0.1)


def _status(group: Sequence[Cue]) -> Status:
    """The newest article decides; in it, what happened counts more than what is expected or asked for."""
    newest = group[-1].passage.article.id
    last = [cue.status for cue in group if cue.passage.article.id == newest]
    for status in ("resumed", "paused", "stalled", "answered"):
        if status in last:
            return status
    return last[-1]


def _is_answer(cue: Cue, group: Sequence[Cue], times: Mapping[tuple[str, int], Sequence[Timed]]) -> bool:
    """Whether a decision comes after the matter was open; that a resolution was passed years ago is no answer."""
    opened = min((c.passage.order[0] for c in group if c.status != "answered" and c.passage.order[0]), default="")
    when = _since(cue.passage, times)
    return bool(opened and when and when > opened)


def _row(group: Sequence[Cue], times: Mapping[tuple[str, int], Sequence[Timed]]) -> Question[Claim] | None:
    """The question with its statements in order of time, None where nothing in it can be printed or asked."""
    relevant = [cue for cue in group if cue.status != "answered" or _is_answer(cue, group, times)]
    printable = [(cue, claim) for cue in relevant if (claim := in_context(cue.passage)) is not None]
    asked = [cue for cue, _ in printable if cue.text]
    if not asked or not any(cue.topic in TOPICS.values() or cue.status in FIRM for cue in asked):
        return None
    status = _status([cue for cue, _ in printable])
    deciding = [cue for cue, _ in printable if cue.status == status]
    # Paused and resumed have their own wording; the other statuses may be asked in the fullest words of the group.
    wording = [cue for cue in deciding if cue.text] if status in {"paused", "resumed"} else asked
    best = max(wording or asked, key=lambda cue: (cue.quality, cue.passage.salience, cue.text))
    claims = tuple({claim.text: claim for _, claim in printable}.values())
    return Question(best.text[:1].upper() + best.text[1:], status, _since(deciding[0].passage, times), claims)


FIRM = frozenset({"paused", "resumed", "stalled"})


def _since(passage: Passage, times: Mapping[tuple[str, int], Sequence[Timed]]) -> str | None:
    """The first date that the sentence gives for it, else the day its article appeared."""
    here = [t for t in times.get((passage.article.id, passage.index), ()) if not t.when.approximate]
    if here:
        return here[0].when.date
    return passage.published.isoformat() if passage.published else None


def _worth(group: Sequence[Cue]) -> float:
    origins = len({cue.passage.article.origin for cue in group})
    return round(
        max(cue.passage.salience for cue in group)
        + 0.3 * min(origins - 1, 3)
        + 0.3 * (group[0].topic in TOPICS.values()),
        4,
    )
