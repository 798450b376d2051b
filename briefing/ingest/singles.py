"""One file -> what stands in it: each article read and cleaned by itself, each piece that is none with the reason.

All that can take long or go wrong with a file happens here, in a process of its own (`workers`).
"""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

from briefing.ingest import files
from briefing.ingest.addresses import site_linked_to, site_of
from briefing.ingest.cleaning import furniture
from briefing.ingest.cleaning.body import Body, body_of
from briefing.ingest.cleaning.tongues import in_another_language, language_of
from briefing.ingest.formats import readers
from briefing.ingest.pages import Metadata, Page, Piece
from briefing.ingest.sidecar import read_sidecar
from briefing.records import Aside, Rejected

# Below that nothing is told that a brief could use. The shortest of the real articles has 67 words.
_FEWEST_WORDS = 20


class Job(NamedTuple):
    """A file to be read."""

    found: files.Found
    limit: int
    """In bytes, of the file and of each entry that it unpacks to."""
    content: str | None = None
    """SHA-256 of the file, where that is known; with other content it is one that somebody writes just now."""
    sidecar_content: str | None = None
    """The same of its sidecar."""


class Single(NamedTuple):
    """One article by itself, before it is compared with the others."""

    path: str
    sha256: str
    page: Page
    body: Body
    language: str
    language_by: str
    """Where that stands: the text itself, or a place of the metadata."""

    @property
    def publisher(self) -> str | None:
        """Who published it, as the page says or its links to its own coverage show."""
        return self._known("publisher")[0]

    @property
    def author(self) -> str | None:
        """Who wrote it, as the page says or its by-line."""
        return self._known("author")[0]

    @property
    def url(self) -> str | None:
        """Its own address."""
        return self._known("url")[0]

    @property
    def via(self) -> dict[str, str]:
        """Where each fact of it stands."""
        known = {name: via for name in ("publisher", "author", "url") for _, via in [self._known(name)] if via}
        return dict(self.page.metadata.via) | {"language": self.language_by} | known

    def _known(self, name: str) -> tuple[str | None, str | None]:
        """A fact and where it stands; of all places that have it the most reliable one."""
        said = getattr(self.page.metadata, name)
        if said:
            return said, self.page.metadata.via.get(name)
        return next(((value, via) for value, via in self._elsewhere(name) if value), (None, None))

    def _elsewhere(self, name: str) -> Iterator[tuple[str | None, str]]:
        labels = self.body.labels
        yield getattr(labels, name), "labelled line"
        if name == "author":
            bylines = (furniture.byline_name(line) for line in self.body.credits)
            yield next((byline for byline in bylines if byline), None), "by-line"
        elif name == "publisher":
            yield self.body.masthead, "masthead"
            yield site_of(labels.url or ""), "labelled line"
            yield site_linked_to(self.page.links), "links"


Row = Single | Rejected | Aside


def rows_of(job: Job) -> Iterator[Row]:
    """Everything that stands in a file, piece by piece, as it is read."""
    data = files.read_bytes(job.found, job.limit)
    if not isinstance(data, Rejected) and job.content and sha256(data).hexdigest() != job.content:
        data = files.being_written(job.found)
    if isinstance(data, Rejected):
        yield data
        return
    said = Metadata()
    if sidecar := job.found.sidecar:
        known = read_sidecar(sidecar, job.sidecar_content)
        if isinstance(known, str):
            yield Rejected(sidecar.path, known)
        else:
            said = known
    try:
        pieces = readers.pieces(job.found.path, data, job.limit)
    except Exception as error:  # noqa: BLE001  # one bad file never sinks a run, whatever is wrong with it
        yield Rejected(job.found.path, _failure(error))
        return
    # Of several articles a sidecar can say what they share, but not what each of them is called.
    shared = replace(said, title=None, url=None) if len(pieces) > 1 else said
    beside: list[Rejected] = []
    articles = 0
    for piece in pieces:
        row = single(piece, shared)
        articles += isinstance(row, Single)
        if piece.covering and isinstance(row, Rejected):
            beside.append(row)
        else:
            yield row
    # A note goes with what is attached to it, if that is an article; else the mail holds nothing that can be read.
    yield from (Aside(row.path, f"goes with the others: {row.reason}") for row in beside) if articles else beside


def single(piece: Piece, said: Metadata = Metadata()) -> Single | Rejected:  # noqa: B008  # frozen
    """One piece as an article, if it is one.

    Args:
        piece: What is read.
        said: What is known of it beside it, and counts more than what it says itself.
    """
    try:
        page = piece.read()
        if isinstance(page, str):
            return Rejected(piece.path, page)
        page = replace(page, metadata=said | page.metadata)
        body = body_of(page)
        text = "\n".join(body.sentences)
        language, language_by = language_of(text), "text"
        if language == "und" and page.metadata.language:
            language = language_of(text, page.metadata.language)
            language_by = page.metadata.via.get("language", "") if language != "und" else "text"
        body = body.without(in_another_language(body.sentences)) if language == "en" else body
    except Exception as error:  # noqa: BLE001  # one bad article never sinks a run, whatever is wrong with it
        return Rejected(piece.path, _failure(error))
    words = sum(len(sentence.split()) for sentence in body.sentences)
    if words < _FEWEST_WORDS:
        return Rejected(piece.path, f"too short to be an article: {words} words in sentences, {_FEWEST_WORDS} needed")
    # What the body was cut from is not needed any more, and would be most of what is remembered.
    page = replace(page, blocks=(), stamps=())
    return Single(piece.path, sha256(piece.data).hexdigest(), page, body, language, language_by)


def _failure(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "needs more memory to be read than a file may have"
    return f"cannot be read: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
