"""Files are read in other processes: what they do there, by itself or to the process, costs no other file."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from briefing.errors import IngestError
from briefing.ingest import workers
from briefing.ingest.files import Found, walk
from briefing.ingest.singles import Job, Single
from briefing.ingest.workers import Worker, read_all
from briefing.records import Rejected

LIMIT = 1_000_000
TEXT = (
    "The council of Ayr met on Friday to speak about the old bridge over the river. It voted for a new one, which is "
    "to be paid by the county in the course of the next nine years."
)


@pytest.fixture
def worker() -> Iterator[Worker]:
    """A worker of the test's own."""
    made = Worker()
    yield made
    made.stop()


def job(folder: Path, name: str = "a.txt", text: str = TEXT) -> Job:
    """A file to read."""
    (folder / name).write_text(text, "utf-8")
    return Job(Found(name, folder / name), LIMIT)


def test_rows(tmp_path: Path, worker: Worker) -> None:
    """A worker reads one file after the other and gives the rows of each."""
    [good] = worker.read(job(tmp_path))
    [bad] = worker.read(job(tmp_path, "b.txt", "Too short."))

    assert isinstance(good, Single)
    assert good.body.sentences[0].startswith("The council of Ayr")
    assert isinstance(bad, Rejected)
    assert worker.usable


def test_file_that_takes_too_long(tmp_path: Path, worker: Worker) -> None:
    """A file that is not done in time is rejected, and the worker is stopped."""
    os.kill(worker._process.pid, signal.SIGSTOP)  # noqa: SLF001 - there is no file that does it, as far as is known
    [row] = worker.read(job(tmp_path), patience=1.0)

    assert row == Rejected("a.txt", "takes longer than 1 seconds to read")
    assert not worker.usable


def test_file_that_brings_the_reader_down(tmp_path: Path, worker: Worker) -> None:
    """If the process dies, the file is rejected."""
    os.kill(worker._process.pid, signal.SIGKILL)  # noqa: SLF001 - there is no file that does it, as far as is known
    worker._process.wait()  # noqa: SLF001
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker._connection, "send", lambda _: None)  # noqa: SLF001 - it was alive when it was asked
        [row] = worker.read(job(tmp_path))

    assert row == Rejected("a.txt", "brings down the program that reads it")


def test_others_are_read(tmp_path: Path) -> None:
    """After a file that stopped its reader, the next one gets a new one; the order of the files is kept."""
    jobs = [job(tmp_path, f"{n}.txt", f"{TEXT} That was meeting {n}.") for n in range(4)]
    workers.dismiss()  # those of other tests, so that the one that is held is the one that is asked
    read_all(jobs[:1], workers=1)
    for idle in workers._idle:  # noqa: SLF001
        os.kill(idle._process.pid, signal.SIGSTOP)  # noqa: SLF001
    slow = read_all(jobs[:1], workers=1, patience=0.2)
    rows = read_all(jobs, workers=2)

    assert isinstance(slow[0].rows[0], Rejected)
    assert not slow[0].is_whole
    assert [row.path for [row], _ in rows] == ["0.txt", "1.txt", "2.txt", "3.txt"]
    assert all(isinstance(row, Single) and is_whole for [row], is_whole in rows)
    assert read_all([]) == []


def test_dead_idle_worker_is_replaced(tmp_path: Path) -> None:
    """A worker that died while it waited for a file is not asked again."""
    read_all([job(tmp_path)], workers=1)
    for idle in workers._idle:  # noqa: SLF001
        idle._process.kill()  # noqa: SLF001
        idle._process.wait()  # noqa: SLF001

    assert isinstance(read_all([job(tmp_path)], workers=1)[0].rows[0], Single)


