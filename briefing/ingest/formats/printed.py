"""PDF files to blocks and metadata: pdfium gives the characters and where they stand, paragraphs are read off that.

Text comes in the order in which it was set, which is the reading order of what newsrooms keep (printed web pages, wire
copy, one and two columns: 4-gram precision and recall of .97 and 1.00 where other libraries read across columns).
Scripts, forms and attachments in a file are never run or opened: pdfium is built without a script engine.
"""

import re
import statistics
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from ctypes import c_double
from functools import cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from briefing.ingest.decoding import visible
from briefing.ingest.formats.properties import properties
from briefing.ingest.pages import Block, Metadata, Page, stated

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage
    from pyphen import Pyphen

_MOST_PAGES = 150
_MOST_CHARACTERS = 600_000
# A page of a scan has no characters, or some that a scanner's own reading left; a page of text has hundreds.
_FEWEST_A_PAGE = 25


class Line(NamedTuple):
    """A line of a page, in points from the lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    page: int
    height: float
    """Of its page."""
    size: float
    """Of its type, in points."""


def read_pdf(data: bytes) -> Page | str:
    """The article in a PDF file, or the reason why none can be read."""
    import pypdfium2  # a library of 7 MB, which few folders need

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            return "a PDF that is locked with a password; save it without one"
        return "a damaged or only half copied PDF"
    try:
        return _read(document)
    except pypdfium2.PdfiumError:
        return "a damaged or only half copied PDF"
    finally:
        document.close()


def _read(document: "PdfDocument") -> Page | str:
    pages = len(document)
    if pages > _MOST_PAGES:
        return f"a PDF of {pages:,} pages; an article has no more than {_MOST_PAGES}"
    lines: list[Line] = []
    for number in range(pages):
        page = document[number]
        lines += _lines(page, number)
        page.close()
        if sum(len(line.text) for line in lines) > _MOST_CHARACTERS:
            return f"a PDF longer than any article: more than {_MOST_CHARACTERS:,} characters"
    if sum(len(line.text) for line in lines) < _FEWEST_A_PAGE * pages or not pages:
        return "a PDF without text, as scanners and cameras make; recognise its text first (OCR), or save it as text"
    margins, body = _without_margins(_with_bullets(lines), pages)
    blocks = tuple(_blocks(body))
    return Page(blocks, _metadata(document, blocks, margins))


# --- lines ----------------------------------------------------------------------------------------

_LINE_ENDS = frozenset("\r\n\x0b\x0c\x85\u2028\u2029")
# What pdfium puts for a hyphen at the end of a line, and for the line's end with it.
_LINE_HYPHENS = frozenset("\x02\ufffe")


def _lines(page: "PdfPage", number: int) -> Iterator[Line]:
    from pypdfium2 import raw

    text, height = page.get_textpage(), page.get_height()
    left, right, bottom, top = (c_double() for _ in range(4))
    characters: list[_Character] = []
    for index in range(min(text.count_chars(), _MOST_CHARACTERS)):
        character = _decoded(raw.FPDFText_GetUnicode(text.raw, index))
        if character in _LINE_ENDS:
            yield from _line(characters, number, height)
            characters = []
            continue
        box = size = None
        if not character.isspace() and raw.FPDFText_GetCharBox(text.raw, index, left, right, bottom, top):
            box = left.value, right.value, bottom.value, top.value
            size = raw.FPDFText_GetFontSize(text.raw, index)
        characters.append(_Character("-" if character in _LINE_HYPHENS else character, box, size))
        if character in _LINE_HYPHENS:
            yield from _line(characters, number, height)
            characters = []
    yield from _line(characters, number, height)
    text.close()


class _Character(NamedTuple):
    text: str
    box: tuple[float, float, float, float] | None
    """Left, right, bottom, top; none of a blank."""
    size: float | None


def _decoded(unit: int) -> str:
    """The character of a code point; damaged fonts name some that do not exist."""
    return chr(unit) if unit < 0xD800 or 0xE000 <= unit <= 0x10FFFF else "\ufffd"  # noqa: PLR2004 - surrogates


def _line(characters: Sequence[_Character], page: int, height: float) -> Iterator[Line]:
    boxes = [character.box for character in characters if character.box]
    text = "".join(character.text for character in characters).rstrip()
    if boxes and text:
        lefts, rights, bottoms, tops = zip(*boxes, strict=True)
        size = statistics.median(character.size for character in characters if character.size is not None)
        yield Line(text, min(lefts), max(rights), min(bottoms), max(tops), page, height, size)


_BULLETS = frozenset("•·▪■●◦‣\u2043")


def _with_bullets(lines: Sequence[Line]) -> list[Line]:
    """Lines with the bullets that stand before them; programs set these apart from the text."""
    middles = sorted((line.page, (line.bottom + line.top) / 2) for line in lines if line.text.strip() in _BULLETS)
    return [
        line._replace(text=f"• {line.text}") if _reach(line, middles) else line
        for line in lines
        if line.text.strip() not in _BULLETS
    ]


def _reach(line: Line, middles: Sequence[tuple[int, float]]) -> bool:
    """Whether a bullet is at the height of a line."""
    at = bisect_left(middles, (line.page, line.bottom))
    return at < len(middles) and middles[at] <= (line.page, line.top)


# --- margins --------------------------------------------------------------------------------------

_MARGIN = 0.1  # of the page's height, above and below
_PAGE_NUMBER = re.compile(r"\W*(?:page|seite|pg\.?|p\.)?\s*\d{1,4}\s*(?:(?:of|/|von|-)\s*\d{1,4})?\W*", re.IGNORECASE)
_PRINTED = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},?\s+\d{1,2}[:.]\d\d(?:\s?[AP]M)?\b")
_ADDRESS = re.compile(r"https?://[^\s<>\"]{4,500}")
_FEWEST_REPEATS = 2
_SMALLER, _LONGEST_RUNNING = 0.9, 80  # times the size of the text, and characters, of a running title


def _without_margins(lines: Sequence[Line], pages: int) -> tuple[list[Line], list[Line]]:
    """Lines at the head and foot of the pages that belong to the pages (page number, address, running title), the rest.

    A title stands at the head of the first page, too: there only what is repeated on other pages is taken.
    """
    outer, usual = [line for line in lines if _in_margin(line)], _usual_size(lines)
    seen = Counter(key for line in {(_key(line), line.page): line for line in outer}.values() for key in [_key(line)])
    margins = [
        line
        for line in outer
        if _PAGE_NUMBER.fullmatch(line.text)
        or _ADDRESS.match(line.text)
        or _PRINTED.match(line.text)
        or (pages >= _FEWEST_REPEATS and seen[_key(line)] >= max(_FEWEST_REPEATS, pages // 2))
        or (line.size <= _SMALLER * usual and len(line.text) <= _LONGEST_RUNNING)
    ]
    taken = set(margins)
    return margins, [line for line in lines if line not in taken]


def _in_margin(line: Line) -> bool:
    return line.top < _MARGIN * line.height or line.bottom > (1 - _MARGIN) * line.height


def _key(line: Line) -> str:
    """What is the same on each page, whatever its number."""
    return re.sub(r"\d+", "#", line.text)


# --- paragraphs -----------------------------------------------------------------------------------

_LARGER = 1.15  # times the size of the text is a heading; newspapers set headlines at 1.5 and more, captions below 1
_WIDER = 1.3  # times the usual distance of lines is a paragraph's end
_INDENT = 0.8  # of the type's size, at least, by which a first line is moved in
_SHORT = 0.88  # of the column's width is a last line
_LONGEST_HEADING = 200
_ENDS = re.compile(r"[.!?:…][”’\"')\]]*$")
_BULLET = re.compile(r"\s*[•·▪■●◦‣\u2043*–-]\s+(?=\S)")


def _blocks(lines: Sequence[Line]) -> Iterator[Block]:
    """Lines put together to paragraphs, headings by their size."""
    if not lines:
        return
    usual, words = _usual_size(lines), _undivided(lines)
    for paragraph in _paragraphs(lines, usual):
        text = " ".join(_joined([line.text for line in paragraph], words).split())
        bullet = _BULLET.match(text)
        if paragraph[0].size >= _LARGER * usual and len(text) <= _LONGEST_HEADING:
            yield Block("heading", text)
        elif bullet:
            yield Block("item", text[bullet.end() :])
        elif text:
            yield Block("paragraph", text)


def _usual_size(lines: Sequence[Line]) -> float:
    """The size of type in which most of the text is set, in points."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def _paragraphs(lines: Sequence[Line], usual: float) -> Iterator[list[Line]]:
    leading, columns = _leadings(lines, usual), _columns(lines, usual)
    run = [lines[0]]
    for line in lines[1:]:
        if _begins(line, run[-1], leading[line.page] * line.size / usual, columns):
            yield run
            run = []
        run.append(line)
    yield run


