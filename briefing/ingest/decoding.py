"""Bytes to text: the encoding found out, invisible characters taken out, the rest left as written."""

import codecs
import re

import chardet
import webencodings
from chardet import EncodingEra

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_REPLACEMENT = "\ufffd"
NOT_TEXT = "binary or damaged: not the text that its name promises"
"""Why a file is not read whose bytes are no text."""
# A text of which more than a twentieth cannot be read is no text. The worst of the real articles has 2 in 1,400.
_MOST_UNREADABLE = 0.05
_UNREADABLE = re.compile("[\ufffd\x00-\x08\x0e-\x1f]+")
_LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Soft hyphens, zero-width marks, controls and bidirectional overrides; tabs and newlines stay.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def decode(data: bytes, charset: str | None = None) -> str | None:
    r"""The text of a file; None if it is binary or in no encoding that makes sense of it.

    The order is: byte order mark, two bytes a character without one, UTF-8, the charset that is declared, then chardet
    with Windows-1252 in doubt (right on 14 of 15 single sentences in 12 encodings; the miss has 9 letters).

    Args:
        data: The bytes.
        charset: What is said of them elsewhere, as in the head of a mail; an HTML or XML head is read anyhow.

    >>> decode("“All’s well,” she said – at last.".encode("cp1252")) == "“All’s well,” she said – at last."
    True
    >>> decode("plain\r\ntext".encode()), decode("no mark".encode("utf-16-be")), decode(b"PK\x03\x04\x00\x00")
    ('plain\ntext', 'no mark', None)
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _readable(data[len(mark) :].decode(encoding, "replace"))
    if data.count(b"\0") > _MOST_UNREADABLE * len(data):
        return _two_bytes_each(data)
    for encoding in ("utf-8", *_declared(data, charset)):
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if encoding == "utf-8" or _is_plausible(text):
            return _readable(text)
    damaged = data.decode("utf-8", "replace")
    return _readable(damaged if _is_damaged_utf8(damaged) else data.decode(_guessed(data), "replace"))


# Up to the end of general punctuation lie the scripts of Europe and the Near East.
_LAST_COMMON = "\u206f"
_FEWEST_COMMON = 0.9
_SHORTEST = 7  # characters; below that, chance is enough


def _two_bytes_each(data: bytes) -> str | None:
    """UTF-16 without its mark: of the two orders only the right one gives characters that texts consist of."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = data.decode(encoding, "replace")
        sample = text[:_SAMPLE]
        common = sum(c <= _LAST_COMMON and (c.isprintable() or c.isspace()) for c in sample)
        if common >= max(_FEWEST_COMMON * len(sample), _SHORTEST):
            return _readable(text)
    return None


def _declared(data: bytes, charset: str | None) -> list[str]:
    """The encodings that are declared, as the web takes them: `iso-8859-1` is Windows-1252, and only those of texts."""
    match = _DECLARED.search(data[:2048])
    labels = [charset, match.group(1).decode("ascii") if match else None]
    known = [webencodings.lookup(label) for label in labels if label]
    return [encoding.codec_info.name for encoding in known if encoding is not None]


# Of the letters of French, German, Spanish, Polish, Turkish or Czech 2 to 16 in 100 are none of ASCII; Arabic, Russian
# or Greek read by a Latin code page have nothing but such letters.
_MOST_ACCENTED = 0.4
_MOST_MIXED = 0.1
_WORD = re.compile(r"[^\W\d_]{3,40}")
_MIXED = re.compile("[a-zA-Z\xc0-\u024f][^\x00-\u036f]|[^\x00-\u036f][a-zA-Z\xc0-\u024f]")


def _is_plausible(text: str) -> bool:
    """Whether a text is not another script, read by a code page that was declared by mistake.

    >>> _is_plausible("Über Ärzte"), _is_plausible("القديم".encode("cp1256").decode("cp1252"))
    (True, False)
    >>> _is_plausible("Совет".encode("cp1251").decode("cp1256"))
    False
    """
    words = _WORD.findall(text[:_SAMPLE])
    letters = "".join(words)
    accented = sum("\xc0" <= c <= "\u024f" for c in letters)
    mixed = sum(_MIXED.search(word) is not None for word in words)
    return accented <= _MOST_ACCENTED * len(letters) and mixed <= _MOST_MIXED * len(words)


_SAMPLE = 20_000  # characters


def _is_damaged_utf8(text: str) -> bool:
    """Whether most of what is not ASCII did decode: a file cut off or patched, not another encoding."""
    broken = text.count(_REPLACEMENT)
    return sum(c > "\x7f" and c != _REPLACEMENT for c in text) >= 4 * broken  # a wrong guess decodes next to nothing


def _guessed(data: bytes) -> str:
    # Code pages of DOS, old Macs and mainframes are left out: they only ever win by mistake in what is saved today.
    eras = EncodingEra.MODERN_WEB | EncodingEra.LEGACY_ISO
    # What is declared has been tried, and chardet would believe it.
    return chardet.detect(_DECLARED.sub(b"", data), prefer_superset=True, encoding_era=eras)["encoding"] or "cp1252"


def _readable(text: str) -> str | None:
    unreadable = sum(len(run) for run in _UNREADABLE.findall(text))
    if unreadable > _MOST_UNREADABLE * len(text):
        return None
    return visible(text)


def visible(text: str) -> str:
    """Text with one kind of line break and without characters that are not seen. HTML entities can bring them back in.

    >>> visible("so\u00ad\u202eft")
    'soft'
    """
    return _INVISIBLE.sub("", _LINE_BREAKS.sub("\n", text))


def printable(name: str) -> str:
    r"""A name in which every character can be seen: what cannot be printed or is no valid UTF-8 stands as an escape.

    >>> printable("two\nlines.txt")
    'two\\nlines.txt'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode("ascii") for c in name)
