"""`briefing.render.pdf`: the brief as PDF, read back with pikepdf and pypdfium2."""

import io
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import samples

from briefing.errors import RenderError
from briefing.records import Brief, Statement
from briefing.render import html, pdf, render
from briefing.render.text import clean, cleaned

MAKE = """
import sys, samples
from briefing.render import render
sys.stdout.buffer.write(render(samples.SAMPLE, ["pdf"])["brief.pdf"])
"""
MAKE_AND_TELL = """
import pathlib, sys, samples
from briefing.render import render
seen = []
sys.addaudithook(lambda event, args: seen.append((event, str(args))))
render(samples.SAMPLE, ["pdf"], pathlib.Path(sys.argv[1]))
for event, args in seen:
    if event.startswith(("socket.", "urllib.", "http.")) or (event == "open" and "secret" in args):
        print(event, args)
"""
LAZY = """
import sys, samples
from briefing.render import render
render(samples.SAMPLE, ["md", "html", "json"])
print("weasyprint" in sys.modules)
"""


def python(program: str, *words: str, **environment: str) -> bytes:
    """What a program writes in a process of its own."""
    path = os.pathsep.join([os.environ["PYTHONPATH"], str(Path(__file__).parent)])
    command = [sys.executable, "-W", "error", "-c", program, *words]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": path, **environment}, check=True, stdout=subprocess.PIPE
    )
    return done.stdout


def opened(brief: Brief) -> pikepdf.Pdf:
    """The PDF of a brief."""
    return pikepdf.open(io.BytesIO(render(brief, ["pdf"])["brief.pdf"]))


def text_of(document: pikepdf.Pdf) -> list[str]:
    """What is to be read on each page, spaces made uniform."""
    data = io.BytesIO()
    document.save(data)
    pages = pypdfium2.PdfDocument(data.getvalue())
    texts = [" ".join(page.get_textpage().get_text_range().replace("\u2060", "").split()) for page in pages]
    pages.close()
    return texts


def annotations(document: pikepdf.Pdf) -> Iterator[tuple[int, Any]]:
    """Every link, with the index of its page."""
    for number, page in enumerate(document.pages):
        for annotation in page.get("/Annots", []):
            yield number, annotation


def destinations(document: pikepdf.Pdf) -> dict[str, tuple[int, float]]:
    """The named places of a document: index of the page, and height on it."""
    names = list(document.Root.Names.Dests.Names)
    pages: dict[Any, int] = {page.objgen: number for number, page in enumerate(document.pages)}
    return {
        str(name): (pages[place[0].objgen], float(place[3]))
        for name, place in zip(names[::2], names[1::2], strict=True)
    }


@pytest.fixture(scope="module")
def sample() -> pikepdf.Pdf:
    """The sample's PDF."""
    return opened(samples.SAMPLE)


def test_it_is_a_tagged_document_with_title_and_language(sample: pikepdf.Pdf) -> None:
    """It claims PDF/UA-1 and has what that asks for: tags, title, language, the title in the window."""
    with sample.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == samples.SAMPLE.title

    assert bool(sample.Root.MarkInfo.Marked)
    assert bool(sample.Root.ViewerPreferences.DisplayDocTitle)
    assert sample.Root.Lang == "en"
    assert sample.docinfo.Title == samples.SAMPLE.title


def test_tags_name_what_things_are(sample: pikepdf.Pdf) -> None:
    """Headings, lists, tables with headers, and links are tagged as such."""
    roles = {
        str(item.S) for item in sample.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item and "/P" in item
    }

    assert {"/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/Link"} <= roles


def test_bookmarks_follow_the_sections(sample: pikepdf.Pdf) -> None:
    """The outline has the title and below it every section."""
    with sample.open_outline() as outline:
        titles = [item.title for item in outline.root]
        sections = [item.title for item in outline.root[0].children]

    assert titles == [samples.SAMPLE.title]
    assert sections[:3] == ["Bottom line", "What happened", "What changed"]
    assert sections[-3:] == ["Sources", "How this brief was made", "Notes"]


