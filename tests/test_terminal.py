"""What people see: the brief with its footnotes, the sources, progress."""

import io
import json
import time
from datetime import date

import pytest
import samples
from rich.console import Console

from briefing import terminal
from briefing.records import Article, Reading, Rejected, Span


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


READING = Reading(
    (article("a.txt"), article("b.txt", duplicate_of="a.txt")), (Rejected("c.pdf", "no reader for .pdf"),)
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

    def test_lines(self) -> None:
        """Each file is listed, with what is known of it or why it is rejected."""
        console = plain()
        terminal.print_sources(READING, console)
        output = printed(console)

        assert (
            "a.txt\n  A title\n  Upland Daily; 2024-02-13 (date stated in the article); origin: Upland Daily" in output
        )
        assert "copy of a.txt" in output
        assert "c.pdf\n  rejected: no reader for .pdf" in output
        assert output.endswith("2 articles, 1 rejected\n")

    def test_json(self) -> None:
        """As JSON, the same facts, without the text of the articles."""
        data = json.loads(terminal.sources_json(READING))

        assert [row["path"] for row in data["articles"]] == ["a.txt", "b.txt"]
        assert data["articles"][0]["published"] == "2024-02-13"
        assert "text" not in data["articles"][0]
        assert data["rejected"] == [{"path": "c.pdf", "reason": "no reader for .pdf"}]


class TestProgress:
    """How far a run is."""

    def test_lines(self) -> None:
        """Outside a terminal, each stage that is done gives one line; one without work gives none."""
        console = plain()
        with terminal.Progress(console) as report:
            for done in range(3):
                report("read", done, 2)
            report("condense", 0, 0)

        assert printed(console) == "read: 2 of 2\n"

    def test_short_work(self) -> None:
        """On a terminal, work that is done at once shows nothing."""
        console = fancy()
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
