"""A writer that is elsewhere: any server that speaks as OpenAI's does (vLLM, llama.cpp, Ollama).

The only part of making a brief that asks the network, and it asks one address: no proxy, no redirect, no other host.
"""

import asyncio
import logging
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from briefing import config
from briefing.condense.writer import Messages
from briefing.errors import ConfigError, ModelError

if TYPE_CHECKING:
    from openai import AsyncOpenAI

REVISION: Final = "1"
"""Raised when the same prompt comes to be asked in another way."""
SEED: Final = 0
RETRIES: Final = 3
"""After 0.5, 1 and 2 seconds, or when the server says; a restarting vLLM or llama.cpp answers 503 for longer, and then
the line about it is the better answer."""
CONNECT_SECONDS: Final = 10.0
LONGEST_WAIT: Final = 60.0
"""Seconds; the client library heeds no longer `Retry-After`."""
KEYS: Final = (config.API_KEY, "OPENAI_API_KEY")
"""Where the key stands in the environment, the first that is set; a server of one's own needs none."""
SHORT: Final = 200
"""Characters of what a server says that are printed."""

WINDOW: Final = 4096
"""Tokens of prompt and answer that a server is taken to have room for; chosen, not measured."""
CHARACTERS_A_TOKEN: Final = 3
"""By which the length of a prompt is estimated; not measured. A longer article is told in pieces."""

_WHOLE = re.compile(r"(?s).*(?:[.!?][\"'”’)\]]*(?=\s)|\n)")
"""Up to the last end of a sentence or line that something follows."""

_log = logging.getLogger(__name__)


