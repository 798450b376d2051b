"""What stands beside the briefs: a page and an Atom feed that list them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from briefing.records import Brief
from briefing.render.environment import run
from briefing.render.html import styled
from briefing.render.text import cleaned

# In the order in which a listing offers them.
_TYPES: Final = {
    "brief.html": "text/html",
    "brief.pdf": "application/pdf",
    "brief.md": "text/markdown",
    "brief.json": "application/json",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One brief of a listing."""

    slug: str
    """Its folder."""
    brief: Brief
    names: tuple[str, ...]
    """Its files, of those that `render` makes."""

    @property
    def urn(self) -> str:
        """The same for every version of the brief, as Atom wants it."""
        return _urn(self.slug)

    @property
    def updated(self) -> str:
        """RFC 3339, by the brief's own date. Atom needs one even where nothing is dated."""
        return f"{self.brief.as_of or '1970-01-01'}T00:00:00Z"


def index(entries: Sequence[Entry], templates_dir: Path | None = None) -> bytes:
    """An HTML page that lists the briefs, newest first."""
    style = styled("brief.css", templates_dir)
    return run("index.html.j2", templates_dir, entries=_ordered(entries), **style).encode()


def feed(entries: Sequence[Entry], templates_dir: Path | None = None) -> bytes:
    """An Atom feed of the briefs, newest first."""
    return run("feed.xml.j2", templates_dir, entries=_ordered(entries), types=_TYPES, urn=_urn("")).encode()


def _urn(name: str) -> str:
    return uuid5(NAMESPACE_URL, f"briefing/{name}").urn


def _ordered(entries: Sequence[Entry]) -> list[Entry]:
    """Newest first, then by folder; files in the order of `_TYPES`."""
    by_slug = sorted(entries, key=lambda entry: entry.slug)
    by_date = sorted(by_slug, key=lambda entry: entry.updated, reverse=True)
    return [
        Entry(entry.slug, cleaned(entry.brief), tuple(name for name in _TYPES if name in entry.names))
        for entry in by_date
    ]
