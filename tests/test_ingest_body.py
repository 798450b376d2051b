"""The article on a page: furniture goes, sentences stay, and every one of them literally."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.ingest.cleaning import furniture
from briefing.ingest.cleaning.body import Body, body_of
from briefing.ingest.formats.plaintext import text_blocks
from briefing.ingest.pages import Block, Metadata, Page

FIRST = "The council of Ayr met on Monday to speak about the old bridge over the river."
SECOND = "It voted for a new one, which is to be paid by the county."
LAST = "The work is expected to begin in spring."


def body(*lines: str, title: str | None = None) -> Body:
    """What is left of some lines."""
    return body_of(Page(text_blocks("\n".join(lines)), Metadata(title=title)))


@pytest.mark.parametrize(
    "line",
    [
        "READ ALSO: Ten things to know about eels",
        "Read: Mayor calls for calm",
        "Opinion: A bridge that nobody needs",
        "Related: Ferry stops after storm",
        "More on this story: The third pillar",
        "Read more",
        "You may also like",
        "ADVERTISEMENT",
        "Story continues below",
        "By Ada Reed",
        "By Ada Reed and Bo Hill, River Correspondents",
        "Author: Ada Reed",
        "Reporting by Ada Reed; Editing by Bo Hill",
        "Photo: Ada Reed",
        "Image: Ada Reed / River Post",
        "The bridge at dawn | Photo: AP/ Ada Reed",
        "People look at the fallen bridge [Ada Reed/Reuters]",
        "Note: This page was updated at 10:10 GMT on 03/05/2021 with a statement of the mayor.",
        "Editor's note: A former version of this article gave another date.",
        "This article was first published in the River Post.",
        "© 2021 River Post. All rights reserved.",
        "Copyright 2021 River Post",
        "Sign up for our newsletter and never miss a flood",
        "Subscribe to the River Post for less than a cup of tea",
        "Follow us on Facebook",
        "Share this article: Mail Print",
        "Agencies contributed to this report",
        "Bo Hill contributed reporting from the ferry.",
        "With inputs from agencies",
        "Source: River Post",
        "(Reuters)",
        "Hill Press Agency",
        "Tags: bridge, river, council",
        "Published 3 May 2021",
        "Last updated: May 3, 2021 at 10:15 GMT",
        "Published 3 hours ago",
        "https://river.example/bridge",
        "@adareed",
        "— Ada Reed (@adareed) May 3, 2021",
        "Home | News | Sport | Weather | Jobs",
        "If you have information on the missing ferry please call the harbour on 0000 112233.",
        "Write to her at ada@river.example.",
    ],
)
def test_furniture_goes(line: str) -> None:
    """Teasers, by-lines, credits, notes, invitations and appeals are no part of the article, wherever they stand."""
    assert body(FIRST, line, SECOND, LAST).sentences == (FIRST, SECOND, LAST)


@pytest.mark.parametrize(
    "sentence",
    [
        "By Monday the water had reached the market.",
        "Like our neighbours, the town has a bridge and members of a council.",
        "Support for the members of the council fell.",
        "The source: a spring in the hills.",
        "People who called the harbour on 1122 were told to wait.",
        "Police asked the public to call 0000 112233 if they saw the ferry.",
        "Ada Reed, a reporter for the River Post, was hurt.",
        "“Follow the river,” the mayor said.",
        "The Association of Painters (AP) will paint it.",
        "The council changed its privacy policy on Friday.",
        "Tags were found on the third pillar of the bridge.",
        "Related costs come to two million pounds.",
        "Photographs of the bridge were shown to the court.",
        "Watch towers stood on both sides of the river.",
        "“We have what we need,” he told Reuters.",
        "Analysis of the water showed lead.",
        "July 12, 2021 was the hottest day in the town.",
        "On May 3, 2021, the ferry sank.",
        "Two people died.",
        "Updated figures will be given on Friday.",
    ],
)
def test_real_sentences_stay(sentence: str) -> None:
    """Sentences that open like furniture, or name its words, are kept."""
    assert body(FIRST, sentence, SECOND, LAST).sentences == (FIRST, sentence, SECOND, LAST)


@pytest.mark.parametrize(
    ("glued", "left"),
    [
        (f"Published May 3 2021 {FIRST}", FIRST),
        (f"Date of publication 3 May 2021 {FIRST}", FIRST),
        (f"Mon May 3 2021 {FIRST}", FIRST),
        (f"03-05-2021 {FIRST}", FIRST),
        (f"Monday, May 3, 2021{FIRST}", FIRST),
        (f"AYR (Reuters) - {FIRST}", FIRST),
        (f"AYR, May 3 (AP) — {FIRST}", FIRST),
        (f"AYR, Scotland, May 3, 2021 - {FIRST}", FIRST),
        (f"AYR — {FIRST}", FIRST),
        (f"LOW HILL: {FIRST}", FIRST),
        (f"Low Hill, Ayrshire – {FIRST}", FIRST),
        (f"Low Hill, Ayrshire - {FIRST}", FIRST),
        (f"(AFP) {FIRST}", FIRST),
        (f"Bridge to be Built. {FIRST}", FIRST),
        (f"Bridge to be built {FIRST}", FIRST),
        (f"{FIRST[:-1]} {FIRST}", FIRST),
        (
            f"Tags Bridge River Ayr Low Hill At least ten of them spoke on it. {FIRST}",
            f"At least ten of them spoke on it. {FIRST}",
        ),
        (f"Ada Reed reports from the river - YouTube {FIRST}", FIRST),
        ("Town looks for a way out The council of Ayr met on Monday.", "The council of Ayr met on Monday."),
        (f"People walk past the bridge [AP] {FIRST}", FIRST),
        (f"People walk past the bridge. (River Post and agencies) {FIRST}", FIRST),
        (f"Published May 3 2021 A woman walks past the bridge. {FIRST}", FIRST),
        (f"\ufffd\ufffd{FIRST}", FIRST),
    ],
)
def test_glued_to_the_head(glued: str, left: str) -> None:
    """Where a page was saved as one line, what ran into a sentence is cut off and the sentence stays as it is."""
    text = " ".join(body(glued, SECOND, title="Bridge to be built").sentences)

    assert text == f"{left} {SECOND}"


@pytest.mark.parametrize(
    "tail", ["--AFP", " (Reuters)", " (With EFE Agency)", "\n(Hill Press Agency)", "\nWith Hill Press Agency"]
)
def test_signature(tail: str) -> None:
    """An agency's signature goes, and is remembered as a credit."""
    result = body(FIRST, SECOND, LAST + tail)

    assert result.sentences == (FIRST, SECOND, LAST)
    assert [credit.strip() for credit in result.credits] == [tail.strip()]


