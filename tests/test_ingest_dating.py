"""When articles were published: what they say, what their addresses say, and what only the others can tell."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from briefing.ingest.addresses import day_in_address, site_of
from briefing.ingest.cleaning.datelines import leading_stamp, metadata_days
from briefing.ingest.cleaning.imprint import imprint, is_labelled, labels_over
from briefing.ingest.comparing.dating import Dated, Evidence, date_all
from briefing.language import dates

FIFTH_OF_MARCH = (date(2021, 3, 5), date(2021, 5, 3))  # 05/03/2021: a Friday and a Monday


def dated(*articles: Evidence, as_of: date | None = None) -> dict[str, Dated]:
    """The dates of some articles."""
    return dict(date_all(articles, as_of=as_of))


def test_order_of_trust() -> None:
    """Metadata is trusted before what the page states, that before the address, the article's own before its path."""
    article = Evidence(
        "a",
        (),
        published=(date(2021, 3, 5),),
        stated=((date(2021, 3, 6),),),
        addresses=("https://river.example/2021/03/07/x", "20210308.txt"),
    )

    assert dated(article)["a"] == Dated(date(2021, 3, 5), "metadata")
    article = replace(article, published=())
    assert dated(article)["a"] == Dated(date(2021, 3, 6), "stated")
    article = replace(article, stated=())
    assert dated(article)["a"] == Dated(date(2021, 3, 7), "url")
    assert dated(replace(article, addresses=("20210308.txt",)))["a"] == Dated(date(2021, 3, 8), "url")
    assert dated(Evidence("a", ("The bridge fell on Friday.",)))["a"] == Dated(None, "unknown")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://river.example/news/2021/03/05/bridge", date(2021, 3, 5)),
        ("https://river.example/2021/mar/05/bridge", date(2021, 3, 5)),
        ("https://river.example/bridge-2021-3-5", date(2021, 3, 5)),
        ("post/20210305-bridge.html", date(2021, 3, 5)),
        ("https://river.example/2021/13/05/bridge", None),
        ("0f20210305a9.txt", None),
        ("https://river.example/bridge-777916.html", None),
    ],
)
def test_day_in_address(address: str, expected: date | None) -> None:
    """Addresses and file names tell the day in several forms; other numbers are none."""
    assert day_in_address(address) == expected


@pytest.mark.parametrize("address", ["http://[", "mailto:a@b.example", "/local", ""])
def test_no_site(address: str) -> None:
    """What is no web address has no site."""
    assert site_of(address) is None


@pytest.mark.parametrize(
    ("sentences", "as_of", "expected"),
    [
        (("The council met on Friday.",), None, date(2021, 3, 5)),
        (("The council met on Sunday.",), None, date(2021, 5, 3)),
        (("It rained.", "The council had asked for it on April 29, 2021."), None, date(2021, 5, 3)),
        (("It rained.", "The council had asked for it in February 2021."), None, None),
        (("It rained.", "The council had asked for it on March 1, 2021."), None, date(2021, 3, 5)),
        (("It rained.",), date(2021, 4, 1), date(2021, 3, 5)),
        (("It rained.",), None, None),
        (("The council met on Wednesday.",), None, None),
    ],
)
def test_order_of_day_and_month(sentences: tuple[str, ...], as_of: date | None, expected: date | None) -> None:
    """05/03/2021 is settled by weekdays, by other dates and by the day of the brief, or not at all."""
    article = Evidence("a", sentences, stated=(FIFTH_OF_MARCH,))

    assert dated(article, as_of=as_of)["a"].day == expected


LINKS = tuple(f"https://river.example/2021/03/{day}/story-{day}" for day in ("02", "10", "11"))
SESSION = ("The mayor wants a bridge.", "The vote is expected on Sunday.", "In Saturday’s session few were seen.")


def test_links_and_weekdays() -> None:
    """Newest links on Thursday, a session on Saturday, a vote expected on Sunday: it was written on that Saturday."""
    assert dated(Evidence("a", SESSION, links=LINKS))["a"] == Dated(date(2021, 3, 13), "inferred")


