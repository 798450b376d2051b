"""Condense: an article becomes a digest. A condenser is `(Article) -> Digest`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from briefing.condense import salience
from briefing.records import Article, Digest

if TYPE_CHECKING:
    from spacy.language import Language

    from briefing.language.encoder import Encoder

__all__ = ["Condenser", "SalienceCondenser"]


class Condenser(Protocol):
    """What the pipeline asks of a condenser. It must not load a model before it is called."""

    name: str
    """Printed in the brief."""
    revision: str
    """Names every model and rule that a digest depends on; part of the cache key."""

    def __call__(self, article: Article, key: str) -> Digest:
        """Condense one article; `key` goes into the digest.

        Raises:
            ModelError: a model is missing or broken.
        """


class SalienceCondenser:
    """Keeps the most salient sentences, word for word. Models are loaded at the first article."""

    name = salience.NAME
    revision: str

    def __init__(self, find_encoder: Callable[[], Path], *, points: int, threads: int) -> None:
        """Remember how to find the encoder; nothing is loaded yet.

        Args:
            find_encoder: verifies the models and gives the folder of the sentence encoder, or raises ModelError.
            points: sentences kept of an article, at least 1.
            threads: processor threads for the models, at least 1.
        """
        from briefing.language import encoder, parser

        self.revision = f"{salience.REVISION}+{encoder.REVISION}+{parser.REVISION}"
        self._find_encoder = find_encoder
        self._points = points
        self._threads = threads
        self._models: tuple[Language, Encoder] | None = None

    def __call__(self, article: Article, key: str) -> Digest:
        """Condense one article."""
        from briefing.language import parser

        nlp, encoder = self._load()
        parsed = tuple(parser.parse(article.text, article.sentences, nlp))
        vectors = encoder.encode([article.text[span.start : span.end] for span in article.sentences])
        points, sentences = salience.condense(article, parsed, vectors, self._points)
        return Digest(article.id, self.name, key, points, sentences)

    def _load(self) -> "tuple[Language, Encoder]":
        if self._models is None:
            from briefing.language import parser
            from briefing.language.encoder import Encoder

            folder = self._find_encoder()  # first: it tells whether the models are the right ones
            self._models = parser.load(), Encoder(folder, self._threads)
        return self._models
