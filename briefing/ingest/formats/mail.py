"""Mails to the article in them and to what is attached, and web pages saved as mails are (MHTML)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import Message
from functools import partial
from typing import NamedTuple, TypeVar

from briefing.ingest.addresses import site_of
from briefing.ingest.cleaning import furniture
from briefing.ingest.formats.envelopes import (
    children,
    content,
    day_of,
    decoded,
    header,
    name_and_address,
    opened,
    parameter,
    text_of,
)
from briefing.ingest.formats.forwards import Forwarded, forwarded, trimmed, unflowed, without_prefixes
from briefing.ingest.formats.plaintext import strip_tags, text_blocks
from briefing.ingest.pages import Metadata, Page, Part, slug, stated

_NO_TEXT = "a mail without text: open it and save what it holds as a file of its own"
_ENCRYPTED = "an encrypted mail: open it in the mail program and save its text"
_REPORT = "no article: a mail program's report that a mail did not arrive, or did"
_NO_BOUNDARY = "damaged: its parts cannot be told apart; save it again from the mail program as .eml"
_NO_PAGE = "no saved web page in it: save the page again in the browser"


def read_mail(data: bytes) -> list[Part] | str:
    """A mail's own text and its attachments, or the reason why it is not read."""
    return _guarded(data, _parts, damaged=_NO_BOUNDARY)


_MOST_MAILS = 2_000
# The line before each mail of a mailbox, which mail programs write; in texts such lines are marked by ">".
_BETWEEN_MAILS = re.compile(
    rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]{0,200}\d{4}[^\n]{0,20}\n(?=[A-Za-z][A-Za-z-]{0,60}:)"
)


def read_mailbox(data: bytes) -> list[Part] | str:
    """The mails of a mailbox as mail programs export it (mbox), or the reason why there are none."""
    between = list(_BETWEEN_MAILS.finditer(data))
    starts = [match.end() for match in between]
    ends = [*(match.start() for match in between[1:]), len(data)]
    if not starts:
        return "no mailbox, or a damaged one; save its mails as .eml"
    if len(starts) > _MOST_MAILS:
        return f"a mailbox of more than {_MOST_MAILS:,} mails; export those that are meant"
    mails = (data[start:end] for start, end in zip(starts, ends, strict=True))
    return [Part(_name_of(mail), re.sub(rb"(?m)^>(>*From )", rb"\1", mail)) for mail in mails]


def _name_of(mail: bytes) -> str:
    message = opened(mail)
    return _named(header(message, "Subject") if isinstance(message, Message) else "")


def _named(subject: str) -> str:
    bare = without_prefixes(subject)
    return f"{slug(bare) if bare else 'mail'}.eml"


def read_page_archive(data: bytes) -> Page | str:
    """The web page that a browser saved in one file with all that belongs to it, or the reason why it is not read."""
    return _guarded(data, _saved_page, damaged=_NO_PAGE)


T = TypeVar("T")


def _guarded(data: bytes, read: Callable[[Message], T | str], *, damaged: str) -> T | str:
    """What is read of a message, or the reason why it is not."""
    message = opened(data)
    if isinstance(message, str):
        return message
    try:
        return read(message)
    except Exception:  # noqa: BLE001  # the standard library raises whatever Python does on odd mails
        return damaged


# --- the parts of a mail ------------------------------------------------------------------------------


class _Leaf(NamedTuple):
    """A part that holds no others, or a mail attached to a mail."""

    part: Message
    kind: str
    """Its type: `text/plain`."""
    name: str
    """Of the file; empty for what is no file."""
    alternative: int
    """Which `multipart/alternative` it stands in; 0 for none."""
    beside_page: bool
    """Whether it belongs to a web page, as its pictures do."""


def _parts(message: Message) -> list[Part] | str:
    kind = message.get_content_type()
    if kind == "multipart/encrypted" or kind.endswith("pkcs7-mime"):
        return _ENCRYPTED
    if kind == "multipart/report":
        return _REPORT
    if message.get_content_maintype() == "multipart" and not children(message):
        return _NO_BOUNDARY
    leaves = list(_leaves(message))
    files = list(_files(leaves))
    text = _best_text([leaf for leaf in leaves if not leaf.name and leaf.kind in {"text/plain", "text/html"}])
    if text is None or not text.text.strip():
        return files or _NO_TEXT
    whole = text.text.encode("utf-8", "surrogatepass")
    return [Part("", whole, partial(_page, message, text), covering=bool(files)), *files]


