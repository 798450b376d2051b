"""Earlier versions of an article, and addresses of one page."""

from collections.abc import Sequence
from datetime import date
from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.ingest.addresses import same_page
from briefing.ingest.comparing.duplicates import Text
from briefing.ingest.comparing.versions import Candidate, superseded

URL = "https://river.example/news/ferry"
FIRST = (
    "A ferry ran aground off Raven Head on Monday with forty people on board. The lifeboat of Ayr took them all to the"
    " harbour before dark. Nobody was hurt, and the captain said that the fog had come down within minutes."
)
SECOND = f"The ferry that ran aground off Raven Head has been towed free. Divers found a hole in its keel. {FIRST}"
OTHER = (
    "The market hall of Ayr will get a roof of glass after all, the council decided by nine votes to four. The old one"
    " leaks in three places, and the eel sellers had threatened to move to the quay unless something was done about it."
)
DAY, NEXT = date(2021, 5, 3), date(2021, 5, 4)


def version(  # noqa: PLR0913 - each of them decides something
    id_: str,
    text: str = FIRST,
    *,
    url: str | None = URL,
    title: str = "Ferry runs aground off Raven Head",
    published: date | None = None,
    modified: date | None = None,
    saved: date | None = None,
) -> Candidate:
    """An article as `superseded` sees it, ranked by its id."""
    return Candidate(id_, url, title, Text(id_, text), published, modified, saved, (id_,))


def dated(id_: str, text: str, days: str) -> Candidate:
    """A version with days in May, written "changed 4 saved 3"."""
    words = days.split()
    day = {name: date(2021, 5, int(number)) for name, number in zip(words[::2], words[1::2], strict=True)}
    return version(id_, text, published=day.get("published"), modified=day.get("changed"), saved=day.get("saved"))


def test_edited() -> None:
    """Of two texts from one address the one that was changed last supersedes the other."""
    old, new = version("old", published=DAY), version("new", SECOND, published=DAY, modified=NEXT)

    assert superseded([old, new]) == superseded([new, old]) == {"old": "new"}


def test_shortened() -> None:
    """The later text is the newer one, though it says less."""
    old, new = version("old", SECOND, modified=DAY), version("new", FIRST, modified=NEXT)

    assert superseded([old, new]) == {"old": "new"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("changed 3 saved 4", "changed 4 saved 3"),
        ("changed 3 saved 3", "changed 3 saved 4"),
        ("saved 3 published 4", "saved 4 published 3"),
        ("published 3", "published 4"),
        ("published 3 saved 4", "published 3 changed 4 saved 3"),
    ],
)
def test_order_of_dates(old: str, new: str) -> None:
    """The day of the last change tells before the day of saving, that before the day of publication."""
    assert superseded([dated("a", SECOND, old), dated("b", FIRST, new)]) == {"a": "b"}


def test_no_dates() -> None:
    """Without dates, or with one on one side only, the fuller text counts as the newer one, then the first in rank."""
    swapped = " ".join(reversed(FIRST.split(". ")))

    assert superseded([version("a"), version("b", SECOND)]) == {"a": "b"}
    assert superseded([version("a", saved=NEXT), version("b", SECOND)]) == {"a": "b"}
    assert superseded([version("b"), version("a", swapped)]) == {"b": "a"}


def test_same_text() -> None:
    """One text saved twice is no version of itself; both are newer than the earlier one."""
    new = [version("b", SECOND, modified=NEXT), version("c", SECOND, modified=NEXT)]

    assert superseded(new) == {}
    assert superseded([version("a", modified=DAY), *new]) == {"a": "b"}


def test_addresses() -> None:
    """Articles without address or from different pages are no versions of each other."""
    assert not superseded([version("a"), version("b", SECOND, url=f"{URL}?page=2")])
    assert not superseded([version("a", url=None), version("b", SECOND, url=None)])
    assert superseded([version("a"), version("b", SECOND, url="http://m.river.example/news/ferry/?utm_source=x#top")])


def test_one_address_for_all() -> None:
    """A site that gives all its pages one address, and one title, loses none of them."""
    pages = [version("a", title="River Post - all the news"), version("b", OTHER, title="River Post - all the news")]

    assert not superseded(pages)


def test_two_articles_at_one_address() -> None:
    """At one address each article has its own versions."""
    pages = [version("a"), version("b", SECOND), version("c", OTHER), version("d", f"{OTHER} Work begins in June.")]

    assert superseded(pages) == {"a": "b", "c": "d"}


def test_written_anew() -> None:
    """Where the title stayed, some sentences of the old text are enough."""
    kept = "The captain said that the fog had come down within minutes."
    anew = f"{OTHER} {kept} {OTHER.replace('Ayr', 'Troon')}"
    pages = [version("a", SECOND), version("b", anew)]

    assert superseded(pages) == {"a": "b"}
    assert not superseded([pages[0], pages[1]._replace(title="Council decides on the roof")])


