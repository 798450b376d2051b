"""Documents become pages: Word and OpenDocument, whole, damaged and hostile."""

import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import SENTENCES, docx, docx_paragraph, docx_parts, odt, odt_parts, package
from strategies import spoiled

from briefing.ingest.formats.office import read_docx, read_odt
from briefing.ingest.formats.packages import DAMAGED, PROTECTED, TOO_DEEP, TOO_LARGE, UNSAFE
from briefing.ingest.pages import Page
from briefing.ingest.workers import PATIENCE

Reader = Callable[[bytes], Page | str]
Parts = Callable[[], dict[str, str | bytes]]


def page_of(read: Reader, data: bytes) -> Page:
    """A document that is read."""
    page = read(data)
    assert isinstance(page, Page), page
    return page


def blocks_of(read: Reader, data: bytes) -> list[tuple[str, str]]:
    """Kind and text of each block."""
    return [(block.kind, block.text) for block in page_of(read, data).blocks]


def word(body: str) -> list[tuple[str, str]]:
    """The blocks of a Word document with this body."""
    return blocks_of(read_docx, docx([], body=body))


def run(text: str) -> str:
    """A run of WordprocessingML."""
    return f"<w:r><w:t>{text}</w:t></w:r>"


class TestWord:
    """Word documents."""

    def test_blocks(self) -> None:
        """Headings, paragraphs and items of lists are told apart."""
        expected = [("heading", "Bridge falls"), ("paragraph", SENTENCES[0]), ("item", "Ten left")]

        assert blocks_of(read_docx, docx(["# Bridge falls", SENTENCES[0], "* Ten left"])) == expected

    def test_properties(self) -> None:
        """Title, author and language are the document's; its dates are those of the file."""
        said = page_of(
            read_docx,
            docx(
                title="Bridge falls in Ayr",
                creator="Ada Reed",
                language="en-GB",
                created="2021-05-03T23:10:00Z",
                modified="2021-05-04T08:00:00Z",
            ),
        ).metadata

        assert (said.title, said.author, said.language) == ("Bridge falls in Ayr", "Ada Reed", "en")
        assert (said.published, said.made, said.modified) == ((), (date(2021, 5, 4),), ())
        assert set(said.via.values()) == {"Word properties"}

    @pytest.mark.parametrize("title", ["Microsoft Word - bridge.doc", "Document1", "Untitled", "bridge.docx", "12", ""])
    @pytest.mark.parametrize("creator", ["Windows User", "admin", "jsmith4", "Microsoft Office User", "PC", ""])
    def test_properties_of_templates(self, title: str, creator: str) -> None:
        """What a program or a template put in is not taken for what somebody wrote."""
        said = page_of(read_docx, docx(title=title, creator=creator, created="2013-12-23T23:15:00Z")).metadata

        assert (said.title, said.author, said.made) == (None, None, ())

    def test_title_line(self) -> None:
        """A line in the style of titles is the title, whatever the properties say."""
        said = page_of(
            read_docx,
            docx(
                body=docx_paragraph("Bridge falls", "Title") + docx_paragraph("Ten left", "ListBullet"),
                title="Old press release",
            ),
        ).metadata

        assert (said.title, said.via["title"]) == ("Bridge falls", "title line")

    def test_title_of_an_older_text(self) -> None:
        """A title that stands nowhere in a text under another headline is that of the text written over."""
        assert page_of(read_docx, docx(["# Bridge falls", *SENTENCES], title="Ferry sinks")).metadata.title is None
        assert page_of(read_docx, docx(["# Bridge falls"], title="bridge falls")).metadata.title == "bridge falls"

    def test_tracked_changes(self) -> None:
        """Words that were deleted or moved away are gone, words that were put in are there."""
        body = (
            f"<w:p>{run('The bridge ')}<w:del><w:r><w:delText>did not fall</w:delText></w:r>{run('stood')}</w:del>"
            f"<w:ins>{run('fell')}<w:del>{run(' twice')}</w:del></w:ins><w:moveFrom>{run(' in May')}</w:moveFrom>"
            f"<w:moveTo>{run(' today')}</w:moveTo>{run('.')}</w:p>"
            f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>{run('Gone.')}</w:p></w:tc></w:tr></w:tbl>"
        )

        assert word(body) == [("paragraph", "The bridge fell today.")]

    def test_deleted_end_of_paragraph(self) -> None:
        """Where the end of a paragraph was deleted, it goes on in the next."""
        body = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('The bridge ')}</w:p><w:p>{run('fell.')}</w:p>"

        assert word(body) == [("paragraph", "The bridge fell.")]

    def test_what_no_reader_sees(self) -> None:
        """Hidden words, comments, numbers of notes, contents and captions are left out."""
        body = (
            f"<w:p>{run('It fell')}<w:r><w:rPr><w:vanish/></w:rPr><w:t> secretly</w:t></w:r>"
            '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> openly</w:t></w:r>'
            '<w:r><w:commentReference w:id="0"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
            f"<w:r><w:instrText>PAGE</w:instrText></w:r>{run('.')}</w:p>"
        )

        hidden = docx_paragraph("1 The bridge 3", "TOC1") + docx_paragraph("The bridge in 1990.", "Caption")
        assert word(body + hidden) == [("paragraph", "It fell openly.")]

    def test_fields_and_wrappers(self) -> None:
        """Words in fields, content controls and right-to-left runs are read."""
        body = (
            f"<w:p><w:fldSimple w:instr='DATE'>{run('One')}</w:fldSimple><w:bdo>{run(' two')}</w:bdo>"
            f"<w:sdt><w:sdtPr/><w:sdtContent>{run(' three')}</w:sdtContent></w:sdt></w:p>"
        )

        assert word(body) == [("paragraph", "One two three")]

    def test_text_boxes(self) -> None:
        """A text box comes once, behind its paragraph, and pictures not at all."""
        box = f"<w:txbxContent><w:p>{run('In the box.')}</w:p></w:txbxContent>"
        body = (
            f"<w:p>{run('Before ')}<w:r><mc:AlternateContent><mc:Choice><w:drawing><a>{box}</a></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
            f"<w:r><w:drawing><pic/></w:drawing></w:r>{run('and after.')}</w:p>"
        )

        assert word(body) == [("paragraph", "Before and after."), ("paragraph", "In the box.")]

    def test_tables(self) -> None:
        """A row of a table is one item; a table that lays out a text is that text."""
        cells = "".join(f"<w:tc>{docx_paragraph(text)}</w:tc>" for text in ("Ayr", "40 families"))
        layout = f"<w:tc>{docx_paragraph('One.')}{docx_paragraph('Two.')}</w:tc>"

        assert word(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>") == [("item", "Ayr | 40 families")]
        assert word(f"<w:tbl><w:tr>{layout}</w:tr></w:tbl>") == [("paragraph", "One."), ("paragraph", "Two.")]

    def test_line_breaks(self) -> None:
        """Lines broken by hand are paragraphs of their own; lines that only wrap are joined."""
        wrapped = "The council of the river towns met here on<w:t/></w:t><w:br/><w:t>Monday to talk about the bridge."
        text = "One.</w:t><w:br/><w:t>Two."

        assert [block for _, block in word(f"<w:p>{run(text)}</w:p>")] == ["One.", "Two."]
        assert len(word(f"<w:p>{run(wrapped.replace('<w:t/>', ''))}</w:p>")) == 1

    def test_links(self) -> None:
        """Links to the web are kept aside, whichever way they are written; others are not followed or kept."""
        body = (
            f'<w:p><w:hyperlink r:id="link0">{run("Here")}</w:hyperlink><w:hyperlink r:id="link1">{run(" there")}'
            f'</w:hyperlink><w:hyperlink r:id="nowhere">{run(" and")}</w:hyperlink><w:r><w:fldChar/></w:r>'
            '<w:r><w:instrText> HYPERLINK "https://b.example/</w:instrText></w:r>'
            '<w:r><w:instrText>q" </w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(" so")}</w:p>'
        )
        page = page_of(read_docx, docx([], body=body, links=["https://a.example/p", "file:///etc/passwd"]))

        assert [block.text for block in page.blocks] == ["Here there and so"]
        assert page.links == ("https://a.example/p", "https://b.example/q")

    def test_part_of_another_name(self) -> None:
        """The text is found where the package says that it is."""
        parts = docx_parts()
        parts["word/document2.xml"] = parts.pop("word/document.xml")
        parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("word/document.xml", "/word/document2.xml")

        assert len(page_of(read_docx, package(parts)).blocks) == len(SENTENCES)

    @pytest.mark.parametrize("missing", ["[Content_Types].xml", "_rels/.rels", "word/styles.xml", "docProps/core.xml"])
    def test_missing_parts(self, missing: str) -> None:
        """A document is read without the parts that it can do without."""
        parts = docx_parts()
        del parts[missing]

        assert [block.text for block in page_of(read_docx, package(parts)).blocks] == list(SENTENCES)

    def test_old_and_encrypted(self) -> None:
        """Old binary documents and encrypted ones are told apart."""
        ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)

        assert read_docx(ole) == "an old binary Word document: save it as .docx"
        assert read_docx(ole + "EncryptedPackage".encode("utf-16-le")) == PROTECTED


