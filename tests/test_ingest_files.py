"""Which files a corpus holds: all that can be read, nothing outside it, and a reason for the rest."""

import os
import socket
from pathlib import Path

import pytest

from briefing.errors import IngestError
from briefing.ingest import files
from briefing.ingest.files import Found, read_bytes, walk
from briefing.records import PUBLISH_LOCK, Aside, Rejected


def reasons(folder: Path) -> dict[str, str]:
    """What is rejected below a folder, and why."""
    return {row.path: row.reason for row in walk(folder).rejected}


def test_all_files_below(tmp_path: Path) -> None:
    """Files are found at any depth, in order, hidden ones and hidden folders passed over."""
    for name in ("b.txt", "a/z.md", "a/b/c.html", ".DS_Store", ".git/config", "a/.hidden/x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")

    found, rejected, aside = walk(tmp_path)

    assert [file.path for file in found] == ["a/b/c.html", "a/z.md", "b.txt"]
    assert not rejected
    assert not aside


@pytest.mark.parametrize("make", [None, "file"])
def test_no_folder(tmp_path: Path, make: str | None) -> None:
    """A folder that is missing or none is an error of one line that says what to do."""
    path = tmp_path / "corpus"
    if make:
        path.write_text("x", "utf-8")

    with pytest.raises(IngestError, match=r"^no corpus: .*corpus: .*; name the folder that holds the articles$"):
        walk(path)


def test_loop_instead_of_folder(tmp_path: Path) -> None:
    """A link that leads to itself is no folder."""
    (tmp_path / "loop").symlink_to(tmp_path / "loop")

    with pytest.raises(IngestError, match="no corpus"):
        walk(tmp_path / "loop")


def test_links(tmp_path: Path) -> None:
    """A link within the corpus is read; one that leaves it, leads nowhere or to a folder is refused."""
    corpus = tmp_path / "corpus"
    (corpus / "inner").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (corpus / "a.txt").write_text("text", "utf-8")
    (corpus / "same.txt").symlink_to(corpus / "a.txt")
    (corpus / "out.txt").symlink_to(tmp_path / "secret.txt")
    (corpus / "gone.txt").symlink_to(corpus / "nowhere.txt")
    (corpus / "self.txt").symlink_to(corpus / "self.txt")
    (corpus / "up").symlink_to(tmp_path)
    (corpus / "folder").symlink_to(corpus / "inner")

    assert [file.path for file in walk(corpus).found] == ["a.txt", "same.txt"]
    assert reasons(corpus) == {
        "folder": "a symbolic link to a folder, which is read in its own place",
        "gone.txt": "a symbolic link that leads nowhere",
        "out.txt": "a symbolic link that leaves the corpus folder",
        "self.txt": "a symbolic link that leads nowhere",
        "up": "a symbolic link that leaves the corpus folder",
    }


def test_pipes_and_sockets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pipes and sockets are refused and never waited for, not even one that takes a file's place."""
    os.mkfifo(tmp_path / "pipe.txt")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")

        assert set(reasons(tmp_path)) == {"pipe.txt", "socket.txt"}
    refused = read_bytes(Found("pipe.txt", tmp_path / "pipe.txt"), 10)
    assert refused == Rejected("pipe.txt", "not a regular file")


def test_sizes(tmp_path: Path) -> None:
    """A file is read up to the limit; an empty one, one beyond it and one that has gone are refused."""
    file = tmp_path / "a.txt"
    found = Found("a.txt", file)
    gone = read_bytes(found, 4)
    file.write_bytes(b"1234")

    assert read_bytes(found, 4) == b"1234"
    assert read_bytes(found, 3) == Rejected("a.txt", "larger than the limit of 3 bytes (max_file_mb)")
    file.write_bytes(b"")
    assert read_bytes(found, 3) == Rejected("a.txt", "empty")
    assert gone == Rejected("a.txt", "cannot be read: no such file or directory")


