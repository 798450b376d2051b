"""Remembers of files that were hashed what would change if they did, because hashing takes time.

A stamp guards against broken downloads, full disks and mix-ups; it does not stop somebody who can write to the user's
own folders, who could as well change this program.
"""

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

FORMAT = 2
"""Raised when the layout changes; a stamp of another format is not believed."""


def stand(paths: Iterable[Path]) -> list[list[str | int]]:
    """Path, size and time of change of each file.

    Raises:
        OSError: A file cannot be looked at; `filename` says which.
    """
    return [[str(path), stat.st_size, stat.st_mtime_ns] for path in paths for stat in [path.stat()]]


def recall(stamp: Path, stood: Sequence[object]) -> str | None:
    """What was remembered of files that stood so; nothing if they do not."""
    try:
        form, then, value = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError):
        return None
    return str(value) if [form, then] == [FORMAT, stood] else None


def remember(stamp: Path, stood: Sequence[object], value: str) -> None:
    """Keep the value until one of the files stands otherwise."""
    with suppress(OSError):  # Without the stamp the next start hashes again: slower, no less right.
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(json.dumps([FORMAT, stood, value]), encoding="utf-8")
