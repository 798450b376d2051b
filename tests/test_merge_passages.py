"""Passages: sentences where they stand, and what is remembered of them."""

from dataclasses import replace

from newsroom import article, digest, passages

from briefing.merge.passages import Passage, by_article, remembered
from briefing.merge.passages import passages as passages_of


def test_order() -> None:
    """Passages stand by the day of their article, those without one first, then by article and place."""
    found = passages(
        a="2024-03-09: Snow fell. The road was closed.", b="undated: Farmers met.", c="2024-03-01: Wolves came."
    )

    assert [passage.text for passage in found] == [
        "Farmers met.",
        "Wolves came.",
        "Snow fell.",
        "The road was closed.",
    ]


def test_copies_are_left_out() -> None:
    """A copy of an article, and an article without a digest, have no passages."""
    one, other, third = article("a", "Snow fell."), article("b", "Snow fell."), article("c", "Wolves came.")
    copy = replace(other, duplicate_of="a")

    assert [p.article.id for p in passages_of((one, copy, third), {"a": digest(one), "b": digest(copy)})] == ["a"]


def test_by_article() -> None:
    """Each article keeps its passages in order."""
    grouped = by_article(passages(a="Snow fell. The road was closed.", b="Wolves came."))

    assert {name: [p.text for p in group] for name, group in grouped.items()} == {
        "a": ["Snow fell.", "The road was closed."],
        "b": ["Wolves came."],
    }


def test_remembered() -> None:
    """A function is asked once of each passage, also where its answer is none, and keeps its name."""
    asked: list[str] = []

    @remembered
    def answer(passage: Passage) -> str | None:
        asked.append(passage.text)
        return passage.text if passage.index else None

    first, second = passages(a="Snow fell. The road was closed.")

    assert [answer(one) for one in (first, second, first, second)] == [None, second.text, None, second.text]
    assert asked == [first.text, second.text]
    assert answer.__name__ == "answer"
