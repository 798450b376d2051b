"""When two sentences say the same thing, and when they cannot."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from briefing.language import lexicon
from briefing.merge import frames
from briefing.merge.passages import Passage

# Two sentences say the same where their embeddings are close and their words agree on what happened. Embeddings
# alone do not tell: of 16 same-claim pairs and 16 hard negatives the best cut (.65) got 81 % right; "did not attend
# the session" and "did not support the decision" lie at .77. Through these four doors 29 pairs were joined over all
# sentences of ten topics (68 articles); read one by one, 27 say the same.
CLOSE, CLOSE_WORDS = 0.80, 0.25  # cosine, Jaccard index of content lemmas
ALIKE, ALIKE_WORDS = 0.65, 0.33  # and a verb in common, or the same did the same to the same
COUNTED, COUNTED_WORDS = 0.60, 0.10  # and a number of the same thing in common
# Above this, a reader takes the second sentence for a repetition of the first.
REDUNDANT = 0.72


# Verbs of which one side of a dispute has the first and the other the second.
ANTONYMS = tuple(
    (lexicon.words(a), lexicon.words(b))
    for a, b in (
        ("support back endorse approve welcome favour favor", "oppose reject condemn denounce"),
        ("accept agree", "refuse decline reject"),
        ("confirm acknowledge admit", "deny refute dispute"),
        ("increase rise grow climb gain", "decrease fall drop decline shrink lose"),
        ("win", "lose"),
        ("succeed", "fail"),
        ("begin start launch", "end stop cease halt"),
        ("resume continue", "suspend pause"),
        ("open reopen", "close shut"),
        ("advance capture seize recapture", "retreat withdraw"),
    )
)


def matrix(passages: Sequence[Passage]) -> NDArray[np.float32]:
    """Embeddings as rows. Shape: (passages, 384); (0, 1) without passages."""
    if not passages:
        return np.zeros((0, 1), dtype=np.float32)
    return np.stack([passage.vector for passage in passages])


def cosine(a: Passage, b: Passage) -> float:
    """Cosine of the embeddings, in [-1, 1], rounded so that no platform's last bit decides."""
    return round(float(a.vector @ b.vector), 3)


def overlap(a: Passage, b: Passage) -> float:
    """Jaccard index of the content lemmas, in [0, 1]."""
    return len(a.lemmas & b.lemmas) / max(1, len(a.lemmas | b.lemmas))


def same_claim(a: Passage, b: Passage) -> bool:
    """Whether two sentences say the same thing and nothing speaks against it."""
    score = cosine(a, b)
    return score >= COUNTED and _sound_alike(a, b, score) and not cannot_link(a, b)


def _sound_alike(a: Passage, b: Passage, score: float) -> bool:
    """Whether the words of two sentences of that cosine agree on what happened."""
    words = overlap(a, b)
    if score >= CLOSE and words >= CLOSE_WORDS:
        return True
    if score >= ALIKE and words >= ALIKE_WORDS and a.verbs & b.verbs:
        return True
    if score >= ALIKE and frames.same(a.frames, b.frames):
        return True
    return words >= COUNTED_WORDS and _same_number(a, b)


def _same_number(a: Passage, b: Passage) -> bool:
    """Whether both count the same thing under the same verb and come to the same number."""
    first, second = ({(q.number, q.unit_class, q.outcome) for q in p.quantities if q.number > COMMON} for p in (a, b))
    return bool(first & second)


COMMON = 2  # one and two are too common to tell


def cannot_link(a: Passage, b: Passage) -> bool:
    """Whether two sentences that sound alike say different things: other numbers, people or deeds, a negation."""
    if _numbers_differ(a, b) or _people_differ(a, b) or deny_each_other(a, b):
        return True
    return frames.differ(a.frames, b.frames)


def _numbers_differ(a: Passage, b: Passage) -> bool:
    """Both count, and share no number, or differ in the one that leads: "30 killed", "75 killed, 30 of them"."""
    first, second = ({q.unit_class: q.number for q in reversed(p.quantities)} for p in (a, b))
    if any(first[unit] != second[unit] for unit in first.keys() & second.keys()):
        return True
    numbers = [{q.number for q in p.quantities if q.number > COMMON} for p in (a, b)]
    return all(numbers) and not numbers[0] & numbers[1]


def _people_differ(a: Passage, b: Passage) -> bool:
    """Both name people, and nobody is named in both."""
    first, second = _people(a), _people(b)
    return bool(first and second) and not first & second


def _people(passage: Passage) -> set[str]:
    """Last words of the names of people: spellings of first names vary most."""
    return {
        passage.tokens[entity.last - 1].text.lower() for entity in passage.sentence.entities if entity.label == "PERSON"
    }


def deny_each_other(a: Passage, b: Passage) -> bool:
    """One negates a verb that the other affirms, or uses its opposite."""
    for one, other in ((a, b), (b, a)):
        if one.negated_verbs & (other.verbs - other.negated_verbs):
            return True
        if any(first & one.verbs and second & other.verbs and not first & other.verbs for first, second in ANTONYMS):
            return True
    return False
