"""Makes small files of the formats that newsrooms hold articles in: documents, mails, saved pages. All is invented."""

import base64
import functools
import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from io import BytesIO

import weasyprint

from briefing.ingest.pages import Page, Part

SENTENCES = (
    "The council of Ayr met on Monday to speak about the old bridge over the river and its third pillar.",
    "Ada Reed, the mayor, said that 40 families would have to leave the lower town before the end of March.",
    "The ferry will run every hour until the bridge opens again, the harbour office said in a statement.",
)
"""An article of three sentences."""


def package(entries: Mapping[str, str | bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file with these entries."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as zipped:
        for name, content in entries.items():
            zipped.writestr(zipfile.ZipInfo(name), content, compress_type=compression)
    return stream.getvalue()


# --- Word -------------------------------------------------------------------------------------------

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_STYLES = {
    "Heading1": "heading 1",
    "Title": "Title",
    "Caption": "caption",
    "TOC1": "toc 1",
    "ListBullet": "List Bullet",
}


def docx_paragraph(text: str, style: str = "") -> str:
    """One paragraph of WordprocessingML."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def docx(
    paragraphs: Sequence[str] = SENTENCES, *, body: str = "", links: Sequence[str] = (), **properties: str
) -> bytes:
    """A Word document.

    Args:
        paragraphs: Its text; `# ` before one makes it a heading, `* ` an item of a list.
        body: WordprocessingML that follows.
        links: Targets of the relations `link0`, `link1`, …
        properties: Elements of its core properties: `title`, `creator`, `created`, `modified`, `language`.
    """
    return package(docx_parts(paragraphs, body=body, links=links, **properties))


def docx_parts(
    paragraphs: Sequence[str] = SENTENCES, *, body: str = "", links: Sequence[str] = (), **properties: str
) -> dict[str, str | bytes]:
    """The entries of a Word document."""
    text = "".join(map(_docx_line, paragraphs)) + body
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in _STYLES.items()
    )
    relations = "".join(
        f'<Relationship Id="link{n}" Type="{_R}/hyperlink" Target="{escape(link)}" TargetMode="External"/>'
        for n, link in enumerate(links)
    )
    return {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="a" Type="{_R}/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="{_W}"'
        f' xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        f' xmlns:v="urn:schemas-microsoft-com:vml"><w:body>{text}</w:body></w:document>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>',
        "word/styles.xml": f'<w:styles xmlns:w="{_W}">{styles}</w:styles>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
        '<w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        "</w:numbering>",
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="urn:dc" xmlns:dcterms="urn:dcterms">'
        + "".join(f"<dc:{name}>{escape(value)}</dc:{name}>" for name, value in properties.items())
        + "</cp:coreProperties>",
    }


def _docx_line(text: str) -> str:
    if text.startswith("# "):
        return docx_paragraph(text[2:], "Heading1")
    if text.startswith("* "):
        return docx_paragraph(text[2:]).replace(
            "<w:p>", '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        )
    return docx_paragraph(text)


# --- OpenDocument -----------------------------------------------------------------------------------

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    f'xmlns:{name}="{_ODF}:{space}:1.0"'
    for name, space in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing", "meta": "meta",
    }.items()
)  # fmt: skip


def odt(paragraphs: Sequence[str] = SENTENCES, *, body: str = "", **properties: str) -> bytes:
    """An OpenDocument text.

    Args:
        paragraphs: Its text; `# ` before one makes it a heading, `* ` an item of a list.
        body: OpenDocument elements that follow.
        properties: Elements of its properties: `title`, `initial_creator`, `creation_date`, `date`, `language`.
    """
    return package(odt_parts(paragraphs, body=body, **properties))


def odt_parts(paragraphs: Sequence[str] = SENTENCES, *, body: str = "", **properties: str) -> dict[str, str | bytes]:
    """The entries of an OpenDocument text."""
    text = "".join(map(_odt_line, paragraphs)) + body
    said = "".join(
        f"<meta:{name.replace('_', '-')}>{escape(value)}</meta:{name.replace('_', '-')}>"
        for name, value in properties.items()
    )
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0"/>',
        "content.xml": f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {_SPACES}'
        ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<office:automatic-styles><style:style style:name="P1" style:parent-style-name="Title"/>'
        '<style:style style:name="P2" style:parent-style-name="Heading_20_1"/></office:automatic-styles>'
        f"<office:body><office:text>{text}</office:text></office:body></office:document-content>",
        "meta.xml": f"<office:document-meta {_SPACES}><office:meta>{said}</office:meta></office:document-meta>",
    }


def _odt_line(text: str) -> str:
    if text.startswith("# "):
        return f'<text:h text:outline-level="1">{escape(text[2:])}</text:h>'
    if text.startswith("* "):
        return f"<text:list><text:list-item><text:p>{escape(text[2:])}</text:p></text:list-item></text:list>"
    return f"<text:p>{escape(text)}</text:p>"


# --- RTF --------------------------------------------------------------------------------------------


def rtf(
    paragraphs: Sequence[str] = SENTENCES, *, codepage: int = 1252, body: str = "", info: str = "", head: str = ""
) -> bytes:
    r"""A text in RTF.

    Args:
        paragraphs: Its text.
        codepage: In which it is written; what it lacks is written as `\u`.
        body: RTF that follows.
        info: RTF of the properties: `{\title …}{\author …}{\creatim\yr2021\mo5\dy3}`.
        head: RTF between the font table and the text.
    """
    text = "".join(rf"\pard {_rtf_text(line, codepage)}\par" + "\n" for line in paragraphs)
    fonts = r"{\fonttbl{\f0\froman\fcharset0 Times;}}"
    properties = rf"{{\info{info}}}" if info else ""
    whole = rf"{{\rtf1\ansi\ansicpg{codepage}\deff0{fonts}{properties}{head}" + "\n" + text + body + "}"
    return whole.encode("ascii")


def _rtf_text(text: str, codepage: int) -> str:
    return "".join(_rtf_character(character, codepage) for character in text)


def _rtf_character(character: str, codepage: int) -> str:
    if character < "\x7f":
        return f"\\{character}" if character in "\\{}" else character
    try:
        return "".join(f"\\'{byte:02x}" for byte in character.encode(f"cp{codepage}"))
    except UnicodeEncodeError:
        return "".join(
            f"\\u{int.from_bytes(character.encode('utf-16-le')[at : at + 2], 'little', signed=True)}?"
            for at in range(0, len(character.encode("utf-16-le")), 2)
        )


# --- mails ------------------------------------------------------------------------------------------


def eml(
    text: str = "\n\n".join(SENTENCES),
    *,
    html: str = "",
    attachments: Sequence[tuple[str, bytes]] = (),
    **headers: str,
) -> bytes:
    """A mail as mail programs save it.

    Args:
        text: Its plain text; none if it is empty.
        html: Its other version.
        attachments: Names and bytes of files that go with it.
        headers: Its headers, `_` for `-`; without `From`, `Subject` or `Date` it has some.
    """
    named = {"From": "Ada Reed <ada@post.example>", "Subject": "Bridge falls", "Date": _DATE} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    versions = [_mail_part(f"text/{kind}", body.encode()) for kind, body in (("plain", text), ("html", html)) if body]
    whole = (
        _multipart("alternative", versions) if len(versions) > 1 else (versions or [_mail_part("text/plain", b"")])[0]
    )
    if attachments:
        whole = _multipart("mixed", [whole, *(_attachment(name, data) for name, data in attachments)])
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items() if value)
    return f"{head}MIME-Version: 1.0\r\n".encode() + whole


_DATE = "Mon, 3 May 2021 23:30:00 -0500"


def _mail_part(kind: str, data: bytes, beside: str = "") -> bytes:
    head = f'Content-Type: {kind}; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n{beside}\r\n'
    return head.encode() + base64.encodebytes(data).replace(b"\n", b"\r\n")


def _attachment(name: str, data: bytes) -> bytes:
    kind = "message/rfc822" if name == "message" else "application/octet-stream"
    if kind == "message/rfc822":
        return b"Content-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n" + data
    return _mail_part(kind, data, f'Content-Disposition: attachment; filename="{name}"\r\n')


def _multipart(kind: str, parts: Sequence[bytes], parameters: str = "") -> bytes:
    boundary = f"=_{kind}_{len(b''.join(parts))}"
    body = b"".join(b"--" + boundary.encode() + b"\r\n" + part + b"\r\n" for part in parts)
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"{parameters}\r\n\r\n'
    return head.encode() + body + f"--{boundary}--\r\n".encode()


def mhtml(page: str, *, url: str = "https://post.example/bridge-falls", **headers: str) -> bytes:
    """A web page as browsers save it in one file, with a picture beside it."""
    named = {
        "From": "<Saved by Blink>",
        "Snapshot-Content-Location": url,
        "Subject": "Bridge falls | The River Post",
        "Date": _DATE,
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    parts = [
        _mail_part("text/html", page.encode(), f"Content-ID: <frame-0@mhtml.blink>\r\nContent-Location: {url}\r\n"),
        _mail_part("image/png", b"\x89PNG", f"Content-Location: {url}/map.png\r\n"),
    ]
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items() if value)
    return f"{head}MIME-Version: 1.0\r\n".encode() + _multipart("related", parts, '; type="text/html"')


# --- PDF --------------------------------------------------------------------------------------------

ONE_COLUMN = "p { margin: 0 0 .8em }"
TWO_COLUMNS = (
    "body { columns: 2; text-align: justify; hyphens: auto; font-size: 9pt } h1 { column-span: all } "
    "p { margin: 0; text-indent: 1.2em }"
)
_SHEET = (
    "@page { size: A5; margin: 2cm; @top-center { content: 'River Post'; font-size: 8pt } "
    "@bottom-left { content: 'https://river.example/2021/05/03/ADDRESS'; font-size: 8pt } "
    "@bottom-right { content: counter(page) '/' counter(pages); font-size: 8pt } }"
)


@functools.cache
def pdf(
    paragraphs: tuple[str, ...] = SENTENCES,
    *,
    headline: str = "Ayr votes for a bridge",
    style: str = ONE_COLUMN,
    extra: str = "",
) -> bytes:
    """A PDF on small sheets with a running title, an address and page numbers.

    Args:
        paragraphs: Its text.
        headline: What stands over it.
        style: CSS of its columns.
        extra: HTML that follows.
    """
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    sheet = _SHEET.replace("ADDRESS", headline.lower().replace(" ", "-"))
    page = f"<style>{sheet} {style}</style><body><h1>{escape(headline)}</h1>{body}{extra}</body>"
    made: bytes = weasyprint.HTML(string=f"<html lang=en>{page}</html>").write_pdf()
    return made


# --- what is read ----------------------------------------------------------------------------------------


def page_of(part: Part) -> Page:
    """The page of a part that is one."""
    assert part.read is not None
    page = part.read()
    assert isinstance(page, Page), page
    return page
