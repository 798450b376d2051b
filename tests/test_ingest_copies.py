"""Copies, texts of one hand, and origins."""

import random
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import ingest
from briefing.ingest.cleaning import agencies
from briefing.ingest.comparing.duplicates import Kinship, Shared, Text, kinship, likeness, new_words
from briefing.ingest.comparing.origins import Claim, origins
from briefing.ingest.comparing.wording import numbers_of, words_of

SUBJECTS = "the council|the mayor|the ferry|a painter|the county|every town|a committee|the harbour|one farmer|a court"
VERBS = "has asked for|will pay for|did not see|wants to close|may still sell|voted against|spoke about|counted|lost"
OBJECTS = "the old bridge|a new road|two thousand eels|the third pillar|its winter budget|all boats|the lower market"
ENDS = "near the river on Monday|after the flood|in spite of the law|for the second time|without a word|before a vote"


def story(seed: int, sentences: int = 12) -> list[str]:
    """Sentences of a story of its own for each seed."""
    chance = random.Random(seed)  # noqa: S311  # a test needs the same story each time, not a secret
    parts = [words.split("|") for words in (SUBJECTS, VERBS, OBJECTS, ENDS)]
    return [" ".join(chance.choice(words) for words in parts) + "." for _ in range(sentences)]


def kin(**texts: str) -> Kinship:
    """How some texts depend on each other."""
    return kinship([Text(id_, text) for id_, text in texts.items()], {id_: (id_,) for id_ in texts})


def copies(**texts: str) -> dict[str, str]:
    """Which of some texts are copies of which."""
    return dict(kin(**texts).copies)


def test_same_words() -> None:
    """Texts of the same words are copies, whatever their case, spacing and punctuation; the first in rank is kept."""
    text = " ".join(story(1))

    assert copies(a=text, b=text.upper().replace(".", " ;\n")) == {"b": "a"}
    assert copies(a="Short text.", b="short text") == {"b": "a"}


def test_shortened() -> None:
    """A text with sentences left out is a copy of the fuller one."""
    full = story(1)

    assert copies(short=" ".join(full[:5]), full=" ".join(full)) == {"short": "full"}


def test_lightly_edited() -> None:
    """A word changed in each third sentence leaves a copy."""
    full = story(1)
    edited = [line.replace("the", "that", 1) if i % 3 == 0 else line for i, line in enumerate(full)]

    assert copies(full=" ".join(full) + " That is all.", edited=" ".join(edited)) == {"edited": "full"}


def test_other_figures() -> None:
    """The same text with another figure says something else, but comes from the same hand."""
    text = " ".join(story(1))
    result = kin(a=f"{text} It cost 2,900 pounds.", b=f"{text} It cost 17,500 pounds.")

    assert (dict(result.copies), result.of_one_hand) == ({}, (Shared("a", "b", mostly=True),))


def test_figures_written_otherwise() -> None:
    """Thousands with and without comma are one figure."""
    text = " ".join(story(1))

    assert copies(a=f"{text} It cost 2,900 pounds.", b=f"{text} It cost 2900 pounds.") == {"b": "a"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It cost Mr. Réd twelve per cent of 1.2 million pounds", "It cost Red 12% of 1,200,000 pounds"),
        ("The neighbours’ harbour was organised in the centre", "The neighbors' harbor was organized in the center"),
        ("Twenty-one ships and five thousand eels", "21 ships and 5,000 eels"),
        ("The 3rd of three dozen, worth $4m", "The third of 36, worth $4 million"),
        ("A defence of two theatres, grey and level", "A defense of 2 theaters, gray and level"),
    ],
)
def test_house_style(one: str, other: str) -> None:
    """What a paper's house style changes is the same to compare: titles, spelling, numbers, accents, apostrophes."""
    assert words_of(one) == words_of(other)


@pytest.mark.parametrize("text", ["60 m of rope", "version 1.2.3 million", "5 k", "٣ boats", "² and ½", "፩ million"])
def test_odd_numbers(text: str) -> None:
    """What only looks like a number with a scale is left as it is, and no digit of any script is too much."""
    assert not {number for number in numbers_of(words_of(text)) if len(number) > 5}


@given(st.text())
def test_any_text(text: str) -> None:
    """Any text can be folded, and is a copy of nothing and everything but itself."""
    one, other = Text("a", text), Text("b", text)

    assert kinship([one, other], {"a": ("a",), "b": ("b",)}).copies == {"b": "a"}


