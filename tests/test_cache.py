"""The cache: what it gives back, what a key depends on, and that nothing wrong with it stops a run."""

import json
import logging
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.cache import FILE_NAME, Cache, key
from briefing.records import Digest, Entity, Point, Refused, Sentence, Span, Token

KEY = "0" * 64
OTHER = "1" * 64

# Another process: writes digests of its own, and reads each one back.
WRITER = """
import sys
from pathlib import Path
from briefing.cache import Cache
from briefing.records import Digest
with Cache(Path(sys.argv[1])) as cache:
    for number in range(25):
        key = f"{sys.argv[2]}-{number}"
        cache.put(Digest("a.txt", "salience", key, (), ()))
        assert cache.get(key, "a.txt").key == key
"""


def sentence(article: str, number: int, words: int = 3, dimensions: int = 4) -> Sentence:
    """A sentence with tokens, an entity and a vector."""
    start = number * 100
    tokens = tuple(Token(start + 3 * i, start + 3 * i + 2, "ab", "ab", "NOUN", "NN", "dep", 0) for i in range(words))
    vector = tuple(round((-1) ** i * (i + 1) / 7, 4) for i in range(dimensions))
    return Sentence(Span(article, start, start + 3 * words), tokens, (Entity(0, 2, "PERSON"),), vector, 0.5)


def digest(article: str = "a.txt", key: str = KEY, size: int = 2) -> Digest:
    """A digest of that article."""
    sentences = tuple(sentence(article, number) for number in range(size))
    points = (Point("Ab ab ab.", (sentences[0].span, sentences[1].span), 0.9),)
    return Digest(article, "salience", key, points, sentences)


class TestRoundTrip:
    """What is put in comes out."""

    def test_same(self, tmp_path: Path) -> None:
        """A digest comes back as it was, to the last decimal of its vectors."""
        with Cache(tmp_path) as cache:
            cache.put(digest())

            assert cache.get(KEY, "a.txt") == digest()

    def test_unknown(self, tmp_path: Path) -> None:
        """A key that nobody put in gives nothing."""
        with Cache(tmp_path) as cache:
            assert cache.get(KEY, "a.txt") is None

    def test_later(self, tmp_path: Path) -> None:
        """It is there in the next run as well."""
        with Cache(tmp_path) as cache:
            cache.put(digest())
        with Cache(tmp_path) as cache:
            assert cache.get(KEY, "a.txt") == digest()

    def test_other_path(self, tmp_path: Path) -> None:
        """The same content under another path is known, and its spans name the path that asks."""
        with Cache(tmp_path) as cache:
            cache.put(digest("old/a.txt"))

            assert cache.get(KEY, "new/b.txt") == digest("new/b.txt")

    def test_replaced(self, tmp_path: Path) -> None:
        """The newest digest of a key counts."""
        with Cache(tmp_path) as cache:
            cache.put(digest())
            cache.put(replace(digest(), condenser="other"))

            assert cache.get(KEY, "a.txt") == replace(digest(), condenser="other")

    @given(st.text(), st.floats(0, 1), st.lists(st.floats(-1, 1).map(lambda value: round(value, 4)), max_size=5))
    def test_any_content(
        self, tmp_path_factory: pytest.TempPathFactory, text: str, score: float, vector: list[float]
    ) -> None:
        """Any text and any numbers survive."""
        given_digest = Digest(
            "a", "c", KEY, (Point(text, (), score),), (replace(sentence("a", 0), vector=tuple(vector)),)
        )
        with Cache(tmp_path_factory.mktemp("cache")) as cache:
            cache.put(given_digest)

            assert cache.get(KEY, "a") == given_digest

    def test_fast(self, tmp_path: Path) -> None:
        """Thirty sentences with their vectors are read in a few milliseconds (100 are allowed, for busy machines)."""
        sentences = tuple(sentence("a.txt", number, words=30, dimensions=384) for number in range(30))
        with Cache(tmp_path) as cache:
            cache.put(replace(digest(), sentences=sentences))
            cache.get(KEY, "a.txt")

            began = time.perf_counter()
            cache.get(KEY, "a.txt")
            took = time.perf_counter() - began

        assert took < 0.1


