"""Mails become articles: forwarded ones, newsletters, attachments, saved web pages."""

import base64
import quopri
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import SENTENCES, eml, mhtml
from strategies import spoiled

from briefing.ingest.formats.mail import read_mail, read_mailbox, read_page_archive
from briefing.ingest.pages import Page, Part
from briefing.ingest.workers import PATIENCE

ARTICLE = "\n\n".join(SENTENCES)
HTML = "<h1>Bridge falls</h1>" + "".join(f"<p>{text} It was meeting {n}.</p>" for n in range(3) for text in SENTENCES)


def parts_of(data: bytes) -> list[Part]:
    """The parts of a mail that is read."""
    parts = read_mail(data)
    assert isinstance(parts, list), parts
    return parts


def page_of(data: bytes) -> Page:
    """The article in a mail."""
    first = parts_of(data)[0]
    assert first.read is not None
    page = first.read()
    assert isinstance(page, Page), page
    return page


def texts_of(data: bytes) -> list[str]:
    """The text of each block of the article in a mail."""
    return [block.text for block in page_of(data).blocks]


class TestPlain:
    """A mail's own text."""

    def test_text_and_headers(self) -> None:
        """Subject and sender are title and author; the day is the sender's own, and a stand-in."""
        page = page_of(eml(Subject="=?utf-8?q?Br=C3=BCcke?= falls"))

        assert [block.text for block in page.blocks] == list(SENTENCES)
        assert (page.metadata.title, page.metadata.author) == ("Brücke falls", "Ada Reed")
        assert (page.metadata.published, page.metadata.made) == ((), (date(2021, 5, 3),))
        assert page.metadata.via["made"] == "mail header"

    def test_byline_goes_before_sender(self) -> None:
        """A by-line knows better who wrote the text than the mail of a colleague who sends it."""
        assert page_of(eml(f"By Bo Hill\n\n{ARTICLE}")).metadata.author is None

    @pytest.mark.parametrize("sender", ["ada@post.example", "<ada@post.example>", "", "=?x?b?=", '"' * 400, "Ada"])
    def test_senders_without_a_name(self, sender: str) -> None:
        """A sender that is no name is no author."""
        assert page_of(eml(From=sender)).metadata.author is None

    @pytest.mark.parametrize(
        "below",
        [
            "-- \nAda Reed\nThe River Post, 3 Quay Street",
            "--\nAda Reed",
            "Sent from my iPhone",
            "Get Outlook for iOS<https://aka.example/o>",
            "This e-mail and any files are confidential and\nintended only for the addressee.",
            "CONFIDENTIALITY NOTICE: the above.",
            "_____________________\nDesk mailing list\nDesk@lists.example\nhttps://lists.example/desk",
            "You are receiving this email because you subscribed.\nUnsubscribe: https://a.example/u",
            "To unsubscribe, write to us.",
            "[image: logo]",
            "https://a.example/track/123",
        ],
    )
    def test_what_stands_below(self, below: str) -> None:
        """Signatures, notices of lawyers, telephones and lists are cut off."""
        assert texts_of(eml(f"{ARTICLE}\n\n{below}\n")) == list(SENTENCES)

    def test_words_that_only_look_like_a_notice(self) -> None:
        """Sentences about mails, privacy and lists stay."""
        kept = [
            "This message was intended for the public, the mayor said.",
            "Privacy policy experts met in Ayr.",
            "He joined the mailing list of the council.",
        ]

        assert texts_of(eml("\n\n".join(kept))) == kept

    def test_answer(self) -> None:
        """The mail that is answered is cut off, with the words that lead to it."""
        quoted = "\n".join(f"> {text}" for text in SENTENCES)
        text = f"{ARTICLE}\n\nOn Mon, 3 May 2021 at 10:00, Bo Hill <bo@post.example>\nwrote:\n\n{quoted}\n"

        assert texts_of(eml(text, Subject="Re: Bridge")) == list(SENTENCES)

    def test_answer_in_outlook(self) -> None:
        """The same where the mail that is answered stands under its headers, without marks."""
        text = f"{ARTICLE}\n\nFrom: Bo Hill\nSent: Monday, May 3, 2021\nTo: Ada Reed\nSubject: Bridge\n\nWhat now?\n"

        assert texts_of(eml(text, Subject="RE: Bridge")) == list(SENTENCES)

    def test_flowed(self) -> None:
        """Lines that flow (RFC 3676) are joined."""
        data = (
            b"From: Ada Reed <a@post.example>\nContent-Type: text/plain; format=flowed\n\n"
            b"The council of Ayr met \non Monday to speak \nabout the bridge.\nIt fell.\n-- \nAda\n"
        )

        assert texts_of(data) == ["The council of Ayr met on Monday to speak about the bridge.", "It fell."]

    @pytest.mark.parametrize(
        ("charset", "encoding"),
        [
            ("us-ascii", "utf-8"),
            ("iso-8859-1", "cp1252"),
            ("unknown-8bit", "utf-8"),
            ("windows-1251", "utf-8"),
            ("", "cp1252"),
            ("idna", "utf-8"),
            ("punycode", "cp1252"),
            ("utf-8", "cp1252"),
        ],
    )
    @pytest.mark.parametrize("transfer", ["8bit", "quoted-printable", "base64", "nonsense"])
    def test_wrong_charsets(self, charset: str, encoding: str, transfer: str) -> None:
        """A text is read right though its charset is declared wrongly or not at all."""
        text = "“Überall”, said Réné – at last – of the bridge over the river."
        raw = text.encode(encoding)
        body = {"quoted-printable": quopri.encodestring(raw), "base64": base64.encodebytes(raw)}.get(transfer, raw)
        kind = f"Content-Transfer-Encoding: {transfer}\nContent-Type: text/plain; charset={charset}\n\n"

        assert texts_of(f"From: a@post.example\n{kind}".encode() + body) == [text]

    @pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "iso-8859-5"])
    def test_declared_charsets(self, charset: str) -> None:
        """A charset that is declared and fits is used."""
        text = "Мост через реку упал в понедельник, сказал мэр города."
        head = f"From: a@post.example\nContent-Type: text/plain; charset={charset}\n\n".encode()

        assert texts_of(head + text.encode(charset)) == [text]

    def test_links(self) -> None:
        """Addresses in the text are kept aside; those in brackets leave it."""
        page = page_of(eml(f"{ARTICLE}\n\nThe plan<https://a.example/p> is here.\n"))

        assert page.blocks[-1].text == "The plan is here."
        assert page.links == ("https://a.example/p",)


