"""A folder of everything that newsrooms drop into one: each file ends where it should, and nothing else happens."""

from collections import Counter
from pathlib import Path

import mixed
import pytest
from fakes import CountingCondenser

from briefing import pipeline
from briefing.config import Settings
from briefing.ingest import read
from briefing.records import Brief, Reading
from briefing.render import json as brief_json

SECRET = "Secret words that stand outside of the folder and must not be read. " * 9


class Folder:
    """The mixed folder, read."""

    def __init__(self, root: Path) -> None:
        self.path = root / "ayr bridge"
        self.path.mkdir()
        (root / "secret.txt").write_text(SECRET, "utf-8")
        self.expected = mixed.make(self.path, root / "secret.txt")
        self.before = _state(root)
        self.reading = read(self.path, max_file_bytes=mixed.LIMIT)
        self.after = _state(root)


def _state(root: Path) -> dict[str, int]:
    return {str(file): file.lstat().st_mtime_ns for file in root.rglob("*")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """The folder, made and read once."""
    return Folder(tmp_path_factory.mktemp("mixed"))


def outcomes(reading: Reading) -> dict[str, str]:
    """What became of each path."""
    found = {row.path: "rejected" for row in reading.rejected} | {row.path: "aside" for row in reading.aside}
    for article in reading.articles:
        kind = "version" if article.superseded else "copy" if article.duplicate_of else "read"
        foreign = article.left_out and "language" in article.left_out
        found[article.path] = "foreign" if foreign else "off topic" if article.left_out else kind
    return found | dict.fromkeys(reading.holders, "read")


def test_size() -> None:
    """The folder holds what it should: at least sixty files, all formats, all encodings."""
    made = list(mixed.entries())

    assert len(made) >= 60
    assert len({Path(entry.path).suffix for entry in made}) >= 20


def test_outcomes(folder: Folder) -> None:
    """Every file, and every article in a file of several, becomes what it should."""
    found = outcomes(folder.reading)

    assert {
        path: (found.get(path), outcome) for path, outcome in folder.expected.items() if found.get(path) != outcome
    } == {}
    assert set(found) == set(folder.expected)


def test_reasons(folder: Folder) -> None:
    """Each rejected file says why in one printable line, and none speaks of an unforeseen error."""
    for row in folder.reading.rejected:
        assert row.reason.isprintable(), row
        assert "cannot be read" not in row.reason, row
        assert len(row.reason) < 200, row


def test_text_is_whole(folder: Folder) -> None:
    """Whatever the encoding, the words are those that were written."""
    texts = {article.path: article.text for article in folder.reading.articles}
    for seed, encoding in enumerate(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252")):
        assert "“That’s all – for now,” said Ada Reed, the mayor." in texts[f"text/{encoding}.txt"]
        assert all(line in texts[f"text/{encoding}.txt"] for line in mixed.report(seed))
    documents = {"report.docx": 30, "report.odt": 31, "report.rtf": 32, "really-rtf.doc": 33, "really-pdf.html": 36}
    for name, seed in documents.items():
        assert all(line in texts[f"documents/{name}"] for line in mixed.report(seed)), name


def test_nothing_else_happens(folder: Folder) -> None:
    """No file is written, changed or left behind, in the folder or beside it, and nothing outside is read."""
    assert folder.before == folder.after
    assert not any("Secret words" in article.text for article in folder.reading.articles)


def test_same_again(folder: Folder) -> None:
    """A second reading is the same."""
    assert read(folder.path, max_file_bytes=mixed.LIMIT) == folder.reading


@pytest.fixture(scope="module")
def brief(folder: Folder, tmp_path_factory: pytest.TempPathFactory) -> Brief:
    """The brief of the folder."""
    settings = Settings(cache_dir=tmp_path_factory.mktemp("cache"), max_file_mb=2)
    return pipeline.build(folder.path, settings, condenser=CountingCondenser()).brief


def test_fates(folder: Folder, brief: Brief) -> None:
    """Every file is in the inputs of the brief, with the fate that it should have."""
    allowed = {
        "read": {"used", "unused"},
        "copy": {"duplicate"},
        "version": {"duplicate"},
        "foreign": {"unused"},
        "off topic": {"unused"},
        "aside": {"unused"},
        "rejected": {"rejected"},
    }
    fates = {row.path: row.fate for row in brief.inputs}

    assert set(fates) == set(folder.expected)
    wrong = {path: fates[path] for path, outcome in folder.expected.items() if fates[path] not in allowed[outcome]}
    assert wrong == {}
    assert all(row.reason for row in brief.inputs if row.fate != "used")
    assert Counter(fates.values())["used"] >= 10


def test_quotes_of_entries_are_found_again(folder: Folder, brief: Brief, tmp_path: Path) -> None:
    """The quotes of a brief are looked up in archives, mails and feeds, too."""
    (tmp_path / "brief.json").write_bytes(brief_json.dumps(brief))
    checked = pipeline.check(tmp_path / "brief.json", folder.path, Settings(max_file_mb=2))

    assert checked.checked > 0
    assert checked.problems == ()