class TestKey:
    """What a digest depends on."""

    PARTS = ("text", "salience/1", "revision", "prompt", "settings")

    def test_stable(self) -> None:
        """The key of the same parts is always the same, in all versions that mean the same by it."""
        assert key(*self.PARTS).startswith("9b4ee6c4ba1d3dc8")

    @pytest.mark.parametrize("index", range(5))
    def test_each_part(self, index: int) -> None:
        """Each part changes it."""
        parts = [part + "x" if number == index else part for number, part in enumerate(self.PARTS)]

        assert key(*parts) != key(*self.PARTS)

    def test_borders(self) -> None:
        """The same characters split otherwise are other parts."""
        assert key("ab", "c", "", "", "") != key("a", "bc", "", "", "")


class TestTrouble:
    """A cache costs time at worst."""

    @pytest.mark.parametrize("content", [b"this is no database" * 99, b"SQLite format 3\x00" + b"\xff" * 4096])
    def test_broken_file(self, tmp_path: Path, caplog: pytest.LogCaptureFixture, content: bytes) -> None:
        """A file that is no database is moved aside with one line, and a new one takes its place."""
        (tmp_path / FILE_NAME).write_bytes(content)

        with caplog.at_level(logging.WARNING), Cache(tmp_path) as cache:
            cache.put(digest())

            assert cache.get(KEY, "a.txt") == digest()

        assert [record.message for record in caplog.records if "moved to" in record.message]
        assert len(caplog.records) == 1
        assert (tmp_path / "digests.broken").read_bytes() == content

    def test_broken_while_open(self, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        """A file that breaks during a run is given up, and the run goes on with a new one."""
        with Cache(tmp_path) as cache:
            for number in range(40):
                cache.put(digest(key=str(number), size=50))
        with Cache(tmp_path) as cache:
            content = bytearray((tmp_path / FILE_NAME).read_bytes())
            content[4096:] = b"\xff" * (len(content) - 4096)
            (tmp_path / FILE_NAME).write_bytes(content)

            assert cache.get("39", "a.txt") is None

            cache.put(digest())

            assert cache.get(KEY, "a.txt") == digest()
        assert len(caplog.records) == 1

    def test_no_folder(self, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        """Where the folder cannot be made, digests are kept for this run only, with one line."""
        (tmp_path / "file").write_text("in the way")

        with Cache(tmp_path / "file") as cache:
            cache.put(digest())

            assert cache.get(KEY, "a.txt") == digest()

        assert len(caplog.records) == 1

    def test_broken_for_good(self, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        """A broken file that cannot be moved aside stays, and digests are kept for this run only."""
        (tmp_path / FILE_NAME).write_bytes(b"this is no database" * 99)
        (tmp_path / "digests.broken" / "in the way").mkdir(parents=True)

        with Cache(tmp_path) as cache:
            cache.put(digest())

            assert cache.get(KEY, "a.txt") == digest()

        assert len(caplog.records) == 1

    def test_full_disk(self, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        """Where the file can take no more, the run goes on, and the file stays as it is."""
        with Cache(tmp_path) as cache:
            cache.put(digest())
            cache._connection.execute("PRAGMA max_page_count = 1")  # noqa: SLF001 - stands for a full disk
            cache.put(digest(key=OTHER, size=500))
            cache.put(digest(key=OTHER))

            assert cache.get(OTHER, "a.txt") == digest(key=OTHER)
        with Cache(tmp_path) as cache:
            assert cache.get(KEY, "a.txt") == digest()
        assert len(caplog.records) == 1

    def test_other_shape(self, tmp_path: Path) -> None:
        """A row that is no digest of this version is as good as none."""
        Cache(tmp_path).__exit__()
        with sqlite3.connect(tmp_path / FILE_NAME) as connection:
            connection.execute("INSERT INTO digest_2 VALUES (?, ?)", (KEY, json.dumps({"old": 1})))
        connection.close()

        with Cache(tmp_path) as cache:
            assert cache.get(KEY, "a.txt") is None

    def test_other_version(self, tmp_path: Path) -> None:
        """The table of another version is neither read nor touched."""
        with sqlite3.connect(tmp_path / FILE_NAME) as connection:
            connection.execute("CREATE TABLE digest_0 (key, body)")
            connection.execute("INSERT INTO digest_0 VALUES (?, 'old')", (KEY,))

        with Cache(tmp_path) as cache:
            assert cache.get(KEY, "a.txt") is None

        assert connection.execute("SELECT body FROM digest_0").fetchall() == [("old",)]
        connection.close()

    def test_shape_is_pinned(self) -> None:
        """Whoever changes the records below has to give the cache's table a new number."""
        shape = {
            record.__name__: [field.name for field in fields(record)] for record in (Digest, Point, Refused, Sentence)
        }
        shape |= {record.__name__: list(record._fields) for record in (Span, Token, Entity)}

        assert shape == {
            "Digest": ["article", "condenser", "key", "points", "sentences", "refused", "left_out"],
            "Point": ["text", "spans", "salience"],
            "Refused": ["text", "reason", "spans"],
            "Sentence": ["span", "tokens", "entities", "vector", "salience"],
            "Span": ["article", "start", "end"],
            "Token": ["start", "end", "text", "lemma", "pos", "tag", "dep", "head"],
            "Entity": ["first", "last", "label"],
        }


def test_processes_at_once(tmp_path: Path) -> None:
    """Several processes share a cache from its first moment on."""
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), name], stderr=subprocess.PIPE) for name in "abc"
    ]
    trouble = [writer.communicate()[1] for writer in writers]

    assert trouble == [b"", b"", b""]
    with Cache(tmp_path) as cache:
        assert cache.info().digests == 75


