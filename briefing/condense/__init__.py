"""Condense: articles become digests."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from briefing.condense import lead, salience
from briefing.condense.generative import GenerativeCondenser
from briefing.condense.prompting import Prompt
from briefing.condense.reading import Reader
from briefing.condense.writer import Messages, Writer
from briefing.records import Article, Digest

__all__ = [
    "Condenser",
    "GenerativeCondenser",
    "LeadCondenser",
    "Messages",
    "Prompt",
    "Reader",
    "SalienceCondenser",
    "Writer",
]


class Condenser(Protocol):
    """What the pipeline asks of a condenser. It must not load a model before it is called."""

    name: str
    """Printed in the brief."""
    revision: str
    """Names every model and rule that a digest depends on; part of the cache key."""
    prompt: str
    """The prompt as its file has it, empty where there is none; part of the cache key."""

    def prepare(self) -> None:
        """Articles will come: load what they need, if it is sure to be needed.

        Raises:
            ModelError: a model is missing or broken.
        """

    def __call__(self, jobs: Sequence[tuple[Article, str]]) -> Iterator[Digest]:
        """Condense articles, each with the key that goes into its digest.

        Digests come as they are finished, in any order. What an article gets does not depend on the others.

        Raises:
            ModelError: a model is missing or broken.
        """


class _Extractive:
    """What keeps sentences as they stand. Models are loaded at the first article, or before it where that is asked."""

    revision: str
    prompt = ""

    def __init__(self, find_encoder: Callable[[], Path], *, points: int, threads: int) -> None:
        """Remember how to find the encoder; nothing is loaded yet.

        Args:
            find_encoder: verifies the models and gives the folder of the sentence encoder, or raises ModelError.
            points: sentences kept of an article, at least 1.
            threads: processor threads for the models, at least 1.
        """
        self._reader = Reader(find_encoder, threads=threads)
        self.revision = self._reader.revision
        self._points = points

    def prepare(self) -> None:
        """Load parser and encoder."""
        self._reader.load()


class SalienceCondenser(_Extractive):
    """Keeps the most salient sentences, word for word."""

    name = salience.NAME

    def __call__(self, jobs: Sequence[tuple[Article, str]]) -> Iterator[Digest]:
        """Condense articles, one after the other."""
        for article, key in jobs:
            points, sentences = self._reader.read(article, self._points)
            yield Digest(article.id, self.name, key, points, sentences)


class LeadCondenser(_Extractive):
    """Keeps the first sentences, word for word; the parser and the encoder read them for the merger."""

    name = lead.NAME

    def __init__(self, find_encoder: Callable[[], Path], *, points: int, threads: int) -> None:
        """As any that keeps sentences; the rule of this one is part of its revision."""
        super().__init__(find_encoder, points=points, threads=threads)
        self.revision = f"{lead.REVISION}+{self.revision}"

    def __call__(self, jobs: Sequence[tuple[Article, str]]) -> Iterator[Digest]:
        """Condense articles, one after the other."""
        for article, key in jobs:
            _, sentences = self._reader.read(article, self._points)
            yield Digest(article.id, self.name, key, lead.condense(article, sentences, self._points), sentences)
