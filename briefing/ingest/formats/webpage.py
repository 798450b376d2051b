"""Web pages to blocks and metadata: trafilatura finds the body, the page's own paragraphs are what is kept of it."""

import logging
import re
from collections import Counter
from collections.abc import Iterator

import lxml.html
import trafilatura
from lxml import etree
from trafilatura.settings import Document

from briefing.ingest.cleaning.datelines import states_date
from briefing.ingest.cleaning.imprint import imprint
from briefing.ingest.formats.facts import facts, structured
from briefing.ingest.formats.paragraphs import Paragraph, Paragraphs
from briefing.ingest.formats.plaintext import strip_tags, text_blocks
from briefing.ingest.formats.pruning import prune
from briefing.ingest.pages import Block, Page

# They report on standard error that a page has no text; that is for `Rejected` to say.
for _logger in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(_logger).setLevel(logging.CRITICAL)

# Of 57 real pages the largest has 2,800; extraction needs about 0.1 ms for each.
_MOST_ELEMENTS = 50_000
# libxml2 takes time quadratic in the attributes of one element, 15 s for 100,000; extraction does for much fewer.
_MOST_ATTRIBUTES = 20_000
_MOST_CHARACTERS = 1_000_000  # blanks left out, and scripts; the longest article allowed has 400,000 with them
_LONGEST_TRIED_AGAIN = 400_000  # characters; extraction takes 1 s for 500,000 of the worst kind
_MOST_TOLD = 200  # the most that an element of 57 real pages has is 64
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{50000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def read_page(text: str) -> Page | str:
    """A web page as blocks and metadata, or the reason why it is not read."""
    root = _tree(text)
    if isinstance(root, str):
        return root
    article, stamps = structured(root), _stamps(root)  # before the scripts go: JSON-LD is one
    prune(root)
    page = Paragraphs(root)
    if page.length > _MOST_CHARACTERS:
        return f"a page of more than {_MOST_CHARACTERS:,} characters"
    found = _extract(root, favor_precision=True) or (_extract(root) if page.length < _LONGEST_TRIED_AGAIN else None)
    blocks = _body(found.body if found else None, page)
    links = tuple(str(href) for href in root.xpath("//p//a/@href"))
    sources = [match.group(1) for row in page.all if (match := _PRINTED_FROM.match(row.text[:_LONGEST_SOURCE]))]
    known = facts(text, root, article, found, sources)
    stamps = tuple(dict.fromkeys([*stamps, *_imprints(page, known.title or "", blocks)]))
    return Page(_or_structured(blocks, article), known, stamps, links)


def _tree(text: str) -> lxml.html.HtmlElement | str:
    """The page's elements, or the reason why they are not looked at: such as would exhaust stack or time."""
    if any(len(_QUOTED.sub("", tag.group()).split()) > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(text)):
        return f"an element of more than {_MOST_ATTRIBUTES:,} attributes"
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return "no HTML that can be read"
    if any(error.type_name == "ERR_RESOURCE_LIMIT" or "depth" in error.message for error in parser.error_log):
        # libxml2 stops at 256 levels; without its limit, walking the tree would exhaust the stack.
        return "HTML nested too deeply to be read"
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        return f"a page of more than {_MOST_ELEMENTS:,} elements"
    for element in root.iter():
        if len(element.attrib) > _MOST_TOLD:
            element.attrib.clear()
    return root


def _extract(root: lxml.html.HtmlElement, *, favor_precision: bool = False) -> Document | None:
    """What trafilatura makes of a page.

    Precision comes first: what it loses is in the paragraphs that it finds, or amid them. It finds nothing on pages
    without `p` elements. The slower ways that trafilatura has for pages on which the first finds little changed nothing
    on 54 pages.
    """
    found = trafilatura.bare_extraction(
        root, include_comments=False, with_metadata=True, fast=True, favor_precision=favor_precision
    )
    return found if isinstance(found, Document) else None


# As pages for printing say it: This article was printed from https://…
_PRINTED_FROM = re.compile(
    r"(?:.{0,60}\b(?:printed|retrieved|available)\s+(?:from|at)|source|url|permalink|original|web\s+address)\s*:?\s*(https?://\S+?)[.)]?$",
    re.IGNORECASE,
)
_LONGEST_SOURCE = 2_000


# --- the body -------------------------------------------------------------------------------------

_UNMISTAKABLE = 80  # characters that stand in one place only; 20 to 150 gave the same on 54 pages
_MOST_MISSED = 200  # pieces that are not found; each is sought through the whole page
_ENOUGH = (
    25  # characters found show that all of a paragraph is meant, as half of a shorter one does; 10 to 60: the same
)
_MOST_BEFORE = 3  # paragraphs before the first found; with none, half of what was lost of 54 pages were their leads
_FEWEST_WORDS = 8  # of a paragraph that counts though it was not found; 4 to 15: the same
# Paragraphs passed over. On 54 pages the widest gap within an article, a box of other articles, had 13, the narrowest
# before what was none of it (comments, offers) 44.
_WIDEST_GAP = 30
_ALL_LINK = 0.8  # a link with a word or a date beside it is a teaser as well
_LEAST_SHOWN = 0.5  # of what JSON-LD tells; on the pages where both are whole .88 to 1.00
_CLOSED = re.compile(r"[.!?…][”’\"')\]»]*$")


def _body(found: etree._Element | None, page: Paragraphs) -> tuple[Block, ...]:
    """The page's own paragraphs that extraction found, and those amid them that it passed over; all of them if none."""
    taken = _found([text for text in found.itertext() if text.strip()], page) if found is not None else set()
    if not taken:
        return tuple(Block(row.kind, row.text) for row in page.all if row.box.tag == "p")
    taken |= set(_amid(page, sorted(taken)))
    rows = [page.all[index] for index in _without_islands(page, sorted(taken))]
    return tuple(Block(row.kind, row.text) for row in rows if not _is_teaser(row))


def _found(pieces: list[str], page: Paragraphs) -> set[int]:
    """The paragraphs that the pieces stand in: long ones first, short ones between those that stand around them.

    A word or two may stand anywhere on a page, as in a menu.
    """
    spans: list[tuple[int, int]] = []
    reached = missed = 0
    for piece, place, after in zip(pieces, *_anchors(pieces, page), strict=True):
        span = place or (page.find(piece, reached, after) if missed < _MOST_MISSED else None)
        missed += span is None
        if span:
            spans.append(span)
            reached = span[1]
    covered: Counter[int] = Counter()
    for span in spans:
        for index, size in page.covered(*span):
            covered[index] += size
    return {index for index, size in covered.items() if size >= min(_ENOUGH, page.size(index) / 2)}


def _anchors(pieces: list[str], page: Paragraphs) -> tuple[list[tuple[int, int] | None], list[int | None]]:
    """For each piece where it stands, if it is a long one, and where on the page the next long one begins."""
    places: list[tuple[int, int] | None] = []
    reached = missed = 0
    for piece in pieces:
        sought = len(piece) >= _UNMISTAKABLE and missed < _MOST_MISSED
        place = (page.find(piece, reached) or page.find(piece)) if sought else None
        missed += sought and place is None
        reached = place[0] if place else reached
        places.append(place)
    after: list[int | None] = []
    for place in reversed(places):
        after.append(place[0] if place else after[-1] if after else None)
    return places, after[::-1]


def _amid(page: Paragraphs, taken: list[int]) -> Iterator[int]:
    """The paragraphs between those found, or just before, that stand as these do or in the box around them."""
    boxes = [page.all[index].box for index in taken]
    forms = {_form(box) for box in boxes if box.tag == "p"}
    around = {form[0] for form in forms}
    for index in range(max(0, taken[0] - _MOST_BEFORE), taken[-1]):
        row = page.all[index]
        told = _is_told(row)
        if (_form(row.box) in forms and (index > taken[0] or told)) or (row.box in around and told):
            yield index


def _form(box: lxml.html.HtmlElement) -> tuple[lxml.html.HtmlElement | None, str]:
    return box.getparent(), box.get("class") or ""


def _without_islands(page: Paragraphs, taken: list[int]) -> list[int]:
    """The paragraphs before a wide gap, if what comes after it is the lesser part."""
    total, reached = sum(map(page.size, taken)), 0
    for number, index in enumerate(taken):
        if number and index - taken[number - 1] > _WIDEST_GAP and 2 * reached > total:
            return taken[:number]
        reached += page.size(index)
    return taken


def _is_teaser(row: Paragraph) -> bool:
    """Whether a paragraph is the headline of another article: nothing but a link, and no sentence."""
    return row.kind != "heading" and row.linked > _ALL_LINK and not _CLOSED.search(row.text)


def _or_structured(blocks: tuple[Block, ...], article: dict[str, object]) -> tuple[Block, ...]:
    """The blocks, or the text that the page's JSON-LD has of the article, if the page itself shows little of it."""
    text = article.get("articleBody")
    if not isinstance(text, str):
        return blocks
    stated = text_blocks(strip_tags(text)[0])
    shown, told = (sum(len(block.text) for block in rows) for rows in (blocks, stated))
    return stated if shown < _LEAST_SHOWN * told else blocks


# --- dates in the page ------------------------------------------------------------------------------

_LONGEST_STAMP = 120
_MOST_UNDER = 25  # lines between headline and text; on 54 pages up to 17, the date among the first seven of them


def _stamps(root: lxml.html.HtmlElement) -> tuple[str, ...]:
    """Short elements that say when the page was published, outside footers, menus and boxes."""
    short = ((element, _short_text(element)) for element in root.iter("time", "span", "p", "div", "li", "small"))
    stated = (words for element, words in short if words and states_date(words) and not _aside(element))
    return tuple(dict.fromkeys(stated))


def _imprints(page: Paragraphs, title: str, blocks: tuple[Block, ...]) -> Iterator[str]:
    """Lines of dates and names between the headline and the text; such a line elsewhere is of another article."""
    told = {block.text for block in blocks}
    first = next((index for index, row in enumerate(page.all) if row.text in told and _is_told(row)), 0)
    over = range(first - 1, max(-1, first - 1 - _MOST_UNDER), -1)
    head = next((index for index in over if page.all[index].box.tag == "h1" or page.all[index].text == title), first)
    yield from (row.text for row in page.all[head + 1 : first] if imprint(row.text))


def _is_told(row: Paragraph) -> bool:
    return bool(_CLOSED.search(row.text)) and len(row.text.split()) >= _FEWEST_WORDS


def _short_text(element: lxml.html.HtmlElement) -> str | None:
    """The text of an element, None as soon as it is too long: nested boxes are not read to the end once for each."""
    words = ""
    for text in element.itertext():
        words += text
        if len(words) > 2 * _LONGEST_STAMP:
            return None
    return " ".join(words.split())


def _aside(element: lxml.html.HtmlElement) -> bool:
    return any(parent.tag in {"footer", "nav", "aside"} for parent in element.iterancestors())
