"""`briefing.publish`: whole sets, in one step, whatever happens to the writer."""

import errno
import itertools
import multiprocessing
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from briefing import publish as module
from briefing.errors import PublishError
from briefing.publish import NAMES, publish, publish_listing, published, slug
from briefing.records import PUBLISH_LOCK, PUBLISHED_NAMES

OLD = {name: f"old {name}".encode() for name in ("brief.html", "brief.json", "brief.md")}
NEW = {name: f"new {name}".encode() for name in ("brief.json", "brief.md", "brief.pdf")}
DIED = 42
WRITING = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink"}

# Children are forked from a process that has loaded the libraries, so a crash costs milliseconds.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["briefing.publish", "hypothesis.strategies", "pytest"])


def visible(folder: Path) -> dict[str, bytes]:
    """What a reader of the folder finds."""
    return {name: (folder / name).read_bytes() for name in NAMES if (folder / name).exists()}


def times(folder: Path) -> dict[Path, int]:
    """When each entry below the folder was last written."""
    return {path: path.lstat().st_mtime_ns for path in folder.rglob("*") if path.name != PUBLISH_LOCK}


def _write(out: Path, files: dict[str, bytes], step: int, *, links: bool) -> None:
    """In a child: publish, but die just before the given step, counted from 1, that changes the disk."""
    steps = itertools.count(1)

    def hook(event: str, args: tuple[object, ...]) -> None:
        if event == "os.symlink" and not links:
            raise OSError(errno.EPERM, "no links on this disk")
        is_open = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
        if (event in WRITING or is_open) and next(steps) == step:
            os._exit(DIED)

    sys.addaudithook(hook)
    publish(files, out, "topic", as_of="2024-02-14")


def child(out: Path, files: dict[str, bytes], step: int = 0, *, links: bool = True) -> int | None:
    """Publish in a process of its own, and give its exit code."""
    process = PROCESSES.Process(target=_write, args=(out, files, step), kwargs={"links": links})
    process.start()
    process.join()
    return process.exitcode


def crashes(seed: Path, work: Path, *, links: bool) -> Iterator[Path]:
    """The folder as it is after a writer of NEW died at each of its steps in turn."""
    for step in itertools.count(1):
        out = work / str(step)
        shutil.copytree(seed, out, symlinks=True)
        if child(out, NEW, step, links=links) != DIED:
            return
        yield out


def test_a_first_brief_is_there_as_a_set(tmp_path: Path) -> None:
    """The files stand in the topic's folder, and the set in the history with number and date."""
    done = publish(OLD, tmp_path / "new" / "out", "topic", as_of="2024-02-01")

    assert done == module.Published(tmp_path / "new" / "out" / "topic", changed=True, names=tuple(OLD))
    assert visible(done.folder) == OLD
    assert [path.name for path in (done.folder / "history").iterdir()] == ["0001-2024-02-01"]


def test_a_new_brief_replaces_the_set_and_keeps_the_old(tmp_path: Path) -> None:
    """The newest set is visible, without formats that it lacks; the one before stays in the history, untouched."""
    publish(OLD, tmp_path, "topic", as_of="2024-02-01")

    done = publish(NEW, tmp_path, "topic", as_of=None)

    assert done.changed
    assert visible(done.folder) == NEW
    assert not os.path.lexists(done.folder / "brief.html")
    assert visible(done.folder / "history" / "0001-2024-02-01") == OLD
    assert visible(done.folder / "history" / "0002-undated") == NEW


def test_the_same_bytes_write_nothing(tmp_path: Path) -> None:
    """Publishing what is there already leaves every time stamp alone."""
    folder = publish(OLD, tmp_path, "topic", as_of="2024-02-01").folder
    before = times(folder)

    done = publish(dict(reversed(OLD.items())), tmp_path, "topic", as_of="2024-02-14")

    assert not done.changed
    assert times(folder) == before


def test_the_way_back_is_a_new_set(tmp_path: Path) -> None:
    """A brief that becomes again what it was two versions ago gets a number of its own."""
    folders = {publish(files, tmp_path, "topic", as_of="2024-02-01").folder for files in (OLD, NEW, OLD)}
    [folder] = folders

    assert visible(folder) == OLD
    assert len(list((folder / "history").iterdir())) == 3


def test_a_copy_of_the_folder_works(tmp_path: Path) -> None:
    """Links are relative: the folder can be moved or copied as it is."""
    publish(OLD, tmp_path / "out", "topic", as_of="2024-02-01")

    shutil.copytree(tmp_path / "out", tmp_path / "copy", symlinks=True)
    shutil.rmtree(tmp_path / "out")

    assert visible(tmp_path / "copy" / "topic") == OLD


