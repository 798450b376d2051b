"""A brief stands while nothing is different; then nothing is done."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import mixed
import pytest
from fakes import CountingCondenser

from briefing import pipeline, standing
from briefing.config import Settings
from briefing.errors import IngestError, NothingUsableError
from briefing.ingest import inventory
from briefing.pipeline import Regenerated
from briefing.records import Article, Digest, Input


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder of three articles."""
    folder = tmp_path / "ayr"
    folder.mkdir()
    for seed in range(3):
        (folder / f"{seed}.txt").write_text("\n\n".join(mixed.report(seed)), "utf-8")
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a cache of the test's own."""
    return Settings(cache_dir=tmp_path / "cache", formats=("md", "json"))


class Desk:
    """Makes the brief of a folder again and again, and says whether anything was done."""

    def __init__(self, corpus: Path, settings: Settings) -> None:
        self.corpus, self.settings = corpus, settings
        self.out = corpus.parent / "out"
        self.told: list[str] = []
        """Stages that reported progress: none where nothing is done."""

    def __call__(self, **changes: object) -> Regenerated:
        """Make the brief."""
        self.told.clear()
        settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        report = lambda stage, *_: self.told.append(stage)  # noqa: E731
        return pipeline.regenerate(self.corpus, self.out, settings, condenser=CountingCondenser(), report=report)

    def is_idle(self, **changes: object) -> bool:
        """Whether making the brief once more does nothing."""
        done = self(**changes)
        return not self.told and not done.published.changed and done.condensed == 0


@pytest.fixture
def desk(corpus: Path, settings: Settings) -> Desk:
    """A desk whose brief is made."""
    made = Desk(corpus, settings)
    made()
    return made


def test_unchanged(desk: Desk) -> None:
    """Nothing is read, condensed or written for a folder in which nothing is different; what it cost is remembered."""
    before = {file: file.stat().st_mtime_ns for file in desk.out.rglob("*") if file.is_file()}
    done = desk()

    assert desk.told == []
    assert (done.condensed, done.cached, done.published.changed) == (0, 3, False)
    assert done.published.names == ("brief.json", "brief.md")
    assert {file: file.stat().st_mtime_ns for file in before} == before


def test_dates_of_files_do_not_matter(desk: Desk) -> None:
    """A file that was touched or copied anew with the same content is no change."""
    os.utime(desk.corpus / "0.txt", (1, 1))
    shutil.copy(desk.corpus / "1.txt", desk.corpus / "x")
    (desk.corpus / "x").replace(desk.corpus / "1.txt")

    assert desk.is_idle()


def test_what_makes_a_brief_anew(desk: Desk) -> None:
    """A file added, edited, renamed or removed, another setting, a set that was touched: each makes the brief anew."""
    (desk.corpus / "3.txt").write_text("\n\n".join(mixed.report(3)), "utf-8")
    assert not desk.is_idle()
    assert desk.is_idle()
    (desk.corpus / "3.txt").write_text("\n\n".join(mixed.report(4)), "utf-8")
    assert not desk.is_idle()
    (desk.corpus / "3.txt").rename(desk.corpus / "4.txt")
    assert not desk.is_idle()
    (desk.corpus / "4.txt").unlink()
    assert not desk.is_idle()
    assert not desk.is_idle(developments=1)
    assert not desk.is_idle()
    brief = desk.out / "ayr" / "brief.md"
    brief.unlink()
    assert not desk.is_idle()
    assert brief.read_text("utf-8").startswith("# Ayr")
    (desk.out / "index.html").unlink()
    assert not desk.is_idle()
    assert (desk.out / "index.html").is_file()


def test_settings_that_shape_nothing(desk: Desk) -> None:
    """How many threads are used does not matter, which formats are wanted does."""
    assert desk.is_idle(threads=1)
    assert not desk.is_idle(formats=("md",))


def test_user_templates(desk: Desk, tmp_path: Path) -> None:
    """A template of the user's makes the brief anew each time it is edited."""
    own = tmp_path / "mine"
    own.mkdir()
    (own / "brief.md.j2").write_text("One\n", "utf-8")
    desk(templates_dir=own)
    assert desk.is_idle(templates_dir=own)
    (own / "brief.md.j2").write_text("Two\n", "utf-8")
    assert not desk.is_idle(templates_dir=own)

    assert (desk.out / "ayr" / "brief.md").read_text("utf-8") == "Two\n"


def test_incomplete_stays_incomplete(desk: Desk) -> None:
    """What could not be read is told again, though nothing is done."""
    (desk.corpus / "broken.pdf").write_bytes(b"%PDF-1.7")
    desk()
    done = desk()

    assert desk.told == []
    assert done.rejected == (Input("broken.pdf", "rejected", "a damaged or only half copied PDF"),)


def test_file_saved_meanwhile(corpus: Path, settings: Settings) -> None:
    """A file that is saved while the brief is made is not lost: the next run makes the brief anew."""

    class Saving(CountingCondenser):
        """Saves an article into the folder while it condenses another."""

        def digest(self, article: Article, key: str) -> Digest:
            """Condense one article, a moment after another came."""
            (corpus / "late.txt").write_text("\n\n".join(mixed.report(9)), "utf-8")
            return super().digest(article, key)

    pipeline.regenerate(corpus, corpus.parent / "out", settings, condenser=Saving())
    done = pipeline.regenerate(corpus, corpus.parent / "out", settings, condenser=CountingCondenser())

    assert done.condensed == 1
    assert done.published.changed


def test_no_folder(tmp_path: Path, settings: Settings) -> None:
    """A folder that is missing or holds nothing is an error each time."""
    with pytest.raises(IngestError, match="no such folder"):
        pipeline.regenerate(tmp_path / "none", tmp_path / "out", settings, condenser=CountingCondenser())
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingUsableError):
        pipeline.regenerate(tmp_path / "empty", tmp_path / "out", settings, condenser=CountingCondenser())


def test_inventory(corpus: Path) -> None:
    """An inventory names each file with its content or the reason why there is none, sidecars and links too."""
    (corpus / "0.meta.toml").write_text('title = "x"', "utf-8")
    (corpus / "link.txt").symlink_to("/etc/passwd")
    (corpus / "empty.txt").write_text("", "utf-8")
    found = dict(inventory(corpus, max_file_bytes=10_000))

    assert set(found) == {"0.txt", "1.txt", "2.txt", "0.meta.toml", "link.txt", "empty.txt"}
    assert len(found["0.txt"]) == 64
    assert found["link.txt"] == "a symbolic link that leaves the corpus folder"
    assert found["empty.txt"] == "empty"


def test_notes_of_other_versions() -> None:
    """What another version noted is not misread."""
    made = standing.Made((("brief.md", "ab"),), 3, (Input("a", "rejected", "x"),))

    assert standing.loads(standing.dumps(made)) == made
    assert [standing.loads(text) for text in ("", "{}", "[]", '{"files": 3}', '{"files": [["a"]]}')] == [None] * 5
