"""RSS and Atom files: an article for each entry, as far as the file goes."""

from datetime import date

import pytest
from papers import page_of

from briefing.ingest.formats.feeds import read_feed
from briefing.ingest.pages import Part

TEXT = "The council of Ayr met on Friday to speak about the old bridge. It voted for a new one."
RSS = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>River Post</title><link>https://river.example/</link><language>en-gb</language>
<item><title>Bridge &amp; ferry</title><link>https://river.example/b</link><guid>g1</guid>
 <pubDate>Mon, 03 May 2021 23:30:00 -0500</pubDate><dc:creator>Ada Field</dc:creator>
 <description>Short.</description><content:encoded><![CDATA[<p>{TEXT}</p><script>x()</script>]]></content:encoded></item>
<item><title>Ferry stops</title><link>javascript:alert(1)</link><description>{TEXT}</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>River Post</title>
<entry><title>Bridge</title><id>tag:1</id><link href="https://river.example/b"/>
 <published>2021-05-03T08:00:00Z</published><updated>2021-05-04T08:00:00Z</updated>
 <author><name>Ada Field</name></author><content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>"""


def parts_of(text: str) -> list[Part]:
    """The parts of a feed."""
    parts = read_feed(text.encode())
    assert isinstance(parts, list), parts
    return parts


def test_rss() -> None:
    """The fullest text of an entry is read, its day in the sender's own time, its facts as the feed states them."""
    first, second = parts_of(RSS)
    page = page_of(first)

    assert [block.text for block in page.blocks] == [TEXT]
    metadata = page.metadata
    assert (metadata.title, metadata.publisher, metadata.author) == ("Bridge & ferry", "River Post", "Ada Field")
    assert (metadata.url, metadata.language, metadata.published) == (
        "https://river.example/b",
        "en",
        (date(2021, 5, 3),),
    )
    assert metadata.via["published"] == "feed"
    assert [first.name, second.name] == ["bridge-ferry", "ferry-stops"]
    assert page_of(second).metadata.url is None


def test_atom() -> None:
    """Atom feeds state the day of publication and of the last change."""
    metadata = page_of(parts_of(ATOM)[0]).metadata

    assert (metadata.published, metadata.modified) == ((date(2021, 5, 3),), (date(2021, 5, 4),))
    assert (metadata.author, metadata.publisher) == ("Ada Field", "River Post")


def test_feed_that_breaks_off() -> None:
    """Of a half-copied feed, the entries before the break are read."""
    assert next(part.name for part in parts_of(RSS[: RSS.index("</item>") + 20])) == "bridge-ferry"


def test_same_entry_same_hash() -> None:
    """What an entry is hashed from does not hang on the others, which come and go."""
    shorter = RSS[: RSS.index("<item><title>Ferry")] + "</channel></rss>"

    assert parts_of(shorter)[0].data == parts_of(RSS)[0].data


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<rss version='2.0'><channel><title>x</title></channel></rss>", "a feed without entries"),
        ("<library><book/></library>", "XML that is no feed; save the article as .html or .txt"),
        ("", "XML that is no feed; save the article as .html or .txt"),
        (
            RSS.replace("</channel>", "<item><title>x</title></item>" * 2_000 + "</channel>"),
            "a feed of more than 2,000",
        ),
    ],
)
def test_refused(text: str, reason: str) -> None:
    """What is no feed, or an endless one, is refused with the reason."""
    refused = read_feed(text.encode())

    assert isinstance(refused, str)
    assert refused.startswith(reason)


def test_entities() -> None:
    """Entities that name files or multiply are not resolved."""
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    head = f'<!DOCTYPE rss [<!ENTITY e0 "boom"><!ENTITY f SYSTEM "file:///etc/passwd">{bomb}]>'
    parts = read_feed(RSS.replace("<rss", f"{head}<rss", 1).replace("Short.", "&e8; &f;").encode())

    assert isinstance(parts, list | str)
    assert "root:" not in str(parts)
    assert len(str(parts)) < 100_000


def test_name_of_a_file_is_not_opened() -> None:
    """Bytes that spell an address or a path are no feed, and nothing is opened."""
    assert read_feed(b"/etc/passwd") == "XML that is no feed; save the article as .html or .txt"
    assert read_feed(b"https://river.example/feed") == "XML that is no feed; save the article as .html or .txt"
