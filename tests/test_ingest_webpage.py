"""Web pages: the article and nothing else, whole paragraphs, what the page says of it, and none that takes for ever."""

import json
import time
from datetime import date
from pathlib import Path

import lxml.html
import pytest

from briefing.ingest.cleaning.body import body_of
from briefing.ingest.formats.paragraphs import Paragraphs
from briefing.ingest.formats.readers import read_file
from briefing.ingest.pages import Metadata, Page
from briefing.ingest.workers import PATIENCE

LEAD = "The council of Ayr met on Monday to speak about the old bridge over the river and its third pillar."
STORY = [
    f"In the year {year} the ferry carried {year - 1000} people over the river, and the mayor called it a good one."
    for year in range(1987, 1996)
]


def page_of(text: str) -> Page:
    """A page that is read."""
    page = read_file("a.html", text.encode())
    assert isinstance(page, Page)
    return page


def lines_of(body: str) -> list[str]:
    """The blocks of a page with this body."""
    return [block.text for block in page_of(f"<html><body>{body}</body></html>").blocks]


def facts_of(head: str, body: str = "") -> Metadata:
    """What a page with this head says of its article."""
    return page_of(
        f"<html><head>{head}</head><body><article>{body}{paragraphs(STORY)}</article></body></html>"
    ).metadata


def paragraphs(lines: list[str], tag: str = "p") -> str:
    """The lines, each in an element of its own."""
    return "".join(f"<{tag}>{line}</{tag}>" for line in lines)


class TestWholeArticle:
    """However a page puts its paragraphs, all of them are read, and all of each."""

    @pytest.mark.parametrize("tag", ["p", "div", "section"])
    def test_boxes(self, tag: str) -> None:
        """Paragraphs may be boxes of any kind."""
        assert lines_of(f"<div>{paragraphs([LEAD, *STORY], tag)}</div>") == [LEAD, *STORY]

    @pytest.mark.parametrize("mark", ["<br><br>", "<br>", "<br/>\n<br/>\n"])
    def test_line_breaks(self, mark: str) -> None:
        """Paragraphs may be divided by line breaks alone."""
        assert lines_of(f"<div>{mark.join([LEAD, *STORY])}</div>") == [LEAD, *STORY]

    def test_source_lines_are_no_lines(self) -> None:
        """A line break in the file is a blank on the page."""
        wrapped = LEAD.replace(" ", "\n")

        assert lines_of(f"<div><div>{wrapped}</div>{paragraphs(STORY, 'div')}</div>")[0] == LEAD

    def test_wrapped_by_hand(self) -> None:
        """In text set by its line breaks, as old pages have it, lines broken amid sentences are joined."""
        text = "The council of the river towns met here on\nMonday to talk about the bridge and the old\nferry.\n\n"

        assert lines_of(f"<pre>{text}{LEAD}</pre>") == [" ".join(text.split()), LEAD]

    def test_paragraph_in_pieces(self) -> None:
        """Links, emphasis and what stands empty between do not break a paragraph."""
        pieces = [
            f'<span></span>In <a href="/{n}">{n}</a> <b><i>ten</i></b> <em>ferries</em> left, and the rest stayed here.'
            for n in range(1987, 1999)
        ]

        assert lines_of(f"<div>{paragraphs(pieces)}</div>")[0] == "In 1987 ten ferries left, and the rest stayed here."

    def test_lead_beside_the_paragraphs(self) -> None:
        """The lead is read though a box in its element has closed that: the text then stands in none."""
        box = '<div class="related"><h3>Related</h3><ul><li><a href="/x">Ferry sinks</a></li></ul></div>'

        assert lines_of(f"<div><p>{box}{LEAD}</p>{paragraphs(STORY)}</div>") == [LEAD, *STORY]

    def test_short_paragraph_amid(self) -> None:
        """A short paragraph between two others that stand as it does is one of the article's."""
        short = "Page agreed."
        told = [*STORY[:4], short, *STORY[4:]]

        assert lines_of(f"<div>{paragraphs(told)}</div>") == told

    def test_items_and_quotations(self) -> None:
        """Lists and quotations belong to the text."""
        quote, items = f"“{STORY[0]}”", STORY[1:4]
        listed = f"<blockquote>{quote}</blockquote><ul>{paragraphs(items, 'li')}</ul>"
        page = f"<article>{paragraphs(STORY[4:])}{listed}</article>"
        kinds = {block.text: block.kind for block in page_of(page).blocks}

        assert kinds[quote] == "paragraph"
        assert [kinds[item] for item in items] == ["item"] * 3

    def test_typed_bullets(self) -> None:
        """What a bullet typed into the text opens is an item, without the bullet."""
        text = "<br>".join(["The mayor named two reasons for it:", f"• {STORY[0]}", f"• {STORY[1]}"])
        blocks = page_of(f"<div>{paragraphs(STORY[2:5])}<div>{text}</div>{paragraphs(STORY[5:])}</div>").blocks

        assert [(block.kind, block.text) for block in blocks[4:6]] == [("item", STORY[0]), ("item", STORY[1])]

    def test_layout_table(self) -> None:
        """A page laid out by a table has paragraphs in its cells, not items."""
        page = page_of(f"<table><tr><td>{paragraphs([LEAD, *STORY], 'div')}</td><td>Menu</td></tr></table>")

        assert [block.text for block in page.blocks if block.kind == "paragraph"] == [LEAD, *STORY]

    def test_structured_body(self) -> None:
        """Where the page itself shows little of the text, the text in its JSON-LD is read."""
        data = json.dumps({"@type": "NewsArticle", "articleBody": " ".join(STORY)})
        page = page_of(f'<script type="application/ld+json">{data}</script><div id="app"><p>{LEAD}</p></div>')

        assert body_of(page).sentences == tuple(STORY)

    def test_shown_body_comes_first(self) -> None:
        """Where the page shows the text, its paragraphs count and not the JSON-LD's."""
        data = json.dumps({"@type": "NewsArticle", "articleBody": " ".join(STORY)})
        page = page_of(f'<script type="application/ld+json">{data}</script><article>{paragraphs(STORY)}</article>')

        assert [block.text for block in page.blocks] == STORY


