"""A condenser in a process of its own: the same digests, errors that come over, and no process that stays."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import article

from briefing.condense import choosing
from briefing.condense.apart import Apart
from briefing.config import Settings
from briefing.errors import ModelError
from briefing.records import Article

pytestmark = pytest.mark.model

FIRST = "The council met on Monday. It closed the bridge at Lower Mill. Engineers had found three cracks."
SECOND = "The ferry sank on Tuesday. Nobody was hurt. Its owner blamed the fog."


def jobs(*texts: str) -> list[tuple[Article, str]]:
    """Articles of these texts, with keys."""
    return [(article(f"{number}.txt", text), f"key {number}") for number, text in enumerate(texts)]


@pytest.fixture(scope="module")
def settings(model_dir: Path) -> Settings:
    """Those of a user who chose nothing."""
    return Settings(model_dir=model_dir)


@pytest.fixture
def apart(settings: Settings) -> Iterator[Apart]:
    """A condenser whose process is there and ends with the test."""
    made = Apart(choosing.extractive(settings), settings)
    made.prepare()
    yield made
    made._running().kill()  # noqa: SLF001


def test_same_digests(apart: Apart, settings: Settings) -> None:
    """What comes from the other process is what comes from this one, and the process is kept for the next call."""
    here = choosing.extractive(settings)
    process = apart._running().process  # noqa: SLF001

    assert list(apart(jobs(FIRST, SECOND))) == list(here(jobs(FIRST, SECOND)))
    assert (apart.name, apart.revision, apart.prompt) == (here.name, here.revision, here.prompt)
    assert [digest.key for digest in apart(jobs(SECOND))] == ["key 0"]
    assert apart._running().process is process  # noqa: SLF001
    assert list(apart([])) == []


def test_settings_name_it(settings: Settings) -> None:
    """What the settings name has a process of its own, and none before there is an article."""
    chosen = choosing.chosen_condenser(settings)

    assert isinstance(chosen, Apart)
    assert chosen._child is None  # noqa: SLF001
    assert list(chosen([])) == []
    assert chosen._child is None  # noqa: SLF001


def test_model_is_missing(tmp_path: Path) -> None:
    """What the other process raises is raised here, in its words."""
    there = Settings(model_dir=tmp_path)
    alone, apart = choosing.extractive(there), Apart(choosing.extractive(there), there)
    apart.prepare()

    with pytest.raises(ModelError) as here:
        list(alone(jobs(FIRST)))
    for _ in range(2):
        with pytest.raises(ModelError) as over_there:
            list(apart(jobs(FIRST)))
        assert str(over_there.value) == str(here.value)


def test_process_dies(apart: Apart) -> None:
    """A process that the system ended is one clear error, and the next call has a new one."""
    digests = apart(jobs(FIRST, SECOND))
    os.kill(apart._running().process.pid, signal.SIGKILL)  # noqa: SLF001

    with pytest.raises(ModelError, match="came to its end, perhaps for want of memory; build the brief again"):
        list(digests)
    assert [digest.article for digest in apart(jobs(FIRST))] == ["0.txt"]


def test_process_does_not_start(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same where it cannot even start."""
    monkeypatch.setattr(sys, "executable", "/bin/false")
    apart = Apart(choosing.extractive(settings), settings)
    apart.prepare()
    apart._running().process.wait()  # noqa: SLF001

    with pytest.raises(ModelError, match="came to its end"):
        list(apart(jobs(FIRST)))


def test_call_is_broken_off(apart: Apart) -> None:
    """Whoever stops asking leaves no process that goes on with the rest, and the next call gets its own digests."""
    digests = apart(jobs(*[FIRST] * 20))
    next(digests)
    process = apart._running().process  # noqa: SLF001
    digests.close()  # type: ignore[attr-defined] # it is a generator

    assert process.poll() is not None
    assert [digest.key for digest in apart(jobs(SECOND))] == ["key 0"]


def test_ends_with_its_parent(settings: Settings, tmp_path: Path) -> None:
    """No process is left where the one that asked was killed."""
    number = tmp_path / "number"
    program = (
        "import pathlib, sys, time\n"
        "from briefing.condense import choosing\n"
        "from briefing.config import Settings\n"
        "apart = choosing.chosen_condenser(Settings(model_dir=pathlib.Path(sys.argv[1])))\n"
        "apart.prepare()\n"
        "part = pathlib.Path(sys.argv[2] + '.part')\n"
        "part.write_text(str(apart._running().process.pid))\n"
        "part.rename(sys.argv[2])\n"
        "time.sleep(600)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(settings.model_dir), str(number)]) as parent:
        while not number.exists():
            assert parent.poll() is None
            time.sleep(0.05)
        parent.kill()
    child = int(number.read_text())

    for _ in range(1200):
        if not _runs(child):
            break
        time.sleep(0.05)
    assert not _runs(child)


def _runs(pid: int) -> bool:
    """Whether a process runs; one that ended and nobody asked for yet does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