def test_foot_of_a_page_in_one_line() -> None:
    """Menus and related stories at the end of a page that was saved as one line go, prose-like headlines and all."""
    foot = "Source River Post and agencies Related News Eel wins race. Ten hurt. Follow us here. Copyright 2021 Post."

    assert body(f"{FIRST} {SECOND} {foot} Contact Us Privacy Policy").sentences == (FIRST, SECOND)


def test_foot_of_a_page_in_lines() -> None:
    """The same in lines of their own."""
    assert body(FIRST, SECOND, "Related stories", "Eel wins race", "Ten hurt in fall", "About us").sentences == (
        FIRST,
        SECOND,
    )


def test_author_introduced_at_the_end() -> None:
    """What is said of the author goes at the end of the text, not in its midst."""
    about = "Ada Reed writes on rivers and bridges."

    assert body("By Ada Reed", FIRST, SECOND, about).sentences == (FIRST, SECOND)
    assert about in body("By Ada Reed", FIRST, about, SECOND, LAST, LAST, LAST).sentences
    assert body(FIRST, SECOND, "Bo Hill is a reporter for the River Post.").sentences == (FIRST, SECOND)


def test_caption_before_credit() -> None:
    """A caption goes with the credit that stands under it."""
    assert body(FIRST, "The bridge in May.", "Image: Ada Reed.", SECOND).sentences == (FIRST, SECOND)


