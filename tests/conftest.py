"""What every test lives in: no network, no settings of anybody, no files but temporary ones and those of the models."""

import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from briefing import config

ROOT = Path(__file__).parent.parent

# The hub's library looks at this once, when the first test imports it.
os.environ["HF_HUB_OFFLINE"] = "1"

# The golden files are written anew only on demand. The variable is taken out of the environment, because the program
# refuses variables of its own prefix that it does not know.
REGENERATE = bool(os.environ.pop("BRIEFING_REGEN", ""))

# For `make fuzz`: a test stands for two thousand inputs instead of a hundred.
settings.register_profile("fuzz", max_examples=2_000, phases=(Phase.generate, Phase.shrink))

# Where the real models are, before each test gets a home of its own.
MODEL_DIR = Path(os.environ.get("BRIEFING_MODEL_DIR") or config.model_folder(config.Settings()))

# What Python, pytest, hypothesis and coverage keep for themselves.
OWN_FILES = ("__pycache__", ".pytest_cache", ".hypothesis", ".coverage")
WRITING = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate"}

LOOPBACK = ("127.0.0.1", "::1")
"""The addresses of this very machine, which tests with the marker `loopback` may use."""

_guarded = False
_allowed_hosts: tuple[str, ...] = ()


def _guard(event: str, args: tuple[object, ...]) -> None:
    """Audit hook: while a test runs, refuse the network and files elsewhere, whichever library asks."""
    if not _guarded:
        return
    if event in {"socket.connect", "socket.bind"} and getattr(args[0], "family", None) != socket.AF_UNIX:
        address = args[1]
        if not (isinstance(address, tuple) and address[0] in _allowed_hosts):
            raise RuntimeError(f"a test reaches for the network: {event} {args[1:]}")
    if event == "socket.getaddrinfo" and args[0] not in _allowed_hosts:
        raise RuntimeError(f"a test looks up a network address: {args[0]!r}")
    if event in WRITING or (event == "open" and _opens_to_write(args)):
        _refuse_outside(args[1] if event in {"os.rename", "os.link", "os.symlink"} else args[0])


def _opens_to_write(args: tuple[object, ...]) -> bool:
    flags = args[2]
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


ALLOWED = [Path(tempfile.gettempdir()).resolve(), MODEL_DIR.resolve(), Path("/dev"), Path("/proc")]
if REGENERATE:
    ALLOWED.append(ROOT / "tests" / "golden")


def _refuse_outside(target: object) -> None:
    if not isinstance(target, str | bytes | os.PathLike):
        return  # A file descriptor: what it stands for was opened before.
    path = Path(os.path.realpath(os.fsdecode(target)))
    if not any(path.is_relative_to(folder) for folder in ALLOWED) and not any(own in str(path) for own in OWN_FILES):
        raise RuntimeError(f"a test writes outside the temporary folders: {path}")


sys.addaudithook(_guard)


@pytest.fixture(autouse=True)
def _sealed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Seal a test off: a home, a working folder and settings of its own, and the guard on."""
    global _guarded, _allowed_hosts  # noqa: PLW0603 - an audit hook cannot be taken off again, only told to look away
    home = tmp_path_factory.mktemp("home")
    for name in [name for name in os.environ if name.startswith((config.ENVIRONMENT, "XDG_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.chdir(tmp_path_factory.mktemp("work"))
    _allowed_hosts = LOOPBACK if request.node.get_closest_marker("loopback") else ()
    _guarded = True
    yield
    _guarded = False


@pytest.fixture(scope="session")
def model_dir() -> Path:
    """Where the real models are; tests that use it carry the marker `model`."""
    return MODEL_DIR


@pytest.fixture(scope="session")
def regenerate() -> bool:
    """Whether golden files are to be written anew (`BRIEFING_REGEN=1`)."""
    return REGENERATE
