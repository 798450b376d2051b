"""Files are read in processes of their own, so that time and memory are bounded and no library's crash ends a run.

A PDF or a picture of a page can make a parser written in C run for ever, fill the memory or fall over; in its own
process the worst that a file can do is to be rejected. Each worker reads one file after the other and sends what it
finds piece by piece; where nothing comes in time it is stopped, and the next file gets a new one.
"""

import atexit
import contextlib
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final, NamedTuple

from briefing import children
from briefing.errors import IngestError
from briefing.ingest.singles import Job, Row
from briefing.records import Rejected

# For one article, of which the largest that are read at all need 5. A file of thousands has as long for each.
PATIENCE: Final = 30.0
"""Seconds to wait for the next piece of a file."""
_START: Final = 60.0


class Worker:
    """A process that reads files."""

    def __init__(self) -> None:
        self._child = children.start("briefing.ingest.worker")
        self._process, self._connection = self._child
        if not self._starts():
            self.stop()
            raise IngestError(
                "no reader: the process that reads files does not start; "
                f"see why with {sys.executable} -c 'import briefing.ingest.worker'"
            )

    def read(self, job: Job, patience: float = PATIENCE) -> Iterator[Row]:
        """The rows of a file; the last one says so where reading it did not come to an end."""
        self._connection.send(job)
        count = 0
        while True:
            if not self._connection.poll(patience):
                yield Rejected(job.found.path, f"takes longer than {patience:.0f} seconds to read{_after(count)}")
                self.stop()
                return
            try:
                row = self._connection.recv()
            except (EOFError, OSError):
                yield Rejected(job.found.path, f"brings down the program that reads it{_after(count)}")
                self.stop()
                return
            if row is None:
                return
            count += 1
            yield row

    @property
    def usable(self) -> bool:
        """Whether it can read another file."""
        return self._child.usable

    def stop(self) -> None:
        """End the process at once."""
        self._child.kill()

    def leave(self) -> None:
        """Let the process end by itself."""
        self._connection.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_LEAVE)
        self._process.kill()
        self._process.wait()

    def _starts(self) -> bool:
        with contextlib.suppress(EOFError, OSError):
            return self._connection.poll(_START) and self._connection.recv() is None
        return False


_LEAVE: Final = 5.0


def _after(count: int) -> str:
    return f", after {count} of its articles" if count else ""


# Starting one takes half a second, so they are kept for the next folder.
_idle: list[Worker] = []
_lock = threading.Lock()


class Outcome(NamedTuple):
    """What came of reading a file."""

    rows: list[Row]
    is_whole: bool
    """Whether it was read to its end; where it was not, another try may end otherwise."""


def read_all(
    jobs: Iterable[Job], *, workers: int = 2, patience: float = PATIENCE, report: Callable[[], None] = lambda: None
) -> list[Outcome]:
    """What came of each file, in the order of the files.

    Args:
        jobs: The files.
        workers: How many are read at a time.
        patience: Seconds to wait for each piece of a file.
        report: Is told of each file that has been read.

    Raises:
        IngestError: The process that reads files does not start.
    """
    jobs = list(jobs)

    def read(job: Job) -> Outcome:
        worker = _taken()
        try:
            rows = list(worker.read(job, patience))
            is_whole = worker.usable
        finally:
            _put_back(worker)
        report()
        return Outcome(rows, is_whole)

    with ThreadPoolExecutor(max(1, min(workers, len(jobs)))) as threads:
        return list(threads.map(read, jobs))


def _taken() -> Worker:
    with _lock:
        while _idle:
            worker = _idle.pop()
            if worker.usable:
                return worker
            worker.stop()
    return Worker()


def _put_back(worker: Worker) -> None:
    if worker.usable:
        with _lock:
            _idle.append(worker)


@atexit.register
def dismiss() -> None:
    """End the workers that wait for files."""
    with _lock:
        while _idle:
            _idle.pop().leave()
