"""Which articles have nothing to do with the rest of their folder.

Two articles are the closer, the more of the words they share that not every article has; a word counts by the logarithm
of how often it stands there (cosine). How rare a word is within the folder tells nothing: the words of the topic stand
in all its articles. So there is a list of plain words instead (`plainwords`), and the closeness of two articles does
not depend on what else lies in the folder.

1. Articles that are close to each other, directly or through others, form a **circle**.
2. One circle is the **heart** of the folder: the one that the topic speaks of, else the one that holds the majority. No
   heart, no verdict: two halves of a folder have an equal right to be there.
3. An article outside the heart is off topic if it is far from it, and also in comparison to how close the heart's own
   articles are to each other, and if it has hardly any of the words that stand all over the heart.

To leave out an article that belongs is much worse than to keep one that does not, so all three have to agree. Measured
on 13 topics in `docs/benchmarks.md`, "Off topic".
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from math import ceil, log, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.ingest.comparing.plainwords import LABELS, PLAIN

Floats = NDArray[np.float64]

# Measured on 13 topics (75 articles). Cosine with the closest article of one's own topic: .14, .20, then .25 to .79; of
# any other topic: .16 and less, .10 in the median. Closeness to one's own topic: .15, .23, then .26 to .74; to another:
# .16 and less, in 95 of 100 pairs of article and topic .10 and less. In all folders but the loosest one, many sides of
# one disaster, OFF alone would do; LOOSE and FAMILIAR are for folders of its kind.
LINKED = 0.15  # cosine from which two articles belong to one circle
OFF = 0.12  # closeness to the heart below which an article may be off topic
LOOSE = 0.3  # … and below this share of the median closeness of the heart's own articles
PERVASIVE = 0.75  # share of the heart's articles that hold a word which stands all over it
FAMILIAR = 0.2  # share of these words from which on an article belongs
COPIED = 0.8  # cosine from which two articles are one witness
FEWEST = 3  # witnesses of a heart that no topic points to
FEWEST_WORDS = 12  # different telling words of an article that can be judged; the shortest of 75, of 67 words, has 23


class Candidate(NamedTuple):
    """What of an article tells what it is about."""

    id: str
    title: str
    sentences: tuple[str, ...]


def off_topic(articles: Iterable[Candidate], topic: str | None = None) -> Mapping[str, str]:
    """The articles that have nothing to do with the rest: by id the reason, in words for a person.

    Args:
        articles: All articles of the folder that can be read; their order does not matter, copies may be among them.
        topic: What the brief is to be about. A label that says nothing of it ("Daily brief 12") decides nothing.
    """
    folder = Folder(sorted(articles))
    wanted = subject(topic or "")
    heart = heart_of(folder, wanted)
    if heart is None:
        return {}
    core = Core(folder, heart.articles)
    reason = f"nothing to do with the topic “{topic}”" if heart.by_topic else f"nothing to do with {core.description()}"
    return {
        folder.articles[at].id: reason
        for at in core.outside()
        if core.can_judge(at) and is_foreign(core.distance(at)) and not core.is_meant(at, wanted)
    }


class Distance(NamedTuple):
    """How an article outside the heart stands to it; all in [0, 1]."""

    closeness: float
    """Mean of its cosine with the closest article of the heart (of hundreds: the closest few) and with the whole."""
    cohesion: float
    """Median closeness of the heart's own articles to the rest of it."""
    familiar: float
    """What share of the words that stand all over the heart it has."""


def is_foreign(distance: Distance) -> bool:
    """Whether an article has nothing to do with the heart.

    >>> is_foreign(Distance(closeness=0.05, cohesion=0.4, familiar=0.1)), is_foreign(Distance(0.05, 0.4, 0.3))
    (True, False)
    """
    return distance.closeness < min(OFF, LOOSE * distance.cohesion) and distance.familiar < FAMILIAR


# --- words ----------------------------------------------------------------------------------------

_WORD = re.compile(r"([^\W\d_]+)(?:['’][^\W\d_]+)?")
_SHORTEST = 2  # letters: initials tell nothing


