"""PDF files: paragraphs as they were written, furniture of sheets off, and a reason for what is no text."""

import io
from datetime import date
from pathlib import Path

import pikepdf
import pytest
import weasyprint
from papers import ONE_COLUMN, TWO_COLUMNS, pdf

from briefing.ingest.formats.printed import read_pdf
from briefing.ingest.pages import Page

HEADLINE = "Ayr votes for a bridge"
PARAGRAPHS = tuple(
    """
The council of Ayr met on Friday to speak about the old bridge over the river, which has been closed to carts since the
third pillar sank by the length of a hand in the floods of last autumn.

It voted for a new one. The mayor, Ada Reed, said that 220 houses lie on the other side of the water, and that two
daughters-in-law of the ferryman would have to row until the carpenters of Lower Ayr were done.

Nobody asked who is to pay for it.

The county has promised a third of the costs, the harbour another, and the rest is to come from a long-term loan that
the council wants to take up in spring, when money is cheap and the nights are short.

A long-term loan was taken up for the old bridge, too; it has not been paid back.
""".strip()
    .replace("\n\n", "|")
    .replace("\n", " ")
    .split("|")
)


def page_of(data: bytes) -> Page:
    """The page of a PDF that is read."""
    page = read_pdf(data)
    assert isinstance(page, Page), page
    return page


@pytest.mark.parametrize("style", [ONE_COLUMN, TWO_COLUMNS])
@pytest.mark.parametrize("times", [1, 3])
def test_paragraphs(style: str, times: int) -> None:
    """Paragraphs come out as they were written, in one column or two, whatever pages they run over."""
    paragraphs = PARAGRAPHS * times
    blocks = page_of(pdf(paragraphs, style=style)).blocks
    text = "\n".join(block.text for block in blocks)

    assert blocks[0] == ("heading", HEADLINE)
    assert " ".join(text.split()) == " ".join((HEADLINE, *paragraphs))
    assert sum(block.text in paragraphs for block in blocks) >= len(paragraphs) - 2 * times  # those that a page parts


def test_sheets() -> None:
    """Running title, page number and address are no part of the text; the address is the article's."""
    page = page_of(pdf(PARAGRAPHS * 3))

    assert not any("River Post" in block.text or "river.example" in block.text for block in page.blocks)
    assert page.metadata.url == "https://river.example/2021/05/03/ayr-votes-for-a-bridge"
    assert page.metadata.via["url"] == "printed page"


def test_lists_and_captions() -> None:
    """List items are items; a line in larger type is a heading."""
    extra = "<ul><li>Ten spoke</li><li>Two left</li></ul><h2>What comes next</h2><p>Nobody knows.</p>"
    blocks = page_of(pdf(PARAGRAPHS[:1], extra=extra)).blocks

    assert ("item", "Ten spoke") in blocks
    assert ("heading", "What comes next") in blocks


def with_properties(data: bytes, **properties: str) -> bytes:
    """A PDF with other properties."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        for name, value in properties.items():
            document.docinfo[f"/{name}"] = value
        document.save(out)
    return out.getvalue()


def test_properties() -> None:
    """Title and author are taken from the properties, the day of the file is kept as such."""
    data = with_properties(
        pdf(PARAGRAPHS), Title="Bridge voted", Author="Ada Field", CreationDate="D:20210503101500+01'00'"
    )
    metadata = page_of(data).metadata

    assert (metadata.title, metadata.author, metadata.made) == ("Bridge voted", "Ada Field", (date(2021, 5, 3),))
    assert metadata.via["author"] == "PDF properties"
    assert (metadata.published, metadata.modified) == ((), ())


def test_day_on_which_a_file_was_saved() -> None:
    """A file that was made once and saved later is from then; that is no change of the article."""
    data = with_properties(pdf(PARAGRAPHS), CreationDate="D:20210503101500", ModDate="D:20210601101500")
    metadata = page_of(data).metadata

    assert (metadata.made, metadata.modified) == ((date(2021, 6, 1),), ())


@pytest.mark.parametrize("title", ["Microsoft Word - bridge3.doc", "Untitled", "bridge.indd", ""])
def test_properties_that_say_nothing(title: str) -> None:
    """What programs put into the properties by themselves is no title; the headline is."""
    metadata = page_of(with_properties(pdf(PARAGRAPHS), Title=title, Author="Windows User")).metadata

    assert (metadata.title, metadata.author) == (HEADLINE, None)


def test_scan() -> None:
    """A PDF of pictures is rejected with the reason and what to do."""
    dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    square = f"data:image/png;base64,{dot}"
    data: bytes = weasyprint.HTML(string=f"<img src='{square}' style='width:15cm;height:20cm'>").write_pdf()

    assert read_pdf(data) == (
        "a PDF without text, as scanners and cameras make; recognise its text first (OCR), or save it as text"
    )


def test_locked() -> None:
    """A PDF that needs a password says so."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(PARAGRAPHS))) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))

    assert read_pdf(out.getvalue()) == "a PDF that is locked with a password; save it without one"


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"", b"%PDF-1.7\n%%EOF", b"no PDF"])
def test_damaged(data: bytes) -> None:
    """What is no PDF, or only its beginning, is damaged."""
    assert read_pdf(data) == "a damaged or only half copied PDF"


def test_half_copied() -> None:
    """A PDF cut off in the middle is rejected or read, and never brings anything down."""
    data = pdf(PARAGRAPHS * 3)

    for share in (10, 50, 90, 99):
        assert isinstance(read_pdf(data[: len(data) * share // 100]), Page | str)


def test_scripts_and_attachments(tmp_path: Path) -> None:
    """Scripts, actions and attached files of a PDF are not run, opened or read."""
    target = tmp_path / "written.txt"
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(PARAGRAPHS))) as document:
        script = f"this.saveAs({str(target)!r}); app.launchURL('https://evil.example/');"
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String(script))
        document.attachments["evil.txt"] = b"Attached words."
        document.save(out)
    page = page_of(out.getvalue())

    assert not target.exists()
    assert not any("Attached" in block.text or "launch" in block.text for block in page.blocks)


def test_many_pages() -> None:
    """A book is no article."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(151):
            document.add_blank_page()
        document.save(out)

    assert read_pdf(out.getvalue()) == "a PDF of 151 pages; an article has no more than 150"
