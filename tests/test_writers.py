"""Several writers of one shared folder at once: real processes, whose rendering is slow where it matters."""

import multiprocessing
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from threading import Barrier

import pytest
import samples
from fakes import CountingCondenser
from filelock import FileLock, Timeout
from test_pipeline import BRIDGE, FERRY

from briefing import pipeline
from briefing import publish as shelf
from briefing.changes import compare
from briefing.config import Settings
from briefing.errors import PublishError, RenderError
from briefing.records import PUBLISH_LOCK, Brief

# Not forked: a child must not inherit what this process holds.
PROCESSES = multiprocessing.get_context("spawn")
ENDS = 300.0
"""Seconds in which a writer has to be done."""
SLOW = 0.5
"""Seconds that a slow template takes."""
SETTINGS = Settings(formats=("md", "json"))

Meet = Callable[[], object]
"""Waits until the others are where one is oneself."""


def slow(file: str, wait: Meet) -> None:
    """From now on this process, which is a child, waits each time that it opens a file of this name."""

    def hook(event: str, args: tuple[object, ...]) -> None:
        if event == "open" and str(args[0]).endswith(f"/{file}"):
            wait()

    sys.addaudithook(hook)


def brief(number: int) -> Brief:
    """One that says by its date and title which it is."""
    return replace(samples.SAMPLE, title=f"Brief {number}", as_of=f"2024-03-{number:02}", changes=None)


def put(number: int, out: Path, name: str) -> None:
    """Publish a brief under a name."""
    pipeline.publish(brief(number), out, Path(name), SETTINGS)


def running(*writers: tuple[Callable[..., None], tuple[object, ...]]) -> None:
    """Run them at once, each in a process of its own, until all have ended well."""
    processes = [PROCESSES.Process(target=target, args=args, daemon=True) for target, args in writers]
    for process in processes:
        process.start()
    for process in processes:
        process.join(ENDS)
    assert [process.exitcode for process in processes] == [0] * len(processes)


# --- what changed since the brief before ----------------------------------------------------------


def in_a_process(start: Barrier, out: Path, number: int) -> None:
    """Publish a brief, slowly, at the same moment as others."""
    slow("brief.md.j2", lambda: time.sleep(SLOW))
    start.wait()
    put(number, out, "topic")


