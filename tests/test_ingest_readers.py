"""Files become pages: plain text, Markdown with its head, web pages."""

from datetime import date

import pytest

from briefing.ingest.formats.readers import read_file
from briefing.ingest.pages import Page

SENTENCE = "The council of Ayr met on Monday to speak about the old bridge over the river and its third pillar."


def page_of(path: str, text: str) -> Page:
    """A file that is read."""
    page = read_file(path, text.encode())
    assert isinstance(page, Page)
    return page


def blocks_of(path: str, text: str) -> list[tuple[str, str]]:
    """Kind and text of each block."""
    return [(block.kind, block.text) for block in page_of(path, text).blocks]


class TestText:
    """Plain text."""

    def test_lines(self) -> None:
        """Each line is a paragraph; bullets make items."""
        expected = [("paragraph", "One."), ("paragraph", "Two."), ("item", "Three"), ("item", "Four")]

        assert blocks_of("a.txt", "One.\nTwo.\n\n* Three\n  - Four\n") == expected

    def test_wrapped_lines(self) -> None:
        """Lines broken at a width are joined; lines that end in a full stop each are not."""
        wrapped = "The council of the river towns met here on\nMonday to talk about the bridge and the old\nferry."
        separate = "The council of the river towns met on Monday.\nIt will meet again before the bridge opens."

        assert len(blocks_of("a.txt", wrapped)) == 1
        assert len(blocks_of("a.txt", separate)) == 2

    def test_stray_tags(self) -> None:
        """Tags go without leaving a gap, entities are resolved, scripts are dropped, links are kept aside."""
        page = page_of(
            "a.txt",
            '<p>They met on<a href="https://a.example/2021/05/03/met"> Monday</a> &amp; left.</p>'
            "<script>if (a<b) alert('x')</script><!-- no --><br>2 < 3, a<3.",
        )

        assert [block.text for block in page.blocks] == ["They met on Monday & left.", "2 < 3, a<3."]
        assert page.links == ("https://a.example/2021/05/03/met",)

    def test_hidden_in_entities(self) -> None:
        """A bidirectional override spelled as an entity does not get in."""
        assert blocks_of("a.txt", "The &#8238;egdirb&#8236; fell&#0;.") == [("paragraph", "The egdirb fell\ufffd.")]


class TestMarkdown:
    """Markdown and its head."""

    def test_front_matter(self) -> None:
        """Fields are found under their various names, dates of YAML and in words alike."""
        head = (
            "---\nHeadline: Bridge opens\nsource: River Post\npublished_at: 3 May 2021\nauthors: [Ada Reed, Bo Hill]\n"
        )
        metadata = page_of("a.md", f"{head}link: https://a.example/x\n---\n{SENTENCE}").metadata

        assert (metadata.title, metadata.publisher, metadata.url) == (
            "Bridge opens",
            "River Post",
            "https://a.example/x",
        )
        assert (metadata.author, metadata.published) == ("Ada Reed, Bo Hill", (date(2021, 5, 3),))

    @pytest.mark.parametrize("value", ["2021-05-03", "2021-05-03T10:00:00Z", '"May 3, 2021"', "2021-05-03 10:00:00"])
    def test_date_forms(self, value: str) -> None:
        """A date is a date however it is written."""
        assert page_of("a.md", f"---\ndate: {value}\n---\n{SENTENCE}").metadata.published == (date(2021, 5, 3),)

    def test_ambiguous_date(self) -> None:
        """A date with its order unsure has two readings; what is no date has none."""
        assert page_of("a.md", f"---\ndate: soon\nauthor: {{name: Ada}}\n---\n{SENTENCE}").metadata.published == ()
        days = page_of("a.md", f'---\ndate: "05/04/2021"\n---\n{SENTENCE}').metadata.published

        assert days == (date(2021, 4, 5), date(2021, 5, 4))

    def test_source_that_is_an_address(self) -> None:
        """An address given as source is the address, not the publisher."""
        metadata = page_of("a.md", f"---\nsource: https://a.example/x\n---\n{SENTENCE}").metadata

        assert (metadata.publisher, metadata.url) == (None, "https://a.example/x")

    @pytest.mark.parametrize("head", ["title: [", "- a\n- b", "date: 2021-13-45", "a: &x [*x]", "{" * 3000])
    def test_damaged_front_matter(self, head: str) -> None:
        """A head that YAML cannot read, or that holds no fields, is text."""
        page = page_of("a.md", f"---\n{head}\n---\n{SENTENCE}")

        assert page.metadata.title is None
        assert SENTENCE in [block.text for block in page.blocks]

    def test_marks_are_removed(self) -> None:
        """Emphasis, links, images, quotations and escapes leave the words."""
        text = (
            "They **all** said _yes_ to [the plan](https://a.example/p) ![map](m.png)and `no` to \\*that.\n\n"
            "> Quoted [words][1].\n\n[1]: https://b.example/q\n\n```\nfenced\n```\n"
        )
        page = page_of("a.md", text)

        expected = ["They all said yes to the plan and no to *that.", "Quoted words.", "fenced"]
        assert [block.text for block in page.blocks] == expected
        assert set(page.links) == {"https://a.example/p", "https://b.example/q"}

    def test_brackets_in_quotations_stay(self) -> None:
        """Words that an editor put in square brackets are no link."""
        assert blocks_of("a.md", 'He said "[the bridge] fell" [sic].') == [
            ("paragraph", 'He said "[the bridge] fell" [sic].')
        ]

    def test_headings_and_lists(self) -> None:
        """Headings of both kinds, bulleted and merely indented lists."""
        text = f"# One\n\nTwo\n---\n\n{SENTENCE}\n    * three here\n    four here\n\n1. five\n\n***\n"

        expected = [
            ("heading", "One"),
            ("heading", "Two"),
            ("paragraph", SENTENCE),
            ("item", "three here"),
            ("item", "four here"),
            ("item", "five"),
        ]
        assert blocks_of("a.md", text) == expected


