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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.ingest.comparing.wording import numbers_of, taken_over, words_of

# The figures are of the half of the labelled pairs on which the thresholds were set, and of 34 real articles.
#
# Share of the shorter text's 3-word runs that stand in the longer one: copies and light edits 0.85 and more, of real
# articles 0.80; updates reach 0.72, routine texts 0.69, a cut text with a paragraph of the paper's own 0.84: these are
# told by their numbers or their new words.
COPIED = 0.7
# New words, in thirty in a row: up to 4 in copies and light edits, 2-12 where the lead was rewritten, 9 and more in
# updates, 14 and more in added paragraphs. A rewritten lead that is kept repeats something; an added paragraph that is
# not kept is lost.
MOST_NEW = 7
# Share of the 8-word runs outside quotations from which on most of a text is another's: updates 0.53 and more, desks'
# own versions of a text 0.07-0.16.
ONE_HAND = 0.25
# The same from which on a text has sentences of the other: the middle (geometric) between those desks' versions and
# what real articles of different hands on one topic have, up to 0.02. With quotations, other hands have up to 0.07.
PARTLY = 0.04
_RUN, _LONG_RUN = 3, 8
_FEWEST_SHARED = 8  # long runs: fifteen words in a row, or two stretches; a standing phrase has fewer
_FEWEST_RUNS = 15  # of a text that is long enough to be told from others

Hashes = NDArray[np.uint64]


class Text:
    """A body as its words and runs of words."""

    def __init__(self, id_: str, text: str) -> None:
        self.id = id_
        pieces = [(words_of(piece), quoted) for piece, quoted in _pieces(text)]
        self.words = [word for words, _ in pieces for word in words]
        self.numbers = numbers_of(self.words)
        self.own_numbers = self.numbers - taken_over(text, self.words)
        self.hashes = _hashes(self.words)
        told = [word for words, quoted in pieces if not quoted for word in words]
        self._told = _hashes(told) if len(told) >= _FEWEST_RUNS + _LONG_RUN else self.hashes

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
        """Its runs of eight words outside quotations; all of them, where nearly all is quotation."""
        return np.unique(_runs(self._told, _LONG_RUN))


@lru_cache(maxsize=512)  # a running `watch` compares the same articles again and again; 500 words take some 40 kB
def text_of(id_: str, body: str) -> Text:
    """The text of a body."""
    return Text(id_, body)


# What stands between quotation marks, an apostrophe within included.
_QUOTED = re.compile(
    r"(?<!\w)[\"“](?=\S)[^\"“”]{1,600}[\"”](?!\w)|(?<!\w)['‘](?=\S)[^\"“”]{20,600}?(?<=[.,!?])['’](?!\w)"
)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """A text in pieces, and whether each is a quotation.

    >>> list(_pieces('"We lost," she said.'))
    [('"We lost,"', True), (' she said.', False)]
    """
    end = 0
    for match in _QUOTED.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], False
        yield match.group(), True
        end = match.end()
    if end < len(text):
        yield text[end:], False


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
    return Likeness(_share(one.runs, other.runs), _share(one.told_runs, other.told_runs))


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


class Shared(NamedTuple):
    """Two articles that share text, by id, the smaller id first."""

    one: str
    other: str
    mostly: bool
    """Whether most of the one is the other's, or only some sentences."""


class Kinship(NamedTuple):
    """How the articles of a corpus depend on each other."""

    copies: Mapping[str, str]
    """For each copy the id of the fuller article that it copies, which is no copy itself."""
    of_one_hand: tuple[Shared, ...]
    """Pairs that share so much text that one hand wrote it, copies among them; those that share most come first."""


