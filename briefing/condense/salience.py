"""The salience condenser: keeps the sentences of an article that carry it, word for word.

A sentence is worth more the closer it is to what the whole article speaks of (centroid of the sentence
embeddings, Radev et al. 2004), the nearer it stands to the top, and the more names and figures it holds.
Points are then taken by maximal marginal relevance (Carbonell and Goldstein 1998).
"""

import math
from collections.abc import Sequence

from briefing.language.parser import Parsed
from briefing.records import Article, Point, Sentence

NAME = "salience"

# Weights of the parts of a sentence's score; each part is in [0, 1]. Set with those in `merge.findings` on two
# public sets of ten Wikinews articles with three human summaries each (`benchmarks/summary.py`).
CENTRALITY, POSITION, FACTS = 0.4, 0.4, 0.2
RELEVANCE = 0.7  # share of relevance against novelty, as in the paper's summarization runs
# Digests are remembered under this; the weights are part of it, so that tuning one never leaves old digests in use.
REVISION = f"1/{CENTRALITY}/{POSITION}/{FACTS}/{RELEVANCE}"
WORDS = range(6, 61)  # shorter sentences are fragments, longer ones are lists or lost full stops
FACTS_ENOUGH = 4  # names and figures from which on more do not make a sentence better


def condense(
    article: Article, parsed: Sequence[Parsed], vectors: Sequence[tuple[float, ...]], points: int
) -> tuple[tuple[Point, ...], tuple[Sentence, ...]]:
    """Rate every sentence and choose the points.

    Args:
        article: the article.
        parsed: words and entities, one a sentence.
        vectors: embeddings of unit length, one a sentence.
        points: how many to choose at most.

    Returns:
        The points, most salient first, and all sentences in order.
    """
    scores = [
        CENTRALITY * central + POSITION / (1 + index / 4) + FACTS * _facts(part)
        for index, (central, part) in enumerate(zip(_centrality(vectors), parsed, strict=True))
    ]
    sentences = tuple(
        Sentence(span, part.tokens, part.entities, vector, round(min(1.0, max(0.0, score)), 4))
        for span, part, vector, score in zip(article.sentences, parsed, vectors, scores, strict=True)
    )
    chosen = choose([s.salience for s in sentences], vectors, points, [_is_candidate(part) for part in parsed])
    return tuple(_point(article, sentences[index]) for index in chosen), sentences


def choose(
    scores: Sequence[float], vectors: Sequence[Sequence[float]], count: int, allowed: Sequence[bool]
) -> list[int]:
    """Maximal marginal relevance: indices of at most `count` sentences, best first.

    >>> choose([0.9, 0.8, 0.5], [(1.0, 0.0), (1.0, 0.0), (0.0, 1.0)], 2, [True, True, True])
    [0, 2]
    """
    left = [index for index, is_allowed in enumerate(allowed) if is_allowed]
    chosen: list[int] = []
    redundancy = [0.0] * len(scores)
    while left and len(chosen) < count:
        best = max(left, key=lambda index: (RELEVANCE * scores[index] - (1 - RELEVANCE) * redundancy[index], -index))
        chosen.append(best)
        left.remove(best)
        for index in left:
            redundancy[index] = max(redundancy[index], cosine(vectors[index], vectors[best]))
    return chosen


def cosine(a: Sequence[float], b: Sequence[float]) -> float:
    """Cosine of two vectors of unit length, in [-1, 1]."""
    return math.sumprod(a, b) if hasattr(math, "sumprod") else sum(x * y for x, y in zip(a, b, strict=True))


def _centrality(vectors: Sequence[Sequence[float]]) -> list[float]:
    """Cosine of each sentence with the mean of all, in [0, 1]."""
    if not vectors:
        return []
    mean = [sum(column) / len(vectors) for column in zip(*vectors, strict=True)]
    length = math.sqrt(sum(x * x for x in mean)) or 1.0
    return [max(0.0, cosine(vector, mean) / length) for vector in vectors]


def _facts(parsed: Parsed) -> float:
    return min(len(parsed.entities), FACTS_ENOUGH) / FACTS_ENOUGH


def _is_candidate(parsed: Parsed) -> bool:
    words = sum(token.pos not in {"PUNCT", "SPACE", "SYM"} for token in parsed.tokens)
    has_verb = any(token.pos in {"VERB", "AUX"} for token in parsed.tokens)
    return words in WORDS and has_verb and parsed.tokens[-1].text != "?"


def _point(article: Article, sentence: Sentence) -> Point:
    return Point(article.text[sentence.span.start : sentence.span.end], (sentence.span,), sentence.salience)
