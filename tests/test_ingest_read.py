"""A folder becomes a reading: every file accounted for, the same one each time."""

import os
import random
import shutil
from datetime import date
from pathlib import Path

import papers
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.errors import IngestError
from briefing.ingest import read
from briefing.records import Reading

LIMIT = 1_000_000
LEAD = "The council of Ayr met on Friday to speak about the old bridge over the river."
REST = (
    "It voted for a new one, which is to be paid by the county. The mayor, Ada Reed, said that 220 houses lie on the "
    "other side of the water. “Nobody will have to swim,” she said."
)
FILES = {
    "a-wire.txt": f"AYR (Reuters) - {LEAD}\n{REST}\nThe ferry goes on until then.\n",
    "b/copy.md": "---\ntitle: Bridge wins\ndate: 2021-03-05\nsource: Hill Herald\n---\n\n"
    f"By Bo Hill\n\n{LEAD}\n\n{REST}\n",
    "c.html": "<html><head><title>Ferry stops | River Post</title><meta property='og:site_name' content='River Post'>"
    "<meta property='article:published_time' content='2021-03-09'></head><body><article><h1>Ferry stops</h1>"
    "<p>The ferry of Ayr has stopped for the winter, and nobody can cross the river until the bridge is built.</p>"
    "<p>Shops on the far side have closed. About 40 people asked the council for help on Monday.</p></article></body>"
    "</html>",
    "d.txt": "Eels return\n\nEels have come back to the river after nine years, a painter said.\n"
    "Nobody knows where they have been for all that time.\n",
    "e.jpg": "x",
    "f.txt": "Too short.",
    "g.txt": "",
    ".hidden.txt": LEAD,
}


def put(folder: Path, names: list[str] | None = None) -> Path:
    """The files, written in an order of choice."""
    for name in names or list(FILES):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(FILES[name], "utf-8")
    return folder


def test_reading(tmp_path: Path) -> None:
    """Each file is an article with all that can be known of it, or rejected with a reason."""
    reading = read(put(tmp_path), max_file_bytes=LIMIT)

    wire, copy, ferry, eels = reading.articles
    assert (wire.id, wire.title, wire.origin) == ("a-wire.txt", LEAD, "Reuters")
    assert (wire.published, wire.dated_by) == (date(2021, 3, 5), "inferred")  # by the weekday, from its dated copy
    assert (wire.publisher, wire.language) == (None, "en")
    assert (copy.path, copy.title, copy.author) == ("b/copy.md", "Bridge wins", "Bo Hill")
    assert (copy.published, copy.dated_by, copy.publisher) == (date(2021, 3, 5), "metadata", "Hill Herald")
    assert (copy.duplicate_of, copy.origin, wire.duplicate_of) == ("a-wire.txt", "Reuters", None)
    assert (ferry.title, ferry.publisher, ferry.published) == ("Ferry stops", "River Post", date(2021, 3, 9))
    assert (eels.title, eels.origin) == ("Eels return", "d.txt")
    assert [(row.path, row.reason) for row in reading.rejected] == [
        ("e.jpg", "a picture; save its article as text, .html, .pdf or .docx"),
        ("f.txt", "too short to be an article: 2 words in sentences, 20 needed"),
        ("g.txt", "empty"),
    ]


def test_sentences(tmp_path: Path) -> None:
    """Sentences are spans of the text, in order; the headline is in the text and none of them."""
    eels = read(put(tmp_path, ["d.txt"]), max_file_bytes=LIMIT).articles[0]

    assert eels.text.split("\n")[0] == "Eels return"
    assert eels.text[slice(*eels.sentences[0][1:])].startswith("Eels have come back")
    assert all(span.article == "d.txt" for span in eels.sentences)


def test_order_of_files_does_not_matter(tmp_path: Path) -> None:
    """Whatever the order in which files were written, and whatever their times, the reading is the same."""
    names = list(FILES)
    first = read(put(tmp_path / "first", names), max_file_bytes=LIMIT)
    for seed in range(3):
        random.Random(seed).shuffle(names)  # noqa: S311  # the same orders each time
        folder = put(tmp_path / str(seed), names)
        os.utime(folder / "c.html", (seed, seed))

        assert read(folder, max_file_bytes=LIMIT) == first