def test_links_and_lead() -> None:
    """The weekday of the opening sentence is the day, if several links of a fortnight say in which week."""
    assert dated(Evidence("a", ("The council met on Friday.",), links=LINKS))["a"].day == date(2021, 3, 12)


@pytest.mark.parametrize(
    ("sentences", "links"),
    [
        (SESSION, LINKS[:1]),
        (SESSION, ()),
        (("The vote is expected on Sunday.",), LINKS),
        (("The mayor wants a bridge.", "It was asked for.", "The council met on Friday."), LINKS),
        (("The council met here on Friday.", "It had said on 1 June 2021 that it would."), LINKS),
    ],
)
def test_not_enough(sentences: tuple[str, ...], links: tuple[str, ...]) -> None:
    """One old link, no reported day, a day in the background only, or a contradiction: the date stays unknown."""
    assert dated(Evidence("a", sentences, links=links))["a"] == Dated(None, "unknown")


BEFORE = Evidence(
    "before",
    (
        "Low Hill and the county of Ayr broke off the hearings on the 220 houses, the mayor, Ada Reed, said on Friday.",
        "The hearings are likely to be resumed on Sunday.",
        "They began last month.",
    ),
    published=(date(2021, 3, 13),),
)
AFTER = Evidence(
    "after",
    (
        "Hearings of Low Hill and the county of Ayr on the 220 houses were resumed on Sunday.",
        "The mayor, Ada Reed, was there.",
    ),
)
LATER = Evidence(
    "later",
    (
        "The mayor of Low Hill, Ada Reed, was hurt in Ayr on Tuesday.",
        "She had taken part in the hearings on the 220 houses, which Low Hill and Ayr resumed on Sunday.",
    ),
)


def test_neighbour_that_expected_it() -> None:
    """What one article expects on Sunday and another reports from Sunday happened on one Sunday."""
    assert dated(BEFORE, AFTER)["after"] == Dated(date(2021, 3, 14), "inferred")


def test_what_is_inferred_dates_others() -> None:
    """Dating goes on from what has been inferred, and the order of the articles does not matter."""
    results = [dated(*order) for order in permutations((BEFORE, AFTER, LATER))]

    assert all(result == results[0] for result in results)
    assert results[0]["later"] == Dated(date(2021, 3, 16), "inferred")


def test_bounded_by_the_day_of_the_brief() -> None:
    """Nothing is inferred that lies after the day of the brief."""
    assert dated(BEFORE, AFTER, as_of=date(2021, 3, 13))["after"].day is None


def test_other_matter() -> None:
    """A sentence in the same words about another matter dates nothing."""
    other = replace(AFTER, sentences=("The painters said on Sunday that their hearings were resumed.", "It rained."))

    assert dated(BEFORE, other)["after"].day is None


def test_neighbour_that_reported_it() -> None:
    """An article that expects what a dated one reports came before it."""
    report = replace(AFTER, published=(date(2021, 3, 14),))

    assert dated(replace(BEFORE, published=()), report)["before"].day == date(2021, 3, 12)


@pytest.mark.parametrize(
    ("line", "days", "updated"),
    [
        ("Published: May 3, 2021 at 10:15 GMT", ["2021-05-03"], False),
        ("Last updated on 3 May 2021 | 10:15", ["2021-05-03"], True),
        ("2021-05-03T10:15:00Z The bridge", ["2021-05-03"], False),
        ("Updated: 05/03/2021", ["2021-03-05", "2021-05-03"], True),
    ],
)
def test_stamps(line: str, days: list[str], *, updated: bool) -> None:
    """Stamps are read in the forms that pages put them in."""
    stamp = leading_stamp(line)

    assert stamp is not None
    assert ([str(day) for day in stamp.days], stamp.updated) == (days, updated)


@pytest.mark.parametrize("line", ["May 3 The bridge", "In May 2021 it fell.", "Published yesterday", "", "99/99/2021"])
def test_no_stamp(line: str) -> None:
    """Without a full date there is no stamp."""
    assert leading_stamp(line) is None


