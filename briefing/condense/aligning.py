"""Which sentences of an article a written sentence came from."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from briefing.condense.salience import cosine
from briefing.language import lexicon
from briefing.records import Sentence

SHARE_OF_WORDS: Final = 0.5
"""Of the score; the rest is the cosine. Copies have both near 1, and an invention has neither."""
LEAST: Final = 0.45
"""Score below which no sentence says it."""
MORE_WORDS: Final = 2
"""Words of the written sentence that another source sentence must add before it counts as one that it came from."""
AT_MOST: Final = 3


class Aligned(NamedTuple):
    """Where a written sentence came from."""

    sentences: tuple[int, ...]
    """Indices of the source sentences, that which says most of it first; empty where none does."""
    score: float
    """Of the first, in [-0.5, 1]."""


def align(text: str, vector: Sequence[float], sentences: Sequence[Sentence], allowed: range) -> Aligned:
    """Find the sentences that a written one came from, by embedding and by shared words.

    Args:
        text: what was written.
        vector: its embedding, of unit length.
        sentences: all sentences of the article.
        allowed: the indices of those that the writer was shown.
    """
    wanted = content(text)
    held = {index: wanted & _held(sentences[index]) for index in allowed}

    def score(index: int) -> float:
        shared = len(held[index]) / max(1, len(wanted))
        return round(SHARE_OF_WORDS * shared + (1 - SHARE_OF_WORDS) * cosine(vector, sentences[index].vector), 4)

    scores = {index: score(index) for index in allowed}
    if not scores:
        return Aligned((), 0.0)
    first = max(allowed, key=lambda index: (scores[index], -index))
    if scores[first] < LEAST or not held[first]:
        return Aligned((), scores[first])
    taken = [first]
    told = set(held[first])
    while len(taken) < AT_MOST and (left := [index for index in allowed if index not in taken]):
        best = max(left, key=lambda index: (len(held[index] - told), scores[index], -index))
        if len(held[best] - told) < MORE_WORDS:
            break
        taken.append(best)
        told |= held[best]
    return Aligned((first, *sorted(taken[1:])), scores[first])


def content(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, in small letters.

    >>> sorted(content("The council's 40 members met."))
    ['40', 'council', 'members', 'met']
    """
    words = (word.strip(".,;:!?“”\"'’‘()[]").lower() for word in text.replace("’", "'").split())
    return frozenset(word.removesuffix("'s") for word in words if word and word not in _PLAIN)


_PLAIN = lexicon.words(
    "the a an and or but of in on at to for from by with as is are was were be been it its he she they his her their "
    "that this these those which who has have had not no will would said"
)


def _held(sentence: Sentence) -> frozenset[str]:
    return frozenset(token.text.lower() for token in sentence.tokens if token.pos not in {"PUNCT", "SPACE"})
