"""PDFs made in a process of their own, which loads WeasyPrint while articles are merged.

Of 200 articles, rendering all formats with a PDF of 48 pages took 9.4 s where the PDF was made in the process that had
merged them, and 8.7 s with one of its own (medians of five and of four runs).
"""

import weakref
from contextlib import suppress
from typing import Final

from briefing import children
from briefing.children import Child
from briefing.errors import RenderError


class Press:
    """Makes PDFs in a process that begins with the first `prepare` or page and then is kept."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._child: Child | None = None
        self._asked: Child | None = None
        """The process that an answer is still to come from."""

    def prepare(self) -> None:
        """Start the process, which begins to load WeasyPrint."""
        self._running()

    def ask(self, page: str, day: str | None) -> None:
        """Have a page printed; other work can be done until `answer` is called.

        Args:
            page: HTML with the style for paper.
            day: as `pdf.printed` takes it.
        """
        if self._asked:  # Its answer would be taken for that to this page.
            self._asked.kill()
        self._asked = self._running()
        with suppress(OSError):  # where it came to its end, `answer` says so
            self._asked.connection.send((page, day))

    def answer(self) -> bytes:
        """The PDF of the page that was asked for last.

        Raises:
            RenderError: WeasyPrint cannot start or cannot make it, or the process came to an end.
        """
        assert self._asked  # noqa: S101 - whoever waits for an answer has asked
        try:
            made = self._asked.connection.recv()
        except (EOFError, OSError) as error:
            self._asked.kill()
            raise RenderError(_ENDED) from error
        self._asked = None
        if isinstance(made, Exception):
            raise made
        return bytes(made)

    def _running(self) -> Child:
        if self._child is None or not self._child.usable:
            self._child = children.start("briefing.render.process")
            weakref.finalize(self, self._child.kill)
        return self._child


_ENDED: Final = (
    "pdf: the process that makes it came to its end, perhaps for want of memory; build the brief again, or leave pdf"
    " out of the formats"
)
