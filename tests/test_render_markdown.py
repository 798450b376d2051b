"""`briefing.render.markdown`: the brief as Markdown, read back by Python-Markdown."""

import dataclasses
import re
from pathlib import Path

import pytest
import samples
from lxml import html
from markdown import markdown

from briefing.errors import RenderError
from briefing.records import Brief, Statement
from briefing.render import render
from briefing.render.text import clean

SECTIONS = (
    "Bottom line",
    "What happened",
    "What changed",
    "Key actors",
    "Key figures",
    "Timeline",
    "Where sources disagree",
    "What is still open",
    "Sources",
    "How this brief was made",
    "Notes",
)


def text_of(brief: Brief) -> str:
    """The Markdown of a brief."""
    return render(brief, ["md"])["brief.md"].decode()


def page_of(brief: Brief) -> html.HtmlElement:
    """The Markdown of a brief, as Python-Markdown renders it."""
    return html.fromstring(f"<div>{markdown(text_of(brief), extensions=['footnotes', 'tables'])}</div>")


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    """The rendered sample."""
    return page_of(samples.SAMPLE)


def test_sections_stand_in_order(page: html.HtmlElement) -> None:
    """All sections are there under their headings, most important first."""
    assert tuple(heading.text for heading in page.iter("h2")) == SECTIONS


def test_every_reference_resolves_both_ways(page: html.HtmlElement) -> None:
    """Each call leads to its note, and each note leads back to all of its calls."""
    anchors = {element.get("id") for element in page.iter() if element.get("id")}
    calls = [element.getparent().get("id") for element in page.xpath("//a[@class='footnote-ref']")]
    backs = [element.get("href")[1:] for element in page.xpath("//a[@class='footnote-backref']")]

    assert all(link.get("href")[1:] in anchors for link in page.xpath("//a[starts-with(@href, '#')]"))
    assert len(calls) > len(page.xpath("//div[@class='footnote']//li"))
    assert sorted(calls) == sorted(backs)


def test_one_note_for_each_span_in_order_of_use() -> None:
    """Notes count upwards in the text, and no span has two."""
    text = text_of(samples.SAMPLE)
    calls = [int(number) for number in re.findall(r"\[\^(\d+)\](?!:)", text)]
    notes = re.findall(r"^\[\^(\d+)\]: “(.+?)” (.+)$", text, re.MULTILINE)

    assert list(dict.fromkeys(calls)) == list(range(1, len(notes) + 1))
    assert len({(quote, source) for _, quote, source in notes}) == len(notes)


def test_a_note_names_source_date_and_words() -> None:
    """A note quotes the words and says who published them, when and where; how the date is known, if it is doubtful."""
    assert (
        "[^1]: “The Sahand Dam authority reopened two of its five gates on 12 February after a pause of nine weeks.”"
        " Upland Daily, 13 February 2024, [S4](https://upland.example/news/reopening)."
    ) in text_of(samples.SAMPLE)
    sources = tuple(dataclasses.replace(source, dated_by="inferred") for source in samples.SAMPLE.sources)
    assert "Upland Daily, 13 February 2024 (date inferred from the text), [S4]" in text_of(
        dataclasses.replace(samples.SAMPLE, sources=sources)
    )


def test_words_of_an_earlier_brief_are_marked() -> None:
    """A note says that the earlier brief quoted the words, and names the path of an article that is gone."""
    text = text_of(samples.SAMPLE)

    assert re.search(r"“In December the reservoir was 47 percent full.” .+ S1, as the earlier brief quoted it\.", text)
    assert "January.” `old/plans.txt`, as the earlier brief quoted it." in text
    assert "(its article was removed)" in text


def test_every_statement_is_printed_with_a_call() -> None:
    """Wherever a statement stands, a footnote follows it."""
    text = text_of(samples.SAMPLE)
    printed = [value for value in vars(samples).values() if isinstance(value, Statement)]

    assert len(printed) > 10
    assert all(f"{statement.text}[^" in text for statement in printed)


