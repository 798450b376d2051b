"""A reader for each format: bytes of a file in, its pieces out, each with what makes a `Page` of it or says why not.

What a file is, its bytes say before its name does: a web page that is called `.txt`, a PDF that is called `.html` and a
Word file that is RTF are read as what they are.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from typing import NamedTuple

import frontmatter
import yaml

from briefing.ingest.decoding import NOT_TEXT, decode, printable
from briefing.ingest.files import BEING_COPIED, UNFINISHED
from briefing.ingest.formats.archives import read_zip
from briefing.ingest.formats.exports import read_json, read_jsonl
from briefing.ingest.formats.feeds import read_feed
from briefing.ingest.formats.fields import metadata_of
from briefing.ingest.formats.mail import read_mail, read_mailbox, read_page_archive
from briefing.ingest.formats.office import read_docx, read_odt
from briefing.ingest.formats.plaintext import markdown_blocks, text_page
from briefing.ingest.formats.printed import read_pdf
from briefing.ingest.formats.richtext import read_rtf
from briefing.ingest.pages import LONGEST_ARTICLE, LONGEST_TEXT, TOO_LONG, Page, Part, Piece, Read

# What a line costs in characters: as many lines of a word each would take as long to be cleaned.
_BLOCK_COST = 40


def pieces(path: str, data: bytes, limit: int) -> list[Piece]:
    """What may be an article in a file: the file itself, or each entry of one that holds several.

    Args:
        path: Below the corpus.
        data: The content.
        limit: How many bytes one entry of an archive may unpack to.
    """
    return list(_pieces(Part("", data), path, limit, depth=0))


def read_file(path: str, data: bytes) -> Page | str:
    """The page of a file that holds one article, or the reason why it is not read.

    >>> read_file("talks.csv", b"1,2")
    'a spreadsheet; save its article as text, .html, .pdf or .docx'
    """
    found = pieces(path, data, len(data))
    return found[0].read() if len(found) == 1 else f"{len(found)} articles"


_DEEPEST = 4  # mails in mails; forwarding goes on, reading does not


def _pieces(part: Part, path: str, limit: int, *, depth: int) -> Iterator[Piece]:
    """The pieces of a part that is read as a file of its name is."""
    kind = kind_of(PurePosixPath(path).name, part.data)
    found = _parts(kind, part.data, limit, depth)
    if callable(found):
        yield Piece(path, part.data, partial(_bounded, found), part.covering)
        return
    for inner, name in _named(found):
        below = f"{path}/{name}" if name else path
        if inner.read is None:
            yield from _pieces(inner, below, limit, depth=depth + 1)
        else:
            yield Piece(below, inner.data, partial(_bounded, inner.read), inner.covering)


def _parts(kind: "Kind | str", data: bytes, limit: int, depth: int) -> list[Part] | Read:
    """What a file holds; of one that is no holder, what reads it or says why not."""
    if isinstance(kind, str):
        return partial(str, kind)
    if kind.read is not None:
        return partial(kind.read, data)
    if (depth and kind is _ZIP) or depth > _DEEPEST:
        return partial(str, "an archive or mail within another; take it out")
    found = kind.unfold(data, limit) if kind.unfold else "not a format that is read"
    return partial(str, found) if isinstance(found, str) else found


def _named(parts: list[Part]) -> Iterator[tuple[Part, str]]:
    """The parts with names that are printable and each their own."""
    taken: set[str] = set()
    for part in parts:
        name = printable(part.name)[:_LONGEST_NAME]
        stem, dot, ending = name.rpartition(".")
        number = 1
        while name in taken:
            number += 1
            name = f"{stem}-{number}{dot}{ending}" if stem else f"{ending}-{number}"
        taken.add(name)
        yield part, name


_LONGEST_NAME = 200


def _bounded(read: Read) -> Page | str:
    page = read()
    if isinstance(page, Page) and sum(len(block.text) + _BLOCK_COST for block in page.blocks) > LONGEST_ARTICLE:
        return TOO_LONG
    return page


# --- which format -----------------------------------------------------------------------------------


class Kind(NamedTuple):
    """A format that is read: as one article, or as several."""

    read: Callable[[bytes], Page | str] | None = None
    unfold: Callable[[bytes, int], list[Part] | str] | None = None


def _text_of(read: Callable[[str], Page | str], *, web: bool = False) -> Callable[[bytes], Page | str]:
    """A reader of bytes, from one of text."""

    def decoded(data: bytes) -> Page | str:
        text = decode(data)
        if text is None:
            return NOT_TEXT
        return TOO_LONG if not web and len(text) > LONGEST_TEXT else read(text)

    return decoded


def _read_html(text: str) -> Page | str:
    from briefing.ingest.formats.webpage import read_page  # trafilatura takes a second to import

    return read_page(text)


def _read_markdown(text: str) -> Page:
    fields, body = _front_matter(text)
    blocks, links = markdown_blocks(body)
    return Page(blocks, metadata_of(fields, "front matter"), links=links)


_PAGE = Kind(_text_of(_read_html, web=True))
_TEXT = Kind(_text_of(text_page))
_MARKDOWN = Kind(_text_of(_read_markdown))
_PAGE_ARCHIVE = Kind(read_page_archive)
_PDF, _DOCX, _ODT, _RTF = Kind(read_pdf), Kind(read_docx), Kind(read_odt), Kind(read_rtf)
_JSON = Kind(unfold=lambda data, _: read_json(data))
_JSON_LINES = Kind(unfold=lambda data, _: read_jsonl(data))
_FEED = Kind(unfold=lambda data, _: read_feed(data))
_MAIL = Kind(unfold=lambda data, _: read_mail(data))
_MAILBOX = Kind(unfold=lambda data, _: read_mailbox(data))
_ZIP = Kind(unfold=read_zip)

_BY_ENDING: Mapping[str, Kind] = {
    "": _TEXT, ".txt": _TEXT, ".text": _TEXT, ".asc": _TEXT, ".wire": _TEXT,
    ".md": _MARKDOWN, ".markdown": _MARKDOWN, ".mdown": _MARKDOWN,
    ".html": _PAGE, ".htm": _PAGE, ".xhtml": _PAGE, ".shtml": _PAGE, ".asp": _PAGE, ".aspx": _PAGE, ".php": _PAGE,
    ".mhtml": _PAGE_ARCHIVE, ".mht": _PAGE_ARCHIVE,
    ".pdf": _PDF, ".docx": _DOCX, ".docm": _DOCX, ".odt": _ODT, ".ott": _ODT, ".rtf": _RTF,
    ".eml": _MAIL, ".emlx": _MAIL, ".mbox": _MAILBOX,
    ".json": _JSON, ".jsonld": _JSON, ".jsonl": _JSON_LINES, ".ndjson": _JSON_LINES,
    ".rss": _FEED, ".atom": _FEED, ".rdf": _FEED, ".xml": _FEED, ".zip": _ZIP,
}  # fmt: skip
_SAVE = "save its article as text, .html, .pdf or .docx"
_PICTURE, _PACKED = f"a picture; {_SAVE}", "an archive of a kind that is not read; unpack it"
# What a newsroom has in its folders besides, by the words that people know it by.
_OTHERS: Mapping[str, str] = {
    _PICTURE: ".jpg .jpeg .png .gif .webp .tif .tiff .bmp .svg .heic .ico",
    f"a recording; {_SAVE}": ".mp3 .wav .m4a .ogg .flac .mp4 .mov .avi .mkv .webm",
    f"a spreadsheet; {_SAVE}": ".xls .xlsx .ods .csv .tsv",
    f"a presentation; {_SAVE}": ".ppt .pptx .odp",
    _PACKED: ".tar .gz .tgz .bz2 .xz .7z .rar",
    "an old Word file; save it as .docx": ".doc .dot",
    "an Outlook message; save it as .eml": ".msg .pst",
    BEING_COPIED: " ".join(UNFINISHED),
    "part of a web page; save the page itself": ".css .js .mjs .woff .woff2 .ttf",
    "a link to a page, not the page; save the page itself": ".url .webloc .lnk .desktop",
}  # fmt: skip
_REASONS = {ending: reason for reason, endings in _OTHERS.items() for ending in endings.split()}
# What files begin with that are not text.
_MARKS: tuple[tuple[bytes, Kind | str], ...] = (
    (b"%PDF-", _PDF),
    (b"{\\rtf", _RTF),
    *((mark, _PICTURE) for mark in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")),
    *((mark, _PACKED) for mark in (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")),
    (b"bplist00", "a web page as Safari keeps it; save it as .html or .pdf"),
    (b"\xd0\xcf\x11\xe0", "an old or locked Office file; save it as .docx, without a password"),
)


def kind_of(name: str, data: bytes) -> Kind | str:
    r"""The format of a file, or the reason why it is not read.

    >>> kind_of("a.doc", rb"{\rtf1 }") == kind_of("a.rtf", b""), kind_of("a.jpg", b"")
    (True, 'a picture; save its article as text, .html, .pdf or .docx')
    """
    ending = PurePosixPath(name).suffix.lower()
    known, reason = _BY_ENDING.get(ending), _REASONS.get(ending)
    if reason == BEING_COPIED:
        return reason
    other = f"not a format that is read: {ending}; {_SAVE}"
    return _by_content(data, known, textual=reason is None) or known or reason or other


_HEAD = 2_000
_MAIL_HEAD = re.compile(
    rb"(?:[A-Za-z][A-Za-z-]{1,60}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,50}){0,40}?"
    rb"(?:Received|Message-ID|MIME-Version|Return-Path):",
    re.IGNORECASE,
)
_BEFORE_TAG = re.compile(r"\s+|<\?[^>]{0,500}>|<!--.{0,500}?-->", re.DOTALL)
_TAG = re.compile(r"<(!doctype\s+html|[a-z:]{1,20})\b", re.IGNORECASE)
_BY_TAG = {"rss": _FEED, "feed": _FEED, "rdf:rdf": _FEED, "html": _PAGE, "head": _PAGE, "body": _PAGE}
_FROM_TEXT = (_TEXT, _MARKDOWN, _PAGE, _FEED, _JSON)


def _by_content(data: bytes, known: Kind | None, *, textual: bool) -> Kind | str | None:
    """What the first bytes say, where they leave no doubt.

    Args:
        data: All of them.
        known: What the ending says.
        textual: Whether the ending leaves it open that the file is text.
    """
    head = data[:_HEAD]
    if head.startswith(b"PK\x03\x04"):
        return _zipped(data, known)
    marks = (kind for mark, kind in _MARKS if head.lstrip().startswith(mark))
    marked = next(marks, None)
    if marked is None and textual and (known is None or known in _FROM_TEXT):
        return _by_tag(head) or (_by_mail_head(head) if known is _TEXT else None)
    return marked


def _by_tag(head: bytes) -> Kind | None:
    """Page or feed, if the first tag is one of theirs."""
    text, at = decode(head[: _HEAD - _HEAD % 4]) or "", 0
    while match := _BEFORE_TAG.match(text, at):
        at = match.end()
    tag = _TAG.match(text, at)
    return _BY_TAG.get(tag.group(1).lower().split()[-1]) if tag else None


def _by_mail_head(head: bytes) -> Kind | None:
    if not _MAIL_HEAD.match(head.replace(b"\r\n", b"\n")):
        return None
    return _PAGE_ARCHIVE if b"Snapshot-Content" in head else _MAIL


def _zipped(data: bytes, known: Kind | None) -> Kind | str | None:
    """Which of the formats that are ZIP files inside a file is, by what such files begin with or list."""
    if known in (_DOCX, _ODT):
        return known
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200]:
        return _ODT
    listing = data[-65_536:]  # where a ZIP file has its table of contents
    if b"word/document.xml" in listing:
        return _DOCX
    if b"[Content_Types].xml" in listing or b"mimetypeapplication/" in data[:200]:
        return "a document of a kind that is not read; save it as .docx, .pdf or text"
    return _ZIP


# --- front matter -----------------------------------------------------------------------------------

# More than this between the two `---` is no head of an article; YAML is not asked to read it.
_LONGEST_HEAD = 16_000
_TOML_HEAD = re.compile(r"\s*\+\+\+\s*\n(.{0,16000}?)\n\+\+\+[ \t]*(?:\n|$)", re.DOTALL)


def _front_matter(text: str) -> tuple[Mapping[str, object], str]:
    """The fields before the body, in YAML or TOML; none where there are none or they cannot be read."""
    if match := _TOML_HEAD.match(text):
        try:
            return tomllib.loads(match.group(1)), text[match.end() :]
        except (tomllib.TOMLDecodeError, RecursionError):
            return {}, text
    if not re.match(r"\s*---\s*\n", text) or "\n---" not in text[:_LONGEST_HEAD]:
        return {}, text
    try:
        fields, body = frontmatter.parse(text)
    except (yaml.YAMLError, ValueError, TypeError, AttributeError, RecursionError):
        return {}, text
    return fields, body
