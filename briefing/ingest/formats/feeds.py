"""RSS and Atom files to articles, one for each entry."""

import io
import json
import re
import sys
from collections.abc import Mapping
from functools import partial
from typing import Any

from briefing.ingest.cleaning.datelines import metadata_days
from briefing.ingest.formats.fields import language_code, text_of
from briefing.ingest.formats.plaintext import strip_tags, text_page
from briefing.ingest.pages import LONGEST_TEXT, TOO_LONG, Page, Part, slug, stated

_MOST_ENTRIES = 2_000


def read_feed(data: bytes) -> list[Part] | str:
    """The articles of a feed, or the reason why there are none; a feed that breaks off has those before the break."""
    import feedparser  # takes a tenth of a second

    try:
        # As a stream: of a text it would try whether it is an address or a file's name, and open that.
        feed = feedparser.parse(io.BytesIO(_CHARACTER.sub(_possible, data)), resolve_relative_uris=False)
    except (ValueError, OverflowError, RecursionError, AttributeError, LookupError, AssertionError):
        return "a damaged feed; get it again, or save its articles as .html"
    if not feed.entries:
        return (
            "a feed without entries"
            if feed.get("version")
            else "XML that is no feed; save the article as .html or .txt"
        )
    if len(feed.entries) > _MOST_ENTRIES:
        return f"a feed of more than {_MOST_ENTRIES:,} entries; split the file"
    about = {"title": text_of(feed.feed.get("title")), "language": text_of(feed.feed.get("language"))}
    # As plain tables: theirs give the day of publication for that of the change, and warn of it.
    return [_part(dict(entry), about) for entry in feed.entries]


_CHARACTER = re.compile(rb"&#(?:x([0-9a-fA-F]{1,20})|([0-9]{1,20}));?")


def _possible(match: re.Match[bytes]) -> bytes:
    """A character by its number, if there is such a one; feedparser falls over others."""
    number = int(match.group(1), 16) if match.group(1) else int(match.group(2))
    return match.group() if number <= sys.maxunicode else b""


def _part(entry: Mapping[str, Any], feed: Mapping[str, str | None]) -> Part:
    facts = {key: text_of(entry.get(key)) for key in ("title", "link", "id", "author", "published", "updated")}
    facts["text"] = _text(entry)
    facts["source"] = text_of((entry.get("source") or {}).get("title")) or feed["title"]
    facts["language"] = text_of((entry.get("title_detail") or {}).get("language")) or feed["language"]
    data = json.dumps(facts, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    return Part(slug(facts["title"] or facts["id"] or facts["link"] or "entry"), data, partial(_page, facts))


def _text(entry: Mapping[str, Any]) -> str:
    """The fullest text of an entry; the summary of many feeds is the article, of others its first sentence."""
    texts = [str(content.get("value") or "") for content in entry.get("content") or []]
    return max([*texts, str(entry.get("summary") or "")], key=len)


def _page(facts: Mapping[str, str | None]) -> Page | str:
    text = facts["text"] or ""
    link = facts["link"] if (facts["link"] or "").startswith(("http://", "https://")) else None
    title, _ = strip_tags(facts["title"] or "")
    said = stated(
        "feed",
        title=" ".join(title.split()),
        publisher=facts["source"],
        author=facts["author"],
        url=link,
        language=language_code(facts["language"]),
        published=metadata_days(facts["published"] or ""),
        modified=metadata_days(facts["updated"] or ""),
    )
    return TOO_LONG if len(text) > LONGEST_TEXT else text_page(text, said)
