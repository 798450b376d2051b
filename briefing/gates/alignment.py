"""Which sentences of an article a rewritten one rests on."""

from collections.abc import Sequence

import numpy as np

from briefing.gates.known import Read, content, known

AT_MOST = 3
"""Sentences that one may rest on; what needs more is a summary of a passage, and nobody can check it at a glance."""
ADDS = 2
"""Content words that a further sentence must account for, so that chance words bring in nothing."""


def align(sentence: Read, source: Sequence[Read]) -> tuple[int, ...]:
    """Find the sentences that a rewritten one rests on: by words accounted for, then by embedding.

    Args:
        sentence: the rewritten one.
        source: the sentences of the article, in order.

    Returns:
        Indices, that of the sentence which says most of it first; empty where no sentence has a content word of it.
    """
    wanted = content(sentence.tokens)
    held = [{at for at, token in enumerate(wanted) if index.holds(token)} for index in (known([s]) for s in source)]
    close = closeness(sentence, source)
    told: set[int] = set()
    taken: list[int] = []
    while len(taken) < min(AT_MOST, len(source)):
        best = max(
            (i for i in range(len(source)) if i not in taken), key=lambda i: (len(held[i] - told) + close[i], -i)
        )
        if len(held[best] - told) < (ADDS if taken else 1):
            break
        taken.append(best)
        told |= held[best]
    return tuple(taken)


def closeness(sentence: Read, source: Sequence[Read]) -> list[float]:
    """Cosine of the sentence with each of the article, in [-1, 1], rounded so that no platform's last bit decides."""
    if not source:
        return []
    rows = np.array([other.vector for other in source]) @ np.array(sentence.vector)
    return [round(float(value), 3) for value in rows]