def test_somebody_elses_files_stay(tmp_path: Path) -> None:
    """What is no file of a brief is left alone."""
    (tmp_path / "topic").mkdir()
    (tmp_path / "topic" / "brief.docx").write_text("mine")

    publish(OLD, tmp_path, "topic", as_of=None)

    assert (tmp_path / "topic" / "brief.docx").read_text() == "mine"


def test_a_changed_file_is_put_right(tmp_path: Path) -> None:
    """If somebody replaced a file of the set, the next run shows the whole set again."""
    folder = publish(OLD, tmp_path, "topic", as_of=None).folder
    (folder / "brief.md").unlink()
    (folder / "brief.md").write_text("edited")
    (folder / "brief.html").unlink()
    (folder / "brief.html").symlink_to("brief.md")

    assert publish(OLD, tmp_path, "topic", as_of=None).changed
    assert visible(folder) == OLD


def test_what_a_dead_writer_left_is_used_or_cleared(tmp_path: Path) -> None:
    """Half a set is thrown away; a whole one that was never shown is shown, under the number that it has."""
    folder = publish(OLD, tmp_path, "topic", as_of="2024-02-01").folder
    shutil.copytree(folder / "history" / "0001-2024-02-01", folder / "history" / ".unfinished")
    publish(NEW, tmp_path, "topic", as_of="2024-02-14")
    (folder / ".current").unlink()
    (folder / ".current").symlink_to("history/0001-2024-02-01")

    assert publish(NEW, tmp_path, "topic", as_of="2024-02-14").changed
    assert visible(folder) == NEW
    assert sorted(path.name for path in (folder / "history").iterdir()) == ["0001-2024-02-01", "0002-2024-02-14"]


def test_a_writer_may_die_at_any_step(tmp_path: Path) -> None:
    """Whenever the writer dies, a reader finds all of the old set or all of the new one, and the next run ends well."""
    publish(OLD, tmp_path / "seed", "topic", as_of="2024-02-01")
    seen = []

    for out in crashes(tmp_path / "seed", tmp_path, links=True):
        seen.append(visible(out / "topic"))
        publish(NEW, out, "topic", as_of="2024-02-14")

        assert visible(out / "topic") == NEW
        assert sorted(path.name for path in (out / "topic" / "history").iterdir()) == [
            "0001-2024-02-01",
            "0002-2024-02-14",
        ]

    assert len(seen) > 8
    assert all(files in (OLD, NEW) for files in seen)
    assert seen[0] == OLD
    assert seen[-1] == NEW


def test_the_first_writer_may_die_at_any_step(tmp_path: Path) -> None:
    """Where there was no brief, there is none or all of it."""
    (tmp_path / "seed").mkdir()

    assert all(visible(out / "topic") in ({}, NEW) for out in crashes(tmp_path / "seed", tmp_path, links=True))


def test_without_links_each_file_is_whole(tmp_path: Path) -> None:
    """Where a disk has no links, a dying writer leaves whole files, and the next run puts the set right."""
    assert child(tmp_path / "seed", OLD, links=False) == 0
    assert not any(path.is_symlink() for path in (tmp_path / "seed" / "topic").iterdir())

    for out in crashes(tmp_path / "seed", tmp_path, links=False):
        files = visible(out / "topic")
        assert all(data in (OLD.get(name), NEW.get(name)) for name, data in files.items())
        assert files["brief.json"] == OLD["brief.json"] or files.items() >= NEW.items()

        assert child(out, NEW, links=False) == 0
        assert visible(out / "topic") == NEW