GMAIL = (
    "fyi, for tomorrow\n\n---------- Forwarded message ---------\nFrom: The River Post <news@post.example>\n"
    f"Date: Sun, May 2, 2021 at 11:14 PM\nSubject: Bridge falls in Ayr\nTo: <d@x.example>\n\n\n{ARTICLE}\n\n-- \nBo\n"
)
OUTLOOK = (
    "Please read.\nBo\n\n________________________________\nFrom: The River Post <news@post.example>\n"
    "Sent: Sunday, May 2, 2021 11:14 PM\nTo: Desk <desk@x.example>; Ada Reed\n <ada@x.example>\nCc: Bo\n"
    f"Subject: Bridge falls in Ayr\n\n{ARTICLE}\n"
)
OUTLOOK_GERMAN = (
    "-----Ursprüngliche Nachricht-----\nVon: The River Post [mailto:news@post.example]\n"
    f"Gesendet: Sonntag, 2. Mai 2021 23:14\nAn: Desk\nBetreff: Bridge falls in Ayr\n\n{ARTICLE}\n"
)
OUTLOOK_FRENCH = (
    "De\xa0: The River Post <news@post.example>\nEnvoyé\xa0: dimanche 2 mai 2021 23:14\nÀ\xa0: Desk\n"
    f"Objet\xa0: Bridge falls in Ayr\n\n{ARTICLE}\n"
)
APPLE = (
    "See below\n\nSent from my iPhone\n\nBegin forwarded message:\n\n> From: The River Post <news@post.example>\n"
    "> Subject: Bridge falls in Ayr\n> Date: 2 May 2021 at 23:14:00 GMT+1\n> To: desk@x.example\n> \n"
    + "\n> \n".join(f"> {text}" for text in SENTENCES)
)
THUNDERBIRD = (
    "\n\n-------- Forwarded Message --------\nSubject: \tBridge falls in Ayr\nDate: \tSun, 2 May 2021 23:14:00 -0500\n"
    f"From: \tThe River Post <news@post.example>\nTo: \tdesk@x.example\n\n\n\n{ARTICLE}\n"
)
GMAIL_BOLD = (
    "*From:* The River Post <news@post.example>\n*Sent:* Sunday, May 2, 2021 11:14 PM\n*To:* Desk\n"
    f"*Subject:* Bridge falls in Ayr\n\n{ARTICLE}\n"
)
CLIENTS = {
    "Gmail": GMAIL,
    "Outlook": OUTLOOK,
    "Outlook, German": OUTLOOK_GERMAN,
    "Outlook, French": OUTLOOK_FRENCH,
    "Apple Mail": APPLE,
    "Thunderbird": THUNDERBIRD,
    "Outlook in Gmail": GMAIL_BOLD,
}


