"""What every condenser does first: the parser and the sentence encoder read the article once."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefing.condense import salience
from briefing.records import Article, Point, Sentence, Span, Token

if TYPE_CHECKING:
    from spacy.language import Language

    from briefing.language.encoder import Encoder


class Written(NamedTuple):
    """A sentence that a writer wrote, with what the models say of it; the gates read it as they read an article's."""

    text: str
    tokens: tuple[Token, ...]
    """Offsets are those of `text`."""
    vector: tuple[float, ...]
    """Of unit length."""


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

        nlp, encoder = self.load()
        parsed = tuple(parser.parse(article.text, article.sentences, nlp))
        vectors = encoder.encode([article.text[span.start : span.end] for span in article.sentences])
        return salience.condense(article, parsed, vectors, points)

    def sentences(self, texts: Sequence[str]) -> tuple[Written, ...]:
        """What the models say of sentences that stand in no article; each is parsed alone.

        Args:
            texts: what was written of one article, for `Encoder.encode` asks for what belongs together.
        """
        from briefing.language import parser

        nlp, encoder = self.load()
        vectors = encoder.encode(texts)
        parsed = (next(parser.parse(text, [Span("", 0, len(text))], nlp)) for text in texts)
        return tuple(
            Written(text, part.tokens, vector) for text, part, vector in zip(texts, parsed, vectors, strict=True)
        )

    def load(self) -> "tuple[Language, Encoder]":
        """Both models, loaded at the first call.

        Raises:
            ModelError: a model is missing or broken.
        """
        if self._models is None:
            from briefing.language import parser
            from briefing.language.encoder import Encoder

            folder = self._find_encoder()  # first: it tells whether the models are the right ones
            self._models = parser.load(), Encoder(folder, self._threads)
        return self._models