class TestOpenDocument:
    """OpenDocument texts."""

    def test_blocks(self) -> None:
        """Headings, paragraphs and items of lists are told apart, also where a style makes a paragraph a heading."""
        data = odt(
            ["# Bridge falls", SENTENCES[0], "* Ten left"], body='<text:p text:style-name="P2">The ferry</text:p>'
        )

        expected = [
            ("heading", "Bridge falls"),
            ("paragraph", SENTENCES[0]),
            ("item", "Ten left"),
            ("heading", "The ferry"),
        ]
        assert blocks_of(read_odt, data) == expected

    def test_properties(self) -> None:
        """Title and author are the document's, its dates those of the file; a title line goes before the title."""
        properties = {"title": "Old text", "initial_creator": "Ada Reed", "creation_date": "2021-05-03T10:00:00.5"}
        said = page_of(read_odt, odt(date="2021-05-04T10:00:00", **properties)).metadata
        titled = page_of(
            read_odt, odt(body='<text:p text:style-name="P1">Bridge falls</text:p>', **properties)
        ).metadata

        assert (said.title, said.author) == ("Old text", "Ada Reed")
        assert (said.made, said.via["made"]) == ((date(2021, 5, 4),), "document properties")
        assert titled.title == "Bridge falls"

    def test_what_no_reader_sees(self) -> None:
        """Deleted words, comments, notes, hidden sections and contents are left out; what stands behind them is not."""
        body = (
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone.</text:p></text:deletion>"
            "</text:changed-region></text:tracked-changes><text:p>It<office:annotation><text:p>really?</text:p>"
            "</office:annotation> fell<text:note><text:note-body><text:p>Ibid.</text:p></text:note-body></text:note>"
            ' here.</text:p><text:section text:display="none"><text:p>Secret.</text:p></text:section>'
            "<text:table-of-content><text:p>1 The bridge</text:p></text:table-of-content>"
        )

        assert blocks_of(read_odt, odt([], body=body)) == [("paragraph", "It fell here.")]

    def test_blanks_and_breaks(self) -> None:
        """Blanks, tabulators and line breaks are read as such, and no number of blanks fills the memory."""
        body = '<text:p>One<text:s text:c="99999999999"/>two<text:tab/>three<text:line-break/>Four.</text:p>'

        assert [text for _, text in blocks_of(read_odt, odt([], body=body))] == ["One two three", "Four."]

    def test_links_boxes_and_tables(self) -> None:
        """Links are kept aside, text boxes come behind their paragraph, rows are items."""
        body = (
            '<text:p>See <text:a xlink:href="https://a.example/p">the <text:span>plan</text:span></text:a> here'
            "<draw:frame><draw:text-box><text:p>In the box.</text:p></draw:text-box></draw:frame>"
            "<draw:rect><text:p>In the shape.</text:p></draw:rect>.</text:p>"
            "<table:table><table:table-row><table:table-cell><text:p>Ayr</text:p></table:table-cell>"
            "<table:table-cell><text:p>40</text:p></table:table-cell></table:table-row></table:table>"
        )
        page = page_of(read_odt, odt([], body=body))

        expected = ["See the plan here.", "In the box.", "In the shape.", "Ayr | 40"]
        assert [block.text for block in page.blocks] == expected
        assert page.links == ("https://a.example/p",)

    def test_encrypted(self) -> None:
        """An encrypted document says so in its list of parts."""
        parts = odt_parts() | {"META-INF/manifest.xml": "<m><encryption-data/></m>", "content.xml": b"\x00\x01"}

        assert read_odt(package(parts)) == PROTECTED

    def test_spreadsheet(self) -> None:
        """What is no text is refused, whatever its name says."""
        parts = odt_parts()
        parts["content.xml"] = str(parts["content.xml"]).replace("office:text", "office:spreadsheet")

        assert str(read_odt(package(parts))).startswith("damaged: not a document")


