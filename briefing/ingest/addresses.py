"""What an address tells of a page: its day, its site, and whether another address is that of the same page."""

import re
from collections.abc import Iterable
from datetime import date
from urllib.parse import quote, unquote, urlsplit

from briefing.language.dates import MONTHS

_IN_ADDRESS = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[/_-](?P<m>\d\d?)[/_-](?P<d>\d\d?)(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)/(?P<m>[a-z]{3,9})/(?P<d>\d\d?)(?!\d)", re.IGNORECASE),
    re.compile(r"/(?P<y>(?:19|20)\d\d)/[A-Za-z][\w.-]{1,30}/(?P<m>\d\d)/(?P<d>\d\d)/"),
    re.compile(r"(?<![A-Za-z0-9])(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?![A-Za-z0-9])"),
)


def day_in_address(address: str) -> date | None:
    """The day that an address or path names.

    >>> [str(day_in_address(a)) for a in ("https://a.example/2021/may/03/met", "20210503.txt", "a1b20210503c.txt")]
    ['2021-05-03', '2021-05-03', 'None']
    >>> str(day_in_address("https://a.example/2021/POLITICS/05/03/met"))
    '2021-05-03'
    """
    for pattern in _IN_ADDRESS:
        for match in pattern.finditer(address):
            month = match["m"][:3].lower()
            number = MONTHS.get(month) or (int(month) if month.isdigit() else 0)
            try:
                return date(int(match["y"]), number, int(match["d"]))
            except ValueError:
                continue
    return None


def site_of(address: str) -> str | None:
    """The host of an address, without `www`.

    >>> site_of("https://www.river.example/a?b"), site_of("/news/a")
    ('river.example', None)
    """
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and "." in host else None


# One link to another paper is a source; so many, and none elsewhere, are an outlet's links to its own coverage.
_FEWEST_OWN = 5


def site_linked_to(links: Iterable[str]) -> str | None:
    """The site that all links of an article lead to, if they are many: its own.

    >>> site_linked_to(["https://www.river.example/a"] * 5), site_linked_to(["https://river.example/a"] * 2)
    ('river.example', None)
    """
    sites = [site for link in links if (site := site_of(link))]
    return sites[0] if len(sites) >= _FEWEST_OWN and len(set(sites)) == 1 else None


def same_page(address: str) -> str:
    """An address in the form that all addresses of one page share; as it stands, where it has no host.

    Left out is what changes nothing about the article: scheme, `www`, the site's pages for phones and for printing,
    slash and index at the end, fragment, who linked to it, the archive that keeps it. What may choose another page
    stays, as `?id=7` and `?page=2`.

    >>> same_page("http://m.river.example/news/met/amp/?utm_source=mail&id=7#top")
    'https://river.example/news/met?id=7'
    >>> same_page("https://www.river.example:443/news//met/index.html?fbclid=x&id=7")
    'https://river.example/news/met?id=7'
    >>> same_page("https://web.archive.org/web/20210503000000id_/http://river.example/met")
    'https://river.example/met'
    """
    before, plain = "", address.strip()
    while before != plain:  # an archive may keep the page for phones; each step leaves something out, so it ends
        before, plain = plain, _plainer(plain).strip()
    return plain


_KEPT_BY = re.compile(
    r"^(?:https?:)?//(?:web\.archive\.org/web/\w+/|archive\.[a-z]{2,5}/(?:\w+/)??|(?:www\.)?google\.[a-z.]{2,6}/amp/(?:s/)?"
    r"|[\w-]+\.cdn\.ampproject\.org/[cv]/(?:s/)?)(?=(?:https?:/|[\w-]+\.)\S)",
    re.IGNORECASE,
)
_HOSTS = re.compile(r"^(?:www\d?|m|mobile|mobil|touch|wap|amp|print)\.(?=.*\.)")
_VARIANTS = re.compile(
    r"(?:/(?:amp|print|printable|print-view|index|default)(?:\.(?:html?|php|aspx?|jsp))?|\.amp"
    r"|;jsessionid=[^/]*)$",
    re.IGNORECASE,
)
_INNER_VARIANT = re.compile(r"[._-](?:amp|print)(?=\.html?$)", re.IGNORECASE)
_LEADING_VARIANT = re.compile(r"^/(?:amp|print|mobile)(?=/.)", re.IGNORECASE)
# Who sent the reader, and how the page is to look.
_IDLE = re.compile(
    r"(?:utm|at|pk|mtm|hsa|oly|ns|wt|cmp)_\w*|(?:fb|g|dc|ms|y|tw|wbra|gbra|ttc|igsh)(?:cl)?id|mc_[ce]id|_ga|_gl"
    r"|ito|cmpid|smid|ocid|xtor|wt\.\w+|ref(?:src|errer|_src)?|source|src|share|shared|partner|from|via|feature|amp|amp_\w+"
    r"|outputtype|output|view|mode|print|printable|printview|mobile|noredirect|sessionid|phpsessid|jsessionid|cb|_"
)
_IDLE_VALUES = frozenset({"outputtype", "output", "view", "mode"})  # only with such a value


def _plainer(address: str) -> str:
    kept = _KEPT_BY.match(address)
    if kept:
        inner = re.sub(r"^(https?:)/+", r"\1//", address[kept.end() :], flags=re.IGNORECASE)
        return inner if inner.lower().startswith(("http://", "https://")) else f"https://{inner}"
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return address
    if not host or re.search(r"\s", host) or parts.scheme not in {"http", "https", ""}:
        return address
    site = _HOSTS.sub("", host.rstrip("."))
    place = f"{site}:{port}" if port and port not in {80, 443} else site
    query = "&".join(sorted(part for part in parts.query.split("&") if part and not _is_idle(part)))
    return f"https://{place}{_path(parts.path)}{'?' if query else ''}{query}"


def _path(path: str) -> str:
    """The path without what names a variant of the page.

    >>> [_path(path) for path in ("/a/amp/", "/a.amp.html", "/amp/a", "/index.html", "/a%7Eb/")]
    ['/a', '/a.html', '/a', '', '/a~b']
    """
    plain = re.sub(r"/{2,}", "/", quote(unquote(path), safe="/~!$&'()*+,;=:@", errors="replace")).rstrip("/")
    for variant in (_LEADING_VARIANT, _INNER_VARIANT, _VARIANTS):
        plain = variant.sub("", plain)
    return plain.rstrip("/")


def _is_idle(parameter: str) -> bool:
    """Whether a parameter of an address leaves the article as it is.

    >>> [_is_idle(parameter) for parameter in ("utm_source=x", "view=print", "view=a7", "id=7")]
    [True, True, False, False]
    """
    name, _, value = parameter.lower().partition("=")
    return bool(_IDLE.fullmatch(name)) and (name not in _IDLE_VALUES or value in {"amp", "print", "mobile", "html"})
