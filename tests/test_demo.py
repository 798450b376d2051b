"""The whole road with the real models: the brief of the demonstration corpus, and of a corpus that means harm."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from conftest import ROOT

from briefing.records import Brief
from briefing.render import json as brief_json

pytestmark = pytest.mark.model

GOLDEN = ROOT / "tests" / "golden" / "demo"
TOPIC = "Foreign troops in Iraq"
INCOMPLETE = 3


@dataclass(frozen=True)
class Run:
    """What `briefing build` did in a process of its own."""

    code: int
    printed: str
    folder: Path

    @property
    def files(self) -> dict[str, bytes]:
        """The published files."""
        return {path.name: path.read_bytes() for path in sorted(self.folder.glob("brief.*"))}

    @property
    def brief(self) -> Brief:
        """The brief, read back."""
        return brief_json.loads(self.files["brief.json"])


def build(corpus: Path, scratch: Path, model_dir: Path, *options: str, **environment: str) -> Run:
    """Run the real command line; each run has an output folder and, unless told otherwise, a cache of its own."""
    out = scratch / "out"
    settings = {"BRIEFING_MODEL_DIR": str(model_dir), "BRIEFING_CACHE_DIR": str(scratch / "cache")}
    done = subprocess.run(
        [sys.executable, "-m", "briefing", "build", str(corpus), "--output", str(out), "--topic", TOPIC, *options],
        env={**os.environ, **settings, **environment},
        check=False,
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in done.stderr
    return Run(done.returncode, done.stdout + done.stderr, out / "foreign-troops-in-iraq")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, model_dir: Path) -> Run:
    """The demonstration brief, made once."""
    return build(ROOT / "corpus", tmp_path_factory.mktemp("demo"), model_dir)


class TestDemo:
    """The demonstration corpus."""

    def test_says_that_it_is_incomplete(self, demo: Run) -> None:
        """The damaged file is named, the brief is made without it, and the exit code says so."""
        assert demo.code == INCOMPLETE
        assert "09-damaged.md" in demo.printed
        assert demo.brief.incomplete
        assert sorted(demo.files) == ["brief.html", "brief.json", "brief.md", "brief.pdf"]

    @pytest.mark.parametrize("name", ["brief.md", "brief.json"])
    def test_golden(self, demo: Run, name: str, *, regenerate: bool) -> None:
        """The brief is the one that was read and approved; BRIEFING_REGEN=1 writes it anew, to be read again."""
        if regenerate:
            (GOLDEN / name).write_bytes(demo.files[name])
        expected = (GOLDEN / name).read_text(encoding="utf-8")

        assert demo.files[name].decode() == expected

    def test_every_quote_stands_in_its_file(self, demo: Run) -> None:
        """Each quote stands in the file that it names, tags and line breaks aside."""
        paths = {source.id: source.path for source in demo.brief.sources}
        quotes = [(paths[e.source], e.quote) for s in demo.brief.statements() for e in s.evidence]

        assert quotes
        for path, quote in quotes:
            raw = re.sub(r"<[^>]+>", "", (ROOT / "corpus" / path).read_text(encoding="utf-8"))
            assert " ".join(quote.split()) in " ".join(raw.split())

    def test_accounts_for_every_file(self, demo: Run) -> None:
        """Each file of the folder has a fate; the reprint is a duplicate, or shares its agency's origin."""
        brief = demo.brief
        origins = {source.path: source.origin for source in brief.sources}

        assert {row.path for row in brief.inputs} == {path.name for path in (ROOT / "corpus").iterdir()}
        assert origins["04-drone-attack.html"] == origins["05-drone-attack-reprint.txt"]

    def test_traps(self, demo: Run) -> None:
        """Two spellings are one person, a figure that differs is disputed, what was paused is resumed."""
        brief = demo.brief
        names = {alias: actor.name for actor in brief.actors for alias in (actor.name, *actor.aliases)}

        assert names["Yahya Rasool"] == names["Yehia Rasool"]
        assert names["Qassem Soleimani"] == names["Qasem Suleimani"]
        assert any(figure.number == 5200 for figure in brief.figures)
        assert any(
            {"5,200", "6,000"} <= {n for side in dispute.sides for n in re.findall(r"\d,\d{3}", side.text)}
            for dispute in brief.disputes
        )
        assert any(question.status == "resumed" for question in brief.questions)
        assert {"2020-01-05", "2024-01-27", "2024-01-28", "2024-02-11"} <= {event.date for event in brief.timeline}

    def test_furniture_stays_out(self, demo: Run) -> None:
        """No menu, cookie bar, teaser or by-line comes into the brief."""
        statements = " ".join(statement.text for statement in demo.brief.statements())

        for words in ("READ ALSO", "cookie", "newsletter", "social media", "Follow ", "correspondent for", "Write to"):
            assert words not in statements

    def test_pdf_says_what_the_brief_says(self, demo: Run) -> None:
        """An independent reader finds every statement's words in the PDF."""
        document = pypdfium2.PdfDocument(demo.files["brief.pdf"])
        text = squeezed(" ".join(page.get_textpage().get_text_range() for page in document))
        document.close()

        assert [s.text for s in demo.brief.statements() if squeezed(s.text) not in text] == []

    def test_same_bytes(self, demo: Run, tmp_path: Path, model_dir: Path) -> None:
        """Another order of files, day, time zone and hash seed give the same bytes in all four formats."""
        corpus = tmp_path / "corpus"
        corpus.mkdir()
        for file in sorted((ROOT / "corpus").iterdir(), reverse=True):
            shutil.copy(file, corpus)
            os.utime(corpus / file.name, (10**9, 10**9))
        again = build(corpus, tmp_path, model_dir, PYTHONHASHSEED="7", TZ="Pacific/Kiritimati")

        assert again.files == demo.files

    def test_remembers(self, tmp_path: Path, model_dir: Path) -> None:
        """The second build loads no model and changes nothing; one more article is the only one condensed."""
        corpus = tmp_path / "corpus"
        shutil.copytree(ROOT / "corpus", corpus, ignore=shutil.ignore_patterns("07*", "09*"))
        first = build(corpus, tmp_path, model_dir, "--format", "json")
        second = build(corpus, tmp_path, tmp_path / "no models here", "--format", "json")
        shutil.copy(ROOT / "corpus" / "07-talks-resume.txt", corpus)
        third = build(corpus, tmp_path, model_dir, "--format", "json")

        assert (first.code, second.code, third.code) == (0, 0, 0)
        assert "\n0 condensed" in f"\n{second.printed}"
        assert "unchanged in" in second.printed
        assert "\n1 condensed" in f"\n{third.printed}"


