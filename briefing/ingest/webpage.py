"""Web pages to blocks and metadata: trafilatura finds the body, the page's own words are what is kept of it."""

import json
import logging
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

import lxml.html
import trafilatura
from lxml import etree

from briefing.ingest.addresses import site_of
from briefing.ingest.datelines import metadata_days, states_date
from briefing.ingest.decoding import visible
from briefing.ingest.fields import language_code
from briefing.ingest.pages import Block, BlockKind, Metadata, Page, stated
from briefing.language.segmentation import sentence_spans

# They report on standard error that a page has no text; that is for `Rejected` to say.
for _logger in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(_logger).setLevel(logging.CRITICAL)

# The real pages have 800 to 1,200; extraction needs about 0.1 ms for each.
_MOST_ELEMENTS = 50_000
_KINDS: dict[str, BlockKind] = {"p": "paragraph", "quote": "paragraph", "head": "heading", "item": "item"}
_ARTICLE_TYPES = re.compile(r"(?:Article|Posting|Report|Review)$")


def read_page(text: str) -> Page | str:
    """A web page as blocks and metadata, or the reason why it is not read."""
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
    document = trafilatura.bare_extraction(text, favor_precision=True, include_comments=False, with_metadata=True)
    found = document if isinstance(document, trafilatura.settings.Document) else None
    metadata = _metadata(root, found)  # before the scripts go: JSON-LD is one
    for element in list(root.iter("script", "style", "noscript", "template", "svg", "iframe")):
        element.drop_tree()
    links = tuple(str(href) for href in root.xpath("//p//a/@href"))
    return Page(_body(found, root), metadata, _stamps(root), links)


# --- the body -------------------------------------------------------------------------------------


def _body(found: trafilatura.settings.Document | None, root: lxml.html.HtmlElement) -> tuple[Block, ...]:
    blocks = list(_extracted(found.body)) if found is not None and found.body is not None else []
    if not blocks:
        blocks = [Block("paragraph", _words(element)) for element in root.iter("p")]
    page = PageText(root)
    return tuple(Block(block.kind, text) for block in blocks for text in page.literal(block.text))


def _extracted(body: etree._Element) -> Iterator[Block]:
    """The blocks of trafilatura's tree; one inside another is given once, as the inner one."""
    for element in body.iter(*_KINDS, "cell"):
        if not any(child.tag in _KINDS for child in element.iterdescendants()):
            for line in _lines(element):
                yield Block(_KINDS.get(str(element.tag), "item"), line)


def _lines(element: etree._Element) -> list[str]:
    for line_break in element.iter("lb"):
        line_break.tail = "\n" + (line_break.tail or "")
    return [line for line in "".join(element.itertext()).split("\n") if line.strip()]


def _words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


class PageText:
    """The page's text, to give what was extracted back in the page's own spacing.

    Extraction loses and adds blanks around links and emphasis; a quotation has to stand in the page as it is.
    """

    def __init__(self, root: lxml.html.HtmlElement) -> None:
        body = root.find("body")
        self._text = visible("".join((root if body is None else body).itertext()))
        self._positions = [i for i, c in enumerate(self._text) if not c.isspace()]
        self._squeezed = "".join(self._text[i] for i in self._positions)
        self._reached = 0

    def literal(self, words: str) -> list[str]:
        """Words as they stand in the page; sentence by sentence, without those it lacks, if it lacks the whole."""
        whole = self._find(words)
        if whole is not None:
            return [whole]
        sentences = (self._find(words[start:end]) for start, end in sentence_spans(words))
        return [sentence for sentence in sentences if sentence is not None]

    def _find(self, words: str) -> str | None:
        wanted = "".join(visible(words).split())
        # What is extracted comes in the page's order: going on from the last find keeps this linear.
        at = self._squeezed.find(wanted, self._reached)
        if at < 0:
            at = self._squeezed.find(wanted, 0, self._reached + len(wanted))
        if not wanted or at < 0:
            return None
        self._reached = at
        return " ".join(self._text[self._positions[at] : self._positions[at + len(wanted) - 1] + 1].split())


# --- metadata -------------------------------------------------------------------------------------


