"""The one Jinja environment: sandboxed, strict, and escaping everything for the format that a template makes."""

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from briefing import resources
from briefing.errors import ConfigError, RenderError
from briefing.render import view
from briefing.render.text import web_address

# What CommonMark, GitHub, Obsidian, Pandoc or Python-Markdown would act on, in three kinds. A backslash where all of
# them take one, a character reference where some do not, and nothing where a reader of the plain text is better served:
# [words added by the editor], an_underscore inside a word, the $ of an amount.
_ACTIVE: Final = re.compile(
    r"""
      (?P<bare>     (?<![!\[\]\\]) \[ (?![xX]\]) [^\W_]+ (?:[ .,'\u2019-]+ [^\W_]+)* \.? \] (?= [ .,;?'\u2019\u201d] )
                  | (?<=[^\W_]) _+ (?=[^\W_]) )
    | (?P<slash>    [\\`*_{}\[\]\#>]  |  ^ [-+] (?!\d)  |  ^ !  |  ! $ )
    | (?P<entity>   [<|~^]  |  & (?=\#?\w+;)  |  \$ (?!\d)  |  ^ :  |  : (?=//)  |  (?<=www) \.
                  | = (?==)  |  (?<==) =  |  % (?=%)  |  (?<=%) % )
    | (?P<marker>   ^ \(? (?:\d+|[a-z]|[ivxlcdm]+) [.)] (?=\ |$)  |  ^ \(? \w \) (?=\ |$) )
    """,
    re.VERBOSE,
)
_PLAIN_PATH: Final = re.compile(r"[\w./ -]+")


def escape_markdown(value: str) -> str:
    r"""Text that every Markdown renderer shows as it is, readable in the source as well.

    >>> escape_markdown("[The general] said *no* to <b>R&D</b> | see [here](https://x.example)")
    '[The general] said \\*no\\* to &lt;b\\>R&D&lt;/b\\> &#124; see \\[here\\](https&#58;//x.example)'
    """
    return _ACTIVE.sub(_inactive, value)


def _inactive(match: re.Match[str]) -> str:
    found = match.group()
    match match.lastgroup:
        case "slash":
            return f"\\{found}"
        case "entity":
            return {"<": "&lt;", "&": "&amp;"}.get(found, f"&#{ord(found)};")
        case "marker":
            return f"{found[:-1]}\\{found[-1]}"
        case _:
            return found


def code(path: str) -> str | Markup:
    """A path as Markdown code where it has no character that could end the code."""
    return Markup(f"`{path}`") if _PLAIN_PATH.fullmatch(path) else path  # noqa: S704 - letters, digits and ./-_ only


@pass_context
def _for_format(context: Context, value: object) -> object:
    """What a template prints: Markdown templates get Markdown's escape; HTML and XML ones the environment's own."""
    if isinstance(value, Markup) or not (context.name or "").endswith(".md.j2"):
        return value
    return Markup(escape_markdown(str(value)))  # noqa: S704 - this is the escape


@lru_cache(maxsize=8)
def environment(templates_dir: Path | None) -> ImmutableSandboxedEnvironment:
    """The environment in which all templates run; a template is compiled anew only where its text is another.

    Args:
        templates_dir: The user's edited templates; those that are not there come from the program.
    """

    def text(name: str) -> str:
        return resources.find("templates", name, templates_dir).read_text(encoding="utf-8")

    def load(name: str) -> tuple[str, None, Callable[[], bool]]:
        source = text(name)
        return source, None, lambda: text(name) == source

    result = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(load),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_for_format,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    result.filters |= {"code": code, "web_address": web_address}
    result.globals |= {"view": view}
    return result


def run(template: str, templates_dir: Path | None, **values: object) -> str:
    """The template, filled in.

    Raises:
        RenderError: It is missing, broken, or asks for something that there is not.
    """
    try:
        return environment(templates_dir).get_template(template).render(values)
    except ConfigError as error:
        raise RenderError(str(error)) from error
    except (TemplateError, OSError, TypeError, ValueError, ArithmeticError) as error:
        raise RenderError(f"template: {template}: {_reason(error)}; compare it with the one of the program") from error


def _reason(error: Any) -> str:  # noqa: ANN401 - any exception
    line = getattr(error, "lineno", None)
    return f"line {line}: {error}" if line else str(error)
