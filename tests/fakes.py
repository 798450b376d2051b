"""A condenser without models: fast, repeatable, and it counts how often it was asked. And a writer with a script."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefing.condense.salience import choose
from briefing.condense.writer import Messages
from briefing.errors import ModelError
from briefing.records import Article, Digest, Entity, Point, Sentence, Span, Token

DIMENSIONS = 16


@dataclass
class CountingCondenser:
    """Condenses by rules: the first word is the subject, the second the verb, the rest what it governs.

    Sentences near the top are salient. The vector of a sentence is a hash of its words, so that sentences with the
    same words are close and others are not.
    """

    points: int = 8
    name: str = "fake"
    revision: str = "1"
    prompt: str = ""
    asked: list[str] = field(default_factory=list)
    """Ids of the articles, in the order in which they were condensed."""

    def prepare(self) -> None:
        """There is nothing to load."""

    def __call__(self, jobs: Sequence[tuple[Article, str]]) -> Iterator[Digest]:
        """Condense articles, one after the other."""
        return (self.digest(article, key) for article, key in jobs)

    def digest(self, article: Article, key: str) -> Digest:
        """Condense one article."""
        self.asked.append(article.id)
        sentences = tuple(
            sentence(article.text, span, round(1 / (1 + index), 4)) for index, span in enumerate(article.sentences)
        )
        chosen = choose(
            [s.salience for s in sentences], [s.vector for s in sentences], self.points, [True] * len(sentences)
        )
        points = tuple(
            Point(article.text[s.span.start : s.span.end], (s.span,), s.salience)
            for s in (sentences[i] for i in chosen)
        )
        return Digest(article.id, self.name, key, points, sentences)


@dataclass
class Scripted:
    """A writer that answers what it was told to, and remembers what it was asked."""

    answers: Sequence[str]
    name: str = "scripted"
    revision: str = "1"
    room: int = 10_000
    """Characters of the last message that fit."""
    instructed: bool = True
    lives: int | None = None
    """Answers after which it dies; None if it does not."""
    asked: list[Messages] = field(default_factory=list)

    def fits(self, messages: Messages, max_tokens: int) -> bool:
        """By characters."""
        return max_tokens > 0 and len(messages[-1]["content"]) <= self.room

    def write(self, prompts: Sequence[Messages], max_tokens: int) -> Iterator[tuple[int, str]]:
        """The answers, the last one first."""
        assert max_tokens > 0
        self.asked += prompts
        for index in reversed(range(len(prompts))):
            if self.lives == 0:
                raise ModelError(f"model {self.name}: gives up while it writes: no memory; use another --model")
            if self.lives is not None:
                self.lives -= 1
            yield index, self.answers[index % len(self.answers)]


def sentence(text: str, span: Span, salience: float) -> Sentence:
    """A sentence as if a parser had read it."""
    tokens = tuple(tokenized(text[span.start : span.end], span.start))
    names = tuple(
        Entity(index, index + 1, "PERSON" if index else "GPE")
        for index, token in enumerate(tokens)
        if token.pos == "PROPN"
    )
    return Sentence(span, tokens, names, vector([token.lemma for token in tokens]), salience)


def tokenized(words: str, offset: int) -> list[Token]:
    """The words of a sentence, each with a part of speech and a head that are plausible, seldom right.

    >>> [(token.text, token.pos, token.dep) for token in tokenized("Rain stopped play.", 0)]
    [('Rain', 'NOUN', 'nsubj'), ('stopped', 'VERB', 'ROOT'), ('play', 'NOUN', 'dobj'), ('.', 'PUNCT', 'punct')]
    """
    found = list(re.finditer(r"\w+(?:[.,]\d+)*|[^\w\s]", words))
    verb = min(1, len(found) - 1)
    tokens = []
    for index, match in enumerate(found):
        word = match.group()
        if index == verb:
            pos, tag, dep = "VERB", "VBD", "ROOT"
        elif not word[0].isalnum():
            pos, tag, dep = "PUNCT", ".", "punct"
        elif word[0].isdigit():
            pos, tag, dep = "NUM", "CD", "nummod"
        else:
            pos = "PROPN" if index > verb and word[0].isupper() else "NOUN"
            tag, dep = "NN", "nsubj" if index < verb else "dobj"
        head = index + 1 if dep == "nummod" and index + 1 < len(found) else verb
        tokens.append(Token(offset + match.start(), offset + match.end(), word, word.lower(), pos, tag, dep, head))
    return tokens


def vector(words: list[str]) -> tuple[float, ...]:
    """A vector of unit length that depends on the words alone, not on their order."""
    sums = [0.0] * DIMENSIONS
    for word in words:
        digest = hashlib.sha256(word.encode()).digest()
        for index in range(DIMENSIONS):
            sums[index] += digest[index] - 127.5
    length = sum(value * value for value in sums) ** 0.5 or 1.0
    return tuple(round(value / length, 4) for value in sums)
