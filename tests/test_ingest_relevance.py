"""What has nothing to do with the rest of a folder."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.ingest.comparing.relevance import Candidate, off_topic

FERRY = """
The ferry between Skerry and Hallow ran aground on the Maiden reef with ninety passengers on deck.
Lifeboats from Skerry took the passengers off the ferry before the tide turned.
The captain of the ferry, Ada Holm, said a buoy on the Maiden reef was dark.
Divers found a gash in the hull below the car deck of the ferry.
The lighthouse keepers had reported the dark buoy to the harbour of Hallow in March.
Islanders on Skerry have had neither milk nor petrol since the ferry was towed to Hallow.
A tug pulled the hull off the reef at high tide and towed it past the lighthouse.
The harbour of Hallow has promised a second ferry until the hull is mended.
"""
MUSEUM = """
The museum in Tarnbeck has bought a lost painting of the weaver Ilse Brandt for its gallery.
Curators found the painting behind a wardrobe in an attic that belonged to a dentist.
Brandt wove carpets before she took up painting and sold a single canvas in her life.
The gallery in Tarnbeck paid the dentist four thousand crowns for the canvas.
An x-ray of the canvas showed a second portrait beneath the varnish.
The curators want to hang the portrait of Brandt beside her carpets in the autumn exhibition.
Forgers have sold canvases under the name of Brandt, and the varnish was tested twice.
The exhibition in the museum will travel to galleries in three cities.
"""
BEES = """
Beekeepers in the Aller valley lost a third of their hives to a mite over the winter.
The mite came with queens that a breeder imported without a certificate.
Honey from the Aller valley has become dear, and orchards hire hives from afar.
The breeder denies that his queens carried the mite and wants hives, combs and wax examined by veterinarians.
Beekeepers burned infested hives and ask for compensation from the ministry.
Almond orchards pay twice as much for pollination as a year ago.
A biologist counted mites under a microscope and found two kinds on the queens.
The valley has been closed to all imports of queens and hives until June.
"""


def articles(name: str, text: str, count: int) -> list[Candidate]:
    """Articles on one story, eight at most: each tells three of its sentences, and no two the same two."""
    lines = text.strip().splitlines()
    return [
        Candidate(f"{name}-{at}.txt", lines[at], tuple(lines[(at + step) % len(lines)] for step in (0, 1, 3)))
        for at in range(count)
    ]


def ids(rows: Sequence[Candidate]) -> set[str]:
    """The names of some articles."""
    return {row.id for row in rows}


def test_one_story() -> None:
    """Where all articles tell of one story, none is reported."""
    assert off_topic(articles("ferry", FERRY, 6)) == {}


def test_stranger() -> None:
    """An article on something else is reported, and the reason names what the rest is about."""
    stranger = articles("museum", MUSEUM, 1)

    result = off_topic(articles("ferry", FERRY, 4) + stranger)

    assert set(result) == ids(stranger)
    assert result["museum-0.txt"].startswith("nothing to do with the other articles, which speak of ")
    assert "ferry" in result["museum-0.txt"]


def test_several_strangers() -> None:
    """Strangers are reported though they are related to each other, or each to nothing."""
    strangers = articles("museum", MUSEUM, 2) + articles("bees", BEES, 1)

    assert set(off_topic(articles("ferry", FERRY, 5) + strangers)) == ids(strangers)


def test_no_majority() -> None:
    """Where no story holds the majority, and no topic decides, nothing is reported."""
    halves = articles("ferry", FERRY, 3) + articles("museum", MUSEUM, 3)

    assert off_topic(halves) == {}
    assert off_topic(articles("ferry", FERRY, 1) + articles("museum", MUSEUM, 1)) == {}


def test_two_are_no_majority() -> None:
    """Two related articles are too few to rule out a third."""
    assert off_topic(articles("ferry", FERRY, 2) + articles("bees", BEES, 1)) == {}


@pytest.mark.parametrize("rows", [[], articles("ferry", FERRY, 1)], ids=["none", "one"])
def test_hardly_anything(rows: list[Candidate]) -> None:
    """An empty folder, or a single article, has nothing off topic, whatever the topic."""
    assert off_topic(rows) == off_topic(rows, "Beekeeping") == {}


def test_topic_decides() -> None:
    """Of two stories equally told, the one that the topic speaks of is kept."""
    ferry, museum = articles("ferry", FERRY, 3), articles("museum", MUSEUM, 3)

    result = off_topic(ferry + museum, "The Skerry ferry")

    assert set(result) == ids(museum)
    assert set(result.values()) == {"nothing to do with the topic “The Skerry ferry”"}


def test_topic_against_majority() -> None:
    """A topic that stands in a title goes before the number of articles."""
    ferry, bees = articles("ferry", FERRY, 5), articles("bees", BEES, 2)

    assert set(off_topic(ferry + bees, "Aller valley")) == ids(ferry)
    assert set(off_topic(ferry + bees, "Honey prices")) == set(off_topic(ferry + bees))


@pytest.mark.parametrize(
    "label", ["Daily brief 12", "Weekly report", "Monday", "12/2024", "…", "", "Volcano in Iceland"]
)
def test_label(label: str) -> None:
    """A topic that is a mere label, or speaks of nothing in the folder, decides nothing."""
    rows = articles("ferry", FERRY, 4) + articles("museum", MUSEUM, 1)

    assert off_topic(rows, label) == off_topic(rows)


def test_speaks_of_the_topic() -> None:
    """An article that speaks of the topic is kept, however little else it shares with the rest."""
    essay = Candidate(
        "essay.txt",
        "On waiting for a ferry",
        (
            "My grandmother knitted while she waited for a ferry, and spoke with strangers about weddings.",
            "Whoever waits for a ferry learns patience, arithmetic, rain and the price of a thermos of soup.",
            "She never learned swimming and was buried on a hill with a view of nothing but heather.",
        ),
    )

    assert set(off_topic([*articles("ferry", FERRY, 5), essay], "Ferry")) == set()


def test_background() -> None:
    """An article on another side of the story is kept: it has the word that stands all over the rest."""
    background = Candidate(
        "background.txt",
        "How a ferry is made",
        (
            "A shipyard needs fourteen months for a ferry of this kind, from the first plate of steel to the paint.",
            "Welders work in pairs, and a surveyor photographs each seam.",
            "Engines come by train from a foundry in the mountains.",
        ),
    )

    assert off_topic([*articles("ferry", FERRY, 6), background]) == {}


def test_copies_are_no_witnesses() -> None:
    """Copies of one article make no majority."""
    ferry, museum = articles("ferry", FERRY, 3), articles("museum", MUSEUM, 1)
    copies = [museum[0]._replace(id=f"copy-{at}.txt") for at in range(9)]

    assert set(off_topic(ferry + museum + copies)) == ids(museum + copies)
    assert off_topic(ferry[:1] + museum + copies) == {}


def test_too_short() -> None:
    """A few lines that share no word with the rest are kept: they may well be of it."""
    note = Candidate("note.txt", "Correction", ("An earlier edition misspelt a surname.",))

    assert off_topic([*articles("ferry", FERRY, 5), note]) == {}


def test_accents_and_forms() -> None:
    """Accents, capitals and endings make no stranger."""
    lines = articles("ferry", FERRY, 4)
    loud = [
        row._replace(id="loud", sentences=tuple(s.upper().replace("E", "É") for s in row.sentences)) for row in lines
    ]

    assert off_topic([*lines[1:], loud[0]]) == {}


def test_large_folder() -> None:
    """Among hundreds of articles a chance likeness to a few does not make a stranger one of them."""
    chance = random.Random(3)  # noqa: S311  # the same articles each time, no secret
    lines = FERRY.strip().splitlines()
    many = [Candidate(f"ferry-{at:03}", "", tuple(chance.sample(lines, 3))) for at in range(150)]
    stranger = articles("bees", BEES, 1)[0]
    bridged = stranger._replace(sentences=(*stranger.sentences, "Ada Holm keeps bees."))

    assert set(off_topic([*many, bridged])) == {stranger.id}


@given(st.permutations(articles("ferry", FERRY, 4) + articles("museum", MUSEUM, 2) + articles("bees", BEES, 1)))
def test_order(rows: list[Candidate]) -> None:
    """The order of the articles changes nothing, not even the wording."""
    assert off_topic(rows) == off_topic(sorted(rows))


@given(
    st.lists(
        st.builds(Candidate, st.uuids().map(str), st.text(max_size=30), st.lists(st.text(max_size=60)).map(tuple))
    ),
    st.none() | st.text(max_size=30),
)
def test_anything(rows: list[Candidate], topic: str | None) -> None:
    """Whatever the articles hold, at least half of the folder is kept unless the topic says otherwise."""
    reported = off_topic(rows, topic)

    assert set(reported) <= ids(rows)
    assert len(reported) < max(len(rows), 1)
