"""Settings: each option once, with its type, default, range and meaning.

The loader, the command line, the reference in `docs/` and the starter file of `briefing init` all read `Settings`;
none of them repeats an option. Weakest first, a value comes from the default, from `briefing.toml`, from the
environment (`BRIEFING_<NAME>`), from the command line.
"""

import dataclasses
import difflib
import hashlib
import json
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints
from urllib.parse import urlsplit

from annotated_types import Interval, Len, Predicate

from briefing.errors import ConfigError

CONFIG_NAME = "briefing.toml"
ENVIRONMENT = "BRIEFING_"
API_KEY = "BRIEFING_API_KEY"
"""Variable with the key for a server. No setting: it must not stand in a file, in a fingerprint or in a log."""
FINGERPRINT_VERSION = 1
"""Raised when the same settings come to mean something else."""

Shapes = Literal["digest", "brief", "nothing"]
Format = Literal["md", "pdf", "html", "json"]


def _each_once(values: tuple[str, ...]) -> bool:
    return len(set(values)) == len(values)


def _is_address(value: str) -> bool:
    """Whether it is a web address without a name and password, which would be printed with it.

    >>> _is_address("http://127.0.0.1:8080/v1"), _is_address("localhost:8080"), _is_address("http://me:secret@host/v1")
    (True, False, False)
    """
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc


Text = Annotated[str, Len(1, 200)]
Address = Annotated[str, Len(1, 200), Predicate(_is_address)]
Count = Annotated[int, Interval(ge=1, le=500)]
Formats = Annotated[tuple[Format, ...], Len(1), Predicate(_each_once)]