class TestNothingElse:
    """What stands around an article on its page stays there."""

    @pytest.mark.parametrize(
        "box",
        [
            f"<figcaption>{LEAD}</figcaption>",
            f'<div class="photo-caption"><p>{LEAD}</p></div>',
            f'<div class="newsletterSignup"><p>{LEAD}</p></div>',
            f'<section id="related-stories"><p>{LEAD}</p></section>',
            f'<div class="authorBio"><p>{LEAD}</p></div>',
            f'<div id="cookie_banner"><p>{LEAD}</p></div>',
            f'<ul class="share-bar"><li>{LEAD}</li></ul>',
            f"<aside><p>{LEAD}</p></aside>",
            f"<button>{LEAD}</button>",
            f'<img src="a.png" alt="{LEAD}">',
            f'<p><a href="/x">{LEAD[:-1]}</a></p>',
        ],
    )
    def test_boxes(self, box: str) -> None:
        """Captions, boxes of other matters and other articles' headlines are passed over, wherever they stand."""
        page = f"<article>{paragraphs(STORY[:4])}{box}{paragraphs(STORY[4:])}</article>"

        assert lines_of(page) == STORY

    def test_comments(self) -> None:
        """Comments are left, though there is more of them than of the article."""
        said = [f"{line} I say so, and so does everybody in my street." for line in STORY]
        comments = f'<div class="visitors_comment_block">{paragraphs(said)}</div>'

        assert lines_of(f"<div><h1>Bridge falls</h1>{paragraphs(STORY)}</div>{comments}")[-1] == STORY[-1]

    def test_box_around_everything(self) -> None:
        """A box that holds the headline, or nearly all of the text, is kept whatever it is called."""
        assert lines_of(f'<div class="has-sidebar comments-open">{paragraphs(STORY)}</div>') == STORY
        headed = f'<div class="social"><h1>Bridge falls</h1>{paragraphs(STORY)}</div>'
        assert STORY[-1] in lines_of(headed + paragraphs(STORY))

    def test_far_from_the_article(self) -> None:
        """A few lines far below the article, after much that is none of it, are none of it either."""
        offers = "".join(f"<div><a href='/{n}'>Offer {n}</a></div>" for n in range(60))
        advert = f"<div><p>{LEAD}</p></div>"

        assert lines_of(f"<div>{paragraphs(STORY)}</div>{offers}{advert}") == STORY

    @pytest.mark.parametrize(
        "line",
        [
            "(Corrects spelling of the mayor's name in third paragraph)",
            "Correction 5/3/21 7:05 a.m.: An earlier version of this story gave another day.",
            "An earlier version of this article gave another day for the vote.",
            "Contributing: Ada Field, Bo Hill, Associated Press",
            "Wire writers Ada Field in the upper valley and Di Reed at the old landing contributed to this report.",
            "Ada Field can be reached at 555-010-2277.",
            "Some of the links in this text are affiliate links.",
            "We may earn a small commission if you buy through them.",
            "Loading weather data ...",
        ],
    )
    def test_lines(self, line: str) -> None:
        """Notes of agencies, who contributed, how to reach an author and what a link earns are no sentences."""
        page = page_of(f"<article>{paragraphs([*STORY, line])}</article>")

        assert body_of(page).sentences == tuple(STORY)

    def test_sentences_that_are_put_alike(self) -> None:
        """What only shares a word with such lines is kept."""
        told = [
            "Contributing to a pension was the one thing that the ferryman had never thought of in his life.",
            "The valley can be reached by two roads, one of them closed in winter, and by the old railway.",
            "Correction officers told a judge in May: the prison has no room for the men of the upper valley.",
            "Their new engine decided that a pop-up-ad blocker was what the readers of the paper wanted most.",
        ]

        assert body_of(page_of(f"<article>{paragraphs([*STORY, *told, *STORY])}</article>")).sentences[9:13] == tuple(
            told
        )

    def test_about_the_author(self) -> None:
        """A paragraph at the end that says first what somebody does at a paper is left as a whole."""
        bio = "Bo Hill is an award-winning journalist and lives in Ayr. His second book is about the ferry of his town."

        assert body_of(page_of(f"<article>{paragraphs([*STORY, bio])}</article>")).sentences == tuple(STORY)

    def test_appeals_run_together(self) -> None:
        """What is said between two appeals goes with them."""
        appeal = "Some of these links are affiliate links. Thanks for your support. We may earn a small commission."

        assert body_of(page_of(f"<article>{paragraphs([*STORY, appeal])}</article>")).sentences == tuple(STORY)


