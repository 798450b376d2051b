"""A disk that is full or read-only, a real one: what was there stays, one line says why, and the next run goes on."""

import errno
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import mixed
import pytest
from fakes import CountingCondenser
from test_publish import NEW, OLD, visible

from briefing import pipeline
from briefing.config import Settings
from briefing.errors import PublishError
from briefing.publish import PATIENCE, publish, publish_listing

PAGE = os.sysconf("SC_PAGESIZE")
OLD_SET = {name: data * 300 for name, data in OLD.items()}  # some pages each
NEW_SET = {name: data * 500 for name, data in NEW.items()}
ENOUGH = 4_000_000
MOST = 40
"""Pages or files, of which no run here needs as many."""


class Disk:
    """A small disk in memory, of which space and files can be taken away."""

    def __init__(self, root: Path) -> None:
        """Mount it there."""
        self.root = root
        self._set(f"size={ENOUGH},nr_inodes=1000", "-t", "tmpfs", "tmpfs")

    def leave(self, *, pages: int | None = None, files: int | None = None) -> None:
        """Let so much be free; all that anybody needs, if not given."""
        used = os.statvfs(self.root)
        size = ENOUGH if pages is None else (used.f_blocks - used.f_bfree) * used.f_frsize + pages * PAGE
        inodes = 1000 if files is None else used.f_files - used.f_ffree + files
        # A size of 0 would mean no limit.
        self._set(f"remount,size={max(size, PAGE)},nr_inodes={inodes}")

    def close(self, mode: str) -> None:
        """Make it read-only, `ro`, or not, `rw`."""
        self._set(f"remount,{mode}")

    def take_off(self) -> None:
        """Unmount it."""
        subprocess.run(["/bin/umount", "--lazy", self.root], check=True)

    def _set(self, options: str, *kind: str) -> None:
        subprocess.run(["/bin/mount", "-o", options, *kind, self.root], check=True, capture_output=True, text=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A disk of the test's own."""
    (tmp_path / "disk").mkdir()
    try:
        made = Disk(tmp_path / "disk")
    except (OSError, subprocess.CalledProcessError) as error:
        said = error.stderr if isinstance(error, subprocess.CalledProcessError) else error
        pytest.skip(f"no disk can be mounted here: {said}".strip())
    yield made
    made.take_off()


def attempts(disk: Disk, what: str, seed: Path, work: Callable[[Path], object]) -> Iterator[tuple[Path, bool]]:
    """Work on copies of a folder: with nothing free, then with a little more each time, until there is enough.

    Args:
        disk: Where it is done.
        what: Of what little is free: `pages` or `files`.
        seed: The folder.
        work: What raises where there is too little.

    Yields:
        Each copy after it, with enough free again, and whether it was done; failures have to be told in one line.
    """
    for room in range(MOST):
        out = disk.root / f"with-{room}"
        shutil.copytree(seed, out, symlinks=True)
        disk.leave(**{what: room})
        told = ""
        try:
            work(out)
        except PublishError as error:
            told = str(error)
        disk.leave()
        if told:
            assert told.startswith(str(out))
            assert told.endswith(": cannot write: No space left on device; check the rights and the space there")
            assert "\n" not in told
        yield out, not told
        if not told:
            return
    pytest.fail("it is never enough")


def leftovers(out: Path) -> list[str]:
    """What is in no set, and what nobody is shown."""
    return [path.name for path in out.rglob(".*") if path.name not in (".publish.lock", ".current")]


def refuse_links(patch: pytest.MonkeyPatch) -> None:
    """Make every disk one that has no links."""

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "no links on this disk")

    patch.setattr(Path, "symlink_to", refuse)


