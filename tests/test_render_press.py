"""PDFs from a process of their own: the same bytes, errors that come over, no answer to another page."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import samples

from briefing.errors import RenderError
from briefing.render import Press, html, pdf, render
from briefing.render.text import cleaned

PAGES = [html.page(cleaned(brief), "paper.css", None) for brief in (samples.EMPTY, samples.SAMPLE)]
DAY = "2031-03-03"


@pytest.fixture(scope="module")
def press() -> Press:
    """One that is kept, as in a running watch."""
    return Press()


@pytest.fixture
def own() -> Iterator[Press]:
    """One whose process may be killed."""
    made = Press()
    yield made
    made._running().kill()  # noqa: SLF001


def process_of(press: Press) -> int:
    """The id of its process."""
    return press._running().process.pid  # noqa: SLF001


def test_same_bytes(press: Press) -> None:
    """What comes from the other process is what this one makes, and the process is kept for the next page."""
    first = process_of(press)

    for page in PAGES:
        press.ask(page, DAY)
        assert press.answer() == pdf.printed(page, DAY)
    assert process_of(press) == first


def test_all_formats(press: Press) -> None:
    """A brief is the same with it and without it, in whatever order the formats are asked for."""
    formats = ["pdf", "md", "html", "json"]

    assert render(samples.SAMPLE, formats, press=press) == render(samples.SAMPLE, formats)
    assert list(render(samples.SAMPLE, ["md"], press=press)) == ["brief.md"]


def test_no_answer_to_another_page(press: Press) -> None:
    """A page that nobody waited for, because something else failed meanwhile, is forgotten."""
    press.ask(PAGES[1], DAY)
    press.ask(PAGES[0], DAY)

    assert press.answer() == pdf.printed(PAGES[0], DAY)


def test_a_broken_template_leaves_no_page_behind(press: Press, tmp_path: Path) -> None:
    """Where another format fails while the PDF is made, the next brief gets its own."""
    (tmp_path / "brief.md.j2").write_text("{% if %}", encoding="utf-8")

    with pytest.raises(RenderError, match=r"brief\.md\.j2"):
        render(samples.SAMPLE, ["md", "pdf"], tmp_path, press)
    assert render(samples.EMPTY, ["pdf"], press=press) == render(samples.EMPTY, ["pdf"])


@pytest.mark.parametrize("is_asked", [False, True])
def test_a_process_that_dies(own: Press, is_asked: bool) -> None:  # noqa: FBT001 - a column of the table
    """Its end is one line where a page was waited for; the next page has a new one."""
    if is_asked:
        own.ask(PAGES[1], DAY)
    dead = process_of(own)
    os.kill(dead, signal.SIGKILL)
    if not is_asked:
        while own._child and own._child.usable:  # noqa: SLF001
            time.sleep(0.01)
        own.ask(PAGES[0], DAY)
    else:
        with pytest.raises(RenderError, match=r"^pdf: the process that makes it came to its end, .*; build the brief"):
            own.answer()
        own.ask(PAGES[0], DAY)

    assert own.answer() == pdf.printed(PAGES[0], DAY)
    assert process_of(own) != dead


def test_it_ends_with_its_press() -> None:
    """No process stays behind."""
    made = Press()
    made.prepare()
    child = made._running()  # noqa: SLF001

    del made

    assert child.process.wait(30) is not None


def test_a_machine_without_pango_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What keeps the library from starting there is said here, each time that a PDF is asked for."""
    (tmp_path / "weasyprint.py").write_text("raise OSError('no library called pango')", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    press = Press()
    press.prepare()

    for _ in range(2):
        with pytest.raises(RenderError, match=r"no library called pango; install libpango.* or leave pdf out"):
            render(samples.EMPTY, ["pdf"], press=press)
