"""Makes the brief again whenever the folder of articles is different: a pure comparison, and the loop around it.

One mechanism serves local folders and network shares: the folder is looked at every few seconds. What decides is the
snapshot (path, size, time of change): a cycle runs where it differs from that of the last finished cycle and has stood
still for a while, so that a slow copy gives one cycle.
"""

import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Final

from filelock import FileLock, Timeout

from briefing import pipeline
from briefing.condense import Condenser
from briefing.config import Settings
from briefing.errors import BriefingError, PublishError
from briefing.ingest.files import UNFINISHED, is_left_out
from briefing.memory import Memory
from briefing.pipeline import Regenerated
from briefing.records import Plan

RETRY: Final = 60.0
"""Seconds after which a cycle that failed is tried again though nothing is different."""
_SLICE: Final = 0.2  # seconds of sleep after which a signal is noticed
_UNFINISHED: Final = (*UNFINISHED, ".download", ".swp")

Say = Callable[[str], None]


class Stopped(BriefingError):  # noqa: N818 - no error: somebody asked for it
    """The cycle was abandoned because the program is to stop."""

    exit_code = 0


@dataclass(slots=True)
class Clock:
    """Time, and whether to go on; tests have one of their own."""

    stopping: bool = False

    def now(self) -> float:
        """Seconds, from any beginning."""
        return time.monotonic()

    def stamp(self) -> str:
        """The time of day for a line of the log."""
        return time.strftime("%H:%M:%S")

    def sleep(self, seconds: float) -> None:
        """Wait, but no longer than until somebody asks to stop."""
        end = self.now() + seconds
        while not self.stopping and (left := end - self.now()) > 0:
            time.sleep(min(left, _SLICE))


def plan(old: Mapping[str, str], new: Mapping[str, str]) -> Plan:
    """What is different between two states of a folder, each a hash or another mark by path.

    >>> plan({"a": "1", "b": "1", "c": "1"}, {"b": "1", "c": "2", "d": "1"})
    Plan(added=('d',), changed=('c',), removed=('a',), same=('b',))
    """
    both = sorted(old.keys() & new.keys())
    return Plan(
        tuple(sorted(new.keys() - old.keys())),
        tuple(path for path in both if old[path] != new[path]),
        tuple(sorted(old.keys() - new.keys())),
        tuple(path for path in both if old[path] == new[path]),
    )


def snapshot(corpus: Path, out: Path) -> dict[str, str] | None:
    """Size and time of change of each file by path, without what is being copied and what is below the shared folder.

    None where the folder cannot be looked at.
    """
    try:
        with os.scandir(corpus):
            pass
        shared = out.resolve()
        return dict(sorted(_marks(corpus.resolve(), "", shared)))
    except (OSError, RuntimeError):
        return None


