"""Files -> `Article`: what a corpus folder holds, read, cleaned, dated, and sorted into originals and copies.

The stations, in order: `files` lists and opens; `formats` tells what a file is and makes pages of what is in it;
`cleaning` takes the furniture off a page and reads what of it names author, paper and day; `singles` is all that for
one file, done in a process of its own (`workers`). Then `comparing` tells what only all articles together can: from
when each is, which are earlier versions and copies, who has it from whom, what has nothing to do with the rest. Nothing
here needs a model, a clock or the network.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from briefing.ingest import files, workers
from briefing.ingest.cleaning.titles import title_of
from briefing.ingest.comparing import duplicates, origins, relevance, versions
from briefing.ingest.comparing.dating import Dated, Evidence, date_all
from briefing.ingest.remembered import Remembered
from briefing.ingest.singles import Job, Row, Single
from briefing.records import Article, Aside, DatedBy, Reading, Rejected, Span

__all__ = ["READABLE", "Remembered", "inventory", "read"]

READABLE = frozenset({"en", "und"})
"""Languages that the models read; a text too short to tell is tried."""


def read(  # noqa: PLR0913 - what reading depends on, and where it speaks
    corpus: Path,
    *,
    max_file_bytes: int,
    as_of: date | None = None,
    topic: str | None = None,
    remembered: Remembered | None = None,
    report: Callable[[int, int], None] = lambda *_: None,
    on_new: Callable[[], None] = lambda: None,
) -> Reading:
    """All articles below a folder, and every file that is none with the reason; hidden files are passed over.

    The same files give the same reading, in whatever order the folder lists them and on whatever day.

    Args:
        corpus: The folder.
        max_file_bytes: A larger file is rejected unread.
        as_of: The day of the brief: settles which of two readings a date has, and bounds what is inferred.
        topic: What the brief is about, if somebody said; articles on something else are left out.
        remembered: What was read before.
        report: Is told how many of how many files have been read.
        on_new: Is called before the first file is read that is not remembered.

    Raises:
        IngestError: The folder does not exist, is no folder or cannot be listed; or no process can be started.
    """
    walk = files.walk(corpus)
    content = _content(walk, max_file_bytes)
    jobs = [
        Job(found, max_file_bytes, content[found.path], content[found.sidecar.path] if found.sidecar else None)
        for found in walk.found
    ]
    read_rows = _rows(jobs, remembered or Remembered(), report, on_new)
    rows = [row for of_file in read_rows for row in of_file]
    rejected = [*walk.rejected, *(row for row in rows if isinstance(row, Rejected))]
    refused = {row.path for row in rejected}
    aside = [row for row in (*walk.aside, *rows) if isinstance(row, Aside) and row.path not in refused]
    return Reading(
        _compared([row for row in rows if isinstance(row, Single)], as_of, topic),
        tuple(sorted(rejected, key=lambda row: row.path)),
        tuple(sorted(aside, key=lambda row: row.path)),
        tuple(found.path for found, of_file in zip(walk.found, read_rows, strict=True) if _holds(found, of_file)),
        _inventory(walk, content),
    )


def _rows(
    jobs: Sequence[Job], remembered: Remembered, report: Callable[[int, int], None], on_new: Callable[[], None]
) -> list[list[Row]]:
    """The rows of each file, in order; only what is new is read."""
    known = {job.found.path: rows for job in jobs if (rows := remembered.get(job)) is not None}
    new = [job for job in jobs if job.found.path not in known]
    if new:
        on_new()
    done = len(known)

    def count() -> None:
        nonlocal done
        done += 1
        report(done, len(jobs))

    for job, outcome in zip(new, workers.read_all(new, report=count), strict=True):
        known[job.found.path] = outcome.rows
        # What was written meanwhile has other content than it is known by.
        is_being_written = any(isinstance(row, Rejected) and row.reason == files.BEING_WRITTEN for row in outcome.rows)
        if outcome.is_whole and not is_being_written:
            remembered.put(job, outcome.rows)
    if not new:
        report(len(jobs), len(jobs))
    return [known[job.found.path] for job in jobs]


def _content(walk: files.Walk, limit: int) -> dict[str, str]:
    """By path the SHA-256 of each file, or why there is none."""
    sidecars = [found.sidecar for found in walk.found if found.sidecar]
    contents = ((found.path, files.read_bytes(found, limit)) for found in (*walk.found, *sidecars))
    return {path: row.reason if isinstance(row, Rejected) else sha256(row).hexdigest() for path, row in contents}


def inventory(corpus: Path, *, max_file_bytes: int) -> tuple[tuple[str, str], ...]:
    """What a folder holds, without reading any of it as an article: by path the SHA-256, or why there is none.

    Two equal inventories give equal readings.

    Raises:
        IngestError: The folder does not exist, is no folder or cannot be listed.
    """
    walk = files.walk(corpus)
    return _inventory(walk, _content(walk, max_file_bytes))


def _inventory(walk: files.Walk, content: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    beside: tuple[Rejected | Aside, ...] = (*walk.rejected, *walk.aside)
    refused = [(row.path, row.reason) for row in beside]
    return tuple(sorted({*content.items(), *refused}))


def _holds(found: files.Found, rows: Iterable[Row]) -> bool:
    """Whether a file holds others: their paths go on where its own ends."""
    return any(row.path.startswith(f"{found.path}/") for row in rows)


def _compared(rows: Sequence[Single], as_of: date | None, topic: str | None) -> tuple[Article, ...]:
    """The articles, with what can only be told from all of them: inferred dates, versions, copies, origins, topic."""
    dated = date_all((_evidence(row) for row in rows), as_of=as_of)
    rank = {row.path: (dated[row.path].day or date.max, row.path) for row in rows}
    titles = {row.path: title_of(row.page.metadata.title or row.body.labels.title, row.body) for row in rows}
    texts = {row.path: duplicates.text_of(row.path, "\n".join(row.body.sentences)) for row in rows}
    earlier = versions.superseded(
        versions.Candidate(
            row.path,
            row.url,
            titles[row.path],
            texts[row.path],
            dated[row.path].day,
            _only(row.page.metadata.modified),
            _only(row.page.metadata.made),
            rank[row.path],
        )
        for row in rows
    )
    kinship = duplicates.kinship((texts[row.path] for row in rows if row.path not in earlier), rank)
    same = {id_: kinship.copies.get(newest, newest) for id_, newest in earlier.items()} | dict(kinship.copies)
    of_one_hand = [duplicates.Shared(min(pair), max(pair), mostly=True) for pair in earlier.items()]
    origin_of = origins.origins((_claim(row, rank[row.path]) for row in rows), [*of_one_hand, *kinship.of_one_hand])
    left_out = {row.path: _FOREIGN.format(row.language) for row in rows if row.language not in READABLE}
    left_out |= relevance.off_topic(
        (
            relevance.Candidate(row.path, titles[row.path], row.body.sentences)
            for row in rows
            if row.path not in same and row.path not in left_out
        ),
        topic,
    )
    return tuple(
        Article(
            id=row.path,
            path=row.path,
            sha256=row.sha256,
            title=titles[row.path],
            publisher=row.publisher,
            author=row.author,
            published=dated[row.path].day,
            dated_by=dated[row.path].by,
            url=row.url,
            language=row.language,
            text=text,
            sentences=sentences,
            origin=origin_of[row.path],
            duplicate_of=same.get(row.path),
            superseded=row.path in earlier,
            left_out=left_out.get(row.path),
            modified=_only(row.page.metadata.modified),
            known_by=tuple(sorted(_known_by(row, dated[row.path]).items())),
        )
        for row in sorted(rows, key=lambda row: row.path)
        for text, sentences in [_text(row)]
    )


_FOREIGN = "its language ({}) is not one that the models read"


def _only(days: Sequence[date]) -> date | None:
    """The day, if there is one and no choice."""
    return days[0] if len(days) == 1 else None


# Where a date stands that is not the metadata's own.
_DATED_VIA: dict[DatedBy, str] = {"stated": "text", "url": "address", "inferred": "other evidence"}


def _known_by(row: Single, dated: Dated) -> dict[str, str]:
    """For each fact of an article, where it stands."""
    via = {name: place for name, place in row.via.items() if name not in ("made", "published")}
    via.setdefault("title", "labelled line" if row.body.labels.title else "text")
    if dated.by == "inferred" and (dated.day,) == row.page.metadata.made:
        via["published"] = row.via.get("made", "metadata")
    elif dated.day is None and (days := _ambiguous(row)):
        via["published"] = " or ".join(day.isoformat() for day in days)
    elif dated.day:
        of_metadata = row.via.get("published") or row.via.get("modified") or "metadata"
        via["published"] = _DATED_VIA.get(dated.by, of_metadata)
    return via


def _ambiguous(row: Single) -> tuple[date, ...]:
    """The days that the first date of an article with two readings can mean, as 05/01/2020 does."""
    metadata = row.page.metadata
    readings = (metadata.published, *(stamp.days for stamp in row.body.stamps), metadata.modified)
    return next((days for days in readings if len(days) > 1), ())


def _text(row: Single) -> tuple[str, tuple[Span, ...]]:
    """The lines joined, and the sentences' spans in the whole."""
    sentences: list[Span] = []
    offset = 0
    for line in row.body.lines:
        sentences.extend(Span(row.path, offset + start, offset + end) for start, end in line.sentences)
        offset += len(line.text) + 1
    return "\n".join(line.text for line in row.body.lines), tuple(sentences)


def _evidence(row: Single) -> Evidence:
    metadata = row.page.metadata
    return Evidence(
        id=row.path,
        sentences=row.body.sentences,
        published=metadata.published,
        stated=tuple(stamp.days for stamp in row.body.stamps),
        dateline=row.body.day_and_month,
        addresses=tuple(address for address in (row.url, row.path) if address),
        links=row.page.links,
        modified=metadata.modified,
        made=_only(metadata.made),
    )


def _claim(row: Single, rank: tuple[object, ...]) -> origins.Claim:
    return origins.Claim(row.path, row.body.credits, row.author, row.publisher, rank)
