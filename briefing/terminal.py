"""What people see in a terminal: progress, the sources of a folder, a brief with its footnotes.

Where the output is no terminal (a pipe, a log file), the same words come without colours, bars and wrapping.
Every text is cleaned first: a title with an escape sequence in it must not reach the terminal as one.
"""

import dataclasses
import json
import time
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Final, NamedTuple, Self

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import Progress as Bars
from rich.progress import TaskID
from rich.table import Table
from rich.text import Text

from briefing.models import Model, State
from briefing.records import (
    Actor,
    Article,
    Brief,
    DatedBy,
    Dispute,
    Figure,
    Question,
    Reading,
    Source,
    Statement,
)
from briefing.render import view
from briefing.render.notes import Note, Notes
from briefing.render.text import cleaned

PATIENCE = 1.0
"""Seconds of work before anything is said of it; shorter work would only make the screen flicker."""


def output() -> Console:
    """Where results go. Nothing in a text is taken for markup."""
    return Console(markup=False, highlight=False, emoji=False)


def notices() -> Console:
    """Where all that is no result goes: progress, warnings, errors."""
    return Console(stderr=True, markup=False, highlight=False, emoji=False)


class Progress:
    """Says how far a run is: bars on a terminal, elsewhere one line for each finished stage that took its time."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bars = Bars(console=console, transient=True)
        self._tasks: dict[str, TaskID] = {}
        self._began = time.monotonic()
        """When the stage began that is under way."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bars.live.is_started:  # Else stopping them would print an empty line.
            self._bars.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take a report of the pipeline: `done` of `total` pieces of a stage."""
        if self._console.is_terminal:
            task = self._tasks.setdefault(stage, self._task(stage))
            self._bars.update(task, completed=done, total=total)
            if time.monotonic() - self._began > PATIENCE:
                self._bars.start()
        elif total and done == total:
            if time.monotonic() - self._began > PATIENCE:
                self._console.print(f"{stage}: {done} of {total}", soft_wrap=True)
            self._began = time.monotonic()

    def _task(self, stage: str) -> TaskID:
        return self._tasks[stage] if stage in self._tasks else self._bars.add_task(stage)


# --- sources --------------------------------------------------------------------------------------

_HEAD = ("File", "What becomes of it", "Date, and how it is known", "Title", "From")


def print_sources(reading: Reading, console: Console) -> None:
    """What a folder holds, as a table: a row for each article and each file that is none.

    Where the output is no terminal, columns are parted by tabs, so that other programs can cut them.
    """
    rows = sorted(_rows(reading), key=lambda row: row.cells[0])
    _print_table(_HEAD, rows, console)
    console.print(_total(reading), soft_wrap=True)


class _Row(NamedTuple):
    cells: tuple[str, ...]
    style: str = ""


def _print_table(head: Sequence[str], rows: Sequence[_Row], console: Console, *, whole: Container[int] = ()) -> None:
    """A table on a terminal, else lines with tabs; the columns in `whole` are never broken."""
    if console.is_terminal:
        table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
        for index, name in enumerate(head):
            table.add_column(name, overflow="fold", no_wrap=index in whole)
        for row in rows:
            table.add_row(*row.cells, style=row.style)
        console.print(table)
    else:
        for cells in (head, *(row.cells for row in rows)):
            # Past rich, which makes blanks of tabs.
            console.file.write("\t".join(" ".join(cell.split()) for cell in cells) + "\n")


def _rows(reading: Reading) -> Iterator[_Row]:
    for article in reading.articles:
        known = dict(article.known_by)
        via = known.get("published")
        if article.published:
            by = f"{article.published}, {_DATED_BY[article.dated_by]}"
            date = f"{by} ({via})" if via and via not in _SAID else by
        else:
            date = f"unknown: {via}" if via else "unknown"
        origin = article.origin if article.origin not in {article.publisher, article.path} else None
        language = article.language if article.language != "en" else None
        source = ", ".join(filter(None, (article.publisher, origin and f"origin {origin}", language)))
        fate, style = _fate(article)
        yield _Row(cleaned((article.path, fate, date, article.title, source or "unknown")), style)
    for file in reading.rejected:
        yield _Row(cleaned((file.path, f"rejected: {file.reason}", "", "", "")), "red")
    for other in reading.aside:
        yield _Row(cleaned((other.path, f"no article: {other.reason}", "", "", "")), "dim")


# Of metadata, a reader wants to know which; where the words say it already, the place is not named again.
_DATED_BY: Final[dict[DatedBy, str]] = {
    "metadata": "given by the file",
    "stated": "stated in the text",
    "url": "read from the address",
    "inferred": "inferred",
    "unknown": "unknown",
}
_SAID = frozenset({"text", "address", "other evidence"})


def _fate(article: Article) -> tuple[str, str]:
    """What becomes of an article, and how that is coloured."""
    if article.duplicate_of:
        kind = "earlier version of" if article.superseded else "copy of"
        return f"{kind} {article.duplicate_of}", "dim"
    if article.left_out:
        return f"left out: {article.left_out}", "yellow"
    return "will be read" if article.sentences else "left out: no sentence in it", ""


def _total(reading: Reading) -> str:
    read = len(reading.usable)
    copies = sum(article.duplicate_of is not None for article in reading.articles)
    counts = {
        "copies or earlier versions": copies,
        "left out": len(reading.articles) - read - copies,
        "rejected": len(reading.rejected),
        "beside an article": len(reading.aside),
    }
    others = (f"{number} {what}" for what, number in counts.items() if number)
    return ", ".join([f"{view.count(read, 'article')} to be read", *others])


def sources_json(reading: Reading) -> str:
    """The same as JSON: all facts of each article and how each is known, without its text."""
    skipped = {"text", "sentences"}
    articles = [
        {field.name: getattr(article, field.name) for field in dataclasses.fields(article) if field.name not in skipped}
        | {"known_by": dict(article.known_by), "sentences": len(article.sentences)}
        for article in reading.articles
    ]
    others = {
        "rejected": [dataclasses.asdict(file) for file in reading.rejected],
        "aside": [dataclasses.asdict(file) for file in reading.aside],
        "holders": reading.holders,
    }
    return json.dumps({"articles": articles, **others}, default=str, ensure_ascii=False, indent=2)


# --- models ---------------------------------------------------------------------------------------


def print_models(rows: Iterable[tuple[Model, State]], console: Console) -> None:
    """The models that are known, as a table; columns are parted by tabs where the output is no terminal."""
    head = ("Model", "Use", "Size", "Licence", "State", "Passed", "Time")
    _print_table(
        head, [_Row(_model_cells(model, state), _STATES[state]) for model, state in rows], console, whole={0, 4}
    )


_STATES: Final = {"installed": "", "absent": "dim", "broken": "red"}


def _model_cells(model: Model, state: State) -> tuple[str, ...]:
    done = model.measured
    measured = (f"{done.passed:.0%}", f"{done.seconds:.1f} s") if done else ("", "")
    return model.name, model.use, size(model.size), model.licence, state, *measured


def size(count: int) -> str:
    """Bytes as people say them.

    >>> size(98_362_432), size(1_117_320_768)
    ('98 MB', '1.1 GB')
    """
    billions = count / 1_000_000_000
    return f"{billions:.1f} GB" if billions >= 1 else f"{billions * 1_000:.0f} MB"


def models_json(rows: Iterable[tuple[Model, State]]) -> str:
    """The same as JSON, with where each comes from; sizes in bytes, shares in [0, 1]."""
    listed = [
        {
            "name": model.name,
            "use": model.use,
            "title": model.title,
            "size": model.size,
            "licence": model.licence,
            "state": state,
            "passed": model.measured.passed if model.measured else None,
            "seconds": model.measured.seconds if model.measured else None,
            "files": dict(model.files),
            "packages": [wheel.requirement for wheel in model.wheels],
            "hub": dataclasses.asdict(model.hub) if model.hub else None,
        }
        for model, state in rows
    ]
    return json.dumps(listed, ensure_ascii=False, indent=2)


# --- a brief --------------------------------------------------------------------------------------


def print_brief(brief: Brief, console: Console) -> None:
    """The brief, its numbered notes, and what is not in it."""
    for line in brief_lines(brief):
        _print(line, console)


def brief_lines(brief: Brief) -> Iterator[Text]:
    """The brief line by line, in the order of its sections; an empty section is left out."""
    brief = cleaned(brief)
    notes = Notes(brief)
    yield Text(brief.title, style="bold")
    yield Text(", ".join(view.basis(brief)), style="dim")
    yield from _section("Bottom line", (_cited(row, notes) for row in brief.bottom_line))
    yield from _section("Developments", (_cited(row, notes) for row in brief.developments))
    yield from _section("Actors", (_actor(row, notes) for row in brief.actors))
    yield from _section("Figures", (_figure(row, notes) for row in brief.figures))
    yield from _section("Timeline", (_cited(row.statement, notes, view.day(row.date)) for row in brief.timeline))
    yield from _section("Where the sources disagree", (_dispute(row, brief, notes) for row in brief.disputes))
    yield from _section("Open questions", (_question(row, notes) for row in brief.questions))
    yield from _section("What changed", _changes(brief, notes))
    yield from _section("Notes", (_note(note) for note in notes))
    yield from _section("Sources", (_source(source) for source in brief.sources))
    yield from _section("Left out", _left_out(brief))


def print_changes(brief: Brief, console: Console) -> None:
    """Print what changed in a brief, with the notes that this needs."""
    brief = cleaned(brief)
    notes = Notes(brief)
    rows = list(_changes(brief, notes))
    if brief.changes is not None:
        _print(Text(view.since(brief.changes)), console)
    for line in (*_section("What changed", rows), *_section("Notes", (_note(note) for note in notes))):
        _print(line, console)


def _section(title: str, rows: Iterable[Text]) -> Iterator[Text]:
    """The rows under their heading; they are made now, because making them numbers the notes."""
    made = list(rows)
    if made:
        yield Text(f"\n{title}", style="bold cyan")
        yield from (Text("- ").append(row) for row in made)


def _cited(statement: Statement, notes: Notes, label: str = "", *, earlier: bool = False) -> Text:
    """A statement with its label before it and the numbers of its notes after it."""
    line = Text(f"{label}: ", style="bold") if label else Text()
    line.append(Text(statement.text, style="not bold"))
    for call in notes.cite(statement, earlier=earlier):
        line.append(f" [{call.number}]", style="not bold cyan")
    return line


def _under(first: Text, rows: Iterable[Text]) -> Text:
    """A line with others indented below it."""
    return Text("\n    ").join([first, *rows])


def _actor(actor: Actor[Statement], notes: Notes) -> Text:
    also = f" (also {', '.join(actor.aliases)})" if actor.aliases else ""
    role = f": {actor.role}" if actor.role else ""
    name = Text(actor.name, style="bold").append(f"{also}{role}", style="not bold")
    return _under(name, [_cited(statement, notes) for statement in actor.statements])


def _figure(figure: Figure[Statement], notes: Notes) -> Text:
    when = f", {view.day(figure.as_of)}" if figure.as_of else ""
    return _cited(figure.statement, notes, f"{view.amount(figure)} ({figure.what}{when})")


def _dispute(dispute: Dispute[Statement], brief: Brief, notes: Notes) -> Text:
    about = Text(f"{dispute.about} ({view.DISPUTE_KINDS[dispute.kind]})", style="bold")
    return _under(about, [_cited(statement, notes, view.side(statement, brief)) for statement in dispute.sides])


def _question(question: Question[Statement], notes: Notes) -> Text:
    since = f" since {view.day(question.since)}" if question.since else ""
    text = Text(f"{question.text} ({question.status}{since})", style="bold")
    return _under(text, [_cited(statement, notes) for statement in question.statements])


def _changes(brief: Brief, notes: Notes) -> Iterator[Text]:
    changes = brief.changes
    if changes is None:
        return
    yield from (_cited(row, notes, "new") for row in changes.added)
    for row in changes.changed:
        before = _cited(row.before, notes, "before", earlier=True)
        yield _under(_cited(row.after, notes, "changed"), [before])
    yield from (_cited(row, notes, "answered") for row in changes.answered)
    yield from (_cited(row, notes, "confirmed") for row in changes.confirmed)
    for gone in changes.withdrawn:
        yield _cited(gone, notes, "withdrawn", earlier=True).append(f" ({view.why_withdrawn(gone, brief)})")


def _note(note: Note) -> Text:
    source = f"{note.source.id} {view.short_name(note.source)}" if note.source else note.evidence.source
    source += ", as the earlier brief quoted it" if note.earlier else ""
    return Text(f"[{note.number}] ", style="cyan").append(
        f"{source}: “{note.evidence.quote}”", style="not bold default"
    )


def _source(source: Source) -> Text:
    copy = f"duplicate of {source.duplicate_of}" if source.duplicate_of else None
    facts = (source.title, source.publisher, view.dated(source), source.path, copy)
    return Text(f"{source.id} {'; '.join(fact for fact in facts if fact)}")


def _left_out(brief: Brief) -> Iterator[Text]:
    for row in brief.inputs:
        if row.fate != "used":
            yield Text(f"{row.path}: {view.FATES[row.fate]}" + (f": {row.reason}" if row.reason else ""))
    yield from (Text(f"{view.count(number, 'sentence')} withheld: {reason}") for reason, number in view.reasons(brief))


def _print(line: Text, console: Console) -> None:
    console.print(line, soft_wrap=not console.is_terminal)
