"""Who denies what: a sentence in which somebody calls a claim untrue, and the sentence that makes the claim.

A denial is the surest sign that two accounts cannot both be true: of the contradiction types of de Marneffe, Rafferty
and Manning (2008) it covers negation and factive ones without comparing sentences that merely differ. Denials are
found by their verb and object, not by the word alone: to deny entry or to reject an offer contradicts nobody.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np

from briefing.language import lexicon, syntax
from briefing.merge.passages import Passage, remembered
from briefing.merge.pronouns import in_quotation
from briefing.merge.roles import is_role
from briefing.merge.similarity import cosine, matrix
from briefing.records import Span, Token

DENYING = lexicon.words("deny refute rebut rebuff rebuke dispute contradict disown")
REJECTING = lexicon.words("reject dismiss contest question challenge")
CLAIMS = lexicon.words(
    "claim allegation accusation assertion suggestion report news account version statement rumour rumor figure "
    "reading testimony story"
)
LIES = lexicon.words(
    "lie invention forgery fabrication fake hoax joke nonsense myth propaganda untruth false untrue baseless unfounded "
    "groundless fabricated wrong incorrect fictitious"
)
FAKING = lexicon.words("plant forge fake stage fabricate doctor rig falsify invent")
NO_DENIAL_OF = lexicon.words(
    "access entry bail permission visa request appeal application charge right opportunity citizenship asylum service "
    "wrongdoing guilt"
)  # what is refused, and what nearly everybody denies who is charged
POINTING = lexicon.words("this that it claim allegation accusation assertion suggestion report account version")
ACCUSING = lexicon.words("accuse blame allege claim charge suspect fault")

NEAR = 3  # sentences before a denial in which the claim stands, where the denial itself does not say what it denies
# Cosine from which a sentence is what is denied: nearby, and anywhere.
SAME_MATTER_NEAR, SAME_MATTER = 0.55, 0.60
PER_SENTENCE = 0.05  # off for each sentence between them
DAYS = 14  # a denial answers what is said about then


@dataclass(frozen=True)
class Denied:
    """A claim and its denial."""

    claim: Passage
    denial: Passage
    given: frozenset[int]
    """Words of the denial that point to the claim: "that" in "X denied that"."""
    closeness: float


@dataclass(frozen=True)
class _Denial:
    passage: Passage
    who: frozenset[str]
    given: frozenset[int]
    points_back: bool
    """Whether what it denies is the sentence before, whatever else is alike."""
    thing: str | None = None
    """What is called a fake, where that is a thing and no claim."""


def denied(passages: Sequence[Passage]) -> list[Denied]:
    """All denials with what they deny, those first of which it is surest; each sentence once."""
    denials = [denial for passage in passages if (denial := _denial(passage)) is not None]
    if not denials:
        return []
    index = {passage.span: position for position, passage in enumerate(passages)}
    vectors = matrix(passages)
    said = [sayers(passage) for passage in passages]
    makes_claim = np.array([bool(who) for who in said], dtype=bool)
    denying = {denial.passage.span for denial in denials}
    pairs = []
    for denial in denials:
        near = _before(denial, said, index)
        far = () if denial.points_back else _anywhere(denial, passages, vectors @ denial.passage.vector, makes_claim)
        for claim, closeness in (*near, *far):
            who = said[index[claim.span]]
            if claim.span not in denying and not who & denial.who and _is_claim(claim) and _fits(denial, claim):
                pairs.append(Denied(claim, denial.passage, denial.given, round(closeness, 3)))
    return list(_once(sorted(pairs, key=lambda pair: (-pair.closeness, pair.denial.order, pair.claim.order))))


def _once(pairs: Iterable[Denied]) -> Iterator[Denied]:
    taken: set[Span] = set()
    for pair in pairs:
        if pair.denial.span not in taken and pair.claim.span not in taken:
            taken.update((pair.denial.span, pair.claim.span))
            yield pair


def _before(
    denial: _Denial, said: Sequence[AbstractSet[str]], index: Mapping[Span, int]
) -> Iterator[tuple[Passage, float]]:
    """The sentences just before a denial, nearer ones first."""
    earlier = denial.passage.previous
    for distance in range(NEAR):
        if earlier is None or (distance == 0 and denial.points_back and not _is_claim(earlier)):
            return  # "It denied the report. There were no such talks": who reported it is not told
        closeness = cosine(denial.passage, earlier) - PER_SENTENCE * distance
        attributed = bool(said[index[earlier.span]]) if earlier.span in index else False
        if denial.points_back and (attributed or distance == 0):
            yield earlier, closeness + NEARNESS
        elif closeness >= SAME_MATTER_NEAR and attributed:
            yield earlier, closeness
        earlier = earlier.previous


NEARNESS = 0.5


def _anywhere(
    denial: _Denial,
    passages: Sequence[Passage],
    scores: np.ndarray[tuple[int], np.dtype[np.float32]],
    makes_claim: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> Iterator[tuple[Passage, float]]:
    """Sentences of all articles that claim something much like what is denied; accusations before other words."""
    for position in np.flatnonzero((scores >= AT_LEAST) & makes_claim):
        claim = passages[int(position)]
        if claim.span == denial.passage.span or not _may_answer(denial.passage, claim):
            continue
        closeness = cosine(denial.passage, claim)
        closeness += ACCUSATION * (_accuses(claim) or denial.thing is not None) + SAME_ARTICLE * (
            claim.article.id == denial.passage.article.id
        )
        if closeness >= SAME_MATTER:
            yield claim, closeness


AT_LEAST = 0.50  # however much a sentence accuses
ACCUSATION, SAME_ARTICLE = 0.25, 0.10


def _accuses(passage: Passage) -> bool:
    return any(token.pos == "VERB" and token.lemma.lower() in ACCUSING for token in passage.tokens)


def _may_answer(denial: Passage, claim: Passage) -> bool:
    """Whether the articles are close in time, and the two speak of somebody or something by the same name."""
    if denial.published and claim.published and abs((denial.published - claim.published).days) > DAYS:
        return False
    return bool(denial.who_and_where & claim.who_and_where)


def _fits(denial: _Denial, claim: Passage) -> bool:
    """Whether a claim has what the denial speaks of: an accusation, or the thing that is called a fake."""
    lemmas = {token.lemma.lower() for token in claim.tokens}
    pointing = {denial.passage.tokens[i].lemma.lower() for i in denial.given}
    if pointing & {"accusation", "allegation"} and not lemmas & (ACCUSING | {"accusation", "allegation"}):
        return False
    return denial.thing is None or denial.thing in lemmas


def _is_claim(passage: Passage) -> bool:
    """Whether a sentence states something, and is neither a question nor a denial of its own."""
    if passage.text.rstrip(" \"”’')").endswith(("?", ":")):
        return False
    return not any(token.pos == "VERB" and token.lemma.lower() in DENYING for token in passage.tokens)


# --- what a denial is -----------------------------------------------------------------------------


@remembered
def _denial(passage: Passage) -> _Denial | None:
    """The denial in a sentence, None where there is none."""
    for index in range(len(passage.tokens)):
        for pattern in (_denies, _calls_it_untrue, _calls_it_fake, _no_such, _names_another):
            if (found := pattern(passage, index)) is not None:
                return found
    return None


def _denies(passage: Passage, verb: int) -> _Denial | None:
    """`X denied that`, `X has rejected the claim`, `the claim was denied by X`."""
    tokens = passage.tokens
    lemma = tokens[verb].lemma.lower()
    is_denial = lemma in DENYING or lemma in REJECTING
    if not is_denial or tokens[verb].pos != "VERB" or syntax.is_negated(tokens, verb):
        return None
    below = list(syntax.children(tokens, verb))
    objects = [i for i in below if tokens[i].dep in {"dobj", "nsubjpass"}]
    if any(tokens[i].lemma.lower() in NO_DENIAL_OF for i in objects):
        return None
    if any(tokens[i].tag in {"WDT", "WP"} for i in objects):
        return None  # "an amendment that was rejected"
    if lemma in REJECTING and not any(_is_claim_noun(tokens, i) for i in objects):
        return None
    if not objects and not any(tokens[i].dep in {"ccomp", "xcomp"} for i in below):
        return None
    return _said_by(passage, verb, objects)


def _is_claim_noun(tokens: Sequence[Token], noun: int) -> bool:
    """Whether what is rejected is a claim: "rejected this", but not "it was rejected by the peers"."""
    if tokens[noun].pos == "PRON":
        return tokens[noun].dep == "dobj" and tokens[noun].lemma.lower() in POINTING
    return tokens[noun].lemma.lower() in CLAIMS


def _calls_it_untrue(passage: Passage, word: int) -> _Denial | None:
    """`X called the claim "a lie"`, `told reporters that it was false`, `dismissed the report as baseless`."""
    tokens = passage.tokens
    if tokens[word].lemma.lower() not in LIES or tokens[word].dep not in {"attr", "acomp", "oprd", "pobj", "ccomp"}:
        return None
    verb = syntax.governing_verb(tokens, word)
    if verb is None or syntax.is_negated(tokens, verb):
        return None
    below = list(syntax.children(tokens, verb))
    things = [i for i in below if tokens[i].dep in {"dobj", "nsubj", "nsubjpass"} and i < word]
    things += [i for i in syntax.children(tokens, word) if tokens[i].dep == "nsubj"]
    meant = [i for i in things if tokens[i].lemma.lower() in CLAIMS | POINTING]
    if not meant:
        return None
    speaking = verb if tokens[verb].lemma.lower() in {"call", "dismiss", "describe", "brand", "reject"} else None
    return _said_by(passage, speaking if speaking is not None else _saying_above(tokens, verb), meant)


def _calls_it_fake(passage: Passage, verb: int) -> _Denial | None:
    """`the defence says that the phone was planted`."""
    tokens = passage.tokens
    if tokens[verb].lemma.lower() not in FAKING or not any(
        tokens[i].dep == "auxpass" for i in syntax.children(tokens, verb)
    ):
        return None
    things = [i for i in syntax.children(tokens, verb) if tokens[i].dep == "nsubjpass" and tokens[i].pos == "NOUN"]
    found = _said_by(passage, _saying_above(tokens, verb), []) if things else None
    return found and _Denial(passage, found.who, frozenset(), points_back=False, thing=tokens[things[0]].lemma.lower())


def _no_such(passage: Passage, word: int) -> _Denial | None:
    """`said that no such meeting had taken place`."""
    tokens = passage.tokens
    if tokens[word].text.lower() != "such" or not word or tokens[word - 1].text.lower() not in {"no", "any"}:
        return None
    verb = syntax.governing_verb(tokens, word)
    if verb is None or (tokens[word - 1].text.lower() == "any" and not syntax.is_negated(tokens, verb)):
        return None
    found = _said_by(passage, _saying_above(tokens, verb), [])
    return found and _Denial(passage, found.who, frozenset({word, tokens[word].head}), points_back=True)


def _names_another(passage: Passage, verb: int) -> _Denial | None:
    """`the union said that it was the guards who opened the gate`: right after another account of the same."""
    tokens = passage.tokens
    if tokens[verb].lemma != "be" or tokens[verb].pos not in {"AUX", "VERB"}:
        return None
    below = list(syntax.children(tokens, verb))
    opens = any(tokens[i].text.lower() == "it" and tokens[i].dep in {"nsubj", "expl"} for i in below)
    named = [i for i in below if tokens[i].dep == "attr" and not syntax.is_negated(tokens, verb)]
    clauses = [j for i in (verb, *named) for j in syntax.children(tokens, i) if tokens[j].dep == "relcl"]
    acts = any(tokens[k].text.lower() == "who" for clause in clauses for k in syntax.children(tokens, clause))
    found = _said_by(passage, _saying_above(tokens, verb), []) if opens and named and acts else None
    return found and _Denial(passage, found.who, frozenset(), points_back=True)


def _saying_above(tokens: Sequence[Token], verb: int) -> int | None:
    """The verb of saying that a clause stands under."""
    return next((i for i in (verb, *syntax.ancestors(tokens, verb)) if tokens[i].lemma.lower() in lexicon.SAYING), None)


def _said_by(passage: Passage, verb: int | None, objects: Sequence[int]) -> _Denial | None:
    """The denial, where the sentence tells outside of quotation marks who denies."""
    if verb is None or in_quotation(passage, passage.tokens[verb].start):
        return None
    tokens = passage.tokens
    who = _names(tokens, _who(tokens, verb))
    if not who:
        return None
    pointing = {i for i in objects if tokens[i].lemma.lower() in POINTING and _is_bare(tokens, i)}
    given = {j for i in pointing for j in (i, *syntax.children(tokens, i))}
    return _Denial(passage, who, frozenset(given), points_back=bool(given))


def _is_bare(tokens: Sequence[Token], noun: int) -> bool:
    return all(tokens[i].dep in {"det", "punct"} for i in syntax.children(tokens, noun))


def _who(tokens: Sequence[Token], verb: int) -> Iterator[int]:
    """Who does what a verb says: its subject, the noun that it describes, or the name after "by"."""
    for subject in syntax.subjects(tokens, verb):
        relative = tokens[subject].text.lower() in {"who", "which", "that"}
        if tokens[subject].dep != "nsubjpass":
            yield tokens[verb].head if relative else subject
    for child in syntax.children(tokens, verb):
        if tokens[child].dep == "agent":
            yield from (i for i in syntax.children(tokens, child) if tokens[i].dep == "pobj")
    if tokens[verb].dep in {"acl", "advcl"}:
        yield from _who(tokens, tokens[verb].head) if tokens[tokens[verb].head].pos == "VERB" else [tokens[verb].head]


def _names(tokens: Sequence[Token], heads: Iterable[int]) -> frozenset[str]:
    """What tells one speaker from another: the last word of a name; for "a spokesman for X" what he speaks for."""
    found: set[str] = set()
    for head in heads:
        if tokens[head].pos == "PRON":
            continue
        if not is_role(tokens[head]):
            found.add(tokens[head].lemma.lower())
            continue
        named = {tokens[i].lemma.lower() for i in syntax.subtree(tokens, head) if _tells_who(tokens, i)}
        found |= named or {tokens[head].lemma.lower()}
    return frozenset(found)


def _tells_who(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].pos == "PROPN" and not is_role(tokens[index]) and tokens[index].dep != "compound"


@remembered
def sayers(passage: Passage) -> frozenset[str]:
    """Words that name who says or claims what a sentence tells; empty where the writer says it."""
    tokens = passage.tokens
    found: set[str] = set()
    for index, token in enumerate(tokens):
        if token.pos == "VERB" and token.lemma.lower() in lexicon.SAYING | ACCUSING | COUNTING:
            if not in_quotation(passage, token.start):
                found |= _names(tokens, _who(tokens, index))
        elif token.dep == "pobj" and _is_according_to(tokens, token.head):
            found |= _names(tokens, [index])
    return frozenset(found)


def _is_according_to(tokens: Sequence[Token], preposition: int) -> bool:
    above = tokens[preposition].head
    return tokens[preposition].text.lower() == "to" and tokens[above].text.lower() == "according"


COUNTING = lexicon.words("put give count speak reckon estimate calculate")