def _option(default: object, doc: str, *, shapes: Shapes, unit: str = "", flag: str = "") -> Any:  # noqa: ANN401 - a value of any type
    """One option; its type and range stand in the annotation.

    Args:
        default: The value where nobody says otherwise.
        doc: What it does, as the help texts print it.
        shapes: What depends on it: the `digest` of an article (and so the brief), only the `brief`, or `nothing` in it.
        unit: What is counted.
        flag: Its name on the command line, where that is not the option's own.
    """
    return dataclasses.field(default=default, metadata={"doc": doc, "shapes": shapes, "unit": unit, "flag": flag})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that a person can choose, checked by `load`."""

    topic: Text | None = _option(
        None,
        "What the brief is about. Its folder below the output folder is named after it.",
        shapes="brief",
    )
    title: Text | None = _option(
        None, "Title of the brief. Without it, the topic or the articles give one.", shapes="brief"
    )
    as_of: date | None = _option(
        None,
        "The day for which the brief is made. Without it, the newest publication date among the articles.",
        shapes="brief",
    )
    formats: Formats = _option(
        ("md", "pdf", "html", "json"), "The forms in which the brief is written.", shapes="nothing", flag="--format"
    )
    condenser: Literal["salience"] = _option(
        "salience",
        "What condenses an article. salience keeps the sentences that matter most, word for word.",
        shapes="digest",
    )
    base_url: Address | None = _option(
        None,
        "Where a server is that can write: any that speaks as OpenAI's does. No brief is made with one yet. "
        "A key for it stands in the environment, as BRIEFING_API_KEY or OPENAI_API_KEY.",
        shapes="digest",
    )
    server_timeout: Annotated[int, Interval(ge=1, le=3600)] = _option(
        120, "How long the server may take for one answer.", shapes="nothing", unit="seconds"
    )
    server_requests: Annotated[int, Interval(ge=1, le=256)] = _option(
        4, "How many articles the server is asked for at the same time.", shapes="nothing", unit="requests"
    )
    points: Annotated[int, Interval(ge=1, le=50)] = _option(
        8, "How many sentences are kept of each article.", shapes="digest", unit="sentences"
    )
    developments: Count = _option(10, "How many developments are printed at most.", shapes="brief", unit="statements")
    actors: Count = _option(40, "How many actors are printed at most.", shapes="brief", unit="actors")
    figures: Count = _option(30, "How many figures are printed at most.", shapes="brief", unit="figures")
    timeline: Count = _option(30, "How many events are printed at most.", shapes="brief", unit="events")
    disputes: Count = _option(10, "How many disputes are printed at most.", shapes="brief", unit="disputes")
    questions: Count = _option(10, "How many open questions are printed at most.", shapes="brief", unit="questions")
    max_file_mb: Annotated[int, Interval(ge=1, le=1024)] = _option(
        20,
        "Files above this size are rejected unread; so are files of an archive that unpack to more.",
        shapes="brief",
        unit="megabytes",
    )
    history: Annotated[int, Interval(ge=1, le=10_000)] | None = _option(
        None,
        "How many briefs are kept in the history folder, the newest among them. Without it, all.",
        shapes="nothing",
        unit="briefs",
    )
    settle_seconds: Annotated[int, Interval(ge=0, le=3600)] = _option(
        2, "How long the folder has to stand still before `watch` makes a brief.", shapes="nothing", unit="seconds"
    )
    poll_seconds: Annotated[int, Interval(ge=1, le=3600)] = _option(
        1, "How often `watch` looks at the folder.", shapes="nothing", unit="seconds"
    )
    threads: Annotated[int, Interval(ge=1, le=64)] = _option(
        2, "How many processor threads the models use.", shapes="nothing", unit="threads"
    )
    cache_dir: Path | None = _option(
        None, "Where condensed articles are remembered. Without it, the user's cache folder.", shapes="nothing"
    )
    cache_mb: Annotated[int, Interval(ge=1, le=1_000_000)] = _option(
        2_000,
        "How much the remembered articles may take; those that were not used for the longest are forgotten first.",
        shapes="nothing",
        unit="megabytes",
    )
    model_dir: Path | None = _option(
        None, "Where the models are. Without it, the user's cache folder.", shapes="nothing"
    )
    templates_dir: Path | None = _option(
        None, "Your own page templates; a file of the same name there replaces the one supplied.", shapes="nothing"
    )
    prompts_dir: Path | None = _option(
        None, "Your own prompts; a file of the same name there replaces the one supplied.", shapes="nothing"
    )


@dataclasses.dataclass(frozen=True, slots=True)
class Option:
    """What people are told of one setting."""

    name: str
    variable: str
    """Its name in the environment."""
    flag: str
    """Its name on the command line."""
    metavar: str
    """How `--help` names its value."""
    allowed: str
    """What may stand there, in words that follow "use"."""
    default: str
    """As it would stand in `briefing.toml`; empty where there is none."""
    example: str
    """The default, or else what a value looks like."""
    doc: str
    shapes_content: bool
    """Whether the content of the brief depends on it."""
    hint: Any
    """Its type, ranges included."""


@cache
def options() -> Mapping[str, Option]:
    """All settings by name, in the order of `Settings`."""
    hints = get_type_hints(Settings, include_extras=True)
    return {field.name: _described(field, hints[field.name]) for field in dataclasses.fields(Settings)}


def _described(field: dataclasses.Field[Any], hint: object) -> Option:
    default = _toml(field.default)
    return Option(
        name=field.name,
        variable=ENVIRONMENT + field.name.upper(),
        flag=field.metadata["flag"] or "--" + field.name.replace("_", "-"),
        metavar=_metavar(hint),
        allowed=_allowed(hint, field.metadata["unit"]),
        default=default,
        example=default or _example(hint),
        doc=field.metadata["doc"],
        shapes_content=field.metadata["shapes"] != "nothing",
        hint=hint,
    )


def load(config: Path | None, environ: Mapping[str, str], overrides: Mapping[str, object]) -> Settings:
    """The settings from all places, each value checked where it comes from.

    Args:
        config: The settings file; without it `briefing.toml` in the working folder, where there is one.
        environ: The environment, as `os.environ`. An empty variable counts as not set.
        overrides: What the command line says, by the names of `Settings`; text is read as in the environment.

    Raises:
        ConfigError: A setting is unknown or its value is not allowed, or the file cannot be read.
    """
    file = config or Path(CONFIG_NAME)
    values: dict[str, Any] = _from_file(file) if config or file.exists() else {}
    values |= _from_environment(environ)
    values |= _from_command_line(overrides)
    return Settings(**values)


def fingerprint(settings: Settings, *, of: Literal["brief", "digest"] = "brief") -> str:
    """SHA-256, in hexadecimal, over the settings that shape the content; where folders lie does not matter.

    Settings that are not set are left out, so that a new one does not change the fingerprint of those who do not use
    it.

    Args:
        settings: The settings.
        of: What the content is: the whole brief, or the digest of one article, which depends on few of them.
    """
    shaping = {"brief", "digest"} if of == "brief" else {"digest"}
    fields = (field for field in dataclasses.fields(settings) if field.metadata["shapes"] in shaping)
    values = {field.name: getattr(settings, field.name) for field in fields}
    known = {name: value for name, value in values.items() if value is not None}
    text = json.dumps([FINGERPRINT_VERSION, known], default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def cache_folder(settings: Settings) -> Path:
    """Where condensed articles are remembered; the folder need not exist yet."""
    return settings.cache_dir or _user_folder("digests")


def model_folder(settings: Settings) -> Path:
    """Where fetched models are; the folder need not exist yet."""
    return settings.model_dir or _user_folder("models")


def starter(*, active: Mapping[str, str] = MappingProxyType({})) -> str:
    """A `briefing.toml` that lists every setting with its meaning, commented out.

    Args:
        active: Settings that are to count, with their values in TOML.
    """
    lines = [
        "# Settings of Briefing. A line counts once the # before it is removed. The environment (BRIEFING_<NAME>) and",
        "# the command line are stronger than this file. Folders are relative to this file.",
    ]
    for option in options().values():
        line = f"{option.name} = {active.get(option.name, option.example)}"
        lines += [
            "",
            f"# {option.doc}",
            f"# Allowed: {option.allowed}.",
            line if option.name in active else f"# {line}",
        ]
    return "\n".join(lines) + "\n"


def reference() -> str:
    """The settings in Markdown, for `docs/configuration.md`."""
    return "\n".join(
        f"### `{option.name}`\n\n"
        f"{option.doc}\n\n"
        f"- Allowed: {option.allowed}\n"
        f"- Default: {f'`{option.default}`' if option.default else 'none'}\n"
        f"- Environment: `{option.variable}`; command line: `{option.flag}`\n"
        f"- Shapes the content of the brief: {'yes' if option.shapes_content else 'no'}\n"
        for option in options().values()
    )


# --- where values come from -----------------------------------------------------------------------


def _from_file(file: Path) -> dict[str, object]:
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}; name another file with --config") from error
    except ValueError as error:
        raise ConfigError(f"{file}: is not TOML: {error}; mend it, or get a fresh one with `briefing init`") from error
    values = {name: _checked(name, value, f"{file}: {name}", typed=True) for name, value in table.items()}
    return {name: _beside(file, value) for name, value in values.items()}


def _from_environment(environ: Mapping[str, str]) -> dict[str, object]:
    named = (key for key in sorted(environ) if key.startswith(ENVIRONMENT) and key != API_KEY)
    given = {key: environ[key] for key in named if environ[key]}
    names = {key: key.removeprefix(ENVIRONMENT).lower() for key in given}
    return {names[key]: _checked(names[key], value, f"environment: {key}") for key, value in given.items()}


def _from_command_line(overrides: Mapping[str, object]) -> dict[str, object]:
    flags = {name: option.flag for name, option in options().items()}
    return {
        name: _checked(name, value, f"command line: {flags.get(name, name)}", typed=not isinstance(value, str))
        for name, value in overrides.items()
    }


def _beside(file: Path, value: object) -> object:
    """Folders named in a settings file are relative to that file, wherever the program is started."""
    return file.parent / value if isinstance(value, Path) else value


def _checked(name: str, value: object, where: str, *, typed: bool = False) -> object:
    """The value as `Settings` holds it.

    Args:
        name: Which setting.
        value: What was given: TOML where `typed`, else text.
        where: How an error names the place, with the setting.
        typed: Whether the place has types of its own, so that `"8"` is text and no number.
    """
    from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415 - a third of the time that `--help` takes

    option = options().get(name)
    if option is None:
        raise ConfigError(f"{where}: is no setting; {_suggestion(name)}")
    adapter: TypeAdapter[object] = TypeAdapter(option.hint)
    try:
        if typed:
            checked = adapter.validate_json(json.dumps(value, default=str), strict=True)
        elif _is_list(option.hint):
            checked = adapter.validate_python([part.strip() for part in str(value).split(",")])
        else:
            checked = adapter.validate_strings(value)
        return checked.expanduser() if isinstance(checked, Path) else checked
    except (ValidationError, RuntimeError) as error:  # RuntimeError: `~somebody` whom the machine does not know.
        raise ConfigError(f"{where}: {_toml(value)} is not allowed; use {option.allowed}") from error


def _suggestion(name: str) -> str:
    close = difflib.get_close_matches(name, options(), n=1)
    return f"did you mean {close[0]}?" if close else f"there are {', '.join(options())}"


def _user_folder(name: str) -> Path:
    from platformdirs import user_cache_path  # noqa: PLC0415 - needed only where nobody names a folder

    return user_cache_path("briefing", appauthor=False) / name


# --- how a type is put into words -----------------------------------------------------------------


def _parts(hint: Any) -> tuple[Any, tuple[Any, ...]]:  # noqa: ANN401 - a type is whatever `typing` makes of it
    """The bare type and its ranges.

    >>> _parts(Annotated[int, Interval(ge=1)] | None)
    (<class 'int'>, (Interval(gt=None, ge=1, lt=None, le=None),))
    """
    if type(None) in get_args(hint):
        hint = get_args(hint)[0]  # `X | None`, in this order.
    return (hint.__origin__, hint.__metadata__) if get_origin(hint) is Annotated else (hint, ())


def _is_list(hint: object) -> bool:
    return get_origin(_parts(hint)[0]) is tuple


def _is_for_address(hint: object) -> bool:
    return Predicate(_is_address) in _parts(hint)[1]


def _choices(hint: object) -> tuple[str, ...]:
    """The words to choose from, for a choice and for a list of choices."""
    bare, _ = _parts(hint)
    return get_args(get_args(bare)[0] if _is_list(hint) else bare)


def _allowed(hint: object, unit: str = "") -> str:
    """What may stand there, in words.

    >>> _allowed(Annotated[int, Interval(ge=1, le=50)], "sentences")
    'a whole number of sentences from 1 to 50'
    >>> _allowed(date | None)
    'a date such as 2024-02-11'
    """
    bare, ranges = _parts(hint)
    if _is_list(hint):
        return f"one or more of {', '.join(_choices(hint))}, each once"
    if _choices(hint):
        return " or ".join(_choices(hint))
    if bare is int:
        return f"a whole number of {unit} from {ranges[0].ge} to {ranges[0].le}"
    if _is_for_address(hint):
        return "an address that begins with http:// or https://, without a password"
    if bare is str:
        return f"text of {ranges[0].min_length} to {ranges[0].max_length} characters"
    return "a date such as 2024-02-11" if bare is date else "a folder"


def _metavar(hint: object) -> str:
    bare, ranges = _parts(hint)
    if bare is int:
        return f"{ranges[0].ge}-{ranges[0].le}"
    if _is_for_address(hint):
        return "URL"
    between = "," if _is_list(hint) else "|"
    return between.join(_choices(hint)) or {str: "TEXT", date: "DATE", Path: "FOLDER"}[bare]


def _example(hint: object) -> str:
    bare, ranges = _parts(hint)
    if bare is int:
        return str(ranges[0].ge)
    if _is_for_address(hint):
        return '"http://127.0.0.1:8080/v1"'
    return {str: '"…"', date: "2024-02-11", Path: '"folder"'}.get(bare, "")


def _toml(value: object) -> str:
    """A value as TOML writes it; nothing for `None`.

    >>> _toml(("md", "pdf")), _toml(8), _toml(None)
    ('["md", "pdf"]', '8', '')
    """
    return "" if value is None else json.dumps(value, default=str, ensure_ascii=False)