def test_the_contents_give_the_right_pages(sample: pikepdf.Pdf) -> None:
    """The number after each entry of the contents is that of the page that the entry leads to."""
    contents = text_of(sample)[0].partition("Contents")[2]
    numbers = dict(re.findall(r"([A-Z][a-z ]+?) [. ]+ (\d+)", contents))
    places = destinations(sample)
    anchors = {"What happened": "happened", "Key actors": "actors", "Timeline": "timeline", "Notes": "notes"}

    assert {title: int(numbers[title]) for title in anchors} == {
        title: places[name][0] + 1 for title, name in anchors.items()
    }


def test_pages_are_numbered_and_carry_the_title(sample: pikepdf.Pdf) -> None:
    """Each page says which it is of how many; from the second on also of what, and in which section."""
    pages = text_of(sample)

    assert all(f"Page {number} of {len(pages)}" in page for number, page in enumerate(pages, 1))
    assert all(samples.SAMPLE.title in page for page in pages[1:])
    assert "Key actors" in pages[2]


def test_notes_link_both_ways(sample: pikepdf.Pdf) -> None:
    """Every call leads to its note and every note back to each call; every link has a place to go to."""
    places = destinations(sample)
    targets = [str(annotation.Dest) for _, annotation in annotations(sample) if "/Dest" in annotation]
    calls = {name for name in places if name.startswith("call-")}
    notes = {name for name in places if name.startswith("note-")}

    assert set(targets) <= set(places)
    assert {target for target in targets if target.startswith("note-")} == notes
    assert sorted(target for target in targets if target.startswith("call-")) == sorted(calls)
    assert len([target for target in targets if target.startswith("note-")]) == len(calls) > len(notes) > 10


def test_a_call_stands_where_its_note_leads_back_to(sample: pikepdf.Pdf) -> None:
    """The way back ends at the line of the call, on its page."""
    places = destinations(sample)
    rows = [(page, annotation) for page, annotation in annotations(sample) if str(annotation.get("/Dest")) == "note-10"]
    backs = sorted(place for name, place in places.items() if name.startswith("call-10-"))

    assert [page for page, _ in rows] == [page for page, _ in backs]


def test_only_sources_lead_out(sample: pikepdf.Pdf) -> None:
    """The one kind of link that leaves the document is a source's own address."""
    addresses = {str(annotation.A.URI) for _, annotation in annotations(sample) if "/A" in annotation}

    assert addresses == {source.url for source in samples.SOURCES if source.url}


def test_fonts_are_embedded_and_our_own(sample: pikepdf.Pdf) -> None:
    """No font is left to the reader's machine, and Latin and Arabic come from the packages."""
    fonts = [item for item in sample.objects if isinstance(item, pikepdf.Dictionary) and "/FontName" in item]

    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
    assert {re.sub(r"^/[A-Z]+\+", "", str(font.FontName)).removesuffix("-Semi-Bold") for font in fonts} == {
        "Briefing-Sans",
        "Briefing-Arabic",
    }


def test_every_statement_can_be_read(sample: pikepdf.Pdf) -> None:
    """All statements are there as text, and every input is named."""
    text = " ".join(text_of(sample))

    assert all(value.text in text for value in vars(samples).values() if isinstance(value, Statement))
    assert all(row.path in text for row in samples.SAMPLE.inputs if row.path.isascii())


def test_the_same_bytes_in_any_process() -> None:
    """Neither the hash seed, nor the time, nor the time zone, nor a clock in the environment shows in the bytes."""
    first = python(MAKE, PYTHONHASHSEED="1", TZ="Asia/Tokyo")
    time.sleep(1.1)  # fonts are stamped to the second
    second = python(MAKE, PYTHONHASHSEED="2", TZ="America/Lima", SOURCE_DATE_EPOCH="1700000000")

    assert first == second == render(samples.SAMPLE, ["pdf"])["brief.pdf"]
    assert first.startswith(b"%PDF-1.7")


