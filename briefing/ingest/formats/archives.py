"""ZIP files to the files in them, bounded by what comes out of them and not by what they say of themselves."""

import io
import stat
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from briefing.ingest.files import is_left_out
from briefing.ingest.formats.packages import UNREADABLE, unpacked_entry
from briefing.ingest.pages import Part, refused

_MOST_ENTRIES = 2_000
# Of all entries together, in bytes; half a gigabyte of text is 100,000 articles.
_MOST_UNPACKED = 200_000_000
_NESTED = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar")


def read_zip(data: bytes, limit: int) -> list[Part] | str:
    """The files of an archive, hidden ones left out; those that are refused carry the reason.

    Args:
        data: The archive.
        limit: How many bytes one file may unpack to.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_left_out(entry)]
            if len(entries) > _MOST_ENTRIES:
                return f"an archive of more than {_MOST_ENTRIES:,} files; unpack it, or split it"
            return list(_parts(archive, entries, limit)) or "an archive without files"
    except UNREADABLE:
        return "a damaged or only half copied archive"


def _parts(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], limit: int) -> Iterator[Part]:
    left = _MOST_UNPACKED
    for entry in entries:
        unpacked = _unpacked(archive, entry, min(limit, left))
        if isinstance(unpacked, bytes):
            left -= len(unpacked)
            yield Part(_name(entry), unpacked)
        else:
            yield refused(_name(entry), _FULL if left < limit and unpacked == _TOO_LARGE else unpacked)


_TOO_LARGE = "unpacks to more than the limit for one file (max_file_mb)"
_FULL = f"the archive unpacks to more than {_MOST_UNPACKED:,} bytes; unpack it, or split it"


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> bytes | str:
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "a symbolic link in an archive"
    if PurePosixPath(entry.filename).suffix.lower() in _NESTED:
        return "an archive within an archive; unpack it"
    if entry.flag_bits & 1:
        return "locked with a password; unpack the archive"
    try:
        data = unpacked_entry(archive, entry, limit)
    except UNREADABLE:
        return "damaged within the archive"
    return _TOO_LARGE if data is None else data or "empty"


def _name(entry: zipfile.ZipInfo) -> str:
    """The path of an entry within its archive, as a label: nothing is ever written or read under it.

    >>> _name(zipfile.ZipInfo("../../etc/./a.txt"))
    'etc/a.txt'
    """
    name = entry.filename
    if not entry.flag_bits & 0x800:  # not marked as UTF-8, which many programs forget
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = entry.filename
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "/".join(parts) or "unnamed"


def _is_left_out(entry: zipfile.ZipInfo) -> bool:
    parts = entry.filename.replace("\\", "/").split("/")
    return "__MACOSX" in parts or any(is_left_out(part) for part in parts if part not in (".", ".."))
