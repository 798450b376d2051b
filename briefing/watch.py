"""Makes the brief again whenever the folder of articles is different: a pure comparison, and the loop around it.

One mechanism serves local folders and network shares: the folder is looked at every few seconds. What decides is the
snapshot (path, size, times of change): a cycle runs where it differs from that of the last finished cycle and has stood
still for a while, so that a slow copy gives one cycle.

Whatever happens to either folder is a line of the log and no end: what went is waited for, what failed is tried again.
"""

import errno
import os
import signal
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Final

from filelock import FileLock, Timeout

from briefing import pipeline
from briefing.condense import Condenser
from briefing.config import Settings
from briefing.errors import BriefingError, IngestError, PublishError
from briefing.ingest import files
from briefing.memory import Memory
from briefing.pipeline import Regenerated
from briefing.records import Plan

RETRY: Final = 60.0
"""Seconds after which a cycle that failed is tried again though nothing is different."""
_SLICE: Final = 0.2  # seconds of sleep after which a signal is noticed
_PACKAGE: Final = Path(__file__).parent
_GONE: Final = "cannot be reached; waiting for it"
_EMPTY: Final = "there is nothing to read in it; waiting for articles"
_NO_LOCKS: Final = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP})  # of shares that cannot lock

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
        """The local day and time for a line of the log, with the offset from UTC."""
        return datetime.now(UTC).astimezone().isoformat(timespec="seconds")

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


def snapshot(corpus: Path) -> dict[str, str] | None:
    """Size and times of change of each file by path, or why it cannot be read: of what a brief is made of, no more.

    What is being copied is left out, as are briefs. None where the folder itself cannot be looked at; one below it that
    cannot is a path of its own.
    """
    try:
        walk = files.walk(corpus)
        found = [*walk.found, *(file.sidecar for file in walk.found if file.sidecar)]
        marks = {file.path: _mark(file.file) for file in found} | {row.path: row.reason for row in walk.rejected}
        # A share that went amid the walk leaves a list of what cannot be read, which is no state of the folder.
        with os.scandir(corpus):
            pass
    except (IngestError, OSError):
        return None
    return dict(sorted(marks.items()))


def _mark(file: Path) -> str:
    """What is different once a file is: where size and time of writing are kept, the change of the rest shows it."""
    try:
        state = file.stat()
    except OSError as error:
        return f"gone: {error.errno}"
    return f"{state.st_size} {state.st_mtime_ns} {state.st_ctime_ns}"


# --- one writer -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Held:
    """The lock on a brief, and which file it is: that of the same name on a share that came back is another."""

    lock: FileLock
    file: tuple[int, int] | None
    """Device and inode."""

    def stands(self) -> bool:
        """Whether the file that is locked is still the one that others find."""
        return self.lock.is_locked and self.file is not None and self.file == _identity(Path(self.lock.lock_file))

    def close(self) -> None:
        """Let go of it, if it is still there to let go of."""
        with suppress(OSError):
            self.lock.release()


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_dev, state.st_ino


def _lock(corpus: Path, out: Path, settings: Settings) -> _Held:
    """Holds the brief against another `watch`; the system lets go of it when this process ends in whatever way."""
    file = out / f".watch-{pipeline.slug_of(corpus, settings)}.lock"
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = FileLock(file, timeout=0)
        lock.acquire()
    except Timeout as error:
        raise PublishError(
            f"{out}: another `briefing watch` makes this brief; wait until it is done, or stop it"
        ) from error
    except OSError as error:
        raise PublishError(f"{out}: {_why_not(error)}") from error
    return _Held(lock, _identity(file))


def _why_not(error: OSError) -> str:
    if error.errno in _NO_LOCKS:
        return f"its share cannot lock files ({error.strerror}); switch its locks on, or write to another folder"
    return f"cannot write: {error.strerror or error}; check the rights and the path"


def once(  # noqa: PLR0913 - what a cycle needs, and where it speaks
    corpus: Path, out: Path, settings: Settings, *, condenser: Condenser, say: Say, clock: Clock | None = None
) -> Regenerated:
    """One cycle, whatever is in the folder.

    Raises:
        BriefingError: as the pipeline, or another `watch` makes this brief.
    """
    clock = clock or Clock()
    with closing(_lock(corpus, out, settings)):
        done = pipeline.regenerate(corpus, out, settings, condenser=condenser)
    say(f"{clock.stamp()} {_outcome(done)}")
    return done


