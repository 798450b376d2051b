"""The writer that asks a server: a real one with a real model, and all that servers do wrong."""

import importlib.util
import json
import logging
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from briefing import models
from briefing.condense import server
from briefing.condense.server import ServerWriter
from briefing.errors import ConfigError, ModelError

pytestmark = pytest.mark.loopback

HELLO = [{"role": "user", "content": "Say hello."}]


def writer(base_url: str, *, timeout: int = 20, requests: int = 2) -> ServerWriter:
    """A writer that asks that server."""
    return ServerWriter("tiny", base_url, timeout=timeout, requests=requests)


def failure(base_url: str, *, timeout: int = 20) -> str:
    """The error that one prompt meets, which is one line that names model and server."""
    with pytest.raises(ModelError) as caught:
        list(writer(base_url, timeout=timeout).write([HELLO], 20))
    assert "\n" not in str(caught.value)
    return str(caught.value).removeprefix(f"openai:tiny: {base_url}: ")


@pytest.fixture(scope="module")
def base_url(model_dir: Path) -> Iterator[str]:
    """The address of a real server, started once."""
    if importlib.util.find_spec("xllamacpp") is None:
        pytest.skip("xllamacpp is not installed; it comes with the extra `dev`")
    folder, gguf, *_ = models.find("SmolLM2-135M-Instruct", model_dir)
    command = [sys.executable, str(Path(__file__).with_name("modelserver.py")), str(folder / str(gguf))]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout
        yield f"{process.stdout.readline().strip()}/v1"
        process.communicate()


class TestModel:
    """Against llama.cpp's own server with SmolLM2."""

    pytestmark = pytest.mark.model

    def test_answers(self, base_url: str) -> None:
        """Each prompt gets its own answer, and the same one again."""
        towns = {"England": "London", "Japan": "Tokyo"}
        prompts = [[{"role": "user", "content": f"What is the capital of {country}?"}] for country in towns]

        first, second = (dict(writer(base_url).write(prompts, 30)) for _ in range(2))

        assert [town in first[index] for index, town in enumerate(towns.values())] == [True, True]
        assert first == second

    def test_roles(self, base_url: str) -> None:
        """All messages of a prompt are sent: what was said before is known."""
        prompt = [
            {"role": "system", "content": "You are a helpful assistant."},
            {"role": "user", "content": "My name is Wilhelmina."},
            {"role": "assistant", "content": "Nice to meet you, Wilhelmina."},
            {"role": "user", "content": "What is my name?"},
        ]

        assert "Wilhelmina" in dict(writer(base_url).write([prompt], 20))[0]

    def test_cut_off(self, base_url: str, caplog: pytest.LogCaptureFixture) -> None:
        """An answer that is too long loses its last, broken sentence, and that is said."""
        prompt = [{"role": "user", "content": "Tell a long story about a fisherman and a storm."}]
        with caplog.at_level(logging.WARNING):
            ((_, text),) = writer(base_url).write([prompt], 60)

        assert text.rstrip()[-1] in '.!?"'
        assert caplog.messages == ["openai:tiny: an answer was cut off after 60 tokens; its last sentence is left out"]

    def test_too_little(self, base_url: str) -> None:
        """Where not one sentence is whole, there is no answer."""
        with pytest.raises(ModelError, match="stopped after 3 tokens, before the first sentence was whole"):
            list(writer(base_url).write([[{"role": "user", "content": "Tell a long story."}]], 3))

    def test_too_long(self, base_url: str) -> None:
        """A prompt that the model cannot take is refused, in the server's own words."""
        with pytest.raises(ModelError, match=r"refuses with status 400: .*exceeds the available context size"):
            list(writer(base_url).write([[{"role": "user", "content": "word " * 5000}]], 5))


