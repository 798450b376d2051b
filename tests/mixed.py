# ruff: noqa: RUF001 - Greek is what it looks like
"""A folder as newsrooms have them: some eighty files of every format and encoding, copies, broken and hostile ones.

Everything is made here. Each entry says what has to become of it, so that a reading can be held against it.
"""

import io
import json
import os
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Literal

import papers
import pikepdf

Outcome = Literal["read", "copy", "version", "foreign", "off topic", "rejected", "aside"]

_WHO = (
    "the council|the mayor of Ayr|the ferry company|a painter from Upper Ayr|the county|the harbour office|a farmer"
    "|the bishop|the carpenters' guild|Bo Hill, a teacher|the mayor, Ada Reed|the opposition in Ayr|an engineer"
)
_DID = (
    "has asked for|will pay for|did not see|wants to close|may still sell|voted against|spoke at length about"
    "|has counted the costs of|lost patience with|promised to mend|wrote a letter about|could not explain|laughed at"
)
_WHAT = (
    "the old bridge over the river|a new ferry for Ayr|the third pillar of the bridge|its winter budget for roads"
    "|all boats in the harbour|the lower market by the river|a loan of {n} thousand pounds|the toll on carts"
    "|{n} empty houses near the bridge|a map of the river from 17{n}|the ferry that {n} families need"
)
_WHEN = (
    "on Monday|after the flood of last autumn|in spite of the law on rivers|for the {n}th time|without a word to anyone"
    "|before the vote in the town hall|while it rained on Ayr|as the Post had said it would|in front of {n} people"
)


def report(seed: int, sentences: int = 9) -> tuple[str, ...]:
    """An article on the bridge of Ayr: its own words for each seed, the same ones each time."""
    chance = random.Random(seed)  # noqa: S311 - the same each time, no secret

    def one(choices: str) -> str:
        return chance.choice(choices.split("|")).replace("{n}", str(chance.randrange(11, 99)))

    made = (f"{one(_WHO)} {one(_DID)} {one(_WHAT)} {one(_WHEN)}, and {one(_WHO)} {one(_DID)} {one(_WHAT)}."
            for _ in range(sentences))  # fmt: skip
    return tuple(line[0].upper() + line[1:] for line in made)


def text(seed: int) -> str:
    """An article as plain text, one paragraph for three sentences, with typographic marks in it."""
    lines = report(seed)
    paragraphs = [" ".join(lines[at : at + 3]) for at in range(0, len(lines), 3)]
    return "\n\n".join([f"Ayr bridge report {seed}", *paragraphs, "“That’s all – for now,” said Ada Reed, the mayor."])


def page(seed: int, *, head: str = "") -> str:
    """An article as a web page with a menu and a footer around it."""
    body = "".join(f"<p>{escape(line)}</p>" for line in report(seed))
    title = f"Ayr bridge report {seed}"
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{title}</h1>{body}</article><footer>Contact us</footer></body></html>"
    )


def packed(files: Mapping[str, bytes]) -> bytes:
    """A ZIP file."""
    return papers.package(files)


def record(seed: int) -> dict[str, str]:
    """An article as a JSON record."""
    return {"title": f"Ayr bridge report {seed}", "text": "\n\n".join(report(seed)), "date": "2021-05-03"}


