"""What the properties of a document say of its article: little, and often of its template."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from briefing.ingest.cleaning.datelines import metadata_days
from briefing.ingest.decoding import visible
from briefing.ingest.formats.fields import language_code
from briefing.ingest.pages import Block, Metadata, stated

# What programs put in where nobody wrote a title: their own name, a number, the name of the file.
_NO_TITLE = re.compile(
    r"(?:(?:new\s)?(?:microsoft\s)?(?:word\s)?(?:document|doc|dokument|documento|document1?|файл|документ|مستند)"
    r"|untitled|unbenannt|sans titre|sin título|senza titolo|no title|title|headline|template|draft|text|microsoft word"
    r"|powerpoint presentation|press release|пресс-релиз|без названия)"
    r"[\s_()#-]{0,3}\d{0,4}\)?",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(
    r"microsoft word\s*-|.*\.(?:docx?|docm|dotx?|odt|ott|rtf|txt|pdf|html?|pages|indd|qxd|tmp)", re.IGNORECASE
)
_LONGEST = 300  # characters; a longer property holds the text itself
# Of the account or the machine, not of a person. Lower-case single words are accounts as well.
_NO_AUTHOR = frozenset({
    "windows user", "microsoft office user", "microsoft", "microsoft account", "office user", "user", "users",
    "admin", "administrator", "author", "owner", "pc", "my pc", "home", "office", "hp", "dell", "lenovo", "asus",
    "acer", "toshiba", "samsung", "apple", "mac", "laptop", "desktop", "guest", "test", "unknown", "unnamed",
    "un-named", "anonymous", "none", "default", "root", "x", "python-docx", "apache poi", "pandoc", "libreoffice",
    "openoffice", "windows-benutzer", "benutzer", "utilisateur windows", "utilisateur", "usuario",
    "usuario de windows", "utente", "utente windows", "utilizador do windows", "gebruiker",
    "użytkownik systemu windows", "пользователь", "пользователь windows", "админ", "user name", "مستخدم",
})  # fmt: skip
# Templates carry the day on which somebody made the template: the zero of a calendar, or that of python-docx.
_FIRST_YEAR = 1990
_OF_TEMPLATES = {date(2013, 12, 23)}


def properties(via: str, said: Mapping[str, str]) -> Metadata:
    """What named properties say, nothing where they speak of a template, an account or a file.

    Args:
        via: Where they stand.
        said: `title`, `author`, `language`, `made`, `modified`, those that there are.

    >>> told = properties("Word properties", {"title": "Microsoft Word - a.doc", "author": "Ada Field"})
    >>> told.title, told.author, told.via
    (None, 'Ada Field', {'author': 'Word properties'})
    """
    return stated(
        via,
        title=_title(_line(said.get("title", ""))),
        author=_author(_line(said.get("author", ""))),
        language=language_code(_line(said.get("language", ""))[:20]),
        # When the file was last saved, which says nothing of a change to the article; made may be the template's day.
        made=_days(said.get("modified", "")) or _days(said.get("made", "")),
    )


_OPENING = 10  # blocks, among which the title stands where a text opens with it


def without_stale_title(said: Metadata, blocks: Sequence[Block]) -> Metadata:
    """Properties without a title that the text contradicts: it opens with a headline, and the title stands nowhere.

    Whoever writes over an old document keeps the old title.

    >>> said = properties("Word properties", {"title": "Ferry sinks", "author": "Ada Field"})
    >>> without_stale_title(said, [Block("heading", "Bridge falls")]).via
    {'author': 'Word properties'}
    >>> without_stale_title(said, [Block("paragraph", "A ferry sank.")]).title
    'Ferry sinks'
    """
    opening = " ".join(block.text for block in blocks[:_OPENING]).casefold()
    headed = bool(blocks) and blocks[0].kind == "heading"
    if said.title is None or not headed or said.title.casefold() in opening:
        return said
    via = {name: where for name, where in said.via.items() if name != "title"}
    return replace(said, title=None, via=via)


def _line(text: str) -> str:
    line = " ".join(visible(text[: 4 * _LONGEST]).split())
    return line if len(line) <= _LONGEST else ""


def _title(line: str) -> str | None:
    telling = any(c.isalpha() for c in line)
    return line if telling and not _NO_TITLE.fullmatch(line) and not _FILE_NAME.match(line) else None


def _author(line: str) -> str | None:
    account = " " not in line and (line.islower() or "@" in line or "\\" in line or any(c.isdigit() for c in line))
    telling = any(c.isalpha() for c in line)
    return line if telling and not account and line.casefold() not in _NO_AUTHOR else None


def _days(text: str) -> tuple[date, ...]:
    days = metadata_days(_line(text)) if text else ()
    return tuple(day for day in days if day.year >= _FIRST_YEAR and day not in _OF_TEMPLATES)
