"""JSON exports: every record with a text is an article, in whatever shape it comes."""

import json
from datetime import date
from typing import Any

import pytest
from papers import page_of

from briefing.ingest.formats.exports import read_json, read_jsonl
from briefing.ingest.pages import Page, Part

TEXT = "The council of Ayr met on Friday to speak about the old bridge. It voted for a new one."


def parts_of(value: object) -> list[Part]:
    """The parts of a JSON file."""
    parts = read_json(json.dumps(value).encode())
    assert isinstance(parts, list), parts
    return parts


def pages_of(value: object) -> list[Page]:
    """The pages of all records."""
    return [page_of(part) for part in parts_of(value)]


SHAPES: dict[str, Any] = {
    "bare": {"title": "Bridge", "text": TEXT, "date": "2021-05-03", "url": "https://a.example/b", "source": "Post"},
    "NewsAPI": {
        "status": "ok",
        "totalResults": 1,
        "articles": [
            {
                "source": {"id": None, "name": "Post"},
                "title": "Bridge",
                "url": "https://a.example/b",
                "publishedAt": "2021-05-03T08:00:00Z",
                "content": TEXT,
                "description": "Short.",
            }
        ],
    },
    "Guardian": {
        "response": {
            "status": "ok",
            "results": [
                {
                    "webTitle": "Bridge",
                    "webUrl": "https://a.example/b",
                    "webPublicationDate": "2021-05-03T08:00:00Z",
                    "fields": {"bodyText": TEXT, "publication": "Post"},
                }
            ],
        }
    },
    "JSON Feed": {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "All of Ayr",
        "items": [
            {
                "id": "1",
                "url": "https://a.example/b",
                "title": "Bridge",
                "content_html": f"<p>{TEXT}</p>",
                "date_published": "2021-05-03T08:00:00Z",
                "source": "Post",
            }
        ],
    },
    "WordPress": [
        {
            "id": 7,
            "date": "2021-05-03T08:00:00",
            "link": "https://a.example/b",
            "title": {"rendered": "Bridge"},
            "content": {"rendered": f"<p>{TEXT}</p>", "protected": False},
            "site_name": "Post",
        }
    ],
    "Elasticsearch": {
        "hits": {
            "hits": [
                {
                    "_id": "1",
                    "_source": {
                        "headline": "Bridge",
                        "body": TEXT,
                        "pub_date": "2021-05-03",
                        "link": "https://a.example/b",
                        "publisher": "Post",
                    },
                }
            ]
        }
    },
    "news-please": {
        "title": "Bridge",
        "maintext": TEXT,
        "date_publish": "2021-05-03 08:00:00",
        "url": "https://a.example/b",
        "source_domain": "Post",
        "filename": "x.html",
    },
    "schema.org": {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Post"},
            {
                "@type": "NewsArticle",
                "headline": "Bridge",
                "articleBody": TEXT,
                "datePublished": "2021-05-03",
                "url": "https://a.example/b",
                "publisher": {"@type": "Organization", "name": "Post"},
            },
        ],
    },
    "paragraphs": {
        "stories": {
            "a": [
                {
                    "headline": {"main": "Bridge"},
                    "paragraphs": [{"text": TEXT[:63]}, TEXT[64:]],
                    "created": "3 May 2021",
                    "permalink": "https://a.example/b",
                    "outlet": "Post",
                }
            ]
        }
    },
}


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes(shape: str) -> None:
    """Title, day, address, publisher and text are found in the exports of services and crawlers."""
    [page] = pages_of(SHAPES[shape])

    assert " ".join(block.text for block in page.blocks) == TEXT
    metadata = page.metadata
    assert (metadata.title, metadata.url, metadata.publisher) == ("Bridge", "https://a.example/b", "Post")
    assert metadata.published == (date(2021, 5, 3),)
    assert set(metadata.via.values()) == {"record"}


def test_several() -> None:
    """Each record is an article, called by its title; what each is hashed from does not hang on its neighbours."""
    one, other = {"title": "Bridge falls", "text": TEXT}, {"title": "Ferry stops", "text": TEXT[::-1]}
    parts = parts_of([one, other])

    assert [part.name for part in parts] == ["bridge-falls", "ferry-stops"]
    assert parts_of([other, one])[1].data == parts[0].data
    assert parts_of(one)[0].name == ""


def test_lines() -> None:
    """A record a line, under either ending; a line that breaks off costs itself only."""
    lines = [json.dumps({"title": name, "text": TEXT}) for name in ("Bridge", "Ferry")]
    data = "\n".join([*lines, "", lines[0][:40]]).encode()
    parts = read_jsonl(data)

    assert isinstance(parts, list)
    assert [part.name for part in parts] == ["bridge", "ferry", "line 4"]
    assert parts[2].read is not None
    assert str(parts[2].read()).startswith("no JSON that can be read: ")
    assert [part.name for part in parts] == [part.name for part in read_json(data)]  # type: ignore[union-attr]


def test_record_without_text() -> None:
    """Among records with a text, one without it says so; a file of nothing but titles does as a whole."""
    with_text, without = {"title": "Bridge", "text": TEXT}, {"title": "Ferry", "url": "https://a.example/f"}
    parts = parts_of([with_text, without])

    assert parts[1].read is not None
    assert parts[1].read() == "a record without a text: only title, url"
    assert read_json(json.dumps([without]).encode()) == (
        "JSON without any text of an article; export the full texts, not only titles and addresses"
    )


def test_text_that_is_cut_short() -> None:
    """The sentence that a service cut off is left out."""
    [page] = pages_of({"title": "Bridge", "content": f"{TEXT} The mayor said that her… [+2314 chars]"})

    assert page.blocks[0].text == TEXT


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "no JSON that can be read: "),
        (b"[" * 100_000, "no JSON that can be read: "),
        (b'{"a": ' + b"9" * 10_000 + b"}", "no JSON that can be read: "),
        (b"[]", "an empty list: no article in it"),
        (b"7", "JSON without any text of an article"),
        (b"\x00\x01\x02\x03", "binary or damaged"),
        (json.dumps([{"text": "x y"}] * 2_001).encode(), "more than 2,000 records; split the file"),
    ],
)
def test_refused(data: bytes, reason: str) -> None:
    """What is no JSON, or holds no article, is refused with the reason."""
    refused = read_json(data)

    assert isinstance(refused, str)
    assert refused.startswith(reason)


def test_html_and_hostile_text() -> None:
    """Tags in a text are taken off, scripts with what they hold."""
    [page] = pages_of({"text": f"<script>alert(1)</script><p>{TEXT}</p><img src='file:///etc/passwd'>"})

    assert [block.text for block in page.blocks] == [TEXT]
