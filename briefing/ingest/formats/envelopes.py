"""MIME messages opened within bounds: their structure, their headers, the text of their parts.

The older of Python's two mail policies is used: it takes every header as it stands, where the newer one parses each on
sight, in time that grows faster than its length, and raises on what is no header.
"""

import codecs
import email
import email.utils
import re
from collections.abc import Iterator
from datetime import date
from email.errors import MessageError
from email.header import decode_header
from email.message import Message

from briefing.ingest.cleaning.datelines import metadata_days
from briefing.ingest.decoding import decode, visible

# Python's parser tries each open boundary on each line: two million trials take a second.
_MOST_TRIALS = 8_000_000
_MOST_BOUNDARIES = 200
_MOST_PARTS = 1_000
_DEEPEST = 40  # a mail forwarded with its attachments ten times is 20 to 30 deep
# Parameters of a part are read in time that grows with the square of the header. Real ones have 100 to 300 bytes.
_LONGEST_PART_HEADER = 4_000
_LONGEST_HEADER = 2_000
_PART_HEADER = re.compile(
    rb"^content-[a-z-]{1,40}:[^\r\n]*(?:(?:\r\n|\r|\n)[ \t][^\r\n]*)*", re.IGNORECASE | re.MULTILINE
)
_HEADERS_OF_MAIL = ("from", "subject", "date", "to", "received", "mime-version", "message-id", "return-path")

_NO_MAIL = "no mail, whatever its name says: save it again from the mail program as .eml"
_OUTLOOK = "a mail in Outlook's own format (.msg): open it and save it as .eml or .txt"
_TOO_MANY = "damaged or no mail of articles: too many parts inside each other; save what is needed of it one by one"
_BAD_HEADER = "damaged: a header that is far too long; save it again from the mail program as .eml"