class TestForwarded:
    """Mails that were sent on."""

    @pytest.mark.parametrize("text", list(CLIENTS.values()), ids=list(CLIENTS))
    def test_clients(self, text: str) -> None:
        """The forwarded mail is the article, with its own subject, sender and day; the forwarder's words are not."""
        page = page_of(eml(text, Subject="Fwd: Bridge falls in Ayr", From="Bo Hill <bo@x.example>"))

        assert [block.text for block in page.blocks] == list(SENTENCES)
        assert (page.metadata.title, page.metadata.publisher) == ("Bridge falls in Ayr", "The River Post")
        assert (page.metadata.author, page.metadata.made) == (None, (date(2021, 5, 2),))
        assert page.metadata.via["made"] == "forwarded mail header"

    def test_levels(self) -> None:
        """Of a mail that was forwarded again and again, the innermost is the article."""
        inner = "From: Cy Lake <c@x.example>\nSent: Saturday, May 1, 2021\nSubject: Old bridge falls\n\n" + ARTICLE
        outer = "-----Original Message-----\nFrom: Bo Hill\nSent: May 2, 2021\nSubject: FW: Bridge\n\nSee below"
        text = f"Look.\n\n{outer}\n\n{inner}"
        marked = "\n".join(f"> {line}" for line in GMAIL.replace("River Post", "Hill Herald").split("\n"))
        page = page_of(eml(text, Subject="FW: FW: Bridge"))
        quoted = page_of(eml(f"x\n\nBegin forwarded message:\n\n{marked}", Subject="Fwd: x"))

        assert [block.text for block in page.blocks] == list(SENTENCES)
        assert (page.metadata.title, page.metadata.author) == ("Old bridge falls", "Cy Lake")
        assert page.metadata.made == (date(2021, 5, 1),)
        assert (quoted.metadata.publisher, len(quoted.blocks)) == ("The Hill Herald", len(SENTENCES))

    def test_web_mail(self) -> None:
        """A forwarded mail without a plain version is found in its web page."""
        html = (
            "<p>fyi</p><div>------ Forwarded message ---------<br>From: The River Post &lt;n@post.example&gt;<br>"
            f"Date: Sun, May 2, 2021<br>Subject: Bridge falls<br></div><br><br>{HTML}"
        )
        page = page_of(eml("", html=html, Subject="Fwd: Bridge falls"))

        assert page.blocks[1].text == f"{SENTENCES[0]} It was meeting 0."
        assert (page.metadata.publisher, page.metadata.made) == ("The River Post", (date(2021, 5, 2),))

    def test_wrapped_web_mail(self) -> None:
        """Lines of a web page's source are no paragraphs, and a mail that is answered in it is cut off."""
        html = "".join(f"<p>{text.replace(' the ', chr(10) + 'the ')}</p>" for text in SENTENCES)
        answered = (
            "<div><b>From:</b> Bo Hill<br><b>Sent:</b> May 2, 2021<br><b>Subject:</b> Bridge</div><p>What now?</p>"
        )

        assert texts_of(eml("", html=html + answered, Subject="Re: Bridge")) == list(SENTENCES)

    def test_without_a_day(self) -> None:
        """Where the forwarded mail names no day, the mail's own stands in."""
        page = page_of(
            eml(f"-----Original Message-----\nFrom: Ada Reed\nSubject: Bridge\n\n{ARTICLE}", Subject="Fwd: x")
        )

        assert (page.metadata.made, page.metadata.via["made"]) == ((date(2021, 5, 3),), "mail header")