def _outcome(done: Regenerated) -> str:
    where = f"{'written to' if done.published.changed else 'unchanged in'} {done.published.folder}"
    refused = done.rejected
    incomplete = f" (incomplete: {len(refused)} rejected, the first: {refused[0].path})" if refused else ""
    instead = f" (with salience in place of {done.instead_of})" if done.instead_of else ""
    return f"{done.condensed} condensed, {done.cached} remembered; {where}{instead}{incomplete}"


def _difference(found: Plan) -> str:
    counts = {"added": found.added, "changed": found.changed, "removed": found.removed}
    return ", ".join(f"{len(paths)} {name}" for name, paths in counts.items() if paths) or "nothing new"


def _in_words(error: Exception) -> str:
    """One line; of what nobody foresaw with its class and place, so that it can be reported."""
    text = " ".join(str(error).split())
    if isinstance(error, BriefingError | OSError):
        return text
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)] or frames
    return f"{type(error).__name__}{text and ': '}{text} ({Path(ours[-1].filename).name}:{ours[-1].lineno})"


# --- the loop -------------------------------------------------------------------------------------


def watch(  # noqa: PLR0913 - the same
    corpus: Path, out: Path, settings: Settings, *, condenser: Condenser, say: Say, clock: Clock | None = None
) -> None:
    """Make the brief whenever the folder is different, until SIGTERM or SIGINT; the second one does not wait.

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
            loop.lock.close()


@contextmanager
def _until_signalled(clock: Clock) -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        clock.stopping = True
        for number in before:  # whoever cannot wait for the end of a long merge asks again
            signal.signal(number, signal.SIG_DFL)

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
    lock: _Held
    done: dict[str, str] = field(default_factory=dict)
    """The snapshot of the last finished cycle."""
    seen: dict[str, str] = field(default_factory=dict)
    since: float = 0.0
    """When what was seen last was seen first."""
    retry: float | None = None
    """When to try again what failed."""
    memory: Memory = field(default_factory=Memory)
    trouble: dict[Path, str] = field(default_factory=dict)
    """What was said last of a folder that cannot be used."""
    due: bool = False
    """Whether a cycle is to run though nothing is different."""

    def look(self) -> None:
        """Look at both folders once, and make the brief where it is time."""
        try:
            seen = snapshot(self.corpus)
        except Exception as error:  # noqa: BLE001 - a watch that nobody sees must outlive a fault of the program's own
            self._told_failure(error)
            return
        there = self._told(self.corpus, _GONE if seen is None else None if seen else _EMPTY)
        if (
            not self._told(self.out, None if files.is_folder(self.out) else _GONE)
            or not there
            or not self._still_mine()
        ):
            return
        if seen is not None and seen != self.seen:
            self.seen, self.since, self.retry = seen, self.clock.now(), None
        if self._is_time():
            self._cycle()

    def _is_time(self) -> bool:
        different = bool(self.seen) and (self.due or self.seen != self.done)
        settled = self.clock.now() - self.since >= self.settings.settle_seconds
        return different and settled and (self.retry is None or self.clock.now() >= self.retry)

    def _told(self, folder: Path, trouble: str | None) -> bool:
        """Whether a folder can be used; says once that it cannot, and once that it is back."""
        before = self.trouble.pop(folder, None)
        if trouble:
            self.trouble[folder] = trouble
            if trouble != before:
                self._line(f"{folder}: {trouble}")
        elif before:
            self.due, self.retry = True, None
            if before == _GONE:
                self._line(f"{folder}: is back")
        return not trouble

    def _still_mine(self) -> bool:
        """Whether the lock is that of the folder as it is now; a share that came back has a new one."""
        if self.lock.stands():
            return True
        self.lock.close()
        try:
            self.lock = _lock(self.corpus, self.out, self.settings)
        except BriefingError as error:
            self._told_failure(error)
            return False
        if not self.due:  # or it was said that it is back
            self._line(f"{self.out}: is another folder than before")
        self.due, self.retry = True, None
        return True

    def _told_failure(self, error: Exception) -> None:
        if self.retry is None or self.clock.now() >= self.retry:
            self._line(f"failed: {_in_words(error)}")
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
        except Exception as error:  # noqa: BLE001 - a disk that goes in the middle, or a fault as in `look`
            self._told_failure(error)
            return
        self._line(f"{_difference(plan(self.done, begun))}: {_outcome(done)}")
        self.done, self.due, self.retry = begun, False, None

    def _go_on(self, _stage: str, _done: int, _total: int) -> None:
        if self.clock.stopping:
            raise Stopped("stopped")

    def _line(self, text: str) -> None:
        self.say(f"{self.clock.stamp()} {text}")
