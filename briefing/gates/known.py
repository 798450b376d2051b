"""What an article says, as the gates look it up: words, names, and what its numbers count.

Everything is compared in small letters and by stems, because rewritten sentences come in any case and inflect freely.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

from briefing.language import lexicon
from briefing.records import Token

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
EMPTY = lexicon.words(
    "be have do say will would can could may might must shall should not no get make take go come one two year new "
    "tell also then than here there when where while after before over into out up about more most other some such "
    "only own same so too very just now"
)
ENDINGS = (
    "ations", "ation", "ments", "ment", "ingly", "ings", "ing", "edly", "ers", "ies", "ied", "er", "ed", "es", "ly",
    "al", "ian", "ans", "an", "ese", "ish", "s", "e", "y",
)  # fmt: skip
SHORTEST_STEM = 3
AROUND = 4  # words on either side of a number among which what it counts stands
SHORTEST_PREFIX = 4  # from here on a stem that begins another is taken for the same: "elect", "election"


class Read(Protocol):
    """A sentence with what the models say of it; `records.Sentence` is one."""

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Its words; heads are indices within the sentence."""

    @property
    def vector(self) -> tuple[float, ...]:
        """Its embedding, of unit length."""


@dataclass(frozen=True, slots=True)
class Known:
    """What can be looked up of an article, or of one sentence of it."""

    words: frozenset[str]
    """Words and base forms, in small letters."""
    stems: frozenset[str]
    beginnings: frozenset[str]
    """What the stems begin with, four letters and more."""
    neighbours: frozenset[tuple[str, str]]
    """Each word with the next one, in small letters."""
    counted: frozenset[tuple[str, str]]
    """Each number with the stems of the words around it."""

    def has(self, token: Token) -> bool:
        """Whether the article has the word as it is, or its base form."""
        return _plain(token.text) in self.words or _plain(token.lemma) in self.words

    def holds(self, token: Token) -> bool:
        """Whether the article has the word, in any inflection or near derivation."""
        if self.has(token):
            return True
        wanted = stem(token.lemma)
        if wanted in self.stems or wanted in self.beginnings:
            return True
        return any(wanted[:size] in self.stems for size in range(SHORTEST_PREFIX, len(wanted)))


def known(source: Sequence[Read]) -> Known:
    """Index the sentences of an article."""
    tokens = [token for sentence in source for token in sentence.tokens]
    stems = frozenset(stem(form) for token in tokens for form in (token.text, token.lemma))
    return Known(
        frozenset(_plain(form) for token in tokens for form in (token.text, token.lemma)),
        stems,
        frozenset(word[:size] for word in stems for size in range(SHORTEST_PREFIX, len(word))),
        frozenset((a.text.lower(), b.text.lower()) for sentence in source for a, b in pairwise(sentence.tokens)),
        frozenset(pair for sentence in source for pair in _counted(sentence.tokens)),
    )


def content(tokens: Sequence[Token]) -> list[Token]:
    """The words that carry meaning."""
    return [t for t in tokens if t.pos in CONTENT and t.text[:1].isalnum() and _plain(t.lemma) not in EMPTY]


def is_number(token: Token) -> bool:
    """Whether a word is a number, in digits or spelled."""
    return token.pos == "NUM" or token.text[:1].isdigit()


def _counted(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    for at, token in enumerate(tokens):
        if is_number(token):
            yield from ((token.text.lower(), stem(t.lemma)) for t in tokens[max(0, at - AROUND) : at + AROUND + 1])


def _plain(word: str) -> str:
    return word.lower().removesuffix("'s").removesuffix("’s")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its ending, so that derived forms meet.

    >>> stem("elected"), stem("Election"), stem("councils")
    ('elect', 'election', 'council')
    """
    low = _plain(word)
    return next((low.removesuffix(e) for e in ENDINGS if low.endswith(e) and len(low) - len(e) >= SHORTEST_STEM), low)