class TestNewsletter:
    """What is sent to many."""

    def test_parts_in_order(self) -> None:
        """Texts before and after an attachment are one text, in order; of two versions each, one is read."""
        data = (
            b"From: a@post.example\nContent-Type: multipart/mixed; boundary=m\n\n--m\n"
            b"Content-Type: multipart/alternative; boundary=a\n\n--a\n\nOne fell.\n--a\n"
            b"Content-Type: text/html\n\n<p>One fell.</p>\n--a--\n--m\n\nTwo left.\n--m--\n"
        )

        assert texts_of(data) == ["One fell.", "Two left."]

    def test_headers(self) -> None:
        """The sender is the paper, and the day that of publication; its web version is named by a header."""
        said = page_of(
            eml(
                From='"The River Post | Morning Briefing" <n@post.example>',
                List_Unsubscribe="<https://post.example/u>",
                Archived_At="<https://post.example/n/1>",
            )
        ).metadata

        assert (said.publisher, said.author, said.url) == ("The River Post", None, "https://post.example/n/1")
        assert (said.published, said.made) == ((date(2021, 5, 3),), ())

    def test_discussion(self) -> None:
        """Of a list that everybody can write to, the sender is the author."""
        said = page_of(eml(List_Id="<desk.x.example>", List_Post="<mailto:desk@x.example>")).metadata

        assert (said.author, said.publisher) == ("Ada Reed", None)

    def test_author_of_a_paper(self) -> None:
        """A sender that names both is read as both."""
        said = page_of(eml(From="Ada Reed at The River Post <a@post.example>", List_Id="<n.post.example>")).metadata

        assert (said.author, said.publisher) == ("Ada Reed", "The River Post")

    def test_web_page_goes_before_a_stub(self) -> None:
        """A plain version that only says where to read is passed over, one that says as much is taken."""
        stub = page_of(eml("View this email in your browser", html=f"<p>View in browser</p>{HTML}<p>Unsubscribe</p>"))

        texts = [block.text for block in stub.blocks]
        assert f"{SENTENCES[0]} It was meeting 2." in texts
        assert not {"View in browser", "Unsubscribe"} & set(texts)
        assert texts_of(eml(html="".join(f"<p>{text}</p>" for text in SENTENCES))) == list(SENTENCES)


class TestAttachments:
    """Files that go with a mail."""

    def test_files(self) -> None:
        """The mail's text comes first, as what may only cover the others; files by their names, mails by subject."""
        inner = eml(Subject="Fwd: Bridge falls!")
        parts = parts_of(eml("See attached.", attachments=[("a.docx", b"PK"), ("b.pdf", b"%PDF"), ("message", inner)]))

        assert [(part.name, part.covering) for part in parts] == [
            ("", True),
            ("a.docx", False),
            ("b.pdf", False),
            ("bridge-falls.eml", False),
        ]
        assert (parts[1].data, parts[1].read, parts[0].data) == (b"PK", None, b"See attached.")
        assert texts_of(parts[3].data) == list(SENTENCES)

    def test_without_attachments(self) -> None:
        """A mail alone covers nothing."""
        assert [(part.name, part.covering) for part in parts_of(eml())] == [("", False)]

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("../../etc/a.docx", "a.docx"),
            ("C:\\\\texts\\\\a.docx", "a.docx"),
            ("a\tb\x07.docx", "a b.docx"),
            ("\u202excod.exe", "xcod.exe"),
            ("=?utf-8?b?QnLDvGNrZS5kb2N4?=", "Brücke.docx"),
            ("x" * 300 + ".docx", "x" * 120 + ".docx"),
            (".docx", "docx"),
        ],
    )
    def test_names(self, name: str, expected: str) -> None:
        """A name leads nowhere, holds no control characters and is not too long."""
        data = eml(attachments=[("NAME", b"x")]).replace(b"NAME", name.encode())

        assert [part.name for part in parts_of(data)] == ["", expected]

    def test_equal_names(self) -> None:
        """Files of one name are told apart."""
        parts = parts_of(eml(attachments=[("a.txt", b"1"), ("A.txt", b"2"), ("a.txt", b"3")]))

        assert [part.name for part in parts] == ["", "a.txt", "A-2.txt", "a-3.txt"]

    @pytest.mark.parametrize(
        "name", ["smime.p7s", "signature.asc", "winmail.dat", "meet.ics", "ATT00001.htm", "card.vcf"]
    )
    def test_what_programs_attach(self, name: str) -> None:
        """Signatures, meetings and visiting cards are no articles."""
        assert [part.name for part in parts_of(eml(attachments=[(name, b"x")]))] == [""]

    def test_pictures(self) -> None:
        """A picture in the text is passed over, one that is attached is a file like others."""
        inline = eml(attachments=[("logo.png", b"x")]).replace(b"application/octet-stream", b"image/png")

        assert [part.name for part in parts_of(inline)] == ["", "logo.png"]
        assert [part.name for part in parts_of(inline.replace(b"disposition: attachment", b""))] == ["", "logo.png"]
        assert [part.name for part in parts_of(inline.replace(b"Disposition: attachment", b"Disposition: inline"))] == [
            ""
        ]