def _marks(folder: Path, below: str, shared: Path) -> Iterator[tuple[str, str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            path = folder / entry.name
            if is_left_out(entry.name) or entry.name.lower().endswith(_UNFINISHED) or path == shared:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _marks(path, f"{below}{entry.name}/", shared)
            else:
                state = path.stat() if path.exists() else path.lstat()
                yield below + entry.name, f"{state.st_size} {state.st_mtime_ns}"


# --- one writer -----------------------------------------------------------------------------------


def _lock(corpus: Path, out: Path, settings: Settings) -> FileLock:
    """Holds the brief against another `watch`; the system lets go of it when this process ends in whatever way."""
    file = out / f".watch-{pipeline.slug_of(corpus, settings)}.lock"
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = FileLock(file, timeout=0)
        lock.acquire()
    except Timeout as error:
        raise PublishError(f"{out}: another `briefing watch` makes this brief; stop it first") from error
    except OSError as error:
        raise PublishError(f"{out}: cannot write: {error.strerror or error}; check the rights and the path") from error
    return lock


def once(  # noqa: PLR0913 - what a cycle needs, and where it speaks
    corpus: Path, out: Path, settings: Settings, *, condenser: Condenser, say: Say, clock: Clock | None = None
) -> Regenerated:
    """One cycle, whatever is in the folder.

    Raises:
        BriefingError: as the pipeline, or another `watch` makes this brief.
    """
    clock = clock or Clock()
    with _lock(corpus, out, settings):
        done = pipeline.regenerate(corpus, out, settings, condenser=condenser)
    say(f"{clock.stamp()} {_outcome(done)}")
    return done


def _outcome(done: Regenerated) -> str:
    where = f"{'written to' if done.published.changed else 'unchanged in'} {done.published.folder}"
    incomplete = f" (incomplete: {len(done.rejected)} rejected)" if done.rejected else ""
    return f"{done.condensed} condensed, {done.cached} remembered; {where}{incomplete}"


def _difference(found: Plan) -> str:
    counts = {"added": found.added, "changed": found.changed, "removed": found.removed}
    return ", ".join(f"{len(paths)} {name}" for name, paths in counts.items() if paths) or "nothing new"


# --- the loop -------------------------------------------------------------------------------------


def watch(  # noqa: PLR0913 - the same
    corpus: Path, out: Path, settings: Settings, *, condenser: Condenser, say: Say, clock: Clock | None = None
) -> None:
    """Make the brief whenever the folder is different, until SIGTERM or SIGINT.

    Raises:
        PublishError: another `watch` makes this brief, or the shared folder cannot be written at the start.
    """
    clock = clock or Clock()
    with _until_signalled(clock):
        loop = _Loop(corpus, out, settings, condenser, say, clock, _lock(corpus, out, settings))
        try:
            while not clock.stopping:
                loop.look()
                clock.sleep(settings.poll_seconds)
        finally:
            loop.lock.release()


@contextmanager
def _until_signalled(clock: Clock) -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        clock.stopping = True

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@dataclass(slots=True)
class _Loop:
    """What the loop remembers from one look to the next."""

    corpus: Path
    out: Path
    settings: Settings
    condenser: Condenser
    say: Say
    clock: Clock
    lock: FileLock
    done: dict[str, str] = field(default_factory=dict)
    """The snapshot of the last finished cycle."""
    seen: dict[str, str] = field(default_factory=dict)
    since: float = 0.0
    """When what was seen last was seen first."""
    retry: float | None = None
    """When to try again what failed."""
    missing: set[Path] = field(default_factory=set)
    memory: Memory = field(default_factory=Memory)
    due: bool = False
    """Whether a cycle is to run though nothing is different."""

    def look(self) -> None:
        """Look at both folders once, and make the brief where it is time."""
        seen = snapshot(self.corpus, self.out)
        there = self._told(self.corpus, seen is not None)
        if not self._told(self.out, self.out.is_dir()) or not there or seen is None or not self._still_mine():
            return
        if seen != self.seen:
            self.seen, self.since, self.retry = seen, self.clock.now(), None
        if self._is_time():
            self._cycle()

    def _is_time(self) -> bool:
        different = bool(self.seen) and (self.due or self.seen != self.done)
        settled = self.clock.now() - self.since >= self.settings.settle_seconds
        return different and settled and (self.retry is None or self.clock.now() >= self.retry)

    def _told(self, folder: Path, there: bool) -> bool:  # noqa: FBT001 - a fact, no switch
        """Say once that a folder went, and once that it is back."""
        if not there and folder not in self.missing:
            self.missing.add(folder)
            self._line(f"{folder}: cannot be reached; waiting for it")
        elif there and folder in self.missing:
            self.missing.remove(folder)
            self.due, self.retry = True, None
            self._line(f"{folder}: is back")
        return there

    def _still_mine(self) -> bool:
        """Whether the lock is that of the folder as it is now; a share that came back has a new one."""
        try:
            if self.lock.is_locked and Path(self.lock.lock_file).exists():
                return True
            self.lock.release()
            self.lock = _lock(self.corpus, self.out, self.settings)
        except BriefingError as error:
            self._told_failure(error)
            return False
        self.due = True
        return True

    def _told_failure(self, error: Exception) -> None:
        if self.retry is None or self.clock.now() >= self.retry:
            self._line(f"failed: {' '.join(str(error).split())}")
            self.retry = self.clock.now() + RETRY

    def _cycle(self) -> None:
        begun = self.seen
        try:
            done = pipeline.regenerate(
                self.corpus,
                self.out,
                self.settings,
                condenser=self.condenser,
                memory=self.memory,
                report=self._go_on,
            )
        except Stopped:
            return
        except (BriefingError, OSError) as error:  # a disk or share that goes in the middle
            self._told_failure(error)
            return
        self._line(f"{_difference(plan(self.done, begun))}: {_outcome(done)}")
        self.done, self.due, self.retry = begun, False, None

    def _go_on(self, _stage: str, _done: int, _total: int) -> None:
        if self.clock.stopping:
            raise Stopped("stopped")

    def _line(self, text: str) -> None:
        self.say(f"{self.clock.stamp()} {text}")