def in_threads(out: Path, count: int) -> None:
    """Publish as many briefs at once from threads of one process."""
    slow("brief.md.j2", lambda: time.sleep(SLOW))
    start, failed = threading.Barrier(count), list[BaseException]()

    def write(number: int) -> None:
        start.wait()
        try:
            put(number, out, "topic")
        except BaseException as error:
            failed.append(error)
            raise

    threads = [threading.Thread(target=write, args=(number,)) for number in range(1, count + 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.exit(bool(failed))


@pytest.mark.parametrize("writers", ["processes", "threads"])
def test_each_is_compared_with_the_one_before(tmp_path: Path, writers: str) -> None:
    """Whoever writes beside whom: a brief says what changed since the one that it took the place of."""
    count = 4
    if writers == "processes":
        start = PROCESSES.Barrier(count, timeout=ENDS)
        running(*((in_a_process, (start, tmp_path, number)) for number in range(1, count + 1)))
    else:
        running((in_threads, (tmp_path, count)))

    folder = tmp_path / "topic"
    chain = [pipeline.load(path / "brief.json") for path in sorted((folder / "history").iterdir())]
    assert sorted(one.title for one in chain) == [f"Brief {number}" for number in range(1, count + 1)]
    assert pipeline.load(folder / "brief.json") == chain[-1]
    assert [one.changes and one.changes.since for one in chain] == [None, *(one.as_of for one in chain[:-1])]
    for before, after in pairwise(chain):
        assert after.changes == compare(before, replace(after, changes=None))


# --- the list of briefs ---------------------------------------------------------------------------


def listed(out: Path) -> list[set[str]]:
    """Which briefs each of the two pages names."""
    pages = [(out / name).read_text("utf-8") for name in ("index.html", "feed.xml")]
    return [{f"Brief {number}" for number in range(1, 10) if f"Brief {number}<" in text} for text in pages]


def after_the_list_was_read(read: Barrier, out: Path, number: int) -> None:
    """Publish a brief, but let others publish theirs between reading the list of briefs and writing it."""

    def wait() -> None:
        read.wait()
        time.sleep(4 * SLOW)

    slow("index.html.j2", wait)
    put(number, out, f"topic-{number}")


def once_it_was_read(read: Barrier, out: Path, number: int) -> None:
    """Publish a brief as soon as another writer has read the list of briefs."""
    read.wait()
    put(number, out, f"topic-{number}")


def test_a_brief_that_comes_while_another_writes_the_list(tmp_path: Path) -> None:
    """It is in the list in the end, though the other writer did not know of it when it read what there is."""
    read = PROCESSES.Barrier(2, timeout=ENDS)
    running((after_the_list_was_read, (read, tmp_path, 1)), (once_it_was_read, (read, tmp_path, 2)))

    assert listed(tmp_path) == [{"Brief 1", "Brief 2"}] * 2


def again_and_again(start: Barrier, root: Path, rounds: int, number: int) -> None:
    """Publish a brief to one folder after the other, each time at the same moment as others."""
    for turn in range(rounds):
        start.wait()
        put(number, root / str(turn), f"topic-{number}")


def test_briefs_that_come_at_once(tmp_path: Path) -> None:
    """Each brief of three writers is in both pages, every time."""
    writers, rounds = 3, 10
    start = PROCESSES.Barrier(writers, timeout=ENDS)
    running(*((again_and_again, (start, tmp_path, rounds, number)) for number in range(1, writers + 1)))

    every = {f"Brief {number}" for number in range(1, writers + 1)}
    assert [listed(tmp_path / str(turn)) for turn in range(rounds)] == [[every] * 2] * rounds


# --- what is noted of a brief ---------------------------------------------------------------------


def made(root: Path, name: str) -> bool:
    """Make the brief of a folder of articles under a name that others use too; whether anything was written."""
    settings = replace(SETTINGS, topic="Pell", cache_dir=root / "cache")
    return pipeline.regenerate(root / name, root / "out", settings, condenser=CountingCondenser()).published.changed


def sources(root: Path) -> list[str]:
    """The articles of the brief that stands there."""
    return [source.path for source in pipeline.load(root / "out" / "pell" / "brief.json").sources]


def made_slowly(shown: Barrier, root: Path, name: str) -> None:
    """Make it, and let others write between the moment that it is shown and that in which it is noted."""

    def wait() -> None:
        shown.wait()
        time.sleep(4 * SLOW)

    slow(".index.html.new", wait)
    made(root, name)


def made_once_shown(shown: Barrier, root: Path, name: str) -> None:
    """Make it as soon as another one is shown."""
    shown.wait()
    made(root, name)


def test_the_brief_of_another_is_not_taken_for_ones_own(tmp_path: Path) -> None:
    """A brief that was replaced at once by that of other articles is made again, for it does not stand there."""
    for name, text in (("bridge", BRIDGE), ("ferry", FERRY)):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(text, "utf-8")
    shown = PROCESSES.Barrier(2, timeout=ENDS)
    running((made_slowly, (shown, tmp_path, "bridge")), (made_once_shown, (shown, tmp_path, "ferry")))

    assert sources(tmp_path) == ["ferry.txt"]
    assert made(tmp_path, "bridge")
    assert sources(tmp_path) == ["bridge.txt"]


# --- the lock -------------------------------------------------------------------------------------


@contextmanager
def impatient() -> Iterator[None]:
    """Nobody waits for long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelf, "PATIENCE", 0.1)
        yield


def free(folder: Path) -> bool:
    """Whether nobody holds it."""
    try:
        with FileLock(folder / PUBLISH_LOCK, timeout=0, is_singleton=False):
            return True
    except Timeout:
        return False


def refused(folder: Path) -> list[PublishError]:
    """What a thread of this process is told that wants to hold it."""
    told: list[PublishError] = []

    def hold() -> None:
        try:
            with shelf.held(folder):
                pass
        except PublishError as error:
            told.append(error)

    thread = threading.Thread(target=hold)
    thread.start()
    thread.join()
    return told


def test_who_holds_it_may_hold_it_again(tmp_path: Path) -> None:
    """By another way to the same folder too; others have to wait until the first one lets go."""
    folder = tmp_path / "topic"
    (tmp_path / "way").symlink_to(tmp_path)
    with impatient(), shelf.held(folder):
        with shelf.held(tmp_path / "way" / "topic"):
            assert refused(folder)
        assert not free(folder)
        assert refused(folder)

    assert free(folder)
    assert not refused(folder)


def test_a_brief_that_cannot_be_made_keeps_nobody_out(tmp_path: Path) -> None:
    """Where a template is broken, what was there stays, and the next writer goes on."""
    put(1, tmp_path / "out", "topic")
    broken = tmp_path / "templates"
    broken.mkdir()
    (broken / "brief.md.j2").write_text("{% if %}", "utf-8")

    with pytest.raises(RenderError):
        pipeline.publish(brief(2), tmp_path / "out", Path("topic"), replace(SETTINGS, templates_dir=broken))

    assert pipeline.load(tmp_path / "out" / "topic" / "brief.json").title == "Brief 1"
    assert free(tmp_path / "out" / "topic")


@pytest.mark.parametrize("instead", [[], ["topic"]], ids=["gone", "another"])
def test_a_folder_that_goes_while_it_is_held(tmp_path: Path, instead: list[str]) -> None:
    """It is not made again, for the lock would not be in it, and nothing is written into one in its place."""
    folder = tmp_path / "topic"
    with shelf.held(folder):
        shutil.rmtree(folder)
        for name in instead:
            (tmp_path / name).mkdir()
        with pytest.raises(PublishError, match=r"^[^\n]*topic/\.publish\.lock: cannot write: No such file[^\n]*$"):
            put(1, tmp_path, "topic")

    assert not folder.exists() or not list(folder.iterdir())
    put(1, tmp_path, "topic")
    assert pipeline.load(folder / "brief.json").title == "Brief 1"
