"""Zip packages of XML parts, as word processors write them: only the parts asked for, within bounds.

No header is trusted. Bytes are counted as they are unpacked, and no parser sees what could make it look elsewhere or
grow: document types and entities are refused first.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO

from lxml import etree

# An article of 60,000 words is about 10 MB of XML as Word writes it, with all formatting.
_MOST_UNPACKED = 32_000_000
_CHUNK = 65_536
# A news article has 500 to 5,000 elements. Walking 400,000 takes a second.
_MOST_ELEMENTS = 400_000
# A text box in a table in a content control lies 25 deep; what reads the tree after this calls itself at each level.
_DEEPEST = 90
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # whatever else zip files may use, word processors do not

DAMAGED = "damaged or only half copied: it cannot be unpacked; get the file again"
"""Why a package is not read that does not hang together."""
PROTECTED = "protected by a password: open it and save it without one"
"""Why an encrypted package is not read."""
TOO_LARGE = f"larger than any article: more than {_MOST_UNPACKED // 1_000_000} MB or {_MOST_ELEMENTS:,} elements inside"
"""Why a package is not read that is a bomb, or a book."""
TOO_DEEP = "nested too deeply to be read: save it as plain text (.txt)"
"""Why a part is not read that would exhaust the stack."""
UNSAFE = "not written by a word processor: it declares a document type or entities; open it and save it again"
"""Why a part is not read that could make a parser read other files, or more than there is."""


UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, LookupError, ValueError)
"""What the standard library raises on packages that are damaged or locked."""


def unpacked(data: bytes, wanted: Iterable[str]) -> dict[str, bytes] | str:
    """The named entries of a package, those that it has, or the reason why it is not read."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return _entries(package, wanted)
    except UNREADABLE:
        return DAMAGED


def _entries(package: zipfile.ZipFile, wanted: Iterable[str]) -> dict[str, bytes] | str:
    entries: dict[str, bytes] = {}
    left = _MOST_UNPACKED
    for name in wanted:
        entry = package.NameToInfo.get(name)
        if entry is None:
            continue
        if entry.flag_bits & 1:
            return PROTECTED
        if entry.compress_type not in _PACKED:
            return DAMAGED
        content = unpacked_entry(package, entry, left)
        if content is None:
            return TOO_LARGE
        entries[name] = content
        left -= len(content)
    return entries


def unpacked_entry(package: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes | None:
    """An entry unpacked; None as soon as it is larger than may be, whatever size its header names."""
    content = bytearray()
    with package.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            content += chunk
            if len(content) > most:
                return None
    return bytes(content)


def packed(entries: Mapping[str, bytes]) -> BytesIO:
    """A package of these entries."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in entries.items():
            package.writestr(zipfile.ZipInfo(name), content)  # without a clock
    stream.seek(0)
    return stream


_DECLARATION = re.compile(r"\s{0,99}<\?xml\b[^>]{0,400}>")


def parsed(part: bytes) -> etree._Element | str:
    """An XML part, or the reason why it is not read.

    >>> parsed(b"<a>text</a>").text, parsed(b"<!DOCTYPE a><a/>") == UNSAFE
    ('text', True)
    """
    text = _text(part)
    if text is None:
        return DAMAGED
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return UNSAFE
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(_DECLARATION.sub("", text, count=1).encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return TOO_DEEP if "depth" in str(error) else DAMAGED
    return _too_much(root) or root


def _text(part: bytes) -> str | None:
    """The text of a part. By the mark at its head, not by what it declares: an odd encoding could hide an entity."""
    marked = part.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return part.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeError:
        return None


def _too_much(root: etree._Element) -> str | None:
    depth = count = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > _DEEPEST:
            return TOO_DEEP
        if count > _MOST_ELEMENTS:
            return TOO_LARGE
    return None


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace, of which Word has two for the same thing.

    >>> local_name(parsed(b'<w:p xmlns:w="urn:w"/>'))
    'p'
    """
    return str(element.tag).rpartition("}")[2]