def test_without_links_the_set_is_plain_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a disk refuses links, the newest set is there all the same, and nothing of the old one beside it."""
    publish(OLD, tmp_path, "topic", as_of=None)

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "no links on this disk")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    folder = publish(NEW, tmp_path, "topic", as_of=None).folder

    assert visible(folder) == NEW
    assert not any((folder / name).is_symlink() for name in NEW)


def test_a_folder_may_come_from_a_disk_without_links(tmp_path: Path) -> None:
    """Plain files of an earlier run become links, and the set is the new one."""
    child(tmp_path, OLD, links=False)

    folder = publish(NEW, tmp_path, "topic", as_of=None).folder

    assert visible(folder) == NEW
    assert all((folder / name).is_symlink() for name in NEW)


def test_a_reader_never_finds_half_a_set(tmp_path: Path) -> None:
    """While sets are replaced, each set that a reader holds is one of those that were published."""
    folder = publish(OLD, tmp_path, "topic", as_of=None).folder
    stop, found = threading.Event(), []

    def read() -> None:
        while not stop.is_set():
            held = folder / (folder / ".current").readlink()
            found.append(visible(held))
            found.append({"brief.md": (folder / "brief.md").read_bytes()})

    reader = threading.Thread(target=read)
    reader.start()
    for files in [NEW, OLD] * 10:
        publish(files, tmp_path, "topic", as_of=None)
    stop.set()
    reader.join()

    wholes = (OLD, NEW, {"brief.md": OLD["brief.md"]}, {"brief.md": NEW["brief.md"]})
    assert len(found) > 20
    assert all(files in wholes for files in found)


def test_two_writers_take_turns(tmp_path: Path) -> None:
    """Processes that publish at once leave one whole set and a history without gaps."""
    writers = [
        PROCESSES.Process(target=_write, args=(tmp_path, files, 0), kwargs={"links": True}) for files in [OLD, NEW] * 4
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    numbers = sorted(int(path.name[:4]) for path in (tmp_path / "topic" / "history").iterdir())
    assert [writer.exitcode for writer in writers] == [0] * len(writers)
    assert visible(tmp_path / "topic") in (OLD, NEW)
    assert numbers == list(range(1, len(numbers) + 1))


def test_waiting_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If another writer does not let go, that is an error and not a wait for ever."""
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    (tmp_path / "topic").mkdir()

    with (
        FileLock(tmp_path / "topic" / PUBLISH_LOCK, is_singleton=False),
        pytest.raises(PublishError, match=r"another writer has held it for 0.05 s"),
    ):
        publish(OLD, tmp_path, "topic", as_of=None)


def test_waiting_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """Whoever has to wait for another writer learns what for, once, and then the set is written."""
    monkeypatch.setattr(module, "SILENCE", 0.01)
    (tmp_path / "topic").mkdir()
    lock = FileLock(tmp_path / "topic" / PUBLISH_LOCK, is_singleton=False, thread_local=False)
    lock.acquire()
    threading.Timer(0.3, lock.release).start()

    publish(OLD, tmp_path, "topic", as_of=None)

    [told] = caplog.messages
    assert told == f"{tmp_path / 'topic'}: another writer holds it; waiting for up to 10 minutes"
    assert visible(tmp_path / "topic") == OLD


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    """The message names the path and the reason."""
    (tmp_path / "out").write_text("a file")

    with pytest.raises(PublishError, match=r"cannot write") as caught:
        publish(OLD, tmp_path / "out", "topic", as_of=None)

    assert str(tmp_path / "out") in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["", ".", "..", "../up", "a/b", "/etc", "A", "a b", "nul", ".current", "a\x00b"])
def test_a_name_that_is_no_slug_is_refused(tmp_path: Path, name: str) -> None:
    """Nothing is ever written outside the shared folder, or under a name that hides."""
    with pytest.raises(PublishError, match="no safe folder name"):
        publish(OLD, tmp_path, name, as_of=None)

    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("files", [{}, {"brief.exe": b""}, {"../brief.md": b""}, {"index.html": b""}])
def test_only_the_files_of_a_brief_make_a_set(tmp_path: Path, files: dict[str, bytes]) -> None:
    """An empty set and unknown names are refused."""
    with pytest.raises(PublishError, match="it takes some of"):
        publish(files, tmp_path, "topic", as_of=None)


@given(st.text())
def test_a_slug_is_a_safe_name(text: str) -> None:
    """It is never empty, never leads anywhere, fits a file system, and is its own slug."""
    name = slug(text)

    assert name
    assert not set(name) & set('/\\:*?"<>|. \0')
    assert len(name.encode()) <= 255
    assert slug(name) == name


def test_an_odd_date_does_not_reach_the_path(tmp_path: Path) -> None:
    """Only an ISO date becomes part of a folder's name."""
    folder = publish(OLD, tmp_path, "topic", as_of="../../x").folder

    assert [path.name for path in (folder / "history").iterdir()] == ["0001-undated"]


def test_briefs_are_found(tmp_path: Path) -> None:
    """A listing knows each folder with a `brief.json`, and its files; a missing folder has none."""
    publish(OLD, tmp_path, "b-topic", as_of=None)
    publish(NEW, tmp_path, "a-topic", as_of=None)
    publish({"brief.md": b"x"}, tmp_path, "no-json", as_of=None)
    (tmp_path / "index.html").write_text("x")

    assert published(tmp_path) == {"a-topic": tuple(NEW), "b-topic": tuple(OLD)}
    assert list(published(tmp_path)) == ["a-topic", "b-topic"]
    assert published(tmp_path / "nowhere") == {}


