"""Who did what to whom: the main verbs of a sentence with those who act and those acted on.

Two sentences that sound alike may tell of different deeds ("the owner sued the state", "the firm sued its buyer") or
of one deed the other way round. Their frames tell: the same verb with other participants is another claim.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing.language import lexicon, syntax
from briefing.records import Token

AGENTS = frozenset({"nsubj"})
PATIENTS = frozenset({"dobj", "nsubjpass", "attr", "dative"})


@dataclass(frozen=True)
class Frame:
    """One verb with its participants, as folded base forms of their words."""

    verb: str
    agents: frozenset[str]
    patients: frozenset[str]
    about: frozenset[str]
    """What its prepositions name: "in a court", "for damages"."""
    named: bool
    """Whether those who act go by a proper name."""


def frames(tokens: Sequence[Token]) -> tuple[Frame, ...]:
    """The frames of a sentence's main clause, of what it reports as said, and of the clauses joined to these."""
    return tuple(_frame(tokens, verb) for verb in _main(tokens, syntax.root(tokens)))


def _main(tokens: Sequence[Token], verb: int) -> Iterator[int]:
    if tokens[verb].pos not in {"VERB", "AUX"}:
        return
    says = tokens[verb].lemma.lower() in lexicon.SAYING
    clauses = [i for i in syntax.children(tokens, verb) if tokens[i].dep == "ccomp"]
    if not (says and clauses):
        yield verb
    for clause in clauses if says else ():
        yield from _main(tokens, clause)
    for joined in syntax.children(tokens, verb):
        if tokens[joined].dep == "conj" and tokens[joined].pos == "VERB":
            yield from _main(tokens, joined)


def _frame(tokens: Sequence[Token], verb: int) -> Frame:
    below = list(syntax.children(tokens, verb))
    agents = [i for i in syntax.subjects(tokens, verb) if tokens[i].dep in AGENTS]
    patients = [i for i in below if tokens[i].dep in PATIENTS]
    about = []
    for preposition in below:
        objects = [i for i in syntax.children(tokens, preposition) if tokens[i].dep == "pobj"]
        if tokens[preposition].dep == "agent":
            agents += objects
        elif tokens[preposition].dep == "prep":
            about += objects
    return Frame(
        verb=tokens[verb].lemma.lower(),
        agents=_words(tokens, agents),
        patients=_words(tokens, patients),
        about=_words(tokens, about, whole=True),
        named=bool(agents) and all(tokens[i].pos == "PROPN" for i in agents),
    )


def _words(tokens: Sequence[Token], heads: Iterable[int], *, whole: bool = False) -> frozenset[str]:
    """The head words with the names that belong to them, pronouns left out."""
    found = set()
    for head in heads:
        phrase = syntax.noun_phrase(tokens, head) if whole else [head, *_named_in(tokens, head)]
        found |= {lexicon.country_key(tokens[i].lemma) for i in phrase if tokens[i].pos in {"NOUN", "PROPN"}}
    return frozenset(found)


def _named_in(tokens: Sequence[Token], head: int) -> Iterator[int]:
    """Names that stand before a noun or after it: "the oil firm X", "X's owner"."""
    for child in syntax.children(tokens, head):
        if tokens[child].dep in {"compound", "appos", "nmod", "conj"} and tokens[child].pos in {"PROPN", "NOUN"}:
            yield child


def differ(first: Sequence[Frame], second: Sequence[Frame]) -> bool:
    """Whether both tell of one verb with other participants, or with these the other way round."""
    return any(_other_deed(a, b) for a in first for b in second if a.verb == b.verb and a.verb not in EMPTY)


EMPTY = lexicon.words("be have do make take get give go come")  # tell too little of a deed


def _other_deed(a: Frame, b: Frame) -> bool:
    """Other names that act, or others in both places: one party in other words ("the route", "the road") is none."""
    if a.agents & b.patients and a.patients & b.agents:
        return True
    if not (a.agents and b.agents) or a.agents & b.agents:
        return False
    return (a.named and b.named) or bool(a.patients and b.patients and not a.patients & b.patients)


def same(first: Sequence[Frame], second: Sequence[Frame]) -> bool:
    """Whether both tell that the same did the same, to or about the same."""
    return any(
        a.verb == b.verb
        and a.verb not in EMPTY
        and a.agents & b.agents
        and (a.patients | a.about) & (b.patients | b.about)
        for a in first
        for b in second
    )