def _metadata(root: lxml.html.HtmlElement, found: trafilatura.settings.Document | None) -> Metadata:
    """JSON-LD first, then meta elements, then `article time[datetime]`; for all but the date, trafilatura's reading.

    Its date is not taken: it may come from a footer ("generated on …") as well as from the article.
    """
    article = _structured(root)
    structured = stated(
        "JSON-LD",
        title=_tidy(_name(article.get("headline"))),
        publisher=_tidy(_name(article.get("publisher"))),
        author=_without_by(_tidy(_name(article.get("author")))),
        url=_address(_name(article.get("mainEntityOfPage"))),
        language=language_code(_name(article.get("inLanguage"))),
        published=_first_day([_name(article.get(key)) for key in ("datePublished", "dateCreated")]),
        modified=_first_day([_name(article.get("dateModified"))]),
    )
    meta = stated(
        "HTML meta",
        title=_tidy(_meta(root, "og:title", "twitter:title", "title", "dc.title")),
        publisher=_tidy(_meta(root, "og:site_name", "dc.publisher")),
        author=_without_by(_tidy(_meta(root, "author", "article:author", "byl", "dc.creator", "parsely-author"))),
        url=_canonical(root),
        language=language_code(root.get("lang") or _meta(root, "og:locale", "content-language", "dc.language")),
        published=_first_day([_meta(root, key) for key in _PUBLISHED]),
        modified=_first_day([_meta(root, key) for key in _MODIFIED]),
    )
    site = Metadata(publisher=meta.publisher, via=meta.via)  # says it as readers do, JSON-LD often as lawyers
    elements = stated("HTML time", published=_first_day(str(value) for value in root.xpath(_TIMES)))
    known = site | structured | meta | elements | stated("JSON-LD", url=_address(_name(article.get("url"))))
    if found is not None:
        known |= stated(
            "page",
            title=_tidy(found.title),
            publisher=_tidy(found.sitename),
            author=_without_by(_tidy(found.author)),
            url=_address(found.url),
        )
    known |= stated("url", publisher=site_of(known.url) if known.url else None)
    return replace(known, title=_without_site(known.title, known.publisher))


_TIMES = "//article//time/@datetime | //main//time/@datetime | //*[@itemprop='datePublished']/@datetime"
_PUBLISHED = (
    "article:published_time", "article:published", "og:published_time", "datepublished", "date.published",
    "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dc.date", "dcterms.created", "cxenseparse:recs:publishtime", "date",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "article:modified", "og:updated_time", "datemodified", "last-modified")


def _first_day(texts: Iterable[str | None]) -> tuple[date, ...]:
    """What the first of some dates that is one can mean."""
    return next((days for text in texts if text and (days := metadata_days(text))), ())


def _structured(root: lxml.html.HtmlElement) -> dict[str, object]:
    """The first article that the page's JSON-LD describes."""
    for script in root.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text_content(), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            if any(_ARTICLE_TYPES.search(kind) for kind in _strings(node.get("@type"))):
                return node
    return {}


def _nodes(data: object) -> Iterator[dict[str, object]]:
    pending = deque([data])
    while pending:
        node = pending.popleft()
        if isinstance(node, list):
            pending.extend(node)
        elif isinstance(node, dict):
            yield node
            pending.append(node.get("@graph"))


def _strings(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str)]


def _name(value: object) -> str | None:
    """The text of a JSON-LD value: itself, its name or address, or those of a list of them.

    >>> _name([{"@type": "Person", "name": "Ada Field"}, "Bo Hill"])
    'Ada Field, Bo Hill'
    """
    if isinstance(value, list):
        return ", ".join(name for entry in value[:9] if not isinstance(entry, list) and (name := _name(entry))) or None
    if isinstance(value, dict):
        named = value.get("name") or value.get("@id") or value.get("url")
        return named if isinstance(named, str) else None
    return value if isinstance(value, str) else None


def _meta(root: lxml.html.HtmlElement, *keys: str) -> str | None:
    """The content of the first `meta` element with one of these names, in the order of the keys."""
    table: dict[str, str] = {}
    for element in root.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            for key in (element.get(attribute) or "").lower().split():
                if content:
                    table.setdefault(key, content)
    return next((table[key] for key in keys if key in table), None)


def _canonical(root: lxml.html.HtmlElement) -> str | None:
    links = (element.get("href") for element in root.iter("link") if "canonical" in (element.get("rel") or "").lower())
    return _address(next(links, None)) or _address(_meta(root, "og:url"))


def _address(text: str | None) -> str | None:
    return text.strip() if text and re.match(r"\s*https?://\S+\s*$", text) else None


def _tidy(text: str | None) -> str | None:
    return " ".join(visible(text).split()) or None if text else None


def _without_by(author: str | None) -> str | None:
    if author is None or author.startswith("http"):
        return None
    return re.sub(r"^by\s+", "", author, flags=re.IGNORECASE) or None


def _without_site(title: str | None, site: str | None) -> str | None:
    """A title without the name of the site that stands behind it.

    >>> _without_site("Bridge opens - River Post", "River Post"), _without_site("Yes - or no", "River Post")
    ('Bridge opens', 'Yes - or no')
    """
    if title is None or site is None:
        return title
    head, _, tail = re.sub(r"\s+[|»·\u2013\u2014-]\s+", "\n", title).rpartition("\n")
    fold = re.compile(r"\W+|^the|\.\w+$")
    same = fold.sub("", tail.lower()) in {fold.sub("", site.lower()), fold.sub("", site.lower().split(".")[0])}
    return title[: len(head)].rstrip() if head and same else title


# --- dates in the page ------------------------------------------------------------------------------

_LONGEST_STAMP = 120


def _stamps(root: lxml.html.HtmlElement) -> tuple[str, ...]:
    """Short elements that say when the page was published, outside footers, menus and boxes."""
    short = (
        _short_text(element) for element in root.iter("time", "span", "p", "div", "li", "small") if not _aside(element)
    )
    return tuple(dict.fromkeys(words for words in short if words and states_date(words)))


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
