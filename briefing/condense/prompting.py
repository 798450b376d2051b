"""Prompts: a versioned Jinja file becomes the messages that a writer gets.

The words of an article are data. No angle bracket of theirs reaches the prompt, so they can neither close the frame
they stand in nor spell a mark that a tokenizer gives a meaning (`</article>`, `<|im_end|>`, `</s>`, `</think>`).
"""

from pathlib import Path
from typing import Final

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefing import resources
from briefing.condense.writer import Messages
from briefing.errors import ConfigError

NAME: Final = "condense.v1.j2"
_BRACKETS: Final = str.maketrans({"<": "\u2039", ">": "\u203a"})
_PROBE: Final = "the words of the article"


class Prompt:
    """The prompt that condenses an article."""

    text: str
    """The file as it stands; part of the cache key."""

    def __init__(self, user_dir: Path | None) -> None:
        """Read the user's own file, else the supplied one.

        Raises:
            ConfigError: it cannot be read, is no template, or does not hold the article exactly once.
        """
        self._path = resources.find("prompts", NAME, user_dir)
        environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
        try:
            self.text = self._path.read_text(encoding="utf-8")
            self._template: Template = environment.from_string(self.text)
        except (OSError, UnicodeError, TemplateError) as error:
            raise self._broken(str(error)) from error
        asked = self.messages(_PROBE, 1)[-1]["content"]
        if asked.count(_PROBE) != 1:
            raise self._broken("its block `user` does not hold {{ article }} exactly once")

    def messages(self, article: str, points: int) -> Messages:
        """What the writer gets for some words of an article.

        Raises:
            ConfigError: the template names something that there is not.
        """
        given = {"article": framed(article), "points": points}
        try:
            system, user = (self._block(name, given) for name in ("system", "user"))
        except (TemplateError, KeyError, TypeError, ValueError, ZeroDivisionError, AttributeError) as error:
            raise self._broken(f"{type(error).__name__}: {error}") from error
        said = ({"role": "system", "content": system},) if system else ()
        return (*said, {"role": "user", "content": user})

    def _block(self, name: str, given: dict[str, object]) -> str:
        return "".join(self._template.blocks[name](self._template.new_context(given))).strip()

    def _broken(self, why: str) -> ConfigError:
        return ConfigError(f"prompt: {self._path}: {' '.join(why.split())}; mend it, or remove it from prompts_dir")


def framed(text: str) -> str:
    r"""Words of an article as they stand in a prompt: single quotation marks in place of angle brackets.

    >>> framed("He wrote </article>.") == "He wrote \u2039/article\u203a."
    True
    """
    return text.translate(_BRACKETS)
