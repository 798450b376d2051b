"""Digests by key: an article that was condensed once is not condensed again.

The key is made of everything that a digest depends on, and of nothing else: the text, the condenser, the model's
revision, the prompt and the settings. The path is not part of it, so a file that was moved or renamed, or a second
copy of it, is still known; `Cache.get` is told which article asks and puts its id into the spans.

Beside the digests it keeps texts (`note`, `recall`): what was read in each file, so that it need not be read again, and
what each published brief was made of, so that nothing at all is done for a folder in which nothing is different.

It has a size limit: what was not used for the longest goes first, counted in runs and not in time.

A cache saves time and decides nothing. Whatever is wrong with it, a brief is made: a broken file is moved aside, a
folder that cannot be written is replaced by memory, each with one line of warning.
"""

import hashlib
import json
import logging
import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from pydantic import TypeAdapter, ValidationError

from briefing.records import Digest, Span

KEY_VERSION = 1
"""Raised when a digest of the same text would come out differently for a reason that no part of the key shows."""
FILE_NAME = "digests.sqlite3"
PATIENCE = 30.0
"""Seconds to wait for another process that is writing; a write takes milliseconds."""

# Measured on an article of 30 sentences of 30 words with their vectors: 130 kB, 1 ms to write, 3 ms to read. Packing
# the vectors into 16-bit integers halved the size and doubled the time.
_DIGEST = TypeAdapter(Digest)

# The number in the table's name is raised when `records.Digest` changes its shape; other tables are left alone, unread.
_CREATE = "CREATE TABLE IF NOT EXISTS digest_2 (key TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID"
_READ = "SELECT body FROM digest_2 WHERE key = ?"
_WRITE = "REPLACE INTO digest_2 VALUES (?, ?)"
_COUNT = "SELECT count(*) FROM digest_2"
_ALL = "(SELECT key, length(body) AS size FROM digest_2 UNION ALL SELECT key, length(body) FROM note_1)"
_SIZE = f"SELECT coalesce(sum(size), 0) FROM {_ALL}"  # noqa: S608 - no words but these
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
# When something was last used: the number of the run. Apart from what it is, which is written once and stays.
_CREATE_USED = "CREATE TABLE IF NOT EXISTS used_1 (key TEXT PRIMARY KEY, run INTEGER NOT NULL) WITHOUT ROWID"
_RUN = "SELECT coalesce(max(run), 0) + 1 FROM used_1"
_USE = "REPLACE INTO used_1 VALUES (?, ?)"
_LEAST_USED = f"SELECT key, size FROM {_ALL} LEFT JOIN used_1 USING (key) ORDER BY coalesce(run, 0), key"  # noqa: S608
_FORGET = tuple(f"DELETE FROM {table} WHERE key = ?" for table in ("digest_2", "note_1", "used_1"))  # noqa: S608
_CREATE_NOTE = "CREATE TABLE IF NOT EXISTS note_1 (key TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID"
_NOTE = "REPLACE INTO note_1 VALUES (?, ?)"
_RECALL = "SELECT body FROM note_1 WHERE key = ?"

_CREATE_ALL = (_CREATE, _CREATE_USED, _CREATE_NOTE)
_ROOM = 0.9  # of the limit is left after tidying, so that not every run has to

_log = logging.getLogger(__name__)


