"""Walks over the dependency tree of a sentence: pure functions on its tokens."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from typing import TypeVar

from briefing.records import Token

T = TypeVar("T")

CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "parataxis", "conj", "appos", "cc"})
VERBAL = frozenset({"VERB", "AUX"})


def children(tokens: Sequence[Token], index: int) -> Iterator[int]:
    """Indices of the tokens that `index` governs directly, in order."""
    return iter(_governed(tokens).get(index, ()))


def of_latest(function: Callable[[Sequence[Token]], T]) -> Callable[[Sequence[Token]], T]:
    """The function, which works once for a sentence that it is asked of again and again before another one.

    Of one sentence the children are asked for some hundred times in a row: looking through all its words each time was
    an eighth of merging.
    """
    latest: tuple[Sequence[Token], T] | None = None

    @wraps(function)
    def answered(tokens: Sequence[Token]) -> T:
        nonlocal latest
        kept = latest
        if kept is None or kept[0] is not tokens:
            latest = kept = tokens, function(tokens)
        return kept[1]

    return answered


@of_latest
def _governed(tokens: Sequence[Token]) -> dict[int, list[int]]:
    below: dict[int, list[int]] = {}
    for index, token in enumerate(tokens):
        if token.head != index:
            below.setdefault(token.head, []).append(index)
    return below


def subtree(tokens: Sequence[Token], index: int) -> list[int]:
    """`index` and all that it governs, in order."""
    found = {index}
    grown = True
    while grown:  # heads may stand on either side, so repeat until nothing is added
        before = len(found)
        found.update(i for i, token in enumerate(tokens) if token.head in found)
        grown = len(found) > before
    return sorted(found)


def root(tokens: Sequence[Token]) -> int:
    """Index of the token that governs the sentence."""
    return next((i for i, token in enumerate(tokens) if token.head == i), 0)


def ancestors(tokens: Sequence[Token], index: int) -> Iterator[int]:
    """The tokens above `index`, nearest first."""
    for _ in tokens:
        head = tokens[index].head
        if head == index:
            return
        yield head
        index = head


def governing_verb(tokens: Sequence[Token], index: int) -> int | None:
    """The nearest verb above a token; an auxiliary only where there is no other."""
    return next((i for i in ancestors(tokens, index) if tokens[i].pos in VERBAL), None)


def top(tokens: Sequence[Token], first: int, last: int) -> int:
    """The word of tokens[first:last], a name or a number, that the rest of the sentence governs."""
    return next((i for i in range(first, last) if not first <= tokens[i].head < last), last - 1)


def first_conjunct(tokens: Sequence[Token], index: int) -> int:
    """The first of the words that `index` is coordinated with; itself where it is none or the first."""
    while tokens[index].dep == "conj" and tokens[index].head != index:
        index = tokens[index].head
    return index


def is_coordinated(tokens: Sequence[Token], index: int) -> bool:
    """Whether other words are joined to this one: "the mayor and the bank"."""
    return any(tokens[i].dep == "conj" for i in children(tokens, index))


def noun_head(tokens: Sequence[Token], index: int) -> int:
    """The head of the noun compound that `index` is part of."""
    while tokens[index].dep in {"compound", "amod", "nmod", "poss", "nummod"} and tokens[index].head != index:
        index = tokens[index].head
    return index


def noun_phrase(tokens: Sequence[Token], head: int) -> list[int]:
    """The noun with what belongs to its name, without relative clauses, appositions and coordinations."""
    kept = [head]
    for child in children(tokens, head):
        if tokens[child].dep not in CLAUSES and tokens[child].dep != "punct":
            kept.extend(_without_clauses(tokens, child))
    return sorted(kept)


def _without_clauses(tokens: Sequence[Token], index: int) -> list[int]:
    kept = [index]
    for child in children(tokens, index):
        if tokens[child].dep not in CLAUSES:
            kept.extend(_without_clauses(tokens, child))
    return kept


def subjects(tokens: Sequence[Token], verb: int) -> list[int]:
    """Subjects of a verb, those of the verb it is coordinated with included."""
    own = [i for i in children(tokens, verb) if tokens[i].dep in {"nsubj", "nsubjpass", "csubj", "expl"}]
    if own or tokens[verb].dep not in {"conj", "xcomp"} or tokens[verb].head == verb:
        return own
    return subjects(tokens, tokens[verb].head)


def is_negated(tokens: Sequence[Token], verb: int) -> bool:
    """Whether the verb carries a negation."""
    below = list(children(tokens, verb))
    if any(tokens[i].dep == "neg" or tokens[i].lemma.lower() == "never" for i in below):
        return True
    if any(tokens[i].text.lower() == "longer" and i > 0 and tokens[i - 1].text.lower() == "no" for i in below):
        return True
    return any(tokens[i].text.lower() in NOBODY for s in subjects(tokens, verb) for i in (s, *children(tokens, s)))


NOBODY = frozenset({"nobody", "none", "no", "neither", "nothing"})


def join(tokens: Sequence[Token], indices: Iterable[int]) -> str:
    """The words at `indices`, with the space that stands between them in the text; gaps become one space.

    >>> row = [Token(at, at + len(word), word, "", "", "", "", 0) for at, word in ((0, "US"), (2, "-"), (3, "led"))]
    >>> join(row, [0, 1, 2])
    'US-led'
    """
    out: list[str] = []
    previous: int | None = None
    for index in indices:
        token = tokens[index]
        touching = previous is not None and previous == index - 1 and tokens[previous].end == token.start
        if out and not touching:
            out.append(" ")
        out.append(token.text)
        previous = index
    return "".join(out).strip(" ,;:")
