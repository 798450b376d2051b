"""What every condenser does first: the parser and the sentence encoder read the article once."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.condense import salience
from briefing.records import Article, Point, Sentence

if TYPE_CHECKING:
    from spacy.language import Language

    from briefing.language.encoder import Encoder

Vector = tuple[float, ...]


class Reader:
    """Parser and encoder. They are loaded at the first article."""

    revision: str
    """Names both models and the rules of salience."""

    def __init__(self, find_encoder: Callable[[], Path], *, threads: int) -> None:
        """Remember how to find the encoder; nothing is loaded yet.

        Args:
            find_encoder: verifies the models and gives the folder of the sentence encoder, or raises ModelError.
            threads: processor threads for the models, at least 1.
        """
        from briefing.language import encoder, parser

        self.revision = f"{salience.REVISION}+{encoder.REVISION}+{parser.REVISION}"
        self._find_encoder = find_encoder
        self._threads = threads
        self._models: tuple[Language, Encoder] | None = None

    def read(self, article: Article, points: int) -> tuple[tuple[Point, ...], tuple[Sentence, ...]]:
        """The most salient sentences, best first, and all sentences with what the models say of them.

        Raises:
            ModelError: a model is missing or broken.
        """
        from briefing.language import parser

        nlp, encoder = self._load()
        parsed = tuple(parser.parse(article.text, article.sentences, nlp))
        vectors = encoder.encode([article.text[span.start : span.end] for span in article.sentences])
        return salience.condense(article, parsed, vectors, points)

    def vectors(self, texts: Sequence[str]) -> tuple[Vector, ...]:
        """Embeddings of unit length. Pass what belongs to one article, as `Encoder.encode` asks."""
        return self._load()[1].encode(texts)

    def _load(self) -> "tuple[Language, Encoder]":
        if self._models is None:
            from briefing.language import parser
            from briefing.language.encoder import Encoder

            folder = self._find_encoder()  # first: it tells whether the models are the right ones
            self._models = parser.load(), Encoder(folder, self._threads)
        return self._models