def opened(data: bytes) -> Message | str:
    """The message of a file, or the reason why it is not read."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _OUTLOOK
    data = _without_wrapping(data)
    lowered = data.lower()
    boundaries = lowered.count(b"boundary") + lowered.count(b"message/")
    lines = data.count(b"\n") + data.count(b"\r")
    if boundaries > _MOST_BOUNDARIES or boundaries * lines > _MOST_TRIALS:
        return _TOO_MANY
    if any(match.end() - match.start() > _LONGEST_PART_HEADER for match in _PART_HEADER.finditer(data)):
        return _BAD_HEADER
    try:
        message = email.message_from_bytes(data)
    except (RecursionError, MessageError, ValueError, LookupError, TypeError):
        return _TOO_MANY
    if not any(name.lower() in _HEADERS_OF_MAIL for name in message.keys()):  # noqa: SIM118 - a message is no mapping
        return _NO_MAIL
    return _too_much(message) or message


def _without_wrapping(data: bytes) -> bytes:
    """The message without a byte order mark, blank lines before it, or what Apple Mail puts around it."""
    data = data.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n")
    counted = re.match(rb"(\d{1,9})[ \t]{0,20}\r?\n", data)
    return data[counted.end() : counted.end() + int(counted.group(1))] if counted else data


def _too_much(message: Message) -> str | None:
    pending = [(message, 1)]
    count = 0
    while pending:
        part, depth = pending.pop()
        count += 1
        if count > _MOST_PARTS or depth > _DEEPEST:
            return _TOO_MANY
        pending += [(child, depth + 1) for child in children(part)]
    return None


def children(part: Message) -> list[Message]:
    """The parts of a part; none of what is text or a file."""
    payload = part.get_payload() if part.is_multipart() else ()  # of others, this would decode the text
    return [child for child in payload if isinstance(child, Message)]


# --- headers ----------------------------------------------------------------------------------------


def header(message: Message, name: str) -> str:
    """A header as text on one line, whatever way it is encoded; empty if there is none."""
    values = (str(value) for key, value in message.raw_items() if key.lower() == name.lower())
    return decoded(next(values, "")[:_LONGEST_HEADER])


def decoded(value: str) -> str:
    """A header's text.

    >>> decoded("=?utf-8?q?Br=C3=BCcke_?= =?iso-8859-1?b?Zuts?="), decoded("=?x?b?=")
    ('Brücke fël', '=?x?b?=')
    """
    try:
        pieces = decode_header(value)
    except (MessageError, ValueError, LookupError):
        pieces = [(value, None)]
    return " ".join("".join(_piece(piece, charset) for piece, charset in pieces).split())


def _piece(piece: str | bytes, charset: str | None) -> str:
    data = piece if isinstance(piece, bytes) else piece.encode("utf-8", "surrogateescape")
    return text_of_bytes(data, charset or "").replace("\n", " ")


_SENDER = re.compile(
    r"\s{0,9}[\"'“]{0,3}([^<>\[\"]{0,200}?)[\"'”]{0,3}\s{0,9}(?:[<\[](?:mailto:)?([^<>\[\]\s]{0,200})|$)"
)


def name_and_address(value: str) -> tuple[str, str]:
    """The display name and the address of a sender.

    >>> name_and_address('"The River Post" <news@post.example>'), name_and_address("ada@post.example")
    (('The River Post', 'news@post.example'), ('', 'ada@post.example'))
    """
    match = _SENDER.match(value)
    name, address = (match.group(1) or "", match.group(2) or "") if match else ("", "")
    return ("", name) if "@" in name and " " not in name and not address else (name.strip(" '\","), address)


def day_of(value: str) -> tuple[date, ...]:
    """The days that a date in a header can mean, in the sender's own time zone.

    >>> day_of("Mon, 3 May 2021 23:30:00 -0500"), day_of("Montag, 3. Mai 2021 23:30") == day_of("3 May 2021")
    ((datetime.date(2021, 5, 3),), True)
    """
    value = value[:200]
    try:
        fields = email.utils.parsedate_tz(value)
        return (date(*fields[:3]),) if fields else metadata_days(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return metadata_days(value)


# --- text -------------------------------------------------------------------------------------------

# They are written in ASCII, so that every other reading of them succeeds too.
_SHIFTING = ("iso2022", "iso-2022", "hz", "utf-7", "utf_7")
_NO_TEXTS = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "unicode_escape", "raw_unicode_escape"}
_NO_CHARSETS = {"ascii", "iso8859-1"}  # what programs declare that do not know; Windows-1252 is meant


def content(part: Message) -> bytes:
    """The bytes of a part, its transfer encoding undone as far as it goes."""
    try:
        payload = part.get_payload(decode=True)
    except (MessageError, ValueError, LookupError, TypeError, AssertionError):
        payload = None
    return payload if isinstance(payload, bytes) else b""


def text_of(part: Message) -> str:
    """The text of a part; empty where its bytes are none."""
    return text_of_bytes(content(part), parameter(part, "charset"))


def parameter(part: Message, name: str) -> str:
    """A parameter of the type of a part, empty if it has none."""
    try:
        return str(email.utils.collapse_rfc2231_value(part.get_param(name, "") or ""))
    except (MessageError, ValueError, LookupError, TypeError):
        return ""


def text_of_bytes(data: bytes, charset: str) -> str:
    r"""Bytes as text: UTF-8 if they are, else in the charset that they declare, else in the likeliest.

    >>> text_of_bytes("“Überall”".encode("cp1252"), "us-ascii"), text_of_bytes(b"\x1b$B66\x1b(B", "iso-2022-jp")
    ('“Überall”', '橋')
    """
    codec = _codec(charset)
    for encoding in _in_order(codec):
        try:
            return visible(data.decode(encoding).replace("\0", ""))
        except (UnicodeError, LookupError, ValueError):
            continue
    return decode(data.replace(b"\0", b""), charset) or ""  # it knows names of the web that Python does not


def _codec(charset: str) -> str | None:
    try:
        codec = codecs.lookup(charset.strip("\"' ")[:40])
    except (LookupError, ValueError):
        return None
    # Only text encodings: "rot13" and "zip" are codecs too. And none that is made for names, or of escapes.
    return codec.name if getattr(codec, "_is_text_encoding", False) and codec.name not in _NO_TEXTS else None


def _in_order(codec: str | None) -> Iterator[str]:
    if codec is not None and codec.startswith(_SHIFTING):
        yield codec
    yield "utf-8"
    if codec is not None:
        yield "cp1252" if codec in _NO_CHARSETS else codec