class TestRefused:
    """Mails that are not read."""

    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"", "no mail"),
            (b"The bridge fell.\n\nTen left.", "no mail"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a mail in Outlook's own format"),
            (b"From: a\n\n", "a mail without text"),
            (b"From: a\nContent-Type: multipart/encrypted; boundary=b\n\n--b\n\nx\n--b--", "an encrypted mail"),
            (b"From: a\nContent-Type: application/pkcs7-mime\n\nx", "an encrypted mail"),
            (b"From: a\nContent-Type: multipart/report; boundary=b\n\n--b\n\nx\n--b--", "no article"),
            (b"From: a\nContent-Type: multipart/mixed\n\n--b\n\nx\n--b--", "damaged"),
            (b'From: a\nContent-Type: text/plain; x="' + b";" * 9000 + b"\n\nx", "damaged"),
            (b"From: a\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 10_000, "damaged"),
            (
                b"From: a\n"
                + b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(1000)),
                "d",
            ),
            (b"From: a\n" + b"Content-Type: message/rfc822\n\n" * 1000, "damaged"),
            (b"From: a\n" + b"Content-Type: message/rfc822\n\n" * 150, "damaged"),
        ],
    )
    def test_reasons(self, data: bytes, reason: str) -> None:
        """What is no mail, or damaged, or meant to exhaust the program is refused with the reason."""
        assert str(read_mail(data)).startswith(reason)

    def test_apple_mail_file(self) -> None:
        """A file of Apple Mail counts the bytes of the mail in its first line."""
        data = eml()

        assert texts_of(f"{len(data)}\n".encode() + data + b"<?xml version='1.0'?><plist/>") == list(SENTENCES)

    def test_zero_bytes(self) -> None:
        """Zero bytes in a text do not make it binary."""
        assert texts_of(b"From: a\n\nThe bridge\x00 fell.") == ["The bridge fell."]


class TestSavedPage:
    """Web pages in one file."""

    def test_page(self) -> None:
        """The page is read as such; address, title and the day of saving come from the headers where it has none."""
        page = read_page_archive(
            mhtml(f"<html><body><article>{HTML}</article></body></html>", Subject="=?utf-8?q?Br=C3=BCcke?=")
        )

        assert isinstance(page, Page)
        assert page.blocks[-1].text == f"{SENTENCES[2]} It was meeting 2."
        assert (page.metadata.url, page.metadata.publisher) == ("https://post.example/bridge-falls", "post.example")
        assert (page.metadata.made, page.metadata.via["url"]) == ((date(2021, 5, 3),), "MHTML header")

    def test_own_facts_first(self) -> None:
        """What the page says of itself goes before what the browser wrote."""
        head = '<title>Bridge</title><link rel="canonical" href="https://post.example/b">'
        page = read_page_archive(mhtml(f"<html><head>{head}</head><body>{HTML}</body></html>"))

        assert isinstance(page, Page)
        assert (page.metadata.title, page.metadata.url) == ("Bridge falls", "https://post.example/b")

    def test_root(self) -> None:
        """Of several pages in the file, the one that it starts with is read."""
        data = (
            b'From: x\nContent-Type: multipart/related; boundary=b; start="<two>"\n\n'
            b"--b\nContent-Type: text/html\nContent-ID: <one>\n\n<p>An advertisement in a frame.</p>\n"
            b"--b\nContent-Type: text/html\nContent-ID: <two>\n\n<p>The bridge fell on Monday.</p>\n--b--\n"
        )
        page = read_page_archive(data)

        assert isinstance(page, Page)
        assert [block.text for block in page.blocks] == ["The bridge fell on Monday."]

    @pytest.mark.parametrize("data", [b"", eml(), b"From: a\nContent-Type: multipart/related; boundary=b\n\n--b--"])
    def test_no_page(self, data: bytes) -> None:
        """A file without a page is refused."""
        assert str(read_page_archive(data)).startswith(("no saved web page", "no mail"))