def test_edited_article_is_the_same_article(tmp_path: Path) -> None:
    """Identity is the path, version is the hash of the bytes."""
    before = read(put(tmp_path, ["d.txt"]), max_file_bytes=LIMIT).articles[0]
    (tmp_path / "d.txt").write_text(FILES["d.txt"] + "They came by night.\n", "utf-8")
    after = read(tmp_path, max_file_bytes=LIMIT).articles[0]

    assert before.id == after.id
    assert before.sha256 != after.sha256


def test_publisher_by_links(tmp_path: Path) -> None:
    """A text that links to one site only, and often, is that site's."""
    links = "".join(f'<a href="https://www.river.example/{n}">It</a> rained on the bridge again. ' for n in range(5))
    (tmp_path / "a.txt").write_text(f"{LEAD} {links}", "utf-8")

    assert read(tmp_path, max_file_bytes=LIMIT).articles[0].publisher == "river.example"


def test_long_title_is_shortened_at_a_word(tmp_path: Path) -> None:
    """An article without headline is called by its first words."""
    lead = f"{LEAD[:-1]}, which fell, and about the ferry that is to take its place until there is a new one."
    (tmp_path / "a.txt").write_text(f"{lead}\n{REST}", "utf-8")

    title = read(tmp_path, max_file_bytes=LIMIT).articles[0].title

    assert title == f"{LEAD[:-1]}, which fell, and…"


def test_later_headline(tmp_path: Path) -> None:
    """A headline that comes after the first paragraph is found, a mere heading is not taken for one."""
    (tmp_path / "a.txt").write_text(f"{LEAD}\nCouncil Of Ayr Votes For Bridge At Last\n{REST}", "utf-8")
    (tmp_path / "b.txt").write_text(f"{LEAD}\nBackground\n{REST}", "utf-8")

    titles = [article.title for article in read(tmp_path, max_file_bytes=LIMIT).articles]

    assert titles == ["Council Of Ayr Votes For Bridge At Last", LEAD]


def test_language(tmp_path: Path) -> None:
    """The language is told for what is not English, too."""
    german = "Der Rat von Ayr hat am Freitag über die alte Brücke gesprochen und eine neue beschlossen."
    (tmp_path / "a.txt").write_text(f"{german} Die Fähre fährt weiter, bis sie steht.", "utf-8")

    assert read(tmp_path, max_file_bytes=LIMIT).articles[0].language == "de"


def test_limit(tmp_path: Path) -> None:
    """A file beyond the limit is rejected unread."""
    reading = read(put(tmp_path, ["d.txt"]), max_file_bytes=50)

    assert [row.reason for row in reading.rejected] == ["larger than the limit of 50 bytes (max_file_mb)"]


def test_empty_folder(tmp_path: Path) -> None:
    """An empty folder is an empty reading; none at all is an error."""
    assert read(tmp_path, max_file_bytes=LIMIT) == Reading((), ())
    with pytest.raises(IngestError, match="there is no such folder"):
        read(tmp_path / "none", max_file_bytes=LIMIT)


HOSTILE = {
    "html": b"<div>" * 50_000,
    "tags": b"<a " * 30_000,
    "comments": b"<!--" * 20_000,
    "scripts": b"<script>" * 30_000,
    "quotes": "“a ".encode() * 15_000,
    "brackets": b"[a](" * 20_000,
    "stars": b"**a" * 20_000,
    "dashes": b"-" * 100_000 + b"x",
    "line": b"a" * 300_000,
    "lines": b"ab cd\n" * 8_000,
    "flow": b"---\n" + b"[" * 5_000 + b"\n---\nx",
    "bomb": b"---\na: &a [x,x,x,x,x,x,x,x,x]\n"
    + b"".join(b"%c: &%c [*%c,*%c]\n" % (c + 1, c + 1, c, c) for c in range(97, 120))
    + b"---\nx",
    "dates": b"2020-01-" * 10_000,
    "credits": b"word (AFP) Word " * 10_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files(tmp_path: Path, name: str) -> None:
    """Files made to exhaust a reader end as article or rejected row, in each format, and soon."""
    for ending in ("txt", "md", "html"):
        (tmp_path / f"x.{ending}").write_bytes(HOSTILE[name])

    reading = read(tmp_path, max_file_bytes=LIMIT)

    assert len(reading.articles) + len(reading.rejected) == 3


PIECES = [
    *(LEAD, REST, "\n", "\n\n", "<p>", "</p>", "<b>", "&amp;", "* ", "# ", "---\n", "title: x\n", "date: 2021-03-05\n"),
    *("Photo: A B\n", "By ", "(AFP) ", "Tags "),
]
PARTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=10)), max_size=30)
ANY_FILE = st.one_of(st.binary(max_size=400), PARTS.map(lambda parts: "".join(parts).encode()))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(["a.txt", "b.md", "c.html", "d.htm", "e.bin"]), ANY_FILE, max_size=3))
def test_any_files(tmp_path: Path, files: dict[str, bytes]) -> None:
    """Whatever the files hold, each ends as article or rejected row, and sentences are ordered and disjoint."""
    corpus = tmp_path / "corpus"
    shutil.rmtree(corpus, ignore_errors=True)
    corpus.mkdir()
    for name, data in files.items():
        (corpus / name).write_bytes(data)

    reading = read(corpus, max_file_bytes=LIMIT)

    assert {article.path for article in reading.articles} | {row.path for row in reading.rejected} == set(files)
    assert not any("Error" in row.reason for row in reading.rejected)
    for article in reading.articles:
        last = 0
        for span in article.sentences:
            assert last <= span.start < span.end <= len(article.text)
            assert article.text[span.start : span.end].strip()
            last = span.end


