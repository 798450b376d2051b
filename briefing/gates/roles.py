"""Who did it to whom: a rewritten sentence must not turn a deed of the article round."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.gates.known import Read, stem
from briefing.language import syntax
from briefing.records import Token


class Deed(NamedTuple):
    """A verb with one who acts and one acted on, as stems of their head words."""

    verb: str
    agent: str
    patient: str


def turned(sentence: Read, source: Sequence[Read]) -> tuple[Deed, ...]:
    """The deeds of a sentence that the article tells the other way round, and nowhere this way."""
    told = {deed for other in source for deed in deeds(other.tokens)}
    return tuple(
        deed
        for deed in deeds(sentence.tokens)
        if deed not in told and Deed(deed.verb, deed.patient, deed.agent) in told
    )


def deeds(tokens: Sequence[Token]) -> Iterator[Deed]:
    """The deeds of a sentence, passive ones turned: "the bank was sued by the city"."""
    for index, token in enumerate(tokens):
        if token.pos != "VERB":
            continue
        below = list(syntax.children(tokens, index))
        subjects = [i for i in syntax.subjects(tokens, index) if tokens[i].dep in {"nsubj", "nsubjpass"}]
        objects = [i for i in below if tokens[i].dep in {"dobj", "dative"}]
        by = [i for i in below if tokens[i].dep == "agent"]
        if by:
            agents, patients = [i for b in by for i in syntax.children(tokens, b)], subjects
        else:
            agents, patients = subjects, objects
        for agent in agents:
            for patient in patients:
                if tokens[agent].pos != "PRON" and tokens[patient].pos != "PRON":
                    yield Deed(stem(token.lemma), stem(tokens[agent].lemma), stem(tokens[patient].lemma))