def _leaves(message: Message) -> Iterator[_Leaf]:
    pending = [(message, 0, False)]
    alternatives = 0
    while pending:
        part, alternative, beside = pending.pop()
        kind = part.get_content_type()
        inner = children(part)
        if not inner or kind == "message/rfc822":
            yield _Leaf(part, kind, _file_name(part, kind), alternative, beside)
            continue
        if kind == "multipart/alternative":
            alternatives += 1
            alternative = alternatives
        root = _root(part, inner) if kind == "multipart/related" else None
        pending.extend((child, alternative, beside or root not in {None, child}) for child in reversed(inner))


def _root(related: Message, inner: list[Message]) -> Message:
    """The part of several that belong together which the others belong to."""
    start = parameter(related, "start").strip("<> ")
    named = [child for child in inner if start and header(child, "Content-ID").strip("<> ") == start]
    return (named or inner)[0]


# --- attachments --------------------------------------------------------------------------------------

_UNNAMED = {"text/plain": "attachment.txt", "text/html": "attachment.html", "application/pdf": "attachment.pdf"}
# What mail programs attach on their own: signatures, meetings, visiting cards, receipts, Outlook's formatting.
_NO_FILE = re.compile(
    r"application/(?:(?:x-)?pkcs7-signature|pgp-\w{1,20}|ics|ms-tnef|vnd\.ms-tnef|applefile)"
    r"|text/(?:calendar|(?:x-)?vcard|directory|rfc822-headers)"
    r"|message/(?!rfc822)[\w.-]{1,60}|multipart/[\w.-]{1,60}"
)
_NO_ARTICLE = re.compile(
    r"winmail\.dat|att\d{3,6}\.(?:txt|html?|c|dat)|.*\.(?:p7s|p7m|asc|sig|ics|vcf|pgp)", re.IGNORECASE
)
_LONGEST_NAME = 120
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069<>:\"|?*]")


def _file_name(part: Message, kind: str) -> str:
    """Under which name a part is a file; empty if it is a mail's text, or nothing that anybody attached."""
    if kind == "message/rfc822":
        return _mail_name(part)
    disposition = header(part, "Content-Disposition").lower()
    named = _safe_name(decoded(_parameter_name(part)))
    picture = kind.startswith(("image/", "audio/", "video/"))
    if picture and (not disposition.startswith("attachment") or header(part, "Content-ID")):
        return ""
    if not named and disposition.startswith("attachment"):
        return _UNNAMED.get(kind, "")
    return named


def _parameter_name(part: Message) -> str:
    try:
        name = str(part.get_filename("") or "")[:2_000]
    except Exception:  # noqa: BLE001  # it raises whatever Python does on odd parameters
        name = "\ufffd"
    if "\ufffd" not in name:
        return name
    # Written in UTF-8, as no header may be and many are; the library has put marks for what it cannot read.
    raw = re.search(r'\bname="?([^";]{1,300})', header(part, "Content-Disposition").replace("filename", "name"))
    return raw.group(1) if raw else name


def _safe_name(name: str) -> str:
    r"""A name that leads nowhere.

    >>> _safe_name("../../etc/report\n.docx"), _safe_name("C:\\texts\\a.txt"), _safe_name("..")
    ('report .docx', 'a.txt', '')
    """
    last = re.split(r"[/\\]", name.strip())[-1]
    plain = " ".join(_UNSAFE.sub(" ", last).split()).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[:_LONGEST_NAME]}{dot}{ending[:20]}" if dot else plain[:_LONGEST_NAME]


def _mail_name(part: Message) -> str:
    subject = header(inner[0], "Subject") if (inner := children(part)) else ""
    return _named(subject)


_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp|tiff?|heic|svg)$", re.IGNORECASE)


def _files(leaves: list[_Leaf]) -> Iterator[Part]:
    taken: set[str] = set()
    for leaf in leaves:
        if not leaf.name or leaf.beside_page or _NO_FILE.fullmatch(leaf.kind) or _NO_ARTICLE.fullmatch(leaf.name):
            continue
        data = _mail_bytes(leaf.part) if leaf.kind == "message/rfc822" else content(leaf.part)
        if data:
            name = _free_name(leaf.name, taken)
            taken.add(name.lower())
            yield Part(name, data, covering=leaf.kind.startswith("image/") or _PICTURE.search(name) is not None)