def test_dates_and_conversions_of_the_paper() -> None:
    """A date in the dateline or the credit and a measure converted in brackets are no figures of the story."""
    text = f"They sailed for 40 miles. {' '.join(story(1))}"
    other = " ".join([text.partition(".")[0].replace("40 miles", "40 miles (64 km)"), ".", *story(1)[:8]])

    assert copies(full=text, other=f"AYR, April 17 - {other} Ada Reed, Ayr, 18 April 2019.") == {"other": "full"}
    assert not copies(full=text, other=f"AYR, April 17 - {other} Ada Reed saw 18 sheep.")


def test_own_paragraph() -> None:
    """A cut text with a paragraph of the paper's own is no copy; it comes from the same hand all the same."""
    full = story(1, 20)
    own = (
        "Readers may bring blankets, tinned soup and candles to Widow Tamsin's bakery, where volunteers gather nightly."
    )
    result = kin(full=" ".join(full), cut=" ".join([*full[:14], own]))

    assert new_words(Text("a", own), Text("b", " ".join(full))) > 7
    assert (dict(result.copies), result.of_one_hand) == ({}, (Shared("cut", "full", mostly=True),))


def test_longer_paragraph() -> None:
    """Where the paper's own paragraph makes its text the fuller one, the plain text is the copy."""
    full = " ".join(story(1))

    assert copies(plain=full, more=f"{full} Readers may bring blankets and soup to the bakery.") == {"plain": "more"}


def test_rewritten() -> None:
    """A text of one's own with some sentences of another's is no copy, but of the same hand in part."""
    wire, own = story(1, 24), story(2, 18)
    result = kin(wire=" ".join(wire), own=" ".join([*own[:9], *wire[3:6], *own[9:]]))

    assert (dict(result.copies), result.of_one_hand) == ({}, (Shared("own", "wire", mostly=False),))


@pytest.mark.parametrize("marks", ['""', "“”", "‘’", "''"])
def test_same_speech(marks: str) -> None:
    """Two reporters who quote the same speech at length are two hands."""
    speech = f"{marks[0]}{' '.join(story(3, 6))}{marks[1]}"
    result = kin(one=f"{' '.join(story(1))} {speech} she said.", other=f"{' '.join(story(2))} {speech} he heard.")

    assert not result.of_one_hand


def test_standing_phrase() -> None:
    """A phrase that many a short text closes with makes no two of them the work of one hand."""
    phrase = "the firm did not answer when it was asked to comment on Friday"

    assert not kin(one=f"{' '.join(story(1, 2))} {phrase}", other=f"{' '.join(story(2, 2))} {phrase}").of_one_hand


def test_interview() -> None:
    """Where all is quotation, the quotations are compared."""
    talk = " ".join(f'"{line}"' for line in story(3, 8))

    assert kin(one=talk, other=f"{talk} He left.").of_one_hand == (Shared("one", "other", mostly=True),)


def test_notice_under_all() -> None:
    """A notice that stands under many articles makes none of them the work of one hand."""
    notice = " ".join(story(99, 2))
    texts = {f"s{seed:02}": f"{' '.join(f's{seed}w{i}' for i in range(99))} {notice}" for seed in range(14)}

    assert not kin(**texts).of_one_hand
    assert kin(**dict(list(texts.items())[:2])).of_one_hand


def test_many_copies() -> None:
    """However many copies of a text there are, each is found, and the fullest is kept."""
    full = story(1, 14)
    texts = {f"c{number:03}": " ".join(full[: 13 - number % 5]) for number in range(250)}

    assert copies(full=" ".join(full), **texts) == dict.fromkeys(texts, "full")


def test_weekly_text() -> None:
    """A routine text with the figures of another week is no copy."""
    week = (
        "In week {} the club counted {} boats and {} swans on the lake, and said that it was content with the weather."
    )
    one, other = (f"{' '.join(story(1, 5))} {week.format(*numbers)}" for numbers in ((3, 40, 7), (4, 52, 6)))

    assert not copies(one=one, other=other)


def test_different_stories() -> None:
    """Stories in the same few words are no copies of each other."""
    assert not copies(**{f"s{seed}": " ".join(story(seed)) for seed in range(20)})


def test_no_chains() -> None:
    """A copy is a copy of what is kept, never of another copy; the order of the texts does not matter."""
    full = story(1, 30)
    texts = [Text("c", " ".join(full[:10])), Text("b", " ".join(full[:20])), Text("a", " ".join(full))]
    rank = {text.id: (text.id,) for text in texts}

    assert all(kinship(order, rank).copies == {"b": "a", "c": "a"} for order in permutations(texts))