def test_labelled_copy(tmp_path: Path) -> None:
    """What the labels of a stored copy say is what the article says of itself."""
    head = "Title: Bridge wins\nDate: 5 March 2021\nSource: https://www.river.example/bridge\nBy: Bo Hill\n\n"
    (tmp_path / "a.txt").write_text(f"{head}{LEAD}\n\n{REST}\n", "utf-8")

    article = read(tmp_path, max_file_bytes=LIMIT).articles[0]

    assert (article.title, article.author, article.publisher) == ("Bridge wins", "Bo Hill", "river.example")
    assert (article.published, article.dated_by) == (date(2021, 3, 5), "stated")
    assert article.url == "https://www.river.example/bridge"
    assert article.text.startswith(LEAD)


def known_by(folder: Path, **files: str) -> dict[str, str]:
    """How each fact of the first article of a folder is known; `_` in a name stands for a dot."""
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, "utf-8")
    return dict(read(folder, max_file_bytes=LIMIT).articles[0].known_by)


def test_how_facts_are_known(tmp_path: Path) -> None:
    """Each fact says where it stands."""
    text = f"---\ntitle: Bridge wins\ndate: 2021-03-05\n---\n\nBy Bo Hill\n\n{LEAD}\n\n{REST}\n"

    assert known_by(tmp_path, a_md=text) == {
        "title": "front matter",
        "published": "front matter",
        "author": "by-line",
        "language": "text",
    }


@pytest.mark.parametrize(
    ("text", "by", "place"),
    [
        (f"AYR, May 3, 2021 (Reuters) - {LEAD}\n{REST}", "stated", "text"),
        (f"{LEAD}\n{REST}", "unknown", None),
        (f"---\ndate: 05/04/2021\n---\n\n{LEAD.replace(' on Friday', '')}\n{REST}", "unknown",
         "2021-04-05 or 2021-05-04"),
        (f"---\nmodified: 2021-05-04\n---\n\n{LEAD}\n{REST}", "metadata", "front matter"),
    ],
)  # fmt: skip
def test_how_dates_are_known(tmp_path: Path, text: str, by: str, place: str | None) -> None:
    """A date says where it stands; one of two readings that nothing settles is marked with both."""
    known = known_by(tmp_path, a_md=text)

    assert read(tmp_path, max_file_bytes=LIMIT).articles[0].dated_by == by
    assert known.get("published") == place


def test_day_of_a_mail(tmp_path: Path) -> None:
    """The day on which a mail was sent stands in for the article's, and settles a dateline without a year."""
    (tmp_path / "a.eml").write_bytes(papers.eml(f"{LEAD}\n{REST}"))
    (tmp_path / "b.eml").write_bytes(papers.eml(f"AYR, April 30 (Reuters) - {REST} Nobody had asked them to do it."))
    plain, wire = read(tmp_path, max_file_bytes=LIMIT).articles

    assert (plain.published, plain.dated_by) == (date(2021, 5, 3), "inferred")
    assert dict(plain.known_by)["published"] == "mail header"
    assert (wire.published, wire.dated_by) == (date(2021, 4, 30), "inferred")