def _free_name(name: str, taken: set[str]) -> str:
    stem, dot, ending = name.rpartition(".") if "." in name else (name, "", "")
    numbered = (f"{stem}-{number}{dot}{ending}" for number in range(2, len(taken) + 3))
    return name if name.lower() not in taken else next(free for free in numbered if free.lower() not in taken)


def _mail_bytes(part: Message) -> bytes:
    inner = children(part)
    try:
        return inner[0].as_bytes() if inner else content(part)
    except Exception:  # noqa: BLE001  # a header that was read may not be one that can be written
        return b""


# --- the text -----------------------------------------------------------------------------------------


class _Text(NamedTuple):
    """The text of a mail in one of its versions."""

    text: str
    is_html: bool

    @property
    def words(self) -> int:
        """How much is seen of it; addresses of links are not counted."""
        seen = _shown(self.text)[0] if self.is_html else self.text
        return sum("://" not in word for word in seen.split())


# A plain version below that is a stub ("View this mail in your browser") or an outline.
_AS_MUCH = 0.5


def _best_text(leaves: list[_Leaf]) -> _Text | None:
    """The mail's text: of two versions the plain one, where it says as much as the other."""
    versions: dict[tuple[int, int], list[_Text]] = {}
    for index, leaf in enumerate(leaves):
        if not leaf.beside_page:
            alone = 0 if leaf.alternative else index
            versions.setdefault((leaf.alternative, alone), []).append(_text_of(leaf))
    texts = [_better(group) for group in versions.values()]
    longest = max(texts, key=lambda text: text.words, default=None)
    if longest is None or longest.is_html:
        return longest
    return _Text("\n\n".join(text.text for text in texts if not text.is_html), is_html=False)


def _text_of(leaf: _Leaf) -> _Text:
    text = text_of(leaf.part)
    if leaf.kind == "text/plain" and parameter(leaf.part, "format").lower() == "flowed":
        text = unflowed(text, delete_space=parameter(leaf.part, "delsp").lower() == "yes")
    return _Text(text, is_html=leaf.kind == "text/html")


def _better(versions: list[_Text]) -> _Text:
    plain = [version for version in versions if not version.is_html]
    fullest = max(versions, key=lambda version: version.words)
    return plain[0] if plain and plain[0].words >= _AS_MUCH * fullest.words else fullest


# An article of 60,000 words wrapped at 72 has 6,000. Each is compared with what stands under mails: 20 µs.
_MOST_LINES = 20_000
_TOO_LONG = f"longer than any article: more than {_MOST_LINES:,} lines"
_TITLE = re.compile(r"<title\b[^<>]{0,200}>[^<]{0,1000}</title>", re.IGNORECASE)


def _page(message: Message, text: _Text) -> Page | str:
    """The article in a mail."""
    plain, targets = _shown(text.text) if text.is_html else (text.text, ())
    lines = plain.split("\n")
    if sum(bool(line.strip()) for line in lines) > _MOST_LINES:
        return _TOO_LONG
    found = forwarded(plain, header(message, "Subject"))
    whole = found.headers is None and len(found.lines) == len(lines)
    if text.is_html and whole and (page := _newsletter(text.text)) is not None:
        return replace(page, metadata=_metadata(message, found, "") | page.metadata, stamps=())
    # In a web page, each line is a paragraph; in a text, it may go on in the next.
    words, links = trimmed([part for line in found.lines for part in ((line, "") if text.is_html else (line,))])
    blocks = text_blocks(words)
    head = "\n".join(block.text for block in blocks[:_HEAD])
    return Page(blocks, _metadata(message, found, head), links=(*targets, *links))


def _shown(html: str) -> tuple[str, tuple[str, ...]]:
    """What is seen of a web page, a paragraph a line, and the addresses that it links to."""
    return strip_tags(" ".join(_TITLE.sub("", html).split()))


def _newsletter(text: str) -> Page | None:
    from briefing.ingest.formats.webpage import read_page  # trafilatura takes a second to import

    page = read_page(text)
    if isinstance(page, str):
        return None
    lines = [(block, trimmed([block.text])[0]) for block in page.blocks]
    blocks = tuple(block._replace(text=" ".join(line.split())) for block, line in lines if line.strip())
    return replace(page, blocks=blocks) if blocks else None