def test_names_that_cannot_be_printed(tmp_path: Path) -> None:
    """Line breaks, overrides and invalid bytes in a name are shown as escapes."""
    for name in (b"two\nlines.txt", "left\u202eright.txt".encode(), b"not-utf8-\xff.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(b"x")

    paths = [file.path for file in walk(tmp_path).found]

    assert paths == ["left\\u202eright.txt", "not-utf8-\\udcff.txt", "two\\nlines.txt"]


def test_what_goes_away_meanwhile(tmp_path: Path) -> None:
    """A file or folder that is gone when its turn comes is one row."""
    rows = [*files._entry(tmp_path / "a.txt", tmp_path), *files._below(tmp_path / "b", tmp_path)]  # noqa: SLF001

    assert rows == [
        Rejected("a.txt", "cannot be read: no such file or directory"),
        Rejected("b", "a folder that cannot be listed: no such file or directory"),
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may list any folder")
def test_folder_that_cannot_be_listed(tmp_path: Path) -> None:
    """A folder without permission is one row, not the end of the run."""
    (tmp_path / "closed").mkdir(mode=0o000)

    assert reasons(tmp_path) == {"closed": "a folder that cannot be listed: permission denied"}


def test_what_programs_keep(tmp_path: Path) -> None:
    """What systems and word processors put into a folder for themselves is passed over as hidden files are."""
    for name in ("Thumbs.db", "desktop.ini", "~$talks.docx", "talks.txt"):
        (tmp_path / name).write_text("x", "utf-8")

    assert [file.path for file in walk(tmp_path).found] == ["talks.txt"]


def test_what_is_being_copied(tmp_path: Path) -> None:
    """A file or folder that a program has not finished is one row, and makes nothing incomplete."""
    for name in ("a.txt.part", "b.html.download", "c.TMP", "d.opdownload", "talks.tmp/e.txt", "talks.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")

    found, rejected, aside = walk(tmp_path)

    assert [file.path for file in found] == ["talks.txt"]
    assert not rejected
    assert {row.reason for row in aside} == {"a file that is still being copied; it is read once it is complete"}
    assert [row.path for row in aside] == ["a.txt.part", "b.html.download", "c.TMP", "d.opdownload", "talks.tmp/"]


def test_briefs_among_the_articles(tmp_path: Path) -> None:
    """Briefs that were put into the folder are passed over, whether below it or in its top; what else is there is read.

    Without the mark of a shared folder, files of those names are articles like others.
    """
    for folder in ("", "out/", "out/talks/"):
        (tmp_path / folder).mkdir(exist_ok=True)
        for name in (PUBLISH_LOCK, "index.html", "feed.xml", "brief.md", "note.txt"):
            (tmp_path / folder / name).write_text("x", "utf-8")
    for name in ("out/talks/history/0001-undated/brief.md", "own/history/index.html", "own/brief.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")

    found, rejected, aside = walk(tmp_path)

    own = ["note.txt", "out/note.txt", "out/talks/note.txt", "own/brief.md", "own/history/index.html"]
    assert [file.path for file in found] == own
    assert not rejected
    assert not aside


def test_pictures_of_a_saved_page(tmp_path: Path) -> None:
    """The folder that a browser saves beside a page is one row; a folder of such a name without its page is read."""
    for name in ("Talks.html", "Talks_files/a.css", "Talks_files/b.txt", "Other_files/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")

    found, rejected, aside = walk(tmp_path)

    assert [file.path for file in found] == ["Other_files/c.txt", "Talks.html"]
    assert not rejected
    assert aside == (Aside("Talks_files/", "pictures and scripts of Talks.html"),)


def test_sidecars(tmp_path: Path) -> None:
    """A sidecar belongs to the file of its name, with or without that file's ending; without one it is rejected."""
    for name in ("a.pdf", "a.pdf.meta.toml", "b.txt", "b.meta.toml", "c.meta.toml", "d.txt"):
        (tmp_path / name).write_text("x", "utf-8")

    found, rejected, aside = walk(tmp_path)

    sidecars = {file.path: file.sidecar and file.sidecar.path for file in found}
    assert sidecars == {"a.pdf": "a.pdf.meta.toml", "b.txt": "b.meta.toml", "d.txt": None}
    assert rejected == (
        Rejected("c.meta.toml", "says something of a file that is not there; give it that file's name"),
    )
    assert aside == (
        Aside("a.pdf.meta.toml", "what is known of a.pdf"),
        Aside("b.meta.toml", "what is known of b.txt"),
    )


def test_file_that_grows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that somebody writes while it is read is read once more, then rejected for being unfinished."""
    file = tmp_path / "a.txt"
    file.write_bytes(b"1234")
    real = os.fstat
    growing = [True]

    def fstat(descriptor: int) -> os.stat_result:
        before = real(descriptor)
        if growing[0]:
            with file.open("ab") as stream:
                stream.write(b"5")
        return before

    monkeypatch.setattr(os, "fstat", fstat)

    assert read_bytes(Found("a.txt", file), 99) == Rejected("a.txt", "is being written; run again once it is complete")
    growing[0] = False
    assert read_bytes(Found("a.txt", file), 99) == file.read_bytes()


def test_link_put_in_the_place_of_a_file(tmp_path: Path) -> None:
    """A file that has become a link by the time it is opened is not followed."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("text", "utf-8")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    [found] = walk(corpus).found
    (corpus / "a.txt").unlink()
    (corpus / "a.txt").symlink_to(tmp_path / "secret.txt")

    assert isinstance(read_bytes(found, 99), Rejected)
