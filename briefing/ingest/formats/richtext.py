r"""RTF to blocks and metadata: striprtf reads what is left after the groups that no reader sees have gone.

striprtf has three expressions that take the square of their input or more, and reads a picture letter by letter. So
the groups of links, fonts and pictures never get to it: links are kept aside, the font table is written anew.
"""

import codecs
import re
from collections.abc import Iterator

from briefing.ingest.decoding import visible
from briefing.ingest.formats.plaintext import text_blocks
from briefing.ingest.formats.properties import properties, without_stale_title
from briefing.ingest.pages import Block, Page

_NO_RTF = "no RTF, whatever its name says: open it in a word processor and save it as .docx"
_DAMAGED = "damaged: not RTF as word processors write it; open it and save it again"
_TOO_LONG = "longer than any article: more than {:,} characters of text and formatting"
_TOO_DEEP = "damaged: groups nested too deeply; open it and save it as .docx"
# striprtf reads a million characters in half a second. Without its pictures, an article has 20,000 to 400,000.
_MOST_TEXT = 4_000_000
_DEEPEST = 1_000  # Word nests some 20 deep


def read_rtf(data: bytes) -> Page | str:
    r"""A text in RTF as blocks and metadata, or the reason why it is not read.

    >>> read_rtf(rb"{\rtf1\ansi\ansicpg1251 \'cc\'ee\'f1\'f2 \u1091?\'ef\'e0\'eb.}").blocks
    (Block(kind='paragraph', text='Мост упал.'),)
    """
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n")[:6].startswith(b"{\\rtf"):
        return _NO_RTF
    try:
        return _page(_ascii(data))
    except Exception:  # noqa: BLE001  # striprtf raises whatever Python does on what it did not expect
        return _DAMAGED


def _ascii(data: bytes) -> str:
    """The file as text: bytes beyond ASCII, which RTF does not have, are taken for UTF-8 or written as RTF would."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return re.sub("[\x80-\xff]", lambda byte: f"\\'{ord(byte.group()):02x}", data.decode("latin-1"))


# --- groups -----------------------------------------------------------------------------------------

_MARK = re.compile(r"\\bin(\d{1,9}) ?|\\[^a-zA-Z]|[{}]")
_WORDS = re.compile(r"\s{0,9}(?:\\\*\s{0,9})?((?:\\[a-zA-Z]{1,32}-?\d{0,10} ?[\r\n]{0,2}){1,40})")
_FIRST = re.compile(r"\\([a-zA-Z]{1,32})")
# Groups that hold no text of the article; striprtf knows them too, but reads them to the end.
_UNSEEN = frozenset({
    "pict", "shppict", "nonshppict", "objdata", "themedata", "colorschememapping", "datastore", "latentstyles",
    "stylesheet", "listtable", "listoverridetable", "rsidtbl", "generator", "xmlnstbl", "header", "headerf", "headerl",
    "headerr", "footer", "footerf", "footerl", "footerr", "footnote", "annotation", "atnid", "atnauthor", "colortbl",
    "fldinst", "fonttbl", "info", "revtbl", "filetbl", "bkmkstart", "bkmkend", "pntext", "xe", "tc", "userprops",
})  # fmt: skip
_KEPT_ASIDE = frozenset({"fldinst", "fonttbl", "info"})
_HIDDEN = re.compile(r"\\(?:deleted|v)1?(?![a-zA-Z0-9-])")


def _without_unseen(text: str) -> tuple[str, dict[str, list[str]]] | str:
    """The text without the groups that no reader sees, and those of fields, fonts and properties aside."""
    kept: list[str] = []
    aside: dict[str, list[str]] = {}
    depth, start, hidden_at, hidden_from, name = 0, 0, 0, 0, ""
    position = 0
    while mark := _MARK.search(text, position):
        position = mark.end()
        if mark.group(1):
            kept.append("" if hidden_at else text[start : mark.start()])
            position = start = min(len(text), mark.end() + int(mark.group(1)))
        elif mark.group() == "{":
            depth += 1
            if depth > _DEEPEST:
                return _TOO_DEEP
            opens = None if hidden_at else _unseen_name(text, mark.end())
            if opens is not None:
                kept.append(text[start : mark.start()])
                name, hidden_at, hidden_from = opens, depth, mark.start()
        elif mark.group() == "}":
            if depth == hidden_at:
                if name in _KEPT_ASIDE:
                    aside.setdefault(name, []).append(text[hidden_from : mark.end()])
                hidden_at, start = 0, mark.end()
            depth -= 1
            if depth <= 0:
                break
    kept.append("" if hidden_at else text[start:position] if depth <= 0 else text[start:])
    return "".join(kept), aside


def _unseen_name(text: str, at: int) -> str | None:
    """The name of a group that is not seen; empty for one of deleted or hidden words; None if it is seen."""
    words = _WORDS.match(text, at)
    if words is None:
        return None
    first = _FIRST.search(words.group(1))
    name = first.group(1) if first else ""
    if name in _UNSEEN:
        return name
    return "" if _HIDDEN.search(words.group(1)) else None


# --- text -------------------------------------------------------------------------------------------

_LINK = re.compile(r'HYPERLINK\s{1,9}"?(https?://[^"\s}\\]{1,2000})', re.IGNORECASE)
_FONT = re.compile(r"\\f(\d{1,5})\b[^;]{0,160}?\\fcharset(\d{1,3})\b")
_LONGEST_FONTS = 200_000
_CODE_PAGE = re.compile(r"\\ansicpg(\d{1,5})")
# Values that striprtf would fail on: characters beyond Unicode, a count without a number.
_NO_CHARACTER = re.compile(r"\\u(?:-?\d{6,10}|-[4-9]\d{4}|-3[3-9]\d{3})(?!\d)|\\uc(?![a-zA-Z0-9])|\\uc-?\d{3,10}")
# The level of a heading stands in the properties of its paragraph, which striprtf drops: marked with a private letter.
_OUTLINE = re.compile(r"\\outlinelevel[0-8](?!\d) ?")
_HEADING = "\ue000"


def _page(text: str) -> Page | str:
    found = _without_unseen(text)
    if isinstance(found, str):
        return found
    body, aside = found
    if len(body) > _MOST_TEXT:
        return _TOO_LONG.format(_MOST_TEXT)
    code_page = _CODE_PAGE.search(body[:2_000])
    head = f"\\ansicpg{code_page.group(1)}" if code_page else ""
    links = tuple(link for group in aside.get("fldinst", ()) for link in _LINK.findall(group))
    told = {field: _stripped(f"{{\\rtf1{head} {value}}}") for field, value in _told(aside.get("info", ()))}
    plain = _stripped(_OUTLINE.sub(_HEADING, _with_fonts(body, "".join(aside.get("fonttbl", ())))))
    blocks = tuple(_blocks(plain))
    return Page(blocks, without_stale_title(properties("RTF properties", told), blocks), links=links)


def _with_fonts(body: str, fonts: str) -> str:
    r"""The body with a font table of nothing but character sets, which is what \'e0 is read by."""
    sets = {number: charset for number, charset in _FONT.findall(fonts[:_LONGEST_FONTS]) if _is_known(charset)}
    table = "".join(f"{{\\f{number}\\fcharset{charset} x;}}" for number, charset in sets.items())
    return body.replace("{\\rtf", f"{{{{\\fonttbl{table}}}\\rtf", 1) if table else body


def _is_known(charset: str) -> bool:
    """Whether Python can decode it. 0 and 1 say no more than the code page of the whole."""
    from striprtf.striprtf import charset_map

    try:
        codecs.lookup(charset_map.get(int(charset), ""))
    except LookupError:
        return False
    return int(charset) > 1


def _stripped(text: str) -> str:
    from striprtf.striprtf import rtf_to_text

    plain = rtf_to_text(_NO_CHARACTER.sub("", text), errors="replace")  # type: ignore[no-untyped-call]
    paired = plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return visible(paired.replace("\0", ""))


def _blocks(plain: str) -> Iterator[Block]:
    for line in plain.split("\n"):
        row = line.strip().strip("|")
        for block in text_blocks(row.replace(_HEADING, "")):
            if _HEADING in line:
                yield Block("heading", block.text)
            elif line.rstrip().endswith("|"):
                yield Block("item", " | ".join(cell.strip() for cell in block.text.split("|")))
            else:
                yield block


# --- properties -------------------------------------------------------------------------------------

_FIELD = re.compile(r"\{\s{0,9}(?:\\\*\s{0,9})?\\(title|author) ?([^{}]{0,1200})\}")
_TIME = re.compile(r"\{\s{0,9}\\(creatim|revtim)\s{0,9}\\yr(\d{4})\s{0,9}\\mo(\d{1,2})\s{0,9}\\dy(\d{1,2})(?!\d)")
_LONGEST_INFO = 40_000


def _told(groups: list[str] | tuple[()]) -> Iterator[tuple[str, str]]:
    info = "".join(groups)[:_LONGEST_INFO]
    yield from _FIELD.findall(info)
    for name, year, month, day in _TIME.findall(info):
        yield {"creatim": "made", "revtim": "modified"}[name], f"{year}-{int(month):02}-{int(day):02}"
