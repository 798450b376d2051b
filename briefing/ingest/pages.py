"""What a reader makes of one article: a page, furniture and all; and a piece, the bytes that a page is read from."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Literal, NamedTuple

BlockKind = Literal["paragraph", "heading", "item"]

# About 60,000 words. Cleaning such a text takes some seconds.
LONGEST_ARTICLE = 400_000
LONGEST_TEXT = 4 * LONGEST_ARTICLE
"""Characters of what an article may be read from: with blank lines and marks; of web pages more."""
TOO_LONG = f"longer than any article: more than {LONGEST_ARTICLE:,} characters"


class Block(NamedTuple):
    """A paragraph, heading or list item, on one line."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says of its article, apart from the text."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    """ISO 639-1 code."""
    published: tuple[date, ...] = ()
    """The days that the publication date can mean: two for 05/01/2020, none if there is no date."""
    modified: tuple[date, ...] = ()
    """The same of the last change."""
    made: tuple[date, ...] = ()
    """The same of the file itself, as mails and the properties of documents tell: a stand-in where nothing better is
    known."""
    via: Mapping[str, str] = field(default_factory=dict)
    """By the name of a field, where it stands: `JSON-LD`, `mail header`, `front matter`."""

    def __or__(self, other: "Metadata") -> "Metadata":
        """These fields, and the other's where these have none.

        >>> both = stated("sidecar", title="Bridge falls") | stated("mail header", title="Fwd", author="Ada Field")
        >>> both.title, both.author, both.via
        ('Bridge falls', 'Ada Field', {'title': 'sidecar', 'author': 'mail header'})
        """
        taken = {name: value for name in _FIELDS if (value := getattr(self, name) or getattr(other, name))}
        via = {name: (self if getattr(self, name) else other).via.get(name, "") for name in taken}
        return Metadata(**taken, via=via)


_FIELDS = tuple(entry.name for entry in fields(Metadata) if entry.name != "via")


def stated(via: str, **values: Any) -> Metadata:  # noqa: ANN401 - each field of `Metadata` has its own type
    """Metadata that all stand in one place of a file, under its name; empty values say nothing.

    >>> stated("JSON-LD", title="Bridge falls", author=None).via
    {'title': 'JSON-LD'}
    """
    said = {name: value for name, value in values.items() if value}
    return Metadata(**said, via=dict.fromkeys(said, via))


@dataclass(frozen=True, slots=True)
class Page:
    """One article as read."""

    blocks: tuple[Block, ...]
    metadata: Metadata = Metadata()
    stamps: tuple[str, ...] = ()
    """Lines beside the text that state a date: "Published 3 May 2021"."""
    links: tuple[str, ...] = ()
    """Addresses that the text links to, in order."""


Read = Callable[[], Page | str]
"""Makes a page, or the reason why it is none."""


class Piece(NamedTuple):
    """What may be an article: a file, or an entry of one that holds several."""

    path: str
    """The file's path; of an entry, its name behind it: `wire.zip/a.txt`, `feed.xml/bridge-falls`."""
    data: bytes
    """What its version is the hash of."""
    read: Read
    covering: bool = False
    """Whether it may go with the other pieces and be no article, which is no fault then."""


class Part(NamedTuple):
    """An entry of a file that holds several: of an archive, a mail, a feed."""

    name: str
    """Its own name; empty for what is the file itself, as a mail's own text beside the attachments."""
    data: bytes
    """What its version is the hash of."""
    read: Read | None = None
    """Without it, the data are read as a file of that name would be."""
    covering: bool = False
    """Whether it may go with the others and be no article, as a note or a picture does, which is no fault then."""


def refused(name: str, reason: str) -> Part:
    """A part that is not read."""
    return Part(name, b"", lambda: reason)


_LONGEST_SLUG = 60


def slug(text: str) -> str:
    """A name for a part that has none of its own, made of its title; letters of any script stay.

    >>> slug("“Bridge” falls: ten hurt"), slug("!?")
    ('bridge-falls-ten-hurt', 'untitled')
    """
    words = re.sub(r"[\W_]+", " ", text[:400].lower()).split()
    name = "-".join(words)
    if len(name) > _LONGEST_SLUG:
        name = name[:_LONGEST_SLUG].rpartition("-")[0] or name[:_LONGEST_SLUG]
    return name or "untitled"
