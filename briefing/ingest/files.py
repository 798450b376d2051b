"""Which files a corpus folder holds, and their bytes, without ever leaving the folder or waiting for a pipe."""

import os
import stat
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from briefing.errors import IngestError
from briefing.ingest.decoding import printable
from briefing.records import PUBLISH_LOCK, PUBLISHED_NAMES, Aside, Rejected


class Found(NamedTuple):
    """A regular file of the corpus."""

    path: str
    """Below the corpus, with forward slashes, printable: what the brief calls it."""
    file: Path
    sidecar: "Found | None" = None
    """The file beside it that says of it what it does not say itself: `NAME.meta.toml`."""


class Walk(NamedTuple):
    """What a folder holds, each sorted by path."""

    found: tuple[Found, ...]
    rejected: tuple[Rejected, ...]
    """What cannot be read as a file."""
    aside: tuple[Aside, ...]
    """What belongs to another file or is not complete yet, and no folder of articles is worse for."""


SIDECAR = ".meta.toml"
UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".opdownload", ".filepart", ".tmp", ".temp", ".swp")
"""How names end while programs still copy, download or edit what is in the files."""
BEING_COPIED = "a file that is still being copied; it is read once it is complete"
"""What is said of those files: they come by another name when they are whole."""
_KEPT_BY_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r"})


def is_left_out(name: str) -> bool:
    """Whether a file or folder is one that programs keep for themselves and people do not see.

    >>> [is_left_out(name) for name in (".git", "Thumbs.db", "~$talks.docx", "talks.docx")]
    [True, True, True, False]
    """
    return name.startswith((".", "~$")) or name.lower() in _KEPT_BY_SYSTEMS


