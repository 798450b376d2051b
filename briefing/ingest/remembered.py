"""What stood in files that were read before: a file that is known by its content is not read again."""

import hashlib
import json
from collections.abc import Sequence
from typing import Literal, Protocol

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from briefing import program
from briefing.ingest.singles import Job, Row, Single
from briefing.records import Aside, Rejected


class Store(Protocol):
    """Where texts are kept under keys, also from one process to the next."""

    def note(self, key: str, body: str) -> None:
        """Keep a text."""

    def recall(self, key: str) -> str | None:
        """A text that was kept."""

    def use(self, key: str) -> None:
        """Say that a text is still of use."""


_Tagged = tuple[Literal["article"], Single] | tuple[Literal["rejected"], Rejected] | tuple[Literal["aside"], Aside]
_ROWS: TypeAdapter[list[_Tagged]] = TypeAdapter(list[_Tagged])


class Remembered:
    """The rows of files by what they were read from: first in memory, then in a store."""

    def __init__(self) -> None:
        """Nothing is remembered yet."""
        self._last: dict[str, list[Row]] = {}
        self._now: dict[str, list[Row]] = {}
        self._store: Store | None = None

    def begin(self, store: Store) -> None:
        """A new reading begins, with this store; what the one before the last had goes from memory."""
        self._last, self._now, self._store = self._now, {}, store

    def get(self, job: Job) -> list[Row] | None:
        """The rows of a file, None if it has not been read before."""
        key = _key(job)
        rows = self._last.get(key)
        if rows is not None and self._store:
            self._store.use(key)
        elif self._store and (kept := self._store.recall(key)):
            rows = _loads(kept)
        if rows is not None:
            self._now[key] = rows
        return rows

    def put(self, job: Job, rows: Sequence[Row]) -> None:
        """Remember the rows of a file."""
        key = _key(job)
        self._now[key] = list(rows)
        if self._store and (body := _dumps(rows)) is not None:
            self._store.note(key, body)


def _key(job: Job) -> str:
    """All that the rows of a file depend on; the path among it, for its ending and the dates in it count."""
    parts = [program.fingerprint(), job.found.path, job.limit, job.content, job.sidecar_content]
    return hashlib.sha256(json.dumps(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _dumps(rows: Sequence[Row]) -> str | None:
    """The rows as text; None for what JSON cannot hold, half a surrogate pair."""
    tagged = [(_TAGS[type(row)], row) for row in rows]
    try:
        return _ROWS.dump_json(tagged).decode()  # type: ignore[arg-type] # each tag goes with its type
    except (PydanticSerializationError, UnicodeError):
        return None


_TAGS = {Single: "article", Rejected: "rejected", Aside: "aside"}


def _loads(body: str) -> list[Row] | None:
    try:
        return [row for _, row in _ROWS.validate_json(body)]
    except ValidationError:
        return None