class TestSentencesOfPages:
    """What becomes of a paragraph."""

    def test_paragraph_without_a_stop(self) -> None:
        """A line too long for a heading is a sentence, its full stop forgotten or not."""
        open_ended = f"{LEAD[:-1]} and after four hours told the ferryman to go on for one more year"
        body = body_of(
            page_of(f"<article>{paragraphs([*STORY[:4], open_ended, 'A bridge too far', *STORY[4:]])}</article>")
        )

        assert body.sentences == (*STORY[:4], open_ended, *STORY[4:])

    def test_sentence_in_brackets(self) -> None:
        """A sentence in brackets is one, and no heading of the next."""
        told = "(Ask the ferryman at the landing stage.) It also pays to look at the river before the morning."
        body = body_of(page_of(f"<article>{paragraphs([*STORY, told, *STORY])}</article>"))

        assert body.sentences[9:11] == (told[:40], told[41:])

    def test_sentence_in_brackets_in_a_quotation(self) -> None:
        """In a quotation that goes on in the next paragraph nothing is divided, and nothing lost."""
        told = "“Look at the river. (Ask the ferryman at the landing stage.) It also pays to wait for the morning."
        body = body_of(page_of(f"<article>{paragraphs([*STORY, told, *STORY])}</article>"))

        assert " ".join(body.sentences[9:-9]) == told


