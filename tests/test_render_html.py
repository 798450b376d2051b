"""`briefing.render.html`: one page that asks for nothing and that everybody can read."""

import base64
import hashlib
import re
from itertools import pairwise
from pathlib import Path

import pytest
import samples
from lxml import html

from briefing.errors import RenderError
from briefing.records import Brief, Statement
from briefing.render import render
from briefing.render.text import clean


def source_of(brief: Brief) -> str:
    """The page of a brief."""
    return render(brief, ["html"])["brief.html"].decode()


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    """The parsed sample."""
    return html.document_fromstring(source_of(samples.SAMPLE))


@pytest.fixture(scope="module")
def hostile() -> html.HtmlElement:
    """The parsed page of a brief whose every text is hostile."""
    return html.document_fromstring(source_of(samples.hostile()))


def test_the_page_asks_for_nothing(page: html.HtmlElement) -> None:
    """There is no script, image, frame, outside style or font, and no style that loads one."""
    assert not page.xpath("//script | //img | //iframe | //object | //link | //base | //form | //*[@src] | //*[@style]")
    assert not re.search(r"url\(|@import|@font-face", page.xpath("//style")[0].text)


def test_the_policy_allows_the_own_style_only(page: html.HtmlElement) -> None:
    """The content security policy names the hash of the style sheet and denies all else."""
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    digest = base64.b64encode(hashlib.sha256(page.xpath("//style")[0].text.encode()).digest()).decode()

    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_anchors_are_unique_and_links_resolve(page: html.HtmlElement) -> None:
    """No id stands twice, and every link within the page has a place to go."""
    anchors = page.xpath("//@id")
    targets = {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")}

    assert len(anchors) == len(set(anchors))
    assert targets <= set(anchors)


def test_notes_link_both_ways(page: html.HtmlElement) -> None:
    """A call leads to its note; the note leads back to every place that calls it, with a label for each."""
    calls = {(a.get("id"), a.get("href")[1:]) for a in page.xpath("//a[@role='doc-noteref']")}
    backs = {
        (a.get("href")[1:], note.get("id"))
        for note in page.xpath("//section[@role='doc-endnotes']//li")
        for a in note.xpath(".//a[@role='doc-backlink']")
    }

    assert calls == backs
    assert len(calls) > len({note for _, note in calls}) > 10
    assert all(page.xpath("//a[@role='doc-noteref' or @role='doc-backlink']/@aria-label"))


def test_a_note_leads_to_its_source_and_that_to_the_address(page: html.HtmlElement) -> None:
    """From a note one reaches the entry of the source, and from there the article on the web."""
    assert page.xpath("//li[@id='note-1']//a/@href")[0] == "#source-S4"
    assert page.xpath("//li[@id='source-S4']//a/@href") == ["https://upland.example/news/reopening"]


def test_the_page_is_accessible(page: html.HtmlElement) -> None:
    """Language, title, landmarks, a skip link, headings that skip no level, tables whose headers have a scope."""
    levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4")]

    assert page.get("lang") == "en"
    assert page.findtext(".//title") == samples.SAMPLE.title
    assert [len(page.xpath(f"//{tag}")) for tag in ("header", "main", "nav", "h1")] == [1, 1, 1, 1]
    assert page.xpath("//body/a[1]/@href") == ["#brief"]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(header.get("scope") for header in page.iter("th"))
    assert all(page.xpath(f"//*[@id='{name}']") for name in page.xpath("//@aria-labelledby"))


def test_every_statement_is_printed(page: html.HtmlElement) -> None:
    """All statements of the brief can be read on the page."""
    text = " ".join(page.text_content().split())

    assert all(value.text in text for value in vars(samples).values() if isinstance(value, Statement))


def test_status_is_a_word(page: html.HtmlElement) -> None:
    """The state of a question is written out, not told by colour."""
    assert [tag.text for tag in page.xpath("//*[contains(@class, 'status')]")] == ["pending", "open", "answered"]


def test_sides_of_a_dispute_name_their_source(page: html.HtmlElement) -> None:
    """Each side stands under the name of who says it."""
    sides = page.xpath("(//section[@class='dispute'])[1]//p[@class='who']")

    assert [side.text for side in sides] == ["The Marsa Courier, Upland Daily", "What the river treaty says"]


def test_hostile_text_is_plain(hostile: html.HtmlElement) -> None:
    """Nothing in an article becomes an element or leaves its attribute; it is read as the characters that it is."""
    texts = [
        " ".join(element.text_content().split()) for element in hostile.xpath("//h1 | //h3 | //span | //th | //cite")
    ]
    links = {link for link in hostile.xpath("//a/@href") if not link.startswith("#")}

    assert texts.count(clean(samples.HOSTILE)) > 20
    assert hostile.findtext(".//title") == clean(samples.HOSTILE)
    assert not hostile.xpath("//script | //img | //b | //pre | //*[@onload]")
    assert {link[:21] for link in links} == {"https://evil.example/"}
    assert "\u202e" not in source_of(samples.hostile())
    assert not hostile.xpath("//comment()")


def test_a_style_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    """A style sheet of the user that cannot be read is named."""
    (tmp_path / "brief.css").write_bytes(b"\xff\xfe")

    with pytest.raises(RenderError, match=r"^template: brief\.css: "):
        render(samples.SAMPLE, ["html"], tmp_path)


def test_a_brief_without_anything_is_a_page() -> None:
    """Empty sections say so, and the notes do not vanish."""
    text = html.document_fromstring(source_of(samples.EMPTY)).text_content()

    assert "No sentence passed the checks." in text
    assert "As of an unknown date" in text
    assert "What changed" not in text
