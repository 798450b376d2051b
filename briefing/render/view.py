"""How records are put for a reader: dates in words, rows in groups, labels. Small functions that templates call."""

import dataclasses
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from string import ascii_lowercase
from typing import Final, TypeVar

from briefing.records import (
    Actor,
    ActorKind,
    Brief,
    Changes,
    DatedBy,
    DisputeKind,
    Event,
    Fate,
    Figure,
    Input,
    Period,
    Source,
    Statement,
    StatementKind,
)

T = TypeVar("T")
_WORD: Final = re.compile(r"\w+")

# Not the locale's: the same brief reads the same everywhere.
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
HEADER_LENGTH: Final = 80  # characters that fit on one line beside the name of a section
NAME_LENGTH: Final = 45
DATED_BY: Final[dict[DatedBy, str]] = {
    "metadata": "date given by the file",
    "stated": "date stated in the article",
    "url": "date read from the address",
    "inferred": "date inferred from the text",
    "unknown": "date unknown",
}
ACTOR_KINDS: Final[dict[ActorKind, str]] = {"person": "People", "organisation": "Organisations", "place": "Places"}
DISPUTE_KINDS: Final[dict[DisputeKind, str]] = {
    "figure": "figures differ",
    "claim": "accounts differ",
    "status": "the state of things is disputed",
}
FATES: Final[dict[Fate, str]] = {
    "used": "used",
    "duplicate": "duplicate",
    "rejected": "could not be read",
    "unused": "not used",
}
REWRITTEN: Final[dict[StatementKind, str]] = {"verbatim": "", "condensed": "edited", "merged": "merged"}


def day(iso: str) -> str:
    """A date, month or year in words; anything else as it stands.

    >>> day("2024-01-27"), day("2024-01"), day("2024"), day("soon"), day("2024-13")
    ('27 January 2024', 'January 2024', '2024', 'soon', '2024-13')
    """
    parts = iso.split("-")
    if not all(part.isascii() and part.isdigit() for part in parts) or len(parts) > len(("year", "month", "day")):
        return iso
    year, *rest = parts
    if rest and not 1 <= int(rest[0]) <= len(MONTHS):
        return iso
    words = [str(int(number)) for number in rest[1:]] + [MONTHS[int(number) - 1] for number in rest[:1]]
    return " ".join([*words, year])


def period(dates: Period) -> str:
    """When the sources were published.

    >>> period(Period("2020-01-05", "2024-02-14"))
    '5 January 2020 to 14 February 2024'
    """
    days = list(dict.fromkeys(day(iso) for iso in (dates.first, dates.last) if iso))
    return " to ".join(days) or "on unknown dates"


