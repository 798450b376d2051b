"""What a web page says of its article, apart from the text: in JSON-LD, in its head, in comments of what saved it."""

import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

import lxml.html
from trafilatura.settings import Document

from briefing.ingest.addresses import site_of
from briefing.ingest.cleaning.datelines import first_days
from briefing.ingest.decoding import visible
from briefing.ingest.formats.fields import language_code
from briefing.ingest.pages import Metadata, stated


def structured(root: lxml.html.HtmlElement) -> dict[str, object]:
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


def facts(
    text: str, root: lxml.html.HtmlElement, article: dict[str, object], found: Document | None, addresses: list[str]
) -> Metadata:
    """JSON-LD first, then meta elements, then `article time[datetime]`; for all but the date, trafilatura's reading.

    Its date is not taken: it may come from a footer ("generated on …") as well as from the article.

    Args:
        text: The file.
        root: The page.
        article: What its JSON-LD says.
        found: What trafilatura makes of it.
        addresses: Where the text says that it comes from ("printed from …").
    """
    known = stated(
        "JSON-LD",
        title=_tidy(_name(article.get("headline"))),
        publisher=_tidy(_name(article.get("publisher"))),
        author=_people(_name(article.get("author"))),
        language=language_code(_name(article.get("inLanguage"))),
        published=first_days([_name(article.get(key)) for key in ("datePublished", "dateCreated")]),
        modified=first_days([_name(article.get("dateModified"))]),
    )
    meta = stated(
        "HTML meta",
        title=_tidy(_meta(root, "og:title", "twitter:title", "title", "dc.title")),
        publisher=_tidy(_meta(root, "og:site_name", "dc.publisher")),
        author=_people(_meta(root, "author", "article:author", "byl", "dc.creator", "parsely-author")),
        language=language_code(root.get("lang") or _meta(root, "og:locale", "content-language", "dc.language")),
        published=first_days([_meta(root, key) for key in _PUBLISHED]),
        modified=first_days([_meta(root, key) for key in _MODIFIED]),
    )
    site = Metadata(publisher=meta.publisher, via=meta.via)  # says it as readers do, JSON-LD often as lawyers
    elements = stated("HTML time", published=first_days(str(value) for value in root.xpath(_TIMES)))
    known = site | known | meta | elements | _own_address(text, root, article, addresses)
    if found is not None:
        known |= stated(
            "page",
            title=_tidy(found.title),
            publisher=_tidy(found.sitename),
            author=_persons(_people(found.author)),
        )
    known |= stated("url", publisher=site_of(known.url) if known.url else None)
    known = replace(known, publisher=_without_slogan(known.publisher))
    known = replace(known, author=_without_paper(known.author, known.publisher))
    return replace(known, title=_headline(known, root))


_ARTICLE_TYPES = re.compile(r"(?:Article|Posting|Report|Review)$")
_TIMES = "//article//time/@datetime | //main//time/@datetime | //*[@itemprop='datePublished']/@datetime"
_PUBLISHED = (
    "article:published_time", "article:published", "og:published_time", "datepublished", "date.published",
    "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dc.date", "dcterms.created", "cxenseparse:recs:publishtime", "date",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "article:modified", "og:updated_time", "datemodified", "last-modified")


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


# --- addresses --------------------------------------------------------------------------------------