@pytest.mark.parametrize("text", ["", "!!!", "one"])
def test_nothing_to_compare(text: str) -> None:
    """Texts of no words are like nothing."""
    assert likeness(Text("a", text), Text("b", text)).copied == 0.0


def claim(id_: str, *credits_: str, author: str | None = None, publisher: str | None = None) -> Claim:
    """What one article says of its origin, ranked by its id."""
    return Claim(id_, credits_, author, publisher, (id_,))


def test_origins() -> None:
    """An agency's credit comes before the publisher, that before the article's own path."""
    claims = [
        claim("a", "AYR (Reuters) -", publisher="River Post"),
        claim("b", author="Associated Press"),
        claim("c", "By Ada Reed", publisher="River Post"),
        claim("d", author="Ada Reed"),
        claim("e", "With Hill Press Agency"),
    ]

    found = {"a": "Reuters", "b": "AP", "c": "River Post", "d": "d", "e": "Hill Press Agency"}
    assert origins(claims, []) == found


def test_shared_origin() -> None:
    """Articles of one hand share an origin: an agency, if one of them credits it, else that of the first."""
    claims = [claim("a", publisher="River Post"), claim("b", "--AFP"), claim("c", publisher="Hill Herald")]

    pairs = [Shared("a", "b", mostly=True), Shared("b", "c", mostly=False)]

    assert set(origins(claims, pairs).values()) == {"AFP"}
    assert origins(claims, [Shared("a", "c", mostly=True)]) == {"a": "River Post", "b": "AFP", "c": "River Post"}


def test_two_agencies() -> None:
    """An article with sentences of two agencies shares the origin of the one it has more of; they stay two."""
    claims = [claim("a", "--AFP"), claim("b", "--Reuters"), claim("mixed", publisher="River Post")]
    pairs = [Shared("b", "mixed", mostly=False), Shared("a", "mixed", mostly=False)]

    assert origins(claims, pairs) == {"a": "AFP", "b": "Reuters", "mixed": "Reuters"}


def test_copies_that_credit_two_agencies() -> None:
    """One text under two agencies' names is one origin: that of the first."""
    claims = [claim("a", "--AFP"), claim("b", "--Reuters")]

    assert set(origins(claims, [Shared("a", "b", mostly=True)]).values()) == {"AFP"}


def test_one_publisher() -> None:
    """A publisher is one origin, however its name is written; two sites that differ in the country are two."""
    names = ["riverpost.co.uk", "The River Post", "River Post Online", "nova.hu", "nova.sk", "Reuters.com", "AP News"]
    found = origins([claim(str(i), publisher=name) for i, name in enumerate(names)], [])

    assert list(found.values()) == [*["The River Post"] * 3, "nova.hu", "nova.sk", "Reuters", "AP"]


def test_agency_at_home() -> None:
    """An agency that credits itself by its initials is the origin under its name."""
    claims = [claim("a", "AYR (NRW) -", publisher="North Ridge Wire"), claim("b", publisher="North Ridge Wire")]
    claims += [claim("c", "AYR (AFP) -", publisher="Agence France-Presse"), claim("d", publisher="River Post")]

    found = {"a": "North Ridge Wire", "b": "North Ridge Wire", "c": "AFP", "d": "River Post"}
    assert origins(claims, []) == found


TITLE = "Bridge falls at Ayr"
STORY = (
    "The old bridge at Ayr fell into the river on Monday night, and nobody was hurt, police said.",
    "The council met on Tuesday and asked for money to build a new one near the market.",
    "Engineers had warned of the third pillar since the flood of last winter.",
)


def over(line: str) -> str:
    """A line over the story."""
    return "\n\n".join([TITLE, line, *STORY])


def before(words: str) -> str:
    """Words at the head of the story."""
    return "\n\n".join([TITLE, f"{words}{STORY[0]}", *STORY[1:]])


def after(words: str) -> str:
    """Words at the end of the story."""
    return "\n\n".join([TITLE, *STORY]) + words


