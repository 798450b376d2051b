"""`briefing.render.text` and the escape for Markdown: what an article says never acts."""

import dataclasses

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown import markdown
from markdown_it import MarkdownIt

from briefing.render.environment import code, escape_markdown
from briefing.render.text import clean, cleaned, web_address

COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])
MARKUP = "\\`*_{}[]()<>#+-=~^|!$%&;:/.?'\"@"
WORDS = [
    "http://x.example",
    "www.x.example",
    "&lt;",
    "&#60;",
    "[^1]",
    "](",
    "[x] ",
    "1. ",
    "a) ",
    "- ",
    "```",
    "<b>",
    "w",
]
NASTY = (
    st.lists(st.sampled_from([*MARKUP, *WORDS, " ", "é", "س", "7"]), min_size=1, max_size=12).map("".join).map(clean)
)


def shown(page: str) -> str:
    """What a browser shows of some HTML, with spaces as on one line."""
    return " ".join(html.fromstring(f"<div>{page}</div>").text_content().split())


@pytest.mark.parametrize(
    "character", ["\u202e", "\u2066", "\u200f", "\u061c", "\u200b", "\ufeff", "\u00ad", "\x07", "\x9b"]
)
def test_steering_characters_are_dropped(character: str) -> None:
    """Control, bidirectional and invisible characters do not pass."""
    assert clean(f"a{character}b") == "ab"


def test_lines_become_one() -> None:
    """Every kind of line end and run of spaces is one space, so no text can begin a line."""
    assert clean(" a\r\n\n\tb\u2028c\u2029d\x85e\x0bf  \u200b  g ") == "a b c d e f g"


def test_joiners_stay_where_a_script_needs_them() -> None:
    """Persian keeps its zero-width non-joiner; a Latin word cannot hide behind one."""
    assert clean("\u0645\u06cc\u200c\u062e") == "\u0645\u06cc\u200c\u062e"
    assert clean("Ir\u200caq") == "Iraq"


@given(st.text())
def test_cleaning_is_final(text: str) -> None:
    """A cleaned text has no line end and no control, and cleaning it again changes nothing."""
    once = clean(text)

    assert len(once.splitlines()) <= 1
    assert clean(once) == once
    once.encode()


def test_every_text_of_a_record_is_cleaned() -> None:
    """However deep a text lies, it is cleaned; numbers and `None` stay."""
    brief = cleaned(samples.hostile())

    assert "\u202e" not in repr(brief)
    assert brief.figures[0].number == samples.hostile().figures[0].number
    assert cleaned(samples.SAMPLE) == samples.SAMPLE
    assert dataclasses.replace(brief) == brief


@pytest.mark.parametrize(
    "url", [None, "", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x/y", "http://[", "x"]
)
def test_only_web_addresses_are_followed(url: str | None) -> None:
    """Nothing but http and https with a host becomes a link."""
    assert not web_address(url)


def test_a_web_address_cannot_leave_its_place() -> None:
    """Quotes, brackets, spaces and Markdown in an address are percent-encoded; what was encoded stays so."""
    assert web_address('https://x.example/%20a"b>c d)e*f?g=h#i') == "https://x.example/%20a%22b%3Ec%20d%29e%2Af?g=h#i"


@pytest.mark.parametrize(
    "text",
    [
        "[The minister] said on [10 January], that R&D cost $5 million, up 3%.",
        "D. Yusuf's file_name_here rose +3 to -5 (1987); see A/B: 7 = 7 at 10:30.",
        "“It is over,” he said – at last…",
    ],
)
def test_ordinary_sentences_stay_readable(text: str) -> None:
    """A reader of the plain Markdown sees no backslashes in ordinary prose."""
    assert escape_markdown(text) == text


@pytest.mark.parametrize("before", ["", "- ", "## ", "> ", "1. "])
@given(text=NASTY)
def test_markdown_shows_the_text_itself(before: str, text: str) -> None:
    """CommonMark and Python-Markdown both show exactly the text, wherever it stands, and no element of its making."""
    source = f"{before}{escape_markdown(text)}"
    ours = {"p", "ul", "ol", "li", "h2", "blockquote", "div"}

    for page in (COMMONMARK.render(source), markdown(source, extensions=["footnotes", "tables"])):
        assert shown(page) == text
        assert {element.tag for element in html.fromstring(f"<div>{page}</div>").iter()} <= ours


@given(text=NASTY)
def test_a_table_cell_holds_the_text(text: str) -> None:
    """A cell shows the text and stays one cell."""
    source = f"| a | b |\n|:--|:--|\n| {escape_markdown(text)} | end |\n"

    for page in (COMMONMARK.render(source), markdown(source, extensions=["footnotes", "tables"])):
        cells = [shown(html.tostring(cell, encoding="unicode")) for cell in html.fromstring(page).iter("td")]
        assert cells == [text, "end"]


@pytest.mark.parametrize("before", ["!", "[x]", "www", "R&D"])
def test_a_footnote_follows_any_text(before: str) -> None:
    """The call after a text stays a footnote, whatever the text ends in."""
    page = markdown(f"{escape_markdown(before)}[^1]\n\n[^1]: note", extensions=["footnotes"])

    assert shown(page.split("<div")[0]) == f"{before}1"
    assert "<img" not in page


def test_paths_are_code_unless_they_could_end_it() -> None:
    """An ordinary path is set as code; one with a backtick is escaped like other text."""
    assert code("a/b_c-1.html") == "`a/b_c-1.html`"
    assert code("a`b") == "a`b"