@pytest.mark.parametrize("text", ["two hours ago", "yesterday", "", "May 2021", "2021", "x" * 500, "Mon, 99 May 2021"])
def test_no_date_in_metadata(text: str) -> None:
    """What is relative, partial or broken is no publication date."""
    assert metadata_days(text) == ()


@pytest.mark.parametrize(
    ("line", "days", "names"),
    [
        ("by Ada Reed, The River Post, Monday 3 May 2021", ["2021-05-03"], ["by Ada Reed", "The River Post"]),
        ("Posted on May 3, 2021 by Ada Reed", ["2021-05-03"], ["by Ada Reed"]),
        ("River Herald | Staff Reporter | May 3, 2021 | 9:14 PM", ["2021-05-03"], ["River Herald", "Staff Reporter"]),
        ("RNA | Mon, May 3, 2021 - 19:12 GMT+5", ["2021-05-03"], ["RNA"]),
        ("*The Ferryman* / Comment / Ada Reed / 3 May 2021", ["2021-05-03"], ["The Ferryman", "Comment", "Ada Reed"]),
        ("Published 3 May 2021, by Ada Reed", ["2021-05-03"], ["by Ada Reed"]),
        ("Monday, May 3, 2021", ["2021-05-03"], []),
        ("3 May 2021 18:05", ["2021-05-03"], []),
        ("3 May 2021 · 08:27 CET · Rivers", ["2021-05-03"], ["Rivers"]),
        ("Monday, May 3, 2021; Page A01", ["2021-05-03"], []),
        ("Updated: 3:04 p.m. May 4, 2021 | Published: 9:15 a.m. May 3, 2021", ["2021-05-04", "2021-05-03"], []),
        ("Published by Ada Reed on 3 May 2021, 5 min read", ["2021-05-03"], ["by Ada Reed"]),
        ("Posted by admin on May 3, 2021", ["2021-05-03"], []),
        ("AP May 3, 2021 9:14pm GMT+0100", ["2021-05-03"], ["AP"]),
        ("Ayr, May 3, 2021 (AFP)", ["2021-05-03"], ["Ayr", "AFP"]),
        ("Source: River Times (3 May 2021)", ["2021-05-03"], ["River Times"]),
        ("NEWS 3 May 2021", ["2021-05-03"], ["NEWS"]),
    ],
)
def test_imprint(line: str, days: list[str], names: list[str]) -> None:
    """A line of names and dates is read, in whatever order the house puts them."""
    found = imprint(line)

    assert found is not None
    assert [str(stamp.days[0]) for stamp in found.stamps] == days
    assert list(found.names) == names


@pytest.mark.parametrize(
    "line",
    [
        "Council votes on 3 May 2021",
        "On May 3, 2021, Ferry Sinks",
        "The bridge at dawn, Monday, May 3, 2021",
        "The bridge falls, Monday, May 3, 2021.",
        "Fall of 3 May 2021: What We Know",
        "Ten years after May 3, 2021",
        "Low Hill, 3 May 2021",
        "Old Bridge Closed May 3, 2021",
        "3 May 2021 " * 11,
        "The River Post | Monday, 3 May",
        f"Published 3 May 2021 | {'x' * 300}",
    ],
)
def test_no_imprint(line: str) -> None:
    """A headline, deck or caption that names a date is none, nor is what is too long or names no year."""
    assert imprint(line) is None


def test_labels() -> None:
    """Labelled lines at the head of a text are read; what follows the first other line is text."""
    labels = labels_over(
        [
            "Title: Bridge falls",
            "Date: 2021-05-03 20:33",
            "Slug: bridge",
            "Src: https://river.example/a",
            "A: b",
            "By: C",
        ]
    )

    assert (labels.title, labels.published, labels.url) == (
        "Bridge falls",
        (date(2021, 5, 3),),
        "https://river.example/a",
    )
    assert (labels.publisher, labels.author, labels.lines) == (None, None, 4)
    assert labels_over(["Headline: Bridge falls", "It fell."]).title == "Bridge falls"
    assert labels_over(["By: Ada Reed", "It fell."]).lines == 0
    assert labels_over(["It fell.", "Title: Bridge falls", "Date: 2021-05-03"]).lines == 0
    assert not is_labelled("Title:")