def test_killed_while_writing(tmp_path: Path) -> None:
    """A process that dies in the middle leaves a cache that can be read."""
    endless = WRITER.replace("range(25)", "__import__('itertools').count()").replace("salience", "x" * 50_000)
    writer = subprocess.Popen([sys.executable, "-c", endless, str(tmp_path), "a"], stderr=subprocess.DEVNULL)
    while not (tmp_path / FILE_NAME).exists() or Cache(tmp_path).get("a-2", "a.txt") is None:
        assert writer.poll() is None
        time.sleep(0.05)
    writer.kill()
    writer.wait()

    with Cache(tmp_path) as cache:
        assert cache.get("a-1", "b.txt") is not None


def test_info_and_clear(tmp_path: Path) -> None:
    """The cache says what it holds, and forgets all of it on demand, older tables too."""
    with Cache(tmp_path) as cache:
        cache.put(digest())
        cache.put(digest(key=OTHER))
        before = cache.info()
        cache.clear()

        assert (before.digests, before.path) == (2, tmp_path / FILE_NAME)
        assert before.size > 0
        assert cache.info().digests == 0
        cache.put(digest())
        assert cache.get(KEY, "a.txt") == digest()


class TestSize:
    """How much is remembered."""

    def test_least_used_goes_first(self, tmp_path: Path) -> None:
        """Beyond the limit, what was not used for the longest is forgotten, in runs and not in time."""
        for name in "abcd":
            with Cache(tmp_path) as cache:
                cache.put(digest(key=name, size=50))
        with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
            (size,) = connection.execute("SELECT sum(length(body)) FROM digest_2").fetchone()
        with Cache(tmp_path, limit=size * 4 // 5) as cache:
            cache.get("a", "a.txt")
        with Cache(tmp_path) as cache:
            kept = [name for name in "abcd" if cache.get(name, "a.txt")]

        assert kept == ["a", "d"]

    def test_within_the_limit_nothing_is_forgotten(self, tmp_path: Path) -> None:
        """A cache that is not full keeps everything."""
        for name in "abc":
            with Cache(tmp_path, limit=10_000_000) as cache:
                cache.put(digest(key=name))
        with Cache(tmp_path) as cache:
            assert cache.info().digests == 3

    def test_file_shrinks(self, tmp_path: Path) -> None:
        """What is forgotten gives its room on the disk back."""
        with Cache(tmp_path) as cache:
            for number in range(20):
                cache.put(digest(key=str(number), size=200))
        before = (tmp_path / FILE_NAME).stat().st_size
        with Cache(tmp_path, limit=1_000):
            pass

        assert (tmp_path / FILE_NAME).stat().st_size < before / 2


class TestNotes:
    """What is written down beside the digests."""

    def test_recall(self, tmp_path: Path) -> None:
        """A note comes back until it is replaced or everything is forgotten."""
        with Cache(tmp_path) as cache:
            assert cache.recall("a") is None
            cache.note("a", "one")
            cache.note("a", "two")
        with Cache(tmp_path) as cache:
            assert cache.recall("a") == "two"
            cache.clear()
            assert cache.recall("a") is None