# Put into the file by the browser or program that saved it.
_SAVED_FROM = re.compile(
    r"<!--\s{0,20}(?:saved\s+from\s+url=\(\d+\)|Page\s+saved\s+with\s+SingleFile\s+url:|Mirrored\s+from)\s{0,20}([^\s<>]{8,2000})",
    re.IGNORECASE,
)
_SAVED_WITHIN = 20_000  # characters of the file in which that stands
# What archives put before the address of what they keep, and what is added to one to follow who shared it.
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d+[a-z_]*/(?=https?://)")
_TRACKED = re.compile(r"(?<=[?&])(?:utm_\w+|fbclid|gclid|ref_src)=[^&#]*&?")


def _own_address(text: str, root: lxml.html.HtmlElement, article: dict[str, object], addresses: list[str]) -> Metadata:
    """The first address that is of more than a site, else the first: whole sites are often given for their pages."""
    base = _address(next((element.get("href") for element in root.iter("base")), None))
    saved = _SAVED_FROM.search(text[:_SAVED_WITHIN])
    places: list[tuple[str, list[str | None]]] = [
        ("JSON-LD", [_name(article.get("mainEntityOfPage"))]),
        ("HTML meta", [*_canonical(root, base), _meta(root, "og:url", "twitter:url", "dc.identifier")]),
        ("JSON-LD", [_name(article.get("url"))]),
        ("saved file", [saved.group(1) if saved else None]),
        ("page", [*addresses]),
        ("HTML base", [base]),
    ]
    known = [(via, address) for via, texts in places for text in texts if (address := _address(text))]
    whole = [row for row in known if urlsplit(row[1]).path.strip("/") or urlsplit(row[1]).query]
    return next((stated(via, url=address) for via, address in [*whole, *known]), Metadata())


def _canonical(root: lxml.html.HtmlElement, base: str | None) -> list[str]:
    links = (element.get("href") for element in root.iter("link") if "canonical" in (element.get("rel") or "").lower())
    return [urljoin(base or "", link.strip()) for link in links if link]


def _address(text: str | None) -> str | None:
    """An address without what is no part of it: archive, place in the page, who shared it.

    >>> _address(" https://web.archive.org/web/2021/https://a.example/b?c=1&utm_source=x#top ")
    'https://a.example/b?c=1'
    """
    if not text or not re.match(r"\s*https?://\S+\s*$", text):
        return None
    bare = _ARCHIVED.sub("", text.strip()).partition("#")[0]
    try:
        urlsplit(bare)
    except ValueError:
        return None
    return _TRACKED.sub("", bare).rstrip("?&")


# --- names ------------------------------------------------------------------------------------------

# What may stand in small letters in the name of a person.
_SMALL = frozenset(
    {"al", "and", "bin", "da", "de", "del", "den", "der", "di", "du", "el", "ibn", "la", "le", "of", "van", "von"}
)


def _tidy(text: str | None) -> str | None:
    return " ".join(visible(text).split()) or None if text else None


def _people(text: str | None) -> str | None:
    """Who wrote it, without the word before and the paper behind.

    >>> _people("By Ada Field; Bo Hill"), _people("Ada Field, for The River Post"), _people("https://a.example/ada")
    ('Ada Field, Bo Hill', 'Ada Field', None)
    """
    author = _tidy(text)
    if author is None or author.startswith("http"):
        return None
    author = re.sub(r"^by\s+", "", author, flags=re.IGNORECASE)
    author = re.sub(r"\s*;\s*", ", ", re.sub(r",?\s+for\s+[A-Z].*$", "", author))
    return author.strip(" ,") or None


def _persons(author: str | None) -> str | None:
    """Of what stands where authors do, what is put as the name of a person: menus and dates may stand there too.

    >>> _persons("Ada Field, May, Log In to your account"), _persons("Jean de la Tour")
    ('Ada Field', 'Jean de la Tour')
    """
    names = [name.strip() for name in author.split(",")] if author else []
    return ", ".join(name for name in names if " " in name and _is_name(name)) or None


def _is_name(text: str) -> bool:
    return all(not word[0].islower() or word in _SMALL for word in text.split())


def _without_paper(author: str | None, publisher: str | None) -> str | None:
    """The author without the paper's name behind it, unless nothing else is there.

    >>> _without_paper("Ada Field, River Post", "riverpost.com"), _without_paper("River Post", "River Post")
    ('Ada Field', 'River Post')
    """
    names = author.split(", ") if author else []
    return ", ".join(name for name in names if _folded(name) != _folded(publisher or "")) or author


def _headline(known: Metadata, root: lxml.html.HtmlElement) -> str | None:
    """The title, without what pages put before and behind it: the site, the section, the author.

    Where one of the parts of a title stands on the page as a headline, it is that one.
    """
    title = known.title
    parts = [part for part in _BAR.split(title) if part] if title else []
    if len(parts) > 1:
        heads = {_folded(_tidy("".join(element.itertext())) or "") for element in root.iter("h1", "h2")}
        alone = next((part for part in parts if _folded(part) in heads and len(part.split()) >= _FEWEST_WORDS), None)
        if alone:
            return alone
    named = {_folded(name) for name in (known.publisher, known.author) if name}
    site = _folded((known.publisher or "").split(".")[0])
    while len(parts) > 1 and (_folded(parts[-1]) in named | {site} or (site and _folded(parts[-1]).startswith(site))):
        parts.pop()
        title = title[: title.rindex(parts[-1]) + len(parts[-1])] if title else None
    if len(parts) > 1 and title and _folded(parts[0]) in named | {site}:
        title = title[title.index(parts[1]) :]
    return title


_BAR = re.compile(r"\s+[|»·\u2013\u2014-]\s+")
_FEWEST_WORDS = 3  # of a headline; "Opinion" or "World News" over it is none


def _folded(text: str) -> str:
    return re.sub(r"^the|\W+", "", text.lower().removesuffix(".com"))


def _without_slogan(publisher: str | None) -> str | None:
    """A site's name without what it says of itself.

    >>> _without_slogan("River Post | News from the river towns"), _without_slogan("Hill-Top News")
    ('River Post', 'Hill-Top News')
    """
    return re.split(r"\s+[|»]\s+", publisher)[0] if publisher else publisher
