"""A condenser in a process of its own: its models load and work there while this process does what needs none.

Loading the parser and the encoder is five seconds of Python's own work, for which threads are no help. Meanwhile files
are read, digests remembered and the sentences of known articles looked at.
"""

import weakref
from collections.abc import Iterator, Sequence
from contextlib import suppress

from briefing import children
from briefing.children import Child
from briefing.condense import Condenser
from briefing.config import Settings
from briefing.errors import ModelError
from briefing.records import Article, Digest


class Apart:
    """A condenser without a writer, in a process that begins with the first `prepare` or call and then is kept."""

    def __init__(self, condenser: Condenser, settings: Settings) -> None:
        """Take the place of a condenser, which is never called here.

        Args:
            condenser: the one that `choosing.extractive` makes of these settings.
            settings: what the process makes its own one of.
        """
        self.name, self.revision, self.prompt = condenser.name, condenser.revision, condenser.prompt
        self._settings = settings
        self._child: Child | None = None

    def prepare(self) -> None:
        """Start the process, which begins to load its models."""
        self._running()

    def __call__(self, jobs: Sequence[tuple[Article, str]]) -> Iterator[Digest]:
        """Have the articles condensed; the process begins with them before the first digest is asked for.

        Raises:
            ModelError: a model is missing or broken, or the process came to an end.
        """
        if not jobs:
            return iter(())
        child = self._running()
        try:
            child.connection.send(list(jobs))
        except OSError as error:
            child.kill()
            raise ModelError(_ENDED) from error
        return _received(child)

    def _running(self) -> Child:
        if self._child is None or not self._child.usable:
            self._child = children.start("briefing.condense.process")
            weakref.finalize(self, self._child.kill)
            with suppress(OSError):  # where it came to its end already, whoever asks it for digests will say so
                self._child.connection.send(self._settings)
        return self._child


def _received(child: Child) -> Iterator[Digest]:
    """The digests of one call; the process ends with a call that is broken off, for it would go on with the rest."""
    is_done = False
    try:
        while not is_done:
            try:
                answer = child.connection.recv()
            except (EOFError, OSError) as error:
                raise ModelError(_ENDED) from error
            is_done = answer is None or isinstance(answer, Exception)
            if isinstance(answer, Exception):
                raise answer
            if answer is not None:
                yield answer
    finally:
        if not is_done:
            child.kill()


_ENDED = (
    "condenser: the process that condenses articles came to its end, perhaps for want of memory; build the brief again,"
    " what was condensed is remembered"
)
