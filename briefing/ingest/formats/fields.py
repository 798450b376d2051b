"""Named fields to metadata: front matter, sidecar files, JSON records and whatever else has a name for each fact."""

import re
from collections.abc import Mapping
from datetime import date

from briefing.ingest.cleaning.datelines import first_days
from briefing.ingest.decoding import visible
from briefing.ingest.pages import Metadata, stated

# The names under which programs and people file a fact, without blanks and marks; the first that says something counts.
_TITLE = ("title", "headline", "webtitle", "subject")
_PUBLISHER = (
    "publisher", "source", "sourcename", "site", "sitename", "outlet", "newspaper", "publication", "website",
    "sourcedomain", "domain",
)  # fmt: skip
_AUTHOR = ("author", "authors", "byline", "creator", "by", "writer")
_URL = ("url", "link", "canonical", "canonicalurl", "permalink", "sourceurl", "weburl", "externalurl", "articleurl")
_PUBLISHED = (
    "published", "date", "publishedat", "publicationdate", "datepublished", "pubdate", "publishdate", "publishedon",
    "publishedtime", "publishtime", "datepublish", "webpublicationdate", "firstpublished", "firstpublicationdate",
    "timestamp", "created", "createdat", "datecreated", "seendate",
)  # fmt: skip
_MODIFIED = (
    "modified",
    "updated",
    "modifiedat",
    "updatedat",
    "datemodified",
    "lastmodified",
    "lastupdated",
    "datemodify",
)
_LANGUAGE = ("language", "lang", "inlanguage", "locale")


def metadata_of(fields: Mapping[str, object], via: str) -> Metadata:
    """What named fields say of an article, whatever of their usual names they go by.

    Args:
        fields: Text, numbers, dates, or lists and tables of such; everything else is passed over.
        via: Where they stand.

    >>> metadata_of({"Pub-Date": "3 May 2021", "authors": [{"name": "Ada Field"}]}, "record").via
    {'author': 'record', 'published': 'record'}
    """
    known = {re.sub(r"[\W_]+", "", str(key).lower()): value for key, value in fields.items()}
    publisher, url = _first(known, _PUBLISHER), _first(known, _URL)
    if publisher and re.match(r"https?://", publisher):
        publisher, url = None, url or publisher
    return stated(
        via,
        title=_first(known, _TITLE),
        publisher=publisher,
        author=_first(known, _AUTHOR),
        url=url,
        language=language_code(_first(known, _LANGUAGE)),
        published=_days(known, _PUBLISHED),
        modified=_days(known, _MODIFIED),
    )


def language_code(tag: str | None) -> str | None:
    """The ISO 639-1 code of a language tag; None for anything else.

    >>> language_code("en-GB"), language_code("ar_IQ"), language_code("English"), language_code(None)
    ('en', 'ar', None, None)
    """
    match = re.fullmatch(r"([A-Za-z]{2})(?:[-_].*)?", tag.strip()) if tag else None
    return match.group(1).lower() if match else None


def text_of(value: object) -> str | None:
    """A value as one line of text: itself, the name in a table, or those of a list.

    >>> text_of([{"name": "Ada Field"}, "Bo Hill"]), text_of(date(2021, 5, 3)), text_of({"id": 1}), text_of("")
    ('Ada Field, Bo Hill', '2021-05-03', None, None)
    """
    if isinstance(value, list):
        return (
            ", ".join(text for entry in value[:9] if not isinstance(entry, list) and (text := text_of(entry))) or None
        )
    if isinstance(value, dict):
        named = (value.get(key) for key in ("name", "title", "main", "rendered", "url"))
        return text_of(next((name for name in named if isinstance(name, str) and name), None))
    return " ".join(visible(str(value)).split()) or None if isinstance(value, str | int | float | date) else None


def _first(fields: Mapping[str, object], keys: tuple[str, ...]) -> str | None:
    return next((text for key in keys if (text := text_of(fields.get(key)))), None)


def _days(fields: Mapping[str, object], keys: tuple[str, ...]) -> tuple[date, ...]:
    # YAML and TOML have read an ISO date already; as text it reads the same.
    return first_days(text_of(fields.get(key)) for key in keys)
