"""Who does what: words of an article put together anew must not give a verb somebody else.

A writer that copies and shortens makes its worst mistakes so: each word stands in the article, but who acts in one
sentence is given what another one does in the next.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from briefing.gates.known import Read, content, known, stem
from briefing.language import syntax
from briefing.language.verbs import base
from briefing.records import Token

Role = Literal["agent", "patient", "attribute"]

NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
RELATIVE = frozenset({"who", "which", "that", "whom"})


class Argument(NamedTuple):
    """A word that a verb is said of, by the places of both in their sentence."""

    verb: int
    role: Role
    word: int


class _Told(NamedTuple):
    """A sentence of an article, as it is looked up."""

    stems: frozenset[str]
    arguments: Mapping[str, Sequence[tuple[Role, frozenset[str]]]]
    """By verb, who or what it is said of: stems of the words of each; none of a pronoun, which may be anybody."""


def is_arranged(sentence: Read, rests_on: Sequence[Read]) -> bool:
    """Whether all that a sentence says is said in words of those that it rests on."""
    words = known(rests_on)
    return all(words.holds(token) for token in content(sentence.tokens))


def misplaced(sentence: Read, source: Sequence[Read]) -> tuple[tuple[str, str], ...]:
    """The verbs of a sentence, each with a word that no sentence of the article says it of so.

    Verbs that the article does not have are passed over: who is meant by another word for it cannot be told.
    """
    told = [_told(other.tokens) for other in source]
    tokens = sentence.tokens
    return tuple(
        (tokens[argument.verb].text, tokens[argument.word].text)
        for argument in arguments(tokens)
        if tokens[argument.word].pos in NOMINAL and not _stands(tokens, argument, told)
    )


def _stands(tokens: Sequence[Token], argument: Argument, told: Sequence[_Told]) -> bool:
    verb, head = _verb(tokens[argument.verb]), stem(tokens[argument.word].lemma)
    words = _words(tokens, argument.word) | {head}
    with_verb = [one for one in told if verb in one.stems]
    return not with_verb or any(
        any(role == argument.role and (not held or not words.isdisjoint(held)) for role, held in one.arguments[verb])
        if verb in one.arguments
        else head in one.stems  # "the resignation of the mayor", where the mayor resigned
        for one in with_verb
    )


def arguments(tokens: Sequence[Token]) -> Iterator[Argument]:
    """What each verb of a sentence is said of: passive ones turned, what a relative pronoun stands for in its place."""
    for verb, token in enumerate(tokens):
        if token.pos not in syntax.VERBAL or token.dep in {"aux", "auxpass"}:
            continue
        below = list(syntax.children(tokens, verb))
        is_passive = any(tokens[i].dep in {"nsubjpass", "auxpass"} for i in below)
        for subject in syntax.subjects(tokens, verb):
            if tokens[subject].dep not in {"csubj", "expl"}:
                yield Argument(verb, "patient" if is_passive else "agent", _meant(tokens, subject))
        for index in below:
            if tokens[index].dep == "dobj":
                yield Argument(verb, "patient", index)
            elif tokens[index].dep == "attr":
                yield Argument(verb, "attribute", index)
            elif tokens[index].dep == "agent":
                yield from (Argument(verb, "agent", i) for i in syntax.children(tokens, index))
        if token.dep == "acl" and token.tag in {"VBN", "VBG"}:  # "the bridge built in May", "a firm building bridges"
            yield Argument(verb, "patient" if token.tag == "VBN" else "agent", token.head)


def _meant(tokens: Sequence[Token], subject: int) -> int:
    """The word that a relative pronoun stands for; any other subject itself."""
    if tokens[subject].text.lower() in RELATIVE:
        clauses = [i for i in syntax.ancestors(tokens, subject) if tokens[i].dep in {"relcl", "acl"}]
        if clauses:
            return tokens[clauses[0]].head
    return subject


def _told(tokens: Sequence[Token]) -> _Told:
    found: dict[str, list[tuple[Role, frozenset[str]]]] = {}
    for verb, role, word in arguments(tokens):
        is_open = tokens[word].pos == "PRON"
        held = frozenset[str]() if is_open else _heads(tokens, word) | _words(tokens, word)
        found.setdefault(_verb(tokens[verb]), []).append((role, held))
    return _Told(frozenset({stem(t.lemma) for t in tokens} | {_verb(t) for t in tokens}), found)


def _verb(token: Token) -> str:
    return stem(base(token.lemma.lower()))


def _heads(tokens: Sequence[Token], index: int) -> frozenset[str]:
    """The head word of a noun phrase, and of those that it is joined to or explained by."""
    joined = (i for i in syntax.children(tokens, index) if tokens[i].dep in {"conj", "appos"})
    return frozenset({stem(tokens[index].lemma)}).union(*(_heads(tokens, i) for i in joined))


def _words(tokens: Sequence[Token], index: int) -> frozenset[str]:
    """The words of a noun phrase that tell who or what it is."""
    return frozenset(stem(tokens[i].lemma) for i in syntax.noun_phrase(tokens, index) if tokens[i].pos in NOMINAL)