XML: list[tuple[Reader, Parts, str]] = [
    (read_docx, docx_parts, "word/document.xml"),
    (read_odt, odt_parts, "content.xml"),
]


@pytest.mark.parametrize(("read", "parts", "name"), XML)
class TestHostile:
    """What would make a parser reach elsewhere, or grow."""

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_document_types(self, read: Reader, parts: Parts, name: str, encoding: str) -> None:
        """A part that declares a document type is refused before a parser sees it, whatever its encoding."""
        evil = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'.encode(encoding)

        assert read(package(parts() | {name: evil})) == UNSAFE

    def test_bomb(self, read: Reader, parts: Parts, name: str) -> None:
        """Bytes are counted as they are unpacked."""
        assert read(package(parts() | {name: b"<a>" + b" " * 40_000_000})) == TOO_LARGE

    def test_depth(self, read: Reader, parts: Parts, name: str) -> None:
        """Elements nested thousands deep are refused, by libxml2 or before mammoth and odfdo call themselves."""
        for depth in (200, 10_000):
            assert read(package(parts() | {name: "<a>" * depth + "</a>" * depth})) == TOO_DEEP

    @pytest.mark.parametrize("length", [0, 4, 200, 700])
    def test_half_copied(self, read: Reader, parts: Parts, name: str, length: int) -> None:
        """A file that ends too early is damaged, one without its text as well."""
        without = parts()
        del without[name]

        assert read(package(parts())[:length]) == DAMAGED
        assert str(read(package(without))).startswith("damaged")

    def test_locked_entry(self, read: Reader, parts: Parts, name: str) -> None:
        """An entry that the zip file itself encrypts is protected."""
        whole = bytearray(package(parts()))
        for header, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
            at = whole.find(header)
            while at >= 0:
                whole[at + flags] |= 1
                at = whole.find(header, at + 4)

        assert name in parts()
        assert read(bytes(whole)) == PROTECTED


