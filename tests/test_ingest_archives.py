"""ZIP files: the files in them, and a reason for each that is not taken out."""

import io
import stat
import zipfile
import zlib

import pytest

from briefing.ingest.formats.archives import read_zip
from briefing.ingest.pages import Part

LIMIT = 1_000_000


def packed(**files: bytes) -> bytes:
    """An archive of some files; `__` in a name stands for a slash, `_` for a dot."""
    return archive({name.replace("__", "/").replace("_", "."): data for name, data in files.items()})


def archive(files: dict[str, bytes]) -> bytes:
    """An archive of some files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


def parts_of(data: bytes, limit: int = LIMIT) -> list[Part]:
    """The parts of an archive."""
    parts = read_zip(data, limit)
    assert isinstance(parts, list), parts
    return parts


def outcome(part: Part) -> object:
    """What becomes of a part: its bytes, or the reason why it is refused."""
    return part.data if part.read is None else part.read()


def test_files() -> None:
    """Files come with their paths; hidden ones and what systems add are left out."""
    data = packed(a_txt=b"A", b__c_md=b"C", __MACOSX___a_txt=b"x", _DS_Store=b"x", Thumbs_db=b"x", b__=b"")

    assert [(part.name, outcome(part)) for part in parts_of(data)] == [("a.txt", b"A"), ("b/c.md", b"C")]


@pytest.mark.parametrize("name", ["../../a.txt", "/a.txt", "..\\a.txt", "./a.txt", "x/../../a.txt", "C:\\..\\a.txt"])
def test_path_traversal(name: str) -> None:
    """A name is a label without ways up; nothing is written under it."""
    [part] = parts_of(archive({name: b"A"}))

    assert ".." not in part.name
    assert not part.name.startswith("/")
    assert part.name.endswith("a.txt")


def test_names_of_other_systems() -> None:
    """Names in UTF-8 that are not marked as such are read as UTF-8."""
    data = archive({"brücke.txt": b"A"}).replace(b"\x00\x08", b"\x00\x00")
    raw = archive({"br\xc3\xbccke.txt".encode("cp437", "replace").decode("cp437"): b"A"})

    assert [part.name for part in parts_of(archive({"brücke.txt": b"A"}))] == ["brücke.txt"]
    assert isinstance(read_zip(data, LIMIT), list | str)
    assert isinstance(read_zip(raw, LIMIT), list)


def test_bomb() -> None:
    """A file that unpacks to more than the limit is refused while it unpacks; the others are read."""
    parts = parts_of(archive({"bomb.txt": bytes(50_000_000), "a.txt": b"A"}))

    assert [outcome(part) for part in parts] == ["unpacks to more than the limit for one file (max_file_mb)", b"A"]


def test_many_bombs() -> None:
    """What all files together may unpack to is bounded, and each file beyond it is accounted for."""
    parts = parts_of(archive({f"{n}.txt": bytes(30_000_000) for n in range(9)}), limit=30_000_000)

    reason = "the archive unpacks to more than 200,000,000 bytes; unpack it, or split it"
    assert len(parts) == 9
    assert sum(outcome(part) == reason for part in parts) == 3


def test_overlapping_entries() -> None:
    """A size that the archive lies about does not matter: what comes out is counted."""
    data = bytearray(archive({"a.txt": bytes(5_000_000)}))
    for at in (data.index(b"PK\x03\x04") + 22, data.index(b"PK\x01\x02") + 24):
        data[at : at + 4] = (10).to_bytes(4, "little")

    [part] = parts_of(bytes(data))

    assert part.read is not None or len(part.data) <= 10


@pytest.mark.parametrize("name", ["more.zip", "more.TAR", "more.tgz", "more.7z"])
def test_nested(name: str) -> None:
    """An archive within an archive is refused."""
    [part] = parts_of(archive({name: archive({"a.txt": b"A"})}))

    assert outcome(part) == "an archive within an archive; unpack it"


def test_links() -> None:
    """A symbolic link in an archive is refused."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")
    [part] = parts_of(out.getvalue())

    assert outcome(part) == "a symbolic link in an archive"


def test_locked() -> None:
    """A file that needs a password says so."""
    data = bytearray(archive({"a.txt": b"A"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    [part] = parts_of(bytes(data))

    assert outcome(part) == "locked with a password; unpack the archive"


def test_damaged_within() -> None:
    """A file whose bytes are damaged is refused, the others are read; an empty one is empty."""
    data = bytearray(archive({"a.txt": b"words " * 200, "b.txt": b"B", "c.txt": b""}))
    data[data.index(b"a.txt") + 8] ^= 0xFF

    outcomes = [outcome(part) for part in parts_of(bytes(data))]
    assert outcomes == ["damaged within the archive", b"B", "empty"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04", "a damaged or only half copied archive"),
        (archive({"a.txt": b"A"})[:-9], "a damaged or only half copied archive"),
        (archive({}), "an archive without files"),
        (
            archive({f"{n}.txt": b"" for n in range(2_001)}),
            "an archive of more than 2,000 files; unpack it, or split it",
        ),
    ],
)
def test_refused(data: bytes, reason: str) -> None:
    """What is no archive, or too large a one, is refused as a whole."""
    assert read_zip(data, LIMIT) == reason


def test_every_damage() -> None:
    """Whatever byte is damaged, a list or a reason comes out."""
    data = archive({"a.txt": b"words " * 20, "b.txt": zlib.compress(b"B")})

    for at in range(0, len(data), 3):
        damaged = data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]
        assert isinstance(read_zip(damaged, LIMIT), list | str)