def count(number: int, one: str, many: str = "") -> str:
    """A number and what is counted.

    >>> count(1, "article"), count(1200, "article"), count(2, "is", "are")
    ('1 article', '1,200 articles', '2 are')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def basis(brief: Brief) -> list[str]:
    """What the brief stands on: its date, its articles and their independent origins, when they were published."""
    origins = len({source.origin for source in brief.sources})
    return [
        f"As of {day(brief.as_of)}" if brief.as_of else "As of an unknown date",
        f"{count(len(brief.sources), 'article')} from {count(origins, 'independent origin')}",
        f"published {period(brief.period)}",
    ]


def short(title: str, length: int = HEADER_LENGTH) -> str:
    """As much of a title as fits, in whole words where there are any, at most `length` characters.

    >>> short("Parliament is pushing for a law on foreign troops", 30)
    'Parliament is pushing for a …'
    """
    if len(title) <= length:
        return title
    return f"{title[: length - 1].rsplit(' ', 1)[0][: length - 2]} …"


def short_name(source: Source) -> str:
    """What a note calls a source: its publisher, else the start of its title, else its path."""
    return source.publisher or short(source.title, NAME_LENGTH) or source.path


def dated(source: Source) -> str:
    """When the source was published and how that is known."""
    return f"{day(source.published)} ({DATED_BY[source.dated_by]})" if source.published else DATED_BY["unknown"]


def dated_in_note(source: Source) -> str:
    """When the source was published, in a note: how that is known only where it could be doubted.

    Hundreds of notes that say "date stated in the article" make a brief longer by pages; the list of sources says it.
    """
    told = source.dated_by in {"stated", "metadata"}
    return day(source.published) if source.published and told else dated(source)


def side(statement: Statement, brief: Brief) -> str:
    """Whose account a statement is: the names of its sources, each once."""
    names = {source.id: short_name(source) for source in brief.sources}
    return ", ".join(dict.fromkeys(names[evidence.source] for evidence in statement.evidence))


def amount(figure: Figure[Statement]) -> str:
    """The figure as the source words it, with its unit where neither the words nor what is counted show it.

    >>> def row(text, unit, what):
    ...     return Figure(0, text, None, unit, what, None, None, Statement("", "", "verbatim", (), 1, 1))
    >>> [amount(row(*words)) for words in [("about 2,500", "troops", "American forces"), ("$5", "USD", "cost")]]
    ['about 2,500 troops', '$5']
    >>> [amount(row(*words)) for words in [("12", "%", "turnout"), ("12 percent", "%", "turnout")]]
    ['12%', '12 percent']
    """
    said = f"{figure.text} {figure.what}".casefold()
    if figure.unit == "%":
        return figure.text if "%" in said or "cent" in said else f"{figure.text}%"
    is_money = any(unicodedata.category(character) == "Sc" for character in figure.text)
    shown = is_money or set(_WORD.findall(figure.unit.casefold())) <= set(_WORD.findall(said))
    return figure.text if shown else f"{figure.text} {figure.unit}"


def _grouped(rows: Iterable[T], key: Callable[[T], Hashable]) -> list[list[T]]:
    """Rows of one key together, groups and rows in order of appearance."""
    groups: dict[Hashable, list[T]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return list(groups.values())


def figure_groups(figures: Sequence[Figure[Statement]]) -> list[list[Figure[Statement]]]:
    """Figures that measure the same thing together; one without a group stands alone."""
    alone = {id(figure): number for number, figure in enumerate(figures)}
    return _grouped(figures, lambda figure: figure.group or alone[id(figure)])


def event_groups(timeline: Iterable[Event[Statement]]) -> list[list[Event[Statement]]]:
    """Events of the same date together."""
    return _grouped(timeline, lambda event: event.date)


def actor_groups(actors: Iterable[Actor[Statement]]) -> list[tuple[str, list[Actor[Statement]]]]:
    """People, organisations and places, in this order, each kind under its heading."""
    groups = {group[0].kind: group for group in _grouped(actors, lambda actor: actor.kind)}
    return [(heading, groups[kind]) for kind, heading in ACTOR_KINDS.items() if kind in groups]


def reasons(brief: Brief) -> list[tuple[str, int]]:
    """Why sentences were withheld, the most frequent reason first."""
    return sorted(Counter(row.reason for row in brief.withheld).items(), key=lambda item: (-item[1], item[0]))


def how_to_read(brief: Brief) -> str:
    """What the typography means; rewritten sentences are explained only where there are some."""
    quoted = "Sentences are quoted as published; words in [brackets] are added from the same article. "
    if all(statement.kind == "verbatim" for statement in _statements(brief)):
        return f"{quoted}Numbers lead to the exact words in the sources."
    marked = "Those marked edited or merged are not word for word. "
    return f"{quoted}{marked}Numbers lead to the exact words in the sources."


def _statements(record: object) -> Iterator[Statement]:
    """All statements at any depth of a record."""
    if isinstance(record, Statement):
        yield record
    elif isinstance(record, tuple):
        for item in record:
            yield from _statements(item)
    elif dataclasses.is_dataclass(record):
        for field in dataclasses.fields(record):
            yield from _statements(getattr(record, field.name))


def unread(brief: Brief) -> str:
    """How many files are missing from an incomplete brief."""
    return f"{len(brief.rejected)} of {count(len(brief.inputs), 'input')} could not be read"


def since(changes: Changes) -> str:
    """What the changes are measured against, and whether there are any."""
    earlier = f"the brief as of {day(changes.since)}" if changes.since else "the earlier brief"
    rows = (changes.added, changes.changed, changes.withdrawn, changes.confirmed, changes.answered)
    return f"Compared with {earlier}{':' if any(rows) else ', nothing changed.'}"


def summed_up(changes: Changes | None) -> str:
    """How much changed, in one line; nothing where nothing did.

    >>> said = Statement("D1", "Rain fell.", "verbatim", (), 1, 1)
    >>> summed_up(Changes(None, (said, said), (), (), (), (said,))), summed_up(None)
    ('2 new, 1 answered', '')
    """
    if changes is None:
        return ""
    rows = {
        "new": changes.added,
        "changed": changes.changed,
        "answered": changes.answered,
        "confirmed": changes.confirmed,
        "no longer supported": changes.withdrawn,
    }
    return ", ".join(f"{len(found):,} {name}" for name, found in rows.items() if found)


def why_withdrawn(statement: Statement, brief: Brief) -> str:
    """Why a statement of the earlier brief cannot be shown any more, from what became of its articles.

    Several articles may have become different things; each reason is named once.
    """
    withheld = next((row.reason for row in brief.withheld if row.text == statement.text), None)
    if withheld is not None:
        return f"withheld: {withheld}"
    return "; ".join(dict.fromkeys(_fate_of(evidence.source, brief) for evidence in statement.evidence))


def _fate_of(name: str, brief: Brief) -> str:
    """What became of an article of the earlier brief: `name` is its source id, or its path where it is no source."""
    source = next((source for source in brief.sources if source.id == name), None)
    path = source.path if source else name.removeprefix("./")
    row = next((row for row in brief.inputs if row.path == path), None)
    if source is None:
        return f"its article {FATES[row.fate]}: {row.reason}" if row else "its article was removed"
    return "there is a newer version of its article" if row and row.is_superseded else "its article was edited"


def mentions(actor: Actor[Statement]) -> str:
    """How often an actor is named, and where; of many articles only how many they are."""
    many = len(actor.sources) > NAMED_SOURCES
    where = count(len(actor.sources), "article") if many else ", ".join(actor.sources)
    return f"{count(actor.mentions, 'mention')} in {where}"


NAMED_SOURCES = 12
"""More than these are a line and a half of numbers, which nobody looks up."""


def used(brief: Brief) -> str:
    """How many files were used; they are not listed twice, because each is a source."""
    number = sum(row.fate == "used" for row in brief.inputs)
    return f"{number:,} of {count(len(brief.inputs), 'input')} {'was' if number == 1 else 'were'} used"


def not_used(brief: Brief) -> list[Input]:
    """The files of which nothing is printed, each with its reason."""
    return [row for row in brief.inputs if row.fate != "used"]


def origin(source: Source) -> str:
    """Who first wrote it, and which article it copies; nothing where it is the publisher's own."""
    if source.duplicate_of:
        return f"duplicate of {source.duplicate_of}, origin {source.origin}"
    return "" if source.origin in {source.publisher, source.path} else f"origin {source.origin}"


def letters(number: int) -> str:
    """The name of the nth place, from 1.

    >>> [letters(number) for number in (1, 26, 27, 53)]
    ['a', 'z', 'aa', 'ba']
    """
    before, last = divmod(number - 1, len(ascii_lowercase))
    return (letters(before) if before else "") + ascii_lowercase[last]


def language(brief: Brief) -> str:
    """The language tag of a page: the headings are English where that of the articles cannot be told."""
    return "en" if brief.language == "und" else brief.language