_RUN = "<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r>"
_SLOW_WORD = {
    "runs": f"<w:p>{_RUN * 29_000}</w:p>",
    "rows": "<w:tbl>" + f"<w:tr><w:tc><w:p>{_RUN}</w:p></w:tc></w:tr>" * 11_000 + "</w:tbl>",
    "cells": "<w:tbl><w:tr>" + f"<w:tc><w:p>{_RUN}</w:p></w:tc>" * 14_000 + "</w:tr></w:tbl>",
    "open fields": '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 1 + _RUN * 20_000 + "</w:p>",
    "deleted ends": f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{_RUN}</w:p>" * 9_000,
    "boxes in boxes": "<w:p>"
    + "<w:r><w:pict><w:txbxContent><w:p>" * 20
    + _RUN * 25_000
    + "</w:p></w:txbxContent></w:pict></w:r>" * 20
    + "</w:p>",
    "paragraphs": docx_paragraph("a") * 100_000,
}


@pytest.mark.parametrize("body", list(_SLOW_WORD.values()), ids=list(_SLOW_WORD))
def test_time_for_word(body: str) -> None:
    """No document takes longer than a reader would wait."""
    start = time.perf_counter()
    read_docx(docx([], body=body))

    assert time.perf_counter() - start < PATIENCE  # measured: 2 s at most


_SLOW_ODT = {
    "spans": "<text:p>" + "<text:span>a</text:span>b" * 59_000 + "</text:p>",
    "notes": "<text:p>" + "x<text:note><text:p>n</text:p></text:note>" * 100_000 + "</text:p>",
    "boxes": "<text:p>" + "x<draw:text-box><text:p>n</text:p></draw:text-box>" * 19_000 + "</text:p>",
    "repeated": "<table:table>" + '<table:table-row table:number-rows-repeated="1000000"><table:table-cell'
    ' table:number-columns-repeated="1000000"><text:p>a</text:p></table:table-cell></table:table-row>'
    * 19_000
    + "</table:table>",
}


@pytest.mark.parametrize("body", list(_SLOW_ODT.values()), ids=list(_SLOW_ODT))
def test_time_for_odt(body: str) -> None:
    """No document takes longer than a reader would wait."""
    start = time.perf_counter()
    read_odt(odt([], body=body))

    assert time.perf_counter() - start < PATIENCE  # measured: 3 s at most


_WHOLE = [
    (read_docx, docx(["# Bridge falls", *SENTENCES, "* Ten left"], title="Bridge", created="2021-05-03")),
    (read_odt, odt(["# Bridge falls", *SENTENCES, "* Ten left"], title="Bridge", creation_date="2021-05-03")),
]


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(_WHOLE), st.data())
def test_spoiled_files(whole: tuple[Reader, bytes], data: st.DataObject) -> None:
    """Whatever happens to a file on its way, it is read or refused with a reason."""
    read, sound = whole
    result = read(data.draw(spoiled(sound)))

    assert isinstance(result, Page) or (result and "\n" not in result)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(XML), st.data())
def test_spoiled_parts(xml: tuple[Reader, Parts, str], data: st.DataObject) -> None:
    """The same where the package is sound and a part of it is not."""
    read, parts, name = xml
    part = parts()[name]
    sound = part.encode() if isinstance(part, str) else part
    result = read(package(parts() | {name: data.draw(spoiled(sound))}))

    assert isinstance(result, Page) or (result and "\n" not in result)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([read_docx, read_odt]), st.binary(max_size=400))
def test_no_files(read: Reader, data: bytes) -> None:
    """Bytes that are no document are refused with a reason."""
    assert isinstance(read(data), str)
