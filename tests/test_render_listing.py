"""`briefing.render.listing`: the page and the feed over all briefs of a folder."""

import dataclasses
from xml.etree import ElementTree as ET

import samples
from lxml import html

from briefing.render import Entry, feed, index

ATOM = "{http://www.w3.org/2005/Atom}"
OLDER = Entry("two-gates", samples.single(), ("brief.json", "brief.md", "brief.pdf"))
NEWER = Entry("سد", samples.SAMPLE, ("brief.html", "brief.json", "brief.md", "brief.pdf"))
UNDATED = Entry("empty", samples.EMPTY, ("brief.json",))
ENTRIES = [UNDATED, OLDER, NEWER]


def test_the_page_lists_the_newest_first_with_its_files() -> None:
    """Topic, title, date, whether something is missing, and a link to each file in a reader's order."""
    page = html.document_fromstring(index(ENTRIES).decode())
    items = page.xpath("//ul[@class='briefs']/li")

    assert [item.findtext("h2") for item in items] == [entry.brief.title for entry in (NEWER, OLDER, UNDATED)]
    assert "As of 14 February 2024" in items[0].text_content()
    assert "Incomplete: 1 of 7 inputs could not be read." in items[0].text_content()
    assert items[1].xpath(".//a/@href") == ["two-gates/brief.pdf", "two-gates/brief.md", "two-gates/brief.json"]
    assert items[0].xpath(".//a/@href")[0] == "%D8%B3%D8%AF/brief.html"


def test_changes_are_summed_up_where_there_are_any() -> None:
    """The page and the feed say in a line how much changed, and nothing of a first brief."""
    line = "Since the last brief: 2 new, 1 changed, 1 answered, 1 confirmed, 1 no longer supported"

    assert line in index([NEWER]).decode()
    assert line in feed([NEWER]).decode()
    assert "Since the last" not in index([OLDER]).decode() + feed([OLDER]).decode()


def test_a_folder_without_briefs_has_a_page_and_a_feed() -> None:
    """An empty list says so, and its feed is well-formed."""
    assert "There are no briefs here yet." in index([]).decode()
    assert ET.fromstring(feed([])).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"  # noqa: S314 - our own


def test_the_feed_has_what_atom_asks_for() -> None:
    """Ids, titles, authors, links and dates are there; the dates are those of the briefs."""
    root = ET.fromstring(feed(ENTRIES))  # noqa: S314 - our own
    entries = root.findall(f"{ATOM}entry")

    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == [
        "2024-02-14T00:00:00Z",
        "2024-02-13T00:00:00Z",
        "1970-01-01T00:00:00Z",
    ]
    assert root.findtext(f"{ATOM}updated") == "2024-02-14T00:00:00Z"
    assert all((element.findtext(f"{ATOM}id") or "").startswith("urn:uuid:") for element in [root, *entries])
    assert len({element.findtext(f"{ATOM}id") for element in [root, *entries]}) == len(entries) + 1
    assert [link.get("rel") for link in entries[1].findall(f"{ATOM}link")] == ["alternate", "related", "related"]
    assert samples.REOPENED.text in (entries[0].findtext(f"{ATOM}summary") or "")


def test_a_new_version_keeps_its_id() -> None:
    """Readers of the feed see an update, not another brief."""
    later = dataclasses.replace(NEWER, brief=dataclasses.replace(samples.SAMPLE, as_of="2024-03-01"))

    assert later.urn == NEWER.urn
    assert later.updated > NEWER.updated


def test_hostile_text_is_plain_in_both() -> None:
    """Markup and control characters in a title neither act nor break the XML."""
    entry = Entry("x", samples.hostile(), ("brief.md",))
    page = html.document_fromstring(index([entry]).decode())

    assert not page.xpath("//script | //img | //comment()")
    title = ET.fromstring(feed([entry])).findtext(f"{ATOM}entry/{ATOM}title")  # noqa: S314 - our own
    assert "<script>" in (title or "")


def test_the_order_of_entries_does_not_matter() -> None:
    """The same briefs give the same bytes."""
    assert index(ENTRIES) == index(ENTRIES[::-1])
    assert feed(ENTRIES) == feed(ENTRIES[::-1])
