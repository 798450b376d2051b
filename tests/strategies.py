"""Damaged and hostile files for property tests: good ones of every format, with whatever can happen to bytes."""

import io
import json
import zipfile
from collections.abc import Callable
from functools import cache

import mixed
import papers
import pikepdf
from hypothesis import strategies as st

# What the formats are made of, and what has brought down readers of them elsewhere.
TOKENS = (
    b"<", b">", b"</", b"&", b"&#", b"&#x110000;", b"&lol;", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<!DOCTYPE x [",
    b"<script>", b"<p>", b"<div>", b'"', b"'", b"\\", b"\\u0000", b"\\ud800", b"{", b"}", b"[", b"]", b"{\\rtf1 ",
    b"\\'ff", b"\\u-99999 ", b"\\bin9999999 ", b"--", b"\r\n\r\n", b"\n\n", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf",
    b"=?utf-8?b?", b"Content-Type: multipart/mixed; boundary=x\r\n", b"Content-Transfer-Encoding: base64\r\n",
    b"charset=utf-7", b"PK\x03\x04", b"PK\x05\x06", b"%PDF-", b" 0 obj", b"endobj", b"stream\n", b"/Length 99999999",
    b"/Kids [1 0 R]", b"/Type /Pages", b"-1", b"99999999999999999999", b"1e400", b"NaN", b"---\n", b"+++\n", b"- " * 50,
    b"> " * 50, b"* " * 50, b"[a](" * 30, b"**" * 50, b"((" * 50, b"A" * 300, "\u202e".encode(), "\U0001f600".encode(),
    b"From: a\nDate: b\nSubject: c\n\n", b"---------- Forwarded message ---------\n", b"file:///etc/passwd",
)  # fmt: skip


def _plain_pdf(data: bytes) -> bytes:
    """A PDF whose streams are not compressed, so that damage reaches what is in them."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    return out.getvalue()


@cache
def samples() -> dict[str, tuple[bytes, ...]]:
    """Good files by ending."""
    attached = [("a.pdf", papers.pdf()), ("b.txt", mixed.text(1).encode())]
    return {
        ".txt": (mixed.text(1).encode(), mixed.text(2).encode("utf-16"), mixed.text(3).encode("cp1252")),
        ".md": (f"---\ntitle: Bridge\ndate: 2021-05-03\n---\n\n# Head\n\n* a\n* b\n\n{mixed.text(1)}".encode(),),
        ".html": (mixed.page(1, head='<script type="application/ld+json">{"@type": "NewsArticle"}</script>').encode(),),
        ".mhtml": (papers.mhtml(mixed.page(1)),),
        ".pdf": (papers.pdf(), _plain_pdf(papers.pdf()), _plain_pdf(papers.pdf(style=papers.TWO_COLUMNS))),
        ".docx": (papers.docx(mixed.report(1), title="Bridge", created="2021-05-03T08:00:00Z"),),
        ".odt": (papers.odt(mixed.report(1), title="Bridge"),),
        ".rtf": (papers.rtf(mixed.report(1), info=r"{\title Bridge}{\creatim\yr2021\mo5\dy3}"),),
        ".eml": (
            papers.eml(mixed.text(1)),
            papers.eml("See below.", html=mixed.page(1), attachments=attached),
            papers.eml(f"---------- Forwarded message ---------\nFrom: a@b.c\nSubject: d\n\n{mixed.text(1)}"),
        ),
        ".json": (json.dumps({"articles": [mixed.record(1), mixed.record(2)]}).encode(),),
        ".jsonl": ("\n".join(json.dumps(mixed.record(seed)) for seed in (1, 2)).encode(),),
        ".rss": (mixed.rss(1, 2).encode(),),
        ".zip": (mixed.packed({"a.txt": mixed.text(1).encode(), "b.html": mixed.page(2).encode()}),),
        ".meta.toml": (b'title = "Bridge"\npublished = 2021-05-03\npublisher = "Post"',),
        "": (mixed.text(1).encode(), mixed.page(1).encode(), papers.eml(mixed.text(1)), mixed.rss(1).encode()),
    }


@st.composite
def damaged(draw: st.DrawFn, ending: str) -> bytes:
    """A file of a format after some accidents; of a file that is an archive inside, also to what is in it."""
    data = draw(st.sampled_from(samples()[ending]))
    if ending in {".docx", ".odt"} and draw(st.booleans()):
        return _damaged_within(draw, data)
    return _damaged(draw, data)


@st.composite
def spoiled(draw: st.DrawFn, sound: bytes) -> bytes:
    """A file after some accidents."""
    return _damaged(draw, sound)


def _damaged(draw: st.DrawFn, data: bytes) -> bytes:
    for _ in range(draw(st.integers(1, 6))):
        data = draw(st.sampled_from(_ACCIDENTS))(draw, data)
    return data


def _damaged_within(draw: st.DrawFn, data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = {name: package.read(name) for name in package.namelist()}
    name = draw(st.sampled_from(sorted(entries)))
    return papers.package(entries | {name: _damaged(draw, entries[name])})


Accident = Callable[[st.DrawFn, bytes], bytes]


def _place(draw: st.DrawFn, data: bytes) -> tuple[int, int]:
    start = draw(st.integers(0, len(data)))
    return start, min(len(data), start + draw(st.sampled_from((1, 2, 8, 64, 512, 4_096))))


def _cut_off(draw: st.DrawFn, data: bytes) -> bytes:
    return data[: draw(st.integers(0, len(data)))]


def _taken_out(draw: st.DrawFn, data: bytes) -> bytes:
    start, end = _place(draw, data)
    return data[:start] + data[end:]


def _repeated(draw: st.DrawFn, data: bytes) -> bytes:
    start, end = _place(draw, data)
    return data[:end] + data[start:end] * draw(st.sampled_from((1, 2, 9, 60))) + data[end:]


def _overwritten(draw: st.DrawFn, data: bytes) -> bytes:
    start, end = _place(draw, data)
    return data[:start] + draw(st.binary(min_size=1, max_size=8)) + data[end:]


def _flipped(draw: st.DrawFn, data: bytes) -> bytes:
    start, _ = _place(draw, data)
    bit = bytes([data[start] ^ (1 << draw(st.integers(0, 7)))]) if start < len(data) else b""
    return data[:start] + bit + data[start + 1 :]


def _put_in(draw: st.DrawFn, data: bytes) -> bytes:
    start, _ = _place(draw, data)
    return data[:start] + draw(st.sampled_from(TOKENS)) * draw(st.sampled_from((1, 1, 3, 400))) + data[start:]


def _grafted(draw: st.DrawFn, data: bytes) -> bytes:
    other = draw(st.sampled_from([sample for several in samples().values() for sample in several]))
    start, _ = _place(draw, data)
    return data[:start] + other[draw(st.integers(0, len(other))) :]


_ACCIDENTS: tuple[Accident, ...] = (
    _cut_off, _taken_out, _repeated, _overwritten, _flipped, _put_in, _put_in, _grafted,
)  # fmt: skip
