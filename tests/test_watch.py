"""`briefing.watch`: one brief for each change that has settled, whatever happens to the folders."""

import errno
import fcntl
import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from conftest import ROOT
from fakes import CountingCondenser
from filelock import FileLock, Timeout
from hypothesis import given
from hypothesis import strategies as st
from test_pipeline import BRIDGE, FERRY

from briefing import pipeline
from briefing.condense import Condenser
from briefing.config import Settings
from briefing.errors import PublishError
from briefing.ingest import files
from briefing.records import Article, Digest
from briefing.watch import RETRY, Clock, once, plan, snapshot, watch

STAMP = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d"
STATES = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("12"))
PROGRAM = """
import sys
import time
sys.path.insert(0, sys.argv[4])
from pathlib import Path
from fakes import CountingCondenser
from briefing.config import Settings
from briefing.errors import BriefingError
from briefing.watch import watch
corpus, out, cache = map(Path, sys.argv[1:4])
settings = Settings(cache_dir=cache, formats=("json",), settle_seconds=0)
class Slow(CountingCondenser):
    def digest(self, article, key):
        (cache / "begun").touch()
        time.sleep(float(sys.argv[5]))
        return super().digest(article, key)
try:
    watch(corpus, out, settings, condenser=Slow(), say=lambda line: print(line, flush=True))
except BriefingError as error:
    print(error, flush=True)
    sys.exit(error.exit_code)
"""


@dataclass(slots=True)
class Script(Clock):
    """A clock on which a second is a look, and at each look the next step is done; it stops after the last."""

    steps: list[Callable[[], object]] = field(default_factory=list)
    at: float = 0.0

    def now(self) -> float:
        """Seconds slept so far."""
        return self.at

    def stamp(self) -> str:
        """No time of day, so that lines can be compared."""
        return "-"

    def sleep(self, seconds: float) -> None:
        """Do the next step at once."""
        self.at += seconds
        if self.steps:
            self.steps.pop(0)()
        else:
            self.stopping = True