# --- metadata -----------------------------------------------------------------------------------------

_HEAD = 6  # blocks among which a by-line would stand


def _metadata(message: Message, found: Forwarded, head: str) -> Metadata:
    if found.headers is not None:
        inner = found.headers
        sender = _sender("forwarded mail header", inner.get("from", ""), head, is_paper=False)
        subject = inner.get("subject") or header(message, "Subject")
        days = day_of(inner.get("date", ""))
        said = stated("forwarded mail header", title=without_prefixes(subject), made=days) | sender
        return said if days else said | stated("mail header", made=day_of(header(message, "Date")))
    is_list = bool(header(message, "List-Id") or header(message, "List-Unsubscribe"))
    days = day_of(header(message, "Date"))
    said = stated(
        "mail header",
        title=without_prefixes(header(message, "Subject")),
        url=_own_address(message),
        published=days if is_list else (),
        made=() if is_list else days,
    )
    is_paper = is_list and not header(message, "List-Post")  # what everybody can write to is no paper
    return said | _sender("mail header", header(message, "From"), head, is_paper=is_paper)


def _own_address(message: Message) -> str | None:
    """Where the mail itself, as the article that it is, can be read."""
    addresses = (header(message, name).strip("<> ") for name in ("X-URL", "Archived-At"))
    return next((address for address in addresses if re.fullmatch(r"https?://\S{1,2000}", address)), None)


_PERSON = re.compile(r"[^\W\d_][\w.’'-]{0,30}(?:\s[^\W\d_][\w.’'-]{0,30}){1,4}")
_DESK = re.compile(
    r"\b(?:news|newsletter|alerts?|team|desk|editors?|editorial|redaktion|rédaction|redacción|press|media|info|office|daily"
    r"|weekly|briefing|digest|bulletin|agency|wire|service|subscriptions?|no-?reply|support|admin|list|group)\b",
    re.IGNORECASE,
)


def _sender(via: str, value: str, head: str, *, is_paper: bool) -> Metadata:
    """Who published or wrote what a mail holds, as its sender's name tells.

    A by-line in the text knows better who wrote it than the mail of a colleague does.
    """
    name = _without_channel(name_and_address(value)[0])
    if not name or "@" in name:
        return Metadata()
    at = re.fullmatch(r"(.{2,60}?)\s(?:at|from|@|von|de)\s(.{2,60})", name)
    if at and is_paper:
        return stated(via, author=at.group(1), publisher=at.group(2))
    if is_paper or furniture.is_outlet(name) or _DESK.search(name):
        return stated(via, publisher=name)
    signed = any(furniture.byline_name(line) for line in head.split("\n"))
    return stated(via, author=name if _PERSON.fullmatch(name) and not signed else None)


def _without_channel(name: str) -> str:
    """A sender's name without what kind of mail it sends.

    >>> _without_channel("The River Post | Morning Briefing"), _without_channel("Ada Reed via desk")
    ('The River Post', 'Ada Reed')
    """
    return re.split(r"\s(?:[|–—:-]|via)\s", name)[0].strip()


# --- saved pages --------------------------------------------------------------------------------------


def _saved_page(message: Message) -> Page | str:
    from briefing.ingest.formats.webpage import read_page  # trafilatura takes a second to import

    part = _page_part(message)
    text = text_of(part) if part is not None else ""
    if part is None or not text.strip():
        return _NO_PAGE
    page = read_page(text)
    if isinstance(page, str):
        return page
    addresses = (header(message, "Snapshot-Content-Location"), header(part, "Content-Location"))
    url = next((address for address in addresses if re.fullmatch(r"https?://\S{1,2000}", address)), None)
    saved = stated("MHTML header", url=url, title=header(message, "Subject"), made=day_of(header(message, "Date")))
    known = page.metadata | saved
    return replace(page, metadata=known | stated("url", publisher=site_of(known.url) if known.url else None))


def _page_part(message: Message) -> Message | None:
    """The page itself, among its pictures, styles and frames."""
    inner = children(message)
    if not inner:
        return message if message.get_content_type() == "text/html" else None
    root = _root(message, inner)
    pending, pages = [root, *inner], []
    while pending:
        part = pending.pop(0)
        pending = [*children(part), *pending]
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            pages.append(part)
    return pages[0] if pages else None
