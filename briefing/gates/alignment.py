"""Which sentences of an article a rewritten one rests on."""

from collections.abc import Sequence

import numpy as np

from briefing.gates.known import Known, Read, content, is_number, known
from briefing.records import Token

AT_MOST = 3
"""Sentences that one may rest on; what needs more is a summary of a passage, and nobody can check it at a glance."""
ADDS = 2
"""Weight of what a further sentence must account for, so that chance words bring in nothing."""
TELLING = 2
"""Weight of a name or a number, of which one is enough; any other word has 1."""


def align(sentence: Read, source: Sequence[Read]) -> tuple[int, ...]:
    """Find the sentences that a rewritten one rests on: by words accounted for, then by embedding.

    Args:
        sentence: the rewritten one.
        source: the sentences of the article, in order.

    Returns:
        Indices, that of the sentence which says most of it first; empty where no sentence has a content word of it.
    """
    wanted = content(sentence.tokens)
    weights = [TELLING if _is_telling(token) else 1 for token in wanted]
    held = _held(wanted, [known([other]) for other in source])
    close = closeness(sentence, source)
    told: set[int] = set()
    taken: list[int] = []

    def adds(index: int) -> int:
        return sum(weights[at] for at in held[index] - told)

    while len(taken) < min(AT_MOST, len(source)):
        best = max((i for i in range(len(source)) if i not in taken), key=lambda i: (adds(i) + close[i], -i))
        if adds(best) < (ADDS if taken else 1):
            break
        taken.append(best)
        told |= held[best]
    return tuple(taken)


def _is_telling(token: Token) -> bool:
    return token.pos == "PROPN" or is_number(token)


def _held(wanted: Sequence[Token], source: Sequence[Known]) -> list[set[int]]:
    """Which of some words each sentence has; a name or number that one has as it is, only those that have it so."""
    held = [{at for at, token in enumerate(wanted) if sentence.holds(token)} for sentence in source]
    for at, token in enumerate(wanted):
        exact = {index for index, sentence in enumerate(source) if sentence.has(token)}
        if _is_telling(token) and exact:
            for index, found in enumerate(held):
                if index not in exact:
                    found.discard(at)
    return held


def closeness(sentence: Read, source: Sequence[Read]) -> list[float]:
    """Cosine of the sentence with each of the article, in [-1, 1], rounded so that no platform's last bit decides."""
    if not source:
        return []
    rows = np.array([other.vector for other in source]) @ np.array(sentence.vector)
    return [round(float(value), 3) for value in rows]
