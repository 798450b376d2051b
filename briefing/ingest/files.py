"""Which files a corpus folder holds, and their bytes, without ever leaving the folder or waiting for a pipe."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from briefing.errors import IngestError
from briefing.records import Rejected


class Found(NamedTuple):
    """A regular file of the corpus."""

    path: str
    """Below the corpus, with forward slashes, printable: what the brief calls it."""
    file: Path


def walk(corpus: Path) -> tuple[list[Found], list[Rejected]]:
    """All files below a folder, hidden ones left out, and what cannot be read as one, each sorted by path.

    Raises:
        IngestError: The folder does not exist, is none or cannot be listed.
    """
    try:
        root = corpus.resolve(strict=True)
        with os.scandir(root):
            pass
    except FileNotFoundError:
        raise IngestError(
            f"no corpus: {corpus}: there is no such folder; name the folder that holds the articles"
        ) from None
    except NotADirectoryError:
        raise IngestError(f"no corpus: {corpus}: it is a file; name the folder that holds the articles") from None
    except (OSError, RuntimeError) as error:
        raise IngestError(f"no corpus: {corpus}: {_why(error)}; check the path and its permissions") from error
    found: list[Found] = []
    rejected: list[Rejected] = []
    for row in _below(root, root):
        (found if isinstance(row, Found) else rejected).append(row)  # type: ignore[arg-type]
    return sorted(found), sorted(rejected, key=lambda row: row.path)


def read_bytes(found: Found, limit: int) -> bytes | Rejected:
    """The content of a file, if it is a regular one of 1 to `limit` bytes when it is opened."""
    try:
        # Not blocking, so that a pipe put in the file's place meanwhile cannot hold up the run.
        descriptor = os.open(found.file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as stream:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return Rejected(found.path, "not a regular file")
            data = stream.read(limit + 1)
    except OSError as error:
        return Rejected(found.path, f"cannot be read: {_why(error)}")
    if not data:
        return Rejected(found.path, "empty")
    if len(data) > limit:
        return Rejected(found.path, f"larger than the limit of {limit:,} bytes (max_file_bytes)")
    return data


def _below(folder: Path, root: Path) -> Iterator[Found | Rejected]:
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
    except OSError as error:
        yield Rejected(_printable(folder, root), f"a folder that cannot be listed: {_why(error)}")
        return
    for name in names:
        yield from _entry(folder / name, root)


def _entry(file: Path, root: Path) -> Iterator[Found | Rejected]:
    path = _printable(file, root)
    try:
        mode = file.lstat().st_mode
        if stat.S_ISLNK(mode):
            refusal = _link_refusal(file, root)
            yield Rejected(path, refusal) if refusal else Found(path, file)
        elif stat.S_ISDIR(mode):
            yield from _below(file, root)
        elif stat.S_ISREG(mode):
            yield Found(path, file)
        else:
            yield Rejected(path, "not a regular file: a pipe, a socket or a device")
    except (OSError, RuntimeError) as error:
        yield Rejected(path, f"cannot be read: {_why(error)}")


def _link_refusal(link: Path, root: Path) -> str | None:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):
        return "a symbolic link that leads nowhere"
    if not target.is_relative_to(root):
        return "a symbolic link that leaves the corpus folder"
    return None if target.is_file() else "a symbolic link to a folder, which is read in its own place"


def _printable(file: Path, root: Path) -> str:
    r"""The path below the root; what cannot be printed or is no valid UTF-8 stands as an escape.

    >>> _printable(Path("/corpus/a/two\nlines.txt"), Path("/corpus"))
    'a/two\\nlines.txt'
    """
    path = file.relative_to(root).as_posix()
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode("ascii") for c in path)


def _why(error: Exception) -> str:
    return (
        (error.strerror or type(error).__name__).lower() if isinstance(error, OSError) else "a loop of symbolic links"
    )
