"""Which articles are copies of others, and which come from one hand without being copies.

A copy says nothing that the fuller article does not: nearly all its runs of three words stand there, all its numbers,
and nowhere in it do words come together that the other has not got. An article that was edited, or an earlier state of
the same report, says something of its own and is no copy; but it shares runs of eight words outside quotations, which
two reporters who heard the same speech do not.

Candidates come from an index of runs of eight words. It is exact, and finds a short copy inside a long article. MinHash
(rensa) estimates Jaccard similarity, and a brief of 70 words that stands in an article of 420 has one of 0.15, where
different articles have up to 0.06. Figures for each threshold: docs/benchmarks.md, "Copies and versions".
"""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.ingest.wording import numbers_of, words_of

COPIED = 0.7
ONE_HAND = 0.25
MOST_NEW = 6
_RUN, _LONG_RUN = 3, 8
_FEWEST_RUNS = 15  # of a text that is long enough to be told from others

Hashes = NDArray[np.uint64]


class Text:
    """A body as its words and runs of words."""

    def __init__(self, id_: str, text: str) -> None:
        self.id = id_
        self.words = words_of(text)
        self.numbers = numbers_of(self.words)
        self.hashes = _hashes(self.words)
        told = _hashes(words_of(_QUOTED.sub(" ", text)))
        self._told = told if len(told) >= _FEWEST_RUNS + _LONG_RUN else self.hashes

    @cached_property
    def runs(self) -> Hashes:
        """Its runs of three words, ordered, each once."""
        return np.unique(_runs(self.hashes, _RUN))

    @cached_property
    def long_runs(self) -> Hashes:
        """Its runs of eight words, ordered, each once."""
        return np.unique(_runs(self.hashes, _LONG_RUN))

    @cached_property
    def told_runs(self) -> Hashes:
        """Its runs of eight words outside quotations; all of them, where nearly all is quotation, as in an interview."""
        return np.unique(_runs(self._told, _LONG_RUN))


# What stands between quotation marks, an apostrophe within included.
_QUOTED = re.compile(
    r"(?<!\w)[\"“](?=\S)[^\"“”]{1,600}[\"”](?!\w)|(?<!\w)['‘](?=\S)[^\"“”]{20,600}?(?<=[.,!?])['’](?!\w)"
)


class Likeness(NamedTuple):
    """How much of the shorter of two texts stands in the longer one."""

    copied: float
    """Share of its 3-word runs, in [0, 1]."""
    one_hand: float
    """Share of its 8-word runs outside quotations, in [0, 1]."""


def likeness(one: Text, other: Text) -> Likeness:
    """How alike two texts are.

    >>> article = "the council met on monday to speak about the old bridge in ayr and then went home"
    >>> likeness(Text("a", article), Text("b", article + " for supper"))
    Likeness(copied=1.0, one_hand=1.0)
    """
    return Likeness(_containment(one.runs, other.runs), _containment(one.told_runs, other.told_runs))


def new_words(text: Text, fuller: Text) -> int:
    """The most words of some length that a text has and the fuller one has not, in thirty in a row.

    >>> new_words(Text("a", "The council met, and a swan bit the mayor."), Text("b", "Early today the council met."))
    2
    """
    new = ~np.isin(text.hashes, fuller.hashes) & np.array([len(word) >= _TELLING for word in text.words], bool)
    sums = np.concatenate([[0], np.cumsum(new)])
    return int((sums[_WINDOW:] - sums[:-_WINDOW]).max()) if len(sums) > _WINDOW else int(sums[-1])


_WINDOW = 30  # words of a paragraph that a paper adds
_TELLING = 4  # letters


class Kinship(NamedTuple):
    """How the articles of a corpus depend on each other."""

    copies: Mapping[str, str]
    """For each copy the id of the fuller article that it copies, which is no copy itself."""
    of_one_hand: tuple[tuple[str, str], ...]
    """Pairs that share so much text that one hand wrote it, copies among them."""