def squeezed(text: str) -> str:
    """Letters and digits only: hyphenation, ligatures and line breaks differ."""
    return re.sub(r"[\W_]+", "", text).lower()


HOSTILE = """Norvia's council <b>votes</b> on the [harbour](javascript:alert(1)) plan

March 3, 2023

The council of Norvia approved the harbour plan on Thursday <script>alert("norvia")</script>by 14 votes. \
Mayor Lena Hartog said that {{ 7 * 7 }} and {% raw %} are no business of hers. \
Hartog read out | a | table | and `code` and ![picture](http://evil.example/x.png) at the meeting.

The harbour company said that \u202egnipoc\u202c and background:url(http://evil.example/y.css) stand in its contract. \
About 250 people waited outside with # banners and * stars and [^1] and <img src=file:///etc/passwd onerror=alert(2)>.
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, model_dir: Path) -> Run:
    """The brief of two articles that mean harm."""
    scratch = tmp_path_factory.mktemp("hostile")
    corpus = scratch / "corpus"
    corpus.mkdir()
    (corpus / "attack.txt").write_text(HOSTILE, encoding="utf-8")
    (corpus / "page.html").write_text(
        "<html><head><title>{{ config }}</title><script>alert('title')</script>"
        "<style>body{background:url(http://evil.example/z)}</style></head><body><article><h1>Harbour</h1>"
        "<p>Harbour workers of Norvia stopped work on Friday in protest against the plan of the council.</p>"
        "<p onclick=alert(3)>Union leader Tomas Brandt said that 300 workers took part in the protest on Friday.</p>"
        "</article></body></html>",
        encoding="utf-8",
    )
    return build(corpus, scratch, model_dir)


class TestHostile:
    """Article text is data: none of it acts in any format."""

    def test_all_formats_are_made(self, hostile: Run) -> None:
        """The brief is made whole."""
        assert hostile.code == 0
        assert len(hostile.files) == 4

    def test_html(self, hostile: Run) -> None:
        """No tag, handler or address of an article is live in the HTML."""
        page = hostile.files["brief.html"].decode()

        assert "<script" not in page
        assert not re.search(r"<[^>]+\son\w+=", page)
        assert not re.search(r"(?:src|href)\s*=\s*[\"']?(?:http://evil|javascript:|file:)", page)
        assert "\u202e" not in page

    def test_markdown(self, hostile: Run) -> None:
        """No link, picture, tag or note of an article is live in the Markdown."""
        text = hostile.files["brief.md"].decode()

        assert not re.search(r"(?<!\\)\]\((?:javascript|http://evil)", text)
        assert not re.search(r"!(?<!\\)\[picture", text)
        assert not re.search(r"(?<!\\)<(?:script|img|b)\b", text)
        assert "\u202e" not in text

    def test_templates_do_not_run(self, hostile: Run) -> None:
        """Template syntax stands as it was written."""
        assert "{{ 7 * 7 }}" in json.dumps(json.loads(hostile.files["brief.json"]))
        assert "49" not in " ".join(statement.text for statement in hostile.brief.statements())

    def test_pdf(self, hostile: Run) -> None:
        """The PDF holds no script, no file and no address of an article."""
        for word in (b"/JavaScript", b"/JS", b"/EmbeddedFile", b"/Launch", b"evil.example", b"root:"):
            assert word not in hostile.files["brief.pdf"]
