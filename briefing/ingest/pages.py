"""What a reader makes of one file: a page, furniture and all."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

BlockKind = Literal["paragraph", "heading", "item"]


class Block(NamedTuple):
    """A paragraph, heading or list item, on one line."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says of itself, apart from its text."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: tuple[date, ...] = ()
    """The days that the publication date can mean: two for 05/01/2020, none if there is no date."""


@dataclass(frozen=True, slots=True)
class Page:
    """One file as read."""

    blocks: tuple[Block, ...]
    metadata: Metadata = Metadata()
    stamps: tuple[str, ...] = ()
    """Lines beside the text that state a date: "Published 3 May 2021"."""
    links: tuple[str, ...] = ()
    """Addresses that the text links to, in order."""
