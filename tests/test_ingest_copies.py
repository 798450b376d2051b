"""Copies, texts of one hand, and origins."""

import random
from itertools import permutations

import pytest

from briefing.ingest.duplicates import Text, kinship, likeness
from briefing.ingest.origins import Claim, origins

SUBJECTS = "the council|the mayor|the ferry|a painter|the county|every town|a committee|the harbour|one farmer|a court"
VERBS = "has asked for|will pay for|did not see|wants to close|may still sell|voted against|spoke about|counted|lost"
OBJECTS = "the old bridge|a new road|two thousand eels|the third pillar|its winter budget|all boats|the lower market"
ENDS = "near the river on Monday|after the flood|in spite of the law|for the second time|without a word|before a vote"


def story(seed: int, sentences: int = 12) -> list[str]:
    """Sentences of a story of its own for each seed."""
    chance = random.Random(seed)  # noqa: S311  # a test needs the same story each time, not a secret
    parts = [words.split("|") for words in (SUBJECTS, VERBS, OBJECTS, ENDS)]
    return [" ".join(chance.choice(words) for words in parts) + "." for _ in range(sentences)]


def copies(**texts: str) -> dict[str, str]:
    """Which of some texts are copies of which."""
    return dict(kinship([Text(id_, text) for id_, text in texts.items()], {id_: (id_,) for id_ in texts}).copies)


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
    one, other = Text("a", f"{text} It cost 2,900 pounds."), Text("b", f"{text} It cost 17,500 pounds.")

    result = kinship([one, other], {"a": (1,), "b": (2,)})

    assert (dict(result.copies), result.of_one_hand) == ({}, (("a", "b"),))


def test_figures_written_otherwise() -> None:
    """Thousands with and without comma are one figure."""
    text = " ".join(story(1))

    assert copies(a=f"{text} It cost 2,900 pounds.", b=f"{text} It cost 2900 pounds.") == {"b": "a"}


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

    assert set(origins(claims, [("a", "b"), ("b", "c")]).values()) == {"AFP"}
    assert origins(claims, [("a", "c")]) == {"a": "River Post", "b": "AFP", "c": "River Post"}