def in_every_process(folder: Path, program: str) -> None:
    """Have Python run this when it starts, where the folder is on its path."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(program, "utf-8")


def test_reader_that_never_ends_and_whose_parent_died(tmp_path: Path) -> None:
    """A worker that is stuck in C, where no code of ours runs, is ended by the system; here after 3 seconds."""
    job(tmp_path)
    in_every_process(
        tmp_path / "site",
        "import sys\n"
        "if 'briefing.ingest.worker' in sys.orig_argv:\n"
        "    import fcntl, itertools, signal\n"
        "    from briefing.ingest import singles\n"
        "    alarm = signal.alarm\n"
        "    signal.alarm = lambda seconds: alarm(min(seconds, 3))\n"
        f"    held = open({str(tmp_path / 'held')!r}, 'w')\n"
        "    def stuck(job):\n"
        "        fcntl.flock(held, fcntl.LOCK_EX)\n"
        f"        open({str(tmp_path / 'stuck')!r}, 'w').close()\n"
        "        sum(itertools.repeat(0))\n"
        "    singles.rows_of = stuck\n",
    )
    program = (
        "from pathlib import Path\nfrom briefing.ingest import read\n"
        f"read(Path({str(tmp_path)!r}), max_file_bytes=10_000)\n"
    )
    paths = os.pathsep.join([str(tmp_path / "site"), os.environ["PYTHONPATH"]])
    parent = subprocess.Popen([sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": paths})
    while not (tmp_path / "stuck").exists():
        assert parent.poll() is None
        time.sleep(0.02)
    parent.kill()
    parent.wait()

    with FileLock(tmp_path / "held", timeout=30):  # whoever holds it is gone
        pass


def test_a_worker_that_waits_is_not_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The end is set for each piece of a file and taken back after the last."""
    log = tmp_path / "log"
    in_every_process(
        tmp_path / "site",
        "import signal\nalarm = signal.alarm\n"
        "def logged(seconds):\n"
        f"    with open({str(log)!r}, 'a') as file: print(seconds, file=file)\n"
        "    return alarm(seconds)\n"
        "signal.alarm = logged\n",
    )
    monkeypatch.syspath_prepend(tmp_path / "site")
    made = Worker()
    for _ in range(2):
        assert [type(row) for row in made.read(job(tmp_path))] == [Single]
    made.leave()

    assert log.read_text("utf-8").split() == ["90", "90", "0"] * 2


def test_dismissed(tmp_path: Path) -> None:
    """Workers end when they are no longer needed, and leave nothing behind."""
    read_all([job(tmp_path)], workers=1)
    waiting = list(workers._idle)  # noqa: SLF001
    workers.dismiss()

    assert waiting
    assert all(idle._process.poll() == 0 for idle in waiting)  # noqa: SLF001


def test_no_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no process can be started, one line says how to see why."""
    workers.dismiss()
    monkeypatch.setattr(workers, "_START", 5.0)
    monkeypatch.setattr(sys, "executable", "/bin/false")

    with pytest.raises(IngestError, match="no reader: the process that reads files does not start; see why with"):
        read_all([job(tmp_path)])


def test_memory_is_bounded() -> None:
    """A worker cannot take more memory than its share."""
    program = (
        "from briefing.ingest import worker; worker.MEMORY = 1 << 30; worker.bound_memory()\n"
        "try: bytearray(2 << 30)\n"
        "except MemoryError: print('refused')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout == "refused\n"


def test_what_programs_import_is_left_alone() -> None:
    """Reading a folder from a script without a main guard works: the worker does not run the script again."""
    folder = Path("articles")
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8")
    Path("script.py").write_text(
        "from pathlib import Path\nfrom briefing.ingest import read\n"
        "print(len(read(Path('articles'), max_file_bytes=10_000).articles))\n",
        "utf-8",
    )
    done = subprocess.run([sys.executable, "script.py"], capture_output=True, text=True, check=True)

    assert (done.stdout, done.stderr) == ("1\n", "")


@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser can become somebody else")
def test_unreadable_file(tmp_path: Path) -> None:
    """A file that may not be read is one row."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "articles" / "a.txt").chmod(0)
    for folder in (tmp_path, *tmp_path.parents):
        if folder.owner() == "root" and folder.is_relative_to("/tmp") and folder != Path("/tmp"):  # noqa: S108
            folder.chmod(0o755)
    [found] = walk(tmp_path / "articles").found
    os.seteuid(65534)
    try:
        from briefing.ingest.files import read_bytes  # noqa: PLC0415

        refused = read_bytes(found, LIMIT)
    finally:
        os.seteuid(0)

    assert refused == Rejected("a.txt", "cannot be read: permission denied")