@pytest.mark.parametrize("way", ["links", "no links", "links again"])
@pytest.mark.parametrize("what", ["pages", "files"])
def test_full_disk(disk: Disk, what: str, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """However little is missing, the old set stays, whole, and nothing takes space; the next run shows the new one."""
    with pytest.MonkeyPatch.context() as patch:
        if way != "links":
            refuse_links(patch)
        publish(OLD_SET, disk.root / "seed", "topic", as_of="2024-02-01")
    if way == "no links":
        refuse_links(monkeypatch)

    def work(out: Path) -> None:
        publish(NEW_SET, out, "topic", as_of="2024-02-14")

    failed = 0
    for out, done in attempts(disk, what, disk.root / "seed", work):
        failed += not done
        assert visible(out / "topic") == (NEW_SET if done else OLD_SET)
        assert leftovers(out) == []

        assert publish(NEW_SET, out, "topic", as_of="2024-02-14").changed != done
        assert visible(out / "topic") == NEW_SET
        assert leftovers(out) == []
        assert len(list((out / "topic" / "history").iterdir())) == 2

    assert failed >= 5


@pytest.mark.parametrize("what", ["pages", "files"])
def test_full_disk_before_the_first_brief(disk: Disk, what: str) -> None:
    """Where there was no brief, there is none or all of it."""
    (disk.root / "seed").mkdir()

    for out, done in attempts(disk, what, disk.root / "seed", lambda out: publish(NEW_SET, out, "topic", as_of=None)):
        assert visible(out / "topic") == (NEW_SET if done else {})

        publish(NEW_SET, out, "topic", as_of=None)
        assert visible(out / "topic") == NEW_SET
        assert leftovers(out) == []


@pytest.mark.parametrize("what", ["pages", "files"])
def test_full_disk_and_the_list_of_briefs(disk: Disk, what: str) -> None:
    """The pages are both as they were, or both new."""
    old, new = (dict.fromkeys(("feed.xml", "index.html"), text * 2_000) for text in (b"old", b"new"))
    publish_listing(disk.root / "seed", old)
    failed = 0

    for out, done in attempts(disk, what, disk.root / "seed", lambda out: publish_listing(out, new)):
        failed += not done
        assert {name: (out / name).read_bytes() for name in new} == (new if done else old)
        assert leftovers(out) == []

        assert publish_listing(out, new) != done
        assert {name: (out / name).read_bytes() for name in new} == new

    assert failed >= 2


def test_read_only_disk(disk: Disk) -> None:
    """It is said at once, without waiting for a lock that cannot be had; the old set stays."""
    publish(OLD_SET, disk.root, "topic", as_of=None)
    disk.close("ro")
    began = time.monotonic()
    for topic in ("topic", "another"):
        with pytest.raises(PublishError, match=r"^[^\n]*: cannot write: Read-only file system; check [^\n]*$"):
            publish(NEW_SET, disk.root, topic, as_of=None)
    with pytest.raises(PublishError, match="Read-only file system"):
        publish_listing(disk.root, {"index.html": b"new"})

    assert time.monotonic() - began < PATIENCE / 60
    assert visible(disk.root / "topic") == OLD_SET

    disk.close("rw")
    publish(NEW_SET, disk.root, "topic", as_of=None)
    assert visible(disk.root / "topic") == NEW_SET


def test_full_cache(disk: Disk, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A brief is made all the same, the same one, with a warning where nothing can be remembered."""
    corpus = tmp_path / "articles"
    corpus.mkdir()
    for number in range(3):
        text = "\n\n".join([f"Ayr bridge report {number}", f"March {number + 1}, 2023", *mixed.report(number, 12)])
        (corpus / f"{number}.txt").write_text(text, "utf-8")

    def made(name: str, cache: Path) -> bytes:
        settings = Settings(topic="Bridge of Ayr", formats=("json",), cache_dir=cache)
        done = pipeline.regenerate(corpus, tmp_path / name, settings, condenser=CountingCondenser())
        return (done.published.folder / "brief.json").read_bytes()

    expected = made("expected", tmp_path / "cache")
    assert not caplog.records
    warned = []
    for pages in range(0, 160, 16):
        cache = disk.root / f"cache-{pages}"
        disk.leave(pages=pages)
        caplog.clear()
        assert made(f"out-{pages}", cache) == expected
        disk.leave()
        warned.append(bool(caplog.records))
        assert all(record.getMessage().startswith(f"cache {cache}") for record in caplog.records)
        assert made(f"out-{pages}", cache) == expected

    assert warned[0]
    assert not warned[-1]