def test_a_listing_is_replaced_when_it_changed(tmp_path: Path) -> None:
    """Pages with the same bytes keep their time stamps."""
    pages = {"index.html": b"1", "feed.xml": b"1"}
    assert publish_listing(tmp_path, pages)
    before = times(tmp_path)

    assert not publish_listing(tmp_path, pages)
    assert times(tmp_path) == before
    assert publish_listing(tmp_path, {**pages, "feed.xml": b"2"})
    assert (tmp_path / "feed.xml").read_bytes() == b"2"
    assert (tmp_path / "index.html").lstat().st_mtime_ns == before[tmp_path / "index.html"]


def versions(folder: Path) -> list[str]:
    """The sets in the history."""
    return sorted(path.name for path in (folder / "history").iterdir())


def test_history_is_kept_to_a_number(tmp_path: Path) -> None:
    """Of many sets the newest stay, with their numbers; without a number all stay."""
    for number in range(5):
        publish({"brief.json": str(number).encode()}, tmp_path, "all", as_of=None)
        publish({"brief.json": str(number).encode()}, tmp_path, "two", as_of=None, keep=2)

    assert len(versions(tmp_path / "all")) == 5
    assert versions(tmp_path / "two") == ["0004-undated", "0005-undated"]
    assert visible(tmp_path / "two") == {"brief.json": b"4"}


def test_what_a_writer_left_that_died_while_it_removed(tmp_path: Path) -> None:
    """A set that was half removed is removed by the next writer."""
    publish(OLD, tmp_path, "topic", as_of=None)
    (tmp_path / "topic" / "history" / ".going").mkdir()
    (tmp_path / "topic" / "history" / ".going" / "brief.md").write_bytes(b"x")
    publish(NEW, tmp_path, "topic", as_of=None, keep=1)

    assert versions(tmp_path / "topic") == ["0002-undated"]
    assert visible(tmp_path / "topic") == NEW


def test_names_that_are_known(tmp_path: Path) -> None:
    """What lies visibly in a shared folder and in a brief's own is known by name, so that nothing reads it again."""
    publish(OLD | NEW, tmp_path, "topic", as_of=None)
    publish_listing(tmp_path, {"index.html": b"list", "feed.xml": b"feed"})
    for folder in (tmp_path, tmp_path / "topic"):
        names = {path.name for path in folder.iterdir() if not path.name.startswith(".")}

        assert names <= PUBLISHED_NAMES | {"topic"}
        assert (folder / PUBLISH_LOCK).is_file()


def test_what_is_shown_is_never_removed(tmp_path: Path) -> None:
    """A brief that is again what is shown, after a writer died with a newer set, stays, however few are kept."""
    folder = publish(OLD, tmp_path, "topic", as_of="2024-02-01").folder
    publish(NEW, tmp_path, "topic", as_of="2024-02-14")
    (folder / ".current").unlink()
    (folder / ".current").symlink_to("history/0001-2024-02-01")
    (folder / "brief.html").symlink_to(".current/brief.html")
    (folder / "brief.pdf").unlink()

    assert not publish(OLD, tmp_path, "topic", as_of="2024-02-01", keep=1).changed
    assert visible(folder) == OLD


def test_an_unchanged_brief_clears_what_dead_writers_left(tmp_path: Path) -> None:
    """Half written and half removed sets go, new files that never took their place, and sets beyond the number."""
    for files in (NEW, OLD, NEW, OLD):
        publish(files, tmp_path, "topic", as_of=None)
    folder = tmp_path / "topic"
    for name in (".unfinished", ".going"):
        (folder / "history" / name).mkdir()
        (folder / "history" / name / "brief.md").write_bytes(b"x")
    for name in (".brief.md.new", "..current.new"):
        (folder / name).write_bytes(b"x")
    (folder / ".mine.new").write_bytes(b"x")

    assert not publish(OLD, tmp_path, "topic", as_of=None, keep=2).changed
    assert versions(folder) == ["0003-undated", "0004-undated"]
    assert sorted(path.name for path in folder.glob(".*")) == [".current", ".mine.new", PUBLISH_LOCK]


def test_what_a_listing_left_is_cleared(tmp_path: Path) -> None:
    """Also where the pages are what they were."""
    publish_listing(tmp_path, {"index.html": b"1"})
    (tmp_path / ".index.html.new").write_bytes(b"x")

    assert not publish_listing(tmp_path, {"index.html": b"1"})
    assert sorted(path.name for path in tmp_path.iterdir()) == [PUBLISH_LOCK, "index.html"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO])
def test_a_disk_that_fails_is_no_disk_without_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Where a link cannot be made for the disk's sake, nothing else is tried: the old set stays as it is."""
    folder = publish(OLD, tmp_path, "topic", as_of=None).folder

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "symlink_to", fail)
        with pytest.raises(PublishError, match=os.strerror(number)):
            publish(NEW, tmp_path, "topic", as_of=None)

    assert visible(folder) == OLD
    assert all((folder / name).is_symlink() for name in OLD)