class TestParagraphs:
    """A page as its own paragraphs."""

    def test_literal_words(self) -> None:
        """Words stand as on the page, its own blanks between them, and are found with other blanks or none."""
        page = Paragraphs(lxml.html.fromstring("<body><p>One  <b>two</b>three.</p><p>Four   five.</p></body>"))

        assert [row.text for row in page.all] == ["One twothree.", "Four five."]
        assert page.find("Four five.") == page.find("Fourfive.") == (12, 21)
        assert page.find("Six.") is page.find(" ") is None
        assert list(page.covered(9, 15)) == [(0, 3), (1, 3)]

    def test_links(self) -> None:
        """How much of a paragraph is the words of links is known."""
        page = Paragraphs(lxml.html.fromstring('<body><p><a href="/x">One</a> two</p>three</body>'))

        assert [(row.text, row.linked) for row in page.all] == [("One two", 0.5), ("three", 0.0)]


class TestAddress:
    """Where a page is from."""

    @pytest.mark.parametrize(
        ("head", "via"),
        [
            ('<link rel="canonical" href="https://a.example/b">', "HTML meta"),
            ('<base href="https://a.example/c/"><link rel="canonical" href="/b">', "HTML meta"),
            ('<meta property="og:url" content="https://a.example/b#top">', "HTML meta"),
            ('<meta property="og:url" content="https://a.example/b?utm_source=x&amp;utm_medium=y">', "HTML meta"),
            ("<!-- saved from url=(0019)https://a.example/b -->", "saved file"),
            (
                "<!--\n Page saved with SingleFile \n url: https://a.example/b \n saved date: Mon May 03 2021\n-->",
                "saved file",
            ),
            ('<base href="https://a.example/b">', "HTML base"),
            ('<link rel="canonical" href="https://a.example/"><base href="https://a.example/b">', "HTML base"),
            ('<link rel="canonical" href="https://web.archive.org/web/20210503im_/https://a.example/b">', "HTML meta"),
        ],
    )
    def test_places(self, head: str, via: str) -> None:
        """The head, what saved the page and an archive say it; a site's own is only taken for want of another."""
        metadata = facts_of(head)

        assert (metadata.url, metadata.via["url"]) == ("https://a.example/b", via)

    def test_printed_from(self) -> None:
        """A page for printing says it in its text."""
        assert facts_of("", "<p>This article was printed from https://a.example/b</p>").url == "https://a.example/b"

    @pytest.mark.parametrize(
        "head", ['<link rel="canonical" href="/b">', '<base href="https://[a">', "<!-- saved from url=(9)x -->"]
    )
    def test_no_address(self, head: str) -> None:
        """What is no whole address is none."""
        assert facts_of(head).url is None

    def test_site_alone(self) -> None:
        """A site's address is better than none."""
        assert facts_of('<link rel="canonical" href="https://a.example/">').url == "https://a.example/"


class TestNames:
    """Title, author and publisher."""

    @pytest.mark.parametrize(
        ("title", "body"),
        [
            ("Bridge opens in Ayr - River Post", ""),
            ("River Post | Bridge opens in Ayr", ""),
            ("Bridge opens in Ayr - River Post Online", ""),
            ("Bridge opens in Ayr - Ada Field", ""),
            ("Bridge opens in Ayr - Towns - Home", "<h1>Bridge opens in Ayr</h1>"),
        ],
    )
    def test_title(self, title: str, body: str) -> None:
        """Site, section and author are taken off a title, before and behind it."""
        head = (
            f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="River Post | News">'
            '<meta name="author" content="By Ada Field, River Post">'
        )
        metadata = facts_of(head, body)

        assert (metadata.title, metadata.publisher, metadata.author) == (
            "Bridge opens in Ayr",
            "River Post",
            "Ada Field",
        )

    def test_title_with_a_dash(self) -> None:
        """A dash within a headline divides nothing."""
        title = "Bridge opens - and closes again"

        assert facts_of(f'<meta property="og:title" content="{title}">', f"<h1>{title}</h1>").title == title

    def test_menu_is_no_author(self) -> None:
        """What stands where authors do and is put as no name is none."""
        assert facts_of("", '<div class="author">Account You are logged in</div>').author is None