def _telling(text: str) -> Iterable[tuple[str, str]]:
    """The words of a text that tell what it is about, each with its stem.

    >>> list(_telling("The mayor’s ferries were ferrying 30 eels."))
    [('mayor', 'mayor'), ('ferries', 'ferry'), ('ferrying', 'ferry'), ('eels', 'eel')]
    """
    for match in _WORD.finditer(_folded(text)):
        word = match.group(1)
        stem = _stem(word.lower())
        if len(word) >= _SHORTEST and stem:
            yield word, stem


def _folded(text: str) -> str:
    """Without accents: papers differ in whether they write them."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


_PLURALS = (("ies", "y"), ("es", ""), ("s", ""))
_FORMS = (("ing", ""), ("ied", "y"), ("ed", ""), ("er", ""))
_SHORTEST_STEM = 3


def _cut(word: str, endings: Iterable[tuple[str, str]]) -> str:
    """One ending less: crude, but the same in all articles."""
    for ending, instead in endings:
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)] + instead
    return word


def _bare(word: str) -> str:
    """A word without its endings: "bombings" and "bombers" become "bomb".

    >>> _bare("bombings"), _bare("bombers"), _bare("closed"), _bare("close"), _bare("stopped")
    ('bomb', 'bomb', 'clos', 'clos', 'stop')
    """
    word = _cut(_cut(word, _PLURALS), _FORMS)
    if len(word) > _SHORTEST_STEM and word.endswith("e"):
        word = word[:-1]
    return word[:-1] if len(word) > _SHORTEST_STEM and word[-1] == word[-2] else word


_PLAIN_STEMS = frozenset(_bare(word) for word in PLAIN)


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    """Its stem; empty for a plain word."""
    stem = _bare(word)
    return "" if word in PLAIN or stem in _PLAIN_STEMS else stem


@lru_cache(maxsize=512)  # as `duplicates.text_of`
def _counted(article: Candidate) -> Mapping[str, int]:
    return Counter(stem for text in (article.title, *article.sentences) for _, stem in _telling(text))


# --- articles compared ----------------------------------------------------------------------------


class Folder:
    """All articles as vectors of words, and how close they are."""

    def __init__(self, articles: Sequence[Candidate]) -> None:
        """Read the words of the articles, which are in a fixed order."""
        self.articles = articles
        self.words: dict[str, int] = {}
        self.counts = [_counted(article) for article in articles]
        self.rows = [self._row(counts) for counts in self.counts]
        self._holders = self._index()

    def _row(self, counts: Mapping[str, int]) -> tuple[NDArray[np.intp], Floats]:
        """Numbers of an article's words in a fixed order, and their weights: a vector of unit length."""
        numbers = [self.words.setdefault(word, len(self.words)) for word in sorted(counts)]
        weights = np.array([1 + log(counts[word]) for word in sorted(counts)])
        return np.array(numbers, dtype=np.intp), weights / max(float(np.sqrt(weights @ weights)), 1e-9)

    def _index(self) -> list[tuple[NDArray[np.intp], Floats]]:
        """For each word, the articles that have it and with what weight."""
        holders: list[list[int]] = [[] for _ in self.words]
        held: list[list[float]] = [[] for _ in self.words]
        for at, (numbers, weights) in enumerate(self.rows):
            for number, weight in zip(numbers.tolist(), weights.tolist(), strict=True):
                holders[number].append(at)
                held[number].append(weight)
        return [
            (np.array(at, dtype=np.intp), np.array(weight)) if len(at) > 1 else _NOBODY_ELSE
            for at, weight in zip(holders, held, strict=True)
        ]

    def cosines(self, at: int) -> Floats:
        """How close each article is to this one, 0 to 1; itself counts as 0."""
        found = np.zeros(len(self.rows))
        for number, weight in zip(*self.rows[at], strict=True):
            holders, held = self._holders[number]
            if holders.size:
                found[holders] += weight * held
        found[at] = 0
        return found

    def stems(self, at: int) -> frozenset[str]:
        """The words of an article that tell what it is about, stemmed."""
        return frozenset(self.counts[at])

    def speaks(self, at: int, wanted: frozenset[str]) -> bool:
        """Whether an article has half of the words of a topic."""
        return bool(wanted) and len(wanted & self.counts[at].keys()) >= _HALF * len(wanted)

    def circles(self) -> list[tuple[int, ...]]:
        """The witnesses of each circle, the largest circle first."""
        members: dict[int, list[int]] = defaultdict(list)
        for at, circle in enumerate(self.links.circle.tolist()):
            if at not in self.links.copies:
                members[circle].append(at)
        return sorted((tuple(circle) for circle in members.values()), key=lambda circle: (-len(circle), circle))

    def with_copies(self, circle: Sequence[int]) -> frozenset[int]:
        """All articles of the circle that these belong to."""
        return frozenset(np.flatnonzero(self.links.circle == self.links.circle[circle[0]]).tolist())

    @property
    def company(self) -> int:
        """How many close articles it takes to belong: among hundreds of articles, two are close by chance.

        One up to 49 articles, 21 for a thousand and more.
        """
        return 1 + min(len(self.articles), _LARGE) // _PER_COMPANION

    def nearest(self, cosines: Floats) -> float:
        """Mean cosine of the closest few, copies left out."""
        near = np.sort(cosines[cosines < COPIED])[-self.company :]
        return float(near.sum()) / self.company

    @cached_property
    def links(self) -> "Links":
        """Circles, copies and closest articles, from one comparison of all with all."""
        copies, nearest, linked = set(), np.zeros(len(self.rows)), []
        for at in range(len(self.rows)):
            cosines = self.cosines(at)
            if (cosines[:at] >= COPIED).any():
                copies.add(at)
            nearest[at] = self.nearest(cosines)
            linked.append(np.packbits(cosines >= LINKED))  # bits: ten thousand articles have fifty million pairs
        return Links(self._joined(linked), frozenset(copies), nearest)

    def _joined(self, linked: Sequence[NDArray[np.uint8]]) -> NDArray[np.intp]:
        """By article, the number of its circle: articles in company, and the articles that these are linked to."""
        circle = np.arange(len(self.rows))
        in_company = np.array([int(np.bitwise_count(row).sum()) >= self.company for row in linked])
        for at in np.flatnonzero(in_company).tolist():
            neighbours = np.unpackbits(linked[at], count=len(self.rows)).astype(bool) & in_company
            joined = circle[neighbours]
            for other in np.unique(joined[joined != circle[at]]):
                circle[circle == other] = circle[at]
        return circle


