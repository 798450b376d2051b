"""A sentence where it stands: what every part of the merger works on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from briefing.language import dates, lexicon, quantities, syntax
from briefing.language.quantities import Quantity
from briefing.merge.frames import Frame, frames
from briefing.records import Article, Digest, Point, Sentence, Span, Token

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Passage:
    """One sentence of one article, with the sentences before it."""

    article: Article
    digest: Digest
    index: int
    previous: "Passage | None" = None
    """The sentence before it in the same article."""

    @cached_property
    def sentence(self) -> Sentence:
        """The sentence with words, entities, embedding and salience."""
        return self.digest.sentences[self.index]

    @cached_property
    def span(self) -> Span:
        """Where it stands."""
        return self.sentence.span

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words."""
        return self.sentence.tokens

    @property
    def salience(self) -> float:
        """Importance within its article, in [0, 1]."""
        return self.sentence.salience

    @cached_property
    def published(self) -> date | None:
        """When its article appeared."""
        return self.article.published

    @cached_property
    def text(self) -> str:
        """The sentence, word for word."""
        return self.article.text[self.span.start : self.span.end]

    def words(self, first: int, last: int) -> str:
        """What stands in the article from the first of tokens[first:last] to the last."""
        return self.article.text[self.tokens[first].start : self.tokens[last - 1].end]

    def excerpt(self, first: int, last: int) -> tuple[str, Span]:
        """Those words, and where they stand."""
        return self.words(first, last), Span(self.article.id, self.tokens[first].start, self.tokens[last - 1].end)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Its numbers, with what they count."""
        return quantities.find(self.sentence, self.dates)

    @cached_property
    def dates(self) -> tuple[dates.Mention, ...]:
        """The expressions in it that name a date; offsets are those of `text`."""
        return dates.find(self.text)

    @cached_property
    def vector(self) -> NDArray[np.float32]:
        """Its embedding. Shape: (384,), of unit length."""
        return np.asarray(self.sentence.vector, dtype=np.float32)

    @cached_property
    def places(self) -> frozenset[str]:
        """Countries, cities and regions, adjectives folded in."""
        return frozenset(
            lexicon.country_key(" ".join(token.text for token in self.tokens[entity.first : entity.last]))
            for entity in self.sentence.entities
            if entity.label in {"GPE", "LOC"}
        )

    @cached_property
    def who_and_where(self) -> frozenset[str]:
        """Named entities, with countries and peoples folded into one form."""
        return frozenset(lexicon.country_key(name) for name in self.names)

    @cached_property
    def verbs(self) -> frozenset[str]:
        """Lemmas of the verbs that tell what happened; those of saying tell only who said it."""
        lemmas = (token.lemma.lower() for token in self.tokens if token.pos == "VERB")
        return frozenset(lemma for lemma in lemmas if lemma not in lexicon.SAYING)

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """Who did what to whom in its main clauses."""
        return frames(self.tokens)

    @cached_property
    def negated_verbs(self) -> frozenset[str]:
        """Lemmas of the verbs that carry a negation."""
        negated = (i for i, t in enumerate(self.tokens) if t.pos == "VERB" and syntax.is_negated(self.tokens, i))
        return frozenset(self.tokens[index].lemma.lower() for index in negated)

    @cached_property
    def is_point(self) -> bool:
        """Whether the condenser kept it."""
        return self.point is not None

    @cached_property
    def point(self) -> Point | None:
        """The one point that rests on this sentence before all others; None where there is none, or several do."""
        resting = [point for point in self.digest.points if point.spans[:1] == (self.span,)]
        return resting[0] if len(resting) == 1 else None

    @cached_property
    def names(self) -> frozenset[str]:
        """Named entities, lower case: people, bodies, places, peoples."""
        return frozenset(
            " ".join(token.text for token in self.tokens[entity.first : entity.last]).lower()
            for entity in self.sentence.entities
            if entity.label in {"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT"}
        )

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """Base forms of its content words, lower case."""
        return frozenset(
            token.lemma.lower()
            for token in self.tokens
            if token.pos in {"NOUN", "VERB", "ADJ", "PROPN"} and len(token.text) > 1
        )

    @cached_property
    def order(self) -> tuple[str, str, int]:
        """Sorts passages by date, article and place, the same on every run."""
        return (self.published.isoformat() if self.published else "", self.article.id, self.index)


_ASKED: list[Callable[[Passage], object]] = []


def remembered(function: Callable[[Passage], T]) -> Callable[[Passage], T]:
    """The function, computed once for each passage: several sections ask the same of one sentence."""

    @wraps(function)
    def answered(passage: Passage) -> T:
        # With the passage itself, for an answer may hold the passage, and both have to go together.
        answers: dict[object, T] = passage.__dict__.setdefault("answers", {})
        if function not in answers:
            answers[function] = function(passage)
        return answers[function]

    _ASKED.append(answered)
    return answered


class Known:
    """The passages of articles that were merged before in this process, with all that was found out about them.

    What depends on one article alone is worked out once for each, however often a brief is made with it.
    """

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._articles: dict[Article, list[Passage]] = {}

    def look_at(self, article: Article, digest: Digest) -> None:
        """Find out all that is asked of single sentences, so that merging finds it answered: for idle time.

        Nearly all of it will be asked: of 200 articles, merging took as long as both steps one after the other.
        """
        if article.duplicate_of is not None:
            return
        self._articles[article] = self._passages(article, digest)
        for passage in self._articles[article]:
            for ask in _ASKED if passage.tokens else ():
                ask(passage)

    def passages(self, articles: Iterable[tuple[Article, Digest]]) -> list[Passage]:
        """The passages of these articles; those of others are forgotten."""
        self._articles = {article: self._passages(article, digest) for article, digest in articles}
        return [passage for several in self._articles.values() for passage in several]

    def _passages(self, article: Article, digest: Digest) -> list[Passage]:
        before = self._articles.get(article)
        return before if before and before[0].digest.key == digest.key else _all_of(article, digest)


def _all_of(article: Article, digest: Digest) -> list[Passage]:
    """The sentences of an article, each with the one before."""
    several: list[Passage] = []
    for index in range(len(digest.sentences)):
        several.append(Passage(article, digest, index, several[-1] if several else None))
    return several


def stretch(passage: Passage, first: int, last: int) -> list[Passage]:
    """Sentences `first` to `last` of the passage's article, those before it as they are known."""
    several = [passage]
    while several[0].index > first and several[0].previous is not None:
        several.insert(0, several[0].previous)
    while several[-1].index < last:
        several.append(Passage(passage.article, passage.digest, several[-1].index + 1, several[-1]))
    return several


def passages(
    articles: Iterable[Article], digests: Mapping[str, Digest], known: Known | None = None
) -> tuple[Passage, ...]:
    """All sentences of all articles, by date, article and place; copies of an article are left out."""
    merged = [(a, digests[a.id]) for a in articles if a.duplicate_of is None and a.id in digests]
    return tuple(sorted((known or Known()).passages(merged), key=lambda passage: passage.order))


def by_article(passages: Sequence[Passage]) -> dict[str, list[Passage]]:
    """The passages of each article, in order."""
    grouped: dict[str, list[Passage]] = {}
    for passage in passages:
        grouped.setdefault(passage.article.id, []).append(passage)
    return grouped