def test_headings_are_text_but_no_sentences() -> None:
    """Headline, headings and labels stand in the text; a deck is a sentence, a line within the text is not."""
    deck = "More than ten people have asked for a new bridge over the river"
    inner = "Mayor of the lower town says the ferry is enough for all"
    result = body("Council votes for bridge", deck, FIRST, inner, "What Comes Next", "In short:", SECOND)

    assert result.sentences == (deck, FIRST, SECOND)
    assert [line.text for line in result.lines if not line.sentences] == [
        "Council votes for bridge",
        inner,
        "What Comes Next",
        "In short:",
    ]


def test_headline_is_no_sentence() -> None:
    """The first line of a text without a title is its headline, however long."""
    assert body("Council of Ayr has voted for a new bridge", FIRST).sentences == (FIRST,)


def test_items() -> None:
    """List items that tell something are sentences, single words are not."""
    assert body(FIRST, "* Low Hill – about 2,000", "* Market", "* Ten people spoke for the bridge").sentences == (
        FIRST,
        "Low Hill – about 2,000",
        "Ten people spoke for the bridge",
    )


def test_heading_that_is_prose() -> None:
    """A paragraph marked up as a heading is a paragraph."""
    page = Page((Block("heading", FIRST), Block("heading", "What comes next"), Block("paragraph", SECOND)))

    assert body_of(page).sentences == (FIRST, SECOND)


def test_broken_sentences() -> None:
    """What begins in the middle or breaks off is no sentence; a name in small letters begins one."""
    text = f"{FIRST} of the lower town. It was taken by the men of the. al-Hill spoke. {SECOND} 12"

    assert body(text).sentences == (FIRST, "al-Hill spoke.", SECOND)


def test_lines_are_literal() -> None:
    """What is cut out of a line ends it: no line of the article reads on over a gap."""
    result = body(f"{FIRST} Follow us on Facebook. {SECOND} {LAST}")

    assert [line.text for line in result.lines] == [FIRST, f"{SECOND} {LAST}"]


def test_stamps() -> None:
    """Dates that the page states are kept, publication before change."""
    result = body("Updated 9 May 2021", "Published 3 May 2021", FIRST, "Note: This page was updated on 11 May 2021.")

    assert [stamp.days[0] for stamp in result.stamps] == [date(2021, 5, 3), date(2021, 5, 9), date(2021, 5, 11)]


def test_stamps_beside_the_text() -> None:
    """So are those that stand beside it on a web page."""
    page = Page(text_blocks(FIRST), stamps=("Published 3 May 2021", "Agencies | Updated: 10:15 May 5, 2021", "Monday"))

    assert [str(stamp.days[0]) for stamp in body_of(page).stamps] == ["2021-05-03", "2021-05-05"]


def test_masthead() -> None:
    """A newspaper's name over a by-line is the publisher, a section's is not."""
    assert body("Bridge opens", "The River Post", "By Ada Reed", FIRST).masthead == "The River Post"
    assert body("Bridge opens", "World News", "By Ada Reed", FIRST).masthead is None


def paged(text: str) -> Body:
    """What is left of a text with its blank lines."""
    return body_of(Page(text_blocks(text)))