@pytest.mark.parametrize(
    ("put", "words", "origin"),
    [
        (over, "By Ada Reed, Reuters", "Reuters"),
        (over, "By our correspondent and AP", "AP"),
        (over, "River Post and AFP", "AFP"),
        (over, "From our correspondent / dpa", "dpa"),
        (over, "REUTERS", "Reuters"),
        (before, "AYR, March 3 (Xinhua) -- ", "Xinhua"),
        (before, "(ANSA) - ROME, MAR 3 - ", "ANSA"),
        (before, "(ANSA) - Rome, March 3 - ", "ANSA"),
        (before, "AYR, March 3 /Xinhua/ -- ", "Xinhua"),
        (before, "AYR, March 3. /TASS/. ", "TASS"),
        (before, "CAIRO, March 3 (MENA) - ", "MENA"),
        (before, "RAVEN BAY (IBW) - ", "IBW"),
        (after, " – Reuters", "Reuters"),
        (after, "\n\n– Reuters", "Reuters"),
        (after, "\n\nSource: AFP", "AFP"),
        (after, "\n\n/Xinhua/", "Xinhua"),
        (after, " (PTI)", "PTI"),
        (after, "\n\n(With inputs from ANI)", "ANI"),
        (after, "\n\n© 2024 AFP", "AFP"),
        (after, "\n\nCopyright 2024 The Associated Press. All rights reserved.", "AP"),
        (after, "\n\nAP writer Ada Reed contributed to this report.", "AP"),
        (after, "\n\nnm/rt (AFP, Reuters, dpa)", "AFP"),
    ],
)
def test_credits(tmp_path: Path, put: Callable[[str], str], words: str, origin: str) -> None:
    """An agency that is credited in by-line, dateline or signature is the origin, and the credit is no sentence."""
    (tmp_path / "a.txt").write_text(put(words), "utf-8")
    [article] = ingest.read(tmp_path, max_file_bytes=10_000).articles

    assert article.origin == origin
    assert [article.text[start:end] for _, start, end in article.sentences][:3] == list(STORY)


@pytest.mark.parametrize(
    ("put", "words"),
    [
        (over, "By Tasnim Ahmed"),
        (over, "By Jo Bloomberg, River Post"),
        (after, "\n\nPhoto: Reuters"),
        (after, "\n\nwith agencies"),
    ],
)
def test_no_credits(tmp_path: Path, put: Callable[[str], str], words: str) -> None:
    """A picture's credit, agencies without a name and people of an agency's name credit no agency."""
    (tmp_path / "a.txt").write_text(put(words), "utf-8")
    [article] = ingest.read(tmp_path, max_file_bytes=10_000).articles

    assert article.origin == "a.txt"


@pytest.mark.parametrize(
    "last",
    [
        "The mayor told Reuters that it was a sad day.",
        "That was what the mayor wanted, according to AFP.",
        "The firm also builds in the Middle East and North Africa (MENA).",
        "It was to be moved to the museum in the south (Spain).",
    ],
)
def test_agency_in_a_sentence(tmp_path: Path, last: str) -> None:
    """What an agency was told, and a region or place that is spelled like one, credits none and stays in the text."""
    (tmp_path / "a.txt").write_text(after(f"\n\n{last}"), "utf-8")
    [article] = ingest.read(tmp_path, max_file_bytes=10_000).articles

    assert (article.origin, article.text.split("\n")[-1]) == ("a.txt", last)


def test_author_field(tmp_path: Path) -> None:
    """An agency in the author's place of structured data is the origin, whoever publishes it."""
    facts = (
        '{"@type": "NewsArticle", "author": [{"name": "Agence France-Presse"}], "publisher": {"name": "River Post"}}'
    )
    text = "".join(f"<p>{line}</p>" for line in STORY)
    page = f'<html><script type="application/ld+json">{facts}</script><article><h1>{TITLE}</h1>{text}</article></html>'
    (tmp_path / "a.html").write_text(page, "utf-8")
    [article] = ingest.read(tmp_path, max_file_bytes=10_000).articles

    assert (article.origin, article.publisher) == ("AFP", "River Post")


@pytest.mark.parametrize(
    ("credit", "name"),
    [
        ("AMMAN (Petra News Agency) -", "Petra"),
        ("By Petra Lomas", None),
        ("BUENOS AIRES (Telam) -", "Télam"),
        ("By Ada Reed, Dow Jones Newswires", "Dow Jones"),
        ("By Ada Reed, Bloomberg News", "Bloomberg"),
        ("ADDIS ABABA, May 3 (ENA) -", "ENA"),
        ("LAGOS (NAN) -", "NAN"),
        ("PORTLAND (USA) -", None),
        ("PARIS (Texas) -", None),
    ],
)
def test_agencies(credit: str, name: str | None) -> None:
    """Agencies are known by their names and initials, and are neither people nor countries."""
    assert agencies.named_in(credit) == name