_NOBODY_ELSE = np.array([], dtype=np.intp), np.array([])
_PER_COMPANION = 50
_LARGE = 1_000


class Links(NamedTuple):
    """How the articles of a folder hang together."""

    circle: NDArray[np.intp]
    """By article, the number of its circle."""
    copies: frozenset[int]
    """Articles that say again what another one says: they are no witnesses."""
    nearest: Floats
    """By article, its mean cosine with the closest few."""


# --- the heart ------------------------------------------------------------------------------------


class Heart(NamedTuple):
    """What the brief is about."""

    articles: frozenset[int]
    by_topic: bool
    """Whether the topic speaks of it."""


def subject(topic: str) -> frozenset[str]:
    """The words of a topic that say what it is about, stemmed.

    >>> sorted(subject("Daily brief 12: ferries to Orkney"))
    ['ferry', 'orkney']
    """
    return frozenset(stem for word, stem in _telling(topic) if word.lower() not in LABELS)


def heart_of(folder: Folder, wanted: frozenset[str]) -> Heart | None:
    """The circle that the brief is about."""
    circles = folder.circles()
    witnesses = sum(len(circle) for circle in circles)
    most = next((circle for circle in circles if 2 * len(circle) > witnesses and len(circle) >= FEWEST), None)
    meant = [circle for circle in circles if _share(folder.speaks(at, wanted) for at in circle) > _HALF]
    if most is not None and most not in meant:
        meant = [circle for circle in meant if _is_surely_meant(folder, circle, wanted)]
    if meant and (len(meant) == 1 or len(meant[0]) > len(meant[1])):
        return Heart(folder.with_copies(meant[0]), by_topic=True)
    return Heart(folder.with_copies(most), by_topic=False) if most is not None else None


