"""One file by itself: its pieces, its sidecar, and whatever goes wrong with it."""

from datetime import date
from pathlib import Path

import papers
import pytest

from briefing.ingest.files import walk
from briefing.ingest.pages import Page, Piece
from briefing.ingest.singles import Job, Row, Single, rows_of, single
from briefing.records import Aside, Rejected

LIMIT = 100_000
TEXT = (
    "The council of Ayr met on Friday to speak about the old bridge over the river. It voted for a new one, which is "
    "to be paid by the county in the course of the next nine years."
)


def rows(folder: Path, **files: str) -> dict[str, Row]:
    """The rows of all files written into a folder, by path; `_` in a name stands for a dot."""
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, "utf-8")
    return {row.path: row for found in walk(folder).found for row in rows_of(Job(found, LIMIT))}


def article(row: Row) -> Single:
    """A row that is an article."""
    assert isinstance(row, Single), row
    return row


def test_sidecar_counts_most(tmp_path: Path) -> None:
    """What a sidecar says of an article comes before what the file says itself, and is known to come from there."""
    row = article(
        rows(
            tmp_path,
            a_md=f"---\ntitle: Wrong\nauthor: Ada Field\n---\n\n{TEXT}",
            a_meta_toml='title = "Right"\npublisher = "River Post"\npublished = 2021-05-03\nurl = "https://a.example/b"',
        )["a.md"]
    )
    metadata = row.page.metadata

    assert (metadata.title, row.publisher, row.author) == ("Right", "River Post", "Ada Field")
    assert metadata.published == (date(2021, 5, 3),)
    assert (row.via["title"], row.via["author"]) == ("sidecar", "front matter")


def test_sidecar_of_several_articles(tmp_path: Path) -> None:
    """Of a file that holds several, a sidecar says what they share, not what each is called."""
    found = rows(
        tmp_path,
        a_json=f'[{{"title": "One", "text": "{TEXT}"}}, {{"title": "Two", "text": "{TEXT} Ten left."}}]',
        a_json_meta_toml='title = "Both"\npublisher = "River Post"',
    )

    assert set(found) == {"a.json/one", "a.json/two"}
    one = article(found["a.json/one"])
    assert (one.page.metadata.title, one.publisher) == ("One", "River Post")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title = Right", "not TOML: "),
        ("colour = 7", "says nothing that is known of articles; use title, publisher, "),
        ("", "empty"),
    ],
)
def test_broken_sidecar(tmp_path: Path, text: str, reason: str) -> None:
    """A sidecar that cannot be read is rejected, its article is read without it."""
    found = rows(tmp_path, a_txt=TEXT, a_meta_toml=text)
    refused = found["a.meta.toml"]

    assert isinstance(refused, Rejected)
    assert refused.reason.startswith(reason)
    assert article(found["a.txt"]).publisher is None


def test_facts_from_the_text(tmp_path: Path) -> None:
    """Author, publisher and address that only the text tells are known to come from there."""
    text = f"Title: Bridge\nSource: River Post\nURL: https://a.example/b\n\nBy Ada Field\n\n{TEXT}"
    row = article(rows(tmp_path, a_txt=text)["a.txt"])

    assert (row.author, row.via["author"]) == ("Ada Field", "by-line")
    assert (row.publisher, row.url, row.via["url"]) == ("River Post", "https://a.example/b", "labelled line")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ZeroDivisionError("a bridge\ntoo far"), "cannot be read: ZeroDivisionError: a bridge too far"),
        (RecursionError("too deep"), "cannot be read: RecursionError: too deep"),
        (MemoryError(), "needs more memory to be read than a file may have"),
    ],
)
def test_whatever_goes_wrong(error: Exception, reason: str) -> None:
    """An error that nobody foresaw costs the article, not the run."""

    def read() -> Page | str:
        raise error

    assert single(Piece("a.txt", b"x", read)) == Rejected("a.txt", reason)


def test_what_goes_with_a_mail(tmp_path: Path) -> None:
    """A covering note and a picture that come with an article are set aside, and no fault of the mail."""
    attached = [("a.txt", TEXT.encode()), ("photo.jpg", b"\xff\xd8\xff"), ("table.xlsx", b"x")]
    (tmp_path / "a.eml").write_bytes(papers.eml("See below.", attachments=attached))
    [found] = walk(tmp_path).found
    by_path = {row.path: row for row in rows_of(Job(found, LIMIT))}

    assert by_path["a.eml"] == Aside(
        "a.eml", "goes with the others: too short to be an article: 0 words in sentences, 20 needed"
    )
    assert isinstance(by_path["a.eml/photo.jpg"], Aside)
    assert isinstance(by_path["a.eml/a.txt"], Single)
    assert isinstance(by_path["a.eml/table.xlsx"], Rejected)


def test_mail_that_holds_no_article(tmp_path: Path) -> None:
    """Where nothing of a mail is an article, its note and its picture are no excuse: they are rejected."""
    (tmp_path / "a.eml").write_bytes(papers.eml("See below.", attachments=[("photo.jpg", b"\xff\xd8\xff")]))
    [found] = walk(tmp_path).found

    assert all(isinstance(row, Rejected) for row in rows_of(Job(found, LIMIT)))


def test_mails_in_mails(tmp_path: Path) -> None:
    """Mails within mails are read to some depth, and no further."""
    mail = papers.eml(TEXT)
    for _ in range(9):
        mail = papers.eml("See below.", attachments=[("message", mail)])
    (tmp_path / "a.eml").write_bytes(mail)
    [found] = walk(tmp_path).found
    reasons = {row.reason for row in rows_of(Job(found, LIMIT)) if isinstance(row, Rejected)}

    assert "an archive or mail within another; take it out" in reasons