@dataclass
class Played:
    """A server that answers as it is told, and remembers what it was asked."""

    answers: list[tuple[int, str, str]]
    """Status, type and body, one after the other; the last one stays."""
    asked: list[dict[str, object]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    base_url: str = ""
    delay: float = 0.0
    at_once: int = 0
    most_at_once: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def good(content: object = "Hello.", finish_reason: str = "stop") -> tuple[int, str, str]:
    """An answer as it should be."""
    choice = {"index": 0, "finish_reason": finish_reason, "message": {"role": "assistant", "content": content}}
    return 200, "application/json", json.dumps({"id": "1", "object": "chat.completion", "choices": [choice]})


def refusal(status: int, message: str) -> tuple[int, str, str]:
    """An answer that is an error in OpenAI's form."""
    return status, "application/json", json.dumps({"error": {"message": message, "code": status}})


@pytest.fixture
def played() -> Iterator[Played]:
    """A server on this machine that answers what the test tells it."""
    play = Played([good()])

    class Handler(BaseHTTPRequestHandler):
        """Answers in the order of the list."""

        def do_POST(self) -> None:
            """Note what is asked, and answer."""
            with play.lock:
                play.at_once += 1
                play.most_at_once = max(play.most_at_once, play.at_once)
                play.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                play.headers.append({name.lower(): value for name, value in self.headers.items()})
                status, kind, body = play.answers[min(len(play.asked), len(play.answers)) - 1]
            time.sleep(play.delay)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body.encode())))
            if status == 302:
                self.send_header("Location", body)
            self.end_headers()
            with play.lock:
                play.at_once -= 1
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        thread = threading.Thread(target=listening.serve_forever, args=(0.02,))
        thread.start()
        play.base_url = f"http://127.0.0.1:{listening.server_port}/v1"
        yield play
        listening.shutdown()
        thread.join()