_HALF = 0.5


def _share(verdicts: Iterable[bool]) -> float:
    found = list(verdicts)
    return sum(found) / len(found)


def _is_surely_meant(folder: Folder, circle: Sequence[int], wanted: frozenset[str]) -> bool:
    """Whether a topic speaks of a few articles so clearly that most of the folder is left out: its words, a title's."""
    return _share(wanted <= folder.stems(at) for at in circle) > _HALF and any(
        wanted <= {stem for _, stem in _telling(folder.articles[at].title)} for at in circle
    )


class Core:
    """The heart, as what other articles are held against."""

    def __init__(self, folder: Folder, articles: frozenset[int]) -> None:
        """Add up the words of the heart's articles, copies left out."""
        self._folder = folder
        self._articles = sorted(articles)
        self._own = articles - folder.links.copies
        self._witnesses = sorted(self._own)
        self._sum = np.zeros(len(folder.words))
        self._held = np.zeros(len(folder.words))
        for at in self._witnesses:
            numbers, weights = folder.rows[at]
            self._sum[numbers] += weights
            self._held[numbers] += 1

    def outside(self) -> list[int]:
        """The articles that are not of the heart."""
        return sorted(set(range(len(self._folder.articles))).difference(self._articles))

    def can_judge(self, at: int) -> bool:
        """Whether an article says enough to be told from others: a few lines may share no word with any."""
        return len(self._folder.counts[at]) >= FEWEST_WORDS

    def is_meant(self, at: int, wanted: frozenset[str]) -> bool:
        """Whether an article speaks of the topic more than in passing, however little it shares with the others.

        Where the topic alone makes one or two articles the heart, a single word of it is enough.
        """
        counts = self._folder.counts[at]
        if len(self._witnesses) < FEWEST and any(counts[word] for word in wanted):
            return True
        return bool(wanted) and sum(counts[word] >= _IN_EARNEST for word in wanted) >= _HALF * len(wanted)

    def distance(self, at: int) -> Distance:
        """How an article outside the heart stands to it."""
        nearest = self._folder.nearest(self._folder.cosines(at)[self._articles])
        return Distance((nearest + self._to_centre(at)) / 2, self._cohesion, self._familiar(at))

    @cached_property
    def _cohesion(self) -> float:
        """Median closeness of its own articles to the rest of it; 1 for a single one, of which nothing is known."""
        if len(self._witnesses) == 1:
            return 1.0
        nearest = self._folder.links.nearest
        return float(np.median([(nearest[at] + self._to_centre(at)) / 2 for at in self._witnesses]))

    def _to_centre(self, at: int) -> float:
        """Cosine of an article with the sum of all others of the heart."""
        numbers, weights = self._folder.rows[at]
        total, own = float(self._sum @ self._sum), float(self._sum[numbers] @ weights)
        if at in self._own:
            total, own = total - 2 * own + 1, own - 1
        return own / sqrt(max(total, 1e-9))

    def _familiar(self, at: int) -> float:
        """What share of the words that stand all over the heart an article has."""
        pervasive = self._held >= max(2, ceil(PERVASIVE * len(self._witnesses)))
        return float(pervasive[self._folder.rows[at][0]].sum() / max(pervasive.sum(), 1))

    def description(self) -> str:
        """The other articles, with the words that they have most in common, as most of them write these."""
        words = list(self._folder.words)
        best = sorted(range(len(words)), key=lambda number: (-self._sum[number], words[number]))[:_NAMED]
        spelt: dict[str, Counter[str]] = defaultdict(Counter)
        for at in self._witnesses[:_READ]:
            for text in (self._folder.articles[at].title, *self._folder.articles[at].sentences):
                for word, stem in _telling(text):
                    spelt[stem][word] += 1
        named = [min(spelt[words[n]].items(), key=lambda row: (-row[1], row[0]))[0] for n in best if spelt[words[n]]]
        return f"the other articles, which speak of {', '.join(named)}"


_IN_EARNEST = 2  # times
_NAMED = 3
_READ = 50  # articles that are looked through for how a word is written