def key(article_text: str, condenser: str, revision: str, prompt: str, settings: str) -> str:
    """What a digest depends on, as SHA-256 in hexadecimal.

    Args:
        article_text: `Article.text`.
        condenser: The condenser's name and version.
        revision: The revision of the models it uses.
        prompt: The prompt as it is sent, empty where there is none.
        settings: `config.fingerprint(settings, of="digest")`.
    """
    # As JSON, because words that are merely joined could be cut apart in two ways.
    parts = json.dumps([article_text, condenser, revision, prompt, settings])
    return hashlib.sha256(bytes([KEY_VERSION]) + parts.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Info:
    """What a cache holds."""

    path: Path
    digests: int
    size: int
    """In bytes, of the file on disk; 0 where the cache is in memory."""


class Cache:
    """Digests in a folder, shared by any number of processes; use it in a `with` statement."""

    def __init__(self, folder: Path, *, limit: int | None = None) -> None:
        """Open the cache, or make it.

        Args:
            folder: Where it lies.
            limit: Bytes that the digests may take; when it is closed, those that were not used for the longest go.
        """
        self._path = folder / FILE_NAME
        self._limit = limit
        self._used: set[str] = set()
        self._connection = self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._tidy()
        except sqlite3.DatabaseError as error:
            _log.warning("cache %s: is not tidied (%s)", self._path, error)
        self._connection.close()

    def get(self, key: str, article_id: str) -> Digest | None:
        """The digest of that key, as a digest of that article; None where there is none that can be read."""
        try:
            row = self._connection.execute(_READ, (key,)).fetchone()
            self.use(key)
            return of_article(_DIGEST.validate_json(row[0]), article_id) if row else None
        except ValidationError:
            return None  # Written by a version with other records under the same table: made anew.
        except sqlite3.DatabaseError as error:
            self._recover(error)
            return None

    def put(self, digest: Digest) -> None:
        """Remember a digest under its key; one that is there already is replaced."""
        body = _DIGEST.dump_json(of_article(digest, ""))
        try:
            with self._connection:
                self._connection.execute(_WRITE, (digest.key, body))
            self.use(digest.key)
        except sqlite3.DatabaseError as error:
            self._recover(error)

    def use(self, key: str) -> None:
        """Say that this run used what is under a key, so that it is not forgotten soon."""
        self._used.add(key)

    def note(self, key: str, body: str) -> None:
        """Write something down under a key; what was noted there before is replaced."""
        try:
            with self._connection:
                self._connection.execute(_NOTE, (key, body))
            self.use(key)
        except sqlite3.DatabaseError as error:
            self._recover(error)

    def recall(self, key: str) -> str | None:
        """What was noted under a key."""
        try:
            row = self._connection.execute(_RECALL, (key,)).fetchone()
            self.use(key)
        except sqlite3.DatabaseError as error:
            self._recover(error)
            return None
        return str(row[0]) if row else None

    def info(self) -> Info:
        """Where the cache is and what it holds."""
        (count,) = self._connection.execute(_COUNT).fetchone()
        return Info(self._path, count, self._path.stat().st_size if self._path.exists() else 0)

    def clear(self) -> None:
        """Forget everything, whichever version wrote it."""
        for (table,) in self._connection.execute(_TABLES).fetchall():
            self._connection.execute(f"DROP TABLE {table}")
        for create in _CREATE_ALL:
            self._connection.execute(create)
        self._used.clear()
        self._connection.execute("VACUUM")

    def _tidy(self) -> None:
        """Remember what this run used, and forget what has not been used for the longest if there is too much."""
        with self._connection:
            (run,) = self._connection.execute(_RUN).fetchone()
            self._connection.executemany(_USE, [(key, run) for key in sorted(self._used)])
            if self._limit is None:
                return
            (size,) = self._connection.execute(_SIZE).fetchone()
            if size <= self._limit:
                return
            for key, length in self._connection.execute(_LEAST_USED).fetchall():
                if size <= _ROOM * self._limit:
                    break
                for forget in _FORGET:
                    self._connection.execute(forget, (key,))
                size -= length
        self._connection.execute("VACUUM")

    def _open(self) -> sqlite3.Connection:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return _connect(str(self._path))
        except (OSError, sqlite3.OperationalError) as error:
            return self._in_memory(error)
        except sqlite3.DatabaseError as error:
            return self._anew(error)

    def _recover(self, error: sqlite3.DatabaseError) -> None:
        """Go on after a failed read or write: with a new file where the old one is broken, else in memory."""
        self._connection.close()
        # OperationalError is the machine's trouble (locked, full, read-only): the file may be sound, so it stays.
        machine = isinstance(error, sqlite3.OperationalError)
        self._connection = self._in_memory(error) if machine else self._anew(error)

    def _anew(self, error: sqlite3.DatabaseError) -> sqlite3.Connection:
        aside = self._path.with_suffix(".broken")
        try:
            self._path.replace(aside)
            for suffix in ("-wal", "-shm"):
                self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
            fresh = _connect(str(self._path))
        except (OSError, sqlite3.DatabaseError) as worse:
            return self._in_memory(worse)
        _log.warning("cache %s: is broken (%s): moved to %s; articles are condensed again", self._path, error, aside)
        return fresh

    def _in_memory(self, error: OSError | sqlite3.DatabaseError) -> sqlite3.Connection:
        _log.warning("cache %s: cannot be used (%s): nothing is remembered from this run", self._path, error)
        return _connect(":memory:")


def _connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=PATIENCE)
    try:
        # Readers do not wait for a writer, and a crash costs at most the last digests, never the file.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        for create in _CREATE_ALL:
            connection.execute(create)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def of_article(digest: Digest, article: str) -> Digest:
    """The same digest as one of that article, all spans in it; the empty id is how it is stored."""

    def here(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(span._replace(article=article) for span in spans)

    points = tuple(replace(point, spans=here(point.spans)) for point in digest.points)
    sentences = tuple(replace(sentence, span=here((sentence.span,))[0]) for sentence in digest.sentences)
    refused = tuple(replace(sentence, spans=here(sentence.spans)) for sentence in digest.refused)
    return replace(digest, article=article, points=points, sentences=sentences, refused=refused)