def test_many_at_one_address() -> None:
    """That thousands of pages have one address costs no comparison of each with each."""
    pages = [version(f"{i:04}", " ".join(f"p{i}w{j}" for j in range(40))) for i in range(3000)]

    assert not superseded(pages)


DAYS = st.none() | st.sampled_from([DAY, NEXT, date(2021, 6, 1)])
TEXTS = st.sampled_from([FIRST, SECOND, OTHER, f"{FIRST} {OTHER}", f"{SECOND} It was late.", "Short.", ""])
PAGES = st.lists(
    st.builds(
        lambda text, url, published, modified, saved: version(
            "", text, url=url, published=published, modified=modified, saved=saved
        ),
        TEXTS,
        st.sampled_from([URL, f"{URL}/amp", "https://hill.example/a", None]),
        DAYS,
        DAYS,
        DAYS,
    ),
    max_size=6,
).map(lambda pages: [page._replace(id=str(i), text=_renamed(page.text, i), rank=(i,)) for i, page in enumerate(pages)])


def _renamed(text: Text, number: int) -> Text:
    return Text(str(number), " ".join(text.words))


@given(PAGES, st.randoms())
def test_order(pages: Sequence[Candidate], chance: Random) -> None:
    """The order of the articles does not matter."""
    shuffled = list(pages)
    chance.shuffle(shuffled)

    assert superseded(pages) == superseded(shuffled)


@given(PAGES)
def test_no_chains(pages: Sequence[Candidate]) -> None:
    """What supersedes another is superseded by nothing, and stands at the same address."""
    found = superseded(pages)
    page_of = {page.id: same_page(page.url or "") for page in pages}

    assert not set(found.values()) & set(found)
    assert all(page_of[earlier] == page_of[newest] for earlier, newest in found.items())


def test_three_versions() -> None:
    """All earlier versions lead to the newest one, also the one that has little in common with it."""
    last = f"{SECOND.removesuffix(FIRST)} {OTHER}"
    pages = [
        version("a", modified=DAY),
        version("b", SECOND, modified=NEXT),
        version("c", last, modified=date(2021, 6, 1)),
    ]

    assert not superseded([pages[0], pages[2]])
    assert all(superseded(order) == {"a": "c", "b": "c"} for order in permutations(pages))


@pytest.mark.parametrize(
    "address",
    [
        "http://river.example/a",
        "https://WWW.River.example/a/",
        "https://river.example:443/a#top",
        "https://m.river.example/a/index.html",
        "https://amp.river.example/a",
        "https://river.example/amp/a",
        "https://river.example/a/amp/",
        "https://river.example/a/print",
        "https://river.example//a?utm_source=mail&utm_medium=x&fbclid=7",
        "https://river.example/a?outputType=amp",
        "https://river.example/a?print=1&ref=home",
        "https://web.archive.org/web/20210503120000/https://river.example/a",
        "https://river-example.cdn.ampproject.org/c/s/river.example/a",
        "https://www.google.com/amp/s/river.example/a",
        "//river.example/a",
    ],
)
def test_same_page(address: str) -> None:
    """What does not choose the article is no part of its address."""
    assert same_page(address) == "https://river.example/a"


@pytest.mark.parametrize(
    "address",
    [
        "https://river.example/b",
        "https://river.example/A",
        "https://sport.river.example/a",
        "https://river.example/a?id=7",
        "https://river.example/a?page=2",
        "https://river.example:8080/a",
        "https://river.example/print/",
        "https://river.example/a/b",
        "/a",
        "mailto:ada@river.example",
        "https://[river.example/a",
        "",
    ],
)
def test_another_page(address: str) -> None:
    """What may choose another article stays."""
    assert same_page(address) != "https://river.example/a"


def test_order_of_parameters() -> None:
    """The order of parameters does not matter, nor do escapes that need not be."""
    assert same_page("https://river.example/%61?b=2&a=1") == same_page("https://river.example/a?a=1&b=2")


ADDRESSES = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["http://", "https://www.", "//m.amp.", "https://web.archive.org/web/2021/", ""]),
    st.sampled_from(["river.example", "river.example:80", "web.archive.org/web/2/river.example", "[::1]"]),
    st.lists(st.sampled_from(["/", "amp", "/print", "/index.html", ".amp", "é", "%25", "%C3", "a", " "])).map("".join),
    st.sampled_from(["", "?", "?b=1&a=2", "?utm_source=x", "?a&&b", "#x", ";jsessionid=7"]),
)


@given(ADDRESSES | st.text())
def test_idempotent(address: str) -> None:
    """The address of a page is that of the page."""
    assert same_page(same_page(address)) == same_page(address)
