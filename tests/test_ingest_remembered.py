"""What was read before is not read again, and nothing is taken for what it is not."""

import os
from pathlib import Path

import mixed
import pytest

from briefing.cache import Cache
from briefing.ingest import Remembered, files, read, workers
from briefing.ingest.singles import Job
from briefing.records import Reading

LIMIT = 1_000_000


class Desk:
    """Reads one folder again and again, and counts the files that were opened by a reader."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.corpus, self.cache = folder / "ayr", folder / "cache"
        self.corpus.mkdir()
        self.read_files: list[str] = []
        really = workers.read_all

        def counted(jobs: list[Job], **options: object) -> list[workers.Outcome]:
            jobs = list(jobs)
            self.read_files = [job.found.path for job in jobs]
            return really(jobs, **options)  # type: ignore[arg-type]

        monkeypatch.setattr(workers, "read_all", counted)

    def write(self, name: str, text: str | bytes) -> None:
        """Put a file into the folder."""
        data = text.encode() if isinstance(text, str) else text
        (self.corpus / name).write_bytes(data)

    def __call__(self, known: Remembered | None = None) -> Reading:
        """Read the folder, with what is known in memory, else only with the store."""
        known = known or Remembered()
        with Cache(self.cache) as store:
            known.begin(store)
            return read(self.corpus, max_file_bytes=LIMIT, remembered=known)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with two articles, a sidecar, a broken file and an archive."""
    made = Desk(tmp_path, monkeypatch)
    made.write("a.txt", mixed.text(1))
    made.write("b.html", mixed.page(2))
    made.write("b.meta.toml", 'publisher = "River Post"')
    made.write("c.pdf", b"%PDF-1.7 broken")
    made.write("d.zip", mixed.packed({"x.txt": mixed.text(3).encode(), "y.txt": b"short"}))
    return made


def test_nothing_is_read_twice(desk: Desk) -> None:
    """The second reading opens no file, in another process and in the same one, and is equal to the first."""
    first = desk()
    assert sorted(desk.read_files) == ["a.txt", "b.html", "c.pdf", "d.zip"]
    known = Remembered()
    second = desk(known)
    assert desk.read_files == []
    third = desk(known)

    assert desk.read_files == []
    assert first == second == third
    assert {article.path for article in first.articles} == {"a.txt", "b.html", "d.zip/x.txt"}
    assert {row.path for row in first.rejected} == {"c.pdf", "d.zip/y.txt"}


def test_only_what_is_new_is_read(desk: Desk) -> None:
    """An edited file, a new name and another sidecar are read; a file that was touched is not."""
    desk()
    desk.write("a.txt", mixed.text(7))
    desk.write("b.meta.toml", 'publisher = "Harbour Post"')
    (desk.corpus / "d.zip").rename(desk.corpus / "e.zip")
    os.utime(desk.corpus / "c.pdf", (1, 1))
    found = desk()

    assert desk.read_files == ["a.txt", "b.html", "e.zip"]
    assert [article.publisher for article in found.articles if article.path == "b.html"] == ["Harbour Post"]


def test_another_program(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another version of the program read is read again."""
    desk()
    monkeypatch.setattr("briefing.program.fingerprint", lambda: "another")
    desk()

    assert desk.read_files == ["a.txt", "b.html", "c.pdf", "d.zip"]


def test_spoiled_store(desk: Desk) -> None:
    """An entry that is no reading, or that holds something else, is made anew."""
    first = desk()
    with Cache(desk.cache) as store:
        store._connection.execute("UPDATE note_1 SET body = '[[\"article\", 3]]'")  # noqa: SLF001
        store._connection.commit()  # noqa: SLF001

    assert desk() == first
    assert len(desk.read_files) == 4


def test_saved_while_it_is_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is saved between being looked at and being read is rejected, and read the next time."""
    really = files.read_bytes

    def late(found: files.Found, limit: int) -> object:
        data = really(found, limit)
        if found.path == "a.txt":
            desk.write("a.txt", mixed.text(9))
        return data

    with monkeypatch.context() as patch:
        patch.setattr(files, "read_bytes", late)
        found = desk()
    desk.write("a.txt", mixed.text(1))  # as it was when it was looked at

    assert [row.reason for row in found.rejected if row.path == "a.txt"] == [files.BEING_WRITTEN]
    assert "a.txt" in {article.path for article in desk().articles}


def test_unfinished_reading_is_not_remembered(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a reader did not get to the end of is tried again."""
    really = workers.read_all
    monkeypatch.setattr(
        workers, "read_all", lambda jobs, **options: [row._replace(is_whole=False) for row in really(jobs, **options)]
    )
    desk()
    desk()

    assert len(desk.read_files) == 4


def test_half_a_character(desk: Desk) -> None:
    """A text that JSON cannot hold is read each time, and harms nobody."""
    desk.write("f.json", b'{"title": "Bridge \\ud800", "text": "' + " ".join(mixed.report(5)).encode() + b'"}')
    first = desk()

    assert desk() == first
