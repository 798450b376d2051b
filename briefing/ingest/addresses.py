"""What an address tells of a page: its day, its site."""

import re
from collections.abc import Iterable
from datetime import date
from urllib.parse import urlsplit

from briefing.language.dates import MONTHS

_IN_ADDRESS = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[/_-](?P<m>\d\d?)[/_-](?P<d>\d\d?)(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)/(?P<m>[a-z]{3,9})/(?P<d>\d\d?)(?!\d)", re.IGNORECASE),
    re.compile(r"(?<![A-Za-z0-9])(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?![A-Za-z0-9])"),
)


def day_in_address(address: str) -> date | None:
    """The day that an address or path names.

    >>> [str(day_in_address(a)) for a in ("https://a.example/2021/may/03/met", "20210503.txt", "a1b20210503c.txt")]
    ['2021-05-03', '2021-05-03', 'None']
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