def test_the_identifier_comes_from_the_content(sample: pikepdf.Pdf) -> None:
    """Another brief has another identifier; that equal ones have equal ones is part of their bytes."""
    assert sample.trailer.ID[0] != opened(samples.single()).trailer.ID[0]


@pytest.mark.parametrize("before", [None, "1700000000"])
def test_the_environment_is_left_as_it_was(before: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of the process is stopped only while a PDF is made."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if before:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", before)

    render(samples.single(), ["pdf"])

    assert os.environ.get("SOURCE_DATE_EPOCH") == before


@pytest.mark.parametrize(
    "url", ["https://evil.example/x.png", "file:///etc/hostname", "data:text/plain,x", "briefing:x", ""]
)
def test_whatever_is_no_font_of_ours_is_refused(url: str) -> None:
    """The fetcher knows four names and no protocol."""
    with pytest.raises(ValueError, match="nothing is fetched"):
        pdf.OwnFonts().fetch(url)


def test_nothing_is_fetched_even_for_a_template(tmp_path: Path) -> None:
    """A template that names pictures, styles and files elsewhere makes a PDF, and nothing is asked for them."""
    secret = tmp_path / "secret.css"
    secret.write_text("p { color: red }")
    (tmp_path / "brief.html.j2").write_text(
        f"<html lang=en><title>x</title><style>{{{{ css }}}} @import url({secret.as_uri()}); "
        "@font-face { font-family: x; src: url(http://127.0.0.1:9/f.ttf) }"
        f"p {{ background: url({secret.as_uri()}) }}"
        f"</style><link rel=stylesheet href={secret.as_uri()}><link rel=attachment href={secret.as_uri()}>"
        f"<img src=http://127.0.0.1:9/x.png alt=x><object data={secret.as_uri()}></object><p style='font-family: x'>x"
    )

    assert python(MAKE_AND_TELL, str(tmp_path)) == b""


def test_hostile_text_is_plain() -> None:
    """What an article says is printed; it leads nowhere, adds no picture, no script and no file."""
    document = opened(samples.hostile())
    text = " ".join(text_of(document)).replace(" ", "")
    addresses = {str(annotation.A.URI) for _, annotation in annotations(document) if "/A" in annotation}

    assert text.count(clean(samples.HOSTILE).replace(" ", "")) > 15
    assert addresses == {"https://evil.example/a%29b%5D%28c%29%3Cd%3E%22e'f%60g%7Ch%2Ai_j%7B%7Bk%7D%7D%20l"}
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(document.Root.keys())
    assert "/EmbeddedFiles" not in document.Root.Names
    assert not any(
        "/JS" in item or item.get("/Subtype") == "/Image"
        for item in document.objects
        if isinstance(item, pikepdf.Dictionary)
    )


@pytest.mark.parametrize("brief", [samples.EMPTY, samples.single()])
def test_a_small_brief_is_a_document_too(brief: Brief) -> None:
    """A brief with little or nothing in it has a first page, its sections, and says that nothing was found."""
    pages = text_of(opened(brief))

    assert 2 <= len(pages) <= 4
    assert "No disagreement between the sources was found." in " ".join(pages)


def test_the_page_itself_is_the_html(sample: pikepdf.Pdf) -> None:
    """The PDF is made of the page that the browser gets, with another style: they cannot say different things."""
    screen, paper = (html.page(cleaned(samples.SAMPLE), style, None) for style in ("brief.css", "paper.css"))

    assert screen.partition("<body>")[2] == paper.partition("<body>")[2]
    assert len(sample.pages) > 1


def test_a_machine_without_pango_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the PDF library cannot be loaded, one line says what to install; other formats go on working."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.delitem(sys.modules, "briefing.render.pdf")

    assert render(samples.EMPTY, ["md"])
    with pytest.raises(RenderError, match=r"install libpango.* or leave pdf out"):
        render(samples.EMPTY, ["pdf"])


def test_other_formats_do_not_wait_for_weasyprint() -> None:
    """Markdown, HTML and JSON never load the PDF library."""
    assert python(LAZY).strip() == b"False"
