"""The lead condenser: the first sentences of an article, as they stand."""

from collections.abc import Sequence

from briefing.records import Article, Point, Sentence

NAME = "lead"
REVISION = "1"


def condense(article: Article, sentences: Sequence[Sentence], points: int) -> tuple[Point, ...]:
    """The first sentences as points, the first of them worth most.

    Args:
        article: the article.
        sentences: its sentences, in order.
        points: how many to take at most, at least 1.
    """
    return tuple(
        Point(article.text[sentence.span.start : sentence.span.end], (sentence.span,), round(1 - index / points, 4))
        for index, sentence in enumerate(sentences[:points])
    )