def _begins(line: Line, before: Line, leading: float, columns: Mapping[tuple[int, float], "_Column"]) -> bool:
    """Whether a line begins a paragraph.

    What tells is its type, the space above it, its indent (though the lines after the first may be indented, too), or
    that the line before it is short and ends a sentence.
    """
    if abs(line.size - before.size) > 0.1 * before.size or _BULLET.match(line.text):
        return True
    ended = bool(_ENDS.search(before.text))
    column, above = columns[line.page, line.left], columns[before.page, before.left]
    short = before.right - above.left < _SHORT * (above.right - above.left)
    indented = line.left - column.left > _INDENT * line.size
    if line.page != before.page or line.bottom >= before.bottom:
        return ended and (short or indented)  # another page or column
    if before.bottom - line.bottom > _WIDER * leading:
        return True
    if indented:
        return short or (ended and before.left - above.left <= _INDENT * line.size)
    return ended and short


def _leadings(lines: Sequence[Line], usual: float) -> dict[int, float]:
    """By page, the distance between one line of the usual type and the next below it."""
    steps: dict[int, list[float]] = {line.page: [] for line in lines}
    for before, line in pairwise(lines):
        step = before.bottom - line.bottom
        if line.page == before.page and 0 < step < 4 * line.size:
            steps[line.page].append(step * usual / line.size)
    # The lower third: where every line is a paragraph, as in lists and tables, half of the steps are wide.
    return {page: sorted(found)[len(found) // 3] if found else usual * 1.2 for page, found in steps.items()}


class _Column(NamedTuple):
    left: float
    right: float


_COLUMN = 40  # points: columns of news are 100 and more wide, indents 10 to 30


def _columns(lines: Iterable[Line], usual: float) -> Mapping[tuple[int, float], _Column]:
    """By page and left edge, the column that a line stands in."""
    columns: dict[tuple[int, float], _Column] = {}
    by_edge = sorted(lines, key=lambda line: (line.page, line.left))
    for _, group in groupby(by_edge, key=lambda line: line.page):
        members: list[Line] = []
        for line in [*group, None]:
            if members and (line is None or line.left - members[0].left > _COLUMN):
                # A headline may go over several columns.
                text = [member for member in members if member.size < _LARGER * usual] or members
                column = _Column(members[0].left, max(member.right for member in text))
                columns |= {(member.page, member.left): column for member in members}
                members = []
            if line is not None:
                members.append(line)
    return columns


class _Words(NamedTuple):
    """What the text itself tells of its words."""

    counts: Counter[str]
    """How often each stands within a line, compounds as one."""
    divided_by: str
    """The hyphen at which words are divided at the ends of lines, empty where they are not: there, and where it is
    another one, a plain hyphen is the compound's own."""


# Justified columns end 10 to 20 lines of 100 in a hyphen, text that is not hyphenated 1 of 100, in a compound.
_HYPHENATED, _FEWEST_HYPHENS = 0.04, 3
_TYPOGRAPHIC = "\u2010\xad"  # people type "-"; these are a program's


def _undivided(lines: Sequence[Line]) -> _Words:
    words: Counter[str] = Counter()
    hyphens: Counter[str] = Counter()
    divided = False
    for line in lines:
        whole = re.sub(r"^\W*\w+", "", line.text) if divided else line.text
        divided = _DIVIDED.search(line.text) is not None
        hyphens[line.text[-1]] += divided
        words.update(re.findall(r"\w+(?:-\w+)*", re.sub(r"[\w-]+$", "", whole[:-1]) if divided else whole))
    typographic = next((hyphen for hyphen in _TYPOGRAPHIC if hyphens[hyphen]), "")
    often = hyphens["-"] >= max(_FEWEST_HYPHENS, _HYPHENATED * len(lines))
    return _Words(words, typographic or ("-" if often else ""))


def _joined(lines: Sequence[str], words: _Words) -> str:
    """Lines as one text, words that were divided at the end of a line put together.

    The hyphen goes, unless nothing is divided in the text, the word has another one, a capital or a figure follows, the
    text has the compound or both its parts elsewhere, or no dictionary divides the whole word there.

    >>> words = _Words(Counter(["long-term", "council"]), "-")
    >>> _joined(["a long-", "term plan for the coun-", "cil, a one-", "year loan"], words)
    'a long-term plan for the council, a one-year loan'
    """
    pieces = [lines[0]]
    for line in lines[1:]:
        pieces[-1], between, rest = _seam(pieces[-1], line.lstrip(), words)
        pieces += [between, rest]
    return visible("".join(pieces))


_DIVIDED = re.compile("[^\\W_][-\u2010\xad]$")


def _seam(before: str, after: str, words: _Words) -> tuple[str, str, str]:
    """Two lines as they are put together: the first, what stands between, the second."""
    if not _DIVIDED.search(before):
        return before, " ", after
    first, last = re.split(r"[^\w-]+", before[:-1])[-1], re.split(r"\W+", after)[0]
    if before[-1] in _TYPOGRAPHIC:
        return before[:-1], "", after
    kept = (
        words.divided_by != "-"
        or "-" in first
        or not last[:1].islower()
        or first[-1:].isdigit()
        or (not words.counts[first + last] and _is_compound(first, last, words.counts))
    )
    return before if kept else before[:-1], "", after


def _is_compound(first: str, last: str, counts: Counter[str]) -> bool:
    """Whether the text has a compound elsewhere, or both its parts, or no dictionary divides the whole so."""
    if counts[f"{first}-{last}"] or (counts[first] and counts[last]):
        return True
    return not any(len(first) in dictionary.positions((first + last).lower()) for dictionary in _dictionaries())


@cache
def _dictionaries() -> tuple["Pyphen", ...]:
    from pyphen import Pyphen

    return tuple(Pyphen(lang=language) for language in ("en_US", "en_GB"))


# --- metadata -------------------------------------------------------------------------------------


def _metadata(document: "PdfDocument", blocks: Sequence[Block], margins: Sequence[Line]) -> Metadata:
    """What the properties say; a page printed from the web has its address at the foot of each sheet."""
    said = document.get_metadata_dict()
    first = next((block.text for block in blocks if block.kind == "heading"), None)
    known = properties(
        "PDF properties",
        {
            "title": said.get("Title", ""),
            "author": said.get("Author", ""),
            "made": _iso(said.get("CreationDate", "")),
            "modified": _iso(said.get("ModDate", "")),
        },
    )
    address = next((match.group() for line in margins if (match := _ADDRESS.search(line.text))), None)
    return known | stated("printed page", url=address, title=first)


def _iso(text: str) -> str:
    """The day of a PDF date, empty if there is none.

    >>> _iso("D:20240211134500+01'00'"), _iso("D:2024")
    ('2024-02-11', '')
    """
    match = re.match(r"D:(\d{4})(\d\d)(\d\d)", text)
    return "-".join(match.groups()) if match else ""