@pytest.mark.parametrize(
    "line",
    [
        "by Ada Reed, The River Post, Monday 3 May 2021",
        "The River Post | Staff Reporter | May 3, 2021 | 9:14 PM",
        "Issued on: 03/05/2021 - 11:42    Modified: 03/05/2021 - 13:05",
        "By Ada Reed, Ayr\nMonday, May 3, 2021",
        "3 May 2021 18:05",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_imprint_over_the_text(line: str, gap: str) -> None:
    """A line of names and dates below the headline dates the text and is no part of it, with or without a gap."""
    result = paged(f"Council of the river towns votes for a bridge at last{gap}{line}\n\n{FIRST}\n\n{SECOND}")

    assert [text.text for text in result.lines] == [
        "Council of the river towns votes for a bridge at last",
        FIRST,
        SECOND,
    ]
    assert date(2021, 5, 3) in result.stamps[0].days


def test_imprint_over_the_headline() -> None:
    """It may stand over the headline, too."""
    result = paged(f"The River Post / Comment / Ada Reed / 3 May 2021\n\nA bridge too many\n\n{FIRST}\n\n{SECOND}")

    assert [line.text for line in result.lines] == ["A bridge too many", FIRST, SECOND]
    assert (result.masthead, result.stamps[0].days) == ("The River Post", (date(2021, 5, 3),))


def test_imprint_names_author_and_outlet() -> None:
    """The by-line in it is a credit, the paper the masthead."""
    result = body("Bridge opens", "by Ada Reed, The River Post, Monday 3 May 2021", FIRST)

    assert (result.credits, result.masthead) == (("by Ada Reed",), "The River Post")


def test_dates_that_stay() -> None:
    """A deck, a headline and a paragraph keep the dates that they name."""
    deck = "The old bridge had been closed by the council on 3 May 2021"
    first = "On May 3, 2021, the council of Ayr closed the old bridge over the river."

    assert body("Bridge of 3 May 2021", deck, first).sentences == (deck, first)
    assert body("Bridge opens", FIRST, "Monday | Low Hill | 3 May 2021 | 9:14 PM", SECOND).stamps == ()


@pytest.mark.parametrize(
    ("over", "masthead"),
    [
        ("RIVER POST — in print since 1898", "RIVER POST"),
        ("The Ferryman\nOPINION", "The Ferryman"),
        ("Comment", None),
        ("World / Rivers", None),
    ],
)
def test_over_the_headline(over: str, masthead: str | None) -> None:
    """The paper's name and the section over a headline are neither headline nor text."""
    result = paged(f"{over}\n\nA bridge that nobody needs\n\nBy Ada Reed\n\n{FIRST}\n\n{SECOND}")

    assert (result.lines[0].text, result.masthead) == ("A bridge that nobody needs", masthead)
    assert result.sentences == (FIRST, SECOND)


def test_headline_with_full_stops() -> None:
    """A first line with every word in capitals is the headline though it ends in a full stop; a sentence is none."""
    assert body("They Sold a Bridge. Now Watch the Ferry.", FIRST).sentences == (FIRST,)
    assert body("Ada Reed sold the Old Bridge of Ayr.", FIRST).sentences[1:] == (FIRST,)


def test_labelled_copy() -> None:
    """The labelled lines of a stored copy are read and are no text, however long they are."""
    head = (
        "Title: Council of the river towns votes for a new bridge\nDate: 2021-05-03 20:33\nCategory: news\n"
        "Src: https://river.example/news/2021/council-of-the-river-towns-votes\nAuthor: Ada Reed"
    )
    result = paged(f"{head}\n\n\n{FIRST}\n\n{SECOND}")

    assert [line.text for line in result.lines] == [FIRST, SECOND]
    assert result.labels.title == "Council of the river towns votes for a new bridge"
    assert [stamp.days for stamp in result.stamps] == [(date(2021, 5, 3),)]
    assert result.labels.author == "Ada Reed"
    updated = paged(f"Title: A\nUpdated: 9 May 2021\nTime: now\n\n{FIRST}\n\n{SECOND}")
    assert [stamp.updated for stamp in updated.stamps] == [True]


def test_dateline_without_year() -> None:
    """The day and month of a dateline are kept aside."""
    mention = body(f"LOW HILL, Ayr, Sept 14 (Hill Wire) — {FIRST}", SECOND).day_and_month

    assert mention is not None
    assert (mention.parts.month, mention.parts.day) == (9, 14)
    assert body(f"AYR (Sunday Wire) — {FIRST}").day_and_month is None


def test_byline_name() -> None:
    """The name is cut from what else a by-line says."""
    assert furniture.byline_name("By Ada Reed in Ayr") == "Ada Reed"
    assert furniture.byline_name("By and by") is None


ODDS = [
    "By ",
    "Tags ",
    "(AFP) ",
    " - YouTube ",
    "Photo: ",
    "A. ",
    "The river ",
    "--AP",
    "\n",
    "“",
    '"',
    "* ",
    ". ",
    "3 May 2021 ",
]


@given(st.lists(st.one_of(st.sampled_from(ODDS), st.text(max_size=8)), max_size=30).map("".join))
def test_any_text(text: str) -> None:
    """Whatever the text, spans lie within their lines, in order, and each line stands in the text literally."""
    page = Page(text_blocks(text))
    for line in body_of(page).lines:
        assert any(line.text in block.text for block in page.blocks)
        last = 0
        for start, end in line.sentences:
            assert last <= start < end <= len(line.text)
            last = end
