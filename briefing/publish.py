"""Puts a finished brief into the shared folder, as a set, and keeps the sets before it.

    out/index.html  feed.xml
    out/iraq/brief.md  brief.pdf  brief.html  brief.json     links into .current
    out/iraq/.current                                        link to the newest set
    out/iraq/history/0001-2024-02-01/  0002-2024-02-14/      every set, complete, never touched until it is removed

A set is written beside the others, made durable, and shown by replacing one link: a reader finds all of the old set or
all of the new one, whenever the writer dies or the disk is full. Sets do not move once they are written, because
somebody may be reading.
The links are relative, so a copy of the folder works.

Writers take turns. Who writes what follows from what lies there, as what changed since the brief before, holds the
folder (`held`) from reading it until the new set is shown.

Where links cannot be made (FAT, some network shares, Windows without the right), `brief.*` are files of their own,
replaced one by one, `brief.json` last. Each is whole at any time; for an instant they may be of two sets, and a writer
that dies in that instant leaves them so until the next run.
"""

import errno
import hashlib
import logging
import os
import re
import shutil
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from briefing.errors import PublishError
from briefing.records import PUBLISH_LOCK

PATIENCE: Final = 600.0
"""Seconds to wait for others that publish to the same place.

They hold it while they make the files: 4 s for a brief of a hundred sources with its PDF, 15 s for one of a thousand,
68 s for one of five thousand, measured on two cores.
"""
SILENCE: Final = 3.0
"""Seconds of waiting after which whoever started this is told what for."""
NAMES: Final = ("brief.html", "brief.json", "brief.md", "brief.pdf")
"""What a set may hold; every other file in a brief's folder is somebody else's and left alone."""

_log = logging.getLogger(__name__)

_CURRENT: Final = ".current"
_HISTORY: Final = "history"
_UNFINISHED: Final = ".unfinished"
_GOING: Final = ".going"
_SET: Final = re.compile(r"(\d{4,})-.+")
_DAY: Final = re.compile(r"\d{4}(-\d{2}){0,2}")
_SLUG_LENGTH: Final = 60  # characters; up to 240 bytes in UTF-8, where 255 is what file systems take
# What no other way of writing helps against: no space, no share of it left, a disk that is read-only or broken.
_DISK: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})
# Windows gives these names to devices, in every folder.
_DEVICES: Final = re.compile(r"con|prn|aux|nul|(com|lpt)\d")


@dataclass(frozen=True, slots=True)
class Published:
    """Where a brief stands now."""

    folder: Path
    changed: bool
    """False where the same bytes stood there before, and nothing was written."""
    names: tuple[str, ...]
    """Its files, sorted."""


def slug(text: str) -> str:
    """A folder name for a topic: letters and digits of any script, in lower case, with hyphens between the words.

    >>> slug("Iraq & the U.S. troops: 2020/24"), slug("../../etc"), slug("Ирак"), slug("NUL")
    ('iraq-the-u-s-troops-2020-24', 'etc', 'ирак', 'nul-brief')
    >>> slug("???")
    'brief-a03b221c'
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    words = "".join(character if unicodedata.category(character)[0] in "LMN" else " " for character in folded).split()
    name = "-".join(words)[:_SLUG_LENGTH].strip("-")
    if not name:
        return f"brief-{hashlib.sha256(text.encode(errors='replace')).hexdigest()[:8]}"
    return f"{name}-brief" if _DEVICES.fullmatch(name) else name


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Holds a brief's folder or the shared one, made if it is not there, against other processes and threads.

    Who holds it may hold it again, as `publish` and `publish_listing` do; the others wait. The system lets go of it
    when the process ends in whatever way.

    Raises:
        PublishError: The folder cannot be written, or another writer holds it too long.
    """
    lock = FileLock(folder / PUBLISH_LOCK, is_singleton=True)
    with _told(folder):
        if lock.is_locked:  # A folder that went since is not made again: others could hold it too.
            (folder / PUBLISH_LOCK).stat()
        else:
            folder.mkdir(parents=True, exist_ok=True)
        try:
            hold = lock.acquire(timeout=min(SILENCE, PATIENCE))
        except Timeout:
            _log.warning("%s: another writer holds it; waiting for up to %g minutes", folder, PATIENCE / 60)
            hold = lock.acquire(timeout=PATIENCE)
    with hold:
        yield


def publish(
    files: Mapping[str, bytes], out: Path, slug: str, *, as_of: str | None, keep: int | None = None
) -> Published:
    """Makes the files the newest set in `out/<slug>`.

    Args:
        files: All files of the set by name; names of the set before that are missing here disappear from view.
        out: The shared folder; made if it is not there.
        slug: The brief's folder in it, as `slug()` gives it.
        as_of: The brief's date, for the name of its folder in `history`.
        keep: How many sets stay in `history`, the newest among them; all, if not given.

    Raises:
        PublishError: The name is no folder name, the folder cannot be written, or another writer holds it too long.
    """
    names = tuple(sorted(files))
    _refuse_bad_names(slug, names)
    folder = out / slug
    with _writing(folder, (*NAMES, _CURRENT)):
        if _content(folder) == dict(files):
            _forget(folder, keep)
            return Published(folder, changed=False, names=names)
        newest = _add_set(folder, files, as_of)
        _show(folder, newest, names)
        _forget(folder, keep)
    return Published(folder, changed=True, names=names)


def publish_listing(out: Path, files: Mapping[str, bytes]) -> bool:
    """Puts the pages that list the briefs into the shared folder, each whole.

    Returns:
        Whether anything was written; a page with the same bytes is left alone.

    Raises:
        PublishError: The folder cannot be written, or another writer holds it too long.
    """
    with _writing(out, tuple(files)):
        changed = {name: data for name, data in files.items() if _read(out / name) != data}
        for name, data in changed.items():
            _write_fresh(out / name, data)
        for name in changed:
            _fresh(out / name).replace(out / name)
    return bool(changed)