def test_order_of_day_and_month_by_company() -> None:
    """The other articles' dates settle 05/03/2021 where one reading lies near one of them, the other far from all."""
    article = Evidence("a", ("It rained.",), stated=(FIFTH_OF_MARCH,))
    in_may = Evidence("b", (), published=(date(2021, 5, 10),))
    in_march = Evidence("c", (), published=(date(2021, 3, 1),))

    assert dated(article, in_may)["a"] == Dated(date(2021, 5, 3), "stated")
    assert dated(article, in_march)["a"] == Dated(date(2021, 3, 5), "stated")
    assert dated(article, in_may, in_march)["a"] == Dated(None, "unknown")
    assert dated(article, replace(in_may, published=(date(2021, 4, 4),)))["a"].day is None


def from_dateline(*sentences: str, day: str = "March 5") -> Evidence:
    """An article of which only the dateline tells the day; the 5 March of 2021 was a Friday."""
    return Evidence("a", sentences, dateline=dates.find(day)[0])


NEAR = Evidence("near", (), published=(date(2021, 3, 9),))


@pytest.mark.parametrize(
    "article",
    [
        from_dateline("The council met on Friday."),
        from_dateline("The council met on Thursday."),
        from_dateline("The council met."),
        from_dateline("The council met.", day="Friday, March 5"),
        Evidence("a", ("The council met today (March 5).",)),
        Evidence("a", ("It rained.", "The council met yesterday (4 March).")),
    ],
)
def test_year_by_company(article: Evidence) -> None:
    """A day and month at the head of a text has the year that puts it near another article."""
    found = dated(article, NEAR)["a"]

    assert found.by == "inferred"
    assert found.day == (date(2021, 3, 5))


@pytest.mark.parametrize(
    "article",
    [
        from_dateline("The council met on Monday."),
        from_dateline("The council met on Friday.", "It had been asked on 8 March 2021."),
        from_dateline("The council met.", day="Sunday, March 5"),
        from_dateline("The council met.", day="June 5"),
        Evidence("a", ("The council met on Friday (March 5).",)),
        Evidence("a", ("It rained.", "It snowed.", "The council met today (March 5).")),
    ],
)
def test_year_contradicted(article: Evidence) -> None:
    """Weekday and dates of the text have to agree, and only what the opening tells of today is its day."""
    assert dated(article, NEAR)["a"].day is None


def test_year_by_the_text() -> None:
    """Without company, past and coming dates have to leave one year whose weekday fits."""
    met, asked = "The council met on Friday.", "It had asked for it in 2019."
    due = "The bridge is due to open in January 2022."

    assert dated(from_dateline(met, asked, due))["a"] == Dated(date(2021, 3, 5), "inferred")
    assert dated(from_dateline(met, asked), as_of=date(2022, 1, 1))["a"].day == date(2021, 3, 5)
    assert dated(from_dateline(met, asked))["a"].day is None
    assert dated(from_dateline(met, "It had asked for it in 2003.", due))["a"].day is None
    assert dated(from_dateline("It rained.", asked, due))["a"].day is None


def test_routine_is_no_event() -> None:
    """What is told every week in the same words, with other figures, dates nothing."""
    close = "Shares of the Low Hill Ferry of Ayr and Ada Reed closed {} percent higher at {} pounds on Friday."
    before = Evidence("before", (close.format("2.1", "5.3"), "It has 220 boats."), published=(date(2021, 3, 5),))
    after = Evidence("after", (close.format("1.4", "6.2"), "It has 220 boats."))

    assert dated(before, after)["after"].day is None
    assert dated(before, replace(after, sentences=before.sentences))["after"].day == date(2021, 3, 5)