class TestFaults:
    """What servers do wrong; each is one line that says what to do."""

    def test_down(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A server that is not there."""
        monkeypatch.setattr(server, "RETRIES", 1)
        with socket.create_server(("127.0.0.1", 0)) as closing:
            port = closing.getsockname()[1]

        said = failure(f"http://127.0.0.1:{port}/v1")

        assert said.startswith("cannot be reached: ")
        assert said.endswith("; start the server, or name another one with --base-url")

    def test_no_connection(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A server that does not even take the connection, because its queue is full."""
        monkeypatch.setattr(server, "RETRIES", 0)
        monkeypatch.setattr(server, "CONNECT_SECONDS", 0.5)
        with socket.create_server(("127.0.0.1", 0), backlog=0) as full, socket.create_connection(full.getsockname()):
            said = failure(f"http://127.0.0.1:{full.getsockname()[1]}/v1")

        assert said.startswith("cannot be reached: it takes no connection; start the server")

    def test_slow(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A server that takes the question and never answers."""
        monkeypatch.setattr(server, "RETRIES", 0)
        with socket.create_server(("127.0.0.1", 0)) as deaf:
            said = failure(f"http://127.0.0.1:{deaf.getsockname()[1]}/v1", timeout=1)

        assert said.startswith("gave no answer within 1 seconds (tried 1 times); ask less at once")

    @pytest.mark.parametrize(
        ("answer", "reason"),
        [
            ((200, "text/html", "<html><h1>It works!</h1></html>"), "it answers with text that is no JSON: <html>"),
            ((200, "application/json", "{ broken"), "what it sends cannot be read: "),
            ((200, "application/json", '{"hello": "world"}'), "its answer has no choices"),
            ((200, "application/json", '{"choices": []}'), "its answer has no choices"),
            ((200, "application/json", '{"choices": "many"}'), "its answer has no choices"),
            ((200, "application/json", "[1, 2]"), "its answer has no choices"),
            ((200, "application/json", '{"choices": [{"message": null}]}'), "its answer is empty"),
            (good(None), "its answer is empty"),
            (good(" \n"), "its answer is empty"),
            (good(7), "its answer is empty"),
        ],
    )
    def test_nonsense(self, played: Played, answer: tuple[int, str, str], reason: str) -> None:
        """A server that is another kind of server, or broken."""
        played.answers = [answer]

        assert failure(played.base_url).startswith(f"talks nonsense: {reason}")

    @pytest.mark.parametrize(
        ("answer", "said"),
        [
            (refusal(400, "too long"), "refuses with status 400: too long; look at the settings"),
            (refusal(401, "no"), "does not let you in (401); set BRIEFING_API_KEY or OPENAI_API_KEY to a key for this"),
            (refusal(403, "no"), "does not let you in (403); set BRIEFING_API_KEY"),
            (refusal(404, 'model "tiny" not found'), 'knows no such model or address: model "tiny" not found; look at'),
            ((404, "text/html", "<h1>404</h1>"), "knows no such model or address: "),
            (refusal(422, "what?"), "refuses with status 422: what?; look at the settings"),
        ],
    )
    def test_refused(self, played: Played, answer: tuple[int, str, str], said: str) -> None:
        """What the server refuses is not asked again."""
        played.answers = [answer]

        assert failure(played.base_url).startswith(said)
        assert len(played.asked) == 1

    @pytest.mark.parametrize("status", [429, 500, 503])
    def test_again(self, played: Played, status: int) -> None:
        """A server that is busy or stumbles is asked again, a little later."""
        played.answers = [refusal(status, "not now"), good("Hello after all.")]

        assert list(writer(played.base_url).write([HELLO], 20)) == [(0, "Hello after all.")]
        assert played.asked[0] == played.asked[1]

    @pytest.mark.parametrize(
        ("status", "said"),
        [
            (429, "has too much to do: not now; ask less at once"),
            (503, "refuses with status 503: not now; look"),
        ],
    )
    def test_not_for_ever(self, played: Played, status: int, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """A server that is always busy is given up."""
        monkeypatch.setattr(server, "RETRIES", 1)
        played.answers = [refusal(status, "not now")]

        assert failure(played.base_url).startswith(said)
        assert len(played.asked) == 2

    def test_others_first(self, played: Played) -> None:
        """Answers that were there before an error are not lost with it."""
        played.answers = [good("One."), refusal(400, "no")]
        answers = writer(played.base_url, requests=1).write([HELLO] * 5, 20)

        assert next(answers) == (0, "One.")
        with pytest.raises(ModelError):
            next(answers)
        assert len(played.asked) < 5


class TestAsking:
    """What is sent, where, and how much at once."""

    def test_request(self, played: Played) -> None:
        """The same question is always put the same way: temperature 0, a seed, a bound."""
        list(writer(played.base_url).write([HELLO], 20))

        assert played.asked == [
            {"model": "tiny", "messages": HELLO, "max_tokens": 20, "temperature": 0, "seed": server.SEED}
        ]

    def test_key(self, played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
        """The key comes from the environment, ours first, and nothing else of it is sent."""
        monkeypatch.setenv("OPENAI_API_KEY", "theirs")
        monkeypatch.setenv("OPENAI_ORG_ID", "my-firm")
        monkeypatch.setenv("OPENAI_PROJECT_ID", "my-project")
        list(writer(played.base_url).write([HELLO], 20))
        monkeypatch.setenv("BRIEFING_API_KEY", "ours")
        list(writer(played.base_url).write([HELLO], 20))

        assert [headers["authorization"] for headers in played.headers] == ["Bearer theirs", "Bearer ours"]
        assert not [headers for headers in played.headers if {"openai-organization", "openai-project"} & set(headers)]

    def test_key_is_not_told(
        self, played: Played, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        """A server that repeats the key does not get it into an error, a log, the brief or the cache key."""
        monkeypatch.setenv("BRIEFING_API_KEY", "sk-very-secret")
        played.answers = [refusal(400, "what shall I do with sk-very-secret?")]
        with caplog.at_level(logging.DEBUG):
            said = failure(played.base_url)
        asked = writer(played.base_url)

        assert "***" in said
        assert "secret" not in said + caplog.text + asked.name + asked.revision

    def test_no_other_address(self, played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
        """Neither a redirect nor a proxy leads elsewhere."""
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
        monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
        played.answers = [(302, "text/plain", "http://127.0.0.1:9/elsewhere")]

        assert failure(played.base_url).startswith("refuses with status 302: ")
        assert len(played.asked) == 1

    @pytest.mark.parametrize("requests", [1, 3])
    def test_at_once(self, played: Played, requests: int) -> None:
        """No more is asked at once than allowed, and as much as allowed."""
        played.delay = 0.1
        answers = dict(writer(played.base_url, requests=requests).write([HELLO] * 6, 20))

        assert sorted(answers) == list(range(6))
        assert played.most_at_once == requests

    def test_left_early(self, played: Played) -> None:
        """Who wants no more answers does not wait for the rest."""
        played.delay = 0.3
        began = time.monotonic()
        answers = writer(played.base_url, requests=1).write([HELLO] * 20, 20)
        next(answers)
        del answers

        assert time.monotonic() - began < 3

    def test_nothing(self, played: Played) -> None:
        """Without a prompt, nothing is asked."""
        assert list(writer(played.base_url).write([], 20)) == []
        assert played.asked == []

    @pytest.mark.parametrize(
        ("text", "whole"),
        [
            ("One. Two and", "One."),
            ("He said “no.” Then he", "He said “no.”"),
            ("- One point\n- Another po", "- One point\n"),
            ("About 3.5 per", None),
        ],
    )
    def test_whole_sentences(self, played: Played, text: str, whole: str | None) -> None:
        """Of an answer that was cut off, whole sentences and lines stay."""
        played.answers = [good(text, "length")]

        if whole is None:
            assert failure(played.base_url).startswith("stopped after 20 tokens")
        else:
            assert list(writer(played.base_url).write([HELLO], 20)) == [(0, whole)]

    def test_no_address(self) -> None:
        """Without an address there is no server to ask, which is said before anything is read."""
        with pytest.raises(ConfigError, match=r"^base_url: is not set: openai:tiny .* --base-url http"):
            ServerWriter("tiny", None, timeout=1, requests=1)