class TestWebPage:
    """Web pages."""

    BODY = "".join(
        f"<p>{SENTENCE} It was the meeting number {n} of this <b>long</b>, <i>wet</i> year.</p>" for n in range(9)
    )

    def test_body_and_metadata(self) -> None:
        """The body is found, menus and boxes are not; JSON-LD says who, when and where."""
        page = page_of(
            "a.html",
            '<html><head><title>Bridge opens | River Post</title><meta property="og:site_name" content="River Post">'
            '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "NewsArticle",'
            '"headline": "Bridge opens", "datePublished": "2021-05-03T08:00:00Z", "dateModified": "2021-06-01",'
            '"author": [{"name": "Ada Reed"}], "mainEntityOfPage": {"@id": "https://river.example/bridge"}}]}</script></head>'
            f'<body><nav><a href="/">Home</a></nav><article><h1>Bridge opens</h1>{self.BODY}'
            '<p>More in <a href="https://river.example/2021/05/01/ferry">an earlier report</a> on the ferry of Ayr.</p>'
            "</article><footer>Page generated on 2024-03-02</footer></body></html>",
        )
        metadata = page.metadata

        assert (metadata.title, metadata.publisher, metadata.author) == ("Bridge opens", "River Post", "Ada Reed")
        assert (metadata.url, metadata.published) == ("https://river.example/bridge", (date(2021, 5, 3),))
        assert f"{SENTENCE} It was the meeting number 3 of this long, wet year." in [
            block.text for block in page.blocks
        ]
        assert not any("Home" in block.text or "generated" in block.text for block in page.blocks)
        assert page.links == ("https://river.example/2021/05/01/ferry",)

    @pytest.mark.parametrize(
        ("head", "body"),
        [
            ('<meta property="article:published_time" content="2021-05-03T23:00:00+02:00">', ""),
            ('<meta name="date" content="3 May 2021">', ""),
            ('<script type="application/ld+json">{"@type": "Article", "dateCreated": "2021-05-03"}</script>', ""),
            ('<script type="application/ld+json">{broken</script>', '<time datetime="2021-05-03">today</time>'),
        ],
    )
    def test_dates(self, head: str, body: str) -> None:
        """A publication date is read from where pages put it."""
        page = page_of("a.html", f"<html><head>{head}</head><body><article>{body}{self.BODY}</article></body></html>")

        assert page.metadata.published == (date(2021, 5, 3),)

    def test_date_of_a_change(self) -> None:
        """The day of a change is kept apart from that of the publication."""
        head = '<meta property="article:modified_time" content="2021-05-03">'
        metadata = page_of("a.html", f"<html><head>{head}</head><body>{self.BODY}</body></html>").metadata

        assert (metadata.published, metadata.modified) == ((), (date(2021, 5, 3),))
        assert metadata.via["modified"] == "HTML meta"

    def test_stated_date(self) -> None:
        """A line that says when the page was published is kept; one in the footer is not."""
        stamps = page_of(
            "a.html",
            f"<body><article><div>Published: 3 May 2021, 10:15 GMT</div>{self.BODY}</article>"
            "<footer><p>Published 9 June 2024</p></footer></body>",
        ).stamps

        assert stamps == ("Published: 3 May 2021, 10:15 GMT",)

    def test_lists_line_breaks_and_missing_sentences(self) -> None:
        """Items and line breaks are kept apart, words stand as in the page, blanks and all."""
        text = "The ferry runs on <b>Mon</b>day, the old bridge is closed until the council meets again in spring"
        items = "".join(f"<li>{text} of the year {n}.</li>" for n in range(4))
        quoted = f"<p>{SENTENCE}<br>{SENTENCE}</p><blockquote><p>{text}</p></blockquote>"
        page = f"<body><article>{quoted}{self.BODY}<ul>{items}</ul>{self.BODY}</article></body>"
        blocks = blocks_of("a.html", page)

        assert blocks.count(("paragraph", SENTENCE)) == 2
        assert ("item", f"{text.replace('<b>', '').replace('</b>', '')} of the year 3.") in blocks

    @pytest.mark.parametrize(
        "data", ['[1, "x", {"@type": "Person"}]', '{"@type": ["Thing", "NewsArticle"], "author": [[1], 2]}']
    )
    def test_odd_structured_data(self, data: str) -> None:
        """JSON-LD of other things, or oddly put, is passed over; empty meta elements and long boxes are, too."""
        head = f'<script type="application/ld+json">{data}</script><meta name="author" content=" ">'
        page = page_of("a.html", f"<html><head>{head}</head><body><div>{'x' * 500}</div>{self.BODY}</body></html>")

        assert page.metadata.author is None

    def test_headline_as_title(self) -> None:
        """A page that names no title is called by its headline, whether its body was found or not."""
        assert page_of("a.html", "<h1>Bridge opens</h1><p>It did.</p>").metadata.title == "Bridge opens"
        assert page_of("a.html", "<p>It did.</p>").metadata.title is None
        assert page_of("a.html", f"<body><h1>Bridge opens</h1>{self.BODY}</body>").metadata.title == "Bridge opens"

    def test_site_name_is_cut_from_title(self) -> None:
        """The title element carries the site's name, the title does not; without a name the host is the publisher."""
        head = '<title>Bridge opens - River.example</title><link rel="canonical" href="https://www.river.example/b">'
        metadata = page_of("a.html", f"<html><head>{head}</head><body>{self.BODY}</body></html>").metadata

        assert (metadata.title, str(metadata.publisher).lower()) == ("Bridge opens", "river.example")

    def test_page_without_article(self) -> None:
        """Where no body is found, the paragraphs are read."""
        assert blocks_of("a.html", "<p>Ten words are not enough.</p>") == [("paragraph", "Ten words are not enough.")]

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("<div>" * 20_000, "HTML nested too deeply to be read"),
            ("<!-- nothing -->", "no HTML that can be read"),
            ("<p>" * 50_001, "a page of more than 50,000 elements"),
        ],
    )
    def test_refused(self, text: str, reason: str) -> None:
        """Pages that would exhaust stack or time, and pages of nothing, are refused with the reason."""
        assert read_file("a.html", text.encode()) == reason


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.JPG", b"x", "a picture; save its article as text, .html, .pdf or .docx"),
        ("a.txt", b"\x89PNG\r\n", "a picture; save its article as text, .html, .pdf or .docx"),
        ("a.py", b"x", "not a format that is read: .py; save its article as text, .html, .pdf or .docx"),
        ("a.pdf.crdownload", b"%PD", "a file that is still being copied; it is read once it is complete"),
        ("a.tgz", b"x", "an archive of a kind that is not read; unpack it"),
        ("a.txt", b"\xd0\xcf\x11\xe0", "an old or locked Office file; save it as .docx, without a password"),
        ("a.txt", b"x\x00\x01\x02", "binary or damaged: not the text that its name promises"),
        ("a.pdf", b"%PDF-1.7 half", "a damaged or only half copied PDF"),
    ],
)
def test_not_read(name: str, data: bytes, reason: str) -> None:
    """What is no article is named for what it is, whatever its letter case, and says what to do."""
    assert read_file(name, data) == reason


@pytest.mark.parametrize("name", ["a.txt", "a.xml", "a", "a.md", "a.cgi", "a.php"])
def test_page_of_another_name(name: str) -> None:
    """A web page is read as one whatever it is called."""
    page = read_file(name, f"<!-- saved --> <!DOCTYPE html><body>{TestWebPage.BODY}</body>".encode())

    assert isinstance(page, Page)
    assert len(page.blocks) == 9


def test_front_matter_in_toml() -> None:
    """Fields between two lines of plus signs are read, too; damaged ones are text."""
    page = page_of("a.md", f'+++\ntitle = "Bridge falls"\ndate = 2021-05-03\n+++\n{SENTENCE}')

    assert (page.metadata.title, page.metadata.published) == ("Bridge falls", (date(2021, 5, 3),))
    assert page_of("a.md", f"+++\ntitle = \n+++\n{SENTENCE}").metadata.title is None


@pytest.mark.parametrize("data", [b"word " * 320_001, b"The bridge fell. " * 25_000])
def test_longer_than_any_article(data: bytes) -> None:
    """A file of megabytes is no article, with or without sentences."""
    assert read_file("a.txt", data) == "longer than any article: more than 400,000 characters"
