"""A sentence where it stands: what every part of the merger works on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from briefing.language import lexicon, quantities, syntax
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

    @property
    def sentence(self) -> Sentence:
        """The sentence with words, entities, embedding and salience."""
        return self.digest.sentences[self.index]

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.sentence.span

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Its words."""
        return self.sentence.tokens

    @property
    def salience(self) -> float:
        """Importance within its article, in [0, 1]."""
        return self.sentence.salience

    @property
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
    def previous(self) -> "Passage | None":
        """The sentence before it in the same article."""
        return Passage(self.article, self.digest, self.index - 1) if self.index else None

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Its numbers, with what they count."""
        return quantities.find(self.sentence, self.article.text)

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

    @property
    def order(self) -> tuple[str, str, int]:
        """Sorts passages by date, article and place, the same on every run."""
        return (self.published.isoformat() if self.published else "", self.article.id, self.index)


def remembered(function: Callable[[Passage], T]) -> Callable[[Passage], T]:
    """The function, computed once for each passage: several sections ask the same of one sentence."""
    answers: WeakKeyDictionary[Passage, T] = WeakKeyDictionary()

    @wraps(function)
    def answered(passage: Passage) -> T:
        if passage not in answers:
            answers[passage] = function(passage)
        return answers[passage]

    return answered


def passages(articles: Iterable[Article], digests: Mapping[str, Digest]) -> tuple[Passage, ...]:
    """All sentences of all articles, by date, article and place; copies of an article are left out."""
    found = [
        Passage(article, digests[article.id], index)
        for article in articles
        if article.duplicate_of is None and article.id in digests
        for index in range(len(digests[article.id].sentences))
    ]
    return tuple(sorted(found, key=lambda passage: passage.order))


def by_article(passages: Sequence[Passage]) -> dict[str, list[Passage]]:
    """The passages of each article, in order."""
    grouped: dict[str, list[Passage]] = {}
    for passage in passages:
        grouped.setdefault(passage.article.id, []).append(passage)
    return grouped