def kinship(texts: Iterable[Text], rank: Mapping[str, tuple[object, ...]]) -> Kinship:
    """Copies and texts of one hand.

    Args:
        texts: The bodies.
        rank: By id, what decides between two that are equally full; the smaller one is kept.
    """
    fullest_first = sorted(texts, key=lambda text: (-len(text.words), rank[text.id]))
    near = sharing_runs(fullest_first)
    copied: dict[str, str] = {}
    pairs: list[tuple[Text, Text]] = []
    for text in fullest_first:
        alike = [other for other in near[text.id] if _may_be_kin(text, other)]
        originals = [other for other in alike if other.id not in copied and is_copy(text, other)]
        if originals:
            copied[text.id] = max((likeness(text, other), other.id) for other in originals)[1]
        pairs += ((text, other) for other in alike)
    common = _common_runs(text for text in fullest_first if text.id not in copied)
    shares = {_ids(*pair): _share_of_hand(*pair, common) for pair in pairs} | {
        (min(pair), max(pair)): 1.0 for pair in copied.items()
    }
    closest_first = sorted((pair for pair in shares if shares[pair]), key=lambda pair: (-shares[pair], pair))
    return Kinship(copied, tuple(Shared(*pair, mostly=shares[pair] >= ONE_HAND) for pair in closest_first))


def _may_be_kin(one: Text, other: Text) -> bool:
    """Whether it is worth looking closer: all that is asked of kin is more than that."""
    return one.words == other.words or _share(one.long_runs, other.long_runs) >= PARTLY


def is_copy(text: Text, fuller: Text) -> bool:
    """Whether a text says nothing that a fuller one does not."""
    if text.words == fuller.words:
        return True
    long_enough = min(len(text.runs), len(fuller.runs)) >= _FEWEST_RUNS
    return (
        long_enough
        and text.own_numbers <= fuller.numbers
        and _share(text.runs, fuller.runs) >= COPIED
        and new_words(text, fuller) <= MOST_NEW
    )


def _share_of_hand(one: Text, other: Text, common: Hashes) -> float:
    """Share of the 8-word runs outside quotations that one text has of the other's; 0 where it says nothing."""
    fewest = min(len(one.told_runs), len(other.told_runs))
    enough = max(PARTLY * fewest, _FEWEST_SHARED)
    shared = _shared(one.told_runs, other.told_runs)
    if enough <= shared < ONE_HAND * fewest and len(common):
        shared -= _shared(np.intersect1d(one.told_runs, other.told_runs, assume_unique=True), common)
    return shared / fewest if shared >= enough else 0.0


# What more articles than that have in common, copies not counted, is a notice under each of them or the background that
# every report repeats; two articles that share nothing else are not of one hand. A consideration, not a measurement.
_MOST_SHARING = 10


def _common_runs(originals: Iterable[Text]) -> Hashes:
    """The runs of eight words that stand in more articles than a report and its editions."""
    runs, counts = np.unique(
        np.concatenate([np.array([], np.uint64), *(text.told_runs for text in originals)]), return_counts=True
    )
    return runs[counts > _MOST_SHARING]


def _ids(one: Text, other: Text) -> tuple[str, str]:
    return min(one.id, other.id), max(one.id, other.id)


# A run that many articles share, a standing phrase or the text that all of them copy, links each of them to so many of
# the fullest. All pairs of 5,000 articles with one notice under them would be twelve million.
_MOST_LINKED = 10


def sharing_runs(fullest_first: Sequence[Text]) -> Mapping[str, list[Text]]:
    """By id, the texts before it that share a run of eight words with it, or are word for word the same.

    >>> texts = [Text(id_, text) for id_, text in (("a", "The bridge fell."), ("b", "the bridge FELL"), ("c", "No."))]
    >>> {id_: [text.id for text in texts] for id_, texts in sharing_runs(texts).items()}
    {'a': [], 'b': ['a'], 'c': []}
    """
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
    for group in {
        tuple(holders[start : start + length].tolist()) for start, length in zip(starts, lengths, strict=True)
    }:
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


def _share(one: Hashes, other: Hashes) -> float:
    """Of the shorter of two, what stands in the longer one, in [0, 1]."""
    fewest = min(len(one), len(other))
    return _shared(one, other) / fewest if fewest else 0.0


def _shared(one: Hashes, other: Hashes) -> int:
    """How many numbers two ordered arrays share; half the time of `intersect1d`, which orders them again."""
    if not len(one) or not len(other):
        return 0
    places = np.minimum(np.searchsorted(other, one), len(other) - 1)
    return int(np.count_nonzero(other[places] == one))