def rss(*seeds: int) -> str:
    """Articles as a feed."""
    items = "".join(
        f"<item><title>Ayr bridge report {seed}</title><link>https://river.example/{seed}</link>"
        f"<description>{escape(' '.join(report(seed)))}</description></item>"
        for seed in seeds
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>River Post</title>{items}</channel></rss>"


FRENCH = (
    "Le conseil municipal s'est réuni vendredi pour parler du vieux pont sur la rivière, fermé depuis l'automne. La "
    "maire a déclaré que la nouvelle passerelle coûterait douze millions d'euros et que personne ne devrait nager."
)
ARABIC = (
    "اجتمع مجلس المدينة يوم الجمعة لمناقشة الجسر القديم فوق النهر الذي أغلق منذ الخريف الماضي بسبب الفيضانات. وقالت "
    "رئيسة البلدية إن الجسر الجديد سيكلف اثني عشر مليون دينار وإن أحدا لن يضطر إلى السباحة بعد الآن."
)
HARBOUR = (
    "أعلنت سلطات الميناء أن العبارة ستتوقف عن العمل في فصل الشتاء لأن المحرك قديم ويحتاج إلى إصلاح. وطلب أربعون شخصا "
    "من سكان الضفة الأخرى المساعدة من المحافظة، وقال الصيادون إنهم سينقلون الناس بقواربهم مجانا حتى نهاية العام."
)
GREEK = (
    "Το δημοτικό συμβούλιο συνεδρίασε την Παρασκευή για την παλιά γέφυρα πάνω από το ποτάμι, που είναι κλειστή από το "
    "φθινόπωρο. Η δήμαρχος δήλωσε ότι η νέα γέφυρα θα κοστίσει δώδεκα εκατομμύρια και ότι κανείς δεν θα κολυμπήσει."
)
ELSEWHERE = (
    "Scientists at the Polar Institute have found a beetle that survives in frozen sand for eleven years. The insect, "
    "which is blue, was thought to be extinct. Its genome holds a protein that keeps ice crystals from growing, said "
    "Professor Lena Falk, who led the expedition to the southern glaciers. Similar proteins protect fish and moss. "
    "The discovery may help surgeons to store organs for transplantation. A laboratory in Basel has begun to breed the "
    "beetles, and the journal Cryobiology will publish the genome next month. Falk named the species after her dog."
)


@dataclass(frozen=True)
class Entry:
    """One file of the folder."""

    path: str
    data: bytes
    outcome: Outcome
    parts: Mapping[str, Outcome] | None = None
    """What becomes of what it holds, by the rest of the path, if it holds several."""


def entries() -> Iterator[Entry]:
    """All files that have nothing but a name and bytes."""
    yield from _texts()
    yield from _pages()
    yield from _documents()
    yield from _mails()
    yield from _exports()
    yield from _archives()
    yield from _relatives()
    yield from _broken()


def _texts() -> Iterator[Entry]:
    encodings = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac-roman")
    for seed, encoding in enumerate(encodings[:7]):
        yield Entry(f"text/{encoding}.txt", text(seed).encode(encoding), "read")
    plain = text(8).translate({ord(c): d for c, d in zip("“”’–", '""\'-', strict=True)})
    yield Entry("text/iso-8859-1.txt", f"{plain} The café is closed.".encode("iso-8859-1"), "read")
    yield Entry(
        "text/iso-8859-15.txt", f"{text(9)[:-60]} It cost 12 €.".replace("“", '"').encode("iso-8859-15"), "read"
    )
    yield Entry("text/no ending", text(10).encode(), "read")
    yield Entry("text/windows.txt", text(11).replace("\n", "\r\n").encode("cp1252"), "read")
    yield Entry("text/front-matter.md", f"---\ntitle: Bridge\ndate: 2021-05-03\n---\n\n{text(12)}".encode(), "read")
    yield Entry("text/front-matter-toml.md", f'+++\ntitle = "Bridge"\n+++\n\n{text(13)}'.encode(), "read")
    yield Entry("text/french.txt", FRENCH.encode("cp1252"), "foreign")
    yield Entry("text/arabic-1256.txt", ARABIC.encode("cp1256"), "foreign")
    yield Entry("text/greek.txt", GREEK.encode("iso-8859-7"), "foreign")


def _pages() -> Iterator[Entry]:
    wrong = "<meta charset='{}'>"
    yield Entry("pages/page.html", page(20).encode(), "read")
    yield Entry("pages/page.htm", page(21).encode(), "read")
    yield Entry("pages/page.xhtml", page(22).encode(), "read")
    yield Entry("pages/page.txt", page(23).encode(), "read")
    yield Entry(
        "pages/declares-utf8.html",
        page(24, head=wrong.format("utf-8")).replace("p>The", "p>“The”").encode("cp1252"),
        "read",
    )
    yield Entry("pages/declares-1256.html", page(25, head=wrong.format("windows-1256")).encode("cp1256"), "read")
    yield Entry("pages/arabic.html", f"<meta charset='iso-8859-1'><p>{HARBOUR}</p>".encode("cp1256"), "foreign")
    yield Entry("pages/utf-16.html", page(26).encode("utf-16"), "read")
    yield Entry("pages/archive.mhtml", papers.mhtml(page(27)), "read")
    yield Entry("pages/archive.mht", papers.mhtml(page(28), url="https://river.example/28"), "read")
    yield Entry("pages/Saved.html", page(29).encode(), "read")
    yield Entry("pages/Saved_files/style.css", b"p { color: red }", "aside")


def _documents() -> Iterator[Entry]:
    yield Entry("documents/report.docx", papers.docx(report(30), title="Bridge", creator="Ada Field"), "read")
    yield Entry("documents/report.odt", papers.odt(report(31)), "read")
    yield Entry("documents/report.rtf", papers.rtf(report(32)), "read")
    yield Entry("documents/really-rtf.doc", papers.rtf(report(33)), "read")
    yield Entry("documents/report.pdf", _pdf(34), "read")
    yield Entry("documents/columns.pdf", _pdf(35, style=papers.TWO_COLUMNS), "read")
    yield Entry("documents/really-pdf.html", _pdf(36), "read")
    yield Entry("documents/half.docx", papers.docx(report(37))[:900], "rejected")
    yield Entry("documents/half.pdf", _pdf(38)[:2_000], "rejected")
    yield Entry("documents/locked.pdf", _locked(_pdf(39)), "rejected")
    yield Entry("documents/old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "rejected")
    yield Entry(
        "documents/table.xlsx", packed({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "rejected"
    )


def _pdf(seed: int, *, style: str = papers.ONE_COLUMN) -> bytes:
    return papers.pdf(report(seed), headline=f"Ayr bridge report {seed}", style=style)


def _locked(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


def _mails() -> Iterator[Entry]:
    forwarded = (
        "Have you seen this?\n\n---------- Forwarded message ---------\nFrom: The River Post <news@river.example>\n"
        "Date: Mon, 3 May 2021 at 08:00\nSubject: Ayr bridge report 42\nTo: <desk@hill.example>\n\n"
    )
    attached = [("report.pdf", _pdf(43)), ("notes.docx", papers.docx(report(44)))]
    yield Entry("mails/plain.eml", papers.eml("\n\n".join(report(40))), "read")
    yield Entry("mails/newsletter.eml", papers.eml("", html=page(41), List_Id="<news.river.example>"), "read")
    yield Entry("mails/forward.eml", papers.eml(forwarded + "\n\n".join(report(42))), "read")
    yield Entry(
        "mails/attached.eml",
        papers.eml("See attached.", attachments=attached),
        "read",
        {"": "aside", "report.pdf": "read", "notes.docx": "read"},
    )
    photo = ("photo.jpg", b"\xff\xd8\xff\xe0")
    inner = papers.eml("\n\n".join(report(45)), attachments=[photo], Subject="The other one")
    yield Entry(
        "mails/mail in mail.eml",
        papers.eml("\n\n".join(report(46)), attachments=[("message", inner)]),
        "read",
        {"": "read", "the-other-one.eml": "read", "the-other-one.eml/photo.jpg": "aside"},
    )
    box = b"".join(
        b"From desk@hill.example Mon May  3 08:00:00 2021\n"
        + papers.eml("\n\n".join(report(seed)), Subject=f"Box {seed}").replace(b"\r\n", b"\n")
        + b"\n\n"
        for seed in (47, 48)
    )
    yield Entry("mails/export.mbox", box, "read", {"box-47.eml": "read", "box-48.eml": "read"})
    yield Entry("mails/no text.eml", papers.eml("", Subject="Hello"), "rejected")


def _exports() -> Iterator[Entry]:
    lines = "\n".join(json.dumps(record(seed)) for seed in (53, 54)) + '\n{"title": "Half'
    yield Entry("exports/record.json", json.dumps(record(50)).encode(), "read")
    yield Entry(
        "exports/service.json",
        json.dumps({"status": "ok", "articles": [record(51), record(52), {"title": "Only a title"}]}).encode(),
        "read",
        {"ayr-bridge-report-51": "read", "ayr-bridge-report-52": "read", "only-a-title": "rejected"},
    )
    yield Entry(
        "exports/lines.jsonl",
        lines.encode(),
        "read",
        {"ayr-bridge-report-53": "read", "ayr-bridge-report-54": "read", "line 3": "rejected"},
    )
    yield Entry("exports/titles.json", b'[{"title": "Only", "url": "https://a.example"}]', "rejected")
    yield Entry("exports/half.json", b'{"articles": [{"title": "A", "text": "B', "rejected")
    yield Entry(
        "exports/feed.rss",
        rss(55, 56).encode(),
        "read",
        {"ayr-bridge-report-55": "read", "ayr-bridge-report-56": "read"},
    )
    yield Entry("exports/feed.xml", rss(57).encode(), "read", {"ayr-bridge-report-57": "read"})
    yield Entry("exports/data.xml", b"<?xml version='1.0'?><library><book/></library>", "rejected")


def _archives() -> Iterator[Entry]:
    inner = {
        "a.txt": text(60).encode(),
        "sub/b.html": page(61).encode(),
        "../../c.md": text(62).encode(),
        "more.zip": packed({"x.txt": b"x"}),
        "d.eml": papers.eml("\n\n".join(report(65)), Subject="Zipped"),
        ".DS_Store": b"x",
        "empty.txt": b"",
    }
    yield Entry(
        "archives/wire.zip",
        packed(inner),
        "read",
        {
            "a.txt": "read",
            "sub/b.html": "read",
            "c.md": "read",
            "d.eml": "read",
            "more.zip": "rejected",
            "empty.txt": "rejected",
        },
    )
    bomb = {"bomb.txt": bytes(60_000_000), "good.txt": text(63).encode()}
    yield Entry("archives/bomb.zip", packed(bomb), "read", {"bomb.txt": "rejected", "good.txt": "read"})
    yield Entry("archives/half.zip", packed({"a.txt": text(64).encode()})[:-20], "rejected")
    yield Entry("archives/other.tar.gz", b"\x1f\x8b\x08" + bytes(30), "rejected")


def _relatives() -> Iterator[Entry]:
    """Copies, an earlier version, an article on something else, sidecars."""
    lines = report(70, 14)
    yield Entry("relatives/full.txt", "\n\n".join(lines).encode(), "read")
    yield Entry("relatives/reprint.docx", papers.docx(lines[:8]), "copy")
    yield Entry("relatives/same.txt", "\r\n\r\n".join(lines).encode("utf-16"), "copy")
    head = (
        '<link rel="canonical" href="https://river.example/2021/bridge">'
        '<meta property="article:modified_time" content="2021-05-0{}">'
    )
    longer = page(71, head=head.format(4)).replace(
        "</article>", "<p>The mayor, Ada Reed, has resigned over it.</p></article>"
    )
    yield Entry("relatives/new.html", longer.encode(), "read")
    yield Entry(
        "relatives/old.html", page(71, head=head.format(3)).replace("<p>The", "<p>Yesterday the", 2).encode(), "version"
    )
    yield Entry("relatives/beetle.txt", ELSEWHERE.encode(), "off topic")
    yield Entry("relatives/known.pdf", _pdf(72), "read")
    yield Entry("relatives/known.pdf.meta.toml", b'publisher = "River Post"\npublished = 2021-05-03', "aside")
    yield Entry("relatives/stray.meta.toml", b'title = "x"', "rejected")
    yield Entry("relatives/told.txt", text(73).encode(), "read")
    yield Entry("relatives/told.meta.toml", b"title = ", "rejected")


def _broken() -> Iterator[Entry]:
    yield Entry("broken/empty.txt", b"", "rejected")
    yield Entry("broken/short.txt", b"Too short.", "rejected")
    yield Entry("broken/binary.txt", bytes(range(256)) * 9, "rejected")
    yield Entry("broken/nul.txt", bytes(5_000), "rejected")
    yield Entry("broken/picture.jpg", b"\xff\xd8\xff\xe0", "rejected")
    yield Entry("broken/page.html.crdownload", page(80).encode(), "aside")
    yield Entry("broken/link.url", b"[InternetShortcut]\nURL=https://a.example", "rejected")
    yield Entry("broken/one-line.txt", b"words without end " * 60_000, "rejected")
    yield Entry("broken/deep.html", b"<div>" * 10_000, "rejected")
    yield Entry("broken/many.html", b"<p>a" * 60_000, "rejected")
    yield Entry("broken/entities.xml", _billion_laughs(), "rejected")
    yield Entry("broken/huge.txt", b"x" * 3_000_000, "rejected")
    yield Entry("broken/two\nlines\x1b[31m.txt", text(81).encode(), "read")


def _billion_laughs() -> bytes:
    rows = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e0 'ha'>{rows}]><x>&e9;</x>".encode()


LIMIT = 2_000_000
"""Bytes that one file may have."""


def make(folder: Path, outside: Path) -> dict[str, Outcome]:
    """Make the folder; what has to become of each path of it.

    Args:
        folder: Where to.
        outside: A file elsewhere, to which a link leads.
    """
    expected: dict[str, Outcome] = {}
    for entry in entries():
        file = folder / entry.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(entry.data)
        path = entry.path.encode("unicode_escape").decode() if not entry.path.isprintable() else entry.path
        if entry.outcome == "aside" and "_files/" in path:
            path = path[: path.index("_files/") + len("_files/")]
        expected[path] = entry.outcome
        expected |= {f"{path}/{name}": outcome for name, outcome in (entry.parts or {}).items() if name}
    (folder / "links").mkdir()
    (folder / "links" / "out.txt").symlink_to(outside)
    (folder / "links" / "loop.txt").symlink_to("loop.txt")
    os.mkfifo(folder / "links" / "pipe.txt")
    return expected | {"links/out.txt": "rejected", "links/loop.txt": "rejected", "links/pipe.txt": "rejected"}