class TestDates:
    """The day that a page states."""

    @pytest.mark.parametrize(
        "line",
        [
            "Mon, 3 May 2021 17:55 UTC",
            "By: Ada Field May 3, 2021 3:21 PM",
            "Published: Monday, 3 May 2021 | 4:35 PM ET",
        ],
    )
    def test_under_the_headline(self, line: str) -> None:
        """A line of names and dates between headline and text says when it was published."""
        body = body_of(page_of(f"<h1>Bridge opens</h1><div>{line}</div><article>{paragraphs(STORY)}</article>"))

        assert [stamp.days for stamp in body.stamps] == [(date(2021, 5, 3),)]

    def test_elsewhere(self) -> None:
        """The same over the headline is today's date, and below the text another article's."""
        line = "<div>Mon, 3 May 2021 17:55 UTC</div>"
        body = body_of(page_of(f"{line}<h1>Bridge opens</h1><article>{paragraphs(STORY)}</article>{line}"))

        assert body.stamps == ()


class TestBounds:
    """No page takes for ever, and none reads anything but itself."""

    LIMIT = PATIENCE  # seconds; measured below 4, on a machine that does other work

    @pytest.mark.parametrize(
        "text",
        [
            f"<p>{'word ' * 400_000}</p>",
            f"<p>{'x' * 2_000_000}</p>",
            "<div>" * 10_000 + LEAD,
            '<div class="comment">' * 200 + "<p>x</p>" * 40_000,
            f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>{LEAD}</p>",
            f"<p {' '.join(f'a{n}=1' for n in range(5_000))}>{LEAD}</p>",
            f'<p class="{paragraphs(STORY) * 2_000}',
            f"<script>{'var a = 1;' * 500_000}</script>{paragraphs(STORY)}",
            f'<script type="application/ld+json">{"[" * 200_000}</script>{paragraphs(STORY)}',
            "<p>x</p>" * 50_000,
            f"<p>{LEAD}</p>" * 20_000,
            "<p>x<br>" * 20_000,
            f"<title>{'A - ' * 100_000}</title>{paragraphs(STORY)}",
            "<!-- saved from url=(" * 50_000 + paragraphs(STORY),
            "<" * 2_000_000,
        ],
        ids=lambda text: text[:16],
    )
    def test_time(self, text: str) -> None:
        """A page made to take long is a page or refused with a reason, in seconds."""
        start = time.monotonic()
        page = read_file("a.html", text.encode())
        if isinstance(page, Page):
            body_of(page)

        assert time.monotonic() - start < self.LIMIT

    def test_many_attributes(self) -> None:
        """An element of too many attributes is refused; long values, as of drawings, are none of that."""
        attributes = " ".join(f"a{n}" for n in range(20_001))

        assert read_file("a.html", f"<p {attributes}>".encode()) == "an element of more than 20,000 attributes"
        assert lines_of(f'<svg><path d="{"M 1 2 " * 40_000}"/></svg>{paragraphs(STORY)}') == STORY

    def test_too_much_text(self) -> None:
        """A page with more text than any article has is refused before it is looked through."""
        assert read_file("a.html", b"<p>" + b"x" * 1_000_001) == "a page of more than 1,000,000 characters"

    def test_nothing_outside(self, tmp_path: Path) -> None:
        """No entity, frame, style or picture brings in another file; the network is shut in tests anyhow."""
        secret = tmp_path / "secret.txt"
        secret.write_text("The secret of the bridge is that it has no third pillar.", encoding="utf-8")
        uri = secret.as_uri()
        text = (
            f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e SYSTEM "{uri}"><!ENTITY % p SYSTEM "{uri}"> %p;]>'
            f'<html xmlns="http://www.w3.org/1999/xhtml"><head><link rel="icon" href="{uri}"/><base href="{uri}"/>'
            f'</head><body><iframe src="{uri}"></iframe><object data="{uri}"></object><img src="http://a.example/x.png"/>'
            f"<article>{paragraphs(STORY)}<p>&e;</p></article></body></html>"
        )
        page = page_of(text)

        assert [block.text for block in page.blocks][: len(STORY)] == STORY
        assert not any("secret" in block.text for block in page.blocks)
        assert page.metadata.url is None
