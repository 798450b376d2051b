"""Files -> `Article`: what a corpus folder holds, read, cleaned, dated, and sorted into originals and copies.

The stations, in order: `files` lists and opens, `decoding` makes text of bytes, `readers` make pages of text
(`plaintext`, `webpage`), `body` takes the furniture off and `imprint` reads what of it names author, paper and day,
`titles` and `dating` say what it is called and from when, `duplicates` and `origins` who has it from whom. Nothing here
needs a model, a clock or the network.
"""

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from briefing.ingest import duplicates, files, furniture, origins
from briefing.ingest.addresses import site_linked_to, site_of
from briefing.ingest.body import Body, body_of
from briefing.ingest.dating import UNKNOWN, Evidence, date_all
from briefing.ingest.pages import Page
from briefing.ingest.readers import read_file
from briefing.ingest.titles import title_of
from briefing.ingest.tongues import language_of
from briefing.records import Article, Reading, Rejected, Span

# Below that nothing is told that a brief could use. The shortest of the real articles has 67 words.
_FEWEST_WORDS = 20


class _Read(NamedTuple):
    """One file after it has been read, before it is compared with the others."""

    path: str
    sha256: str
    page: Page
    body: Body

    @property
    def publisher(self) -> str | None:
        """Who published it, as the page says or its links to its own coverage show."""
        labels = self.body.labels
        named = self.page.metadata.publisher or labels.publisher or self.body.masthead
        return named or site_of(labels.url or "") or site_linked_to(self.page.links)

    @property
    def author(self) -> str | None:
        """Who wrote it, as the page says or its by-line."""
        named = (furniture.byline_name(line) for line in self.body.credits)
        return self.page.metadata.author or self.body.labels.author or next((name for name in named if name), None)

    @property
    def url(self) -> str | None:
        """Its own address."""
        return self.page.metadata.url or self.body.labels.url


def read(corpus: Path, *, max_file_bytes: int, as_of: date | None = None) -> Reading:
    """All articles below a folder, and every file that is none with the reason; hidden files are passed over.

    The same files give the same reading, in whatever order the folder lists them and on whatever day.

    Args:
        corpus: The folder.
        max_file_bytes: A larger file is rejected unread.
        as_of: The day of the brief: settles which of two readings a date has, and bounds what is inferred.

    Raises:
        IngestError: The folder does not exist, is no folder or cannot be listed.
    """
    found, rejected = files.walk(corpus)
    pages = [_read(file, max_file_bytes) for file in found]
    rejected += [row for row in pages if isinstance(row, Rejected)]
    articles = _compared([row for row in pages if isinstance(row, _Read)], as_of)
    return Reading(tuple(articles), tuple(sorted(rejected, key=lambda row: row.path)))


def _read(found: files.Found, max_file_bytes: int) -> _Read | Rejected:
    data = files.read_bytes(found, max_file_bytes)
    if isinstance(data, Rejected):
        return data
    try:
        page = read_file(found.path, data)
        body = body_of(page) if isinstance(page, Page) else None
    except Exception as error:  # noqa: BLE001  # one bad article never sinks a run, whatever is wrong with it
        return Rejected(found.path, f"cannot be read: {type(error).__name__}: {' '.join(str(error).split())[:200]}")
    if isinstance(page, str) or body is None:
        return Rejected(found.path, str(page))
    words = sum(len(sentence.split()) for sentence in body.sentences)
    if words < _FEWEST_WORDS:
        return Rejected(found.path, f"too short to be an article: {words} words in sentences, {_FEWEST_WORDS} needed")
    return _Read(found.path, sha256(data).hexdigest(), page, body)


def _compared(rows: list[_Read], as_of: date | None) -> list[Article]:
    """The articles, with what can only be told from all of them: inferred dates, copies, origins."""
    dated = date_all((_evidence(row) for row in rows), as_of=as_of)
    texts = [duplicates.Text(row.path, "\n".join(row.body.sentences)) for row in rows]
    rank = {row.path: (dated.get(row.path, UNKNOWN).day or date.max, row.path) for row in rows}
    kinship = duplicates.kinship(texts, rank)
    origin_of = origins.origins((_claim(row, rank[row.path]) for row in rows), kinship.of_one_hand)
    return [
        Article(
            id=row.path,
            path=row.path,
            sha256=row.sha256,
            title=title_of(row.page.metadata.title or row.body.labels.title, row.body),
            publisher=row.publisher,
            author=row.author,
            published=dated[row.path].day,
            dated_by=dated[row.path].by,
            url=row.url,
            language=language_of("\n".join(row.body.sentences)),
            text=text,
            sentences=sentences,
            origin=origin_of[row.path],
            duplicate_of=kinship.copies.get(row.path),
        )
        for row in sorted(rows, key=lambda row: row.path)
        for text, sentences in [_text(row)]
    ]


def _text(row: _Read) -> tuple[str, tuple[Span, ...]]:
    """The lines joined, and the sentences' spans in the whole."""
    sentences: list[Span] = []
    offset = 0
    for line in row.body.lines:
        sentences.extend(Span(row.path, offset + start, offset + end) for start, end in line.sentences)
        offset += len(line.text) + 1
    return "\n".join(line.text for line in row.body.lines), tuple(sentences)


def _evidence(row: _Read) -> Evidence:
    return Evidence(
        id=row.path,
        sentences=row.body.sentences,
        published=row.page.metadata.published or row.page.metadata.modified,
        stated=tuple(stamp.days for stamp in row.body.stamps),
        dateline=row.body.day_and_month,
        addresses=tuple(address for address in (row.url, row.path) if address),
        links=row.page.links,
    )


def _claim(row: _Read, rank: tuple[object, ...]) -> origins.Claim:
    return origins.Claim(row.path, row.body.credits, row.author, row.publisher, rank)