def wait() -> None:
    """A step in which nothing happens."""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """One article."""
    folder = tmp_path / "pell"
    folder.mkdir()
    (folder / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    return folder


def settings_of(corpus: Path) -> Settings:
    """Settings with a cache of the test's own."""
    return Settings(cache_dir=corpus.parent / "cache", formats=("json",))


def lines(
    corpus: Path, *steps: Callable[[], object], out: Path | None = None, condenser: Condenser | None = None
) -> list[str]:
    """What a watch says that lives through these steps, each followed by three seconds of quiet."""
    said: list[str] = []
    script = Script(steps=[part for step in (wait, *steps) for part in (step, wait, wait, wait)])
    watch(
        corpus,
        out or corpus.parent / "out",
        settings_of(corpus),
        condenser=condenser or CountingCondenser(),
        say=said.append,
        clock=script,
    )
    return [line.replace(str(corpus.parent), "…") for line in said]


def heads(said: list[str]) -> list[str]:
    """What was different, of each line."""
    return [line.removeprefix("- ").partition(":")[0] for line in said]


@given(STATES, STATES)
def test_plan(old: dict[str, str], new: dict[str, str]) -> None:
    """The four parts are disjoint, cover both states, and each says what it is called."""
    found = plan(old, new)
    parts = [*found.added, *found.changed, *found.removed, *found.same]

    assert sorted(parts) == sorted(old.keys() | new.keys())
    assert all(path not in old for path in found.added)
    assert all(path not in new for path in found.removed)
    assert all(old[path] != new[path] for path in found.changed)
    assert all(old[path] == new[path] for path in found.same)


def test_changes(corpus: Path) -> None:
    """Articles that come, change, are renamed and go give one line each, and quiet gives none."""
    ferry = corpus / "ferry.txt"
    said = lines(
        corpus,
        lambda: ferry.write_text(FERRY, encoding="utf-8"),
        lambda: ferry.write_text(FERRY.replace("two ships", "three ships"), encoding="utf-8"),
        lambda: ferry.rename(corpus / "boat.txt"),
        wait,
        (corpus / "boat.txt").unlink,
    )

    assert heads(said) == ["1 added", "1 added", "1 changed", "1 added, 1 removed", "1 removed"]
    assert said[1] == "- 1 added: 1 condensed, 1 remembered; written to …/out/pell"


def test_slow_copy(corpus: Path) -> None:
    """A file that grows gives one brief, when it has stopped growing."""
    said: list[str] = []
    parts = [FERRY[start : start + 60] for start in range(0, len(FERRY), 60)]

    def grow() -> None:
        with (corpus / "ferry.txt").open("a", encoding="utf-8") as file:
            file.write(parts.pop(0))

    script = Script(steps=[*[wait] * 4, *[grow] * len(parts), *[wait] * 4])
    out = corpus.parent / "out"
    watch(corpus, out, settings_of(corpus), condenser=CountingCondenser(), say=said.append, clock=script)

    assert heads(said) == ["1 added", "1 added"]


def test_unfinished_and_hidden_files(corpus: Path) -> None:
    """Files that are being copied, hidden ones and the briefs themselves are not looked at."""
    for name in ("a.txt.part", ".hidden", "~$a.docx", "b.TMP"):
        (corpus / name).write_text("x", encoding="utf-8")
    pipeline.regenerate(corpus, corpus / "out", settings_of(corpus), condenser=CountingCondenser())

    assert list(snapshot(corpus) or {}) == ["bridge.txt"]


@pytest.mark.parametrize("below", ["out", "."])
def test_shared_folder_in_the_corpus(corpus: Path, below: str) -> None:
    """A brief that lies among the articles is neither an article of the next one nor a reason to make it."""
    said = lines(corpus, wait, out=corpus / below)
    again = pipeline.regenerate(corpus, corpus / below, settings_of(corpus), condenser=CountingCondenser())

    assert heads(said) == ["1 added"]
    assert (again.published.changed, again.condensed + again.cached) == (False, 1)


def test_snapshot_sees_what_size_and_time_hide(corpus: Path) -> None:
    """A replacement of the same size and time is a change, as is a file whose rights change, and a sidecar."""
    file, sidecar = corpus / "bridge.txt", corpus / "bridge.meta.toml"
    state = file.stat()
    states = [snapshot(corpus)]
    file.write_text(BRIDGE.replace("nine", "five"), encoding="utf-8")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    states.append(snapshot(corpus))
    file.chmod(0o600)
    states.append(snapshot(corpus))
    sidecar.write_text('publisher = "Pell Gazette"', encoding="utf-8")
    states.append(snapshot(corpus))

    assert file.stat().st_size == state.st_size
    assert all(before != after for before, after in itertools.pairwise(states))
    assert list(states[-1] or {}) == ["bridge.meta.toml", "bridge.txt"]


def test_snapshot_of_a_folder_that_cannot_be_reached(corpus: Path) -> None:
    """A folder within that the system refuses, here for the length of its path, is one entry; the rest is seen."""
    at = os.open(corpus, os.O_RDONLY)
    for _ in range(20):  # made from within, where the whole path would be refused
        os.mkdir("d" * 250, dir_fd=at)
        below = os.open("d" * 250, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    os.close(at)
    found = snapshot(corpus) or {}

    assert len(found) == 2
    assert "bridge.txt" in found
    assert found[max(found, key=len)] == "cannot be read: file name too long"


@pytest.mark.parametrize("goes", ["file", "folder"])
def test_snapshot_of_what_goes_meanwhile(corpus: Path, goes: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that goes while the folder is looked at is no reason to call that unreachable; the folder itself is."""
    real = files.walk

    def walk(folder: Path) -> files.Walk:
        found = real(folder)
        (corpus / "bridge.txt").unlink()
        if goes == "folder":
            corpus.rmdir()
        return found

    monkeypatch.setattr(files, "walk", walk)

    assert snapshot(corpus) == (None if goes == "folder" else {"bridge.txt": f"gone: {errno.ENOENT}"})


def test_corpus_goes_and_comes(corpus: Path) -> None:
    """A folder that goes away has one line, and one when it is back."""
    away = corpus.with_name("away")
    said = lines(corpus, lambda: corpus.rename(away), wait, lambda: away.rename(corpus))

    assert said[1:3] == ["- …/pell: cannot be reached; waiting for it", "- …/pell: is back"]
    assert len(said) == 4


def test_target_goes_and_comes(corpus: Path) -> None:
    """A shared folder that was away has its brief again once it is back."""
    out = corpus.parent / "out"
    said = lines(corpus, lambda: shutil.rmtree(out), wait, out.mkdir)

    assert said[1:3] == ["- …/out: cannot be reached; waiting for it", "- …/out: is back"]
    assert (out / "pell" / "brief.json").exists()


def test_target_that_cannot_be_asked(corpus: Path) -> None:
    """A share of which the system says an error, as of one whose server is gone, is waited for like any other."""
    out, real = corpus.parent / "out", corpus.parent / "real"
    real.mkdir()
    out.symlink_to(real)

    def lead_to(target: str | Path) -> None:
        out.unlink()
        out.symlink_to(target)

    said = lines(corpus, lambda: lead_to("x" * 300), wait, lambda: lead_to(real))

    assert said[1:3] == ["- …/out: cannot be reached; waiting for it", "- …/out: is back"]
    assert len(said) == 4


def test_target_is_another(corpus: Path) -> None:
    """Another folder in the place of the shared one gets a brief, and is held against others."""
    out = corpus.parent / "out"
    lock = out / ".watch-pell.lock"
    refused = []

    def replace() -> None:
        out.rename(corpus.parent / "old")
        out.mkdir()
        lock.touch()

    def try_it() -> None:
        try:
            FileLock(lock, timeout=0).acquire()
        except Timeout:
            refused.append(lock)

    said = lines(corpus, replace, try_it)

    assert said[1:] == [
        "- …/out: is another folder than before",
        "- nothing new: 0 condensed, 1 remembered; written to …/out/pell",
    ]
    assert refused == [lock]


def test_failed_cycle(corpus: Path) -> None:
    """A cycle that fails has one line, and the next change gives a brief."""
    said = lines(
        corpus,
        lambda: (corpus / "bridge.txt").write_bytes(bytes(64)),
        lambda: (corpus / "bridge.txt").write_text(FERRY, encoding="utf-8"),
    )

    assert heads(said) == ["1 added", "failed", "1 changed"]


def test_empty_folder(corpus: Path) -> None:
    """An empty folder has one line, and the first article gives a brief."""
    (corpus / "bridge.txt").unlink()
    said = lines(corpus, wait, lambda: (corpus / "ferry.txt").write_text(FERRY, encoding="utf-8"))

    assert said[0] == "- …/pell: there is nothing to read in it; waiting for articles"
    assert heads(said[1:]) == ["1 added"]


def test_emptied_folder(corpus: Path) -> None:
    """A folder that is empty for once, as where a share is not mounted, has one line, and its brief stays."""
    away = corpus.parent / "away.txt"
    said = lines(corpus, lambda: (corpus / "bridge.txt").rename(away), wait, lambda: away.rename(corpus / "bridge.txt"))

    assert said[1] == "- …/pell: there is nothing to read in it; waiting for articles"
    assert len(said) == 3
    assert said[2].endswith("unchanged in …/out/pell")


@dataclass
class Failing(CountingCondenser):
    """Fails so many times before it works."""

    failures: int = 1
    error: BaseException = field(default_factory=lambda: KeyError("no such word"))

    def digest(self, article: Article, key: str) -> Digest:
        """Condense, or not."""
        if self.failures:
            self.failures -= 1
            raise self.error
        return super().digest(article, key)


def test_unforeseen_error_and_retry(corpus: Path) -> None:
    """A fault of the program's own is one line with its place; after a minute it is tried again, not before."""
    minute = [wait] * (int(RETRY) // 4)  # a step is four seconds
    before = lines(corpus, *minute[:-1], condenser=Failing())
    after = lines(corpus, *minute, wait, condenser=Failing())

    assert len(before) == 1
    assert re.fullmatch(r"- failed: KeyError: 'no such word' \(pipeline\.py:\d+\)", before[0])
    assert heads(after) == ["failed", "1 added"]


def test_unforeseen_error_of_a_look(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault while the folder is looked at is one line a minute, and the next look is like any other."""
    real, failures = files.walk, [ValueError("bad name")] * 5

    def walk(folder: Path) -> files.Walk:
        if failures:
            raise failures.pop()
        return real(folder)

    monkeypatch.setattr(files, "walk", walk)
    said = lines(corpus, wait, wait)

    assert re.fullmatch(r"- failed: ValueError: bad name \(watch\.py:\d+\)", said[0])
    assert heads(said) == ["failed", "1 added"]


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(3)], ids=["interrupt", "exit"])
def test_what_is_not_caught(corpus: Path, error: BaseException) -> None:
    """What asks the program to end is no failure to be tried again."""
    with pytest.raises(type(error)):
        lines(corpus, condenser=Failing(error=error))


def test_stop_amid_a_cycle(corpus: Path) -> None:
    """A stop that comes while articles are condensed is heeded before the next one; what was done is remembered."""
    (corpus / "ferry.txt").write_text(FERRY, encoding="utf-8")
    script = Script(steps=[wait] * 5)

    class Stopping(CountingCondenser):
        """Asks to stop while it condenses."""

        def digest(self, article: Article, key: str) -> Digest:
            """Condense one article, a moment after the program was told to stop."""
            script.stopping = True
            return super().digest(article, key)

    condenser, said = Stopping(), list[str]()
    out = corpus.parent / "out"
    watch(corpus, out, settings_of(corpus), condenser=condenser, say=said.append, clock=script)

    assert condenser.asked == ["bridge.txt"]
    assert said == []
    assert not (out / "pell").exists()
    assert lines(corpus)[0].startswith("- 2 added: 1 condensed, 1 remembered")


@pytest.mark.parametrize("mask", [0o022, 0o027])
def test_modes(corpus: Path, mask: int) -> None:
    """Everything in the shared folder, locks and history too, may be read by whom the umask lets read."""
    before = os.umask(mask)
    try:
        lines(corpus, lambda: (corpus / "ferry.txt").write_text(FERRY, encoding="utf-8"))
    finally:
        os.umask(before)
    out = corpus.parent / "out"
    paths = [path for path in (out, *out.rglob("*")) if not path.is_symlink()]
    modes = {path: path.stat().st_mode & 0o777 for path in paths}

    assert {".watch-pell.lock", ".publish.lock", "history", "index.html"} <= {path.name for path in paths}
    assert modes == {path: (0o777 if path.is_dir() else 0o666) & ~mask for path in paths}


def test_names(corpus: Path) -> None:
    """No name in the shared folder is one that Windows, OneDrive or SharePoint refuses."""
    lines(corpus)
    refused = re.compile(r'[<>:"|?*\\\x00-\x1f]|[ .]$|^ |^~\$|_vti_|^(\.lock|desktop\.ini|con|prn|aux|nul)$')
    names = {path.name for path in (corpus.parent / "out").rglob("*")}

    assert len(names) > 5
    assert [name for name in names if refused.search(name)] == []


class TestOnce:
    """`once`."""

    def test_lines_and_lock(self, corpus: Path) -> None:
        """One line, whatever is in the folder, and nobody is kept out afterwards."""
        said: list[str] = []
        out = corpus.parent / "out"
        for _ in range(2):
            once(corpus, out, settings_of(corpus), condenser=CountingCondenser(), say=said.append, clock=Script())
        with FileLock(out / ".watch-pell.lock", timeout=0):
            pass

        assert said[0] == f"- 1 condensed, 0 remembered; written to {out / 'pell'}"
        assert said[1].startswith("- 0 condensed, 1 remembered; unchanged in ")

    def test_second(self, corpus: Path) -> None:
        """Beside another one it makes no brief, and says what can be done."""
        out = corpus.parent / "out"
        out.mkdir()
        with (
            FileLock(out / ".watch-pell.lock"),
            pytest.raises(PublishError, match="another `briefing watch` makes this brief; wait until it is done"),
        ):
            once(corpus, out, settings_of(corpus), condenser=CountingCondenser(), say=print)

        assert not (out / "pell").exists()

    @pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP])
    def test_share_without_locks(self, corpus: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
        """A share that cannot lock is called that, and not one without rights."""

        def flock(_descriptor: int, _operation: int) -> None:
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(fcntl, "flock", flock)
        with pytest.raises(PublishError, match=r"out: its share cannot lock files \(.+\); switch its locks on, or"):
            once(corpus, corpus.parent / "out", settings_of(corpus), condenser=CountingCondenser(), say=print)

    def test_target_is_a_file(self, corpus: Path) -> None:
        """A target that cannot be written is one line that says so."""
        (corpus.parent / "out").write_text("x", encoding="utf-8")
        with pytest.raises(PublishError, match=r"out: cannot write: .+; check the rights and the path"):
            once(corpus, corpus.parent / "out", settings_of(corpus), condenser=CountingCondenser(), say=print)


def start(corpus: Path, *, slow: float = 0) -> subprocess.Popen[str]:
    """A watch in a process of its own, which takes so many seconds for an article."""
    words = [str(path) for path in (corpus, corpus.parent / "out", corpus.parent / "cache", ROOT / "tests", slow)]
    return subprocess.Popen([sys.executable, "-c", PROGRAM, *words], stdout=subprocess.PIPE, stderr=None, text=True)


def first_line(process: subprocess.Popen[str]) -> str:
    """What it says first."""
    assert process.stdout
    return process.stdout.readline()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signal(corpus: Path, number: signal.Signals) -> None:
    """A signal ends it with 0 and without another word."""
    with start(corpus) as process:
        assert "1 added" in first_line(process)
        process.send_signal(number)
        rest, _ = process.communicate(timeout=20)

    assert (process.returncode, rest) == (0, "")


def begun(corpus: Path) -> None:
    """Wait until the first article is being condensed."""
    end = time.monotonic() + 60
    while not (corpus.parent / "cache" / "begun").exists() and time.monotonic() < end:
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signal_amid_a_cycle(corpus: Path, number: signal.Signals) -> None:
    """A signal while articles are condensed ends it with 0, without a word, and before the other articles."""
    for index in range(30):
        (corpus / f"{index}.txt").write_text(FERRY.replace("two ships", f"{index + 5} ships"), encoding="utf-8")
    with start(corpus, slow=1) as process:
        begun(corpus)
        process.send_signal(number)
        said, _ = process.communicate(timeout=20)

    assert (process.returncode, said) == (0, "")
    assert not (corpus.parent / "out" / "pell").exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_second_signal(corpus: Path, number: signal.Signals) -> None:
    """The second signal ends it at once, however long an article takes."""
    with start(corpus, slow=300) as process:
        begun(corpus)
        process.send_signal(number)
        time.sleep(0.5)
        still_there = process.poll() is None
        process.send_signal(number)
        process.communicate(timeout=20)

    assert still_there
    assert process.returncode == -number


def test_build_beside_a_watch(corpus: Path) -> None:
    """A `briefing build` of the same brief while a watch runs gives one set for each state, whoever is first."""
    out = corpus.parent / "out"
    with start(corpus) as process:
        first_line(process)
        for index in range(3):
            (corpus / f"{index}.txt").write_text(FERRY.replace("two ships", f"{index + 5} ships"), encoding="utf-8")
            pipeline.regenerate(corpus, out, settings_of(corpus), condenser=CountingCondenser())
            line = first_line(process)
            brief = json.loads((out / "pell" / "brief.json").read_text(encoding="utf-8"))

            assert "1 added" in line
            assert "failed" not in line
            assert len(brief["inputs"]) == index + 2
        process.terminate()
        rest, _ = process.communicate(timeout=20)

    assert (process.returncode, rest) == (0, "")
    assert len([path for path in (out / "pell" / "history").iterdir() if not path.name.startswith(".")]) == 4


def test_second_writer_and_kill(corpus: Path) -> None:
    """A second watch leaves with 1 and one line; after a kill the next one starts by itself."""
    with start(corpus) as process:
        first_line(process)
        with start(corpus) as second:
            said, _ = second.communicate(timeout=60)
        process.kill()
    with start(corpus) as third:
        line = first_line(third)
        third.terminate()

    assert (second.returncode, said.count("\n")) == (1, 1)
    assert "another `briefing watch`" in said
    assert "unchanged in" in line


def test_clock() -> None:
    """The real clock does not sleep once it is to stop, and says the day and the offset from UTC."""
    clock, before = Clock(stopping=True), time.monotonic()
    clock.sleep(60)

    assert time.monotonic() - before < 10
    assert abs(datetime.fromisoformat(clock.stamp()).timestamp() - time.time()) < 10
    assert re.fullmatch(STAMP, clock.stamp())


def command(corpus: Path, model_dir: Path, *words: str) -> list[str]:
    """The command line of a watch with the real models."""
    places = ["--model-dir", str(model_dir), "--cache-dir", str(corpus.parent / "cache")]
    out = str(corpus.parent / "out")
    return [sys.executable, "-m", "briefing", "watch", str(corpus), "-o", out, "--format", "json", *places, *words]


@pytest.mark.model
def test_command_once(corpus: Path, model_dir: Path) -> None:
    """`briefing watch --once` says one line, leaves its brief, and ends with 3 where a file could not be read."""
    (corpus / "broken.txt").write_bytes(bytes(64))
    (corpus / "ferry.txt.part").write_text(FERRY[:80], encoding="utf-8")
    done = subprocess.run(command(corpus, model_dir, "--once"), capture_output=True, text=True, check=False)
    brief = json.loads((corpus.parent / "out" / "pell" / "brief.json").read_text(encoding="utf-8"))

    assert done.returncode == 3
    line = rf"{STAMP} 1 condensed, 0 remembered; written to \S+ \(incomplete: 1 rejected, the first: broken.txt\)\n"
    assert re.fullmatch(line, done.stdout)
    assert {row["path"]: row["fate"] for row in brief["inputs"]} == {
        "bridge.txt": "used",
        "broken.txt": "rejected",
        "ferry.txt.part": "unused",
    }


@pytest.mark.model
def test_command(corpus: Path, model_dir: Path) -> None:
    """`briefing watch` says a line for the first brief and for the next one, and ends with 0 on SIGTERM."""
    with subprocess.Popen(command(corpus, model_dir), stdout=subprocess.PIPE, text=True) as process:
        first = first_line(process)
        (corpus / "ferry.txt").write_text(FERRY, encoding="utf-8")
        second = first_line(process)
        process.terminate()
        rest, _ = process.communicate(timeout=20)

    assert re.match(rf"{STAMP} 1 added: 1 condensed, 0 remembered; written to ", first)
    assert re.match(rf"{STAMP} 1 added: 1 condensed, 1 remembered; written to ", second)
    assert (process.returncode, rest) == (0, "")