def test_independent_sources_and_rewriting_are_marked() -> None:
    """More than one origin is said, one is not; rewritten sentences say so, and the legend explains it."""
    text = text_of(samples.SAMPLE)

    assert "winter planting.[^7] [^8] (merged) (2 independent sources)" in text
    assert "in a notice.[^5] [^6]\n" in text
    assert "Those marked edited or merged are not word for word." in text
    assert "rewritten" not in text_of(samples.single())


def test_an_incomplete_brief_says_so_at_the_top() -> None:
    """Files that could not be read are counted before the first sentence; a complete brief has no such notice."""
    top = text_of(samples.SAMPLE).partition("## Bottom line")[0]

    assert "**This brief is incomplete.** 1 of 7 inputs could not be read" in top
    assert "incomplete" not in text_of(samples.single())


def test_empty_sections_say_that_nothing_was_found() -> None:
    """No section vanishes but the changes, which need an earlier brief."""
    text = text_of(samples.EMPTY)

    assert [f"## {title}" in text for title in SECTIONS] == [title != "What changed" for title in SECTIONS]
    assert "No disagreement between the sources was found." in text
    assert "No sentence was withheld." in text


def test_every_input_and_withheld_sentence_is_listed() -> None:
    """Each file has its fate, each withheld sentence its reason."""
    text = text_of(samples.SAMPLE)

    assert all(row.path in text for row in samples.SAMPLE.inputs)
    assert "| `broken.html` | could not be read | the file holds no text |" in text
    assert "- a number in it is not in the quoted words (2)\n    - S2: The dam lost 9,400 families." in text


def test_figures_of_one_measure_stand_together() -> None:
    """Rows are grouped by what they measure, the first of each in the order of the brief."""
    rows = re.findall(r"^\| (.+?) \| (.+?) \|", text_of(samples.SAMPLE).partition("## Key figures")[2], re.MULTILINE)

    assert [figure for _, figure in rows[1:6]] == ["about 3,400", "2,100", "61%", "48%", "$12.5 million"]


def test_hostile_text_is_plain() -> None:
    """HTML, Markdown, Jinja and links in an article come out as the characters that they are."""
    page = page_of(samples.hostile())
    cells = [" ".join(item.text_content().split()) for item in page.iter("p", "li", "td", "h1", "h3", "strong")]
    links = {link.get("href") for link in page.iter("a") if not link.get("href").startswith("#")}

    assert sum(clean(samples.HOSTILE) in cell for cell in cells) > 20
    assert not page.xpath("//script | //img | //style | //pre | //comment()")
    assert [element.text[:9] for element in page.iter("em")] == ["Sentences", "accounts "]
    assert len(page.xpath("//h1")) == 1
    assert links == {"https://evil.example/a%29b%5D%28c%29%3Cd%3E%22e'f%60g%7Ch%2Ai_j%7B%7Bk%7D%7D%20l"}


def test_the_users_template_is_taken(tmp_path: Path) -> None:
    """A template in the user's folder replaces the program's."""
    (tmp_path / "brief.md.j2").write_text("{{ brief.title }} by the *user*")

    assert render(samples.SAMPLE, ["md"], tmp_path) == {"brief.md": f"{samples.SAMPLE.title} by the *user*\n".encode()}


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{{ breif.title }}", "'breif' is undefined"),
        ("\n{% if %}", "line 2"),
        ("{{ brief.title.__class__ }}", "unsafe"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{% include 'no.md.j2' %}", "no.md.j2"),
    ],
)
def test_a_broken_template_is_one_line(tmp_path: Path, template: str, told: str) -> None:
    """A misspelt name, bad syntax or a way out of the sandbox ends in one line that names the template."""
    (tmp_path / "brief.md.j2").write_text(template)

    with pytest.raises(RenderError, match=r"^templates?: ") as caught:
        render(samples.SAMPLE, ["md"], tmp_path)

    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_source_that_is_not_listed_is_an_error() -> None:
    """Evidence that names no source of the brief is refused, with the names that there are."""
    with pytest.raises(RenderError, match=r"evidence names source S4: it lists none"):
        render(dataclasses.replace(samples.single(), sources=()), ["md"])


def test_an_unknown_format_is_an_error() -> None:
    """Only the four formats exist."""
    with pytest.raises(RenderError, match="docx: unknown"):
        render(samples.SAMPLE, ["docx"])