class ServerWriter:
    """Writes by asking a server, several prompts at once; an answer is as repeatable as the server makes it.

    Temperature 0 and a seed are asked for, yet a server that puts several prompts into one batch may round otherwise
    next time.
    """

    name: str
    """Printed in the brief; where the server is, is not."""
    revision: str
    """Part of the cache key, like the address, which is a setting."""

    def __init__(self, model: str, base_url: str | None, *, timeout: int, requests: int) -> None:
        """Remember where to ask; nothing is asked yet.

        Args:
            model: the name by which the server knows the model.
            base_url: address of the server's interface, which mostly ends with /v1.
            timeout: seconds that one answer may take.
            requests: how many prompts are asked at the same time.

        Raises:
            ConfigError: no address is set.
        """
        if base_url is None:
            raise ConfigError(
                f"base_url: is not set: openai:{model} is asked of a server; name its address, such as "
                "--base-url http://127.0.0.1:8080/v1"
            )
        self.name = f"openai:{model}"
        self.revision = f"{REVISION}/{SEED}"
        self._model = model
        self._base_url = base_url
        self._timeout = timeout
        self._requests = requests

    @property
    def instructed(self) -> bool:
        """A server of this kind holds conversations."""
        return True

    def fits(self, messages: Messages, max_tokens: int) -> bool:
        """Whether a prompt can be taken whole; its tokens are estimated, for only the server knows them."""
        characters = sum(len(message["content"]) for message in messages)
        return characters / CHARACTERS_A_TOKEN + max_tokens <= WINDOW

    def write(self, prompts: Sequence[Messages], max_tokens: int) -> Iterator[tuple[int, str]]:
        """Ask all prompts; each answer comes with the index of its prompt, as soon as it is there.

        At the first error the rest is not asked, and what is under way is dropped. A connection that fails, a rate
        limit (429) and an error of the server's own (5xx) are tried again, as are 408 and 409, which ask for it.

        Args:
            prompts: the messages of each, with `role` and `content`.
            max_tokens: of an answer. One that reaches this is cut after its last whole sentence, with a warning.

        Raises:
            ModelError: the server is not there, is too slow, refuses, or answers nothing of use.
        """
        with asyncio.Runner() as runner:  # Leaving it, by whatever way, drops what is under way.
            client, limit = self._client(), asyncio.Semaphore(self._requests)
            tasks: set[asyncio.Task[tuple[int, str]]] = set()
            try:
                tasks = runner.run(self._start(client, limit, prompts, max_tokens))
                while tasks:
                    done, tasks = runner.run(asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED))
                    for task in sorted(done, key=lambda task: task.exception() is not None):  # Good answers first.
                        yield task.result()
            finally:
                for task in tasks:
                    task.cancel()
                runner.run(client.close())

    async def _start(
        self,
        client: "AsyncOpenAI",
        limit: asyncio.Semaphore,
        prompts: Sequence[Messages],
        max_tokens: int,
    ) -> "set[asyncio.Task[tuple[int, str]]]":
        async def answer(index: int, prompt: Messages) -> tuple[int, str]:
            async with limit:
                return index, self._text(await self._ask(client, prompt, max_tokens), max_tokens)

        return {asyncio.create_task(answer(index, prompt)) for index, prompt in enumerate(prompts)}

    def _client(self) -> "AsyncOpenAI":
        try:
            import ssl

            import openai
        except ImportError as error:
            raise ModelError(
                f"{self.name}: a server needs the package openai: {error}; install briefing with its extra `server`"
            ) from error
        return openai.AsyncOpenAI(
            base_url=self._base_url,
            # Something has to be sent where there is no key; servers that need none do not look.
            api_key=_key() or "none",
            max_retries=RETRIES,
            timeout=openai.Timeout(self._timeout, connect=min(CONNECT_SECONDS, self._timeout)),
            http_client=openai.DefaultAsyncHttpxClient(
                follow_redirects=False, trust_env=False, verify=ssl.create_default_context()
            ),
        )

    async def _ask(self, client: "AsyncOpenAI", prompt: Messages, max_tokens: int) -> object:
        """What the server answers, of whatever type; its refusals as errors of ours."""
        import openai
        from httpx2 import ConnectTimeout  # what openai asks with

        try:
            # A server that sends a blank now and then never stops the clock of one read, so all of it is timed too.
            async with asyncio.timeout((self._timeout + LONGEST_WAIT) * (RETRIES + 1)):
                return await client.chat.completions.create(
                    model=self._model,
                    messages=[dict(message) for message in prompt],  # type: ignore[misc] # their types name each role
                    max_tokens=max_tokens,
                    temperature=0,
                    seed=SEED,
                    # The library would send these from the environment to whatever server is named.
                    extra_headers={"OpenAI-Organization": openai.omit, "OpenAI-Project": openai.omit},
                )
        except (openai.APITimeoutError, TimeoutError) as error:
            if isinstance(error.__cause__, ConnectTimeout):
                raise self._unreachable("it takes no connection") from error
            raise self._error(
                f"gave no answer within {self._timeout} seconds (tried {RETRIES + 1} times)",
                "ask less at once with --server-requests, or wait longer with --server-timeout",
            ) from error
        except openai.APIConnectionError as error:
            raise self._unreachable(_short(str(error.__cause__ or error))) from error
        except openai.NotFoundError as error:
            raise self._error(
                f"knows no such model or address: {_said(error)}",
                "look at the name of the model, and whether --base-url ends as the server wants it, mostly with /v1",
            ) from error
        except (openai.AuthenticationError, openai.PermissionDeniedError) as error:
            raise self._error(
                f"does not let you in ({error.status_code})", f"set {KEYS[0]} or {KEYS[1]} to a key for this server"
            ) from error
        except openai.RateLimitError as error:
            raise self._error(
                f"has too much to do: {_said(error)}", "ask less at once with --server-requests, or try again later"
            ) from error
        except openai.APIStatusError as error:
            remedy = "look at the server's own log" if error.status_code >= _SERVERS_OWN else "look at the settings"
            raise self._error(f"refuses with status {error.status_code}: {_said(error)}", remedy) from error
        except (openai.OpenAIError, ValueError) as error:  # ValueError: what calls itself JSON and is none.
            raise self._nonsense(f"what it sends cannot be read: {_short(str(error))}") from error

    def _text(self, answer: object, max_tokens: int) -> str:
        """The text of an answer, which came from outside and may be anything."""
        if isinstance(answer, str):
            raise self._nonsense(f"it answers with text that is no JSON: {_short(answer)}")
        choices = getattr(answer, "choices", None)
        choice = choices[0] if isinstance(choices, list) and choices else None
        content = getattr(getattr(choice, "message", None), "content", None)
        if choice is None:
            raise self._nonsense("its answer has no choices")
        if not isinstance(content, str) or not content.strip():
            raise self._nonsense("its answer is empty")
        if getattr(choice, "finish_reason", None) != "length":
            return content
        whole = _WHOLE.match(content)
        if whole is None:
            raise self._error(
                f"stopped after {max_tokens} tokens, before the first sentence was whole", "take another model"
            )
        _log.warning("%s: an answer was cut off after %d tokens; its last sentence is left out", self.name, max_tokens)
        return whole.group()

    def _unreachable(self, reason: str) -> ModelError:
        return self._error(f"cannot be reached: {reason}", "start the server, or name another one with --base-url")

    def _nonsense(self, reason: str) -> ModelError:
        return self._error(
            f"talks nonsense: {reason}", "look whether --base-url is that of an OpenAI-compatible server"
        )

    def _error(self, why: str, remedy: str) -> ModelError:
        return ModelError(f"{self.name}: {self._base_url}: {why}; {remedy}")


_SERVERS_OWN: Final = 500
"""The lowest status that blames the server, not the request."""


def _key() -> str | None:
    return next((os.environ[name] for name in KEYS if os.environ.get(name)), None)


def _said(error: Exception) -> str:
    """What the server said of its refusal, which may be a page."""
    body = getattr(error, "body", None)
    message = body.get("message") if isinstance(body, Mapping) else None
    return _short(str(message or error))


def _short(text: str) -> str:
    """On one line, short, and without the key, which some servers repeat."""
    key = _key()
    line = " ".join((text.replace(key, "***") if key else text).split()).rstrip(".")
    line = "".join(char for char in line if char.isprintable())
    return line if len(line) <= SHORT else line[:SHORT] + "…"