def published(out: Path) -> dict[str, tuple[str, ...]]:
    """The briefs in the shared folder that have a `brief.json`: the files of each, by folder name, both sorted."""
    shelf = {folder.name: _names(folder) for folder in sorted(out.iterdir())} if out.is_dir() else {}
    return {name: files for name, files in shelf.items() if "brief.json" in files}


# --- the folder -------------------------------------------------------------------------------------


def _refuse_bad_names(folder: str, names: tuple[str, ...]) -> None:
    if slug(folder) != folder:
        raise PublishError(f"topic: {folder!r}: no safe folder name; use {slug(folder)!r}")
    if not names or not set(names) <= set(NAMES):
        raise PublishError(f"{folder}: {', '.join(names) or 'nothing'}: no set; it takes some of {', '.join(NAMES)}")


@contextmanager
def _writing(folder: Path, names: tuple[str, ...]) -> Iterator[None]:
    """Holds the folder; what a writer of these names did not finish goes.

    That of a dead one goes before, one's own where writing fails, because it takes space on a disk that may be full.
    """
    with held(folder), _told(folder):
        _clear(folder, names)
        try:
            yield
        except OSError:
            with suppress(OSError):
                _clear(folder, names)
            raise


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Puts what the system says into one line."""
    try:
        yield
    except Timeout as error:
        raise PublishError(f"{folder}: another writer has held it for {PATIENCE:g} s; try later") from error
    except OSError as error:
        path = error.filename2 or error.filename or folder  # of a link or a new name what was to be there
        raise PublishError(
            f"{path}: cannot write: {error.strerror or error}; check the rights and the space there"
        ) from error


def _clear(folder: Path, names: tuple[str, ...]) -> None:
    for left in (folder / _HISTORY / _UNFINISHED, folder / _HISTORY / _GOING):
        if left.exists():
            shutil.rmtree(left)
    for name in names:
        _fresh(folder / name).unlink(missing_ok=True)


def _names(folder: Path) -> tuple[str, ...]:
    """The files of the set that a reader of the folder finds."""
    return tuple(name for name in NAMES if (folder / name).is_file())


def _content(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in _names(folder)}


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


# --- the set ----------------------------------------------------------------------------------------


def _add_set(folder: Path, files: Mapping[str, bytes], as_of: str | None) -> Path:
    """Writes a complete, durable set into `history` and gives it the next number."""
    history = folder / _HISTORY
    history.mkdir(exist_ok=True)
    sets = _sets(history)
    last, newest = sets[-1] if sets else (0, None)
    if newest and _content(newest) == dict(files):  # complete, but its writer died before it was shown
        return newest
    unfinished = history / _UNFINISHED
    unfinished.mkdir()
    for name, data in files.items():
        _write(unfinished / name, data)
    _sync(unfinished)
    day = as_of if as_of and _DAY.fullmatch(as_of) else "undated"
    newest = history / f"{last + 1:04}-{day}"
    unfinished.rename(newest)
    _sync(history)
    return newest


def _sets(history: Path) -> list[tuple[int, Path]]:
    """The sets by number, oldest first."""
    return sorted((int(match[1]), path) for path in history.iterdir() if (match := _SET.fullmatch(path.name)))


def _forget(folder: Path, keep: int | None) -> None:
    """Removes the oldest sets but never the one that is shown, each out of sight at once."""
    history = folder / _HISTORY
    if not keep or not history.is_dir():
        return
    # A writer that died may have left a newer set than the one that is shown.
    shown = (folder / _CURRENT).resolve()
    for _, path in _sets(history)[:-keep]:
        if path.resolve() != shown:
            path.rename(history / _GOING)
            shutil.rmtree(history / _GOING)


def _show(folder: Path, newest: Path, names: tuple[str, ...]) -> None:
    """Makes the set the one that a reader finds; what takes space is there before anything is seen."""
    missing = [name for name in names if not os.path.lexists(folder / name)]
    # Files of their own are from a time without links.
    own = [name for name in names if name not in missing and not _leads_to(folder / name, f"{_CURRENT}/{name}")]
    try:
        for name in (*missing, *own):
            _link_fresh(folder / name, f"{_CURRENT}/{name}")
        _link_fresh(folder / _CURRENT, f"{_HISTORY}/{newest.name}")
        # A link into nothing is invisible, so that names which the set before lacked appear with the switch.
        order = [*missing, _CURRENT, *own]
    except OSError as error:
        if error.errno in _DISK:
            raise
        # The way without links: each file is replaced, `brief.json` last.
        order = sorted(names, key=lambda name: (name == "brief.json", name))
        for name in order:
            _write_fresh(folder / name, (newest / name).read_bytes())
    for name in order:
        _fresh(folder / name).replace(folder / name)
    for name in NAMES:
        if name not in names:
            (folder / name).unlink(missing_ok=True)
    _sync(folder)


def _leads_to(path: Path, target: str) -> bool:
    return path.is_symlink() and path.readlink() == Path(target)


def _fresh(path: Path) -> Path:
    """Where the new content of a name stands until it replaces the old one at once."""
    return path.with_name(f".{path.name}.new")


def _link_fresh(path: Path, target: str) -> None:
    _fresh(path).unlink(missing_ok=True)
    _fresh(path).symlink_to(target)


def _write_fresh(path: Path, data: bytes) -> None:
    _fresh(path).unlink(missing_ok=True)
    _write(_fresh(path), data)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Makes the names in a folder durable, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
