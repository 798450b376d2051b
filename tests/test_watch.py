"""`briefing.watch`: one brief for each change that has settled, whatever happens to the folders."""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from conftest import ROOT
from fakes import CountingCondenser
from hypothesis import given
from hypothesis import strategies as st
from test_pipeline import BRIDGE, FERRY

from briefing.config import Settings
from briefing.watch import Clock, plan, snapshot, watch

STATES = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("12"))
PROGRAM = """
import sys
sys.path.insert(0, sys.argv[4])
from pathlib import Path
from fakes import CountingCondenser
from briefing.config import Settings
from briefing.errors import BriefingError
from briefing.watch import watch
corpus, out, cache = map(Path, sys.argv[1:4])
settings = Settings(cache_dir=cache, formats=("json",), settle_seconds=0)
try:
    watch(corpus, out, settings, condenser=CountingCondenser(), say=lambda line: print(line, flush=True))
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


def lines(corpus: Path, *steps: Callable[[], object]) -> list[str]:
    """What a watch says that lives through these steps, each followed by three seconds of quiet."""
    said: list[str] = []
    settings = Settings(cache_dir=corpus.parent / "cache", formats=("json",))
    script = Script(steps=[part for step in (wait, *steps) for part in (step, wait, wait, wait)])
    watch(corpus, corpus.parent / "out", settings, condenser=CountingCondenser(), say=said.append, clock=script)
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
    settings = Settings(cache_dir=corpus.parent / "cache", formats=("json",))
    watch(corpus, corpus.parent / "out", settings, condenser=CountingCondenser(), say=said.append, clock=script)

    assert heads(said) == ["1 added", "1 added"]


def test_unfinished_and_hidden_files(corpus: Path) -> None:
    """Files that are being copied, hidden ones and the briefs themselves are not looked at."""
    for name in ("a.txt.part", ".hidden", "~$a.docx", "b.TMP"):
        (corpus / name).write_text("x", encoding="utf-8")
    (corpus / "out").mkdir()
    (corpus / "out" / "brief.md").write_text("x", encoding="utf-8")

    assert list(snapshot(corpus, corpus / "out") or {}) == ["bridge.txt"]


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


def test_failed_cycle(corpus: Path) -> None:
    """A cycle that fails has one line, and the next change gives a brief."""
    said = lines(
        corpus,
        lambda: (corpus / "bridge.txt").write_bytes(bytes(64)),
        lambda: (corpus / "bridge.txt").write_text(FERRY, encoding="utf-8"),
    )

    assert heads(said) == ["1 added", "failed", "1 changed"]


def test_empty_folder(corpus: Path) -> None:
    """An empty folder is waited for without a word."""
    (corpus / "bridge.txt").unlink()

    assert lines(corpus, wait) == []


def start(corpus: Path) -> subprocess.Popen[str]:
    """A watch in a process of its own, that has said its first line."""
    words = [str(path) for path in (corpus, corpus.parent / "out", corpus.parent / "cache", ROOT / "tests")]
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
    """The real clock does not sleep once it is to stop."""
    clock, before = Clock(stopping=True), time.monotonic()
    clock.sleep(60)

    assert time.monotonic() - before < 10