def kinship(texts: Iterable[Text], rank: Mapping[str, tuple[object, ...]]) -> Kinship:
    """Copies and texts of one hand.

    Args:
        texts: The bodies.
        rank: By id, what decides between two that are equally full; the smaller one is kept.
    """
    fullest_first = sorted(texts, key=lambda text: (-len(text.words), rank[text.id]))
    near = _candidates(fullest_first)
    copied: dict[str, str] = {}
    one_hand: set[tuple[str, str]] = set()
    for text in fullest_first:
        alike = [(likeness(text, other), other) for other in near[text.id]]
        one_hand |= {_pair(text, other) for found, other in alike if found.one_hand >= ONE_HAND}
        originals = [(found, other.id) for found, other in alike if other.id not in copied and is_copy(text, other)]
        if originals:
            copied[text.id] = max(originals)[1]
    return Kinship(copied, tuple(sorted(one_hand | {_ordered(*pair) for pair in copied.items()})))


def is_copy(text: Text, fuller: Text) -> bool:
    """Whether a text says nothing that a fuller one does not."""
    if text.words == fuller.words:
        return True
    long_enough = min(len(text.runs), len(fuller.runs)) >= _FEWEST_RUNS
    return (
        long_enough
        and text.numbers <= fuller.numbers
        and _containment(text.runs, fuller.runs) >= COPIED
        and new_words(text, fuller) <= MOST_NEW
    )


def _pair(one: Text, other: Text) -> tuple[str, str]:
    return _ordered(one.id, other.id)


def _ordered(one: str, other: str) -> tuple[str, str]:
    return min(one, other), max(one, other)


# A run that many articles share, a standing phrase or the text that all of them copy, links each of them to so many of
# the fullest. All pairs of 5,000 articles with one notice under them would be twelve million.
_MOST_LINKED = 20


def _candidates(fullest_first: list[Text]) -> Mapping[str, list[Text]]:
    """By id, the fuller articles that share a run of eight words with it, or are word for word the same."""
    if not fullest_first:
        return {}
    own = [text.long_runs if len(text.long_runs) else _whole(text) for text in fullest_first]
    holders = np.repeat(np.arange(len(own)), [len(runs) for runs in own])
    runs = np.concatenate(own)
    order = np.lexsort((holders, runs))
    holders, runs = holders[order], runs[order]
    starts = np.flatnonzero(np.concatenate([[True], runs[1:] != runs[:-1]]))
    lengths = np.diff(np.append(starts, len(runs)))
    near = _linked(holders, starts[lengths > 1], lengths[lengths > 1])
    return {text.id: [fullest_first[j] for j in near.get(i, ())] for i, text in enumerate(fullest_first)}


def _linked(holders: NDArray[np.int64], starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> dict[int, list[int]]:
    """For each holder of a shared run the fuller holders, by place in the order."""
    near: dict[int, set[int]] = {}
    for group in {tuple(holders[start : start + length].tolist()) for start, length in zip(starts, lengths, strict=True)}:
        for place, holder in enumerate(group):
            near.setdefault(holder, set()).update(group[: min(place, _MOST_LINKED)])
    return {holder: sorted(others) for holder, others in near.items()}


def _whole(text: Text) -> Hashes:
    return _hashes([" ".join(text.words)])


def _hashes(words: list[str]) -> Hashes:
    return np.array([_hash(word) for word in words], np.uint64)


@lru_cache(maxsize=200_000)
def _hash(word: str) -> int:
    """A number for a word, the same in every process, which Python's own hash is not."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest())


# Odd, so that no place in a run loses bits; that two runs of a corpus of ten million meet by chance is one in 300,000.
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


def _runs(hashes: Hashes, length: int) -> Hashes:
    """A number for each run of words, in order (a polynomial, modulo 2^64)."""
    if len(hashes) < length:
        return np.array([], np.uint64)
    total = np.zeros(len(hashes) - length + 1, np.uint64)
    for offset in range(length):
        total = total * _FACTOR + hashes[offset : len(hashes) - length + 1 + offset]
    return total


def _containment(one: Hashes, other: Hashes) -> float:
    fewest = min(len(one), len(other))
    return len(np.intersect1d(one, other, assume_unique=True)) / fewest if fewest else 0.0
