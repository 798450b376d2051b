"""Whether an article bears a rewritten sentence out: a few counts, weighed.

The weights were fitted by logistic regression on one half of 1,900 labelled sentences and rounded; what each count
does, and how the sum does on the other half, is in docs/benchmarks.md ("Gates on rewritten sentences").
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.gates.alignment import closeness
from briefing.gates.known import Known, Read, content, is_number, known, stem
from briefing.records import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OBJECTS = frozenset({"dobj", "pobj", "attr"})
# What one of each takes off, and the count from which on more take no more: one bad parse must not decide alone.
NAME, NAMES_AT_MOST = 1.0, 3
NUMBER, NUMBERS_AT_MOST = 2.2, 2
WORD, WORDS_AT_MOST = 0.17, 4
JOINED, JOINED_AT_MOST = 0.45, 3
COUNT, COUNTS_AT_MOST = 0.7, 3
BOTH = 0.5
# What full closeness to one sentence of the article adds.
CLOSE = 1.9
# What a sentence has to reach: on the first half balanced accuracy is highest there, 72.0 with 91 % kept; on the half
# that was held out it is 70.0 with 89 %.
NEEDED = 0.45


@dataclass(frozen=True, slots=True)
class Support:
    """How an article bears a sentence out. Names and numbers are given as they stand in the sentence."""

    names: tuple[str, ...]
    """Words of names that the article does not have."""
    numbers: tuple[str, ...]
    """Numbers that it does not have."""
    words: tuple[str, ...]
    """Nouns and adjectives that it does not have in any form."""
    joined: tuple[str, ...]
    """Words that stand beside each other in a name, and nowhere so in the article."""
    counts: tuple[str, ...]
    """Numbers of something that the article has with no such number: "12 ships" where it has "12 crews"."""
    both: tuple[str, ...]
    """What acts and is acted on at once: "The mayor met the mayor"."""
    closest: float
    """Highest cosine with a sentence of the article, in [-1, 1]."""

    @property
    def margin(self) -> float:
        """Above 0 where the article bears the sentence out."""
        taken = (
            NAME * min(len(self.names), NAMES_AT_MOST)
            + NUMBER * min(len(self.numbers), NUMBERS_AT_MOST)
            + WORD * min(len(self.words), WORDS_AT_MOST)
            + JOINED * min(len(self.joined), JOINED_AT_MOST)
            + COUNT * min(len(self.counts), COUNTS_AT_MOST)
            + BOTH * len(self.both)
        )
        return CLOSE * self.closest - taken - NEEDED

    @property
    def score(self) -> float:
        """The margin as a number in [0, 1]; 0.5 and more is supported."""
        return 1 / (1 + math.exp(-self.margin))

    @property
    def objection(self) -> str:
        """What speaks most against the sentence, in words for a person."""
        if self.names:
            return f"the article does not have the name {' '.join(self.names)}"
        if self.numbers:
            return f"the article does not have the number {self.numbers[0]}"
        if self.counts:
            return f"the article does not count so: {self.counts[0]}"
        if self.joined:
            return f"the article does not name {self.joined[0]}"
        if self.both:
            return f"{self.both[0]} acts and is acted on at once"
        return "no sentence of the article says so"


def support(sentence: Read, source: Sequence[Read]) -> Support:
    """Weigh a sentence against an article.

    Args:
        sentence: the rewritten one.
        source: all sentences of the article, in order.
    """
    return weigh(sentence, source, known(source))


def weigh(sentence: Read, source: Sequence[Read], article: Known) -> Support:
    """The same with the article's words looked up before: for many sentences of one article."""
    tokens = sentence.tokens
    new = [token for token in content(tokens) if not article.holds(token)]
    return Support(
        names=tuple(t.text for t in new if t.pos == "PROPN"),
        numbers=tuple(t.text for t in new if t.text[0].isdigit()),
        words=tuple(t.text for t in new if t.pos in {"NOUN", "ADJ"}),
        joined=tuple(
            f"{a.text} {b.text}"
            for a, b in pairwise(tokens)
            if a.pos == b.pos == "PROPN" and (a.text.lower(), b.text.lower()) not in article.neighbours
        ),
        counts=tuple(_miscounted(tokens, article)),
        both=tuple(sorted(_heads(tokens, SUBJECTS) & _heads(tokens, OBJECTS))),
        closest=max(closeness(sentence, source), default=0.0),
    )


def _miscounted(tokens: Sequence[Token], article: Known) -> list[str]:
    return [
        f"{token.text} {head.text}"
        for token in tokens
        if is_number(token)
        and (head := tokens[token.head]).pos == "NOUN"
        and head is not token
        and (token.text.lower(), stem(head.lemma)) not in article.counted
    ]


def _heads(tokens: Sequence[Token], places: frozenset[str]) -> set[str]:
    return {stem(token.lemma) for token in tokens if token.dep in places and token.pos != "PRON"}
