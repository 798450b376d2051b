"""RTF becomes pages, in whatever code page it is written."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import SENTENCES, rtf
from strategies import spoiled

from briefing.ingest.formats.richtext import read_rtf
from briefing.ingest.pages import Page
from briefing.ingest.workers import PATIENCE


def page_of(data: bytes) -> Page:
    """A text that is read."""
    page = read_rtf(data)
    assert isinstance(page, Page), page
    return page


def texts_of(data: bytes) -> list[str]:
    """The text of each block."""
    return [block.text for block in page_of(data).blocks]


def test_paragraphs() -> None:
    """Paragraphs are paragraphs."""
    assert texts_of(rtf()) == list(SENTENCES)


@pytest.mark.parametrize(
    ("codepage", "text"),
    [
        (1252, "“Überfall”, said Réné – at last…"),
        (1251, "Мост через реку упал в понедельник."),
        (1256, "انهار الجسر يوم الاثنين."),
        (932, "橋が月曜日に落ちた。"),
        (1252, "Мост упал 😀 {в} понедельник \\ вот."),
        (65001, "Die Brücke fiel."),
    ],
)
def test_code_pages(codepage: int, text: str) -> None:
    r"""Bytes are read in the code page that the file names, and characters beyond it as `\u` spells them."""
    assert texts_of(rtf([text], codepage=codepage)) == [text]


def test_character_sets_of_fonts() -> None:
    """A font with a character set of its own is read by that; one that Python does not know does no harm."""
    data = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}{\f2\fcharset78 C;}}"

    assert texts_of(data + rb"\f1 \'cc\'ee\'f1\'f2 \f0 fell. {\f2 \'80}}") == ["Мост fell. €"]


@pytest.mark.parametrize(("data", "text"), [("Brücke".encode(), "Brücke"), ("Brücke".encode("cp1252"), "Brücke")])
def test_bytes_that_rtf_does_not_have(data: bytes, text: str) -> None:
    """Bytes beyond ASCII are read as UTF-8 if they are, else in the code page."""
    assert texts_of(rb"{\rtf1\ansi\ansicpg1252 " + data + b"}") == [text]


def test_properties() -> None:
    """Title, author and dates are those of the properties, and nothing where they name a template."""
    said = page_of(
        rtf(
            codepage=1251,
            info=r"{\title \'cc\'ee\'f1\'f2}{\author Ada Reed}{\creatim\yr2021\mo5\dy3\hr9}{\revtim\yr2021\mo5\dy4}",
        )
    ).metadata
    template = page_of(rtf(info=r"{\title Document1}{\author user}{\creatim\yr0\mo0\dy0}")).metadata

    assert (said.title, said.author, said.published) == ("Мост", "Ada Reed", ())
    assert (said.made, said.modified) == ((date(2021, 5, 4),), ())
    assert said.via["made"] == "RTF properties"
    assert (template.title, template.author, template.made) == (None, None, ())


def test_what_no_reader_sees() -> None:
    """Deleted and hidden words, page heads, notes, comments and pictures are left out."""
    hidden = (
        r"{\header Page head}{\footnote A note.}{\*\annotation A comment}{\deleted\revauth1 not }{\v secret }"
        r"{\*\shppict{\pict\pngblip 89504e47}}{\pict\bin4 {}}}}{\object{\objdata 0102}}"
    )

    assert texts_of(rtf([], body=rf"The bridge {hidden}{{\b fell}}{{\v0 .}}\par")) == ["The bridge fell."]


def test_links() -> None:
    """A link's words stay, its address is kept aside."""
    field = r'{\field{\*\fldinst HYPERLINK "https://a.example/p" }{\fldrslt {\ul the plan}}}'
    page = page_of(rtf([], body=rf"They said yes to {field} here.\par"))

    assert [block.text for block in page.blocks] == ["They said yes to the plan here."]
    assert page.links == ("https://a.example/p",)


def test_headings_items_and_tables() -> None:
    """The outline makes headings, bullets make items, rows are items."""
    body = (
        r"\pard\outlinelevel0 Bridge falls\par\pard\outlinelevel9 It fell.\par"
        r"{\listtext\'b7\tab}Ten left\par\trowd Ayr\cell 40\cell\row"
    )

    expected = [("heading", "Bridge falls"), ("paragraph", "It fell."), ("item", "Ten left"), ("item", "Ayr | 40")]
    assert [(block.kind, block.text) for block in page_of(rtf([], body=body)).blocks] == expected


@pytest.mark.parametrize("data", [b"", b"The bridge fell.", b"PK\x03\x04", b"\\rtf1 text"])
def test_no_rtf(data: bytes) -> None:
    """What is no RTF is refused."""
    assert str(read_rtf(data)).startswith("no RTF")


@pytest.mark.parametrize(
    "word", [r"\u9999999999", r"\u-99999", r"\uc", r"\ansicpg", r"\u", r"\'zz", r"\bin99999", r"\f"]
)
def test_odd_control_words(word: str) -> None:
    """Control words with numbers that nothing can be made of do no harm."""
    assert isinstance(read_rtf(rf"{{\rtf1 The bridge{word} fell.}}".encode()), Page)


_SLOW = {
    "closed groups": b"{}" * 500_000,
    "open groups": b"{" * 1_000_000,
    "links": b'{\\field{\\*\\fldinst{ HYPERLINK "x"}} ' * 900,
    "half links": b"{\\field{\\*\\fldinst{HYPERLINK" * 300 + b" x" * 480_000,
    "fonts": b"{\\fonttbl" + b"\\f1" * 330_000 + b"}",
    "bytes": b"\\'e0" * 250_000,
    "characters": b"\\u1091?" * 140_000,
    "paragraphs": b"a\\par " * 160_000,
    "picture": b"{\\pict " + b"00" * 490_000 + b"}",
    "words": b"\\b" * 500_000,
    "blanks": b" " * 1_000_000,
    "deep": b"{a" * 900 + b"b" * 900_000,
    "titles": b"{\\info{\\title" * 400 + b"a" * 900_000,
    "lines": b"a\\line " * 140_000,
}


@pytest.mark.parametrize("body", list(_SLOW.values()), ids=list(_SLOW))
def test_time(body: bytes) -> None:
    """No megabyte takes longer than a reader would wait, above all not the square of that."""
    start = time.perf_counter()
    read_rtf(b"{\\rtf1 " + body + b"}")

    assert time.perf_counter() - start < PATIENCE  # measured: 1 s at most


_WHOLE = rtf(["“Überall”, Мост", *SENTENCES], info=r"{\title Bridge}{\creatim\yr2021\mo5\dy3}", body=r"{\b x}\cell\row")


@settings(max_examples=150, deadline=None)
@given(spoiled(_WHOLE))
def test_spoiled_files(data: bytes) -> None:
    """Whatever happens to a file on its way, it is read or refused with a reason."""
    result = read_rtf(data)

    assert isinstance(result, Page) or (result and "\n" not in result)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from([*"{}\\*; \n", "\\u", "\\'", "\\bin", "\\f", "\\fonttbl", "9", "-", "a", "\\v", "é"]),
        max_size=60,
    )
)
def test_any_tokens(tokens: list[str]) -> None:
    """The same for whatever can stand in RTF, in any order."""
    result = read_rtf(("{\\rtf1" + "".join(tokens)).encode())

    assert isinstance(result, Page) or (result and "\n" not in result)