def walk(corpus: Path) -> Walk:
    """All files below a folder, hidden ones left out, with what cannot be read as one and what is no file of its own.

    A brief that was put into the folder is not read again, for it would quote itself.

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
    rows = sorted(_below(root, root), key=lambda row: row.path)
    files = [row for row in rows if isinstance(row, Found)]
    found, strays, applied = _with_sidecars([file for file in files if not _is_sidecar(file)], files)
    return Walk(
        tuple(found),
        tuple(sorted([*(row for row in rows if isinstance(row, Rejected)), *strays], key=lambda row: row.path)),
        tuple(sorted([*(row for row in rows if isinstance(row, Aside)), *applied], key=lambda row: row.path)),
    )


def _is_sidecar(found: Found) -> bool:
    return found.path.lower().endswith(SIDECAR)


def _with_sidecars(articles: list[Found], files: list[Found]) -> tuple[list[Found], list[Rejected], list[Aside]]:
    """Each file with its sidecar, which has its whole name or that without its ending; and what became of these."""
    sidecars = {file.path[: -len(SIDECAR)]: file for file in files if _is_sidecar(file)}
    found: list[Found] = []
    used: dict[str, str] = {}
    for article in articles:
        stem = article.path[: -len(suffix)] if (suffix := PurePosixPath(article.path).suffix) else article.path
        name = next((name for name in (article.path, stem) if name in sidecars), None)
        found.append(article._replace(sidecar=sidecars[name]) if name is not None else article)
        if name is not None:
            used[name] = f"{used[name]}, {article.path}" if name in used else article.path
    strays = [
        Rejected(file.path, "says something of a file that is not there; give it that file's name")
        for name, file in sidecars.items()
        if name not in used
    ]
    return found, strays, [Aside(sidecars[name].path, f"what is known of {path}") for name, path in used.items()]


def read_bytes(found: Found, limit: int) -> bytes | Rejected:
    """The content of a file, if it is a regular one of 1 to `limit` bytes that nobody is writing while it is read."""
    data = _read_once(found, limit)
    if data is None:
        data = _read_once(found, limit)  # somebody saved it just then, or is still at it
    return being_written(found) if data is None else data


def being_written(found: Found) -> Rejected:
    """What becomes of a file that is not the same twice."""
    return Rejected(found.path, BEING_WRITTEN)


BEING_WRITTEN = "is being written; run again once it is complete"


def _read_once(found: Found, limit: int) -> bytes | Rejected | None:
    """The same; None if it changed meanwhile."""
    try:
        # Not blocking and not following, for a pipe or a link may have been put in the file's place meanwhile.
        descriptor = os.open(found.file, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as stream:
            before = os.fstat(descriptor)
            if not stat.S_ISREG(before.st_mode):
                return Rejected(found.path, "not a regular file")
            if before.st_size > limit:
                return _too_large(found, limit)
            data = stream.read(limit + 1)
            after = os.fstat(descriptor)
    except OSError as error:
        return Rejected(found.path, f"cannot be read: {_why(error)}")
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        return None
    if not data:
        return Rejected(found.path, "empty")
    return _too_large(found, limit) if len(data) > limit else data


def _too_large(found: Found, limit: int) -> Rejected:
    return Rejected(found.path, f"larger than the limit of {limit:,} bytes (max_file_mb)")


def _below(folder: Path, root: Path) -> Iterator[Found | Rejected | Aside]:
    try:
        with os.scandir(folder) as entries:
            names = _visible(entry.name for entry in entries)
    except OSError as error:
        yield Rejected(_path(folder, root), f"a folder that cannot be listed: {_why(error)}")
        return
    for name in names:
        page = _page_of(name, names)
        if name.lower().endswith(UNFINISHED):
            yield Aside(_path(folder / name, root) + ("/" if is_folder(folder / name) else ""), BEING_COPIED)
        elif page is not None and is_folder(folder / name):
            yield Aside(_path(folder / name, root) + "/", f"pictures and scripts of {page}")
        else:
            yield from _entry(folder / name, root)


def _visible(names: Iterable[str]) -> list[str]:
    """What people put into a folder, sorted: neither what is hidden nor a brief that was published there."""
    listed = set(names)
    ours = PUBLISHED_NAMES if PUBLISH_LOCK in listed else frozenset()
    return sorted(name for name in listed - ours if not is_left_out(name))


def is_folder(path: Path) -> bool:
    """Whether it is one that can be looked at: a share whose server is gone raises what `Path.is_dir` lets through."""
    try:
        return path.is_dir()
    except OSError:
        return False


_COMPANIONS = ("_files", ".files", "-Dateien", "_fichiers", "_archivos", "_bestanden")
_PAGES = (".html", ".htm", ".xhtml")


def _page_of(name: str, names: Collection[str]) -> str | None:
    """The page whose pictures and scripts a folder holds, as browsers save them beside it.

    >>> _page_of("Talks_files", ["Talks.html", "Talks_files"]), _page_of("Talks_files", ["Talks_files"])
    ('Talks.html', None)
    """
    stems = (name.removesuffix(ending) for ending in _COMPANIONS if name.endswith(ending))
    return next((stem + page for stem in stems for page in _PAGES if stem + page in names), None)


def _entry(file: Path, root: Path) -> Iterator[Found | Rejected | Aside]:
    path = _path(file, root)
    try:
        mode = file.lstat().st_mode
        if stat.S_ISLNK(mode):
            target = _link_target(file, root)
            yield Rejected(path, target) if isinstance(target, str) else Found(path, target)
        elif stat.S_ISDIR(mode):
            yield from _below(file, root)
        elif stat.S_ISREG(mode):
            yield Found(path, file)
        else:
            yield Rejected(path, "not a regular file: a pipe, a socket or a device")
    except (OSError, RuntimeError) as error:
        yield Rejected(path, f"cannot be read: {_why(error)}")


def _link_target(link: Path, root: Path) -> Path | str:
    """The file that a link leads to, or why it is not read."""
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):
        return "a symbolic link that leads nowhere"
    if not target.is_relative_to(root):
        return "a symbolic link that leaves the corpus folder"
    return target if target.is_file() else "a symbolic link to a folder, which is read in its own place"


def _path(file: Path, root: Path) -> str:
    """The path below the root, as the brief calls it."""
    return printable(file.relative_to(root).as_posix())


def _why(error: Exception) -> str:
    return (
        (error.strerror or type(error).__name__).lower() if isinstance(error, OSError) else "a loop of symbolic links"
    )