_SLOW = {
    "blank lines": b"\n" * 1_000_000,
    "headers in the text": b"From: x\nSubject: y\n\n" * 6_000,
    "senders": b"From: x\n" * 19_000,
    "quotation marks": (b">" * 60 + b"word\n") * 15_000,
    "one line of them": b">" * 1_000_000,
    "who wrote": b"Ada wrote:\n" * 19_000,
    "signatures": b"x\n--\n" * 9_000,
    "rules": b"_" * 1_000_000,
    "blanks": b" " * 1_000_000 + b"x",
    "addresses": b"<https://a.example/b> " * 45_000,
    "words": b"The word is here now. " * 45_000,
    "placeholders": b"[cid:" * 200_000,
}


@pytest.mark.parametrize("body", list(_SLOW.values()), ids=list(_SLOW))
def test_time(body: bytes) -> None:
    """No megabyte takes longer than a reader would wait."""
    start = time.perf_counter()
    parts = read_mail(b"From: a\nSubject: Fwd: b\n\n" + body)
    for part in parts if isinstance(parts, list) else []:
        assert part.read is not None
        part.read()

    assert time.perf_counter() - start < PATIENCE  # measured: 3 s at most


def test_mailbox() -> None:
    """Each mail of a mailbox is a file by itself; a line that begins with "From" does not part one."""
    mails = [
        eml(subject_text, Subject=subject)
        for subject, subject_text in (("Re: One", "From Ayr, 2021\n\n>From here"), ("Two", "x"))
    ]
    box = b"".join(b"From ada@post.example Mon May  3 23:30:00 2021\n" + mail + b"\n\n" for mail in mails)
    parts = read_mailbox(box.replace(b"\r\n", b"\n"))

    assert isinstance(parts, list)
    assert [part.name for part in parts] == ["one.eml", "two.eml"]
    assert all(isinstance(read_mail(part.data), list) for part in parts)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no mailbox, or a damaged one; save its mails as .eml"),
        (b"From Ayr\n\nx", "no mailbox, or a damaged one; save its mails as .eml"),
        (b"From a 2021\nA: b\n\nx\n\n" * 2_001, "a mailbox of more than 2,000 mails; export those that are meant"),
    ],
)
def test_no_mailbox(data: bytes, reason: str) -> None:
    """What is no mailbox, or an endless one, is refused with the reason."""
    assert read_mailbox(data) == reason


def test_time_of_structure() -> None:
    """Boundaries that each line is compared with, and long headers, do not take the square of their length."""
    start = time.perf_counter()
    read_mail(
        b"From: a\n"
        + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(7))
        + b"\n" * 990_000
    )
    read_mail(b"From: a\n" + b"X-A: b\n" * 140_000 + b"\nx")
    read_mail(b"From: " + b"a," * 500_000 + b"\n\nx")
    read_mail(b"From: a\n" + (b'Content-Type: text/plain; x="' + b";" * 3_900 + b"\n") * 250 + b"\nx")

    assert time.perf_counter() - start < PATIENCE  # measured: 2 s


_WHOLE = [
    eml(
        GMAIL, html=HTML, attachments=[("a.docx", b"PK"), ("message", eml())], Subject="=?utf-8?q?Fwd=3A_Br=C3=BCcke?="
    ),
    eml(APPLE, List_Id="<x>"),
    mhtml(f"<html><body>{HTML}</body></html>"),
]


def check(data: bytes) -> None:
    """Reads a file in both ways, and whatever it holds."""
    parts = read_mail(data)
    assert isinstance(parts, list) or (parts and "\n" not in parts)
    for part in parts if isinstance(parts, list) else []:
        assert "/" not in part.name
        page = part.read() if part.read else ""
        assert isinstance(page, Page | str)
    assert isinstance(read_page_archive(data), Page | str)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(_WHOLE), st.data())
def test_spoiled_files(sound: bytes, data: st.DataObject) -> None:
    """Whatever happens to a mail on its way, it is read or refused with a reason."""
    check(data.draw(spoiled(sound)))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.binary(max_size=300), st.binary(max_size=60), st.binary(max_size=60))
def test_any_bytes(head: bytes, body: bytes, kind: bytes, name: bytes) -> None:
    """The same for bytes that never were a mail."""
    check(head)
    check(b"From: " + head + b"\nContent-Type: " + kind + b"\n\n" + body)
    text = b"Content-Type: text/plain; charset=" + kind + b"\nContent-Transfer-Encoding: " + name
    file = b'\nContent-Disposition: attachment; filename="' + name + b'"\n\n' + body
    parts = b"--b\n" + text + b"\n\n" + body + b"\n--b\n" + text + file + b"\n--b--"
    check(b"Subject: =?" + kind + b"\nContent-Type: multipart/mixed; boundary=b\n\n" + parts)
